"""The body of a release, without contacts, credits, end marks and page chrome."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom_cli.importing.contacts import contact_blocks
from newsroom_cli.importing.contacts.contact_blocks import PrintedContact
from newsroom_cli.importing.head import head_lines, printed_dates
from newsroom_cli.importing.issuer import organisations
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, RULE, TABLE, Piece
from newsroom_cli.language import sentences
from newsroom_cli.model.patterns import pattern


@dataclass(slots=True)
class BodyParts:
    """A body, the contacts found among its lines, the lines they came from, and the pieces below the end mark."""

    body: list[Piece] = field(default_factory=list)
    contacts: list[PrintedContact] = field(default_factory=list)
    contact_lines: list[str] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)


def split_body(pieces: Sequence[Piece], language: str) -> BodyParts:
    """Split the pieces below the head of a release into its body, its contacts, and the pieces below the end mark."""
    parts = BodyParts()
    block: list[Piece] = []
    asked: list[PrintedContact] = []  # in sentences, which stay in the body
    ended = False
    last = max((index for index, piece in enumerate(pieces) if head_lines.is_running_text(piece, language)), default=-1)
    pieces = pieces[: _start_of_record(pieces, last + 1)]
    for index, piece in enumerate(pieces):
        if block and _continues_contact_block(piece, block):
            block.append(piece)
            continue
        _close_contact_block(block, parts)
        if _begins_contact_block(pieces, index, last) or _is_letterhead(pieces, index, last):
            block.append(piece)
        elif piece.kind == RULE:
            ended = ended or bool(piece.text)
            if not piece.text and index < last:
                parts.body.append(piece)
        elif piece.kind == PICTURE:
            continue  # newsroom_cli.importing.pictures reads it
        elif ended and _belongs_to_page(piece, language):
            parts.tail.append(piece)
        elif ended and len(piece.text.split()) <= _CALL and contact_blocks.asks_to_call(piece.text):
            parts.contacts += contact_blocks.contacts_in_sentence(piece.text)
            parts.contact_lines.append(piece.text)
        elif not (_is_credit(piece) or _is_label_alone(piece) or _COPIED_EXTRAS.fullmatch(piece.text.strip())):
            if contact_blocks.asks_to_call(piece.text):
                asked += contact_blocks.contacts_in_sentence(piece.text)
                parts.contact_lines.append(piece.text)
            parts.body.append(piece)
    _close_contact_block(block, parts)
    named = any(contact_blocks.is_person(contact.name) for contact in parts.contacts)
    parts.contacts[:0] = [contact for contact in asked if not named or _is_for_reporters(contact)]
    parts.body = without_page_endings(_without_end_mark(parts.body))
    while parts.body and parts.body[-1].kind == HEADING and not parts.body[-1].text.rstrip().endswith(sentences.STOPS):
        parts.body.pop()  # the text below this heading was removed
    return parts


def _is_for_reporters(contact: PrintedContact) -> bool:
    """Whether a contact of a sentence has more than a mailbox for everybody, such as tickets@port.example."""
    return bool(contact.name or contact.phone) or contact_blocks.has_press_mailbox(contact.email)


def _start_of_record(pieces: Sequence[Piece], start: int) -> int:
    """The index at which a page's machine-readable record begins: a picture's address, its size, its author.

    The number of pieces if there is no record, or if a number or address for reporters follows.
    """
    found = (at for at in range(start, len(pieces)) if _PICTURE_ADDRESS.fullmatch(pieces[at].text.strip()))
    at = next(found, len(pieces))
    return len(pieces) if any(contact_blocks.has_number_or_address(piece.text) for piece in pieces[at:]) else at


_PICTURE_ADDRESS = pattern(r"(?i)https?://\S+\.(?:jpe?g|png|gif|webp|svg)")
_CALL = 45  # words in a sentence below the end mark that asks to call somebody, at most


def _is_label_alone(piece: Piece) -> bool:
    """Whether a heading is only a label such as Press Release, which letterheads repeat on each page."""
    return piece.kind == HEADING and head_lines.is_release_label(piece.text) and head_lines.is_label(piece.text)


_END_MARK = pattern(
    r"(?<=[.!?”\"'’)a-z])\s*(?:(?:The issuer is solely responsible for the content of this announcement\.)"
    r"|(?:\\?#\s?){3}|[-–—]\s?30\s?[-–—])\s*\Z"
)


def _without_end_mark(body: list[Piece]) -> list[Piece]:
    """The body without an end mark such as # # # in its last paragraph."""
    if not body or not _END_MARK.search(body[-1].text):
        return body
    last = body[-1]
    return [*body[:-1], last._replace(text=_END_MARK.sub("", last.text), markdown=_END_MARK.sub("", last.markdown))]


def _close_contact_block(block: list[Piece], parts: BodyParts) -> None:
    """Move the contacts of a block and its lines to the parts and empty the block.

    Lines without a contact and without a label go back to the body: they say nothing about who issued it.
    """
    lines = [line for piece in block for line in piece.text.strip().split("\n")]
    contacts = contact_blocks.contacts(lines)
    if contacts and not contact_blocks.is_labelled(lines[0]):
        signed = _signer([*(piece.text for piece in parts.body[-_SIGNED:]), *lines[:2]])
        contacts[0] = contacts[0]._replace(name=signed or contacts[0].name)
    parts.contacts += contacts
    if block and not contacts and not contact_blocks.is_labelled(block[0].text.strip()):
        parts.body += block
    else:
        parts.contact_lines += lines
    block.clear()


_SIGNED = 3  # lines of a signature: the closing, the name, the organisation


def _signer(lines: Sequence[str]) -> str:
    """The person named right below a closing such as Kind regards; empty if there is none."""
    below = next((line for above, line in itertools.pairwise(lines) if _CLOSING.fullmatch(above)), "").rstrip(" .,")
    return below if contact_blocks.is_person(below) else ""


_CLOSING = pattern(
    r"(?i)\W*(?:mit\s+\w+en\s+gr[üu](?:ß|ss)en|(?:\w+e\s+)?gr[üu](?:ß|ss)e|(?:(?:kind|best|warm|with(?:\skind)?)\s+)?regards"
    r"|(?:yours\s+)?(?:sincerely|faithfully)|(?:bien\s+)?cordialement|(?:un\s+)?(?:cordial\s+)?saludos?(?:\s+cordial(?:es)?)?"
    r"|atentamente|(?:cordiali|distinti)\s+saluti|atenciosamente|met\s+vriendelijke\s+groet(?:en)?|med\s+venlig\s+hilsen"
    r"|med\s+vennlig\s+hilsen|med\s+vänliga?\s+hälsning(?:ar)?|z\s+poważaniem|s\s+pozdravem)\W*"
)


def _begins_contact_block(pieces: Sequence[Piece], index: int, last: int) -> bool:
    """Whether a piece begins a contact block: with a label, or below all text with a number or address."""
    text = pieces[index].text.strip()
    if contact_blocks.is_labelled(text):
        lines = (piece for piece in pieces[index + 1 : index + 9] if piece.kind != TABLE)
        following = (piece.text for piece in lines if len(piece.text) < 160 * _people(piece))
        return contact_blocks.has_number_or_address(text) or any(map(contact_blocks.has_number_or_address, following))
    if _ASKS_FOR.search(text) and len(text) < _ASKING and index + 1 < len(pieces):
        below = pieces[index + 1].text
        if (text.endswith(":") or not contact_blocks.has_number_or_address(text)) and len(below) < _ASKING:
            return contact_blocks.has_number_or_address(below)
    short = len(text.split()) < 20 and not text.endswith(".") and pieces[index].kind in (PARAGRAPH, ITEM)
    if index <= last or not short or (index and pieces[index].kind == pieces[index - 1].kind == ITEM):
        return False  # an item in the middle of a list begins no contact block
    return contact_blocks.has_number_or_address(text) or (
        contact_blocks.is_person(text) and _leads_to_number_or_address(pieces, index)
    )


def _is_letterhead(pieces: Sequence[Piece], index: int, last: int) -> bool:
    """Whether a line below all text names an organisation, with its number or address below: Hafenverein e. V."""
    text = pieces[index].text.strip()
    named = organisations.is_name(text) or (len(text.split()) < 10 and organisations.LEGAL_FORM.search(text))
    return index > last and bool(named) and _leads_to_number_or_address(pieces, index)


_ASKS_FOR = pattern(r"(?i)\b(?:for (?:more|further|additional) information|please) contact\b")
_ASKING = 140  # characters of a line that asks to call somebody, and of the line with the number below it


def _leads_to_number_or_address(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a number or address follows a name after at most a few short lines, such as a title or "Phone:"."""
    for piece in pieces[index + 1 : index + 5]:
        if piece.kind not in (PARAGRAPH, ITEM) or len(piece.text.split()) > 10:
            return False
        if contact_blocks.has_number_or_address(piece.text):
            return True
    return False


def contacts_below(pieces: Sequence[Piece]) -> tuple[list[PrintedContact], list[str]]:
    """The contacts below a release that have a name and a number or address, and their lines.

    Without a label they stand right below; with a label, such as Press contact, also below a list of signatories.
    """
    block: list[Piece] = []
    for piece in pieces[:_PIECES_BELOW]:
        fits = _continues_contact_block(piece, block)
        if fits and (block or contact_blocks.is_person(piece.text.split("\n")[0].strip())):
            block.append(piece)
        elif block:
            break
    contacts, lines = _reachable(block)
    return (contacts, lines) if contacts else _labelled_contacts(pieces)


def _reachable(block: Sequence[Piece]) -> tuple[list[PrintedContact], list[str]]:
    """The contacts of a block that have a name and a number or address, and its lines."""
    lines = [line for piece in block for line in piece.text.split("\n")]
    contacts = contact_blocks.contacts(lines)
    return [contact for contact in contacts if contact.name and (contact.phone or contact.email)], lines


def _labelled_contacts(pieces: Sequence[Piece]) -> tuple[list[PrintedContact], list[str]]:
    """The people in the first labelled block of contacts, and its lines."""
    after = 0  # the index of the first piece that no block has
    for at, piece in enumerate(pieces):
        if at < after or not contact_blocks.is_labelled(piece.text.strip()):
            continue
        if not _begins_contact_block(pieces, at, len(pieces)):
            continue
        block = [piece]
        for below in pieces[at + 1 :]:
            if not _continues_contact_block(below, block):
                break
            block.append(below)
        while block and not contact_blocks.has_number_or_address(block[-1].text):
            block.pop()
        after = at + len(block)
        contacts, lines = _reachable(block)
        if contacts and all(contact_blocks.is_person(contact.name) for contact in contacts):
            return contacts, lines
    return [], []


_PIECES_BELOW = 12  # pieces below a release in which its contacts may stand
_NEXT_SECTION = pattern(
    r"(?i)(?:about|über|sobre|acerca|à propos|informazioni su|om|over|o nas|o společnosti|notes?|hintergrund"
    r"|zum hintergrund|background)\b(?!\s*:)"
)


_SOURCE = pattern(r"(?:SOURCE|Source)\s*:?\s+[A-ZÀ-Þ]|View source version|Related Links\b")  # below a wire's text


def _continues_contact_block(piece: Piece, block: Sequence[Piece]) -> bool:
    """Whether a piece belongs to the contact block above it."""
    text = piece.text.strip()
    if piece.kind in (PICTURE, RULE, TABLE) or _is_too_long(block) or _NEXT_SECTION.match(text) or _SOURCE.match(text):
        return False
    if len(text) > 200 * _people(piece) or (text.endswith(".") and len(text.split()) > 12):
        return False
    if contact_blocks.has_number_or_address(text):
        return len(text.split()) < 25 * _people(piece)
    return len(text.split()) <= _LINE_WORDS_OF_CONTACT and (piece.kind != HEADING or contact_blocks.is_person(text))


def _people(piece: Piece) -> int:
    """How many people a line of a contact may name, by its addresses: as many as it has, at least one."""
    return max(1, piece.text.count("@"))


def _is_too_long(block: Sequence[Piece]) -> bool:
    """Whether a block has too many lines since its last number or address to go on."""
    return len(block) > _LINES and not any(
        contact_blocks.has_number_or_address(piece.text) for piece in block[-_LINES:]
    )


_LINES, _LINE_WORDS_OF_CONTACT = 7, 11


def _belongs_to_page(piece: Piece, language: str) -> bool:
    """Whether a piece below the end mark belongs to the page: a date, a label, a link in a list."""
    text = piece.text
    if _MAILING_LIST.search(text) or (
        piece.kind == ITEM and len(text.split()) <= _BUTTON_WORDS and text[-1:] not in ".!?"
    ):
        return True
    return (
        head_lines.is_label(text)
        or _RESOURCES_LABEL.fullmatch(text) is not None
        or (len(text) < 60 and printed_dates.first_date(text, language) is not None)
    )


_BUTTON_WORDS = 6  # words in a link in a list below the end mark, at most
_RESOURCES_LABEL = pattern(
    r"(?i)(?:additional|further|related|useful|online|media) (?:resources|links|information|downloads)\W*"
)
_MAILING_LIST = pattern(
    r"(?i)\b(?:unsubscribe|mailing list|to subscribe"
    r"|releases and other information are available (?:automatically )?by)\b"
)
# Lines that people copy along with a page: addresses of pictures, sizes, time stamps, additions of agencies.
_COPIED_EXTRAS = pattern(
    r"(?i)(?:#\w{2,60}\s*){2,}|(?:download|view|read|open)\b[^.!?\n]{0,100}[\[(]\s?(?:pdf"
    r"|docx?)\b[^\])\n]{0,20}[\])]\W*|follow us on [^.!?]{0,30}[|–—:-][^.!?]{0,120}"
    r"|the issuer is solely responsible.{0,80}|the post .{3,300} (?:first )?appeared (?:first )?on .{2,60}"
    r"|posted by .{2,60} on\s.{5,40}\d{4}|"
    r"(?:pressemitteilung|press release|communiqu[ée]|nota de prensa)\s+(?:als|as|im|en)\s+pdf\W*|pdf\s+(?:dieser|der"
    r"|of this|de esta|de ce)\b.{0,160}|"
    r"(?:\(?(?:photo|logo|video|infographic|image|picture)s?\s*[-–:]\s*https?://\S+(?:\s++(?:\)\s*+)?|\Z))+|"
    r"(?:https?://\S+\.(?:jpe?g|png|gif|webp|svg)(?:\s+|\Z))+(?:\d{2,4}\s\d{2,4}\s.*)?|\d{1,4}|(?:19"
    r"|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?|[/|·•–—-]"
    r"|(?i:(?:news|release|posted|publi\w+)?\s?(?:date|on)?\s?:\s*[\d./-]{6,10}\W{1,9}categor(?:y|ies)\s*:.{1,80})"
)
_CREDIT = pattern(
    r"(?i)\W*(?:©|\(c\)\s|(?:foto|photo(?:graph)?|words|bild|image|picture|quelle|credit|crédit|caption|(?:image|photo|picture|foto"
    r"|bild)\s+credits?|bildquelle|bildnachweis|photo credit|photo by|photo courtesy)s?\s*(?::|©|by\b|courtesy\b)).*"
)


def _is_credit(piece: Piece) -> bool:
    """Whether a line only credits a picture."""
    return (
        piece.kind == PARAGRAPH
        and len(piece.text.split()) <= 14
        and _CREDIT.fullmatch(piece.text) is not None
        and not re.search(r"[.!?]\s*$", piece.text)
    )


# --- what pages print below -----------------------------------------------------------------------------------

# A line of page chrome that may be the last line of a body.
_ENDING_LINE = pattern(lambda: rf"(?i)(?:{alternatives('page_endings.txt')})\s*")
# A line at which the release ends.
_LAST_LINE = pattern(
    r"(?i)(?:tagged(?: as| with| in| under)?:?|component\(s\):?|topic\(s\):?"
    r"|(?:_|\W)?categor(?:y|ies)(?:_|\W)?\s.{1,80}[^.!?]"
    r"|advertisement\b.{0,40}|anzeige|publicidad|using scoop for work\?|aktuelles pressefoto"
    r"|online-pressemappe\b.{0,160}|hinweis: für den inhalt der (?:presse)?(?:mitteilung|meldung).{0,160})\s*"
)
_MOST_PIECES_CUT, _SHARE_ABOVE = 16, 0.7  # pieces to cut, at most; the share of the text that must stand above


def without_page_endings(body: Sequence[Piece]) -> list[Piece]:
    """The body without page chrome at its end."""
    body = _without_other_news(body)
    remaining = list(body)
    total = sum(len(piece.text) for piece in body)
    above = 0
    for index, piece in enumerate(body):
        if (
            index
            and len(body) - index <= _MOST_PIECES_CUT
            and above >= _SHARE_ABOVE * total
            and _LAST_LINE.fullmatch(piece.text)
        ):
            remaining = remaining[:index]
            break
        above += len(piece.text)
    last = max(len(remaining) - _END_PIECES, 1)
    remaining = [
        *remaining[:last],
        *(piece for piece in remaining[last:] if not _ONWARD_LINE.fullmatch(piece.text.strip())),
    ]
    while len(remaining) > 2 and _FILE_SIZE.fullmatch(remaining[-1].text.strip()):
        remaining = remaining[
            : -2 if len(remaining[-2].text.split()) <= _FILE_NAME_WORDS and remaining[-2].text[-1:] not in ".!?" else -1
        ]
    before = len(remaining)
    while len(remaining) > 1 and (
        _ENDING_LINE.fullmatch(remaining[-1].text.strip()) or _is_inviting_link(remaining[-1])
    ):
        remaining.pop()
    if before > len(remaining) > 1 and _BOLD_LABEL.fullmatch(remaining[-1].markdown):  # the label of the removed lines
        remaining.pop()
    return _without_teasers(remaining)


_SHARE_LABEL = pattern(
    r"(?i)(?:(?:beitrag|artikel|seite|meldung|pressemitteilung) teilen|share this (?:post|article|page|release"
    r"|story))\W*"
)
_DATED_LINK = pattern(
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\W{1,5}\[[^\]\s]{1,60}(?: [^\]\s]{1,60}){2,40}\]\([^()\s]{1,400}\)"
)  # 31.01.2026 [The title of another text](https://city.example/other)


def _without_other_news(body: Sequence[Piece]) -> Sequence[Piece]:
    """The body without the list of other news at its end: linked titles with dates.

    A linked heading with a date below it starts such a list. Otherwise, at least two links, each after a date, do.
    """
    linked = (index for index in range(1, len(body) - 1) if _is_title_of_another(body[index], body[index + 1]))
    body = body[: next(linked, len(body))]
    titles = [index for index, piece in enumerate(body) if _DATED_LINK.fullmatch(piece.markdown)]
    if len(titles) < 2 or not titles[0]:
        return body
    shared = (index for index in range(max(titles[0] - 3, 1), titles[0]) if _SHARE_LABEL.fullmatch(body[index].text))
    end = next(shared, titles[0])
    while end > 1 and body[end - 1].text.endswith(("…", "...")):
        end -= 1  # a teaser: the beginning of another text
    return body[:end]


def _is_title_of_another(piece: Piece, below: Piece) -> bool:
    """Whether a heading is the linked title of another text, with a date below it."""
    titled = piece.kind == HEADING and _LINK.fullmatch(piece.markdown) is not None
    return titled and _DAY.fullmatch(below.text.strip()) is not None


_DAY = pattern(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2}\.? [A-Za-zÀ-ÿ]{3,10}\.? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_FILE_SIZE = pattern(
    r"(?i)[(\[]?(?:pdf|docx?|zip|jpe?g)?[\s,]*[\d.,]{1,9}\s?[kmg]b[)\]]?"
)  # the size of a file that the line above names
_FILE_NAME_WORDS = 12  # words in a file's name, at most
_END_PIECES = 6  # pieces at the end among which links may stand
_ONWARD_LINE = pattern(
    r"(?i)(?:[^.!?]{0,140}\bfollow(?:ing)? us on [^.!?]{0,40}|read the (?:full |press |news |media )*release"
    r"|para (?:ver|escuchar|leer|descargar)\b.{0,60}\baqu[ií]|click here\b.{0,80}|hier geht['’]?s zum .{1,40})\W*"
)
_INVITING_WORD = pattern(
    r"(?i)(?:read|download|view|watch|see|join|register|click|lire|voir|télécharger|ver|leer|descargar|zum|zur|hier)\b"
)
_LINK = pattern(r"\[[^\]]{3,160}\]\(([^()\s]+)\)")
_FILE = pattern(r"(?i)\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|csv|mp[34]|jpe?g|png)(?:[?#].*)?\Z")
_TITLE_WORDS = 3  # words in another page's title, at least
_BOLD_LABEL = pattern(r"\*\*[^*\n.!?]{3,40}:?\*\*")
_LINE_WORDS = 8  # words in a button, at most


def _without_teasers(body: list[Piece]) -> list[Piece]:
    """The body without links to other pages at its end: two or more linked titles that no colon announces."""
    above = len(body)
    while above > 1 and _is_teaser(body[above - 1]):
        above -= 1
    announced = body[above - 1].text.rstrip().endswith(":") if body else True
    return body if announced or len(body) - above < 2 else body[:above]


def _is_teaser(piece: Piece) -> bool:
    """Whether a piece is only a link that reads like the title of another page."""
    link = _LINK.fullmatch(piece.markdown.replace("**", ""))
    titled = len(piece.text.split()) >= _TITLE_WORDS and piece.text[-1:] not in ".:;,"
    return link is not None and titled and not _FILE.search(link[1])


def _is_inviting_link(piece: Piece) -> bool:
    """Whether a line only invites people to read, see or download something: Read the full report."""
    bare = piece.markdown.replace("**", "")
    leads = _INVITING_WORD.match(piece.text) is not None and piece.text[-1:] not in ".!?:;,"
    return leads and (_LINK.fullmatch(bare) is not None or len(piece.text.split()) <= _LINE_WORDS)
