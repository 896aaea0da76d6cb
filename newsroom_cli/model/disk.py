"""Read regular files only: a pipe would hang the program, and a link could lead out of the newsroom."""

from __future__ import annotations

import errno
import functools
import os
import stat

TYPE_CHECKING = False  # this module is loaded before typing
if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

# Opening a pipe or a device does not wait; fstat then shows what the file is.
_READ = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
    _READ |= getattr(os, _flag, 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
LARGEST = 500_000_000  # bytes; a sparse file may claim more than the memory holds


class NotRegular(OSError):
    """The path leads to a link, a pipe, a socket, a device or a folder, not to a regular file."""


class IsFolder(NotRegular, IsADirectoryError):
    """The path leads to a folder."""


def open_regular(path: Path | str, *, links: bool = False) -> int:
    """Open a regular file for reading, and return its descriptor; `links` follows a link to it. Raises OSError."""
    try:
        descriptor = os.open(path, _READ if links else _READ | _NO_LINK)
    except OSError as error:
        if error.errno == errno.ELOOP:
            message = "its links lead in a circle" if links else "it is a link, not the file itself"
        elif error.errno == errno.ENXIO:
            message = "it is a socket or a device, not a file"
        else:
            raise
        raise NotRegular(errno.EINVAL, message, path) from None
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsFolder(errno.EISDIR, "it is a folder, not a file", path)
    raise NotRegular(errno.EINVAL, f"it is a {'pipe' if stat.S_ISFIFO(mode) else 'device'}, not a file", path)


def read(path: Path | str, *, links: bool = False) -> bytes:
    """The bytes of a regular file; `links` follows a link to it. Raises OSError, also for a file that is too large."""
    with open(open_regular(path, links=links), "rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise OSError(errno.EFBIG, f"it is larger than {LARGEST // 1_000_000} MB", path)
        return file.read() or b""  # None: a file of the kernel that has nothing to read yet


def opened(path: Path | str) -> BinaryIO:
    """A regular file, opened for reading a part of it. Raises OSError."""
    return open(open_regular(path), "rb")


# A path that cannot be examined counts as absent, such as a name that is too long. The methods of Path raise OSError.


def is_there(path: Path | str) -> bool:
    """Whether the path exists; a broken link does not."""
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path | str) -> bool:
    """Whether the path is a file, or a link to one."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path | str) -> bool:
    """Whether the path is a folder, or a link to one."""
    return os.path.isdir(path)  # noqa: PTH112


def is_link(path: Path | str) -> bool:
    """Whether the path is a link."""
    return os.path.islink(path)  # noqa: PTH114


def real(path: Path) -> Path:
    """The absolute path without links; links that lead in a circle stay, and whoever opens the path gets an OSError."""
    return type(path)(os.path.realpath(path))


def changed_at(path: Path | str) -> float:
    """The time of the last change of a file, in seconds; 0 if it is gone."""
    try:
        return os.lstat(path).st_mtime
    except OSError:
        return 0.0


def remedy(error: OSError) -> str:
    """The hint for a person whose file cannot be read because of this error."""
    if isinstance(error, IsFolder):
        return "rename the folder; only files end in .md"
    if isinstance(error, NotRegular):
        return "put the file itself in its place, or take it away"
    if isinstance(error, FileNotFoundError):
        return "there is no file of this name; check its spelling, capitals and folder"
    return "check its permissions"


def passes_through_link(file: str, root: str, folder: str) -> bool:
    """Whether a folder between `root` and a file is a link; `folder` itself may be a link that stays in `root`."""
    return _path_passes_through_link(os.path.dirname(file), root, folder)  # noqa: PTH120


@functools.lru_cache(maxsize=1024)
def _path_passes_through_link(folder_path: str, root: str, folder: str) -> bool:
    """Whether a link stands between `folder`, or else `root`, and the folder `folder_path` below it."""
    start = next((start for start in (folder, root) if f"{folder_path}{os.sep}".startswith(f"{start}{os.sep}")), None)
    if start is None:
        return False
    return os.path.realpath(folder_path) != os.path.realpath(start) + folder_path[len(start) :] or leads_out(
        start, root
    )


def leads_out(folder: Path | str, root: Path | str) -> bool:
    """Whether a folder, with all links resolved, lies outside `root`."""
    inside = os.path.join(os.path.realpath(root), "")  # noqa: PTH118
    return not os.path.join(os.path.realpath(folder), "").startswith(inside)  # noqa: PTH118


def contains(path: Path | str, content: bytes) -> bool:
    """Whether a regular file contains these bytes; False if it cannot be read."""
    try:
        return content in read(path)
    except OSError:
        return False
