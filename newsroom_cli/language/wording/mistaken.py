"""Words mistaken for others of similar sound, each in a phrase (a frame) in which only the other word is right.

A frame consists of whole words in lower case. A frame that may be right in some sentence is not in the table: "more
then" may be right, "rather then" cannot.

Other tables have phrases that editors change (usage.txt), names with their capitals (names.txt), words that a style
writes in only one way, and misspellings. A misspelling is wrong in all varieties of English and is not a name; words
that Americans and Britons would correct differently are left out.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom_cli.language.word_lists import lines, table


@functools.cache
def misspelt() -> frozenset[str]:
    """The misspellings, in lower case."""
    return frozenset(right_words("misspellings"))


@functools.cache
def right_words(file: str) -> Mapping[str, str]:
    """The words or phrases of a table beside this module, each with the right one."""
    return table(lines(Path(__file__).with_name(f"{file}.txt")))


def frames(words: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the frames that consist only of the given words, each with the right wording."""
    index = _frames_by_words()
    for mistaken in words.intersection(index):
        for partner in words.intersection(index[mistaken]):
            for frame_words, frame, right in index[mistaken][partner]:
                if frame_words <= words:
                    yield frame, right


def phrases(words: frozenset[str], pairs: frozenset[Pair], file: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases of another table whose only word or longest pair is given, each with the right wording."""
    phrases_by_word, phrases_by_pair = _phrases_by_words(file)
    for word in words & _words_of(file):
        yield from phrases_by_word[word]
    for pair in pairs & pairs_of(file):
        yield from phrases_by_pair[pair]


Pair = tuple[bytes, bytes]
Phrases = list[tuple[str, str]]


@functools.cache
def _words_of(file: str) -> frozenset[str]:
    """The phrases of a table that are a single word, as a set: an intersection goes through the smaller set."""
    return frozenset(_phrases_by_words(file)[0])


@functools.cache
def pairs_of(file: str) -> frozenset[Pair]:
    """The pairs of words by which the phrases of a table are found."""
    return frozenset(_phrases_by_words(file)[1])


@functools.cache
def _frames_by_words() -> dict[str, dict[str, list[tuple[frozenset[str], str, str]]]]:
    """The frames by the mistaken word, then by the longest of their other words, which is usually the rarest."""
    index: dict[str, dict[str, list[tuple[frozenset[str], str, str]]]] = {}
    for frame, right in right_words("mistaken").items():
        words = re.findall("[a-z']+", frame)
        mistaken = next(word for word in words if word not in right.split())
        longest = max((word for word in words if word != mistaken), key=len, default=mistaken)
        index.setdefault(mistaken, {}).setdefault(longest, []).append((frozenset(words), frame, right))
    return index


@functools.cache
def _phrases_by_words(file: str) -> tuple[dict[str, Phrases], dict[Pair, Phrases]]:
    """The phrases of a table that are a single word, by this word, and the others by their longest pair of words."""
    by_word: dict[str, Phrases] = {}
    by_pair: dict[Pair, Phrases] = {}
    for pattern, replacement in right_words(file).items():
        for phrase, right in _spelled_out(pattern, replacement):
            words = re.findall("[a-z']+", phrase.lower())
            if len(words) == 1:
                by_word.setdefault(words[0], []).append((phrase, right))
            else:
                first, second = max(itertools.pairwise(words), key=lambda pair: len(pair[0]) + len(pair[1]))
                by_pair.setdefault((first.encode(), second.encode()), []).append((phrase, right))
    return by_word, by_pair


def _spelled_out(phrase: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield a phrase with each of its alternatives "a|b"; those of the right wording are chosen in parallel.

    Alternatives are parallel if there are as many of them.
    """
    choices = [word.split("|") for word in phrase.split(" ")]
    for chosen in itertools.product(*choices):
        pairs = [(word, options) for word, options in zip(chosen, choices, strict=True) if len(options) > 1]
        words = []
        for part in right.split(" "):
            rights = part.split("|")
            same = next((pair for pair in pairs if len(pair[1]) == len(rights) > 1), None)
            words.append(rights[same[1].index(same[0])] if same else part)
            if same:
                pairs.remove(same)
        yield " ".join(chosen), " ".join(words)
