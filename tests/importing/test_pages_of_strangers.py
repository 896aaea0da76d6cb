"""Shapes of saved pages that many sites share: titles with a label, rights behind a name, cards, lines of a foot."""

from __future__ import annotations

import datetime as dt

import pytest

from newsroom_cli.importing import reading
from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.contacts.contact_blocks import PrintedContact
from newsroom_cli.importing.pages import html_
from newsroom_cli.importing.pieces import HEADING
from newsroom_cli.importing.reading import Reading

SENTENCE = "The harbour of Port Ellery opened its second quay today, and hundreds of people came to see it. "
LEAD = f"<p>{SENTENCE * 2}</p>"
HEADLINE = "Port Ellery Opens a Second Quay for Its Readers"


def read(inside: str, *, title: str = HEADLINE, heading: str = HEADLINE, around: str = "") -> Reading:
    page = (
        f"<html><head><title>{title}</title></head><body><main><h1>{heading}</h1>{inside}</main>{around}</body></html>"
    )
    return reading.read(html_.read(page))


@pytest.mark.parametrize("heading", ["Great Quay Day Parade – Press Release", "#GreatQuayDay Press Release"])
def test_a_heading_with_a_label_is_the_headline_above_nothing_but_text(heading: str) -> None:
    greeting = "<p>Greetings to all people of the harbour, we are here.</p>"
    assert read(f"{greeting}{LEAD * 2}", title=heading, heading=heading).headline == heading


def test_a_heading_with_a_label_is_none_above_a_headline() -> None:
    below = "<h2>The town opens a second quay for its many readers.</h2>"
    read_page = read(f"{below}{LEAD}", title="Great Quay Press Release", heading="Great Quay Press Release")
    assert "second quay" in f"{read_page.headline} {read_page.subhead}"


def test_the_date_in_a_headline_that_is_a_label_is_the_releases() -> None:
    title = "Pressemitteilung vom 05.06.26"
    lead = "<p>Der Hafen von Altenfurt hat heute seinen zweiten Kai eröffnet, und Hunderte von Leuten sahen zu.</p>"
    assert read(lead * 3, title=f"{title} – Hafenverein", heading=title).date == dt.date(2026, 6, 5)


def test_a_dateline_without_a_dash_stands_on_a_line_of_its_own() -> None:
    about = "<p>A company of the harbour builds on its second quay and on what it learned there</p>"
    found = read(f"{about}<p>Port Ellery, TX (PRWEB) March 2, 2026</p>{LEAD}")
    assert (found.place, found.date) == ("Port Ellery, TX", dt.date(2026, 3, 2))
    assert "PRWEB" not in found.body


def test_an_author_behind_a_date_is_no_place() -> None:
    assert read(f"<p>2 March 2026, Ana Ruiz</p>{LEAD}").place == ""
    assert read(f"<p>2 March 2026, Hamburg</p>{LEAD}").place == "Hamburg"


def test_from_when_something_counts_is_no_place() -> None:
    assert read(f"<p>Starting Thursday – The harbour opens. {SENTENCE}</p>{LEAD}").place == ""


def test_a_name_before_the_sign_of_its_rights_is_the_issuer() -> None:
    foot = "<footer><p>Harbour Readers © 2026. All rights reserved.</p></footer>"
    assert read(LEAD, around=foot).issuer == "Harbour Readers"


def test_who_made_a_site_does_not_own_it() -> None:
    foot = "<footer><p>Copyright © Design &amp; Developed by Quaysmith. All rights reserved.</p></footer>"
    assert "Quaysmith" not in read(LEAD, around=foot).issuer


def test_the_name_of_a_site_is_not_that_it_is_one() -> None:
    title = f"{HEADLINE} | Official Website of the Harbour Association"
    assert read(LEAD, title=title).issuer == "Harbour Association"


def test_a_licence_beside_a_mailbox_is_nobodys_name() -> None:
    lines = ["Media contact: press@harbour.example", "All texts are under the licence CC BY-SA (Free Culture)"]
    assert contact_blocks.contacts(lines) == [PrintedContact("", "", "press@harbour.example")]


@pytest.mark.parametrize(
    ("mailbox", "contacts"),
    [
        ("press@harbour.example", (PrintedContact("Ana Ruiz", "", "press@harbour.example"),)),
        ("ana@harbour.example", ()),
    ],
)
def test_a_card_with_a_name_above_the_mailbox_of_the_press_is_a_contact(
    mailbox: str, contacts: tuple[PrintedContact, ...]
) -> None:
    card = f'<div class="card"><h4>Ana Ruiz</h4><p><a href="mailto:{mailbox}">{mailbox}</a></p></div>'
    assert read(LEAD * 3, around=f'<div class="columns">{card}</div>').contacts == contacts


@pytest.mark.parametrize(
    "line",
    [
        "Click to get the PDF. Contact us.",
        "Press| Contact Us| Donate| Network",
        "Read all posts about:",
        "Like this post? Follow us, or donate to the harbour",
        "Linkedin-in",
        "LinkedIn: Harbour Readers of Port Ellery",
        "Diesen Beitrag teilen:",
        "COPYRIGHT 2026 - ALL RIGHTS RESERVED",
        "Words: Ana Ruiz",
        "Was this page helpful?",
        "Page last updated: 2 March 2026",
        "Learn more",
    ],
)
def test_lines_of_a_foot_go_from_the_end(line: str) -> None:
    assert read(f"{LEAD * 2}<p>{line}</p>").pieces[-1].text == (SENTENCE * 2).strip()


def test_teasers_of_other_texts_below_a_release_are_no_part_of_it() -> None:
    teaser = f"<p>March 2, 2026</p><p>A quay for everybody</p><p>{SENTENCE[:60]}... Read more</p>"
    assert read(f"{LEAD}<p>Previous Next</p>{teaser * 2}").pieces[-1].text == (SENTENCE * 2).strip()


def test_a_name_before_its_street_at_the_foot_is_the_owners() -> None:
    foot = "<footer><p>Club-Elleria 12 quai du Port, 75000 PORT-ELLERY</p></footer>"
    assert read(LEAD, around=foot).issuer == "Club-Elleria"


def test_a_text_of_one_paragraph_is_no_subhead() -> None:
    found = read("<p>The harbour of Port Ellery opened its second quay for all readers</p>")
    assert (found.subhead, len(found.pieces)) == ("", 1)


@pytest.mark.parametrize(
    "line",
    [
        "admin 2 comments",
        "by ana ruiz, harbour news reporter",
        "Port Ellery’s press release",
        "Category: Harbour, Quays",
        "Last updated 2 March 2026",
        "Location: Port Ellery, Harbour Hall",
        "Media contact Ana Ruiz",
        "Back to overview",
        "News from the harbour",
        "Subscribe to our newsletter",
    ],
)
def test_lines_beside_a_headline_are_no_subhead(line: str) -> None:
    found = read(f"<p>{line}</p>{LEAD * 2}")
    assert (found.subhead, found.pieces[0].text) == ("", (SENTENCE * 2).strip())


def test_the_day_of_a_change_beside_that_of_the_text_is_not_shown() -> None:
    times = '<p><time class="entry-date">March 2, 2026</time><time class="modify-date updated">March 4, 2026</time></p>'
    assert [piece.text for piece in read(f"{times}{LEAD}").source.pieces][1] == "March 2, 2026"


def test_a_line_of_a_blog_with_author_day_and_topics_is_no_subhead() -> None:
    found = read(f"<p>Admin, March 2, 2026, press release, harbour, second quay, 0</p>{LEAD * 2}")
    assert (found.subhead, found.date) == ("", dt.date(2026, 3, 2))
    assert read(f"<p>Ships, quays and a party from March 2, 2026, to May 3, 2026</p>{LEAD * 2}").subhead


@pytest.mark.parametrize("line", ["English version", "Version anglaise", "In English", "Deutsche Fassung"])
def test_the_way_to_another_language_is_no_headline(line: str) -> None:
    assert read(f"<p><b>{HEADLINE}</b></p>{LEAD * 2}", title="", heading=line).headline == HEADLINE


def test_closing_tags_as_a_site_generator_took_them_over() -> None:
    found = read(
        f"{LEAD}<p><strong>The quay<&#47;strong> is open to all from today on, says the harbour.<&#47;p>{LEAD}"
    )
    assert found.pieces[1].text == "The quay is open to all from today on, says the harbour."


def test_names_stand_above_their_own_mailboxes() -> None:
    lines = ["Media contact:", "press@harbour.example", "Ana Ruiz |", "ruiz@harbour.example", "Idris Lind |"]
    found = contact_blocks.contacts([*lines, "lind@harbour.example"])
    assert [(contact.name, contact.email) for contact in found] == [
        ("", "press@harbour.example"),
        ("Ana Ruiz", "ruiz@harbour.example"),
        ("Idris Lind", "lind@harbour.example"),
    ]


def test_the_firm_of_who_speaks_is_part_of_the_role() -> None:
    said = "<p>“We built this quay for everybody who reads,” says Quaysmith co-founder Ana Ruiz. It is open.</p>"
    quote = read(f"{LEAD}{said}").quotes[0]
    assert (quote.speaker, quote.role) == ("Ana Ruiz", "Quaysmith co-founder")


@pytest.mark.parametrize("dateline", ["Paris, le 10 octobre 2026 – ", "Madrid, 2 de mayo de 2026. "])
def test_a_sentence_above_the_dateline_is_the_subhead(dateline: str) -> None:
    standfirst = "The harbour's free quay for reading, writing and talking, with a roof and a lamp for each reader."
    found = read(f"<cite>{standfirst}</cite><p>{dateline}{SENTENCE * 2}</p>{LEAD}")
    assert (found.subhead, found.pieces[0].text) == (standfirst, (SENTENCE * 2).strip())


def test_a_hashtag_is_no_issuer() -> None:
    heading = "#GreatQuay: Readers Demand a Second Quay for All"
    assert not read(LEAD * 2, title="#GreatQuay Press Release", heading=heading).issuer.startswith("#")


@pytest.mark.parametrize("label", ["", "Última atualização deste documento - "])
def test_the_day_of_a_page_within_its_heading_is_no_part_of_the_headline(label: str) -> None:
    heading = f"{HEADLINE}<br><span>{label}23/01/2026</span>"
    found = read(LEAD * 2, title="Harbour", heading=heading)
    assert (found.headline, found.date) == (HEADLINE, dt.date(2026, 1, 23))


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("O porto abre hoje o seu segundo cais, e centenas de pessoas vieram vê-lo de perto.", ""),
        ("A Rede do Cais abre hoje o seu segundo cais, e centenas de pessoas vieram vê-lo.", "Rede do Cais"),
    ],
)
def test_what_a_release_is_about_does_not_issue_it(text: str, issuer: str) -> None:
    named = issuer or "Migração de Livros"
    assert read(f"<p>{text}</p>" * 3, title=f"Comunicado de {named}", heading="O porto muda de lugar").office == issuer


def test_a_label_above_a_subhead_is_no_part_of_it() -> None:
    above = "<h3>Details</h3><p>Readers may register from next week on, at the quay or by letter</p>"
    found = read(f"{above}<p>Paris, le 10 octobre 2026 – {SENTENCE * 2}</p>{LEAD}")
    assert found.subhead == "Readers may register from next week on, at the quay or by letter"


@pytest.mark.parametrize("heading", [f"<a href='/1'><h2>{HEADLINE}</h2></a>", f"<h2><a href='/1'>{HEADLINE}</a></h2>"])
def test_a_heading_inside_a_link_is_a_heading(heading: str) -> None:
    points = f"<h4>{SENTENCE.strip().removesuffix('.')}</h4>"
    page = f"<html><body><div><p>March 2, 2026</p>{heading}{points}{LEAD * 2}</div></body></html>"
    assert reading.read(html_.read(page)).headline == HEADLINE
    assert [piece.text for piece in html_.fragment(heading).pieces if piece.kind == HEADING] == [HEADLINE]


def test_the_only_heading_below_a_letterhead_is_the_headline() -> None:
    note = "We write to all who read, and we ask you to pass this on to the others."
    above = f"<title>News</title></head><body><div><p>Harbour Readers</p><p>March 2, 2026</p><p>{note}</p>"
    page = f"<html><head>{above}<h1>{HEADLINE}</h1>{LEAD * 2}</div></body></html>"
    assert reading.read(html_.read(page)).headline == HEADLINE


def test_a_title_that_names_the_list_of_releases_is_no_headline() -> None:
    lead = (
        "<p>Die Stadt Lindenau saniert im kommenden Jahr 14 Spielplätze, wie der Gemeinderat am Mittwoch beschloss.</p>"
    )
    page = f"<title>Pressemitteilungen: Stadt Lindenau</title><h3>Stadt saniert 14 Spielplätze</h3>{lead * 3}"
    found = reading.read(html_.read(page))
    assert (found.headline, found.issuer) == ("Stadt saniert 14 Spielplätze", "Stadt Lindenau")


def test_an_official_issues_and_not_the_local_office_in_the_foot() -> None:
    foot = "<footer><h3>Washington, DC Office</h3><p>1 Harbour Street<br>Washington, DC 20515</p></footer>"
    site = "<meta property='og:site_name' content='Congresswoman Maria Delgado'>"
    page = f"<html><head><title>{HEADLINE}</title>{site}</head><body><h1>{HEADLINE}</h1>{LEAD * 2}{foot}</body></html>"
    found = reading.read(html_.read(page))
    assert (found.office or found.issuer) == "Congresswoman Maria Delgado"


def test_counts_of_visitors_and_facts_of_the_police_are_neither_text_nor_subhead() -> None:
    found = read(f"<p>Visitas: 214</p><p>Tatzeit: 03.07.2026, 22:10 Uhr; Tatort: Ellery, Am Hafen</p>{LEAD * 2}")
    assert (found.subhead, "Visitas" in found.body) == ("", False)


def test_the_headline_may_differ_in_a_word_from_the_pages_title_that_a_teaser_has() -> None:
    teaser = "<ul><li><p>Port Ellery Opens Its Second Great Quay for Readers</p></li></ul>"
    page = (
        "<title>Port Ellery Opens Its Second Great Quay for Readers | Harbor Readers</title>"
        f"<body><div>{teaser}</div><div><h1>Port Ellery Opens Its Second Quay for Readers</h1>{LEAD * 3}</div></body>"
    )
    found = reading.read(html_.read(f"<html>{page}</html>"))
    assert found.headline == "Port Ellery Opens Its Second Quay for Readers"
    assert "Great Quay" not in found.body


@pytest.mark.parametrize(
    ("title", "around", "owner"),
    [
        (f"{HEADLINE} | Elleria News", '<img src="logo.png" alt="Elleria College Port">', "Elleria College Port"),
        ("Great Quay Day of HPX – HPX", "<footer>HPX</footer>", "HPX"),
        (HEADLINE, "<footer>Elleria Quays Copyright © 2026</footer>", "Elleria Quays"),
        (HEADLINE, '<img src="a/logo.png" alt="Logo of the Harbor Readers"><p>Harbor Readers</p>', "Harbor Readers"),
    ],
)
def test_the_owner_of_a_page_is_whom_its_title_rights_and_logo_agree_on(title: str, around: str, owner: str) -> None:
    heading = "Great Quay Day of HPX" if "HPX" in title else HEADLINE
    head = '<meta property="og:site_name" content="Elleria News">' if "News" in title else ""
    page = f"<head><title>{title}</title>{head}</head><body><main><h1>{heading}</h1>{LEAD}</main>{around}</body>"
    assert html_.read(f"<html>{page}</html>").owner == owner


def test_words_of_a_picture_are_no_subhead() -> None:
    caption = (
        '<div class="caption"><div class="inside"><p>Ana Ruiz, a founder of the harbour, at the quay</p></div></div>'
    )
    assert read(f"{caption}{LEAD * 2}").subhead == ""
    credited = "<div>Ana Ruiz stood at the quay of the harbour (photo courtesy of Ana Ruiz)</div>"
    assert read(f"{credited}{LEAD * 2}").subhead == ""


def test_names_of_the_owner_and_labels_above_a_headline_are_none() -> None:
    page = (
        '<title>Press release - A quay</title><meta property="og:site_name" content="Elleria">'
        "<h1>Elleria/Elleriacard</h1><h2>Details</h2><h2>Elleria press release</h2>"
        f"<p><b>Elleria Opens a Second Quay and Hires Twelve People</b></p>{LEAD * 3}"
    )
    assert reading.read(html_.read(page)).headline == "Elleria Opens a Second Quay and Hires Twelve People"


def test_a_short_name_before_the_colon_of_a_headline_is_the_issuer() -> None:
    heading = "HPX-LY: A Second Quay for the Readers of the Harbour"
    assert read(f"{LEAD}<p>With this quay HPX-LY goes on.</p>", title=heading, heading=heading).issuer == "HPX-LY"


def test_a_title_of_the_owner_and_a_section_is_no_headline() -> None:
    page = (
        f"<title>Harbor Readers - News</title><p><strong>{HEADLINE}</strong></p>{LEAD * 3}<p>© 2026 Harbor Readers</p>"
    )
    assert reading.read(html_.read(page)).headline == HEADLINE


@pytest.mark.parametrize(
    ("heading", "subhead"),
    [
        (f"<strong>{HEADLINE}</strong><br>Two hundred people come to see it", "Two hundred people come to see it"),
        (f"<div>{HEADLINE}</div><div class='deck'>Two hundred people come</div>", "Two hundred people come"),
        (f"<span>Harbour</span> {HEADLINE}", ""),
        (
            f"<span>Harbour<b>Works</b></span><span>{HEADLINE}</span><p>Two hundred people come</p>",
            "Two hundred people come",
        ),
    ],
)
def test_a_line_of_a_heading_that_is_the_pages_title_is_the_headline(heading: str, subhead: str) -> None:
    found = read(LEAD * 3, title=f"{HEADLINE} | Port Ellery", heading=heading)
    assert (found.headline, found.subhead) == (HEADLINE, subhead)
    assert found.body.startswith(SENTENCE.strip())


def test_a_heading_of_several_lines_is_one_headline_if_the_pages_title_has_them_all() -> None:
    heading = f"<span>Harbour works:</span><br>{HEADLINE}"
    found = read(LEAD * 3, title=f"Harbour works: {HEADLINE}", heading=heading)
    assert found.headline == f"Harbour works: {HEADLINE}"
    assert read(LEAD * 3, title="News", heading=f"{HEADLINE}<br>for all").headline == f"{HEADLINE} for all"


@pytest.mark.parametrize(
    "byline",
    [
        "<p class='article-authors'>A documentary of Ana Ruiz</p>",
        "<div class='byLine'><span>by: <a>Ana Ruiz</a></span></div>",
    ],
)
def test_a_line_whose_class_names_an_author_is_no_subhead(byline: str) -> None:
    found = read(f"{byline}{LEAD * 3}")
    assert (found.subhead, found.body.startswith(SENTENCE.strip())) == ("", True)


@pytest.mark.parametrize("line", ["Ana Ruiz, 2 March 2026", "Ana Ruiz, ana@ellery.example", "City of Port Ellery"])
def test_a_line_of_an_author_that_says_more_is_read(line: str) -> None:
    found = read(f"<p class='author'>{line}</p>{LEAD * 3}")
    said = f"{found.date} {found.office} {[contact.email for contact in found.contacts]}"
    assert said != f"{read(LEAD * 3).date} {read(LEAD * 3).office} []"


def test_a_paragraph_above_the_first_heading_of_a_text_is_its_start() -> None:
    sections = "".join(f"<h3>{name}</h3>{LEAD}" for name in ("The quay", "The library"))
    lead = "The commission of the harbour wants to open a quay that nobody in the town needs."
    found = read(f"<p>{lead}</p>{sections}")
    assert (found.subhead, found.body.startswith(lead)) == ("", True)
    assert read(f"<p>{lead[:-1]}</p>{sections}").subhead == lead[:-1]


def test_a_caption_below_the_name_of_its_photographer_is_no_subhead() -> None:
    picture = "<img src='quay.jpg' alt='Few of the quays have a crane'>"
    below = "<span class='credit'>AnaRuiz</span><span class='description'>Few of the quays have a crane</span>"
    found = read(f"<div>{picture}{below}</div>{LEAD * 3}")
    assert (found.subhead, found.body.startswith(SENTENCE.strip())) == ("", True)
