"""Moments in words, with weekday and zone, and how far away they are."""

from __future__ import annotations

import datetime as dt
import re

from newsroom_cli.language.dates import dates
from newsroom_cli.model import language_tags
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import instant
from newsroom_cli.newsroom.templating import theme


def in_words(moment: dt.datetime, config: Config) -> str:
    """A moment in the newsroom's zone: Thursday, March 26, 2026, 10 a.m. EDT, or noon EDT, or 0:00 (midnight) EDT.

    Messages are in English, in the newsroom's variety if it writes English: Thursday, 26 March 2026, 10:00 GMT.
    """
    local, language = moment.astimezone(config.zone), english(config)
    name = dates.NOON_AND_MIDNIGHT.get((local.hour, local.minute))
    day = theme.full_date(local, language)
    day = f"{day}, {name}" if name else theme.moment(local, language, weekday=True, time=True)
    return f"{day} {theme.zone(local)}"


def date_in_words(value: dt.date, config: Config) -> str:
    """A day, or a moment in the newsroom's zone: Thursday, March 26, 2026."""
    return in_words(value, config) if isinstance(value, dt.datetime) else theme.full_date(value, english(config))


def written_in_words(text: str, config: Config) -> str:
    """The text with each day and moment in words instead of ISO form."""

    def in_words_of(match: re.Match[str]) -> str:
        try:
            value = dt.datetime.fromisoformat(match[0]) if "T" in match[0] else dt.date.fromisoformat(match[0])
        except ValueError:
            return match[0]
        return date_in_words(instant(value, config) if isinstance(value, dt.datetime) else value, config)

    return re.sub(r"\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:\d\d)?)?\b", in_words_of, text)


def ahead(moment: dt.datetime, now: dt.datetime, config: Config) -> str:
    """A moment in the newsroom's zone, and how far away it is: Thursday, March 26, 2026, 10 a.m. EDT, in 3 days."""
    return f"{in_words(moment, config)}, {distance(moment, now, config.zone)}"


def english(config: Config) -> str:
    """The language tag of the English in which dates are written: the newsroom's variety, or else American."""
    return language_tags.english(config.language)


# Our own units, because Babel rounds: ten days would be one week.
_UNITS = (("year", 31_557_600), ("day", 86_400), ("hour", 3_600), ("minute", 60))


def distance(moment: dt.datetime, now: dt.datetime, zone: dt.tzinfo) -> str:
    """How far away a moment is, in its largest unit: in 3 days, 2 hours ago, now.

    Days are calendar days in `zone`: from Friday afternoon to Monday morning there are three.
    """
    seconds = (moment - now).total_seconds()
    for name, length in _UNITS:
        if abs(seconds) >= length:
            days = abs((moment.astimezone(zone).date() - now.astimezone(zone).date()).days)
            number = days if name == "day" else int(abs(seconds) // length)
            words = f"{number:,} {name}{'' if number == 1 else 's'}"
            return f"in {words}" if seconds > 0 else f"{words} ago"
    return "in less than a minute" if seconds > 0 else "now"
