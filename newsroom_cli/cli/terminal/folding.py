"""Lines for a terminal, folded between words at its width; a folded command can still be copied and run."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence

from newsroom_cli.markup import commands
from newsroom_cli.markup.text_lines import columns, wrap
from newsroom_cli.model.patterns import pattern

_LABEL = pattern(r"(?:error|warning|help): ")  # further lines are indented to the text after such a label
_INDENT = 2  # of further lines without a label, beyond that of the first


def folded(parts: Sequence[str], width: int) -> list[str]:
    """The lines of a text, of at most `width` columns; a longer word is a line of its own.

    A longer command goes over several lines, each but the last with a backslash at its end, as a shell reads it. The
    `parts` are by turns text without control characters, and terminal codes, which take no room.
    """
    text = "".join(parts[::2])
    indent = " " * (len(text) - len(text.lstrip(" ")))
    label = _LABEL.match(text, len(indent))
    below = " " * (label.end() if label else len(indent) + _INDENT)
    lines = wrap(commands.protect_spaces(text)[len(indent) :], width, indent, below)
    lines = list(itertools.chain.from_iterable(_over_lines(line, width, below) for line in lines))
    if len(lines) == 1:
        return ["".join(parts)]
    return _with_codes(lines, parts, text, len(below))


_CONTINUED = " \\"
_HAS_CONTINUATION = os.name == "posix"  # elsewhere there is no sign that all shells read


def _over_lines(line: str, width: int, below: str) -> Iterator[str]:
    """Yield the lines of a command that is too long for one; a line that fits stays as it is."""
    if columns(line) <= width or not _HAS_CONTINUATION:
        yield line
        return
    indent = line[: len(line) - len(line.lstrip(" "))]
    first, *others = commands.words(line[len(indent) :])
    begun = indent + first
    for word in others:
        if columns(f"{begun} {word}{_CONTINUED}") > width:
            yield begun + _CONTINUED
            begun = below + word
        else:
            begun = commands.join_protected(begun, word)
    yield begun


def _with_codes(lines: Sequence[str], parts: Sequence[str], text: str, indent: int) -> list[str]:
    """The lines of a text, with the codes of its parts at their places."""
    codes: list[tuple[int, str]] = []
    end = 0
    for words, code in zip(parts[::2], parts[1::2], strict=False):
        end += len(words)
        codes.append((end, code))
    coded, at = [], 0
    for number, line in enumerate(lines):
        start = indent if number else 0
        continued = _CONTINUED if line.endswith(_CONTINUED) and number < len(lines) - 1 else ""
        words = commands.restore_spaces(line[start:].removesuffix(continued))
        at = text.index(words, at)
        end = at + len(words)
        drawn = line[:start]
        while codes and (codes[0][0] <= end or number == len(lines) - 1):
            place, code = codes.pop(0)
            place = max(place, at)
            drawn, at = drawn + text[at:place] + code, place
        coded.append(drawn + text[at:end] + continued)
        at = end
    return coded
