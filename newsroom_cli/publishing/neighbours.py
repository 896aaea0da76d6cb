"""The releases to which the page of a release links: later, earlier, on the same topics, in other languages."""

from __future__ import annotations

import sys
from collections.abc import Container, Sequence
from typing import NamedTuple

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model.release import PUBLIC
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom import language_versions
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.language_versions import Sibling
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

    Versions in other languages are only siblings. Related releases are the nearest in time: of each topic the next
    newer release and two older ones, without withdrawn ones, so that a new release changes few pages. No page links to
    a killed release, which has nothing to read.
    """
    newsroom, *others = collections
    order = [listing.slug for listing in newsroom.listings]
    place = {slug: index for index, slug in enumerate(order)}
    readable = [listing.slug for listing in newsroom.listings if not listing.killed]
    related: dict[str, set[str]] = {slug: set() for slug in order if wanted is None or slug in wanted}
    for collection in others:
        if collection.kind is Kind.TOPIC:
            standing = [listing.slug for listing in collection.listings if not listing.taken_back]
            index = 0
            for listing in collection.listings:
                newer, index = index, index + (not listing.taken_back)
                if listing.slug in related:
                    related[listing.slug].update(standing[max(newer - 1, 0) : newer], standing[index : index + 2])
    siblings = language_versions.families(newsroom.listings)
    found = {}
    index = 0
    for listing in newsroom.listings:
        slug = listing.slug
        newer, index = index - 1, index + (not listing.killed)
        if slug not in related:
            continue
        family = siblings.get(slug, ())
        versions = {sibling.slug for sibling in family}  # versions in other languages are not other news
        later = next((readable[at] for at in range(newer, -1, -1) if readable[at] not in versions), "")
        earlier = next((readable[at] for at in range(index, len(readable)) if readable[at] not in versions), "")
        candidates = related[slug] - {later, earlier} - versions
        nearest = sorted(candidates, key=lambda other: (abs(place[other] - place[slug]), other))
        found[slug] = Neighbours(later, earlier, tuple(sorted(nearest[:_MOST], key=place.__getitem__)), family)
    return found


def with_siblings_on_site(edition: Edition, newsroom: Newsroom, status_of: StatusOf) -> Edition:
    """The edition of a public release with its versions in other languages that are on the site and still public."""
    known = manifests.manifest_of(newsroom.output)
    if edition.draft or known.rehearsal or newsroom.config.rehearsal:
        return edition
    listings = [record.listing for slug, record in known.releases.items() if slug != edition.slug]
    listings.append(editions.listing(edition))
    family = language_versions.families(listings).get(edition.slug, ())
    held = {slug for _, slug in family if slug != edition.slug and status_of(slug) != PUBLIC}
    remaining = [listing for listing in listings if listing.slug not in held]
    family = language_versions.families(remaining).get(edition.slug, ()) if held else family
    return editions.with_siblings(edition, family, newsroom.config)
