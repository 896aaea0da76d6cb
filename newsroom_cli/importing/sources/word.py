"""Read Word files (.docx) with mammoth; this module checks what such a file contains and how large it unpacks."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from newsroom_cli.importing import unreadable
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import html_
from newsroom_cli.importing.pieces import HEADING, PARAGRAPH, PICTURE, Pasted, Piece
from newsroom_cli.importing.repair import without_stray_characters
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

LARGEST = 50_000_000  # bytes of all parts of a file together, unpacked
MOST_TEXT = 5_000_000  # bytes of XML in it; a release has a few hundred thousand
MOST_PARTS = 5_000
DOCUMENT = "word/document.xml"
_AS_DOCX = "open it in Word or LibreOffice, save it as .docx and import that"

# The styles of a release's text beyond those that mammoth knows; other styles have no meaning here.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2.subtitle:fresh
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
p[style-name='Block Text'] => blockquote:fresh > p:fresh
p[style-name='Caption'] => figcaption:fresh
u =>
strike =>
"""


def recognises(material: Material) -> bool:
    """Whether a file is a ZIP archive, as Word files are."""
    return material.data.startswith(b"PK")


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield the text of a Word file."""
    yield read(material.data)


def read(data: bytes) -> Pasted:
    """Read a .docx, with its headings, lists, tables, links, emphasis and pictures.

    Raises NewsroomError for a file that is damaged, has macros, or unpacks to more than a release can have.
    """
    import mammoth

    parts = parts_of(data)
    notes = _notes(parts)
    parts |= {name: _HIDDEN.sub(b"", parts[name]) for name in parts.keys() & {DOCUMENT}}
    embedded: dict[str, bytes] = {}
    try:
        result = mammoth.convert_to_html(
            _lean_archive(parts),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(partial(_add_picture, embedded)),
        )
    except (NewsroomError, MemoryError):
        raise
    except Exception as error:  # a damaged file can raise any error in the parser
        raise NewsroomError("the Word file is damaged and cannot be read", hint=_AS_DOCX) from error
    read = html_.fragment(without_stray_characters(result.value))
    pieces = tuple(_without_table_captions(read.pieces))
    if not pieces:
        raise NewsroomError("the Word file has no text", hint="perhaps it holds only pictures")
    subtitle = next(
        (piece.text for piece in pieces[:3] if piece.kind == HEADING and _is_subtitle(piece, result.value)), ""
    )
    return Pasted(
        pieces,
        subtitle=subtitle,
        notes=(*notes, *read.notes),
        lines=read.lines,
        pictures=read.pictures,
        embedded=embedded,
        is_document=True,
    )


# Most styles of a file are unused table styles, which mammoth reads slowly.
_TABLE_STYLE = pattern(rb"<w:tblStylePr\b.{0,4000}?</w:tblStylePr>", 16)
_LATENT = b"<w:latentStyles", b"</w:latentStyles>"


def _styles(content: bytes) -> bytes:
    """The styles of a file, without those that do not affect its text."""
    if len(content) > 1_000_000:
        return content
    start, end = content.find(_LATENT[0]), content.find(_LATENT[1])
    lean = content[:start] + content[end + len(_LATENT[1]) :] if 0 <= start < end else content
    return _TABLE_STYLE.sub(b"", lean)


def _lean_archive(parts: dict[str, bytes]) -> io.BytesIO:
    """An archive of the checked parts alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, _styles(content) if name == "word/styles.xml" else content)
    buffer.seek(0)
    return buffer


def _add_picture(embedded: dict[str, bytes], image: Any) -> dict[str, str]:
    """Add a picture's bytes to `embedded`, and return its address; the bytes are empty if they are missing."""
    address = f"picture {len(embedded) + 1}"
    try:
        with image.open() as file:
            embedded[address] = file.read()
    except Exception:  # the picture is elsewhere, or its part of the file is missing or damaged
        embedded[address] = b""
    return {"src": address}


def _without_table_captions(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces; captions without a picture beside them become paragraphs, because tables have some, too."""
    beside = False
    for index, piece in enumerate(pieces):
        beside = piece.kind == PICTURE and (
            beside
            or piece.picture is not None
            or any(near.picture is not None for near in pieces[index + 1 : index + 2])
        )
        yield piece._replace(kind=PARAGRAPH) if piece.kind == PICTURE and not beside else piece


def _is_subtitle(piece: Piece, source: str) -> bool:
    return piece.level == 2 and 'class="subtitle"' in source


# --- the contents of a file -----------------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    """Check all parts of a .docx, and return its XML parts and pictures by name.

    Sizes are counted while unpacking, because the sizes that a file declares may be false. Raises NewsroomError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_unfit({part.filename for part in parts})
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
                raise _too_large()
            # Word does not use other packings, and those unpack to gigabytes before their size can be counted.
            if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
                raise NewsroomError("the file is compressed in a way that Word does not use", hint=_AS_DOCX)
            return _unpacked(archive, parts)
    except _DAMAGED as error:
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise NewsroomError("the file is encrypted", hint="save it without a password") from error
        raise NewsroomError("the file is damaged and cannot be unpacked", hint=_AS_DOCX) from error


# What zipfile raises for a damaged file.
_DAMAGED = (
    *(zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError),
    *(struct.error, zlib.error),
)


def _unpacked(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack the XML parts and pictures of a file. Raises NewsroomError if they grow too large."""
    total, text, kept = 0, 0, {}
    for part in parts:
        content = bytearray()
        is_xml = part.filename.endswith((".xml", ".rels"))
        with archive.open(part) as opened:
            while chunk := opened.read(1 << 16):
                total += len(chunk)
                if total > LARGEST:
                    raise _too_large()
                if is_xml or part.filename.startswith("word/media/"):
                    content += chunk
        if content and not is_xml:
            kept[part.filename] = bytes(content)
            continue
        plain = content.replace(b"\x00", b"")  # UTF-16, which XML parsers also read
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise NewsroomError("the Word file declares entities, which Word never does", hint=_AS_DOCX)
        text += len(content)
        if text > MOST_TEXT:
            raise _too_large()
        if content:
            kept[part.filename] = bytes(content)
    return kept


def _too_large() -> NewsroomError:
    """The error for a file that unpacks to too many bytes."""
    return NewsroomError(
        f"the file unpacks to more than {LARGEST // 1_000_000} MB, or to more than {MOST_TEXT // 1_000_000} MB of text",
        hint="copy its text and paste that into `newsroom import -`",
    )


_IN_ITS_PROGRAM = "open it in the program that made it, save it as .docx, and import that"
_OTHER_KINDS = {  # other kinds of files, by a part that identifies them, with the remedy
    "xl/workbook.xml": ("a spreadsheet", _IN_ITS_PROGRAM),
    "ppt/presentation.xml": ("a presentation", _IN_ITS_PROGRAM),
    "content.xml": ("an OpenDocument file", unreadable.SAVE.format(files="*.odt")),
    "Index/Document.iwa": ("a Pages file", _IN_ITS_PROGRAM),
    "META-INF/container.xml": ("an e-book", _IN_ITS_PROGRAM),
}
_ARCHIVE = "an archive", "unpack it and import the files in it"


def _refuse_unfit(names: set[str]) -> None:
    """Raise NewsroomError for a file with macros, and for one that is not a Word file."""
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise NewsroomError("the Word file holds macros", hint="save it as .docx, without macros, and import that")
    if DOCUMENT not in names and "word/document2.xml" not in names:
        kind, hint = next((other for part, other in _OTHER_KINDS.items() if part in names), _ARCHIVE)
        raise NewsroomError(f"this is {kind}, not a Word file", hint=hint)


# A run that Word neither shows nor prints.
_HIDDEN = pattern(
    rb"<w:r(?: [^<>]*)?>\s*<w:rPr>(?:(?!</w:rPr>).){0,3000}?<w:vanish(?: w:val=.(?:1|true|on).)?\s*/>"
    rb"(?:(?!<w:r[ >]|</w:r>).)*</w:r>",
    re.DOTALL,
)
_HEADER_OR_FOOTER = pattern(r"word/(?:header|footer)\d*\.xml")
_TEXT = pattern(rb"<w:t(?: [^<>]*)?>([^<]*)</w:t>|</w:p>")


def _words(part: bytes) -> str:
    """The words of a part of a Word file, on one line."""
    return " ".join(unescape(b"".join(words or b" " for words in _TEXT.findall(part)).decode(errors="replace")).split())


def _notes(parts: dict[str, bytes]) -> list[str]:
    """Notes on contents other than text, and on how they were treated."""
    document = parts.get(DOCUMENT, b"")
    notes = []
    if b"<w:ins " in document or b"<w:del " in document:
        notes.append("the file has tracked changes; they were imported as if accepted")
    if hidden := _words(b"".join(_HIDDEN.findall(document))):
        notes.append(f"hidden text was not imported: {hidden[:300]}")
    if b"<w:comment " in parts.get("word/comments.xml", b""):
        notes.append("comments were not imported")
    if margins := " / ".join(
        filter(None, map(_words, (part for name, part in sorted(parts.items()) if _HEADER_OR_FOOTER.match(name))))
    ):
        notes.append(f"letterhead and footer were not imported: {margins[:300]}")
    return notes
