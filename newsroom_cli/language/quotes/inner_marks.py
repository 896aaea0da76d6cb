"""Double quotation marks inside double quotation marks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsroom_cli.language import quotation_marks
from newsroom_cli.model.patterns import pattern

_MARKS = '“”"'
_MARK = pattern(f"[{_MARKS}]")
_BEFORE = frozenset(" \t\n\xa0([{<—–-/…‘“")
_AFTER = frozenset(" \t\n\xa0.,;:!?)]}>—–-/…’”")
_PAIRS = ("“”", '""')


def nested(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pairs of double marks, “ ” or straight, inside another such pair; none if the marks do not match."""
    pairing = quotation_marks.pair(text)
    if pairing.unclosed or pairing.unopened:
        return
    pairs = [(start, end) for start, end in pairing.pairs if text[start] + text[end] in _PAIRS]
    if sum(map(text.count, _MARKS)) == 2 * len(pairs):
        return  # all marks belong to outer pairs, so none is inside one
    for start, end in pairs:
        for opening, closing in pairwise(_MARK.finditer(text, start + 1, end)):
            opens, closes = text[opening.start() - 1] in _BEFORE, text[closing.start() + 1] in _AFTER | {text[end]}
            if opens and closes and opening.group() + closing.group() in _PAIRS:
                yield opening.start(), closing.start()
