"""The plan of all feed documents: which documents there are, their releases, and the links between them."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Container
from typing import Any, NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.model.config import Config
from newsroom_cli.newsroom.links.language_versions import Sibling
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer.manifest import Record, digest
from newsroom_cli.publishing.collections import Channel, Collection, Kind
from newsroom_cli.publishing.feeds import channels
from newsroom_cli.publishing.feeds.channels import Chain
from newsroom_cli.publishing.feeds.feeds import in_whole_seconds
from newsroom_cli.publishing.outcomes import Outcome
from newsroom_cli.publishing.site import list_pages


class Member(NamedTuple):
    """A public release, as the plan of the feeds needs it.

    `news_at` is the moment of its publication or of its last notice, `month` the month of its publication. `path` is
    the path of its file and `text` the digest of its text; both are empty if the file is gone, or the release stays as
    it was. `siblings` are the same release in other languages. It is `contested` if an older release has the same id.
    """

    slug: str
    id: str
    published: dt.datetime
    updated: dt.datetime
    news_at: dt.datetime
    month: str
    path: str = ""
    text: str = ""
    contested: bool = False
    siblings: tuple[Sibling, ...] = ()


class FeedDocument(NamedTuple):
    """A document to write in all formats: its channel, its place in the chain of archives, its releases in order.

    A document that `is_known` to be as the last build left it has no members.
    """

    channel: Channel
    chain: Chain
    members: tuple[Member, ...]
    is_known: bool = False

    @property
    def folder(self) -> str:
        """Its folder on the site."""
        return channels.folder(self.channel, self.chain.month)

    def formats_by_path(self, config: Config) -> dict[str, str]:
        """The formats in which it is written, by path."""
        return channels.formats_by_path(self.channel, self.chain.month, config)

    @property
    def inputs(self) -> str:
        """A digest of everything that the document is made of, apart from the releases themselves."""
        members = [(member.slug, member.contested) for member in self.members]
        return f"{place_of(self.channel, self.chain)} {_digest(members)}"


def place_of(channel: Channel, chain: Chain) -> str:
    """A digest of the place of a document, with which its `inputs` begin."""
    return _digest((channel, chain))


def _digest(value: Any) -> str:
    return digest(repr(value).encode(errors="surrogatepass"))


def members_of(
    public: Iterable[Outcome], kept: Mapping[str, Record], collections: Sequence[Collection]
) -> dict[str, Member]:
    """The members for public releases, and for those whose files are gone, by slug."""
    months = {listing.slug: month for month, listings in collections[0].months for listing in listings}
    found = {slug: member_of(record.listing, record.id, months.get(slug, "")) for slug, record in kept.items()}
    for outcome in public:
        if release := outcome.public:
            month, siblings = months.get(outcome.slug, ""), outcome.neighbours.siblings
            found[outcome.slug] = member_of(
                release.listing, release.id, month, release.news_at, outcome.path, outcome.text, siblings
            )
    return with_contested(found)


def member_of(
    listing: Listing,
    id: str,
    month: str,
    news_at: dt.datetime | None = None,
    path: str = "",
    text: str = "",
    siblings: tuple[Sibling, ...] = (),
) -> Member:
    """The member for an index line; without `news_at`, the last change counts."""
    published = updated = in_whole_seconds(listing.published)
    if listing.updated:
        updated = in_whole_seconds(listing.updated)
    news_at = news_at or listing.updated or listing.published
    return Member(listing.slug, id, published, updated, news_at, month, path, text, siblings=siblings)


def with_contested(members: dict[str, Member]) -> dict[str, Member]:
    """The members, by slug; of several with the same id, all but the oldest are contested."""
    repeated = {id for id, number in Counter(member.id for member in members.values()).items() if number > 1}
    if repeated:
        seen: set[str] = set()
        for member in reversed(_ordered([slug for slug in members if members[slug].id in repeated], members)):
            members[member.slug] = member._replace(contested=member.id in seen)
            seen.add(member.id)
    return members


def plan(
    collections: Sequence[Collection],
    members: Mapping[str, Member],
    config: Config,
    *,
    known: Iterable[str] = (),
    removed: Container[str] = (),
    left_out: Mapping[str, Container[str]] = {},
    unchanged: Container[str] = (),
    is_known: Callable[[Channel, Chain], bool] = lambda channel, chain: False,
) -> list[FeedDocument]:
    """All feed documents of some collections, the newsroom first; the newest document of each comes first.

    Collections whose folders are in `unchanged` are left out. `is_known` says whether an archive with this place in the
    chain is as the last build left it.

    A feed that was written once stays, empty if need be: its readers must not find a missing page. `known` has the
    paths of the files of the last build, `removed` the folders of feeds that somebody asked to remove. `left_out` has,
    by folder, the releases that do not fit into a feed because of their size.
    """
    found: list[FeedDocument] = []
    for group, has_pages in ((collections, True), (_left_behind(collections, known, removed, config), False)):
        for collection in group:
            if channels.has_feeds(collection.kind, config) and collection.folder not in unchanged:
                limit = config.feeds.entries
                found += _documents(collection, members, limit, left_out, is_known, has_pages=has_pages)
    return found


def _left_behind(
    collections: Sequence[Collection], known: Iterable[str], removed: Container[str], config: Config
) -> Iterator[Collection]:
    """Yield the collections with feeds of an earlier build that now have no releases or no pages of their own."""
    present = {(collection.kind, collection.key) for collection in collections}
    former = {former: key for key, office in config.offices.items() for former in office.former_keys}
    earlier = {(channel.kind, channel.key) for path in known if (channel := channels.channel_at(path))}
    earlier = {(kind, former.get(key, key) if kind is Kind.OFFICE else key) for kind, key in earlier}
    for kind, key in sorted(earlier - present):
        is_unknown = kind is Kind.OFFICE and key not in config.offices
        # The name of a topic may reveal a release that is held now.
        if f"{kind}/{key}" in removed or is_unknown or kind is Kind.TOPIC:
            continue
        name = config.offices[key].name if kind is Kind.OFFICE else ""
        listings: tuple[Listing, ...] = ()
        months: tuple[tuple[str, tuple[Listing, ...]], ...] = ()
        if kind is Kind.LANGUAGE:  # all releases are in one language now, which has no collection of its own
            name = dates.name_of_language(key)
            listings = tuple(found for found in collections[0].listings if (found.language or config.language) == key)
            slugs = {found.slug for found in listings}
            months = tuple(
                (month, tuple(found for found in all_found if found.slug in slugs))
                for month, all_found in collections[0].months
            )
        yield Collection(kind, key, name, listings, months)


def _documents(
    collection: Collection,
    members: Mapping[str, Member],
    limit: int,
    left_out: Mapping[str, Container[str]],
    is_known: Callable[[Channel, Chain], bool],
    *,
    has_pages: bool,
) -> Iterator[FeedDocument]:
    """Yield the documents of a collection: the feed to subscribe to, and archives of the months it does not cover."""

    def news(slug: str) -> tuple[dt.datetime, dt.datetime]:
        """The moments by which the feed to subscribe to selects its releases."""
        return members[slug].news_at, members[slug].published

    channel = collection.channel
    slugs = [listing.slug for listing in collection.listings if listing.slug in members]
    newest = heapq.nlargest(limit, sorted(slugs), key=news)
    shown = {*newest}.difference(left_out.get(channel.folder, ()))
    archives = [
        (month, in_month)
        for month, listings in collection.months
        if not shown.issuperset(in_month := [listing.slug for listing in listings if listing.slug in members])
    ]
    months = [month for month, _ in archives]
    page = channel.folder if has_pages else ""
    chain = Chain(older=months[0] if months else "", is_complete=shown.issuperset(slugs), page=page)
    yield FeedDocument(channel, chain, _ordered(newest, members))
    has_months = has_pages and (not collection.key or len(collection.listings) > list_pages.NEWEST)
    for (month, in_month), newer, older in zip(archives, ["", *months], [*months[1:], ""], strict=False):
        chain = Chain(month, older, newer, page=channels.folder(channel, month) if has_months else page)
        if is_known(channel, chain):
            yield FeedDocument(channel, chain, (), is_known=True)
        else:
            yield FeedDocument(channel, chain, _ordered(in_month, members))


def _ordered(slugs: Iterable[str], members: Mapping[str, Member]) -> tuple[Member, ...]:
    """The members in the order of feeds: newest first."""
    found = sorted((members[slug] for slug in slugs), key=lambda member: (member.id, member.slug))
    return tuple(sorted(found, key=lambda member: member.published, reverse=True))
