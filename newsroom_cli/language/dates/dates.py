"""Dates and times written in the form of each language, and conversions to local time."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from newsroom_cli.model.calendar_ import MONTHS, WEEKDAYS
from newsroom_cli.model.language_tags import is_english


def _is_american(language: str) -> bool:
    """Whether a language tag is that of American English: English without a country is American, too."""
    return language.lower() in ("en", "en-us")


def full(day: dt.date, language: str) -> str:
    """A date with its weekday in the form of the language: Monday, June 22, 2015."""
    if _is_american(language):
        return f"{WEEKDAYS[day.weekday()]}, {long(day, language)}"
    return _babel(day, "full", language)


def long(day: dt.date, language: str) -> str:
    """A date without its weekday in the form of the language: June 22, 2015."""
    if _is_american(language):
        return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    return _babel(day, "long", language)


def weekday(day: dt.date, language: str) -> str:
    """The name of a date's weekday."""
    return WEEKDAYS[day.weekday()] if is_english(language) else _babel(day, "EEEE", language)


def abbreviated_weekday(day: dt.date, language: str) -> str:
    """The short name of a date's weekday, such as Fri."""
    return WEEKDAYS[day.weekday()][:3] if is_english(language) else _babel(day, "EEE", language)


def abbreviated_month(day: dt.date, language: str) -> str:
    """The short name of a date's month, such as Dec."""
    return MONTHS[day.month - 1][:3] if is_english(language) else _babel(day, "MMM", language)


def month(day: dt.date, language: str) -> str:
    """The name of a date's month."""
    return MONTHS[day.month - 1] if is_english(language) else _babel(day, "MMMM", language)


# Languages whose patterns ask for the stand-alone form of a month, although Unicode's tables have only one form: Babel
# then returns the name in whichever language was requested first.
_ONE_FORM = ("ab", "bs", "cv", "fur", "ie", "kea", "smn")


@functools.lru_cache(maxsize=1024)
def month_and_year(day: dt.date, language: str) -> str:
    """The month and the year of a date: June 2015, junio de 2015, 2015年6月."""
    if is_english(language):
        return f"{MONTHS[day.month - 1]} {day.year}"
    pattern = _pattern("yMMMM", language)
    return _babel(day, pattern.replace("L", "M") if locale_of(language).language in _ONE_FORM else pattern, language)


@functools.lru_cache(maxsize=1024)
def year(day: dt.date, language: str) -> str:
    """The year of a date: 2015, 2015年."""
    return str(day.year) if is_english(language) else _babel(day, _pattern("y", language), language)


def _pattern(skeleton: str, language: str) -> str:
    """The pattern of a language for a skeleton such as yMMMM; the skeleton itself if the language has no pattern for
    it.
    """
    return str(locale_of(language).datetime_skeletons.get(skeleton, skeleton))


def short_month(number: int) -> str:
    """A month as American newspapers write it before a day: Jan. and Sept., but March to July in full."""
    name = MONTHS[number - 1]
    return name if len(name) < 6 else "Sept." if number == 9 else f"{name[:3]}."


def clock(moment: dt.datetime, language: str) -> str:
    """A time of day: 9:30 a.m. or noon in American English, elsewhere in the form of the language.

    No English form has "12 p.m." or "12 a.m.": readers confuse them.
    """
    name = NOON_AND_MIDNIGHT.get((moment.hour, moment.minute)) if is_english(language) else None
    if name and _has_twelve_hours(language):
        return name
    if _is_american(language):
        hour = moment.hour % 12 or 12
        minute = f":{moment.minute:02}" if moment.minute else ""
        return f"{hour}{minute} {'a.m.' if moment.hour < 12 else 'p.m.'}"
    from babel.dates import format_time

    time = str(format_time(moment.time(), "short", locale=locale_of(language)))
    return f"{in_digits(time, language)}{behind_clock(language)}"


def behind_clock(language: str) -> str:
    """The word that a language writes after a time of day such as 10:30: " Uhr" in German, otherwise ""."""
    return " Uhr" if locale_of(language).language == "de" else ""


# Midnight has a figure, because the word alone may mean the end of a day or its beginning.
NOON_AND_MIDNIGHT = {(12, 0): "noon", (0, 0): "0:00 (midnight)"}


@functools.cache
def _has_twelve_hours(language: str) -> bool:
    """Whether a variety of English uses the 12-hour clock, unlike British English."""
    return _is_american(language) or "a" in str(locale_of(language).time_formats["short"])


def zone(moment: dt.datetime, language: str) -> str:
    """The abbreviation of a moment's time zone: CET, in German MEZ; empty if it has none."""
    name = ""
    if not is_english(language) and hasattr(moment.tzinfo, "key"):  # a zone with a place has a name in each language
        from babel.dates import get_timezone_name

        name = str(get_timezone_name(moment, "short", locale=locale_of(language)))
    names = (name, moment.tzname() or "")
    return next((label for label in names if label.isalpha() and label.isupper() and 3 <= len(label) <= 5), "")


def _babel(day: dt.date, pattern: str, language: str) -> str:
    """A date in another language, from Unicode's tables. They are slow to import, so English does without them.

    Its year is that of the calendar of the language.
    """
    from babel.dates import format_date

    locale = locale_of(language)
    text = str(format_date(day, pattern, locale=locale))
    ahead, era = CALENDARS.get(locale.language, (0, ""))
    text = text.replace(era, "").replace(str(day.year), str(day.year + ahead)) if ahead else text
    return in_digits(text, language)


# By how many years the calendar of a language is ahead, and the sign of the other era in Unicode's dates.
CALENDARS = {"th": (543, "ค.ศ. ")}


def in_digits(text: str, language: str) -> str:
    """A text with the digits of the language as Unicode has them: ۲۰۲۶ in Persian, ২০২৬ in Bengali."""
    zero = _ZEROS.get(locale_of(language).default_numbering_system)
    return text.translate({ord("0") + digit: zero + digit for digit in range(10)}) if zero else text


# The digit zero of the numbering systems that Unicode gives to languages; the other nine follow it.
_ZEROS = {"arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "deva": 0x0966, "mymr": 0x1040, "tibt": 0x0F20}


def locale_of(language: str) -> Any:
    """The nearest known locale of a language tag, English when there is none."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.split("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


@functools.lru_cache(maxsize=64)
def locale_with_territory(language: str) -> str:
    """The locale of a language and the territory where most of its speakers live, such as en_US; empty if unknown."""
    if _is_american(language):
        return "en_US"
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    likely = get_global("likely_subtags").get(str(locale)) or get_global("likely_subtags").get(locale.language) or ""
    territory = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else ""


@functools.lru_cache(maxsize=64)
def name_of_language(language: str) -> str:
    """The name of a language in that language, such as Español; the tag if the language is unknown."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language
    return name[0].upper() + name[1:]


def local(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """A moment in the newsroom's zone."""
    try:
        return moment.astimezone(zone)
    except OverflowError:  # the first and the last day of the calendar
        return moment


def local_to_event(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """A moment in the local time of the event: a moment with its own offset keeps it, any other moves to `zone`."""
    in_zone = local(moment, zone)
    return in_zone if moment.tzinfo is dt.UTC or in_zone.utcoffset() == moment.utcoffset() else moment


def with_whole_minutes(moment: dt.datetime) -> dt.datetime:
    """A moment with its offset rounded down to whole minutes: before standard time, offsets had seconds."""
    offset, minute = moment.utcoffset() or dt.timedelta(), dt.timedelta(minutes=1)
    if not offset.seconds % 60 and not offset.microseconds:
        return moment
    return moment.replace(tzinfo=dt.timezone(offset // minute * minute))
