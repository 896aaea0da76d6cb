"""The last look: before files move into place, they are searched for what is not public."""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from newsroom_cli.model import disk, release_file
from newsroom_cli.model.errors import LeakError
from newsroom_cli.newsroom import theme, workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import keeping, lists
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.leaks.held import ADDRESS, FILE, ID, WORDS, Held, HeldRelease, Leak, composed
from newsroom_cli.publishing.leaks.readings import readings
from newsroom_cli.publishing.outcomes import STAYS, Outcome
from newsroom_cli.publishing.preparing import renderers
from newsroom_cli.rules.fields import publication

_MANY = 200  # files; for fewer the words of the house are not worth taking out before the search
_SAMPLE = 10  # one in so many public releases, whose words are taken out before the search


class Files(Protocol):
    """Files that are about to be written, and what is known of those that are there."""

    @property
    def known(self) -> Manifest:
        """The manifest of the output folder, empty if there is none."""

    def content(self, path: str, staged: Staged) -> bytes:
        """The bytes of a file."""


class Audit(NamedTuple):
    """A search of the files of a site for what `outcomes` say is not public.

    `kept` are the files of releases that are public although their own files are gone.
    """

    newsroom: Newsroom
    output: Files
    outcomes: Sequence[Outcome]
    kept: Mapping[str, Staged]

    def refuse_leaks(self, files: Mapping[str, Staged], *, everything: bool = False, count: int | None = None) -> None:
        """Raise LeakError if a file that has changed, or any file, says something that is not public."""
        held = [outcome for outcome in self.outcomes if self._is_held(outcome)]
        paths = [path for path, staged in files.items() if staged.changed or everything]
        if not held or not paths:
            return
        wanted = self._wanted(held)
        if len(paths) >= _MANY:
            public = [outcome for outcome in self.outcomes if outcome.public][::_SAMPLE]
            wanted = wanted.without(itertools.chain(self._house_words(), map(self._written, public)))
        search = functools.partial(self._search, wanted, files, self._homes(set(paths)), set())
        found = [leak for batch in workers.batches(search, paths, count=count) for leak in batch]
        if found and (left := self._not_public(wanted, found)):
            raise _refusal(left, self.outcomes)

    def _is_held(self, outcome: Outcome) -> bool:
        """Whether a release has something that is not public; one with errors may be on the site as it was before."""
        if outcome.public:
            return outcome.public.killed
        if outcome.status not in STAYS:
            return True
        known = self.output.known.releases
        id = self.newsroom.read(outcome.path).id  # its file may have another name by now
        return outcome.slug not in known and not any(id and plain and plain[0] == id.value for plain in known.values())

    def _search(
        self,
        wanted: Held,
        files: Mapping[str, Staged],
        homes: Mapping[str, Sequence[Outcome]],
        told: set[tuple[str, str]],
        paths: Sequence[str],
    ) -> list[Leak]:
        """The leaks in files; `told` are the releases whose words are known by now."""
        found: list[Leak] = []
        for path in paths:
            sources = self._sources(path, homes.get(path, ()), told)
            found += wanted.search(path, self.output.content(path, files[path]), sources=sources)
        return found

    def _sources(self, path: str, homes: Iterable[Outcome], told: set[tuple[str, str]]) -> Iterator[str]:
        """The texts that a file is made of, without those that were told before."""
        if path == lists.INDEX:
            yield _lines(self.outcomes)
        for words in (self._written, self._composed):
            for outcome in homes:
                if (outcome.path, words.__name__) not in told:
                    told.add((outcome.path, words.__name__))
                    yield words(outcome)

    def _homes(self, paths: Container[str]) -> dict[str, Sequence[Outcome]]:
        """The public releases that files are made of."""
        public = [outcome for outcome in self.outcomes if outcome.public]
        homes: dict[str, Sequence[Outcome]] = {
            path: (outcome,) for outcome in public for path in outcome.files if path in paths
        }
        config = self.newsroom.config
        if any(path in paths for office in ("", *config.offices) for path in lists.paths_of_feeds(office, config)):
            for office, group in lists.groups(public, config).items():
                homes |= dict.fromkeys(lists.paths_of_feeds(office, config), group)
        return homes

    # --- what is searched for ---------------------------------------------------------------------------------

    def _wanted(self, held: Iterable[Outcome]) -> Held:
        """What releases that are not public have, and public ones have not."""
        public = [(outcome, outcome.public) for outcome in self.outcomes if outcome.public]
        ids = {found.id for _, found in public}
        names = keeping.taken_names(self.outcomes)
        shown = dict(self._contents({path for _, found in public for path in found.pictures}))
        pictures: set[str | bytes] = {*shown, *shown.values()}
        wanted = [self._wanted_of(outcome, ids, names, pictures) for outcome in held]
        return Held(wanted, site=self.newsroom.config.url)

    def _wanted_of(
        self, outcome: Outcome, ids: set[str], names: set[str], shown: Container[str | bytes]
    ) -> HeldRelease:
        """What to search for of a release; `shown` are paths and bytes of the pictures of public releases."""
        release = self.newsroom.read(outcome.path)
        if outcome.public:  # its text was killed
            return HeldRelease.of(release)._replace(id="", names=())
        own = self._contents(path for path in self.newsroom.pictures_of(release) if path not in shown)
        files = {path: data for path, data in own if data not in shown}
        found = HeldRelease.of(release, aliases=outcome.aliases, files=files)
        left = tuple(name for name in found.names if name not in names)
        return found._replace(id="" if found.id in ids else found.id, names=left)

    def _contents(self, pictures: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for path in pictures:
            try:
                yield path, self.newsroom.picture(path)
            except OSError:
                continue  # check reports it

    # --- what is public ---------------------------------------------------------------------------------------

    def _house_words(self) -> Iterator[str]:
        """The words of templates, and of what each office would publish without saying anything; and allowed ones."""
        config, own = self.newsroom.config, self.newsroom.own
        yield from config.publishing.public_words
        for folder in (theme.builtin(), own):
            for path in sorted(folder.rglob("*.*")) if disk.is_folder(folder) else ():
                yield disk.read(path, links=True).decode(errors="replace")
        yield lists.index([], self.newsroom).decode()
        for office in ("", *config.offices):
            empty = self.newsroom.edition(release_file.parse(f"+++\noffice = {json.dumps(office)}\n+++\n", ""))
            for render in renderers(self.newsroom):
                yield from _plainly_too(render(empty)[1])
            for form in config.feeds.formats if config.feeds.offices or not office else ():
                yield from _plainly_too(feeds.render(form, feeds.feed(config, form, office=office), []))

    def _written(self, outcome: Outcome) -> str:
        """The words in the file of a public release."""
        if outcome.public and outcome.public.killed:
            return ""
        with contextlib.suppress(OSError):
            return disk.read(f"{self.newsroom.root}/{outcome.path}").decode(errors="replace")
        return ""

    def _composed(self, outcome: Outcome) -> str:
        """The words of a public release as outputs put them together, and those of a killed one."""
        release = self.newsroom.read(outcome.path)
        edition = self.newsroom.edition(release, text=False)
        reasons = [notice.reason for notice in edition.notices]
        return "\n".join(
            (composed(edition), *((outcome.slug, *outcome.aliases, *reasons) if release.is_killed else ()))
        )

    def _words_of(self, outcome: Outcome) -> str:
        """The words of a public release."""
        return f"{self._written(outcome)}\n{self._composed(outcome)}"

    def _not_public(self, wanted: Held, found: Sequence[Leak]) -> list[Leak]:
        """The leaks that nothing public has; the releases to which the files belong are read first."""
        left = [leak for leak in found if leak.kind == WORDS or leak.words not in self._public_names()]
        suspects = {leak.place for leak in found}
        public = [outcome for outcome in self.outcomes if outcome.public]
        public.sort(key=lambda outcome: suspects.isdisjoint(outcome.files))
        texts = itertools.chain(
            self._house_words() if any(leak.kind == WORDS for leak in left) else (),
            map(self._words_of, public),
            (self.output.content(path, staged).decode(errors="replace") for path, staged in self.kept.items()),
        )
        for text in texts:
            if not any(leak.kind == WORDS for leak in left):
                break
            known = wanted.known(text)
            left = [leak for leak in left if leak.probe not in known]
        return left

    def _public_names(self) -> set[str]:
        """Names that may be public: allowed ones, and those of pictures that public releases show."""
        shown = {path.rpartition("/")[2] for found in self.outcomes if found.public for path in found.public.pictures}
        return {*self.newsroom.config.publishing.public_words, *shown}


def _lines(outcomes: Iterable[Outcome]) -> str:
    """The words that public releases have in the index."""
    listings = [outcome.public.listing for outcome in outcomes if outcome.public]
    return "\n".join(f"{found.headline}\n{found.summary}" for found in listings)


def _plainly_too(data: bytes) -> Iterator[str]:
    """The text of a file as it is written, and without its tags."""
    for reading in readings(data):
        yield reading.written.decode(errors="replace")
        yield reading.text.decode(errors="replace")


_WHAT = {WORDS: "words", ADDRESS: "the address", ID: "the id", FILE: "a picture"}


def _refusal(found: Sequence[Leak], outcomes: Iterable[Outcome]) -> LeakError:
    leak = found[0]
    statuses = {outcome.path: outcome.status for outcome in outcomes}
    home = next((outcome.path for outcome in outcomes if leak.place in outcome.files), "")
    where = f"{leak.place}, made of {home}," if home else leak.place
    said = leak.words if leak.kind in (WORDS, FILE) else leak.excerpt  # an excerpt may begin in the middle of a tag
    more = f" (and {len(found) - 1} more of this kind)" if len(found) > 1 else ""
    standing = publication.STANDING.get(statuses[leak.source], "held back because of errors")
    shown = f'{where} would show {_WHAT[leak.kind]} of this release, which is {standing}: "{said}"{more}'
    public = "a file" if leak.words in leak.place else where
    return LeakError(
        f"{shown}; nothing was changed",
        discreet=f"{public} would show {_WHAT[leak.kind]} of a release that is {standing}{more}; nothing was changed",
        path=leak.source,
        line=leak.line or None,
        hint=_remedy(leak),
    )


def _remedy(leak: Leak) -> str:
    if leak.kind == WORDS:
        allowed = "a sentence that may be public can stand in newsroom.toml: [publishing] public_words"
    else:
        line = f"public_words = [{json.dumps(leak.words)}]"
        allowed = f"if this name may be public, newsroom.toml can say so: [publishing] {line}"
    return f"take it out there; {allowed}"
