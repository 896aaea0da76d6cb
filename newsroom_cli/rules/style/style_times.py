"""AP005-AP008: the forms of times of day."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.dates.digits import SPACE
from newsroom_cli.language.dates.written_times import WrittenTime, written_times
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, WARNING, Fix, Hit, rule
from newsroom_cli.rules.style import style
from newsroom_cli.rules.triggers import substrings


def _is_twelve(clock: WrittenTime) -> bool:
    """Whether a time is noon or midnight, for which there are words."""
    return clock.hour == 12 and clock.is_on_the_hour


# --- AP005 ----------------------------------------------------------------------------------------------------


@rule("AP005", "time-of-another-style", severity=WARNING, styles=style.HOUSES)
def time_of_another_style(document: Document) -> Iterator[Hit]:
    """Report times of day that are not in the form of the house style."""
    house = style.house_style(document.config)
    for passage, clock in style.found(document, written_times):
        if _is_twelve(clock):
            continue
        text = passage.text
        gap, half = text[clock.figures[1] : clock.half[0]], text[slice(*clock.half)]
        letter = half[0].lower()
        where = (clock.figures[1], clock.half[1])
        if house == style.GOVUK:
            if not gap and half in ("am", "pm", "am.", "pm."):
                continue
            shown = f"{letter}m"
            right = f"{shown}{_full_stop_after(passage, half, clock.half[1])}"
            fix = None if right.endswith("?") else style.replacement(document, passage, where, right)
        else:
            if gap and half == f"{letter}.m.":
                continue
            shown = f"{letter}.m."
            fix = style.replacement(document, passage, where, f"{gap or ' '}{shown}")
        figures = text[slice(*clock.figures)]
        if "." in figures and clock.minutes != "00":
            figures, fix = figures.replace(".", ":"), _with_colon(document, passage, clock, fix)
        if figures.startswith("0"):
            zero = style.replacement(document, passage, (clock.figures[0], clock.figures[0] + 1), "")
            figures, fix = figures[1:], style.combined_fix(zero, fix)
        right = f"{figures}{shown}" if house == style.GOVUK else f"{figures} {shown}"
        message = f'"{text[clock.figures[0] : clock.half[1]]}" is not how times are written'
        yield Hit(passage.place(clock.figures[0], clock.half[1]), message, f'write "{right}"', fix=fix)


def _with_colon(document: Document, passage: Passage, clock: WrittenTime, fix: Fix | None) -> Fix | None:
    """The fix with one more edit: a colon in the figures, 9:30 for 9.30."""
    point = clock.figures[1] - len(clock.minutes) - 1
    return style.combined_fix(style.replacement(document, passage, (point, point + 1), ":"), fix)


def _full_stop_after(passage: Passage, half: str, end: int) -> str:
    """The full stop to keep when "a.m." becomes "am": "." at the end of a sentence, "?" if that is unclear, else ""."""
    if not half.endswith("."):
        return ""
    if end == len(passage.text) and not (passage.block and not passage.block.item and end > _LABEL):
        return "?"
    ends = style.ends_sentence(passage.text, end)
    return "?" if ends is None else "." if ends else ""


_LABEL = 60  # characters; a shorter line may not be a sentence


# --- AP006 ----------------------------------------------------------------------------------------------------


@rule("AP006", "minutes-on-the-hour", severity=INFO, styles=style.HOUSES, looks_for=substrings(":00", ".00"))
def minutes_on_the_hour(document: Document) -> Iterator[Hit]:
    """Report ":00" in a time on the hour."""
    for passage, clock in style.found(document, written_times):
        if _is_twelve(clock) or _is_schedule(passage, clock):
            continue
        times = [figures for figures in (clock.range_start, clock.figures) if figures]
        full_hours = [(start, end) for start, end in times if _ends_on_the_hour(passage.text[start:end])]
        if not full_hours:
            continue
        fixes = [
            style.replacement(document, passage, (start, end), passage.text[start : end - 3].lstrip("0"))
            for start, end in full_hours
        ]
        first_end = full_hours[0][1]
        zeros = passage.text[first_end - 3 : first_end]
        where = passage.place(clock.start, clock.end)
        yield Hit(where, f'"{zeros}" adds nothing on the hour', "write the hour alone", fix=style.combined_fix(*fixes))


def _ends_on_the_hour(figures: str) -> bool:
    """Whether the figures of a time end in :00 or .00, except for 12:00."""
    return figures.endswith((":00", ".00")) and figures not in ("12:00", "12.00")


def _is_schedule(passage: Passage, clock: WrittenTime) -> bool:
    """Whether a time is part of a schedule, where the :00 keeps the columns aligned."""
    if passage.block is not None and passage.block.item:
        return True
    if len(written_times(passage.text)) >= _TIMES_IN_TIMETABLE and passage.text[-12:].rstrip(" \\\n)")[-1:] != ".":
        return True
    since = max(clock.start - _INDENT, 0)
    line = passage.text.rfind("\n", since, clock.start) + 1
    return (line > 0 or since == 0) and not passage.text[max(line, since) : clock.start].strip(" •*-–")


_INDENT = 12  # characters that may precede a time at the start of its line
_TIMES_IN_TIMETABLE = 3  # times in a paragraph that does not end as a sentence


# --- AP007 ----------------------------------------------------------------------------------------------------

_TWELVE = pattern(rf"\b(?P<twelve>12(?::00)?{SPACE}+)(?P<word>noon|midnight|midday)\b")
_WORDS = {"a": ("midnight", "midnight"), "p": ("noon", "midday")}


@rule(
    "AP007",
    "twelve-for-noon",
    severity=WARNING,
    styles=style.HOUSES,
    yields_to=("DT008",),
    looks_for=substrings("12"),
)
def twelve_for_noon(document: Document) -> Iterator[Hit]:
    """Report "12 p.m." and "12 noon" for noon or midnight."""
    british = style.house_style(document.config) == style.GOVUK
    for passage, clock in style.found(document, written_times):
        if not _is_twelve(clock):
            continue
        text, half = passage.text, passage.text[slice(*clock.half)]
        word = _WORDS[half[0].lower()][british]
        where = (clock.figures[0], clock.half[1])
        point = _full_stop_after(passage, half, clock.half[1])
        if style.begins_sentence(text, where[0]):
            word = word.capitalize()
        ranged = clock.range_start is not None and passage.text[clock.range_start[0] : clock.range_start[1]] != "12:00"
        fix = (
            None
            if point == "?" or ranged
            else style.replacement(document, passage, where, f"{word}{point}", safe=False)
        )
        message = f'"{text[slice(*where)]}" leaves open whether it is noon or midnight'
        yield Hit(passage.place(*where), message, f'write "{word}", if that is meant', fix=fix)
    for passage in style.printed_passages(document):
        for twelve in _TWELVE.finditer(passage.text) if "12" in passage.text else ():
            word = "midday" if british and twelve["word"] == "noon" else twelve["word"]
            where, right = twelve.span(), word
            if style.begins_sentence(passage.text, where[0]):
                right = word.capitalize()
            fix = style.replacement(document, passage, where, right)
            yield Hit(passage.place(*where), f'"{twelve.group()}" says it twice', f'write "{right}"', fix=fix)


# --- AP008 ----------------------------------------------------------------------------------------------------

_PART = r"(?P<part>morning|afternoon|evening|night)"
_PART_OF_DAY = pattern(
    rf"{SPACE}+(?:in{SPACE}+the{SPACE}+{_PART}\b|at{SPACE}+(?P<night>night)\b"
    rf"|(?P<this>this{SPACE}+(?:morning|afternoon|evening)|tonight)\b"
    rf"|(?P<on>(?:on{SPACE}+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?P<of>{SPACE}+(?:morning"
    r"|afternoon|evening|night))\b)"
)


@rule("AP008", "time-of-day-twice", severity=WARNING, styles=style.HOUSES)
def time_of_day_twice(document: Document) -> Iterator[Hit]:
    """Report a time that says the part of the day twice: 9 a.m. in the morning."""
    for passage, clock in style.found(document, written_times):
        again = _PART_OF_DAY.match(passage.text, clock.end)
        half = passage.text[clock.half[0]].lower()
        if again is None or ("morning" in again.group()) != (half == "a"):
            continue  # in 1 a.m. on a Saturday night the words add something
        if again["this"]:
            where, right = again.span("this"), "today"
        elif again["on"]:
            where, right = again.span("of"), ""
        else:
            where, right = again.span(), ""
            if passage.text[clock.end - 1] == "." and passage.text[where[1] : where[1] + 1] == ".":
                where = where[0], where[1] + 1  # one full stop ends both the time and the sentence
        words = passage.text[slice(*where)].strip(" \xa0\n.")
        help = f'write "today" for "{words}"' if right else f'leave "{words}" out'
        fix = style.replacement(document, passage, where, right)
        yield Hit(passage.place(clock.start, again.end()), f'{half}.m. already says "{words}"', help, fix=fix)
