"""Folders that take long to make: each is made once in a process, and copied for every test."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def copy_of(make: Callable[[Path], object], folder: Path) -> Path:
    """Fill a folder with what `make` makes in an empty one; return the folder."""
    return Path(shutil.copytree(_made(make), folder, symlinks=True, dirs_exist_ok=True))


@functools.cache
def _made(make: Callable[[Path], object]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="newsroom-copies-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make(folder)
    return folder
