"""Triggers: text that must occur in a release before a rule can find anything, tested for all rules at once.

A trigger is built from words, characters, shapes and substrings, with

for "either" and & for "both". A rule must find nothing in a release that lacks its trigger. If the front matter of a
file has escapes, every rule runs.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.language.word_index import WordIndex


class Clause(NamedTuple):
    """Alternatives, at least one of which must occur; `shapes` and `substrings` are UTF-8."""

    words: frozenset[str] = frozenset()
    characters: frozenset[str] = frozenset()
    shapes: frozenset[bytes] = frozenset()
    substrings: frozenset[bytes] = frozenset()

    def either(self, other: Clause) -> Clause:
        """The clause with the alternatives of both clauses."""
        return Clause(
            self.words | other.words,
            self.characters | other.characters,
            self.shapes | other.shapes,
            self.substrings | other.substrings,
        )

    def is_found_by_search(self, index: WordIndex) -> bool:
        """Whether one of the shapes or substrings occurs in the indexed file."""
        return any(shape in index.digit_shapes for shape in self.shapes) or any(
            part in index.data for part in self.substrings
        )


class Trigger(NamedTuple):
    """Clauses that must all be met."""

    clauses: tuple[Clause, ...]

    def __or__(self, other: Trigger) -> Trigger:
        return Trigger(tuple(ours.either(theirs) for ours in self.clauses for theirs in other.clauses))

    def __and__(self, other: Trigger) -> Trigger:
        return Trigger((*self.clauses, *other.clauses))


def words(*alternatives: str) -> Trigger:
    """A trigger: one of these words in lower-case ASCII letters, with ' for ’. Use `substrings` for other words."""
    return Trigger((Clause(words=frozenset(alternatives)),))


def characters(alternatives: str) -> Trigger:
    """A trigger: one of these characters, which must not be ASCII letters, digits, spaces or line feeds."""
    return Trigger((Clause(characters=frozenset(alternatives)),))


def shapes(*alternatives: str) -> Trigger:
    """A trigger: one of these strings, in which 0 stands for any digit; ", 0" is a number after a comma."""
    return Trigger((Clause(shapes=frozenset(shape.encode() for shape in alternatives)),))


def substrings(*alternatives: str) -> Trigger:
    """A trigger: one of these strings, exactly as in the file."""
    return Trigger((Clause(substrings=frozenset(part.encode() for part in alternatives)),))


class Triggers:
    """The triggers of some rules by code, compiled so that one scan of a release serves all of them."""

    def __init__(self, by_code: Mapping[str, Trigger | None]) -> None:
        self._always = frozenset(code for code, trigger in by_code.items() if trigger is None)
        self.codes = frozenset(by_code)
        triggers = {code: trigger.clauses for code, trigger in by_code.items() if trigger}
        clauses = list(dict.fromkeys(clause for needed in triggers.values() for clause in needed))
        self._by_word = _numbers_by_part([clause.words for clause in clauses])
        self._words = frozenset(self._by_word)
        self._by_character = _numbers_by_part([clause.characters for clause in clauses])
        self._characters = frozenset(self._by_character)
        self._needed = [(code, frozenset(map(clauses.index, needed))) for code, needed in triggers.items()]
        self._searched = {number: clause for number, clause in enumerate(clauses) if clause.shapes or clause.substrings}

    def rules_to_run(self, index: WordIndex) -> Collection[str]:
        """The codes of the rules that may find something in a file."""
        if index.escapes:
            return self.codes
        met: set[int] = set()
        for word in self._words.intersection(index.words) | self._words.intersection(index.parts):
            met.update(self._by_word[word])
        for character in self._characters.intersection(index.characters):
            met.update(self._by_character[character])
        possible = met.union(self._searched)  # a search runs only for rules whose other clauses are met
        return self._always.union(
            code
            for code, needed in self._needed
            if needed <= met
            or (needed <= possible and all(self._searched[number].is_found_by_search(index) for number in needed - met))
        )


def _numbers_by_part(parts_of: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    """For each word or character, the numbers of the clauses that have it."""
    numbers: dict[str, list[int]] = {}
    for number, parts in enumerate(parts_of):
        for part in parts:
            numbers.setdefault(part, []).append(number)
    return numbers


@functools.lru_cache(maxsize=16)
def compiled(codes_and_triggers: tuple[tuple[str, Trigger | None], ...]) -> Triggers:
    """The compiled triggers of the rules that a configuration selects."""
    return Triggers(dict(codes_and_triggers))
