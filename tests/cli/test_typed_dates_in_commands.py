"""Dates in options and prompts: shown back before they are taken, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import terminal
from samples import HERE

from newsroom_cli.language.dates import dates


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    (tmp_path / "newsroom.toml").write_text((HERE / "newsroom.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "releases").mkdir()
    return tmp_path


def written(room: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted((room / "releases").iterdir()))


def test_what_is_typed_is_said_in_full_and_written_in_iso_form(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "Pool", "--date", "12/24/2026", "--embargo", "December 24, 2026, 9am")
    assert run.code == 0 and '--date "12/24/2026": Thursday, December 24, 2026' in run.err
    assert "Thursday, December 24, 2026, 9 a.m. EST" in run.err
    assert "date = 2026-12-24\nembargo = 2026-12-24T09:00:00-05:00\n" in written(room)


def test_two_readings_are_refused_where_nobody_can_be_asked(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "Pool", "--date", "03/04/2026")
    assert run.code == 2 and "Wednesday, March 4, 2026; or Friday, April 3, 2026" in run.err
    assert "2026-03-04 or 2026-04-03" in run.err and written(room) == ""


def test_a_skipped_hour_is_refused_in_iso_form_too(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "Pool", "--embargo", "2026-03-08T02:30")
    assert run.code == 2 and "clocks are set forward" in run.err and written(room) == ""


def test_what_is_no_date_is_refused_with_examples(newsroom, room: Path) -> None:
    run = newsroom("list", "--as-of", "soon")
    assert run.code == 2 and "tomorrow 9am" in run.err


def test_a_person_agrees_to_a_date_or_types_another_one(newsroom, room: Path) -> None:
    answers = terminal.ByPart({"Date": "tomorrow", "Right? [Y/n]": "", "": ""})
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    found = re.search(r"^date = (\S+)$", written(room), re.MULTILINE)
    assert found, seen
    tomorrow = dt.date.fromisoformat(found[1])
    assert f"{dates.full(tomorrow, 'en')}. Right?" in seen


def test_a_person_chooses_between_two_readings(newsroom, room: Path) -> None:
    answers = terminal.ByPart({"Date": "03/04/2026", "Which one": "2", "": ""})
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    assert "day and month may be either number" in seen and "date = 2026-04-03\n" in written(room)


def test_a_person_who_does_not_agree_is_asked_again(newsroom, room: Path) -> None:
    replies = iter(["Dec 24, 2026", "2026-12-25"])

    class Twice(terminal.ByPart):
        def __getitem__(self, question: str) -> str:
            return next(replies) if question.startswith("Date") else self.__missing__(question)

    answers = Twice({"Right? [Y/n]": "n", "": ""})
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    assert "date = 2026-12-25\n" in written(room), seen
