"""How wide the tables of a release are, from their words: which need a scrolling box, and how paper can hold them.

A page has no script that could measure, so the width is estimated when the page is made. A table can be made as narrow
as the longest words of its columns; docs/decisions/pages.md says how the figures were found.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern

_GAP = 1.07  # em between columns, as in site.css
_PHONE = 17.6  # em that a table has on a screen of 320 pixels
_INDENT = 2.6  # em that a list or quotation around a table takes away
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
_SPAN = pattern(r' (col|row)span="(\d{1,3})"')
_SPACES = pattern(r"[ \t\r\n]+")
_MOST_SPANNED, _BOLD = 100, 1.13
_NARROW, _WIDE = frozenset("iljftrI.,:;'|!()[]/-1 "), frozenset("mwMWGOQ@%&…—+=~#<>")


def boxed(html: str, label: str) -> str:
    """The HTML with every table that is too wide for a phone in a box that scrolls and has this label.

    The classes of the box say how it is printed. Tables inside tables share the box of the outermost one.
    """
    if "<table" not in html:
        return html
    pieces: list[str] = []
    end = 0
    for start, stop, inside in _tables(html):
        table = html[start:stop]
        needed = minimum_width(table) + _INDENT * inside
        printed = next((names for limit, names in _ON_PAPER if needed <= limit), _NEVER_CUT)
        box = f'<div class="scroll{printed}" role="group" aria-label="{label}" tabindex="0">'
        pieces += [html[end:start], table if needed <= _PHONE else f"{box}{table}</div>"]
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
    """A cell: the columns and rows it spans, its text, and whether that may be bold."""

    columns: int
    rows: int
    text: str
    bold: bool


def minimum_width(table: str) -> float:
    """The width in em, rather too large than too small, that a table needs without breaking a word."""
    if table.count("<table") > 1:
        return math.inf
    columns: list[float] = []
    held: dict[int, int] = {}  # the rows that cells above still take of a column
    for row in _rows(table):
        column = 0
        held = {index: rows - 1 for index, rows in held.items() if rows > 1}
        for cell in row:
            while column in held:
                column += 1
            columns += [0.0] * (column + cell.columns - len(columns))
            width = widest_word(cell.text) * (_BOLD if cell.bold else 1)
            for index in range(column, column + cell.columns):
                columns[index] = max(columns[index], width / cell.columns)
                held |= {index: cell.rows} if cell.rows > 1 else {}
            column += cell.columns
    caption = _CAPTION.search(table)
    return max(sum(columns) + _GAP * len(columns), widest_word(_words(caption[0])) if caption else 0)


def _rows(table: str) -> Iterator[list[_Cell]]:
    """Yield the cells of each row of a table without tables in it."""
    for row in _ROW.split(table)[1:]:
        cells = []
        for tag, attributes, inside in _CELL.findall(row):
            spans = {name: min(max(int(count), 1), _MOST_SPANNED) for name, count in _SPAN.findall(attributes)}
            bold = tag == "th" or "<strong" in inside or "<b>" in inside
            cells.append(_Cell(spans.get("col", 1), spans.get("row", 1), _words(inside), bold))
        yield cells


def _words(html: str) -> str:
    """The words of a part of a table: blocks are apart, words with a part in bold are one."""
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
        elif letter in _NARROW:
            width += 0.42
        elif letter in _WIDE:
            width += 1.05
        elif letter.isupper() or letter > "\u052f":
            width += 0.78
        elif unicodedata.category(letter) != "Mn":
            width += 0.66
    return max(longest, width)
