"""Going back in a row of questions: the question before is asked again, and no answer must be typed twice."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import terminal
from samples import sample_text, write_newsroom

FILE = "releases/2026-03-02-library.md"


class Typed(terminal.ByPart):
    """What a person types line by line, whatever the question; then Enter. `asked` are the questions so far."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.lines, self.asked = list(lines), list[str]()

    def __getitem__(self, question: str) -> str:
        self.asked.append(question)
        return self.lines.pop(0) if self.lines else ""


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """A newsroom with a public release."""
    return write_newsroom(tmp_path, FILE)


def new_text(room: Path) -> str:
    (file,) = (path for path in (room / "releases").iterdir() if path.name != Path(FILE).name)
    return file.read_text(encoding="utf-8")


def test_answers_before_stay_and_later_ones_are_offered_again(newsroom, tmp_path: Path, git_of_nobody) -> None:
    back = ("<", "<")
    typed = Typed("City of Salm", "news.salem.example", *back, "City of Salem", "", "", "Salem, Oregon", "Desk", "<")
    seen = terminal.shown(["init", "n"], folder=tmp_path, answers=typed)
    assert typed.asked[2:6] == [
        "Language of the releases [en]",
        "Public address of its site [news.salem.example]",
        "Name of the newsroom [City of Salm]",
        "Public address of its site [news.salem.example]",
    ]
    assert "Office that issues releases [Desk]" in typed.asked and seen.count("goes back") == 1
    found = tomllib.loads((tmp_path / "n/newsroom.toml").read_text(encoding="utf-8"))
    assert (found["name"], found["url"]) == ("City of Salem", "https://news.salem.example/")
    assert found["offices"]["desk"]["city"] == "Salem"


def test_a_default_that_depends_on_another_answer_is_made_anew(newsroom, tmp_path: Path, git_of_nobody) -> None:
    typed = Typed("Salem", "a.example", "", "", "", "", "", "<", "<", "<", "<", "<", "<", "b.example")
    terminal.shown(["init", "n"], folder=tmp_path, answers=typed)
    offered = [question for question in typed.asked if question.startswith("E-mail")]
    assert "E-mail address for reporters [press@a.example]" in offered
    assert offered[-1] == "E-mail address for reporters [press@b.example]"


def test_a_list_is_shown_again_with_its_question(newsroom, room: Path) -> None:
    typed = Typed("advisory", "<", "statement", "2099-12-24", "", "Pool Opens")
    seen = terminal.shown(["new", "--office", "parks"], folder=room, answers=typed)
    assert seen.count("  1  advisory") == 2 and "Kind [advisory]: statement" in seen
    assert 'kind = "statement"' in new_text(room)


def test_a_date_and_the_agreement_to_it_are_one_question(newsroom, room: Path) -> None:
    typed = Typed("12/24/2099", "<", "Dec 25, 2099", "", "<", "", "", "Pool Opens", "<", "Pool Closes")
    seen = terminal.shown(["new", "release", "--office", "parks"], folder=room, answers=typed)
    assert "[12/24/2099]: Dec 25, 2099" in seen and "[2099-12-25]:" in seen
    assert "Headline (or later) [Pool Opens]: Pool Closes" in seen
    text = new_text(room)
    assert "date = 2099-12-25\n" in text and 'headline = "Pool Closes"' in text


def test_people_who_are_named_in_turn_are_gone_back_to_one_by_one(newsroom, room: Path) -> None:
    typed = Typed("", "Pool", "", "", "Ana Okafor", "Mayor", "We swim", "Bo Chen", "<", "<", "We dive.", "Bo Chen", "")
    terminal.shown(["new", "release", "--office", "parks"], folder=room, answers=typed)
    text = new_text(room)
    assert "We dive." in text and "We swim" not in text and text.count("[[quotes]]") == 2


def test_the_words_of_a_notice_can_be_changed_after_they_are_shown(newsroom, room: Path) -> None:
    typed = Typed("update", "It opens at noom.", "<", "It opens at noon.", "y")
    seen = terminal.shown(["correct", FILE], folder=room, answers=Typed("y", *typed.lines))
    assert "What readers are told [It opens at noom.]: It opens at noon." in seen
    text = (room / FILE).read_text(encoding="utf-8")
    assert 'reason = "It opens at noon."' in text and "noom" not in text


def test_a_person_who_sees_a_mistake_in_the_summary_goes_back_to_it(newsroom, tmp_path: Path, git_of_nobody) -> None:
    (tmp_path / ".git").mkdir()
    options = [
        "--url",
        "https://a.example/",
        "--language",
        "en",
        "--time-zone",
        "UTC",
        "--style",
        "ap",
        "--contact",
        "x",
    ]
    given = [*options, "--email", "none", "--phone", "1", "--person", "Bo Chen, Auditor", "--no-clearance"]
    typed = Typed("Town of Ashby", "Salem, Ohio", "Desk", "", "one", "", "n", "<", "<", "", "", "1", "")
    seen = terminal.shown(["init", "n", *given], folder=tmp_path, answers=typed)
    assert seen.count("Is all of it right? [Y/n]") == 2 and "people      Bo Chen, Auditor" in seen
    assert "name        Town of Ashby" in seen and "reporters   x, 1" in seen
    found = tomllib.loads((tmp_path / "n/newsroom.toml").read_text(encoding="utf-8"))
    assert found["approvals"] == {"required": 1} and found["offices"]["desk"]["state"] == "Ohio"


def test_a_release_that_was_chosen_is_not_asked_for_again(newsroom, room: Path) -> None:
    other = sample_text().replace("k3h8vq2m9x4c7b1f", "a3h8vq2m9x4c7b1f")
    (room / "releases/2026-03-03-pool.md").write_text(other, encoding="utf-8")
    typed = Typed("2", "Ferry", "<", "Ferry Opens")
    seen = terminal.shown(["new", "--from", "city"], folder=room, answers=typed)
    assert seen.count("Which release") == 1 and len([*(room / "releases").glob("*-ferry-opens.md")]) == 1
    typed = Typed("harb", "1", "update", "<", "correction", "It opens in 2027.")
    seen = terminal.shown(["new", "correction"], folder=room, answers=typed)
    assert seen.count("Which release:") == 1 and "What kind of change [update]: correction" in seen


def test_there_is_nothing_before_the_first_question(newsroom, room: Path) -> None:
    seen = terminal.shown(["new", "release"], folder=room, answers=Typed("<", "parks"))
    assert "there is no question to go back to" in seen and 'office = "parks"' in new_text(room)


def test_ctrl_c_after_going_back_keeps_all_answers(newsroom, room: Path) -> None:
    typed = Typed("", "Pool Opens", "Salem", "<", terminal.CTRL_C)
    terminal.shown(["new", "release", "--office", "parks"], folder=room, answers=typed)
    seen = terminal.shown(["new", "release", "--office", "parks"], folder=room, answers=Typed())
    assert "[Pool Opens]" in seen and "City of the dateline [Salem]" in seen


# --- quotation marks around an answer -------------------------------------------------------------------------


@pytest.mark.parametrize("marks", ['""', "''", "“”", "„“", "«»"])
def test_quotation_marks_around_an_answer_are_left_out(newsroom, room: Path, marks: str) -> None:
    first, last = marks
    typed = Typed(*(f"{first}{answer}{last}" for answer in ("4", "parks", "2099-12-24 9am")), f"{first}y{last}", "Pool")
    terminal.shown(["new"], folder=room, answers=typed)
    text = new_text(room)
    assert 'kind = "event"' in text and 'office = "parks"' in text and "date = 2099-12-24T09:00:00-05:00" in text


def test_marks_that_belong_to_the_words_stay(newsroom, room: Path) -> None:
    typed = Typed("", "“We Will Swim”", '"pools", "sports"')
    terminal.shown(["new", "release", "--office", "parks", "--city", "Salem"], folder=room, answers=typed)
    found = re.search(r"^topics = .*$", new_text(room), re.MULTILINE)
    assert 'headline = "“We Will Swim”"' in new_text(room) and found and found[0] == 'topics = ["pools", "sports"]'
