"""Lists of words and phrases in text files; `# ` begins a comment, and a line `[name] note` begins a section.

In the lists of the folder `data`, `_` joins the words of a phrase.
"""

from __future__ import annotations

import functools
from pathlib import Path

DATA = Path(__file__).parent / "data"


def lines(file: Path) -> list[str]:
    """The lines of a file, without comments and empty lines."""
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")]


def sections(file: Path) -> dict[str, list[str]]:
    """The lines of each section of a file, by its name; lines before the first section have the name ""."""
    found: dict[str, list[str]] = {}
    section = found[""] = []
    for line in lines(file):
        if line.startswith("["):
            section = found[line[1:].partition("]")[0]] = []
        else:
            section.append(line)
    return found


def table(pairs: list[str]) -> dict[str, str]:
    """A table from lines of the form `key: value`."""
    return {key: value.strip() for key, _, value in (pair.partition(":") for pair in pairs)}


@functools.cache
def tables_beside(module: str) -> dict[str, dict[str, str]]:
    """The tables in the text file beside a module, by name."""
    return {name: table(pairs) for name, pairs in sections(Path(module).with_suffix(".txt")).items()}


def toml_tables(file: Path) -> dict[str, dict[str, str]]:
    """The tables of a TOML file of texts, by name."""
    import tomllib

    return tomllib.loads(file.read_text(encoding="utf-8"))


def builtin_templates() -> Path:
    """The folder of the built-in templates: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    carried = package / "templates"
    return carried if carried.is_dir() else package.parent / "templates"


class WordLists(dict[str, frozenset[str]]):
    """The lists of one file by name; the first look-up reads the file."""

    def __init__(self, file: str) -> None:
        self._file = DATA / f"{file}.txt"

    def of_language(self, name: str, language: str) -> frozenset[str]:
        """The list of a language; empty if the language has none."""
        try:
            return self[f"{name}_{language}"]
        except KeyError:
            return frozenset()

    def __missing__(self, name: str) -> frozenset[str]:
        if self:
            raise KeyError(name)
        for section, words in sections(self._file).items():
            self[section] = frozenset([word.replace("_", " ") for word in " ".join(words).split()])
        return self[name]


PEOPLE = WordLists("people")
QUOTES = WordLists("quotes")
WORDING = WordLists("wording")
PAGES = WordLists("pages")
RULES = WordLists("rules")

CUSTOMS = WordLists("customs")

ITEMS = WordLists("items")
