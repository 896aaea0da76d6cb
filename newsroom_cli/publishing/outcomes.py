"""The outcome of a build for each release: its status, its staged files, its findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from newsroom_cli.linter.findings import Finding
from newsroom_cli.model.release import PUBLIC, UNCLEAR, WAITING
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.newsroom.release_files import State
from newsroom_cli.newsroom.writer.aside import Aside
from newsroom_cli.newsroom.writer.manifest import Published, Record
from newsroom_cli.newsroom.writer.output import Staged
from newsroom_cli.publishing import neighbours
from newsroom_cli.publishing.neighbours import Neighbours
from newsroom_cli.rules.registry import Card

BROKEN = "broken"  # the status of a release with errors that is held back alone
CHANGE_WAITS = "change waits"  # the status of a public release whose change a blackout holds
STAYS = (BROKEN, CHANGE_WAITS)  # the statuses of releases that stay as they are on the site, or stay off it

NOTHING: Mapping[str, Any] = {}  # shared by the many outcomes without files, links and so on, to save memory


class SavedMeanwhileError(Exception):
    """Somebody saved a release after the build had checked it."""


class Public(NamedTuple):
    """A public release: its index line, its card for rules that compare releases, and the moments for feeds.

    `due` is the moment from which it may be public, in UTC; `news_at` is the moment of its publication or of its last
    notice. `unlisted_aliases` are earlier names that its record has and its file does not. A `killed` release shows
    only a notice. `words` is a digest of all that it says and shows.
    """

    listing: Listing
    card: Card
    id: str
    due: str
    news_at: dt.datetime
    unlisted_aliases: tuple[str, ...] = ()
    killed: bool = False
    words: str = ""


class Outcome(NamedTuple):
    """The outcome of a build for one release.

    - `status`: its publication status.
    - `goes_out`: the moment at which a waiting release goes out; None for never.
    - `valid_until`: the first moment at which the clock may change the status; None for never.
    - `text`: the digest of its text.
    - `errors`: errors that stop the build; `later`: errors that will stop it when a waiting release goes out.
    - `aliases`: its earlier names.
    - `neighbours`: the releases to which its page leads.
    - `links`: the statuses of the releases to which it links, by slug.
    - `dependencies`: the states of other files on which it depends, such as pictures.
    - `copies`: by path in the newsroom, the size of each picture in bytes, and its smaller copies with their widths.
    - `public`, `files`, `shared`: set for a public release without errors; its pages and mails are staged, and so are
      pictures, their smaller copies and attachments, which other releases may share.
    - `entry`: its entry in feeds, if this build has rendered it.
    """

    path: str
    slug: str
    status: str
    goes_out: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    text: str = ""
    errors: tuple[Finding, ...] = ()
    later: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()
    aliases: tuple[str, ...] = ()
    id: str = ""
    neighbours: Neighbours = neighbours.NONE
    copies: Mapping[str, tuple[int, tuple[tuple[str, int], ...]]] = NOTHING
    links: Mapping[str, str | None] = NOTHING
    dependencies: Mapping[str, State] = NOTHING
    public: Public | None = None
    files: Mapping[str, Staged] = NOTHING
    shared: Mapping[str, Staged] = NOTHING
    entry: Aside | None = None

    @property
    def is_going_out(self) -> bool:
        """Whether the release is public now or will be at its time, so that its errors matter."""
        return self.status in (PUBLIC, UNCLEAR, *WAITING)

    @property
    def rendered(self) -> tuple[str, dict[str, Any]]:
        """Its path, and the fields that rendering sets: all that a worker must hand back."""
        return self.path, {"files": self.files, "notices": self.notices, "links": self.links, "entry": self.entry}

    def record_in(self, published: Published) -> Record | None:
        """The record of the release as it is on the site, perhaps under another name; None if it is not there."""
        return published.get(self.id) or published.get(self.slug)

    def record(self, aliases: tuple[str, ...]) -> Record:
        """The manifest record of a public release with these earlier names."""
        assert self.public
        public = self.public
        files, shared = tuple(self.files), tuple(self.shared)
        return Record(public.id, public.due, public.listing, files, shared, aliases, public.words)
