"""The overview of a newsroom: a row for each release with its publication status, and the choice and order of rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from newsroom_cli.linter import desk
from newsroom_cli.model import disk, interpretation
from newsroom_cli.model.interpretation import due_moment_if_out, local_day
from newsroom_cli.model.release import EMBARGOED, PUBLIC, WAITING, WITHDRAWN, ListedStatus, Release
from newsroom_cli.newsroom import schedule, translating, workers
from newsroom_cli.newsroom.archive import terms
from newsroom_cli.newsroom.folder import Newsroom


@dataclass(frozen=True, slots=True)
class Row:
    """A release in the overview of a newsroom: its facts, its publication status today, and its number of findings.

    `date` is the day in its file, `public_at` the moment from which it is or may be public, and `day` the day of that
    moment; all are None without a date. `publication_status` is "approved" if the next build makes the release public.
    `changed` is the time of its file. `is_embargoed` is also true of a draft whose embargo has yet to end.
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
    infos: int
    public_at: dt.datetime | None
    day: dt.date | None
    topics: tuple[str, ...]
    changed: float
    is_embargoed: bool

    def is_upcoming(self, now: dt.datetime) -> bool:
        """Whether the release has yet to go out, at a planned moment after `now`."""
        is_held = self.publication_status not in (PUBLIC, WITHDRAWN)
        return is_held and self.public_at is not None and self.public_at > now


def overview(
    newsroom: Newsroom,
    *,
    now: dt.datetime,
    due_moments: Mapping[str, str],
    is_built_elsewhere: bool = False,
    progress: workers.Progress | None = None,
) -> list[Row]:
    """A row for each release, in order of path.

    `due_moments` are those of the published releases, by slug and id. `is_built_elsewhere` says that they are not
    known, because the site is built on another machine.
    """
    paths = newsroom.paths()
    findings = desk.check_releases(newsroom, paths, now=now, progress=progress).findings
    count = Counter((finding.path, finding.severity) for finding in findings)
    return [_row(newsroom, path, now, due_moments, count, is_built_elsewhere) for path in paths]


def _row(
    newsroom: Newsroom,
    path: str,
    now: dt.datetime,
    due_moments: Mapping[str, str],
    counts: Mapping[tuple[str, str], int],
    is_built_elsewhere: bool,
) -> Row:
    release = newsroom.read_alone(path)
    embargo = release.embargo.value if release.embargo else None
    if counts[path, "error"]:
        publication_status = newsroom.publication_status(newsroom.document(release), now, due_moments)
    else:
        publication_status = newsroom.status_by_fields(release, now, due_moments)
    public_at = _public_at(newsroom, release, publication_status, now)
    embargo_ends = interpretation.embargo_end(release, newsroom.config)
    is_out = is_built_elsewhere or due_moment_if_out(release, due_moments) is not None
    return Row(
        path=path,
        headline=translating.shown_headline(newsroom, release),
        kind=release.kind_name,
        office=interpretation.office_of(release, newsroom.config),
        status="unreadable" if release.broken else release.status_name,
        publication_status=interpretation.displayed_status(publication_status, release, is_out=is_out),
        date=local_day(release.date.value, newsroom.config) if release.date else None,
        embargo=embargo if isinstance(embargo, dt.datetime) else None,
        errors=counts[path, "error"],
        warnings=counts[path, "warning"],
        infos=counts[path, "info"],
        public_at=public_at,
        day=local_day(public_at, newsroom.config) if public_at else None,
        topics=tuple(topic.value for topic in release.topics),
        changed=disk.changed_at(newsroom.root / path),
        is_embargoed=publication_status not in (PUBLIC, WITHDRAWN) and bool(embargo_ends and embargo_ends > now),
    )


def _public_at(newsroom: Newsroom, release: Release, status: str, now: dt.datetime) -> dt.datetime | None:
    """The moment from which a release is or may be public; None without a date."""
    if release.date is None:
        return None
    if status in (PUBLIC, WITHDRAWN):
        return interpretation.published_at(release, newsroom.config)
    if status in WAITING:
        return schedule.goes_out_at(newsroom, release, now)
    return interpretation.goes_out_at(release, newsroom.config)


ERRORS, ANY = ("errors",), ("errors", "warnings", "infos")  # the fields of a row that count findings


class Wanted(NamedTuple):
    """The filters of `newsroom list`; an empty field filters nothing.

    `since` and `until` are a day, month or year as text. A release must have findings of one of the severities in
    `findings`.
    """

    words: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    kind: str = ""
    topic: str = ""
    since: str = ""
    until: str = ""
    findings: tuple[str, ...] = ()

    def has(self, row: Row) -> bool:
        """Whether a release passes all filters; the status may be that of the file or of publication."""
        headline, day = _folded(row.headline), row.day.isoformat() if row.day else ""
        statuses = {row.status, row.publication_status, *([EMBARGOED] if row.is_embargoed else [])}
        return (
            all(_folded(word) in headline for word in self.words)
            and (not self.statuses or statuses & {*self.statuses} != set())
            and (not self.offices or row.office in self.offices)
            and self.kind in ("", row.kind)
            and (not self.topic or _folded(self.topic) in map(_folded, row.topics))
            and (not self.since or day >= self.since)
            and (not self.until or "" < day[: len(self.until)] <= self.until)
            and (not self.findings or any(getattr(row, severity) for severity in self.findings))
        )


def _folded(text: str) -> str:
    """A text without accents, in a form that ignores capitals."""
    return terms.without_accents(text.casefold())


# The orders of the list: the sort key, and whether the largest comes first.
_ORDERS: dict[str, tuple[Callable[[Row], Any], bool]] = {
    "date": (lambda row: (row.public_at is None, row.public_at), True),
    "status": (lambda row: tuple(ListedStatus).index(ListedStatus(row.publication_status)), False),
    "headline": (lambda row: _folded(row.headline), False),
    "changed": (lambda row: row.changed, True),
}


def in_order(rows: Iterable[Row], order: str, *, backwards: bool = False) -> list[Row]:
    """The rows sorted by publication or change (newest first), status (work to do first), or headline.

    Rows without a date count as the newest, because they need work.
    """
    key, largest_first = _ORDERS[order]
    return sorted(rows, key=key, reverse=largest_first != backwards)
