"""new correction: a notice of its own about a release, and links both ways that never lead to what is not public."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest
import terminal
from copies import copy_of
from samples import sample_text, write_newsroom

from newsroom_cli.__main__ import main

ABOUT = "releases/2026-03-02-library.md"
NOTICE = "releases/2026-03-09-opens-in-2027.md"
ADDRESS = "releases/2026-03-09-opens-in-2027.html"
OUTPUTS = ("releases/2026-03-02-library.html", "email/2026-03-02-library.html", "email/2026-03-02-library.txt")
FEEDS = ("rss.xml", "atom.xml", "feed.json")


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom with one public release."""
    return copy_of(make, tmp_path)


def make(room: Path) -> None:
    write_newsroom(room, ABOUT)
    assert main(["-C", str(room), "build"]) == 0


def started(newsroom, *options: str) -> str:
    """The file of a new correction about the release, dated a week later."""
    words = ("--date", "2026-03-09", "--name", "opens in 2027", "--about", ABOUT, "--reason", "It opens in 2027.")
    run = newsroom("new", "correction", *words, *options)
    assert run.code == 0, run.err
    return run.out.strip()


def front(file: Path) -> dict:
    return tomllib.loads(file.read_text(encoding="utf-8").split("+++")[1])


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def approve(room: Path) -> None:
    edit(room / NOTICE, 'status = "draft"', 'status = "approved"')


def naming(room: Path, words: str) -> set[str]:
    """The files of the output that hold some words."""
    files = [file for file in (room / "public").rglob("*") if file.is_file() and not file.name.startswith(".")]
    return {file.relative_to(room / "public").as_posix() for file in files if words in file.read_text(errors="replace")}


# --- the scaffold ---------------------------------------------------------------------------------------------


def test_it_is_filled_in_from_the_release_it_is_about(newsroom, room: Path) -> None:
    contact = '\n[[contacts]]\nname = "Kim Lee"\nphone = "+1 617 555 0199"\nemail = "kim@port-ellery.example"\n'
    edit(room / ABOUT, "\n[[quotes]]", f"{contact}\n[[quotes]]")
    assert started(newsroom) == NOTICE
    notice = front(room / NOTICE)
    assert notice["headline"].startswith("Correction: City Opens") and notice["office"] == "mayors-office"
    assert notice["topics"] == ["libraries"] and [contact["name"] for contact in notice["contacts"]] == ["Kim Lee"]
    body = (room / NOTICE).read_text(encoding="utf-8").rpartition("+++")[2]
    assert "It opens in 2027." in body and "(2026-03-02-library.md)" in body and "March 2, 2026" in body
    assert newsroom("check", "--fail-on", "warning").code == 0


def test_a_contact_without_a_name_gets_none(newsroom, room: Path) -> None:
    edit(room / ABOUT, "\n[[quotes]]", '\n[[contacts]]\nemail = "kim@port-ellery.example"\n\n[[quotes]]')
    assert front(room / started(newsroom))["contacts"] == [{"email": "kim@port-ellery.example"}]


def test_without_a_reason_it_asks_for_one(newsroom, room: Path) -> None:
    run = newsroom("new", "correction", "--about", ABOUT)
    assert "\nTK: what was wrong, and what is right.\n" in (room / run.out.strip()).read_text(encoding="utf-8")
    assert "PH001" in codes(newsroom)


def test_both_files_name_each_other(newsroom, room: Path) -> None:
    before = (room / ABOUT).read_text(encoding="utf-8")
    started(newsroom)
    assert front(room / NOTICE)["corrects"] == "2026-03-02-library.md"
    after = (room / ABOUT).read_text(encoding="utf-8")
    line = 'corrected_by = ["2026-03-09-opens-in-2027.md"]\n'
    assert line in after and after.replace(line, "") == before


def test_a_second_correction_keeps_the_first(newsroom, room: Path) -> None:
    started(newsroom)
    newsroom("new", "correction", "--about", ABOUT, "--date", "2026-03-10", "--name", "again", "--reason", "No.")
    assert front(room / ABOUT)["corrected_by"] == ["2026-03-09-opens-in-2027.md", "2026-03-10-again.md"]


def test_a_release_in_a_folder_is_named_by_its_way(newsroom, room: Path) -> None:
    (room / "releases/2026").mkdir()
    (room / ABOUT).rename(room / "releases/2026/2026-03-02-library.md")
    run = newsroom("new", "correction", "--about", "releases/2026/2026-03-02-library.md", "--name", "x")
    assert front(room / run.out.strip())["corrects"] == "2026/2026-03-02-library.md"
    (named,) = front(room / "releases/2026/2026-03-02-library.md")["corrected_by"]
    assert named == f"../{Path(run.out.strip()).name}"
    assert not [code for code in codes(newsroom) if code.startswith(("CR", "LK"))]


def test_class_and_reason_come_from_the_last_correction(newsroom, room: Path) -> None:
    newsroom("correct", ABOUT, "--class", "clarification", "--reason", "Doors open at noon.", "--yes")
    run = newsroom("new", "correction", "--about", ABOUT)
    assert front(room / run.out.strip())["headline"].startswith("Clarification: ")
    assert "Doors open at noon." in (room / run.out.strip()).read_text(encoding="utf-8")


def test_a_headline_with_marks_stays_one_link(newsroom, room: Path) -> None:
    edit(room / ABOUT, 'headline = "City', 'headline = "*City* [new] `x`')
    started(newsroom)
    approve(room)
    assert newsroom("build").code == 0
    page = (room / "public" / ADDRESS).read_text(encoding="utf-8")
    assert '2026-03-02-library.html">“*City* [new] `x`' in page


def test_without_a_terminal_it_must_be_named(newsroom, room: Path) -> None:
    run = newsroom("new", "correction")
    assert run.code == 2 and "--about" in run.err and len(list((room / "releases").iterdir())) == 1
    run = newsroom("new", "statement", "--about", ABOUT)
    assert run.code == 2 and "newsroom new correction" in run.err


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ('status = "draft"', "draft"),
        ('status = "approved"\nembargo = 2099-03-09T09:00:00-05:00', "embargoed"),
    ],
)
def test_what_is_not_public_has_no_correction(newsroom, room: Path, line: str, status: str) -> None:
    edit(room / ABOUT, 'status = "approved"', line)
    before = (room / ABOUT).read_bytes()
    run = newsroom("new", "correction", "--about", ABOUT)
    assert run.code == 1 and f"its status is {status}" in run.err and "edit it freely" in run.err
    assert len(list((room / "releases").iterdir())) == 1 and (room / ABOUT).read_bytes() == before


def test_it_never_overwrites(newsroom, room: Path) -> None:
    (room / NOTICE).write_text("mine", encoding="utf-8")
    before = (room / ABOUT).read_bytes()
    run = newsroom("new", "correction", "--about", ABOUT, "--date", "2026-03-09", "--name", "opens in 2027")
    assert run.code == 2 and (room / NOTICE).read_text() == "mine" and (room / ABOUT).read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal")
def test_it_asks_on_a_terminal(newsroom, room: Path) -> None:
    older = sample_text().replace("2026-03-02", "2026-02-23").replace("c7b1f", "c7b2g").replace("Library", "Pier")
    (room / "releases/2026-02-23-pier.md").write_text(older, encoding="utf-8")
    (room / "releases/2026-03-05-draft.md").write_text(older.replace("approved", "draft"), encoding="utf-8")
    answers = {
        "Which release is it about (a number, or its file)": "1",
        "What kind of change [correction]": "2",
        "What readers are told (or later)": "It opens in 2027.",
        "When may it be published": "",
    }
    asked = {**answers, "Headline (or later) [Update: City Opens Harbour Quarter Library]": ""}
    seen = terminal.shown(
        ["new", "correction", "--date", "2026-03-09", "--name", "opens in 2027", "--office", "mayors-office"],
        folder=room,
        answers=asked,
    )
    assert seen.index(ABOUT) < seen.index("2026-02-23-pier.md") and "2026-03-05-draft.md" not in seen
    assert front(room / NOTICE)["corrects"] == "2026-03-02-library.md"


# --- the links ------------------------------------------------------------------------------------------------


def test_a_held_correction_is_named_nowhere(newsroom, room: Path) -> None:
    started(newsroom)
    before = {file: (room / "public" / file).read_bytes() for file in (*OUTPUTS, *FEEDS)}
    assert newsroom("build").code == 0
    approve(room)
    edit(room / NOTICE, "date = 2026-03-09\n", "date = 2026-03-09\nembargo = 2099-03-09T09:00:00-05:00\n")
    assert newsroom("build").code == 0
    assert naming(room, "2026-03-09-opens-in-2027") == set()
    assert {file: (room / "public" / file).read_bytes() for file in before} == before
    assert "2027" not in newsroom("email", ABOUT, "-f", "text").out + newsroom("feed").out


def test_a_public_correction_is_linked_from_page_mail_and_feeds(newsroom, room: Path) -> None:
    started(newsroom)
    approve(room)
    assert newsroom("build").code == 0
    assert naming(room, f"https://news.port-ellery.example/{ADDRESS}") >= {*OUTPUTS, *FEEDS}
    page = (room / "public" / OUTPUTS[0]).read_text(encoding="utf-8")
    article = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    assert article["correction"] == [f"https://news.port-ellery.example/{ADDRESS}"]
    address = f"https://news.port-ellery.example/{ADDRESS}"
    assert f'<a href="../{ADDRESS}" data-address="{address}">A correction about this release</a>' in page
    feed = json.loads((room / "public/feed.json").read_text(encoding="utf-8"))
    (entry,) = [entry for entry in feed["items"] if entry["url"].endswith("library.html")]
    assert f'<a href="{address}"><strong>A correction about this release</strong></a>' in entry["content_html"]


def test_the_link_goes_with_the_correction(newsroom, room: Path) -> None:
    started(newsroom)
    approve(room)
    newsroom("build")
    edit(room / NOTICE, 'status = "approved"', 'status = "withdrawn"')
    assert newsroom("build").code == 0 and naming(room, "2026-03-09-opens-in-2027") == set()


def test_no_signature_and_no_record_is_void_because_of_the_link(newsroom, room: Path) -> None:
    newsroom("approve", ABOUT, "--by", "Kim Lee", "--role", "Editor", "--sign-only")
    newsroom("record")
    started(newsroom)
    assert "void" not in newsroom("approvals", ABOUT).out
    assert "CR001" not in codes(newsroom)


# --- bad values -----------------------------------------------------------------------------------------------


def codes(newsroom) -> list[str]:
    return [finding["code"] for finding in findings(newsroom)]


def findings(newsroom) -> list[dict]:
    return json.loads(newsroom("check", "--format", "json").out or "[]")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-03-02-libary.md", "there is no release"),
        ("../../outside.md", "there is no release"),
        ("library", "there is no release"),
        ("https://news.port-ellery.example/releases/2026-03-02-library.md", "there is no release"),
        ("2026-03-09-opens-in-2027.md", "cannot correct itself"),
        ("broken.md", "cannot be read"),
    ],
)
def test_a_wrong_release_is_an_error_with_line_and_remedy(newsroom, room: Path, value: str, message: str) -> None:
    started(newsroom)
    (room / "releases/broken.md").write_text("+++\nheadline = \n+++\n\nText.\n", encoding="utf-8")
    edit(room / NOTICE, 'corrects = "2026-03-02-library.md"', f'corrects = "{value}"')
    approve(room)
    (found,) = [finding for finding in findings(newsroom) if finding["code"] == "CR005"]
    assert found["path"].endswith("opens-in-2027.md") and found["severity"] == "error"
    assert message in found["message"] and found["start"]["line"] == 9 and found["help"]
    assert newsroom("build").code == 1 and not (room / "public" / ADDRESS).exists()


@pytest.mark.parametrize("length", [2, 3])
def test_releases_that_correct_each_other_are_errors(newsroom, room: Path, length: int) -> None:
    names = [f"2026-03-0{number}-one.md" for number in range(1, length + 1)]
    for name, other in zip(names, [*names[1:], names[0]], strict=True):
        (room / "releases" / name).write_text(f'+++\ncorrects = "{other}"\n+++\n\nText.\n', encoding="utf-8")
    found = [finding["message"] for finding in findings(newsroom) if finding["code"] == "CR005"]
    assert len(found) == length and all("correct each other" in message for message in found)
    (room / "releases" / names[-1]).write_text("+++\n+++\n\nText.\n", encoding="utf-8")
    assert "CR005" not in codes(newsroom)


def test_a_correction_of_a_held_release_is_an_error(newsroom, room: Path) -> None:
    started(newsroom)
    approve(room)
    edit(room / NOTICE, "(2026-03-02-library.md)", "(https://port-ellery.example/)")
    edit(room / ABOUT, 'status = "approved"', 'status = "draft"')
    (found,) = [finding for finding in findings(newsroom) if finding["code"] == "LK010"]
    assert "2026-03-02-library.md" in found["message"] and found["start"]["line"] == 9
    assert newsroom("build").code == 0 and naming(room, "2026-03-02-library") == set()


def test_a_missing_link_back_is_a_warning_that_says_what_to_add(newsroom, room: Path) -> None:
    started(newsroom)
    edit(room / ABOUT, 'corrected_by = ["2026-03-09-opens-in-2027.md"]\n', "")
    (found,) = [finding for finding in findings(newsroom) if finding["code"] == "CR006"]
    assert found["severity"] == "warning" and 'corrected_by = ["2026-03-09-opens-in-2027.md"]' in found["help"]


def test_a_deleted_correction_stops_nothing(newsroom, room: Path) -> None:
    started(newsroom)
    assert "CR006" not in codes(newsroom)
    (room / NOTICE).unlink()
    assert "CR006" in codes(newsroom) and newsroom("build").code == 0


def test_what_the_cache_says_follows_the_other_file(newsroom, room: Path) -> None:
    started(newsroom)
    assert "CR006" not in codes(newsroom)
    edit(room / NOTICE, "corrects =", "# corrects =")
    assert codes(newsroom).count("CR006") == 1
