"""The ten tasks in docs/day.md go as they are shown there, and take as few keys as its table says."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import day
import pytest

DOCUMENT = Path(__file__).parent.parent / "docs" / "day.md"
pytestmark = pytest.mark.skipif(not DOCUMENT.exists(), reason="the documents are not beside the tests")


def shown_in_document() -> dict[str, str]:
    """The terminal under each heading."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return dict(re.findall(r"^## ([^\n]+)\n(?:(?!^## ).)*?^```console\n(.*?)\n```", text, re.DOTALL | re.MULTILINE))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_each_task_goes_as_the_document_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, expected = day.Desk(tmp_path), shown_in_document()
    for name, value in desk.environment.items():
        monkeypatch.setenv(name, value)
    for task, shown in day.transcripts(desk):
        assert expected.pop(task.title).splitlines() == shown.splitlines(), "python tests/day.py prints it"
    assert expected == {}
    approved = (desk.root / "releases" / f"{desk.today}-harbour-bike-lanes-open-in-april.md").read_text(
        encoding="utf-8"
    )
    assert 'status = "approved"' in approved and 'role = "Press Officer"' in approved
    assert list(desk.root.glob("*.docx"))


def test_the_table_counts_what_is_typed() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    counted = [
        (task.title, *(count(steps) for count in (day.keystrokes, day.commands) for steps in (task.before, task.after)))
        for task in day.tasks()
    ]
    totals = [sum(column) for column in zip(*(row[1:] for row in counted), strict=True)]
    assert [(title, *map(int, figures)) for title, *figures in rows] == [*counted, ("Total", *totals)]
    assert all(after <= before for _, before, after, *_ in counted)
    assert totals[1] * 2 <= totals[0]


def test_what_is_typed_in_an_editor_is_a_part_of_what_changes() -> None:
    edits = [step for task in day.tasks() for step in (*task.before, *task.after) if isinstance(step, day.Edit)]
    assert edits and all(edit.typed in edit.new for edit in edits)
