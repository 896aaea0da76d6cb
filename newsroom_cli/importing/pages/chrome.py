"""Page chrome around the text of a page: menus, dialogs, share buttons, topics, pull quotes and asides."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Set

from newsroom_cli.importing.pages.tree import Element, ancestors, drop, letters, tag, words
from newsroom_cli.importing.phrases import alternatives
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.language.wording.page_chrome import TRIM
from newsroom_cli.model.patterns import pattern

_DIALOGS = {"dialog", "alertdialog"}
_ROLES = _DIALOGS.union("navigation banner contentinfo search complementary menu menubar toolbar tablist".split())
_BUILDER_PARTS = {"header", "footer", "popup"}  # types of a page builder that uses div elements for them
_AROUND = {"nav", "footer", "aside"}
_TEXT_LIMIT = 0.25  # the share of the page's prose; a part with more is text, whatever its name
_DIALOG_LIMIT = 0.75  # the same for dialogs, which can be longer than a short release


def without_hidden(body: Element) -> None:
    """Drop the elements that a page hides."""
    for element in list(body.iter()):
        if is_hidden(element) and tag(element) not in ("body", "html"):
            drop(element)


def is_hidden(element: Element) -> bool:
    """Whether a page hides an element.

    The time of a change beside the time of publication also counts as hidden.
    """
    style = element.get("style")
    return bool(style and _CONCEALED.search(style)) or element.get("hidden") is not None or _is_day_of_change(element)


def _is_day_of_change(element: Element) -> bool:
    """Whether an element is the time of a change right after another time: March 2, 2026March 4, 2026."""
    before = element.getprevious() if tag(element) == "time" else None
    is_beside = before is not None and tag(before) == "time" and not (before.tail or "").strip()
    return is_beside and _CHANGED.search(element.get("class") or "") is not None


_CHANGED = pattern(r"(?i)\b(?:updated|modif\w*)\b")


_CONCEALED = pattern(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", 2)


def drop_chrome(body: Element, weight: Callable[[Element], int], headline: Element | None) -> None:
    """Drop the page chrome from the tree; `weight` gives the amount of prose in an element.

    Elements around the headline stay.
    """
    most = weight(body)
    untouchable = set(ancestors(headline)) if headline is not None else set()
    for element in list(body.iter()):
        if not tag(element) or element is body or element in untouchable or element.getparent() is None:
            continue
        if not is_chrome(element):
            continue
        # Without a headline elsewhere, a dialog may contain the text.
        limit = _DIALOG_LIMIT if headline is not None and _is_dialog(element) else _TEXT_LIMIT
        if weight(element) <= most * limit:
            drop(element)
    _mark_captions(body)
    _without_topics(body, untouchable)
    _without_pulled_quotes(body, untouchable)


def _is_dialog(element: Element) -> bool:
    return (element.get("role") or "").lower() in _DIALOGS


def is_chrome(element: Element) -> bool:
    """Whether an element is page chrome, by its tag, role, class or id."""
    name = tag(element)
    if element.get("data-elementor-type") in _BUILDER_PARTS:
        return True
    if name in _AROUND:
        return name != "footer" or not any(tag(outer) == "blockquote" for outer in ancestors(element))
    if (element.get("role") or "").lower() in _ROLES or name == "form":
        return True
    label = _names_of(element)
    if name == "a":  # a link to the previous or next release
        return _TURNING_NAMES.search(label) is not None or not _TURNING_RELATIONS.isdisjoint(
            (element.get("rel") or "").lower().split()
        )
    return len(label) > 3 and name in _NAMED and any(map(_is_chrome_name, label.split()))


_TURNING_RELATIONS = frozenset(("prev", "next", "previous"))
_TURNING_NAMES = pattern(r"\b(?:post|entry|article|news)-?nav(?:igation)?\b|\bnav-(?:previous|next)\b", 2)


def _names_of(element: Element) -> str:
    """The class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:400]


# Elements whose class can name page chrome; the class of a link or heading names its look.
_NAMED = frozenset("div section ul ol table header span details figure menu dl fieldset center".split())
_SPLIT = pattern(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")


def class_words(name: str) -> list[str]:
    """The words in the name of a class, in small letters."""
    return [part.lower() for part in _SPLIT.findall(name[:80])]


@functools.lru_cache(maxsize=4096)
def _is_chrome_name(name: str) -> bool:
    """Whether one class or id is a name for page chrome."""
    parts = class_words(name)
    if not parts or "".join(parts) in PAGES["chrome_names"]:
        return bool(parts)
    if PAGES["harmless_names"].intersection(parts):
        return False
    # Some sites put a letter before the name: c-share is a component, l-sidebar a layout.
    first = parts[1] if len(parts[0]) == 1 and len(parts) > 1 else parts[0]
    if first in PAGES["chrome_names"] or parts[-1] in PAGES["chrome_names"]:
        return True
    return any(f"{first}-{second}" in PAGES["chrome_pairs"] for first, second in itertools.pairwise(parts))


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")


def _mark_captions(body: Element) -> None:
    """Turn the words in a link from a small picture to a large one into a caption, if text follows the link."""
    for link in list(body.iter("a")):
        to = (link.get("href") or "").lower().partition("?")[0]
        goes_on = (link.tail or "").strip()
        if goes_on and to.endswith(_PICTURES) and link.find(".//img") is not None and words(link):
            link.tag = "figcaption"


# --- topics ---------------------------------------------------------------------------------------------------

_JOINING = 25  # characters beside the links in a line of topics, at most: "Posted in", commas
_YEAR = pattern(r"\b(?:19|20)\d\d\b")


def _without_topics(body: Element, untouchable: Set[Element]) -> None:
    """Drop lines that only link to the topics of the page."""
    lines: dict[Element, int] = {}
    for link in body.iter("a"):
        marks = (link.get("rel") or "").lower().split()
        if ("category" in marks or "tag" in marks) and (line := link.getparent()) is not None:
            lines[line] = lines.get(line, 0) + len(words(link))
    for line, linked in lines.items():
        text = words(line)
        # A line with a date stays, because the date matters more.
        if line is not body and line not in untouchable and len(text) - linked <= _JOINING and not _YEAR.search(text):
            drop(line)


# --- pull quotes ----------------------------------------------------------------------------------------------

_SHORTEST, _LONGEST = 50, 800  # characters of a pull quote with its speaker


def _without_pulled_quotes(body: Element, untouchable: Set[Element]) -> None:
    """Drop pull quotes: boxes that repeat a sentence of the text."""
    boxes = [
        element for element in body.iter() if tag(element) and element not in untouchable and _is_quote_box(element)
    ]
    if not boxes:
        return
    text = letters(" ".join(body.itertext()))
    for box in boxes[:40]:
        if box.getparent() is None or not any(outer is body for outer in ancestors(box)):
            continue
        sentence = letters(max((_own_words(part) for part in box.iter() if tag(part)), key=len, default=""))
        if len(sentence) >= _SHORTEST and text.count(sentence) > 1:
            drop(box)
            text = letters(" ".join(body.itertext()))


def _is_quote_box(element: Element) -> bool:
    """Whether an element is a box for a pull quote, by its name and length."""
    named = any(PAGES["quote_names"].intersection(class_words(name)) for name in _names_of(element).split())
    if not named and tag(element) != "blockquote":
        return False
    return _SHORTEST <= len(words(element)) <= _LONGEST


def _own_words(element: Element) -> str:
    """The words of an element; empty if it contains blocks."""
    if any(tag(child) in ("p", "div", "blockquote", "section", "ul", "footer", "cite") for child in element):
        return ""
    return words(element)


# --- headings and lines ---------------------------------------------------------------------------------------

# Headings of asides in or below a release.
_ASIDE_HEADING = pattern(
    lambda: (
        rf"{alternatives('other_texts.txt')}|share this(?: \w+)?|follow us(?: on .*)?"
        r"|stay (?:connected|informed|in touch|up to date)|connect with us|subscribe(?: to .*)?|newsletter"
        r"|sign up(?: for .*)?|(?:get|receive) (?:news|email) .*|quick links|tags|categories|filed under|share|search"
        r"|archives?|topics"
        r"|empfehlen sie diese seite(?: weiter)?|diese seite (?:weiter)?empfehlen|diese seite teilen|aktuell"
        r"|schlagworte|schlagwörter|stichworte|stichwörter|keywords|mots-clés|étiquettes|etiquetas|palabras clave"
        r"|lire la suite|leer más|read more"
    ),
)


_ELSEWHERE = pattern(
    r"(?:read also|also read|read more|see also|related|lesen sie auch|mehr dazu|(?:à )?lire aussi|lea también"
    r"|lee también|puede leer|le puede interesar|te puede interesar)\s*:.*"
)


_CONSENT = pattern(
    r"(?:our |manage |about |this (?:web)?site uses )?cookies?[ -]*(?:policy|settings|preferences?|notice|consent"
    r"|statement|einstellungen|hinweise?|richtlinien?|und datenschutz\w*)"
    r"|(?:politique de|gestion des|política de|aviso de|uso de) cookies|(?:datenschutz|privatsphäre"
    r"|privacy)[ -]?(?:einstellungen|settings|preferences?|cent(?:er|re))",
)


def asks_for_consent(heading: str) -> bool:
    """Whether a heading asks for consent to cookies; there is no text below it."""
    return len(heading) <= 60 and _CONSENT.fullmatch(" ".join(heading.lower().split()).strip(TRIM)) is not None


def leads_elsewhere(line: str) -> bool:
    """Whether a line that is mostly a link only points to another page: "Read also: ..."."""
    return len(line) < 300 and _ELSEWHERE.match(line.strip().lower()) is not None


def begins_aside(heading: str) -> bool:
    """Whether a heading begins an aside: related news, a sign-up, comments."""
    bare = " ".join(heading.lower().split()).strip(TRIM)
    return (0 < len(bare) <= 60 and _ASIDE_HEADING.fullmatch(bare) is not None) or begins_comments(heading)


def begins_comments(heading: str) -> bool:
    """Whether a heading begins the comments of visitors."""
    bare = " ".join(heading.lower().split()).strip(TRIM)
    return 0 < len(bare) <= 60 and _COMMENTS.fullmatch(bare) is not None


_COMMENTS = pattern(lambda: alternatives("comment_headings.txt"))
