"""`newsroom export`: a release as a file for reporters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.cli import options
from newsroom_cli.cli.shared_options import Directory, File


def export(
    file: File = None,
    form: Annotated[
        str, typer.Option("--to", metavar="KIND", help="docx, for Word and other word processors.")
    ] = "docx",
    target: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; else here, named after the release."),
    ] = None,
    advance: Annotated[
        str | None,
        typer.Option("--advance", metavar="OUTLET", help="Note that this medium has the copy, before publication."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    directory: Directory = None,
) -> None:
    """Write a release as a Word file for a reporter.

    It has headings, lists, tables, quotes, links and pictures in styles that Word knows. What is not public carries
    DRAFT, or the end of its embargo, on top of every page, and has that in its name. A file that is there is not
    replaced.

    With --advance it is noted who has which version of an embargoed release, and newsroom says who must hear of a
    later change.

    Example: newsroom export releases/2026-03-02-library.md --to docx
    """
    from newsroom_cli.cli import copies

    copies.export(options.newsroom(directory), file, form, target, advance, force=force)
