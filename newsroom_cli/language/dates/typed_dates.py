"""Dates and times as people type them: tomorrow 9am, Dec 24, next Tuesday at noon, 12/24/2026, heute 9 Uhr.

Nothing is guessed: a phrase with two meanings has two readings. The dateparser library reads only calendar dates and
words such as "in two weeks". This module itself reads weekdays, times of day and missing years, because for these the
library picks the likeliest reading.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.language.dates import dates, typed_times
from newsroom_cli.language.dates.typed_times import TypedTime, Unreadable
from newsroom_cli.language.word_lists import toml_tables
from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import WEEKDAYS
from newsroom_cli.model.patterns import pattern


class Readings(NamedTuple):
    """The possible meanings of a phrase: days, or moments with their zone.

    `why` explains why there is none, or more than one. `lacks_hour` is true if the phrase names a part of a day but no
    hour, as "tomorrow morning" does.
    """

    values: tuple[dt.date, ...] = ()
    why: str = ""
    lacks_hour: bool = False


class _Days(NamedTuple):
    """The days that a phrase may name, and why there is more than one."""

    days: tuple[dt.date, ...]
    why: str = ""


NOT_UNDERSTOOD = "it is no date or time that is understood here"
_LONGEST = 80  # characters of a phrase
_WEEK = 7


def readings(phrase: str, now: dt.datetime, language: str = "en", *, past: bool = False) -> Readings:
    """The possible meanings of a phrase typed at the moment `now`, which has a zone.

    With `past`, the phrase is about something that has happened. A phrase without a time of day means days, a phrase
    with one means moments in the zone of `now`.
    """
    typed = " ".join(phrase.split())
    if (written := _iso(typed)) is not None:
        return _of_iso(written, now)
    if not typed.isprintable() or not 0 < len(typed) <= _LONGEST:
        return Readings((), NOT_UNDERSTOOD)
    typed, is_english = _in_english(typed, language), language_tags.is_english(language)
    try:
        time = typed_times.time_in(typed, is_english=is_english)
        if not time.times and (moment := _counted_moment(typed, now, language)):
            return Readings((moment,))
        result = _at_time(time, now, language, past) if time.times else Readings(*_days(typed, now, language, past))
    except (Unreadable, OverflowError) as error:
        result = Readings((), str(error), isinstance(error, typed_times.WithoutHour))
    return _with_bare_hour(result, typed_times.bare_hour(typed, is_english=is_english), now, language, past)


def _in_english(phrase: str, language: str) -> str:
    """The phrase with the words of the language translated into English, and with English short forms written out."""
    for words, meaning in _words(language_tags.base(language)):
        phrase = words.sub(meaning, phrase)
    return " ".join(phrase.split()).strip(" ,")


@functools.cache
def _words(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of a language's words and of short forms, each with its meaning in English."""
    tables = toml_tables(Path(__file__).with_name("typed_words.toml"))
    rows = (row for name in (language, "all") for row in tables.get(name, {}).items())
    return tuple((re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), meaning) for words, meaning in rows)


# --- ISO ------------------------------------------------------------------------------------------------------


def _iso(typed: str) -> dt.date | None:
    """The date or date-time in ISO form; None for any other text."""
    for read in (dt.date.fromisoformat, dt.datetime.fromisoformat):
        try:
            return read(typed)
        except ValueError:
            continue
    return None


def _of_iso(written: dt.date, now: dt.datetime) -> Readings:
    """The readings of a date or date-time in ISO form; one without an offset is in the zone of `now`."""
    if not isinstance(written, dt.datetime) or written.tzinfo:
        return Readings((written,))
    zone = now.tzinfo or dt.UTC
    try:
        return Readings(*typed_times.moments(written, zone))
    except OverflowError:
        return Readings((written.replace(tzinfo=zone),))


# --- a day and a time -----------------------------------------------------------------------------------------


def _at_time(time: TypedTime, now: dt.datetime, language: str, past: bool) -> Readings:
    """The moments of a time on the days beside it. Raises Unreadable if there is no such day."""
    days = _days(time.rest, now, language, past) if time.rest else _days_of_time(time, now, past)
    return _joined(days, time, now)


def _with_bare_hour(found: Readings, time: TypedTime | None, now: dt.datetime, language: str, past: bool) -> Readings:
    """The readings of a phrase whose number may be the hour; `found` are those with the number as the day.

    Beside a weekday both count. Elsewhere those with the hour count only if `found` is empty or ignores the number.
    """
    if time is None:
        return found
    try:
        days = _days(time.rest, now, language, past) if time.rest else None
        moments = _at_time(time, now, language, past)
    except (Unreadable, OverflowError):
        return found
    if found.values and _is_weekday(time.rest, language):
        return Readings((*found.values, *moments.values), "the number may be the day or the hour")
    is_passed_over = days and days.days == found.values  # the library reads "in two days 9" as "in two days"
    return moments if is_passed_over or not found.values else found


def _joined(days: _Days, time: TypedTime, now: dt.datetime) -> Readings:
    """The moments of a time on some days. Midnight may be the beginning of the day or its end."""
    found: list[dt.datetime] = []
    zone, reasons = now.tzinfo or dt.UTC, [days.why, time.why]
    if time.rest:
        days = days._replace(days=tuple(day + dt.timedelta(shift) for day in days.days for shift in time.shifts))
    for day, clock in itertools.product(days.days, time.times):
        moments, why = typed_times.in_zone(dt.datetime.combine(day, clock), time.zone, zone)
        found.extend(moments)
        reasons.append(why)
    found = list({moment.isoformat(): moment for moment in found}.values())  # moments that differ in fold are equal
    return Readings(tuple(found), "; ".join(dict.fromkeys(filter(None, reasons))) if found[1:] else "")


def _days_of_time(time: TypedTime, now: dt.datetime, past: bool) -> _Days:
    """The days of a time without a day: today, and also tomorrow (or yesterday) if that is likelier."""
    today = now.date()
    is_over = all(dt.datetime.combine(today, clock) < now.replace(tzinfo=None) for clock in time.times)
    if is_over is past:
        return _Days((today,))
    another_day = today + dt.timedelta(-1 if past else 1)
    return _Days((today, another_day), f"it is {'not yet so late' if past else 'past that time'} today")


# --- days -----------------------------------------------------------------------------------------------------

_DECORATION = pattern(r"^(?:(?:on|the|am|den|le|el|by|from|until|till)\s+)+(?=\S)", re.IGNORECASE)


def _days(phrase: str, now: dt.datetime, language: str, past: bool) -> _Days:
    """The days that a phrase without a time of day may name. Raises Unreadable if it names no day."""
    if (written := _iso(phrase)) is not None and not isinstance(written, dt.datetime):
        return _Days((written,))
    phrase = _DECORATION.sub("", phrase)
    if (later := _weeks_later(phrase, now, language, past) or _of_week(phrase, now.date(), language)) is not None:
        return later
    weekday, before, rest = _weekday_in(phrase, language)
    if weekday is None:
        days = _relative_days(phrase, now, language) or _calendar_days(phrase, now, language, past)
        return _one_or_more(days or _days_of_month(phrase, now.date(), past))
    if not rest:
        return _of_weekday(weekday, before.lower(), now.date(), past)
    days = _calendar_days(rest, now, language, past) if not before else None
    if not (days or before or _LEADING_NUMBER.match(phrase)):
        days = _days_of_month(rest, now.date(), past, weekday)
    return _one_or_more(days or _relative_days(rest, now, language), weekday=weekday)


_AFTER_NEXT = pattern(r"(.+?)\s+after\s+next", re.IGNORECASE)
_WEEKS_FROM = pattern(r"(an?|one|two|three|four|\d{1,2})\s+weeks?\s+(?:from|after|on)\s+(?!now\b)(\S.*)", re.IGNORECASE)
_WEEK_BEHIND = pattern(r"(.+?)\s+week", re.IGNORECASE)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def _weeks_later(phrase: str, now: dt.datetime, language: str, past: bool) -> _Days | None:
    """The days of "Monday after next", "a week from Monday" or "Monday week"; None for any other phrase."""
    count, day = 1, ""
    if match := _WEEKS_FROM.fullmatch(phrase):
        count, day = _COUNTS.get(match[1].lower()) or int(match[1]), match[2]
    elif (match := _AFTER_NEXT.fullmatch(phrase)) and _is_weekday(match[1], language):
        day = f"next {match[1]}"
    elif (match := _WEEK_BEHIND.fullmatch(phrase)) and _is_weekday(match[1], language):
        day = match[1]
    if not day:
        return None
    days = _days(day, now, language, past)
    return _Days(tuple(day_found + dt.timedelta(_WEEK * count) for day_found in days.days), days.why)


_WEEKDAY_OF_WEEK = pattern(
    r"(?P<first>this|next|last)\s+week,?\s+(?:on\s+)?(?P<day>\w+\.?)"
    r"|(?P<weekday>\w+\.?),?\s+(?:of\s+|in\s+)?(?P<last>this|next|last)\s+week",
    re.IGNORECASE,
)


def _of_week(phrase: str, today: dt.date, language: str) -> _Days | None:
    """The days of "Tuesday next week", or None for any other phrase.

    There are two on or around a Sunday, because an English week may begin on Sunday or Monday.
    """
    match = _WEEKDAY_OF_WEEK.fullmatch(phrase)
    if match is None or not _is_weekday(name := match["day"] or match["weekday"], language):
        return None
    weekday, _, _ = _weekday_in(name, language)
    weeks = {"last": -1, "this": 0, "next": 1}[(match["first"] or match["last"]).lower()]
    days_found = []
    for first in (0, 6) if language_tags.is_english(language) else (0,):  # Monday or Sunday
        start = today - dt.timedelta((today.weekday() - first) % _WEEK)
        days_found.append(start + dt.timedelta(_WEEK * weeks + ((weekday or 0) - first) % _WEEK))
    days = tuple(sorted(set(days_found)))
    return _Days(days, "a week may begin on Sunday or on Monday" if days[1:] else "")


_LEADING_NUMBER = pattern(r"\d+\s")
_DAY_OF_MONTH = pattern(r"(?:the\s+)?(\d{1,2})(st|nd|rd|th|\.)?", re.IGNORECASE)
_NEAR, _NEAR_WITHOUT_SIGN = 62, 31  # days


def _days_of_month(phrase: str, today: dt.date, past: bool, weekday: int | None = None) -> _Days | None:
    """The nearest day of "the 4th" or "Friday 4"; None for any other phrase, or if no such day is near.

    Raises Unreadable if the weekday and an ordinal, as in "Friday the 4th", fit no day soon.
    """
    match = _DAY_OF_MONTH.fullmatch(phrase)
    if match is None or (weekday is None and not match[2]):
        return None
    farthest = _NEAR if match[2] else _NEAR_WITHOUT_SIGN
    days = (today + dt.timedelta(-distance if past else distance) for distance in range(farthest))
    nearby_days = [day for day in days if day.day == int(match[1]) and weekday in (None, day.weekday())]
    if weekday is not None and match[2] and not nearby_days:
        raise Unreadable(f"no {WEEKDAYS[weekday]} is the {match[1]}{match[2]} soon")
    return _Days(tuple(nearby_days[:1])) if nearby_days else None


def _is_weekday(phrase: str, language: str) -> bool:
    """Whether a phrase is the name of a weekday and nothing else."""
    try:
        weekday, before, rest = _weekday_in(phrase, language)
    except Unreadable:
        return False
    return weekday is not None and not before and not rest


def _one_or_more(days: _Days | None, weekday: int | None = None) -> _Days:
    """The days that fit the weekday beside them. Raises Unreadable if none does."""
    if days is None or not days.days:
        raise Unreadable(NOT_UNDERSTOOD)
    fitting = [day for day in days.days if weekday in (None, day.weekday())]
    if not fitting:
        raise Unreadable(f"{dates.long(days.days[0], 'en')} is a {WEEKDAYS[days.days[0].weekday()]}")
    return _Days(tuple(fitting), days.why if fitting[1:] else "")


_SHORT = ("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun")
_BEFORE_WEEKDAY = ("", "this", "coming", "this coming", "next", "last", "on")


def _weekday_in(phrase: str, language: str) -> tuple[int | None, str, str]:
    """The weekday in a phrase (Monday is 0) or None, the words before it, and the words after it.

    Raises Unreadable if the words before it cannot belong to a weekday.
    """
    names = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
    names |= {short: number for number, forms in enumerate(_SHORT) for short in forms.split()}
    names |= _own_names(language)
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    match = re.search(rf"(?<!\w)({alternatives})(?!\w)\.?,?\s*", phrase, re.IGNORECASE)
    if match is None:
        return None, "", phrase
    before, rest = phrase[: match.start()].strip(" ,"), phrase[match.end() :].strip(" ,")
    if before.lower() not in _BEFORE_WEEKDAY:
        before, rest = ("", f"{before} {rest}".strip()) if re.search(r"\d", before) or not rest else (before, rest)
    if not rest and before.lower() not in _BEFORE_WEEKDAY:
        raise Unreadable(NOT_UNDERSTOOD)
    return names[match[1].lower()], before, rest


@functools.cache
def _own_names(language: str) -> dict[str, int]:
    """The numbers of weekdays by their names in a language; without short names that may also be months."""
    week = [dt.date(2024, 1, 1) + dt.timedelta(number) for number in range(_WEEK)]  # from a Monday
    months = {dates.abbreviated_month(dt.date(2024, month, 1), language).lower() for month in range(1, 13)}
    short = {dates.abbreviated_weekday(day, language).lower(): day.weekday() for day in week}
    full = {dates.weekday(day, language).lower(): day.weekday() for day in week}
    return {name.rstrip("."): number for name, number in short.items() if name not in months} | full


def _of_weekday(weekday: int, before: str, today: dt.date, past: bool) -> _Days:
    """The days that a weekday may mean, alone or after "next" or "last"."""
    backwards = before == "last" or (past and before != "next")
    sign = -1 if backwards else 1
    distance = (sign * (weekday - today.weekday())) % _WEEK
    nearest = today + dt.timedelta(sign * distance)
    another = today + dt.timedelta(sign * (distance + _WEEK))
    name = WEEKDAYS[weekday]
    if before not in ("next", "last"):
        return _Days((nearest,)) if distance else _Days((nearest, another), f"today is {name}")
    if not distance:
        return _Days((another,))
    is_in_this_week = nearest.isocalendar()[:2] == today.isocalendar()[:2]
    if distance > 1 and not is_in_this_week:
        return _Days((nearest,))
    return _Days((nearest, another), f'"{before} {name}" may be the nearest one or the one of the {before} week')


# --- what the library reads -----------------------------------------------------------------------------------

_WORDS = pattern(r"[^\W_]+(?:[ '’-][^\W_]+)*")
_FROM_NOW = pattern(r"^(.+?)\s+from\s+(?:today|now)$", re.IGNORECASE)
_AHEAD = pattern(r"(?:in|en|dans|dentro|tra|fra|over|za|om)\b", re.IGNORECASE)
_BACK = pattern(r"^(?:vor|hace|il\sy\sa|há)\b|\b(?:ago|fa|geleden|temu)$", re.IGNORECASE)


def _relative(phrase: str, base: dt.datetime, language: str) -> Any:
    """The library's reading of a phrase such as "tomorrow" or "in two weeks"; None if the phrase names no day.

    The library skips words that it does not know. So each word is also read alone: a phrase with a second word does not
    mean the day that one of its words names.
    """
    phrase = _FROM_NOW.sub(r"in \1", phrase)
    if not _WORDS.fullmatch(phrase) or re.search(r"\d[ -]\d", phrase):
        return None
    is_counted = _AHEAD.match(phrase) or _BACK.search(phrase)
    read = _library(language, ["relative-time"], RELATIVE_BASE=base)
    result, words = read(phrase), phrase.split()
    if result.date_obj is None or result.date_obj.tzinfo or (result.period not in ("day", "time") and not is_counted):
        return None
    days = [data.date_obj for data in map(read, words) if data.date_obj is not None] if words[1:] else []
    if is_counted:
        return None if days else result
    if result.date_obj in days or re.search(r"\d", phrase) or any(map(_AHEAD.fullmatch, words)):
        return None
    return result if result.date_obj >= base or not words[1:] or "yesterday" in phrase.lower() else None


def _counted_moment(phrase: str, now: dt.datetime, language: str) -> dt.datetime | None:
    """The moment of "now" or "in 2 hours", to the minute; None for any other phrase."""
    if not (phrase.lower() == "now" or _AHEAD.match(phrase) or _BACK.search(phrase) or _FROM_NOW.search(phrase)):
        return None
    found = _relative(phrase, now.astimezone(dt.UTC).replace(tzinfo=None), language)
    if found is None or found.period != "time":
        return None
    moment: dt.datetime = found.date_obj.replace(second=0, microsecond=0, tzinfo=dt.UTC).astimezone(now.tzinfo)
    return moment


def _relative_days(phrase: str, now: dt.datetime, language: str) -> _Days | None:
    """The day of "tomorrow" or "in two weeks"; None for any other phrase."""
    found = _relative(phrase, now.replace(tzinfo=None), language)
    return _Days((found.date_obj.date(),)) if found is not None and found.period != "time" else None


_LONG_WORD = pattern(r"(?<![^\W\d])(?!(?:the|der|den|del)\b)[^\W\d_]{3,}", re.IGNORECASE)  # a month, not "of" or "de"
_NUMERIC = pattern(r"\d{1,4}\s?([/.-])\s?\d{1,2}(?:\s?\1\s?\d{2,4})?\.?")
_BARE = pattern(r"[\d\s]+|\d{1,2}\.\d{1,2}")


def _calendar_days(phrase: str, now: dt.datetime, language: str, past: bool) -> _Days | None:
    """The days that a calendar date may mean; None for any other phrase.

    A date without a year means the next such day (with `past` the last one), and also the other one if that is much
    nearer.
    """
    numbers = re.findall(r"\d+", phrase)
    numeric = _NUMERIC.fullmatch(phrase)
    has_month = numeric or len(_LONG_WORD.findall(phrase)) == 1
    is_loose = not numeric and (len(numbers) > 2 or sum(len(number) < 3 for number in numbers) != 1)
    if not (numbers and has_month) or is_loose or (_BARE.fullmatch(phrase) and not (numeric and len(numbers) == 3)):
        return None
    orders = ("DMY",) if numeric and numeric[1] == "." else ("MDY", "DMY")
    if len(numbers) == (3 if numeric else 2):
        days = _in_orders(phrase, orders, language)
        return _Days(days, _SWAPPED if days[1:] else "")
    sign = numeric[1] if numeric else " "
    full = [f"{phrase.rstrip('.')}{sign}{year}" for year in range(now.year - 1, now.year + 2)]
    found = [
        _nearest([day for text in full for day in _in_orders(text, [order], language)], now.date(), past)
        for order in orders
    ]
    is_swapped = len(set(found) - {()}) > 1
    return _Days(tuple(dict.fromkeys(itertools.chain(*found))), _SWAPPED if is_swapped else "it has no year")


_SWAPPED = "day and month may be either number"
_CLOSE = dt.timedelta(60)


def _nearest(days: list[dt.date], today: dt.date, past: bool) -> tuple[dt.date, ...]:
    """The next of the days of a date without a year, or with `past` the last one; both if the other is much nearer."""
    coming = next((day for day in days if day >= today), None)
    gone = next((day for day in reversed(days) if day <= today), None)
    first, other = (gone, coming) if past else (coming, gone)
    if first and other and abs(today - other) < _CLOSE < abs(today - first):
        return (other, first)
    chosen = first or other
    return (chosen,) if chosen else ()


def _in_orders(phrase: str, orders: Iterable[str], language: str) -> tuple[dt.date, ...]:
    """The days that a full date may mean, read in each order of day and month."""
    parts = ["day", "month", "year"]
    found = (_library(language, ["absolute-time"], DATE_ORDER=order, REQUIRE_PARTS=parts)(phrase) for order in orders)
    moments = [data.date_obj for data in found if data.date_obj is not None]
    if any(moment.tzinfo or moment.time() != dt.time() for moment in moments):
        return ()
    return tuple(dict.fromkeys(moment.date() for moment in moments))


def _library(language: str, parsers: list[str], **settings: Any) -> Callable[[str], Any]:
    """The library's parser for a language and English."""
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    languages = ["en", *{language_tags.base(language)}.intersection(language_order) - {"en"}]
    fixed = {"PARSERS": parsers, "RETURN_TIME_AS_PERIOD": True, "PREFER_LOCALE_DATE_ORDER": False}
    read: Callable[[str], Any] = DateDataParser(languages=languages, settings={**fixed, **settings}).get_date_data
    return read
