"""Attachments go out with their release, on its page, in mails and feeds, and with nothing else; bad ones are named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from promises.rooms import NOW, add, change, make_room, saying, tree
from samples import BODY, picture

from newsroom_cli.linter.desk import check_releases
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.writer import manifest
from newsroom_cli.publishing.build import build

PDF = b"%PDF-1.7\n" + b"The plan of the library. " * 50_000
CSV = b"branch,hours\nHarbour Quarter,9 to 8\n"
ATOM = "{http://www.w3.org/2005/Atom}"
FILES = {"releases/files/plan of 2026.pdf": PDF, "releases/hours.csv": CSV}
FRONT = 'attachments = [{ file = "files/plan%20of%202026.pdf", title = "Plan & drawings" }, { file = "hours.csv" }]\n'


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = make_room(tmp_path / "room")
    for path, data in FILES.items():
        (room.root / path).parent.mkdir(exist_ok=True)
        (room.root / path).write_bytes(data)
    return room


def published(room: Newsroom) -> dict[str, bytes]:
    return {path: data for path, data in tree(room.output).items() if path.endswith((".pdf", ".csv"))}


def test_they_are_copied_and_named_with_kind_and_size_wherever_the_release_is(room: Newsroom) -> None:
    add(room.root, "2026-03-03-plan", extra=FRONT)
    build(room, now=NOW)
    assert published(room) == FILES
    site = {path: data.decode(errors="replace") for path, data in tree(room.output).items()}
    page, mail, text = (
        site[name]
        for name in (
            f"{folder}/2026-03-03-plan.{ending}"
            for folder, ending in (("releases", "html"), ("email", "html"), ("email", "txt"))
        )
    )
    downloads = re.search('<section class="downloads">.*?</section>', page, re.DOTALL)[0]  # type: ignore[index]
    assert (
        '<a href="../releases/files/plan%20of%202026.pdf" type="application/pdf">Plan &amp; drawings</a>' in downloads
    )
    assert "PDF, 1.3\u00a0MB" in downloads and ">hours.csv</a>" in downloads and "CSV, 1\u00a0kB" in downloads
    assert "releases/files/plan%20of%202026.pdf" in mail and "PDF, 1.3" in mail
    assert "Plan & drawings (PDF, 1.3" in text and "/releases/hours.csv>" in text
    assert all(out.index("###") < out.index("hours.csv") for out in (mail, text)), "they are no part of the text"


def test_the_text_may_link_to_them(room: Newsroom) -> None:
    body = f"{BODY}\nSee the [plan](files/plan%20of%202026.pdf#page=2) and the [hours](hours.csv).\n"
    path = add(room.root, "2026-03-02-plan", extra=FRONT, body=body)
    assert [found.code for found in check_releases(room, [room.name_of(path)], now=NOW).findings] == []
    build(room, now=NOW)
    page = (room.output / "releases/2026-03-02-plan.html").read_text(encoding="utf-8")
    assert f'<a href="{room.config.url}releases/files/plan%20of%202026.pdf#page=2">plan</a>' in page


def test_feeds_enclose_them_with_their_true_size_and_type(room: Newsroom) -> None:
    add(room.root, "2026-03-03-plan", extra=FRONT)
    build(room, now=NOW)
    base = "https://news.port-ellery.example/releases/"
    both = [
        (f"{base}files/plan%20of%202026.pdf", str(len(PDF)), "application/pdf"),
        (f"{base}hours.csv", str(len(CSV)), "text/csv"),
    ]
    rss = ElementTree.fromstring((room.output / "rss.xml").read_bytes())
    assert [[*map(found.get, ("url", "length", "type"))] for found in rss.iter("enclosure")] == [[*both[0]]]
    atom = ElementTree.fromstring((room.output / "atom.xml").read_bytes())
    links = [link for link in atom.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert [tuple(map(link.get, ("href", "length", "type"))) for link in links] == both
    items = json.loads((room.output / "feed.json").read_bytes())["items"]
    (item,) = (entry for entry in items if "attachments" in entry)
    assert [(found["url"], str(found["size_in_bytes"]), found["mime_type"]) for found in item["attachments"]] == both
    assert [found["title"] for found in item["attachments"]] == ["Plan & drawings", "hours.csv"]
    assert "Plan &amp; drawings" in item["content_html"]


BAD = {
    "missing": ("gone.pdf", None, "is not there"),
    "outside": ("../../plan.pdf", None, "is not inside the newsroom"),
    "absolute": ("/etc/passwd.pdf", None, "is not inside the newsroom"),
    "on another site": ("https://a.example/plan.pdf", None, "is not inside the newsroom"),
    "a link": ("link.pdf", "link", "is a link"),
    "hidden": (".plan.pdf", PDF, "is hidden"),
    "a page": ("plan.html", b"<html>", "is not a file that can be attached"),
    "a script": ("plan.js", b"alert(1)", "is not a file that can be attached"),
    "a program": ("plan.exe", b"MZ", "is not a file that can be attached"),
    "a drawing": ("plan.svg", b"<svg/>", "is not a file that can be attached"),
    "no ending": ("plan", PDF, "is not a file that can be attached"),
    "a page by another name": ("plan.txt", b"\xef\xbb\xbf \n<!DOCTYPE HTML><script>", "is a web page"),
    "a program by another name": ("plan.pdf", b"MZ\x90\0", "is a program"),
    "empty": ("plan.pdf", b"", "is empty"),
    "a folder": ("folder.pdf", "folder", "is not a file"),
    "a picture": ("plan.png", picture(), "is a picture"),
    "among the mails": ("../email/plan.txt", CSV, "lies where build writes"),
    "at the root": ("../robots.txt", CSV, "lies where build writes"),
}


@pytest.mark.parametrize("ignored", [False, True])
@pytest.mark.parametrize("what", BAD)
def test_a_bad_one_stops_the_build_with_its_line_and_a_remedy_whatever_is_ignored(
    room: Newsroom, what: str, ignored: bool
) -> None:
    name, content, message = BAD[what]
    if ignored:
        change(
            room.root / "newsroom.toml",
            "[offices.mayors-office]",
            '[check]\nignore = ["AT"]\n\n[offices.mayors-office]',
        )
        room = Newsroom.find(room.root)
    build(room, now=NOW)
    before = tree(room.output)
    path = room.folder / name
    if content == "link":
        path.symlink_to(room.folder / "hours.csv")
    elif content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    add(room.root, "2026-03-03-plan", extra=f'attachments = [{{ file = "{name}", title = "The plan" }}]\n')
    report = build(room, now=NOW)
    (finding,) = report.refusals
    assert finding.code == "AT001" and message in finding.message and finding.help
    assert (finding.path, finding.place.start.line) == ("releases/2026-03-03-plan.md", 2)
    assert tree(room.output) == before


def test_one_without_a_file_is_named(room: Newsroom) -> None:
    add(room.root, "2026-03-03-plan", extra='attachments = [{ title = "The plan" }]\n')
    (finding,) = build(room, now=NOW).refusals
    assert finding.code == "AT001" and "names no file" in finding.message


@pytest.mark.parametrize("status", ["draft", "embargo"])
def test_those_of_a_held_release_are_nowhere(room: Newsroom, status: str) -> None:
    extra = FRONT if status == "draft" else f"embargo = 2099-01-01T00:00:00Z\n{FRONT}"
    add(room.root, "2026-03-03-plan", extra=extra, **({"status": '"draft"'} if status == "draft" else {}))
    build(room, now=NOW)
    assert not published(room) and not saying(room.output, "Plan & drawings", "plan of 2026")
    (room.own_templates / "site").mkdir(parents=True)
    (room.own_templates / "site" / "harbour.pdf").write_bytes(PDF)  # the same bytes under another name
    with pytest.raises(NewsroomError, match="a picture or attachment of this release"):
        build(room, now=NOW)


def test_one_that_a_public_release_has_too_is_no_leak(room: Newsroom) -> None:
    add(room.root, "2026-03-03-plan", extra=f"embargo = 2099-01-01T00:00:00Z\n{FRONT}")
    add(room.root, "2026-03-04-hours", extra='attachments = [{ file = "hours.csv", title = "Hours" }]\n')
    assert not build(room, now=NOW).refusals
    assert published(room) == {"releases/hours.csv": CSV}


@pytest.mark.parametrize("how", ["withdrawn", "killed", "draft"])
def test_they_leave_with_their_release_and_come_back_with_it(room: Newsroom, how: str) -> None:
    path = add(room.root, "2026-03-03-plan", extra=FRONT)
    build(room, now=NOW)
    assert published(room) == FILES
    text = path.read_text(encoding="utf-8")
    if how == "killed":
        notice = (
            '[[corrections]]\nchange = "killed"\ndate = 2026-05-01T10:00:00Z\nreason = "It was not ours."\n\n[dateline]'
        )
        change(path, "[dateline]", notice)
    change(path, 'status = "approved"', f'status = "{"draft" if how == "draft" else "withdrawn"}"')
    build(room, now=NOW)
    assert not published(room)
    path.write_text(text, encoding="utf-8")
    build(room, now=NOW)
    assert published(room) == FILES


def test_a_killed_release_loses_them_although_another_has_an_error(room: Newsroom) -> None:
    path = add(room.root, "2026-03-03-plan", extra=FRONT)
    build(room, now=NOW)
    change(path, 'status = "approved"', 'status = "draft"')
    change(room.folder / "2026-03-02-library.md", "40,000 books", "TK books")
    assert build(room, now=NOW).refusals
    assert not published(room)


def test_a_release_whose_file_is_gone_keeps_them(room: Newsroom) -> None:
    path = add(room.root, "2026-03-03-plan", extra=FRONT)
    build(room, now=NOW)
    path.unlink()
    build(room, now=NOW)
    assert published(room) == FILES
    record = manifest.manifest_of(room.output).releases["2026-03-03-plan"]
    assert record and {*FILES} <= {*record.shared}
    build(room, now=NOW, remove=["2026-03-03-plan"])
    assert not published(room)


def test_a_changed_one_is_copied_again_with_its_new_size_everywhere(room: Newsroom) -> None:
    add(room.root, "2026-03-03-plan", extra=FRONT)
    build(room, now=NOW)
    (room.folder / "hours.csv").write_bytes(CSV * 90)
    build(room, now=NOW)
    build(room, now=NOW, folder=room.root / "elsewhere")
    clean = {path: data for path, data in tree(room.root / "elsewhere").items() if path != ".newsroom-manifest"}
    rebuilt = {path: data for path, data in tree(room.output).items() if path != ".newsroom-manifest"}
    assert rebuilt == clean and rebuilt["releases/hours.csv"] == CSV * 90
    assert f'length="{len(CSV * 90)}"'.encode() in rebuilt["atom.xml"]


def test_a_signature_covers_what_is_attached(room: Newsroom) -> None:
    from newsroom_cli.ledger import records

    parts = records.visible_parts(room.read("releases/" + add(room.root, "2026-03-03-plan", extra=FRONT).name))
    assert "Plan & drawings" in parts["attachments"]


def test_text_files_of_others_keep_every_byte_when_a_withdrawal_meets_errors(room: Newsroom) -> None:
    (room.folder / "notes.txt").write_bytes("Straße\n".encode("latin-1"))
    add(room.root, "2026-03-03-plan", extra='attachments = [{ file = "notes.txt", title = "Notes" }]\n')
    held, wrong = add(room.root, "2026-03-04-pool"), add(room.root, "2026-03-05-park")
    assert not build(room, now=NOW).refusals
    change(held, '"approved"', '"draft"')
    change(wrong, "The opening hours", "TK the opening hours")
    report = build(room, now=NOW)
    assert report.refusals and report.removed == ("2026-03-04-pool",)
    assert (room.output / "releases" / "notes.txt").read_bytes() == "Straße\n".encode("latin-1")
