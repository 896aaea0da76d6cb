"""Read PDF files: join their lines to paragraphs, without the heads and feet of pages."""

from __future__ import annotations

import contextlib
import itertools
import zlib
from collections.abc import Iterator, Sequence

from newsroom_cli.importing import line_joining
from newsroom_cli.importing.layout.headings import STANDFIRST, TEXT, Paragraph, levels_of
from newsroom_cli.importing.layout.lines import COPY, Line, lines_of
from newsroom_cli.importing.layout.margins import contacts_in, heads_and_feet, letterhead
from newsroom_cli.importing.layout.paragraphs import paragraphs_of, usual_size
from newsroom_cli.importing.material import LONGEST, Material
from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.pieces import HEADING, MARGIN, PARAGRAPH, Pasted, Piece, SourceLine
from newsroom_cli.importing.repair import repair
from newsroom_cli.importing.sources import text
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

LARGEST = 50_000_000  # bytes of a file
MOST_UNPACKED = 50_000_000  # bytes of its unpacked page content; the library needs 15 times as much memory


def recognises(material: Material) -> bool:
    """Whether a file is a PDF."""
    return b"%PDF-" in material.data[:1024]


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield the text of a PDF."""
    yield read(material.data)


def read(data: bytes) -> Pasted:
    """Read a PDF. Raises NewsroomError for a file that is damaged, locked, too large, or only pictures."""
    if len(data) > LARGEST:
        raise NewsroomError(f"the PDF has more than {LARGEST // 1_000_000} MB", hint=COPY)
    if _unpacks_to_more_than(MOST_UNPACKED, data):
        raise NewsroomError(f"the PDF unpacks to more than {MOST_UNPACKED // 1_000_000} MB", hint=COPY)
    lines = lines_of(data)
    if not lines:
        hint = "have its text recognised (OCR) first, or ask for the text it was made from"
        raise NewsroomError("the PDF has no text: its pages are pictures, as of a scan", hint=hint)
    if sum(len(line.text) for line in lines) > LONGEST:
        raise NewsroomError("the PDF has too much text for a release", hint=COPY)
    return _pasted(lines)


def _unpacks_to_more_than(limit: int, data: bytes) -> bool:
    """Whether the packed streams of a file, apart from pictures, are longer than a limit when unpacked."""
    end = 0
    while limit >= 0 and (match := _PACKED.search(data, end)) and (end := data.find(b"endstream", match.end())) > 0:
        about = data[max(match.start() - 1000, 0) : match.start()].rpartition(b"obj")[2]
        with contextlib.suppress(zlib.error):
            packed = b"" if b"/Image" in about else data[match.end() : end]
            limit -= len(zlib.decompressobj().decompress(packed, limit + 1))
    return limit < 0


_PACKED = pattern(rb"(?<!end)stream\r?\n(?=[\x08-\x78])")  # before the first byte of a packed stream


def _pasted(lines: Sequence[Line]) -> Pasted:
    """The source in the lines of a PDF: headings and standfirst by their type, the rest as paragraphs of plain text."""
    margins = heads_and_feet(lines)
    inner = _with_emphasis([line for line in lines if line not in margins and not _RULE.fullmatch(line.text)])
    usual = usual_size(inner)
    vocabulary = line_joining.vocabulary("\n".join(line.text for line in inner))
    wrapping = line_joining.Wrapping(1, vocabulary)
    paragraphs = [
        Paragraph(tuple(group), wrapping.joined([line.text for line in group])) for group in paragraphs_of(inner, usual)
    ]
    levels = levels_of(paragraphs, usual)
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
    owner, contacts = letterhead(lines, margins), tuple(contacts_in(margins, lines))
    return Pasted(tuple(pieces), notes=tuple(notes), lines=shown, contacts=contacts, owner=owner, is_document=True)


_RULE = pattern(r"[_=–—-]{4,}")


def _set_apart(words: str, level: int, is_first: bool) -> Piece:
    """The piece of a heading or of a standfirst."""
    escaped = inline.escaped(words)
    if level == STANDFIRST:
        return Piece(PARAGRAPH, words, f"**{escaped}**")
    return Piece(HEADING, words, escaped, level=1 if is_first else level)


def _with_emphasis(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines; if most of the text is bold, none of them is."""
    in_bold = sum(len(line.text) for line in lines if line.bold)
    is_usual = in_bold > _MOST * sum(len(line.text) for line in lines)
    return [line._replace(bold=False) for line in lines] if is_usual else lines


_MOST = 0.5  # the share of bold text above which bold is no emphasis
