"""Dates in a text, with the weekday and year beside them; months.txt has the words of each language."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from newsroom_cli.language.dates.dates import CALENDARS
from newsroom_cli.language.document import Document
from newsroom_cli.language.word_index import lowered, occurrences
from newsroom_cli.language.word_lists import sections, table
from newsroom_cli.model import language_tags
from newsroom_cli.model.caching import cached_per_paragraph
from newsroom_cli.model.patterns import pattern


class Mention(NamedTuple):
    """A date in a text: its offsets, and its parts as numbers, None for a missing part.

    `weekday` counts from Monday = 0. A range such as "Monday-Tuesday, June 1-2" is two mentions with the same offsets.
    `either_way` says that day and month are figures that could change places: 03.05.2008.
    """

    start: int
    end: int
    weekday: int | None
    month: int
    day: int
    year: int | None
    either_way: bool = False

    def in_year(self, year: int) -> dt.date | None:
        """The date in a year; None if that year has no such day."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    def resolved(self, day: dt.date | None, *, days: int) -> dt.date | None:
        """The date; one without a year is nearest to a day, and None if it is more than `days` away."""
        if self.year:
            return self.in_year(self.year)
        return self.nearest_to(day, days=days) if day else None

    def nearest_to(self, day: dt.date, *, days: int) -> dt.date | None:
        """The date, in whatever year, that is nearest to a day; None if it is more than `days` away."""
        years = (year for year in (day.year - 1, day.year, day.year + 1) if 1 <= year <= dt.MAXYEAR)
        dates = filter(None, map(self.in_year, years))
        nearest = min(dates, key=lambda date: abs((date - day).days), default=None)
        return nearest if nearest is not None and abs((nearest - day).days) <= days else None


def month_places(document: Document, language: str) -> list[int]:
    """The offsets in the body where a month may begin: a quick test that selects the blocks to read."""
    lexicon = _lexicon_for(language)
    if lexicon is None or lexicon.only_printed:
        return []
    beginnings, index, body = _printed_beginnings(lexicon), document.word_index, document.release.body.value
    words = *index.words.intersection(beginnings), *index.parts.intersection(beginnings)
    forms = {form for word in words for form in beginnings[word]}
    return sorted(at for form in forms for at in occurrences(body, form))


@cached_per_paragraph
def mentions(text: str, language: str = "en") -> tuple[Mention, ...]:
    """The dates in a text that have at least a month and a day, in order; none in an unknown language."""
    lexicon = _lexicon_for(language)
    if lexicon is None or lexicon.only_printed:
        return ()
    return tuple(_mentions_in(text, lexicon)) if _DIGIT.search(text) else ()


def _mentions_in(text: str, lexicon: _Lexicon) -> Iterator[Mention]:
    """Yield the dates of a text, which do not overlap; each is found by the name of its month."""
    patterns = _patterns(lexicon)
    previous_end = 0
    for beginning in _month_beginning(lexicon).finditer(text):
        month_start = beginning.start()
        if month_start < previous_end or (month_start and text[month_start - 1].isalnum()):
            continue
        if day := _day_in_month_at(text, month_start, previous_end=previous_end, patterns=patterns):
            for mention in _mentions_of(text, day, patterns):
                yield mention
                previous_end = mention.end


# --- words and patterns by language ---------------------------------------------------------------------------


class _Lexicon(NamedTuple):
    """The months and weekdays of a language, with other forms after a slash, and the patterns between them."""

    months: str
    weekdays: str
    joins: str  # between the two days of a range
    ordinal: str = ""  # after a day's number
    of: str = r"\s+"  # between day and month
    year: str = r"(?:,\s*|\s+)"  # before the year
    article: str = ""  # between weekday and date
    month_first: str = ""  # yes where the month stands before the day
    month_also_first: str = ""  # yes where the month may stand first, as in Colombia: mayo 4 de 2026
    small: str = ""  # yes where months begin with a small letter
    only_printed: str = ""  # yes where import reads dates but rules do not
    era: str = "0"  # by how many years the calendar is ahead: 543 in Thailand


@functools.cache
def _lexicons() -> Mapping[str, _Lexicon]:
    """The lexicons by language."""
    file = Path(__file__).with_name("months.txt")
    return {name: _Lexicon(**table(lines)) for name, lines in sections(file).items() if name}


def _lexicon_for(language: str) -> _Lexicon | None:
    """The lexicon of a language; None if it has none."""
    return _lexicons().get(language_tags.base(language))


@functools.cache
def _lexicon_by_cldr(language: str) -> _Lexicon | None:
    """The lexicon of a language without an entry in months.txt, built from the names in CLDR.

    None if the language is unknown or writes months as numbers.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language_tags.base(language))
    except (UnknownLocaleError, ValueError):
        return None
    attached = _ATTACHED.search(str(locale.date_formats["long"]))
    months, weekdays = (
        ["/".join(_cldr_forms(names, number, attached)) for number in sorted(names["format"]["wide"])]
        for names in (locale.months, locale.days)
    )
    if not all(months + weekdays):
        return None
    era = str(CALENDARS.get(locale.language, (0, ""))[0])
    return _Lexicon(
        " ".join(months), " ".join(weekdays), joins="-", ordinal=r"\.?", of=_OF, year=_YEAR, small="yes", era=era
    )


def _cldr_forms(
    names: Mapping[str, Mapping[str, Mapping[int, str]]], number: int, attached: re.Match[str] | None
) -> list[str]:
    """The full and short names of a month or weekday, also with the letters that dates attach to a month.

    They are without words before them, such as de, and without numbers.
    """
    forms = (names[form][width][number] for width in ("wide", "abbreviated") for form in ("format", "stand-alone"))
    last_words = [re.split(r"[\s’']", form.lower().rstrip("."))[-1] for form in forms]
    if attached:
        last_words += [f"{attached['before']}{word}{attached['after'] or ''}" for word in last_words]
    return [word for word in dict.fromkeys(last_words) if _NAME.fullmatch(word)]


_ATTACHED = pattern(r"(?P<before>[^\W\dA-Za-z_]?)MMMM(?:'(?P<after>\w+)')?")  # in Hebrew before it, in Basque after
_NAME = pattern(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u109f\u1780-\u17ff-])+")
_OF = r"(?:\s+|-)(?:de\s+|d['’]|ta['’]\s)?"  # 2 de març, 2 d’abril, 2 ta’ Marzu, 2-mart
_YEAR = r"(?:[,،]\s*|\.?\s+)(?:del?\s+|[พค]\.ศ\.\s*)?"


def printed_dates(text: str, language: str) -> tuple[Mention, ...]:
    """The dates in a text, as `mentions` returns them, but also in languages in which no rule reads dates."""
    lexicon = _lexicon_for(language) or _lexicon_by_cldr(language)
    return tuple(_mentions_in(text, lexicon)) if lexicon and _DIGIT.search(text) else ()


def can_read(language: str) -> bool:
    """Whether `printed_dates` knows the months of a language."""
    return (_lexicon_for(language) or _lexicon_by_cldr(language)) is not None


class _Patterns(NamedTuple):
    """The patterns for the dates of one language; all but `month` are matched before or after a month."""

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
    era: int


@functools.cache
def _printed_beginnings(lexicon: _Lexicon) -> Mapping[str, tuple[str, ...]]:
    """The printed first letters of months (Aug, AUG), keyed by the words in a word index that may begin a month (aug,
    augu).

    A word index may hold only the beginning of a month, because accents and Markdown end a word: f of février, augu of
    Augu**st**.
    """
    forms_by_beginning: dict[str, tuple[str, ...]] = {}
    for month in _numbers_by_form(lexicon.months):
        first = month[:3]
        forms = (first.capitalize(), first.upper(), *((first,) if lexicon.small else ()))
        plain = re.match("[a-z]+", month)
        word = plain.group() if plain else ""
        for length in range(min(len(word), 3), len(word) + 1):
            forms_by_beginning[word[:length]] = (*forms_by_beginning.get(word[:length], ()), *forms)
    return forms_by_beginning


@functools.cache
def _month_beginning(lexicon: _Lexicon) -> re.Pattern[str]:
    """A pattern for the first letters of all months; a quick test, because most texts name no month."""
    forms = {form for printed in _printed_beginnings(lexicon).values() for form in printed}
    return re.compile("|".join(sorted(forms)))


@functools.cache
def _patterns(lexicon: _Lexicon) -> _Patterns:
    """Compile the patterns for the dates of one language."""
    months, weekdays = _numbers_by_form(lexicon.months), _numbers_by_form(lexicon.weekdays)
    month, weekday = _alternatives(months), _alternatives(weekdays)
    join = rf"\s*(?:[-–—/&+]|\b(?:{lexicon.joins})\b)\s*"
    # 1 to 39: a day, or a mistyped one; larger numbers count other things. No price, time, code or longer number.
    day, apart = r"[0-3]?[0-9]", r"(?<![\w$£€.,:/#-])"
    figure = r"[:.]\d|,\d{1,3}(?!\d)"
    after = (
        rf"\s+(?:the\s+)?(?P<day>{day}){lexicon.ordinal}(?!\w|{figure}"
        rf"|\s?%)(?:{join}(?P<last>{day}){lexicon.ordinal}(?!\w|{figure}|{lexicon.of}(?:{month})\b))?"
    )
    before = rf"{apart}(?:(?P<day>{day}){lexicon.ordinal}{join})?(?P<last>{day}){lexicon.ordinal}{lexicon.of}\Z"
    initials = "".join(sorted({weekday[0] for weekday in weekdays}))  # in most places these rule out a weekday at once
    others = rf"(?:(?P<more>(?:{weekday})\.?,\s+)?(?P<first>{weekday})\.?,?{join})?"
    begins = rf"(?<!\w)(?=[{initials}])"
    years = "1[5-9]|20|2[45]" if int(lexicon.era) else "1[5-9]|20"
    one = rf"(?P<weekday>{weekday})\.?,?\s+{lexicon.article}\(?\Z"
    return _Patterns(
        months,
        weekdays,
        tuple({weekday[:3] for weekday in weekdays}),
        bool(lexicon.month_first),
        pattern(rf"(?P<month>{month})(?!\w)\.?", re.IGNORECASE),
        pattern(after, re.IGNORECASE) if lexicon.month_first or lexicon.month_also_first else None,
        pattern(before, re.IGNORECASE),
        pattern(rf"{lexicon.year}(?P<year>(?:{years})\d\d)(?!\w|[,.]\d)", re.IGNORECASE),
        pattern(f"{begins}{one}", re.IGNORECASE),
        pattern(f"{begins}{others}{one}", re.IGNORECASE),
        pattern(rf",?\s*(?:\(|\ba\s+)(?P<weekday>{weekday})(?!\w)\.?\)?", re.IGNORECASE),
        int(lexicon.era),
    )


def _numbers_by_form(words: str) -> dict[str, int]:
    """The number of each month or weekday, from 0, by its forms."""
    return {form: number for number, forms in enumerate(words.split()) for form in forms.split("/")}


def _alternatives(words: Mapping[str, int]) -> str:
    """The words as alternatives of a regular expression, longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


# --- one date -------------------------------------------------------------------------------------------------

_MAX_LENGTH_BEFORE_MONTH = 60  # characters of a date before its month


_DIGIT = pattern("[0-9]")


class _Day(NamedTuple):
    """A month and the day beside it, as in "May 5"; `last` is the last day of a range such as "May 5-7"."""

    start: int
    end: int
    month: int
    day: int
    last: int | None


def _mentions_of(text: str, day: _Day, patterns: _Patterns) -> Iterator[Mention]:
    """Yield the date with the year and the weekday beside it; for a range, yield the first day and the last."""
    start, end = day.start, day.end
    year = patterns.year.match(text, end)
    end = year.end() if year else end
    weekdays = _weekday_before(text, start, patterns)
    first_weekday, last_weekday = _weekdays_of(weekdays, day.last is not None, patterns)
    if weekdays:
        start = weekdays.start()
        end += weekdays.group().endswith("(") and text[end : end + 1] == ")"
    elif day.last is None and (after := _weekday_after(text, end, patterns)):
        first_weekday, end = patterns.weekdays[after["weekday"].lower()], after.end()
    year_number = int(year["year"]) if year else None
    if year_number and year_number >= _OTHER_ERA:
        year_number -= patterns.era
    yield Mention(start, end, first_weekday, day.month, day.day, year_number)
    if day.last is not None:
        yield Mention(start, end, last_weekday, day.month, day.last, year_number)


def _day_in_month_at(text: str, month_start: int, *, previous_end: int, patterns: _Patterns) -> _Day | None:
    """The day before or after the month at `month_start`; None if no month or no day stands there.

    The day stands after `previous_end`, where the previous date ends.
    """
    month = patterns.month.match(text, month_start)
    if month is None:
        return None
    after = patterns.day_after.match(text, month.end()) if patterns.day_after else None
    since = max(month_start - _MAX_LENGTH_BEFORE_MONTH, previous_end)
    before = patterns.day_before.search(text, since, month_start) if _DIGIT.search(text, since, month_start) else None
    if before and after and patterns.month_first and not _weekday_before(text, before.start(), patterns):
        before = None  # "in room 31 June 5"
    number = patterns.months[month["month"].lower()] + 1
    if before:
        first, last = before["day"], before["last"]
        return _Day(before.start(), month.end(), number, int(first or last), int(last) if first else None)
    if after:
        last = after["last"]
        return _Day(month_start, after.end(), number, int(after["day"]), int(last) if last else None)
    return None


_NEWSPAPER = pattern(r"\b(?:[Tt]he|[A-Z]\w+)\s\Z")  # The Harbour Sun


def _weekday_before(text: str, start: int, patterns: _Patterns) -> re.Match[str] | None:
    """The weekday or weekdays that end at `start`, where the date begins: Monday, June 1; Monday-Tuesday, June 1-2."""
    since = max(start - _MAX_LENGTH_BEFORE_MONTH, 0)
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
    """The weekday after a date that ends at `end`: June 1 (Monday); June 1, a Monday."""
    near = text[end : end + _MAX_GAP_TO_WEEKDAY].lstrip(",").lstrip()[:1]
    return patterns.weekday_after.match(text, end) if near in ("(", "a", "A", "") else None


_OTHER_ERA = 2400  # the first year that is counted from another beginning
_MAX_GAP_TO_WEEKDAY = 8  # characters from a date to the weekday in brackets after it


def _weekdays_of(match: re.Match[str] | None, is_range: bool, patterns: _Patterns) -> tuple[int | None, int | None]:
    """The weekdays of the first and the last day; None where it is unclear which day a weekday belongs to."""
    weekdays = match.groupdict() if match else {}
    first = weekdays.get("first")
    if match is None or weekdays.get("more") or is_range != bool(first):
        return None, None
    last = patterns.weekdays[match["weekday"].lower()]
    return (patterns.weekdays[first.lower()], last) if first else (last, None)
