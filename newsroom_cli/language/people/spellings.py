"""Spellings of names: runs of capitalised words, and whether one spelling is a typo of another."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.tokens import CAPITAL
from newsroom_cli.model.patterns import pattern


class Pair(NamedTuple):
    """Two adjacent capitalised words, perhaps with an initial between them: usually first name and surname."""

    first: str
    last: str
    start: int
    end: int


# At most 40 letters in a word: the search would read an endless word again from every capital.
_RUN = pattern(rf"[{CAPITAL}][\w’'-]{{1,40}}+(?:\s(?:[{CAPITAL}](?:\.\s?|\s)){{0,2}}[{CAPITAL}][\w’'-]{{1,40}}+)+")
_WORD = pattern(rf"[{CAPITAL}][\w’'-]+")


def runs(text: str) -> Iterator[tuple[str, int]]:
    """Yield the runs of two or more capitalised words in a text, and their offsets."""
    for match in _RUN.finditer(text):
        yield match.group(), match.start()


def distinct_runs(text: str) -> frozenset[str]:
    """The distinct runs of two or more capitalised words in a text; no run crosses an empty line."""
    return frozenset(_RUN.findall(text))


def words_of_run(run: str) -> list[str]:
    """The words of a run without initials; adjacent words are the same pairs that `pairs` returns with offsets."""
    words = run.split()
    if len(words) > 2:
        words = [word for word in words if len(word) > 1 and not word.endswith(".")]
    if "’" in run or "'" in run or "-" in run:
        words = [without_possessive(word) for word in words]
    return words


def pairs(run: str, start: int = 0) -> list[Pair]:
    """The pairs of adjacent words in a run, without initials and possessive endings."""
    words = [(match.group(), match.span()) for match in _WORD.finditer(run)]
    return [
        Pair(
            without_possessive(first),
            without_possessive(last),
            start + begin,
            start + begin_last + len(without_possessive(last)),
        )
        for (first, (begin, _)), (last, (begin_last, _)) in itertools.pairwise(words)
    ]


def without_possessive(word: str) -> str:
    """A word without the ’s of a possessive."""
    return word[:-2] if word.endswith(("’s", "'s")) else word.rstrip("’'-")


def is_slip(one: str, other: str) -> bool:
    """Whether one word is a typo of the other: one letter added, missing, swapped with the next, or mistaken."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, remains = one[start:], other[start:]
    if len(one) != len(other):
        return rest[1:] == remains or rest == remains[1:]
    if len(rest) > 1 and rest[:2] == remains[1::-1] and rest[2:] == remains[2:]:
        return True
    return rest[1:] == remains[1:] and _are_alike(rest[0].lower(), remains[0].lower())


_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = ("aeiouy", "ckqsxz", "mn", "bp", "dt", "fvw", "gj", "lr")


def _are_alike(one: str, other: str) -> bool:
    """Whether two letters are easily mistaken for one another: adjacent on the keyboard, or similar in sound."""
    one, other = (unicodedata.normalize("NFD", letter)[0] for letter in (one, other))
    if one == other or any(one in sound and other in sound for sound in _SOUNDS):
        return True
    return any(abs(row.find(one) - row.find(other)) == 1 for row in _KEYBOARD if one in row and other in row)


def is_form(one: str, other: str) -> bool:
    """Whether two words are forms of one word: a plural, demonym, verb, German case, or the names for a man and a
    woman.
    """
    short, long = sorted((one.lower(), other.lower()), key=len)
    if len(short) != len(long):
        added = long[:-1] == short and (long[-1] in "snyiadrt" or long.endswith("em"))
        return added or (long.endswith("es") and f"{long[:-2]}s" == short)  # Dokumentes, Dokuments
    if {short[-2:], long[-2:]} == {"em", "en"}:
        return short[:-2] == long[:-2]  # Grünem Wasserstoff, Grünen Wasserstoff
    return short[:-1] == long[:-1] and short[-1] in "aeoisynd" and long[-1] in "aeoisynd"


# Languages that decline names, so that one name has several endings in a text: Novotná, Novotné, Novotnou.
_DECLINING = frozenset("bg bs cs et eu fi hr hu lt lv mk pl ro ru sk sl sr uk".split())
_CASE_ENDING = 2  # letters, at most


def is_case(one: str, other: str, language: str) -> bool:
    """Whether two names differ only in the ending, in a language that declines names; two letters swapped are none."""
    stem = max(len(one), len(other)) - _CASE_ENDING
    is_swapped = one != other and sorted(one) == sorted(other)
    return language in _DECLINING and one[:stem] == other[:stem] and not is_swapped
