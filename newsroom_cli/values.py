"""Kinds of values a TOML key can have: each takes what was written and returns what is meant, or raises Wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

Convert = Callable[[Any], Any]


class Wrong(ValueError):
    """A value is not of its declared kind; the message says what was expected, in plain words."""


class Empty(str):
    """Text that is empty on purpose, not forgotten."""

    __slots__ = ()


def text(value: Any) -> str:
    """Any text, several lines allowed."""
    if not isinstance(value, str):
        raise Wrong(f"expected text in quotes, found {say(value)}")
    return value.replace("\r\n", "\n").strip()


def line(value: Any) -> str:
    """Text of one line."""
    result = text(value)
    if any(c in result for c in "\n\r\x0b\x0c\x85\u2028\u2029"):
        raise Wrong("expected a single line of text, found a line break")
    return result


def alternative(value: Any) -> Any:
    """Text of one line that may be empty on purpose."""
    return line(value) or Empty("")


def day(value: Any) -> dt.date:
    """A date, or a date-time."""
    if not isinstance(value, dt.date):
        raise Wrong(f"expected a date such as 2026-03-01, without quotes, found {say(value)}")
    return value


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Wrong(f"expected true or false, found {say(value)}")
    return value


def count(value: Any) -> int:
    """A whole number, zero or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Wrong(f"expected a whole number, found {say(value)}")
    return value


def free(value: Any) -> Any:
    """Anything; newsroom does not look at it."""
    return value


def one_of(*choices: str) -> Convert:
    """One of a fixed set of words."""

    def choice(value: Any) -> str:
        result = line(value)
        if result not in choices:
            near = nearest(result, choices)
            raise Wrong(f"expected {', '.join(choices[:-1])} or {choices[-1]}, found {say(value)}" + did_you_mean(near))
        return result

    choice.__doc__ = f"One of: {', '.join(choices)}."
    return choice


def say(value: Any) -> str:
    """A value as plain words for a message, never long."""
    if isinstance(value, str):
        return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dt.datetime):
        return f"the date-time {value.isoformat()}"
    if isinstance(value, dt.date):
        return f"the date {value.isoformat()}"
    return str(value)[:40]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None."""
    import difflib

    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(near: str | None) -> str:
    """The words to put behind a message, empty when there is no near word."""
    return f'; did you mean "{near}"?' if near else ""
