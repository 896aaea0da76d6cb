"""What is published says what the release says: times, addresses, tables, words, on pages, in feeds and in mails."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import atoma
import feedparser
import lxml.etree
import lxml.html
import pytest
from oracles import tools
from samples import BODY, FRONT, HERE, sample_config, sample_release, sample_text, write_newsroom
from sampling import sample

from newsroom_cli.cli.steps import reporter
from newsroom_cli.cli.terminal import output
from newsroom_cli.linter import suppressing
from newsroom_cli.linter.check import check
from newsroom_cli.linter.findings import Finding
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.markup.text_lines import columns
from newsroom_cli.model import addresses
from newsroom_cli.model import config as configuration
from newsroom_cli.model.config import Config
from newsroom_cli.model.release import Release
from newsroom_cli.model.release_file import parse
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.site import pages
from newsroom_cli.rules import catalogue


def made(*, front: str = FRONT, body: str = BODY, config: Config | None = None) -> Edition:
    return editions.edition(sample_release(front=front, body=body), config or sample_config())


def page(edition: Edition, config: Config | None = None) -> str:
    return pages.release_page(edition, config or sample_config(), None).decode()


def feed(edition: Edition, config: Config | None = None, *, form: str = "json") -> str:
    known = config or sample_config()
    return feeds.render(form, feeds.feed(known, form), [edition]).decode()


def content(edition: Edition, config: Config | None = None) -> str:
    """The HTML of the only entry of a feed."""
    return str(json.loads(feed(edition, config))["items"][0]["content_html"])


def letter(edition: Edition, config: Config | None = None) -> str:
    return message.html(edition, config or sample_config(), None).decode()


def plain(edition: Edition, config: Config | None = None) -> str:
    return message.text(edition, config or sample_config(), None).decode()


def words(html: str) -> str:
    return " ".join(lxml.html.document_fromstring(html).text_content().replace("\xa0", " ").split())


# --- events ---------------------------------------------------------------------------------------------------

NEW_YORK, ISTANBUL, LONDON = "America/New_York", "Europe/Istanbul", "Europe/London"
EVENTS = [
    # Autumn and spring, over several days.
    (
        NEW_YORK,
        "2026-10-30T18:00:00-04:00",
        "2026-11-01T22:00:00-05:00",
        "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST",
    ),
    (
        NEW_YORK,
        "2026-03-07T20:00:00-05:00",
        "2026-03-08T20:00:00-04:00",
        "Saturday, March 7, 2026, 8 p.m. EST – Sunday, March 8, 2026, 8 p.m. EDT",
    ),
    (
        LONDON,
        "2026-10-24T18:00:00+01:00",
        "2026-10-25T18:00:00Z",
        "Saturday, October 24, 2026, 6 p.m. BST – Sunday, October 25, 2026, 6 p.m. GMT",
    ),
    # The night itself: the day is said once, the zones are not the same.
    (
        NEW_YORK,
        "2026-11-01T00:30:00-04:00",
        "2026-11-01T03:00:00-05:00",
        "Sunday, November 1, 2026, 12:30 a.m. EDT – 3 a.m. EST",
    ),
    (
        NEW_YORK,
        "2026-11-01T01:30:00-04:00",
        "2026-11-01T01:30:00-05:00",
        "Sunday, November 1, 2026, 1:30 a.m. EDT – 1:30 a.m. EST",
    ),
    (
        NEW_YORK,
        "2026-03-08T01:00:00-05:00",
        "2026-03-08T04:00:00-04:00",
        "Sunday, March 8, 2026, 1 a.m. EST – 4 a.m. EDT",
    ),
    # Typed without an offset, or in UTC: times of the newsroom.
    (
        NEW_YORK,
        "2026-10-30T18:00:00",
        "2026-11-01T22:00:00",
        "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST",
    ),
    (
        NEW_YORK,
        "2026-10-30T22:00:00Z",
        "2026-11-02T03:00:00Z",
        "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST",
    ),
    # Zones that have no letters, with and without a change of clocks.
    (
        ISTANBUL,
        "2026-10-30T18:00:00+03:00",
        "2026-11-01T22:00:00+03:00",
        "Friday, October 30, 2026, 6 p.m. – Sunday, November 1, 2026, 10 p.m. UTC+3",
    ),
    (
        "Antarctica/Troll",
        "2026-10-24T18:00:00+02:00",
        "2026-10-25T18:00:00+00:00",
        "Saturday, October 24, 2026, 6 p.m. UTC+2 – Sunday, October 25, 2026, 6 p.m. UTC+0",
    ),
    # An event elsewhere keeps the clock of its place.
    (
        NEW_YORK,
        "2026-10-31T18:00:00-07:00",
        "2026-11-01T22:00:00-08:00",
        "Saturday, October 31, 2026, 6 p.m. UTC−7 – Sunday, November 1, 2026, 10 p.m. UTC−8",
    ),
    (
        NEW_YORK,
        "2026-06-01T18:00:00+05:30",
        "2026-06-01T20:00:00+05:30",
        "Monday, June 1, 2026, 6 p.m. – 8 p.m. UTC+5:30",
    ),
    (
        NEW_YORK,
        "2026-10-30T18:00:00-04:00",
        "2026-11-01T22:00:00-04:00",
        "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. UTC−4",
    ),
    # One moment only; an end that says nothing, or lies before the start.
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-30T18:00:00-04:00", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-30", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-29", "Friday, October 30, 2026, 6 p.m. EDT"),
    # A time of day that nobody gave is not invented, one that was given is said.
    (NEW_YORK, "2026-10-30", "2026-11-01", "Friday, October 30, 2026 – Sunday, November 1, 2026"),
    (
        NEW_YORK,
        "2026-10-30",
        "2026-11-01T22:00:00-05:00",
        "Friday, October 30, 2026 – Sunday, November 1, 2026, 10 p.m. EST",
    ),
    (NEW_YORK, "2026-10-30", "2026-10-30T22:00:00-04:00", "Friday, October 30, 2026 – 10 p.m. EDT"),
    (
        NEW_YORK,
        "2026-10-30T18:00:00-04:00",
        "2026-11-01",
        "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026",
    ),
    (
        NEW_YORK,
        "2026-10-31T18:00:00-04:00",
        "2026-11-01T00:00:00-04:00",
        "Saturday, October 31, 2026, 6 p.m. – Sunday, November 1, 2026, 0:00 (midnight) EDT",
    ),
    (NEW_YORK, "2026-10-31T00:00:00-04:00", "", "Saturday, October 31, 2026"),
    (
        NEW_YORK,
        "2026-10-31T00:00:00-04:00",
        "2026-10-31T12:00:00-04:00",
        "Saturday, October 31, 2026, 0:00 (midnight) – noon EDT",
    ),
]


@pytest.mark.parametrize(("zone", "starts", "ends", "said"), EVENTS)
def test_page_feed_and_mail_say_the_same_time_of_an_event(zone: str, starts: str, ends: str, said: str) -> None:
    config = sample_config(time_zone=zone)
    assert config.zone == ZoneInfo(zone)
    event = f"[event]\nstarts = {starts}\n" + (f"ends = {ends}\n" if ends else "")
    edition = made(front=FRONT.replace("[dateline]", f"{event}\n[dateline]"), config=config)
    assert f"<strong>{said}</strong>" in content(edition, config)
    assert f"When: {said} PORT ELLERY" in words(letter(edition, config))
    assert f"When: {said} PORT ELLERY" in " ".join(plain(edition, config).split())
    when = lxml.html.document_fromstring(page(edition, config)).xpath("//dl[@class='event']/dd")[0]
    assert " ".join(when.text_content().split()) == said


# --- addresses ------------------------------------------------------------------------------------------------

# As browsers read a host: name typed, name on the network.
HOSTS = {
    "müller.example": "xn--mller-kva.example",
    "MÜLLER.Example": "xn--mller-kva.example",
    "m%C3%BCller.example": "xn--mller-kva.example",
    "xn--mller-kva.example": "xn--mller-kva.example",
    "straße.example": "xn--strae-oqa.example",
    "日本。example": "xn--wgv71a.example",
    "１２.example": "12.example",
    "😀.example": "xn--e28h.example",
    "न्‍क.example": "xn--11b1b1gu62h.example",
    "İstanbul.example": "xn--istanbul-o0e.example",
    "ma\u00adx.example": "max.example",
    "a_b.example": "a_b.example",
    "a%2Fb.example": "",
    "ex\u202eample.example": "",
    "x" * 64 + "é.example": "",
}


@pytest.mark.parametrize(("typed", "known"), HOSTS.items())
def test_a_host_is_written_as_the_network_knows_it(typed: str, known: str) -> None:
    assert addresses.ascii_host(typed) == known
    assert addresses.ascii_web_address(f"https://{typed}/") == (f"https://{known}/" if known else "")


@pytest.mark.oracle
def test_browsers_read_hosts_in_the_same_way() -> None:
    script = (
        "for (const each of JSON.parse(process.argv[1])) { let host = ''; try { host = new "
        "URL(`https://${each}/`).host } catch {} console.log(host) }"
    )
    shown = subprocess.run(["node", "-e", script, json.dumps([*HOSTS])], capture_output=True, text=True, check=True)
    # A name that is too long is refused by the network, not by the browser.
    assert shown.stdout.split("\n")[: len(HOSTS) - 1] == [*HOSTS.values()][:-1]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("https://user:pässword@müller.example:8080/ü x?q=ö%20&r=1#ä", "https://xn--mller-kva.example:8080/%C3%BC%20x?q=%C3%B6%20&r=1#%C3%A4"),
        ("HTTPS://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("https://x.example/100%/a\"b'c<d>", "https://x.example/100%25/a%22b'c%3Cd%3E"),
        ("https://x.example", "https://x.example"),
        ("//x.example/", ""),
        ("ftp://x.example/", ""),
        ("javascript:alert(1)", ""),
        ("https://good.example\\@evil.example/", ""),
        ("https://x.example:port/", ""),
        ("https://[x/", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_written_in_ascii_or_is_none(typed: str, known: str) -> None:
    assert addresses.ascii_web_address(typed) == known


KNOWN = "https://xn--mller-kva.example"
WRITTEN = [
    "[words](https://müller.example/way)",
    "<https://müller.example/way>",
    "[words][1]\n\n[1]: https://MÜLLER.example/way",
    '<a href="https://müller.example/way">words</a>',
    '<p>A block <a href="https://m%C3%BCller.example/way">words</a></p>',
    "- [words](https://müller.example/way)",
]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("where", ["body", "boilerplate"])
def test_a_link_to_a_host_with_foreign_letters_works_everywhere(written: str, where: str) -> None:
    config = sample_config()
    if where == "boilerplate":
        office = config.offices["mayors-office"]._replace(boilerplate=written)
        config = config._replace(offices={"mayors-office": office})
    edition = made(body=f"Words.\n\n{written}\n" if where == "body" else BODY, config=config)
    for html in (page(edition, config), content(edition, config), letter(edition, config)):
        links = lxml.html.document_fromstring(html).xpath("//a/@href")
        assert f"{KNOWN}/way" in links
        assert all(link.isascii() for link in links)
    assert f"{KNOWN}/way" in plain(edition, config)
    assert f"{KNOWN}/way" in feed(edition, config, form="rss") and f"{KNOWN}/way" in feed(edition, config, form="atom")


def test_pictures_sources_and_mailboxes_at_a_host_with_foreign_letters() -> None:
    more = """
[source]
name = "Müller"
url = "https://müller.example/a b"
[[images]]
file = "https://müller.example/bild ü.png"
alt = "A picture"
[[contacts]]
name = "Ana"
email = "press+news@müller.example"
"""
    edition = made(
        front=FRONT.replace("[dateline]\n", more + "[dateline]\n"),
        body="![Alt](https://müller.example/x.png)\n\n[Write](mailto:ana@müller.example?subject=Hi%20ü) to us.",
    )
    for html in (page(edition), content(edition), letter(edition)):
        tree = lxml.html.document_fromstring(html)
        links, pictures = tree.xpath("//a/@href"), tree.xpath("//img/@src")
        assert f"{KNOWN}/a%20b" in links
        assert "mailto:press+news@xn--mller-kva.example" in links
        assert "mailto:ana@xn--mller-kva.example?subject=Hi%20%C3%BC" in links
        assert {f"{KNOWN}/bild%20%C3%BC.png", f"{KNOWN}/x.png"} <= set(pictures)
        assert all(address.isascii() for address in (*links, *pictures))
    assert f"<{KNOWN}/a%20b>" in plain(edition) and "<ana@xn--mller-kva.example>" in plain(edition)
    data = lxml.html.document_fromstring(page(edition)).xpath("//script")[0].text
    assert json.loads(data)["isBasedOn"] == f"{KNOWN}/a%20b"


def test_a_newsroom_at_a_host_with_foreign_letters() -> None:
    text = (HERE / "newsroom.toml").read_text(encoding="utf-8").replace("news.port-ellery.example", "straße.example")
    config = configuration.parse(text)
    assert config.url == "https://xn--strae-oqa.example/"
    edition = made(body="[Map](map.png)\n\n![Map](map.png)", config=config)
    for html in (page(edition, config), content(edition, config), letter(edition, config)):
        assert "straße" not in html and "https://xn--strae-oqa.example/" in html


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://times.example/a b", "https://times.example/a%20b"),
        ('https://times.example/\\"a\\"', "https://times.example/%22a%22"),
        ("https://times.example/ü?q=<x>", "https://times.example/%C3%BC?q=%3Cx%3E"),
        (" https://times.example/ ", "https://times.example/"),
        ("HTTPS://times.example/", "https://times.example/"),
        ("ftp://times.example/", ""),
        ("javascript:alert(1)", ""),
        ("times.example/a", ""),
        ("https://[times/", ""),
        ("https://tim es.example/", ""),
    ],
)
@pytest.mark.parametrize("name", ["Harbour Times", ""])
def test_the_address_of_a_source_is_one_or_is_left_out(url: str, shown: str, name: str) -> None:
    source = f'[source]\nname = "{name}"\nurl = "{url}"\n'
    edition = made(front=FRONT.replace("[dateline]\n", source + "[dateline]\n"))
    for html in (page(edition), content(edition), letter(edition)):
        links = lxml.html.document_fromstring(html).xpath("//a[contains(@href, 'imes')]/@href")
        assert links == ([shown] if shown else [])
        assert not name or name in words(html)
    if shown:
        assert f"<{shown}>" in plain(edition) and f'href="{shown}" rel="via"' in feed(edition, form="atom")
    else:
        assert url not in plain(edition) and 'rel="via"' not in feed(edition, form="atom")


# --- feeds ----------------------------------------------------------------------------------------------------

AWKWARD = "A & B < C > D \"q\" 's' &amp; &lt;b&gt; 5"


def test_the_words_of_a_feed_are_escaped_once() -> None:
    config = sample_config(name=AWKWARD, description=AWKWARD)
    config = config._replace(feeds=config.feeds._replace(title=AWKWARD, rights=AWKWARD))
    edition = made(config=config)._replace(headline=AWKWARD, topics=(AWKWARD,), office_name=AWKWARD)
    rss, atom = feed(edition, config, form="rss").encode(), feed(edition, config, form="atom").encode()
    channel = lxml.etree.fromstring(rss).find("channel")
    for name in ("title", "description", "copyright"):
        assert channel.findtext(name) == AWKWARD, name
    item = channel.find("item")
    assert item.findtext("title") == item.findtext("{http://purl.org/dc/elements/1.1/}creator") == AWKWARD
    assert AWKWARD in [category.text for category in item.findall("category")]
    read = atoma.parse_rss_bytes(rss)
    assert (read.title, read.description, read.copyright, read.items[0].title) == (AWKWARD,) * 4
    again = atoma.parse_atom_bytes(atom)
    assert (again.title.value, again.subtitle.value, again.rights.value, again.entries[0].title.value) == (AWKWARD,) * 4
    assert feedparser.parse(atom).feed.subtitle == AWKWARD
    about = json.loads(feed(edition, config))
    assert (about["title"], about["description"], about["items"][0]["title"]) == (AWKWARD,) * 3


def test_a_reader_that_takes_an_rss_description_for_html_sees_the_words() -> None:
    config = sample_config(description="Parks & Roads: 1 < 2")
    assert feedparser.parse(feed(made(), config, form="rss")).feed.subtitle in (
        "Parks & Roads: 1 < 2",
        "Parks &amp; Roads: 1 &lt; 2",
    )
    read = feedparser.parse(feed(made()._replace(subhead="Parks & Roads: 1 < 2"), form="rss")).entries[0]
    assert read.summary == "Parks &amp; Roads: 1 &lt; 2"


# --- tables ---------------------------------------------------------------------------------------------------

TABLE = """\
| Branch | Books | Open | Since |
|---|--:|:-:|:--|
| Harbour | 40,000 | yes | 2026 |
| Hill | 2,000 | no | 1999 |
"""


@pytest.mark.parametrize("around", ["{}", "Words with <b>HTML</b>.\n\n{}", "> {}"])
def test_the_columns_of_a_table_stay_aligned(around: str) -> None:
    table = around.format(TABLE.replace("\n", "\n> ") if around.startswith(">") else TABLE)
    edition = made(body=f"Words.\n\n{table}")
    for html in (page(edition), content(edition), letter(edition)):
        rows = lxml.html.document_fromstring(html).xpath("//table[.//th='Branch']//tr[th='Branch' or td]")
        found = [[_aligned(cell) for cell in row] for row in rows if len(row) == 4]
        assert found == [["left", "right", "center", "left"]] * 3 or found == [["", "right", "center", "left"]] * 3
    assert "Harbour | 40,000 | yes  | 2026" in plain(edition)
    assert "Hill    |  2,000 |  no  | 1999" in plain(edition)


def _aligned(cell: Any) -> str:
    """The alignment of a cell, by its class on a page, by its style elsewhere."""
    found = re.findall(r"text-align: (\w+)", cell.get("style", ""))
    return found[-1] if found else cell.get("class", "")


def test_no_other_style_comes_through() -> None:
    table = (
        "<table><tr><td style='color:red; TEXT-ALIGN:Right;position:fixed'>1</td><td "
        "style='text-align:url(x)'>2</td><p style='text-align:right'>x</table>"
    )
    edition = made(body=table)
    assert '<td style="text-align: right">1</td><td>2</td>' in edition.html
    assert edition.html.count("style") == 1


@pytest.mark.oracle
def test_the_html_checker_takes_aligned_tables(tmp_path: Path) -> None:
    edition = made(body=f"Words.\n\n{TABLE}\n\n[Words](https://müller.example/a b)")
    (tmp_path / "page.html").write_text(page(edition), encoding="utf-8")
    (tmp_path / "mail.html").write_text(letter(edition), encoding="utf-8")
    assert tools.nu(sorted(tmp_path.glob("*.html"))) == []


# --- plain text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[Write](mailto:press@port-ellery.example?subject=Hi) now", "Write <press@port-ellery.example> now"),
        ("[Write](MAILTO:press@port-ellery.example?subject=Hi) now", "Write <press@port-ellery.example> now"),
        ("[Write](mailto:a%2Bb@x.example,c@x.example?cc=d@x.example) now", "Write <a+b@x.example, c@x.example> now"),
        ("[a@x.example](mailto:a@x.example?subject=Hi) now", "a@x.example now"),
        ("<a@x.example> now", "a@x.example now"),
        ("[Write](mailto:?subject=Hi) now", "Write now"),
        ('<a href="mailto:a@x.example?subject=Hi">Write</a> now', "Write <a@x.example> now"),
        ('<p><a href="mailto:a@x.example?subject=Hi&amp;body=x">Write</a> now</p>', "Write <a@x.example> now"),
        ("[Call](tel:+1-617-555-0100;ext=12) now", "Call <+1-617-555-0100 ext. 12> now"),
        ("[Call](tel:+1%20617%20555%200100) now", "Call <+1-617-555-0100> now"),
        ("[+1 617 555 0100](tel:+16175550100) now", "+1 617 555 0100 now"),
        ('<a href="https://x.example/?a=1&amp;b=2">See</a> now', "See <https://x.example/?a=1&b=2> now"),
        ('<a href="https://x.example/">https://x.example</a> now', "https://x.example now"),
        ('<p><a href="https://x.example/"><b>x.example</b></a> now</p>', "x.example now"),
        ('<a href="javascript:x">See</a> <a>this</a> </a>now', "See this now"),
        ("[See](https://x.example/a%20b) now", "See <https://x.example/a%20b> now"),
        ("<https://müller.example/> now", "https://xn--mller-kva.example/ now"),
    ],
)  # fmt: skip
def test_plain_text_says_an_address_that_can_be_used(written: str, shown: str) -> None:
    assert made(front='headline = "x"\n', body=written).text == f"{shown}\n"


JAPANESE = "東京都は、本日「新しい図書館」を開館しました。コーヒーショップもあります（3階）。ｶﾞｷﾞ、ぱっと、ＡＢＣ。"
CHINESE = "港口区图书馆今天开馆，藏书四万册……市长说：“每个人都应该住在离书不远的地方。”（完）《新书》——明天见！"
THAI = "กรุงเทพมหานครเปิดห้องสมุดแห่งใหม่ในวันนี้โดยมีหนังสือมากกว่าสี่หมื่นเล่มเพื่อให้บริการแก่ประชาชนทุกคน"
NEVER_FIRST = "、。，．・：；？！」』）〉》】”’ーっゃゅょッャュョァ…—゙゚ﾞﾟ"
NEVER_LAST = "「『（〈《【“‘"


@pytest.mark.parametrize("script", [JAPANESE, CHINESE, THAI])
@pytest.mark.parametrize("begin", ["", "> ", "- ", "1. "])
@pytest.mark.parametrize("shift", range(0, 12, 3))
def test_scripts_without_spaces_are_wrapped(script: str, begin: str, shift: int) -> None:
    words = "x" * shift + script * 8
    text = made(front='headline = "x"\n', body=begin + words).text
    lines = text.rstrip("\n").split("\n")
    assert len(lines) > 4 and max(map(columns, lines)) <= 72
    inside = [line.removeprefix(begin) if index == 0 else line[len(begin) :] for index, line in enumerate(lines)]
    assert "".join(inside) == words, "nothing is added, nothing lost"
    assert not [line for line in inside if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST]
    assert not [line for line in inside if unicodedata.category(line[0]).startswith("M")]
    if script is not THAI:
        assert min(map(columns, lines[:-1])) > 60, "lines are filled"


def test_words_of_other_scripts_are_never_broken() -> None:
    words = ["한국어", "Bürger(innen)", "l’été", "5\u00a0000\u202f€", "«née»", "Ελλάδα", "мир-труд", "“(é)”", "שלום"]
    text = made(front='headline = "x"\n', body=" ".join(words * 30)).text
    assert text.replace("\n", " ").split(" ") == [*(words * 30), ""]


@pytest.mark.parametrize("field", ["headline", "subhead", "event_place", "source_name"])
def test_every_line_of_a_mail_is_wrapped(field: str) -> None:
    edition = made()._replace(**{field: JAPANESE * 4, "source_url": "https://x.example/"})
    lines = plain(edition).split("\n")
    assert max(map(columns, lines)) <= 72
    assert JAPANESE * 4 in "".join(lines)


def test_a_table_of_wide_letters_stands_in_columns() -> None:
    body = "| 館 | 本 |\n|---|--:|\n| 港 | 12 |\n| Hill | 3 |\n"
    assert made(front='headline = "x"\n', body=body).text == "館   | 本\n-----+---\n港   | 12\nHill |  3\n".replace(
        "-----+---", "-----+---"
    )


def test_a_summary_without_spaces_is_cut_between_letters() -> None:
    assert shortened("第一 " + "漢" * 300, 100) == "第一 " + "漢" * 96 + "…"
    assert shortened("one two three four", 12) == "one two…"


# --- mails ----------------------------------------------------------------------------------------------------

PARAGRAPH = "Number {n}: the city opened library {n} today, with forty thousand books and rooms to read in."
LONG = {
    "paragraphs": f"{PARAGRAPH}\n\n",
    "links": (
        "Number {n}: see the [list of books](https://port-ellery.example/a-long-address/{n}) of "
        "<https://x.example/{n}>.\n\n"
    ),
    "lists": "Number {n}:\n\n1. first things\n2. second things\n   - and more\n\n> Words of somebody {n}.\n\n",
    "sections": "## Heading {n}\n\nNumber {n}: some words.\n\n---\n\n![A picture](x.png)\n\n",
    "Japanese": "第{n}号、本日「新しい図書館」を開館しました。コーヒーショップもあります。\n\n",
    "HTML": "<p>Number {n}: a <a href='https://x.example/{n}'>link</a> and more words.</p>\n\n",
}


def long(kind: str, count: int = 1_500) -> Edition:
    return made(body="".join(LONG[kind].replace("{n}", str(number)) for number in range(count)))


@pytest.mark.parametrize("kind", LONG)
def test_both_parts_of_a_long_mail_end_at_the_same_place(kind: str) -> None:
    edition = long(kind)
    html, text = words(letter(edition)), plain(edition)
    assert "This is the beginning of a long release." in html and "This is the beginning of a long release." in text
    numbers = [re.findall(r"(?:Number |第)(\d+)", version)[-1] for version in (html, text)]
    assert abs(int(numbers[0]) - int(numbers[1])) <= 1, numbers
    assert message.text(edition, sample_config(), None, whole=True).decode().count("1499") >= 1


def test_both_parts_of_a_mail_that_begins_with_a_huge_paragraph_show_its_beginning() -> None:
    edition = made(body="word " * 60_000)
    begun = words(letter(edition)).rpartition("seven days a week")[2].partition("…")[0]
    assert "word word" in begun and plain(edition).count("word") == begun.count("word")


def test_a_long_boilerplate_ends_at_the_same_place() -> None:
    config = sample_config()
    office = config.offices["mayors-office"]._replace(boilerplate="".join(f"About {n}.\n\n" for n in range(4_000)))
    config = config._replace(offices={"mayors-office": office})
    edition = made(config=config)
    assert re.findall(r"About (\d+)\.", words(letter(edition, config))) == re.findall(
        r"About (\d+)\.", plain(edition, config)
    )


@pytest.mark.parametrize("kind", LONG)
def test_what_is_short_enough_stays_whole_in_both_parts(kind: str) -> None:
    edition = long(kind, 40)
    assert edition.text.rstrip("\n") in plain(edition) and "This is the beginning" not in letter(edition)


@pytest.mark.oracle
@pytest.mark.parametrize("kind", sample(LONG, 3))
def test_a_spam_filter_has_nothing_against_a_long_mail(kind: str) -> None:
    verdict = tools.spamassassin(message.eml(long(kind), sample_config(), None))
    assert verdict.score <= 0.1, verdict.report


@pytest.mark.parametrize(
    ("subhead", "body", "shown"),
    [
        (
            "",
            "Hello\n\nThe city today opened a library.\n\nIt has books.",
            "Hello. The city today opened a library. It has books.",
        ),
        ("Hello", "Hello\n\nThe city today opened a library.", "Hello. The city today opened a library."),
        ("Hello", "Hello, the city today opened a library.", "Hello, the city today opened a library."),
        ("", "## Heading\n\nWhy?\n\n- one\n\nBecause & so.", "Why? Because & so."),
        ("", "Short.\n\n" + "word " * 18 + "\n\nMore.", "Short. " + "word " * 17 + "word"),
        ("", "Hello", "Hello"),
        ("", "你好。\n\n" + "港口区图书馆今天开馆。", "你好。 港口区图书馆今天开馆。"),
    ],
)
@pytest.mark.parametrize("dateline", [True, False])
def test_a_short_line_of_preview_goes_on_with_the_next_paragraph(
    subhead: str, body: str, shown: str, dateline: bool
) -> None:
    front = FRONT.replace("The branch lends books seven days a week", subhead)
    edition = made(front=front if dateline else front.replace('[dateline]\ncity = "Port Ellery"\n', ""), body=body)
    preview = lxml.html.document_fromstring(letter(edition)).xpath("//div[@class='preheader']")[0]
    assert preview.text == shown


# --- what check says ------------------------------------------------------------------------------------------


def release_of(text: str) -> Release:
    return parse(text, "releases/2026-03-02-library.md")


def findings(front: str, body: str = BODY, config: Config | None = None) -> list[Finding]:
    return check(sample_release(front=front, body=body), config or sample_config())


def codes(front: str, body: str = BODY) -> list[str]:
    return [finding.code for finding in findings(front, body)]


@pytest.mark.parametrize("office", ["TK", "TBD", "[NAME]", "XXX"])
def test_an_office_to_come_is_reported_once_and_nobody_can_be_called(office: str) -> None:
    front = FRONT.replace('"mayors-office"', f'"{office}"')
    assert sorted(codes(front)) == ["CT001", "PH001"]
    own = '[[contacts]]\nname = "Press Desk"\nphone = "+1 617 555 0100"\n'
    assert codes(front + own) == ["PH001"]
    assert "CT001" not in codes(FRONT.replace('"mayors-office"', '"mayor-office"')), "OF001 says it"


@pytest.mark.parametrize(
    "front",
    [
        FRONT.replace('kind = "release"', 'kind = "TK"'),
        FRONT + '[[contacts]]\nname = "Desk"\nphone = "+1 617 555 0100"\nemail = "TK"\n',
        FRONT + '[source]\nname = "Harbour Times"\nurl = "TK"\n',
        FRONT + '[[images]]\nfile = "a.png"\nalt = "TK"\ncaption = "The hall."\ncredit = "Lena Brook"\n',
    ],
)
def test_a_placeholder_in_any_field_is_reported_once(front: str) -> None:
    assert codes(front) == ["PH001"]


def test_a_name_that_differs_from_the_known_one_is_the_mistake() -> None:
    for wrong, right in (("Ana Okafer", "Ana Okafor"), ("Mayor Okafer", "Mayor Okafor")):
        (found,) = [finding for finding in findings(FRONT, f"{BODY}\n{wrong} came.\n") if finding.code == "FC006"]
        assert found.help is not None and found.help.startswith(f"write {right}, unless") and "Okafer" not in found.help
        assert found.repair is not None and [change.text for change in found.repair.changes] == [right]


def test_a_link_to_an_attachment_says_what_to_do() -> None:
    (found,) = findings(FRONT, f"{BODY}\nRead the [report of the year](report.pdf).\n")
    assert found.code == "LK007" and found.help is not None and "[[attachments]]" in found.help
    said = " ".join((HERE.parent / "docs" / "release-format.md").read_text(encoding="utf-8").split())
    assert "any other file beside the release | an error (LK007)" in said


def with_repairs(*safe: bool) -> list[Finding]:
    (found,) = findings(FRONT, f"{BODY}\nAna Okafer came.\n")
    assert found.repair is not None
    return [found._replace(repair=found.repair._replace(safe=word)) for word in safe]


@pytest.mark.parametrize(
    ("safe", "said"),
    [
        ([True], "\n1 can be fixed with --fix"),
        ([False, False, False], "\n3 can be fixed with --fix --unsafe-fixes"),
        ([True, False], "\n1 can be fixed with --fix and 1 more with --fix --unsafe-fixes"),
    ],
)
def test_the_closing_line_has_a_verb(safe: list[bool], said: str) -> None:
    assert "\n".join(reporter._closing_lines(with_repairs(*safe), "x")).endswith(said)


def test_after_fix_the_last_line_is_a_sentence(newsroom: Callable[..., Any], tmp_path: Path) -> None:
    write_newsroom(tmp_path)
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(sample_text(body=f"{BODY}\nAna Okafer came.\n"))
    assert newsroom("check", "--fix").err.splitlines()[-1] == "1 can be fixed with --fix --unsafe-fixes"


# --- comments for what is found -------------------------------------------------------------------------------

# Where one rule is silent only while another speaks, and where a comment changes what stands first or next.
BESIDE = {
    "DL009": "EUGENE, Ore. — The city today opened its ninth library.\n",
    "FC006": f"{BODY}\n“Books are light,” said Ana Okfaor.\n",
    "LK002": f"{BODY}\n[The programme](https://) and [the tours](#) are [here](URL).\n",
    "IM001": f"{BODY}\n[![](plan.png)](https://port-ellery.example/plan)\n",
    "TX007": f"{BODY}\n[Back to top](#top)\n",
    "LK001": f"{BODY}\nQuestions? Please contact us at\n\nTickets are sold online here.\n",
    "FM008": f"# City Opens Harbour Quarter Pool\n\n{BODY}",
}


@pytest.mark.parametrize("code", BESIDE)
def test_comments_stand_beside_the_line_where_that_does(code: str) -> None:
    read = sample_release(body=BESIDE[code])
    assert code in [finding.code for finding in check(read, sample_config())]
    made = suppressing.add_ignore_comments(read, sample_config(), "of last year")
    assert "ignore-file" not in made and code in made
    assert check(release_of(made), sample_config()) == []


def test_a_time_without_offset_that_does_not_exist_is_suppressed_beside_its_line() -> None:
    read = sample_release(front=FRONT.replace("[dateline]", "[event]\nstarts = 2026-03-08T02:30:00\n[dateline]"))
    made = suppressing.add_ignore_comments(read, sample_config(), "of last year")
    assert "# newsroom: ignore[EM004, FM005] of last year\nstarts" in made and "ignore-file" not in made


def test_an_embargo_that_is_unclear_gets_no_comment() -> None:
    read = sample_release(front=FRONT.replace("[dateline]", "embargo = 2026-03-08T02:30:00\n[dateline]"))
    assert suppressing.add_ignore_comments(read, sample_config(), "of last year") == read.text


@pytest.mark.parametrize("body", [BODY, "Another text.\n"])
def test_a_void_signature_is_never_suppressed(body: str) -> None:
    signed = (
        '[[approvals]]\nby = "Kim Lee"\nrole = "Editor"\ndate = 2026-03-01T11:30:00-05:00\ndigest = '
        '"sha256:7aa44a86784acb7915f899b59b549654c46b615b6464cfe026a751de5af08933"\n'
    )
    read = sample_release(front=FRONT + signed, body=body)
    before = [finding.code for finding in check(read, sample_config())]
    made = suppressing.add_ignore_comments(read, sample_config(), "of last year")
    assert "SO001" in before and "SO001" not in made
    assert [finding.code for finding in check(release_of(made), sample_config())] == ["SO001"]


# --- the pages of rules ---------------------------------------------------------------------------------------

MARK = re.compile(r"^`{3,}\w+ (?:good|bad)|\b(?:bad|good) \d+:\d+", re.MULTILINE)


def test_nobody_reads_the_marks_of_tests_in_the_page_of_a_rule(newsroom: Callable[..., Any], tmp_path: Path) -> None:
    for rule in catalogue.titles():
        assert MARK.search(catalogue.path(rule.code).read_text(encoding="utf-8")), "there is something to leave out"
        assert not MARK.search(catalogue.page(rule.code)), rule.code
        assert catalogue.page(rule.code).count("```") == catalogue.path(rule.code).read_text(encoding="utf-8").count(
            "```"
        )
    assert not MARK.search(newsroom("rule", "PH001").out)
    write_newsroom(tmp_path)
    (tmp_path / "releases" / "2026-03-02-library.md").write_text(sample_text(front=FRONT.replace("Library", "TK")))
    for form in ("sarif", "json", "full", "github", "gitlab", "junit"):
        shown = newsroom("check", "--format", form).out
        assert "PH001" in shown and not MARK.search(shown.replace("\\n", "\n")), form


def test_a_page_on_a_terminal_has_no_marks(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    output.page(catalogue.page("PH001"))
    shown = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out)
    assert "The library cost $1.2 TK" in shown and not MARK.search(shown)
