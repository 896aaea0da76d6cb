"""The common form of all sources: pieces in reading order, and facts from machine-readable data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

HEADING, PARAGRAPH, ITEM, QUOTE, TABLE, PICTURE, RULE = (
    "heading", "paragraph", "item", "quote", "table", "picture", "rule",
)  # fmt: skip


class Picture(NamedTuple):
    """A picture that a source shows: its address as written there, and absolute if that is known.

    `alt` says what it shows; `part` names the part of a page that it stands in, such as its menu.
    """

    source: str
    address: str = ""
    alt: str = ""
    part: str = ""


class Piece(NamedTuple):
    """A heading, paragraph, list item, quoted paragraph, table, picture or rule.

    `text` is what a reader sees: one line, except for intended breaks and the rows of a table. `markdown` is the same
    as clean Markdown with links and emphasis, without the marks of its block (`##`, `-`, `>`): for those there are
    `kind`, `level` (of a heading; the depth of an item or a quotation, from 1) and `number` (of an ordered item). The
    text of a rule is its mark, such as `###`, and empty for a line across the page. The text of a picture is its
    alternative text; a piece of its kind without `picture` is a caption.
    """

    kind: str
    text: str
    markdown: str
    level: int = 0
    number: int | None = None
    picture: Picture | None = None


TEXT, MAIL = "text", "mail"
MARGIN = "head or foot of the page"  # the part of lines there


class SourceLine(NamedTuple):
    """A line that a source shows, as a reader sees it; `part` names the part of a page that it stands in: menu."""

    text: str
    part: str = ""


class Fragment(NamedTuple):
    """The pieces of a text, sentences on doubts and losses, and all its lines and pictures, whether left out or not."""

    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    pictures: tuple[Picture, ...] = ()


class Pasted(NamedTuple):
    """A source as it arrived: nothing yet says which piece is the headline or whose date it is.

    `title`, `subtitle`, `date`, `language`, `url`, `site`, `author`, `place`, `topics` come from parts for machines;
    `owner` is the organisation whose page it is, as the page prints it; empty where nothing says so. `date_source`
    names the part. `notes` are sentences on doubts and losses. `contacts` are the texts of press boxes beside the
    text. `title_of` is TEXT for a title from front matter, MAIL for a subject, else empty for the page's title.
    `lines` is all that the source shows, in its order: what is not in the pieces, too; empty if that is nothing.
    `pictures` are all that it shows; `embedded` has the bytes of those inside the source, by their
    `Picture.source`. Other pictures may lie `beside` the file of the source, as those of a saved page do. A document
    (`is_document`) holds one text and no page around it. `cover` are the lines of the mail that forwards it.
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
    beside: bool = False
    is_document: bool = False
    cover: tuple[str, ...] = ()


def markdown_of(pieces: Iterable[Piece]) -> str:
    """The pieces as Markdown that gives the same words when parsed; rules become `* * *`."""
    parts: list[str] = []
    before: Piece | None = None
    depths: list[tuple[int, int]] = []  # of open lists: level, and column of the items' words
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
        # Only a list that starts at 1 may begin right below words.
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
    return piece.markdown


def _item(piece: Piece, depths: list[tuple[int, int]]) -> str:
    """A list item as lines of Markdown."""
    while depths and depths[-1][0] >= piece.level:
        depths.pop()
    indent = depths[-1][1] if depths else 0
    mark = "- " if piece.number is None else f"{piece.number}. "
    depths.append((piece.level, indent + len(mark)))
    begin, rest = " " * indent + mark, " " * (indent + len(mark))
    return begin + piece.markdown.replace("\n", f"\n{rest}")
