"""`newsroom attach`: a document beside a release, for readers to download."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli import options
from newsroom_cli.cli.shared_options import Directory, argument


def attach(
    names: Annotated[
        list[str],
        argument(
            "[FILE] DOCUMENT...",
            "A release, and documents for it; without FILE for the release last changed that is not public.",
        ),
    ],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is, in a few words.")] = None,
    directory: Directory = None,
) -> None:
    """Add documents to a release, such as a plan as PDF, for readers to download.

    Copies each beside the release, and lists it there. Asks on a terminal what it is called. No file is replaced. A
    document goes out as it is: look at what its properties say. For pictures there is newsroom images add.

    Example: newsroom attach releases/2026-03-02-library.md plan.pdf
    """
    from newsroom_cli.cli import files_beside

    files_beside.add_documents(options.newsroom(directory), names, title)
