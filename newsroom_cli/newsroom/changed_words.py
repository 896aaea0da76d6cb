"""What has changed in a release since a version that somebody signed or translated, in words if git has it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from newsroom_cli.ledger import records
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import history

_SHOWN = 5  # differences of one part
PartsOf = Callable[[Release], Mapping[str, str]]


def parts_by_digest(
    root: Path, path: str, digests: Collection[str], parts_of: PartsOf, *, most: int = history.MOST_VERSIONS
) -> Mapping[str, Mapping[str, str]]:
    """The parts of the versions of a release with these digests, by digest, as far as git has them."""
    found: dict[str, Mapping[str, str]] = {}
    for text in itertools.islice(history.versions(root / path), most):
        parts = parts_of(releases.parse(text, path))
        digest = records.release_digest(parts)
        if digest in digests:
            found.setdefault(digest, parts)
            if found.keys() == set(digests):
                break
    return found


def changed_parts(
    before: Mapping[str, str], now: Mapping[str, str], *, field_in_words: Callable[[str], str] = str
) -> dict[str, tuple[str, ...]]:
    """The differences of each changed part between two versions, in words, by the name of the part.

    `field_in_words` makes of the text of a field what people read.
    """
    names = [name for name in dict.fromkeys((*now, *before)) if now.get(name) != before.get(name)]
    return {
        name: _differences(before.get(name, ""), now.get(name, ""), str if name == "body" else field_in_words)
        for name in names
    }


def _differences(before: str, now: str, in_words: Callable[[str], str]) -> tuple[str, ...]:
    """The differences between two versions of a part in words; for dates and equal words the whole part."""
    is_moment = re.fullmatch(r"[\d:T+Z-]*", now)
    before, now = (in_words(re.sub(r"[\x1e\x1f]+", " · ", text)) for text in (before, now))
    changes = list(map(str, records.differences(before, now)))
    if not changes or is_moment:
        changes = [str(records.Difference(before, now, 0, 0))]
    omitted = (f"and {len(changes) - _SHOWN} more",) if len(changes) > _SHOWN else ()
    return (*changes[:_SHOWN], *omitted)
