"""Single fields of feeds, records and preambles: titles, dates, and texts that may be HTML."""

from __future__ import annotations

import datetime as dt

from newsroom_cli.importing.head import printed_dates
from newsroom_cli.importing.pages import html_, inline
from newsroom_cli.importing.pages.metadata import parse_date
from newsroom_cli.importing.pieces import Fragment
from newsroom_cli.importing.repair import repair
from newsroom_cli.importing.sources import text
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern

_MARKED = pattern(r"</?(?:p|br|a|div|strong|em|ul|li|h[1-6])\b[^<>]*>", 2)
_TAG = pattern(r"</?[a-zA-Z][^<>]*>")


def plain_title(value: str) -> str:
    """A title on one line, without markup."""
    return inline.single_spaced(unescape(_TAG.sub("", value))).strip()


def date_of(value: str) -> dt.date | dt.datetime | None:
    """The date in a field, as programs write it or with the month in words; None if it is missing or ambiguous."""
    if (parsed := parse_date(value)) is not None:
        return parsed
    if (figures := _MONTH_FIRST.match(value.strip())) is not None:
        return _day(int(figures[3]), int(figures[1]), int(figures[2]))
    if not any(map(str.isalpha, value)) or len(value) > _LONGEST_DATE:
        return None
    spelled = (printed_dates.first_date(value, language) for language in ("en", "de", "fr", "es", "it", "pt", "nl"))
    return next((date.day for date in spelled if date is not None and date.alone), None)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year + 2000 if year < _CENTURY else year, month, day)
    except ValueError:
        return None


_CENTURY = 100  # a year below it has two digits
# 10/21/26 08:00:00: the second figure is above 12, so it can only be a day.
_MONTH_FIRST = pattern(r"(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/((?:20)?\d\d)(?:[ T]\d{1,2}:\d\d.*)?\Z")
_LONGEST_LINE = 800  # characters; a longer text on one line has lost its paragraph breaks
_LOST_BREAK = pattern(r"(?<=[a-z)][.!?])(?=[“\"A-Z][A-Za-z’']+[ ,])|(?<=[.!?,][”\"])(?=[“A-Z][a-z’']+[ ,])")
_LONGEST_DATE = 60  # characters in a date, at most


def pieces(source: str, *, base: str, is_html: bool) -> Fragment:
    """The pieces, lines and notes of a field; text with HTML elements is read as HTML, whatever its label says."""
    repaired = repair(source)
    if not is_html and not _MARKED.search(repaired.text):
        glued = "\n" not in repaired.text.strip() and len(repaired.text) > _LONGEST_LINE
        plain = text.read(_LOST_BREAK.sub("\n\n", repaired.text) if glued else repaired.text)
        return Fragment(plain.pieces, repaired.notes, plain.lines)
    fragment = html_.fragment(repaired.text, base=base)
    return fragment._replace(notes=(*repaired.notes, *fragment.notes))
