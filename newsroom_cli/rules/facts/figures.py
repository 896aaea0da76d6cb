"""FC: what the headline says against the body, figure by figure; one thing counted twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.language.wording import body_figures
from newsroom_cli.language.wording.body_figures import BodyFigures
from newsroom_cli.language.wording.figures import REACH, Figure, can_be_in_words, counted_noun, figures, is_total_of
from newsroom_cli.model.calendar_ import SHORT_MONTHS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field
from newsroom_cli.rules.registry import WARNING, Hit, rule

# --- FC001, FC002 -------------------------------------------------------------------------------------------------


@rule("FC001", "headline-figure-not-in-body", severity=WARNING)
def headline_figure_not_in_body(document: Document) -> Iterator[Hit]:
    yield from _against_body(document, document.release.headline, "headline")


@rule("FC002", "subhead-figure-not-in-body", severity=WARNING)
def subhead_figure_not_in_body(document: Document) -> Iterator[Hit]:
    yield from _against_body(document, document.release.subhead, "subhead")


def _against_body(document: Document, field: Field[str] | None, name: str) -> Iterator[Hit]:
    """The figures of a field that the body does not have, rounded or not."""
    if field is None or not document.is_english:
        return
    claims = [
        (each, noun)
        for each in figures(field.value)[:_CLAIMS]
        if not _is_printed(field.value, each, document.release.body.value)
        and (noun := _claimed(field.value, each)) is not None
    ]
    if not claims:
        return
    told = body_figures.body_figures(document)
    if told.length < _SHORT:
        return
    for claim, noun in claims:
        if _is_told(field.value, claim, noun, told):
            continue
        hit = _missing(document, field, claim, noun, told, name=name)
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


_YEAR = pattern(r"(?:1[89]|20)\d\d\Z")
_MONTH = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?"
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
    what = counted_noun(text, figure)
    if what is None or what.noun in _LISTICLE or (what.between and _MONTHS.match(what.between)):
        return None
    return "$" if what.noun == "dollars" else what.noun


_AGO = pattern(r"\s+(?:ago|after|later|on)\b", re.IGNORECASE)  # counted from the dates in the body
_MONTHS = pattern(rf"{_MONTH}\b", re.IGNORECASE)
_ABOUT = pattern(
    r"(?:over|than|nearly|almost|about|around|approximately|roughly|least|up to|some|estimated|exceed\w*|surpass\w*|tops?|plus)\s+\Z",
    re.IGNORECASE,
)
_CLOSE = 0.02  # of a figure: what rounding may leave out
_FEW = 12  # what headlines count by themselves, of people or things that the body names one by one


def _is_told(text: str, claim: Figure, noun: str, told: BodyFigures) -> bool:
    """Whether the body has a figure: as it is, rounded, or as the sum of its parts."""
    loose = (
        0.15
        if _ABOUT.search(text, max(claim.start - 20, 0), claim.start) or text[claim.end : claim.end + 1] == "+"
        else _CLOSE
    )
    alike: list[Figure] = []
    counts: set[float] = set()
    for block, found in told.figures(noun, in_words=claim.unit != "" or can_be_in_words(claim.value)):
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
    return _is_sum(claim, alike) or (noun == "$" and is_total_of(claim, alike)) or _is_product(claim, alike, counts)


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
    what = counted_noun(text, figure)
    return what is not None and what.noun == noun


def _missing(
    document: Document, field: Field[str], claim: Figure, noun: str, told: BodyFigures, *, name: str
) -> Hit | None:
    """The finding for a figure that the body does not have, with the one it has in its place."""
    span = document.within(field, claim.start, claim.end)
    printed = field.value[claim.start : claim.end]
    listed = told.figures(noun, in_words=claim.unit != "")
    rivals = [(block, each) for block, found in listed for each in found if _is_rival(block.text, each, noun)]
    if noun == "years" and _OLD.match(field.value, claim.end):
        rivals = [(block, each) for block, each in rivals if _OLD.match(block.text, each.end)]
    elif noun == "years" and _is_since(document, claim):
        return None
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


_OLD = pattern(r"[\s-]years?[\s-]old", re.IGNORECASE)


def _is_rival(text: str, figure: Figure, noun: str) -> bool:
    """Whether a figure of the body counts what the headline counts, and is no part of a name such as AX250."""
    return _counts(text, figure, noun) and not text[max(figure.start - 1, 0) : figure.start].isalnum()


def _is_since(document: Document, claim: Figure) -> bool:
    """Whether a claim of years is counted from a year in the body to the release's own."""
    issued = document.release.date.value.year if document.release.date else 0
    if claim.value >= issued:
        return False
    first = issued - int(claim.value)
    return any(str(each) in document.release.body.value for each in (first - 1, first, first + 1))
