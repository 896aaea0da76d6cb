"""`newsroom approve` and `newsroom approvals`: who signed, and what changed since."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import terminal
from samples import write_newsroom

FILE = "releases/2026-03-02-library.md"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody) -> Path:
    """The current folder as a newsroom that asks for two signatures; git knows nobody."""
    return write_newsroom(tmp_path, FILE, more="\n[approvals]\nrequired = 2\n")


def change(room: Path, old: str, new: str) -> None:
    text = (room / FILE).read_text(encoding="utf-8")
    assert old in text
    (room / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")


def git(room: Path, *arguments: str) -> None:
    name = ["-c", "user.name=Kim Lee", "-c", "user.email=kim@news.example"]
    subprocess.run(["git", *name, *arguments], cwd=room, check=True, capture_output=True)


def approve(newsroom, name: str = "Kim Lee", *more: str):
    return newsroom("approve", FILE, "--by", name, "--role", "Editor", *more)


def approvals(newsroom) -> list[tuple[str, bool, dict[str, list[str]]]]:
    rows = json.loads(newsroom("approvals", FILE, "--format", "json").out)
    return [(row["by"], row["stands"], row["changed"]) for row in rows]


def test_help_teaches(newsroom) -> None:
    for name in ("approve", "approvals"):
        assert f"Example: newsroom {name}" in newsroom(name, "--help").out


def test_two_people_sign_and_then_it_may_go_out(newsroom, room: Path) -> None:
    run = newsroom("build")
    assert run.code == 1 and "SO002" in run.out and not (room / "public").exists()
    run = approve(newsroom, "Kim Lee", "--date", "2026-03-01T09:00")
    assert run.code == 0 and "1 approval (of Kim Lee)" in run.err and "asks for 2" in run.err
    assert "date = 2026-03-01T09:00:00-05:00" in (room / FILE).read_text(encoding="utf-8")
    assert newsroom("build").code == 1
    assert "approved: public" in approve(newsroom, "Jo Park").err
    assert newsroom("check").code == 0
    assert newsroom("build").code == 0


def test_what_is_missing_after_a_signature_comes_with_its_remedy(newsroom, room: Path) -> None:
    toml = room / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("required = 2", "required = 1"), encoding="utf-8")
    shown = approve(newsroom).err
    assert "missing: nobody is named as author" in shown and '  help: add author = "..."' in shown


def test_an_edit_afterwards_voids_them(newsroom, room: Path) -> None:
    approve(newsroom), approve(newsroom, "Jo Park")
    assert newsroom("build").code == 0
    page = (room / "public/releases/2026-03-02-library.html").read_bytes()
    change(room, "40,000", "50,000")
    run = newsroom("build")
    assert run.code == 1 and "SO001" in run.out and "SO002" in run.out
    assert (room / "public/releases/2026-03-02-library.html").read_bytes() == page
    change(room, "50,000", "40,000")
    assert newsroom("build").code == 0


def test_one_person_signs_once(newsroom, room: Path) -> None:
    approve(newsroom)
    before = (room / FILE).read_bytes()
    run = approve(newsroom, "kim lee")
    assert run.code == 2 and "has signed this release" in run.err and (room / FILE).read_bytes() == before
    change(room, "40,000", "50,000")
    assert approve(newsroom).code == 0
    assert [(by, stands) for by, stands, _ in approvals(newsroom)] == [("Kim Lee", False), ("Kim Lee", True)]
    assert "SO001" not in newsroom("check", "-f", "concise").out


def test_who_signed_before_signs_again_in_the_same_role(newsroom, room: Path) -> None:
    approve(newsroom, "Kim Lee", "--role", "Head of Desk")
    change(room, "40,000", "50,000")
    assert newsroom("approve", FILE, "--by", "Kim Lee").code == 0
    assert (room / FILE).read_text(encoding="utf-8").count('role = "Head of Desk"') == 2


def test_yes_approves_without_a_question(newsroom, room: Path) -> None:
    change(room, 'status = "approved"', 'status = "draft"')
    approve(newsroom)
    seen = terminal.shown(["approve", FILE, "--by", "Jo Park", "--role", "Editor", "--yes"], folder=room, answers={})
    assert "approved: public" in seen and 'status = "approved"' in (room / FILE).read_text(encoding="utf-8")


def test_who_signs_sees_what_changed_since_the_last_signature(newsroom, room: Path) -> None:
    git(room, "init", "-q")
    approve(newsroom)
    git(room, "add", FILE), git(room, "commit", "-qm", "signed")
    change(room, "40,000", "50,000")
    change(room, "2026-03-02\n", "2026-03-03\n")
    change(room, "port-ellery.example/library", "port-ellery.example/branch")
    before = (room / FILE).read_bytes()
    order = ["approve", FILE, "--by", "Jo Park", "--role", "Editor"]
    seen = " ".join(terminal.shown(order, folder=room, answers={"Sign it as it is? [Y/n]": "n"}).split())
    assert re.search("changed since Kim Lee signed it on .* (a.m.|p.m.|noon|.midnight.) E[SD]T", seen)
    assert "date - Monday, March 2, 2026 + Tuesday, March 3, 2026" in seen
    assert "with 40,000 books" in seen.split(" - ")[2] and "with 50,000 books" in seen.split(" + ")[2]
    assert "/branch" in seen and "nothing was signed" in seen and (room / FILE).read_bytes() == before


@pytest.mark.parametrize(("option", "typed"), [("--by", "NAME"), ("--role", "ROLE"), ("--role", "TK")])
def test_a_placeholder_signs_nothing(newsroom, room: Path, option: str, typed: str) -> None:
    """The remedies that are printed have --by NAME --role ROLE; a real role may be in capitals, too."""
    before = (room / FILE).read_bytes()
    values = {"--by": "Jo Park", "--role": "CEO"}
    run = newsroom("approve", FILE, *(word for pair in (values | {option: typed}).items() for word in pair))
    assert run.code and f"{typed} is a placeholder" in run.err and (room / FILE).read_bytes() == before
    assert newsroom("approve", FILE, "--by", "Jo Park", "--role", "CEO").code == 0


def test_without_an_earlier_version_who_signs_sees_the_main_facts(newsroom, room: Path) -> None:
    change(room, 'status = "approved"', 'status = "review"')
    order = ["approve", FILE, "--by", "Jo Park", "--role", "Editor"]
    seen = terminal.shown(order, folder=room, answers={"Sign it as it is? [Y/n]": ""})
    facts = ("City Opens Harbour Quarter Library", "Monday, March 2, 2026", "quoted: Ana Okafor, Mayor")
    facts = (*facts, "figures: ninth library; 40,000 books")
    assert all(f"  {fact}\n" in seen.replace("\r", "") for fact in facts), seen
    assert "you sign what Jo Park signed" in terminal.shown(
        ["approve", FILE, "--by", "Kim Lee", "--role", "Editor"],
        folder=room,
        answers=terminal.ByPart({"Nothing else is missing": "n", "Only sign it, then?": "n"}),
    )
    assert "Kim Lee" not in (room / FILE).read_text(encoding="utf-8")
    assert "you sign" not in approve(newsroom).err


def test_who_signs_sees_the_figures_and_dates_of_any_language(newsroom, room: Path) -> None:
    text = (room / FILE).read_text(encoding="utf-8")
    head = text.split("+++")[1].partition("[[quotes]]")[0]
    text = "Der Bau kostet 4,2 Millionen Euro und beginnt am 5. Juni: https://stadt.example/bau/4711."
    (room / FILE).write_text(f'+++\nlanguage = "de"{head}+++\n\n{text}\n', encoding="utf-8")
    order = ["approve", FILE, "--by", "Jo Park", "--role", "Editor", "--sign-only"]
    seen = terminal.shown(order, folder=room, answers={"Sign it as it is? [Y/n]": "n"})
    assert "dates and times: 5. Juni\n" in seen.replace("\r", ""), seen
    assert "figures: 4,2 Millionen Euro\n" in seen.replace("\r", ""), seen


def test_only_the_last_signature_of_a_person_is_reported(newsroom, room: Path) -> None:
    for figure in ("50,000", "60,000"):
        approve(newsroom)
        change(room, "40,000" if figure == "50,000" else "50,000", figure)
    assert newsroom("check", "-f", "concise").out.count("SO001") == 1


@pytest.mark.parametrize(
    ("rules", "signed_before", "signed_since", "reported"),
    [
        ("required = 0", ["Kim Lee"], [], ["Kim Lee"]),
        ("required = 0", ["Kim Lee", "Jo Park"], ["Ira Moss"], []),
        ("required = 1", ["Kim Lee"], [], []),  # its author
        ("required = 1", ["Jo Park"], ["Kim Lee"], ["Jo Park"]),
        ("required = 1", ["Kim Lee", "Jo Park"], ["Ira Moss"], []),
        ("required = 1\nauthor_alone = true", ["Kim Lee"], [], ["Kim Lee"]),
        ("required = 2", ["Kim Lee", "Jo Park"], ["Ira Moss"], ["Kim Lee", "Jo Park"]),
        ("required = 2", ["Kim Lee", "Jo Park"], ["Ira Moss", "Bo Reed"], []),
        ('required = 2\nsigners = ["Jo Park", "Bo Reed", "Ira Moss"]', ["Jo Park"], ["Bo Reed"], ["Jo Park"]),
    ],
)
def test_only_a_void_signature_that_may_be_needed_is_reported(
    newsroom, room: Path, rules: str, signed_before: list[str], signed_since: list[str], reported: list[str]
) -> None:
    toml = room / "newsroom.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("required = 2", rules), encoding="utf-8")
    change(room, 'status = "approved"', 'status = "review"\nauthor = "Kim Lee"')
    assert all(approve(newsroom, name, "--sign-only").code == 0 for name in signed_before)
    change(room, "40,000", "50,000")
    assert all(approve(newsroom, name, "--sign-only").code == 0 for name in signed_since)
    found = [line for line in newsroom("check", "-f", "concise").out.splitlines() if "SO001" in line]
    assert len(found) == len(reported) and all(name in line for name, line in zip(reported, found, strict=True))


def test_the_signature_of_nobody_is_reported_until_it_is_deleted(newsroom, room: Path) -> None:
    table = '[[approvals]]\nrole = "Editor"\n'
    change(room, "[[quotes]]", f"{table}\n[[quotes]]")
    approve(newsroom), approve(newsroom, "Jo Park")
    assert "delete this [[approvals]] table" in newsroom("check").out
    change(room, table, "")
    assert "SO001" not in newsroom("check").out


def test_a_withdrawal_voids_no_signature_and_a_correction_asks_for_a_new_one(newsroom, room: Path) -> None:
    approve(newsroom), approve(newsroom, "Jo Park")
    assert newsroom("build").code == 0
    run = newsroom("withdraw", FILE, "--reason", "It was wrong.", "--yes")
    assert "newsroom approve" not in run.err and "SO001" not in newsroom("build").err
    assert newsroom("withdraw", FILE, "--undo", "--yes").code == 0 and newsroom("build").code == 0
    change(room, "40,000", "50,000")
    run = newsroom("correct", FILE, "--class", "correction", "--reason", "It has 50,000 books.", "--yes")
    assert f"sign it again, then newsroom build publishes it: newsroom approve {FILE}\n" in run.err
    assert newsroom("build").code == 1
    approve(newsroom)
    assert "approved: public as it is now with the next newsroom build" in approve(newsroom, "Jo Park").err
    assert newsroom("build").code == 0


def test_the_role_is_known_or_asked_for(newsroom, room: Path) -> None:
    assert newsroom("approve", FILE, "--by", "Ana Okafor").code == 0
    assert 'role = "Mayor"' in (room / FILE).read_text(encoding="utf-8").split("[[approvals]]")[1]
    run = newsroom("approve", FILE, "--by", "Kim Lee")
    assert run.code == 2 and "--role" in run.err
    run = newsroom("approve", FILE, "--role", "Editor")
    assert run.code == 2 and "--by" in run.err


def test_the_parts_that_changed_are_named_without_git(newsroom, room: Path) -> None:
    approve(newsroom)
    change(room, "40,000", "50,000")
    change(room, 'topics = ["libraries"]\n', "")
    assert approvals(newsroom) == [("Kim Lee", False, {"body": [], "topics": []})]
    assert "body; topics" in newsroom("approvals", FILE).out


def test_the_words_that_changed_are_told_with_git(newsroom, room: Path) -> None:
    git(room, "init", "-q")
    approve(newsroom)
    git(room, "add", FILE)
    git(room, "commit", "-qm", "signed")
    change(room, "40,000", "50,000")
    change(room, "2026-03-02\n", "2026-03-03\n")
    git(room, "commit", "-qam", "changed")
    git(room, "mv", FILE, "releases/2026-03-03-library.md")
    git(room, "commit", "-qam", "renamed")
    rows = json.loads(newsroom("approvals", "releases/2026-03-03-library.md", "-f", "json").out)
    assert rows[0]["changed"] == {
        "date": ['"2026-03-02" is "2026-03-03" now'],
        "body": ['"40,000" is "50,000" now'],
    }


def test_moments_are_told_in_words_in_the_zone_of_the_newsroom(newsroom, room: Path) -> None:
    git(room, "init", "-q")
    change(room, "date = 2026-03-02", "date = 2026-03-02\nembargo = 2099-03-02T14:00:00+00:00")
    approve(newsroom, "Kim Lee", "--date", "2026-03-01T20:00:00+00:00")
    git(room, "add", FILE), git(room, "commit", "-qm", "signed")
    change(room, "2099-03-02T14", "2099-03-02T15")
    told = newsroom("approvals", FILE).out
    assert "\tSunday, March 1, 2026, 3 p.m. EST\t" in told
    assert 'embargo: "Monday, March 2, 2099, 9 a.m. EST" is "Monday, March 2, 2099, 10 a.m. EST" now' in told
    (row,) = json.loads(newsroom("approvals", FILE, "-f", "json").out)
    assert row["date"].startswith("2026-03-01T") and "2099-03-02T15:00:00+00:00" in row["changed"]["embargo"][0]
    assert "as it was on Sunday, March 1, 2026" in newsroom("check").out


def test_nobody_has_signed_yet(newsroom, room: Path) -> None:
    run = newsroom("approvals", FILE)
    assert run.code == 0 and run.out == "" and "nobody has signed" in run.err
    assert newsroom("approvals", FILE, "-f", "json").out == "[]\n"


@pytest.mark.parametrize("command", [["approve", "--by", "K", "--role", "E"], ["approvals"]])
def test_a_file_that_cannot_be_read_is_a_plain_message(newsroom, room: Path, command: list[str]) -> None:
    (room / FILE).write_text("+++\nheadline\n+++\n", encoding="utf-8")
    run = newsroom(command[0], FILE, *command[1:])
    assert run.code == 1 and "Traceback" not in run.err


def test_the_facts_are_what_is_counted_and_no_numbers_to_call(newsroom, room: Path) -> None:
    change(room, 'status = "approved"', 'status = "review"')
    more = "It cost $1.1 million of the budget for 2027, and 3 new rooms. Call 555-010-0100 or come to 9 Quay Street."
    with (room / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n{more}\n")
    order = ["approve", FILE, "--by", "Jo Park", "--role", "Editor"]
    seen = terminal.shown(order, folder=room, answers={"Sign it as it is? [Y/n]": "n"})
    assert "; $1.1 million; 3 new rooms\n" in seen, seen
