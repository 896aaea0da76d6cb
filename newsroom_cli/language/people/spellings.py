"""Names as they are spelled in a text: runs of words with capitals, and whether two spellings are one name with a slip."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from newsroom_cli.language.tokens import CAPITAL
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern


class Pair(NamedTuple):
    """Two words with capitals side by side, perhaps with an initial between them: first name and surname, as a rule."""

    first: str
    last: str
    start: int
    end: int


# A word has at most 40 letters here, or one without end would be read again from each of its capitals.
_RUN = pattern(rf"[{CAPITAL}][\w’'-]{{1,40}}+(?:\s(?:[{CAPITAL}](?:\.\s?|\s)){{0,2}}[{CAPITAL}][\w’'-]{{1,40}}+)+")
_WORD = pattern(rf"[{CAPITAL}][\w’'-]+")


def runs(text: str) -> Iterator[tuple[str, int]]:
    """The stretches of two or more words with capitals in a text, and where each begins."""
    for match in _RUN.finditer(text):
        yield match.group(), match.start()


def named(text: str) -> frozenset[str]:
    """The stretches of two or more words with capitals in a text, as written there; none goes over an empty line."""
    return frozenset(_RUN.findall(text))


def words(run: str) -> list[str]:
    """The words of a run, initials passed over: two by two they are what `pairs` gives, without places."""
    found = run.split()
    if len(found) > 2:
        found = [each for each in found if len(each) > 1 and not each.endswith(".")]
    if "’" in run or "'" in run or "-" in run:
        found = [without_s(each) for each in found]
    return found


def pairs(run: str, start: int = 0) -> list[Pair]:
    """The words of a run two by two, initials passed over; the ’s of a possessive is no part of a name."""
    words = [(match.group(), match.span()) for match in _WORD.finditer(run)]
    return [
        Pair(without_s(one), without_s(other), start + begin, start + begin_last + len(without_s(other)))
        for (one, (begin, _)), (other, (begin_last, _)) in itertools.pairwise(words)
    ]


def without_s(word: str) -> str:
    """A word without the ’s of a possessive."""
    return word[:-2] if word.endswith(("’s", "'s")) else word.rstrip("’'-")


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter too many, missing, changed with its neighbour, or easily taken for another."""
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
    """Whether a letter is easily typed or written for another: a neighbour on the keyboard, one that sounds like it."""
    one, other = (unicodedata.normalize("NFD", each)[0] for each in (one, other))
    if one == other:
        return True
    if any(one in sound and other in sound for sound in _SOUNDS):
        return True
    return any(abs(row.find(one) - row.find(other)) == 1 for row in _KEYBOARD if one in row and other in row)


def is_form(one: str, other: str) -> bool:
    """Whether two words are forms of one: a plural, a demonym, a verb, the names of a man and a woman."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    if len(short) != len(long):
        return long[:-1] == short and long[-1] in "snyiadrt"
    return short[:-1] == long[:-1] and short[-1] in "aeoisynd" and long[-1] in "aeoisynd"
