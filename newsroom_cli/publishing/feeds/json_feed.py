"""JSON Feed 1.1; values without a name in this format are under `_newsroom`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.feeds.feeds import Entry, Feed, newest


def render(feed: Feed, media_type: str, entries: Sequence[Entry]) -> bytes:
    """A JSON Feed document; its media type is not written in it."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "authors": [{"name": feed.name, "url": feed.site}],
        "language": feed.language,
        "_newsroom": _filled({"id": feed.id, "updated": newest(entries).isoformat(), "rights": feed.rights}),
        "items": [_item(entry) for entry in entries],
    }
    return _encoded(document).encode()


def without(document: str, pages: Sequence[str]) -> str:
    """Remove the entries of some pages, given by the ends of their addresses, from a document, and links to them."""
    feed = json.loads(document)
    ends = tuple(pages)
    items = [entry for entry in feed["items"] if not entry["url"].endswith(ends)]
    for own in (entry["_newsroom"] for entry in items if "translations" in entry.get("_newsroom", {})):
        own["translations"] = [other for other in own["translations"] if not other["url"].endswith(ends)]
        if not own["translations"]:
            del own["translations"]
    return _encoded({**feed, "items": items})


def with_kept(document: str, before: str, pages: Sequence[str], limit: int) -> str:
    """Add the entries of some pages from an earlier document to a new one, which has `limit` entries at most."""
    new, old = json.loads(document), json.loads(before)

    def is_kept(entry: Any) -> bool:
        return str(entry["url"]).endswith(tuple(pages))

    if not new["items"]:  # nothing else is public: keep the earlier feed without the releases that have left the site
        return _encoded({**old, "items": list(filter(is_kept, old["items"]))})
    items = feeds.merged(old["items"], new["items"], is_kept=is_kept, id=lambda entry: str(entry["id"]), limit=limit)
    latest = max((new, old), key=lambda feed: dt.datetime.fromisoformat(feed["_newsroom"]["updated"]))
    about = {**new["_newsroom"], "updated": latest["_newsroom"]["updated"]}
    return _encoded({**new, "_newsroom": about, "items": items})


def _encoded(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    """An entry as an item of JSON Feed."""
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
            "tags": [category.label for category in entry.categories],
            "language": entry.language,
            "attachments": [
                {
                    "url": attachment.url,
                    "mime_type": attachment.media_type,
                    "title": attachment.title,
                    "size_in_bytes": attachment.size,
                }
                for attachment in entry.attachments
            ],
            "_newsroom": _filled(
                {
                    "kind": entry.kind,
                    "office": entry.office,
                    "translations": [{"language": other.language, "url": other.url} for other in entry.other_languages],
                }
            ),
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values that are not empty."""
    return {name: value for name, value in values.items() if value}
