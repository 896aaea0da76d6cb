"""Read front matter, the fields that site generators put above a text: YAML, TOML, JSON or plain lines."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from newsroom_cli.importing import fields
from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.pages.metadata import date_in_address, without_midnight
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml import parsing

_JBAKE = pattern(r"\s*((?:[A-Za-z][\w.-]{0,40}=[^\n]*\n)+)~{5,}[ \t]*(?:\n|\Z)")
_FENCED = pattern(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*(---|\+\+\+|;;;)[ \t]*\n(.*?)(?:^(?:\1|\.\.\.)[ \t]*$\n?)", 16 | 8)

# YAML that has lost its first fence.
_UNOPENED = pattern(
    r"()((?=[^\f]{0,800}?^title:)(?:[A-Za-z][\w-]{0,30}:(?:[ \t].*)?\n(?:[ \t]+\S.*\n|- .*\n)*){3,40})---[ \t]*\n", 8
)


def has_front_matter(source: str) -> bool:
    """Whether a text begins with front matter."""
    start = _REMARKS.sub("", source.lstrip("\ufeff \t\r\n")[:_HEAD], count=1)[:200]
    plain = source[:_HEAD].replace("\r\n", "\n")
    return (
        _JBAKE.match(source.replace("\r\n", "\n")) is not None
        or _UNOPENED.match(plain) is not None
        or (
            start.startswith(("---\n", "---\r\n", "+++\n", "+++\r\n", ";;;\n"))
            and _FENCED.match(source.replace("\r\n", "\n")) is not None
        )
    )


_HEAD = 5000  # characters that are searched for front matter below comments
_REMARKS = pattern(r"\A(?:<!--(?:(?!-->).)*-->\s*)+", 16)


def split(source: str) -> tuple[Mapping[str, Any], str, tuple[str, ...]]:
    """Split a text into the values of its front matter, its body, and notes on front matter that cannot be read.

    Without front matter, the values are empty and the body is the whole text.
    """
    fence = _FENCED.match(source) or _UNOPENED.match(source)
    if fence:
        read_with = {"+++": _toml, ";;;": _json}.get(fence[1], _yaml)
        values, notes = read_with(fence[2])
        return values, source[fence.end() :], notes
    if settings := _JBAKE.match(source):
        return _by_lines(settings[1]), source[settings.end() :], ()
    if source.lstrip().startswith("{"):
        try:
            values, end = json.JSONDecoder(strict=False).raw_decode(source.lstrip())
        except (ValueError, RecursionError):
            return {}, source, ()
        if isinstance(values, dict) and any(name.lower() in ("title", "date", "headline") for name in values):
            return values, source.lstrip()[end:], ()
    return {}, source, ()


_UNREAD = "the front matter has mistakes; it was read line by line"


def _toml(text: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The values of TOML front matter, and notes; invalid TOML is read line by line."""
    try:
        return parsing.parse(text).values, ()
    except parsing.TomlError:
        return _by_lines(text), (_UNREAD,)


def _json(text: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The values of JSON front matter, and notes; invalid JSON is read line by line."""
    try:
        values = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _by_lines(text), (_UNREAD,)
    return (values, ()) if isinstance(values, dict) else ({}, ())


def _yaml(text: str) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The values of YAML front matter, and notes; very long or invalid YAML is read line by line."""
    if len(text) > 100_000:
        return _by_lines(text), ("the front matter is very long; only its plain lines were read",)
    import yaml

    try:
        values = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError, TypeError, AttributeError):
        return _by_lines(text), (_UNREAD,)
    return (values, ()) if isinstance(values, dict) else ({}, ())


_LINE = pattern(r"([A-Za-z][\w.-]{0,40})\s*[:=]\s*(.*)")


def _by_lines(text: str) -> Mapping[str, Any]:
    """Read plain `key: value` lines and dashed lists."""
    values: dict[str, Any] = {}
    last = ""
    for line in text.split("\n"):
        if match := _LINE.fullmatch(line.rstrip()):
            last, written = match[1], match[2].strip()
            inside = written[1:-1] if written.startswith("[") and written.endswith("]") else None
            values[last] = (
                _unquoted(written)
                if inside is None
                else [_unquoted(entry) for entry in inside.split(",") if entry.strip()]
            )
        elif last and (entry := line.strip()).startswith("- "):
            listed = values[last] if isinstance(values[last], list) else []
            values[last] = [*listed, _unquoted(entry[2:])]
    return values


def _unquoted(written: str) -> Any:
    """The value of a line, without quotation marks; true and false become booleans."""
    written = written.strip().rstrip(",").strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1].replace('\\"', '"') if written[0] == '"' else written[1:-1].replace("''", "'")
    return {"true": True, "false": False}.get(written, written)


_DATE_NAMES = (
    "date publishdate publish_date pubdate published date_published release_date releasedate datum fecha data dato"
    " date_publication fecha_publicacion data_pubblicazione data_publicacao"
)
_TITLE_NAMES = "title headline titel titre titulo título titolo tytuł název rubrik overskrift tittel"
_CONTACT_NAMES = "contact contacts press_contact presscontact media_contact kontakt pressekontakt contacto contatto"

_PARTS_OF_CONTACT = ("name", "phone", "email")


class Facts:
    """The values of front matter, found under any of the names that site generators use for them."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values: dict[str, Any] = {}
        for name, value in values.items():
            self._values.setdefault(str(name).lower(), value)
        for params in (values.get("params"), values.get("extra")):  # the tables of Hugo and Zola
            for name, value in params.items() if isinstance(params, dict) else ():
                self._values.setdefault(str(name).lower(), value)

    def text(self, *names: str) -> str:
        """The first text under several names, on one line; empty if there is none."""
        for name in names:
            value = self._values.get(name)
            value = value[0] if isinstance(value, list) and value else value
            value = value.get("name") if isinstance(value, dict) else value
            if isinstance(value, str | int) and not isinstance(value, bool) and not _EMPTY.fullmatch(str(value)):
                return unescape(inline.single_spaced(str(value))).strip()[:1000]
        return ""

    def title(self) -> str:
        """The title, or the first longer title if that is only the name of a section, such as News."""
        first = self.text(*_TITLE_NAMES.split())
        if len(first.split()) > _SECTION:
            return first
        others = (self.text(name) for name in self._values if name.endswith(("title", "headline", "titulo", "titre")))
        return next((title for title in others if len(title.split()) > _SECTION + 1), first)

    def contacts(self) -> tuple[str, ...]:
        """The contacts as texts below a line "Contact:"."""
        values = [self._values.get(name) for name in _CONTACT_NAMES.split()]
        parts = [part for value in values for part in (value if isinstance(value, list) else [value]) if part]
        apart = (self._values.get(f"{name}_{part}") for name in _CONTACT_NAMES.split() for part in _PARTS_OF_CONTACT)
        parts += ["\n".join(str(part) for part in apart if part)]  # contact_name, contact_email
        lines = ("\n".join(map(str, part.values())) if isinstance(part, dict) else str(part) for part in parts)
        return tuple(f"Contact:\n{text}" for text in lines if contact_blocks.has_number_or_address(text))

    def list(self, *names: str) -> tuple[str, ...]:
        """The texts of the lists under several names, each text once."""
        texts: dict[str, None] = {}
        for name in names:
            value = self._values.get(name)
            parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
            texts |= {
                inline.single_spaced(word).strip(): None
                for word in parts[:50]
                if isinstance(word, str) and word.strip()
            }
        return tuple(texts)

    def address(self) -> str:
        """The address of the text on its site, as written; empty if there is none."""
        return self.text("canonical", "canonicalurl", "canonical_url", "url", "permalink", "link")

    def date(self) -> tuple[dt.date | dt.datetime | None, str]:
        """The date of publication or None, and where it was found."""
        others = [name for name in self._values if _DATED.match(name)]
        for name in (*_DATE_NAMES.split(), *others):
            value = self._values.get(name)
            if isinstance(value, dt.datetime):
                return without_midnight(value), f"front matter {name}"
            if isinstance(value, dt.date):
                return value, f"front matter {name}"
            if isinstance(value, str) and (day := fields.date_of(_SPACED.sub(r"\1\2", value))):
                return day, f"front matter {name}"
        day = date_in_address(self.address())
        return day, "the address in front matter" if day else ""


_EMPTY = pattern(r"\s*(?:None|null|undefined|[Nn]/[Aa])?\s*")  # no value, also as programs write it
_SECTION = 2  # words in a section's name, at most
_DATED = pattern(
    r"(?:date|datum|fecha|data|dato)[ _-]?(?:de[ _-])?(?:publi|parution|veröff|freigabe|emis|rilascio|vyd)\w*\Z"
)
_SPACED = pattern(r"(\d{2}:\d{2}(?::\d{2})?)\s+([+-]\d{2}:?\d{2})$")  # Jekyll puts a space before the offset
