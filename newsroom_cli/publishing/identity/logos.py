"""The logo and the icon of a site: read, checked and measured."""

from __future__ import annotations

import io
from html import escape
from pathlib import PurePosixPath
from typing import NamedTuple

from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.release import Field
from newsroom_cli.model.toml.option_values import LOGO_TYPES
from newsroom_cli.newsroom.attached import picture_heads
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.identity import svg
from newsroom_cli.publishing.identity.colours import text_on
from newsroom_cli.publishing.identity.svg import Refused, Size

LOGO, LOGO_DARK, ICON = NAMES = ("site-logo", "site-logo-dark", "site-icon")  # in the output, without ending
# All names that they can have in the output.
FILES = tuple(f"{name}{ending}" for name in NAMES for ending in LOGO_TYPES)
LARGEST = 200_000  # bytes: everybody who opens a page loads the logo
LONGEST_SIDE = 4_000  # pixels
_WIDE, _SQUARE = Size(300, 56), Size(96, 72)  # the boxes in the head of a page for wide logos and for seals
_ANOTHER = "save it again as SVG or PNG"


class Logo(NamedTuple):
    """A picture of the site: its path in the output, its bytes, and the size at which pages show it, in pixels."""

    path: str
    data: bytes
    width: int
    height: int

    @property
    def type(self) -> str:
        """Its media type."""
        return LOGO_TYPES[PurePosixPath(self.path).suffix]

    @property
    def is_square(self) -> bool:
        """Whether it is about as wide as high, as an icon must be."""
        return 0.8 <= self.width / self.height <= 1.25


def read(config: Config, option: str, name: str) -> Logo | None:
    """The picture that an option of [site] names, to be published as `name` with its ending; None without the option.

    Raises NewsroomError if it is missing, too large or not a picture, or if it is an SVG file with anything that may
    run or load.
    """
    field: Field[str] | None = getattr(config.site, option)
    if field is None:
        return None
    suffix = PurePosixPath(field.value).suffix.lower()
    try:
        data = _content(config, field.value)
        size = svg.checked_size(data) if suffix == ".svg" else _pixels(data, suffix)
    except Refused as refused:
        where, line = config.path, config.line_of(field.span)
        if refused.line is not None:
            where, line = config.path.parent / field.value, refused.line
        message = f"site.{option}: {field.value} {refused}"
        raise NewsroomError(message, path=where, line=line, hint=refused.help) from refused
    return Logo(f"{name}{suffix}", data, *_fitted(size))


def letter(name: str, colour: str) -> Logo:
    """An icon with the first letter of a name on the house colour."""
    initial = next((character for character in name.upper() if character.isalnum()), "N")
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="12" fill="{colour}"/>'
        '<text x="32" y="47" font-family="Georgia, serif" font-size="42" font-weight="700" text-anchor="middle"'
        f' fill="{text_on(colour)}">{escape(initial)}</text></svg>\n'
    )
    return Logo(f"{ICON}.svg", picture.encode(), 64, 64)


def _content(config: Config, path: str) -> bytes:
    """The bytes of a picture of the newsroom. Raises Refused if it cannot be read or is too large."""
    output = f"{config.output}/"
    if path.startswith(output):
        raise Refused(f"lies in {output}, which build writes", None, "move it beside your releases")
    try:
        data = Newsroom(config.path.parent, config).content_of(path)
    except FileNotFoundError:
        raise Refused("is not there", None, "correct the path, from the folder of newsroom.toml on") from None
    except OSError as error:
        raise Refused(f"cannot be read: {reason_of(error)}", None, "check the file and its permissions") from None
    if len(data) > LARGEST:
        limit = f"more than the {LARGEST // 1000} kB that a logo may have"
        raise Refused(f"has {len(data) // 1000:,} kB, {limit}", None, "make it smaller, or simpler")
    return data


def _pixels(data: bytes, suffix: str) -> Size:
    """The size of a PNG or WebP picture. Raises Refused if it is another file, cut off, animated or too large."""
    is_png, is_webp = data.startswith(b"\x89PNG\r\n\x1a\n"), data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if not (is_png if suffix == ".png" else is_webp):
        raise Refused(f"is no {suffix[1:].upper().replace('WEBP', 'WebP')} picture", None, _ANOTHER)
    if b"IEND" not in data if is_png else len(data) < max(int.from_bytes(data[4:8], "little"), 21):
        raise Refused("is damaged", None, _ANOTHER)
    if b"acTL" in data.partition(b"IDAT")[0] if is_png else data[12:16] == b"VP8X" and data[20] & 2:
        raise Refused("moves, and a logo must stand still", None, "save it without animation")
    try:
        head = picture_heads.head(io.BytesIO(data), f"logo{suffix}")
    except (picture_heads.PictureError, OSError):
        raise Refused("is damaged", None, _ANOTHER) from None
    if max(head.width, head.height) > LONGEST_SIDE:
        size = f"{head.width} × {head.height} pixels"
        raise Refused(f"has {size}", None, f"make it smaller; {LONGEST_SIDE} are the most")
    return Size(head.width, head.height)


def _fitted(size: Size) -> tuple[int, int]:
    """The size at which pages show a logo."""
    box = _WIDE if size.width >= 2 * size.height else _SQUARE
    scale = min(box.width / size.width, box.height / size.height)
    return max(round(size.width * scale), 1), max(round(size.height * scale), 1)
