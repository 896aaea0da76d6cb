"""What schedulers rely on: where the manifest lies, one build at a time, modes, and a clock that must not go back."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import processes
import pytest
from conftest import Result

from newsroom_cli.cli import build as build_command
from newsroom_cli.model.errors import BusyError, NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.output import MANIFEST
from newsroom_cli.publishing.build import build
from promises.rooms import NOW, add, change, saying, tree

Run = Callable[..., Result]


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    """Sets the umask until the end of the test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


# --- where the manifest lies ------------------------------------------------------------------------------------


def test_what_is_served_says_nothing_about_releases_that_are_gone(room: Newsroom) -> None:
    path = add(room.root, "2026-04-01-xylophone")
    build(room, now=NOW)
    assert manifests.path_beside(room.output) == room.root / ".newsroom-output-public" / "manifest"
    assert (room.output / MANIFEST).read_bytes() == manifests.marker(rehearsal=False)
    change(path, "approved", "draft")
    build(room, now=NOW)
    assert not saying(room.output, "xylophone") and manifests.read(room.output)


def test_git_does_not_see_the_manifest(room: Newsroom, git_of_nobody: None) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=room.root, check=True)
    build(room, now=NOW)
    seen = subprocess.run(["git", "status", "--short"], cwd=room.root, check=True, capture_output=True, text=True)
    assert ".newsroom-output" not in seen.stdout and "public/" in seen.stdout


def inside(room: Newsroom) -> bytes:
    """Put the manifest where it is in a mount point: in the folder."""
    data = manifests.path_beside(room.output).read_bytes()
    shutil.rmtree(manifests.path_beside(room.output).parent)
    (room.output / MANIFEST).write_bytes(data)
    return data


def test_a_manifest_in_the_folder_is_moved_by_the_next_build(room: Newsroom) -> None:
    path = add(room.root, "2026-04-01-pool")
    build(room, now=NOW)
    data = inside(room)
    assert manifests.manifest_of(room.output).due_moments.keys() >= {"2026-03-02-library", "2026-04-01-pool"}
    report = build(room, now=NOW)
    assert report.changes.written == 0 and manifests.read(room.output) is not None
    assert (room.output / MANIFEST).read_bytes() == manifests.marker(rehearsal=False)
    assert manifests.path_beside(room.output).read_bytes() == data
    change(path, "approved", "draft")
    assert build(room, now=NOW).changes.deleted == 3


@pytest.mark.parametrize("other", [b"another", None])
def test_a_kill_before_the_marker_leaves_the_manifest_in_the_folder_in_force(
    room: Newsroom, other: bytes | None
) -> None:
    """The manifest beside the folder counts only once the marker is there."""
    build(room, now=NOW)
    data = inside(room)
    manifests.path_beside(room.output).parent.mkdir()
    manifests.path_beside(room.output).write_bytes(other or data)
    assert build(room, now=NOW).changes.written == 0
    assert manifests.path_beside(room.output).read_bytes() == data
    assert (room.output / MANIFEST).read_bytes() == manifests.marker(rehearsal=False)


@pytest.mark.parametrize("remembered", [True, False])
def test_a_build_that_changes_nothing_writes_nothing(room: Newsroom, remembered: bool) -> None:
    """But for the cache, which proves more once the clock has moved on."""

    def states() -> dict[Path, tuple[int, int]]:
        paths = [room.root, *room.root.rglob("*")]
        return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths if INDEX not in path.parts}

    build(room, now=NOW)
    for file in [] if remembered else list((room.root / INDEX).iterdir()):
        file.unlink()
    before = states()
    build(room, now=NOW + dt.timedelta(days=3))
    assert states() == before


def test_where_nothing_can_be_written_beside_the_folder_the_manifest_lies_in_it(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container's mount point; what an earlier build kept beside the folder comes along."""
    path = add(room.root, "2026-04-01-pool")
    build(room, now=NOW)
    change(path, "approved", "draft")
    with monkeypatch.context() as mounted:
        mounted.setattr(Path, "is_mount", lambda self: self == room.output)
        assert build(room, now=NOW).changes.deleted == 3
        assert (room.output / MANIFEST).read_bytes().startswith(b"{")
        assert build(room, now=NOW).changes.written == 0
    assert build(room, now=NOW).changes.written == 0
    assert (room.output / MANIFEST).read_bytes() == manifests.marker(rehearsal=False)


def test_a_folder_without_its_manifest_is_not_touched(room: Newsroom, tmp_path: Path, newsroom: Run) -> None:
    """As after a copy by a cache that leaves out the folder beside it."""
    build(room, now=NOW)
    copy = tmp_path / "elsewhere" / "site"
    shutil.copytree(room.output, copy)
    before = tree(copy)
    change(room.folder / "2026-03-02-library.md", "reading room", "writing room")
    result = newsroom("-C", room.root, "build", "-o", copy)
    assert result.code == 2 and "the list of its files is missing" in result.err
    assert "bring .newsroom-output-site" in result.err and tree(copy) == before
    shutil.copytree(manifests.path_beside(room.output).parent, manifests.path_beside(copy).parent)
    assert newsroom("-C", room.root, "build", "-o", copy).code == 0
    build(room, now=dt.datetime.now(dt.UTC))
    assert tree(copy) == tree(room.output)


def test_a_manifest_is_not_believed_of_a_folder_that_is_not_its_own(room: Newsroom, tmp_path: Path) -> None:
    """The output was moved away, and something else has its name now."""
    build(room, now=NOW)
    room.output.rename(tmp_path / "away")
    room.output.mkdir()
    (room.output / "index.html").write_bytes(b"theirs")
    with pytest.raises(NewsroomError, match="not written by newsroom"):
        build(room, now=NOW)
    assert tree(room.output) == {"index.html": b"theirs"}
    shutil.rmtree(room.output)
    assert build(room, now=NOW).changes.unchanged == 0


def test_a_rehearsal_under_the_name_of_the_live_folder_stops_the_build(room: Newsroom) -> None:
    add(room.root, "2026-07-01-xylophone", date="2026-07-01")
    build(room, now=NOW)
    rehearsed = build(room, now=dt.datetime(2026, 7, 2, tzinfo=dt.UTC), rehearse=True).output
    shutil.rmtree(room.output)
    rehearsed.rename(room.output)
    before = tree(room.output)
    with pytest.raises(NewsroomError, match="belongs to another folder"):
        build(room, now=NOW)
    assert tree(room.output) == before


def test_two_outputs_have_two_manifests(room: Newsroom, tmp_path: Path) -> None:
    path = add(room.root, "2026-04-01-pool")
    folders = [tmp_path / name for name in ("a", "b", "deep/a")]
    for folder in folders:
        build(room, now=NOW, folder=folder)
    change(path, "approved", "draft")
    for folder in folders:
        assert build(room, now=NOW, folder=folder).changes.deleted == 3


def test_a_link_to_the_output_leads_to_the_same_manifest(room: Newsroom, tmp_path: Path) -> None:
    build(room, now=NOW)
    (tmp_path / "link").symlink_to(room.output)
    assert manifests.manifest_of(tmp_path / "link").due_moments == manifests.manifest_of(room.output).due_moments != {}
    assert build(room, now=NOW, folder=tmp_path / "link").changes.written == 0


# --- one build at a time ----------------------------------------------------------------------------------------


def test_a_second_build_has_an_exit_code_of_its_own(room: Newsroom, newsroom: Run) -> None:
    build(room, now=NOW)
    before = tree(room.root)
    with locked(room.output):
        done = processes.ran("-C", room.root, "build", text=True)
    assert done.returncode == 4 and "another build is writing" in done.stderr and "--wait" in done.stderr
    assert tree(room.root) == before and newsroom("-C", room.root, "build").code == 0


def waiting(room: Newsroom) -> subprocess.Popen[str]:
    """A build that has said that it waits."""
    process = processes.started(
        "-C", room.root, "build", "--wait", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr and "waiting" in process.stderr.readline()
    return process


def test_a_build_that_waits_says_so_once_and_then_builds_what_is_there_by_then(room: Newsroom) -> None:
    build(room, now=NOW)
    with locked(room.output):
        process = waiting(room)
        change(room.folder / "2026-03-02-library.md", "reading room", "writing room")
        add(room.root, "2026-04-01-pool")
        assert process.poll() is None
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0 and "waiting" not in said and "built 2 public" in said
    assert saying(room.output, "writing room")


def test_a_build_may_wait_for_a_first_build_that_fails_and_removes_its_folder(room: Newsroom) -> None:
    room.output.mkdir()
    with locked(room.output):
        process = waiting(room)
        room.output.rmdir()
    process.communicate(timeout=60)
    assert process.returncode == 0 and (room.output / "index.html").exists()


@pytest.mark.parametrize("quiet", [True, False])
def test_a_quiet_build_waits_without_a_word(
    room: Newsroom, newsroom: Run, monkeypatch: pytest.MonkeyPatch, quiet: bool
) -> None:
    build(room, now=NOW)
    build_once, answers = build_command._build_once, [BusyError("another build is writing", path=room.output)]

    def busy_once(request: Any) -> Any:
        if answers:
            raise answers.pop()
        return build_once(request)

    monkeypatch.setattr(build_command, "_build_once", busy_once)
    run = newsroom("-C", room.root, "build", "--wait", *(["--quiet"] if quiet else []))
    assert run.code == 0 and not answers and (run.out + run.err == "") == quiet


# --- the clock --------------------------------------------------------------------------------------------------


def test_a_clock_earlier_than_the_last_build_stops_the_build(room: Newsroom, newsroom: Run) -> None:
    future = dt.datetime.now(room.config.zone) + dt.timedelta(days=400)
    build(room, now=future)
    add(room.root, "2026-04-01-pool")
    before = tree(room.root)
    result = newsroom("-C", room.root, "build")
    shown = f"{future:%Y-%m-%d %H:%M} {future.tzname()}"
    assert result.code == 2 and shown in result.err and "--trust-clock" in result.err
    assert tree(room.root) == before
    assert newsroom("-C", room.root, "build", "--trust-clock").code == 0
    assert newsroom("-C", room.root, "build").code == 0


COMMANDS = {
    "correct": ("correct", "--class", "correction", "--reason", "It opens in 2027.", "--yes"),
    "withdraw": ("withdraw", "--reason", "It was wrong.", "--yes"),
    "approve": ("approve", "--by", "Jo Park", "--role", "Editor", "--yes"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_clock_earlier_than_the_last_build_dates_no_notice_and_no_signature(
    room: Newsroom, newsroom: Run, command: str
) -> None:
    name, *more = COMMANDS[command]
    build(room, now=dt.datetime.now(room.config.zone) + dt.timedelta(days=400))
    change(room.root / "releases/2026-03-02-library.md", "40,000", "50,000")
    before = tree(room.root)
    result = newsroom("-C", room.root, name, room.root / "releases/2026-03-02-library.md", *more)
    assert result.code == 2 and "one of them is wrong" in result.err and tree(room.root) == before
    assert newsroom("-C", room.root, "build", "--trust-clock").code == 0
    assert newsroom("-C", room.root, name, room.root / "releases/2026-03-02-library.md", *more).code == 0


def test_a_trusted_clock_is_recorded_even_if_nothing_else_changes(room: Newsroom) -> None:
    build(room, now=NOW + dt.timedelta(days=3))
    assert build(room, now=NOW, trust_clock=True).changes.written == 0
    assert build(room, now=NOW).changes.written == 0


@pytest.mark.parametrize(("back", "stops"), [(9, False), (11, True)])
def test_clocks_that_differ_by_minutes_may_build_in_turn(room: Newsroom, back: int, stops: bool) -> None:
    build(room, now=NOW)
    earlier = NOW - dt.timedelta(minutes=back)
    add(room.root, "2026-04-01-pool")
    if stops:
        with pytest.raises(NewsroomError, match="one of them is wrong"):
            build(room, now=earlier)
    else:
        build(room, now=earlier)
        with pytest.raises(NewsroomError, match="one of them is wrong"):  # many small steps back are no way around it
            build(room, now=earlier - dt.timedelta(minutes=9))


def test_a_rehearsal_knows_no_last_build(room: Newsroom) -> None:
    build(room, now=NOW)
    for moment in (NOW + dt.timedelta(days=99), NOW - dt.timedelta(days=99)):
        assert not build(room, now=moment, rehearse=True).refusals
    assert not build(room, now=NOW).refusals


# --- modes ------------------------------------------------------------------------------------------------------


def modes(folder: Path) -> set[tuple[bool, int]]:
    """The modes of all files and folders below a folder."""
    return {(path.is_dir(), stat.S_IMODE(path.lstat().st_mode)) for path in folder.rglob("*")}


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
@pytest.mark.parametrize(
    ("folder", "file", "below"),
    [(0o755, 0o644, 0o755), (0o2775, 0o664, 0o2775), (0o711, 0o644, 0o711), (0o1777, 0o644, 0o755)],
)
@pytest.mark.parametrize("caller", [0o077, 0o000])
def test_modes_follow_the_folder_and_not_the_caller(
    room: Newsroom, umask: Callable[[int], int], folder: int, file: int, below: int, caller: int
) -> None:
    room.output.mkdir()
    room.output.chmod(folder)
    umask(caller)
    build(room, now=NOW)
    add(room.root, "2026-04-01-pool")
    build(room, now=NOW)
    assert modes(room.output) == {(False, file), (True, below)}
    assert modes(manifests.path_beside(room.output).parent) == {(False, file)}
    assert stat.S_IMODE(manifests.path_beside(room.output).parent.stat().st_mode) == below


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a folder any group")
def test_the_group_follows_the_folder(room: Newsroom) -> None:
    room.output.mkdir()
    os.chown(room.output, -1, 4321)
    build(room, now=NOW)
    beside = manifests.path_beside(room.output).parent
    assert {path.stat().st_gid for path in (*room.output.rglob("*"), beside, *beside.iterdir())} == {4321}
