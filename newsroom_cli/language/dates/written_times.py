"""The times of day that an English text gives with a.m. or p.m., in whatever spelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.dates.digits import SPACE, numbers
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern


class Clock(NamedTuple):
    """A time of day: offsets of the whole, of the figures of its first time, and of its a.m. or p.m. with the points.

    `opening` has the offsets of an earlier time's figures that share this a.m. or p.m.: 9 in "9-10 a.m."
    """

    start: int
    end: int
    hour: int
    minutes: str
    figures: tuple[int, int]
    half: tuple[int, int]
    opening: tuple[int, int] | None

    @property
    def whole(self) -> bool:
        """Whether the time is on the hour."""
        return self.minutes in ("", "00")


_HALF = pattern(rf"{SPACE}{{0,2}}(?P<half>[AaPp](?:\.[ \xa0]?[Mm]\.?|[Mm]\.?))(?!\w)")
_FIGURES = pattern(r"(?P<hour>[01]?[0-9])(?:[:.](?P<minutes>[0-5][0-9]))?\Z")
_UNTIL = pattern(rf"{SPACE}*(?:[-–—]|\b(?:to|until)\b){SPACE}*\Z")
_NOT_BEFORE = frozenset("$€£#/.,:+")


@cached_per_paragraph
def clocks(text: str) -> tuple[Clock, ...]:
    """The times of a text, in order; a number above 12 is no hour but a radio station or a length."""
    return tuple(_clocks_in(text))


def _clocks_in(text: str) -> Iterator[Clock]:
    before: tuple[int, int] | None = None
    for start, end in numbers(text):
        last, before = before, (start, end)
        half = _HALF.match(text, end)
        if half is None or (start and (text[start - 1] in _NOT_BEFORE or text[start - 1].isalnum())):
            continue
        if (figures := _FIGURES.match(text, start, end)) is None or not 1 <= int(figures["hour"]) <= 12:
            continue
        opening = last if last and _opens_range(text, last, start) else None
        yield Clock(
            opening[0] if opening else start,
            half.end(),
            int(figures["hour"]),
            figures["minutes"] or "",
            (start, end),
            half.span("half"),
            opening,
        )


def _opens_range(text: str, figures: tuple[int, int], until: int) -> bool:
    """Whether figures, with the dash or word after them, begin a range of times."""
    start, end = figures
    if until - end > _APART or (start and (text[start - 1] in _NOT_BEFORE or text[start - 1].isalnum())):
        return False
    return _FIGURES.match(text, start, end) is not None and _UNTIL.match(text, end, until) is not None


_APART = 9  # characters between the two times of a range
