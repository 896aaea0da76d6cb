"""Addresses as printed: e-mail addresses, also with "(at)" and "[dot]" against robots, streets and towns."""

from __future__ import annotations

import itertools

from newsroom_cli.language.places.dateline import is_state
from newsroom_cli.model.patterns import pattern

_AT = r"(?:\s?[(\[{]\s?(?i:at|@|ät|arroba)\s?[)\]}]\s?)"
_DOT = r"(?:\s?[(\[{]\s?(?i:dot|punkt|punto|point|ponto)\s?[)\]}]\s?)"
EMAIL = pattern(
    rf"(?<![\w.+%'-])[\w.+%'-]+(?:@|{_AT})[\w-]+(?:(?:\.|{_DOT})[\w-]+)*(?:\.|{_DOT})(?:[a-z]{{2,24}}(?=[A-Z][a-z]|[A-Z]{{4}})|[A-Za-z]{{2,24}})"
)
_HIDDEN_AT, _HIDDEN_DOT = pattern(_AT), pattern(_DOT)


def address_in(text: str) -> str:
    """The first e-mail address in a text, in its usual form; empty if there is none."""
    found = EMAIL.search(text)
    return plain(found.group()) if found else ""


def plain(text: str) -> str:
    """A text with its e-mail addresses in their usual form: ana@city.example for ana(at)city[dot]example."""
    return EMAIL.sub(lambda found: _HIDDEN_DOT.sub(".", _HIDDEN_AT.sub("@", found.group())), text)


TOWN = pattern(
    r"\b[A-Z]{2}\s+\d{5}\b|\b\d{5}-\d{3}\s+[A-ZÀ-Þ]|(?:^\W*|\s\d{1,4}[a-z]?,?\s+)(?:[A-Z]{1,2}-)?\d{4,5}\s+[A-ZÀ-Þ]"
)  # Springfield, DC 20427; Hafenweg 3, 10117 Berlin
_STREET_ENDINGS = r"(?:str(?:aße|asse|\.)?|weg|platz|allee|gasse|damm|ufer|ring|laan|straat|gatan|vägen)"
_STREET_WORDS = (
    r"(?:rue|calle|via|piazza|avenida|rua|ul\.|plac|place|boulevard|praça|praca|plaza|paseo|carrer|viale|quai|chemin"
    r"|impasse|travessa|rambla|avenue|avda\.?|allée)"
)
STREET = pattern(rf"(?i)\b\w*{_STREET_ENDINGS}\s\d|\b{_STREET_WORDS}\s")
_ADDRESS_LINE = pattern(
    rf"(?i)\d{{1,4}}(?:\s?(?:bis|ter))?,?\s{_STREET_WORDS}\s\S+(?:\s\S+){{0,4}}"
    rf"|[^\W\d_][\w.-]*{_STREET_ENDINGS}\s\d{{1,3}}\s?[a-z]?"
    r"|(?:[A-Z]{1,2}-)?\d{5}\s(?-i:[A-ZÀ-Þ])[\w’'-]+(?:\s[\w’'-]+){0,3}"
)  # 12 rue du Port; Hafenweg 3; 10117 Berlin


def is_address_line(text: str) -> bool:
    """Whether a line is only a street with its number, or a town with its postal code."""
    return _ADDRESS_LINE.fullmatch(text) is not None


def without_address(part: str) -> str:
    """The part of a line before the comma at which a street or town begins: Ana Ruiz, Hafenweg 3, 10117 Berlin."""
    parts = part.split(",")
    return ",".join(itertools.takewhile(lambda piece: not (TOWN.search(piece) or STREET.search(piece)), parts))


def is_postal(part: str) -> bool:
    """Whether a part of a line has a street or a town with its postal code, or is only a town with its state."""
    return TOWN.search(part) is not None or STREET.search(part) is not None or is_town(part)


def is_town(part: str) -> bool:
    """Whether a part of a line is only a town with its state: Port Ellery, Texas."""
    match = _TOWN_AND_STATE.fullmatch(part)
    return match is not None and is_state(match["state"].strip(". "))


_TOWN_AND_STATE = pattern(r"\W*[A-ZÀ-Þ][\w.’'-]+(?:\s[A-ZÀ-Þ][\w.’'-]+){0,3},\s(?P<state>[A-Z][\w. ]{1,20})\W*")
