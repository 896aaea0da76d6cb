"""Findings for people and programs: strings only, no terminal and no files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsroom_cli.linter.report.counting import counted, summary

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding

__all__ = ["FOR_PEOPLE", "FOR_PROGRAMS", "FOR_SERVICES", "counted", "rendered", "summary"]

FOR_PEOPLE = ("full", "concise", "grouped")
FOR_SERVICES = ("sarif", "github", "gitlab", "junit", "checkstyle")  # which look for files from the repository's root
FOR_PROGRAMS = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "checkstyle")


def rendered(findings: Sequence[Finding], form: str) -> str:
    """Findings in one of the formats FOR_PROGRAMS."""
    from newsroom_cli.linter.report import ci, records, sarif

    makers: dict[str, Callable[[Sequence[Finding]], str]] = {
        "json": records.json,
        "jsonl": records.jsonl,
        "rdjson": records.rdjson,
        "sarif": sarif.sarif,
        "github": ci.github,
        "gitlab": ci.gitlab,
        "junit": ci.junit,
        "checkstyle": ci.checkstyle,
    }
    return makers[form](findings)
