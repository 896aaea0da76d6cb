"""Footnotes: notes at the end in the order of their signs, in HTML and plain text; nothing of them is lost."""

from __future__ import annotations

import re
import time

import lxml.html
import pytest

from newsroom_cli.markup import footnotes, markdown
from newsroom_cli.model.toml.schema import Field, Span


def html(body: str) -> str:
    return markdown.html(body, locate=str)


def read(body: str) -> markdown.ParsedBody:
    return markdown.read(Field(body, Span(0, len(body))))


def plain(body: str, *, opening: str = "") -> str:
    return markdown.plain(Field(body, Span(0, len(body))), opening=opening)


def parts(body: str) -> tuple[str, list[str]]:
    """The words of the text with its signs, and the words of each note."""
    page = lxml.html.fragment_fromstring(html(body), create_parent=True)
    notes = page.find("ol[@class='notes']")
    assert notes is not None
    page.remove(notes)
    return " ".join(page.text_content().split()), [" ".join(note.text_content().split()) for note in notes]


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        ("a[^x] b[^1]\n\n[^1]: One\n\n[^x]: Two", "a[1] b[2]", ["Two", "One"]),
        ("a[^x]\n\n[^x]: One\n\nb[^x]", "a[1] b[1]", ["One"]),
        ("a[^A]\n\n[^a]: One", "a[1]", ["One"]),
        ("a[^x]\n\n[^y]: Two\n[^x]: One", "a[1]", ["One", "Two"]),
        ("a[^x]\n\n[^x]: One\n[^x]: Two", "a[1]", ["One Two"]),
        ("a[^x]\n\n[^x]:\n\nb", "a[1] b", [""]),
        ("a[^x] c[^z]\n\n[^x]: One[^y]\n[^y]: Two[^x]\n[^z]: Three", "a[1] c[2]", ["One[3]", "Three", "Two[1]"]),
        ("a[^x]\n\n[^x]: One[^x]", "a[1]", ["One[1]"]),
        ("> a[^x]\n>\n> [^x]: One\n\nb", "a[1] b", ["One"]),
        ("- a[^x]\n\n  [^x]: One\n\n- b", "a[1] b", ["One"]),
        ("## a[^x]\n\n|b[^x]|\n|---|\n|c|\n\n[^x]: One", "a[1] b[1] c", ["One"]),
        ("a[^x]\n\n[^x]: - One\n    - Two\n\n    > Three\n\n    ```\n    4\n    ```", "a[1]", ["One Two Three 4"]),
        ("a[^x]\n\n[^x]: One <div>Two</div> </div> <div>\n\nb[^y]\n\n[^y]: Three", "a[1] b[2]", ["One Two", "Three"]),
        ('a[^"x" & <b>]\n\n[^"x" & <b>]: One', "a[1]", ["One"]),
        ("a[^é]\n\n[^É]: One", "a[1]", ["One"]),
        ("a[^x] [^z] \\[^x] `[^x]`\n\n[^x]: One", "a[1] [^z] [^x] [^x]", ["One"]),
        ("[^x]: One", "", ["One"]),
        ('<div class="footnote-definition" id="x"><sup class="footnote-definition-label">1</sup>b</div>\n\na[^x]\n\n'
         "[^x]: One", "1b a[1]", ["One"]),
    ],
)  # fmt: skip
def test_notes_stand_at_the_end_in_the_order_of_their_signs(body: str, text: str, notes: list[str]) -> None:
    assert parts(body) == (text, notes)
    typed = " ".join(plain(body).split()).replace("- ", "")
    assert all(f"[{number}] {note.split()[0]}" in typed for number, note in enumerate(notes, 1) if note)


def test_a_text_without_notes_stays_as_it_was() -> None:
    assert html("a[^x] b") == "<p>a[^x] b</p>\n"
    assert plain("a[^x] b") == "a[^x] b\n"
    assert read("a[^x] b").numbers == {}


def test_plain_text_has_the_notes_after_a_rule() -> None:
    body = "Free.[^x]\n\n- Books[^y]\n\n[^y]: Also maps.\n[^x]: For [children](https://a.example/).\n\n    Two."
    assert plain(body, opening="PORT ELLERY –") == (
        "PORT ELLERY – Free.[1]\n\n- Books[2]\n\n* * *\n\n"
        "[1] For children <https://a.example/>.\n\n    Two.\n\n[2] Also maps.\n"
    )


def test_rules_read_the_text_without_signs_and_know_their_places() -> None:
    body = "Free.[^x] It **is**[^x] open.\n\n[^x]: For children."
    parsed = read(body)
    assert [block.text for block in parsed.blocks] == ["Free. It is open.", "For children."]
    assert [body[slice(*sign.span)] for sign in parsed.signs] == ["[^x]", "[^x]"]
    assert body[slice(*parsed.blocks[0].place(0, 5))] == "Free."
    assert body[slice(*parsed.blocks[0].place(6, 8))] == "It"


def test_the_lede_is_no_note() -> None:
    body = "[^x]: For children.\n\nFree.[^x]"
    assert markdown.lede(Field(body, Span(0, len(body)))) == "Free."
    parsed = read(body)
    assert [block.text for block in parsed.as_read(parsed.blocks)] == ["Free.", "For children."]


# --- on a page ------------------------------------------------------------------------------------------------


def linked(body: str) -> str:
    return footnotes.linked(html(body), label="Notes", back="Back")


def test_a_sign_leads_to_its_note_and_the_note_back_to_each_sign() -> None:
    made = linked("a[^x] b[^x]\n\n[^x]: One[^x]\n\n    ```\n    code\n    ```\n[^y]: Two")
    ids, targets = re.findall(r' id="([^"]*)"', made), re.findall(r' href="#([^"]*)"', made)
    assert ids == ["sign.1", "sign.1.2", "note.1", "sign.1.3", "note.2"]
    assert targets == ["note.1", "note.1", "note.1", "sign.1", "sign.1.2", "sign.1.3"]
    labels = re.findall(r'role="doc-backlink" aria-label="([^"]*)"', made)
    assert labels == ["Back [1]", "Back [1.2]", "Back [1.3]"], "a list of links can be told apart"
    assert '<section class="notes" role="doc-endnotes" aria-label="Notes">' in made


def test_no_link_contains_another_link() -> None:
    made = linked('<a href="https://a.example/">a[^x]</a> b[^x]\n\n[^x]: One')
    assert '<a href="https://a.example/">a<sup>[1]</sup></a>' in made
    assert made.count('role="doc-noteref"') == made.count('role="doc-backlink"') == 1


def test_what_looks_like_a_sign_gets_no_link() -> None:
    made = linked('a[^x] <sup class="note">[7]</sup> <sup>[1]</sup>\n\n[^x]: One <ol class="notes"><li>1</li></ol>')
    assert "<sup>[7]</sup> <sup>[1]</sup>" in made
    assert made.count('role="doc-noteref"') == made.count("<section") == 1


def test_no_text_makes_a_sign_with_the_characters_that_stand_for_one() -> None:
    page = html("Membership\U0010fffc7\U0010fffd &#x10fffc;9&#x10fffd; is free.[^a]\n\n[^a]: For children.\n")
    assert page.count('class="note"') == 2 and "[7]" not in page and "[9]" not in page


@pytest.mark.parametrize(
    "name", ["\U0010fffc", "a&amp;b", 'a"b', "a<b", "\u1e9e", "\u0130", "`a`", "e\u0301", "a\u2028b"]
)
def test_a_note_may_have_any_name(name: str) -> None:
    text, notes = parts(f"Free.[^{name}]\n\n[^{name}]: For children.\n")
    assert (text, notes) == ("Free.[1]", ["For children."])


def test_five_hundred_notes_take_little_time() -> None:
    numbers = range(1, 501)
    body = "".join(f"Word{n}[^n{n}] and[^n{501 - n}].\n\n[^n{n}]: Note {n}[^n{n}]\n\n" for n in numbers)
    started = time.perf_counter()
    _, notes = parts(body)
    made = linked(body)
    assert time.perf_counter() - started < 3
    assert len(notes) == 500
    ids = re.findall(r' id="([^"]*)"', made)
    assert len(ids) == len(set(ids)) == 2000
