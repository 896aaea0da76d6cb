"""Start a build: see whether anything has changed since the last one, and only then load and run the build."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.model.config import RECORDS
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.output import MANIFEST
from newsroom_cli.publishing.builds import last_build, rehearsal
from newsroom_cli.publishing.builds.starting import Start
from newsroom_cli.publishing.report import Report


def build(
    newsroom: Newsroom,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    progress: workers.Progress | None = None,
    rehearse: bool = False,
    remove_many: bool = False,
    remove: Sequence[str] = (),
    trust_clock: bool = False,
    verify: bool = False,
) -> Report:
    """Publish all releases that are public at `now` into the output folder: all of them, or none.

    If errors stop the build, it still removes releases that are no longer public; everything else stays as it was.

    - `rehearse` marks every page, feed and mail as a rehearsal, and writes into a folder of its own.
    - `remove_many` allows the build to take many releases off the site at once.
    - `remove` lists ids and slugs of releases whose files are gone, and folders of feeds, that are to leave the site.
    - `trust_clock` allows a clock that is earlier than the last build.
    - `verify` renders all files anew and searches them for leaks, not only those that change.
    - `progress` receives the number of finished releases and the total; a release that is read but not rendered counts
      half.

    Raises BusyError if another build is writing, NewsroomError if the releases or the output cannot be used, a template
    is wrong, or the clock is earlier than the last build.
    """
    if rehearse:
        newsroom = rehearsal.with_rehearsal_notice(newsroom, now)
    folder = folder or (rehearsal.folder(newsroom) if rehearse else newsroom.output)
    _refuse_dead_link(folder)
    _refuse_overlap(newsroom, folder, rehearse=rehearse)
    if not rehearse:  # this folder's files are public
        newsroom = newsroom._replace(config=newsroom.config._replace(output=str(folder)))
    with workers.without_collector():
        start = Start.of(newsroom, folder)
        is_plain = not (rehearse or remove or verify)
        if is_plain and (report := last_build.nothing_changed(newsroom, folder, start, now)):
            return report
        # The modules of a build take longer to load than it takes to see that nothing has changed.
        from newsroom_cli.publishing.builds import building

        options = building.Options(rehearse, remove_many, remove, trust_clock, verify, progress)
        return building.run(newsroom, start, now, folder, options)


def _refuse_dead_link(folder: Path) -> None:
    """Refuse an output folder behind a broken link: the disk with the published files may be missing."""
    for place in (folder, *folder.parents):
        if disk.is_link(place) and not disk.is_there(place):
            target = disk.real(place)
            where = "that leads in a circle" if disk.is_link(target) else f"to {target}, which is not there"
            message = f"the output folder {'is' if place == folder else 'lies behind'} a link {where}"
            raise NewsroomError(message, path=place, hint="bring back the disk or the folder, or take the link away")


def _refuse_overlap(newsroom: Newsroom, folder: Path, *, rehearse: bool) -> None:
    """Refuse an output folder inside or around the sources, and a rehearsal among the live pages."""
    real, root = disk.real(folder), disk.real(newsroom.root)
    sources = [disk.real(newsroom.folder), *(disk.real(root / name) for name in ("templates", RECORDS))]
    overlaps = any(real == source or source in real.parents or real in source.parents for source in sources)
    below = real.relative_to(root).parts if real.is_relative_to(root) else real.parts
    is_hidden = ".git" in below or any(part.startswith(".newsroom-") for part in below)
    if overlaps or is_hidden or real == root or real in root.parents:
        message = "the output folder holds the newsroom's own files, or lies among them"
        raise NewsroomError(message, path=folder, hint="name a folder of its own: -o DIR")
    live = disk.real(newsroom.output)
    inside = live in real.parents or any((parent / MANIFEST).exists() for parent in real.parents)
    if rehearse and (real == live or inside or real in live.parents):
        raise NewsroomError(
            "a rehearsal must not be written where the live pages are",
            path=folder,
            hint="leave out -o, or name a folder of its own: -o DIR",
        )
