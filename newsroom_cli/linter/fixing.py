"""Apply the remedies of findings to the text of a release, and check the result."""

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
    """A text with remedies applied: the applied ones, and the remaining findings."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fixed(release: Release, config: Config, *, unsafe: bool = False) -> Fixed:
    """The release's text with every safe fix applied; with `unsafe`, all fixes. A second run changes nothing.

    A fix that causes a new error, or changes quoted words, is left out.
    """
    applied: list[Finding] = []
    found = check.check(release, config)
    for _ in range(ROUNDS):
        wanted = _apart(finding for finding in found if _is_applicable(finding, unsafe))
        attempt = _tried(release, wanted, found, config) if wanted else None
        if attempt is None and len(wanted) > 1:  # one of them does harm
            wanted = _harmless(release, wanted, found, config)
            attempt = _tried(release, wanted, found, config) if wanted else None
        if attempt is None:
            break
        release, found = attempt
        applied += wanted
    return Fixed(release.text, tuple(applied), tuple(found))


def _is_applicable(finding: Finding, unsafe: bool) -> bool:
    return finding.repair is not None and finding.repair.changes != () and (unsafe or finding.repair.safe)


def _changes(finding: Finding) -> tuple[Change, ...]:
    return finding.repair.changes if finding.repair else ()


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose changes do not touch those of an earlier one, in order."""
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
    """Whether a span overlaps or touches one of the spans that are already changed."""
    at = bisect.bisect_right(starts, span.end)
    return at > 0 and ends[at - 1] >= span.start


def applied_to(text: str, findings: Sequence[Finding]) -> str:
    """A text with the changes of findings, which do not touch each other."""
    changes = sorted({change for finding in findings for change in _changes(finding)}, key=lambda change: change.span)
    pieces: list[str] = []
    done = 0
    for change in changes:
        pieces += text[done : change.span.start], change.text
        done = change.span.end
    return "".join((*pieces, text[done:]))


def _harmless(release: Release, wanted: list[Finding], found: Sequence[Finding], config: Config) -> list[Finding]:
    """The findings whose fixes do no harm; a harmful set is halved again and again, down to single findings."""
    middle = len(wanted) // 2
    harmless: list[Finding] = []
    for part in (wanted[:middle], wanted[middle:]):
        if _tried(release, part, found, config):
            harmless += part
        elif len(part) > 1:
            harmless += _harmless(release, part, found, config)
    return harmless


def _tried(
    release: Release, wanted: Sequence[Finding], before: Sequence[Finding], config: Config
) -> tuple[Release, list[Finding]] | None:
    """The fixed release and its findings; None if the fixes do harm."""
    changed = release_file.parse(applied_to(release.text, wanted), release.path)
    if changed.broken or _spoken(Document(changed, config)) != _spoken(Document(release, config)):
        return None
    after = check.check(changed, config)
    return None if _errors(after) - _errors(before) else (changed, after)


def _errors(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings if finding.severity == ERROR)


def _spoken(document: Document) -> list[list[str]]:
    """The words of every quotation, without their places."""
    text = document.release.text
    return [words for span in document.spoken if (words := folded(text[slice(*span)]))]
