"""How the keys of a TOML table are declared: once, with their documentation, where their values are stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NamedTuple

from newsroom_cli.values import Convert


class Key(NamedTuple):
    """One declared key: what it means, how its value is read, and whether the place of the value is kept.

    `names` reads the name of a table, or of a value of such a table, that the user named.
    """

    doc: str
    convert: Convert | None = None
    table: type[Any] | None = None
    shape: str = "one"  # one | many | named | pairs | lists
    placed: bool = False
    example: str = ""
    names: Convert | None = None


def key(convert: Convert, doc: str, *, default: Any = None, placed: bool = False, example: str = "") -> Any:
    """Declare a key whose value is one scalar."""
    return dataclasses.field(default=default, metadata={"key": Key(doc, convert, None, "one", placed, example)})


def keys(convert: Convert, doc: str, *, default: tuple[Any, ...] = (), placed: bool = False) -> Any:
    """Declare a key whose value is a list of scalars."""
    return dataclasses.field(default=default, metadata={"key": Key(doc, convert, None, "many", placed)})


def table(cls: type[Any], doc: str, *, default: Any = None) -> Any:
    """Declare a `[table]`."""
    return dataclasses.field(default=default, metadata={"key": Key(doc, None, cls)})


def tables(cls: type[Any], doc: str) -> Any:
    """Declare an array of tables, `[[table]]`."""
    return dataclasses.field(default=(), metadata={"key": Key(doc, None, cls, "many")})


def named(cls: type[Any], doc: str, *, names: Convert | None = None) -> Any:
    """Declare a table of tables whose names are the user's own, `[table.NAME]`; `names` says which names can be."""
    return dataclasses.field(default_factory=dict, metadata={"key": Key(doc, None, cls, "named", names=names)})


def pairs(convert: Convert, doc: str, *, names: Convert, lists: bool = False, placed: bool = False) -> Any:
    """Declare a `[table]` of scalars, or of lists of them, whose keys are the user's own: pairs in the order written."""
    declaration = Key(doc, convert, None, "lists" if lists else "pairs", placed, names=names)
    return dataclasses.field(default=(), metadata={"key": declaration})


_DECLARED: dict[type[Any], dict[str, Key]] = {}


def declared(cls: type[Any]) -> Mapping[str, Key]:
    """The keys a dataclass declares, in order."""
    if cls not in _DECLARED:
        _DECLARED[cls] = {f.name: f.metadata["key"] for f in dataclasses.fields(cls) if "key" in f.metadata}
    return _DECLARED[cls]
