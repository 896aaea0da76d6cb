"""Saved pages: the text stays with its headings, lists and links, the page around it goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from newsroom_cli.importing.pages import html_
from newsroom_cli.importing.pieces import Pasted, markdown_of
from newsroom_cli.model.errors import NewsroomError

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def page() -> Pasted:
    return html_.read((SAMPLES / "release-page.html").read_text(encoding="utf-8"))


def article(inside: str, *, around: str = "") -> str:
    return (
        f"<html><head><title>Port Ellery Opens Library</title></head><body>{around}<main>"
        f"<h1>Port Ellery Opens Library</h1>{inside}</main></body></html>"
    )


SENTENCE = "The city of Port Ellery opened its ninth library today, and hundreds of people came to see it. "


def test_a_page_becomes_its_text_in_order(page: Pasted) -> None:
    assert [(piece.kind, piece.level, piece.number, piece.text) for piece in page.pieces] == [
        ("paragraph", 0, None, "March 2, 2026 | Press Release"),
        ("heading", 1, None, "Port Ellery Opens Harbour Quarter Library"),
        ("paragraph", 0, None, "The city’s ninth branch lends books seven days a week"),
        ("picture", 0, None, "The new library seen from the harbour"),
        ("picture", 0, None, "The library opens on Monday."),
        (
            "paragraph",
            0,
            None,
            "PORT ELLERY, March 2, 2026 – The city of Port Ellery today opened its ninth library in the Harbour "
            "Quarter, the first new branch in twenty-two years.",
        ),
        (
            "paragraph",
            0,
            None,
            "“This library belongs to everyone,” said Mayor Ines Varga. “We built it with the people who will use it.”",
        ),
        ("heading", 2, None, "What the branch offers"),
        ("item", 1, None, "40,000 books and a reading room"),
        ("item", 1, None, "Wi-Fi"),
        ("item", 2, None, "inside"),
        ("item", 2, None, "outside"),
        ("item", 1, None, "A children’s corner"),
        ("quote", 1, None, "“I came here on the first day,” said Tom Adeyemi, a neighbour."),
        ("item", 1, 3, "Come in"),
        ("item", 1, 4, "Take a book"),
        ("table", 0, None, "Day | Hours\nSunday | 10 a.m. | 4 p.m.\nOther days | 8 a.m."),
        ("paragraph", 0, None, "To read the plans, follow this link or write to library@portellery.example."),
        ("paragraph", 0, None, "Media contact: Sam Reed, 555-0100"),
        ("rule", 0, None, "# # #"),
    ]


def test_facts_of_a_page_for_machines(page: Pasted) -> None:
    assert page.title == "Port Ellery Opens Harbour Quarter Library"
    assert page.date == dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert page.date_source == "JSON-LD datePublished"
    assert (page.language, page.site, page.author) == ("en-US", "City of Port Ellery", "Mayor's Office")
    assert page.url == "https://portellery.example/news/2026/harbour-library"
    assert page.topics == ("Libraries",)
    assert page.notes == ()


def test_links_are_absolute_and_nothing_tracks_runs_or_styles(page: Pasted) -> None:
    text = markdown_of(page.pieces)
    assert "[ninth library](https://portellery.example/libraries/harbour?id=9)" in text
    assert "<library@portellery.example>" in text
    assert "![The new library seen from the harbour](https://portellery.example/img/library.jpg)" in text
    for gone in ("utm_", "javascript", "pixel", "cookie", "color", "onclick", "\u00ad", "facebook", "<script"):
        assert gone not in text.lower()


def test_the_text_may_stand_outside_of_elements() -> None:
    page = html_.read(article(f"{SENTENCE * 2}<br><br>{SENTENCE}<br>- the end"))
    assert [piece.text for piece in page.pieces][1:] == [(SENTENCE * 2).strip(), f"{SENTENCE.strip()}\n- the end"]


def test_a_page_inside_one_form_keeps_its_text() -> None:
    page = html_.read(f"<form action='x'>{article(f'<p>{SENTENCE}</p>')}</form>")
    assert SENTENCE.strip() in [piece.text for piece in page.pieces]


@pytest.mark.parametrize("name", ["news-share", "menuText", "footer", "sidebar", "related", "ad"])
def test_the_text_stays_whatever_its_class_is(name: str) -> None:
    page = html_.read(article(f"<div class='{name}'><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></div>"))
    assert [piece.text for piece in page.pieces][1:] == [(SENTENCE * 3).strip(), SENTENCE.strip()]


@pytest.mark.parametrize(
    "name",
    ["share-buttons", "socialMedia", "c-breadcrumb", "cookie-consent", "site-footer", "sr-only", "sidebar-left"],
)
def test_page_chrome_goes_by_its_names(name: str) -> None:
    page = html_.read(article(f"<p>{SENTENCE * 6}</p><div class='{name}'>Chrome of the page</div>"))
    assert [piece.text for piece in page.pieces] == ["Port Ellery Opens Library", (SENTENCE * 6).strip()]


def test_a_letterhead_stays_and_a_menu_goes() -> None:
    head = "<p>For media inquiries: Sam Reed, press@portellery.example</p>"
    page = html_.read(
        f"<title>Port Ellery Opens Library</title><div>{head}<h1>Port Ellery Opens Library</h1>"
        f"<p>{SENTENCE * 4}</p></div>"
    )
    assert page.pieces[0].text.startswith("For media inquiries")
    menu = "".join(f"<li><a href='/{index}'>Department number {index}</a></li>" for index in range(60))
    page = html_.read(
        f"<title>Port Ellery Opens Library</title><div><ul>{menu}</ul><h1>Port Ellery Opens Library</h1>"
        f"<p>{SENTENCE * 4}</p></div>"
    )
    assert [piece.kind for piece in page.pieces] == ["heading", "paragraph"]


def test_announced_links_stay_at_the_end() -> None:
    links = "".join(
        f"<li><a href='https://portellery.example/{name}.pdf'>The {name}</a></li>" for name in ("plan", "map", "law")
    )
    announced = html_.read(article(f"<p>{SENTENCE * 3}</p><p>The documents are:</p><ul>{links}</ul>"))
    assert [piece.text for piece in announced.pieces][-3:] == ["The plan", "The map", "The law"]
    unannounced = html_.read(article(f"<p>{SENTENCE * 3}</p><ul>{links}</ul>"))
    assert [piece.kind for piece in unannounced.pieces] == ["heading", "paragraph"]


def test_a_table_that_only_lays_out_is_its_paragraphs() -> None:
    page = html_.read(article(f"<table><tr><td><p>{SENTENCE}</p><p>{SENTENCE * 2}</p></td></tr></table>"))
    assert [piece.kind for piece in page.pieces] == ["heading", "paragraph", "paragraph"]


def test_relative_links_without_an_address_are_noted() -> None:
    page = html_.read(article(f"<p>{SENTENCE}<a href='plan.pdf'>The plan</a></p>"))
    assert page.notes == ("one link lost its address: it is relative, and the address of the page is not known",)
    page = html_.read(
        article(f"<p>{SENTENCE}<a href='plan.pdf'>The plan</a></p>"), base="https://portellery.example/news/"
    )
    assert "[The plan](https://portellery.example/news/plan.pdf)" in page.pieces[1].markdown


def test_two_dates_are_one_and_a_note() -> None:
    head = (
        "<meta name='date' content='2026-03-02'><meta property='article:published_time' content='2026-03-04T00:00:00Z'>"
    )
    page = html_.read(head + article(f"<p>{SENTENCE}</p>"))
    assert page.date == dt.date(2026, 3, 4)
    assert page.notes == ("the page's data names other dates as well: 2026-03-02",)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-40", "03/02/2026", "", "2026-03-02T99:00:00Z"])
def test_a_date_that_is_not_certain_is_no_date(day: str) -> None:
    page = html_.read(article(f"<p>{SENTENCE}</p>", around=f"<time datetime='{day}'>x</time>"))
    assert (page.date, page.date_source) == (None, "")


def test_one_time_element_is_the_date() -> None:
    page = html_.read(article(f"<time datetime='2026-03-02'>Monday</time><p>{SENTENCE}</p>"))
    assert (page.date, page.date_source) == (dt.date(2026, 3, 2), "<time datetime>")
    page = html_.read(
        article(f"<time datetime='2026-03-02'>Monday</time><time datetime='2026-03-09'>x</time><p>{SENTENCE}</p>")
    )
    assert page.date is None


@pytest.mark.parametrize(
    "stated",
    [
        '<p itemprop="datePublished" content="2026-03-02 10:31:00">March 2026</p>',
        '<abbr itemprop="datePublished" title="2026-03-02T10:31:00.270+01">10:31</abbr>',
        '<span itemprop="datePublished">2026-03-02</span>',
    ],
)
def test_the_date_in_microdata_of_any_element(stated: str) -> None:
    page = html_.read(article(f"<p>{SENTENCE}</p>", around=stated))
    assert page.date is not None and str(page.date).startswith("2026-03-02")


@pytest.mark.parametrize(
    "stated",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2026-03-02"}]}</script>',
        '<link rel="canonical" href="https://portellery.example/2026/03/02/library-opens/">',
        '<link rel="canonical" href="https://portellery.example/news/2026-3-2-library-opens.html">',
    ],
)
def test_the_date_of_the_page_or_in_its_address_is_that_of_a_text_without_one(stated: str) -> None:
    assert html_.read(article(f"<p>{SENTENCE}</p>", around=stated)).date == dt.date(2026, 3, 2)
    timed = article(f"<time datetime='2026-03-01'>Sunday</time><p>{SENTENCE}</p>", around=stated)
    assert html_.read(timed).date == dt.date(2026, 3, 1)


def test_figures_in_an_address_that_are_no_day_are_no_date() -> None:
    for address in ("https://portellery.example/2026/13/40/library/", "https://portellery.example/2026/03/12/"):
        page = html_.read(article(f"<p>{SENTENCE}</p>", around=f"<link rel='canonical' href='{address}'>"))
        assert page.date is None


def test_a_page_that_a_script_fills_in_is_refused_with_the_way_out() -> None:
    with pytest.raises(NewsroomError, match="no text") as caught:
        html_.read("<html><body><div id='root'></div><script>render()</script></body></html>")
    assert "newsroom import -" in (caught.value.hint or "")


def test_the_text_may_stand_in_the_data_for_search_engines() -> None:
    data = '{"@type": "NewsArticle", "articleBody": "The library opened.\\n\\nIt is the ninth."}'
    page = html_.read(f"<script type='application/ld+json'>{data}</script><div id='root'></div>")
    assert [piece.text for piece in page.pieces] == ["The library opened.", "It is the ninth."]
    assert "search engines" in page.notes[0]


@pytest.mark.parametrize("odd", ["\x0b", "\x1f", "&#31;", "&#x0;", "\ufffe", "&#xfffe;", "\ud800"])
def test_control_characters_behind_a_script_do_no_harm(odd: str) -> None:
    page = html_.read(f"<p>{SENTENCE}</p><script>x</script>{odd} The library <style>x</style>{odd} opened.")
    assert "The library" in page.pieces[-1].text
    assert page.pieces[-1].text.endswith("opened.")


def test_deep_nesting_loses_no_words() -> None:
    page = html_.read(f"<html><body>{'<div>' * 20_000}{SENTENCE}{'</div>' * 20_000}<p>and the end</p></body></html>")
    words = " ".join(piece.text for piece in page.pieces)
    assert SENTENCE.strip() in words
    assert "and the end" in words


def test_a_cell_of_a_table_behind_a_script_is_text() -> None:
    read = html_.read(
        f"<script>a()</script><td><h1>City opens bridge</h1><p>{'The city opened a bridge. ' * 6}</p></td>"
    )
    assert [piece.text[:25] for piece in read.pieces] == ["City opens bridge", "The city opened a bridge."]


def test_addresses_that_cloudflare_hides_are_shown() -> None:
    def hidden(words: str) -> str:
        return bytes([0x5A, *(0x5A ^ letter for letter in words.encode())]).hex()

    link = f"/cdn-cgi/l/email-protection#{hidden('press@port-ellery.example?subject=Library')}"
    page = html_.read(
        f"<p>{SENTENCE} Ask <a href='{link}'>the <b>desk</b></a> or <a class='__cf_email__' "
        f"data-cfemail='{hidden('ana@port-ellery.example')}' href='/cdn-cgi/l/email-protection'>[email&#160;protected]"
        f"</a>, not <a data-cfemail='{hidden('<script>')}' href='/x#zz'>[email&#160;protected]</a>.</p>"
    )
    text = markdown_of(page.pieces)
    assert "[the **desk**](mailto:press@port-ellery.example)" in text
    assert "ana@port-ellery.example" in text and "script" not in text
    assert text.count("protected") == 1
