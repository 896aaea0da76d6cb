"""The common form of all sources: pieces in reading order, and facts from machine-readable data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from newsroom_cli.model.patterns import pattern

HEADING, PARAGRAPH, ITEM, QUOTE, TABLE, PICTURE, RULE, NOTE = (
    "heading", "paragraph", "item", "quote", "table", "picture", "rule", "note",
)  # fmt: skip


class Picture(NamedTuple):
    """A picture that a source shows: its address as written in the source, and its absolute address if known.

    `alt` describes the picture. `part` names the part of the page that contains it, such as its menu.
    """

    source: str
    address: str = ""
    alt: str = ""
    part: str = ""


class Piece(NamedTuple):
    """A heading, paragraph, list item, quoted paragraph, table, picture, rule or footnote.

    `text` is what a reader sees: one line, except for intended breaks and the rows of a table. `markdown` is the same
    as clean Markdown with links, emphasis and signs of footnotes, without the marks of its block (`##`, `-`, `>`).
    Instead of those there are `kind`, `level` (of a heading; the depth of an item or a quotation, from 1) and `number`
    (of an ordered item or a footnote). The text of a rule is its mark, such as `###`, and empty for a line across the
    page. The text of a picture is its alternative text; a piece of kind PICTURE without `picture` is a caption.
    """

    kind: str
    text: str
    markdown: str
    level: int = 0
    number: int | None = None
    picture: Picture | None = None


TEXT, MAIL = "text", "mail"
MARGIN = "head or foot of the page"  # the part of a source line at the top or bottom of a page


class SourceLine(NamedTuple):
    """A line of a source, as a reader sees it; `part` names the part of the page that contains it, such as its menu."""

    text: str
    part: str = ""


class Fragment(NamedTuple):
    """The pieces of a text, notes on doubts and losses, and all its lines and pictures, including those left out."""

    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    pictures: tuple[Picture, ...] = ()


class Pasted(NamedTuple):
    """A source as it arrived, before anything decides which piece is the headline or which date is the release's.

    `title`, `subtitle`, `date`, `language`, `url`, `site`, `author`, `place` and `topics` come from machine-readable
    parts and are empty where those say nothing. `owner` is the organisation that owns the page, as the page prints it.
    `date_source` names the part with the date. `notes` are sentences on doubts and losses. `contacts` are the texts of
    press boxes beside the text. `title_of` is TEXT for a title from front matter, MAIL for the subject of a mail, and
    empty for a page's title. `lines` has all lines that the source shows, in order, also those that are not in the
    pieces; it is empty if the pieces are all. `pictures` has all pictures that the source shows; `embedded` has the
    bytes of those inside the source, by their `Picture.source`. With `has_files_beside`, other pictures may be in the
    folder of the source, as with a saved page. A document (`is_document`) holds one text and no page around it. `cover`
    has the lines of the mail that forwards the release.
    """

    pieces: tuple[Piece, ...]
    title: str = ""
    subtitle: str = ""
    date: dt.date | dt.datetime | None = None
    date_source: str = ""
    language: str = ""
    url: str = ""
    site: str = ""
    owner: str = ""
    author: str = ""
    place: str = ""
    topics: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    title_of: str = ""
    lines: tuple[SourceLine, ...] = ()
    pictures: tuple[Picture, ...] = ()
    embedded: Mapping[str, bytes] = MappingProxyType({})
    has_files_beside: bool = False
    is_document: bool = False
    cover: tuple[str, ...] = ()


def markdown_of(pieces: Iterable[Piece]) -> str:
    """Write the pieces as Markdown that parses to the same words; a rule becomes `* * *`."""
    parts: list[str] = []
    before: Piece | None = None
    depths: list[tuple[int, int]] = []  # of open lists: their level, and the column of their text
    for piece in pieces:
        if piece.kind != ITEM:
            depths.clear()
        lines = _lines(piece, depths)
        if before is not None:
            parts.append(_gap(before, piece))
        parts.append(lines)
        before = piece
    return "".join(parts) + "\n" if parts else ""


def _gap(before: Piece, piece: Piece) -> str:
    """The line breaks between two pieces in Markdown."""
    if before.kind == piece.kind == ITEM:
        same_list = before.level != piece.level or (before.number is None) == (piece.number is None)
        # In Markdown, only a list that starts at 1 may begin right below text.
        begins_late = piece.level > before.level and piece.number not in (None, 1)
        return "\n" if same_list and not begins_late else "\n\n"
    if before.kind == piece.kind == QUOTE:
        return f"\n{'>' * max(min(before.level, piece.level), 1)}\n"
    return "\n\n"


def _lines(piece: Piece, depths: list[tuple[int, int]]) -> str:
    """A piece as lines of Markdown; `depths` are the levels of open lists with their indents."""
    if piece.kind == HEADING:
        return f"{'#' * min(max(piece.level, 1), 6)} {piece.markdown}"
    if piece.kind == QUOTE:
        mark = ">" * max(piece.level, 1) + " "
        return mark + piece.markdown.replace("\n", f"\n{mark}")
    if piece.kind == RULE:
        return "* * *"
    if piece.kind == ITEM:
        return _item(piece, depths)
    if piece.kind == NOTE:
        return _NEXT_LINE.sub("\n    ", f"[^{piece.number}]: {piece.markdown}")
    return piece.markdown


_NEXT_LINE = pattern(r"\n(?=[^\n])")


def _item(piece: Piece, depths: list[tuple[int, int]]) -> str:
    """A list item as lines of Markdown."""
    while depths and depths[-1][0] >= piece.level:
        depths.pop()
    indent = depths[-1][1] if depths else 0
    mark = "- " if piece.number is None else f"{piece.number}. "
    depths.append((piece.level, indent + len(mark)))
    begin, rest = " " * indent + mark, " " * (indent + len(mark))
    return begin + piece.markdown.replace("\n", f"\n{rest}")
