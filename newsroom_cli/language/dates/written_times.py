"""The times of day with a.m. or p.m. in an English text, in any spelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.dates.digits import SPACE, numbers
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern


class WrittenTime(NamedTuple):
    """A time of day with a.m. or p.m.; `half` has the offsets of the a.m. or p.m., `figures` those of hour and minutes.

    In a range such as "9-10 a.m.", `range_start` has the offsets of the first time, which shares the a.m. or p.m.
    """

    start: int
    end: int
    hour: int
    minutes: str
    figures: tuple[int, int]
    half: tuple[int, int]
    range_start: tuple[int, int] | None

    @property
    def is_on_the_hour(self) -> bool:
        """Whether the time is on the hour."""
        return self.minutes in ("", "00")


_HALF = pattern(rf"{SPACE}{{0,2}}(?P<half>[AaPp](?:\.[ \xa0]?[Mm]\.?|[Mm]\.?))(?!\w)")
_FIGURES = pattern(r"(?P<hour>[01]?[0-9])(?:[:.](?P<minutes>[0-5][0-9]))?\Z")
_UNTIL = pattern(rf"{SPACE}*(?:[-–—]|\b(?:to|until)\b){SPACE}*\Z")
_NOT_BEFORE = frozenset("$€£#/.,:+")


@cached_per_paragraph
def written_times(text: str) -> tuple[WrittenTime, ...]:
    """The times of a text, in order. A number above 12 is not an hour, but a radio station or a length."""
    return tuple(_times_in(text))


def _times_in(text: str) -> Iterator[WrittenTime]:
    """Yield the times of a text, trying each number as the hour before an a.m. or p.m."""
    number: tuple[int, int] | None = None
    for start, end in numbers(text):
        previous_number, number = number, (start, end)
        half = _HALF.match(text, end)
        if half is None or (start and (text[start - 1] in _NOT_BEFORE or text[start - 1].isalnum())):
            continue
        if (figures := _FIGURES.match(text, start, end)) is None or not 1 <= int(figures["hour"]) <= 12:
            continue
        range_start = previous_number if previous_number and _opens_range(text, previous_number, start) else None
        yield WrittenTime(
            range_start[0] if range_start else start,
            half.end(),
            int(figures["hour"]),
            figures["minutes"] or "",
            (start, end),
            half.span("half"),
            range_start,
        )


def _opens_range(text: str, figures: tuple[int, int], until: int) -> bool:
    """Whether figures and the dash or word after them begin a range whose second time starts at `until`."""
    start, end = figures
    if until - end > _MAX_GAP_IN_RANGE or (start and (text[start - 1] in _NOT_BEFORE or text[start - 1].isalnum())):
        return False
    return _FIGURES.match(text, start, end) is not None and _UNTIL.match(text, end, until) is not None


_MAX_GAP_IN_RANGE = 9  # characters between the two times of a range
