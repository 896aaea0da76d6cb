"""Feeds: what is in them, that the three formats say the same, and that nothing typed in a release can break them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from samples import FRONT, sample_config, sample_edition

from newsroom_cli.model.config import Contact, Feeds
from newsroom_cli.newsroom.edition import Edition, Picture
from newsroom_cli.publishing.collections import NEWSROOM
from newsroom_cli.publishing.feeds import channels, feeds
from newsroom_cli.publishing.feeds.text import line

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "c": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://search.yahoo.com/mrss/",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITE = "https://news.port-ellery.example/"
BOSTON = dt.timezone(dt.timedelta(hours=-5))
HALL = Picture(f"{SITE}releases/hall.jpg", "releases/hall.jpg", 'The "hall"', "The hall & stairs", "Jo Lee", 800, 600)
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
every_format = pytest.mark.parametrize("form", feeds.FORMATS)


def item(slug: str = "library", day: int = 2, **changes: Any) -> Edition:
    moment = dt.datetime(2026, 3, day, 9, 30, tzinfo=BOSTON)
    given: dict[str, Any] = {
        "id": f"tag:news.port-ellery.example,2026:{slug}",
        "slug": slug,
        "url": f"{SITE}releases/{slug}.html",
        "published": moment,
        "updated": moment,
    }
    return sample_edition(**(given | changes))


def render(form: str, *editions: Edition, office: str = "", **changes: Any) -> bytes:
    config = sample_config(**changes)
    channel = channels.office(office, config) if office else NEWSROOM
    return feeds.render(form, feeds.feed(config, form, channel), editions)


def rss(*editions: Edition, **changes: Any) -> Any:
    return etree.fromstring(render("rss", *editions, **changes))[0]


def atom(*editions: Edition, **changes: Any) -> Any:
    return etree.fromstring(render("atom", *editions, **changes))


def json_feed(*editions: Edition, **changes: Any) -> Any:
    return json.loads(render("json", *editions, **changes))


def content(edition: Edition, **changes: Any) -> str:
    """The HTML of a feed's only entry."""
    return str(json_feed(edition, **changes)["items"][0]["content_html"])


def words(markup: str) -> str:
    """What a reader sees of HTML, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


# --- the same in every format ---------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Read:
    """An entry as read back; `labels` as printed, moments in UTC."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: dt.datetime
    updated: dt.datetime
    author: str
    labels: tuple[str, ...]
    language: str
    image: str


def text(element: Any, path: str) -> str:
    found = element.findtext(path, None, NS)
    assert found is not None, f"{path} is missing"
    return str(found)


def moment(written: str) -> dt.datetime:
    for form in ("%a, %d %b %Y %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z"):
        try:
            return dt.datetime.strptime(written, form).astimezone(dt.UTC)
        except ValueError:
            continue
    raise AssertionError(f"{written} is no date of a feed")


def picture(element: Any) -> str:
    found = element.find("m:content", NS)
    return "" if found is None else str(found.get("url"))


def read_rss(document: bytes) -> Iterator[Read]:
    for element in etree.fromstring(document)[0].findall("item"):
        yield Read(
            id=text(element, "guid"),
            url=text(element, "link"),
            title=text(element, "title"),
            summary=html.unescape(text(element, "description")),
            content=text(element, "c:encoded"),
            published=moment(text(element, "pubDate")),
            updated=moment(text(element, "a:updated")),
            author=text(element, "dc:creator"),
            labels=tuple(label.text for label in element.findall("category")),
            language=element.findtext("dc:language", "", NS),
            image=picture(element),
        )


def read_atom(document: bytes) -> Iterator[Read]:
    for element in etree.fromstring(document).findall("a:entry", NS):
        yield Read(
            id=text(element, "a:id"),
            url=element.find("a:link[@rel='alternate']", NS).get("href"),
            title=text(element, "a:title"),
            summary=text(element, "a:summary"),
            content=text(element, "a:content[@type='html']"),
            published=moment(text(element, "a:published")),
            updated=moment(text(element, "a:updated")),
            author=text(element, "a:author/a:name"),
            labels=tuple(label.get("label") for label in element.findall("a:category", NS)),
            language=element.get(XML_LANG, ""),
            image=picture(element),
        )


def read_json(document: bytes) -> Iterator[Read]:
    for entry in json.loads(document)["items"]:
        yield Read(
            id=entry["id"],
            url=entry["url"],
            title=entry["title"],
            summary=entry["summary"],
            content=entry["content_html"],
            published=moment(entry["date_published"]),
            updated=moment(entry["date_modified"]),
            author=entry["authors"][0]["name"],
            labels=tuple(entry.get("tags", ())),
            language=entry.get("language", ""),
            image=entry.get("image", ""),
        )


def read_all(*editions: Edition, **changes: Any) -> list[Read]:
    """The entries of the feed, which must be the same in the three formats."""
    readers = {"rss": read_rss, "atom": read_atom, "json": read_json}
    assert set(readers) == set(feeds.FORMATS)
    config = sample_config(**changes)
    rendered = feeds.render_all({form: feeds.feed(config, form) for form in readers}, editions)
    found = [list(read(rendered[form])) for form, read in readers.items()]
    assert found[0] == found[1] == found[2]
    return found[0]


def test_the_three_formats_carry_the_same() -> None:
    changed = item("opening", 4, updated=dt.datetime(2026, 3, 6, 1, tzinfo=dt.UTC), pictures=(HALL,), language="es")
    first, second = read_all(item(), changed)
    assert first.id == changed.id
    assert first.url == changed.url
    assert (first.title, first.summary) == (changed.headline, changed.subhead)
    assert (first.published, first.updated) == (changed.published, changed.updated)
    assert first.author == "Office of the Mayor"
    assert first.labels == ("Press release", "Office of the Mayor", "libraries")
    assert first.language == "es"
    assert first.image == HALL.url
    assert (second.language, second.image) == ("", "")
    assert "looks over the water" in first.content


def test_entries_are_sorted_newest_first_whatever_order_they_come_in() -> None:
    editions = [item("b", 3), item("z", 1), item("a", 3), item("m", 9)]
    assert [entry.url[len(SITE) + 9 : -5] for entry in read_all(*editions)] == ["m", "a", "b", "z"]
    assert read_all(*reversed(editions)) == read_all(*editions)


# --- what the feed says of itself -----------------------------------------------------------------------------


def test_the_newsrooms_feed() -> None:
    config = sample_config(feeds=Feeds(rights="© City of Port Ellery & others"))
    channel = etree.fromstring(feeds.render("rss", feeds.feed(config, "rss"), [item()]))[0]
    assert text(channel, "title") == "City of Port Ellery"
    assert text(channel, "link") == SITE
    assert text(channel, "language") == "en"
    assert text(channel, "copyright") == "© City of Port Ellery & others"
    (itself,) = channel.findall("a:link", NS)
    assert dict(itself.attrib) == {"href": f"{SITE}rss.xml", "rel": "self", "type": "application/rss+xml"}

    root = etree.fromstring(feeds.render("atom", feeds.feed(config, "atom"), [item()]))
    assert root.get(XML_LANG) == "en"
    assert text(root, "a:rights") == "© City of Port Ellery & others"
    assert text(root, "a:subtitle") == config.description
    assert [dict(link.attrib) for link in root.findall("a:link", NS)] == [
        {"href": f"{SITE}atom.xml", "rel": "self", "type": "application/atom+xml"},
        {"href": SITE, "rel": "alternate", "type": "text/html", "hreflang": "en"},
    ]

    read = json.loads(feeds.render("json", feeds.feed(config, "json"), [item()]))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert (read["title"], read["home_page_url"], read["language"]) == ("City of Port Ellery", SITE, "en")
    assert read["feed_url"] == f"{SITE}feed.json"
    assert read["_newsroom"]["rights"] == "© City of Port Ellery & others"


@every_format
def test_an_office_has_a_feed_of_its_own(form: str) -> None:
    config = sample_config()
    whole, parks = feeds.feed(config, form), feeds.feed(config, form, channels.office("parks", config))
    assert parks.url == f"{SITE}offices/parks/{feeds.FORMATS[form].file}"
    assert parks.title == "Parks Department – City of Port Ellery"
    assert parks.id != whole.id != feeds.feed(config, form, channels.office("mayors-office", config)).id
    assert parks.url.encode() in feeds.render(form, parks, [])


def test_a_feeds_id_is_the_same_in_all_formats_and_outlives_title_and_scheme() -> None:
    config = sample_config()
    moved = config._replace(url=config.url.replace("https", "http"), name="Renamed")
    elsewhere = config._replace(url="https://other.example/")
    ids = {feeds.feed(same, form).id for form in feeds.FORMATS for same in (config, moved)}
    assert len(ids) == 1
    assert ids != {feeds.feed(elsewhere, "rss").id}
    (its_id,) = ids
    assert text(rss(), "a:id") == text(atom(), "a:id") == json_feed()["_newsroom"]["id"] == its_id


def test_a_feed_changes_with_its_entries_and_not_with_the_clock() -> None:
    late = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    editions = (item("a", 2, updated=late), item("b", 8))
    assert moment(text(atom(*editions), "a:updated")) == late
    channel = rss(*editions)
    assert moment(text(channel, "lastBuildDate")) == late
    assert moment(text(channel, "pubDate")) == editions[1].published


@every_format
def test_an_empty_feed_is_whole(form: str) -> None:
    document = render(form)
    assert render(form) == document
    if form == "json":
        assert json.loads(document)["items"] == []
        return
    root = etree.fromstring(document)
    dates = [
        element.text for element in root.iter() if str(element.tag).endswith(("updated", "lastBuildDate", "pubDate"))
    ]
    assert [moment(date) for date in dates] == [feeds.NEVER]


@every_format
def test_the_generator_has_no_version(form: str) -> None:
    document = render(form, item()).decode()
    assert "feedgen" not in document
    if form != "json":
        generator = etree.fromstring(document.encode()).find(".//{*}generator")
        assert (generator.text, dict(generator.attrib)) == ("newsroom", {})
    if form == "rss":
        assert text(rss(), "docs") == "https://www.rssboard.org/rss-specification"


# --- what an entry says ---------------------------------------------------------------------------------------


def test_the_content_is_the_whole_release() -> None:
    edition = item(
        event_starts=dt.datetime(2026, 3, 9, 14, tzinfo=dt.UTC),
        event_ends=dt.datetime(2026, 3, 9, 15, 30, tzinfo=dt.UTC),
        event_place="Harbour Quarter Library\n1 Quay Street",
        pictures=(HALL,),
        source_name="City of Elsewhere, June 22, 2015",
        source_url="https://elsewhere.example/a?b=1&c=2",
    )
    made = content(edition)
    assert words(made) == " ".join(
        [
            "Port Ellery is an invented city; this is a sample.",
            edition.subhead,
            "The hall & stairs (Jo Lee)",
            "Monday, March 9, 2026, 10 a.m. – 11:30 a.m. EDT Harbour Quarter Library 1 Quay Street",
            words(edition.html),
            "###",
            words(edition.boilerplate_html),
            "Press Desk Office of the Mayor +1 617 555 0100 press@port-ellery.example",
            "City of Elsewhere, June 22, 2015",
            edition.url,
        ]
    )
    assert f'<img src="{HALL.url}" alt="The &quot;hall&quot;" width="800" height="600">' in made
    assert 'href="tel:+16175550100"' in made
    assert 'href="mailto:press@port-ellery.example"' in made
    assert 'href="https://elsewhere.example/a?b=1&amp;c=2"' in made


def test_content_leaves_out_what_there_is_not() -> None:
    bare = item(subhead="", end_mark="", boilerplate_html="", contacts=(), html="<p>Only this.</p>")
    inside = f'<p>Only this.</p>\n<p><a dir="ltr" href="{bare.url}">{bare.url}</a></p>'
    assert content(bare, notice="") == f'<div lang="en" dir="ltr">\n{inside}\n</div>'


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-03-09T10:00:00-04:00", None, "Monday, March 9, 2026, 10 a.m. EDT"),
        ("2026-03-09T10:00:00-04:00", "2026-03-09T10:00:00-04:00", "Monday, March 9, 2026, 10 a.m. EDT"),
        ("2026-03-09T00:00:00-04:00", None, "Monday, March 9, 2026"),
        ("2026-03-09T00:00:00-04:00", "2026-03-10T00:00:00-04:00", "Monday, March 9, 2026 – Tuesday, March 10, 2026"),
        ("2026-03-09T10:00:00+05:30", None, "Monday, March 9, 2026, 10 a.m. UTC+5:30"),
        (
            "2026-03-07T20:00:00-05:00",
            "2026-03-08T20:00:00-04:00",
            "Saturday, March 7, 2026, 8 p.m. EST – Sunday, March 8, 2026, 8 p.m. EDT",
        ),
    ],
)
def test_the_time_of_an_event(starts: str, ends: str | None, said: str) -> None:
    first, last = dt.datetime.fromisoformat(starts), dt.datetime.fromisoformat(ends) if ends else None
    assert f"<p><strong>{said}</strong></p>" in content(item(event_starts=first, event_ends=last))


def test_a_dateline_and_a_place_in_latin_letters_are_isolated_from_right_to_left() -> None:
    arabic = sample_edition(front=FRONT.replace("status", 'language = "ar"\nstatus'), event_place="1 Quay Street")
    made = content(arabic)
    assert '<p><span dir="auto">1 Quay Street</span></p>' in made
    assert '<p><span dir="rtl"><span dir="ltr">PORT ELLERY</span> — ' in made


def test_a_contact_without_a_telephone_number_has_no_empty_line_in_a_right_to_left_text() -> None:
    made = content(item(language="ar", direction="rtl", contacts=(Contact("Ana", "", "ana@port-ellery.example"),)))
    assert '<span dir="auto"></span>' not in made


def test_a_contact_who_cannot_be_called_or_written_to_is_text() -> None:
    made = content(item(contacts=(Contact("Ana", "ask at the desk", 'x" onclick="y'),)))
    assert '<strong>Ana</strong><br>\nOffice of the Mayor<br>\nask at the desk<br>\nx" onclick="y</p>' in made


def test_a_picture_that_the_body_shows_is_not_shown_twice() -> None:
    body = f'<p><img src="{HALL.url}" alt="The hall"></p>'
    assert content(item(html=body, pictures=(HALL,))).count(HALL.url) == 1
    assert content(item(pictures=(HALL,))).count(HALL.url) == 1


def test_the_lead_picture_is_media_and_no_length_is_invented() -> None:
    other = HALL._replace(url=f"{SITE}releases/b.png")
    edition = item(pictures=(HALL._replace(url=""), HALL, other))
    for root in (rss(edition), atom(edition)):
        (media,) = root.iterfind(".//m:content", NS)
        assert dict(media.attrib) == {
            "url": HALL.url, "medium": "image", "type": "image/jpeg", "width": "800", "height": "600",
        }  # fmt: skip
        assert [(etree.QName(element).localname, element.text) for element in media] == [
            ("title", HALL.caption), ("description", HALL.alt), ("credit", HALL.credit),
        ]  # fmt: skip
        assert root.findall(".//enclosure") == root.findall(".//a:link[@rel='enclosure']", NS) == []


def test_a_picture_of_unknown_kind_and_size_says_neither() -> None:
    edition = item(pictures=(Picture(f"{SITE}picture", "", "", "", ""),))
    (media,) = rss(edition).iterfind(".//m:content", NS)
    assert dict(media.attrib) == {"url": f"{SITE}picture", "medium": "image"}


def test_links_of_atom_entries_keep_what_they_are() -> None:
    edition = item(language="es", source_name="Elsewhere", source_url="https://elsewhere.example/a?b=1&c=2")
    entry = atom(edition).find("a:entry", NS)
    assert [dict(link.attrib) for link in entry.findall("a:link", NS)] == [
        {"href": edition.url, "rel": "alternate", "type": "text/html", "hreflang": "es"},
        {"href": "https://elsewhere.example/a?b=1&c=2", "rel": "via", "title": "Elsewhere"},
    ]


def test_a_release_first_published_at_its_own_address_keeps_one_link_of_each_kind() -> None:
    edition = item(source_url=f"{SITE}releases/library.html")
    entry = atom(edition).find("a:entry", NS)
    assert [link.get("rel") for link in entry.findall("a:link", NS)] == ["alternate", "via"]


def test_categories_say_which_list_they_are_from() -> None:
    edition = item(topics=("a & b", "", "a & b"))
    entry = atom(edition).find("a:entry", NS)
    assert [dict(category.attrib) for category in entry.findall("a:category", NS)] == [
        {"term": "release", "scheme": f"{SITE}#kinds", "label": "Press release"},
        {"term": "mayors-office", "scheme": f"{SITE}#offices", "label": "Office of the Mayor"},
        {"term": "a & b", "scheme": f"{SITE}#topics", "label": "a & b"},
    ]
    assert [category.get("domain") for category in rss(edition).findall("item/category")] == [
        f"{SITE}#kinds", f"{SITE}#offices", f"{SITE}#topics",
    ]  # fmt: skip
    assert json_feed(edition)["items"][0]["_newsroom"] == {"kind": "release", "office": "mayors-office"}


def test_the_newsroom_is_the_author_where_no_office_is() -> None:
    (entry,) = read_all(item(office="", office_name=""))
    assert entry.author == "City of Port Ellery"
    assert entry.labels == ("Press release", "libraries")


def test_text_from_right_to_left_says_so() -> None:
    made = content(item(language="ar", direction="rtl"))
    assert made.startswith('<div lang="ar" dir="rtl">')
    assert '<a dir="ltr" href="tel:+16175550100">' in made


def test_what_is_in_the_newsrooms_language_says_so_in_a_release_in_another() -> None:
    made = content(item(language="es", html="<p>Hola.</p>"))
    about = (
        '<p><strong>About the Office of the Mayor:</strong> it runs the <a href="https://port-ellery.example/">'
        "city</a>.</p>"
    )
    assert f'<div lang="en" dir="auto">\n{about}\n</div>' in made
    assert made.count('lang="en"') == 2, "the notice and the boilerplate"
    assert 'lang="en" dir="auto"' not in content(item(language="en-GB"))


# --- names and dates ------------------------------------------------------------------------------------------


def test_a_guid_is_no_address() -> None:
    guid = rss(item()).find("item/guid")
    assert (guid.text, guid.get("isPermaLink")) == ("tag:news.port-ellery.example,2026:library", "false")


@pytest.mark.parametrize("its_id", ["", "no uri", "tag:x\x00y", "2026:slug", "tag:a b"])
def test_a_release_without_usable_id_goes_by_its_address(its_id: str) -> None:
    (entry,) = read_all(item(id=its_id))
    assert entry.id == f"{SITE}releases/library.html"


def test_of_two_releases_with_one_id_the_older_keeps_it() -> None:
    same = "tag:news.port-ellery.example,2026:same"
    newer, older = read_all(item("old", 1, id=same), item("new", 2, id=same))
    assert (newer.id, older.id) == (f"{SITE}releases/new.html", same)


@pytest.mark.parametrize(
    ("when", "rfc822", "rfc3339"),
    [
        ("2026-03-02T09:30:00-05:00", "Mon, 02 Mar 2026 09:30:00 -0500", "2026-03-02T09:30:00-05:00"),
        ("2024-02-29T23:59:59.999+05:30", "Thu, 29 Feb 2024 23:59:59 +0530", "2024-02-29T23:59:59+05:30"),
        ("0015-06-22T00:00:00+00:00", "Mon, 22 Jun 0015 00:00:00 +0000", "0015-06-22T00:00:00+00:00"),
        ("1850-01-01T12:00:00-04:56:02", "Tue, 01 Jan 1850 12:00:00 -0457", "1850-01-01T12:00:00-04:57"),
        ("0001-01-01T00:00:00+00:53:28", "Mon, 01 Jan 0001 00:00:00 +0053", "0001-01-01T00:00:00+00:53"),
    ],
)
def test_dates_are_whole_in_every_format(when: str, rfc822: str, rfc3339: str) -> None:
    published = dt.datetime.fromisoformat(when)
    edition = item(published=published, updated=published)
    channel, root = rss(edition), atom(edition)
    assert text(channel, "item/pubDate") == text(channel, "pubDate") == text(channel, "lastBuildDate") == rfc822
    assert text(channel, "item/a:updated") == text(root, "a:entry/a:published") == text(root, "a:updated") == rfc3339
    assert json_feed(edition)["items"][0]["date_modified"] == rfc3339


def test_published_and_updated_stand_apart() -> None:
    (entry,) = read_all(item(updated=dt.datetime(2026, 4, 1, tzinfo=dt.UTC)))
    assert entry.published == dt.datetime(2026, 3, 2, 14, 30, tzinfo=dt.UTC)
    assert entry.updated == dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


# --- text stays text ------------------------------------------------------------------------------------------


def test_a_title_is_text_escaped_once() -> None:
    edition = item(headline="Parks & <b>Roads</b> AT&amp;T", subhead="1 < 2 & 3")
    (entry,) = read_all(edition)
    assert (entry.title, entry.summary) == ("Parks & <b>Roads</b> AT&amp;T", "1 < 2 & 3")
    for form in ("rss", "atom"):
        assert b"<title>Parks &amp; &lt;b&gt;Roads&lt;/b&gt; AT&amp;amp;T</title>" in render(form, edition)
    assert '"title": "Parks & <b>Roads</b> AT&amp;T"' in render("json", edition).decode()


def test_an_rss_description_is_html_because_readers_take_it_for_html() -> None:
    assert text(rss(item(subhead="1 < 2 & 3")), "item/description") == "1 &lt; 2 &amp; 3"


@pytest.mark.parametrize(
    ("typed", "carried"),
    [
        ("a\x00b\x0bc\x1fd\x7f", "abcd"),
        ("a\ufffe\uffffb", "ab"),
        ("it\x92s \x93quoted\x94 \x81", "it’s “quoted”"),
        ("x\ud83dy", "x\ufffdy"),
        ("  several\t\n \u2028spaces ", "several spaces"),
        ("« Bonjour\u00a0»", "« Bonjour\u00a0»"),
        ("👩🏽‍🚀 عربي 漢字", "👩🏽‍🚀 عربي 漢字"),
        (
            "]]> <![CDATA[ <!DOCTYPE x> <?php ?> {{ 7*7 }} {% x %}",
            "]]> <![CDATA[ <!DOCTYPE x> <?php ?> {{ 7*7 }} {% x %}",
        ),
        ("a\u202eevil\u202cb", "aevilb"),
        ("a\u202eevil", "aevil"),
        ("a\u2067open", "a\u2067open\u2069"),
        ("a\u202bopen\u2067both", "a\u202bopen\u2067both\u2069\u202c"),
        ("a\u2067x\u202ey\u2069z", "a\u2067xy\u2069z"),
        ("a\u2067x\u202by\u2069z", "a\u2067x\u202by\u202c\u2069z"),
        ("a\u2069\u202cb", "ab"),
    ],
)
def test_characters_that_would_lose_the_feed_are_mended(typed: str, carried: str) -> None:
    named = item(
        headline=typed, subhead=typed, topics=(typed,), office_name=typed, kind_label=typed, event_place=typed,
        pictures=(Picture(HALL.url, "", typed, typed, typed),), contacts=(Contact(typed, typed, typed),),
        source_name=typed,
    )  # fmt: skip
    (entry,) = read_all(named, name=typed, description=typed, notice=typed)
    assert (entry.title, entry.summary, entry.author) == (carried, carried, carried)
    assert entry.labels == (carried, carried, carried)
    assert not UNFIT.search(entry.content)


def test_a_headline_or_summary_that_is_a_whole_text_is_cut_between_words() -> None:
    (entry,) = read_all(item(headline="word " * 5_000, subhead="long " * 5_000))
    assert len(entry.title) <= len(entry.summary) <= 1_000
    assert entry.title.endswith("word…")


@pytest.mark.parametrize(
    ("headline", "summary", "shown"),
    [(" \n\t ", "A subhead", "A subhead"), ("", "", "library"), ("\x00", "\u202e", "library")],
)
def test_a_release_without_headline_still_has_a_title(headline: str, summary: str, shown: str) -> None:
    (entry,) = read_all(item(headline=headline, subhead=summary, lede="", text=""))
    assert entry.title == entry.summary == shown


def test_the_summary_of_a_release_that_opens_with_a_list_is_its_beginning() -> None:
    (entry,) = read_all(item(subhead="", lede="", text="- one\n- two\n"))
    assert entry.summary == "- one - two"


# What a feed can carry as typed; white space is told once, and direction marks may be closed.
characters = st.characters(
    codec="utf-8", exclude_characters="\u2028\u2029", exclude_categories=("Cc", "Cs", "Cf", "Cn")
)
any_line = (
    st.text(characters, min_size=1, max_size=80)
    .map(lambda text: unicodedata.normalize("NFC", re.sub(" +", " ", text).strip(" ")))
    .filter(bool)
)
any_text = st.text(st.characters(), max_size=80)


@settings(deadline=None)
@given(headline=any_line, subhead=any_line, topics=st.lists(any_line, max_size=3, unique=True), body=any_line)
def test_any_text_survives_as_text(headline: str, subhead: str, topics: list[str], body: str) -> None:
    markup = f"<p>{html.escape(body)}</p>"
    (entry,) = read_all(item(headline=headline, subhead=subhead, topics=tuple(topics), html=markup))
    assert (entry.title, entry.summary) == (headline, subhead)
    assert entry.labels[2:] == tuple(topics)
    assert markup in entry.content


@settings(deadline=None)
@given(any_text, any_text, any_text)
def test_no_text_at_all_breaks_a_feed(one: str, two: str, three: str) -> None:
    hostile = item(
        id=one, headline=two, subhead=three, topics=(one, two, three), office_name=three, kind=one, kind_label=two,
        office=three, event_place=one, html=two, boilerplate_html=three, source_name=one, text=two, lede=one,
        slug=three,
        language=one, end_mark=two, pictures=(Picture(HALL.url + one, "", two, three, one),),
        contacts=(Contact(one, two, three),), source_url="https://x.example/" + two,
    )  # fmt: skip
    (entry,) = read_all(hostile, item("second", 1), name=one, notice=two, description=three)[:1]
    assert entry.title


# --- hostile bodies, through the whole way from Markdown ------------------------------------------------------

HOSTILE = {
    "entities": "Fish&nbsp;&amp; chips & co &lt;b&gt; &#8; &#x92; &#0; &#xFFFE; &#xD83D; AT&amp;T",
    "unclosed": "one\n\n<div><b>x\n\n<p>two<div><i>y",
    "unfinished": 'a <a href="',
    "active": '<script>alert(1)</script>\n\n<p onclick="x()">hi</p>\n\n'
    '<iframe src="http://x"></iframe><style>p{}</style>\n\n'
    "<svg onload=x><p>k</p></svg><form><input></form>",
    "addresses": "[a](javascript:alert(1)) [b](java\tscript:x) [c](&#106;avascript:x) [d](data:text/html,x) [e](/x) "
    "[f](//h.example/x) [g](#note) [h](y.png) [i](other.md) ![p](y.png) [j](vbscript:x) "
    '<a href="java&#9;script:alert(1)">k</a> <a href="&#1;javascript:x">l</a>',
    "source": "{{ 7*7 }} {% raw %} <?php echo 1 ?> <!DOCTYPE html> <![CDATA[ x ]]> ]]> <!-- comment -->",
    "direction": "abc \u202e evil \u2067 open",
    "emoji": "👨‍👩‍👧‍👦 " * 200,
    "pictures": '<img src="a.png"> <img src="b.png" alt>',
    "table": "| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n  - y\n\n> q\n\n`c` ~~s~~ **b** *i*\n\n# H1\n\n---\n\n1. one",
    "deep": "> " * 300 + "x",
    "empty": "",
}


class Balance(HTMLParser):
    """Fails on an end tag without its start, counts what stays open; keeps the addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        assert tag not in {"script", "style", "iframe", "object", "embed", "form", "input", "svg", "link", "meta"}
        for name, value in attrs:
            assert not name.startswith("on")
            if name in ("href", "src", "cite"):
                self.targets.append(value or "")
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_body_holds_its_content_is_balanced_passive_and_absolute(name: str) -> None:
    (entry,) = read_all(sample_edition(body=HOSTILE[name]))
    balance = Balance()
    balance.feed(entry.content)
    balance.close()
    assert balance.open == []
    assert balance.targets
    for target in balance.targets:
        parts = urlsplit(target)
        assert parts.scheme in ("http", "https", "mailto", "tel"), target
        assert parts.netloc or parts.scheme in ("mailto", "tel"), target


def test_entities_are_decoded_once_and_written_again() -> None:
    (entry,) = read_all(sample_edition(body=HOSTILE["entities"]))
    shown = html.unescape(entry.content)
    assert "Fish\u00a0& chips & co <b> " in shown
    assert " AT&T</p>" in shown
    assert not UNFIT.search(shown)


def test_characters_in_html_are_mended_like_those_in_text() -> None:
    (entry,) = read_all(item(html="<p>a\x08b\r\nit\x92s\ufffe \ud83d</p>"))
    assert "<p>ab\nit’s \ufffd</p>" in entry.content


def test_source_code_stays_text() -> None:
    (entry,) = read_all(sample_edition(body=HOSTILE["source"].replace("<", "\\<")))
    assert HOSTILE["source"] in html.unescape(entry.content)


# --- sizes ----------------------------------------------------------------------------------------------------


def test_a_release_too_big_for_a_feed_is_told_by_its_summary_and_its_page() -> None:
    huge, usual = item("huge", 2, html=f"<p>{'word & ' * 700_000}</p>"), item("usual", 1)
    entry, other = read_all(huge, usual)
    assert words(entry.content) == f"Port Ellery is an invented city; this is a sample. {huge.subhead} {huge.url}"
    assert "looks over the water" in other.content
    assert max(len(render(form, huge, usual)) for form in feeds.FORMATS) < 20_000


def test_a_feed_that_would_grow_too_big_leaves_out_its_oldest_entries() -> None:
    editions = [item(f"r{day:02}", day, html=f"<p>{'word <b>&amp;</b> ' * 20_000}</p>") for day in range(1, 21)]
    kept = read_all(*editions)
    assert 1 < len(kept) < 20
    assert [entry.url for entry in kept] == [edition.url for edition in reversed(editions)][: len(kept)]
    assert max(len(render(form, *editions)) for form in feeds.FORMATS) <= feeds.FEED_LIMIT


@settings(deadline=None)
@example("\n" * 300, 0)
@example("\\" * 300, 0)
@given(st.text(st.sampled_from("a&<>\"\n\t\\'\x85é漢🚀"), max_size=300), st.integers(0, 9))
def test_an_entry_is_never_bigger_than_it_was_thought_to_be(typed: str, topics: int) -> None:
    edition = item(
        headline=typed, subhead=typed, topics=tuple(f"{typed}{number}" for number in range(topics)), html=typed * 100,
        boilerplate_html=typed, office_name=typed, source_name=typed, source_url="https://x.example/" + typed,
        pictures=(Picture(HALL.url + typed, "", typed, typed, typed, 800, 600),), language="ar",
    )  # fmt: skip
    about = feeds.feed(sample_config(), "rss")
    (entry,) = feeds.entries(about, [edition])
    for form in feeds.FORMATS:
        assert len(render(form, edition)) - len(render(form)) <= entry.size


# --- the same bytes, everywhere -------------------------------------------------------------------------------

PROBE = """
import hashlib, locale, os, sys, time
sys.path.insert(0, sys.argv[1])
wanted = sys.argv[2]
locale.setlocale(locale.LC_ALL, wanted)
time.tzset()
from test_feeds import item, render, HALL
from newsroom_cli.publishing.feeds import feeds
editions = [item("a", 2, pictures=(HALL,)), item("b", 3), item("c", 3, language="de", event_starts=item().published)]
for form in feeds.FORMATS:
    print(hashlib.sha256(render(form, *editions)).hexdigest())
print(locale.setlocale(locale.LC_ALL) == locale.setlocale(locale.LC_ALL, wanted), time.tzname[0])
"""


def probe(locale_name: str, zone: str, seed: str) -> list[str]:
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(Path(__file__).parent), locale_name],
        env=os.environ | {"TZ": zone, "LC_ALL": locale_name, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.split("\n")


def foreign_locales() -> list[str]:
    """Installed locales in which days and months have other names than in English."""
    try:
        known = subprocess.run(["locale", "-a"], capture_output=True, encoding="utf-8", check=True).stdout.split()
    except OSError:
        return []
    return [name for name in known if name.partition(".")[0] in ("de_DE", "fr_FR", "es_ES", "tr_TR", "ru_RU", "ja_JP")]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no time zone to set for a process")
def test_neither_zone_nor_hash_seed_of_the_process_changes_a_byte() -> None:
    here, there = probe("C", "UTC", "1"), probe("C", "Asia/Kolkata", "2")
    assert here[:3] == there[:3]
    assert len(set(here[:3])) == 3
    assert (here[3], there[3]) == ("True UTC", "True IST"), "the zones were not set"


@pytest.mark.skipif(not foreign_locales(), reason="no foreign locale is installed")
def test_the_locale_of_the_process_changes_no_byte_and_stays_as_it_was() -> None:
    english = probe("C", "UTC", "1")
    for foreign_locale in foreign_locales()[:2]:
        assert probe(foreign_locale, "UTC", "1") == english


@every_format
def test_two_renders_give_the_same_bytes(form: str) -> None:
    editions = [item("a", 2, pictures=(HALL,)), item("b", 3)]
    assert render(form, *editions) == render(form, *editions)


def test_a_feed_is_utf8_without_mark_or_document_type() -> None:
    for form in feeds.FORMATS:
        document = render(form, item(headline="Ñandú"))
        assert "Ñandú" in document.decode()
        assert document.startswith((b"<?xml version='1.0' encoding='UTF-8'?>\n<", b"{"))
        assert b"<!DOCTYPE" not in document


def test_addresses_with_foreign_letters_are_plain_ascii() -> None:
    (entry,) = read_all(item(url="https://münchen.example/a b.html"), url="https://münchen.example/")
    assert entry.url == "https://xn--mnchen-3ya.example/a%20b.html"
    assert text(rss(url="https://münchen.example/"), "link") == "https://xn--mnchen-3ya.example/"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        feeds.feed(sample_config(), "rdf")


def test_a_bare_feed_is_enough() -> None:
    bare = feeds.Feed("", "", "", "", "", SITE, f"{SITE}rss.xml", "urn:x")
    assert line(bare.title) == ""
    for form in feeds.FORMATS:
        assert feeds.render(form, bare, [item()])
