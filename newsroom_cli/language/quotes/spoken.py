"""The quoted words of a body, and their differences from a quote that a speaker has cleared."""

from __future__ import annotations

import functools
from collections.abc import Sequence
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
    """A range of words in a cleared quote, and the words that replace them in the body.

    `around` are the words of the body, with one more before and after.
    """

    start: int
    end: int
    actual: Sequence[BodyWord]
    around: Sequence[BodyWord]

    @property
    def text(self) -> str:
        """The words of the body; empty if the body leaves words out."""
        return " ".join(body_word.block.text[body_word.word.start : body_word.word.end] for body_word in self.actual)

    @property
    def span(self) -> Span:
        """The span in the file of the words, or of the words around the gap, within one block."""
        actual = self.actual or self.around
        block = actual[0].block
        return block.place(
            actual[0].word.start, max(body_word.word.end for body_word in actual if body_word.block is block)
        )


class Spoken:
    """The words of a body, and those in quotation marks."""

    def __init__(self, blocks: Sequence[Block], language: str = "en") -> None:
        self._blocks = blocks
        self._lexicon = lexicon_for(language)

    def has(self, quote: str) -> bool:
        """Whether the body contains a quote, whole, or interrupted by "she said" or by other paragraphs."""
        if f" {_roughly_folded(quote)} " in self._rough_quoted_words:
            return True
        wanted = [word.folded for word in words.words(quote)]
        if not wanted:
            return True
        joined = f" {' '.join(wanted)} "
        return (
            joined in self._joined_quoted_words
            or words.is_across_parts(wanted, self._folded_stretches)
            or joined in self._joined_all_words
        )

    def differences(self, quote: str) -> list[Difference]:
        """The differences between a quote and the most similar words of the body; none when no words are similar."""
        wanted = [word.folded for word in words.words(quote)]
        if changes := words.changes(wanted, self._quoted_words):
            return [_difference(change, self._quoted_body_words) for change in changes]
        return [_difference(change, self._body_words) for change in words.changes(wanted, self._all_words)]

    @functools.cached_property
    def _stretches(self) -> list[tuple[Block, int, int]]:
        """The stretches of quoted words in order: the block and the offsets into it."""
        stretches = []
        for block in self._blocks:
            if block.quoted:
                stretches.append((block, 0, len(block.text)))
            elif quotation_marks.has_mark(block.text):
                for quoted in quotation_marks.pair(block.text).quoted_spans(len(block.text)):
                    pieces = spoken_pieces(block.text, *quoted, self._lexicon)
                    stretches += [(block, piece.start, piece.end) for piece in pieces]
        return stretches

    @functools.cached_property
    def _rough_quoted_words(self) -> str:
        """The quoted words, roughly folded, for a quick test: it finds most quotes, but a miss proves nothing."""
        return f" {_roughly_folded(' '.join(block.text[start:end] for block, start, end in self._stretches))} "

    @functools.cached_property
    def _folded_stretches(self) -> list[list[str]]:
        """The folded words of each quoted stretch."""
        parts = (words.folded(block.text[start:end]) for block, start, end in self._stretches)
        return [part for part in parts if part]

    @functools.cached_property
    def _quoted_words(self) -> list[str]:
        """The folded words of all quoted stretches."""
        return [word for part in self._folded_stretches for word in part]

    @functools.cached_property
    def _all_words(self) -> list[str]:
        """The folded words of the whole body."""
        return [word for block in self._blocks for word in words.folded(block.text)]

    @functools.cached_property
    def _joined_quoted_words(self) -> str:
        return f" {' '.join(self._quoted_words)} "

    @functools.cached_property
    def _joined_all_words(self) -> str:
        return f" {' '.join(self._all_words)} "

    @functools.cached_property
    def _body_words(self) -> list[BodyWord]:
        return [BodyWord(word, block) for block in self._blocks for word in words.words(block.text)]

    @functools.cached_property
    def _quoted_body_words(self) -> list[BodyWord]:
        """The quoted words of the body, with their offsets and blocks."""
        return [
            BodyWord(Word(word.folded, word.start + start, word.end + start), block)
            for block, start, end in self._stretches
            for word in words.words(block.text[start:end])
        ]


_POINT = pattern(r"(?<=\d)[.,](?=\d)")
_SPACES = str.maketrans(dict.fromkeys('.,;:!?"-*_()[]', " "))


def _roughly_folded(text: str) -> str:
    """A text in lower case without punctuation: faster than `words.folded`, and less exact."""
    text = words.in_ascii(text)
    if not text.isascii() or any(map(text.__contains__, "0123456789")):
        text = _POINT.sub(lambda match: "·" if match.group() == "." else "‚", text)  # 5,000 has no 5
    return " ".join(text.translate(_SPACES).split()).casefold()


def _difference(change: Change, actual: Sequence[BodyWord]) -> Difference:
    """The difference that a change describes, with the words of the body around it."""
    start, end = change.actual
    return Difference(*change.wanted, actual[start:end], actual[max(start - 1, 0) : end + 1])
