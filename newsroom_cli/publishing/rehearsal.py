"""A rehearsal: what would be public at another moment, marked as such wherever it can be read, in a folder of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from newsroom_cli.newsroom import theme
from newsroom_cli.newsroom.folder import Newsroom


def folder(newsroom: Newsroom) -> Path:
    """The folder that a rehearsal is written to unless another is named."""
    return newsroom.output.with_name(f"{newsroom.output.name}-rehearsal")


def marked(newsroom: Newsroom, now: dt.datetime) -> Newsroom:
    """The newsroom as it rehearses a moment: its notice, which stands on every page, mail and feed entry, says so."""
    config = newsroom.config
    words = theme.words(newsroom.own, config.language, "email/words.html")
    local = now.astimezone(config.zone)
    moment = f"{theme.moment(local, config.language, weekday=True, time=True)} {theme.zone(local)}"
    notice = " ".join(filter(None, (f"{words.rehearsal} {moment}.", config.notice)))
    return newsroom._replace(config=config._replace(notice=notice, rehearsal=words.rehearsal_mark))
