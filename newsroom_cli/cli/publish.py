"""`newsroom publish`: check, show what will be public and where, ask, approve, build."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import Directory, Yes, argument


def publish(
    files: Annotated[
        list[str] | None, argument("[FILE...]", "The releases; else the last changed that is not public as it is.")
    ] = None,
    now: Annotated[bool, typer.Option("--now", help="Set its date to this minute.")] = False,
    lift_embargo: Annotated[bool, typer.Option("--lift-embargo", help="End its embargo now.")] = False,
    yes: Yes = False,
    directory: Directory = None,
) -> None:
    """Publish releases: check them, show what will be public and where, ask, set what must be set, and build.

    A release needs the signatures that newsroom.toml requires. If its date or embargo lies ahead, it is approved now
    and goes out with the first newsroom build after that. With --lift-embargo the signatures under the embargoed
    release are enough, and embargo_lifted in its file says when that was. Nothing is committed or pushed: in a git
    repository, the commands for that are printed.

    Example: newsroom publish releases/2026-03-02-library.md --now
    """
    from newsroom_cli.cli.steps import publication

    publication.publish(options.newsroom(directory), files or (), now=now, lift_embargo=lift_embargo, yes=yes)
