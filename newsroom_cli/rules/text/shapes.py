"""The patterns of `language/data/forms*.txt` in a release: what a language does not write, and what it does."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import CUSTOMS, form_names, forms
from newsroom_cli.language.wording import mistaken
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, PREVIEW, Hit, in_force

Found = tuple[Passage, re.Match[str]]
Pairs = frozenset[tuple[bytes, bytes]]

_CAPITAL = pattern(r"\^(.)")  # in what is right: this letter is a capital
_OFTEN = 3  # hits of one form in a release

# --- pairs of words -------------------------------------------------------------------------------------------

_WATCHED: set[tuple[bytes, bytes]] = set()


def watch(pairs: Pairs) -> Pairs:
    """Declare pairs of words that a rule looks for, and return them."""
    _WATCHED.update(pairs)
    return pairs


@per_document
def pairs_in(document: Document) -> Pairs:
    """The pairs of words in a release that forms and phrases of its language have."""
    return document.word_index.pairs(_every_pair(document.base_language))


@functools.cache
def _every_pair(language: str) -> Pairs:
    """The pairs of all conditions of a language, and of the phrases that are English."""
    phrases = [mistaken.pairs_of(file) for file in ("usage", "names", "mistaken_preview")] if language == "en" else []
    lists = (CUSTOMS.of_language(name, language) for name in ("modifiers", "more_modifiers"))
    modifiers = (words.encode().split(b" ") for words in frozenset().union(*lists))
    others = frozenset((first, second) for first, second, *_ in modifiers).union(_WATCHED, *phrases)
    shapes = (
        shape
        for name in form_names(language)
        if name not in ("kinds", "pairs")
        for shape in _all_shapes(name, language)
    )
    return others.union(pair for shape in shapes for condition in shape.conditions for pair in condition.pairs)


# --- patterns -------------------------------------------------------------------------------------------------


class _Condition(NamedTuple):
    """What must occur in a release: one of these words, pairs of words or parts of the text; or none of these words."""

    words: frozenset[str]
    pairs: Pairs
    parts: tuple[str, ...]
    absent: frozenset[str]

    def is_met(self, document: Document) -> bool:
        """Whether it is so."""
        index = document.word_index
        if self.absent:
            return self.absent.isdisjoint(index.words)
        return (
            not self.words.isdisjoint(index.words)
            or (bool(self.pairs) and not self.pairs.isdisjoint(pairs_in(document)))
            or any(map(document.release.text.__contains__, self.parts))
        )


class _Shape(NamedTuple):
    """A pattern with what is right, its conditions, and stretches of which one is in every text that it matches."""

    pattern: re.Pattern[str]
    right: str
    conditions: tuple[_Condition, ...]
    stretches: tuple[str, ...]

    def may_occur(self, document: Document) -> bool:
        """Whether the pattern may match in a release."""
        if not all(condition.is_met(document) for condition in self.conditions):
            return False
        return not self.stretches or any(map(_small_text(document).__contains__, self.stretches))


def shapes_of(name: str, document: Document) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns of a kind of mistake that may occur in a release, each with what is right."""
    return ((shape.pattern, shape.right) for shape in _possible(name, document))


def _possible(name: str, document: Document) -> Iterator[_Shape]:
    shapes = *_all_shapes(name, document.base_language), *_all_shapes(name, "")
    return (shape for shape in shapes if shape.may_occur(document))


def scan(document: Document, name: str, passages: Sequence[Passage]) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """The matches of the patterns of a kind of mistake in some passages, each with the template of what is right."""
    shapes = list(_possible(name, document))
    small = [_small(passage.text) for passage in passages] if shapes else ()
    for shape in shapes:
        for passage, text in zip(passages, small, strict=True):
            if not shape.stretches or any(map(text.__contains__, shape.stretches)):
                for match in shape.pattern.finditer(passage.text):
                    if CODE not in passage.text[max(match.start() - 1, 0) : match.end() + 1]:
                        yield passage, match, shape.right


def scan_by_set(
    document: Document, name: str, passages: Sequence[Passage]
) -> Iterator[tuple[str, tuple[Passage, re.Match[str], str]]]:
    """The matches of a kind of mistake, each with its set of rules: those of the section "newer ..." are previews."""
    for since in _sets(document):
        yield from ((since, hit) for hit in scan(document, _of_set(name, since), passages))


def _sets(document: Document) -> tuple[str, ...]:
    return (FIRST_SET, PREVIEW) if in_force(PREVIEW, document.config.check) else (FIRST_SET,)


def _of_set(name: str, since: str) -> str:
    """The name of the section that has the forms of a set of rules."""
    return name if since == FIRST_SET else f"newer {name}"


@functools.cache
def _all_shapes(name: str, language: str) -> tuple[_Shape, ...]:
    months = "|".join(sorted(CUSTOMS.of_language("calendar", language) or CUSTOMS.of_language("months", language)))
    found = []
    for ((shape, right),) in forms(name, language):
        right, _, stretches = right.partition(" ~ ")
        right, _, needed = right.partition(" if ")
        compiled = re.compile(shape.replace("MONTH", f"(?:{months})"))
        conditions = tuple(map(_condition, filter(None, needed.split(" & "))))
        found.append(_Shape(compiled, right, conditions, tuple(filter(None, stretches.split("|")))))
    return tuple(found)


def _condition(alternatives: str) -> _Condition:
    """A condition as `forms.txt` has it: words, pairs with _, after ~ parts of the text, or after ! no words."""
    written = alternatives.split()
    absent = frozenset(part[1:] for part in written if part[0] == "!")
    written = [part for part in written if part[0] != "!"]
    parts = tuple(part[1:].replace("_", " ") for part in written if part[0] == "~")
    pairs = (part.encode().split(b"_") for part in written if part[0] != "~" and "_" in part)
    words = frozenset(part for part in written if part[0] != "~" and "_" not in part)
    return _Condition(words, frozenset((first, second) for first, second in pairs), parts, absent)


@per_document
def _small_text(document: Document) -> str:
    """What readers see, in small letters and with straight apostrophes."""
    return "\n".join(_small(passage.text) for passage in (*document.captions, *document.typed))


@cached_per_paragraph
def _small(text: str) -> str:
    return text.lower().replace("’", "'")


def in_own_language(document: Document, found: Iterable[Found]) -> Iterator[Found]:
    """What was found in passages that are not, as a quotation or a title may be, in another language."""
    return (hit for hit in found if _is_in_own_language(document, hit[0]))


def _is_in_own_language(document: Document, passage: Passage) -> bool:
    """Whether a passage is in the language of its release."""
    return not lexicons.is_foreign(passage.text, document.language)


def found(document: Document, name: str, passages: Sequence[Passage]) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """The mistakes of a kind in some passages, each with what is right; of one form only the first few."""
    told: dict[str, int] = {}
    for passage, match, right in scan(document, name, passages):
        following = passage.text[match.end() : match.end() + 1]
        if following and unicodedata.category(following) == "Mn":  # an accent that is a sign of its own
            continue
        better = _CAPITAL.sub(lambda letter: letter[1].upper(), match.expand(right))
        key = match.group().strip().lower()
        told[key] = told.get(key, 0) + 1
        if better != match.group() and told[key] <= _OFTEN and _is_in_own_language(document, passage):
            yield passage, match, better


def hits(document: Document, name: str, passages: Sequence[Passage], message: str) -> Iterator[Hit]:
    """A hit for each mistake of a kind; in the message, `{}` is what stands there and `{right}` what is right."""
    for since in _sets(document):
        for passage, match, right in found(document, _of_set(name, since), passages):
            words, better = match.group().strip(), right.strip()
            fix = None if "…" in right else rewriting.fix(document, passage, *match.span(), right, safe=False)
            text = message.replace("{}", words).replace("{right}", better)
            yield Hit(passage.place(*match.span()), text, f'write "{better}"', fix=fix, since=since)
