"""The command line: one line per command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.commands import options
from newsroom_cli.commands.build import build
from newsroom_cli.commands.check import check
from newsroom_cli.commands.email_ import email
from newsroom_cli.commands.feed import feed
from newsroom_cli.commands.init import init
from newsroom_cli.commands.list_ import list_
from newsroom_cli.commands.new import new
from newsroom_cli.commands.rule import rule
from newsroom_cli.commands.show import show

app = typer.Typer(
    name="newsroom",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    suggest_commands=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(epilog="Each command explains itself: newsroom COMMAND --help")
def newsroom(
    directory: Annotated[
        Path | None, typer.Option("-C", "--directory", metavar="DIR", help="Work in the newsroom in DIR.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version, and stop.")] = False,
) -> None:
    """Write, check and publish press releases kept as text files.

    A first day: newsroom init, newsroom new, newsroom check, newsroom build.
    """
    options.before_command[:] = [directory] if directory else []


app.command()(init)
app.command()(new)
app.command()(check)
app.command()(rule)
app.command("list")(list_)
app.command()(show)
app.command()(build)
app.command()(feed)
app.command()(email)
