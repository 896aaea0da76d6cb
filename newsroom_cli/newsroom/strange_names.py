"""Names of files that have nothing of their headline: they become public addresses, which stay."""

from __future__ import annotations

from newsroom_cli.model.release import Release, text_of
from newsroom_cli.newsroom import head_words

_SHORTEST = 3  # letters of a word that counts
_BEGINNING = 4  # letters that two forms of a word share: library, libraries


def is_strange(release: Release) -> bool:
    """Whether no word of a release's name in addresses is in its headline, or begins as one that is.

    A translation is named after its original, and a name in another script than the headline may say the same.
    """
    headline = text_of(release.headline)
    own, known = _beginnings(release.slug), _beginnings(headline)
    same_script = release.slug.isascii() == "".join(head_words.words(headline)).isascii()
    return bool(own and known) and same_script and release.translation is None and not own & known


def _beginnings(text: str) -> set[str]:
    """The beginnings of the words of a text that are no numbers."""
    return {word[:_BEGINNING] for word in head_words.spellings(text) if len(word) >= _SHORTEST and not word.isdecimal()}
