"""Nothing changed unseen, and no reader sent elsewhere, by ways beside a plain edit: signatures, moves, withdrawals."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build
from promises.rooms import NOW, add, change, tree

Run = Callable[..., Result]
FILE, PAGE = "releases/2026-03-02-library.md", "releases/2026-03-02-library.html"


def committed(room: Newsroom) -> None:
    """Commit everything but the output, as newsrooms do whose CI deploys."""
    (room.root / ".gitignore").write_text("public\n.newsroom-*\n", encoding="utf-8")
    user = ["-c", "user.name=Kim", "-c", "user.email=kim@newsroom.example"]
    for command in (["init", "-q"], ["add", "-A"], [*user, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *command], cwd=room.root, check=True)


def test_a_second_signature_never_hides_an_edit_of_what_git_has_recorded(room: Newsroom, newsroom: Run) -> None:
    """Nothing here knows whether CI has published it, and both signatures are new."""
    assert newsroom("-C", room.root, "record").code == 0
    committed(room)
    change(room.root / FILE, "40,000", "45,000")
    for name in ("Kim Lee", "Jo Park"):
        run = newsroom("-C", room.root, "approve", FILE, "--by", name, "--role", "Editor", "--yes")
        assert run.code == 0 and "published words changed, and readers are not told" in run.err
    assert "CR001" in newsroom("-C", room.root, "check", FILE).out


def test_an_edit_is_named_although_a_withdrawal_carries_it(room: Newsroom, newsroom: Run) -> None:
    assert newsroom("-C", room.root, "build").code == 0 and newsroom("-C", room.root, "record").code == 0
    change(room.root / FILE, "40,000", "45,000")
    run = newsroom("-C", room.root, "withdraw", FILE, "--reason", "The plan is off.", "--yes")
    assert "words that are not the published ones" in run.err and "45,000" in run.err
    assert "published words changed" in newsroom("-C", room.root, "build").err
    assert "CR001" in newsroom("-C", room.root, "check", FILE).out
    change(room.root / FILE, "45,000", "40,000")
    assert "CR001" not in newsroom("-C", room.root, "check", FILE).out


@pytest.mark.parametrize("kind", ["withdrawn", "killed"])
def test_a_withdrawal_that_is_taken_back_keeps_the_record_of_the_correction_before_it(
    room: Newsroom, newsroom: Run, kind: str
) -> None:
    assert newsroom("-C", room.root, "build").code == 0 and newsroom("-C", room.root, "record").code == 0
    change(room.root / FILE, "40,000", "45,000")
    corrected = newsroom("-C", room.root, "correct", FILE, "--class", "correction", "--reason", "It was more.", "--yes")
    assert corrected.code == 0
    assert newsroom("-C", room.root, "withdraw", FILE, "--class", kind, "--reason", "Off.", "--yes").code == 0
    assert newsroom("-C", room.root, "withdraw", FILE, "--undo", "--yes").code == 0
    assert "published words changed" not in newsroom("-C", room.root, "build").err
    assert "CR001" not in newsroom("-C", room.root, "check", FILE).out


def test_no_notice_of_a_draft_replaces_the_page_of_the_release_that_had_its_name(room: Newsroom, newsroom: Run) -> None:
    pool = add(room.root, "2026-04-01-pool", status='"draft"', headline='"City Opens Pool"')
    library = room.root / FILE
    assert newsroom("-C", room.root, "build").code == 0
    before = tree(room.root / "public")[PAGE]
    draft, public = pool.read_text(encoding="utf-8"), library.read_text(encoding="utf-8")
    library.write_text(draft, encoding="utf-8"), pool.write_text(public, encoding="utf-8")
    run = newsroom("-C", room.root, "withdraw", FILE, "--class", "killed", "--reason", "Off.", "--yes")
    assert run.code == 2 and "no reader has seen this release" in run.err and library.read_text("utf-8") == draft
    for _ in range(2):
        assert newsroom("-C", room.root, "build").code == 1 and tree(room.root / "public")[PAGE] == before


@pytest.mark.parametrize("folder", ["public", "new"])
def test_a_new_release_takes_no_address_that_leads_to_a_renamed_one(room: Newsroom, newsroom: Run, folder: str) -> None:
    assert newsroom("-C", room.root, "build").code == 0 and newsroom("-C", room.root, "record").code == 0
    (room.root / FILE).rename(room.root / "releases" / "2026-03-02-branch.md")
    now = dt.datetime.now(dt.UTC)
    build(room, now=now)
    there = tree(room.root / "public")
    assert b"2026-03-02-branch" in there[PAGE]
    add(room.root, "2026-03-02-library", id='"tag:news.port-ellery.example,2026:an0ther0r1ease00"')
    refused = build(room, now=now, folder=room.root / folder).refusals
    assert {(finding.code, finding.severity) for finding in refused} == {("CR003", "error")}
    assert tree(room.root / "public") == there
    run = newsroom("-C", room.root, "check", "--fail-on", "error")
    assert run.code == 1 and "error[CR003]" in run.out


BLACKOUT = '\n[[blackout]]\nstart = 2026-05-20\nend = 2026-06-10\noffices = ["mayors-office"]\nreason = "election"\n'


def test_in_a_new_folder_no_change_of_the_office_is_a_way_around_its_blackout(
    room: Newsroom, newsroom: Run, tmp_path: Path
) -> None:
    assert newsroom("-C", room.root, "record").code == 0
    with (room.root / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write(BLACKOUT)
    change(room.root / FILE, "40,000", "45,000")
    change(room.root / FILE, 'office = "mayors-office"', 'office = "parks"')
    with pytest.raises(NewsroomError, match=r"a blackout \(election\) holds this change"):
        build(Newsroom.find(room.root), now=NOW, folder=tmp_path / "new")


def test_what_is_approved_in_a_blackout_waits_in_a_new_folder_though_its_date_is_before_that(
    newsroom: Run, room: Newsroom, tmp_path: Path
) -> None:
    today = dt.datetime.now(dt.UTC).date()
    start, end = today - dt.timedelta(days=1), today + dt.timedelta(days=2)
    with (room.root / "newsroom.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[[blackout]]\nstart = {start}\nend = {end}\n")
    pool = add(room.root, "2026-04-01-pool", status='"draft"')
    assert newsroom("-C", room.root, "approve", pool, "--by", "Kim Lee", "--role", "Editor", "--yes").code == 0
    report = build(Newsroom.find(room.root), now=dt.datetime.now(dt.UTC), folder=tmp_path / "new")
    assert [held.status for held in report.held] == ["blackout"]
    assert not (tmp_path / "new" / "releases" / "2026-04-01-pool.html").exists()


@pytest.mark.parametrize("name", [".git", ".git/site", ".newsroom-index", ".newsroom-output-public"])
def test_no_output_goes_among_the_files_of_git_or_newsroom(newsroom: Run, room: Newsroom, name: str) -> None:
    run = newsroom("-C", room.root, "build", "-o", room.root / name)
    assert run.code == 2 and "own files" in run.err


def test_words_that_changed_while_a_release_was_a_draft_again_are_named_when_it_is_approved(
    room: Newsroom, newsroom: Run
) -> None:
    assert newsroom("-C", room.root, "build").code == 0 and newsroom("-C", room.root, "record").code == 0
    committed(room)
    assert newsroom("-C", room.root, "status", FILE, "draft").code == 0
    assert "taken off the site" in newsroom("-C", room.root, "build").err
    change(room.root / FILE, "40,000", "45,000")
    run = newsroom("-C", room.root, "approve", FILE, "--by", "Kim Lee", "--role", "Editor", "--yes")
    assert run.code == 0 and "published words changed, and readers are not told" in run.err
    built = newsroom("-C", room.root, "build").err
    assert "new on the site" in built and "published words changed, and readers are not told" in built


def test_a_record_that_git_joined_from_two_corrections_names_the_merge_and_a_remedy_that_works(
    room: Newsroom, newsroom: Run
) -> None:
    """Both sides add the list of what they replaced, in different places, so git sees no conflict."""
    assert newsroom("-C", room.root, "record").code == 0
    committed(room)
    user = ["-c", "user.name=Kim", "-c", "user.email=kim@newsroom.example"]
    git = lambda *words: subprocess.run(["git", *user, *words], cwd=room.root, check=True, capture_output=True)  # noqa: E731
    (path,) = (room.root / "published").rglob("*.toml")
    right = path.read_text(encoding="utf-8")
    path.write_text(right + 'replaced = ["a 1"]\nreplaced = ["b 2"]\n', encoding="utf-8")
    git("commit", "-q", "-a", "-m", "merged")
    run = newsroom("-C", room.root, "check", FILE)
    assert "the record holds both sides of a merge" in run.out
    git(*re.search(r"git (checkout HEAD\^1 -- \S+)", run.out)[1].split())  # type: ignore[index]
    assert path.read_text(encoding="utf-8") == right
    assert "merge" not in newsroom("-C", room.root, "check", FILE).out


def test_a_page_that_is_gone_with_its_release_is_not_said_to_stay(room: Newsroom, newsroom: Run) -> None:
    add(room.root, "2026-04-01-pool", headline='"City Opens Pool"')
    assert newsroom("-C", room.root, "build").code == 0
    (room.root / FILE).unlink()
    assert "what is public stays as it is" in newsroom("-C", room.root, "build").err
    (room.output / PAGE).unlink()
    assert "its page is missing, too" in newsroom("-C", room.root, "build").err


def test_a_file_of_another_folder_leads_to_its_newsroom(
    room: Newsroom, newsroom: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    run = newsroom("check", room.root / FILE)
    assert run.code == 2 and f"newsroom -C {room.root} works in the newsroom of that file" in run.err
    assert "newsroom init" in newsroom("check", "x.md").err


def test_an_embargo_after_a_withdrawal_makes_no_date_wrong(room: Newsroom, newsroom: Run) -> None:
    assert newsroom("-C", room.root, "build").code == 0
    assert newsroom("-C", room.root, "withdraw", FILE, "--reason", "The plan is off.", "--yes").code == 0
    change(room.root / FILE, "office =", "embargo = 2096-01-01T09:00:00-05:00\noffice =")
    assert "CR002" not in newsroom("-C", room.root, "check", FILE).out
