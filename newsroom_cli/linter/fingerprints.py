"""Fingerprints of findings. A light module: a report without findings loads nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A fingerprint for each finding, made of path, code and source line, so that it stays the same when lines move.

    Findings with the same path, code and line are numbered.
    """
    seen: Counter[bytes] = Counter()
    begun: dict[tuple[str, str, str], Any] = {}  # a line is hashed once for all findings of a rule in it
    marks = []
    for finding in findings:
        of_line = finding.path, finding.code, finding.place.source
        if of_line not in begun:
            begun[of_line] = _digest(finding)
        mark = begun[of_line].copy()
        name = mark.digest()
        seen[name] += 1
        mark.update(str(seen[name]).encode())
        marks.append(mark.hexdigest()[:32])
    return marks


def _digest(finding: Finding) -> Any:
    """The digest of a finding's path, code and source line."""
    import hashlib

    text = "\n".join((finding.path, finding.code, " ".join(finding.place.source.split()), ""))
    return hashlib.sha256(text.encode(errors="replace"))
