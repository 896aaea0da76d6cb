"""Numbers with their nouns, and findings in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 release`, `3 releases`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith(("ry", "py")) else f"{number:,} {noun}s"


def summary(findings: Sequence[Finding], *, files: int) -> str:
    """The findings in one line: `3 errors, 1 warning in 2 of 14 releases`."""
    if not findings:
        return f"nothing to fix in {counted(files, 'release')}"
    severities = Counter(finding.severity for finding in findings)
    parts = [counted(severities[severity], severity) for severity in ("error", "warning") if severities[severity]]
    parts += [f"{severities['info']} for information"] if severities["info"] else []
    where = len({finding.path for finding in findings})
    of = f"{where:,} of " if where <= files else ""  # a finding that involves another release counts in that release
    return f"{', '.join(parts)} in {of}{counted(max(where, files), 'release')}"
