"""Caches of function results by text. Releases are processed in batches, one step at a time for the whole batch.

The total length of the cached texts is limited, because a single text may be huge.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ParamSpec, TypeVar, cast

from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field

Result = TypeVar("Result")
Parameters = ParamSpec("Parameters")

BATCH_SIZE = 64  # releases; docs/decisions/speed.md says what a batch saves
CHARACTERS = 400_000
_PARAGRAPHS = 2048
_per_paragraph: list[Any] = []


def batches(releases: Iterable[Release]) -> Iterator[list[Release]]:
    """Yield batches of at most BATCH_SIZE releases and CHARACTERS; after each, clear the caches of paragraphs."""
    batch: list[Release] = []
    characters = 0
    for release in releases:
        if batch and (len(batch) == BATCH_SIZE or characters + len(release.text) > CHARACTERS):
            yield batch
            _clear_paragraph_caches()
            batch, characters = [], 0
        batch.append(release)
        characters += len(release.text)
    if batch:
        yield batch
        _clear_paragraph_caches()


def _clear_paragraph_caches() -> None:
    for function in _per_paragraph:
        function.cache_clear()


def cached_per_paragraph(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Cache a function of a paragraph until the end of the batch."""
    cached = functools.lru_cache(_PARAGRAPHS)(function)
    _per_paragraph.append(cached)
    return cast("Callable[Parameters, Result]", cached)


def cached_by_text(function: Callable[[Field[str]], Result]) -> Callable[[Field[str]], Result]:
    """Cache a function of a text for the latest texts, up to CHARACTERS in total, and always for the last text."""
    results: dict[Field[str], Result] = {}
    size = 0
    last: tuple[Field[str], Result] | None = None  # callers ask for one text several times in a row

    @functools.wraps(function)
    def cached(text: Field[str]) -> Result:
        """The result for a text, from the cache if it is there."""
        nonlocal size, last
        if last is not None and last[0] is text:
            return last[1]
        result = results.get(text)
        if result is None:
            result = results[text] = function(text)
            size += len(text.value)
            while size > CHARACTERS and len(results) > 1:
                oldest = next(iter(results))
                del results[oldest]
                size -= len(oldest.value)
        last = text, result
        return result

    return cached
