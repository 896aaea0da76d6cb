"""The baseline: the findings an archive had before the house began to check, which are not told again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from newsroom_cli import disk
from newsroom_cli.errors import NewsroomError
from newsroom_cli.findings import Finding, fingerprints
from newsroom_cli.named import NamedTuple

FILE = "newsroom-baseline.json"


class Known(NamedTuple):
    """One finding of the baseline; `mark` is what it is recognised by when lines move."""

    path: str
    code: str
    mark: str


def dump(findings: Sequence[Finding]) -> bytes:
    """The baseline of findings: a line each, in order, so that git shows what changes."""
    rows = sorted(
        Known(each.path, each.code, mark) for each, mark in zip(findings, fingerprints(findings), strict=True)
    )
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    about = "findings that were there before newsroom check; newsroom check --write-baseline makes it anew"
    return f'{{\n  "about": {json.dumps(about)},\n  "findings": [\n{lines}\n  ]\n}}\n'.encode(errors="replace")


def read(path: Path) -> frozenset[Known]:
    """The findings in a baseline file. Raises NewsroomError when it cannot be read as one."""
    try:
        found = json.loads(disk.read(path, links=True))["findings"]
        return frozenset(Known(*map(str, each)) for each in found)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "newsroom check --write-baseline makes it"
        raise NewsroomError(f"the baseline cannot be read: {reason}", path=path, hint=hint) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        hint = "make it anew: newsroom check --write-baseline"
        raise NewsroomError("this is not a baseline of newsroom check", path=path, hint=hint) from error


def without(findings: Sequence[Finding], known: frozenset[Known]) -> list[Finding]:
    """The findings that are not in the baseline."""
    marked = zip(findings, fingerprints(findings), strict=True)
    return [each for each, mark in marked if Known(each.path, each.code, mark) not in known]
