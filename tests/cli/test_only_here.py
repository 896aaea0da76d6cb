"""What is "public" on this computer is said to be only here, and what waits for its time to need a build."""

from __future__ import annotations

from pathlib import Path

import pytest
import terminal
from promises.rooms import add, make_room

FILE = "releases/2026-03-02-bridge.md"
RECIPE = ".github/workflows/publish.yml"
HERE, LATER = "only on this computer", "newsroom build must run then"


@pytest.fixture
def room(tmp_path: Path, git_of_nobody: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A newsroom with a release that is not approved yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path.with_name(f"{tmp_path.name}-of-nobody")))
    make_room(tmp_path)
    add(tmp_path, "2026-03-02-bridge", status='"review"')
    return tmp_path


def seen(room: Path, *arguments: str) -> str:
    """What a person sees who runs a command, on one line."""
    return " ".join(terminal.shown(arguments, folder=room, answers={}).split())


def with_recipe(room: Path) -> None:
    (room / RECIPE).parent.mkdir(parents=True)
    (room / RECIPE).write_text("on: push\n", encoding="utf-8")


def test_publish_says_that_the_site_is_only_here(room: Path) -> None:
    shown = seen(room, "publish", FILE, "--yes")
    assert HERE in shown and "until you put the folder public on your web server" in shown
    assert shown.index(HERE) < shown.index("the site is in the folder public") < shown.rindex("https://")


def test_publish_says_nothing_of_this_computer_where_ci_deploys(room: Path) -> None:
    with_recipe(room)
    assert HERE not in seen(room, "publish", FILE, "--yes")


def test_a_build_that_changes_nothing_repeats_nothing(room: Path) -> None:
    assert HERE in seen(room, "build")
    assert HERE not in seen(room, "build")


def test_an_approval_for_later_says_that_a_build_must_run_then(room: Path) -> None:
    add(room, "2026-03-02-bridge", extra="embargo = 2099-03-02T09:00:00-05:00\n", status='"review"')
    approve = ("approve", FILE, "--by", "Kim Lee", "--role", "Editor", "--yes")
    assert LATER in seen(room, *approve)
    with_recipe(room)
    assert LATER not in seen(room, "approve", FILE, "--by", "Jo Park", "--role", "Editor", "--yes")


def test_a_log_hears_nothing_of_this_computer(newsroom, room: Path) -> None:
    built = newsroom("build")
    assert HERE not in built.err and built.out == "public\n"
