"""The releases to which the page of a release links: later, earlier, on the same topics, in other languages."""

from __future__ import annotations

import sys
from collections.abc import Container, Sequence
from typing import NamedTuple

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model.release import PUBLIC
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.links import language_versions
from newsroom_cli.newsroom.links.language_versions import Sibling
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.collections import Collection, Kind

_MOST = 4  # related releases to which a page links


class Neighbours(NamedTuple):
    """The slugs of the releases published after and before a release, empty if there are none, and of related releases.

    `related` has releases on the same topics. `siblings` has the versions of the release in all languages, the original
    first, with the release itself; it is empty if there is only one version.
    """

    later: str = ""
    earlier: str = ""
    related: tuple[str, ...] = ()
    siblings: tuple[Sibling, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """The slugs of the releases whose lines the page shows; of siblings it shows only the language."""
        return tuple(slug for slug in (self.later, self.earlier, *self.related) if slug)

    def interned(self) -> Neighbours:
        """The same neighbours with interned slugs, which use the same memory everywhere."""
        related = tuple(map(sys.intern, self.related))
        return Neighbours(sys.intern(self.later), sys.intern(self.earlier), related, self.siblings)


NONE = Neighbours()


def neighbours_of(collections: Sequence[Collection], wanted: Container[str] | None = None) -> dict[str, Neighbours]:
    """The neighbours, by slug, of the `wanted` releases, by default of all; `collections` begins with the newsroom.

    Other versions of the release itself are none, and of those of another release only one is, that in the language of
    the page, else the original. Those on the same topics are the nearest in time, the next one and two earlier ones of
    each topic, without those that are withdrawn. So a new release changes few pages. No page leads to a killed release,
    which has nothing to read.
    """
    newsroom = collections[0]
    place = {listing.slug: index for index, listing in enumerate(newsroom.listings)}
    siblings = language_versions.families(newsroom.listings)
    found = {}
    for language in dict.fromkeys(listing.language for listing in newsroom.listings):
        others_of = language_versions.one_of_each(siblings, language)
        hidden = {version.slug for others in others_of.values() for version in others}
        related = _related(collections, language, hidden, wanted)
        shown = [listing.slug for listing in newsroom.listings if not (listing.killed or listing.slug in hidden)]
        index = 0
        for listing in newsroom.listings:
            slug = listing.slug
            newer, index = index - 1, index + (not (listing.killed or slug in hidden))
            if slug not in related:
                continue
            family = siblings.get(slug, ())
            itself = {sibling.slug for sibling in family}  # other languages of a release are no other news
            later = next((shown[at] for at in range(newer, -1, -1) if shown[at] not in itself), "")
            earlier = next((shown[at] for at in range(index, len(shown)) if shown[at] not in itself), "")
            beside = related[slug] - {later, earlier} - itself
            nearest = sorted(beside, key=lambda other: (abs(place[other] - place[slug]), other))
            found[slug] = Neighbours(later, earlier, tuple(sorted(nearest[:_MOST], key=place.__getitem__)), family)
    return found


def _related(
    collections: Sequence[Collection], language: str, hidden: Container[str], wanted: Container[str] | None
) -> dict[str, set[str]]:
    """The releases nearest in time on the same topics, without those `hidden`, of each wanted one in a language."""
    newsroom, *others = collections
    related: dict[str, set[str]] = {
        listing.slug: set()
        for listing in newsroom.listings
        if listing.language == language and (wanted is None or listing.slug in wanted)
    }
    for collection in others:
        if collection.kind is Kind.TOPIC:
            standing = [
                listing.slug for listing in collection.listings if not (listing.taken_back or listing.slug in hidden)
            ]
            index = 0
            for listing in collection.listings:
                newer, index = index, index + (not (listing.taken_back or listing.slug in hidden))
                if listing.slug in related:
                    related[listing.slug].update(standing[max(newer - 1, 0) : newer], standing[index : index + 2])
    return related


def with_siblings_on_site(edition: Edition, newsroom: Newsroom, status_of: StatusOf) -> Edition:
    """The edition of a public release with its versions in other languages that are on the site and still public."""
    manifest = manifests.manifest_of(newsroom.output)
    if edition.draft or manifest.rehearsal or newsroom.config.rehearsal:
        return edition
    listings = [record.listing for slug, record in manifest.releases.items() if slug != edition.slug]
    listings.append(editions.listing(edition))
    family = language_versions.families(listings).get(edition.slug, ())
    held = {slug for _, slug in family if slug != edition.slug and status_of(slug) != PUBLIC}
    remaining = [listing for listing in listings if listing.slug not in held]
    family = language_versions.families(remaining).get(edition.slug, ()) if held else family
    return editions.with_siblings(edition, family, newsroom.config)
