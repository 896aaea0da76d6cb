"""Caches of what functions return for the texts in hand. Releases come in batches: a step runs for all of a batch.

Caches are bounded by the length of the texts, because a few may be huge.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ParamSpec, TypeVar, cast

from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field

Made = TypeVar("Made")
Given = ParamSpec("Given")

BATCH_SIZE = 64  # releases; docs/decisions/speed.md says what a batch saves
CHARACTERS = 400_000
_PARAGRAPHS = 2048
_per_paragraph: list[Any] = []


def batches(releases: Iterable[Release]) -> Iterator[list[Release]]:
    """Releases in batches of at most BATCH_SIZE and CHARACTERS; after a batch its paragraphs are forgotten."""
    batch: list[Release] = []
    characters = 0
    for release in releases:
        if batch and (len(batch) == BATCH_SIZE or characters + len(release.text) > CHARACTERS):
            yield batch
            _forget_paragraphs()
            batch, characters = [], 0
        batch.append(release)
        characters += len(release.text)
    if batch:
        yield batch
        _forget_paragraphs()


def _forget_paragraphs() -> None:
    for function in _per_paragraph:
        function.cache_clear()


def cached_per_paragraph(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keep what a function returns for the paragraphs of a batch."""
    cached = functools.lru_cache(_PARAGRAPHS)(function)
    _per_paragraph.append(cached)
    return cast("Callable[Given, Made]", cached)


def cached_by_text(function: Callable[[Field[str]], Made]) -> Callable[[Field[str]], Made]:
    """Keep what a function returns for the last texts, as many as have CHARACTERS together; for the last one always."""
    known: dict[Field[str], Made] = {}
    size = 0
    last: tuple[Field[str], Made] | None = None  # callers ask for one text several times in a row

    @functools.wraps(function)
    def cached(text: Field[str]) -> Made:
        nonlocal size, last
        if last is not None and last[0] is text:
            return last[1]
        made = known.get(text)
        if made is None:
            made = known[text] = function(text)
            size += len(text.value)
            while size > CHARACTERS and len(known) > 1:
                oldest = next(iter(known))
                del known[oldest]
                size -= len(oldest.value)
        last = text, made
        return made

    return cached
