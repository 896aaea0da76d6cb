"""The forms of `forms.txt` that may occur in a release, found by the words and pairs of words in it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.word_lists import CUSTOMS, form_names, forms
from newsroom_cli.language.wording import mistaken

Shape = tuple[re.Pattern[str], str]


def shapes_of(name: str, document: Document) -> Iterator[Shape]:
    """The patterns of a kind of mistake that may occur in a release, each with what is right."""
    pairs = pairs_in(document)
    for shape, right, conditions in _all_shapes(name, document.base_language):
        if all(condition.is_met(document, pairs) for condition in conditions):
            yield shape, right


Pairs = frozenset[tuple[bytes, bytes]]


_WATCHED: set[tuple[bytes, bytes]] = set()


def watch(pairs: Pairs) -> Pairs:
    """Declare pairs of words that a rule looks for, and return them."""
    _WATCHED.update(pairs)
    return pairs


@per_document
def pairs_in(document: Document) -> Pairs:
    """The pairs of words in a release that forms and phrases of its language have."""
    return document.word_index.pairs(_every_pair(document.base_language))


@functools.cache
def _every_pair(language: str) -> Pairs:
    """The pairs of all conditions of a language, and of the phrases that are English."""
    phrases = [mistaken.pairs_of(file) for file in ("usage", "names", "mistaken_preview")] if language == "en" else []
    modifiers = (words.encode().split(b" ") for words in CUSTOMS.of_language("modifiers", language))
    others = frozenset((first, second) for first, second, *_ in modifiers).union(_WATCHED, *phrases)
    shapes = (shape for name in form_names(language) if name != "kinds" for shape in _all_shapes(name, language))
    return others.union(pair for _, _, conditions in shapes for condition in conditions for pair in condition.pairs)


class _Condition(NamedTuple):
    """What must occur in a release: one of these words, pairs of words or parts of the text; or none of these words."""

    words: frozenset[str]
    pairs: Pairs
    parts: tuple[str, ...]
    absent: frozenset[str]

    def is_met(self, document: Document, pairs: Pairs) -> bool:
        """Whether it is so, for a release and the pairs of words in it."""
        index = document.word_index
        if self.absent:
            return self.absent.isdisjoint(index.words)
        return (
            not self.words.isdisjoint(index.words)
            or not self.pairs.isdisjoint(pairs)
            or any(map(document.release.text.__contains__, self.parts))
        )


@functools.cache
def _all_shapes(name: str, language: str) -> tuple[tuple[re.Pattern[str], str, tuple[_Condition, ...]], ...]:
    lines = ((shape, *right.partition(" if ")[::2]) for ((shape, right),) in forms(name, language))
    return tuple(
        (re.compile(shape), right, tuple(map(_condition, conditions.split(" & "))) if conditions else ())
        for shape, right, conditions in lines
    )


def _condition(alternatives: str) -> _Condition:
    """A condition as `forms.txt` has it: words, pairs with _, after ~ parts of the text, or after ! no words."""
    written = alternatives.split()
    absent = frozenset(part[1:] for part in written if part[0] == "!")
    written = [part for part in written if part[0] != "!"]
    parts = tuple(part[1:].replace("_", " ") for part in written if part[0] == "~")
    pairs = (part.encode().split(b"_") for part in written if part[0] != "~" and "_" in part)
    words = frozenset(part for part in written if part[0] != "~" and "_" not in part)
    return _Condition(words, frozenset((first, second) for first, second in pairs), parts, absent)
