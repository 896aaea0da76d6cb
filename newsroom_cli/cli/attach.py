"""`newsroom attach`: a document beside a release, for readers to download."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli import ask, completion, options, output
from newsroom_cli.cli.shared_options import Directory
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.media_types import ATTACHMENTS, ending

if TYPE_CHECKING:
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom


def attach(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[FILE] DOCUMENT...",
            help="A release, and documents for it; without FILE for the release last changed that is not public.",
            autocompletion=completion.releases,
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

    newsroom = options.newsroom(directory)
    documents = [Path(name).expanduser() for name in names if _is_document(name)]
    others = [name for name in names if not _is_document(name)]
    _refuse_unclear(documents, others)
    contents = [files_beside.read(document, "document", "plan.pdf") for document in documents]
    release = before = options.open_release(newsroom, others[0] if others else None)
    for document, data in zip(documents, contents, strict=True):
        path, is_new = files_beside.place(newsroom, release, document, data, "document")
        table = _table(release, path, title)
        release = files_beside.put(newsroom, release, "attachments", table, {path: data} if is_new else {})
        output.result(output.from_here(path, newsroom.root))
    _say_problems(newsroom, release)
    output.say(f"{output.paint('good', 'added')} to {output.from_here(release.path, newsroom.root)}")
    files_beside.say_if_void(newsroom, before, release, "document")


def _is_document(name: str) -> bool:
    """Whether a name is that of a file that can be attached: by its ending."""
    return ending(name) in ATTACHMENTS


def _refuse_unclear(documents: Sequence[Path], others: Sequence[str]) -> None:
    """Raise NewsroomError unless documents are named, and one release at most."""
    from newsroom_cli.cli import images_add

    if picture := next(filter(images_add.is_picture, others), None):
        raise NewsroomError(f"{picture} is a picture", hint=f"newsroom images add FILE {picture} adds it")
    if not documents:
        hint = f"newsroom attach FILE DOCUMENT, such as plan.pdf; it may be {', '.join(ATTACHMENTS)}"
        raise NewsroomError("no document is named that can be attached", hint=hint)
    if len(others) > 1:
        raise NewsroomError(f"{' and '.join(others)} are two releases", hint="name one, and then its documents")


def _table(release: Release, path: str, title: str | None) -> dict[str, str]:
    """The keys of the document in the release. Raises NewsroomError if it is attached already."""
    from newsroom_cli.cli import files_beside

    name = files_beside.name_in(release, path)
    if any(attachment.file and attachment.file.value == name for attachment in release.attachments):
        hint = "change its words under [[attachments]]"
        raise NewsroomError(f"{name} is attached to the release already", path=release.path, hint=hint)
    if title is None:
        title = ask.text(f"What {name} is, such as Map of the sites (or none)", empty_words=ask.NOBODY)
    return {"file": name} | ({"title": title} if title else {})


def _say_problems(newsroom: Newsroom, release: Release) -> None:
    """Say what is wrong with the files of a release, as newsroom check will."""
    from newsroom_cli.newsroom import attached_files

    for problem in attached_files.problems(newsroom, release):
        output.say(output.paint("warning", f"{problem.message}; {problem.help}"))
