"""FC: one thing with two counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.wording.figures import (
    MEASURES,
    OPENERS,
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


@rule("FC003", "one-thing-counted-twice", severity=WARNING)
def one_thing_counted_twice(document: Document) -> Iterator[Hit]:
    nouns = _totalled(document.release.body.value)
    if not nouns or not document.is_english:
        return
    by_noun: dict[str, list[tuple[Block, Figure, CountedNoun]]] = {}
    for block in document.prose:
        if not any(map(block.text.lower().__contains__, nouns)):
            continue
        for each, what in _counts(block.text, nouns):
            if what.noun not in by_noun and _OTHER.search(block.text, max(each.start - 20, 0), each.start):
                nouns.discard(what.noun)  # some of them, with which no total is compared
                if not nouns:
                    return
            if what.noun in nouns:
                by_noun.setdefault(what.noun, []).append((block, each, what))
    for noun, mentions in by_noun.items():
        if len({each.value for _, each, _ in mentions}) == 2:
            yield from _two_counts(noun, mentions)


def _totalled(text: str) -> set[str]:
    """The nouns a text has behind "the 36" or "all 36", when they stand there more than once."""
    found: set[str] = set()
    seen: set[str] = set()
    for match in itertools.chain(_THE.finditer(text), _ALL.finditer(text)):
        at = match.end()
        if text[at - 4 : at - 3] in _BEFORE and (text[at].isdigit() or text[at : at + 10].split(" ", 1)[0] in OPENERS):
            what = first_counted_noun(text[at : at + 80])
            if what is not None and what.noun not in seen and len(seen) < _NOUNS:
                seen.add(what.noun)
                if what.noun not in MEASURES and text.count(what.noun) > 1:
                    found.add(what.noun)
    return found


_NOUNS = 100  # each is counted in the whole text
_BEGUN = r"(?=\d|[tT](?:[wW]|[eE]|[hH][rRiI])|[fF][oOiI]|[sS][iIeE]|[eE][iIlL]|[nN][iI])"
_THE = pattern(f"he {_BEGUN}")  # without the letter that may be a capital: quick to look for
_ALL = pattern(f"ll {_BEGUN}")
_BEFORE = frozenset("TtAa")


def _counts(text: str, nouns: Collection[str]) -> Iterator[tuple[Figure, CountedNoun]]:
    """The counts of some nouns, sentence by sentence: no count goes beyond a full stop, and most sentences have none."""
    start = 0
    for sentence in text.split(". "):
        low = sentence.lower()
        if ends := [low.rfind(noun) + len(noun) for noun in nouns if noun in low]:
            for each in figures(sentence[: max(ends)]):
                what = (
                    None if each.unit or _YEAR.match(sentence[each.start : each.end]) else counted_noun(sentence, each)
                )
                if what is not None and what.noun in nouns:
                    yield (
                        each._replace(start=start + each.start, end=start + each.end),
                        what._replace(end=start + what.end),
                    )
        start += len(sentence) + 2


_YEAR = pattern(r"(?:1[89]|20)\d\d\Z")
_WHOLE = pattern(r"(?:\b(?:[Tt]he|[Aa]ll|[Aa]ll of the|[Aa]ll the|[Tt]hese|[Tt]hose)\s)\Z")
_PART = pattern(r"\s+(?:who|that|which|whose|of|where|named|charged|not|without)\b")
_OTHER = pattern(
    r"(?:\bof (?:the|those|these|our|its|their)|\bother|\bremaining|\blast|\bfirst|\bnext|\bpast|\bprevious|\bfinal|\btop|\bfewer than|\bmore than"
    r"|\bleast|\bincluding|\banother|\badditional|\bmore|\bfrom|\bnearly|\babout|\bover|\bsome|\bonly|\bbetween|\band|-|–|\bjust|\bthan|\b(?:one|two|three|some|most|many|half|each|any|percent|\d) of)\s*\Z",
    re.IGNORECASE,
)


def _two_counts(noun: str, mentions: Sequence[tuple[Block, Figure, CountedNoun]]) -> Iterator[Hit]:
    """A total that differs from the only other count of the same things."""
    first_block, first, first_what = mentions[0]
    for block, each, what in mentions[1:]:
        if each.value == first.value or not _is_total(block.text, each, what):
            continue
        if what.between and first_what.between and what.between != first_what.between:
            continue
        if _MORE.search(what.between) or _MORE.search(first_what.between) or _is_explained(block, each, first):
            return
        if not _like(first.value, each.value):
            return
        said, other = (_printed(*both) for both in ((first_block, first), (block, each)))
        also = (first_block.place(first.start, first_what.end), f"{said} here")
        message = f"{other} {noun} here, {said} before"
        yield Hit(block.place(each.start, what.end), message, "say which is right, or which of them are meant", also)
        return


_MORE = pattern(r"\b(?:more|other|additional|further)\b")
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _is_explained(block: Block, total: Figure, first: Figure) -> bool:
    """Whether the sentence of a lower total tells of the missing one: the three men were arrested, the fourth is sought."""
    if not total.value < first.value <= len(_NTH):
        return False
    start, end = sentences.around(block.text, total.start)
    return f"the {_NTH[int(first.value) - 1]} " in block.text[start:end]


def _is_total(text: str, figure: Figure, what: CountedNoun) -> bool:
    return _WHOLE.search(text, max(figure.start - 12, 0), figure.start) is not None and not _PART.match(text, what.end)


def _like(one: float, other: float) -> bool:
    """Whether two counts may be of one thing: of few things, some are often spoken of alone."""
    low, high = sorted((one, other))
    return high <= 1.5 * low and high >= 4


def _printed(block: Block, figure: Figure) -> str:
    return block.text[figure.start : figure.end]
