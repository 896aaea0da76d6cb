"""The snapshot with which a build starts: the states of all files, and a digest of everything else it depends on."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import TZPATH

from newsroom_cli.linter import memory
from newsroom_cli.model import disk
from newsroom_cli.model.config import RECORDS, Config
from newsroom_cli.newsroom import release_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import UNKNOWN, State
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.newsroom.writer.manifest import digest
from newsroom_cli.newsroom.writer.output import MANIFEST, Written
from newsroom_cli.publishing.identity import identity


class Start(NamedTuple):
    """A snapshot taken before a build reads anything, because people save files while a build runs.

    - `ground`: a digest of everything that all outcomes depend on, except the output.
    - `sources`: the states of release and record files, by path in the newsroom; `sources_digest`: their digest, empty
      if they cannot be read.
    - `output`: the states of the files in the output folder.
    """

    ground: str
    sources: Mapping[str, State]
    sources_digest: str
    output: Mapping[str, State]

    @classmethod
    def of(cls, newsroom: Newsroom, folder: Path) -> Start:
        """Take a snapshot of a newsroom and its output folder."""
        ground = _ground(newsroom)
        output = release_files.states_below(os.fspath(folder)) if folder.is_dir() else {}
        try:
            sources = _sources(newsroom)
        except OSError:
            return cls(ground, {}, "", output)  # the build reports what is wrong with the folder
        return cls(ground, sources, digest_of(sources), output)

    def stamp(self, seal: str) -> str:
        """A digest of everything that all outcomes depend on, for an output folder whose manifest has this `seal`."""
        return digest(f"{self.ground}\n{seal}".encode())

    def states(self, root: str, paths: Iterable[str]) -> dict[str, State]:
        """The states of files of a newsroom; for releases and records they come from this snapshot."""
        known = self.sources
        found = {path: known.get(path, UNKNOWN) for path in paths if path in known or path.startswith(f"{RECORDS}/")}
        return found | release_files.states(root, [path for path in paths if path not in found])

    def after(self, folder: Path, changes: Written) -> dict[str, State]:
        """The states of the files in the output folder after a commit."""
        gone = {*changes.gone}
        remaining = {path: state for path, state in self.output.items() if path not in gone}
        return remaining | release_files.states(os.fspath(folder), [*changes.changed, MANIFEST])


def _sources(newsroom: Newsroom) -> dict[str, State]:
    """The states of the files of releases and records."""
    root = os.fspath(newsroom.root)
    found = release_files.release_states_below(root, os.fspath(newsroom.folder))
    if (newsroom.root / RECORDS).is_dir():
        records = release_files.states_below(os.fspath(newsroom.root / RECORDS))
        found |= {f"{RECORDS}/{path}": state for path, state in records.items()}
    return found


def digest_of(states: Mapping[str, State]) -> str:
    """A digest of the names and states of files; empty if a name is not valid Unicode."""
    import msgspec

    try:
        return digest(msgspec.json.encode(states, order="deterministic"))
    except UnicodeEncodeError:
        return ""


def _ground(newsroom: Newsroom) -> str:
    """A digest of program, libraries, configuration, templates and time zone."""
    config = newsroom.config
    parts = [
        memory.stamp(config.text.encode(), sys.version, records=(newsroom.root / RECORDS).is_dir()),
        str(memory.checksum(memory.package())),
        str(memory.checksum(os.fspath(theme.builtin()))),
        *_libraries(),
        *_zone(config),
        *(f"{path}:{digest(data)}" for path, data in _templates(newsroom.own_templates)),
        *_identity(newsroom),
    ]
    return digest("\n".join(parts).encode(errors="surrogateescape"))


def _libraries() -> Iterator[str]:
    """Yield names and versions of the installed libraries, from the names of their folders."""
    for folder in sys.path:
        with contextlib.suppress(OSError):
            yield from sorted(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))  # noqa: PTH208


def _zone(config: Config) -> Iterator[str]:
    """Yield digests of the files with the rules of the time zone on this system."""
    for folder in TZPATH:
        with contextlib.suppress(OSError, ValueError):
            yield digest(disk.read(Path(folder, config.time_zone), links=True))


def _identity(newsroom: Newsroom) -> Iterator[str]:
    """Yield digests of the logo and the icon."""
    for path in identity.files_of(newsroom.config.site):
        with contextlib.suppress(OSError):
            yield f"{path}:{digest(newsroom.content_of(path))}"


def _templates(own: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of all files in the folder of the newsroom's own templates, in order."""
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
