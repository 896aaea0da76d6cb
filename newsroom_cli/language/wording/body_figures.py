"""The figures of a body, read on demand and once for all rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.wording.figures import Figure, figures, in_digits
from newsroom_cli.markup.markdown import Block


class BodyFigures:
    """The blocks of a body with their figures; each block is read once, on demand."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [(block, block.text.lower()) for block in blocks]
        self._figures: dict[int, list[Figure]] = {}
        self._in_digits: dict[int, list[Figure]] = {}
        self.length = sum(len(block.text) for block in blocks)

    def figures(self, noun: str, *, in_words: bool) -> Iterator[tuple[Block, list[Figure]]]:
        """Blocks with their figures; without `in_words`, figures in words count only where the block has the noun."""
        stem = noun.removesuffix("s")
        for number, (block, small) in enumerate(self._blocks):
            cache = self._figures if in_words or stem in small else self._in_digits
            result = cache.get(number)
            if result is None:
                find = figures if cache is self._figures else in_digits
                result = cache[number] = list(find(block.text))
            if result:
                yield block, result


@per_document
def body_figures(document: Document) -> BodyFigures:
    """The figures of the body's prose."""
    return BodyFigures(document.markdown.prose)
