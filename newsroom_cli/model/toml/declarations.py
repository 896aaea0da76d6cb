"""How the keys of a TOML table are declared: once, with their documentation, where their values are stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.model.toml.values import Convert

__all__ = ["Key", "Record", "declared", "key", "keys", "named", "pairs", "table", "tables"]


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

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from newsroom_cli.model.named import Naming

    class _Declaring(Naming):
        def __new__(cls, name: str, bases: tuple[type, ...], content: dict[str, Any]) -> type:
            found = {each: value for each, value in content.items() if isinstance(value, Key)}
            made = super().__new__(cls, name, bases, {**content, **{each: key.default for each, key in found.items()}})
            _DECLARED[made] = found
            return made

    class Record(metaclass=_Declaring):
        """A named tuple whose values may be declared keys: what a table becomes."""


def declared(cls: type[Any]) -> Mapping[str, Key]:
    """The keys a record declares, in order."""
    return _DECLARED[cls]
