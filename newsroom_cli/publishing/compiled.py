"""Compiled templates, kept beside what the last build remembers: to compile them takes a fifth of a small build."""

from __future__ import annotations

import contextlib
import os

from newsroom_cli.linter import memory
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import theme, writer
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.release_files import INDEX


def keep(newsroom: Newsroom, ground: str) -> None:
    """Keep the compiled templates of a newsroom from this build to the next.

    Each is valid for one text of the template and one `ground`: version and code of newsroom, Python and the libraries.
    """
    stamp = ground.encode()

    def read(key: str) -> bytes:
        """The template that was kept, empty if it is missing, damaged or of another ground."""
        data = memory.content(os.fspath(newsroom.root), _name(key))
        return data.removeprefix(stamp) if data.startswith(stamp) else b""

    def write(key: str, data: bytes) -> None:
        """Keep a template, if that is possible."""
        with contextlib.suppress(NewsroomError):
            seal = memory.seal_of(_name(key), stamp + data).encode()
            writer.write_cache(newsroom.root / INDEX, _name(key), seal + stamp + data)

    theme.keep_compiled(newsroom.own, read, write)


def _name(key: str) -> str:
    """The name of the file for a template."""
    return f"template-{key[:16]}.bin"
