"""Answers that are none: "not sure yet", a command, several numbers where one is asked for."""

from __future__ import annotations

from collections.abc import Collection

from newsroom_cli.model.patterns import pattern

_WE_ARE = r"(?:(?:i|we)(?: am| are|['’]m|['’]re)? )?(?:still |really )?"
_UNSURE = pattern(
    rf"(?:{_WE_ARE}(?:not (?:quite |really |so )?(?:sure|certain|decided)|unsure|undecided|unknown|unclear"
    r"|(?:do not|don['’]?t) know|have no idea)|no (?:idea|clue)|to be (?:decided|determined|announced|confirmed)"
    r"|tb[acd]|idk|dunno|maybe|perhaps|not)(?: (?:for now|yet|at the moment|right now))?[\s.!?…]*|\?+"
)
_NUMBERS = pattern(r"(?:no\.? ?|#)?\d+(?:(?:\s*[,;+&/]\s*(?:and |or )?|\s+(?:and|or)\s+|\s+)(?:no\.? ?|#)?\d+)+\.?")


def why_none(answer: str, default: str, empty_words: Collection[str]) -> str:
    """Why an answer is none, with what may be typed instead; empty if it may be one."""
    from newsroom_cli.cli.app import COMMANDS

    if answer == default:
        return ""
    program, command, *_ = *answer.split(), "", ""
    if program == "newsroom" and command in COMMANDS:
        return f'"{answer}" is a command: please answer the question first; Ctrl-C stops'
    return _ways_out(default, empty_words) if _UNSURE.fullmatch(answer.casefold()) else ""


def _ways_out(default: str, empty_words: Collection[str]) -> str:
    """What a person may do who does not know the answer yet."""
    takes = [f"Enter takes {default}"] * bool(default) + ["later leaves it open"] * ("later" in empty_words)
    return f"no hurry: {', '.join(takes)}" if takes else "this one is needed: please find it out; Ctrl-C stops"


def are_several_numbers(answer: str) -> bool:
    """Whether an answer has several numbers, such as 1 and 2, where one option is asked for."""
    return _NUMBERS.fullmatch(answer.casefold()) is not None
