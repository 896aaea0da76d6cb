"""Turn the clean HTML of a release into HTML that mail clients show well, with few and simple elements.

This changes form, never words: heading levels have no gap, a picture that clients refuse becomes a link, a link shows
its host, and an element that may not be inside another follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from newsroom_cli.markup.cleaning import alignment
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.markup.markdown import MAX_DEPTH
from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing.mail import headers

_NO_COPIES: Mapping[str, str] = {}
WIDTH = 536  # pixels: the full width of the text column
_HEIGHT = 640  # pixels: an upright picture fits on a screen

_ATTRIBUTE = pattern(r'([^\s=>"/]+)="([^"]*)"')
_TAG = pattern(r'<(?:"[^"]*"|[^">])*>')
_DEEPEST_NESTING = MAX_DEPTH + 60  # implied list items add to the nesting of the body itself
_TOKEN = pattern(r'<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=>"/]+="[^"]*")*+)\s*/?>|[^<]+|<', re.I)
_PHRASING = {
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "u", "var",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLE_PARTS = {"caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
_BLOCKS = {"p", "pre", "blockquote", "div", "ul", "ol", "li", "table", "hr", *_HEADINGS, *_TABLE_PARTS}
_TEXT_ELEMENTS = _PHRASING | _HEADINGS | {"p", "pre"}
_NEEDED_CHILD = {"tr": "<t", "thead": "<tr", "tbody": "<tr"}
# Substitutes for elements that clients drop or do not style.
_SUBSTITUTES = {
    "figure": ("div", ""),
    "figcaption": ("div", "caption"),
    "dl": ("div", ""),
    "dt": ("div", "term"),
    "dd": ("div", "definition"),
}
_BLANK = pattern(r"(?:\s|&nbsp;|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad])*+")
_VISIBLE = rf"(?!{_BLANK.pattern}<)[^<]*+"
_INLINE_TEXT = rf"{_VISIBLE}(?:<(?:em>{_VISIBLE}</em|strong>{_VISIBLE}</strong)>[^<]*+)*+"
_BREAK_IN_LIST = pattern(r"\n(?=<li>|</[uo]l>)")
# A paragraph or list that needs no change.
_UNCHANGED_BLOCK = pattern(rf"(<p>{_INLINE_TEXT}</p>|<([uo]l)>\n(?:<li>{_INLINE_TEXT}</li>\n)++</\2>)(?:\s+(?=<))?")


def fitting_blocks(clean: str, *, limit: int = 1 << 40, copies: Mapping[str, str] = _NO_COPIES) -> tuple[str, ...]:
    """The blocks of a body, each balanced HTML; any input works. `clean` is the result of markdown.html.

    It stops after `limit` characters, more than any mail holds. `copies` has, by the address of a whole picture, the
    address of its copy in the size for mails; the copy links to the whole picture.
    """
    return _Fitter(clean, limit, copies).blocks()


@dataclass(slots=True, eq=False)
class _Element:
    """An open element of the output: `start` is its index in the markup, `is_visible` says that it has visible content.

    `is_implied` says that the input does not have it. `levels` are the heading levels above a heading; `heading_cells`,
    `rows` and `cells` count the parts of a table.
    """

    tag: str
    start: int
    is_visible: bool = False
    target: str = ""
    is_implied: bool = False
    levels: tuple[int, ...] = ()
    heading_cells: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0
    cells: int = 0


class _Fitter:
    """One pass over the tokens of a body: it tracks the open elements of the input and of the output."""

    def __init__(self, clean: str, limit: int, copies: Mapping[str, str]) -> None:
        self._html = clean
        self._limit = limit
        self._copies = copies
        self._markup: list[str] = []
        self._blocks: list[str] = []
        self._open_elements: list[_Element] = []
        self._source_elements: list[tuple[str, _Element | None]] = []
        self._heading_levels: tuple[int, ...] = ()

    def blocks(self) -> tuple[str, ...]:
        """Read all tokens up to the limit and return the blocks of the output."""
        token = None
        while (offset := token.end() if token else 0) <= self._limit:
            if (
                not self._source_elements
                and not self._open_elements
                and (token := _UNCHANGED_BLOCK.match(self._html, offset))
            ):
                self._blocks.append(_BREAK_IN_LIST.sub("", token[1]) if token[2] else token[1])
                continue
            if (token := _TOKEN.match(self._html, offset)) is None:
                break
            if token[2] is None:
                self._add_text(token[0])
            elif token[1]:
                self._add_end_tag(token[2].lower())
            else:
                self._add_start_tag(token[2].lower(), token[3])
        while self._open_elements:
            self._close(self._open_elements[-1])
        self._flush()
        return tuple(self._blocks)

    # --- text and start tags ---

    def _add_text(self, text: str) -> None:
        """Write text, in a new paragraph or list item if it needs one; drop blanks between blocks."""
        blank = _BLANK.fullmatch(text) is not None
        if blank and (
            not self._open_elements
            or self._open_elements[-1].tag in ("ul", "ol", "table", "thead", "tbody", "tfoot", "tr")
        ):
            return
        self._open_for_words()
        self._markup.append("&lt;" if text == "<" else text)
        if not blank:
            self._mark_as_visible()

    def _mark_as_visible(self) -> None:
        """Mark all open elements as having visible content."""
        for element in reversed(self._open_elements):
            if element.is_visible:
                break
            element.is_visible = True

    def _open_for_words(self) -> None:
        """Open a paragraph at the top level, or an item in a list, because words need one."""
        if not self._open_elements:
            self._open_element("p", "", is_implied=True)
        elif self._is_in_list():
            self._open_element("li", "", is_implied=True)

    def _is_in_list(self) -> bool:
        return bool(self._open_elements) and self._open_elements[-1].tag in ("ul", "ol")

    def _add_start_tag(self, name: str, source: str) -> None:
        """Open the element for a start tag of the input, or write an element without end tag."""
        attributes = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(source)} if source else {}
        tag, css_class = _SUBSTITUTES.get(name, (name, ""))
        if tag == "br":
            self._open_for_words()
            self._markup.append("<br>")
        elif tag == "hr":
            self._close_text()
            if self._is_in_list():
                self._open_for_words()
            self._markup.append("<hr>")
        elif tag == "img":
            self._add_picture(attributes)
        elif tag in _PHRASING or tag in _BLOCKS:
            element = (
                None if len(self._open_elements) >= _DEEPEST_NESTING else self._open_for_tag(tag, css_class, attributes)
            )
            self._source_elements.append((name, element))
        if not self._open_elements:
            self._flush()

    def _open_for_tag(self, tag: str, css_class: str, attributes: dict[str, str]) -> _Element | None:
        """Open the element that takes the place of a tag; None if the tag is dropped and only its content stays."""
        if tag in _PHRASING:
            target = headers.target(attributes.get("href", "")) if tag == "a" else ""
            if (tag == "a" and not target) or (tag in ("a", "dfn") and self._is_inside(tag)):
                return None
            self._open_for_words()
            return self._open_element(tag, _checked_attributes(tag, attributes, target), target=target)
        self._close_text()
        if tag == "table" and self._is_inside("caption"):
            tag = "div"
        if tag in _TABLE_PARTS:
            if (table := self._open_table()) is None or (tag == "caption" and len(self._markup) > table.start + 1):
                return None
            tag = "tbody" if tag == "tfoot" or (tag == "thead" and self._contains(table, "<t")) else tag
        if tag == "li":
            if self._open_elements and self._open_elements[-1].is_implied:
                self._close(self._open_elements[-1])
            tag = "li" if self._is_in_list() else "div"
        elif self._is_in_list():
            self._open_for_words()
        if tag in _HEADINGS:
            return self._heading(int(tag[1]), attributes)
        return self._open_element(
            tag, (f' class="{css_class}"' if css_class else "") + _checked_attributes(tag, attributes)
        )

    def _heading(self, level: int, attributes: dict[str, str]) -> _Element:
        """Open a heading one level below the heading above it; level 1 is the title of the page."""
        before = self._heading_levels
        self._heading_levels = (*(outer for outer in before if outer < level), level)
        tag = f"h{min(1 + len(self._heading_levels), 6)}" if not self._is_inside("th") else "div"
        element = self._open_element(tag, _checked_attributes(tag, attributes))
        element.levels = before
        return element

    def _is_inside(self, tag: str) -> bool:
        return any(element.tag == tag for element in self._open_elements)

    def _close_text(self) -> None:
        """Close paragraphs, headings and inline elements, because they cannot contain a block."""
        while self._open_elements and (last := self._open_elements[-1]).tag in _TEXT_ELEMENTS:
            last.target = last.target if last.is_visible else ""
            self._close(last)
        if not self._open_elements:
            self._flush()

    def _open_element(self, tag: str, attributes: str, *, target: str = "", is_implied: bool = False) -> _Element:
        """Write a start tag and return its open element; a heading cell gets a scope, a table counts its parts."""
        element = _Element(tag, len(self._markup), target=target, is_implied=is_implied)
        if tag == "th" and " scope=" not in attributes:
            attributes += f' scope="{"col" if self._is_column_heading() else "row"}"'
        self._markup.append(f"<{tag}{attributes}>")
        self._open_elements.append(element)
        if tag in ("td", "tr") and (table := self._open_table()):
            table.cells += tag == "td"
            table.rows += tag == "tr"
        return element

    def _is_column_heading(self) -> bool:
        table = self._open_table()
        return self._is_inside("thead") or (table is not None and table.rows < 2)

    def _open_table(self) -> _Element | None:
        """The innermost open table; None inside a caption, which does not count as a part of the table."""
        table = next(
            (element for element in reversed(self._open_elements) if element.tag in ("table", "caption")), None
        )
        return table if table and table.tag == "table" else None

    # --- end tags ---

    def _add_end_tag(self, name: str) -> None:
        """Close the element for an end tag of the input, if the tag fits the start tag opened last."""
        if not self._source_elements or self._source_elements[-1][0] != name:
            return
        _, element = self._source_elements.pop()
        if element is not None and element in self._open_elements:
            self._close(element)
        if not self._open_elements:
            self._flush()

    def _close(self, element: _Element) -> None:
        """Close an element of the output and all elements that are still open inside it."""
        while self._open_elements:
            last = self._open_elements.pop()
            self._write_end(last)
            if last is element:
                break

    def _write_end(self, element: _Element) -> None:
        """Write the end tag of an element, after the host of a link, or remove the element if it is empty."""
        if element.tag in _TEXT_ELEMENTS and not element.is_visible and not element.target:
            self._remove_empty(element)
            return
        if element.tag == "a":
            label = visible_text("".join(self._markup[element.start :])) if element.is_visible else ""
            self._markup.append(_host_after(label, element.target))
            self._mark_as_visible()
        if element.tag == "th":
            self._end_heading_cell(element)
        if (
            element.tag in _NEEDED_CHILD
            and not element.is_visible
            and not self._contains(element, _NEEDED_CHILD[element.tag])
        ):
            del self._markup[element.start :]
            return
        if element.tag == "table":
            self._end_table(element)
        self._markup.append(f"</{element.tag}>")

    def _contains(self, element: _Element, start: str) -> bool:
        return any(markup.startswith(start) for markup in self._markup[element.start + 1 :])

    def _end_table(self, element: _Element) -> None:
        """Turn a table without rows into a div, and the cells of a table with only heading cells into normal ones."""
        if not self._contains(element, "<tr"):
            element.tag = "div"
            self._markup[element.start :] = [
                re.sub(r"^(</?)(table|caption)\b", r"\1div", markup) for markup in self._markup[element.start :]
            ]
        elif not element.cells:
            for start, end in element.heading_cells:  # without other cells there is nothing that they could head
                self._demote_to_td(start, end)

    def _remove_empty(self, element: _Element) -> None:
        """Remove an element without words: an empty heading is a false landmark. Pictures without words stay."""
        if element.tag in _HEADINGS:
            self._heading_levels = element.levels
        if element.tag in _PHRASING:
            del self._markup[element.start]
        elif self._contains(element, "<img"):
            self._markup[element.start :] = ["<p>", *self._markup[element.start + 1 :], "</p>"]
        else:
            del self._markup[element.start :]

    def _end_heading_cell(self, element: _Element) -> None:
        """Turn an empty heading cell into a normal one, and note the position of others in their table."""
        table = self._open_table()
        if not element.is_visible:
            self._demote_to_td(element.start, None)
            element.tag = "td"
        elif table is not None:
            table.heading_cells.append((element.start, len(self._markup)))

    def _demote_to_td(self, start: int, end: int | None) -> None:
        """Replace the tags of a heading cell, at these indexes, by those of a normal cell."""
        self._markup[start] = re.sub(r' scope="[a-z]+"', "", "<td" + self._markup[start][3:])
        if end is not None:
            self._markup[end] = "</td>"

    def _flush(self) -> None:
        """Move the finished markup into a new block."""
        block = "".join(self._markup)
        self._markup.clear()
        if block.strip():
            self._blocks.append(block)

    # --- pictures ---

    def _add_picture(self, attributes: dict[str, str]) -> None:
        """Write a picture, or what replaces it."""
        if (shown := _shown_picture(attributes, self._copies, is_linked=self._is_inside("a"))) is None:
            return
        self._open_for_words()
        self._markup.append(shown)
        if attributes.get("alt", "").strip():
            self._mark_as_visible()


# --- attributes and texts -------------------------------------------------------------------------------------


def visible_text(html: str) -> str:
    """The visible text of HTML, as one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _host_after(label: str, target: str) -> str:
    """The host to show after the words of a link, if it has no words or they name another host; else empty."""
    host = escape(headers.shown_address(target), quote=False)
    if not label:
        return host
    return f" ({host})" if headers.misleads(label, target) else ""


def _shown_picture(attributes: dict[str, str], copies: Mapping[str, str], *, is_linked: bool) -> str | None:
    """A picture of a body. If some clients refuse it, it becomes a link, or only words inside another link.

    If the picture has a copy for mails, the copy is shown; it links to the whole picture if it has a text (`alt`).

    None if there is nothing to show: a tracking pixel, or a refused picture without words.
    """
    alt, src = " ".join(attributes.get("alt", "").split()), attributes.get("src", "")
    width, height = _number(attributes.get("width")), _number(attributes.get("height"))
    if 0 < width < 3 or 0 < height < 3:
        return None
    if url := headers.picture_url(copies.get(src, src)):
        natural = "" if width else ' class="natural"'
        shown = f'<img src="{escape(url)}" alt="{escape(alt)}" width="{shown_width(width, height)}"{natural}>'
        whole = headers.picture_url(src)
        return f'<a href="{escape(whole)}">{shown}</a>' if alt and whole not in ("", url) and not is_linked else shown
    if not alt:
        return None
    target, label = headers.target(src), f"[{escape(alt, quote=False)}]"
    return f'<a href="{escape(target)}">{label}</a>' if target and not is_linked else label


def shown_width(width: int, height: int) -> int:
    """The width at which a mail shows a picture of a size in pixels, 0 if unknown."""
    upright = max(_HEIGHT * width // height, 1) if width and height else WIDTH
    return min(width or WIDTH, upright, WIDTH)


def _checked_attributes(tag: str, attributes: dict[str, str], target: str = "") -> str:
    """The attributes that an element keeps, checked; the style sheet sets everything else."""
    if not attributes:
        return ""
    checked = {"href": target} if target else {}
    checked |= {name: attributes[name] for name in ("lang", "dir", *_OWN.get(tag, ())) if attributes.get(name)}
    if tag in ("td", "th"):
        spans = {name: _number(attributes.get(name)) for name in ("colspan", "rowspan")}
        checked |= {name: str(min(count, 100)) for name, count in spans.items() if count and count > 1}
    if tag in ("td", "th") and (aligned := alignment(attributes.get("style", ""))):
        checked["style"] = aligned
    return "".join(f' {name}="{escape(value)}"' for name, value in checked.items())


_OWN = {"abbr": ("title",), "ol": ("start",), "th": ("scope",)}


def _number(value: str | None) -> int:
    """A whole number of pixels or cells, 0 if it is not a number."""
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else 0
