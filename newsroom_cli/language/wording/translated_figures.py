"""The figures of a release in a form that is the same in all languages, to compare a translation with its original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.dates.mentions import printed_dates as dates_in
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage, masked_match, with_masked
from newsroom_cli.language.wording.figures import can_be_in_words, in_words
from newsroom_cli.language.wording.numbers import Number, numbers
from newsroom_cli.model.patterns import pattern

# The languages whose numbers can be read, with their words for million and percent.
LANGUAGES = frozenset("en es fr de it pt nl pl cs sv da nb no".split())

NUMBER, MONEY, YEAR, PERCENT, TIME, DATE, SMALL = "number", "money", "year", "percent", "time", "date", "small"
_VALUED = (NUMBER, MONEY, YEAR, PERCENT, SMALL)


class StatedFigure(NamedTuple):
    """A figure of a text: its kind, its value in a common form, its words and its offsets in the file.

    `sure` says that a text without this figure does not have it in another form either, such as in words. SMALL figures
    are not compared, but they may match a figure of another text.
    """

    kind: str
    value: float
    words: str
    start: int
    end: int
    sure: bool


class Figures(NamedTuple):
    """The figures that a release states, and the values that it has in any form, also in names, codes and words."""

    stated: tuple[StatedFigure, ...]
    values: tuple[float, ...]


def figures_of(document: Document) -> Figures:
    """The figures of headline, subhead, captions and body; none in a language whose numbers cannot be read."""
    if document.base_language not in LANGUAGES:
        return Figures((), ())
    said = [one for passage in document.passages for one in _said(passage, document)]
    values = {one.value for one in said if one.kind in _VALUED}
    for passage in document.passages:
        values.update(float(digits[0].replace(",", "")) for digits in _DIGITS.finditer(passage.text))
    return Figures(tuple(one for one in said if one.kind != SMALL), tuple(sorted(values)))


_DIGITS = pattern(r"\d{1,15}(?:,\d{3})*")


_NO_FIGURES = pattern(
    r"https?://\S+|www\.\S+|(?<!\S)[^\s@]{1,64}@\S+|(?:\+|\(0?)\d[\d\s()./-]{5,20}\d"
    r"|\b\d{2,5}[-/. ]\d{3,4}[-. ]\d{3,4}\b"
    r"|\b\d{3}-\d{4}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\w{1,40}[-/]\d[\w-]*|\b\d+/\d+\b"
)
TIME_OF_DAY = pattern(
    r"\b(?:(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?:[ap]\.?\s?m\b\.?)"
    r"|(?P<hour2>[01]?\d|2[0-4])\s?(?:(?::|h\s?)(?P<minute2>[0-5]\d)(?:\s?(?:Uhr|h|hrs?|horas|heures|uur|hod)\b)?"
    r"|\.(?P<minute3>[0-5]\d)\s?(?:Uhr|h|uur|hod|hrs?)\b|\s?(?:Uhr|h|horas|heures|uur|hod)\b))(?![\d%])",
    re.IGNORECASE,
)
_ZONE = pattern(r"\s?(?:noon |midnight )?\(?(?:UTC|GMT|[A-Z]{1,4}T|ME?S?Z)\b")
# Measures that a translation may convert.
_CONVERTED = pattern(
    r"[\s-](?:square |cubic |metros |mètres |metri )?(?:miles?|feet|foot|ft|yards?|inch(?:es)?|acres?|pounds?|lbs?"
    r"|ounces?|gallons?|degrees?|mph|°"
    r"|kilom\w+|km|m|m²|m2|met\w+|mètres?|hect\w+|ha|kilo\w*|kg|lit\w+|grad\w*|cent\w+|cm|millas?|pies|acres|libras|galones)\b",
    re.IGNORECASE,
)
_THOUSAND_BEFORE = pattern(r"\bmil\s\Z", re.IGNORECASE)  # mil 200 millones, in Mexico
_CODE = pattern(r"-[A-Z\d]|\(\w")  # as in booth 103-D3, 501(c)3
_MAY_BE_CODE = pattern(r"\d{4,}")  # a box or a postal code
_LENGTH_OF_MIL = 5  # characters of "mil" with those around it
_LEAST = 100  # a smaller number may be in words
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


def _said(passage: Passage, document: Document) -> Iterator[StatedFigure]:
    """Yield the figures of a passage, its dates and times first."""
    if _DIGITS.search(passage.text) is None:
        yield from _in_words(passage, passage.text, document)
        return
    dates = dates_in(passage.text, document.language)
    for date in dates:
        yield _one(passage, DATE, date.month * 100 + date.day, date.start, date.end)
        if date.year:
            yield _one(passage, SMALL, date.year, date.start, date.end)
    text = _NO_FIGURES.sub(masked_match, with_masked(passage.text, [(date.start, date.end) for date in dates]))
    for match in TIME_OF_DAY.finditer(text):
        if _ZONE.match(text, match.end()):
            continue  # translations convert times with a zone
        hour, minute = match["hour"] or match["hour2"], match["minute"] or match["minute2"] or match["minute3"]
        yield _one(passage, TIME, int(hour) % 12 * 60 + int(minute or 0), *match.span())
    text = TIME_OF_DAY.sub(masked_match, text)
    for number in numbers(text, document.language):
        kind, written = _kind_of(number, text), text[number.start : number.end]
        if written.endswith("Mio") and document.base_language == "fr":
            kind = SMALL  # bytes
        sure = not can_be_in_words(number.value) and not _MAY_BE_CODE.fullmatch(written)
        yield _one(passage, kind, number.value, number.start, number.end, sure=sure and kind != YEAR)
    yield from _in_words(passage, text, document)


def _in_words(passage: Passage, text: str, document: Document) -> Iterator[StatedFigure]:
    """Yield the numbers in words of an English text: a passage's own text, or one with some parts masked."""
    if document.is_english:
        for figure in in_words(text):
            yield _one(passage, SMALL, figure.value, figure.start, figure.end)


def _kind_of(number: Number, text: str) -> str:
    """The kind of a number: SMALL if a translation may write it in words or convert it."""
    if number.unit:
        return PERCENT if number.unit == "%" else MONEY
    before = text[max(number.start - _LENGTH_OF_MIL, 0) : number.start]
    if (
        number.value < _LEAST
        or _CONVERTED.match(text, number.end)
        or _CODE.match(text, number.end)
        or _THOUSAND_BEFORE.search(before)
    ):
        return SMALL
    return YEAR if _FIRST_YEAR <= number.value <= _LAST_YEAR else NUMBER


def _one(passage: Passage, kind: str, value: float, start: int, end: int, *, sure: bool = False) -> StatedFigure:
    """A figure with its offsets in the file."""
    words = passage.text[start:end].strip()
    place = passage.place(start, start + len(words)) if kind != SMALL else (0, 0)  # no message shows these
    return StatedFigure(kind, round(float(value), 6), words, *place, sure)


class Difference(NamedTuple):
    """A figure of a translation that its original lacks, a figure of the original that it lacks, or two that differ."""

    translated: StatedFigure | None
    original: StatedFigure | None


def differences(translation: Figures, original: Figures) -> Iterator[Difference]:
    """Yield the figures that only one of two texts has; one that is not sure counts only if it replaces another."""
    extra = {kind: _not_in(kind, translation, original) for kind in _COMPARED}
    missing = {kind: _not_in(kind, original, translation) for kind in _COMPARED}
    left_out = sum(max(len(missing[kind]) - len(extra[kind]), 0) for kind in _COMPARED)
    is_summary = left_out > _SUMMARY * sum(len(_of_kind(kind, original)) for kind in _COMPARED)
    for kind in _COMPARED:
        if len(extra[kind]) == len(missing[kind]):
            if len(extra[kind]) <= _PAIRS:
                yield from map(Difference, extra[kind], missing[kind])
        elif not is_summary:
            yield from (Difference(said, None) for said in extra[kind] if said.sure)
            yield from (Difference(None, said) for said in missing[kind] if said.sure)


_COMPARED = (NUMBER, MONEY, YEAR, PERCENT, TIME, DATE)
_PAIRS = 3  # most pairs of a kind that differ; with more, they are of different texts
_SUMMARY = 0.5  # share of the figures above which only a summary leaves them out


def _of_kind(kind: str, figures: Figures) -> dict[float, StatedFigure]:
    """The figures of a kind, by value."""
    return {said.value: said for said in reversed(figures.stated) if said.kind == kind}


def _not_in(kind: str, here: Figures, there: Figures) -> list[StatedFigure]:
    """The figures of a kind in one text whose value the other text does not have, in their order."""
    known = set(_of_kind(kind, there)) | (set(there.values) if kind in _VALUED else set())
    found = (said for value, said in _of_kind(kind, here).items() if value not in known)
    return sorted(found, key=lambda said: said.start)
