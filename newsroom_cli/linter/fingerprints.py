"""What a finding is recognised by from one check to the next. Light: reports are written with nothing else loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """What each finding is recognised by when lines move: path, code and the words of its line, counted where equal."""
    seen: Counter[bytes] = Counter()
    begun: dict[tuple[str, str, str], Any] = {}  # a line is read once for all findings of a rule in it
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
    import hashlib

    text = "\n".join((finding.path, finding.code, " ".join(finding.place.source.split()), ""))
    return hashlib.sha256(text.encode(errors="replace"))
