"""Who made a picture and who has the rights: the only metadata that a published picture keeps.

It is read where agencies and editors write it, in Exif, IPTC and XMP, and kept as Exif alone.
"""

from __future__ import annotations

from typing import Any

_ARTIST, _COPYRIGHT = 0x013B, 0x8298  # in Exif
_IPTC_CREATOR, _IPTC_RIGHTS, _IPTC_CREDIT = (2, 80), (2, 116), (2, 110)
_XMP = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}Credit"
_LONGEST = 500  # characters


def exif_of(picture: Any) -> bytes:
    """Exif with nothing but the creator and the rights of an opened picture; empty if it names neither."""
    from PIL import Image

    creator, rights = _creator_and_rights(picture)
    exif = Image.Exif()
    if creator:
        exif[_ARTIST] = creator
    if rights:
        exif[_COPYRIGHT] = rights
    return exif.tobytes() if creator or rights else b""


def _creator_and_rights(picture: Any) -> tuple[str, str]:
    """The creator and the rights, each from the first place that has it."""
    exif = _exif(picture)
    iptc = _iptc(picture)
    xmp = _xmp(picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b"")
    creator = _text(exif.get(_ARTIST)) or _text(iptc.get(_IPTC_CREATOR)) or xmp[0]
    rights = _text(exif.get(_COPYRIGHT)) or _text(iptc.get(_IPTC_RIGHTS)) or xmp[1] or _text(iptc.get(_IPTC_CREDIT))
    return creator, rights or xmp[2]


def _exif(picture: Any) -> dict[int, Any]:
    """The Exif fields of a picture; empty if it has none, or damaged ones."""
    try:
        return dict(picture.getexif())
    except Exception:  # as in `_iptc`
        return {}


def _iptc(picture: Any) -> dict[tuple[int, int], Any]:
    """The IPTC fields of a picture; empty if it has none, or damaged ones."""
    from PIL import IptcImagePlugin

    try:
        return dict(IptcImagePlugin.getiptcinfo(picture) or {})
    except Exception:  # the parser of Pillow does not say what it raises
        return {}


def _xmp(packet: bytes | str) -> tuple[str, str, str]:
    """Creator, rights and credit line in an XMP packet."""
    if not packet:
        return "", "", ""
    from lxml import etree

    data = packet.encode() if isinstance(packet, str) else packet
    try:
        root = etree.fromstring(
            data.rstrip(b"\0"), etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        )
    except (etree.XMLSyntaxError, ValueError):
        return "", "", ""
    if root is None:
        return "", "", ""
    named = [_text(next((entry.text for entry in root.iter(_XMP) if _is_in(entry, name)), "")) for name in _NAMES]
    credit = [element.text for element in root.iter(_PHOTOSHOP)]
    credit += [element.get(_PHOTOSHOP) for element in root.iter() if element.get(_PHOTOSHOP)]
    return named[0], named[1], _text(next(filter(None, credit), ""))


_NAMES = (f"{_DC}creator", f"{_DC}rights")


def _is_in(entry: Any, name: str) -> bool:
    """Whether an entry of a list in XMP is inside an element with this name."""
    return next(entry.iterancestors(name), None) is not None


def _text(value: Any) -> str:
    """A field of metadata as one line of printable text."""
    if isinstance(value, list):
        value = value[0] if value else ""
    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value or "")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:_LONGEST]
