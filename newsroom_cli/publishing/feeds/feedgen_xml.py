"""The common part of RSS and Atom: feedgen writes both, and extensions correct and complete its output."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from html import escape
from typing import Any

from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.edition_files import Picture
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.feeds.feeds import Entry, Feed, newest

GENERATOR = "newsroom"
ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "http://search.yahoo.com/mrss/"


class EntryExtension:
    """Base of the extensions: `add` gives each its entry; feedgen calls their `extend_` methods with the element."""

    entry: Entry


def generator(
    feed: Feed,
    media_type: str,
    entries: Sequence[Entry],
    *,
    feed_extension: type,
    entry_extension: type[EntryExtension],
) -> Any:
    """A feedgen generator with the head of the feed, still without entries."""
    from feedgen.feed import FeedGenerator

    feedgen = FeedGenerator()
    feedgen.register_extension("newsroom", feed_extension, entry_extension)
    feedgen.newsroom.feed, feedgen.newsroom.entries = feed, entries
    feedgen.title(feed.title)
    feedgen.description(feed.description)
    feedgen.updated(newest(entries))
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


def append_other_languages(parent: Any, name: str, entry: Entry) -> None:
    """Append a link for each other language of a release: related, because readers open the last alternate link."""
    for other in entry.other_languages:
        attributes = {"href": other.url, "rel": "related", "type": "text/html", "hreflang": other.language}
        append(parent, name, "").attrib.update(attributes | {"title": other.name})


def append_picture(parent: Any, picture: Picture | None) -> None:
    """Append the lead picture; it is no enclosure, because readers would offer it as a download beside attachments."""
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


def without(document: str, pages: Sequence[str]) -> str:
    """Remove the entries of some pages, given by the ends of their addresses, from a document, and links to them."""
    left = _ENTRY.sub(lambda entry: "" if _is_about(entry[0], pages) else entry[0], document)
    return _RELATED.sub(lambda link: "" if link[1].endswith(tuple(map(escape, pages))) else link[0], left)


def with_kept(document: str, before: str, pages: Sequence[str], limit: int) -> str:
    """Add the entries of some pages from an earlier document to a new one, which has `limit` entries at most."""
    old, new = ([match[0] for match in _ENTRY.finditer(text)] for text in (before, document))
    if not new:  # nothing else is public: keep the earlier feed without the releases that have left the site
        return _ENTRY.sub(lambda entry: entry[0] if _is_about(entry[0], pages) else "", before)
    entries = feeds.merged(old, new, is_kept=lambda entry: _is_about(entry, pages), id=_id, limit=limit)
    start, end = document.index(new[0]), document.rindex(new[-1]) + len(new[-1])
    return _head_with_latest_dates(document[:start], before) + "".join(entries) + document[end:]


def _id(entry: str) -> str:
    match = _ID.search(entry)
    return match[1] if match else entry


def _head_with_latest_dates(head: str, before: str) -> str:
    """The head of a document, with the dates of the earlier document `before` where these are later."""
    earlier = _ENTRY.split(before, maxsplit=1)[0]
    old = {match[1]: match[2] for match in _HEAD_DATE.finditer(earlier)}

    def latest(match: re.Match[str]) -> str:
        date = max(match[2], old.get(match[1], match[2]), key=_moment)
        return f"<{match[1]}>{date}</{match[1]}>"

    return _HEAD_DATE.sub(latest, head)


def _moment(written: str) -> dt.datetime:
    """Parse a date as Atom or RSS writes it."""
    from email.utils import parsedate_to_datetime

    return dt.datetime.fromisoformat(written) if written[:1].isdigit() else parsedate_to_datetime(written)


def _is_about(entry: str, pages: Sequence[str]) -> bool:
    """Whether an entry is about one of some pages."""
    ends = ("</link>", '" rel="alternate"')  # the address of the entry itself, not of a link in its text
    return any(f"{escape(page)}{end}" in entry for page in pages for end in ends)


# An entry as feedgen writes it; its content is escaped, so the first end tag is its end.
_ENTRY = pattern(r"[ \t]*<(item|entry)(?:\s[^>]*)?>.*?</\1>\n?", re.DOTALL)
_RELATED = pattern(r'[ \t]*<(?:atom:)?link href="([^"]*)" rel="related"[^>]*/>\n?')
_ID = pattern(r"<(?:guid|id)(?:\s[^>]*)?>([^<]*)<")
_HEAD_DATE = pattern(r"<(updated|lastBuildDate|pubDate)>([^<]*)</\1>")
