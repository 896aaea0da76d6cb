"""Locks on folders themselves, not lock files, because a killed process would leave a lock file behind."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_held: set[int] = set()


@contextlib.contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Lock a folder against other runs of newsroom; yields False if the system has no locks.

    The system releases a lock when its process ends, however it ends, and no child inherits it.
    Raises BlockingIOError if another process holds the lock and we do not `wait`.
    """
    descriptor = _lock(folder, wait=wait)
    try:
        yield descriptor is not None
    finally:
        if descriptor in _held:
            _held.remove(descriptor)
            os.close(descriptor)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """Lock a folder, and return its descriptor; None on a system or file system without locks.

    Raises BlockingIOError if another process holds the lock and we do not `wait`.
    """
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    _held.add(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException as error:
        _held.remove(descriptor)
        os.close(descriptor)
        if isinstance(error, BlockingIOError) or not isinstance(error, OSError):
            raise
        return None  # a file system without locks
    return descriptor


def _close_in_child() -> None:
    """Close the copies of locks in a forked worker: a lock belongs to the parent, and ends with it."""
    while _held:
        os.close(_held.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_in_child)
