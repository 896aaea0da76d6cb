"""Places in American newspaper style: cities that stand alone in a dateline, and states with their abbreviations.

The page of rule DL004 names the sources; tests count the entries.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import NamedTuple

from newsroom_cli.language.word_lists import tables_beside

CAPITAL_DISTRICT = ("District of Columbia", "D.C.", "DC")


class State(NamedTuple):
    """The form of a state beside a city (for eight states the full name), and its postal code."""

    short: str
    code: str


@functools.cache
def states() -> dict[str, State]:
    """The fifty states by name."""
    return {name: State(*forms.split(", ")) for name, forms in tables_beside(__file__)["states"].items()}


def us_cities() -> dict[str, str]:
    """The American cities that stand alone in a dateline, each in capitals, with its state."""
    return tables_beside(__file__)["cities"]


def cities_abroad() -> dict[str, str]:
    """The cities abroad that stand alone in a dateline, in capitals, each with province and country.

    City states have no country.
    """
    return tables_beside(__file__)["cities abroad"]


@functools.cache
def cities() -> frozenset[str]:
    """All cities that stand alone in a dateline, in capitals."""
    return frozenset((*us_cities(), *cities_abroad()))


_HOME = frozenset(("usa", "us", "unitedstates", "unitedstatesofamerica"))
_BRITAIN = frozenset(("uk", "unitedkingdom", "greatbritain", "britain"))


def letters(name: str) -> str:
    """The letters of a name in lower case, without accents, full stops and spaces."""
    plain = name if name.isascii() else unicodedata.normalize("NFD", name)
    return "".join(filter(str.isalpha, plain)).lower()


def known_city(name: str) -> str:
    """A city as the tables spell it: in capitals, without accents, with St. for Saint."""
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    words = name.upper().split()
    if words[:1] in (["SAINT"], ["ST"]):
        words[0] = "ST."
    return _OTHER_NAMES.get(name := " ".join(words), name)


_OTHER_NAMES = {"NEW YORK CITY": "NEW YORK", "HONG KONG SAR": "HONG KONG", "ST. LOUIS CITY": "ST. LOUIS"}


def stands_alone(city: str) -> bool:
    """Whether a city needs neither state nor country beside it."""
    city_key = known_city(city)
    return city_key in us_cities() or city_key in cities_abroad()


def state(region: str) -> str | None:
    """The name of the American state with this name, abbreviation or postal code; None for any other text.

    The District of Columbia counts as a state.
    """
    return _states_by_letters().get(letters(region))


@functools.cache
def _states_by_letters() -> dict[str, str]:
    """The name of each state, keyed by its name, abbreviation and postal code, in lower-case letters."""
    district = CAPITAL_DISTRICT[0]
    forms = {"dc": district, letters(district): district, **tables_beside(__file__)["other forms"]}
    for name, (short, code) in states().items():
        forms |= dict.fromkeys((letters(name), letters(short), code.lower()), name)
    return forms


def beside_a_city(region: str) -> str | None:
    """The form of a state or province in a dateline; None if the region has no such form."""
    if province := tables_beside(__file__)["provinces"].get(region):
        return province
    name = state(region)
    if name is None or name == CAPITAL_DISTRICT[0]:
        return None
    return states()[name].short


def is_own(city: str, region: str) -> bool:
    """Whether a city that stands alone is the one in this state or country, not a namesake elsewhere."""
    city_key, word = known_city(city), letters(region)
    if city_key in us_cities():
        return state(region) == us_cities()[city_key] or word in _HOME
    named = cities_abroad().get(city_key, "")
    names = {letters(part) for part in named.split("/") if part}
    provinces = {code.lower() for code, name in tables_beside(__file__)["provinces"].items() if name in named}
    return word in names | provinces or (city_key == "LONDON" and word in _BRITAIN)


def is_a_region(name: str) -> bool:
    """Whether a name in a dateline is itself a state or country, and needs no state beside it."""
    word = letters(name)
    return word in _regions() or (state(name) is not None and len(word) > 2)


@functools.cache
def _regions() -> frozenset[str]:
    """The names of states and countries, as `letters` returns them."""
    return frozenset(map(letters, tables_beside(__file__)["regions"]))
