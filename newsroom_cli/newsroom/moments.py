"""Moments in the words of a press office: with weekday, zone and UTC, and how far away they are."""

from __future__ import annotations

import datetime as dt

from newsroom_cli.language.dates import dates
from newsroom_cli.newsroom.theme import zone as zone_name


def in_words(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """A moment in a zone: Thursday, March 26, 2026, 10 a.m. EDT."""
    there = moment.astimezone(zone)
    return f"{dates.full(there.date(), 'en')}, {dates.clock(there, 'en')} {zone_name(there)}"


def with_utc(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """A moment in a zone and in UTC: 10 a.m. EDT (14:00 UTC), Thursday, March 26, 2026."""
    there, utc = moment.astimezone(zone), moment.astimezone(dt.UTC)
    other_day = "" if utc.date() == there.date() else f", {dates.long(utc.date(), 'en')}"
    local = f"{dates.clock(there, 'en')} {zone_name(there)}"
    return f"{local} ({utc:%H:%M} UTC{other_day}), {dates.full(there.date(), 'en')}"


_UNITS = (("year", 31_557_600), ("day", 86_400), ("hour", 3_600), ("minute", 60))


def distance(moment: dt.datetime, now: dt.datetime) -> str:
    """How far away a moment is, in its largest unit: in 3 days, 2 hours ago, now."""
    seconds = (moment - now).total_seconds()
    for name, length in _UNITS:
        if abs(seconds) >= length:
            number = int(abs(seconds) // length)
            words = f"{number:,} {name}{'' if number == 1 else 's'}"
            return f"in {words}" if seconds > 0 else f"{words} ago"
    return "in less than a minute" if seconds > 0 else "now"
