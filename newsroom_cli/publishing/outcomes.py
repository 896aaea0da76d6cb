"""What a build finds out about each release: whether it is public, its files, and what must be said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.release import PUBLIC, UNCLEAR, WAITING
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.release_files import State
from newsroom_cli.newsroom.writer.manifest import Record
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.rules.registry import Card

BROKEN = "broken"  # the status of a release with errors that is held back alone
CHANGE_WAITS = "change waits"  # the status of a public release whose change a blackout holds
STAYS = (BROKEN, CHANGE_WAITS)  # of releases that stay as they are on the site, or off it

_NOTHING: Mapping[str, Staged] = {}


class Public(NamedTuple):
    """A public release: its line in the index, its note for rules over the archive, and what feeds sort by.

    `due` is the moment from which it may be public, in UTC; `news_at` that of its publication or of its last notice.
    `pictures` are paths inside the newsroom; `lost` are earlier names in addresses that only its record has. Of a
    `killed` one only a notice is public. `words` is a digest of all that it says and shows.
    """

    listing: Listing
    card: Card
    office: str
    id: str
    due: str
    news_at: dt.datetime
    pictures: tuple[str, ...]
    lost: tuple[str, ...] = ()
    killed: bool = False
    words: str = ""


class Outcome(NamedTuple):
    """What a build finds out about one release.

    `status` is its publication status; `goes_out` the moment at which a waiting release goes out, and `valid_until` the
    first moment at which the clock may change the status, None for never. `public` is set for a public release
    without errors, `files` are then its pages and mails, staged. `errors` stop the build, `later` are the errors that
    will stop it when a waiting release goes out. `text` is the digest of its text. `links` are the statuses of the
    releases that it links to, by slug, and `beside` the states of other files that it depends on; `aliases` its
    earlier names in addresses.
    """

    path: str
    slug: str
    status: str
    goes_out: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    text: str = ""
    public: Public | None = None
    files: Mapping[str, Staged] = _NOTHING
    errors: tuple[Finding, ...] = ()
    later: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()
    links: Mapping[str, str | None] = {}
    beside: Mapping[str, State] = {}
    aliases: tuple[str, ...] = ()
    id: str = ""

    @property
    def is_going_out(self) -> bool:
        """Whether the release is to be public, now or by itself later, so that its errors count."""
        return self.status in (PUBLIC, UNCLEAR, *WAITING)

    def record(self, aliases: tuple[str, ...]) -> Record:
        """What the manifest of the output records of a public release with these earlier names."""
        assert self.public
        found = self.public
        return Record(found.id, found.due, found.listing, tuple(self.files), found.pictures, aliases, found.words)
