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
