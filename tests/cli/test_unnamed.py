"""correct, withdraw, approve and rename without a release: each finds the ones that it is for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from copies import copy_of
from promises.rooms import add, make_room
from terminal import ByPart, shown

from newsroom_cli.__main__ import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
LIBRARY = "releases/2026-03-02-library.md"
MATCH, WRITE = "Is this the release? [Y/n]", "Write it? [y/N]"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody: None) -> Path:
    """The current folder as a newsroom with two public releases."""
    return copy_of(make, tmp_path)


def make(room: Path) -> None:
    make_room(room)
    add(room, "2026-02-20-pier", headline='"The Pier Is Repaired"', date="2026-02-20")
    assert main(["-C", str(room), "build"]) == main(["-C", str(room), "record"]) == 0


def edit(room: Path, old: str, new: str, file: str = LIBRARY) -> None:
    text = (room / file).read_text(encoding="utf-8")
    assert old in text
    (room / file).write_text(text.replace(old, new), encoding="utf-8")


def test_correct_offers_the_public_release_that_has_changed(room: Path) -> None:
    edit(room, "City Opens Harbour Quarter Library", "City Opens Harbour Library")
    answers = {
        MATCH: "",
        "What kind of change [correction]": "",
        "What readers are told": "It is its name.",
        WRITE: "y",
    }
    seen = shown(["correct"], folder=room, answers=answers)
    assert "City Opens Harbour Library" in seen and 'reason = "It is its name."' in (room / LIBRARY).read_text()
    assert "its address stays releases/2026-03-02-library.html; newsroom rename" in " ".join(seen.split())


def test_correct_says_to_edit_first(newsroom, room: Path) -> None:
    before = (room / LIBRARY).read_bytes()
    run = newsroom("correct")
    assert "no public one has changed" in run.err and "newsroom open --edit" in run.err and run.code == 2
    seen = shown(["correct", "2026-03-02-library"], folder=room, answers={"Write a notice all the same? [y/N]": ""})
    assert f"edit it first: newsroom open --edit {LIBRARY}" in seen and (room / LIBRARY).read_bytes() == before


def test_a_notice_about_nothing_is_written_to_who_wants_it(room: Path) -> None:
    answers = ByPart(
        {"Write a notice": "y", "What kind": "clarification", "What readers": "It is free.", "Write it": "y"}
    )
    shown(["correct", "2026-03-02-library"], folder=room, answers=answers)
    assert 'reason = "It is free."' in (room / LIBRARY).read_text()


def test_withdraw_offers_what_is_public(room: Path) -> None:
    add(room, "2026-02-21-draft", headline='"Only a Draft"', date="2026-02-21", status='"draft"')
    seen = shown(["withdraw"], folder=room, answers={"Which release": ""})
    assert "The Pier Is Repaired" in seen and "Harbour Quarter Library" in seen and "Only a Draft" not in seen


def test_approve_finds_the_public_release_that_must_be_signed_again(newsroom, room: Path) -> None:
    settings = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(f"{settings}\n[approvals]\nrequired = 2\n", encoding="utf-8")
    pier = "releases/2026-02-20-pier.md"
    for file in (LIBRARY, pier):
        for name in ("Kim Lee", "Jo Park"):
            assert newsroom("approve", file, "--by", name, "--role", "Editor").code == 0
    assert "none waits for a signature" in newsroom("approve").err
    edit(room, "The Pier Is Repaired", "The Old Pier Is Repaired", pier)
    seen = shown(["approve"], folder=room, answers={MATCH: "n"})
    assert "The Old Pier Is Repaired" in seen


def test_rename_asks_for_the_name(room: Path) -> None:
    question = "New name, such as 2026-03-02-city-opens-harbour-quarter-library (Enter keeps it)"
    seen = shown(
        ["rename", "library"], folder=room, answers={question: "2026-03-02-books", "Change its address? [y/N]": "y"}
    )
    assert "its name is 2026-03-02-library" in seen and (room / "releases/2026-03-02-books.md").exists()
    assert not (room / LIBRARY).exists()


def test_what_is_named_by_its_whole_slug_is_not_asked_about(room: Path) -> None:
    question = "New name, such as 2026-02-20-the-pier-is-repaired (Enter keeps it)"
    for name in ("2026-02-20-pier", "pier", "The pier is repaired"):
        shown(["rename", name], folder=room, answers={question: ""})  # another question would raise KeyError
    add(room, "2026-02-21-end", headline='"The End of the Pier"', date="2026-02-21")
    assert "nothing was changed" in shown(["rename", "pier"], folder=room, answers={MATCH: "n"})


def test_what_is_approved_and_not_built_is_what_publish_means(newsroom, tmp_path: Path) -> None:
    make_room(tmp_path)
    assert newsroom("build").code == 0
    add(tmp_path, "2026-04-02-pool", headline='"City Opens Pool"', date="2026-04-02")
    assert "City Opens Pool" in newsroom("show").out
    assert newsroom("build").code == 0
    assert "every one is public as it is" in newsroom("publish").err


def test_publish_means_what_is_approved_before_anything_was_built(tmp_path: Path) -> None:
    make_room(tmp_path)
    assert "nothing was published" in shown(["publish"], folder=tmp_path, answers={MATCH: "y", "Publish? [y/N]": "n"})
