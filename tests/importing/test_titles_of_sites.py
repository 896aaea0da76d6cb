"""Pages whose title is the name of their owner, with or without words such as press release, and what is then read."""

from __future__ import annotations

import datetime as dt

import pytest
from imported import read_pasted

from newsroom_cli.importing.reading import Reading

HEADLINE = "Harbour Foundation Opens Library in the Old Customs House"
TEXT = (
    "<p>The foundation today opened a library in the harbour quarter of Port Ellery, which has 40,000 books.</p>"
    "<p>The library is open every day from nine in the morning, and it lends tools as well as books to all.</p>"
)


def read_page(text: str) -> Reading:
    return read_pasted(text, "a.html")


def page(title: str, body: str) -> str:
    return f"<html lang='en'><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("Tribunal of the Harbour: Press: Press Releases", "Tribunal of the Harbour"),
        ("Harbour Lab Press Release", "Harbour Lab"),
    ],
)
def test_a_title_that_ends_with_a_label_names_the_issuer(title: str, issuer: str) -> None:
    found = read_page(page(title, f"<p>News &gt; Press Release</p><p>{HEADLINE}</p>{TEXT}"))
    assert (found.headline, found.subhead, found.issuer) == (HEADLINE, "", issuer)


def test_the_owners_name_above_a_headline_is_none() -> None:
    body = f"<h1>Harbour Foundation</h1><h2>{HEADLINE}</h2>{TEXT}<footer>© 2026 Harbour Foundation</footer>"
    found = read_page(page("Harbour Foundation", body))
    assert (found.headline, found.issuer) == (HEADLINE, "Harbour Foundation")


def test_a_short_title_that_the_text_repeats_is_the_issuer() -> None:
    text = TEXT.replace("The foundation", "At Ellerwave, we").replace("it lends", "Ellerwave lends")
    assert read_page(page("Ellerwave", f"<h1>Library Opens in the Customs House</h1>{text}")).issuer == "Ellerwave"


def test_a_label_and_its_signs_are_no_part_of_the_headline() -> None:
    found = read_page(page("A page", f"<h2>Press Release:{HEADLINE}</h2>{TEXT}"))
    assert found.headline == HEADLINE
    found = read_page(page("A page", f"<h1>⚠ COMUNICADO ⚠ {HEADLINE} ⬇ ⬇</h1>{TEXT}"))
    assert found.headline == HEADLINE


def test_a_headline_above_its_dateline_in_one_paragraph() -> None:
    found = read_page(page("", f"<p>{HEADLINE}<br>Port Ellery, Texas – The foundation opened a library.</p>{TEXT}"))
    assert (found.headline, found.place) == (HEADLINE, "Port Ellery, Texas")


def test_a_heading_that_holds_the_whole_text_is_text() -> None:
    words = "The foundation opened a library in the harbour quarter, and it lends tools as well as books. " * 5
    found = read_page(page("", f"<h1>{HEADLINE}</h1><h4>{words}<br><br>{words}</h4>"))
    assert found.headline == HEADLINE
    assert sum(piece.text.count("lends tools") for piece in found.pieces) == 10


def test_the_first_of_several_headings_divides_the_text() -> None:
    sections = "".join(f"<h2>{name}</h2>{TEXT}" for name in ("Aim of the library", "Ways to join", "Costs"))
    found = read_page(page("", f"<h1>{HEADLINE}</h1><p>March 2, 2026</p>{sections}"))
    assert (found.headline, found.subhead, found.date) == (HEADLINE, "", dt.date(2026, 3, 2))


def test_a_registered_association_on_its_letterhead_is_no_headline() -> None:
    text = TEXT.replace("<p>", "").replace("</p>", "\n\n")
    found = read_pasted(f"Historischer Hafenverein Ellern 1999 e.V.\n\nwww.hafen.example\n\n{HEADLINE}\n\n{text}")
    assert found.headline == HEADLINE


@pytest.mark.parametrize(
    "line", ["Altenfurt, le 2mars2026", "📅 Fecha del Evento: 2 de marzo de 2026 ✍️ Redacción: Prensa"]
)
def test_dates_without_spaces_and_behind_a_sign(line: str) -> None:
    found = read_page(page("", f"<h1>{HEADLINE}</h1><p>{line}</p>{TEXT}"))
    assert (found.date, found.subhead) == (dt.date(2026, 3, 2), "")


def test_a_span_of_days_is_no_telephone_number() -> None:
    found = read_page(page("", f"<h1>{HEADLINE}</h1><p>Books from the Archive</p><p>20.06.-10.11.26</p>{TEXT}"))
    assert not found.contacts


def test_words_behind_a_label_are_an_office_only_if_the_text_has_them() -> None:
    text = TEXT.replace("The foundation", "The Harbour Readers Society (HRS)")
    body = f"<h1>Press Release: New Board Chair Announcement</h1>{text}<footer>© Harbour Readers Society</footer>"
    found = read_page(page("Press Release: New Board Chair Announcement", body))
    assert (found.headline, found.issuer) == ("New Board Chair Announcement", "Harbour Readers Society")


def test_a_wire_that_owns_a_page_is_not_its_office() -> None:
    body = (
        f"<h1>{HEADLINE}</h1>{TEXT}<p>SOURCE Harbour Foundation</p><footer>© 2026 PR Newswire Association LLC</footer>"
    )
    found = read_page(page(HEADLINE, body))
    assert (found.office, found.issuer) == ("", "Harbour Foundation")
