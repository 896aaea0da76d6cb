"""Keep telephone numbers on one line, and write them from left to right in every text."""

from __future__ import annotations

import re

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.templating.theme import tel, unbroken

_LONGEST_LABEL = 30  # characters; a longer text of a link is a sentence, which must break
_ATTRIBUTES = r'(?:[^"<>]|"[^"]*")*+'
_LINK = pattern(rf'(<a (?:[a-z]+="[^"]*" )*href="tel:[^"]*"{_ATTRIBUTES}>)(.*?)</a>', re.DOTALL)
_TAG_OR_WORDS = pattern(rf"<{_ATTRIBUTES}>|[^<]+")


def _number(space: str) -> str:
    """A pattern of unmistakable telephone numbers: with a country code, or in the form of North America."""
    separator = rf"(?:[{space}.‐‑–-]|&nbsp;)"
    return (
        r"(?<![\w+./-])(?:"
        rf"\+\d{{1,3}}{separator}?(?:\(\d{{1,4}}\){separator}?)?\d{{1,5}}(?:{separator}\d{{2,5}}){{1,4}}"
        rf"|(?:1[.-])?(?:\(\d{{3}}\)[{space}]?|\d{{3}}[.‑-])\d{{3}}[.‑-]\d{{4}}"
        r")(?![\w-])"
    )


_NUMBER = _number(" ")
_TAG_OR_NUMBER = pattern(rf"<a {_ATTRIBUTES}>.*?</a>|<{_ATTRIBUTES}>|({_NUMBER})", re.DOTALL)
# Elements that are left to right already stay as they are.
_LEFT_TO_RIGHT = rf'<(a|span)(?= [^<>]*dir="ltr")(?: {_ATTRIBUTES})>.*?</\1>'
_OTHER_NUMBER = pattern(rf"{_LEFT_TO_RIGHT}|<{_ATTRIBUTES}>|({_NUMBER})", re.DOTALL)
_MAY_HAVE_NUMBER = pattern(r"\+\d|\d\)? ?[.‑-]?\d{3}[.‑-]\d{4}")
# A number that the line breaks of a wrapped text may have split.
_BROKEN_NUMBER = pattern(r"(?<=\S )" + _number(r" \n") + r"(?! ?\d)(?=.)")
# In plain text also a line of several numbers, as contacts have it: 617 555 0100 / 617 555 0101.
_NUMBER_IN_TEXT = pattern(rf"{_NUMBER}|^[+(]?\d[\d ().,;/‐‑–-]{{5,}}$", re.MULTILINE)
# The first mark keeps a line that begins with the number right-to-left, the second keeps the number left-to-right.
_MARKS = "\u200f\u200e"


def with_unbroken_numbers(html: str) -> str:
    """Clean HTML whose telephone numbers stay on one line; the words of the text itself do not change."""
    if 'href="tel:' in html:
        html = _LINK.sub(_unbroken_link, html)
    if _MAY_HAVE_NUMBER.search(html):
        html = _TAG_OR_NUMBER.sub(lambda match: f'<span class="tel">{match[1]}</span>' if match[1] else match[0], html)
    return html


def with_isolated_numbers(html: str) -> str:
    """Right-to-left HTML with telephone numbers marked as left-to-right; mail programs have no style for that."""
    if 'href="tel:' in html:
        html = _LINK.sub(lambda match: f"{_isolated_start(match)}{match[2]}</a>", html)
    if _MAY_HAVE_NUMBER.search(html):
        html = _OTHER_NUMBER.sub(lambda match: f'<span dir="ltr">{match[2]}</span>' if match[2] else match[0], html)
    return html


def with_marked_numbers(text: str) -> str:
    """Right-to-left plain text with its telephone numbers from left to right and each on one line.

    A line that gets the end of a number may become too long.
    """
    text = _BROKEN_NUMBER.sub(lambda match: match[0].replace("\n", " "), text)
    return _NUMBER_IN_TEXT.sub(lambda match: _MARKS + match[0].replace(" ", "\u00a0"), text)


def _unbroken_link(match: re.Match[str]) -> str:
    """A link to a telephone number, with its words kept on one line unless they are a sentence."""
    words = _TAG_OR_WORDS.sub(lambda part: part[0] if part[0][0] == "<" else unbroken(part[0]), match[2])
    is_short = len(_words_of(match)) <= _LONGEST_LABEL
    return f"{_isolated_start(match)}{words if is_short else match[2]}</a>"


def _isolated_start(match: re.Match[str]) -> str:
    """The start tag of a link to a telephone number; left-to-right if the words of the link are a number."""
    is_isolated = " dir=" in match[1] or not tel(unescape(_words_of(match)))
    return match[1] if is_isolated else f'{match[1][:-1]} dir="ltr">'


def _words_of(match: re.Match[str]) -> str:
    """The words of a link without tags."""
    return "".join(part[0] for part in _TAG_OR_WORDS.finditer(match[2]) if part[0][0] != "<")
