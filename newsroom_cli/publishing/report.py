"""The report of a build: what it published, held back and removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.linter.findings import Finding
from newsroom_cli.newsroom.writer.output import Written


class Held(NamedTuple):
    """A release that is not public, with its publication status as the reason.

    `goes_out` is the moment at which it goes out by itself, None for never; `errors` will stop the build then.
    """

    path: str
    status: str
    goes_out: dt.datetime | None = None
    errors: tuple[Finding, ...] = ()


class WaitingChange(NamedTuple):
    """A change of a public release that a blackout holds: until when, why, and the errors that count then."""

    path: str
    until: dt.datetime
    reason: str
    errors: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a build.

    - `public`: the number of public releases, or of those on the site if errors stopped the build.
    - `refusals`: errors in public releases; if there are any, the build published nothing.
    - `broken`: errors in releases that were held back without stopping the build.
    - `waiting`: changes of public releases that a blackout holds.
    - `held`: the releases that are not public.
    - `notices`: links that became plain words, because their targets are not public, and records that are damaged.
    - `new`: paths of public releases that are new on the site.
    - `changed`: the kind of change, by path, of each public release whose words or address have changed; if errors
      stopped the build, only of those that are taken back.
    - `warnings`: warnings in new and changed releases; `unread`: the number of these if they were too many to check.
    - `silent`: paths of `changed` releases that do not tell readers of the change.
    - `removed`: slugs of releases that left the site, even if errors stopped the build.
    - `kept`: releases whose files are gone, while their pages stay: ids by slug.
    - `moved`: public releases with earlier addresses that their files do not list: addresses by path.
    - `orphans`: the paths of feeds of offices that newsroom.toml no longer has.
    - `vanished`: records of releases whose files and pages are both gone: ids by path.
    - `others`: files in the output that newsroom did not write.
    - `exposed`: the `others` that have the name of a release which is not public.
    - `released`: paths of the public releases by id.
    - `events`: the moments at which events of public releases are over, by path.
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
    changed: Mapping[str, str] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, Sequence[str]] = field(default_factory=dict)
    orphans: tuple[str, ...] = ()
    vanished: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    released: dict[str, str] = field(default_factory=dict)
    events: dict[str, dt.datetime] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()
    unread: int = 0

    def for_second_build(self) -> Report:
        """The report of a second build right after this one: it changes nothing and repeats no warning."""
        files = self.changes.written + self.changes.unchanged
        nothing = Written(0, files, 0)
        return replace(self, changes=nothing, new=(), changed={}, silent=(), removed=(), warnings=(), unread=0)

    @property
    def has_errors(self) -> bool:
        """Whether somebody must act: errors stopped something, or something that was public is gone."""
        return bool(self.refusals or self.broken or self.has_losses or self.exposed)

    @property
    def has_losses(self) -> bool:
        """Whether something that was public is gone from the newsroom."""
        return bool(self.kept or self.orphans or self.vanished)
