"""Blackouts of the kind `care`: they hold nothing, and remind whoever publishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from newsroom_cli.cli import output
from newsroom_cli.model import interpretation
from newsroom_cli.model.config import CARE
from newsroom_cli.model.release import Release
from newsroom_cli.newsroom import moments
from newsroom_cli.newsroom.folder import Newsroom


def lines(releases: Iterable[Release], newsroom: Newsroom, now: dt.datetime) -> list[str]:
    """A line for each time of care in which one of these releases is public or goes out."""
    config = newsroom.config
    found = []
    for release in releases if config.blackout else ():
        moment = max(now, interpretation.published_at(release, config))
        if blackout := interpretation.blackout_at(release, moment, config, CARE):
            until = moments.in_words(interpretation.blackout_span(blackout, config)[1], config)
            why = f": {blackout.reason}" if blackout.reason else ""
            found.append(f"{output.paint('warning', 'with care')} until {until}{why}")
    return list(dict.fromkeys(found))
