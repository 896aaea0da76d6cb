"""TX: words that are one typing slip away from a common word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.people import spellings
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.spelling.lexicon import Correction, Lexicon
from newsroom_cli.language.spelling.slips import MISSING, ONCE, SWAPPED
from newsroom_cli.language.word_index import with_capitals_of
from newsroom_cli.markup.markdown import PARAGRAPH
from newsroom_cli.model.calendar_ import MONTHS, WEEKDAYS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, PREVIEW, WARNING, Hit, rule

_WORD = pattern(r"[^\W\d_]{5,40}")
_BARE_WORD = pattern(r"\b[a-z]{3,40}\b")
_TWO_WORDS = pattern(r"\b(?=([^\W\d_]{2,20})(?: |-|- )([^\W\d_]{3,20})\b)")
_WORDS = pattern(r"[^\W\d_]+")
_WHOLE_WORDS = pattern(r"(?<![^\W\d_])[^\W\d_]{1,40}(?![^\W\d_])")  # nobody means a longer one
_PART_OF_MORE = frozenset("@#/&_-'’*=<>[]|\\~·0123456789" + CODE)  # beside these a word is part of something longer
_SHORT_WORDS = frozenset("aàáeéiouyú")  # words of one letter; another single letter begins a word that was cut
_MANY = 3000  # rare words checked in a release, at most
_OFTEN = 3  # a word used this often in a release is intended
_SHORTEST = 3  # letters of a word that the lists contain, at least
_LONG = 6  # letters of a word that may be a slip of a less common one
_SHORT, _COMMON = 7, 12_500  # short words are often new ones: only a word of at most this rank explains them
_VERY_COMMON = 4000  # rank of words that can explain a capitalised word


@rule("TX040", "likely-misspelling", severity=WARNING, yields_to=("TX011", "TX042", "TX062"), since="2026.2")
def likely_misspelling(document: Document) -> Iterator[Hit]:
    """Report words without accents, words cut by a line break, and unknown words one slip away from a common word."""
    yield from _without_accents(document)
    lexicon = _lexicon_of(document)
    if lexicon is None:
        return
    unknown = _unknown_words(document)
    yield from _cut_in_two(document, lexicon, unknown)
    if lexicon.language == "de":
        yield from _cut_by_a_hyphen(document, lexicon, unknown)
    if document.config.check.preview:
        unknown |= {word for word in _less_common_words(document, lexicon) if lexicon.slip_that_is_known(word)}
    reported: set[str] = set()
    for passage, match in islice(_matches_of(_WORD, document, unknown), _MANY):
        word = match.group()
        is_paragraph = passage.block is not None and passage.block.kind == PARAGRAPH
        if not (is_paragraph and word[1:].islower()):
            continue
        correction = lexicon.correction(word.lower()) if len(word) >= _LONG else None
        since = FIRST_SET if correction else PREVIEW
        if document.config.check.preview:
            correction = correction or lexicon.everyday(word) or lexicon.slip_that_is_known(word.lower())
        if correction and not _may_be_meant(document, lexicon, passage, match, correction):
            reported.add(word.lower())
            yield _hit(document, passage, match.span(), with_capitals_of(word, correction.word), since)
    if document.config.check.preview:
        yield from _in_headings(document, lexicon)
        yield from _beside_its_right_form(document, lexicon, unknown - reported)


def _lexicon_of(document: Document) -> Lexicon | None:
    """The lexicon of a release's language; those of Italian, Portuguese, Dutch, Polish and Czech are previews."""
    return lexicons.lexicon(document.language, previews=document.config.check.preview)


def _in_headings(document: Document, lexicon: Lexicon) -> Iterator[Hit]:
    """Yield hits for misspelt words in the headline, subhead and headings, in lower case or at the beginning."""
    headings = [passage for passage in document.typed_passages if passage.block and passage.block.kind != PARAGRAPH]
    for passage in (*document.narrative_captions, *headings):
        for match in _WORD.finditer(passage.text):
            word = match.group()
            is_first = not passage.text[: match.start()].strip(_OPENING)
            if len(word) < _LONG or not (word.islower() or (is_first and word[1:].islower())):
                continue
            low = word.lower()
            correction = lexicon.correction(low) or lexicon.slip_that_is_known(low)
            if (
                correction
                and not _is_intended(document, lexicon, passage, match, correction)
                and not lexicons.is_common_elsewhere(low, lexicon)
            ):
                yield _hit(document, passage, match.span(), with_capitals_of(word, correction.word), PREVIEW)


_TWIN = pattern(r"(?<![\w@/’'.-])[^\W\d_]{8,40}(?![\w@/’'-])")


def _beside_its_right_form(document: Document, lexicon: Lexicon, unknown: frozenset[str]) -> Iterator[Hit]:
    """Yield hits for unknown words used once, one letter from a known word of the release: Intiative, Initiative."""
    found: dict[str, list[str]] = {}
    words = (word.lower() for passage in document.typed_passages for word in _TWIN.findall(passage.text))
    for word in dict.fromkeys(words):  # in the order of the text, so that the same right form is always found first
        found.setdefault(word[:2], []).append(word)
    twins = {
        word: next((other for other in found[word[:2]] if _is_right_form(lexicon, word, other)), "")
        for words in found.values()
        for word in words
        if word in unknown and not lexicon.is_new_word(word) and document.word_index.text.count(word) == 1
    }
    for passage, match in _matches_of(_TWIN, document, {word for word, right in twins.items() if right}):
        word = match.group()
        if word[1:].islower() and word.lower() not in _own_words(document) and not lexicon.is_foreign(passage.text):
            yield _hit(document, passage, match.span(), with_capitals_of(word, twins[word.lower()]), PREVIEW)


def _is_right_form(lexicon: Lexicon, word: str, other: str) -> bool:
    """Whether `other` is a known word that is one slip, not in the ending, away from an unknown word."""
    return (
        word[-1] == other[-1]
        and word[:-_ENDING] != other[: len(word) - _ENDING]
        and spellings.is_slip(word, other)
        and not spellings.is_form(word, other)
        and not (lexicon.language == "de" and other in _without_an_s(word))
        and lexicons.without_accents(word) != other  # with a needless accent, the word may be from another language
        and (lexicon.knows(other) or lexicon.is_new_word(other))
    )


_ENDING = 2  # letters


def _without_an_s(word: str) -> Iterator[str]:
    """Yield a German word without each s that may join its parts: Planungsliste."""
    return (word[:at] + word[at + 1 :] for at, letter in enumerate(word) if letter == "s")


_OPENING = ' "“„«¿¡*_#([0123456789.'


@per_document
def _unknown_words(document: Document) -> frozenset[str]:
    """The words of the body that its language does not know, in lower case."""
    lexicon = _lexicon_of(document)
    if lexicon is None:
        return frozenset()
    words = _less_common_words(document, lexicon)
    return frozenset(word for word in words if len(word) >= _SHORTEST and not lexicon.knows(word))


def _less_common_words(document: Document, lexicon: Lexicon) -> set[str]:
    """The words of the body in lower case, without the most common words of its language."""
    return set(_WHOLE_WORDS.findall(document.release.body.value.lower())).difference(lexicon.common)


def _matches_of(
    shape: re.Pattern[str], document: Document, words: AbstractSet[str], group: int = 0
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the matches of a pattern whose group, in lower case, is one of the words."""
    for passage in document.typed_passages if words else ():
        if any(map(passage.text.lower().__contains__, words)):
            yield from (
                (passage, match) for match in shape.finditer(passage.text) if match.group(group).lower() in words
            )


def _hit(document: Document, passage: Passage, span: tuple[int, int], right: str, since: str = FIRST_SET) -> Hit:
    """The hit for a word and its likely correction."""
    word = passage.text[slice(*span)]
    accept = "" if not word.isalpha() else f"; if it is right: newsroom vocabulary add {word}"
    return Hit(
        passage.place(*span),
        f'"{word}" is likely "{right}"',
        f'write "{right}"{accept}',
        fix=rewriting.fix(document, passage, *span, right, safe=False),
        since=since,
    )


def _without_accents(document: Document) -> Iterator[Hit]:
    """Yield hits for lower-case words that lack their accents."""
    accented = lexicons.words_with_accents(document.language)
    missing = (document.word_index.words & accented.keys()) - _own_words(document)
    for passage, match in _matches_of(_BARE_WORD, document, missing):
        word = match.group()
        if (
            not _is_part_of_more(passage.text, *match.span())
            and document.release.text[slice(*passage.place(*match.span()))] == word
            and not lexicons.is_foreign(_quoted_around(passage.text, match.start()), document.language)
            and not (accented[word].endswith("ó") and "¿" in passage.text)  # ¿Si califico?
            and not _BEHIND_I.search(passage.text, max(match.start() - 9, 0), match.start())  # yo me consagro
        ):
            yield _hit(document, passage, match.span(), accented[word])


_BEHIND_I = pattern(r"\b[Yy]o (?:no )?(?:[a-z]{2,3} )?\Z")


def _quoted_around(text: str, at: int) -> str:
    """The text between « and » around an offset, which may be a title in another language; else the whole text."""
    opens, closes = text.rfind("«", 0, at), text.find("»", at)
    return text[opens:closes] if opens > text.rfind("»", 0, at) and closes > at else text


def _cut_in_two(document: Document, lexicon: Lexicon, unknown: frozenset[str]) -> Iterator[Hit]:
    """Yield hits for common words with a space or hyphen inside whose second part is no word, from narrow columns."""
    for passage, match in _matches_of(_TWO_WORDS, document, unknown, group=2):
        whole = match.group(1).lower() + match.group(2)
        start, end = match.start(), match.end(2)
        if (
            len(whole) > _SHORT
            and whole in lexicon.common
            and not _is_part_of_more(passage.text, start, end)
            and not lexicon.is_foreign(passage.text)
        ):
            yield _hit(document, passage, (start, end), with_capitals_of(match.group(1), whole))


_HYPHENED = pattern(r"(?<![\w-])([^\W\d_]{2,30})-([a-zäöüß]{2,20})(?![\w-])")
_GERMAN_PREFIXES = frozenset("er ver be ge ent zer un".split())
_TAIL = 3  # letters of an ending that may also look like a word


def _cut_by_a_hyphen(document: Document, lexicon: Lexicon, unknown: frozenset[str]) -> Iterator[Hit]:
    """Yield hits for German words with the hyphen of an earlier line break: gemein-sam."""
    for passage in document.narrative:
        for match in _HYPHENED.finditer(passage.text) if "-" in passage.text else ():
            left, right = match[1].lower(), match[2]
            whole = left + right
            seen = right in unknown and whole in lexicon.common  # `_cut_in_two` reports it
            is_part = (
                left in _GERMAN_PREFIXES or len(right) <= _TAIL or not (lexicon.knows(left) and lexicon.knows(right))
            )
            if is_part and not seen and right not in _LOANS and (lexicon.knows(whole) or lexicon.is_compound(whole)):
                yield _hit(document, passage, match.span(), match[1] + right)


_LOANS = frozenset("how on off in up ups bye and und out by to based hoc".split())  # Know-how, Add-on


def _is_own_form(word: str, right: str) -> bool:
    """Whether a Spanish word is a verb form of one region (copiás, brindáis), or has an x for both genders."""
    return word.endswith(("ás", "és", "ís", "á", "é", "í", "áis", "éis")) or word.count("x") > right.count("x")


def _may_be_meant(
    document: Document, lexicon: Lexicon, passage: Passage, match: re.Match[str], correction: Correction
) -> bool:
    """Whether a word may be right although its language does not know it."""
    low = match.group().lower()
    return (
        _is_intended(document, lexicon, passage, match, correction)
        or (match.group()[0].isupper() and _may_be_a_name(lexicon, passage.text, match, correction))
        or low in document.release.text[: document.release.front.end].lower()
        or any(low in link.text.lower() or low in link.target.lower() for link in document.markdown.links)
        or any(low in block.text.lower() for block in document.prose if block.kind != PARAGRAPH)
        or lexicon.is_foreign(passage.text)
    )


def _is_intended(
    document: Document, lexicon: Lexicon, passage: Passage, match: re.Match[str], correction: Correction
) -> bool:
    """Whether a word is no slip wherever it stands: a form of its own, part of more, or a word of the release."""
    low = match.group().lower()
    return (
        (len(low) <= _SHORT and correction.rank > _COMMON)
        or (lexicon.language == "es" and _is_own_form(low, correction.word))
        or document.release.text[slice(*passage.place(*match.span()))] != match.group()  # it contains Markdown signs
        or _is_part_of_more(passage.text, *match.span())
        or low in _own_words(document)
        or document.word_index.text.count(low) >= _OFTEN
    )


def _is_part_of_more(text: str, start: int, end: int) -> bool:
    """Whether a word is part of an address, a compound or a word with a single letter, or is marked or cut."""
    before, after = text[start - 1 : start], text[end : end + 1]
    alone = text[start - 3 : start - 1] if before == " " else ""
    return (
        before in _PART_OF_MORE
        or after in _PART_OF_MORE
        or before == "."
        or (after == "." and text[end + 1 : end + 2].isalnum())
        or any(sign and unicodedata.category(sign) in ("Mn", "Cf") for sign in (before, after))
        or (len(alone) == 2 and not alone[0].isalnum() and alone[1].isalpha() and alone[1].lower() not in _SHORT_WORDS)
    )


def _may_be_a_name(lexicon: Lexicon, text: str, match: re.Match[str], correction: Correction) -> bool:
    """Whether a capitalised word may be a name: beside another capital, or no slip in a very common word."""
    before = text[max(match.start() - 41, 0) : match.start()].removesuffix(" ").rpartition(" ")[2].lstrip('([„“"')
    after = text[match.end() : match.end() + 2].strip()
    in_name = before[:1].isupper() and before[-1:].isalpha()
    if in_name and before.lower() in lexicon_for(lexicon.language).articles and lexicon.knows(match.group().lower()):
        in_name = False  # The Comission: a common slip
    if in_name or after[:1].isupper():
        return True
    if lexicon.language == "de" or correction.word.capitalize() in (*MONTHS, *WEEKDAYS):  # German nouns have capitals
        return False
    return correction.slip not in (SWAPPED, MISSING, ONCE) or correction.rank > _VERY_COMMON


@per_document
def _own_words(document: Document) -> frozenset[str]:
    """The words in names and texts of newsroom.toml, in lower case."""
    config = document.config
    names = [
        *config.own_names,
        *(spelling for person in config.people for spelling in person.spellings),
        *(text for office in config.offices.values() for text in (*office.variants, office.city, office.boilerplate)),
    ]
    return frozenset(word.lower() for name in names for word in _WORDS.findall(name))
