"""Moments in words, with weekday and zone, and how far away they are."""

from __future__ import annotations

import datetime as dt

from newsroom_cli.newsroom import theme


def in_words(moment: dt.datetime, zone: dt.tzinfo) -> str:
    """A moment in a zone: Thursday, March 26, 2026, 10 a.m. EDT, or noon EDT, or 0:00 (midnight) EDT."""
    local = moment.astimezone(zone)
    name = _NAMES.get((local.hour, local.minute))
    day = f"{theme.full_date(local, 'en')}, {name}" if name else theme.moment(local, "en", weekday=True, time=True)
    return f"{day} {theme.zone(local)}"


_NAMES = {(12, 0): "noon", (0, 0): "0:00 (midnight)"}


def date_in_words(value: dt.date, zone: dt.tzinfo) -> str:
    """A day, or a moment in a zone: Thursday, March 26, 2026."""
    return in_words(value, zone) if isinstance(value, dt.datetime) else theme.full_date(value, "en")


# Our own units, because Babel rounds: ten days would be one week.
_UNITS = (("year", 31_557_600), ("day", 86_400), ("hour", 3_600), ("minute", 60))


def distance(moment: dt.datetime, now: dt.datetime, zone: dt.tzinfo) -> str:
    """How far away a moment is, in its largest unit: in 3 days, 2 hours ago, now.

    It counts calendar days in a zone: from Friday afternoon to Monday morning there are three.
    """
    seconds = (moment - now).total_seconds()
    for name, length in _UNITS:
        if abs(seconds) >= length:
            days = abs((moment.astimezone(zone).date() - now.astimezone(zone).date()).days)
            number = days if name == "day" else int(abs(seconds) // length)
            words = f"{number:,} {name}{'' if number == 1 else 's'}"
            return f"in {words}" if seconds > 0 else f"{words} ago"
    return "in less than a minute" if seconds > 0 else "now"
