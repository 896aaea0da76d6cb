"""A body's parser events as plain text, as a careful person would type it into a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any


def write(events: Iterable[Any], *, width: int, opening: str = "") -> str:
    """Paragraphs of at most `width` columns (long addresses stay whole), `opening` before the first one."""
    return _Writer(width, opening).text(events)


class _Writer:
    def __init__(self, width: int, opening: str) -> None:
        self._width = width
        self._opening = opening
        self._chunks: list[str] = []
        self._words: list[str] = []
        self._indents: list[str] = []  # what every line of the open quotes and list items starts with
        self._markers: list[str] = []  # the number or dash of a list item, until its first line is written
        self._lists: list[int | None] = []
        self._links: list[tuple[str, int]] = []
        self._tight = False
        self._code = False
        self._row: list[str] = []

    def text(self, events: Iterable[Any]) -> str:
        for event in events:
            if isinstance(event, str):
                self._words.append({"SoftBreak": " ", "HardBreak": "\n"}.get(event, ""))
                if event == "Rule":
                    self._chunk("* * *")
                continue
            ((what, detail),) = event.items()
            name = detail if isinstance(detail, str) else next(iter(detail))
            if what == "Start":
                self._start(name, None if isinstance(detail, str) else detail[name])
            elif what == "End":
                self._end(name)
            elif what in ("Text", "Code"):
                self._words.append(detail)
        self._paragraph()
        return "".join(self._chunks).strip("\n") + "\n" if self._chunks else ""

    def _start(self, name: str, detail: Any) -> None:
        if name in ("BlockQuote", "List", "Item", "CodeBlock", "Table"):
            self._paragraph()
        if name == "BlockQuote":
            self._indents.append("> ")
        elif name == "List":
            self._lists.append(detail)
        elif name == "Item":
            self._item()
        elif name == "CodeBlock":
            self._code = True
        elif name in ("Link", "Image"):
            self._links.append((detail["dest_url"], len(self._words)))

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        marker = "- " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1
        self._markers.append(marker)
        self._indents.append(" " * len(marker))

    def _end(self, name: str) -> None:
        if name in ("Link", "Image") and self._links:
            self._link(*self._links.pop(), image=name == "Image")
        elif name == "TableCell":
            self._row.append("".join(self._words).strip())
            self._words.clear()
        elif name in ("TableRow", "TableHead"):
            self._chunk(" | ".join(self._row), tight=True)
            self._row.clear()
        elif name in ("Paragraph", "Heading", "CodeBlock", "HtmlBlock", "BlockQuote", "Item"):
            self._paragraph()
            self._code = False
        if name in ("BlockQuote", "Item") and self._indents:
            self._indents.pop()
            del self._markers[len([each for each in self._indents if not each.startswith(">")]) :]
        if name in ("List", "Table"):
            self._tight = False
            if name == "List" and self._lists:
                self._lists.pop()

    def _link(self, target: str, since: int, *, image: bool) -> None:
        words = "".join(self._words[since:]).strip()
        del self._words[since:]
        address = target.removeprefix("mailto:").removeprefix("tel:")
        if image:
            self._words.append(f"[Image: {words}]" if words else "")
        elif words == address or not words or not target.lower().startswith(("http:", "https:", "mailto:", "tel:")):
            self._words.append(words or address)
        else:
            self._words.append(f"{words} <{address}>")

    def _paragraph(self) -> None:
        text = "".join(self._words)
        self._words.clear()
        if self._code:
            self._chunk(text.rstrip("\n"), wrap=False)
        elif text.strip():
            self._chunk(text)

    def _chunk(self, text: str, *, wrap: bool = True, tight: bool = False) -> None:
        if self._opening:
            text, self._opening = f"{self._opening} {text}", ""
        indent = "".join(self._indents)
        first = indent
        if self._markers and self._markers[-1].strip() and self._indents and self._indents[-1].isspace():
            first = indent[: -len(self._markers[-1])] + self._markers[-1]
            self._markers[-1] = " " * len(self._markers[-1])
            tight = tight or self._tight
            self._tight = True
        lines: list[str] = []
        for part in text.split("\n"):
            lines += self._wrapped(part, first if not lines else indent, indent) if wrap else [indent + part]
        self._chunks.append(("" if tight or not self._chunks else "\n") + "\n".join(lines) + "\n")

    def _wrapped(self, text: str, first: str, rest: str) -> list[str]:
        width = max(self._width, len(rest) + 20)
        return textwrap.wrap(
            " ".join(text.split()), width, initial_indent=first, subsequent_indent=rest,
            break_long_words=False, break_on_hyphens=False,
        ) or [first.rstrip()]  # fmt: skip
