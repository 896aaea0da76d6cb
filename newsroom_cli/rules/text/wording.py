"""TX: words that are written twice, misspelt, mistaken for another, or not the house's own."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.word_index import lowered, places, with_capitals_of
from newsroom_cli.language.wording import mistaken
from newsroom_cli.language.wording.misspellings import misspellings, misspelt
from newsroom_cli.model.config import Vocabulary
from newsroom_cli.model.overlaps import Overlaps
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Hit, rule


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- TX005 ----------------------------------------------------------------------------------------------------

_FUNCTION = _words("""
    a an the of to in on at by for from with and or but as is are was were be been it its this these those his her
    their our your we they he she will would has have not into than if when which who
""")
# Deleting one of these can lose nothing; "in in" may be two words: she turned herself in in May.
_CERTAIN = _FUNCTION - _words("""
    in on to at by for with is has have had as that this these those than which who when
""")
_PARTICLES = _words("""
    in on
""")
_WITH_A_PARTICLE = pattern(
    r"\b(?:himself|herself|themselves|turn|log|check|sign|mov|com|came|go|went|brought|bring|liv|tak|took|stay|carr|hold|held|gather|phon|call)\w{0,4}\s\Z"
)
# Written twice on purpose, in sentences and in names.
_TWICE = _words("""
    had that very so no yes bye blah ha ho knock really much many long far enough now more again there go hear well
    tut bang boo choo tom yo cha can pom bora walla pago wagga lo aye dum hush chop rah tsk pro win do her new
""")
# In other languages only little words that no sentence has twice: German has "die die", French "nous nous".
_ELSEWHERE = {
    "de": _words("""
    in im und mit von für auf zu zum zur bei nach aus oder ein eine wird hat ist
"""),
    "fr": _words("""
    de des du le les la et à en un une pour par dans sur avec est
"""),
    "es": _words("""
    de del el los las en a y con por para un una se su es que al
"""),
}
_REPEATED = pattern(r"(?<![\w’'.&/@-])([^\W\d_]+(?:['’][a-z]+)?)([ \t]+)\1(?![\w’'&/@-]|\.\w)")


@rule("TX005", "repeated-word", severity=WARNING)
def repeated_word(document: Document) -> Iterator[Hit]:
    here = document.word_index
    pairs = (f"{each} {each}" for each in here.twice)
    if not any(each in here.text and next(places(here.text, each), None) is not None for each in pairs):
        return
    language = document.language[:2]
    own = {each.block.span: each.text for each in document.narrative if each.block}
    blocks = (document.of_block(each) for each in document.prose)
    for passage in (*document.captions, *blocks):
        for match in _REPEATED.finditer(passage.text):
            word = match[1]
            quoted = passage.block is not None and own.get(passage.block.span, "")[match.start() : match.end()] != match.group()  # fmt: skip
            if _is_meant(passage.text, match.start(), word, language=language) or (quoted and word not in _FUNCTION):
                continue
            safe = word in _CERTAIN
            fix = rewriting.fix(document, passage, match.start(), match.end(), word, safe=safe)
            message = f'"{word}" stands twice'
            yield Hit(passage.place(*match.span()), message, "delete one, or write what was meant", fix=fix)


def _is_meant(text: str, at: int, word: str, *, language: str) -> bool:
    """Whether a word is rightly written twice: names, sounds and lists of capitals are; "had had" may be."""
    if not word.islower():
        return True
    if word in _PARTICLES and _WITH_A_PARTICLE.search(text, max(at - 16, 0), at):
        return True
    if language != "en":
        return word not in _ELSEWHERE.get(language, ())
    return word in _TWICE or (len(word) < 3 and word not in _FUNCTION)


# --- TX006 ----------------------------------------------------------------------------------------------------

_ACROSS = _words("""
    across throughout in of for from within around to by with about on at into among between
""")
_DETERMINERS = _words("""
    the this that these those its our their his her your all each every
""")
_PHRASE = pattern(r"\b([a-z]{4,20}) ([a-z]{2,10}) ([a-z]{3,6}) ([a-z]{4,20})\b")
_IDIOMS = _words("""
    best worst finest year part parts end center most rest some turn time times kind word words
""")


@rule("TX006", "noun-twice-in-a-phrase", severity=INFO, styles=OFF)
def noun_twice_in_a_phrase(document: Document) -> Iterator[Hit]:
    if not document.is_english:
        return
    blocks = (document.of_block(each) for each in document.prose)
    for passage in (*document.captions, *blocks):
        at = 0
        while match := _PHRASE.search(passage.text, at):
            first, preposition, determiner, second = match.groups()
            if preposition in _ACROSS and determiner in _DETERMINERS and _one_noun(first, second):
                message = f'"{match.group()}" names the same thing twice'
                yield Hit(
                    passage.place(*match.span()), message, "was another word meant? in a quotation, ask the speaker"
                )
            at = match.start() + len(first) + 1


def _one_noun(first: str, second: str) -> bool:
    return first not in _IDIOMS and _singular(first) == _singular(second)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


# --- TX011 ----------------------------------------------------------------------------------------------------

_DAYS = _words("""
    January February Monday Tuesday Wednesday Thursday Friday Saturday Sunday
""")


@rule("TX011", "misspelt-word", severity=WARNING)
def misspelt_word(document: Document) -> Iterator[Hit]:
    known = document.word_index.words
    if known.isdisjoint(misspelt()) or not document.is_english:
        return
    words = misspellings()
    accepted = _accepted(document.config.vocabulary)
    found = [each for each in known if each in words and each not in accepted]
    for passage in document.own_passages:
        text = lowered(passage.text)
        for wrong in found:
            for at in places(text, wrong) if wrong in text else ():
                end = at + len(wrong)
                word, right = passage.text[at:end], words[wrong]
                if not _may_be_a_name(passage, at, right) and not _in_a_token(text, at, end):
                    right = with_capitals_of(word, right)
                    fix = rewriting.fix(document, passage, at, end, right)
                    yield Hit(passage.place(at, end), f'"{word}" is a misspelling', f"write {right}", fix=fix)


@functools.lru_cache(maxsize=8)
def _accepted(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word.lower() for each in vocabulary.accepted for word in each.split())


def _may_be_a_name(passage: Passage, at: int, right: str) -> bool:
    """Whether a word with a capital may be somebody's name: in running text, unless a sentence begins with it."""
    if not passage.text[at].isupper() or passage.text[at + 1].isupper() or right in _DAYS or passage.block is None:
        return False
    return sentences.around(passage.text, at)[0] != at


def _in_a_token(text: str, at: int, end: int) -> bool:
    """Whether a word is part of a name of a file, an address or a compound: adress.pdf, @recieve."""
    before, behind = text[at - 1 : at], text[end : end + 2]
    return before in ("@", "#", "/", ".", "&") or behind[:1] in ("@", "/", "&") or (behind[:1] == "." and behind[1:].isalnum())  # fmt: skip


# --- TX015 ----------------------------------------------------------------------------------------------------


@rule("TX015", "mistaken-word", severity=WARNING)
def mistaken_word(document: Document) -> Iterator[Hit]:
    here = document.word_index
    frames = [(frame, right) for frame, right in mistaken.frames(here.words) if here.has_phrase(frame)]
    frames = [(frame, right) for frame, right in frames if frame in here.text]
    if not frames or not document.is_english:
        return
    for passage in document.own_passages:
        text = lowered(passage.text)
        for frame, right in frames:
            for at in places(text, frame) if frame in text else ():
                words = passage.text[at : at + len(frame)]
                if passage.block is not None and not words[1:].islower():  # a name: the Defense Council
                    continue
                fix = rewriting.fix(document, passage, at, at + len(frame), _capital(words, right), safe=False)
                yield Hit(
                    passage.place(at, at + len(frame)), f'"{words}" is likely "{right}"', f"write {right}", fix=fix
                )


def _capital(words: str, right: str) -> str:
    return words[:1] + right[1:] if words[:1].lower() == right[:1] else right


# --- TX020 ----------------------------------------------------------------------------------------------------


class _House:
    """The words the house does not write, by the first of their small-letter words; `other` begin with no letter."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.by_word: dict[str, list[tuple[str, str]]] = {}
        self.other: list[tuple[str, str]] = []
        accepted = {each.lower() for each in vocabulary.accepted}
        pairs = [*vocabulary.preferred, *((each, "") for each in vocabulary.rejected)]
        for wrong, right in dict(reversed(pairs)).items():
            if wrong.strip() and wrong != right and wrong.lower() not in accepted:
                self._add(wrong, right)

    def _add(self, wrong: str, right: str) -> None:
        first = _FIRST.match(wrong.lower().replace("’", "'"))
        for form, instead in _forms(wrong, right):
            if first is None:
                self.other.append((form, instead))
            else:
                begun = _FIRST.match(form.lower().replace("’", "'"))
                self.by_word.setdefault(begun.group() if begun else form, []).append((form, instead))


_FIRST = pattern(r"[a-z']+")
_FORMED = pattern(r"[a-z’' -]*[a-z]{2}")


def _forms(wrong: str, right: str) -> Iterator[tuple[str, str]]:
    """The words as the house wrote them down and with -s, -ed and -ing; ? stands for a form nobody told us."""
    yield wrong, right
    if not _FORMED.fullmatch(wrong):
        return
    plain = right == "" or (_FORMED.fullmatch(right) is not None and not right.endswith(("s", "x", "z", "h", "y")))
    plural = "es" if wrong.endswith(("s", "x", "z", "ch", "sh")) else "s"
    if wrong.endswith("y") and wrong[-2] not in "aeiou":  # synergies
        yield f"{wrong[:-1]}ies", "?" if right else ""
    else:
        yield wrong + plural, f"{right}s" if right and plain else "?" if right else ""
    stem = wrong[:-1] if wrong.endswith("e") else wrong
    if " " not in wrong and len(wrong) > 3 and not wrong.endswith(("s", "y")):
        yield f"{stem}ed", "?" if right else ""
        yield f"{stem}ing", "?" if right else ""


@functools.lru_cache(maxsize=8)
def _house(vocabulary: Vocabulary) -> _House:
    return _House(vocabulary)


@rule("TX020", "rejected-word", severity=WARNING)
def rejected_word(document: Document) -> Iterator[Hit]:
    if not document.config.vocabulary.rejected and not document.config.vocabulary.preferred:
        return
    house, here = _house(document.config.vocabulary), document.word_index
    words = [pair for each in here.words.intersection(house.by_word) for pair in house.by_word[each]]
    words += [each for each in house.other if each[0].lower() in here.text]
    if not words:
        return
    for passage in document.own_passages:
        text = lowered(passage.text)
        taken = bytearray(len(text))  # a longer word has been found there
        for wrong, right in sorted(words, key=lambda each: (-len(each[0]), each)):
            for at in _standing(passage.text, text, wrong, right):
                end = at + len(wrong)
                if taken.find(1, at, end) < 0:
                    taken[at:end] = b"\1" * len(wrong)
                    yield _rejected(document, passage, (at, end), right)


def _standing(text: str, small: str, wrong: str, right: str) -> Iterator[int]:
    """Where a word stands; one with a capital only as it is written, and none inside the words that come instead."""
    exact = wrong != wrong.lower() or wrong == right.lower()
    within = text if exact else small
    needle = wrong if exact else wrong.replace("’", "'")
    better, worse = lowered(right), lowered(wrong)
    inside = worse in better and better != worse
    instead = Overlaps(Span(each, each + len(better)) for each in (places(small, better) if inside else ()))
    for at in places(within, needle):
        if not instead.with_any(Span(at, at + 1)):
            yield at


def _rejected(document: Document, passage: Passage, at: tuple[int, int], right: str) -> Hit:
    word = passage.text[slice(*at)]
    span = passage.place(*at)
    if right in ("", "?"):
        return Hit(span, f'the house does not write "{word}"', "write it in other words" if not right else "write the house's own word")  # fmt: skip
    instead = right if right[:1].isupper() or word.lower() == right.lower() else with_capitals_of(word, right)
    return Hit(
        span,
        f'the house does not write "{word}"',
        f"write {instead}",
        fix=rewriting.fix(document, passage, *at, instead),
    )
