"""The releases that another release names in its front matter, and the reasons why one cannot be used."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from newsroom_cli.model.release import Release

# The codes of problems about releases that are named and have no file; the key of such a problem is the path of the
# file, and empty if the release has another fault.
WITHOUT_FILE = ("LK007", "CR005", "TR001")
ReadRelease = Callable[[str], Release | None]  # the release at a path inside the newsroom, None without a file


def chain(release: Release, read: ReadRelease, path_of: Callable[[Release], str | None]) -> list[str]:
    """The path that `path_of` returns for a release, then the path for the release at that path, and so on; each once.

    There may be no file at the last path.
    """
    paths: list[str] = []
    current: Release | None = release
    while current and (path := path_of(current)) and path not in paths:
        paths.append(path)
        current = read(path)
    return paths


def why_unusable(release: Release, name: str, named: Release | None, itself: tuple[str, str]) -> tuple[str, str] | None:
    """The reason why the release named in another release cannot be used, and the remedy; None if it can.

    `named` is None if there is no file. `itself` are the reason and the remedy for a release that names itself.
    """
    if named is None:
        return f'there is no release in "{name}"', "if it was deleted, put it back or take this out; else correct it"
    if named.path == release.path:
        return itself
    if named.broken:
        return f'the release in "{name}" cannot be read', f"newsroom check {shlex.quote(named.path)} says why"
    return None
