"""FC: two counts of the same things."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.language.wording.figures import (
    OPENERS,
    ORDINALS,
    YEAR_ALONE,
    CountedNoun,
    Figure,
    counted_noun,
    figures,
    first_counted_noun,
)
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import WARNING, Hit, rule

# --- FC003 --------------------------------------------------------------------------------------------------------


@rule("FC003", "one-thing-counted-twice", severity=WARNING, language="en")
def one_thing_counted_twice(document: Document) -> Iterator[Hit]:
    """Report two different counts of the same things."""
    nouns = _totalled(document.release.body.value)
    by_noun: dict[str, list[tuple[Block, Figure, CountedNoun]]] = {}
    for block in document.prose:
        if not any(noun in block.text.lower() for noun in nouns):
            continue
        for figure, count in _counts(block.text, nouns):
            noun = count.noun
            if noun not in by_noun and _OTHER.search(block.text, max(figure.start - 20, 0), figure.start):
                nouns.discard(noun)  # it counts only some of the things, and is not compared with a total
            if noun in nouns:
                by_noun.setdefault(noun, []).append((block, figure, count))
    for noun, mentions in by_noun.items():
        if len({figure.value for _, figure, _ in mentions}) == 2:
            yield from _two_counts(noun, mentions)


def _totalled(text: str) -> set[str]:
    """The nouns that follow "the 36" or "all 36" in a text and occur again, without measures."""
    totalled: set[str] = set()
    seen: set[str] = set()
    for match in itertools.chain(_THE.finditer(text), _ALL.finditer(text)):
        at = match.end()
        if text[at - 4 : at - 3] in _BEFORE and (text[at].isdigit() or text[at : at + 10].split(" ", 1)[0] in OPENERS):
            first = first_counted_noun(text[at : at + 80])
            if first is not None and first.noun not in seen and len(seen) < _NOUNS:
                seen.add(first.noun)
                if first.noun not in WORDING["measures"] and text.count(first.noun) > 1:
                    totalled.add(first.noun)
    return totalled


_NOUNS = 100  # the whole text is searched for each noun
_BEGUN = r"(?=\d|[tT](?:[wW]|[eE]|[hH][rRiI])|[fF][oOiI]|[sS][iIeE]|[eE][iIlL]|[nN][iI])"
_THE = pattern(f"he {_BEGUN}")  # without the first letter, which may be a capital: this makes the search faster
_ALL = pattern(f"ll {_BEGUN}")
_BEFORE = frozenset("TtAa")


def _counts(text: str, nouns: Collection[str]) -> Iterator[tuple[Figure, CountedNoun]]:
    """Yield the counts of the given nouns, sentence by sentence, with offsets into the text."""
    start = 0
    for sentence in text.split(". "):
        low = sentence.lower()
        if ends := [low.rfind(noun) + len(noun) for noun in nouns if noun in low]:
            for figure in figures(sentence[: max(ends)]):
                if figure.unit or YEAR_ALONE.match(sentence[figure.start : figure.end]):
                    continue
                counted = counted_noun(sentence, figure)
                if counted is not None and counted.noun in nouns:
                    placed = figure._replace(start=start + figure.start, end=start + figure.end)
                    yield placed, counted._replace(end=start + counted.end)
        start += len(sentence) + 2


_WHOLE = pattern(r"(?:\b(?:[Tt]he|[Aa]ll|[Aa]ll of the|[Aa]ll the|[Tt]hese|[Tt]hose)\s)\Z")
_PART = pattern(r"\s+(?:who|that|which|whose|of|where|named|charged|not|without)\b")
_OTHER = pattern(
    r"(?:-|–|\b(?:of (?:the|those|these|our|its|their)|other|remaining|last|first|next|past|previous|final|top"
    r"|fewer than|more than|least|including|another|additional|more|from|nearly|about|over|some|only|between|and|just"
    r"|than|(?:one|two|three|some|most|many|half|each|any|percent|\d) of))\s*\Z",
    re.IGNORECASE,
)


def _two_counts(noun: str, mentions: Sequence[tuple[Block, Figure, CountedNoun]]) -> Iterator[Hit]:
    """Yield a hit for a total that differs from the first count of the same things."""
    first_block, first, first_noun = mentions[0]
    for block, total, total_noun in mentions[1:]:
        if total.value == first.value or not _is_total(block.text, total, total_noun):
            continue
        between, first_between = total_noun.between, first_noun.between
        if between and first_between and between != first_between:
            continue
        if _MORE.search(between) or _MORE.search(first_between) or _is_explained(block, total, first):
            return
        if not _may_be_equal(first.value, total.value):
            return
        before = _printed_figure(first_block, first)
        also = (first_block.place(first.start, first_noun.end), f"{before} here")
        message = f"{_printed_figure(block, total)} {noun} here, {before} before"
        help = "use one count, or say which of them you mean"
        yield Hit(block.place(total.start, total_noun.end), message, help, also)
        return


_MORE = pattern(r"\b(?:more|other|additional|further)\b")
_NTH = tuple(ORDINALS)[:10]  # first to tenth


def _is_explained(block: Block, total: Figure, first: Figure) -> bool:
    """Whether the sentence with the lower total mentions the next one: three were arrested, the fourth is sought."""
    if not total.value < first.value <= len(_NTH):
        return False
    start, end = sentences.around(block.text, total.start)
    return f"the {_NTH[int(first.value) - 1]} " in block.text[start:end]


def _is_total(text: str, figure: Figure, noun: CountedNoun) -> bool:
    """Whether a figure is the total of its noun, as in "the 36"."""
    return _WHOLE.search(text, max(figure.start - 12, 0), figure.start) is not None and not _PART.match(text, noun.end)


def _may_be_equal(*counts: float) -> bool:
    """Whether two different counts may be of the same things: not all small, the higher at most half as much again."""
    low, high = sorted(counts)
    return high <= 1.5 * low and high >= 4


def _printed_figure(block: Block, figure: Figure) -> str:
    return block.text[figure.start : figure.end]
