"""Wherever a command takes a release, a word of the headline will do; nothing is written to a guess."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from promises.rooms import add, make_room
from terminal import shown

BIKES, LIBRARY, TRAMS = "releases/2026-11-26-bikes.md", "releases/2026-03-02-library.md", "releases/2026-11-20-trams.md"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody: None) -> Path:
    """The current folder as a newsroom with a public release, and two drafts; the bikes were changed last."""
    make_room(tmp_path)
    now = time.time()
    for age, (name, headline) in enumerate(
        [("2026-11-26-bikes", "Bike Lanes Open in March"), ("2026-11-20-trams", "Trams and Bikes Share a Lane")]
    ):
        file = add(tmp_path, name, headline=f'"{headline}"', status='"draft"', date=name[:10])
        os.utime(file, (now - 60 * age, now - 60 * age))
    return tmp_path


def texts(room: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (room / "releases").iterdir()}


# --- without a terminal ---------------------------------------------------------------------------------------


def test_several_words_are_one_name(newsroom, room: Path) -> None:
    assert newsroom("show", "bike", "lanes", "march").out.startswith(f"draft  {BIKES}")
    run = newsroom("quotes", "list", "trams", "and", "bikes")
    assert run.code == 0 and f"release: {TRAMS}" in run.err
    assert newsroom("approve", "bike", "lanes").code == 2


READING: list[list[str]] = [
    ["show"], ["email", "--proof"], ["approvals"], ["status"], ["quotes", "list"], ["quotes", "sync", "--dry-run"],
    ["quotes", "sheet", "--speaker", "Okafor"], ["images"], ["export"],
]  # fmt: skip
WRITING: list[list[str]] = [
    ["approve", "--by", "Jo Park", "--role", "Editor"], ["quotes", "sync"], ["quotes", "clear", "--speaker", "Okafor"],
    ["rename"], ["translate", "--to", "es"], ["correct", "--class", "minor"], ["withdraw", "--reason", "x"],
    ["publish", "--yes"], ["record"], ["email", "--advance", "The Daily"], ["images", "--clean"],
]  # fmt: skip


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_command_that_reads_takes_the_one_match_and_says_which(newsroom, room: Path, command: list[str]) -> None:
    before = texts(room)
    run = newsroom(*command, "lanes open")
    assert run.code == 0 and f"release: {BIKES}" in run.err
    assert newsroom(*command, "2026-11-26-bikes").out == run.out and texts(room) == before


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_several_matches_are_listed_and_none_is_taken(newsroom, room: Path, command: list[str]) -> None:
    run = newsroom(*command, "bike")
    assert (run.code, run.out) == (2, "") and f"{BIKES}, {TRAMS}" in run.err


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_a_command_that_writes_takes_no_guess(newsroom, room: Path, command: list[str]) -> None:
    before = texts(room)
    run = newsroom(*command, "trams share")
    assert (run.code, run.out) == (2, "") and texts(room) == before
    assert "path, slug or id" in run.err and TRAMS in run.err


PUBLIC_ONLY = ("record", "images", "correct", "withdraw")


@pytest.mark.parametrize("command", [command for command in WRITING if command[0] not in PUBLIC_ONLY], ids=" ".join)
def test_a_command_that_writes_needs_a_name(newsroom, room: Path, command: list[str]) -> None:
    before = texts(room)
    run = newsroom(*command)
    assert (run.code, run.out) == (2, "") and texts(room) == before
    assert "no release is named" in run.err and BIKES in run.err


@pytest.mark.parametrize(
    "name", ["2026-11-26-bikes", BIKES, "2026-11-26-bikes.md", "tag:news.port-ellery.example,2026:2026-11-26-bikes"]
)
def test_path_slug_and_id_are_exact(newsroom, room: Path, name: str) -> None:
    run = newsroom("status", name, "review")
    assert run.code == 0 and 'status = "review"' in (room / BIKES).read_text() and "release:" not in run.err


def test_without_a_name_reading_takes_what_was_changed_last_and_is_not_public(newsroom, room: Path) -> None:
    os.utime(room / LIBRARY)
    run = newsroom("show")
    assert run.code == 0 and "Bike Lanes Open in March" in run.out and f"release: {BIKES}" in run.err
    assert newsroom("build").code == 0
    for path in (BIKES, TRAMS):
        (room / path).unlink()
    run = newsroom("embargo", "--until", "2099-01-01T09:00")
    assert run.code == 2 and "none is waiting" in run.err
    assert "City Opens" in newsroom("show").out
    (room / LIBRARY).unlink()
    assert "newsroom new" in newsroom("show").err


def test_what_waits_for_its_time_is_not_public_either(newsroom, room: Path) -> None:
    for path in (BIKES, TRAMS):
        (room / path).unlink()
    add(room, "2020-01-01-embargoed", date="2020-01-01", extra="embargo = 2099-01-01T09:00:00-05:00\n")
    os.utime(room / LIBRARY)
    assert "2020-01-01-embargoed" in newsroom("status", "embargoed").out
    assert "release: releases/2020-01-01-embargoed.md" in newsroom("show").err


def test_an_empty_name_is_no_name(newsroom, room: Path) -> None:
    """As when a script has an empty variable."""
    for command in (["show"], ["approve", "--by=Jo Park", "--role=Editor"]):
        assert newsroom(*command, "").code == 2


def test_what_is_written_like_a_path_is_never_guessed(newsroom, room: Path) -> None:
    for name in ("releases/bikes.md", "lanes.md", "releases/lanes"):
        run = newsroom("show", name)
        assert run.code == 2 and "there is no such release" in run.err


def test_a_slip_is_answered_with_the_nearest(newsroom, room: Path) -> None:
    run = newsroom("show", "tarms")
    assert run.code == 2 and f"did you mean {TRAMS}?" in run.err and "option" not in run.err
    assert "All words count as its name" in newsroom("withdraw", "trams", "because", "wrong").err


def test_a_log_names_no_headline_that_is_not_public(newsroom, room: Path) -> None:
    for words in ("bike", "lanes open", "tarms"):
        assert "Lane" not in newsroom("show", words).err


# --- check ----------------------------------------------------------------------------------------------------


def test_a_check_without_a_terminal_takes_slugs_and_no_guess(newsroom, room: Path) -> None:
    assert newsroom("check", "2026-11-26-bikes", "--exit-zero").code == 0
    for name in ("lanes", "bike", "releases/gone.md", "gone"):
        assert newsroom("check", name).code == 2


def test_a_file_or_folder_here_comes_before_a_release_of_that_name(newsroom, room: Path) -> None:
    (room / "bikes").mkdir()
    (room / "bikes" / "a.md").write_text("+++\nheadlin = 1\n+++\n")
    run = newsroom("check", "bikes", "--output-format", "concise")
    assert run.code == 1 and "bikes/a.md" in run.out and "releases" not in run.out


# --- at a terminal --------------------------------------------------------------------------------------------


def at_terminal(room: Path, *arguments: str, **answers: str) -> str:
    """What a person sees; `match` answers whether it is this release, `which` the choice of one."""
    questions = {"match": "Is this the release? [Y/n]", "which": "Which release"}
    return shown(arguments, folder=room, answers={questions[name]: answer for name, answer in answers.items()})


def test_before_it_writes_a_person_sees_the_match_and_agrees(room: Path) -> None:
    seen = at_terminal(room, "status", "trams share", "review", match="")
    assert "Trams and Bikes Share a Lane" in seen and f"2026-11-20  draft  {TRAMS}" in seen
    assert 'status = "review"' in (room / TRAMS).read_text()


def test_who_says_no_changes_nothing(room: Path) -> None:
    before = texts(room)
    assert "nothing was changed" in at_terminal(room, "status", "trams share", "review", match="n")
    assert texts(room) == before


def test_the_end_of_an_embargo_and_a_withdrawal_are_shown(newsroom, room: Path) -> None:
    add(room, "2020-01-01-held", headline='"Held Long"', extra="embargo = 2099-01-01T09:00:00-05:00\n")
    assert "embargoed to 2099-01-01 09:00" in at_terminal(room, "approve", "long", match="n")
    assert newsroom("build").code == 0
    assert newsroom("withdraw", LIBRARY, "--reason", "It is wrong.", "--yes").code == 0
    assert "  withdrawn  " in at_terminal(room, "rename", "opens", "x", match="n")


def test_several_matches_are_offered_by_number(room: Path) -> None:
    seen = at_terminal(room, "show", "bike", which="2")
    assert "1  Bike Lanes Open in March" in seen and "2  Trams and Bikes Share a Lane" in seen
    assert seen.count("Trams and Bikes Share a Lane") == 2
    before = texts(room)
    assert "nothing was chosen" in at_terminal(room, "approve", "bike", which="")
    assert texts(room) == before


FOR_PUBLIC: list[list[str]] = [["withdraw"], ["correct"], ["record"], ["new", "correction", "--about"]]


@pytest.mark.parametrize("command", FOR_PUBLIC, ids=" ".join)
def test_what_is_public_comes_first_where_a_command_is_for_that(newsroom, room: Path, command: list[str]) -> None:
    add(room, "2026-04-01-draft", headline='"City Opens Another One"', status='"draft"', date="2026-04-01")
    add(room, "2026-05-01-later", headline='"City Opens It Later"', date="2099-05-01")
    drafts = ["releases/2026-05-01-later.md", "releases/2026-04-01-draft.md"]
    order = re.compile("releases/[a-z0-9-]+[.]md")
    assert order.findall(newsroom("show", "opens").err) == [*drafts, LIBRARY]
    assert order.findall(newsroom(*command, "opens").err)[0] == LIBRARY


def test_what_is_withdrawn_comes_first_where_that_is_undone(newsroom, room: Path) -> None:
    assert newsroom("build").code == 0
    assert newsroom("withdraw", LIBRARY, "--reason", "It is wrong.", "--yes").code == 0
    add(room, "2026-04-01-public", headline='"City Opens Another One"', date="2026-04-01")
    assert f"name one: {LIBRARY}" in newsroom("withdraw", "opens", "--undo").err


def test_without_a_name_the_last_changed_is_shown_and_agreed_to(room: Path) -> None:
    before = texts(room)
    assert "Bike Lanes Open in March" in at_terminal(room, "approve", match="n")
    assert texts(room) == before


def test_an_exact_name_is_not_asked_about(room: Path) -> None:
    at_terminal(room, "status", "2026-11-20-trams", "review")  # a question without an answer would raise KeyError
    assert 'status = "review"' in (room / TRAMS).read_text()


def test_a_check_at_a_terminal_takes_a_word(room: Path) -> None:
    assert f"release: {TRAMS}" in at_terminal(room, "check", "trams")


def test_a_headline_cannot_control_the_terminal(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("terminal._CONTROL", re.compile("(?!)"))  # what is shown keeps its control characters
    for name in ("2026-12-01-one", "2026-12-02-two"):
        add(room, name, headline='"Yak \\u202e\\u2066 ::error::x"', status='"draft"', date=name[:10])
    (room / "releases" / "2026-12-03-three.md").write_bytes(b'+++\nheadline = "Zebra \x1b[2J\x07\xc2\x9b1m"\n+++\n')
    seen = [
        at_terminal(room, "show", "yak", which="1"),
        at_terminal(room, "approve", "zebra", match="n"),
        at_terminal(room, "show", "zebar"),
        at_terminal(room),
    ]
    assert r"Yak \u202e\u2066" in seen[0] and r"Zebra \x1b[2J\x07\x9b1m" in seen[1] and r"Zebra \x1b" in seen[2]
    for shown_text in seen:
        assert not {"\x1b", "\x07", "\u202e", "\u2066", "\x9b"}.intersection(shown_text), shown_text


def test_an_answer_that_is_neither_yes_nor_no_is_asked_again(room: Path) -> None:
    shown_text = at_terminal(room, "approve", "lib", match="maybe\nn")
    assert "please type y for yes, or n for no" in shown_text and "nothing was changed" in shown_text


@pytest.mark.parametrize("command", [["check", "lane"], ["check", "--fix", "lanes open"]], ids=" ".join)
def test_a_question_of_check_that_is_not_answered_ends_without_a_fault(room: Path, command: list[str]) -> None:
    answers = {"Which release": "", "Is this the release? [Y/n]": "n"}
    seen = shown(command, folder=room, answers=answers)
    assert "nothing was changed" in seen and "Traceback" not in seen and "fault" not in seen
