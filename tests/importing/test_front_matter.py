"""Markdown with the front matter of other programs."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_pasted

from newsroom_cli.importing.pieces import markdown_of
from newsroom_cli.importing.sources import markdown_text

BODY = "\nThe *city* opened its [library](https://portellery.example/l?utm_medium=x).\n"
HUGO = (
    '+++\ntitle = "Library Opens"\ndate = 2026-03-02T08:00:00-05:00\ntags = ["books", "harbour"]\ndraft = true\n+++\n'
)
JEKYLL = "---\ntitle: 'Library Opens'\ndate: 2026-03-02 08:00:00 -0500\ncategories:\n- books\n- harbour\n---\n"
JSON = '{\n"title": "Library Opens",\n"date": "2026-03-02T08:00:00-05:00",\n"topics": ["books", "harbour"]\n}\n'
MOMENT = dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=-5)))


@pytest.mark.parametrize("front", [HUGO, JEKYLL, JSON])
def test_facts_of_front_matter(front: str) -> None:
    made = markdown_text.read(front + BODY)
    assert (made.title, made.topics, made.date_source) == ("Library Opens", ("books", "harbour"), "front matter date")
    assert isinstance(made.date, dt.datetime)
    assert made.date == MOMENT
    assert made.notes == (("the source is marked as a draft",) if front == HUGO else ())
    assert markdown_of(made.pieces) == "The *city* opened its [library](https://portellery.example/l).\n"


def test_front_matter_with_mistakes_is_read_line_by_line() -> None:
    made = markdown_text.read("---\ntitle: Library opens: the mayor speaks\ndate: 2026-03-02\ntags: [a, b]\n---\nText.")
    assert (made.title, made.date, made.topics) == ("Library opens: the mayor speaks", dt.date(2026, 3, 2), ("a", "b"))
    assert made.notes == ("the front matter has mistakes; it was read line by line",)


def test_a_day_without_a_time_is_a_day() -> None:
    assert markdown_text.read("---\ndate: 2026-03-02T00:00:00Z\n---\nText.").date == dt.date(2026, 3, 2)
    assert markdown_text.read("---\ndate: in spring\n---\nText.").date is None


@pytest.mark.parametrize(
    "body", ["# Library Opens\n\nText.", "Library Opens\n===\n\nText.", "\n\n# Library Opens #\nText."]
)
def test_a_first_heading_stays_of_the_first_level(body: str) -> None:
    made = markdown_text.read(body)
    assert [(piece.kind, piece.level, piece.text) for piece in made.pieces] == [
        ("heading", 1, "Library Opens"),
        ("paragraph", 0, "Text."),
    ]


def test_template_code_is_left_out_and_noted() -> None:
    made = markdown_text.read('Text {{< figure src="a.png" >}} goes on.\n\n{% include share.html %}\n\nText{: .lead }')
    assert [piece.text for piece in made.pieces] == ["Text goes on.", "Text"]
    assert "left out (2)" in made.notes[0]


def test_html_in_markdown_is_cleaned() -> None:
    made = markdown_text.read(
        "Text <script>alert(1)</script> here.\n\n<div onclick='x'>More <b>bold</b></div>\n\n<!-- secret -->"
    )
    assert markdown_of(made.pieces) == "Text here.\n\nMore **bold**\n"


def test_a_line_across_the_page_is_no_front_matter() -> None:
    made = markdown_text.read("---\n\nText with a line above.\n\nMore: text\n")
    assert made.title == ""
    assert next(piece.text for piece in made.pieces if piece.text) == "Text with a line above."


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\ntags: *b\ntitle: *b",
        "a: [[[[[[",
        "? {}",
        "title: !!python/object:os.system x",
        "- a\n- b",
        "title: 2026-99-99",
        "1: 2\n2026-03-02: x",
    ],
)
def test_odd_front_matter_does_no_harm(front: str) -> None:
    assert [piece.text for piece in markdown_text.read(f"---\n{front}\n---\nText.").pieces] == ["Text."]


@pytest.mark.parametrize("key", ["location", "ort", "lieu", "lugar"])
def test_the_place_is_a_fact_of_front_matter(key: str) -> None:
    release = read_pasted(
        f"---\ntitle: Hafen öffnet\ndate: 2026-03-02\n{key}: Altenfurt\n---\n\nDer Hafen ist offen.\n"
    )
    assert release.city == "Altenfurt"
    assert not any(guess.sure for guess in release.guesses if guess.field == "dateline")


def test_an_address_in_front_matter_is_no_place() -> None:
    assert read_pasted("---\ntitle: Hafen\nlocation: Hafenstr. 12, 2. Stock\n---\n\nDer Hafen ist offen.\n").city == ""


def test_front_matter_without_its_first_fence() -> None:
    source = (
        "layout: page\nlang: it\ntitle: Il porto apre\ndate: 2026-03-02\ntags:\n- porto\n---\n\nIl porto apre oggi.\n"
    )
    release = read_pasted(source)
    assert (release.headline, release.body) == ("Il porto apre", "Il porto apre oggi.\n")


def test_the_first_paragraph_below_front_matter_is_no_subhead() -> None:
    release = read_pasted(
        "---\ntitle: Hafen öffnet\n---\n\nDer Hafen ist offen.\n\nEr hat zwei neue Kais und einen Kran.\n"
    )
    assert (release.subhead, release.body[:20]) == ("", "Der Hafen ist offen.")


@pytest.mark.parametrize(
    "line", ["date_publie: 2026-03-02", "date: 3/22/26 08:00:00", "Datum_Veröffentlichung: 2026-03-02"]
)
def test_dates_of_front_matter_in_other_forms(line: str) -> None:
    assert read_pasted(f"---\ntitle: Hafen\n{line}\n---\n\nDer Hafen ist offen.\n").date in (
        dt.date(2026, 3, 2),
        dt.date(2026, 3, 22),
    )
