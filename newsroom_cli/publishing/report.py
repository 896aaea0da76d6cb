"""What a build did, and what it held back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.linter.findings import Finding
from newsroom_cli.newsroom.writer.output import Written


class Held(NamedTuple):
    """A release that is not public, and why: its publication status.

    `goes_out` is the moment at which it goes out by itself, None for never; `errors` are those that will stop the build
    then.
    """

    path: str
    status: str
    goes_out: dt.datetime | None = None
    errors: tuple[Finding, ...] = ()


class WaitingChange(NamedTuple):
    """A change of a public release that a blackout holds: until when, and the reason of the blackout."""

    path: str
    until: dt.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a build. If there are `refusals`, errors in public releases, it published nothing.

    `broken` are the errors in releases that were held back alone; `waiting` are the changes that a blackout holds.
    `held` are the releases that are not public; `notices` are about links that became plain words; `warnings` are those
    in releases that are public for the first time or have changed; `unread` is the number of such releases if they are
    too many to look for warnings. `new` are the public releases that were not on the site before, by path, `changed`
    those whose pages or mails are others now. `removed` are the slugs of releases that left the site, even if errors
    stopped the build; `kept` those whose files are gone, with their ids: their pages stay. `moved` are the public
    releases, by path, with the earlier addresses that their files do not name; `orphans` the feeds of offices that
    newsroom.toml does not know; `vanished` the records, with ids, of releases that are gone and have no page in this
    folder. `others` are files in the output that newsroom did not write; `released` are the public releases, by id with
    their paths.
    """

    output: Path
    public: int
    held: tuple[Held, ...]
    changes: Written
    refusals: tuple[Finding, ...] = ()
    broken: tuple[Finding, ...] = ()
    waiting: tuple[WaitingChange, ...] = ()
    notices: tuple[Finding, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, Sequence[str]] = field(default_factory=dict)
    orphans: tuple[str, ...] = ()
    vanished: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    released: dict[str, str] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()
    unread: int = 0

    def again(self) -> Report:
        """The report of the same build a second time: it has nothing to do, and has warned already."""
        files = self.changes.written + self.changes.unchanged
        return replace(self, changes=Written(0, files, 0), new=(), changed=(), removed=(), warnings=(), unread=0)

    @property
    def has_errors(self) -> bool:
        """Whether a person must act: errors stopped something, or something that was public is gone."""
        return bool(self.refusals or self.broken or self.has_losses)

    @property
    def has_losses(self) -> bool:
        """Whether something that was public is gone from the newsroom."""
        return bool(self.kept or self.orphans or self.vanished)
