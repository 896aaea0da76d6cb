"""The city and the time zone of a new newsroom: names of cities and nothing else, and numbers that stay."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import terminal

from newsroom_cli.cli.steps import init_questions
from newsroom_cli.model.toml.values import WrongValue


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    return tmp_path


def written(folder: Path) -> dict:
    return tomllib.loads((folder / "newsroom.toml").read_text(encoding="utf-8"))


CITIES = [
    *("St. John's", "Saint-Denis", "'s-Hertogenbosch", "Frankfurt am Main", "Washington, D.C.", "Québec", "東京"),
    *("Winston-Salem, N.C.", "Saint-Louis-du-Ha! Ha!", "Biel/Bienne", "6th of October City", "Our", "salem, oregon"),
    *("San Fernando del Valle de Catamarca", "Truth or Consequences, New Mexico", "القاهرة", "Halle (Saale)"),
]
NO_CITIES = [
    *("We are the city of Example near the river", "it is Salem", "Wir sind die Stadt Bonn", "the town by the river."),
    *("Salem, Oregon 97301", "https://salem.example", "press@salem.example", "What?", "..", "x" * 61, "Dec 5 9am"),
]


@pytest.mark.parametrize("typed", CITIES)
def test_the_names_of_cities_are_taken(typed: str) -> None:
    assert init_questions.city_name(typed) == typed


@pytest.mark.parametrize("typed", NO_CITIES)
def test_what_cannot_be_a_city_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(WrongValue) as error:
        init_questions.city_name(typed)
    assert "Salem, Oregon" in error.value.help


def test_no_sentence_is_the_city_of_a_newsroom_or_of_a_release(newsroom, room: Path) -> None:
    run = newsroom("init", "n", "--city", "We are the city of Example near the river")
    assert run.code == 2 and "--city" in run.err and not (room / "n").exists()
    assert newsroom("init", "n", "--city", "none").code == 0 and "city" not in written(room / "n")["offices"]
    run = newsroom("-C", "n", "new", "--headline", "Pool Opens", "--city", "it is by the river")
    assert run.code == 2 and "no city's name" in run.err and not [*(room / "n/releases").iterdir()]


def test_an_address_is_no_name_and_a_name_no_telephone_number(newsroom, room: Path) -> None:
    phones, names = iter(["Jo Lund", "press@a.example", "207 555 0133"]), iter(["https://a.example/", "Town of Ashby"])

    class Answers(terminal.ByPart):
        def __getitem__(self, question: str) -> str:
            turns = {"Name of the": names, "Telephone": phones}
            turn = next((turns[part] for part in turns if question.startswith(part)), None)
            return next(turn) if turn else self.__missing__(question)

    seen = terminal.shown(["init", "n"], folder=room, answers=Answers({"Must": "", "": ""}))
    assert "the address is asked for next" in seen and seen.count("please type a telephone number, or none") == 2
    found = written(room / "n")
    assert (
        found["name"] == "Town of Ashby" and found["offices"]["press-office"]["contacts"][0]["phone"] == "207 555 0133"
    )


def test_the_number_of_a_zone_means_the_same_zone_whatever_the_city(newsroom, room: Path) -> None:
    lists = []
    for number, city in enumerate(("Chicago", "Denver", "Paris")):
        answers = terminal.ByPart({"City": city, "Must": "", "": ""})
        seen = terminal.shown(["init", f"n{number}"], folder=room, answers=answers)
        zones = dict(re.findall(r"^  (\d+)  (\w+/\w+)", seen, re.MULTILINE))
        assert written(room / f"n{number}")["time_zone"] in zones.values()
        lists.append({number: zone for number, zone in zones.items() if int(number) < 9})
    assert lists[0] == lists[1] == lists[2] and lists[0]["2"] == "America/Chicago"
