"""The fixtures and hooks of all tests: above all the command in a temporary folder."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sampling
from every_process import prepare

if TYPE_CHECKING:
    from newsroom_cli.newsroom.folder import Newsroom

MEMORY = Path("/dev/shm")
PROMISES = Path(__file__).with_name("promises")


def _temporary_files_in_memory() -> None:
    """Put temporary folders into memory if there is room, because a disk is slow; TMPDIR names another place."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free > 4 << 30:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


os.environ["GIT_TEMPLATE_DIR"] = ""  # a repository of a test needs no samples of hooks
prepare()
_temporary_files_in_memory()


@dataclass(frozen=True)
class Result:
    """The result of a run of the command: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def git_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without a user, and without a repository above the temporary folder."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def newsroom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Runs `newsroom ARGUMENT...` in a temporary folder: `newsroom("check", "releases").code`."""
    from newsroom_cli.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path.with_name(f"{tmp_path.name}-of-nobody")))

    def run(*arguments: str | Path) -> Result:
        capfd.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom with one public release, 2026-03-02-library."""
    from promises.rooms import make_room

    return make_room(tmp_path / "room")


SECONDS = 60


@pytest.fixture
def in_time() -> Iterator[None]:
    """Fail a test that has not ended after a minute."""

    def late(signum: int, frame: object) -> None:
        pytest.fail(f"no end after {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests in promises/ as oracles, and visibly skip tests of growth under xdist."""
    if item.path.is_relative_to(PROMISES):
        item.add_marker(pytest.mark.oracle)
    if "PYTEST_XDIST_WORKER" in os.environ and item.get_closest_marker("growth"):
        item.add_marker(pytest.mark.skip(reason="growth is measured outside xdist: pytest -m growth"))


def pytest_collection_finish() -> None:
    """Exclude the many objects of tests and caches from garbage collection: they all stay until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker neighbouring tests, which share what a module builds; idle workers take work from others."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print after a failure how to draw the same sample again."""
    if terminalreporter.stats.get("failed"):
        terminalreporter.write_line(f"drawn with SAMPLE_SEED={sampling.SEED}; NEWSROOM_EVERYTHING=1 runs everything")
