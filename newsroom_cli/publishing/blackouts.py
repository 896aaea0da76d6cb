"""Changes of public releases that a blackout holds: the site keeps the published version until the blackout ends."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable

from newsroom_cli.ledger import records
from newsroom_cli.ledger.published import has_part
from newsroom_cli.model import interpretation
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import BLACKOUT, PUBLIC, Field, Release, text_of
from newsroom_cli.newsroom import moments, published
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.published import CHANGED
from newsroom_cli.newsroom.schedule import Change, ChangeKind
from newsroom_cli.newsroom.writer.manifest import Manifest, Published, Record, digest
from newsroom_cli.rules.fields import aliases


def words(newsroom: Newsroom, release: Release) -> str:
    """A digest of everything that a release says and shows. Signatures and clearances do not affect it."""
    shown = [*records.visible_fields(release).items(), ("body", " ".join(release.body.value.split()))]
    for path in newsroom.files_of(release):
        with contextlib.suppress(OSError):
            shown.append((path, digest(newsroom.content_of(path))))
    return digest("\0".join(f"{name}={content}" for name, content in shown).encode(errors="replace"))


def held_until(newsroom: Newsroom, release: Release, record: Record | None, now: dt.datetime) -> dt.datetime | None:
    """The moment at which the last blackout that holds a change of a release ends.

    None if no blackout holds the change, or if the change is only a withdrawal. `record` is the record of the published
    version: when a release changes its office, the blackouts of both offices count.
    """
    if release.is_taken_back and not (record and _has_notice(release, record)) and not has_new_words(newsroom, release):
        return None
    return _end(newsroom, release, record, now)


def _end(newsroom: Newsroom, release: Release, record: Record | None, now: dt.datetime) -> dt.datetime | None:
    """The last end of the blackouts of a release, and of the office that it was published under; None if none holds."""
    earlier = [
        key for key, office in newsroom.config.offices.items() if record and office.name == record.listing.office_name
    ]
    both = [release, *(release._replace(office=Field(key, release.opening)) for key in earlier)]
    ends = max(interpretation.after_blackouts(version, now, newsroom.config) for version in both)
    return ends if ends > now else None


def has_new_words(newsroom: Newsroom, release: Release) -> bool:
    """Whether a release that is taken back would show a text that differs from the recorded one."""
    if release.is_killed:
        return False
    problems = newsroom.document(release).release.problems
    # A problem without a key is a damaged record, not a changed text.
    return any(problem.code == CHANGED and problem.key for problem in problems)


def _has_notice(release: Release, record: Record) -> bool:
    """Whether the site has the notice of a release that is taken back; a withdrawal does not count for a killed one."""
    return record.listing.killed or (record.listing.taken_back and not release.is_killed)


def waits_until(newsroom: Newsroom, release: Release, on_site: Published, now: dt.datetime) -> dt.datetime | None:
    """The moment until which a blackout holds the change of a release that is on the site; None if it holds none."""
    record = interpretation.entry_of(release, on_site)
    if record is None or not (ends := held_until(newsroom, release, record, now)):
        return None
    return (
        ends if is_changed(record, release.slug, words(newsroom, release), aliases.declared_aliases(release)) else None
    )


def is_changed(record: Record, slug: str, words: str, aliases: Iterable[str]) -> bool:
    """Whether a release has other words than its published version, or an address that this version does not have."""
    return words != record.words or not {slug, *aliases} <= {record.listing.slug, *record.aliases}


def coming_changes(
    newsroom: Newsroom, releases: Iterable[Release], manifest: Manifest, now: dt.datetime
) -> list[Change]:
    """The changes of public releases that go out when a blackout ends."""
    on_site, out = manifest.published, manifest.due_moments
    found = []
    for release in releases if newsroom.config.blackout else ():
        is_public = newsroom.status_by_fields(release, now, out) == PUBLIC
        if is_public and (ends := waits_until(newsroom, release, on_site, now)):
            headline = text_of(release.headline)
            found.append(Change(ends, ChangeKind.CHANGE_GOES_OUT, release.path, headline))
    return found


# --- a folder without pages -----------------------------------------------------------------------------------


def refuse_unknown_page(newsroom: Newsroom, release: Release, manifest: Manifest, now: dt.datetime) -> None:
    """Raise NewsroomError for what a blackout holds, if the output has no page that could stay as it was.

    Neither may the words go out, nor may a page leave the site. That concerns changes, and a release that is not known
    to be out, but that went out by its record: the blackout may have been declared later than it starts. The problems
    of the release include its differences from its record.
    """
    if not newsroom.config.blackout or newsroom.config.rehearsal or manifest.releases:
        return
    if release.is_killed:
        return
    versions = [release, *_under_recorded_office(newsroom, release)]
    blackout = next(filter(None, (interpretation.blackout_at(one, now, newsroom.config) for one in versions)), None)
    if blackout is None:
        return
    ends = max(interpretation.after_blackouts(one, now, newsroom.config) for one in versions)
    why = f" ({blackout.reason})" if blackout.reason else ""
    until = f"until {moments.in_words(ends, newsroom.config)}"
    if newsroom.status_by_fields(release, now) == BLACKOUT:
        if first_public := _recorded_moment(newsroom, release, now):
            raise NewsroomError(
                f"a blackout{why} holds this release {until}, its record says that it is public since "
                f"{moments.in_words(first_public, newsroom.config)}, and this folder has no page that could stay; "
                "nothing was built",
                path=release.path,
                hint="build where the output of the last build is; or let the blackout start after that moment, or "
                'write blackout_override = "why" into the release; if no reader has seen it, give it a later date',
            )
        return
    changed = [problem for problem in release.problems if problem.code == CHANGED]
    if release.is_taken_back and not any(problem.key for problem in changed):  # a damaged record delays nothing
        return
    starts, _ = interpretation.blackout_span(blackout, newsroom.config)
    noted = (note.date for note in release.corrections if note.date)
    is_noted = any(interpretation.instant(date.value, newsroom.config) >= starts for date in noted)
    if is_noted or changed:
        raise NewsroomError(
            f"a blackout{why} holds this change {until}, and this folder has no page that could stay as it was; "
            "nothing was built",
            path=release.path,
            hint="build where the output of the last build is; or take the change back until then; "
            'or blackout_override = "why" in the release lets it go out',
        )


def _under_recorded_office(newsroom: Newsroom, release: Release) -> list[Release]:
    """The release under the office that its record has, if it has moved to another one since; else nothing."""
    record = None
    with contextlib.suppress(NewsroomError):  # a damaged record is reported elsewhere
        record = published.record_of(newsroom.root, release)
    moved = [release._replace(office=Field(key, release.opening)) for key in newsroom.config.offices]
    return [version for version in moved if record and has_part(record, version, "office")]


def _recorded_moment(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime | None:
    """The moment since which a release is public by its record; None before it, or without a readable record."""
    with contextlib.suppress(NewsroomError):
        if (record := published.record_of(newsroom.root, release)) and record.first_public <= now:
            return record.first_public
    return None
