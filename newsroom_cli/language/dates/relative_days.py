"""Words that name a day relative to the day of the text: today, yesterday, tomorrow."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsroom_cli.language.word_index import occurrences
from newsroom_cli.model import language_tags


class RelativeDay(NamedTuple):
    """A word such as "tomorrow", its offsets, and its distance from the day of the text in days."""

    start: int
    end: int
    word: str
    days: int


_WORDS: Mapping[str, Mapping[str, int]] = {
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "es": {"hoy": 0, "ayer": -1, "mañana": 1},
    "fr": {"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "demain": 1},
    "de": {"heute": 0, "gestern": -1, "morgen": 1},
}
# The beginnings of these words as a word index holds them: up to an accent or a mark.
BEGINNINGS = tuple(re.split("['’ñ]", word)[0] for words in _WORDS.values() for word in words)
_WEEKDAYS: Mapping[str, str] = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
}


def _may_have_weekday(text: str, base: str) -> bool:
    """Whether a comma or bracket follows a relative day; a quick test for a whole body."""
    ends = (at + len(word) for word in _WORDS.get(base, ()) for at in occurrences(text, word))
    return any(text.startswith((", ", " ("), end) for end in ends)


_LOOK_BACK = 40


def relative_day_before(text: str, at: int, language: str) -> RelativeDay | None:
    """The relative day before a date that means the same day: today, May 3; tomorrow (Tuesday, May 4)."""
    base = language_tags.base(language)
    if base not in _WORDS:
        return None
    near = text[max(at - _LOOK_BACK, 0) : at].lower()
    if not any(map(near.__contains__, _WORDS[base])):
        return None
    match = _explained_pattern(base).search(text, max(at - _LOOK_BACK, 0), at)
    if match is None or (
        match.group().endswith("the ") and not text[at : at + 1].isdigit()
    ):  # today, the March 9 plans
        return None
    return _relative_day(match, base)


def with_weekday(text: str, language: str) -> Iterator[tuple[RelativeDay, int, int]]:
    """Yield each relative day that a weekday explains, the weekday (Monday is 0) and the offset of its end."""
    base = language_tags.base(language)
    for match in _weekday_pattern(base).finditer(text) if _may_have_weekday(text, base) else ():
        weekday = _WEEKDAYS[base].split().index(match["weekday"].lower())
        yield _relative_day(match, base), weekday, match.end("weekday")


def first_relative_day(text: str, language: str) -> RelativeDay | None:
    """The first relative day of a text, or None. Words for an era, as in "today's world", do not count."""
    base = language_tags.base(language)
    match = _any_pattern(base).search(text) if base in _WORDS else None
    return _relative_day(match, base) if match else None


def _relative_day(match: re.Match[str], base: str) -> RelativeDay:
    """The relative day in a match."""
    word = match["word"]
    return RelativeDay(*match.span("word"), word, _WORDS[base][word.lower()])


def _word_group(base: str) -> str:
    """A named group for the relative days of a language."""
    return rf"\b(?P<word>{'|'.join(_WORDS[base])})\b"


@functools.cache
def _explained_pattern(base: str) -> re.Pattern[str]:
    """A pattern for a relative day with the words up to the date that explains it: "tomorrow (Tuesday, "."""
    part = r"(?:\s(?:morning|afternoon|evening|night|early|Vormittag|Nachmittag|Abend|matin|soir|por\sla\starde))?"
    return re.compile(
        rf"{_word_group(base)}{part}(?:,\s|\s?[–—-]\s|\s?\(|\s)(?:on\s|the\s|le\s|el\s|am\s|den\s|dem\s)?\Z",
        re.IGNORECASE,
    )


@functools.cache
def _weekday_pattern(base: str) -> re.Pattern[str]:
    """A pattern for a relative day with a weekday after it: today (Monday); tomorrow, Tuesday,"""
    days = "|".join(_WEEKDAYS[base].split())
    closing = r"(?:\)|(?=,\s(?-i:[a-zà-ÿ(])|\.|;))" if base == "en" else r"(?:\)|(?=,\s\D|\.\s|;))"
    return re.compile(rf"{_word_group(base)}(?:\s\(|,\s)(?P<weekday>{days}){closing}", re.IGNORECASE)


@functools.cache
def _any_pattern(base: str) -> re.Pattern[str]:
    """A pattern for a relative day that is not a possessive."""
    return re.compile(rf"{_word_group(base)}(?!['’]s)", re.IGNORECASE)
