"""Speakers with the organisation they belong to, in the forms that releases of twelve languages share."""

from __future__ import annotations

import pytest

from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.people import names
from newsroom_cli.language.quotes.quotes import Paragraph, find_quotes


def _speaker(text: str, language: str) -> list[tuple[str, str]]:
    return [(quote.speaker, quote.role) for quote in find_quotes([Paragraph(text)], language=language)]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role"),
    [
        ("fr", "« Nous voulons voir tous les lecteurs », a déclaré {} {}.", "Ana Ruiz", "de la Commission du port"),
        ("es", "“Queremos ver a todos los lectores”, afirmó {} {}.", "Ana Ruiz", "de la Comisión del Puerto"),
        ("it", "«Vogliamo vedere tutti i lettori», ha dichiarato {} {}.", "Ana Ruiz", "della Commissione del Porto"),
        ("pt", "“Queremos ver todos os leitores”, afirmou {} {}.", "Ana Ruiz", "da Comissão do Porto"),
        ("nl", "“We willen alle lezers van de stad zien”, zegt {} {}.", "Ana Ruiz", "van de Havencommissie"),
        ("nl", "“We willen alle lezers zien”, zegt {} {}.", "Ana de Vries", "van de Havenvereniging"),
        ("de", "„Wir wollen alle Leser der Stadt sehen“, sagt {} {}.", "Ana Ruiz", "von der Hafenkommission"),
        ("cs", "„Chceme vidět všechny čtenáře z města,“ říká {} {}.", "Tereza Nováková", "z Přístavní komise"),
        ("pl", "„Chcemy zobaczyć wszystkich czytelników miasta”, mówi {} {}.", "Anna Nowak", "z Komisji Portowej"),
        ("sv", "”Vi vill se alla läsare i staden”, säger {} {}.", "Anna Lind", "på Hamnkommissionen"),
        ("da", "”Vi vil se alle læsere i byen”, siger {} {}.", "Anna Lind", "fra Havnekommissionen"),
        ("nb", "«Vi vil se alle lesere i byen», sier {} {}.", "Anna Lind", "fra Havnekommisjonen"),
        ("fr", "{} {} a déclaré : « Nous voulons voir tous les lecteurs. »", "Ana Ruiz", "de la Commission du Port"),
        ("it", "{} {} ha dichiarato: «Vogliamo vedere tutti i lettori.»", "Ana Ruiz", "della Commissione del Porto"),
        ("nl", "{} {} zegt: “We willen alle lezers van de stad zien.”", "Ana Ruiz", "van de Havencommissie"),
    ],
)
def test_organisation_after_name_is_no_part_of_it(language: str, text: str, speaker: str, role: str) -> None:
    ((name, office),) = _speaker(text.format(speaker, role), language)
    assert name == speaker
    assert office and role.endswith(office)


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role"),
    [
        ("de", "„Wir wollen alle Leser sehen“, sagt Ursula von der Linden.", "Ursula von der Linden", ""),
        ("es", "“Queremos ver a todos los lectores”, afirmó María de la Cruz.", "María de la Cruz", ""),
        ("nl", "“We willen alle lezers van de stad zien”, zegt Ana van den Berg.", "Ana van den Berg", ""),
        ("it", "«Vogliamo vedere tutti i lettori», ha dichiarato Ana della Torre.", "Ana della Torre", ""),
    ],
)
def test_particle_of_name_is_no_preposition(language: str, text: str, speaker: str, role: str) -> None:
    assert _speaker(text, language) == [(speaker, role)]


def test_german_roles_share_their_last_word() -> None:
    text = "„Wir wollen alle Leser sehen“, sagt Verkehrs- und Umweltsenatorin Ana Ruiz."
    assert _speaker(text, "de") == [("Ana Ruiz", "Verkehrs- und Umweltsenatorin")]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role"),
    [
        (
            "en",
            "“We want every reader to come,” explains Harbor Tea executive director, Ana Ruiz.",
            "Ana Ruiz",
            "Harbor Tea executive director",
        ),
        (
            "es",
            "“Queremos ver a todos los lectores”, explicó la Consejera de Obras Públicas, Ana Ruiz.",
            "Ana Ruiz",
            "Consejera de Obras Públicas",
        ),
        (
            "it",
            "«Vogliamo vedere tutti i lettori», ha dichiarato l’assessore ai Lavori Pubblici, Ana Ruiz.",
            "Ana Ruiz",
            "assessore ai Lavori Pubblici",
        ),
        (
            "de",
            "Abschließend fügt Dr. Tobias Ruiz, Hafenverbund Altenfurt, hinzu: „Wir wollen alle Leser sehen.“",
            "Tobias Ruiz",
            "",
        ),
    ],
)
def test_name_beside_comma_is_told_from_organisation(language: str, text: str, speaker: str, role: str) -> None:
    assert _speaker(text, language) == [(speaker, role)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ana Ruiz of “Save the Quay” says: “We want every reader of the town to come.”"),
        ("de", "Ana Ruiz von „Rettet den Kai“ sagt: „Wir wollen alle Leser im Hafen sehen.“"),
    ],
)
def test_name_of_organisation_in_quotation_marks_is_no_quote(language: str, text: str) -> None:
    assert [speaker for speaker, _ in _speaker(text, language)] == ["Ana Ruiz"]


def test_each_of_several_roles_that_share_their_last_word_is_whole() -> None:
    text = "Bau- und Finanzsenatorin Ana Ruiz, Verkehrs- und Umweltsenatorin Bea Ruiz- und Umweltsenatorin Cleo Ruiz."
    roles = [mention.role for mention in names.mentions(text, lexicon_for("de"))]
    assert roles == ["Bau- und Finanzsenatorin", "Verkehrs- und Umweltsenatorin", "Umweltsenatorin"]


ROLE_AND_NAME = [
    ("en", "“The quay is open to all,” said {}, {}.", "Director of the Port Commission", "Ana Nowak"),
    ("en", "“The quay is open to all,” {}, {}.", "Director of the Port Commission", "Ana Nowak"),
    ("pl", "„Nabrzeże jest otwarte dla wszystkich” – powiedziała {}, {}.", "dyrektor Komisji Portowej", "Anna Nowak"),
    ("pl", "{}, {}, mówi: „Nabrzeże jest otwarte dla wszystkich”.", "Dyrektor Komisji Portowej", "Anna Nowak"),
    ("pl", "– Nabrzeże jest otwarte – mówi {}, {}.", "rzeczniczka prasowa Urzędu Miasta", "Anna Nowak"),
    ("pl", "– Nabrzeże jest otwarte dla wszystkich – mówi {}, {}.", "prezes Zarządu Portu Ellery", "Jan Kowalski"),
    ("pl", "– Nabrzeże jest otwarte – mówi {}, {}.", "Zastępca Dyrektora Komisji Portowej", "Anna Nowak"),
    ("pl", "{}, {}, mówi: „Nabrzeże jest otwarte dla wszystkich”.", "Prezydent Miasta", "Jan Kowalski"),
    ("pl", "„Nabrzeże jest otwarte dla wszystkich” – {}, {}.", "Dyrektor Komisji Portowej", "Anna Nowak"),
    ("cs", "„Nábřeží je otevřené pro všechny,“ řekla {}, {}.", "ředitelka Přístavní komise", "Anna Nováková"),
    ("cs", "{}, {}, řekl: „Nábřeží je otevřené pro všechny.“", "Předseda Rady Města Ellery", "Jan Novák"),
    ("de", "„Der Kai ist für alle offen“, sagt {}, {}.", "Direktorin der Hafenkommission", "Anna Neumann"),
    ("fr", "{}, {}, a déclaré : « Le quai est ouvert à tous. »", "Directrice de la Commission du Port", "Anne Nolet"),
    ("es", "{}, {}, dijo: «El muelle está abierto a todos».", "Directora de la Comisión del Puerto", "Ana Núñez"),
    ("it", "{}, {}, ha detto: «Il molo è aperto a tutti».", "Direttrice della Commissione Portuale", "Anna Nardi"),
    ("it", "{}, {}, ha detto: «Il molo è aperto a tutti».", "Presidente del Consiglio del Porto", "Gino Rossi"),
    ("pt", "{}, {}, disse: “O cais está aberto a todos.”", "Diretora da Comissão do Porto", "Ana Nunes"),
    ("nl", "“De kade is open voor iedereen”, zegt {}, {}.", "directeur van de Havencommissie", "Anna Noort"),
    ("sv", "– Kajen är öppen för alla, säger {}, {}.", "ordförande i Port Ellery Hamn", "Anna Norén"),
    ("da", "– Kajen er åben for alle, siger {}, {}.", "formand for Port Ellery Havn", "Anna Nørby"),
    ("nb", "– Kaien er åpen for alle, sier {}, {}.", "styreleder i Port Ellery Havn", "Anna Nordli"),
]


def test_form_of_address_between_role_and_name_is_no_role() -> None:
    text = "Executive Director of the Centre for Harbour Justice, Ms Ana Nowak said: “The quay is open to all.”"
    assert _speaker(text, "en") == [("Ana Nowak", "Executive Director of the Centre for Harbour Justice")]


@pytest.mark.parametrize(("language", "text", "role", "speaker"), ROLE_AND_NAME)
def test_role_before_name_and_comma(language: str, text: str, role: str, speaker: str) -> None:
    assert _speaker(text.format(role, speaker), language) == [(speaker, role)]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "role"),
    [
        ("pl", "– Nabrzeże jest otwarte – mówi {}, {}.", "Anna Nowak", "dyrektor Komisji Portowej"),
        ("pl", "{}, {}, mówi: „Nabrzeże jest otwarte dla wszystkich”.", "Anna Nowak", "Dyrektor Komisji Portowej"),
        ("pl", "– Nabrzeże jest otwarte – mówi prezes {}{}.", "Anna Nowak", ", Komisja Portowa"),
        ("fr", "« Le quai est ouvert », a dit {}, {}.", "Anne Nolet", "directrice de la Commission du Port"),
        ("es", "«El muelle está abierto a todos», dijo {}, {}.", "Ana Núñez", "directora de la Comisión del Puerto"),
        ("en", "“The quay is open to all,” said Dr. {}, {}.", "Ana Ruiz", "Harbour Union"),
        ("en", "{}, {}, said: “The quay is open to all.”", "Ana Ruiz", "Head of Harbour Works, Harbour Union"),
    ],
)
def test_name_before_role_and_comma(language: str, text: str, speaker: str, role: str) -> None:
    ((name, _),) = _speaker(text.format(speaker, role), language)
    assert name == speaker


@pytest.mark.parametrize("owner", ["Ana Ruiz’s", "Harbour Watch's", "Ruiz’s"])
@pytest.mark.parametrize("text", ["{} lawyer said: “The quay is open to all.”", "“The quay is open,” said {} lawyer."])
def test_the_owner_of_a_role_does_not_speak(owner: str, text: str) -> None:
    ((name, role),) = _speaker(text.format(owner), "en")
    assert (name, role) == ("", f"{owner} lawyer")


@pytest.mark.parametrize(
    "opening",
    [
        "However, article 20 of the law relating to the Harbour Procurement Code states that:",
        "Article 20 of the law states that",
        "Article 20 states:",
    ],
)
def test_a_document_is_no_speaker(opening: str) -> None:
    assert [
        name for name, _ in _speaker(f"{opening} “every boat must pay for the quay of the town.”", "en") if name
    ] == []


def test_a_person_named_like_a_document_is_one() -> None:
    assert _speaker("Bill Law said: “Every boat must pay for the quay of the town.”", "en") == [("Bill Law", "")]
