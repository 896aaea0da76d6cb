"""What bad input gets: a plain message with place and remedy, never a traceback, never half an output."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from copies import copy_of
from samples import BODY, FRONT, picture, sample_text, write_newsroom

from newsroom_cli.__main__ import main

LIBRARY = "releases/2026-03-02-library.md"


@pytest.fixture
def room(newsroom, tmp_path: Path) -> Path:
    return copy_of(make, tmp_path)


def make(room: Path) -> None:
    write_newsroom(room, LIBRARY)
    assert main(["-C", str(room), "build"]) == 0


def text(**changes: str) -> str:
    front = FRONT
    for key, line in changes.items():
        old = next(line for line in front.splitlines() if line.startswith(f"{key} ="))
        front = front.replace(old, line)
    return sample_text(front=front)


BAD = {
    "broken TOML": (text(headline='headline = "City Opens'), "FM004", 4),
    "not UTF-8": (text(headline='headline = "Caf\xe9"').encode("latin-1", "replace"), "NR001", 4),
    "a NUL character": (sample_text(body="Free\x00lunch.\n"), "NR001", 20),
    "a control character": (sample_text(body="Free\x1b[2Jlunch.\n"), "NR001", 20),
    "an empty file": ("", "NR001", 1),
    "only blank lines": ("\n\n\n", "NR001", 1),
    "no front matter": ("City Opens Library\n\nThe city today ...\n", "NR001", 1),
    "YAML front matter": ("---\ntitle: x\n---\n", "NR001", 1),
    "front matter without end": ('+++\nheadline = "x"\n', "NR001", 1),
    "a date that does not exist": (text(date="date = 2026-02-30"), "FM004", 6),
    "a date that never ends": (text(date=f"date = {'9' * 4301}"), "FM004", 6),
    "an unknown office": (text(office='office = "mayor-office"'), "OF001", 7),
    "a slug of its own": (text(office='office = "mayors-office"\nslug = "../../etc/passwd"'), "FM002", 8),
    "20,000 nested quotes": (sample_text(body=">" * 20_000 + " deep\n" + BODY), "NR001", 20),
    "a headline with a line break": (text(headline='headline = "One\\nBcc: x@y.example"'), "FM003", 4),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_a_finding_with_its_line_and_stops_the_build(newsroom, room: Path, what: str) -> None:
    content, code, line = BAD[what]
    before = {file: file.read_bytes() for file in (room / "public").rglob("*") if file.is_file()}
    (room / "releases" / "2026-03-03-bad.md").write_bytes(content if isinstance(content, bytes) else content.encode())
    run = newsroom("check", "--format", "json")
    assert run.code == 1 and run.err == ""
    found = [finding for finding in json.loads(run.out) if finding["code"] == code]
    assert [(finding["path"], finding["start"]["line"]) for finding in found] == [("releases/2026-03-03-bad.md", line)]
    assert found[0]["help"]
    for arguments in (["build"], ["check"], ["list"], ["show", "2026-03-03-bad"], ["email", "2026-03-03-bad"]):
        run = newsroom(*arguments)
        assert run.code in (0, 1) and "Traceback" not in run.err + run.out
    assert newsroom("build").code == 1
    assert {file: file.read_bytes() for file in (room / "public").rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("second", ["releases/2026-03-03-other.md", "releases/more/2026-03-02-library.md"])
def test_two_releases_with_one_id_or_slug(newsroom, room: Path, second: str) -> None:
    (room / second).parent.mkdir(exist_ok=True)
    (room / second).write_text(sample_text(), encoding="utf-8")
    run = newsroom("check")
    assert run.code == 1 and "FM007" in run.out and LIBRARY in run.out and second in run.out
    assert newsroom("build").code == 1


@pytest.mark.parametrize(
    ("toml", "line", "words"),
    [
        ("name = ", 1, "value is missing"),
        ('name = "x"\nurl = "https://x.example"\nlangauge = "en"\n', 3, "language"),
        ('name = "x"\nurl = "https://x.example"\ntime_zone = "Amerika/New_York"\n', 3, "America/New_York"),
        ('name = "x"\nurl = "https://x.example"\n[check]\nignore = ["DT999"]\n', 4, "DT"),
        ('name = "x"\nurl = "ftp://x"\n', 2, "https://"),
    ],
)
def test_a_wrong_newsroom_toml_is_told_with_its_line(newsroom, room: Path, toml: str, line: int, words: str) -> None:
    (room / "newsroom.toml").write_text(toml)
    for command in ("check", "build", "list"):
        run = newsroom(command)
        assert run.code == 2 and run.out == ""
        assert f"newsroom.toml:{line}: " in run.err and words in run.err and "help: " in run.err


def test_a_newsroom_toml_that_is_not_utf8(newsroom, room: Path) -> None:
    (room / "newsroom.toml").write_bytes(b'name = "caf\xe9"\n')
    run = newsroom("check")
    assert run.code == 2 and "UTF-8" in run.err


def test_a_missing_releases_folder(newsroom, room: Path) -> None:
    (room / LIBRARY).unlink()
    (room / "releases").rmdir()
    for command in ("check", "list", "build", "feed"):
        run = newsroom(command)
        assert run.code == 2 and "newsroom new" in run.err
    assert newsroom("new", "--headline", "Pool").code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_output(newsroom, room: Path) -> None:
    (room / "locked").mkdir(mode=0o500)
    run = newsroom("build", "-o", "locked/public")
    assert run.code == 2 and "permission" in run.err


@pytest.mark.parametrize("target", ["newsroom.toml", "newsroom.toml/public", "/dev/null", "/proc/nowhere"])
def test_an_output_that_cannot_be(newsroom, room: Path, target: str) -> None:
    before = (room / "newsroom.toml").read_bytes()
    run = newsroom("build", "-o", target)
    assert run.code == 2 and "help: " in run.err and "Traceback" not in run.err
    assert (room / "newsroom.toml").read_bytes() == before


def test_a_body_of_more_than_2_mb_is_published(newsroom, room: Path) -> None:
    line = "\n" + "A word and another one. " * 20 + "The end."
    (room / "releases" / "2026-03-03-big.md").write_text(
        text(id='id = "tag:news.port-ellery.example,2026:big"') + line * 5_500, encoding="utf-8"
    )
    run = newsroom("build")
    assert run.code == 0
    assert (room / "public/releases/2026-03-03-big.html").stat().st_size > 2_600_000
    assert (room / "public/email/2026-03-03-big.html").stat().st_size <= 102_000
    assert (room / "public/rss.xml").stat().st_size < 2_500_000


HOSTILE = "{{ 7*7 }} {% include 'x' %} <script>alert(1)</script> ]]> --> &amp; \"x\" '"


def test_text_stays_text_in_every_field_and_every_output(newsroom, room: Path) -> None:
    value = json.dumps(HOSTILE)
    front = FRONT
    for key in ("headline", "subhead", "speaker", "role"):
        old = next(line for line in front.splitlines() if line.startswith(f"{key} ="))
        front = front.replace(old, f"{key} = {value}")
    front = front.replace('topics = ["libraries"]', f"topics = [{value}]")
    front = front.replace(
        "[dateline]",
        f'[[contacts]]\nname = {value}\nphone = {value}\nemail = "a@b.example"\n\n'
        f'[[images]]\nfile = "a.png"\nalt = {value}\ncaption = {value}\ncredit = {value}\n\n'
        f"[source]\nname = {value}\n\n[event]\nplace = {value}\n\n[dateline]",
    )
    (room / "releases" / "a.png").write_bytes(picture())
    (room / LIBRARY).write_text(sample_text(front=front, body=f"{HOSTILE}\n\n{BODY}"), encoding="utf-8")
    run = newsroom("build")
    assert (
        run.code == 1 and "PH001" in run.out
    )  # the copy desk takes {{ }} for a placeholder and &amp; for an entity, rightly
    toml = room / "newsroom.toml"
    toml.write_text(toml.read_text() + '\n[check]\nignore = ["PH001", "TX008"]\n')
    run = newsroom("build")
    assert run.code == 0, run.out + run.err
    found = 0
    for file in (room / "public").rglob("*"):
        if file.is_file() and file.suffix in (".html", ".xml", ".json", ".txt"):
            content = file.read_text(encoding="utf-8")
            assert "49" not in content.replace("949", "").replace("149", "") or "{{ 7*7 }}" in content
            if file.suffix == ".html":
                assert "<script>alert" not in content
            if file.suffix == ".xml":
                assert "<script" not in content.replace("&lt;script", "")
            found += "{{ 7*7 }}" in content
    assert found >= 8
    assert newsroom("email", LIBRARY, "--format", "eml").code == 0


def test_windows_line_endings_work_from_end_to_end(newsroom, room: Path) -> None:
    unix = {file.name: file.read_bytes() for file in (room / "public").rglob("*") if file.is_file()}
    for name in (LIBRARY, "newsroom.toml"):
        content = (room / name).read_bytes()
        (room / name).write_bytes(content.replace(b"\n", b"\r\n"))
    assert newsroom("check").code == 0
    assert newsroom("build").code == 0
    assert {file.name: file.read_bytes() for file in (room / "public").rglob("*") if file.is_file()} == unix


@pytest.mark.skipif(sys.platform != "linux", reason="this file system takes only Unicode names")
@pytest.mark.parametrize("place", ["caf\udce9/2026-03-02-pool.md", "2026-03-02-caf\udce9.md"])
def test_a_name_that_is_not_utf8_is_published(newsroom, room: Path, place: str) -> None:
    file = room / "releases" / place
    file.parent.mkdir(exist_ok=True)
    front = FRONT.replace("k3h8vq2m9x4c7b1f", "k3h8vq2m9x4c7b2g").replace("Library", "Pool")
    body = BODY + "\nSee [the library](../2026-03-02-library.md).\n"
    file.write_text(sample_text(front=front, body=body), encoding="utf-8")
    if "/" not in place:
        file.write_text(file.read_text(encoding="utf-8").replace("../2026", "2026"), encoding="utf-8")
    for command in (["build"], ["build", "--verify"], ["check"], ["status"], ["list"], ["feed"]):
        assert newsroom(*command).code == 0, command
    assert newsroom("email", file).code == newsroom("rename", LIBRARY, "2026-03-02-branch").code == 0
    assert len(list((room / "public/releases").iterdir())) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="this file system takes only Unicode names")
def test_a_picture_whose_name_is_not_utf8_is_named(newsroom, room: Path) -> None:
    folder = room / "releases" / "caf\udce9"
    folder.mkdir()
    (folder / "pool.png").write_bytes(picture())
    front = FRONT.replace("k3h8vq2m9x4c7b1f", "k3h8vq2m9x4c7b2g").replace("Library", "Pool")
    front += '\n[[images]]\nfile = "pool.png"\nalt = "The pool"\n'
    (folder / "2026-03-02-pool.md").write_text(sample_text(front=front), encoding="utf-8")
    run = newsroom("build")
    assert run.code == 2 and "this name has bytes that are no text" in run.err and "rename the file" in run.err


def test_a_command_that_is_printed_quotes_its_path(newsroom, room: Path) -> None:
    newsroom("record")
    (room / LIBRARY).rename(room / "releases/a library.md")
    file = "'releases/a library.md'"
    assert f"newsroom rename {file} writes" in newsroom("build").err
    assert f"newsroom rename {file} keeps" in newsroom("check").out
    assert newsroom("status", "releases/a library.md", "draft").code == 0
    assert f"newsroom approve {file}" in newsroom("status", "releases/a library.md").out
    run = newsroom("new", "release", "--headline", "Pool", "--name", "pool", "--date", "2026-03-03")
    assert "newsroom check releases/2026-03-03-pool.md" in run.err


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder in which somebody is")
@pytest.mark.parametrize("command", ["check", "build", "init", "status"])
def test_a_folder_that_was_deleted_meanwhile_is_said(newsroom, room: Path, command: str) -> None:
    gone = room / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    run = newsroom(command)
    assert run.code == 2 and "was moved or deleted" in run.err and "help: cd" in run.err


def test_a_reference_to_a_character_whose_number_never_ends_is_no_trap(newsroom, room: Path) -> None:
    endless = f"&#{'9' * 5000};"
    body = f"{BODY}\n{endless} opened. *{endless}* <b title='{endless}'>{endless}</b>\n\n- {endless}\n\n## {endless}\n"
    (room / LIBRARY).write_text(sample_text(body=body), encoding="utf-8")
    for command in ("check", "build", "list"):
        assert newsroom(command).code in (0, 1)
    (room / "page.html").write_text(f"<title>City Opens</title><h1>City</h1><p>The city {endless} opened.</p>")
    assert newsroom("import", "page.html", "--dry-run").code == 0


# --- links that lead nowhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["public", "releases", "templates", "published", "published/2026", "templates/site"])
@pytest.mark.parametrize("command", ["check", "build", "status", "record", "list", "next", "feed"])
def test_a_link_in_a_circle_gets_a_plain_message(newsroom, room: Path, name: str, command: str) -> None:
    shutil.rmtree(room / name, ignore_errors=True)
    (room / name).parent.mkdir(exist_ok=True)
    (room / name).symlink_to(Path(name).name)
    run = newsroom(command)
    assert run.code in (0, 1, 2) and "Traceback" not in run.err
    if run.code == 2:
        assert "help: " in run.err and f"error: {name}" in run.err


def test_build_refuses_an_output_that_is_a_link_in_a_circle(newsroom, room: Path) -> None:
    shutil.rmtree(room / "public")
    (room / "public").symlink_to("public")
    run = newsroom("build")
    assert run.code == 2 and "public: the output folder is a link that leads in a circle" in run.err


@pytest.mark.parametrize(("output", "words"), [("public", "is a link"), ("public/site", "lies behind a link")])
def test_build_makes_no_folder_where_a_link_leads_nowhere(newsroom, room: Path, output: str, words: str) -> None:
    disk = room.with_name(f"{room.name}-disk")
    shutil.rmtree(room / "public")
    (room / "public").symlink_to(disk)
    run = newsroom("build", "-o", output)
    assert run.code == 2 and f"the output folder {words} to {disk}, which is not there" in run.err
    assert "take the link away" in run.err and not disk.exists()
    disk.mkdir()
    assert newsroom("build", "-o", output).code == 0 and any(disk.rglob("index.html"))
