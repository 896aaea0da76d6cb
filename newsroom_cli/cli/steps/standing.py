"""The publication status of a release as people see it, and what a waiting release still needs."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.cli.terminal import output
from newsroom_cli.linter.report import counted
from newsroom_cli.model import interpretation
from newsroom_cli.model.interpretation import displayed_status
from newsroom_cli.model.release import APPROVED, DRAFT, PUBLIC, UNCLEAR, WITHDRAWN, Release
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing.life import elsewhere

if TYPE_CHECKING:
    from newsroom_cli.newsroom.writer.manifest import Published
    from newsroom_cli.publishing.life.readiness import Readiness

STYLES = {PUBLIC: "good", APPROVED: "good", UNCLEAR: "error", DRAFT: "dim", WITHDRAWN: "dim"}


def words(status: str) -> str:
    """A publication status in the words of a terminal; programs get its name."""
    return "has errors" if status == UNCLEAR and sys.stdout.isatty() else status


def status_of(state: Readiness, newsroom: Newsroom) -> str:
    """The publication status as people see it: approved if the release becomes public only with the next build."""
    return displayed_status(state.status, state.release, is_out=is_out(state, newsroom))


def is_out(state: Readiness, newsroom: Newsroom) -> bool:
    """Whether a release that is due has been published: the output has it, or the site is built elsewhere."""
    return state.is_out or (state.status == PUBLIC and elsewhere.is_built_elsewhere(newsroom))


class DueReleases(NamedTuple):
    """The releases that only have to be built: `fresh` to become public, `changed` to be public as they are now."""

    fresh: list[Release]
    changed: list[Release]


def due_with_next_build(
    newsroom: Newsroom, releases: Iterable[Release], now: dt.datetime, due_moments: Mapping[str, str]
) -> DueReleases:
    """The releases that only have to be built; none if the site is built elsewhere."""
    if elsewhere.is_built_elsewhere(newsroom):
        return DueReleases([], [])
    manifest = manifests.manifest_of(newsroom.output)
    on_site = manifest.published
    due = [
        release
        for release in releases
        if newsroom.status_by_fields(release, now, due_moments) == PUBLIC
        and not _is_on_site(newsroom, release, on_site, manifest.built, now)
    ]
    found = DueReleases([], [])
    for release in due:
        (found.changed if interpretation.entry_of(release, on_site) else found.fresh).append(release)
    return found


def _is_on_site(
    newsroom: Newsroom, release: Release, on_site: Published, built: dt.datetime | None, now: dt.datetime
) -> bool:
    """Whether the output has a release as it is, under its present name; true as well if a blackout holds its change.

    A file that was not written since the last build is assumed unchanged.
    """
    from newsroom_cli.publishing import blackouts

    record = interpretation.entry_of(release, on_site)
    if record is None:
        return False
    if not record.words or (built and (newsroom.root / release.path).stat().st_mtime < built.timestamp()):
        return True
    if blackouts.held_until(newsroom, release, record, now):
        return True
    return release.slug in on_site and record.words == blackouts.words(newsroom, newsroom.with_files(release))


def words_of(state: Readiness, newsroom: Newsroom) -> str:
    """The status of a release in words; what it lacks, if it is held back without an error in its text."""
    from newsroom_cli.publishing.life.readiness import About

    if state.release.is_taken_back and state.status == PUBLIC:
        known = manifests.manifest_of(newsroom.output).releases.get(state.release.slug)
        is_told = (known is not None and known.listing.taken_back) or elsewhere.is_built_elsewhere(newsroom)
        return "withdrawn, with a public notice" if is_told else "withdrawn; readers hear of it with the next build"
    lacks_only = state.status == UNCLEAR and state.holding and not state.about(About.FINDING, About.DATE)
    return f"lacks {needs(state)}" if lacks_only else words(status_of(state, newsroom))


def painted(state: Readiness, newsroom: Newsroom) -> str:
    """The status of a release in the words and the colour of a terminal."""
    return output.paint(STYLES.get(status_of(state, newsroom), "warning"), words_of(state, newsroom))


def needs(state: Readiness) -> str:
    """What a release still needs: its errors, then what people must do; its time if it needs nothing else."""
    from newsroom_cli.publishing.life.readiness import About

    count = Counter(blocker.about for blocker in state.holding)
    needed = [counted(count[About.FINDING], "error")] if count[About.FINDING] else []
    needed += [word for about, word in _NEEDS.items() if about in count]
    if About.STATUS in count and not needed:
        needed = ["approval"]
    return ", ".join(needed) or "its time"


_NEEDS = {"date": "date", "clearance": "clearance", "signature": "signature", "blackout": "blackout"}
