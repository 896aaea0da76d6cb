"""The cache of published pictures, by content and version of the encoder, outside the published folder.

Its files may be deleted at any time: missing pictures are made again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import json
import os
from collections.abc import Iterable, Iterator, Mapping

from newsroom_cli.linter import memory
from newsroom_cli.model import disk
from newsroom_cli.model.media_types import PICTURES, ending
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, State, size_of, written_at
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.publishing.pictures import making
from newsroom_cli.publishing.pictures.making import PublishedPicture

FOLDER = "pictures"  # in the folder for caches
# The file in this folder with the digests of the pictures that releases named at the last build.
NAMED_PICTURES = "named.json"
_YOUNG = dt.timedelta(hours=1)  # a younger picture may belong to a build that runs at the same time


def published_picture(newsroom: Newsroom, data: bytes, name: str) -> PublishedPicture:
    """The published form of a picture, made only if it is not in the cache. Raises PictureError."""
    found = found_for(newsroom, data)
    if found is None:
        found = making.published_picture(data, name)
        _keep(newsroom, _name(data), found)
    return found


def found_for(newsroom: Newsroom, data: bytes) -> PublishedPicture | None:
    """The published form of a picture from the cache; None if it is not there."""
    import msgspec

    content = memory.content(os.fspath(newsroom.root), _name(data))
    try:
        return msgspec.msgpack.decode(content, type=PublishedPicture) if content else None
    except msgspec.DecodeError:
        return None


def tidy(newsroom: Newsroom) -> None:
    """Remove unfinished files that killed workers left."""
    writer.sweep(newsroom.root / INDEX / FOLDER)


def prune(newsroom: Newsroom, files: Iterable[Mapping[str, State]], now: dt.datetime) -> None:
    """Remove the pictures that no release names any more from the cache.

    `files` are the files that each release depends on, with their states; held releases count, because the search for
    leaks looks for their published forms.
    """
    folder = newsroom.root / INDEX / FOLDER
    if disk.is_link(newsroom.root / INDEX) or disk.is_link(folder) or not disk.is_folder(folder):
        return
    states = {path: state for of_release in files for path, state in of_release.items() if ending(path) in PICTURES}
    used = set(_digests(newsroom, states))
    newest_first = sorted(_entries(os.fspath(folder)), reverse=True)
    for written, digest_of_picture, path in newest_first:
        if digest_of_picture in used:
            used.remove(digest_of_picture)  # older ones are of other versions of the encoder
        elif written < (now - _YOUNG).timestamp():
            writer.remove_from_cache(path)


def _entries(folder: str) -> Iterator[tuple[float, str, str]]:
    """Yield the pictures in the cache: when each was written, the digest of its content, and its path."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if "-" in entry.name and not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                yield entry.stat(follow_symlinks=False).st_mtime, entry.name.partition("-")[0], entry.path


def _digests(newsroom: Newsroom, states: Mapping[str, State]) -> Iterator[str]:
    """Yield the digests of pictures in these states; a picture is read only if its state has changed."""
    before = memory.read(os.fspath(newsroom.root), f"{FOLDER}/{NAMED_PICTURES}", "").get("digests", {})
    after = {}
    for path, state in states.items():
        *written_and_size, name = before.get(path, (0, 0, ""))
        now = [written_at(state), size_of(state)]
        if written_and_size != now:
            try:
                name = digest(newsroom.content_of(path))
            except OSError:
                continue
        after[path] = [*now, name]
        yield name
    if after != before:
        content = json.dumps({"stamp": "", "digests": after}).encode()
        memory.write(os.fspath(newsroom.root), f"{FOLDER}/{NAMED_PICTURES}", content)


def _keep(newsroom: Newsroom, name: str, made: PublishedPicture) -> None:
    """Write a made picture to the cache, if that is possible."""
    import msgspec

    if not disk.is_link(newsroom.root / INDEX):
        memory.write(os.fspath(newsroom.root), name, msgspec.msgpack.encode(made))


def _name(data: bytes) -> str:
    """The name in the cache of a picture with this content."""
    return f"{FOLDER}/{digest(data)}-{_encoder()}"


@functools.cache
def _encoder() -> str:
    return digest(making.version().encode())[:8]
