"""The literals of which a pattern needs at least one, derived from the pattern: the prefilter of ripgrep and RE2.

The pattern is tried only where one of them occurs. A construct that this module does not understand requires no
literal: the pattern is then tried more often than necessary, and the result is the same.
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
_MANY = 100  # the most texts that a join of two sequences may give
_FEW = 6  # the most letters of a class that are tried one by one


class _Part(NamedTuple):
    """The texts that part of a pattern matches: a match begins with one of `begins` and ends with one of `ends`."""

    begins: Texts
    ends: Texts
    is_whole: bool  # whether `begins` and `ends` are each the whole match
    rarest: Texts  # the match contains one of these


def _whole(texts: Texts) -> _Part:
    return _Part(texts, texts, is_whole=True, rarest=texts)


_NOTHING = frozenset([""])
_EMPTY = _whole(_NOTHING)
_EDGE = _whole(frozenset([EDGE]))
_ANYTHING = _EMPTY._replace(is_whole=False)


def required(pattern: str) -> Texts:
    """The texts, one of which is in each match; empty if unknown.

    They are in lower case and have straight apostrophes. The texts in a pattern's assertions count as part of the
    match.
    """
    tokens = _TOKEN.findall(pattern.replace("’", "'"))
    texts = _NOTHING if "(?" in tokens else _Reader(tokens).alternatives().rarest
    return texts if all(texts) else frozenset()


class _Reader:
    """A reader of a pattern's tokens, from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens[::-1]

    def alternatives(self) -> _Part:
        """Read alternatives to the end of their group."""
        parts = [self._sequence()]
        while self._tokens and self._tokens.pop() == "|":
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        begins, ends, wholes, rarest = zip(*parts, strict=True)
        return _Part(_union(begins), _union(ends), all(wholes), _union(rarest))

    def _sequence(self) -> _Part:
        """Read one alternative. `run` is the end of the text so far; it grows while there are few possible texts."""
        begins, run, required_texts = None, _NOTHING, list[Texts]()
        while self._tokens and self._tokens[-1] not in ("|", ")"):
            token, part = self._tokens[-1], self._piece()
            joined = _joined(run, part.begins)
            if token == "(?<=":
                required_texts.append(part.rarest)
                if run == _NOTHING:  # as after any text with this end
                    begins, run = begins or run, part.ends
            elif token == "(?=":
                required_texts += [part.rarest, joined or run]
            elif joined and part.is_whole:
                run = joined
            else:
                required_texts += [part.rarest, joined or run]
                begins, run = begins or joined or run, part.ends
        return _Part(
            begins or run, run, begins is None, max([*required_texts, run], key=_rarity) if required_texts else run
        )

    def _piece(self) -> _Part:
        """Read a letter, a class or a group, with its quantifier."""
        token = self._tokens.pop()
        if token[0] == "(" and token[-1] == ")":
            part = _whole(frozenset(token.lower().strip("(?:)").split("|")))
        elif token[0] == "(":
            is_no_letter = self._tokens[-2:-1] == [")"] and _LETTERS.match(self._tokens[-1])
            part = self.alternatives()
            if token in ("(?!", "(?<!"):
                part = _EDGE if is_no_letter else _EMPTY
        else:
            part = _part_of_token(token)
        quantifier = self._tokens.pop() if self._tokens and _QUANTIFIER.match(self._tokens[-1]) else ""
        if quantifier == "?" and part.is_whole:
            return _whole(part.ends | _NOTHING)
        if quantifier:
            return _ANYTHING if _NONE.match(quantifier) else part._replace(is_whole=False)
        return part


def _union(sets: Iterable[Texts]) -> Texts:
    return frozenset[str]().union(*sets)


def _joined(first: Texts, second: Texts) -> Texts | None:
    """Each first text followed by each second text; None if there would be too many."""
    if len(first) * len(second) > _MANY:
        return None
    return frozenset([one + other for one in first for other in second])


_LETTERS = lazy_pattern(r"\[?\\w")  # any letter, alone or in a class
_QUANTIFIER = lazy_pattern(r"[*+?]|\{\d*,?\d*\}")
_NONE = lazy_pattern(r"\*|\?|\{0?[,}]")  # quantifiers that allow no occurrence


@functools.cache
def _part_of_token(token: str) -> _Part:
    """The texts that a letter, a sign or a class matches."""
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
    """The rarity of texts, estimated from their length.

    A text that begins inside a word costs more to search for, so its rarity is lower.
    """
    begin_within = any(map(str.isalnum, [text[:1] for text in texts]))
    return min(map(len, texts)) - math.log2(len(texts)) / 2 - 2 * begin_within
