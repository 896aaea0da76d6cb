"""What is typed where a person's name is asked for: commands, sentences and descriptions are asked for once more."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import terminal
from samples import sample_text, write_newsroom

from newsroom_cli.cli.terminal import person_names

FILE = "releases/2026-03-02-library.md"
NAMES = (
    "Ana Okafor", "Assoc. Prof. Ana Okafor", "Lieut. Gov. Jo Park", "Martin Luther Reed Jr.", "Henry Obi III",
    "William “Bill” Ortiz", 'Dwayne "The Wall" Obi', "María de los Ángeles García y Pérez", "Ludwig van der Linde",
    "de la Cruz", "O’Brien", "J.R.R. Obi", "Đặng Thị Ngọc", "გიორგი", "محمد بن ناصر", "田中太郎", "Σοφία",
    "Ana Okafor, director of the department for public works and the streets of the city",
)  # fmt: skip
NO_NAMES = (
    "“We are proud of it,” she said", "We love the new pool.", "Is it open?",
    "the chief", "The pool will open to all on Friday", "One Two Three Four Five Six Seven Eight Nine",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_taken(name: str) -> None:
    person_names.refuse_no_name(name)


@pytest.mark.parametrize("typed", [*NO_NAMES, "bell marsh"])
def test_what_looks_like_no_name_is_taken_when_it_is_typed_again(typed: str) -> None:
    with pytest.raises(ValueError, match="please type the name, or the same again if it is right"):
        person_names.refuse_no_name(typed)
    person_names.refuse_no_name(typed)


@pytest.mark.parametrize("role", ["Mayor", "Director, Department of Parks", "Deputy Mayor, City of Salem"])
def test_a_role_is_taken(role: str) -> None:
    person_names.refuse_no_role(role)


def test_a_command_is_no_role_of_a_signer(newsroom, tmp_path: Path, git_of_nobody) -> None:
    write_newsroom(tmp_path, FILE)
    answers = terminal.InTurn(
        "Your role", "newsroom list", "I don’t know", "Kim Lee, Editor", "Editor", others={"": "y"}
    )
    shown = terminal.shown(["approve", FILE, "--by", "Jo Park"], folder=tmp_path, answers=answers)
    assert "is a command" in shown and "names another person" in shown and not answers.left
    assert 'role = "Editor"' in (tmp_path / FILE).read_text(encoding="utf-8")


def test_another_person_is_no_role() -> None:
    with pytest.raises(ValueError, match="names another person"):
        person_names.refuse_no_role("Marcus Tran, Director of Parks")


@pytest.mark.oracle
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_questions_for_people_are_asked_again(newsroom, tmp_path: Path, git_of_nobody) -> None:
    write_newsroom(tmp_path)
    body = "The city today opened a library.\n\n“Books need people, and people need books,” he said.\n"
    (tmp_path / FILE).write_text(sample_text(body=body), encoding="utf-8")
    replies = ("newsroom quotes list lindqvist", "the chief", "Idris Lindqvist")
    answers = terminal.InTurn("Who says this", *replies, others={"": ""})
    shown = terminal.shown(["quotes", "sync", FILE], folder=tmp_path, answers=answers)
    assert "is a command: please answer the question first" in shown and "has no capital letter" in shown
    assert 'speaker = "Idris Lindqvist"' in (tmp_path / FILE).read_text(encoding="utf-8")

    quote = "We open the pool on Friday and all of us will swim."
    others = {"Role of Idris": "Director of Libraries", "Who else": "nobody", "Headline": "City Opens Pool", "": ""}
    answers = terminal.InTurn("Who is quoted", f"“{quote}”", "Idris Lindqvist", others=others)
    shown = terminal.shown(["new", "release"], folder=tmp_path, answers=answers)
    (file,) = (tmp_path / "releases").glob("*pool.md")
    assert "looks like a sentence" in shown and 'speaker = "Idris Lindqvist"' in file.read_text(encoding="utf-8")
    assert quote not in file.read_text(encoding="utf-8")
