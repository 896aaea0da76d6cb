"""The one place that knows the TOML library: text -> values with their places, errors in plain words.

toml_rs gives line and column of every key and value in one pass; docs/decisions/dependencies.md compares it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

# The parser recurses; far below these depths no person writes, far above them it would end the process.
_MAX_DEPTH = 64
_DOTTED = re.compile(r"""(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){64}""")


class Document(NamedTuple):
    """Parsed TOML: the values, and for each key a node with the places of key and value."""

    values: Mapping[str, Any]
    nodes: Mapping[str, Any]


class TomlError(ValueError):
    """The text is not TOML. `line` and `column` count from 1, columns in characters."""

    def __init__(self, message: str, line: int, column: int, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.help = help


def parse(text: str) -> Document:
    """Values and places of a TOML text. Raises TomlError."""
    import toml_rs

    if _too_deep(text):
        raise TomlError("tables or lists are nested too deep", 1, 1, f"keep below {_MAX_DEPTH} levels")
    try:
        document = toml_rs.load_with_metadata(text)
    except toml_rs.TOMLDecodeError as error:
        message, help = _plain(error.msg)
        raise TomlError(message, error.lineno, error.colno, help) from error
    except ValueError as error:  # a date the format allows and the calendar does not, such as the year 0
        raise TomlError(f"a date or time does not exist: {error}", _line_with(text), 1, "correct the date") from error
    return Document(document.value, document.meta["nodes"])


def _too_deep(text: str) -> bool:
    if text.count(".") >= _MAX_DEPTH and _DOTTED.search(text):
        return True
    if text.count("[") + text.count("{") < _MAX_DEPTH:
        return False
    depth = deepest = 0
    for match in re.finditer(r"[\[{]|[\]}]", text):
        depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest >= _MAX_DEPTH


def _line_with(text: str) -> int:
    """The first line that cannot be read by itself though the parser gave no place."""
    import toml_rs

    for number, line in enumerate(text.splitlines(), 1):
        try:
            toml_rs.loads(line)
        except toml_rs.TOMLDecodeError:
            continue
        except ValueError:
            return number
    return 1


# What the parser says -> what a press officer reads, and what to do about it.
_PLAIN = (
    ("duplicate key", "this key is given twice", "keep one of them"),
    ("invalid basic string", "the text in quotes is not closed", 'end it with ", and write \\" for a quotation mark inside'),
    ("invalid multi-line basic string", "the text is not closed", 'end it with """'),
    ("invalid literal string", "the text in quotes is not closed", "end it with '"),
    ("expected day between", "this date does not exist", "correct the day"),
    ("expected month between", "this date does not exist", "correct the month"),
    ("invalid date-time", "this is not a date-time", "write it like 2026-03-01T09:00:00-05:00"),
    ("invalid datetime", "this is not a date-time", "write it like 2026-03-01T09:00:00-05:00"),
    ("invalid date", "this is not a date", "write it like 2026-03-01"),
    ("string values must be quoted", "text needs quotation marks", 'write it like headline = "City Opens Pool"'),
    ("expected `=`", "a key needs = and a value", 'write it like headline = "City Opens Pool"'),
    ("missing value", "a value is missing behind the =", 'write it like headline = "City Opens Pool"'),
    ("unclosed array", "the list is not closed", "end it with ]"),
    ("unclosed table", "the table name is not closed", "end it with ]"),
    ("unclosed inline table", "the table is not closed", "end it with }"),
    ("invalid escape", "a backslash in the text is not understood", "write \\\\ for a backslash"),
    ("missing escaped value", "a backslash in the text is not understood", "write \\\\ for a backslash"),
)  # fmt: skip


def _plain(message: str) -> tuple[str, str]:
    """Message and help for the parser's own message, whose last line says what is wrong."""
    last = message.strip().splitlines()[-1] if message.strip() else "not understood"
    for words, plain, help in _PLAIN:
        if words in last:
            return plain, help
    return last, "front matter and newsroom.toml are TOML: key = value, texts in quotes"
