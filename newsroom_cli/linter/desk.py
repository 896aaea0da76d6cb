"""The copy desk: check many releases of a newsroom, each on its own and all of them together."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.linter.cache import Cache, cacheable_state, checksums
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model import caching
from newsroom_cli.newsroom import release_files, workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import State
from newsroom_cli.rules.registry import Card

# Whether the caller wants a finding, by the finding and the files on which its file depends.
Wanted = Callable[[Finding, Iterable[str]], bool]


class Look(NamedTuple):
    """The wanted findings, and the other files that the findings in each release depend on."""

    findings: list[Finding]
    beside: Mapping[str, Collection[str]]


def look(
    newsroom: Newsroom, paths: Sequence[str], *, now: dt.datetime, beyond: Sequence[str] = (),
    wanted: Wanted = lambda finding, beside: True, progress: workers.Progress | None = None, count: int | None = None,
    remember: bool = True,
) -> Look:  # fmt: skip
    """The wanted findings in the releases of a newsroom, in order of path and place.

    `paths` must be all releases, because some rules compare releases; files `beyond` them are checked on their own.
    `remember` uses the cache, which does not change the findings.
    Raises ConfigError if newsroom.toml selects an unknown rule. When the cache has all findings, no rule is loaded: an
    earlier run has already tested the selection.
    """
    cache = Cache(newsroom) if remember else None
    there = release_files.states(os.fspath(newsroom.root), paths) if cache else {}
    old = _cached_findings(cache, there) if cache else {}
    unchanged = cache is not None and len(old) == len(paths) and cache.states.keys() == there.keys()
    across = cache.across if cache and unchanged else None
    cards: dict[str, Card] = {}
    if cache and across is None:
        cards = cache.cards()
        if not old.keys() <= cards.keys():  # some are lost: check everything again
            old = {}
    done = _checked(newsroom, [path for path in paths if path not in old], progress=progress, count=count)
    by_path = {path: old[path] if path in old else done.findings[path] for path in paths}
    alone = [*done.alone, *(cache.alone[path] for path in old if path in cache.alone)] if cache else done.alone
    if across is None:
        all_cards = [*done.cards, *(cards[path] for path in old)]
        across = _across(newsroom, all_cards, now=now)
        if cache:
            cache.keep_all(
                done.cacheable_states(there, now),
                by_path,
                across=across,
                alone=alone,
                cards=all_cards,
                beside=done.beside,
                contents=done.contents,
            )
    elif cache and cache.same_content:
        cache.states |= done.cacheable_states(cache.same_content, now)
        cache.keep()
    beside: Mapping[str, Collection[str]] = cache.beside if cache else done.beside
    apart = _checked(newsroom, beyond, progress=None, count=1)
    alone = [*alone, *apart.alone]
    timely = _across(newsroom, alone, now=now, alone=True) if alone else []
    within = [finding for of_file in (*by_path.values(), *apart.findings.values()) for finding in of_file]
    every = sorted({*within, *across, *timely}, key=lambda finding: finding.order)  # a doubt may be a finding, too
    return Look([finding for finding in every if wanted(finding, beside.get(finding.path, ()))], beside)


def _across(newsroom: Newsroom, cards: Sequence[Card], *, now: dt.datetime, alone: bool = False) -> list[Finding]:
    """The findings of the rules over the whole archive; with `alone`, of those that run every time."""
    from newsroom_cli.linter import check  # this loads every rule

    appears, publication_status = newsroom.appearing(), newsroom.publication_statuses()
    return check.archive_findings(
        cards,
        newsroom.config,
        newsroom.read,
        now=now,
        incremental=alone,
        appears=appears,
        publication_status=publication_status,
    )


def _cached_findings(cache: Cache, there: Mapping[str, State]) -> dict[str, list[Finding]]:
    """The findings in the files that have not changed since the previous run."""
    old = {}
    for path, state in there.items():
        if cache.is_unchanged(path, state) and (cached := cache.findings(path)) is not None:
            old[path] = cached
    return old


class _Checked:
    """What a check of some releases yields: the findings, and the cards for the rules over the archive.

    `beside` are the other files that the findings in a release depend on, `contents` its checksums; `doubtful` are the
    releases that could not be read.
    """

    def __init__(self) -> None:
        self.findings: dict[str, list[Finding]] = {}
        self.alone: list[Card] = []
        self.cards: list[Card] = []
        self.beside: dict[str, list[str]] = {}
        self.contents: dict[str, list[int]] = {}
        self.doubtful: set[str] = set()

    def cacheable_states(self, states: Mapping[str, State], now: dt.datetime) -> dict[str, State]:
        """The states to cache for these files."""
        return {path: cacheable_state(state, now, sure=path not in self.doubtful) for path, state in states.items()}


def _checked(
    newsroom: Newsroom, paths: Sequence[str], *, progress: workers.Progress | None, count: int | None
) -> _Checked:
    """Check the releases at these paths, in several processes."""
    if not paths:
        return _Checked()
    from newsroom_cli.linter import check  # this loads every rule
    from newsroom_cli.rules import selection

    config = newsroom.config
    selection.selected(config)

    def work(part: Sequence[str]) -> list[tuple[str, list[Finding], Card | None, Card | None, list[str], list[int]]]:
        """Check the releases of one batch."""
        answers = []
        for releases in caching.batches(map(newsroom.read, part)):
            documents = [newsroom.document(release) for release in releases]
            for document, found in zip(documents, check.check_all(documents, config), strict=True):
                release = document.release
                alone = None if release.broken else check.card(document, incremental=True)
                card = None if release.broken else check.card(document)
                sums = [] if release.broken else checksums(release.text.encode())
                answers.append((release.path, found, alone, card, newsroom.dependencies(release), sums))
        return answers

    done, seen = _Checked(), 0
    for batch in workers.batches(work, paths, count=count):
        for path, found, alone, card, beside, sums in batch:
            done.findings[path] = found
            done.alone += [alone] if alone and alone.notes else []
            done.cards += [card] if card else []
            done.beside[path] = beside
            done.contents[path] = sums
            done.doubtful |= set() if card else {path}
        seen += len(batch)
        if progress:
            progress(seen, len(paths))
    return done
