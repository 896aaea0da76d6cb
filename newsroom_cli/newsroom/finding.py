"""Find releases by what people type: a path, slug or id, a date, words of the headline, or a misspelled name."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from newsroom_cli.model.calendar_ import MONTHS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release_file import slug_of
from newsroom_cli.newsroom import head_words
from newsroom_cli.newsroom.heads import Head


class Rank(IntEnum):
    """How well a release matches a typed text, the best first."""

    EXACT = 1  # its path, slug or id
    WHOLE = 2  # its whole headline, or its slug without the date
    DATE = 3  # its date, and the other words
    WORDS = 4  # words of its headline or slug
    BEGINNINGS = 5  # beginnings of such words


class Match(NamedTuple):
    """A release that matches a typed text, and how well."""

    rank: Rank
    head: Head


def matches(typed: str, heads: Iterable[Head]) -> list[Match]:
    """The releases that a typed text may mean: best matches first, and of equally good ones the newest first.

    If any match is EXACT or WHOLE, only the matches of the best rank are returned. Case, accents and punctuation do not
    matter, nor does the order of words in the other ranks.
    """
    found = _all_matches(typed, heads)
    best = min((match.rank for match in found), default=Rank.EXACT)
    if best <= Rank.WHOLE:
        found = [match for match in found if match.rank == best]
    found.sort(key=lambda match: match.head.path)
    found.sort(key=lambda match: match.head.date[:10] or "9", reverse=True)
    return sorted(found, key=lambda match: match.rank)


def is_path(name: str) -> bool:
    """Whether a text can only mean a file, and is not searched for in headlines."""
    return "/" in name or os.sep in name or name.lower().endswith(".md") or name in (".", "..", "")


def is_only_match(typed: str, heads: Iterable[Head]) -> bool:
    """Whether exactly one release matches a typed text, in whatever way."""
    return len(_all_matches(typed, heads)) == 1


def _all_matches(typed: str, heads: Iterable[Head]) -> list[Match]:
    """The releases that match a typed text in any way, in the given order."""
    words = head_words.words(typed)
    date = _TypedDate.of(typed, words)
    return [Match(rank, head) for head in heads if (rank := _rank(typed, words, date, head))]


def is_exact(typed: str, path: str, id: str = "") -> bool:
    """Whether a typed text is the path of a release or the end of its path, its slug or its id."""
    if typed and typed in (id, id.rpartition(":")[2]):
        return True
    name, own = _without_ending(typed), _without_ending(path)
    return bool(name) and (own == name or own.endswith(f"/{name}") or slug_of(path) == name)


def _without_ending(path: str) -> str:
    """The path in the form for comparison: small letters, forward slashes, without .md."""
    return path.replace("\\", "/").lower().removesuffix(".md")


def _rank(typed: str, words: Sequence[str], date: _TypedDate | None, head: Head) -> Rank | None:
    """The rank of a release for a typed text; None if it does not match."""
    if is_exact(typed, head.path, head.id):
        return Rank.EXACT
    if words and list(words) in (head_words.words(head.headline), _without_date(head_words.words(head.name))):
        return Rank.WHOLE
    own = head_words.own_words(head)
    if date and date.fits(head.date) and head_words.all_begin(date.words, own):
        return Rank.DATE
    if words and own.issuperset(words):
        return Rank.WORDS
    return Rank.BEGINNINGS if words and head_words.all_begin(words, own) else None


def _without_date(words: Sequence[str]) -> list[str]:
    """The words of a file's name without the date at its beginning."""
    is_dated = len(words) > 3 and all(map(str.isdecimal, words[:3])) and len(words[0]) == 4
    return list(words[3:] if is_dated else words)


class _TypedDate(NamedTuple):
    """A date that a person typed, as the beginning and end of an ISO date, and the other words."""

    start: str
    end: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str, words: Sequence[str]) -> _TypedDate | None:
        """The date in a text: 2026-11-26, 2026-11, Nov 26, 26 November 2026. None if there is none."""
        if match := _ISO.search(typed):
            return cls(match[0], "", tuple(head_words.words(typed[: match.start()] + typed[match.end() :])))
        month = next((word for word in words if _month(word)), "")
        day = next((word for word in words if word.rstrip("stndrh").isdecimal() and len(word) <= 4), "")
        number = day.rstrip("stndrh")
        if not month or not number or not 1 <= int(number) <= 31:
            return None
        year = next((word for word in words if word.isdecimal() and len(word) == 4), "")
        other_words = tuple(word for word in words if word not in (month, day, year))
        return cls(year, f"-{_month(month):02}-{int(number):02}", other_words)

    def fits(self, date: str) -> bool:
        """Whether the date of a release, in ISO format, is this one."""
        return date.startswith(self.start) and date[:10].endswith(self.end) and bool(date)


_ISO = pattern(r"(?<!\d)\d{4}-\d\d(?:-\d\d)?(?!\d)")


def _month(word: str) -> int:
    """The number of a month by its English name or at least its first three letters; 0 for any other word."""
    if len(word) < 3:
        return 0
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), 0)


# --- misspelled words -----------------------------------------------------------------------------------------

_MOST_WORDS = 8


def nearest(typed: str, heads: Iterable[Head], *, count: int = 3) -> list[Head]:
    """The releases whose words are closest to the typed ones, newest first, at most `count`; empty if none is close."""
    own = {head: head_words.own_words(head) for head in heads}
    known = {word for words in own.values() for word in words}
    near_words = {near for word in head_words.words(typed)[:_MOST_WORDS] for near in _nearest_word(word, known)}
    scores = {head: len(near_words & words) for head, words in own.items()}
    best = max(scores.values(), default=0)
    found = [head for head, score in scores.items() if score == best and best]
    return sorted(found, key=lambda head: (head.date[:10], head.path), reverse=True)[:count]


def _nearest_word(word: str, known: set[str]) -> Iterator[str]:
    """Yield the word itself if it is known, or else the known word closest to it, if one is close."""
    yield from [word] if word in known else difflib.get_close_matches(word, known, n=1, cutoff=0.7)
