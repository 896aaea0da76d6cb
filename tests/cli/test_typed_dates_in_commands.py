"""Dates in options and prompts: shown back before they are taken, never guessed."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
import terminal
from samples import write_newsroom

from newsroom_cli.cli.steps import new_questions
from newsroom_cli.language.dates import dates
from newsroom_cli.newsroom import release_files


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    return write_newsroom(tmp_path)


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


def test_an_hour_without_its_half_of_the_day_is_refused_where_nobody_can_be_asked(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "Pool", "--date", "12/24/2099 9")
    assert run.code == 2 and "9 a.m. EST; or" in run.err and "9 p.m. EST" in run.err and written(room) == ""
    assert "2099-12-24T09:00-05:00 or 2099-12-24T21:00-05:00" in run.err


def test_a_person_says_which_half_of_the_day_is_meant(newsroom, room: Path) -> None:
    answers = terminal.ByPart({"When": "12/24/2099 9", "Which one": "2", "": ""})
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    assert "it may be a.m. or p.m." in seen and "date = 2099-12-24T21:00:00-05:00" in written(room)


def test_a_skipped_hour_is_refused_in_iso_form_too(newsroom, room: Path) -> None:
    run = newsroom("new", "--headline", "Pool", "--embargo", "2026-03-08T02:30")
    assert run.code == 2 and "clocks are set forward" in run.err and written(room) == ""


def test_what_is_no_date_is_refused_with_examples(newsroom, room: Path) -> None:
    run = newsroom("list", "--as-of", "soon")
    assert run.code == 2 and "tomorrow 9am" in run.err


def test_a_person_agrees_to_a_date_or_types_another_one(newsroom, room: Path) -> None:
    answers = terminal.ByPart({"When": "tomorrow", "Right? [Y/n]": "", "": ""})
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    found = re.search(r"^date = (\S+)$", written(room), re.MULTILINE)
    assert found, seen
    tomorrow = dt.date.fromisoformat(found[1])
    assert f"{dates.full(tomorrow, 'en')}. Right?" in seen


def test_a_person_chooses_between_two_readings(newsroom, room: Path) -> None:
    answers = terminal.ByPart({"When": "03/04/2026", "Right? [Y/n]": "", "Which one": "2", "": ""})
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    assert "day and month may be either number" in seen and "date = 2026-04-03\n" in written(room)


@pytest.mark.parametrize("typed", ["tomorrow morning", "tonight"])
def test_a_part_of_a_day_is_asked_for_its_hour(newsroom, room: Path, typed: str) -> None:
    others = {"At what time": "11:30", "Which one": "1", "": ""}
    answers = terminal.InTurn("When may", typed, others=others)
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    hour = "T23:30" if typed == "tonight" else "T11:30"
    assert f"At what time ({typed}), such as 9am:" in seen and hour in written(room)


def test_a_time_without_an_hour_is_not_passed_over(newsroom, room: Path) -> None:
    newsroom("new", "--headline", "Pool", "--date", "2026-03-02")
    answers = terminal.InTurn("Until when", "Dec 24, 2099", "Dec 24, 2099 9am", others={"At what time": "", "": "y"})
    seen = terminal.shown(["embargo", "2026-03-02-pool"], folder=room, answers=answers)
    assert "it has no time of day; write it like" in " ".join(seen.split()) and "2099-12-24T09:00" in written(room)


def test_neither_of_two_readings_is_an_answer(newsroom, room: Path) -> None:
    answers = terminal.InTurn("When may", "03/04/2026", "2026-12-25", others={"Which one": "neither", "": ""})
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    assert "3  neither" in seen and "date = 2026-12-25\n" in written(room)


def test_noon_and_midnight_have_their_names(newsroom, room: Path) -> None:
    for typed, name in (("2099-12-24 noon", "noon"), ("2099-12-24T00:00", "0:00 (midnight)")):
        seen = started(room, f"embargo {typed}", arguments=("new", "release", "--headline", f"Pool {name}"))
        assert f"Under embargo until Thursday, December 24, 2099, {name} EST. Right?" in seen


def test_a_person_who_does_not_agree_is_asked_again(newsroom, room: Path) -> None:
    others = {"24, 2026. Right? [Y/n]": "n", "": ""}
    answers = terminal.InTurn("When may", "Dec 24, 2026", "2026-12-25", others=others)
    seen = terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=answers)
    assert "date = 2026-12-25\n" in written(room), seen


# --- when a new release may be published ----------------------------------------------------------------------


def started(room: Path, *replies: str, arguments: tuple[str, ...] = ("new", "release", "--headline", "Pool")) -> str:
    """What a person sees who starts a release and answers in turn when it may be published; agrees to all else."""
    answers = terminal.InTurn("When may", *replies, others={"": ""})
    seen = terminal.shown(arguments, folder=room, answers=answers)
    assert answers.left == [], seen
    return seen


def field(room: Path, name: str) -> str:
    found = re.search(rf"^{name} = (.+)$", written(room), re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize(
    "typed", ["", "none", "Now", "asap", "no embargo", "-", "sofort", "Keine Sperrfrist", "de inmediato"]
)
def test_a_release_may_go_out_once_it_is_approved(newsroom, room: Path, typed: str) -> None:
    seen = started(room, typed)
    assert "Right?" not in seen and seen.count("When may it be published") == 1
    assert dt.date.fromisoformat(field(room, "date")) and field(room, "embargo") == ""


def test_a_time_is_when_it_is_published_and_no_embargo(newsroom, room: Path) -> None:
    seen = started(room, "Dec 24, 2099 at 9am")
    assert "Not public before Thursday, December 24, 2099, 9 a.m. EST. Right?" in seen
    assert (field(room, "date"), field(room, "embargo")) == ("2099-12-24T09:00:00-05:00", "")


@pytest.mark.parametrize(
    "typed",
    ["embargo Dec 24, 2099 9am", "Under embargo until Dec 24, 2099 9am", "EMBARGOED: Dec 24, 2099 9am",
     "Dec 24, 2099 9am, embargo", "embargo 2099-12-24T09:00", "Sperrfrist: Dec 24, 2099 9am",
     "gesperrt bis Dec 24, 2099 9am", "con embargo hasta Dec 24, 2099 9am", "sous embargo jusqu’au Dec 24, 2099 9am"],
)  # fmt: skip
def test_an_embargo_is_one_because_its_word_is_typed(newsroom, room: Path, typed: str) -> None:
    seen = started(room, typed)
    assert "Under embargo until Thursday, December 24, 2099, 9 a.m. EST. Right?" in seen
    assert field(room, "embargo") == "2099-12-24T09:00:00-05:00" and len(field(room, "date")) == len("2026-12-01")


def test_an_embargo_needs_a_time_that_is_to_come(newsroom, room: Path) -> None:
    seen = started(room, "embargo", "embargo Dec 24, 2099", "embargo 2020-01-01T09:00", "blue", "")
    for words in (
        "until when?",
        "At what time (Dec 24, 2099), such as 9am:",
        "this moment is past",
        "it is no date or time",
    ):
        assert words in seen
    assert field(room, "embargo") == ""


def test_an_option_answers_the_question(newsroom, room: Path) -> None:
    for option in (("--date", "2026-12-24"), ("--embargo", "2099-12-24T09:00")):
        assert "When may" not in started(room, arguments=("new", "release", "--headline", option[1], *option))


def test_a_copy_asks_it_too(newsroom, room: Path) -> None:
    newsroom("new", "--headline", "Pool", "--date", "2026-03-02")
    started(room, "embargo Dec 24, 2099 9am", arguments=("new", "--from", "2026-03-02-pool", "--headline", "Pond"))
    assert field(room, "embargo") == "2099-12-24T09:00:00-05:00"


def test_what_an_answer_meant_is_offered_again_and_not_its_words(newsroom, room: Path) -> None:
    stopped = terminal.ByPart({"When may": "embargo tomorrow 9am", "City": terminal.CTRL_C, "": ""})
    terminal.shown(["new", "release", "--headline", "Pool"], folder=room, answers=stopped)
    seen = started(room, "")
    assert re.search(r"When may it be published \(or once approved\) \[embargo 20\d\d-\d\d-\d\d 09:00\]", seen), seen
    assert "Under embargo until" in seen and field(room, "embargo")


@pytest.mark.parametrize("kept", ["2020-03-01", "embargo 2020-03-01 09:00"])
def test_what_is_past_by_now_is_not_offered_again(room: Path, kept: str) -> None:
    cache = room / release_files.INDEX
    cache.mkdir()
    (cache / "unfinished.json").write_text(json.dumps({"new": {new_questions.WHEN: kept, "Topics": "x"}}))
    seen = started(room, "")
    assert "offered again" in seen and "When may it be published (or once approved):" in seen
