"""Parse HTML into a tree, without network access or entities, and drop elements that nobody reads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from newsroom_cli.markup.cleaning import limit_attributes
from newsroom_cli.model.errors import NewsroomError
from newsroom_cli.model.patterns import pattern

Element = Any  # an element of lxml, which has no types

LARGEST = 20_000_000  # characters of a page
MOST_TAGS = 100_000  # a page with more is read as mere words
_WHOLE_PAGE = 2000  # a noscript with more characters contains a whole page
DEEPEST = 200  # levels; deeper parts are read as mere words

# Elements without words of the text.
UNSEEN = frozenset(
    """
script style noscript template svg iframe object embed applet canvas video audio map head select option
textarea input button dialog datalist meter progress math frame frameset noframes link meta base source track
param wbr tags
""".split()
)

_SECTION = pattern(r"<!\[CDATA\[(.*?)\]\]>", 16)  # CDATA sections of XML
_DECLARATION = pattern(r"^\s*<\?xml[^>]*\?>")


_PAGE_START = pattern(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", 2 | 16
)
_ELEMENTS = pattern(r"<(?:p|div|br|a|h[1-6]|ul|li|table|span|article|main|section|strong|em|b|i|img|td)\b[^<>]*>", 2)
ENDINGS = (".html", ".htm", ".xhtml", ".aspx", ".php", ".jsp")  # of file names


def is_html(source: str, name: str) -> bool:
    """Whether a text is HTML: it begins like HTML, or has several elements and no file name of another kind."""
    if _PAGE_START.match(source[:5000]):
        return True
    if name.endswith((".md", ".markdown", ".txt")):
        return False
    if name.endswith(ENDINGS) or source.lstrip()[:1] == "<":  # scripts and styles may fill its start
        return next(itertools.islice(_ELEMENTS.finditer(source), 2, None), None) is not None
    count = sum(1 for _ in _ELEMENTS.finditer(source[:20_000]))
    return count * 400 > len(source[:20_000]) and count > 5


def parse(text: str) -> Element:
    """Parse an HTML text and return its root. Raises NewsroomError for more than 20 million characters."""
    if len(text) > LARGEST:
        raise NewsroomError(
            f"the page has {len(text):,} characters, the limit is {LARGEST:,}",
            hint="copy the release from it and paste that",
        )
    root, whole = _parsed(text if text.count("<") <= MOST_TAGS else _words_only(text))
    if not whole:  # the parser stopped at some depth and lost the rest
        root, _ = _parsed(_words_only(text))
    if "email-protection" in text or "data-cfemail" in text:
        _reveal_addresses(root)
    return root


def _parsed(text: str) -> tuple[Element, bool]:
    """The root of an HTML text, and whether the parser read all of it."""
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    # Broken sources contain lone surrogates, which cannot be encoded.
    text = limit_attributes(text).replace("<&#47;", "</")  # written by a site generator that imports blogs
    closed, end, rest = _DECLARATION.sub("", text).rpartition("]]>")
    data = (_SECTION.sub(r"\1", f"{closed}{end}") + rest).replace("\x00", "").encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(data, parser=parser) if data.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    whole = not any(error.type_name in _STOPS for error in parser.error_log)
    if root is None:
        return etree.fromstring("<html><body></body></html>", etree.HTMLParser()), whole
    _with_text_in_body(root)
    return root, whole


def _with_text_in_body(root: Element) -> None:
    """Move text that the parser left in the head, such as a table cell after a script, to the start of the body."""
    head, body = root.find("head"), root.find("body")
    shown = [element for element in head if tag(element) not in _OF_HEAD] if head is not None else []
    if shown and body is None:
        from lxml import etree

        body = etree.SubElement(root, "body")
    for place, element in enumerate(shown):
        body.insert(place, element)


_OF_HEAD = ("title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "")


_STOPS = {"ERR_INTERNAL_ERROR", "ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_USER_STOP"}


def _words_only(text: str) -> str:
    """The words of an HTML text without its tags, as one paragraph of HTML."""
    from html import escape

    from newsroom_cli.markup.escaping import unescape

    for unread, closing in _UNREAD:
        end = max((match.end() for match in closing.finditer(text)), default=0)
        text = unread.sub(" ", text[:end]) + text[end:]  # no slow search after the last closing tag
    return f"<p>{escape(unescape(_A_TAG.sub(' ', text)))}</p>"


_A_TAG = pattern(r"<[^<>]*>?")
_UNREAD = [
    (pattern(rf"<{name}\b[^<>]*>.*?</{name}\s*>", 2 | 16), pattern(rf"</{name}\s*>", 2)) for name in ("script", "style")
]


def drop_unseen(root: Element) -> None:
    """Remove scripts, styles, form fields and other elements that nobody reads; the text after them stays."""
    for element in list(root.iter(*UNSEEN)):
        # Broken markup can put a whole page into a noscript.
        if element.tag == "noscript" and len(words(element)) > _WHOLE_PAGE:
            element.tag = "div"
        else:
            drop(element)
    _rename_unknown_elements(root)
    _turn_headings_out(root)


# Block elements; unknown elements are inline, as in browsers.
_BLOCK_NAMES = """
address article aside blockquote body caption center col colgroup dd details dir div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section
summary table tbody td tfoot th thead title tr ul
"""
_INLINE_NAMES = """
a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr output picture q rp rt
ruby s samp small span strike strong sub sup time tt u var o:p
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
INLINE = frozenset(_INLINE_NAMES.split())


def _rename_unknown_elements(root: Element) -> None:
    """Rename elements that HTML does not know to span, unless they contain a block, as browsers treat them."""
    for element in root.iter():
        name = tag(element)
        if not name or name in _BLOCKS or name in INLINE:
            continue
        if not any(inner.tag in _BLOCKS for inner in element.iterdescendants()):
            element.tag = "span"


def _turn_headings_out(root: Element) -> None:
    """Swap an inline element with the only heading inside it: <a><h2>, as blogs write it, becomes <h2><a>."""
    for heading in list(root.iter("h1", "h2", "h3")):
        outer = heading.getparent()
        while outer is not None and tag(outer) in INLINE and words(outer) == words(heading):
            outer.tag, heading.tag = heading.tag, outer.tag
            attributes = dict(outer.attrib), dict(heading.attrib)
            for element, found in zip((heading, outer), attributes, strict=True):
                element.attrib.clear()
                element.attrib.update(found)
            heading, outer = outer, outer.getparent()


def set_small_lines_apart(root: Element) -> None:
    """Turn small text at the end of a heading into a paragraph: <h1>More room <small>for all readers</small></h1>."""
    for heading in list(root.iter("h1", "h2")):
        small = heading[-1] if len(heading) else None
        if small is None or tag(small) != "small" or (small.tail or "").strip():
            continue
        if words(heading).removesuffix(words(small)).rstrip()[-1:] in ("", ":"):
            continue  # all of it is small, or a label's value: Release date: 2 March 2026
        small.tag, small.tail, heading.tail = "p", heading.tail, None
        heading.addnext(small)


def drop(element: Element) -> None:
    """Remove an element with everything in it; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = _xml_text((before.tail or "") + tail)
        else:
            parent.text = _xml_text((parent.text or "") + tail)
    parent.remove(element)


_NO_XML = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _xml_text(text: str) -> str:
    """The text without characters that the parser returns but does not accept."""
    return _NO_XML.sub(" ", text)


def tag(element: Element) -> str:
    """The name of an element; empty for a comment or processing instruction."""
    name = element.tag
    return name if type(name) is str else ""


def words(element: Element) -> str:
    """All words in an element, with single spaces, also between adjacent elements."""
    return " ".join(" ".join(element.itertext()).split())


def letters(text: str) -> str:
    """The letters and digits of a text in lower case, for comparison."""
    return _NO_LETTERS.sub("", text.lower())


_NO_LETTERS = pattern(r"[\W_]+")


def ancestors(element: Element) -> Iterator[Element]:
    """Yield the element, its parent, and so on up to the root."""
    while element is not None:
        yield element
        element = element.getparent()


_ADDRESS = pattern(r"[^\s@<>\"]{1,64}@[\w.-]{1,250}\.\w{2,}")
_LINK = pattern(r"/cdn-cgi/l/email-protection#([0-9a-f]{2,2000})$", 2)


def _reveal_addresses(root: Any) -> None:
    """Restore the addresses that Cloudflare hides behind "[email protected]", and their links."""
    for element in root.iter("a", "span"):
        if address := _revealed(element.get("data-cfemail", "")):
            for child in list(element):
                element.remove(child)
            element.text = address
        link = _LINK.search(element.get("href") or "")
        if element.tag == "a" and (target := _revealed(link[1]) if link else address):
            element.set("href", f"mailto:{target}")


def _revealed(hidden: str) -> str:
    """The address that hexadecimal digits hide, perhaps with a subject; empty if they hide none.

    The first byte is the key with which all other bytes are XORed.
    """
    try:
        key, *letters = bytes.fromhex(hidden)
    except ValueError:
        return ""
    shown = bytes(letter ^ key for letter in letters).decode(errors="replace")
    return shown if _ADDRESS.fullmatch(unquote(shown).partition("?")[0]) else ""
