"""PDF files: paragraphs, headings, columns, heads and feet of pages, and files that cannot be read."""

from __future__ import annotations

import random
import zlib
from typing import NamedTuple

import pytest

from newsroom_cli.importing import accounting, reading, recognition
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH
from newsroom_cli.importing.sources import pdf
from newsroom_cli.model.errors import NewsroomError


class Line(NamedTuple):
    text: str
    left: float
    up: float
    size: float = 11


def made(*pages: list[Line]) -> bytes:
    """A PDF with lines of Helvetica at their places, as a program writes it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F1 {line.size} Tf {line.left} {line.up} Td ({_escaped(line.text)}) Tj ET\n" for line in lines
        ).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
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
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def column(text: list[str], up: float, left: float = 70, size: float = 11) -> list[Line]:
    return [Line(words, left, up - 14 * number, size) for number, words in enumerate(text)]


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
    assert {"Page 1 of 2", "Page 2 of 2", "City of Lynden - Press Office"} <= left
    assert read.office == "City of Lynden"  # on the first page, the head is the letterhead
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
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
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


def test_lines_that_were_written_late_stand_where_they_are_seen() -> None:
    body = column(FIRST, 700)
    late = [Line("A New Bridge Opens on Quay Street", 70, 760, 20), *column(["About the Bridge Office"], 500), *body]
    texts = [piece.text for piece in pdf.read(made(late)).pieces]
    assert texts.index("About the Bridge Office") == len(texts) - 1


@pytest.mark.parametrize(("size", "count"), [(11.4, 2), (11, 1)])
def test_a_centred_line_in_another_font_is_a_line_of_its_own(size: float, count: int) -> None:
    centred = [
        Line("A New Bridge Opens for Walkers, Riders and Buses", 170, 760),
        Line("The County Gave Half of the Money", 170 + 41 - (size - 11) * 8, 746, size),
    ]
    texts = [piece.text for piece in pdf.read(made([*centred, *column(FIRST, 700)])).pieces]
    assert len([text for text in texts if "Bridge Opens" in text or "County Gave" in text]) == count


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
