"""Names of organisations and things, as opposed to people: la Central Obrera, Amigos del Puerto."""

from __future__ import annotations

from collections.abc import Sequence

from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.tokens import Token
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern


def has_article(parts: Sequence[Token], first: int, name: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether an article precedes a name of several words, which rules out a person: la Central Obrera."""
    before = parts[first - 1].text if first else ""
    return len(name) > 1 and before in _ARTICLES and (lexicon.drops_subject or lexicon.interrupts)


_ARTICLES = frozenset("el la los las del le les du des aux il lo gli i della dello delle degli dei".split())
# Amigos del Puerto, Ecologistas en Acción, Riverains du Port
_MANY = pattern(
    r"\w+(?:istas|[ao]res|antes|entes|ados|anos|inos|icos|igos|igas|eres|adres|venes|eurs|iens|ents|ants|ains|istes|isti"
    r"|tori|tadini)\Z|Amis\Z"
)


def is_group(name: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name belongs to an organisation or a thing."""
    if len(name) > 1 and (lexicon.drops_subject or lexicon.interrupts) and _MANY.match(name[0].text):
        return True
    if len(name) == 1:
        plain = name[0].plain
        return plain in lexicon.groups or (name[0].text.isupper() and len(plain) > 1)
    return is_thing(name, lexicon) or sum(token.text[0].isalpha() for token in name) > _LONGEST


_LONGEST = 5  # words of a person's name


def is_thing(name: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name of several words probably belongs to a thing, not to a person."""
    groups = lexicon.groups
    return any(
        word in groups or word in PEOPLE["things"] for word in (token.plain.removesuffix("’s") for token in name)
    )


def names_organisation(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether one of some words in small letters is one for an organisation, ends like it or is a form of it."""
    groups = lexicon.groups
    ends = tuple(group for group in groups if len(group) >= _LONG) if lexicon.joins_nouns else ()  # Klimabündnis
    stems = tuple(group[:-1] for group in groups if len(group) > _LONG) if lexicon.genitives else ()  # do fundacji
    return any(word in groups or word.endswith(ends) or word.startswith(stems) for word in words)


_LONG = 5  # letters of a word for an organisation that can be told from a part of another word


def without_club(name: Sequence[Token], lexicon: Lexicon) -> tuple[Sequence[Token], Sequence[Token]]:
    """A name and the club after "von": Ana Ruiz von der Open Harbour Foundation. Ursula von der Leyen is one name."""
    found = [index for index, token in enumerate(name) if index and token.text in _BEFORE_CLUBS]
    at = next((index for index in found if index > 1), found[0] if found else 0)  # Ana de Vries van de Vereniging
    club = list(name[at + 1 :])
    while club and club[0].text in PEOPLE["particles"]:
        club.pop(0)
    if not at or not club:
        return name, ()
    many = name[at].text != "van" and len(club) > (1 if lexicon.compounds else 2)  # María de la Cruz Ruiz
    is_club = many or club[0].text.isupper() or names_organisation([club[0].plain], lexicon)
    return (name[:at], club) if is_club else (name, ())


_BEFORE_CLUBS = frozenset("von de del di van della do da".split())


# Endings of German nouns that no name has, and nouns for spans of time.
GERMAN_NOUN = pattern(
    r"\w{4,}(?:ungen|heit(?:en)?|keit(?:en)?|schaft(?:en)?|tion(?:en)?|innen|ismus|tät(?:en)?|nisse|"
    r"gesetz(?:es)?|politik|projekte?s?|programme?s?)\Z|\w{6,}ung\Z|"
    r"(?:Jahre?s?|Monate?n?|Wochen?|Tage?n?|Uhr)\Z"
)


def is_no_name(run: Sequence[Token], name: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether capitalised words without a title are other words at the start of a sentence, or words in capitals."""
    if len(name) == 1 and (name[0].text.lower() in lexicon.articles or name[0].plain in lexicon.helpers):
        return True  # La alcaldesa; Jak mówi
    if len(name) == 1 and lexicon.drops_subject and name[0].plain in lexicon.verbs:
        return True  # Comentó: “...”
    in_capitals = all(len(token.text) > _SHORTEST and token.text.isupper() for token in name)
    return lexicon.genitives and bool(name) and (in_capitals or (len(run) > 1 and run[0].plain in _BEFORE_PLACES))


_SHORTEST = 3  # letters of a party or firm: ODS, AŽD
_BEFORE_PLACES = frozenset("v ve s z ze k o u w i a na pro".split())  # V Portovicích, Na Slovanech


def begins_with_owner(run: Sequence[Token], cut: int, lexicon: Lexicon) -> bool:
    """Whether a party, or a place in the genitive after a title, stands before the two words of a name."""
    if len(run) - cut != _OWNER_AND_NAME or (cut and not run[cut - 1].is_title(lexicon)):
        return False
    owner = run[cut].text
    is_party = owner.isupper() and len(owner) >= _SHORTEST and not run[-1].text.isupper()  # KDU-ČSL Ana Nováková
    return is_party or (cut > 0 and _GENITIVE.search(owner) is not None)  # Starostka Portovic Ana Nováková


_OWNER_AND_NAME = 3  # words
# Endings of Czech and Polish places and groups in the genitive that no given name has: Portovic, Prahy, Gdańska.
_GENITIVE = pattern(r"\w{2}(?:ic|y|ě|ů|ov[ae]|owa|ska)\Z")
