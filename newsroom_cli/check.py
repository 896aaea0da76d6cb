"""Runs the selected rules over releases: hits become findings, suppressions are honoured and judged."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom_cli.config import Check, Config
from newsroom_cli.errors import ConfigError
from newsroom_cli.model import Position, Release
from newsroom_cli.rules import itself, suppressions
from newsroom_cli.rules.registry import UNREADABLE, Card, Hit, Rule, rules
from newsroom_cli.rules.suppressions import Suppression
from newsroom_cli.schema import Field, Span

__all__ = [
    "Finding", "Place", "archive_findings", "card", "check", "check_across", "finding", "selected",
    "unknown_codes",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, for people: a span as lines and columns from 1, and the source line it starts on.

    Columns count characters, a tab as one. `end` is the position behind the last character; a span over several
    lines is marked to the end of its first.
    """

    start: Position
    end: Position
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of a rule in a file, with all that a report needs."""

    path: str
    code: str
    name: str
    severity: str
    message: str
    help: str
    place: Place
    also: tuple[Place, str] | None = None

    @property
    def order(self) -> tuple[str, Position, str, str]:
        """What findings are sorted by: path, line and column, code."""
        return self.path, self.place.start, self.code, self.message


# --- selection ------------------------------------------------------------------------------------------------


def selected(config: Config) -> Mapping[str, Rule]:
    """The rules newsroom.toml asks for, by code. Raises ConfigError for a code that does not exist (NR002).

    What keeps a file from being read at all is always reported: those rules cannot be left out.
    """
    for each in unknown_codes(config):
        raise ConfigError(
            f'NR002 there is no rule "{each.value}"',
            path=config.path,
            line=config.line_of(each.span),
            hint=itself.meant(each.value),
        )
    return _selected(config.check)


def unknown_codes(config: Config) -> tuple[Field[str], ...]:
    """The codes and families in newsroom.toml that no rule has, each with its place there."""
    return _unknown(config.check)


@functools.lru_cache(maxsize=32)
def _unknown(check: Check) -> tuple[Field[str], ...]:
    return tuple(
        each for each in (*check.select, *check.ignore) if not any(code.startswith(each.value) for code in rules())
    )


@functools.lru_cache(maxsize=32)
def _selected(check: Check) -> Mapping[str, Rule]:
    wanted = tuple(each.value for each in check.select) or ("",)
    unwanted = tuple(each.value for each in check.ignore)
    return {
        code: rule
        for code, rule in rules().items()
        if code in UNREADABLE or (code.startswith(wanted) and not code.startswith(unwanted))
    }


# --- one release ----------------------------------------------------------------------------------------------


def check(release: Release, config: Config) -> list[Finding]:
    """The findings in one release, in order of place; rules over the whole archive are not run."""
    chosen = selected(config)
    marks = suppressions.read(release)
    hits = [each for each in _hits(release, config, chosen) if not _suppressed(*each, marks)]
    if marks and itself.UNUSED in chosen:
        ran = {code for code, rule in chosen.items() if rule.find is not None}
        unused = ((chosen[itself.UNUSED], hit) for hit in itself.unused(marks, ran))
        hits += [each for each in unused if not _suppressed(*each, marks)]
    return _findings(release, hits) if hits else []


def _hits(release: Release, config: Config, chosen: Mapping[str, Rule]) -> Iterator[tuple[Rule, Hit]]:
    for code, rule in chosen.items():
        if rule.find is not None and (not release.broken or code in UNREADABLE):
            for hit in rule.find(release, config):
                yield rule, hit


def _suppressed(rule: Rule, hit: Hit, marks: Sequence[Suppression]) -> bool:
    if not marks or rule.code in UNREADABLE:
        return False
    holding = [each for each in marks if each.holds(rule.code, hit.span)]
    for each in holding:
        each.used.add(rule.code)
    return bool(holding)


# --- the archive ----------------------------------------------------------------------------------------------


def card(release: Release) -> Card:
    """What the rules over the whole archive need to know about a release."""
    if release.id is None:
        return Card(release.path, release.slug, "", release.opening)
    return Card(release.path, release.slug, release.id.value, release.id.span)


def check_across(cards: Sequence[Card], config: Config) -> Iterator[tuple[str, Rule, Hit]]:
    """The hits of the rules that look at all releases together, with the path each belongs to."""
    for rule in selected(config).values():
        if rule.across is not None:
            for path, hit in rule.across(cards):
                yield path, rule, hit


def archive_findings(cards: Sequence[Card], config: Config, read: Callable[[str], Release]) -> list[Finding]:
    """The findings of the rules that look at all releases together, sorted.

    `read` gives the release at a path of the cards; it is asked once for each file that has a hit, for no other.
    """
    by_path: dict[str, list[tuple[Rule, Hit]]] = {}
    for path, rule, hit in check_across(cards, config):
        by_path.setdefault(path, []).append((rule, hit))
    found: list[Finding] = []
    for path, hits in sorted(by_path.items()):
        release = read(path)
        marks = suppressions.read(release)
        found += _findings(release, [each for each in hits if not _suppressed(*each, marks)])
    return found


# --- findings -------------------------------------------------------------------------------------------------


def finding(release: Release, rule: Rule, hit: Hit) -> Finding:
    """A hit with its place in the release's file."""
    (only,) = _findings(release, [(rule, hit)])
    return only


def _findings(release: Release, hits: Iterable[tuple[Rule, Hit]]) -> list[Finding]:
    places = _Places(release)
    found = [
        Finding(
            path=release.path,
            code=rule.code,
            name=rule.name,
            severity=hit.severity or rule.severity,
            message=hit.message,
            help=hit.help,
            place=places.place(hit.span),
            also=(places.place(hit.also[0]), hit.also[1]) if hit.also else None,
        )
        for rule, hit in hits
    ]
    return sorted(found, key=lambda each: each.order)


class _Places:
    """Turns spans of one release into places; findings on one line share its text, however long it is."""

    def __init__(self, release: Release) -> None:
        self._text = release.text
        self._starts = [0, *(match.end() for match in re.finditer("\n", release.text))]
        self._lines: dict[int, str] = {}

    def place(self, span: Span) -> Place:
        first = self._inside(span.start)
        start, end = self._position(first), self._position(max(span.end, first))
        source = self._line(start.line)
        if end.line != start.line:
            end = Position(start.line, max(len(source) + 1, start.column))
        return Place(start, end, source)

    def _position(self, offset: int) -> Position:
        offset = min(max(offset, 0), len(self._text))
        line = bisect.bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def _line(self, number: int) -> str:
        if number not in self._lines:
            end = self._starts[number] if number < len(self._starts) else len(self._text)
            self._lines[number] = self._text[self._starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]

    def _inside(self, offset: int) -> int:
        """Behind the last line break there is no line to show: the end of the text is the end of its last line."""
        if 0 < len(self._text) <= offset and self._text.endswith("\n"):
            return len(self._text) - (2 if self._text.endswith("\r\n") else 1)
        return offset
