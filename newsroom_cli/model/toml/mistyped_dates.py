"""Dates and times as people write them, turned into TOML: `March 2, 2026` -> `2026-03-02`."""

from __future__ import annotations

import datetime as dt
import re

from newsroom_cli.model.calendar_ import SHORT_MONTHS
from newsroom_cli.model.patterns import pattern

_ZONES = {
    "utc": "Z", "gmt": "Z", "z": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00",
}  # fmt: skip
_WRITTEN = pattern(
    r"""(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?
    (?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})
      |(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y2>\d{4})
      |(?P<n>[a-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{4})
      |(?P<d3>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<n2>[a-z]{3,9})\.?,?\s+(?P<y4>\d{4}))
    (?:[T,\s]+(?:at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:\.\d+)?)?
      \s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,4})?)?""",
    re.IGNORECASE | re.VERBOSE,
)


def looks_like_date(words: str) -> bool:
    """Whether words look like a date, with or without a time, even an ambiguous one."""
    return _WRITTEN.fullmatch(words) is not None or re.fullmatch(r"\d{4}[-/.]\d{1,2}", words) is not None


def as_toml(words: str) -> str | None:
    """The date or date-time as TOML; None when the words are ambiguous or not a date.

    A time without an offset gets none.
    """
    match = _WRITTEN.fullmatch(words)
    if match is None or (day := _day(match)) is None or (clock := _clock(match)) is None:
        return None
    return day + clock


def both_orders(words: str) -> tuple[str, ...]:
    """The two dates, in ISO form, of figures in which either number may be the month; none for other words."""
    match = _WRITTEN.fullmatch(words)
    if match is None or not match["a"] or match["hour"] or _day(match) is not None:
        return ()
    first, second, year = int(match["a"]), int(match["b"]), int(match["y2"])
    if not (1 <= first <= 12 and 1 <= second <= 12):
        return ()
    return tuple(dt.date(year, month, day).isoformat() for month, day in ((first, second), (second, first)))


def _day(match: re.Match[str]) -> str | None:
    """The date in ISO form; None when it is ambiguous or does not exist."""
    year = match["y"] or match["y2"] or match["y3"] or match["y4"]
    if name := match["n"] or match["n2"]:
        short = name[:3].capitalize()
        month = SHORT_MONTHS.index(short) + 1 if short in SHORT_MONTHS else 0
        day = int(match["d2"] or match["d3"])
    elif match["y"]:
        month, day = int(match["m"]), int(match["d"])
    else:
        first, second = int(match["a"]), int(match["b"])
        if match["s"] != "." and first <= 12 and second <= 12 and first != second:
            return None  # the 2nd of March or the 3rd of February
        day, month = (second, first) if match["s"] != "." and second > 12 else (first, second)
    try:
        return dt.date(int(year), month, day).isoformat()
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> str | None:
    """The time in TOML, from its T on; empty when there is none, None when it is invalid."""
    if match["hour"] is None:
        return ""
    hour = int(match["hour"])
    if half_day := (match["half"] or "").lower():
        hour = hour % 12 + (12 if half_day.startswith("p") else 0)
    zone = (match["zone"] or "").lower()
    offset = _ZONES.get(zone, "") if zone.isalpha() else f"{zone[:3]}:{zone[-2:]}" if zone else ""
    if hour > 23 or int(match["minute"] or 0) > 59 or (zone and not offset):
        return None
    return f"T{hour:02}:{match['minute'] or '00'}:{match['second'] or '00'}{offset}"
