"""The git repository of a new newsroom: offered, never committed to, and what git leaves out of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import terminal

ALL = {"/public/", "/public-rehearsal/", ".newsroom-*/"}


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    return tmp_path


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(("answer", "is_made"), [("", True), ("n", False)])
def test_a_person_is_asked_and_nothing_is_committed(newsroom, room: Path, answer: str, is_made: bool) -> None:
    seen = terminal.shown(["init", "n"], folder=room, answers=terminal.ByPart({"Make a git": answer, "": ""}))
    assert (room / "n/.git").is_dir() is is_made
    assert ("nothing is committed yet" in seen) is is_made and ("it is in no git repository" in seen) is not is_made
    if is_made:
        assert git(room / "n", "log", "--all") == ""
        assert set(git(room / "n", "status", "--short").split()) == {"??", ".gitignore", "newsroom.toml"}


def test_a_script_gets_no_repository_and_is_told_what_is_missing(newsroom, room: Path) -> None:
    run = newsroom("init", "n")
    assert not (room / "n/.git").exists() and "git init makes one" in run.err


def test_nothing_is_said_inside_a_repository(newsroom, room: Path) -> None:
    git(room, "init", "--quiet")
    seen = terminal.shown(["init", "n"], folder=room, answers=terminal.ByPart({"": ""}))
    assert "git" not in seen and not (room / "n/.git").exists()


def test_without_git_a_person_is_told_what_it_is_for(newsroom, room: Path) -> None:
    seen = terminal.shown(["init", "n"], folder=room, answers=terminal.ByPart({"": ""}), PATH="")
    assert "Make a git" not in seen and "install it, then git init makes one" in " ".join(seen.split())


def test_git_ignores_what_newsroom_makes_and_no_more(newsroom, room: Path) -> None:
    newsroom("init", "n", "--office", "Press Office")
    assert set((room / "n/.gitignore").read_text().splitlines()) == ALL
    git(room / "n", "init", "--quiet")
    assert newsroom("-C", "n", "new", "--headline", "Pool Opens").code == 0
    newsroom("-C", "n", "check")
    newsroom("-C", "n", "build")
    assert (room / "n/public").is_dir() and (room / "n/.newsroom-index").is_dir()
    listed = git(room / "n", "status", "--short", "--untracked-files=all").split()
    assert {name for name in listed if name != "??"} - {".gitignore", "newsroom.toml"} == {
        path.relative_to(room / "n").as_posix() for path in (room / "n/releases").iterdir()
    }


def test_lines_of_an_own_gitignore_stay(newsroom, room: Path) -> None:
    (room / ".gitignore").write_text("drafts/\npublic/")
    newsroom("init", ".")
    assert (room / ".gitignore").read_text() == "drafts/\npublic/\n/public-rehearsal/\n.newsroom-*/\n"
