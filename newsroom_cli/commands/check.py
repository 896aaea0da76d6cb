"""`newsroom check`: the copy desk."""

from __future__ import annotations

from pathlib import Path

import typer

from newsroom_cli.commands import check_options as chosen
from newsroom_cli.commands.options import AsOf, Directory
from newsroom_cli.errors import NewsroomError


def check(
    paths: chosen.Paths = None,
    output_format: chosen.Form = chosen.Format.full,
    fail_on: chosen.Failing = chosen.FailOn.warning,
    exit_zero: chosen.ExitZero = False,
    select: chosen.Select = "",
    extend_select: chosen.ExtendSelect = "",
    ignore: chosen.Ignore = "",
    fix: chosen.Fix = False,
    unsafe_fixes: chosen.UnsafeFixes = False,
    diff: chosen.Diff = False,
    add_ignores: chosen.AddIgnores = "",
    baseline: chosen.Baseline = None,
    write_baseline: chosen.WriteBaseline = False,
    since: chosen.Since = "",
    release: chosen.Releasing = False,
    statistics: chosen.Statistics = False,
    watch: chosen.Watch = False,
    stdin_filename: chosen.StdinFilename = None,
    no_cache: chosen.NoCache = False,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Check releases like a good copy desk.

    It finds what is missing, wrong or contradicts itself.

    Exit code 0: nothing found. 1: findings. 2: it cannot be done. 3: a fault of newsroom.

    Example: newsroom check releases/2026-03-02-library.md
    """
    rules = select or extend_select or ignore or release or since
    writing = fix or unsafe_fixes or diff or add_ignores or write_baseline
    plain = not (rules or writing or baseline or watch or stdin_filename or no_cache)
    if plain and _still_clean(directory, paths or [], output_format):
        return
    from newsroom_cli.commands import checking, mending, options

    fix = fix or (unsafe_fixes and not diff)
    newsroom = checking.narrowed(
        options.newsroom(directory), select=select, extend=extend_select, ignore=ignore, releasing=release
    )
    weight = chosen.FailOn.never if exit_zero else fail_on
    telling = checking.Telling(newsroom, output_format, weight, statistics=statistics, baseline=baseline)
    now, named, remember = options.moment(as_of, newsroom), paths or [], not no_cache
    if stdin_filename or Path("-") in named:
        if named not in ([], [Path("-")]) or add_ignores or write_baseline or watch or since:
            raise NewsroomError("stdin is one release by itself", hint="leave out the other files and options")
        raise typer.Exit(mending.from_stdin(telling, stdin_filename, fix=fix, unsafe=unsafe_fixes, diff=diff))
    if watch:
        checking.watch(telling, named, since=since, now=lambda: options.moment(as_of, newsroom))
    asked = checking.asked(newsroom, named, since=since)
    if diff:
        raise typer.Exit(int(mending.difference(newsroom, asked, unsafe=unsafe_fixes) and not exit_zero))
    if fix:
        mending.fix(newsroom, asked, unsafe=unsafe_fixes)
    if add_ignores:
        mending.ignore(newsroom, asked, add_ignores)
    found = checking.findings(newsroom, asked, now=now, remember=remember)
    if write_baseline:
        checking.write_baseline(newsroom, found, baseline)
        return
    raise typer.Exit(telling.tell(found, asked))


def _still_clean(directory: Path | None, paths: list[Path], output_format: chosen.Format) -> bool:
    """Whether the releases that are meant had no finding the last time and are as they were; then that is said."""
    import os

    from newsroom_cli import memory
    from newsroom_cli.commands import options, output

    if output_format not in (chosen.Format.full, chosen.Format.concise, chosen.Format.grouped) or os.environ.get(
        "GITHUB_STEP_SUMMARY"
    ):
        return False
    start = directory or (options.before_command[-1] if options.before_command else Path())
    known = memory.clean(str(start), [str(each) for each in paths])
    if known:
        output.nothing_found(known[0], whole=known[1])
    return known is not None
