"""A public release whose file is gone: check, build and what they propose."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from copies import copy_of
from promises.rooms import add, make_room
from samples import BODY

from newsroom_cli.__main__ import main
from newsroom_cli.linter import cache

POOL = "releases/2026/a pool/2026-04-02-pool.md"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.c")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody: None) -> Path:
    """The current folder as a repository with two public releases that are recorded."""
    return copy_of(make, tmp_path)


def make(room: Path) -> None:
    make_room(room)
    add(room, "2026/a pool/2026-04-02-pool", date="2026-04-02", headline='"City Opens Pool"')
    assert main(["-C", str(room), "build"]) == main(["-C", str(room), "record"]) == 0
    git(room, "init", "-q")
    git(room, "add", "-A")
    git(room, "commit", "-qm", "two releases")


def commands(text: str) -> list[str]:
    """The git commands that a text proposes."""
    return [part.partition(")")[0] for part in text.split(" (")[1:] if part.startswith("git ")]


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("page", ["here", "elsewhere"])
def test_the_command_that_is_named_puts_the_file_back(newsroom, room: Path, page: str, committed: bool) -> None:
    before = (room / POOL).read_bytes()
    (room / POOL).unlink()
    if committed:
        git(room, "add", "-A")
        git(room, "commit", "-qm", "gone")
        git(room, "commit", "-qm", "later", "--allow-empty")
    if page == "elsewhere":
        shutil.rmtree(room / "public")
    for command in ("build", "check"):
        run = newsroom(command)
        assert run.code == 1 and "gone" in run.err and run.err.count("put its file back") == 1
        (proposed,) = commands(run.err)
        subprocess.run(shlex.split(proposed), cwd=room, check=True, capture_output=True)
        assert (room / POOL).read_bytes() == before
        git(room, "reset", "-q")
        (room / POOL).unlink()


def test_a_page_that_stays_hides_no_other_fault_in_what_a_correction_names(newsroom, room: Path) -> None:
    library, other = room / "releases/2026-03-02-library.md", room / "releases/release.md"
    (room / POOL).rename(other)
    assert newsroom("build").code == 0
    other.unlink()
    corrects_itself = f'corrects = "{library.name}"\n\n[dateline]'
    library.write_text(library.read_text(encoding="utf-8").replace("[dateline]", corrects_itself), encoding="utf-8")
    run = newsroom("build")
    assert run.code == 1 and "CR005" in run.out


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("LK007", "The opening hours", "See [the pool](<2026/a pool/2026-04-02-pool.md>).\n\nThe opening hours"),
        ("CR005", "[dateline]", 'corrects = "2026/a pool/2026-04-02-pool.md"\n\n[dateline]'),
        ("TR001", "[dateline]", 'language = "es"\ntranslation.of = "2026/a pool/2026-04-02-pool.md"\n\n[dateline]'),
    ],
)
def test_a_build_of_what_names_it_names_it_and_the_command_too(
    newsroom, room: Path, code: str, old: str, new: str
) -> None:
    library = room / "releases/2026-03-02-library.md"
    library.write_text(library.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert newsroom("build").code == 0
    (room / POOL).unlink()
    run = newsroom("build")
    assert run.code == 1 and "gone: the release of releases/2026-04-02-pool.html" in run.err
    (proposed,) = commands(run.err)
    refused = newsroom("build", "--remove", "2026-04-02-pool")
    assert refused.code == 1 and code in refused.out and commands(refused.err) == [proposed]
    subprocess.run(shlex.split(proposed), cwd=room, check=True, capture_output=True)
    assert newsroom("build").code == 0


def test_a_file_whose_name_is_not_its_address_is_found_in_git(newsroom, room: Path) -> None:
    named = room / "releases/Über den Park.md"
    add(room, "2026-04-05-zoo", date="2026-04-05", headline='"City Opens Zoo"').rename(named)
    assert newsroom("build").code == newsroom("record").code == 0
    git(room, "add", "-A")
    git(room, "commit", "-qm", "a third")
    named.unlink()
    (proposed,) = commands(newsroom("build").err)
    subprocess.run(shlex.split(proposed), cwd=room, check=True, capture_output=True)
    assert named.exists()


def test_without_git_no_command_is_named(newsroom, room: Path) -> None:
    shutil.rmtree(room / ".git")
    (room / POOL).unlink()
    for command in ("build", "check"):
        run = newsroom(command)
        assert run.code == 1 and "put its file back, or" in run.err and "git" not in run.err


def test_check_says_it_as_often_as_it_is_asked_about_everything(
    newsroom, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "TICK", -(10**18))
    add(room, "2026-04-05-zoo", date="2026-04-05", headline='"City Opens Zoo"')
    assert newsroom("check").code == newsroom("check").code == 0
    (room / POOL).unlink()
    for options in ((), (), ("--no-cache",), ("-f", "json")):
        run = newsroom("check", *options)
        assert run.code == 1 and "gone: the release of releases/2026-04-02-pool.html" in run.err
    assert newsroom("check", "--exit-zero").code == 0
    assert newsroom("check", "releases/2026-03-02-library.md").code == 0


def test_a_release_that_goes_on_in_another_file_is_not_gone(newsroom, room: Path) -> None:
    (room / POOL).rename(room / "releases" / "2026-04-02-baths.md")  # its id says so
    assert "gone" not in newsroom("check").err
    (room / "releases" / "2026-04-02-baths.md").unlink()
    add(room, "2026-04-03-spa", date="2026-04-03", extra='aliases = ["2026-04-02-pool"]\n', headline='"City Opens Spa"')
    run = newsroom("check")
    assert run.code == 0 and "gone" not in run.err


def test_a_release_that_was_never_public_may_go(newsroom, room: Path) -> None:
    path = add(room, "2099-01-01-zoo", date="2099-01-01", headline='"City Opens Zoo"')
    assert newsroom("approve", path, "--by", "Kim Lee", "--role", "Editor").code == 0
    path.unlink()
    run = newsroom("check")
    assert run.code == 0 and "gone" not in run.err


def pool_id(room: Path) -> str:
    """The id of the pool's release, by its record."""
    (path,) = (path for path in (room / "published").glob("*/*.toml") if "2026-04-02-pool" in path.read_text())
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["id"])


@pytest.mark.parametrize("name", ["id", "slug"])
@pytest.mark.parametrize("page", ["here", "elsewhere"])
def test_what_a_person_removes_is_settled_with_its_record(newsroom, room: Path, page: str, name: str) -> None:
    wanted = pool_id(room) if name == "id" else "2026-04-02-pool"
    (room / POOL).unlink()
    if page == "elsewhere":
        shutil.rmtree(room / "public")
        assert f"newsroom build --remove {shlex.quote(pool_id(room))}" in newsroom("check").err
    run = newsroom("build", "--remove", wanted)
    assert run.code == 0 and "its record is deleted: published/2026/" in run.err and "commit that" in run.err
    assert not (room / "public/releases/2026-04-02-pool.html").exists()
    assert len(list((room / "published").glob("*/*.toml"))) == 1
    assert newsroom("build").code == newsroom("check").code == 0
    run = newsroom("build", "--remove", wanted)
    assert run.code == 2 and "no page without a release" in run.err


def test_no_record_of_a_release_that_is_there_is_deleted(newsroom, room: Path) -> None:
    wanted = pool_id(room)
    shutil.rmtree(room / "public")
    run = newsroom("build", "--remove", wanted)
    assert run.code == 2 and "withdraw" in run.err and len(list((room / "published").glob("*/*.toml"))) == 2
    (room / POOL).unlink()
    assert newsroom("build", "--remove", wanted, "--as-of", "2026-06-01").code == 1
    assert len(list((room / "published").glob("*/*.toml"))) == 2


NAMING = {
    "LK007": {"body": f"{BODY}\nIt is where [the pool](2026/a%20pool/2026-04-02-pool.md) was.\n"},
    "CR005": {"extra": 'corrects = "2026/a pool/2026-04-02-pool.md"\n'},
    "TR001": {"extra": 'language = "es"\ntranslation = { of = "2026/a pool/2026-04-02-pool.md" }\n'},
}


@pytest.mark.parametrize("code", NAMING)
def test_what_names_a_page_that_stays_goes_out_in_every_way_in_which_build_publishes_it(
    newsroom, room: Path, code: str
) -> None:
    ferry = add(room, "2026-04-03-ferry", headline='"City Opens Ferry"', status='"review"', **NAMING[code])
    assert newsroom("publish", ferry, "--yes").code == 0
    (room / POOL).unlink()
    feed, mail = newsroom("feed", "--format", "json"), newsroom("email", ferry, "--format", "text")
    assert feed.code == mail.code == newsroom("export", ferry).code == newsroom("status", ferry).code == 0
    assert newsroom("build").code == 1
    assert feed.out == (room / "public/feed.json").read_text(encoding="utf-8")
    if code == "LK007":
        assert "/releases/2026-04-02-pool.html" in mail.out and "/releases/2026-04-02-pool.html" in feed.out
    later = add(room, "2026-04-04-pier", headline='"City Opens Pier"', status='"review"', **NAMING[code])
    assert newsroom("publish", later, "--yes").code == 0
    assert newsroom("check", ferry).code == 1, "where nothing was built, the same link stops the build"
    (room / "public/releases/2026-04-02-pool.html").unlink()
    for command in (("feed",), ("email", ferry), ("export", ferry, "--force")):
        assert newsroom(*command).code == 1
