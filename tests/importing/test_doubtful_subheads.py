"""Lines under a headline that are no subhead: datelines, bylines, stamps, what is said again."""

from __future__ import annotations

import pytest
from imported import read_markdown as read

MORE = "The city paid two million dollars for the house, and the county gave half of it in two parts."
HEADLINE = "Port Ellery Opens a Library in the Harbor Quarter"
LEDE = (
    "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages. It is open every day "
    "from nine in the morning, and it lends tools as well as books to everybody in the county."
)


NONE = [
    "PORT ELLERY –",
    "Port Ellery, Texas",
    "(Port Ellery, March 2)",
    "Port Ellery Opens Library in Harbor Quarter",
    "Ana Ruiz, Staff Attorney, Harbor Foundation",
    "Outgoing Chair, HRS",
    "Port Ellery Opens a Library in the Harbor Quarter of Ana County",
    "02/03/2026 przez admin",
    "(Archived Content)",
    "TG-79",
    "Date of the announcement",
    "March 2, 2026 TG-79",
    "March 2, 2026TG-79",
    "9:00 AM GMT",
    "To view or print the PDF content on this page, download the free reader.",
    "by Ana Ruiz | Mar 2, 2026 | News, Press Release",
    "2.03.2026, 10:43; kategorie: Aktualności, Informacje prasowe",
    "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages.",
]


@pytest.mark.parametrize("line", NONE)
def test_a_line_that_says_nothing_new_is_no_subhead(line: str) -> None:
    assert read(f"# {HEADLINE}\n\n{line}\n\n{LEDE}\n\n{LEDE}\n").subhead == ""


@pytest.mark.parametrize(
    "line",
    ["Readers may borrow tools as well as books", "Forty thousand books – and a workshop", "The mayor: A good day"],
)
def test_a_line_that_says_more_stays_the_subhead(line: str) -> None:
    assert read(f"# {HEADLINE}\n\n{line}\n\n{LEDE}\n\n{LEDE}\n").subhead == line


def test_a_line_that_announces_a_statement_begins_the_text() -> None:
    line = "The director of the library, Ana Ruiz, released the following statement today:"
    release = read(f"# {HEADLINE}\n\n{line}\n\n“{LEDE}”\n")
    assert release.subhead == ""
    assert release.body.startswith("The director of the library")


def test_a_teaser_that_the_text_repeats_is_printed_once() -> None:
    teaser = "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages."
    release = read(f"# {HEADLINE}\n\n{teaser}\n\nPORT ELLERY, Texas, March 2, 2026 – {LEDE}\n\n{MORE}\n")
    assert release.body.count("40,000 books") == 1


def test_a_first_sentence_that_ends_in_a_symbol_is_text() -> None:
    first = "We have a big announcement for all of you in the harbor quarter today, and it is a good one! \U0001f389"
    release = read(f'---\ntitle: "{HEADLINE}"\n---\n\n{first}\n\n{LEDE}\n')
    assert release.subhead == ""
    assert release.body.startswith("We have a big announcement")


def test_a_japanese_deck_in_the_headlines_heading_is_the_subhead() -> None:
    body = "港町市は2026年3月2日、港地区に新しい図書館を開館しました。蔵書は4万冊で、毎日午前9時から利用できます。" * 2
    release = read(f"# 港町市が新しい図書館を開館しました ～子どものための工房も併設～\n\n{body}\n")
    assert (release.headline, release.subhead) == ("港町市が新しい図書館を開館しました", "～子どものための工房も併設～")
