"""What stays public although its release is gone: page, mail, pictures, the line in the index, entries in feeds.

Ids say what is public, not names: a release that goes on under another name has only moved.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.linter.findings import Finding, of_hits
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import FILES, FORMATS, format_of
from newsroom_cli.newsroom import published
from newsroom_cli.newsroom.edition import page_url
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer.manifest import Manifest, Record
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import redirects
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.outcomes import STAYS, Outcome
from newsroom_cli.publishing.withdrawing import Notice
from newsroom_cli.rules.fields import aliases
from newsroom_cli.rules.registry import rules


class Departures(NamedTuple):
    """The published releases that are no longer public under the name they had, by what becomes of them.

    `kept` are the manifest's records of those that are gone, by slug, None for what version 0.1.0 wrote. `renamed` are
    the earlier names that a public release does not declare, by its slug. `unpublished` are the slugs of those that are
    no longer public, `removed` of those that a person takes off the site. `unknown` are names to remove that nothing
    has. `broken` are those of `kept` whose files have errors, or changes that wait. `feeds` are those of offices that
    nobody knows.
    """

    kept: Mapping[str, Record | None]
    renamed: Mapping[str, tuple[str, ...]]
    unpublished: tuple[str, ...]
    removed: tuple[str, ...]
    unknown: tuple[str, ...]
    broken: frozenset[str]
    feeds: tuple[str, ...]


def departures(
    known: Manifest,
    outcomes: Sequence[Outcome],
    held: Callable[[], Collection[str]],
    remove: Collection[str],
    config: Config,
) -> Departures:
    """What becomes of the releases that a manifest knows.

    `held` returns the ids of the releases that are not public; it is asked only when a file is missing. `remove` are
    ids and slugs of releases without a file, and folders of feeds without an office, that a person takes off the site.
    """
    public = {outcome.slug: outcome.public for outcome in outcomes if outcome.public}
    by_id = {found.id: slug for slug, found in public.items() if found.id}
    names = {outcome.slug for outcome in outcomes if outcome.status not in STAYS}
    broken = _staying(known, outcomes)
    taken = taken_names(outcomes)
    renamed = {slug: [name for name in found.lost if name not in taken] for slug, found in public.items() if found.lost}
    kept: dict[str, Record | None] = {}
    unpublished, removed, matched = [], [], set()
    for slug, record in known.releases.items():
        id = record.id if record else ""
        if home := by_id.get(id) or (slug if slug in public else None):
            if earlier := [name for name in (*(record.aliases if record else ()), slug) if name not in taken]:
                renamed.setdefault(home, []).extend(earlier)
        elif slug in taken:
            continue
        elif slug not in broken and (slug in names or (id and id in held())):
            unpublished.append(slug)
        elif wanted := {id, slug}.intersection(remove):
            matched |= wanted
            removed.append(slug)
        else:
            kept[slug] = record
    unknown = tuple(name for name in remove if name not in matched)
    feeds = tuple(_feeds_without_office(known, config, remove))
    return Departures(kept, _each_once(renamed), tuple(unpublished), tuple(removed), unknown, broken, feeds)


def _staying(known: Manifest, outcomes: Iterable[Outcome]) -> frozenset[str]:
    """The slugs of releases that stay as they are, those under which they are public included."""
    staying = [outcome for outcome in outcomes if outcome.status in STAYS]
    ids = {outcome.id for outcome in staying if outcome.id}
    public = (slug for slug, record in known.releases.items() if record and record.id in ids)
    return frozenset((*(outcome.slug for outcome in staying), *public))


def taken_names(outcomes: Iterable[Outcome]) -> set[str]:
    """The names in addresses that public releases have, or declare to have had."""
    return {name for outcome in outcomes if outcome.public for name in (outcome.slug, *outcome.aliases)}


def _each_once(names_by_slug: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The names by release, each name for one release, and without releases that have none."""
    seen: set[str] = set()
    once = {}
    for slug, names in names_by_slug.items():
        own = tuple(dict.fromkeys(name for name in names if name not in seen))
        seen.update(own)
        once[slug] = own
    return {slug: names for slug, names in once.items() if names}


def held_ids(newsroom: Newsroom, outcomes: Iterable[Outcome]) -> Callable[[], Collection[str]]:
    """A function that returns the ids of the releases that are not public; it reads them once."""

    @functools.cache
    def ids() -> Collection[str]:
        held = (outcome for outcome in outcomes if not outcome.public and outcome.status not in STAYS)
        releases = (newsroom.read(outcome.path) for outcome in held)
        return {release.id.value for release in releases if release.id}

    return ids


def vanished(
    newsroom: Newsroom,
    outcomes: Sequence[Outcome],
    departures: Departures,
    held: Callable[[], Collection[str]],
    now: dt.datetime,
) -> dict[str, str]:
    """The records of releases that were public and are gone, without a page in the output: their paths, with ids.

    The id is empty where a record is damaged.
    """
    taken = taken_names(outcomes) | departures.kept.keys()
    gone = published.without_release(newsroom.root, held, {found.public.id for found in outcomes if found.public})
    lost = {}
    for path, known in gone:
        if known is None or (known.first_public <= now and not taken.intersection(known.addresses)):
            lost[path] = known.id if known else ""
    return lost


def clashes(newsroom: Newsroom, outcomes: Sequence[Outcome], departures: Departures) -> Iterator[Finding]:
    """Errors for earlier names of public releases that a release which is not public has now.

    A page there would say that it exists, and stand in its way on its day.
    """
    waiting = {outcome.slug: outcome.path for outcome in outcomes if not outcome.public}
    for outcome in outcomes:
        if outcome.public:
            names = {*outcome.aliases, *departures.renamed.get(outcome.slug, ())}
            for name in sorted(names & waiting.keys()):
                yield from _clash(newsroom, outcome.path, name, waiting[name])


def _clash(newsroom: Newsroom, path: str, name: str, other: str) -> list[Finding]:
    release = newsroom.read(path)
    span = next((alias.span for alias in release.aliases if alias.value == name), release.opening)
    return of_hits(Document(release, newsroom.config), [(rules()[aliases.UNUSABLE], aliases.taken(span, name, other))])


def refuse_unused(known: Manifest, departures: Departures) -> None:
    """Raise NewsroomError if a name to remove is no page or feed whose release or office is gone."""
    folders = {path.rpartition("/")[0] for path in known.files}
    if unused := [name for name in departures.unknown if not (name.startswith("offices/") and name in folders)]:
        hint = "newsroom build names what can be removed; what has a file leaves by newsroom withdraw or status draft"
        raise NewsroomError(f"there is no page without a release of this name: {', '.join(unused)}", hint=hint)


def records(public: Sequence[Outcome], departures: Departures) -> dict[str, Record | None]:
    """What the manifest is to record, by slug: public releases with all their earlier names, and what is kept."""
    found: dict[str, Record | None] = {}
    for outcome in public:
        assert outcome.public
        found[outcome.slug] = outcome.record((*outcome.aliases, *departures.renamed.get(outcome.slug, ())))
    taken = {name for known in found.values() if known for name in known.aliases} | found.keys()
    for slug, kept in departures.kept.items():
        found[slug] = kept and kept._replace(aliases=tuple(name for name in kept.aliases if name not in taken))
    return found


def notices(known: Manifest, outcomes: Iterable[Outcome]) -> dict[str, Notice]:
    """The notices about killed releases, by slug, that are to be on the site already, and are not there yet."""
    found = {}
    for outcome in outcomes:
        before = known.releases.get(outcome.slug)
        is_new = any(staged.changed for staged in outcome.files.values())
        if before and is_new and outcome.public and outcome.public.killed:
            found[outcome.slug] = Notice(outcome.record(before.aliases), outcome.files)
    return found


def moved(records: Iterable[Record | None]) -> list[redirects.Moved]:
    """The published releases that have earlier names in addresses."""
    return [redirects.Moved(found.listing, found.aliases) for found in records if found and found.aliases]


# --- what is kept -----------------------------------------------------------------------------------------------


def files(kept: Mapping[str, Record | None], known: Manifest) -> dict[str, Staged]:
    """The pages, mails and pictures of what is kept, as they are; pictures come first."""
    paths: list[str] = []
    for slug, record in kept.items():
        paths += (*record.pictures, *record.files) if record else redirects.places(slug)
    return as_they_are(dict.fromkeys(paths), known)


def as_they_are(paths: Iterable[str], known: Manifest) -> dict[str, Staged]:
    """Files of an earlier build that stay."""
    there = {path: known.files[path] for path in paths if path in known.files}
    return {path: Staged(digests[-1] if digests else "", changed=False) for path, digests in there.items()}


def listings(kept: Mapping[str, Record | None]) -> list[Listing]:
    """The lines of the index of what is kept."""
    return [record.listing for record in kept.values() if record]


def feed(path: Path, rendered: bytes, kept: Collection[str], limit: int, *, is_empty: bool) -> bytes:
    """A feed with the entries of what is kept, by slug, taken from the document that is in the output now.

    `limit` is the most entries it has. One that `is_empty` otherwise has the head of that document: no date goes back.
    """
    name = format_of(path.name)
    if name is None or not (kept or is_empty):
        return rendered
    try:
        before = disk.read(path).decode()
        return feeds.renderer(name).with_kept(rendered.decode(), before, pages(kept), limit).encode()
    except (OSError, ValueError, KeyError, TypeError):
        return rendered  # there is no such document, or another program changed it


def pages(slugs: Iterable[str]) -> list[str]:
    """The ends of the addresses of the pages of releases."""
    return [f"/{page_url(slug, '')}" for slug in slugs]


def other_feeds(known: Manifest, written: Collection[str], kept: Collection[str], folder: Path) -> list[str]:
    """The feeds of an earlier build that are not written now, and have entries of what is kept."""
    entries = [page.encode() for page in pages(kept)]
    feeds_there = [path for path in known.files if path.rpartition("/")[2] in FILES and path not in written]
    return [path for path in feeds_there if any(disk.holds(folder / path, page) for page in entries)]


def _feeds_without_office(known: Manifest, config: Config, remove: Collection[str]) -> list[str]:
    """The feeds of an earlier build under keys that no office has or had; `remove` has those that a person removes."""
    if not config.feeds.offices:
        return []
    files = {FORMATS[name].file for name in config.feeds.formats}
    keys = {*config.offices, *(key for office in config.offices.values() for key in office.former_keys)}
    found = []
    for path in known.files:
        folder, _, file = path.rpartition("/")
        top, _, key = folder.partition("/")
        if top == "offices" and file in files and key not in keys and folder not in remove:
            found.append(path)
    return found
