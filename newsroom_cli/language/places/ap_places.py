"""Places in American newspaper style: the cities that stand alone in a dateline, the states and their short forms.

Sources: the dateline and state pages named on rule DL004's page; tests count the tables.
"""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.word_lists import sections, table

CAPITAL_DISTRICT = ("District of Columbia", "D.C.", "DC")


class State(NamedTuple):
    """How a state is written beside a city (its whole name, for eight of them), and its postal code."""

    short: str
    code: str


@functools.cache
def states() -> dict[str, State]:
    """The fifty states by their names."""
    return {name: State(*forms.split(", ")) for name, forms in _tables()["states"].items()}


def us_cities() -> dict[str, str]:
    """The American cities that stand alone in a dateline, in capitals, with their states."""
    return _tables()["cities"]


def cities_abroad() -> dict[str, str]:
    """The cities abroad that stand alone, in capitals, with province and country; with "" where they are the state."""
    return _tables()["cities abroad"]


@functools.cache
def _tables() -> dict[str, dict[str, str]]:
    return {name: table(pairs) for name, pairs in sections(Path(__file__).with_suffix(".txt")).items()}


_HOME = frozenset(("usa", "us", "unitedstates", "unitedstatesofamerica"))
_BRITAIN = frozenset(("uk", "unitedkingdom", "greatbritain", "britain"))


def letters(name: str) -> str:
    """The letters of a name in lower case, without accents, points and spaces."""
    plain = name if name.isascii() else unicodedata.normalize("NFD", name)
    return "".join(filter(str.isalpha, plain)).lower()


def known_city(name: str) -> str:
    """A city as the tables have it: in capitals, without accents, St. for Saint."""
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    words = name.upper().split()
    if words[:1] in (["SAINT"], ["ST"]):
        words[0] = "ST."
    return _ALSO.get(name := " ".join(words), name)


_ALSO = {"NEW YORK CITY": "NEW YORK", "HONG KONG SAR": "HONG KONG", "ST. LOUIS CITY": "ST. LOUIS"}


def stands_alone(city: str) -> bool:
    """Whether a city needs neither state nor country beside it."""
    known = known_city(city)
    return known in us_cities() or known in cities_abroad()


def state(region: str) -> str | None:
    """The American state that a name, short form or postal code means; the capital's district counts as one."""
    return _states_by_letters().get(letters(region))


@functools.cache
def _states_by_letters() -> dict[str, str]:
    district = CAPITAL_DISTRICT[0]
    forms = {"dc": district, letters(district): district, **_tables()["other forms"]}
    for name, (short, code) in states().items():
        forms |= dict.fromkeys((letters(name), letters(short), code.lower()), name)
    return forms


def beside_a_city(region: str) -> str | None:
    """How a dateline writes a state or province; None for what is neither, or has no form of its own."""
    if province := _tables()["provinces"].get(region):
        return province
    name = state(region)
    if name is None or name == CAPITAL_DISTRICT[0]:
        return None
    return states()[name].short


def is_own(city: str, region: str) -> bool:
    """Whether a state or country is the one of a city that stands alone, and not of another city of that name."""
    known, word = known_city(city), letters(region)
    if known in us_cities():
        return state(region) == us_cities()[known] or word in _HOME
    named = cities_abroad().get(known, "")
    names = {letters(part) for part in named.split("/") if part}
    provinces = {code.lower() for code, name in _tables()["provinces"].items() if name in named}
    return word in names | provinces or (known == "LONDON" and word in _BRITAIN)


def is_a_region(name: str) -> bool:
    """Whether a name is that of a state or country itself, which no state need stand beside."""
    word = letters(name)
    return word in _regions() or (state(name) is not None and len(word) > 2)


@functools.cache
def _regions() -> frozenset[str]:
    return frozenset(map(letters, _tables()["regions"]))
