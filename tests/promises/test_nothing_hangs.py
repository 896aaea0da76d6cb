"""Nothing hangs: workers may be killed, and anything may lie where a release, a picture or a template does."""

from __future__ import annotations

import ast
import contextlib
import functools
import json
import os
import random
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import fork_server
import processes
import pytest
import syntax
from conftest import Result
from samples import BODY, FRONT, sample_config, sample_text, write_newsroom
from sampling import sample

from newsroom_cli.linter import check
from newsroom_cli.model import release_file
from newsroom_cli.model.config import Check
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.toml.option_values import RULE_SETS
from newsroom_cli.newsroom import workers
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer.locks import locked

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are forked on Linux alone")
LIMIT = 60  # seconds; generous: what hangs never comes to an end
COMMAND = """
import sys
from newsroom_cli.__main__ import main
from newsroom_cli.newsroom import workers
workers.FEWEST_FOR_TWO = 1
sys.exit(main(sys.argv[1:]))
"""
PATHS = [f"{number}.md" for number in range(500)]
MANY = 120  # releases


@contextlib.contextmanager
def limit(seconds: int = LIMIT) -> Iterator[None]:
    """The block comes to an end, or the test fails."""

    def fail(number: int, frame: object) -> None:
        raise AssertionError(f"no end after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(autouse=True)
def comes_to_an_end() -> Iterator[None]:
    of_others.clear()
    of_others.update(children(os.getpid()))  # pytest adopts what processes of earlier tests leave behind
    with limit():
        yield


of_others: set[int] = set()


def children(process: int) -> list[int]:
    """The processes that a process has started in this test and that are not over."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    theirs = of_others | {fork_server.server().process.pid}
    return [pid for pid in map(int, found) if alive(pid) and pid not in theirs]


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def all_gone(processes: Sequence[int], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while any(map(alive, processes)):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


# --- workers --------------------------------------------------------------------------------------------------


def _killed_at(path: str, size: int) -> list[tuple[int, bytes]]:
    """The answers of two workers, of which the one that comes to a path kills itself."""

    def work(part: Sequence[str]) -> tuple[int, bytes]:
        if path in part:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid(), b"." * size

    return list(workers.batches(work, PATHS, count=2))


@linux
@pytest.mark.parametrize("size", [10, 5_000_000])
@pytest.mark.parametrize("path", [PATHS[0], PATHS[130], PATHS[300], PATHS[-1]])
def test_a_worker_that_is_killed_at_work_is_an_error_with_a_remedy(path: str, size: int) -> None:
    with pytest.raises(NewsroomError, match="a worker process ended unexpectedly") as caught:
        _killed_at(path, size)
    assert caught.value.hint
    assert children(os.getpid()) == []


@linux
@pytest.mark.parametrize("size", [50_000, 100_000, 20_000_000])
def test_a_worker_that_is_killed_while_it_answers_is_an_error(size: int) -> None:
    """Half an answer is in the pipe, and the other worker lives on."""
    answers = workers.batches(lambda part: (os.getpid(), b"." * size), [*PATHS, *PATHS, *PATHS], count=2)
    victim, _ = next(answers)
    time.sleep(0.2)
    with contextlib.suppress(ProcessLookupError):  # it may have ended before the other one began
        os.kill(victim, signal.SIGKILL)
    with contextlib.suppress(NewsroomError):  # small answers may all be in the pipe already
        left = [answer for _, answer in answers]
        assert size <= 100_000 and [len(text) for text in left] == [size] * 11
    assert children(os.getpid()) == []


@linux
def test_a_worker_that_is_stopped_is_ended_with_the_others() -> None:
    answers = workers.batches(lambda part: os.getpid(), PATHS, count=2)
    os.kill(next(answers), signal.SIGSTOP)
    answers.close()  # type: ignore[attr-defined]
    assert children(os.getpid()) == []


@linux
def test_no_more_answers_wait_than_fit_into_the_pipes(tmp_path: Path) -> None:
    done = tmp_path / "done"

    def work(part: Sequence[str]) -> bytes:
        with done.open("a") as file:
            file.write(".")
        return b"." * 1_000_000

    answers = workers.batches(work, PATHS * 20, count=2)
    next(answers)
    time.sleep(0.5)
    assert len(done.read_text()) <= 8
    assert sum(1 for _ in answers) == 79


class _Odd(Exception):
    """Has more to say than what it was made with, so that it cannot be read by who gets it."""

    def __init__(self, one: int, *, other: int) -> None:
        super().__init__(f"{one} {other}")


@linux
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ValueError("the reason"), ValueError),
        (BrokenPipeError(32, "the reason"), BrokenPipeError),
        (MemoryError("the reason"), MemoryError),
        (NewsroomError("the reason", path="a.md", hint="do this"), NewsroomError),
        (_Odd(1, other=2), RuntimeError),
    ],
)
def test_an_error_of_the_work_keeps_its_type_and_where_it_was_raised(error: Exception, kind: type[Exception]) -> None:
    def work(part: Sequence[str]) -> None:
        raise error

    with pytest.raises(kind) as caught:
        list(workers.batches(work, PATHS, count=2))
    assert type(caught.value) is kind
    assert "in work\n" in "".join([str(caught.value), *getattr(caught.value, "__notes__", [])])


@linux
def test_an_answer_that_cannot_travel_is_an_error() -> None:
    with pytest.raises(Exception, match=r"pickle|local object"):
        list(workers.batches(lambda part: lambda: 1, PATHS, count=2))


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_are_the_parents_to_answer(number: int) -> None:
    def work(part: Sequence[str]) -> int:
        os.kill(os.getpid(), number)
        return len(part)

    assert sum(workers.batches(work, PATHS, count=2)) == len(PATHS)


def _is_free(folder: Path) -> bool:
    try:
        with locked(folder, wait=False):
            return True
    except BlockingIOError:
        return False


@linux
def test_a_lock_is_not_inherited_by_workers(tmp_path: Path) -> None:
    with locked(tmp_path):
        answers = workers.batches(lambda part: b"." * 10_000_000, PATHS, count=2)
        next(answers)
    assert len(children(os.getpid())) == 2, "the workers are busy with their answers"
    deadline = time.monotonic() + LIMIT
    while not _is_free(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.01)  # on a busy machine the second worker may not have begun
    with locked(tmp_path, wait=False) as held:
        assert held
    assert len(list(answers)) == 3


@linux
def test_where_no_process_can_be_started_this_one_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    forks = []

    def fork() -> int:
        forks.append(1)
        if len(forks) == 2:  # the second worker's
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return real()

    real = os.fork
    monkeypatch.setattr(os, "fork", fork)
    assert set(workers.batches(lambda part: os.getpid(), PATHS, count=2)) == {os.getpid()}
    assert len(forks) == 2 and children(os.getpid()) == []


SPARE = """
import os, resource, sys
import multiprocessing.connection, multiprocessing.popen_fork
from newsroom_cli.newsroom import workers
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[2]), int(sys.argv[2])))
if os.geteuid() == 0 and sys.argv[1] == "RLIMIT_NPROC":
    os.setuid(65534)  # root may have as many as it likes
paths = [str(number) for number in range(500)]
print(sum(workers.batches(len, paths, count=2)), len(set(workers.batches(lambda part: os.getpid(), paths, count=2))))
"""


@linux
@pytest.mark.parametrize(("limit", "value"), [("RLIMIT_NPROC", 0), ("RLIMIT_NOFILE", 5)])
def test_limits_of_the_system_cost_speed_alone(limit: str, value: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPARE, limit, str(value)], capture_output=True, text=True, timeout=LIMIT
    )
    assert (done.stdout, done.stderr) == ("500 1\n", "")


NO_MEMORY_FILES = """
import multiprocessing.synchronize, os, sys
from newsroom_cli.__main__ import main
from newsroom_cli.newsroom import workers
def refused(*arguments, **named):
    raise OSError(38, "Function not implemented")
multiprocessing.synchronize.SemLock.__init__ = refused  # as where /dev/shm is missing
workers.FEWEST_FOR_TWO = 1
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with so many releases that a command is at work for a while."""
    room = tmp_path_factory.mktemp("many")
    write_newsroom(room)
    for number in range(MANY):
        text = sample_text().replace("k3h8vq2m9x4c7b1f", f"{number:016}").replace('Library"', f'Library {number}"')
        (room / "releases" / f"2026-03-02-{number}.md").write_text(text, encoding="utf-8")
    return room


def started(room: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return processes.started(
        "-C", room, *arguments,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, before=processes.share_work,
    )  # fmt: skip


def code_of(process: subprocess.Popen[bytes]) -> int:
    process.communicate(timeout=LIMIT)
    return process.returncode


def its_workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The workers of a command, when it has both; none if it ended before anybody looked, as on a busy machine."""
    while process.poll() is None:
        if len(found := children(process.pid)) == 2:
            return found
        time.sleep(0.001)
    return []


WORK = {
    "build": ["build", "-o", "OUT"], "check": ["check", "--no-cache", "--exit-zero"],
    "search": ["quotes", "search", "walk"],
}  # fmt: skip


def arguments_of(command: str, room: Path, tmp_path: Path) -> list[str]:
    (room / ".newsroom-index" / "quotes.db").unlink(missing_ok=True)
    return [str(tmp_path / "public") if argument == "OUT" else argument for argument in WORK[command]]


def at_work(command: str, room: Path, tmp_path: Path) -> tuple[subprocess.Popen[bytes], list[int]]:
    """A command that has everything to do, and its workers."""
    for _ in range(20):
        shutil.rmtree(tmp_path / "public", ignore_errors=True)
        process = started(room, *arguments_of(command, room, tmp_path))
        if workers := its_workers(process):
            return process, workers
        process.communicate(timeout=LIMIT)
    raise AssertionError("it never had workers")


@linux
def test_without_memory_files_everything_is_as_it_was(many: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_MEMORY_FILES, "-C", many, "build", "-o", tmp_path / "public"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    assert done.returncode == 0 and done.stderr.startswith(f"built {MANY} public releases")


@linux
@pytest.mark.parametrize("command", WORK)
def test_a_worker_killed_at_a_random_moment_never_hangs_a_command(many: Path, tmp_path: Path, command: str) -> None:
    chance, ends = random.Random(command), []
    for pause in [0, *sample([0.01, 0.01, *(chance.random() * 0.4 for _ in range(5))], 3)]:
        process, workers = at_work(command, many, tmp_path)
        time.sleep(pause)
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)
        _, said = process.communicate(timeout=LIMIT)
        ends.append(process.returncode)
        assert process.returncode in (0, 2) and b"Traceback" not in said
        assert (b"worker process ended unexpectedly" in said and b"help: " in said) == (process.returncode == 2)
        assert all_gone(workers)
    assert 2 in ends
    assert code_of(started(many, *arguments_of(command, many, tmp_path))) == 0, "nobody holds the folder"


@linux
@pytest.mark.parametrize("whole_group", [True, False])
@pytest.mark.parametrize(
    ("number", "code"),
    sample([(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)], 3),
)
def test_a_signal_ends_command_and_workers(
    many: Path, tmp_path: Path, number: signal.Signals, code: int, whole_group: bool
) -> None:
    process, workers = at_work("build", many, tmp_path)
    (os.killpg if whole_group else os.kill)(process.pid, number)
    out, said = process.communicate(timeout=LIMIT)
    assert (process.returncode, out) == (code, b"")
    assert said == (b"" if code < 0 else b"stopped; nothing was half written\n")
    assert all_gone(workers)
    assert code_of(started(many, *arguments_of("build", many, tmp_path))) == 0, "nobody holds the folder"


@linux
def test_a_signal_that_is_ignored_stays_ignored(many: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", COMMAND, "-C", str(many), *arguments_of("build", many, tmp_path)]
    process = subprocess.Popen(["nohup", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert its_workers(process)
    process.send_signal(signal.SIGHUP)
    assert process.wait(LIMIT) == 0


LEFT_OPEN = """
import gc, sys
from newsroom_cli.newsroom import workers
answers = workers.batches(lambda part: b"." * 10_000_000, [str(number) for number in range(1000)], count=2)
next(answers)
sys.modules["left"] = answers  # nobody closes it
"""


@linux
def test_answers_that_nobody_asks_for_do_not_hold_up_the_end() -> None:
    assert subprocess.run([sys.executable, "-c", LEFT_OPEN], timeout=LIMIT).returncode == 0


AMONG_THREADS = """
import json, logging, os, threading
from newsroom_cli.newsroom import workers
logging.basicConfig(filename=os.devnull)
stop = threading.Event()
def busy():
    while not stop.is_set():
        logging.warning("busy"); json.dumps(list(range(100)))
threads = [threading.Thread(target=busy) for _ in range(4)]
for thread in threads: thread.start()
for _ in range(10):
    assert sum(workers.batches(len, [str(number) for number in range(500)], count=2)) == 500
stop.set()
"""


@linux
def test_workers_are_born_among_threads() -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-c", AMONG_THREADS], check=True, timeout=LIMIT)


# --- what is no regular file ----------------------------------------------------------------------------------

GOOD = "releases/2026-03-02-library.md"


def _socket(path: Path, room: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))


def _device(path: Path, room: Path) -> None:
    try:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 5))  # as /dev/zero
    except PermissionError:
        pytest.skip("only root makes devices")


def _link(target: str) -> Callable[[Path, Path], None]:
    return lambda path, room: path.symlink_to(target)


# What may lie where a file should, by what makes it in a newsroom.
ODD: dict[str, Callable[[Path, Path], None]] = {
    "a pipe": lambda path, room: os.mkfifo(path),
    "a socket": _socket,
    "a folder": lambda path, room: path.mkdir(),
    "a link in a circle": lambda path, room: path.symlink_to(path.name),
    "a link to nothing": _link("nothing.md"),
    "a link to another release": _link("2026-03-02-library.md"),
    "a link out of the newsroom": _link("/etc/hostname"),
    "a device without an end": _device,  # never a link to one of the system's: a mistake would write through it
    "a link to a device": lambda path, room: (_device(room / "device", room), path.symlink_to(room / "device"))[0],
    "a link to a folder": _link("."),
    "a link to a pipe": lambda path, room: (os.mkfifo(room / "pipe"), path.symlink_to(room / "pipe"))[0],
    "a link to a folder elsewhere": lambda path, room: path.symlink_to(room.parent),
}
ENDLESS = [case for case in ODD if case not in ("a link to another release", "a link out of the newsroom")]


@pytest.fixture
def room(newsroom: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A newsroom with one release, and standard input that never comes to an end."""
    room = tmp_path / "room"
    write_newsroom(room, GOOD)
    monkeypatch.chdir(room)
    return room


def found(run: Result) -> list[tuple[str, str]]:
    return [(finding["path"], finding["code"]) for finding in json.loads(run.out)]


@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_is_a_finding_and_the_others_go_on(newsroom, room: Path, what: str) -> None:
    assert newsroom("build").code == 0
    before = (room / "public" / "releases" / "2026-03-02-library.html").read_bytes()
    odd = "releases/odd.md"
    ODD[what](room / odd, room)
    (room / "releases" / "draft.md").write_text('+++\nheadline = "A Draft"\n+++\n\nText.\n', encoding="utf-8")
    for arguments in ([], [], ["releases"], ["--no-cache"], ["--fix"], [odd]):
        if arguments != [odd] or what != "a folder":  # who names a folder means what is in it
            run = newsroom("check", *arguments, "--format", "json")
            assert (odd, "NR001") in found(run) and (run.code, run.err) == (1, "")
    assert "help: " in newsroom("check").out and newsroom("check", GOOD).code == 0
    listed = newsroom("list")
    assert (listed.code, listed.err) == (0, "")
    assert odd in listed.out and "City Opens Harbour Quarter Library" in listed.out and "A Draft" in listed.out
    build = newsroom("build")
    assert build.code == 1 and f"{odd}:1" in build.out + build.err
    assert (room / "public" / "releases" / "2026-03-02-library.html").read_bytes() == before
    feed = newsroom("feed")
    assert feed.code == 1 and odd in feed.out + feed.err
    for command in (
        ["show"], ["email"], ["quotes", "list"], ["quotes", "sync"], ["quotes", "clear", "--speaker=Ana Okafor"],
        ["quotes", "sheet", "--speaker=Ana Okafor"], ["approve", "--by=Jo Park", "--role=Editor"], ["approvals"],
    ):  # fmt: skip
        for name in (odd, "odd"):
            run = newsroom(*command, name)
            assert run.code in (1, 2) and "Traceback" not in run.err, (command, run)
            assert "it is " in run.out + run.err or "there is no such release" in run.err, (command, run)
        assert newsroom(*command, GOOD).code in (0, 1)
    search = newsroom("quotes", "search", "walk")
    assert "Nobody in this city" in search.out and "1 of the releases cannot be read" in search.err


@pytest.mark.parametrize("name", ["loop", "2025", "odd.md"])
def test_a_link_to_a_folder_among_the_releases_is_a_finding(newsroom, room: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.md").write_text(sample_text(), encoding="utf-8")
    (room / "releases" / name).symlink_to("." if name == "loop" else tmp_path / "elsewhere")
    for arguments in ([], ["releases"], [f"releases/{name}"]):
        assert found(newsroom("check", *arguments, "--format", "json")) == [(f"releases/{name}", "NR001")]
    inside = f"releases/{name}/{'2026-03-02-library' if name == 'loop' else 'secret'}.md"
    assert found(newsroom("check", inside, "--format", "json")) == [(inside, "NR001")]
    assert newsroom("build").code == 1


def test_other_links_beside_releases_are_nobodys_business(newsroom, room: Path) -> None:
    (room / "releases" / "notes.txt").symlink_to("nothing")
    (room / "releases" / ".hidden.md").symlink_to("nothing")
    os.mkfifo(room / "releases" / "pipe.txt")
    assert newsroom("check").code == 0 and newsroom("build").code == 0


def test_releases_in_a_folder_named_like_a_release_are_still_read(newsroom, room: Path) -> None:
    (room / "releases" / "2026.md").mkdir()
    (room / GOOD).rename(room / "releases" / "2026.md" / "library.md")
    run = newsroom("check", "--format", "json")
    assert found(run) == [("releases/2026.md", "NR001")] and "rename the folder" in run.out
    assert "releases/2026.md/library.md" in newsroom("list").out


def test_the_newsroom_may_be_reached_through_links(newsroom, room: Path, tmp_path: Path) -> None:
    (tmp_path / "here").symlink_to(room)
    assert newsroom("-C", tmp_path / "here", "check").code == 0
    assert newsroom("-C", tmp_path / "here", "build").code == 0
    (room / "releases").rename(room / "texts")
    (room / "releases").symlink_to("texts")  # it may be a link itself, in the newsroom
    assert newsroom("check").code == 0 and newsroom("build").code == 0


@pytest.mark.parametrize("command", ["check", "build", "list", "feed"])
def test_the_folder_of_the_releases_must_not_lead_out(newsroom, room: Path, tmp_path: Path, command: str) -> None:
    (room / "releases").rename(tmp_path / "releases")
    (room / "releases").symlink_to(tmp_path / "releases")
    run = newsroom(command)
    assert run.code == 2 and "releases: the folder is a link to a place outside the newsroom\nhelp: " in run.err
    run = newsroom("check", GOOD, "--format", "json") if command == "check" else newsroom("show", GOOD)
    assert run.code in (1, 2) and "City Opens" not in run.out


def test_a_release_exchanged_for_a_link_is_not_clean_any_more(newsroom, room: Path, tmp_path: Path) -> None:
    """Time and size of what it leads to are those that were checked."""
    os.utime(room / GOOD, ns=(10**18, 10**18))
    assert newsroom("check").code == 0
    (room / GOOD).rename(tmp_path / "moved.md")
    (room / GOOD).symlink_to(tmp_path / "moved.md")
    assert newsroom("check").code == 1 and newsroom("check", GOOD).code == 1
    (room / GOOD).unlink()
    os.mkfifo(room / GOOD)
    assert newsroom("check").code == 1 and newsroom("check", GOOD).code == 1


def test_a_release_exchanged_between_listing_and_opening(room: Path) -> None:
    desk = Newsroom.find(room)
    listed = desk.paths()
    (room / GOOD).unlink()
    os.mkfifo(room / GOOD)
    assert [desk.read(path).problems[0].code for path in listed] == ["NR001"]
    reader = os.open(room / GOOD, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(room / GOOD, os.O_WRONLY)  # somebody holds it open and says nothing
    assert [desk.read(path).broken for path in listed] == [True]
    os.close(writer)
    os.close(reader)


@pytest.mark.parametrize("ignore", [[], ["IM004"]])
@pytest.mark.parametrize("what", ODD)
def test_a_picture_that_is_no_file_stops_the_build(newsroom, room: Path, what: str, ignore: list[str]) -> None:
    ODD[what](room / "releases" / "odd.png", room)
    images = '[[images]]\nfile = "odd.png"\nalt = "The house"\ncaption = "The house"\ncredit = "City of Port Ellery"\n'
    (room / GOOD).write_text(sample_text(front=FRONT + images), encoding="utf-8")
    if ignore:
        toml = (room / "newsroom.toml").read_text(encoding="utf-8")
        (room / "newsroom.toml").write_text(f'{toml}\n[check]\nignore = ["IM004"]\n', encoding="utf-8")
    among_releases = "link to a folder" in what  # such a link is a finding itself
    assert newsroom("check").code == (0 if ignore and not among_releases else 1)
    run = newsroom("build")
    assert run.code == 1 and "odd.png" in run.out + run.err and "Traceback" not in run.err
    assert not (room / "public" / "index.html").exists()
    assert newsroom("show", GOOD).code == 0


@pytest.mark.parametrize("what", ENDLESS)
@pytest.mark.parametrize(
    "name",
    [
        "newsroom.toml",
        "templates/site/release.html",
        "templates/site/words.html",
        "templates/site/logo.png",
        "templates/words/en.toml",
    ],
)
def test_options_and_templates_that_are_no_files_are_errors(newsroom, room: Path, what: str, name: str) -> None:
    (room / name).parent.mkdir(parents=True, exist_ok=True)
    (room / name).unlink(missing_ok=True)
    ODD[what](room / name, room)
    run = newsroom("build")
    a_folder = what.startswith(("a folder", "a link to a folder"))
    missing = name.startswith("templates/site") and (a_folder or what == "a link to nothing")
    assert run.code == (0 if missing and not (name.endswith(".png") and not a_folder) else 2), run
    assert run.code == 0 or (name in run.err and "help: " in run.err)
    if name == "newsroom.toml":
        assert newsroom("check").code == 2 and newsroom("check", GOOD).code == 2


def test_options_and_templates_may_be_links(newsroom, room: Path, tmp_path: Path) -> None:
    (room / "newsroom.toml").rename(tmp_path / "shared.toml")
    (room / "newsroom.toml").symlink_to(tmp_path / "shared.toml")
    (tmp_path / "theme" / "site").mkdir(parents=True)
    (tmp_path / "theme" / "site" / "logo.png").write_bytes(b"png")
    (room / "templates").symlink_to(tmp_path / "theme")
    assert newsroom("check").code == 0 and newsroom("build").code == 0
    assert (room / "public" / "logo.png").read_bytes() == b"png"


@pytest.mark.parametrize("what", ENDLESS)
def test_a_baseline_that_is_no_file_is_an_error(newsroom, room: Path, what: str) -> None:
    ODD[what](room / "odd", room)
    run = newsroom("check", "--baseline", "odd")
    assert run.code == 2 and "odd: the baseline cannot be read: " in run.err


@pytest.mark.parametrize("name", ["findings.json", "cards.json", "quotes.db"])
@pytest.mark.parametrize("what", ["a pipe", "a socket", "a link in a circle", "a link to a pipe", "a link to a file"])
def test_what_is_remembered_is_neither_waited_for_nor_written_through_a_link(
    newsroom, room: Path, what: str, name: str
) -> None:
    (room / ".newsroom-index").mkdir()
    (room / "precious").write_text("precious", encoding="utf-8")
    make = ODD.get(what) or _link("../precious")
    make(room / ".newsroom-index" / name, room)
    for _ in range(2):
        assert newsroom("check").code == 0 and newsroom("quotes", "search", "walk").code == 0
    assert (room / "precious").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("what", ENDLESS)
def test_import_takes_regular_files_alone(newsroom, room: Path, tmp_path: Path, what: str) -> None:
    source = tmp_path / "source"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "good.txt").write_text("City Closes Pool\n\nThe city today closed its pool for the winter.\n")
    ODD[what](source / "odd.txt", room)
    run = newsroom("import", source, "--yes")
    assert len(list((room / "releases").iterdir())) == 2
    assert run.code == (0 if what == "a folder" else 1)
    assert what == "a folder" or f"{source / 'odd.txt'}: the file cannot be read: it is " in run.err
    if "folder" not in what:
        alone = newsroom("import", source / "odd.txt", "--yes")
        expected = "there is no such file" if what == "a link to nothing" else "the file cannot be read: "
        assert alone.code == 2 and expected in alone.err and "help: " in alone.err


def test_import_of_a_folder_does_not_follow_links(newsroom, room: Path, tmp_path: Path) -> None:
    source, outside = tmp_path / "source", tmp_path / "outside"
    source.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("City Closes Pool\n\nThe city today closed its pool for the winter.\n")
    (source / "link.txt").symlink_to(outside / "secret.txt")
    (source / "folder").symlink_to(outside)
    run = newsroom("import", source, "--yes")
    assert run.code == 1 and len(list((room / "releases").iterdir())) == 1
    assert "2 not imported" in run.err
    assert newsroom("import", source / "link.txt", "--yes").code == 0, "a link that a person names is followed"


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/dev/stdin", "/dev/tty", "/proc/self/fd/0", "/proc/kmsg", "/dev/fd", "pipe"]
)
def test_things_of_the_system_as_arguments(room: Path, path: str) -> None:
    os.mkfifo("pipe")
    for command in (
        ["check", path],
        ["import", path, "--yes"],
        ["show", path],
        ["email", path],
        ["check", "--baseline", path],
    ):
        process = processes.started(
            *command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, before=os.setsid
        )
        assert process.stdout and process.stderr  # standard input stays open and says nothing
        out, said = process.stdout.read(), process.stderr.read()
        assert process.wait(LIMIT) in (1, 2) and b"Traceback" not in said, (command, out, said)
        assert b"help: " in out + said
        process.communicate()


def test_since_sees_what_became_a_link(newsroom, room: Path, git_of_nobody: None) -> None:
    who = ["-c", "user.name=Jo Park", "-c", "user.email=jo@port-ellery.example"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *command], check=True)
    (room / GOOD).unlink()
    (room / GOOD).symlink_to("nothing.md")
    os.mkfifo(room / "releases" / "pipe.md")
    run = newsroom("check", "--since", "HEAD", "--format", "json")
    assert (GOOD, "NR001") in found(run)


def test_watch_goes_on_beside_what_is_no_file(room: Path) -> None:
    os.mkfifo("releases/pipe.md")
    Path("releases/circle.md").symlink_to("circle.md")
    process = processes.started("check", "--watch", stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    assert process.stderr
    for _ in range(2):
        seen = b""
        while b"waiting for a file" not in seen:
            seen += process.stderr.read(1)
        with (room / GOOD).open("a", encoding="utf-8") as file:
            file.write("\nMore.\n")
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 0 and out.count(b"NR001") >= 4


READERS = {"read_bytes", "read_text", "open"}
# Who reads something else than what people put there: our own files, what they wrote themselves, folders, a network, an
# archive.
ELSEWHERE = {
    *(
        "__main__ model.disk language.word_lists language.spelling.lexicon importing.fetching importing.intake "
        "newsroom.attached.picture_heads "
        "importing.sources.word rules.catalogue newsroom.folder newsroom.workers newsroom.writer.aside "
        "newsroom.writer.files newsroom.writer.in_place newsroom.writer.locks newsroom.writer.modes "
        "newsroom.writer.output newsroom.writer.staging newsroom.templating.template_sources newsroom.release_files "
        "cli.terminal.output cli.terminal.streams cli.preview cli.open_ publishing.preview.frames linter.rule_pages"
    ).split()
}


def test_files_of_people_are_read_in_one_place() -> None:
    readers = set()
    for path, call in syntax.nodes(rf"\b({'|'.join(READERS)})\b"):
        called = call.func if isinstance(call, ast.Call) else None
        if getattr(called, "attr", getattr(called, "id", "")) in READERS:
            readers.add(path.removesuffix(".py").replace("/", "."))
    assert readers - ELSEWHERE == set()


# --- more than there is memory --------------------------------------------------------------------------------

HUGE = 40_000_000_000


def in_less_memory(room: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_AS, (3_000_000_000,) * 2)
    return processes.ran("-C", room, *arguments, before=limit, timeout=LIMIT)


@linux
@pytest.mark.parametrize(
    ("name", "command", "code"),
    [
        ("releases/2026-03-02-huge.md", ["list"], 0),
        ("releases/2026-03-02-huge.md", ["check", "--fix"], 1),
        ("releases/2026-03-02-huge.md", ["import", "--yes", "city.txt"], 0),
        ("releases/photo.png", ["build"], 1),
        ("baseline.json", ["check", "--baseline", "baseline.json"], 2),
        ("newsroom.toml", ["build"], 2),
        ("public/.newsroom-manifest", ["build"], 2),
        (".newsroom-index/findings.json", ["check"], 0),
        (".newsroom-index/quotes.db", ["quotes", "search", "book"], 0),
    ],
)
def test_a_file_with_holes_larger_than_the_memory(room: Path, name: str, command: list[str], code: int) -> None:
    (room / "city.txt").write_text(
        "City Opens Park\n\nMarch 2, 2026\n\nThe city opened a park in the harbour quarter today.\n"
    )
    if name.endswith(".png"):
        release = room / "releases" / "2026-03-02-library.md"
        release.write_text(sample_text(body=f"{BODY}\n![The library](photo.png)\n"), encoding="utf-8")
    (room / name).parent.mkdir(exist_ok=True)
    with (room / name).open("ab") as file:
        file.truncate(HUGE)
    if command[0] != "import":
        in_less_memory(room, "check")  # what is remembered of the file
    done = in_less_memory(room, *command)
    assert done.returncode == code and b"Traceback" not in done.stderr, done.stderr
    assert code != 2 or b"larger than" in done.stderr


@linux
def test_a_standard_input_without_end(room: Path) -> None:
    with subprocess.Popen(["yes"], stdout=subprocess.PIPE) as endless:
        done = processes.ran("-C", room, "check", "-", stdin=endless.stdout, timeout=LIMIT)
        endless.kill()
    assert done.returncode == 2 and b"stdin is larger than 20 MB" in done.stderr


def test_folders_in_folders_without_end(newsroom, room: Path) -> None:
    folder = str(room / "releases")
    try:
        for _ in range(1500):
            folder += "/a"
            os.mkdir(folder)
        assert newsroom("list").code == 0
        assert newsroom("check").code == 0
    finally:  # pytest, which would remove it later, recurses
        subprocess.run(["rm", "-rf", room / "releases" / "a"], check=True)


@pytest.mark.parametrize("name", ["a" * 300, "/".join(["a" * 200] * 25)])
def test_a_name_that_is_too_long_is_a_finding_and_holds_up_no_withdrawal(newsroom, room: Path, name: str) -> None:
    assert newsroom("build").code == 0
    long = f"{BODY}\n[Another]({name}.md)\n\n![The library]({name}.png)\n"
    (room / "releases" / "2026-03-03-long.md").write_text(sample_text(body=long), encoding="utf-8")
    (room / GOOD).write_text(sample_text().replace('"approved"', '"withdrawn"'), encoding="utf-8")
    assert {("releases/2026-03-03-long.md", "LK007"), ("releases/2026-03-03-long.md", "IM004")} <= set(
        found(newsroom("check", "-f", "json"))
    )
    assert newsroom("build").code == 1 and not (room / "public" / "releases" / "2026-03-02-library.html").exists()
    assert newsroom("list").code == 0


@pytest.mark.parametrize(
    "command", [["show"], ["quotes", "sync"], ["approve", "--by", "Jo Park"], ["feed", "-o"], ["init"]]
)
def test_a_name_that_is_too_long_is_an_error(newsroom, room: Path, command: list[str]) -> None:
    run = newsroom(*command, "a" * 300 + ".md")
    assert run.code == 2 and "help: " in run.err


def test_a_word_of_60000_letters_is_checked() -> None:
    release = release_file.parse(sample_text(body=f"{BODY}\n{'a' * 60_000}\n"))
    with limit(8):
        check.check(release, sample_config(check=Check(rules=RULE_SETS[-1], preview=True)))
