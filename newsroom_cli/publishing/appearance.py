"""The order in which the files of a build appear: no visible file links to one that is not there yet."""

from __future__ import annotations

import graphlib
from collections.abc import Collection, Mapping
from enum import IntEnum, auto

from newsroom_cli.model.feed_formats import FILES as FEEDS
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import lists, redirects
from newsroom_cli.publishing.preparing import MAIL


class _Stage(IntEnum):
    """The stages in which files appear: first the files that nothing links to yet, then those that link to them."""

    PICTURE = auto()
    NEW_FEED = auto()
    NEW_MAIL = auto()
    NEW_PAGE = auto()
    PAGE = auto()
    REDIRECTS = auto()
    INDEX = auto()
    FEED = auto()


def ordered(
    files: Mapping[str, Staged], new: Collection[str], links: Mapping[str, Collection[str]]
) -> dict[str, Staged]:
    """The files in the order in which they appear; `new` are the paths at which there is no file yet.

    `links` has the slugs to which each release links: a new page comes after the new pages to which it links.
    """
    new_pages = {slug: path for slug in links if (path := f"releases/{slug}.html") in new}
    order = {new_pages[slug]: number for number, slug in enumerate(_targets_first(new_pages, links))}
    # In the first build a feed must not appear before the pages that it lists.
    new_files = {path for path in new if lists.INDEX not in new or not _is_feed(path)}
    return dict(sorted(files.items(), key=lambda file: (_stage(file[0], file[0] in new_files), order.get(file[0], 0))))


def _is_feed(path: str) -> bool:
    return path.rpartition("/")[2] in FEEDS


def _stage(path: str, is_new: bool) -> _Stage:
    """The stage at which a file appears, by its path and whether it is new."""
    if _is_feed(path):
        return _Stage.NEW_FEED if is_new else _Stage.FEED
    if path == lists.INDEX:
        return _Stage.INDEX
    if path in redirects.FILES:
        return _Stage.REDIRECTS
    if path.startswith(MAIL):
        return _Stage.NEW_MAIL if is_new else _Stage.PAGE
    if path.startswith("releases/") and path.endswith(".html"):
        return _Stage.NEW_PAGE if is_new else _Stage.PAGE
    return _Stage.PICTURE


def _targets_first(slugs: Collection[str], links: Mapping[str, Collection[str]]) -> list[str]:
    """The releases sorted so that each comes after those to which it links; unsorted if they link in a circle."""
    sorter = graphlib.TopologicalSorter(
        {slug: [target for target in links[slug] if target in slugs and target != slug] for slug in slugs}
    )
    try:
        return list(sorter.static_order())
    except graphlib.CycleError:
        return list(slugs)
