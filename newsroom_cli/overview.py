"""The overview of a newsroom: a row for each release, with where it stands now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom_cli import check, workers
from newsroom_cli.edition import local_day
from newsroom_cli.newsroom import Newsroom
from newsroom_cli.rules import selection


@dataclass(frozen=True, slots=True)
class Row:
    """A release in the overview of a newsroom: what it is, where it stands now, and how many findings it has."""

    path: str
    headline: str
    kind: str
    office: str
    status: str
    standing: str
    date: dt.date | None
    embargo: dt.datetime | None
    errors: int
    warnings: int


def overview(newsroom: Newsroom, *, now: dt.datetime, progress: workers.Progress | None = None) -> list[Row]:
    """A row for each release, newest first; those without a date come on top, they need a hand."""
    selection.selected(newsroom.config)
    paths = newsroom.paths() if newsroom.folder.is_dir() else []

    def work(part: Sequence[str]) -> list[Row]:
        return [_row(newsroom, each, now) for each in part]

    rows: list[Row] = []
    for batch in workers.batches(work, paths):
        rows += batch
        if progress:
            progress(len(rows), len(paths))
    rows.sort(key=lambda each: each.path)
    rows.sort(key=lambda each: each.date or dt.date.max, reverse=True)
    return rows


def _row(newsroom: Newsroom, path: str, now: dt.datetime) -> Row:
    release = newsroom.read(path)
    found = [each.severity for each in check.check(release, newsroom.config)]
    embargo = release.embargo.value if release.embargo else None
    return Row(
        path=path,
        headline=release.headline.value if release.headline else "",
        kind=release.kind.value if release.kind else "release",
        office=release.office.value if release.office else "",
        status="unreadable" if release.broken else release.status.value if release.status else "draft",
        standing=newsroom.standing(release, now),
        date=local_day(release.date.value, newsroom.config) if release.date else None,
        embargo=embargo if isinstance(embargo, dt.datetime) else None,
        errors=found.count("error"),
        warnings=found.count("warning"),
    )
