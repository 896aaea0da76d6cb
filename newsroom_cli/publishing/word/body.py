"""The clean HTML of a release as paragraphs, lists, tables and pictures of a Word file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing.word import styles

if TYPE_CHECKING:
    from docx.document import Document

# Puts the picture with an address into a paragraph; returns False if it cannot.
PutPicture = Callable[[Any, str], bool]
_HEADINGS = {"h1": "Heading 2", "h2": "Heading 2", "h3": "Heading 3", "h4": "Heading 4"}
_LISTS = {"ul": "List Bullet", "ol": "List Number"}
_BLOCKS = {*_HEADINGS, *_LISTS, "p", "blockquote", "table", "pre", "hr", "div", "figure", "dl", "dt", "dd", "h5", "h6"}
_SPACES = pattern(r"[ \t\r\n\f]+")
_DEEPEST = 3  # levels of lists for which Word has a style


class _Look(NamedTuple):
    """The formatting of words, and the address to which they link."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    address: str = ""


_LOOKS: dict[str, dict[str, Any]] = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "cite": {"italic": True},
    "del": {"struck": True},
    "s": {"struck": True},
    "sup": {"raised": True},
    "sub": {"lowered": True},
}


class Body(NamedTuple):
    """A writer of HTML into a document, or into `place`, such as a cell of a table."""

    document: Document
    put_picture: PutPicture
    place: Any = None

    def add(self, html: str) -> None:
        """Write HTML."""
        from selectolax.lexbor import LexborHTMLParser

        body = LexborHTMLParser(html).body
        if body is not None:
            self._add_children(body, "Normal")

    def _add_children(self, parent: Any, style: str) -> None:
        """Write blocks; words between them become paragraphs of a style."""
        loose: list[Any] = []
        for node in _children(parent):
            if node.tag in _BLOCKS:
                self._add_loose(loose, style)
                loose = []
                self._add_block(node, style)
            else:
                loose.append(node)
        self._add_loose(loose, style)

    def _add_loose(self, nodes: list[Any], style: str) -> None:
        if any(node.tag == "img" or (node.text() or "").strip() for node in nodes):
            self._add_words(self._paragraph(style), nodes)

    def _add_block(self, node: Any, style: str) -> None:
        if node.tag in _LISTS:
            self._add_list(node, 1)
        elif node.tag == "table":
            self._add_table(node)
        elif node.tag == "blockquote":
            self._add_children(node, "Quote")
        elif node.tag == "hr":
            self._paragraph("End mark").add_run("* * *")
        elif node.tag in ("div", "figure", "dl", "dd"):
            self._add_children(node, style)
        elif node.tag == "pre":
            self._paragraph(style).add_run(styles.printable(node.text().rstrip("\n")))
        else:
            of_tag = _HEADINGS.get(node.tag, "Heading 4" if node.tag in ("h5", "h6", "dt") else style)
            if node.css_first("img") or (node.text() or "").strip():
                self._add_words(self._paragraph(of_tag), list(_children(node)))

    def _add_list(self, node: Any, level: int) -> None:
        """Write a list; each list starts its own numbering."""
        style = _LISTS[node.tag] + (f" {min(level, _DEEPEST)}" if level > 1 else "")
        numbered = []
        for entry in _children(node):
            if entry.tag != "li":
                continue
            words = [child for child in _children(entry) if child.tag not in _LISTS]
            paragraphs = [child for child in words if child.tag in _BLOCKS]
            first = self._paragraph(style)
            numbered.append(first)
            self._add_words(first, list(_children(paragraphs[0])) if paragraphs else words)
            for further in paragraphs[1:]:
                self._add_block(further, "List Continue")
            for nested in _children(entry):
                if nested.tag in _LISTS:
                    self._add_list(nested, level + 1)
        if node.tag == "ol" and level == 1:
            start = node.attributes.get("start") or "1"
            styles.start_numbering(self.document, numbered, int(start) if start.isdecimal() else 1)

    def _add_table(self, node: Any) -> None:
        """Write a table with all its cells; a table without cells is left out."""
        rows = [[cell for cell in _children(row) if cell.tag in ("td", "th")] for row in node.css("tr")]
        width = max(map(len, rows), default=0)
        if not width:
            return
        table = (self.place or self.document).add_table(rows=len(rows), cols=width)
        table.style = "Table Grid"
        for row, cells in zip(table.rows, rows, strict=True):
            for place, cell in zip(row.cells, cells, strict=False):
                paragraph = place.paragraphs[0]
                self._add_words(paragraph, list(_children(cell)), _Look(bold=cell.tag == "th"))
        self._paragraph("Normal")

    def _paragraph(self, style: str) -> Any:
        return (self.place or self.document).add_paragraph(style=style)

    # --- words ----------------------------------------------------------------------------------------------------

    def _add_words(self, paragraph: Any, nodes: list[Any], look: _Look = _Look()) -> None:  # noqa: B008
        """Write words into a paragraph with their formatting; white space becomes one space, and none at the start."""
        for node in nodes:
            if node.tag == "-text":
                words = _SPACES.sub(" ", node.text(deep=False) or "")
                at_start = not paragraph.text or paragraph.text.endswith(("\n", " "))
                _add_run(paragraph, words.lstrip(" ") if at_start else words, look)
            elif node.tag == "br":
                paragraph.add_run().add_break()
            elif node.tag == "img":
                self._add_picture(paragraph, node, look)
            elif node.tag == "a":
                address = node.attributes.get("href") or ""
                self._add_words(paragraph, list(_children(node)), look._replace(address=address))
            else:
                self._add_words(paragraph, list(_children(node)), look._replace(**_LOOKS.get(node.tag, {})))

    def _add_picture(self, paragraph: Any, node: Any, look: _Look) -> None:
        """Put a picture into a paragraph; its description replaces a picture on another site."""
        if not self.put_picture(paragraph, node.attributes.get("src") or ""):
            _add_run(paragraph, f"[{node.attributes.get('alt') or ''}]", look._replace(italic=True))


def _children(node: Any) -> Iterator[Any]:
    """Yield the children of a node, with texts and without comments."""
    child = node.child
    while child is not None:
        if child.tag not in ("-comment", "_comment"):
            yield child
        child = child.next


def _add_run(paragraph: Any, words: str, look: _Look) -> None:
    """Write words into a paragraph, as a link if they have an address."""
    if not words:
        return
    is_link = look.address.startswith(("http:", "https:", "mailto:", "tel:"))
    run = styles.add_link(paragraph, words, look.address) if is_link else paragraph.add_run(styles.printable(words))
    run.bold, run.italic = look.bold or None, look.italic or None
    run.font.strike = look.struck or None
    if look.raised or look.lowered:  # None for one of them would take back the other
        run.font.superscript, run.font.subscript = look.raised, look.lowered
