"""Public notices about changes of a published release, such as corrections and withdrawals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from newsroom_cli.language.dates import dates
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import instant
from newsroom_cli.model.language_tags import in_capitals
from newsroom_cli.model.release import MINOR, Release
from newsroom_cli.model.toml.schema import declared_keys
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import NOTICES


class Notice(NamedTuple):
    """A notice for readers, as plain text: the class of the change, and the reason.

    `label` is a word such as Correction, `mark` one such as CORRECTED, both in `language`; `when` is `moment` in words.
    """

    change: str
    label: str
    mark: str
    moment: dt.datetime
    when: str
    reason: str
    language: str

    @property
    def text(self) -> str:
        """The notice in one paragraph of plain text."""
        return f"{in_capitals(self.label, self.language)} ({self.when}): {self.reason}"

    @property
    def html(self) -> str:
        """The notice as a paragraph of HTML."""
        label, when, reason = (escape(part, quote=False) for part in (self.label, self.when, self.reason))
        return f"<p><strong>{label} ({when}):</strong> {reason}</p>"


def words(templates: Path | None, language: str) -> Any:
    """The words of notices in a language, by name."""
    return theme.words(templates, language, NOTICES)


def notices_of(release: Release, config: Config, templates: Path | None, language: str) -> tuple[Notice, ...]:
    """The notices of a release, newest first; minor changes have none, and a killed release has only its last one."""
    if not release.corrections:
        return ()
    notices = list(_notices(release, config, words(templates, language), language))
    newest = sorted(notices, key=lambda notice: notice.moment, reverse=True)
    return tuple(newest[:1] if release.is_killed else newest)


def _notices(release: Release, config: Config, labels: Any, language: str) -> Iterator[Notice]:
    """Yield the notices of a release; `labels` are the words for them in the language."""
    for correction in release.corrections:
        if correction.change is None or correction.date is None or correction.change.value == MINOR:
            continue
        change, moment = correction.change.value, instant(correction.date.value, config)
        local_moment = dates.local(moment, config.zone)
        when = theme.moment(local_moment, language) + (
            f" {theme.zone(local_moment, language)}" if local_moment.hour or local_moment.minute else ""
        )
        reason = " ".join(correction.reason.value.split()) if correction.reason else ""
        label, mark = getattr(labels, change), getattr(labels, f"{change}_mark")
        yield Notice(change, label, mark, moment, when, reason, labels.language)


# The keys that a killed release keeps, because readers see them or outputs depend on them; the others go with the text.
_KEYS_OF_KILLED = frozenset(
    (
        *("id", "kind", "headline", "date", "updated", "embargo", "embargo_lifted", "embargo_lifted_from"),
        *("office", "language", "status", "translation", "contacts", "corrections"),
    )
)


def without_text(release: Release, templates: Path | None, language: str) -> Release:
    """A killed release as readers see it: a standard headline, its office and its address, but no text."""
    removed = {name: key.default for name, key in declared_keys(Release).items() if name not in _KEYS_OF_KILLED}
    headline = release.headline or release.id
    killed_headline = words(templates, language).killed_headline
    removed["headline"] = headline._replace(value=killed_headline) if headline else None
    return release._replace(body=release.body._replace(value=""), **removed)
