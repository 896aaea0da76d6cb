"""Future changes that happen without an edit: releases go out at their time, blackouts begin and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from newsroom_cli.model import interpretation
from newsroom_cli.model.config import STOP
from newsroom_cli.model.release import PUBLIC, WAITING, Release, text_of
from newsroom_cli.newsroom import event_times
from newsroom_cli.newsroom.folder import Newsroom


class ChangeKind(StrEnum):
    """The kinds of future changes."""

    GOES_OUT = "goes out"
    CHANGE_GOES_OUT = "its change goes out"
    EVENT_ENDS = "its event is over"
    BLACKOUT_BEGINS = "a blackout begins"
    BLACKOUT_ENDS = "a blackout ends"


class Change(NamedTuple):
    """A future change: `path` and `words` are a release's path and headline, or `words` is the reason of a blackout."""

    moment: dt.datetime
    kind: ChangeKind
    path: str = ""
    words: str = ""


def changes(
    newsroom: Newsroom, releases: Iterable[Release], *, now: dt.datetime, due_moments: Mapping[str, str]
) -> list[Change]:
    """All changes after `now`, earliest first; `due_moments` are the moments at which published releases were due."""
    all_changes = [*_release_changes(newsroom, releases, now, due_moments), *_blackout_changes(newsroom, now)]
    return sorted(all_changes, key=lambda change: (change.moment, change.path))


def first_changes(newsroom: Newsroom, planned: Iterable[Change], now: dt.datetime) -> list[Change]:
    """The changes at the earliest moment, with headlines; `planned` are the changes of releases, without headlines."""
    all_changes = [*planned, *_blackout_changes(newsroom, now)]
    moment = min((change.moment for change in all_changes), default=None)
    earliest = sorted(change for change in all_changes if change.moment == moment)
    return [
        change._replace(words=text_of(newsroom.read(change.path).headline)) if change.path else change
        for change in earliest
    ]


def _release_changes(
    newsroom: Newsroom, releases: Iterable[Release], now: dt.datetime, due_moments: Mapping[str, str]
) -> Iterator[Change]:
    """Yield a change for each waiting release when it goes out, and for each public one when its event is over."""
    for release in releases:
        status = newsroom.status_by_fields(release, now, due_moments)
        if status in WAITING:
            yield Change(
                goes_out_at(newsroom, release, now), ChangeKind.GOES_OUT, release.path, text_of(release.headline)
            )
        elif status == PUBLIC and (over := event_end(release, newsroom)) and over > now:
            yield Change(over, ChangeKind.EVENT_ENDS, release.path, text_of(release.headline))


def event_end(release: Release, newsroom: Newsroom) -> dt.datetime | None:
    """The moment at which the event of a release is over and leaves the coming events; None without an event."""
    if release.event is None or release.event.starts is None:
        return None
    starts, ends = release.event.starts.value, release.event.ends.value if release.event.ends else None
    return event_times.is_over_at(starts, ends, newsroom.config.zone)


def goes_out_at(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime:
    """The moment from which a waiting release may be public, now at the earliest."""
    moment = interpretation.goes_out_at(release, newsroom.config)
    return moment if moment > now else max(moment, interpretation.after_blackouts(release, now, newsroom.config))


def next_status_change(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime | None:
    """The first moment after `now` at which the clock may change the status of a release or ends its event."""
    config = newsroom.config
    date_moments = [interpretation.instant(release.date.value, config)] if release.date else []
    ends = interpretation.embargo_end(release, config)
    spans = [interpretation.blackout_span(blackout, config) for blackout in config.blackout if blackout.kind == STOP]
    moments = [*date_moments, *([ends] if ends else []), *(moment for span in spans for moment in span)]
    if over := event_end(release, newsroom):
        moments.append(over)
    return min((moment for moment in moments if moment > now), default=None)


def _blackout_changes(newsroom: Newsroom, now: dt.datetime) -> Iterator[Change]:
    """Yield the beginnings and ends of blackouts that are still to come."""
    for blackout in newsroom.config.blackout:
        if blackout.kind == STOP:
            starts, ends = interpretation.blackout_span(blackout, newsroom.config)
            for moment, kind in ((starts, ChangeKind.BLACKOUT_BEGINS), (ends, ChangeKind.BLACKOUT_ENDS)):
                if moment > now:
                    yield Change(moment, kind, words=blackout.reason)
