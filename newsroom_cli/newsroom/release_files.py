"""The release files of a newsroom on disk: which there are, and in which state each is. Light: nothing else is loaded with it."""

# No postponed annotations: cli/option.py says why.
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

# The folder in a newsroom for what can be made anew from its releases: it hides itself from git and may be deleted.
INDEX = ".newsroom-index"


class State(NamedTuple):
    """What tells whether a file is still the one that was checked: when it was written in ns, and its bytes."""

    written: int
    size: int


UNKNOWN = State(0, 0)  # no file is in it


def states(root: str, paths: Iterable[str]) -> dict[str, State]:
    """The states of files below a folder; what is no regular file, or not there, is in none that could be known."""
    found = {}
    for path in paths:
        try:
            state = os.lstat(os.path.join(root, path))  # noqa: PTH118  Path takes longer than the disk
        except (OSError, ValueError):  # a name that this system cannot say
            found[path] = UNKNOWN
        else:
            found[path] = State(state.st_mtime_ns, state.st_size) if stat.S_ISREG(state.st_mode) else UNKNOWN
    return found


def same(root: str, kept: Mapping[str, Sequence[int]]) -> bool:
    """Whether files are in the states they were in."""
    return all(kept[path] == list(state) for path, state in states(root, kept).items())


def files(folder: str) -> Iterator[str]:
    """The Markdown files below a folder, and what else has such a name or is a link to a folder, so that it is told.

    Names that start with a dot are not looked at; links are not followed.
    """
    return (entry.path for entry in entries(folder))


def entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """The same as entries of their folders."""
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
