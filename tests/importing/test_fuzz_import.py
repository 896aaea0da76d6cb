"""Any source at all: imported as a release that reads back and carries nothing that runs, or refused with a remedy."""

from __future__ import annotations

import contextlib
import json
import re
import socket
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from model.test_fuzz import TEXT, balanced, mutated, read
from samples import sample_config

from newsroom_cli.importing import intake
from newsroom_cli.importing.draft import as_json, draft
from newsroom_cli.importing.reading import Reading
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom import edition

markdown_it = pytest.importorskip("markdown_it")

CONFIG = sample_config()
BODY = "The city of Port Ellery today opened a library in the harbour quarter, for all who read."
SAID = "“It is open to all,” said Mayor Ana Okafor. “We waited ten years,” she added."
HEAD = "FOR IMMEDIATE RELEASE\n\nCity Opens Library\n\nPORT ELLERY, March 2, 2026"
TEXT_SOURCE = (
    f"{HEAD} — {BODY}\n\n{SAID}\n\n- Books\n- Films\n\nContact: Sam Reed, 555 010 0100, press@portellery.example\n\n"
    "###\n"
)
PAGE = (
    "<!doctype html><html lang='en'><head><title>City Opens Library | Port Ellery</title><meta charset='utf-8'>"
    "<script>run('<p>x</p>')</script>"
    "<style>p { color: red }</style></head><body onload='run()'><nav><a href='/'>Home</a></nav><main>"
    "<h1 style='x' onclick='run()'>City Opens Library</h1>"
    f"<p>March 2, 2026</p><p>{BODY} <a href='javascript:run()'>more</a> <a "
    f"href='https://a.example/?utm_source=x&id=1' onclick='run()'>here</a></p>"
    f"<svg onload='run()'><script>run()</script></svg><img src='https://t.example/open.gif' width=1 height=1>"
    f"<p>{SAID} &lt;script&gt;run()&lt;/script&gt;</p>"
    "<table><tr><td>a</td><td>b</td></tr></table><iframe src='https://a.example/'></iframe></main></body></html>"
)
MARKDOWN = (
    "---\ntitle: City Opens Library\ndate: 2026-03-02\n---\n\n"
    f"{BODY} [x](javascript:run) <b onclick='run()'>y</b>\n\n> {SAID}\n\n<script>run()</script>\n"
)
MAIL = (
    "From: Press <press@portellery.example>\nTo: desk@b.example\nSubject: City Opens Library\n"
    "Date: Mon, 2 Mar 2026 09:00:00 -0500\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    f"{TEXT_SOURCE}\n--b\nContent-Type: text/html; charset=utf-8\n\n<p style='x'>{BODY}</p>"
    f"<p onclick='run()'>{SAID}</p>\n--b--\n--a\n"
    "Content-Type: application/zip; name=plan.zip\nContent-Disposition: attachment; filename=plan.zip\n\nPK\n--a--\n"
)
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>City news</title>"
    "<link>https://portellery.example/</link><item><title>City Opens Library</title>"
    f"<link>/news/1</link><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate><description>"
    f"<![CDATA[<p onclick='run()'>{BODY} <a href='/x'>more</a></p><p>{SAID}</p>"
    "<script>run()</script>]]></description></item></channel></rss>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "City news",
        "home_page_url": "https://portellery.example/",
        "items": [
            {
                "id": "1",
                "url": "/1",
                "title": "City Opens Library",
                "content_html": f"<p onclick='run()'>{BODY}</p><p>{SAID}</p>",
            }
        ],
    },
    ensure_ascii=False,
)
SOURCES = {
    "-": TEXT_SOURCE,
    "a.html": PAGE,
    "a.md": MARKDOWN,
    "a.eml": MAIL,
    "a.xml": RSS,
    "a.json": JSON_FEED,
}


ALLOWED_TAGS = "p h1 h2 h3 h4 h5 h6 ul ol li a strong em blockquote br hr img table thead tbody tr th td code"


class Harmless(HTMLParser):
    """Refuses what runs, loads or styles."""

    ALLOWED = frozenset(ALLOWED_TAGS.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED, tag
        for name, value in attrs:
            assert name in ("href", "title", "start", "src", "alt"), (tag, name)
            if name == "href":
                assert (value or "").partition(":")[0].lower() in ("http", "https", "mailto", "tel"), value
                with contextlib.suppress(ValueError):  # printed like an address, but none that opens
                    assert not re.search(r"(?:^|&)utm_", urlsplit(value or "").query)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def harmless(body: str) -> None:
    """Any HTML in Markdown comes out of this renderer as it is, so that none can hide."""
    reader = Harmless()
    reader.feed(markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table").render(body))
    reader.close()


def a_release(found: Reading) -> None:
    made = draft(found, CONFIG, id="tag:news.portellery.example,2026:abcdefgh23456789")
    parsed = read(made.text.encode().decode())
    assert not parsed.broken, parsed.problems
    assert parsed.body.value.strip() == found.body.strip()
    harmless(parsed.body.value)
    balanced(edition.edition(parsed, CONFIG).html)
    printed = " ".join(piece.text for piece in found.pieces)
    for quote in found.quotes:
        # Where words are joined across "she said", a comma becomes a full stop.
        assert all(word.strip(".,;:!?…") in printed for word in quote.text.split()), quote
    assert json.loads(json.dumps(as_json(found), ensure_ascii=False).encode())["body"] == found.body


def imported(source: str, name: str) -> None:
    data = source.encode("utf-8", errors="surrogatepass")
    try:
        for found in intake.readings(data, name=name, config=CONFIG):
            a_release(found)
    except NewsroomError as error:
        assert error.message
        assert error.hint


@pytest.mark.parametrize("name", SOURCES)
def test_the_sources_as_they_are_without_a_network(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: Any, **__: Any) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", nowhere)
    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    (found,) = intake.readings(SOURCES[name].encode(), name=name, config=CONFIG)
    assert found.headline == "City Opens Library"
    assert found.quotes
    a_release(found)


@pytest.mark.parametrize(
    "text",
    [
        "PORT ELLERY, March 2, 2026—<p onclick='run()'>{body}</p>",
        "PORT ELLERY, March 2, 2026—<script>run()</script>{body}",
        "PRESS RELEASE * March 2, 2026 |<b onclick='run()'>{body}</b>",
        "PRESS RELEASE ** March 2, 2026 |<b onclick='run()'>{body}</b>",
        "PORT ELLERY, March 2, 2026 — <script>run()</script> {body}",
        "PORT ELLERY <b> — <b onclick='run()'>{body}</b>",
        "Port Ellery — # {body}",
        "Port Ellery — <p onclick='run()'>{body}",
        "Port Ellery* — *<p onclick='run()'>{body}",
        "PRESS RELEASE <x> March 2, 2026 | <b onclick='run()'>{body}</b>",
        "PRESS RELEASE `*`*` March 2, 2026 - <b onclick='run()'>{body}</b>",
    ],
)
def test_what_looks_like_html_behind_a_dateline_or_label_stays_words(text: str) -> None:
    for whole in (text, f"City Opens Library\n\n{text}"):
        imported(f"{whole.format(body=BODY)}\n\n{SAID}\n", "a.txt")


@given(TEXT, st.sampled_from([*SOURCES, "a.txt"]))
@example("[a](javascript:run) <script>run()</script>", "a.md")
def test_any_source(text: str, name: str) -> None:
    imported(text, name)


@given(st.sampled_from(list(SOURCES)).flatmap(lambda name: st.tuples(mutated(SOURCES[name]), st.just(name))))
def test_a_source_that_was_damaged(given_: Any) -> None:
    imported(*given_)
