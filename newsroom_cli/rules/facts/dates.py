"""DT: dates in the text that cannot be right."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.dates import dates
from newsroom_cli.language.dates.mentions import Mention, mentions, month_places
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.passages import Passage
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model import language_tags
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, rule


@per_document
def named_dates(document: Document) -> tuple[tuple[Passage, Mention], ...]:
    """The dates in headline, subhead, event place, captions and body, each with its passage."""
    language, start = document.language, document.release.body.span.start
    blocks = blocks_with(document.prose, [start + offset for offset in month_places(document, language)])
    passages = [*document.captions, *map(document.of_block, blocks)]
    return tuple([(passage, mention) for passage in passages for mention in mentions(passage.text, language)])


def blocks_with(blocks: Sequence[Block], places: Sequence[int]) -> Iterator[Block]:
    """Yield the blocks that contain one of the offsets, both in order; a list item contains those of inner blocks."""
    if not places:
        return
    upcoming = iter([*places, sys.maxsize])
    place = next(upcoming)
    for block in blocks:
        while place < block.span.start:
            place = next(upcoming)
        if place < block.span.end:
            yield block


# --- DT001 ----------------------------------------------------------------------------------------------------

_DAYS_OF_ONE_SEASON = 60  # days around the release's date; a date without a year within them is the one meant


@rule("DT001", "weekday-of-another-date", severity=ERROR, yields_to=("DL007",))
def weekday_of_another_date(document: Document) -> Iterator[Hit]:
    """Report a weekday beside a date that falls on another weekday."""
    language = document.language
    with_weekday = [dated for dated in named_dates(document) if dated[1].weekday is not None]
    date = document.release.date
    issued = local_day(date.value, document.config) if with_weekday and date else None
    reported: Span | None = None
    for passage, mention in with_weekday:
        day = mention.resolved(issued, days=_DAYS_OF_ONE_SEASON)
        if day is None or day.weekday() == mention.weekday:
            continue
        if mention.year is None and issued and _is_history(passage.text, mention, issued):
            continue
        span = passage.place(mention.start, mention.end)
        if span == reported:  # both ends of a range are one mistake
            continue
        reported = span
        message, help = _wrong_weekday(mention, day, issued, language=language)
        if mention.year is None and date:
            also = (date.span, f"the year {day.year} follows from this date")
            quoted = quotation_marks.pair(passage.text).quotes(mention.start)
            yield Hit(span, message, help, also, WARNING if quoted else "")
        else:
            yield Hit(span, message, help)


def _is_history(text: str, mention: Mention, issued: dt.date) -> bool:
    """Whether a date without a year may be in another year, because a year far from the release's is near it."""
    years = _YEAR.finditer(text, max(mention.start - _BESIDE, 0), mention.end + _BESIDE)
    return any(abs(int(year.group()) - issued.year) > 1 for year in years)


_YEAR = pattern(r"(?<![\w$€£.,-])(?:1[89]|20)\d\d(?![\w%]|[.,]\d)")
_BESIDE = 150  # characters


def _wrong_weekday(mention: Mention, day: dt.date, issued: dt.date | None, *, language: str) -> tuple[str, str]:
    """Message and remedies: the right weekday, the nearest day with the given weekday, a year that fits both."""
    nearest = _nearest_weekday(day, mention.weekday or 0)
    english = language_tags.english(language)
    right, wrong = dates.weekday(day, english), dates.weekday(nearest, english)
    help = f"write {dates.weekday(day, language)}, or {dates.long(nearest, language)}, which is a {wrong}"
    years = (issued.year, day.year + 1, day.year - 1) if mention.year and issued else ()
    for year in years:
        fitting = mention.in_year(year)
        if (
            issued
            and fitting
            and fitting.weekday() == mention.weekday
            and abs((fitting - issued).days) < _DAYS_OF_ONE_SEASON
        ):
            help += f"; in {year} the day is a {wrong}"
            break
    return f"{dates.long(day, english)} is a {right}, not a {wrong}", help


def _nearest_weekday(day: dt.date, weekday: int) -> dt.date:
    """The date nearest to a day that falls on a given weekday."""
    ahead = (weekday - day.weekday()) % 7
    ordinals = (day.toordinal() + shift for shift in sorted((ahead, ahead - 7), key=abs))
    return dt.date.fromordinal(next(ordinal for ordinal in ordinals if 1 <= ordinal <= dt.date.max.toordinal()))


# --- DT002 ----------------------------------------------------------------------------------------------------

_LEAP_YEAR = 2000


@rule("DT002", "date-that-does-not-exist", severity=ERROR)
def date_that_does_not_exist(document: Document) -> Iterator[Hit]:
    """Report a date that does not exist in any calendar, such as June 31."""
    language = document.language
    for passage, mention in named_dates(document):
        if mention.in_year(mention.year or _LEAP_YEAR) is None and _is_a_date(passage.text, mention):
            yield _no_such_day(passage, mention, language)


def _is_a_date(text: str, mention: Mention) -> bool:
    """Whether a month and a number are certainly meant as a date, unlike "in June 31 people" or "May 35 follow"."""
    if mention.year is not None or mention.weekday is not None:
        return True
    if _ORDINAL.search(text, mention.start, mention.end):
        return True
    return 0 < mention.day <= 31 and _COUNTED.match(text, mention.end) is None


_ORDINAL = pattern(r"\d(?:st|nd|rd|th)\b")
_COUNTED = pattern(
    r"\s+(?:percent\b|per cent\b|people\b|million\b|(?!this\b|across\b|always\b|unless\b|was\b)[a-z]{3,}s\b)"
)


def _no_such_day(passage: Passage, mention: Mention, language: str) -> Hit:
    """The hit for a day that does not exist in its month."""
    first = dt.date(mention.year or _LEAP_YEAR, mention.month, 1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    last = following - dt.timedelta(days=1)
    english = language_tags.english(language)
    name = dates.month(first, english)
    if mention.day == 29:
        message = f"{mention.year} is not a leap year: {name} has 28 days"
    elif mention.day == 0:
        message = f"{name} has no day 0"
    else:
        message = f"{name} has {last.day} days, not {mention.day}"
    if mention.day in (last.day + 1, last.day + 2):
        help = f"the last day is {name} {last.day}, the next is {dates.month(following, english)} 1"
    else:
        help = "write the right day"
    return Hit(passage.place(mention.start, mention.end), message, help)
