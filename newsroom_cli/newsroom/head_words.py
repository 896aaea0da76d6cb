"""The words by which people name a release: those of its headline and its file. A light module, as `heads` is."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.heads import Head

_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_WORD = pattern(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})


def words(text: str) -> list[str]:
    """The words of a text in small letters, without accents and apostrophes."""
    text = text.casefold().translate(_APOSTROPHES)
    if not text.isascii():
        from newsroom_cli.newsroom.archive.terms import without_accents

        text = without_accents(text)
    return _WORD.findall(text)


def own_words(head: Head) -> set[str]:
    """The words of a release's headline and slug; words with umlauts also as people type them without."""
    return spellings(head.headline).union(words(head.name))


def spellings(text: str) -> set[str]:
    """The words of a text; those with umlauts also as people type them without: bücher, bucher, buecher."""
    return {*words(text)} if text.isascii() else {*words(text), *words(text.casefold().translate(_UMLAUTS))}


def all_begin(typed: Iterable[str], own: set[str]) -> bool:
    """Whether each typed word is the beginning of a release's own words."""
    return all(any(known.startswith(word) for known in own) for word in typed)
