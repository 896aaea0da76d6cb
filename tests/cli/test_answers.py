"""Answers that are none are asked for again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import terminal
from samples import HERE, sample_text

from newsroom_cli.cli.terminal import ask


@pytest.mark.parametrize(
    "answer", ["not sure yet", "Not sure.", "I don't know", "we don’t know yet", "no idea", "TBD", "?", "i'm not sure"]
)
def test_an_unsure_answer_is_none(answer: str) -> None:
    assert ask.why_none(answer, "", {"later"}) == "no hurry: later leaves it open"
    assert ask.why_none(answer, "Salem", {"later"}) == "no hurry: Enter takes Salem, later leaves it open"
    assert ask.why_none(answer, "", ()).startswith("this one is needed")


@pytest.mark.parametrize(
    "answer", ["Unknown Pleasures Shown", "We Know the Date", "newsroom cafe", "Notting Hill", "later", "", "What?"]
)
def test_other_answers_are_answers(answer: str) -> None:
    assert not ask.why_none(answer, "Salem", ())


@pytest.mark.parametrize(("answer", "several"), [("1 and 2", True), ("1, 2", True), ("#1 & #2", True), ("12", False)])
def test_several_numbers(answer: str, several: bool) -> None:
    assert ask.are_several_numbers(answer) == several


@pytest.mark.oracle
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_nobody_is_nobody_and_no_is_no_error(newsroom, tmp_path: Path, git_of_nobody) -> None:
    toml = (HERE / "newsroom.toml").read_text(encoding="utf-8")
    (tmp_path / "newsroom.toml").write_text(f'{toml}\n[[people]]\nname = "Jo Lindqvist"\n', encoding="utf-8")
    (tmp_path / "releases").mkdir()
    answers_ = terminal.ByPart({"Who is quoted": "nobody", "Headline": "City Opens Pool", "": ""})
    seen = terminal.shown(["new", "release"], folder=tmp_path, answers=answers_)
    assert "no capital letter" not in seen and seen.count("Who is quoted") == 1
    (tmp_path / "releases/2026-03-02-library.md").write_text(sample_text(), encoding="utf-8")
    order = ["rename", "2026-03-02-library", "2026-03-02-books"]
    seen = terminal.shown(order, folder=tmp_path, answers=terminal.ByPart({"Change its address": "n"}))
    assert "nothing was renamed" in seen and "error" not in seen


@pytest.mark.oracle
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_yes_and_no_choose_nothing(newsroom, tmp_path: Path, git_of_nobody) -> None:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases/2026-03-02-library.md").write_text(sample_text(), encoding="utf-8")
    typed = terminal.InTurn("How is it", "no", terminal.CTRL_C, others={"": ""})
    seen = terminal.shown(["withdraw", "2026-03-02-library"], folder=tmp_path, answers=typed)
    assert "no question for yes or no" in seen and not typed.left


@pytest.mark.oracle
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_new_asks_again_for_what_is_no_answer(newsroom, tmp_path: Path, git_of_nobody) -> None:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    (tmp_path / "releases").mkdir()
    replies = {"Headline": "not sure yet", "What": "I don't know.", "Topics": "libraries", "Who else": "nobody", "": ""}
    typed = terminal.InTurn("Who is quoted", "not sure yet", "1 and 2", "1", others=replies)
    headline = iter(("not sure yet", "City Opens Pool"))

    class Typed(dict[str, str]):
        def __getitem__(self, question: str) -> str:
            return next(headline) if question.startswith("Headline") else typed[question]

    seen = terminal.shown(["new", "release"], folder=tmp_path, answers=Typed())
    (file,) = (tmp_path / "releases").glob("*city-opens-pool.md")
    text = file.read_text(encoding="utf-8")
    assert seen.count("no hurry: later leaves it open") == 3 and "one at a time, please" in seen
    assert 'text = "I don\'t know."' in text  # typed twice
    assert "not sure" not in text and "1 and 2" not in text
