"""Lines of plain text where all letters are equally wide: how long they are, and where they may be broken."""

from __future__ import annotations

from unicodedata import category, east_asian_width

from newsroom_cli.patterns import pattern


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text on lines of at most `width` columns, broken at spaces and where scripts without spaces may be.

    The first line begins with `first`, all others with `rest`.
    """
    lines: list[str] = []
    line, size = first, len(first)
    begun = False
    for word in text.split(" "):
        gap = " "
        for piece in (word,) if word.isascii() else _pieces(word, width - len(rest)):
            wide = columns(piece)
            if begun and size + len(gap) + wide > width:
                lines.append(line.rstrip(" "))
                line, size, begun = rest, len(rest), False
            if begun:
                line, size = line + gap, size + len(gap)
            line, size = line + piece, size + wide
            begun, gap = begun or piece != "", ""
    return [*lines, line.rstrip(" ")]


def columns(text: str) -> int:
    """How wide a text is where all letters are equally wide: those of China and Japan take two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(each) in "WF" else category(each) not in ("Mn", "Me", "Cf") for each in text)


# Lines may be broken before and behind each of these letters, but never before what closes or behind what opens.
_IDEOGRAPHIC = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_OPENS = r"\[({«‹“‘〈《「『【〔〖〘〚〝（［｛｟"
_CLOSES = (
    r"\])}»›”’〉》」』】〕〗〙〛〞〟）］｝｠｣、。，．・：；？！｡､･ー々〻ゝゞヽヾァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰ-ㇿｧ-ｰ‐–〜…‥—―.,:;?!%％"
    r"\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef\u200b"
)
_HOLDS = r"\u00a0\u202f\u2060\ufeff"  # no-break spaces and the like
_OTHER = rf"(?:[^{_IDEOGRAPHIC}{_OPENS}{_HOLDS}\u200b]|[{_OPENS}]++(?![{_IDEOGRAPHIC}]))+"
_UNIT = rf"[{_OPENS}]*+(?:[{_IDEOGRAPHIC}]|{_OTHER})?[{_CLOSES}]*"
_PIECE = pattern(rf"{_UNIT}(?:[{_HOLDS}]{_UNIT})*")
# Thai and Lao have no spaces between words, and nobody finds those without a dictionary; a syllable begins here.
_SYLLABLE = pattern("(?=[\u0e40-\u0e44\u0ec0-\u0ec4])")


def _pieces(word: str, width: int) -> list[str]:
    """What a line may be broken between, in a word that is not ASCII alone."""
    pieces = [each for each in _PIECE.findall(word) if each]
    if columns(word) <= width or not _SYLLABLE.search(word):
        return pieces
    return [part for each in pieces for part in _SYLLABLE.split(each) if part]


def _left(cell: str, width: int) -> str:
    return cell + " " * (width - columns(cell))


def _right(cell: str, width: int) -> str:
    return " " * (width - columns(cell)) + cell


def _centred(cell: str, width: int) -> str:
    return _left(" " * ((width - columns(cell)) // 2) + cell, width)


# How the cells of a column are filled up, by what the parser calls its alignment.
FILLS = {"None": _left, "Left": _left, "Right": _right, "Center": _centred}
