"""Parsed outputs: a page, a mail or a plain text as readers see it, and the entries of a feed."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing.feeds.text import clean
from newsroom_cli.publishing.proof.source import Source, one_line

PAGE, MAIL, PLAIN, FEED = "page", "mail", "plain text", "feed"


class View(NamedTuple):
    """A parsed output: its bytes, its visible text as it is (`raw`) and on one line (`text`), and its parts."""

    path: str
    form: str
    data: bytes
    raw: str
    text: str
    links: Sequence[str] = ()
    heading: str | None = None
    title: str | None = None
    language: str | None = None


def plain(path: str, data: bytes) -> View:
    """The view of a plain text; its one-line text leaves out the addresses that follow the words of links."""
    raw = data.decode()
    return View(path, PLAIN, data, raw, f" {without_addresses(one_line(raw)).replace('  ', ' ')} ")


@functools.cache
def _parser() -> Any:
    """The HTML parser, imported once."""
    from selectolax.lexbor import LexborHTMLParser

    bytes(1 << 24)  # after this, glibc keeps the memory that the parser frees, which halves its time
    return LexborHTMLParser


def html(path: str, form: str, data: bytes, source: Source) -> View:
    """The view of a page, a mail or the HTML of a feed entry; its language is that of the headline."""
    tree = _parser()(data)
    raw = tree.body.text() if tree.body else ""
    links: list[str] = []
    parts: dict[str, Any] = {}
    for node in tree.css('a,h1,title,[aria-hidden="true"]' if form == MAIL else "a,h1,title"):
        if node.tag == "a":
            links.append(_absolute(node.attributes.get("href") or "", form, source))
        elif node.tag in ("h1", "title"):
            parts.setdefault(node.tag, node)
        else:
            raw = raw.replace(node.text(), "", 1)  # the preheader, which only an inbox shows
    node, language = parts["h1"] if "h1" in parts and source.headline else tree.body and tree.body.child, None
    while node is not None and not language:
        language, node = node.attributes.get("lang"), node.parent
    heading, title = (one_line(parts[tag].text()) if tag in parts else None for tag in ("h1", "title"))
    return View(path, form, data, raw, f" {one_line(raw)} ", links, heading, title, language)


def _absolute(href: str, form: str, source: Source) -> str:
    """The address of a link; on a page, links to other pages of the site are relative."""
    site = source.document.config.url
    return site + href.removeprefix("../") if form == PAGE and href.startswith("../") else href


# --- words ----------------------------------------------------------------------------------------------------


_INVISIBLE = pattern(
    "[~\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffd-\uffff]"
)
# Plain text may break lines beside these letters, so spaces beside them mean nothing.
_WIDE = "[^\0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2000-\u205f\u20a0-\u20bf\u2122]"
_AROUND_WIDE = pattern(f" ?({_WIDE}) ?")
_MARKUP_CHARACTERS = pattern(r"[<>|*_\[\]-]")
_ADDRESS = pattern(r"<[^<>\s]+>")


def collapsed(text: str) -> str:
    """The text with one space for all white space."""
    return " ".join(text.split())


def visible(text: str) -> str:
    """The text on one line, without invisible characters and the marks of deleted words (~), with plain hyphens."""
    line = collapsed(_INVISIBLE.sub("", clean(text).replace("\u2011", "-")))
    return line if line.isascii() else _AROUND_WIDE.sub(r"\1", line)


def skeleton(text: str) -> str:
    """The visible text on one line, also without the marks of lists, tables and quotations."""
    return visible(_MARKUP_CHARACTERS.sub(" ", visible(text)))


def is_word_boundary(text: str, offset: int) -> bool:
    """Whether a word can end or begin at an offset of a text that `visible` returned."""
    around = text[max(offset - 1, 0) : offset + 1]
    return (
        len(around) < 2
        or " " in around
        or "…" in around
        or (not around.isascii() and _AROUND_WIDE.search(around) is not None)
    )


def without_addresses(line: str) -> str:
    """A line of plain text without the addresses in angle brackets that follow the words of links."""
    return _ADDRESS.sub("", line.replace(" <", "<")) if "<" in line else line


# --- feeds ----------------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """An entry of a parsed feed; `published` and `updated` are still text."""

    url: str
    title: str
    content: str
    language: str
    published: str
    updated: str


READABLE = (".json", ".xml")  # the endings of feeds that can be read back


def entries(path: str, data: bytes) -> Iterator[Entry]:
    """Yield the entries of a feed in order; the ending of the path says whether it is JSON or XML."""
    if path.endswith(".json"):
        feed = json.loads(data)
        for entry in feed["items"]:
            language = entry.get("language") or feed.get("language", "")
            url, title, content = (entry.get(name, "") for name in ("url", "title", "content_html"))
            yield Entry(url, title, content, language, entry.get("date_published", ""), entry.get("date_modified", ""))
        return
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    feed_language = root.findtext("channel/language") or root.get(_LANGUAGE, "")
    for entry in root.iter("item", "{*}entry"):
        link = entry.find("{*}link[@rel='alternate']")
        title, content, published, updated = (
            entry.findtext(first) or entry.findtext(second) or "" for first, second in _ENTRY_PARTS
        )
        language = entry.findtext("{*}language") or entry.get(_LANGUAGE) or feed_language
        url = entry.findtext("link", "") if link is None else link.get("href", "")
        yield Entry(url, title, content, language, published, updated)


_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRY_PARTS = [
    ("{*}title", "title"),
    ("{*}encoded", "{*}content"),
    ("pubDate", "{*}published"),
    ("{*}updated", "{*}updated"),
]


def moment_of(text: str) -> dt.datetime | None:
    """Parse a moment of a feed into UTC; None if it is invalid."""
    from email.utils import parsedate_to_datetime

    try:
        moment = dt.datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
        return moment.astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError):
        return None
