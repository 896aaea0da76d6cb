"""The letters of a PDF page: spaces where they are drawn, and whether type is bold."""

from __future__ import annotations

import ctypes
from typing import Any

from newsroom_cli.model.patterns import pattern

_SPACE = 0.12  # times the height of a line: letters that stand further apart have a space between them
_DRAWN = 0.1  # of the width of a space: the least that is seen of one, unless it marks where a word may be divided
_BOLD_WEIGHT = 600
_BOLD_NAME = pattern(r"(?i)bold|black|heavy|demi(?![a-z])")
# Where a font has one sign for two letters, files often name it by a letter of African languages.
_JOINED = {0x019F: "ti", 0x01A9: "tt", 0x01AB: "tti", 0x014C: "ft"}
_JOINED_LETTERS = pattern("(?<=[^\\W\\d_])[Ɵ\u01a9\u01abŌ](?=[^\\W\\d_A-Z]|\\b)|\\b[Ɵ\u01a9](?=[a-zà-ÿ])")


def spaced(textpage: Any, start: int, text: str) -> str:
    """Words of one line, whose first letter has the number `start`, with a space wherever the page shows one.

    The library misses some gaps that no space fills, and has spaces onto which the next letter is drawn.
    """
    if max(text, default="") > "\uffff":  # of which the library counts two
        return text
    boxes = [textpage.get_charbox(start + number, loose=True) for number in range(len(text))]
    origins = [_origin(textpage, start + number) for number in range(len(text))]
    written = []
    for number, letter in enumerate(text):
        left, bottom, right, top = boxes[number]
        after = origins[number + 1] if number + 1 < len(text) else right
        is_hidden = left < right and after - origins[number] < _DRAWN * (right - left)
        if is_hidden and _WITHIN_WORD.fullmatch(text, number - 1, number + 2):
            continue
        written.append(letter)
        if after - right > _SPACE * (top - bottom) and _ENDS_WORD.fullmatch(text, number, number + 2):
            written.append(" ")
    return "".join(written)


_ENDS_WORD = pattern(r"[^\W\d_][^\W\d_]|[.,;:)»”][^\W\d_]")
_WITHIN_WORD = pattern(r"[^\W\d_] [^\W\d_A-Z-]|[^\W\d_] -")


def _origin(textpage: Any, number: int) -> float:
    """Where the letter with a number begins, from the left of the page."""
    import pypdfium2.raw as library

    across, upwards = ctypes.c_double(), ctypes.c_double()
    library.FPDFText_GetCharOrigin(textpage.raw, number, across, upwards)
    return across.value


def joined_letters_apart(text: str) -> str:
    """The text with two letters for each sign that joins them and was read as a letter of its own."""
    return text if text.isascii() else _JOINED_LETTERS.sub(lambda match: _JOINED[ord(match.group())], text)


def is_bold(textpage: Any, first: int, last: int) -> bool:
    """Whether the letters with these numbers are both set in bold type."""
    import pypdfium2.raw as library

    for number in (first, last):
        if library.FPDFText_GetFontWeight(textpage.raw, number) < _BOLD_WEIGHT:
            name = ctypes.create_string_buffer(128)
            library.FPDFText_GetFontInfo(textpage.raw, number, name, len(name), None)
            if not _BOLD_NAME.search(name.value.decode(errors="replace")):
                return False
    return True
