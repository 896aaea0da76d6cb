"""`newsroom images add`: a picture beside a release, with what it shows, its caption and its credit."""

from __future__ import annotations

import functools
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.cli import ask, files_beside, going_back, options, output, unfinished
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.media_types import ATTACHMENTS, PICTURES, ending
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.folder import Newsroom

if TYPE_CHECKING:
    from newsroom_cli.publishing.pictures.originals import Original


class Words(NamedTuple):
    """What a release says about a picture: what it shows, its caption, and who made it; None asks a person."""

    alt: str | None
    caption: str | None
    credit: str | None


def add(newsroom: Newsroom, names: Sequence[str], words: Words) -> None:
    """Copy pictures beside a release, and have the release show them with the words that are given or answered.

    Raises NewsroomError for a file that is no picture, and for a picture that the release shows already.
    """
    pictures = [Path(name).expanduser() for name in names if is_picture(name)]
    others = [name for name in names if not is_picture(name)]
    _refuse_unclear(pictures, others)
    originals = [_read(newsroom, picture) for picture in pictures]
    release = before = options.open_release(newsroom, others[0] if others else None)
    for picture, (data, original) in zip(pictures, originals, strict=True):
        path, is_new = files_beside.place(newsroom, release, picture, data, "picture")
        with unfinished.answers(newsroom, "images add", f"{release.path} {path}"):
            table = going_back.with_way_back(functools.partial(_table, release, path, words))
        release = files_beside.put(newsroom, release, "images", table, {path: data} if is_new else {})
        output.result(output.from_here(path, newsroom.root))
        output.say(*_notes(newsroom, release, original))
    files_beside.say_if_void(newsroom, before, release, "picture")


def is_picture(name: str) -> bool:
    """Whether a name is that of a picture: by its ending."""
    return ending(name) in PICTURES


def _refuse_unclear(pictures: Sequence[Path], others: Sequence[str]) -> None:
    """Raise NewsroomError unless pictures are named, and one release at most."""
    if document := next((name for name in others if ending(name) in ATTACHMENTS), None):
        raise NewsroomError(f"{document} is no picture", hint=f"newsroom attach FILE {document} attaches it")
    if not pictures:
        hint = f"newsroom images add FILE PICTURE, such as bridge.jpg; it may be {', '.join(PICTURES)}"
        raise NewsroomError("no picture is named", hint=hint)
    if len(others) > 1:
        raise NewsroomError(f"{' and '.join(others)} are two releases", hint="name one, and then its pictures")


def _read(newsroom: Newsroom, picture: Path) -> tuple[bytes, Original]:
    """The bytes of a picture, and what it carries. Raises NewsroomError if it is none, or is not there."""
    from newsroom_cli.newsroom.picture_heads import PictureError
    from newsroom_cli.publishing.pictures import originals

    data = files_beside.read(picture, "picture", "bridge.jpg")
    try:
        return data, originals.original(data, picture.name, newsroom.config.pictures)
    except PictureError as error:
        raise NewsroomError(f"it {error}", path=picture, hint=error.hint) from error


def _table(release: Release, path: str, words: Words) -> dict[str, str]:
    """The keys of the picture in the release; those without an answer are TK, and those that nobody wants are left out.

    Raises NewsroomError if the release shows the picture already.
    """
    from newsroom_cli.newsroom.scaffold import TO_COME

    name = files_beside.name_in(release, path)
    if any(image.file and image.file.value == name for image in release.images):
        raise NewsroomError(
            f"the release shows {name} already", path=release.path, hint="change its words under [[images]]"
        )
    if output.is_interactive() and words.alt is None:
        output.say(f"{name}: say what it shows, for people who cannot see it")
    alt, caption, credit = words
    if alt is None:
        alt = ask.text("What it shows (or later)", empty_words=ask.LATER, is_prose=True) or TO_COME
    if caption is None:
        caption = ask.text("Caption (or none)", empty_words=ask.NOBODY, is_prose=True)
    if credit is None:
        credit = ask.text("Who made it, such as Photo: Ana Ruiz (or none)", empty_words=ask.NOBODY)
    told = {"caption": caption, "credit": credit}
    return {"file": name, "alt": alt} | {key: value for key, value in told.items() if value}


def _notes(newsroom: Newsroom, release: Release, original: Original) -> list[str]:
    """Notes for a person: what the picture reveals, and what is still missing in the release."""
    from newsroom_cli.newsroom.scaffold import TO_COME
    from newsroom_cli.publishing.pictures import originals

    shown = output.from_here(release.path, newsroom.root)
    lines = [output.paint("warning", line) for line in originals.told(original)]
    if original.needs_copy:
        lines.append(f"newsroom images {shlex.quote(shown)} --clean puts a smaller, clean copy in its place")
    alt = release.images[-1].alt
    if alt and alt.value == TO_COME:
        lines.append(f"what it shows stands as TK in {shown}; newsroom open --edit {shlex.quote(shown)}")
    return [*lines, f"{output.paint('good', 'added')} to {shown}; newsroom preview shows it"]
