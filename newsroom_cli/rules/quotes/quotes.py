"""QT: the number of quotes, quotation marks without a partner, and agreed quotes that the body changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.attribution_lexicon import has_lexicon
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.quotation_marks import UNCLOSED, UNREPEATED, Fault, Paragraph
from newsroom_cli.language.quotes.spoken import Difference, Spoken
from newsroom_cli.language.words import Word, words
from newsroom_cli.ledger import known_quotes
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.markup.plain_text import excerpt
from newsroom_cli.model.interpretation import kind_of
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Quote, Span
from newsroom_cli.rules.phrases import of_speaker
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, rule


@rule("QT001", "too-few-quotes", severity=WARNING)
def too_few_quotes(document: Document) -> Iterator[Hit]:
    """Report a release with fewer quotes than its kind requires."""
    kind = kind_of(document.release, document.config)
    listed = sum(1 for quote in document.release.quotes if quote.text)
    if listed >= kind.quotes:
        return
    count, spoken = listed, 0
    for speeches in _speeches(document):
        spoken += speeches
        if (count := max(listed, spoken)) >= kind.quotes:
            return
    number = "no quote" if not count else "1 quote" if count == 1 else f"{count} quotes"
    help = "quote somebody in the body, or list the agreed words under [[quotes]]"
    name = document.release.kind_name
    article = "an" if name[0] in "aeiou" else "a"
    yield Hit(document.release.opening, f"{number} found, and {article} {name} needs at least {kind.quotes}", help)


def _speeches(document: Document) -> Iterator[int]:
    """Yield numbers of quotations that are speech, not titles or single terms; 1 for a block quote.

    In a language whose sentences are not read, every longer passage in marks or after a dash may be speech.
    """
    if not has_lexicon(document.language):
        yield from (1 if block.quoted else _passages_in_marks(block.text) for block in document.prose)
        return
    marked = 0
    for _, block in document.quoting_blocks:
        spans = quotation_marks.pair(block.text).quoted_spans(len(block.text))
        spoken = [
            quotation_marks.is_speech(block.text[start:end], block.text[end + 1 : end + 2]) for start, end in spans
        ]
        marked += (found := 1 if block.quoted else sum(spoken))
        yield found
    yield max(len(known_quotes.speeches(document)) - marked, 0)  # those in single marks, and those after a dash


def _passages_in_marks(text: str) -> int:
    """The number of passages in quotation marks or after a dash that may be speech."""
    spans = quotation_marks.pair(text).quoted_spans(len(text))
    return sum([len(text[start:end].encode()) > _TERM for start, end in spans]) + (_SPEAKS.match(text) is not None)


_TERM = 20  # bytes in a quoted term, at most: 20 Latin letters, 6 of Thai or Chinese
_SPEAKS = pattern(r"[–—―]\s?[^\W\d_]")  # – Olemme iloisia, sanoo Ana Ruiz.


# --- QT003 ----------------------------------------------------------------------------------------------------


@rule("QT003", "unbalanced-quotation-marks", severity=ERROR)
def unbalanced_quotation_marks(document: Document) -> Iterator[Hit]:
    """Report quotation marks without a partner."""
    for passage in document.captions:
        if quotation_marks.has_mark(passage.text):
            yield from _by_itself(passage)
    code = "`" in document.release.body.value
    if not code and all(_is_balanced(block) for _, block in document.quoting_blocks):
        return
    lines: list[_Line] = []
    for block in document.prose:
        text = document.without_code(block) if code else block.text
        if block.kind != markdown.PARAGRAPH:
            yield from _by_itself(Passage(text, block.place))
        elif "\n" in text:
            lines += (_Line(block, match.start(), match.group()) for match in _BROKEN.finditer(text))
        else:
            lines.append(_Line(block, 0, text))
    paragraphs = [Paragraph(text, at > 0 or block.item or block.quoted) for block, at, text in lines]
    for fault in quotation_marks.faults(paragraphs):
        yield _unbalanced_hit(
            fault, _mark_span(lines, fault.place), _mark_span(lines, fault.other) if fault.other else None
        )


def _is_balanced(block: Block) -> bool:
    """Whether the marks of a block certainly match; a quick test, because they do in most blocks."""
    pairing = quotation_marks.pair(block.text)
    return not (pairing.unclosed or pairing.unopened or "\n" in block.text)


class _Line(NamedTuple):
    """A paragraph or one of its lines: a quotation may continue after a line break."""

    block: Block
    start: int
    text: str


_BROKEN = pattern("[^\n]+")


def _by_itself(passage: Passage) -> Iterator[Hit]:
    """Yield hits for the unmatched marks of a passage on its own; a lone mark in a table cell means ditto."""
    if passage.text.strip() not in ('"', "”"):
        for fault in quotation_marks.faults([Paragraph(passage.text)]):
            yield _unbalanced_hit(fault, passage.place(fault.place.at, fault.place.at + 1), None)


def _mark_span(lines: Sequence[_Line], place: quotation_marks.Place) -> Span:
    """The span in the file of the mark at a place in the lines."""
    line = lines[place.text]
    return line.block.place(line.start + place.at, line.start + place.at + 1)


def _unbalanced_hit(fault: Fault, span: Span, opening: Span | None) -> Hit:
    """The hit for a quotation mark without a partner; `opening` is where a long quotation opens, if known."""
    if fault.kind == UNREPEATED and opening:
        message = "the quotation goes on in this paragraph without a new opening mark"
        help = "open each paragraph of a long quotation with a mark, close only the last"
        return Hit(span, message, help, (opening, "it opens here"))
    if fault.kind == UNCLOSED:
        help = "close the quotation where the words end, or delete the mark"
        return Hit(span, "this quotation mark opens, but nothing closes it", help)
    help = "open the quotation where the words begin, or delete the mark"
    return Hit(span, "this quotation mark closes, but nothing opened it", help)


# --- QT005 ----------------------------------------------------------------------------------------------------


@rule("QT005", "quote-changed", severity=ERROR)
def quote_changed(document: Document) -> Iterator[Hit]:
    """Report an agreed quote that is not word for word in the body."""
    body: Spoken | None = None
    wrong = 0
    for quote in document.release.quotes[:_LISTED]:
        if quote.text is None or _is_in_verbatim(quote.text.value, document.release.body.value):
            continue
        if known_quotes.has_placeholder(quote.text.value, document.release.text):
            continue  # PH001 reports that words are still missing
        body = body or Spoken(document.prose, document.language)
        if body.has(quote.text.value):
            continue
        wrong += 1
        if differences := body.differences(quote.text.value) if wrong <= _COMPARED else []:
            yield _changed_hit(document, quote, quote.text, differences)
        else:
            yield _absent_hit(quote, quote.text)


_LISTED = 200  # quotes checked; no real release has more, and searching a very long body would take minutes
_COMPARED = 20  # wrong quotes compared with the body word by word
_BEFORE = pattern(r"(?:^|[\s\"“„«「(>])\Z")
_AFTER = pattern(r"[.,!?…—–]*(?:[\s\"”“»」)]|$)")


def _is_in_verbatim(quote: str, body: str) -> bool:
    """Whether the body has a quote character for character; a quick test."""
    core = quote.strip(" .,!?…")
    at = body.find(core) if core and "<!--" not in body else -1
    return at >= 0 and bool(_BEFORE.search(body, max(at - 1, 0), at) and _AFTER.match(body, at + len(core)))


def _absent_hit(quote: Quote, text: Field[str]) -> Hit:
    """The hit for an agreed quote when the body has nothing similar to it."""
    message = f"the agreed quote{of_speaker(quote)} is not in the body"
    return Hit(text.span, message, "quote it word for word, or delete it from [[quotes]]")


def _changed_hit(document: Document, quote: Quote, text: Field[str], differences: Sequence[Difference]) -> Hit:
    """The hit for an agreed quote that the body has in different words."""
    agreed = words(text.value)
    described = [_described(difference, text.value, agreed) for difference in differences[:_SHOWN]]
    more = f"; and {len(differences) - _SHOWN} more" if len(differences) > _SHOWN else ""
    first = differences[0]
    there = f'the body has "{excerpt(first.text)}" here' if first.actual else "words are missing here"
    message = f"the body does not have the agreed quote{of_speaker(quote)} word for word: {'; '.join(described)}{more}"
    help = "use the agreed words in the body, or write here what the speaker has agreed to since"
    return Hit(_word_place(document, text, agreed, first), message, help, (first.span, there))


_SHOWN = 3


def _described(difference: Difference, text: str, agreed: Sequence[Word]) -> str:
    """A difference between the body and the agreed words, in words."""
    heard = excerpt(difference.text)
    if difference.start == difference.end:
        return f'"{heard}" was added there'
    wanted = excerpt(text[agreed[difference.start].start : agreed[difference.end - 1].end])
    return f'"{wanted}" is "{heard}" there' if heard else f'"{wanted}" is missing there'


def _word_place(document: Document, text: Field[str], agreed: Sequence[Word], difference: Difference) -> Span:
    """The span of the words that differ; of the whole quote if it has several lines, so that a comment fits above."""
    if "\n" in document.release.text[text.span.start : text.span.end]:
        return text.span
    stretch = agreed[difference.start : difference.end] or agreed[max(difference.start - 1, 0) : difference.start + 1]
    return document.span_of_part(text, stretch[0].start, stretch[-1].end)
