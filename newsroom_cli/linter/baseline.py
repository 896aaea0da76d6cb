"""The baseline: the findings that an archive had when the newsroom began to check, which are not reported again."""

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
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.release import DRAFT, REVIEW, WITHDRAWN
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.rules.registry import ERROR

FILE = "newsroom-baseline.json"
_ABOUT = "findings that were there before newsroom check; a line each, those of both sides when branches are merged"


class Row(NamedTuple):
    """A finding of the baseline.

    `mark` identifies it when lines move, `release` identifies the release when the file moves: its id, or a digest of
    the text.
    """

    path: str
    release: str
    code: str
    mark: str


def rows(findings: Sequence[Finding], newsroom: Newsroom) -> list[Row]:
    """The findings as rows of a baseline."""
    identities = {path: _identity(path, newsroom) for path in {finding.path for finding in findings}}
    return [
        Row(finding.path, identities[finding.path], finding.code, fingerprint)
        for finding, fingerprint in _marked(findings)
    ]


def dump(entries: Iterable[Row]) -> bytes:
    """A baseline file: a line for each finding, in order. The last line stays last, so git merges two branches."""
    lines = "".join(f"    {json.dumps(row, ensure_ascii=False)},\n" for row in sorted(set(entries)))
    return f'{{\n  "about": {json.dumps(_ABOUT)},\n  "findings": [\n{lines}    []\n  ]\n}}\n'.encode(errors="replace")


def read(path: Path) -> list[Row]:
    """The rows of a baseline file. Raises NewsroomError when it is not one."""
    data = b""
    try:
        data = disk.read(path, links=True)
        return [Row(*map(str, row)) for row in json.loads(data)["findings"] if row]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "newsroom check --write-baseline makes it"
        raise NewsroomError(f"the baseline cannot be read: {reason}", path=path, hint=hint) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        hint = "make it anew: newsroom check --write-baseline"
        if b"\n<<<<<<< " in data:
            hint = "git could not merge it: keep the lines of both sides, or newsroom check --write-baseline"
        raise NewsroomError("this is not a baseline of newsroom check", path=path, hint=hint) from error


def matched(
    findings: Sequence[Finding], entries: Sequence[Row], newsroom: Newsroom, *, now: dt.datetime
) -> Iterator[tuple[Finding, Row | None]]:
    """Each finding with its row in the baseline, None for a finding to report.

    If a file is gone, its rows count for the file that has the same release now.
    """
    here = {(entry.path, entry.code, entry.mark): entry for entry in entries}
    gone = {path for path in {entry.path for entry in entries} if not disk.is_there(newsroom.root / path)}
    moved = {
        (entry.release, entry.code, entry.mark): entry for entry in entries if entry.release and entry.path in gone
    }
    releases: dict[str, str] = {}
    for finding, mark in _marked(findings):
        row = here.get((finding.path, finding.code, mark))
        if row is None and moved:
            if finding.path not in releases:
                releases[finding.path] = _identity(finding.path, newsroom)
            row = moved.get((releases[finding.path], finding.code, mark))
        yield finding, row if row and excusable(finding, newsroom, now=now) else None


def excusable(finding: Finding, newsroom: Newsroom, *, now: dt.datetime) -> bool:
    """Whether a baseline may contain a finding; errors in a release that goes out may not, as they stop a build."""
    if finding.severity != ERROR:
        return True
    if finding.path == FILE_NAME:
        return False
    document = newsroom.document(newsroom.read(finding.path))
    return newsroom.publication_status(document, now) in _STAYING


_STAYING = (DRAFT, REVIEW, WITHDRAWN)


def _marked(findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with the mark that identifies it in its file."""
    for _, of_file in itertools.groupby(findings, key=lambda card: card.path):
        in_file = list(of_file)
        yield from zip(in_file, fingerprints([finding._replace(path="") for finding in in_file]), strict=True)


def _identity(path: str, newsroom: Newsroom) -> str:
    """The id of a release, or a digest of its text; it is the same when the file moves."""
    import hashlib  # takes milliseconds to load, and most releases have an id

    release = newsroom.read(path)
    if path == FILE_NAME or not release.text:
        return ""
    return release.id.value if release.id else hashlib.sha256(release.text.encode(errors="replace")).hexdigest()[:32]
