"""An import asks a person for the headline and the date that the source does not print, and still knows the source."""

from __future__ import annotations

from pathlib import Path

import pytest
import terminal
from samples import write_newsroom

from newsroom_cli.newsroom.folder import Newsroom

TEXT = "The bridge over the harbour opens to traffic again on Monday, after nine months of work on its deck.\n"
HEADLINE, DATE = "Headline, which the source does not print (or later)", "Date (or later)"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A newsroom with a text that has neither headline nor date."""
    write_newsroom(tmp_path)
    (tmp_path / "tom.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def imported(room: Path, headline: str, date: str = "") -> str:
    """What a person sees who imports the text and gives these answers."""
    answers = {"Write it? [Y/n]": "y", HEADLINE: headline, DATE: date}
    return terminal.shown(["import", "tom.txt"], folder=room, answers=answers)


def test_headline_and_date_are_asked_for(room: Path) -> None:
    imported(room, "Harbour Bridge Opens Again", "2026-03-02")
    (path,) = Newsroom.find(room).paths()
    release = Newsroom.find(room).read(path)
    assert path == "releases/2026-03-02-harbour-bridge-opens-again.md"
    assert release.headline and release.headline.value == "Harbour Bridge Opens Again"
    assert release.date and release.date.value.isoformat() == "2026-03-02"


def test_a_source_is_known_again_whatever_headline_it_got(room: Path) -> None:
    imported(room, "Harbour Bridge Opens Again", "2026-03-02")
    assert "already imported" in imported(room, "Another Headline") and len(Newsroom.find(room).paths()) == 1


def test_what_is_not_answered_stays_to_come(newsroom, room: Path) -> None:
    imported(room, "")
    (path,) = Newsroom.find(room).paths()
    assert 'headline = "TK"' in (room / path).read_text(encoding="utf-8")


def test_nothing_is_asked_of_whoever_says_yes(room: Path) -> None:
    terminal.shown(["import", "tom.txt", "--yes"], folder=room, answers={})
    assert len(Newsroom.find(room).paths()) == 1
