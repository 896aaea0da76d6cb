"""FC: what the headline says against the body, figure by figure; one thing counted twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli import markdown, recent
from newsroom_cli.config import Config
from newsroom_cli.language import passages
from newsroom_cli.language.figures import (
    MEASURES,
    OPENERS,
    REACH,
    Counted,
    Figure,
    counted,
    figures,
    first,
    in_digits,
    may_be_said,
)
from newsroom_cli.markdown import Block
from newsroom_cli.model import Field, Release
from newsroom_cli.patterns import pattern
from newsroom_cli.rules.registry import WARNING, Hit, rule


class _Told:
    """The blocks of a body with their figures, each read once and only as far as somebody asks."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [(each, each.text.lower()) for each in blocks]
        self._figures: dict[int, list[Figure]] = {}
        self._in_digits: dict[int, list[Figure]] = {}
        self.length = sum(len(each.text) for each in blocks)

    def figures(self, noun: str, *, in_words: bool) -> Iterator[tuple[Block, list[Figure]]]:
        """Blocks and figures: those in words only where a block has the noun, unless all of them are wanted."""
        stem = noun.removesuffix("s")
        for number, (block, small) in enumerate(self._blocks):
            known = self._figures if in_words or stem in small else self._in_digits
            found = known.get(number)
            if found is None:
                read = figures if known is self._figures else in_digits
                found = known[number] = list(read(block.text))
            if found:
                yield block, found

    def beside(self, nouns: Collection[str]) -> Iterator[tuple[Block, list[Figure]]]:
        """The blocks that have one of some nouns, and their figures."""
        for number, (block, small) in enumerate(self._blocks):
            if any(map(small.__contains__, nouns)):
                yield block, self._figures.get(number) or figures(block.text)


@recent.kept(characters=200_000)
def _told(body: Field[str]) -> _Told:
    return _Told(markdown.read(body).prose)


# --- FC001, FC002 -------------------------------------------------------------------------------------------------


@rule("FC001", "headline-figure-not-in-body", severity=WARNING)
def headline_figure_not_in_body(release: Release, config: Config) -> Iterator[Hit]:
    yield from _against_body(release, config, release.headline, "headline")


@rule("FC002", "subhead-figure-not-in-body", severity=WARNING)
def subhead_figure_not_in_body(release: Release, config: Config) -> Iterator[Hit]:
    yield from _against_body(release, config, release.subhead, "subhead")


def _against_body(release: Release, config: Config, field: Field[str] | None, name: str) -> Iterator[Hit]:
    """The figures of a field that the body does not have, rounded or not."""
    if field is None or not _may_count(field.value) or not passages.language_of(release, config).startswith("en"):
        return
    claims = [
        (each, noun)
        for each in figures(field.value)[:_CLAIMS]
        if (noun := _claimed(field.value, each)) is not None and not _is_printed(field.value, each, release.body.value)
    ]
    if not claims:
        return
    told = _told(release.body)
    if told.length < _SHORT:
        return
    for claim, noun in claims:
        if _is_told(field.value, claim, noun, told):
            continue
        hit = _missing(release, field, claim, noun, told, name=name)
        if hit is not None:
            yield hit


def _is_printed(text: str, claim: Figure, body: str) -> bool:
    """Whether a body has the digits or the word of a claim as they are: that spares reading all its figures."""
    printed = text[claim.start : claim.end].lstrip("$€£¥ ")
    if not claim.written:
        return f" {printed.lower()} " in body
    digits = _DIGITS.match(printed)
    at = body.find(digits.group()) if digits else -1
    while digits and at >= 0:
        before, behind = body[max(at - 1, 0) : at], body[at + len(digits.group()) : at + len(digits.group()) + 2]
        if not (before.isdigit() or before in (".", ",")) and not (
            behind[:1].isdigit() or (behind[:1] in (".", ",") and behind[1:].isdigit())
        ):
            return True
        at = body.find(digits.group(), at + 1)
    return False


_DIGITS = pattern(r"\d[\d,.]*(?<=\d)")
_CLAIMS = 20  # figures of one headline
_SHORT = 300  # characters of a body that cannot be expected to repeat everything


def _may_count(text: str) -> bool:
    return any(map(str.isdigit, text)) or not OPENERS.isdisjoint(text.replace("-", " ").split())


_YEAR = pattern(r"(?:1[89]|20)\d\d\Z")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_NAMED_BEFORE = pattern(
    rf"(?:[\w@#/:.,-]|\b(?:{_MONTH}|top|route|area|level|phase|title|section|prop|proposition|measure|bill|house|no|number|chapter"
    r"|class|grade|district|ward|zone|exit|highway|interstate|local|vol|volume|version|unit|room|pier|agenda|vision|ages?|aged"
    r"|inc|fortune|forbes|global|under|figure|step|part|day|week|year|q|fy|iso|apollo|season|episode|chapter|type|division|tier"
    r"|station|precinct|engine|building|gate|channel|studio|windows|over|first|last|next)\.?\s{0,2}#?)\Z",
    re.IGNORECASE,
)
_OVER = pattern(r"\b(?:over|first|last|next|under)\s\Z", re.IGNORECASE)
_LISTICLE = frozenset(("tips", "ways", "reasons", "things", "steps", "questions", "facts", "secrets", "mistakes", "ideas", "trends", "takeaways", "strategies", "lessons", "myths", "signs"))  # fmt: skip
_AGE = pattern(
    r"[\s-](?:year|month|week|day|hour|minute|mile|acre|unit|bed|story|storey|foot|count|member)s?\b", re.IGNORECASE
)


def _claimed(text: str, figure: Figure) -> str | None:
    """What a figure of a headline counts: a noun, `$`, `%`, `-year`; None when it is a name, a date or a rank."""
    if text[figure.end : figure.end + 1] in ("/", ":", "’", "'") or _YEAR.match(text[figure.start : figure.end]):
        return None
    before = text[max(figure.start - 20, 0) : figure.start]
    if _NAMED_BEFORE.search(before) and not (_OVER.search(before)):
        return None
    if figure.unit:
        return figure.unit if figure.unit != "th" else None
    if match := _AGE.match(text, figure.end):
        return None if _AGO.match(text, match.end()) else match.group().strip(" -").lower().removesuffix("s") + "s"
    what = counted(text, figure)
    if what is None or what.noun in _LISTICLE or (what.between and _MONTHS.match(what.between)):
        return None
    return what.noun


_AGO = pattern(r"\s+(?:ago|after|later|on)\b", re.IGNORECASE)  # counted from the dates in the body
_MONTHS = pattern(rf"{_MONTH}\b", re.IGNORECASE)
_ABOUT = pattern(
    r"(?:over|than|nearly|almost|about|around|approximately|roughly|least|up to|some|estimated|exceed\w*|surpass\w*|tops?|plus)\s+\Z",
    re.IGNORECASE,
)
_CLOSE = 0.02  # of a figure: what rounding may leave out
_FEW = 12  # what headlines count by themselves, of people or things that the body names one by one


def _is_told(text: str, claim: Figure, noun: str, told: _Told) -> bool:
    """Whether the body has a figure: as it is, rounded, or as the sum of its parts."""
    loose = (
        0.15
        if _ABOUT.search(text, max(claim.start - 20, 0), claim.start) or text[claim.end : claim.end + 1] == "+"
        else _CLOSE
    )
    alike: list[Figure] = []
    counts: set[float] = set()
    for block, found in told.figures(noun, in_words=claim.unit != "" or may_be_said(claim.value)):
        for each in found:
            if each.value == claim.value or (claim.unit and _scaled(each, claim)):
                return True
            if _counts(block.text, each, noun):
                if each.agrees(
                    claim, tolerance=loose if claim.unit or claim.value >= _ROUND or loose > _CLOSE else 0.0
                ):
                    return True
                alike.append(each)
            if not each.unit:
                counts.add(each.value)
    return _is_sum(claim, alike) or _is_product(claim, alike, counts)


def _is_product(claim: Figure, prices: Sequence[Figure], counts: Collection[float]) -> bool:
    """Whether the claimed amount is so many times a price: 22,000,000 units at $10."""
    return claim.unit != "" and any(each.value and claim.value / each.value in counts for each in prices[:40])


_PARTS = 4  # figures of one kind of which two may be the parts of a sum
_ROUND = 100  # counts from which headlines round


def _scaled(each: Figure, claim: Figure) -> bool:
    """Whether a figure gets its scale from the next one: $10 to $12 million."""
    return each.value < 1000 <= claim.value and any(
        abs(each.value * scale - claim.value) <= 0.02 * claim.value for scale in (1e3, 1e6, 1e9)
    )


def _is_sum(claim: Figure, parts: Sequence[Figure]) -> bool:
    """Whether some figures of one kind make the claimed one together: all of them, or two."""
    values = [each.value for each in parts[:40]]
    slack = 0.02 * claim.value if claim.value >= _ROUND or claim.unit else 0.0
    if len(values) > 1 and (abs(sum(values) - claim.value) <= slack or abs(sum(set(values)) - claim.value) <= slack):
        return True
    near = claim.step / 2 if claim.step > 1 else 0.0
    return len(values) <= _PARTS and any(abs(one + other - claim.value) <= near for one in values for other in values)


def _counts(text: str, figure: Figure, noun: str) -> bool:
    """Whether a figure of the body counts what the headline counts."""
    if noun in ("$", "€", "£", "¥", "%") or figure.unit not in ("",):
        return figure.unit == noun
    if match := _AGE.match(text, figure.end):
        return match.group().strip(" -").lower().removesuffix("s") + "s" == noun
    if noun not in text[figure.end : figure.end + REACH].lower():
        return False
    what = counted(text, figure)
    return what is not None and what.noun == noun


def _missing(release: Release, field: Field[str], claim: Figure, noun: str, told: _Told, *, name: str) -> Hit | None:
    """The finding for a figure that the body does not have, with the one it has in its place."""
    span = passages.within(release, field, claim.start, claim.end)
    printed = field.value[claim.start : claim.end]
    listed = told.figures(noun, in_words=claim.unit != "")
    rivals = [(block, each) for block, found in listed for each in found if _counts(block.text, each, noun)]
    thing = "" if noun in ("$", "€", "£", "¥", "%") else f" {noun}"
    help = f"make {name} and body agree, or say in the body where the figure comes from"
    if rivals and len({each.value for _, each in rivals}) == 1:
        block, rival = rivals[0]
        other = block.text[rival.start : rival.end]
        message = f"the {name} says {printed}{thing}, the body says {other}"
        return Hit(span, message, help, (block.place(rival.start, rival.end), f"the body says {other} here"))
    if claim.value <= _FEW and not claim.unit:
        return None
    return Hit(span, f"the {name} says {printed}{thing}, the body has no such figure", help)


# --- FC003 --------------------------------------------------------------------------------------------------------


@rule("FC003", "one-thing-counted-twice", severity=WARNING)
def one_thing_counted_twice(release: Release, config: Config) -> Iterator[Hit]:
    nouns = _totalled(release.body.value)
    if not nouns or not passages.language_of(release, config).startswith("en"):
        return
    by_noun: dict[str, list[tuple[Block, Figure, Counted]]] = {}
    for block, found in _told(release.body).beside(nouns):
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
        if _OTHER.search(first_block.text, max(first.start - 20, 0), first.start) or not _like(first.value, each.value):
            return
        said, other = (_printed(*both) for both in ((first_block, first), (block, each)))
        also = (first_block.place(first.start, first_what.end), f"{said} here")
        message = f"{other} {noun} here, {said} before"
        yield Hit(block.place(each.start, what.end), message, "say which is right, or which of them are meant", also)
        return


def _is_total(text: str, figure: Figure, what: Counted) -> bool:
    return _WHOLE.search(text, max(figure.start - 12, 0), figure.start) is not None and not _PART.match(text, what.end)


def _like(one: float, other: float) -> bool:
    """Whether two counts may be of one thing: of few things, some are often spoken of alone."""
    low, high = sorted((one, other))
    return high <= 1.5 * low and high >= 4


def _printed(block: Block, figure: Figure) -> str:
    return block.text[figure.start : figure.end]
