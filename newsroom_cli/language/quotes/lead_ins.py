"""Attributions before a quotation: `Ana Ruiz told reporters that`, `According to Ana Ruiz,`."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.attribution_lexicon import Lexicon, lexicon_for
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, ROLE, Mention, mentions_in_phrase
from newsroom_cli.language.quotes.attributions import DIRECT, LOOSE, OF_SOMEBODY, WEAK, Attribution
from newsroom_cli.language.quotes.clauses import REACH
from newsroom_cli.language.quotes.subjects import (
    first_mention,
    is_document,
    is_name_of_document,
    subject_of,
    with_role_before,
)
from newsroom_cli.language.tokens import Token, is_title, tokens
from newsroom_cli.language.word_lists import QUOTES
from newsroom_cli.model.patterns import pattern


def attribution_before(text: str, lexicon: Lexicon) -> Attribution | None:
    """The attribution at the end of a text, before a quotation: `Ana Ruiz said: ` or `told us that `."""
    bare = _TO_SAY.sub("said:", text[-REACH:].rstrip(" \t\n*_\xa0"))
    if not bare:
        return None
    start = _last_sentence(bare)
    sentence = bare[start:]
    if not sentence:
        return None
    parts = tokens(sentence)
    if parts and parts[-1].text in ("asked", "told") and _helper_of(parts, len(parts) - 1) in QUOTES["passive"]:
        return Attribution(None, DIRECT, 0, document=True)  # the viewer is then asked: the text names no speaker
    verb = _last_verb(parts, lexicon)
    colon = bare.endswith(":")
    if (attribution := _attribution_according_to(parts, sentence, lexicon)) is not None:
        return attribution
    if verb is None:
        return _attribution_before_colon(sentence, lexicon) if colon else None
    phrase = sentence[: parts[verb].start]
    who = subject_of(phrase, lexicon) if phrase.strip() else None
    if parts[verb].text.lower().endswith(_PARTICIPLE) and who is not None and phrase.rstrip().endswith(","):
        people = [mention for mention in mentions_in_phrase(phrase, lexicon) if mention.kind in (PERSON, PRONOUN)]
        who = people[0] if people else who
    if who is not None:
        who = with_role_before(_person_before_employer(who, phrase, lexicon), phrase, lexicon)
    between = sentence[parts[verb].end :]
    if (speaker := _speaker_between(phrase, between, lexicon)) is not None:
        return Attribution(speaker, DIRECT, 0)
    force = _force_of(parts[verb].text.lower(), between, lexicon)
    if who is None and lexicon.compounds and not is_document(phrase, lexicon):
        who = _with_article(phrase, lexicon)
    if who is None and colon and not is_document(phrase, lexicon):
        attribution = _attribution_before_colon(sentence, lexicon)
        if attribution is not None or phrase.strip() or not lexicon.drops_subject:
            return attribution  # else: Comentó: “...”
    if who is None and lexicon.drops_subject and _has_no_subject(phrase, lexicon):
        who = Mention(PRONOUN, "", "", 0, 0)
    if who is None and parts[verb].text.endswith(_PARTICIPLE[1:]) and not lexicon.drops_subject and lexicon.interrupts:
        return None
    document = who is not None and who.kind != PERSON and is_document(phrase[who.start :], lexicon)
    if who is not None and who.kind == GROUP and is_document(phrase[: who.start], lexicon):  # le rapport de la Ville
        document = True
    if who is not None and is_name_of_document(who, phrase, lexicon):
        document = True
    if (who is None and is_document(phrase, lexicon)) or _refers_to_document(who, bare[:start], lexicon):
        document = True
    return Attribution(who, DIRECT if colon else force, 0, document)


_TO_SAY = pattern(r"\bhad (?:the following|this) to say(?: about [^:.]{1,60})?:?\Z")


def _person_before_employer(who: Mention, phrase: str, lexicon: Lexicon) -> Mention:
    """The person, not the employer mistaken for the subject: Ana Ruiz, Head of Research, at Harbor Pumps said."""
    if not _AT_EMPLOYER.search(phrase[: who.start]):
        return who
    people = [mention for mention in mentions_in_phrase(phrase[: who.start], lexicon) if mention.kind == PERSON]
    return people[0] if people else who


_AT_EMPLOYER = pattern(r",\s(?:at|with|from)\s(?:the\s)?\Z")


def _with_article(phrase: str, lexicon: Lexicon) -> Mention | None:
    """The subject of a German phrase that begins with an article: Der Hafenring, Der Geiger Bo Lind."""
    match = _ARTICLE.match(phrase)
    if match is None or match.end() < len(phrase.rstrip()) - _AROUND:
        return None
    parts = match[2].split()
    if len(parts) > 2 and _CALLING.search(parts[0]) and not any(word.lower() in lexicon.groups for word in parts):
        return Mention(PERSON, " ".join(parts[1:]), parts[0], match.start(2), match.end(2))
    return Mention(GROUP, f"{match[1].lower()} {match[2]}", "", 0, match.end())


_ARTICLE = pattern(r"\s*(Der|Die|Das)\s([A-ZÄÖÜ][\w-]+(?:\s[A-ZÄÖÜ][\w-]+){0,3})(?=\s|\Z)")
_CALLING = pattern(r"(?:ist|er|ent|ant|or|eur|oge|nom|iker)(?:in)?\Z")
_AROUND = 60  # characters between such a subject and its verb, at most


def _refers_to_document(who: Mention | None, above: str, lexicon: Lexicon) -> bool:
    """Whether "it" refers to a document in the sentence before: La révision du rapport. Elle note que"""
    if who is None or who.kind != PRONOUN or not lexicon.interrupts:
        return False
    bare = above.strip(" .")
    return is_document(bare[_last_sentence(bare) :], lexicon)


_PARTICIPLE = ("ing", "ando", "endo", "ant")  # endings of participles, whose subject is that of the sentence


def _has_no_subject(phrase: str, lexicon: Lexicon) -> bool:
    """Whether only connecting words precede a verb: Además, ha señalado"""
    parts = phrase.split()
    articles = lexicon.articles
    return len(parts) <= _JOINING and not any(word[0].isupper() or word in articles for word in parts[1:])


_JOINING = 6  # words


def _speaker_between(phrase: str, between: str, lexicon: Lexicon) -> Mention | None:
    """The speaker between verb and quotation: The series, says Ana Ruiz, host, “gives us a chance”."""
    turned = lexicon.interrupts and _TURNED.search(phrase) is not None
    if phrase.strip() and not phrase.rstrip().endswith(",") and not lexicon.compounds and not turned:
        return None
    if lexicon.compounds and (group := _UNNAMED.fullmatch(between)) and not is_title(group[1].lower(), lexicon):
        return Mention(GROUP, f"die {group[1]}", "", 0, 0)
    first = first_mention(mentions_in_phrase(between, lexicon), between, lexicon)
    if first is None or first.kind != PERSON or len(between) > _ASIDE:
        return None
    lead = between[: first.start].strip(" ,").removeprefix("the ")
    if lexicon.compounds and lead.partition(" ")[0] in lexicon.articles:
        lead = lead.partition(" ")[2]
    parted = "," in between[first.start :]  # not: called Ruiz “a friend”
    return first if lead in ("", first.role) and (parted or lexicon.compounds or turned) else None


# Words after which the subject follows its verb: como señaló Ana Ruiz, la idea que propone Ruiz
_TURNED = pattern(
    r"\b(?:[Qq]ue|[Cc]omo|[Ss]egún|[Cc]omme|[Cc]ome|[Ss]elon ce que|[Cc]onforme)\s+"
    r"(?:ha\s|a\s|l[oea]\s|l['’](?:a\s)?)?\Z"
)
_UNNAMED = pattern(r"\s*die ([A-ZÄÖÜ]\w+[en])\s*")  # Weiter fordern die Beschäftigten „mehr Geld“
_ASIDE = 160  # characters of a name and its role, at most


def _attribution_according_to(parts: Sequence[Token], sentence: str, lexicon: Lexicon) -> Attribution | None:
    """The attribution in `According to Ana Ruiz, ` directly before a quotation; None without one."""
    low = [token.text.lower() for token in parts]
    for phrase in lexicon.according:
        size = len(phrase.split())
        if low[:size] == phrase.split() and len(parts) > size and len(parts) < 30:
            inner = sentence[parts[size].start :]
            first = first_mention(mentions_in_phrase(inner, lexicon), inner, lexicon)
            if phrase in OF_SOMEBODY and (first is None or first.kind != PERSON):
                continue
            document = is_document(inner, lexicon) and (first is None or first.kind != PERSON)
            return Attribution(first, DIRECT, 0, document) if first or document else None
    return None


def _last_sentence(text: str) -> int:
    """The offset where the last, unfinished sentence of a text begins; the end of the text if it is complete."""
    start = 0
    for end in sentences.ends(text)[:-1]:
        start = end
    while start < len(text) and text[start].isspace():
        start += 1
    return start if not _ends_sentence(text) else len(text)


def _ends_sentence(text: str) -> bool:
    """Whether a text ends with a complete sentence."""
    return (
        text.rstrip("\"'”’)]» ").endswith(sentences.STOPS)
        and sentences.ends(text + " X")[0] != len(text) + 2
        and len(sentences.ends(f"{text} Xyz")) > len(sentences.ends(text))  # a new sentence could follow
    )


def _last_verb(parts: Sequence[Token], lexicon: Lexicon) -> int | None:
    """The index of the last verb of saying; verbs after an auxiliary such as "is" do not count."""
    spoken, loose = lexicon.verbs, lexicon.loose_verbs
    for index in range(len(parts) - 1, -1, -1):
        word = parts[index].text
        if index == 0 and lexicon.drops_subject:  # Manifestaron que “...”
            word = word.lower()
        if word not in spoken and word not in loose:
            continue
        helper = _helper_of(parts, index)
        if helper in lexicon.articles and lexicon is lexicon_for("en"):  # the announced closure of the mill
            continue
        if helper in QUOTES["auxiliaries"] and not (helper in ("will", "would", "who") and word in spoken):
            continue
        return index
    return None


def _helper_of(parts: Sequence[Token], index: int) -> str:
    """The word before a verb, not counting one adverb: "is" in "the viewer is then asked"."""
    at = index - 1
    if at > 0 and ((low := parts[at].text.lower()) in QUOTES["between_clauses"] or low.endswith("ly")):
        at -= 1
    return parts[at].text.lower() if at >= 0 else ""


_PURPOSE = 6  # words after "to"; more of them are a promise or claim, not speech


# Words that join the last clause to a long sentence.
_CONJUNCTIONS = tuple(
    f" {word}" for word in "that dass que qu' qu’ car puisque porque pues denn weil perché poiché".split()
)
_MAX_WORDS_TO_QUOTATION = 14  # words; a quotation farther from a verb is not its object


def _force_of(verb: str, between: str, lexicon: Lexicon) -> str:
    """The force of an attribution by the words `between` its verb and the quotation.

    DIRECT if these are none, "that", a listener or a time; WEAK if they are too many; otherwise LOOSE.
    """
    between = between.strip(" ,:")
    if verb in lexicon.loose_verbs and verb not in lexicon.verbs:
        return LOOSE
    if not between or between.lower() in ("that", "que", "dass", "in part", "simply", "also"):
        return DIRECT
    if between.startswith("to ") and len(between.split()) > _PURPOSE:
        return WEAK  # claimed to run a scheme in which members could get “better homes”
    if len(between.split()) > _MAX_WORDS_TO_QUOTATION and not between.endswith(_CONJUNCTIONS):
        return WEAK
    return (
        DIRECT
        if len(between.split()) <= 2
        and between.lower().startswith(("in ", "on ", "of ", "to ", "at ", "him", "her", "them", "us", "reporters"))
        else LOOSE
    )


def _attribution_before_colon(sentence: str, lexicon: Lexicon) -> Attribution | None:
    """The attribution before a colon: `Ana Ruiz:` or `Statement of Ana Ruiz, director, on the harbour:`"""
    mentioned = mentions_in_phrase(sentence, lexicon)
    people = [mention for mention in mentioned if mention.kind == PERSON]
    low = [token.text.lower() for token in tokens(sentence)]
    says = any(word in lexicon.statement for word in low)
    if people and (says or len(low) <= 24):
        who = people[0] if not says else next((person for person in people if person.role), people[0])
        return Attribution(with_role_before(who, sentence, lexicon), DIRECT, 0)
    others = [mention for mention in mentioned if mention.kind != PERSON]
    if others and says:
        return Attribution(others[0], DIRECT, 0)
    return None


def person_spoken_of(sentence: str, lexicon: Lexicon) -> Mention | None:
    """The person whom a sentence is about, for a quotation after it without an attribution; None without one."""
    mentioned = mentions_in_phrase(sentence, lexicon)
    people = [mention for mention in mentioned if mention.kind in (PERSON, PRONOUN)]
    named = [person for person in people if person.kind == PRONOUN or person.role or " " in person.name]
    # Il Sindaco è intervenuto.
    roles = [mention for mention in mentioned if mention.kind == ROLE and lexicon.drops_subject]
    return next((mention for mention in named if mention.kind == PERSON), next(iter([*named, *roles]), None))
