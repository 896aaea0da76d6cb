"""The English names of months and weekdays, for tables and patterns, and the day of a moment."""

from __future__ import annotations

import datetime as dt

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple("January February March April May June July August September October November December".split())
# The months that AP shortens before a day, by number; it spells out the others.
AP_MONTHS = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)


def with_offset(moment: dt.datetime) -> dt.datetime:
    """The moment with its offset instead of its zone: Python compares moments of the same zone by their clocks.

    In UTC if the offset has seconds, as before standard time: TOML, feeds and mails do not accept them.
    """
    offset = moment.utcoffset()
    if offset is None:
        return moment
    return moment.astimezone(dt.UTC if offset.seconds % 60 else dt.timezone(offset))


def day_of(value: dt.date) -> dt.date:
    """The calendar day of a date or of a moment, as it is written."""
    return value.date() if isinstance(value, dt.datetime) else value
