"""The numbers that a text writes in figures, found in one scan for all code about dates, times and amounts."""

from __future__ import annotations

from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern

# The space characters of running text; a line break inside a paragraph is one of them.
SPACE = r"[ \xa0\u202f\n]"

_NUMBER = pattern(r"[0-9]+(?:[.,:][0-9]+)*")


@cached_per_paragraph
def numbers(text: str) -> tuple[tuple[int, int], ...]:
    """The offsets of numbers: 5, 2,000, 9:30, 4.5."""
    return tuple([match.span() for match in _NUMBER.finditer(text)])
