"""The declaration of options for Typer, and the options that several commands share."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from newsroom_cli.cli.arguments import completion
from newsroom_cli.cli.arguments.plain_options import AS_OF, DIRECTORY, Option
from newsroom_cli.model.errors import NewsroomError


def as_typer(name: str, option: Option) -> Any:
    """The declaration of an option for Typer; the command, not Typer, checks that files exist."""
    names = filter(None, (option.long(name), option.short))
    complete = completion.BY_METAVAR.get(option.metavar or "")
    return typer.Option(*names, metavar=option.metavar, help=option.help, readable=False, autocompletion=complete)


def command_of(table: type[Any]) -> Callable[..., None]:
    """A command for Typer that has the options in a table, and runs the request."""

    def command(**values: Any) -> None:
        raise typer.Exit(table(**values).run())

    command.__doc__, command.__signature__ = table.__doc__, _signature_of(table)  # type: ignore[attr-defined]
    return command


def _signature_of(table: type[Any]) -> inspect.Signature:
    """The parameters of a command for Typer, from the table of its options."""
    defaults = table._field_defaults
    parameters = []
    for name, hint in table.__annotations__.items():
        type, option = get_args(hint)
        declared = argument(option.metavar, option.help) if name == "paths" else as_typer(name, option)
        type = list[Path] if name == "paths" else Literal[option.choices] if option.choices else type
        kind = inspect.Parameter.KEYWORD_ONLY
        parameters.append(inspect.Parameter(name, kind, default=defaults[name], annotation=Annotated[type, declared]))
    return inspect.Signature(parameters)


def printable(parameter: typer.CallbackParam, words: str | None) -> str | None:
    """The callback of an option whose words go into a file; returns them.

    Raises NewsroomError as `require_visible`, and for a placeholder that was copied from a message or from --help.
    """
    if words and words in (parameter.metavar, parameter.opts[0].lstrip("-").upper(), *_PLACEHOLDERS):
        hint = f"write in its place what {parameter.opts[0]} stands for; nothing was written"
        raise NewsroomError(f"{words} is a placeholder", hint=hint)
    require_visible(parameter.opts[0], words or "", "type it again; nothing was written")
    return words


_PLACEHOLDERS = ("HOW", "TK")


def require_visible(name: str, words: str, hint: str) -> None:
    """Raise NewsroomError if words for a file hold a control character, or an invisible one that reorders them."""
    from newsroom_cli.model.toml.values import CONTROL, first_control_name

    if CONTROL.search(words):
        raise NewsroomError(f"{name} holds {first_control_name(words)}, which no reader can show", hint=hint)
    if words.isascii():
        return
    from newsroom_cli.rules.text.characters import turning_characters

    for character in turning_characters(words):
        if character in words:
            message = f"{name} holds the invisible character U+{ord(character):04X}, which can turn words around"
            raise NewsroomError(message, hint=hint)


def argument(metavar: str | None, help: str, complete: completion.Complete = completion.releases) -> Any:
    """An argument that the tab key completes; the command, not Typer, checks that files exist."""
    return typer.Argument(metavar=metavar, help=help, readable=False, autocompletion=complete)


def completed_option(
    metavar: str | None, help: str, complete: completion.Complete = completion.releases, *names: str
) -> Any:
    """An option whose value the tab key completes."""
    return typer.Option(*names, metavar=metavar, help=help, autocompletion=complete)


Directory = Annotated[Path | None, as_typer("directory", DIRECTORY)]
AsOf = Annotated[str | None, as_typer("as_of", AS_OF)]


def file_argument(otherwise: str) -> Any:
    """The argument that names a release; `otherwise` says which one is meant without it."""
    return argument("[FILE]", f"The release: its file, slug or date, a word of its headline; else {otherwise}.")


File = Annotated[str | None, file_argument("the last changed that is not public")]


By = Annotated[
    str,
    typer.Option(
        "--by", metavar="NAME", help="Who records it; else you, as remembered, or git's user name.", callback=printable
    ),
]
Date = Annotated[str | None, typer.Option("--date", metavar="TIME", help="When it was given; else now.")]


Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Edit = Annotated[bool, typer.Option("--edit", "-e", help="Open the file in your editor.")]
Since = Annotated[str, typer.Option(metavar="DATE", help="Only from DATE on: a day, a month or a year.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="Only up to DATE, which is included.")]


class TextOrJson(StrEnum):
    """Output for people as text, or for programs."""

    text = "text"
    json = "json"


class TableOrJson(StrEnum):
    """Output for people as a table, or for programs."""

    table = "table"
    json = "json"


class MailForm(StrEnum):
    """The parts of an e-mail, or all of it."""

    html = "html"
    text = "text"
    eml = "eml"


Target = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
]
