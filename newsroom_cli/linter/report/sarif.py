"""Findings in SARIF 2.1.0 (OASIS), for code scanning services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsroom_cli import __version__
from newsroom_cli.linter.fingerprints import fingerprints
from newsroom_cli.markup.escaping import for_addresses, for_json
from newsroom_cli.rules import catalogue

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Change, Finding, Place, Repair

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
MOST = 25_000  # results in a run that GitHub accepts; it shows the first 5,000


def sarif(findings: Sequence[Finding]) -> str:
    """One run with rules, their pages as help, fixes and fingerprints.

    Beyond MOST findings it keeps the most severe, and a notification gives the number of the rest.
    """
    marked = list(zip(findings, fingerprints(findings), strict=True))
    if len(marked) > MOST:
        marked = sorted(marked, key=lambda pair: (list(_LEVELS).index(pair[0].severity), *pair[0].order))[:MOST]
    codes = sorted({finding.code for finding, _ in marked})
    findings_by_code = {finding.code: finding for finding in findings}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "newsroom",
                "semanticVersion": __version__,
                "rules": [_rule(findings_by_code[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "the root of the repository"}}},
        "results": [_result(finding, fingerprint, codes.index(finding.code)) for finding, fingerprint in marked],
    }
    if omitted_count := len(findings) - len(marked):
        text = f"{omitted_count:,} findings are not in this file, which holds {MOST:,} at most"
        run["invocations"] = [
            {"executionSuccessful": True, "toolExecutionNotifications": [{"message": {"text": text}, "level": "note"}]}
        ]
    report = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return for_json(report, indent=2) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    """The rule of a finding as SARIF, with its page as help."""
    page = catalogue.page(finding.code)
    about = " ".join(page.partition("\n")[2].partition("\n## ")[0].split())
    return {
        "id": finding.code,
        "name": "".join(word.capitalize() for word in finding.name.split("-")),
        "shortDescription": {"text": f"{finding.name.replace('-', ' ')}."},
        "fullDescription": {"text": about},
        "helpUri": catalogue.uri(finding.code),
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"tags": [finding.code.rstrip("0123456789")]},
    }


def _result(finding: Finding, fingerprint: str, index: int) -> dict[str, Any]:
    text = f"{finding.message}; {finding.help}" if finding.help else finding.message
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{text}."},
        "locations": [_location(finding.path, finding.place)],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.also:
        place, label = finding.also
        result["relatedLocations"] = [{**_location(finding.path, place), "id": 1, "message": {"text": f"{label}."}}]
    if finding.repair:
        result["fixes"] = [_fix(finding, finding.repair)]
    return result


def _location(path: str, place: Place) -> dict[str, Any]:
    region = _region(place)
    if snippet := place.source[place.start.column - 1 : place.end.column - 1]:
        region["snippet"] = {"text": snippet}
    return {"physicalLocation": {"artifactLocation": _file(path), "region": region}}


def _region(place: Place | Change) -> dict[str, Any]:
    return {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


def _file(path: str) -> dict[str, str]:
    """The address of a file in SARIF."""
    from urllib.parse import quote

    if path.startswith("/"):
        return {"uri": f"file://{quote(for_addresses(path))}"}
    return {"uri": quote(for_addresses(path)), "uriBaseId": "SRCROOT"}


def _fix(finding: Finding, repair: Repair) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(change), "insertedContent": {"text": change.text}} for change in repair.changes
    ]
    description = finding.help or finding.message
    return {
        "description": {"text": f"{description}."},
        "artifactChanges": [{"artifactLocation": _file(finding.path), "replacements": replacements}],
    }
