"""RSS 2.0."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from newsroom_cli.publishing.feeds import feedgen_xml
from newsroom_cli.publishing.feeds.feedgen_xml import (
    ATOM,
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

_DC = "http://purl.org/dc/elements/1.1/"


def render(feed: Feed, media_type: str, entries: Sequence[Entry], latest: Latest) -> bytes:
    """An RSS document."""
    generator = feedgen_xml.generator(
        feed, media_type, latest, feed_extension=_FeedExtension, entry_extension=_EntryExtension
    )
    generator.docs("https://www.rssboard.org/rss-specification")
    for entry in entries:  # readers take the description of an item for HTML
        feedgen_xml.add(generator, entry, summary=html.escape(entry.summary, quote=False))
    document: bytes = generator.rss_str(pretty=True)
    return document


class _FeedExtension:
    """The parts of the channel that feedgen omits."""

    feed: Feed
    latest: Latest
    media_type: str

    def extend_ns(self) -> dict[str, str]:
        """The namespaces to declare at the root."""
        return {"dc": _DC, "media": MEDIA, "fh": HISTORY}

    def extend_rss(self, root: Any) -> Any:
        """Append id, links and pictures, and write the dates: feedgen would change the locale for them."""
        from email.utils import format_datetime

        channel = root[0]
        append(channel, f"{{{ATOM}}}id", self.feed.id)
        channel.find("lastBuildDate").text = format_datetime(self.latest.updated)
        if self.latest.published:
            append(channel, "pubDate", format_datetime(self.latest.published))
        append_links(channel, f"{{{ATOM}}}link", self.feed, self.media_type)
        for name, url in (("icon", self.feed.icon), ("logo", self.feed.logo)):
            if url:
                append(channel, f"{{{ATOM}}}{name}", url)
        return root


class _EntryExtension(feedgen_xml.EntryExtension):
    """The parts of an item that feedgen omits or writes wrongly."""

    def extend_rss(self, item: Any) -> Any:
        """Append author, language and dates: RSS has no element for an author without address, or for a change."""
        from email.utils import format_datetime

        entry = self.entry
        append(item, f"{{{_DC}}}creator", entry.author)
        if entry.language:
            append(item, f"{{{_DC}}}language", entry.language)
        append(item, "pubDate", format_datetime(entry.published))
        append(item, f"{{{ATOM}}}updated", entry.updated.isoformat())
        if entry.source_name:
            append(item, f"{{{_DC}}}source", entry.source_name)
        append_other_languages(item, f"{{{ATOM}}}link", entry)
        append_picture(item, entry.image)
        for attachment in entry.attachments[:1]:  # an item has one enclosure
            enclosure = append(item, "enclosure", "")
            enclosure.attrib.update(
                {"url": attachment.url, "length": str(attachment.size), "type": attachment.media_type}
            )
        return item
