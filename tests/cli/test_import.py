"""`newsroom import`: what people and programs see, what is written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "importing" / "samples"
SEED = SAMPLES / "boston-2015-06-22.txt"
TEXT = """City Opens Library

March 2, 2026

The city of Port Ellery today opened a library in the harbour quarter, for all who read.

“It is open to all,” said Mayor Ana Okafor.
"""


def made(newsroom, tmp_path: Path) -> Path:
    newsroom("init", ".", "--url", "https://news.example/", "--city", "Boston", "--email", "press@news.example")
    return tmp_path / "releases"


def test_a_file_becomes_a_release_and_check_names_what_is_missing(newsroom, tmp_path: Path) -> None:
    releases = made(newsroom, tmp_path)
    run = newsroom("import", str(SEED), "--yes")
    assert run.code == 0, run.err
    (path,) = run.out.split()
    assert (tmp_path / path).parent == releases
    assert "quotes    2: Martin J. Walsh; Ziba Cranmer" in run.err
    assert 'office = "TK"  # the source says: Mayor\'s Office' in (tmp_path / path).read_text(encoding="utf-8")
    checked = newsroom("check", "--format", "full")
    assert checked.code == 1
    assert "PH001" in checked.out


def test_the_same_source_is_not_imported_twice(newsroom, tmp_path: Path) -> None:
    releases = made(newsroom, tmp_path)
    newsroom("import", str(SEED), "--yes")
    before = {file: file.read_bytes() for file in releases.iterdir()}
    run = newsroom("import", str(SEED), "--yes")
    assert run.code == 0
    assert "already imported: releases/2015-06-22" in run.err
    assert {file: file.read_bytes() for file in releases.iterdir()} == before


def test_a_newsroom_is_no_folder_of_sources(newsroom, tmp_path: Path) -> None:
    releases = made(newsroom, tmp_path)
    before = sorted(releases.iterdir())
    run = newsroom("import", ".", "--yes")
    assert run.code == 2 and "this is a newsroom" in run.err and sorted(releases.iterdir()) == before


def test_another_release_of_that_name_is_never_overwritten(newsroom, tmp_path: Path) -> None:
    releases = made(newsroom, tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT.replace("harbour", "hill"), encoding="utf-8")
    run = newsroom("import", "a.txt", "b.txt", "--yes")
    first, second = "releases/2026-03-02-city-opens-library.md", "releases/2026-03-02-city-opens-library-2.md"
    assert run.code == 0 and f"{second} has the headline and the date of {first}" in run.err
    assert sorted(file.name for file in releases.glob("*library*")) == [
        "2026-03-02-city-opens-library-2.md",
        "2026-03-02-city-opens-library.md",
    ]


def test_dry_run_and_json_write_nothing(newsroom, tmp_path: Path) -> None:
    releases = made(newsroom, tmp_path)
    before = sorted(releases.iterdir())
    run = newsroom("import", str(SEED), "--dry-run")
    assert run.code == 0
    assert "headline  Mayor Walsh Joins 35 Mayors" in run.err
    run = newsroom("import", str(SEED), "--format", "json")
    found = json.loads(run.out)
    assert sorted(releases.iterdir()) == before
    assert (found["date"], found["dateline_place"], found["office"]) == ("2015-06-22", "BOSTON", "Mayor's Office")
    assert [quote["speaker"] for quote in found["quotes"]] == ["Martin J. Walsh", "Ziba Cranmer"]
    assert found["body"].startswith("Mayor Martin J. Walsh today")


def test_an_issuer_that_only_the_text_names_is_shown_and_not_taken_for_an_office(newsroom, tmp_path: Path) -> None:
    made(newsroom, tmp_path)
    (tmp_path / "a.txt").write_text(f"{TEXT}\nAbout Harbour Readers\n\nIt began in 1990.\n", encoding="utf-8")
    assert "! office    TK; the source says: Harbour Readers\n" in newsroom("import", "a.txt", "--dry-run").err
    found = json.loads(newsroom("import", "a.txt", "--format", "json").out)
    assert found["issuer"] == "Harbour Readers" and "office" not in found


def test_an_office_that_the_newsroom_does_not_have_is_shown_as_missing(newsroom, tmp_path: Path) -> None:
    made(newsroom, tmp_path)
    head = "<html><head><title>City of Elsewhere | Press releases</title></head>"
    page = f"{head}<body><h1>City Opens Library</h1><p>{TEXT[20:]}</p>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    shown = newsroom("import", "a.html", "--dry-run").err
    assert "  ! office    TK; the source says: City of Elsewhere\n" in shown


def test_json_needs_no_newsroom(newsroom, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run = newsroom("import", "a.txt", "--format", "json")
    assert run.code == 0, run.err
    assert json.loads(run.out)["headline"] == "City Opens Library"


def test_nobody_there_to_ask_writes_nothing(newsroom, tmp_path: Path) -> None:
    releases = made(newsroom, tmp_path)
    before = sorted(releases.iterdir())
    run = newsroom("import", str(SEED))
    assert run.code == 2
    assert "--yes" in run.err
    assert sorted(releases.iterdir()) == before


def test_of_many_sources_the_good_ones_come_in_and_the_others_are_named(newsroom, tmp_path: Path) -> None:
    made(newsroom, tmp_path)
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 whatever")
    (folder / "c.txt").write_text(TEXT.replace("Library", "Pool"), encoding="utf-8")
    run = newsroom("import", "old", "--yes")
    assert run.code == 1
    assert len(run.out.split()) == 2
    assert "PDF" in run.err
    assert "2 written, 1 not imported" in run.err
    run = newsroom("import", "old", "--yes")
    assert "0 written, 2 imported before, 1 not imported" in run.err


def test_what_cannot_be_imported_is_refused_in_plain_words(newsroom, tmp_path: Path) -> None:
    made(newsroom, tmp_path)
    run = newsroom("import", "nothing.txt", "--yes")
    assert run.code == 2
    assert "nothing.txt" in run.err
    run = newsroom("import", str(SEED), "--office", "prks", "--yes")
    assert run.code == 2
    assert 'no office "prks"' in run.err
    run = newsroom("import", str(SEED), "--kind", "relase", "--yes")
    assert run.code == 2
    assert 'no kind "relase"\nhelp: newsroom.toml has release' in run.err
