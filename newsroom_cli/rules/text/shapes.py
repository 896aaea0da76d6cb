"""The patterns of `language/data/forms*.txt` in a release: what a language does not write, and what it does."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.forms import Form, form_names, forms
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.prefilter import EDGE, rarity, required
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_lists import CUSTOMS
from newsroom_cli.language.wording import mistaken
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, PREVIEW, Hit, in_force

Found = tuple[Passage, re.Match[str]]
Pairs = frozenset[tuple[bytes, bytes]]
Words = str | tuple[str, ...]

_CAPITAL = pattern(r"\^(.)")  # in what is right: this letter is a capital
_OFTEN = 3  # hits of one form in a release
_MANY = 25  # texts that are searched for one condition
_FEW = 5  # texts with a word that are searched when a release has the word; of more, the word is enough
_BEGUN = 4  # letters by which a word is looked for whose end is not known
_BEST = 2  # conditions of a pattern, the rarest
_LONG = 5  # letters of a word that is not in every release

# --- pairs of words -------------------------------------------------------------------------------------------

_WATCHED: set[tuple[bytes, bytes]] = set()


def watch(pairs: Pairs) -> Pairs:
    """Declare pairs of words that a rule looks for, and return them."""
    _WATCHED.update(pairs)
    return pairs


@per_document
def pairs_in(document: Document) -> Pairs:
    """The pairs of words in a release that phrases of its language have, or that a rule looks for."""
    return document.word_index.pairs(_every_pair(document.base_language))


@functools.cache
def _every_pair(language: str) -> Pairs:
    """The pairs of all modifiers of a language, of the phrases that are English, and of the rules."""
    phrases = [mistaken.pairs_of(file) for file in ("usage", "names", "mistaken_preview")] if language == "en" else []
    lists = (CUSTOMS.of_language(name, language) for name in ("modifiers", "more_modifiers"))
    modifiers = (words.encode().split(b" ") for words in frozenset().union(*lists))
    return frozenset((first, second) for first, second, *_ in modifiers).union(_WATCHED, *phrases)


# --- patterns -------------------------------------------------------------------------------------------------


class _Condition:
    """One of some texts that occurs in every text that a pattern matches; most are looked for by words in them."""

    def __init__(self, texts: frozenset[str]) -> None:
        self.by_word: dict[Words, list[str]] = {}
        self.others = []
        for text in texts:
            word, part = _word_of(text), text.replace(EDGE, "")
            if word:
                self.by_word.setdefault(word, []).append(part)
            else:
                self.others.append(part)
        common = (parts for word, parts in self.by_word.items() if isinstance(word, str) and len(word) < _LONG)
        self.is_quick = sum(map(len, [self.others, *common])) <= _MANY

    def is_met(self, text: str, words: Iterable[Words]) -> bool:
        """Whether a text in small letters that has some of the words has one of the texts."""
        for word in words:
            parts = self.by_word[word]
            if len(parts) > _FEW or any(map(text.__contains__, parts)):
                return True
        return any(map(text.__contains__, self.others))


class _Shape:
    """A pattern that is compiled when it may match, with what is right."""

    def __init__(self, form: Form) -> None:
        self._source, self.right, self._where, self._unless = form
        found = map(_Condition, sorted(required(form.pattern), key=rarity, reverse=True))
        self.conditions = tuple(itertools.islice((condition for condition in found if condition.is_quick), _BEST))
        self._by_words = {condition for condition in self.conditions if not condition.others}

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def may_occur(self, document: Document) -> bool:
        """Whether the pattern may match in a release."""
        text, words = _small_text(document), _words_of_conditions(document)
        return (
            self._by_words <= words.keys()
            and all(condition.is_met(text, words.get(condition, ())) for condition in self.conditions)
            and (not self._where or re.search(self._where, document.word_index.text) is not None)
            and not (self._unless and re.search(self._unless, document.word_index.text))
        )


def shapes_of(name: str, document: Document) -> Iterator[tuple[re.Pattern[str], str]]:
    """The patterns of a kind of mistake that may occur in a release, each with what is right."""
    return ((shape.pattern, shape.right) for shape in _possible(name, document))


def _possible(name: str, document: Document) -> Iterator[_Shape]:
    shapes = *_all_shapes(name, document.base_language), *_all_shapes(name, "")
    return (shape for shape in shapes if shape.may_occur(document))


def scan(document: Document, name: str, passages: Sequence[Passage]) -> Iterator[tuple[Passage, re.Match[str], str]]:
    """The matches of the patterns of a kind of mistake in some passages, each with the template of what is right."""
    for shape in _possible(name, document):
        for passage in passages:
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
    return tuple(map(_Shape, forms(name, language)))


_A_WORD = re.compile(r"[a-z]+")  # its letters have no accents: a word with one is several
_WHOLE_WORD = re.compile(r"(?<=[^a-z])[a-z]+(?=[^a-z])")
_BEGIN = re.compile(r"(?<=[^a-z])[a-z]{4,}")


def _word_of(text: str) -> Words | None:
    """The longest pair of words in a required text, or its longest word, or the first letters of one."""
    if len(words := _WHOLE_WORD.findall(text)) > 1:
        return max(itertools.pairwise(words), key=lambda pair: sum(map(len, pair)))
    longest = max(_BEGIN.findall(text) or words, key=len, default=None)
    return longest if longest is None or longest in words else (longest[:_BEGUN],)


@per_document
def _small_text(document: Document) -> str:
    """What readers see, in small letters and with straight apostrophes."""
    return "\n".join([passage.text for passage in document.passages]).lower().replace("’", "'")


@per_document
def _words_of_conditions(document: Document) -> dict[_Condition, list[Words]]:
    """The words and pairs of words of conditions that a release has."""
    words, conditions = _A_WORD.findall(_small_text(document)), _conditions_by_word(document.base_language)
    once = set(words)
    begun = zip({word[:_BEGUN] for word in once if len(word) >= _BEGUN}, strict=True)
    found: dict[_Condition, list[Words]] = {}
    for word in conditions.keys() & itertools.chain(once, begun, itertools.pairwise(words)):
        for condition in conditions[word]:
            found.setdefault(condition, []).append(word)
    return found


@functools.cache
def _conditions_by_word(language: str) -> dict[Words, list[_Condition]]:
    """The conditions of all forms of a language, by the words and pairs of words that one looks for."""
    found: dict[Words, list[_Condition]] = {}
    for of in {language, ""}:
        for name in form_names(of) - {"kinds", "pairs"}:
            for condition in itertools.chain(*(shape.conditions for shape in _all_shapes(name, of))):
                for word in condition.by_word:
                    found.setdefault(word, []).append(condition)
    return found


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
