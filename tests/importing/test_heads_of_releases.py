"""What stands above a headline and is none, which heading is the headline, and who is no office."""

from __future__ import annotations

import pytest
from imported import read_markdown as read

PLAIN = (
    "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages.\n\n"
    "It is open every day from nine in the morning, and it lends tools as well as books to everybody in the county.\n"
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PLAIN.split("\n\n"))


def test_the_heading_with_most_words_of_the_title_is_the_headline() -> None:
    page = (
        "<html lang=en><title>Harbor Opens ToolLibrary | Harbor</title><body><h2>Discover inspiring stories and "
        f"new trends from all over the world</h2><h3>Harbor Group Opens ToolLibrary for All Readers</h3>{TEXT}"
    )
    assert read(page, "a.html").headline == "Harbor Group Opens ToolLibrary for All Readers"


@pytest.mark.parametrize(
    "head",
    [
        "FOR IMMEDIATE RELEASE: [DATE]",
        "Joint Press Release",
        "HARBOR & LYNDEN",
        "11 Esfand 1404",
        "Harbor and Lynden",
        "To Whom It May Concern,\n\nCompany Name: Harbor Pumps Ltd.\n\nHead Office: Hafenweg 3, Lynden\n\n"
        "Representative: Ana Ruiz, President",
    ],
)
def test_labels_fields_and_names_of_parties_above_the_headline_are_none(head: str) -> None:
    release = read(f"{head}\n\nHarbor and Lynden Open a Library for All Readers\n\n{PLAIN}", "pasted.txt")
    assert (release.headline, release.subhead) == ("Harbor and Lynden Open a Library for All Readers", "")


def test_a_number_a_word_and_a_year_are_a_headline() -> None:
    assert read(f"24 Bridges 2026\n\n{PLAIN}", "pasted.txt").headline == "24 Bridges 2026"


def test_the_title_of_front_matter_may_end_as_the_name_of_an_office() -> None:
    text = (
        f"---\ntitle: Harbor Foundation Elects Board of Directors\n---\n\nA New Chair Leads It for Two Years\n\n{PLAIN}"
    )
    release = read(text)
    assert (release.headline, release.subhead) == (
        "Harbor Foundation Elects Board of Directors",
        "A New Chair Leads It for Two Years",
    )


def test_an_address_of_the_web_is_no_office() -> None:
    assert read(f"# A Library Opens in the Harbor\n\nPublished by Wires.com\n\n{PLAIN}").office == ""


def test_a_quotation_pulled_out_with_its_speaker_is_no_text() -> None:
    quote = "Nobody here thought that so many readers would come in one day"
    page = (
        f"<html lang=en><body><h1>A Library Opens in the Harbor</h1><blockquote><p>{quote}"
        f"</p><cite>Ana Ruiz</cite></blockquote>{TEXT}<p>Ana Ruiz said: “{quote}, and that is good.”</p></body></html>"
    )
    assert read(page, "a.html").body.count(quote) == 1


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Harbor, the Lovely Library, Becomes an Honorary Member", "Harbor Becomes an Honorary Member"),
        ("Harbor backs a new library project", "Harbor backs a new library project to lend more tools"),
        ("News", "Release Date: 2 March 2026Harbor opens a library"),
    ],
)
def test_the_printed_heading_goes_before_another_form_in_the_title(title: str, heading: str) -> None:
    page = f"<html lang=en><title>{title}</title><body><h1>{heading}</h1>{TEXT}</body></html>"
    assert read(page, "a.html").headline == heading.removeprefix("Release Date: 2 March 2026")


def test_questions_below_a_contact_and_a_line_of_the_page_are_no_text() -> None:
    page = (
        f"<html lang=en><body><h1>A Library Opens in the Harbor</h1>{TEXT * 3}<p>Media Contact</p>"
        "<p>Ana Ruiz</p><p>ana@harbor.example</p><p>Sign up to receive the latest news from our experts.</p>"
        "<h4>FAQs</h4><p>Everybody in the county can lend books and tools for four weeks without paying for it.</p>"
    )
    release = read(page, "a.html")
    assert "without paying" not in release.body
    assert [contact.name for contact in release.contacts] == ["Ana Ruiz"]


def test_the_name_of_the_page_s_owner_is_no_contact() -> None:
    page = (
        "<html lang=en><head><meta property=og:site_name content='Harbor Pumps'></head><body>"
        f"<h1>A Library Opens in the Harbor</h1>{TEXT * 3}<p>Contact</p><p>Harbor Pumps Innovations</p>"
        "<p>info@harbor.example</p></body></html>"
    )
    assert [contact.name for contact in read(page, "a.html").contacts] == [""]


def test_a_title_that_the_way_to_the_page_cuts_is_no_subhead() -> None:
    title = "Harbor Group Opens a Library of Tools for All Readers in the County"
    way = "Home\n/\nHarbor Group Opens a Library of Tools for ..."
    release = read(f"{title} - Harbor Newsroom\n{way}\n{PLAIN}\n{title}\n".replace("\n\n", "\n"), "pasted.txt")
    assert (release.headline, release.subhead) == (title, "")


def test_a_line_that_the_page_prints_beside_each_title_is_no_subhead() -> None:
    others = "\n".join(f"<h3>Library {day} Opens</h3><p>Harbor Latest News</p>" for day in range(3))
    page = f"<html lang=en><body><h1>A Library Opens in the Harbor</h1><p>Harbor Latest News</p>{TEXT}{others}</body>"
    assert read(page, "a.html").subhead == ""


def test_a_subhead_may_go_on_below_a_semicolon() -> None:
    subhead = "Readers Came From All Parts of the Whole County;\nMany of Them Wanted Tools More Than Books"
    text = f"FOR IMMEDIATE RELEASE\nMarch 2, 2026\nA Library Opens in the Harbor\n{subhead}\n{PLAIN}"
    assert read(text, "pasted.txt").subhead == subhead.replace("\n", " ")


def test_the_record_of_a_page_below_its_text_is_not_of_the_body() -> None:
    record = "https://harbor.example/books.jpg\n720\n1280\nharborbooks\nhttps://harbor.example/logo.webp\nharborbooks\n"
    release = read(f"A Library Opens in the Harbor\n{PLAIN}{record}".replace("\n\n", "\n"), "pasted.txt")
    assert release.body.rstrip().endswith("everybody in the county.")


def test_a_headline_that_breaks_off_goes_on_with_the_name_of_an_office() -> None:
    head = "For Immediate Release\n\nChairwoman Ana Ruiz to Leave the\n\nPort Ellery Library Board (PELB)"
    release = read(f"{head}\n\nRuiz Goes This Summer\n\nPORT ELLERY – {PLAIN}", "pasted.txt")
    assert release.headline == "Chairwoman Ana Ruiz to Leave the Port Ellery Library Board (PELB)"
    assert release.subhead == "Ruiz Goes This Summer"


def test_a_line_that_begins_as_a_label_above_an_address_is_no_office() -> None:
    found = read(f"Communiqué bilan\n\nruiz@harbor.example\n\nLe port a trouvé ses lecteurs\n\n{PLAIN}", "a.txt")
    assert (found.headline, found.office) == ("Le port a trouvé ses lecteurs", "")


def test_whom_a_line_in_the_head_names_for_more_information_is_a_contact() -> None:
    asked = "For more information: Ana Ruiz, Policy Consultant, 512.555.0100"
    found = read(
        f"For Immediate Release: June 1, 2026\n\n{asked}\n\nHarbor of Ellery Declares Emergency\n\n{PLAIN}", "a.txt"
    )
    assert [(contact.name, contact.phone) for contact in found.contacts] == [("Ana Ruiz", "512.555.0100")]
    assert (found.headline, found.subhead) == ("Harbor of Ellery Declares Emergency", "")


@pytest.mark.parametrize("label", ["tisková zpráva: ", "Comunicato stampa - "])
def test_a_label_before_a_headline_in_another_language_is_cut_off(label: str) -> None:
    assert read(f'---\ntitle: "{label}Harbor Declares Emergency"\n---\n{PLAIN}').headline == "Harbor Declares Emergency"


def test_a_subtitle_that_is_only_a_label_is_no_subhead() -> None:
    assert read(f"---\ntitle: Harbor Opens\nsubtitle: <b>Press Release</b>\n---\n{PLAIN}").subhead == ""
    assert read(f"---\ntitle: Harbor Opens\nsubtitle: <i>Room for all</i>\n---\n{PLAIN}").subhead == "Room for all"
