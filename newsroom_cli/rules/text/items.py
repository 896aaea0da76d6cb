"""TX: lists whose items do not match: last marks, first letters, forms of the first word."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.tokens import ENGLISH_FUNCTION
from newsroom_cli.language.word_lists import ITEMS
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, PREVIEW, Hit, rule

_ITEMS = 3  # items of a list, at least
_SHOWN = 3  # hits in one list, at most
_BULLET = pattern(r"([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?\S*\Z")


def _lists(document: Document, least: int = _ITEMS) -> Iterator[list[Block]]:
    """Yield the lists with at least `least` items, if each item is one paragraph and none is nested in another."""
    text = document.release.text
    for is_item, group in itertools.groupby(document.prose, key=lambda block: block.item):
        items = list(group) if is_item else []
        bullets = [_BULLET.search(text[text.rfind("\n", 0, entry.span.start) + 1 : _start(entry)]) for entry in items]
        if len(items) >= least and all(bullets) and len({bullet[1] for bullet in bullets if bullet}) == 1:
            yield items


def _start(entry: Block) -> int:
    """The offset in the file of the first character of an item that readers see."""
    return entry.place(0, 1).start


# --- TX030 ----------------------------------------------------------------------------------------------------

_CLOSING = "”\"’'»“)*_ "
_AND = pattern(r"(?<=[,;]) (?:and|or|und|oder|sowie|et|ou|y|e|o|u|en|of|og|eller|i|a|nebo)(?:/\w+)?\s*\Z")
_LAST_BUT_ONE = pattern(r" (?:and|or|und|oder)\s*\Z")  # a series of items may have no mark before its "and"
_NAMES = {".": "a full stop", ";": "a semicolon", ",": "a comma", "": "no mark"}


@rule("TX030", "list-of-two-kinds", severity=INFO, since="2026.2")
def list_of_two_kinds(document: Document) -> Iterator[Hit]:
    """Report lists in which some items end with a different mark from others, or begin in a different case."""
    for items in _lists(document, _ITEMS - 1):
        if len(items) < _ITEMS:
            yield from _ends_of_two(items)
            continue
        yield from _ends(items)
        yield from _letters(items, document.base_language)


def _ends_of_two(items: Sequence[Block]) -> Iterator[Hit]:
    """Yield a hit for the second of two items, if the first ends with a mark and the second with none."""
    first, last = (_last_mark(entry.text) for entry in items)
    if last == "" and (first == ";" or (first == "." and _are_sentences(items))):
        end = len(items[-1].text.rstrip())
        message = f"this item ends with no mark, the one above it with {_NAMES[first]}"
        yield Hit(items[-1].place(end - 1, end), message, "end it with a full stop", since=PREVIEW)


def _are_sentences(items: Sequence[Block]) -> bool:
    """Whether no item is so short that it may be a title, and the last one ends with a lower-case word."""
    lengths = [len(entry.text.split()) for entry in items]
    return min(lengths) >= _WORDS and 3 * min(lengths) >= max(lengths) and items[-1].text.split()[-1].islower()


_WORDS = 6  # words of an item that may be a sentence


def _ends(items: Sequence[Block]) -> Iterator[Hit]:
    """Yield hits for items that end differently from most; the last may have the full stop of the whole sentence."""
    marks = [_last_mark(entry.text) for entry in items]
    counts = Counter(mark for mark in marks[:-1] if mark is not None)
    if not counts:
        return
    usual = max(counts, key=lambda mark: (counts[mark], mark == "."))
    odd = [number for number, mark in enumerate(marks[:-1]) if mark not in (usual, None)]
    if usual and marks[-1] == "" and (not odd or usual != ".") and counts[usual] >= _ITEMS - 1:
        odd.append(len(items) - 1)
    if marks[-1] in (";", ",") and len(items) - 1 not in odd:
        odd.insert(0, len(items) - 1)
    for number in odd[:_SHOWN]:
        last = len(items[number].text.rstrip())
        mark = marks[number] or ""
        right = _NAMES[usual if number < len(items) - 1 else "."]
        message = f"this item ends with {_NAMES[mark]}, unlike others in the list"
        yield Hit(items[number].place(last - 1, last), message, f"end all items alike, here with {right}")


def _last_mark(text: str) -> str | None:
    """The full stop, semicolon or comma at the end of an item, empty without one; None if it cannot be told."""
    text = _AND.sub("", text)
    if _LAST_BUT_ONE.search(text):
        return None
    text = text.rstrip(_CLOSING + ")]")
    last = text[-1:]
    if "/" in text[text.rfind(" ") :] or "www." in text[text.rfind(" ") :]:
        return None
    if last == ".":
        word = text.split()[-1]
        return None if sentences.is_abbreviation(word.rstrip(".")) or "." in word[:-1] else "."
    if last in (";", ","):
        return last
    return "" if last.isalnum() else None


_FIRST = pattern(r"[^\W\d_]+")


def _letters(items: Sequence[Block], language: str) -> Iterator[Hit]:
    """Yield hits for items that begin in lower case among capitals, or with a capital among lower case."""
    words = [_FIRST.match(entry.text) for entry in items]
    lexicon = lexicons.lexicon(language)
    small = [
        number
        for number, word in enumerate(words)
        if word and word[0].islower() and _is_a_word(word) and (lexicon is None or lexicon.knows(word[0]))
    ]
    large = [number for number, word in enumerate(words) if word and word[0][0].isupper()]
    if len(large) >= 2 * len(small) > 0:
        odd, kind = small, "a small letter"
        if language == "de" and not any(_is_function(words[number], language) for number in large):
            return
    elif len(small) >= 2 * len(large) > 0 and language != "de" and lexicon:
        odd, kind = large, "a capital"
        if not all(_is_function(words[number], language) for number in large):
            return
    else:
        return
    for number in odd[:_SHOWN]:
        message = f"this item begins with {kind}, unlike others in the list"
        yield Hit(items[number].place(0, 1), message, "begin all items alike")


def _is_a_word(word: re.Match[str]) -> bool:
    """Whether a match is a word, and not part of an address, name or code that begins in lower case."""
    after = word.string[word.end() : word.end() + 1]
    if _BRAND.match(word.string, word.end()) and word[0] not in ENGLISH_FUNCTION:  # adidas Zone
        return False
    return after in (" ", ",", ":", "", "’", "'") and CODE not in word.string[:60]


_BRAND = pattern(r" [A-Z][a-z]")
_FUNCTION = 150  # rank of a word; the words below it are the commonest of a language


def _is_function(word: re.Match[str] | None, language: str) -> bool:
    """Whether a word is one of the commonest of a language; names do not begin with these."""
    lexicon = lexicons.lexicon(language)
    return bool(word and lexicon and lexicon.common.get(word[0].lower(), _FUNCTION) < _FUNCTION)


# --- TX054 ----------------------------------------------------------------------------------------------------

_INFINITIVE = {
    "fr": pattern(
        r"(?i:(?:de |d[’']|à )?(?:co-|ne pas |tout |bien |mieux )?(?:se |s[’']|en )?)"
        r"([^\W\d_]+(?:er|ir|ndre|ettre|[ao]ître|uivre|aitre|ondre|duire|truire|crire|erdre)"
        r"|(?i:faire|dire|lire|mettre|être|avoir|savoir|pouvoir|voir|vivre|suivre|rire|croire|rompre|inclure|conclure))"
        r"(?=,? [^\W\d_A-ZÀ-Þ]|[,;.]?\Z)"
    ),
    "es": pattern(r"([^\W\d_]+[aei]r(?:se|l[aeo]s?|nos)?)(?= [^\W\d_A-ZÀ-Þ])"),
    "pt": pattern(r"([^\W\d_]+[aei]r(?:-se|-l[ao]s?)?)(?= [^\W\d_A-ZÀ-Þ])"),
    "it": pattern(r"([^\W\d_]+[aei]r(?:e|si))(?= [^\W\d_A-ZÀ-Þ])"),
}
_REFLEXIVE = ("se ", "s’", "s'", "de s’", "de s'", "de se ", "à se ", "ne pas ", "co-")
_GERUND = pattern(r"([A-Za-z][a-z]+ing) (?!of\b|for\b|in\b|and\b|with\b|from\b|at\b|is\b|are\b)")
_ORDER = pattern(r"([A-Z][a-z]+) (?!is\b|are\b|of\b|was\b)")
_ARTICLE = pattern(r"(?:The|A|An|Our|Your|This|These|All) [a-z]")
_TO = pattern(r"[Tt]o [a-z]{2,}\b")


@rule("TX054", "items-of-two-forms", severity=INFO, since=PREVIEW)
def items_of_two_forms(document: Document) -> Iterator[Hit]:
    """Report list items that begin with a verb among items that do not, or with a verb in a different form."""
    language = document.base_language
    if language not in _INFINITIVE and not document.is_english:
        return
    for items in _lists(document):
        forms = [_form(entry.text, language if not document.is_english else "en") for entry in items]
        counts = Counter(forms)
        usual = max(counts, key=counts.__getitem__)
        odd = [number for number, form in enumerate(forms) if form != usual]
        if not odd or "" in counts or _are_titles(document, items):
            continue
        if 3 * len(odd) > len(items) and not _are_nouns_and_verbs(items, forms, language):
            continue
        if document.is_english and not _is_sure(forms, usual):
            continue
        for number in odd[:_SHOWN]:
            entry = items[number]
            end = len(entry.text.split()[0])
            message = f"this item begins with {_FORMS[forms[number]]}, most of the list with {_FORMS[usual]}"
            yield Hit(entry.place(0, end), message, "give all items one form")


_NOUN = {
    "fr": pattern(
        r"(?:[Ll]es? |[Ll]a |[Ll][’']|[Uu]ne? |[Dd]es )?[^\W\d_]{3,}(?:tion|sion|ment|age|ance|ence|ure)s?\b"
    ),
    "es": pattern(
        r"(?:[Ee]l |[Ll][ao]s? |[Uu]na? )?[^\W\d_]{3,}(?:[cs]ión|miento|aje|anza|[ae]ncia|dad|ura)(?:e?s)?\b"
    ),
    "pt": pattern(r"(?:[OoAa]s? |[Uu]ma? )?[^\W\d_]{3,}(?:ção|são|mento|agem|ança|ência|ância|dade|ura)s?\b"),
    "it": pattern(r"(?:[Ii]l |[Ll][aoe] |[Ll][’']|[Uu]na? )?[^\W\d_]{3,}(?:[zs]ione|mento|aggio|[ae]nza|tà|ura)\b"),
}


def _are_nouns_and_verbs(items: Sequence[Block], forms: Sequence[str], language: str) -> bool:
    """Whether at least two items begin with an infinitive, and all others, also two or more, with a noun of action."""
    shape = _NOUN.get(language)
    others = [entry.text for entry, form in zip(items, forms, strict=True) if form == "other"]
    verbs = forms.count("infinitive")
    return shape is not None and min(len(others), verbs) >= 2 and all(map(shape.match, others))


_TITLE = pattern(r"\s[–—-]\s|\A[«“„\"]")


def _are_titles(document: Document, items: Sequence[Block]) -> bool:
    """Whether at least half of the items are links or titles of works, which have forms of their own."""
    text = document.release.text
    titles = [text[_start(entry) - 1] == "[" or _TITLE.search(entry.text) for entry in items]
    return 2 * sum(map(bool, titles)) >= len(items)


_FORMS = {
    "infinitive": "an infinitive",
    "gerund": "a verb in -ing",
    "order": "a verb as in an order",
    "to": '"to" and a verb',
    "article": "an article",
    "other": "another word",
}


def _is_sure(forms: Sequence[str], usual: str) -> bool:
    """Whether the forms of an English list surely differ: a word that is not a known verb may be one, or a noun."""
    odd = {form for form in forms if form != usual}
    return odd == {"to"} if usual in ("other", "article") else "other" not in odd


def _form(text: str, language: str) -> str:
    """The form in which an item begins, as in `_FORMS`; empty if it cannot be told."""
    if not text[:1].isalpha() or CODE in text[:30]:
        return ""
    if language != "en":
        found = _INFINITIVE[language].match(text)
        is_verb = found and (found[0].lower().startswith(_REFLEXIVE) or _is_verb(found[1].lower(), language))
        return "infinitive" if is_verb else "other"
    if _TO.match(text):
        return "to"
    if (found := _GERUND.match(text)) and found[1].lower() not in ITEMS["no_gerunds_en"]:
        return "gerund"
    if _ARTICLE.match(text):
        return "article"
    found = _ORDER.match(text)
    return "order" if found and found[1].lower() in ITEMS["bare_en"] else "other"


def _is_verb(word: str, language: str) -> bool:
    """Whether a word with the ending of an infinitive is an infinitive."""
    lexicon = lexicons.lexicon(language)
    return word not in ITEMS.of_language("no_infinitives", language) and (lexicon is None or lexicon.knows(word))
