"""Changes of public releases that a blackout holds: what is on the site stays as it is until the blackout ends."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable

from newsroom_cli.ledger import records
from newsroom_cli.model import interpretation
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import PUBLIC, Release
from newsroom_cli.newsroom import moments, schedule
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.published import CHANGED
from newsroom_cli.newsroom.schedule import Change, What
from newsroom_cli.newsroom.writer.manifest import Manifest, Record, digest


def words(newsroom: Newsroom, release: Release) -> str:
    """A digest of all that a release says and shows; a signature or a clearance changes nothing of it."""
    shown = [*records.fields(release).items(), ("body", " ".join(release.body.value.split()))]
    for path in newsroom.pictures_of(release):
        with contextlib.suppress(OSError):
            shown.append((path, digest(newsroom.picture(path))))
    return digest("\0".join(f"{name}={content}" for name, content in shown).encode(errors="replace"))


def until(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime | None:
    """The moment until which blackouts hold a change of a public release; None if none holds it."""
    if release.is_taken_back:
        return None
    ends = schedule.end_of_blackouts(newsroom, release, now)
    return ends if ends > now else None


def waits_until(newsroom: Newsroom, release: Release, known: Manifest, now: dt.datetime) -> dt.datetime | None:
    """The moment until which a blackout holds the change of a release; None if it has none, or it is not held.

    `known` is the manifest of the output folder. Where an earlier version wrote it nobody knows of a change.
    """
    record = record_of(release, known)
    if record is None or not record.words or known.rehearsal or not (ends := until(newsroom, release, now)):
        return None
    return ends if record.words != words(newsroom, release) else None


def record_of(release: Release, known: Manifest) -> Record | None:
    """What a manifest has of a release, under whatever file name."""
    named = (record for record in known.releases.values() if release.id and record and record.id == release.id.value)
    return next(named, None) or known.releases.get(release.slug)


def coming(newsroom: Newsroom, releases: Iterable[Release], known: Manifest, now: dt.datetime) -> list[Change]:
    """The changes of public releases that go out when a blackout ends."""
    if not newsroom.config.blackout:
        return []
    found = []
    for release in releases:
        if newsroom.status_by_fields(release, now, {}) == PUBLIC or record_of(release, known):
            if ends := waits_until(newsroom, release, known, now):
                headline = release.headline.value if release.headline else ""
                found.append(Change(ends, What.CHANGE_GOES_OUT, release.path, headline))
    return found


# --- a folder without pages -----------------------------------------------------------------------------------


def refuse_unknown_page(newsroom: Newsroom, release: Release, now: dt.datetime) -> None:
    """Raise NewsroomError for a change that a blackout holds, if no page is there that could stay as it was.

    The changed words must not go out, and without them the page would leave the site.
    """
    blackout = interpretation.blackout_at(release, now, newsroom.config)
    if blackout is None or release.is_taken_back or not (ends := until(newsroom, release, now)):
        return
    starts, _ = interpretation.blackout_span(blackout, newsroom.config)
    noted = (note.date for note in release.corrections if note.date)
    is_noted = any(interpretation.instant(date.value, newsroom.config) >= starts for date in noted)
    if is_noted or any(problem.code == CHANGED for problem in release.problems):
        why = f" ({blackout.reason})" if blackout.reason else ""
        raise NewsroomError(
            f"a blackout{why} holds this change until {moments.in_words(ends, newsroom.config.zone)}, and this folder "
            "has no page that could stay as it was; nothing was built",
            path=release.path,
            hint="build into the folder that has the site; or take the change back until then; "
            'or blackout_override = "why" in the release lets it go out',
        )
