"""A notice to readers is for what they have seen: what to do instead with a release that nobody has seen."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterator

import typer

from newsroom_cli.cli import ask, options, output
from newsroom_cli.model import disk
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import due_moment_if_out
from newsroom_cli.model.release import DRAFT, REVIEW, Release
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place


def offers_to_delete(newsroom: Newsroom, release: Release, now: dt.datetime) -> bool:
    """Ask a person whether a draft that nobody else has seen is deleted, and do so; False if nobody is asked.

    The answer no ends the command with exit code 1.
    """
    from newsroom_cli.publishing import changes

    is_draft = release.status_name in (DRAFT, REVIEW) and not changes.media(newsroom, release)
    due_moments = options.due_moments(newsroom)
    if not (output.is_interactive() and is_draft) or changes.was_public(newsroom, release, now, due_moments):
        return False
    shown, kept = output.from_here(release.path, newsroom.root), _what_git_keeps(newsroom, release)
    seen = disk.read(newsroom.root / release.path)  # what is saved while the question stands stays
    output.say("no reader has seen this release, so no notice is needed; it can be thrown away")
    if not ask.confirm(f"Delete {shown}? {kept}", default=False):
        output.say("nothing was changed")
        raise typer.Exit(1)
    in_place.rewrite(newsroom, {release.path: (seen, None)})
    output.say(f"{output.paint('good', 'deleted')}: {shown}", *_way_back(shown, kept))
    return True


_NOT_KEPT = "Nothing keeps it: git has no version of it"


def _what_git_keeps(newsroom: Newsroom, release: Release) -> str:
    """What git has of a release, as a sentence without full stop."""
    from newsroom_cli.newsroom import history

    version = next(history.versions(newsroom.root / release.path), None)
    if version is None:
        return _NOT_KEPT
    return "git keeps it" if version == release.text else "git keeps it as it was committed last"


def _way_back(shown: str, kept: str) -> Iterator[str]:
    """Yield the line on how a deleted file comes back from git, if git has it."""
    if kept != _NOT_KEPT:
        yield f"git restore {shlex.quote(shown)} brings it back, until the deletion is committed"


def refuse(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise NewsroomError if readers cannot have seen a release; print what a notice does if no build here had it."""
    from newsroom_cli.publishing import changes, elsewhere

    due_moments = options.due_moments(newsroom)
    command = f"newsroom status {shlex.quote(output.from_here(release.path, newsroom.root))} draft"
    if not changes.was_public(newsroom, release, now, due_moments):
        raise _never_public(newsroom, release, now, command)
    is_on_site = due_moment_if_out(release, due_moments) or elsewhere.is_built_elsewhere(newsroom)
    if not (is_on_site or release.is_taken_back):
        output.say(f"no build here has published it yet: {command} keeps it back, and readers hear nothing of it")
        output.say("with a notice, the next newsroom build publishes both")


def _never_public(newsroom: Newsroom, release: Release, now: dt.datetime, command: str) -> NewsroomError:
    """The error for a release that was never public: its status, and how it is kept back or changed."""
    from newsroom_cli.publishing import changes

    path = output.from_here(release.path, newsroom.root)
    status = newsroom.status_by_fields(release, now, {})
    media = changes.media(newsroom, release)
    keeps = "" if status in (DRAFT, REVIEW) else f"; {command} keeps it back"
    told = f"; tell {', '.join(dict.fromkeys(media))}, who have a copy" if media else ""
    return NewsroomError(
        f"no reader has seen this release, so no notice is needed: its status is {status}",
        path=path,
        hint=f"edit it freely{keeps}{told}; to throw it away, delete {path} ({_what_git_keeps(newsroom, release)})",
    )
