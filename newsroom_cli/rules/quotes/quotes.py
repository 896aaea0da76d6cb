"""QT: quotes, their marks, and the words that were agreed with the speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.quotation_marks import UNCLOSED, UNREPEATED, Fault, Paragraph
from newsroom_cli.language.quotes.spoken import Difference, Spoken
from newsroom_cli.language.words import Word, words
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.markup.plain_text import shortened
from newsroom_cli.model.interpretation import kind_of
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Quote, Span
from newsroom_cli.rules.registry import ERROR, WARNING, Hit, rule


@rule("QT001", "too-few-quotes", severity=WARNING)
def too_few_quotes(document: Document) -> Iterator[Hit]:
    kind = kind_of(document.release, document.config)
    agreed = sum(1 for each in document.release.quotes if each.text)
    if agreed >= kind.quotes:
        return
    found, spoken = agreed, 0
    for _, block in document.quoting:
        spoken += _speeches(block)
        if (found := max(agreed, spoken)) >= kind.quotes:
            return
    name = document.release.kind.value if document.release.kind else "release"
    number = "no quote" if not found else "1 quote" if found == 1 else f"{found} quotes"
    help = "quote somebody in the body, or list the agreed words under [[quotes]]"
    yield Hit(document.release.opening, f"{number} found, and a {name} needs at least {kind.quotes}", help)


def _speeches(block: Block) -> int:
    """How many stretches of a block are somebody's words: not titles, not single terms."""
    if block.quoted:
        return 1
    text = block.text
    stretches = quotation_marks.pair(text).spoken(len(text))
    return sum([quotation_marks.is_speech(text[start:end], text[end + 1 : end + 2]) for start, end in stretches])


# --- QT003 ----------------------------------------------------------------------------------------------------


@rule("QT003", "unbalanced-quotation-marks", severity=ERROR)
def unbalanced_quotation_marks(document: Document) -> Iterator[Hit]:
    for passage in document.captions:
        if quotation_marks.marked(passage.text):
            yield from _alone(passage)
    code = "`" in document.release.body.value
    if not code and all(_is_balanced(block) for _, block in document.quoting):
        return
    lines: list[_Line] = []
    for block in document.prose:
        text = document.without_code(block) if code else block.text
        if block.kind != markdown.PARAGRAPH:
            yield from _alone(Passage(text, block.place))
        elif "\n" in text:
            lines += (_Line(block, match.start(), match.group()) for match in _BROKEN.finditer(text))
        else:
            lines.append(_Line(block, 0, text))
    paragraphs = [Paragraph(text, at > 0 or block.item or block.quoted) for block, at, text in lines]
    for fault in quotation_marks.faults(paragraphs):
        yield _unbalanced(fault, _place(lines, fault.place), _place(lines, fault.other) if fault.other else None)


def _is_balanced(block: Block) -> bool:
    """Whether a block is surely in order: quick, for most are."""
    found = quotation_marks.pair(block.text)
    return not (found.unclosed or found.unopened or "\n" in block.text)


class _Line(NamedTuple):
    """A paragraph, or one line of it where its writer broke it: a line break is no end of a quotation."""

    block: Block
    start: int
    text: str


_BROKEN = pattern("[^\n]+")


def _alone(passage: Passage) -> Iterator[Hit]:
    """A heading, a caption or a table cell: it goes on nowhere, and a lone mark in a cell says ditto."""
    if passage.text.strip() not in ('"', "”"):
        for fault in quotation_marks.faults([Paragraph(passage.text)]):
            yield _unbalanced(fault, passage.place(fault.place.at, fault.place.at + 1), None)


def _place(lines: Sequence[_Line], place: quotation_marks.Place) -> Span:
    line = lines[place.text]
    return line.block.place(line.start + place.at, line.start + place.at + 1)


def _unbalanced(fault: Fault, span: Span, other: Span | None) -> Hit:
    if fault.kind == UNREPEATED and other:
        message = "the quotation goes on in this paragraph without a new opening mark"
        return Hit(span, message, "open each paragraph of a long quotation with a mark, close only the last", (other, "it opens here"))  # fmt: skip
    if fault.kind == UNCLOSED:
        return Hit(span, "this quotation mark opens, but nothing closes it", "close the quotation where the words end, or delete the mark")  # fmt: skip
    return Hit(span, "this quotation mark closes, but nothing opened it", "open the quotation where the words begin, or delete the mark")  # fmt: skip


# --- QT005 ----------------------------------------------------------------------------------------------------


@rule("QT005", "quote-changed", severity=ERROR)
def quote_changed(document: Document) -> Iterator[Hit]:
    body: Spoken | None = None
    wrong = 0
    for quote in document.release.quotes[:_LISTED]:
        if quote.text is None or _stands_as_it_is(quote.text.value, document.release.body.value):
            continue
        body = body or Spoken(document.prose, document.language)
        if body.has(quote.text.value):
            continue
        wrong += 1
        if found := body.differences(quote.text.value) if wrong <= _COMPARED else []:
            yield _changed(document, quote, quote.text, found)
        else:
            yield _absent(quote, quote.text)


_LISTED = 200  # more quotes than this no release lists; to look for each in a very long body would take minutes
_COMPARED = 20  # wrong quotes whose difference is looked for
_BEFORE = pattern(r"(?:^|[\s\"“„«「(>])\Z")
_BEHIND = pattern(r"[.,!?…—–]*(?:[\s\"”“»」)]|$)")


def _stands_as_it_is(quote: str, body: str) -> bool:
    """Whether the body has a quote character for character: the usual case, and quick to see."""
    core = quote.strip(" .,!?…")
    at = body.find(core) if core and "<!--" not in body else -1
    return at >= 0 and bool(_BEFORE.search(body, max(at - 1, 0), at) and _BEHIND.match(body, at + len(core)))


def _absent(quote: Quote, text: Field[str]) -> Hit:
    message = f"the agreed quote{_by(quote)} is not in the body"
    return Hit(text.span, message, "quote it word for word, or delete it from [[quotes]]")


def _changed(document: Document, quote: Quote, text: Field[str], found: Sequence[Difference]) -> Hit:
    agreed = words(text.value)
    said = [_said(each, text.value, agreed) for each in found[:_SHOWN]]
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    first = found[0]
    there = f'the body has "{_short(first.text)}" here' if first.heard else "words are missing here"
    return Hit(
        _word_place(document, text, agreed, first),
        f"the body does not have the agreed quote{_by(quote)} word for word: {'; '.join(said)}{more}",
        "use the agreed words in the body, or write here what the speaker has agreed to since",
        (first.span, there),
    )


_SHOWN = 3


def _said(difference: Difference, text: str, agreed: Sequence[Word]) -> str:
    heard = _short(difference.text)
    if difference.start == difference.end:
        return f'"{heard}" was added there'
    wanted = _short(text[agreed[difference.start].start : agreed[difference.end - 1].end])
    return f'"{wanted}" is "{heard}" there' if heard else f'"{wanted}" is missing there'


def _word_place(document: Document, text: Field[str], agreed: Sequence[Word], difference: Difference) -> Span:
    """The differing words; the whole text where it has several lines, for comments stand beside its first."""
    if "\n" in document.release.text[text.span.start : text.span.end]:
        return text.span
    stretch = agreed[difference.start : difference.end] or agreed[max(difference.start - 1, 0) : difference.start + 1]
    return document.within(text, stretch[0].start, stretch[-1].end)


def _short(said: str) -> str:
    return shortened(" ".join(said.split()), 60)


def _by(quote: Quote) -> str:
    return f" of {quote.speaker.value}" if quote.speaker else ""
