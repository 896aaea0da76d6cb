"""`newsroom open`: the page of a release in the browser, or its file in the person's editor."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.shared_options import Directory, File
from newsroom_cli.model.errors import NewsroomError


def open_(
    file: File = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open the file, even if it has a page.")] = False,
    directory: Directory = None,
) -> None:
    """Open the page of a release in the browser, or its file in your editor.

    The page is the one that newsroom build wrote. A release without a page is opened in the editor, as with --edit.

    Example: newsroom open library
    """
    from newsroom_cli.cli import browser, editor, options, output
    from newsroom_cli.model import disk
    from newsroom_cli.model.release_file import slug_of

    newsroom = options.newsroom(directory)
    path = options.release_path(newsroom, file, reads_only=True)
    page = newsroom.output / "releases" / f"{slug_of(path)}.html"
    if edit or not disk.is_file(page):
        why = "" if edit else "; it has no page yet"
        output.say(f"opening {output.from_here(path, newsroom.root)} in your editor{why}")
        editor.open_in_editor(newsroom.root / path)
        return
    shown = output.from_here(page, newsroom.root)
    if not browser.opened(page.resolve().as_uri()):
        raise NewsroomError(
            "no browser could be started", path=shown, hint=f"open it yourself: {page.resolve().as_uri()}"
        )
    output.say(f"opened {shown} in your browser")
