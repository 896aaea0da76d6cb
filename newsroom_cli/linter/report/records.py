"""Findings as JSON for programs: an array, lines, and the diagnostics of reviewdog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsroom_cli.linter.fingerprints import fingerprints
from newsroom_cli.markup.escaping import for_json

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Change, Finding, Place, Repair


def json(findings: Sequence[Finding]) -> str:
    """A JSON array with an object for each finding. Lines and columns count from 1; ends are exclusive."""
    return for_json(plain(findings), indent=2) + "\n"


def plain(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Findings as the plain values that JSON has."""
    return [
        _record(finding, fingerprint) for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]


def jsonl(findings: Sequence[Finding]) -> str:
    """The objects of `json`, one on each line."""
    return "".join(f"{for_json(record)}\n" for record in plain(findings))


def _record(finding: Finding, fingerprint: str) -> dict[str, object]:
    also = finding.also
    return {
        "path": finding.path,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help or None,
        **_range(finding.place),
        "also": {"message": also[1], **_range(also[0])} if also else None,
        "fix": _fix(finding.repair) if finding.repair else None,
        "fingerprint": fingerprint,
    }


def _range(place: Place | Change) -> dict[str, object]:
    """The start and end of a place as JSON."""
    return {
        "start": {"line": place.start.line, "column": place.start.column},
        "end": {"line": place.end.line, "column": place.end.column},
    }


def _fix(repair: Repair) -> dict[str, object]:
    edits = [{**_range(change), "text": change.text} for change in repair.changes]
    return {"applicability": "safe" if repair.safe else "unsafe", "edits": edits}


_RDJSON = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def rdjson(findings: Sequence[Finding]) -> str:
    """One object in Reviewdog Diagnostic Format. Its columns count bytes of UTF-8."""
    report = {
        "source": {"name": "newsroom"},
        "diagnostics": [_diagnostic(finding) for finding in findings],
    }
    return for_json(report, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, object]:
    diagnostic: dict[str, object] = {
        "message": f"{finding.message}; {finding.help}" if finding.help else finding.message,
        "location": {"path": finding.path, "range": _byte_range(finding.place)},
        "severity": _RDJSON[finding.severity],
        "code": {"value": finding.code},
    }
    if finding.also:
        place, label = finding.also
        diagnostic["relatedLocations"] = [
            {"message": label, "location": {"path": finding.path, "range": _byte_range(place)}}
        ]
    return diagnostic


def _byte_range(place: Place) -> dict[str, object]:
    """The range of a place, with columns that count bytes of UTF-8."""

    def column(number: int) -> int:
        return len(place.source[: number - 1].encode(errors="replace")) + 1

    return {
        "start": {"line": place.start.line, "column": column(place.start.column)},
        "end": {"line": place.end.line, "column": column(place.end.column)},
    }
