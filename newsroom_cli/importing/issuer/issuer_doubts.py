"""Names that look like an issuer's and are not, and words before a name that do not belong to it."""

from __future__ import annotations

import functools

from newsroom_cli.importing.issuer import organisations
from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.places import ap_places
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.word_lists import PAGES
from newsroom_cli.model.patterns import pattern


def without_article(name: str) -> str:
    """A name without an article, or words such as "Members of the" or "Malta's", before it."""
    place = _OF_PLACE.match(name)
    if place and place["place"].upper() in places() and " " in name[place.end() :]:
        name = name[place.end() :]
    return _ARTICLE.sub("", _MEMBERS.sub("", name))


_MEMBERS = pattern(r"(?:(?:Board |Council )?[Mm]embers(?: and [Ss]taff)?|Staff|Officials) of (?:the )?(?=[A-Z])")
_ARTICLE = pattern(r"(?:Der|Die|Das) (?=[A-ZÄÖÜ]\w+ )")  # Der Bundesverband der Häfen
_OF_PLACE = pattern(r"(?P<place>[A-ZÀ-Þ][\w ]{2,20})['’]s\s")


def names_no_issuer(name: str, groups: frozenset[str]) -> bool:
    """Whether a text names no issuer: a place, a press desk, a button, or a word for any organisation.

    Examples are the U.S. and Administration. `groups` are the words for organisations in the text's language.
    """
    plain = name.replace(".", "")
    if name.startswith("#") or name.count('"') == 1 or "://" in name or name.count("|") > 1 or _BUTTON.fullmatch(name):
        return True
    if organisations.is_desk(name):
        return True
    generic = " " not in plain and any(plain.lower() in words for words in (groups, PAGES["organisations"]))
    generic = generic or (" " not in plain and is_title(plain.lower(), lexicon_for("en")))
    return generic or plain.upper() in places() or plain.lower() in _NO_ISSUERS


_NO_ISSUERS = frozenset(("all media", "we", "our", "i", "you", "wir", "unser", "nous", "nosotros", "noi", "nós"))
_BUTTON = pattern(r"[^«»]*[»›]")  # Read more »


@functools.cache
def places() -> frozenset[str]:
    """The names of well-known cities, their countries, and the American states, in capitals."""
    countries = (part.strip().upper() for place in ap_places.cities_abroad().values() for part in place.split(","))
    states = map(str.upper, ap_places.states())
    return frozenset((*ap_places.us_cities(), *ap_places.cities_abroad(), *countries, *states, *_COUNTRIES))


_COUNTRIES = frozenset("AUSTRALIA CANADA INDIA IRELAND KENYA MALTA NIGERIA SINGAPORE UK USA US EUROPE".split())
