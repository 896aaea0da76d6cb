"""A release is found by what people type, however they type it."""

from __future__ import annotations

import pytest

from newsroom_cli.newsroom import finding
from newsroom_cli.newsroom.finding import Rank
from newsroom_cli.newsroom.heads import Head

ID = "tag:news.example,2026:k3h8vq2m9x4c7b1f"
BIKES = Head("releases/2026-11-26-bike-lanes.md", "Bike Lanes Open on Harbour Street", ID, "2026-11-26", "draft")
BIKERS = Head("releases/2026-11-20-rally.md", "Bikers’ Rally Moves to the Harbour", "", "2026-11-20T09:00:00-05:00")
LIBRARY = Head("releases/2025/library.md", "“Open Late”: O’Brien’s Library, Café & More", "", "2025-03-02")
LIBRARY_CARD = Head("releases/2026-04-01-library-card.md", "A Card for Every Reader", "", "2026-04-01")
OFFICE = Head("releases/2026-05-05-burgerburo.md", "Bürgerbüro in der Straße der Öfen öffnet", "", "2026-05-05")
UNDATED = Head("releases/fire.md", "", "", "")
ALL = (BIKES, BIKERS, LIBRARY, LIBRARY_CARD, OFFICE, UNDATED)


def found(typed: str, heads: tuple[Head, ...] = ALL) -> list[Head]:
    return [match.head for match in finding.matches(typed, heads)]


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("releases/2026-11-26-bike-lanes.md", BIKES),
        ("2026-11-26-bike-lanes", BIKES),
        ("2026-11-26-BIKE-lanes.MD", BIKES),
        (ID, BIKES),
        ("k3h8vq2m9x4c7b1f", BIKES),
        ("2025/library", LIBRARY),
        ("2025\\library.md", LIBRARY),
        ("library", LIBRARY),
        ("fire", UNDATED),
    ],
)
def test_path_slug_and_id_find_one_release_and_no_other(typed: str, head: Head) -> None:
    assert finding.matches(typed, ALL) == [(Rank.EXACT, head)]


@pytest.mark.parametrize("typed", ["bike lanes open on harbour street", "BIKE-LANES", "library card"])
def test_a_whole_headline_or_a_name_without_its_date_beats_words(typed: str) -> None:
    assert [match.rank for match in finding.matches(typed, ALL)] == [Rank.WHOLE]


@pytest.mark.parametrize(
    ("typed", "heads"),
    [
        ("bike", [BIKES, BIKERS]),  # the whole word before the beginning of one
        ("harbour", [BIKES, BIKERS]),  # the newest first
        ("lanes bike", [BIKES]),
        ("har stre", [BIKES]),
        ("rally harbour", [BIKERS]),
        ("obrien", [LIBRARY]),
        ("o'brien's cafe", [LIBRARY]),
        ('"open late"', [LIBRARY]),
        ("CAFÉ", [LIBRARY]),
        ("burgerburo offnet", [OFFICE]),
        ("Bürgerbüro", [OFFICE]),
        ("buergerbuero oefen", [OFFICE]),
        ("strasse", [OFFICE]),
        ("tram", []),
        ("bike tram", []),
        ("", []),
        ("'”&", []),
        ("../..", []),
    ],
)
def test_words_are_found_in_any_order_and_by_their_beginnings(typed: str, heads: list[Head]) -> None:
    assert found(typed) == heads


@pytest.mark.parametrize(
    ("typed", "heads"),
    [
        ("2026-11-26", [BIKES]),
        ("2026-11", [BIKES, BIKERS]),
        ("Nov 26", [BIKES]),
        ("nov. 26th, 2026", [BIKES]),
        ("26 november", [BIKES]),
        ("26. Nov. 2026", [BIKES]),
        ("Nov 20 rally", [BIKERS]),
        ("Nov 20 bike", [BIKERS]),
        ("Nov 26 rally", []),
        ("Nov 26 2025", []),
        ("Nov 31", []),
        ("2 March", [LIBRARY]),
        ("may 5", [OFFICE]),
        ("2026-13", []),
        ("99999999999 may", []),
    ],
)
def test_a_date_is_found_as_people_write_it(typed: str, heads: list[Head]) -> None:
    assert found(typed) == heads


def test_two_releases_with_one_headline_are_both_found_the_newest_first() -> None:
    old, new = (
        Head(f"releases/{year}-01-01-notice.md", "Offices Closed", "", f"{year}-01-01") for year in (2025, 2026)
    )
    other = Head("releases/x.md", "Offices Closed Early")
    assert found("offices closed", (old, other, new)) == [new, old]
    assert found("notice", (old, new)) == [new, old]


def test_two_files_of_one_name_are_both_exact() -> None:
    one, two = Head("releases/2025/notice.md"), Head("releases/2026/notice.md")
    assert found("notice", (one, two)) == [one, two]
    assert found("2026/notice.md", (one, two)) == [two]


def test_none_and_thousands_are_searched_alike() -> None:
    many = tuple(Head(f"releases/n{number}.md", f"Notice {number} of the Harbour") for number in range(5000))
    assert found("harbour", ()) == [] and finding.nearest("harbour", ()) == []
    assert len(found("harbour", many)) == 5000
    assert found("notice 4321", many) == [many[4321]]
    assert finding.nearest("ntoice 4321", many)[0] == many[4321]


@pytest.mark.parametrize(
    ("typed", "head"),
    [("bkie", BIKES), ("2026-11-26-bike-lnes", BIKES), ("librray card", LIBRARY_CARD), ("buergerbuer", OFFICE)],
)
def test_a_slip_finds_the_nearest(typed: str, head: Head) -> None:
    assert finding.nearest(typed, ALL)[0] == head


def test_nothing_is_near_to_something_else() -> None:
    assert finding.nearest("xyzzy", ALL) == [] and finding.nearest("", ALL) == []
