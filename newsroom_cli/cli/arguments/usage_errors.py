"""Mistakes on a command line in plain words, with what to type instead.

Typer finds the mistakes. The classes of its errors are private, so they are told apart by their names.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from newsroom_cli.cli.arguments import other_words
from newsroom_cli.cli.commands import COMMANDS
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.values import joined, nearest
from newsroom_cli.newsroom import finding


def explain(error: Any, arguments: Sequence[str]) -> NewsroomError:
    """The mistake that Typer found in the arguments of `newsroom`, in plain words."""
    if one_dash := _option_with_one_dash(error, arguments):
        return one_dash
    explanations = {
        "NoSuchOption": _unknown_option,
        "BadOptionUsage": _wrong_use_of_option,
        "MissingParameter": _missing_parameter,
        "BadParameter": _wrong_value,
        "UsageError": _too_many_arguments,
    }
    explanation = explanations.get(type(error).__name__, _other_error)
    return explanation(error, arguments)


def unknown_command(name: str, known: Sequence[str], caller: str) -> NewsroomError:
    """The error for an unknown command; `known` are the commands of `caller`, such as `newsroom quotes`."""
    of_caller = "" if caller == "newsroom" else f" of {caller}"
    return NewsroomError(f'there is no command "{name}"{of_caller}', hint=_command_meant(name, known, caller))


_CODE = pattern(r"[A-Za-z]{2}\d{3}")


def _command_meant(name: str, known: Sequence[str], caller: str) -> str:
    """The remedy for an unknown command: its name here, the most similar command, or the help that lists them."""
    word = name.lower()
    if caller == "newsroom":
        if word in other_words.ANSWERS:
            return other_words.ANSWERS[word]
        if meant := next((command for command in other_words.COMMANDS.get(word, "").split() if command in known), None):
            return f"here that is newsroom {meant}: {_lowered(COMMANDS[meant][1])}"
        if _CODE.fullmatch(name):
            return f"newsroom rule {name.upper()} explains that rule"
        if word.endswith(".md") or "/" in word:
            return f"a command comes first: newsroom check {shlex.quote(name)} or newsroom show {shlex.quote(name)}"
    near = (caller == "newsroom quotes" and other_words.OF_QUOTES.get(word)) or nearest(word, known)
    return f"did you mean {caller} {near}?" if near else f"{caller} --help lists the commands"


def _lowered(sentence: str) -> str:
    """A sentence without its capital and its full stop."""
    first = sentence.partition(" ")[0]
    return (sentence if first.isupper() and len(first) > 1 else sentence[:1].lower() + sentence[1:]).rstrip(".")


# --- options --------------------------------------------------------------------------------------------------


def _unknown_option(error: Any, arguments: Sequence[str]) -> NewsroomError:
    """The error for an option that the command does not have."""
    option, command, known = error.option_name, error.ctx.command_path, _long_options(error)
    meant = other_words.OPTIONS.get(option, "")
    if command == "newsroom" and (later := _command_after(option, arguments)):
        hint = f"the command comes first, its options follow it: newsroom {later} {option}"
    elif meant.partition(" ")[0] in known:
        hint = f"did you mean {meant}?"
    elif option == "--undo":
        hint = other_words.ANSWERS["undo"]
    elif near := nearest(option.lstrip("-"), [name.lstrip("-") for name in known], likeness=0.7):
        hint = f"did you mean --{near}?"
    else:
        hint = f"{command} --help lists its options"
    return NewsroomError(f"{command} has no option {option}", hint=hint)


def _option_with_one_dash(error: Any, arguments: Sequence[str]) -> NewsroomError | None:
    """The error for `-help` instead of `--help`, which Typer reads as the letters of short options; else None."""
    known = _long_options(error) if getattr(error, "ctx", None) else []
    typed = next((word for word in arguments if len(word) > 2 and f"-{word}" in known), None)
    if typed is None:
        return None
    return NewsroomError(f"{error.ctx.command_path} has no option {typed}", hint=f"did you mean -{typed}?")


def _long_options(error: Any) -> list[str]:
    """The options with two dashes that the command has in which an error was found."""
    options = [name for one in error.ctx.command.params for name in (*one.opts, *one.secondary_opts)]
    return [*(name for name in options if name.startswith("--")), "--help"]


def _command_after(option: str, arguments: Sequence[str]) -> str:
    """The first command among the arguments after an option; empty if there is none."""
    places = [number for number, word in enumerate(arguments) if word.partition("=")[0] == option]
    return next((word for word in arguments[places[0] :] if word in COMMANDS), "") if places else ""


def _wrong_use_of_option(error: Any, arguments: Sequence[str]) -> NewsroomError:
    """The error for an option without its value, or for a value where none belongs."""
    option = error.option_name
    place = next((number for number, word in enumerate(arguments) if word in COMMANDS), len(arguments))
    is_group = place < len(arguments) and COMMANDS[arguments[place]][0].endswith(":app")
    command = " ".join(["newsroom", *arguments[place : place + 1 + is_group]])
    if any(word.startswith(f"{option}=") for word in arguments):
        return NewsroomError(f"{option} takes no value", hint=f"write {option} alone")
    return NewsroomError(f"{option} needs a value after it", hint=f"{command} --help says which")


# --- arguments and values -------------------------------------------------------------------------------------


_CLAUSE_END = pattern(r"[:;.] ")


def _missing_parameter(error: Any, arguments: Sequence[str]) -> NewsroomError:
    """The error for a missing argument or option that a command requires."""
    if error.param is None or error.ctx is None:
        return _other_error(error, arguments)
    command = error.ctx.command
    words = f"{error.ctx.command_path} needs {_name(error.param, with_placeholder=True)}"
    about = f": {_lowered(_CLAUSE_END.split(error.param.help)[0])}" if getattr(error.param, "help", None) else ""
    example = " ".join((command.help or "").partition("Example:")[2].split())
    return NewsroomError(f"{words}{about}", hint=f"for example: {example}" if example else _see_help(error))


def _name(parameter: Any, *, with_placeholder: bool = False) -> str:
    """The name of an option or argument as it is typed."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    option = next((name for name in parameter.opts if name.startswith("--")), parameter.opts[0])
    return f"{option} {parameter.metavar}" if with_placeholder else str(option)


def _wrong_value(error: Any, arguments: Sequence[str]) -> NewsroomError:
    """The error for a value that an option or argument does not take."""
    if error.param is None:
        return _other_error(error, arguments)
    value = _message(error).partition(" is not ")[0].strip("'\"")
    name = _name(error.param)
    choices: Mapping[str, object] | Sequence[str] = getattr(error.param.type, "choices", ())
    if choices:
        return unknown_value(name, value, [str(getattr(choice, "value", choice)) for choice in choices])
    if limits := re.search(r"not in the range (\d+)<=x<=(\d+)", _message(error)):
        return NewsroomError(f"{name}: {value} is out of range", hint=f"write a number from {limits[1]} to {limits[2]}")
    if limit := re.search(r"not in the range x>=(\d+)", _message(error)):
        return NewsroomError(f"{name}: {value} is too small", hint=f"write a number from {limit[1]} on")
    return NewsroomError(f'{name}: "{value}" is not a whole number', hint="write it in digits, such as 3")


def _message(error: Any) -> str:
    """The message of a Typer error; only it has the words that a person typed."""
    return str(error.message)


def unknown_value(option: str, value: str, choices: Sequence[str]) -> NewsroomError:
    """The error for a value that is not among the choices of an option, with the choices that may be meant."""
    meant = [choice for choice in other_words.VALUES.get(value.lower(), "").split() if choice in choices]
    near = " or ".join(meant) or nearest(value, choices)
    hint = f"did you mean {near}? it is one of {', '.join(choices)}" if near else f"it is {joined(choices, 'or')}"
    if elsewhere := other_words.WRITTEN_ELSEWHERE.get(value.lower()):
        hint = f"{hint}; {elsewhere}"
    return NewsroomError(f'{option}: there is no "{value}"', hint=hint)


def _too_many_arguments(error: Any, arguments: Sequence[str]) -> NewsroomError:
    """The error for arguments that a command does not take."""
    found = re.search(r"extra arguments?\(?s?\)? \((.*)\)$", _message(error), re.DOTALL)
    if found is None or error.ctx is None:
        return _other_error(error, arguments)
    command, extra = error.ctx.command_path, found[1]
    takes = [parameter for parameter in error.ctx.command.params if parameter.param_type_name == "argument"]
    first = extra.split()[0]
    message = f'{command}: too many words, from "{first}" on' if takes else f"{command} does not take {extra}"
    return NewsroomError(message, hint=(command == "newsroom new" and _as_option_of_new(arguments)) or _see_help(error))


def _as_option_of_new(arguments: Sequence[str]) -> str:
    """The remedy for a headline, or for "from" and a release, typed after `newsroom new` without its option."""
    words = [word for word in arguments[arguments.index("new") + 1 :] if word[:1] != "-"]
    before, word, older = " ".join(words).partition("from ")
    if word and len(before.split()) < 2:
        return f"the older release stands behind --from: newsroom new --from {shlex.quote(older)}"
    headline = f"a headline stands behind --headline: newsroom new --headline {shlex.quote(' '.join(words))}"
    return f"{headline}; newsroom new --list shows the kinds of releases"


_TAKE_WORDS_AFTER_A_PATH = ("newsroom embargo", "newsroom translate")  # a time, a language


def name_of_words(words: Sequence[str], command: str) -> str:
    """The name that several words form. Raises NewsroomError if one of them is a path, which names another release."""
    others = words[1:] if command in _TAKE_WORDS_AFTER_A_PATH else words
    if other := next((word for word in others if finding.is_path(word) and not re.fullmatch(r"[\d/]+", word)), None):
        hint = f"name one at a time; {command} --help explains it"
        raise NewsroomError(f"{command} takes one release, and {other} is a file of its own", hint=hint)
    return " ".join(words)


def _see_help(error: Any) -> str:
    """The remedy that names the help of a command."""
    return f"{error.ctx.command_path if error.ctx else 'newsroom'} --help explains it"


def _other_error(error: Any, arguments: Sequence[str]) -> NewsroomError:
    """The error for any other mistake: Typer's words."""
    return NewsroomError(_lowered(error.format_message()), hint=_see_help(error))
