"""Pasted text: paragraphs, lists and headings are found whatever the line breaks do."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom_cli.importing.pieces import Piece
from newsroom_cli.importing.sources import text

SAMPLES = Path(__file__).parent / "samples"


def kinds(source: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in text.read(source).pieces]


def pieces(source: str) -> tuple[Piece, ...]:
    return text.read(source).pieces


def test_a_release_from_a_pdf() -> None:
    found = pieces((SAMPLES / "pasted-from-a-pdf.txt").read_text(encoding="utf-8"))
    assert [(piece.kind, piece.level, piece.number, piece.text) for piece in found] == [
        ("paragraph", 0, None, "FOR IMMEDIATE RELEASE"),
        ("paragraph", 0, None, "Media Contact:\nSam Reed, Press Secretary\n555-0100\npress@portellery.example"),
        ("heading", 2, None, "PORT ELLERY OPENS HARBOUR LIBRARY"),
        (
            "paragraph",
            0,
            None,
            "PORT ELLERY, March 2, 2026 - The city of Port Ellery today opened its ninth library in the Harbour "
            "Quarter, "
            "the first new branch in twenty-two years, after a long planning process that involved 400 residents and "
            "the well-known architect Ada Stone. See https://portellery.example/library.",
        ),
        ("paragraph", 0, None, "The library offers:"),
        ("item", 1, None, "40,000 books and a reading room"),
        ("item", 1, None, "Wi-Fi"),
        ("item", 2, None, "inside"),
        ("item", 2, None, "outside"),
        ("item", 1, None, "a children's corner"),
        (
            "paragraph",
            0,
            None,
            "“This library belongs to everyone,” said Mayor Ines Varga, who opened the doors in the morning. "
            "“We built it with the people who will use it, and it shows.”",
        ),
        ("heading", 2, None, "Next steps"),
        ("item", 1, 1, "Open the doors"),
        ("item", 1, 2, "Lend books"),
        ("paragraph", 0, None, "About the libraries"),
        ("paragraph", 0, None, "The Port Ellery Public Library has nine branches."),
        ("rule", 0, None, "###"),
    ]


END_MARKS = ["###", "# # #", "-30-", "- 30 -", "—30—", "ENDS", "-ENDS-", "* * *", "***", "END", "### - ENDS - ###"]
OF_OTHERS = ["FIN", "- Fin -", "(Ende)", "Ende der Pressemitteilung", "– Fin du communiqué de presse –"]


@pytest.mark.parametrize("mark", [*END_MARKS, *OF_OTHERS])
def test_end_marks_stay_as_they_are(mark: str) -> None:
    assert kinds(f"The library opened.\n\n{mark}\n\nNotes for editors")[1] == ("rule", mark)


@pytest.mark.parametrize(
    "line",
    [
        "Back to top",
        "Share",
        "Tweet",
        "Print",
        "Skip to main content",
        "Facebook Twitter Email",
        "facebook | x | copy link",
        "Home › News › Library",
        "You are here: Home > News",
        "We use cookies to give you the best experience on our website.",
        "Read more",
        "Page 2 of 3",
        "- 2 -",
        "-more-",
        "(more)",
        "View this email in your browser",
    ],
)
def test_page_furniture_goes(line: str) -> None:
    assert [text for _, text in kinds(f"The library opened.\n\n{line}\n\nIt is new.")] == [
        "The library opened.",
        "It is new.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Share your views at the hearing on Monday.",
        "Print editions are sold at the desk.",
        "More",
        "Facebook opens an office",
        "The city bakery sells more cookies than we can bake.",
        "Home prices rose > 5 percent",
        "Back to top form: the team wins",
        "Twitter, Facebook and Google sign the pledge",
        "Next steps",
        "Contact",
        "Background",
        "30",
        "2026",
        "Email: press@portellery.example",
    ],
)
def test_lines_that_are_more_than_furniture_stay(line: str) -> None:
    assert line in [text for _, text in kinds(f"The library opened.\n\n{line}\nIt is new.\n\nThe end came.")][1].split(
        "\n"
    )


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    long = (
        "The city of Port Ellery today opened its ninth library in the Harbour Quarter, the first new branch in "
        "twenty-two years and the largest."
    )
    assert kinds(f"Library Opens\nMarch 2, 2026\n{long}\n{long}")[2:] == [("paragraph", long), ("paragraph", long)]


def test_hyphens_of_line_breaks_go_and_those_of_compounds_stay() -> None:
    source = """
The mayor said on Monday that the cost of the long-
term plan is known, and that the whole of the com-
munity has agreed to it by a vote with a three-
quarter majority, which is more than in the twenty-
first year, when a plan was drawn that was data-
driven, as data-driven plans are, by the Anglo-
Saxon quarter."""
    (found,) = pieces(source)
    for word in ("long-term", "community", "three-quarter", "twenty-first", "was data-driven,", "Anglo-Saxon"):
        assert word in found.text


def test_a_whole_mail_that_was_quoted_is_not_a_quotation() -> None:
    assert kinds("> The library opened.\n>\n> It is the ninth.\n> \n> It is new.") == [
        ("paragraph", "The library opened."),
        ("paragraph", "It is the ninth."),
        ("paragraph", "It is new."),
    ]
    assert ("quote", "It is ours.") in kinds("She said:\n\n> It is ours.\n\nThe library opened.\n\nIt is new.")


def test_lists_with_blank_lines_between_their_items() -> None:
    found = pieces("The plan:\n\n- build it\n\n- open it\n\n1) come\n\n2) read\n\nThe end.")
    assert [(piece.kind, piece.number) for piece in found][1:5] == [
        ("item", None),
        ("item", None),
        ("item", 1),
        ("item", 2),
    ]


@pytest.mark.parametrize("line", ["2. Juli 2026", "– PORT ELLERY", "- Sam Reed, author", "1. FC Ellery wins", "o boy"])
def test_lines_that_only_look_like_items_are_none(line: str) -> None:
    assert kinds(f"{line}\n\nThe library opened.\n\nIt is new.")[0] == ("paragraph", line)


@pytest.mark.parametrize(
    "line", ["FOR IMMEDIATE RELEASE", "MEDIA CONTACT", "PRESS RELEASE", "NASA", "CALL 555 NOW", "THE END OF IT ALL."]
)
def test_capitals_alone_make_no_heading(line: str) -> None:
    assert kinds(f"{line}\n\nThe library opened.\n\nIt is new.")[0] == ("paragraph", line)


def test_addresses_become_links_without_the_marks_of_the_sentence() -> None:
    (found,) = pieces("See (https://portellery.example/a_b?utm_source=x&id=1), or write to press@portellery.example.")
    assert found.markdown == "See (<https://portellery.example/a_b?id=1>), or write to <press@portellery.example>."
    assert found.text == "See (https://portellery.example/a_b?id=1), or write to press@portellery.example."


def test_no_break_spaces_tabs_and_form_feeds_are_spaces() -> None:
    assert kinds("The\u00a0library\topened  today.\n\f\nIt\u2003is new.") == [
        ("paragraph", "The library opened today."),
        ("paragraph", "It is new."),
    ]


def test_scripts_without_spaces_are_joined_without_them() -> None:
    line = "図書館は本日開館しました市長は図書館は皆さんのものですと述べました子どもたちのための場所です"
    (found,) = pieces("\n".join([line, line, line, line[:10]]))
    assert found.text == line * 3 + line[:10]


def test_a_dash_before_what_somebody_says_is_no_bullet() -> None:
    said = ["– Ingen ska behöva åka tio mil, säger Ana Ruiz.", "– Vi har anställt fem läkare, säger Bo Lind."]
    found = text.read("\n\n".join(["Region öppnar vårdcentral", *said]))
    assert [piece.text for piece in found.pieces][1:] == said
    listed = text.read("Region öppnar\n\n– en vårdcentral i hamnen,\n– ett bibliotek i parken.")
    assert [piece.kind for piece in listed.pieces][1:] == ["item", "item"]
