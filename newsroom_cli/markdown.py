"""The body: Markdown -> blocks with their places for the rules, clean HTML for pages, plain text for mail.

pyromark parses, nh3 cleans; docs/decisions/dependencies.md says why these two.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from newsroom_cli.schema import Field, Span

# Deeper nesting than this is no text a person wrote, and ends the process in the HTML libraries behind us.
MAX_DEPTH = 100

PARAGRAPH, HEADING, CODE, HTML, TABLE = "paragraph", "heading", "code", "html", "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table cell, code block or stretch of HTML.

    `text` is what a reader sees, without marks; `runs` maps it back to the file: pairs of an offset into `text`
    and the file offset of the same character, ascending. `quoted` says it stands in a block quote, `item` in a list.
    """

    kind: str
    span: Span
    text: str
    runs: tuple[tuple[int, int], ...]
    quoted: bool = False
    item: bool = False

    def place(self, start: int, end: int) -> Span:
        """The span in the file of a stretch of `text`."""
        first = self._at(start)
        return Span(first, max(self._at(end - 1) + 1, first) if end > start else first)

    def _at(self, offset: int) -> int:
        index = bisect.bisect_right(self.runs, (offset, 1 << 60)) - 1
        if index < 0:
            return self.span.start
        text_start, file_start = self.runs[index]
        return min(file_start + offset - text_start, self.span.end)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or picture in the body: its visible text (or alt text), its target, and where it stands."""

    text: str
    target: str
    span: Span
    image: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A body read once: its blocks and links in order, its comments, and how deep it is nested."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    comments: tuple[Field[str], ...]
    depth: int


@functools.lru_cache(maxsize=4)
def read(body: Field[str]) -> Document:
    """The blocks and links of a body; places are offsets into the release file."""
    return _Walk(body).document()


@functools.cache
def _parser() -> Any:
    import pyromark

    options = pyromark.Options
    return pyromark.Markdown(options=options.ENABLE_TABLES | options.ENABLE_STRIKETHROUGH)


_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CONTAINERS = ("Paragraph", "Heading", "TableCell", "CodeBlock", "HtmlBlock", "Item")
_KINDS = {"Paragraph": PARAGRAPH, "Heading": HEADING, "TableCell": TABLE, "CodeBlock": CODE, "HtmlBlock": HTML, "Item": PARAGRAPH}  # fmt: skip


class _Walk:
    """One pass over the parser's events."""

    def __init__(self, body: Field[str]) -> None:
        self._base = body.span.start
        self._source = body.value
        data = body.value.encode()
        # Byte offsets of the bytes that continue a character: how many lie before a byte is how far to go back.
        self._extra = [] if body.value.isascii() else [m.start() for m in re.finditer(rb"[\x80-\xbf]", data)]
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._comments: list[Field[str]] = []
        self._open: list[tuple[str, Span, list[str], list[tuple[int, int]]]] = []
        self._links_open: list[tuple[str, Span, int]] = []
        self._pictures: list[tuple[str, Span, list[str]]] = []  # alternative text is not part of the paragraph
        self._depth = self._deepest = self._quotes = self._items = 0

    def document(self) -> Document:
        for event, place in _parser().events_with_range(self._source):
            span = Span(self._char(place["start"]), self._char(place["end"]))
            if isinstance(event, str):
                self._add(" " if event == "SoftBreak" else "\n" if event == "HardBreak" else "", span)
                continue
            ((what, detail),) = event.items()
            if what == "Start":
                self._start(*_named(detail), span)
            elif what == "End":
                self._end(_named(detail)[0])
            elif what in ("Html", "InlineHtml"):
                self._html(detail, span)
            elif what in ("Text", "Code"):
                inside = 0 if what == "Text" else (span.end - span.start - len(detail)) // 2
                self._add(detail, Span(span.start + inside, span.end))
        self._blocks.sort(key=lambda block: block.span.start)  # a list item closes after the items inside it
        return Document(tuple(self._blocks), tuple(self._links), tuple(self._comments), self._deepest)

    def _char(self, byte: int) -> int:
        return self._base + byte - bisect.bisect_left(self._extra, byte)

    def _start(self, name: str, detail: Any, span: Span) -> None:
        self._depth += 1
        self._deepest = max(self._deepest, self._depth)
        if name == "BlockQuote":
            self._quotes += 1
        if name == "Item":
            self._items += 1
        if name in _CONTAINERS:
            self._open.append((name, span, [], []))
        elif name == "Link":
            written = self._open[-1][2] if self._open else []
            self._links_open.append((detail["dest_url"], span, len(written)))
        elif name == "Image":
            self._pictures.append((detail["dest_url"], span, []))

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name == "BlockQuote":
            self._quotes -= 1
        if name in _CONTAINERS and self._open:
            self._close()
        if name == "Item":
            self._items -= 1
        elif name == "Link" and self._links_open:
            target, span, since = self._links_open.pop()
            words = "".join(self._open[-1][2][since:]) if self._open else ""
            self._links.append(Link(words.strip(), target, span))
        elif name == "Image" and self._pictures:
            target, span, alt = self._pictures.pop()
            self._links.append(Link("".join(alt).strip(), target, span, image=True))

    def _close(self) -> None:
        name, span, words, runs = self._open.pop()
        text = "".join(words)
        if text.strip() or name in ("Heading", "HtmlBlock"):
            block = Block(_KINDS[name], span, text, tuple(runs), self._quotes > 0, self._items > 0)
            self._blocks.append(block)

    def _add(self, words: str, span: Span) -> None:
        if self._pictures:
            self._pictures[-1][2].append(words)
        elif self._open and words:
            _, _, written, runs = self._open[-1]
            length = runs[-1][0] + len(written[-1]) if runs else 0
            runs.append((length, span.start))
            written.append(words)

    def _html(self, source: str, span: Span) -> None:
        for match in _COMMENT.finditer(source):
            self._comments.append(Field(match[1].strip(), Span(span.start + match.start(), span.start + match.end())))
        if self._open and self._open[-1][0] == "HtmlBlock":
            self._add(source, span)


def _named(detail: Any) -> tuple[str, Any]:
    """The parser names an element by a word, or by a word and its details."""
    if isinstance(detail, str):
        return detail, None
    ((name, value),) = detail.items()
    return name, value


# --- HTML -----------------------------------------------------------------------------------------------------

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
    "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}


def html(source: str, *, locate: Callable[[str], str | None]) -> str:
    """Clean, balanced HTML of a Markdown text: no scripts, styles, forms, comments or unknown addresses.

    Pass the same `locate` for many texts: what is built for it is kept. It turns a relative address into an absolute one, or into None to drop it. A first-level heading becomes
    a second-level one: the page's own title is the headline. Text nested deeper than MAX_DEPTH comes out flat.
    """
    rough = _parser().html(source)
    clean: str = _cleaner(locate).clean(rough.replace("<h1>", "<h2>").replace("</h1>", "</h2>"))
    return flat(clean) if clean.count("<") > 2 * MAX_DEPTH and depth(clean) > MAX_DEPTH else clean


@functools.lru_cache(maxsize=64)
def _cleaner(locate: Callable[[str], str | None]) -> Any:
    import nh3

    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        url_relative=locate,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template", "noscript", "title"},
    )


_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = {"br", "hr", "img"}


def depth(clean: str) -> int:
    """How deep the elements of balanced HTML are nested."""
    level = deepest = 0
    for match in _TAG.finditer(clean):
        if match[2] not in _VOID:
            level += -1 if match[1] else 1
            deepest = max(deepest, level)
    return deepest


def flat(clean: str) -> str:
    """The words of HTML as one escaped paragraph."""
    words = re.sub(r"<[^>]*>", " ", clean)
    return f"<p>{' '.join(words.split())}</p>"


# --- plain text -----------------------------------------------------------------------------------------------


def plain(body: Field[str], *, width: int = 72, opening: str = "") -> str:
    """The body as plain text: paragraphs wrapped, lists and quotations marked, link targets in angle brackets.

    `opening` is put before the first paragraph: the dateline.
    """
    from newsroom_cli import plain_text

    return plain_text.write(_parser().events(body.value), width=width, opening=opening)


def lede(body: Field[str]) -> str:
    """The first paragraph as one line of plain text, empty when there is none."""
    for block in read(body).blocks:
        if block.kind == PARAGRAPH:
            return " ".join(block.text.split())
    return ""


def prose(body: Field[str]) -> Iterator[Block]:
    """The blocks that hold running text: no code, no raw HTML."""
    return (block for block in read(body).blocks if block.kind not in (CODE, HTML))
