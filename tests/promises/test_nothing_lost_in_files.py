"""Nothing of anybody's is lost: not by -o, not by an edit meanwhile, not with owner and mode, not by damaged caches."""

from __future__ import annotations

import contextlib
import functools
import os
import random
import re
import shlex
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import processes
import pytest
from samples import sample_text, write_newsroom
from sampling import sample

import newsroom_cli
from newsroom_cli.model import config
from newsroom_cli.model.errors import ConfigError, NewsroomError
from newsroom_cli.newsroom import writer
from newsroom_cli.newsroom.writer.staging import staging, sweep

FILE = "releases/2026-03-02-library.md"
RUN = [sys.executable, "-c", "import sys; from newsroom_cli.__main__ import main; sys.exit(main())"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(newsroom_cli.__file__).parents[1])}
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
as_root = pytest.mark.skipif(not ROOT, reason="only root gives files to others")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    return write_newsroom(tmp_path, FILE)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".newsroom-index" not in path.parts
    }


def start(*arguments: str, room: Path, **options) -> subprocess.Popen[str]:
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **options}
    return processes.started(*arguments, cwd=room, text=True, **pipes)


def in_shell(line: str, room: Path) -> subprocess.CompletedProcess[str]:
    """Runs a line of sh in which NEWSROOM is the command."""
    command = " ".join(f"'{command}'" for command in RUN)
    return subprocess.run(
        ["sh", "-c", line.replace("NEWSROOM", command)], cwd=room, env=ENVIRONMENT, text=True, capture_output=True,
        timeout=60, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


DIRECTIONS = re.compile(r"(\d?)([<>])\s*(\S+)")


def directed(line: str, room: Path, **options) -> subprocess.CompletedProcess[str]:
    """Runs the command with the arguments and the redirections of a line of sh, without a shell."""
    redirect = functools.partial(processes.redirect, DIRECTIONS.findall(line))
    return processes.ran(*shlex.split(DIRECTIONS.sub("", line)), cwd=room, text=True, before=redirect, **options)


def many_sources(room: Path, count: int) -> None:
    (room / "old").mkdir()
    for number in range(count):
        text = (
            f"City Opens Library {number}\n\nMarch 2, 2026\n\nThe city opened library number {number} today, for all "
            "who read.\n"
        )
        (room / "old" / f"{number}.txt").write_text(text, encoding="utf-8")


# --- what -o may not write over -------------------------------------------------------------------------------

WRITERS = {
    "feed": ("feed", "-o"),
    "email": ("email", FILE, "-o"),
    "sheet": ("quotes", "sheet", FILE, "--speaker", "Okafor", "-o"),
    "baseline": ("check", "--write-baseline", "--baseline"),
}
TARGETS = [
    FILE,
    "newsroom.toml",
    "NEWSROOM.toml",
    "./releases/../newsroom.toml",
    "link.xml",
    "folder-link/2026-03-02-library.md",
    "hard-link.xml",
    "releases/new.md",
    "releases/NEW.MD",
    "releases/photo.jpg",
    "templates/release.html",
    "templates/new.html",
    ".newsroom-index/findings.json",
    ".newsroom-index/new",
    ".git/config",
    "public/feed.xml",
    "published/2026/feed.xml",
    "site/feed.xml",
    "draft.txt",
    "other/newsroom.toml",
    "other/press/a.md",
    "other/templates/page.html",
    "other/out/x.xml",
]


def furnish(room: Path) -> None:
    """Everything that must not be written over, and other names for it."""
    other = room / "other"
    for folder in (room / "templates", room / ".newsroom-index", room / ".git", room / "site", room / "public"):
        folder.mkdir()
    for folder in (other / "press", other / "templates", other / "out", room / "published" / "2026"):
        folder.mkdir(parents=True)
    (other / "newsroom.toml").write_text('url = "https://other.example/"\nreleases = "press"\noutput = "out"\n')
    (other / "press" / "a.md").write_text(sample_text(), encoding="utf-8")
    for name in ("releases/photo.jpg", "templates/release.html", ".newsroom-index/findings.json", ".git/config"):
        (room / name).write_text("mine")
    (room / "other/templates/page.html").write_text("mine")
    (room / "site" / ".newsroom-manifest").write_text("# mine\n")
    (room / "draft.txt").write_text(sample_text(), encoding="utf-8")
    (room / "link.xml").symlink_to(room / "newsroom.toml")
    (room / "folder-link").symlink_to(room / "releases")
    os.link(room / FILE, room / "hard-link.xml")


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", WRITERS)
def test_a_result_is_not_written_over_what_a_newsroom_is_made_of(newsroom, room: Path, name: str, target: str) -> None:
    furnish(room)
    before = tree(room)
    run = newsroom(*WRITERS[name], target)
    assert (run.code, tree(room)) == (2, before)
    said = run.err.strip().splitlines()[-2:]
    assert said[0].startswith("error: ") and said[1].startswith("help: nothing was written; ")


@pytest.mark.parametrize("folder", ["templates", "public", ".git"])
def test_the_usual_name_in_a_folder_is_asked_about_too(newsroom, room: Path, folder: str) -> None:
    furnish(room)
    before = tree(room)
    assert (newsroom("feed", "-o", folder).code, tree(room)) == (2, before)


@pytest.mark.parametrize("named", [FILE, "newsroom.toml", "templates/baseline.json", "public/baseline.json"])
def test_a_baseline_that_newsroom_toml_names_is_asked_about_too(newsroom, room: Path, named: str) -> None:
    text = (room / "newsroom.toml").read_text(encoding="utf-8")
    (room / "newsroom.toml").write_text(f'{text}\n[check]\nbaseline = "{named}"\n', encoding="utf-8")
    before = tree(room)
    assert (newsroom("check", "--write-baseline").code, tree(room)) == (2, before)


def test_releases_that_lie_elsewhere_are_known(newsroom, room: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (room / FILE).unlink()
    (room / "releases").rmdir()
    (room / "releases").symlink_to(elsewhere)
    assert newsroom("feed", "-o", elsewhere / "feed.md").code == 2
    assert os.listdir(elsewhere) == []


@pytest.mark.parametrize("target", ["mail.html", "releases/mail.html", "made/mail.html", "made"])
def test_any_other_file_is_written_and_written_again(newsroom, room: Path, target: str) -> None:
    (room / "made").mkdir()
    assert [newsroom("email", FILE, "-o", target).code for _ in range(2)] == [0, 0]


def test_devices_and_pipes_get_the_result_and_stay_what_they_are(newsroom, room: Path) -> None:
    wanted = newsroom("feed").out
    assert newsroom("feed", "-o", "/dev/null").code == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert in_shell("NEWSROOM feed -o /dev/stdout | cat", room).stdout == wanted
    os.mkfifo(room / "pipe")
    assert in_shell("cat pipe & NEWSROOM feed -o pipe; wait", room).stdout == wanted
    assert stat.S_ISFIFO(os.stat(room / "pipe").st_mode)


@pytest.mark.parametrize("option", ["output", "releases"])
@pytest.mark.parametrize("folder", [".newsroom-index", "a/.newsroom-build-public", ".Newsroom-Index"])
def test_no_option_names_a_folder_that_newsroom_keeps_for_itself(option: str, folder: str) -> None:
    with pytest.raises(ConfigError, match="for itself"):
        config.parse(f'url = "https://news.example/"\n{option} = "{folder}"\n')


# --- an edit meanwhile ----------------------------------------------------------------------------------------

EDITS = {
    "sync": ("quotes", "sync", FILE, "--guess"),
    "clear": ("quotes", "clear", FILE, "--speaker", "Okafor", "--by", "Jo Park"),
    "approve": ("approve", FILE, "--by", "Jo Park", "--role", "Editor"),
    "fix": ("check", FILE, "--fix"),
    "ignores": ("check", FILE, "--add-ignores", "as it was"),
}


def spoil(room: Path) -> None:
    """Each of EDITS has something to do."""
    text = sample_text().replace("opening hours", "hours to recieve you")
    text += "\n“We built it for everybody who wants to read in this town,” said Mayor Ana Okafor.\n"
    (room / FILE).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("save", ["in place", "by a rename"])
def test_what_an_editor_saves_meanwhile_stays(
    newsroom, room: Path, monkeypatch: pytest.MonkeyPatch, name: str, save: str
) -> None:
    spoil(room)
    real = os.fsync

    def fsync(descriptor: int) -> None:  # the longest step of all: the new text is on its way to the disk
        real(descriptor)
        text = (room / FILE).read_text(encoding="utf-8") + "\nA new last paragraph.\n"
        file = room / ("copy" if save == "by a rename" else FILE)
        file.write_text(text, encoding="utf-8")
        file.replace(room / FILE)

    monkeypatch.setattr(os, "fsync", fsync)
    run = newsroom(*EDITS[name])
    assert run.code == 2
    assert "somebody changed the file in the meantime\nhelp: nothing was written; try again" in run.err
    assert (room / FILE).read_text(encoding="utf-8").endswith("A new last paragraph.\n")
    monkeypatch.undo()
    monkeypatch.chdir(room)
    assert newsroom(*EDITS[name]).code in (0, 1)
    assert "A new last paragraph.\n" in (room / FILE).read_text(encoding="utf-8")
    assert list(room.rglob("*.tmp")) == []


def test_signatures_at_the_same_time_are_all_kept_or_refused(room: Path) -> None:
    names = [f"{first} {last}" for first in ("Jo", "Ira", "Sam") for last in ("Park", "Bell", "Moss")]
    runs = [start("approve", FILE, "--by", name, "--role", "Editor", room=room) for name in names]
    ends = [run.communicate()[1] for run in runs]
    text = (room / FILE).read_text(encoding="utf-8")
    for name, run, said in zip(names, runs, ends, strict=True):
        assert (run.returncode, f'by = "{name}"' in text) in ((0, True), (2, False)), said
    assert any(run.returncode == 0 for run in runs)


def test_three_imports_at_once_make_each_source_once(room: Path) -> None:
    many_sources(room, 20)
    runs = [start("import", "old", "--yes", room=room) for _ in range(3)]
    ends = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], ends
    assert len(list((room / "releases").iterdir())) == 21
    assert sum(len(out.split()) for out, _ in ends) == 20


def test_two_new_releases_of_one_name_are_one(room: Path) -> None:
    order = ("new", "release", "--headline", "City Opens Pool", "--date", "2026-05-04")
    runs = [start(*order, room=room) for _ in range(4)]
    for run in runs:
        run.communicate()
    assert sorted(run.returncode for run in runs) == [0, 2, 2, 2]
    assert len(list((room / "releases").iterdir())) == 2


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends_stay(newsroom, room: Path, name: str, ends: str, mark: str) -> None:
    spoil(room)
    text = mark + (room / FILE).read_text(encoding="utf-8").replace("\n", ends)
    (room / FILE).write_bytes(text.encode())
    newsroom(*EDITS[name])
    after = (room / FILE).read_bytes().decode()
    assert after != text
    assert after.startswith(f"{mark}+++{ends}") and after.count("\ufeff") == len(mark)
    assert after.count("\n") == after.count(ends)


def test_a_byte_order_mark_in_the_middle_is_removed(newsroom, room: Path) -> None:
    (room / FILE).write_text("\ufeff" + sample_text().replace("opened", "\ufeffopened"), encoding="utf-8")
    newsroom("check", "--fix")
    assert (room / FILE).read_text(encoding="utf-8") == "\ufeff" + sample_text()


def test_of_several_files_all_are_written_or_none(room: Path) -> None:
    one, two = room / "one.md", room / "two.md"
    one.write_bytes(b"one")
    two.write_bytes(b"changed meanwhile")
    with pytest.raises(NewsroomError, match="in the meantime"):
        writer.rewrite({one: (b"one", b"new"), two: (b"two", b"new")})
    assert (one.read_bytes(), two.read_bytes()) == (b"one", b"changed meanwhile")


@pytest.mark.parametrize("first", [b"one", b""])
def test_what_was_written_already_is_brought_back(room: Path, monkeypatch: pytest.MonkeyPatch, first: bytes) -> None:
    """Somebody saves the last file after the first, which may be new, is in its place."""
    one, two = room / "one.md", room / "two.md"
    if first:
        one.write_bytes(first)
    two.write_bytes(b"two")
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        real(source, target)
        if Path(target) == one and one.read_bytes() == b"new":
            two.write_bytes(b"saved")

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(NewsroomError, match="in the meantime"):
        writer.rewrite({one: (first, b"new"), two: (b"two", b"new")})
    assert (one.read_bytes() if first else b"", two.read_bytes()) == (first, b"saved")
    assert one.exists() == bool(first)


# --- locks ----------------------------------------------------------------------------------------------------


def is_locked(folder: Path) -> bool:
    """Whether another process finds a folder locked."""
    code = (
        "import sys; from pathlib import Path; from newsroom_cli.newsroom import writer\nwith "
        "writer.locked(Path(sys.argv[1]), wait=False): pass"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 0 or b"BlockingIOError" in done.stderr
    return done.returncode != 0


FORKING = """
import os, signal, subprocess, sys
from pathlib import Path
from newsroom_cli.newsroom import writer
with writer.locked(Path(sys.argv[1])):
    child = os.fork()
    if child == 0:
        signal.pause()
    sleeper = subprocess.Popen(["sleep", "60"], close_fds=False)
    print("locked", flush=True)
    sys.stdin.readline()
print("free", flush=True)
sys.stdin.readline()
os.kill(child, signal.SIGKILL)
sleeper.kill()
"""


def test_a_lock_ends_with_its_block_and_no_child_inherits_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", FORKING, str(tmp_path)], env=ENVIRONMENT, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        for said, locked in (("locked\n", True), ("free\n", False)):
            assert (process.stdout.readline(), is_locked(tmp_path)) == (said, locked)
            process.stdin.write("\n")
            process.stdin.flush()


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from newsroom_cli.newsroom import writer\nwith "
        "writer.locked(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=ENVIRONMENT, check=False)
    assert not is_locked(tmp_path) and os.listdir(tmp_path) == []


def no_locks(*_: object) -> None:
    raise OSError(95, "Operation not supported")


@pytest.mark.parametrize("missing", ["module", "file system"])
def test_where_there_are_no_locks_everything_works_without(
    newsroom, room: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "module":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    else:
        monkeypatch.setattr("fcntl.flock", no_locks)
    (room / "old.txt").write_text(
        "City Opens Pool\n\nMarch 2, 2026\n\nThe city opened a pool today, for all who swim.\n"
    )
    spoil(room)
    assert newsroom("import", "old.txt", "--yes").code == 0
    assert newsroom(*EDITS["fix"]).code in (0, 1)
    assert "to receive you" in (room / FILE).read_text(encoding="utf-8")
    assert list(room.rglob("*.tmp")) == []


# --- owner, mode, leftovers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o2664])
def test_the_mode_stays_and_nobody_else_reads_it_meanwhile(
    newsroom, room: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    spoil(room)
    (room / FILE).chmod(mode)
    modes = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode)))
    newsroom(*EDITS["fix"])
    assert stat.S_IMODE((room / FILE).stat().st_mode) == mode
    assert modes[0] == 0o600


@as_root
def test_root_keeps_owner_and_group(newsroom, room: Path) -> None:
    spoil(room)
    os.chown(room / FILE, 12345, 23456)
    for name in EDITS:
        newsroom(*EDITS[name])
        assert ((room / FILE).stat().st_uid, (room / FILE).stat().st_gid) == (12345, 23456)


@as_root
def test_who_cannot_keep_the_owner_writes_nothing(room: Path) -> None:
    """Somebody who may write the file and its folder, but not give the file back to whose it is."""
    spoil(room)
    (room / FILE).chmod(0o666)
    os.chown(room / "releases", 65534, 65534)
    for folder in (room, *list(room.parents)[:-2]):
        folder.chmod(folder.stat().st_mode | 0o055)
    before = (room / FILE).read_bytes()
    try:
        subprocess.run([sys.executable, "-c", "import newsroom_cli"], user=65534, check=True, capture_output=True)
    except (PermissionError, subprocess.CalledProcessError):
        pytest.skip("another user may not run this Python, or read this newsroom")
    run = subprocess.run(
        [*RUN, *EDITS["fix"]], cwd=room, env=ENVIRONMENT, text=True, capture_output=True, timeout=60, check=False,
        stdin=subprocess.DEVNULL, user=65534, group=65534, extra_groups=[],
    )  # fmt: skip
    said = run.stderr
    assert run.returncode == 2 and "the file belongs to root:root and would change its owner" in said
    assert (room / FILE).read_bytes() == before and os.listdir(room / "releases") == [Path(FILE).name]


@pytest.mark.skipif(sys.platform != "linux", reason="attributes are Linux's")
def test_attributes_stay(newsroom, room: Path) -> None:
    spoil(room)
    try:
        os.setxattr(room / FILE, "user.reviewed", b"yes")
    except OSError:
        pytest.skip("this file system has no attributes")
    newsroom(*EDITS["fix"])
    assert os.getxattr(room / FILE, "user.reviewed") == b"yes"


@pytest.mark.parametrize("name", EDITS)
def test_a_read_only_file_is_refused(newsroom, room: Path, name: str) -> None:
    spoil(room)
    (room / FILE).chmod(0o444)
    before = tree(room)
    run = newsroom(*EDITS[name])
    assert (run.code, tree(room)) == (2, before)
    assert f"error: {FILE}: the file is read-only\nhelp: nothing was written" in run.err


@pytest.mark.parametrize("name", EDITS)
def test_a_file_with_another_name_is_refused(newsroom, room: Path, name: str) -> None:
    spoil(room)
    os.link(room / FILE, room / "other-name")
    before = tree(room)
    run = newsroom(*EDITS[name])
    assert (run.code, tree(room)) == (2, before)
    assert f"error: {FILE}: the file has 2 names (hard links)" in run.err and (room / FILE).stat().st_nlink == 2


def test_what_a_running_process_stages_is_not_swept_and_what_a_killed_one_left_is(tmp_path: Path) -> None:
    left = tmp_path / ".newsroom-0123456789abcdef.tmp"
    left.mkdir()
    (left / "new").write_text("a whole draft")
    hers = tmp_path / ".newsroom-notes.md"
    hers.write_text("hers")
    with staging(tmp_path) as used:
        code = (
            "import sys; from pathlib import Path; from newsroom_cli.newsroom import writer; "
            "writer.sweep(Path(sys.argv[1]))"
        )
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=ENVIRONMENT, check=True)
        sweep(tmp_path)
        assert used.exists() and not left.exists() and hers.exists()
    assert os.listdir(tmp_path) == [hers.name]


@pytest.mark.parametrize(
    "command", ["new release --headline Kiosk", f"import {FILE} --yes", "theme copy site/release.html:footer"]
)
def test_a_command_that_makes_files_removes_what_a_killed_one_left(newsroom, room: Path, command: str) -> None:
    (room / "templates" / "site").mkdir(parents=True)
    for folder in ("releases", "templates/site"):
        (room / folder / ".newsroom-0123456789abcdef.tmp").mkdir()
    run = newsroom(*command.split())
    assert run.code == 0, run.err
    made = (room / run.out.splitlines()[0]).parent
    assert list(made.glob("*.tmp")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_signal_that_ends_stops_cleanly(room: Path, number: signal.Signals) -> None:
    many_sources(room, 300)
    run = start("import", "old", "--yes", room=room)
    assert run.stdout is not None
    for _ in range(10):
        run.stdout.readline()
    run.send_signal(number)
    _, said = run.communicate()
    assert run.returncode == 128 + number
    assert "stopped; nothing was half written" in said and "Traceback" not in said
    assert list(room.rglob("*.tmp")) == []


def test_nohup_is_respected(room: Path) -> None:
    many_sources(room, 30)
    run = subprocess.Popen(
        ["nohup", *RUN, "import", "old", "--yes"], cwd=room, env=ENVIRONMENT, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert run.stdout is not None
    run.stdout.readline()
    run.send_signal(signal.SIGHUP)
    run.communicate()
    assert run.returncode == 0 and len(list((room / "releases").iterdir())) == 31


# --- damaged caches -------------------------------------------------------------------------------------------


def test_a_cache_folder_that_cannot_be_looked_into_is_no_fault(tmp_path: Path) -> None:
    with pytest.raises(NewsroomError, match="cannot be written"):
        writer.write_cache(tmp_path / ("a" * 300), "findings", b"")


@pytest.mark.skipif(os.name == "nt" or ROOT, reason="root may read everything")
def test_check_and_build_go_on_without_a_cache_folder_of_somebody_else(newsroom, room: Path) -> None:
    assert newsroom("check").code == newsroom("build").code == 0
    (room / ".newsroom-index").chmod(0)
    try:
        assert newsroom("check").code == newsroom("build").code == 0
    finally:
        (room / ".newsroom-index").chmod(0o755)


def damages(data: bytes, other: bytes, lot: random.Random) -> Iterator[bytes]:
    """Bits that flip, pieces that are lost, doubled or exchanged, files of another name, edits that make sense."""
    words = [
        b"DT001",
        b"warning",
        b"error",
        b"library",
        b"City",
        b"Okafor",
        b"true",
        b"false",
        b"null",
        b"1",
        b"2",
        b"[]",
    ]
    while True:
        at, end = sorted(lot.sample(range(len(data)), 2))
        flipped = bytearray(data)
        flipped[at] ^= 1 << lot.randrange(8)
        yield bytes(flipped)
        yield data[:at]
        yield data[at:]
        yield data[:at] + data[end:]
        yield data[:end] + data[at:]
        yield data[:at] + lot.randbytes(end - at) + data[end:]
        yield data[:at] + bytes(end - at) + data[end:]
        found = [word for word in words if word in data] or [data[at : at + 1]]
        yield data.replace(lot.choice(found), lot.choice(words), 1)
        yield data.replace(lot.choice(found), lot.choice(words))
        yield other
        yield other[:at] + data[at:]


def archive_of_six(room: Path) -> None:
    for number in range(6):
        text = (
            sample_text()
            .replace("k3h8vq2m9x4c7b1f", f"k3h8vq2m9x4c7b{number}")
            .replace("Harbour Quarter", f"Ward {number}")
        )
        if number % 2:
            text = text.replace("opening hours", "hours to recieve you")
        file = room / "releases" / f"2026-03-0{number + 1}-ward.md"
        file.write_text(text, encoding="utf-8")
        os.utime(file, (1e9 + number, 1e9 + number))
    (room / FILE).unlink()


INDEXES = {
    "findings.json": (("check", "-f", "json"), ("check", "-f", "json", "--no-cache"), "cards.json"),
    "cards.json": (("check", "-f", "json"), ("check", "-f", "json", "--no-cache"), "findings.json"),
    "quotes.db": (("quotes", "search", "book"), ("quotes", "search", "book"), "findings.json"),
}


@pytest.mark.parametrize("name", INDEXES)
def test_of_three_hundred_damaged_indexes_none_answers_wrongly(newsroom, room: Path, name: str) -> None:
    archive_of_six(room)
    asked, without, other = INDEXES[name]
    right = newsroom(*without)
    newsroom("check")
    assert newsroom(*asked) == right and right.code != 2
    folder = room / ".newsroom-index"
    whole, another = (folder / name).read_bytes(), (folder / other).read_bytes()
    touched = room / "releases" / "2026-03-02-ward.md"
    damaged_indexes = zip(range(300), damages(whole, another, random.Random(name)), strict=False)
    for number, damaged in sample(damaged_indexes, 30):
        (folder / name).write_bytes(damaged)
        os.utime(touched, (1e9 + number, 1e9 + number))  # so that cards are read
        assert newsroom(*asked) == right, number
        assert newsroom(*asked) == right, number


def test_cards_of_another_day_do_not_belong_to_the_findings_of_today(newsroom, room: Path) -> None:
    """As after a kill between the two files."""
    archive_of_six(room)
    cards = room / ".newsroom-index" / "cards.json"
    newsroom("check")
    old = cards.read_bytes()
    file = room / "releases" / "2026-03-02-ward.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Ward 1", "Ward 0"), encoding="utf-8")
    os.utime(file, (2e8, 2e8))
    right = newsroom("check", "-f", "json")
    cards.write_bytes(old)
    os.utime(file, (3e8, 3e8))
    assert newsroom("check", "-f", "json") == right == newsroom("check", "-f", "json", "--no-cache")


@pytest.mark.parametrize("name", INDEXES)
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_stands_in_the_place_of_an_index_stops_nothing(room: Path, name: str, kind: str) -> None:
    folder = room / ".newsroom-index"
    folder.mkdir()
    make: dict[str, Callable[[Path], None]] = {
        "pipe": os.mkfifo, "folder": os.mkdir, "link": lambda place: place.symlink_to(room / FILE)
    }  # fmt: skip
    make[kind](folder / name)
    before = (room / FILE).read_bytes()
    run = start(*INDEXES[name][0], room=room)
    with contextlib.closing(run.stdout):
        said = run.communicate(timeout=60)[1]
    assert run.returncode in (0, 1), said
    assert (room / FILE).read_bytes() == before


# --- standard output ------------------------------------------------------------------------------------------

RESULTS = [
    "--version",
    "-V",
    "--help",
    "check --help",
    "quotes sheet --help",
    "list",
    "rule",
    "rule TX003",
    "schema",
    "new --list",
    "check -f json",
    "check -f sarif",
    "check -f github",
    "check --diff",
    "check --statistics",
    "feed",
    f"email {FILE}",
    f"quotes list {FILE}",
    f"quotes sheet {FILE} --speaker Okafor",
    "quotes search book",
    f"show {FILE}",
    f"approvals {FILE}",
    f"check - < {FILE}",
    f"check - --fix < {FILE}",
    f"import {FILE} -f json",
    "check",
]


@pytest.mark.parametrize("command", sample(RESULTS, 8))
def test_a_result_that_cannot_be_written_is_one_line(room: Path, command: str) -> None:
    spoil(room)
    if command.startswith("approvals"):
        directed(f"approve {FILE} --by 'Jo Park' --role Editor", room)
    for place, reason in ((">/dev/full", "no space left on device"), (">&-", "standard output is closed")):
        done = directed(f"{command} {place}", room)
        assert (done.returncode, done.stdout) == (2, ""), (place, done.stderr)
        assert done.stderr.splitlines()[-1] == f"error: cannot write the result: {reason}", place
        assert "Traceback" not in done.stderr
        silent = directed(f"{command} {place} 2>&-", room)
        assert (silent.returncode, silent.stdout, silent.stderr) == (2, "", ""), place
    reader, pipe = os.pipe()
    os.close(reader)
    piped = directed(command, room, stdout=pipe)
    os.close(pipe)
    assert piped.returncode == 141 and "Traceback" not in piped.stderr


@pytest.mark.parametrize("command", sample(RESULTS, 8))
def test_messages_that_nobody_can_read_change_nothing(room: Path, command: str) -> None:
    spoil(room)
    usual = directed(command, room)
    for place in ("2>&-", "2>/dev/full", "<&-" if "<" not in command else "2>&-"):
        done = directed(f"{command} {place}", room)
        assert (done.returncode, done.stdout) == (usual.returncode, usual.stdout), place


@pytest.mark.parametrize("place", ["<&-", "</dev/null", "0>nothing", "< /"])
@pytest.mark.parametrize("command", ["import - --yes", "check -"])
def test_a_standard_input_that_gives_nothing_is_no_fault(room: Path, command: str, place: str) -> None:
    done = in_shell(f"NEWSROOM {command} {place}", room)
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr


def test_a_file_never_takes_the_place_of_a_closed_stream(room: Path) -> None:
    """What is written to a closed standard output or error would go into the next file that is opened."""
    spoil(room)
    done = in_shell("NEWSROOM check --fix <&- >&- 2>&-", room)
    assert done.returncode in (0, 1, 2)
    assert (room / FILE).read_text(encoding="utf-8").startswith("+++\n")
    assert "error" not in (room / FILE).read_text(encoding="utf-8")


def test_a_slow_reader_of_a_pipe_that_does_not_block_gets_everything(room: Path) -> None:
    for number in range(400):
        (room / "releases" / f"2026-01-01-{number}.md").write_text("+++\n+++\n")
    reader, pipe = os.pipe()
    os.set_blocking(pipe, False)
    run = start("check", "-f", "json", "--no-cache", room=room, stdout=pipe)
    os.close(pipe)
    with os.fdopen(reader, "rb") as file:
        got = file.read()
    assert run.wait(60) == 1 and got.endswith(b"]\n") and len(got) > 100_000
