"""Subheads that share a heading with their headline, set apart by marks or by the break between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsroom_cli.importing.pieces import HEADING, PARAGRAPH, Piece
from newsroom_cli.model.patterns import pattern

_WAVES = pattern(r"(?P<headline>\S[^～〜]{6,}?)\s*(?P<deck>[～〜]\s?[^～〜]{4,}[～〜])\s*")


def set_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a heading with a subhead between waves becomes a heading and a paragraph."""
    for piece in pieces:
        match = _WAVES.fullmatch(piece.text) if piece.kind == HEADING else None
        if match is None or piece.markdown != piece.text:
            yield piece
            continue
        yield piece._replace(text=match["headline"], markdown=match["headline"])
        yield Piece(PARAGRAPH, match["deck"], match["deck"])
