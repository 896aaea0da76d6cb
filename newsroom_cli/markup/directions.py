"""Blocks of a text in a script that runs against the rest: their marks must not stand at the wrong end."""

from __future__ import annotations

import re
import unicodedata

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern

_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LATIN = pattern("[A-Za-z]")
_ATTRIBUTES = r'(?: [a-z]+="[^"]*")*+'
# A block without blocks in it, up to its end or to the list in it.
_BLOCK = pattern(
    rf"<(p|h[2-6]|li|td|th|dt|dd|figcaption|caption)({_ATTRIBUTES})>"
    r"((?:[^<]|<(?!/?(?:p|h[2-6]|li|td|th|dt|dd|[uod]l|table|blockquote|div|figure|figcaption|caption|pre)\b))*+)"
    r"(?=</\1>|<[uo]l)"
)
_TAG = pattern(r'<(?:[^"<>]|"[^"]*")*+>')


def opposite_direction(text: str, direction: str) -> str:
    """The direction of a text, "ltr" or "rtl", if it must be marked inside a text of another direction; else empty.

    It begins and ends with letters of the other direction and has more of them, and signs before, behind or between
    that would move: a name in other letters needs no mark.
    """
    if not (_LATIN if direction == "rtl" else _RIGHT_TO_LEFT).search(text):
        return ""
    letters = [unicodedata.bidirectional(letter) != "L" for letter in text if letter.isalpha()]
    own = direction == "rtl"
    words = text.strip()
    if not letters or letters[0] == own or letters[-1] == own or 2 * letters.count(own) >= len(letters):
        return ""
    return "" if own not in letters and words[0].isalpha() and words[-1].isalpha() else "ltr" if own else "rtl"


def mark_directions(html: str, direction: str) -> str:
    """Clean HTML of a text in a direction, with the direction of each block that runs against it.

    The words are marked, not the block: it keeps its side, with the bullet of an item and the bar of a quotation.
    """
    if not (_LATIN if direction == "rtl" else _RIGHT_TO_LEFT).search(html):
        return html

    def block(match: re.Match[str]) -> str:
        """The block, marked if it runs against the text and has no mark."""
        tag, attributes, words = match.groups()
        other = opposite_direction(unescape(_TAG.sub("", words)), direction)
        if not other or " dir=" in attributes:
            return match[0]
        shown = words.rstrip()
        return f'<{tag}{attributes}><span dir="{other}">{shown}</span>{words[len(shown) :]}'

    return _BLOCK.sub(block, html)
