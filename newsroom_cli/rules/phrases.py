"""Phrases that the messages of several rules share."""

from __future__ import annotations

import datetime as dt

from newsroom_cli.language.dates import dates
from newsroom_cli.model.config import Config
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.release import Approval, Clearance, Quote


def of_speaker(quote: Quote) -> str:
    """The word "of" and the speaker of a quote; empty without a speaker."""
    return f" of {quote.speaker.value}" if quote.speaker else ""


def on_date(record: Approval | Clearance, config: Config) -> str:
    """The word "on" and the date of an approval or a clearance; empty without a date."""
    return f" on {day_in_words(record.date.value, config)}" if record.date else ""


def day_in_words(value: dt.date, config: Config) -> str:
    """The day of a record in the newsroom's zone: Monday, June 22, 2015."""
    return dates.full(local_day(value, config), "en")


def missing_keys(record: Approval | Clearance) -> list[str]:
    """The keys that an approval or a clearance needs to be valid, and lacks."""
    return [key for key in ("by", "date", "digest") if getattr(record, key) is None]
