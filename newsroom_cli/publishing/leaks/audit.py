"""The audit of a build: it searches all files for what is not public before they move into place."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import itertools
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple, Protocol

from newsroom_cli.model import disk, release_file
from newsroom_cli.model.errors import LeakError, NewsroomError
from newsroom_cli.model.feed_formats import format_of
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer.manifest import Manifest, digest
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing.builds import attaching, keeping
from newsroom_cli.publishing.builds.preparing import renderers
from newsroom_cli.publishing.collections import NEWSROOM
from newsroom_cli.publishing.feeds import channels, feeds
from newsroom_cli.publishing.feeds.planning import FeedDocument
from newsroom_cli.publishing.leaks.held import ADDRESS, FILE, ID, WORDS, HeldIndex, HeldRelease, Leak, parts_as_shown
from newsroom_cli.publishing.leaks.readings import readings
from newsroom_cli.publishing.outcomes import STAYS, Outcome
from newsroom_cli.publishing.site import list_pages
from newsroom_cli.rules.fields import publication

_MANY_FILES = 200  # from this number on it is faster to remove standing words from the index before the search
_SAMPLING_STEP = 10  # the words of every tenth public release are removed from the index before the search


_NONE: Mapping[str, Staged] = {}


class Files(Protocol):
    """An output: the bytes of the files to publish, and the manifest of the files that are already there."""

    @property
    def manifest(self) -> Manifest:
        """The manifest of the output folder, empty if there is none."""

    def content(self, path: str, staged: Staged) -> bytes:
        """The bytes that a file will have after the commit."""


class Audit(NamedTuple):
    """A search of the output files for everything that is not public according to `outcomes`.

    `kept` are the output files of releases that stay public although their release files are gone, `feeds` all feed
    documents. `intact` are the files of the output that are as the last build left them, which searched them. `shown`
    are further files that are public and stay, such as the pictures of pages that are in the output already.
    """

    newsroom: Newsroom
    output: Files
    outcomes: Sequence[Outcome]
    kept: Mapping[str, Staged]
    feeds: Sequence[FeedDocument] = ()
    intact: Mapping[str, Staged] = _NONE
    shown: Mapping[str, Staged] = _NONE

    def refuse_leaks(self, files: Mapping[str, Staged], *, everything: bool = False) -> None:
        """Raise LeakError if a changed file, or with `everything` any file, says something that is not public."""
        held = [outcome for outcome in self.outcomes if self._is_held(outcome)]
        paths = [path for path, staged in files.items() if staged.changed or everything]
        if not held or not paths:
            return
        index = self._held_index(held)
        if len(paths) >= _MANY_FILES:
            public = [outcome for outcome in self.outcomes if outcome.public][::_SAMPLING_STEP]
            index = index.without(itertools.chain(self._standing_words(), map(self._file_text, public)))
        sources = self._sources_by_file(set(paths))
        listings = [outcome.public.listing for outcome in self.outcomes if outcome.public]
        listed = functools.cache(lambda: list_pages.words(listings))
        if len(paths) >= _MANY_FILES:
            listed()  # once for all workers
        search = functools.partial(self._search, index, files, sources, listed, set(), set())
        leaks = [leak for batch in workers.batches(search, paths) for leak in batch]
        if leaks and (remaining := self._without_public_words(index, leaks)):
            raise _leak_error(remaining, self.outcomes)

    def _is_held(self, outcome: Outcome) -> bool:
        """Whether a release has something that is not public; one that stays as it is on the site has nothing."""
        if outcome.public:
            return outcome.public.killed
        if outcome.status not in STAYS:
            return True
        published = self.output.manifest.releases
        id = self.newsroom.read(outcome.path).id  # its file may have been renamed
        return outcome.slug not in published and not any(id and record.id == id.value for record in published.values())

    def _search(
        self,
        index: HeldIndex,
        files: Mapping[str, Staged],
        sources_by_file: Mapping[str, Sequence[Outcome]],
        listed: Callable[[], str],
        texts_read: set[tuple[str, str]],
        entries_read: set[str],
        paths: Sequence[str],
    ) -> list[Leak]:
        """The leaks in some files; a worker reads no source text twice, and no entry that a feed had before."""
        leaks: list[Leak] = []
        for path in paths:
            if format_of(path.rpartition("/")[2]) and (before := self.intact.get(path)):
                _without_entries(path, self.output.content(path, before), entries_read)
            sources = self._source_texts(sources_by_file.get(path, ()), listed, texts_read)
            data = _without_entries(path, self.output.content(path, files[path]), entries_read)
            leaks += index.search(path, data, sources=sources)
        return leaks

    def _source_texts(
        self, outcomes: Iterable[Outcome], listed: Callable[[], str], texts_read: set[tuple[str, str]]
    ) -> Iterator[str]:
        """Yield the public texts from which a file was rendered, except those in `texts_read`.

        All index lines come last, because pages of releases show lines of their neighbours.
        """
        for text_of in (self._file_text, self._composed_words):
            for outcome in outcomes:
                if (outcome.path, text_of.__name__) not in texts_read:
                    texts_read.add((outcome.path, text_of.__name__))
                    yield text_of(outcome)
        if ("", "listed") not in texts_read:
            texts_read.add(("", "listed"))
            yield listed()

    def _sources_by_file(self, paths: Set[str]) -> dict[str, Sequence[Outcome]]:
        """The public releases from which each of these files was rendered."""
        public = [outcome for outcome in self.outcomes if outcome.public]
        sources: dict[str, Sequence[Outcome]] = {
            path: (outcome,)
            for outcome in public
            if not paths.isdisjoint(outcome.files)
            for path in outcome.files
            if path in paths
        }
        by_slug = {outcome.slug: outcome for outcome in public}
        for document in self.feeds:
            found = [path for path in document.formats_by_path(self.newsroom.config) if path in paths]
            if found:
                members = tuple(by_slug[member.slug] for member in document.members if member.slug in by_slug)
                sources |= dict.fromkeys(found, members)
        return sources

    # --- what is searched for ---------------------------------------------------------------------------------

    def _held_index(self, held: Iterable[Outcome]) -> HeldIndex:
        """The index of everything that a held release has and no public release has."""
        public = [(outcome, outcome.public) for outcome in self.outcomes if outcome.public]
        ids = {release.id for _, release in public}
        names = keeping.names_in_use(self.outcomes)
        shown = self._shown_files()
        releases = [self._held_release(outcome, ids, names, shown) for outcome in held]
        return HeldIndex(releases, site=self.newsroom.config.url)

    def _held_release(self, outcome: Outcome, ids: set[str], names: set[str], shown: Container[str]) -> HeldRelease:
        """The parts of a release to search for; `shown` are paths and digests of the files of public releases."""
        release = self.newsroom.read(outcome.path)
        if outcome.public:  # a killed release: only its text is held
            return HeldRelease.of(release)._replace(id="", names=())
        unshown = [path for path in self.newsroom.files_of(release) if path not in shown]
        forms = attaching.published_forms(self.newsroom, unshown)
        files = [(path, data) for path, data in forms if digest(data) not in shown]
        held = HeldRelease.of(release, aliases=outcome.aliases, files=files)
        unused_names = tuple(name for name in held.names if name not in names)
        return held._replace(id="" if held.id in ids else held.id, names=unused_names)

    def _shown_files(self) -> set[str]:
        """The paths and digests of the files that public releases have on the site."""
        shared = [outcome.shared for outcome in self.outcomes if outcome.public]
        files = [file for files in (*shared, self.kept, self.shown) for file in files.items()]
        return {name for path, staged in files for name in (path, staged.digest)}

    # --- what is public ---------------------------------------------------------------------------------------

    def _standing_words(self) -> Iterator[str]:
        """Yield texts that are always public: templates, an empty release of each office, and `public_words`."""
        config, templates = self.newsroom.config, self.newsroom.own_templates
        ignoring_errors = contextlib.suppress(NewsroomError)  # the build reports the error; a withdrawal goes on
        yield from config.publishing.public_words
        for folder in (theme.builtin(), templates):
            for path in sorted(folder.rglob("*.*")) if disk.is_folder(folder) else ():
                yield disk.read(path, links=True).decode(errors="replace")
        for page in list_pages.plan([], config, templates, dt.datetime.max.replace(tzinfo=dt.UTC)).values():
            with ignoring_errors:
                yield page.render().decode()
        for office in ("", *config.offices):
            with ignoring_errors:
                empty = self.newsroom.edition(release_file.parse(f"+++\noffice = {json.dumps(office)}\n+++\n", ""))
                for render in renderers(self.newsroom):
                    with ignoring_errors:
                        yield from _with_and_without_tags(render(empty)[1])
            channel = channels.office(office, config) if office else NEWSROOM
            for form in config.feeds.formats if channels.has_feeds(channel.kind, config) else ():
                with ignoring_errors:
                    yield from _with_and_without_tags(feeds.render(form, feeds.feed(config, form, channel), []))

    def _file_text(self, outcome: Outcome) -> str:
        """The text of a public release file; empty for a killed release or an unreadable file."""
        if outcome.public and outcome.public.killed:
            return ""
        with contextlib.suppress(OSError):
            return disk.read(f"{self.newsroom.root}/{outcome.path}").decode(errors="replace")
        return ""

    def _composed_words(self, outcome: Outcome) -> str:
        """The text of a public release in the order of its outputs; for a killed one also its names and notices.

        It is empty if the newsroom's own words, such as the labels of kinds, are broken.
        """
        release = self.newsroom.read(outcome.path)
        with contextlib.suppress(NewsroomError):
            edition = self.newsroom.edition(release, text=False)
            reasons = [notice.reason for notice in edition.notices]
            names = (outcome.slug, *outcome.aliases, *reasons) if release.is_killed else ()
            return "\n".join((parts_as_shown(edition), *names))
        return ""

    def _without_public_words(self, index: HeldIndex, leaks: Sequence[Leak]) -> list[Leak]:
        """The leaks that occur in no public text; the releases of the leaking files are read first.

        Kept pages stay as they are, so a name in them is public: a feed may go on naming it.
        """
        kept = [self.output.content(path, staged).decode(errors="replace") for path, staged in self.kept.items()]
        allowed = self._allowed_names()
        remaining = [
            leak
            for leak in leaks
            if leak.kind == WORDS or not (leak.words in allowed or any(leak.words in text for text in kept))
        ]
        leaking_files = {leak.path for leak in leaks}
        public = [outcome for outcome in self.outcomes if outcome.public]
        public.sort(key=lambda outcome: leaking_files.isdisjoint(outcome.files))
        texts = itertools.chain(
            self._standing_words() if any(leak.kind == WORDS for leak in remaining) else (),
            (f"{self._file_text(outcome)}\n{self._composed_words(outcome)}" for outcome in public),
            kept,
        )
        for text in texts:
            if not any(leak.kind == WORDS for leak in remaining):
                break
            public_patterns = index.patterns_in(text)
            remaining = [leak for leak in remaining if leak.probe not in public_patterns]
        return remaining

    def _allowed_names(self) -> set[str]:
        """Names that are no leak: those in `public_words`, and the names of files in public releases."""
        shown = {path.rpartition("/")[2] for outcome in self.outcomes if outcome.public for path in outcome.shared}
        return {*self.newsroom.config.publishing.public_words, *shown}


def _without_entries(path: str, data: bytes, read: set[str]) -> bytes:
    """A file without the feed entries whose digests are in `read`; adds the digests of its other entries to `read`."""
    format = format_of(path.rpartition("/")[2])
    if format is None:
        return data
    module = feeds.renderer(format)
    try:
        head, entries = module.cut_entries(data.decode())
    except ValueError:
        return data
    digests = [digest(entry.encode()) for entry in entries]
    unread = [entry for entry, found in zip(entries, digests, strict=True) if found not in read]
    read.update(digests)
    return module.with_entries(head, unread).encode()


def _with_and_without_tags(data: bytes) -> Iterator[str]:
    """Yield each reading of a file twice: as it is written, and without its tags."""
    for reading in readings(data):
        yield reading.written.decode(errors="replace")
        yield reading.text.decode(errors="replace")


_KIND_LABELS = {WORDS: "words", ADDRESS: "the address", ID: "the id", FILE: "a picture or attachment"}


def _leak_error(leaks: Sequence[Leak], outcomes: Iterable[Outcome]) -> LeakError:
    """The error for the first of some leaks: a message for the press office, and a discreet one without its words."""
    leak = leaks[0]
    statuses = {outcome.path: outcome.status for outcome in outcomes}
    origin = next((outcome.path for outcome in outcomes if leak.path in outcome.files), "")
    where = f"{leak.path}, made of {origin}," if origin else leak.path
    quoted = leak.words if leak.kind in (WORDS, FILE) else leak.excerpt  # an excerpt may begin in the middle of a tag
    label, others = _KIND_LABELS[leak.kind], f" (and {len(leaks) - 1} more of this kind)" if len(leaks) > 1 else ""
    status = publication.STANDING.get(statuses[leak.source], "held back because of errors")
    message = f'{where} would show {label} of this release, which is {status}: "{quoted}"{others}'
    discreet_place = "a file" if leak.words in leak.path else where
    return LeakError(
        f"{message}; nothing was changed",
        discreet=f"{discreet_place} would show {label} of a release that is {status}{others}; nothing was changed",
        path=leak.source,
        line=leak.line or None,
        hint=_remedy(leak),
    )


def _remedy(leak: Leak) -> str:
    """The remedy for a leak: remove it, or allow it in newsroom.toml."""
    if leak.kind == WORDS:
        allowed = "a sentence that may be public can stand in newsroom.toml: [publishing] public_words"
    else:
        line = f"public_words = [{json.dumps(leak.words)}]"
        allowed = f"if this name may be public, newsroom.toml can say so: [publishing] {line}"
    return f"take it out there; {allowed}"
