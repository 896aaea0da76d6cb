"""Lists of words, as text files in the folder `data`.

A line `[name] note` begins a list; `_` joins the words of a phrase.
"""

from __future__ import annotations

from pathlib import Path

_DATA = Path(__file__).parent / "data"


class WordLists(dict[str, frozenset[str]]):
    """The lists of one file by name; the first look-up reads the file."""

    def __init__(self, file: str) -> None:
        self._file = _DATA / f"{file}.txt"

    def __missing__(self, name: str) -> frozenset[str]:
        if self:
            raise KeyError(name)
        for section in self._file.read_text(encoding="utf-8").split("\n[")[1:]:
            head, _, words = section.partition("\n")
            self[head.partition("]")[0]] = frozenset([word.replace("_", " ") for word in words.split()])
        return self[name]


PEOPLE = WordLists("people")
QUOTES = WordLists("quotes")
