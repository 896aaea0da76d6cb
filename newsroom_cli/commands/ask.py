"""Questions on a terminal; where nobody is there to answer, the default is the answer."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from newsroom_cli.commands import output


def text(question: str, default: str = "", *, needed: bool = False) -> str:
    """A line of text; an empty answer takes the default, unless one is needed."""
    if not output.interactive():
        return default
    while True:
        answer: str = typer.prompt(question, default=default, show_default=bool(default), err=True)
        if answer.strip() or not needed:
            return answer.strip()


def choice(question: str, options: Sequence[tuple[str, str]], default: str = "") -> str:
    """One of several (value, description), chosen by number or by value; the default where nobody can be asked."""
    if not output.interactive() or not options:
        return default
    values = [value for value, _ in options]
    for number, (value, description) in enumerate(options, 1):
        same = not description or description == value
        output.say(f"  {number}  {value}" if same else f"  {number}  {value}  {output.paint('dim', description)}")
    while True:
        answer: str = typer.prompt(question, default=default, show_default=bool(default), err=True)
        answer = answer.strip()
        if answer in values or answer == default:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(values):
            return values[int(answer) - 1]
        output.say(f"please type a number from 1 to {len(values)}, or one of the names")
