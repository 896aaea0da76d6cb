"""The command in a process of its own: a fork of this one, because a new Python takes longer than most commands."""

from __future__ import annotations

import atexit
import contextlib
import functools
import gc
import importlib
import io
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from samples import HERE, sample_text

import newsroom_cli
from newsroom_cli.__main__ import main


def started(
    *arguments: str | Path,
    encoding: str = "utf-8",
    env: dict[str, str] | None = None,
    before: Callable[[], None] = lambda: None,
    run: Callable[[], int] = main,
    **options: Any,
) -> subprocess.Popen[Any]:
    """A running `newsroom ARGUMENT...`; `before` is called in its process, `options` are those of Popen.

    `encoding` is that of its standard streams. `run` may be another function, which reads sys.argv.
    """

    def child() -> NoReturn:
        code = 1
        try:
            os.closerange(3, 1 << 16)  # Popen waits until its pipe is closed
            atexit._clear()
            before()
            _as_new(["newsroom", *map(str, arguments)], encoding, env)
            code = run()
            atexit._run_exitfuncs()
            sys.stdout.flush()
        except SystemExit as end:
            code = int(end.code or 0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    _load_everything()
    return subprocess.Popen([sys.executable], preexec_fn=child, restore_signals=False, **options)


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


@functools.cache
def _load_everything() -> None:
    """Imports every module and builds a newsroom, so that no fork has to."""
    for module in pkgutil.walk_packages(newsroom_cli.__path__, "newsroom_cli."):
        importlib.import_module(module.name)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()) as said:
        Path(folder, "releases").mkdir()
        Path(folder, "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
        Path(folder, "releases", "2026-03-02-library.md").write_text(sample_text(), encoding="utf-8")
        with contextlib.redirect_stdout(said):
            assert main(["-C", folder, "build"]) == 0, said.getvalue()


def _as_new(argv: list[str], encoding: str, env: dict[str, str] | None) -> None:
    """Makes a process what a new Python would be when it begins with its first line."""
    gc.freeze()
    gc.enable()
    sys.argv = argv
    if env is not None:
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
