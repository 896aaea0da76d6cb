"""The words that a typing or spelling slip turns into a given word, roughly the likeliest slips first."""

from __future__ import annotations

import functools
from collections.abc import Iterator

SWAPPED, MISSING, ONCE, EXTRA, TWICE, OTHER = "swapped", "missing", "once", "extra", "twice", "other"
JOINED = "joined"  # no space between two words
SURE = (SWAPPED, ONCE, TWICE)  # slips that never make a new word

_KEYBOARDS = {
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    "es": ("qwertyuiop", "asdfghjklñ", "zxcvbnm"),
    "it": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "pt": ("qwertyuiop", "asdfghjklç", "zxcvbnm"),
    "nl": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "pl": ("qwertyuiop", "asdfghjklł", "zxcvbnm"),
    "cs": ("qwertzuiopú", "asdfghjklů", "yxcvbnm"),
}
LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "fr": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûœæ",
    "es": "abcdefghijklmnopqrstuvwxyzáéíóúñü",
    "it": "abcdefghijklmnopqrstuvwxyzàèéìíîòóù",
    "pt": "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõúü",
    "nl": "abcdefghijklmnopqrstuvwxyzáàâäçéèêëíïóöúü",
    "pl": "abcdefghijklmnopqrstuvwxyząćęłńóśźż",
    "cs": "abcdefghijklmnopqrstuvwxyzáčďéěíňóřšťúůýž",
}
_VOWELS = frozenset("aeiouyäöüáéíóúàâãèêëìîïòôõùûœæąęěůý")
_SOUND_ALIKE = ("mn", "bdpv", "dt", "ckg", "szcßx", "gj", "ln")


@functools.cache
def _neighbours(language: str) -> frozenset[str]:
    """The pairs of letters that are neighbours on the keyboard or sound alike."""
    rows = _KEYBOARDS[language]
    places = {letter: (line, column) for line, row in enumerate(rows) for column, letter in enumerate(row)}
    close = {
        one + other
        for one, (line, column) in places.items()
        for other, (other_line, other_column) in places.items()
        if one != other and abs(line - other_line) <= 1 and abs(column - other_column) <= 1
    }
    alike = {one + other for group in _SOUND_ALIKE for one in group for other in group if one != other}
    return frozenset(close | alike)


def likely_slips(word: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each likely slip in `word`, with the word before the slip, which need not exist.

    The first letter is seldom wrong, and a different last letter is often that of another form or language.
    """
    near, letters, last = _neighbours(language), LETTERS[language], len(word) - 1
    yield from _swapped(word, 0)
    for at in range(1, last + 1):
        for letter in letters.replace(word[at], ""):
            yield ONCE if letter == word[at - 1] else MISSING, word[:at] + letter + word[at:]
    for at in range(1, last + 1):
        if word[at - 1] == word[at]:
            yield TWICE, word[:at] + word[at + 1 :]
        elif (at < last and word[at] != word[at + 1]) or word[at - 1] + word[at] in near:
            yield EXTRA, word[:at] + word[at + 1 :]
    for at in range(1, last):
        yield from ((OTHER, word[:at] + letter + word[at + 1 :]) for letter in _mistakable(word[at], near, letters))


def surely_undone(word: str) -> Iterator[tuple[str, str]]:
    """Yield each slip in `word` that makes no new word, with the word before it, which need not exist."""
    yield from _swapped(word, 1)
    for at in range(1, len(word)):
        yield ONCE, word[:at] + word[at - 1] + word[at:]
        if word[at - 1] == word[at]:
            yield TWICE, word[:at] + word[at + 1 :]


def _swapped(word: str, first: int) -> Iterator[tuple[str, str]]:
    """Yield the words with two adjacent letters swapped, from the letter at `first` on."""
    for at in range(first, len(word) - 1):
        if word[at] != word[at + 1]:
            yield SWAPPED, word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _mistakable(wrong: str, near: frozenset[str], letters: str) -> Iterator[str]:
    """Yield the letters that may be meant by a wrong letter."""
    for letter in letters:
        if letter != wrong and (wrong + letter in near or (wrong in _VOWELS and letter in _VOWELS)):
            yield letter
