"""FC: figures of the headline and the subhead that are missing from the body."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording.figures import (
    REACH,
    YEAR_ALONE,
    BodyFigures,
    Figure,
    body_figures,
    can_be_in_words,
    counted_noun,
    figures,
    is_total_of,
)
from newsroom_cli.model.calendar_ import SHORT_MONTHS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, rule

# --- FC001, FC002 -------------------------------------------------------------------------------------------------


@rule("FC001", "headline-figure-not-in-body", severity=WARNING, language="en")
def headline_figure_not_in_body(document: Document) -> Iterator[Hit]:
    """Report figures of the headline that are missing from the body."""
    yield from _figures_not_in_body(document, document.release.headline, "headline")


@rule("FC002", "subhead-figure-not-in-body", severity=WARNING, language="en")
def subhead_figure_not_in_body(document: Document) -> Iterator[Hit]:
    """Report figures of the subhead that are missing from the body."""
    yield from _figures_not_in_body(document, document.release.subhead, "subhead")


def _figures_not_in_body(document: Document, field: Field[str] | None, name: str) -> Iterator[Hit]:
    """Yield a hit for each figure of a field that the body gives neither exactly nor rounded."""
    if field is None:
        return
    for claim in figures(field.value)[:_CLAIMS]:
        noun = _claimed(field.value, claim)
        if noun is None:
            continue
        body = body_figures(document)
        if any(_is_in_body(field.value, read, noun, body) for read in _readings(field, claim)):
            continue
        hit = _hit_for_missing_figure(document, field, claim, noun, body, name=name)
        if hit is not None and body.length >= _SHORT:
            yield hit
        elif hit is not None and hit.also:
            yield hit._replace(since=PREVIEW)


def _readings(field: Field[str], claim: Figure) -> Iterator[Figure]:
    """Yield what a claim may mean: 12m poles are a few that are long, or millions."""
    yield claim
    if not claim.unit and field.value[claim.start : claim.end].endswith("m"):
        yield claim._replace(value=claim.value / 1e6, step=claim.step / 1e6)


_CLAIMS = 20  # figures checked in one headline
_SHORT = 300  # characters; a shorter body cannot repeat everything, but may give another figure


_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?"
_NAMED_BEFORE = pattern(
    rf"(?:[\w@#/:.,-]|\b(?:{_MONTH}|top|route|area|level|phase|title|section|prop|proposition|measure|bill|house|no|number|chapter"
    r"|class|grade|district|ward|zone|exit|highway|interstate|local|vol|volume|version|unit|room|pier|agenda|vision|ages?|aged"
    r"|inc|fortune|forbes|global|under|figure|step|part|day|week|year|q|fy|iso|apollo|season|episode|chapter|type|division|tier"
    r"|station|precinct|engine|building|gate|channel|studio|windows|over|first|last|next)\.?\s{0,2}#?)\Z",
    re.IGNORECASE,
)
_OVER = pattern(r"\b(?:over|first|last|next|under)\s\Z", re.IGNORECASE)
_AGE = pattern(
    r"[\s-](?:year|month|week|day|hour|minute|mile|acre|unit|bed|story|storey|foot|count|member)s?\b", re.IGNORECASE
)


def _claimed(text: str, figure: Figure) -> str | None:
    """The thing that a figure of a headline counts: a noun, `$`, `%` or `years`; None for names, dates and ranks."""
    if text[figure.end : figure.end + 1] in ("/", ":", "’", "'") or YEAR_ALONE.match(text[figure.start : figure.end]):
        return None
    before = text[max(figure.start - 20, 0) : figure.start]
    if _NAMED_BEFORE.search(before) and not _OVER.search(before):
        return None
    if figure.unit:
        return figure.unit if figure.unit != "th" else None
    if match := _AGE.match(text, figure.end):
        return None if _AGO.match(text, match.end()) else _plural(match)
    noun = counted_noun(text, figure)
    if noun is None or noun.noun in RULES["listicle"] or (noun.between and _MONTHS.match(noun.between)):
        return None
    return "$" if noun.noun == "dollars" else noun.noun


def _plural(unit: re.Match[str]) -> str:
    """The plural of a unit, in lower case."""
    return unit.group().strip(" -").lower().removesuffix("s") + "s"


_AGO = pattern(r"\s+(?:ago|after|later|on)\b", re.IGNORECASE)  # a time counted from dates in the body
_MONTHS = pattern(rf"{_MONTH}\b", re.IGNORECASE)
_ABOUT = pattern(
    r"(?:over|than|nearly|almost|about|around|approximately|roughly|least|up to|some|estimated|exceed\w*|surpass\w*"
    r"|tops?|plus)\s+\Z",
    re.IGNORECASE,
)
_CLOSE = 0.02  # share of a figure by which a rounded one may differ
_LOOSE = 0.15  # the same share after "about 300", "over 300", "300+"
_FEW = 12  # largest headline count of people or things that the body may name one by one instead


def _is_in_body(text: str, claim: Figure, noun: str, body: BodyFigures) -> bool:
    """Whether the body has a claimed figure exactly, rounded, or as a sum, total or product of its own figures."""
    about = _ABOUT.search(text, max(claim.start - 20, 0), claim.start) or text[claim.end : claim.end + 1] == "+"
    tolerance = _LOOSE if about else _CLOSE if claim.unit or claim.value >= _ROUND else 0.0
    alike: list[Figure] = []
    counts: set[float] = set()
    for block, block_figures in body.figures(noun, in_words=claim.unit != "" or can_be_in_words(claim.value)):
        for figure in block_figures:
            if figure.value == claim.value or (claim.unit and _takes_scale(figure, claim)):
                return True
            if _counts(block.text, figure, noun):
                if figure.agrees(claim, tolerance=tolerance):
                    return True
                alike.append(figure)
            if not figure.unit:
                counts.add(figure.value)
    return _is_sum(claim, alike) or (noun == "$" and is_total_of(claim, alike)) or _is_product(claim, alike, counts)


def _is_product(claim: Figure, prices: Sequence[Figure], counts: Collection[float]) -> bool:
    """Whether a claimed amount is one of the counts multiplied by one of the prices: 22,000,000 units at $10."""
    return claim.unit != "" and any(price.value and claim.value / price.value in counts for price in prices[:40])


_PARTS = 4  # most figures of one kind among which two may add up to the claimed figure
_ROUND = 100  # headlines round counts of at least this size


def _takes_scale(figure: Figure, claim: Figure) -> bool:
    """Whether a figure takes its scale from the claimed figure after it, as in "$10 to $12 million"."""
    return figure.value < 1000 <= claim.value and any(
        abs(figure.value * scale - claim.value) <= 0.02 * claim.value for scale in (1e3, 1e6, 1e9)
    )


def _is_sum(claim: Figure, parts: Sequence[Figure]) -> bool:
    """Whether all figures of one kind, or two of them, add up to the claimed figure."""
    values = [part.value for part in parts[:40]]
    slack = 0.02 * claim.value if claim.value >= _ROUND or claim.unit else 0.0
    if len(values) > 1 and (abs(sum(values) - claim.value) <= slack or abs(sum(set(values)) - claim.value) <= slack):
        return True
    near = claim.step / 2 if claim.step > 1 else 0.0
    return len(values) <= _PARTS and any(
        abs(sum(two) - claim.value) <= near for two in itertools.product(values, repeat=2)
    )


def _counts(text: str, figure: Figure, noun: str) -> bool:
    """Whether a figure of the body counts the noun or unit that the headline counts."""
    if noun in _UNITS or figure.unit:
        return figure.unit == noun
    if match := _AGE.match(text, figure.end):
        return _plural(match) == noun
    if noun not in text[figure.end : figure.end + REACH].lower():
        return False
    counted = counted_noun(text, figure)
    return counted is not None and counted.noun == noun


_UNITS = ("$", "€", "£", "¥", "%")


def _hit_for_missing_figure(
    document: Document, field: Field[str], claim: Figure, noun: str, body: BodyFigures, *, name: str
) -> Hit | None:
    """The hit for a figure that is missing from the body; it names the body's figure for the same things, if only one.

    None if the figure is a time since a year in the body, or so low that the body may name the things one by one.
    """
    span = document.span_of_part(field, claim.start, claim.end)
    claimed = field.value[claim.start : claim.end] + ("" if noun in _UNITS else f" {noun}")
    listed = body.figures(noun, in_words=claim.unit != "")
    other_counts = [
        (block, figure)
        for block, block_figures in listed
        for figure in block_figures
        if _is_other_count(block.text, figure, noun)
    ]
    if noun == "years" and _OLD.match(field.value, claim.end):
        other_counts = [(block, figure) for block, figure in other_counts if _OLD.match(block.text, figure.end)]
    elif noun == "years" and _is_time_since_year(document, claim):
        return None
    help = f"make {name} and body agree, or say in the body where the figure comes from"
    if other_counts and len({figure.value for _, figure in other_counts}) == 1:
        block, other_count = other_counts[0]
        printed = block.text[other_count.start : other_count.end]
        message = f"the {name} says {claimed}, the body says {printed}"
        return Hit(
            span, message, help, (block.place(other_count.start, other_count.end), f"the body says {printed} here")
        )
    if claim.value <= _FEW and not claim.unit:
        return None
    return Hit(span, f"the {name} says {claimed}, the body has no such figure", help)


_OLD = pattern(r"[\s-]years?[\s-]old", re.IGNORECASE)


def _is_other_count(text: str, figure: Figure, noun: str) -> bool:
    """Whether a figure of the body counts the headline's noun and is not part of a name such as AX250."""
    return _counts(text, figure, noun) and not text[max(figure.start - 1, 0) : figure.start].isalnum()


def _is_time_since_year(document: Document, claim: Figure) -> bool:
    """Whether a number of years may be the time from a year in the body to the release's year, give or take one."""
    issued = document.release.date.value.year if document.release.date else 0
    if claim.value >= issued:
        return False
    first = issued - int(claim.value)
    return any(str(year) in document.release.body.value for year in (first - 1, first, first + 1))
