"""`newsroom embargo`: put a release under embargo, move the embargo, or lift it."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import Directory, File


def embargo(
    file: File = None,
    until: Annotated[
        str, typer.Option("--until", metavar="TIME", help="Nothing is public before TIME, such as tomorrow 9am.")
    ] = "",
    lift: Annotated[bool, typer.Option("--lift", help="Lift the embargo.")] = False,
    directory: Directory = None,
) -> None:
    """Put a release under embargo, move the embargo, or lift it.

    Until it ends, the release, its pictures and its attachments are on no page, in no feed and in no mail except
    advance copies. A public release cannot be put under embargo.

    A signed release must be signed again, because signatures cover the embargo. When somebody breaks the embargo, there
    is no time for that: newsroom publish --lift-embargo ends it at once, the signatures stand, and the release notes
    the minute.

    The time may follow the release: newsroom embargo library until Friday 9am

    Example: newsroom embargo releases/2026-03-02-library.md --until "tomorrow 9am"
    """
    from newsroom_cli.cli.steps import embargoing

    embargoing.set_embargo(options.newsroom(directory), file, until, lift=lift)
