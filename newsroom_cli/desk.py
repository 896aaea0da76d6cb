"""The copy desk: checks many releases of a newsroom, each by itself and all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom_cli import check, workers
from newsroom_cli.cache import Cache, settled, stamp, states
from newsroom_cli.edition import local_day
from newsroom_cli.findings import Finding
from newsroom_cli.newsroom import Newsroom
from newsroom_cli.rules import selection
from newsroom_cli.rules.registry import Card


def findings(
    newsroom: Newsroom, paths: Sequence[str], *, now: dt.datetime, together: bool = True,
    progress: workers.Progress | None = None, count: int | None = None, remember: bool = True,
) -> list[Finding]:  # fmt: skip
    """The findings in releases named by their path inside the newsroom, in order of path and place.

    `together` runs the rules over the whole archive too: say so only when `paths` are all of it. With `remember` what
    did not change since the last time is not checked again, and the answer is the same.
    Raises ConfigError when newsroom.toml selects a rule that does not exist.
    """
    selection.selected(newsroom.config)
    known = Cache(newsroom.root, stamp(newsroom.config)) if remember and len(paths) > FEW else None
    there = states(newsroom.root, paths) if known else {}
    old: dict[str, list[Finding]] = {}
    for path, state in there.items():
        if known and known.states.get(path) == state and (found := known.findings(path)) is not None:
            old[path] = found
    fresh = [path for path in paths if path not in old]
    done = _checked(newsroom, fresh, whole=together, progress=progress, count=count)
    alone = [*done.alone, *(card for path, card in known.alone.items() if path in old)] if known else done.alone
    within = [each for path in paths for each in (old[path] if path in old else done.findings[path])]
    across: Sequence[Finding] = ()
    if together:
        if known and not fresh and known.states.keys() == there.keys():
            across = known.across
        else:
            kept = {path: card for path, card in known.cards().items() if path in old} if known and old else {}
            if len(kept) < len(old):  # the cards are lost: all is looked at again
                return findings(newsroom, paths, now=now, progress=progress, count=count, remember=False)
            cards = [*done.cards, *kept.values()]
            across = check.archive_findings(cards, newsroom.config, newsroom.read, now=now)
            if known:
                settled_now = {path: settled(there[path], now, sure=path not in done.doubtful) for path in there}
                known.keep(settled_now, within, across=across, alone=alone, cards=cards)
    timely = check.archive_findings(
        alone, newsroom.config, newsroom.read, now=now, alone=True, appears=newsroom.appearing()
    )
    return sorted((*within, *across, *timely), key=lambda each: each.order)


# With so few releases to check there is nothing to gain by remembering.
FEW = 16


@dataclass(slots=True)
class _Checked:
    """What was found in releases that were looked at, and what the rules over the archive want to know of them.

    `doubtful` are those whose findings depend on other files too.
    """

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    alone: list[Card] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)


def _checked(
    newsroom: Newsroom, paths: Sequence[str], *, whole: bool, progress: workers.Progress | None, count: int | None
) -> _Checked:
    config = newsroom.config

    def work(part: Sequence[str]) -> list[tuple[str, list[Finding], Card | None, Card | None, bool]]:
        answers = []
        for release in map(newsroom.read, part):
            found = check.check(release, config)
            alone = None if release.broken else check.card(release, config, alone=True)
            card = None if release.broken or not whole else check.card(release, config)
            answers.append((release.path, found, alone, card, newsroom.depends_on_files(release)))
        return answers

    done, seen = _Checked(), 0
    for batch in workers.batches(work, paths, count=count):
        for path, found, alone, card, doubtful in batch:
            done.findings[path] = found
            done.alone += [alone] if alone and alone.notes else []
            done.cards += [card] if card else []
            done.doubtful |= {path} if doubtful else set()
        seen += len(batch)
        if progress:
            progress(seen, len(paths))
    return done


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
