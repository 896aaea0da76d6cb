"""Times of day in a text: ranges of times, and the zones named beside times."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsroom_cli.language.word_index import occurrences
from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern

NOON = 12 * 60


class TimeRange(NamedTuple):
    """A range of times: its offsets in the text, and its start and end in minutes since midnight.

    `halves` has one letter for each of the two times: a for a.m., p for p.m., n for noon. It is empty for 24-hour
    times.
    """

    start: int
    end: int
    begins: int
    closes: int
    halves: str = ""

    @property
    def backwards(self) -> bool:
        """Whether the range ends before it begins. A range that may run past midnight does not count."""
        if self.closes >= self.begins or self.halves == "pa":
            return False
        if self.halves == "pp":
            return True
        late = self.begins >= _EVENING and self.closes <= NOON and self.halves in ("", "pn")
        return not late and self.closes > _SMALL_HOURS


_SMALL_HOURS = 6 * 60  # a range that ends by then may have begun the day before
_EVENING = 18 * 60


# --- ranges of times ------------------------------------------------------------------------------------------

# The m of a.m. or p.m. and the words that join two times: a fast search, because it begins with one letter.
_JOIN = r"\b\.?(?:\s\(?[A-Z]{2,4}\)?)?,?\s*(?:[-–—]|(?:[Tt]o|TO|and|until|till|through|thru)\b)"
_SMALL_M, _LARGE_M = pattern("m" + _JOIN), pattern("M" + _JOIN)
_APART = r"\s*(?:[-–—]|\b(?:to|and|until|till|through|thru)\b)\s*"
_TIME = r"(?:(?P<hour{0}>1[0-2]|0?[1-9])(?::(?P<minute{0}>[0-5]\d))?\s?(?P<half{0}>[ap])\.?m\b\.?|(?P<noon{0}>noon)\b)"
_ZONE_NAME = r"(?:\s\(?(?P<zone{0}>(?-i:[A-Z]{{2,4}}))\b\)?)?"
_FROM = pattern(
    _TIME.format(1) + _ZONE_NAME.format(1) + r",?" + _APART + _TIME.format(2) + _ZONE_NAME.format(2), re.IGNORECASE
)
_TIME_BEFORE = pattern(r"(?<![\w:.$/-])(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s?[AaPp]\.?\Z")
# From the colon of a first 24-hour time up to the second time: `:30–` in 13:30–14:00.
_FULL = pattern(r":[0-5]\d\s?(?:Uhr|h|hrs?|horas)?\s?(?:-|–|—|to|bis|à|a|hasta(?:\slas)?)\s?(?=\d)")
_FULL_BEFORE = pattern(r"(?<![\w:.,/-])(?:[01]?\d|2[0-4])\Z")
_FULL_AFTER = pattern(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?![\w:%]|[.,]\d)")
_UHR = pattern(r" Uhr\b")
_HOUR_SIGN = pattern(r"h(?:oras|\s?[0-5]\d)?\b")
_ONE = r"(?P<hour{0}>[01]?\d|2[0-4])"
_START = r"(?<![\w:.,/-])"
_GERMAN = pattern(
    rf"{_START}{_ONE.format(1)}(?:[.:](?P<minute1>[0-5]\d))?(?: Uhr)?\s?(?:bis|–"
    rf"|-)\s?{_ONE.format(2)}(?:[.:](?P<minute2>[0-5]\d))?\Z"
)
_ROMANCE = pattern(
    rf"{_START}{_ONE.format(1)}(?:[.:](?P<minute1>[0-5]\d)|\s?h\s?(?P<minute3>[0-5]\d))?(?:\s?h"
    r"|\shoras)?\s(?:à|a|hasta|jusqu['’]à|–"
    rf"|-)\s(?:las\s)?{_ONE.format(2)}(?:[.:](?P<minute2>[0-5]\d))?\s?(?:h|horas"
    r"|h\s?(?P<minute4>[0-5]\d))\Z"
)


def time_ranges(text: str, language: str, *, with_am_or_pm: bool = True) -> Iterator[TimeRange]:
    """Yield the time ranges of a text: in English those with a.m. and p.m., in other languages those in 24 hours.

    Without `with_am_or_pm`, leave out ranges with a.m. or p.m.
    """
    if with_am_or_pm:
        yield from _with_am_or_pm(text)
    counted = list(_in_24_hours(text)) if ":" in text else []
    yield from counted
    if not language_tags.is_english(language):
        starts = {span.start for span in counted}
        yield from (time_range for time_range in _by_hours(text) if time_range.start not in starts)


def _with_am_or_pm(text: str) -> Iterator[TimeRange]:
    """Yield the time ranges of an English text that have a.m., p.m. or noon."""
    taken = 0
    for start in sorted(_openings(text)):
        match = _FROM.match(text, start) if start >= taken else None
        if match is None or (match["zone1"] or match["zone2"]) != (match["zone2"] or match["zone1"]):
            continue
        if " and " in match.group() and not text[max(start - 8, 0) : start].lower().endswith("between "):
            continue  # at 4 p.m. and 3 p.m.
        taken = match.end()
        halves = "".join("n" if match[f"noon{number}"] else match[f"half{number}"].lower() for number in (1, 2))
        end = match.end("zone2") if match["zone2"] else (match.end("noon2") if match["noon2"] else match.end())
        yield TimeRange(start, end, _minutes(match, "1"), _minutes(match, "2"), halves)


def _openings(text: str) -> Iterator[int]:
    """Yield the offsets where a range with a.m., p.m. or noon may begin."""
    for joined in (_SMALL_M, _LARGE_M):
        for match in joined.finditer(text):
            if before := _TIME_BEFORE.search(text, max(match.start() - 10, 0), match.start()):
                yield before.start()
    for word in ("noon", "Noon"):
        yield from (at for at in occurrences(text, word) if at == 0 or not text[at - 1].isalnum())


def _minutes(match: re.Match[str], which: str) -> int:
    """The first ("1") or second ("2") time of a match, in minutes since midnight."""
    groups = match.groupdict()
    if groups.get(f"noon{which}"):
        return NOON
    hour = int(match[f"hour{which}"])
    if half := groups.get(f"half{which}"):
        hour = hour % 12 + (12 if half in "pP" else 0)
    return hour * 60 + int(match[f"minute{which}"] or groups.get(f"minute{int(which) + 2}") or 0)


def _in_24_hours(text: str) -> Iterator[TimeRange]:
    """Yield the time ranges in 24 hours, such as 13:30-14:00."""
    for match in _FULL.finditer(text):
        before = _FULL_BEFORE.search(text, max(match.start() - 4, 0), match.start())
        after = _FULL_AFTER.match(text, match.end())
        if before and after and max(int(before.group()), int(after[1])) > 12:
            begins = int(before.group()) * 60 + int(text[match.start() + 1 : match.start() + 3])
            yield TimeRange(before.start(), after.end(), begins, int(after[1]) * 60 + int(after[2]))


def _by_hours(text: str) -> Iterator[TimeRange]:
    """Yield the ranges of German, French and Spanish hours: 15 bis 14 Uhr, 15 h 30 à 14 h."""
    for sign, hours in ((_UHR, _GERMAN), (_HOUR_SIGN, _ROMANCE)):
        for match in sign.finditer(text):
            end = match.start() if sign is _UHR else match.end()
            times = hours.search(text, max(end - _LONGEST, 0), end)
            if times:
                yield TimeRange(times.start(), match.end(), _minutes(times, "1"), _minutes(times, "2"))


_LONGEST = 32  # characters of two times


# --- zones ----------------------------------------------------------------------------------------------------


class Zone(NamedTuple):
    """The meaning of a zone's label: a place in the zone, whether it is summer time, and the label of the other season.

    `always` is the label that is right all year, "" if there is none. `keeping` names places that use this label all
    year.
    """

    place: str
    summer: bool
    other: str
    always: str = ""
    keeping: tuple[str, ...] = ()


def _american(name: str, place: str, always: str, long: str, keeping: str) -> dict[str, Zone]:
    """The zones with one American name, by their labels: EST, EDT, Eastern Standard Time, Eastern Daylight Time."""
    standard, daylight = f"{name}ST", f"{name}DT"
    year_round = tuple(keeping.split("/"))
    return {
        standard: Zone(place, False, daylight, always, year_round),
        daylight: Zone(place, True, standard, always),
        f"{long} Standard Time": Zone(place, False, f"{long} Daylight Time", f"{long} Time", year_round),
        f"{long} Daylight Time": Zone(place, True, f"{long} Standard Time", f"{long} Time"),
    }


ZONES: dict[str, Zone] = {
    **_american(
        "E",
        "America/New_York",
        "ET",
        "Eastern",
        "Panama/Panamá/Jamaica/Cancun/Cancún/Quintana Roo/Cayman/Australia/Sydney/Melbourne/Queensland/Lima/Bogot",
    ),
    **_american(
        "C",
        "America/Chicago",
        "CT",
        "Central",
        "Mexico/México/Costa Rica/Guatemala/Saskatchewan/Regina/Saskatoon/Honduras/Nicaragua/El "
        "Salvador/Belize/China/Chinese/Beijing/Shanghai/Shenzhen/Taiwan/Taipei/Cuba/Havana",
    ),
    **_american(
        "M",
        "America/Denver",
        "MT",
        "Mountain",
        "Arizona/Phoenix/Tucson/Scottsdale/Flagstaff/Tempe/Yuma/Sonora/Hermosillo/Yukon/Whitehorse/Dawson "
        "Creek/Fort St. John/Myanmar/Malaysia",
    ),
    **_american("P", "America/Los_Angeles", "PT", "Pacific", "Philippine/Manila/Pakistan/Karachi/Pitcairn"),
    **_american("AK", "America/Anchorage", "AKT", "Alaska", "-"),
    "HDT": Zone("Pacific/Honolulu", True, "HST", "", ("Aleut", "Adak")),
    "BST": Zone("Europe/London", True, "GMT", "", ("Bangladesh", "Dhaka", "Bougainville")),
    "CET": Zone("Europe/Berlin", False, "CEST", "", ("Algeria", "Tunisia", "Alger", "Tunis")),
    "CEST": Zone("Europe/Berlin", True, "CET"),
    "MEZ": Zone("Europe/Berlin", False, "MESZ"),
    "MESZ": Zone("Europe/Berlin", True, "MEZ"),
    "EEST": Zone("Europe/Helsinki", True, "EET"),
    "AEST": Zone("Australia/Sydney", False, "AEDT", "AET", ("Queensland", "Brisbane", "Gold Coast", "Cairns", "QLD")),
    "AEDT": Zone("Australia/Sydney", True, "AEST", "AET"),
    "NZST": Zone("Pacific/Auckland", False, "NZDT"),
    "NZDT": Zone("Pacific/Auckland", True, "NZST"),
}
_LABEL = pattern(
    r"(?<![\w/])(?:[ECMP][SD]T|AK[SD]T|HDT|[BM]ST|CES?T|MES?Z|EEST|AE[SD]T|NZ[SD]T|GMT|(?:Eastern|Central"
    r"|Mountain|Pacific|Alaska) (?:Standard|Daylight) Time)(?![\w/])"
)
_AT = pattern(
    r"(?:\d\s?(?:[ap]\.?\s?m\b\.?|Uhr|h|hours?|hrs)?|\bnoon|\bmidnight)[\s,]{1,2}[(\[]?\s?(?:(?:U\.?S\.?|local)\s)?\Z",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """A zone named beside a time of day."""

    start: int
    end: int
    name: str


def zone_labels(text: str) -> Iterator[Label]:
    """Yield the labels of zones that follow a time of day, as printed."""
    for match in _LABEL.finditer(text):
        if _AT.search(text, max(match.start() - 24, 0), match.start()):
            yield Label(*match.span(), match.group())


def shows_label(label: str, place: str, day: dt.date) -> bool:
    """Whether clocks in a place, given as an IANA zone, show a label such as EDT on a day."""
    noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=_zone(place))
    zone_of_label = ZONES.get(label)
    if zone_of_label is not None and zone_of_label.place == place:
        return bool(noon.dst()) == zone_of_label.summer
    return noon.tzname() == label


_zone = functools.lru_cache(maxsize=64)(ZoneInfo)


def names_any(text: str, places: Sequence[str]) -> bool:
    """Whether a text names any of the places."""
    return any(place in text for place in places)
