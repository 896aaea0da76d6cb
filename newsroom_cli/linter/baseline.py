"""The baseline: the findings an archive had before the house began to check, which are not told again."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsroom_cli.linter.findings import Finding, fingerprints
from newsroom_cli.model import disk
from newsroom_cli.model.config import FILE_NAME
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.release import DRAFT, REVIEW, WITHDRAWN
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.rules.registry import ERROR

FILE = "newsroom-baseline.json"
_ABOUT = "findings that were there before newsroom check; a line each, those of both sides when branches are merged"


class Known(NamedTuple):
    """One finding of the baseline.

    `mark` is what it is recognised by when lines move, `release` what its release is when the file does: the id, or a
    digest of the text.
    """

    path: str
    release: str
    code: str
    mark: str


def rows(findings: Sequence[Finding], newsroom: Newsroom) -> list[Known]:
    """The findings as a baseline keeps them."""
    releases = {path: _identity(path, newsroom) for path in {finding.path for finding in findings}}
    return [Known(finding.path, releases[finding.path], finding.code, mark) for finding, mark in _marked(findings)]


def dump(known: Iterable[Known]) -> bytes:
    """A baseline file: a line each, in order; the last line stays the last, so that git merges what two branches add."""
    lines = "".join(f"    {json.dumps(row, ensure_ascii=False)},\n" for row in sorted(set(known)))
    return f'{{\n  "about": {json.dumps(_ABOUT)},\n  "findings": [\n{lines}    []\n  ]\n}}\n'.encode(errors="replace")


def read(path: Path) -> list[Known]:
    """The findings in a baseline file. Raises NewsroomError when it cannot be read as one."""
    data = b""
    try:
        data = disk.read(path, links=True)
        return [Known(*map(str, row)) for row in json.loads(data)["findings"] if row]
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
    findings: Sequence[Finding], known: Sequence[Known], newsroom: Newsroom, *, now: dt.datetime
) -> Iterator[tuple[Finding, Known | None]]:
    """Each finding with its row in the baseline, None for what has to be told.

    Where a file is gone, its rows hold for the file that is the same release now.
    """
    here = {(entry.path, entry.code, entry.mark): entry for entry in known}
    gone = {path for path in {entry.path for entry in known} if not disk.is_there(newsroom.root / path)}
    moved = {(entry.release, entry.code, entry.mark): entry for entry in known if entry.release and entry.path in gone}
    releases: dict[str, str] = {}
    for finding, mark in _marked(findings):
        row = here.get((finding.path, finding.code, mark))
        if row is None and moved:
            if finding.path not in releases:
                releases[finding.path] = _identity(finding.path, newsroom)
            row = moved.get((releases[finding.path], finding.code, mark))
        yield finding, row if row and excusable(finding, newsroom, now=now) else None


def excusable(finding: Finding, newsroom: Newsroom, *, now: dt.datetime) -> bool:
    """Whether a finding may be in a baseline: an error in a release that goes out may not, build does not excuse it."""
    if finding.severity != ERROR:
        return True
    if finding.path == FILE_NAME:
        return False
    document = newsroom.document(newsroom.read(finding.path))
    return newsroom.publication_status(document, now) in _STAYING


_STAYING = (DRAFT, REVIEW, WITHDRAWN)


def _marked(findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with what it is recognised by in its file."""
    for _, of_file in itertools.groupby(findings, key=lambda card: card.path):
        found = list(of_file)
        yield from zip(found, fingerprints([finding._replace(path="") for finding in found]), strict=True)


def _identity(path: str, newsroom: Newsroom) -> str:
    import hashlib  # takes milliseconds to load, and most releases have an id

    release = newsroom.read(path)
    if path == FILE_NAME or not release.text:
        return ""
    return release.id.value if release.id else hashlib.sha256(release.text.encode(errors="replace")).hexdigest()[:32]
