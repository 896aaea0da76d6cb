"""The forms in `data/forms*.txt`: patterns for writing that is wrong in a language, or that has several accepted
spellings.

The head of forms.txt explains the notation.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.word_lists import DATA, sections

_WORDS = "words"  # the section that defines lists of words instead of forms
_IN_BRACES = re.compile(r"\{(?:(not after|after) )?([^{}\d,][^{}]*)\}")
_WORD_AND_SPACE = re.compile(r"\w \Z")


class Form(NamedTuple):
    """A pattern and its replacement. It applies only to releases that contain `where` and do not contain `unless`."""

    pattern: str
    right: str
    where: str = ""
    unless: str = ""


class FormFile:
    """The forms of a file by section, and its lists of words by name; `words` are the lists of another file."""

    def __init__(self, path: Path, words: Mapping[str, list[str]]) -> None:
        found = sections(path) if path.is_file() else {}
        self.words = {**words}
        for line in _joined(found.pop(_WORDS, []), " "):
            name, _, listed = line.partition(" = ")
            parts = (self.words[word[1:-1]] if word[0] == "{" else [word] for word in _words_with_spaces(listed))
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
        """The lines of a section that lists kinds of writing; each line is a tuple of (signs, pattern) pairs."""
        for line in self._filled(name):
            parts = (kind.partition(" => ") for kind in line.split(" ;; "))
            yield tuple((signs, shape) for signs, _, shape in parts)

    def _filled(self, name: str) -> Iterator[str]:
        """The lines of a section, with each expression in braces replaced by its pattern."""
        lines = self._lines.get(name, [])
        return (_IN_BRACES.sub(lambda found: self._pattern(found[1], found[2]), line) for line in lines)

    def _pattern(self, after: str | None, words: str) -> str:
        """The pattern for the expression in braces: a list of words by name, or words that must or must not come
        before.
        """
        if words == "_":
            return " "
        if not after:
            return f"(?:{'|'.join(self.words[words])})"
        before = [word[1:] if word[0] == "-" else rf"\b{word}" for word in _words_with_spaces(words)]
        if after == "not after":
            return "".join(f"(?<!{word})" for word in before)
        letters = "".join(sorted({word[-2] for word in before}))
        has_spaces = all(map(_WORD_AND_SPACE.search, before))
        quick_test = f"(?<=[{letters}] )" if has_spaces else ""  # nearly always decides
        return f"{quick_test}(?:{'|'.join(f'(?<={word})' for word in before)})"


def _joined(lines: Iterable[str], between: str) -> Iterator[str]:
    """Yield the lines, with each indented line joined to the line above it."""
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


def _words_with_spaces(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


@functools.cache
def _file(language: str) -> FormFile:
    """The forms file of a language, or the file for all languages if `language` is empty."""
    return FormFile(DATA / f"forms_{language}.txt", _file("").words) if language else FormFile(DATA / "forms.txt", {})


@functools.cache
def forms(name: str, language: str = "") -> tuple[Form, ...]:
    """The forms of a section in the file of a language, or in the file for all languages."""
    return tuple(_file(language).forms(name))


@functools.cache
def kinds_of_writing(name: str, language: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The kinds of writing in a section: for each line, a tuple of (signs, pattern) pairs."""
    return tuple(_file(language).kinds(name))


def form_names(language: str) -> frozenset[str]:
    """The names of the sections in the forms file of a language."""
    return _file(language).names
