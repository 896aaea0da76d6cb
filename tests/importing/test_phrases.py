"""The phrases that are data: none gets lost, and each is a pattern by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom_cli.importing import phrases


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("head_labels", 91),
        ("release_labels", 29),
        ("contact_labels", 39),
        ("page_endings", 60),
        ("page_lines", 58),
        ("beside_lines", 46),
        ("other_texts", 16),
        ("comment_headings", 8),
    ],
)
def test_every_phrase_is_a_pattern(name: str, count: int) -> None:
    source = Path(phrases.__file__).with_name(f"{name}.txt")
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    assert all(re.compile(line) for line in lines)
    assert len(lines) == count
    assert phrases.alternatives(source.name) == "|".join(lines)
