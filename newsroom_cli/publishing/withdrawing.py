"""Removal from the site: even if errors stop a build, releases that are no longer public leave; all else stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import format_of
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom.edition import page_url
from newsroom_cli.newsroom.folder import PUBLIC, UNCLEAR, Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest, Record
from newsroom_cli.newsroom.writer.output import Output, Staged, Written
from newsroom_cli.publishing import redirects
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.site import pages

INDEX = "index.html"


def due_of(manifest: Manifest) -> dict[str, str]:
    """The published releases, by slug and by id, with the moment they were due; a rehearsal publishes none."""
    if manifest.rehearsal:
        return {}
    due = {slug: record.due for slug, record in manifest.releases.items() if record}
    return due | {record.id: record.due for record in manifest.releases.values() if record and record.id}


def manifest_of(folder: Path) -> Manifest:
    """The manifest of an output folder; empty if it is missing or cannot be read."""
    try:
        return manifests.read(folder) or Manifest({}, {})
    except NewsroomError:
        return Manifest({}, {})


def out(folder: Path) -> dict[str, str]:
    """The published releases of an output folder; none if its manifest is missing or cannot be read."""
    return due_of(manifest_of(folder))


def without_file(folder: Path, releases: Iterable[Release]) -> list[str]:
    """The published releases of an output folder, by slug, that are none of some releases, nor were they once."""
    try:
        manifest = manifests.read(folder)
    except NewsroomError:
        return []
    if not manifest or manifest.rehearsal:
        return []
    ids, names = set(), set()
    for release in releases:
        ids.add(release.id.value if release.id else "")
        names |= {release.slug, *(alias.value for alias in release.aliases)}
    known = {slug: record.id if record else "" for slug, record in manifest.releases.items()}
    return sorted(slug for slug, id in known.items() if slug not in names and (not id or id not in ids))


def no_longer_public(output: Output, newsroom: Newsroom, now: dt.datetime, out: Mapping[str, str]) -> list[str]:
    """The slugs of published releases that no longer pass the gate; `out` are those that count as published.

    A release whose status is unclear stays: the intention is unknown. So does one whose file is gone, and one that is
    public under another name.
    """
    known = {slug: record.id for slug, record in output.known.releases.items() if record and not output.known.rehearsal}
    status_of = newsroom.publication_statuses_at(now, out)
    statuses = {slug: status_of(slug) for slug in known}
    if all(status in (PUBLIC, UNCLEAR) for status in statuses.values()):
        return []
    by_id: dict[str, set[str]] = {}
    own: dict[tuple[str, str], set[str]] = {}
    for document in (newsroom.document(newsroom.read(path)) for path in newsroom.paths()):
        if document.release.id:
            status = newsroom.publication_status(document, now, out)
            by_id.setdefault(document.release.id.value, set()).add(status)
            own.setdefault((document.release.slug, document.release.id.value), set()).add(status)

    def is_gone(slug: str, id: str) -> bool:
        found = own.get((slug, id))  # a copy with the same id keeps nothing public
        if found is None:
            found = by_id.get(id, set()) | ({str(statuses[slug])} if statuses[slug] else set())
        return bool(found) and not found & {PUBLIC, UNCLEAR}

    return [slug for slug, id in known.items() if is_gone(slug, id)]


class Notice(NamedTuple):
    """What is left of a killed release: its record, and the staged files that say so."""

    record: Record
    files: Mapping[str, Staged]


IsClean = Callable[[Mapping[str, bytes], str], bool]  # of files, by path, where some words are public


def clean_notices(output: Output, notices: Mapping[str, Notice], is_clean: IsClean) -> dict[str, Notice]:
    """The notices, by slug, whose files say nothing that is not public."""

    def says_nothing_held(notice: Notice) -> bool:
        contents = {path: output.content(path, staged) for path, staged in notice.files.items()}
        return is_clean(contents, "")

    return {slug: notice for slug, notice in notices.items() if says_nothing_held(notice)}


def remove_from_site(
    output: Output, gone: Collection[str], newsroom: Newsroom, notices: Mapping[str, Notice], is_clean: IsClean
) -> Written:
    """Remove releases, by slug, from pages, mail, pictures, index, feeds and redirects; all else keeps its bytes.

    `notices` take the place of killed releases, by slug; feeds have them when a build succeeds.

    Raises NewsroomError if the folder cannot be written.
    """
    records = {slug: record for slug, record in output.known.releases.items() if record}
    left = {slug: record for slug, record in records.items() if slug not in gone}
    left |= {slug: notice.record for slug, notice in notices.items()}
    needed = {picture for record in left.values() for picture in record.pictures}
    dead = {path for slug in gone for path in records[slug].files} - needed
    dead |= {path for slug in (*gone, *notices) for path in records[slug].pictures} - needed
    dead |= {path for slug in gone for alias in records[slug].aliases for path in redirects.places(alias)}
    index = _index([record.listing for record in left.values()], newsroom, is_clean)
    addresses = [f"/{page_url(slug, '')}" for slug in (*gone, *notices)]
    said = {path: staged for notice in notices.values() for path, staged in notice.files.items()}
    files: dict[str, Staged] = {}
    for path, digests in output.known.files.items():
        if path in dead or path in said:
            continue
        try:
            data = index if path == INDEX else _without(output.folder / path, addresses, gone)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # another program changed this feed: its content is unknown
        files[path] = Staged(digests[-1], changed=False) if data is None else output.stage(path, data)
    known = {slug: record for slug, record in output.known.releases.items() if slug not in gone}
    return output.commit(files | said, known | {slug: notice.record for slug, notice in notices.items()})


def _without(path: Path, addresses: Sequence[str], gone: Collection[str]) -> bytes | None:
    """A feed or a file of redirects without some pages; None if the file is neither, or names none of them."""
    if path.name not in redirects.FILES:
        return feed_without_pages(path, addresses)
    before = disk.read(path)
    after = redirects.without(before, gone)
    return None if after == before else after


def _index(listings: Sequence[Listing], newsroom: Newsroom, is_clean: IsClean) -> bytes | None:
    """The index; without the newsroom's templates and notice if these are wrong, or say what is not public.

    None if it says that all the same: then the index must stay as it is.
    """
    lines = "\n".join(f"{listing.headline}\n{listing.summary}" for listing in listings)
    config = newsroom.config
    for own, notice in ((newsroom.own, config.notice), (None, config.notice), (None, "")):
        try:
            page = pages.index_page(listings, config._replace(notice=notice), own)
        except NewsroomError:
            continue
        if is_clean({INDEX: page}, lines):
            return page
    return None


def feed_without_pages(path: Path, pages: Sequence[str]) -> bytes | None:
    """A feed without the entries of some pages; None if the file is no feed or has no such entry."""
    name = format_of(path.name)
    if name is None:
        return None
    before = disk.read(path).decode()
    after = feeds.renderer(name).without(before, pages)
    return None if after == before else after.encode()
