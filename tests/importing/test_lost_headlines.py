"""Headlines that are no line of the head: the first line of a paragraph, or a line that a page shows above its text."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_markdown as read

HEADLINE = "A Library Opens in the Harbor Quarter"
LEDE = (
    "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages. It is open every day "
    "from nine in the morning, and it lends tools as well as books to everybody in the county."
)
MENU = "<nav><a href='/'>Home of the harbor library</a></nav>"


def page(above: str, text: str = f"<p>{LEDE}</p><p>{LEDE}</p>") -> str:
    body = f"{MENU}<div>{above}</div><div class='text'>{text}</div>"
    return f"<html><head><title>n123</title></head><body>{body}</body></html>"


def test_the_first_line_of_a_paragraph() -> None:
    found = read(page("", f"<p>{HEADLINE}<br>{LEDE}</p><p>{LEDE}</p>"), "page.html")
    assert (found.headline, found.pieces[0].text) == (HEADLINE, LEDE)


@pytest.mark.parametrize("line", ["The city opens a library.", "We thank all of you:", "Port Ellery", "March 2, 2026"])
def test_a_sentence_a_greeting_a_name_and_a_date_stay_in_the_text(line: str) -> None:
    assert read(page("", f"<p>{line}<br>{LEDE}</p><p>{LEDE}</p>"), "page.html").headline == ""


def test_the_line_above_the_text_whose_words_the_text_has_and_the_date_beside_it() -> None:
    above = f"<p>Follow all our news today</p><p>{HEADLINE}</p><p>by our own correspondent</p><p>March 2, 2026</p>"
    found = read(page(above), "page.html")
    assert (found.headline, found.date) == (HEADLINE, dt.date(2026, 3, 2))
    assert read(page("<p>Follow all our news today</p>"), "page.html").headline == ""


def test_the_date_right_above_the_text_where_the_page_prints_its_title_in_other_words() -> None:
    title = "New library for the harbor: opening"
    found = read(page(f"<p>{HEADLINE}</p><p>March 2, 2026</p>").replace("n123", title), "page.html")
    assert found.date == dt.date(2026, 3, 2)
