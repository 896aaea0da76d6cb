"""Lines of a terminal folded at its width: between words, never within a command that can be copied and run."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.markup import commands
from newsroom_cli.markup.text_lines import wrap
from newsroom_cli.model.patterns import pattern

_LABEL = pattern(r"(?:error|warning|help): ")  # below these, the text stands under its beginning
_INDENT = 2  # of further lines, beyond that of the first


def folded(parts: Sequence[str], width: int) -> list[str]:
    """The lines of a text of at most `width` columns; words that are longer are lines of their own.

    The `parts` are, by turns, text without control characters and codes of the terminal, which take no room.
    """
    text = "".join(parts[::2])
    indent = " " * (len(text) - len(text.lstrip(" ")))
    label = _LABEL.match(text, len(indent))
    below = " " * (label.end() if label else len(indent) + _INDENT)
    lines = wrap(commands.held_together(text)[len(indent) :], width, indent, below)
    if len(lines) == 1:
        return ["".join(parts)]
    return _with_codes(lines, parts, text, len(below))


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
        words = commands.released(line[start:])
        at = text.index(words, at)
        end = at + len(words)
        drawn = line[:start]
        while codes and (codes[0][0] <= end or number == len(lines) - 1):
            place, code = codes.pop(0)
            place = max(place, at)
            drawn, at = drawn + text[at:place] + code, place
        coded.append(drawn + text[at:end])
        at = end
    return coded
