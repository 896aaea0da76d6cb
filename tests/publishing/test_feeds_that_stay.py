"""A feed that was written once stays at its address, and `newsroom feed` prints what a build writes."""

from __future__ import annotations

from pathlib import Path

import atoma
import pytest
from copies import copy_of
from promises.rooms import NOW, add, change, make_room

from newsroom_cli.model.feed_formats import FORMATS
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.collections import NEWSROOM, Channel, Kind
from newsroom_cli.publishing.feeds import feeds, single_feed

PARK = "2026-05-29-park"
READERS = {
    "rss": lambda data: [entry.link for entry in atoma.parse_rss_bytes(data).items],
    "atom": lambda data: [entry.links[0].href for entry in atoma.parse_atom_bytes(data).entries],
    "json": lambda data: [entry.id_ for entry in atoma.parse_json_feed_bytes(data).items],
}


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom in which each of two offices has one release."""
    return Newsroom.find(copy_of(make, tmp_path / "room"))


def make(root: Path) -> None:
    room = make_room(root)
    add(root, PARK, office='"parks"')
    assert not build(room, now=NOW).refusals


def entries(room: Newsroom, office: str) -> list[int]:
    """The number of entries in each feed of an office."""
    found = []
    channel = Channel(Kind.OFFICE, office, room.config.offices[office].name) if office else NEWSROOM
    for name, read in READERS.items():
        data = (room.output / feeds.path(name, channel)).read_bytes()
        assert single_feed.feed(room, name, channel=channel, now=NOW) == (data, [])
        found.append(len(read(data)))
    return found


def set_back(room: Newsroom) -> None:
    change(room.folder / f"{PARK}.md", 'status = "approved"', 'status = "draft"')


def moved_to_another_office(room: Newsroom) -> None:
    change(room.folder / f"{PARK}.md", '"parks"', '"mayors-office"')


def deleted(room: Newsroom) -> None:
    (room.folder / f"{PARK}.md").unlink()


@pytest.mark.parametrize("way", [set_back, moved_to_another_office, deleted])
def test_the_feeds_of_an_office_outlive_its_last_release(room: Newsroom, way) -> None:
    assert entries(room, "parks") == [1] * len(FORMATS)
    way(room)
    build(room, now=NOW, remove=[PARK] if way is deleted else [])
    assert entries(room, "parks") == [0] * len(FORMATS)
    change(room.folder / "2026-03-02-library.md", "40,000", "45,000")
    assert build(room, now=NOW).changes.deleted == 0
    assert entries(room, "parks") == [0] * len(FORMATS)
    add(room.root, "2026-05-30-playground", office='"parks"')
    assert build(room, now=NOW).public and entries(room, "parks") == [1] * len(FORMATS)


def test_feeds_without_entries_follow_the_key_of_their_office(room: Newsroom) -> None:
    set_back(room)
    build(room, now=NOW)
    toml = room.root / "newsroom.toml"
    change(toml, "[[offices.parks.contacts]]", "[[offices.gardens.contacts]]")
    change(toml, "[offices.parks]\n", '[offices.gardens]\nformer_keys = ["parks"]\n')
    change(room.folder / f"{PARK}.md", '"parks"', '"gardens"')
    room = Newsroom.find(room.root)
    assert not build(room, now=NOW).orphans
    assert entries(room, "gardens") == [0] * len(FORMATS) and (room.output / "offices" / "parks" / "rss.xml").exists()


def test_an_office_that_never_published_has_no_feed(room: Newsroom) -> None:
    change(
        room.root / "newsroom.toml", "[offices.parks]\n", '[offices.future]\nname = "Of Tomorrow"\n\n[offices.parks]\n'
    )
    build(Newsroom.find(room.root), now=NOW)
    assert not (room.output / "offices" / "future").exists()


@pytest.mark.parametrize("office", ["", "mayors-office", "parks"])
def test_a_printed_feed_has_the_entries_of_releases_whose_files_are_gone(room: Newsroom, office: str) -> None:
    add(room.root, "2026-05-30-pier")
    build(room, now=NOW)
    before = entries(room, office)
    deleted(room)
    (room.folder / "2026-05-30-pier.md").unlink()
    assert build(room, now=NOW).kept and entries(room, office) == before


def test_feeds_that_leave_with_their_format_are_named(room: Newsroom, newsroom) -> None:
    office = "[offices.mayors-office]"
    change(room.root / "newsroom.toml", office, f'[feeds]\nformats = ["rss"]\n\n{office}')
    run = newsroom("-C", room.root, "build", "--quiet")
    assert run.code == 0 and not (room.output / "feed.json").exists()
    assert "deleted feeds, whose subscribers hear nothing more: atom.xml, feed.json, offices/" in run.err
    assert "[feeds]" in run.err
    assert "feeds" not in newsroom("-C", room.root, "build").err
