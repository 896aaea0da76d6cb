"""The parts of the dates in an English text, for rules about their form: month, day, ending, comma, year.

`mentions` has the meaning of dates, and in more languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.dates.digits import SPACE, numbers
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.calendar_ import MONTHS
from newsroom_cli.model.patterns import pattern

Offsets = tuple[int, int]

# The number of the month for every form of its name, without the full stop.
MONTH_FORMS = {
    form: number
    for number, name in enumerate(MONTHS, 1)
    for form in {name, name[:3], *(("Sept",) if name == "September" else ())}
}


class WrittenDate(NamedTuple):
    """A date: its offsets and those of its parts; a missing day or year is None.

    `month_number` counts from 1. `days_end` is the offset after the last day. `endings` are the st, nd, rd and th of
    the days, and any "the" before them. `year_gap` is the space or comma before the year.
    """

    start: int
    end: int
    month: Offsets
    month_number: int
    day: Offsets | None
    days_end: int
    endings: tuple[Offsets, ...]
    month_first: bool
    year_gap: Offsets
    year: Offsets | None

    @property
    def is_range(self) -> bool:
        """Whether the date names more than one day."""
        return self.day is not None and self.month_first and self.days_end > self.day[1] + 2


_MONTH_BEFORE = pattern(rf"(?<![\w.@/-])(?P<month>[A-Z][a-z]{{2,8}}\.?)(?P<comma>,?{SPACE}+)\Z")
_MONTH_AFTER = pattern(
    rf"(?P<th>st|nd|rd|th)?{SPACE}+(?:(?P<of>of){SPACE}+)?(?P<month>[A-Z][a-z]{{2,8}}\.?)(?!\w|[-–/’'])"
)
_ORDINAL_ENDING = pattern(r"(?:st|nd|rd|th)(?!\w)")
_YEAR_AFTER = pattern(rf"(?P<gap>,?{SPACE}+)(?P<year>(?:1[6-9]|20)[0-9]{{2}})(?![\w%]|[.,:/-][0-9]|’s|'s)")
_NEXT_DAY = pattern(
    rf"(?:{SPACE}?[-–—]{SPACE}?|,?{SPACE}+(?:and|to|through|thru|or|until|&){SPACE}+(?P<the>the{SPACE}+)?"
    rf"|,{SPACE}+(?=[0-9]{{1,2}}(?:st|nd|rd|th|,{SPACE}|{SPACE}and\b)))"
    rf"(?P<day>[0-3]?[0-9])(?P<th>st|nd|rd|th)?(?![\w%$:]|[.,:][0-9]|{SPACE}*(?:[ap]\.?m|percent|people"
    r"|and\s\d+\speople))"
)
_NOT_BEFORE = frozenset("$€£#/.,:-–")


@cached_per_paragraph
def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """The dates of a text in order, from "May 5" and "the 5th of May" to "May 5-7, 2024" and "May, 2024"."""
    return tuple(_dates_in(text))


def _dates_in(text: str) -> Iterator[WrittenDate]:
    """Yield the dates of a text, trying each number as a day, or as the year of a date without a day."""
    previous_end = 0
    for start, end in numbers(text):
        if start < previous_end:
            continue
        if end - start not in (1, 2, 4) or (start and (text[start - 1].isalnum() or text[start - 1] in _NOT_BEFORE)):
            continue
        read = _date_with_day if end - start < 3 else _month_and_year
        date = read(text, start, end, previous_end)
        if date is not None:
            previous_end = date.end
            yield date


def _date_with_day(text: str, start: int, end: int, previous_end: int) -> WrittenDate | None:
    """The date whose day is the number at `start:end`, None if that number is not the day of a date."""
    if not 1 <= int(text[start:end]) <= 31:
        return None
    month = _month_before(text, start, previous_end)
    if month is not None and "," not in text[month[1] : start]:
        return _date_from_month(text, month, (start, end))
    return _date_from_day(text, start, end)


def _month_before(text: str, start: int, previous_end: int) -> Offsets | None:
    """The name of a month that stands right before `start`, and after the previous date."""
    if start < 4 or text[start - 1] not in " \xa0\u202f\n":
        return None
    match = _MONTH_BEFORE.search(text, max(start - 14, previous_end), start)
    if match is None or match["month"].rstrip(".") not in MONTH_FORMS:
        return None
    return _without_full_stop(text, match.span("month"))


def _without_full_stop(text: str, month: Offsets) -> Offsets:
    """The offsets of a month, without a full stop that ends the sentence."""
    start, end = month
    return (start, end - 1) if text[end - 1] == "." and text[start : end - 1] in MONTHS else month


def _date_from_month(text: str, month: Offsets, day: Offsets) -> WrittenDate | None:
    """The date that begins with a month: May 5; May 5th; May 5-7, 2024."""
    days_end, endings = day[1], []
    if ordinal := _ORDINAL_ENDING.match(text, days_end):
        endings.append(ordinal.span())
        days_end = ordinal.end()
    elif text[days_end : days_end + 1].isalnum() or text[days_end : days_end + 1] in ("%", "$"):
        return None
    while next_day := _NEXT_DAY.match(text, days_end):
        if next_day["the"]:
            endings.append(next_day.span("the"))
        if next_day["th"]:
            endings.append(next_day.span("th"))
        days_end = next_day.end()
    return _with_year(text, month, month, day, days_end=days_end, endings=tuple(endings), month_first=True)


def _date_from_day(text: str, start: int, end: int) -> WrittenDate | None:
    """The date that begins with a day: 5 May, 5th May, 5th of May 2024."""
    after = _MONTH_AFTER.match(text, end)
    if after is None or after["month"].rstrip(".") not in MONTH_FORMS or (after["of"] and not after["th"]):
        return None
    endings = (after.span("th"),) if after["th"] else ()
    month = _without_full_stop(text, after.span("month"))
    day_and_month = start, month[1]
    return _with_year(text, day_and_month, month, (start, end), days_end=end, endings=endings, month_first=False)


def _with_year(
    text: str,
    day_and_month: Offsets,
    month: Offsets,
    day: Offsets,
    *,
    days_end: int,
    endings: tuple[Offsets, ...],
    month_first: bool,
) -> WrittenDate:
    """The date with the given days and month, and with the year if one follows."""
    start, end = day_and_month[0], days_end if month_first else day_and_month[1]
    number = MONTH_FORMS[text[slice(*month)].rstrip(".")]
    year = _YEAR_AFTER.match(text, end)
    if year is None:
        return WrittenDate(start, end, month, number, day, days_end, endings, month_first, (end, end), None)
    gap, digits = year.span("gap"), year.span("year")
    return WrittenDate(start, year.end(), month, number, day, days_end, endings, month_first, gap, digits)


def _month_and_year(text: str, start: int, end: int, previous_end: int) -> WrittenDate | None:
    """The date that has a month and a year but no day: May 2024."""
    if not text[start:end].isdigit() or not 1600 <= int(text[start:end]) < 2100 or text[end : end + 1].isalpha():
        return None
    month = _month_before(text, start, previous_end)
    if month is None:
        return None
    number = MONTH_FORMS[text[slice(*month)].rstrip(".")]
    return WrittenDate(month[0], end, month, number, None, month[1], (), True, (month[1], start), (start, end))
