"""The one writer: files appear whole or not at all. `output.py`, a whole folder of them, is for build alone."""

from __future__ import annotations

from newsroom_cli.writer.files import create, replace, replace_all

__all__ = ["create", "replace", "replace_all"]
