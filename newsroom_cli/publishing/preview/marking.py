"""Mark words in a rendered page or mail: the HTML stays as it is, only text is enclosed in `<mark>`."""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.publishing.preview.anchors import Anchor

# First the parts of HTML that readers do not see; then tags, character references, and stretches of text.
_TOKEN = pattern(
    r"""<!--.*?-->
    | <(?P<unseen>head|script|style|textarea|select|svg|template|noscript)\b.*?</(?P=unseen)\s*>
    | <sup(?:\s[^>]*)?>(?:<a\s[^>]*>)?\[\d+\](?:</a>)?</sup>
    | <(?P<hidden>[a-z]+)\s[^>]*?display:\s?none[^>]*>.*?</(?P=hidden)>
    | <(?:[^"'>]|"[^"]*"|'[^']*')*+>
    | (?P<reference>&(?:\#\w+|\w+);)
    | (?P<text>[^<&]+|[<&])""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_MAIN = pattern(r"<main\b", re.IGNORECASE)


class _Range(NamedTuple):
    """A stretch of HTML from its first character to after its last one, and the number of the finding it belongs to."""

    start: int
    end: int
    number: int


def mark_findings(html: str, anchors: Mapping[int, Anchor], blocks: Sequence[str], classes: Mapping[int, str]) -> str:
    """HTML with the words of some findings marked; a finding whose words are not there has no mark.

    `anchors` and `classes` are by the number of a finding, `blocks` are the texts of the body in their order.
    """
    if not anchors:
        return html
    seen = _Seen(html)
    ranges = [found for number, anchor in anchors.items() if (found := seen.find(number, anchor, blocks))]
    parts, done = [], 0
    for start, end in seen.stretches:
        inside = [found for found in ranges if found.start < end and found.end > start]
        if not inside:
            continue
        parts.append(html[done:start])
        cuts = {start, end}.union(*((found.start, found.end) for found in inside))
        points = sorted(point for point in cuts if start <= point <= end)
        for first, last in itertools.pairwise(points):
            here = [found for found in inside if found.start < last and found.end > first]
            parts.append(_mark(html[first:last], here, last, classes))
        done = end
    return "".join((*parts, html[done:]))


def numbers_in(html: str) -> set[int]:
    """The numbers of the findings that have a mark in marked HTML."""
    return {int(number) for found in _NUMBERS.findall(html) for number in found.split()}


_NUMBERS = pattern(r'<mark class="[\w -]+" data-findings="([\d ]+)"')


def _mark(text: str, ranges: Sequence[_Range], end: int, classes: Mapping[int, str]) -> str:
    """A stretch of text up to `end`, marked for some findings; `data-ends` has those that end with it."""
    if not ranges or not text.strip():
        return text
    names = " ".join(dict.fromkeys(classes[found.number] for found in ranges))
    numbers, ends = (
        " ".join(str(found.number) for found in sorted(some, key=lambda found: found.number))
        for some in (ranges, [found for found in ranges if found.end == end])
    )
    label = f' data-ends="{ends}"' if ends else ""
    return f'<mark class="finding {names}" data-findings="{numbers}"{label}>{text}</mark>'


class _Seen:
    """The text that readers see in HTML, without spaces and signs of footnotes, and the place of each character in it.

    Renderers wrap lines and insert no-break spaces, so spaces do not count.
    """

    def __init__(self, html: str) -> None:
        self.stretches: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        letters: list[str] = []
        for token in _TOKEN.finditer(html):
            if token["text"]:
                self._add(letters, token["text"], token.start())
            elif token["reference"]:
                self._add(letters, unescape(token["reference"]), token.start(), token.end())
            else:
                continue
            self._stretch(*token.span())
        self._text = "".join(letters)
        main = _MAIN.search(html)
        self._main = bisect.bisect_left(self._starts, main.start()) if main else 0
        self._places: list[int] | None = None

    def _add(self, letters: list[str], text: str, start: int, end: int = 0) -> None:
        """Add the characters of a text; `end` is set for a character reference, whose characters all have its place."""
        for index, character in enumerate(text):
            for letter in _letters(character):
                letters.append(letter)
                self._starts.append(start if end else start + index)
                self._ends.append(end or start + index + 1)

    def _stretch(self, start: int, end: int) -> None:
        """Add a stretch of text, joined to the last one if it follows at once."""
        if self.stretches and self.stretches[-1][1] == start:
            start = self.stretches.pop()[0]
        self.stretches.append((start, end))

    def find(self, number: int, anchor: Anchor, blocks: Sequence[str]) -> _Range | None:
        """The place of an anchor's words; None if the HTML does not have its text."""
        text = _squeezed(anchor.text)
        start = self._block_places(blocks)[anchor.block] if anchor.block >= 0 else self._text.find(text, self._main)
        before, words = _squeezed(anchor.text[: anchor.start]), _squeezed(anchor.text[anchor.start : anchor.end])
        if start < 0 or not words:
            return None
        first = start + len(before)
        last = first + len(words) - 1
        if anchor.last and (place := self._block_places(blocks)[anchor.last[0]]) >= 0:
            last = max(last, place + len(_squeezed(blocks[anchor.last[0]][: anchor.last[1]])) - 1)
        return _Range(self._starts[first], self._ends[last], number)

    def _block_places(self, blocks: Sequence[str]) -> list[int]:
        """The places of the blocks of the body, in order; -1 for a block that is not on the page."""
        if self._places is None:
            self._places, place = [], self._main
            for block in map(_squeezed, blocks):
                found = self._text.find(block, place) if block else -1
                self._places.append(found)
                place = found + len(block) if found >= 0 else place
        return self._places


def _squeezed(text: str) -> str:
    """A text without spaces and invisible characters, its letters decomposed."""
    return "".join(letter for character in text for letter in _letters(character))


def _letters(character: str) -> str:
    """A character as letters and accents; empty for a space or an invisible character."""
    if character < "\x7f":
        return "" if character <= " " else character
    if character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    return unicodedata.normalize("NFD", character).replace("\u2011", "-")  # a hyphen that does not break
