"""`newsroom export`: a release as a file for reporters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import Directory, File


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
        typer.Option("--advance", metavar="OUTLET", help="Record that this outlet has the copy before publication."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    directory: Directory = None,
) -> None:
    """Write a release as a Word file for a reporter.

    The file has headings, lists, tables, quotes, links and pictures in styles that Word knows. Until the release is
    public, every page and the file name say DRAFT, or when the embargo ends. An existing file is not replaced.

    With --advance newsroom records who has which version of an embargoed release, and says who must hear of a later
    change.

    Example: newsroom export releases/2026-03-02-library.md --to docx
    """
    from newsroom_cli.cli.steps import copies

    copies.export(options.newsroom(directory), file, form, target, advance, force=force)
