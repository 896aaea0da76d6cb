"""Markdown or HTML with facts above: front matter of Hugo, Jekyll and others (YAML, TOML, JSON), or plain lines."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newsroom_cli.importing import contact_blocks, fields, line_joining, unreadable
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import addresses, html_, inline, tree
from newsroom_cli.importing.pages.metadata import without_midnight
from newsroom_cli.importing.pieces import HEADING, TEXT, Fragment, Pasted, Piece, SourceLine
from newsroom_cli.importing.repair import repair
from newsroom_cli.markup import markdown
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml import parsing


def has_preamble(material: Material) -> bool:
    """Whether a text begins with lines such as "Title: City Opens Pool", without a fence."""
    return material.is_short and preamble_of(material.text) is not None


def read_preamble_from(material: Material) -> Iterator[Pasted]:
    """The text below the lines of facts, as a source with these facts."""
    if preamble := preamble_of(material.text):
        yield material.with_notes(read_preamble(preamble, base=material.base))


def is_html(material: Material) -> bool:
    """Whether a text is HTML below front matter, as Jekyll keeps pages."""
    return material.name.endswith(tree.ENDINGS) and has_front_matter(material.text)


def read_html_from(material: Material) -> Iterator[Pasted]:
    """The text of a page below front matter, with its facts."""
    yield material.with_notes(read(material.text, base=material.base, is_html=True))


_MARKDOWN = pattern(
    r"^#{1,6} \S|\[[^\]\n]{1,200}\]\((?:https?:|mailto:|/)[^)\s]{1,2000}+\)|^\*\*\S.*\*\*\s*$|\*\*\S[^*\n]*\S\*\*", 8
)


def recognises(material: Material) -> bool:
    """Whether a text is Markdown: by name, by front matter, or by several marks of Markdown."""
    if material.name.endswith((".md", ".markdown", ".mdown", ".mkd", ".mdx")) or has_front_matter(material.text):
        return True
    return not material.name.endswith(".txt") and len(_MARKDOWN.findall(material.text[:50_000])) >= 2


def read_from(material: Material) -> Iterator[Pasted]:
    """The text of Markdown, with the facts of its front matter. Raises NewsroomError for XML and too long a text."""
    unreadable.refuse_text(material)
    yield material.with_notes(read(material.text, base=material.base))


def read(source: str, *, base: str = "", is_html: bool = False) -> Pasted:
    """The pieces of a Markdown text, or of HTML in its place, and the facts of its front matter."""
    repaired = repair(source)
    values, body, notes = _split_front_matter(repaired.text)
    read_body = html_.fragment(_TEMPLATE_CODE.sub("", body), base=base) if is_html else _pieces(body, base)
    return _pasted(values, read_body, (*repaired.notes, *notes))


def read_preamble(preamble: Preamble, *, base: str = "") -> Pasted:
    """The pieces of a text below a preamble, and its facts."""
    read_body = html_.fragment(preamble.body, base=base) if preamble.is_html else _pieces(preamble.body, base)
    return _pasted(preamble.values, read_body, ())


def _pasted(values: Mapping[str, Any], body: Fragment, notes: tuple[str, ...]) -> Pasted:
    """A source from its front matter and its body."""
    facts = _Facts(values)
    draft = (
        ("the source is marked as a draft",) if values.get("draft") is True or values.get("published") is False else ()
    )
    day, where = facts.date()
    return Pasted(
        body.pieces,
        lines=(*_lines_of(values), *body.lines),
        title=facts.title(),
        subtitle=facts.text(*_SUBTITLE_NAMES.split()),
        date=day,
        date_source=where,
        language=facts.text("language", "lang", "locale"),
        url=addresses.absolute(facts.text("canonical", "canonicalurl", "canonical_url", "url", "permalink", "link")),
        site=facts.text(*_ISSUER_NAMES.split()),
        place=facts.text(*_PLACE_NAMES.split()),
        author=facts.text("author", "authors", "byline"),
        topics=facts.list("topics", "tags", "categories", "keywords"),
        notes=(*notes, *draft, *body.notes),
        contacts=facts.contacts(),
        title_of=TEXT,
        pictures=body.pictures,
        beside=True,
    )


_DEEPEST = 4  # tables within tables: YAML may name a table within itself


def _lines_of(values: Mapping[str, Any], depth: int = 0) -> Iterator[SourceLine]:
    """The words of the front matter, a line for each key, also of tables within tables."""
    for name, value in values.items():
        listed = value if isinstance(value, list) else [value]
        text = ", ".join(str(word) for word in listed if isinstance(word, (str, int, dt.date)) and word is not True)
        if text.strip():
            yield SourceLine(f"{name}: {text}", "front matter")
        for table in listed:
            if isinstance(table, Mapping) and depth < _DEEPEST:
                yield from _lines_of(table, depth + 1)


# --- front matter ---------------------------------------------------------------------------------------------

_JBAKE = pattern(r"\s*((?:[A-Za-z][\w.-]{0,40}=[^\n]*\n)+)~{5,}[ \t]*(?:\n|\Z)")
_FENCED = pattern(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*(---|\+\+\+|;;;)[ \t]*\n(.*?)(?:^(?:\1|\.\.\.)[ \t]*$\n?)", 16 | 8)

# YAML whose first fence is lost.
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


_HEAD = 5000  # characters, among which a comment may stand above the front matter
_REMARKS = pattern(r"\A(?:<!--(?:(?!-->).)*-->\s*)+", 16)


def _split_front_matter(source: str) -> tuple[Mapping[str, Any], str, tuple[str, ...]]:
    """Front matter, body, and notes on unreadable front matter."""
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
    """The values of plain `key: value` lines and dashed lists."""
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
_SUBTITLE_NAMES = (
    "subtitle subhead subheadline subheading sub_title sub-title deck dek standfirst untertitel unterzeile sous-titre"
    " soustitre sous_titre chapeau chapo subtitulo subtítulo bajada copete entradilla sottotitolo ondertitel podtytuł"
    " perex underrubrik ingress manchet vorspann anreisser lead"
)
_PLACE_NAMES = (
    "place dateline location city ort standort stadt lieu ville lugar ciudad localidad luogo città plaats local cidade"
)
_ISSUER_NAMES = (
    "site publisher organization organisation office agency department issuer source herausgeber quelle fuente fonte"
    " bron emetteur émetteur organisme institution ente company organisatie"
)
_CONTACT_NAMES = "contact contacts press_contact presscontact media_contact kontakt pressekontakt contacto contatto"

_PARTS_OF_CONTACT = ("name", "phone", "email")


class _Facts:
    """The values of front matter, each found under any of the names that programs use for it."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values: dict[str, Any] = {}
        for name, value in values.items():
            self._values.setdefault(str(name).lower(), value)
        for params in (values.get("params"), values.get("extra")):  # of Hugo, of Zola
            for name, value in params.items() if isinstance(params, dict) else ():
                self._values.setdefault(str(name).lower(), value)

    def text(self, *names: str) -> str:
        """The first text under several names, on one line."""
        for name in names:
            value = self._values.get(name)
            value = value[0] if isinstance(value, list) and value else value
            value = value.get("name") if isinstance(value, dict) else value
            if isinstance(value, str | int) and not isinstance(value, bool) and not _EMPTY.fullmatch(str(value)):
                return unescape(inline.squeezed(str(value))).strip()[:1000]
        return ""

    def title(self) -> str:
        """The title; if that is only a section's name such as News, the first title as long as a headline."""
        first = self.text(*_TITLE_NAMES.split())
        if len(first.split()) > _SECTION:
            return first
        others = (self.text(name) for name in self._values if name.endswith(("title", "headline", "titulo", "titre")))
        return next((title for title in others if len(title.split()) > _SECTION + 1), first)

    def contacts(self) -> tuple[str, ...]:
        """The contacts, a line for each of their values."""
        values = [self._values.get(name) for name in _CONTACT_NAMES.split()]
        parts = [part for value in values for part in (value if isinstance(value, list) else [value]) if part]
        apart = (self._values.get(f"{name}_{part}") for name in _CONTACT_NAMES.split() for part in _PARTS_OF_CONTACT)
        parts += ["\n".join(str(part) for part in apart if part)]  # contact_name, contact_email
        lines = ("\n".join(map(str, part.values())) if isinstance(part, dict) else str(part) for part in parts)
        return tuple(f"Contact:\n{text}" for text in lines if contact_blocks.has_number_or_address(text))

    def list(self, *names: str) -> tuple[str, ...]:
        """The texts of all lists under several names, each once."""
        texts: dict[str, None] = {}
        for name in names:
            value = self._values.get(name)
            parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
            texts |= {
                inline.squeezed(word).strip(): None for word in parts[:50] if isinstance(word, str) and word.strip()
            }
        return tuple(texts)

    def date(self) -> tuple[dt.date | dt.datetime | None, str]:
        """The date of publication, and where it was found."""
        others = [name for name in self._values if _DATED.match(name)]
        for name in (*_DATE_NAMES.split(), *others):
            value = self._values.get(name)
            if isinstance(value, dt.datetime):
                return without_midnight(value), f"front matter {name}"
            if isinstance(value, dt.date):
                return value, f"front matter {name}"
            if isinstance(value, str) and (day := fields.date_of(_SPACED.sub(r"\1\2", value))):
                return day, f"front matter {name}"
        return None, ""


_EMPTY = pattern(r"\s*(?:None|null|undefined|[Nn]/[Aa])?\s*")  # also as programs write it
_SECTION = 2  # words of a section's name, at most
_DATED = pattern(
    r"(?:date|datum|fecha|data|dato)[ _-]?(?:de[ _-])?(?:publi|parution|veröff|freigabe|emis|rilascio|vyd)\w*\Z"
)
_SPACED = pattern(r"(\d{2}:\d{2}(?::\d{2})?)\s+([+-]\d{2}:?\d{2})$")  # Jekyll puts a space before the offset

# --- body -----------------------------------------------------------------------------------------------------

# Template code that Hugo and Jekyll replace when they build a page, and shortcodes of a WordPress that was exported.
_TEMPLATE_CODE = pattern(
    r"\{\{[<%].{0,2000}?[>%]\}\}|\{%.{0,2000}?%\}|\{\{.{0,500}?\}\}"
    r"|\[/?(?:caption|gallery|embed|audio|video|playlist|et_pb_\w+|vc_\w+|contact-form[\w-]*)(?:\s[^\[\]]{0,400})?\]",
    16,
)
# Old texts indent the first line of a paragraph; Markdown takes that for code.
_INDENTED = pattern(r"(?<=\n\n)(?: {4,12}|\t)(\S[^\n]{20,}\n(?=[^\s#>*+|-]))")
_CUT = pattern(
    r"^[ \t]*<!--\s*more\s*-->[ \t]*$|\{\s?:[^{}]{1,200}\}|\{\s*(?:[.#][\w-]+"
    r"|target=[^}]{1,40})(?:\s+[.#][\w-]+)*\s*\}",
    8,
)
_FIRST_HEADING = pattern(
    r"\s*(?:#[ \t]+(?P<hashed>[^\n]+?)(?:[ \t]+#+)?[ \t]*|(?P<lined>[^\n#>*+\-\d\s][^\n]{0,200})\n=+[ \t]*)(?:\n|\Z)"
)


# It would make HTML of all lines down to the next empty one.
_BREAK_ALONE = pattern(r"(?im)^[ \t]*(?:<br[ \t]*/?>[ \t]*)++$")


def _pieces(body: str, base: str) -> Fragment:
    """The pieces of a Markdown body; its first heading stays at the first level."""
    body = _BREAK_ALONE.sub("", _CUT.sub("", body))
    body = _CLOSED_LATE.sub(r"\1 ", body) if "**" in body else body
    plain = _INDENTED.sub(r"\1", line_joining.without_line_spacing(textwrap.dedent(body)))
    built, count = _TEMPLATE_CODE.subn("", plain) if "{" in plain or "[" in plain else (plain, 0)
    notes = (
        (f"template code of the site was left out ({count}), such as {_first_template_code(plain)}",) if count else ()
    )
    collected: list[Piece] = []
    lines: list[SourceLine] = []
    if first := _FIRST_HEADING.match(built):
        title = _rendered(f"## {first['hashed'] or first['lined'].strip()}", base)
        collected += title.pieces
        lines += title.lines
        collected = [piece._replace(level=1) if piece.kind == HEADING else piece for piece in collected]
        built = built[first.end() :]
    read = _rendered(built, base)
    return Fragment((*collected, *read.pieces), (*notes, *read.notes), (*lines, *read.lines))


# Bold words whose last mark touches the next word, which Markdown does not close: **BOSTON –**The city
_CLOSED_LATE = pattern(r"(?<!\*)(\*\*[^\s*][^*\n]{0,80}[–—:.,)-]\*\*)(?=[^\W_])")


def _first_template_code(text: str) -> str:
    match = _TEMPLATE_CODE.search(text)
    return " ".join(match.group().split())[:60] if match else ""


# The star of Bürger*innen and jede*r: two of them in a paragraph would make emphasis.
_STAR_OF_GENDER = pattern(r"(?<=[^\W\d_])\*(?=in(?:nen)?\b)|(?<=e)\*(?=[rnms]\b)")


def _rendered(source: str, base: str) -> Fragment:
    source = _STAR_OF_GENDER.sub(r"\\*", source) if "*in" in source or "e*" in source else source
    return html_.fragment(markdown.html(source, locate=str), base=base)


# --- lines of facts without a fence ---------------------------------------------------------------------------


class Preamble(NamedTuple):
    """The values in the lines above a text, the text, and whether the text is HTML."""

    values: Mapping[str, str]
    body: str
    is_html: bool


_KEYED = pattern(r"([A-Za-z][A-Za-z_-]{1,30})[ \t]*:[ \t]+(\S[^\n]{0,1000})")
_PREAMBLE_KEYS = frozenset(
    ("date", "slug", "author", "authors", "category", "tags", "lang", "summary", "modified", "status")
)
_MOST_LINES = 30  # lines

_DEFINED = pattern(r"[ \t]*<define-tag\s+([\w-]{1,40})[^>\n]{0,80}>(.{0,1000}?)</define-tag>[ \t]*(?:\n|\Z)", 16)
_REMARK = pattern(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_NAMES = {"pagetitle": "title", "title": "title", "release_date": "date", "date": "date", "author": "author"}
_BROKEN = pattern(r"\\[ \t]*\n")


def preamble_of(source: str) -> Preamble | None:
    """The preamble of a text; None without one."""
    return _keyed_preamble(source) or _tagged_preamble(source)


def _keyed_preamble(source: str) -> Preamble | None:
    """The preamble in lines of `key: value`; None without one."""
    values: dict[str, str] = {}
    lines = source.lstrip("\ufeff\n").split("\n", _MOST_LINES)
    for number, line in enumerate(lines):
        match = _KEYED.fullmatch(line.rstrip())
        if match is None:
            is_preamble = "title" in values and _PREAMBLE_KEYS & values.keys()
            body = _BODY_LABEL.sub("", "\n".join(lines[number:]), count=1)
            return Preamble(values, body, False) if is_preamble and not line.strip() else None
        values.setdefault(match[1].lower(), _without_quotes(match[2].strip()))
    return None


_BODY_LABEL = pattern(r"\A\s*(?:content|body|text|article)\s*:[ \t]*\n", 2)


def _without_quotes(value: str) -> str:
    """A value without the quotation marks that enclose all of it: "City opens bridge: photos"."""
    inside = value[1:-1]
    return inside if value[:1] in "'\"" and value[:1] == value[-1:] and value[:1] not in inside else value


def _tagged_preamble(source: str) -> Preamble | None:
    """The preamble in `<define-tag>` elements, as WML has it; None without one."""
    if "<define-tag" not in source[:5000]:
        return None
    values: dict[str, str] = {}
    at = 1 if source.startswith("\ufeff") else 0
    while at < len(source):
        if match := _DEFINED.match(source, at):
            values.setdefault(_NAMES.get(match[1].lower(), match[1].lower()), fields.plain_title(match[2]))
        elif (match := _REMARK.match(source, at)) is None or match.end() == at:
            break
        at = match.end()
    body = "".join(line for line in source[at:].splitlines(keepends=True) if not line.startswith("#use "))
    return Preamble(values, _BROKEN.sub(" ", body), True) if "title" in values else None
