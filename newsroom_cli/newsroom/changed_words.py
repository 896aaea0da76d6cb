"""The changes in a release since a version that was signed or translated, in words if git has that version."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from newsroom_cli.ledger import records
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import history

_SHOWN = 5  # differences of one part, at most
PartsOf = Callable[[Release], Mapping[str, str]]


def parts_by_digest(
    root: Path, path: str, digests: Collection[str], parts_of: PartsOf, *, most: int = history.MOST_VERSIONS
) -> Mapping[str, Mapping[str, str]]:
    """The parts of those earlier versions of a release whose digest is one of `digests`, by digest.

    Only the `most` newest versions in git are read; a digest of none of them is left out.
    """
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

    `field_in_words` turns the text of a field into words for people; the body is left as it is.
    """
    names = [name for name in dict.fromkeys((*now, *before)) if now.get(name) != before.get(name)]
    return {
        name: _differences(before.get(name, ""), now.get(name, ""), str if name == "body" else field_in_words)
        for name in names
    }


def changed_stretches(
    before: Mapping[str, str], now: Mapping[str, str], *, field_in_words: Callable[[str], str] = str
) -> list[tuple[str, str, str]]:
    """The changed stretches between two versions: the part, and the words before and now with a few around them.

    The words before are empty if the whole part is new, the words now if it is gone.
    """
    names = [name for name in dict.fromkeys((*now, *before)) if now.get(name) != before.get(name)]
    return [
        (name, *pair)
        for name in names
        for pair in _stretches(
            *(
                _without_tags(text) if name == "body" else field_in_words(_SEPARATORS.sub(" · ", text))
                for text in (before.get(name, ""), now.get(name, ""))
            )
        )
    ]


_SEPARATORS = re.compile(r"[\x1e\x1f]+")
_AROUND, _NEAR = 32, 24  # characters shown around a stretch; the most between two that are shown as one


def _stretches(before: str, now: str) -> list[tuple[str, str]]:
    """The changed stretches of two texts, with a few words around each; the whole texts if no word differs."""
    differences = records.differences(before, now)
    groups: list[list[records.Difference]] = []
    for difference in differences:
        if groups and difference.start - groups[-1][-1].end <= _NEAR:
            groups[-1].append(difference)
        else:
            groups.append([difference])
    ends = [(group[0], group[-1]) for group in groups]
    found = [
        (_with_context(before, first.before_start, last.before_end), _with_context(now, first.start, last.end))
        for first, last in ends
    ]
    return found or [(before, now)]


def _with_context(text: str, start: int, end: int) -> str:
    """A stretch of a text with a few words before and after it; the middle of a long one is left out."""
    first = text.rfind(" ", 0, start - _AROUND) + 1 if start > _AROUND else 0
    stop = text.find(" ", end + _AROUND)
    last = stop if stop >= 0 else len(text)
    shown = text[first:last] if last - first <= 300 else f"{text[first : first + 200]} … {text[last - 90 : last]}"
    return f"{'… ' if first else ''}{shown}{' …' if last < len(text) else ''}"


def _without_tags(html: str) -> str:
    """The text of a body as digests cover it. The values of a tag's attributes, such as addresses, replace the tag."""

    def values(tag: re.Match[str]) -> str:
        return " ".join(["", *(f"({value})" for value in re.findall(r'="([^"]*)"', tag[0])), ""])

    return " ".join(re.sub(r"</?[a-zA-Z][^<>]*>", values, html).split())


def _differences(before: str, now: str, in_words: Callable[[str], str]) -> tuple[str, ...]:
    """The first differences between two versions of a part; the whole part if it is a date or no word differs."""
    is_moment = re.fullmatch(r"[\d:T+Z-]*", now)
    before, now = (in_words(_SEPARATORS.sub(" · ", text)) for text in (before, now))
    changes = list(map(str, records.differences(before, now)))
    if not changes or is_moment:
        changes = [str(records.Difference(before, now, 0, 0))]
    omitted = (f"and {len(changes) - _SHOWN} more",) if len(changes) > _SHOWN else ()
    return (*changes[:_SHOWN], *omitted)
