"""The widths of tables, estimated from their words: which need a scrolling box, and how to print them.

A page has no script that could measure, so the width is estimated when the page is made. A table can be made as narrow
as the longest words of its columns; docs/decisions/pages.md says how the figures were found, and how columns of prose
stay readable.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern

_GAP, _NARROW_GAP = 1.07, 0.62  # em between columns, as in site.css; the second in tables that are set smaller
_PHONE = 17.6  # em that a table has on a screen of 320 pixels
_COLUMN, _SMALLER = 40.5, 46.7  # em that a table has in the column of the text on a wide screen, and set smaller
_INDENT = 2.6  # em that a list or quotation around a table takes away
_LINE = 10.0  # em; a column with a longer cell is one of prose, and others stay on one line in a box
_PROSE = 7.5  # em that a column of prose has on the narrowest screen, two or three words; in a box it has more
# The widest table, in em, for each way to print it; A4 is narrower upright, Letter turned. site.css has the classes.
_ON_PAPER = ((47.0, ""), (61.0, " small"), (86.0, " small turned"), (110.0, " tiny turned"))
_NEVER_CUT = " tiny turned broken"

_ATTRIBUTES = r'(?:[^"<>]|"[^"]*")*+'
_EDGE = pattern(rf"<(/?)(table|li|blockquote|dd)((?: {_ATTRIBUTES})?)>")
_ROW = pattern(rf"<tr(?: {_ATTRIBUTES})?>")
_CELL = pattern(rf"<(t[dh])((?: {_ATTRIBUTES})?)>(.*?)</\1>", re.DOTALL)
_CAPTION = pattern(r"<caption.*?</caption>", re.DOTALL)
_BLOCK = r"(?:br|p|div|h[1-6]|li|[uod]l|d[td]|blockquote|pre|hr|figure|figcaption)"
_INLINE = pattern(rf"</?(?!{_BLOCK}[ >]){_ATTRIBUTES}>")
_BLOCK_TAG = pattern(rf"<{_ATTRIBUTES}>")
_CLASS = pattern(r'(?: (?!class=)[a-z]+="[^"]*")* class="[^"]*')
_SPAN = pattern(r' (col|row)span="(\d{1,3})"')
_SPACES = pattern(r"[ \t\r\n]+")
_MOST_SPANNED, _BOLD = 100, 1.13
_LONG = 80  # characters that are always wider than _LINE
# A figure with its unit or sign: € 1 234, 2025-2026, 12 km². A figure of digits, points and commas alone never breaks.
_FIGURE = pattern(r"\W*(?:[^\W\d]{1,3}\W*)?\d[\d\W]*(?:[^\W\d]{1,3}\W*)?")
_NEVER_BREAKS = pattern(r"[\d.,]+%?")
_NARROW, _WIDE = frozenset("iljftrI.,:;'|!()[]/-1 "), frozenset("mwMWGOQ@%&…—+=~#<>")


def boxed(html: str, label: str) -> str:
    """The HTML with every table that is too wide for a phone in a box that scrolls and has this label.

    The classes of the box say whether it scrolls on wide screens, too, and how it is printed. Tables inside tables
    share the box of the outermost one.
    """
    if "<table" not in html:
        return html
    pieces: list[str] = []
    end = 0
    for start, stop, inside in _tables(html):
        layout = _layout(html[start:stop])
        indent = _INDENT * inside
        printed = next((names for limit, names in _ON_PAPER if layout.width + indent <= limit), _NEVER_CUT)
        needed = layout.width_on_screen() + indent
        fits_smaller = layout.width_on_screen(_NARROW_GAP) + indent <= _SMALLER
        shown = "" if needed <= _COLUMN else " dense" if fits_smaller else " wide"
        box = f'<div class="scroll{shown}{printed}" role="group" aria-label="{label}" tabindex="0">'
        is_boxed = needed > _PHONE
        table = _with_classes(html[start:stop], layout.classes(is_boxed=is_boxed))
        pieces += [html[end:start], f"{box}{table}</div>" if is_boxed else table]
        end = stop
    return "".join([*pieces, html[end:]])


def _tables(html: str) -> list[tuple[int, int, int]]:
    """The start and end of each outermost table, and the number of lists and quotations around it."""
    tables, depth, start, around = [], 0, 0, 0
    for part in _EDGE.finditer(html):
        if part[2] == "table":
            depth += -1 if part[1] else 1
            if depth == 1 and not part[1]:
                start = part.start()
            elif depth == 0:
                tables.append((start, part.end(), around))
        elif part[2] in ("li", "blockquote", "dd") and not depth:
            around += -1 if part[1] else 1
    return tables


class _Cell(NamedTuple):
    """A cell: the offset of its attributes, how many columns and rows it spans, its widest word and line in em."""

    place: int
    columns: int
    rows: int
    word: float
    line: float
    is_figure: bool


class _Column(NamedTuple):
    """A column: the width in em of its widest word and its widest line, and the offset of the cell with that line."""

    word: float = 0.0
    line: float = 0.0
    place: int = -1

    @property
    def is_prose(self) -> bool:
        """Whether it has more words than fit on a line."""
        return self.line > max(_LINE, self.word)

    @property
    def on_screen(self) -> float:
        """The width in em in which it can be read on a screen."""
        return max(self.word, _PROSE) if self.is_prose else self.word

    def with_cell(self, cell: _Cell) -> _Column:
        """The column with one more cell, which may span others, too."""
        wider = self._replace(word=max(self.word, cell.word / cell.columns))
        return (
            wider._replace(line=cell.line, place=cell.place) if cell.columns == 1 and cell.line > self.line else wider
        )


class _Layout(NamedTuple):
    """A table: its columns, the offsets of its cells with figures, and the width in em of its caption."""

    columns: list[_Column]
    figures: list[int]
    caption: float

    @property
    def width(self) -> float:
        """The width in em that it needs without breaking a word or a figure."""
        return max(sum(column.word + _GAP for column in self.columns), self.caption)

    def width_on_screen(self, gap: float = _GAP) -> float:
        """The width in em that it needs on a screen, where a column of prose is not as narrow as its longest word."""
        return max(sum(column.on_screen + gap for column in self.columns), self.caption)

    def classes(self, *, is_boxed: bool) -> dict[int, str]:
        """The classes of cells, as in site.css, by the offsets of their attributes."""
        found = dict.fromkeys(self.figures, " figure")
        for column in self.columns:
            if column.is_prose or (is_boxed and column.line > column.word):
                name = " prose" if column.is_prose else " line"
                found[column.place] = found.get(column.place, "") + name
        return found


def _layout(table: str) -> _Layout:
    """The layout of a table; a table with tables in it is infinitely wide."""
    if table.count("<table") > 1:
        return _Layout([], [], math.inf)
    caption = _CAPTION.search(table)
    return _Layout(*_columns(table), widest_word(_words(caption[0])) if caption else 0)


def _columns(table: str) -> tuple[list[_Column], list[int]]:
    """The columns of a table without tables in it, and the offsets of the cells with figures that could break."""
    columns: list[_Column] = []
    figures: list[int] = []
    held: dict[int, int] = {}  # by column, the further rows that cells above take
    for row in _rows(table):
        column = 0
        held = {index: rows - 1 for index, rows in held.items() if rows > 1}
        for cell in row:
            while column in held:
                column += 1
            columns += [_Column()] * (column + cell.columns - len(columns))
            for index in range(column, column + cell.columns):
                columns[index] = columns[index].with_cell(cell)
                held |= {index: cell.rows} if cell.rows > 1 else {}
            column += cell.columns
            figures += [cell.place] if cell.is_figure else []
    return columns, figures


def _rows(table: str) -> Iterator[list[_Cell]]:
    """Yield the cells of each row of a table without tables in it."""
    starts = [match.end() for match in _ROW.finditer(table)]
    for start, stop in itertools.pairwise([*starts, len(table)]):
        yield [_cell(match) for match in _CELL.finditer(table, start, stop)]


def _cell(match: re.Match[str]) -> _Cell:
    tag, attributes, inside = match.groups()
    spans = {name: min(max(int(count), 1), _MOST_SPANNED) for name, count in _SPAN.findall(attributes)}
    weight = _BOLD if tag == "th" or "<strong" in inside or "<b>" in inside else 1
    text = _words(inside).strip()
    word = widest_word(text) * weight
    line = max(word, sum(map(_width_of_letter, text[:_LONG])) * weight)
    is_figure = line <= _LINE and _FIGURE.fullmatch(text) is not None and not _NEVER_BREAKS.fullmatch(text)
    return _Cell(match.start(2), spans.get("col", 1), spans.get("row", 1), line if is_figure else word, line, is_figure)


def _with_classes(table: str, classes: Mapping[int, str]) -> str:
    """A table with classes, each after a space, added to the cells whose attributes begin at these offsets."""
    pieces, end = [], 0
    for place, names in sorted(classes.items()):
        aligned = _CLASS.match(table, place)
        stop = aligned.end() if aligned else place
        pieces += [table[end:stop], names if aligned else f' class="{names[1:]}"']
        end = stop
    return "".join([*pieces, table[end:]])


def _words(html: str) -> str:
    """The words of a part of a table: blocks separate words, inline tags do not."""
    return unescape(_BLOCK_TAG.sub(" ", _INLINE.sub("", html)) if "<" in html else html)


def widest_word(text: str) -> float:
    """The width in em of the longest word of a text; scripts without spaces break between any two letters."""
    return max(map(_width, _SPACES.split(text)))


def _width(word: str) -> float:
    """The width of a word in em, in a wide type face."""
    width = longest = 0.0
    for letter in word:
        if unicodedata.east_asian_width(letter) in "WF":
            longest, width = max(longest, width, 1.0), 0.0
        else:
            width += _width_of_letter(letter)
    return max(longest, width)


@functools.lru_cache(maxsize=1024)
def _width_of_letter(letter: str) -> float:
    """The width of a letter in em, in a wide type face."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE:
        return 1.05
    if letter.isupper() or letter > "\u052f":
        return 0.78
    return 0.0 if unicodedata.category(letter) == "Mn" else 0.66
