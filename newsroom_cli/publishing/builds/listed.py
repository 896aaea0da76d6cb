"""The index lines of all public releases, in the last build and in this one, and which of them have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.publishing import neighbours
from newsroom_cli.publishing.builds import keeping
from newsroom_cli.publishing.builds.keeping import Departures
from newsroom_cli.publishing.collections import Collection, collections_of, folders_of
from newsroom_cli.publishing.feeds.planning import Member
from newsroom_cli.publishing.outcomes import Outcome
from newsroom_cli.publishing.site import list_pages


class Lines(NamedTuple):
    """The lines of the releases on the site, by slug: those of the last build, and those of this one.

    A line that has not changed is the same object in both, so that long lists compare fast.
    """

    newsroom: Newsroom
    manifest: Manifest
    earlier: Mapping[str, Listing]
    listings: Mapping[str, Listing]
    collections: Sequence[Collection]

    @classmethod
    def of(cls, newsroom: Newsroom, manifest: Manifest, public: Iterable[Outcome], departures: Departures) -> Lines:
        """The lines of public releases, and of those whose files are gone."""
        earlier = {slug: record.listing for slug, record in manifest.releases.items()}
        now = [outcome.public.listing for outcome in public if outcome.public] + keeping.listings(departures.kept)
        listings = {line.slug: earlier[line.slug] if earlier.get(line.slug) == line else line for line in now}
        return cls(newsroom, manifest, earlier, listings, collections_of(listings.values(), newsroom.config))

    @property
    def changed_slugs(self) -> set[str]:
        """The slugs of the releases that had no line in the last build, or another one."""
        return {slug for slug, line in self.listings.items() if self.earlier.get(slug) is not line}

    def touched_folders(self, changed: Set[str], members: Mapping[str, Member]) -> set[str]:
        """The folders of collections and of their monthly archives, before or now, that have a `changed` release.

        A release with another line counts as changed, and so does one that has the same id as a changed release: of
        several with one id, only the oldest keeps it in feeds.
        """
        gone = self.earlier.keys() - self.listings.keys()
        slugs = {*gone, *self.changed_slugs, *changed}
        records_before = (self.manifest.releases.get(slug) for slug in slugs)
        ids = {
            *(record.id for record in records_before if record),
            *(members[slug].id for slug in slugs if slug in members),
        }
        slugs |= {slug for slug, member in members.items() if member.id in ids}
        lines = [line for slug in slugs for line in (self.earlier.get(slug), self.listings.get(slug)) if line]
        return {folder for line in lines for folder in folders_of(line, self.newsroom.config)}

    def pages(self, now: dt.datetime) -> dict[str, list_pages.ListPage]:
        """All pages that list releases, by path."""
        return list_pages.plan_of(self.collections, self.newsroom.config, self.newsroom.own_templates, now)

    def pages_before(self, now: Mapping[str, list_pages.ListPage]) -> Mapping[str, list_pages.ListPage]:
        """The pages that the last build wrote, by path; `now` has those of this build. Empty without a last build."""
        if self.manifest.built is None:
            return {}
        config, templates = self.newsroom.config, self.newsroom.own_templates
        if self.earlier == self.listings:  # the front page alone depends on the clock
            return {**now, list_pages.FRONT: list_pages.front(self.collections, config, templates, self.manifest.built)}
        return list_pages.plan_of(collections_of(self.earlier.values(), config), config, templates, self.manifest.built)

    def with_neighbours(self, outcomes: Sequence[Outcome], unchanged: Mapping[str, Outcome]) -> list[Outcome]:
        """The outcomes with their neighbours; an outcome whose page shows other lines than before loses its files.

        `unchanged` has the outcomes of the last build that are still valid, by path. They keep their neighbours if no
        line has changed.
        """
        changed, wanted = self.changed_slugs, None
        if not changed and len(self.earlier) == len(self.listings):
            wanted = {outcome.slug for outcome in outcomes if unchanged.get(outcome.path) is not outcome}
        found = neighbours.neighbours_of(self.collections, wanted)

        def updated(outcome: Outcome) -> Outcome:
            """The outcome with its neighbours."""
            new_neighbours = found.get(outcome.slug, outcome.neighbours) if outcome.public else outcome.neighbours
            if new_neighbours == outcome.neighbours and not (changed and changed.intersection(new_neighbours.slugs)):
                return outcome
            return outcome._replace(neighbours=new_neighbours, files={})

        return list(map(updated, outcomes))
