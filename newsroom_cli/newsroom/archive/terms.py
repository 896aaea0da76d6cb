"""Search terms: words in any inflection, without capitals, accents and punctuation."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from newsroom_cli.language import words
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release_file import SIMPLE_LETTERS

_ACCENTS = pattern("[\u0300-\u036f]")


def folded(text: str) -> list[str]:
    """The words of a text in the form for searches: without capitals, accents, punctuation and possessive endings."""
    folded_words = (without_accents(word).removesuffix("'s") for word in words.folded(text))
    return [word for word in folded_words if word.isalnum() or any(map(str.isalnum, word))]


@functools.lru_cache(maxsize=50_000)
def without_accents(word: str) -> str:
    """A text in small letters without its accents; special letters become those that people type, such as o for ø."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", word))).translate(SIMPLE_LETTERS)


def word_line(folded_words: Iterable[str]) -> str:
    """The words on one line, each between spaces: a search for " word " finds whole words only."""
    return f" {' '.join(folded_words)} "


_TERM = pattern(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


def search_terms(text: str) -> list[list[str]]:
    """The terms of a query, each once: single words, and phrases in quotation marks as lists of words."""
    terms = (folded(phrase or word) for phrase, word in _TERM.findall(text))
    return [list(term) for term in dict.fromkeys(tuple(term) for term in terms if term)]


# Endings that inflect words of languages with Latin letters; at least four letters must remain.
_ENDING = pattern(r"(?<=[^\W\d_]{4})(?:ings?|ungen|[aeio]s|e[nrd]|[aeinos])\Z")


def needle(term: Sequence[str]) -> str:
    """The string to search for in a line of words: a phrase, or the stem of a word."""
    if len(term) > 1 or len(term[0]) < 4:
        return word_line(term)
    return f" {_stem(term[0])}"


def _stem(word: str) -> str:
    return _ENDING.sub("", word)


def positions(typed_text: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) offsets of a query's words in a text, in order, each once."""
    folded_words = [
        (without_accents(word.folded).removesuffix("'s"), word.start, word.end) for word in words.words(text)
    ]
    words_of_text = [word for word, _, _ in folded_words]
    marked: set[int] = set()
    for term in search_terms(typed_text):
        if len(term) == 1:
            marked.update(index for index, word in enumerate(words_of_text) if _stem(word) == _stem(term[0]))
        else:
            starts = (index for index in range(len(words_of_text)) if words_of_text[index : index + len(term)] == term)
            marked.update(number for index in starts for number in range(index, index + len(term)))
    for number in sorted(marked):
        yield folded_words[number][1:]
