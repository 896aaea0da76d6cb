"""The figures of a text in a common form, and the things that they count: 1,200, $1.2M, 35 percent, twelve hundred."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.calendar_ import SHORT_MONTHS
from newsroom_cli.model.patterns import pattern


class Figure(NamedTuple):
    """A figure with its offsets and its unit: `$`, `€`, `%`, `th` for an ordinal, or empty for a count.

    `step` is the value of one in its last printed digit: 1.2 million is exact to 100,000.
    """

    value: float
    step: float
    unit: str
    start: int
    end: int

    def agrees(self, other: Figure, *, tolerance: float = 0.0) -> bool:
        """Whether two figures agree to the precision of the rounder one, or to `tolerance`, a share of the larger."""
        apart = abs(self.value - other.value)
        return apart <= max(self.step, other.step) / 2 + 1e-9 or apart <= tolerance * max(self.value, other.value)


_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "mm": 1e6,
}  # fmt: skip
_DIGITS = pattern(
    r"([$€£¥]\s?)?(\d{1,3}(?:,\d{3})++(?:\.\d+)?|\d++(?:\.\d+)?)(st\b|nd\b|rd\b|th\b)?"
    r"(?:[\s\xa0-]?(hundred|thousand|million|billion|trillion|dozen|[Mm]illion|MILLION|BILLION|Billion"
    r"|Thousand|Trillion"
    r"|mln|mn|bn|BN|Bn|MM|[KMBkmb])\b)?"
    r"(?:[\s\xa0]?(%)|[\s\xa0-](per\s?cent|Percent|PERCENT|percentage|Percentage)(?!\w))?"
)

ONES = tuple(
    (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen"
    ).split()
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {name: float(value) for value, name in enumerate(ONES, 1)}
_WORDS |= {name: 10.0 * value for value, name in enumerate(TENS, 2)}
ORDINALS = {
    "first": 1.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0, "seventh": 7.0, "eighth": 8.0,
    "ninth": 9.0, "tenth": 10.0, "eleventh": 11.0, "twelfth": 12.0, "twentieth": 20.0, "twenty-fifth": 25.0,
    "thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0,
}  # fmt: skip
# Words that can begin a number, in all the cases in which a text may have them.
OPENERS = frozenset(
    form
    for name in (*ONES, *TENS, "dozen", "half", "both", *ORDINALS)
    for form in (name, name.capitalize(), name.upper())
)
_IN_WORDS = pattern(
    rf"(?<![\w-])(?:((?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(ONES[:9])}))?|{'|'.join(reversed(ONES))}|both"
    r"|(?:half[\s-])?a(?=\s(?:dozen|hundred|thousand|million|billion)))"
    r"(?:[\s-](hundred|thousand|million|billion|dozen))?"
    rf"|({'|'.join(sorted(ORDINALS, key=len, reverse=True))}))(?![\w])"
    r"(?:[\s-](per\s?cent))?",
    re.IGNORECASE,
)


# The beginnings of these words, with the character before them: a fast search that misses none.
_MAY_BEGIN = pattern(
    r"(?:^|[^\w-])(?=[oO][nN][eE]|[tT](?:[wW]|[eE][nN]|[hH](?:[rR][eE]|[iI][rR]))|[fF](?:[oO][uUrR]|[iI][fFrRvV])"
    r"|[sS](?:[iI][xX]|[eE][vVcC])|[eE](?:[iI][gG]|[lL][eE])|[nN][iI][nN]|[bB][oO][tT]|[aA]\s[dhtmDHTM])"
)


def figures(text: str) -> list[Figure]:
    """The figures of a text in order, in digits and in words, including those in names, addresses and dates."""
    all_figures = list(in_digits(text))
    if not OPENERS.isdisjoint(text.replace("-", " ").split()):
        all_figures += in_words(text)
        all_figures.sort(key=_start)
    return all_figures


_start = operator.attrgetter("start")


def first_counted_noun(text: str) -> CountedNoun | None:
    """The noun counted by the figure at the start of a text; None if there is none."""
    match = (_DIGITS if text[:1].isdecimal() else _IN_WORDS).match(text)
    return counted_noun_at(text, match.end()) if match else None


_CURRENCIES = frozenset("$€£¥")
_DIGIT = pattern(r"\d")


def in_digits(text: str) -> Iterator[Figure]:
    """Yield the figures in digits."""
    end = 0
    while digit := _DIGIT.search(text, end):
        at = digit.start()
        if at > end and text[at - 1] in _CURRENCIES:
            at -= 1
        elif at > end + 1 and text[at - 2] in _CURRENCIES and text[at - 1].isspace():
            at -= 2
        match = _DIGITS.match(text, at)
        if match is None:
            return
        end = match.end()
        currency, digits, ordinal, scale, sign, word = match.groups()
        factor = _SCALES.get(scale.lower(), 1.0) if scale else 1.0
        if (
            scale
            and len(scale) == 1
            and not currency
            and (scale.islower() or not match.group()[match.start(4) - match.start() - 1].isdigit())
            and not (scale == "m" and (counted := counted_noun_at(text, end)) and not counted.between)
        ):
            factor = 1.0  # a 5k run, a 20m wall, 8 K; but 1.2m people
        plain = digits.replace(",", "")[:40]
        unit = currency.strip() if currency else "%" if sign or word else "th" if ordinal else ""
        yield Figure(float(plain) * factor, _step(plain) * factor, unit, *match.span())


def _step(digits: str) -> float:
    """The value of one in the last printed digit: 0.1 for "1.2", 1 for "35"."""
    _, _, decimals = digits.partition(".")
    return 10.0 ** -len(decimals) if decimals else 1.0


def in_words(text: str) -> Iterator[Figure]:
    """Yield the figures in words: twelve, thirty-five, two hundred, a dozen, both; also common ordinals."""
    end = 0
    for start in _MAY_BEGIN.finditer(text):
        if start.end() >= end and (match := _IN_WORDS.match(text, start.end())):
            end = match.end()
            yield _figure_in_words(match)


def _figure_in_words(match: re.Match[str]) -> Figure:
    """The figure in a match of `_IN_WORDS`."""
    number, scale, ordinal, percent = match.groups()
    factor = _SCALES[scale.lower()] if scale else 1.0
    unit = "%" if percent else "th" if ordinal else ""
    value = ORDINALS[ordinal.lower()] if ordinal else _value_of_words(number.lower())
    step = value * factor if 0 < value < 1 else factor if factor > 12 else 1.0
    return Figure(value * factor, step, unit, *match.span())


_FACTORS = (1.0, *(_SCALES[scale] for scale in ("dozen", "hundred", "thousand", "million", "billion")))


def can_be_in_words(value: float) -> bool:
    """Whether people may write a value in words, such as twelve hundred or half a million; 283 is always in digits."""
    return any(value / factor <= 100 and value % (factor / 2) == 0 for factor in _FACTORS)


def _value_of_words(number: str) -> float:
    """The value of a number in words, without a scale such as hundred."""
    if number in ("a", "both"):
        return 2.0 if number == "both" else 1.0
    if number.startswith("half"):
        return 0.5
    return sum(_WORDS[part] for part in number.replace("-", " ").split())


# --- what is counted ------------------------------------------------------------------------------------------


class CountedNoun(NamedTuple):
    """The noun after a figure, as printed but in lower case, the words between them, and its end: 36 new shelters."""

    noun: str
    between: str
    end: int


_NEXT = pattern(r"[\s\xa0-]{1,3}([^\W\d_][\w’'-]{0,40})")
_MAX_WORDS_TO_NOUN = 4  # words from a figure to the noun that it counts, at most
REACH = _MAX_WORDS_TO_NOUN * 44  # the same in characters


def counted_noun(text: str, figure: Figure) -> CountedNoun | None:
    """The plural noun that a figure counts, after at most three words; None without one."""
    return counted_noun_at(text, figure.end)


def counted_noun_at(text: str, at: int) -> CountedNoun | None:
    """The plural noun after a figure that ends at `at`; None without one."""
    between: list[str] = []
    for _ in range(_MAX_WORDS_TO_NOUN):
        match = _NEXT.match(text, at)
        if match is None:
            return None
        word = match[1].lower()
        if word in WORDING["no_counted_nouns"] or (word.endswith("ly") and word not in ("family",)):
            return None
        if _is_plural(word):
            return CountedNoun(word, " ".join(between), match.end())
        between.append(word)
        at = match.end()
    return None


def _is_plural(word: str) -> bool:
    """Whether an English noun is in the plural, by its form."""
    if word in WORDING["irregular_plurals"]:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "’s", "'s"))


YEAR_ALONE = pattern(r"(?:1[89]|20)\d\d\Z")
_MONTH_BEFORE = pattern(rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]{{0,6}}\.?\s\Z")


def is_date(text: str, figure: Figure) -> bool:
    """Whether a figure is a year or the day of a month."""
    return (not figure.unit and YEAR_ALONE.match(text[figure.start : figure.end]) is not None) or (
        _MONTH_BEFORE.search(text, max(figure.start - 12, 0), figure.start) is not None
    )


# --- sums -----------------------------------------------------------------------------------------------------

_SUMMANDS = 10  # amounts, at most, any of which may be the parts of a total
_EXACT = 1000  # a smaller total may match by chance


def is_total_of(total: Figure, amounts: Sequence[Figure]) -> bool:
    """Whether some of the amounts add up exactly to a total."""
    values = {amount.value for amount in amounts if 0 < amount.value < total.value}
    if total.value < _EXACT or len(values) > _SUMMANDS:
        return False
    sums = {0.0}
    for value in values:
        sums |= {one + value for one in sums}
    return total.value in sums


class BodyFigures:
    """The blocks of a body with their figures; each block is read once, on demand."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [(block, block.text.lower()) for block in blocks]
        self._figures: dict[int, list[Figure]] = {}
        self._in_digits: dict[int, list[Figure]] = {}
        self.length = sum(len(block.text) for block in blocks)

    def figures(self, noun: str, *, in_words: bool) -> Iterator[tuple[Block, list[Figure]]]:
        """Yield blocks with their figures; without `in_words`, figures in words count only in blocks with the noun."""
        stem = noun.removesuffix("s")
        for number, (block, small) in enumerate(self._blocks):
            cache = self._figures if in_words or stem in small else self._in_digits
            result = cache.get(number)
            if result is None:
                find = figures if cache is self._figures else in_digits
                result = cache[number] = list(find(block.text))
            if result:
                yield block, result


@per_document
def body_figures(document: Document) -> BodyFigures:
    """The figures of the body's prose."""
    return BodyFigures(document.markdown.prose)
