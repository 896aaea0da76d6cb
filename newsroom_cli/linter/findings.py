"""Findings: the hits of rules in the form that reports and editors need, with lines and columns as people count."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.release import Position, Release
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import ERROR, Fix, Hit, Rule, rules

if TYPE_CHECKING:
    from newsroom_cli.language.document import Document


class Place(NamedTuple):
    """A span of a file as people see it: lines and columns, counted from 1, and the text of its first line.

    Columns count characters, a tab as one. `end` is the position after the last character; a span over several lines
    ends here with its first line, and `last` is the position after its last character.
    """

    start: Position
    end: Position
    source: str
    last: Position | None = None


class Change(NamedTuple):
    """A span of a file, as positions and as character offsets, and the text that replaces it."""

    start: Position
    end: Position
    span: Span
    text: str


class Repair(NamedTuple):
    """The fix of a finding: changes in order of place, all to be made or none; `safe` if it cannot change meaning."""

    safe: bool
    changes: tuple[Change, ...]


class Finding(NamedTuple):
    """One hit of a rule in a file, with everything that a report needs.

    `also` is a second place with its label, `repair` the fix, `other` the path of another release that the finding
    concerns.
    """

    path: str
    code: str
    name: str
    severity: str
    message: str
    help: str
    place: Place
    also: tuple[Place, str] | None = None
    repair: Repair | None = None
    other: str = ""

    @property
    def order(self) -> tuple[str, Position, str, str]:
        """The sort key of findings: path, line and column, code."""
        return self.path, self.place.start, self.code, self.message


def findings_of_hits(document: Document, hits: Iterable[tuple[Rule, Hit]]) -> list[Finding]:
    """The hits of rules in a release as findings, sorted."""
    places = _Places(document)
    findings = [
        Finding(
            path=document.release.path,
            code=rule.code,
            name=rule.name,
            severity=rule.severity if rule.fixed else hit.severity or rule.severity,
            message=hit.message,
            help=hit.help,
            place=places.place(hit.span),
            also=(places.place(hit.also[0]), hit.also[1]) if hit.also else None,
            repair=places.repair(hit.fix) if hit.fix else None,
            other=hit.other,
        )
        for rule, hit in hits
    ]
    return sorted(findings, key=lambda finding: finding.order)


def error_of(document: Document, code: str, hit: Hit) -> Finding:
    """The hit of a rule as an error, whatever severity newsroom.toml sets for that rule."""
    return findings_of_hits(document, [(rules()[code].with_severity(ERROR), hit)])[0]


def changes_no_quoted_words(release: Release, fix: Fix, spoken: SpanSet) -> bool:
    """Whether a fix keeps all quoted words: inside a quotation it may change only marks, spaces and encoding.

    `spoken` are the spans of quoted words, as in Document.spoken_spans.
    """
    from newsroom_cli.language.wording import mojibake
    from newsroom_cli.language.words import folded

    for edit in fix.edits:
        if spoken.overlaps(edit.span):
            words = release.text[slice(*edit.span)]
            if folded(words) != folded(edit.text) and mojibake.decoded(words) != edit.text:
                return False
    return True


class _Places:
    """Turns spans of one release into places; findings on one line share its text, however long it is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.release.text
        self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._lines: dict[int, str] = {}

    def place(self, span: Span) -> Place:
        """The place of a span."""
        first_offset = self._within_lines(span.start)
        start, end = self._position(first_offset), self._position(max(span.end, first_offset))
        source = self._line(start.line)
        if end.line == start.line:
            return Place(start, end, source)
        return Place(start, Position(start.line, max(len(source) + 1, start.column)), source, end)

    @functools.cached_property
    def _spoken(self) -> SpanSet:
        return SpanSet(self._document.spoken_spans)

    @functools.cached_property
    def _signs(self) -> SpanSet:
        return SpanSet(sign.span for sign in self._document.markdown.signs)

    def repair(self, fix: Fix) -> Repair | None:
        """The fix with lines and columns, None if it would change quoted words or delete the sign of a footnote."""
        if not changes_no_quoted_words(self._document.release, fix, self._spoken):
            return None
        if any(self._signs.overlaps(edit.span) for edit in fix.edits):
            return None
        changes = [
            Change(self._position(edit.span.start), self._position(edit.span.end), edit.span, edit.text)
            for edit in sorted(fix.edits)
        ]
        return Repair(fix.safe, tuple(changes))

    def _position(self, offset: int) -> Position:
        offset = min(max(offset, 0), len(self._text))
        line = bisect.bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def _line(self, number: int) -> str:
        """The text of a line by its number, without its line end."""
        if number not in self._lines:
            end = self._starts[number] if number < len(self._starts) else len(self._text)
            self._lines[number] = self._text[self._starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]

    def _within_lines(self, offset: int) -> int:
        """The offset; the end of the last line if it is after the last line break, where no line can be shown."""
        if 0 < len(self._text) <= offset and self._text.endswith("\n"):
            return len(self._text) - (2 if self._text.endswith("\r\n") else 1)
        return offset
