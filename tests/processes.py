"""The command in a process of its own: forked, because a new Python takes longer to start than most commands run."""

from __future__ import annotations

import atexit
import functools
import gc
import io
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import fork_server

from newsroom_cli.__main__ import main
from newsroom_cli.newsroom import workers

# The variables that Python reads at its start: if one differs, the command needs a new Python.
READ_AT_START = ("LC_ALL", "LANG", "PYTHONUTF8", "PYTHONCOERCECLOCALE")


def started(
    *arguments: str | Path,
    env: dict[str, str] | None = None,
    before: Callable[[], object] | None = None,
    **options: Any,
) -> subprocess.Popen[Any]:
    """A running `newsroom ARGUMENT...`; `options` are those of Popen for its streams and its folder.

    `before`, which can be pickled, is called first in its process.
    """
    argv, env = ["newsroom", *map(str, arguments)], dict(os.environ if env is None else env)
    if any(env.get(name) != fork_server.ENVIRONMENT.get(name) for name in READ_AT_START):
        python = [sys.executable, "-m", "newsroom_cli", *argv[1:]]
        return subprocess.Popen(python, preexec_fn=before, env=env, **options)
    command = functools.partial(_run, argv, env, before)
    if sys.platform == "linux":
        return fork_server.Adopted(argv, preexec_fn=command, **options)
    fork_server.load_everything()
    return subprocess.Popen([sys.executable], preexec_fn=command, restore_signals=False, **options)


def ran(
    *arguments: str | Path, timeout: float = 60, given: Any = None, **options: Any
) -> subprocess.CompletedProcess[Any]:
    """Run `newsroom ARGUMENT...` to its end, as `started` does; standard input is `given`, or else empty."""
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


def share_work() -> None:
    """Let two workers share even a few releases, in a process group of their own; to be called as `before`."""
    workers.FEWEST_FOR_TWO = 1
    os.setsid()


def redirect(directions: Iterable[tuple[str, str, str]]) -> None:
    """Redirect streams of this process as a shell does for `2>file` or `<&-`: each is a number, a sign and a target."""
    for number, sign, target in directions:
        descriptor = int(number or sign == ">")
        if target == "&-":
            os.close(descriptor)
        else:
            os.dup2(os.open(target, os.O_RDONLY if sign == "<" else os.O_WRONLY), descriptor)


def _run(argv: list[str], env: dict[str, str], before: Callable[[], object] | None) -> NoReturn:
    """Run the command in this process as in a new Python, and end the process."""
    code = 1
    try:
        os.closerange(3, 1 << 16)
        atexit._clear()
        if before:
            before()
        _as_new(argv, env)
        code = main()
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _as_new(argv: list[str], env: dict[str, str]) -> None:
    """Reset this process to the state of a new Python before its first line."""
    gc.freeze()
    gc.enable()
    sys.argv = argv
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    encoding = env.get("PYTHONIOENCODING", "utf-8")
    sys.stdin, sys.stdout, sys.stderr = (_stream(number, encoding) for number in range(3))


def _stream(number: int, encoding: str) -> Any:
    """A standard stream, or None if it is closed."""
    try:
        file = io.FileIO(number, "r" if number == 0 else "w", closefd=False)
    except OSError:
        return None
    buffer = io.BufferedReader(file) if number == 0 else io.BufferedWriter(file)
    errors = "backslashreplace" if number == 2 else "strict"
    return io.TextIOWrapper(buffer, encoding, errors, line_buffering=number == 2 or file.isatty())
