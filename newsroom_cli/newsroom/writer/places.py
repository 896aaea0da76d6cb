"""The places of our own files: beside an output folder, or in it if we cannot write beside it."""

from __future__ import annotations

import os
from pathlib import Path

from newsroom_cli.model import disk
from newsroom_cli.newsroom.writer import manifest as manifests

STAGING_INSIDE = ".newsroom-build"


def staging_of(folder: Path) -> Path:
    """The folder beside an output folder in which a build stages its files."""
    return folder.parent / f".newsroom-build-{folder.name}"


def is_settled(folder: Path) -> bool:
    """Whether no build is running in a folder, no killed build left files, and the manifest is in its place."""
    real = disk.real(folder)
    left = any(os.path.lexists(place) for place in (staging_of(real), real / STAGING_INSIDE))
    return not left and manifests.is_manifest_beside(real) == can_write_beside(real)


def can_write_beside(folder: Path) -> bool:
    """Whether we can write our own files beside a folder."""
    return os.access(folder.parent, os.W_OK | os.X_OK) and not folder.is_mount()
