"""English verbs in a form that cannot stand where they do: will rised, did not responded, we wants, our members has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.spelling.lexicon import Lexicon
from newsroom_cli.model.patterns import pattern

Found = tuple[Passage, re.Match[str]]

_BETWEEN = r"(?: (?:not|also|soon|now|then|only|still|even|never|always|all|both|[a-z]{3,}ly)){,2}"
_AFTER_HELPER = pattern(
    rf"\b(?:will|would|could|should|must|might|cannot|can|won[’']t|(?:did|does|do)(?: not|n[’']t)){_BETWEEN}"
    r" ([a-z]{3,}(?:s|ed))\b(?![-’'])"
)
_AFTER_PRONOUN = pattern(rf"\b(?:[Ww]e|[Tt]hey){_BETWEEN} ([a-z]{{3,}}s|is)\b(?![-’'])")
_AFTER_THIS = pattern(r"(?:\A|(?<=[.!?] ))(?:This (?:are|were|have)|(?:These|Those) (?:is|was|has))\b")
_AFTER_PLURAL = pattern(
    r"(?:\A|(?<=[.!?] ))(?:The|Our|These|Those|Its|Their|All|Most|Many|Some|Several|Few|Both)"
    r"(?: (?!(?:of|in|for|to|on|with|at|by|from|and)\b)[a-z]+){,2} ([a-z]{3,}s) (?:has|is|was|does)\b(?![-’'])"
)
_BE_VERB = pattern(
    r"\b(?:will|would|can|could|must|should|to) be (?:provide|announce|include|require|receive|introduce|determine"
    r"|consider|publish|organi[sz]e|distribute|replace|celebrate|implement|perform|conduct|deliver|appoint)\b(?!-)"
)
_ASKED = pattern(r"(?i)\b(?:how|what|where|when|why|who|which|nor|neither|only|so|the|a|his|her|their|free|of)\Z")
_ONE = frozenset("news series species means headquarters mathematics physics politics economics athletics".split())
_NO_VERBS = frozenset("always sometimes besides towards afterwards need feed speed proceed succeed exceed".split())
_IRREGULAR = frozenset(
    "become begin bring build choose come feel find get give go grow hear hold keep know lead lose make mean meet pay"
    " rise say see sell send speak spend stand take teach tell think understand win write".split()
)
_HELPERS = ("has", "is", "was", "does")
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""))
_MOST_BEFORE = 12  # characters


def wrong_verbs(document: Document) -> Iterator[Found]:
    """Yield the places of wrong forms, each once."""
    english = lexicons.lexicon("en")
    if english is None or not document.is_english:
        return
    for passage in document.typed_passages:
        text = passage.text
        for match in _AFTER_HELPER.finditer(text):
            if _is_form_of_verb(match[1], english) and not _is_question(text, match):
                yield passage, match
        for match in _AFTER_PRONOUN.finditer(text):
            if match[1] in _HELPERS or _is_form_of_verb(match[1], english):
                yield passage, match
        for match in _AFTER_PLURAL.finditer(text):
            if _is_plural(match[1], english):
                yield passage, match
        for shape in (_AFTER_THIS, _BE_VERB):
            yield from ((passage, match) for match in shape.finditer(text))


def _is_plural(noun: str, english: Lexicon) -> bool:
    """Whether a noun in -s is a plural."""
    return noun not in _ONE and not noun.endswith(("ics", "ss", "us", "is")) and noun[:-1] in english.common


def _is_form_of_verb(word: str, english: Lexicon) -> bool:
    """Whether a word in -s or -ed is a form of a verb: there is one that also has forms in -ed and -ing."""
    common = english.common
    stems = {word.removesuffix(ending) + more for ending, more in _ENDINGS if word.endswith(ending)}
    return word not in _NO_VERBS and any(
        stem in common
        and not common.keys().isdisjoint({f"{stem}ing", f"{stem.removesuffix('e')}ing"})
        and (
            word.endswith("ed")
            or stem in _IRREGULAR
            or not common.keys().isdisjoint({f"{stem}ed", f"{stem}d", f"{stem[:-1]}ied"})
        )
        for stem in stems
    )


def _is_question(text: str, match: re.Match[str]) -> bool:
    """Whether a subject may follow the helper: in a question, after "nor"; or the helper is a noun: the will."""
    start, end = sentences.around(text, match.start())
    before = text[max(match.start() - _MOST_BEFORE, 0) : match.start()].rstrip()
    return "?" in text[start:end] or match.start() - start <= 1 or _ASKED.search(before) is not None
