"""The check cache as plain data, which loads fast and without other modules.

If the cache shows that the releases were clean and have not changed since, this module alone gives the answer.
docs/decisions/checking.md says what that depends on.
"""

from __future__ import annotations

import functools
import json
import os
import stat
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from newsroom_cli import __version__
from newsroom_cli.model import disk
from newsroom_cli.newsroom.release_files import (
    INDEX,
    RECORDS,
    UNKNOWN,
    State,
    are_records_in_place,
    are_unchanged,
    entries,
    records,
    state_of,
)

OPTIONS = "newsroom.toml"
FINDINGS, CARDS = "findings.json", "cards.json"
_NOT_DECIDING = ("cli", "importing", "pages", "publishing")  # folders whose code does not affect findings


def stamp(options: bytes, selection: str, *, records: bool = False) -> str:
    """A text that identifies everything that findings depend on besides the releases: newsroom's code and the settings.

    `options` is the text of newsroom.toml, and `selection` that of the options that select rules; `records` says
    whether the newsroom keeps records of what went out.
    """
    code = checksum(package(), _NOT_DECIDING)
    return f"{__version__} {code} {len(options)} {zlib.crc32(options)} {records} {selection}"


def package() -> str:
    """The folder of the installed program."""
    return os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120


@functools.cache
def checksum(folder: str, skipped: tuple[str, ...] = ()) -> int:
    """A checksum of the names and sizes of the program's files in a folder, without the subfolders `skipped`.

    File times count only in a checkout: CI installs the package anew in every run, and its cache must remain valid.
    """
    code = 0
    is_checkout = os.path.exists(os.path.join(os.path.dirname(package()), "pyproject.toml"))  # noqa: PTH110, PTH118, PTH120
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for name, entry in sorted((entry.name, entry) for entry in entries):
                if entry.is_dir():
                    folders += [entry.path] if name not in ("__pycache__", *skipped) else []
                elif not name.endswith(".pyc"):
                    state = entry.stat()
                    time = state.st_mtime_ns if is_checkout else 0
                    code = zlib.crc32(f"{name} {time} {state.st_size}\n".encode(), code)
    return code


def read(root: str, name: str, stamp: str, *, seal: str = "") -> dict[str, Any]:
    """The cached data under a name; empty if missing, damaged, or with another stamp or another `seal`."""
    try:
        found = json.loads(content(root, name, seal=seal))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("stamp") == stamp else {}


def content(root: str, name: str, *, seal: str = "") -> bytes:
    """The bytes of the cached data under a name; empty if missing, damaged, or with another `seal`."""
    folder = os.path.join(root, INDEX)  # noqa: PTH118
    try:
        data = b"" if os.path.islink(folder) else disk.read(os.path.join(folder, name))  # noqa: PTH114, PTH118
    except OSError:
        return b""
    stored_seal, found = data[:_SUM].decode(errors="replace"), data[_SUM:]
    return found if stored_seal == seal_of(name, found) and seal in ("", stored_seal) else b""


def write(root: str, name: str, data: bytes) -> str:
    """Write cached data under a name, and return its seal; a failure to write is ignored."""
    import contextlib
    from pathlib import Path

    from newsroom_cli.model.errors import NewsroomError
    from newsroom_cli.newsroom import writer

    seal = seal_of(name, data)
    with contextlib.suppress(NewsroomError):
        file = Path(root, INDEX, name)
        writer.write_cache(file.parent, file.name, seal.encode() + data)
    return seal


def _are_unchanged(root: str, folder: str, states: Mapping[str, State]) -> bool:
    """Whether the release files below a folder are those in `states`, each in its state."""
    file_count = 0
    for entry in entries(folder):
        state = entry.stat(follow_symlinks=False)
        before = states.get(entry.path[len(root) + 1 :].replace(os.sep, "/"))
        current_state = state_of(state)
        if before != current_state or current_state == UNKNOWN or not stat.S_ISREG(state.st_mode):
            return False
        file_count += 1
    return file_count == len(states)


def is_tidy(root: str) -> bool:
    """Whether the cache folder has no unfinished files of killed processes."""
    try:
        return not any(name.endswith(".tmp") for name in os.listdir(os.path.join(root, INDEX)))  # noqa: PTH118, PTH208
    except OSError:
        return True


def seal_of(name: str, content: bytes | memoryview) -> str:
    """The first line of the cache file with this name and content: a checksum that detects damaged or swapped files."""
    return f"{zlib.crc32(content, zlib.crc32(name.encode())):08x}\n"


_SUM = len(seal_of("", b""))


def unchanged_and_clean(start: str, named: Sequence[str]) -> int | None:
    """The number of the releases in `named`, by default all, if the cache shows that they are unchanged and clean.

    Clean means without findings. None if the cache does not show it, so the releases must be checked. `start` is a
    folder in the newsroom.
    """
    root = os.path.abspath(start)  # noqa: PTH100
    while not os.path.lexists(os.path.join(root, OPTIONS)):  # noqa: PTH118
        root, child = os.path.dirname(root), root  # noqa: PTH120
        if root == child:
            return None
    if not is_tidy(root):
        return None
    try:
        options = disk.read(os.path.join(root, OPTIONS), links=True)  # noqa: PTH118
        cached = read(root, FINDINGS, stamp(options, "", records=os.path.isdir(os.path.join(root, RECORDS))))  # noqa: PTH112, PTH118
        states = cached["states"]
        if not _are_unchanged(root, os.path.join(root, cached["folder"]), states):  # noqa: PTH118
            return None  # a new or changed release may conflict with these now
        names = all_names = set(states)
        if named:
            names = {os.path.abspath(name)[len(root) + 1 :].replace(os.sep, "/") for name in named}  # noqa: PTH100
        unclear = (*cached["findings"], *cached["incremental_cards"])
        if not names or not names <= all_names or not names.isdisjoint(unclear):
            return None
        dependencies = [files for path, files in cached["dependencies"].items() if path in names]
        record_paths = records(root)
        if not all(are_records_in_place(record_paths, files) and are_unchanged(root, files) for files in dependencies):
            return None
        if any(not names.isdisjoint((plain[0][0], plain[0][-1])) for plain in cached["archive_findings"]):
            return None
        if names == all_names and cached["archive_findings"]:
            return None
        if not record_paths.keys() <= {
            path.rpartition("/")[2] for files in cached["dependencies"].values() for path in files
        }:
            return None  # a record without a release
    except (KeyError, TypeError, AttributeError, ValueError, OSError):
        return None
    return len(names)
