"""The whole site, put together from what the workers have rendered: pictures, pages, redirects, index and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing import appearance, keeping, lists, redirects, withdrawing
from newsroom_cli.publishing.keeping import Departures
from newsroom_cli.publishing.outcomes import Outcome, Public
from newsroom_cli.publishing.remembering import Unchanged
from newsroom_cli.publishing.site import pages


class Site(NamedTuple):
    """A site that is put together in an output folder; what is `unchanged` there is not made again."""

    newsroom: Newsroom
    output: Output
    unchanged: Unchanged
    status_of: StatusOf

    def files(
        self,
        public: Sequence[Outcome],
        groups: Mapping[str, lists.Group],
        departures: Departures,
        records: Mapping[str, Record | None],
    ) -> dict[str, Staged]:
        """All files of the site, staged, in the order in which they are to appear.

        None names a page, mail, picture or feed that does not exist yet.
        """
        assets = dict(pages.assets(self.newsroom.own))
        assets.pop(redirects.file(self.newsroom.config), None)  # it becomes a part of ours
        files = self._pictures(public) | self._staged(assets.items())
        rendered = keeping.files(departures.kept, self.output.known)
        rendered |= {path: staged for outcome in public for path, staged in outcome.files.items()}
        moved = keeping.moved(records.values())
        rendered |= self._staged(redirects.files(moved, self.newsroom.config, self.newsroom.own))
        files |= {path: staged for path, staged in rendered.items() if path not in files}
        files[lists.INDEX] = self._index(public, departures)
        files |= self._feeds(groups, departures)
        kept_feeds = keeping.other_feeds(self.output.known, files, departures.kept, self.output.folder)
        files |= self._old_feeds([*kept_feeds, *departures.feeds], public, departures)
        moving = {path: staged for path, staged in files.items() if staged.changed}
        new = {path for path in moving if self.output.is_free(path)}
        links = {outcome.slug: outcome.links.keys() for outcome in public} if new else {}
        still = {path: staged for path, staged in files.items() if not staged.changed}
        return still | appearance.ordered(moving, new, links)

    def _old_feeds(self, paths: Iterable[str], public: Iterable[Outcome], departures: Departures) -> dict[str, Staged]:
        """Feeds that nothing is written into any more, without the entries of what has left the site."""
        killed = (outcome.slug for outcome in public if outcome.public and outcome.public.killed)
        pages = keeping.pages([*departures.unpublished, *departures.removed, *killed])
        files = keeping.as_they_are(paths, self.output.known)
        for path in files if pages else ():
            try:
                less = withdrawing.feed_without_pages(self.output.folder / path, pages)
            except (OSError, ValueError, KeyError, TypeError):
                continue  # another program changed it
            if less is not None:
                files[path] = self.output.stage(path, less)
        return files

    def _staged(self, files: Iterable[tuple[str, bytes]]) -> dict[str, Staged]:
        return {path: self.output.stage(path, data) for path, data in files}

    def _pictures(self, public: Sequence[Outcome]) -> dict[str, Staged]:
        known, there = self.unchanged.outcomes, self.unchanged.files
        shown = {path for found in _public(public) for path in found.pictures}
        new = _public(outcome for outcome in public if outcome.path not in known)
        fresh = {path for found in new for path in found.pictures}
        files = {path: there[path] for path in sorted(shown - fresh) if path in there}
        return files | self._staged((path, self._picture(path)) for path in sorted(shown - files.keys()))

    def _picture(self, path: str) -> bytes:
        """A picture file, by its path in the newsroom."""
        try:
            return self.newsroom.picture(path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise NewsroomError(
                f"the picture cannot be read: {reason}", path=path, hint="check the file and its permissions"
            ) from error

    def _index(self, public: Sequence[Outcome], departures: Departures) -> Staged:
        if lists.INDEX in self.unchanged.files and self._lists_the_same(public) and not self._has_new_line(public):
            return self.unchanged.files[lists.INDEX]
        index = lists.index(_public(public), self.newsroom, keeping.listings(departures.kept))
        return self.output.stage(lists.INDEX, index)

    def _lists_the_same(self, public: Sequence[Outcome]) -> bool:
        """Whether the same releases are public as before."""
        return self.output.known.releases.keys() == {outcome.slug for outcome in public}

    def _has_new_line(self, public: Sequence[Outcome]) -> bool:
        """Whether the line of a release in the index has changed."""
        for outcome in public:
            if outcome.path not in self.unchanged.outcomes:
                before = self.output.known.releases[outcome.slug]
                if before is None or not outcome.public or before.listing != outcome.public.listing:
                    return True
        return False

    def _feeds(self, groups: Mapping[str, lists.Group], departures: Departures) -> dict[str, Staged]:
        config, unchanged = self.newsroom.config, self.unchanged
        same = [office for office, group in groups.items() if unchanged.has_feeds(office, group, config)]
        if departures.kept or departures.unpublished or departures.removed:
            same = []  # feeds keep entries of what is gone, or lose them
        files = {path: unchanged.files[path] for office in same for path in lists.paths_of_feeds(office, config)}
        others = {office: group for office, group in groups.items() if office not in same}
        empty = {path for office, group in others.items() if not group for path in lists.paths_of_feeds(office, config)}
        for path, data in lists.feeds_of(others, self.newsroom, self.status_of):
            before, limit = self.output.folder / path, config.feeds.entries
            whole = keeping.feed(before, data, departures.kept, limit, is_empty=path in empty)
            files[path] = self.output.stage(path, whole)
        return files


def _public(outcomes: Iterable[Outcome]) -> list[Public]:
    return [outcome.public for outcome in outcomes if outcome.public]
