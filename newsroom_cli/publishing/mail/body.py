"""Clean HTML of a release as HTML that mail clients show well: a flat set of elements that no client breaks.

It changes form, never words: heading levels have no gap, a picture that clients refuse becomes a link, a link shows its
host, and an element that may not stand inside another follows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

from newsroom_cli.markup.cleaning import alignment
from newsroom_cli.markup.markdown import MAX_DEPTH
from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing import headers

WIDTH = 536  # pixels: the column of text at full width

_ATTRIBUTE = pattern(r'([^\s=>"/]+)="([^"]*)"')
_TAG = pattern(r'<(?:"[^"]*"|[^">])*>')
_DEEPEST = MAX_DEPTH + 60  # list items that are implied come on top of what the body itself nests
_TOKEN = pattern(r'<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=>"/]+="[^"]*")*+)\s*/?>|[^<]+|<', re.I)
_PHRASING = {
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "u", "var",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TABLE_PARTS = {"caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
_BLOCKS = {"p", "pre", "blockquote", "div", "ul", "ol", "li", "table", "hr", *_HEADINGS, *_TABLE_PARTS}
_WORDS_ONLY = _PHRASING | _HEADINGS | {"p", "pre"}
_EMPTY_WITHOUT = {"tr": "<t", "thead": "<tr", "tbody": "<tr"}
# Substitutes for elements that clients drop or do not style.
_STAND_INS = {
    "figure": ("div", ""),
    "figcaption": ("div", "caption"),
    "dl": ("div", ""),
    "dt": ("div", "term"),
    "dd": ("div", "definition"),
}
_BLANK = pattern(r"(?:\s|&nbsp;|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad])*+")
_SEEN = rf"(?!{_BLANK.pattern}<)[^<]*+"
_WORDS = rf"{_SEEN}(?:<(?:em>{_SEEN}</em|strong>{_SEEN}</strong)>[^<]*+)*+"
_BREAK_IN_LIST = pattern(r"\n(?=<li>|</[uo]l>)")
# A paragraph or list that keeps its elements.
_PLAIN = pattern(rf"(<p>{_WORDS}</p>|<([uo]l)>\n(?:<li>{_WORDS}</li>\n)++</\2>)(?:\s+(?=<))?")


def fit(clean: str, *, limit: int = 1 << 40) -> tuple[str, ...]:
    """The blocks of a body, each balanced HTML; any input works. `clean` is the result of markdown.html.

    It stops after `limit` characters, more than any mail holds.
    """
    return _Fitting(clean, limit).blocks()


@dataclass(slots=True, eq=False)
class _Element:
    """An open element of the output: `at` is its place there, `shows` says that it has visible content."""

    tag: str
    at: int
    shows: bool = False
    target: str = ""
    implied: bool = False
    levels: tuple[int, ...] = ()
    heads: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0
    cells: int = 0


class _Fitting:
    """One pass over the tokens. `source` mirrors the input's open elements, `open` those of the output."""

    def __init__(self, clean: str, limit: int) -> None:
        self._clean = clean
        self._limit = limit
        self._out: list[str] = []
        self._done: list[str] = []
        self._open: list[_Element] = []
        self._source: list[tuple[str, _Element | None]] = []
        self._levels: tuple[int, ...] = ()

    def blocks(self) -> tuple[str, ...]:
        token = None
        while (at := token.end() if token else 0) <= self._limit:
            if not self._source and not self._open and (token := _PLAIN.match(self._clean, at)):
                self._done.append(_BREAK_IN_LIST.sub("", token[1]) if token[2] else token[1])
                continue
            if (token := _TOKEN.match(self._clean, at)) is None:
                break
            if token[2] is None:
                self._text(token[0])
            elif token[1]:
                self._end(token[2].lower())
            else:
                self._start(token[2].lower(), token[3])
        while self._open:
            self._close(self._open[-1])
        self._flush()
        return tuple(self._done)

    # --- what stands where ---

    def _text(self, text: str) -> None:
        blank = _BLANK.fullmatch(text) is not None
        if blank and (not self._open or self._open[-1].tag in ("ul", "ol", "table", "thead", "tbody", "tfoot", "tr")):
            return
        self._open_for_words()
        self._out.append("&lt;" if text == "<" else text)
        if not blank:
            self._mark_as_visible()

    def _mark_as_visible(self) -> None:
        for element in reversed(self._open):
            if element.shows:
                break
            element.shows = True

    def _open_for_words(self) -> None:
        """Open a paragraph at the top level, or an item in a list, because words need one."""
        if not self._open:
            self._push("p", "", implied=True)
        elif self._in_list():
            self._push("li", "", implied=True)

    def _in_list(self) -> bool:
        return bool(self._open) and self._open[-1].tag in ("ul", "ol")

    def _start(self, name: str, source: str) -> None:
        attributes = _attributes_of(source)
        tag, css_class = _STAND_INS.get(name, (name, ""))
        if tag == "br":
            self._open_for_words()
            self._out.append("<br>")
        elif tag == "hr":
            self._close_words()
            if self._in_list():
                self._open_for_words()
            self._out.append("<hr>")
        elif tag == "img":
            self._picture(attributes)
        elif tag in _PHRASING or tag in _BLOCKS:
            element = None if len(self._open) >= _DEEPEST else self._element(tag, css_class, attributes)
            self._source.append((name, element))
        if not self._open:
            self._flush()

    def _element(self, tag: str, css_class: str, attributes: dict[str, str]) -> _Element | None:
        if tag in _PHRASING:
            target = headers.target(attributes.get("href", "")) if tag == "a" else ""
            if (tag == "a" and not target) or (tag in ("a", "dfn") and self._inside(tag)):
                return None
            self._open_for_words()
            return self._push(tag, _checked_attributes(tag, attributes, target), target=target)
        self._close_words()
        if tag == "table" and self._inside("caption"):
            tag = "div"
        if tag in _TABLE_PARTS:
            if (table := self._table()) is None or (tag == "caption" and len(self._out) > table.at + 1):
                return None
            tag = "tbody" if tag == "tfoot" or (tag == "thead" and self._contains(table, "<t")) else tag
        if tag == "li":
            if self._open and self._open[-1].implied:
                self._close(self._open[-1])
            tag = "li" if self._in_list() else "div"
        elif self._in_list():
            self._open_for_words()
        if tag in _HEADINGS:
            return self._heading(int(tag[1]), attributes)
        return self._push(tag, (f' class="{css_class}"' if css_class else "") + _checked_attributes(tag, attributes))

    def _heading(self, level: int, attributes: dict[str, str]) -> _Element:
        """A heading without a gap to the level above; the first level is the page's own title."""
        before = self._levels
        self._levels = (*(outer for outer in before if outer < level), level)
        tag = f"h{min(1 + len(self._levels), 6)}" if not self._inside("th") else "div"
        element = self._push(tag, _checked_attributes(tag, attributes))
        element.levels = before
        return element

    def _inside(self, tag: str) -> bool:
        return any(element.tag == tag for element in self._open)

    def _close_words(self) -> None:
        """Close paragraphs, headings and inline elements, because a block cannot stand in them."""
        while self._open and (last := self._open[-1]).tag in _WORDS_ONLY:
            last.target = last.target if last.shows else ""
            self._close(last)
        if not self._open:
            self._flush()

    def _push(self, tag: str, attributes: str, *, target: str = "", implied: bool = False) -> _Element:
        element = _Element(tag, len(self._out), target=target, implied=implied)
        if tag == "th" and " scope=" not in attributes:
            attributes += f' scope="{"col" if self._first_of_column() else "row"}"'
        self._out.append(f"<{tag}{attributes}>")
        self._open.append(element)
        if tag in ("td", "tr") and (table := self._table()):
            table.cells += tag == "td"
            table.rows += tag == "tr"
        return element

    def _first_of_column(self) -> bool:
        table = self._table()
        return self._inside("thead") or (table is not None and table.rows < 2)

    def _table(self) -> _Element | None:
        """The innermost open table; a caption is outside of it."""
        table = next((element for element in reversed(self._open) if element.tag in ("table", "caption")), None)
        return table if table and table.tag == "table" else None

    # --- ends ---

    def _end(self, name: str) -> None:
        if not self._source or self._source[-1][0] != name:
            return
        _, element = self._source.pop()
        if element is not None and element in self._open:
            self._close(element)
        if not self._open:
            self._flush()

    def _close(self, element: _Element) -> None:
        """End an element of the output and all elements that are still open inside it."""
        while self._open:
            last = self._open.pop()
            self._finish(last)
            if last is element:
                break

    def _finish(self, element: _Element) -> None:
        if element.tag in _WORDS_ONLY and not element.shows and not element.target:
            self._finish_empty(element)
            return
        if element.tag == "a":
            label = visible_text("".join(self._out[element.at :])) if element.shows else ""
            self._out.append(_host_after(label, element.target))
            self._mark_as_visible()
        if element.tag == "th":
            self._finish_head(element)
        if (
            element.tag in _EMPTY_WITHOUT
            and not element.shows
            and not self._contains(element, _EMPTY_WITHOUT[element.tag])
        ):
            del self._out[element.at :]
            return
        if element.tag == "table":
            self._finish_table(element)
        self._out.append(f"</{element.tag}>")

    def _contains(self, element: _Element, start: str) -> bool:
        return any(markup.startswith(start) for markup in self._out[element.at + 1 :])

    def _finish_table(self, element: _Element) -> None:
        if not self._contains(element, "<tr"):
            element.tag = "div"
            self._out[element.at :] = [
                re.sub(r"^(</?)(table|caption)\b", r"\1div", markup) for markup in self._out[element.at :]
            ]
        elif not element.cells:
            for start, end in element.heads:  # without cells there is nothing to head
                self._demote_to_td(start, end)

    def _finish_empty(self, element: _Element) -> None:
        """Remove an element without words: an empty heading is a false landmark. Pictures without words stay."""
        if element.tag in _HEADINGS:
            self._levels = element.levels
        if element.tag in _PHRASING:
            del self._out[element.at]
        elif self._contains(element, "<img"):
            self._out[element.at :] = ["<p>", *self._out[element.at + 1 :], "</p>"]
        else:
            del self._out[element.at :]

    def _finish_head(self, element: _Element) -> None:
        table = self._table()
        if not element.shows:
            self._demote_to_td(element.at, None)
            element.tag = "td"
        elif table is not None:
            table.heads.append((element.at, len(self._out)))

    def _demote_to_td(self, start: int, end: int | None) -> None:
        self._out[start] = re.sub(r' scope="[a-z]+"', "", "<td" + self._out[start][3:])
        if end is not None:
            self._out[end] = "</td>"

    def _flush(self) -> None:
        block = "".join(self._out)
        self._out.clear()
        if block.strip():
            self._done.append(block)

    # --- pictures ---

    def _picture(self, attributes: dict[str, str]) -> None:
        if (shown := _shown_picture(attributes, linked=self._inside("a"))) is None:
            return
        self._open_for_words()
        self._out.append(shown)
        if attributes.get("alt", "").strip():
            self._mark_as_visible()


# --- what single elements say ---------------------------------------------------------------------------------


def _attributes_of(source: str) -> dict[str, str]:
    """The attributes of a start tag, by their names in lower case."""
    return {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(source)} if source else {}


def visible_text(html: str) -> str:
    """The visible text of HTML, as one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def _host_after(label: str, target: str) -> str:
    """The text to put after a link's words: its host, if there are no words or they name another host."""
    real = escape(headers.shown_address(target), quote=False)
    if not label:
        return real
    return f" ({real})" if headers.misleads(label, target) else ""


def _shown_picture(attributes: dict[str, str], *, linked: bool) -> str | None:
    """A picture of a body. If some clients refuse it, it becomes a link, or only words inside another link.

    None if there is nothing to show: a tracking pixel, or a refused picture without words.
    """
    alt, src = " ".join(attributes.get("alt", "").split()), attributes.get("src", "")
    width, height = _number(attributes.get("width")), _number(attributes.get("height"))
    if 0 < width < 3 or 0 < height < 3:
        return None
    if url := headers.picture_url(src):
        natural = "" if width else ' class="natural"'
        return f'<img src="{escape(url)}" alt="{escape(alt)}" width="{min(width or WIDTH, WIDTH)}"{natural}>'
    if not alt:
        return None
    target, label = headers.target(src), f"[{escape(alt, quote=False)}]"
    return f'<a href="{escape(target)}">{label}</a>' if target and not linked else label


def _checked_attributes(tag: str, attributes: dict[str, str], target: str = "") -> str:
    """The attributes that an element keeps, checked; the style sheet sets everything else."""
    if not attributes:
        return ""
    checked = {"href": target} if target else {}
    if headers.LANGUAGE_TAG.fullmatch(attributes.get("lang", "")):
        checked["lang"] = attributes["lang"]
    if attributes.get("dir", "").lower() in ("ltr", "rtl", "auto"):
        checked["dir"] = attributes["dir"].lower()
    if tag == "abbr" and attributes.get("title"):
        checked["title"] = attributes["title"]
    if tag == "ol" and re.fullmatch(r"-?\d{1,6}", attributes.get("start", "")):
        checked["start"] = attributes["start"]
    if tag in ("td", "th"):
        spans = {name: _number(attributes.get(name)) for name in ("colspan", "rowspan")}
        checked |= {name: str(min(count, 100)) for name, count in spans.items() if count and count > 1}
    if tag in ("td", "th") and (aligned := alignment(attributes.get("style", ""))):
        checked["style"] = aligned
    if tag == "th" and attributes.get("scope", "").lower() in ("col", "row", "colgroup", "rowgroup"):
        checked["scope"] = attributes["scope"].lower()
    return "".join(f' {name}="{escape(value)}"' for name, value in checked.items())


def _number(value: str | None) -> int:
    """A whole number of pixels or cells, 0 if it is not a number."""
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else 0
