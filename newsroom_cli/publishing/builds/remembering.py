"""The cache of the last build: a release whose sources have not changed is not read again.

The cache is outside the published folder and may be deleted at any time. It is valid only for the same version,
configuration and templates, and only while the output is as its manifest says; see docs/decisions/speed.md.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from typing import Any, NamedTuple

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.linter import memory
from newsroom_cli.linter.cache import TICK
from newsroom_cli.model import disk
from newsroom_cli.model.release import PUBLIC
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.newsroom import release_files, writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, RECORDS, UNKNOWN, State, first_state_at, size_of
from newsroom_cli.newsroom.writer.manifest import Manifest, digest
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing.builds import last_build
from newsroom_cli.publishing.builds.preparing import house_links
from newsroom_cli.publishing.builds.starting import Start, digest_of
from newsroom_cli.publishing.outcomes import NOTHING as NO_FILES
from newsroom_cli.publishing.outcomes import STAYS, Outcome, Public
from newsroom_cli.publishing.report import Report
from newsroom_cli.rules.registry import Card

_NEIGHBOURS = Outcome._fields.index("neighbours")  # the three fields after this one are mappings, and mostly empty
# From this field on, an outcome is rebuilt from the manifest and `_Rest`.
_OF_MANIFEST = Outcome._fields.index("public")


class _Rest(NamedTuple):
    """The facts about a public release that the manifest lacks: the rest of its card, and of `Public`."""

    opening: Span
    notes: Mapping[str, Any]
    news_at: dt.datetime
    unlisted_aliases: tuple[str, ...]
    killed: bool


class _Row(NamedTuple):
    """The outcome for a release without what the manifest records, and the state of the release file.

    `rest` is None unless the release is public.
    """

    state: State
    outcome: Outcome
    rest: _Rest | None


class Memory(NamedTuple):
    """What the cache has of the last build into a folder, followed by a `_Row` for each release.

    - `output`: the states of the output files, in the order of their paths.
    - `feeds`: by folder, a digest of what each feed document was made of; `left_out`: the slugs of releases that did
      not fit into it.
    - `house_links`: the statuses, by slug, of the releases to which boilerplates link.
    """

    stamp: str
    moment: dt.datetime
    output: tuple[State, ...]
    feeds: Mapping[str, str]
    left_out: Mapping[str, tuple[str, ...]]
    house_links: Mapping[str, str | None]


class Unchanged(NamedTuple):
    """The unchanged parts of a site: outcomes of releases and files of the output, by path.

    `feeds` has, by folder, a digest of what each feed document was made of, `left_out` the releases that did not fit.
    """

    outcomes: Mapping[str, Outcome]
    files: Mapping[str, Staged]
    feeds: Mapping[str, str]
    left_out: Mapping[str, tuple[str, ...]]

    def is_all(self, releases: Sized, output: Output) -> bool:
        """Whether a build has nothing to do."""
        public = {outcome.slug for outcome in self.outcomes.values() if outcome.public}
        return (
            bool(output.manifest.seal)
            and len(self.outcomes) == len(releases)
            and len(self.files) == len(output.manifest.files) > 0
            and output.manifest.releases.keys() == public
        )

    def is_same_entry(self, outcome: Outcome) -> bool:
        """Whether the entry of a release in feeds, which names its siblings, has not changed."""
        before = self.outcomes.get(outcome.path)
        return before is not None and before.neighbours.siblings == outcome.neighbours.siblings


NOTHING = Unchanged({}, {}, {}, {})


# --- what is still valid ----------------------------------------------------------------------------------------


def unchanged_parts(
    newsroom: Newsroom,
    output: Output,
    states: Mapping[str, State],
    start: Start,
    *,
    now: dt.datetime,
    due_moments: Mapping[str, str],
) -> Unchanged:
    """The unchanged parts of the site at `now`; `states` has the present states of the release files.

    `due_moments` has the moments at which published releases were due, as the gate needs them.
    """
    if not memory.is_tidy(os.fspath(newsroom.root)):
        writer.sweep(newsroom.root / INDEX)
    import msgspec

    stamp = start.stamp(output.manifest.seal)
    found, rows = last_build.read(newsroom, output.folder, "releases", Memory, stamp=stamp)
    if found is None or found.moment > now:
        return NOTHING
    latest = _latest_sure(found.moment)
    files = _intact(output, start.output, found.output, latest)
    records = release_files.records(os.fspath(newsroom.root))
    same = {
        outcome.path: outcome
        for row in map(msgspec.json.Decoder(_Row).decode, rows)
        if (state := states.get(row.outcome.path))
        and (not row.outcome.dependencies or release_files.are_records_in_place(records, row.outcome.dependencies))
        and _is_same(newsroom, start, row, state, now, latest)
        and (outcome := _recalled(row, output.manifest, files))
    }
    status_of = _statuses(newsroom, states, same, now, due_moments)
    if not _leads_to_same(found.house_links, status_of):
        return NOTHING
    kept = {
        path: outcome for path, outcome in same.items() if not outcome.links or _leads_to_same(outcome.links, status_of)
    }
    return Unchanged(kept, files, found.feeds, found.left_out)


def _recalled(row: _Row, manifest: Manifest, files: Mapping[str, Staged]) -> Outcome | None:
    """The outcome of the last build, from cache and manifest; None if one of its files is missing or has changed."""
    outcome, rest = row.outcome, row.rest
    if rest is None:
        return outcome
    record = manifest.releases.get(outcome.slug)
    if record is None:
        return None
    try:
        own = {path: files[path] for path in record.files}
        shared = {path: files[path] for path in record.shared} if record.shared else NO_FILES
    except KeyError:
        return None
    opening, notes, news_at, unlisted_aliases, killed = rest
    path, slug = sys.intern(outcome.path), record.listing.slug
    card, words = Card(path, slug, opening, notes), record.words
    public = Public(record.listing, card, record.id, record.due, news_at, unlisted_aliases, killed, words)
    mappings = (mapping or NO_FILES for mapping in outcome[_NEIGHBOURS + 1 : _OF_MANIFEST])
    neighbours = outcome.neighbours.interned()
    fields = (path, slug, *outcome[2:_NEIGHBOURS], neighbours, *mappings, public, own, shared, None)
    return Outcome._make(fields)  # `_replace` takes three times as long


def _is_same(
    newsroom: Newsroom,
    start: Start,
    row: _Row,
    state: State,
    now: dt.datetime,
    latest: State,
) -> bool:
    """Whether a release, the files on which it depends, and its status by the clock have not changed.

    States after `latest` prove nothing.
    """
    outcome, before = row.outcome, row.state
    if outcome.valid_until and outcome.valid_until <= now:
        return False
    beside = outcome.dependencies
    if beside and (max(beside.values()) >= latest or start.states(os.fspath(newsroom.root), beside) != beside):
        return False
    if state == before < latest:
        return True
    if size_of(before) != size_of(state):
        return False
    try:
        return digest(disk.read(newsroom.root / outcome.path)) == outcome.text
    except OSError:
        return False


def _statuses(
    newsroom: Newsroom,
    paths: Iterable[str],
    same: Mapping[str, Outcome],
    now: dt.datetime,
    due_moments: Mapping[str, str],
) -> StatusOf:
    """A `StatusOf` that takes the statuses of unchanged releases from their outcomes, and reads the others."""
    read_status = newsroom.publication_statuses_at(now, due_moments)
    others = {slug_of(path) for path in paths if path not in same}
    known: dict[str, str] = {}
    for outcome in same.values():
        known[outcome.slug] = PUBLIC if PUBLIC in (outcome.status, known.get(outcome.slug)) else outcome.status
    for outcome in same.values():
        known |= {alias: outcome.status for alias in outcome.aliases if alias not in known}

    names = {outcome.slug for outcome in same.values()}

    def status_of(slug: str) -> str | None:
        unknown = slug in others or (others and slug not in names)  # it may be an alias of a changed release
        return read_status(slug) if unknown else known.get(slug)

    return status_of


def _leads_to_same(links: Mapping[str, str | None], status_of: StatusOf) -> bool:
    return all(status_of(slug) == status for slug, status in links.items())


def _intact(output: Output, now: Mapping[str, State], before: Iterable[State], latest: State) -> dict[str, Staged]:
    """The output files that still match the manifest.

    `before` has their states after the last build; those after `latest` prove nothing.
    """
    # Takes half the time of `Staged(...)`.
    staged: Callable[[tuple[str, bool, bool]], Staged] = functools.partial(tuple.__new__, Staged)

    def has_its_bytes(path: str, digests: Sequence[str]) -> bool:
        """Whether a file whose state proves nothing has the bytes with its digest."""
        return len(digests) == 1 and now.get(path, UNKNOWN) != UNKNOWN and output.has(path, digests[0])

    return {
        path: staged((digests[0], False, False))
        for (path, digests), state_before in zip(output.manifest.files.items(), before, strict=True)
        if (now.get(path) == state_before < latest and state_before != UNKNOWN and len(digests) == 1)
        or has_its_bytes(path, digests)
    }


def _latest_sure(moment: dt.datetime) -> State:
    """The first state in which a file that a build at this moment saw may still change without a new state.

    It is later than the states of all files that are old enough to be trusted.
    """
    return first_state_at(int(moment.timestamp() * 1e9) - TICK)


# --- on the disk --------------------------------------------------------------------------------------------------


def write_cache(
    newsroom: Newsroom,
    output: Output,
    report: Report,
    outcomes: Iterable[Outcome],
    before: Unchanged,
    states: Mapping[str, State],
    output_states: Mapping[str, State],
    start: Start,
    *,
    status_of: StatusOf,
    now: dt.datetime,
) -> None:
    """Write a successful build into the cache.

    `before` has the parts that the build found unchanged, with the present facts about feeds; `states` has the states
    of the releases before they were read, `output_states` those of all files in the output now.
    """
    stamp = start.stamp(output.manifest.seal)
    outcomes = list(outcomes)
    latest = _latest_sure(now)
    until = min((outcome.valid_until for outcome in outcomes if outcome.valid_until), default=None)
    done = [outcome for outcome in outcomes if outcome.status not in STAYS]
    of_output = tuple(output_states.get(path, UNKNOWN) for path in sorted(output.manifest.files))
    links = house_links(newsroom, status_of)
    found = Memory(stamp, now, of_output, before.feeds, before.left_out, links)
    rows = (_row(outcome, states[outcome.path]) for outcome in done)
    last_build.write(newsroom, output.folder, "releases", found, rows)
    beside = {path: state for outcome in done for path, state in outcome.dependencies.items()}
    # After errors and losses, every build looks again.
    is_sure = start.sources_digest != "" and not (report.has_errors or report.moved)
    is_sure = is_sure and all(
        max(found.values(), default=UNKNOWN) < latest for found in (states, output_states, beside)
    )
    summary = last_build.Summary(
        stamp,
        now,
        until,
        start.sources_digest,
        digest_of(output_states) if is_sure else "",
        {path: state for path, state in beside.items() if not path.startswith(f"{RECORDS}/")},
        report.for_second_build(),
    )
    last_build.write(newsroom, output.folder, "", summary)


def _row(outcome: Outcome, state: State) -> tuple[Any, ...]:
    """The values of a `_Row`, ready to be written."""
    rest, public = None, outcome.public
    if public:
        rest = _Rest(public.card.opening, public.card.notes, public.news_at, public.unlisted_aliases, public.killed)
    return state, outcome[:_OF_MANIFEST], rest
