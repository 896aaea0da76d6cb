"""The one writer: whole files or none, and nobody else's files."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import Manifest
from newsroom_cli.newsroom.writer.output import MANIFEST, Output, Written


def publish(folder: Path, files: dict[str, bytes]) -> Written:
    """Commit files, and return what was done in numbers."""
    with Output(folder) as output:
        done = output.commit({path: output.stage(path, data) for path, data in files.items()}, {})
    assert (len(done.changed), len(done.gone)) == (done.written, done.deleted)
    return done._replace(changed=(), gone=())


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_create_writes_a_new_file_and_its_folder(tmp_path: Path) -> None:
    writer.create(tmp_path / "a" / "b.md", b"text")
    assert (tmp_path / "a" / "b.md").read_bytes() == b"text"
    assert os.listdir(tmp_path / "a") == ["b.md"]


def test_create_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(b"hers")
    with pytest.raises(NewsroomError, match="exists already"):
        writer.create(tmp_path / "b.md", b"mine")
    assert tree(tmp_path) == {"b.md": b"hers"}


def test_new_files_appear_all_or_none(tmp_path: Path) -> None:
    files = {tmp_path / "images" / "a.png": b"1", tmp_path / "images" / "b.png": b"2", tmp_path / "c.md": b"3"}
    (tmp_path / "c.md").write_bytes(b"hers")
    with pytest.raises(writer.TakenError) as error:
        writer.create_all(files)
    assert error.value.path == tmp_path / "c.md"
    assert tree(tmp_path) == {"c.md": b"hers"}
    (tmp_path / "c.md").unlink()
    writer.create_all(files)
    assert tree(tmp_path) == {"images/a.png": b"1", "images/b.png": b"2", "c.md": b"3"}


def test_replace_swaps_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(b"old and long")
    writer.replace(tmp_path / "b.md", b"new")
    assert tree(tmp_path) == {"b.md": b"new"}


def test_a_commit_makes_the_folder_hold_exactly_the_files(tmp_path: Path) -> None:
    out = tmp_path / "public"
    assert publish(out, {"a.html": b"1", "x/b.html": b"2"}) == Written(2, 0, 0)
    assert publish(out, {"a.html": b"1", "c.html": b"3"}) == Written(1, 1, 1)
    assert tree(out) == {"a.html": b"1", "c.html": b"3"}
    assert not (out / "x").exists()
    assert sorted(os.listdir(tmp_path)) == [".newsroom-output-public", "public"]


def test_files_appear_in_the_order_they_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in the output that is new comes whole, unless something else must be there before its last file."""
    seen: list[str] = []
    for name in ("replace", "rename"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda source, to, real=real: (seen.append(str(to)), real(source, to)))
    out = tmp_path / "public"
    out.mkdir()
    names = ["p/1.png", "site.css", "p/2.html", "r/1.html", "r/s/2.html", "index.html"]
    publish(out, dict.fromkeys(names, b"1"))
    places = [path.removeprefix(f"{out}/") for path in seen if f"{out}/" in path and not path.endswith(MANIFEST)]
    assert places == ["p/1.png", "site.css", "p/2.html", "r", "index.html"]
    assert tree(out) == dict.fromkeys(names, b"1")


def test_an_output_folder_that_is_new_comes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    rename, out = os.rename, tmp_path / "public"

    def renaming(source: Path, to: Path) -> None:
        rename(source, to)
        if Path(to) == out:
            seen.append(sorted(tree(out)))

    monkeypatch.setattr(os, "rename", renaming)
    publish(out, dict.fromkeys(("p/1.png", "index.html"), b"1"))
    assert seen == [["index.html", "p/1.png"]]


def test_a_new_folder_is_ours_alone(tmp_path: Path) -> None:
    """One that somebody made meanwhile is filled, not replaced."""
    out = tmp_path / "public"
    with Output(out) as output:
        staged = {path: output.stage(path, b"1") for path in ("r/1.html", "r/2.html")}
        (out / "r").mkdir()
        (out / "r" / "mine.txt").write_bytes(b"mine")
        output.commit(staged, {})
    assert tree(out) == {"r/1.html": b"1", "r/2.html": b"1", "r/mine.txt": b"mine"}


def test_equal_files_are_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1"})
    before = [(out / name).stat() for name in ("a.html", MANIFEST)]
    assert publish(out, {"a.html": b"1"}) == Written(0, 1, 0)
    after = [(out / name).stat() for name in ("a.html", MANIFEST)]
    assert [(state.st_ino, state.st_mtime_ns) for state in before] == [
        (state.st_ino, state.st_mtime_ns) for state in after
    ]


def test_leaving_without_commit_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1"})
    with Output(out) as output:
        output.stage("a.html", b"2")
        output.stage("b.html", b"3")
    assert tree(out) == {"a.html": b"1"}
    assert sorted(os.listdir(tmp_path)) == [".newsroom-output-public", "public"]


def test_a_first_build_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Output(tmp_path / "public") as output:
        output.stage("a.html", b"1")
        1 / 0  # noqa: B018
    assert os.listdir(tmp_path) == []


def test_files_of_others_stay_and_are_never_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "public"
    out.mkdir()
    (out / "CNAME").write_bytes(b"theirs")
    publish(out, {"a.html": b"1"})
    publish(out, {})
    assert tree(out) == {"CNAME": b"theirs"}
    with pytest.raises(NewsroomError, match="not written by newsroom"):
        publish(out, {"CNAME": b"ours"})
    assert tree(out) == {"CNAME": b"theirs"}


def test_a_folder_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "public", tmp_path / "elsewhere"
    elsewhere.mkdir()
    out.mkdir()
    (out / "releases").symlink_to(elsewhere)
    with pytest.raises(NewsroomError, match="leads out"):
        publish(out, {"releases/a.html": b"1"})
    assert os.listdir(elsewhere) == []


def test_a_file_link_is_replaced_not_followed(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1"})
    secret = tmp_path / "secret"
    secret.write_bytes(b"keep")
    (out / "a.html").unlink()
    (out / "a.html").symlink_to(secret)
    publish(out, {"a.html": b"2"})
    assert secret.read_bytes() == b"keep"
    assert (out / "a.html").read_bytes() == b"2" and not (out / "a.html").is_symlink()


@pytest.mark.parametrize("path", ["../out.html", "a/../../out.html"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(NewsroomError):
        publish(tmp_path / "deep" / "public", {path: b"1"})
    assert not list(tmp_path.rglob("out.html"))


def test_a_file_where_a_folder_must_be_is_told_before_anything_changes(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1"})
    (out / "releases").write_bytes(b"a file")
    with pytest.raises(NewsroomError, match="folder must be"):
        publish(out, {"a.html": b"2", "releases/b.html": b"3"})
    assert (out / "a.html").read_bytes() == b"1"


def test_two_builds_of_one_folder_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "public"
    with Output(out), pytest.raises(NewsroomError, match="another build"):
        publish(out, {"a.html": b"1"})


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1", "b.html": b"1"})
    room = [8]

    def write(descriptor: int, data: memoryview, real: object = os.write) -> int:
        if len(data) > room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        room[0] -= len(data)
        return real(descriptor, data)  # type: ignore[operator]

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(NewsroomError, match="no space left") as caught:
        publish(out, {"a.html": b"2", "b.html": b"a long text that does not fit"})
    assert "nothing was changed" in (caught.value.hint or "")
    assert tree(out) == {"a.html": b"1", "b.html": b"1"}
    assert sorted(os.listdir(tmp_path)) == [".newsroom-output-public", "public"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a small file system")
def test_a_really_full_disk_changes_nothing(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small], capture_output=True).returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        out = small / "public"
        publish(out, {"a.html": b"1"})
        with pytest.raises(NewsroomError, match="no space left"):
            publish(out, {"a.html": b"2", "b.html": b"x" * 200_000})
        assert tree(out) == {"a.html": b"1"}
    finally:
        subprocess.run(["umount", small], check=True)


def test_what_a_killed_build_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1"})
    left = tmp_path / ".newsroom-build-public"
    left.mkdir()
    (left / "half.html").write_bytes(b"half")
    publish(out, {"a.html": b"2"})
    assert tree(out) == {"a.html": b"2"} and not left.exists()


def killed_in(out: Path, step: str, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish files, and stop where a kill would, when the commit comes to a step."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Output, step, stop)
        publish(out, files)


def test_a_commit_that_was_killed_is_healed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1", "gone.html": b"1"})
    killed_in(out, "_delete", {"a.html": b"2", "new.html": b"2"}, monkeypatch)
    assert tree(out) == {"a.html": b"2", "gone.html": b"1", "new.html": b"2"}
    manifest = manifests.read(out)
    assert (
        manifest and manifest.files.keys() == {"a.html", "gone.html", "new.html"} and len(manifest.files["a.html"]) == 2
    )
    assert manifests.seal(out) == manifest.seal == ""  # nothing that was remembered is believed
    assert publish(out, {"a.html": b"3", "new.html": b"4"}) == Written(2, 0, 1)
    assert tree(out) == {"a.html": b"3", "new.html": b"4"}
    assert manifests.seal(out) and sorted(os.listdir(manifests.path_beside(out).parent)) == [".gitignore", "manifest"]


@pytest.mark.parametrize("number", [0, 1, 999, 1000, 1001, 2500])
def test_a_manifest_of_many_files_reads_as_it_was_written(tmp_path: Path, number: int) -> None:
    publish(tmp_path / "public", {"a.html": b"1"})
    files = {f"{index:05}.html": (f"{index:032x}",) for index in range(number)}
    with manifests.path_beside(tmp_path / "public").open("wb") as file:
        seal = manifests.dump(Manifest(files, {}), file.write)
    manifest = manifests.read(tmp_path / "public")
    assert manifest == Manifest(files, {}, seal=seal) and seal == manifests.seal(tmp_path / "public")
    assert list(manifest.files) == list(files)


def test_a_journal_that_was_left_says_nothing_of_a_later_manifest(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1"})
    journal = Manifest({"theirs.html": ("0" * 32,)}, {}, follows="another manifest")
    with manifests.journal_of(out).open("wb") as file:
        manifests.dump(journal, file.write)
    (out / "theirs.html").write_bytes(b"keep")
    publish(out, {"a.html": b"2"})
    assert tree(out) == {"a.html": b"2", "theirs.html": b"keep"}


@pytest.mark.parametrize("damage", [lambda data: data[:-20], lambda data: data.replace(b"gone.html", b"keep.html")])
def test_a_damaged_journal_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    out = tmp_path / "public"
    publish(out, {"a.html": b"1", "gone.html": b"1"})
    killed_in(out, "_delete", {"a.html": b"2"}, monkeypatch)
    journal = manifests.journal_of(out)
    journal.write_bytes(damage(journal.read_bytes()))
    before = tree(out)
    with pytest.raises(NewsroomError, match="damaged or was edited"):
        publish(out, {})
    assert tree(out) == before


_SLOW_COMMIT = """
import os, sys
from pathlib import Path
from newsroom_cli.newsroom.writer.output import Output
real = os.replace
def slow(source, target):
    if str(target).endswith("7.html"):
        print("renaming", flush=True)
        sys.stdin.readline()
    return real(source, target)
os.replace = slow
with Output(Path(sys.argv[1])) as output:
    files = {f"{n}.html": b"new" for n in range(20)}
    output.commit({path: output.stage(path, data) for path, data in files.items()}, {})
"""


@pytest.mark.oracle
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_waits_until_the_commit_is_whole(tmp_path: Path, number: signal.Signals) -> None:
    out = tmp_path / "public"
    publish(out, {f"{n}.html": b"old" for n in range(20)})
    process = subprocess.Popen(
        [sys.executable, "-c", _SLOW_COMMIT, str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin and process.stdout
    process.stdout.readline()
    process.send_signal(number)
    process.communicate(b"go on\n" * 20)
    assert process.returncode != 0
    assert set(tree(out).values()) == {b"new"}
