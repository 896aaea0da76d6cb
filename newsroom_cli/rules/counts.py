"""FC: one thing with two counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsroom_cli.config import Config
from newsroom_cli.language import body_figures, passages, sentences
from newsroom_cli.language.figures import (
    MEASURES,
    OPENERS,
    Counted,
    Figure,
    counted,
    first,
)
from newsroom_cli.markdown import Block
from newsroom_cli.model import Release
from newsroom_cli.patterns import pattern
from newsroom_cli.rules.registry import WARNING, Hit, rule

# --- FC003 --------------------------------------------------------------------------------------------------------


@rule("FC003", "one-thing-counted-twice", severity=WARNING)
def one_thing_counted_twice(release: Release, config: Config) -> Iterator[Hit]:
    nouns = _totalled(release.body.value)
    if not nouns or not passages.language_of(release, config).startswith("en"):
        return
    by_noun: dict[str, list[tuple[Block, Figure, Counted]]] = {}
    for block, found in body_figures.told(release.body).beside(nouns):
        for each in found:
            if each.unit or _YEAR.match(block.text[each.start : each.end]):
                continue
            what = counted(block.text, each)
            if what is not None and what.noun in nouns:
                by_noun.setdefault(what.noun, []).append((block, each, what))
    for noun, mentions in by_noun.items():
        if len({each.value for _, each, _ in mentions}) == 2:
            yield from _two_counts(noun, mentions)


def _totalled(text: str) -> set[str]:
    """The nouns a text has behind "the 36" or "all 36", when they stand there more than once."""
    found: set[str] = set()
    seen: set[str] = set()
    for word in ("the ", "The ", "all ", "All "):
        at = text.find(word)
        while at >= 0:
            at += len(word)
            opener = text[at : at + 2]
            if opener[:1].isdigit() or (opener in _BEGUN and text[at : at + 10].split(" ", 1)[0] in OPENERS):
                stretch = text[at : at + 80]
                each = first(stretch)
                what = counted(stretch, each) if each else None
                if what is not None and what.noun not in seen and len(seen) < _NOUNS:
                    seen.add(what.noun)
                    if what.noun not in MEASURES and text.count(what.noun) > 1:
                        found.add(what.noun)
            at = text.find(word, at)
    return found


_NOUNS = 100  # each is counted in the whole text
_BEGUN = frozenset(each[:2] for each in OPENERS if each[0] in "tfsenTFSEN")
_YEAR = pattern(r"(?:1[89]|20)\d\d\Z")
_WHOLE = pattern(r"(?:\b(?:[Tt]he|[Aa]ll|[Aa]ll of the|[Aa]ll the|[Tt]hese|[Tt]hose)\s)\Z")
_PART = pattern(r"\s+(?:who|that|which|whose|of|where|named|charged|not|without)\b")
_OTHER = pattern(
    r"(?:\bof (?:the|those|these|our|its|their)|\bother|\bremaining|\blast|\bfirst|\bnext|\bpast|\bprevious|\bfinal|\btop|\bfewer than|\bmore than"
    r"|\bleast|\bincluding|\banother|\badditional|\bmore|\bfrom|\bnearly|\babout|\bover|\bsome|\bonly|\bbetween|\band|-|–|\bjust|\bthan|\b(?:one|two|three|some|most|many|half|each|any|percent|\d) of)\s*\Z",
    re.IGNORECASE,
)


def _two_counts(noun: str, mentions: Sequence[tuple[Block, Figure, Counted]]) -> Iterator[Hit]:
    """A total that differs from the only other count of the same things."""
    first_block, first, first_what = mentions[0]
    for block, each, what in mentions[1:]:
        if each.value == first.value or not _is_total(block.text, each, what):
            continue
        if what.between and first_what.between and what.between != first_what.between:
            continue
        if _MORE.search(what.between) or _MORE.search(first_what.between) or _is_explained(block, each, first):
            return
        if _OTHER.search(first_block.text, max(first.start - 20, 0), first.start) or not _like(first.value, each.value):
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


def _is_total(text: str, figure: Figure, what: Counted) -> bool:
    return _WHOLE.search(text, max(figure.start - 12, 0), figure.start) is not None and not _PART.match(text, what.end)


def _like(one: float, other: float) -> bool:
    """Whether two counts may be of one thing: of few things, some are often spoken of alone."""
    low, high = sorted((one, other))
    return high <= 1.5 * low and high >= 4


def _printed(block: Block, figure: Figure) -> str:
    return block.text[figure.start : figure.end]
