"""The options of `newsroom check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How findings are printed."""

    full = "full"
    concise = "concise"
    grouped = "grouped"
    json = "json"
    jsonl = "jsonl"
    sarif = "sarif"
    github = "github"
    gitlab = "gitlab"
    junit = "junit"
    rdjson = "rdjson"
    checkstyle = "checkstyle"


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]...", help="Releases or folders; else all of the newsroom. - reads one from stdin."),
]
Form = Annotated[Format, typer.Option("--output-format", "-f", help="How findings are printed.")]
Failing = Annotated[FailOn, typer.Option(help="Exit with 1 from this severity on.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")]
Select = Annotated[str, typer.Option(metavar="CODES", help="Run only these codes or families: DT,QT005.")]
ExtendSelect = Annotated[str, typer.Option(metavar="CODES", help="Run these codes or families too.")]
Ignore = Annotated[str, typer.Option(metavar="CODES", help="Do not run these codes or families.")]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended without changing a meaning.")]
UnsafeFixes = Annotated[bool, typer.Option("--unsafe-fixes", help="Mend the rest, too: read it before you commit it.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")]
AddIgnores = Annotated[
    str, typer.Option(metavar="REASON", help="Write a comment that suppresses each finding, with this reason.")
]
Baseline = Annotated[Path | None, typer.Option(metavar="FILE", help="Do not tell the findings in this baseline.")]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help="Make the findings of today the baseline: they are not told again.")
]
PruneBaseline = Annotated[
    bool, typer.Option("--prune-baseline", help="Take out of the baseline what is mended; add nothing.")
]
Since = Annotated[str, typer.Option(metavar="REF", help="Check only what a change since a git revision touches.")]
Staged = Annotated[
    bool, typer.Option("--staged", help="Check what the next commit touches, and the files named: for hooks.")
]
Releasing = Annotated[bool, typer.Option("--release", help="Be as strict as for a release that goes out now.")]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule.")]
Watch = Annotated[bool, typer.Option("--watch", help="Check again whenever a file is saved.")]
StdinFilename = Annotated[Path | None, typer.Option(metavar="FILE", help="What the release on stdin is called.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Check everything anew.")]
