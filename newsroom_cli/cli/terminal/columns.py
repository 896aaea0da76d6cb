"""A table for a terminal of any width: columns that do not fit are left out, and no word is broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsroom_cli.markup.text_lines import columns, wrap

Cell = tuple[str, str]  # style, text
Paint = Callable[[str, str], str]

_GAP = 2
_ENOUGH = 40  # characters for the wrapped column; optional columns are left out to reach this width
_LEAST = 24  # characters; if the wrapped column has fewer, each row becomes a block of lines


def lines(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    width: int,
    paint: Paint,
    wrapped: str,
    optional: Sequence[str] = (),
    named: Sequence[str] = (),
    most_lines: int | None = None,
) -> list[str]:
    """The lines of a table within `width` columns.

    The column `wrapped` takes the remaining width, on `most_lines` lines at most. While it has too little room, the
    `optional` columns are left out one by one; empty columns are always left out. On a narrow terminal each row becomes
    a block of lines, in which the cells of the columns `named` have their heading before them.
    """
    texts = [(heading, *(row[number][1] for row in rows)) for number, heading in enumerate(headings)]
    widths = [max(map(columns, column)) for column in texts]
    main = headings.index(wrapped)
    shown = [number for number in range(len(headings)) if number == main or any(row[number][1] for row in rows)]

    def room() -> int:
        return width - sum(widths[number] + _GAP for number in shown if number != main)

    for heading in optional:
        if room() < min(widths[main], _ENOUGH):
            shown = [number for number in shown if headings[number] != heading]
    if room() < min(widths[main], _LEAST):
        blocks = [{number: _block_cell(headings[number], row[number], named) for number in shown} for row in rows]
        return [line for cells in blocks for line in _block(cells.pop(main), list(cells.values()), width, paint)]
    widths[main] = min(widths[main], room())
    shown_widths = [widths[number] for number in shown]
    head = [("strong", heading.upper()) for heading in headings]
    drawn = [_row([[head[number]] for number in shown], shown_widths, paint)]
    for row in rows:
        cells = {number: [row[number]] for number in shown} | {main: _fitted_cell(row[main], widths[main], most_lines)}
        drawn.append(_row([cells[number] for number in shown], shown_widths, paint))
    return [line for row_lines in drawn for line in row_lines]


def _fitted_cell(cell: Cell, width: int, most_lines: int | None) -> list[Cell]:
    """The lines of a wrapped cell, `most_lines` at most, with an ellipsis if words are left out."""
    style, text = cell
    broken = wrap(text, width)
    if most_lines and len(broken) > most_lines:
        broken[most_lines - 1 :] = [f"{wrap(broken[most_lines - 1], width - 2)[0]} …"]
    return [(style, _cut_line(line, width)) for line in broken]


def _cut_line(line: str, width: int) -> str:
    """A line cut at a width, because one word may be longer than the line."""
    if columns(line) <= width:
        return line
    while columns(line) > width - 1:
        line = line[:-1]
    return f"{line}…"


def _row(cells: Sequence[Sequence[Cell]], widths: Sequence[int], paint: Paint) -> list[str]:
    """The lines of a table row; each cell is a list of lines."""
    height = max(map(len, cells))
    drawn = []
    for number in range(height):
        line, gap = "", 0
        for cell, width in zip(cells, widths, strict=True):
            style, text = cell[number] if number < len(cell) else ("", "")
            if text:
                line += " " * gap + (paint(style, text) if style else text)
                gap = 0
            gap += width - columns(text) + _GAP
        drawn.append(line)
    return drawn


def _block_cell(heading: str, cell: Cell, named: Sequence[str]) -> Cell:
    """A cell of a block, with its heading before it if the heading is in `named`."""
    style, text = cell
    return style, f"{heading.lower()} {text}" if text and heading in named and text != heading.lower() else text


def _block(main: Cell, facts: Sequence[Cell], width: int, paint: Paint) -> list[str]:
    """The lines of a row on a narrow terminal: its short cells, then its main text below them."""
    drawn, used = [""], 0
    for style, fact in facts:
        if used and fact and used + _GAP + columns(fact) > width:
            drawn, used = [*drawn, ""], 0
        if fact:
            gap = _GAP if used else 0
            drawn[-1] += " " * gap + (paint(style, fact) if style else fact)
            used += gap + columns(fact)
    style, text = main
    return [*drawn, *[paint(style, line) if style else line for line in wrap(text, width, "  ", "  ") if line]]
