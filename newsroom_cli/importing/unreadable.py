"""Refuse files that cannot be imported, with a remedy: pictures, archives, old Office files, unknown XML."""

from __future__ import annotations

from newsroom_cli.importing.material import LONGEST, Material, no_text
from newsroom_cli.model.errors import NewsroomError

SAVE = "open it, save it as .docx, and import that; LibreOffice does it for many: soffice --convert-to docx {files}"
_PICTURE = "a picture holds no text; ask for the text it was made from"
_MAGIC = (
    (b"{\\rtf", "this is a Rich Text file (.rtf)", SAVE.format(files="*.rtf")),
    (b"\x89PNG", "this is a picture", _PICTURE),
    (b"\xff\xd8\xff", "this is a picture", _PICTURE),
    (b"GIF8", "this is a picture", _PICTURE),
    (b"II*\x00", "this is a picture", _PICTURE),
    (b"MM\x00*", "this is a picture", _PICTURE),
    (b"RIFF", "this is a picture, or sound", _PICTURE),
    (b"\x1f\x8b", "this is compressed (gzip)", "unpack it and import the files in it"),
    (b"BZh", "this is compressed (bzip2)", "unpack it and import the files in it"),
    (b"\xfd7zXZ", "this is compressed (xz)", "unpack it and import the files in it"),
    (b"7z\xbc\xaf", "this is compressed (7z)", "unpack it and import the files in it"),
    (b"Rar!", "this is compressed (rar)", "unpack it and import the files in it"),
    (b"bplist00", "this is a Safari archive (.webarchive)", "save the page as HTML and import that"),
)
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")  # pictures taken with phones


def refuse(data: bytes, name: str) -> None:
    """Raise NewsroomError for an empty file, and for a kind of file that cannot be imported."""
    if not data.strip():
        raise no_text()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(data, name.lower())
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    for magic, kind, hint in _MAGIC:
        if start.startswith(magic):
            raise NewsroomError(kind, hint=hint)
    if data[4:12] in _HEIF:
        raise NewsroomError("this is a picture", hint=_PICTURE)


def refuse_text(material: Material) -> None:
    """Raise NewsroomError for unknown XML, and for a text that is too long."""
    if material.text.lstrip()[:5].lower() in ("<?xml", "<svg "):
        raise _unknown_xml(material.text)
    if not material.is_short:
        raise NewsroomError(
            f"the text has {len(material.text):,} characters, the limit is {LONGEST:,}",
            hint="import one release at a time",
        )


def _unknown_xml(source: str) -> NewsroomError:
    """The error for XML that is neither a page nor a feed."""
    if "<svg" in source[:5000].lower():
        return NewsroomError("this is a picture (.svg)", hint=_PICTURE)
    return NewsroomError(
        "this is XML, but neither a page nor a feed", hint="save what it holds as .docx, HTML or text and import that"
    )


def _old_office(data: bytes, name: str) -> NewsroomError:
    """The error for a file of the old Office container: an encrypted file, an Outlook mail or an old document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return NewsroomError(
            "the file is encrypted", hint="open it with its password, save it without one, and import that"
        )
    if name.endswith(".msg") or "__nameid_version1.0".encode("utf-16-le") in data:
        return NewsroomError(
            "this is an Outlook mail (.msg)", hint="save it as .eml, or copy its text into `newsroom import -`"
        )
    for stream, kind in _OLD:
        if stream.encode("utf-16-le") in data:
            return NewsroomError(f"this is {kind}, not a Word file", hint="copy its text into `newsroom import -`")
    return NewsroomError("this is an old Word file (.doc)", hint=SAVE.format(files="*.doc"))


_OLD = (("Workbook", "an Excel sheet"), ("PowerPoint Document", "a presentation"))
