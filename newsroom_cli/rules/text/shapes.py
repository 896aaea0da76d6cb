"""The patterns of `language/data/forms*.txt` in a release, each with its replacement."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.forms import Form, form_names, forms
from newsroom_cli.language.passages import Passage, matches
from newsroom_cli.language.prefilter import EDGE, required
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import CUSTOMS
from newsroom_cli.language.wording import mistaken
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, PREVIEW, Hit

Found = tuple[Passage, re.Match[str]]
Pairs = frozenset[tuple[bytes, bytes]]

_CAPITAL = pattern(r"\^(.)")  # in a replacement: the letter after it becomes a capital
_OFTEN = 3  # hits of one form in a release, at most

# --- pairs of words -------------------------------------------------------------------------------------------

_WATCHED: set[tuple[bytes, bytes]] = set()


def watch(pairs: Pairs) -> Pairs:
    """Declare pairs of words that a rule looks for, and return them."""
    _WATCHED.update(pairs)
    return pairs


@per_document
def pairs_in(document: Document) -> Pairs:
    """The pairs of adjacent words in a release that its language's phrases contain, or that a rule looks for."""
    return document.word_index.pairs(_every_pair(document.base_language))


@functools.cache
def _every_pair(language: str) -> Pairs:
    """All pairs that are looked for in a language: those of its modifiers, of English phrases, and of the rules."""
    phrases = [mistaken.pairs_of(file) for file in ("usage", "names", "mistaken_preview")] if language == "en" else []
    lists = (CUSTOMS.of_language(name, language) for name in ("modifiers", "more_modifiers"))
    modifiers = (words.encode().split(b" ") for words in frozenset().union(*lists))
    return frozenset((first, second) for first, second, *_ in modifiers).union(_WATCHED, *phrases)


# --- patterns -------------------------------------------------------------------------------------------------


class _Shape:
    """A pattern that is compiled on first use, with its replacement."""

    def __init__(self, form: Form) -> None:
        self.source, self.right, self._where, self._unless = form

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def suits(self, document: Document) -> bool:
        """Whether a release contains the form's `where`, and does not contain its `unless`."""
        text = document.word_index.text
        wanted = not self._where or re.search(self._where, text)
        unwanted = self._unless and re.search(self._unless, text)
        return bool(wanted) and not unwanted


def shapes_of(name: str, document: Document) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield the patterns of a kind of mistake that may occur in a release, each with its replacement."""
    return ((shape.pattern, shape.right) for shape in _possible(name, document))


def _possible(name: str, document: Document) -> Iterator[_Shape]:
    shapes = *_all_shapes(name, document.base_language), *_all_shapes(name, "")
    occurring = _with_required_texts(document)
    return (shape for shape in shapes if shape in occurring and shape.suits(document))


@functools.cache
def _all_shapes(name: str, language: str) -> tuple[_Shape, ...]:
    return tuple(map(_Shape, forms(name, language)))


@per_document
def _with_required_texts(document: Document) -> set[_Shape]:
    """The patterns of all kinds that a release may match, because it contains one of their required texts."""
    text = "\n".join([passage.text for passage in document.passages]).lower().replace("’", "'")
    required_texts, words = _required_texts(document.base_language), _WORD.findall(text)
    keys = required_texts.keys() & {"", *words, *_pairs(words), *map(_first_letters, words)}
    return {shape for key in keys for part, shape in required_texts[key] if part in text}


@functools.cache
def _required_texts(language: str) -> dict[str, list[tuple[str, _Shape]]]:
    """The required texts of all patterns of a language, each with its pattern, by key (see `_key_of`).

    The text is empty if the key alone is enough.
    """
    found: dict[str, list[tuple[str, _Shape]]] = {}
    for of in {language, ""}:
        for shape in itertools.chain(*(_all_shapes(name, of) for name in form_names(of) - {"kinds", "pairs"})):
            for text in required(shape.source) or ("",):
                key = _key_of(text)
                part = "" if text.strip(" " + EDGE) == key else text.replace(EDGE, "")  # the words are enough
                found.setdefault(key, []).append((part, shape))
    return found


_WORD = pattern(r"\w+")
_WHOLE_WORD = pattern(r"(?<=\W)\w+(?=\W)")
_BEGIN = pattern(r"(?<=\W)\w{4,}")


def _key_of(text: str) -> str:
    """The key of a required text: its longest pair of words, its only word, or the first letters of one; else empty."""
    words = _WHOLE_WORD.findall(text)
    if len(words) > 1:
        return max(_pairs(words), key=len)
    longest = max(words + _BEGIN.findall(text), key=len, default="")
    return longest if longest in words or not longest else _first_letters(longest)


def _pairs(words: Sequence[str]) -> Iterator[str]:
    return map(" ".join, itertools.pairwise(words))


def _first_letters(word: str) -> str:
    return word[:4] + "…"


def scan(document: Document, name: str, passages: Sequence[Passage]) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """Yield the matches of the patterns of a kind of mistake in some passages, each with its replacement template."""
    for shape in _possible(name, document):
        yield from ((passage, match, shape.right) for passage, match in matches(passages, shape.pattern))


def scan_by_set(
    document: Document, name: str, passages: Sequence[Passage]
) -> Iterator[tuple[str, tuple[Passage, re.Match[str], str]]]:
    """Yield the matches of a kind of mistake, each with its set of rules: the section "newer ..." is in previews."""
    for since in _sets(document):
        yield from ((since, hit) for hit in scan(document, _of_set(name, since), passages))


def _sets(document: Document) -> tuple[str, ...]:
    return (FIRST_SET, PREVIEW) if document.config.check.preview else (FIRST_SET,)


def _of_set(name: str, since: str) -> str:
    """The section that has the forms of a kind for a set of rules."""
    return name if since == FIRST_SET else f"newer {name}"


def in_own_language(document: Document, found: Iterable[Found]) -> Iterator[Found]:
    """The hits whose passage is in the release's language, unlike a quotation or title that may be in another."""
    return (hit for hit in found if _is_in_own_language(document, hit[0]))


def _is_in_own_language(document: Document, passage: Passage) -> bool:
    """Whether a passage is in the language of its release."""
    return not lexicons.is_foreign(passage.text, document.language)


def mistakes_of_kind(
    document: Document, name: str, passages: Sequence[Passage]
) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """Yield the mistakes of a kind in some passages, each with its correction; only the first few of one form."""
    counts: dict[str, int] = {}
    for passage, match, right in scan(document, name, passages):
        following = passage.text[match.end() : match.end() + 1]
        if following and unicodedata.category(following) == "Mn":  # a combining accent: the match is part of a letter
            continue
        better = _CAPITAL.sub(lambda letter: letter[1].upper(), match.expand(right))
        key = match.group().strip().lower()
        counts[key] = counts.get(key, 0) + 1
        if better != match.group() and counts[key] <= _OFTEN and _is_in_own_language(document, passage):
            yield passage, match, better


def hits(document: Document, name: str, passages: Sequence[Passage], message: str) -> Iterator[Hit]:
    """Yield a hit for each mistake of a kind; in the message, `{}` is the text found and `{right}` the correction."""
    for since in _sets(document):
        for passage, match, right in mistakes_of_kind(document, _of_set(name, since), passages):
            words, better = match.group().strip(), right.strip()
            fix = None if "…" in right else rewriting.fix(document, passage, *match.span(), right, safe=False)
            text = message.replace("{}", words).replace("{right}", better)
            yield Hit(passage.place(*match.span()), text, f'write "{better}"', fix=fix, since=since)


def once_each(found: list[Found]) -> list[Found]:
    """The matches, without those that begin or end where an earlier one does."""
    ends = {(passage.place(*match.span()).end, 1): (passage, match) for passage, match in reversed(found)}
    begins = {(passage.place(*match.span()).start, 0): (passage, match) for passage, match in reversed(found)}
    return [hit for hit in found if hit in ends.values() and hit in begins.values()]
