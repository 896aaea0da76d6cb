"""Read records of sites: JSON objects with a title, a text in HTML or as a tree of blocks, and a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from newsroom_cli.importing import fields
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import addresses, inline
from newsroom_cli.importing.pieces import TEXT, Pasted
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

_TITLES = ("title", "headline")
_TEXTS = ("body", "content", "content_html", "body_html", "html", "text", "content_text", "articlebody")
_URLS = ("link", "web_url", "url", "canonical_url")
_WHOLE = 400  # characters; a longer text with an address needs no title
_SUBTITLES = ("subtitle", "subheadline", "description")
_DATES = ("date", "first_published_at", "published_at", "published", "publish_date", "date_published", "datepublished")
# Names under which programs nest the record itself.
_INNER = ("details", "attributes", "data", "post", "article", "page", "fields")
_ISSUERS = ("organisations", "organizations", "publisher", "organisation", "organization", "department", "agency")


def recognises(material: Material) -> bool:
    """Whether a source is a JSON object, or a list with at least one record."""
    return isinstance(material.json, dict) or bool(records(material.json))


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield the records of a source. Raises NewsroomError if it has none."""
    objects = records(material.json)
    if not objects:
        raise NewsroomError(
            "this is JSON, but not a JSON Feed", hint="import a page, a Word or Markdown file, a mail or a feed"
        )
    yield from read(objects, base=material.base)


def records(data: Any) -> list[Mapping[str, Any]]:
    """The records in parsed JSON: objects with a title and a text, or with an address and a long text."""
    return [
        value for value in (data if isinstance(data, list) else [data]) if isinstance(value, dict) and _is_record(value)
    ]


def _is_record(data: Mapping[str, Any]) -> bool:
    text = _text(data, _TEXTS) or _blocks(data)
    return bool(text) and (bool(_text(data, _TITLES)) or (len(text) > _WHOLE and bool(_text(data, _URLS))))


def read(objects: list[Mapping[str, Any]], *, base: str = "") -> Iterator[Pasted]:
    """Yield one text for each record."""
    for record in objects:
        yield _pasted(record, base)


def _pasted(data: Mapping[str, Any], base: str) -> Pasted:
    """A record as a source."""
    url = addresses.absolute(_text(data, _URLS), base)
    blocks = _blocks(data)
    read = fields.pieces(blocks or _text(data, _TEXTS), base=url or base, is_html=bool(blocks))
    day, where = _date(data)
    return Pasted(
        read.pieces,
        lines=read.lines,
        title=fields.plain_title(_text(data, _TITLES)),
        subtitle=fields.plain_title(_text(data, _SUBTITLES)),
        date=day,
        date_source=where,
        language=_text(data, ("locale", "language", "lang")),
        url=url,
        site=_issuer(data),
        notes=read.notes,
        title_of=TEXT,
    )


def _parts(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield data
    yield from (data[name] for name in _INNER if isinstance(data.get(name), dict))


def _text(data: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first text under several names, in the record or in a part of it; empty if there is none."""
    for part in _parts(data):
        lowered = {str(name).lower(): value for name, value in part.items()}
        for name in names:
            value = lowered.get(name)
            value = value[0] if isinstance(value, list) and len(value) == 1 else value
            value = value.get("rendered") if isinstance(value, dict) else value  # as in WordPress
            if isinstance(value, str) and value.strip():
                return value
    return ""


def _blocks(data: Mapping[str, Any]) -> str:
    """The HTML of a text stored as a tree of blocks; empty if the record has none."""
    values = (part[name] for part in _parts(data) for name in _TEXTS if name in part)
    return next(filter(None, map(html_of, values)), "")


def _date(data: Mapping[str, Any]) -> tuple[dt.date | dt.datetime | None, str]:
    """The date of a record or None, and where it was found."""
    for name in _DATES:
        if day := fields.date_of(_text(data, (name,))):
            return day, f'"{name}" of the record'
    return None, ""


def _issuer(data: Mapping[str, Any]) -> str:
    """The name of the record's first organisation; empty if there is none."""
    links = data.get("links")
    for part in (*_parts(data), *([links] if isinstance(links, dict) else [])):
        for name in _ISSUERS:
            value = part.get(name)
            value = value[0] if isinstance(value, list) and value else value
            value = (value.get("title") or value.get("name")) if isinstance(value, dict) else value
            if isinstance(value, str) and value.strip():
                return inline.single_spaced(value).strip()
    return ""


# --- trees of blocks ------------------------------------------------------------------------------------------

_DEEPEST = 40  # levels of nested blocks
_BLOCKS = {
    "paragraph": "p", "p": "p", "blockquote": "blockquote", "quote": "blockquote", "listitem": "li", "li": "li",
    "bulletlist": "ul", "unorderedlist": "ul", "ul": "ul", "orderedlist": "ol", "ol": "ol",
    "table": "table", "tablerow": "tr", "tablecell": "td", "tableheader": "th", "tableheadercell": "th",
}  # fmt: skip
_RULES = {"divider", "horizontalrule", "hr"}
_BREAKS = {"hardbreak", "linebreak", "br"}
_MARKS = {"bold": "b", "strong": "b", "italic": "i", "em": "i"}
_TAGGED = pattern(r"</?(?:a|b|i|br|em|strong|sup|sub|u|span)\b[^<>]{0,2000}>", 2)


def html_of(value: Any) -> str:
    """The HTML of a tree of blocks, as in ProseMirror, Slate and Contentful; empty for any other value."""
    blocks = value.get("content", value.get("children")) if isinstance(value, Mapping) else value
    if not isinstance(blocks, list) or not any(_kind(block) in _BLOCKS for block in blocks):
        return ""
    return "".join(_html(block, 0) for block in blocks)


def _kind(block: Any) -> str:
    """The type of a block in lower case without punctuation: bullet_list and bulletList are both bulletlist."""
    named = (block.get("type") or block.get("nodeType") or "") if isinstance(block, Mapping) else ""
    return "".join(filter(str.isalnum, named)).lower() if isinstance(named, str) else ""


def _html(block: Any, depth: int) -> str:
    """The HTML of a block, and of the blocks inside it."""
    if not isinstance(block, Mapping) or depth > _DEEPEST:
        return ""
    kind = _kind(block)
    words = block.get("text", block.get("value"))
    if isinstance(words, str) and (kind in ("text", "") or "text" in block):
        return _styled(words, block)
    children = block.get("content", block.get("children"))
    inside = "".join(_html(child, depth + 1) for child in children) if isinstance(children, list) else ""
    if kind in _RULES:
        return "<hr>"
    if kind in _BREAKS:
        return "<br>"
    if kind.startswith("heading"):
        level = _level(block, kind)
        return f"<h{level}>{inside}</h{level}>"
    if kind in _BLOCKS:
        return f"<{_BLOCKS[kind]}>{inside}</{_BLOCKS[kind]}>"
    if kind in ("link", "hyperlink", "a"):
        return _link(inside, _part(block, "data", "attrs").get("uri") or block.get("url") or block.get("href"))
    return inside


def _styled(words: str, block: Mapping[str, Any]) -> str:
    """Words as HTML, with their emphasis and links; HTML elements that an editor wrote among them are kept."""
    html = words if _TAGGED.search(words) else escape(words)
    marks = block.get("marks")
    for mark in marks if isinstance(marks, list) else ():
        if name := _MARKS.get(_kind(mark)):
            html = f"<{name}>{html}</{name}>"
        elif _kind(mark) == "link":
            html = _link(html, _part(mark, "attrs").get("href"))
    return html


def _part(block: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    return next((block[name] for name in names if isinstance(block.get(name), Mapping)), {})


def _level(block: Mapping[str, Any], kind: str) -> int:
    """The level of a heading: from the block, its attributes or the name of its type; otherwise 2."""
    level = block.get("level") or _part(block, "attrs").get("level") or kind[-1:]
    return min(max(int(level), 1), 6) if str(level).isascii() and str(level).isdigit() and len(str(level)) == 1 else 2


def _link(words: str, href: Any) -> str:
    return f'<a href="{escape(href)}">{words}</a>' if isinstance(href, str) and href else words
