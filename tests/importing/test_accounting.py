"""Import accounts for every word of a source: it is in the release, in a field, or named among what was left out."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import read_pasted
from sampling import examples
from typer.testing import CliRunner

from newsroom_cli.cli.app import app
from newsroom_cli.importing import accounting, reading, recognition
from newsroom_cli.importing.accounting import Account
from newsroom_cli.language.words import folded

PARAGRAPH = "The city opened the new {} today after a long and careful repair of its old roof and walls."


def accounts(data: bytes, name: str) -> list[tuple[reading.Reading, Account]]:
    readings = [reading.read(pasted) for pasted in recognition.sources(data, name=name)]
    return [(read, accounting.account(read)) for read in readings]


def words_told(read: reading.Reading, account: Account) -> set[str]:
    """All words that the release has, or that are named as left out."""
    contacts = [part for contact in read.contacts for part in contact]
    texts = [read.headline, read.subhead, read.body, read.place, read.office, *contacts, *read.topics]
    texts += [line for left in account.left_out for line in left.lines]
    texts += [line.text for line in account.lines if line.field == "date"]
    return {word for text in texts for word in folded(text)}


PAGE = """<!doctype html><html><head><title>Bridge reopens | City of Lynden</title></head><body>
<nav><ul><li><a href="/">Homeword</a></li><li><a href="/jobs">Jobsword and careers</a></li></ul></nav>
<header class="site-header"><p>Bannerword of the city</p></header>
<main><article><h1>Bridge reopens after repair</h1><p>March 2, 2026</p>
<p>LYNDEN, Ohio – {0}</p><p>{1}</p>
<p style="display:none">Concealedword was never to be seen by any reader of this page.</p>
<ul><li>Itemword one is here</li><li>Itemword two is there</li></ul><p>{2}</p></article></main>
<aside><h2>More news</h2><p><a href="/x">Asideword of another release</a></p></aside>
<form><label>Formword</label><button>Buttonword</button></form>
<footer><p>Footword, 1 Main Street</p></footer></body></html>"""


def test_each_part_of_a_page_that_is_left_out_is_named_with_its_words() -> None:
    page = PAGE.format(*(PARAGRAPH.format(name) for name in ("bridge", "library", "market")))
    [(read, account)] = accounts(page.encode(), "page.html")
    parts = {left.part: " ".join(left.lines) for left in account.left_out}
    for part, word in {
        "menu": "Jobsword", "head of the page": "Bannerword", "hidden": "Concealedword", "beside the text": "Asideword",
        "form": "Formword", "buttons and forms": "Buttonword", "foot of the page": "Footword",
    }.items():  # fmt: skip
        assert word in parts.get(part, ""), (part, parts)
    assert "Itemword one is here" in read.body
    assert account.kept == account.sentences == 3 and account.doubtful == ()


UNIQUE = st.integers(0, 10**6).map(lambda number: f"w{number}x")
SENTENCE = st.lists(UNIQUE, min_size=3, max_size=14).map(lambda words: f"{' '.join(words).capitalize()}.")
ELEMENT = st.sampled_from(
    "p li h2 h3 td div span blockquote figcaption nav footer aside header form article section pre dt label".split()
)
CLASSES = st.sampled_from(
    ["", "content", "menu", "share", "sidebar", "related-posts", "caption", "meta", "modal", "c-nav"]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Pages of random elements, each with words of its own, nested at random."""
    built = draw(st.recursive(SENTENCE, lambda inner: _element(inner), max_leaves=14))
    text = " ".join(draw(st.lists(SENTENCE, min_size=2, max_size=3)))
    return f"<!doctype html><html><body><h1>{draw(SENTENCE)}</h1><p>{text}</p>{built}<p>{text[::-1]}</p></body></html>"


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, name, style, parts: f'<{tag} class="{name}"{style}>{"".join(parts)}</{tag}>',
        ELEMENT,
        CLASSES,
        st.sampled_from(["", "", "", ' style="display:none"', " hidden", ' role="dialog"']),
        st.lists(inner, min_size=1, max_size=4),
    )


@settings(max_examples=examples(300), deadline=None)
@given(pages())
def test_no_word_of_a_page_vanishes(page: str) -> None:
    from lxml import html

    shown = set(folded(" ".join(html.fromstring(page).itertext())))
    for read, account in accounts(page.encode(), "page.html"):
        assert not shown - words_told(read, account)


@settings(max_examples=examples(300), deadline=None)
@given(
    st.lists(
        st.one_of(
            SENTENCE,
            st.just(""),
            UNIQUE,
            SENTENCE.map("- {}".format),
            st.sampled_from(["* * *", "Share", "Page 2 of 3"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_no_word_of_a_pasted_text_vanishes(lines: list[str]) -> None:
    source = "\n".join(["City opens a bridge", "", PARAGRAPH.format("bridge"), "", *lines])
    for name in ("-", "release.txt", "release.md"):
        for read, account in accounts(source.encode(), name):
            assert not set(folded(source)) - words_told(read, account), name


def test_a_word_that_a_line_end_divides_is_no_loss() -> None:
    paragraph = """The city opened the new bridge today after a long and careful recon-
struction of its old roof and walls, and everybody who came to see it
was glad that reconstruction is over and that it is open to riders and
walkers again, said the mayor of the city at the end of a long day."""
    source = f"City opens a bridge\n\n{paragraph}\n\n{paragraph.replace('bridge', 'library')}\n"
    [(read, account)] = accounts(source.encode(), "-")
    assert "careful reconstruction of" in read.body
    assert account.kept == account.sentences and not account.doubtful


def test_front_matter_that_has_no_field_is_named() -> None:
    front = "title: Bridge reopens\nlayout: release-page\nteaser: Short words for the front page"
    source = f"---\n{front}\n---\n\n{PARAGRAPH}\n"
    [(_, account)] = accounts(source.encode(), "release.md")
    left = {line for left in account.left_out if left.part == "front matter" for line in left.lines}
    assert any("Short words for the front page" in line for line in left)


def test_the_signature_of_a_mail_is_named() -> None:
    body = f"{PARAGRAPH.format('bridge')}\n\n{PARAGRAPH.format('library')}\n\n-- \nJo Desk\nRoom 4\n"
    mail = f"From: desk@city.example\nTo: x@y.example\nSubject: Bridge reopens\nMIME-Version: 1.0\n\n{body}"
    [(_, account)] = accounts(mail.encode(), "release.eml")
    assert [left.lines for left in account.left_out if left.part == "signature"] == [("Jo Desk", "Room 4")]


def test_the_header_and_the_greeting_of_a_pasted_mail_are_no_sentences() -> None:
    text = "".join(PARAGRAPH.format(name) + "\n\n" for name in ("bridge", "library"))
    header = "From: Jo Desk <desk@city.example>\nTo: The newsdesk and all reporters of the Evening Bulletin\n"
    header += "Date: Tuesday, March 3, 2026 at 9:04 in the morning\n"
    greeting = "Dear colleagues and friends of the local press,"
    subject = "Subject: Not to be printed before the council has met\n"
    headline = "Bridge Reopens After a Long Repair"
    [(read, account)] = accounts(f"{header}{subject}\n{greeting}\n\n{headline}\n\n{text}".encode(), "pasted.txt")
    assert read.headline == headline, "no line of the header goes on in another one"
    assert (account.kept, account.sentences) == (3, 3), "the headline and two sentences"
    parts = {left.part: left.lines for left in account.left_out if left not in account.doubtful}
    assert parts["header of the mail"] == tuple(header.splitlines()) and parts["greeting"] == (greeting,)
    assert [left.lines for left in account.doubtful] == [(subject.strip(),)], "it may say what nothing else says"


def test_a_line_with_a_label_is_a_sentence_where_the_text_is_no_mail() -> None:
    text = "".join(PARAGRAPH.format(name) + "\n\n" for name in ("bridge", "library"))
    [(_, account)] = accounts(f"Bridge Reopens\n\n{text}To: all who helped us over the years.".encode(), "pasted.txt")
    assert (account.kept, account.sentences) == (3, 3)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE.format(*(PARAGRAPH.format(name) for name in ("bridge", "library", "market"))))
    return file


def test_the_summary_the_json_and_the_review_say_what_is_kept_and_left_out(page: Path) -> None:
    shown = CliRunner().invoke(app, ["import", "--dry-run", str(page)])
    assert "sentences kept" in shown.stderr and "menu (4 words)" in shown.stderr, shown.stderr
    told = json.loads(CliRunner().invoke(app, ["import", "--dry-run", "--format", "json", str(page)]).stdout)
    account = told["account"]
    assert account["kept"] == account["sentences"]
    assert {"part": "form", "words": 1, "lines": ["Formword"]} in account["left_out"]
    rows = CliRunner().invoke(app, ["import", "--dry-run", "--review", str(page)]).stdout.splitlines()
    assert "headline\tBridge reopens after repair\tBridge reopens after repair" in rows
    assert "date\tMarch 2, 2026\t2026-03-02" in rows
    assert any(row.startswith("left out\tFootword, 1 Main Street\tfoot of the page") for row in rows)


def test_what_is_lost_within_the_text_is_shown_in_its_words(tmp_path: Path) -> None:
    source = tmp_path / "release.txt"
    text = [PARAGRAPH.format(name) for name in ("bridge", "library", "market", "school")]
    source.write_text("\n\n".join(["City opens a bridge", *text[:2], "Share this article on Facebook", *text[2:]]))
    [(read, account)] = accounts(source.read_bytes(), "release.txt")
    lost = [left for left in account.left_out if "Share this article" in left.lines[0]]
    assert ("Share this article" in read.body) != bool(lost)


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body>'
            "</w:document>",
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
            ' PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml'
            '.document.main+xml"/></Types>',
        )
    return buffer.getvalue()


def test_no_word_of_a_word_file_vanishes() -> None:
    words = ["Bridge reopens", *(PARAGRAPH.format(name) for name in ("bridge", "library")), "Share", "Lastword"]
    [(read, account)] = accounts(docx(*words), "release.docx")
    assert not set(folded(" ".join(words))) - words_told(read, account)


def test_a_short_line_that_begins_with_the_dateline_is_kept() -> None:
    text = (
        "Bridge reopens after repair\n\nLYNDEN / OAKVALE, March 2, 2026 – The new bridge\n"
        f"of the city has opened to all. {PARAGRAPH.format('bridge')}\n\n{PARAGRAPH.format('library')}\n"
    )
    [(read, account)] = accounts(text.encode(), "release.txt")
    assert read.body.startswith("The new bridge of the city")
    assert account.left_out == ()


def test_a_dateline_without_date_and_the_label_of_a_contact_are_not_left_out() -> None:
    text = (
        "City opens new library\n\nMILLBROOK, Mass. — The city today opened a new library.\n\n"
        "Contact: Ana Okafor, 555-010-0100"
    )
    [(_, account)] = accounts(text.encode(), "a.txt")
    assert not account.left_out
    [(_, account)] = accounts(text.replace("Contact:", "Contact: night desk,").encode(), "a.txt")
    [left] = account.left_out
    assert left.lines == ("contact night desk",)


@pytest.mark.parametrize("line", ["Telefon: 030 1234567", "Tel.: +49 30 1234567", "E-Mail: j.berger@hafen.example"])
def test_the_label_of_a_contact_that_was_kept_is_not_left_out(line: str) -> None:
    found = read_pasted(
        "Stadt öffnet Bibliothek am Hafen\n\nHafen, 1. Dezember 2026 – Die Stadt hat heute eine Bibliothek am Hafen "
        f"geöffnet. Sie hat 40.000 Bücher und einen Lesesaal.\n\nPressekontakt:\nJutta Berger\n{line}\n"
    )
    assert not [left for left in accounting.account(found).left_out if any(line in text for text in left.lines)]
