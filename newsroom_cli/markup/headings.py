"""The headings of clean HTML: levels without gaps below the headline, none without words, and ids to link to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.markup.footnotes import SIGN
from newsroom_cli.model.patterns import pattern

_ATTRIBUTES = r'(?:[^"<>]|"[^"]*")*+'
_BLANK = r"\s|&nbsp;|[\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_EMPTY = pattern(rf"<h([1-6])(?: {_ATTRIBUTES})?>((?:{_BLANK}|<(?!/?h[1-6][ >]){_ATTRIBUTES}>)*+)</h\1>\n?")
_DESCRIBED = pattern(r'<img (?:[a-z]+="[^"]*" )*alt="\s*+[^"\s]')
# A heading cell and a term cannot contain a heading.
_LEVELS = pattern(rf"<(/?)(h[1-6]|th|dt)((?: {_ATTRIBUTES})?)>")
_HEADING = pattern(rf"<(h[2-6])((?: {_ATTRIBUTES})?)>(.*?)</\1>", re.DOTALL)
_TAG = pattern(rf"<{_ATTRIBUTES}>")
_DEEPEST = 6
_NAMELESS = "section"


def without_gaps(html: str) -> str:
    """The HTML with its headings renumbered: the highest is h2, and none skips a level below the one before it.

    Headings without words are removed; their pictures stay. A heading inside a `th` or a `dt` becomes a `div`.
    """
    if "<h" not in html or not _LEVELS.search(html):
        return html
    levels: list[int] = []  # of the headings above the place, outermost first
    opened: list[str] = []  # the new tags of the open elements

    def renamed(match: re.Match[str]) -> str:
        """The tag with its new name."""
        end, tag, attributes = match.groups()
        if end:
            return f"</{opened.pop() if opened else tag}>"
        if tag in ("th", "dt"):
            opened.append(tag)
        elif "th" in opened or "dt" in opened:
            opened.append("div")
        else:
            level = int(tag[1])
            levels[:] = [*(above for above in levels if above < level), level]
            opened.append(f"h{min(1 + len(levels), _DEEPEST)}")
        return f"<{opened[-1]}{attributes}>"

    return _LEVELS.sub(renamed, _EMPTY.sub(_without_heading, html))


def _without_heading(match: re.Match[str]) -> str:
    """The rest of a heading without words: all of it if a picture in it has a description, its pictures, or nothing."""
    if "<img" not in match[2]:
        return ""
    return match[0] if _DESCRIBED.search(match[2]) else f"<p>{match[2]}</p>\n"


def with_ids(html: str, *, reserved: Collection[str], anchor: str) -> str:
    """The HTML with an id for each heading, made from its words, and a link to it after them.

    `anchor` is the HTML of the link, with the id in place of `{id}`; ids in `reserved` belong to the page. Each
    id begins with a letter.
    """
    if "<h" not in html:
        return html
    taken = set(reserved)
    numbers: dict[str, int] = {}  # the highest number behind each id so far

    def named(match: re.Match[str]) -> str:
        """The heading with its id and its link."""
        tag, attributes, words = match.groups()
        base = identifier(unescape(_TAG.sub("", SIGN.sub("", words)))) or _NAMELESS
        if not base[0].isalpha():
            base = f"{_NAMELESS}-{base.lstrip('-')}"
        name, number = base, numbers.get(base, 0)
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        numbers[base] = number
        return f'<{tag} id="{name}"{attributes}>{words}{anchor.format(id=name)}</{tag}>'

    return _HEADING.sub(named, html)


def identifier(words: str) -> str:
    """The id for the words of a heading, in any script; empty if they have neither letters nor digits.

    It is what editors and code hosts make of a heading: lower case, hyphens for spaces, no other punctuation.
    """
    composed = unicodedata.normalize("NFC", " ".join(words.split())).lower()
    kept = "".join(letter for letter in composed if letter in " -_" or unicodedata.category(letter)[0] in "LMN")
    return kept.replace(" ", "-") if any(map(str.isalnum, kept)) else ""
