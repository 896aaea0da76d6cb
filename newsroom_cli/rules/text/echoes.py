"""TX: passages that a release has twice: sentences, most of a sentence, the headline, phrases in a row."""

from __future__ import annotations

import bisect
import itertools
import operator
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup.markdown import PARAGRAPH
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, rule

# --- TX029 ----------------------------------------------------------------------------------------------------

_SHORTEST = 10  # words; a shorter sentence may be repeated on purpose


class _Stretch(NamedTuple):
    """A sentence: its span, its words for comparison, and the sentence as written, empty for the subhead."""

    span: Span
    words: str
    sentence: str


@rule("TX029", "passage-repeated", severity=WARNING, since="2026.2")
def passage_repeated(document: Document) -> Iterator[Hit]:
    """Report sentences that a release has twice, subhead included, with one hit for a run of them.

    A sentence that it has more often is a formula, as in lists of verdicts.
    """
    places: dict[str, list[_Stretch]] = {}
    stretches = list(_sentences(document))
    for stretch in stretches:
        places.setdefault(stretch.words, []).append(stretch)
    reported: list[Span] = []
    running = False
    for stretch in stretches:
        same = places[stretch.words]
        again = len(same) == 2 and same[1] is stretch and all(_is_said_once(found) for found in same)
        if again and not running and not _FORMULA.search(stretch.words):
            message, help = "this is in the release twice", "delete one of the two"
            reported.append(stretch.span)
            yield Hit(stretch.span, message, help, (same[0].span, "here, too"))
        running = again
    yield from _headline_again(document, reported)
    yield from _echoes(document, reported)


_OPENING = 4  # paragraphs and headings at the top that may repeat the headline
_FOUR = 4  # words that a headline has at least


def _headline_again(document: Document, reported: Sequence[Span]) -> Iterator[Hit]:
    """Yield hits for blocks at the top of the body that repeat the headline or the subhead.

    `reported` are the spans that have a hit already.
    """
    for field in filter(None, (document.release.headline, document.release.subhead)):
        for block in document.prose[:_OPENING]:
            if abs(len(block.text) - len(field.value)) > _MARKS_MORE:
                continue
            words, is_reported = (
                _WORD.findall(field.value.lower()),
                any(block.span.start == span.start for span in reported),
            )
            if len(words) >= _FOUR and not is_reported and _WORD.findall(block.text.lower()) == words:
                message = "the body repeats the headline or subhead"
                yield Hit(block.place(0, len(block.text)), message, "delete it here", (field.span, "here, too"))


_MARKS_MORE = 12  # characters by which the two may differ in marks and spaces


def _sentences(document: Document) -> Iterator[_Stretch]:
    """Yield the sentences of the subhead and of paragraphs, without list items and short sentences."""
    subhead = (document.of_field(document.release.subhead),) if document.release.subhead else ()
    paragraphs = (block for block in document.prose if block.is_own_paragraph)
    for passage in itertools.chain(subhead, map(document.of_block, paragraphs)):
        if len(passage.text) < 2 * _SHORTEST:
            continue
        for start, end in sentences.split(passage.text):
            sentence = passage.text[start:end].strip(" *_")
            if sentence.count(" ") + 1 >= _SHORTEST:
                key = sentence.lower().strip(" .*_")
                yield _Stretch(passage.place(start, end), key, "" if passage.block is None else sentence)


def _is_said_once(stretch: _Stretch) -> bool:
    """Whether a sentence is whole, and neither a question nor opened by a pronoun or formula; true for a subhead."""
    sentence, words = stretch.sentence, stretch.sentence.split()
    return not words or (
        sentence[-1] in '.!”"'
        and sentence[0].isupper()
        and words[0] not in RULES["usual_openers"]
        and 2 * sum(word[0].islower() for word in words) > len(words)
    )


# Words of legal texts, which repeat themselves on purpose.
_FORMULA = pattern(
    r"(?i)\b(?:forward-looking|prospectus|securities|stock exchange|venture exchange|investing|investors? should"
    r"|disclaim\w*|informational purposes|involve risks|obligation|representation"
    r"|warrant\w*|liabilit\w+|presumed innocent|accusation|death penalty"
    r"|click here|all rights|terms and conditions)\b"
)


_WORD = pattern(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_RUN = 11  # words that two sentences must have in a row
_DOUBLED = range(2, 5)  # words of a phrase that is doubled
_ON_PURPOSE = frozenset("blah bora ha hip hop bye knock no yes very day by step and or more".split())


_MARKS = ".,;:!?…()[]\"“”„«»‘’'*_–—-"
_NO_SPACES = pattern(r"\S+")
_STEP_BY = frozenset("by after to in on a à zu an um für auf nach por con en upon against for per bei of".split())


class _Run(NamedTuple):
    """A number of words in a row in one passage, as offsets."""

    passage: Passage
    start: int
    end: int
    words: int

    @property
    def text(self) -> str:
        """The words as written."""
        return self.passage.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The span of the words in the file, without marks after them."""
        return self.passage.place(self.start, self.start + len(self.text.rstrip(_MARKS)))

    @property
    def share(self) -> float:
        """The share of its sentence that the run makes up; in a front-matter text, of the whole text."""
        return self.words / max(len(self._sentence.split()), 1)

    @property
    def is_quoted(self) -> bool:
        """Whether the sentence of the run has a quotation mark."""
        return any(mark in self._sentence for mark in '“”„«»"')

    @property
    def _sentence(self) -> str:
        text = self.passage.text
        start, end = (0, len(text)) if self.passage.block is None else sentences.around(text, self.start)
        return text[start:end]


class _Words:
    """The words of some passages in lower case, with the marks beside them; offsets are worked out when needed."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._places: dict[int, list[tuple[int, int]]] = {}  # offsets of the words, by the index of their passage
        words = [passage.text.lower().split() for passage in passages]
        self._ends = list(itertools.accumulate(map(len, words)))
        self.plain = list(itertools.chain.from_iterable(words))

    def stretch(self, start: int, stop: int) -> _Run | None:
        """The words from index `start` to `stop`; None if they are not in one passage."""
        number = bisect.bisect_right(self._ends, start)
        first = self._ends[number - 1] if number else 0
        if stop > self._ends[number]:
            return None
        passage = self._passages[number]
        if (places := self._places.get(number)) is None:
            places = self._places[number] = [match.span() for match in _NO_SPACES.finditer(passage.text)]
        return _Run(passage, places[start - first][0], places[stop - first - 1][1], stop - start)


def _echoes(document: Document, reported: Sequence[Span]) -> Iterator[Hit]:
    """Yield hits for runs of words in two places, and for phrases that are doubled."""
    words = _Words([passage for passage in document.passages if passage.block is None or not passage.block.quoted])
    yield from _doubled(words)
    yield from _runs(words, reported)


def _possible_runs(plain: Sequence[str]) -> list[int]:
    """The indexes of words at which a repeated run may begin: all its pairs of words are in the text twice."""
    pairs = list(itertools.pairwise(plain))
    counts = Counter(pairs)
    if len(counts) > len(pairs) - _RUN + 1:
        return []
    twice = bytes([counts[pair] > 1 for pair in pairs])
    return [at for stretch in _ALL_TWICE.finditer(twice) for at in range(stretch.start(), stretch.end() - _RUN + 2)]


_TWICE = 2
_ALL_TWICE = re.compile(rb"\x01{10,}")


def _runs(words: _Words, reported: Sequence[Span]) -> Iterator[Hit]:
    """Yield hits for runs of words in two places; `reported` are the spans that have a hit already."""
    plain, starts = words.plain, _possible_runs(words.plain)
    places: dict[tuple[str, ...], list[int]] = {}
    for at in starts:
        places.setdefault(tuple(plain[at : at + _RUN]), []).append(at)
    done = -1
    for same in sorted(places.values(), key=max) if len(places) < len(starts) else ():
        at, start = same[-1], same[0]
        if len(same) != _TWICE or at <= done:
            continue
        length = _RUN
        while at + length < len(plain) and plain[at + length] == plain[start + length] and start + length < at:
            length += 1
        done = at + length
        if hit := _echo(words.stretch(at, at + length), words.stretch(start, start + length), reported):
            yield hit


def _echo(again: _Run | None, before: _Run | None, reported: Sequence[Span]) -> Hit | None:
    """The hit for a run of words that makes up most of two sentences; None for a formula, a name or a quotation."""
    if again is None or before is None or again.passage.block is None:  # HD012 reports the subhead
        return None
    is_deck, written = before.passage.block is None, again.text.split()
    if (
        before.share < _GREATER
        or (not is_deck and again.share < _GREATER)
        or _LEGAL.search(again.passage.text)
        or any(max(span.start, again.span.start) < min(span.end, again.span.end) for span in reported)
        or _FORMULA.search(again.text)
        or CODE in again.text
        or again.passage.block.kind != PARAGRAPH  # a list of contents may repeat a heading
        or again.is_quoted != before.is_quoted  # a letter and a quotation from it
        or 2 * sum(word[:1].islower() for word in written) <= len(written)
    ):
        return None
    message, help = f"these {again.words} words are in the release twice", "say it once, or in other words"
    return Hit(again.span, message, help, (before.span, "here, too"), since=PREVIEW)


_GREATER = 0.7  # share of a sentence that must be the same
_LEGAL = pattern(
    r"(?i)§|\b(?:décret|ordonnance|felony|convicted|sentenced|charged|charges|counts? of|indict\w+|articles? \d"
    r"|artículos? \d|cookies?|personenbezogen\w*|beschlossen|beschließt|resolves|whereas)\b"
)


def _doubled(words: _Words) -> Iterator[Hit]:
    """Yield hits for phrases that are doubled: of the, of the."""
    reported: set[int] = set()
    for length in _DOUBLED:
        for at in _same_after(words.plain, length):
            phrase = words.plain[at : at + length]
            phrase[-1:] = [word.rstrip(_MARKS) for word in phrase[-1:]]
            if phrase[-1] != words.plain[at - 1]:
                continue
            both, again = words.stretch(at - length, at + length), words.stretch(at, at + length)
            if (
                not both
                or not again
                or not _ON_PURPOSE.isdisjoint(phrase)
                or not reported.isdisjoint((at, at - 1, at + 1))
            ):
                continue
            is_plain = all(word.isalpha() and word.islower() for word in both.text.rstrip(_MARKS).split())
            is_on_purpose = length == len(("step", "by")) and _is_step_by_step((phrase[0], phrase[1]))
            if is_plain and not is_on_purpose:
                reported.update(range(at, at + length))
                yield Hit(again.span, f'"{" ".join(phrase)}" appears twice in a row', "delete one of the two")


def _same_after(plain: Sequence[str], length: int) -> Iterator[int]:
    """Yield the indexes of words from which all words but the last equal those `length` words before."""
    same = bytes(map(operator.eq, plain, plain[length:]))
    at = same.find(_ONES[: length - 1])
    while 0 <= at < len(plain) - 2 * length + 1:
        yield at + length
        at = same.find(_ONES[: length - 1], at + 1)


_ONES = b"\1" * _DOUBLED.stop


def _is_step_by_step(pair: tuple[str, str]) -> bool:
    """Whether a pair of words may be repeated on purpose: country after country after country."""
    return any(
        little in _STEP_BY and len(other) > _LITTLE and other not in _STEP_BY for little, other in (pair, pair[::-1])
    )


_LITTLE = 3  # letters
