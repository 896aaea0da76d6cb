"""`newsroom check` whoever read its options: what it is asked for, and what it does then."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.named import NamedTuple


class Request(NamedTuple):
    """The options of the command, as check_options.py explains them; what is left out is as nobody said it."""

    paths: Sequence[Path] = ()
    output_format: str = "full"
    fail_on: str = "warning"
    exit_zero: bool = False
    select: str = ""
    extend_select: str = ""
    ignore: str = ""
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    add_ignores: str = ""
    baseline: Path | None = None
    write_baseline: bool = False
    prune_baseline: bool = False
    since: str = ""
    staged: bool = False
    release: bool = False
    statistics: bool = False
    watch: bool = False
    stdin_filename: Path | None = None
    no_cache: bool = False
    as_of: str | None = None
    directory: Path | None = None

    @property
    def plain(self) -> bool:
        """Whether it only asks what the usual rules find in files."""
        rules = self.select or self.extend_select or self.ignore or self.release or self.since or self.staged
        writing = self.fix or self.unsafe_fixes or self.diff or self.add_ignores or self.of_baseline
        return not (rules or writing or self.baseline or self.watch or self.stdin_filename or self.no_cache)

    @property
    def of_baseline(self) -> bool:
        """Whether it is about the baseline itself."""
        return self.write_baseline or self.prune_baseline


def run(request: Request) -> int:
    """Checks, and does what else is asked for; gives the exit code. Raises NewsroomError for what cannot be done.

    In a job of GitHub Actions that is an error on the page of the job too.
    """
    if request.plain and _still_clean(request):
        return 0
    try:
        return _run(request)
    except NewsroomError as error:
        if request.output_format == "github":
            from newsroom_cli.cli import output
            from newsroom_cli.linter.report import ci

            output.for_programs(ci.cannot(error))
        raise


def _run(request: Request) -> int:
    from newsroom_cli.cli import checking, mending, options

    newsroom = checking.narrowed(
        options.newsroom(request.directory), select=request.select, extend=request.extend_select, ignore=request.ignore,
        releasing=request.release,
    )  # fmt: skip
    if request.prune_baseline and newsroom.config.check.asked:
        raise NewsroomError("a baseline is pruned by all rules", hint="leave out --select, --ignore and --release")
    weight = "never" if request.exit_zero else request.fail_on
    now = options.moment(request.as_of, newsroom)
    telling = checking.Telling(
        newsroom, request.output_format, weight, now, statistics=request.statistics, baseline=request.baseline
    )
    fix, unsafe = request.fix or (request.unsafe_fixes and not request.diff), request.unsafe_fixes
    named = list(request.paths)
    if request.stdin_filename or Path("-") in named:
        if named not in ([], [Path("-")]) or (
            request.add_ignores or request.of_baseline or request.watch or request.since or request.staged
        ):
            raise NewsroomError("stdin is one release by itself", hint="leave out the other files and options")
        return mending.from_stdin(telling, request.stdin_filename, fix=fix, unsafe=unsafe, diff=request.diff)
    if request.watch:
        checking.watch(telling, request, now=lambda: options.moment(request.as_of, newsroom))
    meant = checking.asked(newsroom, named, since=request.since, staged=request.staged)
    if request.of_baseline and not meant.whole:
        raise NewsroomError("a baseline is of the whole newsroom", hint="leave out the files, --since and --staged")
    if request.diff:
        return int(mending.difference(newsroom, meant, unsafe=unsafe) and not request.exit_zero)
    if fix:
        mending.fix(newsroom, meant, unsafe=unsafe)
    if request.add_ignores:
        told = checking.findings(newsroom, meant, now=now, remember=not request.no_cache)
        mending.ignore(newsroom, meant, request.add_ignores, told)
        return _run(request._replace(add_ignores="", fix=False, unsafe_fixes=False))  # newsroom.toml may be another
    found = checking.findings(newsroom, meant, now=now, remember=not request.no_cache)
    if request.write_baseline:
        return telling.write_baseline(found)
    if request.prune_baseline:
        telling.prune_baseline(found)
    return telling.tell(found, meant)


def _still_clean(request: Request) -> bool:
    """Whether the releases that are meant had no finding the last time and are as they were; then that is said."""
    import os

    from newsroom_cli.cli import options, output
    from newsroom_cli.linter import memory

    if request.output_format not in ("full", "concise", "grouped") or os.environ.get("GITHUB_STEP_SUMMARY"):
        return False
    start = request.directory or (options.before_command[-1] if options.before_command else Path())
    known = memory.unchanged_and_clean(str(start), [str(each) for each in request.paths])
    if known:
        output.nothing_found(known)
    return known is not None
