"""Page chrome goes from a saved page: dialogs, topics, pulled quotes; what belongs to the text stays."""

from __future__ import annotations

import datetime as dt

import pytest

from newsroom_cli.importing import reading
from newsroom_cli.importing.pages import html_, metadata
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.language.wording import page_chrome

SENTENCE = "The harbour of Port Ellery opened its second quay today, and hundreds of people came to see it. "
LEAD = f"<p>{SENTENCE * 2}</p>"


def read(inside: str, *, around: str = "", head: str = "") -> Pasted:
    title = "<title>Port Ellery Opens Second Quay</title>"
    return html_.read(
        f"<html><head>{title}{head}</head><body><div><main><h1>Port Ellery Opens Second Quay</h1>{inside}</main></div>"
        f"{around}</body></html>"
    )


def texts(page: Pasted) -> list[str]:
    return [piece.text for piece in page.pieces]


@pytest.mark.parametrize("role", ["dialog", "alertdialog"])
def test_a_dialog_longer_than_the_release_goes(role: str) -> None:
    asked = "<p>We and our partners keep data on your device, so that we may show you what you like best. </p>" * 4
    page = read(LEAD * 2, around=f'<div role="{role}"><h2>Your choice</h2>{asked}</div>')
    assert texts(page) == ["Port Ellery Opens Second Quay", (SENTENCE * 2).strip(), (SENTENCE * 2).strip()]


@pytest.mark.parametrize("name", ["c-menu-print", "o-share", "c-flyout", "page-sidebar", "advertisements block"])
def test_class_names_with_a_letter_or_a_page_before_them_are_page_chrome(name: str) -> None:
    page = read(f'{LEAD}<div class="{name}"><p>This page:</p></div>{LEAD}')
    assert "This page:" not in texts(page)


def test_links_to_the_topics_of_a_page_go_with_their_line() -> None:
    topics = (
        '<div>in <a rel="category tag" href="https://portellery.example/b">Business</a>, <a rel="category tag" '
        'href="/h">Harbour</a></div>'
    )
    assert texts(read(f"{topics}{LEAD}"))[1:] == [(SENTENCE * 2).strip()]
    dated = '<p><a rel="category tag" href="https://portellery.example/b">Business</a> March 2, 2026</p>'
    assert texts(read(f"{dated}{LEAD}"))[1] == "Business March 2, 2026"


def test_a_link_to_a_topic_within_a_sentence_stays() -> None:
    page = read(f'{LEAD}<p>The quay belongs to the <a rel="tag" href="/h">harbour</a>, which is the oldest here.</p>')
    assert texts(page)[-1] == "The quay belongs to the harbour, which is the oldest here."


def test_a_pulled_quote_goes_when_the_text_has_it_too() -> None:
    said = "We waited thirty years for this quay, and now the ships will come back"
    box = (
        f'<div class="paragraph--citation"><p>{said}.</p><div>Ines</div><div>Varga</div><div>Harbour master</div></div>'
    )
    page = read(f"{LEAD}{box}<p>“{said},” said Ines Varga, the harbour master. “That is all.”</p>")
    assert texts(page)[2:] == [f"“{said},” said Ines Varga, the harbour master. “That is all.”"]
    assert texts(read(f"{LEAD}{box}{LEAD}"))[2] == f"{said}."


def test_lists_of_keywords_below_the_text_go() -> None:
    for heading in ("Schlagworte", "Keywords", "Mots-clés"):
        assert len(texts(read(f"{LEAD}<h2>{heading}</h2><ul><li>Quay</li><li>Ships</li></ul>"))) == 2


@pytest.mark.parametrize(
    "line",
    [
        "2 min. read",
        "Lesezeit: 3 Minuten",
        "Vue 110 fois",
        "1,204 views",
        "Gelesen: 34 mal",
        "Reading Time: 3 mins read",
        "By playing the film you accept the privacy rules of its host.",
        "Ohne deine Einwilligung stellen wir keine Verbindung zu Zwitscherbox her.",
        "Twitter freischalten",
    ],
)
def test_lines_about_reading_and_agreeing_are_furniture(line: str) -> None:
    assert page_chrome.is_page_chrome(line)


def test_a_sentence_about_agreement_is_no_furniture() -> None:
    assert not page_chrome.is_page_chrome("By playing host to the regatta, the city will see 4,000 guests.")


def test_a_card_with_a_contact_below_the_text_is_a_contact() -> None:
    card = (
        '<div><a href="/quay.jpg">The second quay at dawn (213 kB)</a></div><div class="card"><div>Ines Varga</div>'
        '<div>Speaker for the harbour</div><div>Phone:</div><div><a href="tel:+15550100">+1 555 0100 200</a></div>'
        '<a href="mailto:varga@portellery.example">varga@portellery.example</a></div>'
    )
    page = html_.read(
        "<html><head><title>Port Ellery Opens Second Quay</title></head><body><div>"
        "<h1>Port Ellery Opens Second Quay</h1>"
        f"<div><div>{LEAD * 3}</div>{card}</div></div></body></html>"
    )
    found = reading.read(page)
    assert [(contact.name, contact.email) for contact in found.contacts] == [("Ines Varga", "varga@portellery.example")]
    assert "Speaker" not in found.body


def test_a_box_with_a_contact_ends_where_other_news_begin() -> None:
    box = (
        "<div><p>Press contact</p><p>Ines Varga</p><p>varga@portellery.example</p><p>Latest news</p>"
        "<p>Tom Adeyemi</p><p>555-010-0200</p></div>"
    )
    page = read(LEAD * 3, around=f"<div>{box}</div>")
    assert page.contacts == ("Press contact\nInes Varga\nvarga@portellery.example",)


def test_emphasis_that_ends_within_a_word_ends_beside_it() -> None:
    page = read(f"{LEAD}<p><em>The quay is open. T</em>he harbour master <b>says th</b>at ships will come.</p>")
    assert page.pieces[2].markdown == "*The quay is open.* The harbour master **says** that ships will come."
    assert read(f"{LEAD}<p><b>H</b>arbour club</p>").pieces[2].markdown == "**H**arbour club"


def test_the_name_of_a_part_of_the_site_is_no_title() -> None:
    for name in ("Press Releases", "Medienmitteilungen", "Notas de prensa"):
        page = read(LEAD, head=f'<meta property="og:title" content="{name}">')
        assert page.title == "Port Ellery Opens Second Quay"


def test_midnight_is_a_day_wherever_it_is() -> None:
    assert metadata.parse_date("2026-03-02T00:00:00-05:00") == dt.date(2026, 3, 2)
    assert metadata.parse_date("2026-03-02T00:01:00-05:00") != dt.date(2026, 3, 2)


def test_topics_of_a_page_are_no_part_of_its_body() -> None:
    filed = '<p>News date : 03/02/2026 &nbsp; Category : <a href="/n">Press Releases</a></p>'
    found = reading.read(read(f"<p>March 2, 2026</p>{LEAD * 2}{filed}<h3>More about this:</h3>"))
    assert found.body.rstrip().endswith(SENTENCE.strip())
    assert found.date == dt.date(2026, 3, 2)


def test_the_words_in_a_link_to_a_large_picture_are_its_caption() -> None:
    link = '<a href="/quay.jpg"><img src="/quay-s.jpg" alt=""><br>The quay at dawn<br><em>© Port Ellery</em></a>'
    page = read(f"<p>{link}PORT ELLERY – {SENTENCE * 2}</p>")
    assert texts(page)[-1] == f"PORT ELLERY – {SENTENCE * 2}".strip()
    assert {piece.kind for piece in page.pieces if "dawn" in piece.text} == {"picture"}
    page = read(f'{LEAD}<p>For print:<br><a href="https://portellery.example/q.jpg"><img src="/i.png">The quay</a></p>')
    assert texts(page)[-2:] == ["For print:\nThe quay", ""]  # the picture itself


def test_a_line_that_says_what_a_picture_shows_is_its_caption() -> None:
    shown = "Dockers unload the first ship at the second quay"
    picture = f'<img src="https://portellery.example/quay.jpg" alt="{shown}">'
    page = read(f"{LEAD}<div>{picture}</div><p>{shown}.<br>Source: Tom Adeyemi</p>{LEAD}")
    assert [piece.kind for piece in page.pieces if shown in piece.text] == ["picture", "picture"]
    page = read(f"{LEAD}<div>{picture}</div><p>© Tom Adeyemi/Port Ellery</p>{LEAD}")
    assert [piece.kind for piece in page.pieces][1:] == ["paragraph", "picture", "picture", "paragraph"]
    page = read(f"{LEAD}<div>{picture}</div><p>{shown}, where they have waited for it since dawn. {SENTENCE * 2}</p>")
    assert page.pieces[-1].kind == "paragraph"


def test_teasers_in_the_middle_of_a_text_go_and_the_text_goes_on() -> None:
    teasers = (
        "<div><h3>Esto te puede interesar</h3></div><div><h3>"
        '<a href="https://portellery.example/a">El puerto viejo cierra sus puertas</a></h3>'
        '<h3><a href="https://portellery.example/b">Mil barcos en un año</a></h3><p>'
        '<a href="https://portellery.example/b">21/04/2026</a></p></div>'
    )
    also = '<p><b>Puede leer:</b> <a href="https://portellery.example/c">Los pescadores piden otro muelle</a></p>'
    assert texts(read(f"{LEAD}<div>{teasers}</div>{LEAD}{also}{LEAD}"))[1:] == [(SENTENCE * 2).strip()] * 3


def test_a_moment_and_a_day_beside_it_are_no_two_dates() -> None:
    def dated(moment: str) -> Pasted:
        names = (("article:published_time", moment), ("date", "2026-03-02"))
        return read(LEAD, head="".join(f'<meta property="{name}" content="{day}">' for name, day in names))

    assert dated("2026-03-03T02:10:00+00:00").notes == ()
    assert dated("2026-03-05T02:10:00+00:00").notes == ("the page's data names other dates as well: 2026-03-02",)


def test_a_part_grows_only_by_what_stands_behind_it() -> None:
    banner = "<div><p>An official website of the Port Ellery government</p></div>"
    assert texts(read(f"<div>\n<div>\n{LEAD * 3}\n</div>\n</div>", around=banner))[0] == "Port Ellery Opens Second Quay"


def test_a_tracked_link_that_prints_its_address_leads_there() -> None:
    tracker = "http://quay.us2.list-manage.com/track/click?u=1"
    page = read(f'{LEAD}<p>Plans: <a href="{tracker}">www.portellery.example/quay</a>.</p>')
    assert page.pieces[2].markdown == "Plans: [www.portellery.example/quay](https://www.portellery.example/quay)."
    assert page.notes == ()
    for words in ("the plans", "www.portellery.example/qu...", "www.portellery.example and more"):
        assert len(read(f'{LEAD}<p>Plans: <a href="{tracker}">{words}</a>.</p>').notes) == 1


def test_the_only_bold_row_of_a_table_is_its_head() -> None:
    rows = "<tr><td><b>Day</b></td><td><strong>Hours</strong></td></tr><tr><td><b>Sunday</b></td><td>10 to 4</td></tr>"
    page = read(f"{LEAD}<table>{rows}</table>{LEAD}")
    assert page.pieces[2].markdown == "| Day | Hours |\n| --- | --- |\n| **Sunday** | 10 to 4 |"
    page = read(f"{LEAD}<table>{rows.replace('10 to 4', '<b>10 to 4</b>')}</table>{LEAD}")
    assert page.pieces[2].markdown.startswith("|  |  |\n")


def test_marks_alone_are_not_emphasised() -> None:
    page = read(f"<p>March 2, 2026</p><p>PORT ELLERY<em> –</em> {SENTENCE * 2}</p>")
    assert reading.read(page).body.startswith("The harbour of Port Ellery")
    page = read(f"{LEAD}<p>Hours<b>:</b> <i>10 to 4</i><b>, </b>daily. <b>“</b><b>Come in</b></p>")
    assert page.pieces[2].markdown == "Hours: *10 to 4,* daily. **“Come in**"


def test_ornaments_of_a_page_are_no_pictures_of_the_release() -> None:
    ornaments = "".join(
        f'<img src="https://portellery.example/{name}">' for name in ("a/uk.gif", "lightbox_lupe.png?v=2")
    )
    page = read(f'{LEAD}<div>{ornaments}<img src="https://portellery.example/quay-de.jpg" alt="The quay"></div>{LEAD}')
    assert [piece.text for piece in page.pieces if piece.kind == "picture"] == ["The quay"]


def test_the_description_of_a_picture_is_not_the_title() -> None:
    page = read(f'<div><img src="https://portellery.example/p.jpg" alt="Port Ellery"></div>{LEAD * 2}')
    assert page.title == "Port Ellery Opens Second Quay"
    other = (
        "<html><head><title>Port Ellery Opens Quay - The Port</title></head><body>"
        "<h1>Harbour: Port Ellery Opens Quay</h1>"
    )
    page = html_.read(
        f'{other}<div><img src="https://portellery.example/p.jpg" alt="Port Ellery"></div>{LEAD * 2}</body>'
    )
    assert page.title == "Port Ellery Opens Quay - The Port"


def test_a_notice_of_copyright_ends_the_page() -> None:
    page = html_.read(
        "<html><head><title>Port Ellery Opens Quay</title></head><body><div><div><div><h1>Port Ellery Opens Quay</h1>"
        f"{LEAD * 2}</div></div><div>© Port Ellery 1999-2026</div></div></body></html>"
    )
    assert texts(page)[-1] == (SENTENCE * 2).strip()


def test_a_box_is_read_in_its_order_and_what_follows_a_block_is_a_line() -> None:
    box = (
        "<div><h3>Press contact</h3><p><b>Your partner</b></p> Ines Varga<br>Quay Street 1<br>"
        "<span>Phone <i>+1</i> 555 0100 200</span><br><a>varga@portellery.example</a></div>"
    )
    page = read(LEAD * 3, around=f"<div>{box}</div>")
    lines = ["Press contact", "Your partner", "Ines Varga", "Quay Street 1", "Phone +1 555 0100 200"]
    assert page.contacts[0].split("\n") == [*lines, "varga@portellery.example"]


@pytest.mark.parametrize(
    "heading",
    ["Leave a Reply", "3 Comments on Second Quay", "Hinterlasse jetzt einen Kommentar", "Laisser un commentaire"],
)
def test_what_visitors_write_is_no_part_of_the_text(heading: str) -> None:
    page = reading.read(read(f"{LEAD}<h3>{heading}</h3><p>I have waited for this quay for nine years, thank you!</p>"))
    assert "nine years" not in page.body
    assert page.headline == "Port Ellery Opens Second Quay"


def test_a_box_of_other_news_within_the_text_does_not_end_it() -> None:
    box = '<div class="box"><h2>Related</h2><ul><li><a href="/a">City opens its first quay</a></li></ul></div>'
    page = reading.read(read(f"{LEAD * 2}<h2>Related</h2>{LEAD}{box}{LEAD.replace('today', 'at last')}"))
    assert page.body.count("second quay") == 8 and "at last" in page.body
    assert "first quay" not in page.body
