"""The search for leaks in a single output outside a build: a printed feed, a mail, or a page that is cleaned up."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.model import interpretation
from newsroom_cli.model.errors import LeakError
from newsroom_cli.model.release import PUBLIC, UNCLEAR, Release, text_of
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest, Record
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing.builds import keeping
from newsroom_cli.publishing.leaks.audit import Audit
from newsroom_cli.publishing.outcomes import BROKEN, Outcome, Public
from newsroom_cli.rules.fields import aliases
from newsroom_cli.rules.registry import Card

_NO_OUTPUTS: Mapping[str, str] = {}


class _InMemory(NamedTuple):
    """Outputs that exist only in memory, by their paths on the site."""

    contents: Mapping[str, bytes]
    manifest: Manifest

    def content(self, path: str, staged: Staged) -> bytes:  # noqa: ARG002
        """The bytes of an output."""
        return self.contents[path]


def refuse_leaks(
    newsroom: Newsroom,
    contents: Mapping[str, bytes],
    *,
    now: dt.datetime,
    subject_outputs: Mapping[str, str] = _NO_OUTPUTS,
) -> None:
    """Raise LeakError if an output, by its path on the site, says something that is not public at `now`.

    `subject_outputs` has, by the path of a release file, the output that may show this release, public or not.
    """
    manifest = Manifest({}, {}) if newsroom.config.rehearsal else manifests.manifest_of(newsroom.output)
    Search.of(newsroom, manifest, now, subject_outputs).refuse_leaks(contents)


class Search(NamedTuple):
    """A search for text that is not public; `manifest` is the manifest of the output folder."""

    newsroom: Newsroom
    manifest: Manifest
    outcomes: Sequence[Outcome]
    shown: Mapping[str, Staged] = {}

    @classmethod
    def of(
        cls,
        newsroom: Newsroom,
        manifest: Manifest,
        now: dt.datetime,
        subject_outputs: Mapping[str, str] = _NO_OUTPUTS,
        *,
        staying: Iterable[Record] = (),
    ) -> Search:
        """The search in a newsroom at `now`; `staying` has releases that stay on the site: their files are public."""
        find_outcomes = functools.partial(_outcomes, newsroom, now, manifest.due_moments, subject_outputs)
        outcomes = [outcome for batch in workers.batches(find_outcomes, newsroom.paths()) for outcome in batch]
        shown = keeping.unchanged_files((path for record in staying for path in record.shared), manifest)
        return cls(newsroom, manifest, outcomes, shown)

    def refuse_leaks(self, contents: Mapping[str, bytes], public: str = "") -> None:
        """Raise LeakError if an output says something that is not public; the text `public` counts as public."""
        outputs = _InMemory({**contents, _PUBLIC: public.encode()}, self.manifest)
        audit = Audit(self.newsroom, outputs, self.outcomes, kept={_PUBLIC: _STAGED}, shown=self.shown)
        audit.refuse_leaks(dict.fromkeys(contents, _STAGED))

    def is_clean(self, contents: Mapping[str, bytes], public: str = "") -> bool:
        """Whether outputs say nothing that is not public; the text `public` counts as public."""
        try:
            self.refuse_leaks(contents, public)
        except LeakError:
            return False
        return True


_STAGED = Staged("", changed=True)
_UNREAD = Staged("", changed=False)  # a file of which only the name matters
_PUBLIC = ""  # the path that stands for the text which the caller says is public


def _outcomes(
    newsroom: Newsroom,
    now: dt.datetime,
    due_moments: Mapping[str, str],
    subject_outputs: Mapping[str, str],
    paths: Sequence[str],
) -> list[Outcome]:
    """The outcomes for some releases by their publication status; those in `subject_outputs` count as public."""
    outcomes = []
    for path in paths:
        release = newsroom.read(path)
        if path in subject_outputs:
            status = PUBLIC
        else:
            status = newsroom.publication_status(newsroom.document(release), now, due_moments)
        public = _public(newsroom, release) if status == PUBLIC else None
        status = BROKEN if status == UNCLEAR else status  # an earlier version may be on the site
        files = {subject_outputs[path]: _STAGED} if path in subject_outputs else {}
        shared = dict.fromkeys(newsroom.files_of(release), _UNREAD) if public else {}
        outcomes.append(
            Outcome(
                path,
                release.slug,
                status,
                public=public,
                files=files,
                shared=shared,
                aliases=aliases.declared_aliases(release),
            )
        )
    return outcomes


def _public(newsroom: Newsroom, release: Release) -> Public:
    """A public release with only the fields that a search needs."""
    config = newsroom.config
    published = interpretation.published_at(release, config)
    headline = text_of(release.headline)
    return Public(
        Listing(release.slug, headline, "", published, "", "", "", ""),
        Card(release.path, release.slug, release.opening, {}),
        text_of(release.id),
        interpretation.due_moment(release, config),
        interpretation.latest_news_at(release, config),
        killed=release.is_killed,
    )
