"""When a new release may be published: once it is approved, from a day or a moment on, or when an embargo ends."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from newsroom_cli.cli import ask, going_back, options, output, when
from newsroom_cli.model.interpretation import instant
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.folder import Newsroom

QUESTION = "When may it be published (or once approved)"
_EXAMPLES = "  such as Dec 24 or Friday 9am; if reporters get it before: embargo Friday 9am"
_WHEN_APPROVED = frozenset(
    (
        *("when approved", "once approved", "as soon as it is approved", "now", "at once", "immediately"),
        *("asap", "as soon as possible", "for immediate release", "no embargo", "not yet", "unknown"),
        *("sofort", "ab sofort", "keine sperrfrist", "ohne sperrfrist", "nach freigabe"),
        *("inmediato", "de inmediato", "inmediatamente", "sin embargo", "publicación inmediata"),
    )
)


class Plan(NamedTuple):
    """The date of a new release, which may have a time, and the end of its embargo; None if it has none."""

    date: dt.date
    embargo: dt.datetime | None


def chosen(newsroom: Newsroom, date: str, embargo: dt.datetime | None) -> Plan:
    """The date from the option, with the embargo; if both are empty, what a person answers. Today by default."""
    now = options.moment(None, newsroom)
    if date:
        return Plan(when.typed(date, newsroom, option="--date", confirms=True), embargo)
    return Plan(now.date(), embargo) if embargo else _asked(newsroom, now)


def _asked(newsroom: Newsroom, now: dt.datetime) -> Plan:
    """What a person answers, shown to them before it is taken; today and no embargo without a terminal."""
    going_back.begin_question()
    if output.is_interactive():
        output.say(output.paint("dim", _EXAMPLES))
    when.forget_past(QUESTION, now)
    while answer := ask.text(QUESTION, empty_words=ask.NOBODY | _WHEN_APPROVED):
        is_embargo, typed = _without_embargo(answer)
        value = when.understood(typed, newsroom, timed=is_embargo, ahead=is_embargo) if typed else None
        if not typed:
            output.say(f"until when? such as embargo Friday 9am; {when.EXAMPLES}")
        elif value and is_embargo and isinstance(value, dt.datetime) and value <= now:
            output.say("this moment is past; an embargo ends at one that is to come")
        elif value and ask.confirm(f"{_in_words(value, newsroom, now, is_embargo=is_embargo)}. Right?"):
            ask.keep_as(f"{'embargo ' * is_embargo}{when.in_figures(value, newsroom)}")
            return Plan(now.date(), value) if is_embargo and isinstance(value, dt.datetime) else Plan(value, None)
        ask.forget()
    return Plan(now.date(), None)


_WORD = r"(?:(?:under|unter|mit|con|bajo|sous) )?(?:(?:an|un) )?(?:embargo(?:e?d)?|embargad[oa]|sperrfrist|gesperrt)"
_UNTIL = r"(?:until|till|til|to|for|of|on|by|bis|hasta|jusqu['’]au)"
_BEFORE = pattern(rf"(?i)^{_WORD}\b[\s:,]*(?:{_UNTIL}\b)?\s*")
_BEHIND = pattern(rf"(?i)[\s,(]+{_WORD}\)?$")


def _without_embargo(answer: str) -> tuple[bool, str]:
    """Whether an answer names an embargo, and the rest of it."""
    rest = _BEHIND.sub("", _BEFORE.sub("", answer))
    return rest != answer, rest


def _in_words(value: dt.date, newsroom: Newsroom, now: dt.datetime, *, is_embargo: bool) -> str:
    """What an answer means: with weekday and full date, a moment with its time and zone."""
    words = when.in_words(value, newsroom)
    if is_embargo:
        return f"Under embargo until {words}"
    is_past = instant(value, newsroom.config) <= now
    return f"Dated {words}; public once it is approved" if is_past else f"Not public before {words}"
