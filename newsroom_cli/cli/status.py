"""`newsroom status`: the state of a release, and setting its status back to draft or review."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import completion, options
from newsroom_cli.cli.arguments.shared_options import AsOf, Directory, TextOrJson, argument


def status(
    file: Annotated[str | None, argument("[FILE]", "The release; else all that are waiting.")] = None,
    new: Annotated[str, argument("[STATUS]", "Set this status: draft or review.", completion.statuses)] = "",
    form: Annotated[TextOrJson, typer.Option("--format", "-f", help="How it is printed.")] = TextOrJson.text,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Show where a release stands: what still blocks it, and when it will be public.

    Without FILE, it shows all releases that are not public, and public ones whose errors stop the next build. With
    draft or review, it sets the status; newsroom approve and newsroom publish set approved.

    Example: newsroom status releases/2026-03-02-library.md
    """
    from newsroom_cli.cli.steps import state_lines

    state_lines.status(options.newsroom(directory), file, new, form, as_of)
