"""JSON Feed 1.1; values without a name in this format are under `_newsroom`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from newsroom_cli.publishing.feeds.feeds import Entry, Feed, Latest


def render(feed: Feed, media_type: str, entries: Sequence[Entry], latest: Latest) -> bytes:
    """A JSON Feed document; its media type is not written in it."""
    about = {
        "id": feed.id,
        "updated": latest.updated.isoformat(),
        "rights": feed.rights,
        "current": feed.current,
        "newer": feed.newer,
        "complete": feed.is_complete,
    }
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        **_filled({"next_url": feed.older}),
        "description": feed.description,
        **_filled({"icon": feed.logo, "favicon": feed.icon}),
        "authors": [{"name": feed.name, "url": feed.site}],
        "language": feed.language,
        **_filled({"hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else []}),
        "_newsroom": _filled(about),
        "items": [_item(entry) for entry in entries],
    }
    return _encoded(document).encode()


def cut_entries(document: str) -> tuple[str, list[str]]:
    """A document without its entries, and the entries as they stand in it.

    Strings in JSON have no line ends, so every line end belongs to the layout. Raises ValueError for a document that
    another program wrote.
    """
    if document.endswith(_NO_ITEMS):
        return document, []
    start, end = document.index(_ITEMS), len(document) - len(_END)
    if document[end:] != _END:
        raise ValueError("the feed was changed")
    entries = document[start + len(_ITEMS) : end].split(_BETWEEN)
    entries[1:] = [f"  {{{entry}" for entry in entries[1:]]
    entries[:-1] = [f"{entry}\n  }}" for entry in entries[:-1]]
    return f"{document[:start]}\n{_NO_ITEMS}", entries


def with_entries(document: str, entries: Sequence[str]) -> str:
    """A document that was rendered without entries, with these entries."""
    return document.removesuffix(f"\n{_NO_ITEMS}") + _ITEMS + ",\n".join(entries) + _END if entries else document


_NO_ITEMS, _ITEMS, _BETWEEN, _END = ' "items": []\n}\n', '\n "items": [\n', "\n  },\n  {", "\n ]\n}\n"


def address(entry: str) -> str:
    """The address of the page of an entry."""
    return str(json.loads(entry)["url"])


def updated_at(document: str) -> dt.datetime:
    """The moment of the last update of a document. Raises ValueError if it has none."""
    feed = json.loads(document)
    try:
        return dt.datetime.fromisoformat(feed["_newsroom"]["updated"])
    except (KeyError, TypeError) as error:
        raise ValueError("the feed has no head") from error


def without_entries(document: str, pages: Sequence[str]) -> str:
    """Remove the entries of some pages from a document, and links to these pages.

    `pages` has the ends of the addresses of the pages.
    """
    feed = json.loads(document)
    ends = tuple(pages)
    items = [entry for entry in feed["items"] if not entry["url"].endswith(ends)]
    for extension in (entry["_newsroom"] for entry in items if "translations" in entry.get("_newsroom", {})):
        extension["translations"] = [other for other in extension["translations"] if not other["url"].endswith(ends)]
        if not extension["translations"]:
            del extension["translations"]
    return _encoded({**feed, "items": items})


def _encoded(document: dict[str, Any]) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    """An entry as an item of JSON Feed."""
    return _filled(
        {
            "id": entry.id,
            "url": entry.url,
            "external_url": entry.source_url,
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
                    "source": entry.source_name,
                    "translations": [{"language": other.language, "url": other.url} for other in entry.other_languages],
                }
            ),
        }
    )


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values that are not empty."""
    return {name: value for name, value in values.items() if value}
