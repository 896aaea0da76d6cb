"""Facts in lines before the text, without a fence: `Title: ...` as Pelican has it, `<define-tag>` as Website Meta Language has it."""

from __future__ import annotations

from collections.abc import Mapping

from newsroom_cli.importing import fields
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern


class Preamble(NamedTuple):
    """What the lines before a text say, the text behind them, and whether that is HTML."""

    values: Mapping[str, str]
    body: str
    is_html: bool


_KEYED = pattern(r"([A-Za-z][A-Za-z_-]{1,30})[ \t]*:[ \t]+(\S[^\n]{0,1000})")
_KNOWN = frozenset(("date", "slug", "author", "authors", "category", "tags", "lang", "summary", "modified", "status"))
_MOST = 30  # lines

_DEFINED = pattern(r"[ \t]*<define-tag\s+([\w-]{1,40})[^>\n]{0,80}>(.{0,1000}?)</define-tag>[ \t]*(?:\n|\Z)", 16)
_REMARK = pattern(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_NAMES = {"pagetitle": "title", "title": "title", "release_date": "date", "date": "date", "author": "author"}
_BROKEN = pattern(r"\\[ \t]*\n")


def parted(source: str) -> Preamble | None:
    """The preamble of a text; None when it begins otherwise."""
    return _keyed(source) or _defined(source)


def _keyed(source: str) -> Preamble | None:
    values: dict[str, str] = {}
    lines = source.lstrip("\ufeff\n").split("\n", _MOST)
    for number, line in enumerate(lines):
        found = _KEYED.fullmatch(line.rstrip())
        if found is None:
            known = "title" in values and _KNOWN & values.keys()
            return Preamble(values, "\n".join(lines[number:]), False) if known and not line.strip() else None
        values.setdefault(found[1].lower(), found[2].strip())
    return None


def _defined(source: str) -> Preamble | None:
    if "<define-tag" not in source[:5000]:
        return None
    values: dict[str, str] = {}
    at = 1 if source.startswith("\ufeff") else 0
    while at < len(source):
        if found := _DEFINED.match(source, at):
            values.setdefault(_NAMES.get(found[1].lower(), found[1].lower()), fields.title(found[2]))
        elif (found := _REMARK.match(source, at)) is None or found.end() == at:
            break
        at = found.end()
    body = "".join(line for line in source[at:].splitlines(keepends=True) if not line.startswith("#use "))
    return Preamble(values, _BROKEN.sub(" ", body), True) if "title" in values else None
