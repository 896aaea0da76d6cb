"""The signatures under a release and the changes since then, in words if git has the signed version."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom_cli.ledger import records
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.release import Approval, Release
from newsroom_cli.newsroom import history
from newsroom_cli.newsroom.folder import Newsroom

_SHOWN = 5  # differences of one part


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval: who gave it, whether it still stands, and the parts changed since, with differences if known."""

    by: str
    role: str
    date: dt.date | None
    stands: bool
    changed: Mapping[str, tuple[str, ...]]


def signatures_of(newsroom: Newsroom, release: Release) -> list[Signature]:
    """The signatures under a release, oldest first."""
    parts = records.visible_parts(release)
    digest = records.release_digest(parts)
    outdated = {
        approval.digest.value
        for approval in release.approvals
        if approval.digest and not records.is_valid(approval, digest)
    }
    versions = _versions(newsroom, release, outdated) if outdated else {}
    return [_signature(approval, parts, digest, versions) for approval in release.approvals]


def _versions(newsroom: Newsroom, release: Release, digests: set[str]) -> dict[str, dict[str, str]]:
    """The parts of the signed versions that git still has, by digest."""
    parts_by_digest: dict[str, dict[str, str]] = {}
    for text in history.versions(newsroom.root / release.path):
        parts = records.visible_parts(releases.parse(text, release.path))
        digest = records.release_digest(parts)
        if digest in digests:
            parts_by_digest.setdefault(digest, parts)
            if parts_by_digest.keys() == digests:
                break
    return parts_by_digest


def _signature(
    approval: Approval, parts: dict[str, str], digest: str, versions: Mapping[str, dict[str, str]]
) -> Signature:
    """The signature for an approval, with the changes since then; `versions` are the signed versions in git."""
    stands = records.is_valid(approval, digest)
    before = versions.get(approval.digest.value) if approval.digest else None
    changed: dict[str, tuple[str, ...]] = {}
    if not stands and before is not None:
        names = [name for name in dict.fromkeys((*parts, *before)) if parts.get(name) != before.get(name)]
        changed = {name: _differences(before.get(name, ""), parts.get(name, "")) for name in names}
    elif not stands:
        changed = dict.fromkeys(records.changed_parts(approval, parts), ())
    return Signature(
        by=approval.by.value if approval.by else "",
        role=approval.role.value if approval.role else "",
        date=approval.date.value if approval.date else None,
        stands=stands,
        changed=changed,
    )


def _differences(before: str, now: str) -> tuple[str, ...]:
    """The differences between two versions of a part in words; for dates and equal words the whole part."""
    before, now = (re.sub(r"[\x1e\x1f]+", " · ", text) for text in (before, now))
    changes = list(map(str, records.differences(before, now)))
    if not changes or re.fullmatch(r"[\d:T+Z-]*", now):
        changes = [str(records.Difference(before, now, 0, 0))]
    omitted = (f"and {len(changes) - _SHOWN} more",) if len(changes) > _SHOWN else ()
    return (*changes[:_SHOWN], *omitted)
