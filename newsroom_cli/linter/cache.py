"""A cache of findings by the state of each file, so that only changed files are checked again.

It is valid only for the same version, configuration and rules; unreadable parts count as missing.
docs/decisions/checking.md says why.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsroom_cli.linter import memory
from newsroom_cli.linter.findings import Change, Finding, Place, Repair
from newsroom_cli.linter.memory import CARDS, FINDINGS
from newsroom_cli.model import disk
from newsroom_cli.model.release import Position
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, RECORDS, UNKNOWN, State, size_of, written_at
from newsroom_cli.rules.registry import Card

TICK = 2_000_000_000  # ns; a file as new as this may be written again without a change of its time


def cacheable_state(state: State, now: dt.datetime, *, sure: bool) -> State:
    """The state of a file to cache; UNKNOWN, which never matches, if it is not `sure` or the file is too new."""
    return state if sure and written_at(state) < int(now.timestamp() * 1e9) - TICK else UNKNOWN


def checksums(data: bytes) -> list[int]:
    """Two checksums of a file's bytes; they identify the file in a new checkout, where its time differs."""
    return [zlib.crc32(data), zlib.adler32(data)]


class Cache:
    """The cached data about a newsroom's files: states, findings, cards.

    `archive_findings` are those of the rules over the whole archive, None if unknown; they are valid while no file
    changes. `incremental_cards` are for archive rules that also depend on the clock, and run every time. `dependencies`
    are, for each file, the other files that its findings depend on, with their states. `same_content` has the new
    states of files with the cached content, as after a new checkout.
    """

    def __init__(self, newsroom: Newsroom) -> None:
        config = newsroom.config
        self._folder = newsroom.root / INDEX
        self._releases = config.releases
        self._records = release_files.records(os.fspath(newsroom.root))
        self._stamp = memory.stamp(config.text.encode(), config.check.asked, records=(newsroom.root / RECORDS).is_dir())
        if not memory.is_tidy(os.fspath(newsroom.root)):
            from newsroom_cli.newsroom import writer

            writer.sweep(self._folder)
        cached = memory.read(os.fspath(newsroom.root), FINDINGS, self._stamp)
        self.states: dict[str, State] = {}
        self.archive_findings: list[Finding] | None = None
        self.incremental_cards: dict[str, Card] = {}
        self.same_content: dict[str, State] = {}
        self._findings: dict[str, list[Any]] = {}
        self._lines = _Lines()
        self.dependencies: dict[str, dict[str, State]] = {}
        self._contents: dict[str, list[int]] = {}
        self._cards = ""  # the seal of the cards that were written with the findings
        if cached:
            self.states = cached["states"]
            archived, cards = cached["archive_findings"], cached["incremental_cards"]
            self._lines = _Lines(cached["lines"])
            self.archive_findings = None if archived is None else self._findings_from(archived)
            self.incremental_cards = {path: _card_from(path, plain) for path, plain in cards.items()}
            self._findings, self._cards = cached["findings"], cached["cards"]
            self.dependencies, self._contents = cached["dependencies"], cached["contents"]

    def is_unchanged(self, path: str, state: State) -> bool:
        """Whether a file is unchanged: in the cached state, or in another state with the same content.

        The new state of a file with the same content is added to `same_content`.
        """
        cached_state = self.states.get(path)
        if cached_state == state or cached_state is None or state == UNKNOWN:
            return cached_state == state != UNKNOWN
        if size_of(cached_state) not in (size_of(state), size_of(UNKNOWN)) or path not in self._contents:
            return False
        try:
            same = checksums(disk.read(self._folder.parent / path)) == self._contents[path]
        except OSError:
            return False
        if same:
            self.same_content[path] = state
        return same

    def findings(self, path: str) -> list[Finding] | None:
        """The cached findings in a file; None if a file that they depend on has changed, or a record of it."""
        dependencies = self.dependencies.get(path, {})
        if not release_files.are_records_in_place(self._records, dependencies):
            return None
        if dependencies and not release_files.are_unchanged(os.fspath(self._folder.parent), dependencies):
            return None
        return self._findings_from(self._findings.get(path, ()))

    def _findings_from(self, plain_findings: Iterable[list[Any]]) -> list[Finding]:
        return [_finding_from(plain, self._lines) for plain in plain_findings]

    def cards(self) -> dict[str, Card]:
        """The cards of all files for the rules over the whole archive; they are read on demand."""
        cached = memory.read(os.fspath(self._folder.parent), CARDS, self._stamp, seal=self._cards).get("cards", {})
        return {path: _card_from(path, plain) for path, plain in cached.items()}

    def replace(
        self,
        states: Mapping[str, State],
        findings: Mapping[str, Iterable[Finding]],
        *,
        archive_findings: Iterable[Finding],
        incremental_cards: Iterable[Card],
        cards: Iterable[Card],
        dependencies: Mapping[str, Sequence[str]],
        contents: Mapping[str, list[int]],
    ) -> None:
        """Replace the cache with the data of all files; on failure, leave no data there.

        `dependencies` are the files that the findings in each newly checked file depend on; `contents` has the
        checksums of the newly checked files.
        """
        root = os.fspath(self._folder.parent)
        for path, files in dependencies.items():
            self.dependencies.pop(path, None)
            if files:
                self.dependencies[path] = release_files.states(root, files)
        self.dependencies = {path: files for path, files in self.dependencies.items() if path in states}
        self._contents = {path: sums for path, sums in {**self._contents, **contents}.items() if path in states}
        self.states, self.archive_findings = dict(states), list(archive_findings)
        self.incremental_cards = {card.path: card for card in incremental_cards}
        self._lines = _Lines()
        self._findings = {path: plain for path, found in findings.items() if (plain := self._plain(found))}
        self._cards = self._write(CARDS, {"cards": dict(map(_plain_card, cards))})
        self.write()

    def write(self) -> None:
        """Write the data to the cache; on failure, leave no data there."""
        archive_findings = None if self.archive_findings is None else self._plain(self.archive_findings)
        content = {
            "folder": self._releases,
            "states": self.states,
            "findings": self._findings,
            "archive_findings": archive_findings,
            "lines": self._lines,
            "incremental_cards": dict(map(_plain_card, self.incremental_cards.values())),
            "dependencies": self.dependencies,
            "contents": self._contents,
            "cards": self._cards,  # the seal of the file with the cards
        }
        self._write(FINDINGS, content)

    def _plain(self, findings: Iterable[Finding]) -> list[Any]:
        """Findings as plain values for JSON, with the numbers of their lines."""
        return [_plain_finding(finding, self._lines) for finding in findings]

    def _write(self, name: str, content: dict[str, Any]) -> str:
        """Write content under a name, and return its seal; a failure to write is ignored."""
        data = json.dumps({"stamp": self._stamp, **content}, separators=(",", ":")).encode()
        return memory.write(os.fspath(self._folder.parent), name, data)


# --- values as JSON -------------------------------------------------------------------------------------------


class _Lines(list[str]):
    """The lines with findings, each once, because a long line may have as many findings as words."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        super().__init__(lines)
        self._numbers = {line: number for number, line in enumerate(self)}

    def number(self, line: str) -> int:
        """The number of a line, which is added if it is new."""
        number = self._numbers.setdefault(line, len(self))
        if number == len(self):
            self.append(line)
        return number


def _plain_finding(finding: Finding, lines: _Lines) -> list[Any]:
    """A finding as plain values, for JSON, with the numbers of its lines."""
    texts = [finding.path, finding.code, finding.name, finding.severity, finding.message, finding.help, finding.other]
    also = (_plain_place(finding.also[0], lines), finding.also[1]) if finding.also else None
    return [texts, _plain_place(finding.place, lines), also, finding.repair]


def _plain_place(place: Place, lines: _Lines) -> list[Any]:
    """A place as plain values, with the number of its line."""
    return [place.start, place.end, lines.number(place.source), place.last]


def _plain_card(card: Card) -> tuple[str, list[Any]]:
    return card.path, [card.slug, card.opening, card.notes]


def _finding_from(plain: list[Any], lines: Sequence[str]) -> Finding:
    """A finding from its plain values; `lines` are the lines that these refer to by number."""
    (path, code, name, severity, message, help, other), place, also, repair = plain
    second = (_place_from(also[0], lines), str(also[1])) if also else None
    fix = Repair(repair[0], tuple(_change_from(change) for change in repair[1])) if repair else None
    return Finding(path, code, name, severity, message, help, _place_from(place, lines), second, fix, other)


def _place_from(plain: list[Any], lines: Sequence[str]) -> Place:
    start, end, line, last = plain
    return Place(Position(*start), Position(*end), lines[line], Position(*last) if last else None)


def _change_from(plain: list[Any]) -> Change:
    start, end, span, text = plain
    return Change(Position(*start), Position(*end), Span(*span), text)


def _card_from(path: str, plain: list[Any]) -> Card:
    slug, opening, notes = plain
    return Card(path, slug, Span(*opening), notes)
