"""Who is meant by the words around a verb of saying: `the Executive Director of Harbour House, Ana Ruiz`."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language.attribution_lexicon import Tongue, words
from newsroom_cli.language.people.names import GROUP, PERSON, PRONOUN, ROLE, Mention, named_in
from newsroom_cli.language.tokens import is_title, tokens
from newsroom_cli.model.patterns import pattern

_ADVERBS = frozenset((
    "also", "then", "later", "further", "today", "recently", "yesterday", "earlier", "once", "often", "simply", "proudly", "previously",
    "has", "have", "had", "would", "will", "could", "is", "was", "as", "ha", "han", "a", "ont", "hat", "haben", "je", "on", "in", "at", "during",
))  # fmt: skip


def first_of(found: Sequence[Mention], phrase: str, tongue: Tongue) -> Mention | None:
    """The mention a phrase begins with: of a role or an organisation and the name it belongs to, the name."""
    if not found:
        return None
    found = [each for each in found if not _owns(each, phrase)] or list(found)
    if (named := _behind_role(found, phrase, tongue)) is not None:
        return named
    first = found[0]
    if first.kind in (ROLE, GROUP):
        for each in found[1:]:
            if each.kind != PERSON or (not each.role and " " not in each.name and each is not found[-1]):
                continue
            if not each.role and first.kind == ROLE and _OF.search(phrase, first.start, each.start):
                continue  # a resident of Grand Rapids
            inside = each.end <= first.end and " " not in each.name and not each.role
            if inside and len(phrase[first.start : each.start].split()) > 2:  # a spokesperson from Save the Harbour
                continue
            role_at = phrase.rfind(each.role, 0, each.start) if each.role else -1
            between = phrase[first.end : each.start].strip()
            if each.start <= first.end + 1 or (0 <= role_at <= first.end + 1):
                return each
            if role_at >= 0 and not any(mark in between for mark in ",;.") and len(between.split()) <= 8:
                return each._replace(role=phrase[first.start : each.start].strip())
            if between == "," and first.kind == ROLE:  # the mayor, Ana Ruiz
                return each._replace(role=each.role or first.role or phrase[first.start : first.end])
            break
    return first


_OF = pattern(
    r"\b(?:of|in|from|at|near|for|with|to|by|del?|en|von|vom|aus|bei|à|du|des|di|van)\s(?:(?:the|la|le|les|los|las|el|der|dem|den)\s)?\Z|\bd['’]\w{0,30}\s?\Z"
)


def _behind_role(found: Sequence[Mention], phrase: str, tongue: Tongue) -> Mention | None:
    """The name in `the Executive Director of Harbour House, Ana Ruiz`, with the role before its comma."""
    for named in found:
        if named.kind == PERSON and " " in named.name:
            if role := _role_before(phrase[: named.start], tongue):
                return named._replace(role=role)
            titled = " of " in named.role and named.role in phrase[: named.start]
            if titled and (last := _closing(found, phrase)) is not None and last is not named:
                return last._replace(role=phrase[: last.start].strip(" ,"))  # chair of the Harbour Pact, Ana Ruiz.
            # Mitglied der BUND Gruppe, Ana Ruiz
            inside = tongue.compounds or _OF.search(phrase, 0, named.start) is not None
            if named.role or not named.start or not inside:
                return None
    return None


def _role_before(lead: str, tongue: Tongue) -> str:
    """The role that ends in a comma before a name, forms of address and the article left out; empty for anything else."""
    role = _HONORED.sub("", lead.strip())
    if not role.endswith(",") or len(role.split()) > 20 or any(mark in role for mark in '“”«»„"'):
        return ""
    first, _, rest = role.rstrip(" ,").partition(" ")
    whole = first.lower() in words(tongue.articles)
    role = rest if whole else role.rstrip(" ,")
    parts = [part.strip(".,").lower() for part in role.split()]
    telling = parts[:14] if whole else [*parts[:2], *parts[-1:]]
    return role if any(is_title(each, tongue) for each in telling) else ""


def _closing(found: Sequence[Mention], phrase: str) -> Mention | None:
    """The full name behind a comma that a clause ends with."""
    last = found[-1]
    ends = not phrase[last.end :].strip(" .") and phrase[: last.start].rstrip().endswith(",")
    return last if last.kind == PERSON and " " in last.name and not last.role and ends else None


_HONORED = pattern(
    r"(?<=,)\s+(?:(?:Senator|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|the|Rt|Hon|Honou?rable|Rev|Reverend|"
    r"Lt|Lieutenant|Brig|Brigadier|Maj|Major|Gen|General|Col|Colonel|Capt|Captain|Adm|Admiral)\.?\s*)+\Z"
)


def _owns(mention: Mention, phrase: str) -> bool:
    """Whether a name only says whose somebody is: the city's mayor."""
    return phrase[mention.end - 2 : mention.end] in ("'s", "’s") and mention.kind != PRONOUN


def is_document(phrase: str, tongue: Tongue) -> bool:
    """Whether what a phrase begins with is a document: the grand jury's report of May."""
    head: list[str] = []
    for token in tokens(phrase)[:6]:
        word = token.text.lower()
        if tongue.incises and token.plain in words(tongue.documents):  # l’article 3
            word = token.plain
        if word in _PREPOSITIONS:
            break
        head.append(word)
    while head and (head[-1] in words(tongue.helpers) or head[-1].isdigit()):  # le tribunal a
        head.pop()
    return bool(head) and head[-1] in words(tongue.documents)


_PREPOSITIONS = frozenset(
    (
        "of",
        "for",
        "from",
        "by",
        "on",
        "in",
        "at",
        "with",
        "to",
        "de",
        "del",
        "von",
        "du",
        "des",
        "sobre",
        "über",
        "sur",
        "d",
        "dans",
        "zu",
        "zum",
        "zur",
        "della",
        "do",
        "da",
    )
)


def subject(phrase: str, tongue: Tongue) -> Mention | None:
    """Who the subject is of the verb that follows a phrase."""
    found = [each for each in named_in(phrase, tongue) if not _owns(each, phrase)]
    if not found:
        return None
    if (leading := _leading(found, phrase, tongue)) is not None:
        return leading
    tail = phrase.rstrip()
    if tail.endswith((",", ")")):
        people = [each for each in found if each.kind == PERSON and phrase[each.end :].lstrip()[:1] in (",", "(")]
        chosen = [person for person in people if not _inside_role(person, people, phrase)]
        if chosen and chosen[0].start == 0 and len(chosen) > 1:  # Rob Gold, President Harbour House, says
            return chosen[0]._replace(role=chosen[0].role or _between(phrase, chosen[0].end, tongue))
        if chosen:
            return chosen[-1]
        people = [each for each in found if each.kind == PERSON]
        return people[0] if people else found[-1]
    last = _adjacent(found, phrase)
    if last is not None:
        holders = [
            each
            for each in found
            if each.kind == PERSON and each.end <= last.start and each.role and (last.role or last.name) in each.role
        ]
        return holders[0] if holders and last.kind != PRONOUN else _whose(last, found, phrase)
    people = [each for each in found if each.kind == PERSON]
    return people[0] if people else found[0]


def _leading(found: Sequence[Mention], phrase: str, tongue: Tongue) -> Mention | None:
    """Who a phrase begins with, where all it names after that only says who they are: Ana Ruiz of the School of Medicine."""
    if (unnamed := _somebody(found, phrase)) is not None:
        return unnamed
    first = next((each for each in found if each.kind == PERSON), None)
    if first is None or " " not in first.name:
        return None
    before = _TITLED.sub("", phrase[: first.start]).strip(" ,")
    others = [each for each in found if each.kind in (PERSON, PRONOUN) and each.start > first.end]
    titled = before in ("", first.role) or (
        len(before.split()) < _BRIEF and is_title(before.split()[-1].lower(), tongue)
    )
    if not titled or not others or any(other.kind == PRONOUN for other in others):
        return None
    inside = all(
        _OF.search(phrase, 0, other.start) or phrase[: other.start].rstrip().endswith(("&", "and")) for other in others
    )
    return (
        first
        if inside and not any(" " in other.name and phrase[: other.start].rstrip().endswith("and") for other in others)
        else None
    )


def _somebody(found: Sequence[Mention], phrase: str) -> Mention | None:
    """The unnamed person a phrase begins with: A chain executive from an Oil & Gas company."""
    first = found[0]
    article = phrase[: first.start].strip().lower()
    people = [each for each in found if each.kind == PERSON and " " in each.name]
    named = any(not (_OF.search(phrase, 0, person.start) or _ANY.search(phrase, 0, person.start)) for person in people)
    return first if first.kind == ROLE and article in ("a", "an", "one", "another") and not named else None


_BRIEF = 4  # words of a title before a name: First author Dr
_ANY = pattern(r"\ban?\s(?:[a-z-]+\s){1,2}\Z")  # a major US Oil company
_TITLED = pattern(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Herr|Frau|M|Mme)\.?\s*\Z")


def _between(phrase: str, at: int, tongue: Tongue) -> str:
    """What stands between the commas behind a name, when it is a role."""
    role = phrase[at:].strip(" ,").split(",")[0].strip()
    return role if role and is_title(role.split()[0].lower(), tongue) else ""


def _inside_role(mention: Mention, people: Sequence[Mention], phrase: str) -> bool:
    """Whether a name stands in the role of somebody named before it: Ana Ruiz, director of the Martin Center."""
    return any(other.end < mention.start and other.role and mention.name in other.role for other in people)


def _adjacent(found: Sequence[Mention], phrase: str) -> Mention | None:
    """The last mention, where nothing but adverbs follow it."""
    best = max(found, key=lambda each: (each.end, each.kind == PERSON))
    if best.kind == PERSON and not best.role:  # a spokesperson for the Harbour Club
        best = next(
            (each for each in found if each.kind == ROLE and each.start < best.start and each.end >= best.end), best
        )
    between = [token.text.lower() for token in tokens(phrase[best.end :])]
    if all(each in _ADVERBS or each.endswith("ly") for each in between):
        return best
    return None


_JOINS = pattern(
    r"(?:^|\s)d['’]\Z|(?:^|\s)(?:of|with|from|at|for|de|von|du|der|des|del)(?:\s+(?:the|la|le|los|las|l’|l'|der|dem))?\s*\Z"
)


def _whose(last: Mention, found: Sequence[Mention], phrase: str) -> Mention:
    """The person behind `Ana Ruiz of the Harbour Club`; the mention itself where it stands alone."""
    if last.kind == PRONOUN:
        return last
    for other in reversed([each for each in found if each.end <= last.start and each.kind in (PERSON, ROLE)]):
        between = phrase[other.end : last.start]
        if (
            len(between) < 60
            and _JOINS.search(between)
            and not any(each in between for each in ",;.")
            and (last.kind != PERSON or other.kind == PERSON)
        ):
            return other
    covering = [
        each
        for each in found
        if each.kind == PERSON
        and each.role
        and last.kind != PERSON
        and each.start < last.end
        and each.end >= last.end - 1
    ]
    return covering[-1] if covering else last


_LONGEST = 600  # characters; no role is longer


def with_role_before(who: Mention, phrase: str, tongue: Tongue) -> Mention:
    """The name with the role in `the council's chair, Ana Ruiz, said`."""
    lead = phrase[max(who.start - _LONGEST, 0) : who.start]
    if who.kind == PERSON and (long := _whole_role(who, lead, tongue)):
        return who._replace(role=long)
    if who.kind != PERSON or (who.role and who.role not in lead[len(_HONORED.sub("", lead.rstrip())) :]):
        return who  # but for a form of address: Senator the Hon.
    role = _role_before(lead, tongue)
    return who._replace(role=role) if role else who


def _whole_role(who: Mention, lead: str, tongue: Tongue) -> str:
    """The role that a whole lead is, of which only the end was read: Minister for Works and Transport Ana Ruiz."""
    full = lead.strip(" ,")
    parts = full.split()
    fits = (
        2 < len(parts) <= 20
        and full != who.role
        and full.endswith(who.role)
        and not any(each in full for each in ".;:(")
    )
    if not fits or not any(is_title(part.strip(",").lower(), tongue) for part in parts[:3]):
        return ""
    if any(each.kind == PERSON and " " in each.name for each in named_in(lead, tongue)):
        return ""
    return full if all(part[:1].isupper() or part.strip(",").lower() in _LINKS for part in parts) else ""


_LINKS = frozenset(("of", "for", "and", "&", "the", "in", "de", "la", "der", "für", "und"))
