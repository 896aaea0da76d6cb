"""Questions on a terminal. Without a terminal the answer is the default."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from newsroom_cli.cli import output
from newsroom_cli.model.errors import NewsroomError

# The answers of this run by question; a command that keeps them puts here what was answered before it was stopped.
answered: dict[str, str] = {}
earlier: dict[str, str] = {}


def text(question: str, default: str = "", *, validate: Callable[[str], object] | None = None) -> str:
    """Ask for a line of text, and return it; an empty answer means the default, and so does a missing terminal.

    `validate` raises NewsroomError or ValueError for an unusable answer; then the reason is shown, and asked again.
    """
    if not output.is_interactive():
        return default
    while True:
        answer = _prompt_for_answer(question, default)
        try:
            if validate and answer:
                validate(answer)
            return answer
        except NewsroomError as error:
            output.say(f"{error.message}; {error.hint}")
        except ValueError as error:
            output.say(str(error))


def confirm(question: str, *, default: bool = True) -> bool:
    """Ask for yes or no, and return whether the answer is yes; an empty answer means the default."""
    prompt = output.question(f"{question} [{'Y/n' if default else 'y/N'}]")
    while True:
        answer = str(typer.prompt(prompt, default="", show_default=False, err=True)).strip().lower()
        if answer in ("", *_YES, *_NO):
            return answer in _YES or (default and not answer)
        output.say("please type y for yes, or n for no")


_YES, _NO = ("y", "yes"), ("n", "no")


def _prompt_for_answer(question: str, default: str) -> str:
    """Ask a question with its default in brackets, and return the answer without spaces around it."""
    key = question if question not in answered else f"{question} ({len(answered)})"
    default = earlier.get(key, default)
    prompt = f"{question} [{default}]" if default else question
    answer: str = typer.prompt(output.question(prompt), default=default, show_default=False, err=True).strip()
    answered[key] = answer
    return answer


def choice(question: str, options: Sequence[tuple[str, str]], default: str = "", *, free: bool = False) -> str:
    """Ask for one of several options (value, description), and return its value; the default without a terminal.

    A person types its number, its value, or a part of its value or description. `free` accepts any other answer as
    well; then the part is one or more whole words.
    """
    if not output.is_interactive() or not (options or free):
        return default
    for number, (value, description) in enumerate(options, 1):
        same = not description or description == value
        output.say(f"  {number}  {value}" if same else f"  {number}  {value}  {output.paint('dim', description)}")
    while True:
        answer = _prompt_for_answer(question, default)
        chosen = _chosen(answer, options, default, free=free)
        if chosen is not None:
            answered[next(reversed(answered))] = chosen  # a number may mean another one next time
            return chosen


def _chosen(answer: str, options: Sequence[tuple[str, str]], default: str, *, free: bool) -> str | None:
    """The value that an answer means; None, after a word on what is expected, if it means none or several."""
    from newsroom_cli.newsroom import known_names

    values = [value for value, _ in options]
    if answer in values or answer == default:
        return answer
    if answer.isdecimal() and 1 <= int(answer) <= len(values):
        return values[int(answer) - 1]
    found = known_names.matching(answer, [(value, (text,)) for value, text in options], whole_words=free)
    if len(found) == 1:
        output.say(f"  {found[0]}")
        return found[0]
    if free and not found and not answer.isdecimal():
        return answer
    several = f"{' and '.join(found[:3])} have that; " if found else ""
    output.say(f"{several}please type a number from 1 to {len(values)}, or one of the names")
    return None
