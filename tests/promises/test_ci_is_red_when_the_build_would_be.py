"""CI is red when the build would be: what a change touches is reported, wherever in the newsroom it shows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from samples import FRONT, HERE, sample_text

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
    return [(each["code"], each["path"]) for each in json.loads(run.out)]


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


# --- what two releases have in common -------------------------------------------------------------------------


@pytest.mark.parametrize("copy", ["a.md", "copied.md"])
@pytest.mark.parametrize("arguments", [("--since", "HEAD"), ("--staged",), ("releases/{copy}",)])
def test_a_copied_release_is_reported_where_only_it_is_looked_at(
    newsroom, repository: Path, copy: str, arguments: tuple[str, ...]
) -> None:
    shutil.copy(repository / "releases" / "b.md", repository / "releases" / copy)
    git(repository, "add", "-A")
    assert newsroom("check").code == newsroom("build").code == 1
    run = newsroom("check", "-f", "json", *(each.format(copy=copy) for each in arguments))
    assert run.code == 1 and found(run) == [("FM007", f"releases/{max(copy, 'b.md')}")]


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
    (room / "releases" / "tree.png").write_bytes(b"a picture")
    put(room, "b.md", "![A tree](tree.png)\n\nSee [the other](d.md).\n", number=0)
    git(room, "init", "-q")
    commit(room)
    if how == "removed":
        (room / gone).unlink()
    else:
        git(room, *(("mv", gone, f"{gone}.txt") if how == "renamed" else ("rm", "-q", gone)))
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
        assert newsroom("check", "releases/b.md").err == "nothing to mend in 1 release\n"
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


@pytest.mark.parametrize("place", ["top", "subfolder", "worktree"])
@pytest.mark.parametrize("how", [("commit", "-qm", "x"), ("commit", "-qam", "x"), ("commit", "-qm", "x", "--", ".")])
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
