"""Keeps an edited release: written whole in place of its file, unless somebody else changed that file meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

from newsroom_cli import writer
from newsroom_cli.errors import NewsroomError, RefusedError
from newsroom_cli.model import Release
from newsroom_cli.newsroom import Newsroom


def opened(newsroom: Newsroom, path: str) -> Release:
    """The release in a file that is about to be edited. Raises RefusedError when its front matter cannot be read."""
    read = newsroom.read(path)
    if read.broken:
        problem = read.problems[0]
        line = read.position(problem.span.start).line
        raise RefusedError(problem.message, path=path, line=line, hint=problem.help)
    return read


def keep(newsroom: Newsroom, before: Release, after: Release) -> bool:
    """Write an edited release; False when nothing was edited.

    Raises NewsroomError when the file is no longer what was edited, or cannot be written.
    """
    if after.text == before.text:
        return False
    file = Path(os.path.realpath(newsroom.root / before.path))  # a link stays a link
    try:
        there = file.read_bytes()
    except OSError:
        there = b""
    if there != before.text.encode():
        raise NewsroomError("the file was changed meanwhile", path=before.path, hint="nothing was written; try again")
    writer.replace(file, after.text.encode())
    return True
