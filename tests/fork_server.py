"""A small process that forks others for pytest: a fork of pytest itself would copy the tables of all its memory.

It is a Python that has loaded newsroom. It forks twice; the process between the two forks ends at once, so that pytest
adopts the last one as its own child.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import gc
import importlib
import io
import os
import pickle
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import typer.main
from every_process import prepare
from samples import BODY, HERE, picture, sample_text

import newsroom_cli
from newsroom_cli.__main__ import main
from newsroom_cli.cli.app import app

PR_SET_CHILD_SUBREAPER = 36
# Modules that commands import only when they need them, and that the commands in `load_everything` do not need.
LATE = "babel.dates dateparser mammoth markdown_it multiprocessing.popen_fork rich.console tomli_w tomllib".split()
PATH = [HERE, Path(newsroom_cli.__file__).parents[1]]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PATH))}  # before any test changes it


class Server(NamedTuple):
    """The process that forks, and the connection to it."""

    process: subprocess.Popen[bytes]
    connection: socket.socket


@functools.cache
def server() -> Server:
    """The server of this process, which ends with it."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"import fork_server, processes; fork_server.serve({theirs.fileno()})"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
            env=ENVIRONMENT,
        )  # fmt: skip
    return Server(process, ours)


class Adopted(subprocess.Popen[Any]):
    """A child of this process that the server has forked; it calls `preexec_fn`, which is pickled, and ends."""

    def _execute_child(self, *options: Any) -> None:
        command, folder, streams = options[2], options[5], options[10:16]
        ends = [number if end == -1 else end for number, end in enumerate(streams[0:1] + streams[3:4] + streams[5:6])]
        connection = server().connection
        socket.send_fds(connection, [pickle.dumps((os.fspath(folder or os.getcwd()), command))], ends)
        self.pid = int(connection.recv(32))
        connection.recv(32)  # the process between has ended
        self._child_created = True
        self._close_pipe_fds(*streams)


def serve(number: int) -> None:
    """Fork a process for each command that arrives at a socket, until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    prepare()
    load_everything()
    gc.freeze()
    connection = socket.socket(fileno=number)
    while True:
        request, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
        if not request:
            break
        between = os.fork()
        if not between:
            if child := os.fork():
                connection.send(str(child).encode())
                os._exit(0)
            _answer(request, streams)
        for stream in streams:
            os.close(stream)
        os.waitpid(between, 0)
        connection.send(b"adopted")


def _answer(request: bytes, streams: Sequence[int]) -> NoReturn:
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        folder, command = pickle.loads(request)
        os.chdir(folder)
        command()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


@functools.cache
def load_everything() -> None:
    """Import every module, and run commands that need most of them, so that no fork has to."""
    for module in pkgutil.walk_packages(newsroom_cli.__path__, "newsroom_cli."):
        importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)
    dict(typer.main.get_command(app).commands)  # their parameters are read, and cached
    sink = io.TextIOWrapper(buffer := io.BytesIO())
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sink), contextlib.redirect_stderr(sink):
        Path(folder, "releases").mkdir()
        Path(folder, "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
        text = sample_text(body=f"{BODY}\n![The library](a.png)\n")
        Path(folder, "releases", "2026-03-02-library.md").write_text(text, encoding="utf-8")
        Path(folder, "releases", "a.png").write_bytes(picture())
        new, show = "new release --headline Pool --date tomorrow", "show 2026-03-02-library"
        check, search = "check --no-cache --select ALL", "quotes search book"
        for command in ("build", "feed", check, "list", search, new, show, "rule DT001"):
            assert main(["-C", folder, *command.split()]) <= 1, buffer.getvalue()
