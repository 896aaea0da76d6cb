"""Dates as people write them: ranges, trailing weekdays, and what only looks like a date."""

from __future__ import annotations

import datetime as dt

import pytest
from samples import sample_document

from newsroom_cli.language.dates.dates import full, month, weekday
from newsroom_cli.language.dates.mentions import Mention, can_read, mentions, month_places, printed_dates
from newsroom_cli.model import release_file
from newsroom_cli.model.calendar_ import MONTHS, WEEKDAYS

Found = tuple[int | None, int, int, int | None]


def found(text: str, language: str = "en") -> list[Found]:
    return [(found.weekday, found.month, found.day, found.year) for found in mentions(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday, 22 June 2015", [(1, 6, 22, 2015)]),
        ("Tuesday, the 22nd of June, 2015", [(1, 6, 22, 2015)]),
        ("Tues., June 22nd", [(1, 6, 22, None)]),
        ("Tuesday night, June 22,2015", [(1, 6, 22, 2015)]),
        ("TUESDAY, JUNE 22, 2015", [(1, 6, 22, 2015)]),
        ("June 22, 2015 (Tuesday)", [(1, 6, 22, 2015)]),
        ("June 22, 2015, a Tuesday", [(1, 6, 22, 2015)]),
        ("Tuesday (June 22)", [(1, 6, 22, None)]),
        ("May 02, 2024", [(None, 5, 2, 2024)]),
        ("Feb. 29", [(None, 2, 29, None)]),
        ("June 31 and 31st June", [(None, 6, 31, None), (None, 6, 31, None)]),
    ],
)
def test_forms(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday-Tuesday, June 1-2", [(0, 6, 1, None), (1, 6, 2, None)]),
        ("Friday through Sunday, Aug. 7 to 9, 2015", [(4, 8, 7, 2015), (6, 8, 9, 2015)]),
        ("Sat. & Sun., 6 and 7 June", [(5, 6, 6, None), (6, 6, 7, None)]),
        ("June 30-July 2", [(None, 6, 30, None), (None, 7, 2, None)]),
        # One weekday for several days, or several for one: it is not clear whose they are.
        ("Tuesday, June 2-4", [(None, 6, 2, None), (None, 6, 4, None)]),
        ("Friday, Saturday and Sunday, June 5-7", [(None, 6, 5, None), (None, 6, 7, None)]),
        ("Mondays and Fridays, June 1", [(None, 6, 1, None)]),
    ],
)
def test_ranges(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in June 2015 and May",
        "we may 32 times",
        "May 40 people come?",
        "Mayor Mary Mayer, 31, of Market Street",
        "Decatur 5, Marlin 4",
        "up in Dec. 5%",
        "June 22,000 and 1.5 May and $31 May",
        "version 3.1 March",
        "12:30 June",
    ],
)
def test_no_dates(text: str) -> None:
    assert found(text) == []


def test_a_number_before_the_month_belongs_to_what_stands_before_it() -> None:
    assert found("in room 31 June 5") == [(None, 6, 5, None)]
    assert found("on Tuesday 22 June 10 a.m.") == [(1, 6, 22, None)]


def test_a_newspaper_is_no_weekday() -> None:
    assert found("The Sun, June 22, 2015") == [(None, 6, 22, 2015)]
    assert found("Harbour Sun, June 22, 2015") == [(None, 6, 22, 2015)]
    assert found("on Sun., June 22, 2015") == [(6, 6, 22, 2015)]


def test_the_place_holds_weekday_and_year() -> None:
    text = "It opens (Monday, June 1) and on Tuesday (June 2), and June 3, 2015 (Wednesday)."
    assert [text[mention.start : mention.end] for mention in mentions(text)] == [
        "Monday, June 1",
        "Tuesday (June 2)",
        "June 3, 2015 (Wednesday)",
    ]


@pytest.mark.parametrize("language", ["en", "es", "fr", "de"])
def test_what_is_written_is_found(language: str) -> None:
    for number in range(1, 13):
        day = dt.date(2015, number, 22)
        assert found(f"… {full(day, language)} …", language) == [(day.weekday(), number, 22, 2015)]
        assert month(day, language) and weekday(day, language)


def test_regions_of_a_language_are_read_alike() -> None:
    assert found("el martes 22 de junio", "es-MX") == [(1, 6, 22, None)]
    assert found("Tuesday, June 22", "EN-gb") == [(1, 6, 22, None)]


def test_other_languages_are_left_alone() -> None:
    assert found("tirsdag 22. june 2015, June 22", "da") == []


def test_the_nearest_year_is_meant() -> None:
    assert Mention(0, 0, None, 1, 5, None).nearest_to(dt.date(2015, 12, 20), days=60) == dt.date(2016, 1, 5)
    assert Mention(0, 0, None, 12, 30, None).nearest_to(dt.date(2016, 1, 5), days=60) == dt.date(2015, 12, 30)
    assert Mention(0, 0, None, 6, 5, None).nearest_to(dt.date(2016, 1, 5), days=60) is None
    assert Mention(0, 0, None, 2, 29, None).nearest_to(dt.date(2015, 3, 1), days=60) is None
    assert Mention(0, 0, None, 1, 1, None).nearest_to(dt.date(1, 1, 1), days=60) == dt.date(1, 1, 1)


def test_names_are_in_order() -> None:
    assert [WEEKDAYS[dt.date(2015, 6, 22).weekday()], MONTHS[5]] == ["Monday", "June"]


def test_a_spanish_month_may_stand_first_but_a_day_before_it_goes_first() -> None:
    found = [
        (mention.day, mention.month, mention.year)
        for mention in mentions("Mayo 4 de 2026, y el 3 de mayo 12 equipos", "es")
    ]
    assert found == [(4, 5, 2026), (3, 5, None)]


def test_an_unknown_language_names_no_month() -> None:
    assert month_places(sample_document(release_file.parse("June 22", "x.md")), "da") == []


@pytest.mark.parametrize(
    "month", ["JUNE", "June", "'June", "**June**", "_June_", "Ju&#110;e June", "June's", "d'June", "Jun**e**"]
)
def test_a_month_is_seen_however_it_is_printed(month: str) -> None:
    read = release_file.parse(f"+++\n+++\nOn {month} 22", "x.md")
    assert month_places(sample_document(read), "en") == [read.body.value.upper().rindex("JUN")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ca", "2 de març de 2026"),
        ("el", "2 Μαρτίου 2026"),
        ("et", "2. märts 2026"),
        ("fi", "2. maaliskuuta 2026"),
        ("hr", "2. ožujka 2026."),
        ("is", "2. mars 2026"),
        ("mt", "2 ta’ Marzu 2026"),
        ("no", "2. mars 2026"),
        ("ro", "2 martie 2026"),
        ("ru", "2 марта 2026 г."),
        ("th", "2 มีนาคม 2026"),
        ("tr", "2 Mart 2026"),
        ("uk", "2 березня 2026"),
    ],
)
def test_import_reads_dates_in_every_language_whose_months_have_names(language: str, text: str) -> None:
    assert mentions(text, language) == ()  # no rule does
    (found,) = printed_dates(text, language)
    assert (found.day, found.month, found.year) == (2, 3, 2026)


def test_an_unknown_language_and_months_that_are_numbers_are_not_read() -> None:
    assert not can_read("zz") and not can_read("vi") and not can_read("")
