"""Titles that exclude one another: director and deputy director, chief operating and chief executive officer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.tokens import is_title, tokens
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern

# Words for a temporary rank: later mentions may leave them out.
_FOR_NOW = frozenset(("acting", "interim"))
_WORDS_FOR_RANKS = (
    *(f"{word} " for word in "eputy ssistant Vice vice ssociate xecutive anaging enior hief".split()),
    *"Vice- vice- CEO CFO COO CTO CIO CMO".split(),
)
_CHIEFS = {
    "ceo": "executive",
    "cfo": "financial",
    "coo": "operating",
    "cto": "technology",
    "cio": "information",
    "cmo": "marketing",
    "finance": "financial",
    "operations": "operating",
    "technical": "technology",
}
# Words that show another time, or a change of title.
_CHANGED = pattern(
    r"(?i)\b(?:then|former|formerly|previous|previously|promot\w+|appoint\w+|named|elevat\w+|succeed\w*|"
    r"join\w*|becom\w+|became|until|retir\w+"
    r"|elect\w*|will\sserve|served|has\sserved|prior|recently|new|most|late|been|rose|began|started|hired|as\san?)\b"
)


class Titled(NamedTuple):
    """A person with a title: the index of the paragraph, the offsets of the name in it, the name and the title."""

    paragraph: int
    start: int
    end: int
    name: str
    role: str


def contradictory_titles(paragraphs: Sequence[str], surnames: Iterable[str]) -> Iterator[tuple[Titled, Titled]]:
    """Yield, for each surname, the first pair of titles that exclude one another, if there is one."""
    whole = ("\n" * _MAX_DISTANCE).join(paragraphs)  # far enough apart that no rank is near a name of another paragraph
    for surname in surnames:
        if whole.count(surname) < 2 or not _has_rank(whole, surname):
            continue
        sentences = list(_sentences(paragraphs, surname))
        ranked = [sentence for sentence in sentences if _has_rank(sentence.text, surname)][:_MAX_SENTENCES]
        if len(sentences) < 2 or not ranked:
            continue
        chosen = [
            sentence
            for sentence in sorted({*ranked, *sentences[:_MAX_SENTENCES]})
            if not _CHANGED.search(sentence.text)
        ]
        titled = (
            [title for sentence in chosen for title in _titles_in(sentence, surname)] if _may_differ(chosen) else []
        )
        first_names = {person.name.split()[0] for person in titled if " " in person.name}
        if len(first_names) > 1:  # two people with the same surname
            continue
        pair = next((pair for pair in combinations(titled, 2) if exclude_one_another(pair[0].role, pair[1].role)), None)
        if pair is not None:
            yield pair


_MAX_SENTENCES = 4  # sentences about one person, and as many with a rank in them


class _Sentence(NamedTuple):
    """A sentence with the index of its paragraph and its offset there."""

    paragraph: int
    start: int
    text: str


def _sentences(paragraphs: Sequence[str], surname: str) -> Iterator[_Sentence]:
    """Yield the sentences that contain a surname."""
    for number, text in enumerate(paragraphs):
        for start, end in sentences.split(text) if surname in text else ():
            if surname in text[start:end]:
                yield _Sentence(number, start, text[start:end])


def _has_rank(text: str, surname: str) -> bool:
    """Whether a word for a rank is near a surname."""
    at = text.find(surname)
    while at >= 0:
        near = text[max(at - _MAX_DISTANCE, 0) : at + len(surname) + _MAX_DISTANCE]
        if any(rank in near for rank in _WORDS_FOR_RANKS):
            return True
        at = text.find(surname, at + _MAX_DISTANCE)
    return False


_MAX_DISTANCE = 80  # characters


def _may_differ(sentences: Sequence[_Sentence]) -> bool:
    """Whether sentences may give titles that exclude one another: they have a lower rank, or two words for chiefs."""
    text = "\n".join([sentence.text for sentence in sentences]).lower()
    others = max(sum(map(text.count, PEOPLE["kinds_of_chiefs"])), sum(map(text.count, ("chief", *_CHIEFS))))
    return others > 1 or any(map(text.__contains__, PEOPLE["below"]))


def _titles_in(sentence: _Sentence, surname: str) -> Iterator[Titled]:
    """Yield the mentions of a person in a sentence that have a title."""
    from newsroom_cli.language.people.names import PERSON, mentions

    for mention in mentions(sentence.text, lexicon_for("en")):
        if mention.kind == PERSON and mention.role and mention.surname == surname:
            start = sentence.start + mention.start
            yield Titled(sentence.paragraph, start, start + len(mention.name), mention.name, mention.role)


def exclude_one_another(one: str, other: str) -> bool:
    """Whether two titles exclude one another."""
    if ("United States" in one) != ("United States" in other):  # an attorney of the county lent to the other court
        return False
    first, second = _heads(one), _heads(other)
    for head in first.keys() & second.keys():
        a, b = first[head], second[head]
        if a & PEOPLE["below"] != b & PEOPLE["below"]:
            return True
        kinds = a & PEOPLE["kinds_of_chiefs"], b & PEOPLE["kinds_of_chiefs"]
        if all(kinds) and kinds[0].isdisjoint(kinds[1]):
            return True
    chiefs = _chiefs(one), _chiefs(other)
    return all(chiefs) and chiefs[0].isdisjoint(chiefs[1])


def differ_in_prefix(one: str, other: str) -> bool:
    """Whether one title adds a rank to a word of the other: Oberbürgermeisterin, Bürgermeisterin.

    If both titles name a field, and not the same one, they are the titles of two offices.
    """
    for full, bare in ((one, other), (other, one)):
        rank_of_full = _RANK_BEFORE.search(full)
        if rank_of_full and not _RANK_BEFORE.search(bare):
            word = re.search(rf"(?i)\b{rank_of_full[1][:_STEM]}\w*", bare)
            field_of_full, field_of_bare = (
                full[rank_of_full.end() :].split(),
                bare[word.end() :].split() if word else [],
            )
            return word is not None and (not (field_of_full and field_of_bare) or field_of_full == field_of_bare)
    return False


_STEM = 6  # letters of a title that its male and female forms share
_RANK_BEFORE = pattern(
    rf"(?i)\b(?:(?:vi[zc]e|wice)-?|sub|sous-|stellv(?:ertretende[rn]?|\.)\s|ober(?=bürgermeister|staatsanw))(\w{{{_STEM},}})"
)


def _heads(role: str) -> dict[str, frozenset[str]]:
    """The nouns of a title, each with the ranks before it: director with deputy in "deputy director of parks"."""
    ranks_by_function: dict[str, frozenset[str]] = {}
    before: list[str] = []
    for token in tokens(_CHIEF.sub("officer", role).replace("-", " ")):
        word = "attorney" if token.text in ("DA", "D.A.") else token.plain
        if word in PEOPLE["below"] or word in _FOR_NOW or word in PEOPLE["kinds_of_chiefs"]:
            before.append(word)
        elif is_title(word, lexicon_for("en")) and word not in ("officer", "member"):
            ranks_by_function.setdefault(word, frozenset(before))
            before = []
        elif not word.isalpha() or word in ("of", "and", "for"):
            before = []
    return ranks_by_function


_CHIEF = pattern(r"(?i)\bchief\s(\w+)\sofficer\b|\b(CEO|CFO|COO|CTO|CIO|CMO)\b")


def _chiefs(role: str) -> frozenset[str]:
    """The fields of the chiefs in a title: operating for chief operating officer or COO."""
    fields = {(match[1] or match[2]).lower() for match in _CHIEF.finditer(role)}
    return frozenset(_CHIEFS.get(word, word) for word in fields)
