"""The fields of a release as offices print them in eleven languages: letterhead, label, place, contacts, issuer."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_pasted as read

from newsroom_cli.importing import recognition
from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.issuer import about_paragraphs, organisations
from newsroom_cli.importing.pieces import PARAGRAPH, Piece
from newsroom_cli.importing.sources import text as text_source

DAY = dt.date(2026, 3, 2)
GERMAN = (
    "Der Umbau des Hafenplatzes hat am Montag begonnen. Bis zum Herbst entstehen dort 40 Sitzplätze, ein Brunnen und "
    "ein Spielplatz für Kinder aller Altersgruppen.\n\nDie Kosten liegen bei 2,4 Millionen Euro. Das Land fördert den "
    "Umbau mit 60 Prozent der Summe.\n"
)
FRENCH = (
    "La nouvelle médiathèque du quartier du port compte 40 000 ouvrages et 120 places assises pour les lecteurs de "
    "tous les âges.\n\nElle est ouverte tous les jours de neuf heures à dix-huit heures et prête aussi des outils.\n"
)
SPANISH = (
    "La nueva biblioteca del barrio del puerto cuenta con 40.000 libros y 120 plazas para lectores de todas las edades "
    "y abre todos los días.\n\nLa biblioteca presta también herramientas a los vecinos de toda la comarca.\n"
)
ITALIAN = (
    "La nuova biblioteca del quartiere del porto dispone di 40.000 libri e di 120 posti a sedere per i lettori di ogni "
    "età della provincia.\n\nLa biblioteca è aperta tutti i giorni dalle nove alle diciotto.\n"
)
ENGLISH = (
    "The new library in the harbour quarter has 40,000 books and 120 seats for readers of all ages from the whole "
    "county.\n\nIt is open every day from nine in the morning, and lends tools as well as books.\n"
)


@pytest.mark.parametrize(
    "name",
    [
        "Stadt Altenfurt",
        "Bundesverband der Brunnenbauer e. V.",
        "Ministerium für Schule und Bildung",
        "Préfecture de la Haute-Brenne",
        "Ministère de l’Intérieur",
        "Ministerio de Aguas y Bosques",
        "Comune di Borgolieto",
        "Prefeitura de Vale Sereno",
        "gemeente Waterveen",
        "Urząd Miasta Zielonogóra",
        "Sjöviks kommun",
        "株式会社港町",
        "Acme Pumps plc",
    ],
)
def test_the_name_of_an_office_in_its_language(name: str) -> None:
    assert organisations.is_name(name)


@pytest.mark.parametrize(
    "line",
    [
        "Stadt Altenfurt baut den Hafenplatz um",
        "Université de Montclairon lance un programme",
        "Gobierno de Rojavalle aprueba el plan de bosques",
        "La ville inaugure la médiathèque",
        "Name und Sitz der Gesellschaft",
        "Ana Okafor",
        "City Opens Library",
    ],
)
def test_a_headline_is_no_name_of_an_office(line: str) -> None:
    assert not organisations.is_name(line)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Presse- und Informationsamt", ""),
        ("Service de la communication interministérielle", ""),
        ("Gabinete de Prensa", ""),
        ("Ufficio stampa Comune di Borgolieto", "Comune di Borgolieto"),
        ("Gabinete de Comunicação da Universidade do Douro", "Universidade do Douro"),
        ("Pressestelle der Stadt Altenfurt", "Stadt Altenfurt"),
        ("Media Advisory", "Media Advisory"),
    ],
)
def test_the_desk_of_an_office_is_no_issuer(line: str, rest: str) -> None:
    assert organisations.without_desk(line) == rest
    assert organisations.is_desk(line) == (rest == "")


@pytest.mark.parametrize(
    ("label", "issuer"),
    [
        ("Pressemitteilung der Universität Altenfurt", "Universität Altenfurt"),
        ("Presse-Erklärung der Bürgerinitiative „Es reicht“ zum Ausbau der Straße", "Bürgerinitiative „Es reicht“"),
        ("Communiqué de presse de l'association Rivières Vivantes", "Rivières Vivantes"),
        ("COMUNICADO DE PRENSA DE LA ASAMBLEA DEL PARQUE EN DEFENSA DE LOS ÁRBOLES", "ASAMBLEA DEL PARQUE"),
        ("Nota à imprensa – Sindicato dos Bancários", "Sindicato dos Bancários"),
        ("Persbericht gemeente Waterveen", ""),
        ("Tisková zpráva Pirátské strany", "Pirátské strany"),
        ("COMMUNIQUÉ DE PRESSE", ""),
        ("Pressemitteilung Nr. 47 vom 2. März 2026", ""),
        ("Press Release – RIVER PATH CLOSED FOR REPAIRS", ""),
        ("Comunicado a la opinión pública", ""),
    ],
)
def test_the_issuer_in_a_label(label: str, issuer: str) -> None:
    assert organisations.of_label(label) == issuer


@pytest.mark.parametrize(
    ("head", "headline", "office"),
    [
        (
            "Stadt Altenfurt\nPresse- und Informationsamt\nRathausplatz 1\n12345 Altenfurt\n\n"
            "Pressemitteilung Nr. 47/2026\n\n2. März 2026\n\nUmbau des Hafenplatzes hat begonnen\n",
            "Umbau des Hafenplatzes hat begonnen",
            "Stadt Altenfurt",
        ),
        (
            "P R E S S E M I T T E I L U N G\n\n2. März 2026\n\nGARTENFREUNDE WARNEN VOR SPÄTFROST\n",
            "GARTENFREUNDE WARNEN VOR SPÄTFROST",
            "",
        ),
        (
            "Pressemitteilung der Universität Altenfurt\n02.03.2026\n\nNeuer Weg zum Recycling von Beton\n",
            "Neuer Weg zum Recycling von Beton",
            "Universität Altenfurt",
        ),
        (
            "Bundesverband der Brunnenbauer e. V.\nBerlin, 02.03.2026\n\nPRESSEMITTEILUNG 7/2026\n\n"
            "Brunnenbauer fordern klare Regeln\n",
            "Brunnenbauer fordern klare Regeln",
            "Bundesverband der Brunnenbauer e. V.",
        ),
    ],
)
def test_a_letterhead_is_no_headline(head: str, headline: str, office: str) -> None:
    found = read(f"{head}\n{GERMAN}")
    assert (found.headline, found.office, found.date, found.subhead) == (headline, office, DAY, "")


def test_a_letterhead_in_capitals_with_spaced_letters() -> None:
    head = (
        "CITY OF PORT ELLERY\nOffice of Communications\n\nN E W S   R E L E A S E\n\n"
        "Release No. 26-031\nMarch 2, 2026\n\n"
        "CITY OPENS LIBRARY IN HARBOUR QUARTER\n\nNew building has 120 seats\n\nPORT ELLERY — "
    )
    found = read(f"{head}{ENGLISH}")
    assert (found.headline, found.subhead) == ("CITY OPENS LIBRARY IN HARBOUR QUARTER", "New building has 120 seats")
    assert (found.office, found.place, found.date) == ("CITY OF PORT ELLERY", "PORT ELLERY", DAY)


def test_single_facts_of_the_police_are_neither_headline_nor_subhead() -> None:
    head = "Ellery Police Department\n\nPRESS RELEASE\n\nDate: 03/02/2026\nIncident: Burglary\n\n"
    found = read(f"{head}Burglary suspect arrested\n\n{ENGLISH}")
    assert (found.headline, found.subhead, found.date) == ("Burglary suspect arrested", "", DAY)
    assert found.office == "Ellery Police Department"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Paris le 2 mars 2026", "Paris"),
        ("Dakar, lundi 2 mars 2026", "Dakar"),
        ("2 mars 2026, Montclairon", "Montclairon"),
        ("Lundi 2 mars 2026", ""),
        ("Publié le 2 mars 2026", ""),
    ],
)
def test_a_place_beside_the_date(line: str, place: str) -> None:
    found = read(f"COMMUNIQUÉ DE PRESSE\n\n{line}\n\nLa médiathèque ouvre ses portes\n\n{FRENCH}")
    assert (found.place, found.date, found.headline) == (place, DAY, "La médiathèque ouvre ses portes")


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("Borgolieto, 02/03/2026 – ", "Borgolieto"),
        ("02.03.26. ", ""),
        ("Borgolieto (abc/02.03.2026/10:00) - ", "Borgolieto"),
    ],
)
def test_dates_in_figures_at_the_start_of_the_text(opening: str, place: str) -> None:
    found = read(f"Comunicato stampa\n\nInaugurata la nuova biblioteca\n\n{opening}{ITALIAN}")
    assert (found.date, found.place) == (DAY, place)
    assert found.pieces[0].text.startswith("La nuova biblioteca")


def test_a_short_month_with_a_point() -> None:
    found = read(f"Nota de prensa\n\nLa biblioteca abre sus puertas\n\n2 mar. 2026\n\n{SPANISH}")
    assert (found.date, found.subhead) == (DAY, "")


@pytest.mark.parametrize(
    ("block", "name"),
    [
        (
            "Pressekontakt:\nStadt Altenfurt\nPresse- und Informationsamt\nJens Möllmann\nTel. 0123 456-789\n",
            "Jens Möllmann",
        ),
        ("Wissenschaftliche Ansprechpartnerin:\nProf. Dr. Jana Wendhoff\nTel.: 0123 456-100\n", "Jana Wendhoff"),
        (
            "Rückfragen bitte an:\n\nPolizeipräsidium Altenfurt\nNadine Ohlsberg\nTelefon: 0123 / 110-15\n",
            "Nadine Ohlsberg",
        ),
        (
            "Contacts presse\n\nVille de Montclairon\nSophie Leroux – Attachée de presse\n01 23 45 67 89\n",
            "Sophie Leroux",
        ),
        ("CONTACTS PRESSE : ACME COMMUNICATION Lucie Vaneau – 06 12 34 56 78\n", "Lucie Vaneau"),
        (
            "Contacto de prensa\nNombre: Paula Inostroza\nCargo: Jefa de Prensa\nCelular: 300 123 4567\n",
            "Paula Inostroza",
        ),
        ("Per informazioni:\nUfficio stampa Comune di Borgolieto\nPaola Ferrandini, 347 1234567\n", "Paola Ferrandini"),
        ("Contactos para a imprensa:\nTeresa Valadim\nTlm.: 912 345 678\n", "Teresa Valadim"),
        ("Voor meer informatie:\nBas Kloosterman, woordvoerder, tel. 06 12345678\n", "Bas Kloosterman"),
        ("Kontakt dla mediów:\nKatarzyna Nowicka\nrzecznik prasowy\ntel. +48 600 123 456\n", "Katarzyna Nowicka"),
        ("För mer information, kontakta:\nErik Sandelin, Sjöviks kommun\nTelefon: 070-123 45 67\n", "Erik Sandelin"),
        ("Yderligere oplysninger:\nPressechef Lars Bundgaard, tlf. 12 34 56 78\n", "Lars Bundgaard"),
        ("Kontakt pro média:\nPetr Malý, tiskový mluvčí\ntel.: +420 123 456 789\n", "Petr Malý"),
        ("【お問い合わせ先】\n株式会社港町 広報部\n担当：田中 花子\nTEL：03-1234-5678\n", "田中 花子"),
        ("【お問い合わせ先】\n社名 ： 株式会社港町\n担当 ： 田中花子\nＴＥＬ ： 03-1234-5678\n", "田中花子"),
        ("For further information contact: Detective Robin Hayward, 555-010-0111\n", "Robin Hayward"),
    ],
)
def test_the_person_in_a_contact_block(block: str, name: str) -> None:
    found = read(f"New library opens in March\n\nMarch 2, 2026\n\n{ENGLISH}\n{block}")
    assert [contact.name for contact in found.contacts] == [name]
    assert found.contacts[0].phone


def test_several_contacts_in_one_sentence() -> None:
    asked = "For interviews please contact: Idris Lind, Harbour Trust, 555-010-0101 or Bea Lund, 555-010-0102.\n"
    found = read(f"New library opens in March\n\nMarch 2, 2026\n\n{ENGLISH}\n{asked}")
    assert [(contact.name, contact.phone) for contact in found.contacts] == [
        ("Idris Lind", "555-010-0101"),
        ("Bea Lund", "555-010-0102"),
    ]


def test_a_sentence_that_names_nobody_has_a_contact_without_a_name() -> None:
    asked = "Visitors can call the Opera House Theatre with a Comprehensive Guide in hand at 555-010-0101.\n"
    found = read(f"New library opens in March\n\nMarch 2, 2026\n\n{ENGLISH}\n{asked}")
    assert [contact.name for contact in found.contacts] in ([], [""])


@pytest.mark.parametrize(
    ("below", "issuer"),
    [
        ("Fuente: Policía Local de Villarrojas\n", "Policía Local de Villarrojas"),
        ("**Herausgeber:** Landkreis Altenfurt, Pressestelle\n", "Landkreis Altenfurt"),
        ("Original-Content von: Polizeipräsidium Altenfurt, übermittelt durch abc\n", "Polizeipräsidium Altenfurt"),
        ("Press contact:\nIdris Lind\nUniversity of Port Ellery\n555-010-0101\n", "University of Port Ellery"),
        ("Kontakt:\nPetra Lindholz\nSprecherin der Stadt Altenfurt\nTel. 0123 4567\n", "Stadt Altenfurt"),
        (
            "Contact: Idris Lind, idris@mpx.example\n\nThe Maritime and Port Authority (MPX) is a board.\n",
            "Port Authority",
        ),
        ("Diretoria do Sindicato dos Bancários\n", "Sindicato dos Bancários"),
    ],
)
def test_the_issuer_below_the_text(below: str, issuer: str) -> None:
    found = read(f"New library opens in March\n\nMarch 2, 2026\n\n{ENGLISH}\n{below}")
    assert issuer in (found.office or found.issuer)


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("Die Stadt Altenfurt hat am Montag mit dem Umbau begonnen.", "Stadt Altenfurt"),
        ("La ville de Montclairon a inauguré lundi la médiathèque.", "ville de Montclairon"),
        ("El Ayuntamiento de Villarrojas ha abierto la biblioteca.", "Ayuntamiento de Villarrojas"),
        ("El Ministerio de Puertos, Faros y Mareas ha abierto un faro.", "Ministerio de Puertos, Faros y Mareas"),
        ("El Ayuntamiento de Villarrojas, Ana Ruiz y Luis Paz han abierto un faro.", "Ayuntamiento de Villarrojas"),
        ("Ein Team der Universität Altenfurt hat ein Verfahren entwickelt.", "Universität Altenfurt"),
        ("Maskenpflicht: Die Stadt hat am Montag begonnen.", ""),
        ("Ana Ruiz opened the library.", ""),
    ],
)
def test_the_organisation_that_the_first_sentence_begins_with(sentence: str, issuer: str) -> None:
    assert organisations.at_start(sentence, frozenset()) == issuer


def test_the_name_of_the_site_in_the_title_of_a_page() -> None:
    page = (
        "<html lang='es'><head><title>La biblioteca abre sus puertas :: Diputación de Rojavalle</title></head>"
        "<body><main><h2>La biblioteca abre sus puertas</h2><p>02/03/2026</p>{}</main></body></html>"
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in SPANISH.split("\n\n"))
    found = read(page.format(text), "a.html")
    assert (found.office, found.headline) == ("Diputación de Rojavalle", "La biblioteca abre sus puertas")


def test_the_line_between_label_and_headline_is_the_subhead() -> None:
    found = read(
        "# Medieninformation\n\nAltenfurt, 2. März 2026\n\nMehr Platz für alle\n\n## Der Hafen wird umgebaut\n\n"
        f"{GERMAN}",
        "a.md",
    )
    assert (found.headline, found.subhead) == ("Der Hafen wird umgebaut", "Mehr Platz für alle")
    found = read(
        f"# Der Hafen wird umgebaut\n\nPressemitteilung der Bürger vom Hafen\n\n2. März 2026\n\n{GERMAN}", "a.md"
    )
    assert found.subhead == ""


def test_front_matter_in_other_languages() -> None:
    found = read(
        "---\ntitre: La médiathèque ouvre\nchapeau: 40 000 ouvrages au port\ndate: 2026-03-02\nlang: fr\n"
        f"emetteur: Ville de Montclairon\ncontact:\n  nom: Yann Le Goffic\n  tel: 01 23 45 67 89\n---\n\n{FRENCH}",
        "a.md",
    )
    assert (found.headline, found.subhead) == ("La médiathèque ouvre", "40 000 ouvrages au port")
    assert (found.office, found.contacts[0].phone) == ("Ville de Montclairon", "01 23 45 67 89")


def test_an_end_mark_is_no_place() -> None:
    text = ENGLISH.replace("\n\n", " ")
    found = read(
        f"# New library opens\n\nMarch 2, 2026\n\nRoom for 120 readers\n\n{text}\nENDS\n\nNotes follow.\n", "a.md"
    )
    assert found.subhead == "Room for 120 readers"
    assert found.pieces[0].text.startswith("The new library")


def page_with(*introductions: str, name: str = "intro") -> str:
    text = [f"<p>{paragraph}</p>" for paragraph in FRENCH.split("\n\n")]
    intros = [f"<p class='{name}'>{words}</p>" for words in introductions]
    lines = ["<h1>La médiathèque ouvre</h1>", *intros[:1], *text, *intros[1:]]
    return f"<html lang='fr'><body><main>{''.join(lines)}</main></body></html>"


@pytest.mark.parametrize("name", ["intro", "article-chapo", "field--subtitle"])
def test_a_paragraph_with_the_class_of_a_standfirst_is_the_subhead(name: str) -> None:
    lead = "Le port a sa médiathèque. Elle ouvre lundi."
    found = read(page_with(lead, name=name), "a.html")
    assert (found.headline, found.subhead) == ("La médiathèque ouvre", lead)
    assert found.pieces[0].text.startswith("La nouvelle médiathèque")


def test_several_paragraphs_with_such_a_class_are_teasers_of_other_texts() -> None:
    page = page_with("Le maire visite une ferme.", "Le pont ferme en mai.", "La piscine ouvre en mai.")
    (pasted,) = recognition.sources(page.encode(), name="a.html")
    assert pasted.subtitle == ""


def test_a_heading_that_begins_with_its_date() -> None:
    found = read(f"### 02.03.2026: Neue Buslinie zum Hafen\n\n{GERMAN}", "a.md")
    assert (found.headline, found.date) == ("Neue Buslinie zum Hafen", DAY)


@pytest.mark.parametrize(
    ("top", "headline"),
    [
        ("Gemeinsame Pressemitteilung\n\nvon Stadt Altenfurt und Landkreis Altenfurt\n", "Radweg wird breiter"),
        ("Presseinformation\n", "Neue Halle für Acme Pumpen GmbH"),
        ("Avis aux médias\n", "Le pont de la Brenne ouvre"),
    ],
)
def test_the_headline_below_label_and_issuer(top: str, headline: str) -> None:
    assert read(f"{top}\n2. März 2026\n\n{headline}\n\n{GERMAN}").headline == headline


def test_the_source_that_a_wire_names_without_a_colon() -> None:
    found = read(f"Le ministre inaugure un pont\n\n2 mars 2026\n\n{FRENCH}\nSOURCE Cabinet du ministre des Ports\n")
    assert found.issuer == "Cabinet du ministre des Ports"


def test_an_event_beside_a_date_is_no_place() -> None:
    found = read(f"Communiqué de presse\n\nUNE MÉDIATHÈQUE POUR TOUS\nInauguration le 2 mars 2026\n\n{FRENCH}")
    assert (found.place, found.date) == ("", DAY)


@pytest.mark.parametrize(
    ("apposition", "role"),
    [
        ("beneficiaria de la iniciativa", "beneficiaria de la iniciativa"),
        ("ředitel knihovny", "ředitel knihovny"),
        ("autora del estudio", ""),
        ("recordando a los vecinos", ""),
    ],
)
def test_what_somebody_is_behind_the_name(apposition: str, role: str) -> None:
    text = f"{SPANISH}\n«La esperábamos desde hace diez años», afirmó Marta Quiroga, {apposition}.\n"
    found = read(f"La biblioteca abre\n\n2 de marzo de 2026\n\n{text}")
    assert [(quote.speaker, quote.role) for quote in found.quotes] == [("Marta Quiroga", role)]


def test_date_and_place_that_a_page_shows_outside_its_text() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in SPANISH.split("\n\n"))
    page = (
        "<html lang='es'><body><table><tr><td>2 de marzo de 2026, Villarrojas, España</td></tr></table>"
        f"<main><h1>La biblioteca abre sus puertas</h1>{text}</main></body></html>"
    )
    found = read(page, "a.html")
    assert (found.date, found.city, found.headline) == (DAY, "Villarrojas", "La biblioteca abre sus puertas")
    assert not next(guess for guess in found.guesses if guess.field == "date").sure


def test_the_date_of_a_list_of_other_news_is_none_of_the_release() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in SPANISH.split("\n\n"))
    others = "".join(f"<li>Otra noticia</li><li>{day} de marzo de 2026</li>" for day in range(3, 9))
    page = f"<main><h1>La biblioteca abre sus puertas</h1>{text * 3}</main><aside><ul>{others}</ul></aside>"
    assert read(f"<html lang='es'><body>{page}</body></html>", "a.html").date is None


def test_headline_and_subhead_on_lines_that_say_so() -> None:
    head = "Titel: Der Hafen wird umgebaut\nUtl.: Mehr Platz für alle Altersgruppen =\n\nAltenfurt (OTS) - "
    found = read(f"{head}{GERMAN}")
    assert (found.headline, found.subhead) == ("Der Hafen wird umgebaut", "Mehr Platz für alle Altersgruppen")
    contact = "Contact: Idris Lind\nTitle: Public Information Officer\nPhone: 555-010-0101\n"
    assert (
        read(f"{contact}\nNew library opens today\n\nMarch 2, 2026\n\n{ENGLISH}").headline == "New library opens today"
    )


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("Media inquiries: Idris Lind (idris@a.example), Bea Lund (bea@a.example)\n", ["Idris Lind", "Bea Lund"]),
        (
            "CONTACTS PRESSE\nAgence Ombelle\nLucie Vaneau - l@a.example - 06 12 34 56 78\n"
            "Paul Derville - p@a.example\n",
            ["Lucie Vaneau", "Paul Derville"],
        ),
        (
            "Media Contacts:\n\nIdris Lind\nDirector of Parks\nAcme Inc.\n555-010-0101\n\nBea Lund\nGreen Public "
            "Relations for Acme Inc.\nbea@a.example\n",
            ["Idris Lind", "Bea Lund"],
        ),
        ("問い合わせ先：広報課\u3000山田太郎\u3000電話03-1234-5678\n", ["山田太郎"]),
    ],
)
def test_all_persons_of_a_contact_block(block: str, names: list[str]) -> None:
    found = read(f"New library opens in March\n\nMarch 2, 2026\n\n{ENGLISH}\n{block}")
    assert [contact.name for contact in found.contacts] == names


def test_the_issuer_beside_the_date() -> None:
    text = GERMAN.replace("Das Land fördert", "Stadtwerke Altenfurt fördert")
    found = read(f"# Der Hafen wird umgebaut\n\n2. März 2026 · Stadtwerke Altenfurt\n\n{text}", "a.md")
    assert (found.date, found.issuer) == (DAY, "Stadtwerke Altenfurt")


def test_a_line_of_a_broken_title_is_no_office() -> None:
    title = "MAN CHARGED WITH TAKING 12 BOATS FROM A HARBOUR IN PORT COUNTY"
    text = (
        f"{title}\nMarch 2, 2026\nPORT COUNTY DISTRICT ATTORNEY\n\n"
        f"MAN CHARGED WITH TAKING 12 BOATS\nFROM A HARBOUR IN PORT COUNTY\n\n{ENGLISH}"
    )
    assert read(text).office == "PORT COUNTY DISTRICT ATTORNEY"


def test_a_role_and_words_that_lead_on_are_no_names() -> None:
    text = (
        f"Library Opens\n\n{ENGLISH}\nContact:\nAna Okafor\nDeputy District Attorney\n(555) 010-0142\n"
        "To receive alerts, write to alerts@portellery.example\n"
    )
    found = read(text)
    assert [contact.name for contact in found.contacts if contact.name] == ["Ana Okafor"]
    assert found.office != "Deputy District Attorney"


def test_a_release_in_japanese() -> None:
    release = read(
        "株式会社港町\n\n報道関係者各位\n\n2026年3月2日\n\n港町、新しい予約サービス「ミナトナビ」の提供を開始\n\n"
        "株式会社港町（本社：東京都港区、代表取締役社長：山田太郎）は、2026年3月2日より、新しい予約サービス「ミナトナビ」の提供を"
        "開始します。このサービスは、港の施設をだれでも簡単に予約できるものです。\n\n"
        "代表取締役社長の山田太郎は次のように述べています。\n"
        "「港をもっと身近に感じていただけるよう、使いやすさにこだわりました。多くの皆さまに利用していただきたいと思います。」\n\n"
        "【本件に関するお問い合わせ先】\n株式会社港町 広報部 鈴木花子\n電話：03-1234-5678\n"
        "E-mail：press@minato.example\n"
    )
    assert (release.headline, release.office) == ("港町、新しい予約サービス「ミナトナビ」の提供を開始", "株式会社港町")
    assert release.date == DAY
    assert [(quote.speaker, quote.role) for quote in release.quotes] == [("山田太郎", "代表取締役社長")]
    assert [contact.name for contact in release.contacts] == ["鈴木花子"]
    assert release.body.endswith("と思います。」\n")


def test_the_headline_that_begins_with_its_issuer_names_it() -> None:
    release = read(f"Stadt Altenfurt: Neue Bücherei am Hafen öffnet im Mai\n\n{GERMAN}")
    assert release.issuer == "Stadt Altenfurt"
    assert not any(guess.sure for guess in release.guesses if guess.field in ("office", "issuer"))


def test_a_firm_above_a_name_is_no_contact() -> None:
    contact = "Pressekontakt:\nStadtwerke Altenfurt GmbH\nPetra Lang\nTel. 0911 123456\n"
    release = read(f"Hafen öffnet\n\n{GERMAN}\n{contact}")
    assert [contact.name for contact in release.contacts] == ["Petra Lang"]


def test_the_letterhead_above_the_numbers_is_not_in_the_body() -> None:
    below = "Hafenfreunde Altenfurt e. V.\n\nPetra Lang, +49 911 123456\n\npresse@hafen.example\n"
    assert read(f"Hafen öffnet\n\n{GERMAN}\n{below}").body.endswith("der Summe.\n")


@pytest.mark.parametrize(
    ("line", "day", "city"),
    [("Mon Mar 2 08:00:00 CET 2026 -", DAY, ""), ("Altenfurt (abc)", None, "Altenfurt")],
)
def test_lines_of_programs_and_agencies_above_the_text(line: str, day: dt.date | None, city: str) -> None:
    release = read(f"Hafen öffnet nach dem Umbau\n\n{line}\n\n{GERMAN}")
    assert (release.date, release.city, release.subhead) == (day, city, "")


@pytest.mark.parametrize(
    ("opening", "city", "region"),
    [
        ("**Altenfurt, Deutschland**- ", "Altenfurt", "Deutschland"),
        ("Altenfurt, Nordland/Hafenstadt. ", "Altenfurt", "Nordland"),
        ("2. März 2026 (Deutschland, Indien, Kenia, Peru) - ", "", ""),
    ],
)
def test_places_in_openings(opening: str, city: str, region: str) -> None:
    release = read(f"---\ntitle: Hafen öffnet\n---\n\n{opening}{GERMAN}", "a.md")
    assert (release.city, release.region) == (city, region)
    assert release.body.startswith("Der Umbau")


def test_a_name_with_an_address_below_it_is_a_letterhead() -> None:
    body = (
        "Sabato 22 ottobre il gruppo organizza nell'aula grande la giornata del software libero, aperta a tutta la "
        "città.\n\nIl programma è pubblicato sul sito del gruppo, che invita tutte le persone del quartiere a venire."
    )
    found = read(
        f"Castoro Libero - Borgolieto\n\nGruppo utenti\n\nwww.castoro.example\n\nposta@castoro.example\n\n{body}"
    )
    assert (found.headline, found.subhead, found.office) == ("", "", "Castoro Libero - Borgolieto")
    titled = read(
        "VOCES DEL PUERTO\n\nCorporación de los barrios NIT: 901.000.870-2 / Sede: Villarrojas\n\n"
        "COMUNICADO OFICIAL\n\nEl puerto abre sus puertas al barrio\n\n"
        "Voces del Puerto invita a los vecinos a una tarde de música y de trabajo en el viejo muelle de la ciudad."
    )
    assert (titled.headline, titled.office) == ("El puerto abre sus puertas al barrio", "VOCES DEL PUERTO")


def test_a_subhead_without_a_headline_is_only_that() -> None:
    found = read(
        "Utl.: Umfrage sieht Hafen vor dem Bahnhof =\n\nWien (abc) - Der Hafen ist beliebter als der Bahnhof, wie "
        "eine Umfrage unter tausend Menschen der Stadt zeigt.\n"
    )
    assert (found.headline, found.subhead) == ("", "Umfrage sieht Hafen vor dem Bahnhof")


@pytest.mark.parametrize(
    ("label", "first", "name"),
    [
        ("À propos de :", "Lumen Labs est une équipe de cinq personnes qui fabrique des lampes.", "Lumen Labs"),
        ("Über uns", "Die Hafenwerft Altenfurt ist seit 1901 am Fluss zu Hause.", "Hafenwerft Altenfurt"),
        ("Quiénes somos", "Taller Norte es una cooperativa de once talleres.", "Taller Norte"),
    ],
)
def test_the_paragraph_about_us_names_the_issuer(label: str, first: str, name: str) -> None:
    assert next(about_paragraphs.names([Piece(PARAGRAPH, label, label), Piece(PARAGRAPH, first, first)])) == name


def test_the_place_before_a_region_and_a_weekday() -> None:
    found = read(
        "COMMUNIQUÉ DE PRESSE\n\nMarenne, Ille-et-Vilaine, le mardi 3 mars 2026\n\nUne association ouvre le port\n\n"
        "L’association ouvre le port à toutes les familles de la ville pendant les vacances de printemps.\n"
    )
    assert (found.city, found.region, found.date) == ("Marenne", "Ille-et-Vilaine", dt.date(2026, 3, 3))


def test_associations_are_names() -> None:
    assert organisations.is_name("Association Lumen") and organisations.is_name("Association des amis du port")
    assert not organisations.is_name("Association wins award for new homes")


def test_a_greeting_is_no_headline_and_a_label_no_place() -> None:
    found = read(
        f"Pressemitteilung Altenfurt, den 2. März 2026\n\nLiebe Redaktionen,\n\nHafenfest am Fluss\n\n{GERMAN}"
    )
    assert (found.headline, found.city, found.date) == ("Hafenfest am Fluss", "Altenfurt", DAY)
    dated = read(f"Hafenfest\n\nPressemitteilung zum Fest am Freitag, den 20. März 2026\n\n{GERMAN}")
    assert dated.city == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("LA VILLE PARTICIPE AUX « ÉTATS DU", "PORT LIBRE »"),
        ("LA BIBLIOTECA ABRE SUS PUERTAS A LOS NIÑOS DEL", "BARRIO DEL PUERTO"),
    ],
)
def test_a_headline_goes_on_after_a_small_word_or_an_open_quotation(first: str, second: str) -> None:
    found = read(f"COMMUNIQUÉ DE PRESSE\n\n{first}\n\n{second}\n\n{FRENCH}")
    assert found.headline == f"{first} {second}"


def test_all_lines_of_a_contact_below_its_label_are_the_contact() -> None:
    found = read(
        f"Parkplätze in der Stadt\n\n{GERMAN}\nWeitere Fragen beantwortet das Haus unter presse@parken.example.\n\n"
        "Medienkontakt\n\nMarit-Ana Meinert\n\nLeitung Kommunikation\n\nParken GmbH\n\nHafenstraße 1-15\n\n"
        "D-81673 Altenfurt\n\nTel.: +49 89 4440 1185\n"
    )
    assert "Marit-Ana Meinert" in [contact.name for contact in found.contacts]
    assert "Medienkontakt" not in found.body


def test_a_noun_after_an_article_and_an_address_are_no_issuers() -> None:
    body = (
        "Mehrere Gruppen planen ein Camp im Wald am Rand der Stadt, wie sie am Montag sagten.\n\n„Wir stehen für Wald "
        "statt Asphalt und laden alle ein“, sagt Linda Kastner, eine der Sprecherinnen des Camps.\n"
    )
    assert read(f"Gruppen planen Camp im Wald\n\n{body}").issuer != "Camps"
    assert "://" not in read(f"Le lancement : http://federation.example/\n\n{FRENCH}").issuer


def test_a_text_is_read_in_the_language_of_its_newsroom() -> None:
    text = (
        "Maktaba Mpya Yafunguliwa\n\n2 Machi 2026\n\nMaktaba mpya ya bandarini imefunguliwa leo asubuhi na ina vitabu "
        "elfu arobaini, viti mia moja na ishirini, pamoja na chumba cha watoto wadogo.\n"
    )
    assert read(text).date is None
    assert read(text, language="sw").date == DAY


def test_the_language_of_a_norwegian_text_is_supported() -> None:
    text = (
        "Byen åpner ny bro\n\n– Vi er glade for at broen er ferdig, sier Ana Ruiz, som er ordfører i byen.\n\nByen "
        "åpner en ny bro over elven på mandag, og det er en stor dag for alle som bor her og har ventet i tre år.\n"
    )
    found = read(text, language="nb")
    assert (found.language, found.notes) == ("nb", ())


def test_a_speaker_is_not_guessed_in_a_language_whose_verbs_of_saying_are_unknown() -> None:
    text = (
        "Xe buýt điện đầu tiên\n\nSáng nay, Thành phố Hòa Sơn khai trương tuyến xe buýt điện số 1, nối ga với khu đại "
        "học và bến cảng.\n\n“Đây là bước đầu của một thành phố không khói bụi”, Chủ tịch Ana Ruiz phát biểu tại lễ.\n"
    )
    assert [quote.speaker for quote in read(text, language="vi").quotes] == [""]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "महापौर ने आज बंदरगाह के पास नए पुस्तकालय का उद्घाटन किया।",
            "इस पुस्तकालय में 40 हज़ार पुस्तकें और 120 कुर्सियाँ हैं।",
            "यह पुस्तकालय प्रतिदिन सुबह नौ बजे से शाम छह बजे तक खुला रहेगा।",
            "सभी नागरिक और उनके बच्चे यहाँ पढ़ने के लिए आमंत्रित हैं।",
        ],
        [
            "นายกเทศมนตรีเปิดห้องสมุดแห่งใหม่ที่ท่าเรือเมื่อเช้าวันนี้",
            "ห้องสมุดมีหนังสือสี่หมื่นเล่มและที่นั่งอ่านหนังสือหนึ่งร้อยยี่สิบที่",
            "ห้องสมุดเปิดทุกวันตั้งแต่เก้าโมงเช้าจนถึงหกโมงเย็น",
            "ชาวเมืองทุกคนสามารถเข้าชมและยืมหนังสือได้โดยไม่เสียค่าใช้จ่าย",
        ],
    ],
)
def test_paragraphs_stay_apart_in_a_script_without_capitals(paragraphs: list[str]) -> None:
    assert [piece.text for piece in text_source.read("\n\n".join(paragraphs)).pieces] == paragraphs


@pytest.mark.parametrize(
    ("label", "contact"),
    [
        ("ΔΕΛΤΙΟ ΤΥΠΟΥ", "Πληροφορίες για τα ΜΜΕ:"),
        ("ПОВІДОМЛЕННЯ ДЛЯ ЗМІ", "Контакти для ЗМІ:"),
        ("SIARAN PERS", "Kontak media:"),
        ("보도자료", "문의:"),
        ("प्रेस विज्ञप्ति", "मीडिया संपर्क:"),
        ("THÔNG CÁO BÁO CHÍ", "Liên hệ báo chí:"),
        ("ข่าวประชาสัมพันธ์", "ติดต่อสื่อมวลชน"),
        ("PRENTSA OHARRA", "Prentsarako harremanetarako:"),
        ("PREASEISIÚINT", "Tuilleadh eolais:"),
        ("MEDIATIEDOTE", "Lisätietoja medialle:"),
        ("BASIN BÜLTENİ", "Ayrıntılı bilgi için:"),
    ],
)
def test_labels_of_releases_and_of_contacts(label: str, contact: str) -> None:
    assert head_lines.is_release_label(label)
    assert contact_blocks.is_labelled(contact)


def test_the_label_of_an_address_is_no_contact() -> None:
    (contact,) = contact_blocks.contacts(["Elif Yıldız", "Tel: 0312 555 01 23", "E-posta: basin@city.example"])
    assert contact.name == "Elif Yıldız"


@pytest.mark.parametrize(
    ("headline", "paragraphs", "language"),
    [
        (
            "महापौर ने पुस्तकालय खोला",
            [
                "महापौर ने आज बंदरगाह के पास नए पुस्तकालय का उद्घाटन किया और बच्चों को पहली पुस्तकें दीं।",
                "इस पुस्तकालय में 40 हज़ार पुस्तकें और 120 कुर्सियाँ हैं और यह प्रतिदिन खुला रहेगा।",
            ],
            "hi",
        ),
        (
            "เมืองเปิดห้องสมุดแห่งใหม่ที่ท่าเรือ",
            [
                "นายกเทศมนตรีเปิดห้องสมุดแห่งใหม่ที่ท่าเรือเมื่อเช้าวันนี้ ห้องสมุดมีหนังสือสี่หมื่นเล่มและที่นั่งอ่านหนังสือหนึ่งร้อยยี่สิบที่ "
                "เปิดทุกวันตั้งแต่เก้าโมงเช้าจนถึงหกโมงเย็น",
                "ชาวเมืองทุกคนสามารถเข้าชมและยืมหนังสือได้โดยไม่เสียค่าใช้จ่าย",
            ],
            "th",
        ),
    ],
)
def test_running_text_in_a_script_with_other_stops_or_none(headline: str, paragraphs: list[str], language: str) -> None:
    found = read("\n\n".join([headline, *paragraphs]), language=language)
    assert (found.headline, found.subhead) == (headline, "")
    assert [piece.text for piece in found.pieces] == paragraphs


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["דנה לוי, דוברת העירייה", "טלפון: 03-555-0123"], "דנה לוי"),
        (["سامي خوري", "هاتف: 06-555-0123"], "سامي خوري"),
        (["राजेश वर्मा, सूचना अधिकारी", "फोन: 011-5550-1234"], "राजेश वर्मा"),
        (["媒體聯絡人：林美玲", "電話：02-5555-0123"], "林美玲"),
    ],
)
def test_a_contact_s_name_in_a_script_without_capitals(lines: list[str], name: str) -> None:
    (contact,) = contact_blocks.contacts(lines)
    assert contact.name == name


def test_a_contact_whose_name_is_one_word_without_capitals_is_no_firm() -> None:
    body = "港町市は本日、港地区に新しい図書館を開館しました。蔵書は4万冊で、閲覧席は120席あります。"
    assert read(f"港町市、図書館を開館\n\n{body}\n\nお問い合わせ先\n広報課 山田太郎\n電話 03-5550-0123\n").issuer == ""
