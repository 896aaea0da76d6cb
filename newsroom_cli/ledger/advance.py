"""Copies that media got before publication: which of them are no longer right, and why."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from newsroom_cli.ledger import records
from newsroom_cli.ledger.published import Copy, Record
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import embargo_end, instant
from newsroom_cli.model.release import APPROVED, DRAFT, REVIEW, WITHDRAWN, Field, Release


class Outdated(NamedTuple):
    """A copy that a medium got before publication and that is no longer right, and the reason in words."""

    copy: Copy
    why: str


def copy_digest(release: Release) -> str:
    """The digest of everything that a medium gets: the release, its files, and whether its embargo was lifted."""
    lifted = release.embargo_lifted
    more = {"embargo_lifted": str(lifted.value)} if lifted else {}
    more |= {"files": "\n".join(" ".join(file) for file in release.files)} if release.files else {}
    return records.release_digest(records.visible_parts(release) | more)


def is_this_version(release: Release, copy: Copy) -> bool:
    """Whether a copy has the present version of a release."""
    return copy.digest == copy_digest(release)


def outdated_copies(release: Release, recorded: Record, config: Config, now: dt.datetime) -> list[Outdated]:
    """The last copies that media got of a release and that are no longer right; these media must be informed."""
    latest = {copy.outlet.casefold(): copy for copy in recorded.advance}
    return [Outdated(copy, why) for copy in latest.values() if (why := _why_outdated(release, copy, config, now))]


def _why_outdated(release: Release, copy: Copy, config: Config, now: dt.datetime) -> str:
    """The reason why a copy is no longer right, to follow the words "the copy"; empty if it still is."""
    if release.status_name != APPROVED and not release.is_taken_back:
        return f"is of a release that does not go out: it is {_STATUS_IN_WORDS[release.status_name]}"
    if is_this_version(release, copy):
        return ""
    if not is_this_version(release._replace(embargo_lifted=None), copy):
        return (
            "is of a release that has been withdrawn" if release.is_taken_back else _changed(release, copy, config, now)
        )
    ends = instant(release.embargo.value, config) if release.embargo else now
    return "gives an embargo that has been lifted" if now < ends else ""


def _changed(release: Release, copy: Copy, config: Config, now: dt.datetime) -> str:
    """What is no longer right in a copy: words, embargo or both; empty if only an embargo moved, and both are over."""
    if copy.embargo is None:  # a record of an earlier version does not have it
        return "is another version"
    before, ends = instant(copy.embargo, config), embargo_end(release, config)
    if is_this_version(release._replace(embargo=Field(copy.embargo, release.opening), embargo_lifted=None), copy):
        return "has the present words, but another embargo" if now < max(before, ends or before) else ""
    return "has other words or pictures" + ", and another embargo" * (ends != before)


_STATUS_IN_WORDS = {DRAFT: "a draft", REVIEW: "in review", WITHDRAWN: "withdrawn"}
