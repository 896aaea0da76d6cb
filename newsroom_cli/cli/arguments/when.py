"""Dates and times that people type into options and prompts, shown back to them in words."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

from newsroom_cli.cli.arguments import options
from newsroom_cli.cli.terminal import output
from newsroom_cli.language.dates import typed_dates
from newsroom_cli.language.dates.typed_dates import NOT_UNDERSTOOD, Readings
from newsroom_cli.model.calendar_ import day_of
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.interpretation import instant
from newsroom_cli.model.toml.values import describe, joined
from newsroom_cli.newsroom import moments
from newsroom_cli.newsroom.folder import Newsroom

_BEYOND = (9999, 12, 31)  # releases may use it for "never"; instant() takes the day before
_LAST = "the last day is 9999-12-30"
EXAMPLES = "write it like tomorrow 9am, Dec 24 at noon, 2026-03-01 or 2026-03-01T09:00"


def moment(
    text: str, newsroom: Newsroom, *, option: str, past: bool = False, confirms: bool = False, ahead: bool = False
) -> dt.datetime:
    """The moment that a person typed, as `typed_time` reads it; a day without a time means its midnight."""
    chosen = typed_time(text, newsroom, option=option, past=past, confirms=confirms, timed=True, ahead=ahead)
    return instant(chosen, newsroom.config)


def typed_time(
    text: str,
    newsroom: Newsroom,
    *,
    option: str,
    past: bool = False,
    confirms: bool = False,
    timed: bool = False,
    ahead: bool = False,
) -> dt.date:
    """The day or the moment that a person typed as the value of an option, in the newsroom's zone.

    A person at a terminal chooses between several readings, and with `confirms` agrees to one that is not typed in ISO
    form. `past` means a date of something that has happened; `ahead` drops readings in the past if there are others.
    With `timed` a day is shown with its midnight. Raises NewsroomError for a text without a reading, or with several
    if nobody can be asked.
    """
    found = _readings(text, newsroom, past=past)
    if found.lacks_hour and output.is_interactive():
        found = _with_hour(text, newsroom, past=past)
    if _is_beyond(found):
        raise NewsroomError(f'{option}: no zone can be computed on "{text}"', hint=_LAST)
    if timed and not _is_iso(text):
        found = found._replace(values=tuple(instant(value, newsroom.config) for value in found.values))
    if ahead:
        found = _without_past(found, newsroom)
    if not found.values:
        why = "" if found.why == NOT_UNDERSTOOD else f": {found.why}"
        raise NewsroomError(f"{option}: {describe(text)} is not a date or time{why}", hint=EXAMPLES)
    if output.is_interactive():
        chosen = _agreed_reading(found, newsroom, asks=confirms and not _is_iso(text))
        if chosen is None:
            raise NewsroomError(f'{option}: "{text}" was not taken', hint=EXAMPLES)
    elif len(found.values) > 1:
        words = [in_words(value, newsroom) for value in found.values]
        raise NewsroomError(
            f'{option}: "{text}" may be {"; or ".join(words)} ({found.why})',
            hint=f"write the one that is meant: {joined([_in_iso(value) for value in found.values], 'or')}",
        )
    else:
        chosen = found.values[0]
    if not _is_iso(text) and not (confirms and output.is_interactive()):
        output.say(f'{option} "{text}": {in_words(chosen, newsroom)}')
    return chosen


def ask(question: str, newsroom: Newsroom, *, timed: bool = False, ahead: bool = False) -> dt.date | None:
    """Ask for a day or a moment until a person confirms how it was understood; None for an empty answer.

    With `timed` a day without a time of day is asked for again; `ahead` is as for `typed_time`. No terminal: None.
    """
    from newsroom_cli.cli.terminal import ask

    forget_past(question, options.moment(None, newsroom))
    while answer := ask.text(question, empty_words=ask.NOBODY):
        value = answered_time(answer, newsroom, timed=timed, ahead=ahead)
        if value is not None and (_is_iso(answer) or ask.confirm(f"{in_words(value, newsroom)}. Right?")):
            ask.keep_as(in_figures(value, newsroom))
            return value
        ask.forget()
    return None


def forget_past(question: str, now: dt.datetime) -> None:
    """Do not offer an earlier answer again if its day has passed since."""
    from newsroom_cli.cli.terminal import ask

    kept = ask.earlier.get(question, "").removeprefix("embargo ")
    if _is_iso(kept) and kept[:10] < now.date().isoformat():
        del ask.earlier[question]


def answered_time(answer: str, newsroom: Newsroom, *, timed: bool = False, ahead: bool = False) -> dt.date | None:
    """The day or moment that an answer means; a person chooses between several. If none, print why and return None.

    With `timed` a day needs a time of day; `ahead` drops readings in the past if there are others.
    """
    found = _readings(answer, newsroom)
    if found.lacks_hour:
        found = _with_hour(answer, newsroom)
    if ahead:
        found = _without_past(found, newsroom)
    if not found.values:
        output.say(f"{found.why}; {EXAMPLES}")
    elif _is_beyond(found):
        output.say(f'no zone can be computed on "{answer}"; {_LAST}')
    elif timed and not isinstance(found.values[0], dt.datetime):
        with_hour = _with_hour(answer, newsroom)
        if with_hour.values:
            return _chosen_reading(with_hour, newsroom)
        output.say(f"{with_hour.why}; {EXAMPLES}")
    else:
        return _chosen_reading(found, newsroom)
    return None


def _readings(text: str, newsroom: Newsroom, *, past: bool = False) -> Readings:
    """The readings of a text at this moment."""
    config = newsroom.config
    return typed_dates.readings(text, options.moment(None, newsroom), config.language, past=past)


def _without_past(found: Readings, newsroom: Newsroom) -> Readings:
    """The readings without past moments; all of them if every one is past."""
    now = options.moment(None, newsroom)
    coming = tuple(value for value in found.values if not isinstance(value, dt.datetime) or value > now)
    return found._replace(values=coming) if coming else found


def _is_beyond(found: Readings) -> bool:
    """Whether a reading is on the last day, on which no zone can be computed."""
    return any(value.timetuple()[:3] == _BEYOND for value in found.values)


def _with_hour(text: str, newsroom: Newsroom, *, past: bool = False) -> Readings:
    """The readings of a text with the hour that a person answers; none without an answer that is an hour."""
    from newsroom_cli.cli.terminal import ask

    hour = ask.text(f"At what time ({text}), such as 9am", empty_words=ask.NOBODY)
    ask.forget()  # the meaning of the whole answer is kept
    return _readings(f"{text} at {hour}", newsroom, past=past) if hour else Readings((), "it has no time of day")


def _agreed_reading(found: Readings, newsroom: Newsroom, *, asks: bool) -> dt.date | None:
    """The reading that a person chooses or confirms; None if they do not. Unless `asks`, the only one is accepted."""
    from newsroom_cli.cli.terminal import ask

    if len(found.values) > 1 or not asks:
        return _chosen_reading(found, newsroom)
    return found.values[0] if ask.confirm(f"{in_words(found.values[0], newsroom)}. Right?") else None


def _chosen_reading(found: Readings, newsroom: Newsroom) -> dt.date | None:
    """The only reading, or the one that a person chooses; None if the person chooses none of them."""
    from newsroom_cli.cli.terminal import ask

    if len(found.values) == 1:
        return found.values[0]
    words = [in_words(value, newsroom) for value in found.values]
    output.say(f"that can be read in {len(words)} ways: {found.why}")
    neither = "none of these" if words[2:] else "neither"
    chosen = ask.choice("Which one", [(text, "") for text in (*words, neither)])
    ask.forget()  # the next such question has other answers
    return found.values[words.index(chosen)] if chosen in words else None


def in_words(value: dt.date, newsroom: Newsroom) -> str:
    """A reading with weekday, full date, time and zone."""
    return moments.date_in_words(value, newsroom.config)


def in_figures(value: dt.date, newsroom: Newsroom) -> str:
    """A day, or a moment in the newsroom's zone, as a person may type it: 2026-12-24 09:00."""
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return value.astimezone(newsroom.config.zone).replace(tzinfo=None).isoformat(" ", "minutes")


def _is_iso(text: str) -> bool:
    """Whether a date is typed in ISO form, which has one meaning."""
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _in_iso(value: dt.date) -> str:
    """A reading in ISO form, to the minute."""
    return value.isoformat(timespec="minutes") if isinstance(value, dt.datetime) else value.isoformat()


_DAY_MONTH_OR_YEAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def typed_bound(text: str, option: str, newsroom: Newsroom) -> str:
    """The day, month or year that a person typed for an option, in ISO form. Raises NewsroomError for other text."""
    with contextlib.suppress(ValueError):
        if not text or (_DAY_MONTH_OR_YEAR.fullmatch(text) and dt.date.fromisoformat(f"{text}-01-01"[:10])):
            return text
    return day_of(typed_time(text, newsroom, option=option, past=True)).isoformat()
