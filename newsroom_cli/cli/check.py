"""`newsroom check`: the copy desk."""

from __future__ import annotations

import typer

from newsroom_cli.cli import check_options as chosen
from newsroom_cli.cli.shared_options import AsOf, Directory


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
    prune_baseline: chosen.PruneBaseline = False,
    since: chosen.Since = "",
    staged: chosen.Staged = False,
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
    from newsroom_cli.cli import check_request

    request = check_request.Request(
        paths or [], output_format, fail_on, exit_zero, select, extend_select, ignore, fix, unsafe_fixes, diff,
        add_ignores, baseline, write_baseline, prune_baseline, since, staged, release, statistics, watch,
        stdin_filename, no_cache, as_of, directory,
    )  # fmt: skip
    raise typer.Exit(check_request.run(request))
