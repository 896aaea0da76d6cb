"""Sources as the programs of sites keep them: a preamble, records, an entry cut out of a feed."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from newsroom_cli.importing import accounting, reading, recognition
from newsroom_cli.importing.reading import Reading
from newsroom_cli.importing.sources import markdown_text

DAY = dt.date(2026, 3, 2)
TEXT = "The city of Port Ellery today opened a library in the harbour quarter, with seats for 120 readers."
HTML = f"<p>{TEXT}</p>\n<p>“It is open to all,” said Mayor Ana Okafor.</p>"


def read(source: str, name: str) -> Reading:
    (pasted,) = recognition.sources(source.encode(), name=name)
    return reading.read(pasted)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (f"Title: City Opens Library\nDate: 2026-03-02 15:30\nAuthors: press office\nLang: en\n\n{TEXT}\n", "a.md"),
        (f"Title: City Opens Library\nDate: 2026-03-02\nSlug: x\n\n{TEXT}\n", "a.txt"),
        (
            "#use wml::site::news\n# $Id$\n<define-tag pagetitle>City <q>Opens</q> Library</define-tag>\n"
            f"<define-tag release_date>2026-03-02</define-tag>\n# Translator: A. B., 2027-01-01\n\n{HTML}",
            "a.wml",
        ),
        (
            json.dumps({"title": "City Opens Library", "details": {"body": HTML}, "first_published_at": "2026-03-02"}),
            "a.json",
        ),
        (
            json.dumps(
                [{"title": {"rendered": "City Opens Library"}, "content": {"rendered": HTML}, "date": "2026-03-02"}]
            ),
            "a.json",
        ),
    ],
)
def test_the_facts_of_programs(source: str, name: str) -> None:
    found = read(source, name)
    assert (found.headline, found.date) == ("City Opens Library", DAY)
    assert found.pieces[0].text == TEXT


def test_an_entry_cut_out_of_a_feed() -> None:
    pytest.importorskip("feedparser")
    found = read(
        f"<item><title>City Opens Library</title><pubDate>Mon, 02 Mar 2026 09:00:00 +0000</pubDate><description>"
        f"<![CDATA[{HTML}]]></description></item>",
        "a.xml",
    )
    assert (found.headline, found.body.startswith(TEXT)) == ("City Opens Library", True)


@pytest.mark.parametrize(
    "text",
    [
        "Title: only this\n\nText",
        "Contact: Idris Lind\nPhone: 555 010 0100\n\nText",
        "Date: March 2, 2026\n\nText",
        "<p>Text</p>",
        "",
    ],
)
def test_what_is_no_preamble(text: str) -> None:
    assert markdown_text.preamble_of(text) is None


def test_json_that_is_no_release_is_refused() -> None:
    from newsroom_cli.model.errors import NewsroomError

    with pytest.raises(NewsroomError, match="not a JSON Feed"):
        list(recognition.sources(b'{"name": "x"}', name="a.json"))


def test_html_behind_front_matter() -> None:
    found = read(
        f"---\n# the page\ntitle: City Opens Library\ndatum: 2026-03-02\n---\n{{% include top.html %}}\n        {HTML}",
        "a.html",
    )
    assert (found.headline, found.date, found.pieces[0].text) == ("City Opens Library", DAY, TEXT)


NEWSML_G2 = f"""<?xml version="1.0" encoding="utf-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en-US" standard="NewsML-G2">
<itemMeta><provider literal="wire.example"/><versionCreated>2026-03-02T09:00:00+00:00</versionCreated></itemMeta>
<contentMeta><headline>City Opens Library &amp; Cafe</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
<body><script>track()</script>{HTML}</body></html></inlineXML></contentSet></newsItem>"""
NEWSML_1 = f"""<NewsML Version="1.2"><NewsItem><NewsManagement>
<FirstCreated>20260302T090000+0000</FirstCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>City Opens Library &amp; Cafe</HeadLine></NewsLines>
<NewsComponent><Role FormalName="Contact"/>
<ContentItem><DataContent><html><body><p>Bea Lindqvist<br/>press@ellery.example
</p></body></html></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Body"/>
<ContentItem><DataContent><html><body>{HTML}</body></html></DataContent></ContentItem>
</NewsComponent></NewsComponent></NewsItem></NewsML>"""
NITF = f"""<nitf><head><docdata><date.release norm="20260302T090000Z"/></docdata></head><body><body.head><hedline>
<hl1>City Opens Library &amp; Cafe</hl1></hedline></body.head><body.content>{HTML}</body.content></body></nitf>"""


@pytest.mark.parametrize("source", [NEWSML_G2, NEWSML_1, NITF])
def test_messages_of_wires(source: str) -> None:
    found = read(source, "a.xml")
    assert (found.headline, found.date) == ("City Opens Library & Cafe", dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))
    assert found.body.startswith(TEXT)
    assert "track" not in found.body
    assert [quote.speaker for quote in found.quotes] == ["Ana Okafor"]
    assert [contact.email for contact in found.contacts] == (["press@ellery.example"] if source is NEWSML_1 else [])


def test_a_message_that_breaks_off_or_opens_files() -> None:
    assert read(
        NEWSML_1[: NEWSML_1.index("</body></html></DataContent></ContentItem>\n</NewsComponent>")], "a.xml"
    ).body.startswith(TEXT)
    opened = '<!DOCTYPE NewsML [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "&x;&x;">]>'
    assert read(opened + NEWSML_1.replace("120 readers", "120 readers &y;"), "a.xml").body.startswith(TEXT[:60])


def test_a_line_break_on_a_line_of_its_own_makes_no_html_of_what_follows() -> None:
    text = "The city opened a library today. " * 4
    source = f"# City Opens Library\n\n{text}\n\n<br>\n[All](https://a.example/p)\n<BR />\n### More books\n\n{text}\n"
    assert [(piece.kind, piece.markdown) for piece in read(source, "a.md").pieces][-3:-1] == [
        ("paragraph", "[All](https://a.example/p)"),
        ("heading", "More books"),
    ]


def test_words_of_tables_within_front_matter_are_named_as_left_out() -> None:
    source = (
        "---\ntitle: City Opens Library\nhero:\n  text: All who read are welcome in the new library\n  links:\n"
        "    - name: Come and see it on the quay\n---\n\nThe city opened a library today. It has 40,000 books.\n"
    )
    left = accounting.account(read(source, "a.md")).left_out
    words = [line for part in left for line in part.lines]
    assert "text: All who read are welcome in the new library" in words
    assert "name: Come and see it on the quay" in words


def test_a_table_that_names_itself_is_read_to_an_end(in_time: None) -> None:
    bomb = "".join(f"l{depth}: &l{depth} {{a: *l{depth - 1}, b: *l{depth - 1}}}\n" for depth in range(1, 40))
    source = (
        f"---\ntitle: City Opens Library\nown: &own\n  b: *own\nl0: &l0 {{a: x}}\n{bomb}---\n\nThe city opened it.\n"
    )
    accounting.account(read(source, "a.md"))
