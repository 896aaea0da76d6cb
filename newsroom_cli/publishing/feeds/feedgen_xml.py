"""The common part of RSS and Atom: feedgen writes both, and extensions correct and complete its output."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import Any

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.attached.edition_files import Picture
from newsroom_cli.publishing.feeds.feeds import Entry, Feed, Latest

GENERATOR = "newsroom"
ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"  # RFC 5005


class EntryExtension:
    """Base of the extensions: `add` gives each its entry; feedgen calls their `extend_` methods with the element."""

    entry: Entry


def generator(
    feed: Feed,
    media_type: str,
    latest: Latest,
    *,
    feed_extension: type,
    entry_extension: type[EntryExtension],
) -> Any:
    """A feedgen generator with the head of the feed, still without entries."""
    from feedgen.feed import FeedGenerator

    feedgen = FeedGenerator()
    feedgen.register_extension("newsroom", feed_extension, entry_extension)
    feedgen.newsroom.feed, feedgen.newsroom.latest, feedgen.newsroom.media_type = feed, latest, media_type
    feedgen.title(feed.title)
    feedgen.description(feed.description)
    feedgen.updated(latest.updated)
    feedgen.language(feed.language)
    feedgen.generator(GENERATOR)
    feedgen.link(href=feed.url, rel="self", type=media_type)
    # feedgen gives RSS the address of the link that came last.
    feedgen.link(href=feed.home, rel="alternate", type="text/html", hreflang=feed.language)
    if feed.rights:
        feedgen.rights(feed.rights)
    return feedgen


def add(generator: Any, entry: Entry, *, summary: str) -> Any:
    """Append an entry to a feedgen generator; returns feedgen's own entry."""
    feed_entry = generator.add_entry(order="append")
    feed_entry.newsroom.entry = entry
    feed_entry.id(entry.id)
    feed_entry.title(entry.title)
    feed_entry.updated(entry.updated)
    feed_entry.summary(summary)
    feed_entry.content(entry.content, type="html")
    feed_entry.link(href=entry.url, rel="alternate", type="text/html")
    feed_entry.category([category._asdict() for category in entry.categories])
    return feed_entry


def append(parent: Any, name: str, text: str) -> Any:
    """Append an element with a text; returns the element."""
    from feedgen.util import xml_elem

    element = xml_elem(name, parent)
    element.text = text or None
    return element


def append_links(parent: Any, name: str, feed: Feed, media_type: str) -> None:
    """Append links to the hub and to the other documents of a feed, and mark archives and complete feeds (RFC 5005).

    `name` is the name of link elements.
    """
    links = (("hub", feed.hub), ("current", feed.current), ("prev-archive", feed.older), ("next-archive", feed.newer))
    for relation, url in links:
        if url:
            link = append(parent, name, "")
            link.attrib.update({"href": url, "rel": relation})
            if relation != "hub":
                link.set("type", media_type)
    if feed.current:
        append(parent, f"{{{HISTORY}}}archive", "")
    if feed.is_complete:
        append(parent, f"{{{HISTORY}}}complete", "")


def append_other_languages(parent: Any, name: str, entry: Entry) -> None:
    """Append a "related" link for each other language of a release: readers open the last "alternate" link."""
    for other in entry.other_languages:
        attributes = {"href": other.url, "rel": "related", "type": "text/html", "hreflang": other.language}
        append(parent, name, "").attrib.update(attributes | {"title": other.name})


def append_picture(parent: Any, picture: Picture | None) -> None:
    """Append the lead picture; it is not an enclosure, which readers would offer as a download with the attachments."""
    if picture is None:
        return
    content = append(parent, f"{{{MEDIA}}}content", "")
    content.attrib.update({"url": picture.url, "medium": "image"})
    if picture.media_type:
        content.set("type", picture.media_type)
    if picture.width and picture.height:
        content.attrib.update({"width": str(picture.width), "height": str(picture.height)})
    for name, words in (("title", picture.caption), ("description", picture.alt), ("credit", picture.credit)):
        if words:
            append(content, f"{{{MEDIA}}}{name}", words)


def without_entries(document: str, pages: Sequence[str]) -> str:
    """Remove the entries of some pages from a document, and links to these pages.

    `pages` has the ends of the addresses of the pages.
    """
    head, entries = cut_entries(document)
    remaining = with_entries(head, [entry for entry in entries if not _is_about(entry, pages)])
    return _RELATED.sub(lambda link: "" if link[1].endswith(tuple(map(escape, pages))) else link[0], remaining)


def cut_entries(document: str) -> tuple[str, list[str]]:
    """A document without its entries, and the entries as they stand in it.

    Texts are escaped, so an end tag is the end of an entry.
    """
    name = "item" if "</channel>" in document else "entry"
    first, *others = document.split(end := f"</{name}>\n")
    if not others:
        return document, []
    start = first.rindex("\n", 0, first.index(f"<{name}")) + 1
    entries = [found + end for found in (first[start:], *others[:-1])]
    return first[:start] + others[-1], entries


def with_entries(document: str, entries: Sequence[str]) -> str:
    """A document that was rendered without entries, with these entries."""
    start = document.rindex("  </channel>" if "</channel>" in document else "</feed>")
    return document[:start] + "".join(entries) + document[start:]


def address(entry: str) -> str:
    """The address of the page of an entry."""
    match = _ADDRESS.search(entry)
    return unescape(match[1] or match[2]) if match else ""


def updated_at(document: str) -> dt.datetime:
    """The moment of the last update of a document. Raises ValueError if it has none."""
    found = _UPDATED.search(cut_entries(document)[0])
    if not found:
        raise ValueError("the feed has no head")
    return _moment(found[1])


def _moment(written: str) -> dt.datetime:
    """Parse a date as Atom or RSS writes it."""
    from email.utils import parsedate_to_datetime

    return dt.datetime.fromisoformat(written) if written[:1].isdigit() else parsedate_to_datetime(written)


def _is_about(entry: str, pages: Sequence[str]) -> bool:
    """Whether an entry is about one of some pages."""
    ends = ("</link>", '" rel="alternate"')  # the address of the entry itself, not of a link in its text
    return any(f"{escape(page)}{end}" in entry for page in pages for end in ends)


_ADDRESS = pattern(r'<link>([^<]*)</link>|<link href="([^"]*)" rel="alternate"')
_UPDATED = pattern(r"<(?:updated|lastBuildDate)>([^<]*)</")
_RELATED = pattern(r'[ \t]*<(?:atom:)?link href="([^"]*)" rel="related"[^>]*/>\n?')
