"""Make the published form of a picture, and its smaller copies: equal bytes for equal input and equal libraries.

docs/decisions/pictures.md says what is kept of a picture, and why.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newsroom_cli.newsroom.attached import picture_heads
from newsroom_cli.newsroom.attached.picture_heads import PictureError
from newsroom_cli.publishing.pictures import credits

WIDTHS = (480, 800, 1200, 1600)  # pixels of the smaller copies
_FORMAT = 2  # changes with the code of this module
_NOT_SCALED = ("I", "F")  # the first letter of modes for measurements, not for pictures
_SMALLER: Mapping[str, Mapping[str, Any]] = {  # how the smaller copies are saved; a GIF has none
    "JPEG": {"quality": 80, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 60, "speed": 8, "max_threads": 1},
}


class PublishedPicture(NamedTuple):
    """A picture for the site: the whole picture, its size in pixels, and its smaller copies by width, narrowest first.

    A copy that has more bytes than the whole picture is left out.
    """

    whole: bytes
    width: int
    height: int
    smaller: tuple[tuple[int, bytes], ...]


def version() -> str:
    """The version of everything that decides the bytes of a made picture."""
    import PIL
    from PIL import features

    codecs = ("libjpeg_turbo", "jpg", "zlib", "webp", "avif", "littlecms2")
    return " ".join([str(_FORMAT), PIL.__version__, *(f"{name}={features.version(name)}" for name in codecs)])


def published_picture(data: bytes, name: str) -> PublishedPicture:
    """The published form of a picture with a file name. Raises PictureError if it cannot be decoded."""
    head = picture_heads.head(io.BytesIO(data), name)
    if head.moves:
        return PublishedPicture(data, head.width, head.height, ())  # `head` has refused moving pictures with metadata
    try:
        picture_heads.refuse_incomplete(data, name)
        with picture_heads.opened(io.BytesIO(data), name) as picture:
            return _made(picture, data)
    except PictureError:
        raise
    except Exception as error:  # a decoder may raise anything for a damaged file
        raise PictureError(picture_heads.DAMAGED) from error


def _made(picture: Any, data: bytes) -> PublishedPicture:
    """The published form of an opened picture that does not move."""
    from PIL import ImageOps

    picture.load()  # first of all: after a failed attempt, Pillow treats a picture as decoded
    format = "JPEG" if picture.format == "MPO" else picture.format
    credit, profile = credits.exif_of(picture), picture.info.get("icc_profile") or b""
    saved_as, is_clean = _as_before(picture, format, data), _is_clean(picture, format)
    turned: Any = ImageOps.exif_transpose(picture) if picture_heads.orientation(picture) != 1 else picture
    width, height = turned.size
    turned.info = {name: value for name, value in turned.info.items() if name == "transparency"}
    kept = {"exif": credit, "icc_profile": profile} if format != "GIF" else {}
    whole = data if is_clean else _saved(turned, format, **saved_as, **kept)
    copies = tuple(_copies(turned, format, profile, credit)) if format in _SMALLER else ()
    return PublishedPicture(
        whole, width, height, tuple((width, copy) for width, copy in copies if len(copy) < len(whole))
    )


def _is_clean(picture: Any, format: str) -> bool:
    """Whether a picture has no metadata to take out, and would lose quality if it was saved again."""
    return format in ("WEBP", "AVIF") and not (picture.info.get("exif") or picture.info.get("xmp"))


def _as_before(picture: Any, format: str, data: bytes) -> dict[str, Any]:
    """The options that save a picture with the quality that it has."""
    if format == "JPEG":
        from PIL import JpegImagePlugin

        sampling = JpegImagePlugin.get_sampling(picture)
        tables = {"qtables": picture.quantization, "optimize": True}
        return (
            tables
            | {"progressive": bool(picture.info.get("progressive"))}
            | ({"subsampling": sampling} if sampling >= 0 else {})
        )
    if format == "WEBP":
        return {"lossless": True} if b"VP8L" in data[:4096] else {"quality": 90}
    return {"quality": 90, "speed": 8, "max_threads": 1} if format == "AVIF" else {}


def _copies(picture: Any, format: str, profile: bytes, credit: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the smaller copies of a picture with their widths; they have the colours of sRGB, without a profile."""
    from PIL import Image

    widths = [width for width in WIDTHS if width < picture.width]
    if not widths or picture.mode.startswith(_NOT_SCALED):
        return
    for width in widths:
        height = max(round(picture.height * width / picture.width), 1)
        source = picture if picture.mode in ("L", "RGB", "RGBA", "CMYK") else picture.convert(_full_mode(picture))
        smaller = source.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        yield width, _saved(_in_srgb(smaller, profile), format, exif=credit, **_SMALLER[format])


def _full_mode(picture: Any) -> str:
    """The mode with all colours for a picture that has a palette or fewer colours."""
    return "RGBA" if picture.has_transparency_data else "RGB"


def _in_srgb(picture: Any, profile: bytes) -> Any:
    """A small picture in sRGB, which every browser shows correctly."""
    if profile:
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = picture.mode if picture.mode in ("L", "RGBA") else "RGB"
            target = ImageCms.createProfile("sRGB")
            if mode != "L":
                converted: Any = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
                converted.info = {}
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # the profile is unreadable, or describes other colours than the picture's
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _saved(picture: Any, format: str, **options: Any) -> bytes:
    """The bytes of a picture; empty options are left out."""
    file = io.BytesIO()
    picture.save(file, format, **{name: value for name, value in options.items() if value not in (b"", None)})
    return file.getvalue()
