"""The forms of `data/forms*.txt`: patterns of what a language does not write, and of what it writes in several ways.

The head of forms.txt explains how they are written.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.word_lists import DATA, sections

_WORDS = "words"  # the section that has no forms, but names words
_IN_BRACES = re.compile(r"\{(?:(not after|after) )?([^{}\d,][^{}]*)\}")
_WORD_AND_SPACE = re.compile(r"\w \Z")


class Form(NamedTuple):
    """A pattern and what is right in its place; a release that it is for has `where` in it and not `unless`."""

    pattern: str
    right: str
    where: str = ""
    unless: str = ""


class FormFile:
    """The forms of a file by section, and its words by name; `words` are those of another file."""

    def __init__(self, path: Path, words: Mapping[str, list[str]]) -> None:
        found = sections(path) if path.is_file() else {}
        self.words = {**words}
        for line in _joined(found.pop(_WORDS, []), " "):
            name, _, listed = line.partition(" = ")
            parts = (self.words[word[1:-1]] if word[0] == "{" else [word] for word in _spaced(listed))
            self.words[name] = list(itertools.chain(*parts))
        self._lines = {name: list(_joined(lines, "")) for name, lines in found.items() if name}
        self.names = frozenset(self._lines)

    def forms(self, name: str) -> Iterator[Form]:
        """The forms of a section."""
        for line in self._filled(name):
            pattern, _, rest = line.partition(" => ")
            rest, _, unless = rest.partition(" unless ")
            right, _, where = rest.partition(" where ")
            yield Form(pattern, right, where, unless)

    def kinds(self, name: str) -> Iterator[tuple[tuple[str, str], ...]]:
        """The lines of a section of kinds of writing: the signs and the pattern of each kind of a line."""
        for line in self._filled(name):
            parts = (kind.partition(" => ") for kind in line.split(" ;; "))
            yield tuple((signs, shape) for signs, _, shape in parts)

    def _filled(self, name: str) -> Iterator[str]:
        """The lines of a section, with patterns in place of what stands in braces."""
        lines = self._lines.get(name, [])
        return (_IN_BRACES.sub(lambda found: self._pattern(found[1], found[2]), line) for line in lines)

    def _pattern(self, after: str | None, words: str) -> str:
        """The pattern of a list of words by its name, or of what stands before a place, or does not."""
        if words == "_":
            return " "
        if not after:
            return f"(?:{'|'.join(self.words[words])})"
        before = [word[1:] if word[0] == "-" else rf"\b{word}" for word in _spaced(words)]
        if after == "not after":
            return "".join(f"(?<!{word})" for word in before)
        letters = "".join(sorted({word[-2] for word in before}))
        decides = f"(?<=[{letters}] )" if all(map(_WORD_AND_SPACE.search, before)) else ""  # nearly always, and soon
        return f"{decides}(?:{'|'.join(f'(?<={word})' for word in before)})"


def _joined(lines: Iterable[str], between: str) -> Iterator[str]:
    """Lines with those that are indented at the end of the one above."""
    whole = ""
    for line in lines:
        part = line.lstrip(" ")
        if part == line:
            yield from [whole] if whole else []
            whole = line
        else:
            in_braces = whole.rfind("{") > whole.rfind("}")
            whole += f" {part}" if in_braces or part.startswith(("=> ", ";; ")) else between + part
    yield from [whole] if whole else []


def _spaced(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


@functools.cache
def _file(language: str) -> FormFile:
    """The file of a language, or the one for all."""
    return FormFile(DATA / f"forms_{language}.txt", _file("").words) if language else FormFile(DATA / "forms.txt", {})


@functools.cache
def forms(name: str, language: str = "") -> tuple[Form, ...]:
    """The forms of a section of the file of a language, or of the one for all."""
    return tuple(_file(language).forms(name))


@functools.cache
def kinds_of_writing(name: str, language: str = "") -> tuple[tuple[tuple[str, str], ...], ...]:
    """The kinds of writing of a section, a tuple of the signs and the pattern of each kind for each line."""
    return tuple(_file(language).kinds(name))


def form_names(language: str) -> frozenset[str]:
    """The names of the sections of forms that a language has."""
    return _file(language).names
