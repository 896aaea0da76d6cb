"""The releases to which the page of a release leads: the next, the last, and those on the same topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.publishing.collections import Collection, Kind

_MOST = 4  # releases on the same topics


class Neighbours(NamedTuple):
    """The slugs of the releases published after and before one, empty without such, and of some on the same topics."""

    later: str = ""
    earlier: str = ""
    related: tuple[str, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """All slugs."""
        return tuple(slug for slug in (self.later, self.earlier, *self.related) if slug)


NONE = Neighbours()


def neighbours_of(collections: Sequence[Collection]) -> Mapping[str, Neighbours]:
    """The neighbours of each release in some collections, the newsroom first, by its slug.

    Those on the same topics are the nearest in time, the next one and two earlier ones of each topic. So a new release
    changes few pages.
    """
    newsroom, *others = collections
    order = [listing.slug for listing in newsroom.listings]
    place = {slug: index for index, slug in enumerate(order)}
    related: dict[str, set[str]] = {slug: set() for slug in order}
    for collection in others:
        if collection.kind is Kind.TOPIC:
            slugs = [listing.slug for listing in collection.listings]
            for index, slug in enumerate(slugs):
                related[slug].update(slugs[max(index - 1, 0) : index], slugs[index + 1 : index + 3])
    found = {}
    for index, slug in enumerate(order):
        later = order[index - 1] if index else ""
        earlier = order[index + 1] if index + 1 < len(order) else ""
        nearest = sorted(related[slug] - {later, earlier}, key=lambda other: (abs(place[other] - place[slug]), other))
        found[slug] = Neighbours(later, earlier, tuple(sorted(nearest[:_MOST], key=place.__getitem__)))
    return found
