"""Markdown: blocks with their places for the rules, clean HTML for pages, plain text for mail.

pyromark parses, nh3 cleans; docs/decisions/dependencies.md says why.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from newsroom_cli.markup import cleaning, headings
from newsroom_cli.markup.cleaning import MAX_DEPTH as MAX_DEPTH
from newsroom_cli.markup.cleaning import depth as depth
from newsroom_cli.markup.cleaning import flat as flat
from newsroom_cli.model.caching import cached_by_text
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Field, Span
from newsroom_cli.model.toml.values import CONTROL

PARAGRAPH, HEADING, CODE, HTML, TABLE = "paragraph", "heading", "code", "html", "table"


class Block(NamedTuple):
    """A paragraph, heading, table cell, code block or stretch of HTML.

    `text` is the visible text, without marks. `runs` maps it to the file: pairs of an offset in `text` and the file
    offset of the same character, ascending. `ends` are the ends, in `text` and in the file, of stretches that are
    longer in the file, such as `&amp;`. `quoted` says that the block is in a block quote, `item` that it is in a list.
    """

    kind: str
    span: Span
    text: str
    runs: tuple[tuple[int, int], ...]
    quoted: bool = False
    item: bool = False
    ends: tuple[tuple[int, int], ...] = ()

    def place(self, start: int, end: int) -> Span:
        """The span in the file of the stretch `start:end` of `text`."""
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
    """A link or picture: its visible text (or alt text), its target as written, and its place."""

    text: str
    target: str
    span: Span
    image: bool = False


class ParsedBody(NamedTuple):
    """A parsed body: its blocks and links in order, its comments, and its nesting depth.

    `html_links` are links and pictures written as HTML, without the text of links; `prose` are the blocks of running
    text, without code and raw HTML; `unclosed` are comments without an end, up to the end of their blocks.
    """

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    comments: tuple[Field[str], ...]
    depth: int
    html_links: tuple[Link, ...] = ()
    prose: tuple[Block, ...] = ()
    unclosed: tuple[Span, ...] = ()


@cached_by_text
def read(body: Field[str]) -> ParsedBody:
    """The blocks and links of a body; places are offsets into the release file."""
    return _Walk(body).document()


@functools.cache
def _parser() -> Any:
    """The Markdown parser, with tables and strikethrough."""
    import pyromark

    options = pyromark.Options
    return pyromark.Markdown(options=options.ENABLE_TABLES | options.ENABLE_STRIKETHROUGH)


# The bounds keep the time linear for a text full of unclosed tags.
_HTML_LINK = pattern(r"""<(a|img)(?=[\s/])((?:[^>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,2000}+)>""", re.IGNORECASE)
_ATTRIBUTE = pattern(r"""\b(href|src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
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


class _Walk:
    """One pass over the parser's events; it is the hottest loop of a build, so it does little for each event."""

    def __init__(self, body: Field[str]) -> None:
        self._base = body.span.start
        self._source = body.value
        self._extra = () if body.value.isascii() else _continuing(body.value.encode())
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._html_links: list[Link] = []
        self._comments: list[Field[str]] = []
        self._unclosed: list[Span] = []
        self._open: list[tuple[Span, list[_Piece]]] = []
        self._links_open: list[tuple[str, Span, int]] = []
        self._pictures: list[tuple[str, Span, list[_Piece]]] = []  # alternative text is not part of the paragraph
        self._quotes = self._items = 0
        self._entities = "&#" in body.value  # these can stand for characters that no reader can show

    def document(self) -> ParsedBody:
        """Read all events into blocks, links and comments."""
        extra, base, before, entities, opened = self._extra, self._base, bisect.bisect_left, self._entities, self._open
        depth = deepest = listed = 0
        pieces: list[_Piece] = []  # the words of the innermost picture, else block
        for event, place in _parser().events_with_range(self._source):
            if type(event) is str:
                what, detail = "Text", _BREAKS.get(event, "")
            else:
                ((what, detail),) = event.items()
            if what == "End":
                depth -= 1
                name = detail if type(detail) is str else next(iter(detail))
                if name in _KINDS:
                    self._close(name)
                    pieces = opened[-1][1] if opened else []
                else:
                    pieces = self._end(name, pieces)
                continue
            start, end = place["start"], place["end"]
            if what == "Text" and end - start == len(detail):  # as many bytes as characters
                start += base - before(extra, start) if extra else base
                end = start + len(detail)
            else:
                start, end = base + start - before(extra, start), base + end - before(extra, end)
            if what == "Text" or what == "Html":
                if detail:
                    pieces.append((CONTROL.sub("\ufffd", detail) if entities else detail, start, end))
            elif what == "Start":
                depth += 1
                if depth > deepest:
                    deepest = depth
                name = detail if type(detail) is str else next(iter(detail))
                if name in _KINDS:
                    pieces = []
                    opened.append((Span(start, end), pieces))
                    if name == "Item":
                        self._items += 1
                        listed = True
                else:
                    pieces = self._start(name, detail, Span(start, end), pieces)
            elif what == "Code":
                pieces += self._code(detail, start, end)
            elif what == "InlineHtml":
                self._html(Block(HTML, Span(start, end), detail, ((0, start),)))
        blocks = self._blocks
        if listed:
            blocks.sort(key=_block_start)  # a list item closes after its inner items
        prose = tuple([block for block in blocks if block.kind != CODE and block.kind != HTML])
        comments, html_links, unclosed = tuple(self._comments), tuple(self._html_links), tuple(self._unclosed)
        return ParsedBody(tuple(blocks), tuple(self._links), comments, deepest, html_links, prose, unclosed)

    def _start(self, name: str, detail: Any, span: Span, pieces: list[_Piece]) -> list[_Piece]:
        """Begin an inline element or a block quote; return the list for its words, `pieces` or a new one."""
        if name == "BlockQuote":
            self._quotes += 1
        elif name == "Link":
            link = detail[name]
            target = f"mailto:{link['dest_url']}" if link["link_type"] == "Email" else link["dest_url"]
            self._links_open.append((target, span, len(self._open[-1][1]) if self._open else 0))
        elif name == "Image":
            self._pictures.append((detail[name]["dest_url"], span, pieces))
            return []
        return pieces

    def _end(self, name: str, pieces: list[_Piece]) -> list[_Piece]:
        """End an inline element or a block quote; return the list for the words after it."""
        if name == "BlockQuote":
            self._quotes -= 1
        elif name == "Link" and self._links_open:
            target, span, since = self._links_open.pop()
            words = "".join([piece[0] for piece in self._open[-1][1][since:]]) if self._open else ""
            self._links.append(Link(words.strip(), target, span))
        elif name == "Image" and self._pictures:
            target, span, around = self._pictures.pop()
            self._links.append(Link("".join([piece[0] for piece in pieces]).strip(), target, span, image=True))
            return around
        return pieces

    def _close(self, name: str) -> None:
        """End a block, and add it with its text and the places of its words."""
        span, pieces = self._open.pop()
        runs, ends, length = [], [], 0
        for words, start, end in pieces:
            runs.append((length, start))
            length += len(words)
            if end - start != len(words):
                ends.append((length, end))
        text = words if len(runs) == 1 else "".join([piece[0] for piece in pieces])
        if (text and not text.isspace()) or name in ("Heading", "HtmlBlock"):
            within = self._quotes > 0, self._items > 0
            self._blocks.append(Block(_KINDS[name], span, text, tuple(runs), *within, tuple(ends)))
            if name == "HtmlBlock":
                self._html(self._blocks[-1])
        if name == "Item":
            self._items -= 1

    def _code(self, words: str, start: int, end: int) -> list[_Piece]:
        """Add the words of code between backticks, which may cross quotation marks or hold the escapes of a table."""
        written = self._source[start - self._base : end - self._base]
        inside = written.strip("`")
        at = start + written.index(inside) if inside else start
        if len(inside) == len(words) + 2 and inside[0] == inside[-1] == " ":
            at, inside = at + 1, inside[1:-1]
        runs = ((words, 0),) if len(inside) == len(words) else _unbroken_stretches(words, inside)
        return [(run, at + offset, at + offset + len(run)) for run, offset in runs if run]

    def _html(self, block: Block) -> None:
        """Collect the comments, links and pictures in a stretch of HTML."""
        from html import unescape  # slow to load, and few releases have HTML

        text, at, shown = block.text, 0, []
        while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
            shown.append(text[at:start] + " " * (end + 3 - start))
            at = end + 3
            self._comments.append(Field(text[start + 4 : end].strip(), block.place(start, at)))
        if start >= 0 and block.kind == HTML:
            self._unclosed.append(block.place(start, max(len(text.rstrip()), start + 4)))
        for match in _HTML_LINK.finditer("".join(shown) + text[at:]):
            written = reversed(_ATTRIBUTE.findall(match[2]))  # of two with one name the first counts
            given = {name.lower(): unescape(a or b or c) for name, a, b, c in written}
            image = match[1].lower() == "img"
            if target := given.get("src" if image else "href"):
                words = given.get("alt", "") if image else ""
                self._html_links.append(Link(words, target, block.place(*match.span()), image))


def _unbroken_stretches(words: str, written: str) -> Iterator[tuple[str, int]]:
    """The stretches of `words` that occur unbroken in `written`, with their offsets; a line break equals a space."""
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
    return shown == written or (shown == " " and written in "\r\n")


_CONTINUES = bytes(0x80 <= byte < 0xC0 for byte in range(256))


def _continuing(data: bytes) -> list[int]:
    """The offsets of the bytes that do not begin a character; they turn byte offsets into character offsets."""
    marks, at, found = data.translate(_CONTINUES), -1, []
    while (at := marks.find(1, at + 1)) >= 0:
        found.append(at)
    return found


def _block_start(block: Block) -> int:
    return block.span.start


# --- renderings -----------------------------------------------------------------------------------------------


def html(source: str, *, locate: Callable[[str], str | None]) -> str:
    """Clean, balanced HTML of a Markdown text: no scripts, styles, forms, comments or unknown addresses.

    `locate` turns a relative address into an absolute one, or into None to drop it; pass the same function for many
    texts, because its cleaner is cached. Headings begin at the second level, because the page's own title is the
    headline, and have no gaps. Text nested deeper than MAX_DEPTH becomes one paragraph.
    """
    if "<!--" in source:  # a browser would read on behind the list or quotation that the comment stands in
        for comment in reversed(read(Field(source, Span(0, len(source)))).unclosed):
            source = f"{source[: comment.end]}-->{source[comment.end :]}"
    rough = _parser().html(source)
    if "&#" in source:
        rough = CONTROL.sub("\ufffd", rough)
    if "<" in source:
        return headings.without_gaps(cleaning.clean(cleaning.without_swallowing_tags(rough), locate=locate))
    return headings.without_gaps(cleaning.clean_tags(rough, locate=locate))


def plain(
    body: Field[str], *, width: int = 72, opening: str = "", locate: Callable[[str], str | None] | None = None
) -> str:
    """The body as plain text: paragraphs wrapped, lists and quotations marked, link targets in angle brackets.

    `opening`, the dateline, stands before the first paragraph. `locate` turns relative addresses into absolute ones;
    without it, links to them become plain words.
    """
    from newsroom_cli.markup import plain_text

    known = locate or _no_address

    def clean(source: str) -> str:
        return cleaning.clean(cleaning.without_swallowing_tags(source), locate=known)

    events = _parser().events(body.value)
    text = plain_text.write(events, width=width, opening=opening, locate=known, clean=clean)
    return CONTROL.sub("\ufffd", text) if "&#" in body.value else text


def _no_address(target: str) -> str | None:
    """Refuse every relative address."""
    return None


def lede(body: Field[str]) -> str:
    """The first paragraph as one line of plain text; one in a list or quotation only if there is no other."""
    beginning = body.value.lstrip("\n").partition("\n\n")[0]
    first = ""
    if "[" not in beginning and "&#" not in body.value:  # a link may be defined further on
        first = _first_paragraph(_Walk(Field(beginning, body.span)).document(), anywhere=False)
    return " ".join((first or _first_paragraph(read(body), anywhere=True)).split())


def _first_paragraph(parsed: ParsedBody, *, anywhere: bool) -> str:
    """The text of the first paragraph outside of lists and quotations; with `anywhere`, else of one in them."""
    paragraphs = [block for block in parsed.blocks if block.kind == PARAGRAPH]
    outside = [block for block in paragraphs if not (block.item or block.quoted)]
    return next((block.text for block in outside or (paragraphs if anywhere else ())), "")
