"""The sitemap and robots.txt: every public page once, nothing else, in files as small as the protocol wants them.

What a build does with them, and with the files of search and calendar, is at the end.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import lxml.etree
import pytest
from promises.rooms import add, change, make_room, tree
from samples import sample_config, sample_edition

from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.folder import Newsroom
from newsroom_cli.newsroom.listing import Listing
from newsroom_cli.publishing.build import build
from newsroom_cli.publishing.site import list_pages

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
FIRST = editions.listing(sample_edition())
URL = sample_config().url
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def releases(count: int, **changes: Any) -> list[Listing]:
    return [
        FIRST._replace(slug=f"r{number}", published=FIRST.published - dt.timedelta(minutes=number), **changes)
        for number in range(count)
    ]


def plan(lines: list[Listing], **changes: Any) -> dict[str, list_pages.ListPage]:
    return list_pages.plan(lines, sample_config(**changes), None, NOW)


def rendered(lines: list[Listing], **changes: Any) -> dict[str, bytes]:
    return {path: page.render() for path, page in plan(lines, **changes).items() if path.startswith("sitemap")}


def entries(data: bytes, root: str = "urlset", entry: str = "url") -> list[tuple[str, str]]:
    """The addresses and moments of a sitemap, which must have the shape of the protocol."""
    tree = lxml.etree.fromstring(data)
    assert tree.tag == NAMESPACE + root and 0 < len(tree) <= 50_000 and len(data) <= 50_000_000
    found = []
    for element in tree:
        names = [part.tag.removeprefix(NAMESPACE) for part in element]
        assert element.tag == NAMESPACE + entry and names in (["loc"], ["loc", "lastmod"])
        values = [part.text or "" for part in element]
        assert 12 <= len(values[0]) <= 2048 and re.fullmatch(r"https://[!-~]+", values[0])
        found.append((values[0], values[1] if len(values) > 1 else ""))
    addresses = [address for address, _ in found]
    assert len(set(addresses)) == len(addresses)
    return found


def test_every_page_is_there_once_and_only_releases_say_when_they_changed() -> None:
    one, two = releases(2)
    found = dict(
        entries(rendered([one._replace(updated=dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)), two])["sitemap.xml"])
    )
    assert {address.removeprefix(URL): moment for address, moment in found.items()} == {
        "releases/r1.html": "2026-03-02T04:59:00Z", "releases/r0.html": "2026-04-01T09:00:00Z",
        "": "", "archive/": "", "archive/2026/": "", "archive/2026-03/": "", "offices/": "",
        "offices/mayors-office/": "", "topics/": "", "topics/libraries/": "", "subscribe/": "",
    }  # fmt: skip


def test_a_killed_release_is_left_out_and_a_withdrawn_one_stays() -> None:
    one, two = releases(2)
    data = rendered([one._replace(killed=True, taken_back=True), two._replace(taken_back=True)])["sitemap.xml"]
    assert b"r0.html" not in data and b"r1.html" in data


@pytest.mark.parametrize("slug", ["a&b<c>", "q?x=1#y", "مدينة", "a b\u202e", "</loc>", "quo\"te's"])
def test_any_name_is_a_valid_address(slug: str) -> None:
    (line,) = releases(1, topics=(slug,))
    assert len(entries(rendered([line._replace(slug=slug)])["sitemap.xml"])) > 5


def test_a_release_without_date_has_no_moment() -> None:
    undated = FIRST._replace(published=dt.datetime(1, 1, 2, tzinfo=dt.UTC))
    assert all(moment == "" for _, moment in entries(rendered([undated])["sitemap.xml"]))


def test_equal_moments_in_other_zones_make_equal_bytes() -> None:
    zone = dt.timezone(dt.timedelta(hours=5, minutes=30))
    moved = [line._replace(published=line.published.astimezone(zone)) for line in releases(3)]
    assert rendered(moved) == rendered(releases(3))


@pytest.mark.oracle
def test_more_than_fifty_thousand_addresses_are_parts_and_a_new_release_changes_the_last() -> None:
    lines = releases(60_000)
    found = rendered(lines)
    parts = entries(found.pop("sitemap.xml"), "sitemapindex", "sitemap")
    assert [address for address, _ in parts] == [f"{URL}sitemap-{number}.xml" for number in range(1, 8)]
    assert sorted(f"{URL}{path}" for path in found) == sorted(address for address, _ in parts)
    everything = [address for data in found.values() for address, _ in entries(data)]
    assert len(set(everything)) == len(everything) >= 60_000
    moments = [moment for _, moment in parts]
    assert moments[:6] == sorted(moments[:6]) and moments[5] == "2026-03-02T05:00:00Z"

    new = FIRST._replace(slug="new", published=FIRST.published + dt.timedelta(hours=1))
    before, after = plan(lines), plan([*lines, new])
    changed = {path for path in after if path.startswith("sitemap") and before[path].inputs != after[path].inputs}
    assert changed == {"sitemap.xml", "sitemap-7.xml"}


@pytest.mark.oracle
def test_long_addresses_make_parts_before_there_are_too_many() -> None:
    long = [line._replace(slug=f"{line.slug}-{'ж' * 120}") for line in releases(45_000)]
    (whole,) = rendered(long).items()
    assert whole[0] == "sitemap.xml" and 20_000_000 < len(whole[1]) <= 50_000_000
    parts = [path for path in plan(long, url=f"{URL}{'news/' * 60}") if path.startswith("sitemap")]
    assert sorted(parts) == ["sitemap-1.xml", *(f"sitemap-{number}.xml" for number in range(2, 6)), "sitemap.xml"]


def test_robots_may_read_everything_and_learn_where_the_sitemap_is() -> None:
    robots = plan(releases(1))["robots.txt"].render().decode()
    assert robots == f"User-agent: *\nDisallow:\n\nSitemap: {URL}sitemap.xml\n"


def test_robots_may_read_nothing_of_a_rehearsal() -> None:
    found = plan(releases(1), rehearsal="Rehearsal", notice="Not\nAllow: / published")
    assert found["robots.txt"].render() == b"# Not Allow: / published\nUser-agent: *\nDisallow: /\n"
    assert not [path for path in found if path.startswith("sitemap")]


# --- in a build -----------------------------------------------------------------------------------------------

EVENT = "event = { starts = 2026-06-20T10:00:00Z, place = 'Xylophone Hall' }\n"
SIDE_FILES = ("search/2026.json", "sitemap.xml", "events.ics")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A newsroom whose site has two releases, one of them with an event."""
    room = make_room(tmp_path / "room")
    add(room.root, "2026-05-30-xylophone", headline='"City Buys Xylophone"', extra=EVENT)
    assert build(room, now=NOW).public == 2
    return room


def naming(room: Newsroom, word: bytes = b"ylophone") -> set[str]:
    """The files of the site that name the release with the event, without mails and feeds."""
    return {path for path, data in tree(room.output).items() if word in path.encode() or word in data} & {
        *SIDE_FILES, "releases/2026-05-30-xylophone.ics", "releases/2026-05-30-xylophone.html",
    }  # fmt: skip


def test_a_new_release_is_in_all_of_them_at_once(room: Newsroom) -> None:
    assert naming(room) == {
        *SIDE_FILES, "releases/2026-05-30-xylophone.ics", "releases/2026-05-30-xylophone.html"
    }  # fmt: skip
    page = (room.output / "releases" / "2026-05-30-xylophone.html").read_text()
    assert 'href="../releases/2026-05-30-xylophone.ics" type="text/calendar"' in page
    assert 'href="events.ics"' in (room.output / "index.html").read_text()


@pytest.mark.parametrize("broken", [False, True])
@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_release_that_leaves_the_site_leaves_them_even_if_errors_stop_the_build(
    room: Newsroom, status: str, broken: bool
) -> None:
    change(room.folder / "2026-05-30-xylophone.md", 'status = "approved"', f'status = "{status}"')
    if broken:
        add(room.root, "2026-05-31-pool", office='"nobody"')
    assert bool(build(room, now=NOW).refusals) is broken
    assert naming(room) == set() and not (room.output / "events.ics").exists()
    assert b"2026-03-02-library" in (room.output / "sitemap.xml").read_bytes()
    assert b"2026-03-02-library" in (room.output / "search" / "2026.json").read_bytes()


KILLED = '[[corrections]]\ndate = 2026-06-01T11:00:00Z\nchange = "{}"\nreason = "It was a mistake."\n\n[dateline]'


@pytest.mark.parametrize(("notice", "left"), [("killed", 1), ("withdrawn", 5)])
def test_a_kill_takes_a_release_out_of_them_and_a_withdrawal_cancels_its_event(
    room: Newsroom, notice: str, left: int
) -> None:
    path = room.folder / "2026-05-30-xylophone.md"
    change(path, "[dateline]", KILLED.format(notice))
    change(path, 'status = "approved"', 'status = "withdrawn"')
    assert build(room, now=NOW).public == 2
    assert len(naming(room)) == left
    if notice != "killed":
        calendar = (room.output / "events.ics").read_bytes()
        assert b"STATUS:CANCELLED" in calendar and b"SEQUENCE:1" in calendar and b"DTSTAMP:20260601T110000Z" in calendar


def test_an_own_robots_txt_goes_first_and_stays_when_errors_stop_a_build(room: Newsroom) -> None:
    own = room.own_templates / "site" / "robots.txt"
    own.parent.mkdir(parents=True)
    own.write_text("User-agent: *\nDisallow: /archive/\n")
    build(room, now=NOW)
    assert (room.output / "robots.txt").read_text() == own.read_text()
    change(room.folder / "2026-05-30-xylophone.md", 'status = "approved"', 'status = "draft"')
    add(room.root, "2026-05-31-pool", office='"nobody"')
    assert build(room, now=NOW).refusals
    assert (room.output / "robots.txt").read_text() == own.read_text() and naming(room) == set()


def test_releases_in_several_languages_name_each_other() -> None:
    english, other = releases(2)
    spanish = other._replace(language="es", translation_of=english.slug)
    found = rendered([english, spanish])["sitemap.xml"]
    assert found.count(b'hreflang="es"') == found.count(b'hreflang="en"') == 2
    urls = lxml.etree.fromstring(found).findall("{*}url")
    links = [[link.get("hreflang") for link in url.findall("{http://www.w3.org/1999/xhtml}link")] for url in urls]
    assert links[:2] == [["en", "es"], ["en", "es"]]
