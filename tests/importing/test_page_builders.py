"""Pages of page builders: footers without elements, text in several sections, announced lists, other titles below."""

from __future__ import annotations

from newsroom_cli.importing import reading, recognition
from newsroom_cli.importing.reading import Reading

FIRST = (
    "The library in the harbor quarter has 40,000 books and 120 seats for readers of all ages. It is open every day "
    "from nine in the morning, and it lends tools as well as books to everybody in the county. "
)
LAST = '"We are proud of this house, and of all who built it in the last two years," said Mayor Ana Ruiz. '


def page(inside: str) -> Reading:
    head = "<html><head><title>Port Ellery Opens a Library</title></head><body><nav><a href='/'>Home</a></nav>"
    (pasted,) = recognition.sources(f"{head}{inside}</body></html>".encode(), name="page.html")
    return reading.read(pasted)


TITLE = "<h1>Port Ellery Opens a Library</h1>"


def test_a_footer_that_only_the_builder_names_is_left_out() -> None:
    release = page(
        f"<div>{TITLE}<p>{FIRST}</p><p>{LAST}</p>"
        "<div data-elementor-type='footer'><h2>Links</h2><ul><li>About Us</li><li>Donate</li></ul></div></div>"
    )
    assert release.body.rstrip().endswith("Ana Ruiz.")


def test_a_last_section_of_the_text_stays() -> None:
    section = "<section class='builder-section'><div class='inner'>{}</div></section>"
    first = section.format(f"<p>{FIRST}</p>" + f"<p>{FIRST * 3}</p>" * 4)
    last = section.format(f"<p>{LAST * 5}</p>")
    assert "proud of this house" in page(f"{TITLE}<div class='document'>{first}{last}</div>").body


def test_a_section_with_other_news_goes() -> None:
    section = "<section class='builder-section'><div class='inner'>{}</div></section>"
    first = section.format(f"<p>{FIRST}</p>" + f"<p>{FIRST * 3}</p>" * 4)
    other = section.format(f"<h3>Latest news</h3><p>The harbor gets a swimming pool in the coming year. {LAST * 5}</p>")
    assert "swimming pool" not in page(f"{TITLE}<div class='document'>{first}{other}</div>").body


def test_a_list_of_short_lines_that_is_announced_stays_whole() -> None:
    winners = "".join(f"<p>Project: Hall {number}</p><p>Builder: Firm {number}</p>" for number in range(30))
    release = page(f"<div>{TITLE}<p>{FIRST}</p><p>{FIRST}</p><p>The winners of the awards are:</p>{winners}</div>")
    assert "Firm 29" in release.body


def test_the_linked_title_of_another_text_with_its_date_ends_the_text() -> None:
    other = "<h2><a href='https://city.example/pool'>A Pool Opens in Spring</a></h2><p>Jun 21, 2024</p>"
    other += "<p>The pool has six lanes.</p>"
    assert "six lanes" not in page(f"<div>{TITLE}<p>{FIRST}</p><p>{LAST}</p>{other}</div>").body


def test_the_headline_is_not_the_name_of_the_site_above_it() -> None:
    text = (
        "<html><head><title>Port Ellery Opens a Library | Reading all day long</title></head><body>"
        f"<h1>Reading all day long</h1><h3>Port Ellery Opens a Library</h3><p>{FIRST}</p><p>{LAST}</p></body></html>"
    )
    (pasted,) = recognition.sources(text.encode(), name="page.html")
    assert reading.read(pasted).headline == "Port Ellery Opens a Library"
