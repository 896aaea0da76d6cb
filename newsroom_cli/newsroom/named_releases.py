"""The releases that another release names in its front matter, and why a name leads to no usable one."""

from __future__ import annotations

import shlex
from collections.abc import Callable

from newsroom_cli.model.release import Release

ReadRelease = Callable[[str], Release | None]  # the release at a path inside the newsroom, None without a file


def chain(release: Release, read: ReadRelease, path_of: Callable[[Release], str | None]) -> list[str]:
    """The path that `path_of` finds in a release, the one in the release there, and so on; each path once.

    The last path may have no file.
    """
    paths: list[str] = []
    current: Release | None = release
    while current and (path := path_of(current)) and path not in paths:
        paths.append(path)
        current = read(path)
    return paths


def why_unusable(release: Release, name: str, named: Release | None, itself: tuple[str, str]) -> tuple[str, str] | None:
    """The reason why a name leads to no usable release, and the remedy; None if it does.

    `named` is the release that it leads to; `itself` are reason and remedy if that is the release with the name.
    """
    if named is None:
        return f'there is no release in "{name}"', "correct the name of the file"
    if named.path == release.path:
        return itself
    if named.broken:
        return f'the release in "{name}" cannot be read', f"newsroom check {shlex.quote(named.path)} says why"
    return None
