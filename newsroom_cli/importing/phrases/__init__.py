"""Phrases of pages and releases, as data: one alternative of a regular expression per line; `# ` begins a comment."""

from __future__ import annotations

from pathlib import Path


def alternatives(name: str) -> str:
    """The lines of a file of this folder, as alternatives of a regular expression that ignores case."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return "|".join(line for line in lines if line and not line.startswith("# "))
