"""Many releases on two cores: forked workers take batches, the answers come back in order, whoever did the work."""

from __future__ import annotations

import contextlib
import gc
import math
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Answer = TypeVar("Answer")
Work = Callable[[Sequence[str]], Answer]
# Told how many of how many releases are done.
Progress = Callable[[int, int], None]

# Below this a second process costs more than it saves; see docs/decisions/speed.md.
ENOUGH = 200
BATCH = 128  # at most; work on many in one go is quicker than on one after another, up to about here


def batches(work: Work[Answer], paths: Sequence[str], *, count: int | None = None) -> Iterator[Answer]:
    """The answers of `work` for batches of `paths`, in order; `count` workers, two when it pays unless given.

    What `work` raises is raised here. The workers are forks: `work` may be any function, its answers must pickle.
    """
    if count is None:
        count = 2 if len(paths) >= ENOUGH and (os.cpu_count() or 1) > 1 else 1
    parts = _parts(paths, count)
    if count < 2 or not sys.platform.startswith("linux"):
        yield from map(work, parts)
        return
    import multiprocessing

    global _work
    _work = work
    pool = None
    try:
        gc.freeze()  # what is there already is not looked at again, and its memory stays shared
        with _signals_later():
            pool = multiprocessing.get_context("fork").Pool(count, initializer=_live_with_the_parent)
        yield from pool.imap(_answer, parts)
        pool.close()
    finally:
        if pool is not None:
            pool.terminate()
            pool.join()
        gc.unfreeze()
        _work = None


def _parts(paths: Sequence[str], count: int) -> list[Sequence[str]]:
    """Batches of one size, as many for each worker as for the others: so that none waits for the last one."""
    count = max(count, 1)
    rounds = math.ceil(len(paths) / (count * BATCH))
    size = math.ceil(len(paths) / (count * rounds)) if paths else 1
    return [paths[at : at + size] for at in range(0, len(paths), size)]


@contextlib.contextmanager
def _signals_later() -> Iterator[None]:
    """Holds signals back while workers are born: a worker that is hit too early would answer as the parent does."""
    import signal

    held = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


_work: Work[Any] | None = None


def _answer(part: Sequence[str]) -> Any:
    assert _work is not None
    return _work(part)


def _live_with_the_parent() -> None:
    """Signals are the parent's to answer; a worker ends with it, however it ends, and stages nothing more."""
    import ctypes
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    end_with_parent = 1  # PR_SET_PDEATHSIG
    ctypes.CDLL(None).prctl(end_with_parent, signal.SIGKILL)
    # Faults of the work travel to the parent; a worker alone could only complain that the parent is gone.
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
