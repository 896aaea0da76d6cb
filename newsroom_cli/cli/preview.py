"""`newsroom preview`: a release in the browser while it is written."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.arguments.shared_options import Directory, File
from newsroom_cli.cli.terminal import output
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom


def preview(
    file: File = None,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, metavar="NUMBER", help="The port of the address.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    directory: Directory = None,
) -> None:
    """Show a release in the browser as it will look, and show each change when you save.

    Drafts and embargoed releases, too, marked as such. Findings appear beside their words. Only you can open the
    address, only on this machine, as long as the command runs. Nothing is written. Ctrl-C ends it.

    Example: newsroom preview library
    """
    import datetime as dt
    import threading

    from newsroom_cli.publishing.preview import server
    from newsroom_cli.publishing.preview.access import Access
    from newsroom_cli.publishing.preview.preview import Preview

    newsroom = options.newsroom(directory)
    path = _start(newsroom, file)
    looked_at = Preview(newsroom.root, lambda: dt.datetime.now(dt.UTC))
    if path and not server.has_address(path):
        raise NewsroomError("the name of this file cannot stand in an address", path=path, hint="rename it")
    if path and not looked_at.is_release(path):
        hint = f"only releases in {newsroom.config.releases} are shown; put it there"
        raise NewsroomError("this is not a release of the newsroom", path=file, hint=hint)
    with server.listen(port) as listener, contextlib.suppress(KeyboardInterrupt):
        number = listener.getsockname()[1]
        access = Access(number, path)
        if not port and number != server.PORT:
            output.say(f"port {server.PORT} is in use, so this preview is at port {number}")
        output.result(access.address)
        output.say("each change is shown when you save; Ctrl-C ends the preview")
        if browser:
            threading.Thread(target=_open, args=(access.take_ticket(),), daemon=True).start()
        server.serve(looked_at, listener, access, _report)
    output.say("the preview has ended")


def _start(newsroom: Newsroom, file: str | None) -> str:
    """The path of the release to begin with; empty, for the list of all, if none is named and none is waiting."""
    from newsroom_cli.cli.steps import naming

    try:
        return naming.release_path(newsroom, file, reads_only=True)
    except NewsroomError:
        if file is not None:
            raise
        return ""


def _open(address: str) -> None:
    """Open an address in the browser of this machine."""
    from newsroom_cli.cli import open_

    if not open_.opened(address):
        output.say("no browser could be opened; open the address above in yours")


def _report() -> None:
    """Print the exception that is being handled."""
    import traceback

    output.say(*traceback.format_exc().splitlines())
