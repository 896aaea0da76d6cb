"""Folders with unfinished files: beside the place where these belong, and gone when they are there.

Such a folder is locked while it is in use. One that a killed process left is not, so the next that writes there knows it
and removes it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from newsroom_cli.newsroom.writer.locks import locked

STARTS, ENDS = ".newsroom-", ".tmp"  # how the name of such a folder starts and ends


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A new folder inside a folder for unfinished files: on the same disk, hidden from git, gone when done."""
    while True:
        made = folder / f"{STARTS}{os.urandom(8).hex()}{ENDS}"
        made.mkdir(0o700)
        with locked(made):
            if not made.exists():
                continue  # another process took it for a leftover before it was locked
            try:
                (made / ".gitignore").write_bytes(b"*\n")
                yield made
            finally:
                _remove(made)
            return


def sweep(folder: Path) -> None:
    """Remove what killed processes left unfinished in a folder; what a running one is writing stays."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.startswith(STARTS) and entry.name.endswith(ENDS)]
    except OSError:
        return
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            with contextlib.suppress(BlockingIOError), locked(Path(entry.path), wait=False) as sure:
                if sure:
                    _remove(Path(entry.path))


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for file in list(folder.iterdir()):
            file.unlink()
        folder.rmdir()
