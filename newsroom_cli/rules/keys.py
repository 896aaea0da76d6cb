"""The probable meanings of unknown keys in the front matter, and the fields whose values could not be used."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language import lookalikes, word_lists
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.model import release_file as releases
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Problem, Release
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.schema import MOST_SUGGESTIONS, declared_keys
from newsroom_cli.model.toml.values import printable

UNKNOWN, WRONG = "FM002", "FM003"
GATE = ("status", "date", "embargo")  # the fields that decide whether and when a release may be public


class Meaning(NamedTuple):
    """The probable meaning of an unknown key: a field such as `event.starts`, empty when unclear, and the remedy."""

    field: str
    help: str


@per_document
def undeclared_keys(document: Document) -> tuple[tuple[Problem, Meaning], ...]:
    """The undeclared keys of the front matter, each with its probable meaning."""
    return tuple(_unknown(document))


def _unknown(document: Document) -> Iterator[tuple[Problem, Meaning]]:
    misplaced_by_span = {problem.span: (problem, meaning) for problem, meaning in misplaced_keys(document)}
    for number, problem in enumerate(document.release.problems):
        if problem.code == UNKNOWN:
            _, meaning = misplaced_by_span.pop(problem.span, (problem, None))
            name, table = _table_and_name(problem.key)
            yield problem, meaning or _meaning(document, name, table, is_one_of_many=number >= MOST_SUGGESTIONS)
    yield from misplaced_by_span.values()


def _table_and_name(key: str) -> tuple[str, str]:
    """The last name of a dotted key, and the declared table that contains it."""
    keys, table, name = declared_keys(Release), "", key
    while (key_of := keys.get(name.partition(".")[0])) and key_of.table and "." in name:
        head, _, name = name.partition(".")
        keys, table = declared_keys(key_of.table), f"{table}.{head}" if table else head
    return name, table


def misplaced_keys(document: Document) -> Iterator[tuple[Problem, Meaning]]:
    """Yield keys in tables that look like an embargo or a status: nothing reads them there.

    Also yield top-level dates under unknown names without another meaning: they may be the time of publication.
    """
    if not (document.release.problems or _may_be_held(document.release.x)):
        return
    front = document.release.text[document.release.front.start : document.release.front.end]
    places = releases.key_spans(document.release)
    for name, value in _keys_within(parsing.parse(front).values if places else {}):
        path, last = ".".join(name), name[-1]
        field = gate_field(last) if len(name) > 1 else ""
        if not field and len(name) == 1 and last not in declared_keys(Release) and _is_date(value):
            field = "" if _meaning(document, last, "").field else "embargo"
        if field:
            span = places.get(path) or document.release.front
            message = f'"{printable(path)}" holds nothing back'
            yield Problem(UNKNOWN, span, message, key=path), Meaning(field, _remedy(field, len(name) > 1))


def _is_date(value: object) -> bool:
    """Whether a value is a date, or text that looks like one."""
    return isinstance(value, dt.date) or (isinstance(value, str) and _ISO.match(value.strip()) is not None)


_ISO = pattern(r"\d{4}-\d\d-\d\d")


def _remedy(field: str, nested: bool) -> str:
    """The help for a key that looks like a field of the gate; `nested` if the key is in a table."""
    where = f"{field} belongs above the first [table]" if nested else f"write {field} = ... if it is when it may go out"
    return f"{where}; give data of your own another name{'' if nested else ' under [x]'}"


def _may_be_held(table: object) -> bool:
    """Whether a table has a key that looks like a field of the gate."""
    return any(gate_field(name[-1]) for name, _ in _keys_within(table))


def _keys_within(value: object, *above: str) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield all keys of nested tables and lists, each with the keys above it and its value.

    An index of a list is a number in the path.
    """
    items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        path = (*above, str(key))
        if isinstance(key, str):
            yield path, inner
        yield from _keys_within(inner, *path)


@functools.lru_cache(maxsize=4096)
def gate_field(name: str) -> str:
    """The field of the gate that a key's name means, even if misspelt: "embargo" or "status"; empty if neither."""
    import difflib

    word = _without_marks(name)
    if word in ("embargo", "status") or (word.startswith("embarg") and _synonyms("").get(word) == "embargo"):
        return "status" if word == "status" else "embargo"
    if word in RULES["held_keys"] or not 4 <= len(word) <= 12:
        return ""
    likeness = {name: difflib.SequenceMatcher(None, word, name).ratio() for name in ("embargo", "status")}
    return next((name for name, least in (("embargo", 0.75), ("status", 0.8)) if likeness[name] >= least), "")


def unread_fields(document: Document) -> frozenset[str]:
    """The fields that are in the file but could not be used: the key is misspelt, or the value is wrong.

    Each is already reported, so other rules do not report it as missing.
    """
    if not document.release.problems and not document.release.x:
        return frozenset()
    wrong = {problem.key for problem in document.release.problems if problem.code == WRONG}
    return frozenset(wrong | {meaning.field for _, meaning in undeclared_keys(document) if meaning.field})


def top_level(name: str) -> str:
    """The top-level field for which a key is another name; empty if there is none."""
    return _synonyms("").get(_without_marks(name), "")


def _meaning(document: Document, name: str, table: str, *, is_one_of_many: bool = False) -> Meaning:
    """The probable meaning of a key, by its name and table.

    Among many unknown keys (`is_one_of_many`), a similar name is looked for only among the fields of the gate.
    """
    keys_by_folded_name = _folded_keys(table)
    word = _without_marks(name)
    if word in _ELSEWHERE and not table:
        return Meaning("", _ELSEWHERE[word])
    if key := keys_by_folded_name.get(word) or _synonyms(table).get(word):
        return _did_you_mean(table, key)
    if meaning := _in_its_own_table(document, word, table):
        return meaning
    candidates = ({} if table else dict(zip(GATE, GATE, strict=True))) if is_one_of_many else keys_by_folded_name
    own = "" if table else "; data of your own goes under [x]"
    return _nearest_key(name, candidates, table) or Meaning(
        "", f"known here: {', '.join(keys_by_folded_name.values())}{own}"
    )


def _in_its_own_table(document: Document, word: str, table: str) -> Meaning | None:
    """The meaning of a key that is in the wrong table; None if no other table has it."""
    top = _folded_keys("")
    if table and word in top and not getattr(document.release, top[word]):
        return Meaning(top[word], f"{top[word]} belongs above the first [table]; below [{table}] it is part of {table}")
    tables = {} if table else {name: key for name, key in declared_keys(Release).items() if key.table}
    tables = {name: key for name, key in tables.items() if key.table and word in declared_keys(key.table)}
    if not tables:
        return None
    headers = [f"[[{name}]]" if key.shape == "many" else f"[{name}]" for name, key in tables.items()]
    return Meaning(next(iter(tables)) if len(tables) == 1 else "", f"{word} belongs under {' or '.join(headers)}")


def _nearest_key(name: str, keys_by_folded_name: Mapping[str, str], table: str) -> Meaning | None:
    """The meaning of a mistyped key; None if no key is like it."""
    import difflib

    is_option = not table and name in declared_keys(Config)
    if near := difflib.get_close_matches(
        _without_marks(name), keys_by_folded_name, n=1, cutoff=0.85 if is_option else 0.7
    ):
        return _did_you_mean(table, keys_by_folded_name[near[0]])
    return Meaning("", f"{name} is an option of newsroom.toml, not of a release") if is_option else None


def _did_you_mean(table: str, key: str) -> Meaning:
    """The meaning of a key whose name is a variant of a declared key."""
    return Meaning(f"{table}.{key}" if table else key, f'did you mean "{key}"?')


@functools.cache
def _folded_keys(table: str) -> Mapping[str, str]:
    """The keys of a declared table, by their folded names (see `_without_marks`)."""
    return {_without_marks(key): key for key in _keys_of(table)}


def _keys_of(table: str) -> Mapping[str, object]:
    """The keys of a declared table, given its dotted name; empty if there is no such table."""
    top = declared_keys(Release)
    if not table:
        return top
    keys = top
    for part in table.split("."):
        inner = keys[part].table if part in keys else None
        if inner is None:
            return {}
        keys = declared_keys(inner)
    return keys


def _without_marks(name: str) -> str:
    """A name folded for comparison: lower-case Latin letters without marks and spaces."""
    return re.sub(r"[\W_]", "", lookalikes.reading(name)).lower()


@functools.cache
def _synonyms(table: str) -> dict[str, str]:
    """The keys of a table, by the names that other tools use for them."""
    keys_by_name: dict[str, str] = {}
    for line in word_lists.sections(Path(__file__).with_name("key_names.txt")).get(table, ()):
        key, _, names = line.partition(":")
        keys_by_name |= dict.fromkeys(names.split(), key)
    return keys_by_name


# Keys for values that have no key: they are in the body or the file's name, or in newsroom.toml for all releases.
_ELSEWHERE = {
    **dict.fromkeys(("body", "text", "content"), "the body is the text under the closing +++"),
    **dict.fromkeys(("slug", "permalink", "url", "filename"), "the file's own name is its name in addresses"),
    **dict.fromkeys(("boilerplate", "about"), "the boilerplate belongs to the office, in newsroom.toml"),
    **dict.fromkeys(("timezone", "tz", "zone"), "write each time with its offset, which newsroom embargo does for you"),
}
