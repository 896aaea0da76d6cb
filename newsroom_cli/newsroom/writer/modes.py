"""Permissions and group of the files that build writes: they come from the output folder, not from the umask."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import NamedTuple


class Modes(NamedTuple):
    """The permission bits of new files and of new folders, and their group."""

    file: int
    folder: int
    group: int

    @classmethod
    def of(cls, folder: Path) -> Modes:
        """The modes for files in a folder: everybody who may enter it may read its files.

        In a folder with the sticky bit, such as /tmp, only the owner may write the files.
        """
        state = folder.stat()
        bits = state.st_mode & (0o755 if state.st_mode & stat.S_ISVTX else 0o777)
        return cls(bits & 0o666 | (bits & 0o111) << 2, bits | state.st_mode & stat.S_ISGID, state.st_gid)

    def set_on(self, descriptor: int) -> None:
        """Set the mode and the group of an open file, as far as the system allows it."""
        if os.name != "posix":
            return
        if os.fstat(descriptor).st_gid != self.group:
            with contextlib.suppress(OSError):  # the user is not a member of this group
                os.fchown(descriptor, -1, self.group)
        with contextlib.suppress(OSError):  # a file system without permissions
            os.fchmod(descriptor, self.file)

    def write(self, file: str, data: bytes) -> None:
        """Write a file with this mode and group, and the missing folders above it; it is not flushed to the disk."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        try:
            descriptor = os.open(file, flags, 0o666)
        except FileNotFoundError:
            self.make(Path(file).parent)
            descriptor = os.open(file, flags, 0o666)
        try:
            self.set_on(descriptor)
            remaining = memoryview(data)
            while remaining:
                remaining = remaining[os.write(descriptor, remaining) :]
        finally:
            os.close(descriptor)

    def make(self, folder: Path) -> None:
        """Make a folder with this mode and group, and the missing folders above it."""
        if not folder.parent.is_dir():
            self.make(folder.parent)
        try:
            folder.mkdir()
        except FileExistsError:
            return
        if os.name != "posix":
            return
        with contextlib.suppress(OSError):
            if folder.stat().st_gid != self.group:
                os.chown(folder, -1, self.group)
        with contextlib.suppress(OSError):
            folder.chmod(self.folder)


def mode_of(path: str) -> int:
    """The `st_mode` of a file, folder or link; 0 if there is none."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0
