"""`newsroom show`: a release reads like a page at every width, and says what it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest
from promises.rooms import add, change
from samples import write_newsroom
from terminal import on_terminal

BODY = """\
The city today opened its ninth library, in the Harbour Quarter, with 40,000 books and a reading room over the water.

“Nobody in this city should live more than a short walk from a book,” said Mayor Ana Okafor.
"""


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    write_newsroom(tmp_path)
    add(tmp_path, "2026-03-02-library", body=BODY)
    return tmp_path


@pytest.mark.parametrize("width", [20, 60, 80, 120])
def test_a_release_reads_like_a_page_at_every_width(room: Path, width: int) -> None:
    lines = on_terminal(room, width, "show", "2026-03-02-library")
    assert max(map(len, lines[1:])) <= max(width, 45), "only addresses are longer"
    whole = " ".join(" ".join(lines).split())
    parts = (
        "Press release, Office of the Mayor",
        "City Opens Harbour Quarter Library The branch lends books seven days a week March 2, 2026",
        "PORT ELLERY — Monday, March 2, 2026 — The city today opened its ninth library",
        "Quotes Ana Okafor, Mayor “Nobody in this city should live more than a short walk from a book,”",
        "Contact ",
        "39 words",
        "Public: with the next newsroom build",
    )
    places = [whole.find(part) for part in parts]
    assert -1 not in places and places == sorted(places), dict(zip(parts, places, strict=True))


def test_what_is_missing_is_listed_with_its_remedy(newsroom, room: Path) -> None:
    file = room / "releases" / "2026-03-02-library.md"
    change(file, 'status = "approved"', 'status = "draft"')
    change(file, "date = 2026-03-02\n", "")
    shown = newsroom("show", "2026-03-02-library").out
    assert shown.startswith("draft") and "\nno date\n" in shown
    missing = shown.partition("Missing:\n")[2]
    assert "- it has no date" in missing and "- it is a draft" in missing and "help: newsroom approve" in missing


def test_a_quote_says_whether_it_is_cleared_where_that_is_required(newsroom, room: Path) -> None:
    assert "cleared" not in newsroom("show", "2026-03-02-library").out
    with (room / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[quotes]\nclearance = "required"\n')
    assert "Ana Okafor, Mayor: not cleared" in newsroom("show", "2026-03-02-library").out
    cleared = ("--speaker", "Okafor", "--by", "Jo Park", "--via", "e-mail")
    assert newsroom("quotes", "clear", "2026-03-02-library", *cleared).code == 0
    assert "Ana Okafor, Mayor: cleared" in newsroom("show", "2026-03-02-library").out


def test_an_embargo_stands_on_top(newsroom, room: Path) -> None:
    change(room / "releases" / "2026-03-02-library.md", "date = ", "embargo = 2099-01-15T06:00:00-05:00\ndate = ")
    assert (
        newsroom("show", "2026-03-02-library")
        .out.splitlines()[2]
        .startswith("EMBARGOED until Thursday, January 15, 2099")
    )


def test_nothing_is_said_to_be_well_beside_an_error(newsroom, room: Path) -> None:
    assert "nothing blocks it" in newsroom("status", "2026-03-02-library").out
    assert "Nothing is missing" in newsroom("show", "2026-03-02-library").out
    assert newsroom("build").code == 0
    change(room / "releases" / "2026-03-02-library.md", "date = ", "embargo = 2099-01-15T06:00:00-05:00\ndate = ")
    state, page = newsroom("status", "2026-03-02-library").out, newsroom("show", "2026-03-02-library").out
    assert "error[EM006]" in state and "nothing blocks it" not in state
    assert "error[EM006]" in page and "Nothing is missing" not in page
