"""Which source some bytes are, what is refused, and that any bytes end in a source or a plain error."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sampling import examples, sample

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing import sources as sources_package
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import addresses
from newsroom_cli.importing.pieces import Pasted, markdown_of
from newsroom_cli.markup import markdown
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.toml.schema import Field, Span

SAMPLES = Path(__file__).parent / "samples"
PAGE = (
    "<!doctype html><html><head><title>Library Opens</title></head><body><h1>Library Opens</h1>"
    "<p>The city opened its library.</p></body></html>"
)
MAIL = "From: a@b.example\nTo: c@d.example\nSubject: Library Opens\nMIME-Version: 1.0\n\nThe city opened its library.\n"
MARKDOWN = "---\ntitle: Library Opens\n---\n\nThe city opened its library.\n"
TEXT = "Library Opens\n\nThe city opened its library.\n"


def read(source: str | bytes, name: str = "-") -> list[Pasted]:
    return list(recognition.sources(source if isinstance(source, bytes) else source.encode(), name=name))


# --- the table ------------------------------------------------------------------------------------------------

SENTENCE = "The city opened its library."
SOURCE_SAMPLES = {
    "word": (b"PK\x03\x04", "a.docx"),
    "pdf": (b"%PDF-1.7 x", "a.pdf"),
    "mail": (MAIL, "a.txt"),
    "feed": (f"<rss version='2.0'><channel><item><title>{SENTENCE}</title></item></channel></rss>", "a.xml"),
    "json-feed": ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "a.json"),
    "record": (f'{{"title": "Library Opens", "body": "{SENTENCE}"}}', "a.json"),
    "wire": (f"<nitf><body><body.content><p>{SENTENCE}</p></body.content></body></nitf>", "a.xml"),
    "pasted-mail": (f"From: Ana Ruiz\nSent: Monday\nSubject: Library Opens\n\n{SENTENCE}\n", "-"),
    "preamble": (f"Title: Library Opens\nDate: 2026-03-02\n\n{SENTENCE}\n", "a.md"),
    "front-matter-html": (f"---\ntitle: Library Opens\n---\n<p>{SENTENCE}</p>\n", "a.html"),
    "page": (PAGE, "a.html"),
    "markdown": (MARKDOWN, "a.md"),
    "text": (TEXT, "a.txt"),
}


def test_every_source_has_a_sample_that_is_recognised_as_it() -> None:
    recognised = {}
    for name, (source, file_name) in SOURCE_SAMPLES.items():
        data = source if isinstance(source, bytes) else source.encode()
        recognised[name] = recognition.source_of(Material(data, file_name)).name
    assert recognised == {source.name: source.name for source in recognition.SOURCES}


def test_every_module_of_sources_is_in_the_table() -> None:
    modules = {f"{sources_package.__name__}.{module.name}" for module in pkgutil.iter_modules(sources_package.__path__)}
    assert {source.read.__module__ for source in recognition.SOURCES} == modules
    assert {source.recognises.__module__ for source in recognition.SOURCES} == modules


def test_help_and_documentation_show_the_table(newsroom: Callable[..., Any]) -> None:
    rows = "".join(f"| {source.name} | {source.help} |\n" for source in recognition.SOURCES)
    page = Path(__file__).parents[2] / "docs" / "decisions" / "import.md"
    assert f"| source | what it is |\n|---|---|\n{rows}\n" in page.read_text(encoding="utf-8")
    shown = " ".join(newsroom("import", "--help").out.split())
    assert [source.help for source in recognition.SOURCES if source.help not in shown] == []


# --- recognition ----------------------------------------------------------------------------------------------


def test_a_page_that_begins_with_long_styles_is_a_page() -> None:
    styles = f"<style>{'.box { color: white; }' * 2000}</style>"
    page = f"{styles}<div><h1>Library Opens</h1><p>Caf\u00e9: {SENTENCE}</p></div>"
    for data in (page.encode(), f"<meta charset='iso-8859-1'>{page}".encode("latin-1")):
        assert recognition.source_of(Material(data, "a.html")).name == "page"
        assert f"Caf\u00e9: {SENTENCE}" in markdown_of(read(data, "a.html")[0].pieces)


@pytest.mark.parametrize("name", ["-", "release", "release.txt", "RELEASE.HTML", "release.eml", "release.md"])
@pytest.mark.parametrize("source", [PAGE, MAIL, MARKDOWN, TEXT])
def test_a_source_is_known_by_what_is_in_it(source: str, name: str) -> None:
    if source != MAIL and name.endswith(".eml"):
        pytest.skip("not a mail")
    if source in (MAIL, TEXT) and name.endswith(("HTML", ".md")):
        pytest.skip("not what its name says")
    (made,) = read(source, name)
    assert made.pieces[-1].text == "The city opened its library."
    assert "Library Opens" in (made.title, made.pieces[0].text)


def test_a_mail_by_its_headers_and_a_release_with_a_head_like_one() -> None:
    assert read(MAIL)[0].title == "Library Opens"
    release = "Contact: Sam Reed\nPhone: 555-0100\nEmail: press@portellery.example\n\nThe city opened its library.\n"
    assert read(release)[0].pieces[0].text.startswith("Contact: Sam Reed")


def test_pasted_markdown_and_pasted_html_are_known() -> None:
    assert (
        read("# Library Opens\n\nThe **city** opened [its library](https://portellery.example/).")[0].pieces[0].kind
        == "heading"
    )
    assert read("<p>The city</p><p>opened <b>its</b> library.</p>")[0].pieces[1].markdown == "opened **its** library."
    assert read("The price is <b> for all a<b and c>d.")[0].pieces[0].kind == "paragraph"


@pytest.mark.parametrize(
    ("data", "name", "says", "hint"),
    [
        (b"%PDF-1.7 x", "-", "the PDF is damaged", "save it again"),
        (b"{\\rtf1 x}", "a.rtf", "Rich Text", "--convert-to docx *.rtf"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "a.doc", "old Word", "--convert-to docx *.doc"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted", "password"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "a.msg", "Outlook", ".eml"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "a.xls", "an Excel sheet", "copy"),
        (b"\xd0\xcf\x11\xe0" + "PowerPoint Document".encode("utf-16-le"), "a.ppt", "a presentation", "copy"),
        (b"II*\x00" + bytes(90), "a.tif", "picture", "text"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(90), "a.heic", "picture", "text"),
        (b"<?xml version='1.0'?><svg><text>City Opens Library</text></svg>", "a.svg", "picture", "text"),
        (
            b"<?xml version='1.0'?><w:wordDocument>City Opens Library</w:wordDocument>",
            "a.xml",
            "neither a page nor a feed",
            ".docx",
        ),
        (b"\x89PNG\r\n", "a.png", "picture", "text"),
        (b"\x1f\x8b\x08", "a.gz", "compressed", "unpack"),
        (b"PK\x03\x04 rubbish", "a.docx", "damaged", ".docx"),
        (b"  \n ", "a.txt", "no text", "paste"),
        (b"", "-", "no text", "paste"),
        (b"<html>" + b"x" * 20_000_001, "a.html", "limit is 20 MB", "paste"),
        (b"words " * 200_000, "a.txt", "limit is 1,000,000", "one release"),
        (b'{"a": 1}', "a.json", "JSON", "feed"),
        (b"\x00\x01\x02" * 500, "a.bin", "not a text", "import"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(data: bytes, name: str, says: str, hint: str) -> None:
    with pytest.raises(NewsroomError, match=says) as caught:
        read(data, name)
    assert hint in (caught.value.hint or "")
    assert caught.value.path == (None if name == "-" else name)
    assert caught.value.message[0].islower() or caught.value.message.split()[0].isupper()


# --- addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "true"),
    [
        ("https://a.example/x?utm_source=n&id=1&fbclid=z#part", "https://a.example/x?id=1#part"),
        ("https://a.example/x?utm_source:x=n&utm_&id=1", "https://a.example/x?id=1"),
        ("https://a.example/#/news/1?utm_source=x&id=1", "https://a.example/#/news/1?id=1"),
        ("https://a.example/#/news/1?utm_source=x", "https://a.example/#/news/1"),
        ("https://a.example/#/news/1?", "https://a.example/#/news/1?"),
        ("https://a.example/x?q=1&q=2&b", "https://a.example/x?q=1&q=2&b"),
        ("/x?mc_eid=1", "https://portellery.example/x"),
        ("plan.pdf", "https://portellery.example/news/plan.pdf"),
        ("//a.example/x", "https://a.example/x"),
        ("mailto:press@portellery.example?subject=x&bcc=y", "mailto:press@portellery.example"),
        ("tel:+1-555-0100", "tel:+1-555-0100"),
        ("#top", ""),
        ("javascript:alert(1)", ""),
        ("JaVa\tScript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[half", ""),
        ("https://", ""),
        ("mailto:", ""),
        ("x" * 3000, ""),
        ("https://web.archive.org/web/20260302080000/https://a.example/x", "https://a.example/x"),
        ("https://www.google.com/url?q=https://a.example/x%3Futm_id%3D1&sa=D", "https://a.example/x"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fx&data=5",
            "https://a.example/x",
        ),
        ("https://urldefense.com/v3/__https://a.example/x__;!!abc!def$", "https://a.example/x"),
    ],
)
def test_addresses(given: str, true: str) -> None:
    assert addresses.absolute(given, "https://portellery.example/news/today") == true


# --- anything -------------------------------------------------------------------------------------------------

NAMES = ["-", "a.html", "a.md", "a.eml", "a.docx", "a.xml", "a.json", "a.mbox"]
STARTS = [
    b"", b"<html><body>", b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>", b"PK\x03\x04",
    b"From: a\nMIME-Version: 1.0\nTo: b\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"---\ntitle: ",
    b"+++\ntitle = ", b'{"version": "https://jsonfeed.org/version/1", "items": [', b"> ", b"- ", b"<table><tr><td>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>", b"<script type='application/ld+json'>{", b"\xff\xfe",
]  # fmt: skip
BITS = [
    b"<p>", b"</p>", b"<b>", b"<a href='x'>", b"<a href='http://a.example/?utm_x=1'>", b"<ul><li>", b"<table><tr><td>",
    b"<img src=x alt=y>", b"<br>", b"<h1>", b"<blockquote>", b"words and more words of a sentence that goes on. ",
    b"\n", b"\n\n", b"- ", b"1. ", b"# ", b"> ", b"---\n", b"|", b"*", b"_", b"`", b"[a](b)", b"&amp;", b"&#0;",
    b"\xc3\xa4", b"\xe9", b"\x00", b"\xed\xa0\x80", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"###\n", b"</item>",
    b"--x\n", b"Content-Type: text/html\n\n", b"'", b'"', b"{", b"}", b"\xe2\x80\x99",
]  # fmt: skip
sources = st.builds(
    lambda start, bits: start + b"".join(bits),
    st.sampled_from(STARTS),
    st.lists(st.one_of(st.sampled_from(BITS), st.binary(max_size=12)), max_size=25),
)


@settings(max_examples=examples(400), deadline=None)
@given(sources, st.sampled_from(NAMES))
@example((SAMPLES / "release-page.html").read_bytes()[:3000], "a.html")
@example(b"{\n!~\n!~", "-")  # lines that are joined, with a tilde each
def test_any_bytes_are_sources_or_a_plain_error(data: bytes, name: str) -> None:
    try:
        found = read(data, name)
    except NewsroomError as error:
        assert error.message
        assert error.hint
        return
    for made in found:
        source = markdown_of(made.pieces)
        document = markdown.read(Field(source, Span(0, len(source))))
        assert not [block for block in document.blocks if block.kind in ("html", "code")], source
        seen = " ".join(
            piece.text.replace(" | ", " ") for piece in made.pieces if piece.kind not in ("picture", "rule")
        )
        assert "".join(seen.split()).replace("|", "") in "".join(
            " ".join(block.text for block in document.blocks).split()
        ).replace("|", "") or any(piece.kind == "picture" for piece in made.pieces), source


@pytest.mark.usefixtures("in_time")
@pytest.mark.parametrize(
    ("data", "name"),
    sample(
        [
            (b"<html>" + b"<div>" * 20_000 + b"text", "a.html"),
            (b"<" * 300_000, "a.html"),
            (b"<p" * 100_000, "a.html"),
            (b"<html><table><tr><td>" * 3_000, "a.html"),
            (b"<html>" + b"<p>x" * 30_000, "a.html"),
            (b"[" * 200_000, "-"),
            (b"http://" * 40_000, "-"),
            (b"a@" * 100_000, "-"),
            (b"- a\n" * 20_000, "-"),
            (b"> " * 100_000, "a.md"),
            (b"a" * 900_000, "-"),
            (b"a." * 200_000, "-"),
            (b"5" * 300_000, "-"),
            (b"<html><p>" + b"a" * 400_000, "a.html"),
            (b"---\na: " + b"[" * 20_000 + b"\n---\nx", "a.md"),
            (b"MIME-Version: 1.0\nTo: x\nFrom: y\n" + b"Content-Type: message/rfc822\n\n" * 3_000, "a.eml"),
            (b"<rss version='2.0'><channel><item>" + b"<a>" * 20_000, "a.xml"),
        ],
        3,
    ),
)
def test_hostile_sources_end(data: bytes, name: str) -> None:
    try:
        assert all(isinstance(reading.read(made), reading.Reading) for made in read(data, name))
    except NewsroomError as error:
        assert error.hint
