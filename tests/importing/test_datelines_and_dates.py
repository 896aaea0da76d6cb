"""Datelines in other forms, and dates that are sure only if nothing speaks against them."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_markdown as read
from imported import read_pasted

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.head import printed_dates
from newsroom_cli.importing.reading import Reading

LEDE = (
    "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages. It is open every day "
    "from nine in the morning, and it lends tools as well as books to everybody in the county."
)
HEADLINE = "A Library Opens in the Harbor Quarter"


PLACES = [
    ("[Port Ellery, CA] — ", "Port Ellery, CA"),
    ("Port Ellery, D.C.- ", "Port Ellery, D.C."),
    ("On 2 March 2026 – ", ""),
    ("On Monday, March 2, 2026, ", ""),
    ("Port Ellery, August 2026. ", "Port Ellery"),
    ("Date: Port Ellery, March 2, 2026\n\n", "Port Ellery"),
    ("Singapore – 2 March 2026: ", "Singapore"),
    ("Port Ellery, UAE: March 2, 2026 – ", "Port Ellery, UAE"),
    ("Port Ellery, Alba; 2 March 2026: ", "Port Ellery, Alba"),
    ("**March 2, 2026 (Port Ellery, AL, and Atlanta, GA)**", "Port Ellery, AL"),
    ("**PORT ELLERY –**", "PORT ELLERY"),
    ("WASHINGTON ", "WASHINGTON"),
    ("Port Ellery, Kansas, USA – ", "Port Ellery, Kansas, USA"),
    ("PORT ELLERY, TX / ACCESSWIRE / March 2, 2026 / ", "PORT ELLERY, TX"),
    ("Port Ellery, OH – March 2, 2026: ", "Port Ellery, OH"),
    ("March 2nd, 2026 – Toronto; Port Ellery: ", "Toronto"),
    ("(Port Ellery, Ca) ", "Port Ellery, Ca"),
    ("[Port Ellery, Montana]: ", "Port Ellery, Montana"),
    ("Lynden, Germany, and Port Ellery, Ohio - USA, 2 March 2026 – ", "Lynden, Germany"),
]


@pytest.mark.parametrize(("dateline", "place"), PLACES)
def test_a_dateline_in_another_form(dateline: str, place: str) -> None:
    release = read(f"# {HEADLINE}\n\n{dateline}{LEDE}\n\n{LEDE}\n")
    assert release.place == place
    assert release.body.startswith("The library")


def test_a_city_below_the_date_is_the_place() -> None:
    text = f"March 2, 2026\n\nLondon\n\n{HEADLINE}\n\n{LEDE}\n\n{LEDE}\n"
    assert read(text, "pasted.txt").place == "London"


@pytest.mark.parametrize(
    "head", ["London and Amsterdam\n\n2 March 2026", "02/03/2026 | London", "Harbor llc - London, MA - 03/02/26"]
)
def test_cities_beside_the_date_are_the_place(head: str) -> None:
    release = read(f"{HEADLINE}\n\n{head}\n\n{LEDE}\n\n{LEDE}\n", "pasted.txt")
    assert (release.city, release.subhead, release.headline) == ("London", "", HEADLINE)


def test_words_in_capitals_before_a_dash_are_no_place() -> None:
    release = read(f"# {HEADLINE}\n\n{LEDE}\n\nRESPECT FOR READERS - {LEDE}\n\nBOOKS - {LEDE}\n")
    assert (release.place, release.body.count("lends tools")) == ("", 3)


@pytest.mark.parametrize("day", ["Mar.02.2026", "First published: 2 March 2026"])
def test_a_date_in_another_form(day: str) -> None:
    assert read(f"{day}\n\n{HEADLINE}\n\n{LEDE}\n\n{LEDE}\n", "pasted.txt").date == dt.date(2026, 3, 2)


def test_a_page_shows_its_date_right_below_the_text() -> None:
    page = (
        f"<html lang=en><title>{HEADLINE}</title><body><main><h1>{HEADLINE}</h1><p>{LEDE}</p><p>{LEDE}</p></main>"
        "<aside>News</aside><aside>March 2, 2026</aside></body></html>"
    )
    release = read(page, "a.html")
    assert (release.date, sure(release, "date")) == (dt.date(2026, 3, 2), False)


def test_a_headline_with_a_date_is_no_dateline() -> None:
    release = read(f"---\ntitle: CONGRESS OF READERS, 12 MAY 2026\ndate: 2026-03-04\n---\n\n{LEDE}\n\n{LEDE}\n")
    assert (release.place, release.date) == ("", dt.date(2026, 3, 4))


def test_a_date_before_a_name_without_a_space() -> None:
    text = f"# {HEADLINE}\n\n2 de março de 2026Silvia Lima\n\nA biblioteca abriu hoje. {LEDE}\n\n{LEDE}\n"
    release = read(text)
    assert (release.date, release.subhead) == (dt.date(2026, 3, 2), "")


def sure(release: Reading, field: str) -> bool:
    return all(guess.sure for guess in release.guesses if guess.field == field)


def test_a_date_is_sure_if_the_source_agrees() -> None:
    text = f"---\ntitle: {HEADLINE}\ndate: {{}}\n---\n\nPORT ELLERY, Texas, March 2, 2026 – {LEDE}\n\n{LEDE}\n"
    assert sure(read(text.format("2026-03-03")), "date")
    assert not sure(read(text.format("2026-05-20")), "date")
    assert read(text.format("2026-05-20")).date == dt.date(2026, 3, 2)


def test_a_first_heading_is_no_sure_headline_if_the_pages_title_says_something_else() -> None:
    page = "<html><head><title>{}</title></head><body><main><h1>{}</h1><p>{}</p><p>{}</p></main></body></html>"
    assert sure(read(page.format(HEADLINE, HEADLINE, LEDE, LEDE), "page.html"), "headline")
    other = page.format("Swimmers Win Every Race in Spring", HEADLINE, LEDE, LEDE)
    assert not sure(read(other, "page.html"), "headline")


def test_a_headline_about_two_offices_is_the_headline() -> None:
    title = "Department of Parks and Reading Commission Issue Revised Guidelines"
    page = (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><h2>The county gave half</h2>"
        f"<p>{LEDE}</p><p>{LEDE}</p></main></body></html>"
    )
    release = read(page, "page.html")
    assert (release.headline, release.subhead) == (title, "The county gave half")


@pytest.mark.parametrize(
    "dateline",
    [
        "LYNDEN, CA / March 2, 2026 – Harbor MediaWire (Press Release Service) – ",
        "Lynden, United States - March 2, 2026 / Harbor Memorial Funeral & Cremation / ",
        "LYNDEN, CA / Harbor PR / March 2, 2026 15:15\n\n",
    ],
)
def test_a_dateline_with_its_wire(dateline: str) -> None:
    release = read(f"# {HEADLINE}\n\n{dateline}{LEDE}\n\n{LEDE}\n")
    assert (release.city.upper(), str(release.date)[:10], release.body.split()[0]) == (
        "LYNDEN",
        "2026-03-02",
        LEDE.split()[0],
    )


def test_the_address_in_front_matter_has_the_date() -> None:
    permalink = "/news/2026-03-02-library-opens/"
    found = read(f"---\ntitle: {HEADLINE}\npermalink: {permalink}\n---\n\n{LEDE}\n\n{LEDE}\n")
    assert str(found.date) == "2026-03-02"


def test_a_preamble_may_have_a_wide_space_behind_its_colons() -> None:
    found = read(f"Title:\u3000{HEADLINE}\nDate:\u30002026-03-02\nSummary:\u3000Books\n\n{LEDE}\n\n{LEDE}\n")
    assert (found.headline, str(found.date)) == (HEADLINE, "2026-03-02")


@pytest.mark.parametrize("opening", ["Agreement of March 2, 2026 – ", "Il/La ", "Ce 2 mars 2026 – "])
def test_a_document_or_an_article_before_a_date_is_no_place(opening: str) -> None:
    assert read(f"# {HEADLINE}\n\n{opening}{LEDE}\n\n{LEDE}\n").place == ""


def test_a_sentence_that_ends_with_the_name_of_a_university_is_the_headline() -> None:
    title = "Report highlights leading research at Ellery University"
    page = (
        f"<html><head><title>{title} | Ellery University</title></head><body><main><h1>{title}</h1>"
        f"<p>The report is a national survey of the research in all counties</p><p>{LEDE}</p><p>{LEDE}</p>"
        "</main></body></html>"
    )
    assert read(page, "page.html").headline == title


def test_a_title_of_one_word_in_front_matter_is_the_headline() -> None:
    assert read(f"---\ntitle: Harbour\n---\n\n**Background**\n\n{LEDE}\n\n{LEDE}\n").headline == "Harbour"


def test_a_greeting_is_no_headline() -> None:
    found = read(f"Good afternoon,\n\n{LEDE}\n\n{LEDE}\n")
    assert found.headline == ""


def test_the_day_in_a_headline_is_the_release_s_only_if_no_other_is_known() -> None:
    title = "Meeting of the readers on March 9, 2026"
    page = (
        f"<html><head><title>{title}</title>META</head><body><main><h1>{title}</h1>"
        f"<p>{LEDE}</p><p>{LEDE}</p></main></body></html>"
    )
    published = '<meta property="article:published_time" content="2026-03-02">'
    assert str(read(page.replace("META", published), "page.html").date) == "2026-03-02"
    assert str(read(page.replace("META", ""), "page.html").date) == "2026-03-09"
    stamped = page.replace("META", "").replace("</h1>", "</h1><p>by Ana Ruiz | March 2, 2026 | News</p>")
    assert str(read(stamped, "page.html").date) == "2026-03-02"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("03.März 2026", "de"),
        ("3. March 2026", "en"),
        ("03-03-2026", "en"),
        ("05-03-2026", "en-GB"),
        ("3.mars 2026", "fr"),
    ],
)
def test_days_with_a_dot_and_figures_with_dashes(line: str, language: str) -> None:
    month = printed_dates.first_date(line, language)
    assert month is not None and month.day.month == 3


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("배포일시: 2026년 3월 2일(월)", "ko"),
        ("2026. 3. 2.(월)", "ko"),
        ("ngày 2 tháng 3 năm 2026", "vi"),
        ("2 tháng 3, 2026", "vi"),
        ("วันที่ 2 มีนาคม พ.ศ. 2569", "th"),
        ("2026ko martxoaren 2a", "eu"),
        ("2026. gada 2. marts", "lv"),
        ("2 במרץ 2026", "he"),
        ("2 مارچ، 2026", "ur"),
        ("2-mart, 2026", "uz"),
        ("2 មីនា 2026", "km"),
    ],
)
def test_dates_in_the_order_and_the_calendar_of_their_language(line: str, language: str) -> None:
    found = printed_dates.first_date(line, language)
    assert found is not None and found.day == dt.date(2026, 3, 2)
    assert found.alone and printed_dates.can_read(language)


@pytest.mark.parametrize("line", ["Fait à Altenfurt, le 2 mars 2026", "Altenfurt, 2 de marzo de 2026"])
def test_the_place_where_a_text_is_signed(line: str) -> None:
    found = read(f"# {HEADLINE}\n\n{LEDE}\n\n{LEDE}\n\n{line}\n\nThe secretary\n")
    assert (found.place, str(found.date)) == ("Altenfurt", "2026-03-02")


@pytest.mark.parametrize("line", ["The jury meets in Altenfurt on 2 March 2026", "2 March 2026"])
def test_a_day_below_a_text_is_no_place(line: str) -> None:
    assert read(f"# {HEADLINE}\n\n{LEDE}\n\n{LEDE}\n\n{line}\n").place == ""


def test_a_small_line_in_a_heading_is_the_subhead_and_the_line_of_a_wiki_is_none() -> None:
    heading = f"<h1>{HEADLINE}<br><small>Neighbours give their tools</small></h1>"
    heading += "<div id='siteSub'>From Harbour Wiki</div>"
    page = f"<html><body><main>{heading}<p>{LEDE}</p><p>{LEDE}</p></main></body></html>"
    found = read(page, "page.html")
    assert (found.headline, found.subhead) == (HEADLINE, "Neighbours give their tools")


def test_a_line_called_the_subject_is_the_headline() -> None:
    found = read(f"NEWS RELEASE\n\nSheriff Tom Reed\n\nDate: 2 March 2026\n\nSubject: {HEADLINE}\n\n{LEDE}\n\n{LEDE}\n")
    assert (found.headline, str(found.date)) == (HEADLINE, "2026-03-02")


@pytest.mark.parametrize(
    ("said", "date", "sure"),
    [
        ("03.05.2026", "2026-05-03", False),
        ("03.05.2026 and the text says March 5", "2026-03-05", False),
        ("23.05.2026", "2026-05-23", True),
    ],
)
def test_figures_with_dots_in_english_are_a_guess_unless_the_text_names_the_day(
    said: str, date: str, sure: bool
) -> None:
    figures, _, named = said.partition(" and the text says ")
    lede = f"{LEDE} It opened on {named}." if named else LEDE
    found = read(f"PRESS RELEASE\n\n{figures}\n\n# {HEADLINE}\n\n{lede}\n\n{LEDE}\n")
    assert str(found.date) == date
    assert [guess.sure for guess in found.guesses if guess.field == "date"] == [sure]


@pytest.mark.parametrize(
    "label",
    [
        "Pressemitteilung zum Hafenfest am 20. März 2026",
        "Einladung zur Pressekonferenz am Freitag, den 20. März 2026",
        "Press release on the harbour strike on March 20, 2026",
        "Media Advisory for March 20, 2026",
        "Invitación a la rueda de prensa del 20 de marzo de 2026",
    ],
)
def test_the_day_of_an_event_in_a_label_is_not_the_release_s(label: str) -> None:
    found = read(f"{label}\n\n{HEADLINE}\n\n{LEDE}\n\n{LEDE}")
    assert (found.headline, found.date, found.place) == (HEADLINE, None, "")
    assert read(f"{label}\n\nPort Ellery, 2 March 2026 – {LEDE}\n\n{LEDE}").headline == label


GERMAN = "Der Hafen öffnet seinen zweiten Kai, und viele Leute sehen zu, wie es am Morgen geschieht. " * 3
SPANISH = "El puerto abre su segundo muelle, y muchas personas de la ciudad lo miran de cerca con gusto. " * 3


@pytest.mark.parametrize(
    ("line", "lede"),
    [
        ("Mittwoch, 04.03.2026 - 14:30", GERMAN),
        ("Ana Ruiz am 4. März 2026", GERMAN),
        ("Erstellt von Ana am Dienstag 4. März 2026", GERMAN),
        ("VON ANA RUIZ am 4. März 2026", GERMAN),
        ("Von Ana Ruiz, 4. März 2026", GERMAN),
        ("Actualizado el 04/03/2026 14:30", SPANISH),
    ],
)
def test_who_wrote_and_when_is_no_place(line: str, lede: str) -> None:
    assert read(f"# Altenfurt 2026: Kai, Muelle\n\n{line}\n\n{lede}\n\n{lede}\n").place == ""


@pytest.mark.parametrize("line", ["Altenfurt, am 4. März 2026", "London am 4. März 2026", "Altenfurt, 4. März 2026"])
def test_a_place_before_its_date_is_one(line: str) -> None:
    found = read(f"# Der Hafen öffnet einen Kai\n\n{line}\n\n{GERMAN}\n\n{GERMAN}\n")
    assert found.place == line.split()[0].rstrip(",")


@pytest.mark.parametrize(
    ("opening", "kept"),
    [
        ("(ABC) — ", ""),
        ("Harbourware 5.2 was released on March 2, 2026. ", "Harbourware 5.2 was released"),
        ("Noise in the harbour – Who is to blame\n\n", "Noise in the harbour"),
    ],
)
def test_words_at_the_start_of_a_text_that_are_no_place_stay_in_it(opening: str, kept: str) -> None:
    found = read(f"# {HEADLINE}\n\n{opening}{LEDE}\n\n{LEDE}\n")
    assert (found.place, kept in f"{found.subhead} {found.body}") == ("", True)


MARCH, APRIL = "2026-03-04", "2026-04-03"


@pytest.mark.parametrize(
    ("line", "more", "language", "day", "is_sure"),
    [
        ("03/04/2026", "", "", MARCH, False),
        ("Date: 3-4-2026", "", "", MARCH, False),
        ("03/04/2026", "", "en-US", MARCH, True),
        ("03/04/2026", "", "en-GB", APRIL, True),
        ("03.04.2026", "", "en-US", APRIL, False),
        ("03/04/26", " It began on March 4.", "", MARCH, True),
        ("03/04/26", " It began on 3 April.", "", APRIL, False),
        ("03.04.26", " It began on March 4.", "", MARCH, False),
        ("03/04/2026", " It began on 25/12/2019.", "", APRIL, True),
        ("03/04/2026", " It began on 25/12/2019, and again on 12/26/2019.", "", MARCH, False),
        ("03/04/2026", " It began on 25/12/2019, and again on March 4.", "", APRIL, False),
        ("Wednesday, 03/04/2026", "", "", MARCH, True),
        ("Fri 03/04/2026", "", "", APRIL, True),
        ("03/04/2026", " It opened yesterday, April 2.", "", APRIL, True),
        ("PORT ELLERY, 03.04.2026 –", "", "", APRIL, False),
        ("PORT ELLERY, 03/04/2026 –", "", "", MARCH, False),
        ("13/04/2026", "", "", "2026-04-13", True),
        ("04/04/2026", "", "", "2026-04-04", True),
    ],
)
def test_figures_that_could_change_places_are_sure_only_if_something_decides(
    line: str, more: str, language: str, day: str, is_sure: bool
) -> None:
    named = f"language: {language}\n" if language else ""
    break_ = " " if line.endswith("–") else "\n\n"
    found = read(f"---\ntitle: {HEADLINE}\n{named}---\n{line}{break_}{LEDE}{more}\n\n{LEDE}\n")
    assert [(guess.value, guess.sure) for guess in found.guesses if guess.field == "date"] == [(day, is_sure)]


def test_data_of_the_page_decide_figures_that_could_change_places() -> None:
    found = read(f"---\ntitle: {HEADLINE}\ndate: 2026-03-05\n---\n03/04/2026\n\n{LEDE}\n\n{LEDE}\n")
    assert [(guess.value, guess.sure) for guess in found.guesses if guess.field == "date"] == [(MARCH, True)]


@pytest.mark.parametrize(
    ("text", "place", "language"),
    [
        ("ЗЕЛЕНОГІРСЬК, 2 березня 2026 р. — Сьогодні міська рада відкрила бібліотеку для дітей.", "ЗЕЛЕНОГІРСЬК", "uk"),
        ("ΑΘΗΝΑ, 2 Μαρτίου 2026 – Το Υπουργείο ανακοινώνει πέντε νέες γραμμές προς τα νησιά.", "ΑΘΗΝΑ", "el"),
        ("ĐẢO XANH, 2 tháng 3, 2026 – Thành phố khai trương tuyến xe buýt đầu tiên.", "ĐẢO XANH", "vi"),
    ],
)
def test_datelines_in_other_letters(text: str, place: str, language: str) -> None:
    found = read_pasted(f"{text[-36:-1]}\n\n{text}\n\n{text[-50:]}\n", language=language)
    assert (found.place, found.date) == (place, dt.date(2026, 3, 2))
    assert found.body.startswith(text.partition("— ")[2] or text.partition("– ")[2])


def test_the_city_of_an_office_is_a_place_in_a_script_without_capitals() -> None:
    text = "העירייה פתחה היום ספרייה חדשה ברובע הנמל, והיא פתוחה לכל התושבים ולילדיהם בכל ימות השבוע."
    (pasted,) = recognition.sources(f"ספרייה חדשה ברובע\n\nנמל טוב, 2 במרץ 2026\n\n{text}\n".encode(), name="a.txt")
    assert reading.read(pasted).place == ""
    assert reading.read(pasted, cities=["יפו", "נמל טוב"]).place == "נמל טוב"


def test_a_place_after_the_date_in_other_letters() -> None:
    text = "Сегодня открылась детская библиотека. Она работает с понедельника по субботу, вход свободный для всех."
    found = read_pasted(f"Библиотека открыта\n\n2 марта 2026 г., Светлогорье\n\n{text}\n")
    assert (found.place, found.date) == ("Светлогорье", dt.date(2026, 3, 2))
