"""The format and size of a picture from its first bytes, and tests whether it can be decoded and is complete."""

from __future__ import annotations

import functools
import hashlib
import io
import os
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from newsroom_cli.model import disk
from newsroom_cli.model.media_types import ending
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.release_files import State, state_of

MOST_PIXELS = 100_000_000  # a decoded picture takes up to 4 bytes a pixel
_TURNED = range(5, 9)  # the values of the Exif orientation that exchange width and height
_ORIENTATION = 0x0112
# The first format of each ending is the one it stands for; MPO is a JPEG with more pictures after the first.
_FORMATS = {
    "png": ("PNG",),
    "jpg": ("JPEG", "MPO"),
    "jpeg": ("JPEG", "MPO"),
    "gif": ("GIF",),
    "webp": ("WEBP",),
    "avif": ("AVIF",),
}
_READ = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
DAMAGED = "cannot be decoded: it is damaged"
_SAVE_AGAIN = "open it in a picture editor and save it again"
_COPY_AGAIN = "copy the file again"


class PictureError(Exception):
    """A file cannot be published as a picture; `hint` is the remedy."""

    def __init__(self, message: str, hint: str = _SAVE_AGAIN) -> None:
        super().__init__(message)
        self.hint = hint


class Head(NamedTuple):
    """The format of a picture, its size in pixels as people see it, its size in bytes, and whether it is animated."""

    format: str
    width: int
    height: int
    size: int
    moves: bool


def of_file(path: Path) -> Head:
    """The head of a picture file. Raises PictureError if it is no picture, OSError if it cannot be read."""
    found = _cached_head(path, state_of(os.lstat(path)))
    if isinstance(found, Head):
        return found
    raise PictureError(*found)


@functools.lru_cache(maxsize=512)
def _cached_head(path: Path, state: State) -> Head | tuple[str, str]:
    """The head of a file, or message and remedy of a PictureError. The `state` makes the cache forget changed files."""
    try:
        with disk.opened(path) as file:
            return head(file, path.name)
    except PictureError as error:
        return str(error), error.hint


def head(file: BinaryIO, name: str) -> Head:
    """The head of a picture with a file name. Raises PictureError if it is no picture that can be published."""
    size = file.seek(0, os.SEEK_END)
    with opened(file, name) as picture:
        width, height = picture.size
        try:
            moves = picture.format != "MPO" and bool(getattr(picture, "is_animated", False))
        except Exception as error:  # it may be damaged where its second frame should be
            raise PictureError(DAMAGED) from error
        if moves and (picture.info.get("exif") or picture.info.get("xmp")):
            raise PictureError(
                "moves, and tells with which camera and where it was made: moving pictures go out as they are",
                "take its metadata out, such as with exiftool -all= FILE",
            )
        if orientation(picture) in _TURNED:
            width, height = height, width
        return Head(str(picture.format), width, height, size, moves)


def refuse_damaged(data: bytes, name: str) -> None:
    """Raise PictureError if a picture is damaged; an animated one is not decoded, because it goes out unchanged."""
    if head(io.BytesIO(data), name).moves:
        return
    try:
        refuse_incomplete(data, name)
        if _FORMATS[ending(name)][0] != "JPEG":  # a JPEG is decoded already
            with opened(io.BytesIO(data), name) as picture:
                picture.load()
    except PictureError:
        raise
    except Exception as error:  # a decoder may raise anything for a damaged file
        raise PictureError(DAMAGED) from error


def refuse_incomplete(data: bytes, name: str) -> None:
    """Raise PictureError if decoders would silently replace a missing part of a picture; may raise errors of Pillow."""
    if not has_whole_data(data, _FORMATS[ending(name)][0]):
        raise PictureError("is damaged: a part of it is missing", _COPY_AGAIN)


def orientation(picture: Any) -> int:
    """The Exif orientation of an opened picture, 1 to 8; 1, upright, if it has none or it cannot be read.

    An orientation that a PNG gives only after its pixels is ignored, as in browsers.
    """
    if picture.format == "PNG" and "exif" not in picture.info:
        return 1
    try:
        found = picture.getexif().get(_ORIENTATION)
    except Exception:  # Pillow does not document the errors of its parser
        return 1
    return found if found in range(1, 9) else 1


def ending_of(data: bytes) -> str:
    """The file name ending for a picture, by its format. Raises PictureError if no such picture can be published."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # as in `opened`
    try:
        with Image.open(io.BytesIO(data), formats=_READ) as picture:
            return next(ending for ending, formats in _FORMATS.items() if picture.format in formats)
    except Exception as error:  # a decoder may raise anything for what is no picture
        raise PictureError("is no picture that can be published: PNG, JPEG, GIF, WebP or AVIF") from error


def opened(file: BinaryIO, name: str) -> Any:
    """A picture opened by Pillow, not yet decoded.

    Raises PictureError if it is no picture, is not in the format of its ending, is cut off, or is too large.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # we have a limit of our own, and name the picture
    formats = _FORMATS[ending(name)]
    is_cut_off = _is_cut_off(file, formats[0])
    file.seek(0)
    try:
        picture = Image.open(file, formats=_READ)
    except Exception as error:  # a decoder may raise anything for what is no picture
        raise PictureError("is no picture, whatever its name says") from error
    if picture.format not in formats:
        raise PictureError(
            f"is a picture of the format {picture.format}, not {formats[0]}",
            f"save it as {formats[0]}, or give it the right ending",
        )
    if picture.width * picture.height > MOST_PIXELS:
        millions = f"{picture.width * picture.height / 1_000_000:,.0f}"
        raise PictureError(
            f"has {millions} million pixels; the most is {MOST_PIXELS // 1_000_000}", "make it smaller: 20 are plenty"
        )
    if is_cut_off:
        raise PictureError("is cut off: its end is missing", _COPY_AGAIN)
    return picture


def _is_cut_off(file: BinaryIO, format: str) -> bool:
    """Whether the end of a picture is missing, as far as that shows without decoding it."""
    size = file.seek(0, os.SEEK_END)
    if format == "PNG":
        return b"IEND" not in _last_bytes(file, size, 4096)
    if format == "JPEG":  # what telephones append may be longer than the picture
        return b"\xff\xd9" not in _last_bytes(file, size, 4096) and of_jpeg(_last_bytes(file, size, size)).place < 0
    if format == "WEBP":
        file.seek(4)
        return int.from_bytes(file.read(4), "little") + 8 > size
    return format == "GIF" and b";" not in _last_bytes(file, size, 64)


def _last_bytes(file: BinaryIO, size: int, length: int) -> bytes:
    file.seek(max(size - length, 0))
    return file.read()


# --- damage that decoders do not report ----------------------------------------------------------------------

# Decoders fill the missing part of a JPEG with grey, and Pillow does not pass on their warnings. So the JPEG is decoded
# a second time with some bytes added at the end of its data. If the data are complete, the decoder does not read them.
_HUFFMAN = (0xC0, 0xC1, 0xC2)  # frames of which a decoder knows where the data end; others are not decoded twice
_PROGRESSIVE = 0xC2
_END, _START, _ALONE = 0xD9, 0xD8, 0x01
_MARKER = pattern(rb"\xff+([^\x00\xd0-\xd7\xff])")  # neither a data byte nor a restart marker
# Data unlike any that could be missing, then once more after each of the restart markers.
_BYTES = [hashlib.sha256(bytes([number])).digest().replace(b"\xff", b"\xa5") for number in range(8)]
_NOISE = b"".join([*_BYTES, *(bytes([0xFF, 0xD0 + number]) + data for number, data in enumerate(_BYTES))])
_EMPTY = 256  # bytes; as many zeros at the end of a picture show that copying it was interrupted


class JpegEnd(NamedTuple):
    """The offset at which the data of a JPEG end (-1: nowhere), and the marker of its frame, which names the coding."""

    place: int
    frame: int


def of_jpeg(data: bytes) -> JpegEnd:
    """The end of a JPEG: neither that of data a camera has appended nor that of the preview in its Exif."""
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
    """Whether the data of a picture are complete. Pillow's errors for a damaged picture pass through.

    A JPEG is decoded at a small size, which reads all of it but saves time and memory.
    """
    if format == "PNG":
        _opened(data).verify()  # the checksums of all its parts
        return True
    if format == "WEBP":
        return any(data[-_EMPTY:]) or not _ends_with_pixels(data)
    if format != "JPEG":
        return True
    end = of_jpeg(data)
    scale = 2 if end.frame == _PROGRESSIVE else 8  # an eighth does not show the last, finest data of a progressive one
    pixels = _pixels(data, scale)
    if end.place < 0 or end.frame not in _HUFFMAN:
        return end.place >= 0
    return pixels == _pixels(data[: end.place] + _NOISE + data[end.place :], scale)


def _opened(data: bytes) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(data))


def _pixels(data: bytes, scale: int) -> bytes:
    """A digest of the pixels of a JPEG, decoded at about a `scale`-th of its size."""
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
