"""Find the files of a release's pictures, inside the source or beside it. Nothing is fetched."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsroom_cli.importing.pages.images import EMBEDDED
from newsroom_cli.importing.pictures import AT_WEB, PrintedPicture
from newsroom_cli.importing.reading import Reading
from newsroom_cli.model import disk
from newsroom_cli.model.errors import reason_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.attached import picture_heads
from newsroom_cli.newsroom.attached.picture_heads import PictureError

LARGEST = 50_000_000  # bytes of a picture
MOST = 50  # pictures of a release
MOST_BYTES = 200_000_000  # bytes of all pictures of a release
SMALLEST = (200, 100)  # pixels; smaller ones are logos, icons and buttons
_LOGO = pattern(r"(?:^|[^a-z])(?:logo|icon|favicon|avatar|wappen|signet)s?(?:[^a-z]|$)", 2)
_WIDEST_LOGO = 600  # pixels; wider pictures are no logos, whatever their names
_LONGEST = 2000  # characters of an address that are percent-decoded
_WEB = ("http://", "https://", "//")


def with_files(reading: Reading, folder: Path | None) -> Reading:
    """The reading, with the bytes of each picture or the reason why it is left out.

    `folder` is the folder that contains the source; None if there is none.
    """
    if not reading.images:
        return reading
    return replace(reading, images=tuple(_once_each(reading, folder if reading.source.has_files_beside else None)))


def _once_each(reading: Reading, folder: Path | None) -> Iterator[PrintedPicture]:
    """Yield the pictures with their bytes; repeated ones, and those above the limits, get a reason instead."""
    digests = set[bytes]()
    total = 0
    for image in reading.images:
        try:
            if len(digests) >= MOST or total >= MOST_BYTES:
                raise PictureError(f"a release has at most {MOST} pictures, with {MOST_BYTES // 1_000_000} MB together")
            data = _data(image, folder, reading.source.embedded)
            ending = _checked(data, image)
            digest = hashlib.sha256(data).digest()
            if digest in digests:
                raise PictureError("the same picture stands above")
        except PictureError as error:
            yield image._replace(why=str(error))
            continue
        digests.add(digest)
        total += len(data)
        yield image._replace(data=data, ending=ending)


def _data(image: PrintedPicture, folder: Path | None, embedded: Mapping[str, bytes]) -> bytes:
    """The bytes of a picture. Raises PictureError if it is neither in the source nor beside it."""
    source = image.picture.source
    for address in (source, unquote(source[:_LONGEST]), image.picture.address):
        if data := embedded.get(address):
            return data
    if source.startswith(EMBEDDED):
        return _in_address(source)
    if source.lower().startswith(_WEB):
        raise PictureError(AT_WEB)
    if folder is not None and source not in embedded and not source.startswith(("cid:", "file:")):
        return _file_beside(_path(source), folder, at_web=bool(image.picture.address))
    raise PictureError(AT_WEB if image.picture.address else "not in the source")


def _in_address(source: str) -> bytes:
    """The bytes of a picture in a `data:` address. Raises PictureError if they cannot be decoded."""
    import base64
    import binascii

    head, _, data = source.partition(",")
    if not head.lower().endswith(";base64"):
        raise PictureError("a drawing (SVG), which can hold scripts" if "svg" in head.lower() else "cannot be read")
    try:
        return base64.b64decode(unquote(data) if "%" in data[:1000] else data)
    except (binascii.Error, ValueError):
        raise PictureError("cannot be read") from None


def _path(source: str) -> str:
    """The path in a relative address; empty if the address is invalid."""
    try:
        return unquote(urlsplit(source).path)
    except ValueError:  # a bracket in the place of a host
        return ""


def _file_beside(path: str, folder: Path, *, at_web: bool) -> bytes:
    """The bytes of a file in the folder of the source or below it. Raises PictureError if there is none."""
    missing = PictureError(AT_WEB if at_web else "not beside the source")
    if not path:
        raise missing
    try:
        place, root = (os.path.realpath(part) for part in (folder / path, folder))
    except (OSError, ValueError):  # a name that no file can have
        raise missing from None
    if not Path(place).is_relative_to(root):
        raise PictureError(AT_WEB if at_web else "outside of the folder of the source")
    try:
        with disk.opened(place) as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise missing from None
    except OSError as error:
        raise PictureError(f"cannot be read: {reason_of(error)}") from None
    if len(data) > LARGEST:
        raise PictureError(f"larger than {LARGEST // 1_000_000} MB")
    return data


def _checked(data: bytes, image: PrintedPicture) -> str:
    """The file ending of a picture that can be published and belongs to the text. Raises PictureError for any other."""
    if b"<svg" in data[:2000].lower():
        raise PictureError("a drawing (SVG), which can hold scripts")
    ending = picture_heads.ending_of(data)
    head = picture_heads.head(io.BytesIO(data), f"picture.{ending}")
    size = f"{head.width} × {head.height} pixels"
    if head.width < SMALLEST[0] or head.height < SMALLEST[1]:
        raise PictureError(f"too small for a picture of the text: {size}")
    if head.width < _WIDEST_LOGO and _is_logo(image):
        raise PictureError(f"a logo, by its name: {size}")
    return ending


def _is_logo(image: PrintedPicture) -> bool:
    """Whether the name or the short description of a picture without a caption says that it is a logo."""
    source = image.picture.source
    name = "" if source.startswith(EMBEDDED) else source.rpartition("/")[2]
    alt = image.picture.alt if len(image.picture.alt.split()) <= _FEW else ""
    return not image.caption and (_LOGO.search(name) is not None or _LOGO.search(alt) is not None)


_FEW = 4  # words in a description that only names a logo, at most
