"""Atom 1.0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsroom_cli.publishing.feeds import feedgen_xml
from newsroom_cli.publishing.feeds.feedgen_xml import (
    HISTORY,
    MEDIA,
    append,
    append_links,
    append_other_languages,
    append_picture,
)
from newsroom_cli.publishing.feeds.feedgen_xml import address as address
from newsroom_cli.publishing.feeds.feedgen_xml import cut_entries as cut_entries
from newsroom_cli.publishing.feeds.feedgen_xml import updated_at as updated_at
from newsroom_cli.publishing.feeds.feedgen_xml import with_entries as with_entries
from newsroom_cli.publishing.feeds.feedgen_xml import without_entries as without_entries
from newsroom_cli.publishing.feeds.feeds import Entry, Feed, Latest

_XML = "http://www.w3.org/XML/1998/namespace"


def render(feed: Feed, media_type: str, entries: Sequence[Entry], latest: Latest) -> bytes:
    """An Atom document."""
    generator = feedgen_xml.generator(
        feed, media_type, latest, feed_extension=_FeedExtension, entry_extension=_EntryExtension
    )
    generator.id(feed.id)
    generator.author(name=feed.name, uri=feed.site)
    if feed.icon:
        generator.icon(feed.icon)
    if feed.logo:
        generator.logo(feed.logo)
    for entry in entries:
        feed_entry = feedgen_xml.add(generator, entry, summary=entry.summary)
        feed_entry.author(name=entry.author)
        if entry.source_url:
            feed_entry.link(href=entry.source_url, rel="via")
    document: bytes = generator.atom_str(pretty=True)
    return document


class _FeedExtension:
    """The parts of the head that feedgen omits."""

    feed: Feed
    media_type: str

    def extend_ns(self) -> dict[str, str]:
        """The namespaces to declare at the root."""
        return {"media": MEDIA, "fh": HISTORY}

    def extend_atom(self, root: Any) -> Any:
        """The links to other documents, which feedgen would write without type."""
        append_links(root, "link", self.feed, self.media_type)
        return root


class _EntryExtension(feedgen_xml.EntryExtension):
    """The parts of an entry that feedgen omits or writes wrongly."""

    def extend_atom(self, element: Any) -> Any:
        """Complete the links, which lose attributes in feedgen; append language, date, picture and attachments."""
        entry = self.entry
        page, *sources = element.findall("link")
        page.attrib.update({"rel": "alternate", "type": "text/html"})
        if entry.language:
            page.set("hreflang", entry.language)
        for link in sources:
            link.attrib.update({"rel": "via", "title": entry.source_name or entry.source_url})
        if entry.language:
            element.set(f"{{{_XML}}}lang", entry.language)
        append_other_languages(element, "link", entry)
        append(element, "published", entry.published.isoformat())
        append_picture(element, entry.image)
        for attachment in entry.attachments:
            append(element, "link", "").attrib.update(
                {
                    "rel": "enclosure",
                    "href": attachment.url,
                    "type": attachment.media_type,
                    "length": str(attachment.size),
                    "title": attachment.title,
                }
            )
        return element
