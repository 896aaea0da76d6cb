"""Footnotes of Word files, pages, mails and plain text arrive as footnotes of a release; no word is lost."""

from __future__ import annotations

import pytest

from newsroom_cli.importing import accounting, reading
from newsroom_cli.importing.pages import html_
from newsroom_cli.importing.sources import markdown_text, text, word
from newsroom_cli.markup import footnotes, markdown
from tests.importing.test_word_files import MAIN, OFFICE, docx, paragraph

HEAD = "<h1>City Opens Quay</h1><p>March 2, 2026</p>"
REST = "<p>The harbour master expects two hundred guests at the opening of the new quay on the coming Friday.</p>"
TEXT = "The quay cost $5 million.{} It is open to all from today on, the harbour says, and entry is free.{}"
WANTED = """\
The quay cost $5 million.[^1] It is open to all from today on, the harbour says, and entry is free.[^2]

{rest}[^1]: Budget of 2026, page 12.

[^2]: For groups, see the [rules](https://portellery.example/rules).
"""


def body_of(page: str, *, base: str = "https://portellery.example/quay") -> str:
    read = reading.read(html_.read(f"<html><body><article>{HEAD}{page}</article></body></html>", base=base))
    assert not accounting.account(read).doubtful
    return read.body


def anchored(sign: str, note: str) -> str:
    """A page with two footnotes in the form of a sign and of a note."""
    notes = "Budget of 2026, page 12.", "For groups, see the <a href='/rules'>rules</a>."
    signs = [sign.format(n=number) for number in (1, 2)]
    items = "".join(note.format(n=number, text=words) for number, words in enumerate(notes, start=1))
    return f"<p>{TEXT.format(*signs)}</p>{REST}{items}"


@pytest.mark.parametrize(
    ("sign", "note"),
    [
        (
            '<sup id="fnref:{n}"><a href="#fn:{n}">{n}</a></sup>',
            '<ol start="{n}"><li id="fn:{n}"><p>{text} <a href="#fnref:{n}">↩</a></p></li></ol>',
        ),
        (
            '<a href="#_ftn{n}" name="_ftnref{n}"><sup>[{n}]</sup></a>',
            '<div id="ftn{n}"><p><a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a> {text}</p></div>',
        ),
        (
            ' <a id="r{n}" href="#n{n}">[{n}]</a>',
            '<p id="n{n}"><em>[{n}]</em> {text} <a href="#r{n}">^</a></p>',
        ),
        (
            '<sup>[<a href="https://portellery.example/quay#note{n}">{n}</a>]</sup>',
            '<p id="note{n}"><sup>{n}</sup> {text}</p>',
        ),
        (
            '<sup><a id="sign.{n}" href="#note.{n}" role="doc-noteref">[{n}]</a></sup>',
            '<section><ol start="{n}"><li id="note.{n}">\n<p>{text} <a href="#sign.{n}" aria-label="back"></a></p>\n'
            "</li></ol></section>",
        ),
    ],
)
def test_a_page_with_signs_that_lead_to_notes(sign: str, note: str) -> None:
    assert body_of(anchored(sign, note)) == WANTED.format(rest=REST[3:-4] + "\n\n")


def test_notes_come_along_from_a_foot_that_is_no_text() -> None:
    page = anchored('<sup id="r{n}"><a href="#n{n}">{n}</a></sup>', '<footer><p id="n{n}">{n}. {text}</p></footer>')
    assert body_of(page) == WANTED.format(rest=REST[3:-4] + "\n\n")


@pytest.mark.parametrize(
    "page",
    [
        '<p>The quay is open to all.<sup><a href="#n7">7</a></sup> It cost $5 million and took four years.</p>',
        "<p>The quay is open to all.<sup>7</sup> It cost $5 million and took four years.</p>",
        '<p>The quay is open to all. It cost <a href="#n7">7</a> million and took four years to build.</p>'
        '<p id="n7">There is more room for all the boats of the fishermen.</p>',
    ],
)
def test_a_sign_without_a_note_stays_in_the_text(page: str) -> None:
    found = body_of(page + REST)
    assert "7" in found and "[^" not in found
    assert ("more room" in found) is ("more room" in page)


def test_the_note_of_a_sign_in_the_headline_is_kept_as_an_item() -> None:
    page = (
        '<html><body><article><h1>City Opens Quay<a href="#n1"><sup>1</sup></a></h1><p>March 2, 2026</p>'
        f'<p>{TEXT.format("", "")}</p>{REST}<ol><li id="n1">1 Working title.</li></ol></article></body></html>'
    )
    read = reading.read(html_.read(page))
    assert read.headline == "City Opens Quay" and read.body.endswith("\n\n- Working title.\n")


def test_a_text_that_looks_like_a_sign_makes_no_footnote() -> None:
    found = body_of(
        f"<p>The file says [^1] at its end, and the harbour asks what it may mean.</p>{REST}<p>[^1]: Nothing.</p>"
    )
    assert markdown.html(found, locate=str).count("<sup") == 0


def test_a_release_read_from_its_own_markdown_and_from_its_page_keeps_its_footnotes() -> None:
    source = WANTED.format(rest="")
    again = reading.read(markdown_text.read(f"# City Opens Quay\n\n{source}"))
    assert again.body == source
    page = footnotes.linked(markdown.html(source, locate=str), label="Notes", back="back")
    assert body_of(page) == source


def test_two_signs_of_one_note() -> None:
    sign = '<sup><a {}href="#n1">1</a></sup>'
    page = (
        f'<p>{TEXT.format(sign.format("id=r1 "), sign.format(""))}</p>{REST}<p id="n1">Budget. <a href="#r1">^</a></p>'
    )
    assert body_of(page) == f"{TEXT.format('[^1]', '[^1]')}\n\n{REST[3:-4]}\n\n[^1]: Budget.\n"


def test_words_around_a_sign_stay_apart() -> None:
    page = (
        '<p>The quay <a id="r1" href="#n1">[1]</a>opened today, and it is free for all people of the town, says the '
        f'city.</p>{REST}<p id="n1">Budget. <a href="#r1">^</a></p>'
    )
    assert body_of(page).startswith("The quay[^1] opened today")


def test_a_sign_before_a_colon_begins_no_note() -> None:
    page = (
        '<p><a id="r1" href="#n1">[1]</a>: The quay is open to all people of the town from today on, says the city.</p>'
    )
    found = body_of(f'{page}{REST}<p id="n1">Budget. <a href="#r1">^</a></p>')
    assert (
        found.startswith("[^1]\\: The quay is open")
        and markdown.html(found, locate=str).count('<li class="note">') == 1
    )


def test_a_note_of_several_paragraphs() -> None:
    source = "The quay is open to all from today on.[^1]\n\n[^1]: For groups:\n\n    - ask first\n    - come early\n"
    assert reading.read(markdown_text.read(f"# City Opens Quay\n\n{source}")).body == source


def word_file() -> bytes:
    sign = '<w:r><w:t xml:space="preserve">{}</w:t></w:r><w:r><w:footnoteReference w:id="{}"/></w:r>'
    opening = sign.format("PORT ELLERY, March 2, 2026 – The quay cost $5 million.", 2)
    opening += sign.format(" It is open to all from today on.", 3)
    body = paragraph("City Opens Quay", style="Title") + paragraph(opening) + paragraph(REST[3:-4])
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    notes = note.format(2, "Budget of 2026.") + note.format(3, "For groups, see the rules.")
    link = f'<Relationship Id="f" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
    return docx(body, others={"word/footnotes.xml": f'<w:footnotes xmlns:w="{MAIN}">{notes}</w:footnotes>'}, links=link)


def test_a_word_file() -> None:
    read = reading.read(word.read(word_file()))
    assert read.body == (
        f"The quay cost $5 million.[^1] It is open to all from today on.[^2]\n\n{REST[3:-4]}\n\n"
        "[^1]: Budget of 2026.\n\n[^2]: For groups, see the rules.\n"
    )
    whole = accounting.account(read)
    assert not read.notes and not whole.doubtful and whole.kept == whole.sentences


PLAIN = "City Opens Quay\n\nPORT ELLERY, March 2, 2026 – {}\n\n" + REST[3:-4] + "\n\n{}"


@pytest.mark.parametrize("notes", ["[1] Budget of 2026.\n[2] See the rules.", "1. Budget of 2026.\n2. See the rules."])
def test_plain_text_with_signs_and_a_list(notes: str) -> None:
    read = reading.read(text.read(PLAIN.format(TEXT.format("[1]", " [2]"), notes)))
    assert read.body.startswith("The quay cost $5 million.[^1] It is") and "is free.[^2]\n" in read.body
    assert read.body.endswith("\n\n[^1]: Budget of 2026.\n\n[^2]: See the rules.\n")
    whole = accounting.account(read)
    assert not whole.doubtful and whole.kept == whole.sentences


@pytest.mark.parametrize(
    ("signs", "notes"),
    [
        (("[1]", "[3]"), "[1] Budget of 2026.\n[2] See the rules."),
        (("[1]", ""), "[1] Budget of 2026.\n[2] See the rules."),
        (("[1]", "[2]"), "[1] Budget of 2026."),
    ],
)
def test_plain_text_stays_as_it_is_if_a_sign_or_note_is_alone(signs: tuple[str, str], notes: str) -> None:
    read = reading.read(text.read(PLAIN.format(TEXT.format(*signs), notes)))
    assert "[^" not in read.body
    assert all(word in read.body for word in (*signs, "Budget of 2026."))


SIGN = '<sup id="r1"><a href="#n1">1</a></sup>'
NOTES = '<ol><li id="n1">Budget of 2026. <a href="#r1">↩</a></li></ol>'


@pytest.mark.parametrize("behind", ["(see there)", "(see)", "[sic]", '<a href="https://portellery.example/">here</a>'])
def test_a_sign_before_a_bracket_stays_a_sign(behind: str) -> None:
    body = body_of(f"<p>The quay is open{SIGN}{behind} to all the people of the city, and entry is free.</p>{NOTES}")
    assert footnotes.SIGN.findall(markdown.html(body, locate=str)) == ["1"]
    assert "Budget of 2026." in body


@pytest.mark.parametrize("between", [SIGN, f"<p>{SIGN}</p>", f"<h2>At the harbour</h2><p>{SIGN}</p>"])
def test_a_sign_on_a_line_of_its_own_keeps_its_note(between: str) -> None:
    body = body_of(f"{REST}{between}{REST.replace('two', 'three')}{NOTES}")
    assert body.count("[^1]") == 2
    assert body.endswith("[^1]: Budget of 2026.\n")


def test_a_sign_in_preformatted_text_keeps_its_note() -> None:
    body = body_of(f"{REST}<pre>The quay is open{SIGN} to all.</pre>{REST.replace('two', 'three')}{NOTES}")
    assert "Budget of 2026." in body


def test_a_note_without_words_is_no_note() -> None:
    body = body_of(f"{REST[:-4]}{SIGN}</p>{REST.replace('two', 'three')}{NOTES.replace('Budget of 2026. ', '')}")
    assert "[^" not in body
