"""The e-mail of a release: what every mail must be, whatever the release holds."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.policy import default
from email.utils import parseaddr
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import BODY, FRONT, HERE, sample_config, sample_edition, sample_release
from sampling import examples

from newsroom_cli.model.config import Config, Contact
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.edition import Edition, Picture
from newsroom_cli.newsroom.edition import edition as make_edition
from newsroom_cli.publishing.mail import body, head
from newsroom_cli.publishing.mail import message as mail

VOID = {"meta", "link", "br", "hr", "img"}


class Reader(HTMLParser):
    """Reads HTML strictly: every start has its end. `elements` are (name, attributes), `words` what is shown."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.deepest = 0
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
            self.deepest = max(self.deepest, len(self._open))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "title"):
            self.words += data

    def all(self, *names: str) -> list[dict[str, str]]:
        return [given for name, given in self.elements if name in names]


def config(**email: Any) -> Config:
    made = sample_config()
    return made._replace(email=made.email._replace(**email))


def page(edition: Edition, **email: Any) -> str:
    return mail.html(edition, config(**email), None).decode()


def read(edition: Edition, **email: Any) -> Reader:
    return Reader(page(edition, **email))


def shown(html: str) -> str:
    """The body of a mail whose release has this clean HTML, without the styles."""
    made = page(sample_edition(html=html))
    inside = made.partition('class="edge body"')[2].partition(">")[2].partition('<p class="end"')[0]
    return re.sub(r' style="[^"]*"', "", inside).strip()


def parsed(raw: bytes) -> EmailMessage:
    return BytesParser(policy=default).parsebytes(raw)


def raw_headers(raw: bytes) -> str:
    return raw.partition(b"\r\n\r\n")[0].decode("ascii")


def names(raw: bytes) -> list[str]:
    return [line.partition(":")[0] for line in raw_headers(raw).split("\r\n") if not line.startswith((" ", "\t"))]


ORDINARY = [
    "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "MIME-Version", "Content-Type", "X-Unsent",
]  # fmt: skip


# --- HTML: the checklist --------------------------------------------------------------------------------------


def test_language_and_direction_stand_on_the_page_and_on_what_webmail_keeps_of_it() -> None:
    found = read(sample_edition(language="es"))
    wrapper = next(given for given in found.all("div") if given.get("role") == "article")
    assert found.all("html") == [{"lang": "es", "dir": "ltr"}]
    assert (wrapper["lang"], wrapper["dir"]) == ("es", "ltr")
    assert wrapper["aria-roledescription"] == "correo electrónico"
    assert wrapper["aria-label"] == "City Opens Harbour Quarter Library"


def test_the_page_declares_its_title_character_set_and_colour_schemes() -> None:
    made = page(sample_edition())
    assert made.startswith("<!DOCTYPE html>")
    assert made.index('<meta charset="utf-8">') < 200
    assert "<title>City Opens Harbour Quarter Library</title>" in made
    assert '<meta name="color-scheme" content="light dark">' in made
    assert "prefers-color-scheme" in made and "[data-ogsc]" in made and "[data-ogsb]" in made


def test_layout_tables_are_said_to_be_layout_and_data_tables_have_heads() -> None:
    table = "| Day | Opens |\n|---|---|\n| Monday | 9 |\n"
    found = read(sample_edition(body=table))
    roles = [given.get("role") for given in found.all("table")]
    assert roles.count(None) == 1 and roles.count("presentation") == len(roles) - 1
    assert [given["scope"] for given in found.all("th")] == ["col", "col"]


def test_figures_in_a_table_never_break_and_one_too_wide_for_a_phone_scrolls_in_a_box() -> None:
    wide = page(sample_edition(body="| Budget | Spent | Rate |\n|---|--:|--:|\n| $41,200,000 | 28 840 000 € | 7% |\n"))
    (box,) = re.findall(r'<div class="scroll"[^>]*>', wide)
    assert all(part in box for part in ('tabindex="0"', 'aria-label="Table"', "overflow-x: auto"))
    assert len(re.findall(r"<t[dh] [^>]*word-break: normal", wide)) == 6
    assert re.search(r"<td [^>]*white-space: nowrap[^>]*>28&nbsp;840&nbsp;000&nbsp;€", wide)
    assert 'class="scroll' not in page(sample_edition(body="| Day | Opens |\n|---|---|\n| Monday | 9 |\n"))


def test_a_text_that_begins_with_a_heading_has_one_gap_above_it_not_two() -> None:
    bodies = "## Why\n\nText.", "Text."
    headed, usual = (re.search(r'<td class="edge body[^>]*>', page(sample_edition(body=body))) for body in bodies)
    assert headed and usual and "padding-top: 0" in headed[0] and "padding-top: 26px" in usual[0]


def test_every_text_is_there_once_in_reading_order() -> None:
    words = " ".join(read(sample_edition()).words.split())
    order = [
        "Port Ellery is an invented city", "City of Port Ellery", "Office of the Mayor", "Press release",
        "City Opens Harbour Quarter Library", "The branch lends books", "PORT ELLERY — Monday, March 2, 2026 —",
        "“Nobody in this city", "###", "Media contact", "Press Desk", "+1 617 555 0100", "press@port-ellery.example",
        "About the Office of the Mayor:", "Read this release on news.port-ellery.example", "1 Quay Street",
    ]  # fmt: skip
    at = words.index("Port Ellery is an invented city")  # the preview line before it repeats some of them
    for phrase in order:
        at = words.index(phrase, at) + len(phrase)
    assert words.count("March 2, 2026") == 1


def test_the_date_stands_above_the_text_where_the_dateline_has_none_or_is_cut_off() -> None:
    no_date = config()._replace(dateline="{place} —")
    made = sample_edition(
        dateline="PORT ELLERY —", html="<p>PORT ELLERY — The city.</p>", text="PORT ELLERY — The city.\n"
    )
    assert mail.html(made, no_date, None).decode().count("March&nbsp;2,&nbsp;2026") == 1
    assert mail.text(made, no_date, None).decode().count("March 2, 2026") == 1
    long = sample_edition(body=f"{'word ' * 40_000}\n\nEnd.")
    assert "March&nbsp;2,&nbsp;2026" in mail.html(long, config(), None).decode()


def test_there_is_one_first_heading_and_no_gap_below_it() -> None:
    found = read(sample_edition(body="#### Deep\n\nText.\n\n## Shallow\n\nText.\n\n##### Deeper\n\nText."))
    levels = [int(name[1]) for name, _ in found.elements if re.fullmatch(r"h\d", name)]
    assert levels == [1, 2, 2, 3, 2]


def test_the_preview_line_is_hidden_without_tiny_letters_and_of_useful_length() -> None:
    made = page(sample_edition())
    match = re.search(r'<div class="preheader"[^>]*style="([^"]*)"[^>]*>([^<]*)</div>', made)
    assert match is not None
    assert "display: none" in match[1] and "max-height: 0" in match[1] and "overflow: hidden" in match[1]
    assert "font-size" not in match[1]
    assert 30 <= len(match[2]) <= 250
    assert match[2].startswith("The branch lends books seven days a week. The city today")


def test_styles_are_in_the_elements_and_what_cannot_be_stays_small_and_flat() -> None:
    made = page(sample_edition(body=f"## Heading\n\n{BODY}"))
    sheets = re.findall(r"<style>(.*?)</style>", made, re.S)
    sheet = sheets[-1]
    assert len(sheet) < 16_000 and "@import" not in sheet and "@font-face" not in sheet
    for block in re.findall(r"@media[^{]*\{(.*?\})\s*\}", sheet, re.S):
        assert "@" not in block
        assert all("!important" in declaration for declaration in re.findall(r":[^;{}]+;", block))
    for name, attributes in Reader(made).elements:
        if name in ("p", "h1", "h2", "a", "td"):
            assert attributes.get("style"), name


def test_no_letter_is_smaller_than_twelve_pixels() -> None:
    made = page(
        sample_edition(body="H<sub>2</sub>O <small><small>small</small></small> `code` x<sup>1</sup>\n\n###### Six")
    )
    sizes = [float(size) for size in re.findall(r"font-size:\s*([\d.]+)px", made)]
    assert sizes and min(sizes) >= 12
    assert re.findall(r"font-size:\s*[\d.]+(?!px)[a-z%]+", made) == []
    for name, attributes in Reader(made).elements:
        if name in ("small", "sub", "sup", "code", "h6"):
            assert "font-size" in attributes["style"], name


def test_layout_uses_only_what_all_clients_lay_out() -> None:
    made = page(sample_edition(draft=True))
    styles = " ".join(re.findall(r' style="([^"]*)"', made))
    assert (
        re.findall(r"flex|grid|position|var\(|calc\(|rem\b|border-spacing|background-image|border-radius", styles) == []
    )


def test_outlook_comments_are_paired_and_their_tables_balanced() -> None:
    made = page(sample_edition())
    inside = re.findall(r"<!--\[if mso\]>(.*?)<!\[endif\]-->", made, re.S)
    assert made.count("<!--[if") == made.count("<![endif]-->") == len(inside) == 3
    joined = "".join(inside)
    for tag in ("table", "tr", "td", "style", "xml"):
        assert len(re.findall(rf"<{tag}\b", joined)) == len(re.findall(rf"</{tag}>", joined)), tag


def test_the_foot_has_the_postal_address_and_a_plain_way_out() -> None:
    assert read(sample_edition()).words.rstrip().endswith("1 Quay Street, Port Ellery")
    found = read(sample_edition(), unsubscribe="https://news.port-ellery.example/out")
    assert found.all("a")[-1]["href"] == "https://news.port-ellery.example/out"
    assert found.words.rstrip().endswith("Unsubscribe")


def test_the_same_release_gives_the_same_bytes() -> None:
    script = (
        "import sys; from samples import *; from newsroom_cli.publishing.mail import message as mail; edition = "
        "sample_edition(language='es');"
        "sys.stdout.buffer.write(b''.join(f(edition, sample_config(), None) for f in (mail.html, mail.text, mail.eml)))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=HERE,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""


# --- what stands in the frame ---------------------------------------------------------------------------------


def test_only_a_proof_says_that_it_is_one_and_what_is_embargoed() -> None:
    front = FRONT.replace("[dateline]", "embargo = 2026-03-02T06:00:00-05:00\n[dateline]")
    proof = sample_edition(front=front, draft=True)
    words = read(proof).words.replace("\xa0", " ")
    assert "Embargoed until Monday, March 2, 2026, 6 a.m. EST" in words
    assert "Proof, not for publication" in words
    text = mail.text(proof, config(), None).decode().replace("\xa0", " ")
    assert "*** EMBARGOED UNTIL Monday, March 2, 2026, 6 a.m. EST (11:00 UTC)\n" in text
    assert parsed(mail.eml(proof, config(), None))["Subject"] == "[Embargoed] City Opens Harbour Quarter Library"
    assert "Read this release" not in words + text, "there is no page yet to read it on"
    public = sample_edition(front=front)
    assert "mbargo" not in read(public).words and "Proof" not in read(public).words
    assert "EMBARGO" not in mail.text(public, config(), None).decode()


def test_words_in_capitals_have_those_of_their_language(tmp_path: Path) -> None:
    own = '[mail]\nembargo = "Yayın izni"\nproof = "Deneme"\n[notices]\ncorrection = "Düzeltildi"\n'
    tmp_path.joinpath("words").mkdir()
    tmp_path.joinpath("words", "tr.toml").write_text(own, encoding="utf-8")
    front = FRONT.replace("[dateline]", 'language = "tr"\nembargo = 2026-03-02T06:00:00-05:00\n[dateline]')
    front += '[[corrections]]\nchange = "correction"\ndate = 2026-03-05\nreason = "Sokak."\n'
    proof = make_edition(sample_release(front=front), config(), tmp_path, draft=True)
    text = mail.text(proof, config(), tmp_path).decode()
    assert "*** YAYIN İZNİ " in text and "\nDÜZELTİLDİ (" in text
    assert "<title>YAYIN İZNİ " in mail.html(proof, config(), tmp_path).decode()


def test_the_subject_of_a_killed_release_says_its_date_and_not_its_headline() -> None:
    notice = '[[corrections]]\nchange = "killed"\ndate = 2026-03-05\nreason = "It was sent in error."\n'
    killed = sample_edition(front=FRONT.replace('"approved"', '"withdrawn"') + notice)
    subject = parsed(mail.eml(killed, config(), None))["Subject"]
    assert subject == "WITHDRAWN: This release has been withdrawn (March 2, 2026)"


def test_the_mail_of_a_killed_release_has_the_address_of_its_page_and_does_not_offer_the_release() -> None:
    notice = '[[corrections]]\nchange = "killed"\ndate = 2026-03-05\nreason = "It was sent in error."\n'
    killed = sample_edition(front=FRONT.replace('"approved"', '"withdrawn"') + notice)
    text = mail.text(killed, config(), None).decode()
    both = read(killed).words + text
    assert "It was sent in error." in both and "Read this release" not in both
    assert f"\n<{killed.url}>\n" in text and f'<a href="{killed.url}"' in page(killed)


def test_a_proof_without_headline_still_shows_itself() -> None:
    empty = sample_edition(front='kind = "release"\n', body="", draft=True)
    assert "<h1" in page(empty) and "Headline to come" in page(empty)
    message = parsed(mail.eml(empty, config(), None))
    assert message["Subject"] == "[Proof] Headline to come"
    assert message["Date"] is None, "a release without date has no date to invent"


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-03-05T10:00:00-05:00", "2026-03-05T11:30:00-05:00", "Thursday, March 5, 2026, 10 a.m. – 11:30 a.m. EST"),
        ("2026-03-05T10:00:00-05:00", None, "Thursday, March 5, 2026, 10 a.m. EST"),
        ("2026-03-05T10:00:00-08:00", None, "Thursday, March 5, 2026, 10 a.m. UTC−8"),
        ("2026-07-01T00:00:00-04:00", "2026-07-03T00:00:00-04:00", "Wednesday, July 1, 2026 – Friday, July 3, 2026"),
        (
            "2026-07-01T20:00:00-04:00",
            "2026-07-02T01:00:00-04:00",
            "Wednesday, July 1, 2026, 8 p.m. – Thursday, July 2, 2026, 1 a.m. EDT",
        ),
    ],
)
def test_an_event_says_when_in_the_place_of_the_event(starts: str, ends: str | None, said: str) -> None:
    edition = sample_edition(
        event_starts=dt.datetime.fromisoformat(starts),
        event_ends=dt.datetime.fromisoformat(ends) if ends else None,
        event_place="Harbour Quarter Library\n12 Quay Street",
    )
    words = read(edition).words.replace("\xa0", " ")
    text = mail.text(edition, config(), None).decode().replace("\xa0", " ")
    assert f"When: {said}\n" in words
    assert f"When: {said} Where: Harbour Quarter Library, 12 Quay Street " in " ".join(text.split()) + " "
    assert "Where: Harbour Quarter Library12 Quay Street" in words


def test_an_updated_release_says_so() -> None:
    edition = sample_edition(updated=dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC))
    assert "Updated March\u00a04,\u00a02026" in read(edition).words
    assert "(updated March 4, 2026" in mail.text(edition, config(), None).decode()


def test_plain_text_is_found_by_its_dates_and_times() -> None:
    at_nine = dt.datetime(2026, 3, 4, 9, tzinfo=dt.UTC)
    edition = sample_edition(updated=at_nine, embargo=at_nine, draft=True, event_starts=at_nine)
    assert "\u00a0" not in mail.text(edition, config(), None).decode()


def test_a_release_from_elsewhere_names_its_source() -> None:
    edition = sample_edition(source_name="Harbour Times, 1 March", source_url="https://times.example/a")
    assert "First published by Harbour Times, 1 March" in read(edition).words
    assert (
        "First published by Harbour Times, 1 March\n<https://times.example/a>"
        in mail.text(edition, config(), None).decode()
    )


def test_contacts_are_links_where_they_can_be_called() -> None:
    contacts = (
        Contact("Ana", "+1 617 555 0100", "ana@port-ellery.example"),
        Contact("Bo", "ask the desk", "bo at desk"),
    )
    found = read(sample_edition(contacts=contacts))
    hrefs = [given["href"] for given in found.all("a")]
    assert "tel:+16175550100" in hrefs and "mailto:ana@port-ellery.example" in hrefs
    assert "ask the desk" in found.words and "bo at desk" in found.words
    assert len([href for href in hrefs if href.startswith(("tel:", "mailto:"))]) == 2


def test_an_arabic_release_reads_from_the_right() -> None:
    edition = sample_edition(
        headline="المدينة تفتتح مكتبة حي الميناء", subhead="", language="ar", direction="rtl",
        html="<p>افتتحت المدينة اليوم مكتبتها.</p>\n<blockquote><p>كتاب</p></blockquote>\n<ul><li>قاعة</li></ul>",
    )  # fmt: skip
    made = page(edition)
    assert 'dir="rtl"' in made and "text-align: right" in made and "text-align: left" not in made
    assert "border-right: 3px" in made and "border-left: 3px" not in made
    assert "للتواصل الصحفي" in made, "words of the frame are in the language of the release"
    assert re.search(r'<p(?=[^>]* dir="auto")(?=[^>]* lang="en") class="sender"[^>]*>City of Port Ellery', made)
    assert re.search(r'dir="ltr"[^>]*white-space: nowrap[^>]*>\+1 617 555 0100<', made)


@pytest.mark.parametrize("language", ["ar", "he", "en"])
def test_telephone_numbers_of_an_arabic_or_hebrew_mail_read_from_the_left(language: str) -> None:
    contacts = Contact("ليلا", "+1 617 555 0100", ""), Contact("Ana", "617 555 0101 / 617 555 0102", "")
    front = FRONT.replace("status", f'language = "{language}"\nstatus')
    edition = sample_edition(front=front, body="اتصلوا على +1 617 555 0142 اليوم.", contacts=contacts)
    made, text = page(edition), mail.text(edition, config(), None).decode()
    numbers = re.findall(r'<(?:a|span)(?=[^>]* dir="(?:ltr|auto)")[^>]*>([+\d][^<]*)<', made)
    marked = [line.replace("\u00a0", " ") for line in re.findall("\u200f\u200e([\\d+][\\d \u00a0+/]+)", text)]
    if language == "en":
        assert numbers == ["+1 617 555 0100"] and marked == [] and "على +1 617 555 0142 اليوم" in text
    else:
        shown = [number for number in numbers if number != "+1 617 555 0142"]
        assert shown == [contact.phone for contact in contacts] and "+1 617 555 0142" in numbers
        assert [number.strip() for number in marked] == ["+1 617 555 0142", *shown]


def test_the_dateline_of_an_arabic_mail_is_isolated() -> None:
    made = page(sample_edition(front=FRONT.replace("status", 'language = "ar"\nstatus')))
    assert re.search(r'<p[^>]*><span dir="rtl"><span dir="ltr">PORT ELLERY</span> — [^<]*\d{4} —</span> <span', made)


def test_a_language_without_words_gets_english_ones_that_say_so() -> None:
    edition = sample_edition(language="sw")
    assert re.search(r'<h2(?=[^>]* dir="ltr")(?=[^>]* lang="en")[^>]*>Media contact</h2>', page(edition))
    assert "lang" not in read(sample_edition()).all("h2")[0]


def test_a_language_that_is_none_is_not_passed_on() -> None:
    edition = sample_edition(language='x"><script>')
    assert "script" not in read(edition).all("html")[0]
    assert parsed(mail.eml(edition, config(), None))["Content-Language"] is None


# --- pictures -------------------------------------------------------------------------------------------------


def test_pictures_have_words_a_whole_width_and_a_format_that_every_client_shows() -> None:
    html = (
        '<p><img src="https://x.example/a.png" alt="A"><img src="https://x.example/b.jpg" alt="" width="100">'
        '<img src="https://x.example/c.gif" alt="C" width="4000" height="auto"></p>'
    )
    found = read(sample_edition(html=html)).all("img")
    assert [(given["alt"], given["width"]) for given in found] == [("A", "536"), ("", "100"), ("C", "536")]
    assert all("height" not in given for given in found)


@pytest.mark.parametrize(
    ("size", "width"),
    [((0, 0), 536), ((4000, 0), 536), ((48, 48), 48), ((3000, 600), 536), ((900, 1600), 360), ((1, 4000), 1)],
)
def test_an_upright_picture_fits_on_a_screen(size: tuple[int, int], width: int) -> None:
    assert body.shown_width(*size) == width


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("https://x.example/a.svg", '<a href="https://x.example/a.svg">[Chart]</a>'),
        ("https://x.example/a.webp?size=2", '<a href="https://x.example/a.webp?size=2">[Chart]</a>'),
        ("http://x.example/a.png", '<a href="http://x.example/a.png">[Chart]</a>'),
        ("data:image/png;base64,AAAA", "[Chart]"),
        ("javascript:alert(1)", "[Chart]"),
        ("", "[Chart]"),
    ],
)
def test_a_picture_that_clients_refuse_becomes_its_words(src: str, expected: str) -> None:
    assert shown(f'<p><img src="{src}" alt="Chart"></p>') == f"<p>{expected}</p>"


def test_a_refused_picture_in_a_link_leaves_the_link_alone() -> None:
    html = '<p><a href="https://x.example/"><img src="https://x.example/a.svg" alt="Logo"></a></p>'
    assert shown(html) == '<p><a href="https://x.example/">[Logo]</a></p>'


def test_counting_pixels_are_left_out() -> None:
    assert shown('<p>a<img src="https://x.example/a.gif" alt="" width="1" height="1"></p>') == "<p>a</p>"


def test_the_first_picture_stands_above_the_body_as_on_the_page_and_each_is_there_once() -> None:
    pictures = (
        Picture("https://x.example/a.jpg", "", "Front", "The front.", "Lena Brook", 1200, 800),
        Picture("https://x.example/b.jpg", "", "Inside", "", ""),
        Picture("https://x.example/c.svg", "", "Plan", "", ""),
    )
    edition = sample_edition(html='<p><img src="https://x.example/b.jpg" alt="Inside"></p>', pictures=pictures)
    found = read(edition)
    assert [given["src"] for given in found.all("img")] == ["https://x.example/a.jpg", "https://x.example/b.jpg"]
    assert "The front. Picture: Lena Brook" in found.words


def test_a_picture_that_stands_alone_in_the_text_has_its_caption_and_credit_as_on_the_page() -> None:
    inside = Picture("https://x.example/b.jpg?a&b", "", "Inside", "The hall.", "Lena Brook", 1200, 800)
    edition = sample_edition(html='<p><img src="https://x.example/b.jpg?a&amp;b" alt="Inside"></p>', pictures=(inside,))
    found = read(edition)
    assert [given["src"] for given in found.all("img")] == ["https://x.example/b.jpg?a&b"]
    assert found.words.count("The hall. Picture: Lena Brook") == 1


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize("hall", ["![The hall](hall.jpg)", '<img src="hall.jpg" alt="The hall">'])
def test_a_picture_in_the_text_has_caption_and_credit_in_both_mails_and_its_address_in_the_text(
    mark: str, hall: str
) -> None:
    images = (
        '[[images]]\nfile = "hall.jpg"\nalt = "The hall"\ncaption = "The hall at noon."\ncredit = "Lena Brook"\n'
        '[[images]]\nfile = "plan.png"\nalt = "The plan"\ncaption = "The plan"\n'
    )
    body = f"Text.\n\n{mark}{hall}\n\n![The plan](plan.png)\n\n<https://x.example/hall.jpg>\n"
    edition = sample_edition(front=FRONT + images, body=body)
    assert mark or "The hall at noon. Picture: Lena Brook" in read(edition).words
    text = mail.text(edition, config(), None).decode()
    site = "https://news.port-ellery.example/releases"
    words = f"[Image: The hall]\nThe hall at noon.\nPicture: Lena Brook\n<{site}/hall.jpg>\n"
    assert "".join(f"{mark}{line}" for line in words.splitlines(keepends=True)) in text
    assert f"\n\n[Image: The plan]\n<{site}/plan.png>\n\nhttps://x.example/hall.jpg\n" in text


# --- links ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "words", "expected"),
    [
        (
            "https://port-ellery.example/a?b=1&c=2",
            "here",
            '<a href="https://port-ellery.example/a?b=1&amp;c=2">here</a>',
        ),
        ("https://bank.example@evil.example/", "x", '<a href="https://evil.example/">x</a>'),
        (
            "https://evil.example/",
            "https://bank.example",
            '<a href="https://evil.example/">https://bank.example (evil.example)</a>',
        ),
        ("https://evil.example/", "bank.example", '<a href="https://evil.example/">bank.example (evil.example)</a>'),
        (
            "https://evil.example/",
            "https://evil.example@bank.example/",
            '<a href="https://evil.example/">https://evil.example@bank.example/ (evil.example)</a>',
        ),
        ("https://www.city.example/a", "city.example", '<a href="https://www.city.example/a">city.example</a>'),
        ("https://books.city.example/", "city.example", '<a href="https://books.city.example/">city.example</a>'),
        ("https://city.example/plan.pdf", "plan.pdf", '<a href="https://city.example/plan.pdf">plan.pdf</a>'),
        (
            "mailto:a@evil.example",
            "ceo@bank.example",
            '<a href="mailto:a@evil.example">ceo@bank.example (a@evil.example)</a>',
        ),
        ("https://x.example/", "", '<a href="https://x.example/">x.example</a>'),
        ("https://x.example/%zz [x]|^", "x", '<a href="https://x.example/%25zz%20%5Bx%5D%7C%5E">x</a>'),
        ("https://exämple.example/ä", "x", '<a href="https://xn--exmple-cua.example/%C3%A4">x</a>'),
        ("tel:+1%20617%20555%200100", "call", '<a href="tel:+16175550100">call</a>'),
        ("javascript:alert(1)", "x", "x"),
        ("java\tscript:alert(1)", "x", "x"),
        (" &#106;avascript:alert(1)", "x", "x"),
        ("data:text/html,x", "x", "x"),
        ("//evil.example/", "x", "x"),
        ("https:///x", "x", "x"),
        ("https://[::1", "x", "x"),
        ("https://x.example:99999999/", "x", "x"),
        ("https://x.example/" + "a" * 3000, "x", "x"),
        ("mailto:", "x", "x"),
    ],
)
def test_a_link_leads_where_it_says_or_nowhere(href: str, words: str, expected: str) -> None:
    assert shown(f'<p><a href="{href}">{words}</a>.</p>') == f"<p>{expected}.</p>"


def test_a_long_word_and_a_long_address_may_break() -> None:
    made = page(sample_edition(body="x" * 90 + "\n\n<https://port-ellery.example/" + "a" * 190 + ">"))
    assert re.search(r'<div class="wrapper"[^>]*style="[^"]*word-break: break-word', made)


# --- hostile bodies -------------------------------------------------------------------------------------------

MARKUP = [
    "<script>alert(1)</script>", "<iframe src='https://evil.example'></iframe>", "<form><input name=a></form>",
    "<svg onload=alert(1)></svg>", "<base href='https://evil.example/'>", "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>", "<img src=x onerror=alert(1)>",
    '<p style="background:url(javascript:alert(1))" onclick="x()">a</p>', "<style>p{color:expression(1)}</style>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->", "<![if !mso]>", "<!--[if gte mso 9]>", "]]>", "-->",
    "<object data=x></object>", "<video src=x></video>", "<math><mi>x</mi></math>", "<title>x</title>",
    "</table></td></div></body></html>",
]  # fmt: skip


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("clean", [True, False], ids=["from-markdown", "past-the-cleaner"])
def test_markup_that_does_something_never_arrives(markup: str, clean: bool) -> None:
    source = f"Before.\n\n{markup}\n\nAfter."
    edition = sample_edition(body=source) if clean else sample_edition(html=f"<p>Before.</p>{markup}<p>After.</p>")
    made = page(edition)
    found = Reader(made)
    ordinary = Reader(page(sample_edition(body="Before.\n\nAfter.")))
    allowed = {name for name, _ in ordinary.elements} | {"img"}
    assert {name for name, _ in found.elements} <= allowed
    assert [key for _, given in found.elements for key in given if key.startswith("on")] == []
    assert made.count("<!--") == page(sample_edition()).count("<!--")
    values = " ".join(value for _, given in found.elements for value in given.values())
    assert "evil.example" not in values and "javascript" not in values
    # In Markdown a comment that is never closed takes the rest of the text with it.
    assert "Before." in found.words and ("After." in found.words or (clean and markup == "<!--[if gte mso 9]>"))


def test_escaped_markup_stays_text() -> None:
    found = read(
        sample_edition(body="He wrote &lt;script&gt;alert(1)&lt;/script&gt; on the board.", headline="<b>Bold & co</b>")
    )
    assert "<script>alert(1)</script>" in found.words and "<b>Bold & co</b>" in found.words
    assert found.all("script", "b") == []


@pytest.mark.parametrize(
    "template", ["{{ 7*7 }}", "{% include 'site/base.html' %}", "{{ ''.__class__.__mro__ }}", "{# x #}"]
)
def test_template_syntax_in_a_release_stays_text(template: str) -> None:
    edition = sample_edition(
        headline=template, subhead=template, kind_label=template, office_name=template, event_place=template,
        html=f"<p>{template} <img src='' alt=''></p>", text=f"{template}\n", lede=template,
        contacts=(Contact(template, template, template),), source_name=template, boilerplate_html=f"<p>{template}</p>",
        boilerplate_text=template, end_mark=template,
        pictures=(Picture("https://x.example/a.png", "", template, template, template),),
    )  # fmt: skip
    made, text = page(edition), mail.text(edition, config(), None).decode()
    assert Reader(made).words.count(template) >= 12
    assert text.count(template) >= 10
    assert "49" not in Reader(made).words
    assert parsed(mail.eml(edition, config(), None))["Subject"] == template


def test_a_deep_body_is_shown_and_does_not_end_the_process() -> None:
    for deep in (
        "<div>" * 20_000 + "x" + "</div>" * 20_000,
        "<ul>" * 5_000 + "x",
        "<blockquote>" * 5_000 + "x",
        "<b>" * 5_000 + "x",
    ):
        found = read(sample_edition(html=deep))
        assert found.deepest <= 200
        assert "x" in found.words
    assert read(sample_edition(body=">" * 20_000 + " deep")).words


def test_characters_that_no_mail_may_hold_are_left_out() -> None:
    bad = "a\x00b\x08c\x7fd\x92e\u202ef\u2066g\ufdd0h\ud800i"
    edition = sample_edition(
        headline=bad, html=f"<p>{bad}</p>", text=bad, lede=bad, subhead=bad, contacts=(Contact(bad, bad, bad),)
    )
    made, text = page(edition), mail.text(edition, config(), None).decode()
    for written in (made, text):
        assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0\ud800-\udfff]", written) == []
        assert "abcdefgh\ufffdi" in written
    assert names(mail.eml(edition, config(), None)) == ORDINARY


@settings(max_examples=examples(150), deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [f"<{slash}{tag}>" for slash in ("", "/") for tag in (
                "p", "b", "a href=\"https://x.example\"", "ul", "ol", "li", "h2", "h5", "table", "tr", "th", "td",
                "tbody",
                "thead", "caption", "blockquote", "pre", "dl", "dt", "dd", "figure", "div", "span", "x")]
            + ["<br>", "<hr>", '<img src="https://x.example/a.png" alt="a">', "words", " "]
            + ["&nbsp;", "<", ">", "&amp;", '"']
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_soup_of_tags_becomes_balanced_blocks_with_all_its_words(soup: list[str]) -> None:
    blocks = body.fitting_blocks("".join(soup))
    told = "".join(Reader(block).words for block in blocks)
    assert told.count("words") == soup.count("words")
    for block in blocks:
        found = Reader(block)
        assert not re.search(r"<(h\d|th)\b[^>]*>\s*</", block), "nothing to hear where a heading is announced"
        assert all(given.get("href") for given in found.all("a"))


def test_blocks_end_the_words_they_cannot_stand_in() -> None:
    assert body.fitting_blocks("<b><p>a</p></b>") == ("<p>a</p>",)
    assert body.fitting_blocks("<h2><p>a</p></h2>") == ("<p>a</p>",)
    assert body.fitting_blocks("loose <b>words</b><p>a</p>") == ("<p>loose <b>words</b></p>", "<p>a</p>")
    assert body.fitting_blocks("<ul>a<ul><li>b</li></ul></ul>") == ("<ul><li>a<ul><li>b</li></ul></li></ul>",)
    assert body.fitting_blocks("<li>a</li>") == ("<div>a</div>",)
    assert body.fitting_blocks("<table><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></table>") == (
        '<table><tr><th scope="col">A</th><td>1</td></tr><tr><th scope="row">B</th><td>2</td></tr></table>',
    )
    assert body.fitting_blocks("<table><thead><tr><th>A</th></tr></thead></table>") == (
        "<table><thead><tr><td>A</td></tr></thead></table>",
    )


# --- size -----------------------------------------------------------------------------------------------------

HUGE = {
    "many paragraphs": {"html": "<p>Words and words.</p>\n" * 250_000},
    "one paragraph": {"html": f"<p>{'word ' * 1_000_000}</p>"},
    "many links": {"html": '<p><a href="https://x.example/">x</a></p>\n' * 100_000},
    "one list": {"html": f"<ul>{'<li>x</li>' * 100_000}</ul>"},
    "quotation marks": {"html": f"<p>{'&quot;' * 30_000}</p>", "headline": '"' * 50_000, "subhead": "&" * 50_000},
    "one word as headline": {"headline": "x" * 50_000},
    "a text as headline": {"headline": "many words " * 5_000},
    "many contacts": {"contacts": (Contact('"' * 300, "1" * 300, "x" * 300 + "@x.example"),) * 1_000},
    "many pictures": {
        "pictures": (Picture("https://x.example/" + "a" * 1900, "", "a" * 900, "c" * 2000, "d" * 900),) * 500
    },
    "a long boilerplate": {"boilerplate_html": "<p>About us.</p>" * 20_000},
    "everything": {
        "html": "<p>x</p>" * 100_000, "headline": "<" * 50_000, "subhead": "<" * 50_000, "event_place": "<" * 50_000,
        "source_name": "<" * 50_000, "office_name": "<" * 50_000, "lede": "<" * 50_000,
        "contacts": (Contact("<" * 300, "<" * 300, "<" * 300),) * 1_000, "boilerplate_html": "<p>x</p>" * 20_000,
        "pictures": (Picture("https://x.example/" + "a" * 1900, "", "<" * 900, "<" * 2000, "<" * 900),) * 500,
    },
}  # fmt: skip


@pytest.mark.parametrize("changes", HUGE.values(), ids=HUGE.keys())
def test_no_release_makes_a_mail_that_gmail_cuts(changes: dict[str, Any]) -> None:
    made = mail.html(sample_edition(**changes), config(), None)
    assert len(made) <= 102_000
    found = Reader(made.decode())
    assert "https://news.port-ellery.example/releases/2026-03-02-library.html" in [
        given["href"] for given in found.all("a")
    ]


def test_a_long_release_shows_its_first_whole_paragraphs_and_a_link() -> None:
    paragraphs = [f"Paragraph {number} has some words.\n\n" for number in range(4_000)]
    edition = sample_edition(body="".join(paragraphs))
    found = read(edition)
    told = re.findall(r"Paragraph (\d+) has some words\.", found.words.partition("Press release")[2])
    assert 100 < len(told) < 1_000
    assert [int(number) for number in told] == list(range(len(told)))
    assert "Read this release on" not in found.words, "one link is enough"
    assert "Read the whole release on news.port-ellery.example" in found.words
    assert "###" not in found.words, "the end mark would say that this is all"
    text = mail.text(edition, config(), None).decode()
    assert re.findall(r"Paragraph (\d+) has some words\.", text) == told and "###" not in text
    assert "This is the beginning of a long release.\nRead the whole release on news.port-ellery.example:" in text
    whole = mail.text(edition, config(), None, whole=True).decode()
    assert "Paragraph 3999 has some words." in whole and "###" in whole


def test_the_beginning_of_a_release_does_not_end_with_a_heading() -> None:
    words = read(sample_edition(body="Words.\n\n## Heading\n\n" + "- item\n" * 20_000)).words
    assert "Words." in words.partition("Press release")[2] and "Heading" not in words


def test_a_short_release_with_many_contacts_is_not_cut() -> None:
    contacts = tuple(Contact(f"Desk {number}", "", "") for number in range(1_000))
    found = read(sample_edition(contacts=contacts))
    assert "The opening hours are on the" in found.words
    assert "Desk 19" in found.words and "Desk 20" not in found.words
    assert "More contacts are on the web page." in found.words
    assert "Read the whole release" not in found.words


def test_a_huge_text_is_cut_between_paragraphs_with_a_link() -> None:
    text = mail.text(sample_edition(text="Some words.\n\n" * 400_000), config(), None)
    assert len(text) < 1_010_000
    assert b"Some words.\n\nThis is the beginning of a long release.\nRead the whole release on" in text


def test_a_theme_that_is_too_large_is_an_error_that_says_so(tmp_path: Path) -> None:
    own = tmp_path / "email"
    own.mkdir()
    own.joinpath("mail.css").write_text("/* nothing */")
    own.joinpath("words.html").write_text("{% set en = {'contact': '" + "word " * 30_000 + "'} %}")
    with pytest.raises(NewsroomError, match="kB that Gmail shows") as caught:
        mail.html(sample_edition(), config(), tmp_path)
    assert "templates/email" in str(caught.value.hint)


# --- templates of the newsroom's own --------------------------------------------------------------------------


def test_a_newsroom_changes_one_block_its_words_and_its_styles(tmp_path: Path) -> None:
    own = tmp_path / "email"
    own.mkdir()
    own.joinpath("release.html").write_text(
        '{% extends "builtin/email/release.html" %}{% block foot %}<p>Our own foot</p>{% endblock %}'
    )
    own.joinpath("words.html").write_text(
        '{% set en = {"contact": "Ask us"} %}{% set sw = {"contact": "Mawasiliano"} %}'
    )
    own.joinpath("mail.css").write_text("p { color: #123456 } @media (max-width: 1px) { p { color: red !important } }")
    made = mail.html(sample_edition(), config(), tmp_path).decode()
    assert '<p style="color: #123456">Our own foot</p>' in made.replace(";", "")
    assert ">Ask us</h2>" in made and "@media (max-width: 1px)" in made
    assert ">Mawasiliano</h2>" in mail.html(sample_edition(language="sw"), config(), tmp_path).decode()


def test_style_sheets_from_elsewhere_are_not_loaded(tmp_path: Path) -> None:
    own = tmp_path / "email"
    own.mkdir()
    sheet = tmp_path / "sheet.css"
    sheet.write_text("p { color: #abcdef }")
    links = f'<link rel="stylesheet" href="{sheet}"><link rel="stylesheet" href="https://evil.example/a.css">'
    own.joinpath("release.html").write_text(f"<html><head>{links}</head><body><p>x</p></body></html>")
    assert "#abcdef" not in mail.html(sample_edition(), config(), tmp_path).decode()


@pytest.mark.parametrize(
    "css", ["p {", "}}} {{", "p { color: } @media {", "@import 'https://evil.example/a.css';", "p { color: red } /*"]
)
def test_a_broken_style_sheet_never_takes_the_words(tmp_path: Path, css: str) -> None:
    tmp_path.joinpath("email").mkdir()
    tmp_path.joinpath("email", "mail.css").write_text("{% raw %}" + css + "{% endraw %}")
    assert "40,000 books" in mail.html(sample_edition(), config(), tmp_path).decode()


# --- plain text -----------------------------------------------------------------------------------------------


def test_the_text_is_what_a_careful_person_would_type() -> None:
    made = mail.text(sample_edition(), config(unsubscribe="https://news.port-ellery.example/out"), None).decode()
    assert made == """\
Port Ellery is an invented city; this is a sample.

City of Port Ellery
Office of the Mayor
Press release

City Opens Harbour Quarter Library
----------------------------------

The branch lends books seven days a week

PORT ELLERY — Monday, March 2, 2026 — The city today opened its ninth
library, in the Harbour Quarter, with 40,000 books and a reading room
that looks over the water.

“Nobody in this city should live more than a short walk from a book,”
said Mayor Ana Okafor.

The opening hours are on the library's page
<https://port-ellery.example/library>.

###


Media contact

Press Desk
+1 617 555 0100
press@port-ellery.example

About the Office of the Mayor: it runs the city
<https://port-ellery.example/>.

Read this release on news.port-ellery.example:
<https://news.port-ellery.example/releases/2026-03-02-library.html>

-- \n\
City of Port Ellery
1 Quay Street, Port Ellery
Unsubscribe: <https://news.port-ellery.example/out>
"""  # fmt: skip


def test_no_line_of_the_text_is_long_unless_it_is_one_word() -> None:
    source = (
        f"{'word ' * 300}\n\n> {'quoted ' * 60}\n\n- {'item ' * 60}\n\n"
        f"```\n{'code ' * 60}\n```\n\n| {'cell ' * 30} | {'cell ' * 30} |\n|---|---|\n| 1 | 2 |\n\n"
        f"<https://x.example/{'a' * 200}>\n"
    )
    edition = sample_edition(
        body=source, headline="Headline " * 30, subhead="subhead " * 60, source_name="source " * 20
    )
    lines = mail.text(edition, config(postal="postal " * 30), None).decode().split("\n")
    assert [line for line in lines if len(line) > 72 and " " in line.strip("> ")] == []


def test_markup_looking_words_of_the_text_are_not_escaped() -> None:
    edition = sample_edition(headline="Fish & Chips <now>", text="Tom & Jerry’s “show” <b>\n")
    text = mail.text(edition, config(), None).decode()
    assert "Fish & Chips <now>" in text and "Tom & Jerry’s “show” <b>" in text and "&amp;" not in text


# --- the message ----------------------------------------------------------------------------------------------


def test_a_message_is_text_and_html_and_reads_back_as_written() -> None:
    edition = sample_edition()
    raw = mail.eml(edition, config(), None)
    message = parsed(raw)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert all(part.defects == [] for part in message.walk())
    assert text.get_content().replace("\r\n", "\n").encode() == mail.text(edition, config(), None)
    assert html.get_content().replace("\r\n", "\n").encode() == mail.html(edition, config(), None)
    assert {part["Content-Transfer-Encoding"] for part in (text, html)} == {"quoted-printable"}
    assert {part.get_content_charset() for part in (text, html)} == {"utf-8"}


def test_every_line_of_a_message_is_short_ascii_and_ends_the_same() -> None:
    raw = mail.eml(sample_edition(headline="Ж" * 200, html=f"<p>{'é' * 5_000}</p>", text="é " * 3_000), config(), None)
    assert raw.isascii()
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 76


def test_the_headers_are_those_of_a_mail_that_is_about_to_be_sent() -> None:
    raw = mail.eml(sample_edition(), config(), None)
    message = parsed(raw)
    assert names(raw) == ORDINARY
    assert message["From"] == message["To"] == "City of Port Ellery <press@port-ellery.example>"
    assert message["Subject"] == "City Opens Harbour Quarter Library"
    assert message["Date"] == "Mon, 02 Mar 2026 00:00:00 -0500"
    assert message["Content-Language"] == "en"
    assert re.fullmatch(r"<[0-9a-f]{32}@port-ellery\.example>", message["Message-ID"])


def test_the_message_id_follows_the_release_and_its_update() -> None:
    first = parsed(mail.eml(sample_edition(), config(), None))["Message-ID"]
    same = parsed(mail.eml(sample_edition(headline="Another"), config(), None))["Message-ID"]
    later = parsed(mail.eml(sample_edition(updated=dt.datetime(2026, 3, 4, tzinfo=dt.UTC)), config(), None))[
        "Message-ID"
    ]
    assert first == same != later


HOSTILE = [
    "A\nBcc: x@evil.example", "A\r\nBcc: x@evil.example\r\n\r\nbody", "A\rBcc: x", "A\n", "A\x00B",
    "A\u2028Bcc: x@evil.example",
    "A\u2029B", "A\x85Bcc: x", "A\x0bB\x0cC", "A =?UTF-8?Q?=0ABcc=3A_x=40evil.example?=",
    "=?utf-8?b?QmNjOiB4QGV2aWwuZXhhbXBsZQ==?=",
    "invoice\u202efdp.exe", "\u2066isolated\u2069", "e\u0301" * 40, "Ж" * 300, "=?", "=" * 200 + "?=", "\ud800",
    "👩‍👩‍👧‍👦" * 30,
    '"ceo@bank.example" <x@evil.example>', "a, b; c <d>", "x" * 50_000, "\\" * 90, "\ufeffA", "المدينة " * 30, "",
]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text[:24]))
def test_no_text_becomes_a_header_of_its_own(hostile: str) -> None:
    edition = sample_edition(
        headline=hostile, subhead=hostile, office_name=hostile, kind_label=hostile, id=hostile, slug=hostile,
        contacts=(Contact(hostile, hostile, hostile),),
    )  # fmt: skip
    raw = mail.eml(edition, config(sender=hostile, postal=hostile, unsubscribe=hostile), None)
    assert names(raw) == ORDINARY
    message = parsed(raw)
    assert sorted(message.keys()) == sorted(ORDINARY)
    assert len(message["From"].addresses) == len(message["To"].addresses) == 1
    assert message["From"].addresses[0].addr_spec == "press@port-ellery.example"
    assert all(part.defects == [] for part in message.walk())
    for line in raw_headers(raw).split("\r\n"):
        assert all(len(word) <= 75 for word in re.findall(r"=\?[^?]+\?[^?]\?[^?]*\?=", line))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Plain", "Plain"),
        ("two\r\nlines\n", "two lines"),
        ("e\u0301te\u0301", "été"),
        ("a\x00b", "a b"),
        ("rtl \u202eevil", "rtl evil"),
        ("مرحبا\u200f!", "مرحبا\u200f!"),
        ("=?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("==??=", "== ??="),
        (" \u2028 ", ""),
    ],
)
def test_header_text(written: str, expected: str) -> None:
    assert mail.header_text(written) == expected


@given(st.text(max_size=240))
def test_an_encoded_text_reads_back(written: str) -> None:
    text = mail.header_text(written)
    folded = head.encoded(text)
    assert folded.isascii() and max(map(len, folded.split("\r\n"))) <= 66
    assert str(make_header(decode_header(folded))).replace("\r\n", "") == text
    assert parsed(f"Subject: {folded}\r\n\r\n".encode())["Subject"] == text


@pytest.mark.parametrize(
    "name", ["Ana Okafor", "O’Neil, Press (City)", 'The "Desk"', "back\\slash", "Ж" * 60, "City " * 30, "ø"]
)
def test_a_sender_reads_back_with_one_address(name: str) -> None:
    raw = mail.eml(sample_edition(), config(sender=name), None)
    message = parsed(raw)
    assert [str(address) for address in message["From"].addresses] == [
        str(address) for address in message["To"].addresses
    ]
    assert message["From"].addresses[0].addr_spec == "press@port-ellery.example"
    told, address = parseaddr(BytesHeaderParser().parsebytes(raw)["From"])
    assert (str(make_header(decode_header(told))), address) == (name.strip(), "press@port-ellery.example")


@given(st.text())
def test_header_text_is_one_clean_line_and_done_once(written: str) -> None:
    made = mail.header_text(written)
    assert "=?" not in made and not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", made)
    assert mail.header_text(made) == made
    made.encode()


def test_a_long_way_out_stays_a_plain_address_on_one_line() -> None:
    url = "https://news.port-ellery.example/unsubscribe?" + "token=0123456789abcdef&" * 12
    raw = mail.eml(sample_edition(), config(unsubscribe=url), None)
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in raw
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert b"\r\nList-Id: <releases.port-ellery.example>\r\n" in raw


def test_one_click_is_only_promised_of_the_web() -> None:
    raw = mail.eml(sample_edition(), config(unsubscribe="mailto:out@port-ellery.example?subject=out"), None)
    assert b"\r\nList-Unsubscribe: <mailto:out@port-ellery.example?subject=out>\r\n" in raw
    assert b"One-Click" not in raw
    assert b"List-" not in mail.eml(sample_edition(), config(unsubscribe="javascript:alert(1)"), None)


def test_a_newsroom_without_address_writes_from_its_own_host() -> None:
    message = parsed(mail.eml(sample_edition(), config(address="", sender=""), None))
    assert message["From"] == "City of Port Ellery <newsroom@news.port-ellery.example>"
    local = config(address="")._replace(url="http://[::1]/")
    assert parsed(mail.eml(sample_edition(), local, None))["From"].addresses[0].domain == "newsroom.invalid"


def test_a_foreign_host_is_written_in_ascii() -> None:
    message = parsed(mail.eml(sample_edition(), config(address="presse@exämple.example"), None))
    assert message["From"].addresses[0].addr_spec == "presse@xn--exmple-cua.example"


@pytest.mark.parametrize(
    "address",
    [
        "press",
        "press@",
        "@x.example",
        "a b@x.example",
        "a@x.example, b@y.example",
        "Press <a@x.example>",
        "jörg@x.example",
        "a@x..example",
        "a@-x.example",
    ],
)
def test_an_address_that_is_none_is_an_error_with_a_remedy(address: str) -> None:
    with pytest.raises(NewsroomError, match="is not an e-mail address") as caught:
        mail.message(sample_edition(), config(address=address), None)
    assert "[email]" in str(caught.value.hint)


def test_lines_that_mail_programs_touch_arrive_untouched() -> None:
    lines = "From here on\n.\n..dots\n-- \n=3D\n" + "From " + "x" * 60 + "\n no end"
    raw = mail.eml(sample_edition(text=lines), config(), None)
    text = next(iter(parsed(raw).iter_parts())).get_content().replace("\r\n", "\n")
    assert lines in text
    assert not re.search(rb"(?m)^From ", raw.partition(b"\r\n\r\n")[2])
    assert not re.search(rb"(?m)^\.\r$", raw)


def test_the_gate_refuses_bytes_that_read_back_otherwise() -> None:
    made = mail.message(sample_edition(), config(), None)
    raw = made.as_bytes()
    head.verify(raw, made, path="a.md")
    with pytest.raises(NewsroomError, match="do not read back"):
        head.verify(raw.replace(b"\r\nDate:", b"\r\nBcc: x@evil.example\r\nDate:"), made, path="a.md")
    with pytest.raises(NewsroomError, match="do not read back"):
        head.verify(raw.replace(b"Subject: City", b"Subject: Town"), made, path="a.md")


def test_page_mail_and_dateline_name_the_same_day_whatever_offset_was_typed() -> None:
    from newsroom_cli.publishing.site import pages

    edition = sample_edition(front=FRONT.replace("date = 2026-03-02", "date = 2026-03-02T23:30:00-08:00"))
    assert edition.dateline == "PORT ELLERY — Tuesday, March 3, 2026 —"
    for rendered in (mail.text(edition, sample_config(), None), pages.release_page(edition, sample_config(), None)):
        assert "March 3, 2026" in rendered.decode() and "March 2" not in rendered.decode()
