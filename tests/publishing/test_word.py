"""Word files: every word of a release, in real styles; what is not public says so on top."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import mammoth
import pytest
from docx.document import Document
from PIL import Image
from promises.rooms import add, change
from samples import FRONT, sample_config, sample_release
from selectolax.lexbor import LexborHTMLParser

from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.newsroom.edition import edition
from newsroom_cli.publishing.word import handout

Run = Callable[..., Any]
BODY = """\
The city opened **its market** on *Monday* with [forty stalls](https://port-ellery.example/a?b=1&c=2).

## What there is

1. First thing
2. Second thing
   - nested

Between the lists, 水 and žluťoučký.

1. Anew

> “We are glad,” said Mayor Ana Okafor.

| Stall | Price |
| ----- | ----: |
| Bread | 3.50  |

Line one\\
line two.
"""


def written(body: str = BODY, *, front: str = FRONT, banner: tuple[str, ...] = ()) -> bytes:
    config = sample_config()
    made = edition(sample_release(front=front, body=body), config)
    return handout.handout(made, config, None, lambda path: b"", banner=banner)


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def styles_of(document: Document) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]


def test_every_word_of_the_plain_text_is_in_the_file() -> None:
    made = edition(sample_release(body=BODY), sample_config())
    page = LexborHTMLParser(mammoth.convert_to_html(io.BytesIO(written())).value)
    assert page.body
    words = set(page.body.text(separator=" ").split())
    expected = LexborHTMLParser(made.html + made.boilerplate_html).body
    assert expected
    assert {*expected.text(separator=" ").split(), *made.headline.split(), *made.subhead.split()} <= words


def test_the_parts_have_the_styles_of_word() -> None:
    document = opened(written())
    found = styles_of(document)
    assert ("Title", "City Opens Harbour Quarter Library") in found
    assert ("Heading 2", "What there is") in found
    assert ("List Number", "First thing") in found
    assert ("List Bullet 2", "nested") in found
    assert ("Quote", "“We are glad,” said Mayor Ana Okafor.") in found
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["Stall", "Price", "Bread", "3.50"]
    (link,) = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks if "?" in link.address]
    assert (link.text, link.address) == ("forty stalls", "https://port-ellery.example/a?b=1&c=2")
    assert document.core_properties.author == sample_config().name
    assert document.core_properties.created.year == 2026


def test_each_numbered_list_begins_anew() -> None:
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in opened(written()).paragraphs
        if paragraph.style and paragraph.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_release_from_right_to_left_runs_so() -> None:
    document = opened(written("افتتحت المدينة سوقها.\n", front=f'language = "ar"\n{FRONT}'))
    english = [words.text for words in document.paragraphs if "<w:bidi" not in words._p.xml]
    assert all(words.endswith(".") and words.isascii() for words in english)


def test_what_xml_forbids_is_left_out() -> None:
    document = opened(written("The city & its markets are <b>open</b> 2 < 3.\n", banner=("a\x01b",)))
    texts = [text for _, text in styles_of(document)]
    assert texts[0] == "ab"
    assert [text for text in texts if "& its" in text and "are open 2 < 3." in text]


def test_the_banner_stands_in_the_text_and_on_the_pages_after_the_first() -> None:
    document = opened(written(banner=("DRAFT", "EMBARGOED UNTIL: tomorrow")))
    assert styles_of(document)[:2] == [("Banner", "DRAFT"), ("Banner", "EMBARGOED UNTIL: tomorrow")]
    assert document.sections[0].header.paragraphs[0].text == "DRAFT · EMBARGOED UNTIL: tomorrow"
    assert not opened(written()).sections[0].header.paragraphs[0].text


# --- the command ----------------------------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "newsroom.toml").write_bytes((Path(__file__).parents[1] / "newsroom.toml").read_bytes())
    add(tmp_path, "2026-03-02-library")
    return tmp_path


def exported(newsroom: Run, room: Path, *arguments: str) -> Document:
    result = newsroom("-C", room, "export", *arguments, "-o", room / "out.docx", "--force")
    assert result.code == 0, result.err
    return opened((room / "out.docx").read_bytes())


def test_a_public_release_has_no_banner_and_its_address(room: Path, newsroom: Run) -> None:
    document = exported(newsroom, room, "2026-03-02-library")
    styles, texts = zip(*styles_of(document), strict=True)
    assert "Banner" not in styles
    assert any("releases/2026-03-02-library.html" in text for text in texts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('status = "approved"', 'status = "draft"', ["DRAFT, NOT FOR PUBLICATION"]),
        ("date = 2026-03-02", "date = 2090-01-02T09:00:00-05:00", ["EMBARGOED UNTIL Monday, January 2, 2090"]),
        (
            'status = "approved"',
            'status = "draft"\nembargo = 2090-01-02T09:00:00-05:00',
            ["DRAFT, NOT FOR PUBLICATION", "EMBARGOED UNTIL Monday, January 2, 2090"],
        ),
    ],
)
def test_what_is_not_public_says_so_on_top(room: Path, newsroom: Run, old: str, new: str, expected: list[str]) -> None:
    change(room / "releases" / "2026-03-02-library.md", old, new)
    banner = [text for style, text in styles_of(exported(newsroom, room, "2026-03-02-library")) if style == "Banner"]
    assert len(banner) == len(expected)
    assert all(line.startswith(start) for line, start in zip(banner, expected, strict=True))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "EMBARGADO HASTA EL lunes, 2 de enero de 2090, 15:00 CET (14:00 UTC)"),
        ("de", "SPERRFRIST BIS Montag, 2. Januar 2090, 15:00 Uhr MEZ (14:00 UTC)"),
        ("fr", "SOUS EMBARGO JUSQU’AU : lundi 2 janvier 2090, 15:00 CET (14:00 UTC)"),
    ],
)
def test_the_embargo_on_top_reads_as_its_language_does(room: Path, newsroom: Run, language: str, line: str) -> None:
    change(room / "newsroom.toml", "America/New_York", "Europe/Berlin")
    change(
        room / "releases" / "2026-03-02-library.md",
        "date = 2026-03-02",
        f'language = "{language}"\ndate = 2090-01-02T15:00:00+01:00',
    )
    assert ("Banner", line) in styles_of(exported(newsroom, room, "2026-03-02-library"))


@pytest.mark.parametrize("word", ["word", "doc", ".docx", "Word"])
def test_what_people_call_a_word_file_is_one(room: Path, newsroom: Run, word: str) -> None:
    run = newsroom("export", "2026-03-02-library", "--to", word, "-o", "out.docx")
    assert run.code == 0 and opened((room / "out.docx").read_bytes())
    assert (f"{word} is docx here" in run.err) == (word != ".docx")


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        ("--to pdf", "newsroom preview FILE shows the page: print it there"),
        ("-o library.pdf", "print it there"),
        ("-o library.doc", "name it *.docx"),
        ("--to html", "newsroom email FILE --format html"),
        ("--to docs", "did you mean doc"),
        ("--to zebra", "it is docx"),
    ],
)
def test_other_files_are_refused_with_what_to_do(room: Path, newsroom: Run, arguments: str, remedy: str) -> None:
    before = sorted(room.iterdir())
    run = newsroom("export", "2026-03-02-library", *arguments.split())
    assert run.code == 2 and remedy in run.err and sorted(room.iterdir()) == before


def test_a_file_that_is_there_is_not_replaced(room: Path, newsroom: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(room)
    file = room / "2026-03-02-library.docx"
    assert newsroom("export", "2026-03-02-library").code == 0
    file.write_bytes(b"notes of an editor")
    result = newsroom("export", "2026-03-02-library")
    assert result.code == 2 and "--force" in result.err
    assert file.read_bytes() == b"notes of an editor"
    assert newsroom("export", "2026-03-02-library", "--force").code == 0
    assert zipfile.is_zipfile(file)


def test_a_release_with_errors_is_not_handed_out_unless_as_a_draft(room: Path, newsroom: Run) -> None:
    path = room / "releases" / "2026-03-02-library.md"
    change(path, "2026-03-02\n", "2026-03-02\n[oops\n")
    result = newsroom("-C", room, "export", "2026-03-02-library", "-o", room / "out.docx")
    assert result.code == 1 and not (room / "out.docx").exists()


def test_the_picture_is_upright_small_and_described(room: Path, newsroom: Run) -> None:
    images = room / "releases" / "images"
    images.mkdir()
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    Image.new("RGB", (4000, 2000), "navy").save(images / "hall.jpg", exif=exif)
    extra = '[[images]]\nfile = "images/hall.jpg"\nalt = "The hall"\ncaption = "A hall"\ncredit = "City"\n\n'
    path = room / "releases" / "2026-03-02-library.md"
    change(path, "[[quotes]]", f"{extra}[[quotes]]")
    document = exported(newsroom, room, "2026-03-02-library")
    (shape,) = document.inline_shapes
    assert shape.height > shape.width
    assert shape._inline.docPr.get("descr") == "The hall"
    (part,) = [part for part in document.part.package.iter_parts() if "media" in part.partname]
    with Image.open(io.BytesIO(part.blob)) as picture:
        assert max(picture.size) <= 1800 and not picture.getexif()
    assert ("Caption", "A hall\nPicture: City") in styles_of(document)


def test_a_picture_that_cannot_be_read_is_named() -> None:
    extra = '[[images]]\nfile = "images/hall.jpg"\nalt = "The hall"\n\n'
    front = FRONT.replace("[[quotes]]", f"{extra}[[quotes]]")
    made = edition(sample_release(front=front), sample_config())
    with pytest.raises(NewsroomError, match="the picture is no picture") as error:
        handout.handout(made, sample_config(), None, lambda path: b"GIF")
    assert error.value.path == "releases/images/hall.jpg"


def test_raised_and_lowered_figures_stay_so() -> None:
    document = opened(written("Room for 40 m<sup>2</sup> and CO<sub>2</sub>.\n"))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text == "2"]
    assert [(run.font.superscript, run.font.subscript) for run in runs] == [(True, False), (False, True)]


def test_a_paragraph_that_runs_against_the_language_has_its_own_direction() -> None:
    hebrew, english = "הספרייה פתוחה.", "It is open to all."
    for language, own, other in (("he", hebrew, english), ("en", english, hebrew)):
        document = opened(written(f"{own}\n\n{other}\n", front=f'language = "{language}"\n{FRONT}'))
        is_bidi = {words.text: "<w:bidi" in words._p.xml and "<w:rtl" in words._p.xml for words in document.paragraphs}
        assert is_bidi[other] is (other == hebrew)
