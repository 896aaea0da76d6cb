"""The only module that knows the TOML library: it gives values with their places, and errors in plain words.

toml_rs gives the line and column of every key and value in one pass; docs/decisions/dependencies.md compares it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newsroom_cli.model.patterns import pattern

# The parser recurses: nobody nests this deep, and far deeper it would end the process.
_MAX_DEPTH = 64
_DOTTED = pattern(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){64}""")


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


class GivenTwice(TomlError):
    """A field or a table stands in the text twice."""


def parse(text: str) -> Document:
    """The values of a TOML text, with their places. Raises TomlError."""
    import toml_rs

    if _is_too_deep(text):
        raise TomlError("tables or lists are nested too deep", 1, 1, f"keep below {_MAX_DEPTH} levels")
    if len(text) > _MOST_DIGITS and _LONG_NUMBER.search(text):
        _refuse_long_number(text)
    try:
        document = toml_rs.load_with_metadata(text)
    except toml_rs.TOMLDecodeError as error:
        raise _in_plain_words(text, error.pos, error.msg) from error
    except ValueError as error:  # a date that TOML allows and the calendar does not, such as the year 0
        message = "a date or time on this line is not in the calendar"
        raise TomlError(message, _first_invalid_line(text), 1, "correct it") from error
    return Document(document.value, document.meta["nodes"])


# Strings in single or triple quotation marks, and comments: all that may hold # or quotation marks as text.
_STRING_OR_COMMENT = pattern(
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+"""+|"(?:[^"\\\n]++|\\.)*+"'''
    r"""|'''(?:[^']++|'(?!''))*+'''+|'[^'\n]*+'|\#[^\n]*+""",
    re.DOTALL,
)


# TOML has numbers of 64 bits. The parser takes longer ones, in quadratic time, and Python writes no more than 4,300
# decimal digits, or 3,571 hexadecimal ones.
_MOST_DIGITS = 3500
_LONG_NUMBER = pattern(rf"(?<!\w)[0-9]\w{{{_MOST_DIGITS}}}")


def _refuse_long_number(text: str) -> None:
    """Raise TomlError if a number of a TOML text has more than _MOST_DIGITS digits; those in strings are text."""
    for match in re.finditer(f"{_STRING_OR_COMMENT.pattern}|{_LONG_NUMBER.pattern}", text, re.DOTALL):
        if match.group()[0].isdigit():
            line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
            help = "shorten it; text stands in quotation marks"
            raise TomlError(f"a number has more than {_MOST_DIGITS:,} digits", line, column, help)


def comments(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the comments of a valid TOML text, from the # to the end of the line."""
    for match in _STRING_OR_COMMENT.finditer(text):
        if match.group().startswith("#"):
            yield match.span()


def _in_plain_words(text: str, byte: int, parser_message: str) -> TomlError:
    """The parser's error in plain words, with line and column as people count them."""
    from newsroom_cli.model.toml import mistakes

    offset = len(text.encode()[:byte].decode(errors="ignore"))
    last_line = parser_message.strip().splitlines()[-1] if parser_message.strip() else ""
    message, help, offset = mistakes.explain(text, offset, last_line)
    kind = GivenTwice if "duplicate key" in last_line else TomlError
    return kind(message, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset), help)


def _is_too_deep(text: str) -> bool:
    """Whether the nesting of a TOML text is too deep for the parser."""
    if text.count(".") >= _MAX_DEPTH and _DOTTED.search(text):
        return True
    if text.count("[") + text.count("{") < _MAX_DEPTH:
        return False
    depth = deepest = 0
    for match in re.finditer(r"[\[{]|[\]}]", text):
        depth = depth + 1 if match.group() in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest >= _MAX_DEPTH


def _first_invalid_line(text: str) -> int:
    """The number of the first line that does not parse on its own; used for an error that has no place."""
    import toml_rs

    for number, line in enumerate(text.split("\n"), 1):
        try:
            toml_rs.loads(line)
        except toml_rs.TOMLDecodeError:
            continue
        except ValueError:
            return number
    return 1
