"""The list of all feeds as OPML 2.0, which feed readers import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from newsroom_cli.language.sorting import sorting_key
from newsroom_cli.model.config import Config
from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.publishing.collections import Channel, Kind
from newsroom_cli.publishing.feeds.text import address, line

FILE = "feeds.opml"


def render(config: Config, channels: Iterable[Channel], labels: Mapping[Kind, str]) -> bytes:
    """The list of the feeds of some channels, with a titled group for each kind that has a label.

    Each channel is in the list once, in the newsroom's first format: feed readers would subscribe to every format they
    find.
    """
    from xml.etree import ElementTree

    title = config.feeds.title or config.name
    if config.rehearsal:
        title = f"{config.rehearsal}: {title}"
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    for name, words in (("title", title), ("ownerName", config.name), ("ownerId", config.url)):
        ElementTree.SubElement(head, name).text = line(words)
    body = ElementTree.SubElement(root, "body")
    groups = {Kind.NEWSROOM: body}
    kinds = list(Kind)

    def order(channel: Channel) -> tuple[Any, ...]:
        """The place of a feed in the list."""
        return kinds.index(channel.kind), sorting_key(channel.name, config.language), channel.key

    for channel in sorted(channels, key=order):
        if channel.kind not in groups:
            groups[channel.kind] = ElementTree.SubElement(body, "outline", text=line(labels[channel.kind]))
        ElementTree.SubElement(groups[channel.kind], "outline", _outline(channel, title, config))
    ElementTree.indent(root, " ")
    data: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _outline(channel: Channel, title: str, config: Config) -> dict[str, str]:
    """The attributes of a feed in the list; readers take type="rss" for feeds of any format."""
    name = line(channel.name if channel.key else title)
    home = address(config.url + quote(channel.folder))
    feed = home + FORMATS[config.feeds.formats[0]].file
    return {"type": "rss", "text": name, "title": name, "xmlUrl": feed, "htmlUrl": home}
