"""Quotations that nobody seems to say: whole sentences in marks, with no word of saying and no name near them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.attribution_lexicon import Tongue, tongue_of, words
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern

if TYPE_CHECKING:
    from newsroom_cli.language.quotes.reported import Paragraph


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
_TOLD_BEHIND = pattern(
    r"(?:These|Those|Such)\s(?:were|are)\s(?:the|her|his|their)\s(?:first\s|last\s)?words\b|(?:So|Thus)\s(?:said|says)\b"
)
_SHORT = 10  # words; of quotations no longer, each on its own line, a list of sayings is made
_LAW = pattern(r"§|\bv\.\s|\b(?:Code|Stat|Art|Sec|Cf|Id|See)\.?\s")


def bare(paragraphs: Sequence[Paragraph], tongue: Tongue) -> Iterator[Bare]:
    """The quotations of a text that stand as sentences of their own where nobody is said to speak."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.quoted or paragraph.heading or not quotation_marks.marked(paragraph.text):
            continue
        found = quotation_marks.pair(paragraph.text)
        if found.unclosed or found.unopened or not found.pairs:
            continue
        text, (start, end) = paragraph.text, found.pairs[0]
        if not _is_sentence(text, start, end) or _LAW.search(text):
            continue
        outside = f"{text[:start]} {text[end + 1 :]}"
        if outside.strip() and (tongue is not tongue_of("en") or _leads(text[:start])):
            continue
        if len(found.pairs) > 1 and not outside.strip():
            continue
        if outside.strip() and _says(_near(text, start, end), tongue):
            continue
        around = f"{_before(paragraphs, number)}\n{outside}\n{_behind(paragraphs, number)}"
        alone = not outside.strip(" *_")
        if not outside.startswith(" ") and _says(_last_words(_before(paragraphs, number)), tongue):
            continue  # said / Ana Ruiz, the director: a lost line
        if outside.strip() and _signs(text[end + 1 :], tongue):
            continue
        if not (alone and (_announced(paragraphs, number, tongue) or _is_listed(paragraphs, number))):
            yield Bare(number, start + 1, end, around)


def may_be_bare(text: str) -> bool:
    """Whether a paragraph may have such a quotation: quick, for most have none."""
    pairs = quotation_marks.pair(text).pairs
    return bool(pairs) and _is_sentence(text, *pairs[0])


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether the words in marks are a sentence, with no other around them."""
    said = text[start + 1 : end]
    if not said[:1].isupper() or not said.rstrip("’”' ").endswith(_ENDED):
        return False
    before, behind = text[:start].rstrip(), text[end + 1 :].lstrip()
    return (
        len(said.split()) >= _FEWEST
        and (not before or before.endswith(_ENDED))
        and (not behind or (behind[0].isupper() and text[end + 1] in " \n\xa0"))
        and quotation_marks.is_speech(said, text[end + 1 : end + 2])
    )


_FRAGMENT = 10  # words; less than a sentence may be the end of a name and title


def _leads(before: str) -> bool:
    """Whether the text before a quotation asks for it, or is no more than a name and a title."""
    return before.rstrip().endswith("?") or 0 < len(before.split()) < _FRAGMENT


def _near(text: str, start: int, end: int) -> str:
    """The sentences before and behind a quotation."""
    before, behind = text[:start].rstrip(), text[end + 1 :]
    first = sentences.around(before, len(before) - 1)[0] if before else 0
    return f"{before[first:]} {behind[: sentences.ends(behind)[0]]}"


def _says(text: str, tongue: Tongue) -> bool:
    """Whether a text has a word of saying, or one that announces speech or a title."""
    found = {part.lower() for part in _WORD.findall(text)}
    return not found.isdisjoint(_sayings(tongue))


# Of the many verbs that may stand beside a quotation, those that mean something else as often as not.
_DOUBTFUL = frozenset(
    [
        "play",
        "theme",
        "phrase",
        "believes",
        "believed",
        "thinks",
        "thought",
        "feels",
        "felt",
        "hopes",
        "hoped",
        "wants",
        "wanted",
        "issued",
        "released",
        "gave",
        "went",
        "read",
        "accused",
        "alleged",
        "share",
        "shares",
        "shared",
        "sharing",
        "offer",
        "offers",
        "offered",
        "offering",
        "suggest",
        "suggests",
        "suggested",
        "agree",
        "agrees",
        "agreed",
        "begin",
        "began",
        "begins",
        "maintain",
        "maintains",
        "maintained",
        "highlight",
        "highlights",
        "highlighted",
        "reveal",
        "reveals",
        "revealed",
        "confirm",
        "confirms",
        "confirmed",
        "confirmed",
        "promise",
        "promises",
        "promised",
        "pledges",
        "pledged",
        "post",
        "posts",
        "posted",
        "reflect",
        "reflects",
        "reflected",
        "continues",
        "echo",
        "echoes",
        "claim",
        "claims",
        "claimed",
        "charge",
        "charges",
        "charged",
        "admitted",
        "admits",
        "recalled",
        "recalls",
        "predicted",
        "predicts",
        "advised",
        "advises",
        "testified",
        "underscores",
        "underscored",
        "underlined",
        "opened",
        "contends",
        "contended",
        "acknowledged",
        "remembered",
        "praised",
        "applauded",
        "commended",
        "program",
        "programme",
        "project",
        "charging",
        "book",
        "film",
        "movie",
        "album",
        "paper",
        "song",
        "series",
        "category",
        "word",
        "words",
        "term",
        "article",
    ]
)


_ALSO = frozenset(("describe", "explain", "quote", "tell", "say"))


@functools.cache
def _sayings(tongue: Tongue) -> frozenset[str]:
    return (
        words(tongue.verbs) | words(tongue.statement) | words(tongue.rather) | words(tongue.named) | _ALSO
    ) - _DOUBTFUL


def _before(paragraphs: Sequence[Paragraph], number: int) -> str:
    return paragraphs[number - 1].text if number else ""


def _behind(paragraphs: Sequence[Paragraph], number: int) -> str:
    return paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""


def _announced(paragraphs: Sequence[Paragraph], number: int, tongue: Tongue) -> bool:
    """Whether the paragraph before or behind may say who speaks: it asks, quotes, says, is a label or a signature."""
    if number == 0:
        return True  # the text above it, which is not part of the body, may tell
    before, behind = _before(paragraphs, number).rstrip(" *_\xa0"), _behind(paragraphs, number).strip()
    if before.endswith(("?", ":", ",", "-", "–", "—", "”", '"')) or _quotes(before) or paragraphs[number - 1].heading:
        return True
    if len(before) < _LABEL and not before.endswith((".", "!", "…")):
        return True
    if _says(before[sentences.around(before, len(before) - 1)[0] :], tongue):
        return True
    if not behind or paragraphs[number + 1].heading:
        return False
    if _TOLD_BEHIND.match(behind):
        return True
    if behind[0] in "-–—~" or behind[0].islower():
        return True
    from newsroom_cli.language.quotes import attributions

    who = attributions.signature(behind, tongue) if not behind.endswith(_ENDED) else None
    return who is not None and bool(who.role)


def _last_words(before: str) -> str:
    """The last word of a paragraph that does not end its sentence."""
    return before.split()[-1] if before.strip() and before.rstrip()[-1].isalpha() else ""


def _signs(behind: str, tongue: Tongue) -> bool:
    """Whether a name and a role follow a quotation in its paragraph: “It works.” Ana Ruiz, director."""
    from newsroom_cli.language.quotes import attributions

    first = behind[: sentences.ends(behind)[0]].strip()
    who = attributions.signature(first.rstrip("."), tongue) if 0 < len(first.split()) < _FRAGMENT else None
    return who is not None and bool(who.role)


def _is_listed(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a short quotation is one of several that head a paragraph each: what swindlers say, the rules of a game."""
    return len(paragraphs[number].text.split()) < _SHORT and any(
        0 <= each < len(paragraphs) and _is_alone(paragraphs[each].text) for each in (number - 2, number + 2)
    )


def _is_alone(text: str) -> bool:
    found = quotation_marks.pair(text).pairs
    return (
        len(found) == 1 and len(text.split()) < _SHORT and not (text[: found[0][0]] + text[found[0][1] + 1 :]).strip()
    )


def _quotes(text: str) -> bool:
    """Whether a paragraph has somebody's words."""
    return any(
        quotation_marks.is_speech(text[start:end], text[end + 1 : end + 2])
        for start, end in quotation_marks.pair(text).spoken(len(text))
    )
