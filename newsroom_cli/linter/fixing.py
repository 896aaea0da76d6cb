"""Apply the fixes of findings to the text of a release, and check the result."""

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

ROUNDS = 10  # a fix may make another one possible; no text needs more rounds


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text with fixes applied, the findings whose fixes were applied, and the remaining findings."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


def apply_fixes(release: Release, config: Config, *, unsafe: bool = False) -> FixedText:
    """The release's text with every safe fix applied; with `unsafe`, all fixes. A second run changes nothing.

    A fix that causes a new error or changes quoted words is left out.
    """
    applied: list[Finding] = []
    found = check.check(release, config)
    for _ in range(ROUNDS):
        wanted = _without_touching_changes(finding for finding in found if _is_applicable(finding, unsafe))
        attempt = _fix_unless_harmful(release, wanted, found, config) if wanted else None
        if attempt is None and len(wanted) > 1:  # at least one of them does harm
            wanted = _harmless_findings(release, wanted, found, config)
            attempt = _fix_unless_harmful(release, wanted, found, config) if wanted else None
        if attempt is None:
            break
        release, found = attempt
        applied += wanted
    return FixedText(release.text, tuple(applied), tuple(found))


def _is_applicable(finding: Finding, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be applied; with `unsafe`, also an unsafe one."""
    return finding.repair is not None and finding.repair.changes != () and (unsafe or finding.repair.safe)


def _changes(finding: Finding) -> tuple[Change, ...]:
    """The changes of a finding's fix; none if it has no fix."""
    return finding.repair.changes if finding.repair else ()


def _without_touching_changes(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, in order, whose changes do not touch those of an earlier finding."""
    chosen: list[Finding] = []
    starts: list[int] = []  # of the chosen changes, in order; these do not touch one another
    ends: list[int] = []
    for finding in sorted(findings, key=lambda finding: (_changes(finding)[0].span, finding.order)):
        changes = _changes(finding)
        if not any(_touches(change.span, starts, ends) for change in changes):
            chosen.append(finding)
            for change in changes:
                index = bisect.bisect_left(starts, change.span.start)
                starts.insert(index, change.span.start)
                ends.insert(index, change.span.end)
    return chosen


def _touches(span: Span, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether a span overlaps or touches one of the changed spans, which have these `starts` and `ends` in order."""
    index = bisect.bisect_right(starts, span.end)
    return index > 0 and ends[index - 1] >= span.start


def _harmless_findings(
    release: Release, candidates: list[Finding], found: Sequence[Finding], config: Config
) -> list[Finding]:
    """The findings whose fixes do no harm, found by halving harmful sets down to single findings."""
    middle = len(candidates) // 2
    harmless: list[Finding] = []
    for half in (candidates[:middle], candidates[middle:]):
        if _fix_unless_harmful(release, half, found, config):
            harmless += half
        elif len(half) > 1:
            harmless += _harmless_findings(release, half, found, config)
    return harmless


def _fix_unless_harmful(
    release: Release, wanted: Sequence[Finding], before: Sequence[Finding], config: Config
) -> tuple[Release, list[Finding]] | None:
    """The release with the fixes of the `wanted` findings, and its findings; None if the fixes do harm.

    `before` are the findings of the unfixed release.
    """
    changes = sorted({change for finding in wanted for change in _changes(finding)}, key=lambda change: change.span)
    pieces: list[str] = []
    done = 0
    for change in changes:
        pieces += release.text[done : change.span.start], change.text
        done = change.span.end
    changed = release_file.parse("".join((*pieces, release.text[done:])), release.path)
    if changed.broken or _quoted_words(Document(changed, config)) != _quoted_words(Document(release, config)):
        return None
    after = check.check(changed, config)
    return None if _error_counts(after) - _error_counts(before) else (changed, after)


def _error_counts(findings: Iterable[Finding]) -> Counter[str]:
    """The number of errors by code."""
    return Counter(finding.code for finding in findings if finding.severity == ERROR)


def _quoted_words(document: Document) -> list[list[str]]:
    """The words of each quotation in a release."""
    text = document.release.text
    return [words for span in document.spoken_spans if (words := folded(text[slice(*span)]))]
