"""Quotation marks: opening and closing marks, pairs, and marks without a partner.

Single marks do not count, because most of them are apostrophes.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.words import words
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern


class Pairing(NamedTuple):
    """The marks of a text, as offsets: outermost pairs, unclosed marks, unopened marks."""

    pairs: tuple[tuple[int, int], ...] = ()
    unclosed: tuple[int, ...] = ()
    unopened: tuple[int, ...] = ()

    def quoted_spans(self, length: int) -> Iterator[tuple[int, int]]:
        """Yield the offsets of the quoted words in a text of this length; an unclosed mark quotes all after it."""
        yield from ((start + 1, end) for start, end in self.pairs)
        if self.unclosed:
            yield self.unclosed[-1] + 1, length

    def quotes(self, at: int) -> bool:
        """Whether an offset is inside a quotation."""
        index = bisect.bisect_right(self.pairs, (at, at)) - 1
        return (index >= 0 and self.pairs[index][1] > at) or (bool(self.unclosed) and self.unclosed[-1] < at)


_RARE = "„«»‟「」『』〝〟＂"
_MARK = pattern(f'["“”{_RARE}]')
_BROKEN_CHARACTER = "â€"  # with these two characters, a mark is part of a broken character


def without_outer_marks(quote: str) -> str:
    """The words of a quote typed with both its marks, or with one of them; marks inside stay."""
    pairing, last = pair(quote), len(quote) - 1
    if pairing.pairs == ((0, last),) or (last > 1 and quote[0] in "'‘" and quote[last] in "'’" and not pairing.pairs):
        return quote[1:last].strip()
    if pairing == Pairing(unclosed=(0,)):
        return quote[1:].strip()
    return quote[:last].strip() if pairing == Pairing(unopened=(last,)) else quote


def has_mark(text: str) -> bool:
    """Whether a text has any quotation mark."""
    return '"' in text or (not text.isascii() and ("“" in text or "”" in text or any(map(text.__contains__, _RARE))))


@cached_per_paragraph
def pair(text: str) -> Pairing:
    """The quotation marks of a paragraph, matched in pairs."""
    if not has_mark(text):
        return _NONE
    matches = list(_MARK.finditer(text))
    signs, half = "".join([match.group() for match in matches]), len(matches) // 2
    if signs == "“”" * half or (signs == '""' * half and len(_PLAIN.findall(text)) == half):
        places = [match.start() for match in matches]
        return Pairing(tuple(zip(places[::2], places[1::2], strict=True)))
    marks = [_Mark(match.start(), match.group(), *_may_open_and_close(text, match.start())) for match in matches]
    if _BROKEN_CHARACTER in text:
        marks = [mark for mark in marks if text[max(mark.at - 2, 0) : mark.at] != _BROKEN_CHARACTER]
    families: dict[str, list[_Mark]] = {}
    for mark in marks:
        families.setdefault(_family(mark.sign), []).append(mark)
    matched = [
        _pair_double(family, text) if name == "double" else _pair_directed(family, len(text))
        for name, family in families.items()
    ]
    return Pairing(
        _outermost(places for pairing in matched for places in pairing.pairs),
        tuple(sorted(place for pairing in matched for place in pairing.unclosed)),
        tuple(sorted(place for pairing in matched for place in pairing.unopened)),
    )


_NONE = Pairing()
# A straight mark that can only open, and one that can only close.
_PLAIN = pattern(r'"(?<![^\s(\[]")(?=\w)[^"]*(?<=[A-Za-z.,!?])"(?=[\s.,;:]|\Z)')
_FAMILY = {"«": "«", "»": "«", "「": "「", "」": "「", "『": "『", "』": "『", "〝": "〝", "〟": "〝"}


def _family(sign: str) -> str:
    """The family of a mark: marks of one family can close each other."""
    return _FAMILY.get(sign, "double")


class _Mark(NamedTuple):
    """A mark, its offset, and whether the characters beside it allow it to open or close."""

    at: int
    sign: str
    opens: bool
    closes: bool

    @property
    def only_opens(self) -> bool:
        """Whether the mark can only open a quotation."""
        return self.opens and not self.closes

    @property
    def only_closes(self) -> bool:
        """Whether the mark can only close a quotation."""
        return self.closes and not self.opens


_BEFORE_OPENING = frozenset("([{<—–-/…¿¡“„«「『〝‘‚")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–-/…”»」』〟’*†，。！？：；）、")


def _may_open_and_close(text: str, at: int) -> tuple[bool, bool]:
    """Whether a mark may open and whether it may close a quotation, judged by the characters beside it."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    opens = not before or before.isspace() or before in _BEFORE_OPENING
    closes = not after or after.isspace() or after in _AFTER_CLOSING
    return opens, closes


def _outermost(pairs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The pairs that no other pair contains."""
    outer: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if not outer or start > outer[-1][1]:
            outer.append((start, end))
    return tuple(outer)


_SINGLE_OPENS = pattern(r"(?:(?<=^)|(?<=[\s(\[—–]))[‘'](?=[^\W_]|\[|…)")
_SINGLE_CLOSES = pattern(r"(?<=[,.!?…])[’'](?=[\s).,;:—–]|$)")
_SINGLE_APART = pattern(r"[\n‘]")  # characters that never occur between single marks
_LEAST = 9  # the fewest characters between single marks


def single_mark_pairs(text: str) -> tuple[tuple[int, int], ...]:
    """Pairs of single marks around speech that ends in a comma or full stop; most single marks are apostrophes."""
    if "‘" not in text and "'" not in text:
        return ()
    closes = [match.start() for match in _SINGLE_CLOSES.finditer(text)]
    apart = [match.start() for match in _SINGLE_APART.finditer(text)] if closes else []
    pairs: list[tuple[int, int]] = []
    for match in _SINGLE_OPENS.finditer(text) if closes else ():
        start, at = match.start(), bisect.bisect_left(closes, match.end() + _LEAST)
        if at == len(closes):
            break
        end, stop = closes[at], bisect.bisect_left(apart, match.end())
        if (not pairs or start > pairs[-1][1]) and (stop == len(apart) or apart[stop] > end):
            pairs.append((start, end))
    return tuple(pairs)


_ENDS = frozenset(",.;:!?…—。！？")


def is_speech(quoted: str, after: str) -> bool:
    """Whether quoted words are speech, not a title or a term; `after` is the character after the closing mark."""
    spoken = quoted.rstrip("\"'’” ")
    if spoken[-1:] not in _ENDS and after not in _ENDS:
        return False
    parts = spoken.split()
    if sum([word[0].isalpha() for word in parts[:_SOME]]) < _SPEECH and len(words(spoken)) < _SPEECH:
        return False
    long = [word for word in parts if len(word.strip(".,!?")) > 3]
    return len(long) < 2 or not all(word.lstrip("‘'([")[:1].isupper() for word in long)


_SPEECH = 4  # fewer words are a term
_SOME = 8  # words at the start of a quotation


# --- “ ” „ and straight marks ---------------------------------------------------------------------------------


def _pair_double(marks: Sequence[_Mark], text: str) -> Pairing:
    """Pair double marks. A possible inch mark counts only while a mark is open, and if all marks then pair."""
    marks = [mark for mark in marks if not _is_in_word(text, mark)]
    sure = [mark for mark in marks if not _may_be_inches(text, mark)]
    if len(sure) == len(marks):
        return _pair_in_order(marks)
    with_inches = _pair_in_order(marks, doubtful=frozenset(mark.at for mark in marks) - {mark.at for mark in sure})
    return _pair_in_order(sure) if with_inches.unclosed or with_inches.unopened else with_inches


def _pair_in_order(marks: Sequence[_Mark], doubtful: frozenset[int] = frozenset()) -> Pairing:
    """Pair double marks from left to right; if that fails and there are straight marks, pair them alternately."""
    pairs, open_, unopened = _paired(marks, _is_opening, doubtful)
    if (open_ or unopened) and any(mark.sign in '"＂' for mark in marks):
        every = 2 * len(pairs) + len(open_) + len(unopened) == len(marks)
        return _pair_by_parity(marks, open_, unopened) if every else Pairing(tuple(pairs))
    return Pairing(tuple(pairs), tuple(mark.at for mark in open_), tuple(unopened))


def _paired(
    marks: Sequence[_Mark], is_opening: Callable[[_Mark, _Mark | None], bool], doubtful: frozenset[int] = frozenset()
) -> tuple[list[tuple[int, int]], list[_Mark], list[int]]:
    """The pairs, the marks that stay open, and the offsets of closing marks without an opening mark.

    A mark at a `doubtful` offset may be an inch: it counts only inside a pair.
    """
    pairs: list[tuple[int, int]] = []
    unopened: list[int] = []
    open_: list[_Mark] = []
    for mark in marks:
        if mark.at in doubtful and not open_:
            continue
        if is_opening(mark, open_[-1] if open_ else None):
            open_.append(mark)
        elif open_:
            pairs.append((open_.pop().at, mark.at))
        else:
            unopened.append(mark.at)
    return pairs, open_, unopened


def _is_opening(mark: _Mark, open_: _Mark | None) -> bool:
    """Whether a double mark opens a quotation; `open_` is the mark that is open at this place."""
    if mark.sign in "„‟":
        return True
    if mark.sign == "“":  # closes in German; word processors type it by mistake in English
        return open_ is None or (mark.opens and open_.sign != "„") or not mark.closes
    if mark.sign == "”":  # opens in Swedish
        return open_ is None and mark.opens
    return mark.only_opens or (open_ is None and not mark.only_closes)


def _pair_by_parity(marks: Sequence[_Mark], open_: Sequence[_Mark], unopened: Sequence[int]) -> Pairing:
    """Pair straight marks alternately, because opening and closing ones look alike.

    `open_` and `unopened` are the marks left over from pairing in order. Of an odd number of marks, the first of these
    stays without a partner.
    """
    places = [mark.at for mark in marks]
    if len(places) % 2 == 0:
        return Pairing(tuple(zip(places[::2], places[1::2], strict=True)))
    first = min([mark.at for mark in open_] + list(unopened))
    rest = [place for place in places if place != first]
    pairs = tuple(zip(rest[::2], rest[1::2], strict=True))
    return Pairing(pairs, unopened=(first,)) if first in unopened else Pairing(pairs, unclosed=(first,))


_SIZE = pattern(r"(?:(?:(?<![\w.,])|(?<=\d[x×]))\d{1,3}|\d[.,/]\d{1,3}|[½¼¾⅓⅔⅛⅜⅝⅞])\Z")


def _may_be_inches(text: str, mark: _Mark) -> bool:
    """Whether a mark after a number may mean inches; after a year it does not."""
    number = mark.at > 0 and text[mark.at - 1].isnumeric() and mark.sign in '"”'
    return number and _SIZE.search(text, max(mark.at - 8, 0), mark.at) is not None


def _is_in_word(text: str, mark: _Mark) -> bool:
    """Whether a mark belongs to a Hebrew abbreviation."""
    around = text[max(mark.at - 1, 0) : mark.at + 2]
    return len(around) == 3 and "\u05d0" <= around[0] <= "\u05ea" and "\u05d0" <= around[2] <= "\u05ea"


# --- « » and the marks of Chinese and Japanese ----------------------------------------------------------------


_ARROWED = 60  # characters; a link with an arrow is shorter


def _pair_directed(marks: Sequence[_Mark], length: int) -> Pairing:
    """Pair marks that point in a direction, such as « and »."""
    if len(marks) == 1 and marks[0].sign in "«»" and length < _ARROWED:
        return _NONE  # an arrow, as in "Read more »"
    pairs, open_, unopened = _paired(marks, _is_opening_directed)
    return Pairing(tuple(pairs), tuple(mark.at for mark in open_), tuple(unopened))


def _is_opening_directed(mark: _Mark, open_: _Mark | None) -> bool:
    """Whether a directed mark opens a quotation; » does so in German and Danish."""
    if mark.sign == "»":
        return open_ is None and (mark.only_opens or mark.at == 0)
    return mark.sign in "«「『〝" and (open_ is None or open_.sign != "»")  # »so« in German and Danish


# --- marks without a partner, across paragraphs ---------------------------------------------------

UNCLOSED, UNOPENED, UNREPEATED = "unclosed", "unopened", "unrepeated"


class Place(NamedTuple):
    """A place in a list of texts: the index of the text and the offset in it."""

    text: int
    at: int


class Fault(NamedTuple):
    """A mark without a partner, or (UNREPEATED) a paragraph of a long quotation without an opening mark.

    `other` is the mark that opens the long quotation, None for a mark without a partner.
    """

    kind: str
    place: Place
    other: Place | None = None


class Paragraph(NamedTuple):
    """A paragraph's text, and whether it continues the previous one, as a list item or a block quotation does."""

    text: str
    goes_on: bool = False


def faults(paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Yield the marks without a partner, at most one in a paragraph, because one slip causes several.

    A quotation may span paragraphs: every paragraph has an opening mark, only the last a closing one.
    """
    open_quotation: Place | None = None
    opening_sign = ""
    unmarked = 0  # unmarked paragraphs since the quotation was opened
    for index, (text, goes_on) in enumerate(paragraphs):
        pairing = pair(text)
        unopened, unclosed = pairing.unopened, pairing.unclosed
        if open_quotation is not None:
            if (mark := _RESUMES.match(text)) and _family(mark[1]) == _family(opening_sign):
                if unmarked:  # an unquoted paragraph is between them
                    yield Fault(UNCLOSED, open_quotation)
                open_quotation = None
            elif unopened and unopened[0] < min((*unclosed, len(text))):
                if not goes_on:
                    yield Fault(UNREPEATED, Place(open_quotation.text + 1, 0), open_quotation)
                unopened, open_quotation = unopened[1:], None
            elif not goes_on and (pairing is not _NONE or index - open_quotation.text > _MAX_UNMARKED_PARAGRAPHS):
                yield Fault(UNCLOSED, open_quotation)
                open_quotation = None
            unmarked += not goes_on
        if unopened and (not unclosed or unopened[0] < unclosed[0]):
            yield Fault(UNOPENED, Place(index, unopened[0]))
        elif unclosed and not _may_run_on(text, pairing):
            yield Fault(UNCLOSED, Place(index, unclosed[0]))
        elif unclosed:
            open_quotation, opening_sign, unmarked = Place(index, unclosed[0]), text[unclosed[0]], 0
    if open_quotation is not None:
        yield Fault(UNCLOSED, open_quotation)


_RESUMES = pattern(r"[\s(\[…—–-]*([\"“”„«»「『〝＂])")
_MAX_UNMARKED_PARAGRAPHS = 5  # paragraphs without a mark that a quotation may span
# `, said Ana` shows that a quotation ended before.
_ATTRIBUTED = pattern(
    r"[,.!?]\s+(?:said|says|added|adds|noted|explained|stated|commented)\s+(?:[A-Z]\w+|the\b|[Hh]e\b|[Ss]he\b)"
)


def has_attribution_after(text: str, at: int) -> bool:
    """Whether an attribution such as `, said Ana` follows anywhere after an offset."""
    return _ATTRIBUTED.search(text, at) is not None


def _may_run_on(text: str, pairing: Pairing) -> bool:
    """Whether the only unclosed mark may open a quotation that fills the rest of its paragraph."""
    at = pairing.unclosed[0]
    alone = len(pairing.unclosed) == 1 and not pairing.unopened and (not pairing.pairs or pairing.pairs[-1][1] < at)
    return alone and not has_attribution_after(text, at)
