"""The table of feed formats, from which configuration, command line, site and documentation are made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple


class FeedFormat(NamedTuple):
    """A feed format: its name for readers, its file on the site, its media type, its module in `publishing/feeds/`.

    `publishing.feeds.feeds.Renderer` declares the functions of the module.
    """

    label: str
    file: str
    media_type: str
    renderer: str


FORMATS: Mapping[str, FeedFormat] = MappingProxyType(
    {
        "rss": FeedFormat("RSS", "rss.xml", "application/rss+xml", "rss"),
        "atom": FeedFormat("Atom", "atom.xml", "application/atom+xml", "atom"),
        "json": FeedFormat("JSON Feed", "feed.json", "application/feed+json", "json_feed"),
    }
)

FILES = frozenset(feed_format.file for feed_format in FORMATS.values())
ENDINGS = frozenset(PurePath(file).suffix for file in FILES)


def format_of(file: str) -> str | None:
    """The name of the format of a feed, by the name of its file; None for a file that is no feed."""
    return next((name for name, feed_format in FORMATS.items() if feed_format.file == file), None)
