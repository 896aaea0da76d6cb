"""Names beside quotations in English: said Ana Ruiz, Mayor Ruiz said, Ms. Ruiz added."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.tokens import ENGLISH_FUNCTION, is_title
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.word_lists import PEOPLE, QUOTES
from newsroom_cli.model.patterns import pattern

_ENGLISH = lexicon_for("en")
_NAME = (
    r"(?:(?:[A-Z]\.|Dr\.|Mr\.|Ms\.|Mrs\.|Gov\.|Sen\.|Rep\.|Lt\.|Sgt\.|Capt\.|Rev\.|[A-Z][\w’'-]*)[ ]){0,6}[A-Z][\w’'-]+"
)
_VERBS = tuple(
    "said says added adds explained explains noted notes stated states commented concluded continued told".split()
)
_VERB, _VERB_REACH = rf"(?:{'|'.join(_VERBS)})", 14
_VERB_FIRST = pattern(rf"[\s,]{{0,3}}{_VERB} (?P<name>{_NAME})(?=[.,;:](?!\w)|\s*\Z)")
_NAME_FIRST = pattern(rf"[\s,]{{0,3}}(?P<name>{_NAME}) {_VERB}(?=[.,;:]|\s)")
_LEADING = pattern(rf"(?:\A|(?<=[.!?”\"] ))(?P<name>{_NAME}) {_VERB}[,:]?\s\Z")
_LOOK_BACK = 90  # characters before an opening mark


class NamedSpeaker(NamedTuple):
    """A speaker in an attribution: the titles or form of address before the name, the name, and the offsets of both."""

    start: int
    end: int
    title: str
    name: str

    @property
    def surname(self) -> str:
        """The last word of the name, without Jr."""
        return self.name.split()[-1]


def speakers_beside_quotes(text: str) -> Iterator[NamedSpeaker]:
    """Yield the speakers named beside the quotations of a paragraph, in order."""
    for start, end in quotation_marks.pair(text).pairs:
        leads = (
            text[max(start - _VERB_REACH, 0) : start - 1].rpartition(" ")[2].rstrip(",:") in _VERBS if start else False
        )
        leading = _LEADING.search(text, max(start - _LOOK_BACK, 0), start) if leads else None
        if leading and leading.start() and sentences.is_abbreviation(text[: leading.start() - 2].rpartition(" ")[2]):
            leading = None  # the director, Dr. Ana Ruiz said,
        after = text[end + 1 : end + 5].replace(",", " ").lstrip()[:1]
        verb = _VERB_FIRST.match(text, end + 1) if after.islower() else None
        name = _NAME_FIRST.match(text, end + 1) if after.isupper() else None
        for match in (leading, verb, name):
            if match is not None and (who := _title_and_name(match["name"])) is not None:
                yield NamedSpeaker(*match.span("name"), *who)


@functools.lru_cache(maxsize=256)
def _title_and_name(phrase: str) -> tuple[str, str] | None:
    """The titles and the name in a phrase; None for words that are no name. Cached: the same people speak in many
    releases.
    """
    parts = phrase.split(" ")
    titles = max((number + 1 for number, word in enumerate(parts) if _is_title(word)), default=0)
    name = parts[titles:]
    while name and name[-1].rstrip(".").lower() in PEOPLE["suffixes"]:
        name.pop()
    if not name or not all(map(_may_be_a_name, name)):
        return None
    if len(name) > 3 or (len(name) == 3 and not name[1].endswith(".")):  # Harbour Book Review
        return None
    return " ".join(parts[:titles]), " ".join(name)


_NAME_WORD = pattern(
    r"(?:[A-Z]\.|(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|[A-Z][’'])?[A-Z][^\W\dA-ZÀ-Þ]+(?:[-’'][A-Z][^\W\d]+)*)\Z"
)


def _may_be_a_name(word: str) -> bool:
    """Whether a word may be part of a person's name."""
    low = word.lower()
    things = low in lexicon_for("en").groups or low in PEOPLE["things"] or low in QUOTES["no_names"]
    return not things and _NAME_WORD.match(word) is not None


def _is_title(word: str) -> bool:
    """Whether a word is a title or a form of address."""
    plain = word.rstrip(".").lower()
    return (
        (plain in PEOPLE["honorifics"] and len(plain) > 1 and plain not in _GIVEN)
        or is_title(plain.removesuffix("’s").removesuffix("'s"), _ENGLISH)
        or word == "DA"
    )


_GIVEN = frozenset(("don",))  # an honorific in Spanish, in English short for Donald


# --- introductions elsewhere in the text ----------------------------------------------------------------------

_FIRST_NAME = pattern(
    r"(?<![\w.])(?P<first>[^\W\d_a-zß-ÿ][\w.’'-]*)[ \xa0]"
    r"(?:[A-Z]\.[ \xa0]|[“\"(][\w. ]{1,20}[”\")][ \xa0]|[a-z]{2,3}[ \xa0]){0,2}\Z"
)
_LONGEST = 60  # characters before a surname that may hold the first name


def _occurrences(text: str, surname: str) -> Iterator[int]:
    """Yield the offsets where a surname is a whole word."""
    for at in occurrences(text, surname):
        after = text[at + len(surname) : at + len(surname) + 1]
        if not text[max(at - 1, 0) : at].isalnum() and not after.isalnum():
            yield at


def full_names(text: str, surname: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the full names with a surname: a first name precedes it."""
    for spelling in dict.fromkeys((surname, surname.upper())):
        for at in _occurrences(text, spelling):
            first = _FIRST_NAME.search(text, max(at - _LONGEST, 0), at)
            if first and not _is_title(first["first"]) and first["first"].lower() not in ENGLISH_FUNCTION:
                yield first.start(), at + len(surname)


def has_surname_after(text: str, name: str) -> bool:
    """Whether a surname follows a first name: Ana Ruiz, Ana and Ben Ruiz, or Benjamin Ruiz for a later Ben."""
    return any(
        not text[max(at - 1, 0) : at].isalnum() and _SURNAME.match(text, at + len(name))
        for at in occurrences(text, name)
    )


_SURNAME = pattern(
    r"[a-z]{0,8}[ \xa0](?:(?:and|&)[ \xa0][A-ZÀ-Þ][\w’'-]{1,20}[ \xa0])?(?:[A-Z]\.[ \xa0])?[A-ZÀ-Þ][\w’'-]+"
)
_ROLE_AFTER = pattern(
    r"\.?(?:[’']s)?(?:,?[ ](?:who|is|was|has|serves|served|leads|owns|works|joined|founded|and|of|from|at|"
    r"with|also)\b|,?[ ]?[(\[–—-]|,[ ]?(?![ “\"]))"
)
_BEFORE = pattern(r"(?P<word>[\w’'-]+)[ ,]{1,2}(?:[A-Z][\w.’'-]*[ ]){0,3}\Z")


def introduces(text: str, surname: str) -> bool:
    """Whether a text introduces a person: with a title or noun before the surname, or a description after it."""
    for at in _occurrences(text, surname):
        if is_introduced_after(text, at + len(surname)):
            return True
        before = _BEFORE.search(text, max(at - _LONGEST, 0), at)
        if before and (_is_title(before["word"]) or before["word"].lower() not in QUOTES["before_speakers"]):
            return True
    return False


def is_introduced_after(text: str, at: int) -> bool:
    """Whether a description follows the name that ends at an offset: a role, a place, a clause."""
    return _ROLE_AFTER.match(text, at) is not None


_APPOSITION = pattern(r",[ ](?:the[ ]|an?[ ])?(?P<words>(?:[\w’'&-]+[ ]){0,3}[\w’'-]+)")


def has_title_after(text: str, at: int) -> bool:
    """Whether a title follows the name that ends at an offset: said Ana, founder of the club."""
    match = _APPOSITION.match(text, at)
    return match is not None and any(map(_is_title, match["words"].split()))
