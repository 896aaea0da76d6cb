"""The issuer that no line of the head names: signatures, titles, first sentences, headlines, addresses."""

from __future__ import annotations

import pytest
from imported import read_markdown as read

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.issuer import organisations
from newsroom_cli.importing.reading import Reading

TEXT = (
    "opened a library in the harbor quarter with 40,000 books and 120 seats for readers of all ages. It is open every "
    "day from nine in the morning, and it lends tools as well as books to everybody in the county."
)


ISSUERS = [
    (f"# A Library Opens\n\nWe today {TEXT}\n\n**MINISTRY OF READING**  \n**2 MARCH 2026**\n", "MINISTRY OF READING"),
    (f"# A Library Opens\n\nThe Port Booksellers Association (PBA) has {TEXT}\n", "Port Booksellers Association"),
    (
        f"# Harbor Pumps raises $2m\n\nWe {TEXT}\n\nHarbor Pumps began in 1921. Harbor Pumps reads.\n",
        "Harbor Pumps",
    ),
    (
        f"# Harbor.io opens a library\n\nHarbor.io today {TEXT}\n\n## About Harbor.io\n\nHarbor.io is a firm."
        "\n\nPress contact:\nAna Ruiz\nana@lindpress.example\n",
        "Harbor.io",
    ),
    (f"# A Library Opens\n\nToday, the Reading Department announced that it {TEXT}\n", "Reading Department"),
    (f"# A Library Opens\n\nPumpwerk, a maker of pumps in Altenfurt, today announced that it {TEXT}\n", "Pumpwerk"),
    (f"# A Library Opens\n\nContemporary Ellery (CE) is pleased to announce that it {TEXT}\n", "Contemporary Ellery"),
    (f"# Eine Bibliothek\n\nDer Hafenverein Ellern 1999 e.V. freut sich: Er {TEXT}\n", "Hafenverein Ellern 1999 e.V."),
    (f"# A Library Opens\n\nIt {TEXT}\n\nDer Verein der Häfen e.V. vertritt alle Häfen.\n", "Verein der Häfen e.V."),
    (f"# HPX opens a library\n\nHPX has {TEXT}\n\nContact: Ana Ruiz, ana@hpx-e.com\n", "HPX"),
    (f"# Gemeente Ellern opent bibliotheek\n\nWethouder Ana Ruiz {TEXT}\n", "Gemeente Ellern"),
    (
        f"# Port Ellern opens\n\nIt {TEXT}\n\nPress contact:\nAna Ruiz\nana@portellern.example\n",
        "Port Ellern",
    ),
    (
        f"# Statement by Senator Ana Ruiz on the Library\n\nSenator Ruiz issued this statement: It {TEXT}\n",
        "Senator Ana Ruiz",
    ),
    (f"# A Library Opens\n\nThe Harbor Council on Reading has {TEXT}\n", "Harbor Council on Reading"),
    (f"# A Library Opens\n\nThe Reading Council on Monday {TEXT}\n", "Reading Council"),
    (f"# A Library Opens\n\nMembers of the Reading Council have {TEXT}\n", "Reading Council"),
    (f"# A Library Opens\n\nTo honor its plan, the Ellery Readers (ER) is proud that it {TEXT}\n", "Ellery Readers"),
    (
        f"# Quayport Digital opens\n\nQuayport Digital {TEXT}\n\nQuayport Digital reads.\n\n"
        "Press contact:\nAna Ruiz\nana@quayport.example\n",
        "Quayport Digital",
    ),
    (f"# Un centro\n\nWe {TEXT}\n\nAna Ruiz\n\nChair\n", ""),
    (
        f"# Ein Recht auf Bücher\n\nEs sprechen Ana Ruiz (Hafenpartei) und andere; es {TEXT}\n\n"
        "Kontakt:\nIdris Lind\npresse@hafenpartei.example\n",
        "Hafenpartei",
    ),
    (f"# Ein Recht auf Bücher\n\nNordwind Energie (Nordwind) {TEXT}\n\ninfo@nordwind.example\n", "Nordwind Energie"),
    (f"# Harbor Pumps LLC announces a library\n\nHistory was made: a library {TEXT}\n", "Harbor Pumps LLC"),
]


@pytest.mark.parametrize(("text", "issuer"), ISSUERS)
def test_the_issuer_is_found_in_the_text(text: str, issuer: str) -> None:
    assert read(text).issuer == issuer


def page(title: str, body: str, *, site: str = "") -> Reading:
    meta = f'<meta property="og:site_name" content="{site}">' if site else ""
    text = f"<html><head><title>{title}</title>{meta}</head><body><main>{body}</main></body></html>"
    return read(text, "page.html")


BODY = (
    f"<h1>A Library Opens in the Harbor</h1><p>Today we {TEXT}</p>"
    "<p>Readers For Harbors spokesperson Ana Ruiz agreed.</p>"
)


def test_the_name_behind_the_headline_in_the_title_is_the_sites_if_the_text_has_it() -> None:
    assert page("A Library Opens in the Harbor | Readers For Harbors", BODY).issuer == "Readers For Harbors"
    assert page("A Library Opens in the Harbor | Latest From Us", BODY).issuer == ""


def test_a_site_that_calls_itself_like_its_headline_or_a_country_issues_nothing() -> None:
    name = "A Library Opens in the Harbor"
    assert page(name, BODY, site=f"Protected: {name}").issuer != f"Protected: {name}"
    assert (
        page(name, BODY.replace("agreed", "of Australia agreed"), site="PR Services | Lind | Australia").issuer
        != "Australia"
    )


def test_a_sentence_at_the_end_is_no_signature() -> None:
    assert read(f"# A Library Opens\n\nToday we {TEXT}\n\nSee the whole release here\n").issuer == ""


def test_an_office_about_which_a_paragraph_is_does_not_head_the_release() -> None:
    release = read(f"A Library Opens in the Harbor\n\nAbout the Reading Office\n\nToday we {TEXT}\n", "pasted.txt")
    assert release.office == ""


@pytest.mark.parametrize(
    "office",
    ["Landgericht Ellern", "Freiwillige Feuerwehr Ellern", "Autoridad Portuaria de Ellern", "Město Ellern nad Lužnou"],
)
def test_courts_fire_brigades_ports_and_towns_are_offices(office: str) -> None:
    assert head_lines.is_office(office)


def test_what_the_head_of_an_office_is_called_is_no_part_of_its_name() -> None:
    assert organisations.organisation_in("Bo Lind, Leiter Amt für Häfen") == "Amt für Häfen"


def test_a_headline_whose_words_all_have_capitals_does_not_tell_where_a_name_ends() -> None:
    assert organisations.before_verb("Harbor Police Arrest Suspect in Ellery", frozenset(["police"])) == ""
