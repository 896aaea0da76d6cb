"""attach: documents beside a release, without a line of TOML."""

from __future__ import annotations

from pathlib import Path

import pytest
import terminal
from promises.rooms import add
from samples import picture, write_newsroom

NAME = "2026-03-02-library"
FILE = f"releases/{NAME}.md"
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    write_newsroom(tmp_path)
    add(tmp_path, NAME)
    (tmp_path / "Plan of Pool.PDF").write_bytes(PDF)
    return tmp_path


def test_a_document_goes_out_with_its_title(newsroom, room: Path) -> None:
    run = newsroom("attach", FILE, "Plan of Pool.PDF", "--title", "Plan of the pool")
    assert run.code == 0 and run.out == "releases/plan-of-pool.pdf\n", run.err
    assert newsroom("build").code == 0 and (room / "public/releases/plan-of-pool.pdf").read_bytes() == PDF
    assert "Plan of the pool" in (room / f"public/releases/{NAME}.html").read_text(encoding="utf-8")


def test_a_person_is_asked_what_it_is(room: Path) -> None:
    seen = terminal.shown(["attach", "opens", "Plan of Pool.PDF"], folder=room, answers=terminal.ByPart({"": "y"}))
    assert "What plan-of-pool.pdf is" in seen
    assert 'file = "plan-of-pool.pdf"\ntitle = "y"' in (room / FILE).read_text(encoding="utf-8")


def test_no_file_is_replaced_and_none_is_copied_twice(newsroom, room: Path) -> None:
    (room / "releases/plan-of-pool.pdf").write_bytes(b"%PDF-1.7\n")
    assert newsroom("attach", FILE, "Plan of Pool.PDF").out == "releases/plan-of-pool-2.pdf\n"
    before = (room / FILE).read_bytes()
    run = newsroom("attach", FILE, "Plan of Pool.PDF")
    assert run.code == 2 and "plan-of-pool-2.pdf is attached to the release already" in run.err
    assert (room / FILE).read_bytes() == before and len(list((room / "releases").iterdir())) == 3


def test_another_document_voids_signatures_and_says_so(newsroom, room: Path) -> None:
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor").code == 0
    assert "must be signed again: newsroom approve" in newsroom("attach", FILE, "Plan of Pool.PDF").err


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        ([FILE], "no document is named", "such as plan.pdf"),
        ([FILE, "run.exe"], "no document is named", "it may be pdf"),
        ([FILE, "nosuch.pdf"], "there is no such document", "write where it is"),
        ([FILE, "pool.png"], "pool.png is a picture", "newsroom images add FILE pool.png"),
        ([FILE, "releases/b.md", "Plan of Pool.PDF"], "are two releases", "name one"),
    ],
)
def test_what_cannot_be_attached_changes_nothing(newsroom, room: Path, arguments, message: str, hint: str) -> None:
    (room / "pool.png").write_bytes(picture())
    before = (room / FILE).read_bytes()
    run = newsroom("attach", *arguments)
    assert run.code == 2 and message in run.err and hint in run.err and (room / FILE).read_bytes() == before
    assert [path.name for path in (room / "releases").iterdir()] == [f"{NAME}.md"]


def test_a_page_that_is_called_a_document_is_named(newsroom, room: Path) -> None:
    (room / "plan.txt").write_text("<!doctype html><script>alert(1)</script>", encoding="utf-8")
    run = newsroom("attach", FILE, "plan.txt")
    assert run.code == 0 and 'the attachment "plan.txt"' in run.err
    assert "AT001" in newsroom("check", FILE).out
