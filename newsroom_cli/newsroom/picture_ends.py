"""Damage that decoders do not report: a JPEG whose data end too early, a PNG with a wrong checksum.

Decoders fill what is missing in a JPEG with grey, and Pillow does not pass on their warnings. So the picture is decoded
once more with some bytes added at the end of its data: those of a whole picture are no longer read.
"""

from __future__ import annotations

import hashlib
import io
from typing import Any, NamedTuple

from newsroom_cli.model.patterns import pattern

_HUFFMAN = (0xC0, 0xC1, 0xC2)  # frames whose data have an end that a decoder knows; others are not tried
_PROGRESSIVE = 0xC2
_END, _START, _ALONE = 0xD9, 0xD8, 0x01
_MARKER = pattern(rb"\xff+([^\x00\xd0-\xd7\xff])")  # neither a byte of data nor one to begin anew at
# Data that differ from all that could be missing, with each of the marks at which a decoder begins anew.
_BYTES = [hashlib.sha256(bytes([number])).digest().replace(b"\xff", b"\xa5") for number in range(8)]
_NOISE = b"".join([*_BYTES, *(bytes([0xFF, 0xD0 + number]) + data for number, data in enumerate(_BYTES))])
_EMPTY = 256  # zeros at the end of a picture are no data: the copy was interrupted


class JpegEnd(NamedTuple):
    """Where the data of a JPEG end (-1: nowhere), and the marker of its frame, which names the coding."""

    place: int
    frame: int


def of_jpeg(data: bytes) -> JpegEnd:
    """The end of a JPEG, whatever a camera has appended, and whatever the preview in its Exif contains."""
    place, frame = 0, 0
    while found := _MARKER.search(data, place):
        marker, place = found[1][0], found.end()
        if marker == _END:
            return JpegEnd(found.start(), frame)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            frame = marker
        if marker not in (_START, _ALONE):
            place += int.from_bytes(data[place : place + 2], "big")
    return JpegEnd(-1, frame)


def has_whole_data(data: bytes, format: str) -> bool:
    """Whether the data of a picture are all there. Raises what Pillow raises for a damaged picture.

    A JPEG is decoded in a small size: that reads all of it, and saves time and memory.
    """
    if format == "PNG":
        _opened(data).verify()  # the sums of all its parts
        return True
    if format == "WEBP":
        return any(data[-_EMPTY:]) or not _ends_with_pixels(data)
    if format != "JPEG":
        return True
    end = of_jpeg(data)
    scale = 2 if end.frame == _PROGRESSIVE else 8  # the last data of a progressive one are too fine for an eighth
    pixels = _pixels(data, scale)
    if end.place < 0 or end.frame not in _HUFFMAN:
        return end.place >= 0
    return pixels == _pixels(data[: end.place] + _NOISE + data[end.place :], scale)


def _opened(data: bytes) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(data))


def _pixels(data: bytes, scale: int) -> bytes:
    """A digest of the pixels of a JPEG in a fraction of its size."""
    with _opened(data) as picture:
        picture.draft(None, (-(-picture.width // scale), -(-picture.height // scale)))
        return hashlib.blake2b(picture.tobytes()).digest()


def _ends_with_pixels(data: bytes) -> bool:
    """Whether the last part of a WebP holds pixels, not metadata, which may end with zeros."""
    place, name = 12, b""
    while place + 8 <= len(data):
        name = data[place : place + 4]
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
    return name in (b"VP8 ", b"VP8L")
