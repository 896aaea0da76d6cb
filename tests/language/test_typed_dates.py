"""Dates and times as people type them: read rightly, or in all their meanings, or not at all."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom_cli.language.dates.typed_dates import readings

NEW_YORK = ZoneInfo("America/New_York")
FRIDAY = dt.datetime(2026, 11, 27, 10, 0, tzinfo=NEW_YORK)

ONE = {
    "today": "2026-11-27", "tomorrow": "2026-11-28", "yesterday": "2026-11-26", "day after tomorrow": "2026-11-29",
    "tomorrow 9am": "2026-11-28T09:00", "tomorrow at 9 a.m.": "2026-11-28T09:00", "9am tomorrow": "2026-11-28T09:00",
    "tomorrow noon": "2026-11-28T12:00", "5 pm today": "2026-11-27T17:00", "tonight at 8": "2026-11-27T20:00",
    "tomorrow morning at 9": "2026-11-28T09:00", "9 in the morning tomorrow": "2026-11-28T09:00",
    "Dec 24": "2026-12-24", "Dec. 24": "2026-12-24", "24 December": "2026-12-24", "Dec 24th": "2026-12-24",
    "the 24th of December": "2026-12-24", "Dec 24, 2026": "2026-12-24", "Thursday, December 24, 2026": "2026-12-24",
    "Dec 24 at 9:30 am": "2026-12-24T09:30", "December 24, 2026, 9 a.m.": "2026-12-24T09:00",
    "Dec 24 14:30": "2026-12-24T14:30", "Jan 5": "2027-01-05", "Sept. 8": "2027-09-08",
    "monday": "2026-11-30", "Mon": "2026-11-30", "Thursday 9am": "2026-12-03T09:00", "this Saturday": "2026-11-28",
    "on Thursday at noon": "2026-12-03T12:00", "next Tuesday at noon": "2026-12-01T12:00",
    "next Friday": "2026-12-04", "last Friday": "2026-11-20",
    "in two weeks": "2026-12-11", "in 3 days": "2026-11-30", "in a week": "2026-12-04", "3 days ago": "2026-11-24",
    "two weeks from now": "2026-12-11", "a month from today": "2026-12-27", "in 1 day at 9am": "2026-11-28T09:00",
    "in 2 hours": "2026-11-27T12:00", "in 30 minutes": "2026-11-27T10:30", "now": "2026-11-27T10:00",
    "12/24/2026": "2026-12-24", "24/12/2026": "2026-12-24", "12/24": "2026-12-24", "12/24/26": "2026-12-24",
    "24.12.2026": "2026-12-24", "3.4.2026": "2026-04-03", "24.12.": "2026-12-24",
    "12/24/2026 9:00 AM": "2026-12-24T09:00", "2026-12-24": "2026-12-24", "2026-12-24 09:00": "2026-12-24T09:00",
    "2026-12-24 9am": "2026-12-24T09:00", "2pm": "2026-11-27T14:00", "noon": "2026-11-27T12:00",
    "Tue, 1 Dec 2026 09:00:00 -0500": "2026-12-01T09:00", "9am UTC tomorrow": "2026-11-28T04:00",
    "tomorrow 9am PT": "2026-11-28T12:00", "9am Dec 24 EST": "2026-12-24T09:00", "9am July 3 ET": "2027-07-03T09:00",
    "tomorrow 9am +02:00": "2026-11-28T02:00",
    "Monday after next": "2026-12-07", "the Friday after next at noon": "2026-12-11T12:00",
    "a week from Monday": "2026-12-07", "two weeks from Tuesday": "2026-12-15",
    "a week on Monday 9am": "2026-12-07T09:00",
    "12 noon Thursday": "2026-12-03T12:00", "Dec 1, 2026 at 12 noon": "2026-12-01T12:00",
    "tonight 8": "2026-11-27T20:00", "9 tomorrow morning": "2026-11-28T09:00", "tomorrow morning 9": "2026-11-28T09:00",
    "Monday 3 in the afternoon": "2026-11-30T15:00", "Dec 4 in the morning at 9": "2026-12-04T09:00",
    "COB Monday at 5": "2026-11-30T17:00", "end of day Monday at 5:30": "2026-11-30T17:30",
    "midnight tonight": "2026-11-28T00:00", "tonight at 12": "2026-11-28T00:00", "24:00 Monday": "2026-12-01T00:00",
    "Tuesday 14": "2026-12-01T14:00", "12/24/2026 14": "2026-12-24T14:00", "Wed 9a": "2026-12-02T09:00",
    "Monday 0900": "2026-11-30T09:00", "1430 tomorrow": "2026-11-28T14:30", "2000 hrs Monday": "2026-11-30T20:00",
    "00.01 Monday": "2026-11-30T00:01", "Dec 24 2027": "2027-12-24", "Monday 14.30": "2026-11-30T14:30",
    "Tuesday next week": "2026-12-01", "next week Tuesday 9am": "2026-12-01T09:00", "Saturday this week": "2026-11-28",
    "Friday the 4th": "2026-12-04", "the 4th at noon": "2026-12-04T12:00", "until Monday 9am": "2026-11-30T09:00",
    "9am Eastern Monday": "2026-11-30T09:00", "Monday from 9am": "2026-11-30T09:00", "tmrw 9am": "2026-11-28T09:00",
    "two weeks today": "2026-12-11", "2026-12-4 9am": "2026-12-04T09:00", "2026/12/4": "2026-12-04",
    "tomorrow PM at 3": "2026-11-28T15:00", "Dec 4 at 09:00 hrs": "2026-12-04T09:00", "in 2 hrs": "2026-11-27T12:00",
    "mid-day Monday": "2026-11-30T12:00", "9 am sharp Monday": "2026-11-30T09:00",
    "a week from tomorrow": "2026-12-05", "Monday week": "2026-12-07", "a week from Dec 24": "2026-12-31",
}  # fmt: skip
SEVERAL = {
    "03/04/2026": ["2026-03-04", "2026-04-03"],
    "3/4": ["2027-03-04", "2027-04-03"],
    "Friday": ["2026-11-27", "2026-12-04"],
    "Friday 14:30": ["2026-11-27T14:30", "2026-12-04T14:30"],
    "last Tuesday": ["2026-11-24", "2026-11-17"],
    "next Sunday": ["2026-11-29", "2026-12-06"],
    "tomorrow at 9": ["2026-11-28T09:00", "2026-11-28T21:00"],
    "tomorrow 9:30": ["2026-11-28T09:30", "2026-11-28T21:30"],
    "12/24/2026 9": ["2026-12-24T09:00", "2026-12-24T21:00"],
    "03/04/2027 9": ["2027-03-04T09:00", "2027-03-04T21:00", "2027-04-03T09:00", "2027-04-03T21:00"],
    "in two days 9": ["2026-11-29T09:00", "2026-11-29T21:00"],
    "9 Monday": ["2026-11-30T09:00", "2026-11-30T21:00"],
    "Tuesday 1": ["2026-12-01", "2026-12-01T01:00", "2026-12-01T13:00"],
    "Monday night at 2": ["2026-11-30T02:00", "2026-12-01T02:00"],
    "9.30 Monday": ["2026-11-30T09:30", "2026-11-30T21:30"],
    "Sunday next week": ["2026-11-29", "2026-12-06"],
    "8am": ["2026-11-27T08:00", "2026-11-28T08:00"],
    "midnight tomorrow": ["2026-11-28T00:00", "2026-11-29T00:00"],
    "Nov 24": ["2026-11-24", "2027-11-24"],
    "9am July 3 EST": ["2027-07-03T09:00", "2027-07-03T10:00"],
    "2:30 am March 14, 2027": ["2027-03-14T03:30", "2027-03-14T01:30"],
    "Sunday after next": ["2026-12-06", "2026-12-13"],
    "a week from Friday": ["2026-12-04", "2026-12-11"],
    "2026-03-08T02:30": ["2026-03-08T03:30", "2026-03-08T01:30"],
}
NONE = [
    *("", "soon", "TK", "asap", "Q1", "26", "9", "Feb 30", "Feb 30 2026", "13/13/2026", "Christmas", "Dec 2026"),
    *("next week", "next month", "2 weeks", "1 week 2 days", "today tomorrow", "tomorrow tomorrow", "week"),
    *("Monday morning", "this evening", "25pm", "tomorrow 13pm", "9am-10am tomorrow", "Dec 24-26", "Dec 24 26"),
    *(
        "Dec 24 or 25",
        "before Dec 24",
        "a week from Christmas",
        "weeks from Monday",
        "week after next",
        "the Friday before Dec 24",
    ),
    *("in / from tomorrow", "weeks in yesterday", "st today", "tomorrow EST", "today on a.m.", "9999-12-31 weeks in"),
    *("ago two hours 2 0001", "29 hours hours December", "the in 9 1 weeks", "December 24 hours", "maybe Dec 24"),
    *("Dec 24 20", "9 Dec 24", "12.24", "week 9", "Friday 9 or 10", "today 8am Saturday 9", "Friday the 5th", "9 9"),
    *("COB Monday", "first thing tomorrow", "EOD", "Dec 4 in the morning", "after Friday 9am"),
    *("9999-12-31 2028 14:30", "midnight -99:00", "tomorrow morning midnight", "9 in the morning in the evening"),
    *("Friday, Dec 24, 2026", "Friday Dec 24", "in 2 hours and a bit", "3 March 26", "\x00tomorrow", "tomorrow" * 20),
]
OTHER_LANGUAGES = [
    ("de", "heute 9 Uhr", "2026-11-27T09:00"),
    ("de", "morgen um 14 Uhr", "2026-11-28T14:00"),
    ("de", "übermorgen 14.30 Uhr", "2026-11-29T14:30"),
    ("de", "24. Dezember 2026", "2026-12-24"),
    ("de", "Dienstag 9 Uhr", "2026-12-01T09:00"),
    ("de", "in zwei Wochen", "2026-12-11"),
    ("de", "31.12.2026 9", "2026-12-31T09:00"),
    ("de", "Mo, 30.11., 9 Uhr", "2026-11-30T09:00"),
    ("de", "Freitag, den 4. Dezember 2026, 9 Uhr", "2026-12-04T09:00"),
    ("de", "nächsten Montag 9:30", "2026-11-30T09:30"),
    ("de", "Dienstag nächster Woche 14 Uhr 30", "2026-12-01T14:30"),
    ("de", "heute Abend um 8", "2026-11-27T20:00"),
    ("de", "morgen früh um 9", "2026-11-28T09:00"),
    ("de", "morgen halb zehn", "2026-11-28T09:30"),
    ("de", "halb eins", "2026-11-27T12:30"),
    ("de", "Montag um neun", "2026-11-30T09:00"),
    ("de", "Sonnabend 11 Uhr", "2026-11-28T11:00"),
    ("de", "Montag in einer Woche", "2026-12-07"),
    ("de", "bis zum 3. Dezember, 10 Uhr", "2026-12-03T10:00"),
    ("es", "mañana a las diez", "2026-11-28T10:00"),
    ("es", "mañana a las diez y media", "2026-11-28T10:30"),
    ("es", "hasta las 10:00 del 3 de diciembre", "2026-12-03T10:00"),
    ("es", "las 10 del lunes", "2026-11-30T10:00"),
    ("es", "18:30 horas", "2026-11-27T18:30"),
    ("es", "1.º de enero", "2027-01-01"),
    ("es", "mañana a las 9", "2026-11-28T09:00"),
    ("es", "el lunes a las 9 de la mañana", "2026-11-30T09:00"),
    ("es", "el próximo lunes a las 21 horas", "2026-11-30T21:00"),
    ("es", "el martes de la próxima semana", "2026-12-01"),
    ("es", "hoy a las 5 de la tarde", "2026-11-27T17:00"),
    ("es", "pasado mañana a mediodía", "2026-11-29T12:00"),
    ("es", "dentro de dos días", "2026-11-29"),
    ("es", "3 mar 2027 9:00", "2027-03-03T09:00"),
    ("fr", "demain à 9h30", "2026-11-28T09:30"),
    ("fr", "lundi à 9 h", "2026-11-30T09:00"),
    ("fr", "lun. 30 nov. 9 h 30", "2026-11-30T09:30"),
    ("fr", "mardi de la semaine prochaine à 9 heures", "2026-12-01T09:00"),
    ("fr", "ce soir à 20 h", "2026-11-27T20:00"),
    ("fr", "9 h 24 décembre", "2026-12-24T09:00"),
    ("fr-CA", "24 décembre 2026", "2026-12-24"),
    ("pl", "24 grudnia 2026", "2026-12-24"),
    ("xx", "tomorrow", "2026-11-28"),
]


def written(phrase: str, now: dt.datetime = FRIDAY, language: str = "en", *, past: bool = False) -> list[str]:
    return [value.isoformat()[:16] for value in readings(phrase, now, language, past=past).values]


@pytest.mark.parametrize("phrase", ONE)
def test_a_phrase_with_one_meaning_is_read(phrase: str) -> None:
    assert written(phrase) == [ONE[phrase]]
    assert readings(phrase, FRIDAY).why == ""


@pytest.mark.parametrize("phrase", SEVERAL)
def test_a_phrase_with_two_meanings_has_both_and_the_reason(phrase: str) -> None:
    assert written(phrase) == SEVERAL[phrase]
    assert readings(phrase, FRIDAY).why


@pytest.mark.parametrize("phrase", NONE)
def test_what_names_no_day_or_several_is_not_guessed(phrase: str) -> None:
    assert written(phrase) == []
    assert readings(phrase, FRIDAY).why


@pytest.mark.parametrize(
    "phrase",
    [
        "tomorrow morning",
        "tonight",
        "this evening",
        "Monday morning",
        "COB Monday",
        "end of day",
        "first thing tomorrow",
        "tomorrow AM",
    ],
)
def test_a_part_of_a_day_lacks_an_hour(phrase: str) -> None:
    assert readings(phrase, FRIDAY).lacks_hour and len(written(f"{phrase} at 8")) == 1


@pytest.mark.parametrize(("language", "phrase", "expected"), OTHER_LANGUAGES)
def test_the_language_of_the_newsroom_is_read_as_well(language: str, phrase: str, expected: str) -> None:
    assert written(phrase, language=language) == [expected]


@given(words=st.lists(st.sampled_from(sorted({word for phrase in (*ONE, *SEVERAL, *NONE) for word in phrase.split()}))))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_has_readings_or_a_reason(words: list[str]) -> None:
    found = readings(" ".join(words), FRIDAY)
    assert len(found.values) <= 5 and (len(found.values) == 1) == (found.why == "")
    assert all(isinstance(value, dt.date) for value in found.values)


def test_next_tuesday_is_clear_on_a_friday_and_not_on_a_monday() -> None:
    monday = dt.datetime(2026, 11, 30, 10, 0, tzinfo=NEW_YORK)
    assert written("next Tuesday") == ["2026-12-01"]
    assert written("next Tuesday", monday) == ["2026-12-01", "2026-12-08"]
    assert written("next Monday", dt.datetime(2026, 11, 29, 10, 0, tzinfo=NEW_YORK)) == ["2026-11-30", "2026-12-07"]


def test_clocks_that_are_set_back_show_a_time_twice() -> None:
    found = readings("1:30 am Nov 7, 2027", FRIDAY)
    assert [value.tzname() for value in found.values if isinstance(value, dt.datetime)] == ["EDT", "EST"]
    assert "twice" in found.why


def test_what_has_happened_is_looked_for_in_the_past() -> None:
    assert written("Nov 24", past=True) == ["2026-11-24"]
    assert written("Tuesday", past=True) == ["2026-11-24"]
    assert written("9am", past=True) == ["2026-11-27T09:00"]
    assert written("11am", past=True) == ["2026-11-27T11:00", "2026-11-26T11:00"]
    assert written("Dec 1", past=True) == ["2026-12-01", "2025-12-01"]


def test_a_wrong_weekday_is_named() -> None:
    assert readings("Friday, Dec 24, 2026", FRIDAY).why == "December 24, 2026 is a Thursday"


def test_moments_are_in_the_zone_of_now() -> None:
    (value,) = readings("tomorrow 9am", dt.datetime(2026, 11, 28, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))).values
    assert value.isoformat() == "2026-11-29T09:00:00+09:00"
