"""`newsroom import` where something goes wrong: one source of several, nothing to read, somebody stops it half-way."""

from __future__ import annotations

import io
import json
import signal
import subprocess
from pathlib import Path

import processes
import pytest

TEXT = """City Opens Library

March 2, 2026

The city of Port Ellery today opened a library in the harbour quarter, for all who read.

“It is open to all,” said Mayor Ana Okafor.
"""
ADDRESS = "http://127.0.0.1:9/release"  # a port where nobody is
ORDER = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "ginkgo", "hazel", "ivy", "juniper"]


def made(newsroom, tmp_path: Path) -> Path:
    newsroom("init", ".", "--url", "https://news.example/", "--city", "Boston", "--email", "press@news.example")
    return tmp_path / "releases"


def many(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        name = " ".join(ORDER[int(digit)] for digit in f"{number:03}")
        text = TEXT.replace("Library", f"{name} Library").replace("harbour", name)
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def test_what_fails_is_told_with_its_remedy_and_again_at_the_end(newsroom, tmp_path: Path) -> None:
    made(newsroom, tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    run = newsroom("import", ADDRESS, "empty", "b.pdf", "gone.txt", "file:///etc/hostname", "a.txt", "a.txt", "--yes")
    assert run.code == 1
    assert run.out == "releases/2026-03-02-city-opens-library.md\n"
    for said in (
        f"error: {ADDRESS}: the page cannot be reached: connection refused\nhelp: save the page",
        "error: empty: there is no file in this folder\nhelp: ",
        "error: b.pdf: the PDF is damaged",
        "open it and save it again",
        "error: gone.txt: there is no such file\nhelp: ",
        "error: file:///etc/hostname: this is not a web address",
        "already imported: releases/2026-03-02-city-opens-library.md",
    ):
        assert said in run.err
    assert run.err.partition("1 written, 1 imported before, 5 not imported:\n")[2].count("\n  ") == 4


@pytest.mark.parametrize(
    ("source", "says", "hint"),
    [
        ("empty", "empty: there is no file", "name a file"),
        (
            "City opens library. " * 60,
            "City opens library. City opens library...: this is not the name of a file",
            "newsroom import -",
        ),
        ("www.portellery.example/news", "no such file", "https://"),
        ("http://[half", "not a web address", "save the page"),
        ("/dev/zero", "it is a device", "newsroom import -"),
    ],
)
def test_one_source_that_cannot_be_had(newsroom, tmp_path: Path, source: str, says: str, hint: str) -> None:
    made(newsroom, tmp_path)
    (tmp_path / "empty").mkdir()
    run = newsroom("import", source, "--yes")
    assert (run.code, run.out) == (2, "")
    error, _, remedy = run.err.partition("\n")
    assert says in error
    assert hint in remedy


def test_plain_text_saved_as_a_release_becomes_one_as_check_says(newsroom, tmp_path: Path) -> None:
    pasted = made(newsroom, tmp_path) / "pasted.md"
    pasted.write_text(TEXT, encoding="utf-8")
    assert "newsroom import FILE" in " ".join(newsroom("check").out.split())
    run = newsroom("import", "releases/pasted.md", "--yes")
    assert run.code == 0 and pasted.read_text(encoding="utf-8") == TEXT
    pasted.unlink()
    assert "NR001" not in newsroom("check").out and len(list(pasted.parent.iterdir())) == 1


def test_nothing_was_pasted(newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(newsroom, tmp_path)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    run = newsroom("import", "-", "--yes")
    assert run.code == 2
    assert run.err.startswith("error: pasted text: there is no text in it\nhelp: ")


def test_json_stays_json_beside_what_fails(newsroom, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    run = newsroom("import", "b.png", "a.txt", "gone.txt", "--format", "json")
    assert run.code == 1
    assert [json.loads(line)["source"] for line in run.out.splitlines()] == ["a.txt"]
    assert run.err.count("error: ") == 2


def test_of_many_sources_nobody_is_asked_in_vain(newsroom, tmp_path: Path) -> None:
    releases = made(newsroom, tmp_path)
    before = sorted(releases.iterdir())
    many(tmp_path / "old", 3)
    run = newsroom("import", "old")
    assert run.code == 2
    assert run.err.count("there is nobody to ask about 3 files") == 1 and "--yes" in run.err
    assert "about 4 sources" in newsroom("import", "old", "https://news.city.example/a").err
    assert sorted(releases.iterdir()) == before
    assert "In a script, where nobody is asked: newsroom import archive/ --yes" in newsroom("import", "--help").out


def test_a_mail_that_cannot_be_read_stops_none_behind_it(newsroom, tmp_path: Path) -> None:
    made(newsroom, tmp_path)
    head = "From a@b.example Mon Mar  2 09:00:00 2026\nFrom: a@b.example\nSubject: {}\nMIME-Version: 1.0\n\n{}\n\n"
    mails = head.format("One", TEXT) + head.format("Two", "") + head.format("Three", TEXT.replace("harbour", "hill"))
    (tmp_path / "a.mbox").write_text(mails, encoding="utf-8")
    run = newsroom("import", "a.mbox", "--yes")
    assert run.code == 2
    assert len(run.out.split()) == 2
    assert "a.mbox: 1 of 3 mails could not be read (mail 2: the mail has no text" in run.err


@pytest.mark.oracle
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_import_that_was_stopped_goes_on_where_it_was(newsroom, tmp_path: Path, number: int, code: int) -> None:
    releases = made(newsroom, tmp_path)
    for file in releases.iterdir():
        file.unlink()
    many(tmp_path / "old", 300)
    with (
        (tmp_path / "err").open("wb") as err,
        processes.started("import", "old", "--yes", cwd=tmp_path, stdout=subprocess.PIPE, stderr=err) as run,
    ):
        assert run.stdout is not None
        for _ in range(20):
            run.stdout.readline()
        run.send_signal(number)
        run.stdout.read()
    assert run.returncode == code
    said = (tmp_path / "err").read_text(encoding="utf-8")
    assert "of 300 sources done; the same command continues from there" in said
    assert "Traceback" not in said
    there = {file.name: file.read_bytes() for file in releases.iterdir()}
    assert 20 <= len(there) < 300
    assert all(held.endswith(b"said Mayor Ana Okafor.\n") for held in there.values())
    again = newsroom("import", "old", "--yes")
    assert again.code == 0
    assert f"{300 - len(there)} written, {len(there)} imported before" in again.err
    assert len(list(releases.iterdir())) == 300
    assert all((releases / name).read_bytes() == held for name, held in there.items())
