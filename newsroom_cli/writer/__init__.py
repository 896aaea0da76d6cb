"""The one writer: files appear whole or not at all."""

from __future__ import annotations

from newsroom_cli.writer.files import create, replace, replace_all
from newsroom_cli.writer.output import MANIFEST, Output, Written

__all__ = ["MANIFEST", "Output", "Written", "create", "replace", "replace_all"]
