"""The order in which the files of a build appear: nothing that readers can find names what is not there yet."""

from __future__ import annotations

import graphlib
from collections.abc import Collection, Mapping
from enum import IntEnum, auto

from newsroom_cli.model.feed_formats import FILES as FEEDS
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import lists, redirects
from newsroom_cli.publishing.preparing import MAIL


class _Turn(IntEnum):
    """When a file appears: what nobody knows of yet comes first, and then what names it."""

    PICTURE = auto()
    NEW_FEED = auto()
    NEW_MAIL = auto()
    NEW_PAGE = auto()
    PAGE = auto()
    RULES = auto()
    INDEX = auto()
    FEED = auto()


def ordered(
    files: Mapping[str, Staged], new: Collection[str], links: Mapping[str, Collection[str]]
) -> dict[str, Staged]:
    """The files in their order of appearance; `new` are those at addresses that have none.

    `links` are the releases that each release links to, by slug: a new page comes after the new pages that it links to.
    """
    slugs = {slug: path for slug in links if (path := f"releases/{slug}.html") in new}
    turns = {slugs[slug]: number for number, slug in enumerate(_targets_first(slugs, links))}
    fresh = {path for path in new if lists.INDEX not in new or not _is_feed(path)}  # a first feed lists pages
    return dict(sorted(files.items(), key=lambda file: (_turn(file[0], file[0] in fresh), turns.get(file[0], 0))))


def _is_feed(path: str) -> bool:
    return path.rpartition("/")[2] in FEEDS


def _turn(path: str, is_new: bool) -> _Turn:
    if _is_feed(path):
        return _Turn.NEW_FEED if is_new else _Turn.FEED
    if path == lists.INDEX:
        return _Turn.INDEX
    if path in redirects.FILES:
        return _Turn.RULES
    if path.startswith(MAIL):
        return _Turn.NEW_MAIL if is_new else _Turn.PAGE
    if path.startswith("releases/") and path.endswith(".html"):
        return _Turn.NEW_PAGE if is_new else _Turn.PAGE
    return _Turn.PICTURE


def _targets_first(slugs: Collection[str], links: Mapping[str, Collection[str]]) -> list[str]:
    """Releases in an order in which each comes after those that it links to; any order if they link in a circle."""
    sorter = graphlib.TopologicalSorter(
        {slug: [target for target in links[slug] if target in slugs and target != slug] for slug in slugs}
    )
    try:
        return list(sorter.static_order())
    except graphlib.CycleError:
        return list(slugs)
