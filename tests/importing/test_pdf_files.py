"""PDF files: paragraphs, headings, columns, heads and feet of pages, and files that cannot be read."""

from __future__ import annotations

import datetime as dt
import random
import zlib
from typing import NamedTuple

import pytest

from newsroom_cli.importing import accounting, reading, recognition
from newsroom_cli.importing.layout import letters
from newsroom_cli.importing.layout import lines as page_lines
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH
from newsroom_cli.importing.sources import pdf
from newsroom_cli.model.errors import NewsroomError


class Line(NamedTuple):
    text: str
    left: float
    up: float
    size: float = 11
    bold: bool = False


def made(*pages: list[Line]) -> bytes:
    """A PDF with lines of Helvetica at their places, as a program writes it; a tab is a gap without a space."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [b"<< /Type /Font /Subtype /Type1 /BaseFont /%s >>" % name for name in (b"Helvetica", b"Helvetica-Bold")]
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F{1 + line.bold} {line.size} Tf {line.left} {line.up} Td [({_escaped(line.text)})] TJ ET\n"
            for line in lines
        ).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % len(objects)
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + trailer


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").replace("\t", ") -220 (")


def column(text: list[str], up: float, left: float = 70, size: float = 11, *, bold: bool = False) -> list[Line]:
    return [Line(words, left, up - 14 * number, size, bold) for number, words in enumerate(text)]


FIRST = [
    "LYNDEN, Ohio, March 2, 2026 - The city today opened the new bridge on Quay Street, which",
    "took two years to build and is open to walkers, riders and buses from Monday on. The recon-",
    "struction cost $3 million.",
]
SECOND = [
    '"People have waited long enough," said Mayor Ana Okafor. "We are glad that it is done, and',
    'that it is open to all."',
]


def page() -> list[Line]:
    return [
        Line("City of Lynden - Press Office", 70, 805),
        Line("City Opens New Bridge on Quay Street", 70, 740, 20),
        *column(FIRST, 700),
        *column(SECOND, 640),
        Line("- Walkers and riders go on the left side", 70, 590),
        Line("- Buses run every ten minutes", 70, 576),
        Line("Page 1 of 2", 270, 30),
    ]


def second_page() -> list[Line]:
    return [
        Line("City of Lynden - Press Office", 70, 805),
        *column(["The bridge is 120 yards long and has lamps that go out when nobody walks on it at night."], 740),
        Line("Contact: Luis Brandt, 555-0142, press@lynden.example", 70, 700),
        Line("Page 2 of 2", 270, 30),
    ]


def test_lines_become_a_headline_paragraphs_and_items() -> None:
    pieces = pdf.read(made(page())).pieces
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind == HEADING] == [
        (HEADING, "City Opens New Bridge on Quay Street")
    ]
    paragraphs = [piece.text for piece in pieces if piece.kind == PARAGRAPH]
    assert any(text.endswith("from Monday on. The reconstruction cost $3 million.") for text in paragraphs)
    assert f"{SECOND[0]} {SECOND[1]}" in paragraphs
    assert [piece.text for piece in pieces if piece.kind == ITEM] == [
        "Walkers and riders go on the left side",
        "Buses run every ten minutes",
    ]


@pytest.mark.parametrize(
    ("end", "rest", "address"),
    [
        ("https://quays", "treet.example/bridge is a map.", "https://quaystreet.example/bridge"),
        ("https://lynden.example/", "maps/quay-street.html is a map.", "https://lynden.example/maps/quay-street.html"),
        ("https://lynden.example/", "where a map is.", "https://lynden.example/"),
    ],
)
def test_an_address_that_the_end_of_a_line_cuts_is_whole(end: str, rest: str, address: str) -> None:
    lines = [f"{FIRST[0]} of all people in the city, as shown on {end}", rest]
    pieces = pdf.read(made([*page(), *column(lines, 540)])).pieces
    assert any(f"shown on {address} " in piece.text for piece in pieces)


def test_heads_and_feet_of_pages_are_left_out_and_named() -> None:
    read = reading.read(pdf.read(made(page(), second_page())))
    assert read.headline == "City Opens New Bridge on Quay Street"
    assert (read.date and read.date.isoformat(), read.place) == ("2026-03-02", "LYNDEN, Ohio")
    assert "Page" not in read.body and "Press Office" not in read.body
    assert "The bridge is 120 yards long" in read.body
    left = {line for left in accounting.account(read).left_out if "page" in left.part for line in left.lines}
    assert {"Page 1 of 2", "Page 2 of 2"} <= left
    assert read.office == "City of Lynden"
    assert [contact.name for contact in read.contacts] == ["Luis Brandt"]


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    first = [Line("City Opens New Bridge", 70, 740, 20), *column([*FIRST[:2]], 120)]
    pieces = pdf.read(made(first, column(["struction cost $3 million, and the state paid half of that."], 760))).pieces
    assert any("The reconstruction cost $3 million, and the state" in piece.text for piece in pieces)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ["The city opened the new bridge", "on Quay Street, which took two", "years to build. It is open to all."]
    right = ["Buses run again from Monday,", "and the old ferry will be sold", "to a town upriver in the spring."]
    text = " ".join(piece.text for piece in pdf.read(made([*column(left, 700), *column(right, 700, left=320)])).pieces)
    assert "two years to build. It is open to all." in text and "the old ferry will be sold to a town" in text
    assert text.index("open to all") < text.index("Buses run")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (made([]), "its pages are pictures"),
        (b"%PDF-1.7 x", "is damaged"),
        (made(page())[:400], "is damaged"),
        (b"\n%PDF-1.4\n" + b"<< " * 10_000, "is damaged"),
    ],
)
def test_what_cannot_be_read_ends_in_one_message(data: bytes, words: str) -> None:
    with pytest.raises(NewsroomError, match=words) as error:
        list(recognition.sources(data, name="release.pdf"))
    assert error.value.hint


@pytest.mark.parametrize("about", [b"", b" /Subtype /Image"])
def test_pages_that_unpack_to_gigabytes_are_refused_and_pictures_are_not(about: bytes) -> None:
    packed = zlib.compress(b"BT (A) Tj ET\n" * 4_000_000, 9)
    bomb = b"9 0 obj <</Length %d/Filter/FlateDecode%s>> stream\n%s\nendstream endobj\n" % (len(packed), about, packed)
    data = made(page()).replace(b"xref", bomb + b"xref", 1)
    if about:
        assert pdf.read(data)
    else:
        with pytest.raises(NewsroomError, match="unpacks to more than 50 MB"):
            pdf.read(data)


def test_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_lines, "MOST_PAGES", 2)
    with pytest.raises(NewsroomError, match="has 3 pages"):
        pdf.read(made(page(), page(), page()))


def test_damage_anywhere_ends_in_a_text_or_in_one_message() -> None:
    chance, whole = random.Random(7), made(page(), second_page())
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 4, 20))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            for pasted in recognition.sources(bytes(damaged), name="release.pdf"):
                reading.read(pasted)
        except NewsroomError as error:
            assert error.hint


def in_rows(up: float, *columns: list[str]) -> list[Line]:
    """Columns of text, written row by row as a word processor writes them."""
    return [
        Line(words, 70 + 260 * number, up - 14 * row)
        for row, cells in enumerate(zip(*columns, strict=True))
        for number, words in enumerate(cells)
    ]


def test_contacts_that_stand_side_by_side_are_read_one_after_the_other() -> None:
    beside = in_rows(
        500,
        ["Luis Brandt, press officer", "luis@lynden.example", "Tel.: 555 010 0142"],
        ["Mia Chen, bridge engineer", "mia@lynden.example", "Tel.: 555 010 0177"],
    )
    data = made([*page(), Line("Contact:", 70, 528), *beside])
    [read] = [reading.read(pasted) for pasted in recognition.sources(data, name="release.pdf")]
    assert [(contact.name, contact.phone, contact.email) for contact in read.contacts] == [
        ("Luis Brandt", "555 010 0142", "luis@lynden.example"),
        ("Mia Chen", "555 010 0177", "mia@lynden.example"),
    ]


def test_a_table_is_read_row_by_row() -> None:
    table = in_rows(500, ["Monday to Friday", "Saturday"], ["9 a.m. to 8 p.m.", "10 a.m. to 6 p.m."])
    whole = " ".join(piece.text for piece in pdf.read(made([*page(), *table])).pieces)
    assert "Monday to Friday 9 a.m. to 8 p.m." in whole


def test_a_raised_mark_breaks_no_line() -> None:
    parts = [("The city names it Quay", 72, 686, 463, 699), ("®", 463, 694, 470, 702), ("today", 474, 686, 500, 699)]
    read = [page_lines.Line(text, 0, left, bottom, right, top, 800) for text, left, bottom, right, top in parts]
    below = page_lines.Line("2", 0, 72, 600, 78, 612, 800)
    assert [line.text for line in page_lines.with_raised([*read, below])] == ["The city names it Quay® today", "2"]


def test_the_raised_sign_of_a_footnote_breaks_no_line() -> None:
    parts = [
        ("It cost $5 million.[1]", 72, 686, 190, 699),
        ("It is open,", 193, 686, 250, 699),
        ("[2]", 250, 691, 262, 701),
        ("they say.", 265, 686, 300, 699),
    ]
    read = [page_lines.Line(text, 0, left, bottom, right, top, 800) for text, left, bottom, right, top in parts]
    assert [line.text for line in page_lines.with_raised(read)] == ["It cost $5 million.[1] It is open,[2] they say."]


def test_the_footnotes_of_a_file_are_footnotes() -> None:
    text = column(["All the rest is as before, as the city says,[2] and nobody has to pay.[1]"], 590)
    notes = column(["1. Budget of 2026, page 12.", "2. For groups, see the rules."], 560)
    found = reading.read(pdf.read(made([*page(), *text, *notes])))
    assert "the city says,[^2] and nobody has to pay.[^1]\n" in found.body
    assert "[^1]: Budget of 2026, page 12.\n" in found.body and "[^2]: For groups, see the rules.\n" in found.body


def test_lines_that_were_written_late_stand_where_they_are_seen() -> None:
    body = column(FIRST, 700)
    late = [Line("A New Bridge Opens on Quay Street", 70, 760, 20), *column(["About the Bridge Office"], 500), *body]
    texts = [piece.text for piece in pdf.read(made(late)).pieces]
    assert texts.index("About the Bridge Office") == len(texts) - 1


@pytest.mark.parametrize(("bold", "count"), [(True, 2), (False, 1)])
def test_a_line_in_another_font_is_a_line_of_its_own(bold: bool, count: int) -> None:
    lines = [
        Line("A New Bridge Opens for Walkers, Riders and Buses", 70, 760),
        Line("The County Gave Half of the Money", 70, 746, bold=bold),
    ]
    texts = [piece.text for piece in pdf.read(made([*lines, *column(FIRST, 700)])).pieces]
    assert len([text for text in texts if "Bridge Opens" in text or "County Gave" in text]) == count


def test_a_line_at_the_top_of_all_pages_is_read_once_wherever_it_stands() -> None:
    pages = [[Line("Joint News of Harbor and Lynden", 200, 680, 18), *column([*FIRST, *SECOND], 640)] for _ in range(3)]
    assert " ".join(piece.text for piece in pdf.read(made(*pages)).pieces).count("Joint News") == 1


def test_a_letterhead_that_the_text_repeats_names_the_issuer() -> None:
    text = ["Harbor Academy of Engineering opened its workshop on Monday to everybody in the county."]
    pages = [[Line("Harbor Academy of Engineering", 70, 805), *column([*text, *SECOND], 700)] for _ in range(2)]
    assert pdf.read(made(*pages)).owner == "Harbor Academy of Engineering"


def test_each_field_above_a_headline_is_a_line_of_its_own() -> None:
    fields = ["Company Name: Harbor Pumps Ltd., Lynden in Ohio and Harbor", "Head Office: Quay Street, Lynden, Ohio"]
    texts = [piece.text for piece in pdf.read(made([*column(fields, 740), *column([*FIRST, *SECOND], 640)])).pieces]
    assert texts[:2] == fields


def test_short_lines_and_tables_below_the_text_are_read() -> None:
    rows = [f"Total costs of year {year} 17,680 20,023 (12) 35,319 37,529" for year in range(2010, 2030)]
    contact = ["Media Contact:", "Ana Okafor", "ana@lynden.example"]
    pages = [[*column([*FIRST, *SECOND], 700)], column(rows, 780, size=8), column([*SECOND, *contact], 700)]
    release = reading.read(pdf.read(made(*pages)))
    assert [contact.name for contact in release.contacts] == ["Ana Okafor"]
    assert release.body.count("People have waited") == 2
    assert not any(piece.kind == HEADING for piece in release.pieces)


def test_a_subhead_of_another_size_is_one_though_it_is_a_sentence() -> None:
    deck = "The bridge on Quay Street took two years to build and cost $3 million."
    lines = [Line("City Opens New Bridge", 70, 760, 20), Line(deck, 70, 730, 9), *column([*FIRST, *SECOND], 700)]
    assert reading.read(pdf.read(made(lines))).subhead == deck


def test_a_gap_that_no_space_fills_parts_words() -> None:
    [paragraph] = [
        piece.text for piece in pdf.read(made(column(["The city\topens the new\tbridge today."], 700))).pieces
    ]
    assert paragraph == "The city opens the new bridge today."


def test_letters_that_a_font_joins_are_two() -> None:
    assert letters.without_ligatures("la producción na\u019fva y la a\u019fende") == "la producción nativa y la atiende"
    assert letters.without_ligatures("Ωμέγα") == "Ωμέγα"


def test_a_headline_in_bold_is_a_heading_where_nothing_is_larger() -> None:
    lines = [
        Line("FOR IMMEDIATE RELEASE", 70, 780, 11, True),
        Line("City Opens New Bridge on Quay Street", 70, 740, 11, True),
    ]
    pieces = pdf.read(made([*lines, *column(FIRST, 700), *column(SECOND, 640)])).pieces
    assert [piece.text for piece in pieces if piece.kind == HEADING] == ["City Opens New Bridge on Quay Street"]


def test_nothing_is_a_heading_where_all_is_in_bold() -> None:
    lines = [*column(["City Opens New Bridge on Quay Street"], 740, bold=True), *column(FIRST, 700, bold=True)]
    assert not [piece for piece in pdf.read(made(lines)).pieces if piece.kind == HEADING]


def test_centred_lines_in_bold_are_one_headline() -> None:
    lines = [Line("CITY OPENS", 264, 754, 11, True), Line("NEW BRIDGE ON QUAY STREET", 211, 740, 11, True)]
    pieces = pdf.read(made([*lines, *column(FIRST, 700), *column(SECOND, 640)])).pieces
    assert pieces[0].text == "CITY OPENS NEW BRIDGE ON QUAY STREET"


STANDFIRST = ["The bridge is open to walkers, riders and buses from", "Monday on, two years after work began."]


def test_sentences_in_bold_below_the_headline_are_the_subhead() -> None:
    lines = [Line("City Opens New Bridge on Quay Street", 70, 760, 20), *column(STANDFIRST, 730, bold=True)]
    data = made([*lines, *column(FIRST, 690), *column(SECOND, 630)])
    [read] = [reading.read(pasted) for pasted in recognition.sources(data, name="release.pdf")]
    assert (read.headline, read.subhead) == ("City Opens New Bridge on Quay Street", " ".join(STANDFIRST))


def test_sentences_in_bold_without_a_headline_are_the_headline() -> None:
    data = made([*column(STANDFIRST, 730, bold=True), *column(FIRST, 690), *column(SECOND, 630)])
    [read] = [reading.read(pasted) for pasted in recognition.sources(data, name="release.pdf")]
    assert read.headline == " ".join(STANDFIRST)


def test_notes_that_are_longer_than_the_text_make_no_headings_of_it() -> None:
    notes = column([*FIRST, *SECOND] * 2, 560, size=8)
    pieces = pdf.read(
        made([Line("City Opens New Bridge on Quay Street", 70, 740, 16), *column(FIRST, 700), *notes])
    ).pieces
    assert [piece.text for piece in pieces if piece.kind == HEADING] == ["City Opens New Bridge on Quay Street"]


def test_a_label_on_the_line_of_the_place_is_no_part_of_it() -> None:
    lines = [Line("Press Release", 70, 780), Line("Lynden, March 2, 2026", 400, 780), *page()[1:]]
    [read] = [reading.read(pasted) for pasted in recognition.sources(made(lines), name="release.pdf")]
    assert (read.headline, read.date) == ("City Opens New Bridge on Quay Street", dt.date(2026, 3, 2))


def test_numbers_of_an_office_beside_the_text_are_lines_of_their_own() -> None:
    beside = column(["Press Office", "Quay Street 3", "Lynden", "Date", "03/02/2026"], 730, left=540, size=7)
    lines = [
        Line("City Opens New Bridge on Quay Street", 70, 760, 20),
        *beside,
        *column(FIRST, 690),
        *column(SECOND, 630),
    ]
    texts = [piece.text for piece in pdf.read(made(lines)).pieces]
    assert {"Press Office", "Lynden", "03/02/2026"} <= set(texts)


def test_a_date_and_a_contact_in_the_heads_and_feet_of_pages_are_read() -> None:
    margins = [Line("Lynden, March 2, 2026", 400, 805), Line("Contact: Luis Brandt, luis@lynden.example", 70, 30)]
    title = Line("City Opens New Bridge on Quay Street", 70, 760, 20)
    first = [*margins, title, *column([FIRST[1], *FIRST[2:]], 690), *column(SECOND, 630)]
    data = made(first, [*margins, *column(["The bridge is 120 yards long and has lamps on both of its sides."], 740)])
    [read] = [reading.read(pasted) for pasted in recognition.sources(data, name="release.pdf")]
    assert (read.date, read.city) == (dt.date(2026, 3, 2), "Lynden")
    assert [contact.name for contact in read.contacts] == ["Luis Brandt"]
    assert read.body.count("March 2") == read.body.count("Brandt") == 0


def test_a_letterhead_that_returns_has_headline_place_and_date() -> None:
    head = [Line("Nota de prensa", 60, 800, 20), Line("Abre la biblioteca del puerto", 60, 775)]
    head.append(Line("Villarrojas, 2 de marzo de 2026", 60, 755))
    texts = [
        [
            "El Ayuntamiento de Villarrojas abre el lunes la biblioteca del puerto, que la ciudad esperaba",
            "desde hace mucho.",
        ],
        ["La biblioteca presta libros y herramientas, y abre todos los días desde las nueve hasta", "las cinco."],
    ]
    found = reading.read(pdf.read(made(*([*head, *column(text, 700)] for text in texts))))
    assert found.headline == "Abre la biblioteca del puerto"
    assert (found.city, found.date and found.date.isoformat()) == ("Villarrojas", "2026-03-02")
    assert found.body.startswith("El Ayuntamiento") and found.body.rstrip().endswith("hasta las cinco.")


def test_contacts_and_signatures_stay_lines() -> None:
    contacts = [Line("Virginie Duval : 06 85 50 60 90", 380, 300), Line("Ana Keryel : 06 59 00 30 50", 385, 286)]
    signature = [Line("Association Lumen", 445, 340), Line("Pour les enfants du port.", 418, 326)]
    read = pdf.read(made([*column([*FIRST, *SECOND], 700), *signature, *contacts]))
    texts = [line for piece in read.pieces for line in piece.text.split("\n")]
    assert {line.text for line in (*contacts, *signature)} <= set(texts)


def test_a_foot_that_was_written_first_comes_last() -> None:
    foot = [Line("Hafenweg 3, 10117 Altenfurt, Amtsgericht Altenfurt, HRB 4711", 60, 40, 8)]
    beside = [Line("Port Ellery", 60, 500), Line("Altenfurt", 350, 500), Line("Lynden", 60, 480)]
    read = pdf.read(made([*foot, *column([*FIRST, *SECOND], 780), *beside]))
    assert [line.text for line in read.lines][-1] == foot[0].text


def test_the_address_in_the_foot_of_pages_tells_the_issuer() -> None:
    foot = Line("info@hafenverbund.example", 60, 40, 8)
    texts = [
        [
            "Die Leute vom Hafenverbund planen am Fluss ein Fest, das die ganze Stadt sehen soll, wie sie",
            "heute sagten.",
        ],
        ["Das Fest beginnt im Juni, und der Eintritt ist frei. Alle Schulen der Stadt sind eingeladen und", "kommen."],
    ]
    read = reading.read(pdf.read(made(*([*column(text, 700), foot] for text in texts))))
    assert read.issuer == "Hafenverbund" and "info@" not in read.body
