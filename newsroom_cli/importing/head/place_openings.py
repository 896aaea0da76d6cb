"""Places at the start of a text, in forms that only releases have: (Leipzig) -, München / Berlin -, Madrid.-"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from newsroom_cli.importing.head import printed_dates
from newsroom_cli.importing.issuer import organisations
from newsroom_cli.importing.pieces import Piece
from newsroom_cli.language.places import ap_places, dateline
from newsroom_cli.language.places.dateline import Typed
from newsroom_cli.model.patterns import pattern

_WORD = r"[A-ZÀ-ÞČŘŠŽŁŚ][\w’'-]*[\w’']"
_JOINS = (
    r"(?:de\s(?:la|los|las)|del|de|do|da|dos|am|an\sder|in\sder|im|ob\sder|bei|sur|sous|lès|en|la|le|les|los|las|el)"
)
# Bad Homburg v. d. Höhe, Freiburg i. Br., Bogotá D.C.
_SHORTENED = r"(?:v\.\s?d\.\s?(?:H\.|Höhe)|i\.\s?(?:Br|d|O|W|T|A)\.(?:\s?OPf\.)?|a\.\s?(?:M|d|N|R)\.|D\.\s?[CF]\.)"
_CITY = rf"(?:(?:St|Sta|Ste)\.\s)?{_WORD}(?:\s(?:{_JOINS}\s)?{_WORD}){{0,3}}(?:\s{_SHORTENED})?"
_CITIES = rf"(?P<city>{_CITY}(?:\s?/\s?{_CITY})?)"
_PLACE = rf"{_CITIES}(?:\s?\((?P<region>[A-ZÀ-Þ][\w .’'/-]{{1,24}})\))?"
_DATE = r"(?P<date>[^\n:–—|()]{5,40}?\d{2,4})"
_DASH = r"(?:\.\s?[-–—]+|\s?[–—]+|\s-+)"
_TEXT = r"\s+(?=[“\"„«»¿¡]?[A-ZÀ-Þ])"

_IN_BRACKETS = rf"\(\s?{_PLACE}\s?\)\s*(?:{_DASH}|:)"  # (Leipzig) -
_WITH_DASH = rf"{_PLACE}{_DASH}"  # München / Berlin -; Quito (Pichincha).-
_TWO_CITIES = rf"(?P<city>{_WORD}/{_WORD})(?P<region>)\."  # Rom/Berlin.
_WITH_REGION = rf"(?P<city>{_WORD})\s\((?P<region>{_WORD})\)\."  # Halle (Saale).
_WITH_RIVER = rf"(?P<city>{_WORD}(?:\s{_WORD})?\s{_SHORTENED})(?P<region>)\.?"  # Bad Homburg v. d. Höhe.
_IN_CAPITALS = r"(?P<city>[A-ZÀ-Þ]{4,}(?:\s[A-ZÀ-Þ]{2,}){0,2})(?P<region>)\."  # LIMA.
_WITH_DATE = rf"(?:[ÀA]\s)?{_PLACE}(?:,\s|\s\(?|,?\s(?:le|den|am|a|el|li)\s){_DATE}\)?(?:{_DASH}|\s?\||[.:,])"
# Zürich, im März 2026 -
_MONTH = rf"{_PLACE},\s(?:(?:im|en|in)\s)?(?P<month>[^\W\d_]{{3,10}}\s(?:de\s)?\d{{4}})(?:{_DASH}|[:.])"
# Bruselas, 7 oct (EFE).-
_OF_AGENCY = rf"{_PLACE},\s\d{{1,2}}\.?\s[^\W\d_]{{3,10}}\.?\s?(?:\([A-Z][\w/]{{1,9}}\)\s?)?{_DASH}"
# Altenfurt (dpa). Altenfurt (hv-press). But not Ana Ruiz (izq).
_OF_PRESS_SERVICE = (
    rf"{_CITIES}(?P<region>)\s\((?:dpa|ots|epd|kna|apa|sda|ats|sid|afp|efe|[a-z]{{2,8}}-(?:presse?|news|info))\)\."
)
_DATE_IN_BRACKETS = rf"\(\s?{_PLACE},\s{_DATE}\s?\)"
_UNDATED = (_IN_BRACKETS, _WITH_DASH, _MONTH, _OF_AGENCY, _OF_PRESS_SERVICE)
_SHAPES = (*_UNDATED, _TWO_CITIES, _WITH_REGION, _WITH_RIVER, _IN_CAPITALS, _WITH_DATE, _DATE_IN_BRACKETS)
_OPENINGS = [pattern(shape + _TEXT) for shape in _SHAPES]
_WITH_SIGNS = rf"{_CITIES}(?P<region>)\s\([a-z]{{2,4}}\)"  # Wismar (abc), the author's initials, above the text
_LINES = [pattern(rf"{shape}\s*") for shape in (*_SHAPES, _WITH_SIGNS)]
NO_PLACE = pattern(
    r"(?i)(?:starting|beginning|since|until|ab|seit|desde|hasta|depuis|dès|heute|gestern|update|korrektur|hinweis|achtung|wichtig|termin|foto|bild|quelle|hoy|ayer|aviso|atención|nota"
    r"|aujourd|hier|attention|photo|info|oggi|ieri|hoje|ontem|der|die|das|ein|eine|il|lo|gli|o|os|as"
    r"|ce|cet|cette|ces|este|esta|estos|estas|questo|questa|dieser|diese|dieses|(?:le|la|les|el|los|las|de|het)\Z|not[ií]cias?|un|une|una|uno|um|uma|neu|neue|nouveau|nuevo|nueva|pressemitteilung|presse\w*|communiqu[ée]|comunicado|comunicato)\b"
)


def opening(text: str, language: str) -> Typed | None:
    """The place at the start of a text, with or without a date; None if there is none.

    The words up to `end` include the date, which is not parsed.
    """
    return _first_match(_OPENINGS, text[:_LONGEST], language, whole=False)


def line(text: str, language: str) -> Typed | None:
    """The place on a line that is only a place, perhaps with a date; None for any other line."""
    return _first_match(_LINES, text, language, whole=True) if len(text) < _LONGEST else None


def dateline_alone(text: str, language: str) -> Typed | None:
    """The dateline that fills a line without a dash: Port Ellery, TX (PRWEB) March 2, 2026; None for any other line.

    It must have a region and a date.
    """
    typed = dateline.parse(f"{text} — Xyz", language) if len(text) < _LONGEST_ROW else None
    whole = typed is not None and typed.date is not None and typed.region and typed.end > len(text)
    return typed._replace(end=len(text)) if typed is not None and whole else None


def in_known_city(lines: Sequence[str], cities: Sequence[str], language: str) -> Typed | None:
    """The dateline of a line that begins with a known city and goes on with a date; None if there is none.

    In a script without capitals, only a known city can be told from other words.
    """
    for text, city in itertools.product(lines, cities):
        rest = text.removeprefix(city)
        if rest != text and not rest[:1].isalnum() and printed_dates.is_mostly_date(rest, language):
            return _typed(city, "", 0)
    return None


def known_cities(text: str) -> list[str]:
    """The names on a line that has nothing but well-known cities: London and Amsterdam; empty for any other line."""
    names = _BETWEEN.split(text.strip(" .")) if len(text) < _LONGEST_ROW else []
    return names if all(name.upper() in ap_places.cities() for name in names) else []


_BETWEEN, _LONGEST_ROW = pattern(r"\s*(?:[,;/&+]|\band\b|\bund\b|\bet\b)\s*"), 60


def is_no_place(text: str, typed: Typed, body: Sequence[Piece]) -> bool:
    """Whether the words at the start of a text cannot be a place, or head a section: PURPOSE: To lay out"""
    if dateline.NO_CITY_WORDS.search(typed.city) or NO_PLACE.match(typed.city):
        return True
    if is_of_day(f"{typed.city.split()[-1]} "):
        return True
    bare = typed.date is None and not typed.region
    if bare and text.startswith("(") and _SIGN.fullmatch(typed.city):
        return True  # (ABC).- The harbour
    rest = text[typed.end :].split()
    if bare and 0 < len(rest) < _FEWEST and rest[-1][-1:] not in '.!?:”“»"' and not known_cities(typed.city):
        return True  # Noise in the harbour – who is to blame
    alone = bare and typed.city.isupper() and " " not in typed.city
    if not alone or text[: typed.end].strip() != f"{typed.city}:" or known_cities(typed.city):
        return False
    return not any(typed.city.title() in piece.text for piece in body)


_FEWEST = 10  # words of a first paragraph that is no sentence


def _first_match(shapes: Sequence[re.Pattern[str]], text: str, language: str, *, whole: bool) -> Typed | None:
    for shape in shapes:
        match = shape.fullmatch(text) if whole else shape.match(text)
        if match is None or NO_PLACE.match(match["city"]) or organisations.is_name(match["city"]):
            continue
        day = match.groupdict().get("date")
        if is_of_day(day):
            continue
        if month := match.groupdict().get("month"):
            day = f"1 {month}"
        if day is None or printed_dates.is_mostly_date(day, language):
            return _typed(match["city"], match["region"], match.end())
    return None


def is_of_day(date: str | None) -> bool:
    """Whether a date begins with a word such as "of" and so belongs to the name of a document: Avenant du 10 juin."""
    return _OF_DAY.match(date or "") is not None


_OF_DAY = pattern(r"(?i)(?:of|from|vom|du|del|de|dal|van|do|z)\s")


def _typed(city: str, region: str | None, end: int) -> Typed:
    region = "" if region is None or (region.isupper() and len(region) <= _SIGNS) else region
    return Typed(end, city, region, None)


def of_field(value: str) -> Typed | None:
    """The place in a field of the source, perhaps with its region; None for an address or other words."""
    match = _PLACE_IN_FIELD.fullmatch(value.strip())
    return Typed(0, match["city"], match["region"] or "", None) if match else None


_PLACE_IN_FIELD = pattern(
    r"(?P<city>[A-ZÀ-ÞČŘŠŽŁŚ][^\W\d_]+(?:[ ’'/.-][^\W\d_]+){0,4})(?:(?:,\s|\s\()(?P<region>[^\W\d_][^\d,()]{1,30})\)?)?"
)


_LONGEST = 160  # characters in an opening, at most
_SIGN = pattern(r"[A-Z]{2,5}")  # of an agency or a station
_SIGNS = 4  # letters in the initials of a wire or an author, at most: (ots)
