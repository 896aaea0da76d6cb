"""status, approve, publish, correct, withdraw, record and next: the life of a release as a person walks through it."""

from __future__ import annotations

import datetime as dt
import email
import email.utils
import html
import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from email import policy
from pathlib import Path
from xml.etree import ElementTree

import pytest
import terminal
from copies import copy_of
from samples import HERE, sample_text

from newsroom_cli.__main__ import main

FILE = "releases/2026-03-02-library.md"
PAGE = "public/releases/2026-03-02-library.html"
OTHER = "releases/2026-02-23-pier.md"
ID, OTHER_ID = "k3h8vq2m9x4c7b1f", "k3h8vq2m9x4c7b2g"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom with one release in review and one that is public."""
    return copy_of(make, tmp_path)


def make(room: Path) -> None:
    options(room)
    write(room, status="review")
    other = sample_text().replace(ID, OTHER_ID).replace("Library", "Pier").replace("library", "pier")
    other = other.replace("Nobody in this city should live more than a short walk from a book", "Fish are free here")
    (room / OTHER).write_text(other.replace("2026-03-02", "2026-02-23"), encoding="utf-8")
    assert main(["-C", str(room), "build"]) == 0


def options(room: Path, more: str = "") -> None:
    toml = (HERE / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(f"{toml}\n{more}", encoding="utf-8")


def write(room: Path, *, status: str = "approved", **changes: str) -> None:
    text = sample_text().replace('status = "approved"', f'status = "{status}"')
    for old, new in changes.items():
        text = text.replace(old, new)
    (room / "releases").mkdir(exist_ok=True)
    (room / FILE).write_text(text, encoding="utf-8")


def edit(room: Path, old: str, new: str, file: str = FILE) -> None:
    text = (room / file).read_text(encoding="utf-8")
    assert old in text
    (room / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def embargoed(room: Path) -> None:
    edit(room, "date = 2026-03-02\n", "date = 2026-03-02\nembargo = 2099-03-02T09:00:00-05:00\n")


def record(room: Path, id: str = ID, year: int = 2026) -> dict:
    return tomllib.loads((room / f"published/{year}/{id}.toml").read_text(encoding="utf-8"))


# --- status ---------------------------------------------------------------------------------------------------


def test_status_says_what_blocks_a_release_and_when_it_is_public(newsroom, room: Path) -> None:
    out = newsroom("status", FILE).out
    assert f"{FILE}: review" in out and "status: it is in review" in out and "newsroom approve" in out
    edit(room, "“Nobody in this city", "On Friday, March 3, 2026, he said. “Nobody in this city")
    assert re.search(r"error\[DT001\] line 2\d: ", newsroom("status", FILE).out)
    (found,) = json.loads(newsroom("status", "-f", "json").out)
    assert {blocker["about"] for blocker in found["blockers"]} == {"finding", "status"}


def test_status_names_zone_and_distance(newsroom, room: Path) -> None:
    embargoed(room)
    out = newsroom("status", FILE, "--as-of", "2099-02-27T09:00:00-05:00").out
    assert "not before Monday, March 2, 2099, 9 a.m. EST, in 3 days" in out


def test_status_lists_a_public_release_whose_errors_stop_the_build(newsroom, room: Path) -> None:
    edit(room, "Ana Okafor", "Ana Okafor TK", OTHER)
    out = newsroom("status").out
    assert re.search(rf"public\tsince 2026-.*\t\d errors?\t.*{OTHER}", out)
    assert FILE in out
    assert newsroom("build").code == 1


@pytest.mark.parametrize("width", [60, 80, 100])
def test_status_of_all_is_read_at_any_width(newsroom, room: Path, width: int) -> None:
    embargoed(room)
    lines = terminal.on_terminal(room, width, "status")
    whole = " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= width and "City Opens Harbour Quarter Library" in whole
    assert "review" in whole and "2099-03-02 09:00" in whole and "approval" in whole and "nothing" not in whole


def test_status_names_a_page_whose_release_is_gone(newsroom, room: Path) -> None:
    (room / OTHER).unlink()
    assert "gone: the release of releases/2026-02-23-pier.html; its page stays" in newsroom("status").err
    edit(room, 'status = "review"', 'status = "review"\naliases = ["2026-02-23-pier"]')
    assert "gone" not in newsroom("status").err


def test_status_asks_for_no_signature_of_a_withdrawn_release(newsroom, room: Path) -> None:
    assert newsroom("withdraw", OTHER, "--reason", "It was wrong.", "--yes").code == 0
    options(room, "[approvals]\nrequired = 1\n")
    out = newsroom("status", OTHER).out
    assert "it is withdrawn" in out and "signature" not in out


def test_an_invitation_that_goes_out_after_its_event_is_named(newsroom, room: Path) -> None:
    edit(room, 'kind = "release"', 'kind = "advisory"')
    edit(room, "[dateline]", '[event]\nstarts = 2026-03-01T18:00:00-05:00\nplace = "City Hall"\n\n[dateline]')
    late = "too late: it goes out after its event begins, Sunday, March 1, 2026, 6 p.m. EST"
    assert late in newsroom("status", FILE).out
    assert late in newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor", "--yes").err
    edit(room, "starts = 2026-03-01", "starts = 2096-03-01")
    assert "too late" not in newsroom("status", FILE).out


def test_the_address_that_init_proposes_is_named_before_anything_is_published(newsroom, room: Path) -> None:
    def published(url: str) -> str:
        options = (room / "newsroom.toml").read_text(encoding="utf-8")
        (room / "newsroom.toml").write_text(re.sub('(?m)^url = ".*"', f'url = "{url}"', options), encoding="utf-8")
        return newsroom("publish", FILE, "--yes").err

    assert "not your address: https://newsroom.example/ is an example" in published("https://newsroom.example/")
    assert "not your address" not in published("https://news.port-ellery.example/")


def test_a_withdrawal_by_hand_is_named_until_readers_are_told(newsroom, room: Path) -> None:
    assert newsroom("publish", FILE, "--yes").code == 0
    edit(room, 'status = "approved"', 'status = "withdrawn"')
    command = f"newsroom withdraw {FILE}"
    assert command in newsroom("status", FILE).out and command in newsroom("check", "--preview", FILE).out
    assert "nothing is at its address now; newsroom withdraw puts a notice there" in newsroom("build").err
    assert not (room / PAGE).exists()
    assert newsroom("withdraw", FILE, "--reason", "It was wrong.", "--yes").code == 0
    assert "nothing is at its address" not in newsroom("build").err
    assert f"or tell readers: {command}" not in newsroom("status", FILE).out
    assert command not in newsroom("check", "--preview", FILE).out
    assert "It was wrong." in (room / PAGE).read_text(encoding="utf-8")


def test_status_of_a_file_that_cannot_be_read_says_only_that(newsroom, room: Path) -> None:
    edit(room, "date = 2026-03-02", "date = 2026-03-32")
    out = newsroom("status", FILE).out
    assert "2026-03-32 does not exist" in out and "it cannot be read" in out
    assert "draft" not in out and "it has no date" not in out


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-03-02T09:00", "in 3 days"), ("2026-02-28T13:00", "in 1 day"), ("2026-02-28T09:00", "in 20 hours")],
)
def test_days_are_those_of_the_calendar(newsroom, room: Path, day: str, words: str) -> None:
    edit(room, "date = 2026-03-02\n", f"date = {day}:00-05:00\n")
    edit(room, 'status = "review"', 'status = "approved"')
    assert f", {words}" in newsroom("status", FILE, "--as-of", "2026-02-27T13:00").out


def test_an_error_names_its_file_from_here(newsroom, room: Path) -> None:
    options(room, "[publishing]\nbroken = 'stopp'\n")
    assert newsroom("status").err.startswith("error: newsroom.toml:")


def test_verify_says_that_it_was_done(newsroom, room: Path) -> None:
    assert "verified: everything was rebuilt" in newsroom("build", "--verify").err
    assert "verified" not in newsroom("build").err


def test_status_sets_draft_and_review_and_nothing_else(newsroom, room: Path) -> None:
    assert newsroom("status", FILE, "draft").code == 0
    assert 'status = "draft"' in (room / FILE).read_text(encoding="utf-8")
    for status, remedy in (("approved", "newsroom approve"), ("withdrawn", "newsroom withdraw"), ("done", "draft or")):
        run = newsroom("status", FILE, status)
        assert run.code == 2 and remedy in run.err
    assert "takes it off the site" in newsroom("status", OTHER, "draft").err


# --- approve --------------------------------------------------------------------------------------------------


def test_approve_signs_and_approves(newsroom, room: Path) -> None:
    run = newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert run.code == 0 and "signed by Kim Lee" in run.err and "approved: public" in run.err
    text = (room / FILE).read_text(encoding="utf-8")
    front = text.split("+++")[1]
    assert 'status = "approved"' in front and front.rpartition("[[")[2].startswith("approvals]]")
    assert record(room)["edition"] == 1


def test_approve_refuses_while_errors_stand(newsroom, room: Path) -> None:
    edit(room, "The opening hours", "TK. The opening hours")
    before = (room / FILE).read_bytes()
    run = newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert run.code == 1 and "PH001" in run.out and (room / FILE).read_bytes() == before


def test_sign_only_leaves_the_status(newsroom, room: Path) -> None:
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor", "--sign-only").code == 0
    assert 'status = "review"' in (room / FILE).read_text(encoding="utf-8")
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor").code == 0
    text = (room / FILE).read_text(encoding="utf-8")
    assert 'status = "approved"' in text and text.count("[[approvals]]") == 1


def test_approve_says_who_may_sign(newsroom, room: Path) -> None:
    options(room, '[approvals]\nrequired = 2\nsigners = ["Kim Lee", "Jo Park"]\n')
    run = newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert run.code == 0 and "asks for 2" in run.err and "may sign: Jo Park" in run.err
    run = newsroom("approve", FILE, "--by", "Sam Roe", "--role", "Editor")
    assert run.code == 2 and "not among those who sign" in run.err


def test_a_signature_of_a_stranger_does_not_count(newsroom, room: Path) -> None:
    newsroom("approve", FILE, "--by", "Sam Roe", "--role", "Editor")
    options(room, '[approvals]\nrequired = 1\nauthor_alone = true\nsigners = ["Kim Lee"]\n')
    run = newsroom("build")
    assert run.code == 1 and "SO002" in run.out and not (room / PAGE).exists()


# --- publish --------------------------------------------------------------------------------------------------


def test_publish_shows_sets_builds_and_prints_the_address(newsroom, room: Path) -> None:
    run = newsroom("publish", FILE, "--yes")
    assert run.code == 0 and run.out.strip().endswith("releases/2026-03-02-library.html")
    assert "public now" in run.err and (room / PAGE).exists() and record(room)["edition"] == 1


def test_publish_asks_first(newsroom, room: Path) -> None:
    before = (room / FILE).read_bytes()
    run = newsroom("publish", FILE)
    assert run.code == 2 and "--yes" in run.err and (room / FILE).read_bytes() == before


def test_publish_names_what_else_comes_and_what_goes(newsroom, room: Path) -> None:
    edit(room, 'status = "approved"', 'status = "draft"', file=OTHER)
    third = "releases/2026-03-03-quay.md"
    text = sample_text().replace(ID, "k3h8vq2m9x4c7b3h").replace("Library", "Quay")
    (room / third).write_text(text, encoding="utf-8")
    seen = newsroom("publish", FILE).err
    assert f"the same build also publishes\n  {third}\nthe same build takes off the site\n  {OTHER}\n" in seen


def test_publish_refuses_what_check_refuses(newsroom, room: Path) -> None:
    edit(room, "The opening hours", "TK. The opening hours")
    before = (room / FILE).read_bytes()
    run = newsroom("publish", FILE, "--yes")
    assert run.code == 1 and "PH001" in run.out and (room / FILE).read_bytes() == before and not (room / PAGE).exists()


def test_publish_leaves_the_release_as_it_was_when_the_build_refuses(newsroom, room: Path) -> None:
    edit(room, "The opening hours", "TK. The opening hours", OTHER)
    before = (room / FILE).read_bytes()
    run = newsroom("publish", FILE, "--yes")
    assert run.code == 1 and "as they were" in run.err
    assert (room / FILE).read_bytes() == before and not (room / "published").exists()


def test_publish_now_dates_the_release(newsroom, room: Path) -> None:
    edit(room, "date = 2026-03-02", "date = 2099-03-02")
    assert newsroom("publish", FILE, "--yes").code == 0 and not (room / PAGE).exists()
    assert newsroom("publish", FILE, "--now", "--yes").code == 0 and (room / PAGE).exists()


def test_an_embargo_is_lifted_in_one_step_and_signatures_stand(newsroom, room: Path) -> None:
    embargoed(room)
    options(room, "[approvals]\nrequired = 1\nauthor_alone = true\nsince = 2026-03-01\n")
    edit(room, 'topics = ["libraries"]', 'topics = ["libraries"]\nauthor = "Kim Lee"')
    newsroom("approve", FILE, "--by", "Jo Park", "--role", "Editor")
    run = newsroom("publish", FILE, "--now", "--yes")
    assert run.code == 2 and "--lift-embargo" in run.err
    assert newsroom("build").code == 0 and not (room / PAGE).exists()
    assert newsroom("publish", FILE, "--lift-embargo", "--yes").code == 0 and (room / PAGE).exists()
    assert newsroom("check").code == 0
    assert newsroom("publish", FILE, "--lift-embargo", "--yes").code == 2


def test_a_lifted_embargo_leaves_the_date_which_is_said(newsroom, room: Path) -> None:
    edit(room, "date = 2026-03-02", "date = 2098-03-02\nembargo = 2099-03-02T09:00:00-05:00")
    run = newsroom("publish", FILE, "--lift-embargo", "--yes")
    assert run.code == 0 and not (room / PAGE).exists()
    shown = " ".join(run.err.split())
    assert "its embargo is lifted, but its date is later, Sunday, March 2, 2098" in shown and "--now publishes" in shown
    found = newsroom("check", FILE, "--format", "concise").out
    assert "EM003 the embargo was lifted" in found and "2098-03-02, still holds the release" in found
    assert newsroom("publish", FILE, "--now", "--yes").code == 0 and (room / PAGE).exists()


def test_help_says_which_command_needs_new_signatures_for_an_embargo_that_ends(newsroom) -> None:
    helps = [" ".join(newsroom(command, "--help").out.split()) for command in ("embargo", "publish")]
    assert "newsroom publish --lift-embargo ends it at once, the signatures stand" in helps[0]
    assert "With --lift-embargo the signatures under the embargoed release are enough" in helps[1]


@pytest.mark.parametrize("publish", [(), ("--lift-embargo", "--yes")], ids=["approve", "publish"])
def test_what_changes_before_publication_is_no_change_of_published_words(
    newsroom, room: Path, publish: tuple[str, ...]
) -> None:
    embargoed(room)
    options(
        room,
        '[approvals]\nrequired = 1\nauthor_alone = true\nsince = 2026-03-01\n[publishing]\ncorrections = "required"\n',
    )
    edit(room, 'topics = ["libraries"]', 'topics = ["libraries"]\nauthor = "Kim Lee"')
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    edit(room, "40,000 books", "30,000 books")
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor").code == 0
    assert not publish or newsroom("publish", FILE, *publish).code == 0
    assert "CR001" not in newsroom("check", FILE).out


def test_publication_records_the_words_that_go_out(newsroom, room: Path) -> None:
    embargoed(room)
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    edit(room, "40,000 books", "30,000 books")
    assert newsroom("publish", FILE, "--lift-embargo", "--yes").code == 0
    assert "CR001" not in newsroom("check", FILE).out


def test_a_signature_under_a_public_release_hides_no_change(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    edit(room, "40,000 books", "30,000 books")
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor", "--yes").code == 0
    assert "CR001" in newsroom("check", FILE).out


# --- blackouts and time ---------------------------------------------------------------------------------------

BLACKOUT = '[[blackout]]\nstart = 2026-01-01\nend = 2098-12-31\nreason = "city council election"\n'


def test_a_blackout_holds_what_is_new_and_nothing_else(newsroom, room: Path) -> None:
    edit(room, 'status = "review"', 'status = "approved"')
    options(room, BLACKOUT)
    run = newsroom("build")
    assert run.code == 0 and not (room / PAGE).exists() and (room / "public/releases/2026-02-23-pier.html").exists()
    assert "city council election, until Thursday, January 1, 2099, 0:00 (midnight) EST" in newsroom("status", FILE).out
    run = newsroom("publish", FILE, "--yes")
    assert run.code == 1 and "blackout_override" in run.err
    edit(room, "office =", 'blackout_override = "flood warning"\noffice =')
    assert newsroom("publish", FILE, "--yes").code == 0 and (room / PAGE).exists()


def test_a_time_of_care_holds_nothing_and_is_mentioned(newsroom, room: Path) -> None:
    options(room, BLACKOUT.replace("[[blackout]]", '[[blackout]]\nkind = "care"'))
    run = newsroom("publish", FILE, "--yes")
    assert run.code == 0 and run.err.count("with care until") == 2  # before it, and after
    assert "with care until" in newsroom("status", FILE).out
    assert "with care" not in newsroom("build").err  # nothing is new


def test_a_blackout_holds_no_withdrawal(newsroom, room: Path) -> None:
    options(room, BLACKOUT)
    assert newsroom("withdraw", OTHER, "--class", "withdrawn", "--reason", "It was a dream.", "--yes").code == 0
    assert newsroom("build").code == 0
    assert "It was a dream." in (room / "public/releases/2026-02-23-pier.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("toml", "line", "message"),
    [
        ("start = 2026-10-05\n", 1, "a blackout has no end\nhelp: add its last day, such as end = 2026-10-05"),
        ("end = 2026-10-05\n", 1, "a blackout has no start\nhelp: add its first day, such as start = 2026-10-05"),
        ("start = 2026-10-06\nend = 2026-10-01\n", 3, "before it starts"),
        ('start = 2026-10-06\nend = 2026-10-09\noffices = ["mayors"]\n', 4, 'no office "mayors"'),
    ],
)
def test_a_wrong_blackout_is_reported_with_its_line(newsroom, room: Path, toml: str, line: int, message: str) -> None:
    options(room, f"[[blackout]]\n{toml}")
    before = (HERE / "newsroom.toml").read_text(encoding="utf-8").count("\n") + 1
    run = newsroom("build")
    assert run.code == 2 and f"newsroom.toml:{before + line}: " in run.err and message in run.err and "help:" in run.err


def test_next_prints_the_moment_and_what_happens(newsroom, room: Path) -> None:
    run = newsroom("next")
    assert run.code == 1 and run.out == "" and "nothing is planned" in run.err
    edit(room, 'status = "review"', 'status = "approved"')
    embargoed(room)
    as_of = ("--as-of", "2099-03-02T13:59:58.500Z")
    assert newsroom("next", "-f", "seconds", *as_of).out == "2\n"
    assert newsroom("next", "-f", "iso", *as_of).out == "2099-03-02T09:00:00-05:00\n"
    assert "goes out: City Opens Harbour Quarter Library" in newsroom("next", *as_of).out


def test_what_came_due_while_a_build_ran_is_next(newsroom, room: Path) -> None:
    edit(room, 'status = "review"', 'status = "approved"')
    assert newsroom("next", "-f", "seconds").out == "0\n"
    run = newsroom("next")
    assert ", now\n  goes out: City Opens Harbour Quarter Library" in run.out and OTHER not in run.out
    edit(room, "40,000", "TK")  # an error, which no scheduler can wait for
    assert newsroom("next", "-f", "seconds").code == 1
    edit(room, "TK", "40,000")
    assert newsroom("build").code == 0 and newsroom("next").code == 1
    edit(room, "40,000", "45,000")
    assert "its change goes out: City Opens" in newsroom("next").out


@pytest.mark.parametrize(("broken", "effect"), [("stop", "stop the build"), ("hold", "hold it back")])
def test_next_says_what_errors_will_do_at_the_time_of_a_release(newsroom, room: Path, broken: str, effect: str) -> None:
    options(room, f'[publishing]\nbroken = "{broken}"\n')
    edit(room, 'status = "review"', 'status = "approved"')
    edit(room, "40,000", "TK")
    embargoed(room)
    out = newsroom("next").out
    assert f"1 error will {effect}: City Opens Harbour Quarter Library" in out and "goes out" not in out


# --- corrections and withdrawals ------------------------------------------------------------------------------


def test_a_correction_is_said_everywhere(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    before = {entry.findtext("title"): entry.findtext("pubDate") for entry in items(room)}
    edit(room, "40,000", "45,000")
    run = newsroom("check", FILE)
    assert "CR001" in run.out and "the paragraph is not as it is recorded" in run.out
    reason = "An earlier version spoke of 40,000 books."
    run = newsroom("correct", FILE, "--class", "correction", "--reason", reason, "--yes")
    assert run.code == 0 and reason in run.err
    assert newsroom("check", FILE).code == 0 and newsroom("build").code == 0
    page = (room / PAGE).read_text(encoding="utf-8")
    assert reason in page and '"CorrectionComment"' in page
    text = (room / "public/email/2026-03-02-library.txt").read_text(encoding="utf-8")
    assert text.index("CORRECTION (") < text.index("City Opens")
    (item,) = [entry for entry in items(room) if "Library" in entry.findtext("title", "")]
    title = item.findtext("title", "")
    assert title == "CORRECTED: City Opens Harbour Quarter Library"
    assert item.findtext("pubDate") == before["City Opens Harbour Quarter Library"]
    mail = newsroom("email", FILE, "-f", "eml").out
    assert "Subject: CORRECTED: City Opens" in mail and "\nReferences: <" in mail and "Re:" not in mail
    assert record(room)["edition"] == 2 and record(room)["change"] == "correction"


def items(room: Path) -> list[ElementTree.Element]:
    return ElementTree.parse(room / "public/rss.xml").getroot().findall("channel/item")


def test_a_minor_change_moves_no_date(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    before = (room / PAGE).read_text(encoding="utf-8")
    edit(room, "looks over", "look over")
    newsroom("correct", FILE, "--class", "minor", "--yes")
    assert newsroom("build").code == 0 and newsroom("check", FILE).code == 0
    assert (room / PAGE).read_text(encoding="utf-8") == before.replace("looks over", "look over")


@pytest.mark.parametrize(
    ("old", "new", "warns"),
    [
        ("The opening hours", "Opening hours", False),
        ("example/2026/library", "example/2027/library", False),
        ("40,000 books", "40,000 volumes", True),
    ],
    ids=["words beside an address with a figure", "a figure in an address", "words beside a figure"],
)
def test_minor_warns_of_figures_that_readers_see(newsroom, room: Path, old: str, new: str, warns: bool) -> None:
    edit(room, "example/library)", "example/2026/library)")
    assert newsroom("publish", FILE, "--yes").code == 0
    edit(room, old, new)
    run = newsroom("correct", FILE, "--class", "minor", "--yes")
    assert run.code == 0 and "now in line" in run.err and ("is no typo" in run.err) == warns


def test_a_minor_change_without_a_change_writes_nothing(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    before, recorded = (room / FILE).read_bytes(), record(room)
    run = newsroom("correct", FILE, "--class", "minor", "--yes")
    assert run.code == 0 and "no word of it has changed since it was published; nothing was written" in run.err
    assert (room / FILE).read_bytes() == before and record(room) == recorded


def test_corrections_may_be_required(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    page = (room / PAGE).read_bytes()
    options(room, '[publishing]\ncorrections = "required"\n')
    edit(room, "40,000", "45,000")
    run = newsroom("build")
    assert run.code == 1 and "CR001" in run.out and (room / PAGE).read_bytes() == page
    assert newsroom("check", FILE).out.count("error[CR001]") == 1
    assert newsroom("correct", FILE, "--class", "update", "--reason", "5,000 books were added.", "--yes").code == 0
    assert newsroom("build").code == 0


def test_a_killed_release_keeps_its_address_and_loses_its_text(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    before = (room / FILE).read_text(encoding="utf-8")
    page = (room / PAGE).read_bytes()
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "It is under review.", "--yes").code == 0
    edit(room, "The opening hours", "TK. The opening hours")  # no error holds it up
    assert newsroom("build").code == 0
    for file in ("releases/2026-03-02-library.html", "email/2026-03-02-library.txt", "rss.xml", "feed.json"):
        text = (room / "public" / file).read_text(encoding="utf-8")
        assert "It is under review." in text and "walk from a book" not in text, file
    edit(room, "TK. The opening hours", "The opening hours")
    assert newsroom("withdraw", FILE, "--undo", "--yes").code == 0
    assert (room / FILE).read_text(encoding="utf-8") == before
    assert newsroom("build").code == 0 and (room / PAGE).read_bytes() == page


def test_the_remedy_for_a_withdrawn_release_without_text_and_notice_gives_its_page_a_notice(newsroom, room) -> None:
    newsroom("record")
    text = (room / OTHER).read_text(encoding="utf-8").replace('"approved"', '"withdrawn"')
    (room / OTHER).write_text(text[: text.rindex("+++")] + "+++\n", encoding="utf-8")
    said = " ".join(newsroom("check", OTHER, "--select", "FM001").out.split())
    command = f"newsroom withdraw {OTHER} --class killed"
    assert f"if it was public, {command} keeps its page" in said
    assert newsroom(*shlex.split(command)[1:], "--reason", "It names a witness.", "--yes").code == 0
    assert newsroom("check", OTHER).code == newsroom("build").code == 0
    assert "It names a witness." in (room / PAGE.replace("2026-03-02-library", "2026-02-23-pier")).read_text("utf-8")


@pytest.mark.parametrize("kind", ["withdrawn", "killed"])
def test_a_withdrawn_release_does_not_come_back_under_its_notice(newsroom, room: Path, kind: str) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("withdraw", FILE, "--class", kind, "--reason", "It was a dream.", "--yes")
    newsroom("build")
    before = (room / PAGE).read_bytes()
    assert newsroom("status", FILE, "draft").code == 0
    run = newsroom("approve", FILE, "--by", "Ben Ortiz", "--role", "editor")
    assert run.code == 1 and "its last notice says that it is withdrawn" in run.out and "--undo" in run.out
    edit(room, 'status = "draft"', 'status = "approved"')
    assert newsroom("build").code == 1 and (room / PAGE).read_bytes() == before
    assert "EM007" in newsroom("check", FILE).out
    assert newsroom("correct", FILE, "--class", "update", "--reason", "It is true again.", "--yes").code == 0
    assert newsroom("build").code == 0


def test_a_second_withdrawal_does_not_publish_a_killed_text_again(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("withdraw", FILE, "--class", "killed", "--reason", "It names a witness.", "--yes")
    before = (room / FILE).read_bytes()
    run = newsroom("withdraw", FILE, "--reason", "It names somebody.", "--yes")  # the reason is to be another
    assert run.code == 2 and "this would publish it again" in run.err and (room / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('topics = ["libraries"]', 'topics = ["piers"]', "the topics are not as they are recorded"),
        ('topics = ["libraries"]', "", "the recorded topics are gone"),
        ('city = "Port Ellery"', 'city = "Salem"', "the dateline is not as it is recorded"),
        ('[dateline]\ncity = "Port Ellery"', "", "the recorded dateline is gone"),
    ],
)
def test_a_part_that_differs_is_named_in_whole_sentences(
    newsroom, room: Path, old: str, new: str, message: str
) -> None:
    write(room)
    assert newsroom("build").code == newsroom("record").code == 0
    write(room, **{old: new})
    assert f"CR001 {message}, and no correction" in newsroom("check", FILE, "-f", "concise").out


def test_words_that_changed_while_a_release_was_killed_are_noticed_when_it_comes_back(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    edit(room, "40,000", "45,000")
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "No.", "--yes").code == 0
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "No.", "--yes").code == 2
    newsroom("withdraw", FILE, "--undo", "--yes")
    assert "CR001" in newsroom("check", FILE).out


@pytest.mark.parametrize("command", [["correct", "--class", "update"], ["withdraw"], ["withdraw", "--class", "killed"]])
@pytest.mark.parametrize("reason", ["  ", "a\x1b[31mb", "in\udc80valid", "TK", "It opens on [date]."])
def test_readers_are_told_no_reason_that_is_none(newsroom, room: Path, command: list[str], reason: str) -> None:
    newsroom("publish", FILE, "--yes")
    before = (room / FILE).read_bytes()
    run = newsroom(*command, FILE, "--reason", reason, "--yes")
    assert run.code == 2 and "--reason" in run.err and (room / FILE).read_bytes() == before


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("held", ["draft", "review", "unsigned", "TK", "blackout"])
def test_a_withdrawal_publishes_no_text_that_is_held(newsroom, room: Path, held: str, recorded: bool) -> None:
    newsroom("approve", FILE, "--by", "Ben Ortiz", "--role", "editor")
    newsroom("publish", FILE, "--yes")
    if not recorded:
        shutil.rmtree(room / "published")
    if held in ("draft", "review"):
        newsroom("status", FILE, held)
    options(room, {"unsigned": "[approvals]\nrequired = 1\n", "blackout": BLACKOUT}.get(held, ""))
    assert newsroom("withdraw", FILE, "--reason", "No.", "--yes").code == 0  # the published text may stay
    newsroom("withdraw", FILE, "--undo", "--yes")
    if held in ("draft", "review"):
        newsroom("status", FILE, held)
    edit(room, "40,000", "45,000 TK" if held == "TK" else "45,000")
    before = (room / FILE).read_bytes()
    run = newsroom("withdraw", FILE, "--reason", "No.", "--yes")
    assert run.code == 1 and "--class killed" in run.err and (room / FILE).read_bytes() == before
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "No.", "--yes").code == 0
    newsroom("build")
    assert "45,000" not in (room / PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("held", ["[approvals]\nrequired = 1\n", BLACKOUT], ids=["unsigned", "blackout"])
def test_a_withdrawal_publishes_no_words_that_are_corrected_and_held(newsroom, room: Path, held: str) -> None:
    newsroom("publish", FILE, "--yes")
    edit(room, "40,000", "45,000")
    options(room, held)
    assert newsroom("correct", FILE, "--class", "minor", "--yes").code == 0  # its record has the new words
    run = newsroom("withdraw", FILE, "--reason", "No.", "--yes")
    assert run.code == 1 and "its text is not the published one" in run.err
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "No.", "--yes").code == 0


def test_a_date_of_this_minute_needs_new_signatures_and_the_way_round_is_named(newsroom, room: Path) -> None:
    options(room, "[approvals]\nrequired = 1\nauthor_alone = true\n")
    assert newsroom("approve", FILE, "--by", "Ben Ortiz", "--role", "editor").code == 0
    before = (room / FILE).read_bytes()
    run = newsroom("publish", FILE, "--now", "--yes")
    assert run.code == 1 and "--now changes the date" in run.err and (room / FILE).read_bytes() == before


@pytest.mark.parametrize(("command", "kind"), [("correct", "update"), ("withdraw", "killed")])
def test_what_was_never_public_is_not_corrected(newsroom, room: Path, command: str, kind: str) -> None:
    before = (room / FILE).read_bytes()
    run = newsroom(command, FILE, "--class", kind, "--reason", "It was wrong.", "--yes")
    assert run.code == 2 and "no reader has seen" in run.err and (room / FILE).read_bytes() == before


@pytest.mark.parametrize(("command", "kind"), [("correct", "update"), ("withdraw", "killed")])
@pytest.mark.parametrize("character", ["\x1b", "\u202e"])
def test_no_reason_turns_words_around(newsroom, room: Path, command: str, kind: str, character: str) -> None:
    run = newsroom(command, OTHER, "--class", kind, "--reason", f"It was {character}wrong.", "--yes")
    assert run.code == 2 and f"the reason holds the {'control' if character < ' ' else 'invisible'}" in run.err


def test_a_correction_comes_before_the_signatures(newsroom, room: Path) -> None:
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    newsroom("correct", FILE, "--class", "update", "--reason", "More books came.", "--yes")
    front = (room / FILE).read_text(encoding="utf-8").split("+++")[1]
    assert front.index("[[corrections]]") < front.index("[[approvals]]")


@pytest.mark.parametrize("options_", [(), ("--now",)])
def test_publish_shows_the_lines_of_the_file_not_those_it_would_write(newsroom, room: Path, options_) -> None:
    options(room, "[approvals]\nrequired = 1\n")
    edit(room, "The city today opened", "TK\n\nThe city today opened TK")
    run = newsroom("publish", FILE, "--yes", *options_)
    assert len(set(re.findall(r"PH001\]: .*\n  at (\S+),", run.out))) == 2
    assert run.code == 1 and "SO002" in run.out and '"review"' in run.out and '"approved"' not in run.out


def test_who_publishes_hears_of_warnings_before_the_question(newsroom, room: Path) -> None:
    path = "releases/2026-03-01-other-day.md"
    (room / FILE).rename(room / path)
    seen = terminal.shown(["publish", path], folder=room, answers={"Publish? [y/N]": "n"})
    assert f"1 warning in it: newsroom check {path}" in seen


def test_a_person_who_says_no_is_told_that_nothing_changed(newsroom, room: Path) -> None:
    before = (room / OTHER).read_bytes()
    seen = terminal.shown(["publish", FILE], folder=room, answers={"Publish? [y/N]": "n"})
    assert seen.endswith("nothing was published, and nothing was changed") and not (room / PAGE).exists()
    options = ["correct", OTHER, "--class", "update", "--reason", "It is longer."]
    seen = terminal.shown(options, folder=room, answers={"Write it? [y/N]": ""})
    assert seen.endswith("nothing was changed") and (room / OTHER).read_bytes() == before


@pytest.mark.parametrize("command", ["correct", "withdraw"])
def test_nobody_is_asked_about_what_was_never_public_nor_with_yes(newsroom, room: Path, command: str) -> None:
    seen = terminal.shown([command, FILE], folder=room, answers=terminal.ByPart({"Delete": ""}))
    assert "no reader has seen" in seen and (room / FILE).exists()
    assert f"delete {FILE}" in seen if command == "correct" else seen.endswith("nothing was changed")
    assert "nobody says" in terminal.shown([command, OTHER, "--yes"], folder=room, answers={})


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_draft_that_nobody_has_seen_is_thrown_away(newsroom, room: Path, is_committed: bool) -> None:
    if is_committed:
        for line in ("init -q .", "add .", "-c user.name=Kim -c user.email=k@x.example commit -qm x"):
            subprocess.run(["git", *line.split()], cwd=room, check=True)
    edit(room, "40,000", "50,000")
    seen = terminal.shown(["withdraw", FILE], folder=room, answers=terminal.ByPart({"Delete": "y"}))
    assert f"deleted: {FILE}" in seen and not (room / FILE).exists() and (room / OTHER).exists()
    assert ("git keeps it as it was committed last" in seen) == is_committed == (f"git restore {FILE}" in seen)
    assert ("git has no version of it" in seen) != is_committed


def test_what_is_saved_while_the_question_stands_is_not_thrown_away(newsroom, room: Path) -> None:
    class Saved(terminal.ByPart):
        """Answers, before which somebody saves the file."""

        def __getitem__(self, question: str) -> str:
            edit(room, "40,000", "50,000")
            return super().__getitem__(question)

    seen = terminal.shown(["withdraw", FILE], folder=room, answers=Saved({"Delete": "y"}))
    assert "deleted" not in seen and "50,000" in (room / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["delete", "discard", "rm"])
def test_other_words_for_throwing_away_lead_there(newsroom, room: Path, word: str) -> None:
    run = newsroom(word, FILE)
    assert run.code == 2 and "newsroom withdraw FILE" in run.err and "deletes the file" in run.err


def test_correct_says_when_no_word_has_changed(newsroom, room: Path) -> None:
    newsroom("record")
    clarify = ("correct", OTHER, "--class", "clarification", "--reason", "Fish are free for all.", "--yes")
    assert "no word of it has changed" in newsroom(*clarify).err
    edit(room, "40,000", "45,000", OTHER)
    assert "no word of it has changed" not in newsroom(*clarify).err


# --- the record -----------------------------------------------------------------------------------------------


def test_record_adds_what_is_missing(newsroom, room: Path) -> None:
    assert "recorded 1 release" in newsroom("record").err
    assert record(room, OTHER_ID)["first_public"] == dt.datetime(2026, 2, 23, 5, tzinfo=dt.UTC)
    edit(room, 'status = "review"', 'status = "approved"')
    assert f"not recorded: {FILE}" in newsroom("build").err
    newsroom("record")
    assert "not recorded" not in newsroom("build").err and "every public release" in newsroom("record").err


def test_record_leaves_out_what_errors_keep_off_the_site(newsroom, room: Path) -> None:
    edit(room, 'status = "review"', 'status = "approved"')
    edit(room, 'office = "mayors-office"', 'office = "nobodys-office"')
    run = newsroom("record")
    assert run.code == 1 and "recorded 1 release" in run.err
    assert f"not recorded, because errors keep it off the site: {FILE}; newsroom check {FILE}" in run.err
    assert record(room, OTHER_ID) and len([*room.glob("published/*/*.toml")]) == 1
    run = newsroom("record")
    assert run.code == 1 and "every public release is recorded" not in run.err
    run = newsroom("record", FILE)
    assert run.code == 1 and "it has errors" in run.err and f"newsroom check {FILE}" in run.err
    edit(room, 'office = "nobodys-office"', 'office = "mayors-office"')
    assert newsroom("record", FILE).code == 0 and record(room)


def test_record_notes_what_is_public_although_it_has_errors_now(newsroom, room: Path) -> None:
    edit(room, 'office = "mayors-office"', 'office = "nobodys-office"', OTHER)
    assert "recorded 1 release" in newsroom("record").err and record(room, OTHER_ID)


def test_a_lost_folder_of_records_is_noticed(newsroom, room: Path) -> None:
    newsroom("record")
    assert "not recorded" not in newsroom("build").err
    shutil.rmtree(room / "published")
    assert (
        f"not recorded: {OTHER}\n  newsroom record adds what is missing; if there was a folder" in newsroom("build").err
    )


def test_a_lost_record_is_made_again_with_earlier_names_and_corrections(newsroom, room: Path) -> None:
    newsroom("record")
    newsroom("rename", OTHER, "2026-02-23-quay")
    newsroom("correct", "releases/2026-02-23-quay.md", "--class", "update", "--reason", "It is longer.", "--yes")
    before = record(room, OTHER_ID)
    shutil.rmtree(room / "published")
    assert "recorded 1 release" in newsroom("record").err
    assert record(room, OTHER_ID) == before
    assert before["addresses"] == ["2026-02-23-pier", "2026-02-23-quay"] and before["edition"] == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<<<<<<< ours\nformat = 1\n=======\nformat = 1\n>>>>>>> theirs\n", "both sides of a merge"),
        ("format = 99\n", "a later version of newsroom"),
        ("format = 1\nwords = 99\n", "a later version of newsroom"),
        ("format = 1\nid = 3\n", "damaged"),
        ('format = 1\naddresses = ["../pier"]\n', '"../pier" is no name in addresses'),
        ("", "damaged"),
        ("format =", "damaged"),
    ],
)
def test_a_damaged_record_is_reported_with_its_place(newsroom, room: Path, content: str, message: str) -> None:
    newsroom("record")
    file = room / f"published/2026/{OTHER_ID}.toml"
    file.write_text(content, encoding="utf-8")
    run = newsroom("check", OTHER)
    assert "CR001" in run.out and message in run.out and f"published/2026/{OTHER_ID}.toml" in run.out
    run = newsroom("correct", OTHER, "--class", "minor", "--yes")
    assert run.code == 2 and message in run.err and file.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("is_built_here", [True, False])
@pytest.mark.parametrize("kind", ["withdrawn", "killed"])
def test_a_damaged_record_holds_no_withdrawal_up_and_gets_it_later(
    newsroom, room: Path, kind: str, is_built_here: bool
) -> None:
    newsroom("record")
    file = room / f"published/2026/{OTHER_ID}.toml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(f"<<<<<<< ours\n{whole}", encoding="utf-8")
    if not is_built_here:
        shutil.rmtree(room / "public")
    withdraw = ["withdraw", OTHER, "--class", kind, "--reason", "No.", "--yes"]
    run = newsroom(*withdraw)
    assert run.code == 0 and "both sides of a merge" in run.err and "the same command again" in run.err
    assert newsroom("build").code == 0 and "No." in (room / "public/releases/2026-02-23-pier.html").read_text("utf-8")
    assert newsroom(*withdraw).code == 2 and file.read_text(encoding="utf-8") == f"<<<<<<< ours\n{whole}"
    file.write_text(whole, encoding="utf-8")
    assert newsroom(*withdraw).code == 0 and record(room, OTHER_ID)["change"] == kind


# --- advance copies -------------------------------------------------------------------------------------------


def test_an_advance_copy_says_until_when_and_is_recorded(newsroom, room: Path) -> None:
    embargoed(room)
    run = newsroom("email", FILE, "--advance", "The Ellery Post")
    assert run.code == 1 and "approve" in run.err and not (room / "published").exists()
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    mail = newsroom("email", FILE, "-f", "eml", "--advance", "The Ellery Post").out.replace("\r\n", "\n")
    until = "Monday, March 2, 2099, 9 a.m. EST (14:00 UTC)"
    message = email.message_from_string(mail, policy=policy.default)
    assert message["Subject"].startswith(f"EMBARGOED UNTIL {until}: City Opens")
    for part in message.iter_parts():
        text = html.unescape(part.get_content()).replace("\xa0", " ")
        assert until in text and "Proof" not in text and "releases/2026-03-02" not in text
    assert [copy["outlet"] for copy in record(room, year=2099)["advance"]] == ["The Ellery Post"]
    assert "informed" not in newsroom("status", FILE).out
    edit(room, "40,000", "45,000")
    assert "must be informed: The Ellery Post, whose copy of" in newsroom("status", FILE).out
    assert record(room, year=2099)["first_public"].year == 2099
    assert "The Ellery Post" in newsroom("publish", FILE, "--lift-embargo", "--yes").err
    assert record(room, year=dt.datetime.now(dt.UTC).year)["first_public"].year < 2099
    assert newsroom("email", FILE, "--advance", "Radio Ellery").code == 1


@pytest.fixture
def copies(newsroom, room: Path) -> Path:
    """A newsroom in which a medium has a copy of an embargoed release."""
    embargoed(room)
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert newsroom("email", FILE, "--advance", "The Ellery Post").code == 0
    return room


def waiting(newsroom) -> list[tuple[str, str]]:
    (found,) = json.loads(newsroom("status", FILE, "-f", "json").out)
    return [(copy["outlet"], copy["why"]) for copy in found["to_inform"]]


def test_a_new_copy_is_a_mail_of_its_own_and_settles_it(newsroom, copies: Path) -> None:
    first = email.message_from_string(newsroom("email", FILE, "-f", "eml", "--advance", "Radio Ellery").out)
    edit(copies, "40,000", "45,000")
    assert [outlet for outlet, _ in waiting(newsroom)] == ["The Ellery Post", "Radio Ellery"]
    assert "must be informed: Radio Ellery" in newsroom("status").out
    second = email.message_from_string(newsroom("email", FILE, "-f", "eml", "--advance", "radio ellery").out)
    assert [outlet for outlet, _ in waiting(newsroom)] == ["The Ellery Post"]
    assert first["Message-ID"] != second["Message-ID"]
    day = email.utils.parsedate_to_datetime(second["Date"])
    assert day <= dt.datetime.now(dt.UTC)


def test_a_copy_begins_with_its_embargo(newsroom, copies: Path) -> None:
    mail = newsroom("email", FILE, "-f", "text", "--advance", "Radio Ellery").out
    assert mail.replace("\u00a0", " ").startswith("*** EMBARGOED UNTIL Monday, March 2, 2099, 9")
    page = newsroom("email", FILE, "--advance", "Radio Ellery").out.replace("&nbsp;", " ")
    assert "<title>EMBARGOED UNTIL Monday, March 2, 2099" in page
    assert page.index('class="embargo"') < page.index('class="sender"')


def test_an_outlet_hears_of_an_embargo_that_is_lifted(newsroom, copies: Path) -> None:
    run = newsroom("publish", FILE, "--lift-embargo", "--yes")
    assert "The Ellery Post, whose copy of" in run.err and "an embargo that has been lifted" in run.err
    assert waiting(newsroom) == [("The Ellery Post", "gives an embargo that has been lifted")]
    run = newsroom("email", FILE, "-f", "text", "--advance", "The Ellery Post")
    assert run.code == 0 and "EMBARGOED" not in run.out and waiting(newsroom) == []


def test_an_outlet_hears_of_a_correction(newsroom, copies: Path) -> None:
    newsroom("publish", FILE, "--lift-embargo", "--yes")
    newsroom("email", FILE, "--advance", "The Ellery Post")
    edit(copies, "40,000", "45,000")
    run = newsroom("correct", FILE, "--class", "correction", "--reason", "More books.", "--yes")
    assert "must be informed: The Ellery Post" in run.err
    assert newsroom("build").code == 0
    mail = email.message_from_string(newsroom("email", FILE, "-f", "eml", "--advance", "The Ellery Post").out)
    assert mail["Subject"].startswith("CORRECTED: ") and waiting(newsroom) == []


def test_an_outlet_hears_of_a_release_that_does_not_go_out(newsroom, copies: Path) -> None:
    run = newsroom("withdraw", FILE, "--reason", "No.", "--yes")
    assert run.code == 2 and "newsroom status" in run.err
    run = newsroom("status", FILE, "draft")
    assert "must be informed: The Ellery Post" in run.err and "it is a draft" in run.err
    assert waiting(newsroom) == [("The Ellery Post", "is of a release that does not go out: it is a draft")]


@pytest.mark.parametrize("change", ["withdrawn", "killed"])
def test_an_outlet_hears_of_a_withdrawal_and_gets_the_notice_as_the_remedy_says(
    newsroom, copies: Path, change: str
) -> None:
    newsroom("publish", FILE, "--lift-embargo", "--yes")
    newsroom("email", FILE, "--advance", "The Ellery Post")
    run = newsroom("withdraw", FILE, "--class", change, "--reason", "It is off.", "--yes")
    assert waiting(newsroom) == [("The Ellery Post", "is of a release that has been withdrawn")]
    command = ["email", FILE, "--advance", "The Ellery Post"]
    for shown in (run.err, newsroom().out, newsroom("status", FILE).out):
        assert shlex.join(["newsroom", *command]) in " ".join(shown.replace("\\\n", "").split())
    notice = newsroom(*command).out
    assert "It is off." in notice and ("40,000" in notice) == (change == "withdrawn") and waiting(newsroom) == []


def test_a_medium_under_a_similar_name_is_pointed_out(newsroom, copies: Path) -> None:
    assert "The Ellery Post has a copy, too" in newsroom("email", FILE, "--advance", "Elery Post").err
    assert "has a copy, too" not in newsroom("email", FILE, "--advance", "the ellery post").err
    assert "has a copy, too" not in newsroom("email", FILE, "--advance", "Radio Harbour").err


@pytest.mark.parametrize("outlet", ["", " ", "\x1b[1m"])
def test_a_copy_is_for_a_medium_with_a_name(newsroom, copies: Path, outlet: str) -> None:
    before = record(copies, year=2099)
    run = newsroom("email", FILE, "--advance", outlet)
    assert run.code == 2 and "names no medium" in run.err and record(copies, year=2099) == before


def test_a_copy_that_was_not_written_is_not_recorded(newsroom, copies: Path) -> None:
    run = newsroom("email", FILE, "--advance", "Radio Ellery", "-o", "missing/copy.html")
    assert run.code == 2 and len(record(copies, year=2099)["advance"]) == 1


# --- what a second signature or a hand must not do ------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [("approve", FILE, "--by", "Jo Park", "--role", "Editor"), ("publish", FILE, "--yes")]
)
def test_only_a_correction_records_changed_words(newsroom, room: Path, command: tuple[str, ...]) -> None:
    newsroom("publish", FILE, "--yes")
    edit(room, "40,000", "45,000")
    before = record(room)
    newsroom(*command)
    assert record(room) == before and "CR001" in newsroom("check", FILE).out


def test_a_public_release_keeps_its_date(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    before = (room / FILE).read_bytes()
    run = newsroom("publish", FILE, "--now", "--yes")
    assert run.code == 2 and "newsroom correct" in run.err and (room / FILE).read_bytes() == before


def test_a_notice_by_hand_publishes_no_draft(newsroom, room: Path) -> None:
    edit(room, 'status = "review"', 'status = "withdrawn"')
    note = '[[corrections]]\nchange = "withdrawn"\ndate = 2026-03-03T09:00:00-05:00\nreason = "No."\n+++\n\nThe city'
    edit(room, "+++\n\nThe city", note)
    assert newsroom("build").code == 0 and not (room / PAGE).exists()


@pytest.mark.parametrize(
    "required", ["[approvals]\nrequired = 1\nsince = 2026-03-01\n", '[publishing]\ncorrections = "required"\n', ""]
)
def test_no_edit_goes_out_unseen_under_the_notice_of_a_withdrawal(newsroom, room: Path, required: str) -> None:
    options(room, required)
    newsroom("approve", FILE, "--by", "Ben Ortiz", "--role", "editor")
    newsroom("approve", FILE, "--by", "Ana Okafor", "--role", "mayor")
    newsroom("build")
    newsroom("withdraw", FILE, "--reason", "No.", "--yes")
    assert newsroom("build").code == 0
    edit(room, "40,000", "45,000")
    again = newsroom("withdraw", FILE, "--reason", "No.", "--yes")  # this must not record the new words
    assert again.code == 1 and "put the published words back" in again.err
    found = newsroom("check", FILE).out.count("[CR001]")
    run = newsroom("build")
    assert found == 1 and "put the published words back" in run.out + run.err
    assert run.code == bool(required) and ("45,000" in (room / PAGE).read_text(encoding="utf-8")) is not bool(required)
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "No.", "--yes").code == 0
    assert newsroom("withdraw", FILE, "--class", "withdrawn", "--reason", "No.", "--yes").code == 1
    assert newsroom("build").code == 0 and "00 books" not in (room / PAGE).read_text(encoding="utf-8")


def test_a_folder_that_is_not_built_any_more_is_named_once(newsroom, room: Path) -> None:
    toml = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(f'output = "site"\n{toml}', encoding="utf-8")
    assert "not any more: public" in newsroom("build").err
    edit(room, "40,000", "45,000", OTHER)
    assert "not any more" not in newsroom("build").err and "not any more" not in newsroom("build", "-o", "third").err


def by_hand(room: Path) -> None:
    """Withdraw the release with an editor, as no command does it."""
    now = f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    notice = f'[[corrections]]\nchange = "withdrawn"\ndate = {now}\nreason = "No."\n\n[dateline]'
    edit(room, 'status = "approved"', 'status = "withdrawn"')
    edit(room, "[dateline]", notice)


@pytest.mark.parametrize("due", ["past", "future, and no output is there"])
def test_a_notice_by_hand_publishes_no_approved_release_that_was_never_out(newsroom, room: Path, due: str) -> None:
    if due != "past":
        edit(room, "date = 2026-03-02", "date = 2099-03-02")
        shutil.rmtree(room / "public")
    assert newsroom("approve", FILE, "--by", "Ben Ortiz", "--role", "editor").code == 0
    by_hand(room)
    assert newsroom("build").code == 0 and not (room / PAGE).exists()


def test_a_notice_by_hand_is_shown_where_the_release_was_out(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    by_hand(room)
    assert newsroom("build").code == 0 and "No." in (room / PAGE).read_text(encoding="utf-8")
    shutil.rmtree(room / "public")  # as in a CI without yesterday's output
    assert newsroom("build").code == 0 and "No." in (room / PAGE).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["withdrawn", "killed"])
@pytest.mark.parametrize("recorded", [True, False])
def test_a_withdrawal_shows_its_notice_whatever_the_date_says(newsroom, room: Path, kind: str, recorded: bool) -> None:
    newsroom("publish", FILE, "--yes")
    if not recorded:
        shutil.rmtree(room / "published")
    edit(room, "date = 2026-03-02", "date = 2099-03-02")
    assert newsroom("withdraw", FILE, "--class", kind, "--reason", "It is wrong.", "--yes").code == 0
    for _ in ("the folder of the last build", "an empty folder"):
        assert newsroom("build").code == 0 and "It is wrong." in (room / PAGE).read_text(encoding="utf-8")
        assert "<updated>2099" not in (room / "public/atom.xml").read_text(encoding="utf-8")
        shutil.rmtree(room / "public")


def test_no_withdrawal_shows_a_text_with_a_new_embargo(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    embargoed(room)
    run = newsroom("withdraw", FILE, "--reason", "It is wrong.", "--yes")
    assert run.code == 1 and "it is embargoed until" in run.err and "--class killed" in run.err
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "It is wrong.", "--yes").code == 0
    assert newsroom("build").code == 0 and "It is wrong." in (room / PAGE).read_text(encoding="utf-8")


def test_no_correction_is_dated_in_the_future(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("correct", FILE, "--class", "update", "--reason", "More came.", "--yes")
    assert newsroom("build").code == 0
    written = re.search(r"date = (\S+)\nreason", (room / FILE).read_text(encoding="utf-8"))[1]
    edit(room, written, "2031-01-01T09:00:00Z")
    handed_out = newsroom("email", FILE), newsroom("export", FILE)
    approved = newsroom("approve", FILE, "--by", "Al", "--role", "x")
    for run in (newsroom("check", FILE), newsroom("build"), approved, *handed_out):
        assert run.code == 1 and re.search("CR002.*dated in the future", run.out + run.err)
    assert "2031" not in (room / "public/atom.xml").read_text(encoding="utf-8")
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "No.", "--yes").code == 0
    assert newsroom("build").code == 0  # no error holds a withdrawal up


def test_undo_takes_back_one_step(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("withdraw", FILE, "--class", "withdrawn", "--reason", "It is under review.", "--yes")
    newsroom("withdraw", FILE, "--class", "killed", "--reason", "It is wrong.", "--yes")
    newsroom("withdraw", FILE, "--undo", "--yes")
    text = (room / FILE).read_text(encoding="utf-8")
    assert 'status = "withdrawn"' in text and "under review" in text and "It is wrong." not in text
    assert record(room)["change"] == "withdrawn"
    newsroom("withdraw", FILE, "--undo", "--yes")
    assert 'status = "approved"' in (room / FILE).read_text(encoding="utf-8")
    assert record(room)["change"] == ""


@pytest.mark.parametrize("is_built", [False, True])
@pytest.mark.parametrize("change", ["minor", "correction"])
def test_after_the_undo_of_a_correction_its_words_are_changed_without_one(
    newsroom, room: Path, change: str, is_built: bool
) -> None:
    newsroom("publish", FILE, "--yes")
    edit(room, "40,000", "45,000")
    reason = ["--reason", "It has 45,000 books."] if change == "correction" else []
    newsroom("correct", FILE, "--class", change, *reason, "--yes")
    assert newsroom("check", "--select", "CR001").code == 0
    if is_built and change == "minor":
        newsroom("build")
    assert newsroom("correct", FILE, "--undo", "--yes").code == 0
    assert "CR001 the paragraph is not as it is recorded" in newsroom("check", "--select", "CR001", "-f", "concise").out
    assert "replaced" not in record(room)
    edit(room, "45,000", "40,000")
    assert "CR001" not in newsroom("check", "--select", "CR001", "-f", "concise").out


@pytest.mark.parametrize("before", ["draft", "review", "approved"])
def test_undo_of_a_withdrawal_brings_back_the_status_that_stood_before(newsroom, room: Path, before: str) -> None:
    newsroom("publish", FILE, "--yes")
    edit(room, 'status = "approved"', f'status = "{before}"')
    text = (room / FILE).read_text(encoding="utf-8")
    assert newsroom("withdraw", FILE, "--class", "killed", "--reason", "It is wrong.", "--yes").code == 0
    assert newsroom("withdraw", FILE, "--undo", "--yes").code == 0
    assert (room / FILE).read_text(encoding="utf-8") == text


def test_undo_of_a_withdrawal_by_hand_approves_nothing(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("withdraw", FILE, "--reason", "It is wrong.", "--yes")
    edit(room, 'status_before = "approved"\n', "")
    run = newsroom("withdraw", FILE, "--undo", "--yes")
    assert run.code == 0 and "its status is draft" in run.err
    assert 'status = "draft"' in (room / FILE).read_text(encoding="utf-8")


def test_undo_names_what_it_takes_back_and_takes_no_notice_of_the_other_kind(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("correct", FILE, "--class", "correction", "--reason", "It has 45,000 books.", "--yes")
    before = (room / FILE).read_bytes()
    run = newsroom("withdraw", FILE, "--undo", "--yes")
    assert run.code == 2 and "is not withdrawn" in run.err and (room / FILE).read_bytes() == before
    newsroom("withdraw", FILE, "--class", "withdrawn", "--reason", "It is under review.", "--yes")
    run = newsroom("correct", FILE, "--undo", "--yes")
    assert run.code == 2 and "is a withdrawal" in run.err
    run = newsroom("withdraw", FILE, "--undo", "--yes")
    assert run.code == 0 and "takes back WITHDRAWN (" in run.err and "It is under review." in run.err
    run = newsroom("correct", FILE, "--undo", "--yes")  # nothing was built since: no reader has seen it
    assert run.code == 0 and "takes back CORRECTION (" in run.err and "45,000" in run.err
    assert "corrections" not in (room / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["here", "built elsewhere"])
def test_no_correction_that_readers_have_seen_goes_without_a_question(newsroom, room: Path, page: str) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("correct", FILE, "--class", "correction", "--reason", "“It” has 45,000 books & more.", "--yes")
    newsroom("build")
    newsroom("correct", FILE, "--class", "update", "--reason", "More came.", "--yes")
    assert newsroom("correct", FILE, "--undo", "--yes").code == 0  # this one is not public
    if page == "built elsewhere":
        shutil.rmtree(room / "public")
        written = re.search(r"date = (\S+)\nreason", (room / FILE).read_text(encoding="utf-8"))[1]
        edit(room, written, "2026-03-03T09:00:00Z")
    before = (room / FILE).read_bytes()
    run = newsroom("correct", FILE, "--undo", "--yes")
    assert run.code == 1 and "readers have seen" in run.err and (room / FILE).read_bytes() == before
    seen = terminal.shown(["correct", FILE, "--undo"], folder=room, answers={"Write it? [y/N]": "y"})
    assert "readers have seen it" in seen and "corrections" not in (room / FILE).read_text(encoding="utf-8")


def test_no_error_holds_a_notice_up_in_mail_and_feed(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    newsroom("withdraw", FILE, "--class", "withdrawn", "--reason", "It is under review.", "--yes")
    edit(room, "The opening hours", "TK. The opening hours")
    assert newsroom("build").code == 0
    for command in (("feed", "-f", "rss"), ("email", FILE)):
        run = newsroom(*command)
        assert run.code == 0 and "It is under review." in run.out


def test_what_the_cache_says_follows_the_records(newsroom, room: Path) -> None:
    old = dt.datetime(2026, 3, 1).timestamp()
    newsroom("publish", FILE, "--yes")
    file = room / f"published/2026/{ID}.toml"
    for path in (room / FILE, room / OTHER, file):
        os.utime(path, (old, old))
    assert newsroom("check", FILE).code == 0 and newsroom("check", FILE).code == 0
    file.write_text(
        re.sub("headline [0-9a-f]{8}", "headline 00000000", file.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert "CR001" in newsroom("check", FILE).out
    shutil.rmtree(room / "published")
    assert newsroom("check", FILE).code == 0


def test_a_record_of_another_release_is_not_replaced(newsroom, room: Path) -> None:
    newsroom("publish", FILE, "--yes")
    edit(room, "port-ellery.example,2026:", "other.example,2026:")
    before = record(room)
    run = newsroom("correct", FILE, "--class", "minor", "--yes")
    assert run.code == 2 and "another release has a record of this name" in run.err and record(room) == before


def test_two_new_records_do_not_replace_each_other(newsroom, room: Path) -> None:
    edit(room, 'status = "review"', 'status = "approved"')
    edit(room, f"port-ellery.example,2026:{ID}", f"one.example,2026:{ID}")
    edit(room, f"port-ellery.example,2026:{OTHER_ID}", f"two.example,2026:{ID}", OTHER)
    run = newsroom("record")
    assert run.code == 2 and f"one.example,2026:{ID}" in run.err and f"two.example,2026:{ID}" in run.err
    assert not (room / "published").exists()


def test_ids_that_end_alike_have_a_record_each(newsroom, room: Path) -> None:
    edit(room, 'status = "review"', 'status = "approved"')
    for folder in "public", ".newsroom-output-public":  # of the ids before
        shutil.rmtree(room / folder)
    edit(room, f"2026:{ID}", "2025:1")
    edit(room, f"2026:{OTHER_ID}", "2026:1", OTHER)
    assert newsroom("record").err == "recorded 2 releases\n"
    assert len(list((room / "published").rglob("1*.toml"))) == 2
    assert newsroom("check").code == 0
    edit(room, "40,000", "70,000")
    assert newsroom("check").out.count("CR001") == 1
    assert newsroom("correct", FILE, "--class", "correction", "--reason", "It has 70,000.", "--yes").code == 0
    assert newsroom("check").code == 0


def test_publish_names_the_record_that_is_there(newsroom, room: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=room, check=True)
    embargoed(room)
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    run = newsroom("publish", FILE, "--lift-embargo", "--yes")
    path = f"published/{dt.datetime.now(dt.UTC).year}/{ID}.toml"
    assert f"git add {FILE} {path} newsroom.toml {OTHER}\n" in run.err and f"not recorded: {FILE}" not in run.err
    edit(room, 'status = "approved"', 'status = "review"', OTHER)
    run = newsroom("publish", OTHER, "--yes")
    assert f"git add {OTHER} published/2026/{OTHER_ID}.toml" in run.err


def test_the_git_commands_after_publish_commit_all_that_a_clone_needs(newsroom, room: Path) -> None:
    """Also the removal of files that were renamed, of a public release and of the one that is published."""
    newsroom("record")
    (room / "secret.md").write_bytes((room / FILE).read_bytes())
    (room / ".gitignore").write_text("public\n.newsroom-*\n", encoding="utf-8")
    commit_all(room)
    assert newsroom("rename", FILE, "2026-03-02-reading-room").code == 0
    assert newsroom("rename", OTHER, "2026-02-23-jetty").code == 0
    options(room, "[site]\nlogo_has_name = true\n")
    (room / "templates/words").mkdir(parents=True)
    (room / "templates/words/en.toml").write_text('[site]\ntopics = "About"\n', encoding="utf-8")
    (room / "releases/2026-06-01-held.md").write_text(sample_text().replace(ID, "held1held1held1x"), encoding="utf-8")
    edit(room, 'status = "approved"', 'status = "draft"', "releases/2026-06-01-held.md")
    run = newsroom("publish", "releases/2026-03-02-reading-room.md", "--yes")
    assert run.code == 0 and "2026-06-01-held" not in run.err.partition("git add")[2]
    (command,) = (line.split() for line in run.err.splitlines() if line.startswith("  git add "))
    git(room, *command[1:])
    git(room, "commit", "-qm", "Publish")
    git(room, "clone", "-q", ".", "clone")
    clone = room / "clone"
    assert not (clone / FILE).exists() and not (clone / OTHER).exists()
    assert newsroom("-C", clone, "build").code == 0
    for file in ("newsroom.toml", "templates/words/en.toml", "releases/2026-02-23-jetty.md"):
        assert (clone / file).read_bytes() == (room / file).read_bytes()


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout


def commit_all(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "all")


def committed_as_printed(run, folder: Path) -> set[str]:
    """The paths that the printed commands commit, such as "A newsroom.toml"."""
    for line in run.err.splitlines():
        if line.startswith(("  git add ", "  git commit ")):
            git(folder, *shlex.split(line)[1:])
    changes = git(folder, "show", "--format=", "--name-status", "--no-renames", "-z").split("\0")
    return {f"{status} {path}" for status, path in zip(changes[::2], changes[1::2], strict=False)}


@pytest.mark.parametrize("known", ["committed", "staged beside a draft", "not at all"])
def test_a_record_that_moves_is_committed_without_the_records_of_held_releases(
    newsroom, room: Path, known: str
) -> None:
    embargoed(room)
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    old = room / f"published/2099/{ID}.toml"
    aside = old.read_bytes()
    if known != "committed":
        old.unlink()
    commit_all(room)
    old.parent.mkdir(parents=True, exist_ok=True)
    old.write_bytes(aside)
    if known == "staged beside a draft":
        (room / "draft.md").touch()
        git(room, "add", "draft.md", str(old))
    (room / "published/2099/heldheldheldheld.toml").write_bytes(aside.replace(ID.encode(), b"heldheldheldheld"))
    done = committed_as_printed(newsroom("publish", FILE, "--lift-embargo", "--yes"), room)
    gone = {f"D published/2099/{ID}.toml"} if known == "committed" else set()
    assert done == {f"M {FILE}", f"A published/{dt.datetime.now(dt.UTC).year}/{ID}.toml"} | gone


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
@pytest.mark.parametrize(
    ("name", "other", "folder"),
    [
        ("update[1].md", "update1.md", "."),
        ("update].md", "update1.md", "."),
        ("up*.md", "update.md", "templates"),
        ("up?.md", "up1.md", "templates/words/deep"),
        ("up\\d.md", "upd.md", "."),
        (":up.md", "up.md", "releases"),
        ("-up.md", "up.md", "releases"),
        (":(top)up.md", "up.md", "releases"),
    ],
)
def test_the_printed_paths_are_no_patterns_or_options(
    newsroom, room: Path, monkeypatch: pytest.MonkeyPatch, name: str, other: str, folder: str
) -> None:
    (room / FILE).rename(room / "aside")
    newsroom("record")
    (room / folder).mkdir(parents=True, exist_ok=True)
    commit_all(room)
    (room / "aside").rename(room / "releases" / name)
    draft = sample_text().replace(ID, "draftdraftdraftx").replace('"approved"', '"draft"')
    (room / "releases" / other).write_text(draft, encoding="utf-8")
    (room / "staged").touch()
    git(room, "add", "staged")
    monkeypatch.chdir(room / folder)
    run = newsroom("-C", room, "publish", room / "releases" / name, "--yes")
    assert run.code == 0, run.err
    done = committed_as_printed(run, room / folder)
    assert {path for path in done if "releases/" in path and not path.endswith(".html")} == {f"A releases/{name}"}
    assert git(room, "diff", "--cached", "--name-only") == "staged\n"


@pytest.mark.parametrize("name", [".", "press"])
@pytest.mark.parametrize("folder", [".", "releases"])
def test_what_was_staged_before_is_committed_only_if_it_is_needed(
    newsroom, tmp_path: Path, git_of_nobody, monkeypatch: pytest.MonkeyPatch, name: str, folder: str
) -> None:
    """Also the removal of a public release's former file; and if the newsroom is a folder of the repository."""
    room = tmp_path / name
    room.mkdir(exist_ok=True)
    copy_of(make, room)
    newsroom("-C", room, "record")
    (tmp_path / ".gitignore").write_text("public\n.newsroom-*\n", encoding="utf-8")
    commit_all(tmp_path)
    assert newsroom("-C", room, "rename", room / OTHER, "2026-02-23-jetty").code == 0
    options(room, "[site]\nlogo_has_name = true\n")
    git(tmp_path, "add", ".")
    monkeypatch.chdir(room / folder)
    run = newsroom("-C", room, "publish", room / FILE, "--yes")
    assert re.search(r"git commit -m '[^']*'\n", run.err)  # all that is staged is needed
    (tmp_path / "draft.md").write_text("Held.", encoding="utf-8")
    git(tmp_path, "add", "draft.md")
    edit(room, 'status = "approved"', 'status = "review"')
    done = committed_as_printed(newsroom("-C", room, "publish", room / FILE, "--yes"), room / folder)
    jetty = "A releases/2026-02-23-jetty.md"
    assert {path.replace("press/", "") for path in done} >= {"M newsroom.toml", f"D {OTHER}", jetty, f"M {FILE}"}
    assert not any("draft" in path for path in done)
    assert git(tmp_path, "diff", "--cached", "--name-only", "--", ":/") == "draft.md\n"


def test_a_record_lies_in_the_year_of_the_first_publication(newsroom, room: Path) -> None:
    embargoed(room)
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert record(room, year=2099)["first_public"].year == 2099
    newsroom("publish", FILE, "--lift-embargo", "--yes")
    year = dt.datetime.now(dt.UTC).year
    assert record(room, year=year)["first_public"].year == year
    assert [file.parent.name for file in (room / "published").rglob(f"{ID}.toml")] == [str(year)]
    edit(room, "embargo = 2099", "embargo = 2098")
    edit(room, "embargo_lifted_from = 2099", "embargo_lifted_from = 2098")
    assert newsroom("correct", FILE, "--class", "minor", "--yes").code == 0
    assert [file.parent.name for file in (room / "published").rglob(f"{ID}.toml")] == [str(year)]


def test_an_embargo_that_was_lifted_by_hand_is_over_for_the_record(newsroom, room: Path) -> None:
    embargoed(room)
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    lifted = "embargo_lifted = 2026-03-03T09:00:00-05:00\nembargo_lifted_from = 2099-03-02T09:00:00-05:00\n"
    edit(room, "embargo = ", f"{lifted}embargo = ")
    assert newsroom("build").code == 0
    edit(room, "40,000 books", "30,000 books")
    assert newsroom("correct", FILE, "--class", "correction", "--reason", "Fewer books.", "--yes").code == 0
    found = record(room)
    assert (found["edition"], found["change"], found["first_public"].year) == (2, "correction", 2026)


def test_the_same_copy_is_recorded_once(newsroom, copies: Path) -> None:
    command = ("email", FILE, "--advance", "the ellery post")
    before = record(copies, year=2099)
    run = newsroom(*command)
    assert run.code == 0 and run.out and "noted already" in run.err and record(copies, year=2099) == before
    text = (copies / FILE).read_text(encoding="utf-8")
    for say in ("The city this morning opened", "The city today opened"):  # changed, and back
        edit(copies, re.search(r"The city .* opened", text)[0], say)
        text = (copies / FILE).read_text(encoding="utf-8")
        newsroom(*command)
    assert len(record(copies, year=2099)["advance"]) == len(before["advance"]) + 2


@pytest.mark.parametrize("option", [("--proof",), ("--as-of", "2026-03-01")])
def test_a_copy_in_advance_is_no_proof(newsroom, room: Path, option: tuple[str, ...]) -> None:
    embargoed(room)
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    run = newsroom("email", FILE, "--advance", "Radio Ellery", *option)
    assert run.code == 2 and "advance" not in record(room, year=2099)


def test_what_reporters_have_in_advance_is_kept_back_and_they_are_told(newsroom, room: Path) -> None:
    embargoed(room)
    edit(room, 'status = "review"', 'status = "approved"')
    assert newsroom("email", FILE, "--advance", "The Ellery Post").code == 0
    said = " ".join(newsroom("withdraw", FILE, "--reason", "It was wrong.", "--yes").err.split())
    assert "its status is embargoed" in said and f"newsroom status {FILE} draft keeps it back" in said
    assert "tell The Ellery Post" in said


@pytest.mark.parametrize("command", ["correct", "withdraw"])
def test_a_notice_on_what_no_build_has_published_says_what_it_does(newsroom, room: Path, command: str) -> None:
    order = (command, "--reason", "It was wrong.", "--yes", *(("--class", "update") if command == "correct" else ()))
    assert "no build here" not in newsroom(*order, OTHER).err
    edit(room, 'status = "review"', 'status = "approved"')
    said = " ".join(newsroom(*order, FILE).err.split())
    assert f"no build here has published it yet: newsroom status {FILE} draft keeps it back" in said


@pytest.mark.parametrize("status", ["withdrawn", "draft"])
def test_a_notice_on_what_was_taken_off_the_site_by_hand_is_for_its_readers(newsroom, room: Path, status: str) -> None:
    newsroom("record")
    text = (room / OTHER).read_text(encoding="utf-8")
    (room / OTHER).write_text(text.replace('"approved"', f'"{status}"'), encoding="utf-8")
    newsroom("build")
    run = newsroom("withdraw", OTHER, "--reason", "It was wrong.", "--yes")
    assert run.code == 0 and "no build here" not in run.err
    assert (
        newsroom("build").code == 0 and "It was wrong." in (room / "public/releases/2026-02-23-pier.html").read_text()
    )


def test_withdraw_undo_alone_means_a_withdrawn_release(newsroom, room: Path) -> None:
    assert "none is withdrawn" in newsroom("withdraw", "--undo", "--yes").err


def test_the_notice_is_shown_in_the_language_of_its_release(newsroom, room: Path) -> None:
    edit(room, "date = 2026-02-23\n", 'date = 2026-02-23\nlanguage = "de"\n', OTHER)
    run = newsroom("correct", OTHER, "--class", "correction", "--reason", "Es sind 30.", "--yes")
    assert "readers will see: KORREKTUR (" in run.err
    assert "takes back KORREKTUR (" in newsroom("correct", OTHER, "--undo", "--yes").err
