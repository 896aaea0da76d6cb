"""Add texts to a list of a TOML file, and keep every other byte of it."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release_file import to_toml
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.schema import SourceLines

_TEXT = pattern(r"""#[^\n]*|("(?:[^"\\\n]|\\.)*"|'[^'\n]*')""")
_LINE_END = pattern(r"\r?\n")


def extended(toml: str, table: str, key: str, texts: Sequence[str]) -> str | None:
    """The file with texts added at the end of a list in a table; None if that would change anything else.

    A list or table that is not there is added.
    """
    document = parsing.parse(toml)
    wanted = copy.deepcopy(dict(document.values))
    section = wanted.setdefault(table, {})
    if not isinstance(section, dict) or not isinstance(section.setdefault(key, []), list):
        return None
    section[key].extend(texts)
    written = [to_toml(text) for text in texts]
    edited = _with_texts(toml, document.nodes, table, key, written)
    return edited if edited is not None and _values(edited) == wanted else None


def _values(toml: str) -> Any:
    """The values of a file, None if it is no TOML."""
    try:
        return parsing.parse(toml).values
    except parsing.TomlError:
        return None


def _with_texts(toml: str, nodes: Any, table: str, key: str, written: Sequence[str]) -> str | None:
    """The file with more elements in a list, or with the list, or with the table and the list."""
    newline = "\r\n" if "\r\n" in toml else "\n"
    node = _member(_member(nodes, table), key)
    if node is not None and isinstance(node.get("value_raw"), str):
        span = SourceLines(toml).span(node, "value")
        return toml[: span.start] + _longer(toml[slice(*span)], written) + toml[span.end :]
    line = f"{key} = [{', '.join(written)}]{newline}"
    header = re.search(rf"^[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\][ \t]*(?:#[^\n]*)?\r?$\n?", toml, re.MULTILINE)
    if header:
        before = toml[: header.end()]
        return before + ("" if before.endswith("\n") else newline) + line + toml[header.end() :]
    gap = "" if not toml else newline if toml.endswith("\n") else newline * 2
    return f"{toml}{gap}[{table}]{newline}{line}"


def _member(node: Any, name: str) -> Any:
    """The parser's node of a key in a table, inline or not; None if there is none."""
    if isinstance(node, dict) and "value_raw" in node:
        node = node["value"]
    return node.get(name) if isinstance(node, dict) else None


def _longer(written_list: str, written: Sequence[str]) -> str:
    """A list as written, with more elements in the style of its last one: beside it, or each on a line of its own."""
    texts = [match for match in _TEXT.finditer(written_list) if match[1]]
    if not texts:
        return f"[{', '.join(written)}{written_list[1:]}"
    last = texts[-1]
    head, tail = written_list[: last.end()], written_list[last.end() :]
    indent = written_list[written_list.rfind("\n", 0, last.start()) + 1 : last.start()]
    line_end = _LINE_END.search(tail)
    if "\n" not in head or indent.strip() or line_end is None:
        return f"{head}, {', '.join(written)}{tail}"
    rest_of_line = tail[: line_end.start()]
    has_comma = rest_of_line.lstrip().startswith(",")
    lines = f",{line_end.group()}{indent}".join(written) + ("," if has_comma else "")
    return f"{head}{'' if has_comma else ','}{rest_of_line}{line_end.group()}{indent}{lines}{tail[line_end.start() :]}"
