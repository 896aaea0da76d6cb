"""What stands around the text of a page, taken out of its tree: menus, dialogs, share buttons, tags, pulled quotes."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Set

from newsroom_cli.importing.sources import chrome
from newsroom_cli.importing.sources.tree import Element, ancestors, drop, letters, tag, words
from newsroom_cli.model.patterns import pattern

_DIALOGS = {"dialog", "alertdialog"}
_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "tablist"} | _DIALOGS  # fmt: skip
_AROUND = {"nav", "footer", "aside"}
_TEXT_LIMIT = 0.25  # a part with more of the page's prose than this is the text itself, whatever it is called
_DIALOG_LIMIT = 0.75  # but what a dialog asks of its reader can be longer than a short release


def without_hidden(body: Element) -> None:
    """Takes out what a page does not show."""
    for element in list(body.iter()):
        style = element.get("style")
        concealed = style and _CONCEALED.search(style)
        if (concealed or element.get("hidden") is not None) and tag(element) not in ("body", "html"):
            drop(element)


_CONCEALED = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", 2)


def take_out(body: Element, weight: Callable[[Element], int], headline: Element | None) -> None:
    """Takes what stands around the text out of a page's tree; `weight` is how much prose an element holds."""
    most = weight(body)
    kept = set(ancestors(headline)) if headline is not None else set()
    for element in list(body.iter()):
        if not tag(element) or element is body or element in kept or element.getparent() is None:
            continue
        if not _is_surroundings(element):
            continue
        # Without a headline elsewhere, a dialog may be what shows the text.
        limit = _DIALOG_LIMIT if headline is not None and _is_dialog(element) else _TEXT_LIMIT
        if weight(element) <= most * limit:
            drop(element)
    _parted_captions(body)
    _without_topics(body, kept)
    _without_pulled_quotes(body, kept)


def _is_dialog(element: Element) -> bool:
    return (element.get("role") or "").lower() in _DIALOGS


def _is_surroundings(element: Element) -> bool:
    name = tag(element)
    if name in _AROUND:
        return name != "footer" or not any(tag(each) == "blockquote" for each in ancestors(element))
    if (element.get("role") or "").lower() in _ROLES:
        return True
    if name == "form":
        return True
    label = _label(element)
    if name == "a":  # it leads to the release before or after this one
        return _TURNS.search(label) is not None or not _TURNING.isdisjoint((element.get("rel") or "").lower().split())
    return len(label) > 3 and name in _NAMED and _names_surroundings(label)


_TURNING = frozenset(("prev", "next", "previous"))
_TURNS = pattern(r"\b(?:post|entry|article|news)-?nav(?:igation)?\b|\bnav-(?:previous|next)\b", 2)


def _label(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:400]


# Elements whose class may name them a part of the page; that of a link or a heading says how it looks.
_NAMED = {
    "div",
    "section",
    "ul",
    "ol",
    "table",
    "header",
    "span",
    "details",
    "figure",
    "menu",
    "dl",
    "fieldset",
    "center",
}
_SPLIT = pattern(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")


def _parts(name: str) -> list[str]:
    """The words of the name of a class, in small letters."""
    return [part.lower() for part in _SPLIT.findall(name[:80])]


def _names_surroundings(label: str) -> bool:
    """Whether the class or id of an element names it a part of the page around the text."""
    return any(map(_is_surrounding_name, label.split()))


@functools.lru_cache(maxsize=4096)
def _is_surrounding_name(name: str) -> bool:
    parts = _parts(name)
    if not parts or "".join(parts) in chrome.NAMES:
        return bool(parts)
    if chrome.HARMLESS.intersection(parts):
        return False
    # Style guides put a letter before their names: c-share is a component, l-sidebar a layout.
    first = parts[1] if len(parts[0]) == 1 and len(parts) > 1 else parts[0]
    if first in chrome.NAMES or parts[-1] in chrome.NAMES:
        return True
    return any(f"{one}-{two}" in chrome.PAIRS for one, two in itertools.pairwise(parts))


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


def _parted_captions(body: Element) -> None:
    """Makes captions of the words within a link from a small picture to a large one, where the text would go on."""
    for link in list(body.iter("a")):
        to = (link.get("href") or "").lower().partition("?")[0]
        goes_on = (link.tail or "").strip()
        if goes_on and to.endswith(_PICTURES) and link.find(".//img") is not None and words(link):
            link.tag = "figcaption"


# --- topics ---------------------------------------------------------------------------------------------------

_JOINING = 25  # characters beside the links of a line of topics: "Posted in", commas
_YEAR = pattern(r"\b(?:19|20)\d\d\b")


def _without_topics(body: Element, kept: Set[Element]) -> None:
    """Takes out the lines that only name the topics a page is filed under, by links marked as such."""
    lines: dict[Element, int] = {}
    for link in body.iter("a"):
        marks = (link.get("rel") or "").lower().split()
        if ("category" in marks or "tag" in marks) and (line := link.getparent()) is not None:
            lines[line] = lines.get(line, 0) + len(words(link))
    for line, linked in lines.items():
        said = words(line)
        # A date in the same line is worth more than the topics beside it.
        if line is not body and line not in kept and len(said) - linked <= _JOINING and not _YEAR.search(said):
            drop(line)


# --- pulled quotes --------------------------------------------------------------------------------------------

_QUOTES = {"quote", "quotes", "blockquote", "pullquote", "pull", "citation", "zitat"}
_SHORTEST, _LONGEST = 50, 800  # characters of a pulled quote, with its speaker


def _without_pulled_quotes(body: Element, kept: Set[Element]) -> None:
    """Takes out the boxes that repeat, in large letters, a sentence that the text has anyway."""
    boxes = [each for each in body.iter() if tag(each) and each not in kept and _is_quote_box(each)]
    if not boxes:
        return
    text = letters(" ".join(body.itertext()))
    for box in boxes[:40]:
        if box.getparent() is None or not any(each is body for each in ancestors(box)):
            continue
        sentence = letters(max((_own(each) for each in box.iter() if tag(each)), key=len, default=""))
        if len(sentence) >= _SHORTEST and text.count(sentence) > 1:
            drop(box)
            text = letters(" ".join(body.itertext()))


def _is_quote_box(element: Element) -> bool:
    label = _label(element)
    if len(label) < 5 or not any(_QUOTES.intersection(_parts(name)) for name in label.split()):
        return False
    return _SHORTEST <= len(words(element)) <= _LONGEST


def _own(element: Element) -> str:
    """The words of an element that stands within no other block: a paragraph of a box."""
    if any(tag(each) in ("p", "div", "blockquote", "section", "ul", "footer", "cite") for each in element):
        return ""
    return words(element)
