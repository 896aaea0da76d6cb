"""The collections of public releases that have pages and feeds of their own: offices, topics and languages."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.model.config import Config
from newsroom_cli.model.release_file import slugify
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer.manifest import digest

UNDATED = "undated"  # stands for the month of releases without a date


class Kind(StrEnum):
    """The kinds of collections; the values are their folders on the site."""

    NEWSROOM = ""
    OFFICE = "offices"
    TOPIC = "topics"
    LANGUAGE = "languages"


class Channel(NamedTuple):
    """The names of a collection: `key` for addresses, empty for the whole newsroom; `name` for people."""

    kind: Kind = Kind.NEWSROOM
    key: str = ""
    name: str = ""

    @property
    def folder(self) -> str:
        """Its folder on the site, with a slash at the end; empty for the whole newsroom."""
        return f"{self.kind}/{self.key}/" if self.key else ""


NEWSROOM = Channel()


class Collection(NamedTuple):
    """All public releases, or those of an office, of a topic or in a language, newest first.

    `months` has the releases of each month, such as 2026-11, in the same order; those without a date come under
    UNDATED.
    """

    kind: Kind
    key: str
    name: str
    listings: tuple[Listing, ...]
    months: tuple[tuple[str, tuple[Listing, ...]], ...]

    @property
    def channel(self) -> Channel:
        """Its names, without its releases."""
        return Channel(self.kind, self.key, self.name)

    @property
    def folder(self) -> str:
        """Its folder on the site, the same as that of its channel."""
        return self.channel.folder


def collections_of(listings: Iterable[Listing], config: Config) -> list[Collection]:
    """The collections of some releases: the newsroom first, then offices, topics and languages by their keys.

    Languages are collections only if the releases are in more than one.
    """
    newest = newest_first(listings)
    members: dict[tuple[Kind, str], list[Listing]] = {}
    names: dict[tuple[Kind, str], str] = {}
    for listing in newest:
        for kind, key, name in _memberships(listing, config):
            members.setdefault((kind, key), []).append(listing)
            names.setdefault((kind, key), name)  # the newest release decides how a topic is written
    languages = [collection for collection in members if collection[0] is Kind.LANGUAGE]
    for collection in languages:
        if len(languages) < 2:
            del members[collection]
        else:
            names[collection] = dates.name_of_language(collection[1])
    members[Kind.NEWSROOM, ""], names[Kind.NEWSROOM, ""] = newest, config.name
    month_by_slug = {listing.slug: _month(listing, config.zone) for listing in newest}
    return [
        Collection(
            *collection, names[collection], tuple(members[collection]), _by_month(members[collection], month_by_slug)
        )
        for collection in sorted(members, key=lambda found: (list(Kind).index(found[0]), found[1]))
    ]


def folders_of(listing: Listing, config: Config) -> list[str]:
    """The folders of all collections to which a release belongs, and of their archives for its month."""
    folders = ["", *(f"{kind}/{key}/" for kind, key, _ in _memberships(listing, config))]
    month = _month(listing, config.zone)
    return [*folders, *(f"{folder}archive/{month}/" for folder in folders)]


def newest_first(listings: Iterable[Listing]) -> list[Listing]:
    """Listings by the moment of publication, newest first; those of the same moment by slug."""
    by_slug = sorted(listings, key=lambda listing: listing.slug)
    return sorted(by_slug, key=lambda listing: listing.published, reverse=True)


def _memberships(listing: Listing, config: Config) -> Iterable[tuple[Kind, str, str]]:
    """Yield kind, key and name of each collection to which a release belongs, except the whole newsroom."""
    office = config.office_key(listing.office)  # a release whose file is gone may be recorded with a former key
    if office in config.offices:
        yield Kind.OFFICE, office, listing.office_name or office
    for key, name in topics_by_key(listing.topics).items():
        yield Kind.TOPIC, key, name
    yield Kind.LANGUAGE, listing.language or config.language, ""


@functools.lru_cache(maxsize=4096)
def topics_by_key(topics: tuple[str, ...]) -> Mapping[str, str]:
    """Topics by their keys in addresses; topics that differ only in punctuation or case have one key."""
    by_key: dict[str, str] = {}
    for topic in topics:
        if name := " ".join(topic.split()):
            by_key.setdefault(slugify(name) or f"topic-{digest(name.encode())[:8]}", name)
    return by_key


def _by_month(
    listings: Sequence[Listing], month_by_slug: Mapping[str, str]
) -> tuple[tuple[str, tuple[Listing, ...]], ...]:
    months = itertools.groupby(listings, key=lambda listing: month_by_slug[listing.slug])
    return tuple((month, tuple(found)) for month, found in months)


def _month(listing: Listing, zone: dt.tzinfo) -> str:
    """The month in which a release was published, such as 2026-11."""
    published = listing.published
    if not 2 < published.day < 27:  # in the middle of a month it is the same month everywhere
        published = dates.local(published, zone)
    return _name_of_month(published.year, published.month)


@functools.lru_cache(maxsize=4096)
def _name_of_month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}" if year > 1 else UNDATED
