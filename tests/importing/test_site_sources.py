"""Sources as the programs of sites keep them: lines before a text, records, an entry cut out of a feed."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from newsroom_cli.importing import reading
from newsroom_cli.importing.reading import Reading
from newsroom_cli.importing.sources import decode, preambles

DAY = dt.date(2026, 3, 2)
TEXT = "The city of Port Ellery today opened a library in the harbour quarter, with seats for 120 readers."
HTML = f"<p>{TEXT}</p>\n<p>“It is open to all,” said Mayor Ana Okafor.</p>"


def read(source: str, name: str) -> Reading:
    (pasted,) = decode.sources(source.encode(), name=name)
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
        (json.dumps({"title": "City Opens Library", "details": {"body": HTML}, "first_published_at": "2026-03-02"}), "a.json"),
        (json.dumps([{"title": {"rendered": "City Opens Library"}, "content": {"rendered": HTML}, "date": "2026-03-02"}]), "a.json"),
    ],
)  # fmt: skip
def test_the_facts_of_programs(source: str, name: str) -> None:
    found = read(source, name)
    assert (found.headline, found.date) == ("City Opens Library", DAY)
    assert found.pieces[0].text == TEXT


def test_an_entry_cut_out_of_a_feed() -> None:
    pytest.importorskip("feedparser")
    found = read(
        f"<item><title>City Opens Library</title><pubDate>Mon, 02 Mar 2026 09:00:00 +0000</pubDate><description><![CDATA[{HTML}]]></description></item>",
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
    assert preambles.parted(text) is None


def test_json_that_is_no_release_is_refused() -> None:
    from newsroom_cli.errors import NewsroomError

    with pytest.raises(NewsroomError, match="not a JSON Feed"):
        list(decode.sources(b'{"name": "x"}', name="a.json"))


def test_html_behind_front_matter() -> None:
    found = read(
        f"---\n# the page\ntitle: City Opens Library\ndatum: 2026-03-02\n---\n{{% include top.html %}}\n        {HTML}",
        "a.html",
    )
    assert (found.headline, found.date, found.pieces[0].text) == ("City Opens Library", DAY, TEXT)
