"""Take back a signature before the release is public, and with it the approval."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping

from newsroom_cli.ledger import records
from newsroom_cli.model import disk, editing
from newsroom_cli.model.errors import NewsroomError, RefusedError
from newsroom_cli.model.interpretation import due_moment_if_out, instant
from newsroom_cli.model.release import APPROVED, PUBLIC, REVIEW, Release
from newsroom_cli.newsroom import published
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import in_place

_JUST_NOW = dt.timedelta(hours=1)  # what was approved longer ago may have been published by a build elsewhere


def without_signature(
    newsroom: Newsroom, release: Release, name: str, now: dt.datetime, due_moments: Mapping[str, str]
) -> Release:
    """The release without the last signature of a person, and in review if it was approved.

    Raises NewsroomError if the person has not signed it, RefusedError if readers may have the release already.
    """
    numbers = [
        number
        for number, approval in enumerate(release.approvals)
        if approval.by and records.same_person(approval.by.value, name)
    ]
    if not numbers:
        raise NewsroomError(f"{name} has not signed this release", path=release.path)
    date = release.approvals[numbers[-1]].date
    is_fresh = date is not None and now - instant(date.value, newsroom.config) < _JUST_NOW
    status = newsroom.status_by_fields(release, now, due_moments)
    if due_moment_if_out(release, due_moments) or (status == PUBLIC and not is_fresh):
        raise RefusedError(
            "the release is public, with this signature; nothing was changed",
            path=release.path,
            hint=f"newsroom withdraw {shlex.quote(release.path)} takes it back, and says so to its readers",
        )
    after = editing.remove(release, "approvals", numbers[-1])
    return editing.assign(after, "status", REVIEW) if after.status_name == APPROVED else after


def save(newsroom: Newsroom, before: Release, after: Release) -> None:
    """Write the release without the signature; delete the record that its approval made, unless a medium has a copy."""
    files: dict[str, tuple[bytes | None, bytes | None]] = {before.path: (before.text.encode(), after.text.encode())}
    recorded = published.find(newsroom.root, before.id.value) if before.id else None
    is_new = recorded and recorded[1].edition == 1 and not recorded[1].advance and not recorded[1].change
    if recorded and is_new and before.status_name != after.status_name:
        files[recorded[0]] = (disk.read(newsroom.root / recorded[0]), None)
    in_place.rewrite(newsroom, files)
