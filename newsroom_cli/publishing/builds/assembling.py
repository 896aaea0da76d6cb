"""Assemble the whole site from what the workers staged: pictures, attachments, pages, redirects, index and feeds."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum, auto
from typing import NamedTuple

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.feed_formats import FILES as FEEDS
from newsroom_cli.model.release import UNCLEAR
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing.builds import attaching, keeping, redirects, unlinking, withdrawing
from newsroom_cli.publishing.builds.keeping import Departures
from newsroom_cli.publishing.builds.listed import Lines
from newsroom_cli.publishing.builds.preparing import renderers
from newsroom_cli.publishing.builds.remembering import Unchanged
from newsroom_cli.publishing.collections import Channel
from newsroom_cli.publishing.feeds import channels, feeds, planning, writing
from newsroom_cli.publishing.feeds.channels import Chain
from newsroom_cli.publishing.feeds.planning import FeedDocument, Member
from newsroom_cli.publishing.outcomes import Outcome, SavedMeanwhileError
from newsroom_cli.publishing.site import calendars, list_pages, pages


class Site(NamedTuple):
    """A site to assemble in an output folder; files that are `unchanged` there are not rendered again."""

    newsroom: Newsroom
    output: Output
    unchanged: Unchanged
    status_of: StatusOf
    now: dt.datetime
    lines: Lines

    def files(
        self,
        public: Sequence[Outcome],
        written: writing.Written,
        departures: Departures,
        records: Mapping[str, Record],
    ) -> dict[str, Staged]:
        """Stage all files of the site, and return them in the order in which the commit moves them into place.

        In this order no file links to a page, mail, picture, attachment or feed that does not exist yet.
        """
        assets = dict(pages.assets(self.newsroom.config, self.newsroom.own_templates))
        assets.pop(redirects.file(self.newsroom.config), None)  # our file of redirects includes it
        shared, files = self._shared(public), self._staged(assets.items())
        if clash := next((path for path in shared if files.get(path, shared[path])[0] != shared[path][0]), None):
            hint = "rename the file"
            raise NewsroomError("the site has another file of this name", path=clash, hint=hint)
        files = shared | files
        rendered = self._kept(public, departures)
        for outcome in public:
            rendered |= outcome.files
        rendered |= self._staged(redirects.files(records.values(), self.newsroom.config, self.newsroom.own_templates))
        files = rendered | files
        files |= {path: staged for path, staged in self._lists().items() if path not in assets}
        files |= self._with_kept_entries(written.files, departures)
        kept_feeds = keeping.other_feeds(self.output.manifest, files, departures.kept, self.output.folder)
        files |= self._reduced([*kept_feeds, *departures.feeds], public, departures)
        changed_files = {path: staged for path, staged in files.items() if staged.changed}
        new_paths = {path for path in changed_files if self.output.is_free(path)}
        unchanged_files = {path: staged for path, staged in files.items() if not staged.changed}
        return unchanged_files | ordered(changed_files, new_paths)

    def first_versions(
        self, files: Mapping[str, Staged], public: Sequence[Outcome], documents: Iterable[FeedDocument]
    ) -> dict[str, bytes]:
        """Render the first versions of new pages, lists and feeds, which do not link to each other.

        The site has these versions while the commit moves files into place. Empty for a first build: nobody knows its
        addresses before the front page, which comes last.
        """
        if not self.output.manifest.files:
            return {}
        new = {path for path, staged in files.items() if staged.changed and self.output.is_free(path)}
        config, templates = self.newsroom.config, self.newsroom.own_templates
        versions = {
            path: feeds.render(name, feeds.feed(config, name, document.channel), [])
            for document in documents
            for path, name in document.formats_by_path(config).items()
            if path in new
        }
        new_lists = {
            path: list_pages.first_version(path, config, templates) for path in sorted(new) if list_pages.is_list(path)
        }
        versions |= {path: data for path, data in new_lists.items() if data is not None}
        unlinked = {outcome.slug for outcome in public if not new.isdisjoint(outcome.files)}
        for outcome in public:
            if outcome.slug in unlinked:
                release = self.newsroom.read(outcome.path)
                edition = self.newsroom.edition(
                    release, status_of=lambda slug: UNCLEAR if slug in unlinked else self.status_of(slug)
                )
                edition = attaching.with_copies(edition, outcome.copies, config.url)
                rendered = dict(render(edition) for render in renderers(self.newsroom))
                versions |= {path: rendered[path] for path in reversed(rendered) if path in new}
        return versions

    def _kept(self, public: Iterable[Outcome], departures: Departures) -> dict[str, Staged]:
        """The staged pages and mails of releases whose files are gone, without links to releases that left the site."""
        files = keeping.files(departures.kept, self.output.manifest)
        pages = [path for record in departures.kept.values() for path in record.files if path in files]
        return files | self._reduced(pages, public, departures)

    def _with_kept_entries(self, feeds: Mapping[str, Staged], departures: Departures) -> dict[str, Staged]:
        """The staged feeds; kept entries, which are not rendered again, lose their links to releases that left."""
        files = dict(feeds)
        for path, staged in feeds.items() if departures.kept and departures.departed_slugs else ():
            before = self.output.content(path, staged).decode()
            after = unlinking.without_links(before, departures.departed_slugs)
            if after != before:
                files[path] = self.output.stage(path, after.encode())
        return files

    def _reduced(self, paths: Iterable[str], public: Iterable[Outcome], departures: Departures) -> dict[str, Staged]:
        """Files of an earlier build, not rendered again, without links to and entries of releases that left."""
        killed = [outcome.slug for outcome in public if outcome.public and outcome.public.killed]
        gone = withdrawing.Gone(departures.departed_slugs, killed)
        files = keeping.unchanged_files(paths, self.output.manifest)
        for path in files if departures.departed_slugs or killed else ():
            try:
                reduced = withdrawing.file_without(self.output.folder / path, gone)
            except (OSError, ValueError, KeyError, TypeError):
                continue  # another program changed it
            if reduced is not None:
                files[path] = self.output.stage(path, reduced)
        return files

    def _staged(self, files: Iterable[tuple[str, bytes]]) -> dict[str, Staged]:
        return {path: self.output.stage(path, data) for path, data in files}

    def _shared(self, public: Sequence[Outcome]) -> dict[str, Staged]:
        """The pictures and attachments of public releases.

        Raises SavedMeanwhileError for a file that was saved while the workers read it for one release after another.
        """
        files: dict[str, Staged] = {}
        for outcome in public:
            for path, staged in outcome.shared.items():
                if files.setdefault(path, staged).digest != staged.digest:
                    raise SavedMeanwhileError(path)
        return dict(sorted(files.items()))

    def _lists(self) -> dict[str, Staged]:
        """The staged pages that list releases; those whose lines have not changed are not rendered again."""
        unchanged_files = self.unchanged.files
        planned = self.lines.pages(self.now)
        pages_before = self.lines.pages_before(planned) if unchanged_files else {}

        def is_same(path: str) -> bool:
            """Whether the last build rendered this page from the same inputs, and the page is still there."""
            return (
                path in unchanged_files and path in pages_before and pages_before[path].inputs == planned[path].inputs
            )

        def staged(paths: Sequence[str]) -> list[tuple[str, Staged]]:
            """Render and stage the pages at these paths."""
            return [(path, self.output.stage(path, planned[path].render())) for path in paths]

        changed = [path for path in planned if not is_same(path)]
        rendered = dict(itertools.chain(*workers.batches(staged, changed)))
        return {path: rendered.get(path) or unchanged_files[path] for path in planned}

    def feeds(
        self,
        public: Sequence[Outcome],
        departures: Departures,
        members: Mapping[str, Member],
    ) -> writing.Written:
        """The staged feeds of `members`; those whose releases have not changed are not rendered again."""
        collections, config, manifest = self.lines.collections, self.newsroom.config, self.output.manifest
        before = self.unchanged
        unchanged_slugs = {outcome.slug for outcome in public if before.is_same_entry(outcome)}
        touched = self.lines.touched_folders({outcome.slug for outcome in public} - unchanged_slugs, members)
        writer = writing.Writer(
            self.newsroom,
            self.output,
            self.status_of,
            before.files,
            before.feeds,
            {outcome.slug: outcome.entry for outcome in public if outcome.entry},
            unchanged_slugs,
            departures.kept,
        )
        kept = writer.documents_of(found for found in collections if found.folder not in touched)

        def is_known(channel: Channel, chain: Chain) -> bool:
            """Whether the archive of a month is on the site and none of its releases has changed."""
            return channels.folder(channel, chain.month) not in touched and writer.has(channel, chain)

        removed = departures.removed_feeds

        def plan(left_out: writing.LeftOut) -> list[FeedDocument]:
            """Plan the feeds that are not `kept`; `left_out` has the releases that do not fit into them."""
            return planning.plan(
                collections,
                members,
                config,
                known=manifest.files,
                removed=removed,
                left_out=left_out,
                unchanged=kept,
                is_known=is_known,
            )

        return writer.write(plan, before.left_out, kept)


class _Stage(IntEnum):
    """The stages in which files appear: first the files that nothing links to yet, then those that link to them."""

    PICTURE = auto()
    PAGE = auto()
    REDIRECTS = auto()
    LIST = auto()
    FRONT = auto()
    FEED = auto()


def ordered(files: Mapping[str, Staged], new: Collection[str]) -> dict[str, Staged]:
    """The files in the order in which they appear; `new` are the paths at which there is no file yet."""
    return dict(sorted(files.items(), key=lambda file: (_stage(file[0]), file[0] not in new)))


def _stage(path: str) -> _Stage:
    """The stage at which a file appears, by its path."""
    if path.rpartition("/")[2] in FEEDS:
        return _Stage.FEED
    if calendars.is_of_release(path):
        return _Stage.PICTURE  # it must be there before the page of the release, which links to it
    if list_pages.is_list(path):
        return _Stage.FRONT if path == list_pages.FRONT else _Stage.LIST
    if path in redirects.FILES:
        return _Stage.REDIRECTS
    is_page = path.startswith(("releases/", "email/")) and path.endswith((".html", ".txt"))
    return _Stage.PAGE if is_page else _Stage.PICTURE
