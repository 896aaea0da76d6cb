"""PDF files: their lines with their places, joined to paragraphs, without the heads and feet of pages."""

from __future__ import annotations

import contextlib
import itertools
import math
import statistics
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newsroom_cli.importing import head_lines, line_joining
from newsroom_cli.importing.material import LONGEST, Material
from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.pieces import HEADING, MARGIN, Pasted, Piece, SourceLine
from newsroom_cli.importing.repair import repair
from newsroom_cli.importing.sources import text
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

LARGEST = 50_000_000  # bytes of a file
MOST_UNPACKED = 50_000_000  # bytes of what its pages are drawn with; the library takes 15 times as much memory
MOST_PAGES = 100


def recognises(material: Material) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in material.data[:1024]


class _Line(NamedTuple):
    """A line of a page, and its box; `top` and `bottom` count upwards from the foot of the page, in points."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    height_of_page: float
    cells: tuple[_Line, ...] = ()  # its parts, if wide gaps divide it

    @property
    def size(self) -> float:
        """The height of the line, which grows with its type."""
        return self.top - self.bottom

    @property
    def is_marginal(self) -> bool:
        """Whether the line stands where pages have their heads and feet."""
        middle = (self.top + self.bottom) / 2 / (self.height_of_page or 1)
        return middle < _ZONE or middle > 1 - _ZONE

    @property
    def is_low(self) -> bool:
        """Whether the line stands in the lower half of the page."""
        return self.top < self.height_of_page / 2


_ZONE = 0.11  # of a page's height


def read_from(material: Material) -> Iterator[Pasted]:
    """The text of a PDF."""
    yield read(material.data)


def read(data: bytes) -> Pasted:
    """The text of a PDF. Raises NewsroomError for a file that is damaged, locked, too large, or only pictures."""
    if len(data) > LARGEST:
        raise NewsroomError(f"the PDF has more than {LARGEST // 1_000_000} MB", hint=_COPY)
    if _unpacks_to_more_than(MOST_UNPACKED, data):
        raise NewsroomError(f"the PDF unpacks to more than {MOST_UNPACKED // 1_000_000} MB", hint=_COPY)
    lines = list(_by_columns(list(_lines(data))))
    if not lines:
        hint = "have its text recognised (OCR) first, or ask for the text it was made from"
        raise NewsroomError("the PDF has no text: its pages are pictures, as of a scan", hint=hint)
    if sum(len(line.text) for line in lines) > LONGEST:
        raise NewsroomError("the PDF has too much text for a release", hint=_COPY)
    return _pasted(lines)


_COPY = "copy the release out of it, and paste that into `newsroom import -`"


def _unpacks_to_more_than(limit: int, data: bytes) -> bool:
    """Whether the packed parts of a file, without pictures, are longer than a limit once they are unpacked."""
    end = 0
    while limit >= 0 and (match := _PACKED.search(data, end)) and (end := data.find(b"endstream", match.end())) > 0:
        about = data[max(match.start() - 1000, 0) : match.start()].rpartition(b"obj")[2]
        with contextlib.suppress(zlib.error):
            packed = b"" if b"/Image" in about else data[match.end() : end]
            limit -= len(zlib.decompressobj().decompress(packed, limit + 1))
    return limit < 0


_PACKED = pattern(rb"(?<!end)stream\r?\n(?=[\x08-\x78])")  # with the first byte of a packed part

# --- from the file to lines ---------------------------------------------------------------------------------------


def _lines(data: bytes) -> Iterator[_Line]:
    """The lines of a file, page by page, in the order in which they were written."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            hint = "open it with its password, save it without one, and import that"
            raise NewsroomError("the PDF is locked with a password", hint=hint) from error
        raise _damaged() from error
    if len(document) > MOST_PAGES:
        raise NewsroomError(f"the PDF has {len(document)} pages, the limit is {MOST_PAGES}", hint=_COPY)
    try:
        for number in range(len(document)):
            yield from _from_top(list(_lines_of_page(document[number], number)))
    except pypdfium2.PdfiumError as error:
        raise _damaged() from error
    finally:
        document.close()


def _from_top(lines: Sequence[_Line]) -> Sequence[_Line]:
    """The lines of a page from its top down; of columns as they were written, but a foot written first as the last."""
    ordered = sorted(lines, key=lambda line: -line.top)
    beside = any(upper.bottom + upper.size / 2 < lower.top for upper, lower in itertools.pairwise(ordered))
    feet = [
        line for line in itertools.takewhile(lambda line: line.is_marginal or not line.is_low, lines) if line.is_low
    ]
    return [*(line for line in lines if line not in feet), *feet] if beside else ordered


def _damaged() -> NewsroomError:
    return NewsroomError("the PDF is damaged", hint="open it and save it again, or " + _COPY)


def _lines_of_page(page: Any, number: int) -> Iterator[_Line]:
    """The lines of a page, each with the box around its first and its last letter."""
    textpage, height = page.get_textpage(), page.get_height()
    if textpage.count_chars() > LONGEST:
        raise NewsroomError("a page of the PDF is a drawing made of letters", hint=_COPY)
    start = 0
    for match in _LINE.finditer(textpage.get_text_range()):
        bare = match[1].rstrip("\r ")
        if inline.squeezed(bare).strip():
            divided = "-" if match[2] in _DIVIDES else ""
            line = _line(textpage, start, bare, number, height)
            spans = list(_cells(textpage, start, bare, line.size))
            cells = (
                _line(textpage, start + _units(bare[:begin]), bare[begin:end], number, height) for begin, end in spans
            )
            yield line._replace(text=line.text + divided, cells=tuple(cells) if len(spans) > 1 else ())
        start += _units(match.group())


def _line(textpage: Any, start: int, bare: str, page: int, height: float) -> _Line:
    """Words that stand side by side, whose first letter has the number `start`, with their box."""
    first = start + len(bare) - len(bare.lstrip())
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    _, _, right, _ = textpage.get_charbox(start + _units(bare) - 1, loose=True)
    return _Line(inline.squeezed(bare).strip(), page, left, bottom, right, top, height)


_GAP = 2.5  # times the height of a line: what stands behind such a space is another column


def _cells(textpage: Any, start: int, bare: str, size: float) -> Iterator[tuple[int, int]]:
    """The offsets of the parts of a line that stand far apart."""
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


# The library writes one of two signs for the hyphen of a divided word, and no line break after it.
_DIVIDES = ("\x02", "\ufffe")
_LINE = pattern("([^\n\x02\ufffe]*)([\n\x02\ufffe]|\\Z)")


def _by_columns(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, but contacts that stand side by side one after the other."""
    index = 0
    while index < len(lines):
        rows = _rows(lines, index)
        columns = [
            [cell for row in rows for cell in row.cells or (row,) if _column_of(cell, lines[index]) == number]
            for number in range(len(lines[index].cells))
        ]
        if len(rows) > 1 and all(any(_HAS_CONTACT.search(cell.text) for cell in column) for column in columns):
            yield from itertools.chain.from_iterable(columns)
        else:
            yield from rows
        index += len(rows)


_HAS_CONTACT = pattern(r"\w@\w|\d[\d /().-]{5,}\d")
_BESIDE = 4.0  # points by which the lines of a column may begin apart


def _rows(lines: Sequence[_Line], index: int) -> list[_Line]:
    """The line at an index and those below it whose parts stand in the same columns, if it has some."""
    first = lines[index]
    below = itertools.takewhile(
        lambda line: (
            line.page == first.page and all(_column_of(cell, first) is not None for cell in line.cells or (line,))
        ),
        itertools.islice(lines, index + 1, None),
    )
    return [first, *below] if first.cells else [first]


def _column_of(cell: _Line, first: _Line) -> int | None:
    """The number of the column of `first` in which a part of a line stands; None if in none, or across two."""
    for number, column in enumerate(first.cells):
        if abs(cell.left - column.left) < _BESIDE:
            after = first.cells[number + 1].left if number + 1 < len(first.cells) else math.inf
            return number if cell.right < after else None
    return None


# --- from lines to paragraphs -------------------------------------------------------------------------------------


def _pasted(lines: Sequence[_Line]) -> Pasted:
    """The pieces of the lines: headings by their size, the rest as paragraphs of plain text."""
    margins = _heads_and_feet(lines)
    inner = [line for line in lines if line not in margins]
    usual = _usual_size(inner)
    words = line_joining.vocabulary("\n".join(line.text for line in inner))
    pieces: list[Piece] = []
    plain: list[str] = []
    notes: tuple[str, ...] = ()

    def close() -> None:
        nonlocal notes
        if plain:
            read = text.read("\n\n".join(plain))
            pieces.extend(read.pieces)
            notes += tuple(note for note in read.notes if note not in notes)
            plain.clear()

    for paragraph in _paragraphs(inner, usual):
        joined = line_joining.Wrapping(1, words).joined([line.text for line in paragraph])
        if _is_heading(paragraph, joined, usual):
            close()
            title = repair(joined).text
            pieces.append(Piece(HEADING, title, inline.escaped(title), level=1 if not pieces else 2))
        else:
            plain.append(joined)
    close()
    shown = tuple(SourceLine(line.text, MARGIN if line in margins else "") for line in lines)
    return Pasted(tuple(pieces), notes=notes, lines=shown)


def _heads_and_feet(lines: Sequence[_Line]) -> frozenset[_Line]:
    """The lines at the top and the bottom of pages that return on others, and the numbers of pages.

    At the top of the first page they are the letterhead, perhaps with headline, place and date.
    """
    pages = len({line.page for line in lines})
    marginal = [line for line in lines if line.is_marginal]
    returning = Counter((_masked(line.text), round(line.top / 8)) for line in marginal)
    return frozenset(
        line
        for line in marginal
        if (
            pages > 1
            and returning[_masked(line.text), round(line.top / 8)] > 1
            and (line.page != lines[0].page or line.is_low)
        )
        or _PAGE_NUMBER.fullmatch(line.text)
    )


_FIGURES = pattern(r"\d+")
_PAGE_NUMBER = pattern(
    r"(?i)\W*(?:(?:page|seite|página|pagina|side|strana|strona|s\.|p\.)\s*)?\d{1,3}\s*(?:(?:/|of|von|de|sur|di|z|af)\s*\d{1,3})?\W*"
)


def _masked(words: str) -> str:
    return _FIGURES.sub("#", words)


def _usual_size(lines: Sequence[_Line]) -> float:
    """The height of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


_LARGER = 1.2  # times the usual size: a heading
_HEADING_LINES, _HEADING_LENGTH = 4, 300


def _is_heading(paragraph: Sequence[_Line], joined: str, usual: float) -> bool:
    """Whether a paragraph is set in larger type."""
    size = statistics.median(line.size for line in paragraph)
    short = len(paragraph) <= _HEADING_LINES and len(joined) <= _HEADING_LENGTH
    return short and size >= _LARGER * usual and any(map(str.isalpha, joined))


def _paragraphs(lines: Sequence[_Line], usual: float) -> Iterator[list[_Line]]:
    """The lines in groups that are paragraphs."""
    leading = _usual_leading(lines, usual)
    edge = _right_edge(lines)
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and _begins(paragraph, line, leading, edge, usual):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _usual_leading(lines: Sequence[_Line], usual: float) -> float:
    """The distance from line to line within most paragraphs."""
    steps = [
        before.top - after.top
        for before, after in itertools.pairwise(lines)
        if before.page == after.page and 0.6 * usual < before.top - after.top < 3 * usual
    ]
    counted = Counter(round(step) for step in steps)
    return float(min(counted, key=lambda step: (-counted[step], step))) if counted else 1.4 * usual


def _right_edge(lines: Sequence[_Line]) -> float:
    """How far most full lines reach."""
    long = sorted(line.right for line in lines if len(line.text) > _LONG)
    return long[int(len(long) * 0.8)] if long else 0.0


_LONG = 40  # characters of a line that may be a full one
_WIDER, _SHORT, _INDENT = 1.25, 0.85, 1.2
_HEADING_LEADING = 1.5  # of its size, from line to line of a heading
_ENDS = (".", "!", "?", ":", "”", "“", '"', "»", ";")


_OTHER_FONT = 0.04  # points by which lines in bold are higher than others of their size
_OFF_CENTRE, _APART = 3.0, 8.0  # points between the middles of centred lines at most, between their starts at least


def _are_centred(before: _Line, line: _Line) -> bool:
    """Whether two lines have the same middle and begin at different places."""
    middles = abs((before.left + before.right) - (line.left + line.right)) / 2
    return before.page == line.page and middles < _OFF_CENTRE and abs(before.left - line.left) > _APART


def _are_flush_right(before: _Line, line: _Line, edge: float) -> bool:
    """Whether two short lines end at the same place and begin at different ones, as a signature does."""
    short = min(before.left, line.left) > edge / 2
    return short and abs(before.right - line.right) < _OFF_CENTRE and abs(before.left - line.left) > _APART


_ENDS_CONTACT = pattern(r"\A.{0,60}(?:\w@[\w.-]+\w|\d[\d /().-]{6,}\d)\Z")


def _begins(paragraph: Sequence[_Line], line: _Line, leading: float, edge: float, usual: float) -> bool:
    """Whether a line begins a new paragraph after others."""
    before = paragraph[-1]
    step = before.top - line.top
    ended = before.text.endswith(_ENDS)
    if head_lines.GREETING.fullmatch(before.text):
        return True
    if _are_centred(before, line) and abs(line.size - before.size) > _OTHER_FONT and line.text[:1].isupper():
        return True  # a subhead below its headline
    if min(line.size, before.size) >= _LARGER * usual and abs(line.size - before.size) < 0.1 * before.size:
        return line.page != before.page or not 0 < step < _HEADING_LEADING * line.size
    if abs(line.size - before.size) > 0.2 * max(line.size, before.size) and len(line.text) > 3:
        return True
    if line.page == before.page and step < 0 and line.left < before.left - _APART:
        return True  # another box, no column: those go on to the right
    if line.page != before.page or step < 0.3 * leading:  # the next page or column
        return ended or (line.text[:1].isupper() and before.right < _SHORT * edge)
    if step > _WIDER * leading + 1 or _BULLET.match(line.text):
        return True
    if (before.cells and line.cells) or _are_flush_right(before, line, edge) or _ENDS_CONTACT.search(before.text):
        return True
    if line.left > before.left + _INDENT * line.size and ended and line.text[:1].isupper():
        return True
    return before.right < _SHORT * edge and (ended or len(before.text) < _LONG)


_BULLET = pattern(r"(?:[•·▪●○■□‣➢➤►✓\uf0b7]|[-–—*]\s|\d{1,2}[.)]\s)")
