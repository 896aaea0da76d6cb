"""Datelines that people type, in the forms wire services and offices give them, and lines that are none."""

from __future__ import annotations

import pytest

from newsroom_cli.language.places.dateline import is_state, parse

Parts = tuple[str, str, str, tuple[int, int, int | None] | None]


def parts(text: str, language: str = "en") -> Parts | None:
    found = parse(text, language)
    if found is None:
        return None
    day = (found.date.month, found.date.day, found.date.year) if found.date else None
    return text[: found.end], found.city, found.region, day


@pytest.mark.parametrize(
    ("line", "city", "region", "day"),
    [
        ("PORT ELLERY —", "PORT ELLERY", "", None),
        ("BOSTON- Monday, June 22, 2015 -", "BOSTON", "", (6, 22, 2015)),
        ("NEW YORK, NY, May 02, 2024 /Harbor Wire/ --", "NEW YORK", "NY", (5, 2, 2024)),
        ("NEW YORK, NY / Harbor News / May 2, 2024 –", "NEW YORK", "NY", (5, 2, 2024)),
        ("SALEM, Ore.–(HARBOR WIRE)–", "SALEM", "Ore.", None),
        ("(Harbor Wire) - May 2, 2024 - ST. LOUIS —", "ST. LOUIS", "", (5, 2, 2024)),
        ("May 2, 2024 – ST. LOUIS –", "ST. LOUIS", "", (5, 2, 2024)),
        ("WILKES-BARRE, Pa. (May 2) –", "WILKES-BARRE", "Pa.", (5, 2, None)),
        (
            "Port Ellery, Ontario, Canada (Harbor News) Monday Jan 5, 2015 @ 8:00 AM Eastern —",
            "Port Ellery",
            "Ontario, Canada",
            (1, 5, 2015),
        ),
        ("Geneva, Switzerland, June 26, 2014 –", "Geneva", "Switzerland", (6, 26, 2014)),
        ("Singapore - July 9, 2014 -", "Singapore", "", (7, 9, 2014)),
        ("Boston, Mass. —", "Boston", "Mass.", None),
        ("CHICAGO and TOKYO, July 23, 2015 —", "CHICAGO and TOKYO", "", (7, 23, 2015)),
        ("SÃO PAULO, BRAZIL —", "SÃO PAULO", "BRAZIL", None),
        ("MADISON, Wis. –", "MADISON", "Wis.", None),
        ("LYNDEN/OAKVALE, May 2, 2024 –", "LYNDEN/OAKVALE", "", (5, 2, 2024)),
        ("MINNEAPOLIS/ST. PAUL, Minn. —", "MINNEAPOLIS/ST. PAUL", "Minn.", None),
        ("NEW YORK/HarborWire/ --", "NEW YORK", "", None),
        ("MAYFIELD —", "MAYFIELD", "", None),
        ("SALEM, ORE. (March 2, 2026)", "SALEM", "ORE.", (3, 2, 2026)),
        ("SEATTLE / June 7, 2019 --", "SEATTLE", "", (6, 7, 2019)),
        ("February 11, 1992, Boston, MA.", "Boston", "MA", (2, 11, 1992)),
        (
            "NEW YORK, LONDON and BEIJING, Feb. 2, 2017 /HarborWire-AsiaNet/ --",
            "NEW YORK",
            "LONDON and BEIJING",
            (2, 2, 2017),
        ),
    ],
)
def test_recognised(line: str, city: str, region: str, day: tuple[int, int, int | None] | None) -> None:
    assert parts(f"{line} The city opened a library.") == (line, city, region, day)


@pytest.mark.parametrize("end", ["", "."])
def test_a_dateline_in_brackets_may_end_with_a_full_stop(end: str) -> None:
    line = f"(Port Ellery, June 14, 2021){end} "
    assert parts(f"{line}The city opened a library.") == (line, "Port Ellery", "", (6, 14, 2021))


def test_in_another_language() -> None:
    assert parts("MADRID, 22 de junio de 2015 — La ciudad", "es") == (
        "MADRID, 22 de junio de 2015 —",
        "MADRID",
        "",
        (6, 22, 2015),
    )
    assert parts("ZÜRICH, 22. Juni 2015 – Die Stadt", "de") == ("ZÜRICH, 22. Juni 2015 –", "ZÜRICH", "", (6, 22, 2015))


@pytest.mark.parametrize(
    ("line", "language", "city"),
    [
        ("Berlin, 19.08.2021:", "de", "Berlin"),
        ("Stuttgart / Berlin, 13.07.2021 ‒", "de", "Stuttgart / Berlin"),
        ("Ellery, Schweiz, 30. April 2013 +++", "de", "Ellery"),
        ("Puerto Ellery · 15 de agosto de 2026.", "es", "Puerto Ellery"),
        ("Roma, 22 maggio 2018 -", "it", "Roma"),
        ("Lisboa, 22 de maio de 2018 –", "pt", "Lisboa"),
        ("Utrecht, 22 mei 2018 –", "nl", "Utrecht"),
    ],
)
def test_marks_of_other_countries(line: str, language: str, city: str) -> None:
    found = parts(f"{line} Die Stadt", language)
    assert found is not None
    assert (found[0], found[1], found[3] is not None) == (line, city, True)


def test_a_dateline_in_brackets_needs_no_dash() -> None:
    assert parts("(Salem, OR --- April 18, 1993) The city opened.") == (
        "(Salem, OR --- April 18, 1993) ",
        "Salem",
        "OR",
        (4, 18, 1993),
    )
    assert parts("[Ellery, IL June 5, 2018] The city opened.") == (
        "[Ellery, IL June 5, 2018] ",
        "Ellery",
        "IL",
        (6, 5, 2018),
    )


def test_a_date_behind_the_dash_is_of_the_sentence() -> None:
    assert parts("BOSTON — June 22 marks a year.") == ("BOSTON —", "BOSTON", "", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "The city – the first of its kind – opened.",
        "WHAT — The mayor opens the library.",
        "WHEN: Monday, June 22 – The doors open at 9.",
        "FOR IMMEDIATE RELEASE – June 22, 2015 – The city",
        "NASA – the space agency – lent a telescope.",
        "MAN WALKS 40 MILES TO OPEN A LIBRARY – CITY OF PORT ELLERY",
        "CITY OPENS LIBRARY IN HARBOUR - Port Ellery",
        "Ana Okafor, Mayor — who opened the library — stayed.",
        "Harbor Line (HL) – the ferry company – came.",
        "Monday, June 22, 2015 – The city",
        "Port Ellery - The city of the future is here.",
        "WILKES-BARRE opened a library.",
        "In Boston (May 3, 2020) The city",
        "He came in June 2015. The mayor",
    ],
)
def test_not_recognised(text: str) -> None:
    assert parts(text) is None


@pytest.mark.parametrize(
    ("line", "language", "city", "region", "day"),
    [
        ("Wien (epdÖ) –", "de", "Wien", "", None),
        ("Ellery, diciembre 31.-", "es", "Ellery", "", (12, 31, None)),
        ("16 de enero de 2020 (Alemania, India) -", "es", "Alemania", "India", (1, 16, 2020)),
    ],
)
def test_recognised_in_other_languages(
    line: str, language: str, city: str, region: str, day: tuple[int, int, int | None] | None
) -> None:
    assert parts(f"{line} Auch Xyz.", language) == (line, city, region, day)


def test_states() -> None:
    assert all(map(is_state, ("Ore.", "Ore", "N.Y.", "NY", "W.Va.", "D.C.", "New Hampshire", "Texas")))
    assert not any(map(is_state, ("Canada", "Mayor", "XY", "", "NYC")))


@pytest.mark.parametrize(
    "text", ["A" * 100_000, "ABC " * 30_000, "ABC, " * 30_000 + "—", "(" * 100_000, "/ " * 50_000, "-" * 100_000]
)
def test_hostile_lines_come_to_an_end(text: str) -> None:
    assert parse(text) is None
