"""Single fields of feeds, records and preambles: a title without its markup, a text that may be HTML or not."""

from __future__ import annotations

from html import unescape

from newsroom_cli.importing.pieces import Piece
from newsroom_cli.importing.sources import html_, inline, text
from newsroom_cli.importing.sources.repair import repair
from newsroom_cli.patterns import pattern

_MARKED = pattern(r"</?(?:p|br|a|div|strong|em|ul|li|h[1-6])\b[^>]*>", 2)
_TAG = pattern(r"</?[a-zA-Z][^<>]*>")


def title(value: str) -> str:
    """A title on one line, without the markup some programs put there."""
    return inline.squeezed(unescape(_TAG.sub("", value))).strip()


def pieces(source: str, *, base: str, is_html: bool) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The pieces of a field, and notes on what was lost; what is not said to be HTML is, where elements stand in it."""
    repaired = repair(source)
    if not is_html and not _MARKED.search(repaired.text):
        return text.read(repaired.text).pieces, repaired.notes
    made, lost = html_.fragment(repaired.text, base=base)
    return made, (*repaired.notes, *lost)
