"""The channels that have feeds, and the documents of each: a feed to subscribe to, and archives by month."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import FILES, FORMATS
from newsroom_cli.publishing.collections import NEWSROOM, Channel, Kind

_ARCHIVE = "archive"


class Chain(NamedTuple):
    """The place of a document in the chain from the feed to subscribe to back to the oldest archive.

    `month` is the month of an archive, such as 2026-11; it is empty for the feed to subscribe to. `older` and `newer`
    are the months of the archives beside it, empty if there are none. A document `is_complete` if it has all releases
    of its collection. `page` is the folder of the page to which it leads, empty for the front page.
    """

    month: str = ""
    older: str = ""
    newer: str = ""
    is_complete: bool = False
    page: str = ""


SUBSCRIPTION = Chain()


def office(key: str, config: Config) -> Channel:
    """The channel of an office."""
    return Channel(Kind.OFFICE, key, config.offices[key].name or key)


def has_feeds(kind: Kind, config: Config) -> bool:
    """Whether newsroom.toml gives collections of a kind feeds of their own."""
    feeds = config.feeds
    wanted = {Kind.OFFICE: feeds.offices, Kind.TOPIC: feeds.topics, Kind.LANGUAGE: feeds.languages}
    return bool(feeds.formats) and wanted.get(kind, True)


def folder(channel: Channel, month: str = "") -> str:
    """The folder of a channel's archive of a month, or of its feeds to subscribe to if `month` is empty."""
    return f"{channel.folder}{_ARCHIVE}/{month}/" if month else channel.folder


def formats_of_archives(config: Config) -> tuple[str, ...]:
    """The formats of archives: the chosen ones that feeds have, else all formats of feeds, as archives are complete."""
    feeds = config.feeds
    return tuple(name for name in feeds.formats if name in feeds.archive_formats) or feeds.formats


def formats_by_path(channel: Channel, month: str, config: Config) -> dict[str, str]:
    """The formats of a channel's documents, by path on the site.

    Feed readers do not follow redirects, so the feeds of an office also stay at the addresses of its former keys.
    """
    is_renamed = channel.kind is Kind.OFFICE and channel.key in config.offices and not month
    former_keys = config.offices[channel.key].former_keys if is_renamed else ()
    folders = [folder(channel, month), *(channel._replace(key=key).folder for key in former_keys)]
    formats = formats_of_archives(config) if month else config.feeds.formats
    return {found + FORMATS[name].file: name for found in folders for name in formats}


def channel_at(path: str) -> Channel | None:
    """The channel, without its name, of the feed to subscribe to at a path; None for any other file."""
    if path.rpartition("/")[2] not in FILES:
        return None
    parts = path.split("/")
    if len(parts) == 1:
        return NEWSROOM
    if len(parts) == 3 and parts[0] in (Kind.OFFICE, Kind.TOPIC, Kind.LANGUAGE):
        return Channel(Kind(parts[0]), parts[1])
    return None


def feed_of_archive(path: str) -> str:
    """The path of the feed to subscribe to that belongs to the archive at a path; empty for any other file."""
    found = re.fullmatch(rf"(|.*/){_ARCHIVE}/[^/]+/([^/]+)", path)
    return found[1] + found[2] if found and found[2] in FILES else ""
