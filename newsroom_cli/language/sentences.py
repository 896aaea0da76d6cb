"""The boundaries of sentences: none after initials, titles and the abbreviations of states and months."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern

_WIDE = "。！？｡"  # no space follows
# Of Hindi and its neighbours, Urdu, Arabic, Armenian, Ethiopic, Khmer, Burmese and Tibetan; the Greek question mark.
_OF_OTHER_SCRIPTS = "।॥۔؟։።፧፨។៕။།\u037e"
STOPS = (*".!?", *_WIDE, *_OF_OTHER_SCRIPTS)
_STOP = rf"[.!?…{_WIDE}{_OF_OTHER_SCRIPTS}]"
# No match begins after the first of several marks, so a run of a thousand marks is scanned once.
_END = pattern(rf"{_STOP}(?<!{_STOP}{{2}}){_STOP}*+[\"“”»«’')\]」』]*+(?=\s|$)|(?<=[{_WIDE}])(?=\S)|\n+")
_WORD_BEFORE = pattern(r"([\w.'’]+)\Z")


@cached_per_paragraph
def ends(text: str) -> tuple[int, ...]:
    """The offsets after each sentence of a text, closing marks included; the last is the length of the text."""
    offsets = [match.end() for match in _END.finditer(text) if _ends_here(text, match)]
    if not offsets or offsets[-1] < len(text.rstrip()):
        offsets.append(len(text))
    return tuple(offsets)


def is_abbreviation(word: str) -> bool:
    """Whether the full stop after a word may belong to it, as in Inc., U.S. and p.m."""
    plain = word.lower().strip("(“\"‘'’")
    return plain in WORDING["abbreviations"] or plain in WORDING["end_sentences"] or "." in plain or len(plain) == 1


def around(text: str, at: int) -> tuple[int, int]:
    """The start and end of the sentence at an offset, without the spaces before it."""
    offsets = ends(text)
    index = bisect.bisect_right(offsets, at)
    start = _after_spaces(text, offsets[index - 1] if index else 0)
    return start, offsets[index] if index < len(offsets) else len(text)


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of a text."""
    start = 0
    for end in ends(text):
        yield _after_spaces(text, start), end
        start = end


def _after_spaces(text: str, start: int) -> int:
    """The offset of the first character at or after `start` that is not a space."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start


_INITIALS = pattern(r"(?:[^\W\d_]\.){1,4}[^\W\d_]")


def _ends_here(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends at a mark: not after an initial, a title or an abbreviation."""
    mark = match.group()
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, max(match.start() - 24, 0), match.start())
    if before is None:
        return True
    word = before[1].lower().strip("'’")
    at = _after_spaces(text, match.end())
    following = text[at : at + 3]
    if mark == ".)" and following[:1].islower():  # Senator Ana Ruiz (D-Wa.) said
        return False
    if len(word) == 1 and word.isalpha():
        return word in ("i",) and not mark[1:] and following[:1].islower()
    if _INITIALS.fullmatch(word) and word not in WORDING["abbreviations"]:  # J.R.R. Ruiz
        return bool(mark[1:]) or not following or _next_word_opens_sentence(text, match.end())
    if word not in WORDING["abbreviations"]:
        return not following[:1].islower() or bool(mark[1:])
    return bool(mark[1:]) or (
        word in WORDING["end_sentences"]
        and (not following or following[:1].isupper())
        and _next_word_opens_sentence(text, match.end())
    )


_NEXT_WORD = pattern(r"\s*[\"“«‘(]*(\w+)")


def _next_word_opens_sentence(text: str, at: int) -> bool:
    """Whether the next word usually opens a sentence and is not a name."""
    following = _NEXT_WORD.match(text, at)
    return following is None or following[1].lower() in WORDING["begin_sentences"]
