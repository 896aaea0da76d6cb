"""Quotations without a speaker: whole sentences in quotation marks, with no verb of saying or name beside them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.attribution_lexicon import Lexicon, lexicon_for
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern

if TYPE_CHECKING:
    from newsroom_cli.language.quotes.reported import Paragraph


class UnattributedQuote(NamedTuple):
    """A quotation without a speaker: the paragraph's index, offsets of the words, and the text around them."""

    paragraph: int
    start: int
    end: int
    around: str


_WORD = pattern(r"[^\W\d_]+")
_ENDED = (".", "!", "?", "…")
_FEWEST = 5  # words; fewer are a term or a motto
_LABEL = 160  # characters; a shorter line without full stop may name the speaker
_TOLD_AFTER = pattern(
    r"(?:These|Those|Such)\s(?:were|are)\s(?:the|her|his|their)\s(?:first\s|last\s)?words\b|"
    r"(?:So|Thus)\s(?:said|says)\b"
)
_SHORT = 10  # words; shorter quotations on separate lines are a list of sayings
_LAW = pattern(r"§|\bv\.\s|\b(?:Code|Stat|Art|Sec|Cf|Id|See)\.?\s")


def unattributed_quotes(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Iterator[UnattributedQuote]:
    """Yield the quotations of a text that are whole sentences and have no speaker."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.quoted or paragraph.heading or not quotation_marks.has_mark(paragraph.text):
            continue
        pairing = quotation_marks.pair(paragraph.text)
        if pairing.unclosed or pairing.unopened or not pairing.pairs:
            continue
        text, (start, end) = paragraph.text, pairing.pairs[0]
        if not _is_sentence(text, start, end) or _LAW.search(text):
            continue
        outside = f"{text[:start]} {text[end + 1 :]}"
        if outside.strip() and (lexicon is not lexicon_for("en") or _leads_to_quote(text[:start])):
            continue
        if len(pairing.pairs) > 1 and not outside.strip():
            continue
        if outside.strip() and _has_word_of_saying(_sentences_around(text, start, end), lexicon):
            continue
        around = f"{_text_before(paragraphs, number)}\n{outside}\n{_text_after(paragraphs, number)}"
        alone = not outside.strip(" *_")
        above = _text_before(paragraphs, number).rstrip()
        if not outside.startswith(" ") and above[-1:].isalpha() and _has_word_of_saying(above.split()[-1], lexicon):
            continue  # said / Ana Ruiz, the director: a lost line
        if outside.strip() and _is_signature(text[end + 1 :], lexicon):
            continue
        if not (alone and (_may_be_announced(paragraphs, number, lexicon) or _is_listed(paragraphs, number))):
            yield UnattributedQuote(number, start + 1, end, around)


def may_be_unattributed(text: str) -> bool:
    """Whether a paragraph may contain a quotation without a speaker: a quick test, because most do not."""
    pairs = quotation_marks.pair(text).pairs
    return bool(pairs) and _is_sentence(text, *pairs[0])


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether the quoted words are whole sentences, not part of a longer one."""
    quoted = text[start + 1 : end]
    if not quoted[:1].isupper() or not quoted.rstrip("’”' ").endswith(_ENDED):
        return False
    before, after = text[:start].rstrip(), text[end + 1 :].lstrip()
    return (
        len(quoted.split()) >= _FEWEST
        and (not before or before.endswith(_ENDED))
        and (not after or (after[0].isupper() and text[end + 1] in " \n\xa0"))
        and quotation_marks.is_speech(quoted, text[end + 1 : end + 2])
    )


_FRAGMENT = 10  # words; fewer may be a name and title


def _leads_to_quote(before: str) -> bool:
    """Whether the text before a quotation is a question, or only a name and a title."""
    return before.rstrip().endswith("?") or 0 < len(before.split()) < _FRAGMENT


def _sentences_around(text: str, start: int, end: int) -> str:
    """The sentences before and after a quotation."""
    before, after = text[:start].rstrip(), text[end + 1 :]
    first = sentences.around(before, len(before) - 1)[0] if before else 0
    return f"{before[first:]} {after[: sentences.ends(after)[0]]}"


def _has_word_of_saying(text: str, lexicon: Lexicon) -> bool:
    """Whether a text has a word of saying, or a word that announces speech or a title."""
    words = {word.lower() for word in _WORD.findall(text)}
    return not words.isdisjoint(_words_of_saying(lexicon))


@functools.cache
def _words_of_saying(lexicon: Lexicon) -> frozenset[str]:
    """The words that show that a sentence attributes or announces speech."""
    return (
        lexicon.verbs | lexicon.statement | lexicon.loose_verbs | lexicon.before_names | QUOTES["also_saying"]
    ) - QUOTES["doubtful"]


def _text_before(paragraphs: Sequence[Paragraph], number: int) -> str:
    return paragraphs[number - 1].text if number else ""


def _text_after(paragraphs: Sequence[Paragraph], number: int) -> str:
    return paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""


def _may_be_announced(paragraphs: Sequence[Paragraph], number: int, lexicon: Lexicon) -> bool:
    """Whether the paragraph before or after may name the speaker, as a question, speech, a label or a signature."""
    if number == 0:
        return True  # the headline above it may name the speaker
    before, after = _text_before(paragraphs, number).rstrip(" *_\xa0"), _text_after(paragraphs, number).strip()
    if (
        before.endswith(("?", ":", ",", "-", "–", "—", "”", '"'))
        or _has_speech(before)
        or paragraphs[number - 1].heading
    ):
        return True
    if len(before) < _LABEL and not before.endswith((".", "!", "…")):
        return True
    if _has_word_of_saying(before[sentences.around(before, len(before) - 1)[0] :], lexicon):
        return True
    if not after or paragraphs[number + 1].heading:
        return False
    if _TOLD_AFTER.match(after) or after[0] in "-–—~" or after[0].islower():
        return True
    from newsroom_cli.language.quotes.attributions import signature

    who = signature(after, lexicon) if not after.endswith(_ENDED) else None
    return who is not None and bool(who.role)


def _is_signature(after: str, lexicon: Lexicon) -> bool:
    """Whether a name and a role follow a quotation in its paragraph: “It works.” Ana Ruiz, director."""
    from newsroom_cli.language.quotes.attributions import signature

    first = after[: sentences.ends(after)[0]].strip()
    who = signature(first.rstrip("."), lexicon) if 0 < len(first.split()) < _FRAGMENT else None
    return who is not None and bool(who.role)


def _is_listed(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a short quotation is part of a list of quotations: phrases that swindlers use, the rules of a game."""
    return len(paragraphs[number].text.split()) < _SHORT and any(
        0 <= neighbour < len(paragraphs) and _is_short_quote(paragraphs[neighbour].text)
        for neighbour in (number - 2, number + 2)
    )


def _is_short_quote(text: str) -> bool:
    """Whether a paragraph is one short quotation and nothing else."""
    found = quotation_marks.pair(text).pairs
    return (
        len(found) == 1 and len(text.split()) < _SHORT and not (text[: found[0][0]] + text[found[0][1] + 1 :]).strip()
    )


def _has_speech(text: str) -> bool:
    """Whether a paragraph quotes speech."""
    return any(
        quotation_marks.is_speech(text[start:end], text[end + 1 : end + 2])
        for start, end in quotation_marks.pair(text).quoted_spans(len(text))
    )
