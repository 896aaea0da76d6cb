"""Applies the remedies of findings to the text of a release, and checks again what came of it."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsroom_cli.language.document import Document
from newsroom_cli.language.words import folded
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Change, Finding
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Config
from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import ERROR

ROUNDS = 10  # a remedy may open the way for another; no text needs more


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with remedies applied: those that were, and the findings that are left."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fixed(read: Release, config: Config, *, unsafe: bool = False) -> Fixed:
    """The release's text with every safe remedy applied, and with `unsafe` the others too; applied again it is the same.

    A remedy that brings a new error, or changes the words of a quotation, is left out.
    """
    applied: list[Finding] = []
    found = check.check(read, config)
    for _ in range(ROUNDS):
        wanted = _apart(finding for finding in found if _may(finding, unsafe))
        made = _tried(read, wanted, found, config) if wanted else None
        if made is None and len(wanted) > 1:  # one of them does harm
            wanted = _harmless(read, wanted, found, config)
            made = _tried(read, wanted, found, config) if wanted else None
        if made is None:
            break
        read, found = made
        applied += wanted
    return Fixed(read.text, tuple(applied), tuple(found))


def _may(finding: Finding, unsafe: bool) -> bool:
    return finding.repair is not None and finding.repair.changes != () and (unsafe or finding.repair.safe)


def _changes(finding: Finding) -> tuple[Change, ...]:
    return finding.repair.changes if finding.repair else ()


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order whose changes do not touch those of one before."""
    chosen: list[Finding] = []
    starts: list[int] = []  # of the changes taken, in order; they do not touch one another
    ends: list[int] = []
    for finding in sorted(findings, key=lambda finding: (_changes(finding)[0].span, finding.order)):
        changes = _changes(finding)
        if not any(_touches(one.span, starts, ends) for one in changes):
            chosen.append(finding)
            for one in changes:
                at = bisect.bisect_left(starts, one.span.start)
                starts.insert(at, one.span.start)
                ends.insert(at, one.span.end)
    return chosen


def _touches(span: Span, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether a stretch has a place in common with one of those that are taken, be it only where they meet."""
    at = bisect.bisect_right(starts, span.end)
    return at > 0 and ends[at - 1] >= span.start


def applied_to(text: str, findings: Sequence[Finding]) -> str:
    """A text with the changes of findings, which do not touch one another."""
    changes = sorted({change for finding in findings for change in _changes(finding)}, key=lambda change: change.span)
    pieces: list[str] = []
    done = 0
    for change in changes:
        pieces += text[done : change.span.start], change.text
        done = change.span.end
    return "".join((*pieces, text[done:]))


def _harmless(read: Release, wanted: list[Finding], found: Sequence[Finding], config: Config) -> list[Finding]:
    """The findings of several whose remedies do no harm: halves are tried, and halves of those that do."""
    middle = len(wanted) // 2
    kept: list[Finding] = []
    for part in (wanted[:middle], wanted[middle:]):
        if _tried(read, part, found, config):
            kept += part
        elif len(part) > 1:
            kept += _harmless(read, part, found, config)
    return kept


def _tried(
    read: Release, wanted: Sequence[Finding], before: Sequence[Finding], config: Config
) -> tuple[Release, list[Finding]] | None:
    """The release with the changes and what check says of it; None where they do harm."""
    made = release_file.parse(applied_to(read.text, wanted), read.path)
    if made.broken or _spoken(Document(made, config)) != _spoken(Document(read, config)):
        return None
    found = check.check(made, config)
    return None if _errors(found) - _errors(before) else (made, found)


def _errors(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings if finding.severity == ERROR)


def _spoken(document: Document) -> list[list[str]]:
    """The words of every quotation, wherever it stands now."""
    text = document.release.text
    return [words for span in document.spoken if (words := folded(text[slice(*span)]))]
