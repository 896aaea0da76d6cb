"""Phrases of pages and releases as data: each line is an alternative of a regular expression; `# ` begins a comment."""

from __future__ import annotations

from pathlib import Path

from newsroom_cli.language.word_lists import lines


def alternatives(name: str) -> str:
    """The lines of a file in this folder, joined as alternatives of a regular expression that ignores case."""
    return "|".join(lines(Path(__file__).with_name(name)))
