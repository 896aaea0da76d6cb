"""Feeds as strangers read them: two parsing libraries, libxml2's xmllint and the feed reader newsboat."""

from __future__ import annotations

import calendar
import datetime as dt
import os
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import atoma
import feedparser
import pytest
from samples import sample_config, sample_edition

from newsroom_cli.model.config import Contact, Feeds
from newsroom_cli.newsroom.edition import Edition, Picture, with_siblings
from newsroom_cli.newsroom.links.language_versions import Sibling
from newsroom_cli.publishing.collections import NEWSROOM
from newsroom_cli.publishing.feeds import channels, feeds

SITE = "https://news.port-ellery.example/"
BOSTON = dt.timezone(dt.timedelta(hours=-5))
PUBLISHED = dt.datetime(2026, 3, 5, 9, 30, tzinfo=BOSTON)
UPDATED = dt.datetime(2026, 3, 6, 8, 0, tzinfo=BOSTON)
TYPED = (
    "<b>Bold</b> & <script>alert(1)</script>", "AT&amp;T &lt;b&gt; &copy;", " \n\t ", "a\x00b\x0bc\ufffe\uffffd",
    "x\ud83dy", "it\x92s \x85", "a\u202eevil\u202c b\u2067open", "]]> <![CDATA[", "", "{{ 7*7 }}", "word " * 1_000,
    "👩🏽‍🚀" * 400,
)  # fmt: skip
BODIES = (
    "one\n\n<div><b>x\n\n<p>two<div><i>y", 'a <a href="', "<script>alert(1)</script><p onclick=x>hi</p>",
    "Fish&nbsp;&amp; chips &#8; &#0; &#xFFFE;", "[a](javascript:x) [b](/x) ![c](y.png)", "]]> <![CDATA[ x ]]>", "",
)  # fmt: skip


def rich() -> list[Edition]:
    """Two releases, the older one first: one in Arabic with everything that a release can have, one plain."""
    plain = sample_edition()
    full = plain._replace(
        id="tag:news.port-ellery.example,2026:full",
        slug="full",
        url=f"{SITE}releases/full.html",
        headline="افتتاح المكتبة & more",
        language="ar",
        direction="rtl",
        topics=("books & more",),
        published=PUBLISHED,
        updated=UPDATED,
        event_starts=PUBLISHED,
        event_place="1 Quay Street",
        pictures=(
            Picture(f"{SITE}releases/hall.jpg", "releases/hall.jpg", "The hall", "A caption", "Jo Lee", 800, 600),
        ),
        source_name="City of Elsewhere",
        source_url="https://elsewhere.example/a?b=1&c=2",
    )
    siblings = (Sibling("en", plain.slug), Sibling("ar", full.slug))
    return [with_siblings(edition, siblings, sample_config()) for edition in (plain, full)]


def hostile() -> list[Edition]:
    """A release for everything that somebody might type or paste."""
    fields = [
        sample_edition(
            headline=typed, subhead=typed, topics=(typed,), office_name=typed, source_name=typed, event_place=typed,
            contacts=(Contact(typed, typed, typed),), pictures=(Picture(f"{SITE}a.svg", "", typed, typed, typed),),
        )
        for typed in TYPED
    ]  # fmt: skip
    return [
        edition._replace(id=f"tag:news.port-ellery.example,2026:{number}", slug=f"s{number}", url=f"{SITE}s{number}")
        for number, edition in enumerate([*fields, *(sample_edition(body=body) for body in BODIES)])
    ]  # fmt: skip


def render(form: str, editions: Sequence[Edition], *, office: str = "") -> bytes:
    config = sample_config(feeds=Feeds(rights="© City of Port Ellery & others"))
    channel = channels.office(office, config) if office else NEWSROOM
    return feeds.render(form, feeds.feed(config, form, channel), editions)


# --- libraries ------------------------------------------------------------------------------------------------


def seconds(moment: dt.datetime) -> int:
    return int(moment.timestamp())


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feedparser_reads_all_of_it(form: str) -> None:
    read: Any = feedparser.parse(render(form, rich()))
    assert not read.bozo
    assert (read.feed.title, read.feed.language) == ("City of Port Ellery", "en")
    assert read.feed.rights == "© City of Port Ellery & others"
    assert calendar.timegm(read.feed.updated_parsed) == seconds(UPDATED)
    full, plain = read.entries
    assert full.id == "tag:news.port-ellery.example,2026:full"
    assert full.link == f"{SITE}releases/full.html"
    assert full.title == "افتتاح المكتبة & more"
    assert calendar.timegm(full.published_parsed) == seconds(PUBLISHED)
    assert calendar.timegm(full.updated_parsed) == seconds(UPDATED)
    assert full.author == "Office of the Mayor"
    assert [(tag.scheme, tag.label or tag.term) for tag in full.tags] == [
        (f"{SITE}#kinds", "Press release"), (f"{SITE}#offices", "Office of the Mayor"),
        (f"{SITE}#topics", "books & more"),
    ]  # fmt: skip
    assert full.media_content[0]["url"] == f"{SITE}releases/hall.jpg"
    assert (full.media_content[0]["width"], full.media_content[0]["medium"]) == ("800", "image")
    (content,) = full.content
    assert content.type == "text/html"
    assert '<img alt="The hall" height="600" src="https://news.port-ellery.example/releases/hall.jpg"' in content.value
    assert full.summary == plain.summary == "The branch lends books seven days a week"
    assert "looks over the water" in plain.content[0].value


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feedparser_finds_nothing_wrong_with_hostile_and_empty_feeds(form: str) -> None:
    for editions in (hostile(), []):
        read: Any = feedparser.parse(render(form, editions))
        assert not read.bozo
        assert len(read.entries) == len(editions)
        assert "alert(1)</script>" not in "".join(entry.content[0].value for entry in read.entries)


def test_atoma_is_strict_and_content() -> None:
    editions = rich()
    rss: Any = atoma.parse_rss_bytes(render("rss", editions))
    atom: Any = atoma.parse_atom_bytes(render("atom", editions))
    json: Any = atoma.parse_json_feed_bytes(render("json", editions))
    wanted = [edition.id for edition in reversed(editions)]
    assert [entry.guid for entry in rss.items] == wanted
    assert [entry.id_ for entry in atom.entries] == [entry.id_ for entry in json.items] == wanted
    titles = [edition.headline for edition in reversed(editions)]
    assert [entry.title for entry in rss.items] == [entry.title for entry in json.items] == titles
    assert [entry.title.value for entry in atom.entries] == titles
    assert [entry.title.text_type.value for entry in atom.entries] == ["text", "text"]
    bodies = [entry.content_encoded for entry in rss.items]
    assert bodies == [entry.content.value for entry in atom.entries] == [entry.content_html for entry in json.items]
    assert [entry.pub_date for entry in rss.items] == [entry.date_published for entry in json.items]
    assert [entry.published for entry in atom.entries] == [PUBLISHED, editions[0].published]
    assert [entry.updated for entry in atom.entries] == [entry.date_modified for entry in json.items]
    assert (rss.link, json.home_page_url, json.feed_url) == (SITE, SITE, f"{SITE}feed.json")
    assert json.items[0].image == f"{SITE}releases/hall.jpg"


def test_atoma_reads_hostile_and_empty_feeds() -> None:
    for editions in (hostile(), []):
        assert len(atoma.parse_rss_bytes(render("rss", editions)).items) == len(editions)
        assert len(atoma.parse_atom_bytes(render("atom", editions)).entries) == len(editions)
        assert len(atoma.parse_json_feed_bytes(render("json", editions)).items) == len(editions)


# --- programs -------------------------------------------------------------------------------------------------


def written(folder: Path, form: str, editions: Sequence[Edition], *, office: str = "") -> Path:
    path = folder / f"{office or 'all'}-{len(editions)}-{feeds.FORMATS[form].file}"
    path.write_bytes(render(form, editions, office=office))
    return path


@pytest.mark.oracle
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_xmllint_says_nothing(form: str, tmp_path: Path) -> None:
    paths = [written(tmp_path, form, editions) for editions in (rich(), hostile(), [])]
    done = subprocess.run(["xmllint", "--nonet", "--noout", *paths], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def newsboat(folder: Path, *paths: Path) -> list[tuple[str, str, str, str, int, str]]:
    """What newsboat keeps of feeds: guid, title, author, address, seconds since 1970 and content of each item."""
    (folder / "urls").write_text("".join(f"file://{path}\n" for path in paths))
    (folder / "config").write_text("")
    arguments = ["newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]
    subprocess.run(arguments, cwd=folder, env=os.environ | {"HOME": str(folder)}, check=True, timeout=60)
    database = sqlite3.connect(folder / "cache.db")
    try:
        return database.execute(
            "select guid, title, author, url, pubDate, content from rss_item order by pubDate desc, guid"
        ).fetchall()
    finally:
        database.close()


@pytest.mark.oracle
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_newsboat_shows_every_release(form: str, tmp_path: Path) -> None:
    (guid, title, author, url, date, content), plain = newsboat(tmp_path, written(tmp_path, form, rich()))
    assert guid == "tag:news.port-ellery.example,2026:full"
    assert title == "افتتاح المكتبة & more"
    assert author == "Office of the Mayor"
    assert url == f"{SITE}releases/full.html"
    assert date == seconds(PUBLISHED)
    assert '<figure><img src="https://news.port-ellery.example/releases/hall.jpg"' in content
    assert "looks over the water" in plain[5]


@pytest.mark.oracle
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_newsboat_loses_no_release_of_a_hostile_feed(form: str, tmp_path: Path) -> None:
    editions = hostile()
    found = newsboat(tmp_path, written(tmp_path, form, editions))
    assert {row[0] for row in found} == {edition.id for edition in editions}


@pytest.mark.oracle
def test_newsboat_takes_a_release_in_several_feeds_for_one(tmp_path: Path) -> None:
    paths = [
        written(tmp_path, form, rich(), office=office) for form in ("rss", "atom") for office in ("", "mayors-office")
    ]
    assert len(set(paths)) == 4
    assert [row[0] for row in newsboat(tmp_path, *paths)] == [edition.id for edition in reversed(rich())]


@pytest.mark.oracle
def test_one_control_character_would_cost_newsboat_the_rest_of_the_feed(tmp_path: Path) -> None:
    path = written(tmp_path, "rss", rich())
    path.write_bytes(path.read_bytes().replace(b"looks over", b"looks \x00 over", 1))
    assert len(newsboat(tmp_path, path)) < len(rich())
