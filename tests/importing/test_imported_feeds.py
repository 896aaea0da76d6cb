"""Feeds: every entry with its text, address and date; summaries are told apart from texts."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from newsroom_cli.importing import recognition
from newsroom_cli.importing.sources import feed
from newsroom_cli.model.errors import NewsroomError

pytest.importorskip("feedparser")

TEXT = "The city opened its library. " * 30
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>City of Port Ellery</title><link>https://portellery.example/</link><language>en-us</language>
<item><title>Library &amp;amp; more</title><link>/news/1?utm_source=rss</link>
<pubDate>Mon, 02 Mar 2026 08:00:00 -0500</pubDate>
<description>Short …</description><category>books</category>
<content:encoded><![CDATA[<p>{TEXT}<a href="plan.pdf">Plan</a></p><script>alert(1)</script>
<img src="https://t.example/open.gif" width="1">]]></content:encoded></item>
<item><title>Second</title><link>https://portellery.example/2</link>
<description>Only the beginning [&amp;hellip;]</description></item>
<item><title>Third</title><description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;End.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://portellery.example/news/"><title>News</title>
<entry xml:lang="es"><title type="html">La &lt;b&gt;biblioteca&lt;/b&gt;</title><link rel="alternate" href="1"/>
<id>tag:x,2026:1</id>
<published>2026-03-02T08:00:00Z</published><author><name>Sam Reed</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<h2>Cabeza</h2><p>{TEXT}<a href="plan">Plan</a></p></div>
</content></entry></feed>"""


def test_entries_of_rss() -> None:
    first, second, third = feed.read_xml(RSS.encode())
    assert (first.title, first.url, first.site, first.topics) == (
        "Library & more",
        "https://portellery.example/news/1",
        "City of Port Ellery",
        ("books",),
    )
    assert first.date == dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert [piece.kind for piece in first.pieces] == ["paragraph"]
    assert first.pieces[0].markdown == f"{TEXT}[Plan](https://portellery.example/news/plan.pdf)"
    assert first.notes == ()
    assert "only a summary" in second.notes[0]
    assert (len(third.pieces), third.notes, third.date) == (3, (), None)


def test_entries_of_atom_with_relative_links() -> None:
    (entry,) = feed.read_xml(ATOM.encode())
    assert (entry.title, entry.url, entry.author) == ("La biblioteca", "https://portellery.example/news/1", "Sam Reed")
    assert entry.date == dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    assert "[Plan](https://portellery.example/news/plan)" in entry.pieces[1].markdown


def test_a_feed_in_an_old_encoding() -> None:
    data = RSS.replace("utf-8", "iso-8859-1").replace("Short …", "x").replace("Second", "Größe").encode("latin-1")
    assert [entry.title for entry in feed.read_xml(data)][1] == "Größe"


def test_entities_are_refused() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel>'
        "<item><title>&b;</title></item></channel></rss>"
    )
    late = bomb.replace("<!DOCTYPE", f"<!--{'x' * 120_000}--><!DOCTYPE")
    for data in (bomb.encode(), bomb.encode("utf-16"), late.encode()):
        with pytest.raises(NewsroomError, match="entities"):
            list(recognition.sources(data, name="a.xml"))


def test_a_feed_below_a_long_comment_is_a_feed() -> None:
    long = RSS.replace("<rss", f"<!--{'<p>x</p>' * 1000}--><?style x?><rss", 1)
    assert len(list(recognition.sources(long.encode(), name="a.xml"))) == len(list(feed.read_xml(RSS.encode())))


@pytest.mark.parametrize(
    "source",
    ["<?xml version='1.0'?><note><to>x</to></note>", "<rss version='2.0'><channel><title>x</title></channel></rss>"],
)
def test_xml_without_entries_is_refused(source: str) -> None:
    with pytest.raises(NewsroomError, match=r"no entries|not a feed"):
        list(feed.read_xml(source.encode()))


def test_entries_of_a_json_feed() -> None:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "language": "en",
        "home_page_url": "https://portellery.example/",
        "items": [
            {
                "id": 1,
                "url": "news/1",
                "title": "One",
                "content_html": f"<p>{TEXT}<a href='/x'>x</a></p>",
                "date_published": "2026-03-02T08:00:00-05:00",
                "tags": ["books", 5],
            },
            {
                "id": 2,
                "title": "Two",
                "content_text": "A text.\n\nIn two parts.",
                "authors": [{"name": "Sam Reed"}],
                "attachments": [{"url": "https://portellery.example/a.pdf"}],
            },
            {"id": 3, "summary": "Short."},
            "no entry",
        ],
    }
    one, two, three = feed.read_json(json.dumps(data))
    assert (one.title, one.url, one.topics, one.language) == (
        "One",
        "https://portellery.example/news/1",
        ("books",),
        "en",
    )
    assert "[x](https://portellery.example/x)" in one.pieces[0].markdown
    assert ([piece.text for piece in two.pieces], two.author) == (["A text.", "In two parts."], "Sam Reed")
    assert two.notes == ("attached to the entry and not imported: https://portellery.example/a.pdf",)
    assert "only a summary" in three.notes[0]


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[]",
        '{"a": 1}',
        '{"version": "https://jsonfeed.org/version/1", "items": {}}',
        '{"version":"https://jsonfeed.org/version/1","items":' + "[" * 100_000,
    ],
)
def test_other_json_is_refused(data: str) -> None:
    with pytest.raises(NewsroomError):
        list(feed.read_json(data))


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#x110000;", "&#999999999;"])
def test_numbers_of_no_character_end_no_import(reference: str) -> None:
    feed = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>{reference}News</title>"
        f"<link>https://ellery.example/</link><item><title>City {reference} Opens</title>"
        "<description>The city opened a library.</description></item></channel></rss>"
    )
    (pasted,) = recognition.sources(feed.encode(), name="a.xml")
    assert pasted.title.startswith("City")


def test_a_date_in_words_is_a_date() -> None:
    feed = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>News</title><link>https://ellery.example/</link>"
        "<item><title>City Opens</title><description>The city opened a library.</description>"
        "<pubDate>Monday, March 2, 2026 - 10:55am</pubDate></item></channel></rss>"
    )
    (pasted,) = recognition.sources(feed.encode(), name="a.xml")
    assert pasted.date == dt.date(2026, 3, 2)
