"""The release files of a newsroom on disk and their states. A light module: it imports no other of our modules."""

# No postponed annotations: cli/option.py says why.
import contextlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

# The folder in a newsroom for caches and indexes of its releases: it hides itself from git and may be deleted.
INDEX = ".newsroom-index"
RECORDS = "published"  # the folder of the records of what went out


class State(NamedTuple):
    """The state of a file, to detect changes: the time of the last change, in ns, and its size in bytes.

    The time of the last write alone can be set back, and unpacking an archive does.
    """

    written: int
    size: int


UNKNOWN = State(0, 0)  # no file has this state


def states(root: str, paths: Iterable[str]) -> dict[str, State]:
    """The states of files below a folder; UNKNOWN for those that are missing or not regular files."""
    by_path = {}
    for path in paths:
        try:
            state = os.lstat(os.path.join(root, path))  # noqa: PTH118  Path takes longer than the disk
        except (OSError, ValueError):  # a name that is impossible on this system
            by_path[path] = UNKNOWN
        else:
            by_path[path] = of(state) if stat.S_ISREG(state.st_mode) else UNKNOWN
    return by_path


def look(folder: str) -> dict[str, State]:
    """The states of all files below a folder, by path inside it; UNKNOWN for those that are not regular files."""
    return _states_of(tree(folder), folder)


def look_at_releases(root: str, folder: str) -> dict[str, State]:
    """The states of the release files below a folder, by path inside `root`."""
    return _states_of(entries(folder), root)


def _states_of(entries: Iterable[os.DirEntry[str]], root: str) -> dict[str, State]:
    start = len(root.rstrip(os.sep)) + 1
    found = {}
    for entry in entries:
        state = entry.stat(follow_symlinks=False)
        known = of(state) if stat.S_ISREG(state.st_mode) else UNKNOWN
        found[entry.path[start:].replace(os.sep, "/")] = known
    return found


def of(state: os.stat_result) -> State:
    """The state of a file that the system describes so."""
    return State(max(state.st_mtime_ns, state.st_ctime_ns), state.st_size)


def same(root: str, expected: Mapping[str, Sequence[int]]) -> bool:
    """Whether all files are still in the given states."""
    return all(expected[path] == list(state) for path, state in states(root, expected).items())


def records(root: str) -> dict[str, str]:
    """The paths inside a newsroom of the records that count, by the names of their files: of two the earlier year's."""
    found: dict[str, str] = {}
    try:
        years = sorted(os.listdir(os.path.join(root, RECORDS)))  # noqa: PTH118, PTH208
    except OSError:
        return found
    for year in years:
        with contextlib.suppress(OSError):
            for name in os.listdir(os.path.join(root, RECORDS, year)):  # noqa: PTH118, PTH208
                if name.endswith(".toml"):
                    found.setdefault(name, f"{RECORDS}/{year}/{name}")
    return found


def are_where_they_were(records: Mapping[str, str], beside: Iterable[str]) -> bool:
    """Whether the records among some files are the ones that count now, or there are still none."""
    own = (path for path in beside if path.startswith(f"{RECORDS}/"))
    return all(records.get(path.rpartition("/")[2], path) == path for path in own)


def files(folder: str) -> Iterator[str]:
    """The Markdown files below a folder, and whatever else has such a name or is a link to a folder: check reports it.

    Names that start with a dot are skipped; links are not followed.
    """
    return (entry.path for entry in entries(folder))


def tree(folder: str) -> Iterator[os.DirEntry[str]]:
    """All that lies below a folder, but the folders in it."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    yield entry


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
