"""Markdown: blocks with their places for the rules, clean HTML for pages, plain text for mail.

pyromark parses, nh3 cleans; docs/decisions/dependencies.md says why.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from newsroom_cli.markup import cleaning, footnotes, headings
from newsroom_cli.markup.cleaning import MAX_DEPTH as MAX_DEPTH
from newsroom_cli.markup.cleaning import depth as depth
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.markup.footnotes import Sign
from newsroom_cli.model.caching import cached_by_text
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.model.toml.values import CONTROL

PARAGRAPH, HEADING, CODE, HTML, TABLE = BLOCKS = "paragraph", "heading", "code", "html", "table"


class Block(NamedTuple):
    """A paragraph, heading, table cell, code block or stretch of HTML.

    `text` is the visible text, without marks. `runs` maps it to the file: pairs of an offset in `text` and the file
    offset of the same character, ascending. `ends` has the ends, in `text` and in the file, of characters that are
    longer in the file, such as `&amp;`. `quoted` says that the block is in a block quote, `item` that it is in a list.
    `note` is the name of the footnote to which it belongs, `signs` are its offsets with the sign of a footnote, and
    the name of that.
    """

    kind: str
    span: Span
    text: str
    runs: tuple[tuple[int, int], ...]
    quoted: bool = False
    item: bool = False
    ends: tuple[tuple[int, int], ...] = ()
    note: str = ""
    signs: tuple[tuple[int, str], ...] = ()

    @property
    def is_own_paragraph(self) -> bool:
        """Whether it is a paragraph outside lists, which may be in a block quote."""
        return self.kind == PARAGRAPH and not self.item

    def place(self, start: int, end: int) -> Span:
        """The span in the file of `text[start:end]`."""
        first = self._file_offset(start)
        return Span(first, max(self._end(end), first) if end > start else first)

    def _end(self, offset: int) -> int:
        """The file offset where a stretch of `text` ends."""
        index = bisect.bisect_left(self.ends, (offset, 0))
        if index < len(self.ends) and self.ends[index][0] == offset:
            return self.ends[index][1]
        return min(self._file_offset(offset - 1) + 1, self.span.end)

    def _file_offset(self, offset: int) -> int:
        """The file offset of the character at an offset of `text`."""
        index = bisect.bisect_right(self.runs, (offset, 1 << 60)) - 1
        if index < 0:
            return self.span.start
        text_start, file_start = self.runs[index]
        return min(file_start + offset - text_start, self.span.end)


class Link(NamedTuple):
    """A link or picture: its visible text (or alt text), its target as written, its place, and its footnote if any."""

    text: str
    target: str
    span: Span
    image: bool = False
    note: str = ""


Part = TypeVar("Part", Block, Link)


class ParsedBody(NamedTuple):
    """A parsed body: its blocks and links in order, its comments, and its nesting depth.

    `html_links` are links and pictures written as HTML, without the text of links; `prose` are the blocks of running
    text, without code and raw HTML; `unclosed` are comments without an end, up to the end of their blocks. `signs`
    refer to `notes`, of which the names and places are here and the words in the blocks.
    """

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    comments: tuple[Field[str], ...]
    depth: int
    html_links: tuple[Link, ...] = ()
    prose: tuple[Block, ...] = ()
    unclosed: tuple[Span, ...] = ()
    signs: tuple[Sign, ...] = ()
    notes: tuple[Field[str], ...] = ()

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of the footnotes, by the keys of their names."""
        return footnotes.numbers(self.signs, self.notes) if self.notes else {}

    def as_read(self, parts: Sequence[Part]) -> list[Part]:
        """Blocks or links in the order of readers, who find the footnotes at the end of the text."""
        numbers = self.numbers
        return sorted(parts, key=lambda part: numbers[footnotes.key(part.note)] if part.note else 0)


@cached_by_text
def read(body: Field[str]) -> ParsedBody:
    """The blocks and links of a body; places are offsets into the release file."""
    return _EventReader(body).parse()


@functools.cache
def _parser() -> Any:
    """The Markdown parser, with tables, strikethrough and footnotes."""
    import pyromark

    options = pyromark.Options
    return pyromark.Markdown(options=options.ENABLE_TABLES | options.ENABLE_STRIKETHROUGH | options.ENABLE_FOOTNOTES)


# The bounds keep the time linear for a text full of unclosed tags.
_TAG = pattern(r"<(/?)([a-z][a-z0-9]*)(?=[\s/>])", re.IGNORECASE)
_HTML_LINK = pattern(r"""<(a|img)(?=[\s/])((?:[^>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,2000}+)>""", re.IGNORECASE)
# Of spaces HTML knows those of ASCII alone: a no-break space is part of an address.
_ATTRIBUTE = pattern(r"""\b(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE | re.ASCII)
_BREAKS = {"SoftBreak": " ", "HardBreak": "\n"}
_KINDS = {
    "Paragraph": PARAGRAPH,
    "Heading": HEADING,
    "TableCell": TABLE,
    "CodeBlock": CODE,
    "HtmlBlock": HTML,
    "Item": PARAGRAPH,
}


# Words with their start and end in the file: an open block is a list of them.
_Piece = tuple[str, int, int]


class _EventReader:
    """One pass over the parser's events; it is the hottest loop of a build, so it does little for each event."""

    def __init__(self, body: Field[str]) -> None:
        self._base = body.span.start
        self._source = body.value
        self._continuation_offsets = () if body.value.isascii() else _continuation_offsets(body.value.encode())
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._html_links: list[Link] = []
        self._comments: list[Field[str]] = []
        self._unclosed: list[Span] = []
        self._open_blocks: list[tuple[Span, list[_Piece]]] = []
        self._open_links: list[tuple[str, Span, int]] = []
        self._open_pictures: list[tuple[str, Span, list[_Piece]]] = []  # alternative text is not part of the paragraph
        self._unseen: tuple[str, list[_Piece], int] | None = None  # an open invisible element, its words
        self._quote_depth = self._item_depth = 0
        self._signs: list[Sign] = []
        self._signs_of: dict[int, list[tuple[int, str]]] = {}  # by open block; each with the number of words before it
        self._notes: list[Field[str]] = []
        self._open_notes = [""]  # their names; the text itself has none
        self._has_entities = "&#" in body.value  # these can stand for characters that no reader can show

    def parse(self) -> ParsedBody:
        """Read all events, and return the blocks, links and comments."""
        continuation_offsets, base, bytes_before, has_entities, open_blocks = (
            self._continuation_offsets,
            self._base,
            bisect.bisect_left,
            self._has_entities,
            self._open_blocks,
        )
        depth = deepest = has_lists = 0
        pieces: list[_Piece] = []  # the words of the innermost picture, else block
        for event, place in _parser().events_with_range(self._source):
            if type(event) is str:
                kind, detail = "Text", _BREAKS.get(event, "")
            else:
                ((kind, detail),) = event.items()
            if kind == "End":
                depth -= 1
                name = detail if type(detail) is str else next(iter(detail))
                if name in _KINDS:
                    self._close(name)
                    pieces = open_blocks[-1][1] if open_blocks else []
                else:
                    pieces = self._end(name, pieces)
                continue
            start, end = place["start"], place["end"]
            if kind == "Text" and end - start == len(detail):  # as many bytes as characters
                start += base - bytes_before(continuation_offsets, start) if continuation_offsets else base
                end = start + len(detail)
            else:
                start, end = (
                    base + start - bytes_before(continuation_offsets, start),
                    base + end - bytes_before(continuation_offsets, end),
                )
            if kind == "Text" or kind == "Html":
                if detail:
                    pieces.append((CONTROL.sub("\ufffd", detail) if has_entities else detail, start, end))
            elif kind == "Start":
                depth += 1
                if depth > deepest:
                    deepest = depth
                name = detail if type(detail) is str else next(iter(detail))
                if name in _KINDS:
                    pieces = []
                    open_blocks.append((Span(start, end), pieces))
                    if name == "Item":
                        self._item_depth += 1
                        has_lists = True
                else:
                    pieces = self._start(name, detail, Span(start, end), pieces)
            elif kind == "Code":
                pieces += self._code(detail, start, end)
            elif kind == "InlineHtml":
                self._html(Block(HTML, Span(start, end), detail, ((0, start),)))
                self._drop_unseen(detail, pieces)
            elif kind == "FootnoteReference":
                self._signs.append(Sign(detail, Span(start, end), self._open_notes[-1]))
                self._signs_of.setdefault(id(pieces), []).append((len(pieces), detail))
        blocks = self._blocks
        if has_lists:
            blocks.sort(key=_block_start)  # a list item closes after its inner items
        prose = tuple([block for block in blocks if block.kind != CODE and block.kind != HTML])
        comments, html_links, unclosed = tuple(self._comments), tuple(self._html_links), tuple(self._unclosed)
        links, signs, notes = tuple(self._links), tuple(self._signs), tuple(self._notes)
        return ParsedBody(tuple(blocks), links, comments, deepest, html_links, prose, unclosed, signs, notes)

    def _start(self, name: str, detail: Any, span: Span, pieces: list[_Piece]) -> list[_Piece]:
        """Begin an inline element, a block quote or a note; return the list for its words, `pieces` or a new one."""
        if name == "BlockQuote":
            self._quote_depth += 1
        elif name == "FootnoteDefinition":
            self._notes.append(Field(detail[name], span))
            self._open_notes.append(detail[name])
        elif name == "Link":
            link = detail[name]
            target = f"mailto:{link['dest_url']}" if link["link_type"] == "Email" else link["dest_url"]
            self._open_links.append((target, span, len(self._open_blocks[-1][1]) if self._open_blocks else 0))
        elif name == "Image":
            self._open_pictures.append((detail[name]["dest_url"], span, pieces))
            return []
        return pieces

    def _end(self, name: str, pieces: list[_Piece]) -> list[_Piece]:
        """End an inline element, a block quote or a note; return the list for the words after it."""
        if name == "BlockQuote":
            self._quote_depth -= 1
        elif name == "FootnoteDefinition":
            self._open_notes.pop()
        elif name == "Link" and self._open_links:
            target, span, first_piece = self._open_links.pop()
            words = "".join([piece[0] for piece in self._open_blocks[-1][1][first_piece:]]) if self._open_blocks else ""
            self._links.append(Link(words.strip(), target, span, note=self._open_notes[-1]))
        elif name == "Image" and self._open_pictures:
            target, span, outer_pieces = self._open_pictures.pop()
            words = "".join([piece[0] for piece in pieces]).strip()
            self._links.append(Link(words, target, span, image=True, note=self._open_notes[-1]))
            return outer_pieces
        return pieces

    def _close(self, name: str) -> None:
        """End a block, and add it with its text and the file offsets of its words."""
        span, pieces = self._open_blocks.pop()
        runs, ends, length = [], [], 0
        for words, start, end in pieces:
            runs.append((length, start))
            length += len(words)
            if end - start != len(words):
                ends.append((length, end))
        text = words if len(runs) == 1 else "".join([piece[0] for piece in pieces])
        found = self._signs_of.pop(id(pieces), ()) if self._signs_of else ()
        signs = tuple([(runs[index][0] if index < len(runs) else length, name) for index, name in found])
        if (text and not text.isspace()) or name in ("Heading", "HtmlBlock"):
            within = self._quote_depth > 0, self._item_depth > 0
            note = self._open_notes[-1]
            self._blocks.append(Block(_KINDS[name], span, text, tuple(runs), *within, tuple(ends), note, signs))
            if name == "HtmlBlock":
                self._html(self._blocks[-1])
        if name == "Item":
            self._item_depth -= 1

    def _code(self, words: str, start: int, end: int) -> list[_Piece]:
        """The pieces for code between backticks, whose source may have marks of a block quote or escapes of a table."""
        written = self._source[start - self._base : end - self._base]
        code = written.strip("`")
        code_start = start + written.index(code) if code else start
        if len(code) == len(words) + 2 and code[0] == code[-1] == " ":
            code_start, code = code_start + 1, code[1:-1]
        runs = ((words, 0),) if len(code) == len(words) else _unbroken_stretches(words, code)
        return [(run, code_start + offset, code_start + offset + len(run)) for run, offset in runs if run]

    def _drop_unseen(self, tag: str, pieces: list[_Piece]) -> None:
        """Drop the words of an element that no reader sees, such as a script, when its end comes in the same block."""
        match = _TAG.match(tag)
        if match is None or (name := match[2].lower()) not in cleaning.UNSEEN:
            return
        if self._unseen is None or self._unseen[1] is not pieces:
            self._unseen = None if match[1] else (name, pieces, len(pieces))
        elif match[1] and name == self._unseen[0]:
            del pieces[self._unseen[2] :]
            self._unseen = None

    def _html(self, block: Block) -> None:
        """Collect the comments, links and pictures in a stretch of HTML."""
        text, comment_end, visible = block.text, 0, []
        while (start := text.find("<!--", comment_end)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
            visible.append(text[comment_end:start] + " " * (end + 3 - start))
            comment_end = end + 3
            self._comments.append(Field(text[start + 4 : end].strip(), block.place(start, comment_end)))
        if start >= 0 and block.kind == HTML:
            self._unclosed.append(block.place(start, max(len(text.rstrip()), start + 4)))
        for match in _HTML_LINK.finditer("".join(visible) + text[comment_end:]):
            written = reversed(_ATTRIBUTE.findall(match[2]))  # of two with one name the first counts
            attributes = {name.lower(): unescape(a or b or c) for name, a, b, c in written}
            image = match[1].lower() == "img"
            if target := attributes.get("src" if image else "href"):
                words = attributes.get("alt", "") if image else ""
                place = block.place(*match.span())
                self._html_links.append(Link(words, target, place, image, self._open_notes[-1]))


def _unbroken_stretches(words: str, written: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of `words` that are unbroken in `written`, with their offsets there; a line break is a space."""
    start = shift = offset = 0
    for index, character in enumerate(words):
        while offset < len(written) and not _is_same_character(character, written[offset]):
            offset += 1
        if offset - index != shift:
            if index > start:
                yield words[start:index], start + shift
            start, shift = index, offset - index
        offset += 1
    yield words[start:], start + shift


def _is_same_character(shown: str, written: str) -> bool:
    """Whether a visible character is that of the source, where a line break stands for a space."""
    return shown == written or (shown == " " and written in "\r\n")


_CONTINUES = bytes(0x80 <= byte < 0xC0 for byte in range(256))


def _continuation_offsets(data: bytes) -> list[int]:
    """The offsets of the bytes that do not begin a character, with which byte offsets become character offsets."""
    marks, offset, offsets = data.translate(_CONTINUES), -1, []
    while (offset := marks.find(1, offset + 1)) >= 0:
        offsets.append(offset)
    return offsets


def _block_start(block: Block) -> int:
    return block.span.start


# --- renderings -----------------------------------------------------------------------------------------------


def html(source: str, *, locate: Callable[[str], str | None]) -> str:
    """Clean, balanced HTML of a Markdown text: no scripts, styles, forms, comments or unknown addresses.

    `locate` turns a relative address into an absolute one, or into None to drop it; pass the same function for many
    texts, because its cleaner is cached. Headings begin at the second level, because the page's own title is the
    headline, and have no gaps. Text nested deeper than MAX_DEPTH becomes one paragraph. Footnotes are a list at its
    end.
    """
    if "<!--" in source:  # a browser would read on after the list or quotation that contains the comment
        for comment in reversed(read(Field(source, Span(0, len(source)))).unclosed):
            source = f"{source[: comment.end]}-->{source[comment.end :]}"
    numbers = read(Field(source, Span(0, len(source)))).numbers if "[^" in source else {}
    if numbers and "<" in source:
        source = footnotes.without_divs(source, _parser().events_with_range(source))
    rough = _parser().html(source)
    if "&#" in source:
        rough = CONTROL.sub("\ufffd", rough)

    def clean(rough: str) -> str:
        """Rough HTML of the source as clean HTML."""
        if "<" in source:
            return cleaning.clean(cleaning.escape_swallowing_tags(rough), locate=locate)
        return cleaning.clean_tags(rough, locate=locate)

    if not numbers:
        return headings.without_gaps(clean(rough))
    text, notes = footnotes.taken_apart(rough, numbers)
    return headings.without_gaps(footnotes.put_together(clean(text), map(clean, notes)))


def plain(
    body: Field[str], *, width: int = 72, opening: str = "", locate: Callable[[str], str | None] | None = None
) -> str:
    """The body as plain text: paragraphs wrapped, lists and quotations marked, link targets in angle brackets.

    `opening`, the dateline, stands before the first paragraph. `locate` turns relative addresses into absolute ones;
    without it, links to them become plain words.
    """
    from newsroom_cli.markup import plain_text

    resolve = locate or _drop_address

    def clean(source: str) -> str:
        return cleaning.clean(cleaning.escape_swallowing_tags(source), locate=resolve)

    events = _parser().events(body.value)
    if numbers := read(body).numbers if "[^" in body.value else {}:
        events = footnotes.arranged(events, numbers)
    text = plain_text.write(events, width=width, opening=opening, locate=resolve, clean=clean)
    return CONTROL.sub("\ufffd", text) if "&#" in body.value else text


def _drop_address(target: str) -> str | None:
    """Drop every relative address: return None."""
    return None


def lede(body: Field[str]) -> str:
    """The first paragraph as one line of plain text; a paragraph in a list or quotation only if there is no other."""
    beginning = body.value.lstrip("\n").partition("\n\n")[0]
    first = ""
    if "[" not in beginning and "&#" not in body.value:  # a link may be defined further on
        first = _first_paragraph(_EventReader(Field(beginning, body.span)).parse(), anywhere=False)
    return " ".join((first or _first_paragraph(read(body), anywhere=True)).split())


def _first_paragraph(parsed: ParsedBody, *, anywhere: bool) -> str:
    """The text of the first paragraph outside lists and quotations, else, with `anywhere`, of the first inside them.

    Empty if there is none.
    """
    paragraphs = [block for block in parsed.blocks if block.kind == PARAGRAPH and not block.note]
    outside = [block for block in paragraphs if not (block.item or block.quoted)]
    return next((block.text for block in outside or (paragraphs if anywhere else ())), "")
