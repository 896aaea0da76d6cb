"""Parts of a release's page: tables by their width, telephone numbers on one line, short titles, its date once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from samples import BODY, FRONT, HERE, sample_config, sample_document, sample_edition, sample_text

from newsroom_cli.markup import figures
from newsroom_cli.newsroom import edition as editions
from newsroom_cli.newsroom.edition import Edition
from newsroom_cli.newsroom.templating import theme
from newsroom_cli.publishing import phones, tables
from newsroom_cli.publishing.feeds import feeds
from newsroom_cli.publishing.mail import message
from newsroom_cli.publishing.site import adapting, list_pages, pages, titles

URL = "https://news.port-ellery.example/"


def page(edition: Edition, **changes: Any) -> str:
    return pages.release_page(edition, sample_config(**changes), None).decode()


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


# --- tables ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "classes"),
    [
        (table("Day|Opens", "Monday|8 a.m."), None),
        (table("many short words in one cell that can break anywhere"), None),
        (table("|".join(["1,234,567"] * 5)), "scroll"),
        (table("|".join(["1,234,567"] * 7)), "scroll dense"),
        (table("|".join(["1,234,567"] * 8)), "scroll wide small"),
        (table("|".join(["1,234,567"] * 11)), "scroll wide small turned"),
        (table("|".join(["1,234,567"] * 15)), "scroll wide tiny turned"),
        (table("|".join(["1,234,567"] * 40)), "scroll wide tiny turned broken"),
        (table("x" * 400), "scroll wide tiny turned broken"),
        (table("月曜日は午前八時から午後九時まで開館しています|一般"), None),
        (f"<table><tr><td>{table('a')}</td></tr></table>", "scroll wide tiny turned broken"),
    ],
)
def test_a_table_has_a_box_and_a_way_to_be_printed_by_its_width(made: str, classes: str | None) -> None:
    boxed = tables.boxed(f"<p>Text.</p>{made}<p>More.</p>", "Table")
    assert re.findall(r'<div class="([^"]*)"', boxed) == ([classes] if classes else [])
    box = f'<div class="{classes}" role="group" aria-label="Table" tabindex="0">' if classes else ""
    assert (
        re.sub(r' class="(prose|line|figure)"', "", boxed)
        == f"<p>Text.</p>{box}{made}{'</div>' if classes else ''}<p>More.</p>"
    )


def boxes(html: str) -> list[str]:
    """The classes of the boxes that tables get, which tell in which widths they have room."""
    return re.findall(r'<div class="([^"]*)"', tables.boxed(html, "Table"))


def test_a_word_in_several_elements_is_one_word() -> None:
    first, second = "a" * 14, "b" * 14
    assert boxes(table(f"<strong>{first}</strong>{second}"))
    assert not boxes(table(f"{first}<br>{second}")) and not boxes(table(f"{first} {second}"))


@pytest.mark.parametrize("length", range(3, 20))
def test_merged_cells_share_their_width_and_keep_their_columns(length: int) -> None:
    word = "a" * length
    below = f"<tr><td>{word}</td><td>{word}</td></tr>"
    merged = f'<table><tr><td rowspan="2">{word}</td><td colspan="2">{word * 2}</td></tr>{below}</table>'
    assert boxes(merged) == boxes(table("|".join([word] * 3)))


def test_a_table_in_a_list_has_less_room() -> None:
    made = table("Quay|Wednesday|Opens")
    assert "<div" not in tables.boxed(made, "Table")
    assert "<div" in tables.boxed(f"<ul><li><blockquote>{made}</blockquote></li></ul>", "Table")


PROSE = "Two more berths, and a roof over the waiting area", "The port authority, from the fees of the year"


def marked(html: str) -> dict[str, str]:
    """The classes of the cells that have some, by their words."""
    return {words: names for names, words in re.findall(r'<t[dh][^>]* ?class="([^"]*)">([^<]*)<', html)}


def test_a_column_of_prose_has_a_width_and_a_box_where_a_phone_has_no_room_for_it() -> None:
    two, three = table("|".join(PROSE)), table("|".join(("Ferry pier", *PROSE)))
    assert marked(tables.boxed(two, "Table")) == dict.fromkeys(PROSE, "prose") and "<div" not in tables.boxed(two, "T")
    assert marked(tables.boxed(three, "Table")) == dict.fromkeys(PROSE, "prose") | {"Ferry pier": "line"}
    assert boxes(three)


def test_only_the_widest_cell_of_a_column_is_marked_and_no_cell_over_several() -> None:
    rows = table("Quay|Monday, March 2", "Harbour Street|Tuesday, May 3").replace("<td>Quay", '<td colspan="1">Quay')
    wide = rows.replace("</tbody>", f'<tr><td colspan="2">{" ".join(PROSE)}</td></tr></tbody>')
    assert marked(tables.boxed(f"<ul><li><dl><dd><ul><li>{wide}</li></ul></dd></dl></li></ul>", "T")) == {
        "Harbour Street": "line", "Monday, March 2": "line",
    }  # fmt: skip


@pytest.mark.parametrize("figure", ["1 234 567 €", "2025-2026", "+2.5 %", "US$ 12-15 m", "617-555-0100", "(12) km²"])
def test_a_figure_is_as_wide_as_its_line_and_breaks_nowhere(figure: str) -> None:
    made = tables.boxed(table(figure).replace("<td>", '<td class="right">'), "Table")
    assert made == f'<table><tbody><tr><td class="right figure">{figure}</td></tr></tbody></table>'
    unbroken = figure.replace(" ", "l")  # a letter as wide as a space
    for columns in range(1, 16):
        assert boxes(table("|".join([figure] * columns))) == boxes(table("|".join([unbroken] * columns))), columns


@pytest.mark.parametrize("words", ["1,234,567", "12%", "March 2", "Room 12", "8 a.m. to 9 p.m.", "2 and 3", "1" * 60])
def test_what_cannot_break_or_is_no_figure_has_no_class(words: str) -> None:
    assert tables.boxed(table(words), "Table").count("class=") == (words == "1" * 60)


def test_alignment_is_a_class_because_policies_refuse_styles_in_elements() -> None:
    made = page(sample_edition(body='| a | b |\n|:-:|--:|\n| 1 | style="text-align: right" |'))
    assert '<th class="center">a</th>' in made and '<td class="right prose">style="text-align: right"</td>' in made


# --- telephone numbers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    ["+1 617-555-0100", "(617) 555-0100", "617-555-0100", "617.555.0100", "1-617-555-0100", "+44 20 7946 0958"],
)
def test_a_number_in_the_text_stays_on_one_line_and_keeps_its_letters(number: str) -> None:
    made = phones.with_unbroken_numbers(f"<p>Call {number}, or write.</p>")
    assert made == f'<p>Call <span class="tel">{number}</span>, or write.</p>'


@pytest.mark.parametrize(
    "words",
    ["$1,200,000-2,400,000", "12-34-56", "2026-03-02", "978-0-306-40615-7", "1234-617-555-0100", "Act 617-555", "+5"],
)
def test_other_figures_are_left_alone(words: str) -> None:
    assert phones.with_unbroken_numbers(f"<p>{words}</p>") == f"<p>{words}</p>"


def test_numbers_in_addresses_and_in_links_are_left_alone() -> None:
    link = '<a href="https://x.example/617-555-0100" title="(617) 555-0100">617-555-0100</a>'
    assert phones.with_unbroken_numbers(link) == link


def test_a_link_that_calls_a_number_has_no_place_to_break_but_calls_the_same() -> None:
    made = phones.with_unbroken_numbers('<a href="tel:+16175550100">+1 <b>617-555</b>-0100</a>')
    assert made == '<a href="tel:+16175550100" dir="ltr">+1\u00a0<b>617\u2011555</b>\u20110100</a>'
    sentence = '<a href="tel:911">Call us at any time of the day or the night</a>'
    assert phones.with_unbroken_numbers(sentence) == sentence


NUMBER = "+1 617 555 0100"


def test_numbers_in_html_that_reads_from_the_right_read_from_the_left() -> None:
    made = phones.with_isolated_numbers(f'<p title="{NUMBER}">الرقم {NUMBER} <a href="/x">أو (617) 555-0142</a></p>')
    isolated = '<span dir="ltr">{}</span>'.format
    link = f'<a href="/x">أو {isolated("(617) 555-0142")}</a>'
    assert made == f'<p title="{NUMBER}">الرقم {isolated(NUMBER)} {link}</p>'
    call = '<a href="tel:123" dir="ltr">{}</a>'.format
    assert phones.with_isolated_numbers('<a href="tel:123">1 2 3</a>') == call("1 2 3")
    assert phones.with_isolated_numbers(call(NUMBER)) == call(NUMBER)
    assert phones.with_isolated_numbers('<a href="tel:123">اتصلوا 123</a>') == '<a href="tel:123">اتصلوا 123</a>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"الرقم {NUMBER} أو", "الرقم <+1_617_555_0100 أو"),
        (f"{NUMBER}\n617 555 0101 / 617 555 0102", "<+1_617_555_0100\n<617_555_0101_/_617_555_0102"),
        ("الرقم +1 617\n555 0100 أو", "الرقم <+1_617_555_0100 أو"),
        ("الرقم (617)\n555-0142 أو", "الرقم <(617)_555-0142 أو"),
        ("في 12 و 2026\n24 ساعة", "في 12 و 2026\n24 ساعة"),
        ("https://x.example/617-555-0100", "https://x.example/617-555-0100"),
    ],
)
def test_numbers_in_plain_text_that_reads_from_the_right_are_whole_and_have_marks(text: str, shown: str) -> None:
    made = phones.with_marked_numbers(text)
    assert made.replace("\u200f\u200e", "<").replace("\u00a0", "_") == shown


def test_a_number_copied_from_a_page_still_gives_the_same_address() -> None:
    for number in ("+1 617-555-0100", "(617) 555-0100 ext. 12"):
        assert theme.tel(theme.unbroken(number)) == theme.tel(number) != ""


def test_the_number_of_a_contact_has_no_place_to_break() -> None:
    front = FRONT + '\n[[contacts]]\nname = "Ana"\nphone = "+1 617-555-0100"\n'
    made = page(sample_edition(front=front))
    assert '<a href="tel:+16175550100"><bdi dir="ltr">+1\u00a0617\u2011555\u20110100</bdi></a>' in made


# --- titles ---------------------------------------------------------------------------------------------------


LONG = "City Opens Its Ninth Library in the Harbour Quarter"


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("City Opens Library", "City Opens Library – City of Port Ellery"),
        (f"{LONG} Today", f"{LONG} Today – City of…"),
        (f"{LONG} Tomorrow", f"{LONG} Tomorrow – City…"),
        (f"{LONG} Today & '", f"{LONG} Today & '"),
        (f"{LONG} on a Friday", f"{LONG} on a Friday"),
        (f"{LONG} on a Day in May", f"{LONG} on a Day in May"),
        (f"{LONG} on a Day in March", f"{LONG} on a Day in March"),
        (f"{LONG} on a Day in November", f"{LONG} on a Day in…"),
        ('"' * 40 + "City Opens Library" * 3, '"' * 40 + "City Opens…"),
    ],
)
def test_a_title_loses_the_newsroom_before_the_headline_and_never_half_a_word(headline: str, title: str) -> None:
    assert titles.page_title(headline, "City of Port Ellery") == title
    assert len(title) <= 70


def test_the_whole_headline_stays_in_the_page_and_for_machines() -> None:
    headline = "City Opens Its Ninth Library " * 6
    made = page(sample_edition(headline=headline.strip()))
    assert f'<meta property="og:title" content="{headline.strip()}">' in made
    assert f"<h1>{headline.strip()}</h1>" in made
    assert len(re.findall("<title>(.*)</title>", made)[0]) <= 70


def test_a_rehearsal_counts_in_the_title() -> None:
    made = page(sample_edition(headline="Word " * 30), rehearsal="REHEARSAL")
    (title,) = re.findall("<title>(.*)</title>", made)
    assert title.startswith("REHEARSAL: Word") and len(title) <= 70


# --- the date -------------------------------------------------------------------------------------------------


def test_a_date_that_the_dateline_says_is_marked_there_and_printed_once() -> None:
    made = page(sample_edition())
    assert 'Monday, <time datetime="2026-03-02T00:00:00-05:00">March 2, 2026</time> — The city' in made
    assert re.sub("<script.*?</script>|<head>.*?</head>", "", made, flags=re.DOTALL).count("March 2, 2026") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"dateline": "PORT ELLERY, March 2 —", "html": "<p>PORT ELLERY, March 2 — The city.</p>"},
        {"dateline": "", "html": "<p>On March 2, 2026, the city.</p>"},
        {"html": "<p>The dateline is not in this text: March 2, 2026.</p>"},
    ],
)
def test_a_date_that_the_dateline_does_not_say_whole_stands_above_the_text(changes: dict[str, Any]) -> None:
    made = page(sample_edition(**changes))
    assert '<li><time datetime="2026-03-02T00:00:00-05:00">March 2, 2026</time></li>' in made


def test_a_time_of_day_stands_above_the_text_with_its_day() -> None:
    front = FRONT.replace("date = 2026-03-02", "date = 2026-03-02T10:00:00-05:00")
    assert ">March 2, 2026, 10 a.m.</time></li>" in page(sample_edition(front=front))


# --- links, letters, source -----------------------------------------------------------------------------------


def test_links_to_our_releases_lead_within_the_site_and_show_their_address_on_paper() -> None:
    body = f"[a](other.md#part) <{URL}releases/third.html> [c]({URL}about.html) [d](https://x.example/releases/a.html)"
    made = adapting.adapt_html(sample_edition(body=body).html, sample_config(), table="Table")
    assert re.findall(r"<a [^>]*>", made) == [
        f'<a href="../releases/other.html#part" data-address="{URL}releases/other.html#part">',
        '<a class="bare" href="../releases/third.html">',
        f'<a href="{URL}about.html">',
        '<a href="https://x.example/releases/a.html">',
    ]


def test_a_link_to_a_part_of_the_same_release_leads_there_from_page_mail_and_feed() -> None:
    edition = sample_edition(body="See [the hours](#hours) and [nothing](#).\n\n## Hours\n\nDaily.")
    own = "releases/2026-03-02-library.html#hours"
    assert f'<a href="../{own}" data-address="{URL}{own}">the hours</a> and nothing.' in page(edition)
    assert f'<a href="{URL}{own}"' in message.html(edition, sample_config(), None).decode()
    assert f"<{URL}{own}>" in message.text(edition, sample_config(), None).decode()
    assert f"{URL}{own}" in feeds.render("json", feeds.feed(sample_config(), "json"), [edition]).decode()


def test_links_to_our_releases_stay_absolute_in_feeds() -> None:
    entry = sample_edition(body="[a](other.md#part)")
    document = feeds.render("json", feeds.feed(sample_config(), "json"), [entry]).decode()
    assert f"{URL}releases/other.html#part" in document


def test_the_id_of_a_heading_is_free_on_the_page() -> None:
    made = page(sample_edition(body="## Content\n\nText."))
    ids = re.findall(r'\bid="([^"]*)"', made)
    assert ids == ["content", "content-1", "beside"]


def test_an_id_of_a_template_of_the_newsroom_is_not_given_again(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "release.html").write_text(
        '{% extends "builtin/site/release.html" %}{% block source %}<div id="hours">Open</div>{% endblock %}'
    )
    made = pages.release_page(sample_edition(body="## Hours\n\nText."), sample_config(), folder.parent).decode()
    assert re.findall(r'\bid="(h[^"]*)"', made) == ["hours-1", "hours"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("City of Elsewhere", '<p>First published by <a href="https://x.example/1">City of Elsewhere</a></p>'),
        ("", '<p>First published by <a href="https://x.example/1">https://x.example/1</a></p>'),
    ],
)
def test_a_feed_says_who_published_a_release_first(name: str, written: str) -> None:
    named = f'name = "{name}"\n' if name else ""
    edition = sample_edition(front=FRONT + f'\n[source]\n{named}url = "https://x.example/1"\n', body=BODY)
    document = feeds.render("atom", feeds.feed(sample_config(), "atom"), [edition]).decode()
    assert written.replace("<", "&lt;").replace(">", "&gt;") in document


# --- times of day ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("time", ["9 p.m.", "10:30 a.m.", "9 a. m.", "10 Uhr", "9 h 30", "5 PM", "5:00 م"])
def test_no_line_breaks_inside_a_time_of_day(time: str) -> None:
    html = f'<p title="at {time}">It opens at {time} <em>today</em>.</p>'
    made = figures.with_unbroken_figures(html)
    assert made == html.replace(f"opens at {time}", f"opens at {time}".replace(time, time.replace(" ", "\u00a0")))


@pytest.mark.parametrize(
    "words",
    ["$5 million", "US$1.5 billion", "2 millions", "3,5 Mio. €", "12 Milliarden", "1 234 567 €", "€ 5", "$ 5 million",
     "12,5 %", "4 mln"],
)  # fmt: skip
def test_no_line_breaks_inside_a_sum(words: str) -> None:
    html = f'<p title="{words}">It costs {words} a year, in two parts.</p>'
    held = words.replace(" ", "\u00a0")
    assert figures.with_unbroken_figures(html) == html.replace(f"costs {words} a", f"costs {held} a")


def test_a_sum_in_subhead_caption_and_the_lines_of_lists_stays_on_one_line() -> None:
    image = '[[images]]\nfile = "https://x.example/hall.png"\nalt = "The hall"\ncaption = "It cost $5 million."\n'
    made = sample_edition(front=FRONT.replace("The branch lends", "A $5 million branch lends") + image)
    config, lines = sample_config(), [editions.listing(made), editions.listing(made)._replace(slug="second")]
    front = list_pages.plan(lines, config, None, made.published)["index.html"].render().decode()
    held = "$5\u00a0million"
    assert f'<p class="subhead">A {held} ' in page(made) and f"<figcaption>It cost {held}." in page(made)
    assert front.count(f"<p>A {held} branch") == 2


@pytest.mark.parametrize(
    ("form", "language", "held"),
    [
        ("{place}, {month} {day} —", "en", "PORT ELLERY, March~2~—"),
        ("{place} — {weekday}, {month} {day}, {year} —", "en", "PORT ELLERY — Monday, March~2,~2026~—"),
        ("{place}, {day}. {month} –", "de", "PORT ELLERY, 2.~März –"),
        ("{place}, {day} de {month} –", "es", "PORT ELLERY, 2~de~marzo –"),
        ("{place}, {day} {month} –", "fr", "PORT ELLERY, 2~mars –"),
    ],
)
def test_no_line_breaks_inside_the_date_of_a_dateline(form: str, language: str, held: str) -> None:
    config = sample_config(dateline=form)
    document = sample_document(config=config, front=f'language = "{language}"\n{FRONT}')
    made = editions.edition(document.release, config)
    held = held.replace("~", "\u00a0")
    mail = message.html(made, config, None).decode().replace("&nbsp;", "\u00a0")
    assert held.rstrip("—– ") in mail
    if "year" not in form:
        assert held in pages.release_page(made, config, None).decode()


@pytest.mark.parametrize("words", ["in 2026 a plan", "9 hours", "12.5 h of rain, 4,5 h"])
def test_other_words_behind_a_number_stay(words: str) -> None:
    assert figures.with_unbroken_figures(f"<p>{words}</p>") == f"<p>{words}</p>"


def test_code_stays_as_typed() -> None:
    html = "<pre>\n<code>total 5\n$ 20 million\n</code></pre>\n<p>Type <code>at 9 am</code>, it says.</p>"
    assert figures.with_unbroken_figures(f"{html}<p>By 9 p.m.</p>") == f"{html}<p>By 9\u00a0p.m.</p>"


def test_pages_and_mails_hold_times_together_and_plain_text_is_as_written(newsroom, tmp_path: Path) -> None:
    (tmp_path / "newsroom.toml").write_bytes((HERE / "newsroom.toml").read_bytes())
    (tmp_path / "releases").mkdir()
    body = f"{BODY}\nIt is open from 9 a.m. to 8 p.m.\n"
    (tmp_path / "releases/2026-03-02-library.md").write_text(sample_text(body=body), encoding="utf-8")
    assert newsroom("build").code == 0
    page = (tmp_path / "public/releases/2026-03-02-library.html").read_text(encoding="utf-8")
    assert "from 9\u00a0a.m. to 8\u00a0p.m." in page
    assert "9&nbsp;a.m. to 8&nbsp;p.m." in newsroom("email", "2026-03-02-library", "--format", "html").out
    assert "from 9 a.m. to 8 p.m." in newsroom("email", "2026-03-02-library", "--format", "text").out
