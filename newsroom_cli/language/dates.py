"""Dates as people write them: written out for a dateline, and found in a text with their weekday."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def full(day: dt.date, language: str) -> str:
    """A date with its weekday, as the language writes it: Monday, June 22, 2015."""
    if language.split("-")[0].lower() == "en" and language.lower() in ("en", "en-us"):
        return f"{WEEKDAYS[day.weekday()]}, {long(day, language)}"
    return _babel(day, "full", language)


def long(day: dt.date, language: str) -> str:
    """A date without its weekday, as the language writes it: June 22, 2015."""
    if language.lower() in ("en", "en-us"):
        return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    return _babel(day, "long", language)


def weekday(day: dt.date, language: str) -> str:
    """The name of a date's weekday."""
    return WEEKDAYS[day.weekday()] if _english(language) else _babel(day, "EEEE", language)


def month(day: dt.date, language: str) -> str:
    """The name of a date's month."""
    return MONTHS[day.month - 1] if _english(language) else _babel(day, "MMMM", language)


def clock(moment: dt.datetime, language: str) -> str:
    """A time of day: 9:30 a.m. in American English, as the language writes it elsewhere."""
    if language.lower() in ("en", "en-us"):
        hour = moment.hour % 12 or 12
        minute = f":{moment.minute:02}" if moment.minute else ""
        return f"{hour}{minute} {'a.m.' if moment.hour < 12 else 'p.m.'}"
    from babel.dates import format_time

    return str(format_time(moment.time(), "short", locale=_locale(language)))


def _english(language: str) -> bool:
    return language.split("-")[0].lower() == "en"


def _babel(day: dt.date, pattern: str, language: str) -> str:
    """Dates of other languages come from Unicode's tables; the import costs, so English does without."""
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=_locale(language)))


def _locale(language: str) -> str:
    """The nearest known locale of a language tag, English when there is none."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.split("-")[0]):
        try:
            return str(Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """A date named in a text: offsets of the whole, its parts as numbers, None where they are not written.

    `weekday` counts from Monday = 0.
    """

    start: int
    end: int
    weekday: int | None
    month: int
    day: int
    year: int | None


_MONTH_FORMS = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTHS, 1)
} | {"sept": 9}  # fmt: skip
_WEEKDAY_FORMS = {name.lower(): number for number, name in enumerate(WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_WEEKDAY = r"(?P<weekday>Mon(?:day|\.)?|Tue(?:sday|s\.?|\.)?|Wed(?:nesday|s\.?|\.)?|Thu(?:rsday|rs?\.?|\.)?|Fri(?:day|\.)?|Sat(?:urday|\.)?|Sun(?:day|\.)?)"
_YEAR = r"(?:,?[ \t\u00a0]+(?P<year>(?:1[89]|20)\d\d)\b)?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_AMERICAN = re.compile(rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?\b{_MONTH}\s+{_ORDINAL}(?![:.,]?\d){_YEAR}")
_BRITISH = re.compile(rf"\b(?:{_WEEKDAY},?\s+(?:the\s+)?)?(?<![\d$£€.,:/-]){_ORDINAL}\s+(?:of\s+)?{_MONTH}\b{_YEAR}")


def mentions(text: str) -> Iterator[Mention]:
    """The dates a text names with month and day, in order; English for now."""
    taken = -1
    found = sorted(
        (match for pattern in (_AMERICAN, _BRITISH) for match in pattern.finditer(text)), key=lambda each: each.span()
    )
    for match in found:
        if match.start() < taken:
            continue
        taken = match.end()
        year = match["year"]
        name = match["weekday"]
        yield Mention(
            match.start(),
            match.end(),
            _WEEKDAY_FORMS[name.rstrip(".").lower()] if name else None,
            _MONTH_FORMS[match["month"].rstrip(".").lower()],
            int(match["day"]),
            int(year) if year else None,
        )
