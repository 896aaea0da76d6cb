"""Headings of clean HTML: no gap below the headline, none without words, ids that links can rely on."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom_cli.markup import headings, markdown
from newsroom_cli.newsroom.edition import locator

LOCATE = locator("releases", "https://news.example/")
LINK = '<a href="#{id}"></a>'


def html(body: str) -> str:
    return markdown.html(body, locate=LOCATE)


def levels(made: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", made)]


def ids(body: str, *reserved: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', headings.with_ids(html(body), reserved=reserved, anchor=LINK))


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ((1, 2, 3), [2, 2, 3]),
        ((4,), [2]),
        ((6, 3, 5, 2, 6), [2, 2, 3, 2, 3]),
        ((2, 4, 6, 3), [2, 3, 4, 3]),
        ((3, 2, 4), [2, 2, 3]),
    ],
)
def test_each_heading_goes_down_by_at_most_one_level(typed: tuple[int, ...], made: list[int]) -> None:
    assert levels(html("\n\n".join(f"{'#' * level} Words\n\nText." for level in typed))) == made


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["Words", "", "&nbsp;", "<b></b>", "![](x.png)", "> q"]))))
def test_no_markdown_makes_a_gap_or_an_empty_heading(typed: list[tuple[int, str]]) -> None:
    made = html("\n\n".join(f"{'#' * level} {words}" for level, words in typed))
    before = 1
    for level in levels(made):
        assert 2 <= level <= before + 1
        before = level
    assert len(re.findall(r"<h\d", made)) == len(re.findall(r"</h\d", made))
    assert not re.search(r"<h(\d)>(?:\s|&nbsp;|<[^>]*>)*</h\1>", made)


def test_headings_written_as_html_count_too() -> None:
    made = html("<h1>One</h1>\n\n<div><h5 lang='es'>Dos</h5></div>\n\n#### Three")
    assert levels(made) == [2, 3, 3] and '<h3 lang="es">Dos</h3>' in made


def test_a_heading_without_words_vanishes_and_leaves_its_picture() -> None:
    assert html("##\n\n## &nbsp;&#8203;\n\nText.") == "<p>Text.</p>\n"
    assert html("## ![](https://x.example/a.png)") == '<p><img src="https://x.example/a.png" alt=""></p>\n'
    assert levels(html("## ![The hall](https://x.example/a.png)")) == [2]


def test_a_heading_in_a_heading_cell_becomes_a_block() -> None:
    made = html("<table><tr><th><h4>Day</h4></th></tr><tr><td>One</td></tr></table>\n\n## After")
    assert "<th><div>Day</div></th>" in made and levels(made) == [2]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Opening hours", "opening-hours"),
        ("What it costs -- and why, in 2026?", "what-it-costs----and-why-in-2026"),
        ("Qué ofrecerá", "qué-ofrecerá"),
        (unicodedata.normalize("NFD", "Qué ofrecerá"), "qué-ofrecerá"),
        ("開館時間", "開館時間"),
        ("ساعات العمل", "ساعات-العمل"),
        ("अनुच्छेद एक", "अनुच्छेद-एक"),
        ("*Emphasis* and `code` & [links](https://x.example/)", "emphasis-and-code--links"),
        ("!?", "section"),
    ],
)
def test_an_id_is_made_of_the_words_in_any_script(words: str, id: str) -> None:
    assert ids(f"## {words}") == [id]


def test_ids_are_unique_and_never_those_of_the_page() -> None:
    assert ids("## Hours\n\n## Hours\n\n## Hours 1\n\n## Content", "content") == [
        "hours",
        "hours-1",
        "hours-1-1",
        "content-1",
    ]


def test_the_link_of_a_heading_adds_no_words() -> None:
    made = headings.with_ids(html("## Hours"), reserved=(), anchor=LINK)
    assert made == '<h2 id="hours">Hours<a href="#hours"></a></h2>\n'


def test_an_id_begins_with_a_letter() -> None:
    assert ids("## 2 235,010 euros\n\n## — Où aller ?\n\n## ___ form") == [
        "section-2-235010-euros",
        "section-où-aller-",
        "section-___-form",
    ]
