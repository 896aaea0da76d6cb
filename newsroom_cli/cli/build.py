"""`newsroom build`: write everything public into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsroom_cli.cli.shared_options import AsOf, Directory

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom
    from newsroom_cli.publishing.build import Report


def build(
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="The folder to write; else newsroom.toml's.")
    ] = None,
    as_of: AsOf = None,
    remove_many: Annotated[
        bool, typer.Option("--remove-many", help="Let this build take more than a tenth of the releases off the site.")
    ] = False,
    directory: Directory = None,
) -> None:
    """Write everything that is public.

    That is a page per release, an index, feeds, e-mail HTML and text. Public is what is approved, dated today or
    earlier, and free of embargo. A release with errors stops the build: then releases that are no longer public leave
    the folder, and all else stays as it was.

    With --as-of it is a rehearsal: marked as such on every page, feed and mail, and written to a folder of its own,
    public-rehearsal.

    Example: newsroom build -o public
    """
    from newsroom_cli.cli import options, output
    from newsroom_cli.publishing.build import build as run

    newsroom = options.newsroom(directory)
    now = options.moment(as_of, newsroom)
    with output.progress("building") as progress:
        report = run(
            newsroom,
            now=now,
            folder=folder.absolute() if folder else None,
            progress=progress,
            rehearse=as_of is not None,
            remove_many=remove_many,
        )
    if report.refusals:
        refuse(report, newsroom)
        raise typer.Exit(1)
    summarise(report, newsroom, rehearsal=as_of is not None)


def refuse(report: Report, newsroom: Newsroom) -> None:
    from newsroom_cli.cli import output
    from newsroom_cli.linter.report import counted

    output.refusals(report.refusals, newsroom.root)
    files = len({finding.path for finding in report.refusals})
    stays = "all else" if report.removed else output.from_here(report.output, newsroom.root)
    errors = f"{counted(len(report.refusals), 'error')} in {counted(files, 'release')} that would be public"
    output.say(f"{output.paint('error', 'not built')}: {errors}; {stays} stays as it was")
    if report.removed:
        output.say(f"no longer public, and taken off the site all the same: {_some(report.removed)}")


def _some(names: Sequence[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:10]) + (f" and {len(names) - 10:,} more" if len(names) > 10 else "")


def summarise(report: Report, newsroom: Newsroom, *, rehearsal: bool) -> None:
    from collections import Counter

    from newsroom_cli.cli import output
    from newsroom_cli.linter.report import counted
    from newsroom_cli.newsroom import published

    changes = report.changes
    for notice in report.notices:
        place = f"{output.from_here(notice.path, newsroom.root)}:{notice.place.start.line}"
        output.say(f"{output.paint('warning', f'warning[{notice.code}]')}: {place}: {notice.message}")
    parts = [f"{changes.written:,} written", f"{changes.unchanged:,} unchanged"]
    parts += [f"{changes.deleted:,} deleted"] if changes.deleted else []
    done = "rehearsed" if rehearsal else "built"
    output.say(f"{output.paint('good', done)} {counted(report.public, 'public release')}: files {', '.join(parts)}")
    if report.held:
        by_status = Counter(held.status for held in report.held)
        counts = ", ".join(f"{number:,} {status}" for status, number in sorted(by_status.items()))
        output.say(f"not public: {counts}")
    if changes.foreign:
        output.say(f"changed by something other than newsroom, and written anew: {_some(changes.foreign)}")
    if unrecorded := published.missing(newsroom.root, report.released):
        output.say(f"not recorded: {_some(unrecorded)}; newsroom record adds what is missing")
    if report.others:
        output.say(f"not newsroom's, and left alone: {_some(report.others)}")
    index = output.from_here(report.output / "index.html", newsroom.root)
    output.say(f"look at {index}")
    output.result(output.from_here(report.output, newsroom.root))
