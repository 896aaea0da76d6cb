"""Edits of the front matter that keep its style: set a key, add a table, remove a table.

Comments, the order of the keys and line ends stay. The edited text is parsed again, and is returned only if it has
the wanted values.
"""

from __future__ import annotations

import bisect
import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from newsroom_cli.model import release_file as releases
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import to_toml
from newsroom_cli.model.toml import parsing
from newsroom_cli.model.toml.schema import SourceLines

Path = tuple[str | int, ...]
_SIGNATURES = "approvals"


class NotEditable(NewsroomError):
    """The edit would damage the rest of the front matter."""

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(
            message, path=path, hint="write it as in docs/release-format.md, each key on a line of its own"
        )


def assign(release: Release, name: str, value: Any) -> Release:
    """The release with one key set, by its dotted name: `status`, `dateline.city`, `quotes.2.clearance`.

    Quotes count from 0, as in `release_file.key_places`. A missing table is added; a dict becomes an inline table.
    Raises NotEditable when the front matter cannot be read, or the edit would change more than this key.
    """
    path, front = _parse_name(name), _Front(release)
    wanted = copy.deepcopy(dict(front.values))
    _table_at(wanted, path[:-1], name)[path[-1]] = value
    node = _node_at(front.nodes, path)
    if node is not None and isinstance(node.get("value_raw"), str):
        edited: str | None = front.with_value(node, value)
    elif node is not None:  # written as a table with a header, or by dotted keys
        edited = _Front(_with_front(release, front.without(path))).with_key(path, value)
    else:
        edited = front.with_key(path, value)
    return front.first_with_values((edited, front.with_rewritten_value(path, wanted)), wanted, name)


def append(release: Release, name: str, *tables: Mapping[str, Any]) -> Release:
    """The release with further `[[name]]` tables after its last one; `[[approvals]]` stay the last tables of the file.

    Raises NotEditable as `assign` does.
    """
    front = _Front(release)
    wanted = copy.deepcopy(dict(front.values))
    tables_now = wanted.setdefault(name, [])
    if not isinstance(tables_now, list):
        raise NotEditable(f"{name} is not written as [[{name}]] tables")
    tables_now.extend(map(dict, tables))
    return front.first_with_values(
        (front.with_tables(name, tables), front.with_rewritten_value((name,), wanted)), wanted, name
    )


def remove(release: Release, name: str, number: int) -> Release:
    """The release without one of its `[[name]]` tables; comments inside it stay.

    They count from 0, and -1 is the last one. Raises NotEditable.
    """
    front = _Front(release)
    wanted = copy.deepcopy(dict(front.values))
    if not isinstance(wanted.get(name), list) or not wanted[name]:
        raise NotEditable(f"there is no [[{name}]] table")
    path: Path = (name, number % len(wanted[name]))
    wanted[name].pop(number)
    if not wanted[name]:
        del wanted[name]
    candidates = (front.without(path, gap=True), front.with_rewritten_value((name,), wanted))
    return front.first_with_values(candidates, wanted, name)


def remove_key(release: Release, name: str) -> Release:
    """The release without one key, by its dotted name. Raises NotEditable if that would change anything else."""
    front, path = _Front(release), _parse_name(name)
    wanted = copy.deepcopy(dict(front.values))
    if _table_at(wanted, path[:-1], name).pop(path[-1], None) is None:
        raise NotEditable(f"there is no {name}")
    return front.first_with_values((front.without(path),), wanted, name)


# --- names ----------------------------------------------------------------------------------------------------


def _parse_name(name: str) -> Path:
    """The parts of a dotted name such as `quotes.2.clearance`, with indexes as numbers."""
    return tuple(int(part) if part.isdecimal() else part for part in name.split("."))


def _table_at(values: Any, path: Path, name: str) -> dict[Any, Any]:
    """The table at a path, added to `values` if it is missing.

    Raises NotEditable, with the `name` of the key, if there is another value in its place.
    """
    for part in path:
        if isinstance(part, int):
            if not isinstance(values, list) or part >= len(values):
                raise NotEditable(f"there is no {name}")
            values = values[part]
        elif isinstance(values, dict):
            values = values.setdefault(part, {})
        else:
            break
    if not isinstance(values, dict):
        raise NotEditable(f"there is no table for {name}")
    return values


def _node_at(nodes: Mapping[str, Any], path: Path) -> Mapping[str, Any] | None:
    """The parser's node for a key under a header, in an inline table or in a list; None when there is none."""
    node: Any = nodes
    for part in path:
        if isinstance(part, str) and isinstance(node, dict) and "value_raw" in node:
            node = node["value"]
        if isinstance(part, int) and isinstance(node, dict):
            node = node.get("value")
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            return None
    return node if isinstance(node, dict) else None


# --- the text -------------------------------------------------------------------------------------------------

_TOKEN = pattern(
    r'''"""(?:[^\\]|\\.)*?"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*|[\[\]{}\n]''', re.DOTALL
)
_NAME_PART = pattern(r"""[ \t]*(?:([\w-]+)|"((?:[^"\\]|\\.)*)"|'([^']*)')[ \t]*(?:\.|(?=[=\]])|$)""")


class _Line(NamedTuple):
    """A logical line: a string or list over several lines is one. `code` is where it ends, without its comment.

    `names` are the parts of its key or header; `header` is the number of brackets that open a header, 0 for a key.
    """

    start: int
    code: int
    end: int
    names: tuple[str, ...]
    header: int


class _Front:
    """The TOML of a release, with its values, nodes and logical lines."""

    def __init__(self, release: Release) -> None:
        if release.broken:
            raise NotEditable("the front matter cannot be read", release.path)
        self._release = release
        self._text = release.text[release.front.start : release.front.end]
        self._newline = "\r\n" if "\r\n" in release.text else "\n"
        document = parsing.parse(self._text)
        self.values, self.nodes = document.values, document.nodes
        self._lines = list(_logical_lines(self._text))

    def first_with_values(self, candidates: Iterable[str | None], wanted: Mapping[str, Any], name: str) -> Release:
        """The release with the first candidate for its front matter that has the wanted values. Raises NotEditable."""
        for front in candidates:
            if front is None:
                continue
            edited = _with_front(self._release, front)
            same_body = edited.body.value == self._release.body.value
            if not edited.broken and same_body and _have_same_values(parsing.parse(front).values, wanted):
                return edited._replace(files=self._release.files)
        raise NotEditable(f"{name} is written in a way that cannot be edited safely", self._release.path)

    def with_value(self, node: Mapping[str, Any], value: Any) -> str:
        """The text with another value at a node."""
        span = SourceLines(self._text).span(node, "value")
        return self._text[: span.start] + self._toml(value) + self._text[span.end :]

    def with_key(self, path: Path, value: Any) -> str | None:
        """The text with a new key after the last key of its table; None if there is no place for it."""
        *tables, name = path
        written = f"{releases.key_in_toml(str(name))} = {self._toml(value)}{self._newline}"
        if not tables:
            first = next((number for number, line in enumerate(self._lines) if line.header), len(self._lines))
            return self._with_lines_at(first, written)
        header = self._header_line(tuple(tables))
        if header is not None:
            return self._with_lines_at(self._section_end(header), written)
        if len(tables) == 1:
            gap = self._newline if self._lines else ""
            return self._text + f"{gap}[{releases.key_in_toml(str(tables[0]))}]{self._newline}{written}"
        return None

    def with_tables(self, name: str, tables: Sequence[Mapping[str, Any]]) -> str:
        """The text with `[[name]]` tables added, separated by blank lines."""
        written = []
        for values in tables:
            keys = (f"{releases.key_in_toml(key)} = {self._toml(value)}" for key, value in values.items())
            written.append(self._newline.join((f"[[{releases.key_in_toml(name)}]]", *keys, "")))
        own_headers = [number for number, line in enumerate(self._lines) if line.header and line.names[:1] == (name,)]
        after_own = self._section_end(own_headers[-1]) if own_headers else self._before_signatures()
        line_number = len(self._lines) if name == _SIGNATURES else after_own
        gap = self._newline if self._lines else ""
        return self._with_lines_at(line_number, gap + self._newline.join(written))

    def _before_signatures(self) -> int:
        """The number of the line where the `[[approvals]]` tables at the end begin, else the number of lines."""
        first_signature = len(self._lines)
        for number in range(len(self._lines) - 1, -1, -1):
            if self._lines[number].header:
                if self._lines[number].names != (_SIGNATURES,):
                    break
                first_signature = number
        return first_signature

    def without(self, path: Path, *, gap: bool = False) -> str:
        """The text without the lines of a key or table; their comments stay. With `gap` the blank line above goes."""
        pieces, at = [], 0
        numbers = self._lines_of(path)
        if gap and numbers:
            at = self._lines[numbers[0]].start
            pieces = [self._text[:at].rstrip("\r\n"), self._newline]
        for number in numbers:
            line = self._lines[number]
            comment = self._text[line.code : line.end].strip()
            pieces += [self._text[at : line.start], f"{comment}{self._newline}" if comment else ""]
            at = line.end
        return "".join((*pieces, self._text[at:]))

    def with_rewritten_value(self, path: Path, wanted: Mapping[str, Any]) -> str | None:
        """The text with the inline table or list around a key written anew; None if that would lose comments."""
        values: Any = wanted
        for depth, part in enumerate(path, 1):
            values = values[part] if not isinstance(values, dict) or part in values else None
            node = _node_at(self.nodes, path[:depth])
            if node and isinstance(raw := node.get("value_raw"), str) and not raw.startswith("[["):
                has_comments = any(token.group().startswith("#") for token in _TOKEN.finditer(raw))
                return None if has_comments or values is None else self.with_value(node, values)
        return None

    def _toml(self, value: Any) -> str:
        """A value in TOML, with the line ends of the release."""
        return releases.to_toml(value).replace("\n", self._newline)

    def _with_lines_at(self, number: int, lines: str) -> str:
        """The text with lines inserted after the logical line before `number`."""
        at = self._lines[number - 1].end if number else 0
        if at and not self._text[:at].endswith("\n"):
            lines = self._newline + lines
        return self._text[:at] + lines + self._text[at:]

    def _header_line(self, tables: Path) -> int | None:
        """The number of the line that opens a table: `quotes.2` is the third `[[quotes]]`; None if there is none."""
        names = tuple(part for part in tables if isinstance(part, str))
        indexes = [part for part in tables if isinstance(part, int)]
        if len(indexes) > 1 or (indexes and not isinstance(tables[1], int)):
            return None
        table_number = -1
        for number, line in enumerate(self._lines):
            if line.header == 2 and line.names == names[:1]:
                table_number += 1
            if line.header and line.names == names and (not indexes or table_number == indexes[0]):
                return number
        return None

    def _section_end(self, header: int) -> int:
        """The line number of the next header, or the number of lines if there is none."""
        next_headers = (number for number, line in enumerate(self._lines) if number > header and line.header)
        return next(next_headers, len(self._lines))

    def _lines_of(self, path: Path) -> list[int]:
        """The numbers of the lines that make up a key or table: its line, its dotted keys, its tables."""
        names = tuple(part for part in path if isinstance(part, str))
        indexes = [part for part in path if isinstance(part, int)]
        line_numbers, table_number = [], -1
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._lines):
            if line.header == 2 and line.names == names[:1]:
                table_number += 1
            if line.header:
                table = line.names
            full_name = line.names if line.header else (*table, *line.names)
            is_this_table = not indexes or (indexes[0] == table_number and path[1] == table_number)
            if (
                full_name[: len(names)] == names
                and is_this_table
                and (len(full_name) > len(table) or table[: len(names)] == names)
            ):
                line_numbers.append(number)
        return line_numbers


def _with_front(release: Release, front: str) -> Release:
    """The release parsed again with other TOML between its +++ lines."""
    return releases.parse(release.text[: release.front.start] + front + release.text[release.front.end :], release.path)


def _logical_lines(text: str) -> Iterable[_Line]:
    """The logical lines of a TOML text; comments and blank lines are left out."""
    starts = [0]
    depth, comments = 0, []
    for token in _TOKEN.finditer(text):
        token_text = token.group()
        if token_text == "\n" and depth == 0:
            starts.append(token.end())
        elif token_text[0] == "#":
            comments.append(token.start())
        elif token_text in "[{]}":
            depth += 1 if token_text in "[{" else -1
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        first = bisect.bisect_left(comments, start)
        comment = _last_comment(text, comments[first : bisect.bisect_left(comments, end)], end)
        code = start + len(text[start:comment].rstrip())
        words = text[start:code].lstrip()
        if words:
            header = 2 if words.startswith("[[") else 1 if words.startswith("[") else 0
            yield _Line(start, code, end, _parse_key(words.lstrip("[")), header)


def _last_comment(text: str, comments: list[int], end: int) -> int:
    """The offset where the comment of a logical line begins; the end of the line if it has none.

    A comment inside a list belongs to the line.
    """
    if comments and "\n" not in text[comments[-1] : end].rstrip("\r\n"):
        return comments[-1]
    return end


def _parse_key(words: str) -> tuple[str, ...]:
    """The parts of a dotted key at the start of a line."""
    names, at = [], 0
    while (match := _NAME_PART.match(words, at)) and match.end() > at:
        names.append(match[1] or match[2] or match[3] or "")
        at = match.end()
        if words[at - 1] != ".":
            break
    return tuple(names)


def _have_same_values(actual: Any, wanted: Any) -> bool:
    """Whether two values are equal apart from line ends in strings and the order of tables."""
    if isinstance(actual, dict) and isinstance(wanted, dict):
        return actual.keys() == wanted.keys() and all(_have_same_values(actual[key], wanted[key]) for key in actual)
    if isinstance(actual, list) and isinstance(wanted, list | tuple):
        return len(actual) == len(wanted) and all(map(_have_same_values, actual, wanted))
    if isinstance(actual, str) and isinstance(wanted, str):
        return actual.replace("\r\n", "\n") == wanted.replace("\r\n", "\n")
    return type(actual) is type(wanted) and (actual == wanted or repr(actual) == repr(wanted))  # nan is not nan


# --- lists of a TOML file ------------------------------------------------------------------------------------

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
    """The values of a file, None if it is not TOML."""
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
