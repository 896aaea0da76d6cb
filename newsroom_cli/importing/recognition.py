"""Which decoder a source needs, by what is in it and what it is called; sources that cannot be read are refused with the way out."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Any

from newsroom_cli.importing import charset
from newsroom_cli.importing.pages import error_pages, html_
from newsroom_cli.importing.pieces import Pasted
from newsroom_cli.importing.sources import feed, mails, markdown_text, records, text, wire, word
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

LARGEST = 20_000_000  # bytes of a page or feed
LONGEST = 1_000_000  # characters of a pasted or Markdown text


def sources(data: bytes, *, name: str, base: str = "") -> Iterator[Pasted]:
    """The sources in some bytes: one, or one for each entry of a feed and each mail of a mailbox.

    `name` is the file's name, or `-` for what was pasted; `base` is the address a page or feed was saved from. Nothing
    is fetched. Raises NewsroomError, with the file's name, for what cannot be imported; in a mailbox or feed that may
    be after others were handed out.
    """
    try:
        yield from _sources(data, name, base)
    except NewsroomError as error:
        if error.path is None and name != "-":
            error.path = name
        raise


def _sources(data: bytes, name: str, base: str) -> Iterator[Pasted]:
    _refuse(data, name)
    if data.startswith(b"PK"):
        yield word.read(data)
        return
    if is_mail(data, name.lower()):
        yield from _mails(data, base)
        return
    if len(data) > LARGEST:
        raise NewsroomError(
            f"the source has {len(data) // 1_000_000} MB, the limit is {LARGEST // 1_000_000} MB",
            hint="copy the release from it and paste that into `newsroom import -`",
        )
    if _is_feed(data):
        yield from feed.read_xml(data, base=base)
        return
    if _ENTRY.match(data[:200]):  # cut out of a feed
        yield from feed.read_xml(b"<rss><channel>%s</channel></rss>" % data, base=base)
        return
    yield from _texts(data, name.lower(), base)


def _mails(data: bytes, base: str) -> Iterator[Pasted]:
    """The mails of a mailbox; one that cannot be read stops none behind it, and is told of at the end."""
    messages = list(mails.messages(data))
    failed: list[str] = []
    for number, message in enumerate(messages, 1):
        try:
            made = mails.read(message, base=base)
        except NewsroomError as error:
            if len(messages) == 1:
                raise
            failed.append(f"mail {number}: {error}")
            continue
        yield made
    if failed:
        told = "; ".join(failed[:10]) + ("; ..." if len(failed) > 10 else "")
        raise NewsroomError(
            f"{len(failed)} of {len(messages)} mails could not be read ({told})", hint="save their text and import that"
        )


def _texts(data: bytes, name: str, base: str) -> Iterator[Pasted]:
    decoded = charset.decode(data, look=_is_page(data[:5000].decode("latin-1"), name))
    source = decoded.text
    if not source.strip():
        raise NewsroomError("there is no text in it", hint="paste or name a file that holds the release")
    if (data_found := _json(source)) is not None:
        found = [] if feed.is_json_feed(data_found) else records.records(data_found)
        yield from records.read(found, base=base) if found else feed.read_json(source, base=base)
        return
    if source.lstrip()[:1] == "<" and len(source) <= LONGEST and (message := wire.read(source, base=base)):
        yield message
        return
    preamble = markdown_text.parted(source)
    if preamble is not None and len(source) <= LONGEST:
        made = markdown_text.read_preamble(preamble, base=base)
    elif name.endswith(_PAGES) and markdown_text.has_front_matter(source):  # as Jekyll has pages
        made = markdown_text.read(source, base=base, is_html=True)
    elif _is_page(source, name):
        made = html_.read(source, base=base)
        error_pages.refuse(made)
    elif source.lstrip()[:5].lower() in ("<?xml", "<svg "):
        raise _of_xml(source)
    elif len(source) > LONGEST:
        raise NewsroomError(
            f"the text has {len(source):,} characters, the limit is {LONGEST:,}", hint="import one release at a time"
        )
    elif _is_markdown(source, name):
        made = markdown_text.read(source, base=base)
    else:
        made = text.read(source)
    if not made.pieces:
        raise NewsroomError("there is no text in it", hint="paste or name a file that holds the release")
    yield made._replace(notes=(*decoded.notes, *made.notes))


# --- what cannot be read --------------------------------------------------------------------------------------

_SAVE = "open it, save it as .docx, and import that"
_PDF = "open it, select all, copy, and paste into `newsroom import -`; or run\n      pdftotext -layout {} - | newsroom import -"
_PICTURE = "a picture holds no text; ask for the text it was made from"
_MAGIC = (
    (b"%PDF", "this is a PDF, which says where letters stand, not what the text is", _PDF),
    (b"{\\rtf", "this is a Rich Text file (.rtf)", _SAVE),
    (b"\x89PNG", "this is a picture", _PICTURE),
    (b"\xff\xd8\xff", "this is a picture", _PICTURE),
    (b"GIF8", "this is a picture", _PICTURE),
    (b"II*\x00", "this is a picture", _PICTURE),
    (b"MM\x00*", "this is a picture", _PICTURE),
    (b"RIFF", "this is a picture, or sound", _PICTURE),
    (b"\x1f\x8b", "this is packed (gzip)", "unpack it and import what is in it"),
    (b"BZh", "this is packed (bzip2)", "unpack it and import what is in it"),
    (b"\xfd7zXZ", "this is packed (xz)", "unpack it and import what is in it"),
    (b"7z\xbc\xaf", "this is packed (7z)", "unpack it and import what is in it"),
    (b"Rar!", "this is packed (rar)", "unpack it and import what is in it"),
    (b"bplist00", "this is a Safari archive (.webarchive)", "save the page as HTML and import that"),
)
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")  # as telephones write pictures


def _refuse(data: bytes, name: str) -> None:
    """Raises NewsroomError for a kind of file that cannot be imported."""
    if not data.strip():
        raise NewsroomError("there is no text in it", hint="paste or name a file that holds the release")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _old_office(data, name.lower())
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    for magic, what, hint in _MAGIC:
        if start.startswith(magic):
            raise NewsroomError(what, hint=hint.format(_as_argument(name)))
    if data[4:12] in _HEIF:
        raise NewsroomError("this is a picture", hint=_PICTURE)
    if b"%PDF-1" in data[:1024] and b"<html" not in data[:1024].lower():
        raise NewsroomError(_MAGIC[0][1], hint=_PDF.format(_as_argument(name)))


def _as_argument(name: str) -> str:
    """A file's name as a shell takes it; what was pasted or fetched has none."""
    return "FILE" if name == "-" or "://" in name or not name.isprintable() else shlex.quote(name)


def _of_xml(source: str) -> NewsroomError:
    """What XML is that is neither a page nor a feed."""
    if "<svg" in source[:5000].lower():
        return NewsroomError("this is a picture (.svg)", hint=_PICTURE)
    return NewsroomError(
        "this is XML, but neither a page nor a feed", hint="save what it holds as .docx, HTML or text and import that"
    )


def _old_office(data: bytes, name: str) -> NewsroomError:
    """What a file of the old Office container is: an encrypted new one, an Outlook mail or an old document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return NewsroomError(
            "the file is encrypted", hint="open it with its password, save it without one, and import that"
        )
    if name.endswith(".msg") or "__nameid_version1.0".encode("utf-16-le") in data:
        return NewsroomError(
            "this is an Outlook mail (.msg)", hint="save it as .eml, or copy its text into `newsroom import -`"
        )
    for stream, what in _OLD:
        if stream.encode("utf-16-le") in data:
            return NewsroomError(f"this is {what}, not a Word file", hint="copy its text into `newsroom import -`")
    return NewsroomError("this is an old Word file (.doc)", hint=_SAVE)


_OLD = (("Workbook", "an Excel sheet"), ("PowerPoint Document", "a presentation"))


# --- what it is -----------------------------------------------------------------------------------------------

_HEADER = pattern(rb"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t]|\r?\n)")
_OF_MAIL = pattern(
    rb"^(?:mime-version|message-id|received|return-path|delivered-to|content-type|x-[a-z-]+)[ \t]*:", 2 | 8
)
_ROOT = pattern(rb"<(?:rss|feed|rdf:RDF|atom:feed)[\s>]", 2)
_ENTRY = pattern(rb"[\xef\xbb\xbf\s]*<item[\s>]", 2)
_PAGE_START = pattern(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", 2 | 16
)
_ELEMENTS = pattern(r"<(?:p|div|br|a|h[1-6]|ul|li|table|span|article|main|section|strong|em|b|i|img|td)\b[^<>]*>", 2)
_MARKDOWN = pattern(
    r"^#{1,6} \S|\[[^\]\n]{1,200}\]\((?:https?:|mailto:|/)[^)\s]{1,2000}+\)|^\*\*\S.*\*\*\s*$|\*\*\S[^*\n]*\S\*\*", 8
)
_PAGES = (".html", ".htm", ".xhtml", ".aspx", ".php", ".jsp")


def is_mail(data: bytes, name: str) -> bool:
    """Whether bytes are a mail or mailbox: by name, or because they begin with several headers, one of them a mail's own."""
    if name.endswith((".eml", ".mbox", ".mht", ".mhtml", ".emlx")):
        return True
    head = data[:8000].replace(b"\r\n", b"\n")
    if head.startswith(b"From ") and b"\nFrom: " in head:
        return True
    lines = [line for line in head.partition(b"\n\n")[0].split(b"\n") if line[:1] not in (b" ", b"\t")]
    headers = sum(1 for line in lines if _HEADER.match(line))
    return headers >= 3 and headers >= 0.9 * len(lines) and _OF_MAIL.search(head.partition(b"\n\n")[0]) is not None


def _is_feed(data: bytes) -> bool:
    start = data[:200_000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    root = _behind_comments(start)
    if not root.startswith(b"<") or b"<html" in root.lower():
        return False
    return _ROOT.search(root) is not None or (
        start.startswith(b"<?xml") and b"<!doctype html" not in root.lower() and b"<!ENTITY" in root
    )


def _behind_comments(start: bytes) -> bytes:
    """Some bytes of XML from the first thing that is neither a comment nor an instruction to a program."""
    at = 0
    while found := _ASIDE.match(start, at):
        end = start.find(b"-->" if found[1] == b"<!--" else b"?>", found.end())
        if end < 0:
            break
        at = end
        at += 3 if found[1] == b"<!--" else 2
    return start[at : at + 4000].lstrip()


_ASIDE = pattern(rb"\s*(<!--|<\?)")


def _json(source: str) -> Any:
    """Parsed JSON that is a feed or a record; None for what is no JSON, or the front matter of a text."""
    if source.lstrip()[:1] not in ("{", "["):
        return None
    try:
        data = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return {} if "jsonfeed.org/version" in source[:4000] else None
    return data if isinstance(data, dict) or records.records(data) else None


def _is_page(source: str, name: str) -> bool:
    """Whether a text is HTML: by its start, or because it is full of elements and not called something else."""
    if _PAGE_START.match(source[:5000]):
        return True
    if name.endswith((".md", ".markdown", ".txt")):
        return False
    found = sum(1 for _ in _ELEMENTS.finditer(source[:20_000]))
    return (
        found >= 3
        if name.endswith(_PAGES) or source.lstrip()[:1] == "<"
        else found * 400 > len(source[:20_000]) and found > 5
    )


def _is_markdown(source: str, name: str) -> bool:
    if name.endswith((".md", ".markdown", ".mdown", ".mkd", ".mdx")):
        return True
    if markdown_text.has_front_matter(source):
        return True
    return not name.endswith(".txt") and len(_MARKDOWN.findall(source[:50_000])) >= 2
