"""Questions on a terminal. Without a terminal the answer is the default."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from newsroom_cli.cli import output
from newsroom_cli.model.errors import NewsroomError


def text(question: str, default: str = "", *, fits: Callable[[str], object] | None = None) -> str:
    """Ask for a line of text; an empty answer takes the default.

    `fits` raises NewsroomError or ValueError with a reason; then the question is asked again.
    """
    if not output.interactive():
        return default
    while True:
        answer = _prompt(question, default)
        try:
            if fits and answer:
                fits(answer)
            return answer
        except NewsroomError as error:
            output.say(f"{error.message}; {error.hint}")
        except ValueError as error:
            output.say(str(error))


def confirmed(question: str, *, default: bool = True) -> bool:
    """Ask for yes or no; an empty answer is the default."""
    return bool(typer.confirm(output.shown(question), default=default, err=True))


def _prompt(question: str, default: str) -> str:
    """Ask on a terminal; without one, return the default."""
    prompt = f"{question} [{default}]" if default else question
    answer: str = typer.prompt(output.shown(prompt), default=default, show_default=False, err=True)
    return answer.strip()


def choice(question: str, options: Sequence[tuple[str, str]], default: str = "", *, free: bool = False) -> str:
    """Ask for one of several options (value, description), by number or value; the default without a terminal.

    `free` accepts any other answer as well.
    """
    if not output.interactive() or not (options or free):
        return default
    values = [value for value, _ in options]
    for number, (value, description) in enumerate(options, 1):
        same = not description or description == value
        output.say(f"  {number}  {value}" if same else f"  {number}  {value}  {output.paint('dim', description)}")
    while True:
        answer = _prompt(question, default)
        if answer in values or answer == default:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(values):
            return values[int(answer) - 1]
        if free and not answer.isdecimal():
            return answer
        output.say(f"please type a number from 1 to {len(values)}, or one of the names")
