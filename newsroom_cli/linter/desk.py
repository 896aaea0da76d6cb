"""Check many releases of a newsroom, each on its own and all of them together."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.linter import damaged_pictures
from newsroom_cli.linter.cache import Cache, cacheable_state, checksums
from newsroom_cli.linter.findings import Finding, error_of
from newsroom_cli.model import caching
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import release_files, workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links import translation_links
from newsroom_cli.newsroom.release_files import State
from newsroom_cli.newsroom.writer import manifest
from newsroom_cli.rules.registry import Card

# Whether the caller wants a finding, by the finding and the files on which its file depends.
IsWanted = Callable[[Finding, Iterable[str]], bool]


class CheckResult(NamedTuple):
    """The wanted findings, and the other files that the findings in each release depend on."""

    findings: list[Finding]
    dependencies: Mapping[str, Collection[str]]


def check_releases(
    newsroom: Newsroom,
    paths: Sequence[str],
    *,
    now: dt.datetime,
    other_paths: Sequence[str] = (),
    is_wanted: IsWanted = lambda finding, dependencies: True,
    progress: workers.Progress | None = None,
    use_cache: bool = True,
) -> CheckResult:
    """The wanted findings in the releases of a newsroom, in order of path and place.

    `paths` must be all releases, because some rules compare releases; the files in `other_paths` are checked one by
    one. The findings are the same with and without `use_cache`. Raises ConfigError if newsroom.toml selects an unknown
    rule. If the cache has all findings, no rule is loaded: an earlier run has already tested the selection.
    """
    cache = Cache(newsroom) if use_cache else None
    states = release_files.states(os.fspath(newsroom.root), paths) if cache else {}
    cached_findings = _cached_findings(cache, states) if cache else {}
    unchanged = cache is not None and len(cached_findings) == len(paths) and cache.states.keys() == states.keys()
    archive_findings = cache.archive_findings if cache and unchanged else None
    cached_cards: dict[str, Card] = {}
    if cache and archive_findings is None:
        cached_cards = cache.cards()
        if not cached_findings.keys() <= cached_cards.keys():  # some are lost: check everything again
            cached_findings = {}
    todo = [path for path in paths if path not in cached_findings]
    checked = _check(newsroom, todo, progress=progress, use_cache=use_cache)
    if cache:
        damaged_pictures.write_sound_digests(newsroom, checked.sound_pictures, all_pictures=len(todo) == len(paths))
    by_path = {path: cached_findings[path] if path in cached_findings else checked.findings[path] for path in paths}
    unchanged_cards = cache.incremental_cards if cache else {}
    incremental_cards = checked.incremental_cards + [
        unchanged_cards[path] for path in cached_findings if path in unchanged_cards
    ]
    if archive_findings is None:
        all_cards = [*checked.cards, *(cached_cards[path] for path in cached_findings)]
        archive_findings = _archive_findings(newsroom, all_cards, now=now)
        if cache:
            cache.replace(
                checked.cacheable_states(states, now),
                by_path,
                archive_findings=archive_findings,
                incremental_cards=incremental_cards,
                cards=all_cards,
                dependencies=checked.dependencies,
                contents=checked.contents,
            )
    elif cache and cache.same_content:
        cache.states |= checked.cacheable_states(cache.same_content, now)
        cache.write()
    dependencies: Mapping[str, Collection[str]] = cache.dependencies if cache else checked.dependencies
    others = _check(newsroom, other_paths, progress=None, use_cache=use_cache)
    incremental_cards = [*incremental_cards, *others.incremental_cards]
    incremental_findings = (
        _archive_findings(newsroom, incremental_cards, now=now, incremental=True) if incremental_cards else []
    )
    release_findings = [finding for of_file in (*by_path.values(), *others.findings.values()) for finding in of_file]
    taken_pages = _taken_pages(newsroom, paths, dependencies, now)
    # A doubt may also be a finding of a rule.
    distinct = dict.fromkeys((*release_findings, *archive_findings, *incremental_findings, *taken_pages))
    all_findings = sorted(distinct, key=lambda finding: finding.order)
    return CheckResult(
        [finding for finding in all_findings if is_wanted(finding, dependencies.get(finding.path, ()))], dependencies
    )


def _archive_findings(
    newsroom: Newsroom, cards: Sequence[Card], *, now: dt.datetime, incremental: bool = False
) -> list[Finding]:
    """The findings of the rules over the whole archive; with `incremental`, of those that run every time."""
    from newsroom_cli.linter import check  # this loads every rule

    appears, publication_status = newsroom.output_test(), newsroom.publication_statuses()
    return check.archive_findings(
        cards,
        newsroom.config,
        newsroom.read,
        now=now,
        incremental=incremental,
        appears=appears,
        publication_status=publication_status,
    )


def _taken_pages(
    newsroom: Newsroom, paths: Sequence[str], dependencies: Mapping[str, Collection[str]], now: dt.datetime
) -> list[Finding]:
    """The errors for releases whose address belongs to a release of which only the record is left.

    An unreadable file may be that release. If the `dependencies` include all records, there is no such address, and no
    release is read.
    """
    expected = {path.rpartition("/")[2] for files in dependencies.values() for path in files}
    if release_files.records(os.fspath(newsroom.root)).keys() <= expected:
        return []
    from newsroom_cli.newsroom import published
    from newsroom_cli.rules.fields.front_matter import taken_page

    releases = [newsroom.read(path) for path in paths]
    owners = published.former_owners(newsroom.root, {release.id.value for release in releases if release.id}, now)
    return [
        error_of(newsroom.document(release), "FM007", taken_page(release, *owners[release.slug]))
        for release in releases
        if release.slug in owners and not release.broken
    ]


def _cached_findings(cache: Cache, states: Mapping[str, State]) -> dict[str, list[Finding]]:
    """The findings in the files that have not changed since the previous run."""
    findings_by_path = {}
    for path, state in states.items():
        if cache.is_unchanged(path, state) and (cached := cache.findings(path)) is not None:
            findings_by_path[path] = cached
    return findings_by_path


class _CheckedRelease(NamedTuple):
    """The result of checking one release, as `_CheckedReleases` describes it."""

    path: str
    findings: list[Finding]
    incremental_card: Card | None
    card: Card | None
    dependencies: list[str]
    content: list[int]
    sound_pictures: list[str]


class _CheckedReleases:
    """The result of checking some releases: their findings, and the cards for the rules over the archive.

    `incremental_cards` are for the rules that run every time. `dependencies` are the other files that the findings in
    each release depend on, and `contents` the checksums of each release. `unreadable` are the releases that could not
    be read. `sound_pictures` are the digests of undamaged pictures.
    """

    def __init__(self) -> None:
        self.findings: dict[str, list[Finding]] = {}
        self.incremental_cards: list[Card] = []
        self.cards: list[Card] = []
        self.dependencies: dict[str, list[str]] = {}
        self.contents: dict[str, list[int]] = {}
        self.unreadable: set[str] = set()
        self.sound_pictures: set[str] = set()

    def add(self, release: _CheckedRelease) -> None:
        """Add the result of checking a release."""
        path, card = release.path, release.card
        self.findings[path] = release.findings
        if release.incremental_card and release.incremental_card.notes:
            self.incremental_cards.append(release.incremental_card)
        self.cards += [card] if card else []
        self.dependencies[path] = release.dependencies
        self.contents[path] = release.content
        self.unreadable |= set() if card else {path}
        self.sound_pictures.update(release.sound_pictures)

    def cacheable_states(self, states: Mapping[str, State], now: dt.datetime) -> dict[str, State]:
        """The states to cache for these files."""
        return {path: cacheable_state(state, now, sure=path not in self.unreadable) for path, state in states.items()}


def _check(
    newsroom: Newsroom, paths: Sequence[str], *, progress: workers.Progress | None, use_cache: bool
) -> _CheckedReleases:
    """Check each of the releases at these paths, in several processes, and return the results."""
    if not paths:
        return _CheckedReleases()
    from newsroom_cli.linter import check  # this loads every rule
    from newsroom_cli.rules import selection

    config = newsroom.config
    selection.selected(config)

    @functools.cache
    def sound_pictures() -> frozenset[str]:
        """The digests of pictures that need not be decoded again."""
        return damaged_pictures.sound_digests(newsroom) if use_cache else frozenset()

    def work(part: Sequence[str]) -> list[_CheckedRelease]:
        """Check the releases of one batch."""
        answers = []
        for releases in caching.batches(map(newsroom.read, part)):
            examined = [
                damaged_pictures.with_damaged_pictures(newsroom, release, sound_pictures) for release in releases
            ]
            documents = [newsroom.document(release) for release, _ in examined]
            all_findings = check.check_all(documents, config)
            for document, found, (_, sound) in zip(documents, all_findings, examined, strict=True):
                release = document.release
                incremental_card = None if release.broken else check.card(document, incremental=True)
                card = None if release.broken else check.card(document)
                sums = [] if release.broken else checksums(release.text.encode())
                found = _with_changes_of_original(newsroom, release, found)
                dependencies = [*newsroom.dependencies(release), *_manifest_paths(newsroom, release)]
                answers.append(_CheckedRelease(release.path, found, incremental_card, card, dependencies, sums, sound))
        return answers

    checked, done_count = _CheckedReleases(), 0
    for answers in workers.batches(work, paths):
        for answer in answers:
            checked.add(answer)
        done_count += len(answers)
        if progress:
            progress(done_count, len(paths))
    return checked


def _manifest_paths(newsroom: Newsroom, release: Release) -> list[str]:
    """The paths of the output's manifest, if it decides whether the words of a release count as changed.

    A build does not need them here: its own memory depends on the whole manifest.
    """
    from newsroom_cli.newsroom.published import CHANGED, FIRST_WORDS

    if not any(problem.code in (CHANGED, FIRST_WORDS) for problem in release.problems):
        return []
    output = newsroom.output
    files = (output / manifest.FILE, manifest.path_beside(output), manifest.journal_of(output))
    return [os.path.relpath(file, newsroom.root) for file in files]


def _with_changes_of_original(newsroom: Newsroom, release: Release, findings: list[Finding]) -> list[Finding]:
    """The findings in a release; a finding about a changed original says what has changed, if git knows.

    Only the desk asks git, which takes seconds with a long history.
    """
    code = translation_links.OUT_OF_DATE
    if not any(finding.code == code for finding in findings):
        return findings
    words = translation_links.changes_of_original(newsroom.root, release, newsroom.read)
    return [
        finding._replace(message=f"{finding.message}: {words}") if words and finding.code == code else finding
        for finding in findings
    ]
