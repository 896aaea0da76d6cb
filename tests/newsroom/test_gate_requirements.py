"""The gate asks for clearances and approvals itself: switching rules off, or suppressing them, publishes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import FRONT, HERE, sample_text

FILE = "releases/2026-03-02-library.md"
CASES = [("[approvals]\nrequired = 2", "SO002"), ('[quotes]\nclearance = "required"', "QT015")]


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    (tmp_path / "releases").mkdir()
    return tmp_path


def write(room: Path, required: str, front: str = FRONT, *, off: bool = True) -> None:
    toml = (HERE / "newsroom.toml").read_text(encoding="utf-8")
    ignored = '[check]\nignore = ["SO", "QT"]\n' if off else ""
    (room / "newsroom.toml").write_text(f"{toml}\n{required}\n{ignored}", encoding="utf-8")
    (room / FILE).write_text(sample_text(front=front), encoding="utf-8")


@pytest.mark.parametrize(("required", "code"), CASES)
def test_a_rule_that_is_switched_off_publishes_nothing(newsroom, room: Path, required: str, code: str) -> None:
    write(room, required)
    checked = newsroom("check")
    assert checked.code == 1 and code in checked.out, "check is not green while the build is red"
    run = newsroom("build", "--as-of", "2026-04-01")
    assert run.code == 1 and code in run.out and not (room / "public").exists()
    assert newsroom("feed", "--as-of", "2026-04-01").code == 1
    assert newsroom("email", FILE, "--as-of", "2026-04-01").code == 1
    assert "unclear" in newsroom("list", "--as-of", "2026-04-01").out


@pytest.mark.parametrize(("required", "code"), CASES)
def test_a_comment_in_the_release_publishes_nothing(newsroom, room: Path, required: str, code: str) -> None:
    write(room, required, f"# newsroom: ignore-file[{code}] in a hurry\n{FRONT}", off=False)
    run = newsroom("build", "--as-of", "2026-04-01")
    assert run.code == 1 and code in run.out


@pytest.mark.parametrize(("required", "code"), CASES)
def test_what_does_not_go_out_yet_stops_nothing(newsroom, room: Path, required: str, code: str) -> None:
    write(room, required)
    assert newsroom("build", "--as-of", "2026-02-01").code == 0
    assert "scheduled" in newsroom("list", "--as-of", "2026-02-01").out


def test_what_is_cleared_and_signed_goes_out(newsroom, room: Path) -> None:
    write(room, '[approvals]\nrequired = 2\n[quotes]\nclearance = "required"', off=False)
    newsroom("quotes", "clear", FILE, "--speaker", "Okafor", "--by", "Kim Lee")
    for name in ("Kim Lee", "Jo Park"):
        assert newsroom("approve", FILE, "--by", name, "--role", "Editor").code == 0
    assert newsroom("build").code == 0
    assert (room / "public/releases/2026-03-02-library.html").exists()
