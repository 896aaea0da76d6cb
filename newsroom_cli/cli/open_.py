"""`newsroom open`: the page of a release in the browser, or its file in the person's editor."""

from __future__ import annotations

from typing import Annotated

import typer

from newsroom_cli.cli.arguments.shared_options import Directory, File
from newsroom_cli.model.errors import NewsroomError


def open_(
    file: File = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open the file, even if the release has a page.")] = False,
    directory: Directory = None,
) -> None:
    """Open the page of a release in the browser, or its file in your editor.

    The page is the one that newsroom build wrote. A release without a page is opened in the editor, as with --edit.

    Example: newsroom open library
    """
    from newsroom_cli.cli.arguments import options
    from newsroom_cli.cli.steps import editor, naming
    from newsroom_cli.cli.terminal import output
    from newsroom_cli.model import disk
    from newsroom_cli.model.release_file import slug_of

    newsroom = options.newsroom(directory)
    path = naming.release_path(newsroom, file, reads_only=True)
    page = newsroom.output / "releases" / f"{slug_of(path)}.html"
    if edit or not disk.is_file(page):
        why = "" if edit else "; it has no page yet"
        output.say(f"opening {output.from_here(path, newsroom.root)} in your editor{why}")
        editor.open_in_editor(newsroom.root / path)
        return
    shown = output.from_here(page, newsroom.root)
    if not opened(page.resolve().as_uri()):
        raise NewsroomError(
            "no browser could be started", path=shown, hint=f"open it yourself: {page.resolve().as_uri()}"
        )
    output.say(f"opened {shown} in your browser")


def opened(address: str) -> bool:
    """Open an address in the browser, and return whether there is one; browsers inside a terminal do not count."""
    import os
    import webbrowser

    try:
        controller = webbrowser.get()
        is_in_terminal = type(controller) is webbrowser.GenericBrowser and "BROWSER" not in os.environ
        return not is_in_terminal and controller.open_new_tab(address)
    except (webbrowser.Error, OSError):
        return False
