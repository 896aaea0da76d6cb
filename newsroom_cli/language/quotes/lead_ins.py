"""The words before a quotation that say whose it is: `Ana Ruiz told reporters that`, `According to Ana Ruiz,`."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Tongue, words
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, ROLE, Mention, named_in
from newsroom_cli.language.quotes.attributions import DIRECT, LOOSE, OF_SOMEBODY, WEAK, Attribution
from newsroom_cli.language.quotes.clauses import REACH
from newsroom_cli.language.quotes.subjects import first_of, is_document, subject, with_role_before
from newsroom_cli.language.tokens import Token, is_title, tokens
from newsroom_cli.model.patterns import pattern

_NOT_THE_VERB = frozenset(
    (
        "to",
        "was",
        "were",
        "been",
        "be",
        "being",
        "is",
        "are",
        "not",
        "will",
        "would",
        "should",
        "can",
        "could",
        "must",
        "may",
        "might",
        "who",
    )
)


def before(text: str, tongue: Tongue) -> Attribution | None:
    """The attribution with which a text leads up to a quotation that follows it: `Ana Ruiz said: ` or `told us that `."""
    bare = text[-REACH:].rstrip(" \t\n*_\xa0")
    if not bare:
        return None
    start = _last_sentence(bare)
    sentence = bare[start:]
    if not sentence:
        return None
    parts = tokens(sentence)
    if parts and parts[-1].text in ("asked", "told") and _helper_of(parts, len(parts) - 1) in _PASSIVE:
        return Attribution(None, DIRECT, 0, document=True)  # the viewer is then asked: who asks is nobody
    verb = _last_verb(parts, tongue)
    colon = bare.endswith(":")
    if (found := _according(parts, sentence, tongue)) is not None:
        return found
    if verb is None:
        return _announced(sentence, tongue) if colon else None
    phrase = sentence[: parts[verb].start]
    who = subject(phrase, tongue) if phrase.strip() else None
    if parts[verb].text.lower().endswith(_PARTICIPLE) and who is not None and phrase.rstrip().endswith(","):
        people = [each for each in named_in(phrase, tongue) if each.kind in (PERSON, PRONOUN)]
        who = people[0] if people else who
    if who is not None:
        who = with_role_before(who, phrase, tongue)
    between = sentence[parts[verb].end :]
    if (told := _told_by(phrase, between, tongue)) is not None:
        return Attribution(told, DIRECT, 0)
    force = _force(parts[verb].text.lower(), between, tongue)
    if who is None and tongue.compounds and not is_document(phrase, tongue):
        who = _with_article(phrase, tongue)
    if who is None and colon and not is_document(phrase, tongue):
        return _announced(sentence, tongue)
    if who is None and tongue.drops and _has_no_subject(phrase, tongue):
        who = Mention(PRONOUN, "", "", 0, 0)
    if who is None and parts[verb].text.endswith(_PARTICIPLE[1:]) and not tongue.drops and tongue.incises:
        return None
    document = who is not None and who.kind != PERSON and is_document(phrase[who.start :], tongue)
    if who is not None and who.kind == GROUP and is_document(phrase[: who.start], tongue):  # le rapport de la Ville
        document = True
    if (who is None and is_document(phrase, tongue)) or _means_document(who, bare[:start], tongue):
        document = True
    return Attribution(who, DIRECT if colon else force, 0, document)


def _with_article(phrase: str, tongue: Tongue) -> Mention | None:
    """Who a German phrase begins with that no list knows: Der Hafenring, Die Unterzeichner, Der Geiger Bo Lind."""
    found = _ARTICLE.match(phrase)
    if found is None or found.end() < len(phrase.rstrip()) - _AROUND:
        return None
    parts = found[2].split()
    if len(parts) > 2 and _CALLING.search(parts[0]) and not any(part.lower() in words(tongue.groups) for part in parts):
        return Mention(PERSON, " ".join(parts[1:]), parts[0], found.start(2), found.end(2))
    return Mention(GROUP, f"{found[1].lower()} {found[2]}", "", 0, found.end())


_ARTICLE = pattern(r"\s*(Der|Die|Das)\s([A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+){0,3})(?=\s|\Z)")
_CALLING = pattern(r"(?:ist|er|ent|ant|or|eur|oge|nom|iker)(?:in)?\Z")
_AROUND = 60  # characters between such a subject and its verb


def _means_document(who: Mention | None, above: str, tongue: Tongue) -> bool:
    """Whether "it" stands for the document that the sentence before begins with: La révision du rapport. Elle note que"""
    if who is None or who.kind != PRONOUN or not tongue.incises:
        return False
    bare = above.strip(" .")
    return is_document(bare[_last_sentence(bare) :], tongue)


_PARTICIPLE = ("ing", "ando", "endo", "ant")  # ends of verbs that go with whoever the sentence is about


def _has_no_subject(phrase: str, tongue: Tongue) -> bool:
    """Whether the words before a verb are no more than those that join a sentence to the last: Además, ha señalado"""
    parts = phrase.split()
    articles = words(tongue.articles)
    return len(parts) <= _JOINING and not any(part[0].isupper() or part in articles for part in parts[1:])


_PASSIVE = frozenset(("is", "are", "was", "were", "been", "being"))
_JOINING = 6  # words


def _told_by(phrase: str, between: str, tongue: Tongue) -> Mention | None:
    """Who stands between the verb and a quotation it breaks into: The series, says Ana Ruiz, host, “gives us a chance”."""
    turned = tongue.incises and _TURNED.search(phrase) is not None
    if phrase.strip() and not phrase.rstrip().endswith(",") and not tongue.compounds and not turned:
        return None
    if tongue.compounds and (group := _UNNAMED.fullmatch(between)) and not is_title(group[1].lower(), tongue):
        return Mention(GROUP, f"die {group[1]}", "", 0, 0)
    first = first_of(named_in(between, tongue), between, tongue)
    if first is None or first.kind != PERSON or len(between) > _ASIDE:
        return None
    lead = between[: first.start].strip(" ,").removeprefix("the ")
    parted = "," in between[first.start :]  # not: called Ruiz “a friend”
    return first if lead in ("", first.role) and (parted or tongue.compounds or turned) else None


# Words behind which the subject follows its verb: como señaló Ana Ruiz, la idea que propone Ruiz
_TURNED = pattern(
    r"\b(?:[Qq]ue|[Cc]omo|[Ss]egún|[Cc]omme|[Cc]ome|[Ss]elon ce que|[Cc]onforme)\s+(?:ha\s|a\s|lo\s|l['’])?\Z"
)
_UNNAMED = pattern(r"\s*die ([A-ZÄÖÜ]\w+[en])\s*")  # Weiter fordern die Beschäftigten „mehr Geld“
_ASIDE = 160  # characters of a name and its role


def _according(parts: Sequence[Token], sentence: str, tongue: Tongue) -> Attribution | None:
    """`According to Ana Ruiz, ` before a quotation that follows at once."""
    low = [part.text.lower() for part in parts]
    for phrase in words(tongue.according):
        size = len(phrase.split())
        if low[:size] == phrase.split() and len(parts) > size and len(parts) < 30:
            inner = sentence[parts[size].start :]
            first = first_of(named_in(inner, tongue), inner, tongue)
            if phrase in OF_SOMEBODY and (first is None or first.kind != PERSON):
                continue
            document = is_document(inner, tongue) and (first is None or first.kind != PERSON)
            return Attribution(first, DIRECT, 0, document) if first or document else None
    return None


def _last_sentence(text: str) -> int:
    start = 0
    for end in sentences.ends(text)[:-1]:
        start = end
    while start < len(text) and text[start].isspace():
        start += 1
    return start if not _closes(text) else len(text)


def _closes(text: str) -> bool:
    """Whether a text ends with the end of a sentence."""
    return (
        text.rstrip("\"'”’)]» ").endswith((".", "!", "?", "。"))
        and sentences.ends(text + " X")[0] != len(text) + 2
        and _really_ends(text)
    )


def _really_ends(text: str) -> bool:
    return len(sentences.ends(f"{text} Xyz")) > len(sentences.ends(text))


def _last_verb(parts: Sequence[Token], tongue: Tongue) -> int | None:
    spoken, rather = words(tongue.verbs), words(tongue.rather)
    for index in range(len(parts) - 1, -1, -1):
        word = parts[index].text
        if index == 0 and tongue.drops:  # Manifestaron que “...”
            word = word.lower()
        if word not in spoken and word not in rather:
            continue
        helper = _helper_of(parts, index)
        if helper in _NOT_THE_VERB and not (helper in ("will", "would", "who") and word in spoken):
            continue
        return index
    return None


def _helper_of(parts: Sequence[Token], index: int) -> str:
    """The word before a verb, over one adverb: the viewer is then asked."""
    at = index - 1
    if at > 0 and ((low := parts[at].text.lower()) in _ADVERBS or low.endswith("ly")):
        at -= 1
    return parts[at].text.lower() if at >= 0 else ""


_ADVERBS = frozenset(("then", "also", "now", "often", "again", "later", "never", "always", "still", "even", "first"))
_PURPOSE = 6  # words of what somebody promised or claimed to do, not of what they said


# Words that join to a long sentence what is said last in it.
_LEADS_ON = (
    " that",
    " dass",
    " que",
    " qu'",
    " qu’",
    " car",
    " puisque",
    " porque",
    " pues",
    " denn",
    " weil",
    " perché",
    " poiché",
)
_FAR = 14  # words between a verb and what is no longer its object


def _force(verb: str, between: str, tongue: Tongue) -> str:
    """DIRECT where the quotation follows the verb at once, or behind "that", a listener or a time."""
    between = between.strip(" ,:")
    if verb in words(tongue.rather) and verb not in words(tongue.verbs):
        return LOOSE
    if not between or between.lower() in ("that", "que", "dass", "in part", "simply", "also"):
        return DIRECT
    if between.startswith("to ") and len(between.split()) > _PURPOSE:
        return WEAK  # claimed to run a scheme in which members could get “better homes”
    if len(between.split()) > _FAR and not between.endswith(_LEADS_ON):
        return WEAK
    return (
        DIRECT
        if len(between.split()) <= 2
        and between.lower().startswith(("in ", "on ", "of ", "to ", "at ", "him", "her", "them", "us", "reporters"))
        else LOOSE
    )


def _announced(sentence: str, tongue: Tongue) -> Attribution | None:
    """Who is named before a colon: `Ana Ruiz:` or `Statement of Ana Ruiz, director, on the harbour:`"""
    found = named_in(sentence, tongue)
    people = [each for each in found if each.kind == PERSON]
    low = [token.text.lower() for token in tokens(sentence)]
    says = any(each in words(tongue.statement) for each in low)
    if people and (says or len(low) <= 24):
        return Attribution(people[0] if not says else _issuer(people, sentence), DIRECT, 0)
    others = [each for each in found if each.kind != PERSON]
    if others and says:
        return Attribution(others[0], DIRECT, 0)
    return None


def _issuer(people: Sequence[Mention], sentence: str) -> Mention:
    """Of several people before "issued this statement", the one with a role; else the first."""
    return next((person for person in people if person.role), people[0])


def spoken_of(sentence: str, tongue: Tongue) -> Mention | None:
    """The person a sentence is about, for a quotation that stands alone behind it."""
    found = named_in(sentence, tongue)
    people = [each for each in found if each.kind in (PERSON, PRONOUN)]
    named = [person for person in people if person.kind == PRONOUN or person.role or " " in person.name]
    roles = [each for each in found if each.kind == ROLE and tongue.drops]  # Il Sindaco è intervenuto.
    return next((each for each in named if each.kind == PERSON), next(iter([*named, *roles]), None))
