"""The quoted words of a body, and the differences between them and a quote that a speaker has cleared."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks, words
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.quotes.interrupted_quotes import spoken_pieces
from newsroom_cli.language.words import Change, Word
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span


class BodyWord(NamedTuple):
    """A word of the body, with its block."""

    word: Word
    block: Block


class Difference(NamedTuple):
    """Words of a cleared quote, as indexes, and the words that the body has instead.

    `around` adds the words before and after.
    """

    start: int
    end: int
    heard: Sequence[BodyWord]
    around: Sequence[BodyWord]

    @property
    def text(self) -> str:
        """The words of the body; empty where the body leaves words out."""
        return " ".join(heard_word.block.text[heard_word.word.start : heard_word.word.end] for heard_word in self.heard)

    @property
    def span(self) -> Span:
        """The place of the words, or of the words around the gap, within one block."""
        heard = self.heard or self.around
        block = heard[0].block
        return block.place(
            heard[0].word.start, max(heard_word.word.end for heard_word in heard if heard_word.block is block)
        )


class Spoken:
    """The words of a body, quoted and unquoted."""

    def __init__(self, blocks: Sequence[Block], language: str = "en") -> None:
        self._blocks = blocks
        self._lexicon = lexicon_for(language)

    def has(self, quote: str) -> bool:
        """Whether the body has a quote, whole or interrupted by "she said" or by other paragraphs."""
        if f" {_loosely(quote)} " in self._loose:
            return True
        wanted = [word.folded for word in words.words(quote)]
        if not wanted:
            return True
        joined = f" {' '.join(wanted)} "
        return joined in self._joined_spoken or words.is_across_parts(wanted, self._parts) or joined in self._joined_all

    def differences(self, quote: str) -> list[Difference]:
        """The differences between a quote and the most similar words of the body; none when no words are similar."""
        wanted = [word.folded for word in words.words(quote)]
        if changes := words.changes(wanted, self._spoken):
            return [_difference(change, self._heard_spoken) for change in changes]
        return [_difference(change, self._heard) for change in words.changes(wanted, self._all)]

    @functools.cached_property
    def _stretches(self) -> list[tuple[Block, int, int]]:
        """The stretches of quoted words in order: the block and the offsets into it."""
        found = []
        for block in self._blocks:
            if block.quoted:
                found.append((block, 0, len(block.text)))
            elif quotation_marks.marked(block.text):
                for quoted in quotation_marks.pair(block.text).spoken(len(block.text)):
                    found += [(block, start, end) for start, end in self._pieces(block.text, *quoted)]
        return found

    def _pieces(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        if not self._lexicon.interrupts:
            return iter(((start, end),))

        return ((piece.start, piece.end) for piece in spoken_pieces(text, start, end, self._lexicon))

    @functools.cached_property
    def _loose(self) -> str:
        """The quoted words, folded by a fast and rough rule: enough to recognise most quotes, not to reject one."""
        return f" {_loosely(' '.join(block.text[start:end] for block, start, end in self._stretches))} "

    @functools.cached_property
    def _parts(self) -> list[list[str]]:
        parts = (words.folded(block.text[start:end]) for block, start, end in self._stretches)
        return [part for part in parts if part]

    @functools.cached_property
    def _spoken(self) -> list[str]:
        return [word for part in self._parts for word in part]

    @functools.cached_property
    def _all(self) -> list[str]:
        return [word for block in self._blocks for word in words.folded(block.text)]

    @functools.cached_property
    def _joined_spoken(self) -> str:
        return f" {' '.join(self._spoken)} "

    @functools.cached_property
    def _joined_all(self) -> str:
        return f" {' '.join(self._all)} "

    @functools.cached_property
    def _heard(self) -> list[BodyWord]:
        return [BodyWord(word, block) for block in self._blocks for word in words.words(block.text)]

    @functools.cached_property
    def _heard_spoken(self) -> list[BodyWord]:
        return [
            BodyWord(Word(word.folded, word.start + start, word.end + start), block)
            for block, start, end in self._stretches
            for word in words.words(block.text[start:end])
        ]


_POINT = pattern(r"(?<=\d)[.,](?=\d)")
_SPACES = str.maketrans(dict.fromkeys('.,;:!?"-*_()[]', " "))


def _loosely(text: str) -> str:
    text = words.in_ascii(text)
    if not text.isascii() or any(map(text.__contains__, "0123456789")):
        text = _POINT.sub(lambda match: "·" if match.group() == "." else "‚", text)  # 5,000 has no 5
    return " ".join(text.translate(_SPACES).split()).casefold()


def _difference(change: Change, heard: Sequence[BodyWord]) -> Difference:
    start, end = change.heard
    return Difference(*change.wanted, heard[start:end], heard[max(start - 1, 0) : end + 1])
