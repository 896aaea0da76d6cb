"""DT: days that the text counts from its own date: today, what will be, what was, this year; and dates in figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.dates import dates, relative_days, tenses
from newsroom_cli.language.dates.mentions import Mention
from newsroom_cli.language.dates.relative_days import RelativeDay
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.markup import markdown
from newsroom_cli.model import language_tags
from newsroom_cli.model.interpretation import kind_of, local_day
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules import keys
from newsroom_cli.rules.facts.dates import named_dates
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Hit, rule
from newsroom_cli.rules.style import datelines


def _issued(document: Document) -> dt.date | None:
    return local_day(document.release.date.value, document.config) if document.release.date else None


def _quoted(passage: Passage, at: int) -> bool:
    quoted = passage.block is not None and passage.block.quoted
    return quoted or (quotation_marks.marked(passage.text) and quotation_marks.pair(passage.text).quotes(at))


# --- DT003 ----------------------------------------------------------------------------------------------------


@rule("DT003", "today-of-another-date", severity=WARNING)
def today_of_another_date(document: Document) -> Iterator[Hit]:
    language = document.language
    if not relative_days.may_have_relative_day(document, language):
        return
    said = [each for each in _said(document, language) if not _quoted(each[0], each[2].start)]
    if not said and document.release.date:
        return
    issued = _counted_from(document)
    if issued is None:
        yield from _undated(document, language)
        return
    for passage, day, found, end in said:
        expected = _shifted(issued, found.days)
        if expected is not None and not _agrees(day, expected):
            span = passage.place(found.start, end)
            yield _contradiction(span, found.word, expected, document, language)


def _said(document: Document, language: str) -> Iterator[tuple[Passage, Mention | int, RelativeDay, int]]:
    """Where the text says today and, beside it, a date or only a weekday; and where that ends."""
    for passage, mention in named_dates(document, language):
        if found := relative_days.relative_day_before(passage.text, mention.start, language):
            yield passage, mention, found, mention.end
    if relative_days.may_have_weekday(document.release.body.value, language):
        for block in document.prose:
            for found, weekday, end in relative_days.with_weekday(block.text, language):
                yield document.of_block(block), weekday, found, end


def _counted_from(document: Document) -> dt.date | None:
    """The day the text counts from: of its own dateline, else of the front matter. DL007 says where the two disagree."""
    typed, issued = datelines.typed_in(document), _issued(document)
    day = typed[1].date if typed else None
    if day is None:
        return issued
    year = day.year or (issued.year if issued else 0)
    return (day.on(year) if year else None) or issued


def _agrees(day: Mention | int, expected: dt.date) -> bool:
    if isinstance(day, int):
        return expected.weekday() == day
    meant = day.on(day.year) if day.year else day.near(expected, days=_NEAR)
    return meant is None or meant == expected


_NEAR = 183


def _shifted(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def _contradiction(span: Span, word: str, expected: dt.date, document: Document, language: str) -> Hit:
    message = f'"{word}" is {dates.full(expected, language)}, counted from the date of the release'
    help = f'correct the day, or leave out "{word}"; or correct the date of the release'
    return Hit(
        span, message, help, (document.release.date.span, "the release's date") if document.release.date else None
    )


def _undated(document: Document, language: str) -> Iterator[Hit]:
    """The first "today" of a release that has no date and needs none; where it needs one, FM001 says so."""
    if "date" in kind_of(document.release, document.config).requires or "date" in keys.unread(document):
        return
    for passage in document.narrative:
        if found := relative_days.first_relative_day(passage.text, language):
            message = f'"{found.word}" means nothing in a release without date'
            yield Hit(passage.place(found.start, found.end), message, "add date = YYYY-MM-DD to the front matter")
            return


# --- DT004 ----------------------------------------------------------------------------------------------------

_SEASON = 45  # days in which a date without year is that of this year
_LONG_AGO = 400  # days; what is further away was not left over from an older version of this text


@rule("DT004", "tense-of-another-date", severity=WARNING)
def tense_of_another_date(document: Document) -> Iterator[Hit]:
    language = document.language
    if document.release.date is None or not language_tags.is_english(language):
        return
    for passage, mention in named_dates(document, language):
        tense = tenses.verb_before(passage.text, mention) if passage.block else None
        if tense is None or _quoted(passage, mention.start):
            continue
        issued = local_day(document.release.date.value, document.config)
        day = mention.on(mention.year) if mention.year else mention.near(issued, days=_SEASON)
        if day is None or abs((day - issued).days) > _LONG_AGO:
            continue
        if tense.future and day < issued:
            message = (
                f'"{tense.words}" is said of {dates.long(day, language)}, which was over when the release was dated'
            )
        elif not tense.future and day > issued:
            message = f'"{tense.words}" is said of {dates.long(day, language)}, which is still to come'
        else:
            continue
        help = "correct the date, add its year, or say it in the other tense"
        yield Hit(
            passage.place(tense.start, mention.end), message, help, (document.release.date.span, "the release's date")
        )


# --- DT005 ----------------------------------------------------------------------------------------------------

_FIGURES = pattern(r"/(?P<second>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)")
_FIRST = pattern(r"(?<![\w/.$#-])(?:0?[1-9]|1[0-2])\Z")
_NUMBERED = pattern(r"(?:[Nn]o\.?|[Nn]umber|[Cc]ase|[Dd]ocket|[Rr]atio|[Ss]core|#|[Vv]ersion|[Ff]orm)\W{0,3}\Z")


@rule("DT005", "ambiguous-date", severity=WARNING, yields_to=("PI003",))
def ambiguous_date(document: Document) -> Iterator[Hit]:
    language = document.language
    if (
        "/" not in document.release.body.value
        or not language_tags.is_english(language)
        or not _FIGURES.search(document.release.body.value)
    ):
        return
    found: list[tuple[Span, str, str, int]] = []
    for passage in document.narrative:
        if passage.block and passage.block.kind != markdown.TABLE:
            found += _in_figures(passage)
    if found:
        span, written, help, _ = found[0]
        more = f", and {len(found) - 1} more of the kind" if len(found) > 1 else ""
        yield Hit(span, f'"{written}" is one day in America and another in Europe{more}', help)


def _in_figures(passage: Passage) -> Iterator[tuple[Span, str, str, int]]:
    text = passage.text
    for match in _FIGURES.finditer(text):
        before = _FIRST.search(text, max(match.start() - 3, 0), match.start())
        if before is None or _NUMBERED.search(text, max(before.start() - 10, 0), before.start()):
            continue
        first, second, year = int(before.group()), int(match["second"]), int(match["year"])
        if first != second:
            year += 0 if year > 99 else 2000 if year < 70 else 1900
            days = (dt.date(year, first, second), dt.date(year, second, first))
            help = f"write {' or '.join(dates.long(each, 'en') for each in days)}, with the month in letters"
            yield passage.place(before.start(), match.end()), text[before.start() : match.end()], help, year


# --- DT007 ----------------------------------------------------------------------------------------------------

_A_YEAR = pattern(r"\b(?:19|20)\d\d\b(?!\s?[-–]\s?\d)")
_WHICH = pattern(
    r"\b(?P<which>[Tt]his|[Ll]ast|[Nn]ext) (?P<what>year|spring|summer|fall|autumn|winter)(?:['’]s)?(?: \(|, |, in )\Z|(?:©|\([Cc]\)|Copyright)\s{0,2}\Z"
)
_BEFORE = 24  # characters


@rule("DT007", "stale-year", severity=INFO, styles=OFF)
def stale_year(document: Document) -> Iterator[Hit]:
    issued = _issued(document)
    if issued is None or not document.is_english:
        return
    for passage in document.narrative:
        for match in _A_YEAR.finditer(passage.text):
            which = _WHICH.search(passage.text, max(match.start() - _BEFORE, 0), match.start())
            if which is None:
                continue
            expected = issued.year + {"last": -1, "next": 1}.get((which["which"] or "").lower(), 0)
            if abs(int(match.group()) - expected) > (0 if which["what"] == "year" else 1):
                words = " ".join(passage.text[which.start() : match.end()].split())
                message = f'"{words}" stands in a release of {issued.year}'
                yield Hit(passage.place(which.start(), match.end()), message, f"check the year: {expected} would fit")
