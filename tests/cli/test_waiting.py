"""`newsroom` alone shows what waits, and `newsroom open` opens it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from promises.rooms import add, make_room
from terminal import shown

SECTIONS = ["To write and correct", "To be cleared", "To be signed", "To be approved"]
SECTIONS += ["To be published: newsroom build", "Public, with a change that waits: newsroom build", "Due next"]


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody: None) -> Path:
    """The current folder as a newsroom with one public release."""
    make_room(tmp_path)
    return tmp_path


def section(text: str, heading: str) -> str:
    """The lines below a heading, up to the next."""
    rest = text.partition(f"{heading}\n")[2]
    return re.split("|".join(f"^{name}$" for name in SECTIONS), rest, flags=re.MULTILINE)[0]


def test_nothing_waits_where_all_is_public(newsroom, room: Path) -> None:
    assert newsroom("build").code == newsroom("record").code == 0
    run = newsroom()
    assert run.code == 0 and run.out == "nothing waits: every release is public or withdrawn\n"


def test_a_public_release_whose_file_is_gone_does_not_go_unsaid(newsroom, room: Path) -> None:
    newsroom("build")
    next((room / "releases").glob("*.md")).unlink()
    run = newsroom()
    assert "gone: the release of releases/" in run.out and "put its file back" in run.out
    assert "nothing waits" not in run.out and "no releases yet" not in run.out


def test_a_record_that_is_lost_or_holds_a_merge_does_not_go_unsaid(newsroom, room: Path) -> None:
    newsroom("build")
    said = newsroom().out
    assert "not recorded: releases/2026-03-02-library.md\n" in said and "if there was a folder published" in said
    newsroom("record")
    (record,) = room.glob("published/*/*.toml")
    assert newsroom().out == "nothing waits: every release is public or withdrawn\n"
    record.write_text(f"<<<<<<< ours\n{record.read_text()}=======\n>>>>>>> theirs\n")
    out = newsroom().out
    assert (
        "the record holds both sides of a merge" in out and f"git checkout --ours -- {record.relative_to(room)}" in out
    )
    record.unlink()
    assert "not recorded: releases/2026-03-02-library.md" in newsroom().out


def test_what_is_scheduled_with_errors_is_not_said_to_go_out_as_it_is(newsroom, room: Path) -> None:
    add(room, "2026-11-20-broken", headline='"Broken One"', office='"nobody"', date="2099-11-22")
    assert "scheduled, once 1 error is corrected" in newsroom().out
    assert "years, once its errors are corrected" in newsroom("status", "2026-11-20-broken").out


def test_each_release_stands_under_what_it_needs_first(newsroom, room: Path) -> None:
    add(room, "2026-11-20-broken", headline='"Broken One"', status='"draft"', office='"nobody"')
    add(room, "2026-11-21-ready", headline='"Ready One"', status='"review"')
    add(room, "2026-11-22-later", headline='"Later One"', date="2099-11-22")
    run = newsroom()
    assert run.code == 0
    assert "Broken One" in section(run.out, "To write and correct") and "1 error" in run.out
    assert "Ready One" in section(run.out, "To be approved") and "review" in run.out
    due = section(run.out, "Due next")
    assert "goes out: Later One" in due and "2099" in due and "in 7" in due
    assert run.out.count("Broken One") == run.out.count("Ready One") == run.out.count("Later One") == 1
    assert "City Opens" in section(run.out, "To be published: newsroom build")


def test_clearance_and_signature_are_named(newsroom, room: Path) -> None:
    toml = room / "newsroom.toml"
    toml.write_text(
        toml.read_text() + '\n[quotes]\nclearance = "required"\n\n[approvals]\nrequired = 1\nsigners = ["Jo Park"]\n',
        encoding="utf-8",
    )
    add(room, "2026-11-20-quotes", headline='"Quoted One"', status='"draft"')
    run = newsroom()
    assert "Quoted One" in section(run.out, "To be cleared") and "1 clearance missing" in run.out
    assert newsroom("quotes", "clear", "2026-11-20-quotes", "--speaker", "Okafor", "--by", "Jo Park").code == 0
    run = newsroom()
    assert "Quoted One" in section(run.out, "To be signed") and "may sign: Jo Park" in run.out


def test_a_public_release_that_lost_its_signature_says_so(newsroom, room: Path) -> None:
    toml = room / "newsroom.toml"
    toml.write_text(toml.read_text() + "\n[approvals]\nrequired = 1\n", encoding="utf-8")
    for command in ("", "status 2026-03-02-library", "show 2026-03-02-library"):
        assert "lacks signature" in newsroom(*command.split()).out, command


def test_many_that_wait_are_counted(newsroom, room: Path) -> None:
    for number in range(12):
        add(room, f"2026-11-20-n{number:02}", status='"draft"', headline=f'"Notice Number {number}"')
    out = newsroom().out
    assert out.count("Notice Number") == 10 and "and 2 more: newsroom status" in out


def test_piped_it_prints_plain_lines_and_at_a_terminal_the_same(newsroom, room: Path) -> None:
    add(room, "2026-11-20-draft", headline='"A Draft"', status='"draft"')
    piped = newsroom().out
    assert "\x1b" not in piped
    assert shown((), folder=room, answers={}).startswith(piped.rstrip("\n"))


def test_a_new_newsroom_says_how_to_start(newsroom, room: Path) -> None:
    (room / "releases" / "2026-03-02-library.md").unlink()
    assert "newsroom new" in newsroom().out
    (room / "releases").rmdir()
    assert newsroom().code == 0


def test_outside_a_newsroom_it_is_the_help_with_a_hint(newsroom) -> None:
    run = newsroom()
    assert run.code == 2 and "Commands:" in run.out and "newsroom init" in run.err
    run = newsroom("-C", ".")
    assert run.code == 2 and run.out == "" and "newsroom init" in run.err


def test_another_newsroom_is_named_by_its_folder(newsroom, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (room / "elsewhere").mkdir()
    assert newsroom("build").code == newsroom("record").code == 0
    monkeypatch.chdir("/")
    assert "nothing waits" in newsroom("-C", str(room)).out


# --- open -----------------------------------------------------------------------------------------------------


@pytest.fixture
def programs(room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser and an editor that note what they are told to open, in the file returned."""
    note = room / "opened.txt"
    for name in ("browser", "editor"):
        program = room / name
        program.write_text(
            f"#!{sys.executable}\nimport sys\nopen({str(note)!r}, 'a').write(f'{name} {{sys.argv[1]}}\\n')\n"
        )
        program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{room / 'browser'} %s")
    monkeypatch.setenv("EDITOR", str(room / "editor"))
    monkeypatch.delenv("VISUAL", raising=False)
    import webbrowser

    monkeypatch.setattr(webbrowser, "_tryorder", None)  # it looks at BROWSER only once in a process
    monkeypatch.setattr(webbrowser, "_browsers", {})
    return note


def test_the_page_is_opened_in_the_browser(newsroom, room: Path, programs: Path) -> None:
    assert newsroom("build").code == 0
    run = newsroom("open", "library opens")
    page = room / "public" / "releases" / "2026-03-02-library.html"
    assert run.code == 0 and programs.read_text() == f"browser {page.as_uri()}\n"
    assert "opened public/releases/2026-03-02-library.html in your browser" in run.err


def test_a_release_without_a_page_and_one_to_edit_are_opened_in_the_editor(
    newsroom, room: Path, programs: Path
) -> None:
    file = room / "releases" / "2026-03-02-library.md"
    run = newsroom("open", "2026-03-02-library")
    assert run.code == 0 and "no page yet" in run.err and programs.read_text() == f"editor {file}\n"
    assert newsroom("build").code == 0
    assert newsroom("open", "2026-03-02-library", "--edit").code == 0
    assert programs.read_text() == f"editor {file}\n" * 2


def test_a_missing_browser_ends_with_the_address(
    newsroom, room: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert newsroom("build").code == 0
    monkeypatch.setenv("BROWSER", "/no/such/browser %s")
    monkeypatch.setenv("PATH", str(room))
    monkeypatch.delenv("DISPLAY", raising=False)
    run = newsroom("open", "2026-03-02-library")
    page = room / "public" / "releases" / "2026-03-02-library.html"
    assert run.code == 2 and "no browser" in run.err and page.as_uri() in run.err and not programs.exists()


def test_a_withdrawal_and_a_new_name_wait_for_the_next_build(newsroom, room: Path) -> None:
    assert newsroom("build").code == newsroom("record").code == 0
    file = "releases/2026-03-02-library.md"
    assert newsroom("withdraw", file, "--reason", "The council has cancelled the plan.", "--yes").code == 0
    assert file in section(newsroom().out, SECTIONS[-2])
    assert newsroom("build").code == 0 and newsroom().out.startswith("nothing waits")
    assert newsroom("rename", file, "2026-03-02-reading").code == 0
    assert "2026-03-02-reading.md" in section(newsroom().out, SECTIONS[-2])
    assert newsroom("build").code == 0 and newsroom().out.startswith("nothing waits")


def test_status_tells_a_change_of_what_is_public_from_what_is_new(newsroom, room: Path) -> None:
    assert newsroom("build").code == newsroom("record").code == 0
    file = "releases/2026-03-02-library.md"
    assert "change waits" not in newsroom("status", file).out
    assert newsroom("rename", file, "2026-03-02-reading").code == 0
    run = newsroom("status")
    assert "1 release public already, and its change waits for the next newsroom build" in run.err
    assert "approved and due" not in run.err
    one = newsroom("status", "releases/2026-03-02-reading.md").out
    assert "public: since Monday, March 2, 2026; its change waits for the next newsroom build" in one
    add(room, "2026-03-03-new", headline='"New One"')
    assert "1 release approved and due: newsroom build publishes it" in newsroom("status").err
    assert "New One" in section(newsroom().out, "To be published: newsroom build")
    assert newsroom("build").code == 0
    assert "waits" not in newsroom("status").err and "due" not in newsroom("status").err


def test_what_has_errors_is_not_said_to_be_published_by_the_next_build(newsroom, room: Path) -> None:
    add(room, "2026-03-03-broken", headline='"Broken One"', office='"nobody"')
    run = newsroom("status")
    assert "1 release approved and due: newsroom build publishes it" in run.err and "Broken One" in run.out
