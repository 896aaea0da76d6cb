"""The build: it reads, checks, gates, renders and stages each release once, then publishes all in one commit."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.links import linked
from newsroom_cli.linter import check
from newsroom_cli.linter.findings import Finding, of_hits
from newsroom_cli.model import caching
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import news_at, published_at
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.edition import Edition, Listing, listing
from newsroom_cli.newsroom.folder import PUBLIC, UNCLEAR, Newsroom, due
from newsroom_cli.newsroom.writer.output import MANIFEST, Output, Staged, Written
from newsroom_cli.publishing import rehearsal, withdrawing
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.site import pages
from newsroom_cli.publishing.withdrawing import Record
from newsroom_cli.rules import selection
from newsroom_cli.rules.fields import publication
from newsroom_cli.rules.registry import ERROR, Card, rules

_FEW = 10  # releases that may leave the site in one build whatever their share is


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a build. If there are `refusals`, errors in public releases, it published nothing.

    `held` counts the releases that are not public, by status; `notices` are about links that became plain words;
    `removed` are the slugs of releases that left the site although errors stopped the build; `others` are files in the
    output that newsroom did not write; `released` are the public releases, by id with their paths.
    """

    output: Path
    public: int
    held: Mapping[str, int]
    changes: Written
    refusals: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()
    removed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    released: Mapping[str, str] = field(default_factory=dict)


class _Public(NamedTuple):
    """A public release as the parent process keeps it; `office` is its key, `text` the hash of the checked text.

    `news_at` is the moment of its publication or of its last notice.
    """

    listing: Listing
    card: Card
    office: str
    id: str
    due: str
    news_at: dt.datetime
    text: int
    files: tuple[str, ...]
    pictures: tuple[str, ...]

    def record(self) -> Record:
        return Record(self.id, self.due, self.listing, self.files, self.pictures)


@dataclass(slots=True)
class _Prepared:
    """The results of a worker for its releases; `files` are in the order of publication."""

    public: list[_Public] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    errors: list[Finding] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)
    files: dict[str, Staged] = field(default_factory=dict)
    seen: int = 0

    def add(self, other: _Prepared) -> None:
        self.public += other.public
        self.held += other.held
        self.errors += other.errors
        self.notices += other.notices
        self.files |= other.files
        self.seen += other.seen


class _SavedMeanwhileError(Exception):
    """Somebody saved a release after the build had checked it."""


def build(
    newsroom: Newsroom,
    *,
    now: dt.datetime,
    folder: Path | None = None,
    progress: workers.Progress | None = None,
    count: int | None = None,
    rehearse: bool = False,
    remove_many: bool = False,
    trust_clock: bool = False,
    waiting: Callable[[], None] | None = None,
) -> Report:
    """Bring the output folder up to date with all releases that are public at `now`: all of them, or nothing.

    If errors stop the build, releases that are no longer public still leave the folder; everything else stays.
    `rehearse` marks every page, feed and mail, and writes to a folder of its own. `remove_many` lets a build take many
    releases off the site at once, `trust_clock` one that is earlier than the last. `waiting` is called before a wait
    for another build. `progress` receives the number of finished releases and of all; `count` is the number of
    workers, by default the fastest.
    Raises BusyError if another build is writing and nobody waits, NewsroomError if the releases or the output cannot
    be used, a template is wrong, or the clock is earlier than the last build.
    """
    if rehearse:
        newsroom = rehearsal.marked(newsroom, now)
    folder = folder or (rehearsal.folder(newsroom) if rehearse else newsroom.output)
    _refuse_overlap(newsroom, folder, rehearse=rehearse)
    selection.selected(newsroom.config)  # a wrong code in newsroom.toml is reported before any work
    for last in (False, True):
        try:
            return _Build(newsroom, now, folder, rehearse, remove_many, trust_clock, waiting).run(progress, count)
        except _SavedMeanwhileError as error:
            if last:
                raise NewsroomError(
                    "the release was saved while the build ran; nothing was changed",
                    path=str(error),
                    hint="run newsroom build again",
                ) from None
    raise AssertionError("unreachable")


@dataclass(frozen=True, slots=True)
class _Build:
    newsroom: Newsroom
    now: dt.datetime
    folder: Path
    rehearse: bool
    remove_many: bool
    trust_clock: bool
    waiting: Callable[[], None] | None

    def run(self, progress: workers.Progress | None, count: int | None) -> Report:
        newsroom, paths = self.newsroom, self.newsroom.paths()
        with Output(
            self.folder, rehearsal=self.rehearse, now=self.now, trust_clock=self.trust_clock, waiting=self.waiting
        ) as output:
            work = _Work.of(newsroom, self.now, output)
            done = _Prepared()
            try:
                for part in workers.batches(work.prepare, paths, count=count):
                    done.add(part)
                    if progress:
                        progress(done.seen, len(paths))
                done.errors += _archive_errors(done.public, newsroom, self.now)
                if not done.errors:
                    self._refuse_emptying(output, {release.listing.slug for release in done.public}, len(paths))
                    return self._publish(output, work, done)
            except NewsroomError as error:
                removed, _ = self._remove_unpublished(output, len(paths))
                if removed:
                    error.message += f" (no longer public, and taken off the site all the same: {', '.join(removed)})"
                raise
            removed, changes = self._remove_unpublished(output, len(paths))
        errors = tuple(sorted(done.errors, key=lambda finding: finding.order))
        return Report(self.folder, len(done.public), done.held, changes, errors, removed=removed)

    def _publish(self, output: Output, work: _Work, done: _Prepared) -> Report:
        whole = _Prepared()  # pictures come before the pages that show them, lists of pages after
        pictures = sorted({path for release in done.public for path in release.pictures})
        for path, data in itertools.chain(work.pictures(pictures), pages.assets(self.newsroom.own)):
            whole.files[path] = output.stage(path, data)
        # The pages of all batches come first, then the mails.
        whole.files |= dict(sorted(done.files.items(), key=lambda file: file[0].startswith(_MAIL)))
        for path, data in work.lists(done.public):
            whole.files[path] = output.stage(path, data)
        changes = output.commit(
            whole.files, {release.listing.slug: release.record().plain() for release in done.public}
        )
        notices = tuple(sorted(done.notices, key=lambda finding: finding.order))
        return Report(
            self.folder,
            len(done.public),
            done.held,
            changes,
            notices=notices,
            others=tuple(output.others()),
            released={release.id: release.card.path for release in done.public},
        )

    def _remove_unpublished(self, output: Output, files: int) -> tuple[tuple[str, ...], Written]:
        """Remove releases that are no longer public, although the build stops; returns their slugs and the changes."""
        gone = withdrawing.no_longer_public(output, self.newsroom, self.now)
        if not gone:
            return (), Written(0, 0, 0)
        self._refuse_emptying(output, output.known.releases.keys() - set(gone), files)
        return tuple(gone), withdrawing.remove_from_site(output, gone, self.newsroom)

    def _refuse_emptying(self, output: Output, public: Iterable[str], files: int) -> None:
        """Refuse to take many releases off the site: usually a mistake, such as a folder that is not mounted."""
        was = output.known.releases.keys()
        gone = sorted(was - set(public))
        if self.remove_many or self.rehearse or not gone:
            return
        if len(gone) <= max(_FEW, len(was) / 10) and files:
            return
        listed = ", ".join(gone[:50]) + (f" and {len(gone) - 50} more" if len(gone) > 50 else "")
        raise NewsroomError(
            f"this would take {len(gone)} of {len(was)} public releases off the site; nothing was changed: {listed}",
            path=self.newsroom.config.releases,
            hint="check that all releases are there and the clock is right; if so: newsroom build --remove-many",
        )


def _archive_errors(public: Sequence[_Public], newsroom: Newsroom, now: dt.datetime) -> list[Finding]:
    """The errors that only a comparison of public releases shows."""
    cards = [release.card for release in public]
    return check.archive_findings(cards, newsroom.config, newsroom.read, now=now, severities=(ERROR,))


def feed(newsroom: Newsroom, form: str, *, now: dt.datetime, office: str = "") -> tuple[bytes, list[Finding]]:
    """One feed as `build` writes it, and the errors that prevent its publication.

    Like `build` it refuses while it is unclear whether a release in it would be public: no entry vanishes silently. It
    does not read the text of releases that are too old for it. Raises NewsroomError if the releases cannot be read.
    """
    config = newsroom.config
    out = {} if config.rehearsal else withdrawing.out(newsroom.output)
    public: list[Release] = []
    errors: list[Finding] = []
    for path in newsroom.paths():
        release = newsroom.read(path)
        if release.problems or release.x:
            status = newsroom.publication_status(newsroom.document(release), now, out)
        else:  # the check of the chosen ones reads their text
            status = newsroom.status_by_fields(release, now, out)
        if status == UNCLEAR:
            errors += _reasons(newsroom.document(release))
        elif status == PUBLIC and (not office or (release.office and release.office.value == office)):
            public.append(release)
    newest = sorted(public, key=lambda release: release.slug)
    newest.sort(key=lambda release: published_at(release, config), reverse=True)
    newest.sort(key=lambda release: news_at(release, config), reverse=True)
    chosen = newest[: config.feeds.entries]
    errors += [
        finding
        for release in chosen
        for finding in check.check(release, config, errors=True)
        if finding.severity == ERROR
    ]
    status_of = newsroom.publication_statuses_at(now, out)
    entries = [newsroom.edition(release, status_of=status_of) for release in chosen] if not errors else []
    return feeds.render(form, feeds.feed(config, form, office=office), entries), errors


def _reasons(document: Document) -> list[Finding]:
    """The findings that make it unclear whether a release may be public."""
    findings = check.check_all([document], document.config, errors=True)[0]
    return [finding for finding in findings if finding.severity == ERROR]


def _refuse_overlap(newsroom: Newsroom, folder: Path, *, rehearse: bool) -> None:
    """Refuse an output folder inside or around the sources, and a rehearsal among the live pages."""
    real, root = folder.resolve(), newsroom.root.resolve()
    sources = [newsroom.folder.resolve(), (root / "templates").resolve()]
    overlaps = any(real == source or source in real.parents or real in source.parents for source in sources)
    if overlaps or real == root or real in root.parents:
        message = "the output folder holds the newsroom's own files, or lies among them"
        raise NewsroomError(message, path=folder, hint="name a folder of its own: -o DIR")
    live = newsroom.output.resolve()
    inside = live in real.parents or any((parent / MANIFEST).exists() for parent in real.parents)
    if rehearse and (real == live or inside or real in live.parents):
        raise NewsroomError(
            "a rehearsal must not be written where the live pages are",
            path=folder,
            hint="leave out -o, or name a folder of its own: -o DIR",
        )


_MAIL = "email/"


@dataclass(frozen=True, slots=True)
class _Work:
    """The work of each worker on a batch of releases; it is immutable.

    `out` are the published releases, by slug with the moment they were due; `status_of` gives the status of any slug.
    """

    newsroom: Newsroom
    now: dt.datetime
    output: Output
    out: Mapping[str, str]
    status_of: linked.StatusOf

    @classmethod
    def of(cls, newsroom: Newsroom, now: dt.datetime, output: Output) -> _Work:
        out = withdrawing.due_of(output.known)
        return cls(newsroom, now, output, out, newsroom.publication_statuses_at(now, out))

    def prepare(self, paths: Sequence[str]) -> _Prepared:
        """Read, check, gate, render and stage a batch; findings are reported even if nothing can be rendered.

        Each step runs for many releases before the next: a processor that stays in the same code needs a fifth less
        time than one that takes each release through all of it.
        """
        done = _Prepared(seen=len(paths))
        for releases in caching.batches(map(self.newsroom.read, paths)):
            documents = [self.newsroom.document(release) for release in releases]
            public = [document for document in documents if self._is_public(document, done)]
            self._publish(self._without_errors(public, done), done)
        return done

    def _is_public(self, document: Document, done: _Prepared) -> bool:
        status = self.newsroom.publication_status(document, self.now, self.out)
        if status == UNCLEAR:
            done.errors += _reasons(document)
        elif status != PUBLIC:
            done.held[status] += 1
        return status == PUBLIC

    def _without_errors(self, documents: Sequence[Document], done: _Prepared) -> list[Document]:
        """The releases without an error."""
        correct = []
        for document, findings in zip(
            documents, check.check_all(documents, self.newsroom.config, errors=True), strict=True
        ):
            errors = [finding for finding in findings if finding.severity == ERROR]
            done.errors += errors
            correct += [] if errors else [document]
        return correct

    def _publish(self, documents: Sequence[Document], done: _Prepared) -> None:
        texts = self.newsroom.config.email.pages
        editions = [self._edition(document.release, text=texts) for document in documents]
        files: dict[str, list[str]] = {}
        for render in self._renderers():
            for edition, (path, data) in [(edition, render(edition)) for edition in editions]:
                done.files[path] = self.output.stage(path, data)
                files.setdefault(edition.path, []).append(path)
        for document, edition in zip(documents, editions, strict=True):
            done.public.append(self._public_release(document, edition, tuple(files[edition.path])))
            done.notices += self._held_links(document)

    def _public_release(self, document: Document, edition: Edition, files: tuple[str, ...]) -> _Public:
        release = document.release
        return _Public(
            listing(edition),
            check.card(document, severities=(ERROR,)),
            edition.office,
            edition.id,
            due(release, document.config),
            news_at(release, document.config),
            hash(release.text),
            files,
            tuple(self.newsroom.pictures_of(release)),
        )

    def _edition(self, release: Release, *, text: bool = True) -> Edition:
        return self.newsroom.edition(release, text=text, status_of=self.status_of)

    def _held_links(self, document: Document) -> list[Finding]:
        """Notices about links of a release that are published as plain words, because their targets are not public."""
        mentions = linked.mentions(document, self.newsroom.config.url)
        named = [(mention, self.status_of(mention.slug)) for mention in mentions]
        unpublished = [(mention, status) for mention, status in named if status not in (PUBLIC, None)]
        if not unpublished:
            return []
        rule = rules()["LK010"]
        return of_hits(
            document, [(rule, publication.held_link(mention, str(status))) for mention, status in unpublished]
        )

    def _renderers(self) -> Iterator[Callable[[Edition], tuple[str, bytes]]]:
        """The functions that render the files of a release, with their paths."""
        config, own = self.newsroom.config, self.newsroom.own
        yield lambda edition: (f"releases/{edition.slug}.html", pages.release_page(edition, config, own))
        if config.email.pages:
            yield lambda edition: (f"{_MAIL}{edition.slug}.html", message.html(edition, config, own))
            yield lambda edition: (f"{_MAIL}{edition.slug}.txt", message.text(edition, config, own))

    def pictures(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The picture files of public releases, by their paths in the newsroom."""
        for path in paths:
            try:
                yield path, self.newsroom.picture(path)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise NewsroomError(
                    f"the picture cannot be read: {reason}", path=path, hint="check the file and its permissions"
                ) from error

    def lists(self, public: Sequence[_Public]) -> Iterator[tuple[str, bytes]]:
        """Index and feeds; they come last, so they never list a page that does not exist yet."""
        config = self.newsroom.config
        newest = sorted(public, key=lambda release: release.listing.slug)
        newest.sort(key=lambda release: release.listing.published, reverse=True)
        yield "index.html", pages.index_page([release.listing for release in newest], config, self.newsroom.own)
        latest = sorted(newest, key=lambda release: release.news_at, reverse=True)
        groups = {"": latest[: config.feeds.entries]}
        offices = {release.office for release in newest} & set(config.offices) if config.feeds.offices else set()
        for office in sorted(offices):
            groups[office] = [release for release in latest if release.office == office][: config.feeds.entries]
        if config.feeds.formats:
            yield from self._feeds(groups)

    def _feeds(self, groups: Mapping[str, Sequence[_Public]]) -> Iterator[tuple[str, bytes]]:
        """The feeds of the newsroom ("") and of offices; a release in several feeds is read and rendered once.

        Raises _SavedMeanwhileError if somebody saved a release after it was checked.
        """
        config = self.newsroom.config
        editions = {}
        for path, text in sorted({(release.card.path, release.text) for group in groups.values() for release in group}):
            release = self.newsroom.read(path)
            if hash(release.text) != text:
                raise _SavedMeanwhileError(path)
            editions[path] = self._edition(release)
        for office, group in groups.items():
            entries = [editions[release.card.path] for release in group]
            heads = {name: feeds.feed(config, name, office=office) for name in config.feeds.formats}
            for name, document in feeds.render_all(heads, entries).items():
                yield heads[name].url.removeprefix(config.url), document
