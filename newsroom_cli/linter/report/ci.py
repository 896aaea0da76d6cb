"""Findings for CI services: GitHub, GitLab, and readers of JUnit or Checkstyle."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsroom_cli.linter.fingerprints import fingerprints
from newsroom_cli.markup.escaping import for_json, for_people, for_xml
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github(findings: Sequence[Finding]) -> str:
    """Workflow commands. GitHub Actions shows them beside the changed lines."""
    return "".join(
        f"::{_LEVELS[finding.severity]} file={_escape_property(finding.path)},line={finding.place.start.line},"
        f"col={finding.place.start.column},endLine={finding.place.end.line},endColumn={finding.place.end.column},"
        f"title={_escape_property(f'{finding.code} {finding.name}')}::{_escape_data(_sentence(finding))}\n"
        for finding in findings
    )


def failure(error: NewsroomError) -> str:
    """A workflow command that shows on the page of a job why the check failed."""
    help = f"\nhelp: {error.hint}" if error.hint else ""
    return f"::error title=newsroom check::{_escape_data(f'{error}{help}')}\n"


def _sentence(finding: Finding) -> str:
    """The message and the help of a finding, on two lines."""
    return f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message


def _escape_data(text: str) -> str:
    """Text as the message of a workflow command."""
    return for_people(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escape_property(text: str) -> str:
    """Text as a property of a workflow command."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


_GITLAB = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(findings: Sequence[Finding]) -> str:
    """A GitLab code quality report. GitLab ignores type and categories; other readers of Code Climate need them."""
    issues = [
        {
            "type": "issue",
            "categories": ["Style"],
            "description": f"{finding.code}: {_sentence(finding)}",
            "check_name": f"{finding.code} {finding.name}",
            "fingerprint": fingerprint,
            "severity": _GITLAB[finding.severity],
            "location": {
                "path": finding.path,
                "lines": {"begin": finding.place.start.line, "end": finding.place.end.line},
            },
        }
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return for_json(issues, indent=2) + "\n"


def junit(findings: Sequence[Finding]) -> str:
    """A JUnit report: a suite for each file, a failed test for each finding; one passing test if there is none."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    count = len(findings)
    lines.append(f'<testsuites name="newsroom" tests="{max(count, 1)}" failures="{count}" errors="0">')
    if not findings:
        lines.append('<testsuite name="newsroom" tests="1" failures="0" errors="0">')
        lines += ['<testcase name="nothing to fix" classname="newsroom"/>', "</testsuite>"]
    for path, file_group in itertools.groupby(findings, key=lambda finding: finding.path):
        file_findings = list(file_group)
        file_count = len(file_findings)
        lines.append(f'<testsuite name={_attribute(path)} tests="{file_count}" failures="{file_count}" errors="0">')
        lines += [line for finding in file_findings for line in _test_case(finding)]
        lines.append("</testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _test_case(finding: Finding) -> Iterator[str]:
    """Yield the lines of a failed JUnit test for a finding."""
    start, path = finding.place.start, _attribute(finding.path)
    name = _attribute(f"{finding.code} line {start.line}, column {start.column}")
    yield f'<testcase name={name} classname={path} file={path} line="{start.line}">'
    kind, message = _attribute(finding.severity), _attribute(finding.message)
    yield f"<failure type={kind} message={message}>{for_xml(_sentence(finding))}</failure>"
    yield "</testcase>"


def checkstyle(findings: Sequence[Finding]) -> str:
    """A Checkstyle report: an error element for each finding, under its file."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for path, file_group in itertools.groupby(findings, key=lambda finding: finding.path):
        lines.append(f"<file name={_attribute(path)}>")
        for finding in file_group:
            start = finding.place.start
            attributes = f"severity={_attribute(finding.severity)} message={_attribute(_sentence(finding))}"
            lines.append(
                f'<error line="{start.line}" column="{start.column}" {attributes} source="newsroom.{finding.code}"/>'
            )
        lines.append("</file>")
    return "\n".join([*lines, "</checkstyle>", ""])


def _attribute(text: str) -> str:
    """Text as the value of an XML attribute, with its quotation marks."""
    return f'"{for_xml(text)}"'


MOST_ROWS = 200  # findings in a summary


def markdown(findings: Sequence[Finding], *, line: str) -> str:
    """A Markdown table of findings for the page of a CI job, under the summary `line`."""
    lines = ["### newsroom check", "", f"{line[:1].upper()}{line[1:]}.", ""]
    if findings:
        lines += ["| | where | what | remedy |", "| --- | --- | --- | --- |"]
        lines += [_row(finding) for finding in findings[:MOST_ROWS]]
    if len(findings) > MOST_ROWS:
        lines += ["", f"And {len(findings) - MOST_ROWS:,} more."]
    return "\n".join([*lines, ""])


def _row(finding: Finding) -> str:
    where = f"{_cell(finding.path)}:{finding.place.start.line}"
    return f"| {finding.severity} {finding.code} | {where} | {_cell(finding.message)} | {_cell(finding.help)} |"


_MARKS = "\\`*_{}[]<>()#+!|~&$:."


def _cell(text: str) -> str:
    """Text for a table cell, escaped for Markdown."""
    plain = for_people(" ".join(text.split()))
    return "".join(f"\\{character}" if character in _MARKS else character for character in plain).replace("@", "&#64;")
