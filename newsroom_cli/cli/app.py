"""The command line. A command's module is imported only when the command runs."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from newsroom_cli.cli.arguments.command_group import STYLE, Command, CommandGroup
from newsroom_cli.cli.commands import COMMANDS


class _LazyCommands(Mapping[str, Any]):
    """The commands by name, each loaded on first use."""

    def __getitem__(self, name: str) -> Any:
        module, attribute = COMMANDS[name][0].split(":")
        loaded = getattr(importlib.import_module(f"newsroom_cli.cli.{module}"), attribute)
        if isinstance(loaded, type):
            from newsroom_cli.cli.arguments import shared_options

            loaded = shared_options.command_of(loaded)
        if not isinstance(loaded, typer.Typer):
            alone = typer.Typer(add_completion=False, **{**STYLE, "no_args_is_help": False})
            alone.command(name, cls=Command)(loaded)
            loaded = alone
        command = typer.main.get_command(loaded)
        command.name = name
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Commands(CommandGroup):
    """The group of all commands. It lists their names and first lines without loading them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _LazyCommands()  # type: ignore[assignment]  # only read

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


app = typer.Typer(name="newsroom", cls=_Commands, pretty_exceptions_enable=False, **STYLE)


@app.callback(
    epilog="Each command explains itself: newsroom COMMAND --help", invoke_without_command=True, no_args_is_help=False
)
def newsroom(
    ctx: typer.Context,
    directory: Annotated[
        Path | None, typer.Option("-C", "--directory", metavar="DIR", help="Work in the newsroom in DIR.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version, and stop.")] = False,
) -> None:
    """Write, check and publish press releases kept as text files.

    A first day: newsroom init, newsroom new, newsroom check, newsroom publish. Alone, newsroom shows what waits.
    """
    from newsroom_cli.cli.arguments import options

    options.before_command[:] = [directory] if directory else []
    if ctx.invoked_subcommand is None:
        _show_waiting(directory, ctx.get_help())


def _show_waiting(directory: Path | None, help: str) -> None:
    """Print what waits in the newsroom here; outside a newsroom, print the help and a hint, and exit with code 2."""
    from newsroom_cli.cli.arguments import options
    from newsroom_cli.cli.terminal import output
    from newsroom_cli.model.errors import NoNewsroomError

    try:
        newsroom = options.newsroom(directory)
    except NoNewsroomError:
        if directory is not None:
            raise
        output.result(*help.splitlines())
        output.say("", "there is no newsroom in this folder: newsroom init makes one")
        raise typer.Exit(2) from None
    from newsroom_cli.cli import waiting

    waiting.show(newsroom)
