"""A rehearsal: the site as it will be at another moment, with a mark on every page, in a folder of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.templating.words import MAIL


def folder(newsroom: Newsroom) -> Path:
    """The default output folder of a rehearsal."""
    return newsroom.output.with_name(f"{newsroom.output.name}-rehearsal")


def with_rehearsal_notice(newsroom: Newsroom, now: dt.datetime) -> Newsroom:
    """The newsroom with a notice for every page, mail and feed entry that says which moment it rehearses."""
    config = newsroom.config
    words = theme.words(newsroom.own_templates, config.language, MAIL)
    local = now.astimezone(config.zone)
    moment = f"{theme.moment(local, config.language, weekday=True, time=True)} {theme.zone(local, config.language)}"
    notice = " ".join(filter(None, (f"{words.rehearsal} {moment}.", config.notice)))
    return newsroom._replace(config=config._replace(notice=notice, rehearsal=words.rehearsal_mark))
