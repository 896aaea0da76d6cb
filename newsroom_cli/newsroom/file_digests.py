"""Digests of the pictures and attachments of a release, which show whether a file has changed."""

from __future__ import annotations

import functools
import hashlib
import os
from typing import TYPE_CHECKING

from newsroom_cli.model import disk, interpretation
from newsroom_cli.newsroom import attached_files
from newsroom_cli.newsroom.release_files import State, state_of

if TYPE_CHECKING:
    from newsroom_cli.model.release import Release
    from newsroom_cli.newsroom.folder import Newsroom

MISSING = "missing"  # stands for the digest of a file that cannot be read


def with_files(newsroom: Newsroom, release: Release) -> Release:
    """The release with a digest of each picture and attachment in the newsroom that it names now."""
    named: dict[str, str] = {}
    for file in attached_files.named_files(release):
        path = interpretation.newsroom_path(release, file.target)
        if path is not None and file.target not in named:
            named[file.target] = _digest_of(newsroom, path)
    return release._replace(files=tuple(named.items()))


def _digest_of(newsroom: Newsroom, path: str) -> str:
    """The digest of a file by its path inside the newsroom; MISSING if it cannot be read."""
    file = os.fspath(newsroom.root / path)
    try:
        if newsroom.passes_through_link(file):
            return MISSING
        return _remembered(file, state_of(os.lstat(file)))
    except (OSError, ValueError):  # a name that is impossible on this system
        return MISSING


@functools.lru_cache(maxsize=512)
def _remembered(file: str, state: State) -> str:
    """The digest of a file in a state."""
    digest = hashlib.sha256()
    with disk.opened(file) as opened:
        while data := opened.read(1 << 20):
            digest.update(data)
    return f"sha256:{digest.hexdigest()}"
