"""QT: misplaced quotation marks: closed too early across paragraphs, inside one another, beside a comma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.document import Document
from newsroom_cli.language.quotes import inner_marks
from newsroom_cli.ledger import known_quotes
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import WARNING, Edit, Fix, Hit, rule

if TYPE_CHECKING:
    from newsroom_cli.language.quotes.quotes import Paragraph, Quoted

# --- QT004 ----------------------------------------------------------------------------------------------------


@rule("QT004", "running-quotation-closed-too-early", severity=WARNING, language="en")
def running_quotation_closed_too_early(document: Document) -> Iterator[Hit]:
    """Report a closing mark after a paragraph of a quotation that continues in the next paragraph."""
    if not any(starmap(_may_run_on, pairwise([block for _, block in document.quoting_blocks]))):
        return
    listed = known_quotes.paragraphs(document)
    for speech in known_quotes.speeches(document):
        if not _is_one_speech(speech.quoted, [paragraph for paragraph, _ in listed]):
            continue
        for part, following in pairwise(speech.quoted.parts):
            first, second = listed[part.paragraph][1], listed[following.paragraph][1]
            if following.paragraph - part.paragraph != 1 or not _may_run_on(first, second):
                continue
            closing = len(first.text.rstrip()) - 1
            if part.end != closing or following.start != _opening(second.text) + 1:
                continue
            if not _is_whole_sentences(first.text, part.start):
                continue
            span = first.place(closing, closing + 1)
            also = second.place(following.start - 1, following.start), "it goes on here"
            message = "this quotation goes on in the next paragraph, so no mark closes it here"
            help = "delete the closing mark; the next paragraph opens with one all the same"
            yield Hit(span, message, help, also, fix=Fix((Edit(span, ""),), safe=False))


def _is_one_speech(quoted: Quoted, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the parts of a quote are certainly one speech: it is attributed, not a list of excerpts after a colon."""
    first = quoted.parts[0]
    text = paragraphs[first.paragraph].text
    outside = len(text) - sum(end - start + 1 for start, end in quotation_marks.pair(text).pairs)
    follows_colon = first.paragraph > 0 and paragraphs[first.paragraph - 1].text.rstrip().endswith(":")
    return outside > _ATTRIBUTION or (quoted.sure and bool(quoted.role or not follows_colon) and " " in quoted.speaker)


_ATTRIBUTION = 8  # characters outside the marks, as in: he said.


def _may_run_on(first: Block, second: Block) -> bool:
    """Whether a paragraph ends with a closing mark and the next is nothing but a quotation."""
    return (
        first.text.rstrip()[-1:] in ("”", '"')
        and first.kind == second.kind == markdown.PARAGRAPH
        and not (first.quoted or second.quoted or first.item or second.item)
        and second.text.lstrip()[:1] in ("“", '"')
        and first.text.rstrip()[-2:-1] in _ENDS
        and _is_all_speech(second.text)
    )


_ENDS = (".", "!", "?", "…")


def _is_all_speech(text: str) -> bool:
    """Whether a paragraph is a single quotation that is closed at its end or still open."""
    pairing, end = quotation_marks.pair(text), len(text.rstrip()) - 1
    return pairing.pairs == ((_opening(text), end),) or (not pairing.pairs and pairing.unclosed == (_opening(text),))


def _opening(text: str) -> int:
    """The offset of the first character that is not a space."""
    return len(text) - len(text.lstrip())


def _is_whole_sentences(text: str, start: int) -> bool:
    """Whether a quotation that begins at an offset consists of whole sentences."""
    before = text[: start - 1].rstrip()
    return text[start : start + 1].isupper() and (not before or before[-1] in '.,:!?”"')


# --- QT007 ----------------------------------------------------------------------------------------------------

_OUTSIDE = pattern(r"(?<=[\w%)])([”\"])([,.])(?![\w.])")


@rule("QT007", "comma-outside-the-closing-mark", severity=WARNING, styles=("ap", "boston"), language="en")
def comma_outside_the_closing_mark(document: Document) -> Iterator[Hit]:
    """Report a comma or period after the closing mark instead of before it."""
    for _, block in document.quoting_blocks:
        if not _OUTSIDE.search(block.text):
            continue
        text = document.without_code(block)
        closing = {end: start for start, end in quotation_marks.pair(text).pairs}
        for match in _OUTSIDE.finditer(text):
            start = closing.get(match.start())
            if start is None or " " not in text[start : match.start()].strip():  # a single word
                continue
            span = block.place(*match.span())
            plain = document.release.text[slice(*span)] == match.group()
            fix = Fix((Edit(span, match[2] + match[1]),), safe=False) if plain else None
            name = "comma" if match[2] == "," else "period"
            yield Hit(span, f"the {name} is outside the closing mark", f"put the {name} inside", fix=fix)


# --- QT008 ----------------------------------------------------------------------------------------------------


@rule("QT008", "double-marks-inside-double-marks", severity=WARNING, language="en")
def double_marks_inside_double_marks(document: Document) -> Iterator[Hit]:
    """Report double quotation marks inside double quotation marks."""
    for _, block in document.quoting_blocks:
        text = document.without_code(block)
        for start, end in inner_marks.nested(text):
            places = block.place(start, start + 1), block.place(end, end + 1)
            marks = text[start] + text[end]
            plain = "".join(document.release.text[slice(*place)] for place in places) == marks
            fix = Fix(tuple(map(Edit, places, _SINGLE[marks])), safe=False) if plain else None
            help = "write ‘ and ’ inside “ and ”"
            yield Hit(block.place(start, end + 1), "these double marks are inside double marks", help, fix=fix)


_SINGLE = {"“”": "‘’", '""': "''"}
