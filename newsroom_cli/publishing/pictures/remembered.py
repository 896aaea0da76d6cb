"""Pictures that were made before, by content and version of the encoder, outside the published folder.

They may be deleted at any time: what is missing is made again.
"""

from __future__ import annotations

import contextlib
import functools
import os

from newsroom_cli.linter import memory
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.publishing.pictures import making
from newsroom_cli.publishing.pictures.making import Made

FOLDER = "pictures"  # in the folder for caches


def made(newsroom: Newsroom, data: bytes, name: str) -> Made:
    """The published form of a picture; it is made only if it was not made before. Raises PictureError."""
    found = found_for(newsroom, data)
    if found is None:
        found = making.made(data, name)
        _keep(newsroom, _name(data), found)
    return found


def found_for(newsroom: Newsroom, data: bytes) -> Made | None:
    """The published form of a picture that was made before; None if it was not."""
    import msgspec

    content = memory.content(os.fspath(newsroom.root), _name(data))
    try:
        return msgspec.msgpack.decode(content, type=Made) if content else None
    except msgspec.DecodeError:
        return None


def tidy(newsroom: Newsroom) -> None:
    """Remove unfinished files that killed workers left."""
    writer.sweep(newsroom.root / INDEX / FOLDER)


def _keep(newsroom: Newsroom, name: str, made: Made) -> None:
    """Remember a made picture, if that is possible."""
    import msgspec

    content = msgspec.msgpack.encode(made)
    if not disk.is_link(newsroom.root / INDEX):
        with contextlib.suppress(NewsroomError):
            seal = memory.seal_of(name, content).encode()
            writer.write_cache(newsroom.root / INDEX / FOLDER, name.rpartition("/")[2], seal + content)


def _name(data: bytes) -> str:
    """The name in the cache of a picture with this content."""
    return f"{FOLDER}/{digest(data)}-{_encoder()}"


@functools.cache
def _encoder() -> str:
    return digest(making.version().encode())[:8]
