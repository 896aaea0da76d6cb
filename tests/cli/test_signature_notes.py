"""A signature and the status are two things, and a clearance that nobody asks for is a third: each says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from promises.rooms import add, change
from samples import write_newsroom

LIBRARY = "2026-03-02-library"


@pytest.fixture
def room(newsroom, git_of_nobody: None, tmp_path: Path) -> Path:
    write_newsroom(tmp_path)
    add(tmp_path, LIBRARY)
    return tmp_path


def test_status_says_that_approved_is_not_signed(newsroom, room: Path) -> None:
    assert 'nobody has signed it; status = "approved" is enough here' in newsroom("status", LIBRARY).out
    change(room / "releases" / f"{LIBRARY}.md", 'status = "approved"', 'status = "review"')
    assert "nobody has signed" not in newsroom("status", LIBRARY).out
    assert newsroom("approve", LIBRARY, "--by", "Jo Park", "--role", "Editor", "--sign-only").code == 0
    said = newsroom("status", LIBRARY).out
    assert "signed by Jo Park\n" in said
    assert 'a signature alone does not let it out: its status is "review"' in said


def test_status_says_that_a_signature_is_for_earlier_words(newsroom, room: Path) -> None:
    assert newsroom("approve", LIBRARY, "--by", "Jo Park", "--role", "Editor").code == 0
    change(room / "releases" / f"{LIBRARY}.md", "40,000", "50,000")
    said = newsroom("status", LIBRARY).out
    assert "signed by Jo Park before it was changed, and by nobody since" in said and "nobody has signed" not in said


def test_approve_says_when_the_role_is_another_one(newsroom, room: Path) -> None:
    with (room / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[people]]\nname = "Jo Park"\nrole = "Head of Communications"\n')
    said = newsroom("approve", LIBRARY, "--by", "Jo Park", "--role", "Janitor").err
    assert "signed in the role Janitor; newsroom.toml knows Jo Park as Head of Communications" in said


def test_quotes_that_need_no_clearance_say_so_once(newsroom, room: Path) -> None:
    line = "quotes go out without a clearance here\nhelp: clearance = "
    assert newsroom("quotes", "list", LIBRARY).err.count(line) == 1
    with (room / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write('\n[quotes]\nclearance = "required"\n')
    assert line not in newsroom("quotes", "list", LIBRARY).err
    assert newsroom("quotes", "list", LIBRARY, "-f", "json").err == ""


def test_a_quote_that_is_still_to_come_is_no_changed_quote_and_nobody_is_sent_to_clear_it(newsroom, room: Path) -> None:
    quotes = '\n[[quotes]]\nspeaker = "Jo Park"\nrole = "Editor"\ntext = "TK"\n+++\n\n'
    change(room / "releases" / f"{LIBRARY}.md", "\n+++\n", quotes)
    found = newsroom("check", LIBRARY).out
    assert "PH001" in found and "QT005" not in found
    said = newsroom("quotes", "clear", LIBRARY, "--speaker", "Ana Okafor", "--by", "Kim Lee", "--via", "e-mail").err
    assert "not cleared: the words of Jo Park; write them first" in " ".join(said.split())
