"""The dateline: written from a release's fields in the house's format, and recognised where somebody typed one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from newsroom_cli.language import dates


def write(place: tuple[str, str, str], day: dt.date | None, *, form: str, language: str) -> str:
    """The dateline of a city, state and country: `BOSTON — Monday, June 22, 2015 —` in the usual form."""
    city, state, country = place
    capitals = city if re.search(r"[A-Z]{2}", city) else city.upper()  # McALLEN is typed as it is printed
    fields = {
        "city": capitals,
        "state": state,
        "country": country,
        "place": ", ".join(each for each in (capitals, state, country) if each),
        "date": dates.full(day, language) if day else "",
        "weekday": dates.weekday(day, language) if day else "",
        "month": dates.month(day, language) if day else "",
        "day": str(day.day) if day else "",
        "year": str(day.year) if day else "",
    }
    return form.format(**fields)


@dataclass(frozen=True, slots=True)
class Typed:
    """A dateline at the start of a text: where it ends, its place, and the date it names."""

    end: int
    place: str
    date: dates.Mention | None


_NOT_A_STATE = "|".join(name[:3] for name in (*dates.MONTHS, *dates.WEEKDAYS))
_TYPED = re.compile(
    rf"""\s*(?P<place>(?:[A-Z][A-Z.'’-]+|Mc[A-Z]+)(?:[ ](?:[A-Z.'’-]+|Mc[A-Z]+))*  # the city, in capitals
        (?:,\s(?!{_NOT_A_STATE})[A-Z][\w.]*(?:\s[A-Z][\w.]*){{0,3}})?)                # state or country
        (?P<date>(?:\s*[,(/]\s*|\s*[-–—]{{1,2}}\s*|\s+)[^\n—–]{{0,60}}?)?            # whatever stands before the dash
        \s*(?:[–—]|\s--?\s|-\s|--)""",
    re.VERBOSE,
)


def typed(text: str) -> Typed | None:
    """The dateline somebody typed at the start of a text, or None."""
    match = _TYPED.match(text)
    if match is None or not re.search(r"[A-Z]{3}", match["place"]):
        return None
    end, found = match.end(), None
    rest = text[match.end("place") : match.end("place") + 90]
    for mention in dates.mentions(rest):
        if re.fullmatch(r"[\s,(/–—-]*", rest[: mention.start]):
            found = mention
            tail = re.match(r"\)?\s*[-–—]*", rest[mention.end :])
            end = max(end, match.end("place") + mention.end + (tail.end() if tail else 0))
        break
    between = match["date"] or ""
    if found is None and between.strip(" ,-–—()/"):
        return None  # capitals, words, a dash: a sentence, not a dateline
    return Typed(end, match["place"].rstrip("-–— "), found)
