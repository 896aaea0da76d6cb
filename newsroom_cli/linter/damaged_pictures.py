"""Damage inside pictures that only a decoder finds. A decoded picture is remembered by its content."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Collection, Iterable

from newsroom_cli.linter import memory
from newsroom_cli.model.media_types import PICTURES, ending
from newsroom_cli.model.release import Problem, Release
from newsroom_cli.newsroom.attached import attached_files
from newsroom_cli.newsroom.attached.attached_files import PICTURE
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import digest

_RULES = 2  # increased whenever newsroom/attached/picture_heads.py changes its judgement
FILE = "decoded.json"  # in the folder for caches; it has the digests of sound pictures


def with_damaged_pictures(
    newsroom: Newsroom, release: Release, sound: Callable[[], Collection[str]]
) -> tuple[Release, list[str]]:
    """A release with a problem for each damaged picture, and the digests of its undamaged pictures.

    `sound` returns the digests of pictures that need not be decoded again.
    """
    if not any(ending(path) in PICTURES for path in newsroom.files_of(release)):
        return release, []
    from newsroom_cli.newsroom.attached import picture_heads

    reported = {problem.span for problem in release.problems if problem.code == PICTURE}
    problems, digests = [], []
    for path, span in attached_files.places(release).items():
        if ending(path) not in PICTURES or span in reported:
            continue
        with contextlib.suppress(OSError):  # just deleted: the next check reports it
            data = newsroom.content_of(path)
            try:
                if (name := digest(data)) not in sound():
                    picture_heads.refuse_damaged(data, path)
                digests.append(name)
            except picture_heads.PictureError as error:
                problems.append(Problem(PICTURE, span, f'the picture "{path}" {error}', error.hint))
    return release.with_problems(problems), digests


def sound_digests(newsroom: Newsroom) -> frozenset[str]:
    """The digests of the pictures that earlier checks decoded."""
    return frozenset(memory.read(os.fspath(newsroom.root), FILE, _stamp()).get("sound", ()))


def write_sound_digests(newsroom: Newsroom, digests: Iterable[str], *, all_pictures: bool) -> None:
    """Remember the digests of sound pictures, if possible; with `all_pictures`, forget all other digests."""
    found = frozenset(digests)
    if not found:
        return
    before = sound_digests(newsroom)
    after = found if all_pictures else before | found
    if after != before:
        data = json.dumps({"stamp": _stamp(), "sound": sorted(after)}).encode()
        memory.write(os.fspath(newsroom.root), FILE, data)


def _stamp() -> str:
    """The version of all code that decides what counts as damage."""
    import PIL

    return f"{_RULES} {PIL.__version__}"
