"""CI is red when the build would be: what a change touches is reported, wherever in the newsroom it shows."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
import yaml
from oracles import tools
from samples import FRONT, HERE, picture, sample_text
from sampling import sample

from newsroom_cli.linter.report import FORMATS, SERVICES

ROOT = HERE.parent
WRONG = "The hall opens on Tuesday, March 9, 2026.\n"
QUOTE = "“We will open every branch on Sundays for the children of the harbour, {},” said Mayor Ana Okafor.\n"


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "protocol.file.allow=always")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode(errors="replace").strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a change")


def found(run) -> list[tuple[str, str]]:
    """Code and path of each finding in a run with `-f json`."""
    assert run.out, run.err
    return [(finding["code"], finding["path"]) for finding in json.loads(run.out)]


def put(room: Path, name: str, body: str = "", *, number: int | None = None, front: str = FRONT) -> Path:
    """A release with an id of its own, as old as an archive's."""
    file = room / "releases" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    mark = f"{number if number is not None else zlib.crc32(name.encode(errors='replace')) % 9_000 + 1_000:04}"
    file.write_text(sample_text(front=front.replace("9x4c7b1f", f"9x4c{mark}")) + (f"\n{body}" if body else ""))
    then = time.time() - 60
    os.utime(file, (then, then))
    return file


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody: None) -> Path:
    """The current folder as a newsroom of some releases; git knows nothing of it."""
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    for number, name in enumerate("bdfhj"):
        put(tmp_path, f"{name}.md", number=number)
    return tmp_path


@pytest.fixture
def repository(room: Path) -> Path:
    """The newsroom as a repository with one commit."""
    git(room, "init", "-q", "-b", "main")
    commit(room)
    return room


@pytest.mark.parametrize("how", [(), ("--since", "HEAD"), ("--staged",), ("--format", "github")])
def test_a_releases_folder_that_is_missing_is_no_green_check(newsroom, repository: Path, how: tuple[str, ...]) -> None:
    (repository / "releases").rename(repository / "elsewhere")
    assert newsroom("build").code == newsroom("check", *how).code == 2
    assert "there is no such folder" in newsroom("check", *how).err


# --- what two releases have in common -------------------------------------------------------------------------


@pytest.mark.parametrize("copy", ["a.md", "copied.md"])
@pytest.mark.parametrize("arguments", [("--since", "HEAD"), ("--staged",), ("releases/{copy}",)])
def test_a_copied_release_is_reported_where_only_it_is_looked_at(
    newsroom, repository: Path, copy: str, arguments: tuple[str, ...]
) -> None:
    shutil.copy(repository / "releases" / "b.md", repository / "releases" / copy)
    git(repository, "add", "-A")
    assert newsroom("check").code == newsroom("build").code == 1
    run = newsroom("check", "-f", "json", *(argument.format(copy=copy) for argument in arguments))
    assert run.code == 1 and found(run) == [("FM007", f"releases/{max(copy, 'b.md')}")]


def test_the_copy_is_reported_wherever_it_stands_in_order(newsroom, room: Path) -> None:
    """By its status; or else by the record of the release, which knows the name it was public under."""
    put(room, "b.md")
    text = (room / "releases/b.md").read_text(encoding="utf-8")
    copy = room / "releases/a.md"
    copy.write_text(text.replace('"approved"', '"draft"'), encoding="utf-8")
    assert ("FM007", "releases/a.md") in found(newsroom("check", "-f", "json"))
    copy.unlink()
    assert newsroom("record").code == 0
    copy.write_text(text, encoding="utf-8")
    run = newsroom("check", "-f", "json")
    assert [path for code, path in found(run) if code == "FM007"] == ["releases/a.md"]
    assert "releases/b.md has the same id" in run.out


def test_a_copy_made_elsewhere_is_not_this_change(newsroom, repository: Path) -> None:
    shutil.copy(repository / "releases" / "b.md", repository / "releases" / "copied.md")
    commit(repository)
    put(repository, "new.md", number=99)
    assert found(newsroom("check", "-f", "json", "--since", "HEAD")) == []
    assert found(newsroom("check", "-f", "json", "releases/new.md")) == []
    assert found(newsroom("check", "-f", "json", "releases/b.md")) == [("FM007", "releases/copied.md")]


@pytest.mark.parametrize("place", ["a.md", "z.md"])
def test_a_quote_in_other_words_is_reported_at_the_one_that_was_not_changed(
    newsroom, repository: Path, place: str
) -> None:
    put(repository, "d.md", QUOTE.format("all year"), number=1)
    commit(repository)
    put(repository, place, QUOTE.format("every year"), number=77)
    for arguments in (("--since", "HEAD"), (f"releases/{place}",)):
        codes = found(newsroom("check", "-f", "json", *arguments, "--select", "QT013"))
        assert codes == [("QT013", f"releases/{max(place, 'd.md')}")]


def test_a_rename_that_makes_two_pages_one_is_reported(newsroom, repository: Path) -> None:
    (repository / "releases" / "old").mkdir()
    git(repository, "mv", "releases/d.md", "releases/old/B.md")
    git(repository, "commit", "-qm", "move")
    assert found(newsroom("check", "-f", "json", "--since", "HEAD~1")) == [("FM007", "releases/old/B.md")]


@pytest.mark.parametrize("gone", ["releases/tree.png", "releases/d.md"])
@pytest.mark.parametrize("how", ["removed", "staged", "committed", "renamed"])
def test_what_shows_a_deleted_picture_or_links_to_a_deleted_release_is_reported(
    newsroom, room: Path, gone: str, how: str
) -> None:
    (room / "releases" / "tree.png").write_bytes(picture())
    put(room, "b.md", "![A tree](tree.png)\n\nSee [the other](d.md).\n", number=0)
    git(room, "init", "-q")
    commit(room)
    if how == "removed":
        (room / gone).unlink()
    else:
        git(room, *(("mv", gone, f"{gone}.old") if how == "renamed" else ("rm", "-q", gone)))
    if how == "committed":
        git(room, "commit", "-qm", "away")
    since = "HEAD~1" if how == "committed" else "HEAD"
    expected = [("IM004" if gone.endswith("png") else "LK007", "releases/b.md")]
    for _ in range(2):
        assert found(newsroom("check", "-f", "json", "--since", since)) == expected
    if how in ("staged", "renamed"):
        assert found(newsroom("check", "-f", "json", "--staged")) == expected


@pytest.mark.parametrize("changed", ["newsroom.toml", "templates/page.html", "known.json"])
@pytest.mark.parametrize("arguments", [("--since", "HEAD"), ("--staged",), ("--staged", "newsroom.toml")])
def test_what_decides_about_every_release_has_every_release_checked(
    newsroom, room: Path, changed: str, arguments: tuple[str, ...]
) -> None:
    options = room / "newsroom.toml"
    options.write_text(f'{options.read_text(encoding="utf-8")}\n[check]\nbaseline = "known.json"\n', encoding="utf-8")
    (room / "known.json").write_text('{"findings": []}\n', encoding="utf-8")
    put(room, "d.md", WRONG, number=1)
    git(room, "init", "-q")
    commit(room)
    assert newsroom("check", "--since", "HEAD").code == newsroom("check", "--staged").code == 0
    file = room / changed
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as opened:
        opened.write("\n")
    git(room, "add", "-A")
    assert found(newsroom("check", "-f", "json", *arguments)) == [("DT001", "releases/d.md")]
    assert found(newsroom("check", "-f", "json", "newsroom.toml")) == [("DT001", "releases/d.md")]


def test_what_was_remembered_does_not_hide_what_a_change_brings(newsroom, repository: Path) -> None:
    for _ in range(2):  # answered from memory the second time, with files as old as an archive's
        assert newsroom("check", "releases/b.md").err == "nothing to fix in 1 release\n"
    put(repository, "copied.md", number=0)
    for _ in range(2):
        run = newsroom("check", "releases/b.md")
        assert run.code == 1 and "FM007" in run.out
    assert newsroom("check", "releases/d.md").code == 0
    (repository / "releases" / "copied.md").unlink()
    assert newsroom("check", "releases/b.md").code == 0


# --- what git says --------------------------------------------------------------------------------------------

NAMES = [
    "two words.md",
    'a "quote".md',
    "a\nnewline.md",
    "a\ttab.md",
    "ä–ö.md",
    b"latin-\xe9.md",
    ":(top)x.md",
    "-x.md",
    "*.md",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", ["untracked", "staged", "committed"])
def test_any_name_of_a_file_is_found(newsroom, repository: Path, name: str | bytes, how: str) -> None:
    git(repository, "config", "core.quotePath", "true")
    put(repository, os.fsdecode(name), WRONG, number=50)
    if how != "untracked":
        git(repository, "add", "-A")
    if how == "committed":
        commit(repository)
    run = newsroom("check", "-f", "json", "--since", "HEAD~1" if how == "committed" else "HEAD")
    assert [code for code, _ in found(run)] == ["DT001"]
    if how == "staged":
        assert [code for code, _ in found(newsroom("check", "-f", "json", "--staged"))] == ["DT001"]


def test_a_release_that_git_ignores_counts_as_changed(newsroom, repository: Path) -> None:
    (repository / ".gitignore").write_text("releases/private\n", encoding="utf-8")
    put(repository, "private/x.md", WRONG)
    assert found(newsroom("check", "-f", "json", "--since", "HEAD")) == [("DT001", "releases/private/x.md")]


def test_a_newsroom_in_a_subfolder_from_any_folder(newsroom, tmp_path: Path, git_of_nobody: None, monkeypatch) -> None:
    site = tmp_path / "a b" / "site"
    put(site, "b.md", number=0)
    (site / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    put(site, "copied.md", number=0)
    git(tmp_path, "add", "-A")
    for folder in (tmp_path, site, site / "releases", Path("/")):
        monkeypatch.chdir(folder)
        for asked in (("--since", "HEAD"), ("--staged",), (str(site / "releases" / "copied.md"),)):
            run = newsroom("-C", site, "check", "-f", "github", *asked)
            assert run.code == 1 and run.out.startswith("::error file=a b/site/releases/copied.md,"), run


def test_a_detached_head_and_a_worktree(newsroom, repository: Path, tmp_path: Path, monkeypatch) -> None:
    git(repository, "checkout", "-q", "--detach")
    put(repository, "copied.md", number=0)
    commit(repository)
    assert found(newsroom("check", "-f", "json", "--since", "main")) == [("FM007", "releases/copied.md")]
    tree = tmp_path / "tree"
    git(repository, "worktree", "add", "-q", str(tree), "HEAD")
    monkeypatch.chdir(tree)
    assert found(newsroom("check", "-f", "json", "--since", "main")) == [("FM007", "releases/copied.md")]
    (tree / "releases" / "copied.md").unlink()
    assert found(newsroom("check", "-f", "json", "--since", "HEAD")) == []


def as_hook(folder: Path, where: Path | None = None) -> None:
    """A hook of git that runs the check of a newsroom, here unless said otherwise."""
    files = Path(git(folder, "rev-parse", "--path-format=absolute", "--git-path", "hooks"))
    files.mkdir(exist_ok=True)
    (files / "pre-commit").write_text(
        f"#!/bin/sh\nexec {sys.executable} -m newsroom_cli check --staged -f concise -C '{where or folder}'\n"
    )
    (files / "pre-commit").chmod(0o755)


HOWS = [("commit", "-qm", "x"), ("commit", "-qam", "x"), ("commit", "-qm", "x", "--", ".")]


@pytest.mark.parametrize(("place", "how"), sample(itertools.product(["top", "subfolder", "worktree"], HOWS), 6))
def test_a_hook_of_git_sees_what_this_commit_changes(room: Path, place: str, how: tuple[str, ...]) -> None:
    """Git gives its hooks an index of their own, named from where it starts them."""
    top, site = room, room
    if place == "subfolder":
        site = room / "site"
        site.mkdir()
        for name in ("newsroom.toml", "releases"):
            (room / name).rename(site / name)
    git(top, "init", "-q", "-b", "main")
    commit(top)
    if place == "worktree":
        git(top, "worktree", "add", "-q", "tree")
        top = site = room / "tree"
    as_hook(top, site)
    text = (site / "releases" / "d.md").read_bytes()
    (site / "releases" / "d.md").write_bytes((site / "releases" / "b.md").read_bytes())
    if how == ("commit", "-qm", "x"):
        git(top, "add", "-A")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        git(site, *how)
    assert b"FM007" in refused.value.stdout + refused.value.stderr
    (site / "releases" / "d.md").write_bytes(text.replace(b"Library", b"Museum"))
    (site / "notes.txt").write_text("nothing to do with it", encoding="utf-8")
    git(top, "add", "-A")
    git(site, *how)


@pytest.mark.parametrize("name", ["releases/b.md", "newsroom.toml"])
def test_a_file_that_is_not_committed_as_it_is_cannot_be_checked(newsroom, repository: Path, name: str) -> None:
    file = repository / name
    before = file.read_bytes()
    file.write_bytes(before + b"\nTK\n")
    git(repository, "add", name)
    file.write_bytes(before)
    run = newsroom("check", "--staged")
    assert run.code == 2 and name in run.err and "the staged version" in run.err
    git(repository, "reset", "--quiet", "--hard")
    file.write_bytes(before + b"\n")  # what is not staged at all is nobody's commit
    assert newsroom("check", "--staged").code == 0


def test_a_hook_of_one_repository_may_check_another(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    as_hook(other, repository)
    (other / "a.txt").write_text("a", encoding="utf-8")
    git(other, "add", "-A")
    git(other, "commit", "-qm", "nothing is staged there")
    put(repository, "copied.md", number=0)
    git(repository, "add", "-A")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        git(other, "commit", "--allow-empty", "-qm", "now there is")
    assert b"FM007" in refused.value.stderr + refused.value.stdout


@pytest.mark.parametrize("arguments", [("--depth", "1"), ("--depth", "1", "--no-single-branch")])
def test_a_shallow_clone_says_what_to_fetch(
    newsroom, repository: Path, tmp_path: Path, arguments: tuple[str, ...], monkeypatch
) -> None:
    git(repository, "checkout", "-qb", "mine")
    put(repository, "new.md")
    commit(repository)
    git(tmp_path, "clone", "-q", *arguments, repository.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    run = newsroom("check", "--since", "origin/main", "-f", "github")
    assert run.code == 2 and "fetch-depth: 0" in run.err and "GIT_DEPTH" in run.err
    assert run.out.startswith("::error title=newsroom check::") and run.out.count("\n") == 1
    git(tmp_path / "clone", "fetch", "-q", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*")
    assert newsroom("check", "--since", "origin/main").code == 0


def test_a_repository_of_somebody_else_is_told_in_the_words_of_git(newsroom, repository: Path, monkeypatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for arguments in (("--since", "HEAD"), ("--staged",)):
        run = newsroom("check", *arguments)
        assert (
            run.code == 2 and "dubious ownership" in run.err and "git config --global --add safe.directory" in run.err
        )
    assert newsroom("check").code == 0


def test_without_git_that_is_said(newsroom, repository: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    run = newsroom("check", "--since", "HEAD")
    assert run.code == 2 and "git cannot be run" in run.err


@pytest.fixture
def with_submodule(room: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom as a repository whose releases are a submodule."""
    texts = tmp_path_factory.mktemp("texts")
    shutil.rmtree(texts)
    (room / "releases").rename(texts)
    git(texts, "init", "-q", "-b", "main")
    commit(texts)
    git(room, "init", "-q", "-b", "main")
    git(room, "submodule", "add", "-q", str(texts), "releases")
    commit(room)
    return room


@pytest.mark.parametrize("how", ["untracked", "committed there", "committed"])
def test_releases_in_a_submodule_are_looked_at(newsroom, with_submodule: Path, how: str) -> None:
    assert newsroom("check", "--since", "HEAD").err == "no release has changed\n"
    put(with_submodule, "copied.md", number=0)
    if how != "untracked":
        commit(with_submodule / "releases")
    if how == "committed":
        commit(with_submodule)
    run = newsroom("check", "-f", "json", "--since", "HEAD~1" if how == "committed" else "HEAD")
    assert found(run) == [("FM007", "releases/copied.md")]


def test_a_submodule_that_is_new_or_staged_is_looked_at(newsroom, with_submodule: Path) -> None:
    put(with_submodule, "copied.md", number=0)
    commit(with_submodule / "releases")
    git(with_submodule, "add", "-A")
    assert found(newsroom("check", "-f", "json", "--staged")) == [("FM007", "releases/copied.md")]
    git(with_submodule, "checkout", "-q", "--orphan", "other")
    git(with_submodule, "rm", "-rq", "--cached", "releases", ".gitmodules")
    git(with_submodule, "commit", "-qm", "without")
    git(with_submodule, "add", "-A")
    assert found(newsroom("check", "-f", "json", "--since", "HEAD")) == [("FM007", "releases/copied.md")]


def test_a_submodule_that_is_not_there_is_said(newsroom, with_submodule: Path, tmp_path: Path, monkeypatch) -> None:
    git(tmp_path, "clone", "-q", str(with_submodule), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    run = newsroom("check", "--since", "HEAD")
    assert run.code == 2 and "git submodule update --init" in run.err


# --- the baseline ---------------------------------------------------------------------------------------------

SLOPPY = "<!-- newsroom: ignore[DT001] meant -->\nOne.\n"  # a warning: the comment is for nothing
DRAFT = FRONT.replace('"approved"', '"draft"')


def with_baseline(room: Path) -> None:
    """Lets newsroom.toml name a baseline."""
    options = room / "newsroom.toml"
    text = f'{options.read_text(encoding="utf-8")}\n[check]\nbaseline = "newsroom-baseline.json"\n'
    options.write_text(text, encoding="utf-8")


def rows(room: Path) -> list[list[str]]:
    return [finding for finding in json.loads((room / "newsroom-baseline.json").read_bytes())["findings"] if finding]


@pytest.mark.parametrize(
    ("front", "excused"),
    [
        (FRONT, False),
        (FRONT.replace("2026-03-02", "2126-03-02"), False),
        (FRONT.replace("status", "embargo = 2126-03-12T09:00:00-05:00\nstatus"), False),
        (FRONT.replace("date = 2026-03-02\n", ""), False),
        (FRONT.replace('"approved"', '"aproved"'), False),
        (DRAFT, True),
        (FRONT.replace('"approved"', '"review"'), True),
        (FRONT.replace('"approved"', '"withdrawn"'), True),
    ],
)
def test_a_baseline_takes_no_error_of_a_release_that_goes_out(newsroom, room: Path, front: str, excused: bool) -> None:
    with_baseline(room)
    put(room, "x.md", f"{WRONG}\n{SLOPPY}", front=front)
    run = newsroom("check", "--write-baseline", "-f", "json", "--ignore", "HD")
    assert run.code == (0 if excused else 1)
    assert (
        (["DT001", "releases/x.md"] in [list(finding) for finding in found(run) if finding]) != excused
        if run.out
        else excused
    )
    again = newsroom("check", "-f", "json", "--ignore", "HD")
    assert again.code == run.code and ("DT001" in again.out) != excused and "NR003" not in again.out
    assert (newsroom("build").code == 1) <= (again.code == 1), "the build is red, and so is the check"


def test_a_draft_that_is_approved_leaves_the_baseline(newsroom, room: Path) -> None:
    with_baseline(room)
    file = put(room, "x.md", WRONG, front=DRAFT)
    assert newsroom("check", "--write-baseline").code == newsroom("check").code == newsroom("build").code == 0
    file.write_text(file.read_text(encoding="utf-8").replace('"draft"', '"approved"'), encoding="utf-8")
    assert newsroom("build").code == newsroom("check").code == 1
    assert found(newsroom("check", "-f", "json")) == [("DT001", "releases/x.md")]


@pytest.mark.parametrize("front", [FRONT, FRONT.split("\n", 1)[1]], ids=["with an id", "without an id"])
def test_a_baseline_follows_a_release_to_its_new_name(newsroom, room: Path, front: str) -> None:
    with_baseline(room)
    file = put(room, "x.md", f"{SLOPPY}\n{WRONG}\n{SLOPPY}", front=front.replace('"approved"', '"draft"'))
    newsroom("check", "--write-baseline")
    before = len(rows(room))
    assert before >= 3 and newsroom("check").code == 0
    (room / "releases" / "2026").mkdir()
    moved = file.rename(room / "releases" / "2026" / "y.md")
    assert newsroom("check").code == 0
    assert newsroom("check", "releases/2026/y.md").code == 0
    run = newsroom("check", "--prune-baseline")
    assert run.code == 0 and "took 0 findings out" in run.err
    assert {row[0] for row in rows(room)} == {"releases/2026/y.md"} and len(rows(room)) == before
    shutil.copy(moved, file)
    assert {path for _, path in found(newsroom("check", "-f", "json"))} == {"releases/x.md"}, "a copy is new"


def test_another_release_does_not_inherit_the_baseline_of_one_that_is_gone(newsroom, room: Path) -> None:
    with_baseline(room)
    put(room, "x.md", f"{SLOPPY}\n{WRONG}", front=DRAFT, number=70).unlink(
        missing_ok=not newsroom("check", "--write-baseline").code
    )
    put(room, "y.md", f"{SLOPPY}\n{WRONG}", front=DRAFT, number=71)
    assert [code for code, _ in found(newsroom("check", "-f", "json"))] == ["NR003", "DT001"]


def test_pruning_takes_out_what_is_mended_and_adds_nothing(newsroom, room: Path) -> None:
    with_baseline(room)
    put(room, "x.md", f"{SLOPPY}\n{WRONG}", front=DRAFT)
    put(room, "y.md", SLOPPY)
    newsroom("check", "--write-baseline")
    old = rows(room)
    put(room, "x.md", SLOPPY, front=DRAFT)
    put(room, "z.md", SLOPPY)
    run = newsroom("check", "--prune-baseline", "-f", "json")
    assert run.code == 1 and found(run) == [("NR003", "releases/z.md")] and "took 1 finding out" in run.err
    assert rows(room) == [finding for finding in old if finding[2] != "DT001"]
    assert newsroom("check", "--prune-baseline").code == 1 and rows(room) == [
        finding for finding in old if finding[2] != "DT001"
    ]


@pytest.mark.parametrize("option", ["--write-baseline", "--prune-baseline"])
@pytest.mark.parametrize("narrowing", [("releases/b.md",), ("--since", "HEAD"), ("--staged",)])
def test_a_baseline_is_of_the_whole_newsroom(
    newsroom, repository: Path, option: str, narrowing: tuple[str, ...]
) -> None:
    put(repository, "x.md", SLOPPY)
    newsroom("check", "--write-baseline")
    before = rows(repository)
    run = newsroom("check", option, *narrowing)
    assert run.code == 2 and "whole newsroom" in run.err and rows(repository) == before
    assert newsroom("check", "--prune-baseline", "--select", "HD").code == 2 and rows(repository) == before


def test_what_two_branches_add_to_a_baseline_is_merged_by_git(newsroom, repository: Path) -> None:
    with_baseline(repository)
    put(repository, "e.md", SLOPPY)
    newsroom("check", "--write-baseline")
    commit(repository)
    for branch, name in (("one", "a.md"), ("two", "z.md")):
        git(repository, "checkout", "-qb", branch, "main")
        put(repository, name, SLOPPY)
        newsroom("check", "--write-baseline")
        commit(repository)
    git(repository, "merge", "-q", "one", "-m", "both")
    assert newsroom("check").code == 0 and [row[0][9] for row in rows(repository)] == ["a", "e", "z"]
    before = (repository / "newsroom-baseline.json").read_bytes()
    newsroom("check", "--write-baseline")
    assert (repository / "newsroom-baseline.json").read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"findings": [["a", "b", "c"]]}',
        b'{"findings": [[1]]}',
        b"\xff\xfe{}",
        b"[" * 100_000,
    ],
)
def test_a_damaged_baseline_is_said(newsroom, room: Path, damage: bytes) -> None:
    with_baseline(room)
    (room / "newsroom-baseline.json").write_bytes(damage)
    for option in ((), ("--prune-baseline",)):
        run = newsroom("check", "-f", "github", *option)
        assert run.code == 2 and "newsroom check --write-baseline" in run.err and run.out.startswith("::error ")
    assert (room / "newsroom-baseline.json").read_bytes() == damage


def test_a_baseline_that_git_could_not_merge_is_said(newsroom, room: Path) -> None:
    with_baseline(room)
    (room / "newsroom-baseline.json").write_text('{"findings": [\n<<<<<<< HEAD\n[]]}\n', encoding="utf-8")
    run = newsroom("check", "-f", "json")
    assert run.code == 2 and "keep the lines of both sides" in run.err


# --- comments -------------------------------------------------------------------------------------------------


UNFINISHED = "For more, please visit:\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_are_written_for_what_two_releases_have_in_common(newsroom, room: Path, newline: str) -> None:
    put(room, "d.md", f"{QUOTE.format('all year')}\n{UNFINISHED}", number=1)
    second = put(room, "x.md", QUOTE.format("every year"), number=0)  # the id of b.md
    (room / "releases" / "2025").mkdir()
    draft = put(room, "2025/x.md", number=88)
    draft.write_text(draft.read_text(encoding="utf-8").replace('"approved"', '"draft"'), encoding="utf-8")
    for path in (room / "releases").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", newline.encode()))
    assert {code for code, _ in found(newsroom("check", "-f", "json"))} == {"LK001", "QT013", "FM007"}
    assert newsroom("check", "--add-ignores", "as it was printed").code == 0
    text = second.read_bytes().decode().replace("\r\n", "\n")
    assert "# newsroom: ignore[FM007] as it was printed\nid = " in text
    assert "<!-- newsroom: ignore[QT013] as it was printed -->\n“We will open" in text
    assert newsroom("check").code == 0


def test_an_office_without_contact_is_told_once_where_it_is_declared(newsroom, repository: Path) -> None:
    options = repository / "newsroom.toml"
    options.write_text(
        options.read_text(encoding="utf-8") + '\n[offices.stables]\nname = "Stables"\n', encoding="utf-8"
    )
    commit(repository)
    front = FRONT.replace("mayors-office", "stables")
    put(repository, "x.md", front=front)
    put(repository, "y.md", front=front)
    line = options.read_text(encoding="utf-8").splitlines().index("[offices.stables]") + 1
    for arguments in ((), ("--since", "HEAD"), ("releases/y.md",), ("newsroom.toml",)):
        run = newsroom("check", "--select", "OF", "-f", "concise", *arguments)
        assert run.out.startswith(f"newsroom.toml:{line}:1: OF003 ") and run.out.count("\n") == 1, arguments
    assert newsroom("check", "--select", "OF", "releases/b.md").code == 0
    plain = options.read_bytes()
    for mark in (b"", b"\xef\xbb\xbf"):
        options.write_bytes(mark + plain)
        run = newsroom("check", "--select", "OF", "--add-ignores", "they have none")
        assert run.code == 0 and run.err.startswith("wrote comments into 0 releases and newsroom.toml\n")
        comment = b"# newsroom: ignore[OF003] they have none\n[offices.stables]"
        assert options.read_bytes() == mark + plain.replace(b"[offices.stables]", comment)
        assert newsroom("check", "--select", "OF").code == 0
    options.write_bytes(plain + b'\n[check.per_file_ignores]\n"newsroom.toml" = ["OF"]\n')
    assert newsroom("check", "--select", "OF").code == 0


# --- what services are given ----------------------------------------------------------------------------------


def paths_in(form: str, out: str) -> set[str]:
    """The paths that a service reads in a report."""
    from xml.etree import ElementTree

    if form == "gitlab":
        return {finding["location"]["path"] for finding in json.loads(out)}
    if form == "sarif":
        (run,) = json.loads(out)["runs"]
        return {finding["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for finding in run["results"]}
    if form == "github":
        return {line.partition("file=")[2].partition(",line")[0] for line in out.splitlines()}
    name, attribute = ("testcase", "file") if form == "junit" else ("file", "name")
    return {element.attrib[attribute] for element in ElementTree.fromstring(out).iter(name)}


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.readers == SERVICES])
def test_services_are_given_paths_from_the_root_of_the_repository(
    newsroom, room: Path, tmp_path: Path, form: str, monkeypatch
) -> None:
    site = tmp_path / "city" / "news"
    put(site, "x.md", WRONG)
    (site / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    reports = []
    for top in (None, tmp_path):
        if top:
            git(top, "init", "-q")
        for folder in (tmp_path, site, site / "releases", Path("/")):
            monkeypatch.chdir(folder)
            out = newsroom("check", "-C", site, "-f", form).out
            assert paths_in(form, out) == {"city/news/releases/x.md" if top else "releases/x.md"}
            reports.append(out)
    assert len(set(reports)) == 2, "the same report, fingerprints too, wherever it is made"


def test_what_cannot_be_done_is_said_on_the_page_of_the_job(newsroom, room: Path) -> None:
    for arguments in (
        ("--select", "ZZ"),
        ("nowhere.md",),
        ("--as-of", "x"),
        ("--baseline", "gone.json"),
        ("-C", "nowhere"),
    ):
        run = newsroom("check", "-f", "github", *arguments)
        assert run.code == 2 and run.out.startswith("::error title=newsroom check::") and run.out.count("\n") == 1
        assert newsroom("check", *arguments).out == ""


def test_sarif_has_the_page_of_each_rule_without_marks_for_its_tests(newsroom, room: Path) -> None:
    from urllib.parse import urlsplit

    put(room, "x.md", f"{WRONG}\n{UNFINISHED}")
    (run,) = json.loads(newsroom("check", "-f", "sarif").out)["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        assert urlsplit(rule["helpUri"]).scheme and rule["helpUri"].endswith(rule["id"])
        assert "## Bad" in rule["help"]["markdown"] and "```markdown\n" in rule["help"]["markdown"]


def test_no_page_has_marks_for_its_tests() -> None:
    from newsroom_cli.rules import catalogue

    for title in catalogue.titles():
        page = catalogue.page(title.code)
        assert not re.search(r"^`{3,}\w* .*$", page, re.MULTILINE), title.code


# --- the recipes ----------------------------------------------------------------------------------------------

beside = pytest.mark.skipif(
    not (ROOT / ".pre-commit-hooks.yaml").exists(), reason="the recipes are not beside the tests"
)


def recipes() -> list[str]:
    """The YAML in docs/ci.md."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@beside
def test_the_recipes_check_everything_on_every_push() -> None:
    parsed = [yaml.safe_load(recipe) for recipe in recipes()]
    workflows = [recipe for recipe in parsed if "jobs" in recipe and "check" in recipe["jobs"]]
    (gitlab,) = (recipe["newsroom"] for recipe in parsed if "newsroom" in recipe)
    action = yaml.safe_load((ROOT / ".github" / "actions" / "check" / "action.yml").read_text(encoding="utf-8"))
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert len(workflows) == 2 and len(parsed) == 5
    for workflow in workflows:
        assert {"push", "pull_request"} <= workflow[True].keys()  # YAML reads on as true
        for step in workflow["jobs"]["check"]["steps"]:
            if "newsroom" in step["uses"]:
                assert step.get("with", {}).keys() <= action["inputs"].keys() - {"since"}
    assert {
        hook["id"] for recipe in parsed if "repos" in recipe for repo in recipe["repos"] for hook in repo["hooks"]
    } <= hooks
    assert not any("--since" in line for line in gitlab["script"])


@beside
@pytest.mark.oracle
def test_the_recipes_are_valid(tmp_path: Path) -> None:
    program = shutil.which("pre-commit") or tools.missing("pre-commit")
    for number, recipe in enumerate(recipes()):
        file = tmp_path / f"{number}.yml"
        file.write_text(recipe, encoding="utf-8")
        if "jobs:" in recipe:
            assert tools.action_validator(file) == []
        if "repos:" in recipe:
            subprocess.run([program, "validate-config", str(file)], check=True, capture_output=True)
    subprocess.run(
        [program, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], check=True, capture_output=True
    )


@beside
@pytest.mark.oracle
@pytest.mark.parametrize("folder", sample([".", "city/news"], 1))
def test_the_real_pre_commit_is_red_when_the_build_would_be(
    room: Path, tmp_path_factory: pytest.TempPathFactory, folder: str, monkeypatch
) -> None:
    program = shutil.which("pre-commit") or tools.missing("pre-commit")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("cache")))
    (hook, _) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entry = hook["entry"].replace("newsroom", f"{sys.executable} -m newsroom_cli", 1)
    arguments = ["-C", folder] if folder != "." else []
    local = {"repo": "local", "hooks": [{**hook, "language": "system", "entry": entry, "args": arguments}]}
    site = room / folder
    if site != room:
        site.mkdir(parents=True)
        for name in ("newsroom.toml", "releases"):
            (room / name).rename(site / name)
    (site / "releases" / "tree.png").write_bytes(picture())
    put(site, "f.md", "![A tree](tree.png)\n", number=2)
    (room / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [local]}), encoding="utf-8")
    (room / "README.md").write_text("# Not a release\n", encoding="utf-8")
    git(room, "init", "-q", "-b", "main")
    commit(room)
    git(room, "config", "user.name", "A")
    git(room, "config", "user.email", "a@b.c")
    subprocess.run([program, "install"], cwd=room, check=True, capture_output=True)

    def committed(*more: str) -> str:
        """What a commit of everything is refused for, empty where it is not."""
        git(room, "add", "-A")
        done = subprocess.run(["git", "commit", "-qm", "x", *more], cwd=room, capture_output=True, check=False)
        if done.returncode:
            git(room, "reset", "-q", "--hard")
        return (done.stdout + done.stderr).decode() if done.returncode else ""

    shutil.copy(site / "releases" / "b.md", site / "releases" / "copied.md")
    assert "FM007" in committed()
    (site / "releases" / "tree.png").unlink()
    assert "IM004" in committed()
    assert "DT001" in (put(site, "h.md", WRONG, number=3) and committed())
    put(site, "h.md", WRONG, number=3)
    assert committed("--no-verify") == ""
    (room / "README.md").write_text("# Still not a release\n", encoding="utf-8")
    assert committed() == "", "what was wrong before is not this commit's"
    with (site / "newsroom.toml").open("a", encoding="utf-8") as options:
        options.write("# one more word\n")
    assert "DT001" in committed(), "newsroom.toml decides about every release"
    for asked, code in (
        (["--all-files"], 1),
        (["--from-ref", "HEAD~1", "--to-ref", "HEAD"], 0),
        (["--from-ref", "HEAD~2", "--to-ref", "HEAD"], 1),
    ):
        done = subprocess.run([program, "run", *asked], cwd=room, capture_output=True, check=False)
        assert done.returncode == code, (asked, done.stdout)


# --- whatever else -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "silence",
    [
        'ignore = ["FM", "EM"]',
        'select = ["HD"]',
        'per_file_ignores = {"*" = ["FM", "EM"]}',
        'severity = {FM = "info", EM = "info"}',
    ],
)
@pytest.mark.parametrize(
    "wrong",
    [
        'status = "aproved"',
        'embargo = 2026-01-01\nstatus = "approved"',
        'embargo = 2026-01-01T10:00:00\nstatus = "approved"',
    ],
)
def test_what_the_gate_refuses_is_an_error_also_where_its_rule_is_silent(
    newsroom, room: Path, silence: str, wrong: str
) -> None:
    put(room, "d.md", number=1, front=FRONT.replace('status = "approved"', wrong))
    assert newsroom("build").code == newsroom("check").code == 1
    options = room / "newsroom.toml"
    options.write_text(f"{options.read_text(encoding='utf-8')}\n[check]\n{silence}\n", encoding="utf-8")
    for _ in range(2):
        assert newsroom("build").code == newsroom("check", "--fail-on", "error").code == 1
        assert newsroom("check", "--fail-on", "error", "releases/d.md").code == 1


@pytest.mark.parametrize("wrong", ['status = "aproved"', 'embargo = 2026-01-01T10:00:00\nstatus = "approved"'])
def test_a_comment_does_not_silence_what_the_gate_refuses(newsroom, room: Path, wrong: str) -> None:
    file = put(room, "d.md", number=1, front=FRONT.replace('status = "approved"', wrong))
    assert newsroom("check", "--add-ignores", "why not").code == 1 and "ignore[FM" not in file.read_text(
        encoding="utf-8"
    )
    put(
        room,
        "d.md",
        number=1,
        front=FRONT.replace('status = "approved"', f"# newsroom: ignore-file[FM003, FM005] no\n{wrong}"),
    )
    assert newsroom("build").code == newsroom("check", "--fail-on", "error").code == 1


def disturb(room: Path, chance: random.Random) -> None:
    """One change that somebody may make to a newsroom."""
    files = sorted((room / "releases").rglob("*.md"))
    file, name = chance.choice(files), f"{chance.choice('acegikmoz')}{chance.randrange(9)}.md"
    folder = room / "releases" / chance.choice(["", "2025", "Old"])
    folder.mkdir(exist_ok=True)
    text = file.read_text(encoding="utf-8")
    match chance.randrange(9):
        case 0:
            shutil.copy(file, folder / name)
        case 1 if len(files) > 3:
            file.unlink()
        case 2:
            file.rename(folder / name)
        case 3:
            file.write_text(text.replace('"draft"', '"approved"'), encoding="utf-8")
        case 4:
            file.write_text(text + f"\n{chance.choice([WRONG, UNFINISHED, SLOPPY])}", encoding="utf-8")
        case 5:
            for picture in room.rglob("*.png"):
                picture.rename(picture.with_suffix(".gif"))
        case 6:
            file.write_text(text.replace('"approved"', chance.choice(['"draft"', '"aproved"'])), encoding="utf-8")
        case 7:
            put(folder.parent.parent if folder.name else room, name, f"See [the other]({file.name}).\n")
        case _:
            with (room / "newsroom.toml").open("a", encoding="utf-8") as options:
                options.write("# one more word\n")


@pytest.mark.parametrize("seed", sample(range(20), 3))
def test_a_commit_that_turns_the_build_red_turns_the_check_red(newsroom, repository: Path, seed: int) -> None:
    with_baseline(repository)
    (repository / ".gitignore").write_text("public/\n")  # as newsroom init writes it: what git restores would not fit
    (repository / "releases" / "tree.png").write_bytes(picture())
    put(repository, "j.md", "![A tree](tree.png)\n\nSee [the other](d.md).\n", number=4)
    put(repository, "q.md", f"{WRONG}\n{SLOPPY}", front=DRAFT)
    newsroom("check", "--write-baseline")
    commit(repository)
    chance = random.Random(seed)
    assert newsroom("build").code == newsroom("check").code == 0
    for _ in range(6):
        for _ in range(chance.choice((1, 1, 2, 3))):
            disturb(repository, chance)
        git(repository, "add", "-A")
        built = newsroom("build")  # a page whose release is gone stays: only the output knows of that, no check does
        red = built.code == 2 or "not built" in built.err
        checks = [newsroom("check", *more).code for more in ((), ("--since", "HEAD"), ("--staged",))]
        if red:
            assert checks == [1, 1, 1], git(repository, "status", "--short")
            git(repository, "reset", "-q", "--hard")
            git(repository, "clean", "-qfd", "releases")
        else:
            git(repository, "commit", "--allow-empty", "-qm", "green")
