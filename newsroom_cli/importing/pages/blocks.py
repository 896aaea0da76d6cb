"""Convert HTML elements into pieces: headings, paragraphs, lists, quotations, tables and pictures."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import NamedTuple

from newsroom_cli.importing.pages import addresses, images, inline, tables
from newsroom_cli.importing.pages.inline import BREAK, Run
from newsroom_cli.importing.pages.tree import DEEPEST, INLINE, UNSEEN, Element, ancestors, tag, words
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, QUOTE, RULE, TABLE, Piece
from newsroom_cli.importing.repair import without_stray_characters
from newsroom_cli.language.links import link_targets
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.model.patterns import pattern

NOTE_SIGN = "newsroom-note"  # the attribute of a sign that has the number of its footnote


class Block(NamedTuple):
    """A piece, the HTML element it comes from, and the number of its characters that are links."""

    piece: Piece
    home: Element
    linked: int = 0


def read(element: Element, *, base: str, lost: Lost) -> list[Block]:
    """The blocks of an element in reading order; `base` makes addresses absolute, `lost` counts what is dropped."""
    walk = _Walk(base, lost)
    walk.read_block(element, 0)
    return walk.blocks


class _Place(NamedTuple):
    """The place of a block: its depth in quotations and lists, whether it is an item and its number, or a caption."""

    quotes: int = 0
    lists: int = 0
    item: bool = False
    number: int | None = None
    caption: bool = False


class _Walk:
    """Reads elements in order, and collects the words of a line in runs until a block ends."""

    def __init__(self, base: str, lost: Lost) -> None:
        self.blocks: list[Block] = []
        self._base = base
        self._lost = lost
        self._runs: list[Run] = []
        self._place = _Place()

    # --- blocks ---

    def read_block(self, element: Element, depth: int) -> None:
        """Read an element that begins and ends lines."""
        name = tag(element)
        if name in UNSEEN or not name:
            return
        if depth > DEEPEST:
            self._lost["deep"] += 1
            self._add_words(words(element), Run(""))
            self._end_piece(element)
            return
        if name in _HEADING_LEVELS:
            self._read_heading(element, _HEADING_LEVELS[name], depth)
        elif name == "table" and tables.is_data(element):
            self._read_table(element, depth)
        elif name in ("ul", "ol", "menu", "dir"):
            self._read_list(element, name == "ol", depth)
        elif name == "blockquote" and not _is_layout(element):
            self._read_nested(element, self._place._replace(quotes=self._place.quotes + 1), depth)
        elif name == "figcaption":
            self._read_nested(element, self._place._replace(caption=True), depth)
        elif name == "hr":
            self.blocks.append(Block(Piece(RULE, "", ""), element))
        elif name == "pre":
            self._read_preformatted(element)
        elif name in INLINE:
            self._read_inline(element, Run(""), depth)
            self._end_piece(element)
        else:
            self._read_content(element, Run(""), depth)
            self._end_piece(element)

    def _read_content(self, element: Element, style: Run, depth: int) -> None:
        """Read the words and elements in a block; a block inside it ends the piece before it."""
        self._add_words(element.text, style)
        for child in element:
            if tag(child) in INLINE:
                self._read_inline(child, style, depth + 1)
            elif tag(child) and tag(child) not in UNSEEN:
                self._end_piece(element)
                self.read_block(child, depth + 1)
            self._add_words(child.tail, style)

    def _read_nested(self, element: Element, place: _Place, depth: int) -> None:
        """Read an element with another depth in quotations and lists."""
        outside, self._place = self._place, place
        self._read_content(element, Run(""), depth)
        self._end_piece(element)
        self._place = outside

    def _add_words(self, text: str | None, style: Run) -> None:
        """Add text to the runs of the line."""
        if text:
            self._runs.append(style._replace(text=without_stray_characters(text)))

    def _end_piece(self, home: Element) -> None:
        """Turn the runs since the last block into pieces; two breaks in a row separate paragraphs, but not in items."""
        runs, self._runs = self._runs, []
        for part in [runs] if self._place.item else _split_at_double_breaks(runs):
            tidied = inline.tidy(run for run in part if not run.picture)
            if inline.plain(tidied).strip():
                self._add_piece(tidied, home)
            elif tidied and self.blocks and self.blocks[-1].piece.kind in (HEADING, PARAGRAPH, ITEM, QUOTE):
                self._add_signs(tidied)
            for run in part:
                if run.picture:
                    self._add_picture(run, home)

    def _add_signs(self, runs: list[Run]) -> None:
        """Add signs of footnotes that stand alone to the last piece, so that their notes are not lost."""
        signs = inline.markdown([run for run in runs if run.note])
        last = self.blocks[-1]
        self.blocks[-1] = last._replace(piece=last.piece._replace(markdown=last.piece.markdown + signs))

    def _add_piece(self, runs: list[Run], home: Element) -> None:
        """Add runs as a piece of the kind that their place requires."""
        text, place = inline.plain(runs), self._place
        linked = sum(len(run.text) for run in runs if run.href)
        if page_chrome.is_end_mark(text):
            piece = Piece(RULE, text.strip(), inline.escaped(text.strip()))
        elif place.caption or (_is_caption(home) and not place.item and not place.quotes):
            piece = Piece(PICTURE, text, inline.markdown(runs))
        elif place.item:
            piece = Piece(ITEM, text, inline.markdown(runs), place.lists, place.number)
        elif place.quotes:
            piece = Piece(QUOTE, text, inline.markdown(runs), place.quotes)
        else:
            piece = Piece(PARAGRAPH, text, inline.markdown(runs))
        self.blocks.append(Block(piece, home, linked))

    def _read_heading(self, element: Element, level: int, depth: int) -> None:
        """Read a heading as one line without bold, then its pictures; a very long heading is read as paragraphs."""
        self._end_piece(element)
        self._read_inline_content(element, Run(""), depth)
        if sum(len(run.text.split()) for run in self._runs) > _LONGEST_HEADING:
            self._end_piece(element)
            return
        runs = [run._replace(bold=False) for run in self._runs]
        self._runs = []
        pictures = [run for run in runs if run.picture]
        runs = inline.tidy(run._replace(text=" ") if run.text == BREAK else run for run in runs if not run.picture)
        runs = inline.tidy(runs)
        if text := inline.plain(runs).strip():
            linked = sum(len(run.text) for run in runs if run.href)
            self.blocks.append(Block(Piece(HEADING, text, inline.markdown(runs), level), element, linked))
        for run in pictures:
            self._add_picture(run, element)

    def _read_preformatted(self, element: Element) -> None:
        """Read preformatted text: its line ends stay, and blank lines separate paragraphs."""
        self._end_piece(element)
        for part in _BLANK_LINE.split("".join(element.itertext())):
            for number, line in enumerate(part.strip("\n").split("\n")):
                self._runs += [Run(BREAK)] if number else []
                self._add_words(line, Run(""))
            self._end_piece(element)

    # --- lists ---

    def _read_list(self, element: Element, ordered: bool, depth: int) -> None:
        """Read the items of a list."""
        self._end_piece(element)
        outside = self._place
        number = _list_number(element.get("start"), 1)
        for child in element:
            name = tag(child)
            if name in ("ul", "ol"):  # a list directly in a list
                self._place = outside._replace(lists=outside.lists + 1, item=False)
                self._read_list(child, name == "ol", depth + 1)
            elif name == "li":
                number = _list_number(child.get("value"), number)
                self._read_item(child, outside, number if ordered else None, depth + 1)
                number += 1
            elif name:
                self.read_block(child, depth + 1)
        self._place = outside

    def _read_item(self, element: Element, outside: _Place, number: int | None, depth: int) -> None:
        """Read a list item, with its paragraphs as lines; an item with headings or tables is read as blocks."""
        if depth > DEEPEST:
            self.read_block(element, depth)
            return
        inside = outside._replace(lists=outside.lists + 1, item=True, number=number, quotes=0)
        if any(tag(inner) in _NO_ITEM_CONTENT for inner in element.iter() if inner is not element):
            self._read_nested(element, outside, depth)
            return
        self._place = inside
        self._read_block_in_item(element, inside, depth)
        self._end_piece(element)
        self._place = outside

    def _read_block_in_item(self, element: Element, inside: _Place, depth: int) -> None:
        """Read a block in an item: its words become lines of the item, and a list in it is one level deeper."""
        if depth > DEEPEST:
            self._lost["deep"] += 1
            self._add_words(words(element), Run(""))
            return
        self._add_words(element.text, Run(""))
        for child in element:
            name = tag(child)
            if name in ("ul", "ol"):
                self._end_piece(element)
                self._read_list(child, name == "ol", depth + 1)
                self._place = inside
            elif name in INLINE:
                self._read_inline(child, Run(""), depth + 1)
            elif name == "figcaption":
                self._end_piece(element)
                self._read_nested(child, inside._replace(item=False, caption=True), depth + 1)
            elif name and name not in UNSEEN:
                self._runs.append(Run(BREAK))
                self._read_block_in_item(child, inside, depth + 1)
                self._runs.append(Run(BREAK))
            self._add_words(child.tail, Run(""))

    # --- within a line ---

    def _read_inline(self, element: Element, style: Run, depth: int) -> None:
        """Read an inline element."""
        name = tag(element)
        if number := element.get(NOTE_SIGN):
            self._runs.append(Run("", note=number))
        elif name == "br":
            self._runs.append(Run(BREAK))
        elif name == "img":
            self._read_image(element)
        elif name == "rp":
            return
        elif depth > DEEPEST:
            self._lost["deep"] += 1
            self._add_words(words(element), style)
        elif name == "a":
            self._read_link(element, style, depth)
        elif name == "q":
            self._runs.append(style._replace(text="“"))
            self._read_inline_content(element, style, depth)
            self._runs.append(style._replace(text="”"))
        else:
            if name == "cite" and self._place.quotes and _is_last(element):  # the source of the quotation
                self._runs.append(Run(BREAK))
            self._read_inline_content(element, _with_emphasis(element, name, style), depth)

    def _read_inline_content(self, element: Element, style: Run, depth: int) -> None:
        """Read the words and elements inside an inline element."""
        self._add_words(element.text, style)
        for child in element:
            name = tag(child)
            if name in INLINE or (name and style.href):
                self._read_inline(child, style, depth + 1)
            elif name and name not in UNSEEN:
                if depth > DEEPEST or name in _LINE_ELEMENTS:
                    self._runs.append(Run(BREAK) if name in _LINE_ELEMENTS else Run(" "))
                    self._read_inline(child, style, depth + 1)
                    self._runs.append(Run(BREAK) if name in _LINE_ELEMENTS else Run(" "))
                else:  # a block inside an inline element, as browsers allow
                    self._end_piece(child)
                    self.read_block(child, depth + 1)
            self._add_words(child.tail, style)

    def _read_link(self, element: Element, style: Run, depth: int) -> None:
        """Read a link; count it as lost if its address is missing or hidden."""
        target = element.get("href")
        href = addresses.absolute(target, self._base) if target else ""
        if (
            target
            and not href
            and not target.strip().startswith("#")
            and words(element)
            and _RELATIVE.match(target.strip())
        ):
            self._lost["nowhere"] += 1
        if href and link_targets.hides_target(href):
            printed = addresses.printed_address(words(element))
            self._lost["hidden"] += not printed
            href = printed or href
        self._read_inline_content(element, style._replace(href=href or style.href), depth)

    # --- pictures and tables ---

    def _read_image(self, element: Element) -> None:
        """Read a picture; tracking pixels are dropped."""
        if picture := images.picture(element, self._base):
            self._runs.append(Run(picture.alt, picture=picture))

    def _add_picture(self, run: Run, home: Element) -> None:
        """Add a picture as a piece."""
        self.blocks.append(Block(Piece(PICTURE, run.text, inline.markdown([run]), picture=run.picture), home))

    def _read_table(self, element: Element, depth: int) -> None:
        """Read a data table, after its caption."""
        self._end_piece(element)
        rows = [[self._cell_runs(cell, depth) for cell in tables.cells_of(row)] for row in element.iter("tr")]
        rows = [row for row in rows if any(inline.plain(cell) for cell in row)]
        for caption in element.iter("caption"):
            self._read_inline_content(caption, Run(""), depth)
            self._end_piece(caption)
        if not rows:
            return
        text = "\n".join(" | ".join(inline.plain(cell) for cell in row) for row in rows)
        linked = sum(len(run.text) for row in rows for cell in row for run in cell if run.href)
        headed = tables.is_headed(element, rows)
        self.blocks.append(Block(Piece(TABLE, text, tables.markdown(rows, headed=headed)), element, linked))

    def _cell_runs(self, element: Element, depth: int) -> list[Run]:
        """The words of a table cell, on one line and without pictures."""
        outside, self._runs = self._runs, []
        self._read_inline_content(element, Run(""), depth)
        runs, self._runs = self._runs, outside
        return inline.tidy(run._replace(text=" ") if run.text == BREAK else run for run in runs if not run.picture)


# --- what elements mean ---------------------------------------------------------------------------------------


class Lost(Counter[str]):
    """Counts by reason the links and parts of a page that could not be kept as they were."""

    def notes(self) -> tuple[str, ...]:
        """One sentence for each reason."""
        return tuple(
            one if self[reason] == 1 else many.format(self[reason])
            for reason, (one, many) in _NOTES.items()
            if self[reason]
        )


_NOTES = {
    "nowhere": (
        "one link lost its address: it is relative, and the address of the page is not known",
        "{} links lost their addresses: they are relative, and the address of the page is not known",
    ),
    "hidden": (
        "one link leads through a click tracker that hides its target; put in the true address",
        "{} links lead through click trackers that hide their targets; put in the true addresses",
    ),
    "deep": (
        "one part was nested too deep to keep its layout; its words are kept",
        "{} parts were nested too deep to keep their layout; their words are kept",
    ),
}

_LONGEST_HEADING = 60  # words
_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}


def _is_last(element: Element) -> bool:
    """Whether an element is the last content of its parent."""
    return element.getnext() is None and not (element.tail or "").strip()


def _split_at_double_breaks(runs: list[Run]) -> list[list[Run]]:
    """The runs, split at two or more breaks in a row."""
    if sum(1 for run in runs if run.text == BREAK) < 2:
        return [runs]
    parts: list[list[Run]] = [[]]
    waiting: list[Run] = []
    for run in runs:
        if run.text == BREAK and not run.picture:
            waiting.append(run)
        elif not run.text.strip() and not run.picture:
            parts[-1] += [] if waiting else [run]
        else:
            if len(waiting) > 1:
                parts.append([])
            else:
                parts[-1] += waiting
            waiting = []
            parts[-1].append(run)
    return parts


_NO_ITEM_CONTENT = {"h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "article", "section", "pre"}
_LINE_ELEMENTS = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dt", "dd", "address"}
_BLANK_LINE = pattern(r"\n[ \t]*\n")
_RELATIVE = pattern(r"(?!(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//))")
_CAPTION = pattern(
    r"(?:\b|_|fig)caption|bildunterschrift|bildbeschreibung|picture-?text|image-?desc|image-?credit|photo-?credit"
    r"|legend",
    2,
)
_WEIGHT = pattern(r"font-weight\s*:\s*(?:bold|[6-9]00)", 2)
_SLANT = pattern(r"font-style\s*:\s*italic", 2)


def _with_emphasis(element: Element, name: str, style: Run) -> Run:
    """The style with the emphasis that an element adds."""
    css = element.get("style") or ""
    bold = name in _BOLD or (bool(css) and _WEIGHT.search(css) is not None)
    italic = name in _ITALIC or (bool(css) and _SLANT.search(css) is not None)
    return style._replace(bold=style.bold or bold, italic=style.italic or italic) if bold or italic else style


def _is_caption(home: Element) -> bool:
    """Whether the class of an element, or of a short element around it, says that it is a picture's caption."""
    around = itertools.islice(ancestors(home), _AROUND)
    named = next((outer for outer in around if _CAPTION.search(outer.get("class") or "")), None)
    headed = named is not None and any(tag(inner) in _HEADING_LEVELS for inner in named.iter())
    return named is home or (named is not None and not headed and len(words(named)) <= _LONGEST_CAPTION)


_AROUND, _LONGEST_CAPTION = 4, 400  # elements, with the innermost; characters


def _is_layout(quote: Element) -> bool:
    """Whether a block quotation only indents: mail programs and old pages put whole documents into one."""
    return any(tag(inner) in ("table", "h1", "h2") for inner in quote.iter())


def _list_number(attribute: str | None, otherwise: int) -> int:
    """The number in an attribute of a list or item, or `otherwise`."""
    return (
        int(attribute)
        if attribute and attribute.isascii() and attribute.isdigit() and len(attribute) <= 6
        else otherwise
    )
