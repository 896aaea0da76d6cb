"""Looks at all files of a folder at once: one look says what there is, and whether it is as it was before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.release_files import State
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.newsroom.writer.output import Written

Files = Mapping[str, os.stat_result]  # by their paths in a folder


def files(folder: Path) -> Files:
    """All files below a folder."""
    return by_path(folder, tree(folder))


def tree(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All that lies below a folder, but the folders in it."""
    folders = [os.fspath(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    yield entry


def by_path(root: Path, entries: Iterable[os.DirEntry[str]]) -> Files:
    """Files by their paths below a folder."""
    start = len(os.path.join(root, ""))  # noqa: PTH118
    return {entry.path[start:].replace(os.sep, "/"): entry.stat(follow_symlinks=False) for entry in entries}


def after(before: Files, changes: Written, folder: Path) -> Files:
    """The files of an output after a build; others keep the states that the build believed, if these are known."""
    if not before:
        return files(folder)
    left = before.keys() - {*changes.changed, *changes.gone}
    new = {path: os.lstat(folder / path) for path in changes.changed if disk.is_file(folder / path)}
    return {path: before[path] for path in left} | new


def digest_of(found: Files) -> str:
    """A digest of the names and states of files."""
    lines = [f"{path}\0{at.st_mode}\0{at.st_size}\0{at.st_mtime_ns}\n" for path, at in found.items()]
    return digest("".join(sorted(lines)).encode(errors="surrogateescape"))


def states(found: Files, paths: Iterable[str]) -> dict[str, State]:
    """The states of some paths among files; UNKNOWN for those that are missing or not regular files."""
    return {path: release_files.state(found[path]) if path in found else release_files.UNKNOWN for path in paths}
