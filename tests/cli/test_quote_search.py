"""`newsroom quotes search` as a press officer and as a program use it."""

from __future__ import annotations

import json
import os
import pty
import shutil
from collections.abc import Callable
from pathlib import Path

import processes
import pytest
from samples import FRONT, sample_text, write_newsroom
from terminal import read_all

LIBRARY = "releases/2026-03-02-library.md"
WORDS = "Nobody in this city should live more than a short walk from a book."


@pytest.fixture
def search(newsroom, tmp_path: Path) -> Callable[..., object]:
    """Runs the search in a newsroom with one public release and one draft."""
    write_newsroom(tmp_path)
    draft = FRONT.replace("approved", "draft").replace("2026-03-02", "2026-04-01")
    (tmp_path / LIBRARY).write_text(sample_text(), encoding="utf-8")
    (tmp_path / "releases" / "draft.md").write_text(sample_text(front=draft), encoding="utf-8")
    assert newsroom("build").code == 0
    return lambda *arguments: newsroom("quotes", "search", *arguments)


def test_what_has_the_mayor_said_about_books(search) -> None:
    run = search("books", "walking", "--speaker", "mayor")
    lines = [line.split("\t") for line in run.out.splitlines()]
    assert (run.code, run.err) == (0, "")
    assert lines[0] == ["date", "status", "speaker", "role", "quote", "file"]
    assert lines[1] == ["2026-04-01", "draft", "Ana Okafor", "Mayor", WORDS, "releases/draft.md:22"]
    assert lines[2] == ["2026-03-02", "public", "Ana Okafor", "Mayor", WORDS, f"{LIBRARY}:22"]


def test_a_quote_to_be_written_is_no_quote_and_a_withdrawn_release_is_marked(search, newsroom, tmp_path: Path) -> None:
    draft = tmp_path / "releases" / "draft.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("a short walk from a book", "TK"), encoding="utf-8")
    assert "draft" not in search("--speaker", "Okafor").out and search("TK").code == 1
    assert newsroom("withdraw", LIBRARY, "--reason", "It was wrong.", "--yes").code == 0
    assert search("book").out.splitlines()[1].split("\t")[1] == "withdrawn"


def test_the_line_is_where_the_quote_is_read(search, tmp_path: Path) -> None:
    place = search("book").out.splitlines()[-1].split("\t")[-1]
    path, _, line = place.rpartition(":")
    assert (tmp_path / path).read_text(encoding="utf-8").splitlines()[int(line) - 1].startswith("“Nobody in this city")


def test_programs_get_everything(search) -> None:
    run = search("book", "--format", "json")
    first, second = json.loads(run.out)
    assert first["standing"] == "draft"
    assert second == {
        "path": LIBRARY,
        "line": 22,
        "date": "2026-03-02",
        "standing": "public",
        "headline": "City Opens Harbour Quarter Library",
        "speaker": "Ana Okafor",
        "role": "Mayor",
        "text": WORDS,
        "listed": "yes",
        "sure": True,
    }


def test_a_phrase_in_marks(search) -> None:
    assert search('"a short walk"').code == 0
    assert search('"short a walk"').code == 1


@pytest.mark.parametrize("form", ["table", "json"])
def test_nothing_found_is_told_as_grep_tells_it(search, form: str) -> None:
    run = search("tramway", "--speaker", "Okafr", "--format", form)
    help = "help: newsroom quotes search --speaker 'Ana Okafor'\n"
    assert (run.code, run.err) == (1, f"no such quote; there are quotes by Ana Okafor\n{help}")
    assert run.out == ("[]\n" if form == "json" else "")
    assert search("tramway").err == "no such quote\n"


def test_a_limit_says_what_it_leaves_out(search) -> None:
    run = search("book", "--limit", "1")
    assert len(run.out.splitlines()) == 2
    assert run.err == "1 of 2 quotes; --limit 2 shows all\n"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ((), "nothing to look for", "newsroom quotes search --speaker"),
        (("",), "nothing to look for", "newsroom quotes search --speaker"),
        (("🎉",), 'there is no word in "🎉"', "name words"),
        (("book", "--speaker", "?"), 'there is no word in "?"', "name words"),
        (("book", "--since", "May"), '--since: "May" is not a date', "2026-03-01"),
        (("book", "--until", "2026-13"), '--until: "2026-13" is not a date', "2026-03-01"),
        (("book", "--since", "2026-02-30"), "is not a date", "2026-03-01"),
        (("book", "--since", "２０２６"), "is not a date", "2026-03-01"),
        (("book", "--since", "2026-05", "--until", "2026"), None, ""),
        (("book", "--since", "2026-05", "--until", "2025"), "--since 2026-05 is after --until 2025", "swap"),
    ],
)
def test_what_cannot_be_meant_is_explained(search, arguments: tuple[str, ...], message: str | None, hint: str) -> None:
    run = search(*arguments)
    assert run.code == (1 if message is None else 2)
    if message:
        assert message in run.err and hint in run.err and run.out == ""


def test_time_bounds(search) -> None:
    assert [
        len(search("book", *bounds).out.splitlines())
        for bounds in (["--since", "2026-04"], ["--until", "2026-03-31"], ["--since", "2026"])
    ] == [2, 2, 3]


def test_what_cannot_be_read_or_written_is_told(search, tmp_path: Path) -> None:
    (tmp_path / "releases" / "broken.md").write_text("no front matter", encoding="utf-8")
    shutil.rmtree(tmp_path / ".newsroom-index")
    (tmp_path / ".newsroom-index").write_text("in the way", encoding="utf-8")
    run = search("book")
    assert run.code == 0 and len(run.out.splitlines()) == 3
    assert "1 of the releases cannot be read; newsroom check says why" in run.err
    assert "the index cannot be written here" in run.err


def test_the_help_teaches_with_an_example(newsroom) -> None:
    shown = newsroom("quotes", "search", "--help")
    assert shown.code == 0 and "Example: newsroom quotes search" in shown.out


def on_a_terminal(folder: Path, *arguments: str) -> str:
    """What a person sees of the command."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    streams = {"stdin": follower, "stdout": follower, "stderr": follower}
    run = processes.started("quotes", "search", *arguments, cwd=folder, env=environment, **streams)
    os.close(follower)
    shown = read_all(leader)
    run.wait()
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


def test_a_person_reads_the_quotes_as_quotes(search, tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path, "books", "--limit", "1")
    assert "2026-04-01  \x1b[1mAna Okafor, Mayor\x1b[0m\x1b[1;38;5;163m  draft\x1b[0m\n  “Nobody in this city" in shown
    assert "from a \x1b[1mbook\x1b[0m.”\n\x1b[38;5;243m  releases/draft.md:22\x1b[0m\n" in shown
    assert shown.endswith("1 of 2 quotes; --limit 2 shows all\n")


def test_the_date_of_an_embargoed_quote_is_the_end_of_the_embargo(search, tmp_path: Path) -> None:
    front = FRONT.replace("date = 2026-03-02", "date = 2026-03-05\nembargo = 2099-03-02T09:00:00-05:00")
    (tmp_path / "releases" / "held.md").write_text(sample_text(front=front), encoding="utf-8")
    assert search("book", "--since", "2099").out.splitlines()[1].startswith("2099-03-02\tembargoed\t")
