"""The text under the notice of a withdrawn release: it must be the published one, or a text that may go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.interpretation import after_blackouts, embargo_end, entry_of
from newsroom_cli.model.release import BLACKOUT, Release
from newsroom_cli.newsroom import moments
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.publishing import blackouts
from newsroom_cli.publishing.life import changes, readiness


def refuse_held_text(newsroom: Newsroom, release: Release, now: dt.datetime, due_moments: Mapping[str, str]) -> None:
    """Raise RefusedError if a withdrawal would publish another text than the published one before it may go out.

    A withdrawal of the published text is never refused, unless the release has a new embargo.
    """
    if newsroom.status_by_fields(release, now) == newsroom.status_by_fields(release, now, due_moments) == BLACKOUT:
        until = moments.in_words(after_blackouts(release, now, newsroom.config), newsroom.config)
        raise RefusedError(
            f"a blackout holds it until {until}, and its text may not go out",
            path=release.path,
            hint="--class killed takes the text away; if readers have seen it, let the blackout start after that",
        )
    ends = embargo_end(release, newsroom.config)
    if ends and ends > now:
        raise RefusedError(
            f"it is embargoed until {moments.in_words(ends, newsroom.config)}, and its text may not go out",
            path=release.path,
            hint="newsroom embargo --lift takes the embargo away; or --class killed, which takes the text away",
        )
    if not _differs_from_published(newsroom, release):
        return
    state = readiness.assess(newsroom, release, now=now, due_moments=due_moments, compared=())
    reasons = [blocker.message for blocker in state.holding]
    if state.change_waits:
        reasons = [f"a blackout holds it until {moments.in_words(state.change_waits, newsroom.config)}"]
    if reasons:
        raise RefusedError(
            f"its text is not the published one, and would go out under the notice, although it may not: {reasons[0]}",
            path=release.path,
            hint="put the published words back; or --class killed, which takes the text away",
        )


def _differs_from_published(newsroom: Newsroom, release: Release) -> bool:
    """Whether a release has other words than in the output folder; if it is not there, than in its record.

    The output counts first, because a correction that is not built yet is in the record before readers see it.
    """
    if not release.is_taken_back:  # otherwise a run was interrupted, and the site has no notice yet
        on_site = entry_of(release, manifests.manifest_of(newsroom.output).published)
        if on_site:
            return on_site.words != blackouts.words(newsroom, release)
    try:
        return changes.differs_from_record(newsroom, newsroom.with_files(release))
    except NewsroomError:  # with a damaged record, a text that has no notice yet may not be the published one
        return not release.is_taken_back
