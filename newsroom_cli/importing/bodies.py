"""The body of a release apart from what stands in and below it: contacts, end marks, picture credits, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom_cli.importing import contact_blocks, head_lines, printed_dates, tails
from newsroom_cli.importing.contact_blocks import Named
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, RULE, TABLE, Piece
from newsroom_cli.model.patterns import pattern


@dataclass(slots=True)
class Parts:
    """A body, the contacts among its lines, its pictures, and what stood below its end."""

    body: list[Piece] = field(default_factory=list)
    contacts: list[Named] = field(default_factory=list)
    pictures: list[Piece] = field(default_factory=list)
    tail: list[Piece] = field(default_factory=list)


def parts(pieces: Sequence[Piece], language: str) -> Parts:
    """The parts of what follows the head."""
    found = Parts()
    block: list[Piece] = []
    ended = False
    last = max((index for index, each in enumerate(pieces) if head_lines.is_body(each, language)), default=-1)
    for index, piece in enumerate(pieces):
        if block and _in_block(piece, block):
            block.append(piece)
            continue
        _close(block, found)
        if _begins_block(pieces, index, last):
            block.append(piece)
        elif piece.kind == RULE:
            ended = ended or bool(piece.text)
            if not piece.text and index < last:
                found.body.append(piece)
        elif piece.kind == PICTURE:
            found.pictures.append(piece)
        elif ended and _is_leftover(piece, language):
            found.tail.append(piece)
        elif not (_is_credit(piece) or _JUNK.fullmatch(piece.text.strip())):
            if contact_blocks.asks_to_call(piece.text):
                found.contacts += contact_blocks.in_sentence(piece.text)
            found.body.append(piece)
    _close(block, found)
    found.body = tails.without(_without_end_mark(found.body))
    while found.body and found.body[-1].kind == HEADING and not found.body[-1].text.rstrip().endswith((".", "!", "?")):
        found.body.pop()  # nothing stands below it any more
    return found


_ENDED = pattern(
    r"(?<=[.!?”\"'’)a-z])\s*(?:(?:The issuer is solely responsible for the content of this announcement\.)|(?:\\?#\s?){3}|[-–—]\s?30\s?[-–—])\s*\Z"
)


def _without_end_mark(body: list[Piece]) -> list[Piece]:
    """A body whose last paragraph does not end in a mark such as # # #."""
    if not body or not _ENDED.search(body[-1].text):
        return body
    last = body[-1]
    return [*body[:-1], last._replace(text=_ENDED.sub("", last.text), markdown=_ENDED.sub("", last.markdown))]


def _close(block: list[Piece], found: Parts) -> None:
    """Takes the contacts from the lines of a block; lines that turn out to name nobody stay in the body."""
    contacts = contact_blocks.contacts(line for each in block for line in each.text.strip().split("\n"))
    found.contacts += contacts
    if block and not contacts and not contact_blocks.is_labelled(block[0].text.strip()):
        found.body += block
    block.clear()


def _begins_block(pieces: Sequence[Piece], index: int, last: int) -> bool:
    """Whether a piece begins the lines of a contact: by its label, or below all running text by a number or address."""
    text = pieces[index].text.strip()
    if contact_blocks.is_labelled(text):
        following = (each.text for each in pieces[index + 1 : index + 5] if len(each.text) < 160)
        return contact_blocks.reach(text) or any(map(contact_blocks.reach, following))
    short = len(text.split()) < 20 and not text.endswith(".") and pieces[index].kind in (PARAGRAPH, ITEM)
    if index <= last or not short or (index and pieces[index].kind == pieces[index - 1].kind == ITEM):
        return False  # nor does a point begin one in the middle of a list
    return contact_blocks.reach(text) or (contact_blocks.is_person(text) and _leads_to_reach(pieces, index))


def _leads_to_reach(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a few short lines, such as a title and "Phone:", lead from a name to a number or address."""
    for piece in pieces[index + 1 : index + 5]:
        if piece.kind not in (PARAGRAPH, ITEM) or len(piece.text.split()) > 10:
            return False
        if contact_blocks.reach(piece.text):
            return True
    return False


def below(pieces: Sequence[Piece]) -> list[Named]:
    """The contacts, named and with a number or address, that stand without a label right below a release's end."""
    block: list[Piece] = []
    for piece in pieces[:_BELOW]:
        fits = _in_block(piece, block)
        if fits and (block or contact_blocks.is_person(piece.text.split("\n")[0].strip())):
            block.append(piece)
        elif block:
            break
    found = contact_blocks.contacts(line for each in block for line in each.text.split("\n"))
    return [each for each in found if each.name and (each.phone or each.email)]


_BELOW = 12  # pieces
_NEXT = pattern(r"(?i)about\b|über\b|sobre\b|à propos\b|notes?\b|hintergrund\b|zum hintergrund\b|background\b")


def _in_block(piece: Piece, block: Sequence[Piece]) -> bool:
    """Whether a piece goes on with the lines of a contact."""
    text = piece.text.strip()
    if piece.kind in (PICTURE, RULE, TABLE) or len(block) > 14 or _NEXT.match(text):
        return False
    if len(text) > 200 or (text.endswith(".") and len(text.split()) > 12):
        return False
    if contact_blocks.reach(text):
        return len(text.split()) < 25
    return len(text.split()) <= 9 and piece.kind != HEADING


def _is_leftover(piece: Piece, language: str) -> bool:
    """Whether a piece below the end mark is no text of the release: a date, a label, a name of a file."""
    text = piece.text
    if _DELIVERED.search(text) or (piece.kind == ITEM and len(text.split()) <= _BUTTON and text[-1:] not in ".!?"):
        return True
    return (
        head_lines.is_label(text)
        or _MORE.fullmatch(text) is not None
        or (len(text) < 60 and printed_dates.printed(text, language) is not None)
    )


_BUTTON = 6  # words of a link in a list below the end
_MORE = pattern(r"(?i)(?:additional|further|related|useful|online|media) (?:resources|links|information|downloads)\W*")
_DELIVERED = pattern(
    r"(?i)\b(?:unsubscribe|mailing list|to subscribe|releases and other information are available (?:automatically )?by)\b"
)
# What is left of a page where somebody copied more than its text: addresses of pictures, their sizes, time stamps.
# And what agencies and networks add to texts that they carry.
_JUNK = pattern(
    r"(?i)(?:#\w{2,60}\s*){2,}|(?:download|view|read|open)\b[^.!?\n]{0,100}[\[(]\s?(?:pdf|docx?)\b[^\])\n]{0,20}[\])]\W*|follow us on [^.!?]{0,30}[|–—:-][^.!?]{0,120}|the issuer is solely responsible.{0,80}|the post .{3,300} (?:first )?appeared (?:first )?on .{2,60}|posted by .{2,60} on\s.{5,40}\d{4}|"
    r"(?:pressemitteilung|press release|communiqué|nota de prensa)\s+(?:als|as|im|en)\s+pdf\W*|pdf\s+(?:dieser|der|of this|de esta|de ce)\b.{0,160}|"
    r"(?:\(?(?:photo|logo|video|infographic|image|picture)s?\s*[-–:]\s*https?://\S+(?:\s++(?:\)\s*+)?|\Z))+|"
    r"(?:https?://\S+\.(?:jpe?g|png|gif|webp|svg)(?:\s+|\Z))+(?:\d{2,4}\s\d{2,4}\s.*)?|\d{1,4}|(?:19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?|[/|·•–—-]"
    r"|(?i:(?:news|release|posted|publi\w+)?\s?(?:date|on)?\s?:\s*[\d./-]{6,10}\W{1,9}categor(?:y|ies)\s*:.{1,80})"
)
_CREDIT = pattern(
    r"(?i)\W*(?:©|\(c\)\s|(?:foto|photo|bild|image|picture|quelle|credit|crédit|caption|(?:image|photo|picture|foto|bild)\s+credits?|bildquelle|bildnachweis|photo credit|photo by|photo courtesy)s?\s*(?::|©|by\b|courtesy\b)).*"
)


def _is_credit(piece: Piece) -> bool:
    """Whether a line only says who made a picture."""
    return (
        piece.kind == PARAGRAPH
        and len(piece.text.split()) <= 14
        and _CREDIT.fullmatch(piece.text) is not None
        and not re.search(r"[.!?]\s*$", piece.text)
    )
