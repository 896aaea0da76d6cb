"""What the last build found out, by content: releases whose sources are the same are not read again.

It lies outside the published folder and may be deleted at any time. It counts only for the same version, configuration
and templates, and only while the output is as its manifest says. docs/decisions/speed.md says what it depends on.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.linter import memory
from newsroom_cli.linter.cache import TICK, finding_from, plain_finding
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import PUBLIC
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.newsroom import release_files, writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, State
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.newsroom.writer.output import Output, Staged, Written
from newsroom_cli.newsroom.writer.places import is_settled
from newsroom_cli.publishing import lists
from newsroom_cli.publishing.outcomes import BROKEN, Outcome, Public
from newsroom_cli.publishing.preparing import house_links
from newsroom_cli.publishing.report import Held, Report
from newsroom_cli.publishing.starting import Start, digest_of, tree
from newsroom_cli.publishing.withdrawing import Record, record
from newsroom_cli.rules.registry import Card

_UNSURE = State(-1, -1)  # no file has this state, and none lacks it
_Plain = dict[str, Any]


class Memory(NamedTuple):
    """The outcomes of the last build into a folder, with the states of their files and of the output's.

    `feeds` are the releases in each feed, by the key of its office. `moment` is that of the build. `house_links` are
    the statuses of the releases that boilerplates link to, by slug.
    """

    moment: dt.datetime
    outcomes: Mapping[str, Outcome]
    states: Mapping[str, State]
    outputs: Mapping[str, State]
    feeds: Mapping[str, Sequence[str]]
    house_links: Mapping[str, str | None]


class Unchanged(NamedTuple):
    """What is as the last build left it: releases with their outcomes, files of the output, and feeds by office."""

    outcomes: Mapping[str, Outcome]
    files: Mapping[str, Staged]
    feeds: Mapping[str, Sequence[str]]

    def is_all(self, releases: Sized, output: Output) -> bool:
        """Whether a build has nothing to do."""
        public = {outcome.slug for outcome in self.outcomes.values() if outcome.public}
        return (
            bool(output.known.seal)
            and len(self.outcomes) == len(releases)
            and len(self.files) == len(output.known.files) > 0
            and output.known.releases.keys() == public
        )

    def has_feeds(self, office: str, group: lists.Group, config: Config) -> bool:
        """Whether the feeds of an office, or of the newsroom (""), are as these releases make them."""
        return (
            [outcome.path for outcome in group] == self.feeds.get(office)
            and all(outcome.path in self.outcomes for outcome in group)
            and all(path in self.files for path in lists.paths_of_feeds(office, config))
        )


NOTHING = Unchanged({}, {}, {})


# --- when nothing has changed ---------------------------------------------------------------------------------


def nothing_changed(newsroom: Newsroom, folder: Path, start: Start, now: dt.datetime) -> Report | None:
    """The report of a build that has nothing to do, if the times of all files prove it."""
    root = os.fspath(newsroom.root)
    found = memory.read(root, _name(newsroom, folder), start.stamp(folder))
    if not found or not found["output"] or not memory.is_tidy(root) or not is_settled(folder):
        return None
    if not dt.datetime.fromisoformat(found["moment"]) <= now < (_moment(found["until"]) or _NEVER):
        return None
    with contextlib.suppress(OSError):
        if (
            found["releases"] == start.sources
            and found["output"] == digest_of(tree(folder))
            and release_files.same(root, found["beside"])
        ):
            return _report(found["report"], folder)
    return None


_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


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
    """What need not be done again at `now`, for releases in these states.

    `out` are the published releases, as the gate has them.
    """
    if not memory.is_tidy(os.fspath(newsroom.root)):
        writer.sweep(newsroom.root / INDEX)
    found = _load(newsroom, output, start)
    if found is None or found.moment > now:
        return NOTHING
    outputs = release_files.states(os.fspath(output.folder), output.known.files)
    files = dict(_intact(output, outputs, found.outputs))
    records = release_files.records(os.fspath(newsroom.root))
    same = {
        path: outcome
        for path, state in states.items()
        if (outcome := found.outcomes.get(path))
        and release_files.are_where_they_were(records, outcome.beside)
        and _is_same(newsroom, outcome, state, found.states[path], files, now)
    }
    status_of = _statuses(newsroom, states, same, now, out)
    if not _leads_to_same(found.house_links, status_of):
        return NOTHING
    kept = {path: outcome for path, outcome in same.items() if _leads_to_same(outcome.links, status_of)}
    return Unchanged(kept, files, found.feeds)


def _is_same(
    newsroom: Newsroom, outcome: Outcome, state: State, before: State, files: Mapping[str, Staged], now: dt.datetime
) -> bool:
    """Whether a release, the files it depends on, its pages and the answer of the clock are as they were."""
    if outcome.valid_until and outcome.valid_until <= now:
        return False
    if not all(path in files for path in outcome.files):
        return False
    if outcome.beside and release_files.states(os.fspath(newsroom.root), outcome.beside) != outcome.beside:
        return False
    if state == before:
        return True
    if before.size not in (state.size, _UNSURE.size):
        return False
    try:
        return digest(disk.read(newsroom.root / outcome.path)) == outcome.text
    except OSError:
        return False


def _statuses(
    newsroom: Newsroom, paths: Iterable[str], same: Mapping[str, Outcome], now: dt.datetime, out: Mapping[str, str]
) -> StatusOf:
    """A `StatusOf` that knows the releases that are the same, and reads the others."""
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


def _intact(output: Output, states: Mapping[str, State], before: Mapping[str, State]) -> Iterator[tuple[str, Staged]]:
    """The files of the output that are as the manifest says; `before` are the states in which they were left."""
    for path, digests in output.known.files.items():
        state = states[path]
        if len(digests) != 1 or state == release_files.UNKNOWN:
            continue
        if state == before.get(path) or output.has(path, digests[0]):
            yield path, Staged(digests[0], changed=False)


# --- on the disk --------------------------------------------------------------------------------------------------


def keep(
    newsroom: Newsroom,
    output: Output,
    report: Report,
    outcomes: Sequence[Outcome],
    states: Mapping[str, State],
    feeds: Mapping[str, Sequence[str]],
    start: Start,
    *,
    status_of: StatusOf,
    now: dt.datetime,
) -> None:
    """Remember a build that succeeded. `states` are those of the releases from before they were read."""
    stamp, moment = start.stamp(output.folder), now.isoformat()
    sure = _sure(states, now)
    outputs = _sure(release_files.states(os.fspath(output.folder), output.known.files), now)
    beside = _sure({path: state for outcome in outcomes for path, state in outcome.beside.items()}, now)
    releases = {
        "moment": moment,
        "outputs": [number for path in sorted(outputs) for number in outputs[path]],
        "feeds": feeds,
        "house_links": house_links(newsroom, status_of),
        "outcomes": [[*_plain(found, now), *sure[found.path]] for found in outcomes if found.status != BROKEN],
    }
    _write(newsroom, _name(newsroom, output.folder, "releases"), stamp, releases)
    is_sure = not any(_UNSURE in found.values() for found in (sure, outputs, beside))
    is_sure = (
        is_sure and bool(start.sources) and not (report.has_losses or report.moved or report.broken)
    )  # which are looked for again
    head = {
        "moment": moment,
        "until": _iso(min(filter(None, (outcome.valid_until for outcome in outcomes)), default=None)),
        "releases": start.sources if is_sure else "",
        "output": digest_of(tree(output.folder)) if is_sure else "",
        "beside": beside,
        "report": _plain_report(report),
    }
    _write(newsroom, _name(newsroom, output.folder), stamp, head)


def _write(newsroom: Newsroom, name: str, stamp: str, data: _Plain) -> None:
    body = json.dumps({"stamp": stamp, **data}, separators=(",", ":")).encode()
    with contextlib.suppress(NewsroomError):
        writer.write_cache(newsroom.root / INDEX, name, memory.seal_of(name, body).encode() + body)


def _load(newsroom: Newsroom, output: Output, start: Start) -> Memory | None:
    name, stamp = _name(newsroom, output.folder, "releases"), start.stamp(output.folder)
    found = memory.read(os.fspath(newsroom.root), name, stamp)
    if not found:
        return None
    numbers = iter(found["outputs"])
    states = {path: State(next(numbers), next(numbers)) for path in sorted(output.known.files)}
    outcomes = [_outcome(plain[:-2], output) for plain in found["outcomes"]]
    return Memory(
        dt.datetime.fromisoformat(found["moment"]),
        {outcome.path: outcome for outcome in outcomes},
        {plain[0]: State(*plain[-2:]) for plain in found["outcomes"]},
        states,
        found["feeds"],
        found["house_links"],
    )


def _name(newsroom: Newsroom, folder: Path, part: str = "") -> str:
    """The name of the memory of an output folder; folders inside the newsroom keep it when the newsroom moves."""
    place = newsroom.name_of(folder)
    return f"build-{hashlib.sha256(place.encode()).hexdigest()[:16]}{part and f'-{part}'}.json"


def _sure(states: Mapping[str, State], now: dt.datetime) -> dict[str, State]:
    """The states, unsure for a file as new that it may be written again without a change of its time."""
    latest = int(now.timestamp() * 1e9) - TICK
    return {path: state if state.written < latest else _UNSURE for path, state in states.items()}


# --- as JSON ------------------------------------------------------------------------------------------------------


def _plain(outcome: Outcome, now: dt.datetime) -> list[Any]:
    return [
        outcome.path,
        outcome.slug,
        outcome.status,
        _iso(outcome.goes_out),
        _iso(outcome.valid_until),
        outcome.text,
        _plain_public(outcome.public) if outcome.public else None,
        [plain_finding(finding) for finding in outcome.later],
        [plain_finding(finding) for finding in outcome.notices],
        outcome.links,
        _sure(outcome.beside, now),
        outcome.aliases,
    ]


def _outcome(plain: list[Any], output: Output) -> Outcome:
    path, slug, status, goes_out, valid_until, text, public, later, notices, links, beside, aliases = plain
    published = record(output.known.releases[slug]) if public else None
    return Outcome(
        path,
        slug,
        status,
        _moment(goes_out),
        _moment(valid_until),
        text,
        _public(path, slug, public, published) if published else None,
        {file: Staged(output.known.files[file][0], changed=False) for file in published.files} if published else {},
        later=tuple(map(finding_from, later)),
        notices=tuple(map(finding_from, notices)),
        links=links,
        beside={path: State(*state) for path, state in beside.items()},
        aliases=tuple(aliases),
    )


def _plain_public(public: Public) -> list[Any]:
    """What the manifest does not have of a public release."""
    return [public.card.opening, public.card.notes, public.office, _iso(public.news_at), public.lost, public.killed]


def _public(path: str, slug: str, plain: list[Any], known: Record) -> Public:
    opening, notes, office, news_at, lost, killed = plain
    card = Card(path, slug, Span(*opening), notes)
    moment = dt.datetime.fromisoformat(news_at)
    return Public(known.listing, card, office, known.id, known.due, moment, known.pictures, tuple(lost), killed)


def _plain_report(report: Report) -> list[Any]:
    held = [[*found[:2], _iso(found.goes_out), list(map(plain_finding, found.errors))] for found in report.held]
    notices = list(map(plain_finding, report.notices))
    return [
        report.public,
        report.changes.written + report.changes.unchanged,
        held,
        notices,
        report.others,
        report.released,
    ]


def _report(plain: list[Any], folder: Path) -> Report:
    public, files, held, notices, others, released = plain
    waiting = (Held(path, status, _moment(out), tuple(map(finding_from, errors))) for path, status, out, errors in held)
    return Report(
        folder,
        public,
        tuple(waiting),
        Written(0, files, 0),
        notices=tuple(map(finding_from, notices)),
        others=tuple(others),
        released=released,
    )


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(iso: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(iso) if iso else None
