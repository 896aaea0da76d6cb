"""The overview of a newsroom: a row for each release, with its current publication status."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom_cli.linter import desk
from newsroom_cli.model import disk
from newsroom_cli.model.interpretation import goes_out_at, local_day
from newsroom_cli.model.release import PUBLIC, WAITING, WITHDRAWN, Release
from newsroom_cli.newsroom import schedule, translating, workers
from newsroom_cli.newsroom.folder import Newsroom


@dataclass(frozen=True, slots=True)
class Row:
    """A release in the overview of a newsroom: its facts, its publication status today, and its number of findings.

    `public_at` is the moment from which it may be public, None without a date; `changed` is the time of its file.
    """

    path: str
    headline: str
    kind: str
    office: str
    status: str
    publication_status: str
    date: dt.date | None
    embargo: dt.datetime | None
    errors: int
    warnings: int
    public_at: dt.datetime | None
    topics: tuple[str, ...]
    changed: float

    def is_upcoming(self, now: dt.datetime) -> bool:
        """Whether the release has yet to go out at a planned moment."""
        is_held = self.publication_status not in (PUBLIC, WITHDRAWN)
        return is_held and self.public_at is not None and self.public_at > now


def overview(
    newsroom: Newsroom,
    *,
    now: dt.datetime,
    due_moments: Mapping[str, str],
    progress: workers.Progress | None = None,
) -> list[Row]:
    """A row for each release, newest first; those without a date come on top, because they need work.

    `due_moments` are those of the published releases, by slug and id.
    """
    paths = newsroom.paths()
    findings = desk.check_releases(newsroom, paths, now=now, progress=progress).findings
    count = Counter((finding.path, finding.severity) for finding in findings)
    rows = [_row(newsroom, path, now, due_moments, count) for path in paths]
    rows.sort(key=lambda row: row.date or dt.date.max, reverse=True)
    return rows


def _row(
    newsroom: Newsroom,
    path: str,
    now: dt.datetime,
    due_moments: Mapping[str, str],
    counts: Mapping[tuple[str, str], int],
) -> Row:
    """The row of a release."""
    release = newsroom.read_alone(path)
    embargo = release.embargo.value if release.embargo else None
    if counts[path, "error"]:
        publication_status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    else:
        publication_status = newsroom.status_by_fields(release, now, due_moments)
    return Row(
        path=path,
        headline=translating.shown_headline(newsroom, release),
        kind=release.kind_name,
        office=release.office.value if release.office else "",
        status="unreadable" if release.broken else release.status_name,
        publication_status=publication_status,
        date=local_day(release.date.value, newsroom.config) if release.date else None,
        embargo=embargo if isinstance(embargo, dt.datetime) else None,
        errors=counts[path, "error"],
        warnings=counts[path, "warning"],
        public_at=_public_at(newsroom, release, publication_status, now),
        topics=tuple(topic.value for topic in release.topics),
        changed=disk.changed_at(newsroom.root / path),
    )


def _public_at(newsroom: Newsroom, release: Release, status: str, now: dt.datetime) -> dt.datetime | None:
    """The moment from which a release may be public; None without a date."""
    if release.date is None:
        return None
    if status in WAITING:
        return schedule.goes_out_at(newsroom, release, now)
    return goes_out_at(release, newsroom.config)
