"""The only writer: files appear whole or not at all. `output.py` writes a whole folder and is for build alone."""

from __future__ import annotations

from newsroom_cli.newsroom.writer.files import TakenError, create, deliver, move, replace, rewrite, write_cache
from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.staging import sweep

__all__ = ["TakenError", "create", "deliver", "locked", "move", "replace", "rewrite", "sweep", "write_cache"]
