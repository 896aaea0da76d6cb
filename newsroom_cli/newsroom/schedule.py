"""What will change by itself: releases that go out at their time, blackouts that begin and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from newsroom_cli.model import interpretation
from newsroom_cli.model.config import STOP
from newsroom_cli.model.release import WAITING, Release
from newsroom_cli.newsroom.folder import Newsroom


class What(StrEnum):
    """What happens at a moment."""

    GOES_OUT = "goes out"
    CHANGE_GOES_OUT = "its change goes out"
    BLACKOUT_BEGINS = "a blackout begins"
    BLACKOUT_ENDS = "a blackout ends"


class Change(NamedTuple):
    """What happens at a moment; of a release with its path and headline, of a blackout with its reason."""

    moment: dt.datetime
    what: What
    path: str = ""
    words: str = ""


def changes(
    newsroom: Newsroom, releases: Iterable[Release], *, now: dt.datetime, out: Mapping[str, str]
) -> list[Change]:
    """Everything that will change after `now`, earliest first; `out` are the published releases, as the gate has it."""
    found = [*_releases(newsroom, releases, now, out), *_blackouts(newsroom, now)]
    return sorted(found, key=lambda change: (change.moment, change.path))


def first(newsroom: Newsroom, going_out: Iterable[tuple[dt.datetime, str]], now: dt.datetime) -> list[Change]:
    """The first changes after `now`; `going_out` are the waiting releases: moments with their paths."""
    found = [*(Change(moment, What.GOES_OUT, path) for moment, path in going_out), *_blackouts(newsroom, now)]
    moment = min((change.moment for change in found), default=None)
    earliest = sorted(change for change in found if change.moment == moment)
    return [
        change._replace(words=_headline(newsroom.read(change.path))) if change.path else change for change in earliest
    ]


def _headline(release: Release) -> str:
    return release.headline.value if release.headline else ""


def _releases(
    newsroom: Newsroom, releases: Iterable[Release], now: dt.datetime, out: Mapping[str, str]
) -> Iterator[Change]:
    """Yield the releases that wait, with the moments when they go out."""
    for release in releases:
        if newsroom.status_by_fields(release, now, out) in WAITING:
            yield Change(goes_out_at(newsroom, release, now), What.GOES_OUT, release.path, _headline(release))


def goes_out_at(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime:
    """The moment from which a waiting release may be public, now at the earliest."""
    moment = interpretation.goes_out_at(release, newsroom.config)
    return moment if moment > now else max(moment, end_of_blackouts(newsroom, release, now))


def end_of_blackouts(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime:
    """The moment from which no blackout holds a release: now, or the end of the last of those that touch."""
    moment = now
    while blackout := interpretation.blackout_at(release, moment, newsroom.config):
        moment = interpretation.blackout_span(blackout, newsroom.config)[1]
    return moment


def next_look(newsroom: Newsroom, release: Release, now: dt.datetime) -> dt.datetime | None:
    """The first moment after `now` at which the clock may change the publication status of a waiting release."""
    config = newsroom.config
    date = [interpretation.instant(release.date.value, config)] if release.date else []
    ends = interpretation.embargo_end(release, config)
    spans = [interpretation.blackout_span(blackout, config) for blackout in config.blackout if blackout.kind == STOP]
    moments = [*date, *([ends] if ends else []), *(moment for span in spans for moment in span)]
    return min((moment for moment in moments if moment > now), default=None)


def _blackouts(newsroom: Newsroom, now: dt.datetime) -> Iterator[Change]:
    """Yield the beginnings and ends of blackouts that are still to come."""
    for blackout in newsroom.config.blackout:
        if blackout.kind == STOP:
            starts, ends = interpretation.blackout_span(blackout, newsroom.config)
            for moment, what in ((starts, What.BLACKOUT_BEGINS), (ends, What.BLACKOUT_ENDS)):
                if moment > now:
                    yield Change(moment, what, words=blackout.reason)
