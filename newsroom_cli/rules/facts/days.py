"""DT: days counted from the release's date ("today", "this year"), tenses that contradict it, and ambiguous dates."""

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
from newsroom_cli.model.interpretation import kind_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules import keys
from newsroom_cli.rules.facts.dates import named_dates
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Hit, rule
from newsroom_cli.rules.style import datelines
from newsroom_cli.rules.triggers import shapes, words


def _is_quoted(passage: Passage, at: int) -> bool:
    """Whether an offset is inside a quotation."""
    in_block_quote = passage.block is not None and passage.block.quoted
    return in_block_quote or quotation_marks.pair(passage.text).quotes(at)


# --- DT003 ----------------------------------------------------------------------------------------------------


@rule("DT003", "today-of-another-date", severity=WARNING, looks_for=words(*relative_days.BEGINNINGS))
def today_of_another_date(document: Document) -> Iterator[Hit]:
    """Report "today" beside a date or weekday that is not the day of the release, or in a release without any date."""
    issued = _counted_from(document)
    if issued is None:
        yield from _undated(document)
        return
    for passage, day, counted, end in _counted_days(document):
        expected = _day_after(issued, counted.days)
        if expected is not None and not _is_same_day(day, expected) and not _is_quoted(passage, counted.start):
            yield _contradiction(passage.place(counted.start, end), counted.word, expected, document)


def _counted_days(document: Document) -> Iterator[tuple[Passage, Mention | int, RelativeDay, int]]:
    """Yield relative days such as "today", each with the date or weekday beside it, and the end of the pair."""
    for passage, mention in named_dates(document):
        if counted := relative_days.relative_day_before(passage.text, mention.start, document.language):
            yield passage, mention, counted, mention.end
    for block in document.prose:
        for counted, weekday, end in relative_days.with_weekday(block.text, document.language):
            yield document.of_block(block), weekday, counted, end


def _counted_from(document: Document) -> dt.date | None:
    """The day that "today" means: the date of the typed dateline, else of the front matter; DL007 compares the two."""
    typed, issued = datelines.typed_in(document), document.issue_date
    day = typed[1].date if typed else None
    if day is None:
        return issued
    year = day.year or (issued.year if issued else 0)
    return (day.in_year(year) if year else None) or issued


def _is_same_day(day: Mention | int, expected: dt.date) -> bool:
    """Whether a written date or a weekday is the expected day."""
    if isinstance(day, int):
        return expected.weekday() == day
    return day.resolved(expected, days=_MAX_DAYS_APART) in (None, expected)


_MAX_DAYS_APART = 183  # days


def _day_after(day: dt.date, days: int) -> dt.date | None:
    """The date some days after a day; None outside the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def _contradiction(span: Span, word: str, expected: dt.date, document: Document) -> Hit:
    """The hit for a relative day that contradicts the date beside it."""
    day = dates.full(expected, language_tags.english(document.language))
    message = f'"{word}" is {day}, counted from the date of the release'
    help = f'correct the day, or leave out "{word}"; or correct the date of the release'
    date = document.release.date
    return Hit(span, message, help, (date.span, "the release's date") if date else None)


def _undated(document: Document) -> Iterator[Hit]:
    """Yield a hit for the first "today" in a release without a date, unless FM001 reports that it needs one."""
    if "date" in kind_of(document.release, document.config).requires or "date" in keys.unread_fields(document):
        return
    for passage in document.narrative:
        if day := relative_days.first_relative_day(passage.text, document.language):
            message = f'"{day.word}" means nothing in a release without a date'
            yield Hit(passage.place(day.start, day.end), message, "add date = YYYY-MM-DD to the front matter")
            return


# --- DT004 ----------------------------------------------------------------------------------------------------

_SEASON = 45  # days around the release's date; a date without a year within them is the one meant
_LONG_AGO = 400  # days from the release's date; a date farther away is not left over from an older version of the text


@rule("DT004", "tense-of-another-date", severity=WARNING, language="en")
def tense_of_another_date(document: Document) -> Iterator[Hit]:
    """Report a verb in the future beside a past date, or in the past beside a future date."""
    date, issued = document.release.date, document.issue_date
    if date is None or issued is None:
        return
    for passage, mention in named_dates(document):
        tense = tenses.verb_before(passage.text, mention) if passage.block else None
        if tense is None or _is_quoted(passage, mention.start):
            continue
        day = mention.resolved(issued, days=_SEASON)
        if day is None or abs((day - issued).days) > _LONG_AGO:
            continue
        if tense.future and day < issued:
            order = "before"
        elif not tense.future and day > issued:
            order = "after"
        else:
            continue
        name = dates.long(day, document.language)
        message = f'"{tense.words}" does not fit {name}, which is {order} the date of the release'
        help = "correct the date, add its year, or change the tense"
        yield Hit(passage.place(tense.start, mention.end), message, help, (date.span, "the release's date"))


# --- DT005 ----------------------------------------------------------------------------------------------------

_FIGURES = pattern(r"/(?P<second>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)")
_FIRST = pattern(r"(?<![\w/.$#-])(?:0?[1-9]|1[0-2])\Z")
_NUMBERED = pattern(r"(?:[Nn]o\.?|[Nn]umber|[Cc]ase|[Dd]ocket|[Rr]atio|[Ss]core|#|[Vv]ersion|[Ff]orm)\W{0,3}\Z")


@rule(
    "DT005", "ambiguous-date", severity=WARNING, yields_to=("PI003",), language="en", looks_for=shapes("/0/0", "/00/0")
)
def ambiguous_date(document: Document) -> Iterator[Hit]:
    """Report a date in figures whose day and month are unclear, such as 5/6/2024."""
    ambiguous: list[tuple[Span, str, str]] = []
    for passage in document.narrative:
        if passage.block and passage.block.kind != markdown.TABLE:
            ambiguous += _in_figures(passage)
    if ambiguous:
        span, written, help = ambiguous[0]
        more = f", and {len(ambiguous) - 1} more of the kind" if len(ambiguous) > 1 else ""
        yield Hit(span, f'"{written}" is one day in America and another in Europe{more}', help)


def _in_figures(passage: Passage) -> Iterator[tuple[Span, str, str]]:
    """Yield the dates in figures whose day and month are unclear, each with its span, words and help."""
    text = passage.text
    for match in _FIGURES.finditer(text):
        before = _FIRST.search(text, max(match.start() - 3, 0), match.start())
        if before is None or _NUMBERED.search(text, max(before.start() - 10, 0), before.start()):
            continue
        first, second, year = int(before.group()), int(match["second"]), int(match["year"])
        if first != second:
            year += 0 if year > 99 else 2000 if year < 70 else 1900
            days = (dt.date(year, first, second), dt.date(year, second, first))
            help = f"write {' or '.join(dates.long(day, 'en') for day in days)}, with the month in letters"
            yield passage.place(before.start(), match.end()), text[before.start() : match.end()], help


# --- DT007 ----------------------------------------------------------------------------------------------------

_A_YEAR = pattern(r"\b(?:19|20)\d\d\b(?!\s?[-–]\s?\d)")
_WHICH = pattern(
    r"\b(?P<which>[Tt]his|[Ll]ast|[Nn]ext) (?P<what>year|spring|summer|fall|autumn|winter)(?:['’]s)?(?: \(|, |, in )\Z"
    r"|(?:©|\([Cc]\)|Copyright)\s{0,2}\Z"
)
_BEFORE = 24  # characters


@rule("DT007", "stale-year", severity=INFO, styles=OFF, language="en")
def stale_year(document: Document) -> Iterator[Hit]:
    """Report "this year" and the like beside a year that does not fit, and an old year in a copyright line."""
    issued = document.issue_date
    if issued is None:
        return
    for passage in document.narrative:
        for match in _A_YEAR.finditer(passage.text):
            which = _WHICH.search(passage.text, max(match.start() - _BEFORE, 0), match.start())
            if which is None:
                continue
            expected = issued.year + {"last": -1, "next": 1}.get((which["which"] or "").lower(), 0)
            if abs(int(match.group()) - expected) > (0 if which["what"] == "year" else 1):
                written = " ".join(passage.text[which.start() : match.end()].split())
                message = f'"{written}" is in a release dated {issued.year}'
                yield Hit(passage.place(which.start(), match.end()), message, f"check the year: {expected} would fit")
