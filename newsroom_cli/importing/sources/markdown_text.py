"""Read Markdown or HTML below front matter of Hugo, Jekyll and others (YAML, TOML, JSON), or below lines of facts."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newsroom_cli.importing import fields, front_matter, line_joining, unreadable
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import addresses, html_, tree
from newsroom_cli.importing.pieces import HEADING, TEXT, Fragment, Pasted, Piece, SourceLine
from newsroom_cli.importing.repair import repair
from newsroom_cli.markup import markdown
from newsroom_cli.model.patterns import pattern


def has_preamble(material: Material) -> bool:
    """Whether a text begins with lines such as "Title: City Opens Pool", without a fence."""
    return material.is_short and preamble_of(material.text) is not None


def read_preamble_from(material: Material) -> Iterator[Pasted]:
    """Yield the text below lines of facts, with these facts."""
    if preamble := preamble_of(material.text):
        read_body = html_.fragment if preamble.is_html else _pieces
        yield material.with_notes(_pasted(preamble.values, read_body(preamble.body, base=material.base), ()))


def is_html(material: Material) -> bool:
    """Whether a file is HTML below front matter, as Jekyll keeps pages."""
    return material.name.endswith(tree.ENDINGS) and front_matter.has_front_matter(material.text)


def read_html_from(material: Material) -> Iterator[Pasted]:
    """Yield the text of HTML below front matter, with its facts."""
    yield material.with_notes(read(material.text, base=material.base, is_html=True))


_MARKDOWN = pattern(
    r"^#{1,6} \S|\[[^\]\n]{1,200}\]\((?:https?:|mailto:|/)[^)\s]{1,2000}+\)|^\*\*\S.*\*\*\s*$|\*\*\S[^*\n]*\S\*\*", 8
)


def recognises(material: Material) -> bool:
    """Whether a text is Markdown: by name, by front matter, or by several marks of Markdown."""
    if material.name.endswith((".md", ".markdown", ".mdown", ".mkd", ".mdx")) or front_matter.has_front_matter(
        material.text
    ):
        return True
    return not material.name.endswith(".txt") and len(_MARKDOWN.findall(material.text[:50_000])) >= 2


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield a Markdown text with the facts of its front matter. Raises NewsroomError for XML and too long a text."""
    unreadable.refuse_text(material)
    yield material.with_notes(read(material.text, base=material.base))


def read(source: str, *, base: str = "", is_html: bool = False) -> Pasted:
    """Read a Markdown text, or HTML in its place, and the facts of its front matter."""
    repaired = repair(source)
    values, body, notes = front_matter.split(repaired.text)
    read_body = html_.fragment(_TEMPLATE_CODE.sub("", body), base=base) if is_html else _pieces(body, base)
    return _pasted(values, read_body, (*repaired.notes, *notes))


def _pasted(values: Mapping[str, Any], body: Fragment, notes: tuple[str, ...]) -> Pasted:
    """A source from its front matter and its body."""
    facts = front_matter.Facts(values)
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
        url=addresses.absolute(facts.address()),
        site=facts.text(*_ISSUER_NAMES.split()),
        place=facts.text(*_PLACE_NAMES.split()),
        author=facts.text("author", "authors", "byline"),
        topics=facts.list("topics", "tags", "categories", "keywords"),
        notes=(*notes, *draft, *body.notes),
        contacts=facts.contacts(),
        title_of=TEXT,
        pictures=body.pictures,
        has_files_beside=True,
    )


_SUBTITLE_NAMES = (
    "subtitle subhead subheadline subheading sub_title sub-title deck dek standfirst untertitel unterzeile sous-titre"
    " soustitre sous_titre chapeau chapo subtitulo subtítulo bajada copete entradilla sottotitolo ondertitel podtytuł"
    " perex underrubrik ingress manchet vorspann anreisser lead"
)
_ISSUER_NAMES = (
    "site publisher organization organisation office agency department issuer source herausgeber quelle fuente fonte"
    " bron emetteur émetteur organisme institution ente company organisatie"
)
_PLACE_NAMES = (
    "place dateline location city ort standort stadt lieu ville lugar ciudad localidad luogo città plaats local cidade"
)
_DEEPEST = 4  # levels of nested tables; in YAML, a table may contain itself


def _lines_of(values: Mapping[str, Any], depth: int = 0) -> Iterator[SourceLine]:
    """Yield the front matter as lines, one for each key, including those of nested tables."""
    for name, value in values.items():
        listed = value if isinstance(value, list) else [value]
        text = ", ".join(str(word) for word in listed if isinstance(word, (str, int, dt.date)) and word is not True)
        if text.strip():
            yield SourceLine(f"{name}: {text}", "front matter")
        for table in listed:
            if isinstance(table, Mapping) and depth < _DEEPEST:
                yield from _lines_of(table, depth + 1)


# --- body -----------------------------------------------------------------------------------------------------

# Template code that Hugo and Jekyll replace when they build a page, and shortcodes in exports from WordPress.
_TEMPLATE_CODE = pattern(
    r"\{\{[<%].{0,2000}?[>%]\}\}|\{%.{0,2000}?%\}|\{\{.{0,500}?\}\}"
    r"|\[/?(?:caption|gallery|embed|audio|video|playlist|et_pb_\w+|vc_\w+|contact-form[\w-]*)(?:\s[^\[\]]{0,400})?\]",
    16,
)
# Old texts indent the first line of a paragraph; Markdown takes that for code.
_INDENTED = pattern(r"(?<=\n\n)(?: {4,12}|\t)(\S[^\n]{20,}\n(?=[^\s#>*+|-]))")
# HTML inside shortcodes and template tags is indented, too.
_INDENTED_HTML = pattern(
    r"(?im)^(?: {4,12}|\t+)(?=</?(?:img|figure|figcaption|p|div|[uo]l|li|a|b|i|em|strong|br|iframe)[ />])"
)
_CUT = pattern(
    r"^[ \t]*<!--\s*more\s*-->[ \t]*$|\{\s?:[^{}]{1,200}\}|\{\s*(?:[.#][\w-]+"
    r"|target=[^}]{1,40})(?:\s+[.#][\w-]+)*\s*\}",
    8,
)
_FIRST_HEADING = pattern(
    r"\s*(?:#[ \t]+(?P<hashed>[^\n]+?)(?:[ \t]+#+)?[ \t]*|(?P<lined>[^\n#>*+\-\d\s][^\n]{0,200})\n=+[ \t]*)(?:\n|\Z)"
)


# A <br> on its own line would make HTML of all lines down to the next blank one.
_BREAK_ALONE = pattern(r"(?im)^[ \t]*(?:<br[ \t]*/?>[ \t]*)++$")


def _pieces(body: str, base: str) -> Fragment:
    """Read a Markdown body; its first heading stays at the first level."""
    body = _BREAK_ALONE.sub("", _CUT.sub("", body))
    body = _CLOSED_LATE.sub(r"\1 ", body) if "**" in body else body
    plain = _INDENTED.sub(r"\1", line_joining.without_line_spacing(textwrap.dedent(body)))
    plain = _INDENTED_HTML.sub("", plain) if "<" in plain else plain
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


# Bold words whose closing mark touches the next word: **BOSTON –**The city. Markdown does not read that as bold.
_CLOSED_LATE = pattern(r"(?<!\*)(\*\*[^\s*][^*\n]{0,80}[–—:.,)-]\*\*)(?=[^\W_])")


def _first_template_code(text: str) -> str:
    match = _TEMPLATE_CODE.search(text)
    return " ".join(match.group().split())[:60] if match else ""


# The star of Bürger*innen and jede*r: two of them in a paragraph would make emphasis.
_STAR_OF_GENDER = pattern(r"(?<=[^\W\d_])\*(?=in(?:nen)?\b)|(?<=e)\*(?=[rnms]\b)")


def _rendered(source: str, base: str) -> Fragment:
    source = _STAR_OF_GENDER.sub(r"\\*", source) if "*in" in source or "e*" in source else source
    return html_.fragment(markdown.html(source, locate=str), base=base)


# --- lines of facts without fences ----------------------------------------------------------------------------


class Preamble(NamedTuple):
    """The values in the lines above a text, the text, and whether the text is HTML."""

    values: Mapping[str, str]
    body: str
    is_html: bool


_KEYED = pattern(r"([A-Za-z][A-Za-z_-]{1,30})[ \t]*:[ \t\u3000]+(\S[^\n]{0,1000})")
_PREAMBLE_KEYS = frozenset(
    ("date", "slug", "author", "authors", "category", "tags", "lang", "summary", "modified", "status")
)
_MOST_LINES = 30  # lines of a preamble

_DEFINED = pattern(r"[ \t]*<define-tag\s+([\w-]{1,40})[^>\n]{0,80}>(.{0,1000}?)</define-tag>[ \t]*(?:\n|\Z)", 16)
_REMARK = pattern(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_NAMES = {"pagetitle": "title", "title": "title", "release_date": "date", "date": "date", "author": "author"}
_BROKEN = pattern(r"\\[ \t]*\n")


def preamble_of(source: str) -> Preamble | None:
    """The preamble of a text; None if there is none."""
    return _keyed_preamble(source) or _tagged_preamble(source)


def _keyed_preamble(source: str) -> Preamble | None:
    """The preamble in lines of `key: value`; None if there is none."""
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
    """A value without quotation marks around the whole of it: "City opens bridge: photos"."""
    inside = value[1:-1]
    return inside if value[:1] in "'\"" and value[:1] == value[-1:] and value[:1] not in inside else value


def _tagged_preamble(source: str) -> Preamble | None:
    """The preamble in `<define-tag>` elements of WML (Website META Language); None if there is none."""
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
