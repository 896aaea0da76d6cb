"""TX: terms and names in two forms: with and without a hyphen, capitals or dots."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from newsroom_cli.language.document import Document
from newsroom_cli.language.forms import kinds_of_writing
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.word_index import lowered
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup.markdown import TABLE
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, Hit, rule

# --- TX031 ----------------------------------------------------------------------------------------------------

_HYPHEN = pattern(r"-(?=([^\W\d_]{3,30})(?![\w-]))")
_LEFT = pattern(r"(?<![\w/’'-])[^\W\d_]{1,30}\Z")
_ANY_WORD = pattern(r"(?<![\w'’.@/-])[^\W\d_]{5,}(?![\w'’/-])")
_PART = 3  # letters
_TWO = 2
_CLOSED = 8  # letters of a word that may also be written in two, at least
_ENDINGS = "ens"  # endings of German words and plurals
_MANY = 300  # terms of a release that are compared
_OF_STYLES = ("AP005", "AP006", "AP007", "AP009", "AP016", "AP021")


@rule("TX031", "term-in-two-forms", severity=INFO, yields_to=(*_OF_STYLES, "TX045"), since="2026.2")
def term_in_two_forms(document: Document) -> Iterator[Hit]:
    """Report a term that is written differently in two places: health care, healthcare; 8 pm, 8 p.m."""
    text = "\n".join(passage.text for passage in document.narrative)
    pairs = list(_with_hyphen(text))
    if document.is_english:
        pairs += _apart(text)
    pairs += _hyphen_or_space(text, document.base_language)
    by_set: dict[tuple[str, str], tuple[str, ...]] = dict.fromkeys(pairs, _SINCE)
    if document.config.check.preview:
        newer = [*(_apart_in_a_name(text) if document.is_english else _hyphens_or_spaces(text)), *_with_a_number(text)]
        by_set |= {pair: (PREVIEW, PREVIEW) for pair in newer if pair not in by_set}
    for (other, form), sets in list(by_set.items())[:_MANY]:
        role = _MODIFIED.pattern if document.is_english and " " in other and "-" in form and other.islower() else ""
        if there := first_place(document, form):
            for here, since in zip(places_of(document.narrative, other, role), sets, strict=False):
                yield other_form(here, other, there, form, "write it in one form throughout", since=since)
    text = "\n".join(passage.text for passage in _outside_tables(document))
    yield from _of_two_kinds(document, text, newer=False)
    if document.config.check.preview:
        yield from _of_two_kinds(document, text, newer=True)


_SINCE = (FIRST_SET, PREVIEW, PREVIEW)  # for the first places of a form; the others are not reported


_AFTER = pattern(r" ([^\W\d_]+)")


@functools.lru_cache(maxsize=8)
def _hyphened(text: str) -> list[tuple[str, str, str]]:
    """The words with one hyphen in a text: the parts before and after it, and the next word."""
    found = []
    for match in _HYPHEN.finditer(text):
        if left := _LEFT.search(text, max(match.start() - 31, 0), match.start()):
            after = _AFTER.match(text, match.end() + len(match[1]))
            found.append((left.group(), match[1], after[1] if after else ""))
    return list(dict.fromkeys(found))


def _with_hyphen(text: str) -> Iterator[tuple[str, str]]:
    """Yield hyphenated words that the text also has as one word, in any capitals and endings, with that form."""
    hyphened = [(left, right) for left, right, _ in _hyphened(text) if right not in RULES["female_endings"]]
    closed = {word.lower().rstrip(_ENDINGS): word for word in _ANY_WORD.findall(text)} if hyphened else {}
    for left, right in hyphened:
        form = closed.get(f"{left}{right}".lower().rstrip(_ENDINGS))
        is_name = right[0].isupper() and bool(form and form.islower()) and len(left) > 1  # Medi-Cal, medical
        if form and len(form) > _SHORT and form.lower() not in RULES["both_forms"] and not is_name:
            yield f"{left}-{right}", form


_SHORT = 4  # letters


def _apart(text: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of adjacent words that the text also has as one word, with that form."""
    words = text.split()
    plain = [word.rstrip(".,;:!?)") for word in words]
    closed = {word for word in plain if len(word) >= _CLOSED and word.islower()} - RULES["both_forms"]
    for left, right in zip(words, plain[1:], strict=False):
        if (
            left + right in closed
            and (left + right).isalpha()
            and min(len(left), len(right)) >= _PART
            and RULES["apart_words"].isdisjoint((left, right))
        ):
            yield f"{left} {right}", left + right


_HYPHENED_NAME = pattern(r"(?<![\w/’'-])[A-ZÀ-Þ][^\W\d_]+(?:-[^\W\d_]+){2,5}(?![\w/-])")


def _hyphens_or_spaces(text: str) -> Iterator[tuple[str, str]]:
    """Yield names with two or more hyphens that the text also has with spaces: Aix-la-Chapelle, Aix la Chapelle."""
    small = lowered(text)
    for name in dict.fromkeys(_HYPHENED_NAME.findall(text)):
        apart = name.replace("-", " ")
        if apart.lower() in small and _is_whole(text, apart):
            yield apart, name


_CLOSED_NAME = pattern(r"(?<=[a-z,] )([A-Z][a-z]{7,})(?=[,.;]? [a-z]|[.,;]?\n)")
_TWO_NAMES = pattern(r"(?<=[a-z,] )([A-Z][a-z]{2,}) ([A-Za-z][a-z]{2,})(?=[,.;]? [a-z]|[.,;]?\n|[.,;]\Z)")


def _apart_in_a_name(text: str) -> Iterator[tuple[str, str]]:
    """Yield capitalised words that the text also has as two, within sentences: Councilmembers, Council Members."""
    closed = {match[1].lower(): match[1] for match in _CLOSED_NAME.finditer(text)}
    for match in _TWO_NAMES.finditer(text) if closed else ():
        left, right = match.groups()
        form = closed.get((left + right).lower())
        if (
            form
            and form.lower() not in RULES["both_forms"]
            and RULES["apart_words"].isdisjoint((left.lower(), right.lower()))
        ):
            yield f"{left} {right}", form


_WITH_A_NUMBER = pattern(r"(?<![\w@/.,&#-])([^\W\d_]{2,20})([ -]?)(\d{1,3})(?![\w@/:%-]|[.,]\d)")


def _with_a_number(text: str) -> Iterator[tuple[str, str]]:
    """The names with a number right behind them that also stand with a space or a hyphen between: PHP5, PHP 5."""
    forms: dict[tuple[str, str], dict[str, str]] = {}
    for match in _WITH_A_NUMBER.finditer(text):
        if match[1][0].isupper():
            forms.setdefault((match[1].lower(), match[3]), {}).setdefault(match[2], match.group())
    for found in forms.values():
        if "" in found and len(found) > 1:
            yield from ((found[""], form) for between, form in found.items() if between)


_PARTICLES = frozenset("up in out off down on over back away through by to and or in the by of ever".split())
_FRENCH_PARTICLES = frozenset(
    "il elle on ils elles vous nous je tu ce ci là le la les en moi toi leur lui même mêmes être dire eux ceux".split()
)


def _hyphen_or_space(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield hyphenated words that the text also has with a space in the same role; names in any role.

    A role is: before a noun, or not.
    """
    if "-" not in text:
        return
    small = lowered(text)
    for left, right, after in _hyphened(text):
        apart = f"{left} {right}"
        if apart.lower() not in small:
            continue
        is_name = left[0].isupper() and right[0].isupper()
        if is_name:
            if _is_whole(text, apart):
                yield apart, f"{left}-{right}"
        elif language == "en" and right not in _PARTICLES and left not in _PARTICLES and _MODIFIED.match(f" {after}"):
            if re.search(rf"(?<![\w-]){re.escape(apart)}{_MODIFIED.pattern}", text):
                yield apart, f"{left}-{right}"
        elif language == "fr" and right not in _FRENCH_PARTICLES and len(left) > _SHORT - 1 and _is_whole(text, apart):
            yield apart, f"{left}-{right}"


def _is_whole(text: str, words: str) -> bool:
    """Whether words occur in a text without a hyphen beside them."""
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text) is not None


_MODIFIED = pattern(
    r" (?!(?:and|with|when|that|than|from|which|while|after|before|since|because|until|during|for|the|was|were|are|has"
    r"|have|had|will|would|can|could|may|must|should|but|its|our|their|your|his|her|this|these|who|into|under|over|by|as"
    r"|all|to|only|not|of|is|or|it|we|you|they|he|she|if|so|such|more|most|through|throughout|about|around|between|within"
    r"|without|across|against|along|upon|among|via|per|due|each|every|some|very|just|even|still|also|there|where|what|how"
    r"|at|in|on|a|an|no|my|any|both|per|plus|like|then|too|out|up|off|does|did|do)\b)[a-z]{3,}"
)


@functools.cache
def _kinds(language: str, *, newer: bool) -> tuple[tuple[tuple[tuple[str, ...], re.Pattern[str]], ...], ...]:
    """The kinds of writing of which a release should have one: for each its signs and its pattern."""
    lines = [line for of in ("", language) for line in kinds_of_writing("kinds", of)]
    if newer:
        lines = [line for of in ("", language) for line in kinds_of_writing("pairs", of)]
    return tuple(
        tuple((tuple(sign.replace("_", " ") for sign in signs.split()), re.compile(shape)) for signs, shape in kinds)
        for kinds in lines
    )


def _of_two_kinds(document: Document, text: str, *, newer: bool) -> Iterator[Hit]:
    """Yield hits for things that a release writes in two ways: 8 pm and 9 p.m., Bürger*innen and Bürger:innen.

    With `newer`, for the kinds that are previews.
    """
    since = (PREVIEW, PREVIEW) if newer else _SINCE
    for kinds in _kinds(document.base_language, newer=newer):
        signs, shape = kinds[0]
        if len(kinds) == _TWO and not (any(map(text.__contains__, signs)) and shape.search(text)):
            continue  # the one remaining kind has nothing to differ from
        possible = [shape for signs, shape in kinds if any(map(text.__contains__, signs))]
        counts = {shape: len(shape.findall(text)) for shape in possible} if len(possible) > 1 else {}
        found = sorted(filter(counts.__getitem__, counts), key=counts.__getitem__)
        if len(found) > 1:
            there, also = next(_matches(document, found[-1]))
            for (here, match), of_set in zip(_matches(document, found[0]), since, strict=False):
                other, form = match.strip(), also.strip()
                message = f'"{other}" is not written like "{form}" elsewhere in the release'
                yield Hit(here, message, "write it in one way throughout", (there, f'here "{form}"'), since=of_set)


def _matches(document: Document, kind: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Yield the places of a pattern in the newsroom's own text, each with its words."""
    for passage in _outside_tables(document):
        yield from ((passage.place(*match.span()), match.group()) for match in kind.finditer(passage.text))


def _outside_tables(document: Document) -> Iterator[Passage]:
    """The newsroom's own text without tables, which abbreviate what the text spells out."""
    return (passage for passage in document.narrative if passage.block is None or passage.block.kind != TABLE)


def other_form(
    here: Span, form: str, there: Span, other: str, help: str = "write it in one form", *, since: str = FIRST_SET
) -> Hit:
    """The hit for a word or name that the release writes in another form elsewhere."""
    return Hit(here, f'"{form}" is "{other}" elsewhere in the release', help, (there, f'here "{other}"'), since=since)


def places_of(passages: Sequence[Passage], word: str, role: str = "") -> Iterator[Span]:
    """Yield the places of a word; with `role`, only where that pattern follows."""
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-]){role and rf'(?={role})'}")
    for passage in passages:
        if word in passage.text:
            yield from (passage.place(*match.span()) for match in whole.finditer(passage.text))


def first_place(document: Document, word: str) -> Span | None:
    """The first place of a word in the newsroom's own text; None without one."""
    return next(places_of(document.narrative, word), None)
