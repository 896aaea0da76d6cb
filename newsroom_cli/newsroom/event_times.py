"""The time of an event in words: the same for pages, feeds, mails and search engines."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.model.calendar_ import day_of, with_offset
from newsroom_cli.newsroom.templating import theme


class Moment(NamedTuple):
    """The start or end of an event: in ISO format, in words, and the name of its time zone if readers need it."""

    iso: str
    words: str
    zone: str

    def __str__(self) -> str:
        return f"{self.words} {self.zone}".strip()


class EventTime(NamedTuple):
    """The start of an event, and its end unless that adds nothing."""

    starts: Moment
    ends: Moment | None

    def __str__(self) -> str:
        return f"{self.starts} – {self.ends}" if self.ends else str(self.starts)


def event_time(starts: dt.date | None, ends: dt.date | None, language: str, zone: dt.tzinfo) -> EventTime | None:
    """The start and end of an event in words; None without a start.

    A day that both have in common appears once, and so does a common time zone. Midnight counts as a date without a
    time of day if the other end has no time of day either.
    """
    if starts is None:
        return None
    first, last = days_or_moments(starts, ends, zone)
    opening = _moment(first, language)
    if last is None:
        return EventTime(opening, None)
    closing = _moment(last, language, clock_only=day_of(last) == day_of(first))
    if opening.zone == closing.zone:
        opening = opening._replace(zone="", words=opening.words.removesuffix(dates.behind_clock(language)))
    return EventTime(opening, closing)


def days_or_moments(starts: dt.date, ends: dt.date | None, zone: dt.tzinfo) -> tuple[dt.date, dt.date | None]:
    """The start of an event, and its end unless that adds nothing (then None).

    Both are days if neither has a time of day other than midnight. Otherwise moments stay moments.
    """
    first, last = _in_event_zone(starts, zone), _in_event_zone(ends, zone) if ends else None
    if last and not _is_later(last, first):
        last = None
    if all(_is_midnight(moment) for moment in (first, last) if moment):
        first, last = day_of(first), day_of(last) if last else None
        if last == first:
            last = None
    return first, last


def is_over_at(starts: dt.date, ends: dt.date | None, zone: dt.tzinfo) -> dt.datetime:
    """The moment at which an event is over: its end, or the end of its last day if that has no time of day."""
    last = ends or day_of(_in_event_zone(starts, zone))
    if isinstance(last, dt.datetime):
        return with_offset(last if last.tzinfo else last.replace(tzinfo=zone))
    return with_offset(dt.datetime.combine(day_after(last), dt.time(), zone))


def day_after(day: dt.date) -> dt.date:
    """The next day; the last day of the year 9999 is returned itself, because no date can follow it."""
    return day if day == dt.date.max else day + dt.timedelta(days=1)


def _in_event_zone(value: dt.date, zone: dt.tzinfo) -> dt.date:
    return dates.local_to_event(value, zone) if isinstance(value, dt.datetime) else value


def _is_later(last: dt.date, first: dt.date) -> bool:
    """Whether the end is later than the start; a date without a time is not later than a start on the same day."""
    if isinstance(last, dt.datetime) and isinstance(first, dt.datetime):
        return last.astimezone(dt.UTC) > first.astimezone(dt.UTC)  # in one zone Python compares clocks, not moments
    return day_of(last) > day_of(first) or (isinstance(last, dt.datetime) and day_of(last) == day_of(first))


def _is_midnight(value: dt.date) -> bool:
    return not isinstance(value, dt.datetime) or not (value.hour or value.minute)


def _moment(value: dt.date, language: str, *, clock_only: bool = False) -> Moment:
    """A date or time of an event in ISO format and in words."""
    if not isinstance(value, dt.datetime):
        return Moment(value.isoformat(), theme.full_date(value, language), "")
    words = theme.clock(value, language) if clock_only else theme.moment(value, language, weekday=True, time=True)
    return Moment(theme.iso(value), words, theme.zone(value, language))
