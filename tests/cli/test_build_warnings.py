"""What build warns of: what has just become public, and what will stop a build on its day."""

from __future__ import annotations

from pathlib import Path

import pytest
from promises.rooms import add, change, make_room

from newsroom_cli.newsroom.folder import Newsroom


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return make_room(tmp_path / "room")


def test_an_error_in_a_release_that_waits_is_named_with_the_day_on_which_it_stops_the_build(
    room: Newsroom, newsroom
) -> None:
    add(room.root, "2026-05-30-pool", extra="embargo = 2099-12-01T09:00:00-05:00\n", body="TK the pool opens.\n")
    done = newsroom("-C", room.root, "build")
    assert done.code == 0
    (line,) = (line for line in done.err.splitlines() if "PH001" in line)
    assert line.startswith("warning[PH001]: ")
    assert line.endswith("; will stop the build on Tuesday, December 1, 2099, 9 a.m. EST")
    assert "2026-05-30-pool.md:" in line
    change(
        room.root / "newsroom.toml",
        "[offices.mayors-office]",
        '[publishing]\nbroken = "hold"\n\n[offices.mayors-office]',
    )
    assert "; will hold it back on Tuesday" in newsroom("-C", room.root, "build").err
    change(room.root / "newsroom.toml", '"hold"', '"stop"')
    again = newsroom("-C", room.root, "build", "--quiet")
    assert line in again.err.splitlines()


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
