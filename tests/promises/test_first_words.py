"""What goes out for the first time is no change of published words, though its record was made before an edit."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

from newsroom_cli.ledger import published
from newsroom_cli.newsroom import published as record_files
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build
from promises.rooms import add, change, make_room

Run = Callable[..., Result]
POOL = "2026-05-30-pool"
FILE = f"releases/{POOL}.md"
AFTER = dt.datetime(2099, 12, 2, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def room(tmp_path: Path, newsroom: Run) -> Newsroom:
    """The current folder with a public release, and an embargoed one that was edited after it had been recorded."""
    room = make_room(tmp_path / "room")
    toml = room.root / "newsroom.toml"
    office = "[offices.mayors-office]"
    change(toml, office, f'[publishing]\ncorrections = "required"\n\n{office}')
    embargo = "embargo = 2099-12-01T09:00:00-05:00\n"
    path = add(room.root, POOL, extra=embargo, headline='"City Opens Pool"', status='"review"')
    assert newsroom("-C", room.root, "build").code == 0
    assert newsroom("-C", room.root, "approve", path, "--by", "Kim Lee", "--role", "Editor").code == 0
    assert list(room.root.glob("published/2099/*.toml"))
    change(path, "40,000", "45,000")
    return Newsroom.find(room.root)


def page(room: Newsroom) -> str:
    return (room.output / f"releases/{POOL}.html").read_text(encoding="utf-8")


def differs(room: Newsroom) -> bool:
    """Whether the words of the pool's release are not as its record says."""
    release = room.read(FILE)
    assert release.id
    found = record_files.find(room.root, release.id.value)
    assert found
    return bool(published.changed_parts(release, found[1]))


@pytest.mark.parametrize("broken", ["stop", "hold"])
def test_an_edit_before_the_first_publication_goes_out_and_is_recorded_then(
    room: Newsroom, newsroom: Run, broken: str
) -> None:
    change(room.root / "newsroom.toml", "[publishing]", f'[publishing]\nbroken = "{broken}"')
    room = Newsroom.find(room.root)
    assert not build(room, now=AFTER, rehearse=True, folder=room.root / "rehearsal").has_errors
    assert not build(room, now=AFTER).has_errors and "45,000" in page(room) and differs(room)
    run = newsroom("-C", room.root, "record", room.root / FILE)
    assert run.code == 0 and "recorded 1 release" in run.err and not differs(room)
    assert not build(room, now=AFTER + DAY).has_errors
    change(room.root / FILE, "45,000", "50,000")
    report = build(room, now=AFTER + DAY)
    assert {finding.code for finding in (*report.refusals, *report.broken)} == {"CR001"} and "45,000" in page(room)
    run = newsroom("-C", room.root, "record", room.root / FILE)
    assert run.code == 1 and "newsroom correct" in run.err and differs(room)


def test_until_it_is_recorded_no_other_build_is_stopped(room: Newsroom, newsroom: Run) -> None:
    build(room, now=AFTER)
    add(room.root, "2026-05-31-zoo", headline='"City Opens Zoo"')
    change(room.root / FILE, 'status = "approved"', 'author = "Kim Lee"\nstatus = "approved"')  # no word
    report = build(room, now=AFTER + DAY)
    assert not report.has_errors and report.new == ("releases/2026-05-31-zoo.md",)
    assert newsroom("-C", room.root, "record").code == 0 and not differs(room)


def test_a_silent_return_to_the_first_words_after_a_correction_is_a_change(room: Newsroom, newsroom: Run) -> None:
    build(room, now=AFTER)
    newsroom("-C", room.root, "record")
    path = next(room.root.glob("published/2099/*.toml"))
    change(path, "edition = 1", "edition = 2")
    change(path, "headline ", "headline 0")
    (refusal,) = build(room, now=AFTER + DAY).refusals
    assert refusal.code == "CR001"


def test_an_edit_of_what_was_taken_off_the_site_is_no_first_publication(room: Newsroom, newsroom: Run) -> None:
    build(room, now=AFTER)
    assert newsroom("-C", room.root, "record", room.root / FILE).code == 0
    change(room.root / FILE, 'status = "approved"', 'status = "draft"')
    assert build(room, now=AFTER + DAY).removed == (POOL,)
    change(room.root / FILE, 'status = "draft"', 'status = "approved"')
    change(room.root / FILE, "45,000", "50,000")
    (refusal,) = build(room, now=AFTER + DAY).refusals
    assert refusal.code == "CR001"


def test_in_a_new_folder_the_record_counts_and_the_message_says_only_what_is_known(room: Newsroom) -> None:
    (refusal,) = build(room, now=AFTER, folder=room.root / "fresh").refusals
    assert refusal.code == "CR001" and "published" not in refusal.message
    assert refusal.message == "the paragraph is not as it is recorded, and no correction says so"


def test_a_check_from_the_cache_knows_which_words_went_out_first(room: Newsroom, newsroom: Run) -> None:
    def is_reported() -> bool:
        return "CR001" in newsroom("-C", room.root, "check").out

    assert not is_reported() and not is_reported()
    shutil.move(room.output, room.root / "apart")
    assert is_reported() and is_reported()
    shutil.move(room.root / "apart", room.output)
    assert not is_reported()
