"""What stays possible when errors stop a build: releases that are no longer public leave the site, all else stays."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Sequence
from html import escape
from pathlib import Path
from typing import Any

from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.edition import Listing, page_url
from newsroom_cli.newsroom.folder import PUBLIC, UNCLEAR, Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.output import Output, Staged, Written
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.site import pages


class Record(NamedTuple):
    """What build keeps of a release that is out: its id, the moment it was due, its line in the index, its files.

    `pictures` are shared with other releases that show them.
    """

    id: str
    due: str
    listing: Listing
    files: tuple[str, ...]
    pictures: tuple[str, ...]

    def plain(self) -> list[Any]:
        """The record as JSON holds it."""
        line = self.listing._replace(published=self.listing.published.isoformat())  # type: ignore[arg-type]
        return [self.id, self.due, list(line), list(self.files), list(self.pictures)]


_DUE = Record._fields.index("due")  # each build asks for this alone, of every release


def record(plain: Any) -> Record | None:
    """The record that JSON held; None where an older version kept nothing."""
    if plain is None:
        return None
    id, due, line, files, pictures = plain
    listing = Listing(*line)
    listing = listing._replace(published=dt.datetime.fromisoformat(str(listing.published)))
    return Record(id, due, listing, tuple(files), tuple(pictures))


def due_of(manifest: Manifest) -> dict[str, str]:
    """The releases that are out, by slug, with the moment from which they were due; a rehearsal lets none out."""
    if manifest.rehearsal:
        return {}
    return {slug: plain[_DUE] for slug, plain in manifest.releases.items() if plain}


def out(folder: Path) -> dict[str, str]:
    """The same of a folder that build wrote; nothing when there is none or it cannot be read."""
    try:
        manifest = manifests.read(folder)
    except NewsroomError:
        return {}
    return due_of(manifest) if manifest else {}


def no_longer_public(output: Output, newsroom: Newsroom, now: dt.datetime) -> list[str]:
    """The slugs of releases that are out and do not pass the gate any more, files that were deleted included.

    A release that is unclear stays as it is: nobody knows what was meant. One whose file was only renamed stays, too.
    """
    out = due_of(output.known)
    standing = newsroom.standings_at(now, out)
    stands = {slug: standing(slug) for slug in out}
    gone = [slug for slug, where in stands.items() if where not in (PUBLIC, UNCLEAR)]
    if not any(stands[slug] is None for slug in gone):
        return gone
    releases = (newsroom.read(path) for path in newsroom.paths())
    documents = [newsroom.document(release) for release in releases if release.id]
    staying = [
        document.release
        for document in documents
        if newsroom.publication_status(document, now, out) in (PUBLIC, UNCLEAR)
    ]
    ids = {release.id.value for release in staying if release.id}
    return [slug for slug in gone if stands[slug] or output.known.releases[slug][0] not in ids]


def take_back(output: Output, gone: Collection[str], newsroom: Newsroom) -> Written:
    """Remove releases, by slug, from pages, mail, pictures, index and feeds; every other file keeps its bytes.

    Raises NewsroomError when the folder cannot be written.
    """
    records = {slug: known for slug, plain in output.known.releases.items() if (known := record(plain))}
    left = {slug: known for slug, known in records.items() if slug not in gone}
    needed = {picture for known in left.values() for picture in known.pictures}
    dead = {path for slug in gone for path in (*records[slug].files, *records[slug].pictures)} - needed
    changed = {"index.html": _index([known.listing for known in left.values()], newsroom)}
    addresses = [f"/{page_url(slug, '')}" for slug in gone]
    files: dict[str, Staged] = {}
    for path, digests in output.known.files.items():
        if path in dead:
            continue
        try:
            data = changed.get(path) or _feed_without(output.folder / path, addresses)
        except (OSError, ValueError, KeyError, TypeError):
            continue  # a feed that something else changed: who knows what is in it
        files[path] = Staged(digests[-1], changed=False) if data is None else output.stage(path, data)
    return output.commit(files, {slug: known.plain() for slug, known in left.items()})


def _index(listings: Sequence[Listing], newsroom: Newsroom) -> bytes:
    """The index, by our own templates where the newsroom's are what is wrong."""
    try:
        return pages.index_page(listings, newsroom.config, newsroom.own)
    except NewsroomError:
        return pages.index_page(listings, newsroom.config, None)


def _feed_without(path: Path, pages: Sequence[str]) -> bytes | None:
    """A feed without the entries of some pages; None for a file that is no feed, or has none of them."""
    if path.name not in {form.file for form in feeds.FORMATS.values()}:
        return None
    data = disk.read(path).decode()
    if path.suffix == ".json":
        document = json.loads(data)
        kept = [item for item in document["items"] if not item["url"].endswith(tuple(pages))]
        made = json.dumps({**document, "items": kept}, ensure_ascii=False, indent=1) + "\n"
    else:
        ends = ("</link>", '" rel="alternate"')  # an entry's own address, not one that its text leads to
        links = [f"{escape(page)}{end}" for page in pages for end in ends]
        made = _ENTRY.sub(lambda entry: "" if any(link in entry[0] for link in links) else entry[0], data)
    return None if made == data else made.encode()


# An entry as feedgen writes it; what is inside is escaped, so that its end is the first that looks like one.
_ENTRY = pattern(r"[ \t]*<(item|entry)(?:\s[^>]*)?>.*?</\1>\n?", re.DOTALL)
