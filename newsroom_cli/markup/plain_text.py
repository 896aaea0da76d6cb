"""A Markdown body as plain text, as a careful person would type it into a mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from newsroom_cli.markup import text_lines
from newsroom_cli.markup.cleaning import MAX_DEPTH, UNSEEN
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.markup.text_lines import columns, wrap
from newsroom_cli.model import addresses
from newsroom_cli.model.patterns import pattern

Locate = Callable[[str], str | None]


def write(events: Iterable[Any], *, width: int, opening: str = "", locate: Locate, clean: Callable[[str], str]) -> str:
    """The text of parser events, in lines of at most `width` columns; long addresses and words are not broken.

    `opening` stands before the first paragraph, or above a body that begins with another block. `clean` cleans
    stretches of HTML.
    """
    return _Writer(width, opening, locate, clean).text(events)


class _Level:
    """An open quotation or list item, with the marks at the start of its first line and of its other lines."""

    def __init__(self, first: str, rest: str) -> None:
        self.first = first
        self.rest = rest
        self.begun = False


class _List:
    """An open list: the number of its next item, None for dashes."""

    def __init__(self, number: int | None) -> None:
        self.number = number
        self.begun = False


_WORDS = {"Text", "Code", "Html"}
_BLOCKS = {
    "BlockQuote", "List", "Item", "CodeBlock", "HtmlBlock", "Table", "Paragraph", "Heading", "FootnoteDefinition",
}  # fmt: skip


class _Writer:
    """Writes the events of the parser as lines of text."""

    def __init__(self, width: int, opening: str, locate: Locate, clean: Callable[[str], str]) -> None:
        self._width = width
        self._dateline = opening
        self._locate = locate
        self._clean = clean
        self._lines: list[str] = []
        self._words: list[str] = []
        self._has_words = False  # the words are not only pictures
        self._levels: list[_Level] = []
        self._lists: list[_List] = []
        self._links: list[tuple[str, int]] = []
        self._anchors: list[tuple[str, int]] = []  # open links in HTML
        self._hidden: list[tuple[str, int]] = []  # open invisible elements, and the start of their words
        self._rows: list[list[str]] = []
        self._paddings: list[Callable[[str, int], str]] = []  # the functions that pad the cells of each column
        self._tight = False  # the last block was an item of a list without blank lines

    def text(self, events: Iterable[Any]) -> str:
        """The text of all events."""
        for event in events:
            if type(event) is str:
                if event == "Rule":
                    self._write_item_text()
                    self._write_block("* * *")
                else:
                    self._words.append({"SoftBreak": " ", "HardBreak": "\n"}.get(event, ""))
                continue
            ((kind, detail),) = event.items()
            if kind == "Start":
                name = detail if type(detail) is str else next(iter(detail))
                if (self._words or self._hidden or self._anchors) and name in _BLOCKS:
                    self._write_item_text()
                if name != "Paragraph":
                    self._on_start(name, detail)
            elif kind == "End":
                self._on_end(detail if type(detail) is str else next(iter(detail)))
            elif kind in _WORDS:
                self._words.append(detail)
                self._has_words = self._has_words or not self._links
            elif kind == "InlineHtml":
                self._inline_html(detail)
        self._write_dateline_alone()
        return "\n".join(self._lines).strip("\n") + "\n" if self._lines else ""

    # --- events ---

    def _on_start(self, name: str, detail: Any) -> None:
        """Begin an element."""
        if name == "BlockQuote":
            self._levels.append(self._new_level("> ", "> "))
        elif name == "FootnoteDefinition":
            marker = f"{detail[name]} "
            self._levels.append(self._new_level(marker, " " * len(marker)))
        elif name == "List":
            self._lists.append(_List(detail["List"]))
        elif name == "Item":
            marker = self._item_marker()
            self._levels.append(self._new_level(marker, " " * len(marker)))
        elif name == "Table":
            self._rows, self._paddings = [[]], [text_lines.PADDINGS[alignment] for alignment in detail["Table"]]
        elif name in ("Link", "Image"):
            link = detail[name]
            scheme = "mailto:" if link["link_type"] == "Email" else ""
            self._links.append((scheme + link["dest_url"], len(self._words)))
        elif name == "Strikethrough":
            self._words.append("~~")

    def _new_level(self, first: str, rest: str) -> _Level:
        """A level for a quotation or list item; too deeply nested ones are not marked."""
        return _Level(first, rest) if len(self._levels) < MAX_DEPTH else _Level("", "")

    def _item_marker(self) -> str:
        """The marker of the next list item: a dash or a number."""
        innermost = self._lists[-1]
        if innermost.number is None:
            return "- "
        innermost.number += 1
        return f"{innermost.number - 1}. "

    def _on_end(self, name: str) -> None:
        """End an element, and write it if it is a block."""
        if name == "Paragraph":
            self._write_paragraph(self._take_words(), opens=self._has_words)
        elif name in ("Link", "Image"):
            self._end_link(*self._links.pop(), image=name == "Image")
        elif name == "Strikethrough":
            self._words.append("~~")
        elif name == "TableCell":
            self._rows[-1].append(" ".join(self._take_words().split()))
        elif name in ("TableHead", "TableRow"):
            self._rows.append([])
        elif name == "Table":
            self._write_table()
        elif name == "Heading":
            self._write_block(self._take_words(), dateline_may_follow=True)
        elif name == "CodeBlock":
            self._write_block(self._take_words().rstrip("\n"), wrap=False)
        elif name == "HtmlBlock":
            html = self._clean(self._take_words())
            for number, block in enumerate(re.split(r"\n{2,}", _text_of_html(html))):
                text, is_picture = _with_addresses(block), _ONLY_PICTURES.fullmatch(block) is not None
                if number == 0 and html.startswith("<p") and not is_picture:
                    self._write_paragraph(text)
                elif text.strip():
                    self._write_block(text, dateline_may_follow=is_picture)
        elif name in ("BlockQuote", "Item", "FootnoteDefinition"):
            self._write_item_text()
            self._levels.pop()
        elif name == "List":
            self._lists.pop()
        self._has_words = self._has_words and name not in _BLOCKS

    def _take_words(self) -> str:
        """Remove and return the words since the last block, with those of invisible elements that were not closed."""
        words = "".join(self._words)
        self._words.clear()
        if self._hidden or self._anchors:
            self._hidden.clear()
            self._anchors.clear()
        return _with_addresses(words) if "\0" in words else words

    def _end_link(self, target: str, first_word: int, *, image: bool) -> None:
        """Replace the words from the index `first_word` on by the text of a link to `target`, or of an `image`."""
        words = "".join(self._words[first_word:]).strip()
        del self._words[first_word:]
        if image:
            self._words.append(f"[Image: {words}]\0{_link_text('', target, self._locate)}\0" if words else "")
        else:
            self._words.append(_link_text(words, target, self._locate))
            self._has_words = self._has_words or (bool(words) and not _ONLY_PICTURES.fullmatch(words))

    def _inline_html(self, source: str) -> None:
        """Read an HTML tag among the words: a line break, a link, a picture or an invisible element."""
        tag = re.match(r"<(/?)([a-z][a-z0-9]*)", source, re.IGNORECASE)
        if tag is None:
            return
        name = tag[2].lower()
        if name == "br":
            self._words.append("\n")
        elif name in UNSEEN and not tag[1]:
            self._hidden.append((name, len(self._words)))
        elif self._hidden and name == self._hidden[-1][0]:
            del self._words[self._hidden.pop()[1] :]
        elif name == "img":
            self._words.append(_text_of_html(self._clean(source)))
        elif name == "a" and not self._hidden:
            if not tag[1]:
                href = re.search(r' href="([^"]*)"', self._clean(f"{source}</a>"))
                self._anchors.append((unescape(href[1]) if href else "", len(self._words)))
            elif self._anchors:
                self._end_link(*self._anchors.pop(), image=False)

    # --- blocks ---

    def _write_item_text(self) -> None:
        """Write the words of a list item without blank lines."""
        text = self._take_words()
        if not text.strip():
            return
        innermost = self._lists[-1] if self._lists else _List(None)
        continues_list = self._tight and (innermost.begun or len(self._lists) > 1)
        self._write_block(text, gap=not continues_list)
        innermost.begun = self._tight = True

    def _write_paragraph(self, text: str, *, opens: bool = True) -> None:
        """Write a paragraph; the first one that `opens` the text begins with the dateline."""
        if opens and self._dateline and not self._levels:
            text, self._dateline = f"{self._dateline} {text}", ""
        if text.strip():
            self._write_block(text, dateline_may_follow=not opens)

    def _write_table(self) -> None:
        """Write a table in columns if they fit on a line; otherwise each row as lines of `heading: cell`."""
        head, *rows = [row for row in self._rows if row]
        self._rows.clear()
        widths = [max(map(columns, column)) for column in zip(head, *rows, strict=False)]
        if sum(widths) + 3 * len(widths) + sum(len(level.rest) for level in self._levels) <= self._width or not rows:
            lines = [
                " | ".join(pad(cell, width) for pad, cell, width in zip(self._paddings, row, widths, strict=False))
                for row in (head, *rows)
            ]
            lines.insert(1, "-+-".join("-" * width for width in widths))
            self._write_block("\n".join(lines), wrap=False)
            return
        lone = [name for name, *cells in zip(head, *rows, strict=False) if name and not any(cells)]
        if lone:  # no row would show them
            self._write_block(" | ".join(lone))
        for row in rows:
            cells = (f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=False) if cell)
            self._write_block("\n".join(cells))

    def _write_block(
        self, text: str, *, wrap: bool = True, gap: bool = True, dateline_may_follow: bool = False
    ) -> None:
        """Write a block, each line after the marks of the open quotations and list items.

        `wrap` breaks long lines, `gap` puts a blank line above the block. With `dateline_may_follow` the dateline waits
        for the next paragraph; else it is written above this block.
        """
        if self._dateline and not dateline_may_follow:
            self._write_dateline_alone()
        first = rest = blank_line = ""
        for level in self._levels:
            blank_line += level.rest if level.begun else ""
            first += level.rest if level.begun else level.first
            rest += level.rest
            level.begun = True
        if gap and self._lines:
            self._lines.append(blank_line.rstrip())
        for line in text.split("\n"):
            self._lines += self._wrap(line, first, rest) if wrap else [(first + line).rstrip()]
            first = rest
        self._tight = False

    def _write_dateline_alone(self) -> None:
        """Write the dateline as a paragraph above a body that begins with something else."""
        if self._dateline:
            lines, self._dateline = self._wrap(self._dateline, "", ""), ""
            self._lines[:0] = [*lines, ""] if self._lines else lines

    def _wrap(self, text: str, first: str, rest: str) -> list[str]:
        """The lines of a wrapped text; the first begins with `first`, all others with `rest`."""
        if text.isascii():
            words = text.split()
        else:  # no-break spaces hold words together
            words = list(filter(None, text.replace("\t", " ").replace("\r", " ").replace("\n", " ").split(" ")))
        return wrap(" ".join(words), max(self._width, len(rest) + 20), first, rest)


# The address of a picture stands between two NULs until it is clear whether the picture stands alone.
_ADDRESS = pattern("\0[^\0]*\0")
_ONLY_PICTURES = pattern(rf"(?:\[Image: [^\]]*\](?:{_ADDRESS.pattern})?\s*)+")


def _with_addresses(words: str) -> str:
    """The words of a block; pictures that stand alone have their addresses below them, others have none."""
    if not _ONLY_PICTURES.fullmatch(words):
        return _ADDRESS.sub("", words)
    return "\n".join(filter(None, map(str.strip, words.replace("\0", "\n").split("\n"))))


def _link_text(words: str, target: str, locate: Locate) -> str:
    """The text of a link: its words and its address, or only one of them if they are equal."""
    address = addresses.ascii_target(target) if _KNOWN.match(target) else "" if _OTHER.match(target) else locate(target)
    printed = addresses.as_typed(address or "")
    if not printed:
        return words
    normalized_words = addresses.normalized(words)
    if normalized_words == addresses.normalized(printed) or (
        printed is not target and normalized_words == addresses.normalized(target)
    ):
        return words if words.isascii() else printed
    return f"{words} <{printed}>" if words else f"<{printed}>"


_KNOWN = pattern(r"(?:https?|mailto|tel):", re.IGNORECASE)
_OTHER = pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _picture_as_text(picture: re.Match[str]) -> str:
    """A picture of clean HTML as escaped text: its words and its address; nothing without words."""
    attributes = dict(re.findall(r' ([a-z]+)="([^"]*)"', picture[1]))
    words, address = attributes.get("alt"), attributes.get("src", "")
    return f"[Image: {words}]\0{address and f'&lt;{address}&gt;'}\0" if words else ""


def _link_as_text(link: re.Match[str]) -> str:
    """A link of clean HTML as escaped text: its words and its address."""
    from html import escape

    printed = _link_text(unescape(re.sub(r"<[^>]*>", "", link[2])).strip(), unescape(link[1]), lambda target: target)
    return escape(printed, quote=False)


_REPLACEMENTS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\s*\n\s*", " "),
    (r"<br>\s*", "\n"),
    (r'<img((?: [a-z]+="[^"]*")*)>', _picture_as_text),
    (r'<a(?: [a-z]+="[^"]*")*? href="([^"]*)"[^>]*>(.*?)</a>', _link_as_text),
    (r"</t[dh]>\s*<t[dh][^>]*>", " | "),
    (r"</?(?:p|div|h\d|li|tr|table|blockquote|pre|figure|figcaption|dd|dt|hr)\b[^>]*>", "\n\n"),
    (r"<[^>]*>", ""),
)


def _text_of_html(html: str) -> str:
    """The words of clean HTML, with blank lines between its blocks."""
    for element, replacement in _REPLACEMENTS:
        html = re.sub(element, replacement, html)
    return unescape(html).strip()


# Accents, joiners, selectors and skin tones, and characters after a joiner: no cut before them.
_JOINED = pattern("[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|(?<=\u200d).")


def shortened(text: str, limit: int) -> str:
    """A text with at most `limit` characters: a longer one is cut between words, and ends with an ellipsis.

    If the last space is far back, as in a script without spaces, the cut is between letters, never inside one.
    """
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 0 and _JOINED.match(text, end):
        end -= 1
    space = text.rfind(" ", end // 2, end)
    cut = text[: space if space > 0 else end].rstrip(" ,;:–—-")
    return f"{cut}…"


def excerpt(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line, for a message."""
    return shortened(" ".join(text.split()), limit)
