"""The patterns of `language/data/forms*.txt` in a release: what a language does not write, and what it does."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.passages import CODE, Passage, matches
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import CUSTOMS, forms
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import Hit

Found = tuple[Passage, re.Match[str]]

_CAPITAL = pattern(r"\^(.)")  # in what is right: this letter is a capital
_OFTEN = 3  # hits of one form in a release
_SENTENCE = 7  # spaces in a quotation that is a sentence


def shapes(name: str, document: Document) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns of a kind of mistake that may occur in a release, each with what is right."""
    for shape, right, words in _all_shapes(name, document.base_language):
        if not words or not words.isdisjoint(document.word_index.words):
            yield shape, right


@functools.cache
def _all_shapes(name: str, language: str) -> tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]:
    months = "|".join(sorted(CUSTOMS.of_language("calendar", language) or CUSTOMS.of_language("months", language)))
    lines = ((shape, *right.partition(" if ")[::2]) for ((shape, right),) in forms(name, language))
    return tuple(
        (re.compile(shape.replace("MONTH", f"(?:{months})")), right, frozenset(words.split()))
        for shape, right, words in lines
    )


@per_document
def typed(document: Document) -> tuple[Passage, ...]:
    """The paragraphs, with quotations that are sentences: a slip in them is the typist's. Short ones may be titles."""
    passages = []
    for own in document.narrative:
        whole = document.without_code(own.block) if own.block and CODE in own.text else own.text
        for start, end in quotation_marks.pair(whole).spoken(len(whole)) if whole != own.text else ():
            if whole.count(" ", start, end) >= _SENTENCE:
                own = own._replace(text=own.text[:start] + whole[start:end] + own.text[end:])
        passages.append(own)
    return tuple(passages)


def in_own_language(document: Document, found: Iterable[Found]) -> Iterator[Found]:
    """What was found in passages that are not, as a quotation or a title may be, in another language."""
    for passage, match in found:
        lexicon = lexicons.lexicon(document.language)
        if not (lexicon and lexicon.is_foreign(passage.text)):
            yield passage, match


def found(document: Document, name: str, passages: Iterable[Passage]) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """The mistakes of a kind in some passages, each with what is right; of one form only the first few."""
    told: dict[str, int] = {}
    passages = tuple(passages)
    for shape, right in shapes(name, document):
        for passage, match in in_own_language(document, matches(passages, shape)):
            following = passage.text[match.end() : match.end() + 1]
            if following and unicodedata.category(following) == "Mn":  # an accent that is a sign of its own
                continue
            better = _CAPITAL.sub(lambda letter: letter[1].upper(), match.expand(right))
            key = match.group().strip().lower()
            told[key] = told.get(key, 0) + 1
            if better != match.group() and told[key] <= _OFTEN:
                yield passage, match, better


def hits(document: Document, name: str, passages: Iterable[Passage], message: str) -> Iterator[Hit]:
    """A hit for each mistake of a kind; in the message, `{}` is what stands there and `{right}` what is right."""
    for passage, match, right in found(document, name, passages):
        words, better = match.group().strip(), right.strip()
        fix = rewriting.fix(document, passage, *match.span(), right, safe=False)
        text = message.replace("{}", words).replace("{right}", better)
        yield Hit(passage.place(*match.span()), text, f'write "{better}"', fix=fix)
