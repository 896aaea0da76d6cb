"""RSS and Atom, written by feedgen; one registered extension writes what feedgen loses, lacks or gets wrong."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence
from typing import Any

from newsroom_cli.model.calendar_ import SHORT_MONTHS, WEEKDAYS
from newsroom_cli.publishing.feeds.feed_entries import Entry, Feed, newest

GENERATOR = "newsroom"

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_XML = "http://www.w3.org/XML/1998/namespace"

# Only what every machine agrees on: the system's own table of types differs from one to the next.
_TYPES = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png",
    "svg": "image/svg+xml", "webp": "image/webp",
}  # fmt: skip


def rss(feed: Feed, media_type: str, entries: Sequence[Entry]) -> bytes:
    """An RSS 2.0 document."""
    generator = _generator(feed, media_type, entries)
    generator.newsroom.namespaces = {"dc": _DC, "media": _MEDIA}
    generator.docs("https://www.rssboard.org/rss-specification")
    for each in entries:
        _add(generator, each, summary=_as_html(each.summary))  # readers take the description of an item for HTML
    document: bytes = generator.rss_str(pretty=True)
    return document


def atom(feed: Feed, media_type: str, entries: Sequence[Entry]) -> bytes:
    """An Atom document."""
    generator = _generator(feed, media_type, entries)
    generator.newsroom.namespaces = {"media": _MEDIA}
    generator.id(feed.id)
    generator.author(name=feed.name, uri=feed.site)
    for each in entries:
        made = _add(generator, each, summary=each.summary)
        made.author(name=each.author)
        if each.source_url:
            made.link(href=each.source_url, rel="via")
    document: bytes = generator.atom_str(pretty=True)
    return document


def _generator(feed: Feed, media_type: str, entries: Sequence[Entry]) -> Any:
    from feedgen.feed import FeedGenerator

    generator = FeedGenerator()
    generator.register_extension("newsroom", FeedExtension, EntryExtension)
    generator.newsroom.id = feed.id
    generator.newsroom.updated = newest(entries)
    generator.newsroom.published = max((each.published for each in entries), default=None)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.updated(newest(entries))
    generator.language(feed.language)
    generator.generator(GENERATOR)
    generator.link(href=feed.url, rel="self", type=media_type)
    # feedgen gives RSS the address of the link that came last.
    generator.link(href=feed.home, rel="alternate", type="text/html", hreflang=feed.language)
    if feed.rights:
        generator.rights(feed.rights)
    return generator


def _add(generator: Any, entry: Entry, *, summary: str) -> Any:
    made = generator.add_entry(order="append")
    made.newsroom.entry = entry
    made.id(entry.id)
    made.title(entry.title)
    made.updated(entry.updated)
    made.summary(summary)
    made.content(entry.content, type="html")
    made.link(href=entry.url, rel="alternate", type="text/html")
    made.category([{"term": each.term, "scheme": each.scheme, "label": each.label} for each in entry.categories])
    return made


class FeedExtension:
    """What the channel of an RSS document lacks; feedgen's `extend_` methods get the element to change."""

    namespaces: dict[str, str]
    id: str
    updated: dt.datetime
    published: dt.datetime | None

    def extend_ns(self) -> dict[str, str]:
        """The namespaces to declare at the root."""
        return self.namespaces

    def extend_rss(self, root: Any) -> Any:
        """The id, and the dates without the locale that feedgen switches to write them."""
        channel = root[0]
        _append(channel, f"{{{_ATOM}}}id", self.id)
        channel.find("lastBuildDate").text = rfc822(self.updated)
        if self.published:
            _append(channel, "pubDate", rfc822(self.published))
        return root

    def extend_atom(self, root: Any) -> Any:
        """Nothing: feedgen writes the head of an Atom document well."""
        return root


class EntryExtension:
    """What feedgen does not write for an entry, or writes wrongly."""

    entry: Entry

    def extend_rss(self, item: Any) -> Any:
        """Author, language and dates: RSS itself has no place for an author without address, nor for a change."""
        entry = self.entry
        _append(item, f"{{{_DC}}}creator", entry.author)
        if entry.language:
            _append(item, f"{{{_DC}}}language", entry.language)
        _append(item, "pubDate", rfc822(entry.published))
        _append(item, f"{{{_ATOM}}}updated", entry.updated.isoformat())
        self._image(item)
        return item

    def extend_atom(self, element: Any) -> Any:
        """The attributes of links, which feedgen loses in entries; the language, the first date, the picture."""
        entry = self.entry
        page, *sources = element.findall("link")
        page.attrib.update({"rel": "alternate", "type": "text/html"})
        if entry.language:
            page.set("hreflang", entry.language)
        for link in sources:
            link.attrib.update({"rel": "via", "title": entry.source_name or entry.source_url})
        if entry.language:
            element.set(f"{{{_XML}}}lang", entry.language)
        _append(element, "published", entry.published.isoformat())
        self._image(element)
        return element

    def _image(self, parent: Any) -> None:
        """The lead picture. No enclosure: that needs a length in bytes, which nobody measured."""
        if (image := self.entry.image) is None:
            return
        content = _append(parent, f"{{{_MEDIA}}}content", "")
        content.attrib.update({"url": image.url, "medium": "image"})
        if kind := _TYPES.get(image.url.rpartition(".")[2].lower()):
            content.set("type", kind)
        if image.width and image.height:
            content.attrib.update({"width": str(image.width), "height": str(image.height)})
        for name, words in (("title", image.caption), ("description", image.alt), ("credit", image.credit)):
            if words:
                _append(content, f"{{{_MEDIA}}}{name}", words)


def rfc822(moment: dt.datetime) -> str:
    """A moment as RSS writes it, in English whatever the locale: Mon, 02 Mar 2026 09:30:00 -0500."""
    day, month = WEEKDAYS[moment.weekday()][:3], SHORT_MONTHS[moment.month - 1]
    return f"{day}, {moment.day:02} {month} {moment.year:04} {moment:%H:%M:%S %z}"


def _append(parent: Any, name: str, text: str) -> Any:
    from feedgen.util import xml_elem

    made = xml_elem(name, parent)
    made.text = text or None
    return made


def _as_html(text: str) -> str:
    return html.escape(text, quote=False)
