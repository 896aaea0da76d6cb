"""Folders for unfinished files, beside their final place; they are removed at the end.

A staging folder is locked while it is in use. A killed process leaves it unlocked, so the next process that writes
there can recognise and remove it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.modes import Modes
from newsroom_cli.newsroom.writer.signals import without_interruption

PREFIX, SUFFIX = ".newsroom-", ".tmp"  # of the names of staging folders


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A new folder for unfinished files inside a folder: on the same disk, hidden from git, removed at the end."""
    while True:
        temporary = folder / f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}"
        with contextlib.ExitStack() as stack:
            with without_interruption():
                temporary.mkdir(0o700)
                stack.enter_context(locked(temporary))
                stack.callback(_remove, temporary)
            if not temporary.exists():
                continue  # another process removed it as a leftover before it was locked
            (temporary / ".gitignore").write_bytes(b"*\n")
            yield temporary
        return


def sweep(folder: Path) -> None:
    """Remove unfinished files that killed processes left in a folder; files of running processes stay."""
    try:
        with os.scandir(folder) as entries:
            leftovers = [entry for entry in entries if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX)]
    except OSError:
        return
    for entry in leftovers:
        if entry.is_dir(follow_symlinks=False):
            with contextlib.suppress(BlockingIOError), locked(Path(entry.path), wait=False) as is_locked:
                if is_locked:
                    _remove(Path(entry.path))


@contextlib.contextmanager
def replacing(target: Path, staged: Path, modes: Modes) -> Iterator[BinaryIO]:
    """A staged file to write; once it is complete and on the disk, it is moved to `target`."""
    modes.make(staged.parent)
    with staged.open("wb") as file:
        modes.set_on(file.fileno())
        yield file
        file.flush()
        os.fsync(file.fileno())
    staged.replace(target)


def _remove(folder: Path) -> None:
    """Remove a folder with its files, as far as possible."""
    with without_interruption(), contextlib.suppress(OSError):
        for file in list(folder.iterdir()):
            file.unlink()
        folder.rmdir()


def drop_all_but(files: Iterable[str], staging: Path, folder: str = "") -> None:
    """Delete the staged files in a folder, and its empty folders, except the `files` of the commit."""
    kept_files = {os.path.join(staging, path) for path in files}  # noqa: PTH118
    for subfolder, _, names in os.walk(os.path.join(staging, folder), topdown=False):  # noqa: PTH118
        for staged in {os.path.join(subfolder, name) for name in names} - kept_files:  # noqa: PTH118
            os.unlink(staged)  # noqa: PTH108
        with contextlib.suppress(OSError):
            os.rmdir(subfolder)  # noqa: PTH106  usually it still has files
