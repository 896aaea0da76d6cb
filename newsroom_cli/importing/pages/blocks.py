"""A tree of HTML as pieces: headings, paragraphs, lists, quotations, tables and pictures."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from newsroom_cli.importing.pages import addresses, inline, tables
from newsroom_cli.importing.pages.inline import BREAK, Run
from newsroom_cli.importing.pages.tree import DEEPEST, INLINE, UNSEEN, Element, tag, words
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, PICTURE, QUOTE, RULE, TABLE, Piece
from newsroom_cli.importing.repair import without_stray_characters
from newsroom_cli.language.links import link_targets
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.model.patterns import pattern


class Block(NamedTuple):
    """A piece, its element, and the number of its characters that are links."""

    piece: Piece
    home: Element
    linked: int = 0


def read(element: Element, *, base: str, lost: Lost) -> list[Block]:
    """The blocks of an element in reading order; `base` makes addresses absolute, `lost` counts the losses."""
    walk = _Walk(base, lost)
    walk.block(element, 0)
    return walk.blocks


class _Place(NamedTuple):
    """The place of a block: its depth in quotations and lists, and the number of its item."""

    quotes: int = 0
    lists: int = 0
    item: bool = False
    number: int | None = None


class _Walk:
    def __init__(self, base: str, lost: Lost) -> None:
        self.blocks: list[Block] = []
        self._base = base
        self._lost = lost
        self._runs: list[Run] = []
        self._place = _Place()

    # --- blocks ---

    def block(self, element: Element, depth: int) -> None:
        """Read an element that begins and ends lines."""
        name = tag(element)
        if name in UNSEEN or not name:
            return
        if depth > DEEPEST:
            self._lost["deep"] += 1
            self._words(words(element), Run(""))
            self._flush(element)
            return
        if name in _HEADING_LEVELS:
            self._heading(element, _HEADING_LEVELS[name], depth)
        elif name == "table" and tables.is_data(element):
            self._table(element, depth)
        elif name in ("ul", "ol", "menu", "dir"):
            self._list(element, name == "ol", depth)
        elif name == "blockquote" and not _is_layout(element):
            self._within(element, self._place._replace(quotes=self._place.quotes + 1), depth)
        elif name == "hr":
            self.blocks.append(Block(Piece(RULE, "", ""), element))
        elif name == "pre":
            self._preformatted(element)
        elif name in INLINE:
            self._inline(element, Run(""), depth)
            self._flush(element)
        else:
            self._content(element, Run(""), depth)
            self._flush(element)

    def _content(self, element: Element, style: Run, depth: int) -> None:
        """Read the words and elements of a block; a block inside it ends the words before."""
        self._words(element.text, style)
        for child in element:
            if tag(child) in INLINE:
                self._inline(child, style, depth + 1)
            elif tag(child) and tag(child) not in UNSEEN:
                self._flush(element)
                self.block(child, depth + 1)
            self._words(child.tail, style)

    def _within(self, element: Element, place: _Place, depth: int) -> None:
        outside, self._place = self._place, place
        self._content(element, Run(""), depth)
        self._flush(element)
        self._place = outside

    def _words(self, text: str | None, style: Run) -> None:
        if text:
            self._runs.append(style._replace(text=without_stray_characters(text)))

    def _flush(self, home: Element) -> None:
        """Turn the words so far into pieces: two breaks in a row separate paragraphs, but not items."""
        runs, self._runs = self._runs, []
        for part in [runs] if self._place.item else _split_at_double_breaks(runs):
            tidied = inline.tidy(run for run in part if not run.picture)
            if inline.plain(tidied).strip():
                self._add(tidied, home)
            for run in part:
                if run.picture:
                    self._picture(run, home)

    def _add(self, runs: list[Run], home: Element) -> None:
        text, place = inline.plain(runs), self._place
        linked = sum(len(run.text) for run in runs if run.href)
        if page_chrome.is_end_mark(text):
            piece = Piece(RULE, text.strip(), inline.escaped(text.strip()))
        elif place.item:
            piece = Piece(ITEM, text, inline.markdown(runs), place.lists, place.number)
        elif place.quotes:
            piece = Piece(QUOTE, text, inline.markdown(runs), place.quotes)
        else:
            kind = PICTURE if _is_caption(home) else PARAGRAPH
            piece = Piece(kind, text, inline.markdown(runs))
        self.blocks.append(Block(piece, home, linked))

    def _heading(self, element: Element, level: int, depth: int) -> None:
        self._flush(element)
        self._inline_content(element, Run(""), depth)
        runs = [run._replace(bold=False) for run in self._runs]
        self._runs = []
        pictures = [run for run in runs if run.picture]
        runs = inline.tidy(run._replace(text=" ") if run.text == BREAK else run for run in runs if not run.picture)
        runs = inline.tidy(runs)
        if text := inline.plain(runs).strip():
            linked = sum(len(run.text) for run in runs if run.href)
            self.blocks.append(Block(Piece(HEADING, text, inline.markdown(runs), level), element, linked))
        for run in pictures:
            self._picture(run, element)

    def _preformatted(self, element: Element) -> None:
        """Read text with line ends of its own; blank lines separate paragraphs."""
        self._flush(element)
        for part in _BLANK_LINE.split("".join(element.itertext())):
            for number, line in enumerate(part.strip("\n").split("\n")):
                self._runs += [Run(BREAK)] if number else []
                self._words(line, Run(""))
            self._flush(element)

    # --- lists ---

    def _list(self, element: Element, ordered: bool, depth: int) -> None:
        self._flush(element)
        outside = self._place
        number = _list_number(element.get("start"), 1)
        for child in element:
            name = tag(child)
            if name in ("ul", "ol"):  # a list directly in a list
                self._place = outside._replace(lists=outside.lists + 1, item=False)
                self._list(child, name == "ol", depth + 1)
            elif name == "li":
                number = _list_number(child.get("value"), number)
                self._item(child, outside, number if ordered else None, depth + 1)
                number += 1
            elif name:
                self.block(child, depth + 1)
        self._place = outside

    def _item(self, element: Element, outside: _Place, number: int | None, depth: int) -> None:
        """Read an item with its paragraphs as lines; if it has headings, tables and the like, read it as blocks."""
        if depth > DEEPEST:
            self.block(element, depth)
            return
        inside = outside._replace(lists=outside.lists + 1, item=True, number=number, quotes=0)
        if any(tag(inner) in _NO_ITEM_CONTENT for inner in element.iter() if inner is not element):
            self._within(element, outside, depth)
            return
        self._place = inside
        self._nested(element, inside, depth)
        self._flush(element)
        self._place = outside

    def _nested(self, element: Element, inside: _Place, depth: int) -> None:
        """Read a block in an item: its words are lines of the item, a list in it is one level deeper."""
        if depth > DEEPEST:
            self._lost["deep"] += 1
            self._words(words(element), Run(""))
            return
        self._words(element.text, Run(""))
        for child in element:
            name = tag(child)
            if name in ("ul", "ol"):
                self._flush(element)
                self._list(child, name == "ol", depth + 1)
                self._place = inside
            elif name in INLINE:
                self._inline(child, Run(""), depth + 1)
            elif name and name not in UNSEEN:
                self._runs.append(Run(BREAK))
                self._nested(child, inside, depth + 1)
                self._runs.append(Run(BREAK))
            self._words(child.tail, Run(""))

    # --- within a line ---

    def _inline(self, element: Element, style: Run, depth: int) -> None:
        name = tag(element)
        if name == "br":
            self._runs.append(Run(BREAK))
        elif name == "img":
            self._image(element)
        elif name == "rp":
            return
        elif depth > DEEPEST:
            self._lost["deep"] += 1
            self._words(words(element), style)
        elif name == "a":
            self._anchor(element, style, depth)
        elif name == "q":
            self._runs.append(style._replace(text="“"))
            self._inline_content(element, style, depth)
            self._runs.append(style._replace(text="”"))
        else:
            if name == "cite" and self._place.quotes and _is_last(element):  # the signature of the quotation
                self._runs.append(Run(BREAK))
            self._inline_content(element, _styled(element, name, style), depth)

    def _inline_content(self, element: Element, style: Run, depth: int) -> None:
        self._words(element.text, style)
        for child in element:
            name = tag(child)
            if name in INLINE or (name and style.href):
                self._inline(child, style, depth + 1)
            elif name and name not in UNSEEN:
                if depth > DEEPEST or name in _LINE_ELEMENTS:
                    self._runs.append(Run(BREAK) if name in _LINE_ELEMENTS else Run(" "))
                    self._inline(child, style, depth + 1)
                    self._runs.append(Run(BREAK) if name in _LINE_ELEMENTS else Run(" "))
                else:  # a block within a line: browsers allow it
                    self._flush(child)
                    self.block(child, depth + 1)
            self._words(child.tail, style)

    def _anchor(self, element: Element, style: Run, depth: int) -> None:
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
        self._inline_content(element, style._replace(href=href or style.href), depth)

    # --- pictures and tables ---

    def _image(self, element: Element) -> None:
        source = element.get("src") or element.get("data-src") or ""
        alt = inline.squeezed(without_stray_characters(element.get("alt") or "")).strip()
        if addresses.is_pixel(source, element.get("width"), element.get("height")):
            return
        if source.startswith(("data:", "cid:")):
            self._lost["embedded"] += bool(alt)
            return
        if address := addresses.absolute(source, self._base):
            self._runs.append(Run(alt, picture=address))

    def _picture(self, run: Run, home: Element) -> None:
        self.blocks.append(Block(Piece(PICTURE, run.text, inline.markdown([run])), home))

    def _table(self, element: Element, depth: int) -> None:
        self._flush(element)
        rows = [[self._cell(cell, depth) for cell in tables.cells_of(row)] for row in element.iter("tr")]
        rows = [row for row in rows if any(inline.plain(cell) for cell in row)]
        for caption in element.iter("caption"):
            self._inline_content(caption, Run(""), depth)
            self._flush(caption)
        if not rows:
            return
        text = "\n".join(" | ".join(inline.plain(cell) for cell in row) for row in rows)
        linked = sum(len(run.text) for row in rows for cell in row for run in cell if run.href)
        headed = tables.is_headed(element, rows)
        self.blocks.append(Block(Piece(TABLE, text, tables.markdown(rows, headed=headed)), element, linked))

    def _cell(self, element: Element, depth: int) -> list[Run]:
        outside, self._runs = self._runs, []
        self._inline_content(element, Run(""), depth)
        runs, self._runs = self._runs, outside
        return inline.tidy(run._replace(text=" ") if run.text == BREAK else run for run in runs if not run.picture)


# --- what elements mean ---------------------------------------------------------------------------------------


class Lost(Counter[str]):
    """The number of links, pictures and parts that could not be kept, by reason."""

    def notes(self) -> tuple[str, ...]:
        """A sentence for each reason."""
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
    "embedded": (
        "one picture is part of the source and was not imported",
        "{} pictures are part of the source and were not imported",
    ),
    "deep": (
        "one part was nested too deep to keep its layout; its words are kept",
        "{} parts were nested too deep to keep their layout; their words are kept",
    ),
}

_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}


def _is_last(element: Element) -> bool:
    """Whether an element is the last of its parent."""
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


def _styled(element: Element, name: str, style: Run) -> Run:
    """The style with the emphasis of an element added."""
    css = element.get("style") or ""
    bold = name in _BOLD or (bool(css) and _WEIGHT.search(css) is not None)
    italic = name in _ITALIC or (bool(css) and _SLANT.search(css) is not None)
    return style._replace(bold=style.bold or bold, italic=style.italic or italic) if bold or italic else style


def _is_caption(home: Element) -> bool:
    """Whether an element is the caption of a picture."""
    return tag(home) == "figcaption" or _CAPTION.search(home.get("class") or "") is not None


def _is_layout(quote: Element) -> bool:
    """Whether a block quotation only indents: mail programs and old pages use it for whole documents."""
    return any(tag(inner) in ("table", "h1", "h2") for inner in quote.iter())


def _list_number(attribute: str | None, otherwise: int) -> int:
    """The number in an attribute of a list or item, else `otherwise`."""
    return (
        int(attribute)
        if attribute and attribute.isascii() and attribute.isdigit() and len(attribute) <= 6
        else otherwise
    )
