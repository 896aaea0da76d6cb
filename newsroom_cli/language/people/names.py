"""People in a text: their names, the roles printed beside them, and phrases that refer to them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.groups import (
    GERMAN_NOUN,
    begins_with_owner,
    has_article,
    is_group,
    is_no_name,
    is_thing,
    without_club,
)
from newsroom_cli.language.people.roles import employer, fuller_role, role_after, role_before
from newsroom_cli.language.tokens import Token, beside, is_capital, is_title, tokens
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span

PERSON, GROUP, PRONOUN, ROLE = "person", "group", "pronoun", "role"


class Mention(NamedTuple):
    """A mention of a person or organisation: the name without title, its offsets, and the role printed with it.

    `kind` is PERSON for a name, GROUP for an organisation, ROLE for words such as "the mayor", PRONOUN for he or she.
    """

    kind: str
    name: str
    role: str
    start: int
    end: int

    @property
    def surname(self) -> str:
        """The last part of the name, which later mentions use."""
        parts = [word for word in self.name.split() if word.rstrip(".").lower() not in PEOPLE["suffixes"]]
        return parts[-1] if parts else ""


def mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    """The people and organisations that a text names, in order."""
    mentioned = []
    parts = tokens(text)
    for first, last in _runs(parts, text, lexicon):
        mentioned += list(_mentions_of_run(parts, first, last, text, lexicon))
    if lexicon.compounds:
        mentioned = _with_shared_words(mentioned, text)
    employers = {one for one, other in itertools.pairwise(mentioned) if _is_in_role_of(one, other, text)}
    return [mention for mention in mentioned if mention not in employers]


def _with_shared_words(mentioned: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions, with the first part of a role that shares its last word: Verkehrs- und Umweltsenatorin Ana Ruiz."""
    whole: list[Mention] = []
    for mention in mentioned:
        shared = _SHARES.match(text, whole[-1].end) if whole and not whole[-1].role else None
        if shared is not None and mention.role and text.startswith(mention.role, shared.end()):
            first_part = whole.pop()
            mention = mention._replace(role=text[first_part.start : shared.end()] + mention.role)
        whole.append(mention)
    return whole


_SHARES = pattern(r"-,? (?:und|oder|sowie|&) ")


def _is_in_role_of(first: Mention, second: Mention, text: str) -> bool:
    """Whether a name begins the role before the next name: Harbor Pumps co-founder Ana Ruiz."""
    return (
        first.kind == PERSON
        and not first.role
        and second.role != ""
        and text[first.start : second.start].strip() == second.role
    )


def _runs(parts: Sequence[Token], text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the runs of adjacent capitalised words, with the particles between them."""
    index = 0
    while index < len(parts):
        if not is_capital(parts[index]):
            index += 1
            continue
        last = index
        while (following := _next_of_run(parts, last, text, lexicon)) is not None:
            last = following
        yield index, last + 1
        index = last + 1


def _next_of_run(parts: Sequence[Token], last: int, text: str, lexicon: Lexicon) -> int | None:
    """The index of the next word in a run, after particles and nicknames; None where the run ends."""
    at = last + 1
    if at + 1 < len(parts) and parts[at].text == "in" and parts[at + 1].text == "Charge":  # Special Agent in Charge
        return at + 1
    while at < len(parts) and at - last <= 3 and parts[at].text in PEOPLE["particles"] and beside(parts, at, text):
        if parts[at].text in ("der", "den") and parts[at - 1].text not in ("von", "van", "zu", "in"):
            break  # an article, outside of names such as van der Berg
        if lexicon.genitives and parts[at].text == "do":
            break  # z Portowa do Jeziornej
        at += 1
    if at < len(parts) and is_capital(parts[at]) and beside(parts, at, text):
        return at
    at = last + 1
    inside = at + 1 < len(parts) and parts[at].text in _INSIDE_NAMES and beside(parts, at, text)
    if inside and is_capital(parts[at + 1]) and beside(parts, at + 1, text):  # Yann Le Goff
        return at + 1
    called = at + 1 < len(parts) and is_capital(parts[at]) and parts[at].text.endswith("’")
    if called and text[parts[at].start - 1] == "‘" and is_capital(parts[at + 1]):  # Russell ‘Buster’ Lind
        return at + 1
    nick = at + 2 < len(parts) and parts[at].text in ("“", '"', "(", "‘") and parts[at + 2].text in ("”", '"', ")", "’")
    if nick and at + 3 < len(parts) and is_capital(parts[at + 1]) and is_capital(parts[at + 3]):
        return at + 3
    return None


_INSIDE_NAMES = frozenset("Le La Lo De Di Du Da Del Della Van Von Los".split())


def _mentions_of_run(parts: Sequence[Token], first: int, last: int, text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the mentions in a run of capitalised words, which may begin with titles."""
    run = parts[first:last]
    cut = _titles_before(run, parts[last] if last < len(parts) else None, lexicon)
    if cut == 1 and len(run) == 2 and run[0].plain in _GIVEN_NAMES and role_after(text, run[1].end, lexicon)[1]:
        cut = 0  # Dean Ruiz, director of the Harbour Club
    name = _without_particles(run[cut:], titled=cut > 0)
    if cut and name and not lexicon.compounds and _is_field(run[cut].text, name):  # Président du Conseil
        yield Mention(ROLE, "", _text_of(run, text), run[0].start, run[-1].end)
        return
    if not cut and is_no_name(run, name, lexicon):
        return
    if not name:
        if _goes_on_with_adjective(parts, last, text):  # le Directeur général Robert Beens
            return
        yield Mention(ROLE, "", _text_of(run, text), run[0].start, run[-1].end)
        return
    if (mixed := _name_start_after_title(run, cut, parts, first, lexicon)) is not None:
        cut, name = mixed, run[mixed:]
    if not cut and _is_no_person(parts, first, name, text, lexicon):
        return
    name, of = without_club(name, lexicon)
    if not cut and (is_group(name, lexicon) or has_article(parts, first, name, lexicon)):
        yield Mention(GROUP, text[run[0].start : run[-1].end], "", run[0].start, run[-1].end)
        return
    name = _up_to_possessive(name) if "’" in text or "'" in text else name
    if lexicon.compounds and not cut and any(GERMAN_NOUN.match(token.text) for token in name):
        return
    yield _person(parts, first, first + cut, name, of, text=text, lexicon=lexicon)


def _is_field(of: str, name: Sequence[Token]) -> bool:
    """Whether the words after a title and "of" are an area of responsibility: Conseil, San Pedro."""
    return of in _IN_CHARGE_OF and (len(name) == 1 or (len(name) == 2 and name[0].plain in _FIRST_OF_PLACES))


def _person(
    parts: Sequence[Token],
    first: int,
    at: int,
    name: Sequence[Token],
    of: Sequence[Token],
    *,
    text: str,
    lexicon: Lexicon,
) -> Mention:
    """The person whose titles are the tokens from `first` to `at`, with the role printed before or after the name."""
    after_title = parts[at].text if lexicon.compounds and first < at < len(parts) else ""
    before = "" if after_title in lexicon.articles else role_before(parts, at, text, lexicon)
    if after_title == "von" and len(name) > 2:  # Ministerin von Ellery Ana Ruiz
        name = name[-2:]
        before = text[parts[at - 1].start : name[0].start].strip()
    if lexicon.genitives and not before and first < at and parts[first].is_title(lexicon):
        before = text[parts[first].start : name[0].start].strip()  # Starostka Portovic Ana Nováková
    end, after = role_after(text, name[-1].end, lexicon)
    role = fuller_role(before, after) or ("" if of else _title_with_adjective(parts, first, text, lexicon))
    role = role or (employer(text, end, lexicon) if len(name) > 1 else "") or (_text_of(of, text) if of else "")
    return Mention(PERSON, _without_possessive(_text_of(name, text)), role, name[0].start, end)


def _title_with_adjective(parts: Sequence[Token], first: int, text: str, lexicon: Lexicon) -> str:
    """The title and its adjective before a name; empty if there are none."""
    has_adjective = first > 1 and parts[first - 1].text in PEOPLE["adjectives_of_titles"]
    is_whole = has_adjective and parts[first - 2].is_title(lexicon) and beside(parts, first, text)
    return text[parts[first - 2].start : parts[first - 1].end] if is_whole else ""


_GIVEN_NAMES = ("dean", "marshal")  # given names that are also titles
_NAMES_LIKE_TITLES = ("Sen", "Gen", "Gov", "Col", "Rep")  # surnames, where no full stop follows: Tan Nguan Sen


def _goes_on_with_adjective(parts: Sequence[Token], at: int, text: str) -> bool:
    """Whether an adjective and a name follow a title."""
    following = parts[at : at + 2]
    return (
        len(following) == 2
        and following[0].text in PEOPLE["adjectives_of_titles"]
        and is_capital(following[1])
        and beside(parts, at, text)
        and beside(parts, at + 1, text)
    )


def _titles_before(run: Sequence[Token], following: Token | None, lexicon: Lexicon) -> int:
    """The number of titles at the start of a run; the second of two such words may be a name, as in Howard Dean."""
    cut = len(run)
    while cut and not _is_before_names(run, cut - 1, lexicon):
        cut -= 1
    if cut == len(run) > 1 and run[-1].text in _NAMES_LIKE_TITLES and not _is_before_names(run, 0, lexicon):
        return 0
    goes_on = following is not None and following.text in ("of", "for")  # the Harbour Chief of Staff
    named = cut == len(run) == 2 and run[1].plain in PEOPLE["surnames"] and not goes_on
    return 0 if named and not (run[0].is_title(lexicon) or run[0].plain in PEOPLE["honorifics"]) else cut


def _without_particles(name: Sequence[Token], *, titled: bool) -> Sequence[Token]:
    """A name without the particles, or the abbreviation in brackets, before it."""
    while name and ((name[0].plain in PEOPLE["particles"] and name[0].text[0].islower()) or _FROM.match(name[0].text)):
        name = name[1:]
    if titled and len(name) > 3 and name[0].text == "(" and name[2].text == ")":  # Rear Admiral (NS) Ana Ruiz
        name = name[3:]
    return name


_FROM = pattern(r"[^\W\d_]+-(?:based|born|raised|trained|winning)\Z")  # Sydney-based Ana Ruiz


def _is_no_person(parts: Sequence[Token], first: int, name: Sequence[Token], text: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised word without a title is a noun, a day or a month, not a person."""
    if lexicon.compounds and name[0].plain in ("ende", "anfang", "mitte") and name[-1].plain in PEOPLE["calendar"]:
        return True
    if lexicon.compounds and _is_noun(parts, first) and not _is_listed(parts, first, name, text, lexicon):
        return True
    alone = name[0].plain if len(name) == 1 else ""
    end = first + len(name)
    appended = end + 1 < len(parts) and parts[end].text == "," and is_capital(parts[end + 1])
    after_title = first > 1 and parts[first - 1].text in _IN_CHARGE_OF and parts[first - 2].is_title(lexicon)
    before = parts[first - 1].plain if first else ""
    before = parts[first - 2].plain if first > 1 and before in _IN_CHARGE_OF else before
    if alone and before in PEOPLE["kinds_of_places"]:
        return True  # préfet de la région Bretagne, the city of Ellery
    if after_title and (alone or appended):
        return True  # concejala de Cultura; secretario de Estado de Puertos, Ana Ruiz
    if any(character.isdigit() for character in alone):  # F1
        return True
    return alone in PEOPLE["calendar"] or alone in PEOPLE["things"] or (len(alone) == 1 and alone.isascii())


def _up_to_possessive(name: Sequence[Token]) -> Sequence[Token]:
    """The part of a name before a possessive: Ruiz in "Ruiz’s Harbour Memo"."""
    owner = next((index for index, token in enumerate(name[:-1]) if token.text.endswith(("’s", "'s"))), None)
    return name if owner is None else name[: owner + 1]


def _is_before_names(run: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a word is a title or a form of address. The initial in Thomas M. Reynolds does not mean Monsieur."""
    token = run[index]
    if token.is_title(lexicon):
        return True
    if index and token.text in PEOPLE["after_titles"] and _is_before_names(run, index - 1, lexicon):
        return True
    addressed = token.plain in PEOPLE["honorifics"]
    return addressed and (len(token.plain) > 1 or index == 0 or _is_before_names(run, index - 1, lexicon))


def _is_noun(parts: Sequence[Token], first: int) -> bool:
    """Whether capitalised words are German nouns, because an article or a preposition comes before them."""
    return first > 0 and parts[first - 1].text.lower() in PEOPLE["determiners"]


def _is_listed(parts: Sequence[Token], first: int, name: Sequence[Token], text: str, lexicon: Lexicon) -> bool:
    """Whether a name after "und" or "mit" has two words and a role after it: mit Ana Ruiz, Leiterin der Bücherei."""
    joined = parts[first - 1].text.lower() in ("und", "mit", "für")
    return joined and len(name) > 1 and role_after(text, name[-1].end, lexicon)[1] != ""


def _name_start_after_title(
    run: Sequence[Token], cut: int, parts: Sequence[Token], first: int, lexicon: Lexicon
) -> int | None:
    """The index in the run where the name begins, as in "Director of Communications Jane Doe"; else None."""
    service = first >= 3 and parts[first - 1].text == "the" and parts[first - 2].text == "of"
    if (
        cut == 0
        and service
        and parts[first - 3].is_title(lexicon)
        and len(run) > 1
        and run[0].plain in PEOPLE["services"]
    ):
        return 1  # Secretary of the Navy Ana Ruiz
    if cut == 0 and _is_field_before_name(run, parts, first, lexicon):
        return len(run) - 2
    behind_title = cut == 0 and len(run) >= _FIELD_AND_NAME and _follows_title(parts, first, lexicon)
    if lexicon.genitives and (behind_title or begins_with_owner(run, cut, lexicon)):
        return len(run) - 2  # primátorka Jihlavy Ana Ruiz
    at = first - (2 if first and parts[first - 1].text == "the" else 1)
    of = at >= 1 and parts[at].text in ("of", "for", "&", "and", "für") and _in_a_title(parts, at, lexicon)
    if cut == 0 and of and len(run) >= 3 and not is_thing(run[-2:], lexicon):
        return len(run) - (3 if len(run) > 3 and run[-2].text.endswith(".") else 2)
    return None


def _follows_title(parts: Sequence[Token], first: int, lexicon: Lexicon) -> bool:
    """Whether a title is the word before a run, or one of the few words in small letters before it."""
    at = first - 1
    while at > 0 and first - at < _WORDS_OF_A_TITLE and parts[at].text.islower() and not parts[at].is_title(lexicon):
        at -= 1
    return at >= 0 and parts[at].is_title(lexicon)


_IN_CHARGE_OF = frozenset("de del da do di della alla du des à".split())
_FIRST_OF_PLACES = frozenset(
    "san santa santo são saint sainte villa puerto porto ciudad nueva nuevo los las la el".split()
)


def _is_field_before_name(run: Sequence[Token], parts: Sequence[Token], first: int, lexicon: Lexicon) -> bool:
    """Whether a run is an area of responsibility and the name after it: assessora alla Cultura Ana Ruiz."""
    if not first or len(run) < _FIELD_AND_NAME:
        return False
    if lexicon.compounds:
        of = parts[first - 1].text in ("der", "des") and run[0].plain.endswith(("fraktion", "partei", "regierung"))
        return of and first > 1 and parts[first - 2].is_title(lexicon) and len(run) == _FIELD_AND_NAME
    at = first - (2 if parts[first - 1].text in ("la", "le", "l’") else 1)
    if at < 1 or parts[at].text not in _IN_CHARGE_OF or not parts[at - 1].is_title(lexicon):
        return False
    end = first + len(run)
    appended = end + 1 < len(parts) and parts[end].text == "," and is_capital(parts[end + 1])
    short = len(run) == _FIELD_AND_NAME and (run[0].plain in lexicon.groups or run[0].plain in _FIRST_OF_PLACES)
    return not (appended or short or is_thing(run[-2:], lexicon)) and all(map(is_capital, run[-2:]))


_FIELD_AND_NAME = 3  # words
_MAX_WORDS_IN_TITLE = (
    12  # words of a long title: Minister for Small Business, Contractors and the Service Economy Ana Ruiz
)


def _in_a_title(parts: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether "of" or "and" continues a title, with capitalised words, commas and linking words between."""
    if parts[at - 1].is_title(lexicon):
        return True
    index = at - 1
    while (
        index > 0
        and at - index < _MAX_WORDS_IN_TITLE
        and (is_capital(parts[index]) or parts[index].text.lower() in PEOPLE["linking"])
    ):
        index -= 1
        if parts[index].is_title(lexicon) and parts[index + 1].text in ("of", "for"):
            return True
    return False


def _without_possessive(name: str) -> str:
    """A name without its possessive ending."""
    return name.removesuffix("’s").removesuffix("'s").removesuffix("’").rstrip("'")


def _text_of(run: Sequence[Token], text: str) -> str:
    """The text of a run of tokens, as printed."""
    return text[run[0].start : run[-1].end]


# --- phrases that refer to people -----------------------------------------------------------------------------


@cached_per_paragraph
def mentions_in_phrase(phrase: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The people, organisations, pronouns and roles in a short phrase, in order."""
    mentioned = list(mentions(phrase, lexicon))
    names = SpanSet(Span(mention.start, mention.end) for mention in mentioned if mention.kind in (PERSON, GROUP))
    parts = tokens(phrase)
    for index, token in enumerate(parts):
        if names.overlaps(Span(token.start, token.start + 1)):
            continue
        word = token.text.lower()
        if word in lexicon.pronouns:
            mentioned.append(Mention(PRONOUN, word, "", token.start, token.end))
        elif (token.text.islower() or (token.text[1:2] in ("’", "'") and token.text[2:].islower())) and (
            is_title(token.plain, lexicon) or token.plain in lexicon.groups or token.plain in PEOPLE["plurals"]
        ):
            description = _description(parts, index, phrase, lexicon)
            named = next((mention for mention in mentioned if _ends_with_name(mention, description, phrase)), None)
            if named is None:
                mentioned.append(description)
            else:
                role = phrase[description.start : named.start].strip()
                mentioned[mentioned.index(named)] = named._replace(role=role)
    return tuple(sorted(mentioned, key=lambda mention: mention.start))


def _ends_with_name(person: Mention, description: Mention, phrase: str) -> bool:
    """Whether a description ends with the name of the person whom it describes: abogado defensor Mario Melo."""
    between = phrase[description.start : person.start].split()
    return (
        description.kind == ROLE
        and person.kind == PERSON
        and not person.role
        and " " in person.name
        and person.end == description.end
        and 0 < len(between) <= _WORDS_OF_A_TITLE
        and all(word.isalpha() and word.lower() not in PEOPLE["stops"] | PEOPLE["links"] for word in between)
        and PEOPLE["before_others"].isdisjoint(map(str.lower, between))
    )


_WORDS_OF_A_TITLE = 3


def _belongs_to_description(parts: Sequence[Token], at: int, phrase: str, lexicon: Lexicon) -> bool:
    """Whether a token continues a description such as "a spokesperson for the Harbour Club"."""
    word = parts[at].text.lower()
    if not beside(parts, at, phrase) or not word[0].isalpha() or word in lexicon.verbs or word in lexicon.helpers:
        return False
    if word in ("from", "with", "of", "for", "at"):
        return at + 1 < len(parts) and (
            parts[at + 1].text[0].isupper() or parts[at + 1].text.lower() in lexicon.articles
        )
    if word in lexicon.articles and parts[at - 1].text[0].isupper():  # a spokesperson from Save the Harbour
        return at + 1 < len(parts) and parts[at + 1].text[0].isupper()
    return word not in PEOPLE["stops"]


def _description(parts: Sequence[Token], index: int, phrase: str, lexicon: Lexicon) -> Mention:
    """A role or group in lower case with the words that belong to it, as in "a spokesperson for the company"."""
    begin = index
    while (
        begin > 0
        and parts[begin - 1].text[0].isalpha()
        and beside(parts, begin, phrase)
        and parts[begin - 1].text.lower() not in lexicon.articles | PEOPLE["stops"] | PEOPLE["links"]
    ):
        begin -= 1
    end = index
    kind = GROUP if parts[index].plain in lexicon.groups or parts[index].plain in PEOPLE["plurals"] else ROLE
    while end + 1 < len(parts) and end - index < 14 and _belongs_to_description(parts, end + 1, phrase, lexicon):
        end += 1
    return Mention(kind, "", phrase[parts[begin].start : parts[end].end], parts[begin].start, parts[end].end)
