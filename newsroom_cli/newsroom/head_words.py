"""The words by which people name a release: those of its headline and file name. Light to import, like `heads`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.heads import Head

if TYPE_CHECKING:
    from newsroom_cli.model.release import Release

_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_WORD = pattern(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def words(text: str) -> list[str]:
    """The words of a text in small letters, without accents and apostrophes."""
    text = text.casefold().translate(_APOSTROPHES)
    if not text.isascii():
        from newsroom_cli.newsroom.archive.terms import without_accents

        text = without_accents(text)
    return _WORD.findall(text)


def own_words(head: Head) -> set[str]:
    """The words of a release's headline and slug; words with umlauts also in spellings without them."""
    return spellings(head.headline).union(words(head.name))


def spellings(text: str) -> set[str]:
    """The words of a text; words with umlauts also in the spellings that people type: bucher and buecher for bücher."""
    return {*words(text)} if text.isascii() else {*words(text), *words(text.casefold().translate(_UMLAUTS))}


def all_begin(typed: Iterable[str], own: set[str]) -> bool:
    """Whether each typed word is the beginning of a release's own words."""
    return all(any(known.startswith(word) for known in own) for word in typed)


_SHORTEST = 3  # letters; shorter words do not count
_BEGINNING = 4  # letters that two forms of a word share: library, libraries


def is_strange(release: Release) -> bool:
    """Whether a release's slug shares no word with its headline; words with the same beginning count as the same.

    Never for a translation, which is named after its original, nor for a slug and a headline in different scripts,
    which may mean the same.
    """
    headline = release.headline.value if release.headline else ""
    own, known = _beginnings(release.slug), _beginnings(headline)
    same_script = release.slug.isascii() == "".join(words(headline)).isascii()
    return bool(own and known) and same_script and release.translation is None and not own & known


def _beginnings(text: str) -> set[str]:
    """The first letters of each word of a text, without numbers and short words."""
    return {word[:_BEGINNING] for word in spellings(text) if len(word) >= _SHORTEST and not word.isdecimal()}
