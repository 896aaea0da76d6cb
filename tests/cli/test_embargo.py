"""embargo: set, moved and lifted without a line of TOML; nothing public comes under one."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import pytest
import terminal
from promises.rooms import add
from samples import write_newsroom

from newsroom_cli.newsroom.folder import Newsroom

NAME = "2026-03-02-library"
ASKED = "The next newsroom build publishes it. Lift it? [Y/n]"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    write_newsroom(tmp_path)
    add(tmp_path, NAME, status='"draft"')
    return tmp_path


def end(room: Path) -> dt.datetime | None:
    """The end of the embargo in the file."""
    field = Newsroom.find(room).read(f"releases/{NAME}.md").embargo
    return field.value if field else None


def text(room: Path) -> str:
    return (room / "releases" / f"{NAME}.md").read_text(encoding="utf-8")


def test_an_embargo_is_set_moved_and_lifted_and_nothing_else_changes(newsroom, room: Path) -> None:
    before = text(room)
    result = newsroom("embargo", NAME, "--until", "2090-01-02T09:00")
    assert result.code == 0, result.err
    assert "under embargo until Monday, January 2, 2090, 9 a.m. EST" in result.err
    assert end(room) == dt.datetime.fromisoformat("2090-01-02T09:00-05:00")
    assert newsroom("embargo", NAME, "--until", "July 3, 2090 at noon").code == 0
    assert end(room) == dt.datetime.fromisoformat("2090-07-03T12:00-04:00")
    assert newsroom("embargo", NAME, "--lift").code == 0
    assert text(room) == before


@pytest.mark.parametrize("name", [NAME, f"releases/{NAME}.md", f"{NAME}.md"])
@pytest.mark.parametrize("time", ["2090-01-02 9am", "until January 2, 2090 at 9am"])
def test_the_time_may_stand_behind_the_release(newsroom, room: Path, name: str, time: str) -> None:
    run = newsroom("embargo", name, *time.split())
    assert run.code == 0 and end(room) == dt.datetime.fromisoformat("2090-01-02T09:00-05:00"), run.err


def test_a_date_in_figures_behind_the_release_is_no_file(newsroom, room: Path) -> None:
    run = newsroom("embargo", f"releases/{NAME}.md", "until", "12/24/2090", "9am")
    assert run.code == 0 and end(room) == dt.datetime.fromisoformat("2090-12-24T09:00-05:00"), run.err


def test_two_files_are_two_releases_and_a_file_alone_has_no_time(newsroom, room: Path) -> None:
    before, file = text(room), f"releases/{NAME}.md"
    assert "takes one release" in newsroom("embargo", file, "releases/2026-03-03-other.md").err
    assert "no time is named" in newsroom("embargo", file).err
    assert text(room) == before


def test_dates_are_told_in_the_english_of_the_newsroom(newsroom, room: Path) -> None:
    toml, before = room / "newsroom.toml", (room / "newsroom.toml").read_text(encoding="utf-8")
    for language, words in {"en-GB": "Monday, 2 January 2090, 09:00 EST", "de": "Monday, January 2, 2090"}.items():
        toml.write_text(before.replace('language = "en"', f'language = "{language}"'), encoding="utf-8")
        assert words in newsroom("embargo", NAME, "--until", "2090-01-02T09:00").err
        assert words in newsroom("status", NAME).out and words in newsroom("show", NAME).out


def test_a_new_embargo_holds_although_an_earlier_one_was_lifted(newsroom, room: Path) -> None:
    before = text(room)
    newsroom("embargo", NAME, "--until", "2090-01-02T09:00")
    lifted = text(room).replace("embargo =", "embargo_lifted = 2026-03-01T09:00:00-05:00\nembargo =")
    path = room / "releases" / f"{NAME}.md"
    path.write_text(lifted, encoding="utf-8")
    assert newsroom("embargo", NAME, "--until", "2091-01-02T09:00").code == 0
    path.write_text(text(room).replace('"draft"', '"approved"'), encoding="utf-8")
    assert newsroom("build").code == 0 and not list(room.glob(f"public/**/{NAME}*"))
    path.write_text(lifted, encoding="utf-8")
    assert newsroom("embargo", NAME, "--lift").code == 0 and text(room) == before


@pytest.mark.parametrize("change", [["--until", "2090-01-03T09:00"], ["--lift"]])
def test_who_has_a_copy_must_hear_of_another_embargo(newsroom, room: Path, change: list[str]) -> None:
    newsroom("embargo", NAME, "--until", "2090-01-02T09:00")
    newsroom("approve", NAME, "--by", "Kim Lee", "--role", "Editor", "--yes")
    assert newsroom("email", NAME, "--advance", "The Ellery Post").code == 0
    assert "must be informed: The Ellery Post" in newsroom("embargo", NAME, *change).err


def test_the_last_day_is_refused_at_a_question_as_in_an_option(room: Path) -> None:
    answers = terminal.InTurn("Until when", "9999-12-31 9am", others={"": ""})
    seen = terminal.shown(["embargo", NAME], folder=room, answers=answers)
    assert "no zone can be computed" in seen and "the last day is 9999-12-30" in seen and end(room) is None


def test_enter_takes_none_of_several_readings(room: Path) -> None:
    answers = terminal.InTurn("Which one", "", "neither", others={"": ""})
    seen = terminal.shown(["embargo", NAME, "July 3, 2090 at 9"], folder=room, answers=answers)
    assert seen.count("Which one:") == 2 and "please type a number from 1 to 3" in seen
    assert end(room) is None and answers.left == [], seen


def test_an_embargo_never_ends_at_a_time_of_today_that_is_past(newsroom, room: Path) -> None:
    now = dt.datetime.now(Newsroom.find(room).config.zone)
    past = now - dt.timedelta(minutes=1)
    result = newsroom("embargo", NAME, "--until", f"{past:%A %I:%M %p}")
    assert result.code == 0, result.err
    ends = end(room)
    assert ends is not None and dt.timedelta(6) < ends - now < dt.timedelta(7, hours=1)


def test_what_is_public_or_was_comes_under_no_embargo(newsroom, room: Path) -> None:
    path = room / "releases" / f"{NAME}.md"
    path.write_text(text(room).replace('"draft"', '"approved"'), encoding="utf-8")
    before = text(room)
    result = newsroom("embargo", NAME, "--until", "2090-01-02T09:00")
    assert result.code == 1 and "newsroom withdraw" in result.err and text(room) == before
    assert newsroom("build").code == 0
    built = newsroom("embargo", NAME, "--until", "2090-01-02T09:00")
    assert built.code == 1 and "is public, or was" in built.err and text(room) == before


def test_what_only_a_build_makes_public_comes_under_an_embargo_as_the_remedy_says(newsroom, room: Path) -> None:
    path = room / "releases" / f"{NAME}.md"
    path.write_text(text(room).replace('"draft"', '"approved"'), encoding="utf-8")
    refused = newsroom("embargo", NAME, "--until", "2090-01-02T09:00").err
    assert "no build here has published it yet" in refused and "is public, or was" not in refused
    remedy = f"newsroom status releases/{NAME}.md draft"
    assert remedy in " ".join(refused.split()) and newsroom(*remedy.split()[1:]).code == 0
    assert newsroom("embargo", NAME, "--until", "2090-01-02T09:00").code == 0 and end(room)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--until", "2020-01-02T09:00"], "past"),
        (["--until", "soon"], "is not a date or time"),
        (["--until", "9999-12-31"], "9999-12-30"),
        (["--until", "03/04/2090 9am"], "2090-03-04"),
        ([], "no time is named"),
        (["--lift"], "has no embargo"),
        (["--lift", "--until", "2090-01-02T09:00"], "either moved or lifted"),
    ],
)
def test_what_makes_no_sense_changes_nothing(newsroom, room: Path, options: list[str], message: str) -> None:
    before = text(room)
    result = newsroom("embargo", NAME, *options)
    assert result.code in (1, 2) and message in result.err and "help: " in result.err
    assert text(room) == before


def test_a_person_who_lifts_an_embargo_is_told_that_it_goes_out(newsroom, room: Path) -> None:
    path = room / "releases" / f"{NAME}.md"
    assert newsroom("embargo", NAME, "--until", "2090-01-02T09:00").code == 0
    path.write_text(text(room).replace('"draft"', '"approved"'), encoding="utf-8")
    before = text(room)
    told = terminal.shown(["embargo", NAME, "--lift"], folder=room, answers={ASKED: "n"})
    assert "next newsroom build publishes it" in told and text(room) == before
    terminal.shown(["embargo", NAME, "--lift"], folder=room, answers={ASKED: "y"})
    assert end(room) is None


def test_a_signature_on_the_release_must_be_given_again(newsroom, room: Path) -> None:
    assert newsroom("embargo", NAME, "--until", "2090-01-02T09:00").code == 0
    assert newsroom("approve", NAME, "--by", "Ana Okafor", "--role", "Mayor", "--yes").code == 0
    result = newsroom("embargo", NAME, "--until", "2090-01-03T09:00")
    assert result.code == 0 and "must be signed again" in result.err


def test_a_lifted_embargo_speaks_of_no_moment_to_come(newsroom, room: Path) -> None:
    newsroom("embargo", NAME, "--until", "2090-01-02T09:00")
    said = newsroom("embargo", NAME, "--lift").err
    assert "it goes out once it is approved" in said and "then" not in said


def test_an_embargo_that_ends_before_the_date_of_the_release_is_pointed_out(newsroom, room: Path) -> None:
    path = room / "releases" / f"{NAME}.md"
    path.write_text(text(room).replace("date = 2026-03-02", "date = 2090-03-02"), encoding="utf-8")
    said = " ".join(newsroom("embargo", NAME, "--until", "2090-01-02T09:00").err.split())
    assert "its date is later, Friday, March 2, 2090" in said.replace("Thursday", "Friday")
    path.write_text(text(room).replace('"draft"', '"approved"'), encoding="utf-8")
    said = " ".join(newsroom("embargo", NAME, "--lift").err.split())
    assert "its date is later" in said and "it goes out then" in said
    assert "its date is later" not in newsroom("embargo", NAME, "--until", "2090-03-02T09:00").err


def test_words_that_mean_another_day_now_are_named(newsroom, room: Path) -> None:
    """The sample's body begins with: The city today opened."""
    line = text(room)[: text(room).index("today")].count("\n") + 2  # below the new embargo
    said = newsroom("embargo", NAME, "--until", "2090-01-02T09:00").err
    assert f'goes out on another day now, so read this again: "today" in line {line}\n' in said
    assert "another day" not in newsroom("embargo", NAME, "--until", "2090-01-02T17:00").err


def test_a_translation_with_another_embargo_is_named_with_the_command_that_moves_it(newsroom, room: Path) -> None:
    assert newsroom("translate", NAME, "--to", "es").code == 0
    said = newsroom("embargo", NAME, "--until", "2090-01-02T09:00").err
    command = f'newsroom embargo releases/{NAME}-es.md --until "2090-01-02T09:00:00-05:00"'
    assert f"its translation has another embargo: {command}\n" in said
    assert newsroom(*shlex.split(command)[1:]).code == 0
    assert "translation" not in newsroom("embargo", NAME, "--until", "2090-01-02T09:00").err
