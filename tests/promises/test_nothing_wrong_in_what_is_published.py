"""What is published says what the release says: times, addresses, tables, words, on pages, in feeds and in mails."""

from __future__ import annotations

import json
import subprocess
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from samples import BODY, FRONT, HERE, sample_config, sample_release

from newsroom_cli import addresses, mail
from newsroom_cli import config as configuration
from newsroom_cli import edition as editions
from newsroom_cli.config import Config
from newsroom_cli.edition import Edition
from newsroom_cli.publishing import feeds, site


def made(*, front: str = FRONT, body: str = BODY, config: Config | None = None) -> Edition:
    return editions.edition(sample_release(front=front, body=body), config or sample_config())


def page(edition: Edition, config: Config | None = None) -> str:
    return site.release_page(edition, config or sample_config(), None).decode()


def feed(edition: Edition, config: Config | None = None, *, form: str = "json") -> str:
    known = config or sample_config()
    return feeds.render(form, feeds.feed(known, form), [edition]).decode()


def content(edition: Edition, config: Config | None = None) -> str:
    """The HTML of the only entry of a feed."""
    return str(json.loads(feed(edition, config))["items"][0]["content_html"])


def letter(edition: Edition, config: Config | None = None) -> str:
    return mail.html(edition, config or sample_config(), None).decode()


def plain(edition: Edition, config: Config | None = None) -> str:
    return mail.text(edition, config or sample_config(), None).decode()


def words(html: str) -> str:
    return " ".join(lxml.html.document_fromstring(html).text_content().replace("\xa0", " ").split())


# --- events ---------------------------------------------------------------------------------------------------

NEW_YORK, ISTANBUL, LONDON = "America/New_York", "Europe/Istanbul", "Europe/London"
EVENTS = [
    # Autumn and spring, over several days.
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-11-01T22:00:00-05:00", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST"),
    (NEW_YORK, "2026-03-07T20:00:00-05:00", "2026-03-08T20:00:00-04:00", "Saturday, March 7, 2026, 8 p.m. EST – Sunday, March 8, 2026, 8 p.m. EDT"),
    (LONDON, "2026-10-24T18:00:00+01:00", "2026-10-25T18:00:00Z", "Saturday, October 24, 2026, 6 p.m. BST – Sunday, October 25, 2026, 6 p.m. GMT"),
    # The night itself: the day is said once, the zones are not the same.
    (NEW_YORK, "2026-11-01T00:30:00-04:00", "2026-11-01T03:00:00-05:00", "Sunday, November 1, 2026, 12:30 a.m. EDT – 3 a.m. EST"),
    (NEW_YORK, "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00", "Sunday, November 1, 2026, 1:30 a.m. EDT – 1:30 a.m. EST"),
    (NEW_YORK, "2026-03-08T01:00:00-05:00", "2026-03-08T04:00:00-04:00", "Sunday, March 8, 2026, 1 a.m. EST – 4 a.m. EDT"),
    # Typed without an offset, or in UTC: times of the newsroom.
    (NEW_YORK, "2026-10-30T18:00:00", "2026-11-01T22:00:00", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST"),
    (NEW_YORK, "2026-10-30T22:00:00Z", "2026-11-02T03:00:00Z", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. EST"),
    # Zones that have no letters, with and without a change of clocks.
    (ISTANBUL, "2026-10-30T18:00:00+03:00", "2026-11-01T22:00:00+03:00", "Friday, October 30, 2026, 6 p.m. – Sunday, November 1, 2026, 10 p.m. UTC+3"),
    ("Antarctica/Troll", "2026-10-24T18:00:00+02:00", "2026-10-25T18:00:00+00:00", "Saturday, October 24, 2026, 6 p.m. UTC+2 – Sunday, October 25, 2026, 6 p.m. UTC+0"),
    # An event elsewhere keeps the clock of its place.
    (NEW_YORK, "2026-10-31T18:00:00-07:00", "2026-11-01T22:00:00-08:00", "Saturday, October 31, 2026, 6 p.m. UTC−7 – Sunday, November 1, 2026, 10 p.m. UTC−8"),
    (NEW_YORK, "2026-06-01T18:00:00+05:30", "2026-06-01T20:00:00+05:30", "Monday, June 1, 2026, 6 p.m. – 8 p.m. UTC+5:30"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-11-01T22:00:00-04:00", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026, 10 p.m. UTC−4"),
    # One moment only; an end that says nothing, or lies before the start.
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-30T18:00:00-04:00", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-30", "Friday, October 30, 2026, 6 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-10-29", "Friday, October 30, 2026, 6 p.m. EDT"),
    # A time of day that nobody gave is not invented, one that was given is said.
    (NEW_YORK, "2026-10-30", "2026-11-01", "Friday, October 30, 2026 – Sunday, November 1, 2026"),
    (NEW_YORK, "2026-10-30", "2026-11-01T22:00:00-05:00", "Friday, October 30, 2026 – Sunday, November 1, 2026, 10 p.m. EST"),
    (NEW_YORK, "2026-10-30", "2026-10-30T22:00:00-04:00", "Friday, October 30, 2026 – 10 p.m. EDT"),
    (NEW_YORK, "2026-10-30T18:00:00-04:00", "2026-11-01", "Friday, October 30, 2026, 6 p.m. EDT – Sunday, November 1, 2026"),
    (NEW_YORK, "2026-10-31T18:00:00-04:00", "2026-11-01T00:00:00-04:00", "Saturday, October 31, 2026, 6 p.m. – Sunday, November 1, 2026, 12 a.m. EDT"),
    (NEW_YORK, "2026-10-31T00:00:00-04:00", "", "Saturday, October 31, 2026"),
    (NEW_YORK, "2026-10-31T00:00:00-04:00", "2026-10-31T12:00:00-04:00", "Saturday, October 31, 2026, 12 a.m. – 12 p.m. EDT"),
]  # fmt: skip


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
    assert addresses.host(typed) == known
    assert addresses.web(f"https://{typed}/") == (f"https://{known}/" if known else "")


@pytest.mark.oracle
def test_browsers_read_hosts_in_the_same_way() -> None:
    script = "for (const each of JSON.parse(process.argv[1])) { let host = ''; try { host = new URL(`https://${each}/`).host } catch {} console.log(host) }"
    shown = subprocess.run(["node", "-e", script, json.dumps([*HOSTS])], capture_output=True, text=True, check=True)
    # A name that is too long is refused by the network, not by the browser.
    assert shown.stdout.split("\n")[: len(HOSTS) - 1] == [*HOSTS.values()][:-1]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("https://user:pässword@müller.example:8080/ü x?q=ö%20&r=1#ä", "https://user:p%C3%A4ssword@xn--mller-kva.example:8080/%C3%BC%20x?q=%C3%B6%20&r=1#%C3%A4"),
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
    assert addresses.web(typed) == known


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
        assert all(each.isascii() for each in links)
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
        assert all(each.isascii() for each in (*links, *pictures))
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
    assert (f"<{shown}>" if shown else "<ftp:") in plain(edition) or not shown
    assert 'rel="via"' not in feed(edition, form="atom") or shown in feed(edition, form="atom")
