"""The words of a whole file in small letters, read once for all rules that look words up in lists."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, islice

from newsroom_cli import recent
from newsroom_cli.language import passages
from newsroom_cli.language.passages import Passage
from newsroom_cli.model import Field, Release, Span
from newsroom_cli.patterns import pattern


@dataclass(frozen=True, slots=True)
class Spelt:
    """The words of a text as a set, and those that follow themselves; ’ is written '. `text` is in small letters."""

    text: str
    known: frozenset[str]
    twice: frozenset[str]


_WORD = pattern(r"[a-z']+")


def spelt(release: Release) -> Spelt:
    """The words of a release's file, keys of the front matter included: where they stand is for the rules to find out."""
    return _spelt(Field(release.text, Span(0, len(release.text))))


@recent.kept(characters=100_000)
def _spelt(file: Field[str]) -> Spelt:
    text = file.value.lower()
    if "’" in text:
        text = text.replace("’", "'")
    words = _WORD.findall(text)
    twice = frozenset(compress(words, map(operator.eq, words, islice(words, 1, None))))
    return Spelt(text, frozenset(words), twice)


def own_passages(release: Release) -> Iterator[Passage]:
    """The passages in the house's own words: headline, subhead, captions, body."""
    yield from passages.narrative_captions(release)
    yield from passages.narrative(release)


def places(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text as whole words, both in small letters."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and _joins(text[at - 1])) and not (end < len(text) and _joins(text[end])):
            yield at
        at = text.find(words, end)


def _joins(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def lowered(text: str) -> str:
    """A text in small letters, sign for sign: those whose small letter is longer stay as they are."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return low.replace("’", "'") if "’" in low else low


def like(word: str, right: str) -> str:
    """The right form with the capitals of the word in whose place it comes."""
    if len(word) > 1 and word.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if word[:1].isupper() else right
