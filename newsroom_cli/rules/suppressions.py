"""Suppressions: comments that say a finding is intended, and the stretch of text that each comment covers."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.schema import Span

# A user's own note may also start with the word newsroom; only a comment that looks like a suppression is judged.
_OPENING = pattern(r"newsroom:\s*(?:ignore|disable|suppress|skip|noqa)")
_WORDS = pattern(r"newsroom:\s*(ignore-file|ignore)\s*\[([^\]]*)\]\s*(.*)", re.DOTALL)
_IN_FRONT = pattern(rf"#[ \t]*(?={_OPENING.pattern})")
_IN_BODY = pattern(rf"<!--\s*{_OPENING.pattern}")
# The > of a block quote is not text.
_NEXT_TEXT = pattern(r"[^\n]*\n(?:[ \t\r>]*\n)*")
_BLANK_LINE = pattern(r"\n[ \t\r>]*(?:\n|\Z)")


class Suppression(NamedTuple):
    """One suppression comment: its codes, its reason, its place, and the stretch of text that it covers.

    `codes` is empty if the comment names none. `used` collects the codes that suppressed a hit.
    """

    codes: tuple[str, ...]
    reason: str
    span: Span
    covers: Span
    used: set[str]


class Line(NamedTuple):
    """The offsets of a line: its start, the start and end of its words, and its end before the line feed."""

    start: int
    words: int
    words_end: int
    end: int


class Suppressions:
    """All suppressions of a release; a suppression covers the hits that start in its stretch."""

    def __init__(self, marks: Sequence[Suppression]) -> None:
        self._by_code: dict[str, list[Suppression]] = {}
        for mark in marks:
            for code in dict.fromkeys(mark.codes):
                self._by_code.setdefault(code, []).append(mark)
        self._covered = {
            code: SpanSet(Span(mark.covers.start, mark.covers.end + 1) for mark in code_marks)
            for code, code_marks in self._by_code.items()
        }
        self._places: dict[str, list[int]] = {}

    def suppresses(self, code: str, span: Span) -> bool:
        """Whether a suppression that names the code covers the hit; if so, the hit is recorded for `mark_used`."""
        covered = code in self._covered and self._covered[code].overlaps(Span(span.start, span.start + 1))
        if covered:
            self._places.setdefault(code, []).append(span.start)
        return covered

    def mark_used(self) -> None:
        """Record in each suppression which of its codes suppressed a hit."""
        for code, places in self._places.items():
            places.sort()
            for mark in self._by_code[code]:
                at = bisect.bisect_left(places, mark.covers.start)
                if at < len(places) and places[at] <= mark.covers.end:
                    mark.used.add(code)


class Lines:
    """The lines of a text. Ask for them in order of place: only the last line is kept.

    `blank` are the characters that may precede the words of a line, by default all white space.
    """

    def __init__(self, text: str, blank: str | None = None) -> None:
        self._text = text
        self._blank = blank
        self._last = Line(0, 0, 0, -1)

    def at(self, place: int) -> Line:
        """The line that contains an offset; its line feed belongs to it."""
        if not self._last.start <= place <= self._last.end:
            text = self._text
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            line = text[start : end if end >= 0 else len(text)]
            end = start + len(line)
            self._last = Line(start, end - len(line.lstrip(self._blank)), start + len(line.rstrip()), end)
        return self._last


def read(document: Document) -> list[Suppression]:
    """The suppressions of a release: HTML comments in the body, `#` comments in the front matter.

    A comment beside text covers its line. On a line of its own, it covers the next line of the front matter, or the
    text below it in the body up to the next empty line. `ignore-file` covers the whole file.
    """
    if document.release.broken or "newsroom:" not in document.release.text:
        return []
    return [*_of_front_matter(document), *_of_body(document)]


def _of_front_matter(document: Document) -> Iterator[Suppression]:
    """The suppressions in the comments of the front matter."""
    text, front = document.release.text, document.release.front
    lines = Lines(text)
    for span in _comments(text, front):
        line = lines.at(span.start)
        if line.words >= span.start:
            line = lines.at(min(line.end + 1, front.end))
        yield _suppression(document, text[span.start + 1 : span.end], span, Span(line.start, line.end))


def _comments(text: str, front: Span) -> Iterator[Span]:
    """Yield the spans of front-matter comments that look like a suppression, each from its # to its last word."""
    source = text[front.start : front.end]
    if not _IN_FRONT.search(source):
        return
    for start, end in parsing.comments(source):
        if match := _IN_FRONT.search(source, start, end):
            yield Span(front.start + match.start(), front.start + start + len(source[start:end].rstrip("\r")))


def _of_body(document: Document) -> Iterator[Suppression]:
    """The suppressions in the HTML comments of the body."""
    if not _IN_BODY.search(document.release.body.value):
        return
    text = document.release.text
    lines = Lines(text, "> \t")
    blank = [match.start() for match in _BLANK_LINE.finditer(text)]
    for comment in document.markdown.comments:
        if _OPENING.match(comment.value):
            yield _suppression(
                document, comment.value, comment.span, _below_or_beside(text, comment.span, lines, blank)
            )


def _below_or_beside(text: str, comment: Span, lines: Lines, blank: Sequence[int]) -> Span:
    """The stretch that a comment in the body covers: its own line if that has text, else the paragraph below it."""
    first, last = lines.at(comment.start), lines.at(comment.end)
    if first.words < comment.start or last.words_end > comment.end:
        return Span(first.start, last.end)
    gap = _NEXT_TEXT.match(text, comment.end)
    start = gap.end() if gap else len(text)
    at = bisect.bisect_left(blank, start)
    return Span(start, blank[at] if at < len(blank) else len(text))


def _suppression(document: Document, words: str, span: Span, covers: Span) -> Suppression:
    """The suppression in a comment; without codes if the comment cannot be read."""
    match = _WORDS.match(words.strip())
    if match is None:
        return Suppression((), "", span, covers, set())
    codes = tuple(part.strip() for part in match[2].split(",") if part.strip())
    whole = Span(0, len(document.release.text))
    return Suppression(codes, match[3].strip(), span, whole if match[1] == "ignore-file" else covers, set())
