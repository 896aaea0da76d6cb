"""The only package that writes files: each appears complete or not at all. Only build uses `output.py`."""

from __future__ import annotations

from newsroom_cli.newsroom.writer.files import (
    TakenError,
    create,
    create_all,
    deliver,
    move,
    remove_from_cache,
    replace,
    rewrite,
    write_cache,
)
from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.staging import sweep

__all__ = [
    "TakenError",
    "create",
    "create_all",
    "deliver",
    "locked",
    "move",
    "remove_from_cache",
    "replace",
    "rewrite",
    "sweep",
    "write_cache",
]
