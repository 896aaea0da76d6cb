"""The release files of a newsroom on disk and their states. A light module: it imports no other of our modules."""

# No postponed annotations: cli/arguments/plain_options.py says why.
import contextlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping

# The folder in a newsroom for caches and indexes of its releases: it hides itself from git and may be deleted.
INDEX = ".newsroom-index"
RECORDS = "published"  # the folder of the records of published releases


# The state of a file, to detect changes: the time of its last change, in ns, and its size in bytes. The two are one
# number, because memory must hold hundreds of thousands of states: a tuple of two would take three times as much.
State = int
UNKNOWN: State = 0  # no file has this state
_BITS_OF_SIZE = 40


def states(root: str, paths: Iterable[str]) -> dict[str, State]:
    """The states of files below a folder; UNKNOWN for those that are missing or not regular files."""
    by_path = {}
    for path in paths:
        try:
            state = os.lstat(os.path.join(root, path))  # noqa: PTH118  Path takes longer than the disk
        except (OSError, ValueError):  # a name that is impossible on this system
            by_path[path] = UNKNOWN
        else:
            by_path[path] = state_of(state) if stat.S_ISREG(state.st_mode) else UNKNOWN
    return by_path


def states_below(folder: str) -> dict[str, State]:
    """The states of all files below a folder, by path inside it; UNKNOWN for those that are not regular files."""
    found = {}
    folders = [""]
    while folders:
        inside = folders.pop()
        with _scanned_folder(os.path.join(folder, inside)) as entries:  # noqa: PTH118  Path takes longer than the disk
            for entry in entries:
                path = sys.intern(inside + entry.name)  # the manifest names most of these files, too
                if entry.is_file(follow_symlinks=False):
                    found[path] = state_of(entry.stat(follow_symlinks=False))
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                else:
                    found[path] = UNKNOWN
    return found


@contextlib.contextmanager
def _scanned_folder(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, read through its descriptor: the system then finds their states a fifth faster."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)  # a pipe would wait for a writer
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def release_states_below(root: str, folder: str) -> dict[str, State]:
    """The states of the release files below a folder, by path inside `root`."""
    start = len(root.rstrip(os.sep)) + 1
    states_by_path = {}
    for entry in entries(folder):
        state = state_of(entry.stat(follow_symlinks=False)) if entry.is_file(follow_symlinks=False) else UNKNOWN
        states_by_path[sys.intern(entry.path[start:].replace(os.sep, "/"))] = state
    return states_by_path


def state_of(state: os.stat_result) -> State:
    """The state of a file, from the result of `os.stat`.

    Programs can set back the time of the last write, as when they unpack an archive, so the time of the last change of
    the inode counts, too.
    """
    written, changed = state.st_mtime_ns, state.st_ctime_ns
    return ((written if written > changed else changed) << _BITS_OF_SIZE) + state.st_size


def written_at(state: State) -> int:
    """The time of the last change of a file, in ns, by its state."""
    return state >> _BITS_OF_SIZE


def first_state_at(written: int) -> State:
    """The lowest state that a file written at this time, in ns, can have."""
    return written << _BITS_OF_SIZE


def size_of(state: State) -> int:
    """The size of a file in bytes, by its state."""
    return state & ((1 << _BITS_OF_SIZE) - 1)


def are_unchanged(root: str, expected: Mapping[str, State]) -> bool:
    """Whether all files are still in the given states."""
    return states(root, expected) == expected


def records(root: str) -> dict[str, str]:
    """The paths of all records inside a newsroom, by file name; of two with the same name, that of the earlier year."""
    paths_by_name: dict[str, str] = {}
    try:
        years = sorted(os.listdir(os.path.join(root, RECORDS)))  # noqa: PTH118, PTH208
    except OSError:
        return paths_by_name
    for year in years:
        with contextlib.suppress(OSError):
            for name in os.listdir(os.path.join(root, RECORDS, year)):  # noqa: PTH118, PTH208
                if name.endswith(".toml"):
                    paths_by_name.setdefault(name, f"{RECORDS}/{year}/{name}")
    return paths_by_name


def are_records_in_place(records: Mapping[str, str], dependencies: Iterable[str]) -> bool:
    """Whether each record among the `dependencies` is still at its path according to `records`, or still missing."""
    record_paths = (path for path in dependencies if path.startswith(f"{RECORDS}/"))
    return all(records.get(path.rpartition("/")[2], path) == path for path in record_paths)


def files(folder: str) -> Iterator[str]:
    """Yield the Markdown files below a folder, anything else with such a name, and links to folders.

    It skips names that start with a dot or, as the lock files of Word do, with `~$`, and does not follow links; check
    reports the entries that are no releases.
    """
    return (entry.path for entry in entries(folder) if not _is_misnamed(entry))


def misnamed(folder: str) -> Iterator[str]:
    """Yield the files below a folder that no command takes for releases: their names end in `.MD` or `.md.txt`."""
    return (entry.path for entry in entries(folder) if _is_misnamed(entry))


MISNAMED = (".md", ".md.txt", ".markdown")  # in any letters; `.md` in small ones is right


def _is_misnamed(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return name.lower().endswith(MISNAMED) and not name.endswith(".md") and entry.is_file(follow_symlinks=False)


def entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield the same files as `files` and `misnamed`, as directory entries."""
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith((".", "~$")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                is_release = entry.name.endswith(".md") or _is_misnamed(entry)
                if is_release or (entry.is_symlink() and os.path.isdir(entry.path)):  # noqa: PTH112
                    yield entry
