"""TX: names in two forms: with different capitals, one letter apart, with & and with "and"."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.people import spellings
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.tokens import ENGLISH_FUNCTION
from newsroom_cli.language.word_index import lowered, places
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup.markdown import PARAGRAPH
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import INFO, PREVIEW, Hit, rule
from newsroom_cli.rules.text.terms import first_place, other_form, places_of

# --- TX047 ----------------------------------------------------------------------------------------------------

_INNER = pattern(r"[A-ZÀ-Þ](?:(?<=[a-zà-ÿ].)|(?<=[A-ZÀ-Þ]{2})(?=[a-zà-ÿ]))")  # a capital inside a word
_WORD = pattern(r"[^\W\d_][^\W_]{,60}(?![\w@/-])")
_NAME = 4  # letters
_MANY = 300  # names of a release that are compared, at most


@rule("TX047", "name-in-two-capitals", severity=INFO, yields_to=("FC006",), since="2026.2")
def name_in_two_capitals(document: Document) -> Iterator[Hit]:
    """Report names with a capital inside, such as HackLab, in two forms, and other names and terms in two forms."""
    first: dict[str, dict[str, Span]] = {}
    for passage in (*document.narrative_captions, *document.narrative):
        for match in _names(passage.text):
            if len(match.group()) >= _NAME and not match.group().isupper() and "Innen" not in match.group():
                first.setdefault(match.group().lower(), {}).setdefault(match.group(), passage.place(*match.span()))
    for folded_name, written in list(first.items())[:_MANY]:
        others = _other_forms(document, folded_name, written)
        if len(written) + len(others) > 1:
            (one, here), (other, there) = [*written.items(), *others.items()][:2]
            yield other_form(there, other, here, one)
    yield from _names_one_letter_apart(first)
    yield from _terms_in_two_capitals(document)
    yield from _second_words(document)
    yield from _unknown_names(document)
    yield from _joined_in_two_ways(document)


_JOINED = pattern(r"(?<![\w&-])([A-ZÀ-Þ][\w’'.-]*) & ([A-ZÀ-Þ][\w’'-]*)(?![\w&]|, (?:19|20)\d\d)")
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y"}


def _joined_in_two_ways(document: Document) -> Iterator[Hit]:
    """Yield hits for names with & that have the word instead elsewhere: Alvarez & Osei, Alvarez and Osei."""
    link = _AND.get(document.base_language)
    found: dict[str, tuple[str, Span]] = {}
    for passage in document.narrative if link and document.config.check.preview else ():
        for match in _JOINED.finditer(passage.text) if "&" in passage.text else ():
            found.setdefault(f"{match[1]} {link} {match[2]}", (match.group(), passage.place(*match.span())))
    for other, (name, here) in list(found.items())[:_MANY]:
        if there := first_place(document, other):
            yield other_form(here, name, there, other, since=PREVIEW)


_ROMAN = pattern(r"[ivx]{2,}")
_LONG_NAME = 6  # letters; in a shorter name, one letter makes a different name


def _names_one_letter_apart(names: dict[str, dict[str, Span]]) -> Iterator[Hit]:
    """Yield hits for names with a capital inside that are one slip away from another one: StarMail, StartMail."""
    for (one, forms_of_one), (other, forms_of_other) in itertools.combinations(list(names.items())[:_MANY], 2):
        is_longer = one.startswith(other) or other.startswith(one)
        is_number = _ROMAN.match(one) and _ROMAN.match(other)
        if is_longer or is_number:
            continue
        if min(len(one), len(other)) >= _LONG_NAME and spellings.is_slip(one, other):
            (first, here), (second, there) = next(iter(forms_of_one.items())), next(iter(forms_of_other.items()))
            yield other_form(there, second, here, first, "find out which is right")


def _names(text: str) -> Iterator[re.Match[str]]:
    """Yield the words with a capital inside, except in addresses."""
    capital = -1  # the last capital inside a word; a search back from the next one ends there if it is the same word
    for inner in _INNER.finditer(text):
        start, last, capital = inner.start(), capital, inner.start()
        while start and start != last and text[start - 1].isalpha():
            start -= 1
        is_name = start != last and text[max(start - 1, 0) : start] not in ("@", "#", "/", ".", "-")
        if is_name and (word := _WORD.match(text, start)):
            yield word


def _other_forms(document: Document, name: str, forms: dict[str, Span]) -> dict[str, Span]:
    """The form of a name with only its first letter as a capital, with its place, if the release has it: Hacklab.

    Words all in capitals or all in lower case are not names.
    """
    title = name.capitalize()
    if title in forms or title not in document.release.body.value:
        return {}
    place = first_place(document, title)
    return {title: place} if place else {}


_UNKNOWN = pattern(r"[A-ZÀ-Þ][a-zà-ÿ]{5,}(?![\w@/’'-])")


_FEW_CASES = ("it", "pt", "nl", "da", "sv", "nb")  # languages in which a name has one form
_END = 2  # last letters by which the forms of one name may differ


def _unknown_names(document: Document) -> Iterator[Hit]:
    """Yield hits for long names, unknown as words, that are one slip away from another one: Broistedt, Boistedt."""
    lexicon = lexicons.lexicon(document.language)
    if lexicon is None and document.base_language not in _FEW_CASES:
        return
    passages = (*document.narrative_captions, *document.typed_passages)
    found = Counter(_UNKNOWN.findall("\n".join([passage.text for passage in passages])))
    by_letter: dict[str, list[str]] = {}
    for name in list(found)[:_MANY]:
        by_letter.setdefault(name[:2], []).append(name)
    for names in by_letter.values():
        for one, other in itertools.combinations(names, 2):
            if (
                one[:-_END] == other[: len(one) - _END]
                or one[:-_END] == other[:-_END]
                or not spellings.is_slip(one, other)
                or spellings.is_form(one, other)
                or (lexicon and (lexicon.knows(one.lower()) or lexicon.knows(other.lower())))
            ):
                continue
            few, many = (one, other) if found[one] < found[other] else (other, one)
            here, there = (next(places_of(passages, name), None) for name in (few, many))
            if here and there:
                yield other_form(here, few, there, many, "find out which is right")


_SECOND = pattern(r"(?<![\w’'@#/.-])([A-ZÀ-Þ][\w’']*[ -])([^\W\d_]{2,})(?![\w@/’'])")


def _second_words(document: Document) -> Iterator[Hit]:
    """Yield hits for names whose second word has a capital only here: Assemblée Fédérale, Assemblée fédérale."""
    if document.is_english:
        return
    passages = [passage for passage in document.narrative if _is_running_text(passage)]
    forms: dict[str, dict[str, tuple[Passage, int, int]]] = {}
    for passage in passages:
        for match in _SECOND.finditer(passage.text):
            first, second = match.groups()
            if first[-1] == " " and (document.base_language == "de" or len(second) < _NAME):
                continue
            if not _is_within(passage.text, match.start()) or second.isupper() or not second[1:].islower():
                continue
            place = passage, match.start(), match.end()
            forms.setdefault(match.group().lower(), {}).setdefault(match.group(), place)
    for written in forms.values():
        if len(written) > 1:
            (one, (passage, start, end)), (other, (later, begin, last)) = list(written.items())[:2]
            here, there = (later.place(begin, last), passage.place(start, end))
            yield Hit(here, f'"{other}" is "{one}" elsewhere', "write it in one form", (there, f'here "{one}"'))


_CAPITALISED = pattern(r"(?<![\w'’@#/.-])[A-ZÀ-Þ][a-zà-ÿ]{3,}(?![\w'’@/-])")
_WORD_BEFORE = pattern(r"([^\W\d_]+)[ ’']\Z")
_WORD_AFTER = pattern(r"\s([^\W\d_]+)(?![\w@/-]|[’'][a-z])")
_SHOUTED = pattern(r"(?<=[a-zà-ÿ] )[A-ZÀ-Þ]{5,}(?=[ ,.;:)])(?! [A-ZÀ-Þ]{2})")  # Rasmus LERDORF
_GOES_ON = pattern(r"\n|\s?[&A-ZÀ-Þ]|[’'](?!s\b)")
_IN_TITLE = pattern(r" (?:in|of|for|on|and|with|to|at|as) (?:(?:the|an?) )?[A-Z][a-z]+ [A-Z]")  # titles of theses
_NEAR = 30  # characters
_A_FEW = 3  # names in capitals, at most; if there are more, capitals are the custom for family names


def _terms_in_two_capitals(document: Document) -> Iterator[Hit]:
    """Yield hits for terms within sentences whose capitals differ between two places: the Board, the board."""
    passages = [passage for passage in document.narrative if _is_running_text(passage)]
    whole = "\n".join(passage.text for passage in passages)
    starts = list(itertools.accumulate((len(passage.text) + 1 for passage in passages), initial=0))
    small = lowered(whole)
    terms: dict[str, tuple[int, int]] = {}
    for match in _CAPITALISED.finditer(whole):
        if len(terms) < _MANY and _is_within(whole, match.start()) and (span := _term(whole, match)):
            if _OF_A_TITLE.match(whole, span[1]):
                continue
            terms.setdefault(small[slice(*span)], span)
    pairs = [
        (span, at)
        for term, span in terms.items()
        if (at := next((at for at in places(small, term) if _is_other_form(whole, at, whole[slice(*span)])), None))
        is not None
        and not (document.is_english and " " in term and _is_in_a_longer_term(whole, at + len(term)))
    ]
    pairs += list(_shouted(whole))
    for (start, end), at in dict(pairs).items():
        here, other = whole[start:end], whole[at : at + end - start]
        place, there = (_place(passages, starts, first, end - start) for first in (start, at))
        yield other_form(place, here, there, other)


_OF_A_TITLE = pattern(r" \([A-Z][a-z]+\) [A-Z]|, [A-Z][\w-]+, and (?:the )?[A-Z]")  # Ferry Fees (Amendment) Bill


def _place(passages: Sequence[Passage], starts: Sequence[int], at: int, length: int) -> Span:
    """The span in the file of a part of the joined passages; `starts` are the offsets of the passages."""
    number = bisect.bisect_right(starts, at) - 1
    return passages[number].place(at - starts[number], at - starts[number] + length)


def _is_in_a_longer_term(text: str, end: int) -> bool:
    """Whether an English term continues in lower case: platinum group metals, beside the Platinum Group."""
    after = _WORD_AFTER.match(text, end)
    return after is not None and after[1].islower() and len(after[1]) > _LITTLE and after[1] not in ENGLISH_FUNCTION


def _shouted(whole: str) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield names all in capitals here, as in Rasmus LERDORF, but not elsewhere, each with that other place."""
    reported: set[str] = set()
    if len(set(_SHOUTED.findall(whole))) > _A_FEW:  # all family names are, as is customary in French
        return
    for match in _SHOUTED.finditer(whole):
        name = match.group().capitalize()
        at = whole.find(f" {name}") + 1
        behind_a_name = whole[max(match.start() - _NEAR, 0) : match.start()].split()[-1][0].isupper()
        if (
            behind_a_name
            and name not in reported
            and at > 1
            and whole[at - 2].isalpha()
            and not whole[at + len(name) :][:1].isalnum()
        ):
            reported.add(name)
            yield match.span(), at


def _is_within(text: str, at: int) -> bool:
    """Whether a word is within a sentence, after a lower-case word or a comma."""
    before, sign = text[at - 2 : at - 1], text[at - 1 : at]
    return (sign == " " and (before.islower() or before in (",", ";"))) or (sign in ("’", "'") and before in ("d", "l"))


def _is_running_text(passage: Passage) -> bool:
    """Whether a passage is a paragraph of sentences, with mostly lower-case words."""
    if passage.block is None or passage.block.kind != PARAGRAPH:
        return False
    words = passage.text.split()
    return len(words) > _TITLE and 2 * sum(map(str.islower, words)) > len(words)


_LITTLE = 3  # letters of a word that is probably a preposition or the like
_TITLE = 8  # words; a shorter paragraph may be a heading


def _term(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The term that begins with a capital: two words between lower-case words, or one word after an article.

    None if it is part of a longer name.
    """
    start, end = match.span()
    before = text[max(start - _NEAR, 0) : start].replace("’", " ").replace("'", " ").split()
    behind = len(before) > 1 and before[-1] in RULES["articles"]
    rest = before[:-1] if behind else before
    while rest and (rest[-1] in RULES["before_names_end"] or (behind and rest[-1] == "a")):
        rest = rest[:-1]
    if before[-1:] and before[-1][0].isdigit():  # the 21st Congressional District
        return None
    if not rest or not before[-1].islower() or not rest[-1].islower() or (before[-1] in ("in", "on") and not behind):
        return None
    after = _WORD_AFTER.match(text, end)
    if after and after[1][0].isupper():
        third = _WORD_AFTER.match(text, after.end())
        is_named = (
            _GOES_ON.match(text, after.end())
            or _IN_TITLE.match(text, after.end())
            or (third and third[1] in RULES["after_names"])
        )
        return None if is_named or not after[1][1:].islower() else (start, after.end(1))
    english = before[-1] in ("the", "our", "this", "its", "their", "your")
    if not behind or _GOES_ON.match(text, end) or before[-2] in RULES["after_names"]:
        return None
    if after and (after[1] in RULES["after_names"] if english else after[1] not in RULES["verbs_and_links"]):
        return None  # la Formation professionnelle
    return start - 1 - len(before[-1]), end


def _is_other_form(text: str, at: int, term: str) -> bool:
    """Whether a term has different capitals at an offset, and is not part of a longer name there."""
    end = at + len(term)
    found = text[at:end]
    if found[1:] == term[1:] or any(map(str.isupper, found.split())) or text[end : end + 1].isalnum():
        return False
    before, after = _WORD_BEFORE.search(text, max(at - _NEAR, 0), at), _WORD_AFTER.match(text, end)
    if (after and (after[1][0].isupper() or after[1] in RULES["after_names"])) or text[end : end + 1] in ("-", "’"):
        return False
    return text[at - 1 : at] in (" ", "’", "'", "\n", "") and not (before and before[1][0].isupper())
