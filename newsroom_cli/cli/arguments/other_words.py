"""The words of other tools, and what they are called here, from the text file beside this module."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsroom_cli.language.word_lists import sections


def _meanings(lines: Iterable[str]) -> dict[str, str]:
    """The meaning of each word in lines such as `ls, dir: list`."""
    pairs = (line.partition(": ") for line in lines)
    return {word: meaning for words, _, meaning in pairs for word in words.split(", ")}


_SECTIONS = {name: _meanings(lines) for name, lines in sections(Path(__file__).with_suffix(".txt")).items()}
COMMANDS, ANSWERS, OF_QUOTES = _SECTIONS["commands"], _SECTIONS["answers"], _SECTIONS["of_quotes"]
OPTIONS, VALUES, WRITTEN_ELSEWHERE = _SECTIONS["options"], _SECTIONS["values"], _SECTIONS["written_elsewhere"]
