"""The parts of the dates in an English text, for rules about their form: month, day, ending, comma, year.

`mentions` has what dates mean, in more languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.dates.digits import SPACE, numbers
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.calendar_ import MONTHS
from newsroom_cli.model.patterns import pattern

Stretch = tuple[int, int]

# Every form of a month's name, without its point, and the number of the month.
FORMS = {
    form: number
    for number, name in enumerate(MONTHS, 1)
    for form in {name, name[:3], *(("Sept",) if name == "September" else ())}
}


class Written(NamedTuple):
    """A date: the offsets of the whole and of its parts; a missing day or year is None.

    `endings` are the st, nd, rd and th of its days, and a "the" that belongs to them; `joint` is what comes before the
    year.
    """

    start: int
    end: int
    month: Stretch
    number: int
    day: Stretch | None
    last: int
    endings: tuple[Stretch, ...]
    month_first: bool
    joint: Stretch
    year: Stretch | None

    @property
    def ranged(self) -> bool:
        """Whether the date names more than one day."""
        return self.day is not None and self.month_first and self.last > self.day[1] + 2


_MONTH_BEFORE = pattern(rf"(?<![\w.@/-])(?P<month>[A-Z][a-z]{{2,8}}\.?)(?P<comma>,?{SPACE}+)\Z")
_MONTH_AFTER = pattern(
    rf"(?P<th>st|nd|rd|th)?{SPACE}+(?:(?P<of>of){SPACE}+)?(?P<month>[A-Z][a-z]{{2,8}}\.?)(?!\w|[-–/’'])"
)
_ORDINAL = pattern(r"(?:st|nd|rd|th)(?!\w)")
_YEAR = pattern(rf"(?P<joint>,?{SPACE}+)(?P<year>(?:1[6-9]|20)[0-9]{{2}})(?![\w%]|[.,:/-][0-9]|’s|'s)")
_MORE = pattern(
    rf"(?:{SPACE}?[-–—]{SPACE}?|,?{SPACE}+(?:and|to|through|thru|or|until|&){SPACE}+(?P<the>the{SPACE}+)?"
    rf"|,{SPACE}+(?=[0-9]{{1,2}}(?:st|nd|rd|th|,{SPACE}|{SPACE}and\b)))"
    rf"(?P<day>[0-3]?[0-9])(?P<th>st|nd|rd|th)?(?![\w%$:]|[.,:][0-9]|{SPACE}*(?:[ap]\.?m|percent|people"
    r"|and\s\d+\speople))"
)
_NOT_BEFORE = frozenset("$€£#/.,:-–")


@cached_per_paragraph
def written(text: str) -> tuple[Written, ...]:
    """The dates of a text in order, from "May 5" and "the 5th of May" to "May 5-7, 2024" and "May, 2024"."""
    return tuple(_dates_in(text))


def _dates_in(text: str) -> Iterator[Written]:
    previous_end = 0
    for start, end in numbers(text):
        if start < previous_end:
            continue
        if end - start not in (1, 2, 4) or (start and (text[start - 1].isalnum() or text[start - 1] in _NOT_BEFORE)):
            continue
        date = (
            _short(text, start, end, previous_end)
            if end - start < 3
            else _with_year_only(text, start, end, previous_end)
        )
        if date is not None:
            previous_end = date.end
            yield date


def _short(text: str, start: int, end: int, previous_end: int) -> Written | None:
    """The date whose day is a number of one or two figures."""
    if not 1 <= int(text[start:end]) <= 31:
        return None
    before = _month_before(text, start, previous_end)
    if before is not None and "," not in text[before[1] : start]:
        return _month_first(text, before, (start, end))
    return _day_first(text, start, end)


def _month_before(text: str, start: int, previous_end: int) -> Stretch | None:
    if start < 4 or text[start - 1] not in " \xa0\u202f\n":
        return None
    match = _MONTH_BEFORE.search(text, max(start - 14, previous_end), start)
    if match is None or match["month"].rstrip(".") not in FORMS:
        return None
    return _named(text, match.span("month"))


def _named(text: str, month: Stretch) -> Stretch:
    """A month without the full stop that ends its sentence."""
    start, end = month
    return (start, end - 1) if text[end - 1] == "." and text[start : end - 1] in MONTHS else month


def _month_first(text: str, month: Stretch, day: Stretch) -> Written | None:
    """The date that begins with a month: May 5, May 5th, May 5-7, 2024."""
    end, endings = day[1], []
    if ordinal := _ORDINAL.match(text, end):
        endings.append(ordinal.span())
        end = ordinal.end()
    elif text[end : end + 1].isalnum() or text[end : end + 1] in ("%", "$"):
        return None
    last = end
    while more := _MORE.match(text, last):
        if more["the"]:
            endings.append(more.span("the"))
        if more["th"]:
            endings.append(more.span("th"))
        last = more.end()
    return _complete_date(text, month, month, day, last=last, endings=tuple(endings), month_first=True)


def _day_first(text: str, start: int, end: int) -> Written | None:
    after = _MONTH_AFTER.match(text, end)
    if after is None or after["month"].rstrip(".") not in FORMS or (after["of"] and not after["th"]):
        return None
    endings = (after.span("th"),) if after["th"] else ()
    month = _named(text, after.span("month"))
    where = start, month[1]
    return _complete_date(text, where, month, (start, end), last=end, endings=endings, month_first=False)


def _complete_date(
    text: str,
    where: Stretch,
    month: Stretch,
    day: Stretch,
    *,
    last: int,
    endings: tuple[Stretch, ...],
    month_first: bool,
) -> Written:
    end = last if month_first else where[1]
    number = FORMS[text[slice(*month)].rstrip(".")]
    year = _YEAR.match(text, end)
    if year is None:
        return Written(where[0], end, month, number, day, last, endings, month_first, (end, end), None)
    joint, four = year.span("joint"), year.span("year")
    return Written(where[0], year.end(), month, number, day, last, endings, month_first, joint, four)


def _with_year_only(text: str, start: int, end: int, previous_end: int) -> Written | None:
    """A month with its year: May 2024."""
    if not text[start:end].isdigit() or not 1600 <= int(text[start:end]) < 2100 or text[end : end + 1].isalpha():
        return None
    month = _month_before(text, start, previous_end)
    if month is None:
        return None
    number = FORMS[text[slice(*month)].rstrip(".")]
    return Written(month[0], end, month, number, None, month[1], (), True, (month[1], start), (start, end))
