"""Names of files that have nothing of their headline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import FRONT, HERE, sample_release, sample_text

from newsroom_cli.newsroom import head_words


@pytest.mark.parametrize(
    ("path", "headline", "strange"),
    [
        ("2026-03-02-fwd-final-v2", "City Opens Harbour Library", True),
        ("2026-03-02-libraries", "City Opens Harbour Library", False),
        ("2026-03-02-buecherei", "Stadt öffnet Bücherei", False),
        ("2026-03-02", "City Opens Harbour Library", False),
        ("2026-03-02-library", "图书馆开放", False),
        ("2026-03-02-library", "", False),
    ],
)
def test_a_name_without_a_word_of_the_headline_is_strange(path: str, headline: str, strange: bool) -> None:
    front = re.sub("headline = .*", f'headline = "{headline}"', FRONT)
    release = sample_release(front=front, path=f"releases/{path}.md")
    assert head_words.is_strange(release) == strange


def test_publish_and_status_propose_another_name_before_the_first_publication(newsroom, tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    (tmp_path / "releases").mkdir()
    file = "releases/2026-03-02-fwd-final.md"
    (tmp_path / file).write_text(sample_text(), encoding="utf-8")
    remedy = f"newsroom rename {file} city-opens-harbour-quarter-library"
    assert remedy in newsroom("status", file).out
    assert remedy in newsroom("publish", file, "--yes").err
    assert remedy not in newsroom("status", file).out
