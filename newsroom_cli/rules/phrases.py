"""Phrases for the messages of several rules."""

from __future__ import annotations

from newsroom_cli.model.release import Approval, Clearance, Quote


def of_speaker(quote: Quote) -> str:
    """The word "of" and the speaker of a quote; empty without a speaker."""
    return f" of {quote.speaker.value}" if quote.speaker else ""


def on_date(record: Approval | Clearance) -> str:
    """The word "on" and the date of an approval or a clearance; empty without a date."""
    return f" on {record.date.value:%Y-%m-%d}" if record.date else ""


def missing_keys(record: Approval | Clearance) -> list[str]:
    """The keys without which an approval or a clearance is not valid, and that it lacks."""
    return [key for key in ("by", "date", "digest") if getattr(record, key) is None]
