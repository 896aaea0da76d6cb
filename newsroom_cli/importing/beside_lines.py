"""Lines that a page prints beside a headline or around a text: where one is, keywords, share buttons, authors."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, Piece
from newsroom_cli.model.patterns import pattern

_LINE = pattern(lambda: rf"(?i)\W*(?:{alternatives('beside_lines.txt')})\W*")
_LONGEST = 240  # characters
_TOP, _END = 4, 10  # pieces of a body that may be such lines


def is_beside(text: str) -> bool:
    """Whether a line belongs to the page around a text, in one of the languages."""
    return len(text) <= _LONGEST and all(_LINE.fullmatch(line.strip()) is not None for line in text.split("\n"))


def without_lines_beside(body: Sequence[Piece]) -> list[Piece]:
    """The body without such lines above its first paragraph and among its last pieces."""
    last = max(len(body) - _END, 0)
    kept = [piece for number, piece in enumerate(body) if not ((number < _TOP or number >= last) and _is_beside(piece))]
    return kept if any(piece.kind == PARAGRAPH for piece in kept) else list(body)


def _is_beside(piece: Piece) -> bool:
    return piece.kind in (PARAGRAPH, HEADING, ITEM) and is_beside(piece.text)
