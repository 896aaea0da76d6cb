"""The search for what is not public in outputs that no build makes: a printed feed, a mail, what leaves a site."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.model import interpretation
from newsroom_cli.model.errors import LeakError
from newsroom_cli.model.release import PUBLIC, UNCLEAR, Release
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import withdrawing
from newsroom_cli.publishing.leaks.audit import Audit
from newsroom_cli.publishing.outcomes import BROKEN, Outcome, Public
from newsroom_cli.rules.fields import aliases
from newsroom_cli.rules.registry import Card

_NOTHING: Mapping[str, str] = {}


class _Printed(NamedTuple):
    """Outputs in memory, by their paths on the site."""

    contents: Mapping[str, bytes]
    known: Manifest

    def content(self, path: str, staged: Staged) -> bytes:  # noqa: ARG002
        """The bytes of an output."""
        return self.contents[path]


def refuse_leaks(
    newsroom: Newsroom, contents: Mapping[str, bytes], *, now: dt.datetime, own: Mapping[str, str] = _NOTHING
) -> None:
    """Raise LeakError if an output, by its path on the site, says something that is not public at `now`.

    `own` are the outputs that are made of one release, by its path: they may say what it says, public or not.
    """
    known = Manifest({}, {}) if newsroom.config.rehearsal else withdrawing.manifest_of(newsroom.output)
    Search.of(newsroom, known, now, own).refuse_leaks(contents)


class Search(NamedTuple):
    """A search for what is not public; `known` is the manifest of the output folder."""

    newsroom: Newsroom
    known: Manifest
    outcomes: Sequence[Outcome]

    @classmethod
    def of(cls, newsroom: Newsroom, known: Manifest, now: dt.datetime, own: Mapping[str, str] = _NOTHING) -> Search:
        """The search in a newsroom at `now`."""
        work = functools.partial(_standings, newsroom, now, withdrawing.due_of(known), own)
        outcomes = [outcome for batch in workers.batches(work, newsroom.paths()) for outcome in batch]
        return cls(newsroom, known, outcomes)

    def refuse_leaks(self, contents: Mapping[str, bytes], public: str = "") -> None:
        """Raise LeakError if an output says something that is not public; `public` are words that are."""
        printed = _Printed({**contents, _PUBLIC: public.encode()}, self.known)
        audit = Audit(self.newsroom, printed, self.outcomes, kept={_PUBLIC: _STAGED})
        audit.refuse_leaks(dict.fromkeys(contents, _STAGED))

    def is_clean(self, contents: Mapping[str, bytes], public: str = "") -> bool:
        """Whether outputs say nothing that is not public."""
        try:
            self.refuse_leaks(contents, public)
        except LeakError:
            return False
        return True


_STAGED = Staged("", changed=True)
_PUBLIC = ""  # in the place of a path


def _standings(
    newsroom: Newsroom, now: dt.datetime, out: Mapping[str, str], own: Mapping[str, str], paths: Sequence[str]
) -> list[Outcome]:
    """The outcomes for some releases as far as the gate knows them; those with an output of their `own` are public."""
    outcomes = []
    for path in paths:
        release = newsroom.read(path)
        status = PUBLIC if path in own else newsroom.publication_status(newsroom.document(release), now, out)
        public = _public(newsroom, release) if status == PUBLIC else None
        status = BROKEN if status == UNCLEAR else status  # it may be on the site as it was before
        files = {own[path]: _STAGED} if path in own else {}
        outcomes.append(
            Outcome(path, release.slug, status, public=public, files=files, aliases=aliases.declared(release))
        )
    return outcomes


def _public(newsroom: Newsroom, release: Release) -> Public:
    """What a search asks of a public release."""
    config = newsroom.config
    published = interpretation.published_at(release, config)
    headline = release.headline.value if release.headline else ""
    return Public(
        Listing(release.slug, headline, "", published, "", "", "", ""),
        Card(release.path, release.slug, release.opening, {}),
        release.office.value if release.office else "",
        release.id.value if release.id else "",
        interpretation.due(release, config),
        interpretation.news_at(release, config),
        tuple(newsroom.pictures_of(release)),
        killed=release.is_killed,
    )
