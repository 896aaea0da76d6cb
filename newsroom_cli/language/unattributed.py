"""Quotations that nobody seems to say: whole sentences in marks, with no word of saying and no name near them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotations, sentences
from newsroom_cli.language.attribution_words import Tongue, words
from newsroom_cli.language.reported import Paragraph
from newsroom_cli.patterns import pattern


class Bare(NamedTuple):
    """A quotation without speaker: the paragraph's index, where its words stand, and the text around that may name one."""

    paragraph: int
    start: int
    end: int
    around: str


_WORD = pattern(r"[^\W\d_]+")
_ENDED = (".", "!", "?", "…")
_FEWEST = 5  # words; fewer are a term or a motto
_LABEL = 160  # a line no longer than this, without full stop, may say who speaks
_LAW = pattern(r"§|\bv\.\s|\b(?:Code|Stat|Art|Sec|Cf|Id|See)\.?\s")


def bare(paragraphs: Sequence[Paragraph], tongue: Tongue) -> Iterator[Bare]:
    """The quotations of a text that stand as sentences of their own where nobody is said to speak."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.quoted or paragraph.heading or not quotations.marked(paragraph.text):
            continue
        found = quotations.pair(paragraph.text)
        if found.unclosed or found.unopened or not found.pairs:
            continue
        text, (start, end) = paragraph.text, found.pairs[0]
        if not _is_sentence(text, start, end) or _LAW.search(text):
            continue
        outside = f"{text[:start]} {text[end + 1 :]}"
        if len(found.pairs) > 1 and not outside.strip():
            continue
        if outside.strip() and _says(_near(text, start, end), tongue):
            continue
        around = f"{_before(paragraphs, number)}\n{outside}\n{_behind(paragraphs, number)}"
        alone = not outside.strip(" *_")
        if not (alone and _announced(paragraphs, number, tongue)):
            yield Bare(number, start + 1, end, around)


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether the words in marks are a sentence, with no other around them."""
    said = text[start + 1 : end]
    before, behind = text[:start].rstrip(), text[end + 1 :].lstrip()
    return (
        said[:1].isupper()
        and said.rstrip("’”' ").endswith(_ENDED)
        and len(said.split()) >= _FEWEST
        and (not before or before.endswith(_ENDED))
        and (not behind or (behind[0].isupper() and text[end + 1] in " \n\xa0"))
        and quotations.is_speech(said, text[end + 1 : end + 2])
    )


def _near(text: str, start: int, end: int) -> str:
    """The sentences before and behind a quotation."""
    before, behind = text[:start].rstrip(), text[end + 1 :]
    first = sentences.around(before, len(before) - 1)[0] if before else 0
    return f"{before[first:]} {behind[: sentences.ends(behind)[0]]}"


def _says(text: str, tongue: Tongue) -> bool:
    """Whether a text has a word of saying, or one that announces speech."""
    found = {each.lower() for each in _WORD.findall(text)}
    return any(not found.isdisjoint(words(each)) for each in (tongue.verbs, tongue.rather, tongue.statement, tongue.named))


def _before(paragraphs: Sequence[Paragraph], number: int) -> str:
    return paragraphs[number - 1].text if number else ""


def _behind(paragraphs: Sequence[Paragraph], number: int) -> str:
    return paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""


def _announced(paragraphs: Sequence[Paragraph], number: int, tongue: Tongue) -> bool:
    """Whether the paragraph before or behind may say who speaks: it asks, quotes, says, is a label or a signature."""
    if number == 0:
        return True  # the text above it, which is not part of the body, may tell
    before, behind = _before(paragraphs, number).rstrip(" *_\xa0"), _behind(paragraphs, number).strip()
    if before.endswith(("?", ":", ",", "-", "–", "—")) or quotations.marked(before) or paragraphs[number - 1].heading:
        return True
    if len(before) < _LABEL and not before.endswith((".", "!", "…")):
        return True
    if _says(before, tongue):
        return True
    signed = behind[:1] in "-–—~" or (len(behind) < _LABEL and not behind.endswith(_ENDED)) or behind[:1].islower()
    return bool(behind) and signed and not paragraphs[number + 1].heading
