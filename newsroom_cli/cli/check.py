"""The steps of `newsroom check`, in their order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.terminal import output
from newsroom_cli.model.errors import NewsroomError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from newsroom_cli.cli.arguments.plain_options import Check
    from newsroom_cli.cli.steps.reporter import Reporter
    from newsroom_cli.cli.steps.scope import Scope
    from newsroom_cli.newsroom.folder import Newsroom


def run(request: Check) -> int:
    """Check and fix as requested, and return the exit code. Raises NewsroomError if that is impossible.

    In the format `github` the error is also printed for the page of the job.
    """
    if request.asks_about_files_only and _report_if_still_clean(request):
        return 0
    try:
        return _run(request)
    except NewsroomError as error:
        if request.form == "github":
            from newsroom_cli.linter.report import ci

            output.write_for_programs(ci.failure(error))
        raise


def _run(request: Check) -> int:
    """Check and fix as requested, and return the exit code."""
    from newsroom_cli.cli.steps import fixing, naming, scope
    from newsroom_cli.cli.steps.reporter import Reporter

    newsroom = _newsroom(request)
    fail_on = "never" if request.exit_zero else request.fail_on
    now = options.moment(request.as_of, newsroom)
    reporter = Reporter(newsroom, request.form, fail_on, now, statistics=request.statistics, baseline=request.baseline)
    fix, unsafe = request.fix or (request.unsafe_fixes and not request.diff), request.unsafe_fixes
    if request.stdin_filename or Path("-") in request.paths:
        has_other_options = (
            request.add_ignores or request.concerns_baseline or request.watch or request.since or request.staged
        )
        if has_other_options or list(request.paths) not in ([], [Path("-")]):
            raise NewsroomError("stdin is one release by itself", hint="leave out the other files and options")
        return fixing.from_stdin(reporter, request.stdin_filename, fix=fix, unsafe=unsafe, diff=request.diff)
    paths = naming.paths_to_check(newsroom, request.paths, reads_only=not (fix or request.add_ignores))
    request = request._replace(paths=paths)
    if request.watch:
        _watch(reporter, request)
    checked_scope = scope.scope_of(newsroom, paths, since=request.since, staged=request.staged)
    if request.concerns_baseline and not checked_scope.is_whole:
        raise NewsroomError("a baseline covers the whole newsroom", hint="leave out the files, --since and --staged")
    if request.diff:
        return int(fixing.show_difference(newsroom, checked_scope, unsafe=unsafe) and not request.exit_zero)
    if fix:
        fixing.fix(newsroom, checked_scope, unsafe=unsafe)
    return _check(request, reporter, checked_scope)


def _newsroom(request: Check) -> Newsroom:
    """The newsroom, with the rules that the request selects."""
    from newsroom_cli.cli.steps import scope

    newsroom = scope.with_selection(
        options.newsroom(request.directory),
        select=request.select,
        extend=request.extend_select,
        ignore=request.ignore,
        preview=request.preview,
        releasing=request.release,
    )
    if request.prune_baseline and newsroom.config.check.asked:
        raise NewsroomError(
            "only a check with all rules can prune a baseline",
            hint="leave out --select, --ignore, --preview and --release",
        )
    return newsroom


def _check(request: Check, reporter: Reporter, checked_scope: Scope) -> int:
    """Check the releases in a scope, and return the exit code.

    As requested, findings are reported, suppressed in the files, or written to the baseline.
    """
    from newsroom_cli.cli.steps import fixing, scope
    from newsroom_cli.model.site_options import SiteOptions

    newsroom, now = reporter.newsroom, reporter.now
    result = scope.check_scope(newsroom, checked_scope, now=now, use_cache=not request.no_cache)
    findings = result.findings
    if request.add_ignores:
        fixing.suppress(newsroom, checked_scope, request.add_ignores, findings)
        return _run(request._replace(add_ignores="", fix=False, unsafe_fixes=False))  # newsroom.toml may have changed
    if request.write_baseline:
        return reporter.write_baseline(findings)
    if request.prune_baseline:
        reporter.prune_baseline(findings)
    code = reporter.report(findings, checked_scope)
    is_gone = checked_scope.is_whole and _print_missing_releases(newsroom, result.dependencies, now)
    if checked_scope.is_whole and newsroom.config.site != SiteOptions():
        from newsroom_cli.publishing.identity import identity

        output.say(*identity.corrections(newsroom.config))
    return code or int(is_gone and reporter.fail_on != "never")


def _print_missing_releases(newsroom: Newsroom, dependencies: Mapping[str, Collection[str]], now: dt.datetime) -> bool:
    """Print which public releases have no file, with the remedy; return whether there are any."""
    from newsroom_cli.cli.steps import gone

    kept, vanished = gone.releases_without_file(newsroom, dependencies, now)
    output.say(*gone.kept_lines(kept, newsroom), *gone.vanished_lines(vanished, newsroom))
    return bool(kept or vanished)


def _report_if_still_clean(request: Check) -> bool:
    """If the cache shows that the requested releases are still clean, print that, and return True; else False."""
    from newsroom_cli.linter import memory, report

    folder = options.folder(request.directory)
    count = memory.unchanged_and_clean(str(folder), [str(path) for path in request.paths]) if folder.is_dir() else None
    if count is None:
        return False
    if report.FORMATS[request.form].readers == report.PEOPLE:
        output.nothing_found(count)
    else:
        output.findings([], request.form)
    output.job_summary([], report.summary([], files=count))
    return True


PAUSE = 0.4  # seconds between two checks of the files


def _watch(reporter: Reporter, request: Check) -> NoReturn:
    """Check again whenever a file is saved, until somebody stops it."""
    import time

    from newsroom_cli.cli.steps import scope
    from newsroom_cli.newsroom import release_files

    newsroom, last_states = reporter.newsroom, None
    try:
        while True:
            checked_scope = scope.scope_of(newsroom, request.paths, since=request.since, staged=request.staged)
            states = release_files.states(str(newsroom.root), {*checked_scope.paths, *checked_scope.all_paths})
            if states != last_states:
                last_states = states
                output.clear()
                reporter = reporter._replace(now=options.moment(request.as_of, newsroom))
                reporter.report(
                    scope.check_scope(newsroom, checked_scope, now=reporter.now, use_cache=True).findings, checked_scope
                )
                output.say(f"{reporter.now:%H:%M:%S}: waiting for a file to be saved; Ctrl-C ends")
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        raise SystemExit(0) from None
