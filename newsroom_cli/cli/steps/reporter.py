"""Report the findings of `newsroom check`, and maintain its baseline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.cli.terminal import output
from newsroom_cli.linter import baseline, report
from newsroom_cli.newsroom.folder import Newsroom

if TYPE_CHECKING:
    from newsroom_cli.cli.steps.scope import Scope
    from newsroom_cli.linter.findings import Finding


class Reporter(NamedTuple):
    """Reports findings in a format.

    `fail_on` is the lowest severity that gives exit code 1, `baseline` is the option --baseline.
    """

    newsroom: Newsroom
    form: str
    fail_on: str
    now: dt.datetime
    statistics: bool = False
    baseline: Path | None = None

    def report(self, findings: Sequence[Finding], scope: Scope) -> int:
        """Print the findings outside the baseline and a closing line; return the exit code."""
        outside_baseline = self._outside_baseline(findings)
        shown_findings = self._with_shown_paths(outside_baseline)
        if self.statistics:
            output.statistics(shown_findings)
        else:
            output.findings(shown_findings, self.form)
        summary = report.summary(shown_findings, files=len(scope.paths))
        if len(outside_baseline) < len(findings):
            summary += (
                f"; {report.counted(len(findings) - len(outside_baseline), 'finding')} in the baseline not reported"
            )
        output.job_summary(shown_findings, summary)
        if not scope.paths and not findings:
            output.say(self._why_nothing(scope))
        elif report.FORMATS[self.form].readers != report.PEOPLE:
            pass
        elif not findings:
            output.nothing_found(len(scope.paths))
        else:
            output.say_below(*_closing_lines(shown_findings, summary))
        return self.exit_code(outside_baseline)

    def _with_shown_paths(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings with paths relative to the repository for services, and to the current folder for others."""
        root, top = self.newsroom.root, None
        if report.FORMATS[self.form].readers == report.SERVICES:
            from newsroom_cli.newsroom import history

            top = history.repository(root) or root
        return [finding._replace(path=output.from_here(finding.path, root, top)) for finding in findings]

    def exit_code(self, findings: Sequence[Finding]) -> int:
        """1 if a finding is at least as severe as `fail_on`, else 0."""
        order = ["info", "warning", "error", "never"]
        return int(any(order.index(finding.severity) >= order.index(self.fail_on) for finding in findings))

    def _outside_baseline(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that the baseline does not have."""
        if not (self.baseline or self.newsroom.config.check.baseline):
            return list(findings)

        rows = baseline.read(self._baseline_path)
        return [
            finding
            for finding, row in baseline.match_baseline(findings, rows, self.newsroom, now=self.now)
            if row is None
        ]

    @property
    def _baseline_path(self) -> Path:
        """The baseline of the command line, or that of newsroom.toml."""
        return self.baseline or self.newsroom.root / (self.newsroom.config.check.baseline or baseline.FILE)

    def write_baseline(self, findings: Sequence[Finding]) -> int:
        """Write the findings as the baseline, report those it must not excuse, and return the exit code."""
        from newsroom_cli.newsroom.writer import in_place

        excused: list[Finding] = []
        refused: list[Finding] = []
        for finding in findings:
            (excused if baseline.may_be_in_baseline(finding, self.newsroom, now=self.now) else refused).append(finding)
        in_place.deliver(self.newsroom, self._baseline_path, baseline.dump(baseline.rows(excused, self.newsroom)))
        output.say(f"wrote {self._baseline_name()} with {report.counted(len(excused), 'finding')}")
        if not self.newsroom.config.check.baseline and not self.baseline:
            output.say(
                f'add baseline = "{baseline.FILE}" under [check] in newsroom.toml, and they are not reported again'
            )
        if refused:
            output.findings(self._with_shown_paths(refused), self.form)
            output.say(
                f"{output.paint('error', report.counted(len(refused), 'error'))} in releases that go out: not in the "
                'baseline, for newsroom build stops at them; fix them, or newsroom check --add-ignores "why"'
            )
        return self.exit_code(refused)

    def prune_baseline(self, findings: Sequence[Finding]) -> None:
        """Remove fixed findings from the baseline. New findings are not added."""
        from newsroom_cli.newsroom.writer import in_place

        rows = set(baseline.read(self._baseline_path))
        matched = baseline.match_baseline(findings, sorted(rows), self.newsroom, now=self.now)
        remaining = {row._replace(path=finding.path) for finding, row in matched if row}
        in_place.deliver(self.newsroom, self._baseline_path, baseline.dump(remaining))
        removed = report.counted(len(rows) - len(remaining), "finding")
        output.say(f"took {removed} out of {self._baseline_name()}; {len(remaining):,} left")

    def _baseline_name(self) -> str:
        """The path of the baseline, for messages."""
        return output.from_here(self._baseline_path.absolute(), self.newsroom.root)

    def _why_nothing(self, scope: Scope) -> str:
        """The reason why there was nothing to check."""
        if not scope.is_whole:
            return "no release has changed"
        folder = output.from_here(self.newsroom.folder, self.newsroom.root)
        return f"there are no releases in {folder} yet; newsroom new starts one"


def _closing_lines(findings: Sequence[Finding], summary: str) -> list[str]:
    """The last lines of a report: the summary, and how many findings can be fixed."""
    if not findings:
        lines = [output.paint("good", summary)]
    else:
        worst = "error" if any(finding.severity == "error" for finding in findings) else "warning"
        more = f"newsroom rule {findings[0].code} explains the first"
        lines = [f"{output.paint(worst, summary)}; {more}"]
    safe = sum(1 for finding in findings if finding.repair and finding.repair.safe)
    others = sum(1 for finding in findings if finding.repair and not finding.repair.safe)
    fix_hints = [f"{safe:,} can be fixed with --fix"] if safe else []
    if others:
        fix_hints.append(f"{others:,} {'more' if safe else 'can be fixed'} with --fix --unsafe-fixes")
    return [*lines, *([" and ".join(fix_hints)] if fix_hints else [])]
