"""The release files of a newsroom on disk and their states. A light module: it imports no other of our modules."""

# No postponed annotations: cli/option.py says why.
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

# The folder in a newsroom for caches and indexes of its releases: it hides itself from git and may be deleted.
INDEX = ".newsroom-index"


class State(NamedTuple):
    """The state of a file, to detect changes: the time of the last write, in ns, and its size in bytes."""

    written: int
    size: int


UNKNOWN = State(0, 0)  # no file has this state


def states(root: str, paths: Iterable[str]) -> dict[str, State]:
    """The states of files below a folder; UNKNOWN for those that are missing or not regular files."""
    by_path = {}
    for path in paths:
        try:
            by_path[path] = state(os.lstat(os.path.join(root, path)))  # noqa: PTH118  Path takes longer than the disk
        except (OSError, ValueError):  # a name that is impossible on this system
            by_path[path] = UNKNOWN
    return by_path


def state(found: os.stat_result) -> State:
    """The state of a file in what the system says about it; UNKNOWN if it is no regular file."""
    return State(found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else UNKNOWN


def same(root: str, expected: Mapping[str, Sequence[int]]) -> bool:
    """Whether all files are still in the given states."""
    return all(expected[path] == list(state) for path, state in states(root, expected).items())


def files(folder: str) -> Iterator[str]:
    """The Markdown files below a folder, and whatever else has such a name or is a link to a folder: check reports it.

    Names that start with a dot are skipped; links are not followed.
    """
    return (entry.path for entry in entries(folder))


def entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """The files of `files`, as directory entries."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                if entry.name.endswith(".md") or (entry.is_symlink() and os.path.isdir(entry.path)):  # noqa: PTH112
                    yield entry
