"""What `newsroom check` was asked for: which files, which rules, and what of the findings is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.cli.check_request import Request
    from newsroom_cli.linter.findings import Finding
    from newsroom_cli.newsroom.folder import Newsroom


class Asked(NamedTuple):
    """The releases that are meant, and all of the newsroom, by their paths inside it.

    `named` are the files that the command line names, `changed` what git says; None where it is not asked.
    """

    names: list[str]
    everything: list[str]
    named: Container[str] | None = None
    changed: Container[str] | None = None

    @property
    def whole(self) -> bool:
        """Whether all of the newsroom is meant."""
        return self.named is None and self.changed is None

    def about(self, finding: Finding, beside: Iterable[str]) -> bool:
        """Whether a finding touches what is meant: its file, the other release in it, a file that it depends on."""
        two = (finding.path, finding.other)
        named = self.named is None or any(each in self.named for each in two)
        return named and (self.changed is None or any(each in self.changed for each in (*two, *beside)))


def narrowed(newsroom: Newsroom, *, select: str, extend: str, ignore: str, releasing: bool) -> Newsroom:
    """The newsroom with the rules that the command line asks for. Raises NewsroomError for a code nobody has."""
    if not (select or extend or ignore or releasing):
        return newsroom
    from newsroom_cli.rules.selection import field

    check = newsroom.config.check
    if select:
        check = check._replace(select=tuple(map(field, _codes(select, "--select"))))
    if extend:
        more = map(field, _codes(extend, "--extend-select"))
        check = check._replace(extend_select=(*check.extend_select, *more))
    if ignore:
        check = check._replace(ignore=(*check.ignore, *map(field, _codes(ignore, "--ignore"))))
    check = check._replace(releasing=releasing, asked=repr((select, extend, ignore, releasing)))
    return newsroom._replace(config=newsroom.config._replace(check=check))


def _codes(text: str, option: str) -> list[str]:
    from newsroom_cli.rules.catalogue import nearest_code, titles

    known = [each.code for each in titles()]
    wanted = [each.strip().upper() for each in text.replace(" ", ",").split(",") if each.strip()]
    for each in wanted:
        if each != "ALL" and not any(code.startswith(each) for code in known):
            near = nearest_code(each)
            raise NewsroomError(
                f'{option}: there is no rule "{each}"',
                hint=f"did you mean {near}?" if near else "newsroom rule lists them",
            )
    return wanted


def asked(newsroom: Newsroom, paths: Sequence[Path], *, since: str, staged: bool) -> Asked:
    """What the command line means. Raises NewsroomError for a file or a revision that is not there."""
    from newsroom_cli.model import disk
    from newsroom_cli.model.config import FILE_NAME

    everything = newsroom.paths() if disk.is_folder(newsroom.folder) or not paths else []
    named = {name for path in paths for name in _named(newsroom, path)} if paths else None
    changed = _changed(newsroom, named or (), since=since, staged=staged) if since or staged else None
    if staged or (named and FILE_NAME in named) or named == set(everything):
        named = None  # the files that a hook names are among what changed
    names = sorted(everything if named is None else named)
    return Asked([each for each in names if changed is None or each in changed], everything, named, changed)


def _named(newsroom: Newsroom, path: Path) -> list[str]:
    from newsroom_cli.model import disk

    found = next((each for each in (path.absolute(), newsroom.root / path) if os.path.lexists(each)), None)
    if found is None:
        raise NewsroomError("there is no such file or folder", path=path, hint="newsroom list shows the releases")
    return newsroom.paths(found) if disk.is_folder(found) else [newsroom.name_of(found)]


def _changed(newsroom: Newsroom, named: Iterable[str], *, since: str, staged: bool) -> Container[str] | None:
    """What changed since a revision, and by the next commit; None where that decides about every release."""
    import os

    from newsroom_cli.model.config import FILE_NAME
    from newsroom_cli.newsroom import history

    root, config = newsroom.root, newsroom.config
    everywhere = [FILE_NAME, "templates", *filter(None, [config.check.baseline])]
    sources = [config.releases, *everywhere]
    changes = [history.changed(root, since, sources)] if since else []
    if staged:
        changes += [history.staged(root, sources), history.Changed(frozenset(named))]
        if before := os.environ.get("PRE_COMMIT_FROM_REF"):  # pre-commit compares with that, and nothing is staged
            changes.append(history.changed(root, before, []))
    if any(each.within(path) for each in changes for path in everywhere):
        return None
    return history.Changed(
        frozenset().union(*(each.files for each in changes)), tuple(name for each in changes for name in each.folders)
    )


def findings(newsroom: Newsroom, asked: Asked, *, now: dt.datetime, remember: bool) -> list[Finding]:
    """The findings that touch what is meant, with a progress bar where there are many releases."""
    from newsroom_cli.cli import output
    from newsroom_cli.linter import desk

    with output.progress("checking") as progress:
        return desk.findings(
            newsroom, asked.everything, now=now, beyond=sorted({*asked.names} - {*asked.everything}),
            asked=asked.about, progress=progress, remember=remember,
        )  # fmt: skip


class Telling(NamedTuple):
    """How findings are told, from which severity on they are a failure, and the baseline the command line names."""

    newsroom: Newsroom
    form: str
    fail_on: str
    now: dt.datetime
    statistics: bool = False
    baseline: Path | None = None

    def tell(self, found: Sequence[Finding], asked: Asked) -> int:
        """Prints what is not in the baseline and a closing line; gives the exit code."""
        from newsroom_cli.cli import output
        from newsroom_cli.linter import report

        left = self._new(found)
        shown = self._shown(left)
        if self.statistics:
            output.statistics(shown)
        else:
            output.findings(shown, self.form)
        summary = report.summary(shown, files=len(asked.names))
        if len(left) < len(found):
            summary += f"; {report.counted(len(found) - len(left), 'finding')} of the baseline not told"
        output.job_summary(shown, summary)
        if not asked.names and not found:
            output.say(self._nothing(asked))
        elif self.form in report.FOR_PEOPLE and not found:
            output.nothing_found(len(asked.names))
        elif self.form in report.FOR_PEOPLE:
            output.say_below(*_closing(shown, summary).split("\n"))
        return self.exit_code(left)

    def _shown(self, found: Sequence[Finding]) -> list[Finding]:
        """The findings with paths as their reader needs them: a service from the repository's root, others from here."""
        from newsroom_cli.cli import output
        from newsroom_cli.linter import report

        root, top = self.newsroom.root, None
        if self.form in report.FOR_SERVICES:
            from newsroom_cli.newsroom import history

            top = history.repository(root) or root
        return [each._replace(path=output.from_here(each.path, root, top)) for each in found]

    def exit_code(self, found: Sequence[Finding]) -> int:
        """1 where a finding weighs enough to fail, else 0."""
        order = ["info", "warning", "error", "never"]
        return int(any(order.index(each.severity) >= order.index(self.fail_on) for each in found))

    def _new(self, found: Sequence[Finding]) -> list[Finding]:
        if not (self.baseline or self.newsroom.config.check.baseline):
            return list(found)
        from newsroom_cli.linter import baseline

        known = baseline.read(self._file)
        return [each for each, row in baseline.matched(found, known, self.newsroom, now=self.now) if row is None]

    @property
    def _file(self) -> Path:
        """The baseline that the command line names, or the one of newsroom.toml."""
        from newsroom_cli.linter import baseline

        return self.baseline or self.newsroom.root / (self.newsroom.config.check.baseline or baseline.FILE)

    def write_baseline(self, found: Sequence[Finding]) -> int:
        """Makes the findings of today the baseline, and tells those that cannot be in one; gives the exit code."""
        from newsroom_cli.cli import output
        from newsroom_cli.linter import baseline, report
        from newsroom_cli.newsroom.writer import in_place

        kept: list[Finding] = []
        refused: list[Finding] = []
        for finding in found:
            (kept if baseline.excusable(finding, self.newsroom, now=self.now) else refused).append(finding)
        in_place.deliver(self.newsroom, self._file, baseline.dump(baseline.rows(kept, self.newsroom)))
        output.say(f"wrote {self._named()} with {report.counted(len(kept), 'finding')}")
        if not self.newsroom.config.check.baseline and not self.baseline:
            output.say(f'add baseline = "{baseline.FILE}" under [check] in newsroom.toml, and they are not told again')
        if refused:
            output.findings(self._shown(refused), self.form)
            output.say(
                f"{output.paint('error', report.counted(len(refused), 'error'))} in releases that go out: not in the "
                'baseline, for newsroom build stops at them; mend them, or newsroom check --add-ignores "why"'
            )
        return self.exit_code(refused)

    def prune_baseline(self, found: Sequence[Finding]) -> None:
        """Takes out of the baseline what is no longer found; what is found for the first time stays out of it."""
        from newsroom_cli.cli import output
        from newsroom_cli.linter import baseline, report
        from newsroom_cli.newsroom.writer import in_place

        known = set(baseline.read(self._file))
        matched = baseline.matched(found, sorted(known), self.newsroom, now=self.now)
        left = {row._replace(path=finding.path) for finding, row in matched if row}
        in_place.deliver(self.newsroom, self._file, baseline.dump(left))
        gone = report.counted(len(known) - len(left), "finding")
        output.say(f"took {gone} out of {self._named()}; {len(left):,} left")

    def _named(self) -> str:
        from newsroom_cli.cli import output

        return output.from_here(self._file.absolute(), self.newsroom.root)

    def _nothing(self, asked: Asked) -> str:
        from newsroom_cli.cli import output

        if not asked.whole:
            return "no release has changed"
        folder = output.from_here(self.newsroom.folder, self.newsroom.root)
        return f"there are no releases in {folder} yet; newsroom new starts one"


def _closing(found: Sequence[Finding], summary: str) -> str:
    from newsroom_cli.cli import output

    if not found:
        line = output.paint("good", summary)
    else:
        worst = "error" if any(each.severity == "error" for each in found) else "warning"
        line = f"{output.paint(worst, summary)}; newsroom rule {found[0].code} explains the first"
    safe = sum(1 for each in found if each.repair and each.repair.safe)
    others = sum(1 for each in found if each.repair and not each.repair.safe)
    ways = [f"{safe:,} can be mended with --fix"] if safe else []
    if others:
        ways.append(f"{others:,} {'more' if safe else 'can be mended'} with --fix --unsafe-fixes")
    return "\n".join([line, *([" and ".join(ways)] if ways else [])])


PAUSE = 0.4  # seconds between two looks at the files


def watch(telling: Telling, request: Request, *, now: Callable[[], dt.datetime]) -> NoReturn:
    """Checks, and checks again whenever a file is saved, until somebody stops it."""
    import time

    from newsroom_cli.cli import output
    from newsroom_cli.newsroom import release_files

    seen: object = None
    try:
        while True:
            wanted = asked(telling.newsroom, request.paths, since=request.since, staged=request.staged)
            there = release_files.states(str(telling.newsroom.root), {*wanted.names, *wanted.everything})
            if there != seen:
                seen = there
                output.clear()
                telling = telling._replace(now=now())
                telling.tell(findings(telling.newsroom, wanted, now=telling.now, remember=True), wanted)
                output.say(f"{telling.now:%H:%M:%S}: waiting for a file to be saved; Ctrl-C ends")
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        raise SystemExit(0) from None
