"""Fingerprints of findings. A light module: a report without findings loads nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A fingerprint for each finding, made from path, code and source line, so that it stays the same when lines move.

    Findings with the same path, code and line are numbered.
    """
    seen: Counter[bytes] = Counter()
    digests: dict[tuple[str, str, str], Any] = {}  # a line is hashed once for all findings of a rule in it
    found = []
    for finding in findings:
        key = finding.path, finding.code, finding.place.source
        if key not in digests:
            import hashlib

            text = "\n".join((finding.path, finding.code, " ".join(finding.place.source.split()), ""))
            digests[key] = hashlib.sha256(text.encode(errors="replace"))
        digest = digests[key].copy()
        line_digest = digest.digest()
        seen[line_digest] += 1
        digest.update(str(seen[line_digest]).encode())
        found.append(digest.hexdigest()[:32])
    return found
