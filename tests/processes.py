"""The command in a process of its own, forked by a small server: a new Python takes longer than most commands.

The server is a Python that has loaded newsroom and nothing else: a fork of pytest would copy the tables of all its
memory. It forks twice; the process between ends at once, so that pytest adopts the command as its own child.
"""

from __future__ import annotations

import atexit
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
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from every_process import prepare
from samples import HERE, sample_text

import newsroom_cli
from newsroom_cli.__main__ import main

PR_SET_CHILD_SUBREAPER = 36


def started(
    *arguments: str | Path,
    encoding: str = "utf-8",
    env: dict[str, str] | None = None,
    before: Callable[[], object] | None = None,
    **options: Any,
) -> subprocess.Popen[Any]:
    """A running `newsroom ARGUMENT...`; `options` are those of Popen for its streams and its folder.

    `encoding` is that of its standard streams; `before`, which can be pickled, is called first in its process.
    """
    argv = ["newsroom", *map(str, arguments)]
    command = functools.partial(_run, argv, encoding, dict(os.environ if env is None else env), before)
    if sys.platform == "linux":
        return _Adopted(argv, preexec_fn=command, **options)
    _load_everything()
    return subprocess.Popen([sys.executable], preexec_fn=command, restore_signals=False, **options)


def ran(
    *arguments: str | Path, timeout: float = 60, given: Any = None, **options: Any
) -> subprocess.CompletedProcess[Any]:
    """The same, when it has come to an end, with what it said; standard input is `given`, or else empty."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    if given is not None:
        options["stdin"] = subprocess.PIPE
    with started(*arguments, **options) as process:
        try:
            out, err = process.communicate(given, timeout=timeout)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def redirect(directions: Iterable[tuple[str, str, str]]) -> None:
    """Do in this process what `2>file` or `<&-` ask of a shell; each is a number, a sign and a target."""
    for number, sign, target in directions:
        descriptor = int(number or sign == ">")
        if target == "&-":
            os.close(descriptor)
        else:
            os.dup2(os.open(target, os.O_RDONLY if sign == "<" else os.O_WRONLY), descriptor)


class Server(NamedTuple):
    """The process that forks the commands, and the connection to it."""

    process: subprocess.Popen[bytes]
    connection: socket.socket


@functools.cache
def server() -> Server:
    """The server of this process, which ends with it."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    path = os.pathsep.join(map(str, [HERE, Path(newsroom_cli.__file__).parents[1]]))
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"import processes; processes.serve({theirs.fileno()})"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
    return Server(process, ours)


class _Adopted(subprocess.Popen[Any]):
    """A process that the server has forked and that is now a child of this one."""

    def _execute_child(self, *options: Any) -> None:
        command, folder, streams = options[2], options[5], options[10:16]
        connection = server().connection
        ends = [number if end == -1 else end for number, end in enumerate((streams[0], streams[3], streams[5]))]
        socket.send_fds(connection, [pickle.dumps((os.fspath(folder or os.getcwd()), command))], ends)
        self.pid = int(connection.recv(32))
        connection.recv(32)  # the process between has ended
        self._child_created = True
        self._close_pipe_fds(*streams)


def serve(number: int) -> None:
    """Forks a process for each command that the other end of a socket asks for."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    prepare()
    _load_everything()
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
    finally:
        traceback.print_exc()
        os._exit(1)


@functools.cache
def _load_everything() -> None:
    """Imports every module and runs what needs most of them, so that no fork has to."""
    for module in pkgutil.walk_packages(newsroom_cli.__path__, "newsroom_cli."):
        importlib.import_module(module.name)
    said = io.TextIOWrapper(buffer := io.BytesIO())
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        Path(folder, "releases").mkdir()
        Path(folder, "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
        Path(folder, "releases", "2026-03-02-library.md").write_text(sample_text(), encoding="utf-8")
        for command in ("build", "check --no-cache --select ALL", "list", "quotes search book"):
            assert main(["-C", folder, *command.split()]) <= 1, buffer.getvalue()


def _run(argv: list[str], encoding: str, env: dict[str, str], before: Callable[[], object] | None) -> NoReturn:
    """Makes this process the command, as a new Python would, and ends it."""
    code = 1
    try:
        os.closerange(3, 1 << 16)
        atexit._clear()
        if before:
            before()
        _as_new(argv, encoding, env)
        code = main()
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _as_new(argv: list[str], encoding: str, env: dict[str, str]) -> None:
    """Makes a process what a new Python would be when it begins with its first line."""
    gc.freeze()
    gc.enable()
    sys.argv = argv
    os.environ.clear()
    os.environ.update(env)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    sys.stdin, sys.stdout, sys.stderr = (_stream(number, encoding) for number in range(3))


def _stream(number: int, encoding: str) -> Any:
    """A standard stream, or None where it is closed."""
    try:
        file = io.FileIO(number, "r" if number == 0 else "w", closefd=False)
    except OSError:
        return None
    buffer = io.BufferedReader(file) if number == 0 else io.BufferedWriter(file)
    errors = "backslashreplace" if number == 2 else "strict"
    return io.TextIOWrapper(buffer, encoding, errors, line_buffering=number == 2 or file.isatty())
