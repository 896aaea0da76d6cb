"""What a body says between its quotation marks, and how that differs from a quote that was agreed beforehand."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks, words
from newsroom_cli.language.attribution_lexicon import tongue_of
from newsroom_cli.language.words import Change, Word
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span


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

    def __init__(self, blocks: Sequence[Block], language: str = "en") -> None:
        self._blocks = blocks
        self._tongue = tongue_of(language)

    def has(self, quote: str) -> bool:
        """Whether the body says a quote, in one go or broken off for "she said" or for other paragraphs."""
        if f" {_loosely(quote)} " in self._loose:
            return True
        wanted = [word.folded for word in words.words(quote)]
        if not wanted:
            return True
        joined = f" {' '.join(wanted)} "
        return joined in self._joined_spoken or words.is_across_parts(wanted, self._parts) or joined in self._joined_all

    def differences(self, quote: str) -> list[Difference]:
        """How the words of the body most like a quote differ from it; none when no words are like it."""
        wanted = [word.folded for word in words.words(quote)]
        if found := words.changes(wanted, self._spoken):
            return [_difference(each, self._heard_spoken) for each in found]
        return [_difference(change, self._heard) for change in words.changes(wanted, self._all)]

    @functools.cached_property
    def _stretches(self) -> list[tuple[Block, int, int]]:
        """What stands between quotation marks or in a block quotation, in order: offsets into its block."""
        found = []
        for block in self._blocks:
            if block.quoted:
                found.append((block, 0, len(block.text)))
            elif quotation_marks.marked(block.text):
                for each in quotation_marks.pair(block.text).spoken(len(block.text)):
                    found += [(block, start, end) for start, end in self._pieces(block.text, *each)]
        return found

    def _pieces(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        if not self._tongue.incises:
            return iter(((start, end),))
        from newsroom_cli.language.quotes import interrupted_quotes

        return ((piece.start, piece.end) for piece in interrupted_quotes.pieces(text, start, end, self._tongue))

    @functools.cached_property
    def _loose(self) -> str:
        """What is said, folded as cheaply as may be: enough to recognise most quotes, not to refuse one."""
        return f" {_loosely(' '.join(block.text[start:end] for block, start, end in self._stretches))} "

    @functools.cached_property
    def _parts(self) -> list[list[str]]:
        parts = (words.folded(block.text[start:end]) for block, start, end in self._stretches)
        return [part for part in parts if part]

    @functools.cached_property
    def _spoken(self) -> list[str]:
        return [each for part in self._parts for each in part]

    @functools.cached_property
    def _all(self) -> list[str]:
        return [each for block in self._blocks for each in words.folded(block.text)]

    @functools.cached_property
    def _joined_spoken(self) -> str:
        return f" {' '.join(self._spoken)} "

    @functools.cached_property
    def _joined_all(self) -> str:
        return f" {' '.join(self._all)} "

    @functools.cached_property
    def _heard(self) -> list[Heard]:
        return [Heard(word, block) for block in self._blocks for word in words.words(block.text)]

    @functools.cached_property
    def _heard_spoken(self) -> list[Heard]:
        return [
            Heard(Word(word.folded, word.start + start, word.end + start), block)
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


def _difference(change: Change, heard: Sequence[Heard]) -> Difference:
    start, end = change.heard
    return Difference(*change.wanted, heard[start:end], heard[max(start - 1, 0) : end + 1])
