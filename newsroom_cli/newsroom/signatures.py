"""The signatures under a release and the changes since then, in words if git has the signed version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsroom_cli.ledger import records
from newsroom_cli.model.release import Approval, Release, text_of
from newsroom_cli.newsroom import changed_words
from newsroom_cli.newsroom.folder import Newsroom


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval: who gave it, whether it still stands, and the parts changed since, with differences if known."""

    by: str
    role: str
    date: dt.date | None
    stands: bool
    changed: Mapping[str, tuple[str, ...]]


def signatures_of(
    newsroom: Newsroom, release: Release, *, field_in_words: Callable[[str], str] = str
) -> list[Signature]:
    """The signatures under a release in the order of the file; `field_in_words` turns a field into words for people."""
    parts = records.visible_parts(release)
    digest = records.release_digest(parts)
    outdated = {
        approval.digest.value
        for approval in release.approvals
        if approval.digest and not records.is_valid(approval, digest, release)
    }
    versions = (
        changed_words.parts_by_digest(newsroom.root, release.path, outdated, records.visible_parts) if outdated else {}
    )
    return [_signature(release, approval, parts, digest, versions, field_in_words) for approval in release.approvals]


def _signature(
    release: Release,
    approval: Approval,
    parts: dict[str, str],
    digest: str,
    versions: Mapping[str, Mapping[str, str]],
    field_in_words: Callable[[str], str],
) -> Signature:
    """The signature for an approval, with the changes since then; `versions` are the signed versions in git."""
    stands = records.is_valid(approval, digest, release)
    before = versions.get(approval.digest.value) if approval.digest else None
    changed: dict[str, tuple[str, ...]] = {}
    if not stands and before is not None:
        changed = changed_words.changed_parts(before, parts, field_in_words=field_in_words)
    elif not stands:
        changed = dict.fromkeys(records.changed_parts(approval, parts), ())
    for name in [] if stands else records.changed_files(approval, release):
        changed[records.file_in_words(name)] = ("it is another one than was signed",)
    return Signature(
        by=text_of(approval.by),
        role=text_of(approval.role),
        date=approval.date.value if approval.date else None,
        stands=stands,
        changed=changed,
    )
