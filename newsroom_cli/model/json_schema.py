"""JSON Schemas of front matter and newsroom.toml, made from the declared keys, for editors to complete and validate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from newsroom_cli.model.config import Config
from newsroom_cli.model.release import DEFAULT_KIND, Release
from newsroom_cli.model.toml.schema import Key, declared_keys
from newsroom_cli.model.toml.values import Choice, Convert, count, day, flag, free

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that TOML language servers know
Schema = dict[str, Any]


def release_schema(config: Config) -> Schema:
    """The schema of a release's front matter; it offers the offices, kinds and people of a newsroom."""
    schema = _table_schema(Release)
    fields = schema["properties"]
    fields["kind"]["enum"] = list(config.kinds)
    fields["kind"]["default"] = DEFAULT_KIND
    if config.offices:
        former_keys = (key for office in config.offices.values() for key in office.former_keys)
        fields["office"]["enum"] = [*config.offices, *former_keys]
    people = [person.name for person in config.people if person.name]
    for properties, name in ((fields, "author"), (fields["quotes"]["items"]["properties"], "speaker")):
        _suggest(properties[name], people)
    _suggest(fields["quotes"]["items"]["properties"]["role"], [person.role for person in config.people if person.role])
    schema["allOf"] = [_required(name, kind.requires) for name, kind in config.kinds.items()]
    about = f"The fields between the +++ lines of a release of {config.name}"
    return {"$schema": DIALECT, "title": "newsroom release", "description": about, **schema}


def newsroom_schema(codes: Sequence[str]) -> Schema:
    """The schema of newsroom.toml; it offers the `codes` of the rules."""
    schema = _table_schema(Config, hyphens=True)
    check = schema["properties"]["check"]["properties"]
    families = sorted({code.rstrip("0123456789") for code in codes})
    selectable = ["ALL", *families, *codes]
    for name in ("select", "extend_select", "ignore"):
        _suggest(check[name]["items"], selectable)
    about = "What newsroom.toml says of a newsroom"
    return {"$schema": DIALECT, "title": "newsroom.toml", "description": about, "required": ["url"], **schema}


def _table_schema(cls: type[Any], *, hyphens: bool = False) -> Schema:
    """The schema of a table; `hyphens` also allows each key with hyphens."""
    properties = {}
    for name, key in declared_keys(cls).items():
        properties[name] = {"description": f"{key.doc[:1].upper()}{key.doc[1:]}.", **_key_schema(key, hyphens=hyphens)}
        if (default := _json_default(key.default)) is not None:
            properties[name]["default"] = default
        if hyphens and "_" in name:
            properties[name.replace("_", "-")] = {**properties[name], "description": f"The same as {name}."}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _key_schema(key: Key, *, hyphens: bool) -> Schema:
    """The schema of a key's value, by the shape of the key."""
    one = _table_schema(key.table, hyphens=hyphens) if key.table else _scalar_schema(key)
    if key.shape == "many":
        return {"type": "array", "items": one}
    if key.shape in ("named", "pairs"):
        return {"type": "object", "additionalProperties": one}
    if key.shape == "lists":
        return {"type": "object", "additionalProperties": {"type": "array", "items": one}}
    return one


def _scalar_schema(key: Key) -> Schema:
    """The schema of a single value, by its converter."""
    if isinstance(key.convert, Choice):
        return {"type": "string", "enum": list(key.convert.choices)}
    if key.convert is day:  # a date of TOML is a string in the form of RFC 3339 to a schema
        return {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?)?$",
        }
    kinds: dict[Convert | None, Schema] = {
        flag: {"type": "boolean"}, count: {"type": "integer", "minimum": 0}, free: {"type": "object"},
    }  # fmt: skip
    return dict(kinds.get(key.convert, {"type": "string"}))


def _suggest(schema: Schema, choices: list[str]) -> None:
    """Offer choices for a string; other values stay valid."""
    if choices:
        schema["anyOf"] = [{"enum": list(dict.fromkeys(choices))}, {"type": "string"}]


def _required(kind: str, fields: Iterable[str]) -> Schema:
    """The schema of the fields that a kind requires, except contacts, which may come from the office, and the body."""
    own_fields = [field for field in fields if field not in ("contact", "body") and "." not in field]
    fields_by_table: dict[str, list[str]] = {}
    for table, _, name in (field.partition(".") for field in fields if "." in field):
        fields_by_table.setdefault(table, []).append(name)
    then: Schema = {"required": [*own_fields, *fields_by_table]}
    if fields_by_table:
        then["properties"] = {table: {"required": names} for table, names in fields_by_table.items()}
    if kind == DEFAULT_KIND:  # also the kind of releases that name none
        return {"if": {"properties": {"kind": {"const": kind}}}, "then": then}
    return {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": then}


def _json_default(value: Any) -> Any:
    """A default value in JSON; None for an empty one."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value or None
    if type(value) is tuple and value and all(isinstance(element, str) for element in value):
        return list(value)
    return None
