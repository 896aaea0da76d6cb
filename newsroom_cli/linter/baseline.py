"""The baseline: findings that an archive had when the newsroom began to check, and which are not reported again."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.linter.findings import Finding
from newsroom_cli.linter.fingerprints import fingerprints
from newsroom_cli.model import disk
from newsroom_cli.model.config import FILE_NAME
from newsroom_cli.model.errors import NewsroomError, reason_of
from newsroom_cli.model.release import DRAFT, REVIEW, WITHDRAWN
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.rules.registry import ERROR

FILE = "newsroom-baseline.json"
_ABOUT = "findings that were there before newsroom check; a line each, those of both sides when branches are merged"


class Row(NamedTuple):
    """A finding in the baseline.

    `fingerprint` identifies it when lines move. `release` identifies the release when the file moves: it is the
    release's id, or a digest of its text.
    """

    path: str
    release: str
    code: str
    fingerprint: str


def rows(findings: Sequence[Finding], newsroom: Newsroom) -> list[Row]:
    """The rows of a baseline for these findings."""
    identities = {path: _release_identity(path, newsroom) for path in {finding.path for finding in findings}}
    return [
        Row(finding.path, identities[finding.path], finding.code, fingerprint)
        for finding, fingerprint in _with_fingerprints(findings)
    ]


def dump(rows: Iterable[Row]) -> bytes:
    """The bytes of a baseline file: a line for each row, sorted.

    The last line is always the same, so that git can merge two branches.
    """
    lines = "".join(f"    {json.dumps(row, ensure_ascii=False)},\n" for row in sorted(set(rows)))
    return f'{{\n  "about": {json.dumps(_ABOUT)},\n  "findings": [\n{lines}    []\n  ]\n}}\n'.encode(errors="replace")


def read(path: Path) -> list[Row]:
    """The rows of a baseline file. Raises NewsroomError if it cannot be read or is not a baseline."""
    data = b""
    try:
        data = disk.read(path, links=True)
        return [Row(*map(str, row)) for row in json.loads(data)["findings"] if row]
    except OSError as error:
        hint = "newsroom check --write-baseline makes it"
        raise NewsroomError(f"the baseline cannot be read: {reason_of(error)}", path=path, hint=hint) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        hint = "make a new one: newsroom check --write-baseline"
        if b"\n<<<<<<< " in data:
            hint = "git could not merge it: keep the lines of both sides, or newsroom check --write-baseline"
        raise NewsroomError("this is not a baseline of newsroom check", path=path, hint=hint) from error


def match_baseline(
    findings: Sequence[Finding], baseline_rows: Sequence[Row], newsroom: Newsroom, *, now: dt.datetime
) -> Iterator[tuple[Finding, Row | None]]:
    """Yield each finding with its row in the baseline; None for a finding that must be reported.

    If a file is gone, its rows count for the file that now has the same release.
    """
    rows_by_path = {(row.path, row.code, row.fingerprint): row for row in baseline_rows}
    missing_paths = {path for path in {row.path for row in baseline_rows} if not disk.is_there(newsroom.root / path)}
    rows_by_release = {
        (row.release, row.code, row.fingerprint): row
        for row in baseline_rows
        if row.release and row.path in missing_paths
    }
    identities: dict[str, str] = {}
    for finding, fingerprint in _with_fingerprints(findings):
        row = rows_by_path.get((finding.path, finding.code, fingerprint))
        if row is None and rows_by_release:
            if finding.path not in identities:
                identities[finding.path] = _release_identity(finding.path, newsroom)
            row = rows_by_release.get((identities[finding.path], finding.code, fingerprint))
        yield finding, row if row and may_be_in_baseline(finding, newsroom, now=now) else None


def may_be_in_baseline(finding: Finding, newsroom: Newsroom, *, now: dt.datetime) -> bool:
    """Whether a baseline may contain a finding: not an error in a release that goes out, because it stops a build."""
    if finding.severity != ERROR:
        return True
    if finding.path == FILE_NAME:
        return False
    document = newsroom.document(newsroom.read(finding.path))
    return newsroom.publication_status(document, now) in _STAYING


_STAYING = (DRAFT, REVIEW, WITHDRAWN)


def _with_fingerprints(findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with the fingerprint that identifies it in its file."""
    for _, file_group in itertools.groupby(findings, key=lambda finding: finding.path):
        file_findings = list(file_group)
        yield from zip(
            file_findings, fingerprints([finding._replace(path="") for finding in file_findings]), strict=True
        )


def _release_identity(path: str, newsroom: Newsroom) -> str:
    """The id of a release, or else a digest of its text; both stay the same when the file moves.

    Empty for newsroom.toml and empty files.
    """
    import hashlib  # takes milliseconds to load, and most releases have an id

    release = newsroom.read(path)
    if path == FILE_NAME or not release.text:
        return ""
    return release.id.value if release.id else hashlib.sha256(release.text.encode(errors="replace")).hexdigest()[:32]
