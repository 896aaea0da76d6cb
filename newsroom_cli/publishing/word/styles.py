"""The styles, header and footer of Word files, and functions that python-docx lacks: links, languages, numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsroom_cli.markup import directions
from newsroom_cli.model.patterns import pattern

if TYPE_CHECKING:
    from docx.document import Document

_FONT = "Calibri"
_GREY, _RED, _BLUE = "595959", "A80000", "0B57A4"
# Name: size in points, bold, colour, space before and after in points.
_STYLES: dict[str, tuple[float, bool, str, float, float]] = {
    "Banner": (12, True, _RED, 0, 6),
    "Issuer": (11, True, "000000", 0, 0),
    "Facts": (10.5, False, _GREY, 0, 6),
    "Notice": (11, True, _RED, 0, 6),
    "Picture": (11, False, "000000", 6, 2),
    "Contact": (11, False, "000000", 0, 6),
    "End mark": (11, False, _GREY, 6, 12),
    "Normal": (11, False, "000000", 0, 8),
    "Title": (22, True, "000000", 10, 4),
    "Subtitle": (14, False, _GREY, 0, 10),
    "Heading 2": (14, True, "000000", 14, 4),
    "Heading 3": (12, True, "000000", 12, 4),
    "Heading 4": (11, True, "000000", 10, 4),
    "Caption": (9.5, False, _GREY, 0, 10),
    "Quote": (11, False, "000000", 4, 8),
}
_CENTRED = {"End mark"}
_FORBIDDEN = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    """A text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def document(language: str, *, is_right_to_left: bool) -> Document:
    """An empty A4 document with our styles, in a language."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for name, (size, bold, colour, before, after) in _STYLES.items():
        style = made.styles[name] if name in made.styles else made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_font(style, size, colour, bold=bold)
        style.paragraph_format.space_before, style.paragraph_format.space_after = _points(before), _points(after)
        if name in _CENTRED:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = made.styles["Title"].element.pPr
    for border in title.findall(_name("w:pBdr")):
        title.remove(border)
    made.styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    made.styles["Picture"].paragraph_format.keep_with_next = True
    _set_language(made, language, is_right_to_left=is_right_to_left)
    return made


def set_properties(document: Document, *, title: str, author: str, moment: dt.datetime) -> None:
    """Set title, author and times of a document: those of the release, not of the machine."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = printable(title)[:255], printable(author)[:255], ""
    about.comments = ""
    about.created = about.modified = max(moment.astimezone(dt.UTC).replace(tzinfo=None), dt.datetime(1980, 1, 1))


def add_header_and_footer(document: Document, banner: Sequence[str], footer: Sequence[str]) -> None:
    """Put the banner on top of each page after the first, and a line with the number of each page at its foot.

    On the first page, the banner is part of the text.
    """
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = printable(" · ".join(banner))
    section.header.paragraphs[0].style = "Banner"
    for paragraph in (section.first_page_footer.paragraphs[0], section.footer.paragraphs[0]):
        paragraph.style = "Facts"
        paragraph.add_run(printable(" · ".join([*footer, ""])))
        field = _element("w:fldSimple", {"w:instr": "PAGE"})
        number, text = _element("w:r"), _element("w:t")
        text.text = "1"
        number.append(text)
        field.append(number)
        paragraph._p.append(field)


def add_link(paragraph: Any, text: str, address: str) -> Any:
    """Put a link into a paragraph, and return its run."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.text.run import Run

    target = paragraph.part.relate_to(printable(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link, element = _element("w:hyperlink", {"r:id": target}), _element("w:r")
    link.append(element)
    paragraph._p.append(link)
    run = Run(element, paragraph)
    run.text = printable(text)
    run.font.underline = True
    run.font.color.rgb = _colour(_BLUE)
    return run


def start_numbering(document: Document, paragraphs: Sequence[Any], first: int) -> None:
    """Start the numbering of paragraphs in the style List Number again, at `first`."""
    numbering = document.part.numbering_part.numbering_definitions._numbering
    style = document.styles["List Number"].element
    of_style = numbering.num_having_numId(style.pPr.numPr.numId.val)
    number = numbering.add_num(of_style.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(first)
    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number.numId
        properties.get_or_add_ilvl().val = 0


def set_direction(document: Document, direction: str) -> None:
    """Let paragraphs and their runs run from right to left, if the language does, or they run against it."""
    for paragraph in list(document.element.body.iter(_name("w:p"))):
        words = "".join(text.text or "" for text in paragraph.iter(_name("w:t")))
        if (directions.opposite_direction(words, direction) or direction) == "rtl":
            paragraph.get_or_add_pPr().append(_element("w:bidi"))
            for run in list(paragraph.iter(_name("w:r"))):
                run.get_or_add_rPr().append(_element("w:rtl"))


def _set_font(style: Any, size: float, colour: str, *, bold: bool) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = _FONT, _points(size), bold, False
    font.color.rgb = _colour(colour)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if "Theme" in name:  # the theme of the template would win
            del fonts.attrib[name]
    properties = style.element.rPr
    for name in ("w:spacing", "w:szCs", "w:bCs"):  # wide letters, and other sizes for Arabic and Hebrew
        for element in properties.findall(_name(name)):
            properties.remove(element)
    properties.find(_name("w:sz")).addnext(_element("w:szCs", {"w:val": str(round(size * 2))}))
    properties.find(_name("w:b")).addnext(_element("w:bCs", {"w:val": "1" if bold else "0"}))
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(_name(script), _FONT)


def _set_language(document: Document, language: str, *, is_right_to_left: bool) -> None:
    """Set the language for the spelling checker of Word."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        return
    defaults = document.styles.element.find(f".//{_name('w:rPrDefault')}/{_name('w:rPr')}")
    for element in defaults.findall(_name("w:lang")):
        defaults.remove(element)
    defaults.append(_element("w:lang", {"w:bidi" if is_right_to_left else "w:val": language}))


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(name)
    for attribute, value in (attributes or {}).items():
        element.set(_name(attribute), value)
    return element


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _colour(hexadecimal: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(hexadecimal)
