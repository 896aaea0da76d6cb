"""TX: words that are repeated, misspelt, confused with others, or rejected by the newsroom."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.word_index import WordIndex, lowered, places, with_capitals_of
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording import mistaken
from newsroom_cli.language.wording.mistaken import misspelt, right_words
from newsroom_cli.model.config import Vocabulary
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, INFO, OFF, PREVIEW, WARNING, Hit, in_force, rule
from newsroom_cli.rules.text.shapes import pairs_in

# --- TX005 ----------------------------------------------------------------------------------------------------

_WITH_A_PARTICLE = pattern(
    r"\b(?:himself|herself|themselves|turn|log|check|sign|mov|com|came|go|went|brought|bring|liv|tak|took|stay|carr"
    r"|hold|held|gather|phon|call)\w{0,4}\s\Z"
)
# In previews, words that a sentence repeats only after certain words: in dem dem Rat ...; más que que abra ...
_TWICE_BEHIND = {
    "de": pattern(r"(?:[,;(–—-]\s?(?:\w+\s){0,2}|\b(?:und|oder|sowie|aber)\s)\Z"),
    "fr": pattern(r"\b(?:plus|moins|plutôt|mieux|autre|autant|aussi)\b"),
    "es": pattern(r"\b(?:más|menos|mejor|peor|antes|igual|mismo|tanto|prefer\w+)\b"),
}
# der der Abschlagszahlung zugrunde liegenden Prognose: the second article belongs to what is within the phrase.
_WITHIN_A_PHRASE = pattern(
    r"(?: [^\s.;:!?]+){1,12}? (?:\w*(?:liegend|stehend|gehend|gehörend|folgend|wohnend|entsprechend)|zugehörig|eigen)"
    r"e[nmrs]? [A-ZÄÖÜ]"
)
_BEFORE_PAIR = 60  # characters
_LONG = 3  # letters; shorter words may be parts of names
# Languages that double a word for its plural or to stress it: sama sama, yavaş yavaş, piti piti.
_DOUBLING = frozenset("az fil ht id jv kk ky mi ms rw sm sn su sw tk tl tr uz vi xh zu".split())
_REPEATED = pattern(r"(?<![\w’'.&/@-])([^\W\d_]+(?:['’][a-z]+)?)([ \t]+)\1(?![\w’'&/@\u0300-\u036f-]|\.\w)")


@rule("TX005", "repeated-word", severity=WARNING)
def repeated_word(document: Document) -> Iterator[Hit]:
    """Report a word that is repeated at once."""
    language = document.base_language
    pairs = [f"{word} {word}" for word in document.word_index.twice]
    passages = [passage for passage in document.passages if _has_pair(passage.text, pairs)] if pairs else []
    own_words = {own.block.span: own.text for own in document.narrative if own.block} if passages else {}
    for passage in passages:
        for match in _REPEATED.finditer(passage.text):
            word, (start, end) = match[1], match.span()
            if len(word) > _MANY_LETTERS and _is_in_a_title(document, passage, start):
                continue
            quoted = passage.block is not None and own_words.get(passage.block.span, "")[start:end] != match.group()
            if _is_on_purpose(passage.text, start, word, language=language) or (
                quoted and word not in RULES["function"]
            ):
                continue
            safe = word in RULES["function"] - RULES["twice_by_chance"]
            fix = rewriting.fix(document, passage, start, end, word, safe=safe)
            message, help = f'"{word}" is written twice', "delete one, or write what was meant"
            usual = language == "en" or word in RULES.of_language("never_twice", language)
            newer = word in RULES.of_language("seldom_twice", language)
            since = PREVIEW if newer else FIRST_SET if usual else "2026.2"
            yield Hit(passage.place(start, end), message, help, fix=fix, since=since)


_MANY_LETTERS = 4  # of a word that a title may repeat on purpose, more than
_TITLE_BEFORE, _TITLE_AFTER = (
    pattern(r"(?<!\w)[*_]{1,3}[A-ZÀ-Þ][^*_\n]{0,60}\Z"),
    pattern(r"[^*_\n.!?]{0,90}[*_](?!\w)"),
)


def _is_in_a_title(document: Document, passage: Passage, at: int) -> bool:
    """Whether an offset is in a short phrase in italics or bold with a capital and no full stop, as titles have."""
    source, start = document.release.text, passage.place(at, at + 1).start
    before, after = _TITLE_BEFORE.search(source, max(start - 70, 0), start), _TITLE_AFTER.match(source, start)
    return before is not None and after is not None


def _has_pair(text: str, pairs: list[str]) -> bool:
    """Whether a text may have one of the pairs, which are in lower case."""
    low = lowered(text)
    return len(pairs) > _MANY or any(next(places(low, pair), None) is not None for pair in pairs)


_MANY = 20  # pairs; with more, searching the whole text is faster than testing them


def _is_on_purpose(text: str, at: int, word: str, *, language: str) -> bool:
    """Whether a repetition is intended: a name, a sound, a list of capitals, or one such as "had had"."""
    if not word.islower() or language in _DOUBLING:
        return True
    if word in ("in", "on") and _WITH_A_PARTICLE.search(text, max(at - 16, 0), at):
        return True
    if word in RULES.of_language("seldom_twice", language):
        after = at + 2 * len(word) + 1
        is_within = language == "de" and _WITHIN_A_PHRASE.match(text, after) is not None
        return is_within or _TWICE_BEHIND[language].search(text, max(at - _BEFORE_PAIR, 0), at) is not None
    if language != "en":
        is_name = len(word) < _LONG and word not in RULES.of_language("never_twice", language)
        return is_name or word in RULES["twice_elsewhere"]
    return word in RULES["twice_on_purpose"] or (len(word) < 3 and word not in RULES["function"])


# --- TX006 ----------------------------------------------------------------------------------------------------

_PHRASE = pattern(r"\b([a-z]{4,20}) ([a-z]{2,10}) ([a-z]{3,6}) ([a-z]{4,20})\b")


@rule("TX006", "noun-twice-in-a-phrase", severity=INFO, styles=OFF, language="en")
def noun_twice_in_a_phrase(document: Document) -> Iterator[Hit]:
    """Report a noun that is repeated in one phrase: cities across the city."""
    for passage in document.passages:
        at = 0
        while match := _PHRASE.search(passage.text, at):
            first, preposition, determiner, second = match.groups()
            if (
                preposition in RULES["prepositions"]
                and determiner in RULES["determiners"]
                and first not in RULES["idioms"]
                and _singular(first) == _singular(second)
            ):
                message = f'"{match.group()}" names the same thing twice'
                help = "was another word meant? in a quotation, ask the speaker"
                yield Hit(passage.place(*match.span()), message, help)
            at = match.start() + len(first) + 1


def _singular(word: str) -> str:
    """The singular of an English noun, by its ending."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


# --- TX011 ----------------------------------------------------------------------------------------------------


@rule("TX011", "misspelt-word", severity=WARNING, language="en")
def misspelt_word(document: Document) -> Iterator[Hit]:
    """Report common misspellings."""
    for wrong in (document.word_index.words & misspelt()) - _accepted(document.config.vocabulary):
        for passage in document.own_passages:
            text = lowered(passage.text)
            for at in places(text, wrong):
                end = at + len(wrong)
                word, right = passage.text[at:end], right_words("misspellings")[wrong]
                if not _may_be_a_name(passage, at, right) and not _in_a_token(text, at, end):
                    right = with_capitals_of(word, right)
                    fix = rewriting.fix(document, passage, at, end, right)
                    yield Hit(passage.place(at, end), f'"{word}" is a misspelling', f"write {right}", fix=fix)


@functools.lru_cache(maxsize=8)
def _accepted(vocabulary: Vocabulary) -> frozenset[str]:
    """The words of the phrases that a newsroom accepts, in lower case."""
    return frozenset(word.lower() for name in vocabulary.accepted for word in name.split())


def _may_be_a_name(passage: Passage, at: int, right: str) -> bool:
    """Whether a word may be a name: it is capitalised inside a sentence of running text."""
    if (
        not passage.text[at].isupper()
        or passage.text[at + 1].isupper()
        or right in RULES["days"]
        or passage.block is None
    ):
        return False
    return sentences.around(passage.text, at)[0] != at


def _in_a_token(text: str, at: int, end: int) -> bool:
    """Whether a word is part of a file name, an address, a handle or a compound: adress.pdf, @recieve."""
    before, sign, second = text[at - 1 : at], text[end : end + 1], text[end + 1 : end + 2]
    return before in ("@", "#", "/", ".", "&") or sign in ("@", "/", "&") or (sign == "." and second.isalnum())


# --- TX015 ----------------------------------------------------------------------------------------------------


@rule("TX015", "mistaken-word", severity=WARNING, language="en")
def mistaken_word(document: Document) -> Iterator[Hit]:
    """Report words that are confused with others of similar sound."""
    index = document.word_index
    yield from _mistaken(document, mistaken.frames(index.words), FIRST_SET)
    if in_force("2026.2", document.config.check):
        phrases = mistaken.phrases(index.words, pairs_in(document), "mistaken_preview")
        yield from _mistaken(document, phrases, "2026.2")


def _mistaken(document: Document, frames: Iterable[tuple[str, str]], since: str) -> Iterator[Hit]:
    """Yield hits for wrong phrases; those of later sets also in quotations, where the slip is the typist's."""
    index = document.word_index
    for frame, right in frames:
        if not index.has_phrase(frame):
            continue
        typed = (*document.narrative_captions, *document.typed_passages) if since > FIRST_SET else document.own_passages
        for passage in typed:
            for at in places(lowered(passage.text), frame):
                end = at + len(frame)
                words = passage.text[at:end]
                if passage.block is not None and not words[1:].islower():  # a name: the Defense Council
                    continue
                fix = rewriting.fix(document, passage, at, end, _capitalised(words, right), safe=False)
                message = f'"{words}" is likely "{right}"'
                yield Hit(passage.place(at, end), message, f"write {right}", fix=fix, since=since)


def _capitalised(words: str, right: str) -> str:
    """The right words, with their first letter capitalised like that of the wrong ones."""
    return words[:1] + right[1:] if words[:1].lower() == right[:1] else right


# --- TX020 ----------------------------------------------------------------------------------------------------


class _Replacements:
    """The words that the newsroom rejects, each with its replacement: "" if there is none, "?" if it is unknown.

    `by_word` has the pairs by first word; `without_word` has those that do not begin with a letter.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.by_word: dict[str, list[tuple[str, str]]] = {}
        self.without_word: list[tuple[str, str]] = []
        accepted = {word.lower() for word in vocabulary.accepted}
        pairs = [*vocabulary.preferred, *((word, "") for word in vocabulary.rejected)]
        for wrong, right in dict(reversed(pairs)).items():
            if wrong.strip() and wrong != right and wrong.lower() not in accepted:
                self._add(wrong, right)

    def _add(self, wrong: str, right: str) -> None:
        """Add the forms of a rejected word, each with its replacement."""
        begins_with_word = _FIRST.match(wrong.lower().replace("’", "'"))
        for form, replacement in _forms(wrong, right):
            if begins_with_word is None:
                self.without_word.append((form, replacement))
            else:
                first = _FIRST.match(form.lower().replace("’", "'"))
                self.by_word.setdefault(first.group() if first else form, []).append((form, replacement))

    def possible(self, index: WordIndex) -> list[tuple[str, str]]:
        """The pairs that may occur in a release, longest first."""
        pairs = [pair for word in index.words.intersection(self.by_word) for pair in self.by_word[word]]
        pairs += [pair for pair in self.without_word if pair[0].lower() in index.text]
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))


_FIRST = pattern(r"[a-z']+")
_INFLECTED = pattern(r"[a-z’' -]*[a-z]{2}")


def _forms(wrong: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield a rejected word with its replacement, and its forms in -s, -ed and -ing with theirs."""
    yield wrong, right
    if not _INFLECTED.fullmatch(wrong):
        return
    unknown = "?" if right else ""
    regular = _INFLECTED.fullmatch(right) is not None and not right.endswith(("s", "x", "z", "h", "y"))
    if wrong.endswith("y") and wrong[-2] not in "aeiou":  # synergies
        yield f"{wrong[:-1]}ies", unknown
    else:
        plural = "es" if wrong.endswith(("s", "x", "z", "ch", "sh")) else "s"
        yield wrong + plural, f"{right}s" if right and regular else unknown
    stem = wrong[:-1] if wrong.endswith("e") else wrong
    if " " not in wrong and len(wrong) > 3 and not wrong.endswith(("s", "y")):
        yield f"{stem}ed", unknown
        yield f"{stem}ing", unknown


_replacements = functools.lru_cache(maxsize=8)(_Replacements)


@rule("TX020", "rejected-word", severity=WARNING)
def rejected_word(document: Document) -> Iterator[Hit]:
    """Report words that newsroom.toml rejects."""
    pairs = _replacements(document.config.vocabulary).possible(document.word_index)
    for passage in document.own_passages if pairs else ():
        text = lowered(passage.text)
        covered = bytearray(len(text))  # marks where a longer word matched
        for wrong, right in pairs:
            for at in _rejected_places(passage.text, text, wrong, right):
                end = at + len(wrong)
                if covered.find(1, at, end) < 0:
                    covered[at:end] = b"\1" * len(wrong)
                    yield _rejected(document, passage, (at, end), right)


def _rejected_places(text: str, small: str, wrong: str, right: str) -> Iterator[int]:
    """Yield the offsets of a rejected word, except where it is part of its own replacement.

    A word that newsroom.toml writes with capitals counts only with the same capitals. `small` is the text in lower
    case.
    """
    exact = wrong != wrong.lower() or wrong == right.lower()
    better, worse = lowered(right), lowered(wrong)
    contained = worse in better and better != worse
    replaced = SpanSet(Span(at, at + len(better)) for at in (places(small, better) if contained else ()))
    for at in places(text, wrong) if exact else places(small, wrong.replace("’", "'")):
        if not replaced.overlaps(Span(at, at + 1)):
            yield at


def _rejected(document: Document, passage: Passage, at: tuple[int, int], right: str) -> Hit:
    """The hit for a rejected word, with a fix if there is a replacement."""
    word = passage.text[slice(*at)]
    span, message = passage.place(*at), f'the house does not write "{word}"'
    if right in ("", "?"):
        return Hit(span, message, "write the house's own word" if right else "write it in other words")
    right = right if right[:1].isupper() or word.lower() == right.lower() else with_capitals_of(word, right)
    return Hit(span, message, f"write {right}", fix=rewriting.fix(document, passage, *at, right))
