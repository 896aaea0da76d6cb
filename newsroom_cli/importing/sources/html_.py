"""A saved page, or HTML from elsewhere -> pieces: the text of the page without the page around it."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, RULE, Pasted, Piece
from newsroom_cli.importing.sources import asides, blocks, chrome, metadata, page, surroundings, text, tree
from newsroom_cli.importing.sources.blocks import Block
from newsroom_cli.importing.sources.elements import Lost
from newsroom_cli.importing.sources.repair import redecoded
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern


def read(source: str, *, base: str = "") -> Pasted:
    """The text of a whole page and what its head says; `base` is the page's address, where that is known.

    Raises NewsroomError for a page that is too large, or has no text at all.
    """
    decoded = redecoded(source)
    root = tree.parse(decoded.text)
    facts = metadata.read(root, base)
    tree.without_unseen(root)
    facts.timed = metadata.timed(root)
    boxes = asides.contacts(root)
    lost = Lost()
    pieces = _release(page.find(root, facts.titles), facts.base, lost)
    notes = [*decoded.notes, *facts.notes, *lost.notes()]
    if not _says(pieces):
        pieces, why = _otherwise(decoded.text, facts)
        notes.append(why)
    if facts.date is None and facts.timed:
        facts.date, facts.date_source = facts.timed
    return Pasted(
        pieces, title=_title(facts, pieces), date=facts.date, date_source=facts.date_source, language=facts.language,
        url=facts.url, site=facts.site or metadata.owner(decoded.text), author=facts.author, topics=facts.topics, notes=tuple(notes),
        contacts=boxes,
    )  # fmt: skip


def _release(part: tree.Element, base: str, lost: Lost) -> tuple[Piece, ...]:
    found = blocks.read(part, base=base, lost=lost)
    found = _with_captions(_without_furniture(found))
    return tuple(block.piece for block in _trimmed(_without_asides(_without_menus(found))))


def _says(pieces: Sequence[Piece]) -> bool:
    return any(piece.kind not in (HEADING, PICTURE, RULE) for piece in pieces)


def _otherwise(source: str, facts: metadata.Facts) -> tuple[tuple[Piece, ...], str]:
    """The pieces of a page whose text does not stand where texts stand, and what is not certain about them."""
    if facts.body:
        why = "the text was taken from the page's data for search engines; its links and layout are not in it"
        return text.read(facts.body).pieces, why
    pieces, _ = fragment(source, base=facts.base)
    if not _says(pieces):
        raise NewsroomError("the page has no text that could be read", hint=_EMPTY)
    return pieces, "the text could not be told from the page around it, so all of the page was imported"


_EMPTY = "perhaps a script fills it in: open it, select all, copy, and paste that into `newsroom import -`"


def fragment(source: str, *, base: str = "") -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The pieces of HTML that is all text: an entry of a feed, a mail, a Word file; and notes on what was lost."""
    root = tree.parse(source)
    tree.without_unseen(root)
    surroundings.without_hidden(root)
    lost = Lost()
    found = blocks.read(root, base=base, lost=lost)
    return tuple(block.piece for block in _without_furniture(found)), lost.notes()


# --- what is not the release ----------------------------------------------------------------------------------


def _without_furniture(found: Sequence[Block]) -> list[Block]:
    return [block for block in found if block.piece.kind == PICTURE or not _is_furniture(block)]


def _is_furniture(block: Block) -> bool:
    text = block.piece.text
    return page_chrome.is_page_chrome(text) or (block.linked * 2 > len(text) and chrome.leads_elsewhere(text))


_SHORTEST_CAPTION = 25  # characters; shorter descriptions are words that a text may begin with
_CREDITED = 80  # characters behind a caption, which say who made the picture


def _with_captions(found: list[Block]) -> list[Block]:
    """Lines beside a picture that say what its description says, or who made it, become its caption."""
    made = list(found)
    for index, block in enumerate(found):
        if block.piece.kind != PICTURE:
            continue
        described = tree.letters(block.piece.text)
        for near in (index - 1, index + 1, index + 2):
            if 0 <= near < len(found) and _captions(found[near], described):
                made[near] = found[near]._replace(piece=found[near].piece._replace(kind=PICTURE))
    return made


def _captions(block: Block, described: str) -> bool:
    if block.piece.kind != PARAGRAPH or len(block.piece.text) > len(described) * 2 + _CREDITED:
        return False
    if len(block.piece.text) < _CREDITED and block.piece.text.lstrip().startswith(("©", "(c) ", "Foto:", "Photo:")):
        return True
    said = tree.letters(block.piece.text)
    return (
        len(described) >= _SHORTEST_CAPTION and said.startswith(described) and len(said) <= len(described) + _CREDITED
    )


_SHORTEST_MENU = 3


def _without_menus(found: list[Block]) -> list[Block]:
    """Without the stretches of links before the first paragraph and behind the last one, unless words announce them."""
    prose = [index for index, block in enumerate(found) if _is_prose(block)]
    if not prose:
        return found
    kept: list[Block] = []
    index = 0
    while index < len(found):
        end = index
        while end < len(found) and _leads_on(found[end]):
            end += 1
        announced = bool(kept) and kept[-1].piece.text.rstrip().endswith(":")
        if end - index >= _SHORTEST_MENU and not announced and (index < prose[0] or index > prose[-1]):
            index = end
            continue
        kept += found[index : max(end, index + 1)]
        index = max(end, index + 1)
    return kept


def _is_prose(block: Block) -> bool:
    text = block.piece.text
    return block.piece.kind not in (PICTURE, RULE) and len(text) > 100 and block.linked * 2 < len(text)


def _without_asides(found: Sequence[Block]) -> list[Block]:
    """Without what a heading such as "Related news" begins, as far as its own part of the page goes."""
    kept: list[Block] = []
    level, home = 0, None
    for block in found:
        piece = block.piece
        if kept and piece.kind == HEADING and chrome.asks_for_consent(piece.text):
            break
        if level and (_ends_aside(block, level, home)):
            level = 0
        if piece.kind == HEADING and chrome.opens_an_aside(piece.text):
            level, home = piece.level, block.home.getparent()
        if not level:
            kept.append(block)
    return kept


def _ends_aside(block: Block, level: int, home: tree.Element) -> bool:
    """An end mark, a heading of the same rank, or prose outside the part that the aside stands in."""
    piece = block.piece
    if piece.kind == HEADING:
        teases = block.linked >= 0.8 * len(piece.text)  # the headline of another text, which leads to it
        return piece.level <= level and not teases and not chrome.opens_an_aside(piece.text)
    if piece.kind == RULE and piece.text:
        return True
    inside = any(each is home for each in tree.ancestors(block.home))
    return not inside and len(piece.text) > 120 and block.linked * 2 < len(piece.text)


def _trimmed(found: list[Block]) -> list[Block]:
    """Without the links that lead on from the end of the text."""
    end = len(found)
    while end and _leads_on(found[end - 1]):
        end -= 1
    # A list of links with words before it that announce it belongs to the text.
    announced = end and found[end - 1].piece.text.rstrip().endswith(":")
    return found if announced else found[:end]


def _leads_on(block: Block) -> bool:
    piece = block.piece
    if piece.kind in (PICTURE, RULE):
        return piece.kind == RULE and not piece.text
    if "@" in piece.text or _NOTE.match(piece.text) or _hands_out(piece):
        return False
    return block.linked >= 0.8 * len(piece.text) and (piece.kind in (ITEM, HEADING) or len(piece.text) < 200)


_NOTE = pattern(r"\W?\[\d{1,2}\]\s*\S")  # [1] https://city.example/report
_FILE = pattern(r"\]\([^()\s]{1,300}\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|mp[34])\)", 2)


def _hands_out(piece: Piece) -> bool:
    """Whether a link is a whole sentence that hands out a file, as a release does at its end; menus are no sentences."""
    sentence = piece.kind == PARAGRAPH and piece.text.rstrip().endswith(".") and len(piece.text.split()) > _BUTTON
    return sentence and _FILE.search(piece.markdown) is not None


_BUTTON = 5  # words
_TITLE = 8  # letters of a title, at least


def _title(facts: metadata.Facts, pieces: Sequence[Piece]) -> str:
    """The page's own title, without the name of the site that many pages add: as its headline has it, if it has one."""
    letters = tree.letters
    names = [letters(title) for title in facts.titles]
    parts = {letters(part) for title in facts.titles for part in title.split("|")}
    # The description of a picture may name whom the headline names first.
    heads = [piece for piece in pieces[:6] if piece.kind not in (ITEM, PICTURE)]
    said = {letters(piece.text): " ".join(piece.text.split()) for piece in reversed(heads)}
    # The longest, for the name of the site may stand on the page as well.
    fitting = [
        each
        for each in said
        if len(each) >= _TITLE
        and (each in parts or any(name.startswith(each) or name.endswith(each) for name in names))
    ]
    return said[max(fitting, key=len)] if fitting else facts.title
