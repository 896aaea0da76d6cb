"""Words in quotation marks that are not speech: nicknames, mottos, titles, topics of a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import PERSON, ROLE, mentions_in_phrase
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern

_NEAR = 160  # characters before a mark that may introduce a title
_CLAUSE = 9  # words between a motto and the colon after it: Motto des 12. Hafentages der Stadt:
_NICKNAME = pattern(r"[A-ZÀ-Þ][\w.'’-]*\Z")
_NAME_BEFORE = pattern(r"\b[A-ZÀ-Þ][\w.'’-]+\s\Z")
_NAME_AFTER = pattern(r"\s[A-ZÀ-Þ][a-zß-ÿ]")
_PARTICLE = pattern(r"\s(?:fest|klar|fort|mit|hin|zusammen|deutlich)[.,]")
_VERB = pattern(r"[,\"“”»«]\s(?:stellt|stellte|macht|machte|fährt|fuhr|teilt|teilte|weist|wies|fasst|fasste)\s\Z")
_ELIDED = pattern(r"\A(?:qu|[ldnsmct])['’](?=\w)")  # l’atelier
_APART = pattern(r"(?<!\d)[.;:,!?](?=\s)")


def is_label(text: str, left: int, right: int, lexicon: Lexicon) -> bool:
    """Whether the words between two marks are a name or a motto; the offsets include the marks."""
    before = text[max(left - _NEAR, 0) : left]
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
    bare = before.rstrip()
    if bare[-1:] in (".", ";", ",", "!", "?"):
        return False
    colon = bare.endswith(":")
    clause = _APART.split(bare.rstrip(":"))[-1].split()
    if not clause:
        return False
    low = [_ELIDED.sub("", word.strip(",()'’*_").lower()) for word in clause]
    if _is_from_document(clause, lexicon):
        return True
    if len(low) > 1 and next((word for word in reversed(low) if word not in _THAT), "") in QUOTES["provisions"]:
        return True  # la ley establece que
    copula = len(low) > 1 and low[-1] in QUOTES["copulas"]
    between = QUOTES["copulas"] | QUOTES["before_mottos"] | lexicon.articles
    while len(low) > 1 and low[-1] in between:
        low.pop()
    if _is_listed(low[-1], lexicon.mottos, lexicon):
        return True
    if title and _is_listed(low[-1], lexicon.topics, lexicon) and not (colon and _names_somebody(clause, low, lexicon)):
        return True
    papers = lexicon.documents - lexicon.statement
    if not colon and not copula and lexicon.topics and low[-1] in papers:  # la loi « pour un port durable »
        return True
    if (
        title and not colon and lexicon.topics and _is_listed(low[-1], lexicon.groups, lexicon)
    ):  # der Verein „Hafen für alle“
        return True
    if not colon and not copula:
        return False
    for word in reversed(low[-_CLAUSE:]):  # the motto of the meeting:
        if word in lexicon.verbs:
            return False
        if _is_listed(word, lexicon.mottos, lexicon):
            return True
    return False


def _names_somebody(clause: Sequence[str], low: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words before a colon may name the speaker: Ana Ruiz zum Thema:"""
    return any(word in lexicon.verbs for word in low) or any(
        mention.kind == ROLE or (mention.kind == PERSON and (mention.role or " " in mention.name))
        for mention in mentions_in_phrase(" ".join(clause), lexicon)
    )


def _is_from_document(clause: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a clause gives the content of a document, without a speaker: la resolución en la que se acordó"""
    at = max(
        (index for index, word in enumerate(clause) if word in _RELATIVE and index and clause[index - 1] in _WHERE),
        default=0,
    )
    plain = not any(word[:1].isupper() for word in clause[at:])
    return (
        plain
        and 0 < len(clause) - at <= _FAR
        and any(word in lexicon.documents for word in map(str.lower, clause[max(at - _FAR, 0) : at]))
    )


_THAT = frozenset(("que", "qu", "dass", "che", "dat"))
_RELATIVE = frozenset(("que", "cual", "laquelle", "lequel", "cui", "qual"))
_WHERE = frozenset(("la", "el", "dans", "in", "a", "na", "no"))
_FAR = 5  # words


def _is_listed(word: str, listed: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a word is in a list; in German also as the end of a compound: Kampagnenmotto, but Antwort is no Wort."""
    return word in listed or (lexicon.compounds and any(len(entry) > 4 and word.endswith(entry) for entry in listed))
