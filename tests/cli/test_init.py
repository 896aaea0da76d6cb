"""`newsroom init`: what it asks, what it refuses, and what it writes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import terminal


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    return tmp_path


def written(folder: Path) -> dict:
    return tomllib.loads((folder / "newsroom.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("office", "key"),
    [
        ("Mayor's Press Office", "mayors-press-office"),
        ("Mayor’s Press Office", "mayors-press-office"),
        ("Bürgeramt", "burgeramt"),
        ("市役所", "office"),
    ],
)
def test_the_key_of_an_office_has_no_apostrophe(newsroom, room: Path, office: str, key: str) -> None:
    assert newsroom("init", "n", "--office", office).code == 0
    assert list(written(room / "n")["offices"]) == [key]


@pytest.mark.parametrize(
    ("typed", "place"),
    [("EST", "America/New_York"), ("CT", "America/Chicago"), ("hst", "Pacific/Honolulu"), ("CET", "Europe/Berlin")],
)
def test_a_zone_without_a_place_is_explained_and_refused(newsroom, room: Path, typed: str, place: str) -> None:
    run = newsroom("init", "n", "--time-zone", typed)
    assert run.code == 2 and "summer and winter" in run.err and place in run.err and not (room / "n").exists()


def test_options_say_all_that_it_asks(newsroom, room: Path) -> None:
    people = ["--person", "Ana Okafor, Mayor", "--person", "Bo Chen"]
    rest = ["--style", "ap", "--clearance", "--signatures", "2", "--time-zone", "UTC"]
    assert newsroom("init", "n", *people, *rest).code == 0
    found = written(room / "n")
    assert found["people"] == [{"name": "Ana Okafor", "role": "Mayor"}, {"name": "Bo Chen"}]
    assert (found["style"], found["quotes"], found["approvals"], found["time_zone"]) == (
        "ap",
        {"clearance": "required"},
        {"required": 2},
        "UTC",
    )
    assert newsroom("-C", "n", "check").code == 0


def test_an_unknown_style_is_refused(newsroom, room: Path) -> None:
    run = newsroom("init", "n", "--style", "bostn")
    assert run.code == 2 and "--style" in run.err and "boston" in run.err


def test_it_asks_for_what_matters_and_shows_what_it_wrote(room: Path) -> None:
    offices, others = iter(["Parks Dept.", ""]), iter(["Bo Chen, Auditor", ""])

    class Answers(terminal.ByPart):
        def __getitem__(self, question: str) -> str:
            if question.startswith("Another office"):
                return next(offices)
            return next(others) if question.startswith("Who else") else self.__missing__(question)

    answers = Answers(
        {
            "City": "Chicago",
            "Time zone": "",
            "Office": "Mayor's Office",
            "Who is often": "Ana Okafor",
            "Role of Ana": "Mayor",
            "House style": "boston",
            "Must speakers": "y",
            "How many": "2",
            "": "",
        }
    )
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    found = written(room / "n")
    assert found["time_zone"] == "America/Chicago", seen
    assert {key: office["name"] for key, office in found["offices"].items()} == {
        "mayors-office": "Mayor's Office",
        "parks-dept": "Parks Dept.",
    }
    assert [tuple(person.values()) for person in found["people"]] == [("Ana Okafor", "Mayor"), ("Bo Chen", "Auditor")]
    assert found["approvals"] == {"required": 2} and found["quotes"] == {"clearance": "required"}
    assert "Mayor's Office (mayors-office), Parks Dept. (parks-dept)" in seen and "house style boston" in seen


def test_a_zone_is_asked_again_until_it_has_a_place(room: Path) -> None:
    zones = iter(["EST", "Nowhere", "denver"])

    class Answers(terminal.ByPart):
        def __getitem__(self, question: str) -> str:
            return next(zones) if question.startswith("Time zone") else self.__missing__(question)

    seen = terminal.shown(["init", "n"], folder=room, answers=Answers({"Must": "", "": ""}))
    assert "EST names no place" in seen and "is not a time zone" in seen
    assert written(room / "n")["time_zone"] == "America/Denver"


def test_a_folder_in_use_stays_as_it_is_and_another_one_is_asked_for(newsroom, room: Path) -> None:
    (room / "budget.xlsx").write_text("x")
    assert newsroom("init").code == 2
    seen = terminal.shown(["init"], folder=room, answers=terminal.ByPart({"Name of a new folder": "city-news", "": ""}))
    assert "it holds budget.xlsx" in seen and "cd city-news" in seen
    assert written(room / "city-news")["name"] == "City News" and not (room / "newsroom.toml").exists()


def test_ctrl_c_leaves_nothing_and_offers_the_answers_again(newsroom, room: Path) -> None:
    answers = {"Name of": "Port Ellery", "Must": "y", "House style": "govuk", "How many": terminal.CTRL_C, "": ""}
    seen = terminal.shown(["init", "n"], folder=room, answers=terminal.ByPart(answers))
    assert not (room / "n").exists() and "newsroom init offers them again" in seen
    seen = terminal.shown(["init", "n"], folder=room, answers=terminal.ByPart({"": ""}))
    found = written(room / "n")
    assert "offered again" in seen and (found["name"], found["style"]) == ("Port Ellery", "govuk")
    assert found["quotes"] == {"clearance": "required"}
    seen = terminal.shown(["init", "m"], folder=room, answers=terminal.ByPart({"Must": "", "": ""}))
    assert "offered again" not in seen and "Port Ellery" not in seen


@pytest.mark.parametrize("word", ["none", "No", "nobody", "n/a", "-", "later"])
def test_a_word_for_nobody_is_no_name(newsroom, room: Path, word: str) -> None:
    asked = ("City", "Another office", "Whom reporters", "E-mail", "Telephone", "Who is often", "How many")
    answers = terminal.ByPart({**dict.fromkeys(asked, word), "Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    found = written(room / "n")
    assert list(found["offices"].values()) == [{"name": "Press Office"}], seen
    assert "people" not in found and "email" not in found and found["approvals"] == {"required": 0}


def test_a_word_for_nobody_is_no_name_in_an_option_either(newsroom, room: Path) -> None:
    nobody = ["--contact", "none", "--email", "none", "--phone", "none", "--person", "nobody"]
    assert newsroom("init", "n", *nobody).code == 0
    found = written(room / "n")
    assert "people" not in found and list(found["offices"].values()) == [{"name": "Press Office"}]
    run = newsroom("init", "m", "--office", "none")
    assert run.code == 2 and '"none" is not a name' in run.err and not (room / "m").exists()


def test_an_office_without_a_name_is_asked_for_again(newsroom, room: Path) -> None:
    answers = terminal.InTurn("Office that", "none", "Town Hall", others={"Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    assert "please type a name" in seen and list(written(room / "n")["offices"]) == ["town-hall"]


def test_an_address_is_looked_at_when_it_is_typed(newsroom, room: Path) -> None:
    answers = terminal.InTurn("E-mail", "press at city", "press@city.example", others={"Must": "", "": ""})
    seen = terminal.shown(["init", "n"], folder=room, answers=answers)
    assert "expected an e-mail address" in seen
    assert written(room / "n")["email"] == {"address": "press@city.example"}


def test_what_it_writes_names_no_file_that_is_not_there(newsroom, room: Path) -> None:
    newsroom("init", "n")
    text = (room / "n/newsroom.toml").read_text(encoding="utf-8")
    assert "docs/" not in text and all(line.startswith("#") or len(line) < 121 for line in text.splitlines())
