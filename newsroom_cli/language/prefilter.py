"""What occurs in every text that a pattern matches, read off the pattern: the required literals of ripgrep and RE2.

A pattern is tried only where they occur. What this module does not understand requires nothing, so that the pattern is
tried more often than it need be, and finds the same.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable
from typing import NamedTuple

Texts = frozenset[str]

EDGE = "\b"  # the edge of a word in a required text

_TOKEN = re.compile(
    r"[\w '-]+(?![*+?{])"  # letters in a row
    r"|\((?:\?:)?[\w '-]+(?:\|[\w '-]+)*\)"  # alternatives that are only letters
    r"|\(\?P<\w+>|\(\?(?:<?[=!]|[a-zA-Z-]*:)|\(|\[\^?\]?(?:\\.|[^\]\\])*\]|[*+?][+?]?|\{\d*,?\d*\}\??"
    r"|\\u[0-9a-fA-F]{4}|\\.|.",
    re.DOTALL,
)
_MANY = 600  # texts that a part of a pattern may be; of more, one that is around them is required
_SOME = 100  # texts that a part may be before its halves are required, too
_FEW = 6  # letters of a class that are tried one by one


class _Part(NamedTuple):
    """What a part of a pattern matches: texts of which it begins with one, and ends with one."""

    begins: Texts
    ends: Texts
    is_whole: bool  # whether it is one of them from its begin to its end
    required: tuple[Texts, ...] = ()  # sets of which each has a text in it, besides

    @property
    def everything(self) -> tuple[Texts, ...]:
        """All sets of which each has a text in what it matches."""
        return *self.required, self.begins, self.ends


def _whole(texts: Texts) -> _Part:
    return _Part(texts, texts, is_whole=True)


_NOTHING = frozenset([""])
_EDGE = frozenset([EDGE])
_MUCH = _Part(_NOTHING, _NOTHING, is_whole=False)


def required(pattern: str) -> set[Texts]:
    """Sets of texts, in small letters and with straight apostrophes: each match has a text of every set.

    A match is taken with what the pattern's assertions look at.
    """
    return {texts for texts in _Reader(pattern.replace("’", "'")).alternatives().everything if all(texts)}


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._tokens = _TOKEN.findall(pattern)[::-1]

    def alternatives(self) -> _Part:
        """Alternatives, to the end of their group."""
        parts = [self._sequence()]
        while self._tokens and self._tokens.pop() == "|":
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        begins, ends = (_union(texts) for texts in zip(*(part[:2] for part in parts), strict=True))
        rarest = _union(max(part.everything, key=rarity) for part in parts)
        return _Part(begins, ends, all(part.is_whole for part in parts), (rarest,))

    def _sequence(self) -> _Part:
        """One alternative: what stands in a row is joined as long as the texts are few."""
        behind, begins, run, found = _NOTHING, None, _NOTHING, list[Texts]()
        while self._tokens and self._tokens[-1] not in ("|", ")"):
            token, part = self._tokens[-1], self._piece()
            found += part.required
            joined = _joined(run, part.ends) if part.is_whole else None
            if token == "(?<=":
                found.append(part.begins)
                behind = part.ends if run == _NOTHING else behind
            elif joined and token != "(?=":
                found += [run, part.ends] if len(joined) > _SOME else []
                run = joined
            else:
                row = _joined(behind, run, part.begins)
                found += [row] if row else [run, part.begins]
                if token != "(?=":
                    begins, run, behind = begins or run, part.ends, _NOTHING
        found.append(_joined(behind, run) or run)
        return _Part(begins or run, run, begins is None, tuple(found))

    def _piece(self) -> _Part:
        """A letter, a class or a group with how often it may occur."""
        token = self._tokens.pop()
        if token[0] == "(" and token[-1] == ")":
            part = _whole(frozenset(token.lower().strip("(?:)").split("|")))
        elif token[0] == "(":
            is_no_letter = self._tokens[-2:-1] == [")"] and _LETTERS.match(self._tokens[-1])
            part = self.alternatives()
            if token in ("(?!", "(?<!"):
                part = _whole(_EDGE if is_no_letter else _NOTHING)
        else:
            part = _of(token)
        often = self._tokens.pop() if self._tokens and _QUANTIFIER.match(self._tokens[-1]) else ""
        if often == "?" and part.is_whole:
            return _whole(part.ends | _NOTHING)
        if often:
            return _MUCH if _NONE.match(often) else part._replace(is_whole=False)
        return part


def _union(sets: Iterable[Texts]) -> Texts:
    return frozenset[str]().union(*sets)


def _joined(*rows: Texts) -> Texts | None:
    """The texts that stand in a row as one; None if they are many."""
    is_few = math.prod(map(len, rows)) <= _MANY
    return frozenset(map("".join, itertools.product(*rows))) if is_few else None


_LETTERS = re.compile(r"\[?\\w")  # any letter, also as one of a class
_QUANTIFIER = re.compile(r"[*+?]|\{\d*,?\d*\}")
_NONE = re.compile(r"\*|\?|\{0?,")  # it may be that there is none


def _of(token: str) -> _Part:
    """What a letter, a sign or a class matches."""
    if token[0] == "[" and len(token) > 1:
        letters = token[1:-1].lower()
        is_simple = letters[0] != "^" and "\\" not in letters and "-" not in letters[1:-1] and len(letters) <= _FEW
        return _whole(frozenset(letters)) if is_simple else _MUCH
    if token == r"\b":
        return _whole(_EDGE)
    if token in ("^", "$", r"\A", r"\Z", r"\B"):
        return _whole(_NOTHING)
    if token == "." or (token[0] == "\\" and token[1].isalnum()):
        return _MUCH
    return _whole(frozenset([token.lower().removeprefix("\\")]))


def rarity(texts: Texts) -> float:
    """How rare a set of texts is likely to be, in bits: a letter more is half as frequent, and a rare sign rarer."""
    return -math.log2(sum(0.5 ** (len(text.strip(" " + EDGE)) + 3 * len(_SIGN.findall(text))) for text in texts))


_SIGN = re.compile(rf"[^\w\s.,'(){EDGE}-]")
