"""AP001-AP004, AP020: the forms of dates and decades."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.dates.digits import SPACE
from newsroom_cli.language.dates.written_dates import WrittenDate, written_dates
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.model.calendar_ import AP_MONTHS, MONTHS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, WARNING, Fix, Hit, rule
from newsroom_cli.rules.style import style
from newsroom_cli.rules.triggers import substrings


def _printed_month(text: str, date: WrittenDate) -> str:
    return text[slice(*date.month)]


# --- AP001 ----------------------------------------------------------------------------------------------------


@rule("AP001", "date-of-another-style", severity=INFO, styles=style.HOUSES, yields_to=("DL008",))
def date_of_another_style(document: Document) -> Iterator[Hit]:
    """Report dates that are not in the form of the house style."""
    house = style.house_style(document.config)
    for passage, date in style.found(document, written_dates):
        if date.day is None or not _is_date(passage.text, date):
            continue
        if date.month_first == (house == style.GOVUK):
            yield from _wrong_order(document, passage, date, house)
            continue
        if house == style.AP and date.month_first and date.month_number in AP_MONTHS:
            month = _printed_month(passage.text, date)
            if month in MONTHS and not style.begins_sentence(passage.text, date.month[0]):
                fix = style.replacement(document, passage, date.month, AP_MONTHS[date.month_number])
                message = f'"{month}" is not shortened beside a day'
                yield Hit(passage.place(*date.month), message, f'write "{AP_MONTHS[date.month_number]}"', fix=fix)
                continue
        if passage.text[date.day[0]] == "0":
            zero = (date.day[0], date.day[0] + 1)
            fix = style.replacement(document, passage, zero, "")
            right = passage.text[zero[1] : date.day[1]]
            yield Hit(passage.place(*date.day), "the day has a leading zero", f'write "{right}"', fix=fix)


def _wrong_order(document: Document, passage: Passage, date: WrittenDate, house: str) -> Iterator[Hit]:
    """Yield a hit for a date whose day and month are in the order of another style."""
    text, day = passage.text, passage.text[slice(*date.day or (0, 0))].lstrip("0")
    where = date.start, date.end
    year = text[slice(*date.year)] if date.year else ""
    if house == style.GOVUK:
        month = MONTHS[date.month_number - 1]
        if date.is_range:
            yield Hit(passage.place(*where), f"the day comes after {month}", "write the days before the month")
            return
        right = f"{day} {month} {year}".rstrip()
        message = f"the day comes after {month}"
    elif year or _WORD_BEFORE_DATE.search(text, max(date.start - 12, 0), date.start):
        right = f"{_american_month(date.month_number, house)} {day}{f', {year}' if year else ''}"
        if year and _WORD_IN_SMALL_LETTERS.match(text, date.end):
            right += ","
        message = f"the day comes before {MONTHS[date.month_number - 1]}"
    else:
        return
    fix = _replaced_keeping_full_stop(document, passage, where, right)
    yield Hit(passage.place(*where), message, f'write "{right}"', fix=fix)


def _replaced_keeping_full_stop(document: Document, passage: Passage, where: tuple[int, int], text: str) -> Fix | None:
    """The fix that writes a date differently; a full stop that also ends the sentence stays. None if unclear."""
    if passage.text[where[1] - 1] == "." and not text.endswith("."):
        ends = style.ends_sentence(passage.text, where[1])
        if ends is None:
            return None
        text += "." if ends and passage.block else ""
    return style.replacement(document, passage, where, text)


def _american_month(number: int, house: str) -> str:
    """The name of a month beside a day in American style; AP shortens most of them."""
    return AP_MONTHS.get(number, MONTHS[number - 1]) if house == style.AP else MONTHS[number - 1]


_WORD_BEFORE_DATE = pattern(
    rf"(?:\b(?:[Oo]n|until|by|[Ff]rom|through|before|after|since|between|and|to)|day,?){SPACE}+\Z"
)
_MONTH_ALONE = pattern(rf"\b(?:[Ii]n|[Tt]his|[Ll]ast|[Ee]very|[Ee]ach){SPACE}+\Z")
_COUNTED_THINGS = pattern(
    rf"{SPACE}+(?:percent|people|million|(?!(?:this|across|always|unless|was|is|as|its|his|has)\b)[a-z]{{3,}}s)\b"
)


def _is_date(text: str, date: WrittenDate) -> bool:
    """Whether a month and a number are a date, unlike "in January 12 people"."""
    if date.year or date.endings or not date.month_first:
        return True
    return not (_MONTH_ALONE.search(text, max(date.start - 7, 0), date.start) or _COUNTED_THINGS.match(text, date.end))


# --- AP002 ----------------------------------------------------------------------------------------------------


@rule("AP002", "month-shortened-wrongly", severity=WARNING, styles=style.HOUSES)
def month_shortened_wrongly(document: Document) -> Iterator[Hit]:
    """Report a month that is shortened where the style spells it out, or shortened in the wrong way."""
    house = style.house_style(document.config)
    for passage, date in style.found(document, written_dates):
        month, name = _printed_month(passage.text, date), MONTHS[date.month_number - 1]
        if month == name or not (_is_date(passage.text, date) and _is_month_not_name(passage.text, date)):
            continue
        right = AP_MONTHS.get(date.month_number, name) if house == style.AP and date.day else name
        if month == right:
            continue
        if right == name:
            beside = "beside a day" if date.day else "without a day"
            message = f'"{month}" is shortened {beside}'
        else:
            message = f'"{month}" is not the short form of {name}'
        fix = _replaced_keeping_full_stop(document, passage, date.month, right)
        yield Hit(passage.place(*date.month), message, f'write "{right}"', fix=fix)


_NAME_BEFORE = pattern(rf"\b(?!\w*day\b)[A-Z][\w’'-]*{SPACE}+\Z")


def _is_month_not_name(text: str, date: WrittenDate) -> bool:
    """Whether the short form of a month means a month, and not the end of a name such as Del Mar, or a citation."""
    start, end = date.month
    if (
        text[start - 1 : start] == "("
        and text[start - 2 : start - 1] in " \n"
        and text[start - 3 : start - 2].isdigit()
    ):
        return False  # 49 Tex. Reg. 1357 (Mar. 8, 2024)
    return text[end - 1] == "." or not _NAME_BEFORE.search(text, max(start - 24, 0), start)


# --- AP003 ----------------------------------------------------------------------------------------------------


@rule("AP003", "ordinal-in-date", severity=WARNING, styles=style.HOUSES)
def ordinal_in_date(document: Document) -> Iterator[Hit]:
    """Report dates whose day has st, nd, rd or th; a numbered name such as "June 5th Street" is not a date."""
    house = style.house_style(document.config)
    for passage, date in style.found(document, written_dates):
        if not date.endings or _NUMBERED_NAME.match(passage.text, date.end) or _is_holiday(passage.text, date):
            continue
        where, words = (date.start, date.end), passage.text[date.start : date.end]
        if date.month_first:
            fix = style.combined_fix(*(style.replacement(document, passage, ending, "") for ending in date.endings))
            right = _without_ordinal_endings(words, date)
        else:
            day, year = passage.text[slice(*date.day or (0, 0))], passage.text[slice(*date.year or (0, 0))]
            right = f"{_american_month(date.month_number, house)} {day}{f', {year}' if year else ''}"
            if house == style.GOVUK:  # 5 May 2024 for "the 5th of May, 2024"
                right = f"{day} {MONTHS[date.month_number - 1]} {year}".rstrip()
            the = _ARTICLE_BEFORE.search(passage.text, max(date.start - 5, 0), date.start)
            fix = _replaced_keeping_full_stop(document, passage, (the.start() if the else date.start, date.end), right)
        yield Hit(passage.place(*where), f'"{words}" has an ordinal', f'write "{right}"', fix=fix)


_ARTICLE_BEFORE = pattern(rf"\bthe{SPACE}+\Z")
_NUMBERED_NAME = pattern(
    rf"{SPACE}+(?:Annual|annual|anniversary|Anniversary|Avenue|Ave\b|Street|St\b|[Gg]rade|Congressional"
    r"|District|Judicial|Circuit|"
    r"Precinct|Ward|Division|Floor|floor|Battalion|Regiment|Century|century|Memorial)"
)


def _without_ordinal_endings(words: str, date: WrittenDate) -> str:
    """The words of a date without st, nd, rd and th."""
    for start, end in reversed(date.endings):
        words = words[: start - date.start] + words[end - date.start :]
    return words


def _is_holiday(text: str, date: WrittenDate) -> bool:
    """Whether a date is the name of a holiday: July 4th."""
    return date.month_number == 7 and text[slice(*date.day or (0, 0))] == "4" and not date.year


# --- AP004 ----------------------------------------------------------------------------------------------------


@rule("AP004", "comma-in-date", severity=WARNING, styles=style.HOUSES)
def comma_in_date(document: Document) -> Iterator[Hit]:
    """Report a missing or an unnecessary comma in a date."""
    american = style.house_style(document.config) in style.PRESS
    for passage, date in style.found(document, written_dates):
        if date.year is None or _COUNTED_THINGS.match(passage.text, date.end):
            continue
        text, gap = passage.text, passage.text[slice(*date.year_gap)]
        where = passage.place(*date.month) if date.day is None else passage.place(date.start, date.end)
        if date.day is None or not date.month_first:
            if gap.startswith(","):
                at = date.year_gap[0]
                fix = style.replacement(document, passage, (at, at + 1), "")
                yield Hit(passage.place(date.start, date.end), _COMMA_BEFORE_YEAR, "leave the comma out", fix=fix)
        elif american and not gap.startswith(","):
            fix = style.replacement(
                document, passage, (date.year_gap[0] - 1, date.year_gap[0]), f"{text[date.year_gap[0] - 1]},"
            )
            yield Hit(where, "there is no comma between day and year", "add one after the day", fix=fix)
        elif american and _WORD_IN_SMALL_LETTERS.match(text, date.end):
            fix = style.replacement(document, passage, (date.year[1] - 1, date.year[1]), f"{text[date.year[1] - 1]},")
            yield Hit(where, "there is no comma after the year of a full date", "add one after the year", fix=fix)


_COMMA_BEFORE_YEAR = "month and year have a comma between them"
_WORD_IN_SMALL_LETTERS = pattern(rf"{SPACE}+[a-z]")

# --- AP020 ----------------------------------------------------------------------------------------------------

_DECADE = pattern(
    rf"(?:\b(?:the|early|late|mid|of|from|to|through|and|since|until|by){SPACE}+|mid-)(?:(?:early|late|mid"
    rf"|[Ee]arly|[Ll]ate){SPACE}+|mid-)?(?P<decade>(?:1[5-9]|20)[0-9]0)(?P<mark>['’])s\b"
)


@rule("AP020", "apostrophe-in-decade", severity=WARNING, styles=style.HOUSES, looks_for=substrings("0's", "0’s"))
def apostrophe_in_decade(document: Document) -> Iterator[Hit]:
    """Report an apostrophe in a decade: the 1990's."""
    for passage in style.printed_passages(document):
        for match in _DECADE.finditer(passage.text):
            year, where = match["decade"], (match.start("decade"), match.end())
            if "the" not in match.group().lower() and year not in _PAST_DECADES:
                continue
            fix = style.replacement(document, passage, match.span("mark"), "", safe=False)
            message = f"a decade has no apostrophe: the {year}s"
            yield Hit(passage.place(*where), message, f'write "{year}s"', fix=fix)


_PAST_DECADES = frozenset(str(number) for number in range(1500, 2000, 10))
