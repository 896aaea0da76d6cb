"""The letters of a PDF page: the spaces that readers see between them, and whether their type is bold."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from newsroom_cli.model.patterns import pattern

_SPACE = 0.12  # times the height of a line; letters that are further apart have a space between them
_DRAWN = 0.1  # the share of a space that shows at least; a narrower one only marks where a word may be divided
_BOLD_WEIGHT = 600
_BOLD_NAME = pattern(r"(?i)bold|black|heavy|demi(?![a-z])")
# Many files give a font's ligature for two letters the code of a letter of African languages.
_LIGATURES = {0x019F: "ti", 0x01A9: "tt", 0x01AB: "tti", 0x014C: "ft"}
_LIGATURE = pattern("(?<=[^\\W\\d_])[Ɵ\u01a9\u01abŌ](?=[^\\W\\d_A-Z]|\\b)|\\b[Ɵ\u01a9](?=[a-zà-ÿ])")


class Font(NamedTuple):
    """The name of a font, and whether it is bold."""

    name: str
    bold: bool


def spaced(textpage: Any, start: int, text: str) -> str:
    """The text of a part of a line, with a space wherever the page shows one.

    `start` is the number of its first letter on the page. The library misses gaps that have no space character, and
    returns spaces onto which the next letter is drawn.
    """
    if max(text, default="") > "\uffff":  # the library counts two units for such a character
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
    """The distance of a letter's origin from the left of the page."""
    import pypdfium2.raw as library

    across, upwards = ctypes.c_double(), ctypes.c_double()
    library.FPDFText_GetCharOrigin(textpage.raw, number, across, upwards)
    return across.value


def without_ligatures(text: str) -> str:
    """The text with two letters in place of each ligature that was read as another letter."""
    return text if text.isascii() else _LIGATURE.sub(lambda match: _LIGATURES[ord(match.group())], text)


def font(textpage: Any, number: int) -> Font:
    """The font of the letter with the given number on its page."""
    import pypdfium2.raw as library

    name = ctypes.create_string_buffer(_LONGEST_NAME)
    library.FPDFText_GetFontInfo(textpage.raw, number, name, len(name), None)
    named = name.value.decode(errors="replace")
    is_heavy = library.FPDFText_GetFontWeight(textpage.raw, number) >= _BOLD_WEIGHT
    return Font(named, is_heavy or _BOLD_NAME.search(named) is not None)


_LONGEST_NAME = 128  # bytes
