"""What was made of a text, kept for those who ask next: bounded by the length of the texts, for a few may be huge."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

from newsroom_cli.schema import Field

Asked = TypeVar("Asked")
Made = TypeVar("Made")


def latest(make: Callable[[Asked], Made]) -> Callable[[Asked], Made]:
    """Remember what a function made of the last object it was asked about: many ask about one, then about the next."""
    known: tuple[Asked, Made] | None = None

    @functools.wraps(make)
    def remembered(asked: Asked) -> Made:
        nonlocal known
        if known is None or known[0] is not asked:
            known = asked, make(asked)
        return known[1]

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
