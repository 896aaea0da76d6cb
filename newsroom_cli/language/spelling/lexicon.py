"""The words of a language: common words in order of frequency, and a filter that knows rare words too.

The filter stores some bits for each word instead of the word, which takes a tenth of the space. It never takes a word
that it was given for unknown, but takes one unknown word in a hundred for known. Some languages also have a list of
words that nobody writes without accents on purpose. `tests/accuracy/spelling_words.py` makes all of these files.
"""

from __future__ import annotations

import functools
import hashlib
import operator
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.spelling.slips import (
    EXTRA,
    JOINED,
    LETTERS,
    MISSING,
    ONCE,
    SURE,
    SWAPPED,
    TWICE,
    likely_slips,
    surely_undone,
)
from newsroom_cli.language.word_lists import lines, sections
from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern

_FOLDER = Path(__file__).parent
BITS, HASHES = 10, 7  # bits for each word, and the number of them that it sets
_PART = 3  # letters of a word that remain without its prefix or ending, at least
_RARE = 8_000  # rank; a rarer word is not taken for one that is joined to a small word
_ACCENTED = 7  # letters of a word that can be told without its accents, at least
_FEW, _STRANGE = 2, 0.3  # uncommon words of a text, in number and share; with more, it is in another language
_HALF = 4  # letters of each half of a compound, at least
_COMPOUND = 10  # letters of a compound, at least
_LONG_HALF = {SWAPPED: 5, ONCE: 5, TWICE: 5, MISSING: 6, EXTRA: 9}  # letters of the half with the slip, at least
_LOST = {  # lost before an ending
    "en": ("e",),
    "de": (),
    "fr": ("e", "er"),
    "es": ("o", "a", "e", "ar"),
    "it": ("o", "a", "e", "i", "are", "ere", "ire"),
    "pt": ("o", "a", "e", "ar", "er", "ir"),
    "nl": ("e", "en"),
    "pl": ("a", "o", "e", "y", "i", "ć", "ać", "ić"),
    "cs": ("a", "o", "e", "ý", "í", "t"),
}

_SETTLED = ("en", "de", "fr", "es")  # languages whose lexicons a dated set of rules uses
_WITH_ACCENTS = ("es", "fr", "it", "pt", "pl", "cs")

_WORDS = pattern(r"[^\W\d_]+")
_PLURAL_IN_YS = pattern(r"[^aeiou]ys\Z")
_EVERYDAY, _COMMONEST = 2_600, 500  # ranks below which a long or a short word is an everyday one
_BRIEF = 5  # letters of a short word, at most
# Ranks below which slips of a word are more frequent than words that only look like such slips.
_OFTEN_SWAPPED, _OFTEN_MEANT = 4_000, 8_000


_SHORT_HEADS = tuple("amt art bau hof ort rat see tag uhr weg zug".split())  # the last parts of German compounds
_DOUBLED = pattern(r"([a-z]*[aeiou])([bdgmnpt])\2(?:ing|ed)")
_BRITISH = pattern(r"([a-z]{4,})is(e|ed|es|ing)")


class Correction(NamedTuple):
    """The common word, or two words, that was meant; its rank by frequency (that of the longer one), and the slip."""

    word: str
    rank: int
    slip: str


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.common = {word: rank for rank, word in enumerate(lines(_FOLDER / f"{language}.txt"))}
        self._known = (_FOLDER / f"{language}.known").read_bytes()
        parts = sections(_FOLDER / "parts.txt")
        self._prefixes = tuple(" ".join(parts[f"{language} prefixes"]).split())
        self._endings = tuple(" ".join(parts[f"{language} endings"]).split())
        self._letters = frozenset(LETTERS[language])
        self._before = tuple(" ".join(parts.get(f"{language} before", ())).split())
        self._after = tuple(" ".join(parts.get(f"{language} after", ())).split())
        self._right = frozenset(" ".join(parts[f"{language} right"]).split())

    def is_foreign(self, text: str) -> bool:
        """Whether a text is probably in another language: many of its lower-case words are not common."""
        found = [word for word in _WORDS.findall(text) if word.islower() and len(word) > 2]
        rare = len(found) - sum(map(self.common.__contains__, found))
        return rare > max(_FEW, _STRANGE * len(found))

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is a word of the language."""
        if word in self.common or word in self._right:
            return True
        known = self._known
        return any(
            all(known[bit >> 3] & 1 << (bit & 7) for bit in bits_of(form, len(known) * 8))
            for form in {word, word.replace("ß", "ss")}
        )

    @functools.lru_cache(maxsize=1 << 15)  # noqa: B019  # a lexicon lives as long as the process
    def correction(self, word: str) -> Correction | None:
        """The one or two words that a lower-case word was meant to be; None if it is known, or may be new."""
        if not self._letters.issuperset(word) or self.knows(word):
            return None
        if joined := self._two_words(word):
            return joined
        common = self.common
        if self.language not in _SETTLED and without_accents(word) in common:
            return None  # an accent that stresses a Dutch word, or makes another one in Portuguese: ménsen, incômoda
        right = self._by_bare_form.get(without_accents(word)) if len(word) >= _ACCENTED else None
        if right and (word[-2:] == right[-2:] or word[-2:].isascii()):  # objectivés is not objectives
            return Correction(right, common[right], SWAPPED)
        best = self._nearest(word)
        if best is None and self.language == "de":
            return self._slip_in_a_compound(word)
        if best is None or (best.slip != TWICE and self._is_compound_or_prefixed(word)):
            return None
        return None if self._is_form_of_known_word(word, best) else best

    @functools.lru_cache(maxsize=1 << 15)  # noqa: B019  # a lexicon lives as long as the process
    def _nearest(self, word: str) -> Correction | None:
        """The most common word of which an unknown word is a slip; None if there is none."""
        common = self.common
        found = ((common[right], right, slip) for slip, right in likely_slips(word, self.language) if right in common)
        rank, right, slip = min(found, key=operator.itemgetter(0), default=(0, "", ""))
        return Correction(right, rank, slip) if right else None

    def everyday(self, word: str) -> Correction | None:
        """The everyday word of which an unknown lower-case word is a sure slip, whatever it may look like; else None.

        "deliverd" also looks like a form of "deliver"; in English, "communitys" is "community’s".
        """
        if self.language not in _SETTLED or not self._letters.issuperset(word) or self.knows(word):
            return None
        if self.language == "en" and _PLURAL_IN_YS.search(word) and word[:-1] in self.common:
            return Correction(f"{word[:-1]}’s", self.common[word[:-1]], ONCE)
        best = self._nearest(word)
        limit = _EVERYDAY if len(word) > _BRIEF else _COMMONEST
        return best if best and best.rank < limit and best.slip in (*SURE, MISSING) else None

    @functools.lru_cache(maxsize=1 << 15)  # noqa: B019  # a lexicon lives as long as the process
    def slip_that_is_known(self, word: str) -> Correction | None:
        """The common word of which a rare lower-case word is a slip, even if the filter knows it: comission; else None.

        The filter was made from what people write, and so it also knows common slips.
        """
        if self.language not in _SETTLED or len(word) < _ACCENTED or word in self.common or word in self._right:
            return None
        if not self._letters.issuperset(word):
            return None
        if self.language == "en" and (word.endswith("ee") or self._is_regular_form(word)):
            return None
        right = self._by_bare_form.get(without_accents(word), "")
        slips = [
            *surely_undone(word),
            *([(ONCE, right)] if word[-3:] == right[-3:] and word != without_accents(word) else []),
        ]
        found = [(self.common[better], better, slip) for slip, better in slips if better in self.common]
        rank, better, slip = min(found, default=(0, "", ""))
        limit = _OFTEN_SWAPPED if slip == SWAPPED else _OFTEN_MEANT
        return Correction(better, rank, slip) if better and rank < limit else None

    def _is_regular_form(self, word: str) -> bool:
        """Whether a rare English word is formed like many: a British synergise, or ridding of rid."""
        doubled = _DOUBLED.fullmatch(word)
        british = _BRITISH.fullmatch(word)
        return bool(
            (doubled and doubled[1] + doubled[2] in self.common)
            or (british and self.knows(f"{british[1]}iz{british[2]}"))
        )

    @functools.cached_property
    def _by_bare_form(self) -> dict[str, str]:
        """The common words of a language with accents, by their form without accents; for each form the most common."""
        words = reversed(self.common) if self.language in _WITH_ACCENTS else ()
        return {without_accents(word): word for word in words if len(word) >= _ACCENTED}

    def _two_words(self, word: str) -> Correction | None:
        """The small word and the common word that an unknown lower-case word joins; None if it does not."""
        before = [(small, word.removeprefix(small)) for small in self._before if word.startswith(small)]
        after = [(word.removesuffix(small), small) for small in self._after if word.endswith(small)]
        for halves in before + after:
            longer = max(halves, key=len)
            if len(longer) >= _HALF and self.common.get(longer, _RARE) < _RARE:
                return Correction(" ".join(halves), self.common[longer], JOINED)
        return None

    def _slip_in_a_compound(self, word: str) -> Correction | None:
        """The German compound that was meant, if one half of a word is common and the other a slip; else None."""
        if len(word) < _COMPOUND or self._is_compound_or_prefixed(word):
            return None
        found = [
            Correction(left + right, max(rank, self.common[whole]), slip)
            for half, whole, is_left in self._halves(word)
            for right_half, rank, slip in self._corrected_half(half)
            for left, right in ((right_half, word[len(half) :]) if is_left else (word[: -len(half)], right_half),)
        ]
        return min(found, key=lambda correction: correction.rank, default=None)

    def _halves(self, word: str) -> Iterator[tuple[str, str, bool]]:
        """Yield each half beside a common half, with that common word, and whether the first is on the left."""
        for at in range(_HALF, len(word) - _HALF + 1):
            left, right = word[:at], word[at:]
            if self.common.get(right, _RARE) < _RARE:
                yield left, right, True
            whole = left if left in self.common else left.removesuffix("s")
            if self.common.get(whole, _RARE) < _RARE and right[0] != "s":
                yield right, whole, False

    def _corrected_half(self, half: str) -> Iterator[tuple[str, int, str]]:
        """Yield the words of which half of a compound may be a slip, with rank and slip; an s after it is kept."""
        for stem in {half, half.removesuffix("s")}:
            if len(stem) <= _HALF or self.knows(stem) or self._is_compound_or_prefixed(stem):
                continue
            if any(self.knows(stem.removesuffix(ending)) for ending in self._endings if stem.endswith(ending)):
                continue
            for slip, right in likely_slips(stem, self.language):
                if len(stem) >= _LONG_HALF.get(slip, len(stem) + 1) and self.common.get(right, _RARE) < _RARE:
                    yield right + half[len(stem) :], self.common[right], slip

    def is_compound(self, word: str) -> bool:
        """Whether a lower-case word is two common words in one."""
        common = self.common
        return any(word[:at] in common and word[at:] in common for at in range(_HALF, len(word) - _HALF + 1))

    def is_new_word(self, word: str) -> bool:
        """Whether an unknown lower-case word may be new: a compound, or a word with a prefix or foreign letters."""
        return not self._letters.issuperset(word) or self._is_compound_or_prefixed(word)

    def _is_compound_or_prefixed(self, word: str) -> bool:
        """Whether a word is two common words in one, or a known word with a prefix."""
        if self.is_compound(word):
            return True
        if self.language == "de" and word.endswith(_SHORT_HEADS) and word[:-3].removesuffix("s") in self.common:
            return True
        rests = (word[len(prefix) :] for prefix in self._prefixes if word.startswith(prefix))
        return any(len(rest) >= _PART and self.knows(rest) for rest in rests)

    def _is_form_of_known_word(self, word: str, best: Correction) -> bool:
        """Whether a word is a known word with an ending.

        If the best correction is sure, and is a common word with the same ending, the word without its ending must be
        common.
        """
        for ending in self._endings:
            if word.endswith(ending):
                same = best.word.endswith(ending) and not self._stems(best.word, ending).isdisjoint(self.common)
                same = same and best.slip in (SURE if self.language in _SETTLED else (SWAPPED,))
                stems = self._stems(word, ending)
                if any(len(stem) >= _PART and (stem in self.common if same else self.knows(stem)) for stem in stems):
                    return True
        return False

    def _stems(self, word: str, ending: str) -> set[str]:
        """The forms of a word before an ending was added."""
        stem = word[: -len(ending)]
        stems = {stem, *(stem + lost for lost in _LOST[self.language])}
        if self.language != "en":
            return stems
        if stem.endswith("i"):
            stems.add(f"{stem[:-1]}y")
        elif len(stem) > _PART and stem[-1] == stem[-2]:
            stems.add(stem[:-1])
        return stems


def without_accents(word: str) -> str:
    """A word without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


@functools.cache
def words_with_accents(language: str) -> dict[str, str]:
    """The words that are wrong without their accents, by their form without accents, for a language tag."""
    path = _FOLDER / f"{language_tags.base(language)}.accents"
    return {without_accents(word): word for word in lines(path)} if path.is_file() else {}


def bits_of(word: str, size: int) -> Iterator[int]:
    """The numbers of the bits that a word sets in a filter of `size` bits."""
    digest = hashlib.blake2b(word.encode(), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big") | 1
    return ((first + number * step) % size for number in range(HASHES))


@functools.cache
def lexicon(language: str, *, previews: bool = False) -> Lexicon | None:
    """The lexicon for a language tag such as de-AT; None for a language without one, or with one only for previews."""
    base = language_tags.base(language)
    return _lexicon(base) if base in (LETTERS if previews else _SETTLED) else None


def is_foreign(text: str, language: str) -> bool:
    """Whether a text is probably not in a language; always false for a language without a lexicon."""
    own = lexicon(language)
    return own is not None and own.is_foreign(text)


_LITTLE_WORDS = 3
_ONLY_ENGLISH = frozenset("the and of with that this you what they have from are for not it your".split())


def is_english(quotation: str) -> bool:
    """Whether a quotation has several little words of English, as one in a German or Czech release may."""
    return len(_ONLY_ENGLISH.intersection(quotation.split())) >= _LITTLE_WORDS


_lexicon = functools.cache(Lexicon)


def is_common_elsewhere(word: str, own: Lexicon) -> bool:
    """Whether a lower-case word is common in another language: Programm, novembre."""
    return any(word in _lexicon(language).common for language in _SETTLED if language != own.language)
