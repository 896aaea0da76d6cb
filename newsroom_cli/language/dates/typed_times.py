"""Times of day as people type them beside a date: 9am, 14:30, noon, 9 Uhr, at 9:30 a.m. ET."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.dates.clock import ZONES, shows_label
from newsroom_cli.model.patterns import pattern


class TypedTime(NamedTuple):
    """The time of day in a phrase, and the phrase without it.

    `times` has more than one time if it can be read in several ways, `why` says why. `zone` is the label of a zone as
    typed, in capitals.
    """

    rest: str
    times: tuple[dt.time, ...] = ()
    why: str = ""
    zone: str = ""
    is_midnight: bool = False


class Unreadable(ValueError):
    """A phrase that has no meaning as a date or time; the message says why."""


class WithoutHour(Unreadable):
    """A phrase that names a part of a day, such as tomorrow morning, and no hour."""


_TIME = pattern(
    r"""(?<![\w/.:+-])(?:(?P<at>at|by|@|um|gegen|à|a\slas?|às|alle(?:\sore)?|om|kl\.?)\s*)?
    (?:(?P<word>noon|midday|midnight|mittags?|mitternacht|mediodía|medianoche|midi|minuit)
      |(?P<hour>\d{1,2})(?:(?P<separator>[:.h])(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?
       \s*(?P<sign>[ap]\.?\s?m\b\.?|uhr\b|h\b|o[’']?clock\b)?)
    (?![\w/:]|[.-]\d|(?:st|nd|rd|th)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_PART_OF_DAY = pattern(r"\b(?:in\s+the\s+|this\s+)?(morning|afternoon|evening|night|tonight)\b", re.IGNORECASE)
_NOON = ("noon", "midday", "mittag", "mittags", "mediodía", "midi")
_LEFT_OVER = " ,;@"


def time_in(phrase: str) -> TypedTime:
    """The time of day in a phrase; `times` is empty if it has none. Raises Unreadable if there are two, or no such."""
    part = _PART_OF_DAY.search(phrase)
    found = list(_matches(phrase, is_timed=part is not None))
    if len(found) > 1 or len(_PART_OF_DAY.findall(phrase)) > 1 or (part and found and found[0]["word"]):
        raise Unreadable("it has two times of day")
    if not found:
        if part:
            raise WithoutHour(f'"{part[1]}" is no time of day; say the hour, such as 9am')
        return TypedTime(phrase)
    match = found[0]
    rest, zone = _without_zone(phrase[: match.start()], phrase[match.end() :])
    if part:
        today = "today" if part[1].lower() == "tonight" else ""
        rest = _PART_OF_DAY.sub(today, rest)
    times, why = _times(match, part[1].lower() if part else "")
    is_midnight = bool(match["word"]) and match["word"].lower() not in _NOON
    return TypedTime(" ".join(rest.split()).strip(_LEFT_OVER), times, why, zone, is_midnight)


def _matches(phrase: str, *, is_timed: bool) -> Iterator[re.Match[str]]:
    """Yield the times of day of a phrase: a number alone is one only after "at", or before "in the morning"."""
    for match in _TIME.finditer(phrase):
        is_marked = match["word"] or match["sign"] or match["at"] or (match["separator"] or ".") != "."
        if is_marked or (is_timed and _PART_OF_DAY.match(phrase, match.end() + 1)):
            yield match


def _times(match: re.Match[str], part: str) -> tuple[tuple[dt.time, ...], str]:
    """The times that a match may stand for, and why there is more than one. Raises Unreadable if there is none."""
    if match["word"]:
        return (dt.time(12 if match["word"].lower() in _NOON else 0),), ""
    hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
    sign = re.sub(r"[\s.]", "", match["sign"] or "").lower()
    if hour > 23 or minute > 59 or second > 59 or (sign in ("am", "pm") and not 1 <= hour <= 12):
        raise Unreadable(f'there is no time of day "{match.group().strip()}"')
    is_late = sign == "pm" or part in ("afternoon", "evening", "night", "tonight")
    if sign in ("am", "pm") or (part and hour <= 12):
        return (dt.time(hour % 12 + (12 if is_late else 0), minute, second),), ""
    is_english = sign in ("", "oclock", "o’clock", "o'clock") and (match["at"] or "at").lower() in ("at", "by", "@")
    if is_english and 1 <= hour < 12 and not match["hour"].startswith("0"):
        return (dt.time(hour, minute, second), dt.time(hour + 12, minute, second)), "it may be a.m. or p.m."
    return (dt.time(hour, minute, second),), ""


# --- zones ----------------------------------------------------------------------------------------------------

_YEAR_ROUND = {
    zone.always.upper(): zone.place for zone in ZONES.values() if zone.always and zone.place[:8] != "Pacific/"
}
_ZONES = {label.upper(): zone for label, zone in ZONES.items()}
_LARGEST_OFFSET = 14  # hours
_UTC = ("UTC", "GMT", "Z")
_LABEL = pattern(r"\s*\(?\b([a-z]{1,5}|[a-z]{5,8}\s(?:standard\s|daylight\s)?time)\b\)?", re.IGNORECASE)
_OFFSET = pattern(r"\s*(?:utc|gmt)?\s?([+-]\d{1,2})(?::?(\d{2}))?\s*\Z", re.IGNORECASE)


def _without_zone(before: str, after: str) -> tuple[str, str]:
    """What stands before and after a time of day, without the label of a zone, and this label."""
    if offset := _OFFSET.fullmatch(after):
        if abs(int(offset[1])) > _LARGEST_OFFSET or int(offset[2] or 0) > 59:
            raise Unreadable(f"there is no zone at {after.strip()}")
        return before, f"{int(offset[1]):+03}:{offset[2] or '00'}"
    for match in _LABEL.finditer(after):
        label = " ".join(match[1].upper().split())
        if label in _UTC or label in _ZONES or label in _YEAR_ROUND or label.removesuffix(" TIME") in _YEAR_ROUND:
            return f"{before} {after[: match.start()]} {after[match.end() :]}", label
    return f"{before} {after}", ""


def in_zone(local: dt.datetime, zone: str, here: dt.tzinfo) -> tuple[tuple[dt.datetime, ...], str]:
    """The moments that a date and time without zone may be, in the zone with this label, else in the zone `here`.

    The second value says why there is more than one.
    """
    if zone[:1] in ("+", "-"):
        sign, hours, minutes = zone[0], int(zone[1:3]), int(zone[4:])
        offset = dt.timedelta(hours=hours, minutes=minutes)
        return (local.replace(tzinfo=dt.timezone(-offset if sign == "-" else offset)).astimezone(here),), ""
    if zone in _UTC:
        return (local.replace(tzinfo=dt.UTC).astimezone(here),), ""
    if not zone or local.replace(tzinfo=here).tzname() == zone:
        return moments(local, here)
    place = _YEAR_ROUND.get(zone) or _YEAR_ROUND.get(zone.removesuffix(" TIME"))
    return _in_place(local, place or _ZONES[zone].place, "" if place else zone, here)


def _in_place(local: dt.datetime, place: str, label: str, here: dt.tzinfo) -> tuple[tuple[dt.datetime, ...], str]:
    """The moments of a time in a place. A label that its clocks do not show on that day gives two."""
    from zoneinfo import ZoneInfo

    there, why = moments(local, ZoneInfo(place))
    if label and not shows_label(label.title() if " " in label else label, place, local.date()):
        by_label = there[0] + (there[0].dst() or dt.timedelta()) - (dt.timedelta(hours=1) * _ZONES[label].summer)
        why = f"clocks do not show {label.title() if ' ' in label else label} on that day"
        there = (*there, by_label)
    return tuple(moment.astimezone(here) for moment in there), why


def moments(local: dt.datetime, zone: dt.tzinfo) -> tuple[tuple[dt.datetime, ...], str]:
    """The moments at which clocks in a zone show a time: two if they are set back, and two near it if it is skipped.

    The second value says why there are two.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return (first,), ""
    found = tuple(moment.astimezone(dt.UTC).astimezone(zone) for moment in (first, second))
    if found[0].replace(tzinfo=None) == local.replace(fold=0):
        return found, "clocks are set back then, and show this time twice"
    return found, "clocks are set forward then, and do not show this time"
