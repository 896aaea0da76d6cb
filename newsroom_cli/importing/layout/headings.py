"""What type tells of the paragraphs of a PDF: which are headings, and which is the standfirst."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Sequence
from typing import NamedTuple

from newsroom_cli.importing import head_lines
from newsroom_cli.importing.layout.lines import Line
from newsroom_cli.model.patterns import pattern

LARGER = 1.2  # times the usual size: a heading
ENDS = (".", "!", "?", ":", "”", "“", '"', "»", ";")  # of a sentence
_SLIGHTLY_LARGER = 1.05
_LINES, _LENGTH = 4, 300  # of a heading or standfirst at most


class Paragraph(NamedTuple):
    """The lines of a paragraph, and its text."""

    lines: tuple[Line, ...]
    text: str

    @property
    def bold(self) -> bool:
        """Whether all of it is in bold."""
        return all(line.bold for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Whether it is no longer than a heading."""
        return len(self.lines) <= _LINES and len(self.text) <= _LENGTH

    @property
    def is_text(self) -> bool:
        """Whether it has several lines and ends as a sentence does."""
        return len(self.lines) > 1 and self.text.endswith(ENDS)


def found(paragraphs: Sequence[Paragraph], usual: float) -> tuple[Collection[int], int]:
    """The numbers of the headings in a text of the `usual` size, and that of the standfirst, -1 without one.

    A standfirst above which no headline stands is the headline.
    """
    headings = _headings(paragraphs, usual)
    standfirst = _standfirst(paragraphs, headings)
    is_first = 0 <= standfirst < min(headings, default=len(paragraphs))
    if is_first and not paragraphs[standfirst].text.endswith(":"):
        return {standfirst, *headings}, -1
    return headings, standfirst


def _headings(paragraphs: Sequence[Paragraph], usual: float) -> Collection[int]:
    """The numbers of the paragraphs in larger type; without any, of those in bold that have text below them."""
    short = [
        (number, paragraph)
        for number, paragraph in enumerate(paragraphs)
        if paragraph.is_short
        and any(map(str.isalpha, paragraph.text))
        and not head_lines.is_release_label(paragraph.text)
    ]
    larger = {
        number
        for number, paragraph in short
        if statistics.median(line.size for line in paragraph.lines) >= LARGER * usual
    }
    last = max((number for number, paragraph in enumerate(paragraphs) if paragraph.is_text), default=0)
    return larger or {
        number for number, paragraph in short if number < last and paragraph.bold and _IN_BOLD.fullmatch(paragraph.text)
    }


# A few words, but no label, no address, no dateline.
_IN_BOLD = pattern(
    r"(?!.*(?:@|www\.|\d[\d /().-]{6,}\d))(?!(?:\S+\s+){0,3}\d{1,2}\.? \S+ \d{4}$)(?:\S+\s+){2,}\S*[^\s.:,;]"
)


def _standfirst(paragraphs: Sequence[Paragraph], headings: Collection[int]) -> int:
    """The number of the first text, if it is short and set in bold or larger type above plain text; else -1."""
    texts = [number for number, paragraph in enumerate(paragraphs) if number not in headings and paragraph.is_text]
    if len(texts) < _FEWEST_TEXTS:
        return -1
    first, below = paragraphs[texts[0]], paragraphs[texts[1]]
    in_bold = first.bold and not any(line.bold for line in below.lines)
    is_larger = min(line.size for line in first.lines) > _SLIGHTLY_LARGER * max(line.size for line in below.lines)
    return texts[0] if first.is_short and (in_bold or is_larger) else -1


_FEWEST_TEXTS = 2
