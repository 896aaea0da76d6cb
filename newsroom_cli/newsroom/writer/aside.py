"""Bytes that a later step of the same build needs: they wait in the staging folder, not in memory."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from newsroom_cli.newsroom.writer.modes import Modes


class Aside(NamedTuple):
    """The place of some bytes: a file, the offset in it, and their number."""

    file: str
    offset: int
    length: int


def write(file: str, chunks: Sequence[bytes], modes: Modes) -> list[Aside]:
    """Write chunks of bytes into a file, and return the place of each."""
    modes.write(file, b"".join(chunks))
    offsets = accumulate(map(len, chunks), initial=0)
    return [Aside(file, offset, len(chunk)) for offset, chunk in zip(offsets, chunks, strict=False)]


def read(place: Aside) -> bytes:
    """The bytes at a place."""
    with open(place.file, "rb") as file:  # noqa: PTH123  Path takes longer than the reading
        file.seek(place.offset)
        return file.read(place.length)
