"""Words, names and pictures of a held release are found wherever an output has them, and nothing else is."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import pickle
import unicodedata
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from benchmarks import generate
from samples import sample_config, sample_release

from newsroom_cli.model import release_file
from newsroom_cli.newsroom import edition
from newsroom_cli.publishing.leaks.held import HeldIndex, HeldRelease, parts_as_shown
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.site import pages

SLUG = "2027-05-03-night-ferry"
ID = "tag:news.port-ellery.example,2027:z7q4mm1x8w3d5k2c"
HEADLINE = "Night Ferry to Start in May"
ALT = "A white ferry with two funnels passes the old lighthouse"
SENTENCE = "The first crossing leaves the east pier at ten minutes past eleven and carries 240 passengers"
OTHER = "Tickets cost the same as by day, and a “quiet cabin” can’t be booked before the 1st of April"
PICTURE = bytes(range(256)) * 9 + b"a picture"
BODY_OF_HELD = (
    f"{SENTENCE}.\n\n{OTHER}.\n\nÜber die Überfahrt spricht Kapitänin Jördis Ohlendorf täglich im Hafenbüro.\n"
)
FRONT = f"""\
id = "{ID}"
headline = "{HEADLINE}"
subhead = "Harbour sleeps less"
status = "draft"

[[images]]
file = "ferry-at-night.png"
alt = "{ALT}"
"""
RELEASE = sample_release(front=FRONT, body=BODY_OF_HELD, path=f"releases/{SLUG}.md")
HELD = HeldIndex(
    [HeldRelease.of(RELEASE, aliases=["ferry", "old/late-boat"], files=[("releases/ferry-at-night.png", PICTURE)])]
)
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{title}</title>{head}</head>
<body class="release"><h1>City Opens Harbour Quarter Library</h1>{body}</body></html>
"""


def page(body: str = "", *, title: str = "Library", head: str = "") -> bytes:
    return PAGE.format(body=body, title=title, head=head).encode()


def mail(words: str, encoding: str, *, subject: str = "Library", attached: bytes = b"") -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content(words, cte=encoding)
    if attached:
        message.add_attachment(attached, maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


def zipped(words: str, name: str = "word/document.xml") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, words)
    return made.getvalue()


def spread(words: str, mark: str) -> str:
    return mark.join(words.split(" "))


def in_every_word(words: str, mark: str) -> str:
    return " ".join(word[:2] + mark + word[2:] for word in words.split(" "))


def wrapped(words: str, width: int = 30) -> str:
    lines = [words[at : at + width] for at in range(0, len(words), width)]
    return "=\n".join(lines)


WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
PLANTED = {
    "words as they are": page(f"<p>{SENTENCE}.</p>"),
    "ten words alone": page("<p>" + " ".join(SENTENCE.split()[4:14]) + "</p>"),
    "words of a mail's text": f"Library\n\n{SENTENCE}\n".encode(),
    "upper case": page(SENTENCE.upper()),
    "small letters": page(SENTENCE.lower()),
    "split over lines": page(spread(SENTENCE, "\n")),
    "split over lines with Windows ends": page(spread(SENTENCE, "\r\n    ")),
    "quoted lines": spread(SENTENCE, "\n> ").encode(),
    "no-break spaces": page(spread(SENTENCE, "\u00a0")),
    "no-break spaces as entities": page(spread(SENTENCE, "&nbsp;")),
    "narrow spaces": page(spread(SENTENCE, "\u202f")),
    "soft hyphens": page(in_every_word(SENTENCE, "\u00ad")),
    "soft hyphens as entities": page(in_every_word(SENTENCE, "&shy;")),
    "zero-width characters": page(in_every_word(SENTENCE, "\u200b")),
    "direction marks": page(in_every_word(SENTENCE, "\u200e")),
    "hyphens at line ends": in_every_word(SENTENCE, "-\n").encode(),
    "a tag in every word": page(in_every_word(SENTENCE, "<wbr>")),
    "bold words": page(" ".join(f"<b>{word}</b>" for word in SENTENCE.split())),
    "a link in the words": page(SENTENCE.replace("the east pier", '<a href="https://a.example/?a=1&amp;b=2">the east pier</a>')),
    "a comment in the words": page(spread(SENTENCE, "<!-- x -->")),
    "table cells": page("<tr><td>" + spread(SENTENCE, "</td><td>") + "</td></tr>"),
    "an HTML comment": page(f"<!-- {SENTENCE} -->"),
    "an HTML comment with signs": page(f"<!-- 1 > 0 and {SENTENCE} -->"),
    "a script": page(f"<script>var a = 1 < 2, b = 'x > y'; var text = '{SENTENCE}';</script>"),
    "a style": page(f"<style>p > b::after {{ content: '{SENTENCE}' }}</style>"),
    "straight quotes": page(OTHER.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"})),
    "quotes as entities": page(html.escape(OTHER.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"}))),
    "named entities": page(OTHER.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&rsquo;")),
    "numbered entities": page("".join(f"&#{ord(letter)};" for letter in SENTENCE)),
    "hexadecimal entities": page("".join(f"&#x{ord(letter):X};" for letter in SENTENCE)),
    "entities twice": page(html.escape("".join(f"&#{ord(letter)};" for letter in SENTENCE))),
    "full width": page(SENTENCE.translate(WIDE)),
    "ligatures": page(SENTENCE.replace("fi", "\ufb01")),
    "accents composed": page("Über die Überfahrt spricht Kapitänin Jördis Ohlendorf täglich im Hafenbüro"),
    "accents combined": page(unicodedata.normalize("NFD", "Über die Überfahrt spricht Kapitänin Jördis Ohlendorf täglich")),
    "accents as entities": page("&Uuml;ber die &Uuml;berfahrt spricht Kapit&auml;nin J&ouml;rdis Ohlendorf t&auml;glich im"),
    "accents in ISO 8859-1": page("Über die Überfahrt spricht Kapitänin Jördis Ohlendorf täglich im").decode().encode("latin-1"),
    "UTF-16": page(SENTENCE).decode().encode("utf-16"),
    "the headline": page(title=HEADLINE),
    "the headline in upper case": f"{HEADLINE.upper()}\n".encode(),
    "the headline in a list": page(f"<li><a href='x'>{HEADLINE}</a></li>"),
    "the headline in bold letters": page(HEADLINE.replace("Ferry", "F<b>err</b>y")),
    "a short subhead": page("<p>Harbour sleeps less</p>"),
    "a short subhead over lines": page("<p>Harbour\nsleeps\n<b>less</b></p>"),
    "an alt text": page(f'<img src="a.png" alt="{ALT}">'),
    "an alt text with signs": page(f'<img alt="1 > 0: {ALT}" src="a.png">'),
    "a title attribute": page(f"<a title='{ALT}' href='a.html'>x</a>"),
    "the headline in a title attribute": page(f'<a title="{HEADLINE}">x</a>'),
    "the headline in an alt text": page(f'<img src="a.png" alt="{HEADLINE}">'),
    "a meta tag": page(head=f'<meta name="description" content="{SENTENCE}">'),
    "a data attribute in JSON": page(f"<div data-x='{html.escape(json.dumps({'a': SENTENCE}))}'></div>"),
    "JSON-LD": page(head='<script type="application/ld+json">' + json.dumps({"headline": HEADLINE}) + "</script>"),
    "JSON with escapes": json.dumps({"text": "Ü: " + spread(OTHER, "\n")}).encode(),
    "JSON in letters as escapes": ('{"a": "' + "".join(f"\\u{ord(letter):04x}" for letter in SENTENCE) + '"}').encode(),
    "HTML in JSON": json.dumps({"content_html": f"<p>{spread(SENTENCE, '</p> <b>')}</p>"}).replace("<", "\\u003c").encode(),
    "escaped HTML in a feed": f"<item><description>{html.escape('<p>' + spread(SENTENCE, ' <b>') + '</p>')}</description></item>".encode(),
    "CDATA in a feed": f"<item><description><![CDATA[<p>{spread(SENTENCE, ' <i>')}</p>]]></description></item>".encode(),
    "a title in a feed": f"<entry><title type='html'>{html.escape(html.escape(HEADLINE))}</title></entry>".encode(),
    "an address in a mailto link": page(f'<a href="mailto:?subject={quote(HEADLINE)}">x</a>'),
    "words in an address": page(f'<a href="https://a.example/?text={quote(SENTENCE)}">x</a>'),
    "words in an address with plus signs": page(f'<a href="https://a.example/?text={SENTENCE.replace(" ", "+")}">x</a>'),
    "quoted-printable": mail(OTHER, "quoted-printable"),
    "quoted-printable with soft breaks": b"Content-Transfer-Encoding: quoted-printable\n\n" + wrapped(SENTENCE, 7).encode(),
    "quoted-printable throughout": b"Content-Transfer-Encoding: quoted-printable\n\n" + "".join(f"={ord(letter):02X}" for letter in SENTENCE).encode(),
    "base64 in a mail": mail(SENTENCE, "base64"),
    "a mail's subject in base64": b"Subject: =?utf-8?b?" + base64.b64encode(HEADLINE.encode()) + b"?=\n\nx\n",
    "a mail's subject in Q": b"Subject: =?utf-8?q?" + HEADLINE.replace(" ", "_").encode() + b"?=\n\nx\n",
    "base64 in an address": page(f'<a href="data:text/plain;base64,{base64.b64encode(SENTENCE.encode()).decode()}">x</a>'),
    "an iCalendar line that is folded": ("SUMMARY:" + spread(SENTENCE, " \r\n ")).encode(),
    "gzip": gzip.compress(page(SENTENCE)),
    "a Word file": zipped(f"<w:t>{spread(SENTENCE, '</w:t><w:t> ')}</w:t>"),
    "a name in an archive": zipped("x", f"{SLUG}.txt"),
    "the id": page(f'<meta name="id" content="{ID}">'),
    "the end of the id": f"published/2027/{ID.rpartition(':')[2]}.toml\n".encode(),
    "the id percent-encoded": page(f'<a href="?id={quote(ID, safe="")}">x</a>'),
    "the id in JSON": json.dumps({"id": ID}).encode(),
    "the page's address": page(f'<a href="https://news.example/releases/{SLUG}.html">x</a>'),
    "the address relative": page(f'<a href="{SLUG}.html">x</a>'),
    "the address in upper case": page(f'<a href="/{SLUG.upper()}.HTML">x</a>'),
    "the address percent-encoded": page(f'<a href="?u=https%3A%2F%2Fnews.example%2Freleases%2F{quote(SLUG).replace("-", "%2D")}.html">x</a>'),
    "the slug in a comment": page(f"<!-- {SLUG} -->"),
    "a sitemap": f"<url><loc>https://news.example/releases/{SLUG}.html</loc></url>".encode(),
    "redirects": f"/a.html /releases/{SLUG}.html 301\n".encode(),
    "the source's name": page(f"<!-- releases/{SLUG}.md -->"),
    "a short alias": page('<a href="/releases/ferry.html">x</a>'),
    "a short alias beside the page": page('<a href="ferry.html">x</a>'),
    "an alias with a folder": b"/old/late-boat /x 301\n",
    "the picture's name": page('<img src="/releases/ferry-at-night.png">'),
    "the picture under another name": PICTURE,
    "the picture in a mail": mail("x", "7bit", attached=PICTURE),
    "the picture in an address": page(f'<img src="data:image/png;base64,{base64.b64encode(PICTURE).decode()}">'),
    "the alt text inside a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)) * 20 + b"tEXtComment\0" + ALT.encode() + b"\xff" * 9,
}  # fmt: skip


@pytest.mark.parametrize("data", PLANTED.values(), ids=PLANTED.keys())
def test_it_is_found(data: bytes) -> None:
    found = HELD.search("releases/2026-03-02-library.html", data)
    assert found
    assert {leak.source for leak in found} == {f"releases/{SLUG}.md"}
    assert all(leak.path == "releases/2026-03-02-library.html" for leak in found)


@pytest.mark.parametrize(
    "path", [f"releases/{SLUG}.html", f"email/{SLUG}.txt", "releases/ferry.html", f"pictures/{SLUG}/a.png"]
)
def test_the_name_of_an_output_is_found(path: str) -> None:
    assert HELD.search(path, b"x")


STANDING = "The library lends books to everyone who lives or works in the city, seven days a week and without a fee."


def held(*bodies: str, front: str = 'headline = "Another Plan"\n') -> HeldIndex:
    return HeldIndex(
        [
            HeldRelease.of(sample_release(front=front, body=body, path=f"releases/held-{number}.md"))
            for number, body in enumerate(bodies)
        ]
    )


def test_words_that_a_public_source_has_are_no_leak() -> None:
    searched = held(f"{STANDING} The fee for lost cards will rise to four euros on the first day of next year.\n")
    output = page(f"<p>{STANDING}</p>")
    known = searched.patterns_in(f"Some words.\n\n{STANDING}\n")
    assert searched.search("a.html", output)
    assert searched.search("a.html", output, known) == []
    assert searched.without([STANDING]).search("a.html", output) == []


@pytest.mark.parametrize(
    "source",
    [
        "The library [lends books](https://a.example/x) to everyone who [lives][1] or works in the city, seven days a week and without a fee.",
        "The **library** lends books to <b>everyone</b> who lives or works\nin the city, seven days a week and *without* a fee.",
        "It says:\n\n1. The library lends books to everyone who lives or works in the city, seven days a week and without a fee.",
        "The library&nbsp;lends books to everyone who lives or works in the&#160;city, seven days a week and without a fee.",
        "See https://a.example/the-library-lends-books-to-everyone-who-lives-or-works-in-the-city-seven-days-a-week-and-without-a-fee",
    ],
)
def test_public_words_are_known_in_spite_of_their_markup(source: str) -> None:
    searched = held(STANDING)
    assert searched.search("a.html", page(STANDING), searched.patterns_in(source)) == []


def test_what_is_left_of_a_public_passage_is_still_searched_for() -> None:
    secret = "The fee for lost cards will rise to four euros on the first day of next year."
    searched = held(f"{STANDING} {secret}").without([STANDING])
    assert searched.search("a.html", page(secret), searched.patterns_in(STANDING))


def test_an_address_is_never_known() -> None:
    """A public release may link to a held one: the gate makes words of the link, and its address must not go out."""
    source = f"The [ferry]({SLUG}.md) starts in May."
    assert HELD.search("a.html", page(f'<a href="{SLUG}.html">ferry</a>'), HELD.patterns_in(source))
    assert HELD.search("a.html", page("<p>The ferry starts in May.</p>"), HELD.patterns_in(source)) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>The ferry is late.</p>",
        '<a href="https://ferry.example/ferry">the ferry company</a>',
        '<a href="../offices/ferry/rss.xml">feed</a>',
        f'<a href="{SLUG}-2.html">another release</a>',
        '<time datetime="2027-05-03">3 May 2027</time>',
        "<p>Night</p><p>Ferryman to start in Maytown</p>",
        "<p>The harbour sleeps lessons away.</p>",
        "<p>The first crossing leaves the east pier</p><p>on time.</p>",
        f"<img src='/releases/ferry-at-nightfall.png' alt='{ALT[:20]}'>",
    ],
)
def test_likeness_is_no_leak(body: str) -> None:
    assert HELD.search("releases/2026-03-02-library.html", page(body)) == []


def test_a_name_that_each_site_has_is_a_leak_as_the_page_of_a_release_only() -> None:
    index = HeldIndex([HeldRelease.of(RELEASE, aliases=["feed"])])
    assert index.search("index.html", page('<a href="feed.json">x</a><a href="../feed.json">x</a>')) == []
    assert index.search("index.html", page('<a href="releases/feed.html">x</a>'))
    assert index.search("email/feed.html", page("x"))


def test_a_leak_names_both_places() -> None:
    (leak, *_) = HELD.search("rss.xml", f"<title>News</title><p>Now: {SENTENCE}, says the port.</p>".encode())
    assert leak.path == "rss.xml" and "first crossing" in leak.excerpt
    assert (leak.kind, leak.source) == ("words", f"releases/{SLUG}.md")
    assert RELEASE.text.splitlines()[leak.line - 1].startswith("The first crossing")


def test_each_leak_names_the_words_that_are_held_and_their_line() -> None:
    found = HELD.search("rss.xml", "\n".join((ALT, SENTENCE, BODY_OF_HELD)).encode())
    lines = RELEASE.text.replace("“", " ").replace("”", " ").replace("’", " ").replace(",", " ").splitlines()
    assert len(found) > 10
    assert all(" ".join(leak.words.split()[:4]) in " ".join(lines[leak.line - 1].split()) for leak in found)


def test_sources_are_read_until_one_has_the_words_with_or_without_its_markup() -> None:
    searched = held(STANDING)
    read: list[str] = []

    def sources() -> Iterator[str]:
        for text in ("Something else.", STANDING.replace("everyone", "[everyone](https://a.example/x)"), "Not needed."):
            read.append(text)
            yield text

    assert searched.search("a.html", page(STANDING), sources=sources()) == [] and len(read) == 2
    assert searched.search("b.html", page(STANDING)) == []


def test_what_is_held_travels_to_workers() -> None:
    copy = pickle.loads(pickle.dumps(HELD.without([ALT])))
    assert copy.search("a.html", page(ALT)) == [] != copy.search("a.html", page(SENTENCE))


def test_a_tag_that_was_clean_does_not_hide_what_follows_it() -> None:
    searched = held(STANDING)
    for _ in range(3):
        assert searched.search("a.html", page("<p class='a'>x</p>")) == []
    assert searched.search("a.html", page(f"<p class='a'>{STANDING}</p>"))


def test_nothing_held_means_nothing_found() -> None:
    assert HeldIndex([]).search("a.html", page(SENTENCE)) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"\x1f\x8b\x08broken",
        b"PK\x03\x04broken",
        b"<" * 20_000,
        b'<a "' * 20_000,
        b"&" * 20_000,
        b"\\u12" * 9999,
        b"Content-Transfer-Encoding: base64\n\n%%%",
    ],
)
def test_broken_files_are_searched_without_an_error(data: bytes) -> None:
    assert HELD.search("a.bin", data) == []


def test_generated_releases_held_one_by_one_raise_no_alarm() -> None:
    """What two releases share is known from the public one, whatever it is; the pages have nothing else in common."""
    releases = [release_file.parse(text, f"releases/{name}") for name, text in map(generate.release, range(12))]
    config = sample_config()
    editions = {release.path: edition.edition(release._replace(office=None), config) for release in releases}
    outputs = {
        path: [render(ready, config, None) for render in (pages.release_page, message.html, message.text)]
        for path, ready in editions.items()
    }
    for release in releases:
        searched = HeldIndex([HeldRelease.of(release)])
        others = [other.path for other in releases if other is not release]
        sources = [other.text for other in releases if other is not release]
        known = frozenset().union(
            *map(searched.patterns_in, [*sources, *(parts_as_shown(editions[path]) for path in others)])
        )
        assert [leak for path in others for data in outputs[path] for leak in searched.search(path, data, known)] == []
        assert all(searched.search(release.path, data, known) for data in outputs[release.path])
