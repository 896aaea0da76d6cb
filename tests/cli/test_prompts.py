"""Questions on a terminal: what was answered before Ctrl-C, terminals without room or Unicode, a file that changes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import terminal
from samples import sample_text, write_newsroom

pytestmark = pytest.mark.oracle

FILE = "releases/2026-03-02-library.md"
PERSON = '\n[[people]]\nname = "Jürgen Lindqvist"\nrole = "Auditor"\n'
CONSOLES = {
    "ascii": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "locale C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """A newsroom with one public release."""
    return write_newsroom(tmp_path, FILE, more=PERSON)


def shown(room: Path, *arguments: str, answers: dict[str, str], **variables: str) -> str:
    return terminal.shown(arguments, folder=room, answers=terminal.ByPart({**answers, "": ""}), **variables)


# --- Ctrl-C ---------------------------------------------------------------------------------------------------

NOTICES = {
    "correct": {"What kind": "update", "What readers": "It opens at noon."},
    "withdraw": {"How is it": "killed", "What readers": "It opens at noon."},
}


@pytest.mark.parametrize("command", NOTICES)
@pytest.mark.parametrize("end", [terminal.CTRL_C, "n", ""])
def test_the_words_of_a_notice_are_offered_again(newsroom, room: Path, command: str, end: str) -> None:
    before = (room / FILE).read_text(encoding="utf-8")
    seen = shown(room, command, FILE, answers={**NOTICES[command], "Write it": end})
    assert f"newsroom {command} offers them again" in seen and (room / FILE).read_text(encoding="utf-8") == before
    seen = shown(room, command, FILE, answers={"Write it": "y"})
    assert "[It opens at noon.]" in seen and f"[{next(iter(NOTICES[command].values()))}]" in seen
    assert 'reason = "It opens at noon."' in (room / FILE).read_text(encoding="utf-8")
    answers = {"What readers": "It opens at one.", "Write it": "n"}
    assert "offered again" not in shown(room, command, FILE, answers=answers)


def test_the_answers_about_one_release_are_not_offered_for_another(newsroom, room: Path) -> None:
    other = "releases/2026-03-03-pool.md"
    (room / other).write_text(sample_text().replace("k3h8vq2m9x4c7b1f", "a3h8vq2m9x4c7b1f"), encoding="utf-8")
    shown(room, "withdraw", FILE, answers={"What readers": "It was wrong.", "Write it": "n"})
    seen = shown(room, "withdraw", other, answers={"What readers": "It was old.", "Write it": "n"})
    assert "offered again" not in seen and "It was wrong" not in seen
    assert "[It was wrong.]" in shown(room, "withdraw", FILE, answers={"Write it": "n"})


@pytest.mark.parametrize("command", NOTICES)
@pytest.mark.parametrize("word", ["none", "later", "-", ""])
def test_a_notice_has_words_that_readers_can_read(newsroom, room: Path, command: str, word: str) -> None:
    answers = terminal.InTurn("What readers", word, "It opens at noon.", others={"Write it": "n", "": ""})
    seen = terminal.shown([command, FILE], folder=room, answers=answers)
    assert "readers see these words" in seen and "It opens at noon." in seen


def test_a_kept_answer_that_means_nothing_any_more_is_offered_once(newsroom, room: Path) -> None:
    shown(room, "new", "release", answers={"Office": "parks", "City": terminal.CTRL_C})
    settings = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(
        settings.replace("parks", "gardens").replace("Parks", "Gardens"), encoding="utf-8"
    )
    answers = terminal.InTurn("Office", "", "", others={"City": terminal.CTRL_C, "": ""})
    seen = terminal.shown(["new", "release"], folder=room, answers=answers)
    assert "Office [parks]" in seen and "Office [mayors-office]" in seen and not answers.left


def test_a_terminal_that_is_closed_keeps_the_old_answers_and_the_new_ones(newsroom, room: Path) -> None:
    shown(room, "new", "release", answers={"Headline": "Pool Opens", "City": terminal.CTRL_C})
    shown(room, "new", "release", answers={"City": "Harbour", "Topics": terminal.CLOSED})
    seen = shown(room, "new", "release", answers={"Topics": terminal.CTRL_C})
    assert "[Pool Opens]" in seen and "City of the dateline [Harbour]" in seen


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes no terminals with a signal")
def test_the_second_signal_of_a_shell_does_not_stop_the_answers_from_being_kept() -> None:
    closed = "os.kill(os.getpid(), signal.SIGHUP)"
    program = f"""
import os, signal
from newsroom_cli.cli.terminal import unfinished
try:
    with unfinished._terminal_closing_stops():
        {closed}
except KeyboardInterrupt:
    {closed}
    print("kept")
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "kept\n")


def test_an_answer_that_could_not_be_used_is_not_offered_again(newsroom, room: Path) -> None:
    answers = terminal.InTurn("Office", "zoo", "parks", others={"City": terminal.CTRL_C, "": ""})
    terminal.shown(["new", "release"], folder=room, answers=answers)
    seen = shown(room, "new", "release", answers={})
    assert "Office [parks]" in seen and "zoo" not in seen


# --- a file that changes meanwhile ----------------------------------------------------------------------------


class _Meanwhile(terminal.ByPart):
    """Answers by part; before the answer to a question, something happens."""

    def __init__(self, question: str, happens: Callable[[], object], answers: dict[str, str]) -> None:
        super().__init__(answers)
        self._question, self._happens = question, happens

    def __getitem__(self, question: str) -> str:
        if question.startswith(self._question):
            self._happens()
        return self.__missing__(question)


@pytest.mark.parametrize(
    ("arguments", "question", "answers"),
    [
        (("correct", FILE), "Write it", {**NOTICES["correct"], "Write it": "y"}),
        (("withdraw", FILE), "Write it", {**NOTICES["withdraw"], "Write it": "y"}),
        (("quotes", "clear", FILE), "Your name", {"Your name": "Kim Lee", "How they agreed": "e-mail"}),
        (("approve", FILE, "--by", "Kim Lee"), "Your role", {"Your role": "Editor"}),
        (("publish", FILE), "Publish?", {"Publish?": "y"}),
    ],
)
def test_a_file_that_changes_while_a_question_waits_is_left_alone(
    newsroom, room: Path, arguments: tuple[str, ...], question: str, answers: dict[str, str]
) -> None:
    changed = (room / FILE).read_text(encoding="utf-8").replace("40,000", "50,000")
    save = _Meanwhile(question, lambda: (room / FILE).write_text(changed, encoding="utf-8"), {**answers, "": ""})
    seen = terminal.shown(arguments, folder=room, answers=save)
    assert "somebody changed the file in the meantime" in " ".join(seen.split())
    assert (room / FILE).read_text(encoding="utf-8") == changed


# --- consoles -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("console", CONSOLES)
def test_letters_that_a_console_does_not_know_are_taken(newsroom, room: Path, console: str) -> None:
    answers = {
        "Headline": "Café “Zoë” Opens",
        "Who is quoted": "lindqvist",
        "What": "Très bien.",
        "Topics": terminal.CTRL_C,
    }
    shown(room, "new", "release", answers=answers, **CONSOLES[console])
    seen = shown(
        room, "new", "release", answers={key: answers[key] for key in ("Who is quoted", "What")}, **CONSOLES[console]
    )
    assert "Traceback" not in seen, seen
    assert "answers of last time" in seen
    (file,) = (path for path in (room / "releases").iterdir() if path.name != Path(FILE).name)
    text = file.read_text(encoding="utf-8")
    assert 'headline = "Café “Zoë” Opens"' in text and 'text = "Très bien."' in text
    assert 'speaker = "Jürgen Lindqvist"' in text


def test_bytes_that_are_no_letters_are_asked_for_again(newsroom, room: Path) -> None:
    answers = terminal.InTurn("Headline", "Caf\udce9", "Cafe Opens", others={"": ""})
    seen = terminal.shown(["new", "release"], folder=room, answers=answers, **CONSOLES["ascii"])
    assert "cannot be typed here, where the encoding is ascii" in seen
    assert [*(room / "releases").glob("*-cafe-opens.md")]


@pytest.mark.parametrize("console", CONSOLES)
def test_a_terminal_of_20_columns_asks_everything(newsroom, room: Path, console: str) -> None:
    small = {**CONSOLES[console], "COLUMNS": "20"}
    seen = shown(room, "new", "release", answers={"Headline": "Pool Opens", "When": "tomorrow"}, **small)
    assert "Traceback" not in seen and [*(room / "releases").glob("*-pool-opens.md")], seen
    seen = shown(room, "init", "n", answers={"House style": "ap", "Make another": "y"}, **small)
    assert "Traceback" not in seen and 'style = "ap"' in (room / "n/newsroom.toml").read_text(encoding="utf-8")
    seen = shown(room, "correct", FILE, answers={**NOTICES["correct"], "Write it": "y"}, **small)
    assert "Traceback" not in seen and "It opens at noon." in (room / FILE).read_text(encoding="utf-8")


# --- the output goes into a file ------------------------------------------------------------------------------


@pytest.mark.parametrize("yes", ["JA", "sí", "Oui"])
def test_yes_may_be_said_in_the_language_of_the_desk(room: Path, yes: str) -> None:
    seen = terminal.shown(
        ["rename", "opens", "pool"],
        folder=room,
        answers={"Is this the release? [Y/n]": yes, "Change its address? [y/N]": yes},
    )
    assert "releases/2026-03-02-pool.md" in seen and "please type" not in seen, seen


def test_a_question_is_asked_again_while_the_output_goes_into_a_file(room: Path) -> None:
    answers = terminal.InTurn("Is this", "s", others={"": "y"})
    seen = terminal.shown(["rename", "opens", "pool"], folder=room, answers=answers, into=room / "printed")
    assert "please type y for yes" in seen and "fault" not in seen, seen
    assert (room / "printed").read_text(encoding="utf-8") == "releases/2026-03-02-pool.md\n"
