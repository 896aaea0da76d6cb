"""The cache of findings notices what happens to the records of releases, in whatever year's folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from promises.rooms import add, change, make_room

FILE = "releases/2026-03-02-library.md"


@pytest.fixture
def record(newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of a release whose words have changed since, and nobody has said so."""
    from newsroom_cli.linter import cache

    monkeypatch.setattr(cache, "TICK", -(10**18))  # the time of the last change of state cannot be set back
    make_room(tmp_path)
    add(tmp_path, "2026-04-02-pool", date="2026-04-02", headline='"City Opens Pool"')
    assert newsroom("record").code == 0
    change(tmp_path / FILE, "40,000", "45,000")
    (found,) = [path for path in (tmp_path / "published/2026").iterdir() if "library" in path.name]
    return found


@pytest.mark.parametrize("files", [(), (FILE,)])
def test_a_record_that_comes_and_goes_in_another_year_counts(newsroom, tmp_path: Path, record: Path, files) -> None:
    apart = tmp_path / "apart.toml"
    record.rename(apart)
    for folder in ("published/2025", "published/2027"):
        assert newsroom("check", *files).code == 0 and newsroom("check", *files).code == 0
        (tmp_path / folder).mkdir()
        apart.rename(tmp_path / folder / record.name)
        assert "CR001" in newsroom("check", *files).out and "CR001" in newsroom("check", *files).out
        (tmp_path / folder / record.name).rename(apart)


def test_of_two_records_the_one_that_counts_is_read(newsroom, tmp_path: Path, record: Path) -> None:
    assert "CR001" in newsroom("check").out
    (tmp_path / "published/2025").mkdir()
    twin = tmp_path / "published/2025" / record.name
    twin.write_text(record.read_text(encoding="utf-8").replace("paragraph ", "paragraph 0"), encoding="utf-8")
    before = newsroom("check").out
    assert before == newsroom("check", "--no-cache").out
