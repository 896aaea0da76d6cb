"""What the first bytes of a picture say: its format and its size in pixels; whether it can be decoded, and is whole."""

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
# The first format is the one that the ending of a file stands for; MPO is a JPEG with more pictures after the first.
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
    found = _remembered(path, state_of(os.lstat(path)))
    if isinstance(found, Head):
        return found
    raise PictureError(*found)


@functools.lru_cache(maxsize=512)
def _remembered(path: Path, state: State) -> Head | tuple[str, str]:
    """The head of a file in a state, or message and remedy of a PictureError."""
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
        if _FORMATS[ending(name)][0] != "JPEG":  # which is decoded already
            with opened(io.BytesIO(data), name) as picture:
                picture.load()
    except PictureError:
        raise
    except Exception as error:  # a decoder may raise anything for a damaged file
        raise PictureError(DAMAGED) from error


def refuse_incomplete(data: bytes, name: str) -> None:
    """Raise PictureError if a part of a picture is missing that decoders replace in silence; or what Pillow raises."""
    if not has_whole_data(data, _FORMATS[ending(name)][0]):
        raise PictureError("is damaged: a part of it is missing", _COPY_AGAIN)


def orientation(picture: Any) -> int:
    """How an opened picture must be turned, as Exif numbers it; 1, not at all, if that cannot be read.

    A PNG that says so only after its pixels is taken as it is: browsers do the same.
    """
    if picture.format == "PNG" and "exif" not in picture.info:
        return 1
    try:
        found = picture.getexif().get(_ORIENTATION)
    except Exception:  # the parser of Pillow does not say what it raises
        return 1
    return found if found in range(1, 9) else 1


def ending_of(data: bytes) -> str:
    """The ending for the name of a picture, by its format. Raises PictureError if it is of none that is published."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # as in `opened`
    try:
        with Image.open(io.BytesIO(data), formats=_READ) as picture:
            return next(ending for ending, formats in _FORMATS.items() if picture.format in formats)
    except Exception as error:  # a decoder may raise anything for what is no picture
        raise PictureError("is no picture that can be published: PNG, JPEG, GIF, WebP or AVIF") from error


def opened(file: BinaryIO, name: str) -> Any:
    """A picture as Pillow reads it, not yet decoded. Raises PictureError if it is none, is cut off, or is too large."""
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
        return b"IEND" not in _end(file, size, 4096)
    if format == "JPEG":  # what telephones append may be longer than the picture
        return b"\xff\xd9" not in _end(file, size, 4096) and of_jpeg(_end(file, size, size)).place < 0
    if format == "WEBP":
        file.seek(4)
        return int.from_bytes(file.read(4), "little") + 8 > size
    return format == "GIF" and b";" not in _end(file, size, 64)


def _end(file: BinaryIO, size: int, length: int) -> bytes:
    """The last bytes of a file."""
    file.seek(max(size - length, 0))
    return file.read()


# --- damage that decoders do not report ----------------------------------------------------------------------

# Decoders fill what is missing in a JPEG with grey, and Pillow does not pass on their warnings. So it is decoded once
# more with some bytes added at the end of its data: those of a whole picture are no longer read.
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
