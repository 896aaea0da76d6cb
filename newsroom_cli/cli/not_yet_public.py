"""A notice to readers is for what they have seen: what to do instead with a release that nobody has seen."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import DRAFT, REVIEW

if TYPE_CHECKING:
    import datetime as dt

    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom


def refuse(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise NewsroomError if readers cannot have seen a release; print what a notice does if no build here had it."""
    from newsroom_cli.cli import output
    from newsroom_cli.model.interpretation import due_moment_if_out
    from newsroom_cli.newsroom.writer import manifest as manifests
    from newsroom_cli.publishing import changes, elsewhere

    due_moments = manifests.published_in(newsroom.output)
    command = f"newsroom status {shlex.quote(output.from_here(release.path, newsroom.root))} draft"
    if not changes.was_public(newsroom, release, now, due_moments):
        raise _never_public(newsroom, release, now, command)
    is_on_site = due_moment_if_out(release, due_moments) or elsewhere.is_built_elsewhere(newsroom)
    if not (is_on_site or release.is_taken_back):
        output.say(f"no build here has published it yet: {command} keeps it back, and readers hear nothing of it")
        output.say("with a notice, the next newsroom build publishes both")


def _never_public(newsroom: Newsroom, release: Release, now: dt.datetime, command: str) -> NewsroomError:
    """The error for a release that was never public: its status, and how it is kept back or changed."""
    from newsroom_cli.cli import output
    from newsroom_cli.publishing import changes

    status = newsroom.status_by_fields(release, now, {})
    media = changes.media(newsroom, release)
    keeps = "" if status in (DRAFT, REVIEW) else f"; {command} keeps it back"
    told = f"; tell {', '.join(dict.fromkeys(media))}, who have a copy" if media else ""
    return NewsroomError(
        f"no reader has seen this release, so no notice is needed: its status is {status}",
        path=output.from_here(release.path, newsroom.root),
        hint=f"edit it freely{keeps}{told}",
    )
