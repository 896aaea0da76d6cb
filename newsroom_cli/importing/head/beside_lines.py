"""Lines that a page prints beside a headline or around a text: breadcrumbs, keywords, share buttons, authors."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, Piece
from newsroom_cli.language.words import folded
from newsroom_cli.model.patterns import pattern

_BESIDE_TEXT = pattern(lambda: rf"(?i)\W*(?:{alternatives('beside_lines.txt')})\W*")
_LONGEST = 240  # characters
_TOP, _END = 4, 10  # pieces at the top and end of a body that may be lines beside the text


def is_beside(text: str) -> bool:
    """Whether each line of a text is one that pages print beside a text, in any known language."""
    return len(text) <= _LONGEST and all(_BESIDE_TEXT.fullmatch(line.strip()) is not None for line in text.split("\n"))


def without_lines_beside(body: Sequence[Piece], owner: str = "") -> list[Piece]:
    """The body without lines beside the text among its first and last pieces.

    If the body ends with the name of the page's `owner`, that name and links above it are removed, too. The body stays
    unchanged if no paragraph would be left.
    """
    last = max(len(body) - _END, 0)
    kept = [piece for number, piece in enumerate(body) if not ((number < _TOP or number >= last) and _is_beside(piece))]
    kept = _without_links_at_end(_without_keywords_at_end(kept), owner)
    while len(kept) < len(body) and len(kept) > 1 and kept[-1].kind == HEADING:
        kept.pop()  # the text below this heading was removed
    return kept if any(piece.kind == PARAGRAPH for piece in kept) else list(body)


def _without_keywords_at_end(body: list[Piece]) -> list[Piece]:
    """The body without a label such as "Tags" near its end, and without the keywords below it."""
    for number in range(len(body) - 1, max(len(body) - _END, 1), -1):
        if len(body[number].text.split()) > _KEYWORD:
            return body
        if _KEYWORDS.fullmatch(body[number].text):
            return body[:number]
    return body


def _without_links_at_end(body: list[Piece], owner: str) -> list[Piece]:
    """The body without rows of links to other texts at its end, and without the owner's name below them."""
    end = len(body)
    named = end > 1 and owner != "" and folded(body[end - 1].text) == folded(owner)
    end -= named
    links = 0
    while end - links > 1 and _is_link(body[end - links - 1]):
        links += 1
    row = links > 0 and _LINKS.fullmatch(body[end - 1].markdown) is not None
    return body[: end - links] if row or links > 1 or (links and named) else body[:end] if named else body


def _is_link(piece: Piece) -> bool:
    """Whether a piece consists of links alone, apart from a bold label before them."""
    return piece.kind in (PARAGRAPH, HEADING) and (
        _LINKS.fullmatch(piece.markdown) is not None
        or (piece.kind == HEADING and _LINK.fullmatch(piece.markdown) is not None)
    )


_LINK = pattern(r"\[[^\]]{3,160}\]\([^()\s]{1,400}\)")
_LINKS = pattern(rf"(?:\*\*[^*\n]{{2,60}}\*\*\s*)?(?:{_LINK.pattern}\s*){{2,20}}")
_KEYWORDS = pattern(
    r"(?i)\W*(?:tags?|schlagw(?:orte|örter)|stichw(?:orte|örter)|themen|kategorien?|mots[- ]clés|thèmes?|étiquettes"
    r"|catégories?|etiquetas|temas|categorías?|palabras clave|parole chiave|categorie|palavras-chave|categorias?)\W*"
)
_KEYWORD = 5  # words in a keyword, at most


def _is_beside(piece: Piece) -> bool:
    return piece.kind in (PARAGRAPH, HEADING, ITEM) and is_beside(piece.text)
