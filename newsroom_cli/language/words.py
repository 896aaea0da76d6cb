"""The words of a text without its typography, and the differences between two wordings.

Quotation marks, dashes, spaces, ellipses, capitals, and different Unicode forms of a letter make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern


class Word(NamedTuple):
    """A word in the form for comparison, and its offsets in the text."""

    folded: str
    start: int
    end: int


# All characters except spaces and punctuation belong to words: letters, digits, combining marks of all scripts.
_PUNCTUATION = (
    r"""\s\x00-\x1f!"'()*,\-./:;?\[\\\]^_`{|}~¡¦«¬¯´·»¿‐-‧‰-⁞"""
    r"""　-〃〈-〟〰・︐-﹒！＂＇（）＊，－．／：；？［＼］＿｀｛｜｝～\ufffc"""
)
_SIGN = "#$%&+<=>@£€¥§©®°±×÷"
_CHARACTER = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"  # written without spaces: each is a word
_LETTER = rf"[^{_PUNCTUATION}{_SIGN}{_CHARACTER}]"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def _word(text: str) -> re.Pattern[str]:
    """The pattern of words for a text: a simpler pattern for ASCII, as most front matter is."""
    return _ASCII_WORD if text.isascii() else _ANY_WORD


# The same as `_ANY_WORD`, for ASCII only.
_ASCII_WORD = pattern(
    r"[A-Za-z](?:\.[A-Za-z])+(?![A-Za-z0-9])|[A-Za-z0-9\x7f](?:[A-Za-z0-9\x7f]|['\[\]](?=[A-Za-z0-9\x7f])"
    r"|(?<=\d)[.,](?=\d))*+|[#$%&+<=>@]"
)


_ANY_WORD = pattern(
    rf"""[^\W\d_](?:\.[^\W\d_])+(?![^\W_])                                  # U.S.
    |(?:{_LETTER}|[{_INVISIBLE}])(?:{_LETTER}|[{_INVISIBLE}]|['’‘ʼ\[\]](?={_LETTER})|(?<=\d)[.,](?=\d))*+  # don't
    |[{_SIGN}{_CHARACTER}]""",
    re.VERBOSE,
)


_THOUSANDS = pattern(r"(?<=\d),(?=\d{3}(?!\d))")
_LINK_TARGET = pattern(r"(?<=\])\([^()\s]*\)")


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    found = (Word(_folded(match.group()), *match.span()) for match in _word(text).finditer(_without_targets(text)))
    return [word for word in found if word.folded]


def folded(text: str) -> list[str]:
    """The words of a text in the form for comparison, without capitals and marks, and without offsets."""
    text = in_ascii(_without_targets(text))
    if not text.isascii():
        return [word for word in map(_folded, _word(text).findall(text)) if word]
    folded_words = []
    for part in text.lower().translate(_PARTING).split():
        if part.isalnum() or (part := part.strip(".,'")).isalnum():  # true of nearly all
            folded_words.append(part)
        else:
            folded_words += filter(None, map(_bare, _ASCII_WORD.findall(part)))
    return folded_words


# The ASCII signs that never occur inside a word.
_PARTING = {code: " " for code in range(0x7F) if not (chr(code).isalnum() or chr(code) in f"'[].,{_SIGN}")}


def in_ascii(text: str) -> str:
    """A text with plain characters for typographic marks; most texts are then ASCII, which is faster to search."""
    text = text.replace("’", "'")
    if text.isascii():
        return text
    for mark in _TYPESET:
        text = text.replace(mark, " ")
    return text


_TYPESET = "“”„«»…—–‑"


def _without_targets(text: str) -> str:
    """A text with the addresses of its Markdown links replaced by spaces."""
    return _LINK_TARGET.sub(lambda match: " " * len(match.group()), text) if "](" in text else text


def _folded(word: str) -> str:
    """A word in the form for comparison."""
    word = word.casefold() if word.isascii() else _plain(word)
    return word if word.isalnum() else _bare(word)


def _bare(word: str) -> str:
    """A word without the marks inside it: brackets, thousands commas, the full stops of initials."""
    word = _THOUSANDS.sub("", word.replace("[", "").replace("]", ""))
    return word if word[:1].isdigit() else word.replace(".", "")


def _plain(word: str) -> str:
    """A word in Unicode's compatibility form, in lower case, without invisible characters."""
    for character in _INVISIBLE:
        word = word.replace(character, "")
    return unicodedata.normalize("NFKC", word.replace("’", "'").replace("‘", "'").replace("ʼ", "'")).casefold()


# --- whether words stand in a text, broken off ----------------------------------------------------------------


def is_across_parts(wanted: Sequence[str], parts: Sequence[Sequence[str]]) -> bool:
    """Whether several parts together contain the wanted words: the end of one part, whole parts, the start of another.

    This finds a quote that the text interrupts with "she said" or with a new paragraph.
    """
    wanted, border_lengths = list(wanted), _border_lengths(wanted)
    reached: list[int] = []  # the number of words covered up to the end of each part
    wanted_words = frozenset(wanted)
    for part in map(list, parts):
        if part[0] not in wanted_words and part[-1] not in wanted_words:
            continue
        for covered in reached:
            rest = wanted[covered : covered + len(part)]
            if part[: len(rest)] == rest and covered + len(rest) == len(wanted):
                return True
        further = [covered + len(part) for covered in reached if wanted[covered : covered + len(part)] == part]
        newly_covered = _matching_end(part, wanted, border_lengths)
        reached = list(dict.fromkeys([*further, *([newly_covered] if newly_covered else []), *reached]))[
            :_MAX_CANDIDATES
        ]
        if newly_covered == len(wanted):
            return True
    return False


_MAX_CANDIDATES = 8  # partial matches followed at a time; real text has one


def _border_lengths(wanted: Sequence[str]) -> list[int]:
    """For each prefix of the words, the length of the longest shorter prefix at its end (as in Knuth-Morris-Pratt)."""
    border_lengths, length = [0] * len(wanted), 0
    for index in range(1, len(wanted)):
        while length and wanted[index] != wanted[length]:
            length = border_lengths[length - 1]
        length += wanted[index] == wanted[length]
        border_lengths[index] = length
    return border_lengths


def _matching_end(part: Sequence[str], wanted: Sequence[str], border_lengths: Sequence[int]) -> int:
    """The number of words at the end of a part that equal the first wanted words."""
    length = 0
    for word in part[-len(wanted) :]:
        while length and (length == len(wanted) or word != wanted[length]):
            length = border_lengths[length - 1]
        length += word == wanted[length]
    return length


# --- what differs ---------------------------------------------------------------------------------------------


class Change(NamedTuple):
    """A difference between two wordings: the index range of its words in each; an empty range means missing words."""

    wanted: tuple[int, int]
    actual: tuple[int, int]


LONGEST = 300  # words compared at a time; in a longer wording, those around the first difference are enough
_SLACK = 24
_LIKENESS = 0.4  # share of common words from which two wordings count as one quote


def changes(wanted: Sequence[str], actual: Sequence[str]) -> list[Change]:
    """The changes that turn a wording into the most similar stretch of a text; none if no stretch is similar.

    The time is nearly linear: of a very long wording, only the words around the first difference are compared.
    """
    if not wanted or not actual:
        return []
    cut = max(_common_start(wanted, actual) - _SLACK, 0) if len(wanted) > LONGEST else 0
    compared = wanted[cut : cut + LONGEST]
    stretch = _most_similar_stretch(compared, actual)
    if stretch is None:
        return []
    start, end = stretch
    changed = _fewest_changes(compared, actual[start:end])
    matching = len(compared) - sum(change.wanted[1] - change.wanted[0] for change in changed)
    if matching < _LIKENESS * len(compared) or sum(change.actual[1] - change.actual[0] for change in changed) > len(
        compared
    ):
        return []
    return [Change((a + cut, b + cut), (c + start, d + start)) for (a, b), (c, d) in changed]


def _common_start(wanted: Sequence[str], actual: Sequence[str]) -> int:
    """The number of words from the first wanted word on that the text has in the same order without a gap."""
    text, low, high = f" {' '.join(actual)} ", 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if f" {' '.join(wanted[:middle])} " in text:
            low = middle
        else:
            high = middle - 1
    return low


def _most_similar_stretch(wanted: Sequence[str], actual: Sequence[str]) -> tuple[int, int] | None:
    """The range of a text that shares most words with the wanted ones in about the same order; None if none does."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(wanted):
        places.setdefault(word, []).append(index)
    width = max(len(wanted) // 4, 4)
    votes: dict[int, int] = {}
    for index, word in enumerate(actual):
        for place in places.get(word, ())[:3]:
            bucket = (index - place) // width
            votes[bucket] = votes.get(bucket, 0) + 1
            votes[bucket - 1] = votes.get(bucket - 1, 0) + 1  # a bucket also counts the votes of the next one
    if not votes:
        return None
    best = max(votes, key=lambda bucket: (votes[bucket], -bucket))
    start = best * width
    return max(start - _SLACK, 0), min(start + 2 * width + len(wanted) + _SLACK, len(actual))


def _fewest_changes(wanted: Sequence[str], actual: Sequence[str]) -> list[Change]:
    """The fewest changes that turn the wanted words into some stretch of the actual words."""
    width = len(actual) + 1
    above = [0] * width  # the stretch may begin anywhere
    steps: list[bytearray] = []
    for number, word in enumerate(wanted, 1):
        row, step = [number], bytearray(width)
        append = row.append
        for index, other in enumerate(actual):
            if word == other:
                append(above[index])
                step[index + 1] = _SAME
                continue
            swap, drop, add = above[index], above[index + 1], row[index]
            if swap <= drop and swap <= add:
                append(swap + 1)
                step[index + 1] = _SWAP
            elif drop <= add:
                append(drop + 1)
                step[index + 1] = _DROP
            else:
                append(add + 1)
                step[index + 1] = _ADD
        step[0] = _DROP
        steps.append(step)
        above = row
    return _merged(_steps_backwards(steps, len(wanted), min(range(width), key=above.__getitem__)))


_SAME, _SWAP, _DROP, _ADD = 1, 2, 3, 4


def _steps_backwards(steps: Sequence[bytearray], row: int, column: int) -> Iterator[tuple[int, int, int]]:
    """Yield the steps of the alignment that change a word, from the last to the first."""
    while row:
        step = steps[row - 1][column]
        row, column = row - (step != _ADD), column - (step != _DROP)
        if step != _SAME:
            yield step, row, column


def _merged(backwards: Iterator[tuple[int, int, int]]) -> list[Change]:
    """The steps in reading order, with adjacent ones merged into one change."""
    merged: list[Change] = []
    for step, row, column in reversed(list(backwards)):
        change = Change((row, row + (step != _ADD)), (column, column + (step != _DROP)))
        if merged and merged[-1].wanted[1] == change.wanted[0] and merged[-1].actual[1] == change.actual[0]:
            change = Change((merged[-1].wanted[0], change.wanted[1]), (merged[-1].actual[0], change.actual[1]))
            merged.pop()
        merged.append(change)
    return merged
