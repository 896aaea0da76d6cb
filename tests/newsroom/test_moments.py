"""Moments in words."""

from __future__ import annotations

import pytest
from samples import sample_config

from newsroom_cli.newsroom import moments


@pytest.mark.parametrize("written", ["2026-03-02T14:00:00+00:00", "2026-03-02T14:00Z", "2026-03-02T09:00:00-05:00"])
def test_a_moment_in_a_text_is_told_in_the_zone_of_the_newsroom(written: str) -> None:
    told = moments.written_in_words(f"from {written} on", sample_config())
    assert told.replace("\xa0", " ") == "from Monday, March 2, 2026, 9 a.m. EST on"
