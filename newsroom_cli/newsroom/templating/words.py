"""The words of pages, mails, sheets and new releases: a data file for each language, and a newsroom's own files."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsroom_cli.language.dates import dates
from newsroom_cli.model import disk, language_tags
from newsroom_cli.model.errors import NewsroomError, unreadable
from newsroom_cli.model.language_tags import is_english
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.values import did_you_mean, nearest

FOLDER = "words"
KINDS, NOTICES, SITE, MAIL, SHEET, NEW = "kinds", "notices", "site", "mail", "sheet", "new"
OWN = "own"  # words that a newsroom adds for its own templates, available with every table
TABLES = (KINDS, NOTICES, SITE, MAIL, SHEET, NEW, OWN)
FORMS = ("zero", "one", "two", "few", "many", "other")  # the plural forms of all languages
COUNT = "{count}"
# The script that a region uses, if it is not the usual script of the language.
_SCRIPTS = {"zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant"}

Tables = Mapping[str, Mapping[str, Any]]  # a word is a text, or a mapping of plural forms to texts


class Counted:
    """A word with a number, in the plural forms of a language: `words.count_releases(3)` is "3 releases"."""

    def __init__(self, forms: Mapping[str, str], language: str) -> None:
        self.forms = forms
        self.language = language

    def __call__(self, count: int) -> str:
        """The form for a number, with the number as the language writes it."""
        form = self.forms.get(plural_form(count, self.language), self.forms["other"])
        return form.replace(COUNT, number(count, self.language))


def plural_form(count: int, language: str) -> str:
    """The plural form that a language uses with a number: one, few, other ..."""
    if is_english(language):
        return "one" if count == 1 else "other"
    return str(dates.locale_of(language).plural_form(count))


def number(count: int, language: str) -> str:
    """A whole number as the language writes it: 1,200."""
    if is_english(language):
        return f"{count:,}"
    from babel.numbers import format_decimal

    written = format_decimal(count, locale=dates.locale_of(language), numbering_system="default")
    return dates.in_digits(str(written), language)


def tags(language: str) -> list[str]:
    """The tags whose word files apply to a language, from general to specific: zh, zh-Hant, zh-Hant-TW."""
    parts = language_tags.canonical(language).split("-")
    found = ["-".join(parts[:length]) for length in range(1, len(parts) + 1)]
    script = _SCRIPTS.get(found[-1])
    return [found[0], *([script] if script else []), *found[1:]]


def tables(folder: Path, tag: str, *, known: Tables | None = None) -> Tables:
    """The tables of the word file for a language tag in a folder; empty if there is no such file.

    `known` are the built-in tables, to check the words of a newsroom's own file. Raises NewsroomError, with the line,
    if the file is wrong.
    """
    path = _files(folder).get(tag)
    if path is None:
        return {}
    source, document = _parsed_file(path)
    for names, message, hint in _mistakes(document.values, known) if known else ():
        raise NewsroomError(message, path=path, line=_line(source, document.nodes, names), hint=hint)
    return document.values


def names(tables: Tables) -> tuple[str, ...]:
    """The names of the words in tables, each once."""
    return tuple(dict.fromkeys(name for table in tables.values() if isinstance(table, Mapping) for name in table))


def is_file(name: str) -> bool:
    """Whether a file in a folder of templates is a word file, by its name."""
    return name.startswith(f"{FOLDER}/") and name.endswith(".toml")


def merged(words: Mapping[str, Any], more: Mapping[str, Any], tag: str) -> dict[str, Any]:
    """The words, with `more` added or in their place; words with plural forms become `Counted` in language `tag`."""
    result = dict(words)
    for name, word in more.items():
        if isinstance(word, Mapping):
            result[name] = Counted(word, tag)
        else:
            result[name] = Counted({"other": word}, tag) if isinstance(result.get(name), Counted) else word
    return result


def clear_caches() -> None:
    """Read all files again at their next use."""
    _files.cache_clear()
    _parsed_file.cache_clear()


@functools.lru_cache(maxsize=4)
def _files(folder: Path) -> Mapping[str, Path]:
    """The word files in a folder by language tag. Raises NewsroomError for a file name that is no language tag."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise NewsroomError("this folder cannot be read", path=folder, hint="check its permissions") from error
    paths = [folder / name for name in names if name.endswith(".toml") and not name.startswith(".")]
    for path in paths:
        if not language_tags.is_tag(path.stem):
            hint = "name it after the tag of its language, such as fr.toml or pt-BR.toml"
            raise NewsroomError("the name of this file is no language", path=path, hint=hint)
    return {language_tags.canonical(path.stem): path for path in paths}


@functools.lru_cache(maxsize=64)
def _parsed_file(path: Path) -> tuple[str, parsing.Document]:
    """The text of a file, and the parsed document. Raises NewsroomError if it cannot be read or parsed."""
    try:
        source = disk.read(path, links=True).decode("utf-8-sig")
        return source, parsing.parse(source)
    except parsing.TomlError as error:
        raise NewsroomError(error.message, path=path, line=error.line, hint=error.help) from error
    except UnicodeDecodeError as error:
        raise NewsroomError("this file is not UTF-8", path=path, hint="save it as UTF-8 in your editor") from error
    except OSError as error:
        raise unreadable(path, error) from error


# --- mistakes in a newsroom's file ----------------------------------------------------------------------------


def _mistakes(values: Mapping[str, Any], known: Tables) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the mistakes in a word file: the names of the table and the word, the message and the remedy."""
    for name, table in values.items():
        if name == "reviewed":
            continue
        if name not in TABLES or not isinstance(table, Mapping):
            yield (name,), f'"{name}" has no place in a file of words', f"words stand under [{'], ['.join(TABLES)}]"
            continue
        for key, word in table.items():
            if key not in known.get(name, {}) and name not in (KINDS, OWN):
                help = did_you_mean(nearest(key, known[name])) or f"words of your own stand under [{OWN}]"
                yield (
                    (name, key),
                    f'there is no word "{key}" in [{name}]',
                    help,
                )
            elif not _is_word(word, known.get(name, {}).get(key)):
                yield (name, key), f"{key}: this is no word", f'write {key} = "..."'


def _is_word(word: object, known: object) -> bool:
    """Whether a value can stand for a known word: a text, or plural forms if the known word has some."""
    if isinstance(word, Mapping) and (known is None or isinstance(known, Mapping)):
        return "other" in word and all(name in FORMS and isinstance(form, str) for name, form in word.items())
    return isinstance(word, str)


def _line(source: str, nodes: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    """The number of the line of a key, or else of the first line that names its table; None if there is none."""
    node: Any = nodes
    for name in names:
        node = node.get(name, {})
    if isinstance(line := node.get("key_line"), int):
        return line
    return next((number for number, text in enumerate(source.split("\n"), 1) if f"[{names[0]}" in text), None)
