"""Plain texts of archives: indented paragraphs, shared titles, lost line breaks. People and places are invented."""

from __future__ import annotations

import pytest
from imported import read_pasted as read

from newsroom_cli.importing.contacts.contact_blocks import PrintedContact, contacts

BELOW = (
    "  The money will pay for a new pump house at the old harbour, for two miles of pipes below the quay, and for the "
    "repair of the tower, which has leaked since the flood of the year before last.  \n"
    "  Work begins in May and ends before the winter, and no street will be closed for longer than a day, the council "
    "promised the shops along the quay, many of which have lost customers since the flood.\n"
)


def test_indented_paragraphs_below_a_headline_are_no_hanging_indent() -> None:
    found = read(
        "SENS. RUIZ, LIND WIN GRANT FOR HARBOUR WATER PROJECT\n"
        "  The city of Port Ellery will receive nearly $670,000 to improve its water plant. \n"
        f'{BELOW}  "Water is more precious than gold," Senators Ana Ruiz and Idris Lind said, said Ruiz.\n'
    )
    assert found.headline == "SENS. RUIZ, LIND WIN GRANT FOR HARBOUR WATER PROJECT"
    assert (found.city, found.body.count("\n\n")) == ("", 3)


def test_a_paragraph_with_a_hanging_indent_is_one() -> None:
    lines = (
        "The city of Port Ellery will receive nearly $670,000 from the state\n"
        "   to improve its water plant, which has leaked since the flood of\n"
        "   the year before last, and to repair the tower at the old quay.\n"
    )
    found = read(f"Port Ellery wins grant\n\n{lines}\n{lines}\n{lines}")
    assert found.body.startswith("The city of Port Ellery will receive nearly $670,000 from the state to improve")


@pytest.mark.parametrize(
    ("named", "role"),
    [
        ("Montana Senators Ana Ruiz and Idris Lind said today", "Montana Senator"),
        ("Sens. Ana Ruiz and Idris Lind said today", "Sen."),
        ("Ana Ruiz, director of sales, said today", "director of sales"),
        ("Ana Ruiz, president of the Federation of Teachers, said today", "president of the Federation of Teachers"),
    ],
)
def test_a_title_that_two_people_share_is_that_of_one(named: str, role: str) -> None:
    found = read(
        f"Senators win grant for water\n\nPORT ELLERY – The water plant will be repaired, {named}.\n\n{BELOW}\n"
        '"Water is more precious than gold, and we will keep every drop of it clean," said Ruiz.\n'
    )
    assert [(quote.speaker, quote.role) for quote in found.quotes] == [("Ana Ruiz", role)]


def test_words_in_small_letters_are_no_speaker() -> None:
    found = read(
        f"Driver sentenced\n\nPORT ELLERY – A driver was sentenced today to two years.\n\n{BELOW}\n"
        "The toll on her family and stated in part to the judge, “The life that I had is gone and it will never come "
        "back to us.”\n"
    )
    assert [quote.speaker for quote in found.quotes] == [""]


def test_a_first_paragraph_with_place_and_state_is_no_subhead() -> None:
    lead = "A 19-year-old driver is to be heard tomorrow."
    headline = "DRIVER TO BE HEARD AFTER CRASH IN PORT ELLERY"
    facts = (
        "Court Date\nJosse Lind, 19, Port Ellery\nEndangering\nSeat belt required\nSentences\n(4) Great injury\n"
        "10 years and four months in prison\nHearing\nDec. 27, 2018, 8:30 a.m.\nRoom C-55, Harbour Centre\nThe case\n"
    )
    found = read(
        f"{headline} - District Attorney\nDecember 26, 2018\nPress\n{headline}\nPORT ELLERY, Calif. – {lead}\n{facts}"
        + BELOW.replace("  ", "")
    )
    assert (found.subhead, found.city, found.region) == ("", "PORT ELLERY", "Calif.")
    assert found.body.startswith(lead)


def test_a_short_name_with_a_wrong_closing_mark_is_no_quote() -> None:
    found = read(
        'Acme buys pumps\n\nAcme Pumps ("Acme") has added Lind Electric ("Lind\') to its network. Lind has served the '
        'harbour for 20 years. "The network now sets the standard," said Ana Ruiz, CEO of Acme Pumps.\n\n' + BELOW
    )
    assert [quote.text for quote in found.quotes] == ["The network now sets the standard,"]


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        (
            "Contact Name: Ana Ruiz Contact Email: ruiz@acme.exampleAddress: 250 Harbour Street",
            PrintedContact("Ana Ruiz", "", "ruiz@acme.example"),
        ),
        (
            "To receive alerts, text ACME to 888-555-0142 (U.S. Mobile Phones Only)",
            PrintedContact("", "888-555-0142", ""),
        ),
        (
            "Media Contact DetailsContact Name: Ana RuizContact Email: ruiz@acme.example",
            PrintedContact("Ana Ruiz", "", "ruiz@acme.example"),
        ),
    ],
)
def test_labels_glued_to_addresses_belong_to_neither_name_nor_address(line: str, contact: PrintedContact) -> None:
    assert contacts([line]) == [contact]


def test_a_dateline_in_brackets_begins_a_paragraph_below_a_wrapped_headline() -> None:
    found = read(
        "November 1, 2019 Contact: Ana Ruiz\nDirector of Communications\nEllery County District Attorney’s Office\n"
        "214-555-0142 (Office)\nruiz@ellery.example\n"
        "For Immediate Release: Nephew Receives Life Sentence for the Murder of his Uncle\n"
        "(Ellery, Texas) –It only took a Port Ellery County jury about an hour to hand down a life\n"
        "sentence to a man of 45 on Wednesday, October 30, for the murder of his uncle, who was 75\n"
        "years old when he died. The crime occurred on January 4, when officers responded to a call\n"
        "on Harbour Road. When they arrived, the man was standing outside the home and told them so.\n"
    )
    assert found.headline == "Nephew Receives Life Sentence for the Murder of his Uncle"
    assert (found.city, found.region) == ("Ellery", "Texas")
