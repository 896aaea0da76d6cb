"""Converters for the values of TOML keys: they return the intended value, or raise WrongValue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml import mistyped_dates

Convert = Callable[[Any], Any]

# Tab, line feed and carriage return are text. No reader can show the rest, and XML, the format of feeds, forbids it.
CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_ASCII_CONTROLS = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})


def may_hold_control(text: str) -> bool:
    """Whether a text may contain a control character: a fast test for long texts."""
    data = text.encode(errors="surrogatepass")
    if b"\xed" in data or b"\xef\xbf" in data or len(data.translate(None, _ASCII_CONTROLS)) != len(data):
        return True
    return b"\xc2" in data and min(data.split(b"\xc2")[1:]) < b"\xa0"


EARLIEST_YEAR = 1000  # an earlier year is typed with a digit too few


class WrongValue(ValueError):
    """A value of the wrong kind: the message names what was expected, `help` is the remedy."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


class Empty(str):
    """Text that is empty on purpose, not forgotten."""

    __slots__ = ()


def text(value: Any) -> str:
    """Any text, several lines allowed."""
    if not isinstance(value, str):
        raise WrongValue(f"expected text in quotes, found {describe(value)}", _quotes_help(value))
    if value.isprintable():  # the usual case: no line break, no control character
        return value.strip()
    if CONTROL.search(value):
        raise WrongValue(f"found {first_control_name(value)}, which no reader can show", "delete it")
    if "\r" in value:
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return value.strip()


def line(value: Any) -> str:
    """Text of one line."""
    if isinstance(value, str) and value.isprintable():
        return value.strip()
    result = text(value)
    if "\n" in result or "\u2028" in result or "\u2029" in result:
        raise WrongValue("expected a single line of text, found a line break", "write it on one line")
    return result


def tag(value: Any) -> str:
    """A language tag such as en or pt-BR."""
    return language_tags.canonical(line(value))


def line_or_empty(value: Any) -> Any:
    """Text of one line that may be empty on purpose."""
    return line(value) or Empty("")


def day(value: Any) -> dt.date:
    """A date, or a date-time."""
    if not isinstance(value, dt.date):
        help = "write it year-month-day, without quotes"
        if isinstance(value, str) and (in_toml := mistyped_dates.as_toml(value.strip())):
            help = f"write {in_toml}, without quotes"
        raise WrongValue(f"expected a date such as 2026-03-01, without quotes, found {describe(value)}", help)
    if value.year < EARLIEST_YEAR:
        raise WrongValue(f"the year {value.year} cannot be meant", "write the year with four digits")
    return value


def flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise WrongValue(f"expected true or false, found {describe(value)}", "write true or false, without quotes")
    return value


def count(value: Any) -> int:
    """A whole number, zero or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise WrongValue(
            f"expected a whole number, found {describe(value)}", "write a number such as 50, without quotes"
        )
    return value


def free(value: Any) -> Any:
    """A table of your own; newsroom reads only its keys."""
    if not isinstance(value, dict):
        raise WrongValue(
            f"expected a table of your own, found {describe(value)}", "write it in single brackets, such as [x]"
        )
    return value


class Choice:
    """One of a fixed set of words; `otherwise` is proposed for a value that resembles none of them."""

    def __init__(self, choices: tuple[str, ...], otherwise: str = "") -> None:
        self.choices, self._otherwise = choices, otherwise
        self.__doc__ = f"One of: {', '.join(choices)}."

    def __call__(self, value: Any) -> str:
        """The word, if it is one of the choices. Raises WrongValue."""
        result = line(value) if isinstance(value, str) else None
        if result == "" or result in self.choices:
            return result
        likeness = 0.8 if self._otherwise else 0.6
        near = nearest(result.partition(" ")[0], self.choices, likeness=likeness) if result else None
        proposed = [self._otherwise] if self._otherwise else self.choices[:_MOST_PROPOSED]
        help = did_you_mean(near) or f"write {joined([describe(choice) for choice in proposed], 'or')}"
        raise WrongValue(f"expected {joined(self.choices, 'or')}, found {describe(value)}", help)


_MOST_PROPOSED = 6


def joined(words: Sequence[str], conjunction: str) -> str:
    """Words joined by commas and, before the last one, a conjunction: `draft, review or approved`."""
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}" if len(words) > 1 else "".join(words)


def one_of(*choices: str, otherwise: str = "") -> Convert:
    """One of a fixed set of words; `otherwise` is proposed for a value that resembles none of them."""
    return Choice(choices, otherwise)


def describe(value: Any) -> str:
    """A short description of a value in plain words, for a message."""
    if isinstance(value, str):
        value = printable(value)
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


def printable(words: str) -> str:
    """Typed words in the form in which a message shows them: shortened, on one line, without control characters."""
    return CONTROL.sub("\ufffd", " ".join(words[:200].split()))


def first_control_name(words: str) -> str:
    """The name of the first control character in a text that has one, for a message."""
    found = CONTROL.search(words)
    code = ord(found.group()) if found else 0
    return "a NUL character" if code == 0 else f"the control character U+{code:04X}"


def nearest(word: str, candidates: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """The candidate that is most similar to a word; None if none is similar. `likeness` goes from 0 to 1."""
    import difflib

    matches = difflib.get_close_matches(word.lower(), list(candidates), n=1, cutoff=likeness)
    return matches[0] if matches else None


def did_you_mean(near: str | None) -> str:
    """The help for a mistyped word, empty when no known word is near."""
    return f'did you mean "{near}"?' if near else ""


def _quotes_help(value: Any) -> str:
    """The help for a number, date or flag that should be a string in quotation marks."""
    if isinstance(value, dict | list):
        return "write one text, without brackets"
    words = value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
    return f'write "{words.lower() if isinstance(value, bool) else words}"'
