"""A pasted text read as a release: the head's lines in every order, the dateline, the end, and nothing made up."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import read_pasted as read

from newsroom_cli.importing import languages, reading, recognition
from newsroom_cli.importing.head import printed_dates
from newsroom_cli.importing.pages import contact_boxes, tree
from newsroom_cli.model.errors import NewsroomError

BODY = (
    "The city of Port Ellery today opened a library in the harbour quarter, which has 40,000 books and 120 "
    "seats for readers.\n\n"
    "“It is open to all,” said Mayor Ana Okafor. “We waited ten years for it.”\n\n"
    "The library is open every day from nine in the morning, and lends tools as well as books.\n"
)
HEADLINE = "City Opens Harbour Quarter Library"


@pytest.mark.parametrize(
    "head",
    [
        f"{HEADLINE}\n\nMarch 2, 2026\n",
        f"FOR IMMEDIATE RELEASE\n\nMarch 2, 2026\n\n{HEADLINE}\n",
        f"FOR IMMEDIATE RELEASE: March 2, 2026\n\nContact: Idris Lind, 555 010 0100\n\n{HEADLINE}\n",
        f"Office of the Mayor\n\nPress Release\n\nMonday, March 2, 2026\n\n{HEADLINE}\n",
        f"Back to top\n\n{HEADLINE}\n\nMarch 2, 2026\n\nOffice of the Mayor\n\nPublished by:\n\nOffice of the Mayor\n",
        f"FOR IMMEDIATE RELEASE: {HEADLINE}\n\n2026-03-02\n",
        f"News Release\nDate: 03/02/2026\n\n{HEADLINE}\n",
    ],
)
def test_headline_and_date_in_any_order(head: str) -> None:
    found = read(f"{head}\n{BODY}")
    assert (found.headline, found.date) == (HEADLINE, dt.date(2026, 3, 2))
    assert found.pieces[0].text.startswith("The city of Port Ellery")
    assert [quote.speaker for quote in found.quotes] == ["Ana Okafor"]


def test_the_line_under_the_headline_and_the_office() -> None:
    found = read(
        f"Office of the Mayor\n\n{HEADLINE}\n\nMore room for children and night readers\n\nMarch 2, 2026\n\n{BODY}"
    )
    assert found.subhead == "More room for children and night readers"
    assert found.office == "Office of the Mayor"


@pytest.mark.parametrize(
    ("opening", "city", "region", "day"),
    [
        ("PORT ELLERY — Monday, March 2, 2026 — ", "PORT ELLERY", "", dt.date(2026, 3, 2)),
        ("PORT ELLERY, Mass. (March 2, 2026) – ", "PORT ELLERY", "Mass.", dt.date(2026, 3, 2)),
        ("PORT ELLERY, March 2, 2026 /PRNewswire/ -- ", "PORT ELLERY", "", dt.date(2026, 3, 2)),
        ("(PORT ELLERY, MA) - ", "PORT ELLERY", "MA", None),
        ("PORT ELLERY- Monday, March 2, 2026 - ", "PORT ELLERY", "", dt.date(2026, 3, 2)),
        ("Port Ellery – ", "Port Ellery", "", None),
    ],
)
def test_datelines_are_taken_off_the_body(opening: str, city: str, region: str, day: dt.date | None) -> None:
    found = read(f"{HEADLINE}\n\n{opening}{BODY}")
    assert (found.city, found.region, found.date) == (city, region, day)
    assert found.pieces[0].text.startswith("The city of Port Ellery")


def test_fields_that_the_source_does_not_print_stay_empty() -> None:
    found = read(f"{HEADLINE}\n\n{BODY}")
    assert (found.date, found.place, found.office, found.contacts, found.subhead) == (None, "", "", (), "")


def test_a_contact_below_and_lines_behind_the_end_mark() -> None:
    found = read(
        f"{HEADLINE}\n\n{BODY}\n###\n\nMedia contact:\nIdris Lind\n555 010 0100\npress@portellery.example\n\n"
        f"About Port Ellery: it is an invented city by the sea, with a harbour and a library.\n"
    )
    (contact,) = found.contacts
    assert contact == ("Idris Lind", "555 010 0100", "press@portellery.example")
    assert found.pieces[-1].text.startswith("About Port Ellery")
    assert "###" not in found.body
    assert "555" not in found.body


def test_a_copied_page_with_navigation_around_the_release() -> None:
    navigation = "\n".join(["Home", "Departments", "Parks", "Libraries", "Jobs", "Skip to content", "Search"])
    paragraphs = BODY.replace(
        "\n\n", " It stands where the old ferry landing was, and the city paid for it over ten years of small sums.\n"
    )
    page = (
        f"{HEADLINE} - City of Port Ellery\n{navigation}\n{HEADLINE}\nMarch 2, 2026\n{paragraphs}Related News\n"
        "Council Adopts Budget\nMore News\n© 2026 City of Port Ellery\n"
    )
    found = read(page)
    assert (found.headline, found.date) == (HEADLINE, dt.date(2026, 3, 2))
    assert found.office == "City of Port Ellery"
    assert found.pieces[0].text.startswith("The city of Port Ellery")
    assert found.pieces[-1].text.endswith("tools as well as books.")
    assert len(found.pieces) == 3


def test_lines_torn_apart_at_links_are_joined() -> None:
    torn = (
        f"{HEADLINE}\n"
        + (
            "PORT ELLERY\n— The city today opened a library that\nIdris Lind\n"
            ", 64, had asked for in vain for more than ten years of his long life.\n"
        )
        + "“It is open to all,”\nMayor Ana Okafor said.\n“We waited ten years.”\n"
        + (
            "The library is open every day from nine in the morning, and lends tools as well as books to everybody "
            "who asks for them at the desk or by telephone.\n"
        )
        * 3
    )
    found = read(torn)
    assert found.city == "PORT ELLERY"
    assert found.pieces[0].text.startswith("The city today opened a library that Idris Lind, 64, had asked")
    assert [(quote.speaker, quote.text) for quote in found.quotes] == [
        ("Ana Okafor", "It is open to all. We waited ten years.")
    ]


def test_markdown_with_front_matter() -> None:
    found = read(f"---\ntitle: {HEADLINE}\ndate: 2026-03-02\n---\n\n{BODY}", "post.md")
    assert (found.headline, found.date) == (HEADLINE, dt.date(2026, 3, 2))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Batlh daqawlu ghargh\n\nNuqneH qastahvis wa ram los sad hugh sijlah qetbogh lod bortas bir jabludi "
            "reh qaqqu nay.",
            True,
        ),
        (
            "A város könyvtárat nyitott\n\nBudapest, 2026.3.2. — A város ma megnyitotta a könyvtárat, amely mindenki "
            "előtt nyitva áll, és ez volt az első a kikötőben.",
            True,
        ),
        (f"{HEADLINE}\n\n{BODY}", False),
        (f"{HEADLINE}\n\nIt opened.", False),
    ],
)
def test_an_unknown_language_is_noted(text: str, told: bool) -> None:
    assert any("quotes may be missing" in note for note in read(text).notes) is told


@pytest.mark.parametrize(
    ("text", "named", "language"),
    [
        (
            "La ciudad abrió hoy la novena biblioteca de la zona, con sala para los niños y para las familias.",
            "en",
            "es",
        ),
        (
            "The city opened its ninth library in the harbour, with a room for the children of the area.",
            "en-GB",
            "en-GB",
        ),
        ("Město otevřelo knihovnu v přístavní čtvrti a na radnici se ve středu sešli ti, kdo jsou pro ni.", "", "cs"),
        ("Byen åbnede i dag et nyt bibliotek, og det er for alle, der bor på havnen, og som ikke har bil.", "", "da"),
        ("Biblioteka jest w nowym budynku i nie ma opłat dla dzieci, a o tym mówi się w mieście od lat.", "de", "pl"),
        (
            "Le maire de la ville a ouvert en mars la salle de lecture du port, l’une de celles que l’on attend.",
            "",
            "fr",
        ),
        (
            "L’associació ha obert la sala de lectura del port amb els llibres que els veïns han dut per als nens.",
            "",
            "ca",
        ),
        ("Offre d’emploi : Port Ellery recherche un(e) chargé(e) de lecture et de la production de livres.", "", "fr"),
        ("Port Ellery 2026", "fr", "fr"),
        ("Мэр Порт-Эллери открыл девятую библиотеку.", "en", "ru"),
        ("Мер відкрила її дев'яту бібліотеку в її гавані, і її двері відчинені.", "", "uk"),
        ("Библиотека в гавани открыта.", "bg-BG", "bg-BG"),
        ("Ο δήμαρχος άνοιξε τη βιβλιοθήκη.", "en-US", "el"),
        ("The mayor wrote Ελλάδα on the wall.", "en", "en"),
    ],
)
def test_a_text_that_clearly_has_another_language_than_its_page_says(text: str, named: str, language: str) -> None:
    assert languages.language_of(named, text) == language


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("Rektör Ayşe Demirel: Başvurular 15 Nisan 2026 Çarşamba günü sona erecek ve ilan edilecek.", "tr", "tr"),
        ("Chosain an leabharlann 3 mhilliún euro agus tá sí ar oscailt ag na daoine óga.", "en-IE", "ga"),
        ("The library is in the harbour, and it was opened by the mayor.", "ga", "en"),
        ("The library is in the harbour, and it was opened by the mayor.", "sw", "en"),
        ("The library is in the harbour, and it was opened by the mayor.", "en-GB", "en-GB"),
        ("Библиотека в гавани открыта.", "bg", "bg"),
        ("Maktaba mpya imefunguliwa bandarini leo asubuhi.", "sw", "sw"),
        ("Maktaba mpya imefunguliwa bandarini leo asubuhi.", "en", ""),
    ],
)
def test_the_newsroom_s_language_is_that_of_a_text_that_shows_no_other(text: str, usual: str, language: str) -> None:
    assert languages.language_of("", text, usual) == language


def test_sentences_are_a_body_even_where_nothing_looks_like_one() -> None:
    found = read(f"<h1>{HEADLINE}</h1><p>March 2, 2026</p><p>It is open now. More</p>", "a.html")
    assert (found.headline, found.body) == (HEADLINE, "It is open now. More\n")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (f"---\ntitle: {HEADLINE}\n---\n\nIt opened today.\n", "a.md"),
        (f"From: a@b.example\nSubject: {HEADLINE}\nMIME-Version: 1.0\n\nIt opened today.\n", "a.eml"),
        (
            f'{{"version": "https://jsonfeed.org/version/1", "items": [{{"title": "{HEADLINE}", "content_text": '
            f'"It opened today."}}]}}',
            "a.json",
        ),
    ],
)
def test_a_short_text_is_no_headline_where_the_source_names_one(source: str, name: str) -> None:
    found = read(source, name)
    assert (found.headline, found.body) == (HEADLINE, "It opened today.\n")


def test_every_guess_has_a_source() -> None:
    found = read(f"{HEADLINE}\n\nPORT ELLERY, March 2, 2026 — {BODY}")
    assert {guess.field for guess in found.guesses} == {"headline", "dateline", "date"}
    assert all(guess.source for guess in found.guesses)


@given(
    st.lists(
        st.sampled_from(
            [
                "FOR IMMEDIATE RELEASE",
                "March 2, 2026",
                "\n",
                "\n\n",
                "Contact:",
                "555 010 0100",
                "###",
                "PORT ELLERY — ",
                "The city opened a library today, and it is open to all.",
                "“Good,” said Ana Okafor.",
                "- ",
                "© 2026",
                "Share",
                "a@b.example",
                "Office of the Mayor",
                "x",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_whatever_is_pasted_is_read(text: str) -> None:
    with contextlib.suppress(NewsroomError):  # there is nothing in it
        for pasted in recognition.sources(text.encode(), name="pasted.txt"):
            assert isinstance(reading.read(pasted).body, str)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Ellery/Brook.", "Ellery/Brook"),
        ("Ellery.", "Ellery"),
        ("March 2, 2026 (ECC/BCC) Ellery/Brook", "Ellery/Brook"),
    ],
)
def test_a_place_on_a_line_of_its_own(line: str, place: str) -> None:
    assert read(f"{HEADLINE}\n\n{line}\n\n{BODY}").place == place


@pytest.mark.parametrize("nobody", ["english", "English", "Español"])
def test_a_language_speaks_no_words(nobody: str) -> None:
    text = f"{HEADLINE}\n\n{BODY}\n\n“We are glad that the house is open to all of us,” said {nobody}.\n"
    assert all(quote.speaker != nobody for quote in read(text).quotes)


def test_a_place_in_bold_capitals_needs_no_dash() -> None:
    found = read(f"# {HEADLINE}\n\n**PORT ELLERY, NY** {BODY}", "a.md")
    assert (found.place, found.pieces[0].text[:12]) == ("PORT ELLERY, NY", "The city of ")


def test_the_mailbox_of_a_press_office_is_a_contact() -> None:
    found = read(f"{HEADLINE}\n\n{BODY}\nVisit our site, or write to press@ellery.example for pictures of the house.\n")
    assert [contact.email for contact in found.contacts] == ["press@ellery.example"]
    assert "write to <press@ellery.example>" in found.body


def test_a_heading_is_the_headline_before_the_title_of_the_page() -> None:
    page = (
        f"<html><head><title>CC opens the new harbour quarter library | City</title></head><body><main>"
        f"<p>CC opens the new harbour quarter library</p>"
        f"<h1>Council opens the new harbour quarter "
        f"library</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in BODY.split(chr(10) * 2))}</main></body>"
        f"</html>"
    )
    assert read(page, "a.html").headline == "Council opens the new harbour quarter library"


def test_names_of_files_and_paths_through_a_site_are_no_headlines() -> None:
    found = read(f"ex991.htm\n\nCity > Newsroom > Releases\n\n{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}")
    assert found.headline == HEADLINE


def test_a_text_announced_as_a_release_is_not_lost_to_a_longer_list_below() -> None:
    more = "\n\n".join(
        f"Part {number}\n\nThis is the help for part {number}, which says at length how it is to be installed "
        f"by those who use it."
        for number in range(90)
    )
    found = read(f"FOR IMMEDIATE RELEASE\n\n{HEADLINE}\n\n{BODY}\n\nOther parts\n\nA\n\nB\n\nC\n\nD\n\nE\n\n{more}")
    assert (found.headline, found.pieces[0].text[:12]) == (HEADLINE, "The city of ")


def test_points_between_headline_and_dateline_are_not_lost() -> None:
    found = read(
        f"{HEADLINE}\n\nRoom for all ages\n\n- The first floor is for children and opens early.\n\n"
        f"PORT ELLERY — {BODY}",
        "a.md",
    )
    assert found.subhead == "Room for all ages"
    assert "- The first floor is for children and opens early." in found.body
    assert found.place == "PORT ELLERY"


def test_a_contact_typed_right_below_the_last_paragraph() -> None:
    found = read(f"{HEADLINE}\n\n{BODY.rstrip()}\nContact: Idris Lind, 202/555-0110.\n")
    assert [contact.name for contact in found.contacts] == ["Idris Lind"]
    assert "Contact" not in found.body


@pytest.mark.parametrize("line", ["Written by: Tom Adeyemi", "Updated: March 3, 2026", "By Tom Adeyemi"])
def test_a_byline_is_no_subhead(line: str) -> None:
    assert read(f"{HEADLINE}\n\n{line}\n\nMarch 2, 2026\n\n{BODY}").subhead == ""


@pytest.mark.parametrize(
    "line", ["STATE LABOR DEPARTMENT ANALYSIS REVEALS FLAWS IN BILL", "Court protects lives of readers"]
)
def test_a_headline_with_an_office_in_it_is_a_headline(line: str) -> None:
    found = read(f"{line}\n\nMarch 2, 2026\n\n{BODY}")
    assert (found.headline, found.office) == (line, "")


def test_the_title_of_front_matter_and_a_day_filed_under_something() -> None:
    found = read(f"---\ntitle: {HEADLINE}\n---\n\n2 Mar 2026 Posted in [Press releases](/news)\n\n{BODY}", "a.md")
    assert (found.headline, found.date) == (HEADLINE, dt.date(2026, 3, 2))


def test_a_dateline_with_its_place_in_brackets_behind_the_day() -> None:
    found = read(f"{HEADLINE}\n\nMarch 2, 2026 (PORT ELLERY) — {BODY}")
    assert (found.place, found.date, found.pieces[0].text[:8]) == ("PORT ELLERY", dt.date(2026, 3, 2), "The city")


def test_no_dash_of_the_dateline_stays_before_marked_text() -> None:
    found = read(
        f"<h1>{HEADLINE}</h1><p><b>PORT ELLERY –</b> The city <b>today</b> opened a library, with room for 120 "
        f"readers in it.</p>",
        "a.html",
    )
    assert found.body.startswith("The city **today** opened")


def test_a_letter_ends_with_place_and_date() -> None:
    body = (
        "Die Stadt Ellery hat heute im Hafenviertel eine Bibliothek eröffnet, die für alle offen ist.\n\n"
        "Sie hat 120 Plätze und 40.000 Bücher, und sie ist an jedem Tag der Woche von neun Uhr an offen.\n"
    )
    assert read(
        f"Bibliothek im Hafen eröffnet\n\n{body}\nEllery, den 2. März 2026\n\n"
        f"Über Ellery: Die Stadt liegt am Meer und hat einen Hafen."
    ).date == dt.date(2026, 3, 2)


def test_a_date_and_topics_that_a_page_keeps_in_elements_of_its_own() -> None:
    page = (
        f'<html newsdate="2026-03-02"><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>'
        f"<p>{BODY.splitlines()[0]}</p></body><tags><tag>Public Policy</tag></tags></html>"
    )
    found = read(page, "a.xhtml")
    assert found.date == dt.date(2026, 3, 2)
    assert "Public Policy" not in found.body


@pytest.mark.parametrize(
    "line",
    [
        "The issuer is solely responsible for the content of this announcement.",
        "The post City Opens Library appeared first on Ellery News.",
        "Posted by Ellery on Monday, March 2, 2026",
        "Press release as PDF",
    ],
)
def test_additions_of_networks_are_no_text(line: str) -> None:
    assert line not in read(f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n{line}\n").body


def test_a_day_of_change_is_no_date() -> None:
    page = (
        f"<html><body><h1>{HEADLINE}</h1><p>{BODY.splitlines()[0]}</p>"
        '<div>This page was last updated on <time datetime="2026-03-02T09:00:00Z">March 2, 2026</time></div></body>'
        "</html>"
    )
    assert read(page, "a.html").date is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Ellery, Mass. — March 2, 2026", "Ellery, Mass."),
        ("Ellery, Texas (PRWEB) March 2, 2026", "Ellery, Texas"),
        ("Ort Ellery\n\n2026-03-02\n", "Ellery"),
    ],
)
def test_a_place_and_its_date_on_a_line_of_their_own(line: str, place: str) -> None:
    found = read(f"# {HEADLINE}\n\n{line}\n\n{BODY}", "a.md")
    assert (found.place, found.date, found.pieces[0].text[:8]) == (place, dt.date(2026, 3, 2), "The city")


def test_a_paragraph_that_begins_with_its_date_or_its_town() -> None:
    dated = read(f"{HEADLINE}\n\nMarch 2, 2026 — {BODY}")
    assert (dated.date, dated.place, dated.pieces[0].text[:8]) == (dt.date(2026, 3, 2), "", "The city")
    lost = read(f"{HEADLINE}\n\nWASHINGTON {BODY}")
    assert (lost.place, lost.pieces[0].text[:8]) == ("WASHINGTON", "The city")
    town = read(
        "Bibliothek eröffnet\n\nEllery. Am Montag hat die Stadt eine Bibliothek eröffnet, die für alle offen "
        "ist.\n\nSie hat 120 Plätze und ist an jedem Tag der Woche offen.\n"
    )
    assert (town.place, town.pieces[0].text[:9]) == ("Ellery", "Am Montag")
    thanks = read(
        "Bibliothek eröffnet\n\nDanke. Am Montag hat die Stadt eine Bibliothek eröffnet, die für alle offen "
        "ist.\n\nSie hat 120 Plätze und ist an jedem Tag der Woche offen.\n"
    )
    assert thanks.place == ""


def test_the_name_of_a_firm_above_the_headline_is_none() -> None:
    found = read(
        f"HARBOUR TOOLS, INC.\nP.O. Box 105\nEllery, Georgia  30348\n\nFOR IMMEDIATE RELEASE\n\n{HEADLINE}\n\n"
        f"March 2, 2026\n\n{BODY}"
    )
    assert found.headline == HEADLINE


def test_a_title_of_several_parts_is_the_part_the_page_prints() -> None:
    page = (
        f"<html><head><title>Ellery University | {HEADLINE} - A day | News</title></head><body>"
        f"<p>Ellery University</p><h2>{HEADLINE} - A "
        f"day</h2>{''.join(f'<p>{paragraph}</p>' for paragraph in BODY.split(chr(10) * 2))}</body></html>"
    )
    assert read(page, "a.html").headline == f"{HEADLINE} - A day"


def test_a_headline_on_two_lines_of_capitals() -> None:
    found = read(f"FOR IMMEDIATE RELEASE\n\nCITY OPENS HARBOUR LIBRARY\nAND HALL OF MUSIC\n\nMarch 2, 2026\n\n{BODY}")
    assert found.headline == "CITY OPENS HARBOUR LIBRARY AND HALL OF MUSIC"


@pytest.mark.parametrize(
    "line",
    [
        "Updated September 15, 2014",
        "Last updated on 1 Feb 2018",
        "Press Release Number: 09-629",
        "→ July 26, 2022 Council adopts the budget",
        "Tagged as:",
        "Component(s):",
        "categories Press Release",
        "Advertisement - scroll to continue reading",
        "Home Page | Privacy | Accessibility | Contact us",
        "Top",
        "Source",
        "Edit this page on GitHub",
        "Follow us on Mastodon",
        "{% endblock content %}",
        "Ends",
    ],
)
def test_lines_that_pages_print_below_a_release(line: str) -> None:
    found = read(f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n{line}\n")
    assert found.body.rstrip().endswith("tools as well as books.")


def test_a_last_paragraph_that_looks_a_little_like_one_stays() -> None:
    for line in (
        "Tags are given out at the door.",
        "Updated rules follow in May, when the council meets again.",
        "The top of the hill is open.",
    ):
        assert line in read(f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n{line}\n").body


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            f"{HEADLINE}\n\n{BODY.replace('The city of Port Ellery', 'Harbour House')}\n"
            f"About Harbour House: It is a house by the sea.\n",
            "Harbour House",
        ),
        (
            f"{HEADLINE}\n\n"
            + BODY.replace("The city of Port Ellery", "Harbour Tools, Inc.").replace(
                " today opened", " today announced"
            ),
            "Harbour Tools, Inc.",
        ),
        (
            f"{HEADLINE}\n\n{BODY.replace('The city of Port Ellery', 'Harbourtools')}\n"
            f"Contact: Ana Lind, ana@harbourtools.example\n",
            "Harbourtools",
        ),
        (f"{HEADLINE}\n\n{BODY}", ""),
    ],
)
def test_who_it_is_from_where_no_office_is_printed(text: str, issuer: str) -> None:
    found = read(text)
    assert (found.office, found.issuer) == ("", issuer)
    assert [guess.field for guess in found.guesses if guess.field == "issuer"] == (["issuer"] if issuer else [])


def test_a_site_is_the_issuer_where_its_text_says_so() -> None:
    page = (
        "<html><head><title>{}</title></head><body><main><h1>{}</h1><p>{}</p></main>"
        "<footer>© 2026 {}. All rights reserved.</footer></body></html>"
    )
    line = BODY.splitlines()[0]
    assert read(page.format(HEADLINE, HEADLINE, line, "Port Ellery"), "a.html").issuer == "Port Ellery"
    assert read(page.format(HEADLINE, HEADLINE, line, "Wire House"), "a.html").issuer == ""


def test_numbers_of_cases_and_files_are_no_telephones() -> None:
    found = read(
        f"{HEADLINE}\n\n{BODY}\nFor more information on case #22-17588 call the desk.\n\nContact: file no. 057-2026\n"
    )
    assert found.contacts == ()


def test_lines_set_apart_by_blank_lines_are_one_sentence() -> None:
    spaced = (
        f"{HEADLINE}\n\n\n\nThe city of Port Ellery today opened a library in the harbour quarter, which has "
        f"more\n\nthan 40,000 books and 120 seats for readers of all ages.\n\n\n\n"
        "“It is open to all, and it will be open for as long as there are people who want to come in and\n\n"
        "read there,” said Mayor Ana Okafor.\n\n\n\n“We waited ten years for it, and I am glad that we can now "
        "say to the people of this\n\ntown that they may come.”\n"
    )
    found = read(spaced)
    assert len(found.pieces) == 3
    assert [(quote.speaker, quote.text[-14:]) for quote in found.quotes] == [("Ana Okafor", "they may come.")]


def test_a_record_without_title_and_line_ends() -> None:
    text = (
        "The city opened a library today, which has 40,000 books and 120 seats for readers.“It is open to all,” "
        "said Mayor Ana Okafor. “We waited ten years for it.”The library is open every day from nine in the "
        "morning.Council member Idris Lind said it will stay so. "
        + "It lends tools as well as books to all who ask for them at the desk. "
        * 9
    )
    found = read(f'{{"url": "https://ellery.example/a", "date": "2 March 2026", "text": "{text}"}}', "a.json")
    assert found.date == dt.date(2026, 3, 2)
    assert [quote.speaker for quote in found.quotes] == ["Ana Okafor"]
    assert len(found.pieces) > 2


def test_a_quotation_that_a_cite_element_signs() -> None:
    text = (
        f"---\ntitle: {HEADLINE}\n---\n\n{BODY}\n<blockquote>\nThis house is for all who want to read here in "
        "peace.\n<cite>-- Idris Lind, head of the library</cite>\n</blockquote>\n"
    )
    found = read(text, "a.md")
    assert ("Idris Lind", "head of the library") in [(quote.speaker, quote.role) for quote in found.quotes]


def test_an_indented_first_line_in_markdown_is_no_code() -> None:
    found = read(
        f"# {HEADLINE}\n\n     The city of Port Ellery today opened a library in the harbour,\n"
        f"which has 40,000 books and 120 seats for readers.\n\n{BODY}",
        "a.md",
    )
    assert found.body.startswith("The city of Port Ellery today opened a library in the harbour, which has")


def test_a_markdown_text_that_is_indented_as_a_whole_is_no_code() -> None:
    lines = (
        "The city&rsquo;s caf&eacute; opens, as [the plan](https://port-ellery.example/) says.\n\nIt has 40 seats.\n"
    )
    text = "".join(f"\t{line}\n" for line in lines.split("\n"))
    found = read(f"---\ntitle: {HEADLINE}\nauthor: None\n---\n\n{text}", "a.md")
    assert found.body == lines.replace("&rsquo;", "’").replace("&eacute;", "é")
    assert not found.office


def test_html_within_tags_of_a_template_is_no_code() -> None:
    gallery = '{{< gallery >}}\n    <img src="pool.jpg" alt="Swimmers">\n\t<p>It closes at six.</p>\n{{< /gallery >}}\n'
    found = read(f"---\ntitle: {HEADLINE}\n---\n\n{BODY}\n{gallery}", "a.md")
    assert "<" not in found.body and found.body.endswith("It closes at six.\n")


def test_references_of_html_in_a_plain_text_are_letters() -> None:
    words = "PORT ELLERY (March 2, 2026) &ndash; The city&#8217;s caf&eacute; &amp; pool open. HTML has &lt;b&gt;."
    found = read(f"{HEADLINE}\n\n{words}\n", "a.txt")
    assert found.body == "The city’s café & pool open. HTML has \\&lt;b\\&gt;.\n"
    assert found.place == "PORT ELLERY" and str(found.date) == "2026-03-02"


def test_the_title_of_front_matter_goes_before_a_heading_of_the_text() -> None:
    found = read(
        f"---\ntitle: {HEADLINE}\n---\n\n#### Press Release\n\n### Readers of all ages come to the harbour\n\n{BODY}",
        "a.md",
    )
    assert (found.headline, found.subhead) == (HEADLINE, "Readers of all ages come to the harbour")
    section = read(f"---\ntitle: News\nnews_title: {HEADLINE}\n---\n\n{BODY}", "a.md")
    assert section.headline == HEADLINE


def test_elements_that_html_does_not_know_stand_within_the_line() -> None:
    page = (
        f"<html><body><h1>{HEADLINE}</h1><p>The city of <location>Port Ellery</location> today opened a library in "
        "the harbour quarter for all its readers.</p><p>“It is open to all,” said Mayor <person>Ana "
        "Okafor</person>.</p></body></html>"
    )
    found = read(page, "a.html")
    assert [piece.text[:36] for piece in found.pieces] == [
        "The city of Port Ellery today opened",
        "“It is open to all,” said Mayor Ana ",
    ]


def test_entities_in_the_title_of_a_page() -> None:
    page = (
        f'<html><head><meta property="og:title" content="Ellery&amp;rsquo;s {HEADLINE}"></head><body>'
        f"<p>{BODY.splitlines()[0]}</p></body></html>"
    )
    assert read(page, "a.html").headline == f"Ellery’s {HEADLINE}"


def test_figures_are_read_as_the_data_of_the_page_has_them() -> None:
    page = (
        '<html><head><meta property="article:published_time" content="2020-06-04T15:39:39+00:00"></head><body>'
        "<h1>{}</h1><p>04/06/2020</p><p>{}</p></body></html>"
    )
    assert str(read(page.format(HEADLINE, BODY.splitlines()[0]), "a.html").date)[:10] == "2020-06-04"


def test_a_press_office_without_a_name_is_no_issuer() -> None:
    assert read(f"Press Office\n\n{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}").office == ""
    assert read(f"{HEADLINE}\n\nPress Release: Green Harbour\n\nMarch 2, 2026\n\n{BODY}").office == "Green Harbour"


def test_heads_of_pages_that_come_again_are_left_out() -> None:
    lines = BODY.replace("\n\n", "\n\nThe Ellery Line - 3/23/94 (1/9)\n\n").strip()
    found = read(
        f"{HEADLINE}\n\nMarch 2, 2026\n\n{lines}\n\nThe Ellery Line - 3/24/94 (3/9)\n\n"
        f"The house is warm in winter as well, says the city.\n"
    )
    assert "Ellery Line" not in found.body


def test_links_that_only_lead_on_are_no_text() -> None:
    found = read(f"# {HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n[Read the full report](https://ellery.example/a)\n", "a.md")
    assert found.body.rstrip().endswith("tools as well as books.")


def test_the_signature_of_a_mail_is_no_text() -> None:
    mail = (
        f"From: a@ellery.example\nSubject: {HEADLINE}\nMIME-Version: 1.0\n\n{BODY}\n--\n"
        "Ellery Systems, Harbour Street\n"
    )
    assert "Ellery Systems" not in read(mail, "a.eml").body


def test_the_headline_that_a_mail_prints_goes_before_its_subject() -> None:
    mail = (
        "From: a@ellery.example\nSubject: Harbour Library\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n"
        "MIME-Version: 1.0\n\n{}"
    )
    release = (
        f"Here is a press release from the city.\n\n{HEADLINE}\nTo: National Desk, City Writer\n"
        f"Contact: Idris Lind, 555 010 0100\n\nPORT ELLERY, March 2 -- {BODY}"
    )
    found = read(mail.format(release), "a.eml")
    assert (found.headline, found.place) == (HEADLINE, "PORT ELLERY")
    assert read(mail.format(f"Dear all, here is what we said today\n\n{BODY}"), "a.eml").headline == "Harbour Library"


def test_an_end_mark_behind_the_last_words() -> None:
    found = read(f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY.rstrip()} # # #\n")
    assert found.body.rstrip().endswith("tools as well as books.")


@pytest.mark.parametrize(
    "line", ["Click here to read the remarks of the mayor.", "To watch the speech, click here.", "Read the decision"]
)
def test_words_that_only_lead_to_a_link(line: str) -> None:
    assert line not in read(f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n{line}\n").body


def test_a_place_and_its_date_as_letters_have_them() -> None:
    text = "La ciudad de Ellery abre una biblioteca en el barrio del puerto, con 120 plazas para todas las personas.\n"
    found = read(f"Ellery abre una biblioteca\n\nEllery, a 2 de marzo de 2026\n\n{text}")
    assert (found.place, found.date) == ("Ellery", dt.date(2026, 3, 2))


@pytest.mark.parametrize(
    "page",
    [
        f"<title>{HEADLINE} - EPO</title><meta property='og:site_name' content='Ellery Press Office - EPO'>"
        f"<h1>{HEADLINE} : Date: 02.03.2026</h1>",
        f"<title>{HEADLINE} — Ellery Police</title><h1>{HEADLINE}</h1><p>March 2, 2026</p>",
    ],
)
def test_a_title_and_a_heading_with_more_than_the_headline(page: str) -> None:
    found = read(page + "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n")), "a.html")
    assert (found.headline, found.subhead) == (HEADLINE, "")


def test_lines_of_address_are_no_part_of_a_wrapped_headline() -> None:
    wide = "The city of Port Ellery today opened a library in the harbour quarter, which has\n" * 3
    found = read(
        f"City Opens Harbour Quarter Library and Hall of Music in the Old\nTo: National Desk, City Writer\n"
        f"Contact: Idris Lind, 555 010 0100\n\n{wide}"
    )
    assert found.headline == "City Opens Harbour Quarter Library and Hall of Music in the Old"


@pytest.mark.parametrize(
    ("below", "named"),
    [
        (
            "-end-\n\nIdris Lind\n\nCity Hall\n\n555 010 0100\n\nC. Bea Lund\n\nCity Hall\n\nbea@ellery.example\n",
            ["Idris Lind", "C. Bea Lund"],
        ),
        (
            "View source version on wire.example: https://wire.example/1\n\nIdris Lind\nCity Hall\n555 010 0100\n",
            ["Idris Lind"],
        ),
        (
            "If you are a member of the press who would like to connect with one of our readers, email Idris "
            "Lind at i@ellery.example.\n",
            ["Idris Lind"],
        ),
        ("About this page\n\nIt was made by 555 people of 010 cities.\n", []),
    ],
)
def test_contacts_without_a_label_below_the_end(below: str, named: list[str]) -> None:
    assert [contact.name for contact in read(f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n{below}").contacts] == named


def test_the_menu_of_a_site_is_no_box_for_reporters() -> None:
    menu = "<div><p>Contact Us</p><p>General enquiries</p><p>Tel: 555 010 0100</p><p>Quicklinks</p></div>"
    assert contact_boxes.contacts(tree.parse(menu)) == ()
    assert len(contact_boxes.contacts(tree.parse(menu.replace("General enquiries", "Idris Lind")))) == 1


def test_a_date_in_brackets_below_a_caption() -> None:
    page = (
        f"<h1>{HEADLINE}</h1><p>Mayor Ana Okafor (left) and Idris Lind (right) open the library of the harbour "
        f"quarter on Monday.</p><p>[March 2, 2026] {BODY}</p>"
    )
    assert read(page, "a.html").date == dt.date(2026, 3, 2)


def test_the_only_heading_of_a_page_without_a_title() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    above = f'<div class="modal-header"><h4>{HEADLINE}</h4></div><div class="modal-body">{text}</div>'
    assert read(above, "a.html").headline == HEADLINE
    below = read(f"<div>{text}<h4>About the City</h4><p>{BODY.splitlines()[0]}</p></div>", "a.html")
    assert (below.headline, below.pieces[0].text[:8]) == ("", "The city")


def test_a_long_sentence_above_the_dateline_is_no_headline() -> None:
    summary = "What you need to know: " + "the city opened a library for all readers and " * 4 + "lends tools."
    found = read(f"{summary}\n\nPORT ELLERY, Mass. – {BODY}")
    assert found.headline == ""
    assert found.subhead == summary


def test_a_line_that_only_says_what_follows_is_no_headline() -> None:
    found = read(
        f"Harbour Library: Press Release (21)\n\nFOR IMMEDIATE RELEASE\n\n{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}"
    )
    assert found.headline == HEADLINE


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (
            [
                "[Another library opens in the hills](https://ellery.example/news/2)",
                "[Mayor names a new head of parks](https://ellery.example/news/3)",
            ],
            0,
        ),
        (["[Another library opens in the hills](https://ellery.example/news/2)"], 1),
        (
            [
                "These texts go with it:",
                "[Another library opens in the hills](https://ellery.example/news/2)",
                "[Mayor names a new head of parks](https://ellery.example/news/3)",
            ],
            3,
        ),
        (
            [
                "[The plan of the new library](https://ellery.example/plan.pdf)",
                "[The rules of the new library](https://ellery.example/rules.pdf)",
            ],
            2,
        ),
        (
            [
                "For pictures, read the press release or click here",
                "Idris Lind, who wrote it, is the head of the library.",
            ],
            2,
        ),
        (["Para ver la rueda de prensa ingrese aquí", "Idris Lind, who wrote it, is the head of the library."], 1),
        (["Entries of this page do not necessarily reflect the views of the city as a whole."], 0),
        (["ISSN 2222-2464"], 0),
        (["(265,191 KB)"], 0),
    ],
)
def test_titles_of_other_pages_below_a_release(lines: list[str], kept: int) -> None:
    below = "\n\n".join(lines)
    found = read(f"# {HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n{below}\n", "a.md")
    assert len(found.pieces) == 3 + kept


def test_the_settings_for_cookies_are_no_text_but_cookies_may_be_news() -> None:
    page = (
        f"<h1>{HEADLINE}</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in BODY.split(chr(10) * 2))}<div>"
        f"<h3>{{}}</h3><p>You can choose here which of them you want to have on all of your visits.</p></div>"
    )
    assert "choose here" not in read(page.format("Cookie- und Datenschutzeinstellungen"), "a.html").body
    assert "choose here" in read(page.format("Girl Scout Cookies of the Year"), "a.html").body


def test_a_mail_that_says_a_release_follows() -> None:
    head = (
        "Subject: City library\nFrom: a@ellery.example\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: 8bit\n\nI found this press release of the city of Port Ellery on another list, "
        f"and it may be of interest here.\n\n{HEADLINE} and Hall of Music\n\nTo: National Desk, City Writer\n\n"
        "Contact: Idris Lind, 555 010 0100\n\n"
    )
    found = read(f"{head}PORT ELLERY, Mass., March 2 -- {BODY}", "a.eml")
    assert (found.place, found.pieces[0].text[:8]) == ("PORT ELLERY, Mass.", "The city")


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("Juin 13, 2013", "fr", dt.date(2013, 6, 13)),
        ("BOGOTÁ Mayo 2 de 2.013", "es", dt.date(2013, 5, 2)),
        ("Zeist (pts/17.06.2011/10:00) - Endlich", "de", dt.date(2011, 6, 17)),
        ("OTS0006 2023-01-21/08:00", "de", dt.date(2023, 1, 21)),
        ("File 12/3/2020/5", "en", None),
        ("On August 23, 2013 / Leave a comment", "en", dt.date(2013, 8, 23)),
    ],
)
def test_dates_in_the_forms_of_wires_and_of_other_countries(line: str, language: str, day: dt.date | None) -> None:
    found = printed_dates.first_date(line, language)
    assert (found.day if found else None) == day


def test_a_message_in_a_column_beside_a_release_does_not_give_its_date() -> None:
    page = (
        f"<h1>{HEADLINE}</h1><p>{BODY}</p><p>On August 23, 2013 / Leave a comment</p>"
        '<aside><time datetime="2013-09-11T18:08:18+00:00" pubdate>4 days ago</time></aside>'
    )
    assert read(page, "a.html").date == dt.date(2013, 8, 23)


def test_a_letterhead_and_a_credit_are_no_headline() -> None:
    for above in ("CITY OF PORT ELLERY", "MAYOR ANA OKAFOR", "Photo by Ana Okafor, CC BY-SA 4.0"):
        found = read(f"<p>{above}</p><h2>{HEADLINE}</h2><p>March 2, 2026</p><p>{BODY}</p>", "a.html")
        assert found.headline == HEADLINE, above


def test_the_settings_of_jbake_are_front_matter() -> None:
    text = f"type=page\ntitle={HEADLINE}\ndate=2026-03-02\n~~~~~~\n{BODY}\n"
    found = read(text, "a.md")
    assert (found.headline, found.date) == (HEADLINE, dt.date(2026, 3, 2))


def test_angle_brackets_typed_for_quotation_marks() -> None:
    said = "Une bibliothèque ouverte à tous les habitants du port est une bonne chose."
    found = read(
        f"La ville ouvre une bibliothèque\n\n2 mars 2026\n\n<< {said} >>, a dit Ana Okafor, maire de la ville.\n"
    )
    assert [(quote.text, quote.speaker) for quote in found.quotes] == [(said, "Ana Okafor")]
    assert "<<" not in found.body
    assert "1 << 2 and 3>>1" in read(
        f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY} 1 << 2 and 3>>1 are numbers.\n"
    ).body.replace("\\", "")


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Contact presse : Ana Ruiz, 06 27 00 00 74 – 777@example.com", "06 27 00 00 74"),
        ("Media contact: Ana Ruiz, 0201 7221 – 222", "0201 7221 – 222"),
        ("Media contact: Ana Ruiz, 2022 05 24", ""),
    ],
)
def test_digits_that_are_no_part_of_a_phone_number(line: str, phone: str) -> None:
    contacts = read(f"{HEADLINE}\n\nMarch 2, 2026\n\n{BODY}\n\n{line}\n").contacts
    assert [contact.phone for contact in contacts if contact.phone] == ([phone] if phone else [])


def test_a_region_in_three_capitals_is_no_city() -> None:
    assert read(f"<h1>{HEADLINE}</h1><p>NRW, 1.3.2026</p><p>{BODY}</p>", "a.html").city == ""
