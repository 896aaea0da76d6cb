"""How a TOML table becomes a record: the record declares every key once, with its documentation.

Used for the front matter of a release and for newsroom.toml. A wrong value is left out and becomes a `Problem` with its
place and a remedy; whatever a person types, nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar, cast, get_args, get_origin

from newsroom_cli.model.toml.values import Convert, Empty, WrongValue, day, describe, did_you_mean, nearest, printable

T = TypeVar("T")


class Span(NamedTuple):
    """A span of text in character offsets, without the character at `end`."""

    start: int
    end: int


class Field(NamedTuple, Generic[T]):
    """A value and its span in the file, quotation marks included."""

    value: T
    span: Span


class Problem(NamedTuple):
    """A value or key that could not be read; in a release, the rule `code` reports it.

    `key` is its dotted name, such as `dateline.city`; empty when the problem concerns no key.
    """

    code: str
    span: Span
    message: str
    help: str = ""
    key: str = ""


# --- declared keys --------------------------------------------------------------------------------------------


class Key(NamedTuple):
    """A declared key: its documentation, its converter, and whether it is `placed`: its values are `Field`s.

    `names` converts names that the user chooses. `default` is the value in a table without the key.
    """

    doc: str
    convert: Convert | None = None
    table: type[Any] | None = None
    shape: str = "one"  # one | many | named | pairs | lists
    placed: bool = False
    names: Convert | None = None
    default: Any = None


def scalar_key(convert: Convert, doc: str, *, default: Any = None) -> Any:
    """Declare a key whose value is one scalar."""
    return Key(doc, convert, default=default)


def list_key(convert: Convert, doc: str, *, default: tuple[Any, ...] = ()) -> Any:
    """Declare a key whose value is a list of scalars."""
    return Key(doc, convert, shape="many", default=default)


def table_key(cls: type[Any], doc: str, *, default: Any = None) -> Any:
    """Declare a `[table]`."""
    return Key(doc, table=cls, default=default)


def tables_key(cls: type[Any], doc: str) -> Any:
    """Declare an array of tables, `[[table]]`."""
    return Key(doc, table=cls, shape="many", default=())


def named_tables_key(cls: type[Any], doc: str, *, names: Convert | None = None) -> Any:
    """Declare a table of tables, `[table.NAME]`; the user chooses the names, and `names` converts them."""
    return Key(doc, table=cls, shape="named", names=names, default=_NONE)


def pairs_key(convert: Convert, doc: str, *, names: Convert, lists: bool = False) -> Any:
    """Declare a `[table]` of scalars or lists whose keys the user chooses; it becomes a tuple of pairs."""
    return Key(doc, convert, shape="lists" if lists else "pairs", names=names, default=())


_NONE: Mapping[str, Any] = {}
_DECLARED: dict[type[Any], dict[str, Key]] = {}
_Record = TypeVar("_Record", bound=NamedTuple)


def record(cls: type[_Record]) -> type[_Record]:
    """Register the keys that a named tuple declares, and give each of its fields the default of its key."""
    types = cls.__annotations__
    own_keys = {
        name: default._replace(placed=_has_place(types[name]))
        for name, default in cls._field_defaults.items()
        if isinstance(default, Key)
    }
    cls._field_defaults.update({name: key.default for name, key in own_keys.items()})
    cls.__new__.__defaults__ = tuple(cls._field_defaults.values())
    _DECLARED[cls] = own_keys
    return cls


def _has_place(annotation: Any) -> bool:
    """Whether a type is `Field`, or has it among its parts: `tuple[Field[str], ...]`."""
    return get_origin(annotation) is Field or any(map(_has_place, get_args(annotation)))


def declared_keys(cls: type[Any]) -> Mapping[str, Key]:
    """The keys that a record declares, by name, in order."""
    return _DECLARED[cls]


def is_list(name: str) -> bool:
    """Whether a key of this name is declared as a list of scalars."""
    return any(key.shape == "many" and key.convert for key in _keys_named(name))


def is_date(name: str) -> bool:
    """Whether a key of this name is declared as a date."""
    return any(key.convert is day for key in _keys_named(name))


def _keys_named(name: str) -> list[Key]:
    """The keys of this name in all records; `name` may be dotted."""
    last = name.rpartition(".")[2]
    return [keys[last] for keys in _DECLARED.values() if last in keys]


# --- reading --------------------------------------------------------------------------------------------------


# The names that the parser gives to a part of a node, its line and its column.
_PARTS = {part: (f"{part}_raw", f"{part}_line", f"{part}_col") for part in ("key", "value")}


MOST_SUGGESTIONS = 100  # after so many problems, no similar keys are suggested: it is probably another kind of file


class SourceLines:
    """The lines of a TOML text; it turns lines and byte columns of the parser into character offsets in the file.

    `toml` is the TOML text, `start` its offset in the file.
    """

    def __init__(self, toml: str, start: int = 0) -> None:
        self._toml = toml
        self._start = start
        self._lines = toml.split("\n")
        self._starts = [start]
        for line in self._lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def span(self, node: Mapping[str, Any], part: str) -> Span:
        """The span of a node's "key" or "value"."""
        raw, lines, columns = _PARTS[part]
        line, column = node[lines], node[columns]  # both count from 1
        number = (line[0] if type(line) is tuple else line) - 1
        before = (column[0] if type(column) is tuple else column) - 1
        content = self._lines[number]
        if not content.isascii():
            before = len(content.encode()[:before].decode(errors="ignore"))
        start = self._starts[number] + before
        return Span(start, start + len(node[raw]))

    def header(self, name: str) -> Span | None:
        """The span of the first `[name]` or `[[name]]` header, else of the first `[name.more]`, with its brackets."""
        plain_header = f"[{name}]"
        offset = self._toml.find(plain_header)
        if offset == 0 or (offset > 0 and self._toml[offset - 1] == "\n"):
            return Span(self._start + offset, self._start + offset + len(plain_header))
        parts = r"[ \t]*\.[ \t]*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in name.split("."))
        for more in ("", r"\.[^\]\n]*"):
            if found := re.search(rf"^[ \t]*(\[\[?[ \t]*{parts}[ \t]*{more}\]\]?)", self._toml, re.MULTILINE):
                return Span(self._start + found.start(1), self._start + found.end(1))
        return None


_SHORT = 40  # characters of a text that may be a list
# What others call a key.
_OTHER_NAMES = {"title": "role", "position": "role", "function": "role", "mail": "email", "telephone": "phone"}


class Reader:
    """Reads parsed TOML into records and collects problems.

    `unknown` and `wrong` are the codes for problems with a key or with a value. With `hyphens` a key may also be typed
    as on the command line, `extend-select` for `extend_select`.
    """

    def __init__(self, lines: SourceLines, *, fallback: Span, unknown: str, wrong: str, hyphens: bool = False) -> None:
        self.problems: list[Problem] = []
        self._lines = lines
        self._fallback = fallback
        self._unknown = unknown
        self._wrong = wrong
        self._hyphens = hyphens
        self._root: type[Any] | None = None

    def read(self, cls: type[T], values: Mapping[str, Any], nodes: Mapping[str, Any], *, where: str = "") -> T:
        """An instance of `cls` from a table; `where` is the table's name for messages."""
        return cls(**self.values(cls, values, nodes, where=where))

    def values(
        self, cls: type[Any], values: Mapping[str, Any], nodes: Mapping[str, Any], *, where: str = ""
    ) -> dict[str, Any]:
        """The keyword arguments for `cls`; unknown keys and wrong values are reported and left out."""
        self._root = self._root or cls
        arguments: dict[str, Any] = {}
        declarations = declared_keys(cls)
        for name, value in values.items():
            node = nodes.get(name) or {}
            field = name if name in declarations else name.replace("-", "_") if self._hyphens else name
            if (declaration := declarations.get(field)) is None:
                self._report_unknown(name, node, tuple(declarations), where)
                continue
            reader = (
                self._read_scalar if declaration.table is None and declaration.shape == "one" else self._read_structure
            )
            result = reader(declaration, value, node, f"{where}.{name}" if where else name)
            if result is not None:
                arguments[field] = result
        return arguments

    def _read_structure(self, declaration: Key, value: Any, node: Mapping[str, Any], name: str) -> Any:
        """The value of a key that is not a single scalar, read by the reader for its shape."""
        if declaration.table is None:
            if declaration.shape == "many":
                return self._read_list(declaration, value, node, name)
            return self._read_pairs(declaration, value, node, name)
        if declaration.shape == "many":
            return self._read_tables(declaration.table, value, node, name)
        if not isinstance(value, dict):
            return self._report_no_table(value, node, name)
        if declaration.shape == "named":
            return self._read_named(declaration, value, _inner_nodes(node), name)
        return self._read_table(declaration.table, value, node, name)

    def _report_no_table(self, value: Any, node: Mapping[str, Any], name: str) -> None:
        """Report a value that is not a table where a table belongs."""
        description = "several" if isinstance(value, list) else describe(value)
        self._report(node, name, f"expected one table, found {description}", f"write [{name}] on its own line")

    def _read_pairs(self, declaration: Key, value: Any, node: Mapping[str, Any], name: str) -> Any:
        """The pairs of a table whose keys the user chooses."""
        if not isinstance(value, dict):
            return self._report_no_table(value, node, name)
        reader = self._read_list if declaration.shape == "lists" else self._read_scalar
        nodes, pairs = _inner_nodes(node), []
        for key, content in value.items():
            key_node, inner = nodes.get(key) or {}, f"{name}.{key}"
            try:
                converted = cast(Convert, declaration.names)(key)
            except WrongValue as wrong:
                self._report(key_node, inner, str(wrong), wrong.help)
                continue
            if (result := reader(declaration, content, key_node, inner)) is not None:
                pairs.append((converted, result))
        return tuple(pairs)

    def _read_named(
        self, declaration: Key, value: Mapping[str, Any], nodes: Mapping[str, Any], name: str
    ) -> dict[str, Any]:
        """The records of a table of tables, by the names that the user chose."""
        tables = {}
        for key, content in value.items():
            node, inner = nodes.get(key) or {}, f"{name}.{key}"
            if not isinstance(content, dict):
                help = f"{name} holds tables only, each with a name of its own: [{name}.some-name]"
                self._report(node, inner, f"expected a table, found {describe(content)}", help)
                continue
            try:
                converted = declaration.names(key) if declaration.names else key
            except WrongValue as wrong:
                self._report(node, inner, str(wrong), wrong.help)
                continue
            tables[converted] = self._read_table(cast(type[Any], declaration.table), content, node, inner)
        return tables

    def _read_scalar(self, declaration: Key, value: Any, node: Mapping[str, Any], name: str) -> Any:
        """The converted value; None for an empty string and for a wrong value, which is reported."""
        convert = cast(Convert, declaration.convert)
        try:
            result = convert(value)
        except WrongValue as wrong:
            return self._report(node, name, str(wrong), wrong.help)
        if not result and isinstance(result, str) and not isinstance(result, Empty):
            return None  # an empty field is not filled in yet
        return Field(result, self._span_of(node, name)) if declaration.placed else result

    def _read_list(self, declaration: Key, value: Any, node: Mapping[str, Any], name: str) -> Any:
        """The converted values of a list; None if it is not a list."""
        if not isinstance(value, list):
            short = value if isinstance(value, str) and len(value) <= _SHORT else ""
            listed = ", ".join(describe(words.strip()) for words in short.split(",") if words.strip()) or "..."
            help = f"write {name.rpartition('.')[2]} = [{listed}]"
            return self._report(node, name, f"expected a list, found {describe(value)}", help)
        items = node.get("value")
        nodes = items if isinstance(items, list) and len(items) == len(value) else [node] * len(value)
        scalars = [self._read_scalar(declaration, element, at, name) for element, at in zip(value, nodes, strict=True)]
        return tuple([scalar for scalar in scalars if scalar is not None])

    def _read_tables(self, cls: type[Any], value: Any, node: Mapping[str, Any], name: str) -> Any:
        """The records of an array of tables."""
        if not isinstance(value, list) or not all(isinstance(element, dict) for element in value):
            description = f"[{name}]" if isinstance(value, dict) else describe(value)
            help = f"write [[{name}]], in two brackets, on a line of its own"
            return self._report(node, name, f"expected [[{name}]] tables, found {description}", help)
        items = node.get("value")
        nodes = items if isinstance(items, list) and len(items) == len(value) else [{}] * len(value)
        return tuple(self._read_table(cls, element, at, name) for element, at in zip(value, nodes, strict=True))

    def _read_table(self, cls: type[Any], value: Mapping[str, Any], node: Mapping[str, Any], name: str) -> Any:
        """The record of a single table."""
        arguments = self.values(cls, value, _inner_nodes(node), where=name)
        if "span" in cls._fields:
            arguments["span"] = self._span_of(node, name)
        return cls(**arguments)

    def _span_of(self, node: Mapping[str, Any], name: str, part: str = "value") -> Span:
        """The span of a value; for a table without a place, the span of its header or of its first key."""
        raw, line, _ = _PARTS[part]
        if raw in node and type(node.get(line, {})) is not dict:
            return self._lines.span(node, part)
        if (header := self._lines.header(name)) is not None:
            return header
        for candidate in (node, *node.values()):
            if isinstance(candidate, dict) and isinstance(candidate.get("key_raw"), str):
                return self._lines.span(candidate, "key")
        return self._fallback

    def _report(self, node: Mapping[str, Any], name: str, message: str, help: str = "") -> None:
        """Add a problem with a key or its value."""
        self.problems.append(
            Problem(self._wrong, self._span_of(node, name), f"{printable(name)}: {message}", help, name)
        )

    def _report_unknown(self, name: str, node: Mapping[str, Any], known_keys: tuple[str, ...], where: str) -> None:
        """Report an unknown key, with the key that was probably meant."""
        key = f"{where}.{name}" if where else name
        span = self._span_of(node, key, "key")
        inside = f" in [{where}]" if where else ""
        help = (
            did_you_mean(_OTHER_NAMES[name] if _OTHER_NAMES.get(name) in known_keys else None)
            or self._help_for_other_table(name, where)
            or did_you_mean(nearest(name, known_keys) if len(self.problems) < MOST_SUGGESTIONS else None)
            or f"known here: {', '.join(known_keys)}"
        )
        self.problems.append(Problem(self._unknown, span, f'unknown key "{printable(name)}"{inside}', help, key))

    def _help_for_other_table(self, name: str, where: str) -> str:
        """The help for a key that belongs in another table; empty if it belongs in none."""
        top_level_keys = declared_keys(self._root) if self._root else {}
        if where and name in top_level_keys:
            return f"{name} belongs above the first [table]; below [{where}] it is part of {where}"
        tables = [
            table
            for table, key in top_level_keys.items()
            if key.table and key.shape != "named" and name in declared_keys(key.table)
        ]
        headers = [
            f"[[{table}]]" if top_level_keys[table].shape == "many" else f"[{table}]"
            for table in tables
            if table != where
        ]
        return f"{name} belongs under {' or '.join(headers)}" if headers else ""


def _inner_nodes(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The nodes of the keys in a table, whether it is inline, a [table] or a [[table]]."""
    inner = node.get("value")
    if isinstance(inner, dict) and not isinstance(node.get("value_line"), dict) and "value_line" in node:
        return inner
    return node


def key_spans(
    values: Mapping[str, Any], nodes: Mapping[str, Any], lines: SourceLines, *, prefix: str = ""
) -> dict[str, Span]:
    """The span of every key by its dotted name, such as `dateline.city`, or `quotes.0.text` for the first `[[quotes]]`.

    A table without keys has the span of its header. `prefix` is the dotted name of the table around the values.
    """
    spans: dict[str, Span] = {}
    for key_name, value in values.items():
        node, name = nodes.get(key_name) or {}, f"{prefix}{key_name}"
        span = lines.span(node, "key") if isinstance(node.get("key_raw"), str) else lines.header(name)
        if span is not None:
            spans[name] = span
        if isinstance(value, dict):
            spans |= key_spans(value, _inner_nodes(node), lines, prefix=f"{name}.")
        elif isinstance(value, list) and isinstance(items := node.get("value"), list):
            for number, (element, at) in enumerate(zip(value, items, strict=False)):
                if isinstance(element, dict):
                    spans |= key_spans(element, _inner_nodes(at), lines, prefix=f"{name}.{number}.")
    return spans
