"""What `newsroom check` was asked for: which files, which rules, and what of the findings is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from newsroom_cli.errors import NewsroomError
from newsroom_cli.named import NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.findings import Finding
    from newsroom_cli.newsroom import Newsroom


class Asked(NamedTuple):
    """The files to check, by their path inside the newsroom, and whether they are all of it."""

    names: list[str]
    whole: bool


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


def asked(newsroom: Newsroom, paths: Sequence[Path], *, since: str) -> Asked:
    """The releases that the command line means. Raises NewsroomError for a file or a revision that is not there."""
    everything = newsroom.paths() if newsroom.folder.is_dir() else []
    names = set(everything)
    if paths:
        names = {name for path in paths for name in _named(newsroom, path)}
    if since:
        names &= _changed(newsroom, since, everything)
    return Asked(sorted(names), set(everything) <= names)


def _named(newsroom: Newsroom, path: Path) -> list[str]:
    found = next((each for each in (path.absolute(), newsroom.root / path) if each.exists()), None)
    if found is None and path.is_symlink():
        found = path.absolute()
    if found is None:
        raise NewsroomError("there is no such file or folder", path=path, hint="newsroom list shows the releases")
    return newsroom.paths(found) if found.is_dir() else [newsroom.name_of(found)]


def _changed(newsroom: Newsroom, since: str, everything: Sequence[str]) -> set[str]:
    """The releases that are not as they were at a revision; all of them when newsroom.toml is not either."""
    from newsroom_cli import history
    from newsroom_cli.config import FILE_NAME

    changed = history.changed(newsroom.root, since)
    if changed is None:
        hint = "name a branch, tag or commit that git has here, such as --since main; in CI fetch it first"
        raise NewsroomError(f'--since: git cannot compare with "{since}"', path=newsroom.root, hint=hint)
    names = {newsroom.name_of(each) for each in changed}
    return set(everything) if FILE_NAME in names else names


def findings(newsroom: Newsroom, asked: Asked, *, now: dt.datetime, remember: bool) -> list[Finding]:
    """The findings in the releases that are meant, with a progress bar where there are many."""
    from newsroom_cli import desk
    from newsroom_cli.commands import output

    with output.progress("checking") as progress:
        return desk.findings(newsroom, asked.names, now=now, together=asked.whole, progress=progress, remember=remember)


class Telling(NamedTuple):
    """How findings are told, from which severity on they are a failure, and the baseline the command line names."""

    newsroom: Newsroom
    form: str
    fail_on: str
    statistics: bool = False
    baseline: Path | None = None

    def tell(self, found: Sequence[Finding], asked: Asked) -> int:
        """Prints what is not in the baseline and a closing line; gives the exit code."""
        from newsroom_cli import report
        from newsroom_cli.commands import output

        left = self._new(found)
        shown = [each._replace(path=output.from_here(each.path, self.newsroom.root)) for each in left]
        if self.statistics:
            output.statistics(shown)
        else:
            output.findings(shown, self.form)
        summary = report.summary(shown, files=len(asked.names))
        if len(left) < len(found):
            summary += f"; {report.counted(len(found) - len(left), 'finding')} of the baseline not told"
        output.job_summary(shown, summary)
        if not asked.names:
            output.say(self._nothing(asked))
        elif self.form in report.FOR_PEOPLE and not found:
            output.nothing_found(len(asked.names), whole=asked.whole)
        elif self.form in report.FOR_PEOPLE:
            output.say_below(*_closing(shown, summary).split("\n"))
            output.say_how_much(whole=asked.whole)
        return self.exit_code(left)

    def exit_code(self, found: Sequence[Finding]) -> int:
        """1 where a finding weighs enough to fail, else 0."""
        order = ["info", "warning", "error", "never"]
        return int(any(order.index(each.severity) >= order.index(self.fail_on) for each in found))

    def _new(self, found: Sequence[Finding]) -> list[Finding]:
        from newsroom_cli import baseline

        own = self.newsroom.config.check.baseline
        file = self.baseline or (self.newsroom.root / own if own else None)
        return baseline.without(found, baseline.read(file)) if file else list(found)

    def _nothing(self, asked: Asked) -> str:
        from newsroom_cli.commands import output

        if not asked.whole:
            return "no release has changed"
        folder = output.from_here(self.newsroom.folder, self.newsroom.root)
        return f"there are no releases in {folder} yet; newsroom new starts one"


def _closing(found: Sequence[Finding], summary: str) -> str:
    from newsroom_cli.commands import output

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


def write_baseline(newsroom: Newsroom, found: Sequence[Finding], file: Path | None) -> None:
    """Makes the findings of today the baseline, in the file that is named or the one of newsroom.toml."""
    from newsroom_cli import baseline, writer
    from newsroom_cli.commands import output
    from newsroom_cli.report import counted

    own = newsroom.config.check.baseline
    target = file or newsroom.root / (own or baseline.FILE)
    writer.replace(target, baseline.dump(found))
    output.say(f"wrote {output.from_here(target, newsroom.root)} with {counted(len(found), 'finding')}")
    if not own and not file:
        output.say(f'add baseline = "{baseline.FILE}" under [check] in newsroom.toml, and they are not told again')


PAUSE = 0.4  # seconds between two looks at the files


def watch(telling: Telling, paths: Sequence[Path], *, since: str, now: Callable[[], dt.datetime]) -> NoReturn:
    """Checks, and checks again whenever a file is saved, until somebody stops it."""
    import time

    from newsroom_cli import memory
    from newsroom_cli.commands import output

    seen: object = None
    try:
        while True:
            wanted = asked(telling.newsroom, paths, since=since)
            there = memory.states(str(telling.newsroom.root), wanted.names)
            if there != seen:
                seen = there
                output.clear()
                telling.tell(findings(telling.newsroom, wanted, now=now(), remember=True), wanted)
                output.say(f"{now():%H:%M:%S}: waiting for a file to be saved; Ctrl-C ends")
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        raise SystemExit(0) from None
