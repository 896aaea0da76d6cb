"""An index of a whole file, built once for all rules: its words in lower case, its characters, its numbers."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator
from itertools import compress, islice

_LETTERS = bytes(
    number + 32 if 65 <= number <= 90 else number if 97 <= number <= 122 or number == 39 else 32
    for number in range(256)
)
# The first UTF-8 bytes of other scripts' digits count as digits as well.
_FIGURES = bytes(
    48 if 48 <= number <= 57 or number in b"\xd9\xdb\xdf\xe0\xe1\xea\xef\xf0" else number for number in range(256)
)
_NO_SIGNS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n"


class WordIndex:
    """The words of a text as a set, and its signs: all characters but ASCII letters, digits, spaces and line feeds.

    It is built from bytes, which are fast to sort; what few rules need is built on demand. Words consist of ASCII
    letters, with ' for ’: the index of für has f and r.
    """

    def __init__(self, text: str, body: str) -> None:
        self._text = text
        self._body = body
        self.data = text.encode("utf-8", "surrogatepass")
        straight = self.data if text.isascii() else self.data.replace("’".encode(), b"'")
        self._letters = straight.translate(_LETTERS)
        words = self._letters.decode("ascii").split()
        self.words = frozenset(words)
        # The words that are repeated at once. The list is not kept: for a batch of releases it takes megabytes.
        self.twice = frozenset(compress(words, map(operator.eq, words, islice(words, 1, None))))
        self.characters = frozenset(self.data.translate(None, _NO_SIGNS).decode("utf-8", "surrogatepass"))

    @functools.cached_property
    def text(self) -> str:
        """The text in lower case."""
        signs = "".join(self.characters)
        if signs != signs.lower():  # such as É
            return self._text.lower().replace("’", "'")
        return self.data.replace("’".encode(), b"'").lower().decode("utf-8", "surrogatepass")  # bytes are faster

    def has_word(self, words: frozenset[str]) -> bool:
        """Whether the text has any of the words, including a part of a word with an apostrophe."""
        return not (words.isdisjoint(self.words) and words.isdisjoint(self.parts))

    @functools.cached_property
    def parts(self) -> frozenset[str]:
        """The parts of words with apostrophes: tis of 'tis, o and clock of o'clock."""
        pieces = self._letters.split(b"'")
        around = [piece.rpartition(b" ")[2] for piece in pieces[:-1]] + [
            piece.partition(b" ")[0] for piece in pieces[1:]
        ]
        return frozenset(b" ".join(around).decode("ascii").split())

    def pairs(self, known: frozenset[tuple[bytes, bytes]]) -> frozenset[tuple[bytes, bytes]]:
        """The known pairs of words that are adjacent in the text, whatever signs are between them."""
        words = self._letters.split()
        return known.intersection(zip(words, islice(words, 1, None), strict=False))

    @functools.cached_property
    def escapes(self) -> bool:
        """Whether the front matter may have escapes such as \\u2019."""
        return "\\" in self.characters and self._text.find("\\", 0, len(self._text) - len(self._body)) >= 0

    def has_phrase(self, words: str) -> bool:
        """Whether a phrase in lower-case ASCII letters may occur; a quick test, because any sign counts as a space."""
        return words.encode("ascii").translate(_LETTERS) in self._letters

    @functools.cached_property
    def digit_shapes(self) -> bytes:
        """The text in UTF-8 with 0 for each digit: it contains ", 0" where a number follows a comma."""
        return self.data.translate(_FIGURES)


def occurrences(text: str, part: str) -> Iterator[int]:
    """Yield the offsets of a string in a text, overlapping ones included."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def places(text: str, words: str) -> Iterator[int]:
    """Yield the offsets of whole words in a text, both in lower case."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and _joins(text[at - 1])) and not (end < len(text) and _joins(text[end])):
            yield at
        at = text.find(words, end)


def _joins(sign: str) -> bool:
    """Whether a character next to a word makes it part of a longer word."""
    return sign.isalnum() or sign == "_"


def lowered(text: str) -> str:
    """A text in lower case and of the same length: a letter whose lower case is longer stays as it is."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    return low.replace("’", "'") if "’" in low else low


def with_capitals_of(word: str, right: str) -> str:
    """A correction, with capitals like those of the word that it replaces."""
    if len(word) > 1 and word.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if word[:1].isupper() else right
