"""newsroom rename: the old address leads on, everything that knew the old name follows, and a kill loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest
import terminal
from copies import copy_of
from promises import kills
from promises.rooms import add, change, tree
from samples import write_newsroom
from sampling import sample

from newsroom_cli.__main__ import main
from newsroom_cli.publishing.life import changes

LIBRARY, POOL = "2026-03-02-library", "2026-03-05-pool"
FILE, OTHER = f"releases/{LIBRARY}.md", f"releases/{POOL}.md"
NEW = "2026-03-09-library"


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    """The current folder as a newsroom with two public releases, one of which links to the other."""
    return copy_of(public, tmp_path)


def public(room: Path) -> None:
    plain(room)
    assert main(["-C", str(room), "build"]) == 0


def plain(room: Path) -> None:
    write_newsroom(room)
    add(room, LIBRARY)
    link = f"[the library]({LIBRARY}.md#hours)"
    add(room, POOL, date="2026-03-05", headline='"City Opens Pool"', body=f"The city opened a pool near {link}.\n")
    change(room / OTHER, "[[quotes]]", "[x]")


def front(room: Path, file: str) -> dict:
    return tomllib.loads((room / file).read_text(encoding="utf-8").split("+++")[1])


def record(room: Path) -> dict:
    (file,) = (room / "published/2026").glob("26-03-02-library-*.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


# --- what it does -----------------------------------------------------------------------------------------------------


def test_rename_keeps_the_old_address(newsroom, room: Path) -> None:
    run = newsroom("rename", FILE, NEW)
    assert run.code == 0 and run.out.strip() == f"releases/{NEW}.md" and LIBRARY in run.err
    assert not (room / FILE).exists() and front(room, f"releases/{NEW}.md")["aliases"] == [LIBRARY]
    assert newsroom("build").code == 0
    assert f"releases/{NEW}.html" in (room / f"public/releases/{LIBRARY}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [NEW, f"{NEW}.md", f"releases/{NEW}.md"])
def test_the_name_is_taken_with_or_without_ending_and_folder(newsroom, room: Path, name: str) -> None:
    assert newsroom("rename", LIBRARY, name).code == 0 and (room / f"releases/{NEW}.md").exists()


def test_the_new_address_is_said_and_a_date_that_the_name_loses(newsroom, room: Path) -> None:
    run = newsroom("rename", FILE, NEW)
    assert f"its address is releases/{NEW}.html from the next build on" in run.err and "no date any more" not in run.err
    run = newsroom("rename", f"releases/{NEW}.md", "quay.md")
    command = next(line.partition("; ")[2] for line in run.err.splitlines() if "no date any more" in line)
    assert command.removesuffix(" puts it back").split() == [
        "newsroom",
        "rename",
        "releases/quay.md",
        "2026-03-09-quay.md",
    ]
    assert (
        newsroom("rename", "releases/quay.md", "2026-03-09-quay.md").code == 0
        and (room / "releases/2026-03-09-quay.md").exists()
    )


@pytest.mark.parametrize("name", ["pool-" * 25, "市" * 70])
def test_a_name_that_no_address_can_keep_is_refused(newsroom, room: Path, name: str) -> None:
    run = newsroom("rename", FILE, name.strip("- "))
    assert run.code == 2 and "an address has 120 at most" in run.err and "shorter" in run.err and (room / FILE).exists()


def test_the_name_that_is_offered_ends_with_a_whole_word(newsroom, room: Path) -> None:
    change(room / FILE, "City Opens", "City Opens the Extraordinarily Wonderful Harbourside Neighbourhood")
    seen = terminal.shown(["rename", FILE], folder=room, answers=terminal.ByPart({"": ""}))
    assert "2026-03-02-city-opens-the-extraordinarily-wonderful (Enter keeps it)" in " ".join(seen.split())


def test_links_in_other_releases_follow(newsroom, room: Path) -> None:
    change(room / OTHER, "a pool near", "a pool like [this][1], near")
    with (room / OTHER).open("a", encoding="utf-8") as file:
        file.write(f"\n[1]: <{LIBRARY}.md>\n")
        file.write(f'\nSee [the {LIBRARY}.md](  {LIBRARY}.md "{LIBRARY}.md").\n')
    run = newsroom("rename", FILE, NEW)
    text = (room / OTHER).read_text(encoding="utf-8")
    assert OTHER in run.err and f"({NEW}.md#hours)" in text and f"[1]: <{NEW}.md>" in text
    assert f'[the {LIBRARY}.md](  {NEW}.md "{LIBRARY}.md")' in text and text.count(LIBRARY) == 2
    assert "LK007" not in newsroom("check").out


def test_links_in_html_follow(newsroom, room: Path) -> None:
    tags = ['<a title="{0}.md" href="{0}.md#hours">', "<A HREF = '../releases/{0}.md' title={0}.md>", "<a href={0}.md>"]
    with (room / OTHER).open("a", encoding="utf-8") as file:
        file.write("".join(f"\nSee {tag.format(LIBRARY)}the library</a>.\n" for tag in tags))
        file.write(f"\n<div>\n{tags[2].format(LIBRARY)}the library</a>\n</div>\n")
    assert newsroom("rename", FILE, NEW).code == 0
    text = (room / OTHER).read_text(encoding="utf-8")
    assert f'title="{LIBRARY}.md" href="{NEW}.md#hours"' in text and f"'../releases/{NEW}.md' title=" in text
    assert text.count(f"<a href={NEW}.md>") == 2 and "LK007" not in newsroom("check").out


def test_the_links_between_a_correction_a_translation_and_their_release_follow(newsroom, room: Path) -> None:
    change(room / FILE, "[dateline]", f'[translation]\nof = "{POOL}.md"\n\n[dateline]')
    change(room / FILE, "kind =", f'corrects = "{POOL}.md"\nkind =')
    change(room / OTHER, "kind =", f'corrected_by = ["{LIBRARY}.md"]\nkind =')
    assert newsroom("rename", OTHER, "2026-03-09-pool").code == newsroom("rename", FILE, NEW).code == 0
    read = front(room, f"releases/{NEW}.md")
    assert read["translation"]["of"] == read["corrects"] == "2026-03-09-pool.md"
    assert front(room, "releases/2026-03-09-pool.md")["corrected_by"] == [f"{NEW}.md"]


def test_the_old_name_leads_to_the_file(newsroom, room: Path) -> None:
    newsroom("rename", FILE, "quay.md")
    run = newsroom("status", FILE)
    assert run.code == 2 and "it was renamed, and is releases/quay.md now" in run.err


def test_a_name_with_spaces_is_escaped_in_links(newsroom, room: Path) -> None:
    assert newsroom("rename", FILE, "Die Bücherei (neu).md").code == 0
    assert "(Die%20Bücherei%20%28neu%29.md#hours)" in (room / OTHER).read_text(encoding="utf-8")
    assert newsroom("build").code == 0 and (room / "public/releases/die-bucherei-neu.html").exists()


def test_the_record_has_both_addresses_and_the_words_stay_recorded(newsroom, room: Path) -> None:
    newsroom("record")
    before = record(room)
    newsroom("rename", FILE, NEW)
    assert record(room) == before | {"addresses": [LIBRARY, NEW]}
    assert "CR00" not in newsroom("check").out


def test_signatures_stand(newsroom, room: Path) -> None:
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor").code == 0
    assert newsroom("approve", OTHER, "--by", "Kim Lee", "--role", "Editor").code == 0
    change(room / OTHER, f"[the library]({LIBRARY}.md#hours)", "the library")
    assert newsroom("approve", OTHER, "--by", "Kim Lee", "--role", "Editor").code == 0
    toml = room / "newsroom.toml"
    toml.write_text(toml.read_text() + "\n[approvals]\nrequired = 1\nauthor_alone = true\n")
    assert newsroom("build").code == 0
    assert newsroom("rename", FILE, NEW).code == 0
    assert newsroom("build").code == 0


def test_a_release_whose_signature_a_changed_link_voids_is_named(newsroom, room: Path) -> None:
    assert newsroom("approve", OTHER, "--by", "Kim Lee", "--role", "Editor").code == 0
    assert f"signed again, because its link has changed: {OTHER}" in newsroom("rename", FILE, NEW).err


def test_back_and_forth_leaves_one_alias_and_no_chain(newsroom, room: Path) -> None:
    newsroom("rename", FILE, NEW)
    newsroom("build")
    newsroom("rename", f"releases/{NEW}.md", "third.md")
    assert front(room, "releases/third.md")["aliases"] == [LIBRARY, NEW]
    newsroom("build")
    for old in (LIBRARY, NEW):
        assert "releases/third.html" in (room / f"public/releases/{old}.html").read_text(encoding="utf-8")
    newsroom("rename", "third", LIBRARY)
    assert front(room, FILE)["aliases"] == [NEW, "third"]
    assert newsroom("build").code == 0
    assert "<h1>" in (room / f"public/releases/{LIBRARY}.html").read_text(encoding="utf-8")


def test_what_was_never_public_keeps_no_address(newsroom, room: Path) -> None:
    add(room, "2026-04-01-secret", status='"draft"')
    assert newsroom("rename", "releases/2026-04-01-secret.md", "2026-04-02-secret").code == 0
    assert "aliases" not in front(room, "releases/2026-04-02-secret.md")


def test_a_planned_release_with_a_record_keeps_no_address(newsroom, room: Path) -> None:
    path = add(room, "2026-04-01-secret", status='"review"', date="2099-04-01")
    assert newsroom("approve", path, "--by", "Kim Lee", "--role", "Editor").code == 0
    assert newsroom("rename", path, "2099-04-01-plan").code == 0
    assert "aliases" not in front(room, "releases/2099-04-01-plan.md")
    (kept,) = [tomllib.loads(file.read_text()) for file in (room / "published").glob("2099/*.toml")]
    assert kept["addresses"] == ["2099-04-01-plan"]


def test_a_change_of_case_changes_no_address(newsroom, room: Path) -> None:
    assert newsroom("rename", FILE, "2026-03-02-Library").code == 0
    assert "aliases" not in front(room, "releases/2026-03-02-Library.md") and not (room / FILE).exists()


def test_a_file_renamed_by_hand_gets_its_aliases(newsroom, room: Path) -> None:
    newsroom("record")
    (room / FILE).rename(room / f"releases/{NEW}.md")
    change(room / OTHER, f"{LIBRARY}.md", f"{NEW}.md")
    run = newsroom("check")
    assert "CR003" in run.out and LIBRARY in run.out and f"newsroom rename releases/{NEW}.md" in run.out
    run = newsroom("build")
    assert run.code == 0 and f"{LIBRARY} -> releases/{NEW}.md" in run.err
    assert newsroom("rename", f"releases/{NEW}.md").code == 0
    assert front(room, f"releases/{NEW}.md")["aliases"] == [LIBRARY]
    assert record(room)["addresses"] == [LIBRARY, NEW]
    assert "CR003" not in newsroom("check").out and "another name" not in newsroom("build").err
    assert "already" in newsroom("rename", f"releases/{NEW}.md").err


def test_links_to_a_file_that_was_renamed_by_hand_follow(newsroom, room: Path) -> None:
    (room / FILE).rename(room / f"releases/{NEW}.md")
    build = newsroom("build")  # the link leads nowhere, and everything stays as it was
    assert build.code == 1 and "help: if the file was renamed, newsroom rename NEWFILE corrects the links" in build.out
    run = newsroom("rename", f"releases/{NEW}.md")
    assert run.code == 0 and OTHER in run.err
    assert f"({NEW}.md#hours)" in (room / OTHER).read_text(encoding="utf-8")
    assert newsroom("build").code == 0 and newsroom("check", "--select", "LK").code == 0


def test_the_record_alone_keeps_an_address_in_a_fresh_folder(newsroom, room: Path) -> None:
    newsroom("record")
    (room / FILE).rename(room / f"releases/{NEW}.md")
    change(room / OTHER, f"{LIBRARY}.md", f"{NEW}.md")
    shutil.rmtree(room / "public")
    run = newsroom("build")
    assert run.code == 0 and "another name" in run.err
    assert f"releases/{NEW}.html" in (room / f"public/releases/{LIBRARY}.html").read_text(encoding="utf-8")


def test_a_public_release_that_is_gone_from_a_fresh_folder_is_named(newsroom, room: Path) -> None:
    newsroom("record")
    (room / OTHER).unlink()
    shutil.rmtree(room / "public")
    run = newsroom("build")
    assert run.code == 1 and "published/2026/" in run.err and (room / f"public/releases/{LIBRARY}.html").exists()
    (gone,) = (room / "published").glob("*/*pool*.toml")
    gone.unlink()
    assert newsroom("build").code == 0


def test_check_proposes_rename_for_a_name_of_another_date(newsroom, room: Path) -> None:
    change(room / FILE, "date = 2026-03-02", "date = 2026-03-03")
    assert f"newsroom rename {FILE} 2026-03-03-library.md" in newsroom("check").out


# --- what it refuses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (POOL, "same name in addresses"),
        (POOL.upper(), "same name in addresses"),
        ("2026-03-05 pööl", "same name in addresses"),
        (unicodedata.normalize("NFD", "2026-03-05-pööl"), "same name in addresses"),
        ("taken.md", 'the alias "taken"'),
        ("notes.md", "has this name already"),
        ("NOTES.md", "has this name already"),
        ("???", "no letter or digit"),
        (".hidden", "cannot be the name"),
        ("a\\b", "cannot be the name"),
        ("a\tb", "cannot be the name"),
        ("../newsroom", "another folder"),
        ("2026/library", "another folder"),
    ],
)
def test_a_name_that_clashes_is_refused_and_nothing_is_changed(newsroom, room: Path, name: str, words: str) -> None:
    change(room / OTHER, "status =", 'aliases = ["taken"]\nstatus =')
    (room / "releases/Notes.MD").mkdir()
    before = tree(room)
    run = newsroom("rename", FILE, name)
    assert run.code == 2 and words in run.err and tree(room) == before


def test_the_address_of_a_page_whose_release_is_gone_is_refused(newsroom, room: Path) -> None:
    (room / OTHER).unlink()
    run = newsroom("rename", FILE, POOL)
    assert run.code == 2 and "no release has that name" in run.err


def test_the_recorded_address_of_another_release_is_refused(newsroom, room: Path) -> None:
    newsroom("record")
    newsroom("rename", OTHER, "2026-03-06-pool")
    change(room / "releases/2026-03-06-pool.md", f'aliases = ["{POOL}"]\n', "")
    shutil.rmtree(room / "public")
    run = newsroom("rename", FILE, POOL)
    assert run.code == 2 and "was public as" in run.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_changes_nothing(newsroom, room: Path) -> None:
    before = tree(room)
    (room / "releases").chmod(0o500)
    try:
        assert newsroom("rename", FILE, NEW).code == 2
    finally:
        (room / "releases").chmod(0o700)
    assert tree(room) == before


def test_a_release_that_cannot_be_read_is_refused(newsroom, room: Path) -> None:
    (room / FILE).write_bytes(b"+++\nid = \n+++\n")
    assert newsroom("rename", FILE, NEW).code != 0 and (room / FILE).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_ctrl_c_after_the_first_files_waits_for_the_new_name(newsroom, room: Path, monkeypatch) -> None:
    save = changes.save

    def saved_and_stopped(*arguments, **options) -> None:
        save(*arguments, **options)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(changes, "save", saved_and_stopped)
    assert newsroom("rename", FILE, NEW).code == 130
    assert (room / f"releases/{NEW}.md").exists() and newsroom("build").code == 0


# --- kills ------------------------------------------------------------------------------------------------------------


def test_a_kill_at_any_step_loses_nothing_and_the_same_command_completes_it(tmp_path: Path) -> None:
    def made(name: str) -> Path:
        room = tmp_path / name
        room.mkdir()
        plain(room)
        for command in ("build", "record"):
            assert kills.run(command, folder=room, before_step=0).returncode == 0
        return room

    start = made("start")
    whole = tmp_path / "whole"
    shutil.copytree(start, whole)
    done = kills.run("rename", FILE, NEW, folder=whole, before_step=0)
    assert done.returncode == 0
    expected, steps = tree(whole), kills.steps(done)
    assert steps > 5
    for step in sample(range(1, steps + 1), 4):
        room = tmp_path / str(step)
        shutil.copytree(start, room)
        if not kills.killed("rename", FILE, NEW, folder=room, before_step=step):
            continue
        there = [path for path in (room / FILE, room / f"releases/{NEW}.md") if path.exists()]
        assert len(there) == 1 and there[0].read_text(encoding="utf-8").endswith("library).\n")
        assert (room / f"public/releases/{LIBRARY}.html").exists()
        if there[0] == room / FILE:
            assert kills.run("rename", FILE, NEW, folder=room, before_step=0).returncode == 0
        assert tree(room) == expected and not list(kills.left_over(room / "releases"))
        shutil.rmtree(room)


@pytest.mark.oracle
def test_a_build_that_is_killed_while_a_page_moves_leaves_no_address_without_a_page(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    plain(room)
    assert kills.run("build", folder=room, before_step=0).returncode == 0
    assert kills.run("rename", FILE, NEW, folder=room, before_step=0).returncode == 0
    start = tmp_path / "start"
    shutil.copytree(room, start)
    done = kills.run("build", folder=room, before_step=0)
    expected = tree(room / "public")
    for step in sample(range(1, kills.steps(done) + 1), 6):
        again = tmp_path / f"again{step}"
        shutil.copytree(start, again)
        kills.run("build", folder=again, before_step=step)
        there = tree(again / "public")
        assert f"releases/{LIBRARY}.html" in there
        if NEW.encode() in there["index.html"]:
            assert f"releases/{NEW}.html" in there
        assert kills.run("build", folder=again, before_step=0).returncode == 0
        assert tree(again / "public") == expected
        shutil.rmtree(again)


# --- a new release under an old name ----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["rename", "by hand", "record alone"])
def test_a_new_release_does_not_get_the_old_name_of_another(newsroom, room: Path, how: str) -> None:
    assert newsroom("record").code == 0
    if how == "rename":
        assert newsroom("rename", FILE, NEW).code == 0
    else:
        change(room / OTHER, f"{LIBRARY}.md", f"{NEW}.md")
        (room / FILE).rename(room / f"releases/{NEW}.md")
        assert newsroom("build").code == 0
    shutil.rmtree(room / ("published" if how == "by hand" else "public"))
    run = newsroom("new", "release", "--headline", "Library", "--date", "2026-03-02")
    assert run.code == 2 and not (room / FILE).exists()
    assert f'"{LIBRARY}"' in run.err and "choose another name: --name" in run.err
    assert newsroom("new", "release", "--headline", "Library", "--name", "books", "--date", "2026-03-02").code == 0
    assert newsroom("build").code == 0


def test_a_new_release_does_not_get_the_name_of_a_file_in_another_folder(newsroom, room: Path) -> None:
    (room / "releases/2026").mkdir()
    (room / FILE).rename(room / f"releases/2026/{LIBRARY}.md")
    run = newsroom("new", "release", "--headline", "Library", "--date", "2026-03-02")
    assert run.code == 2 and f"releases/2026/{LIBRARY}.md has the same name in addresses" in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_words_of_a_headline_at_the_question_keep_the_date_and_are_an_address(room: Path) -> None:
    question = "New name, such as 2026-03-02-city-opens-harbour-quarter-library (Enter keeps it)"
    answers = {question: "The library opens on Monday", "Change its address? [y/N]": "y"}
    seen = terminal.shown(["rename", FILE], folder=room, answers=answers)
    assert (room / "releases/2026-03-02-the-library-opens-on-monday.md").exists()
    assert f"its public address is releases/{LIBRARY}.html" in seen
    assert "it would be releases/2026-03-02-the-library-opens-on-monday.html" in seen


@pytest.mark.parametrize(("name", "date"), [("quay", "2026-03-02-"), ("the long quay", "2026-03-02-"), (NEW, "")])
def test_the_date_before_a_name_stays_unless_the_new_name_has_one(newsroom, room: Path, name: str, date: str) -> None:
    run = newsroom("rename", FILE, name)
    assert run.code == 0 and (room / f"releases/{date}{name.replace(' ', '-')}.md").exists()


def test_the_date_before_a_name_becomes_that_of_the_release(newsroom, room: Path) -> None:
    change(room / FILE, "2026-03-02\n", "2026-03-05\n")
    assert newsroom("rename", FILE, "the quay").code == 0
    assert (room / "releases/2026-03-05-the-quay.md").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_public_address_changes_only_after_a_question(newsroom, room: Path) -> None:
    seen = terminal.shown(["rename", FILE, "quay"], folder=room, answers={"Change its address? [y/N]": ""})
    assert "nothing was renamed" in seen and (room / FILE).exists()
    terminal.shown(["rename", FILE, "quay", "--yes"], folder=room, answers={})
    add(room, "2026-04-01-draft", date="2026-04-01", status='"draft"')
    terminal.shown(["rename", "releases/2026-04-01-draft.md", "pier"], folder=room, answers={})
    assert (room / "releases/2026-03-02-quay.md").exists() and (room / "releases/2026-04-01-pier.md").exists()
