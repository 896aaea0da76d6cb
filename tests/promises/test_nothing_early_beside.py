"""Nothing is early after a wrong clock, in files that others put there, or under the id or name of another release."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable

import pytest
from conftest import Result

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build
from promises.rooms import NOW, add, change, saying

Run = Callable[..., Result]
HELD = "2026-04-01-pool"


def test_what_a_wrong_clock_published_leaves_when_the_clock_is_trusted(room: Newsroom) -> None:
    add(room.root, HELD, extra="embargo = 2027-01-01T09:00:00-05:00\n")
    assert build(room, now=NOW + dt.timedelta(days=300)).public == 2
    report = build(room, now=NOW, trust_clock=True)
    assert report.public == 1 and report.removed == (HELD,) and not saying(room.output, HELD)
    assert build(room, now=NOW).public == 1


def test_what_a_wrong_clock_published_leaves_even_if_errors_stop_the_build(room: Newsroom) -> None:
    add(room.root, HELD, extra="embargo = 2027-01-01T09:00:00-05:00\n")
    build(room, now=NOW + dt.timedelta(days=300))
    add(room.root, "2026-05-01-broken", headline='"TK"')
    report = build(room, now=NOW, trust_clock=True)
    assert report.refusals and report.removed == (HELD,) and not saying(room.output, HELD)


@pytest.mark.parametrize("verify", [False, True])
def test_an_old_folder_with_pages_of_a_held_release_is_an_error(room: Newsroom, newsroom: Run, verify: bool) -> None:
    path = add(room.root, HELD)
    build(room, now=NOW)
    old = shutil.copytree(room.output, room.root / "old")
    change(path, 'status = "approved"', 'status = "draft"')
    build(room, now=NOW)
    shutil.rmtree(room.output)
    old.rename(room.output)
    for _ in range(2):
        report = build(room, now=NOW, verify=verify)
        assert f"releases/{HELD}.html" in report.exposed and report.has_errors
    result = newsroom("-C", room.root, "build")
    assert result.code == 1 and "delete them" in result.err and f"{HELD}.html" in result.err
    for name in report.exposed:
        (room.output / name).unlink()
    assert not build(room, now=NOW).has_errors


@pytest.mark.parametrize("folder", ["published", "published/2026", "templates"])
def test_records_and_templates_are_never_the_output(room: Newsroom, folder: str) -> None:
    with pytest.raises(NewsroomError, match="own files"):
        build(room, now=NOW, folder=room.root / folder)


def test_a_copy_of_a_held_release_is_not_published(room: Newsroom) -> None:
    path = add(room.root, HELD, extra="embargo = 2027-01-01T09:00:00-05:00\n")
    build(room, now=NOW)
    copy = path.with_name("2026-04-01-another-pool.md")
    copy.write_text(
        path.read_text(encoding="utf-8").replace("embargo = 2027-01-01T09:00:00-05:00\n", ""), encoding="utf-8"
    )
    refusal = build(room, now=NOW).refusals[0]
    assert refusal.code == "FM007" and refusal.path.endswith("another-pool.md") and HELD in refusal.message
    assert not saying(room.output, "another-pool")


def test_releases_that_exchange_their_names_stop_the_build(room: Newsroom) -> None:
    one, two = room.folder / "2026-03-02-library.md", add(room.root, HELD)
    build(room, now=NOW)
    before = {path.name: path.read_bytes() for path in (room.output / "releases").iterdir()}
    spare = one.with_name("spare")
    one.rename(spare)
    two.rename(one)
    spare.rename(two)
    refusals = build(room, now=NOW).refusals
    assert {finding.code for finding in refusals} == {"CR003"} and len(refusals) == 2
    assert all(finding.place.start.line > 1 and "names back" in finding.help for finding in refusals)
    assert {path.name: path.read_bytes() for path in (room.output / "releases").iterdir()} == before


def test_a_new_release_does_not_get_the_name_that_another_had(room: Newsroom) -> None:
    path = room.folder / "2026-03-02-library.md"
    build(room, now=NOW)
    path.rename(path.with_name("2026-03-02-books.md"))
    add(room.root, "2026-03-02-library", id='"tag:news.port-ellery.example,2026:another1"')
    refusal = build(room, now=NOW).refusals[0]
    assert refusal.path.endswith("2026-03-02-books.md") and '"2026-03-02-library"' in refusal.message
