"""Datelines, contacts, owners of pages and page furniture as releases in European languages print them."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_pasted as read

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.head import beside_lines
from newsroom_cli.importing.reading import Reading

GERMAN = (
    "Die Stadt hat am Montag mitgeteilt, dass die neue Halle am Hafen im Juni eröffnet wird, und lädt alle Bürgerinnen "
    "und Bürger dazu ein."
)
SPANISH = (
    "El Ayuntamiento ha anunciado hoy que el nuevo edificio del puerto abrirá sus puertas en junio para todos los "
    "vecinos de la ciudad."
)
HEADLINE = {"de": "Neue Halle am Hafen öffnet im Juni", "es": "El nuevo edificio del puerto abre en junio"}
BODY = {"de": GERMAN, "es": SPANISH}


@pytest.mark.parametrize(
    ("language", "opening", "place"),
    [
        ("de", "(Leipzig) -", "Leipzig"),
        ("de", "München / Berlin -", "München / Berlin"),
        ("de", "Kassel/Marburg.", "Kassel/Marburg"),
        ("de", "Halle (Saale).", "Halle, Saale"),
        ("de", "Altenfurt (hv-press).", "Altenfurt"),
        ("de", "Bad Homburg v. d. Höhe.", "Bad Homburg v. d. Höhe"),
        ("de", "Zürich, im März 2026 -", "Zürich"),
        ("es", "Madrid.-", "Madrid"),
        ("es", "Quito (Pichincha).-", "Quito, Pichincha"),
        ("es", "LIMA.", "LIMA"),
    ],
)
def test_the_place_stands_at_the_start_of_the_text_or_on_a_line_of_its_own(
    language: str, opening: str, place: str
) -> None:
    for between in (" ", "\n\n"):
        found = read(f"{HEADLINE[language]}\n\n{opening}{between}{BODY[language]}\n\n{BODY[language]}\n")
        assert (found.headline, found.subhead, found.place) == (HEADLINE[language], "", place)
        assert found.body.startswith(BODY[language][:30])


@pytest.mark.parametrize(
    ("language", "opening", "place"),
    [
        ("es", "Valencia (2-3-2026).-", "Valencia"),
        ("de", "Wiesbaden/Kassel, 02.03.26 –", "Wiesbaden/Kassel"),
        ("es", "Girona, 2 de març de 2026.-", "Girona"),
        ("es", "(Sevilla, 2/3/2026)", "Sevilla"),
    ],
)
def test_the_date_beside_such_a_place_is_that_of_the_release(language: str, opening: str, place: str) -> None:
    found = read(f"{HEADLINE[language]}\n\n{opening} {BODY[language]}\n\n{BODY[language]}\n")
    assert (found.place, found.date) == (place, dt.date(2026, 3, 2))


def test_a_sentence_that_begins_with_a_name_has_no_place() -> None:
    for opening in ("Heute / Morgen - ", "Der Hafen - ", "Foto (Stadt). "):
        assert read(f"{HEADLINE['de']}\n\n{opening}{GERMAN}\n\n{GERMAN}\n").place == ""


@pytest.mark.parametrize(
    ("block", "name"),
    [
        ("Rückfragen bitte an:\nPolizeiinspektion Altenfurt\nPHK Lars Behrens\nTelefon: 0361 57-4311", "Lars Behrens"),
        ("Auskünfte erteilt:\nRegierungsrat Beat Wyss, Baudirektor, Telefon 041 123 45 67", "Beat Wyss"),
        ("Rückfragen & Kontakt:\nÖsterreichischer Hafenbund\nDI Thomas Egger, MBA\n+43 1 2345678-90", "Thomas Egger"),
        ("V.i.S.d.P.: Karin Stolze, Hafenweg 1, 20457 Hamburg, Tel. 040 998877", "Karin Stolze"),
        ("Für Rückfragen steht Ihnen Herr Stefan Möhring unter 0171 1234567 gerne zur Verfügung.", "Stefan Möhring"),
    ],
)
def test_a_contact_is_a_whole_name_without_rank_and_address(block: str, name: str) -> None:
    found = read(f"{HEADLINE['de']}\n\n{GERMAN}\n\n{GERMAN}\n\n{block}\n")
    assert [contact.name for contact in found.contacts] == [name]


PAGE = (
    '<html lang="de"><head><title>{headline} - {mark}</title>{meta}</head><body>'
    "<header><p>{mark}</p></header><main><h1>{headline}</h1><p>{body}</p>"
    "<p>{body}</p></main><footer>{foot}</footer></body></html>"
)


def page(mark: str = "BfW", meta: str = "", foot: str = "") -> Reading:
    return read(PAGE.format(headline=HEADLINE["de"], body=GERMAN, mark=mark, meta=meta, foot=foot), "a.html")


@pytest.mark.parametrize(
    ("foot", "owner"),
    [
        ("<p>© 2026 Bundesamt für Wasserbau</p>", "Bundesamt für Wasserbau"),
        ("<p>© 2026 All Rights Reserved Bund der Hafenfreunde e.V.</p>", "Bund der Hafenfreunde e.V."),
        ("<p>Verband der Hafenstädte</p><p>Hafenstraße 3</p><p>12345 Altenfurt</p>", "Verband der Hafenstädte"),
        ("<p>© Lena Marsh/Bilderdienst</p>", "BfW"),
    ],
)
def test_the_owner_of_a_page_is_its_issuer(foot: str, owner: str) -> None:
    assert page(foot=foot).issuer == owner


def test_a_site_that_is_called_like_its_headline_has_another_owner() -> None:
    meta = f'<meta property="og:site_name" content="{HEADLINE["de"]}">'
    assert page(meta=meta).issuer == "BfW"


@pytest.mark.parametrize(
    "line",
    [
        "Vous êtes ici :",
        "8 min lues",
        "Lire aussi La halle du port ouvre en juin",
        "Mots-clés > Ports, Culture",
        "Escrito por Ana Ruiz Vega",
        "Par Hélène Martel Le 2 mars 2026 à 16h17",
        "Publicado el 2 de marzo de 2026 a las 22:04h",
        "Twittear",
        "Erschienen am 2. März 2026 im Format Aktuelles",
        "Menü ein- und ausklappen",
        "War dieser Artikel hilfreich?",
        "Die neue Halle, Foto: Stadtarchiv Altenfurt",
    ],
)
def test_lines_of_the_page_beside_a_headline_are_known(line: str) -> None:
    assert beside_lines.is_beside(line)


@pytest.mark.parametrize(
    "line",
    [
        "Von der neuen Halle haben alle etwas.",
        "Di più per tutti",
        "Tema: la nueva biblioteca abre el lunes. Todos pueden venir.",
        "Mehr Raum für Leserinnen und Leser",
    ],
)
def test_subheads_and_sentences_are_no_such_lines(line: str) -> None:
    assert not beside_lines.is_beside(line)


def test_such_a_line_is_neither_subhead_nor_text() -> None:
    found = read(f"# {HEADLINE['es']}\n\nEscrito por Ana Ruiz Vega\n\n{SPANISH}\n\n{SPANISH}\n\nTwittear\n", "a.md")
    assert found.subhead == ""
    assert found.body == f"{SPANISH}\n\n{SPANISH}\n"


QUOTE = {
    "de": "Wir haben lange auf diesen Tag gewartet und freuen uns sehr",
    "es": "Hemos esperado mucho tiempo este día y estamos muy contentos",
    "fr": "Nous avons longtemps attendu ce jour et nous en sommes très heureux",
    "it": "Abbiamo aspettato a lungo questo giorno e siamo molto felici",
}


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role"),
    [
        ("de", "„{}“, resümiert Stadtbaurat Beat Wyss.", "Beat Wyss", "Stadtbaurat"),
        (
            "de",
            "„{}“, so die gesundheitspolitische Sprecherin der SPD-Fraktion Birgit Leitner.",
            "Birgit Leitner",
            "gesundheitspolitische Sprecherin der SPD-Fraktion",
        ),
        (
            "de",
            "Hierzu erklärt der verkehrspolitische Sprecher der Fraktion, Matthias Krug:\n\n„{}.“",
            "Matthias Krug",
            "verkehrspolitische Sprecher der Fraktion",
        ),
        ("fr", "« {} », commente Yann Le Goff, chercheur au CNRS.", "Yann Le Goff", "chercheur au CNRS"),
        ("fr", "« {} », dénonce M. Goffic.", "Goffic", ""),
        (
            "es",
            "El concejal de Cultura, Álvaro Quesada, ha destacado que “{}”.",
            "Álvaro Quesada",
            "concejal de Cultura",
        ),
        ("es", "“{}”, explicó la ministra de Salud, Dra. Elena Ruiz Díaz.", "Elena Ruiz Díaz", "ministra de Salud"),
        ("it", '"{}" ha commentato l’assessora alla Cultura Elena Neri.', "Elena Neri", "assessora alla Cultura"),
        ("it", "L’assessore Paolo Riva sottolinea: “{}”.", "Paolo Riva", "assessore"),
    ],
)
def test_speakers_have_their_whole_names_and_roles(language: str, text: str, speaker: str, role: str) -> None:
    spoken = text.format(QUOTE[language])
    (pasted,) = recognition.sources(f"{spoken}\n".encode(), name="a.txt")
    (quote,) = reading.read(pasted._replace(language=language)).quotes
    assert (quote.speaker, quote.role) == (speaker, role)


def test_a_place_after_a_preposition_is_no_speaker() -> None:
    text = f"{SPANISH}\n\n“{QUOTE['es']}”, añadió el senador por Florida.\n\n{SPANISH}\n"
    (quote,) = read(f"{HEADLINE['es']}\n\n{text}").quotes
    assert "Florida" not in quote.speaker


SITE = (
    '<html lang="de"><head><title>{title}</title></head><body><div id="top"><p>Stadt Altenfurt</p>'
    '<ul><li><a href="/a">Leben in der Stadt</a></li><li><a href="/b">Presse</a></li></ul></div><div id="content">'
    "<h1>{headline}</h1><p>Presse | 2. März 2026 | 3 Minuten Lesezeit</p><p><b>{deck}</b></p><p>{body}</p><p>{body}</p>"
    "{below}</div><div>Stadt Altenfurt</div></body></html>"
)
DECK = "Stadt lädt am Samstag zu Führungen und Musik ein"


@pytest.mark.parametrize("title", ["Stadt Altenfurt", "Stadt Altenfurt - Presse"])
def test_a_page_whose_title_names_its_site_alone_has_the_headline_above_its_text(title: str) -> None:
    found = read(SITE.format(title=title, headline=HEADLINE["de"], deck=DECK, body=GERMAN, below=""), "a.html")
    assert (found.headline, found.subhead, found.date) == (HEADLINE["de"], DECK, dt.date(2026, 3, 2))
    assert (found.office or found.issuer, found.body) == ("Stadt Altenfurt", f"{GERMAN}\n\n{GERMAN}\n")


@pytest.mark.parametrize(
    "below",
    [
        "<p>Tags</p><p>Hafen</p>",
        "<p><a href='https://a.example/1'>Neuer Spielplatz eröffnet</a> <a href='https://a.example/2'>Haushalt</a></p>",
        "<p>Zurück zur Übersicht</p>",
    ],
)
def test_keywords_and_rows_of_links_below_a_text_are_not_of_it(below: str) -> None:
    page_text = SITE.format(title="Stadt Altenfurt", headline=HEADLINE["de"], deck=DECK, body=GERMAN, below=below)
    assert read(page_text, "a.html").body == f"{GERMAN}\n\n{GERMAN}\n"


@pytest.mark.parametrize(
    "box",
    [
        "<h4>Pressekontakt</h4><span class='fn'>Lena Marsh</span><span class='org'>Stadt Altenfurt</span>"
        "<span class='tel'>0361 57-4311</span>",
        "<p>Pressekontakt: Lena Marsh, Pressesprecherin der Stadtverwaltung, Telefon 0361 57-4311, "
        "presse@stadt.example</p>",
    ],
)
def test_the_contact_in_a_box_beside_the_text_is_read(box: str) -> None:
    aside = f"<aside>{box}</aside>"
    text = PAGE.format(headline=HEADLINE["de"], body=GERMAN, mark="BfW", meta="", foot="").replace("<footer>", aside, 1)
    (contact,) = read(text, "a.html").contacts
    assert (contact.name, contact.phone) == ("Lena Marsh", "0361 57-4311")


def test_a_first_paragraph_in_bold_above_plain_text_is_the_subhead() -> None:
    found = read(f"# {HEADLINE['de']}\n\n**{DECK}.**\n\n{GERMAN}\n\n{GERMAN}\n", "a.md")
    assert (found.subhead, found.body) == (f"{DECK}.", f"{GERMAN}\n\n{GERMAN}\n")


@pytest.mark.parametrize(("stated", "sure"), [("2026-03-02", True), ("2025-01-15", False)])
def test_a_date_is_sure_only_if_the_page_states_no_other(stated: str, sure: bool) -> None:
    meta = f'<meta property="article:published_time" content="{stated}">'
    text = SITE.format(title="Stadt Altenfurt", headline=HEADLINE["de"], deck=DECK, body=GERMAN, below="")
    found = read(text.replace("</head>", f"{meta}</head>"), "a.html")
    assert [guess.sure for guess in found.guesses if guess.field == "date"][:1] == [sure]


def test_a_role_has_no_verb_of_the_sentence_before_it() -> None:
    text = f"Eine Gefahr sieht Verbandspräsidentin Ulla Kern: „{QUOTE['de']}.“"
    (quote,) = read(f"{HEADLINE['de']}\n\n{GERMAN}\n\n{text}\n\n{GERMAN}\n").quotes
    assert (quote.speaker, quote.role) == ("Ulla Kern", "Verbandspräsidentin")


def test_a_byline_in_a_heading_is_no_headline() -> None:
    found = read(f"# {HEADLINE['de']}\n\n## Von Lena Marsh\n\n{GERMAN}\n\n{GERMAN}\n", "a.md")
    assert (found.headline, found.subhead) == (HEADLINE["de"], "")


@pytest.mark.parametrize("label", ["PRESSEMITTEILUNG", "Medienmitteilung Nr. 12/2026", "Presseinformation"])
def test_a_release_label_before_a_headline_is_no_part_of_it(label: str) -> None:
    found = read(f"---\ntitle: '{label}: {HEADLINE['de']}'\n---\n{GERMAN}\n\n{GERMAN}\n", "a.md")
    assert found.headline == HEADLINE["de"]


def test_the_office_stands_beside_the_date() -> None:
    found = read(f"Stadt Altenfurt, 2. März 2026\n\n{HEADLINE['de']}\n\n{GERMAN}\n\n{GERMAN}\n")
    assert (found.office, found.date) == ("Stadt Altenfurt", dt.date(2026, 3, 2))


def test_the_parts_of_a_name_with_labels_of_their_own_are_one_name() -> None:
    block = "Ansprechpartnerin:\nVorname: Lena\nNachname: Marsh\nTelefon: 0361 57-4311"
    (contact,) = read(f"{HEADLINE['de']}\n\n{GERMAN}\n\n{GERMAN}\n\n{block}\n").contacts
    assert contact.name == "Lena Marsh"


def test_hours_and_maps_are_no_names() -> None:
    for line in ("Mo bis Fr zu den Servicezeiten", "Google Maps", "Bundeshaus Nord"):
        found = read(f"{HEADLINE['de']}\n\n{GERMAN}\n\n{GERMAN}\n\nKontakt:\n{line}\nTelefon: 0361 57-4311\n")
        assert [contact.name for contact in found.contacts] == [""]


def test_subheads_in_the_tables_of_zola_are_read() -> None:
    front = f'+++\ntitle = "{HEADLINE["de"]}"\n[extra]\nsubtitle = "{DECK}"\n+++\n'
    assert read(f"{front}\n{GERMAN}\n\n{GERMAN}\n", "a.md").subhead == DECK


def test_a_row_of_labels_is_no_subhead() -> None:
    found = read(f"# {HEADLINE['de']}\n\nKultur | 3 Minuten\n\n{GERMAN}\n\n{GERMAN}\n", "a.md")
    assert found.subhead == ""


def test_the_name_of_the_site_is_no_part_of_the_headline() -> None:
    meta = '<meta property="og:site_name" content="Hafenamt">'
    text = PAGE.format(headline=HEADLINE["de"], body=GERMAN, mark="Hafenamt", meta=meta, foot="")
    assert read(text.replace("</h1>", " | Hafenamt</h1>"), "a.html").headline == HEADLINE["de"]
