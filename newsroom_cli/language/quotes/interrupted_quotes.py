"""Attributions inside the marks of a quotation: « C’est fait, explique Ana Ruiz, directrice. Nous avançons. »"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN
from newsroom_cli.language.quotes.attributions import Attribution, attribution_after, attribution_inside
from newsroom_cli.language.quotes.stretches import Stretch
from newsroom_cli.model.patterns import pattern


class Piece(NamedTuple):
    """The offsets of a part of a quotation, and the attribution that interrupts the quotation after it."""

    start: int
    end: int
    attribution: Attribution | None = None


def spoken_pieces(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Piece]:
    """Yield the parts of a quotation between two offsets; only one if no attribution interrupts it."""
    while (lexicon.interrupts or lexicon.dashes) and (
        interruption := _first_interruption(text, start, end, lexicon)
    ) is not None:
        yield Piece(start, interruption.start, interruption.attribution)
        start = interruption.end
        if not text[start:end].strip():
            return
    yield Piece(start, end)


def split_at_attributions(stretch: Stretch, text: str, lexicon: Lexicon) -> Iterator[Stretch]:
    """Yield the parts of a quotation between the attributions inside it; each later part continues the one before."""
    if not (lexicon.interrupts or lexicon.dashes):
        yield _without_late_attribution(stretch, text, lexicon)
        return
    for start, end, attribution in spoken_pieces(text, stretch.start, stretch.end, lexicon):
        later = start > stretch.start
        yield stretch.replaced(
            start=start,
            end=end,
            text=text[start:end].strip(),
            marks_start=start if later else stretch.marks_start,
            marks_end=end if attribution else stretch.marks_end,
            after=attribution,
            continues=later,
            unclosed=stretch.unclosed and attribution is None,
        )


# A slip in English: the closing mark is missing, or stands after the attribution.
_ATTRIBUTION_START = pattern(r"[,!?]\s+(?=(?:said|says|added|adds|explained|explains|noted|notes|stated)\s)")


def _without_late_attribution(stretch: Stretch, text: str, lexicon: Lexicon) -> Stretch:
    """The quotation without an attribution that its marks enclose by mistake: “It works, said Mayor Ana Ruiz."""
    for late in _ATTRIBUTION_START.finditer(
        text, max(stretch.start, stretch.end - _MAX_ATTRIBUTION_LENGTH), stretch.end
    ):
        rest = text[late.end() : stretch.end].rstrip()
        if sentences.ends(rest)[0] < len(rest):
            continue
        attribution = attribution_after(rest, text[stretch.start : late.start()], lexicon)
        who = attribution.who if attribution else None
        if who is None or who.kind != PERSON or " " not in who.name:
            return stretch
        end = late.start() + 1
        return stretch.replaced(
            end=end, text=text[stretch.start : end].strip(), after=attribution, unclosed=False, fills_paragraph=False
        )
    return stretch


class _Interruption(NamedTuple):
    """An attribution inside a quotation, and the offsets of the words that are not spoken."""

    start: int
    end: int
    attribution: Attribution


# A comma or a dash, and the start of a word that may be the verb.
_INTERRUPTION_START = pattern(r"[,!?…]\s+(?=[^\W\d_])|\s[—–-]\s?(?=[^\W\d_])")
_RELATIVE = pattern(r"\b(?:que|qui|che|dont)(?:,\s[^,]{0,25})?\Z")  # la que, en su momento, contó Ana Ruiz
_MAX_CLAUSE_LENGTH = 40
_MAX_ATTRIBUTION_LENGTH = 260  # characters
# The fewest words before an interruption, and the characters in which they are counted
_MIN_WORDS_BEFORE, _MIN_WORDS_LENGTH = 2, 60


def _first_interruption(text: str, start: int, end: int, lexicon: Lexicon) -> _Interruption | None:
    """The first attribution between two offsets of a quotation; None if there is none."""
    for opens in _INTERRUPTION_START.finditer(text, start, end):
        at = opens.end()
        if (
            not _may_begin_attribution(text[at : at + 24], lexicon)
            or len(text[start : min(opens.start(), start + _MIN_WORDS_LENGTH)].split()) < _MIN_WORDS_BEFORE
        ):
            continue
        if _RELATIVE.search(text, max(opens.start() - _MAX_CLAUSE_LENGTH, start), opens.start()):
            continue
        rest = text[at : min(end, at + _MAX_ATTRIBUTION_LENGTH)]
        rest = rest[: sentences.ends(rest)[0]]
        attribution = attribution_inside(rest, lexicon)
        if attribution is None or attribution.who is None or attribution.document or attribution.who.kind == GROUP:
            continue
        dashed = opens.group().strip()[0] in "—–-"
        if not (dashed or lexicon.interrupts):
            continue
        until = _end_of_interruption(rest, attribution, dashed=dashed)
        if until is None and lexicon.dashes and (again := _NEXT_DASH.match(text, at + len(rest), end)) is not None:
            until = again.end() - at
        if until is not None:
            return _Interruption(opens.start() + (not dashed), at + until, attribution)
    return None


def _may_begin_attribution(text: str, lexicon: Lexicon) -> bool:
    """Whether a text begins with a verb of saying, or with a word that may precede one."""
    word = re.split(r"[\s'’]", text, maxsplit=1)[0]
    return word.islower() and (word in lexicon.verbs or word in ("s", "se") or word in lexicon.helpers or "-" in word)


def _end_of_interruption(rest: str, attribution: Attribution, *, dashed: bool) -> int | None:
    """The offset where an attribution ends: after the second dash, after the comma behind name and role, or at the end
    of the sentence.

    None if no second dash closes the first.
    """
    if dashed:
        second = _CLOSING_DASH.search(rest)
        return None if second is None else second.end()
    comma = rest.find(",", attribution.end)
    whole = attribution.who is not None and attribution.who.kind == PRONOUN
    return comma + 1 if comma >= 0 and (whole or comma - attribution.end < _MAX_GAP_TO_COMMA) else len(rest)


_CLOSING_DASH = pattern(r"(?:[—–]|(?<=\s)-(?=[\s,.;]))[.,;]?")  # the dash that closes the interruption
# The dash after a sentence: „Otwieramy port – mówi Ana Ruiz. – Cieszymy się”
_NEXT_DASH = pattern(r"\s*(?:[—–-]\s+|\Z)")
_MAX_GAP_TO_COMMA = 3  # characters between a role and the comma that closes it
