"""Headlines that a page marks only by a class: `<div class="headline4">More Room for Readers</div>`."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.pages import metadata
from newsroom_cli.importing.pages.tree import Element, ancestors, letters, tag, words
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.model.patterns import pattern


def promote(root: Element, titles: Sequence[str]) -> None:
    """Make the only element with a headline's class a heading, if no heading of the page may be the headline.

    `titles` are the page's own titles.
    """
    if any(_is_headline(words(heading), titles) for heading in root.iter("h1", "h2")):
        return
    named = [
        element
        for element in root.iter("p", "div", "span", "strong", "b", "h3", "h4", "h5")
        if _is_named(element) and _may_be_headline(words(element)) and not _is_beside(element)
    ]
    if len({words(element) for element in named}) == 1:
        named[0].tag = "h1"


def _is_named(element: Element) -> bool:
    """Whether a class of an element without blocks inside it says that it is the headline."""
    names = _CLASS_WORDS.findall((element.get("class") or "").lower())
    inner = any(inside is not element for inside in element.iter("p", "div", "ul", "table", "section"))
    return not inner and not PAGES["headline_names"].isdisjoint(names)


def _is_beside(element: Element) -> bool:
    """Whether an element is in or around a link, or in a menu, a list, or the head, foot or side of a page."""
    return any(tag(outer) in _BESIDE for outer in ancestors(element)) or element.find(".//a") is not None


def _is_headline(text: str, titles: Sequence[str]) -> bool:
    """Whether a heading may be the headline: it is as long as one, or the page's title begins with it."""
    named = any(letters(title) != letters(text) and letters(title).startswith(letters(text)) for title in titles)
    return _may_be_headline(text) or (named and not metadata.is_section(text) and len(letters(text)) >= _LETTERS)


def _may_be_headline(text: str) -> bool:
    """Whether a text is as long as a headline, and is no label, section or office."""
    return _SHORTEST <= len(text.split()) <= _LONGEST and not (
        metadata.is_section(text) or head_lines.is_release_label(text) or head_lines.is_office(text)
    )


_CLASS_WORDS = pattern(r"[^\W\d_]+")
_BESIDE = ("a", "nav", "aside", "footer", "header", "form", "li")
_SHORTEST, _LONGEST = 4, 40  # words in a headline, at least and at most
_LETTERS = 8  # letters in a heading with which the page's title begins, at least
