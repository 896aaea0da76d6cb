"""How a TOML table becomes a dataclass: every key is declared once, with its documentation, where it is stored.

Used for the front matter of a release and for newsroom.toml alike. A value that cannot be meant is left out
and becomes a `Problem` with its place and a remedy; nothing here raises for what a person typed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar, cast

from newsroom_cli.values import Convert, Empty, Wrong, nearest, say

T = TypeVar("T")


class Span(NamedTuple):
    """A stretch of text: character offsets, `end` not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value and where it stands: for TOML the value's own characters, quotes included."""

    value: T
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be taken as meant; `code` is the rule that reports it in a release."""

    code: str
    span: Span
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One declared key: what it means, how its value is read, and whether the place of the value is kept."""

    doc: str
    convert: Convert | None = None
    table: type[Any] | None = None
    shape: str = "one"  # one | many | named
    placed: bool = False
    example: str = ""


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


def named(cls: type[Any], doc: str) -> Any:
    """Declare a table of tables whose names are the user's own, `[table.NAME]`."""
    return dataclasses.field(default_factory=dict, metadata={"key": Key(doc, None, cls, "named")})


_DECLARED: dict[type[Any], dict[str, Key]] = {}


def declared(cls: type[Any]) -> Mapping[str, Key]:
    """The keys a dataclass declares, in order."""
    if cls not in _DECLARED:
        _DECLARED[cls] = {f.name: f.metadata["key"] for f in dataclasses.fields(cls) if "key" in f.metadata}
    return _DECLARED[cls]


# --- reading --------------------------------------------------------------------------------------------------


class Lines:
    """Turns the line and byte-column pairs of the TOML parser into character offsets of the whole file.

    `toml` is the TOML text, `start` its offset in the file.
    """

    def __init__(self, toml: str, start: int = 0) -> None:
        self._lines = toml.split("\n")
        self._starts = [start]
        for each in self._lines[:-1]:
            self._starts.append(self._starts[-1] + len(each) + 1)

    def offset(self, line_number: int, byte_column: int) -> int:
        """The character offset of a place; both numbers count from 1."""
        content = self._lines[line_number - 1]
        column = byte_column - 1
        if not content.isascii():
            column = len(content.encode()[:column].decode(errors="ignore"))
        return self._starts[line_number - 1] + column

    def span(self, node: Mapping[str, Any], part: str) -> Span:
        """The span of a node's "key" or "value"; ends are included in the parser's numbers, not in ours."""
        lines, columns = node[f"{part}_line"], node[f"{part}_col"]
        first_line, last_line = lines if isinstance(lines, tuple) else (lines, lines)
        first, last = columns if isinstance(columns, tuple) else (columns, columns)
        return Span(self.offset(first_line, first), self.offset(last_line, last + 1))


class Reader:
    """Reads parsed TOML into dataclasses and collects what is wrong on the way.

    `unknown` and `wrong` are the codes given to problems with a key or with a value.
    """

    def __init__(self, lines: Lines, *, fallback: Span, unknown: str, wrong: str) -> None:
        self.problems: list[Problem] = []
        self._lines = lines
        self._fallback = fallback
        self._unknown = unknown
        self._wrong = wrong

    def read(self, cls: type[T], values: Mapping[str, Any], nodes: Mapping[str, Any], *, where: str = "") -> T:
        """An instance of `cls` from a table; `where` is the table's name for messages."""
        return cls(**self.values(cls, values, nodes, where=where))

    def values(
        self, cls: type[Any], values: Mapping[str, Any], nodes: Mapping[str, Any], *, where: str = ""
    ) -> dict[str, Any]:
        """The keyword arguments for `cls`; keys that are unknown or wrong are left out and reported."""
        found: dict[str, Any] = {}
        known = declared(cls)
        for name, value in values.items():
            node = nodes.get(name) or {}
            if (declaration := known.get(name)) is None:
                self._report_unknown(name, node, tuple(known), where)
                continue
            result = self._value(declaration, value, node, f"{where}.{name}" if where else name)
            if result is not None:
                found[name] = result
        return found

    def _value(self, declaration: Key, value: Any, node: Mapping[str, Any], name: str) -> Any:
        if declaration.table is None:
            if declaration.shape == "many":
                return self._many(declaration, value, node, name)
            return self._scalar(declaration, value, node, name)
        if declaration.shape == "many":
            return self._tables(declaration.table, value, node, name)
        if not isinstance(value, dict):
            return self._report(
                node, f"{name}: expected a table, found {say(value)}", f"write [{name}] on its own line"
            )
        if declaration.shape == "named":
            return self._named(declaration.table, value, _inside(node), name)
        return self._table(declaration.table, value, node, name)

    def _named(self, cls: type[Any], value: Mapping[str, Any], nodes: Mapping[str, Any], name: str) -> dict[str, Any]:
        found = {}
        for each, content in value.items():
            node = nodes.get(each) or {}
            if isinstance(content, dict):
                found[each] = self._table(cls, content, node, f"{name}.{each}")
            else:
                self._report(node, f"{name}.{each}: expected a table, found {say(content)}", f"write [{name}.{each}]")
        return found

    def _scalar(self, declaration: Key, value: Any, node: Mapping[str, Any], name: str) -> Any:
        convert = cast(Convert, declaration.convert)
        try:
            result = convert(value)
        except Wrong as wrong:
            return self._report(node, f"{name}: {wrong}")
        if isinstance(result, str) and not result and not isinstance(result, Empty):
            return None  # an empty field is a field not filled in yet
        return Field(result, self._place(node, "value")) if declaration.placed else result

    def _many(self, declaration: Key, value: Any, node: Mapping[str, Any], name: str) -> Any:
        if not isinstance(value, list):
            return self._report(node, f"{name}: expected a list, found {say(value)}", f"write {name} = [...]")
        items = node.get("value")
        nodes = items if isinstance(items, list) and len(items) == len(value) else [node] * len(value)
        read = (self._scalar(declaration, each, at, name) for each, at in zip(value, nodes, strict=True))
        return tuple(each for each in read if each is not None)

    def _tables(self, cls: type[Any], value: Any, node: Mapping[str, Any], name: str) -> Any:
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            return self._report(node, f"{name}: expected [[{name}]] tables, found {say(value)}", f"write [[{name}]]")
        items = node.get("value")
        nodes = items if isinstance(items, list) and len(items) == len(value) else [{}] * len(value)
        return tuple(self._table(cls, each, at, name) for each, at in zip(value, nodes, strict=True))

    def _table(self, cls: type[Any], value: Mapping[str, Any], node: Mapping[str, Any], name: str) -> Any:
        inner = _inside(node)
        found = self.values(cls, value, inner, where=name)
        if "span" in cls.__dataclass_fields__:
            found["span"] = self._table_place(node, inner)
        return cls(**found)

    def _table_place(self, node: Mapping[str, Any], inner: Mapping[str, Any]) -> Span:
        """A table's header where the parser tells it, else its first key."""
        if "value_line" in node and not isinstance(node["value_line"], dict):
            return self._place(node, "value")
        for each in inner.values():
            if isinstance(each, dict) and "key_line" in each:
                return self._place(each, "key")
        return self._fallback

    def _place(self, node: Mapping[str, Any], part: str) -> Span:
        try:
            return self._lines.span(node, part)
        except (KeyError, TypeError, IndexError):
            return self._fallback  # a table spread over dotted keys has no place of its own

    def _report(self, node: Mapping[str, Any], message: str, help: str = "") -> None:
        self.problems.append(Problem(self._wrong, self._place(node, "value"), message, help))

    def _report_unknown(self, name: str, node: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        place = self._place(node, "key")
        if place == self._fallback and isinstance(node, dict):
            place = self._table_place(node, _inside(node))
        near = nearest(name, known)
        inside = f" in [{where}]" if where else ""
        help = f'did you mean "{near}"?' if near else f"known here: {', '.join(known)}"
        self.problems.append(Problem(self._unknown, place, f'unknown key "{name}"{inside}', help))


def _inside(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The nodes of a table's own keys, whether it was written inline, as [table] or as [[table]]."""
    inner = node.get("value")
    if isinstance(inner, dict) and not isinstance(node.get("value_line"), dict) and "value_line" in node:
        return inner
    return node
