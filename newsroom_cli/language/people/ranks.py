"""Titles that cannot both be somebody's: director and deputy director, chief operating and chief executive officer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import tongue_of
from newsroom_cli.language.tokens import is_title, tokens
from newsroom_cli.model.named import NamedTuple
from newsroom_cli.model.patterns import pattern

# Below the rank it stands before: who has the one does not have the other.
_BELOW = frozenset(("deputy", "assistant", "vice", "associate", "sub", "under"))
# For a time only: later mentions may leave it out.
_FOR_NOW = frozenset(("acting", "interim"))
# Beside others of its kind: a later mention may leave it out, but not change it.
_KIND = frozenset(("executive", "managing", "senior", "principal", "general", "first", "lead", "regional", "national"))
_RANKED = (
    "eputy ", "ssistant ", "Vice ", "vice ", "Vice-", "vice-", "ssociate ", "xecutive ", "anaging ", "enior ", "hief ", "CEO", "CFO", "COO",
    "CTO", "CIO", "CMO",
)  # fmt: skip
_CHIEFS = {
    "ceo": "executive", "cfo": "financial", "coo": "operating", "cto": "technology", "cio": "information", "cmo": "marketing",
    "finance": "financial", "operations": "operating", "technical": "technology",
}  # fmt: skip
# Words that tell of another time, or of a change.
_CHANGED = pattern(
    r"(?i)\b(?:then|former|formerly|previous|previously|promot\w+|appoint\w+|named|elevat\w+|succeed\w*|join\w*|becom\w+|became|until|retir\w+"
    r"|elect\w*|will\sserve|served|has\sserved|prior|recently|new|most|late|been|rose|began|started|hired|as\san?)\b"
)


class Titled(NamedTuple):
    """Somebody named with a title: the paragraph's index, offsets of the name, the name and the title."""

    paragraph: int
    start: int
    end: int
    name: str
    role: str


def at_odds(paragraphs: Sequence[str], surnames: Iterable[str]) -> Iterator[tuple[Titled, Titled]]:
    """For each of some people with two titles that exclude one another, the first such pair."""
    whole = ("\n" * _NEAR).join(paragraphs)  # so far apart that no rank stands near a name of another paragraph
    for surname in surnames:
        if whole.count(surname) < 2 or not _has_rank(whole, surname):
            continue
        found = list(_sentences(paragraphs, surname))
        ranked = [each for each in found if _has_rank(each.text, surname)][:_MOST]
        if len(found) < 2 or not ranked:
            continue
        read = [each for each in sorted({*ranked, *found[:_MOST]}) if not _CHANGED.search(each.text)]
        titled = [one for each in read for one in _titled(each, surname)] if _may_differ(read) else []
        first_names = {each.name.split()[0] for each in titled if " " in each.name}
        if len(first_names) > 1:  # two people of one surname
            continue
        pair = next((pair for pair in combinations(titled, 2) if _exclude(pair[0].role, pair[1].role)), None)
        if pair is not None:
            yield pair


_MOST = 4  # sentences about one person that are read, and as many with a rank in them


class _Sentence(NamedTuple):
    paragraph: int
    start: int
    text: str


def _sentences(paragraphs: Sequence[str], surname: str) -> Iterator[_Sentence]:
    """The sentences that have a surname."""
    for number, text in enumerate(paragraphs):
        if surname in text:
            for start, end in sentences.split(text):
                if surname in text[start:end]:
                    yield _Sentence(number, start, text[start:end])


def _has_rank(text: str, surname: str) -> bool:
    """Whether a rank stands near one of the places of a surname."""
    at = text.find(surname)
    while at >= 0:
        near = text[max(at - _NEAR, 0) : at + len(surname) + _NEAR]
        if any(each in near for each in _RANKED):
            return True
        at = text.find(surname, at + _NEAR)
    return False


_NEAR = 80  # characters


def _may_differ(read: Sequence[_Sentence]) -> bool:
    """Whether sentences have words for which titles can exclude one another: one for a lower rank, or two for others."""
    text = "\n".join([each.text for each in read]).lower()
    others = max(sum(map(text.count, _KIND)), sum(map(text.count, ("chief", *_CHIEFS))))
    return others > 1 or any(map(text.__contains__, _BELOW))


def _titled(sentence: _Sentence, surname: str) -> Iterator[Titled]:
    """Where a sentence gives somebody a title."""
    from newsroom_cli.language.people.names import PERSON, mentions

    for mention in mentions(sentence.text, tongue_of("en")):
        if mention.kind == PERSON and mention.role and mention.surname == surname:
            start = sentence.start + mention.start
            yield Titled(sentence.paragraph, start, start + len(mention.name), mention.name, mention.role)


def _exclude(one: str, other: str) -> bool:
    """Whether two titles exclude one another."""
    if ("United States" in one) != ("United States" in other):  # an attorney of the county lent to the other court
        return False
    first, second = _heads(one), _heads(other)
    for head in first.keys() & second.keys():
        a, b = first[head], second[head]
        if a & _BELOW != b & _BELOW:
            return True
        kinds = a & _KIND, b & _KIND
        if all(kinds) and kinds[0].isdisjoint(kinds[1]):
            return True
    chiefs = _chiefs(one), _chiefs(other)
    return all(chiefs) and chiefs[0].isdisjoint(chiefs[1])


def _heads(role: str) -> dict[str, frozenset[str]]:
    """The words of a title that name a function, each with the words right before it that tell the rank."""
    found: dict[str, frozenset[str]] = {}
    before: list[str] = []
    for token in tokens(_CHIEF.sub("officer", role).replace("-", " ")):
        word = "attorney" if token.text in ("DA", "D.A.") else token.plain
        if word in _BELOW or word in _FOR_NOW or word in _KIND:
            before.append(word)
        elif is_title(word, tongue_of("en")) and word not in ("officer", "member"):
            found.setdefault(word, frozenset(before))
            before = []
        elif not word.isalpha() or word in ("of", "and", "for"):
            before = []
    return found


_CHIEF = pattern(r"(?i)\bchief\s(\w+)\sofficer\b|\b(CEO|CFO|COO|CTO|CIO|CMO)\b")


def _chiefs(role: str) -> frozenset[str]:
    found = {(match[1] or match[2]).lower() for match in _CHIEF.finditer(role)}
    return frozenset(_CHIEFS.get(each, each) for each in found)
