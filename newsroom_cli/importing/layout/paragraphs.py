"""Divide the lines of a PDF into paragraphs, by their words, their type and their positions."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.layout.headings import BULLET, ENDS, LARGER
from newsroom_cli.importing.layout.lines import Line
from newsroom_cli.model.patterns import pattern


def usual_size(lines: Sequence[Line]) -> float:
    """The line height of the text: the largest height with a good part of the letters, since notes may be longer.

    Rows of tables do not count, because their type may be smaller.
    """
    prose = [line for line in lines if not line.cells and not _is_of_table(line.text)]
    sizes: Counter[float] = Counter()
    for line in prose or lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    usual = max((size for size, letters in sizes.items() if letters > _GOOD_PART * sizes.total()), default=10.0)
    return statistics.median([line.size for line in prose if round(line.size * 2) / 2 == usual] or [usual])


def _is_of_table(words: str) -> bool:
    """Whether a line has so many digits that it is a row of a table."""
    return sum(map(str.isdigit, words)) >= _FIGURES_OF_TABLE * len(words)


_FIGURES_OF_TABLE = 0.2  # the share of a line's characters
_GOOD_PART = 0.2  # the share of all letters; headings have less


def paragraphs_of(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; `usual` is the line height of the text."""
    block = _Block(usual, _usual_leading(lines, usual), _right_edge(lines))
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and block.begins_paragraph(paragraph[-1], line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


class _Block(NamedTuple):
    """The measures of a block of text in points: its usual line height, the distance between lines, its right edge."""

    usual: float
    leading: float
    edge: float

    def begins_paragraph(self, before: Line, line: Line) -> bool:
        """Whether a line begins a new paragraph after another line."""
        for decides in (_by_words, self._by_type, self._by_place):
            if (separated := decides(before, line)) is not None:
                return separated
        return before.right < _SHORT * self.edge and (before.text.endswith(ENDS) or len(before.text) < _LONG)

    def _by_type(self, before: Line, line: Line) -> bool | None:
        """Whether the type of two lines separates them into paragraphs; None if it does not decide."""
        step, larger = before.top - line.top, max(line.size, before.size)
        if _are_centred(before, line) and before.bold and line.bold and line.text[0].isalnum():
            return not 0 < step < max(_HEADING_LEADING * line.size, _WIDER * self.leading + 1)
        if before.font and line.font and line.font != before.font and line.text[:1].isupper():
            return True  # a subhead below its headline
        if min(line.size, before.size) >= LARGER * self.usual and abs(line.size - before.size) < 0.1 * before.size:
            return line.page != before.page or not 0 < step < _HEADING_LEADING * line.size
        is_other = abs(line.size - before.size) > 0.2 * larger and len(line.text) > _SIGN
        return True if is_other or self._is_beside(line) else None

    def _is_beside(self, line: Line) -> bool:
        """Whether a line is to the right of the text, like the phone numbers of an office."""
        return 0 < self.edge < line.left and len(line.text) < _LONG

    def _by_place(self, before: Line, line: Line) -> bool | None:
        """Whether the positions of two lines separate them into paragraphs; None if they do not decide."""
        step, ended = before.top - line.top, before.text.endswith(ENDS)
        if line.page == before.page and step < 0 and line.left < before.left - _APART:
            return True  # another box, and no column, because columns continue to the right
        if line.page != before.page or step < 0.3 * self.leading:  # the next page or column
            return ended or (line.text[:1].isupper() and before.right < _SHORT * self.edge)
        if step > _WIDER * self.leading + 1 or BULLET.match(line.text):
            return True
        if (before.cells and line.cells) or self._are_flush_right(before, line) or _ENDS_CONTACT.search(before.text):
            return True
        is_indented = line.left > before.left + _INDENT * line.size
        return True if is_indented and ended and line.text[:1].isupper() else None

    def _are_flush_right(self, before: Line, line: Line) -> bool:
        """Whether two short lines at the right end at one position and begin at different ones, like a signature."""
        short = min(before.left, line.left) > self.edge / 2
        return short and abs(before.right - line.right) < _OFF_CENTRE and abs(before.left - line.left) > _APART


def _by_words(before: Line, line: Line) -> bool | None:
    """Whether the words of two lines separate them into paragraphs; None if they do not decide."""
    if head_lines.GREETING.fullmatch(before.text) or (_FIELD.match(line.text) and _FIELD.match(before.text)):
        return True
    if head_lines.is_release_label(before.text):
        return not head_lines.is_label(f"{before.text} {line.text}")
    return None


_FIELD = pattern(r"[A-Z][A-Za-z /-]{2,24}: \S")  # Head Office: Hafenweg 3
_SIGN = 3  # characters in a sign in another size, such as a raised number, at most


def _usual_leading(lines: Sequence[Line], usual: float) -> float:
    """The distance from line to line in most paragraphs, in points."""
    steps = [
        before.top - after.top
        for before, after in itertools.pairwise(lines)
        if before.page == after.page
        and 0.6 * usual < before.top - after.top < 3 * usual
        and min(before.size, after.size) > _ALIKE * usual
    ]
    counted = Counter(round(step) for step in steps)
    return float(min(counted, key=lambda step: (-counted[step], step))) if counted else 1.4 * usual


_ALIKE = 0.9  # times the usual size; smaller type is that of notes


def _right_edge(lines: Sequence[Line]) -> float:
    """The position at which full lines end, in points from the left; 0 if there are none."""
    long = sorted(line.right for line in lines if len(line.text) > _LONG)
    return long[int(len(long) * 0.8)] if long else 0.0


_LONG = 40  # characters in a line that may be full, at least
_WIDER, _SHORT, _INDENT = 1.25, 0.85, 1.2
_HEADING_LEADING = 1.5  # times its size: the distance from line to line of a heading
_OFF_CENTRE, _APART = 3.0, 8.0  # points between the middles of centred lines at most, between their starts at least


def _are_centred(before: Line, line: Line) -> bool:
    """Whether two lines have the same middle and begin at different positions."""
    middles = abs((before.left + before.right) - (line.left + line.right)) / 2
    return before.page == line.page and middles < _OFF_CENTRE and abs(before.left - line.left) > _APART


_ENDS_CONTACT = pattern(r"\A.{0,60}(?:\w@[\w.-]+\w|\d[\d /().-]{6,}\d)\Z")
