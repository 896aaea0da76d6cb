"""What a build starts from: what all outcomes depend on, and the releases and records as they are on the disk."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zoneinfo import TZPATH

from newsroom_cli.linter import memory
from newsroom_cli.model import disk
from newsroom_cli.model.config import RECORDS, Config
from newsroom_cli.newsroom import release_files, theme
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest
from newsroom_cli.newsroom.writer.manifest import digest


class Start(NamedTuple):
    """What a build starts from: what all outcomes depend on but the output, and the files of releases and records.

    It is taken before anything is read, because people save files while a build runs.
    """

    ground: str
    sources: str

    @classmethod
    def of(cls, newsroom: Newsroom) -> Start:
        with contextlib.suppress(OSError):
            return cls(_ground(newsroom), digest_of(_sources(newsroom)))
        return cls(_ground(newsroom), "")  # the build says what is wrong with the folder

    def stamp(self, folder: Path) -> str:
        """What all outcomes in an output folder depend on."""
        return digest(f"{self.ground}\n{manifest.seal(folder)}".encode())


def _sources(newsroom: Newsroom) -> Iterator[os.DirEntry[str]]:
    """The files of releases and records."""
    yield from release_files.entries(os.fspath(newsroom.folder))
    if (newsroom.root / RECORDS).is_dir():
        yield from tree(newsroom.root / RECORDS)


def digest_of(entries: Iterable[os.DirEntry[str]]) -> str:
    """A digest of the names and states of files."""
    lines = []
    for entry in entries:
        state = entry.stat(follow_symlinks=False)
        written, size = release_files.of(state)
        lines.append(f"{entry.path}\0{state.st_mode}\0{size}\0{written}\n")
    return digest("".join(sorted(lines)).encode(errors="surrogateescape"))


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


def _ground(newsroom: Newsroom) -> str:
    """What all outcomes depend on: program, libraries, configuration, templates, time zone."""
    config = newsroom.config
    parts = [
        memory.stamp(config.text.encode(), sys.version, records=(newsroom.root / RECORDS).is_dir()),
        str(memory.checksum(memory.package())),
        str(memory.checksum(os.fspath(theme.builtin()))),
        *_libraries(),
        *_zone(config),
        *(f"{path}:{digest(data)}" for path, data in _templates(newsroom.own)),
    ]
    return digest("\n".join(parts).encode(errors="surrogateescape"))


def _libraries() -> Iterator[str]:
    """Names and versions of the installed libraries, from the names of their folders."""
    for folder in sys.path:
        with contextlib.suppress(OSError):
            yield from sorted(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208


def _zone(config: Config) -> Iterator[str]:
    """The time zone's rules on this system."""
    for folder in TZPATH:
        with contextlib.suppress(OSError, ValueError):
            yield digest(disk.read(Path(folder, config.time_zone), links=True))


def _templates(own: Path) -> Iterator[tuple[str, bytes]]:
    """The newsroom's own templates, and all else beside them, in order."""
    seen: set[str] = set()
    for folder, folders, names in os.walk(own, followlinks=True):
        if (real := os.path.realpath(folder)) in seen:
            folders.clear()  # links that lead in a circle
        seen.add(real)
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            with contextlib.suppress(OSError):
                yield os.fspath(path.relative_to(own)), disk.read(path, links=True)
