"""Headlines, places, dates and contacts in the forms that firms, groups and programs give them."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_markdown, read_pasted

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.head import head_lines

TEXT = (
    "today opened a library in the harbour quarter of Port Ellery, which has 40,000 books and 120 seats.\n\n"
    "The library is open every day from nine in the morning, and it lends tools as well as books to all.\n"
)


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("London, UK – The Harbour Foundation", "London, UK"),
        ("Berlin, Germany - The Harbour Foundation", "Berlin, Germany"),
        ("(Toledo, OH) The Harbour Foundation", "Toledo, OH"),
        ("Lansing, Michigan / December 4, 2017 / Accesswire / The Harbour Foundation", "Lansing, Michigan"),
    ],
)
def test_places_with_their_countries_in_brackets_and_with_wires(opening: str, place: str) -> None:
    found = read_pasted(f"Harbour Foundation Opens Library\n\n{opening} {TEXT}")
    assert (found.place, found.pieces[0].text[:24]) == (place, "The Harbour Foundation t")


def test_names_of_networks_and_a_city_with_its_region_are_neither_place_nor_subhead() -> None:
    found = read_pasted(f"Harbour Foundation Opens Library\n\nPort Ellery, Costa Verde.\n\nThe foundation {TEXT}")
    assert found.subhead == ""
    found = read_pasted(
        f"Harbour Foundation Opens Library\n\nThe foundation {TEXT}\nFacebook/ Instagram / Web: /harbour"
    )
    assert found.place == ""


def test_a_row_that_ends_with_postal_code_and_town_is_no_headline() -> None:
    found = read_pasted(
        f"Stadt Ellery | Presseamt | Markt 1 | 12345 Ellery\n\nBibliothek öffnet wieder\n\nThe city {TEXT}"
    )
    assert found.headline == "Bibliothek öffnet wieder"


@pytest.mark.parametrize("line", ["HARBOUR WORKS", "Harbour Works S.A."])
@pytest.mark.parametrize("name", ["Harbour Works GmbH (the “Company”)", "Harbour Works, a firm of this town,"])
def test_a_firm_with_whose_name_the_text_begins_is_no_headline(line: str, name: str) -> None:
    name = name.replace("Harbour Works GmbH", "Harbour Works S.A.") if line.endswith("S.A.") else name
    name = name.replace("Harbour Works,", "Harbour Works S.A.,") if line.endswith("S.A.") else name
    found = read_markdown(
        f"# {line}\n\n## Firm opens a library in the harbour\n\nTOLEDO, March 2, 2026 – {name} {TEXT}"
    )
    assert found.headline == "Firm opens a library in the harbour"


def test_a_line_in_brackets_is_no_headline() -> None:
    found = read_pasted(
        f"(First Section of the Exchange: Code 1234)\n\nTown gets a library in the harbour\n\nThe town {TEXT}"
    )
    assert found.headline == "Town gets a library in the harbour"


def test_a_name_that_a_paragraph_is_about_is_no_headline() -> None:
    lines = f"TED’S BOOK CORNER\n\nMarch 2, 2026\n\nTown gets a library in the harbour\n\nThe town {TEXT}"
    found = read_pasted(f"{lines}\nABOUT TED’S BOOK CORNER\n\nIt began as a shelf of books in a family's kitchen.\n")
    assert (found.headline, found.office) == ("Town gets a library in the harbour", "TED’S BOOK CORNER")


@pytest.mark.parametrize(
    "line",
    [
        "LES VILLES OUVRENT LES « JOURNÉES DE",
        "DIE STADT ERÖFFNET EINE BÜCHEREI FÜR",
        "LA CIUDAD ABRE UNA BIBLIOTECA PARA",
    ],
)
def test_a_headline_goes_on_after_a_word_that_cannot_end_it(line: str) -> None:
    found = read_markdown(f"## {line}\n\n## HAFEN »\n\nTOLEDO, March 2, 2026 – The city {TEXT}")
    assert found.headline == f"{line} HAFEN »"


def test_a_date_in_figures_with_strokes_and_a_title_in_quotation_marks_above_a_text() -> None:
    found = read_markdown(f'title: "Harbour Works: a library opens"\ndate: 2013/11/18\n\nThe foundation {TEXT}')
    assert (found.headline, found.date) == ("Harbour Works: a library opens", dt.date(2013, 11, 18))


def test_a_date_before_a_colon_and_one_beside_words_for_immediate_release() -> None:
    found = read_pasted(f"Harbour Foundation Opens Library\n\nDecember 13, 2021: The foundation {TEXT}")
    assert (found.date, found.pieces[0].text[:14]) == (dt.date(2021, 12, 13), "The foundation")
    found = read_pasted(
        f"La ville ouvre une médiathèque\n\nLyon, Nantes le 18 janvier 2013 – Pour diffusion immédiate.\n\n{FR}"
    )
    assert (found.date, found.pieces[0].text[:8]) == (dt.date(2013, 1, 18), "La ville")


FR = (
    "La ville ouvre une médiathèque dans le quartier du port, avec 40 000 livres et 120 places pour les lecteurs.\n\n"
    "Elle est ouverte tous les jours à partir de neuf heures, et prête des outils à tous les habitants du port.\n"
)


@pytest.mark.parametrize(
    "label",
    [
        "Joint News Release",
        "premsa | prensa | press",
        "Comunicat de presă",
        "Lehdistötiedote",
        "Basın bülteni",
        "Пресс-релиз",
    ],
)
def test_labels_of_releases(label: str) -> None:
    assert head_lines.is_label(label)


@pytest.mark.parametrize("text", ["via A. Melone, 18/20 - 26100 Borgo", "25 /01/2026", "2026-03 2026-04 2026-05"])
def test_house_numbers_and_dates_are_no_telephone_numbers(text: str) -> None:
    assert not contact_blocks.has_number_or_address(text)


def test_contacts_side_by_side_on_one_line_and_names_beside_links() -> None:
    found = contact_blocks.contacts(["Contacts : Ana Ruiz (06 74 04 03 52), Luis Brandt (06 22 79 11 70)"])
    assert [(contact.name, contact.phone) for contact in found] == [
        ("Ana Ruiz", "06 74 04 03 52"),
        ("Luis Brandt", "06 22 79 11 70"),
    ]
    found = contact_blocks.contacts(
        ["Cabin Light Kit - https://harbour.example/kit", "555 010 0142 or sales@harbour.example"]
    )
    assert [contact.name for contact in found] == [""]


@pytest.mark.parametrize(
    "stamp",
    [
        "Posté le 2 mars 2026 dans accueil, Agenda, Maison du Port, Stages et mini-camps.",
        "Publié par Ana Ruiz le 2 mars 2026 dans la rubrique Actualités de la ville et du port",
        "Posted by Ana Ruiz on March 2, 2026 in News, Libraries, Harbour Quarter, Press Releases, City",
        "Veröffentlicht am 2. März 2026 von Redaktion in den Rubriken Presse, Bibliothek, Hafen und Stadt.",
        "Publicado el 2 de marzo de 2026 en las secciones Noticias, Prensa, Bibliotecas y Barrio del Puerto.",
    ],
)
def test_the_stamp_of_a_weblog_is_the_date_and_no_text(stamp: str) -> None:
    found = read_pasted(f"Harbour Foundation Opens Library\n\n{stamp}\n\nThe foundation {TEXT}")
    assert (found.date, found.subhead, found.place) == (dt.date(2026, 3, 2), "", "")
    assert found.pieces[0].text.startswith("The foundation today")


def test_a_note_in_brackets_and_a_first_paragraph_are_no_headline_and_no_subhead() -> None:
    first = "PORT ELLERY, Dec. 1, 2026 – Port Ellery names Ana Ruiz fire chief."
    note = "[Delia: please check the figure before we send]"
    read = read_pasted(f"{note}\n\nPort Ellery Names Fire Chief\n\n{first}\n\nShe begins on Jan. 4.\n")
    assert (read.headline, read.subhead) == ("Port Ellery Names Fire Chief", "")
    assert "names Ana Ruiz fire chief" in read.body


def test_the_foot_of_a_mail_is_no_text() -> None:
    first = "PORT ELLERY, Dec. 1, 2026 – The city of Port Ellery today opened a pool in the park for all. It is free."
    foot = (
        "This e-mail and any attachments are confidential and intended solely for the addressee.\n\n"
        "Please consider the environment before printing this e-mail.\n\nSent from my phone"
    )
    read = read_pasted(f"City Opens Pool\n\n{first}\n\nIt has six lanes, and it is open every day.\n\n{foot}\n")
    assert read.body.rstrip().endswith("open every day.")


@pytest.mark.parametrize(
    "above",
    [
        "Offices » Harbour » News » Harbour Foundation Opens Library in the Old Harbour of Port Ellery on Monday",
        "COMMUNIQUE DE PRESSE",
        "報道関係各位",
        "Einleitung",
        "Harbour Council - Press release",
        "FOR PLANNING PURPOSES ONLY",
        "Bundestagsfraktion Neuer Hafen\n\nPRESSESTATEMENT",
        "OTS0123 5 II 0212 ABC0003 CI\n\nVerkehr/Radwege/Lindenberg",
        "12 quai du Port\n31000 Port-Sainte",
        "Hafenstraße 12\n20459 Ellery",
    ],
)
def test_the_way_to_a_page_and_labels_are_no_headline(above: str) -> None:
    found = read_pasted(f"{above}\n\nHarbour Foundation Opens Library\n\nMarch 2, 2026\n\nThe foundation {TEXT}")
    assert found.headline == "Harbour Foundation Opens Library"


def test_a_report_of_the_police_keeps_its_headline_and_its_issuer() -> None:
    lead = "Ein 43 Jahre alter Radfahrer wurde am Montag im Hafen verletzt. Die Polizei sucht Leute, die es sahen."
    found = read_pasted(
        "PRESSEMELDUNG DER POLIZEI\n\nPOL-EL: Nr.: 12 --Zeugen gesucht--\n\n04.07.2023 - 11:32\n\nPolizei Ellery\n\n"
        f"Ort: Ellery-Neustadt, OT Hafen, Kai 3\nZeit: 03.07.23, 17:45 Uhr\n\n{lead}"
    )
    assert (found.headline, found.office) == ("POL-EL: Nr.: 12 --Zeugen gesucht--", "Polizei Ellery")


def test_an_office_loses_the_label_behind_its_name() -> None:
    found = read_pasted(
        f"Harbour Commission - Press release\n\nFoundation Opens Library\n\nMarch 2, 2026\n\nThe city {TEXT}"
    )
    assert found.office == "Harbour Commission"


def test_a_name_above_the_headline_that_the_text_repeats_is_the_issuer() -> None:
    found = read_pasted(
        "International Rivers Alliance\n\nPRESS RELEASE\n\nReport finds two thirds of all dams too old\n\n"
        "Two of three dams are too old, says a report of the International Rivers Alliance (IRA) on 2,800 of them."
    )
    assert found.issuer == "International Rivers Alliance"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Contact presse:", "Ministère de la Culture", "presse@culture.example"], ""),
        (["Imprensa:", "Prefeitura de Campo Alegre", "imprensa@campoalegre.example"], ""),
        (["広報課 担当：佐藤", "TEL：03-1234-5678"], "佐藤"),
    ],
)
def test_an_office_is_cut_down_to_no_persons_name(lines: list[str], name: str) -> None:
    (found,) = contact_blocks.contacts(lines)
    assert found.name in (name, lines[1]) and not found.name.endswith(" la")


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        ("The board named a reader of the year\n\n{0}\n\n{0}", "More room for readers in the harbour"),
        ("HARBOUR NEWS\n\n{0}", "More room for readers in the harbour"),
    ],
)
def test_a_line_that_stands_twice_or_below_a_masthead_is_the_headline(above: str, headline: str) -> None:
    found = read_pasted(f"{above.format(headline)}\n\nPORT ELLERY, March 2, 2026 – The foundation {TEXT}")
    assert (found.headline, found.date) == (headline, dt.date(2026, 3, 2))


def test_a_heading_with_the_day_of_a_change_is_the_headline() -> None:
    headline = "NO PAPER CARDS IN LIBRARIES FROM 1 JANUARY 2027"
    found = read_pasted(f"MEDIA RELEASE\n\n{headline}\n\nReaders save paper\n\n2 March 2026 – The foundation {TEXT}")
    assert (found.headline, found.subhead, found.date) == (headline, "Readers save paper", dt.date(2026, 3, 2))


def test_a_title_that_ends_with_the_name_of_a_firm_is_a_headline() -> None:
    found = read_markdown(
        f"---\ntitle: Purchase of a Library by Harbour Works Inc.\ndate: 2026-03-02\n---\n\nThe firm {TEXT}"
    )
    assert found.headline == "Purchase of a Library by Harbour Works Inc."


@pytest.mark.parametrize(
    ("line", "place"),
    [("Altenfurt, 2. März 2026", "Altenfurt"), ("Port Ellery, 2. March 2026:", "Port Ellery")],
)
def test_place_and_date_alone_below_a_subhead(line: str, place: str) -> None:
    deck = "The Harbour Foundation gives its old warehouse to the readers of the city, with tools and forty seats."
    found = read_markdown(f"# Library in the harbour opens\n\n**{deck}**\n\n{line}\n\nThe foundation {TEXT}")
    assert (found.subhead, found.place, found.date) == (deck, place, dt.date(2026, 3, 2))
    assert found.pieces[0].text.startswith("The foundation")
