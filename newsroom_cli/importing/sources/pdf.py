"""PDF files: their lines with their places, joined to paragraphs, without the heads and feet of pages."""

from __future__ import annotations

import contextlib
import itertools
import statistics
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from newsroom_cli.importing import contact_blocks, head_lines, line_joining
from newsroom_cli.importing.layout import headings as type_of
from newsroom_cli.importing.layout import lines as page_lines
from newsroom_cli.importing.layout.headings import BULLET, ENDS, LARGER, STANDFIRST, TEXT, Paragraph
from newsroom_cli.importing.layout.lines import Line
from newsroom_cli.importing.material import LONGEST, Material
from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.pieces import HEADING, MARGIN, PARAGRAPH, Pasted, Piece, SourceLine
from newsroom_cli.importing.repair import repair
from newsroom_cli.importing.sources import text
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

LARGEST = 50_000_000  # bytes of a file
MOST_UNPACKED = 50_000_000  # bytes of what its pages are drawn with; the library takes 15 times as much memory


def recognises(material: Material) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in material.data[:1024]


def read_from(material: Material) -> Iterator[Pasted]:
    """The text of a PDF."""
    yield read(material.data)


def read(data: bytes) -> Pasted:
    """The text of a PDF. Raises NewsroomError for a file that is damaged, locked, too large, or only pictures."""
    if len(data) > LARGEST:
        raise NewsroomError(f"the PDF has more than {LARGEST // 1_000_000} MB", hint=page_lines.COPY)
    if _unpacks_to_more_than(MOST_UNPACKED, data):
        raise NewsroomError(f"the PDF unpacks to more than {MOST_UNPACKED // 1_000_000} MB", hint=page_lines.COPY)
    lines = page_lines.lines(data)
    if not lines:
        hint = "have its text recognised (OCR) first, or ask for the text it was made from"
        raise NewsroomError("the PDF has no text: its pages are pictures, as of a scan", hint=hint)
    if sum(len(line.text) for line in lines) > LONGEST:
        raise NewsroomError("the PDF has too much text for a release", hint=page_lines.COPY)
    return _pasted(lines)


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


def _pasted(lines: Sequence[Line]) -> Pasted:
    """The pieces of the lines: headings and standfirst by their type, the rest as paragraphs of plain text."""
    margins = _heads_and_feet(lines)
    inner = _with_emphasis([line for line in lines if line not in margins and not _RULE.fullmatch(line.text)])
    usual = _usual_size(inner)
    vocabulary = line_joining.vocabulary("\n".join(line.text for line in inner))
    wrapping = line_joining.Wrapping(1, vocabulary)
    paragraphs = [
        Paragraph(tuple(lines), wrapping.joined([line.text for line in lines])) for lines in _paragraphs(inner, usual)
    ]
    levels = type_of.levels(paragraphs, usual)
    pieces: list[Piece] = []
    notes: dict[str, None] = {}
    for level, group in itertools.groupby(enumerate(paragraphs), key=lambda pair: levels.get(pair[0], TEXT)):
        texts = [paragraph.text for _, paragraph in group]
        if level == TEXT:
            read = text.read("\n\n".join(texts))
            pieces += read.pieces
            notes |= dict.fromkeys(read.notes)
        else:
            pieces += [_set_apart(repair(words).text, level, is_first=not pieces) for words in texts]
    shown = tuple(SourceLine(line.text, MARGIN if line in margins else "") for line in lines)
    owner, contacts = _letterhead(lines, margins), tuple(_contacts(margins, lines))
    return Pasted(tuple(pieces), notes=tuple(notes), lines=shown, contacts=contacts, owner=owner, is_document=True)


_RULE = pattern(r"[_=–—-]{4,}")


def _set_apart(words: str, level: int, is_first: bool) -> Piece:
    """The piece of a heading, or of a standfirst."""
    escaped = inline.escaped(words)
    if level == STANDFIRST:
        return Piece(PARAGRAPH, words, f"**{escaped}**")
    return Piece(HEADING, words, escaped, level=1 if is_first else level)


def _letterhead(lines: Sequence[Line], margins: Collection[Line]) -> str:
    """The first line of the head that returns on other pages, if it is short and the text has its words; else empty."""
    first = next((line.text for line in lines if line in margins and line.middle > _LOWER_HALF), "")
    text = " ".join(line.text for line in lines if line not in margins and line.text != first)
    return first if 1 < len(first.split()) <= _NAME_WORDS and not any(map(str.isdigit, first)) and first in text else ""


_NAME_WORDS = 8  # of an organisation


def _contacts(margins: Collection[Line], lines: Sequence[Line]) -> Iterator[str]:
    """Yield the text of a contact that stands at the head or foot of the first page."""
    of_page = [line.text for line in lines if line in margins and line.page == 0]
    if any(map(contact_blocks.is_labelled, of_page)):
        yield "\n".join(of_page)


def _with_emphasis(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, none in bold if most of the text is."""
    in_bold = sum(len(line.text) for line in lines if line.bold)
    is_usual = in_bold > _MOST * sum(len(line.text) for line in lines)
    return [line._replace(bold=False) for line in lines] if is_usual else lines


_MOST = 0.5


def _heads_and_feet(lines: Sequence[Line]) -> frozenset[Line]:
    """The lines at the top and the bottom of pages that return on others, and the numbers of pages.

    The head of the first page stays: it may name the issuer, the place and the date.
    """
    pages = [list(page) for _, page in itertools.groupby(lines, key=lambda line: line.page)]
    outer = {line for page in pages for line in (page[0], page[-1])} if len(pages) > _FEW_PAGES else set()
    marginal = [line for line in lines if not _FOOT < line.middle < _HEAD or line in outer]
    returning = Counter((_masked(line.text), round(line.top / 8)) for line in marginal)
    return frozenset(
        line
        for line in marginal
        if _PAGE_NUMBER.fullmatch(line.text)
        or (returning[_masked(line.text), round(line.top / 8)] > 1 and (line.page > 0 or line.middle < _LOWER_HALF))
    )


_FOOT, _LOWER_HALF, _HEAD = 0.11, 0.5, 0.82  # of a page's height
_FEW_PAGES = 2  # on which a line at the top may return by chance


_FIGURES = pattern(r"\d+")
_PAGE_NUMBER = pattern(
    r"(?i)\W*(?:(?:page|seite|página|pagina|side|strana|strona|s\.|p\.)\s*)?\d{1,3}\s*(?:(?:/|of|von|de|sur|di|z|af)\s*\d{1,3})?\W*"
)


def _masked(words: str) -> str:
    return _FIGURES.sub("#", words)


def _usual_size(lines: Sequence[Line]) -> float:
    """The height of the text: the largest in which a good part of the letters is set, for notes may be longer.

    Rows of tables do not count; their type may be smaller.
    """
    prose = [line for line in lines if not line.cells and not _is_of_table(line.text)]
    sizes: Counter[float] = Counter()
    for line in prose or lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    usual = max((size for size, letters in sizes.items() if letters > _GOOD_PART * sizes.total()), default=10.0)
    return statistics.median([line.size for line in prose if round(line.size * 2) / 2 == usual] or [usual])


def _is_of_table(words: str) -> bool:
    """Whether a line has so many figures that it is the row of a table."""
    return sum(map(str.isdigit, words)) >= _FIGURES_OF_TABLE * len(words)


_FIGURES_OF_TABLE = 0.2  # of the characters of a line
_GOOD_PART = 0.2  # of all letters; headings have less


def _paragraphs(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    """The lines in groups that are paragraphs."""
    leading = _usual_leading(lines, usual)
    edge = _right_edge(lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(paragraph, line, leading, edge, usual):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _usual_leading(lines: Sequence[Line], usual: float) -> float:
    """The distance from line to line within most paragraphs."""
    steps = [
        before.top - after.top
        for before, after in itertools.pairwise(lines)
        if before.page == after.page
        and 0.6 * usual < before.top - after.top < 3 * usual
        and min(before.size, after.size) > _ALIKE * usual
    ]
    counted = Counter(round(step) for step in steps)
    return float(min(counted, key=lambda step: (-counted[step], step))) if counted else 1.4 * usual


_ALIKE = 0.9  # of the usual size: text, not notes


def _right_edge(lines: Sequence[Line]) -> float:
    """How far most full lines reach."""
    long = sorted(line.right for line in lines if len(line.text) > _LONG)
    return long[int(len(long) * 0.8)] if long else 0.0


_LONG = 40  # characters of a line that may be a full one
_WIDER, _SHORT, _INDENT = 1.25, 0.85, 1.2
_HEADING_LEADING = 1.5  # of its size, from line to line of a heading


_OFF_CENTRE, _APART = 3.0, 8.0  # points between the middles of centred lines at most, between their starts at least


def _are_centred(before: Line, line: Line) -> bool:
    """Whether two lines have the same middle and begin at different places."""
    middles = abs((before.left + before.right) - (line.left + line.right)) / 2
    return before.page == line.page and middles < _OFF_CENTRE and abs(before.left - line.left) > _APART


def _are_flush_right(before: Line, line: Line, edge: float) -> bool:
    """Whether two short lines end at the same place and begin at different ones, as a signature does."""
    short = min(before.left, line.left) > edge / 2
    return short and abs(before.right - line.right) < _OFF_CENTRE and abs(before.left - line.left) > _APART


_ENDS_CONTACT = pattern(r"\A.{0,60}(?:\w@[\w.-]+\w|\d[\d /().-]{6,}\d)\Z")


def _begins(paragraph: Sequence[Line], line: Line, leading: float, edge: float, usual: float) -> bool:
    """Whether a line begins a new paragraph after others."""
    before = paragraph[-1]
    step = before.top - line.top
    ended = before.text.endswith(ENDS)
    if head_lines.GREETING.fullmatch(before.text):
        return True
    if head_lines.is_release_label(before.text):
        return not head_lines.is_label(f"{before.text} {line.text}")
    if _are_centred(before, line) and before.bold and line.bold and line.text[0].isalnum():
        return not 0 < step < max(_HEADING_LEADING * line.size, _WIDER * leading + 1)
    if before.font and line.font and line.font != before.font and line.text[:1].isupper():
        return True  # a subhead below its headline
    if _FIELD.match(line.text) and _FIELD.match(before.text):
        return True
    if min(line.size, before.size) >= LARGER * usual and abs(line.size - before.size) < 0.1 * before.size:
        return line.page != before.page or not 0 < step < _HEADING_LEADING * line.size
    if edge and line.left > edge and len(line.text) < _LONG:
        return True  # beside the text, as numbers of offices are
    if abs(line.size - before.size) > 0.2 * max(line.size, before.size) and len(line.text) > 3:
        return True
    if line.page == before.page and step < 0 and line.left < before.left - _APART:
        return True  # another box, no column: those go on to the right
    if line.page != before.page or step < 0.3 * leading:  # the next page or column
        return ended or (line.text[:1].isupper() and before.right < _SHORT * edge)
    if step > _WIDER * leading + 1 or BULLET.match(line.text):
        return True
    if (before.cells and line.cells) or _are_flush_right(before, line, edge) or _ENDS_CONTACT.search(before.text):
        return True
    if line.left > before.left + _INDENT * line.size and ended and line.text[:1].isupper():
        return True
    return before.right < _SHORT * edge and (ended or len(before.text) < _LONG)


_FIELD = pattern(r"[A-Z][A-Za-z /-]{2,24}: \S")  # Head Office: Hafenweg 3
