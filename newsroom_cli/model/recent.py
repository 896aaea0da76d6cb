"""What was made of a release or a text, kept for those who ask next, for as many releases as one has in hand at a time.

Bounded by the length of the texts too, for a few may be huge.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from newsroom_cli.model.release import Release
from newsroom_cli.model.toml.schema import Field


class _Written(Protocol):
    @property
    def text(self) -> str: ...


Asked = TypeVar("Asked", bound=_Written)
Made = TypeVar("Made")
Given = ParamSpec("Given")

HAND = 64  # releases; docs/decisions/speed.md says what it saves to have more than one in hand
CHARACTERS = 400_000
_TEXTS = 2048  # paragraphs of them
_of_texts: list[Any] = []


def handfuls(releases: Iterable[Release]) -> Iterator[list[Release]]:
    """Releases as many at a time as things are remembered of; what was made of their paragraphs is then forgotten."""
    hand: list[Release] = []
    characters = 0
    for each in releases:
        if hand and (len(hand) == HAND or characters + len(each.text) > CHARACTERS):
            yield hand
            _forget()
            hand, characters = [], 0
        hand.append(each)
        characters += len(each.text)
    if hand:
        yield hand
        _forget()


def _forget() -> None:
    for each in _of_texts:
        each.cache_clear()


def of_texts(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Remember what a function made of the paragraphs in hand."""
    remembered = functools.lru_cache(_TEXTS)(make)
    _of_texts.append(remembered)
    return cast("Callable[Given, Made]", remembered)


def latest(make: Callable[[Asked], Made]) -> Callable[[Asked], Made]:
    """Remember what a function made of the last objects it was asked about, by which they are and not by what is in them."""
    known: dict[int, tuple[Asked, Made]] = {}
    characters = 0

    @functools.wraps(make)
    def remembered(asked: Asked) -> Made:
        nonlocal characters
        found = known.get(id(asked))
        if found is None:
            found = known[id(asked)] = asked, make(asked)
            characters += len(asked.text)
            while len(known) > 1 and (len(known) > HAND or characters > CHARACTERS):
                oldest, _ = known.pop(next(iter(known)))
                characters -= len(oldest.text)
        return found[1]

    return remembered


def kept(characters: int) -> Callable[[Callable[[Field[str]], Made]], Callable[[Field[str]], Made]]:
    """Remember what a function made of the last texts, as many as together have `characters`; of the last one always."""

    def remembering(make: Callable[[Field[str]], Made]) -> Callable[[Field[str]], Made]:
        known: dict[Field[str], Made] = {}
        size = 0
        last: tuple[Field[str], Made] | None = None  # most ask for one text, one after another

        @functools.wraps(make)
        def remembered(text: Field[str]) -> Made:
            nonlocal size, last
            if last is not None and last[0] is text:
                return last[1]
            made = known.get(text)
            if made is None:
                made = known[text] = make(text)
                size += len(text.value)
                while size > characters and len(known) > 1:
                    oldest = next(iter(known))
                    del known[oldest]
                    size -= len(oldest.value)
            last = text, made
            return made

        return remembered

    return remembering
