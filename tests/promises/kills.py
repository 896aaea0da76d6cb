"""Runs the command in a process of its own that is killed, as by `kill -9` or a power cut, before a chosen disk step.

Only the steps of the command's own process count: those of forked workers and of git do not, so that the number of a
step means the same in each run.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import newsroom_cli

# What changes a disk; `open` counts where a file is opened for writing.
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

_CHILD = f"""
import builtins, io, os, signal, sys
number, owner, done = int(sys.argv[1]), os.getpid(), 0

def before(name):
    global done
    if os.getpid() == owner:
        done += 1
        if done == number:
            os.kill(owner, signal.SIGKILL)

def counted(name):
    real = getattr(os, name)
    def step(*arguments, **options):
        before(name)
        return real(*arguments, **options)
    setattr(os, name, step)

for name in {STEPS!r}:
    counted(name)

def opening(real, writes):
    def step(file, *arguments, **options):
        if writes(*arguments, **options):
            before("open")
        return real(file, *arguments, **options)
    return step

opened = opening(builtins.open, lambda mode="r", *_, **__: set(mode) & set("wxa+"))
builtins.open = io.open = opened
os.open = opening(os.open, lambda flags, *_, **__: flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))

from newsroom_cli.__main__ import main
sys.argv[:2] = ["newsroom"]
done = 0
code = main()
if number == 0:
    print("steps:", done, file=sys.stderr)
sys.exit(code)
"""


def run(*arguments: str | Path, folder: Path, before_step: int) -> subprocess.CompletedProcess[str]:
    """Runs `newsroom ARGUMENT...` in a folder and kills it before its step of that number; none is number 0."""
    return subprocess.run(
        [sys.executable, "-c", _CHILD, str(before_step), *map(str, arguments)], cwd=folder, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(newsroom_cli.__file__).parents[1])}, stdin=subprocess.DEVNULL,
        capture_output=True, timeout=60,
    )  # fmt: skip


def killed(*arguments: str | Path, folder: Path, before_step: int) -> bool:
    """Whether the command came as far as that step and was killed before it."""
    return run(*arguments, folder=folder, before_step=before_step).returncode == -signal.SIGKILL


def steps(done: subprocess.CompletedProcess[str]) -> int:
    """How many disk steps a run took that nobody killed."""
    return int(done.stderr.rpartition("steps: ")[2])


def left_over(folder: Path) -> Iterator[Path]:
    """The unfinished files below a folder, which no run may leave behind."""
    yield from folder.rglob(".newsroom-*.tmp")
    yield from folder.rglob(".newsroom-build-*")
