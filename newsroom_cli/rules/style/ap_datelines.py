"""DL: the place of a dateline in AP style, in the fields or typed: capitals, states, cities that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.places import ap_places
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Span
from newsroom_cli.rules.registry import WARNING, Edit, Fix, Hit, replace, rule
from newsroom_cli.rules.style.datelines import typed_in

AP = ("ap",)


class _Part(NamedTuple):
    """A state or country beside a city: its words, their span, and the span to delete with it, None if not safe."""

    words: str
    span: Span
    whole: Span | None
    quoted: bool  # whether it is the value of a field

    def written(self, words: str) -> str:
        return f'"{words}"' if self.quoted else words


class _Place(NamedTuple):
    """The place of a dateline: the city and the parts beside it; `typed` if it is in the body and not in the fields."""

    city: str
    span: Span
    parts: tuple[_Part, ...]
    typed: bool


def _places(document: Document) -> Iterator[_Place]:
    """Yield the place of the printed dateline and that of a typed one, in an English release."""
    if not document.is_english:
        return
    where = document.release.dateline
    if where and where.city and where.city.value != "TK":
        parts = tuple(_field(document, field) for field in (where.state, where.country) if field)
        yield _Place(where.city.value, where.city.span, parts, typed=False)
    if opening := typed_in(document):
        block, typed = opening
        parts, at = (), typed.region_start
        city_end = typed.start + len(typed.city)
        for match in _WORDS.finditer(block.text, at, at + len(typed.region)):
            span = block.place(*match.span())
            whole = Span(block.place(city_end - 1, city_end).end, span.end)
            parts += (_Part(match.group(), span, whole, quoted=False),)
            city_end = match.end()
        place = block.place(typed.start, typed.start + len(typed.city))
        yield _Place(typed.city, place, parts, typed=True)


_WORDS = pattern(r"[^\s,][^,]*[^\s,]|[^\s,]")


def _field(document: Document, field: Field[str]) -> _Part:
    """The value of a field as a part of a dateline; its whole line can be deleted if nothing else is on it."""
    start = document.release.text.rfind("\n", 0, field.span.start) + 1
    end = document.release.text.find("\n", field.span.end) + 1
    alone = end and _LINE.fullmatch(document.release.text, start, end) is not None
    return _Part(field.value, field.span, Span(start, end) if alone else None, quoted=True)


_LINE = pattern(r"""[ \t]*(?:dateline\.)?(?:state|country)[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*')[ \t]*\r?\n""")


# --- DL002 ----------------------------------------------------------------------------------------------------


@rule("DL002", "dateline-city-in-small-letters", severity=WARNING, styles=AP)
def dateline_city_in_small_letters(document: Document) -> Iterator[Hit]:
    """Report a typed city that is not in capitals, or a city in the fields that is only partly in capitals."""
    for city, span, _, typed in _places(document):
        if not (typed or re.search(r"[A-Z]{2}", city)) or all(map(_CAPITAL_WORD.fullmatch, city.split())):
            continue  # a field in usual spelling is printed in capitals
        capitals = " ".join(_capitals(part) for part in city.split(" "))
        text = capitals if typed else f'"{capitals}"'
        yield Hit(span, f'the city "{city}" is not in capitals', f"write {capitals}", fix=replace(span, text))


_PREFIXES = r"Mc|Mac|La|Le|De|Du|Di|Des|Van|Von|Fitz|O['’]|D['’]|L['’]|St"  # McALLEN, LaGRANGE
_CAPITAL_WORD = pattern(rf"(?:{_PREFIXES})?[^a-zß-öø-ÿ]+|and|y|&")


_PREFIXED = pattern(r"(?:Mc|Mac(?=[A-Z])|La(?=[A-Z])|De(?=[A-Z])|Le(?=[A-Z])|Du(?=[A-Z]))(?=\w)")


def _capitals(word: str) -> str:
    """A word in capitals; prefixes such as Mc keep their lower-case letters, as is usual in datelines."""
    if word in ("and", "y"):
        return word
    prefix = _PREFIXED.match(word)
    return f"{prefix.group()}{word[prefix.end() :].upper()}" if prefix else word.upper()


# --- DL004, DL005 ---------------------------------------------------------------------------------------------


@rule("DL004", "state-beside-a-known-city", severity=WARNING, styles=AP)
def state_beside_a_known_city(document: Document) -> Iterator[Hit]:
    """Report a state or country beside a city that stands alone in a dateline."""
    for city, _, parts, _ in _places(document):
        if not parts or not _needs_none(city, parts):
            continue
        span = Span(parts[0].span.start, parts[-1].span.end if not parts[0].quoted else parts[0].span.end)
        edits = tuple(Edit(part.whole, "") for part in parts if part.whole)
        fix = Fix(edits) if len(edits) == len(parts) else None
        words = ", ".join(part.words for part in parts)
        message = f"{city} stands alone in a dateline, without {words}"
        yield Hit(span, message, f'delete "{words}"', fix=fix)


def _needs_none(city: str, parts: tuple[_Part, ...]) -> bool:
    """Whether a city stands alone, and the parts beside it do not mean another city with the same name."""
    pieces = [words.strip() for part in parts for words in part.words.split(",")]
    return ap_places.stands_alone(city) and all(ap_places.is_own(city, piece) for piece in pieces)


@rule("DL005", "city-without-state", severity=WARNING, styles=AP)
def city_without_state(document: Document) -> Iterator[Hit]:
    """Report a city in a dateline that needs a state or country and has none."""
    places = list(_places(document))
    twice = len(places) > 1  # there are fields too, which are checked
    for city, span, parts, typed in places:
        if parts or _is_known_here(city, document.config) or (typed and twice):
            continue
        if typed and _AND.match(document.release.text, span.end):
            continue  # the first of two cities with one state
        help = "name its state or country"
        if not typed:
            help = 'add state = "..." or country = "..." under [dateline]'
        help = f"{help}, or list the city under local_cities in the [check] of newsroom.toml"
        yield Hit(span, f"{city} does not stand alone in a dateline: no state or country is named", help)


def _is_known_here(city: str, config: Config) -> bool:
    """Whether readers know where a city is: AP lists it, or it is a city of the newsroom; or it is not a city."""
    last = city.rpartition(" ")[2]
    if _NO_CITY.search(city) or ap_places.is_a_region(city) or (len(last) == 2 and ap_places.state(last)):
        return True
    city_key = ap_places.known_city(city)
    house = (*(office.city for office in config.offices.values() if not office.state), *config.check.local_cities)
    several = _SEVERAL.split(city_key)
    return all(ap_places.stands_alone(city) or city in map(ap_places.known_city, house) for city in several)


_AND = pattern(r"\s(?:and|&)\s")
_NO_CITY = pattern(r"(?i)^(?:aboard|at sea|online|virtual)\b|\b(?:county|countywide|statewide|nationwide|citywide)$")
_SEVERAL = pattern(r"\s*(?:/|,|&| AND )\s*")


# --- DL006 ----------------------------------------------------------------------------------------------------


@rule("DL006", "state-not-in-ap-form", severity=WARNING, styles=AP)
def state_not_in_ap_form(document: Document) -> Iterator[Hit]:
    """Report a state in a dateline that is not in AP form."""
    for city, _, parts, _ in _places(document):
        if not parts or _needs_none(city, parts):
            continue  # DL004 asks to delete the state
        part = parts[0]
        form = ap_places.beside_a_city(part.words)
        if form is None or form == part.words or _is_a_country(city, part.words):
            continue
        end = part.span.end
        if form.endswith(".") and document.release.text[end : end + 1] == ".":
            continue  # the dateline's own full stop also ends the short form
        fix = replace(part.span, part.written(form))
        yield Hit(part.span, f'a dateline has {form} for "{part.words}"', f"write {form}", fix=fix)


def _is_a_country(city: str, region: str) -> bool:
    """Whether Georgia beside a city is the country."""
    return region == "Georgia" and ap_places.known_city(city) in ("TBILISI", "BATUMI", "KUTAISI", "RUSTAVI", "GORI")
