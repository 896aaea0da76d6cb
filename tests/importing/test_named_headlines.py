"""Pages whose headline is named by a class alone, or whose own title is a label; dates at the start of the text."""

from __future__ import annotations

import datetime as dt

import pytest

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.reading import Reading

TEXT = (
    "<p>The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages. It is open every day "
    "from nine in the morning, and it lends tools as well as books to everybody in the county.</p>"
    "<p>The city paid for the house with a loan of two million dollars, which it will repay within ten years.</p>"
)


def page(inside: str, title: str = "", language: str = "en") -> Reading:
    head = f"<html lang='{language}'><head><title>{title}</title></head><body>"
    (pasted,) = recognition.sources(f"{head}{inside}</body></html>".encode(), name="page.html")
    return reading.read(pasted)


@pytest.mark.parametrize("name", ["headline4", "post-title", "Titel gross", "titulo_nota"])
def test_a_headline_is_found_by_its_class_although_it_ends_like_a_sentence(name: str) -> None:
    headline = (
        "Honored work. The harbor library receives three awards for its building, and has been named the best house of "
        "the year for readers."
    )
    release = page(f"<div>2 March 2026</div><div class='{name}'>{headline}</div>{TEXT}")
    assert release.headline == headline
    assert "Honored work" not in release.body


def test_a_class_names_no_headline_beside_a_heading_that_is_one() -> None:
    beside = "<div class='box-title'>Have you read our other stories</div>"
    assert page(f"<h1>Port Ellery Opens a Library</h1>{beside}{TEXT}").headline == "Port Ellery Opens a Library"


def test_a_class_that_several_lines_have_names_no_headline() -> None:
    teasers = "<div class='title'>More room for all readers</div><div class='title'>The pool opens next year</div>"
    assert "pool" not in page(f"<h1>News</h1>{TEXT}{teasers}").headline


def test_a_title_that_is_a_name_with_a_label_is_no_headline() -> None:
    heading = "#OpenHarbor: Readers Ask the City for Longer Hours"
    assert page(f"<p>#OpenHarbor Press Release</p><h1>{heading}</h1>{TEXT}", "#OpenHarbor Press Release").headline == (
        heading
    )


def test_a_date_in_bold_before_the_first_sentence_is_the_date() -> None:
    release = page(
        "<h1>Port Ellery Opens a Library</h1><p><strong>January 19, 2026.</strong> The "
        "<a href='https://city.example/house'>house</a> by "
        f"the harbor opened its doors today to some forty readers, who had waited in the rain.</p>{TEXT}"
    )
    assert release.date == dt.date(2026, 1, 19)
    assert release.body.startswith("The [house](")


def test_the_first_day_of_a_month_may_be_a_word() -> None:
    release = page(f"<h1>El puerto abre una biblioteca</h1><p>Primero de enero del 2026,</p>{TEXT}", language="es")
    assert release.date == dt.date(2026, 1, 1)


def test_a_date_within_the_heading_is_no_part_of_the_headline() -> None:
    release = page(f"<h1><small>06. Mai 2026</small><br>Der Hafen bekommt eine Bibliothek</h1>{TEXT}", language="de")
    assert (release.headline, release.date) == ("Der Hafen bekommt eine Bibliothek", dt.date(2026, 5, 6))


def test_a_date_with_its_label_stays_within_the_heading() -> None:
    release = page(f"<h1>Release date: <small>6 May 2026</small></h1><h2>Port Ellery Opens a Library</h2>{TEXT}")
    assert release.headline == "Port Ellery Opens a Library"
    assert release.date == dt.date(2026, 5, 6)


def test_a_short_heading_with_which_the_title_begins_is_the_headline() -> None:
    beside = "<div class='box-title'>Have you read our other stories</div>"
    release = page(f"<h1>Library Opens</h1>{beside}{TEXT}", "Library Opens | City of Port Ellery")
    assert release.headline == "Library Opens"


def test_a_link_back_is_no_subhead() -> None:
    back = "<p>« Back to all of the news</p>"
    assert page(f"<h1>Port Ellery Opens a Library</h1>{back}{TEXT}", "Port Ellery Opens a Library").subhead == ""
