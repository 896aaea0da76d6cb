"""The report of the last build, valid while nothing has changed, and the cache files of builds.

A scheduler asks every minute, so little is imported here.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import hashlib
import io
import itertools
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from newsroom_cli.linter import memory
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import release_files, writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX, State
from newsroom_cli.newsroom.writer import manifest as manifests
from newsroom_cli.newsroom.writer.manifest import is_settled
from newsroom_cli.publishing.builds.starting import Start, digest_of
from newsroom_cli.publishing.report import Report

_Remembered = TypeVar("_Remembered", bound=Any)
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


class Summary(NamedTuple):
    """The report of the last build into a folder, with the proof that a new build would have nothing to do.

    - `stamp`: a digest of everything on which all outcomes depend.
    - `moment`: the moment of the build; `until`: the first moment at which the clock may change a status.
    - `sources`, `output`: digests of the states of release files and output files, empty if they prove nothing.
    - `dependencies`: the states of other files on which releases depend.
    """

    stamp: str
    moment: dt.datetime
    until: dt.datetime | None
    sources: str
    output: str
    dependencies: Mapping[str, State]
    report: Report


def nothing_changed(newsroom: Newsroom, folder: Path, start: Start, now: dt.datetime) -> Report | None:
    """The report of the last build if a new one has nothing to do; None unless the times of all files prove that."""
    root = os.fspath(newsroom.root)
    found, _ = read(newsroom, folder, "", Summary, stamp=start.stamp(manifests.seal(folder)))
    if not found or not found.output or not memory.is_tidy(root) or not is_settled(folder):
        return None
    if not found.moment <= now < (found.until or _NEVER):
        return None
    is_same = (
        found.sources == start.sources_digest != ""
        and found.output == digest_of(start.output)
        and found.dependencies == release_files.states(root, found.dependencies)
    )
    return replace(found.report, output=folder) if is_same else None


def write(newsroom: Newsroom, folder: Path, part: str, found: Any, rows: Iterable[Any] = ()) -> None:
    """Write the cache of a build into a folder, if that is possible; `part` names one of several cache files.

    `rows` yields the values for single releases, of which only one at a time is in memory.
    """
    import msgspec

    name, encoder = _name(newsroom, folder, part), msgspec.json.Encoder(enc_hook=os.fspath)
    with contextlib.suppress(NewsroomError, UnicodeEncodeError):
        data = bytearray(memory.seal_of(name, b"").encode())
        length = len(data)
        for value in itertools.chain((found,), rows):
            encoder.encode_into(value, data, len(data))
            data += b"\n"
        data[:length] = memory.seal_of(name, memoryview(data)[length:]).encode()
        writer.write_cache(newsroom.root / INDEX, name, data)


def read(
    newsroom: Newsroom, folder: Path, part: str, kind: type[_Remembered], *, stamp: str
) -> tuple[_Remembered | None, Iterable[bytes]]:
    """Read the cache of the last build into a folder; None if it is missing or damaged, or has another stamp.

    The second value yields the rows for single releases, each a line of JSON.
    """
    import msgspec

    lines = io.BytesIO(memory.content(os.fspath(newsroom.root), _name(newsroom, folder, part)))
    try:
        found = msgspec.json.decode(lines.readline(), type=kind, dec_hook=lambda path, text: path(text))
    except msgspec.DecodeError:
        return None, ()
    gc.freeze()
    return (found, lines) if found.stamp == stamp else (None, ())


def _name(newsroom: Newsroom, folder: Path, part: str) -> str:
    """The name of a cache file for an output folder; it stays the same if the newsroom moves with the folder."""
    place = newsroom.name_of(folder)
    return f"build-{hashlib.sha256(place.encode()).hexdigest()[:16]}{part and f'-{part}'}.json"
