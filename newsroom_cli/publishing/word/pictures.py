"""Pictures in Word files: upright, without data of the camera, no larger than paper needs, in a format Word shows."""

from __future__ import annotations

import io
from typing import Any

from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.newsroom import picture_heads
from newsroom_cli.newsroom.edition_files import Picture
from newsroom_cli.newsroom.picture_heads import PictureError

_LONGEST_SIDE = 1800  # pixels: some 290 dots an inch at the width of the text
_MOST_WIDTH, _MOST_HEIGHT = 16.0, 12.0  # centimetres


def for_word(data: bytes, name: str) -> bytes:
    """A picture for Word as JPEG or, with transparent parts, PNG. Raises PictureError if it cannot be decoded."""
    from PIL import Image, ImageOps

    try:
        with picture_heads.opened(io.BytesIO(data), name) as opened:
            upright: Any = ImageOps.exif_transpose(opened)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
            is_clear = upright.has_transparency_data
            file = io.BytesIO()
            clean = upright.convert("RGBA" if is_clear else "RGB")
            clean.info = {}
            clean.save(file, "PNG" if is_clear else "JPEG", **({} if is_clear else {"quality": 88, "optimize": True}))
            return file.getvalue()
    except PictureError:
        raise
    except Exception as error:  # a decoder may raise anything for a damaged file
        raise PictureError(picture_heads.DAMAGED) from error


def add(paragraph: Any, picture: Picture, data: bytes) -> None:
    """Put a picture into a paragraph, as wide as the text if it is not too high, with its description."""
    from docx.shared import Cm

    run = paragraph.add_run()
    shape = run.add_picture(io.BytesIO(data))
    ratio = shape.height / shape.width
    width = min(_MOST_WIDTH, _MOST_HEIGHT / ratio)
    shape.width, shape.height = Cm(width), Cm(width * ratio)
    properties = shape._inline.docPr  # python-docx has no name for it
    properties.set("descr", shortened(picture.alt, 500))
