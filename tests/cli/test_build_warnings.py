"""What build warns of: what has just become public, and what will stop a build on its day."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import terminal
from promises.rooms import add, change, make_room

from newsroom_cli.newsroom.folder import Newsroom


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    monkeypatch.delenv("CI", raising=False)
    return make_room(tmp_path / "room")


POOL = "2026-05-30-pool"
EMBARGO = "embargo = 2099-12-01T09:00:00-05:00\n"
DAY = "Tuesday, December 1, 2099, 9 a.m. EST"


def hold(room: Newsroom) -> None:
    """Let releases with errors be held back alone."""
    office = "[offices.mayors-office]"
    change(room.root / "newsroom.toml", office, f'[publishing]\nbroken = "hold"\n\n{office}')


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_names_an_error_in_a_release_that_waits_with_the_day_on_which_it_stops_the_build(
    room: Newsroom,
) -> None:
    add(room.root, POOL, extra=EMBARGO, body="TK the pool opens.\n")
    seen = " ".join(terminal.shown(["build"], folder=room.root, answers={}).split())
    assert f"warning[PH001]: releases/{POOL}.md:" in seen
    assert f"; will stop the build on {DAY} " in seen
    hold(room)
    seen = " ".join(terminal.shown(["build"], folder=room.root, answers={}).split())
    assert f"; will hold it back on {DAY} " in seen


def test_a_log_has_the_number_of_releases_that_wait_with_errors_and_the_first_day_on_which_they_count(
    room: Newsroom, newsroom
) -> None:
    add(room.root, POOL, extra=EMBARGO, body="TK the pool opens.\n")
    run = newsroom("-C", room.root, "build")
    one = f"warning: 1 release that is not public yet has errors; it will stop the build on {DAY}; newsroom check says"
    assert run.code == 0 and one in run.err and "pool" not in run.err + run.out and "PH001" not in run.err
    add(room.root, "2026-05-31-zoo", extra=EMBARGO.replace("2099", "2098"), body="TK the zoo opens.\n")
    two = "2 releases that are not public yet have errors; 1 of them will stop the build on Monday, December 1, 2098"
    assert two in newsroom("-C", room.root, "build").err
    hold(room)
    assert "1 of them will be held back on Monday" in newsroom("-C", room.root, "build").err
    held = json.loads(newsroom("-C", room.root, "build", "-f", "json").out)["held"]
    assert all("PH001" in [error["code"] for error in release["errors"]] for release in held)


def test_a_quiet_build_that_changes_nothing_says_nothing_of_what_waits(room: Newsroom, newsroom) -> None:
    add(room.root, POOL, extra=EMBARGO, body="TK the pool opens.\n")
    library = room.folder / "2026-03-02-library.md"
    change(library, "https://port-ellery.example/library", f"{POOL}.md")
    first = newsroom("-C", room.root, "build", "--quiet")
    assert "warning[LK010]" in first.err and "1 release that is not public yet" in first.err
    assert "pool" not in first.err and "a link leads to a release that is not public" in first.err
    again = newsroom("-C", room.root, "build", "--quiet")
    assert (again.code, again.out, again.err) == (0, "", "")


def test_warnings_are_named_once_when_a_release_becomes_public_and_when_it_changes(room: Newsroom, newsroom) -> None:
    path = add(room.root, "2026-05-30-hall")  # named after another day than its date

    def warned() -> bool:
        return "warning[FM006]" in newsroom("-C", room.root, "build").err

    assert warned() and not warned()
    change(path, "40,000", "50,000")
    assert warned() and not warned()


def test_a_sign_off_that_an_edit_has_voided_is_named(room: Newsroom, newsroom) -> None:
    path = room.folder / "2026-03-02-library.md"
    assert newsroom("-C", room.root, "approve", path, "--by", "Ana Okafor", "--role", "Mayor").code == 0
    assert "SO001" not in newsroom("-C", room.root, "build").err
    change(path, "40,000", "50,000")
    assert "warning[SO001]" in newsroom("-C", room.root, "build").err
