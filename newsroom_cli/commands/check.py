"""`newsroom check`: the copy desk."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from newsroom_cli.commands.options import AsOf, Directory
from newsroom_cli.errors import NewsroomError


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


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...", help="Releases or folders; else all of the newsroom. - reads one from stdin."
        ),
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--output-format", "-f", help="How findings are printed.")
    ] = Format.full,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 from this severity on.")] = FailOn.warning,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    select: Annotated[str, typer.Option(metavar="CODES", help="Run only these codes or families: DT,QT005.")] = "",
    extend_select: Annotated[str, typer.Option(metavar="CODES", help="Run these codes or families too.")] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="Do not run these codes or families.")] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without changing a meaning.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend the rest, too: read it before you commit it.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change; write nothing.")] = False,
    add_ignores: Annotated[
        str, typer.Option(metavar="REASON", help="Write a comment that suppresses each finding, with this reason.")
    ] = "",
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Do not tell the findings in this baseline.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Make the findings of today the baseline: they are not told again.")
    ] = False,
    since: Annotated[str, typer.Option(metavar="REF", help="Check only what changed since a git revision.")] = "",
    release: Annotated[
        bool, typer.Option("--release", help="Be as strict as for a release that goes out now.")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file is saved.")] = False,
    stdin_filename: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What the release on stdin is called.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Check everything anew.")] = False,
    as_of: AsOf = None,
    directory: Directory = None,
) -> None:
    """Check releases like a good copy desk.

    It finds what is missing, wrong or contradicts itself.

    Exit code 0: nothing found. 1: findings. 2: it cannot be done. 3: a fault of newsroom.

    Example: newsroom check releases/2026-03-02-library.md
    """
    plain = not (
        select
        or extend_select
        or ignore
        or release
        or fix
        or unsafe_fixes
        or diff
        or add_ignores
        or write_baseline
        or since
    )
    if plain and not (watch or stdin_filename or no_cache) and _still_clean(directory, paths or [], output_format):
        return
    from newsroom_cli.commands import checking, mending, options

    fix = fix or (unsafe_fixes and not diff)
    newsroom = checking.narrowed(
        options.newsroom(directory), select=select, extend=extend_select, ignore=ignore, releasing=release
    )
    weight = FailOn.never if exit_zero else fail_on
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


def _still_clean(directory: Path | None, paths: list[Path], output_format: Format) -> bool:
    """Whether the releases that are meant had no finding the last time and are as they were; then that is said."""
    import os

    from newsroom_cli import memory
    from newsroom_cli.commands import options, output

    if output_format not in (Format.full, Format.concise, Format.grouped) or os.environ.get("GITHUB_STEP_SUMMARY"):
        return False
    start = directory or (options.before_command[-1] if options.before_command else Path())
    known = memory.clean(str(start), [str(each) for each in paths])
    if known:
        output.nothing_found(known[0], whole=known[1])
    return known is not None
