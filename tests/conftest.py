"""What every test shares: the command in a folder of its own, and no network beyond this machine."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pytest


@dataclass(frozen=True)
class Result:
    """What a run of the command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def git_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git has no user here, and looks for no repository above the temporary folder."""
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

    def run(*arguments: str | Path) -> Result:
        capfd.readouterr()
        code = main([str(each) for each in arguments])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture(autouse=True, scope="session")
def templates_compiled_once() -> Iterator[None]:
    """Every newsroom has an environment of its own; these differ in nothing that the compiled template depends on."""
    compiled: dict[tuple[Any, ...], Any] = {}
    compile_template = jinja2.Environment.compile

    def remembered(self: jinja2.Environment, *source_and_names: Any) -> Any:
        if source_and_names not in compiled:
            compiled[source_and_names] = compile_template(self, *source_and_names)
        return compiled[source_and_names]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", remembered)
        yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses to connect anywhere but to this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wanted to connect to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


SECONDS = 60


@pytest.fixture
def in_time() -> Iterator[None]:
    """Fails a test that has not come to an end after a minute."""

    def late(signum: int, frame: object) -> None:
        pytest.fail(f"no end after {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What this run cannot do is skipped, visibly: growth beside other tests, oracles on a bare machine outside CI."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            if item.get_closest_marker("growth"):
                item.add_marker(pytest.mark.skip(reason="growth is measured outside xdist: pytest -m growth"))
    if os.environ.get("CI") or os.environ.get("NEWSROOM_ORACLES"):
        return
    for item in items:
        if item.get_closest_marker("oracle"):
            item.add_marker(pytest.mark.skip(reason="an oracle: set NEWSROOM_ORACLES=1 to run it (required in CI)"))
