"""Atom 1.0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsroom_cli.publishing.feeds import feedgen_xml
from newsroom_cli.publishing.feeds.feedgen_xml import MEDIA, append, append_other_languages, append_picture
from newsroom_cli.publishing.feeds.feedgen_xml import with_kept as with_kept
from newsroom_cli.publishing.feeds.feedgen_xml import without as without
from newsroom_cli.publishing.feeds.feeds import Entry, Feed

_XML = "http://www.w3.org/XML/1998/namespace"


def render(feed: Feed, media_type: str, entries: Sequence[Entry]) -> bytes:
    """An Atom document."""
    generator = feedgen_xml.generator(
        feed, media_type, entries, feed_extension=_FeedExtension, entry_extension=_EntryExtension
    )
    generator.id(feed.id)
    generator.author(name=feed.name, uri=feed.site)
    for entry in entries:
        feed_entry = feedgen_xml.add(generator, entry, summary=entry.summary)
        feed_entry.author(name=entry.author)
        if entry.source_url:
            feed_entry.link(href=entry.source_url, rel="via")
    document: bytes = generator.atom_str(pretty=True)
    return document


class _FeedExtension:
    """The namespaces; feedgen writes everything else in the head of an Atom document well."""

    def extend_ns(self) -> dict[str, str]:
        """The namespaces to declare at the root."""
        return {"media": MEDIA}

    def extend_atom(self, root: Any) -> Any:
        """The root, unchanged."""
        return root


class _EntryExtension(feedgen_xml.EntryExtension):
    """The parts of an entry that feedgen omits or writes wrongly."""

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
