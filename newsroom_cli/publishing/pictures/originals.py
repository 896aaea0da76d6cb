"""The original pictures of releases: what their metadata reveals, and smaller copies without it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from newsroom_cli.model.config import Pictures
from newsroom_cli.newsroom.attached import picture_heads
from newsroom_cli.newsroom.attached.picture_heads import PictureError
from newsroom_cli.publishing.pictures import making

_MAKE, _MODEL, _TAKEN, _GPS = 0x010F, 0x0110, 0x9003, 0x8825  # in Exif
_EXIF = 0x8769
_WIDEST = 2400  # pixels: enough for a newspaper's website and for a page of a brochure
_QUALITY = 88


class Original(NamedTuple):
    """A picture as it lies beside the release: its size in pixels and bytes, and what should not be published with it.

    `camera` is the make and model, `taken` the time on the camera's clock, `has_place` says that it has a GPS position,
    and `over_limit` says in words by how much it is too large; texts are empty if there is nothing to say.
    """

    width: int
    height: int
    size: int
    camera: str
    taken: str
    has_place: bool
    over_limit: str

    @property
    def needs_copy(self) -> bool:
        """Whether a smaller, clean copy would be better than the picture."""
        return self.has_place or bool(self.over_limit or self.camera or self.taken)


def original(data: bytes, name: str, limits: Pictures) -> Original:
    """Measure a picture and read its metadata; `name` is its file name. Raises PictureError if it is no picture."""
    head = picture_heads.head(io.BytesIO(data), name)
    with picture_heads.opened(io.BytesIO(data), name) as picture:
        exif = _exif(picture)
    make, model = _words(exif.get(_MAKE)), _words(exif.get(_MODEL))
    camera = model if model.lower().startswith(make.lower()) else f"{make} {model}"
    measured = (
        (head.size, limits.megabytes, "MB"),
        (head.width * head.height, limits.megapixels, "million pixels"),
    )
    over = " and ".join(
        f"{count / 1_000_000:.1f} {unit}, and the limit is {limit}"
        for count, limit, unit in measured
        if limit and count > limit * 1_000_000
    )
    return Original(head.width, head.height, head.size, camera, _words(exif.get(_TAKEN)), bool(exif.get(_GPS)), over)


def clean_copy(data: bytes, name: str) -> bytes:
    """The picture upright, at most 2,400 pixels wide, with nothing of its metadata but credit and rights.

    Raises PictureError if it cannot be decoded, or moves.
    """
    from PIL import Image

    if picture_heads.head(io.BytesIO(data), name).moves:
        raise PictureError("moves, and cannot be made smaller here", "make a smaller one in a picture editor")
    whole = making.published_picture(data, name).whole
    with picture_heads.opened(io.BytesIO(whole), name) as picture:
        if max(picture.size) <= _WIDEST:
            return whole
        format, credit = picture.format, picture.info.get("exif", b"")
        profile = picture.info.get("icc_profile")
        picture.thumbnail((_WIDEST, _WIDEST), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        quality = {"quality": _QUALITY} if format in ("JPEG", "WEBP") else {}
        kept = {name: value for name, value in (("exif", credit), ("icc_profile", profile)) if value}
        picture.save(file, format, optimize=True, **quality, **kept)
        return file.getvalue()


def problems(found: Original) -> Iterator[str]:
    """Yield a description of each thing that is wrong with a picture."""
    if found.over_limit:
        yield f"too large: {found.over_limit}"
    if found.has_place:
        yield "says where it was taken (GPS)"
    if found.camera or found.taken:
        made = " on ".join(filter(None, (found.camera, found.taken.split(" ")[0].replace(":", "-"))))
        yield f"says how it was taken: {made}"


def _exif(picture: Any) -> dict[int, Any]:
    """The Exif fields of a picture, with those about the exposure; empty if it has none, or damaged ones."""
    try:
        exif = picture.getexif()
        return {**exif, **exif.get_ifd(_EXIF), _GPS: exif.get_ifd(_GPS)}
    except Exception:  # the parser of Pillow does not say what it raises
        return {}


def _words(value: Any) -> str:
    """A field of Exif as one line of text."""
    return " ".join(str(value).replace("\0", " ").split())[:100] if value else ""
