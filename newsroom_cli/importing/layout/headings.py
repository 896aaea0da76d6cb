"""What type reveals about the paragraphs of a PDF: which are headings, and which is the standfirst."""

from __future__ import annotations

import statistics
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.importing.head import head_lines
from newsroom_cli.importing.layout.lines import Line
from newsroom_cli.language import sentences
from newsroom_cli.model.patterns import pattern

LARGER = 1.2  # times the usual size; a heading is at least so large
ENDS = (*sentences.STOPS, *':”“"»;')  # the last character of a sentence
_SLIGHTLY_LARGER = 1.05  # times the usual size; a standfirst is larger
_LINES, _LENGTH = 4, 300  # lines and characters in a heading or standfirst, at most


class Paragraph(NamedTuple):
    """The lines of a paragraph, and its text."""

    lines: tuple[Line, ...]
    text: str

    @property
    def bold(self) -> bool:
        """Whether the whole paragraph is bold."""
        return all(line.bold for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Whether the paragraph is no longer than a heading or standfirst may be."""
        return len(self.lines) <= _LINES and len(self.text) <= _LENGTH

    @property
    def is_text(self) -> bool:
        """Whether the paragraph has several lines and ends like a sentence."""
        return len(self.lines) > 1 and self.text.endswith(ENDS)


def levels_of(paragraphs: Sequence[Paragraph], usual: float) -> Mapping[int, int]:
    """The levels of headings, and STANDFIRST, by the numbers of their paragraphs; `usual` is the size of the text.

    A standfirst without a headline above it is itself the headline.
    """
    found = dict.fromkeys(_headings(paragraphs, usual), _HEADING)
    standfirst = _standfirst(paragraphs, found, usual)
    if standfirst >= 0:
        is_first = standfirst < min(found, default=len(paragraphs)) and not paragraphs[standfirst].text.endswith(":")
        found[standfirst] = _HEADING if is_first else STANDFIRST
    above = 0
    for number, paragraph in enumerate(paragraphs):
        is_below = 0 < above <= _HEADINGS_ABOVE and found.get(number - 1) == _HEADING
        if number not in found and is_below and _is_deck(paragraph, usual):
            found[number] = _DECK
        above += found.get(number) == _HEADING
    return found


TEXT, STANDFIRST, _HEADING, _DECK = 0, -1, 2, 3  # levels
_HEADINGS_ABOVE = 3  # a subhead has at most so many headings above it


def _is_deck(paragraph: Paragraph, usual: float) -> bool:
    """Whether a paragraph differs in size from the text and is as long as a subhead."""
    size = statistics.median(line.size for line in paragraph.lines)
    return (
        not BULLET.match(paragraph.text)
        and abs(size - usual) > _OTHER_SIZE * usual
        and _FEWEST_WORDS <= len(paragraph.text.split()) <= _DECK_WORDS
    )


_OTHER_SIZE, _FEWEST_WORDS, _DECK_WORDS = 0.1, 6, 45  # share of the usual size; words of a subhead
BULLET = pattern(r"(?:[•·▪●○■□‣➢➤►✓\uf0b7]|[-–—*]\s|\d{1,2}[.)]\s)")


def _headings(paragraphs: Sequence[Paragraph], usual: float) -> Collection[int]:
    """The numbers of the short paragraphs in larger type; without any, of the bold ones that have text below them."""
    short = [
        (number, paragraph)
        for number, paragraph in enumerate(paragraphs)
        if paragraph.is_short
        and any(map(str.isalpha, paragraph.text))
        and not head_lines.is_release_label(paragraph.text)
        and not (paragraph.text.endswith(".") and len(paragraph.text.split()) > _SENTENCE_WORDS)
    ]
    larger = {
        number
        for number, paragraph in short
        if statistics.median(line.size for line in paragraph.lines) >= LARGER * usual
    }
    last = max((number for number, paragraph in enumerate(paragraphs) if paragraph.is_text), default=0)
    return larger or {
        number for number, paragraph in short if number < last and paragraph.bold and _IN_BOLD.fullmatch(paragraph.text)
    }


_SENTENCE_WORDS = 14  # a longer sentence is text, even in larger type


# Three words or more that are no label, contact or dateline.
_IN_BOLD = pattern(
    r"(?!.*(?:@|www\.|\d[\d /().-]{6,}\d))(?!(?:\S+\s+){0,3}\d{1,2}\.? \S+ \d{4}$)(?:\S+\s+){2,}\S*[^\s.:,;]"
)


def _standfirst(paragraphs: Sequence[Paragraph], headings: Collection[int], usual: float) -> int:
    """The number of the first text, if it is short and in bold or larger type above plain text; otherwise -1."""
    texts = [number for number, paragraph in enumerate(paragraphs) if number not in headings and paragraph.is_text]
    if len(texts) < _FEWEST_TEXTS:
        return -1
    first, below = paragraphs[texts[0]], paragraphs[texts[1]]
    in_bold = first.bold and not any(line.bold for line in below.lines)
    is_larger = min(line.size for line in first.lines) > _SLIGHTLY_LARGER * usual
    return texts[0] if first.is_short and (in_bold or is_larger) else -1


_FEWEST_TEXTS = 2  # a standfirst and the text below it
