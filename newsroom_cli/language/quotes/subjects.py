"""The speaker in the words before or after a verb of saying: `the Executive Director of Harbour House, Ana Ruiz`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, ROLE, Mention, mentions_in_phrase
from newsroom_cli.language.people.roles import with_comma_before_role
from newsroom_cli.language.tokens import is_title, tokens
from newsroom_cli.language.word_lists import PEOPLE, QUOTES
from newsroom_cli.model.patterns import pattern

_SPEAKING = (
    "speaking|commenting|talking|reflecting|elaborating|responding|referring|reacting|explaining|highlighting"
    "|welcoming|announcing|praising|addressing|describing"
)


def first_mention(mentioned: Sequence[Mention], phrase: str, lexicon: Lexicon) -> Mention | None:
    """The first person or group in a phrase, or None; a name precedes the role or organisation before it."""
    if not mentioned:
        return None
    mentioned = [mention for mention in mentioned if not _is_possessive(mention, phrase)] or list(mentioned)
    if (named := _name_after_role(mentioned, phrase, lexicon)) is not None:
        return named
    first, last = mentioned[0], mentioned[-1]
    if lexicon.genitives and first.kind == PERSON and " " not in first.name and _ends_phrase(last, phrase):
        return last  # říká o lesu u Vrbenských rybníků Jana Malá
    if lexicon.genitives and first.kind == ROLE and _ends_long_role(first, last, phrase):
        return last._replace(role=phrase[first.start : last.start].strip())
    if first.kind in (ROLE, GROUP):
        for mention in mentioned[1:]:
            if mention.kind != PERSON or (
                not mention.role and " " not in mention.name and mention is not mentioned[-1]
            ):
                continue
            if not mention.role and first.kind == ROLE and _OF.search(phrase, first.start, mention.start):
                continue  # a resident of Grand Rapids
            inside = mention.end <= first.end and " " not in mention.name and not mention.role
            if inside and len(phrase[first.start : mention.start].split()) > 2:  # a spokesperson from Save the Harbour
                continue
            role_at = phrase.rfind(mention.role, 0, mention.start) if mention.role else -1
            between = HONORED.sub("", phrase[first.end : mention.start]).strip()
            if mention.start <= first.end + 1 or (0 <= role_at <= first.end + 1):
                return mention
            if role_at >= 0 and not any(mark in between for mark in ",;.") and len(between.split()) <= 8:
                return mention._replace(role=phrase[first.start : mention.start].strip())
            if between.startswith(",") and between.strip(", ") == mention.role and first.kind == ROLE:
                return mention._replace(role=f"{phrase[first.start : first.end].strip()}, {mention.role}")
            if between == "," and first.kind == ROLE:  # the mayor, Ana Ruiz
                return mention._replace(role=mention.role or first.role or phrase[first.start : first.end])
            break
    long = (
        name_after_long_title(phrase, lexicon) if first.kind == ROLE and _is_untitled(phrase[: first.start]) else None
    )
    return long or first


def _ends_phrase(mention: Mention, phrase: str) -> bool:
    """Whether a phrase ends with a full name."""
    return mention.kind == PERSON and " " in mention.name and not phrase[mention.end :].strip(" .")


def _ends_long_role(role: Mention, last: Mention, phrase: str) -> bool:
    """Whether a role continues in lower case, perhaps with commas, up to the name that ends the phrase."""
    between = phrase[role.end : last.start]
    return (
        _ends_phrase(last, phrase)
        and between == between.lower()
        and between.count(",") <= 2
        and len(between.split()) <= _LONG_OFFICE
    )


def _is_untitled(before: str) -> bool:
    """Whether only capitalised words, and so no article, precede a title: Under Secretary."""
    return all(word[:1].isupper() for word in before.split()) and "," not in before


_OF = pattern(
    r"\b(?:of|in|from|at|near|for|with|to|by|del?|en|von|vom|aus|bei|à|du|des|di|della|a[il]|alla|alle|agli|da|do|van|från|fra|på|hos|ze?)\s"
    r"(?:(?:the|la|le|les|los|las|el|der|dem|den)\s)?\Z|\bd['’]\w{0,30}\s?\Z"
)


def _name_after_role(mentioned: Sequence[Mention], phrase: str, lexicon: Lexicon) -> Mention | None:
    """The name in `the Executive Director of Harbour House, Ana Ruiz`, with the role before its comma."""
    if (beside := name_beside_comma(mentioned, phrase, lexicon)) is not None:
        return beside
    for named in mentioned:
        if named.kind == PERSON and " " in named.name:
            if lexicon.genitives and (office := _office_before(phrase[: named.start], lexicon)):
                return named._replace(role=office)
            if role := _role_before_comma(phrase[: named.start], lexicon):
                return named._replace(role=role)
            titled = " of " in named.role and named.role in phrase[: named.start]
            if titled and (last := _name_at_end(mentioned, phrase)) is not None and last is not named:
                return last._replace(role=phrase[: last.start].strip(" ,"))  # chair of the Harbour Pact, Ana Ruiz.
            joined = lexicon.interrupts and any(map(str.islower, named.name.split()))
            if joined and named.role and (last := _name_at_end(mentioned, phrase)) not in (None, named):
                role = phrase[: last.start].strip(" ,")  # présidente de l’association Les Amis du Port, Ana Ruiz
                article, _, rest = role.partition(" ")
                return last._replace(role=rest if article.lower() in lexicon.articles else role)
            # Mitglied der BUND Gruppe, Ana Ruiz
            inside = lexicon.compounds or _OF.search(phrase, 0, named.start) is not None
            if named.role or not named.start or not inside:
                return None
    return None


def name_beside_comma(mentioned: Sequence[Mention], phrase: str, lexicon: Lexicon) -> Mention | None:
    """The person of two names with a comma between: the first, or the one behind a role that the first one begins.

    Dr. Ana Ruiz, Harbour Union; Harbour Tea executive director, Ana Ruiz.
    """
    people = [mention for mention in mentioned if mention.kind == PERSON]
    for one, other in itertools.pairwise(people):
        if " " not in other.name or not (" " in one.name or (lexicon.genitives and one.role)):
            continue
        between = phrase[one.end : other.start].strip()
        if between == "," and _TITLED.search(phrase[: one.start]):
            return one
        bare, lead = between.removesuffix(",").strip(), phrase[: one.start]
        is_group = not lexicon.groups.isdisjoint(other.name.lower().split())
        is_first = between == "," and one is people[0] and not is_group
        if is_first and _begins_area(one, lead, lexicon):
            role = phrase[lead.rfind(one.role) if one.role else 0 : other.start].strip(" ,")
            article, _, rest = role.partition(" ")  # la Consejera de Obras Públicas, Ana Ruiz
            return other._replace(role=rest if article.lower() in lexicon.articles else role)
        if not one.role and bare != between and bare.islower() and is_title(bare.split()[-1], lexicon):
            return other._replace(role=phrase[one.start : other.start].strip(" ,"))
    return None


def _begins_area(named: Mention, lead: str, lexicon: Lexicon) -> bool:
    """Whether a name with words before it is what somebody is in charge of: dyrektor Komisji Portowej, Anna Nowak."""
    if lexicon.genitives and named.role and lead.rstrip().endswith(named.role):
        return True
    joined = _OF.search(lead) or (lexicon.dashes and _OF_IN_THE_NORTH.search(lead))
    return bool(joined) and any(is_title(word.lower(), lexicon) for word in lead.split())


_OF_IN_THE_NORTH = pattern(r"\s(?:i|av|af|för|for|ved|vid)\s(?:[A-ZÅÄÖÆØ][\w-]*\s)?\Z")


def _office_before(lead: str, lexicon: Lexicon) -> str:
    """The title before a name and the words up to the name; empty if punctuation separates them: předseda Finančního
    výboru.
    """
    words = lead.split()
    at = next((number for number, word in enumerate(words[:_NEAR]) if is_title(word.lower(), lexicon)), None)
    whole = at is not None and len(words) - at <= _LONG_OFFICE and not any(mark in lead for mark in ',;.:()„“”"')
    return " ".join(words[at:]) if whole else ""


_NEAR, _LONG_OFFICE = 4, 16  # words before a title, words of an office


def _role_before_comma(lead: str, lexicon: Lexicon) -> str:
    """The role before a comma, without a form of address or article; empty if the words are no role."""
    role = HONORED.sub("", _OPENING.sub("", lead.strip()))
    if not role.endswith(",") or len(role.split()) > 20 or any(mark in role for mark in '“”«»„"'):
        return ""
    if titled := _titled_at_end(role.rstrip(" ,"), lexicon):
        return titled
    first, _, rest = role.rstrip(" ,").partition(" ")
    whole = first.lower() in lexicon.articles
    role = rest if whole else role.rstrip(" ,")
    parts = [word.strip(".,").lower() for word in role.split()]
    if not QUOTES["auxiliaries"].isdisjoint(parts[1:]):  # The letters were found by his niece, Ana Ruiz
        return ""
    decisive_words = parts[:14] if whole else [*parts[:2], *parts[-1:]]
    return role if any(is_title(word, lexicon) for word in decisive_words) else ""


def _titled_at_end(lead: str, lexicon: Lexicon) -> str:
    """The words after the last article before a title: Por su parte, la directora de Puertos.

    An article after a preposition belongs to the words before it: the spokeswoman of the mayor.
    """
    matches = list(_WORDS.finditer(lead))
    words = [word[0].strip(".,").lower() for word in matches]
    for at in range(len(words) - 2, -1, -1):
        before = matches[at - 1][0] if at else ""
        joined = before.lower() in QUOTES["prepositions"] or (lexicon.compounds and before[:1].isupper())
        if joined or (words[at] not in lexicon.articles and words[at] not in ("l’", "l'")):
            continue
        named = itertools.takewhile(lambda word: word not in QUOTES["prepositions"], words[at + 1 :])
        return lead[matches[at + 1].start() :] if any(is_title(word, lexicon) for word in named) else ""
    return ""


_WORDS = pattern(r"(?<!\w)[Ll][’'](?=\w)|(?:(?<=\s)|(?<=\b[Ll][’'])|\A)\S+")  # l’ | adjoint
_OPENING = pattern(rf"(?i)\A(?:{_SPEAKING})\s[^,.;:]{{3,80}},\s(?=the\s)")


def _name_at_end(mentioned: Sequence[Mention], phrase: str) -> Mention | None:
    """The full name after the last comma of a clause; None without one."""
    last = mentioned[-1]
    ends = not phrase[last.end :].strip(" .") and phrase[: last.start].rstrip().endswith(",")
    return last if last.kind == PERSON and " " in last.name and not last.role and ends else None


HONORED = pattern(
    r"(?<=,)\s+(?:(?:Senator|Mr|Mrs|Ms|Miss|M|Dr|Dre|Pr|Prof|Professor|Sir|Dame|the|Rt|Hon|Honou?rable|Rev|Reverend|"
    r"Lt|Lieutenant|Brig|Brigadier|Maj|Major|Gen|General|Col|Colonel|Capt|Captain|Adm|Admiral"
    r"|Dra|Lic|Licda|Ing|Mtro|Mtra|Abg|Arq|Sra?|Mme|Dott|Avv|Mag|Don|Doña|Herr|Frau)\.?\s*)+\Z"
)


def _is_possessive(mention: Mention, phrase: str) -> bool:
    """Whether a mention is a possessive, as in "the city's mayor"."""
    return phrase[mention.end - 2 : mention.end] in ("'s", "’s") and mention.kind != PRONOUN


def is_document(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase begins with a word for a document: the grand jury's report of May."""
    head: list[str] = []
    for token in tokens(phrase)[:6]:
        word = token.text.lower()
        if lexicon.interrupts and token.plain in lexicon.documents:  # l’article 3
            word = token.plain
        if word in QUOTES["prepositions"]:
            break
        head.append(word)
    while head and (head[-1] in lexicon.helpers or head[-1].isdigit()):  # le tribunal a
        head.pop()
    return bool(head) and head[-1] in lexicon.documents


def is_name_of_document(who: Mention, phrase: str, lexicon: Lexicon) -> bool:
    """Whether a name that looks like a person's is a document's: the Harbour Procurement Code, Article 20."""
    words = who.name.lower().split()
    if who.kind != PERSON or who.role or not words or words[-1] not in lexicon.documents:
        return False
    lead = phrase[: who.start].split()
    named = bool(lead) and lead[-1].lower() in lexicon.articles
    return named or (len(words) == 1 and phrase[who.end :].lstrip()[:1].isdigit())


def subject_of(phrase: str, lexicon: Lexicon) -> Mention | None:
    """The subject of the verb of saying that follows a phrase; None without one."""
    phrase = with_comma_before_role(_ASIDE.sub(",", phrase), lexicon)
    mentioned = [mention for mention in mentions_in_phrase(phrase, lexicon) if not _is_possessive(mention, phrase)]
    if not mentioned:
        return None
    if (leading := _leading_person(mentioned, phrase, lexicon)) is not None:
        return leading
    if (beside := name_beside_comma(mentioned, phrase, lexicon)) is not None:
        return beside
    if phrase.rstrip().endswith((",", ")")):
        people = [
            mention
            for mention in mentioned
            if mention.kind == PERSON and phrase[mention.end :].lstrip()[:1] in (",", "(")
        ]
        chosen = [person for person in people if not _is_inside_role(person, people)]
        first = chosen[0] if chosen else None
        if first is not None and len(chosen) > 1 and _TITLED.sub("", phrase[: first.start]).strip() in ("", first.role):
            # Rob Gold, President Harbour House, says; Mayor Ana Ruiz, head of the Martin Center, says
            return first._replace(role=first.role or _role_between_commas(phrase, chosen[0].end, lexicon))
        if chosen:
            return chosen[-1]
        people = [mention for mention in mentioned if mention.kind == PERSON]
        return people[0] if people else mentioned[-1]
    last = _adjacent_mention(mentioned, phrase)
    if last is not None:
        holders = [
            person
            for person in mentioned
            if person.kind == PERSON
            and person.end <= last.start
            and person.role
            and (last.role or last.name) in person.role
        ]
        return holders[0] if holders and last.kind != PRONOUN else _person_before(last, mentioned, phrase)
    people = [mention for mention in mentioned if mention.kind == PERSON]
    if lexicon.genitives:  # předseda klubu Přátel přístavu Viktor Ruiz
        people.sort(key=lambda person: " " not in person.name)
    return people[0] if people else mentioned[0]


_ASIDE = pattern(rf",\s(?:{_SPEAKING})\s[^,.;:]{{3,120}}\Z")  # Ana Ruiz, director, speaking on the plan, said


def _leading_person(mentioned: Sequence[Mention], phrase: str, lexicon: Lexicon) -> Mention | None:
    """The person at the start of a phrase, if its later names only describe that person: Ana Ruiz of the School of
    Medicine.
    """
    if (unnamed := _unnamed_person(mentioned, phrase)) is not None:
        return unnamed
    first = next((mention for mention in mentioned if mention.kind == PERSON), None)
    if first is None or " " not in first.name:
        return None
    before = _TITLED.sub("", phrase[: first.start]).strip(" ,")
    others = [mention for mention in mentioned if mention.kind in (PERSON, PRONOUN) and mention.start > first.end]
    titled = before in ("", first.role) or (
        len(before.split()) < _BRIEF and is_title(before.split()[-1].lower(), lexicon)
    )
    if not titled or not others or any(mention.kind == PRONOUN for mention in others):
        return None
    inside = all(
        _OF.search(phrase, 0, mention.start) or phrase[: mention.start].rstrip().endswith(("&", "and"))
        for mention in others
    )
    joined = any(" " in mention.name and phrase[: mention.start].rstrip().endswith("and") for mention in others)
    return first if inside and not joined else None


def _unnamed_person(mentioned: Sequence[Mention], phrase: str) -> Mention | None:
    """The unnamed person at the start of a phrase: "A chain executive from an Oil & Gas company"."""
    first = mentioned[0]
    article = phrase[: first.start].strip().lower()
    people = [mention for mention in mentioned if mention.kind == PERSON and " " in mention.name]
    named = any(not (_OF.search(phrase, 0, person.start) or _ANY.search(phrase, 0, person.start)) for person in people)
    return first if first.kind == ROLE and article in ("a", "an", "one", "another") and not named else None


_BRIEF = 4  # words of a title before a name: First author Dr
_ANY = pattern(r"\ban?\s(?:[a-z-]+\s){1,2}\Z")  # a major US Oil company
_TITLED = pattern(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Herr|Frau|M|Mme)\.?\s*\Z")


def _role_between_commas(phrase: str, at: int, lexicon: Lexicon) -> str:
    """The role between the commas after a name; empty for other words."""
    role = phrase[at:].strip(" ,").split(",")[0].strip()
    return role if role and is_title(role.split()[0].lower(), lexicon) else ""


def _is_inside_role(mention: Mention, people: Sequence[Mention]) -> bool:
    """Whether a name is part of an earlier person's role: Ana Ruiz, director of the Martin Center."""
    return any(person.end < mention.start and person.role and mention.name in person.role for person in people)


def _adjacent_mention(mentioned: Sequence[Mention], phrase: str) -> Mention | None:
    """The last mention in a phrase, if only adverbs follow it, else None."""
    best = max(mentioned, key=lambda mention: (mention.end, mention.kind == PERSON))
    if best.kind == PERSON and not best.role:  # a spokesperson for the Harbour Club
        best = next(
            (
                mention
                for mention in mentioned
                if mention.kind == ROLE and mention.start < best.start and mention.end >= best.end
            ),
            best,
        )
    between = [token.text.lower() for token in tokens(phrase[best.end :])]
    if all(word in QUOTES["adverbs"] or word.endswith("ly") for word in between):
        return best
    return None


_JOINS = pattern(
    r"(?:^|\s)d['’]\Z|(?:^|\s)(?:of|with|from|at|for|de|von|du|der|des|del)"
    r"(?:\s+(?:the|la|le|los|las|l’|l'|der|dem))?\s*\Z"
)


def _person_before(last: Mention, mentioned: Sequence[Mention], phrase: str) -> Mention:
    """The person before an organisation's name, as in `Ana Ruiz of the Harbour Club`; else the mention itself."""
    if last.kind == PRONOUN:
        return last
    for owner in reversed(
        [mention for mention in mentioned if mention.end <= last.start and mention.kind in (PERSON, ROLE)]
    ):
        between = phrase[owner.end : last.start]
        if (
            len(between) < 60
            and _JOINS.search(between)
            and not any(mark in between for mark in ",;.")
            and (last.kind != PERSON or owner.kind == PERSON)
        ):
            return owner
    covering = [
        mention
        for mention in mentioned
        if mention.kind == PERSON
        and mention.role
        and last.kind != PERSON
        and mention.start < last.end
        and mention.end >= last.end - 1
    ]
    return covering[-1] if covering else last


_LONGEST = 600  # characters; no role is longer


def with_role_before(who: Mention, phrase: str, lexicon: Lexicon) -> Mention:
    """The mention, with the role before it added: `the council's chair, Ana Ruiz, said`."""
    lead = phrase[max(who.start - _LONGEST, 0) : who.start]
    if who.kind == PERSON and (long := _whole_role(who, lead, lexicon)):
        return who._replace(role=long)
    if who.kind != PERSON or (who.role and who.role not in lead[len(HONORED.sub("", lead.rstrip())) :]):
        return who  # except after a form of address: Senator the Hon.
    role = _role_before_comma(lead, lexicon)
    return who._replace(role=role) if role else who


def _whole_role(who: Mention, lead: str, lexicon: Lexicon) -> str:
    """The words before a name as one role, if only their end was recognised; else "": Minister for Works and Ports Ana
    Ruiz.
    """
    full = HONORED.sub("", lead).strip(" ,")
    parts = full.split()
    fits = (
        2 < len(parts) <= 20
        and full != who.role
        and full.endswith(who.role)
        and not any(mark in full for mark in ".;:(")
    )
    if not fits or not any(is_title(word.strip(",").lower(), lexicon) for word in parts[:3]):
        return ""
    if any(mention.kind == PERSON and " " in mention.name for mention in mentions_in_phrase(lead, lexicon)):
        return ""
    return full if all(word[:1].isupper() or word.strip(",").lower() in QUOTES["linking"] for word in parts) else ""


_FORMS = r"(?:Dr|Mr|Ms|Mrs|Gen|Lt|Col)\."
_SHAPE = pattern(
    r"\s*(?P<role>[A-Z][\w’'-]*(?:\s(?:[A-Z][\w’'-]*|of|the|for|and|on|to|in|&)){2,18}?)\s"
    rf"(?:{_FORMS}\s)?(?P<name>[A-Z][a-zß-ÿ’'-]+\s(?:[A-Z]\.\s)?(?!{_FORMS})[A-Z][\w’'-]+)(?=[.,;:](?!\w)|\s*\Z)"
)
_TITLE_WORDS = 3  # the title is among this many first words: Under Secretary, Deputy Assistant Director


def name_after_long_title(phrase: str, lexicon: Lexicon) -> Mention | None:
    """The person whose long title begins a phrase; None without one.

    In English a title without an article precedes a name, so the last two words are that name.
    """
    match = _SHAPE.match(phrase) if not (lexicon.compounds or lexicon.drops_subject or lexicon.interrupts) else None
    if match is None or not (" of " in match["role"] or " for " in match["role"]):
        return None
    if not any(is_title(word.lower(), lexicon) for word in match["role"].split()[:_TITLE_WORDS]):
        return None
    words = match["name"].lower().split()
    if any(word in lexicon.groups or word in PEOPLE["things"] or word in QUOTES["no_names"] for word in words):
        return None
    return Mention(PERSON, match["name"], match["role"], *match.span("name"))
