"""`newsroom build`: write everything public into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="ID", help="Take a page off the site whose release is gone; repeatable."),
    ] = None,
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
            remove=tuple(remove or ()),
        )
    if report.refusals:
        refuse(report, newsroom)
        raise typer.Exit(1)
    summarise(report, newsroom, rehearsal=as_of is not None)
    if report.kept or report.orphans or report.vanished:
        raise typer.Exit(1)


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


def _moves(report: Report, newsroom: Newsroom) -> Iterator[str]:
    """What left the site, what stays although its release is gone, and what must be done about it."""
    from newsroom_cli.cli import output

    if report.removed:
        yield f"no longer public, and taken off the site: {_some(report.removed)}"
    for path, names in sorted(report.moved.items()):
        shown = output.from_here(path, newsroom.root)
        yield f"was public under another name, which leads to it now: {', '.join(names)} -> {shown}"
        yield f"  newsroom rename {shown} writes that into the release, so that it stays so"
    for slug, id in sorted(report.kept.items())[:_NAMED]:
        yield f"{output.paint('error', 'gone')}: the release of releases/{slug}.html; what is public stays as it is"
        yield f'  put its file back, or write aliases = ["{slug}"] into the release that takes its place'
        yield f"  or take it off the site: newsroom build --remove {id or slug}"
    if len(report.kept) > _NAMED:
        yield f"and {len(report.kept) - _NAMED:,} more are gone, whose pages stay"
    for path, id in sorted(report.vanished.items())[:_NAMED]:
        yield f"{output.paint('error', 'gone')}: the release {id}, which was public; its page is not in this folder"
        yield f"  put its file back; or, if it is to stay away, delete {output.from_here(path, newsroom.root)}"
    if len(report.vanished) > _NAMED:
        yield f"and {len(report.vanished) - _NAMED:,} more of which only the record is left"
    for folder in sorted({path.rpartition("/")[0] for path in report.orphans}):
        key = folder.rpartition("/")[2]
        yield f"{output.paint('error', 'gone')}: the office with the key {key}; its feeds stay as they are"
        yield f'  write former_keys = ["{key}"] under the office that takes its place'
        yield f"  or take them off the site: newsroom build --remove {folder}"


_NAMED = 10


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
    output.say(*_moves(report, newsroom))
    if changes.foreign:
        output.say(f"changed by something other than newsroom, and written anew: {_some(changes.foreign)}")
    if unrecorded := published.missing(newsroom.root, report.released):
        output.say(f"not recorded: {_some(unrecorded)}; newsroom record adds what is missing")
    if report.others:
        output.say(f"not newsroom's, and left alone: {_some(report.others)}")
    index = output.from_here(report.output / "index.html", newsroom.root)
    output.say(f"look at {index}")
    output.result(output.from_here(report.output, newsroom.root))
