"""Numbers in digits, in the forms of several languages: 1,234.5 and 1.234,5, 12 Mio. Euro, 41 por ciento."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.model import language_tags
from newsroom_cli.model.patterns import pattern


class Number(NamedTuple):
    """A number with its offsets: its value including its scale, the value of one in its last digit, and its unit.

    The unit is `%`, a sign such as `$` for money, or empty. `scaled` says that a word such as "million" is part of it.
    """

    value: float
    step: float
    unit: str
    start: int
    end: int
    scaled: bool = False


_MILLION = (
    "millions?|millionen|millón|millon|millones|milioni|milione|milhões|milhão|miljoen|milionów|miliony|milion|milionů"
    r"|miljoner|millioner|mio\b\.?|mill\b\.?|mln|mn|(?-i:M)"
)
_THOUSAND_MILLION = (
    "mil millones|milliarden|milliards?|miljard|miliardi|miliardo|miliardów|miliard|miliardy|miljarder|milliarder"
    r"|mrd\b\.?|mld\b\.?|bn|(?-i:B)|mil milhões|bilhões|bilhão"
)
_THOUSAND = r"thousand|tausend|tsd\b\.?|mille|mil|mila|duizend|tysięcy|tys\b\.?|tisíc|tusen|tusind|(?-i:k|K)"
_BILLION = "billions?|billón|billones|billionen"  # English has a different billion from other languages
_PERCENT = r"%|percent\w*|per cent|prozent\w*|pour cent|por ciento|por cento|procent\w*|procento?"
_CURRENCIES = {
    "$": "$", "us$": "$", "usd": "$", "dollars": "$", "dollar": "$", "dólares": "$", "dolares": "$", "dólar": "$",
    "dollari": "$", "dolarów": "$", "€": "€", "eur": "€", "euro": "€", "euros": "€", "£": "£", "gbp": "£",
    "pounds": "£", "¥": "¥", "chf": "chf", "fr.": "chf", "franken": "chf", "kč": "kč", "zł": "zł", "pln": "zł",
    "kr": "kr", "kr.": "kr", "r$": "r$", "reais": "r$", "pesos": "pesos",
}  # fmt: skip
_SIGNS = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_GAP = r"[ \xa0\u202f]?"
_GROUPED = r"\d{1,3}(?:(?P<mark>[.,'’ \xa0\u202f\u2009])\d{3})(?:(?P=mark)\d{3}){0,8}(?!\d)(?:(?!(?P=mark))[.,]\d+)?"
_NUMBER = pattern(
    rf"(?<![\w.,:/#@+-])(?:(?P<before>us\$|r\$|[$€£¥]|usd\b|eur\b|gbp\b|chf\b){_GAP})?"
    rf"(?P<digits>(?>{_GROUPED}|\d+(?:[.,]\d+)?))"
    rf"(?:[ \xa0\u202f-]?(?:(?P<milliard>{_THOUSAND_MILLION})|(?P<million>{_MILLION})|(?P<thousand>{_THOUSAND})"
    rf"|(?P<billion>{_BILLION}))(?!\w))?"
    rf"(?:[ \xa0\u202f-]?(?P<percent>{_PERCENT})(?!\w))?"
    rf"(?:{_GAP}(?:de |d['’]|di )?(?P<after>{_SIGNS})(?!\w))?(?!\w|[.,]\d)",
    re.IGNORECASE,
)


def numbers(text: str, language: str) -> Iterator[Number]:
    """Yield the numbers in digits of a text, including those in dates and times."""
    for match in _NUMBER.finditer(text):
        yield _number(match, language)


def only_number(text: str, language: str) -> Number | None:
    """The number that makes up a whole text, such as a table cell; None if the text has anything else."""
    plain = text.strip().rstrip("*†")
    match = _NUMBER.fullmatch(plain)
    return _number(match, language) if match else None


def _number(match: re.Match[str], language: str) -> Number:
    """The number in a match of `_NUMBER`."""
    value, step = _read(match["digits"], language)
    sign = match["before"] or match["after"]
    english = language_tags.is_english(language)
    scale = match["milliard"] or match["million"] or match["thousand"] or ""
    factor = (
        1.0 if len(scale) == 1 and not sign  # 512M of memory, a 10K run
        else 1e9 if match["milliard"] or (match["billion"] and english)
        else 1e6 if match["million"]
        else 1e3 if match["thousand"]
        else 1e12 if match["billion"]
        else 1.0
    )  # fmt: skip
    unit = "%" if match["percent"] else _CURRENCIES[sign.lower()] if sign else ""
    return Number(value * factor, step * factor, unit, *match.span(), scaled=factor > 1)


def _read(digits: str, language: str) -> tuple[float, float]:
    """The value of digits, and of one in the last of them.

    A comma or full stop before three digits groups them, except for the full stop in English.
    """
    plain = re.sub(r"['’\s]", "", digits)
    marks = [mark for mark in plain if mark in ".,"]
    decimal = ""
    if marks:
        last, tail = marks[-1], re.split(r"[.,]", plain)[-1]
        if language_tags.is_english(language):
            decimal = "." if last == "." and marks.count(".") == 1 else "" if len(tail) == 3 else last
        elif len(set(marks)) > 1 or len(tail) != 3 or plain.startswith("0"):
            decimal = last if marks.count(last) == 1 else ""
    whole, _, decimals = plain.rpartition(decimal) if decimal else (plain, "", "")
    whole = re.sub(r"[.,]", "", whole)
    return float(f"{whole or '0'}.{decimals or '0'}"), 10.0 ** -len(decimals) if decimals else 1.0
