"""The heads of releases: headline, id, date and status, read from the first bytes of each file.

A light module, because completion reads all releases while a person waits after pressing the tab key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsroom_cli.model import disk
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom import release_files

_BYTES = 4096  # enough for the front matter above its tables
_MOST = 1_000_000  # bytes read of a longer front matter


class Head(NamedTuple):
    """The head of a release: its path inside the newsroom, and its fields as text, empty if missing.

    `date` is in ISO format. `changed` is the time of the last write to the file, in ns; 0 if it cannot be read.
    """

    path: str
    headline: str = ""
    id: str = ""
    date: str = ""
    status: str = ""
    changed: int = 0

    @property
    def name(self) -> str:
        """The name of its file without the ending."""
        return self.path.rpartition("/")[2].removesuffix(".md")


def paths(root: str, folder: str) -> list[str]:
    """The release files below a folder, as sorted paths inside `root`; none if it is unreadable or outside `root`."""
    if disk.leads_out(folder, root):
        return []
    try:
        return sorted(file[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/") for file in release_files.files(folder))
    except OSError:
        return []


def heads(root: str, paths: Iterable[str], *, having: str = "") -> Iterator[Head]:
    """Yield the head of each release; a file that cannot be read has only its path.

    With `having`, a part of a word in small ASCII letters, leave out files that cannot have it in name or headline.
    """
    wanted = having.encode()
    for path in paths:
        try:
            descriptor = disk.open_regular(os.path.join(root, path))  # noqa: PTH118  Path takes longer than the disk
        except OSError:
            yield Head(path)
            continue
        try:
            state = os.fstat(descriptor)
            data = os.read(descriptor, _BYTES)
            if having and having not in path.lower() and _lacks_word(data, wanted):
                continue
            yield _head(path, data, state.st_mtime_ns) or _parsed_head(
                path, data + os.read(descriptor, _MOST), state.st_mtime_ns
            )
        finally:
            os.close(descriptor)


def _lacks_word(data: bytes, wanted: bytes) -> bool:
    """Whether no field above the tables can contain a word as people type it; False if fields have other than ASCII."""
    top, tables, _ = data.partition(b"\n[")
    is_plain = top.isascii() and b"\\" not in top and (tables or b"\n+++" in top)
    return bool(is_plain) and wanted not in top.lower().replace(b"'", b"")


# One of four keys with a value on its line that needs no interpretation: a string without escapes, or an ISO date.
_FIELD = pattern(
    r"""(headline|id|date|status)[ \t]*=[ \t]*"""
    r"""(?:"([^"\\\n]*)"|'([^'\n]*)'|(\d{4}-\d\d-\d\d[^\n#"']*?))[ \t]*(?:#.*)?\r?$""",
    re.MULTILINE,
)
_LINE = pattern(r"""^[ \t]*["']?(?:headline|id|date|status)\b""", re.MULTILINE)


def _head(path: str, data: bytes, changed: int) -> Head | None:
    """The head in the first bytes of a file; None if only a TOML parser can read it."""
    top, tables, _ = data.partition(b"\n[")
    top, end, _ = top.partition(b"\n+++")
    if not top.startswith(b"+++") or not (tables or end) or b'"""' in top or b"'''" in top:
        return None
    text, fields = top.decode(errors="replace"), {}
    for line in _LINE.finditer(text):
        match = _FIELD.match(text, line.start())
        if match is None:
            return None
        fields[match[1]] = match[2] or match[3] or match[4] or ""
    if not fields.get("date", "0")[:1].isdecimal():
        return None
    return Head(path, **fields, changed=changed)


def _parsed_head(path: str, data: bytes, changed: int) -> Head:
    """The head in the bytes of a file, read by the parser of releases."""
    from newsroom_cli.model import release_file

    release = release_file.parse(data.decode(errors="replace"), path)
    values = [release.headline, release.id, release.status]
    headline, id, status = (field.value if field else "" for field in values)
    date = release.date.value.isoformat() if release.date else ""
    return Head(path, headline, id, date, status, changed)
