"""Dates in a text, with the weekday and year beside them: English, Spanish, French and German."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from newsroom_cli.language.document import Document
from newsroom_cli.language.word_index import lowered
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern


class Mention(NamedTuple):
    """A date in a text: the offsets of the whole, and its parts as numbers, None for a missing part.

    `weekday` counts from Monday = 0. A range such as "Monday-Tuesday, June 1-2" is two mentions at one place.
    """

    start: int
    end: int
    weekday: int | None
    month: int
    day: int
    year: int | None

    def on(self, year: int) -> dt.date | None:
        """The day in a year, None when its calendar has no such day."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    def near(self, day: dt.date, *, days: int) -> dt.date | None:
        """The date nearest to a day for a mention without a year; None when it is more than `days` away."""
        years = (year for year in (day.year - 1, day.year, day.year + 1) if 1 <= year <= dt.MAXYEAR)
        dates = filter(None, map(self.on, years))
        nearest = min(dates, key=lambda date: abs((date - day).days), default=None)
        return nearest if nearest is not None and abs((nearest - day).days) <= days else None


def month_places(document: Document, language: str) -> list[int]:
    """Offsets into the body where it may name a month; a quick way to choose the blocks to read."""
    lexicon = _LEXICONS.get(language.split("-")[0].lower())
    if lexicon is None:
        return []
    beginnings, index, body = _month_beginnings(lexicon), document.word_index, document.release.body.value
    words = *index.words.intersection(beginnings), *index.parts.intersection(beginnings)
    found: list[int] = []
    for form in {form for word in words for form in beginnings[word]}:
        at = body.find(form)
        while at >= 0:
            found.append(at)
            at = body.find(form, at + len(form))
    return sorted(found)


@cached_per_paragraph
def mentions(text: str, language: str = "en") -> tuple[Mention, ...]:
    """The dates that a text names with month and day, in order; none in an unknown language."""
    lexicon = _LEXICONS.get(language.split("-")[0].lower())
    return tuple(_mentions_in(text, lexicon)) if lexicon and _DIGIT.search(text) else ()


def _mentions_in(text: str, lexicon: _Lexicon) -> Iterator[Mention]:
    """The dates at each place where a month may begin, none of them inside the one before."""
    previous_end = 0
    for hint in _month_hint(lexicon).finditer(text):
        at = hint.start()
        if at < previous_end or (at and text[at - 1].isalnum()):
            continue
        if day := _day_at(text, at, taken=previous_end, patterns=_patterns(lexicon)):
            for mention in _date_of(text, day, _patterns(lexicon)):
                yield mention
                previous_end = mention.end


# --- words and patterns by language ---------------------------------------------------------------------------


class _Lexicon(NamedTuple):
    """The words of a language: twelve months and seven weekdays, each with its other forms, and what joins them."""

    months: str
    weekdays: str
    joins: str  # between the two days of a range
    ordinal: str = ""  # after a day's number
    of: str = r"\s+"  # between day and month
    year: str = r"(?:,\s*|\s+)"  # before the year
    article: str = ""  # between weekday and date
    month_first: bool = False
    month_also_first: bool = False  # as Colombians write: mayo 4 de 2026
    capital: bool = True  # months begin with a capital letter


_LEXICONS = {
    "en": _Lexicon(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct "
        "november/nov december/dec",
        "monday/mon tuesday/tues/tue wednesday/weds/wed thursday/thurs/thur/thu friday/fri saturday/sat sunday/sun",
        joins="to|through|thru|and|or|until|till",
        ordinal="(?:st|nd|rd|th)?",
        of=r"\s+(?:(?:day\s+)?of\s+)?",
        article=r"(?:(?:morning|afternoon|evening|night),?\s+)?(?:the\s+)?",
        month_first=True,
    ),
    "es": _Lexicon(
        "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
        "lunes martes miércoles/miercoles jueves viernes sábado/sabado domingo",
        joins="y|al?|hasta el",
        ordinal="[º°]?",
        of=r"\s+(?:de\s+)?",
        year=r",?\s+(?:del?\s+)?",
        article=r"(?:día\s+)?",
        month_also_first=True,
        capital=False,
    ),
    "fr": _Lexicon(
        "janvier février/fevrier mars avril mai juin juillet août/aout septembre octobre novembre décembre/decembre",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        joins="et|au|à",
        ordinal="(?:er)?",
        article=r"(?:le\s+)?",
        capital=False,
    ),
    "de": _Lexicon(
        "januar/jänner/jan februar/feb märz/maerz april/apr mai juni juli august/aug september/sept/sep oktober/okt "
        "november/nov dezember/dez",
        "montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sonnabend/sa sonntag/so",
        joins="und|bis",
        ordinal=r"\.?",
        article=r"(?:de[nmr]\s+)?",
    ),
    "it": _Lexicon(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "lunedì/lunedi martedì/martedi mercoledì/mercoledi giovedì/giovedi venerdì/venerdi sabato domenica",
        joins="e|al",
        ordinal="[º°]?",
        article=r"(?:il\s+)?",
        capital=False,
    ),
    "pt": _Lexicon(
        "janeiro fevereiro março/marco abril maio junho julho agosto setembro outubro novembro dezembro",
        "segunda-feira/segunda terça-feira/terça quarta-feira/quarta quinta-feira/quinta sexta-feira/sexta "
        "sábado/sabado domingo",
        joins="e|a|até",
        ordinal="[º°]?",
        of=r"\s+(?:de\s+)?",
        year=r",?\s+(?:de\s+)?",
        article=r"(?:dia\s+)?",
        capital=False,
    ),
    "nl": _Lexicon(
        "januari februari maart april mei juni juli augustus september oktober november december",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        joins=r"en|tot(?:\s+en\s+met)?",
        capital=False,
    ),
}


class _Patterns(NamedTuple):
    """How a language writes dates; every pattern is applied next to a month."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    weekdays_begun: tuple[str, ...]
    month_first: bool
    month: re.Pattern[str]
    day_after: re.Pattern[str] | None
    day_before: re.Pattern[str]
    year: re.Pattern[str]
    weekday_before: re.Pattern[str]
    weekdays_before: re.Pattern[str]
    weekday_after: re.Pattern[str]


@functools.cache
def _month_beginnings(lexicon: _Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The first three letters of each month as they are printed, by the words of a file that may begin a month.

    Such a word ends where an accent, Markdown or another alphabet begins: f of février, augu of Augu**st**.
    """
    found: dict[str, tuple[str, ...]] = {}
    for month in _numbers_by_form(lexicon.months):
        first = month[:3]
        forms = (first.capitalize(), first.upper(), *(() if lexicon.capital else (first,)))
        plain = re.match("[a-z]+", month)
        word = plain.group() if plain else ""
        for length in range(min(len(word), 3), len(word) + 1):
            found[word[:length]] = (*found.get(word[:length], ()), *forms)
    return found


@functools.cache
def _month_hint(lexicon: _Lexicon) -> re.Pattern[str]:
    """Where a month may begin; quick to search for in a text that names none."""
    forms = {form for printed in _month_beginnings(lexicon).values() for form in printed}
    return re.compile("|".join(sorted(forms)))


@functools.cache
def _patterns(lexicon: _Lexicon) -> _Patterns:
    months, weekdays = _numbers_by_form(lexicon.months), _numbers_by_form(lexicon.weekdays)
    month, weekday = _alternatives(months), _alternatives(weekdays)
    join = rf"\s*(?:[-–—/&+]|\b(?:{lexicon.joins})\b)\s*"
    # 1 to 39: a day, or a slip for one; above that people count other things. No price, time, code or longer number.
    day, apart = r"[0-3]?[0-9]", r"(?<![\w$£€.,:/#-])"
    figure = r"[:.]\d|,\d{1,3}(?!\d)"
    after = (
        rf"\s+(?:the\s+)?(?P<day>{day}){lexicon.ordinal}(?!\w|{figure}"
        rf"|\s?%)(?:{join}(?P<last>{day}){lexicon.ordinal}(?!\w|{figure}|{lexicon.of}(?:{month})\b))?"
    )
    before = rf"{apart}(?:(?P<day>{day}){lexicon.ordinal}{join})?(?P<last>{day}){lexicon.ordinal}{lexicon.of}\Z"
    initials = "".join(sorted({weekday[0] for weekday in weekdays}))  # at most places these rule out a weekday at once
    others = rf"(?:(?P<more>(?:{weekday})\.?,\s+)?(?P<first>{weekday})\.?,?{join})?"
    begins = rf"(?<!\w)(?=[{initials}])"
    one = rf"(?P<weekday>{weekday})\.?,?\s+{lexicon.article}\(?\Z"
    return _Patterns(
        months,
        weekdays,
        tuple({weekday[:3] for weekday in weekdays}),
        lexicon.month_first,
        pattern(rf"(?P<month>{month})(?!\w)\.?", re.IGNORECASE),
        pattern(after, re.IGNORECASE) if lexicon.month_first or lexicon.month_also_first else None,
        pattern(before, re.IGNORECASE),
        pattern(rf"{lexicon.year}(?P<year>(?:1[5-9]|20)\d\d)(?!\w|[,.]\d)", re.IGNORECASE),
        pattern(f"{begins}{one}", re.IGNORECASE),
        pattern(f"{begins}{others}{one}", re.IGNORECASE),
        pattern(rf",?\s*(?:\(|\ba\s+)(?P<weekday>{weekday})(?!\w)\.?\)?", re.IGNORECASE),
    )


def _numbers_by_form(words: str) -> dict[str, int]:
    return {form: number for number, forms in enumerate(words.split()) for form in forms.split("/")}


def _alternatives(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# --- one date -------------------------------------------------------------------------------------------------

_REACH = 60  # how far before its month a date can begin


_DIGIT = pattern("[0-9]")


class _Day(NamedTuple):
    """Month and day as they stand side by side; `last` is the second day of a range."""

    start: int
    end: int
    month: int
    day: int
    last: int | None


def _date_of(text: str, day: _Day, patterns: _Patterns) -> Iterator[Mention]:
    """The date of a day, with the year and the weekday beside it; two mentions for a range."""
    start, end = day.start, day.end
    year = patterns.year.match(text, end)
    end = year.end() if year else end
    weekdays = _weekday_before(text, start, patterns)
    first, final = _pair(weekdays, day.last is not None, patterns)
    if weekdays:
        start = weekdays.start()
        end += weekdays.group().endswith("(") and text[end : end + 1] == ")"
    elif day.last is None and (after := _weekday_after(text, end, patterns)):
        first, end = patterns.weekdays[after["weekday"].lower()], after.end()
    in_year = int(year["year"]) if year else None
    yield Mention(start, end, first, day.month, day.day, in_year)
    if day.last is not None:
        yield Mention(start, end, final, day.month, day.last, in_year)


def _day_at(text: str, at: int, *, taken: int, patterns: _Patterns) -> _Day | None:
    """The day of the month that begins at `at`; it begins after the offset `taken`."""
    month = patterns.month.match(text, at)
    if month is None:
        return None
    after = patterns.day_after.match(text, month.end()) if patterns.day_after else None
    since = max(at - _REACH, taken)
    before = patterns.day_before.search(text, since, at) if _DIGIT.search(text, since, at) else None
    if before and after and patterns.month_first and not _weekday_before(text, before.start(), patterns):
        before = None  # "in room 31 June 5"
    number = patterns.months[month["month"].lower()] + 1
    if before:
        first, last = before["day"], before["last"]
        return _Day(before.start(), month.end(), number, int(first or last), int(last) if first else None)
    if after:
        last = after["last"]
        return _Day(at, after.end(), number, int(after["day"]), int(last) if last else None)
    return None


_NEWSPAPER = pattern(r"\b(?:[Tt]he|[A-Z]\w+)\s\Z")  # The Harbour Sun


def _weekday_before(text: str, start: int, patterns: _Patterns) -> re.Match[str] | None:
    since = max(start - _REACH, 0)
    near = lowered(text[since:start])
    begun = [weekday for weekday in patterns.weekdays_begun if weekday in near]
    if not begun:
        return None
    several = len(begun) > 1 or near.count(begun[0]) > 1
    weekdays = patterns.weekdays_before if several else patterns.weekday_before
    match = weekdays.search(text, since + min(map(near.find, begun)), start)
    if match and match["weekday"] == "Sun" and not match.groupdict().get("first"):
        begin = match.start()
        return None if _NEWSPAPER.search(text, max(begin - 20, 0), begin) else match
    return match


def _weekday_after(text: str, end: int, patterns: _Patterns) -> re.Match[str] | None:
    near = text[end : end + _BESIDE].lstrip(",").lstrip()[:1]
    return patterns.weekday_after.match(text, end) if near in ("(", "a", "A", "") else None


_BESIDE = 8  # characters from a date to the weekday in brackets after it


def _pair(match: re.Match[str] | None, ranged: bool, patterns: _Patterns) -> tuple[int | None, int | None]:
    """The weekdays of the first and last day of a date or range; None where it is unclear which day they belong to."""
    weekdays = match.groupdict() if match else {}
    first = weekdays.get("first")
    if match is None or weekdays.get("more") or ranged != bool(first):
        return None, None
    last = patterns.weekdays[match["weekday"].lower()]
    return (patterns.weekdays[first.lower()], last) if first else (last, None)
