"""Run the command in a process of its own, and kill it, as `kill -9` or a power cut does, before a chosen disk step.

Only the steps of the command's own process count, or only those of its forked workers, so that the number of a step
means the same in each run.
"""

from __future__ import annotations

import atexit
import builtins
import functools
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import processes
from sampling import sample

from newsroom_cli.newsroom import workers

# The functions that change a disk; `open` counts if a file is opened for writing.
STEPS = (
    "rename",
    "replace",
    "unlink",
    "remove",
    "link",
    "mkdir",
    "rmdir",
    "fsync",
    "chmod",
    "chown",
    "truncate",
    "sync",
)


def _kill_before(number: int, of_worker: bool) -> None:
    """Kill this process, or a worker, before the disk step with a number; with 0, print how many steps there were."""
    owner, done = os.getpid(), 0
    if of_worker:
        workers.FEWEST_FOR_TWO = 1

    def before() -> None:
        nonlocal done
        if (os.getpid() != owner) == of_worker:
            done += 1
            if done == number:
                os.kill(os.getpid(), signal.SIGKILL)

    def counted(real: Callable[..., Any], writes: Callable[..., Any] = lambda *_, **__: True) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            if writes(*arguments, **options):
                before()
            return real(*arguments, **options)

        return step

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    builtins.open = io.open = counted(builtins.open, lambda file, mode="r", *_, **__: set(mode) & set("wxa+"))
    os.open = counted(os.open, lambda path, flags, *_, **__: flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    if number == 0:
        atexit.register(lambda: print("steps:", done, file=sys.stderr))


def run(
    *arguments: str | Path, folder: Path, before_step: int, of_worker: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run `newsroom ARGUMENT...` in a folder, and kill it, or a worker, before a step; 0 kills nothing."""
    before = functools.partial(_kill_before, before_step, of_worker)
    return processes.ran(*arguments, cwd=folder, text=True, before=before)


def killed(*arguments: str | Path, folder: Path, before_step: int) -> bool:
    """Whether the command got as far as a step, and was killed before it."""
    return run(*arguments, folder=folder, before_step=before_step).returncode == -signal.SIGKILL


def chosen(steps: int, count: int, *, of: int = 8) -> list[int]:
    """The steps before which a run is killed: a sample of `of` evenly spaced ones; all with NEWSROOM_ALL_KILLS."""
    if os.environ.get("NEWSROOM_ALL_KILLS"):
        return list(range(1, steps + 1))
    return sample(sorted({max(steps * number // of, 1) for number in range(1, of + 1)}), count)


def steps(done: subprocess.CompletedProcess[str]) -> int:
    """The number of disk steps of a run that was not killed."""
    return int(done.stderr.rpartition("steps: ")[2])


def left_over(folder: Path) -> Iterator[Path]:
    """The unfinished files below a folder, which no run may leave behind."""
    yield from folder.rglob(".newsroom-*.tmp")
    yield from folder.rglob(".newsroom-build-*")
