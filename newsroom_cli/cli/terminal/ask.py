"""Questions on a terminal, with a way back to the previous question. Without a terminal the answer is the default."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

import typer

from newsroom_cli.cli.commands import COMMANDS
from newsroom_cli.cli.terminal import output
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

# By question: the answers of this run, and earlier answers that are offered as defaults. These were given before the
# person went back, or in a run that was stopped, if the command keeps them.
answered: dict[str, str] = {}
earlier: dict[str, str] = {}
_defaults: dict[str, str] = {}  # the default of each question that was asked, without `earlier`

# What people type when they will answer later, and when there is nobody to name.
LATER = frozenset(("later", "tk", "n/a", "-", "–", "—"))
NOBODY = LATER | {"none", "no", "nobody", "no one", "nothing"}


def text(
    question: str,
    default: str = "",
    *,
    validate: Callable[[str], object] | None = None,
    empty_words: Collection[str] = (),
    is_prose: bool = False,
) -> str:
    """Ask for a line of text, and return it; an empty answer means the default, and so does a missing terminal.

    A word of `empty_words` counts as an empty answer, whatever the default. `validate` raises NewsroomError or
    ValueError for an unusable answer; the reason is then shown, and the question asked again, as it is after "not sure
    yet". With `is_prose`, quotation marks around the whole answer stay, and the same words typed again are accepted.
    """
    if not output.is_interactive():
        return default
    begin_question()
    refused = ""
    while True:
        answer = _prompt_for_answer(question, default, is_prose=is_prose)
        if means_empty(answer, empty_words):
            return ""
        if (why := why_none(answer, default, empty_words)) and not (is_prose and answer == refused):
            refused = answer
            output.say(f"{why}; the same again if these are the words" if is_prose else why)
            forget()
            continue
        try:
            if validate and answer:
                validate(answer)
            return answer
        except NewsroomError as error:
            output.say(f"{error.message}; {error.hint}")
        except ValueError as error:
            output.say("; ".join(filter(None, (str(error), getattr(error, "help", "")))))
        forget()


def means_empty(answer: str, empty_words: Collection[str] = NOBODY) -> bool:
    """Whether an answer is empty, or one of the `empty_words`, which mean the same."""
    return not answer.strip() or answer.strip().rstrip(".").casefold() in empty_words


def name(
    question: str,
    default: str = "",
    *,
    what: str = "name",
    missing: str = "",
    validate: Callable[[str], object] | None = None,
    is_prose: bool = False,
) -> str:
    """Ask for a required name until it is given; empty only without a terminal and without a default.

    `missing` is the message after an empty answer; `is_prose` is as for `text`.
    """
    missing = missing or f"please type a {what}{f', or press Enter for {default}' if default else ''}; Ctrl-C stops"

    def check(answer: str) -> None:
        if means_empty(answer):
            raise ValueError(missing)
        if validate:
            validate(answer)

    while not (answer := text(question, default, validate=check, is_prose=is_prose)) and output.is_interactive():
        output.say(missing)
        forget()
    return answer


def confirm(question: str, *, default: bool = True, is_kept: bool = False) -> bool:
    """Ask for yes or no, and return whether the answer is yes; an empty answer means the default.

    With `is_kept`, the answer is kept, and an earlier one is the default.
    """
    begin_question()
    if not is_kept and _Row.repeats:
        return True
    given = given_again(question)
    if is_kept and question in earlier:
        default = earlier[question] == _YES[0]
    prompt = output.question(f"{question} [{'Y/n' if default else 'y/N'}]")
    while True:
        answer = _without_marks(_typed_text(prompt, "") if given is None else given).lower()
        if answer in ("", *_YES, *_NO):
            is_yes = answer in _YES or (default and not answer)
            if is_kept:
                answered[question] = _YES[0] if is_yes else _NO[0]
            return is_yes
        if not go_back_if_wanted(answer, is_first=not answered):
            output.say("please type y for yes, or n for no")


_YES, _NO = ("y", "yes", "ja", "sí", "si", "oui"), ("n", "no", "nein", "non")


def _prompt_for_answer(question: str, default: str, *, is_prose: bool = False) -> str:
    """Ask a question with its default in brackets, and return the answer without spaces around it.

    Unless `is_prose`, quotation marks around the answer are left out.
    """
    number = 1
    while (key := question if number == 1 else f"{question} ({number})") in answered:
        number += 1
    if (given := given_again(key)) is not None:
        answered[key] = given
        return given
    offered = earlier.get(key, default)
    prompt = output.question(f"{question} [{offered}]" if offered else question)
    while go_back_if_wanted(answer := _typed_text(prompt, offered), is_first=not answered):
        pass
    answered[key] = answer if is_prose or answer == offered else _without_marks(answer)
    _defaults[key] = default
    return answered[key]


def _without_marks(answer: str) -> str:
    """An answer without the quotation marks around it, which people type because they have seen them in files."""
    from newsroom_cli.language import quotation_marks

    return quotation_marks.without_outer_marks(answer) if answer and not answer.isalnum() else answer


def _typed_text(prompt: str, default: str) -> str:
    """Show a prompt, and return the typed text without spaces around it.

    Text is decoded as UTF-8 if possible, whatever encoding the locale states, such as ASCII in the locale C.
    """
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(errors="surrogateescape")
    while True:
        # input() writes the space after the prompt to standard output, which may be a file.
        with contextlib.nullcontext() if sys.stdout.isatty() else contextlib.redirect_stdout(sys.stderr):
            answer = str(typer.prompt(prompt, default=default, show_default=False, err=True)).strip()
        if answer.isascii() or answer == default:
            return answer
        encoding = sys.stdin.encoding or "utf-8"
        with contextlib.suppress(UnicodeError):
            answer = answer.encode(encoding, errors="surrogateescape").decode("utf-8")
        if all(not "\ud800" <= letter <= "\udfff" for letter in answer):
            return answer
        output.say(f"letters such as é cannot be typed here, where the encoding is {encoding}; PYTHONUTF8=1 helps")


def forget() -> None:
    """Forget the last answer, which could not be used, and do not offer it again."""
    question, _ = answered.popitem()
    earlier.pop(question, None)


def keep_as(meaning: str) -> None:
    """Store the meaning of the last answer instead of the typed words, which may mean something else next time."""
    answered[next(reversed(answered))] = meaning


def choice(
    question: str,
    options: Sequence[tuple[str, str]],
    default: str = "",
    *,
    free: bool = False,
    validate: Callable[[str], object] | None = None,
    empty_words: Collection[str] = (),
) -> str:
    """Ask for one of several options (value, description), and return its value; the default without a terminal.

    A person types the number of an option, its value, or a part of its value or description, until one is chosen. With
    `free`, any other answer is accepted, even an empty one, unless `validate` raises ValueError for it; a part must
    then be whole words. A word of `empty_words` that is not a value counts as an empty answer.
    """
    if not output.is_interactive() or not (options or free):
        return default
    begin_question()
    values = [value for value, _ in options]
    for number, (value, description) in enumerate(options, 1):
        same = not description or description == value
        output.say(f"  {number}  {value}" if same else f"  {number}  {value}  {output.paint('dim', description)}")
    while True:
        answer = _prompt_for_answer(question, default)
        if answer not in values and answer and means_empty(answer, empty_words):
            return ""
        if answer not in values and (why := why_none(answer, default, empty_words)):
            output.say(why)
            forget()
            continue
        chosen = _chosen_value(answer, options, default, free=free)
        if chosen is not None and validate and chosen and chosen not in values:
            chosen = _validated_answer(chosen, validate)
        if chosen is not None:
            keep_as(chosen)  # a number may mean another option next time
            return chosen
        forget()


def _validated_answer(answer: str, validate: Callable[[str], object]) -> str | None:
    """An answer that is none of the options; None if `validate` refuses it, after printing the reason."""
    try:
        validate(answer)
    except ValueError as error:
        output.say(str(error))
        return None
    return answer


def _chosen_value(answer: str, options: Sequence[tuple[str, str]], default: str, *, free: bool) -> str | None:
    """The value that an answer means; None if it means none or several, after a message about the expected answer.

    With `free`, an answer that matches no option is returned as it is.
    """
    from newsroom_cli.newsroom import known_names

    values = [value for value, _ in options]
    if answer in values or (answer == default and (answer or free)):
        return answer
    numbers = f"a number from 1 to {len(values)}, or one of the names" if values[1:] else "1, or the name"
    if not free and answer.casefold() in (*_YES, *_NO):
        output.say(f"this is no question for yes or no: please type {numbers}")
        return None
    if are_several_numbers(answer):
        output.say(f"one at a time, please: {numbers}")
        return None
    if answer.isdecimal() and 1 <= int(answer) <= len(values):
        return values[int(answer) - 1]
    entries = [(value, (text,)) for value, text in options]
    found = known_names.matching(answer.removeprefix("the "), entries, whole_words=free)  # as in "the mayor"
    if not (found or free):  # as "release" in "press release"
        found = [value for value in values if value.casefold() in answer.casefold().split()]
    if len(found) == 1:
        output.say(f"  {found[0]}")
        return found[0]
    if free and not found and not answer.isdecimal():
        return answer
    several = f"{' and '.join(found[:3])} have that; " if found else ""
    output.say(f"{several}please type {numbers}")
    return None


_WE_ARE = r"(?:(?:i|we)(?: am| are|['’]m|['’]re)? )?(?:still |really )?"
_UNSURE = pattern(
    rf"(?:{_WE_ARE}(?:not (?:quite |really |so )?(?:sure|certain|decided)|unsure|undecided|unknown|unclear"
    r"|(?:do not|don['’]?t) know|have no idea)|no (?:idea|clue)|to be (?:decided|determined|announced|confirmed)"
    r"|tb[acd]|idk|dunno|maybe|perhaps|not)(?: (?:for now|yet|at the moment|right now))?[\s.!?…]*|\?+"
)
_NUMBERS = pattern(r"(?:no\.? ?|#)?\d+(?:(?:\s*[,;+&/]\s*(?:and |or )?|\s+(?:and|or)\s+|\s+)(?:no\.? ?|#)?\d+)+\.?")


def why_none(answer: str, default: str, empty_words: Collection[str]) -> str:
    """The reason why a typed text, such as "not sure", is no answer, and what to type instead; empty if it is one."""
    if answer == default:
        return ""
    program, command, *_ = *answer.split(), "", ""
    if program == "newsroom" and command in COMMANDS:
        return f'"{answer}" is a command: please answer the question first; Ctrl-C stops'
    return _ways_out(default, empty_words) if _UNSURE.fullmatch(answer.casefold()) else ""


def _ways_out(default: str, empty_words: Collection[str]) -> str:
    """The advice for a person who does not know the answer yet."""
    takes = [f"Enter takes {default}"] * bool(default) + ["later leaves it open"] * ("later" in empty_words)
    return f"no hurry: {', '.join(takes)}" if takes else "this one is needed: please find it out; Ctrl-C stops"


def are_several_numbers(answer: str) -> bool:
    """Whether an answer has several numbers, such as 1 and 2, where one option is asked for."""
    return _NUMBERS.fullmatch(answer.casefold()) is not None


# --- the way back ---------------------------------------------------------------------------------------------


SIGN = "<"
_Result = TypeVar("_Result")

# After a person has gone back: the answers that are given again without asking, by question.
again: dict[str, str] = {}


class GoBack(Exception):
    """A person wants to answer the previous question again."""


class _Row:
    """The state of the row of questions that is being asked."""

    is_open = False  # whether a row is being asked
    repeats = False  # whether the last question was answered without being asked
    must_explain = False  # whether the way back must still be explained


def with_way_back(work: Callable[[], _Result]) -> _Result:
    """The result of `work`, which asks questions, and writes nothing before the last one is answered.

    When a person goes back, `work` is called again: it gets the answers before that question without asking, and its
    messages are held back meanwhile. All later answers are offered as defaults.
    """
    if not output.is_interactive():
        return work()
    answered.clear()
    _defaults.clear()
    _Row.is_open = _Row.must_explain = True
    try:
        while True:
            try:
                return work()
            except GoBack:
                output.hold_messages()
                _Row.repeats = True
                own = {question: answer for question, answer in answered.items() if answer != _defaults.get(question)}
                earlier.update(own)
                answered.popitem()
                again.update(answered)
                answered.clear()
    finally:
        _Row.is_open = _Row.repeats = False
        again.clear()
        output.show_held()


def begin_question() -> None:
    """Explain once, before the first question of a row, how to go back."""
    if _Row.is_open and _Row.must_explain:
        _Row.must_explain = False
        output.say(output.paint("dim", f"  {SIGN} goes back to the question before, Ctrl-C stops"))


def given_again(question: str) -> str | None:
    """The answer that is given to a question again; None if the person must be asked, after all held messages."""
    answer = again.pop(question, None)
    if answer is None:
        _Row.repeats = False
        again.clear()  # after one question is asked, all further ones are asked, too
        output.show_held()
    else:
        output.hold_messages()
    return answer


def go_back_if_wanted(answer: str, *, is_first: bool) -> bool:
    """Raise GoBack if a typed text is the sign to go back; return True if that is impossible, False for other texts."""
    if answer != SIGN:
        return False
    if _Row.is_open and not is_first:
        raise GoBack
    output.say("there is no question to go back to; Ctrl-C stops")
    return True
