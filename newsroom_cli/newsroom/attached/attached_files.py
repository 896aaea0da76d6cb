"""The pictures and attachments of a release: which files it names, and what is wrong with them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.model import disk, interpretation
from newsroom_cli.model.errors import reason_of
from newsroom_cli.model.media_types import ATTACHMENTS, PICTURES, ending
from newsroom_cli.model.release import Problem, Release, Span
from newsroom_cli.newsroom.release_files import State, state_of

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom

PICTURE, ATTACHMENT, TOO_LARGE = "IM004", "AT001", "IM005"  # the rules that report problems of files
_BESIDE = "put it beside the release and name it from there"
# The first bytes of programs and web pages, which a computer or browser would run whatever the file name says.
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PAGES = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")
MAIL_FOLDER = "email"
_OWN_FOLDERS = (MAIL_FOLDER, "pictures")  # build writes there


class NamedFile(NamedTuple):
    """A file that a release names: the target as written, its span, and the code of the rule that reports problems."""

    target: str
    span: Span
    code: str

    @property
    def noun(self) -> str:
        """The word for the file in messages: picture or attachment."""
        return "picture" if self.code == PICTURE else "attachment"


def named_files(release: Release) -> Iterator[NamedFile]:
    """Yield the pictures and attachments that front matter and body name."""
    for code, entries in ((PICTURE, release.images), (ATTACHMENT, release.attachments)):
        for entry in entries:
            if entry.file is not None:
                yield NamedFile(entry.file.value, entry.file.span, code)
    if "![" in release.body.value or "<img" in release.body.value:
        from newsroom_cli.markup import markdown

        document = markdown.read(release.body)
        for link in (*document.links, *document.html_links):
            if link.image and link.target:
                yield NamedFile(link.target, link.span, PICTURE)


def paths(release: Release) -> list[str]:
    """The pictures and attachments that a release may publish, by name and folder, as sorted paths in the newsroom.

    A file that is missing or damaged is still listed. A killed release has none.
    """
    named = () if release.is_killed else named_files(release)
    found = ((file.code, interpretation.newsroom_path(release, file.target)) for file in named)
    return sorted({path for code, path in found if path is not None and not _why_unpublishable(path, code)})


def places(release: Release) -> dict[str, Span]:
    """The first place at which a release names each file, by its path inside the newsroom."""
    found: dict[str, Span] = {}
    for file in named_files(release):
        if path := interpretation.newsroom_path(release, file.target):
            found.setdefault(path, file.span)
    return found


def problems(newsroom: Newsroom, release: Release) -> list[Problem]:
    """The problems of the pictures and attachments that a release names."""
    found = [problem for file in named_files(release) for problem in _problems(newsroom, release, file)]
    if any(problem.key == "attachments.file" for problem in release.problems):
        return found  # FM003 reports it
    nameless = [attachment.span for attachment in release.attachments if attachment.file is None]
    return found + [Problem(ATTACHMENT, span, "an attachment names no file", 'add file = "..."') for span in nameless]


def _problems(newsroom: Newsroom, release: Release, file: NamedFile) -> Iterator[Problem]:
    """Yield the problem of a file, if there is one."""
    path = interpretation.newsroom_path(release, file.target)
    name = f'the {file.noun} "{file.target}"'
    if path is None:
        if file.code == ATTACHMENT or not file.target.startswith(("http://", "https://", "//")):
            yield Problem(file.code, file.span, f"{name} is not inside the newsroom", _BESIDE)
        return
    place = newsroom.root / path
    if reason_and_remedy := _why_unpublishable(path, file.code):
        yield Problem(file.code, file.span, f'"{file.target}" {reason_and_remedy[0]}', reason_and_remedy[1])
    elif disk.is_link(place) or newsroom.passes_through_link(os.fspath(place)):
        message = f"{name} is a link, or in a folder that is one"
        yield Problem(file.code, file.span, message, "put the file itself there")
    elif disk.is_there(place) and not disk.is_file(place):
        yield Problem(file.code, file.span, f"{name} is not a file", "name a file, such as one in the folder")
    elif not disk.is_file(place):
        help = f"put the file at {path}, or correct its name"
        help += (
            f"; newsroom {'images add copies a picture' if file.code == PICTURE else 'attach copies a document'} there"
        )
        yield Problem(file.code, file.span, f"{name} is not there", help)
    elif file.code == PICTURE:
        yield from _picture_problems(newsroom, path, file)
    elif reason_and_remedy := _wrong_content(newsroom, path):
        yield Problem(file.code, file.span, f"{name} {reason_and_remedy[0]}", reason_and_remedy[1])


def _picture_problems(newsroom: Newsroom, path: str, file: NamedFile) -> Iterator[Problem]:
    """Yield the problem with the content of a picture, or that it is larger than newsroom.toml allows."""
    from newsroom_cli.newsroom.attached import picture_heads

    try:
        head = picture_heads.of_file(newsroom.root / path)
    except picture_heads.PictureError as error:
        yield Problem(PICTURE, file.span, f'"{file.target}" {error}', error.hint)
        return
    except OSError as error:
        message = f'the picture "{file.target}" cannot be read: {reason_of(error)}'
        yield Problem(PICTURE, file.span, message, disk.remedy(error))
        return
    limits = newsroom.config.pictures
    for count, limit, unit in (
        (head.size, limits.megabytes, "MB"),
        (head.width * head.height, limits.megapixels, "million pixels"),
    ):
        if limit and count > limit * 1_000_000:
            message = f'the picture "{file.target}" has {count / 1_000_000:.1f} {unit}; the limit is {limit}'
            yield Problem(TOO_LARGE, file.span, message, "make it smaller, or raise the limit: [pictures]")


def _why_unpublishable(path: str, code: str) -> tuple[str, str] | None:
    """The reason why a file with this path can never be published, and the remedy; None if it can be."""
    kind, folder = ending(path), path.partition("/")[0]
    if code == PICTURE and kind not in PICTURES:
        return "is not a picture that can be published", f"use {', '.join(PICTURES)}"
    if code == ATTACHMENT and kind in PICTURES:
        return "is a picture", "name it under [[images]], which takes out what it tells about the camera and the place"
    if code == ATTACHMENT and kind not in ATTACHMENTS:
        return "is not a file that can be attached", f"use {', '.join(ATTACHMENTS)}"
    if any(part.startswith(".") for part in path.split("/")):
        return "is hidden, or lies in a hidden folder", f"put the {'picture' if code == PICTURE else 'file'} " + (
            "beside the release and name it from there"
        )
    if (code == ATTACHMENT and ("/" not in path or folder in _OWN_FOLDERS)) or folder == MAIL_FOLDER:
        return "lies where build writes files of its own", _BESIDE
    return None


def _wrong_content(newsroom: Newsroom, path: str) -> tuple[str, str] | None:
    """The reason why the content of an attachment, such as a program, cannot be published, and the remedy; or None."""
    try:
        with disk.opened(newsroom.root / path) as file:
            start = file.read(512)
    except OSError as error:
        return f"cannot be read: {reason_of(error)}", disk.remedy(error)
    if not start:
        return "is empty", "save the document there again"
    if start.startswith(_PROGRAMS):
        return "is a program", _DOCUMENT
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES):
        return "is a web page, which would run on the newsroom's site", _DOCUMENT
    return None


_DOCUMENT = "attach a document that people read, such as a PDF"


# --- digests, which show whether a file has changed ----------------------------------------------------------

MISSING = "missing"  # stands for the digest of a file that cannot be read


def with_files(newsroom: Newsroom, release: Release) -> Release:
    """The release with a digest of each picture and attachment in the newsroom that it names now."""
    named: dict[str, str] = {}
    for file in named_files(release):
        path = interpretation.newsroom_path(release, file.target)
        if path is not None and file.target not in named:
            named[file.target] = _digest_of(newsroom, path)
    return release._replace(files=tuple(named.items()))


def _digest_of(newsroom: Newsroom, path: str) -> str:
    """The digest of a file by its path inside the newsroom; MISSING if it cannot be read."""
    file = os.fspath(newsroom.root / path)
    try:
        if newsroom.passes_through_link(file):
            return MISSING
        return _cached_digest(file, state_of(os.lstat(file)))
    except (OSError, ValueError):  # a name that is impossible on this system
        return MISSING


@functools.lru_cache(maxsize=512)
def _cached_digest(file: str, state: State) -> str:
    """The SHA-256 digest of a file. The `state` makes the cache forget a file that has changed."""
    import hashlib

    digest = hashlib.sha256()
    with disk.opened(file) as opened:
        while data := opened.read(1 << 20):
            digest.update(data)
    return f"sha256:{digest.hexdigest()}"
