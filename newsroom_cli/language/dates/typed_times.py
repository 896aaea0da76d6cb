"""Times of day as people type them beside a date: 9am, 14:30, noon, 9 Uhr, at 9:30 a.m. ET."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.dates.clock import ZONES, shows_label
from newsroom_cli.model.patterns import pattern


class TypedTime(NamedTuple):
    """The time of day in a phrase, and the phrase without it (`rest`).

    `times` has several times if the phrase is ambiguous, and `why` explains why. `zone` is the label of a zone as
    typed, in capitals. `shifts` are the days to add to the named day, as for midnight at its end.
    """

    rest: str
    times: tuple[dt.time, ...] = ()
    why: str = ""
    zone: str = ""
    shifts: tuple[int, ...] = (0,)


class Unreadable(ValueError):
    """A phrase that is no date or time; the message says why."""


class WithoutHour(Unreadable):
    """A phrase that names a part of a day but no hour, such as tomorrow morning."""


_TIME = pattern(
    r"""(?<![\w/.:+-])(?:(?P<at>at|by|from|@|um|gegen|à|a\slas?|às|alle(?:\sore)?|ore|om|kl\.?)\s*)?
    (?:(?:12\s*)?(?P<word>noon|mid-?day|midnight|mittags?|mitternacht|mediodía|medianoche|midi|minuit)
      |(?P<clock>\d{4})\s?(?P<hours>h|hrs?|hours)?
      |(?P<hour>\d{1,2})(?:(?P<separator>[:.h])(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?
       \s*(?P<sign>[ap]\.?\s?m\b\.?|(?<=\d)[ap]\b|uhr\b|h\b|o[’']?clock\b
         |(?(minute)(?:hrs?|hours)\b|(?!))|(?(at)(?:heures?|horas?|uur)\b|(?!)))?)
    (?![\w/:]|[.-]\d|(?:st|nd|rd|th)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_EARLY = r"(?<=[a-z]\s)am(?=$|\s+at\s)|(?:early\s+)?morning|first\s+thing|(?:start|opening)\s+of\s+business"
_LATE = (
    r"(?<=[a-z]\s)pm(?=$|\s+at\s)|afternoon|evening|end\s+of\s+(?:the\s+)?(?:day|business)|eod|"
    r"close\s+of\s+(?:business|play)|cob"
)
_PART_OF_DAY = pattern(
    rf"\b(?:in\s+the\s+|at\s+|by\s+|this\s+|late\s+)*(?:(?P<early>{_EARLY})|(?P<late>{_LATE})|(?P<night>night|tonight))\b",
    re.IGNORECASE,
)
_NOON = ("noon", "midday", "mid-day", "mittag", "mittags", "mediodía", "midi")
_LEFT_OVER = " ,;@"
_DOUBT = "it may be a.m. or p.m."


def time_in(phrase: str, *, is_english: bool) -> TypedTime:
    """The time of day in a phrase; `times` is empty if the phrase has none.

    With `is_english`, an hour such as 9 or 9:30 may be in the morning or in the evening. Raises Unreadable if there are
    two times, or if the time does not exist.
    """
    parts, found = list(_PART_OF_DAY.finditer(phrase)), list(_matches(phrase))
    if len(found) > 1 or len(parts) > 1 or (parts and found and found[0]["word"] and not parts[0]["night"]):
        raise Unreadable("it has two times of day")
    part = parts[0] if parts else None
    if not found:
        if part:
            raise WithoutHour(f'"{part[0]}" is no time of day; say the hour, such as 9am')
        return TypedTime(phrase)
    rest, zone = _without_zone(phrase[: found[0].start()], phrase[found[0].end() :])
    return _typed_time(rest, found[0], part, is_english)._replace(zone=zone)


def _matches(phrase: str) -> Iterator[re.Match[str]]:
    """Yield the times of day in a phrase: a bare number only after "at", one such as 9.30 only if it is no date."""
    for match in _TIME.finditer(phrase):
        if match["clock"]:
            is_marked = match["hours"] or match["clock"][0] == "0" or not 1900 <= int(match["clock"]) < 2100
        elif match["separator"] == ".":
            is_date = 0 < int(match["minute"]) <= 12 and int(match["hour"]) > 0
            is_marked = match["sign"] or match["at"] or (not is_date and match[0] != phrase)
        else:
            is_marked = match["word"] or match["sign"] or match["at"] or match["separator"]
        if is_marked:
            yield match


_BARE = pattern(r"(?:(?P<day>.*\S)[\s,]+)??(?P<hour>\d{1,2})|(?P<first>\d{1,2})\s+(?P<rest>\D+)")
_YEAR = pattern(r"\d{4}|\d[./-]\d+[./-]\d")


def bare_hour(phrase: str, *, is_english: bool) -> TypedTime | None:
    """The hour given by a bare number at the end or beginning of a phrase, as in "Dec 24 9"; None if there is none.

    A number that may be a year, as in "Dec 24 20", is no hour.
    """
    parts = list(_PART_OF_DAY.finditer(phrase))
    without_part = " ".join(_PART_OF_DAY.sub(" ", phrase).split()).strip(_LEFT_OVER)
    match = _BARE.fullmatch(without_part)
    if match is None or len(parts) > 1 or any(_matches(phrase)):
        return None
    hour, rest = match["hour"] or match["first"], match["day"] or match["rest"] or ""
    is_year = int(hour) > 12 and re.search(r"\d", rest) and not _YEAR.search(rest)
    if int(hour) > 23 or is_year or not (rest or parts):
        return None
    if parts:
        rest = f"{rest} {parts[0][0]}"
    return _typed_time(rest, _TIME.fullmatch(hour), parts[0] if parts else None, is_english)


def _typed_time(rest: str, match: re.Match[str] | None, part: re.Match[str] | None, is_english: bool) -> TypedTime:
    """The time of day in a match, within a part of the day if one is named. Raises Unreadable if impossible."""
    assert match is not None
    if part:
        rest = _PART_OF_DAY.sub("today" if "tonight" in part[0].lower() else "", rest.strip(_LEFT_OVER))
    rest = " ".join(rest.split()).strip(_LEFT_OVER)
    times, why, shifts = _times(match, part, is_english)
    if "tonight" in (part[0].lower() if part else "") and shifts == (0, 1):
        shifts, why = (1,), ""
    return TypedTime(rest or ("today" if shifts == (1,) else ""), times, why, shifts=shifts)


_Times = tuple[tuple[dt.time, ...], str, tuple[int, ...]]
_TWO_MIDNIGHTS = "a day has midnight at its beginning and at its end"


def _times(match: re.Match[str], part: re.Match[str] | None, is_english: bool) -> _Times:
    """The times that a match may mean, why there are several, and their shifts. Raises Unreadable if there is none."""
    if match["word"]:
        is_noon = match["word"].lower() in _NOON
        return ((dt.time(12),), "", (0,)) if is_noon else ((dt.time(),), _TWO_MIDNIGHTS, (1,) if part else (0, 1))
    hour, minute = int(match["hour"] or match["clock"][:2]), int(match["minute"] or (match["clock"] or "00")[-2:])
    second, sign = int(match["second"] or 0), re.sub(r"[\s.’']", "", match["sign"] or "").lower()
    has_half = sign[:1] in ("a", "p")
    if (hour, minute, second) == (24, 0, 0) and not has_half:
        return (dt.time(),), "", (1,)
    if hour > 23 or minute > 59 or second > 59 or (has_half and not 1 <= hour <= 12):
        raise Unreadable(f'there is no time of day "{match.group().strip()}"')
    is_night = part is not None and part["night"] and not has_half
    if is_night and (hour == 12 or hour < 6):
        why = _TWO_MIDNIGHTS if hour in (0, 12) else "it may be the night before that day or after it"
        return (dt.time(hour % 12, minute, second),), why, (1,) if hour == 12 else (0, 1)
    if has_half or (part and hour <= 12):
        is_late = sign[:1] == "p" or (not has_half and part is not None and not part["early"])
        return (dt.time(hour % 12 + (12 if is_late else 0), minute, second),), "", (0,)
    is_open = (match["at"] or "").lower() in ("at", "by", "from", "@") or sign == "oclock"
    is_open = is_open or (is_english and not match["at"] and not sign)
    if is_open and 1 <= hour < 12 and not match["clock"] and not match["hour"].startswith("0"):
        return (dt.time(hour, minute, second), dt.time(hour + 12, minute, second)), _DOUBT, (0,)
    return (dt.time(hour, minute, second),), "", (0,)


# --- zones ----------------------------------------------------------------------------------------------------

_YEAR_ROUND = {
    zone.always.upper(): zone.place for zone in ZONES.values() if zone.always and zone.place[:8] != "Pacific/"
}
_ZONES = {label.upper(): zone for label, zone in ZONES.items()}
_LARGEST_OFFSET = 14  # hours
_UTC = ("UTC", "GMT", "Z")
_LABEL = pattern(
    r"\s*\(?\b([a-z]{5,8}\s(?:standard\s|daylight\s)?time|eastern|central|mountain|pacific|[a-z]{1,5})\b\)?",
    re.IGNORECASE,
)
_OFFSET = pattern(r"\s*(?:utc|gmt)?\s?([+-]\d{1,2})(?::?(\d{2}))?\s*\Z", re.IGNORECASE)


def _without_zone(before: str, after: str) -> tuple[str, str]:
    """The text around a time of day without the label of a zone, and that label. Raises Unreadable for an impossible
    offset.
    """
    if offset := _OFFSET.fullmatch(after):
        if abs(int(offset[1])) > _LARGEST_OFFSET or int(offset[2] or 0) > 59:
            raise Unreadable(f"there is no zone at {after.strip()}")
        return before, f"{int(offset[1]):+03}:{offset[2] or '00'}"
    for match in _LABEL.finditer(after):
        label = " ".join(match[1].upper().split())
        label += " TIME" * (f"{label} TIME" in _YEAR_ROUND)
        if label in _UTC or label in _ZONES or label in _YEAR_ROUND or label.removesuffix(" TIME") in _YEAR_ROUND:
            return f"{before} {after[: match.start()]} {after[match.end() :]}", label
    return f"{before} {after}", ""


def in_zone(local: dt.datetime, zone: str, newsroom_zone: dt.tzinfo) -> tuple[tuple[dt.datetime, ...], str]:
    """The moments that a date and time may mean in the zone with a label, or without a label in `newsroom_zone`.

    The second value explains why there is more than one.
    """
    if zone[:1] in ("+", "-"):
        sign, hours, minutes = zone[0], int(zone[1:3]), int(zone[4:])
        offset = dt.timedelta(hours=hours, minutes=minutes)
        return (local.replace(tzinfo=dt.timezone(-offset if sign == "-" else offset)).astimezone(newsroom_zone),), ""
    if zone in _UTC:
        return (local.replace(tzinfo=dt.UTC).astimezone(newsroom_zone),), ""
    if not zone or local.replace(tzinfo=newsroom_zone).tzname() == zone:
        return moments(local, newsroom_zone)
    place = _YEAR_ROUND.get(zone) or _YEAR_ROUND.get(zone.removesuffix(" TIME"))
    return _in_place(local, place or _ZONES[zone].place, "" if place else zone, newsroom_zone)


def _in_place(
    local: dt.datetime, place: str, label: str, newsroom_zone: dt.tzinfo
) -> tuple[tuple[dt.datetime, ...], str]:
    """The moments of a local time in a place; two if its clocks do not show the label on that day, and why."""
    from zoneinfo import ZoneInfo

    moments_there, why = moments(local, ZoneInfo(place))
    if label and not shows_label(label.title() if " " in label else label, place, local.date()):
        by_label = (
            moments_there[0]
            + (moments_there[0].dst() or dt.timedelta())
            - (dt.timedelta(hours=1) * _ZONES[label].summer)
        )
        why = f"clocks do not show {label.title() if ' ' in label else label} on that day"
        moments_there = (*moments_there, by_label)
    return tuple(moment.astimezone(newsroom_zone) for moment in moments_there), why


def moments(local: dt.datetime, zone: dt.tzinfo) -> tuple[tuple[dt.datetime, ...], str]:
    """The moments at which clocks in a zone show a time: two if clocks are set back, two nearby ones if the time is
    skipped.

    The second value explains why there are two.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return (first,), ""
    both_moments = tuple(moment.astimezone(dt.UTC).astimezone(zone) for moment in (first, second))
    if both_moments[0].replace(tzinfo=None) == local.replace(fold=0):
        return both_moments, "clocks are set back then, and show this time twice"
    return both_moments, "clocks are set forward then, and do not show this time"
