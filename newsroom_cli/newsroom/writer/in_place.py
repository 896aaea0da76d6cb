"""Write files that belong to people: edited releases, and results in files that a person named."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.model.config import FILE_NAME, RECORDS
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.feed_formats import ENDINGS
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import has_front_matter
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.output import MANIFEST


def open_release(newsroom: Newsroom, path: str) -> Release:
    """The release in a file, for an edit. Raises RefusedError if its front matter cannot be read."""
    tidy(newsroom, [path])
    release = newsroom.read(path)
    if release.broken:
        problem = release.problems[0]
        line = release.position(problem.span.start).line
        raise RefusedError(problem.message, path=path, line=line, hint=problem.help)
    return release


def tidy(newsroom: Newsroom, paths: Iterable[str]) -> None:
    """Remove unfinished files of killed runs from the folders of these releases and of all records."""
    for folder in {(newsroom.root / path).parent for path in paths} | {*(newsroom.root / RECORDS).glob("*/")}:
        writer.sweep(folder)


def save_release(newsroom: Newsroom, before: Release, after: Release) -> bool:
    """Write an edited release; False if nothing was edited. Raises NewsroomError as `save_releases` does."""
    return save_releases(newsroom, [(before, after.text)]) > 0


def save_releases(newsroom: Newsroom, edited: Iterable[tuple[Release, str]]) -> int:
    """Write releases with their new texts; returns how many were edited. Raises NewsroomError as `rewrite` does."""
    changed = [(before, text) for before, text in edited if text != before.text]
    rewrite(newsroom, {before.path: (before.text.encode(), text.encode()) for before, text in changed})
    return len(changed)


def rewrite(newsroom: Newsroom, files: Mapping[str, tuple[bytes | None, bytes | None]]) -> None:
    """Write files, all or none, by their paths inside the newsroom; `files` has their old and new bytes.

    None for the new bytes removes a file.

    Raises NewsroomError if a file has changed since it was read, or cannot be written.
    """
    try:
        writer.rewrite({newsroom.root / path: contents for path, contents in files.items()})
    except NewsroomError as error:
        error.path = newsroom.name_of(error.path) if error.path else None
        raise


def deliver(newsroom: Newsroom, target: Path, data: bytes) -> None:
    """Write a result to the file that a person named. Raises NewsroomError if that would harm a newsroom."""
    resolved = disk.real(target)
    if refusal := _why_part_of_newsroom(resolved, newsroom) or _why_published(resolved, newsroom):
        raise NewsroomError(refusal[0], path=target, hint=f"nothing was written; {refusal[1]}")
    writer.deliver(target, data)


def _why_part_of_newsroom(path: Path, newsroom: Newsroom) -> tuple[str, str] | None:
    """The reason not to overwrite a file that is part of a newsroom, and the remedy; None if it is not part of one."""
    remedy = "name another file"
    name, parts = path.name.casefold(), [part.casefold() for part in path.parts]
    if name == FILE_NAME:
        return f"{FILE_NAME} says what a newsroom is, and would be lost", remedy
    if ".git" in parts or any(part.startswith(".newsroom-") for part in parts):
        return "this is a file that git or newsroom keeps for itself", remedy
    for candidate in _newsrooms(path, newsroom):
        if _is_inside(path, candidate.own_templates):
            return "this is a place for templates, and would be taken for one", remedy
        if _is_inside(path, candidate.root / RECORDS):
            return "this is a place for the records of what was published", remedy
        if _is_inside(path, candidate.folder) and name.endswith(".md"):
            return "this is a release, or would be taken for one", remedy
        if _is_inside(path, candidate.folder) and disk.is_there(path) and not name.endswith(_RESULT_ENDINGS):
            return "this belongs to the releases, and would be lost", remedy
    if _begins_like_release(path):
        return "this is a release, and would be lost", remedy
    return None


def _why_published(path: Path, newsroom: Newsroom) -> tuple[str, str] | None:
    """The reason not to write into a published folder, and the remedy; None if the file is not in one."""
    folders = [candidate.output for candidate in _newsrooms(path, newsroom)]
    if any(_is_inside(path, folder) for folder in folders) or any(
        disk.is_there(parent / MANIFEST) for parent in path.parents
    ):
        return (
            "this would be published at once, and build would neither know nor remove it",
            "newsroom build writes pages, feeds and mails there; name a file elsewhere",
        )
    return None


def _newsrooms(path: Path, newsroom: Newsroom) -> list[Newsroom]:
    """The current newsroom, and the newsroom that contains the file if there is one."""
    with contextlib.suppress(NewsroomError):
        return [newsroom, Newsroom.find(path.parent)]
    return [newsroom]


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder, even if it is spelled differently or leads through a link."""
    if path.is_relative_to(disk.real(folder)):
        return True
    return disk.is_there(folder) and any(disk.is_there(parent) and parent.samefile(folder) for parent in path.parents)


def _begins_like_release(path: Path) -> bool:
    """Whether a file begins with front matter."""
    if not disk.is_file(path):
        return False
    with contextlib.suppress(OSError), path.open("rb") as file:
        return has_front_matter(file.read(_OPENING_SIZE).decode(errors="replace"))
    return False


_RESULT_ENDINGS = (".html", ".txt", ".eml", ".json", *ENDINGS)
_OPENING_SIZE = 1000  # bytes: enough to recognise a release
