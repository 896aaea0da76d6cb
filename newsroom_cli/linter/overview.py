"""The overview of a newsroom: a row for each release, with where it stands now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom_cli.linter import desk
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom


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
    paths = newsroom.paths()
    found = desk.findings(newsroom, paths, now=now, progress=progress)
    count = Counter((finding.path, finding.severity) for finding in found)
    rows = [_row(newsroom, path, now, count) for path in paths]
    rows.sort(key=lambda row: row.date or dt.date.max, reverse=True)
    return rows


def _row(newsroom: Newsroom, path: str, now: dt.datetime, found: Mapping[tuple[str, str], int]) -> Row:
    release = newsroom.read(path)
    embargo = release.embargo.value if release.embargo else None
    if found[path, "error"]:
        standing = newsroom.publication_status(newsroom.document(release), now)
    else:
        standing = newsroom.status_by_fields(release, now)
    return Row(
        path=path,
        headline=release.headline.value if release.headline else "",
        kind=release.kind_name,
        office=release.office.value if release.office else "",
        status="unreadable" if release.broken else release.status_name,
        standing=standing,
        date=local_day(release.date.value, newsroom.config) if release.date else None,
        embargo=embargo if isinstance(embargo, dt.datetime) else None,
        errors=found[path, "error"],
        warnings=found[path, "warning"],
    )
