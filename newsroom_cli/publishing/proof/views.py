"""Outputs read back: a page, a mail or a plain text as readers see it, and the entries of a feed."""

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
    """An output read back: its bytes, its visible text, the same as one line, its links, and what its parts say."""

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
    """A plain text; its text as one line is without the addresses behind the words of links."""
    raw = data.decode()
    return View(path, PLAIN, data, raw, f" {without_addresses(one_line(raw)).replace('  ', ' ')} ")


@functools.cache
def _parser() -> Any:
    from selectolax.lexbor import LexborHTMLParser

    bytes(1 << 24)  # glibc frees this at once and from then on keeps what the parser frees: half of its time
    return LexborHTMLParser


def html(path: str, form: str, data: bytes, source: Source) -> View:
    """A page, a mail or the content of an entry; its language is that of the headline."""
    tree = _parser()(data)
    raw = tree.body.text() if tree.body else ""
    links: list[str] = []
    parts: dict[str, Any] = {}
    for node in tree.css('a,h1,title,[aria-hidden="true"]' if form == MAIL else "a,h1,title"):
        if node.tag == "a":
            links.append(node.attributes.get("href") or "")
        elif node.tag in ("h1", "title"):
            parts.setdefault(node.tag, node)
        else:
            raw = raw.replace(node.text(), "", 1)  # what an inbox shows before the mail is opened
    node, language = parts["h1"] if "h1" in parts and source.headline else tree.body and tree.body.child, None
    while node is not None and not language:
        language, node = node.attributes.get("lang"), node.parent
    heading, title = (one_line(parts[tag].text()) if tag in parts else None for tag in ("h1", "title"))
    return View(path, form, data, raw, f" {one_line(raw)} ", links, heading, title, language)


# --- words ----------------------------------------------------------------------------------------------------


_UNSEEN = pattern(
    "[~\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffd-\uffff]"
)
# Plain text breaks its lines around these letters, so that spaces beside them say nothing.
_WIDE = "[^\0-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2000-\u205f\u20a0-\u20bf\u2122]"
_AROUND_WIDE = pattern(f" ?({_WIDE}) ?")
_MARKS = pattern(r"[<>|*_\[\]-]")
_ADDRESS = pattern(r"<[^<>\s]+>")


def collapsed(text: str) -> str:
    """The text with one space for all white space."""
    return " ".join(text.split())


def seen(text: str) -> str:
    """The text as one line, without characters that no reader sees and the mark of struck words."""
    line = collapsed(_UNSEEN.sub("", clean(text)))
    return line if line.isascii() else _AROUND_WIDE.sub(r"\1", line)


def skeleton(text: str) -> str:
    """The same without the marks of lists, tables and quotations."""
    return seen(_MARKS.sub(" ", seen(text)))


def ends_between(text: str, at: int) -> bool:
    """Whether a word can end or begin at an offset into a text that was `seen`."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) < 2 or " " in around or (not around.isascii() and _AROUND_WIDE.search(around) is not None)


def without_addresses(line: str) -> str:
    """A line of plain text without the addresses behind the words of links."""
    return _ADDRESS.sub("", line.replace(" <", "<")) if "<" in line else line


# --- feeds ----------------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """An entry as a feed has it; `published` and `updated` are as written."""

    url: str
    title: str
    content: str
    language: str
    published: str
    updated: str


def entries(path: str, data: bytes) -> Iterator[Entry]:
    """The entries of a feed, JSON by its name and else XML, in their order."""
    if path.endswith(".json"):
        feed = json.loads(data)
        for entry in feed["items"]:
            language = entry.get("language") or feed.get("language", "")
            url, title, content = (entry.get(name, "") for name in ("url", "title", "content_html"))
            yield Entry(url, title, content, language, entry.get("date_published", ""), entry.get("date_modified", ""))
        return
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False))
    whole = root.findtext("channel/language") or root.get(_LANGUAGE, "")
    for entry in root.iter("item", "{*}entry"):
        link = entry.find("{*}link[@rel='alternate']")
        title, content, published, updated = (entry.findtext(a) or entry.findtext(b) or "" for a, b in _PARTS)
        language = entry.findtext("{*}language") or entry.get(_LANGUAGE) or whole
        url = entry.findtext("link", "") if link is None else link.get("href", "")
        yield Entry(url, title, content, language, published, updated)


_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PARTS = [
    ("{*}title", "title"),
    ("{*}encoded", "{*}content"),
    ("pubDate", "{*}published"),
    ("{*}updated", "{*}updated"),
]


def moment_of(written: str) -> dt.datetime | None:
    """A moment of a feed in UTC, None if it is none."""
    from email.utils import parsedate_to_datetime

    try:
        moment = dt.datetime.fromisoformat(written) if written[:4].isdigit() else parsedate_to_datetime(written)
        return moment.astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError):
        return None
