"""One feed, rendered outside of a build for `newsroom feed`."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import entry_of, language_of, latest_news_at, office_of, published_at
from newsroom_cli.model.release import BLACKOUT, PUBLIC, UNCLEAR, Release, text_of
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links import language_versions
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest, Record
from newsroom_cli.publishing import blackouts, staying
from newsroom_cli.publishing.builds import keeping
from newsroom_cli.publishing.collections import NEWSROOM, Channel, Collection, collections_of
from newsroom_cli.publishing.feeds import feeds, planning, rendering, writing
from newsroom_cli.publishing.feeds.channels import SUBSCRIPTION
from newsroom_cli.publishing.feeds.planning import FeedDocument, Member
from newsroom_cli.publishing.staying import Stays


class _Found(NamedTuple):
    """The releases of a newsroom: all, the public ones, the published slugs of those that wait, and errors."""

    releases: Sequence[Release]
    public: Sequence[Release]
    waiting: Sequence[str]
    errors: Sequence[Finding]


def feed(
    newsroom: Newsroom, form: str, *, now: dt.datetime, channel: Channel = NEWSROOM
) -> tuple[bytes, list[Finding]]:
    """Render one feed as `build` writes it, or return the errors that prevent its publication.

    A release with an unclear status is such an error, as in `build`, so that no entry vanishes silently. The text of
    releases that are too old for the feed is not checked. Raises NewsroomError if the releases cannot be read, or there
    is no such feed.
    """
    config = newsroom.config
    manifest = Manifest({}, {}) if config.rehearsal else manifests.manifest_of(newsroom.output)
    stays = staying.stays_in(newsroom.output, manifest, newsroom)
    status_of = staying.statuses_with_pages(newsroom.publication_statuses_at(now, manifest.due_moments), stays)
    found = _releases(newsroom, manifest, now, stays)
    gone = manifests.slugs_without_file(manifest, found.releases)
    kept = {slug: manifest.releases[slug] for slug in (*gone, *found.waiting) if slug in manifest.releases}
    public = {release.slug: release for release in found.public}
    listings = {slug: _listing(newsroom, release, status_of) for slug, release in public.items()}
    collections = collections_of([*listings.values(), *keeping.listings(kept)], config)
    members = _members(public, listings, kept, collections, newsroom)
    for slug, siblings in language_versions.families([*listings.values(), *keeping.listings(kept)]).items():
        members[slug] = members[slug]._replace(siblings=siblings)
    left_out: dict[str, tuple[str, ...]] = {}
    while True:
        documents = planning.plan(collections, members, config, known=manifest.files, left_out=left_out)
        document = next((document for document in documents if document.folder == channel.folder), None)
        if document is None and channel.key in config.offices:  # it has not published yet
            document = FeedDocument(channel, SUBSCRIPTION._replace(is_complete=True), ())
        if document is None:
            raise NewsroomError(f"there is no feed {channel.folder}", hint="newsroom build writes all feeds there are")
        shown = [public[member.slug] for member in document.members if member.path]
        errors = [*found.errors, *itertools.chain(*map(check.errors, map(newsroom.document, shown)))]
        if errors:
            return b"", errors
        document = document._replace(members=_updated(document.members, public, newsroom, status_of))
        entries = rendering.read_and_rendered(
            newsroom, [member for member in document.members if member.path], status_of
        )
        kept_members = [member for member in document.members if not member.path]
        entries |= writing.earlier_entries(newsroom.output, kept_members, manifest.files, config)
        excess = writing.excess(document, entries)
        if excess == left_out.get(channel.folder, ()):
            break
        left_out[channel.folder] = excess
    rendered = writing.render(document, entries, config, None if config.rehearsal else newsroom.output)
    return rendered[feeds.path(form, channel)], []


def _releases(newsroom: Newsroom, manifest: Manifest, now: dt.datetime, stays: Stays) -> _Found:
    """All releases, sorted by their part in feeds at `now`, with the errors of releases whose status is unclear."""
    config = newsroom.config
    due_moments, on_site = manifest.due_moments, manifest.published
    waiting: list[str] = []
    public: list[Release] = []
    errors: list[Finding] = []
    releases = [staying.readable(newsroom.read(path), stays) for path in newsroom.paths()]
    for release in releases:
        if release.problems or release.x:
            status = newsroom.publication_status(newsroom.document(release), now, due_moments)
        else:  # the text of the newest releases is checked later
            status = newsroom.status_by_fields(release, now, due_moments)
        if status in (PUBLIC, BLACKOUT) and config.blackout:
            blackouts.refuse_unknown_page(newsroom, newsroom.document(release).release, manifest, now)
        if status == UNCLEAR:
            errors += check.errors(newsroom.document(release))
        elif status == PUBLIC and blackouts.waits_until(newsroom, release, on_site, now):
            before = entry_of(release, on_site)
            waiting += [before.listing.slug] if before else []
        elif status == PUBLIC:
            public.append(release)
    return _Found(releases, public, waiting, errors)


def _listing(newsroom: Newsroom, release: Release, status_of: StatusOf) -> Listing:
    """A line with only the values that decide in which feeds a release is; the whole line would take longer."""
    config = newsroom.config
    if release.is_killed:
        return editions.listing(newsroom.edition(release, body=False, status_of=status_of))
    office = office_of(release, config)
    name = config.offices[office].name if office in config.offices else ""
    topics = tuple(topic.value for topic in release.topics)
    language = language_of(release, config)
    published = published_at(release, config)
    original = editions.public_original(release, status_of)
    return Listing(release.slug, "", "", published, "", name, language, "", office, topics, translation_of=original)


def _members(
    public: Mapping[str, Release],
    listings: Mapping[str, Listing],
    kept: Mapping[str, Record],
    collections: Sequence[Collection],
    newsroom: Newsroom,
) -> dict[str, Member]:
    """The members, by slug, for public releases and for those that stay as they are on the site."""
    members = planning.members_of((), kept, collections)
    months = {listing.slug: month for month, found in collections[0].months for listing in found}
    for slug, release in public.items():
        id, news_at = text_of(release.id), latest_news_at(release, newsroom.config)
        members[slug] = planning.member_of(listings[slug], id, months[slug], news_at, release.path)
    return planning.with_contested(members)


def _updated(
    members: Iterable[Member], public: Mapping[str, Release], newsroom: Newsroom, status_of: StatusOf
) -> tuple[Member, ...]:
    """The members with the moments of their last changes."""

    def updated(member: Member) -> Member:
        """The member with the moment of the last change of its release, if its file is there."""
        if not member.path:
            return member
        edition = newsroom.edition(public[member.slug], body=False, status_of=status_of)
        return member._replace(updated=feeds.in_whole_seconds(edition.updated))

    return tuple(map(updated, members))
