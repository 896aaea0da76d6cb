"""Builds by a scheduler and at a terminal: what is printed, to whom, and what is planned."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
import terminal
from promises.rooms import add, change, make_room


@pytest.fixture
def room(newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git_of_nobody) -> Path:
    """The current folder as a newsroom with a public release, one that is embargoed, one scheduled and a draft."""
    monkeypatch.delenv("CI", raising=False)
    room = make_room(tmp_path / "room")
    monkeypatch.chdir(room.root)
    embargo = "embargo = 2099-03-02T09:00:00-05:00\n"
    add(room.root, "2026-03-03-vibraphone", headline='"City Buys Vibraphone"', extra=embargo)
    add(room.root, "2099-01-01-xylophone", headline='"City Buys Xylophone"', date="2099-01-01")
    add(room.root, "2099-02-01-draft", date="2099-02-01", status='"draft"')
    return room.root


HELD = ("vibraphone", "xylophone", "Vibraphone", "Xylophone", "2099")


# --- quiet and JSON ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_quiet_build_prints_nothing_when_nothing_changed(newsroom, room: Path, form: str) -> None:
    first = newsroom("build", "--quiet", "-f", form)
    assert first.code == 0 and first.out
    run = newsroom("build", "--quiet", "-f", form)
    assert (run.code, run.out, run.err) == (0, "", "")
    change(room / "releases/2026-03-02-library.md", "reading room", "writing room")
    assert newsroom("build", "-q", "-f", form).out


def test_a_quiet_build_prints_errors_and_warnings(newsroom, room: Path) -> None:
    change(room / "releases/2026-03-02-library.md", "https://port-ellery.example/library", "2099-01-01-xylophone.md")
    run = newsroom("build", "--quiet")
    assert run.code == 0 and "warning[LK010]" in run.err and not any(word in run.err for word in HELD)
    change(room / "releases/2026-03-02-library.md", "reading room", "TK room")
    run = newsroom("build", "--quiet")
    assert run.code == 1 and "PH001" in run.out and "not built" in run.err


def test_a_removal_in_spite_of_errors_is_never_quiet(newsroom, room: Path) -> None:
    add(room, "2026-04-01-pool")
    newsroom("build")
    change(room / "releases/2026-04-01-pool.md", '"approved"', '"draft"')
    change(room / "releases/2026-03-02-library.md", "reading room", "TK room")
    assert "2026-04-01-pool" in newsroom("build", "--quiet").err
    add(room, "2026-04-01-pool")
    change(room / "releases/2026-03-02-library.md", "TK room", "reading room")
    newsroom("build")
    change(room / "releases/2026-04-01-pool.md", '"approved"', '"draft"')
    change(room / "releases/2026-03-02-library.md", "reading room", "TK room")
    found = json.loads(newsroom("build", "--quiet", "-f", "json").out)
    assert found["removed"] == ["2026-04-01-pool"] and "releases/2026-04-01-pool.html" in found["deleted"]


def test_json_says_what_is_held_back_until_when(newsroom, room: Path) -> None:
    run = newsroom("build", "-f", "json")
    found = json.loads(run.out)
    held = {release["path"]: (release["status"], release["until"]) for release in found["held"]}
    assert held == {
        "releases/2026-03-03-vibraphone.md": ("embargoed", "2099-03-02T09:00:00-05:00"),
        "releases/2099-01-01-xylophone.md": ("scheduled", "2099-01-01T00:00:00-05:00"),
        "releases/2099-02-01-draft.md": ("draft", None),
    }
    assert found["next"] == newsroom("next", "-f", "iso").out.strip() and not run.err


# --- who reads it -----------------------------------------------------------------------------------------------


def test_a_log_has_numbers_and_no_names_of_what_is_held_back(newsroom, room: Path) -> None:
    run = newsroom("build")
    assert "not public: 1 draft, 1 embargoed, 1 scheduled" in run.err
    assert not any(word in run.err + run.out for word in HELD)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_shows_until_when_and_what_comes_next(newsroom, room: Path) -> None:
    seen = terminal.shown(["build"], folder=room, answers={})
    assert "not public: 1 draft\n" in seen
    until = r"embargoed until Monday, March 2, 2099, 9 a\.m\. EST, in \d+ years: releases/2026-03-03-vibraphone\.md"
    assert re.search(until, seen) and "scheduled for Thursday, January 1, 2099, 0:00 (midnight) EST, in" in seen
    planned = newsroom("next").out.rstrip().splitlines()
    assert planned[0].startswith("Thursday, January 1, 2099") and "goes out: City Buys Xylophone" in planned[1]
    assert "\n".join([f"next: {planned[0]}", *planned[1:]]) in seen


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_terminal_of_a_ci_service_is_a_log(room: Path) -> None:
    seen = terminal.shown(["build"], folder=room, answers={}, in_ci=True)
    assert "1 embargoed" in seen and not any(word in seen for word in HELD)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_names_the_soonest_of_many_and_the_end_of_a_blackout(room: Path) -> None:
    for number in range(12):
        add(room, f"2097-01-{number + 1:02}-item", date=f"2097-01-{number + 1:02}")
    with (room / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[blackout]]\nstart = 2096-01-01\nend = 2096-02-01\nreason = "Election"\n')
    seen = terminal.shown(["build"], folder=room, answers={})
    assert "2097-01-10-item" in seen and "2097-01-11-item" not in seen and "and 4 more: newsroom list --upc" in seen
    assert "a blackout begins: Election" in seen


# --- list --upcoming --------------------------------------------------------------------------------------------


def test_what_is_planned_is_listed_soonest_first_with_weekday_and_zone(newsroom, room: Path) -> None:
    add(room, "2026-05-05-old-draft", status='"draft"')
    add(room, "2098-01-01-withdrawn", date="2098-01-01", status='"withdrawn"')
    lines = newsroom("list", "--upcoming").out.splitlines()
    assert lines[0].startswith("public\tstatus")
    assert [line.split("\t")[-1].removeprefix("releases/") for line in lines[1:]] == [
        "2099-01-01-xylophone.md",
        "2099-02-01-draft.md",
        "2026-03-03-vibraphone.md",
    ]
    assert re.match(r"Thursday, January 1, 2099, 0:00 \(midnight\) EST, in \d+ years\tscheduled", lines[1])
    assert lines[2].split("\t")[1] == "draft" and "Monday, March 2, 2099, 9 a.m. EST" in lines[3]
    rows = json.loads(newsroom("list", "--upcoming", "-f", "json").out)
    assert [row["public_at"] for row in rows] == [
        "2099-01-01T00:00:00-05:00",
        "2099-02-01T00:00:00-05:00",
        "2099-03-02T09:00:00-05:00",
    ]
    only = newsroom("list", "--upcoming", "--status", "draft").out.splitlines()
    assert len(only) == 2 and "2099-02-01-draft" in only[1]


def test_a_build_says_what_has_happened_to_each_release(newsroom, tmp_path: Path) -> None:
    make_room(tmp_path)
    pool, zoo = "releases/2026-04-02-pool.md", "releases/2026-04-03-zoo.md"
    add(tmp_path, "2026-04-02-pool", headline='"City Opens Pool"'), add(tmp_path, "2026-04-03-zoo", headline='"Zoo"')
    assert newsroom("build").code == newsroom("record").code == 0
    reason = ("--reason", "The council decided otherwise.", "--yes")
    assert newsroom("withdraw", pool, *reason).code == 0
    change(tmp_path / zoo, "40,000", "45,000")
    assert newsroom("correct", zoo, "--class", "correction", *reason).code == 0
    told = newsroom("build").err
    assert f"\nwithdrawn: {pool}\n" in told and f"\ncorrected: {zoo}\n" in told and "\nchanged:" not in told
    assert newsroom("withdraw", pool, "--class", "killed", *reason).code == 0
    change(tmp_path / zoo, "\ndate = 2026-03-02\n", "\ndate = 2026-03-02\nembargo = 2099-03-02T09:00:00-05:00\n")
    found = json.loads(newsroom("build", "-f", "json").out)
    assert found["changes"] == [{"path": pool, "what": "killed"}, {"path": zoo, "what": "embargoed again"}]
    assert newsroom("withdraw", pool, "--undo", "--yes").code == newsroom("withdraw", pool, "--undo", "--yes").code == 0
    assert f"\nbrought back: {pool}\n" in newsroom("build").err


def test_when_nothing_is_planned_a_list_says_so(newsroom, room: Path) -> None:
    run = newsroom("list", "--upcoming", "--as-of", "2099-06-01")
    assert run.code == 0 and not run.out and "nothing is planned" in run.err
    assert newsroom("list", "--upcoming", "--as-of", "2099-06-01", "-f", "json").out.strip() == "[]"


def test_a_blackout_moves_what_is_planned(newsroom, room: Path) -> None:
    with (room / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[blackout]]\nstart = 2098-12-01\nend = 2099-01-31T18:00:00-05:00\nreason = "Election"\n')
    rows = json.loads(newsroom("list", "--upcoming", "-f", "json").out)
    assert rows[0]["path"].endswith("xylophone.md") and rows[0]["public_at"] == "2099-01-31T18:00:00-05:00"


def test_a_build_names_the_releases_that_are_new_changed_or_gone_if_they_are_few(newsroom, tmp_path: Path) -> None:
    make_room(tmp_path)
    add(tmp_path, "2026-04-02-pool", headline='"City Opens Pool"')
    add(tmp_path, "2026-04-03-zoo", headline='"City Opens Zoo"')
    pool, library = "releases/2026-04-02-pool.md", "releases/2026-03-02-library.md"
    first = newsroom("build").err
    assert f"new on the site:\n  {library}\n  {pool}\n  releases/2026-04-03-zoo.md\n" in first
    assert "not recorded: all 3 that are new\n" in first and "changed:" not in first
    change(tmp_path / library, "40,000", "45,000")
    (tmp_path / pool).rename(tmp_path / "releases" / "2026-04-02-baths.md")  # its id is known
    change(tmp_path / "releases/2026-04-03-zoo.md", 'status = "approved"', 'status = "draft"')
    run = newsroom("build", "--quiet")
    assert f"\nchanged: {library}\n" in run.err and "\nrenamed: releases/2026-04-02-baths.md\n" in run.err
    assert "new on" not in run.err and "a draft again, and taken off the site: 2026-04-03-zoo" in run.err
    again = newsroom("build")
    assert "changed:" not in again.err and "new on" not in again.err
    for number in range(11):
        add(tmp_path, f"2026-05-{number + 1:02}-park", headline=f'"City Opens Park {number}"')
    found = json.loads(newsroom("build", "-f", "json").out)
    assert len(found["new"]) == 11 and found["changed"] == []
    change(tmp_path / "newsroom.toml", "Port Ellery is an invented city;", "Port Ellery is a city;")
    assert "changed:" not in newsroom("build").err
