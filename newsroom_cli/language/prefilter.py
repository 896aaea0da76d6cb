"""Texts of which a pattern needs one, read off the pattern: the required literals of ripgrep and RE2.

The pattern is tried only where one of them occurs. What this module does not understand requires nothing: the pattern
is then tried more often than it need be, and finds the same.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern as lazy_pattern

Texts = frozenset[str]

EDGE = "\b"  # the edge of a word in a required text

_TOKEN = lazy_pattern(
    r"[\w '-]+(?![*+?{])"  # letters in a row
    r"|\((?:\?:)?[\w '-]+(?:\|[\w '-]+)*\)"  # alternatives that are only letters
    r"|\(\?P<\w+>|\(\?(?:<?[=!]|[a-zA-Z-]*:)|\(\??|\[\^?\]?(?:\\.|[^\]\\])*\]|[*+?][+?]?|\{\d*,?\d*\}\??"
    r"|\\[uUx][0-9a-fA-F]+|\\.|.",
    re.DOTALL,
)
_MANY = 100  # texts that stand in a row and are joined
_FEW = 6  # letters of a class that are tried one by one


class _Part(NamedTuple):
    """What a part of a pattern matches: it begins with one of some texts, and ends with one of others."""

    begins: Texts
    ends: Texts
    is_whole: bool  # whether both are all of it
    rarest: Texts  # it has one of these in it


def _whole(texts: Texts) -> _Part:
    return _Part(texts, texts, is_whole=True, rarest=texts)


_NOTHING = frozenset([""])
_EMPTY = _whole(_NOTHING)
_EDGE = _whole(frozenset([EDGE]))
_ANYTHING = _EMPTY._replace(is_whole=False)


def required(pattern: str) -> Texts:
    """Texts, in small letters and with straight apostrophes, of which each match has one; empty if unknown.

    What the pattern's assertions look at counts as a part of the match.
    """
    tokens = _TOKEN.findall(pattern.replace("’", "'"))
    texts = _NOTHING if "(?" in tokens else _Reader(tokens).alternatives().rarest
    return texts if all(texts) else frozenset()


class _Reader:
    """Reads the tokens of a pattern from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens[::-1]

    def alternatives(self) -> _Part:
        """Alternatives, to the end of their group."""
        parts = [self._sequence()]
        while self._tokens and self._tokens.pop() == "|":
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        begins, ends, wholes, rarest = zip(*parts, strict=True)
        return _Part(_union(begins), _union(ends), all(wholes), _union(rarest))

    def _sequence(self) -> _Part:
        """One alternative; `run` is what the text so far ends with, joined as long as the texts are few."""
        begins, run, found = None, _NOTHING, list[Texts]()
        while self._tokens and self._tokens[-1] not in ("|", ")"):
            token, part = self._tokens[-1], self._piece()
            joined = _joined(run, part.begins)
            if token == "(?<=":
                found.append(part.rarest)
                if run == _NOTHING:  # as behind any text that ends so
                    begins, run = begins or run, part.ends
            elif token == "(?=":
                found += [part.rarest, joined or run]
            elif joined and part.is_whole:
                run = joined
            else:
                found += [part.rarest, joined or run]
                begins, run = begins or joined or run, part.ends
        return _Part(begins or run, run, begins is None, max([*found, run], key=_rarity) if found else run)

    def _piece(self) -> _Part:
        """A letter, a class or a group with how often it may occur."""
        token = self._tokens.pop()
        if token[0] == "(" and token[-1] == ")":
            part = _whole(frozenset(token.lower().strip("(?:)").split("|")))
        elif token[0] == "(":
            is_no_letter = self._tokens[-2:-1] == [")"] and _LETTERS.match(self._tokens[-1])
            part = self.alternatives()
            if token in ("(?!", "(?<!"):
                part = _EDGE if is_no_letter else _EMPTY
        else:
            part = _of(token)
        often = self._tokens.pop() if self._tokens and _QUANTIFIER.match(self._tokens[-1]) else ""
        if often == "?" and part.is_whole:
            return _whole(part.ends | _NOTHING)
        if often:
            return _ANYTHING if _NONE.match(often) else part._replace(is_whole=False)
        return part


def _union(sets: Iterable[Texts]) -> Texts:
    return frozenset[str]().union(*sets)


def _joined(first: Texts, second: Texts) -> Texts | None:
    """The texts that stand in a row as one; None if they are many."""
    if len(first) * len(second) > _MANY:
        return None
    return frozenset([one + other for one in first for other in second])


_LETTERS = lazy_pattern(r"\[?\\w")  # any letter, also as one of a class
_QUANTIFIER = lazy_pattern(r"[*+?]|\{\d*,?\d*\}")
_NONE = lazy_pattern(r"\*|\?|\{0?[,}]")  # it may be that there is none


@functools.cache
def _of(token: str) -> _Part:
    """What a letter, a sign or a class matches."""
    if token[0] == "[" and len(token) > 1:
        letters = token[1:-1].lower()
        is_simple = letters[0] != "^" and "\\" not in letters and "-" not in letters[1:-1] and len(letters) <= _FEW
        return _whole(frozenset(letters)) if is_simple else _ANYTHING
    if token == r"\b":
        return _EDGE
    if token in ("^", "$", r"\A", r"\Z", r"\B"):
        return _EMPTY
    if token == "." or (token[0] == "\\" and token[1].isalnum()):
        return _ANYTHING
    return _whole(frozenset([token.lower().removeprefix("\\")]))


def _rarity(texts: Texts) -> float:
    """How rare texts are by their letters; those that begin within a word cost more to look for, and count less."""
    begin_within = any(map(str.isalnum, [text[:1] for text in texts]))
    return min(map(len, texts)) - math.log2(len(texts)) / 2 - 2 * begin_within
