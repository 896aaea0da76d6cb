"""Everything that a page shows, line by line, with the part of the page that contains each line."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.importing.pages import blocks, chrome, images
from newsroom_cli.importing.pages.tree import Element, tag, words
from newsroom_cli.importing.pieces import Picture, SourceLine

HIDDEN = "hidden"
_BY_TAG = {
    "nav": "menu",
    "menu": "menu",
    "header": "head of the page",
    "footer": "foot of the page",
    "aside": "beside the text",
    "form": "form",
}
_BY_ROLE = {
    "navigation": "menu", "menu": "menu", "menubar": "menu", "toolbar": "menu", "tablist": "menu",
    "banner": "head of the page", "contentinfo": "foot of the page", "complementary": "beside the text",
    "search": "form", "dialog": "dialog", "alertdialog": "dialog",
}  # fmt: skip
_FURNITURE = "page furniture"
_CONTROLS = ("button", "select", "textarea", "dialog", "noscript")


def controls(root: Element) -> tuple[SourceLine, ...]:
    """The words of buttons, form fields, dialogs and the like, which no reader takes for text."""
    outermost = (element for element in root.iter(*_CONTROLS) if tag(element.getparent()) not in _CONTROLS)
    return tuple(SourceLine(text, "buttons and forms") for element in outermost if (text := words(element)))


def lines(root: Element) -> tuple[SourceLine, ...]:
    """The lines of a page in order, before anything is left out."""
    parts: dict[Element, str] = {}
    page_blocks = blocks.read(root, base="", lost=blocks.Lost())
    return tuple(
        SourceLine(line, _part(block.home, parts))
        for block in page_blocks
        if block.piece.picture is None
        for line in _lines(block.piece.text)
    )


def pictures(root: Element, base: str) -> tuple[Picture, ...]:
    """The pictures of a page in order, before any is left out."""
    parts: dict[Element, str] = {}
    return tuple(
        picture._replace(part=_part(element, parts))
        for element in root.iter("img")
        if (picture := images.picture(element, base))
    )


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line.strip())


def _part(element: Element, parts: dict[Element, str]) -> str:
    """The part of the page that contains an element; `parts` remembers the answers for other elements."""
    path = []
    while element is not None and element not in parts:
        path.append(element)
        element = element.getparent()
    part = parts[element] if element is not None else ""
    for inner in reversed(path):
        part = parts[inner] = part or _own_part(inner)
    return part


def _own_part(element: Element) -> str:
    """The part of a page that an element is, by its tag, role, class or id; empty if it is text."""
    if tag(element) in ("body", "html"):
        return ""
    if chrome.is_hidden(element):
        return HIDDEN
    if not chrome.is_chrome(element):
        return ""
    return _BY_TAG.get(tag(element)) or _BY_ROLE.get((element.get("role") or "").lower()) or _FURNITURE
