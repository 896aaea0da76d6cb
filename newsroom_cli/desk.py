"""The copy desk: checks many releases of a newsroom, each by itself and all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom_cli import check, workers
from newsroom_cli.edition import local_day
from newsroom_cli.findings import Finding
from newsroom_cli.newsroom import Newsroom
from newsroom_cli.rules import selection
from newsroom_cli.rules.registry import Card


def findings(
    newsroom: Newsroom, paths: Sequence[str], *, together: bool = True, progress: workers.Progress | None = None,
    count: int | None = None,
) -> list[Finding]:  # fmt: skip
    """The findings in releases named by their path inside the newsroom, in order of path and place.

    `together` runs the rules over the whole archive too: say so only when `paths` are all of it.
    Raises ConfigError when newsroom.toml selects a rule that does not exist.
    """
    selection.selected(newsroom.config)

    def work(part: Sequence[str]) -> tuple[int, list[Finding], list[Card]]:
        read = [newsroom.read(each) for each in part]
        found = [finding for each in read for finding in check.check(each, newsroom.config)]
        return len(part), found, [check.card(each) for each in read if not each.broken] if together else []

    found: list[Finding] = []
    cards: list[Card] = []
    done = 0
    for number, batch, known in workers.batches(work, paths, count=count):
        done += number
        found += batch
        cards += known
        if progress:
            progress(done, len(paths))
    if together:
        found += check.archive_findings(cards, newsroom.config, newsroom.read)
    return sorted(found, key=lambda each: each.order)


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
