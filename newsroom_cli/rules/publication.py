"""EM: embargoes against the clock and against what build has written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from newsroom_cli.config import Config
from newsroom_cli.language import dates
from newsroom_cli.meaning import instant, local_day
from newsroom_cli.model import DRAFT, REVIEW, Release
from newsroom_cli.rules.registry import ERROR, WARNING, Archive, Hit, archive_rule
from newsroom_cli.schema import Span

Held = tuple[str, str, str, int, int]


def _held(release: Release, config: Config) -> Held | None:
    """Until when a release is held back, its status, its day, and where the embargo stands; nothing without a moment."""
    if release.embargo is None or not isinstance(release.embargo.value, dt.datetime):
        return None
    until = instant(release.embargo.value, config).isoformat()
    day = local_day(release.date.value, config).isoformat() if release.date else ""
    return until, release.status.value if release.status else DRAFT, day, *release.embargo.span


@archive_rule("EM003", "embargo-at-odds", severity=WARNING, note=_held, alone=True)
def embargo_at_odds(archive: Archive) -> Iterator[tuple[str, Hit]]:
    for path, _, _, (until, status, day, start, end) in archive.releases:
        ends = dt.datetime.fromisoformat(until)
        last = local_day(ends, archive.config)
        if status in (DRAFT, REVIEW) and ends <= archive.now:
            message = f'the embargo ended {_told(ends, archive)}, and the release still has the status "{status}"'
            yield path, Hit(Span(start, end), message, "write a new embargo, or delete it")
        elif day and last < dt.date.fromisoformat(day):
            message = f"the embargo ends {_told(ends, archive)}, before the release's date, {day}"
            yield path, Hit(Span(start, end), message, "nothing goes out before the date: correct one of the two")


@archive_rule("EM006", "embargoed-but-published", severity=ERROR, note=_held, alone=True)
def embargoed_but_published(archive: Archive) -> Iterator[tuple[str, Hit]]:
    for path, slug, _, (until, _, _, start, end) in archive.releases:
        ends = dt.datetime.fromisoformat(until)
        if ends > archive.now and archive.appears(slug):
            message = f'the release is embargoed until {_told(ends, archive)}, but "{archive.config.output}" holds it'
            help = "take that folder off the public server now, run newsroom build, and publish it again"
            yield path, Hit(Span(start, end), message, help)


def _told(moment: dt.datetime, archive: Archive) -> str:
    there = moment.astimezone(archive.config.zone)
    return f"{dates.long(there.date(), 'en')}, {there:%H:%M} ({archive.config.time_zone})"
