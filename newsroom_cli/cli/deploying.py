"""Reminders of what newsroom does not do: put the site on a server, and build at the right time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from newsroom_cli.newsroom.folder import Newsroom


def local_lines(newsroom: Newsroom, folder: Path) -> Iterator[str]:
    """Yield a line, for a person at a terminal, that the site is only in a folder here; none if CI deploys it."""
    from newsroom_cli.cli import output
    from newsroom_cli.publishing import elsewhere

    if output.is_watched() and not elsewhere.is_deployed_by_ci(newsroom):
        shown = output.from_here(folder, newsroom.root)
        yield f"only on this computer until you put the folder {shown} on your web server"


def scheduled_lines(newsroom: Newsroom) -> Iterator[str]:
    """Yield a line, for a person at a terminal, that somebody must build then; none if CI does."""
    from newsroom_cli.cli import output
    from newsroom_cli.publishing import elsewhere

    if output.is_watched() and not elsewhere.is_deployed_by_ci(newsroom):
        yield "  not by itself: newsroom build must run then, started by you or by a scheduler"
