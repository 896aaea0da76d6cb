"""DT, FC: times of day, time zones, ranges that end before they begin, and times that contradict the event."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.dates import clock, dates
from newsroom_cli.language.dates.clock import Label, TimeRange, Zone
from newsroom_cli.language.dates.mentions import Mention, mentions
from newsroom_cli.language.dates.written_times import WrittenTime, written_times
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.model import language_tags
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import instant, kind_of, local_day
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field
from newsroom_cli.rules.facts.dates import named_dates
from newsroom_cli.rules.registry import ERROR, PREVIEW, WARNING, Hit, replace, rule
from newsroom_cli.rules.triggers import words

# --- DT006 ----------------------------------------------------------------------------------------------------

_LONDON = ("Europe/London", "Europe/Belfast", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man")
_CLOSE = 10  # days around the release's date on which a time without a date may be
_YEAR = 183  # days
_NEARBY = 150  # characters

_ZONE_WORDS = frozenset(
    (*(name.rpartition(" ")[0].rpartition(" ")[2].lower() or name.lower() for name in clock.ZONES), "mst", "gmt")
)


@rule("DT006", "zone-of-another-season", severity=WARNING, looks_for=words(*_ZONE_WORDS))
def zone_of_another_season(document: Document) -> Iterator[Hit]:
    """Report a zone label of the wrong season: EST in July, EDT in January."""
    language = document.language
    one_time_all_year: dict[Zone, bool] = {}  # whether the release names a place that uses the zone's label all year
    for passage in document.passages:
        named: list[Mention] | None = None
        for label in clock.zone_labels(passage.text):
            zone = _zone_of(label, document.config)
            if zone is None:
                continue
            if zone not in one_time_all_year:
                one_time_all_year[zone] = clock.names_any(document.release.text, zone.keeping)
            if one_time_all_year[zone]:
                continue
            named = list(mentions(passage.text, language)) if named is None else named
            day = _day_of(_nearest(passage.text, label, named), label, document)
            if day and not _is_right(label, zone, day, document.config):
                span = passage.place(label.start, label.end)
                message = (
                    f"on {dates.long(day, language_tags.english(language))} clocks show {zone.other}, not {label.name}"
                )
                help = f"write {zone.other}, or correct the time"
                if zone.always:
                    help = f"write {zone.always}, which is right all year"
                yield Hit(span, message, help, fix=replace(span, zone.always or zone.other, safe=bool(zone.always)))


def _nearest(text: str, label: Label, named: list[Mention]) -> Mention | None:
    """The date nearest to a zone label, preferably in the same sentence; None if none is within `_NEARBY`."""
    low = bisect.bisect_left(named, label.start - _NEARBY, key=lambda date: date.start)
    high = bisect.bisect_right(named, label.end + _NEARBY, key=lambda date: date.start)
    start, end = sentences.around(text, label.start)
    near = [date for date in named[low:high] if start <= date.start < end] or named[low:high]
    return min(near, key=lambda date: min(abs(date.end - label.start), abs(date.start - label.end)), default=None)


def _zone_of(label: Label, config: Config) -> Zone | None:
    """The zone of a label, None if unknown.

    GMT also means world time, so it counts only if the newsroom's clocks are London's.
    """
    if label.name == "GMT":
        return Zone("Europe/London", False, "BST") if config.time_zone in _LONDON else None
    return clock.ZONES.get(label.name)


def _is_right(label: Label, zone: Zone, day: dt.date, config: Config) -> bool:
    """Whether clocks in the label's zone, or in the newsroom's, show the label on a day."""
    if label.name == "GMT":
        return not clock.shows_label("BST", zone.place, day)
    return clock.shows_label(label.name, zone.place, day) or clock.shows_label(label.name, config.time_zone, day)


def _day_of(mention: Mention | None, label: Label, document: Document) -> dt.date | None:
    """The day of a time: of the date beside it, of the event, or else the release's; None if unclear.

    The release's day counts only if the label is wrong on all days near it.
    """
    issued = document.issue_date
    if mention is not None:
        return mention.resolved(issued, days=_YEAR)
    if document.release.event and document.release.event.starts:
        return local_day(document.release.event.starts.value, document.config)
    if issued is None or not dt.date.min.toordinal() + 400 < issued.toordinal() < dt.date.max.toordinal() - 400:
        return None
    zone = _zone_of(label, document.config)
    days = [issued + dt.timedelta(days=shift) for shift in (-_CLOSE, 0, _CLOSE, 3 * _CLOSE)]
    return issued if zone and not any(_is_right(label, zone, day, document.config) for day in days) else None


# --- DT008 ----------------------------------------------------------------------------------------------------


@rule("DT008", "end-before-start", severity=ERROR)
def end_before_start(document: Document) -> Iterator[Hit]:
    """Report times, dates and events that end before they begin."""
    yield from _event_backwards(document)
    language = document.language
    halves = document.word_index.has_word(_HALVES)
    if any(times.backwards for times in clock.time_ranges(document.release.body.value, language, with_am_or_pm=halves)):
        for passage in document.passages:
            for times in clock.time_ranges(passage.text, language):
                if times.backwards and not _explained(passage.text, times):
                    written = " ".join(passage.text[times.start : times.end].split())
                    help = "correct one of the two times"
                    if times.closes == clock.NOON and "noon" not in written.lower():
                        help = "12 p.m. is noon: write noon or midnight"
                    yield Hit(passage.place(times.start, times.end), f'"{written}" ends before it begins', help)
    yield from _days_backwards(document)


_HALVES = frozenset(("am", "pm", "m"))  # without them, as in "noon to noon", no range is backwards


def _event_backwards(document: Document) -> Iterator[Hit]:
    """Yield a hit if the event ends before it begins."""
    event = document.release.event
    if event is None or event.starts is None or event.ends is None:
        return
    starts, ends = event.starts.value, event.ends.value
    if isinstance(starts, dt.datetime) and isinstance(ends, dt.datetime):
        backwards = instant(ends, document.config) < instant(starts, document.config)
    else:
        backwards = local_day(ends, document.config) < local_day(starts, document.config)
    if backwards:
        message = f"the event ends, {_iso(ends)}, before it begins, {_iso(starts)}"
        yield Hit(event.ends.span, message, "correct one of the two", (event.starts.span, "it begins here"))


def _iso(value: dt.date) -> str:
    """A date or a time in ISO form, a time to the minute."""
    return value.isoformat(" ", "minutes") if isinstance(value, dt.datetime) else value.isoformat()


_OTHER_DAY = pattern(
    r"[\s,]*(?:(?:on\s+)?the\s+(?:next|following)|next|following|daily|tomorrow|(?:am|le|el)\s"
    r"|(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)",
)
_DAY_BEFORE = pattern(r"(?:day|tomorrow|tonight|\d|dimanche|di|tag|es|o)\W{1,8}(?:(?:from|at|von|de|à)\s+)?\Z")
_MOVED = pattern(
    r"\b(?:[Mm]oved?|[Mm]oving|[Cc]hang(?:ed?|es|ing)|[Rr]escheduled|[Ss]hift(?:ed|s|ing)?|[Pp]ushed|[Aa]djusted"
    r"|[Ee]arlier|[Ii]nstead|[Aa]dvanced|[Rr]educ\w+|[Cc]ut)\b"
)


def _explained(text: str, times: TimeRange) -> bool:
    """Whether the two times of a range may belong to two days, or the second replaces the first."""
    sentence, _ = sentences.around(text, times.start)
    if _MOVED.search(text, max(times.start - _NEARBY, sentence), times.start):
        return True
    other_day = _OTHER_DAY.match(text, times.end)
    if other_day is None or not other_day.group().endswith("day"):
        return other_day is not None
    return _DAY_BEFORE.search(text, max(times.start - 24, 0), times.start) is not None


_UNTIL = pattern(
    r"\A,?\s*(?:[-–—]|to|through|thru|until|till|bis|al?|hasta|au|à|hasta\s+el)\s*(?:the\s+)?\Z", re.IGNORECASE
)


def _days_backwards(document: Document) -> Iterator[Hit]:
    """Yield hits for ranges of dates that end before they begin: June 8 to 6; May 5, 2026, to May 3, 2026."""
    before: tuple[Passage, Mention] | None = None
    for passage, mention in named_dates(document):
        if before and before[0] is passage and _reversed(passage.text, before[1], mention):
            span = passage.place(before[1].start, mention.end)
            written = " ".join(passage.text[before[1].start : mention.end].split())
            yield Hit(span, f'"{written}" ends before it begins', "correct one of the two dates")
        before = passage, mention


def _reversed(text: str, first: Mention, last: Mention) -> bool:
    """Whether two dates form a range that ends before it begins."""
    if first.start == last.start:  # June 8-6
        joined = _RANGED.search(text, first.start, first.end)
        if last.day >= first.day or first.month != last.month or joined is None:
            return False
        return not _COUNTED.match(text, joined.end())
    if not _UNTIL.match(text[first.end : last.start]) or len(text[first.end : last.start]) > 12:
        return False
    begins, closes = first.in_year(first.year or last.year or _ANY), last.in_year(last.year or first.year or _ANY)
    if begins is None or closes is None or closes >= begins:
        return False
    return bool(first.year and last.year) or first.month == last.month


_ANY = 2000
_RANGED = pattern(
    r"\d(?:st|nd|rd|th)?\s*(?:[-–—]|\b(?:to|through|thru|until|till|bis|al?|au)\b)\s*(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?"
)
# Not days: the second numbers in "January 24 to 15 years in prison" and "Saturday, May 9 — 7 PM".
_COUNTED = pattern(
    r"\s?[AaPp]\.?[Mm]\b|-[a-z]|\s(?!(?:and|at|in|on|of|or|for|from|by|with|when|where|while|as|the|to|is|are|was|were"
    r"|will|inclusive|only|each|every|this|next|und|et|y|de|du|à|en|am|im)\b)[a-z]"
)


# --- DT009 ----------------------------------------------------------------------------------------------------


@rule("DT009", "event-without-time", severity=WARNING)
def event_without_time(document: Document) -> Iterator[Hit]:
    """Report an event that has a day but no time, where its kind requires a start."""
    event = document.release.event
    required = "event.starts" in kind_of(document.release, document.config).requires
    if event is None or event.starts is None or not required:
        return
    starts, ends = event.starts, event.ends
    if _has_time(starts) or (ends and not _has_time(ends) and local_day(ends.value, document.config) > starts.value):
        return
    example = instant(dt.datetime.combine(starts.value, dt.time(10)), document.config).isoformat()
    day = dates.long(starts.value, language_tags.english(document.language))
    message = f"the event is on {day}, and no time of day is given"
    yield Hit(starts.span, message, f"add it with the offset, such as {example}")


def _has_time(field: Field[dt.date]) -> bool:
    return isinstance(field.value, dt.datetime)


# --- FC015 ----------------------------------------------------------------------------------------------------

_BEGINS = pattern(
    r"\b(?:begins?|starts?|kicks? off|commences?|gets? under ?way|(?:will be|is) held|takes? place|will meet"
    r"|scheduled)\b[^.;]{0,60}?\b(?:at|from|for)\s\Z"
)
_CLOSES = pattern(r"\b(?:ends?|concludes?|wraps? up|closes?|lasts?|runs?|goes)\b[^.;]{0,40}?\b(?:at|until|till|by)\s\Z")
_PART_OF_EVENT = pattern(
    r"\b(?:doors?|registration|check-?in|sign-?in|parking|set-?up|media|press|reporters|rehearsals?|pre-?\w+|receptions?|line-?up"
    r"|gates?|tickets?|voting|breakfast|lunch|dinner|refreshments|fireworks|music|(?:live)?-?stream\w*|broadcast|bus(?:es)?|shuttles?"
    r"|remarks|speeches|speaker|interviews?|tours?|workshops?|sessions?|panels?|booths?|office|call)\b",
    re.IGNORECASE,
)
_ZONE_AFTER = pattern(
    r"\s?\(?(?:(?P<label>[A-Z][SD]T|AK[SD]T|HST)|(?P<short>[ECMP])T|(?P<long>Eastern|Central|Mountain|Pacific))\b"
)
_RELATIVE = pattern(
    r"\b(?:today|tonight|tomorrow|yesterday|daily|each|every|weekdays?|weekends?)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days\b",
    re.IGNORECASE,
)
_WEEKDAY = pattern(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


@rule("FC015", "event-at-another-time", severity=WARNING, since=PREVIEW)
def event_at_another_time(document: Document) -> Iterator[Hit]:
    """Report a day, start or end of the event in the text that differs from the one under [event]."""
    event = document.release.event
    if event is None:
        return
    yield from _event_on_another_day(document)
    if not document.is_english:
        return
    for field, verbs, verb in ((event.starts, _BEGINS, "begins"), (event.ends, _CLOSES, "ends")):
        moment = _local_time(field, document.config)
        if moment is None or field is None:
            continue
        said = [(passage, time) for passage in document.passages for time in written_times(passage.text)]
        named = {minutes for passage, time in said for minutes in _clock_minutes(passage.text, time)}
        if moment.hour * 60 + moment.minute in named or len(named) > _TIMES_OF_ONE_EVENT:
            continue  # the text has the event's time, or too many times of its parts
        days = {mention.resolved(document.issue_date, days=_YEAR) for _, mention in named_dates(document)}
        if days - {moment.date(), document.issue_date}:
            continue
        others = [entry for entry in said if _is_time_of_event(*entry, verbs, moment, document)]
        if len({_clock_minutes(passage.text, time)[-1] for passage, time in others}) == 1:
            passage, time = others[0]
            written = passage.text[slice(*time.figures)] + passage.text[time.figures[1] : time.end]
            listed = dates.clock(moment, "en")
            message = f"{written} here, but the event {verb} at {listed} under [event]"
            also = (field.span, f"it {verb} here")
            yield Hit(passage.place(time.figures[0], time.end), message, "correct one of the two times", also)


_TIMES_OF_ONE_EVENT = 2  # times in a text; if there are more, some belong to parts of the event


def _local_time(field: Field[dt.date] | None, config: Config) -> dt.datetime | None:
    """A time of the event in its own zone; None if the field is missing or has only a day."""
    if field is None or not isinstance(field.value, dt.datetime):
        return None
    return dates.local_to_event(instant(field.value, config), config.zone)


def _clock_minutes(text: str, time: WrittenTime) -> tuple[int, ...]:
    """A time in minutes since midnight; of a range such as 5-7 p.m., both its times."""
    half = 12 * 60 if text[time.half[0]] in "pP" else 0
    hours: tuple[tuple[int, str], ...] = ((time.hour, time.minutes),)
    if time.range_start:
        hour, _, minutes = text[slice(*time.range_start)].replace(".", ":").partition(":")
        hours = ((int(hour), minutes), *hours)
    return tuple(hour % 12 * 60 + int(minutes or 0) + half for hour, minutes in hours)


def _is_time_of_event(
    passage: Passage, time: WrittenTime, verbs: re.Pattern[str], moment: dt.datetime, document: Document
) -> bool:
    """Whether a sentence says that the event itself begins or ends at a time, on the event's day and in its zone."""
    text, day = passage.text, moment.date()
    start, end = sentences.around(text, time.start)
    before = text[start : time.start]
    if not verbs.search(before) or _PART_OF_EVENT.search(before) or time.range_start:
        return False
    if "noon" in text or "midnight" in text or not _is_in_zone(text, time, day, document.config):
        return False
    if _RELATIVE.search(text, start, end):
        return False
    if any(dates.weekday(day, "en") != match.group() for match in _WEEKDAY.finditer(text, start, end)):
        return False
    return all(
        mention.resolved(document.issue_date, days=_YEAR) == day
        for mention in mentions(text)
        if start <= mention.start < end
    )


def _is_in_zone(text: str, time: WrittenTime, day: dt.date, config: Config) -> bool:
    """Whether a time is in the newsroom's zone: it names no zone, or that one."""
    zone = _ZONE_AFTER.match(text, time.end)
    if zone is None:
        return True
    first = zone["short"] or (zone["long"] or "")[:1]
    labels = (zone["label"],) if zone["label"] else (f"{first}ST", f"{first}DT")
    return any(clock.shows_label(label, config.time_zone, day) for label in labels)


_HELD = pattern(
    r"(?i)\b(?:held|takes? place|begins?|starts?|opens?|join|invit\w+|meets?|statt|beginnt|startet|öffnet|lädt|laden"
    r"|einlad\w+|aura lieu|se tiendra|tenue?|débuter?a?|commence\w*|lugar|celebra\w*|comienza|empieza"
    r"|terrà|svolge\w*|inizia)\b"
)
_NOT_THE_EVENT = pattern(
    r"(?i)\b(?:by|until|till|before|since|from|after|through|deadline|due|regist\w+|apply|applications?|tickets?|sale|rsvp"
    r"|last|next|earlier|original\w*|postponed|rescheduled|moved|instead|bis|vor|seit|ab|nach|frist|\w*anm[ae]ld\w*|karten"
    r"|ursprünglich|verschoben|verlegt|nächste[rns]?|avant|jusqu\w*|inscri\w+|depuis|partir|après|reporté\w*|prochaine?"
    r"|hasta|antes|plazo|desde|después|aplazad[oa]|próxim[oa]|entro|fino|dal|dopo|rinviat[oa]|iscri\w+|prossim[oa])\b"
)


def _event_on_another_day(document: Document) -> Iterator[Hit]:
    """Yield a hit for the only day that the text names, beside its weekday, if the event is on another day."""
    event, issued = document.release.event, document.issue_date
    if event is None or event.starts is None or issued is None:
        return
    starts, ends = event.starts.value, event.ends.value if event.ends else event.starts.value
    first, last = local_day(starts, document.config), local_day(ends, document.config)
    named = [(passage, mention, mention.resolved(issued, days=_YEAR)) for passage, mention in named_dates(document)]
    days = {day for *_, day in named} - {issued}
    if len(days) != 1 or first <= (day := days.pop() or first) <= last or (day < issued) != (first < issued):
        return  # no day, several days, the right one, or one on the other side of the release's date
    required = "event.starts" in kind_of(document.release, document.config).requires
    for passage, mention, _ in (entry for entry in named if entry[2] == day and entry[1].weekday == day.weekday()):
        text = passage.text  # 12. März may end a sentence
        sentence = text[sentences.around(text, mention.start)[0] : sentences.around(text, mention.end)[1]]
        if _NOT_THE_EVENT.search(sentence) or not (required or _HELD.search(sentence)):
            continue
        english = language_tags.english(document.language)
        written = " ".join(passage.text[mention.start : mention.end].split())
        message = f"{written} here, but the event is on {dates.long(first, english)} under [event]"
        help = "correct one of the two days"
        yield Hit(passage.place(mention.start, mention.end), message, help, (event.starts.span, "it begins here"))
        return
