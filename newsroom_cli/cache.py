"""What check found the last time, by the state of each file: only what changed is checked again.

The cache lies beside the index of quotes. It is trusted only for the same version, configuration and rules; what cannot
be read of it is as if it were not there. docs/decisions/checking.md says why.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli import __version__, writer
from newsroom_cli.config import Config
from newsroom_cli.errors import NewsroomError
from newsroom_cli.findings import Change, Finding, Place, Repair
from newsroom_cli.model import Position
from newsroom_cli.newsroom import INDEX
from newsroom_cli.rules.registry import Card
from newsroom_cli.schema import Span

FINDINGS, CARDS = "findings.json", "cards.json"
_TICK = 2_000_000_000  # ns; a file as new as this may be written again without a change of its time


class State(NamedTuple):
    """What tells whether a file is still the one that was checked: when it was written in ns, and its bytes."""

    written: int
    size: int


def states(root: Path, paths: Iterable[str]) -> dict[str, State]:
    """The states of files; one that cannot be looked at is in none that could be known."""
    found, base = {}, os.fspath(root)
    for path in paths:
        try:
            state = os.stat(os.path.join(base, path))  # noqa: PTH116, PTH118  Path takes longer than the disk
        except OSError:
            found[path] = State(0, 0)
        else:
            found[path] = State(state.st_mtime_ns, state.st_size)
    return found


def settled(state: State, now: dt.datetime, *, sure: bool) -> State:
    """A state that can be trusted next time; one that is not `sure` or too new is made one that no file is in."""
    return state if sure and state.written < int(now.timestamp() * 1e9) - _TICK else State(0, 0)


def stamp(config: Config) -> str:
    """What findings depend on beside the file: version, configuration, and the code that runs."""
    package = Path(__file__).parent
    code = hashlib.sha256()
    for folder in ("", "rules", "rules/pages", "language"):
        with os.scandir(package / folder) as entries:
            for each in sorted(entries, key=lambda entry: entry.name):
                if each.name.endswith((".py", ".md")):
                    state = each.stat()
                    code.update(f"{each.name} {state.st_mtime_ns} {state.st_size}\n".encode())
    return hashlib.sha256(f"{__version__}\n{code.hexdigest()}\n{config!r}".encode()).hexdigest()


class Cache:
    """What is known of a newsroom's files from the last time: states, findings, cards.

    `across` are the findings of the rules over the whole archive, which hold while no file changed; `alone` the cards of
    those rules over it that have to look each time, for what they find depends on the clock too.
    """

    def __init__(self, root: Path, stamp: str) -> None:
        self._folder = root / INDEX
        self._stamp = stamp
        self.states: dict[str, State] = {}
        self.across: list[Finding] = []
        self.alone: dict[str, Card] = {}
        self._findings: dict[str, list[Any]] = {}
        found = self._read(FINDINGS)
        try:
            across = [_finding(each) for each in found["across"]]
            alone = {path: _card(path, each) for path, each in found["alone"].items()}
            states = {path: State(*each) for path, each in found["states"].items()}
            findings = dict(found["findings"])
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            return
        self.states, self.across, self.alone, self._findings = states, across, alone, findings

    def _read(self, name: str) -> dict[str, Any]:
        if self._folder.is_symlink():
            return {}
        try:
            found = json.loads((self._folder / name).read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) and found.get("stamp") == self._stamp else {}

    def findings(self, path: str) -> list[Finding] | None:
        """What was found in a file; None when that cannot be told any more."""
        try:
            return [_finding(each) for each in self._findings.get(path, ())]
        except (TypeError, ValueError, KeyError, IndexError, AttributeError):
            return None

    def cards(self) -> dict[str, Card]:
        """The cards of all files for the rules over the whole archive; read when they are asked for."""
        try:
            return {path: _card(path, each) for path, each in self._read(CARDS)["cards"].items()}
        except (KeyError, TypeError, AttributeError, ValueError, IndexError):
            return {}

    def keep(
        self, states: Mapping[str, State], findings: Iterable[Finding], *, across: Iterable[Finding],
        alone: Iterable[Card], cards: Iterable[Card],
    ) -> None:  # fmt: skip
        """Write down what is known now, whole; where that is not possible, nothing is kept."""
        by_path: dict[str, list[Any]] = {}
        for each in findings:
            by_path.setdefault(each.path, []).append(_of_finding(each))
        found = {
            "states": states,
            "findings": by_path,
            "across": [_of_finding(each) for each in across],
            "alone": dict(map(_of_card, alone)),
        }
        try:
            if self._folder.is_symlink():
                return
            if not (self._folder / ".gitignore").exists():
                writer.create(self._folder / ".gitignore", b"*\n")
            self._write(CARDS, {"cards": dict(map(_of_card, cards))})
            self._write(FINDINGS, found)
        except NewsroomError:
            return

    def _write(self, name: str, content: dict[str, Any]) -> None:
        data = json.dumps({"stamp": self._stamp, **content}, separators=(",", ":")).encode()
        writer.replace(self._folder / name, data, lasting=False)


# --- values as JSON -------------------------------------------------------------------------------------------


def _of_finding(finding: Finding) -> list[Any]:
    also, repair = finding.also, finding.repair
    return [
        [finding.path, finding.code, finding.name, finding.severity, finding.message, finding.help],
        _of_place(finding.place),
        [_of_place(also[0]), also[1]] if also else None,
        [repair.safe, [[each.start, each.end, each.span, each.text] for each in repair.changes]] if repair else None,
    ]


def _of_place(place: Place) -> list[Any]:
    return [place.start, place.end, place.source]


def _of_card(card: Card) -> tuple[str, list[Any]]:
    return card.path, [card.slug, card.opening, card.notes]


def _finding(plain: list[Any]) -> Finding:
    (path, code, name, severity, message, help), place, also, repair = plain
    second = (_place(also[0]), str(also[1])) if also else None
    mended = Repair(repair[0], tuple(_change(each) for each in repair[1])) if repair else None
    return Finding(path, code, name, severity, message, help, _place(place), second, mended)


def _place(plain: list[Any]) -> Place:
    start, end, source = plain
    return Place(Position(*start), Position(*end), source)


def _change(plain: list[Any]) -> Change:
    start, end, span, text = plain
    return Change(Position(*start), Position(*end), Span(*span), text)


def _card(path: str, plain: list[Any]) -> Card:
    slug, opening, notes = plain
    return Card(path, slug, Span(*opening), notes)
