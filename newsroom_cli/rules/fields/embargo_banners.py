"""EM: typed embargo banners that contradict the embargo field, and times that clocks skip or show twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsroom_cli.language.dates import dates
from newsroom_cli.language.dates.mentions import mentions
from newsroom_cli.language.document import Document
from newsroom_cli.model import language_tags
from newsroom_cli.model.calendar_ import WEEKDAYS
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import instant, typed_times
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Span
from newsroom_cli.rules.fields import embargo, held_words
from newsroom_cli.rules.registry import ERROR, PREVIEW, WARNING, Hit, replace, rule

# --- EM002 ----------------------------------------------------------------------------------------------------


@rule("EM002", "embargo-on-an-immediate-release", severity=ERROR)
def embargo_on_an_immediate_release(document: Document) -> Iterator[Hit]:
    """Report "for immediate release" in a release under embargo."""
    for span, whole in _immediate(document):
        embargo_span = (
            document.release.embargo.span if document.release.embargo else next(iter(embargo.labels(document)), None)
        )
        if embargo_span is None:
            return
        words = " ".join(document.release.text[slice(*span)].split())
        message = f'"{words}" is above a release that is under embargo'
        help = f'delete "{words}", or the embargo if there is none'
        fix = replace(span, "", safe=False) if whole else None
        yield Hit(span, message, help, (embargo_span, "the embargo"), fix=fix)


def _immediate(document: Document) -> Iterator[tuple[Span, bool]]:
    """Yield labels such as FOR IMMEDIATE RELEASE, each with whether it is alone on a line of the body."""
    for field in (document.release.headline, document.release.subhead):
        if field and (match := _immediate_label(field.value)):
            yield embargo.in_value(document, field, Span(*match.span("label"))), False
    if not any(map(document.release.body.value.__contains__, _TRIGGERS)):
        return
    for block in document.markdown.prose:
        if block.quoted or not any(map(block.text.__contains__, _TRIGGERS)):
            continue
        for start, end in embargo.lines(document, block):
            if match := _immediate_label(block.text[start:end]):
                first, last = match.span("label")
                whole = not match["rest"].strip() and first == 0
                yield block.place(start + first, start + last), whole


_TRIGGERS = ("mmediate", "MMEDIATE", "nmediata", "NMEDIATA", "mmédiate", "MMÉDIATE", "sofortige", "SOFORTIGE")
_LABEL = pattern(
    r"""[\W_]*(?P<label>(?:for\s+)?immediate\s+(?:(?:press|news|media)\s+)?(?:release|publication|distribution|use)
      |release\s*(?:date|time)?\s*:\s*immediate(?:ly)?|para\s+(?:su\s+)?(?:publicaci[oó]n|difusi[oó]n|divulgaci[oó]n)\s+inmediata
      |pour\s+(?:diffusion|publication)\s+imm[eé]diate|zur\s+sofortigen\s+(?:veröffentlichung|freigabe))\b(?P<rest>.*)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_GOES_ON = pattern(r"\s+[a-zß-ÿ]")  # "For immediate release of the hostages"


def _immediate_label(line: str) -> re.Match[str] | None:
    """The match of a label such as FOR IMMEDIATE RELEASE at the start of a line; None if it begins a sentence."""
    match = _LABEL.match(line) if any(map(line.__contains__, _TRIGGERS)) else None
    return match if match and not _GOES_ON.match(match["rest"]) else None


# --- EM007 ---------------------------------------------------------------------------------------------------


@rule("EM007", "approved-but-held-in-words", severity=ERROR)
def approved_but_held_in_words(document: Document) -> Iterator[Hit]:
    """Report words in an approved release that say it must not go out."""
    for problem in held_words.against_status(document):
        yield Hit(problem.span, problem.message, problem.help)


# --- EM004 ----------------------------------------------------------------------------------------------------


@rule("EM004", "time-that-clocks-skip-or-show-twice", severity=ERROR)
def time_that_clocks_skip_or_show_twice(document: Document) -> Iterator[Hit]:
    """Report a time in the hour that clocks skip or repeat when they change."""
    for name, typed, span in typed_times(document.release):
        if typed.tzinfo is not None and name != "embargo":
            continue
        if fault := _off_the_clock(typed, document.config):
            yield Hit(span, *fault, severity="" if name == "embargo" else WARNING)


def _off_the_clock(typed: dt.datetime, config: Config) -> tuple[str, str] | None:
    """The message and remedy for a time that clocks skip or show twice in the newsroom's zone; None for other times."""
    wall, zone = typed.replace(tzinfo=None), config.zone
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after:
        return None
    if typed.tzinfo is not None and typed.utcoffset() not in (before, after):
        return None
    shown, day = f"{wall:%H:%M}", dates.long(wall.date(), "en")
    if after > before:  # a gap: clocks are put forward
        change = f"clocks are put forward over it in {config.time_zone}"
        later = first.astimezone(dt.UTC).astimezone(zone).isoformat()
        return f"there is no {shown} on {day}: {change}", f"write {later}, or an earlier time"
    if typed.tzinfo is not None:
        return None
    once, again = first.isoformat(), second.isoformat()
    message = f"{shown} on {day} comes twice: clocks are put back over it in {config.time_zone}"
    return message, f"write {once} for the first time, {again} for the second"


# --- EM005 ----------------------------------------------------------------------------------------------------


@rule("EM005", "banner-of-another-embargo", severity=ERROR)
def banner_of_another_embargo(document: Document) -> Iterator[Hit]:
    """Report words in the text that give a different embargo from the front matter."""
    if document.release.embargo is None:
        return
    language, banners = document.language, set(embargo.banners(document))
    for span in embargo.labels(document):
        words = document.release.text[slice(*span)]
        if _time_in_banner(words, language).agrees(document.release.embargo, document.config):
            continue
        moment = instant(document.release.embargo.value, document.config).astimezone(document.config.zone)
        when = _in_words(moment, language, timed=isinstance(document.release.embargo.value, dt.datetime))
        ends = _in_words(
            moment, language_tags.english(language), timed=isinstance(document.release.embargo.value, dt.datetime)
        )
        message = f'"{" ".join(words.split())}" is not when the embargo ends, which is {ends}'
        fix = None
        if language_tags.is_english(language) and span in banners:
            label = "EMBARGOED UNTIL" if words.upper() == words or words.startswith("EMBARGO") else "Embargoed until"
            fix = replace(span, f"{label} {when}", safe=False)
        help = f"write {when}, or correct the embargo of the front matter"
        cause = (document.release.embargo.span, "the embargo that holds the release back")
        yield Hit(span, message, help, cause, fix=fix)


# --- EM008 ----------------------------------------------------------------------------------------------------


@rule("EM008", "embargo-that-readers-see", severity=WARNING, since=PREVIEW)
def embargo_that_readers_see(document: Document) -> Iterator[Hit]:
    """Report words that repeat the embargo of the front matter: they stay on the page when the embargo is over."""
    release = document.release
    if release.embargo is None or not isinstance(release.embargo.value, dt.datetime):
        return
    unseen = SpanSet([comment.span for comment in document.markdown.comments])
    fields = [field.span for field in (release.headline, release.subhead) if field]
    for span in embargo.labels(document):
        in_body = release.body.span.start <= span.start
        if unseen.overlaps(span) or not (
            in_body or any(span.start < field.end > field.start <= span.start for field in fields)
        ):
            continue
        if not _time_in_banner(release.text[slice(*span)], document.language).agrees(release.embargo, document.config):
            continue  # EM005
        fix = replace(line, "", safe=False) if in_body and (line := _whole_line(release.text, span)) else None
        message = "readers still see these words when the embargo is over"
        help = "delete them: the preview and mails in advance show the embargo of the front matter"
        yield Hit(span, message, help, (release.embargo.span, "the embargo"), fix=fix)


def _whole_line(text: str, span: Span) -> Span | None:
    """The line with this span and the line breaks after it; None if the line has other words."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if any(map(str.isalnum, text[start : span.start] + text[span.end : end])):
        return None
    while text[end : end + 1] in ("\r", "\n"):
        end += 1
    return Span(start, end)


def _in_words(moment: dt.datetime, language: str, *, timed: bool) -> str:
    """A day in words, with time and zone before it if `timed`."""
    day = dates.full(moment.date(), language)
    time = f"{dates.clock(moment, language)} {dates.zone(moment, language)}".rstrip()
    return f"{time}, {day}" if timed else day


class _BannerTime(NamedTuple):
    """The moment in a banner: month and day, year, weekday, hour and minute, possible zones; missing parts are None."""

    month_and_day: tuple[int, int] | None
    year: int | None
    weekday: int | None
    clock: tuple[int, int] | None
    zones: tuple[str, ...]

    def agrees(self, field: Field[dt.date], config: Config) -> bool:
        """Whether the banner may mean the moment of the embargo field.

        Without a zone of its own, the banner is read in the newsroom's zone and in the field's.
        """
        moment = instant(field.value, config)
        zones: list[dt.tzinfo] = [ZoneInfo(zone) for zone in self.zones]
        if not zones:
            zones = [config.zone, *([moment.tzinfo] if moment.tzinfo else [])]
        timed = isinstance(field.value, dt.datetime)
        return any(self._is_moment(moment.astimezone(zone), timed=timed) for zone in zones)

    def _is_moment(self, local: dt.datetime, *, timed: bool) -> bool:
        """Whether the banner may mean this local time."""
        if timed and self.clock is not None and self.clock != (local.hour, local.minute):
            return False
        days = [local.date()]
        if self.clock == (0, 0) and local.date() > dt.date.min:
            days.append(local.date() - dt.timedelta(days=1))  # midnight on Friday: its beginning or its end
        return any(self._is_day(day) for day in days)

    def _is_day(self, day: dt.date) -> bool:
        """Whether the banner may mean this day."""
        if self.month_and_day is not None and self.month_and_day != (day.month, day.day):
            return False
        if self.year is not None and self.year != day.year:
            return False
        return self.month_and_day is not None or self.weekday is None or self.weekday == day.weekday()


def moment_in(words: str, language: str, zone: dt.tzinfo, year: int) -> dt.datetime | None:
    """The moment in the words of a banner; None without a day or a time of day.

    `zone` and `year` stand in for those that the banner does not name.
    """
    banner = _time_in_banner(words, language)
    if banner.month_and_day is None or banner.clock is None:
        return None
    try:
        day = dt.date(banner.year or year, *banner.month_and_day)
    except ValueError:
        return None
    own = ZoneInfo(banner.zones[0]) if banner.zones else zone
    return dt.datetime.combine(day, dt.time(*banner.clock), own)


def _time_in_banner(words: str, language: str) -> _BannerTime:
    """The parts of the moment that the words of a banner give."""
    mention = next(iter(mentions(words, language)), None)
    if mention is not None:
        month_and_day, year = (mention.month, mention.day), mention.year
    elif figures := _IN_FIGURES.search(words) or _WITH_DOTS.search(words):
        month_and_day, year = (int(figures["month"]), int(figures["day"])), int(figures["year"])
    else:
        month_and_day, year = None, None
    weekday = _WEEKDAY.search(words) if language_tags.is_english(language) else None
    number = next(
        (at for at, name in enumerate(WEEKDAYS) if weekday and name.lower().startswith(weekday[1].lower())), None
    )
    without_figures = _WITH_DOTS.sub(" ", _IN_FIGURES.sub(" ", words))
    outside = f"{words[: mention.start]} {words[mention.end :]}" if mention else without_figures
    zone = _ZONE.search(words)
    return _BannerTime(month_and_day, year, number, _clock(outside), _ZONES.get(zone[0].lower(), ()) if zone else ())


_IN_FIGURES = pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_WITH_DOTS = pattern(r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>(?:19|20)\d\d)(?!\d)")
_WEEKDAY = pattern(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|nes|rs|rsday|r|urday|ur)?\b")
_CLOCK = pattern(
    r"""(?<![\d:.])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])\.?\s?m\b
      |(?P<hours>[01]?\d|2[0-4])(?:[:.]|\s?h\s?)(?P<minutes>[0-5]\d)(?!\d)
      |(?P<military>[0-2]\d[0-5]\d)(?=\s*(?:h(?:ou)?rs?\b|gmt|utc|bst|ces?t|[ecmp][sd]?t\b))
      |(?P<full>\d{1,2})\s*(?:uhr|heures?|horas?|h)\b|(?P<noon>\bnoon\b)|(?P<midnight>\bmidnight\b))""",
    re.VERBOSE | re.IGNORECASE,
)


def _clock(words: str) -> tuple[int, int] | None:
    """The hour and minute of the first time of day in the words, None without one."""
    match = _CLOCK.search(words)
    if match is None:
        return None
    if match["noon"] or match["midnight"]:
        return (12, 0) if match["noon"] else (0, 0)
    if match["hour"]:
        return int(match["hour"]) % 12 + (12 if match["half"] in "pP" else 0), int(match["minute"] or 0)
    if match["military"]:
        return int(match["military"][:2]) % 24, int(match["military"][2:])
    return int(match["hours"] or match["full"]) % 24, int(match["minutes"] or 0)


_ZONE = pattern(
    r"\b(?:[ECMP][SD]?T|[ecmp][sd]t|GMT|UTC|BST|CES?T|AK[SD]?T|HST|AE[SD]?T)\b|\b(?i:gmt|utc|eastern"
    r"|central|mountain|pacific)\b"
    r"|\b(?i:london|uk|brussels|paris|berlin)(?=\s+[Tt]ime)"
)
_NAMES = {
    "America/New_York": "est edt et eastern",
    "America/Chicago": "cst cdt ct central",
    "America/Denver": "mst mdt mt mountain",
    "America/Los_Angeles": "pst pdt pt pacific",
    "America/Anchorage": "akst akdt akt",
    "Pacific/Honolulu": "hst",
    "Europe/London": "bst london uk",
    "Europe/Berlin": "cet cest brussels paris berlin",
    "Australia/Sydney": "aest aedt aet",
}
_ZONES: dict[str, tuple[str, ...]] = {
    **{word: (name,) for name, words in _NAMES.items() for word in words.split()},
    "mst": ("America/Denver", "America/Phoenix"), "mt": ("America/Denver", "America/Phoenix"),
    "utc": ("UTC",), "gmt": ("UTC", "Europe/London"),
}  # fmt: skip
