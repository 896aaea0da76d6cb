"""With publishing.broken = "hold" a release with errors is held back alone, and everything else goes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from promises.rooms import NOW, add, change, make_room, saying, tree

from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build

POOL = "2026-04-01-pool"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom that holds broken releases back, with two public ones, one of which links to a third."""
    room = make_room(tmp_path / "room")
    change(
        room.root / "newsroom.toml",
        "[offices.mayors-office]",
        '[publishing]\nbroken = "hold"\n\n[offices.mayors-office]',
    )
    path = add(room.root, "2026-05-01-link")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\nSee [the pool]({POOL}.md).\n")
    add(room.root, POOL, headline='"City Opens Pool"')
    return Newsroom.find(room.root)


def break_(room: Newsroom, name: str = POOL) -> Path:
    path = room.folder / f"{name}.md"
    change(path, "40,000 books", "TK books")
    return path


def test_a_new_one_is_held_back_and_nothing_names_it(room: Newsroom) -> None:
    path = break_(room)
    report = build(room, now=NOW)
    assert [finding.code for finding in report.broken] == ["PH001"] and not report.refusals
    assert report.public == 2 and not saying(room.output, POOL, "City Opens Pool")
    change(path, "TK books", "40,000 books")
    report = build(room, now=NOW)
    assert not report.broken and report.public == 3
    assert f"/releases/{POOL}.html" in (room.output / "releases" / "2026-05-01-link.html").read_text(encoding="utf-8")


def test_a_public_one_stays_as_it_was(room: Newsroom) -> None:
    assert build(room, now=NOW).public == 3
    before = tree(room.output)
    break_(room)
    report = build(room, now=NOW)
    assert report.broken and not report.kept and tree(room.output) == before
    change(room.folder / "2026-03-02-library.md", "City Opens Harbour", "City Closes Harbour")
    report = build(room, now=NOW)
    assert report.broken and report.changes.written
    assert all(data == before[name] for name, data in tree(room.output).items() if POOL in name)
    for name in ("index.html", "rss.xml", "atom.xml", "feed.json"):
        assert "City Opens Pool" in (room.output / name).read_text(encoding="utf-8")


def test_a_public_one_that_was_renamed_stops_nothing(room: Newsroom) -> None:
    change(
        room.folder / f"{POOL}.md", "The opening hours", "Swimmers of all ages find six lanes here. The opening hours"
    )
    assert build(room, now=NOW).public == 3
    change(room.folder / "2026-05-01-link.md", f"({POOL}.md)", "(2026-05-03-lido.md)")
    break_(room).rename(room.folder / "2026-05-03-lido.md")
    change(room.folder / "2026-03-02-library.md", "City Opens Harbour", "City Closes Harbour")
    report = build(room, now=NOW)
    assert report.broken and report.changes.written
    assert "Swimmers of all ages" in (room.output / "rss.xml").read_text(encoding="utf-8")


def test_of_two_with_one_id_the_second_is_held_back(room: Newsroom) -> None:
    text = (room.folder / f"{POOL}.md").read_text(encoding="utf-8")
    (room.folder / "2026-04-02-pool.md").write_text(text, encoding="utf-8")
    report = build(room, now=NOW)
    assert [(finding.path, finding.code) for finding in report.broken] == [("releases/2026-04-02-pool.md", "FM007")]
    assert report.public == 3


def test_a_second_build_changes_nothing_and_still_names_it(room: Newsroom) -> None:
    break_(room)
    build(room, now=NOW)
    report = build(room, now=NOW)
    assert report.broken and report.changes.written == report.changes.deleted == 0


def test_the_command_names_it_and_fails(room: Newsroom, newsroom) -> None:
    break_(room)
    done = newsroom("-C", room.root, "build")
    assert done.code == 1 and "PH001" in done.out
    assert "held back because of 1 error: " in done.err and "all else was built" in done.err


def test_by_default_it_stops_the_build(room: Newsroom) -> None:
    change(room.root / "newsroom.toml", '"hold"', '"stop"')
    break_(room)
    report = build(Newsroom.find(room.root), now=NOW)
    assert report.refusals and not report.broken and not (room.output / "index.html").exists()


def test_one_that_only_a_comparison_shows_to_be_wrong_is_not_in_the_first_output(room: Newsroom) -> None:
    """Its pages are made before that is known; a new folder must not take them along."""
    path = add(room.root, "2026-05-31-zither", headline='"City Buys Zither"')
    ids = [line for file in (POOL, path.stem) for line in room.read(f"releases/{file}.md").text.splitlines()[1:2]]
    change(path, ids[1], ids[0])
    report = build(room, now=NOW)
    assert [finding.code for finding in report.broken] == ["FM007"] and report.public == 3
    assert not report.others and not saying(room.output, path.stem, "City Buys Zither")
