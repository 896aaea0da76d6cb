"""Read feeds (RSS, Atom, JSON): one text for each entry, in the order of the feed."""

from __future__ import annotations

import calendar
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsroom_cli.importing import charset, fields
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import addresses, inline
from newsroom_cli.importing.pages.metadata import parse_date, without_midnight, without_sections
from newsroom_cli.importing.pieces import HEADING, PICTURE, Pasted, Piece
from newsroom_cli.importing.repair import repair
from newsroom_cli.language.dates.mentions import mentions
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

_SUMMARY = "the feed holds only a summary of this entry; import its page for the whole text"
_MAYBE = "this may be only a summary; compare it with the page"
_CUT_OFF = pattern(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\[&hellip;\]|read more|continue reading|weiterlesen|lire la suite"
    r"|leer más)[\s»→>.\])]*\Z",
    2,
)
_ENTITIES = pattern(r"<!ENTITY", 2)
_SHORT = 500  # characters; a shorter text in the summary of an entry is only a summary


_ROOT = pattern(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", 2)
_ENTRY = pattern(rb"[\xef\xbb\xbf\s]*<item[\s>]", 2)


def recognises_xml(material: Material) -> bool:
    """Whether a source is an RSS or Atom feed, or an entry cut out of one."""
    return _ENTRY.match(material.limited[:200]) is not None or _is_feed(material.limited)


def _is_feed(data: bytes) -> bool:
    """Whether bytes begin like an RSS or Atom feed."""
    start = data[:200_000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    root = _after_comments(start)
    if not root.startswith(b"<") or b"<html" in root.lower():
        return False
    return _ROOT.search(root) is not None or (
        start.startswith(b"<?xml") and b"<!doctype html" not in root.lower() and b"<!ENTITY" in root
    )


def _after_comments(start: bytes) -> bytes:
    """The beginning of XML, without comments and processing instructions before it."""
    at = 0
    while comment := _ASIDE.match(start, at):
        end = start.find(b"-->" if comment[1] == b"<!--" else b"?>", comment.end())
        if end < 0:
            break
        at = end
        at += 3 if comment[1] == b"<!--" else 2
    return start[at : at + 4000].lstrip()


_ASIDE = pattern(rb"\s*(<!--|<\?)")


def read_xml_from(material: Material) -> Iterator[Pasted]:
    """Yield the entries of an RSS or Atom feed."""
    data = material.data
    if not _is_feed(data):
        data = b"<rss><channel>%s</channel></rss>" % data
    yield from read_xml(data, base=material.base)


def read_xml(data: bytes, *, base: str = "") -> Iterator[Pasted]:
    """Yield the entries of an RSS or Atom feed.

    Raises NewsroomError for a feed that declares entities and for XML that is no feed.
    """
    decoded = charset.decode(data, search_declaration=True)
    if _ENTITIES.search(decoded.text):
        raise NewsroomError("the feed declares entities, which can fill a computer's memory", hint=_PAGES)
    import feedparser

    text = _REFERENCE.sub(_valid_reference, _ENCODING.sub("", decoded.text, count=1))
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8", errors="replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not parsed.entries:
        why = "the feed has no entries" if parsed.get("version") else "this is XML, but not a feed"
        raise NewsroomError(why, hint=_PAGES)
    site = parsed.feed
    home = base or addresses.absolute(_string(site, "link"))
    for entry in parsed.entries:
        yield _entry(entry, site, home, decoded.notes)


_ENCODING = pattern(r"""(?<=<\?xml)([^<>]{0,200}?)\s+encoding\s*=\s*["'][^"']*["']""")
_REFERENCE = pattern(r"&#(?:x([0-9a-f]{1,8})|(\d{1,9}));?", re.IGNORECASE)


def _valid_reference(match: re.Match[str]) -> str:
    """A numeric reference, or U+FFFD if no character has its number."""
    number = int(match[1], 16) if match[1] else int(match[2])
    return "\ufffd" if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF else match.group()


_PAGES = "save the pages of the entries and import those"


def _string(part: Mapping[str, Any], name: str) -> str:
    value = part.get(name)
    return inline.single_spaced(repair(value).text).strip() if isinstance(value, str) else ""


def _entry(entry: Mapping[str, Any], site: Mapping[str, Any], home: str, notes: tuple[str, ...]) -> Pasted:
    """An entry of an RSS or Atom feed as a source."""
    link = addresses.absolute(_string(entry, "link"), home)
    source, kind, base, is_summary = _content(entry)
    read = fields.pieces(source, base=addresses.absolute(base, home) or link or home, is_html=kind != "text/plain")
    left_out = _attachment_notes(entry.get("enclosures"), "href")
    day, where = _date(entry)
    return Pasted(
        read.pieces,
        lines=read.lines,
        title=fields.plain_title(_string(entry, "title")),
        subtitle=fields.plain_title(_string(entry, "subtitle")),
        date=day,
        date_source=where,
        language=_string(entry, "language") or _string(site, "language"),
        url=link,
        site=without_sections(fields.plain_title(_string(site, "title"))),
        author=_string(entry, "author"),
        topics=_topics(entry.get("tags")),
        notes=(*notes, *_summary_notes(read.pieces, is_summary=is_summary), *read.notes, *left_out),
    )


def _attachment_notes(attachments: object, key: str) -> list[str]:
    """A note that names attachments of an entry, which have their addresses under a key; no note if there are none."""
    listed = attachments if isinstance(attachments, list) else []
    found = [str(attachment.get(key, "")) for attachment in listed if isinstance(attachment, dict)]
    return [f"attached to the entry and not imported: {', '.join(found[:5])}"] if found else []


def _content(entry: Mapping[str, Any]) -> tuple[str, str, str, bool]:
    """The longest text of an entry, its media type, its base address, and whether it is only a summary."""
    contents = [
        content
        for content in entry.get("content") or []
        if isinstance(content, dict) and isinstance(content.get("value"), str)
    ]
    best = max(contents, key=lambda content: len(content["value"]), default=None)
    summary = entry.get("summary_detail") or {}
    if best is None or len(best["value"]) < len(summary.get("value") or ""):
        return summary.get("value") or "", summary.get("type") or "text/html", summary.get("base") or "", best is None
    return best["value"], best.get("type") or "text/html", best.get("base") or "", False


def _summary_notes(pieces: tuple[Piece, ...], *, is_summary: bool) -> tuple[str, ...]:
    """A note if the text of an entry is, or may be, only a summary."""
    words = "\n".join(piece.text for piece in pieces if piece.kind not in (HEADING, PICTURE))
    if not words or _CUT_OFF.search(words[-60:]) or (is_summary and len(words) < _SHORT):
        return (_SUMMARY,)
    return (_MAYBE,) if is_summary and len(pieces) < 3 else ()


def _topics(tags: Any) -> tuple[str, ...]:
    """The topics in the tags of an entry, without duplicates."""
    terms = (tag.get("term") for tag in tags or [] if isinstance(tag, dict))
    return tuple(
        dict.fromkeys(inline.single_spaced(term).strip() for term in terms if isinstance(term, str) and term.strip())
    )


def _date(entry: Mapping[str, Any]) -> tuple[dt.date | dt.datetime | None, str]:
    """The date of an entry or None, and where it was found."""
    for name in ("published", "updated"):
        if day := parse_date(_string(entry, name)):
            return day, f"feed entry {name}"
        parsed = entry.get(f"{name}_parsed")
        if parsed:
            try:
                return without_midnight(
                    dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
                ), f"feed entry {name}"
            except (ValueError, TypeError, OverflowError, OSError):
                continue
        dates = mentions(_string(entry, name))  # Monday, March 2, 2026 - 10:55am, as many sites write it
        if dates and dates[0].year and (date := dates[0].in_year(dates[0].year)):
            return date, f"feed entry {name}"
    return None, ""


# --- JSON Feed ------------------------------------------------------------------------------------------------


def is_json_feed(data: Any) -> bool:
    """Whether parsed JSON is a JSON Feed."""
    return (
        isinstance(data, dict)
        and "jsonfeed.org/version" in str(data.get("version"))
        and isinstance(data.get("items"), list)
    )


def recognises_json(material: Material) -> bool:
    """Whether a source is a JSON Feed, perhaps a damaged one."""
    if material.json is not None:
        return is_json_feed(material.json)
    return material.text.lstrip()[:1] in ("{", "[") and "jsonfeed.org/version" in material.text[:4000]


def read_json_from(material: Material) -> Iterator[Pasted]:
    """Yield the entries of a JSON Feed."""
    yield from read_json(material.text, base=material.base)


def read_json(source: str, *, base: str = "") -> Iterator[Pasted]:
    """Yield the entries of a JSON Feed. Raises NewsroomError for other JSON."""
    try:
        data = json.loads(source, strict=False)
    except (ValueError, RecursionError) as error:
        raise NewsroomError("the JSON cannot be read", hint="import the feed as its site serves it") from error
    if not is_json_feed(data):
        raise NewsroomError(
            "this is JSON, but not a JSON Feed", hint="import a page, a Word or Markdown file, a mail or a feed"
        )
    home = base or addresses.absolute(_string(data, "home_page_url")) or addresses.absolute(_string(data, "feed_url"))
    for entry in data["items"]:
        if isinstance(entry, dict):
            yield _json_entry(entry, data, home)


def _json_entry(entry: Mapping[str, Any], data: Mapping[str, Any], home: str) -> Pasted:
    """An entry of a JSON Feed as a source."""
    link = addresses.absolute(_string(entry, "url") or _string(entry, "external_url"), home)
    html, plain, summary = (
        entry.get(name) if isinstance(entry.get(name), str) else ""
        for name in ("content_html", "content_text", "summary")
    )
    source = html or plain or summary or ""
    read = fields.pieces(source, base=link or home, is_html=bool(html))
    day = parse_date(_string(entry, "date_published"))
    tags = entry.get("tags")
    left_out = _attachment_notes(entry.get("attachments"), "url")
    return Pasted(
        read.pieces,
        lines=read.lines,
        title=fields.plain_title(_string(entry, "title")),
        date=day,
        date_source="feed entry date_published" if day else "",
        language=_string(entry, "language") or _string(data, "language"),
        url=link,
        site=without_sections(_string(data, "title")),
        author=_author(entry, data),
        topics=tuple(inline.single_spaced(tag).strip() for tag in tags if isinstance(tag, str))
        if isinstance(tags, list)
        else (),
        notes=(*_summary_notes(read.pieces, is_summary=not html and not plain), *read.notes, *left_out),
    )


def _author(entry: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """The name of an entry's author, else of the feed's author; empty if there is none."""
    for part in (entry, data):
        authors = part.get("authors")
        for author in [*(authors if isinstance(authors, list) else []), part.get("author")]:
            if isinstance(author, dict) and (name := _string(author, "name")):
                return name
    return ""
