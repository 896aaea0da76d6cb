"""The pictures that a page shows, without tracking pixels."""

from __future__ import annotations

from newsroom_cli.importing.pages import addresses, inline
from newsroom_cli.importing.pages.tree import Element
from newsroom_cli.importing.pieces import Picture
from newsroom_cli.importing.repair import without_stray_characters

EMBEDDED = "data:"
_LATER = ("data-src", "data-lazy-src", "data-original")  # addresses that a script loads later
_PLACEHOLDER = 1000  # characters; a shorter `data:` address is the placeholder of another picture
_LONGEST = 2000  # characters of any other address


def picture(element: Element, base: str) -> Picture | None:
    """The picture of an `img`; None for tracking pixels, ornaments and placeholders. `base` is the page's address."""
    shown = source = (element.get("src") or "").strip()
    if not source or source.startswith(EMBEDDED):
        source = next((later for name in _LATER if (later := (element.get(name) or "").strip())), source)
    longest = _PLACEHOLDER if source.startswith(EMBEDDED) else _LONGEST
    if not source or (len(source) > longest) != source.startswith(EMBEDDED):
        return None
    if addresses.is_pixel(source[:_LONGEST], element.get("width"), element.get("height")):
        return None
    alt = inline.single_spaced(without_stray_characters(element.get("alt") or "")).strip()
    address = "" if shown.startswith(EMBEDDED) else addresses.absolute(source, base)
    return Picture(without_stray_characters(source), address, alt)
