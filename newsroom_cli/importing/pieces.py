"""What every decoder hands on: a source as a list of pieces in reading order, and the facts its machine-readable parts name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

HEADING, PARAGRAPH, ITEM, QUOTE, TABLE, PICTURE, RULE = (
    "heading", "paragraph", "item", "quote", "table", "picture", "rule",
)  # fmt: skip


class Piece(NamedTuple):
    """A heading, paragraph, list item, quoted paragraph, table, picture or rule.

    `text` is what a reader sees: one line, but for breaks that were meant, and the rows of a table. `markdown` is the
    same as clean Markdown with links and emphasis, without the marks of its block (`##`, `-`, `>`), which `kind`,
    `level` (of a heading; how deep an item or a quotation is nested, from 1) and `number` (of an ordered item) tell.
    A rule's text is the mark as it stands, such as `###`, and empty for a line across the page. A picture's text is
    its caption, else its alternative text.
    """

    kind: str
    text: str
    markdown: str
    level: int = 0
    number: int | None = None


TEXT, MAIL = "text", "mail"


class Pasted(NamedTuple):
    """A source as it arrived, undressed: nobody has judged yet which piece is the headline or whose date it is.

    `title`, `subtitle`, `date`, `language`, `url`, `site`, `author` and `topics` come from parts that are written for
    machines; `date_source` says which. `notes` are plain sentences: what is not certain, or was left out.
    `contacts` are the lines of boxes for the press beside the text. `title_of` says whose the title is: TEXT, as
    front matter has it, MAIL for a subject; else it is a page's.
    """

    pieces: tuple[Piece, ...]
    title: str = ""
    subtitle: str = ""
    date: dt.date | dt.datetime | None = None
    date_source: str = ""
    language: str = ""
    url: str = ""
    site: str = ""
    author: str = ""
    topics: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    title_of: str = ""


def markdown_of(pieces: Iterable[Piece]) -> str:
    """The pieces as one Markdown text that reads back to the same words; rules become `* * *`."""
    written: list[str] = []
    before: Piece | None = None
    depths: list[tuple[int, int]] = []  # the open lists: their level, and where their items' words begin
    for piece in pieces:
        if piece.kind != ITEM:
            depths.clear()
        lines = _lines(piece, depths)
        if before is not None:
            written.append(_gap(before, piece))
        written.append(lines)
        before = piece
    return "".join(written) + "\n" if written else ""


def _gap(before: Piece, piece: Piece) -> str:
    if before.kind == piece.kind == ITEM:
        same_list = before.level != piece.level or (before.number is None) == (piece.number is None)
        # Only a list that counts from one may begin right below words.
        begins_late = piece.level > before.level and piece.number not in (None, 1)
        return "\n" if same_list and not begins_late else "\n\n"
    if before.kind == piece.kind == QUOTE:
        return f"\n{'>' * max(min(before.level, piece.level), 1)}\n"
    return "\n\n"


def _lines(piece: Piece, depths: list[tuple[int, int]]) -> str:
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
    while depths and depths[-1][0] >= piece.level:
        depths.pop()
    indent = depths[-1][1] if depths else 0
    mark = "- " if piece.number is None else f"{piece.number}. "
    depths.append((piece.level, indent + len(mark)))
    begin, rest = " " * indent + mark, " " * (indent + len(mark))
    return begin + piece.markdown.replace("\n", f"\n{rest}")
