"""Where a release's text begins: below points and teasers, with the line that announces it, and no sentence lost."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_markdown as read

from newsroom_cli.importing.reading import Reading

HEADLINE = "City Opens Harbour Quarter Library"
FIRST = "The city of Port Ellery today opened a library in the harbour quarter, which has 40,000 books and 120 seats."
BODY = (
    f"{FIRST}\n\n“It is open to all,” said Mayor Ana Okafor. “We waited ten years for it.”\n\n"
    "The library is open every day from nine in the morning, and lends tools as well as books.\n"
)


def first(found: Reading) -> str:
    return found.pieces[0].text


@pytest.mark.parametrize("opening", ["", "PORT ELLERY, March 2, 2026 — ", "[March 2, 2026] "])
def test_up_to_three_points_below_the_headline_are_its_subhead(opening: str) -> None:
    points = ("The first floor is for children", "Its roof makes the power for a hundred homes nearby")
    found = read(f"# {HEADLINE}\n\n- {points[0]}\n- {points[1]}\n\n{opening}{BODY}")
    assert (found.headline, found.subhead) == (HEADLINE, "; ".join(points))
    assert first(found) == FIRST


def test_points_that_are_sentences_stay_sentences() -> None:
    found = read(
        f"# {HEADLINE}\n\n- The first floor is for children.\n- The roof makes power for many homes.\n\n{BODY}"
    )
    assert found.subhead == "The first floor is for children. The roof makes power for many homes."


@pytest.mark.parametrize(
    "points",
    [
        "".join(
            f"- Floor {number} is open to all of the city's readers\n" for number in ("one", "two", "three", "four")
        ),
        "Key highlights\n\n- The first floor is for the children of the quarter\n- The roof makes power for homes\n",
        "Key highlights\n\n- Free entry\n- Tools to lend\n",
        "What is new about it:\n\n- The first floor is for the children of the quarter\n- The roof makes power\n",
        "1. The first floor is for the children of the quarter\n2. The roof makes power for a hundred homes\n",
        "- “The first floor is for children,” said Mayor Ana Okafor of Port Ellery.\n- The roof makes power.\n",
    ],
)
def test_a_longer_list_and_one_that_is_announced_is_text(points: str) -> None:
    found = read(f"# {HEADLINE}\n\n{points}\n{BODY}")
    assert all(line.lstrip("-12. ") in found.body for line in points.split("\n") if line.strip())


def test_a_line_that_announces_a_list_begins_the_text() -> None:
    found = read(
        f"{HEADLINE}\n\nPORT ELLERY, March 2, 2026 —\n\nKey Highlights\n\n"
        "• Forty thousand books from the first day on, and tools as well\n"
        f"• Room for a hundred and twenty readers on all of its floors\n\n{BODY}",
        "a.txt",
    )
    assert first(found) == "Key Highlights"


def test_a_line_that_announces_a_quote_begins_the_text() -> None:
    lead = "Mayor Ana Okafor on the new library:"
    said = "“It is open to all, and we waited ten years for it in this quarter. We will not close it again.”"
    assert first(read(f"# {HEADLINE}\n\nMarch 2, 2026\n\n{lead}\n\n{said}\n\n{BODY}")) == lead


def test_all_lines_between_headline_and_dateline_are_the_subhead() -> None:
    found = read(
        f"# {HEADLINE}\n\nThe first floor is for children, says the city that built it for them in two years.\n\n"
        f"Its roof makes the power that a hundred of the homes around it use in a year.\n\nPORT ELLERY — {BODY}"
    )
    assert found.subhead.startswith("The first floor") and found.subhead.endswith("in a year.")
    assert first(found) == FIRST


def test_a_teaser_above_a_byline_is_a_subhead() -> None:
    teaser = "Es un lugar para todas las personas del barrio y de la ciudad entera que quieran leer."
    found = read(
        f"# Abre la biblioteca del puerto\n\n{teaser}\n\nPor Redacción Puerto - 02/03/2026 11:30\n\n"
        "El día de hoy abrió en el barrio del puerto la biblioteca que la ciudad esperaba desde hace diez años.\n\n"
        "La biblioteca abre todos los días desde las nueve de la mañana y presta libros y herramientas a quien "
        "quiera.\n"
    )
    assert found.subhead == teaser
    assert first(found).startswith("El día de hoy")


def test_a_first_paragraph_above_the_date_is_text() -> None:
    lead = (
        "The city of Port Ellery has opened its library after ten years of building. It is open to all readers there."
    )
    found = read(f"# {HEADLINE}\n\n{lead}\n\nMarch 2, 2026\n\n{BODY}")
    assert first(found) == lead
    assert "March 2" not in found.body


@pytest.mark.parametrize("word", ["WHO", "Who"])
def test_the_lines_of_an_invitation_are_text(word: str) -> None:
    found = read(
        f"MEDIA ADVISORY\n\n{HEADLINE}\n\nMarch 2, 2026\n\n{word}: Port Ellery City Council\n\n"
        "WHAT: Opens the library of the harbour quarter, which the city has built in two years for all its readers.\n\n"
        "WHERE: 1 Harbour Street\n"
    )
    assert first(found) == f"{word}: Port Ellery City Council"


@pytest.mark.parametrize(
    "opening", ["March 2, 2026 (Port Ellery). ", "March 2026 – ", "March 2, 2026 (PORT ELLERY) — "]
)
def test_a_date_that_opens_the_text_is_no_part_of_it(opening: str) -> None:
    assert first(read(f"# {HEADLINE}\n\n{opening}{BODY}")) == FIRST


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        (
            "2 de marzo de 2026.- ",
            "El ayuntamiento abre una biblioteca en el puerto con cuarenta mil libros para todos.",
        ),
        ("02/03/2026.- ", "El ayuntamiento abre una biblioteca en el puerto con cuarenta mil libros para todos."),
        ("Lunes, 2 de marzo de 2026.- ", "El ayuntamiento abre en el puerto una biblioteca con cuarenta mil libros."),
        ("Le 2 mars 2026 – ", "La ville ouvre une bibliothèque dans le quartier du port avec quarante mille livres."),
        (
            "Lundi 2 mars 2026 – ",
            "La ville ouvre une bibliothèque dans le quartier du port avec quarante mille livres.",
        ),
    ],
)
def test_a_date_that_opens_the_text_in_another_language(opening: str, text: str) -> None:
    found = read(f"# {text.split(' en ')[0].split(' dans ')[0]}\n\n{opening}{text}\n\n{text} {text}")
    assert (first(found), found.place, found.date) == (text, "", dt.date(2026, 3, 2))


def test_the_signs_of_the_author_are_cut_off_with_the_dateline() -> None:
    found = read(
        "# Stadt öffnet Bibliothek\n\nMarburg/AB/XYZ - Die Stadt öffnet im Hafenviertel eine Bibliothek mit "
        "40.000 Büchern "
        "und 120 Plätzen für alle.\n\nSie ist an jedem Tag ab neun Uhr offen und verleiht auch Werkzeug an alle "
        "Leser.\n"
    )
    assert first(found).startswith("Die Stadt öffnet")
    assert found.place == "Marburg"


def test_a_text_named_so_in_a_record() -> None:
    found = read(
        f"{HEADLINE}\n\nDate: March 2, 2026\nCategories: News\n\nURL: https://city.example/library\n\nSummary:\n\n"
        f"+++ The first floor is for children. +++ The roof makes power for many homes. +++\n\nFull Content:\n\n{BODY}",
        "a.txt",
    )
    assert first(found) == FIRST
    assert "first floor" in found.subhead


def test_the_words_behind_a_dateline_go_on_where_the_line_was_cut() -> None:
    found = read(
        f"{HEADLINE}\n\n   PORT ELLERY, March 2  -- The Library\n"
        f"of Port Ellery opened today in the harbour quarter, where it has\n"
        "40,000 books and room for 120 readers on three of its floors.\n"
        "   The library is open every day from nine in the morning, and\n"
        "lends tools as well as books to all who live in the quarter.\n",
        "a.txt",
    )
    assert first(found).startswith("The Library of Port Ellery opened")


def test_a_caption_named_by_the_class_of_its_paragraph_is_no_text() -> None:
    page = (
        f"<html><body><main><h1>{HEADLINE}</h1><p class='figcaption'>Mayor Ana Okafor (left) opens the library in the "
        f"harbour quarter today.</p>{''.join(f'<p>{paragraph}</p>' for paragraph in BODY.split(chr(10) * 2))}"
        "</main></body></html>"
    )
    assert first(read(page, "a.html")) == FIRST


MIGRATED = """Published
{page}

Port Ellery Press

CITY REOPENS THE HARBOUR BRIDGE

{label}

PORT ELLERY, Wash. – The bridge reopened {counted} after two years of work, and the ferries keep their times.

The city thanks all who waited. The toll stays at two dollars until the summer.
"""


@pytest.mark.parametrize(
    ("page", "label", "counted", "day"),
    [
        ("February 7, 2024", "Date: February 1, 2024", "today", "2024-02-01"),
        ("February 7, 2024", "Date: February 1, 2024", "yesterday, Feb. 6, 2024,", "2024-02-07"),
        ("February 7, 2024", "February 2, 2024", "yesterday, February 1,", "2024-02-02"),
        ("December 31, 2024", "January 1, 2025", "yesterday (Dec. 31)", "2025-01-01"),
        ("February 7, 2024", "For Immediate Release\n\nCase # 13WF0932\n\nFebruary 2, 2024", "", "2024-02-02"),
    ],
)
def test_of_several_dates_the_labelled_one_is_taken_or_the_one_from_which_days_are_counted(
    page: str, label: str, counted: str, day: str
) -> None:
    made = read(MIGRATED.format(page=page, label=label, counted=counted))
    assert str(made.date)[:10] == day
