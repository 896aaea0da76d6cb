"""Read a saved page, or other HTML, as pieces."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.issuer import issuers
from newsroom_cli.importing.pages import (
    blocks,
    chrome,
    contact_boxes,
    footnotes,
    glued,
    main_part,
    metadata,
    named_headlines,
    owners,
    shown,
    tree,
)
from newsroom_cli.importing.pages.blocks import Block, Lost
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, RULE, Fragment, Pasted, Piece
from newsroom_cli.importing.repair import repair_encoding
from newsroom_cli.importing.sources import text
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern


def read(source: str, *, base: str = "") -> Pasted:
    """Read the text of a page and the facts in its head; `base` is the page's address, if known.

    Raises NewsroomError for a page that is too large or has no text.
    """
    decoded = repair_encoding(source)
    root = tree.parse(decoded.text)
    facts = metadata.read(root, base)
    controls = shown.controls(root)
    tree.drop_unseen(root)
    tree.set_small_lines_apart(root)
    glued.separate(root)
    notes_of_page = footnotes.number(root)
    lines, pictures = (*shown.lines(root), *controls), shown.pictures(root, facts.base)
    facts.timed = metadata.time_element_date(root)
    noted = footnotes.take_out(notes_of_page, facts.base)
    boxes = contact_boxes.contacts(root)
    glued.part_dates(root)
    glued.part_headings(root, facts.titles)
    named_headlines.promote(root, facts.titles)
    lost = Lost()
    part = main_part.find(root, facts.titles)
    standfirst = _standfirst(part)
    pieces = _release_blocks(part, facts.base, lost)
    notes = [*decoded.notes, *facts.notes, *lost.notes()]
    if not _has_text(pieces):
        pieces, why = _fallback(decoded.text, facts)
        notes.append(why)
    if facts.date is None and (dated := facts.timed or facts.page_date):
        facts.date, facts.date_source = dated
    title = _title(facts, pieces)
    return Pasted(
        (*pieces, *noted),
        title=title,
        subtitle=standfirst if any(piece.text.strip() == standfirst for piece in pieces[:_TOP]) else "",
        date=facts.date,
        date_source=facts.date_source,
        language=facts.language,
        url=facts.url,
        site=facts.site or _site_in_titles(facts, title) or _site_in_text(facts, title, pieces),
        owner=owners.owner(facts.site, facts.titles, title, lines, pictures),
        author=facts.author,
        topics=facts.topics,
        notes=tuple(notes),
        contacts=boxes,
        lines=lines,
        pictures=pictures,
    )


def _release_blocks(part: tree.Element, base: str, lost: Lost) -> tuple[Piece, ...]:
    """The pieces of the main part that belong to the release."""
    page_blocks = blocks.read(part, base=base, lost=lost)
    page_blocks = _with_captions(_without_page_chrome(page_blocks, but_headings=True))
    page_blocks = _without_bylines(_without_page_chrome(_without_asides(_without_menus(page_blocks))))
    return tuple(block.piece for block in _without_onward_links(page_blocks))


def _has_text(pieces: Sequence[Piece]) -> bool:
    """Whether any piece is something other than a heading, picture or rule."""
    return any(piece.kind not in (HEADING, PICTURE, RULE) for piece in pieces)


def _fallback(source: str, facts: metadata.Facts) -> tuple[tuple[Piece, ...], str]:
    """The pieces of a page in whose main part no text was found, and a note on the doubt. Raises NewsroomError."""
    if facts.body:
        why = "the text was taken from the page's data for search engines; its links and layout are not in it"
        return text.read(facts.body).pieces, why
    pieces = fragment(source, base=facts.base).pieces
    if not _has_text(pieces):
        raise NewsroomError("the page has no text that could be read", hint=_EMPTY)
    return pieces, "no text stood out from the page, so the whole page was imported"


_EMPTY = "perhaps a script fills it in: open it, select all, copy, and paste that into `newsroom import -`"


def fragment(source: str, *, base: str = "") -> Fragment:
    """Read HTML that is all text: an entry of a feed, a mail, a Word file."""
    root = tree.parse(source)
    controls = shown.controls(root)
    tree.drop_unseen(root)
    numbered = footnotes.number(root)
    lines, pictures = (*shown.lines(root), *controls), shown.pictures(root, base)
    noted = footnotes.take_out(numbered, base)
    chrome.without_hidden(root)
    lost = Lost()
    page_blocks = blocks.read(root, base=base, lost=lost)
    pieces = (*(block.piece for block in _without_page_chrome(page_blocks)), *noted)
    return Fragment(pieces, lost.notes(), lines, pictures)


# --- blocks that do not belong to the release -----------------------------------------------------------------


def _without_page_chrome(page_blocks: Sequence[Block], *, but_headings: bool = False) -> list[Block]:
    """The blocks without page chrome; with `but_headings`, headings stay, because they may begin an aside."""
    kept = (PICTURE, HEADING) if but_headings else (PICTURE,)
    return [block for block in page_blocks if block.piece.kind in kept or not _is_page_chrome(block)]


def _is_page_chrome(block: Block) -> bool:
    text = block.piece.text
    return page_chrome.is_page_chrome(text) or (block.linked * 2 > len(text) and chrome.leads_elsewhere(text))


def _without_bylines(page_blocks: list[Block]) -> list[Block]:
    """The blocks without lines above the first prose whose class says that they name the author of a page."""
    start = next((index for index, block in enumerate(page_blocks) if _is_prose(block)), 0)
    return [block for index, block in enumerate(page_blocks) if index >= start or not _is_byline(block)]


def _is_byline(block: Block) -> bool:
    """Whether a class calls a short line its author's; one with a date, address or issuer may be worth more."""
    text = block.piece.text
    if block.piece.kind != PARAGRAPH or len(text.split()) > _BYLINE or _DIGIT_OR_ADDRESS.search(text):
        return False
    around = itertools.islice(tree.ancestors(block.home), _AROUND)
    names = (outer.get("class") or "" for outer in around if len(tree.words(outer).split()) <= _BYLINE)
    words = {word for name in " ".join(names).split() for word in (*chrome.class_words(name), name.lower())}
    return not PAGES["author_names"].isdisjoint(words) and not head_lines.is_issuer(text)


_BYLINE, _AROUND = 20, 3  # words; elements from the innermost on
_DIGIT_OR_ADDRESS = pattern(r"[\d@]")

_SHORTEST_CAPTION = 25  # characters; a sentence of the text may begin like a shorter description
_CREDITED = 80  # characters in a credit, also after a caption, at most


def _with_captions(page_blocks: list[Block]) -> list[Block]:
    """The blocks; lines beside a picture that repeat its description, or credit it, become captions."""
    captioned = list(page_blocks)
    for index, block in enumerate(page_blocks):
        if block.piece.kind == PARAGRAPH and _ENDS_IN_CREDIT.fullmatch(block.piece.text.strip()):
            captioned[index] = block._replace(piece=block.piece._replace(kind=PICTURE))
        if block.piece.kind != PICTURE:
            continue
        described = tree.letters(block.piece.text)
        for near in (index - 1, index + 1, index + 2):
            if 0 <= near < len(page_blocks) and _is_caption_of(page_blocks[near], described):
                captioned[near] = page_blocks[near]._replace(piece=page_blocks[near].piece._replace(kind=PICTURE))
    return captioned


# The mayor opens the quay. (Photo courtesy of Ana Ruiz)
_ENDS_IN_CREDIT = pattern(r"(?i).{0,300}\((?:photo|image|picture|foto|bild|crédito?|credit)s?\b[^()\n]{3,80}\)\.?")


def _is_caption_of(block: Block, described: str) -> bool:
    """Whether a block is the caption of a picture with a description, or credits the picture."""
    if block.piece.kind != PARAGRAPH or len(block.piece.text) > len(described) * 2 + _CREDITED:
        return False
    if len(block.piece.text) < _CREDITED and block.piece.text.lstrip().startswith(("©", "(c) ", "Foto:", "Photo:")):
        return True
    text = tree.letters(block.piece.text)
    last = tree.letters(block.piece.text.rpartition("\n")[2])  # below the name of the photographer
    if last == described and len(last) >= _TITLE:
        return True
    return (
        len(described) >= _SHORTEST_CAPTION and text.startswith(described) and len(text) <= len(described) + _CREDITED
    )


_SHORTEST_MENU = 3  # links


def _without_menus(page_blocks: list[Block]) -> list[Block]:
    """The blocks without rows of links above the first prose and below the last, unless a line announces them."""
    prose = [index for index, block in enumerate(page_blocks) if _is_prose(block)]
    if not prose:
        return page_blocks
    remaining: list[Block] = []
    index = 0
    while index < len(page_blocks):
        end = index
        while end < len(page_blocks) and (
            _is_onward_link(page_blocks[end]) or _is_picture_without_address(page_blocks[end])
        ):
            end += 1
        links = sum(1 for block in page_blocks[index:end] if not _is_picture_without_address(block))
        announced = bool(remaining) and remaining[-1].piece.text.rstrip().endswith(":")
        if links >= _SHORTEST_MENU and not announced and (index < prose[0] or index > prose[-1]):
            index = end
            continue
        remaining += page_blocks[index : max(end, index + 1)]
        index = max(end, index + 1)
    return remaining


def _is_prose(block: Block) -> bool:
    """Whether a block is long and mostly not links."""
    text = block.piece.text
    return block.piece.kind not in (PICTURE, RULE) and len(text) > 100 and block.linked * 2 < len(text)


def _without_asides(page_blocks: Sequence[Block]) -> list[Block]:
    """The blocks without asides such as "Related news", from each heading to the end of its aside."""
    remaining: list[Block] = []
    level, home, comments = 0, None, False
    for block in page_blocks:
        piece = block.piece
        if remaining and piece.kind == HEADING and chrome.asks_for_consent(piece.text):
            break
        if level and (_ends_aside(block, level, home) or (not comments and _continues_prose(block, remaining))):
            level = 0
        if piece.kind == HEADING and chrome.begins_aside(piece.text):
            level, home, comments = piece.level, block.home.getparent(), chrome.begins_comments(piece.text)
        if not level:
            remaining.append(block)
    return remaining


def _continues_prose(block: Block, before: Sequence[Block]) -> bool:
    """Whether a block is prose in the same element as at least two paragraphs of prose before the aside."""
    if block.piece.kind != PARAGRAPH or not _is_prose(block):
        return False
    parent = block.home.getparent()
    beside = (other for other in before if other.piece.kind == PARAGRAPH and other.home.getparent() is parent)
    return sum(map(_is_prose, beside)) >= _FEWEST_BESIDE


_FEWEST_BESIDE = 2  # paragraphs of prose


def _ends_aside(block: Block, level: int, home: tree.Element) -> bool:
    """Whether a block ends an aside: an end mark, a heading of the same level, or prose in another part of the page."""
    piece = block.piece
    if piece.kind == HEADING:
        teases = block.linked >= 0.8 * len(piece.text)  # the linked headline of another text
        return piece.level <= level and not teases and not chrome.begins_aside(piece.text)
    if piece.kind == RULE and piece.text:
        return True
    inside = any(outer is home for outer in tree.ancestors(block.home))
    return not inside and len(piece.text) > 120 and block.linked * 2 < len(piece.text)


def _without_onward_links(page_blocks: list[Block]) -> list[Block]:
    """The blocks without the links to other pages at the end."""
    end = start = len(page_blocks)
    while start and (_is_onward_link(page_blocks[start - 1]) or _is_picture_without_address(page_blocks[start - 1])):
        start -= 1
        if not _is_picture_without_address(page_blocks[start]):
            end = start
    # A list of links that a line announces belongs to the text.
    announced = end and page_blocks[end - 1].piece.text.rstrip().endswith(":")
    return page_blocks if announced else page_blocks[:end]


def _is_picture_without_address(block: Block) -> bool:
    """Whether a block is a picture without a web address, which is ignored between other blocks."""
    return block.piece.picture is not None and not block.piece.picture.address


def _is_onward_link(block: Block) -> bool:
    """Whether a block is only a link to another page, or a line across the page."""
    piece = block.piece
    if piece.kind in (PICTURE, RULE):
        return piece.kind == RULE and not piece.text
    if "@" in piece.text or _NOTE.match(piece.text) or _is_file_link(piece):
        return False
    return block.linked >= 0.8 * len(piece.text) and (piece.kind in (ITEM, HEADING) or len(piece.text) < 200)


_NOTE = pattern(r"\W?\[\d{1,2}\]\s*\S")  # [1] https://city.example/report
_FILE = pattern(r"\]\([^()\s]{1,300}\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|mp[34])\)", 2)


def _is_file_link(piece: Piece) -> bool:
    """Whether a block is a sentence that links to a file, as at the end of a release."""
    sentence = piece.kind == PARAGRAPH and piece.text.rstrip().endswith(".") and len(piece.text.split()) > _BUTTON
    return sentence and _FILE.search(piece.markdown) is not None


_BUTTON = 5  # words in a button, at most
_TITLE = 8  # letters in a title, at least


def _title(facts: metadata.Facts, pieces: Sequence[Piece]) -> str:
    """The page's title as its headline prints it, or as in the page's head; without the name of the site."""
    letters = tree.letters
    names = [letters(title) for title in facts.titles]
    parts = {letters(part) for title in facts.titles for part in title.split("|")}
    # A picture's description does not count: it may begin like the headline.
    heads = [piece for piece in pieces[:6] if piece.kind not in (ITEM, PICTURE)]
    lines = {letters(piece.text): " ".join(piece.text.split()) for piece in reversed(heads)}
    headings = {letters(piece.text) for piece in heads if piece.kind == HEADING and piece.level == 1}
    fitting = [
        line
        for line in lines.keys() - _site_names(facts.titles, lines)
        if len(line) >= _TITLE
        and (line in parts or any(name.startswith(line) or name.endswith(line) for name in names))
    ]
    fitting = [line for line in fitting if line in headings] or fitting
    # The longest one, because the page may also print the name of the site.
    return lines[max(fitting, key=len)] if fitting else facts.title


def _site_names(titles: Sequence[str], lines: Iterable[str]) -> set[str]:
    """The letters of the last parts of titles, such as the site's name, if a line begins with the part before."""
    behind: set[str] = set()
    for title in titles:
        front, _, name = map(tree.letters, title.rpartition("|"))
        if name and len(front) >= _TITLE and any(line.startswith(front) for line in lines):
            behind.add(name)
    return behind


def _site_in_titles(facts: metadata.Facts, headline: str) -> str:
    """The organisation beside the headline in the page's title; empty if there is none."""
    for title in facts.titles:
        parts = [part.strip() for part in issuers.SITE_SEPARATOR.split(title)]
        beside = [part for part in reversed(parts) if tree.letters(part) not in tree.letters(headline)]
        if len(parts) > 1 and (named := next(filter(head_lines.is_issuer, beside), "")):
            return named
    return ""


def _site_in_text(facts: metadata.Facts, headline: str, pieces: Sequence[Piece]) -> str:
    """The name after the headline in the page's title, if the text has the same name; empty if there is none."""
    for title in facts.titles:
        front, *behind = [part.strip() for part in issuers.SITE_SEPARATOR.split(title)]
        if len(behind) != 1 or tree.letters(front) not in tree.letters(headline) or not behind[0][:1].isupper():
            continue
        name = behind[0]
        named = 1 < len(name.split()) <= _NAME_WORDS and any(
            name in piece.text and piece.text != name for piece in pieces if piece.kind in (PARAGRAPH, ITEM)
        )
        if named and not metadata.is_section(name):
            return name
    return ""


_NAME_WORDS = 6  # words in a site's name, at most
_TOP = 8  # first pieces, one of which may be a standfirst
_SHORTEST_STANDFIRST = 4  # words in a standfirst, at least


def _standfirst(part: tree.Element) -> str:
    """The words of the only element of a page whose class calls it an introduction; empty if there is none."""
    named = (
        tree.words(element)
        for element in part.iter("p", "div", "h2", "h3", "span")
        if not PAGES["standfirst_names"].isdisjoint(_CLASS_WORDS.findall((element.get("class") or "").lower()))
    )
    found = {text for text in named if len(text.split()) >= _SHORTEST_STANDFIRST}
    return found.pop() if len(found) == 1 else ""


_CLASS_WORDS = pattern(r"[a-z]+")
