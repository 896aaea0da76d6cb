"""A feed as JSON Feed 1.1; what that format has no name for stands under `_newsroom`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from newsroom_cli.publishing.feeds.feed_entries import Entry, Feed, newest


def document(feed: Feed, media_type: str, entries: Sequence[Entry]) -> bytes:
    """A JSON Feed document; its media type is not written in it."""
    about = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "authors": [{"name": feed.name, "url": feed.site}],
        "language": feed.language,
        "_newsroom": _filled({"id": feed.id, "updated": newest(entries).isoformat(), "rights": feed.rights}),
        "items": [_item(each) for each in entries],
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    return _filled(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.content,
            "image": entry.image.url if entry.image else "",
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [{"name": entry.author}],
            "tags": [each.label for each in entry.categories],
            "language": entry.language,
            "_newsroom": _filled({"kind": entry.kind, "office": entry.office}),
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
