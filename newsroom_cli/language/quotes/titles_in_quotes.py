"""Words in quotation marks that are not speech: nicknames, mottos, titles, topics of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import PERSON, ROLE, mentions_in_phrase
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern

_LOOK_BACK = 160  # characters before a mark that may introduce a title
_MAX_WORDS_TO_COLON = 9  # words between a motto and the colon after it: Motto des 12. Hafentages der Stadt:
_NICKNAME = pattern(r"[A-ZÀ-Þ][\w.'’-]*\Z")
_NAME_BEFORE = pattern(r"\b[A-ZÀ-Þ][\w.'’-]+\s\Z")
_NAME_AFTER = pattern(r"\s[A-ZÀ-Þ][a-zß-ÿ]")
_PARTICLE = pattern(r"\s(?:fest|klar|fort|mit|hin|zusammen|deutlich)[.,]")
_VERB = pattern(r"[,\"“”»«]\s(?:stellt|stellte|macht|machte|fährt|fuhr|teilt|teilte|weist|wies|fasst|fasste)\s\Z")
_ELIDED = pattern(r"\A(?:qu|[ldnsmct])['’](?=\w)")  # l’atelier
_CLAUSE_END = pattern(r"(?<!\d)[.;:,!?](?=\s)")


def is_label(text: str, left: int, right: int, lexicon: Lexicon) -> bool:
    """Whether the words between two quotation marks are a name or a motto; the offsets include the marks."""
    before = text[max(left - _LOOK_BACK, 0) : left]
    if lexicon.compounds and _PARTICLE.match(text, right) and _VERB.search(before):  # stellt „Hafen für alle“ fest
        return True
    if lexicon.compounds and text[right : right + 1] == "-" and text[right + 1 : right + 2].isalpha():
        return True  # das „Offener Hafen“-Programm
    if text[left + 1 : left + 2] == "#" and " " not in text[left:right].strip():
        return True
    nickname = _NICKNAME.match(text[left + 1 : right - 1]) and _NAME_BEFORE.search(before)
    if nickname and _NAME_AFTER.match(text, right):  # Ana “Anita” Ruiz
        return True
    begins = text[left + 1 : right - 1].lstrip(" \xa0\u202f¿¡‚‘'#")[:1]
    return announces_title(before, lexicon, title=not begins.islower())


def announces_title(before: str, lexicon: Lexicon, *, title: bool = True) -> bool:
    """Whether the words before a quotation mark introduce a motto or, with `title`, a title or topic."""
    lead = _lead(before, lexicon)
    if lead is None:
        return False
    return (
        _is_from_document(lead.clause, lexicon)
        or lead.ends_with_provision
        or _is_listed(lead.noun, lexicon.mottos, lexicon)
        or (title and _names_topic(lead, lexicon))
        or _names_document(lead, lexicon)
        or (title and _names_group(lead, lexicon))
        or _names_motto_earlier(lead, lexicon)
    )


class _Lead(NamedTuple):
    """The clause before a quotation mark: its words as printed (`clause`), and in lower case up to its last noun
    (`words`).

    `ends_with_copula`: a form of "to be" follows the noun. `ends_with_provision`: it ends like la ley establece que.
    """

    clause: Sequence[str]
    words: Sequence[str]
    ends_with_colon: bool
    ends_with_copula: bool
    ends_with_provision: bool

    @property
    def noun(self) -> str:
        """The last word before articles and forms of "to be"."""
        return self.words[-1]


def _lead(before: str, lexicon: Lexicon) -> _Lead | None:
    """The clause directly before a quotation mark; None if a sentence or another clause ends there."""
    bare = before.rstrip()
    if bare[-1:] in (".", ";", ",", "!", "?"):
        return None
    clause = _CLAUSE_END.split(bare.rstrip(":"))[-1].split()
    if not clause:
        return None
    words = [_ELIDED.sub("", word.strip(",()'’*_").lower()) for word in clause]
    last = next((word for word in reversed(words) if word not in QUOTES["conjunctions"]), "")
    provision = len(words) > 1 and last in QUOTES["provisions"]
    copula = len(words) > 1 and words[-1] in QUOTES["copulas"]
    after_noun = QUOTES["copulas"] | QUOTES["before_mottos"] | lexicon.articles
    while len(words) > 1 and words[-1] in after_noun:
        words.pop()
    return _Lead(clause, words, bare.endswith(":"), copula, provision)


def _names_topic(lead: _Lead, lexicon: Lexicon) -> bool:
    """Whether a word for a topic or title precedes the quotation mark; not so in "Ana Ruiz zum Thema:"."""
    return _is_listed(lead.noun, lexicon.topics, lexicon) and not (
        lead.ends_with_colon and _names_somebody(lead, lexicon)
    )


def _names_document(lead: _Lead, lexicon: Lexicon) -> bool:
    """Whether a document comes before its title: la loi « pour un port durable »."""
    papers = lexicon.documents - lexicon.statement
    return not lead.ends_with_colon and not lead.ends_with_copula and bool(lexicon.topics) and lead.noun in papers


def _names_group(lead: _Lead, lexicon: Lexicon) -> bool:
    """Whether a word for a group comes before its name: der Verein „Hafen für alle“."""
    return not lead.ends_with_colon and bool(lexicon.topics) and _is_listed(lead.noun, lexicon.groups, lexicon)


def _names_motto_earlier(lead: _Lead, lexicon: Lexicon) -> bool:
    """Whether a word for a motto comes a few words before a colon or copula: the motto of the meeting is."""
    if not lead.ends_with_colon and not lead.ends_with_copula:
        return False
    for word in reversed(lead.words[-_MAX_WORDS_TO_COLON:]):
        if word in lexicon.verbs:
            return False
        if _is_listed(word, lexicon.mottos, lexicon):
            return True
    return False


def _names_somebody(lead: _Lead, lexicon: Lexicon) -> bool:
    """Whether words before a colon may name the speaker, as in "Ana Ruiz zum Thema:"."""
    return any(word in lexicon.verbs for word in lead.words) or any(
        mention.kind == ROLE or (mention.kind == PERSON and (mention.role or " " in mention.name))
        for mention in mentions_in_phrase(" ".join(lead.clause), lexicon)
    )


def _is_from_document(clause: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause gives the content of a document and names no speaker: la resolución en la que se acordó."""
    at = max(
        (
            index
            for index, word in enumerate(clause)
            if word in QUOTES["relative_pronouns"] and index and clause[index - 1] in QUOTES["before_relative_pronouns"]
        ),
        default=0,
    )
    plain = not any(word[:1].isupper() for word in clause[at:])
    return (
        plain
        and 0 < len(clause) - at <= _MAX_WORDS_IN_CLAUSE
        and any(word in lexicon.documents for word in map(str.lower, clause[max(at - _MAX_WORDS_IN_CLAUSE, 0) : at]))
    )


_MAX_WORDS_IN_CLAUSE = 5


def _is_listed(word: str, listed: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a word is in a list; a German compound such as Kampagnenmotto counts if it ends in a listed word."""
    return word in listed or (lexicon.compounds and any(len(entry) > 4 and word.endswith(entry) for entry in listed))
