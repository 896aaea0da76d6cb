"""Findings rendered for people and programs, as strings: no terminal and no files."""

# No postponed annotations: cli/arguments/plain_options.py says why.
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.linter.report.counting import counted, summary

if TYPE_CHECKING:
    from newsroom_cli.linter.findings import Finding
    from newsroom_cli.linter.report.text import Look

__all__ = ["FORMATS", "Format", "counted", "lines", "render", "summary"]

PEOPLE, PROGRAMS, SERVICES = "people", "programs", "services"


class Format(NamedTuple):
    """A format of findings: its readers, its line in the documentation, and its renderer as `module:function`.

    A renderer for people takes findings and a Look, and yields lines. All others take findings and return text.
    Paths are relative to the repository for services, and to the current folder for all other readers.
    """

    readers: str
    help: str
    renderer: str

    def load(self) -> Any:
        """The renderer."""
        import importlib

        module, _, function = self.renderer.partition(":")
        return getattr(importlib.import_module(f"{__name__}.{module}"), function)


FORMATS = {
    "full": Format(
        PEOPLE,
        "each finding with its line and remedy; a terminal draws at most ten of a rule in a file",
        "text:full",
    ),
    "concise": Format(PEOPLE, "one line for each finding", "text:concise"),
    "grouped": Format(PEOPLE, "the findings of each file under its name", "text:grouped"),
    "json": Format(PROGRAMS, "one array of findings", "records:json"),
    "jsonl": Format(PROGRAMS, "the same, one finding on each line", "records:jsonl"),
    "sarif": Format(SERVICES, "SARIF 2.1.0: GitHub code scanning and others, editors", "sarif:sarif"),
    "github": Format(SERVICES, "GitHub Actions: findings beside the changed lines", "ci:github"),
    "gitlab": Format(SERVICES, "GitLab: a code quality report", "ci:gitlab"),
    "junit": Format(SERVICES, "a JUnit report, which most CI services read", "ci:junit"),
    "rdjson": Format(PROGRAMS, "Reviewdog Diagnostic Format", "records:rdjson"),
    "checkstyle": Format(SERVICES, "a Checkstyle report: Jenkins and others", "ci:checkstyle"),
}


def lines(findings: Sequence["Finding"], form: str, look: "Look") -> Iterator[str]:
    """The lines of a report for people, in a format of FORMATS."""
    rendered: Iterator[str] = FORMATS[form].load()(findings, look)
    return rendered


def render(findings: Sequence["Finding"], form: str) -> str:
    """The text of a report for programs or services, in a format of FORMATS."""
    text: str = FORMATS[form].load()(findings)
    return text
