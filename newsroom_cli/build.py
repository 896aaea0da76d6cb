"""The public site of a newsroom: reads, checks, gates, renders and stages each release once, then commits the whole."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsroom_cli import check, disk, mail, markdown, recent, workers
from newsroom_cli.edition import Edition, Listing, listing, published_at
from newsroom_cli.errors import NewsroomError
from newsroom_cli.findings import Finding, of_hits
from newsroom_cli.model import Release
from newsroom_cli.newsroom import PUBLIC, UNCLEAR, Newsroom, doubts
from newsroom_cli.publishing import feeds, site
from newsroom_cli.rules import selection
from newsroom_cli.rules.registry import ERROR, Card, Hit, rules
from newsroom_cli.writer.output import Output, Written


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. With `refusals`, errors in what should be public, it changed nothing.

    `held` counts the releases that are not public, by where they stand.
    """

    output: Path
    public: int
    held: Mapping[str, int]
    refusals: tuple[Finding, ...]
    changes: Written


@dataclass(slots=True)
class _Prepared:
    """What a worker found in its releases and staged of them; `files` in order, `changed` those it had to stage."""

    public: list[tuple[Listing, Card, str]] = field(default_factory=list)  # with the key of the office
    held: Counter[str] = field(default_factory=Counter)
    errors: list[Finding] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    seen: int = 0

    def add(self, other: _Prepared) -> None:
        self.public += other.public
        self.held += other.held
        self.errors += other.errors
        self.pictures |= other.pictures
        self.files += other.files
        self.changed |= other.changed
        self.seen += other.seen


def build(
    newsroom: Newsroom, *, now: dt.datetime, folder: Path | None = None, progress: workers.Progress | None = None,
    count: int | None = None,
) -> Report:  # fmt: skip
    """Bring the output folder up to date with everything that is public at `now`, all of it or nothing.

    `progress` is told how many of how many releases are done; `count` is the number of workers, by default what
    pays. Raises NewsroomError when the output cannot be written or a template is wrong; then nothing changed.
    """
    folder = newsroom.output if folder is None else folder
    _refuse_overlap(newsroom, folder)
    paths = newsroom.paths() if newsroom.folder.is_dir() else []
    selection.selected(newsroom.config)  # a wrong code in newsroom.toml is told before any work
    with Output(folder) as output:
        work = _Work(newsroom, now, output)
        done = _Prepared()
        for part in workers.batches(work.prepare, paths, count=count):
            done.add(part)
            if progress:
                progress(done.seen, len(paths))
        cards = [card for _, card, _ in done.public]
        done.errors += check.archive_findings(cards, newsroom.config, newsroom.read, now=now, severities=(ERROR,))
        if done.errors:
            return _report(folder, done, Written(0, 0, 0))
        whole = _Prepared()  # what pages show comes before them, what links to them after
        for path, data in itertools.chain(work.pictures(done.pictures), site.assets(newsroom.own)):
            _stage(output, whole, path, data)
        done.files.sort(key=lambda path: path.startswith(_MAIL))  # the pages of all batches first, then the mails
        whole.add(done)
        for path, data in work.lists(whole):
            _stage(output, whole, path, data)
        return _report(folder, whole, output.commit(whole.files, whole.changed))


def feed(newsroom: Newsroom, form: str, *, now: dt.datetime, office: str = "") -> tuple[bytes, list[Finding]]:
    """One feed as `build` writes it, and the errors for which it must not be published.

    Like `build` it refuses while it is unclear of any release whether it is public: an entry must not vanish unsaid.
    Raises NewsroomError when the releases cannot be read.
    """
    config = newsroom.config
    public: list[Release] = []
    errors: list[Finding] = []
    for path in newsroom.paths() if newsroom.folder.is_dir() else []:
        release = newsroom.read(path)
        standing = newsroom.standing(release, now)
        if standing == UNCLEAR:
            errors += _reasons(release, newsroom)
        elif standing == PUBLIC and (not office or (release.office and release.office.value == office)):
            public.append(release)
    newest = sorted(public, key=lambda each: each.slug)
    newest.sort(key=lambda each: published_at(each, config), reverse=True)
    chosen = newest[: config.feeds.entries]
    errors += [found for each in chosen for found in check.check(each, config, errors=True) if found.severity == ERROR]
    entries = [newsroom.edition(each) for each in chosen] if not errors else []
    return feeds.render(form, feeds.feed(config, form, office=office), entries), errors


def _reasons(release: Release, newsroom: Newsroom) -> list[Finding]:
    """Why it is unclear whether a release may be public, also where the rule that says so is switched off."""
    found = [each for each in check.check(release, newsroom.config, errors=True) if each.severity == ERROR]
    problems = release.problems if release.broken else (*doubts(release), *newsroom.unmet(release))
    known, told = rules(), {each.code for each in found}
    untold = [each for each in problems if each.code not in told]
    return found + of_hits(release, ((known[each.code], Hit(each.span, each.message, each.help)) for each in untold))


def _report(folder: Path, done: _Prepared, changes: Written) -> Report:
    errors = tuple(sorted(done.errors, key=lambda each: each.order))
    return Report(folder, len(done.public), done.held, errors, changes)


def _stage(output: Output, done: _Prepared, path: str, data: bytes) -> None:
    done.files.append(path)
    if output.stage(path, data):
        done.changed.add(path)


def _refuse_overlap(newsroom: Newsroom, folder: Path) -> None:
    """The output must not lie among the sources, nor the sources in it."""
    real, root = folder.resolve(), newsroom.root.resolve()
    sources = [newsroom.folder.resolve(), (root / "templates").resolve()]
    if real == root or real in root.parents or any(real == each or each in real.parents or real in each.parents for each in sources):  # fmt: skip
        raise NewsroomError("the output folder holds the newsroom's own files, or lies among them", path=folder, hint="name a folder of its own: -o DIR")  # fmt: skip


_MAIL = "email/"


@dataclass(frozen=True, slots=True)
class _Work:
    """What each worker does with a batch of releases; holds nothing that changes."""

    newsroom: Newsroom
    now: dt.datetime
    output: Output

    def prepare(self, paths: Sequence[str]) -> _Prepared:
        """Read, check, gate, render and stage a batch; its findings are told even where nothing can be rendered.

        Each step is done for many releases before the next: a processor that goes on with the same code takes a fifth
        less time than one that is led through all of it for each release.
        """
        done = _Prepared(seen=len(paths))
        for releases in recent.handfuls(map(self.newsroom.read, paths)):
            public = [each for each in releases if self._is_public(each, done)]
            for each in public:
                markdown.read(each.body)
            self._publish(self._right(public, done), done)
        return done

    def _is_public(self, release: Release, done: _Prepared) -> bool:
        standing = self.newsroom.standing(release, self.now)
        if standing == UNCLEAR:
            done.errors += _reasons(release, self.newsroom)
        elif standing != PUBLIC:
            done.held[standing] += 1
        return standing == PUBLIC

    def _right(self, releases: Sequence[Release], done: _Prepared) -> list[Release]:
        """The releases without an error."""
        right = []
        for release, found in zip(releases, check.check_all(releases, self.newsroom.config, errors=True), strict=True):
            errors = [each for each in found if each.severity == ERROR]
            done.errors += errors
            right += [] if errors else [release]
        return right

    def _publish(self, releases: Sequence[Release], done: _Prepared) -> None:
        editions = [self.newsroom.edition(each, text=self.newsroom.config.email.pages) for each in releases]
        for release, edition in zip(releases, editions, strict=True):
            done.public.append(
                (listing(edition), check.card(release, self.newsroom.config, severities=(ERROR,)), edition.office)
            )
            done.pictures.update(self.newsroom.pictures_of(release))
        for render in self._renderers():
            for path, data in [render(each) for each in editions]:
                _stage(self.output, done, path, data)

    def _renderers(self) -> Iterator[Callable[[Edition], tuple[str, bytes]]]:
        """What makes the files of a release, each with its path: the page before what it links to."""
        config, own = self.newsroom.config, self.newsroom.own
        yield lambda each: (f"releases/{each.slug}.html", site.release_page(each, config, own))
        if config.email.pages:
            yield lambda each: (f"{_MAIL}{each.slug}.html", mail.html(each, config, own))
            yield lambda each: (f"{_MAIL}{each.slug}.txt", mail.text(each, config, own))

    def pictures(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The picture files of public releases, at the place they have in the newsroom."""
        for path in sorted(paths):
            try:
                yield path, disk.read(self.newsroom.root / path)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise NewsroomError(f"the picture cannot be read: {reason}", path=path, hint="check the file and its permissions") from error  # fmt: skip

    def lists(self, done: _Prepared) -> Iterator[tuple[str, bytes]]:
        """Index and feeds; they come last, so that no link is there before its page."""
        config = self.newsroom.config
        newest = sorted(done.public, key=lambda each: each[0].slug)
        newest.sort(key=lambda each: each[0].published, reverse=True)
        yield "index.html", site.index_page([each for each, _, _ in newest], config, self.newsroom.own)
        groups = {"": newest[: config.feeds.entries]}
        for office in sorted({each[2] for each in newest} & set(config.offices)) if config.feeds.offices else ():
            groups[office] = [each for each in newest if each[2] == office][: config.feeds.entries]
        if config.feeds.formats:
            yield from self._feeds({office: [card.path for _, card, _ in each] for office, each in groups.items()})

    def _feeds(self, groups: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, bytes]]:
        """The feeds of the newsroom ("") and of offices; a release that is in several is read and rendered once."""
        config = self.newsroom.config
        paths = sorted({path for group in groups.values() for path in group})
        editions = {each.path: self.newsroom.edition(each) for each in self.newsroom.published(self.now, paths)}
        for office, group in groups.items():
            entries = [editions[path] for path in group if path in editions]
            for name in config.feeds.formats:
                feed = feeds.feed(config, name, office=office)
                yield feed.url.removeprefix(config.url), feeds.render(name, feed, entries)
