"""Write feed documents: each release is rendered once, and its entry is copied into all documents that have it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model import caching, disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import FORMATS, format_of
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.edition import with_siblings
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing.feeds import channels, feeds
from newsroom_cli.publishing.feeds.channels import NEWSROOM
from newsroom_cli.publishing.feeds.feeds import NEVER, Latest, Parts
from newsroom_cli.publishing.feeds.planning import FeedDocument, Member
from newsroom_cli.publishing.feeds.text import address
from newsroom_cli.publishing.outcomes import SavedMeanwhileError
from newsroom_cli.publishing.proof import comparison

_MOST_IN_MEMORY = 3_000  # releases whose entries wait in memory for the feeds to subscribe to
LeftOut = Mapping[str, tuple[str, ...]]  # the slugs of releases that do not fit into a feed, by its folder
_Entries = Mapping[str, Parts]  # the entries of releases as they stand in documents, by slug


class Written(NamedTuple):
    """The feeds of a site: all documents, their staged files, and the releases that did not fit into a feed."""

    documents: Sequence[FeedDocument]
    files: Mapping[str, Staged]
    left_out: LeftOut

    @property
    def inputs(self) -> dict[str, str]:
        """What each document is made of, by its folder."""
        return {document.folder: document.inputs for document in self.documents}


class Writer(NamedTuple):
    """The writer of the feeds of a build.

    - `intact`: the files of the output that are as the last build left them, by path.
    - `inputs`: what the last build made each document of, by its folder.
    - `unchanged`: the slugs of releases that have not changed; `kept`: those of releases whose files are gone.
    """

    newsroom: Newsroom
    output: Output
    status_of: StatusOf
    intact: Mapping[str, Staged]
    inputs: Mapping[str, str]
    unchanged: Container[str]
    kept: Container[str]
    processes: int | None = None

    def write(self, plan: Callable[[LeftOut], Sequence[FeedDocument]], left_out: LeftOut) -> Written:
        """Stage the feeds of a plan; `left_out` is what did not fit into the feeds of the last build.

        A feed that cannot hold all its releases leads to the archives of those that it leaves out, so the plan is made
        again when that is known.
        """
        while True:
            documents = plan(left_out)
            files, found = self._files(documents, left_out)
            if found == left_out:
                return Written(documents, files, left_out)
            left_out = found

    def stage(self, document: FeedDocument, entries: _Entries) -> dict[str, Staged]:
        """The staged files of a document."""
        rendered = render(document, entries, self.newsroom.config, self.output.folder)
        return {path: self.output.stage(path, data) for path, data in rendered.items()}

    def _files(self, documents: Sequence[FeedDocument], left_out: LeftOut) -> tuple[dict[str, Staged], LeftOut]:
        """The staged files of some documents, and the releases that do not fit into the feeds to subscribe to."""
        files: dict[str, Staged] = {}
        found: dict[str, tuple[str, ...]] = {}
        changed = []
        for document in documents:
            if not self._is_unchanged(document):
                changed.append(document)
                continue
            files |= {path: self.intact[path] for path in document.formats_by_path(self.newsroom.config)}
            if document.folder in left_out:
                found[document.folder] = left_out[document.folder]
        earlier = self._earlier(changed)
        for subscriptions, archives in _portions(changed):
            entries: dict[str, Parts] = {}
            for staged, some in self._months(subscriptions, archives, earlier):
                files |= staged
                entries |= some
            for document in subscriptions:
                files |= self.stage(document, entries)
                if slugs := excess(document, entries):
                    found[document.folder] = slugs
        return files, found

    def _is_unchanged(self, document: FeedDocument) -> bool:
        """Whether a document, its releases and its files are as the last build left them."""
        return (
            self.inputs.get(document.folder) == document.inputs
            and all(member.slug in self.unchanged or member.slug in self.kept for member in document.members)
            and all(path in self.intact for path in document.formats_by_path(self.newsroom.config))
        )

    def _months(
        self, subscriptions: Sequence[FeedDocument], archives: Sequence[FeedDocument], earlier: _Entries
    ) -> Iterator[tuple[dict[str, Staged], _Entries]]:
        """Yield the staged archives and the entries for feeds to subscribe to, both by month."""
        wanted = {member.slug: member for document in subscriptions for member in document.members}
        work = _Work(self, {}, {}, earlier)
        for member in wanted.values():
            work.wanted.setdefault(member.month, []).append(member)
        for document in archives:
            work.archives.setdefault(document.chain.month, []).append(document)
        months = sorted(work.wanted.keys() | work.archives.keys())
        needed = wanted.keys() | {member.slug for document in archives for member in document.members}
        count = self.processes
        if count is None:
            is_much = len(needed - earlier.keys()) >= workers.FEWEST_FOR_TWO
            count = 2 if is_much and (os.cpu_count() or 1) > 1 else 1
        for batch in workers.batches(work.do, [*months[::2], *months[1::2]], count=count):
            yield from batch

    def _earlier(self, changed: Sequence[FeedDocument]) -> _Entries:
        """The entries of unchanged releases in the last versions of the documents that have changed.

        Those of releases whose files are gone come from any document that has them.
        """
        config, folder = self.newsroom.config, self.output.folder
        found: dict[str, dict[str, str]] = {}
        members = {member.slug: member for document in changed for member in document.members}
        for document in changed if self.unchanged else ():
            slugs = {found.slug for found in document.members if found.slug in self.unchanged and not found.contested}
            for path, format in document.formats_by_path(config).items():
                if path in self.intact:
                    _add_entries(found, folder / path, format, slugs)
        kept = [member for slug, member in members.items() if slug in self.kept]
        return found | dict(earlier_entries(folder, kept, self.output.known.files, config))


class _Work(NamedTuple):
    """The work on months: the releases wanted for feeds to subscribe to, and the archives to write, by month."""

    writer: Writer
    wanted: dict[str, list[Member]]
    archives: dict[str, list[FeedDocument]]
    earlier: _Entries

    def do(self, months: Sequence[str]) -> list[tuple[dict[str, Staged], _Entries]]:
        """Render the releases of some months, and stage the archives of these months."""
        return [self._do(month) for month in months]

    def _do(self, month: str) -> tuple[dict[str, Staged], _Entries]:
        wanted, archives = self.wanted.get(month, []), self.archives.get(month, [])
        needed = {member.slug: member for member in wanted}
        needed |= {member.slug: member for document in archives for member in document.members}
        config = self.writer.newsroom.config
        entries = {slug: parts for slug in needed if (parts := self.earlier.get(slug)) is not None}
        missing = [
            member
            for slug, member in needed.items()
            if member.path and not (slug in entries and entries[slug].keys() >= {*config.feeds.formats})
        ]
        entries |= render_entries(self.writer.newsroom, missing, self.writer.status_of)
        files: dict[str, Staged] = {}
        for document in archives:
            files |= self.writer.stage(document, entries)
        return files, {member.slug: entries[member.slug] for member in wanted if member.slug in entries}


def _portions(documents: Sequence[FeedDocument]) -> Iterator[tuple[list[FeedDocument], list[FeedDocument]]]:
    """Yield feeds to subscribe to with few enough releases to have in memory, the first time with all archives."""
    archives = [document for document in documents if document.chain.month]
    portion: list[FeedDocument] = []
    slugs: set[str] = set()
    for document in documents:
        if document.chain.month:
            continue
        if portion and len(slugs) + len(document.members) > _MOST_IN_MEMORY:
            yield portion, archives
            portion, slugs, archives = [], set(), []
        portion.append(document)
        slugs.update(member.slug for member in document.members)
    if portion or archives:
        yield portion, archives


def render_entries(newsroom: Newsroom, members: Iterable[Member], status_of: StatusOf) -> dict[str, Parts]:
    """Read and render releases, prove their entries, and return these by slug.

    Raises SavedMeanwhileError if somebody saved a release after the build had checked it, NewsroomError if an entry
    does not say what its release says.
    """
    config = newsroom.config
    heads = {format: feeds.feed(config, format) for format in config.feeds.formats}
    by_path = {member.path: member for member in members}
    contested = {member.slug for member in by_path.values() if member.contested}
    found: dict[str, Parts] = {}
    for releases in caching.batches(map(newsroom.read, by_path)):
        sources = []
        for release in releases:
            member = by_path[release.path]
            if member.text not in ("", digest(release.text.encode())):
                raise SavedMeanwhileError(release.path)
            edition = newsroom.edition(release, status_of=status_of)
            sources.append((newsroom.document(release), with_siblings(edition, member.siblings, config)))
        shared = feeds.entries(heads[config.feeds.formats[0]], [edition for _, edition in sources], contested)
        rendered = {format: feeds.render_entries(format, head, shared) for format, head in heads.items()}
        documents = {FORMATS[format].file: data for format, data in rendered.items()}
        comparison.refuse(comparison.entry_differences(sources, documents, status_of=status_of), config)
        slugs = {address(edition.url): edition.slug for _, edition in sources}
        for entry, parts in zip(shared, feeds.split(rendered), strict=True):
            found[slugs[entry.url]] = parts
    return found


def excess(document: FeedDocument, entries: _Entries) -> tuple[str, ...]:
    """The slugs of the releases for which a document has no place."""
    return tuple(member.slug for member, _ in _found(document, entries)[len(_fitting(document, entries)) :])


def render(document: FeedDocument, entries: _Entries, config: Config, folder: Path | None) -> dict[str, bytes]:
    """A document in all formats, by path; a feed without entries keeps the moment of its last change.

    `folder` is that of the output, None for a feed that follows no other.
    """
    channel, included = document.channel, _fitting(document, entries)
    files: dict[str, bytes] = {}
    for path, format in document.formats_by_path(config).items():
        head = feeds.feed(config, format, channel, document.chain)
        if included:
            members = [member for member, _ in included]
            latest = Latest(max(found.updated for found in members), max(found.published for found in members))
        else:
            latest = Latest(_updated_before(folder / path, format) if folder else NEVER)
        files[path] = feeds.joined(format, head, [parts for _, parts in included], latest)
    return files


def _found(document: FeedDocument, entries: _Entries) -> list[tuple[Member, Parts]]:
    """The releases of a document that have entries, with these."""
    return [(member, entries[member.slug]) for member in document.members if member.slug in entries]


def _fitting(document: FeedDocument, entries: _Entries) -> list[tuple[Member, Parts]]:
    """The releases for which a document has place, with their entries; an archive has place for all."""
    found = _found(document, entries)
    return found if document.chain.month else found[: feeds.fitting(parts for _, parts in found)]


# --- entries of earlier documents -----------------------------------------------------------------------------


def _places_of(kept: Iterable[Member], known: Iterable[str], config: Config) -> Iterator[str]:
    """Yield the paths of the documents that may have the entries of releases whose files are gone."""
    yield from channels.formats_by_path(NEWSROOM, "", config)
    for month in sorted({member.month for member in kept}):
        yield from channels.formats_by_path(NEWSROOM, month, config)
    yield from (path for path in known if channels.channel_at(path) not in (None, NEWSROOM))


def _add_entries(found: dict[str, dict[str, str]], path: Path, format: str, slugs: Iterable[str]) -> None:
    """Add the entries of some releases in a document of the last build to those that were `found`, by slug."""
    missing = {slug for slug in slugs if format not in found.get(slug, ())}
    for slug, part in _entries_at(path, format) if missing else ():
        if slug in missing:
            found.setdefault(slug, {})[format] = part


def earlier_entries(folder: Path, kept: Iterable[Member], known: Iterable[str], config: Config) -> _Entries:
    """The entries of releases whose files are gone, in the documents of the last build; `known` are its files."""
    found: dict[str, dict[str, str]] = {}
    members = {member.slug: member for member in kept}
    known = {*known}
    for path in _places_of(members.values(), known, config) if members else ():
        if path in known and (format := format_of(path.rpartition("/")[2])):
            _add_entries(found, folder / path, format, members)
    return dict(found)


def _entries_at(path: Path, format: str) -> list[tuple[str, str]]:
    """The entries of a document with the slugs of their releases; none if another program changed it."""
    written = feeds.renderer(format)
    try:
        _, parts = written.cut(disk.read(path).decode())
        return [(_slug(written.address(part)), part) for part in parts]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _slug(address: str) -> str:
    """The slug of the release whose page has an address."""
    return unquote(address.rpartition("/")[2]).removesuffix(".html")


def _updated_before(path: Path, format: str) -> dt.datetime:
    """The moment of the last change of a document of the last build, NEVER without one."""
    try:
        return feeds.renderer(format).updated(disk.read(path).decode())
    except (OSError, ValueError, TypeError):
        return NEVER
