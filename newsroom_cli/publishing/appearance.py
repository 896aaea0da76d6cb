"""The order in which the files of a build appear: no visible file links to one that is not there yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import IntEnum, auto

from newsroom_cli.model.feed_formats import FILES as FEEDS
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import redirects
from newsroom_cli.publishing.site import calendars, list_pages


class _Stage(IntEnum):
    """The stages in which files appear: first the files that nothing links to yet, then those that link to them."""

    PICTURE = auto()
    PAGE = auto()
    REDIRECTS = auto()
    LIST = auto()
    FRONT = auto()
    FEED = auto()


def ordered(files: Mapping[str, Staged], new: Collection[str]) -> dict[str, Staged]:
    """The files in the order in which they appear; `new` are the paths at which there is no file yet."""
    return dict(sorted(files.items(), key=lambda file: (_stage(file[0]), file[0] not in new)))


def _stage(path: str) -> _Stage:
    """The stage at which a file appears, by its path."""
    if path.rpartition("/")[2] in FEEDS:
        return _Stage.FEED
    if calendars.is_of_release(path):
        return _Stage.PICTURE  # it must be there before the page of the release, which links to it
    if list_pages.is_list(path):
        return _Stage.FRONT if path == list_pages.FRONT else _Stage.LIST
    if path in redirects.FILES:
        return _Stage.REDIRECTS
    is_page = path.startswith(("releases/", "email/")) and path.endswith((".html", ".txt"))
    return _Stage.PAGE if is_page else _Stage.PICTURE
