"""What a body says between its quotation marks, and how that differs from a quote that was agreed beforehand."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.language import quotations, words
from newsroom_cli.language.words import Change, Word
from newsroom_cli.markdown import Block
from newsroom_cli.schema import Span


class Heard(NamedTuple):
    """A word of the body, and the block it stands in."""

    word: Word
    block: Block


class Difference(NamedTuple):
    """A stretch of an agreed quote, as indexes of its words, and the words of the body that stand there instead.

    `around` is the same with the word before and the word behind.
    """

    start: int
    end: int
    heard: Sequence[Heard]
    around: Sequence[Heard]

    @property
    def text(self) -> str:
        """What the body says instead, empty when it leaves the words out."""
        return " ".join(each.block.text[each.word.start : each.word.end] for each in self.heard)

    @property
    def span(self) -> Span:
        """Where the body says it, or the words around the gap; the part of it in one block."""
        heard = self.heard or self.around
        block = heard[0].block
        return block.place(heard[0].word.start, max(each.word.end for each in heard if each.block is block))


class Spoken:
    """The words of a body, those between quotation marks apart from the rest."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks

    def has(self, quote: str) -> bool:
        """Whether the body says a quote, in one go or broken off for "she said" or for other paragraphs."""
        if not _FIGURE.search(quote) and f" {_loosely(quote)} " in self._loose:
            return True
        wanted = [each.folded for each in words.words(quote)]
        if not wanted:
            return True
        joined = f" {' '.join(wanted)} "
        return (
            joined in self._joined_spoken
            or joined in self._joined_all
            or words.assembled(wanted, [_folded(part) for part in self._parts])
        )

    def differences(self, quote: str) -> list[Difference]:
        """How the words of the body most like a quote differ from it; none when no words are like it."""
        wanted = [each.folded for each in words.words(quote)]
        for heard in (self._spoken, self._all):
            if found := words.changes(wanted, _folded(heard)):
                return [_difference(each, heard) for each in found]
        return []

    @functools.cached_property
    def _loose(self) -> str:
        """The spoken words, folded as cheaply as may be: enough to recognise most quotes, not to refuse one."""
        spoken = (
            block.text[start:end]
            for block in self._blocks
            for start, end in quotations.pair(block.text).spoken(len(block.text))
        )
        return f" {' '.join(map(_loosely, spoken))} "

    @functools.cached_property
    def _all(self) -> list[Heard]:
        return [Heard(word, block) for block in self._blocks for word in words.words(block.text)]

    @functools.cached_property
    def _parts(self) -> list[list[Heard]]:
        """The words of each stretch between marks and of each block quotation, in order."""
        parts, at = [], 0
        starts = [each.word.start for each in self._all]
        for block in self._blocks:
            until = at
            while until < len(self._all) and self._all[until].block is block:
                until += 1
            if block.quoted:
                parts.append(self._all[at:until])
            else:
                for start, end in quotations.pair(block.text).spoken(len(block.text)):
                    first, last = (bisect_left(starts, each, at, until) for each in (start, end))
                    parts.append(self._all[first:last])
            at = until
        return [each for each in parts if each]

    @functools.cached_property
    def _spoken(self) -> list[Heard]:
        return [each for part in self._parts for each in part]

    @functools.cached_property
    def _joined_all(self) -> str:
        return f" {' '.join(_folded(self._all))} "

    @functools.cached_property
    def _joined_spoken(self) -> str:
        return f" {' '.join(_folded(self._spoken))} "


_FIGURE = re.compile(r"\d[.,]\d")
_SEPARATORS = re.compile(r"[\s.,;:!?\"“”„«»…—–‑\-*_()\[\]]+")


def _loosely(text: str) -> str:
    return _SEPARATORS.sub(" ", text.replace("’", "'")).strip().casefold()


def _folded(heard: Sequence[Heard]) -> list[str]:
    return [each.word.folded for each in heard]


def _difference(change: Change, heard: Sequence[Heard]) -> Difference:
    start, end = change.heard
    return Difference(*change.wanted, heard[start:end], heard[max(start - 1, 0) : end + 1])
