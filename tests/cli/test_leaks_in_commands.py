"""Commands that print one feed or one mail search it for what is not public, as a build does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from promises.rooms import add, change, make_room

from newsroom_cli.newsroom.templating import theme

FILE = "releases/2026-03-02-library.md"
HELD = "2026-05-30-vibraphone"
COMMANDS = [("feed", "-f", "rss"), ("feed", "-f", "json", "--office", "mayors-office"), ("email", FILE, "-f", "eml")]
SAID = re.compile(r"of this release, which is under embargo|of a release that is under embargo")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    make_room(tmp_path)
    return tmp_path


def hold(room: Path, name: str = HELD) -> Path:
    return add(
        room, name, extra="embargo = 2099-01-01T00:00:00Z\n", headline='"City Buys Vibraphones for Its Music School"'
    )


def say_everywhere(room: Path, words: str) -> None:
    """Let each page, mail and feed entry say some words."""
    change(room / "newsroom.toml", "Port Ellery is an invented city;", f"{words};")


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_not_public_is_neither_printed_nor_written(newsroom, room: Path, command: tuple[str, ...]) -> None:
    hold(room)
    assert newsroom(*command).code == 0
    say_everywhere(room, f"See releases/{HELD}.html")
    found = newsroom(*command, "-o", "out.txt")
    assert found.code == 1 and SAID.search(found.err) and not (room / "out.txt").exists()
    found = newsroom(*command)
    assert found.code == 1 and not found.out
    theme.clear_caches()


def test_a_copy_in_advance_says_what_its_release_says_and_nothing_of_others(newsroom, room: Path) -> None:
    path = hold(room)
    command = ("email", path, "--advance", "The Ellery Post", "-o", "post.html")
    assert newsroom(*command).code == 0 and "Vibraphones" in (room / "post.html").read_text(encoding="utf-8")
    hold(room, "2026-05-31-carillon-weaver-street")
    say_everywhere(room, "See releases/2026-05-31-carillon-weaver-street.html")
    before = (room / "post.html").read_bytes()
    recorded = {file: file.read_bytes() for file in (room / "published").rglob("*.toml")}
    found = newsroom(*command)
    assert found.code == 1 and SAID.search(found.err) and (room / "post.html").read_bytes() == before
    assert recorded and recorded == {file: file.read_bytes() for file in (room / "published").rglob("*.toml")}


def test_a_proof_may_say_everything(newsroom, room: Path) -> None:
    hold(room)
    say_everywhere(room, f"See releases/{HELD}.html")
    assert newsroom("email", FILE, "--proof").code == 0


def test_logs_say_neither_the_words_nor_the_release(newsroom, room: Path) -> None:
    hold(room)
    assert newsroom("build").code == 0
    say_everywhere(room, f"See releases/{HELD}.html")
    for command in (("build",), *COMMANDS):
        err = newsroom(*command).err
        assert "vibraphone" not in err.lower() and "on a terminal" in err
        assert re.search(r"would show \w+ \w+ of a release that is under embargo.*; nothing was changed", err)
