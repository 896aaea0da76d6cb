"""The feeds of a newsroom: what each document says about itself, and the same entries as RSS, Atom and JSON Feed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from newsroom_cli.model.config import Config
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.feeds.feed_entries import Feed, cleaned, entries

__all__ = ["FORMATS", "Feed", "Format", "feed", "render"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of feed document: its file name, its media type, and what people call it."""

    file: str
    media_type: str
    label: str


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "rss": Format("rss.xml", "application/rss+xml", "RSS"),
        "atom": Format("atom.xml", "application/atom+xml", "Atom"),
        "json": Format("feed.json", "application/feed+json", "JSON Feed"),
    }
)


def feed(config: Config, format: str, *, office: str = "") -> Feed:
    """What a feed says about itself; `office` is an office's key, empty for the whole newsroom.

    Raises KeyError for a format that is not in FORMATS.
    """
    whole = config.feeds.title or config.name
    known = config.offices.get(office)
    title = f"{(known.name if known else '') or office} – {whole}" if office else whole
    if config.rehearsal:
        title = f"{config.rehearsal}: {title}"
    place = f"{config.url}offices/{office}/" if office else config.url
    return Feed(
        name=config.name,
        title=title,
        description=config.description or title,
        language=config.language,
        rights=config.feeds.rights,
        home=config.url,  # offices have no page of their own
        url=place + FORMATS[format].file,
        id=_id(place),
        site=config.url,
        notice=config.notice,
        time_zone=config.time_zone,
    )


def render(format: str, feed: Feed, editions: Sequence[Edition]) -> bytes:
    """A feed document of editions in any order, as UTF-8: the same bytes for the same values, always.

    Raises KeyError for a format that is not in FORMATS. An edition too big for a feed is represented by its summary,
    and the oldest are left out of a feed that would grow too big: feed_entries says at what size.
    """
    from newsroom_cli.publishing.feeds import feed_extension, json_feed

    write = {"rss": feed_extension.rss, "atom": feed_extension.atom, "json": json_feed.document}[format]
    about = cleaned(feed)
    return write(about, FORMATS[format].media_type, entries(about, editions))


def _id(place: str) -> str:
    """A name for the feed that survives the step from http to https; docs/decisions/feeds.md says why no tag: URI."""
    parts = urlsplit(place)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"//{parts.netloc.lower()}{parts.path}").urn
