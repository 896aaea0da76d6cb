"""The options of `newsroom check` in one table."""

# Annotations are values here: they are the table.
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

from newsroom_cli.cli.option import AS_OF, DIRECTORY, Option
from newsroom_cli.linter.report import FORMATS


class Request(NamedTuple):
    """The paths and options of one check, with their defaults."""

    paths: Annotated[
        Sequence[Path],
        Option("Releases or folders; else all of the newsroom. - reads one from stdin.", metavar="[PATH]..."),
    ] = ()
    form: Annotated[
        str, Option("How findings are printed.", "-f", choices=tuple(FORMATS), names=("--format", "--output-format"))
    ] = "full"
    fail_on: Annotated[
        str, Option("Exit with 1 from this severity on.", choices=("error", "warning", "info", "never"))
    ] = "warning"
    exit_zero: Annotated[bool, Option("Exit with 0 whatever is found.")] = False
    select: Annotated[str, Option("Run only these codes or families: DT,QT005.", metavar="CODES")] = ""
    extend_select: Annotated[str, Option("Run these codes or families too.", metavar="CODES")] = ""
    ignore: Annotated[str, Option("Do not run these codes or families.", metavar="CODES")] = ""
    preview: Annotated[bool, Option("Run the rules that are being tried out, too.")] = False
    fix: Annotated[bool, Option("Fix what can be fixed without changing a meaning.")] = False
    unsafe_fixes: Annotated[bool, Option("Fix the rest, too: read it before you commit it.")] = False
    diff: Annotated[bool, Option("Show what --fix would change; write nothing.")] = False
    add_ignores: Annotated[
        str, Option("Write a comment that suppresses each finding, with this reason.", metavar="REASON")
    ] = ""
    baseline: Annotated[Path | None, Option("Do not report the findings in this baseline.", metavar="FILE")] = None
    write_baseline: Annotated[bool, Option("Make today's findings the baseline: they are not reported again.")] = False
    prune_baseline: Annotated[bool, Option("Take what is fixed out of the baseline; add nothing.")] = False
    since: Annotated[str, Option("Check only what a change since a git revision touches.", metavar="REF")] = ""
    staged: Annotated[bool, Option("Check what the next commit touches, and the files named: for hooks.")] = False
    release: Annotated[bool, Option("Report all that would hold a release back if it were approved now.")] = False
    statistics: Annotated[bool, Option("Count the findings of each rule.")] = False
    watch: Annotated[bool, Option("Check again whenever a file is saved.")] = False
    stdin_filename: Annotated[Path | None, Option("What the release on stdin is called.", metavar="FILE")] = None
    no_cache: Annotated[bool, Option("Check everything again, without the cache.")] = False
    as_of: Annotated[str | None, AS_OF] = None
    directory: Annotated[Path | None, DIRECTORY] = None

    @property
    def asks_about_files_only(self) -> bool:
        """Whether the request is only for the findings of the default rules in files."""
        rules = (
            self.select
            or self.extend_select
            or self.ignore
            or self.preview
            or self.release
            or self.since
            or self.staged
        )
        writing = self.fix or self.unsafe_fixes or self.diff or self.add_ignores or self.concerns_baseline
        more = self.as_of or self.baseline or self.statistics or self.watch or self.stdin_filename or self.no_cache
        return not (rules or writing or more)

    @property
    def concerns_baseline(self) -> bool:
        """Whether the request is to write or to prune the baseline."""
        return self.write_baseline or self.prune_baseline
