"""Word files: the text arrives with its shape, and unfit files are refused before they are unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from newsroom_cli.importing.pieces import markdown_of
from newsroom_cli.importing.sources import word
from newsroom_cli.model.errors import NewsroomError

mammoth = pytest.importorskip("mammoth")

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "Subtitle", "heading 1", "Quote", "List Paragraph")
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
UTF_16_ENTITY = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")


def paragraph(text: str, *, style: str = "", number: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{runs}</w:p>"


def docx(body: str, *, others: Mapping[str, str | bytes] | None = None, links: str = "") -> bytes:
    """A Word file with the parts Word itself cannot do without, and some others."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/>{links}</Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{MAIN}">{STYLES}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{MAIN}">{NUMBERING}</w:numbering>',
        "word/document.xml": f'<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
        **(others or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_a_release_keeps_its_shape() -> None:
    link = (
        f'<Relationship Id="l" Type="{OFFICE}/hyperlink" '
        'Target="https://portellery.example/library?utm_source=word" TargetMode="External"/>'
    )
    body = (
        paragraph("Port Ellery Opens Library", style="Title")
        + paragraph("The ninth branch lends books all week", style="Subtitle")
        + paragraph(
            "<w:r><w:rPr><w:b/></w:rPr><w:t>PORT ELLERY</w:t></w:r><w:r>"
            "<w:t xml:space='preserve'> – The city opened </w:t></w:r>"
            "<w:hyperlink r:id='l'><w:r><w:t>its library</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r>"
        )
        + paragraph("What it offers", style="heading1")
        + paragraph("Books", number=1)
        + paragraph("Come", number=2)
        + paragraph("Read", number=2)
        + paragraph("“It is ours,” said Mayor Ines Varga.", style="Quote")
        + paragraph("###")
    )
    made = word.read(docx(body, links=link))
    assert made.subtitle == "The ninth branch lends books all week"
    assert [piece.kind for piece in made.pieces] == [
        "heading",
        "heading",
        "paragraph",
        "heading",
        "item",
        "item",
        "item",
        "quote",
        "rule",
    ]
    assert markdown_of(made.pieces) == (
        "# Port Ellery Opens Library\n\n## The ninth branch lends books all week\n\n"
        "**PORT ELLERY** – The city opened [its library](https://portellery.example/library).\n\n# What it offers\n\n"
        "- Books\n\n1. Come\n2. Read\n\n> “It is ours,” said Mayor Ines Varga.\n\n* * *\n"
    )


@pytest.mark.parametrize("vanish", ["<w:vanish/>", '<w:b/><w:vanish w:val="true" />', '<w:vanish w:val="0"/>'])
def test_text_that_word_does_not_show_is_left_out_and_named(vanish: str) -> None:
    runs = f'<w:r w:rsidR="1"><w:rPr>{vanish}</w:rPr><w:t>Not before Friday.</w:t></w:r>'
    read = word.read(
        docx(paragraph("City Opens Library", style="Title") + paragraph(f"{runs}<w:r><w:t>It opens.</w:t></w:r>"))
    )
    is_hidden = '"0"' not in vanish
    assert ("Not before Friday." in markdown_of(read.pieces)) is not is_hidden and "It opens." in markdown_of(
        read.pieces
    )
    assert ("hidden text was not imported: Not before Friday." in read.notes) is is_hidden


def test_losses_are_noted() -> None:
    header = (
        f'<w:hdr xmlns:w="{MAIN}"><w:p><w:r><w:t>City of</w:t></w:r><w:r>'
        '<w:t xml:space="preserve"> Port Ellery &amp; Co</w:t></w:r></w:p></w:hdr>'
    )
    body = paragraph(
        "<w:ins w:id='1'><w:r><w:t>New words.</w:t></w:r></w:ins><w:del w:id='2'><w:r>"
        "<w:delText>Old words.</w:delText></w:r></w:del>"
    )
    made = word.read(docx(body, others={"word/header1.xml": header}))
    assert [piece.text for piece in made.pieces] == ["New words."]
    assert made.notes == (
        "the file has tracked changes; they were imported as if accepted",
        "letterhead and footer were not imported: City of Port Ellery & Co",
    )


@pytest.mark.parametrize(
    ("others", "says"),
    [
        ({"word/vbaProject.bin": "x"}, "macros"),
        ({"word/media/big.xml": "0" * 60_000_000}, "more than 50 MB"),
        ({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "entities"),
        (
            {"word/document.xml": UTF_16_ENTITY},
            "entities",
        ),
        ({"word/document.xml": "<w:document"}, "damaged"),
        ({"word/document.xml": "<a>" * 100_000}, "damaged"),
    ],
)
def test_an_unfit_file_is_refused_with_the_way_out(others: dict[str, str | bytes], says: str) -> None:
    with pytest.raises(NewsroomError, match=says) as caught:
        word.read(docx(paragraph("x"), others=others))
    assert caught.value.hint


def test_sizes_are_counted_and_not_believed() -> None:
    data = bytearray(docx(paragraph("x"), others={"word/big.xml": "0" * 60_000_000}))
    size = (60_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    with pytest.raises(NewsroomError):  # the directory at the end says ten bytes
        word.read(bytes(data.replace(size, (10).to_bytes(4, "little"))))


@pytest.mark.parametrize(
    ("part", "says", "hint"),
    [
        ("xl/workbook.xml", "spreadsheet", "save it as .docx"),
        ("content.xml", "OpenDocument", "--convert-to docx *.odt"),
        ("ppt/presentation.xml", "presentation", "save it as .docx"),
        ("notes.txt", "archive", "unpack it"),
    ],
)
def test_other_archives_are_named_with_the_way_out(part: str, says: str, hint: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(NewsroomError, match=says) as caught:
        word.read(made.getvalue())
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_cannot_be_counted_are_refused(packing: int) -> None:
    made = io.BytesIO(docx(paragraph("x")))
    with zipfile.ZipFile(made, "a", packing) as archive:
        archive.writestr("word/media/a.bin", bytes(1_000_000))
    with pytest.raises(NewsroomError, match="in a way that Word does not use"):
        word.read(made.getvalue())


@pytest.mark.parametrize("cut", [30, 200, 900])
def test_a_cut_file_is_refused(cut: int) -> None:
    with pytest.raises(NewsroomError, match="damaged"):
        word.read(docx(paragraph("x"))[:cut])
