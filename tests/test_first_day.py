"""The first day in README.md and docs/first-day.md is what a terminal shows, and ends with a public page."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import first_day
import pytest

pytestmark = [
    pytest.mark.skipif(not first_day.WHOLE.exists(), reason="the documents are not beside the tests"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals"),
]


def test_the_first_day_goes_as_the_documents_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = first_day.person(tmp_path)
    for name, value in person.environment.items():
        monkeypatch.setenv(name, value)
    steps = list(first_day.transcript(person))
    whole, readme = (path.read_text(encoding="utf-8") for path in (first_day.WHOLE, first_day.README))
    assert first_day.blocks(whole) == [step.text for step in steps], "run python tests/first_day.py"
    assert first_day.written_in(whole) == [first_day.written()]
    assert first_day.blocks(first_day.section(readme)) == first_day.readme_blocks(steps)
    pages = list((person.root / "public" / "releases").glob("*.html"))
    (words,) = (re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8")) for page in pages)
    assert "The city today opened a library in the harbour" in words and "“It is open to all,” said" in words


def test_the_readme_keeps_the_beginning_and_the_end_of_what_is_long() -> None:
    lines = "$ newsroom new\n1\n2\n3\n4"
    assert first_day.Shown(lines, 1, 1, 2).short == "$ newsroom new\n...\n3\n4"
    assert first_day.Shown(lines, 1, 0, 0).short == lines
