"""Telephone numbers that stay on one line."""

from __future__ import annotations

import re

from newsroom_cli.model.patterns import pattern
from newsroom_cli.newsroom.theme import unbroken

_LONGEST_LABEL = 30  # characters; a longer text of a link is a sentence, which must break
_ATTRIBUTES = r'(?:[^"<>]|"[^"]*")*+'
_LINK = pattern(rf'(<a (?:[a-z]+="[^"]*" )*href="tel:[^"]*"{_ATTRIBUTES}>)(.*?)</a>', re.DOTALL)
_TAG_OR_WORDS = pattern(rf"<{_ATTRIBUTES}>|[^<]+")
# Numbers that nobody takes for anything else: with a country code, or in the form of North America.
_SEPARATOR = r"(?:[ .‐‑–-]|&nbsp;)"
_NUMBER = (
    r"(?<![\w+./-])(?:"
    rf"\+\d{{1,3}}{_SEPARATOR}?(?:\(\d{{1,4}}\){_SEPARATOR}?)?\d{{1,5}}(?:{_SEPARATOR}\d{{2,5}}){{1,4}}"
    rf"|(?:1[.-])?(?:\(\d{{3}}\) ?|\d{{3}}[.‑-])\d{{3}}[.‑-]\d{{4}}"
    r")(?![\w-])"
)
_TAG_OR_NUMBER = pattern(rf"<a {_ATTRIBUTES}>.*?</a>|<{_ATTRIBUTES}>|({_NUMBER})", re.DOTALL)
_MAY_HAVE_NUMBER = pattern(r"\+\d|\d\)? ?[.‑-]?\d{3}[.‑-]\d{4}")


def with_unbroken_numbers(html: str) -> str:
    """Clean HTML whose telephone numbers stay on one line; the words of the text itself do not change."""
    if 'href="tel:' in html:
        html = _LINK.sub(_unbroken_link, html)
    if _MAY_HAVE_NUMBER.search(html):
        html = _TAG_OR_NUMBER.sub(lambda match: f'<span class="tel">{match[1]}</span>' if match[1] else match[0], html)
    return html


def _unbroken_link(match: re.Match[str]) -> str:
    """A link that calls a number, its words on one line unless they are a sentence."""
    words = _TAG_OR_WORDS.sub(lambda part: part[0] if part[0][0] == "<" else unbroken(part[0]), match[2])
    is_short = sum(len(part[0]) for part in _TAG_OR_WORDS.finditer(match[2]) if part[0][0] != "<") <= _LONGEST_LABEL
    return f"{match[1]}{words if is_short else match[2]}</a>"
