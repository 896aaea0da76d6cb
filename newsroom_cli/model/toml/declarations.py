"""How the keys of a TOML table are declared: once, with their documentation, where their values are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from newsroom_cli.model.toml.values import Convert

__all__ = ["Key", "declared", "key", "keys", "named", "pairs", "record", "table", "tables"]


class Key(NamedTuple):
    """One declared key: what it means, how its value is read, and whether the place of the value is kept.

    `names` reads the name of a table, or of a value of such a table, that the user named. `default` is what a table
    without the key has.
    """

    doc: str
    convert: Convert | None = None
    table: type[Any] | None = None
    shape: str = "one"  # one | many | named | pairs | lists
    placed: bool = False
    example: str = ""
    names: Convert | None = None
    default: Any = None


def key(convert: Convert, doc: str, *, default: Any = None, placed: bool = False, example: str = "") -> Any:
    """Declare a key whose value is one scalar."""
    return Key(doc, convert, placed=placed, example=example, default=default)


def keys(convert: Convert, doc: str, *, default: tuple[Any, ...] = (), placed: bool = False) -> Any:
    """Declare a key whose value is a list of scalars."""
    return Key(doc, convert, shape="many", placed=placed, default=default)


def table(cls: type[Any], doc: str, *, default: Any = None) -> Any:
    """Declare a `[table]`."""
    return Key(doc, table=cls, default=default)


def tables(cls: type[Any], doc: str) -> Any:
    """Declare an array of tables, `[[table]]`."""
    return Key(doc, table=cls, shape="many", default=())


def named(cls: type[Any], doc: str, *, names: Convert | None = None) -> Any:
    """Declare a table of tables whose names are the user's own, `[table.NAME]`; `names` says which names can be."""
    return Key(doc, table=cls, shape="named", names=names, default=_NONE)


def pairs(convert: Convert, doc: str, *, names: Convert, lists: bool = False, placed: bool = False) -> Any:
    """Declare a `[table]` of scalars, or of lists of them, whose keys are the user's own: pairs in the order written."""
    return Key(doc, convert, shape="lists" if lists else "pairs", placed=placed, names=names, default=())


_NONE: Mapping[str, Any] = {}
_DECLARED: dict[type[Any], dict[str, Key]] = {}
_Record = TypeVar("_Record", bound=NamedTuple)


def record(cls: type[_Record]) -> type[_Record]:
    """Register the keys that a named tuple declares as defaults; each key's own default takes its place."""
    found = {name: default for name, default in cls._field_defaults.items() if isinstance(default, Key)}
    cls._field_defaults.update({name: key.default for name, key in found.items()})
    cls.__new__.__defaults__ = tuple(cls._field_defaults.values())
    _DECLARED[cls] = found
    return cls


def declared(cls: type[Any]) -> Mapping[str, Key]:
    """The keys a record declares, in order."""
    return _DECLARED[cls]
