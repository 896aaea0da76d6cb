"""`newsroom list`: what is listed, in what order, and how it looks on terminals of every width."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from promises.rooms import add
from samples import write_newsroom
from terminal import on_terminal

HEADLINE = "La biblioteca del Barrio del Puerto invita a leer en verano a todas las familias de la ciudad"


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    """Four releases: public, draft with an error, embargoed, and one without a date."""
    write_newsroom(tmp_path)
    add(tmp_path, "2026-03-02-library")
    add(
        tmp_path, "2026-03-09-verano", headline=f'"{HEADLINE}"', date="2026-03-09", status='"draft"', topics='["Parks"]'
    )
    add(
        tmp_path,
        "2026-04-01-held",
        headline='"Café Opens"',
        date="2026-04-01",
        extra="embargo = 2099-01-15T06:00:00-05:00\n",
    )
    path = add(tmp_path, "when", headline='"Some Day"')
    path.write_text(path.read_text(encoding="utf-8").replace("date = 2026-03-02\n", ""), encoding="utf-8")
    os.utime(tmp_path / "releases" / "2026-03-02-library.md", (4e9, 4e9))
    assert newsroom("build").code == 0
    return tmp_path


def listed(newsroom, *arguments: str) -> list[str]:
    """The names of the files that are listed, without their dates."""
    rows = json.loads(newsroom("list", *arguments, "--format", "json").out)
    return [Path(row["path"]).stem.rpartition("-")[2] for row in rows]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ("", "when held verano library"),
        ("--status public", "library"),
        ("--status approved", "when held library"),
        ("--status draft --status embargoed", "held verano"),
        ("--status undated", "when"),
        ("--office mayor", "when held verano library"),
        ("--kind advisory", ""),
        ("--topic parks", "verano"),
        ("--since 2026-03-05", "held verano"),
        ("--since 2099", "held"),
        ("--until 2026-04", "verano library"),
        ("--since 2026-03 --until 2026-03-02", "library"),
        ("cafe", "held"),
        ("BIBLIO verano", "verano"),
        ("--sort headline", "held library verano when"),
        ("--sort status", "when verano held library"),
        ("--sort changed --status public --status undated", "library when"),
        ("--sort date --reverse", "library verano held when"),
        ("--upcoming", "held"),
        ("drafts", "verano"),
        ("undated", "when"),
        ("draft verano", "verano"),
        ("draft library", ""),
        ("errors", "when"),
        ("--errors", "when"),
        ("errors some", "when"),
        ("embargoed", "held"),
        ("embargo", "held"),
    ],
)
def test_what_is_listed_and_in_what_order(newsroom, room: Path, arguments: str, names: str) -> None:
    assert listed(newsroom, *arguments.split()) == names.split()


def test_a_status_among_the_words_is_said_to_be_one(newsroom, room: Path) -> None:
    run = newsroom("list", "draft")
    assert "no headline has that word; newsroom list --status draft shows these" in run.err
    assert "none of 4 releases matches" in newsroom("list", "draft", "nowhere").err


def test_a_draft_with_an_embargo_to_come_is_listed_as_embargoed(newsroom, room: Path) -> None:
    file = room / "releases/2026-04-01-held.md"
    file.write_text(file.read_text(encoding="utf-8").replace('"approved"', '"draft"'), encoding="utf-8")
    assert listed(newsroom, "embargoed") == listed(newsroom, "--status", "embargoed") == ["held"]
    file.write_text(file.read_text(encoding="utf-8").replace("2099", "2019"), encoding="utf-8")
    run = newsroom("list", "embargoed")
    assert "newsroom list --status embargoed shows none either" in run.err and not run.out


def test_findings_are_a_filter(newsroom, room: Path) -> None:
    rows = json.loads(newsroom("list", "-f", "json").out)
    faulty = [row["path"] for row in rows if row["errors"] + row["warnings"] + row["infos"]]
    assert [row["path"] for row in json.loads(newsroom("list", "--findings", "-f", "json").out)] == faulty
    assert 0 < len(faulty) < len(rows)


@pytest.mark.parametrize("option", ["--status", "--kind", "--office", "--since"])
def test_a_wrong_filter_names_the_right_ones(newsroom, room: Path, option: str) -> None:
    run = newsroom("list", option, "published" if option == "--status" else "advisorie")
    right = {"--status": "public", "--kind": "advisory", "--office": "mayors-office", "--since": "2026-03"}[option]
    assert run.code == 2 and right in run.err.splitlines()[1]


def test_an_empty_list_says_why(newsroom, room: Path) -> None:
    assert newsroom("list", "zebra").err == "none of 4 releases matches\n"
    assert newsroom("list", "--upcoming", "zebra").err == "of what is planned (1 release), none matches\n"
    assert "did you mean Parks?" in newsroom("list", "--topic", "parcs").err


HEADINGS = ["DATE", "STATUS", "FINDINGS", "HEADLINE"]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_width_has_date_status_findings_and_headline(room: Path, width: int) -> None:
    lines = on_terminal(room, width, "list")
    assert max(map(len, lines)) <= width
    assert [word for word in lines[0].split() if word not in ("OFFICE", "FILE")] == HEADINGS
    rows = [line for line in lines[1:] if line[0] != " "]
    column, moment = lines[0].index("STATUS"), "2099-01-15" if width == 60 else "from 2099-01-15 06:00"
    assert [line[column:].split()[0] for line in rows] == ["undated", "embargoed", "draft", "public"]
    assert [line[:column].strip() for line in rows] == ["no date", moment, "2026-03-09", "2026-03-02"]
    shown = " ".join(" ".join(line[lines[0].index("HEADLINE") :] for line in lines).split())
    words = {*shown.replace("…", "").split()}
    assert {"Café", "Some", "Harbour", "Quarter", "La", "biblioteca"} <= words, "no word is broken"
    if width == 120:
        assert "2026-03-09-verano.md" in words


def test_what_was_taken_back_is_not_said_to_be_public(newsroom, room: Path) -> None:
    assert newsroom("build").code == 0
    assert newsroom("withdraw", "2026-03-02-library", "--reason", "The council cancelled it.", "--yes").code == 0
    assert "withdrawn" in on_terminal(room, 80, "list", "harbour")[1]
    for command in ("status", "show"):
        assert "withdrawn; readers hear of it with the next build" in newsroom(command, "2026-03-02-library").out
    assert newsroom("build").code == 0
    for command in ("status", "show"):
        assert "withdrawn, with a public notice" in newsroom(command, "2026-03-02-library").out


def test_what_no_build_has_written_is_approved_and_not_public(newsroom, tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    add(tmp_path, "2026-03-02-library")
    assert listed(newsroom, "--status", "public") == [] and listed(newsroom, "--status", "approved") == ["library"]
    assert "2026-03-02\tapproved\t" in newsroom("list").out
    assert "To be published: newsroom build" in newsroom().out
    assert "1 release approved and due: newsroom build publishes it" in newsroom("status").err
    assert newsroom("status", "library").out.splitlines()[0].endswith(": approved")
    assert newsroom("build").code == 0
    assert "2026-03-02\tpublic\t" in newsroom("list").out and "To be published" not in newsroom().out


def test_where_ci_builds_the_site_what_is_due_is_public(newsroom, tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    add(tmp_path, "2026-03-02-library")
    (tmp_path / ".gitlab-ci.yml").write_text("pages: {}\n", encoding="utf-8")
    assert listed(newsroom, "--status", "public") == ["library"]
    assert "public: since Monday, March 2, 2026" in newsroom("status", "library").out


def test_a_tiny_terminal_and_one_without_unicode(room: Path) -> None:
    lines = on_terminal(room, 20, "list")
    assert max(map(len, lines)) <= 20 and "  Café Opens" in lines
    plain = on_terminal(room, 60, "list", PYTHONIOENCODING="ascii")
    assert all(line.isascii() for line in plain)
    assert any(line.endswith("Cafe Opens") for line in plain) and any(" ok " in line for line in plain)
