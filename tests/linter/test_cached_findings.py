"""The cache gives the findings that it was given, and grows with the text, however many findings a line has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from promises.rooms import BODY, add, make_room

from newsroom_cli.linter import cache


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "TICK", -(10**18))  # the time of the last change of state cannot be set back
    make_room(tmp_path)
    return tmp_path


def test_the_cache_of_many_findings_in_a_line_grows_with_the_line(newsroom, room: Path) -> None:
    sizes = []
    for count in (500, 2000):
        add(room, "2026-03-02-library", body=f"{BODY}\nSee the plan. {'[^1]' * count}\n")
        run = newsroom("check")
        assert run.code == 1 and run.out.count("[TX") >= count
        sizes.append((room / ".newsroom-index/findings.json").stat().st_size)
    assert sizes[1] < 5 * sizes[0]


@pytest.mark.parametrize("output", ["text", "json", "sarif"])
def test_the_cache_gives_what_it_was_given(newsroom, room: Path, output: str) -> None:
    add(room, "2026-03-05-pool", body=f"{BODY}\nThe the plan  is TK. It opens on Monday, June 31 , 2026.\n\nThe the \n")
    add(room, "2026-03-06-pool", body=f"{BODY}\nThe the plan  is TK.\n")
    fresh = newsroom("check", "--no-cache", "--format", output).out
    assert newsroom("check", "--format", output).out == newsroom("check", "--format", output).out == fresh
    add(room, "2026-03-06-pool", body=f"{BODY}\nAt  last the the plan is TK.\n")
    fresh = newsroom("check", "--no-cache", "--format", output).out
    assert newsroom("check", "--format", output).out == newsroom("check", "--format", output).out == fresh


def test_two_findings_at_one_place_stand_in_the_order_in_which_their_rule_reports_them(newsroom, room: Path) -> None:
    headline = "City Opens Harbour Quarter Library"
    body = "".join(f"{headline}\n\n" for _ in range(4))
    add(room, "2026-03-05-pool", body=body, headline=f'"{headline}"', subhead=f'"{headline}"')
    run = newsroom(
        "check", "--no-cache", "--select", "TX029", "--preview", "--format", "json", "releases/2026-03-05-pool.md"
    )
    lines = [finding["also"]["start"]["line"] for finding in json.loads(run.out)]
    assert lines == 4 * [4, 5]
