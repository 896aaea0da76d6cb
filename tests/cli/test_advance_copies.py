"""Copies in advance: who has which version is known, whatever the copy is, and a mistake can be taken back."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import terminal
from promises.rooms import add, change, make_room, tree
from samples import FRONT, picture, sample_config, sample_release

from newsroom_cli.ledger import advance, published
from newsroom_cli.model import interpretation
from newsroom_cli.newsroom.writer import in_place
from newsroom_cli.publishing.life import changes

FILE = "releases/2026-11-26-bridge.md"
LATER = "2099-03-02T09:00:00-05:00"


@pytest.fixture
def room(newsroom, tmp_path: Path, git_of_nobody: None) -> Path:
    """The current folder as a newsroom with a release under embargo, approved."""
    make_room(tmp_path)
    add(tmp_path, "2026-11-26-bridge", extra=f"embargo = {LATER}\n", status='"review"')
    assert newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor").code == 0
    return tmp_path


def outlets(room: Path) -> list[str]:
    """The media that have a copy, as recorded."""
    record = next((room / "published/2099").glob("*.toml"))
    return [copy["outlet"] for copy in tomllib.loads(record.read_text(encoding="utf-8")).get("advance", ())]


def flat(text: str) -> str:
    """A text on one line: messages are folded to the width of the terminal."""
    return " ".join(text.split())


def test_on_a_terminal_the_mail_of_a_public_release_is_a_file_for_the_mail_program(newsroom, room: Path) -> None:
    add(room, "2026-03-02-library")
    seen = terminal.shown(["email", "2026-03-02-library"], folder=room, answers={})
    assert b"Subject:" in (room / "2026-03-02-library.eml").read_bytes() and "<html" not in seen
    assert "put your readers under Bcc" in flat(seen)


def test_on_a_terminal_a_copy_is_a_file_for_the_mail_program(room: Path) -> None:
    seen = terminal.shown(["email", FILE, "--advance", "The Ellery Post"], folder=room, answers={})
    (file,) = room.glob("*.eml")
    assert file.name == "2026-11-26-bridge-the-ellery-post.eml" and b"EMBARGOED" in file.read_bytes()
    assert "open it in your mail program, put the reporter in" in flat(seen) and "nothing was sent" in flat(seen)
    assert f"not sent after all? newsroom email {FILE} --advance 'The Ellery Post' --undo" in flat(seen)
    assert "<html" not in seen and "commit" not in seen and outlets(room) == ["The Ellery Post"]


def test_a_release_dated_on_the_day_its_embargo_ends_has_copies_before_that_day(newsroom, room: Path) -> None:
    change(room / FILE, "date = 2026-03-02\n", "date = 2099-03-02\n")
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert f"{FILE}: embargoed" in newsroom("status", FILE).out
    assert newsroom("email", FILE, "--advance", "The Ellery Post").code == 0 and outlets(room) == ["The Ellery Post"]


def test_a_copy_that_replaces_an_earlier_file_says_so(room: Path) -> None:
    order = ["email", FILE, "--advance", "The Ellery Post"]
    assert "replaces" not in terminal.shown(order, folder=room, answers={})
    change(room / FILE, "40,000", "60,000")
    assert "-the-ellery-post.eml was there already; the new copy replaces it" in flat(
        terminal.shown(order, folder=room, answers={})
    )


def test_who_must_be_informed_is_named_in_the_command_too(newsroom, room: Path) -> None:
    newsroom("email", FILE, "--advance", "The Ellery Post")
    change(room / FILE, "40,000", "60,000")
    newsroom("approve", FILE, "--by", "Kim Lee", "--role", "Editor")
    assert f"newsroom email {FILE} --advance 'The Ellery Post' makes the present one" in flat(
        newsroom("status", FILE).out
    )


def test_a_word_file_says_in_its_name_that_it_is_a_draft_and_that_nobody_signed_it(newsroom, room: Path) -> None:
    assert "nobody has signed" not in flat(newsroom("export", FILE).err)
    change(room / FILE, "40,000", "60,000")
    newsroom("status", FILE, "draft")
    assert "nobody has signed these words" in flat(newsroom("export", FILE).err)
    assert {file.name for file in room.glob("*.docx")} == {
        "2026-11-26-bridge-embargoed.docx",
        "2026-11-26-bridge-draft.docx",
    }


def test_the_record_is_only_to_be_committed_where_git_is_in_use(newsroom, room: Path) -> None:
    assert "commit" not in newsroom("email", FILE, "--advance", "The Ellery Post").err
    (room / ".git").mkdir()
    assert "the note is in published/2099/" in flat(newsroom("email", FILE, "--advance", "Radio Ellery").err)


def test_a_name_whose_accents_are_written_in_two_ways_is_one_medium(newsroom, room: Path) -> None:
    newsroom("email", FILE, "--advance", "Ellery Café")
    run = newsroom("email", FILE, "--advance", "ellery cafe\u0301")
    assert "noted already" in run.err and outlets(room) == ["Ellery Café"]


@pytest.mark.parametrize("recorded", [True, False])
def test_of_two_copies_made_at_once_none_is_noted_and_lost(
    newsroom, room: Path, monkeypatch: pytest.MonkeyPatch, recorded: bool
) -> None:
    if not recorded:
        shutil.rmtree(room / "published")
    save = changes.save

    def save_after_another(*arguments: Any, **options: Any) -> None:
        monkeypatch.setattr(changes, "save", save)
        assert newsroom("email", FILE, "--advance", "Radio Ellery").code == 0
        save(*arguments, **options)

    monkeypatch.setattr(changes, "save", save_after_another)
    run = newsroom("email", FILE, "--advance", "The Ellery Post")
    assert run.code == 2 and "somebody changed the file" in run.err and "noted that" not in run.err
    assert outlets(room) == ["Radio Ellery"]
    assert newsroom("email", FILE, "--advance", "The Ellery Post").code == 0
    assert outlets(room) == ["Radio Ellery", "The Ellery Post"]


def test_a_wrong_medium_is_taken_back(newsroom, room: Path) -> None:
    newsroom("email", FILE, "--advance", "The Ellery Post")
    newsroom("email", FILE, "--advance", "Radio Elery")
    run = newsroom("email", FILE, "--advance", "radio elery", "--undo")
    assert run.code == 0 and run.out == "" and outlets(room) == ["The Ellery Post"]
    run = newsroom("email", FILE, "--advance", "Radio Elery", "--undo")
    assert run.code == 2 and "has no copy" in run.err and "The Ellery Post" in run.err
    assert newsroom("email", FILE, "--undo").code == 2


def test_an_embargo_that_ends_before_the_date_gets_no_copy(newsroom, room: Path) -> None:
    add(room, "2099-11-26-pool", extra="embargo = 2099-11-20T09:00:00Z\n", date="2099-11-26")
    run = newsroom("email", "2099-11-26-pool", "--advance", "The Ellery Post")
    assert run.code == 1 and "ends before its date" in flat(run.err) and "newsroom embargo" in run.err


def test_newsroom_alone_names_who_must_be_informed(newsroom, room: Path) -> None:
    newsroom("email", FILE, "--advance", "The Ellery Post")
    assert "informed" not in newsroom().out
    change(room / FILE, "40,000", "60,000")
    shown = newsroom().out
    assert "To be informed" in shown and "The Ellery Post" in shown and "nothing waits" not in shown


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ("embargo", "has the present words, but another embargo"),
        ("words", "has other words or pictures"),
        ("both", "has other words or pictures, and another embargo"),
    ],
)
def test_a_medium_is_told_whether_words_or_embargo_changed(newsroom, room: Path, changed: str, why: str) -> None:
    newsroom("email", FILE, "--advance", "The Ellery Post")
    assert "must be informed" not in newsroom("status", FILE).out
    if changed in ("words", "both"):
        change(room / FILE, "40,000", "60,000")
    if changed in ("embargo", "both"):
        assert f"{why}\n" in newsroom("embargo", FILE, "--until", "2099-03-03 9am").err
    for shown in (newsroom().out, newsroom("status").out, newsroom("status", FILE).out):
        assert "must be informed: The Ellery Post, whose copy of" in shown and f"{why}\n" in shown


@pytest.mark.parametrize(
    ("moved_to", "until"), [("2026-03-01", "2026-03-02"), ("2026-03-03", "2026-03-03"), ("", "2026-03-02")]
)
def test_a_medium_hears_of_an_embargo_that_moved_until_both_are_over(moved_to: str, until: str) -> None:
    given = sample_release(front=f"embargo = 2026-03-02\n{FRONT}")
    present = sample_release(front=f"embargo = {moved_to}\n{FRONT}" if moved_to else FRONT)
    assert given.embargo
    now = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    copy = published.Copy("The Ellery Post", now, advance.copy_digest(given), given.embargo.value)
    record = published.make_record(given, first_public=now, now=now)._replace(advance=(copy,))
    over = interpretation.instant(dt.date.fromisoformat(until), sample_config())
    last = over - dt.timedelta(seconds=1)
    (found,) = advance.outdated_copies(present, record, sample_config(), last)
    assert found.why == "has the present words, but another embargo"
    assert advance.outdated_copies(present, record, sample_config(), over) == []


def test_another_picture_is_another_version_for_a_medium(newsroom, room: Path) -> None:
    (room / "releases/bridge.png").write_bytes(picture(colour=1))
    change(room / FILE, "[dateline]", '[[images]]\nfile = "bridge.png"\nalt = "A bridge"\n\n[dateline]')
    newsroom("email", FILE, "--advance", "The Ellery Post")
    assert "informed" not in newsroom("status", FILE).out
    (room / "releases/bridge.png").write_bytes(picture(colour=200))
    assert "must be informed: The Ellery Post" in newsroom("status", FILE).out
    assert "To be informed" in newsroom().out


def test_a_word_file_for_a_medium_is_a_copy_in_advance(newsroom, room: Path) -> None:
    run = newsroom("export", FILE, "--advance", "The Ellery Post")
    assert (
        run.code == 0 and outlets(room) == ["The Ellery Post"] and (room / "2026-11-26-bridge-embargoed.docx").exists()
    )
    change(room / FILE, "40,000", "60,000")
    assert "must be informed: The Ellery Post" in newsroom("status", FILE).out


def test_a_word_file_under_embargo_says_that_nobody_is_recorded(newsroom, room: Path) -> None:
    run = newsroom("export", FILE)
    assert run.code == 0 and "nobody is noted as having this copy" in flat(run.err) and "--advance" in run.err
    assert outlets(room) == []


def test_copies_of_two_machines_are_both_kept_in_a_merge(newsroom, room: Path) -> None:
    (record,) = (room / "published").glob("*/*.toml")
    newsroom("email", FILE, "--advance", "Radio Ellery")
    versions = {"base": record.read_bytes()}
    for side, outlet in ("ours", "The Ellery Post"), ("theirs", "TV Ellery"):
        record.write_bytes(versions["base"])
        newsroom("email", FILE, "--advance", outlet)
        versions[side] = record.read_bytes()
    for side, content in versions.items():
        (room / side).write_bytes(content)
    merged = subprocess.run(["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=room, capture_output=True)
    record.write_bytes(merged.stdout)
    run = newsroom("status", FILE)
    assert "both sides of a merge" in run.out and "delete only the lines" in flat(run.out) and "--ours" not in run.out
    with_base = merged.stdout.decode().replace("=======\n", "||||||| base\n=======\n")  # diff3
    record.write_text(with_base, encoding="utf-8")
    assert "with <<<<<<<, |||||||, ======= and >>>>>>>" in flat(newsroom("status", FILE).out)
    both = "edition = 1\n", "<<<<<<< a\nedition = 2\n=======\nedition = 3\n>>>>>>> b\n"
    record.write_text(merged.stdout.decode().replace(*both), encoding="utf-8")
    run = newsroom("status", FILE)
    assert "keep the lines of both sides with outlet" in flat(run.out) and "--ours" not in run.out
    remaining = (line for line in merged.stdout.decode().splitlines() if not line.startswith(("<<<", "===", ">>>")))
    record.write_text("\n".join(remaining), encoding="utf-8")
    change(room / FILE, "40,000", "60,000")
    shown = newsroom("status", FILE).out
    assert all(f"informed: {outlet}" in shown for outlet in ("Radio Ellery", "The Ellery Post", "TV Ellery"))


def test_a_forgotten_mark_of_a_merge_does_not_count_as_damage(newsroom, room: Path) -> None:
    newsroom("email", FILE, "--advance", "The Ellery Post")
    (record,) = (room / "published").glob("*/*.toml")
    change(record, "advance = [\n", "advance = [\n||||||| base\n")
    run = newsroom("status", FILE)
    assert "both sides of a merge" in run.out and "git checkout -- FILE" not in flat(run.out)


def test_the_last_copy_of_a_medium_is_the_latest_in_whatever_order_a_merge_joins_them(newsroom, room: Path) -> None:
    newsroom("email", FILE, "--advance", "The Ellery Post")
    (record,) = (room / "published").glob("*/*.toml")
    text = record.read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if "outlet" in line)
    earlier = re.sub(r'date = .*, digest = "', 'date = 2026-01-01T09:00:00-05:00, digest = "0', line)
    record.write_text(text.replace(line, f"{line}\n{earlier}"), encoding="utf-8")
    run = newsroom("status", FILE)
    assert run.code == 0 and "must be informed" not in run.out


@pytest.mark.parametrize("command", ["email", "export"])
def test_no_copy_is_written_that_cannot_be_noted(newsroom, room: Path, command: str) -> None:
    (record,) = (room / "published").glob("*/*.toml")
    record.write_text("<<<<<<<", encoding="utf-8")
    before = sorted(room.iterdir())
    run = newsroom(command, FILE, "--advance", "The Ellery Post", "-o", "copy.docx")
    assert run.code == 2 and "both sides of a merge" in run.err and sorted(room.iterdir()) == before


@pytest.mark.parametrize("command", [["status", FILE, "draft"], ["embargo", FILE, "--until", "2026-12-24 9am"]])
def test_a_record_that_cannot_be_read_keeps_nobody_from_holding_a_release_back(newsroom, room, command) -> None:
    """Who must be informed is known again as soon as the record is."""
    newsroom("email", FILE, "--advance", "The Ellery Post")
    (record,) = (room / "published").glob("*/*.toml")
    kept = record.rename(room / "kept.toml")
    record.mkdir()
    run = newsroom(*command)
    assert run.code == 0 and record.name in run.err and "nobody can see who has a copy in advance" in run.err
    record.rmdir()
    kept.rename(record)
    assert "must be informed: The Ellery Post" in newsroom().out


def test_a_word_file_of_a_draft_is_no_copy_in_advance(newsroom, room: Path) -> None:
    newsroom("status", FILE, "draft")
    run = newsroom("export", FILE, "--advance", "The Ellery Post")
    assert run.code == 1 and "approve" in run.err and not list(room.glob("*.docx"))


@pytest.mark.parametrize("command", [("email", FILE, "-o", "copy.eml"), ("export", FILE, "-o", "copy.docx")])
def test_no_copy_is_made_that_cannot_be_noted(newsroom, room: Path, command: tuple[str, ...], monkeypatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(in_place.writer, "rewrite", full)
    assert newsroom(*command, "--advance", "The Ellery Post").code
    assert not [*room.glob("copy.*")] and not outlets(room)


@pytest.mark.parametrize("target", ["newsroom.toml", "templates/x.eml"])
@pytest.mark.parametrize("first", [True, False])
def test_a_copy_that_cannot_be_made_is_not_noted(newsroom, room: Path, target: str, first: bool) -> None:
    (room / "templates").mkdir()
    (record,) = (room / "published/2099").glob("*.toml")
    if first:
        record.unlink()
    before = tree(room / "published")
    run = newsroom("email", FILE, "--advance", "The Ellery Post", "-o", target)
    assert run.code == 2 and tree(room / "published") == before
