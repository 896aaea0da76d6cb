"""Lines of plain text in a fixed-width font: their width, and where they may break."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from unicodedata import category, east_asian_width

from newsroom_cli.markup.escaping import unusual_characters
from newsroom_cli.model.patterns import pattern


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text on lines of at most `width` columns, broken at spaces and, in scripts without spaces, between letters.

    The first line begins with `first`, all others with `rest`.
    """
    if is_narrow(text):
        if len(first) + len(text) <= width:
            return [(first + text.lstrip(" ")).rstrip(" ")]
        first_line = _line_pattern(width - len(first)).match(text)
        if first_line is None:
            return [first.rstrip(" ")]
        other_lines = _line_pattern(width - len(rest)).findall(text, first_line.end())
        return [(first + first_line[1]).rstrip(" "), *[rest + line.rstrip(" ") for line in other_lines]]
    lines: list[str] = []
    line, line_width, has_words = first, len(first), False
    for gap, piece, piece_width in _pieces_with_gaps(text, width - len(rest)):
        if not has_words:
            line, line_width, has_words = line + piece, line_width + piece_width, piece != ""
        elif line_width + len(gap) + piece_width <= width:
            line, line_width = f"{line}{gap}{piece}", line_width + len(gap) + piece_width
        else:
            lines.append(line.rstrip(" "))
            line, line_width, has_words = rest + piece, len(rest) + piece_width, piece != ""
    return [*lines, line.rstrip(" ")]


@functools.lru_cache(maxsize=256)
def _line_pattern(columns: int) -> re.Pattern[str]:
    """A pattern that matches as many words as fit on a line of this many columns."""
    return re.compile(rf" *+(.{{1,{max(columns, 1)}}}(?![^ ])|[^ ]+)", re.DOTALL)


def is_narrow(text: str) -> bool:
    """Whether all letters of a text are one column wide."""
    return text.isascii() or _NARROW.fullmatch(unusual_characters(text)) is not None


def columns(text: str) -> int:
    """The number of columns of a text in a fixed-width font; Chinese and Japanese letters take two."""
    if is_narrow(text):
        return len(text)
    return sum(
        2 if east_asian_width(character) in "WF" else category(character) not in ("Mn", "Me", "Cf")
        for character in text
    )


# Latin, Greek and Cyrillic letters with the usual marks: each is one column wide, and words are never broken.
_NARROW = pattern(
    "[\0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2122]*"
)


def _pieces_with_gaps(text: str, width: int) -> Iterator[tuple[str, str, int]]:
    """Yield the pieces of a text that must not be broken: the space before the piece, the piece, and its width."""
    for word in text.split(" "):
        gap = " "
        for piece in _pieces(word, width) if word else [""]:
            yield gap, piece, columns(piece)
            gap = ""


# Lines may be broken around each of these letters, but never before a closing or after an opening mark.
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
# Thai and Lao have no spaces between words, and only a dictionary finds those; a syllable begins here.
_SYLLABLE = pattern("(?=[\u0e40-\u0e44\u0ec0-\u0ec4])")


def _pieces(word: str, width: int) -> list[str]:
    """The pieces of a word that must not be broken; a Thai or Lao word is one if it fits into the width."""
    pieces = [piece for piece in _PIECE.findall(word) if piece]
    if columns(word) <= width or not _SYLLABLE.search(word):
        return pieces
    return [part for piece in pieces for part in _SYLLABLE.split(piece) if part]


def _pad_right(cell: str, width: int) -> str:
    """The cell with spaces on the right up to the width of its column."""
    return cell + " " * (width - columns(cell))


def _pad_left(cell: str, width: int) -> str:
    """The cell with spaces on the left up to the width of its column."""
    return " " * (width - columns(cell)) + cell


def _pad_both(cell: str, width: int) -> str:
    """The cell with spaces on both sides up to the width of its column."""
    return _pad_right(" " * ((width - columns(cell)) // 2) + cell, width)


# The functions that pad the cells of a column, by the parser's names for its alignment.
PADDINGS = {"None": _pad_right, "Left": _pad_right, "Right": _pad_left, "Center": _pad_both}
