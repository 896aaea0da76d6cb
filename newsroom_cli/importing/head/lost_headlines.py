"""Find headlines that are no line of the head: the first line of the text, or a line that the page shows above it."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.head import dates_in_doubt, head_lines, letterheads
from newsroom_cli.importing.pieces import PARAGRAPH, Pasted, Piece
from newsroom_cli.language.words import folded


def in_text(pieces: Sequence[Piece], first: int, language: str) -> tuple[str, list[Piece]]:
    """The headline in the first line of the paragraph at index `first`, and the pieces without that line.

    If that line is no headline, an empty text and all pieces.
    """
    if first >= len(pieces) or pieces[first].kind != PARAGRAPH:
        return "", list(pieces)
    piece = pieces[first]
    line, _, rest = piece.text.partition("\n")
    _, _, below = piece.markdown.partition("\n")
    if not (_may_be_headline(line, language) and rest[:1].isupper() and len(rest.split()) >= _TEXT_WORDS and below):
        return "", list(pieces)
    return line.strip(), [*pieces[:first], piece._replace(text=rest, markdown=below), *pieces[first + 1 :]]


def above_text(pasted: Pasted, body: Sequence[Piece], language: str) -> str:
    """The line that a page shows right above its text and that shares most words with it; empty if there is none."""
    text_words = {word for piece in body for word in folded(piece.text)}
    above = dates_in_doubt.lines_above(pasted, body)
    lines = [line for line in above if _may_be_headline(line, language) and _recurs(line, text_words)]
    return max(lines, key=lambda line: len(_long_words(line) & text_words), default="")


def _may_be_headline(line: str, language: str) -> bool:
    """Whether a line has the length and ending of a headline and is no label, date, office or contact."""
    words = line.split()
    if not _SHORTEST <= len(words) <= _LONGEST or line.rstrip()[-1:] in ".,;:" or not line[:1].isupper():
        return False
    head = letterheads.without_settings(head_lines.lines([Piece(PARAGRAPH, line, line)], 1, language))
    return [found.kind for found in head] == [head_lines.TITLE]


def _recurs(line: str, text_words: set[str]) -> bool:
    """Whether a text repeats a line's long words: at least two of them, and at least two in five."""
    words = _long_words(line)
    return len(words & text_words) >= max(2, _SHARE * len(words))


def _long_words(line: str) -> set[str]:
    return {word for word in folded(line) if len(word) >= _LONG_WORD}


_SHORTEST, _LONGEST, _TEXT_WORDS = 4, 24, 25  # words in a headline, at least and at most; words in the text below it
_LONG_WORD, _SHARE = 4, 0.4  # letters in a long word, at least; the share of a line's long words that must recur
