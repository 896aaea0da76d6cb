"""Read mails (.eml, .mht, .mbox): their best text, a release that they forward or attach, notes on attachments."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from newsroom_cli.importing import charset
from newsroom_cli.importing.head import headline_labels
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import addresses, html_, inline, metadata
from newsroom_cli.importing.pieces import MAIL, PARAGRAPH, QUOTE, RULE, Pasted, Piece, SourceLine
from newsroom_cli.importing.repair import repair
from newsroom_cli.importing.sources import pdf, text, word
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

if TYPE_CHECKING:
    from email.message import EmailMessage

LARGEST = 60_000_000  # bytes, attachments included
MOST_PARTS = 500
_DEEPEST = 5  # levels of mails inside mails


_HEADER = pattern(rb"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t]|\r?\n)")
_OF_MAIL = pattern(
    rb"^(?:mime-version|message-id|received|return-path|delivered-to|content-type|x-[a-z-]+)[ \t]*:", 2 | 8
)


def recognises(material: Material) -> bool:
    """Whether a source is a mail or mailbox: by its name, or by several headers, one of which only mails have."""
    if material.name.endswith((".eml", ".mbox", ".mht", ".mhtml", ".emlx")):
        return True
    head = material.data[:8000].replace(b"\r\n", b"\n")
    if head.startswith(b"From ") and b"\nFrom: " in head:
        return True
    lines = [line for line in head.partition(b"\n\n")[0].split(b"\n") if line[:1] not in (b" ", b"\t")]
    headers = sum(1 for line in lines if _HEADER.match(line))
    return headers >= 3 and headers >= 0.9 * len(lines) and _OF_MAIL.search(head.partition(b"\n\n")[0]) is not None


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield the mails of a mailbox; an unreadable mail does not stop the others, and the error at the end names it."""
    mails = list(messages(material.data))
    failed: list[str] = []
    for number, mail in enumerate(mails, 1):
        try:
            pasted = read(mail, base=material.base)
        except NewsroomError as error:
            if len(mails) == 1:
                raise
            failed.append(f"mail {number}: {error}")
            continue
        yield pasted
    if failed:
        listed = "; ".join(failed[:10]) + ("; ..." if len(failed) > 10 else "")
        raise NewsroomError(
            f"{len(failed)} of {len(mails)} mails could not be read ({listed})", hint="save their text and import that"
        )


def messages(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of each mail in an mbox; those of a single mail unchanged."""
    starts = [match.start() for match in _BEGINS.finditer(data)] if data.startswith(b"From ") else []
    if not starts:
        yield data
        return
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        if mail := data[start:end].partition(b"\n")[2]:
            yield mail.replace(b"\n>From ", b"\nFrom ")


_BEGINS = pattern(rb"^From \S+ .{0,60}\d\d:\d\d.{0,40}$", 8)


def read(data: bytes, *, base: str = "") -> Pasted:
    """Read the text of a mail; if it forwards another mail, read that one, with its subject and date.

    Raises NewsroomError for a mail that is too large or damaged, or has no text.
    """
    if len(data) > LARGEST:
        raise NewsroomError(f"the mail has more than {LARGEST // 1_000_000} MB", hint="save its text and import that")
    try:
        return _read_message(parsed_mail(data), base, _DEEPEST)
    except RecursionError as error:
        raise NewsroomError(
            "the mail's parts are nested too deep to be read", hint="save its text and import that"
        ) from error


def _read_message(message: EmailMessage, base: str, depth: int) -> Pasted:
    """Read the text of a mail, of a mail that it forwards, or of a document for which it is only the cover letter."""
    parts = _Parts(message)
    pasted = _best_text(parts, base)
    cover = (_subject(message), *(line for piece in pasted.pieces for line in piece.text.split("\n")))
    if parts.inner is not None and depth and len(_prose_of(pasted.pieces)) < _COVER_LETTER:
        inside = _read_message(parts.inner, base, depth - 1)
        note = "the mail forwards another mail, which was imported instead"
        return inside._replace(
            date_source=inside.date_source.replace("of the mail", "of the forwarded mail"),
            notes=(note, *inside.notes),
            cover=(*cover, *inside.cover),
        )
    if len(_prose_of(pasted.pieces)) < _COVER_LETTER and len(parts.documents) == 1:
        name, content = parts.documents[0]
        try:
            attached = pdf.read(content) if name.lower().endswith(".pdf") else word.read(content)
        except NewsroomError as error:  # the error must name the mail, not the attachment
            raise NewsroomError(f"the mail is only a cover letter; {name}: {error.message}", hint=error.hint) from error
        note = f"the mail is only a cover letter; the attached {name} was imported"
        title = attached.title or headline_labels.without_subject_label(_subject(message))
        return attached._replace(title=title, notes=(note, *attached.notes), cover=cover)
    if not pasted.pieces:
        raise NewsroomError("the mail has no text that could be read", hint="import its attachments one by one")
    return _with_facts(pasted, message, parts)


_COVER_LETTER = 400  # characters; a shorter mail with an attached release is a cover letter


def _prose_of(pieces: tuple[Piece, ...]) -> str:
    return " ".join(piece.text for piece in pieces if piece.kind in (PARAGRAPH, QUOTE))


def _with_facts(pasted: Pasted, message: EmailMessage, parts: _Parts) -> Pasted:
    """Add the facts in the header of the mail, or in that of a mail forwarded as text."""
    notes = (*pasted.notes, *parts.notes())
    if (forwarded := _as_forwarded(pasted, _subject(message))) is not None:
        return forwarded._replace(notes=notes)
    day = _date(_header(message, "Date"))
    return pasted._replace(
        title=_subject(message),
        title_of=MAIL,
        date=day,
        date_source="Date of the mail" if day else "",
        author=_sender_name(_header(message, "From")),
        language=pasted.language or _header(message, "Content-Language").split(",")[0],
        notes=notes,
    )


# --- headers --------------------------------------------------------------------------------------------------


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; empty if it is missing or unreadable."""
    try:
        value = message.get(name)
    except Exception:  # broken headers raise errors of many kinds in the standard library
        return ""
    return inline.single_spaced(repair(str(value)).text).strip()[:1000] if value is not None else ""


_PREFIX = pattern(r"\s*(?:fwd?|fw|wg|tr|rv|re|aw|sv)\s*:\s*", 2)
_TAGGED = pattern(r"\s*\[(?:external|extern|ext|spam|caution)[^\]]{0,20}\]\s*", 2)


def _plain_subject(subject: str) -> str:
    """A subject without the prefixes of replies, forwarding and filters."""
    while (prefix := _PREFIX.match(subject) or _TAGGED.match(subject)) and prefix.end():
        subject = subject[prefix.end() :]
    return subject.strip()


def _subject(message: EmailMessage) -> str:
    return _plain_subject(_header(message, "Subject"))


def _sender_name(sender: str) -> str:
    """The name of the sender, or the address if there is no name."""
    from email.utils import parseaddr

    name, address = parseaddr(sender)
    return name or address


def _date(written: str) -> dt.date | dt.datetime | None:
    """The moment in a header; only the day if a program wrote it for people, as in a forwarded mail; else None."""
    from email.utils import parsedate_to_datetime

    from newsroom_cli.language.dates import mentions

    try:
        return metadata.without_midnight(parsedate_to_datetime(written)) if written else None
    except (ValueError, TypeError, IndexError, OverflowError):
        named = next(
            (mention for language in _LANGUAGES for mention in mentions.mentions(written, language) if mention.year),
            None,
        )
        return named.in_year(named.year) if named and named.year else None


_LANGUAGES = ("en", "de", "fr", "es")


# --- mails forwarded as text ----------------------------------------------------------------------------------

_FORWARD = pattern(
    r"[-_\s*>]*(?:(?:begin )?forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht"
    r"|message transféré|message d'origine|mensaje reenviado|mensaje original)\b.*",
    2,
)
_FIELD = pattern(
    r"\**(from|date|sent|subject|to|cc|reply-to|von|datum|gesendet|betreff|an|de|envoyé|objet|fecha|asunto"
    r"|para)\s*:\**\s*(.*)",
    2,
)
_ENGLISH_FIELD = {
    "von": "from",
    "de": "from",
    "datum": "date",
    "gesendet": "date",
    "sent": "date",
    "envoyé": "date",
    "fecha": "date",
    "betreff": "subject",
    "objet": "subject",
    "asunto": "subject",
}


def is_pasted(material: Material) -> bool:
    """Whether a text is a mail copied from a mail program, with lines such as From: and Subject: at the top."""
    if not material.is_short or material.name.endswith((".md", ".markdown")):
        return False
    lines = list(itertools.islice((line.strip() for line in material.text.split("\n") if line.strip()), _HEAD_LINES))
    lines = lines[1:] if lines and _FORWARD.fullmatch(lines[0]) else lines
    names = [field[1].lower() for field in itertools.takewhile(bool, map(_FIELD.fullmatch, lines)) if field]
    return len(names) >= _FEWEST_FIELDS and names[0] in _SENDERS and not {*names}.isdisjoint(_SUBJECTS)


_HEAD_LINES, _FEWEST_FIELDS = 8, 3  # lines to look at on top of a pasted mail; fields among them, at least
_SENDERS, _SUBJECTS = ("from", "von", "de"), ("subject", "betreff", "objet", "asunto")


def read_pasted_from(material: Material) -> Iterator[Pasted]:
    """Yield the text below the header of a pasted mail, or the text of the mail that it forwards."""
    lines = material.text.strip().split("\n")
    count = sum(1 for _ in itertools.takewhile(lambda line: header_field(line) or _FORWARD.fullmatch(line), lines))
    # Each line of the header becomes a paragraph, so that no text below seems to continue it.
    pasted = text.read("\n\n".join((*lines[:count], "\n".join(lines[count:]))))
    yield material.with_notes(_as_forwarded(pasted, "") or pasted)


def _as_forwarded(pasted: Pasted, subject: str) -> Pasted | None:
    """The innermost mail that a text forwards, with its subject or else `subject`; None if it forwards none."""
    pieces, head = _forwarded(pasted.pieces)
    if not head:
        return None
    while (inner := _forwarded(pieces))[1]:
        pieces, head = inner
    day = _date(head.get("date", ""))
    above = pasted.pieces[: max(len(pasted.pieces) - len(pieces), 0)]
    return pasted._replace(
        pieces=pieces,
        cover=tuple(line for piece in above for line in piece.text.split("\n")),
        title_of=MAIL,
        title=_plain_subject(head.get("subject", "")) or subject,
        date=day,
        date_source="Date of the forwarded mail" if day else "",
        author=_sender_name(head.get("from", "")),
    )


def _forwarded(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], dict[str, str]]:
    """The pieces below the header of a mail forwarded as text, and that header; else all pieces and no header.

    Words above the header, from the person who forwards the mail, are dropped.
    """
    for index, piece in enumerate(pieces[:12]):
        lines = piece.text.split("\n")
        starts = _FORWARD.fullmatch(lines[0]) is not None
        if not starts and not lines[0].lower().startswith(("from:", "von:", "de:")):
            continue
        head: dict[str, str] = {}
        end = index
        while end < min(index + 9, len(pieces)) and (header := _fields(pieces[end], first=end == index and starts)):
            head |= {name: value for name, value in header.items() if name not in head}
            end += 1
        if "from" in head and ("subject" in head or "date" in head):
            return _unquoted(pieces[end:]), head
    return pieces, {}


def _fields(piece: Piece, *, first: bool) -> dict[str, str]:
    """The header fields in a piece; empty if it has other lines. With `first`, its first line is no field."""
    fields: dict[str, str] = {"": ""} if first else {}
    for line in piece.text.split("\n")[1 if first else 0 :]:
        field = _FIELD.fullmatch(line.strip())
        if field is None:
            return {} if not first or len(fields) == 1 else fields
        name = field[1].lower()
        fields[_ENGLISH_FIELD.get(name, name)] = field[2].strip()
    return fields


def header_field(line: str) -> str:
    """The English name of the header field on a line, such as from or subject; empty for any other line."""
    field = _FIELD.fullmatch(line.strip())
    return _ENGLISH_FIELD.get(field[1].lower(), field[1].lower()) if field else ""


def _unquoted(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a mail with one level of quotation less, if most of it is quoted."""
    quoted = sum(1 for piece in pieces if piece.kind == QUOTE)
    if not pieces or quoted < 0.8 * len(pieces):
        return pieces
    return tuple(map(_less_quoted, pieces))


def _less_quoted(piece: Piece) -> Piece:
    """The piece with one level of quotation less; at the first level it becomes a paragraph."""
    if piece.kind != QUOTE:
        return piece
    return piece._replace(level=piece.level - 1) if piece.level > 1 else piece._replace(kind=PARAGRAPH, level=0)


# --- parts ----------------------------------------------------------------------------------------------------


class _Parts:
    """The parts of a mail: its HTML and plain text, a mail inside it, pictures in the text, attachments."""

    def __init__(self, message: EmailMessage) -> None:
        self.html: list[str] = []
        self.plain: list[str] = []
        self.inner: EmailMessage | None = None
        self.documents: list[tuple[str, bytes]] = []
        self.embedded: dict[str, bytes] = {}
        self.location = ""
        self._attached: list[str] = []
        self._doubts: list[str] = []
        self._count = 0
        self._sort_part(message, 0)

    def _sort_part(self, part: Any, depth: int) -> None:
        """Sort a part of the mail, and the parts inside it, into texts, attachments and forwarded mails."""
        self._count += 1
        kind = part.get_content_type()
        if self._count > MOST_PARTS or depth > 30:
            raise NewsroomError(f"the mail has more than {MOST_PARTS} parts", hint="save its text and import that")
        if kind == "message/rfc822":
            inner = part.get_payload()
            self.inner = self.inner or (inner[0] if isinstance(inner, list) and inner else None)
        elif part.is_multipart():
            for inner in part.get_payload():
                self._sort_part(inner, depth + 1)
        elif part.get_content_disposition() == "attachment" or kind not in ("text/html", "text/plain"):
            self._add_attachment(part, kind)
        else:
            self._add_text(part, kind)

    def _add_attachment(self, part: Any, kind: str) -> None:
        """Record an attachment; keep the bytes of documents, and of pictures in the text."""
        name = "".join(
            character for character in " ".join(str(part.get_filename() or "").split()) if character.isprintable()
        )[:100]
        if kind.startswith("image/") and (address := _address_in_text(part)):
            self.embedded.setdefault(address, part.get_payload(decode=True) or b"")
            return
        self._attached.append(name or kind)
        if name.lower().endswith((".docx", ".pdf")):
            self.documents.append((name, part.get_payload(decode=True) or b""))

    def _add_text(self, part: Any, kind: str) -> None:
        """Add the text of a part as HTML or plain text."""
        data = part.get_payload(decode=True) or b""
        decoded = charset.decode(
            data, declared=str(part.get_content_charset() or ""), search_declaration=kind == "text/html"
        )
        self._doubts += [note for note in decoded.notes if note not in self._doubts]
        if kind == "text/html":
            self.location = self.location or str(part.get("Content-Location") or "")
        (self.html if kind == "text/html" else self.plain).append(decoded.text)

    def notes(self) -> tuple[str, ...]:
        """Notes on attachments that were not imported, and on doubts."""
        count = len(self._attached)
        if not count:
            return tuple(self._doubts)
        named = ", ".join(self._attached[:10]) + (" ..." if count > 10 else "")
        message = "one attachment was not imported" if count == 1 else f"{count} attachments were not imported"
        return (*self._doubts, f"{message}: {named}")


def _address_in_text(part: Any) -> str:
    """The address by which the HTML of a mail, or of a page saved as one file, refers to a part; empty without one."""
    identifier, location = _header(part, "Content-ID").strip("<> "), _header(part, "Content-Location")
    return f"cid:{identifier}" if identifier else location


def _best_text(parts: _Parts, base: str) -> Pasted:
    """The text of a mail: its HTML, which has links and headings, unless its plain text is much longer."""
    plain = _plain_text("\n\n".join(parts.plain)) if parts.plain else Pasted(())
    plain = plain._replace(embedded=parts.embedded)
    if not parts.html:
        return plain
    if parts.location:  # a page that a browser saved as one file
        read_page = html_.read("\n".join(parts.html), base=addresses.absolute(parts.location) or base)
        return read_page._replace(embedded=parts.embedded)
    read = html_.fragment(repair("\n".join(parts.html)).text, base=base)
    if len(_text_of(read.pieces)) * 1.5 < len(_text_of(plain.pieces)):
        return plain
    return Pasted(read.pieces, notes=read.notes, lines=read.lines, pictures=read.pictures, embedded=parts.embedded)


def _text_of(pieces: tuple[Piece, ...]) -> str:
    return " ".join(piece.text for piece in pieces if piece.kind != RULE)


_SIGNATURE = 1500  # characters in a signature, at most


def _plain_text(body: str) -> Pasted:
    """The text without the signature at its end; all of it if a forwarded mail follows the signature's mark."""
    plain = body.replace("\r\n", "\n")
    at = max(plain.rfind("\n-- \n"), plain.rfind("\n--\n"))
    if at < 0 or len(plain) - at > _SIGNATURE or _FORWARD.search(plain, at):
        return text.read(body)
    read = text.read(plain[:at])
    signature = (SourceLine(line.strip(), "signature") for line in plain[at:].split("\n") if line.strip(" -"))
    return read._replace(lines=(*read.lines, *signature))


_LONGEST = 4000  # characters in a header to parse, at most; the time grows with their square


def parsed_mail(data: bytes) -> EmailMessage:
    """Parse a mail. Raises RecursionError if its parts are nested without end."""
    import email
    from email.policy import EmailPolicy

    class Lenient(EmailPolicy):
        """A policy that keeps a broken header, such as a parameter without a value, as it was written."""

        def header_fetch_parse(self, name: str, value: str) -> Any:
            """The parsed header; only its words if it is too long or broken."""
            if len(value) > _LONGEST and name.lower() != "subject":
                return " ".join(value.split())
            try:
                return super().header_fetch_parse(name, value)
            except Exception:  # the parser raises errors of many kinds
                return " ".join(value.split())

    policy: Any = Lenient(raise_on_defect=False)
    return cast("EmailMessage", email.message_from_bytes(data, policy=policy))
