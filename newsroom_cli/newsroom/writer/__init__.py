"""The one writer: files appear whole or not at all. `output.py`, a whole folder of them, is for build alone."""

from __future__ import annotations

from newsroom_cli.newsroom.writer.files import TakenError, create, deliver, keep, replace, rewrite
from newsroom_cli.newsroom.writer.locks import locked
from newsroom_cli.newsroom.writer.staging import sweep

__all__ = ["TakenError", "create", "deliver", "keep", "locked", "replace", "rewrite", "sweep"]
