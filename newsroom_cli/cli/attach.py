"""`newsroom attach`: a document beside a release, for readers to download."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import Directory, argument


def attach(
    names: Annotated[
        list[str],
        argument(
            "[FILE] DOCUMENT...",
            "A release, and documents for it; without a release, the last changed that is not public.",
        ),
    ],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is, in a few words.")] = None,
    directory: Directory = None,
) -> None:
    """Add documents to a release, such as a plan as PDF, for readers to download.

    Copies each document beside the release, and lists it in the release. On a terminal it asks for a title. No file is
    replaced. A document goes out as it is, so look at its properties first. For pictures, use newsroom images add.

    Example: newsroom attach releases/2026-03-02-library.md plan.pdf
    """
    from newsroom_cli.cli.steps import files_beside

    files_beside.add_documents(options.newsroom(directory), names, title)
