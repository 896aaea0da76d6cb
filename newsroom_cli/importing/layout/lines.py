"""The lines of a PDF, with their positions, sizes and fonts; contacts side by side follow one another."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.layout import letters
from newsroom_cli.importing.material import LONGEST
from newsroom_cli.importing.pages import inline
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

MOST_PAGES = 100
COPY = "copy the release out of it, and paste that into `newsroom import -`"


class Line(NamedTuple):
    """A line of a page and its box in points; `top` and `bottom` are heights above the foot of the page."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    height_of_page: float
    bold: bool = False
    font: str = ""  # the font of its first and last letters if they have the same
    cells: tuple[Line, ...] = ()  # its parts if wide gaps divide it

    @property
    def size(self) -> float:
        """The height of the line, which depends on the size of its type."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height of the line's middle above the foot of the page, as a share of the page, from 0 to 1."""
        return (self.top + self.bottom) / 2 / (self.height_of_page or 1)


def lines_of(data: bytes) -> list[Line]:
    """The lines of a PDF in reading order. Raises NewsroomError if it is damaged, locked or too long."""
    return list(_by_columns(list(_lines_in_file(data))))


def _lines_in_file(data: bytes) -> Iterator[Line]:
    """Yield the lines of a file, page by page, before columns are separated."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            hint = "open it with its password, save it without one, and import that"
            raise NewsroomError("the PDF is locked with a password", hint=hint) from error
        raise _damaged() from error
    if len(document) > MOST_PAGES:
        raise NewsroomError(f"the PDF has {len(document)} pages, the limit is {MOST_PAGES}", hint=COPY)
    try:
        for number in range(len(document)):
            yield from _from_top(list(with_raised(_lines_of_page(document[number], number))))
    except pypdfium2.PdfiumError as error:
        raise _damaged() from error
    finally:
        document.close()


def with_raised(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of a page; a raised mark such as ® or [1], and text behind it on its line, are joined to it."""
    line: Line | None = None
    is_raised = False  # whether the last part of the line is
    for part in lines:
        mark = _RAISED.fullmatch(part.text) is not None
        if line is not None and (mark or is_raised) and _follows(line, part):
            small = mark or part.size < _SMALL * line.size or not (part.text[0].isalnum() or part.text[0] == "(")
            space = "" if small else " "
            line = line._replace(text=f"{line.text}{space}{part.text}", right=part.right, cells=())
        else:
            if line is not None:
                yield line
            line = part
        is_raised = mark or _ENDS_IN_SIGN.search(part.text) is not None
    if line is not None:
        yield line


_SMALL = 0.8  # the share of the line's height; smaller type, as in 1er, follows without a space
_RAISED = pattern(r"[®™℠†‡]{1,3}|\d{1,2}|\[\d{1,3}\]")
_ENDS_IN_SIGN = pattern(r"\[\d{1,3}\]\Z")  # of a footnote


def _follows(line: Line, part: Line) -> bool:
    """Whether a part of a page follows right behind a line, at the same height."""
    overlap = min(line.top, part.top) - max(line.bottom, part.bottom)
    return -2 < part.left - line.right < line.size and overlap > 0.5 * min(line.size, part.size)


def _from_top(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a page from top to bottom; if there are columns, in the order of the file.

    With columns, a foot of the page that comes first in the file is moved to the end.
    """
    ordered = sorted(lines, key=lambda line: -line.top)
    beside = any(upper.bottom + upper.size / 2 < lower.top for upper, lower in itertools.pairwise(ordered))
    written_first = itertools.takewhile(lambda line: not _TEXT_FROM < line.middle < _LOWER_HALF, lines)
    feet = [line for line in written_first if line.middle < _LOWER_HALF]
    return [*(line for line in lines if line not in feet), *feet] if beside else ordered


_TEXT_FROM, _LOWER_HALF = 0.11, 0.5  # shares of a page's height


def _damaged() -> NewsroomError:
    return NewsroomError("the PDF is damaged", hint="open it and save it again, or " + COPY)


def _lines_of_page(page: Any, number: int) -> Iterator[Line]:
    """Yield the lines of a page, each with the box around it. Raises NewsroomError if it has too many letters."""
    textpage, height = page.get_textpage(), page.get_height()
    if textpage.count_chars() > LONGEST:
        raise NewsroomError("a page of the PDF is a drawing made of letters", hint=COPY)
    start = 0
    for match in _LINE.finditer(textpage.get_text_range()):
        bare = match[1].rstrip("\r ")
        if inline.single_spaced(bare).strip():
            divided = "-" if match[2] in _DIVIDES else ""
            line = _line(textpage, start, bare, number, height)
            spans = list(_cells(textpage, start, bare, line.size))
            cells = (
                _line(textpage, start + _units(bare[:begin]), bare[begin:end], number, height) for begin, end in spans
            )
            yield line._replace(text=line.text + divided, cells=tuple(cells) if len(spans) > 1 else ())
        start += _units(match.group())


def _line(textpage: Any, start: int, bare: str, page: int, height: float) -> Line:
    """The line that consists of the text `bare`, whose first letter has the number `start` on the page."""
    first = start + len(bare) - len(bare.lstrip())
    letter = next((start + _units(bare[:at]) for at, letter in enumerate(bare) if letter.isalnum()), first)
    last = start + _units(bare) - 1
    left, _, _, _ = textpage.get_charbox(first, loose=True)
    _, bottom, _, top = textpage.get_charbox(letter, loose=True)  # a bullet before it has another size
    _, _, right, _ = textpage.get_charbox(last, loose=True)
    words = letters.without_ligatures(letters.spaced(textpage, start, bare))
    begins, ends = letters.font(textpage, letter), letters.font(textpage, last)
    font = begins.name if begins.name == ends.name else ""
    return Line(
        inline.single_spaced(words).strip(), page, left, bottom, right, top, height, begins.bold and ends.bold, font
    )


_GAP = 2.5  # times the height of a line; a wider gap separates columns


def _cells(textpage: Any, start: int, bare: str, size: float) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each part of a line, as wide gaps divide it."""
    begin = 0
    for match in _SPACES.finditer(bare):
        _, _, right, _ = textpage.get_charbox(start + _units(bare[: match.start()]) - 1, loose=True)
        left, _, _, _ = textpage.get_charbox(start + _units(bare[: match.end()]), loose=True)
        if left - right > _GAP * size:
            yield begin, match.start()
            begin = match.end()
    yield begin, len(bare)


_SPACES = pattern(r"(?<=\S) +(?=\S)")


def _units(text: str) -> int:
    """The number of UTF-16 units of a text, by which the library counts."""
    return len(text) + sum(letter > "\uffff" for letter in text) if not text.isascii() else len(text)


# The library has one of two characters for the hyphen of a divided word, and no line break after it.
_DIVIDES = ("\x02", "\ufffe")
_LINE = pattern("([^\n\x02\ufffe]*)([\n\x02\ufffe]|\\Z)")


def _by_columns(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines; contacts side by side follow one another, column by column."""
    index = 0
    while index < len(lines):
        rows = _rows(lines, index)
        columns = [
            [cell for row in rows for cell in row.cells or (row,) if _column_of(cell, lines[index]) == number]
            for number in range(len(lines[index].cells))
        ]
        has_contacts = all(any(_HAS_CONTACT.search(cell.text) for cell in column) for column in columns)
        if len(rows) > 1 and has_contacts:
            yield from itertools.chain.from_iterable(columns)
        elif any(head_lines.is_release_label(cell.text) for cell in lines[index].cells):
            yield from lines[index].cells
            yield from rows[1:]
        else:
            yield from rows
        index += len(rows)


_HAS_CONTACT = pattern(r"\w@\w|\d[\d /().-]{5,}\d")
_BESIDE = 4.0  # points; lines of one column begin closer together


def _rows(lines: Sequence[Line], index: int) -> list[Line]:
    """The line at an index and the lines below it with parts in the same columns; just the line if it has no parts."""
    first = lines[index]
    below = itertools.takewhile(
        lambda line: (
            line.page == first.page and all(_column_of(cell, first) is not None for cell in line.cells or (line,))
        ),
        itertools.islice(lines, index + 1, None),
    )
    return [first, *below] if first.cells else [first]


def _column_of(cell: Line, first: Line) -> int | None:
    """The number of the column of `first` that a part of a line is in; None if it is in none, or across two."""
    for number, column in enumerate(first.cells):
        if abs(cell.left - column.left) < _BESIDE:
            after = first.cells[number + 1].left if number + 1 < len(first.cells) else math.inf
            return number if cell.right < after else None
    return None
