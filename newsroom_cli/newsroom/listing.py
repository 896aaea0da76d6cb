"""A release as a line of the lists on the site. A light module: it imports no other of our modules."""

from __future__ import annotations

import datetime as dt
import sys
from typing import NamedTuple


class ListedPicture(NamedTuple):
    """The first picture of a release: its path on the site, its alternative text, its size in pixels (0 if unknown).

    `copies` are its smaller copies: addresses inside the site, and widths in pixels.
    """

    file: str
    alt: str
    width: int
    height: int
    copies: tuple[tuple[str, int], ...] = ()


class Listing(NamedTuple):
    """A release as a line of lists, in plain text; a tuple, because memory must hold ten thousand of them.

    `office` is the key of its office. `event_starts` and `event_ends` are in ISO format, empty if unknown; `event_id`
    is the id of a release with an event. `translation_of` is the slug of its public original, empty without one.
    `notices` is the number of public notices. The page of a release that was `taken_back` has the latest notice above
    the text; the page of a `killed` one has only the notice.
    """

    slug: str
    headline: str
    summary: str
    published: dt.datetime
    kind_label: str
    office_name: str
    language: str
    direction: str
    office: str = ""
    topics: tuple[str, ...] = ()
    updated: dt.datetime | None = None
    event_starts: str = ""
    event_ends: str = ""
    event_place: str = ""
    picture: ListedPicture | None = None
    translation_of: str = ""
    event_id: str = ""
    notices: int = 0
    taken_back: bool = False
    killed: bool = False

    def interned(self) -> Listing:
        """The same line, with one copy in memory of each text that many lines share, such as names of offices."""
        slug, headline, summary, published, kind, office_name, language, direction, office, topics, *others = self
        names = map(sys.intern, (kind, office_name, language, direction, office))
        topics = tuple(map(sys.intern, topics))
        return Listing._make((sys.intern(slug), headline, summary, published, *names, topics, *others))

    @property
    def event_days(self) -> tuple[dt.date, dt.date | None]:
        """The start and end of its event. Raises ValueError for a release without one."""
        return _day_or_moment(self.event_starts), _day_or_moment(self.event_ends) if self.event_ends else None


def _day_or_moment(text: str) -> dt.date:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
