"""Keep published releases whose files are gone: their pages, mails, files, index lines and feed entries stay.

A release is identified by its id, not by its name, so a renamed release is not gone.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.linter.findings import Finding, error_of
from newsroom_cli.model import disk
from newsroom_cli.model.addresses import page_url
from newsroom_cli.model.config import Config
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import FILES, FORMATS
from newsroom_cli.model.release import WAITING
from newsroom_cli.newsroom import published
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer.manifest import Manifest, Record
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing.builds.withdrawing import Notice
from newsroom_cli.publishing.collections import Kind
from newsroom_cli.publishing.feeds import writing
from newsroom_cli.publishing.feeds.channels import channel_at, feed_of_archive
from newsroom_cli.publishing.identity import logos
from newsroom_cli.publishing.outcomes import STAYS, Outcome
from newsroom_cli.rules.fields import aliases, front_matter
from newsroom_cli.rules.registry import Hit


class Departures(NamedTuple):
    """What happens to the published releases that are no longer public under their names.

    - `kept`: the manifest records, by slug, of releases whose files are gone.
    - `renamed`: by slug of a public release, its earlier names that its file does not list as aliases.
    - `unpublished`: slugs of releases that are no longer public.
    - `removed`: slugs of releases whose files are gone, and which somebody asked to remove.
    - `unknown`: ids and slugs that somebody asked to remove, but that no published release has.
    - `broken`: the slugs in `kept` whose files exist, but have errors or changes that a blackout holds.
    - `feeds`: the paths of feeds of offices that newsroom.toml no longer has.
    - `removed_feeds`: the folders of feeds that somebody asked to remove.
    """

    kept: Mapping[str, Record]
    renamed: Mapping[str, tuple[str, ...]]
    unpublished: tuple[str, ...]
    removed: tuple[str, ...]
    unknown: tuple[str, ...]
    broken: frozenset[str]
    feeds: tuple[str, ...]
    removed_feeds: tuple[str, ...] = ()

    @property
    def departed_slugs(self) -> tuple[str, ...]:
        """The slugs of all releases that leave the site."""
        return *self.unpublished, *self.removed


def departures(
    manifest: Manifest,
    outcomes: Sequence[Outcome],
    find_held_ids: Callable[[], Collection[str]],
    remove: Collection[str],
    config: Config,
) -> Departures:
    """Decide what happens to each published release of the `manifest`.

    `find_held_ids` returns the ids of the releases that are not public; it is called only if a file is missing.
    `remove` has the ids and slugs of releases, and the folders of feeds, that somebody asked to remove.
    """
    public = {outcome.slug: outcome.public for outcome in outcomes if outcome.public}
    by_id = {release.id: slug for slug, release in public.items() if release.id}
    held = {(outcome.slug, outcome.id) for outcome in outcomes if outcome.status not in STAYS}
    names = {slug for slug, _ in held}
    broken = _staying(manifest, outcomes, find_held_ids)
    used_names = names_in_use(outcomes)
    renamed = {
        slug: [name for name in release.unlisted_aliases if name not in used_names]
        for slug, release in public.items()
        if release.unlisted_aliases
    }
    kept: dict[str, Record] = {}
    unpublished, removed, matched = [], [], set()
    for slug, record in manifest.releases.items():
        if slug in public and not record.aliases:
            continue
        id = record.id
        if new_slug := by_id.get(id) or (slug if slug in public else None):
            if earlier_names := [name for name in (*record.aliases, slug) if name not in used_names]:
                renamed.setdefault(new_slug, []).extend(earlier_names)
        elif slug in used_names:
            continue
        elif slug not in broken and (_is_held(slug, id, names, held) or (id and id in find_held_ids())):
            unpublished.append(slug)
        elif requested := {id, slug}.intersection(remove):
            matched |= requested
            removed.append(slug)
        else:
            kept[slug] = record
    unknown = tuple(name for name in remove if name not in matched)
    feeds = tuple(_feeds_without_office(manifest, config, remove))
    folders = tuple(name for name in remove if "/" in name)
    return Departures(
        kept, _without_duplicates(renamed), tuple(unpublished), tuple(removed), unknown, broken, feeds, folders
    )


def _is_held(slug: str, id: str, names: Collection[str], held: Collection[tuple[str, str]]) -> bool:
    """Whether a published release is held now under its name; a file with another id is that of another release."""
    if slug not in names:
        return False
    return not id or (slug, id) in held or (slug, "") in held


def _staying(
    manifest: Manifest, outcomes: Iterable[Outcome], find_held_ids: Callable[[], Collection[str]]
) -> frozenset[str]:
    """The slugs, present and published, of the releases that stay on the site as they are.

    A present slug does not count if the page there is that of another release, which is not public any more.
    """
    staying = [outcome for outcome in outcomes if outcome.status in STAYS]
    if not staying:
        return frozenset()
    ids = {outcome.id for outcome in staying if outcome.id}
    published = [slug for slug, record in manifest.releases.items() if record.id in ids]
    others = {outcome.slug for outcome in staying}.difference(published)
    ended = [slug for slug in others & manifest.releases.keys() if manifest.releases[slug].id in find_held_ids()]
    return frozenset((*published, *others.difference(ended)))


def names_in_use(outcomes: Iterable[Outcome]) -> set[str]:
    """The slugs and aliases of all public releases."""
    public = [outcome for outcome in outcomes if outcome.public]
    return {outcome.slug for outcome in public}.union(*[outcome.aliases for outcome in public if outcome.aliases])


def _without_duplicates(names_by_slug: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The names by slug, each name only for the first release that has it; releases without names are left out."""
    seen: set[str] = set()
    unique_names = {}
    for slug, names in names_by_slug.items():
        unique = tuple(dict.fromkeys(name for name in names if name not in seen))
        seen.update(unique)
        unique_names[slug] = unique
    return {slug: names for slug, names in unique_names.items() if names}


def held_ids(newsroom: Newsroom, outcomes: Iterable[Outcome]) -> Callable[[], Collection[str]]:
    """A function that returns the ids of the releases that are not public; it reads them once."""

    @functools.cache
    def ids() -> Collection[str]:
        held = (outcome for outcome in outcomes if not outcome.public and outcome.status not in STAYS)
        releases = (newsroom.read(outcome.path) for outcome in held)
        return {release.id.value for release in releases if release.id}

    return ids


def exposed_files(paths: Iterable[str], manifest: Manifest, outcomes: Iterable[Outcome]) -> list[str]:
    """The files in the output that build did not write, and that have the name of a release which is not public."""
    held_names = {name for outcome in outcomes if not outcome.public for name in (outcome.slug, *outcome.aliases)}
    others = (path for path in paths if path not in manifest.files and path.startswith(("releases/", "email/")))
    return sorted(path for path in others if path.rpartition("/")[2].rpartition(".")[0] in held_names)


def clashes(
    newsroom: Newsroom, outcomes: Sequence[Outcome], departures: Departures, manifest: Manifest, now: dt.datetime
) -> Iterator[Finding]:
    """Yield an error for each name or id of a public release that another release has.

    - An earlier name that a held release has now: the redirect would reveal that release, and block its page on the day
      it goes out.
    - The id of a release that is still waiting: a public copy would publish it too early. A draft may have the id,
      because the draft may be the copy.
    - A page or an earlier address of another release, whose readers would get this one. The manifest and the records
      have the earlier names, and the ids of releases whose files are gone.
    """
    held_paths = {outcome.slug: outcome.path for outcome in outcomes if not outcome.public}
    waiting_ids = {outcome.id: outcome.path for outcome in outcomes if outcome.status in WAITING and outcome.id}
    by_id = {outcome.public.id: outcome for outcome in outcomes if outcome.public and outcome.public.id}
    by_slug = {outcome.slug: outcome for outcome in outcomes if outcome.public}
    ids = {outcome.id for outcome in outcomes}
    former_owners = published.former_owners(newsroom.root, ids, now)
    for outcome in outcomes:
        if outcome.public:
            names = {*outcome.aliases, *departures.renamed.get(outcome.slug, ())}
            for name in sorted(names & held_paths.keys()):
                yield _taken_name(newsroom, outcome.path, name, held_paths[name])
            if outcome.public.id in waiting_ids:
                yield _taken_id(newsroom, outcome.path, waiting_ids[outcome.public.id])
            on_site = manifest.releases.get(outcome.slug)
            if on_site and on_site.id != outcome.public.id:
                if owner := by_id.get(on_site.id):
                    yield _exchanged_name(newsroom, owner.path, outcome)
                elif on_site.id and outcome.public.id and on_site.id not in ids:
                    yield _taken_page(newsroom, outcome.path, on_site.id)
            elif owner_and_record := former_owners.get(outcome.slug):
                yield _taken_page(newsroom, outcome.path, *owner_and_record)
            for other in filter(None, map(by_slug.get, outcome.public.unlisted_aliases)):
                there = manifest.releases.get(other.slug)
                if (
                    there is None or there.id != outcome.public.id
                ):  # otherwise the check against the manifest reports it
                    yield _exchanged_name(newsroom, outcome.path, other)


def _taken_name(newsroom: Newsroom, path: str, name: str, held_path: str) -> Finding:
    """The error for the release at `path` whose earlier name is now the name of the held release."""
    release = newsroom.read(path)
    span = next((alias.span for alias in release.aliases if alias.value == name), release.opening)
    return error_of(Document(release, newsroom.config), aliases.UNUSABLE, aliases.taken_address(span, name, held_path))


def _taken_id(newsroom: Newsroom, path: str, other: str) -> Finding:
    """The error for the public release at `path` that has the id of a release which waits."""
    release = newsroom.read(path)
    message = f"{other} has the same id, and is not public"
    hit = Hit(release.id.span if release.id else release.opening, message, front_matter.SAME_ID, other=other)
    return error_of(Document(release, newsroom.config), "FM007", hit)


def _taken_page(newsroom: Newsroom, path: str, former_id: str, record_path: str = "") -> Finding:
    """The error for the release at `path` that would take the page of a release whose file is gone."""
    release = newsroom.read(path)
    hit = front_matter.taken_page(release, former_id, record_path)
    return error_of(Document(release, newsroom.config), "FM007", hit)


def _exchanged_name(newsroom: Newsroom, path: str, other: Outcome) -> Finding:
    """The error for the release at `path` whose earlier name, and its readers, another release has now."""
    release = newsroom.read(path)
    hit = aliases.another_has(release.id.span if release.id else release.opening, other.slug)
    return error_of(Document(release, newsroom.config), aliases.LOST, hit._replace(other=other.path))


def refuse_unused(manifest: Manifest, departures: Departures) -> None:
    """Raise NewsroomError for a name to remove that is neither a release without a file nor the folder of a feed."""
    if not departures.unknown:
        return
    folders = {channel.folder.removesuffix("/") for path in manifest.files if (channel := channel_at(path))}
    if unused := [name for name in departures.unknown if name not in folders - {""}]:
        hint = "newsroom build names what can be removed; what has a file leaves by newsroom withdraw or status draft"
        raise NewsroomError(f"there is no page without a release of this name: {', '.join(unused)}", hint=hint)


def records(public: Sequence[Outcome], departures: Departures) -> dict[str, Record]:
    """The records for the new manifest, by slug: public releases with all earlier names, and kept releases."""
    by_slug: dict[str, Record] = {}
    for outcome in public:
        assert outcome.public
        by_slug[outcome.slug] = outcome.record((*outcome.aliases, *departures.renamed.get(outcome.slug, ())))
    used_names = {name for record in by_slug.values() for name in record.aliases} | by_slug.keys()
    for slug, kept in departures.kept.items():
        by_slug[slug] = kept._replace(aliases=tuple(name for name in kept.aliases if name not in used_names))
    return by_slug


def former_slug(outcome: Outcome, manifest: Manifest, slugs: Collection[str]) -> str:
    """The slug under which a release is on the site, its own or a former one; empty if it is not there.

    `slugs` has the slugs of all releases: a page whose name another release has now must not be replaced.
    """
    id, on_site = outcome.id, manifest.releases.get(outcome.slug)
    if on_site is not None or outcome.public is None or not outcome.public.id:
        return outcome.slug if on_site and (not id or on_site.id in ("", id)) else ""
    used = {alias for record in manifest.releases.values() for alias in record.aliases}
    former = [slug for slug, record in manifest.releases.items() if record.id == outcome.public.id]
    return former[0] if len(former) == 1 and former[0] not in slugs and outcome.slug not in used else ""


def is_taken_back(outcome: Outcome, manifest: Manifest, slugs: Collection[str]) -> bool:
    """Whether a release on the site is withdrawn or killed now, and its page may not say so yet."""
    before = manifest.releases.get(former_slug(outcome, manifest, slugs)) if outcome.public else None
    if before is None or outcome.public is None:
        return False
    return outcome.public.killed or (outcome.public.listing.taken_back and not before.listing.taken_back)


def killed_on_site(newsroom: Newsroom, manifest: Manifest) -> list[str]:
    """The slugs of pages on the site that show the text of a release that is killed now, also under another name."""
    releases = map(newsroom.read, newsroom.paths())
    killed = {release.id.value for release in releases if release.is_killed and release.id}
    return [slug for slug, page in manifest.releases.items() if page.id in killed and not page.listing.killed]


def notices(manifest: Manifest, outcomes: Iterable[Outcome], slugs: Collection[str]) -> dict[str, Notice]:
    """The notices, by slug, of published releases that are taken back now, if the site does not have them yet."""
    by_slug = {}
    for outcome in outcomes:
        former = former_slug(outcome, manifest, slugs)
        before = manifest.releases.get(former)
        is_new = any(staged.changed for staged in outcome.files.values())
        if before and is_new and is_taken_back(outcome, manifest, slugs):
            files = {**outcome.shared, **outcome.files}
            earlier = before.aliases if former == outcome.slug else (*before.aliases, former)
            aliases = tuple(dict.fromkeys(name for name in earlier if name != outcome.slug))
            by_slug[outcome.slug] = Notice(outcome.path, outcome.record(aliases), files, former)
    return by_slug


# --- files and feeds of kept releases ---------------------------------------------------------------------------


def files(kept: Mapping[str, Record], manifest: Manifest) -> dict[str, Staged]:
    """The unchanged files of kept releases, and the logo that their pages show; what pages show comes first."""
    paths: list[str] = [*logos.FILES] if kept else []
    for record in kept.values():
        paths += (*record.shared, *record.files)
    return unchanged_files(dict.fromkeys(paths), manifest)


def unchanged_files(paths: Iterable[str], manifest: Manifest) -> dict[str, Staged]:
    """Files of an earlier build as staged files that do not change."""
    recorded = {path: manifest.files[path] for path in paths if path in manifest.files}
    return {path: Staged(digests[-1], changed=False) for path, digests in recorded.items()}


def listings(kept: Mapping[str, Record]) -> list[Listing]:
    """The index lines of kept releases."""
    return [record.listing for record in kept.values()]


def _feeds_without_office(manifest: Manifest, config: Config, remove: Collection[str]) -> list[str]:
    """The feeds of an earlier build for offices that newsroom.toml does not have, except those in `remove`."""
    if not config.feeds.offices:
        return []
    files = {FORMATS[name].file for name in config.feeds.formats}
    keys = {*config.offices, *(key for office in config.offices.values() for key in office.former_keys)}
    orphans = []
    for path in manifest.files:
        if not path.startswith(f"{Kind.OFFICE}/"):
            continue
        key, file = path.split("/")[1], path.rpartition("/")[2]
        if file in files and key not in keys and f"{Kind.OFFICE}/{key}" not in remove:
            orphans.append(path)
    return orphans


def other_feeds(manifest: Manifest, written: Collection[str], kept: Collection[str], folder: Path) -> list[str]:
    """The feeds of an earlier build that this build does not write, but that have entries of kept releases.

    An archive is left out if its feed is written, because the feed leads to all entries of its archives.
    """
    entries = [page_url(slug, "/").encode() for slug in kept]
    recorded = [path for path in manifest.files if path.rpartition("/")[2] in FILES and path not in written]
    recorded = [path for path in recorded if feed_of_archive(path) not in written]
    naming = (path for path in recorded if any(disk.contains(folder / path, page) for page in entries))
    return [path for path in naming if not writing.slugs_at(folder / path).isdisjoint(kept)]
