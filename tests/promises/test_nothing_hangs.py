"""Nothing hangs: a worker may be killed, and what is no regular file may lie wherever a release, a picture or a template does."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from samples import HERE, sample_text

from newsroom_cli import workers
from newsroom_cli.errors import NewsroomError

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers are forked on Linux alone")
LIMIT = 60  # seconds; generous: what hangs never comes to an end
COMMAND = "import sys; from newsroom_cli.__main__ import main; sys.exit(main(sys.argv[1:]))"
PATHS = [f"{number}.md" for number in range(500)]


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
    with limit():
        yield


def children(process: int) -> list[int]:
    """The processes that a process has started and that are not over."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [int(each) for each in found if alive(int(each))]


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
    os.kill(victim, signal.SIGKILL)
    with contextlib.suppress(NewsroomError):  # small answers may all be in the pipe already
        left = [answer for _, answer in answers]
        assert size <= 100_000 and [len(each) for each in left] == [size] * 11
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


@linux
def test_a_lock_is_not_inherited_by_workers(tmp_path: Path) -> None:
    import fcntl

    held = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    with workers.not_for_workers(held):
        answers = workers.batches(lambda part: b"." * 10_000_000, PATHS, count=2)
        next(answers)
    os.close(held)
    assert len(children(os.getpid())) == 2, "the workers are busy with their answers"
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)
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
from newsroom_cli import workers
resource.setrlimit(getattr(resource, sys.argv[1]), (int(sys.argv[2]), int(sys.argv[2])))
if os.geteuid() == 0 and sys.argv[1] == "RLIMIT_NPROC":
    os.setuid(65534)  # root may have as many as it likes
paths = [str(each) for each in range(500)]
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
def refused(*arguments, **named):
    raise OSError(38, "Function not implemented")
multiprocessing.synchronize.SemLock.__init__ = refused  # as where /dev/shm is missing
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with so many releases that two workers read them."""
    room = tmp_path_factory.mktemp("many")
    (room / "releases").mkdir()
    (room / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    for number in range(600):
        text = sample_text().replace("k3h8vq2m9x4c7b1f", f"{number:016}").replace('Library"', f'Library {number}"')
        (room / "releases" / f"2026-03-02-{number}.md").write_text(text, encoding="utf-8")
    return room


def started(room: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "-C", room, *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def code_of(process: subprocess.Popen[bytes]) -> int:
    process.communicate(timeout=LIMIT)
    return process.returncode


def its_workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The workers of a command, when it has both."""
    while process.poll() is None:
        if len(found := children(process.pid)) == 2:
            return found
        time.sleep(0.001)
    raise AssertionError("it ended without a worker")


WORK = {
    "build": ["build", "-o", "OUT"], "check": ["check", "--no-cache", "--exit-zero"],
    "search": ["quotes", "search", "walk"],
}  # fmt: skip


def arguments_of(command: str, room: Path, tmp_path: Path) -> list[str]:
    (room / ".newsroom-index" / "quotes.db").unlink(missing_ok=True)
    return [str(tmp_path / "public") if each == "OUT" else each for each in WORK[command]]


@linux
def test_without_memory_files_everything_is_as_it_was(many: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_MEMORY_FILES, "-C", many, "build", "-o", tmp_path / "public"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)
    assert done.returncode == 0 and done.stderr.startswith("built 600 public releases")


@linux
@pytest.mark.parametrize("command", WORK)
def test_a_worker_killed_at_a_random_moment_never_hangs_a_command(many: Path, tmp_path: Path, command: str) -> None:
    chance, ends = random.Random(command), []
    for _ in range(8):
        process = started(many, *arguments_of(command, many, tmp_path))
        workers = its_workers(process)
        time.sleep(chance.choice([0, 0.01, chance.random() * 0.4]))
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
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)]
)
def test_a_signal_ends_command_and_workers(
    many: Path, tmp_path: Path, number: signal.Signals, code: int, whole_group: bool
) -> None:
    process = started(many, *arguments_of("build", many, tmp_path))
    workers = its_workers(process)
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
    its_workers(process)
    process.send_signal(signal.SIGHUP)
    assert process.wait(LIMIT) == 0


LEFT_OPEN = """
import gc, sys
from newsroom_cli import workers
answers = workers.batches(lambda part: b"." * 10_000_000, [str(each) for each in range(1000)], count=2)
next(answers)
sys.modules["left"] = answers  # nobody closes it
"""


@linux
def test_answers_that_nobody_asks_for_do_not_hold_up_the_end() -> None:
    assert subprocess.run([sys.executable, "-c", LEFT_OPEN], timeout=LIMIT).returncode == 0


AMONG_THREADS = """
import json, logging, os, threading
from newsroom_cli import workers
logging.basicConfig(filename=os.devnull)
stop = threading.Event()
def busy():
    while not stop.is_set():
        logging.warning("busy"); json.dumps(list(range(100)))
threads = [threading.Thread(target=busy) for _ in range(4)]
for each in threads: each.start()
for _ in range(10):
    assert sum(workers.batches(len, [str(each) for each in range(500)], count=2)) == 500
stop.set()
"""


@linux
def test_workers_are_born_among_threads() -> None:
    subprocess.run([sys.executable, "-W", "ignore", "-c", AMONG_THREADS], check=True, timeout=LIMIT)
