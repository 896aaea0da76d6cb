"""The command line: one line for each command. A command's module is imported only when the command runs."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from newsroom_cli.cli.command_group import STYLE, Command, CommandGroup

COMMANDS = {  # name: (module:function, module:Typer or module:Table of options, first line of the help)
    "init": ("init:init", "Make a newsroom in a new or empty folder."),
    "new": ("new:new", "Start a release from a template."),
    "import": ("import_:import_", "Turn pasted text, saved pages, Word files, mails and feeds into releases."),
    "translate": ("translate:translate", "Start a translation of a release, or note that one is up to date."),
    "check": ("plain_options:Check", "Check releases like a good copy desk."),
    "rule": ("rule:rule", "Explain a rule, or list them all."),
    "vocabulary": ("vocabulary:app", "Add words that are right as they are, and list them."),
    "schema": ("schema:schema", "Print a JSON Schema of releases or of newsroom.toml, for editors."),
    "list": ("list_:list_", "List the releases with date, status, findings and headline."),
    "open": ("open_:open_", "Open the page of a release in the browser, or its file in your editor."),
    "show": ("show:show", "Show a release in the terminal as it will read."),
    "preview": ("preview:preview", "Show a release in the browser while you write it."),
    "quotes": ("quotes:app", "Keep account of who said what, and who agreed to it."),
    "status": ("status:status", "Show where a release stands, and what still blocks it."),
    "embargo": ("embargo:embargo", "Put a release under an embargo, move the embargo, or lift it."),
    "approve": ("approve:approve", "Sign a release off as it is."),
    "approvals": ("approve:approvals", "Show who signed a release off, and what changed since."),
    "publish": ("publish:publish", "Check releases, show what will be public, ask, and build."),
    "correct": ("correct:correct", "Say what you have changed in a public release."),
    "withdraw": ("correct:withdraw", "Take a public release back."),
    "rename": ("rename:rename", "Rename a release; its old address leads to the new one."),
    "record": ("correct:record", "Record what is public, so that later changes are noticed."),
    "next": ("next_:next_", "Print the next moment at which something changes, and what."),
    "theme": ("theme:app", "Show what pages and mails are made from, and copy a part to change it."),
    "build": ("plain_options:Build", "Write everything that is public."),
    "feed": ("feed:feed", "Print one feed of what is public now."),
    "email": ("email_:email", "Print a release as e-mail."),
    "export": ("export:export", "Write a release as a Word file for a reporter."),
    "images": ("images:images", "Add pictures to a release; find those that are too large or tell too much."),
    "attach": ("attach:attach", "Add documents to a release, for readers to download."),
}


class _LazyCommands(Mapping[str, Any]):
    """The commands by name, each loaded on first use."""

    def __getitem__(self, name: str) -> Any:
        module, attribute = COMMANDS[name][0].split(":")
        loaded = getattr(importlib.import_module(f"newsroom_cli.cli.{module}"), attribute)
        if isinstance(loaded, type):
            from newsroom_cli.cli import shared_options

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

    A first day: newsroom init, newsroom new, newsroom check, newsroom build. Alone, newsroom shows what waits.
    """
    from newsroom_cli.cli import options

    options.before_command[:] = [directory] if directory else []
    if ctx.invoked_subcommand is None:
        _show_waiting(directory, ctx.get_help())


def _show_waiting(directory: Path | None, help: str) -> None:
    """Print what waits in the newsroom here; outside of one the help, with a hint and exit code 2."""
    from newsroom_cli.cli import options, output
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
