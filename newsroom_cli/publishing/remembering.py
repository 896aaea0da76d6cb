"""The cache of the last build: a release whose sources have not changed is not read again.

The cache is outside the published folder and may be deleted at any time. It is valid only for the same version,
configuration and templates, and only while the output is as its manifest says; see docs/decisions/speed.md.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
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
from newsroom_cli.newsroom.release_files import INDEX, RECORDS, UNKNOWN, State, size_of, written_at
from newsroom_cli.newsroom.writer.manifest import Manifest, digest
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing import last_build
from newsroom_cli.publishing.outcomes import NOTHING as NO_FILES
from newsroom_cli.publishing.outcomes import STAYS, Outcome, Public
from newsroom_cli.publishing.preparing import house_links
from newsroom_cli.publishing.report import Report
from newsroom_cli.publishing.starting import Start, digest_of
from newsroom_cli.rules.registry import Card

_UNSURE: State = -1  # no file has this state, and none lacks it


class _Rest(NamedTuple):
    """What the manifest does not know of a public release: the rest of its card, and of `Public`."""

    opening: Span
    notes: Mapping[str, Any]
    news_at: dt.datetime
    unlisted_aliases: tuple[str, ...]
    killed: bool


_Row = tuple[Outcome, _Rest | None]
_PUBLIC = Outcome._fields.index("public")  # the files and the shared files follow


class Memory(NamedTuple):
    """The outcomes of the last build into a folder, with the states of their release files.

    The outcomes are without what the records of the manifest say; `rest` has what else is known of public releases.

    - `output`: the states of the output files, in the order of their paths.
    - `feeds`: what each feed document was made of, by its folder; `left_out`: the slugs of releases that did not fit.
    - `house_links`: the statuses, by slug, of the releases to which boilerplates link.
    """

    stamp: str
    moment: dt.datetime
    outcomes: tuple[Outcome, ...]
    rest: tuple[_Rest | None, ...]
    states: tuple[State, ...]
    output: tuple[State, ...]
    feeds: Mapping[str, str]
    left_out: Mapping[str, tuple[str, ...]]
    house_links: Mapping[str, str | None]


class Unchanged(NamedTuple):
    """The unchanged parts of a site: outcomes of releases and files of the output, by path.

    `feeds` says what each feed document was made of, by its folder, `left_out` which releases did not fit into it.
    `rows` are the outcomes as the memory has them.
    """

    outcomes: Mapping[str, Outcome]
    files: Mapping[str, Staged]
    feeds: Mapping[str, str]
    left_out: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, _Row]

    def is_all(self, releases: Sized, output: Output) -> bool:
        """Whether a build has nothing to do."""
        public = {outcome.slug for outcome in self.outcomes.values() if outcome.public}
        return (
            bool(output.known.seal)
            and len(self.outcomes) == len(releases)
            and len(self.files) == len(output.known.files) > 0
            and output.known.releases.keys() == public
        )

    def is_same_entry(self, outcome: Outcome) -> bool:
        """Whether the entry of a release in feeds, which names its siblings, has not changed."""
        before = self.outcomes.get(outcome.path)
        return before is not None and before.neighbours.siblings == outcome.neighbours.siblings


NOTHING = Unchanged({}, {}, {}, {}, {})


# --- what is still true -------------------------------------------------------------------------------------------


def unchanged(
    newsroom: Newsroom,
    output: Output,
    states: Mapping[str, State],
    start: Start,
    *,
    now: dt.datetime,
    out: Mapping[str, str],
) -> Unchanged:
    """The unchanged parts of the site at `now`, for releases in these states.

    `out` are the published releases, as the gate takes them.
    """
    if not memory.is_tidy(os.fspath(newsroom.root)):
        writer.sweep(newsroom.root / INDEX)
    found = last_build.read(newsroom, output.folder, "releases", Memory, stamp=start.stamp(output.known.seal))
    if found is None or found.moment > now:
        return NOTHING
    files = _intact(output, start.output, found.output)
    records = release_files.records(os.fspath(newsroom.root))
    same = {
        outcome.path: outcome
        for row, rest, before in zip(found.outcomes, found.rest, found.states, strict=True)
        if (state := states.get(row.path))
        and (not row.beside or release_files.are_records_in_place(records, row.beside))
        and _is_same(newsroom, start, row, state, before, now)
        and (outcome := _recalled(row, rest, output.known, files))
    }
    status_of = _statuses(newsroom, states, same, now, out)
    if not _leads_to_same(found.house_links, status_of):
        return NOTHING
    kept = {
        path: outcome for path, outcome in same.items() if not outcome.links or _leads_to_same(outcome.links, status_of)
    }
    rows = {row.path: (row, rest) for row, rest in zip(found.outcomes, found.rest, strict=True)}
    return Unchanged(kept, files, found.feeds, found.left_out, rows)


def _recalled(row: Outcome, rest: _Rest | None, known: Manifest, files: Mapping[str, Staged]) -> Outcome | None:
    """The outcome of the last build, from memory and manifest; None if one of its files is missing or has changed."""
    if rest is None:
        return row
    record = known.releases.get(row.slug)
    if record is None:
        return None
    try:
        own = {path: files[path] for path in record.files}
        shared = {path: files[path] for path in record.shared} if record.shared else NO_FILES
    except KeyError:
        return None
    opening, notes, news_at, unlisted_aliases, killed = rest
    card, words = Card(row.path, row.slug, opening, notes), record.words
    public = Public(record.listing, card, record.id, record.due, news_at, unlisted_aliases, killed, words)
    before, after = row[:_PUBLIC], row[_PUBLIC + 3 :]
    return Outcome._make((*before, public, own, shared, *after))  # `_replace` takes three times as long


def _is_same(
    newsroom: Newsroom,
    start: Start,
    outcome: Outcome,
    state: State,
    before: State,
    now: dt.datetime,
) -> bool:
    """Whether a release, the files on which it depends, and its status by the clock have not changed."""
    if outcome.valid_until and outcome.valid_until <= now:
        return False
    if outcome.beside and start.states(os.fspath(newsroom.root), outcome.beside) != outcome.beside:
        return False
    if state == before:
        return True
    if before != _UNSURE and size_of(before) != size_of(state):
        return False
    try:
        return digest(disk.read(newsroom.root / outcome.path)) == outcome.text
    except OSError:
        return False


def _statuses(
    newsroom: Newsroom, paths: Iterable[str], same: Mapping[str, Outcome], now: dt.datetime, out: Mapping[str, str]
) -> StatusOf:
    """A `StatusOf` that takes the statuses of unchanged releases from their outcomes, and reads the others."""
    ask = newsroom.publication_statuses_at(now, out)
    others = {slug_of(path) for path in paths if path not in same}
    known: dict[str, str] = {}
    for outcome in same.values():
        known[outcome.slug] = PUBLIC if PUBLIC in (outcome.status, known.get(outcome.slug)) else outcome.status
    for outcome in same.values():
        known |= {alias: outcome.status for alias in outcome.aliases if alias not in known}

    names = {outcome.slug for outcome in same.values()}

    def status_of(slug: str) -> str | None:
        unknown = slug in others or (others and slug not in names)  # it may be an alias of one of those
        return ask(slug) if unknown else known.get(slug)

    return status_of


def _leads_to_same(links: Mapping[str, str | None], status_of: StatusOf) -> bool:
    return all(status_of(slug) == status for slug, status in links.items())


def _intact(output: Output, now: Mapping[str, State], before: Iterable[State]) -> dict[str, Staged]:
    """The output files that still match the manifest; `before` has their states after the last build."""
    staged: Callable[[tuple[str, bool, bool]], Staged] = functools.partial(tuple.__new__, Staged)  # in half the time

    def has_its_bytes(path: str, digests: Sequence[str]) -> bool:
        """Whether a file whose state proves nothing has the bytes with its digest."""
        return len(digests) == 1 and now.get(path, UNKNOWN) != UNKNOWN and output.has(path, digests[0])

    return {
        path: staged((digests[0], False, False))
        for (path, digests), left in zip(output.known.files.items(), before, strict=True)
        if (now.get(path) == left != UNKNOWN and len(digests) == 1) or has_its_bytes(path, digests)
    }


# --- on the disk --------------------------------------------------------------------------------------------------


def keep(
    newsroom: Newsroom,
    output: Output,
    report: Report,
    outcomes: Iterable[Outcome],
    before: Unchanged,
    states: Mapping[str, State],
    there: Mapping[str, State],
    start: Start,
    *,
    status_of: StatusOf,
    now: dt.datetime,
) -> None:
    """Write a successful build into the cache.

    `before` are the parts that it found unchanged, with the feeds as they are now; `states` are the states of the
    releases before they were read,
    `there` those of all files in the output now.
    """
    stamp = start.stamp(output.known.seal)
    outcomes = tuple(outcomes)
    until = min((outcome.valid_until for outcome in outcomes if outcome.valid_until), default=None)
    done = [outcome for outcome in outcomes if outcome.status not in STAYS]
    known, rows = before.outcomes, before.rows
    kept = [rows[found.path] if known.get(found.path) is found else _row(found, now) for found in done]
    outcomes, rest = tuple(row for row, _ in kept), tuple(rest for _, rest in kept)
    states = _sure(states, now)
    folder = _sure(there, now)
    of_output = tuple(folder.get(path, UNKNOWN) for path in sorted(output.known.files))
    of_releases = tuple(states[outcome.path] for outcome in outcomes)
    links = house_links(newsroom, status_of)
    remembered = Memory(stamp, now, outcomes, rest, of_releases, of_output, before.feeds, before.left_out, links)
    last_build.write(newsroom, output.folder, "releases", remembered)
    beside = {path: state for outcome in outcomes for path, state in outcome.beside.items()}
    # What is lost is looked for again.
    is_sure = start.sources_digest != "" and not (report.has_errors or report.moved)
    is_sure = is_sure and not any(_UNSURE in found.values() for found in (states, folder, beside))
    summary = last_build.Summary(
        stamp,
        now,
        until,
        start.sources_digest,
        digest_of(folder) if is_sure else "",
        {path: state for path, state in beside.items() if not path.startswith(f"{RECORDS}/")},
        report.again(),
    )
    last_build.write(newsroom, output.folder, "", summary)


def _row(outcome: Outcome, now: dt.datetime) -> _Row:
    """An outcome as the memory has it."""
    row = outcome._replace(public=None, files=NO_FILES, shared=NO_FILES, beside=_sure(outcome.beside, now), entry=None)
    if (public := outcome.public) is None:
        return row, None
    card = public.card
    return row, _Rest(card.opening, card.notes, public.news_at, public.unlisted_aliases, public.killed)


def _sure(states: Mapping[str, State], now: dt.datetime) -> dict[str, State]:
    """The states, but _UNSURE for files that are so new that another write might not change their time."""
    latest = int(now.timestamp() * 1e9) - TICK
    return {path: state if written_at(state) < latest else _UNSURE for path, state in states.items()}
