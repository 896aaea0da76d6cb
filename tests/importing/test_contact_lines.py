"""Contacts in lines: lost breaks, places before names, labels, numbers in every form, whose address it is."""

from __future__ import annotations

import pytest

from newsroom_cli.importing import accounting, bodies, reading, recognition
from newsroom_cli.importing.contacts import contact_blocks, glued_lines
from newsroom_cli.importing.pieces import PARAGRAPH, RULE, Piece

CONTACTS = [
    ("TinyPumpsAustin, Texaswww.tinypumps.com512.555.0100 Officeinfo@tinypumps.com", "TinyPumps", "512.555.0100"),
    ("Ana RuizHarbor Pumps+1 512-555-0100", "Ana Ruiz", "+1 512-555-0100"),
    ("Contact:\nAna Ruiz, Media Strategistteam@harbor.example+1(512)555-0100", "Ana Ruiz", "+1(512)555-0100"),
    (
        "- In Dakar, Ana Ruiz (French, English): ana@harbor.example or + 33 1 23 45 67 89",
        "Ana Ruiz",
        "+ 33 1 23 45 67 89",
    ),
    ("Contact for further information:\nAna Ruiz\n+44 20 7946 0000", "Ana Ruiz", "+44 20 7946 0000"),
    ("Contact Author\nAna Ruiz\n+1 5125550100", "Ana Ruiz", "+1 5125550100"),
    ("CONTACT:\nMayor's Press Office\n(512) 555-0100", "Mayor's Press Office", "(512) 555-0100"),
    ("Contact: Ana Ruiz FOR IMMEDIATE RELEASE\nTel: (512) 555-0100", "Ana Ruiz", "(512) 555-0100"),
    ("Media Contact\nAna Ruiz\nPort Ellery, Texas\n512-555-0100", "Ana Ruiz", "512-555-0100"),
    ("Contact: Ana Ruiz\n(+44)7946 000000", "Ana Ruiz", "(+44)7946 000000"),
    ("Harbor Technologies\nAna Ruiz\n+1 512-555-0100\nana.ruiz@harbor.example", "Ana Ruiz", "+1 512-555-0100"),
    ("Ana Ruiz\nShare Our Joy\n512-555-0100\nshareourjoy@mail.example", "Ana Ruiz", "512-555-0100"),
    ("Contact\nAna Ruiz Harbor, Inc. +1 512-555-0100 info@harbor.example", "Ana Ruiz", "+1 512-555-0100"),
    ("Contact:\nRuiz Lind Associates, Ana Ruiz: ana@lind.example\n512-555-0100", "Ana Ruiz", "512-555-0100"),
    ("Harbor Media Contact\nAna Ruiz\n512-555-0100", "Ana Ruiz", "512-555-0100"),
    ("Contact: Ana Ruiz Chief Financial Officer 512/555-0100", "Ana Ruiz", "512/555-0100"),
    ("Kontakt zur Initiative Helle Häfen: Ana Ruiz, Sprecherin, Tel. 0421 555010", "Ana Ruiz", "0421 555010"),
    (
        "Contact:\nPraça Rui Alves Lima, 34\n04571-070 Porto Elleria\nAna Ruiz\n+55 11 5555 0100",
        "Ana Ruiz",
        "+55 11 5555 0100",
    ),
    (
        "Contact:\nMinisterio Naval de Puertos - MNP Puerto Elleria\n91 555 01 00",
        "Ministerio Naval de Puertos",
        "91 555 01 00",
    ),
    ("Ana Ruiz\nTel.: 91 555 01 00 / 655 50 01 00", "Ana Ruiz", "91 555 01 00"),
    ("Ana Ruiz\nTel.: 0421 / 55 50-117", "Ana Ruiz", "0421 / 55 50-117"),
    ("Mme Ana Ruiz\nTél. : 02 00 00 00 00\nMél : ruiz@port.example", "Ana Ruiz", "02 00 00 00 00"),
    (
        "Media Contact\nCompany Name: Harbor Pumps\nContact Person: Ana Ruiz\nPhone: 512-555-0100\nCity: Port Ellery",
        "Ana Ruiz",
        "512-555-0100",
    ),
]


@pytest.mark.parametrize(("text", "name", "phone"), CONTACTS)
def test_a_contact_has_its_whole_name_and_number(text: str, name: str, phone: str) -> None:
    (contact,) = contact_blocks.contacts(text.split("\n"))
    assert (contact.name, contact.phone) == (name, phone)


@pytest.mark.parametrize(
    "printed",
    [
        "press(at)harbor.example",
        "press [at] harbor [dot] example",
        "press {AT} harbor.example",
        "press(ät)harbor.example",
    ],
)
def test_an_address_hidden_from_robots_is_an_address(printed: str) -> None:
    line = f"Contact: Ana Ruiz, {printed}, 512 555 0100"
    assert contact_blocks.contacts([line])[0].email == "press@harbor.example"
    text = f"City Opens Library\n\nPORT ELLERY, March 2, 2026 – The city opened its library.\n\n{line}\n"
    read = reading.read(next(recognition.sources(text.encode(), name="a.txt")))
    assert accounting.account(read).left_out == ()


def test_a_line_that_names_an_address_of_the_web_names_nobody() -> None:
    (contact,) = contact_blocks.contacts(["Harbor Associates - https://harbor.example/about/", "+1 512-555-0100"])
    assert not contact.name


@pytest.mark.parametrize("line", ["Ana McDonald", "Ana Ruiz", "iPhone and YouTube", "LaTeX Users Group", "Ana DeLuca"])
def test_a_line_with_its_breaks_stays_one(line: str) -> None:
    assert list(glued_lines.lines(line)) == [line]


def test_a_number_and_an_address_belong_to_the_name_before_them() -> None:
    asked = "For media inquiries, contact Ana Ruiz, Press Officer, on (+44)7946 000000 or email: ana@harbor.example"
    assert contact_blocks.contacts_in_sentence(asked) == [("Ana Ruiz", "(+44)7946 000000", "ana@harbor.example")]


def test_whoever_wants_to_find_out_more_is_asked_to_call() -> None:
    asked = "To find out more about Harbor Pumps email Ana Ruiz, Founder at ana@harbor.example or call 512-555-0100."
    assert contact_blocks.asks_to_call(asked)
    assert contact_blocks.contacts_in_sentence(asked) == [("Ana Ruiz", "512-555-0100", "ana@harbor.example")]


def test_people_side_by_side_have_the_numbers_and_addresses_in_their_place() -> None:
    lines = [
        "Harbor PR Ltd",
        "Ana Ruiz / Idris Lind",
        "+91-8648874944/ +91-8588802820",
        "a@harbor.example/ i@harbor.example",
    ]
    assert contact_blocks.contacts(lines) == [
        ("Ana Ruiz", "+91-8648874944", "a@harbor.example"),
        ("Idris Lind", "+91-8588802820", "i@harbor.example"),
    ]


def test_the_name_of_a_firm_may_stand_before_the_label() -> None:
    assert contact_blocks.is_labelled("Harbor Pumps Media Contacts")
    assert contact_blocks.is_labelled("<Contacts>")
    assert not contact_blocks.is_labelled("The Mayor Made Contact")


def test_the_years_above_a_table_are_no_number() -> None:
    assert contact_blocks.contacts(["Total assets 2021 2020 2021 2020"]) == []
    (contact,) = contact_blocks.contacts(["Kontakt: Ana Ruiz", "Tlf. 2045 2019"])
    assert contact.phone == "2045 2019"


def test_two_dates_are_no_number() -> None:
    assert not contact_blocks.has_number_or_address("30/11/202623/11/2026 przez admin")
    assert not contact_blocks.has_number_or_address("2026-12-15-16-12-32-2533")


def test_a_name_with_a_small_particle_is_a_persons() -> None:
    assert contact_blocks.is_person("Ana ter Horst")
    assert contact_blocks.is_person("Idris da Silva")


def test_the_name_beside_the_number_is_the_contacts() -> None:
    lines = ["Harbor Books", "3 Harbor Road", "Ana Ruiz 512-555-0100 https://harbor.example"]
    assert contact_blocks.contacts(lines) == [("Ana Ruiz", "512-555-0100", "")]


def test_a_firm_with_its_legal_form_is_no_person() -> None:
    lines = ["HARBOR BOOKS LTD", "Ana Ruiz, President & CEOTel: 512-555-0100", "LIKE AND FOLLOWInstagram, Facebook"]
    assert contact_blocks.contacts(lines) == [("Ana Ruiz", "512-555-0100", "")]


def test_a_line_that_lost_all_its_breaks_has_a_contact() -> None:
    line = "For further information, please contact:Ana Ruiz, CEOTelephone: 512-555-0100Email: ana@harbor.example"
    assert contact_blocks.is_labelled(line)
    assert contact_blocks.contacts([line]) == [("Ana Ruiz", "512-555-0100", "ana@harbor.example")]


def test_whom_questions_should_be_directed_to() -> None:
    (contact,) = contact_blocks.contacts_in_sentence(
        "Media enquiries should be directed to Ana Ruiz at the press office on 020 7946 0000 or press@harbor.example."
    )
    assert (contact.name, contact.phone) == ("Ana Ruiz", "020 7946 0000")


def test_who_may_be_called_for_more_information_is_a_contact() -> None:
    asks = "If you would like more information about this quay, please call Ana Ruiz at 512-555-0100."
    assert contact_blocks.asks_to_call(asks)
    assert contact_blocks.contacts_in_sentence(asks)[0].name == "Ana Ruiz"
    assert contact_blocks.is_labelled("For interviews please contact:")


@pytest.mark.parametrize(
    "asks",
    [
        "Press enquiries to Ana Ruiz, ana@harbor.example / 07700 900 321.",
        "Voor meer informatie kunt u contact opnemen met Ana Ruiz, woordvoerder, telefoon 06 12 34 56 78.",
    ],
)
def test_whom_the_press_may_ask_in_other_words(asks: str) -> None:
    assert contact_blocks.asks_to_call(asks)
    assert contact_blocks.contacts_in_sentence(asks)[0].name == "Ana Ruiz"


def test_a_street_with_its_number_is_no_person() -> None:
    assert [contact.name for contact in contact_blocks.contacts(["Press: 200 W. Adams, (512) 555-0100"])] == [""]


def test_an_organisation_named_after_a_person_and_an_account_are_no_people() -> None:
    lines = ["Contact presse", "Comité de soutien à Ana Ruiz", "soutien@harbor.example", "Facebook : Soutien Ana"]
    assert [contact.name for contact in contact_blocks.contacts(lines)] == ["Comité de soutien à Ana Ruiz"]


@pytest.mark.parametrize(
    "closing", ["Mit freundlichen Grüßen,", "Kind regards,", "Cordialement,", "Un cordial saludo,", "Cordiali saluti"]
)
def test_who_signs_a_text_above_a_mailbox_is_the_contact(closing: str) -> None:
    signature = f"{closing}\n\nAna Ruiz.\nHarborlight Ellery\nharborlight@mail.example"
    text = f"{OPENING}\n\n{signature}\n"
    for copied in (text, text.replace("\nHarbor", "\n\nHarbor").replace("\nharbor", "\n\nharbor")):
        (contact,) = reading.read(next(recognition.sources(copied.encode(), name="a.txt"))).contacts
        assert (contact.name, contact.email) == ("Ana Ruiz", "harborlight@mail.example")


def test_a_sentence_with_a_number_is_no_contact() -> None:
    text = "# Le port de Portneuf\n\nLa ville achète la parcelle 92064 000 AE 0241.\n\nCette parcelle est au port.\n"
    found = reading.read(next(recognition.sources(text.encode(), name="a.md")))
    assert found.contacts == ()
    assert "La ville achète la parcelle" in found.body


OPENING = (
    "New Library Opens in the Harbour Quarter\n\nPORT ELLERY, Texas, March 2, 2026 – The city opened a library in the "
    "harbour quarter, which has 40,000 books.\n\nThe library is open every day, and it lends tools to all readers."
)


def test_a_role_glued_to_a_mailbox_is_no_part_of_it() -> None:
    (contact,) = contact_blocks.contacts(["Ana Ruiz, Media Strategistteam@harbor.example+1(512)555-0100"])
    assert contact.email == "team@harbor.example"


@pytest.mark.parametrize(
    ("line", "phone", "email"),
    [
        ("Investor RelationsElleria AI Ltd.ir@elleria.ai(512) 555-0100", "(512) 555-0100", "ir@elleria.ai"),
        ("Ana RuizChief Executive OfficerIR@ELLERIA.EXAMPLE(512) 555-0100", "(512) 555-0100", "IR@ELLERIA.EXAMPLE"),
        ("Elleria, Corp.512-555-0100info@elleria.example", "512-555-0100", "info@elleria.example"),
        ("Ana Ruiz, 512-555-0100, ana@elleria.exampleSOURCE: Elleria", "512-555-0100", "ana@elleria.example"),
        ("Elleria Pumps GroupInfo@elleria.example, 512-555-0100", "512-555-0100", "Info@elleria.example"),
        ("Ana Ruiz, ana@elleria.info512.555.0100", "512.555.0100", "ana@elleria.info"),
    ],
)
def test_numbers_and_mailboxes_glued_to_each_other_or_to_a_firm_stay_whole(line: str, phone: str, email: str) -> None:
    (contact,) = contact_blocks.contacts(["Media contact:", line])
    assert (contact.phone, contact.email) == (phone, email)


@pytest.mark.parametrize("line", ["Forward-Looking Statement", "Harbour Hills Drive"])
def test_a_heading_or_a_street_above_a_number_is_no_contacts_name(line: str) -> None:
    (contact,) = contact_blocks.contacts(["Media contact:", line, "512-555-0100"])
    assert contact == contact_blocks.PrintedContact("", "512-555-0100", "")


def test_an_address_without_a_contact_is_text_and_no_evidence_of_the_issuer() -> None:
    lede = (
        "Heute öffnet am Hafen ein neuer Kai für alle Menschen, und der Eintritt ist frei, wie am Montag zu hören war."
    )
    texts = (lede, lede, "Kaistraße 33\n28199 Altenfurt", "Kulturamt Altenfurt")
    parts = bodies.split_body([Piece(PARAGRAPH, text, text) for text in texts], "de")
    assert [piece.text for piece in parts.body] == [*texts]
    assert (parts.contacts, parts.contact_lines) == ([], [])


def test_people_in_one_line_below_a_label_are_contacts() -> None:
    line = "Ana Ruiz (CMO, Harbor Pumps, Port Ellery) - e-mail: ana.ruiz@harbor.example / tel: +420 602 000 000"
    other = "Idris Lind (Head of Marketing, Lind and Daughters Shipping of Elleria) - e-mail: media@lind.example"
    text = f"# Pumps Run at Night\n\n{_LEDE}\n\n{_LEDE}\n\n### Contact\n\n{line}\n{other}\n"
    assert [contact.name for contact in _read(text).contacts] == ["Ana Ruiz", "Idris Lind"]


def test_a_labelled_contact_stands_below_a_list_of_signatories() -> None:
    signed = "\n\n".join(f"Ana Ruiz {number}, Port Watch" for number in ("I", "II", "III", "IV", "V", "VI", "VII") * 3)
    contact = "## Contact\n\nVera Lind, Head of Public Relations\nPort Association\nCell: 450-555-0100\n"
    text = f"# Pumps Run at Night\n\n{_LEDE}\n\n{_LEDE}\n\nThis release is signed by:\n\n{signed}\n\n{contact}"
    assert [(contact.name, contact.phone) for contact in _read(text).contacts] == [("Vera Lind", "450-555-0100")]


def test_a_label_below_a_release_may_have_its_address_behind_a_rule() -> None:
    lines = [*["Signed by all"] * 13, "Press contact:", "", "press@harbor.example"]
    below = [Piece(PARAGRAPH if line else RULE, line, line) for line in lines]
    assert bodies.contacts_below(below) == ([], [])


def test_each_labelled_contact_below_a_release_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    below = [Piece(PARAGRAPH, line, line) for line in ["Signed by all"] * 13 + ["Contact: press@harbor.example"] * 50]
    read: list[str] = []
    contacts = contact_blocks.contacts
    monkeypatch.setattr(contact_blocks, "contacts", lambda lines: read.extend(lines) or contacts(lines))
    assert bodies.contacts_below(below) == ([], [])
    assert len(read) < 2 * len(below)


_LEDE = (
    "PORT ELLERY, May 2, 2026 – The city opened the pumps of its harbor on Monday, after two years of work at night."
)


def _read(text: str) -> reading.Reading:
    return reading.read(next(recognition.sources(text.encode(), name="release.md")))


@pytest.mark.parametrize("name", ["Yasmin Hakim", "Wali Khan", "Ana Duta", "Jean Sergent"])
def test_a_name_that_is_a_title_in_another_language_is_a_person_s(name: str) -> None:
    assert contact_blocks.is_person(name)
    (contact,) = contact_blocks.contacts(["Press contact:", f"{name} Press Officer", "press@harbor.example"])
    assert contact.name == name


@pytest.mark.parametrize("line", ["@altenfurt_port", "☎ Newsdesk", "¿Preguntas?"])
def test_a_line_that_begins_with_a_sign_is_no_name(line: str) -> None:
    (contact,) = contact_blocks.contacts(["Press contact:", line, "press@harbor.example"])
    assert contact.name == ""


def test_a_mailbox_for_everybody_is_no_contact_beside_a_person() -> None:
    asks = "For more information about tickets please contact tickets@harbor.example before the end of the week."
    text = f"# Pumps Run at Night\n\n{_LEDE}\n\n{asks}\n\n{_LEDE}\n\nMedia Contact:\nAna Ruiz\n512-555-0100\n"
    assert [contact.name for contact in _read(text).contacts] == ["Ana Ruiz"]
    assert asks in _read(text).body
    assert [contact.email for contact in _read(f"# Pumps\n\n{_LEDE}\n\n{asks}\n").contacts] == [
        "tickets@harbor.example"
    ]
