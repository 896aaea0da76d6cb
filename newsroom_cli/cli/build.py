"""`newsroom build`: write everything public into a folder."""

from __future__ import annotations

from typing import Any

import typer

from newsroom_cli.cli.build_options import Request
from newsroom_cli.cli.shared_options import signature_of


def build(**values: Any) -> None:
    """Write everything that is public.

    That is a page per release, an index, feeds, e-mail HTML and text. Public is what is approved, dated today or
    earlier, and free of embargo. A release with errors stops the build: then releases that are no longer public leave
    the folder, and all else stays as it was.

    With --as-of it is a rehearsal: marked as such on every page, feed and mail, and written to a folder of its own,
    public-rehearsal.

    Exit code 4 says that another build is writing. For a scheduler: newsroom build --quiet --wait

    Example: newsroom build -o public
    """
    from newsroom_cli.cli import building

    raise typer.Exit(building.run(Request(**values)))


build.__signature__ = signature_of(Request)  # type: ignore[attr-defined]
