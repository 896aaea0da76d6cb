"""Questions on a terminal. Without a terminal the answer is the default."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from newsroom_cli.cli import output
from newsroom_cli.model.errors import NewsroomError


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
    return bool(typer.confirm(output.safe_line(question), default=default, err=True))


def _prompt_for_answer(question: str, default: str) -> str:
    """Ask a question with its default in brackets, and return the answer without spaces around it."""
    prompt = f"{question} [{default}]" if default else question
    answer: str = typer.prompt(output.safe_line(prompt), default=default, show_default=False, err=True)
    return answer.strip()


def choice(question: str, options: Sequence[tuple[str, str]], default: str = "", *, free: bool = False) -> str:
    """Ask for one of several options (value, description), and return its value; the default without a terminal.

    A person types its number or its value. `free` accepts any other answer as well.
    """
    if not output.is_interactive() or not (options or free):
        return default
    values = [value for value, _ in options]
    for number, (value, description) in enumerate(options, 1):
        same = not description or description == value
        output.say(f"  {number}  {value}" if same else f"  {number}  {value}  {output.paint('dim', description)}")
    while True:
        answer = _prompt_for_answer(question, default)
        if answer in values or answer == default:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(values):
            return values[int(answer) - 1]
        if free and not answer.isdecimal():
            return answer
        output.say(f"please type a number from 1 to {len(values)}, or one of the names")
