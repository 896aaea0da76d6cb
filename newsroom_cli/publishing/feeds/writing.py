"""Write feed documents: each release is rendered once, and its entry is copied into all documents that have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from newsroom_cli.language.links.linked import StatusOf
from newsroom_cli.model import disk
from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import format_of
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.aside import Aside
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing.collections import NEWSROOM, Channel, Collection
from newsroom_cli.publishing.feeds import channels, feeds, planning, rendering
from newsroom_cli.publishing.feeds.channels import Chain
from newsroom_cli.publishing.feeds.feeds import NEVER, Latest, Parts
from newsroom_cli.publishing.feeds.planning import FeedDocument, Member

_MOST_IN_MEMORY = 1_000  # entries of releases that a worker keeps in memory for the next document
_FEWEST_FOR_TWO = 1_000  # entries of documents; with fewer, a second worker costs more than it saves
LeftOut = Mapping[str, tuple[str, ...]]  # the slugs of releases that do not fit into a feed, by its folder
_Entries = Mapping[str, Parts]  # the entries of releases as they stand in documents, by slug


class Written(NamedTuple):
    """The feeds of a site: its documents, their staged files, and the releases that did not fit into a feed.

    The documents of unchanged collections are only in `files`. `inputs` has, by folder, a digest of everything that
    each document is made of.
    """

    documents: Sequence[FeedDocument]
    files: Mapping[str, Staged]
    left_out: LeftOut
    inputs: Mapping[str, str]


class Writer(NamedTuple):
    """The writer of the feeds of a build.

    - `intact`: the files of the output that are as the last build left them, by path.
    - `inputs`: by folder, a digest of everything that the last build made each document of.
    - `rendered`: the places of the entries that this build has rendered, by slug.
    - `unchanged`: the slugs of releases that have not changed; `kept`: those of releases whose files are gone.
    """

    newsroom: Newsroom
    output: Output
    status_of: StatusOf
    intact: Mapping[str, Staged]
    inputs: Mapping[str, str]
    rendered: Mapping[str, Aside]
    unchanged: Container[str]
    kept: Container[str]

    def documents_of(self, unchanged: Iterable[Collection]) -> dict[str, dict[str, Sequence[str]]]:
        """The documents of the last build for `unchanged` collections: folder of a collection -> folder -> paths.

        A collection with a missing or changed file is left out.
        """
        config = self.newsroom.config
        found: dict[str, dict[str, Sequence[str]]] = {}
        for collection in unchanged:
            channel = collection.channel
            documents: dict[str, Sequence[str]] = {
                folder: list(channels.formats_by_path(channel, month, config))
                for month in ("", *(month for month, _ in collection.months))
                if (folder := channels.folder(channel, month)) in self.inputs
            }
            if channel.folder in documents and all(self.intact.keys() >= {*paths} for paths in documents.values()):
                found[channel.folder] = documents
        return found

    def has(self, channel: Channel, chain: Chain) -> bool:
        """Whether the last build wrote a document at this place in the chain, and its files are intact."""
        before = self.inputs.get(channels.folder(channel, chain.month), "")
        paths = channels.formats_by_path(channel, chain.month, self.newsroom.config)
        return before.startswith(planning.place_of(channel, chain)) and self.intact.keys() >= paths.keys()

    def write(
        self,
        plan: Callable[[LeftOut], Sequence[FeedDocument]],
        left_out: LeftOut,
        kept: Mapping[str, Mapping[str, Sequence[str]]],
    ) -> Written:
        """Stage the feeds of a plan; `left_out` has what did not fit into the feeds of the last build.

        A feed that cannot hold all its releases leads to archives that have the others, so the plan is made again once
        it is known which do not fit. The feeds `kept`, in the form of `documents_of`, are not in the plan.
        """
        stay = {folder: paths for documents in kept.values() for folder, paths in documents.items()}
        files_kept = {path: self.intact[path] for paths in stay.values() for path in paths}
        while True:
            documents = plan(left_out)
            inputs = {
                document.folder: self.inputs[document.folder] if document.is_known else document.inputs
                for document in documents
            }
            files, found = self._files(documents, inputs, left_out)
            found |= {folder: slugs for folder, slugs in left_out.items() if folder in kept}
            if found == left_out:
                inputs |= {folder: self.inputs[folder] for folder in stay}
                return Written(documents, files_kept | files, left_out, inputs)
            left_out = found

    def _files(
        self, documents: Sequence[FeedDocument], inputs: Mapping[str, str], left_out: LeftOut
    ) -> tuple[dict[str, Staged], dict[str, tuple[str, ...]]]:
        """The staged files of some documents, and the releases that do not fit into the feeds to subscribe to."""
        config = self.newsroom.config
        same = [document for document in documents if self._is_unchanged(document, inputs)]
        files = {path: self.intact[path] for document in same for path in document.formats_by_path(config)}
        found = {document.folder: left_out[document.folder] for document in same if document.folder in left_out}
        unchanged = {document.folder for document in same}
        changed = [document for document in documents if document.folder not in unchanged]
        changed.sort(key=lambda document: document.chain.month)
        work = _Work(self, {document.folder: document for document in changed}, self._earlier(changed), {})
        entries = sum(len(document.members) for document in changed)
        count = workers.usual_count(entries, _FEWEST_FOR_TWO)
        for batch in workers.batches(work.do, list(work.documents), count=count):
            for folder, staged, slugs in batch:
                files |= staged
                if slugs:
                    found[folder] = slugs
        return files, found

    def _is_unchanged(self, document: FeedDocument, inputs: Mapping[str, str]) -> bool:
        """Whether a document, its releases and its files are as the last build left them."""
        return document.is_known or (
            self.inputs.get(document.folder) == inputs[document.folder]
            and all(member.slug in self.unchanged or member.slug in self.kept for member in document.members)
            and all(path in self.intact for path in document.formats_by_path(self.newsroom.config))
        )

    def _earlier(self, changed: Sequence[FeedDocument]) -> _Entries:
        """The entries of unchanged releases, from the last versions of the documents that have changed.

        Entries of releases whose files are gone come from any document that has them.
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
        return found | dict(earlier_entries(folder, kept, self.output.manifest.files, config))


class _Work(NamedTuple):
    """The work on changed documents, by folder; `earlier` has the entries of the last build, `loaded` is a cache."""

    writer: Writer
    documents: Mapping[str, FeedDocument]
    earlier: _Entries
    loaded: dict[str, Parts]

    def do(self, folders: Sequence[str]) -> list[tuple[str, dict[str, Staged], tuple[str, ...]]]:
        """Stage documents; return the folder of each, its files, and the slugs of releases that do not fit."""
        return [(folder, *self._do(self.documents[folder])) for folder in folders]

    def _do(self, document: FeedDocument) -> tuple[dict[str, Staged], tuple[str, ...]]:
        output, config = self.writer.output, self.writer.newsroom.config
        entries = self._entries(document.members, {*document.formats_by_path(config).values()})
        rendered = render(document, entries, config, output.folder)
        excluded = () if document.chain.month else excess(document, entries)
        return {path: output.stage(path, data) for path, data in rendered.items()}, excluded

    def _entries(self, members: Iterable[Member], formats: Set[str]) -> _Entries:
        """The entries of releases in some formats; entries stay loaded, because documents of a month share them."""
        missing = [member for member in members if not self.loaded.get(member.slug, {}).keys() >= formats]
        if len(self.loaded) + len(missing) > _MOST_IN_MEMORY:
            self.loaded.clear()
            missing = list(members)
        unread = []
        for member in missing:
            if place := self.writer.rendered.get(member.slug):
                self.loaded[member.slug] = rendering.taken(place, self.writer.output)
            elif self.earlier.get(member.slug, {}).keys() >= formats or not member.path:
                self.loaded[member.slug] = self.earlier.get(member.slug, {})
            else:
                unread.append(member)
        self.loaded.update(rendering.read_and_rendered(self.writer.newsroom, unread, self.writer.status_of))
        return {member.slug: parts for member in members if (parts := self.loaded.get(member.slug))}


def excess(document: FeedDocument, entries: _Entries) -> tuple[str, ...]:
    """The slugs of the releases that do not fit into a document."""
    return tuple(member.slug for member, _ in _found(document, entries)[len(_fitting(document, entries)) :])


def render(document: FeedDocument, entries: _Entries, config: Config, folder: Path | None) -> dict[str, bytes]:
    """A document in all formats, by path; a feed without entries keeps the moment of its last change.

    `folder` is the output folder; None for a feed that has no earlier version.
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
        files[path] = feeds.join_entries(format, head, [parts for _, parts in included], latest)
    return files


def _found(document: FeedDocument, entries: _Entries) -> list[tuple[Member, Parts]]:
    """The releases of a document that have entries, with their entries."""
    return [(member, entries[member.slug]) for member in document.members if member.slug in entries]


def _fitting(document: FeedDocument, entries: _Entries) -> list[tuple[Member, Parts]]:
    """The releases that fit into a document, with their entries; an archive has room for all."""
    found = _found(document, entries)
    return found if document.chain.month else found[: feeds.count_that_fits(parts for _, parts in found)]


# --- entries of earlier documents -----------------------------------------------------------------------------


def _places_of(kept: Iterable[Member], known: Iterable[str], config: Config) -> Iterator[str]:
    """Yield the paths of the documents that may have the entries of releases whose files are gone."""
    yield from channels.formats_by_path(NEWSROOM, "", config)
    for month in sorted({member.month for member in kept}):
        yield from channels.formats_by_path(NEWSROOM, month, config)
    yield from (path for path in known if channels.channel_at(path) not in (None, NEWSROOM))


def _add_entries(found: dict[str, dict[str, str]], path: Path, format: str, slugs: Iterable[str]) -> None:
    """Add to `found`, by slug, the entries of some releases in a document of the last build."""
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


def slugs_at(path: Path) -> set[str]:
    """The slugs of the releases that have an entry in a document; empty if another program changed it."""
    format = format_of(path.name)
    return {slug for slug, _ in _entries_at(path, format)} if format else set()


def _entries_at(path: Path, format: str) -> list[tuple[str, str]]:
    """The entries of a document with the slugs of their releases; empty if another program changed it."""
    module = feeds.renderer(format)
    try:
        _, parts = module.cut_entries(disk.read(path).decode())
        return [(unquote(module.address(part).rpartition("/")[2]).removesuffix(".html"), part) for part in parts]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _updated_before(path: Path, format: str) -> dt.datetime:
    """The moment of the last change of a document of the last build, NEVER without one."""
    try:
        return feeds.renderer(format).updated_at(disk.read(path).decode())
    except (OSError, ValueError, TypeError):
        return NEVER
