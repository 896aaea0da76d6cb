"""`newsroom images`: show size and metadata of pictures, write smaller, clean copies, and add pictures to releases."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import Directory, TextOrJson, argument


def images(
    names: Annotated[
        list[str] | None,
        argument("[add] [FILE] [PICTURE...]", "Releases; else all. After add: a release, and pictures for it."),
    ] = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="Write smaller, clean copies, and use them in the release.")
    ] = False,
    alt: Annotated[
        str | None, typer.Option("--alt", metavar="TEXT", help="With add: what the picture shows, in words.")
    ] = None,
    caption: Annotated[str | None, typer.Option("--caption", metavar="TEXT", help="With add: its caption.")] = None,
    credit: Annotated[str | None, typer.Option("--credit", metavar="TEXT", help="With add: who made it.")] = None,
    form: Annotated[TextOrJson, typer.Option("--format", help="How it is printed.")] = TextOrJson.text,
    directory: Directory = None,
) -> None:
    """Find pictures that are too large or reveal where they were taken, and add pictures to a release.

    newsroom images add FILE PICTURE copies a picture beside the release, and adds it to the release. On a terminal it
    asks for description, caption and credit. No file is replaced.

    With --clean the command writes a copy beside each such picture: upright, at most 2,400 pixels wide, with no
    metadata except credit and rights. The release then uses the copy. The original stays as it is.

    Pages and feeds never carry such data, because build removes it. But the files beside the release do, and people
    pass these on.

    Example: newsroom images releases/2026-03-02-library.md --clean
    """
    from newsroom_cli.cli.steps import files_beside

    newsroom = options.newsroom(directory)
    if names and names[0] == "add":
        files_beside.add_pictures(newsroom, names[1:], files_beside.Words(alt, caption, credit))
    else:
        files_beside.look_at_pictures(newsroom, names or [], form, clean=clean)
