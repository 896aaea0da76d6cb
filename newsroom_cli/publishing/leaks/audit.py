"""The last look: before files move into place, they are searched for what is not public."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.model import disk, release_file
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import PUBLIC
from newsroom_cli.newsroom import theme, workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.output import Output, Staged
from newsroom_cli.publishing import lists
from newsroom_cli.publishing.leaks.held import ADDRESS, FILE, ID, WORDS, Held, HeldRelease, Leak, composed
from newsroom_cli.publishing.outcomes import BROKEN, Outcome
from newsroom_cli.publishing.preparing import renderers
from newsroom_cli.rules.fields import publication

_MANY = 200  # files; for fewer the words of the house are not worth taking out before the search
_SAMPLE = 64  # public releases whose words are taken out before the search


class Audit(NamedTuple):
    """A search of the files of a site for what `outcomes` say is not public.

    `kept` are the files of releases that are public although their own files are gone.
    """

    newsroom: Newsroom
    output: Output
    outcomes: Sequence[Outcome]
    kept: Mapping[str, Staged]

    def refuse_leaks(self, files: Mapping[str, Staged], *, everything: bool = False, count: int | None = None) -> None:
        """Raise NewsroomError if a file that has changed, or any file, says something that is not public."""
        held = [outcome for outcome in self.outcomes if outcome.status != PUBLIC and not self._stays(outcome)]
        paths = [path for path, staged in files.items() if staged.changed or everything]
        if not held or not paths:
            return
        allowed = self.newsroom.config.publishing.public_words
        wanted = self._wanted(held).without(self._house_words() if len(paths) >= _MANY else allowed)
        search = functools.partial(self._search, wanted, files, set())
        found = [leak for batch in workers.batches(search, paths, count=count) for leak in batch]
        if left := self._not_public(wanted, found):
            raise _refusal(left, self.outcomes)

    def _stays(self, outcome: Outcome) -> bool:
        """Whether a release with errors is on the site as it was before."""
        return outcome.status == BROKEN and outcome.slug in self.output.known.releases

    def _search(self, wanted: Held, files: Mapping[str, Staged], seen: set[int], paths: Sequence[str]) -> list[Leak]:
        """The leaks in some files, without words that were `seen` before: in many files they are public as a rule."""
        found: list[Leak] = []
        for path in paths:
            leaks = wanted.search(path, self.output.content(path, files[path]), seen)
            seen.update(leak.probe for leak in leaks if leak.kind == WORDS)
            found += leaks
        return found

    # --- what is searched for ---------------------------------------------------------------------------------

    def _wanted(self, held: Iterable[Outcome]) -> Held:
        """What releases that are not public have, and public ones have not."""
        public = [(outcome, outcome.public) for outcome in self.outcomes if outcome.public]
        ids = {found.id for _, found in public}
        names = {name for outcome, _ in public for name in (outcome.slug, *outcome.aliases)}
        shown = dict(self._contents({path for _, found in public for path in found.pictures}))
        pictures: set[str | bytes] = {*shown, *shown.values()}
        return Held([self._wanted_of(outcome, ids, names, pictures) for outcome in held])

    def _wanted_of(
        self, outcome: Outcome, ids: set[str], names: set[str], shown: Container[str | bytes]
    ) -> HeldRelease:
        """What to search for of a release; `shown` are paths and bytes of the pictures of public releases."""
        release = self.newsroom.read(outcome.path)
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
        """The words of templates and boilerplates, of pages without a release, and of some public releases."""
        config, own = self.newsroom.config, self.newsroom.own
        yield from config.publishing.public_words
        yield config.text
        for folder in (theme.builtin(), own):
            for path in sorted(folder.rglob("*.*")) if disk.is_folder(folder) else ():
                yield disk.read(path, links=True).decode(errors="replace")
        yield lists.index([], self.newsroom).decode()
        empty = self.newsroom.edition(release_file.parse("", ""))
        for render in renderers(self.newsroom):
            yield render(empty)[1].decode()
        for outcome in [outcome for outcome in self.outcomes if outcome.public][:_SAMPLE]:
            yield from self._words_of(outcome.path)

    def _words_of(self, path: str) -> tuple[str, str]:
        """The words of a public release: in its file, and as outputs put them together."""
        release = self.newsroom.read(path)
        return release.text, composed(self.newsroom.edition(release, text=False))

    def _not_public(self, wanted: Held, found: Sequence[Leak]) -> list[Leak]:
        """The leaks whose words no public release has.

        The lines of the index need no reading. The releases to which the files belong are read first, then the newest:
        they are in the feeds.
        """
        left = list(found)
        suspects = {leak.place for leak in found}
        public = [(outcome.public.news_at, outcome) for outcome in self.outcomes if outcome.public]
        newest = [outcome for _, outcome in sorted(public, key=lambda found: found[0], reverse=True)]
        newest.sort(key=lambda outcome: suspects.isdisjoint(outcome.files))
        lines = [outcome.public.listing for outcome in newest if outcome.public] if lists.INDEX in suspects else []
        texts = itertools.chain(
            (f"{line.headline} {line.summary}" for line in lines),
            ("\n".join(self._words_of(outcome.path)) for outcome in newest),
            (self.output.content(path, staged).decode(errors="replace") for path, staged in self.kept.items()),
        )
        for text in texts:
            if not any(leak.kind == WORDS for leak in left):
                break
            known = wanted.known(text)
            left = [leak for leak in left if leak.probe not in known]
        return left


_WHAT = {WORDS: "words", ADDRESS: "the address", ID: "the id", FILE: "a picture"}
_REMEDIES = {
    WORDS: "take them out there; words that may be public can stand in newsroom.toml: [publishing] public_words",
    FILE: "take the picture out there, or publish that release first",
}


def _refusal(found: Sequence[Leak], outcomes: Iterable[Outcome]) -> NewsroomError:
    leak = found[0]
    statuses = {outcome.path: outcome.status for outcome in outcomes}
    home = next((outcome.path for outcome in outcomes if leak.place in outcome.files), "")
    where = f"{leak.place}, made of {home}," if home else leak.place
    excerpt = f': "{leak.excerpt}"' if leak.kind != FILE else f", {leak.words}"
    more = f" (and {len(found) - 1} more of this kind)" if len(found) > 1 else ""
    standing = publication.STANDING.get(statuses[leak.source], "held back because of errors")
    shown = f"{where} would show {_WHAT[leak.kind]} of this release, which is {standing}{excerpt}{more}"
    return NewsroomError(
        f"{shown}; nothing was changed",
        path=leak.source,
        line=leak.line or None,
        hint=_REMEDIES.get(leak.kind, "take it out there, or publish that release first"),
    )
