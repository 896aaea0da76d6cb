"""What check found the last time, by the state of each file: only what changed is checked again.

It is trusted only for the same version, configuration and rules; what cannot be read of it is as if it were not there.
docs/decisions/checking.md says why.
"""

from __future__ import annotations

import contextlib
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
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import Position
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, UNKNOWN, State
from newsroom_cli.rules.registry import Card

_TICK = 2_000_000_000  # ns; a file as new as this may be written again without a change of its time


def cacheable_state(state: State, now: dt.datetime, *, sure: bool) -> State:
    """The state to cache; UNKNOWN, which never matches, if the file was not read (`sure`) or is too new."""
    return state if sure and state.written < int(now.timestamp() * 1e9) - _TICK else UNKNOWN


def content(data: bytes) -> list[int]:
    """Two checksums of a file's bytes, which recognise it in a new checkout, where its time has changed."""
    return [zlib.crc32(data), zlib.adler32(data)]


class Cache:
    """What is known of a newsroom's files from the last time: states, findings, cards.

    `across` are the findings of the rules over the whole archive, valid while no file changes, None when unknown.
    `alone` are the cards of rules over the archive that look each time, because they ask the clock as well. `beside`
    are the other files that the findings in a file depend on, with their states.
    """

    def __init__(self, newsroom: Newsroom) -> None:
        config = newsroom.config
        self._folder = newsroom.root / INDEX
        self._releases = config.releases
        self._stamp = memory.stamp(config.text.encode(), config.check.asked)
        if not memory.is_tidy(os.fspath(newsroom.root)):
            from newsroom_cli.newsroom import writer

            writer.sweep(self._folder)
        found = memory.read(os.fspath(newsroom.root), FINDINGS, self._stamp)
        self.states: dict[str, State] = {}
        self.across: list[Finding] | None = None
        self.alone: dict[str, Card] = {}
        self.same_content: dict[str, State] = {}
        self._findings: dict[str, list[Any]] = {}
        self.beside: dict[str, dict[str, list[int]]] = {}
        self._contents: dict[str, list[int]] = {}
        self._cards = ""  # the seal of the cards that were written with the findings
        if found:
            self.states = {path: State(*state) for path, state in found["states"].items()}
            self.across = None if found["across"] is None else [_finding(plain) for plain in found["across"]]
            self.alone = {path: _card(path, plain) for path, plain in found["alone"].items()}
            self._findings, self._cards = found["findings"], found["cards"]
            self.beside, self._contents = found["beside"], found["contents"]

    def is_unchanged(self, path: str, state: State) -> bool:
        """Whether a file is as it was: in the same state, or `same_content`, written again with the same content."""
        known = self.states.get(path)
        if known == state or known is None or state == UNKNOWN:
            return known == state != UNKNOWN
        if known.size not in (state.size, UNKNOWN.size) or path not in self._contents:
            return False
        try:
            same = content(disk.read(self._folder.parent / path)) == self._contents[path]
        except OSError:
            return False
        if same:
            self.same_content[path] = state
        return same

    def findings(self, path: str) -> list[Finding] | None:
        """What was found in a file; None when that cannot be told any more, or what it depends on has changed."""
        if path in self.beside and not release_files.same(os.fspath(self._folder.parent), self.beside[path]):
            return None
        return [_finding(plain) for plain in self._findings.get(path, ())]

    def cards(self) -> dict[str, Card]:
        """The cards of all files for the rules over the whole archive; read when they are asked for."""
        kept = memory.read(os.fspath(self._folder.parent), CARDS, self._stamp, seal=self._cards).get("cards", {})
        return {path: _card(path, plain) for path, plain in kept.items()}

    def keep_all(
        self, states: Mapping[str, State], findings: Mapping[str, Iterable[Finding]], *, across: Iterable[Finding],
        alone: Iterable[Card], cards: Iterable[Card], beside: Mapping[str, Sequence[str]],
        contents: Mapping[str, list[int]],
    ) -> None:  # fmt: skip
        """Write down what is known of all files, whole; where that is not possible, nothing is kept.

        `beside` are the files that the findings of each file looked at this time depend on; `contents` is what these
        are recognised by.
        """
        self._look_beside(beside)
        self.beside = {path: files for path, files in self.beside.items() if path in states}
        self._contents = {path: sums for path, sums in {**self._contents, **contents}.items() if path in states}
        self.states, self.across = dict(states), list(across)
        self.alone = {card.path: card for card in alone}
        self._findings = _of_findings(findings)
        self._cards = self._write(CARDS, {"cards": dict(map(_of_card, cards))})
        self.keep()

    def _look_beside(self, beside: Mapping[str, Sequence[str]]) -> None:
        root = os.fspath(self._folder.parent)
        for path, files in beside.items():
            self.beside.pop(path, None)
            if files:
                self.beside[path] = {file: list(state) for file, state in release_files.states(root, files).items()}

    def keep(self) -> None:
        """Write down what is known; where that is not possible, nothing is kept."""
        across = None if self.across is None else [_of_finding(finding) for finding in self.across]
        found = {"folder": self._releases, "states": self.states, "findings": self._findings, "across": across}
        alone = dict(map(_of_card, self.alone.values()))
        more = {"alone": alone, "beside": self.beside, "contents": self._contents}
        self._write(FINDINGS, {**found, **more, "cards": self._cards})

    def _write(self, name: str, content: dict[str, Any]) -> str:
        """Keeps something under a name and returns its seal."""
        from newsroom_cli.newsroom import writer

        data = json.dumps({"stamp": self._stamp, **content}, separators=(",", ":")).encode()
        seal = memory.sealed(name, data)
        with contextlib.suppress(NewsroomError):
            writer.write_cache(self._folder, name, seal.encode() + data)
        return seal


# --- values as JSON -------------------------------------------------------------------------------------------


def _of_findings(findings: Mapping[str, Iterable[Finding]]) -> dict[str, list[Any]]:
    return {path: plain for path, found in findings.items() if (plain := [_of_finding(finding) for finding in found])}


def _of_finding(finding: Finding) -> list[Any]:
    words = [finding.path, finding.code, finding.name, finding.severity, finding.message, finding.help, finding.other]
    return [words, finding.place, finding.also, finding.repair]


def _of_card(card: Card) -> tuple[str, list[Any]]:
    return card.path, [card.slug, card.opening, card.notes]


def _finding(plain: list[Any]) -> Finding:
    (path, code, name, severity, message, help, other), place, also, repair = plain
    second = (_place(also[0]), str(also[1])) if also else None
    fix = Repair(repair[0], tuple(_change(change) for change in repair[1])) if repair else None
    return Finding(path, code, name, severity, message, help, _place(place), second, fix, other)


def _place(plain: list[Any]) -> Place:
    start, end, source = plain
    return Place(Position(*start), Position(*end), source)


def _change(plain: list[Any]) -> Change:
    start, end, span, text = plain
    return Change(Position(*start), Position(*end), Span(*span), text)


def _card(path: str, plain: list[Any]) -> Card:
    slug, opening, notes = plain
    return Card(path, slug, Span(*opening), notes)
