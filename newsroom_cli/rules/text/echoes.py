"""TX: passages that stand in a release twice: sentences, their greater part, the headline, phrases in a row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.markup.markdown import PARAGRAPH
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, rule

# --- TX029 ----------------------------------------------------------------------------------------------------

_SHORTEST = 10  # words; a shorter sentence may be said twice on purpose


class _Stretch(NamedTuple):
    """A sentence: its words as they are compared, and as they stand in the body, where it must be whole."""

    span: Span
    words: str
    sentence: str


@rule("TX029", "passage-repeated", severity=WARNING, since=PREVIEW)
def passage_repeated(document: Document) -> Iterator[Hit]:
    """Report sentences that stand twice in a release, subhead included; one hit for a run of them.

    What stands there more often is a formula, as in lists of verdicts.
    """
    places: dict[str, list[_Stretch]] = {}
    stretches = list(_sentences(document))
    for stretch in stretches:
        places.setdefault(stretch.words, []).append(stretch)
    told: list[Span] = []
    running = False
    for stretch in stretches:
        same = places[stretch.words]
        again = len(same) == 2 and same[1] is stretch and all(_is_said_once(found) for found in same)
        if again and not running and not _FORMULA.search(stretch.words):
            message, help = "this stands in the release twice", "delete one of the two"
            told.append(stretch.span)
            yield Hit(stretch.span, message, help, (same[0].span, "here, too"))
        running = again
    yield from _echoes(document, told)


def _sentences(document: Document) -> Iterator[_Stretch]:
    """The sentences of the subhead and of paragraphs that are long enough, without titles and questions."""
    subhead = (document.of_field(document.release.subhead),) if document.release.subhead else ()
    paragraphs = (block for block in document.prose if block.kind == PARAGRAPH and not block.item)
    for passage in itertools.chain(subhead, map(document.of_block, paragraphs)):
        if len(passage.text) < 2 * _SHORTEST:
            continue
        for start, end in sentences.split(passage.text):
            sentence = passage.text[start:end].strip(" *_")
            if sentence.count(" ") + 1 >= _SHORTEST:
                key = sentence.lower().strip(" .*_")
                yield _Stretch(passage.place(start, end), key, "" if passage.block is None else sentence)


def _is_said_once(stretch: _Stretch) -> bool:
    """Whether a sentence is whole, and neither a question nor about somebody who is not named in it."""
    sentence, words = stretch.sentence, stretch.sentence.split()
    return not words or (
        sentence[-1] in '.!”"'
        and sentence[0].isupper()
        and words[0] not in _PRONOUNS
        and 2 * sum(word[0].islower() for word in words) > len(words)
    )


# Words of lawyers, who repeat themselves on purpose.
_FORMULA = pattern(
    r"(?i)\b(?:forward-looking|prospectus|securities|stock exchange|venture exchange|investing|investors? should"
    r"|disclaim\w*|informational purposes|involve risks|obligation|representation"
    r"|warrant\w*|liabilit\w+|presumed innocent|accusation|death penalty"
    r"|click here|all rights|terms and conditions)\b"
)
_PRONOUNS = frozenset(
    "He She They His Her Er Sie Il Elle Ils Elles El Él Ella If Please Bitte VU Vu "
    "Article Artículo Artikel Art.".split()
)


_WORD = pattern(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_RUN = 11  # words that two sentences have in a row
_DOUBLED = range(2, 5)  # words of a phrase that stands twice in a row
_ON_PURPOSE = frozenset("blah bora ha hip hop bye knock no yes very day by step and or more".split())


_STEP_BY = frozenset("by after to in on a à zu an um für auf nach por con en upon against for per bei of".split())


class _Word(NamedTuple):
    """A word in small letters, and its place."""

    word: str
    passage: Passage
    start: int
    end: int


def _echoes(document: Document, told: Sequence[Span]) -> Iterator[Hit]:
    """The runs of words that stand in two places, and the phrases that stand twice in a row."""
    words = [
        _Word(match.group().lower(), passage, *match.span())
        for passage in document.passages
        if passage.block is None or not passage.block.quoted
        for match in _WORD.finditer(passage.text)
    ]
    plain = [word.word for word in words]
    yield from _doubled(words, plain)
    runs = list(zip(*(plain[start:] for start in range(_RUN)), strict=False))
    if len(set(runs)) == len(runs):
        return
    first: dict[tuple[str, ...], list[int]] = {}
    for at, run in enumerate(runs):
        first.setdefault(run, []).append(at)
    done = -1
    for at, run in enumerate(runs):
        if at <= done or first[run][0] == at:
            continue
        length = _RUN
        start = first[run][0]
        while at + length < len(plain) and plain[at + length] == plain[start + length] and start + length < at:
            length += 1
        done = at + length
        if len(first[run]) == 2 and (hit := _echo(words[at : at + length], words[start : start + length], told)):
            yield hit


def _echo(again: Sequence[_Word], before: Sequence[_Word], told: Sequence[Span]) -> Hit | None:
    """The hit for a run of words that stands in two paragraphs, or in two sentences; None for a formula or a name."""
    here, there = again[0].passage, before[0].passage
    if again[-1].passage is not here or before[-1].passage is not there:
        return None
    place = here.place(again[0].start, again[-1].end)
    text = here.text[again[0].start : again[-1].end]
    written = text.split()
    is_deck = there.block is None
    if (
        _share(there, before) < _GREATER
        or (not is_deck and _share(here, again) < _GREATER)
        or _LEGAL.search(here.text)
        or any(span.start <= place.start < span.end or place.start <= span.start < place.end for span in told)
        or _FORMULA.search(text)
        or CODE in text
        or 2 * sum(word[:1].islower() for word in written) <= len(written)
    ):
        return None
    also = (there.place(before[0].start, before[-1].end), "here, too")
    return Hit(place, f"these {len(again)} words stand in the release twice", "say it once, or in other words", also)


_GREATER = 0.7  # of a sentence, which stands there again in nearly the same words
_LEGAL = pattern(
    r"(?i)§|\b(?:décret|ordonnance|felony|convicted|sentenced|charged|charges|counts? of|indict\w+|articles? \d"
    r"|artículos? \d|cookies?|personenbezogen\w*|beschlossen|beschließt|resolves|whereas)\b"
)


def _share(passage: Passage, words: Sequence[_Word]) -> float:
    """The share of its sentence that some words are; of a text of the front matter, of the whole."""
    start, end = (0, len(passage.text)) if passage.block is None else sentences.around(passage.text, words[0].start)
    return len(words) / max(len(_WORD.findall(passage.text[start:end])), 1)


def _doubled(words: Sequence[_Word], plain: Sequence[str]) -> Iterator[Hit]:
    """The phrases that stand twice in a row: of the, of the."""
    last: dict[tuple[str, str], int] = {}
    for at, pair in enumerate(itertools.pairwise(plain)):
        length = at - last.get(pair, at)
        last[pair] = at
        if length not in _DOUBLED or plain[at : at + length] != plain[at - length : at]:
            continue
        first, end = words[at - length], words[at + length - 1]
        text = first.passage.text[first.start : end.end]
        if (
            first.passage is end.passage
            and all(part.isalpha() and part.islower() for part in text.split())
            and _ON_PURPOSE.isdisjoint(plain[at : at + length])
            and not (length == len(pair) and _is_step_by_step(pair))
        ):
            place = first.passage.place(words[at].start, end.end)
            yield Hit(place, f'"{" ".join(plain[at : at + length])}" stands twice in a row', "delete one of the two")


def _is_step_by_step(pair: tuple[str, str]) -> bool:
    """Whether a pair of words may return on purpose: country after country after country."""
    return any(
        little in _STEP_BY and len(other) > _LITTLE and other not in _STEP_BY for little, other in (pair, pair[::-1])
    )


_LITTLE = 3  # letters
