"""AP001-AP004, AP020: how dates and decades are written."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.dates.digits import SPACE
from newsroom_cli.language.dates.written_dates import Written, written
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.model.calendar_ import MONTHS
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, WARNING, Fix, Hit, rule
from newsroom_cli.rules.style import style
from newsroom_cli.rules.triggers import substrings

# What newspapers make of a month beside a day; March to July are never shortened.
SHORT = {1: "Jan.", 2: "Feb.", 8: "Aug.", 9: "Sept.", 10: "Oct.", 11: "Nov.", 12: "Dec."}


def _dates(document: Document) -> Iterator[tuple[Passage, Written]]:
    for passage in style.printed(document):
        for found in written(passage.text):
            yield passage, found


def _month(text: str, found: Written) -> str:
    return text[slice(*found.month)]


# --- AP001 ----------------------------------------------------------------------------------------------------


@rule("AP001", "date-of-another-style", severity=INFO, styles=style.HOUSES, yields_to=("DL008",))
def date_of_another_style(document: Document) -> Iterator[Hit]:
    house = style.of(document.config)
    for passage, found in _dates(document):
        if found.day is None or not _is_date(passage.text, found):
            continue
        if found.month_first == (house == style.GOVUK):
            yield from _in_another_order(document, passage, found, house)
            continue
        if house == style.AP and found.month_first and found.number in SHORT:
            month = _month(passage.text, found)
            if month in MONTHS and not style.begins_sentence(passage.text, found.month[0]):
                fix = style.put(document, passage, found.month, SHORT[found.number])
                message = f'"{month}" is not shortened beside a day'
                yield Hit(passage.place(*found.month), message, f'write "{SHORT[found.number]}"', fix=fix)
                continue
        if passage.text[found.day[0]] == "0":
            zero = (found.day[0], found.day[0] + 1)
            fix = style.put(document, passage, zero, "")
            right = passage.text[zero[1] : found.day[1]]
            yield Hit(passage.place(*found.day), "the day has a 0 before it", f'write "{right}"', fix=fix)


def _in_another_order(document: Document, passage: Passage, found: Written, house: str) -> Iterator[Hit]:
    text, day = passage.text, passage.text[slice(*found.day or (0, 0))].lstrip("0")
    where = found.start, found.end
    year = text[slice(*found.year)] if found.year else ""
    if house == style.GOVUK:
        month = MONTHS[found.number - 1]
        if found.ranged:
            yield Hit(passage.place(*where), f"the day stands behind {month}", "write the days before the month")
            return
        right = f"{day} {month} {year}".rstrip()
        message = f"the day stands behind {month}"
    elif year or _DATED.search(text, max(found.start - 12, 0), found.start):
        right = f"{_american(found.number, house)} {day}{f', {year}' if year else ''}"
        if year and _GOES_ON.match(text, found.end):
            right += ","
        message = f"the day stands before {MONTHS[found.number - 1]}"
    else:
        return
    fix = _put(document, passage, where, right)
    yield Hit(passage.place(*where), message, f'write "{right}"', fix=fix)


def _put(document: Document, passage: Passage, where: tuple[int, int], text: str) -> Fix | None:
    """The fix that writes a date in place of a stretch; where that ends with a point, the full stop stays."""
    if passage.text[where[1] - 1] == "." and not text.endswith("."):
        ends = style.ends_sentence(passage.text, where[1])
        if ends is None:
            return None
        text += "." if ends and passage.block else ""
    return style.put(document, passage, where, text)


def _american(number: int, house: str) -> str:
    return SHORT.get(number, MONTHS[number - 1]) if house == style.AP else MONTHS[number - 1]


_DATED = pattern(rf"(?:\b(?:[Oo]n|until|by|[Ff]rom|through|before|after|since|between|and|to)|day,?){SPACE}+\Z")
_MONTH_ALONE = pattern(rf"\b(?:[Ii]n|[Tt]his|[Ll]ast|[Ee]very|[Ee]ach){SPACE}+\Z")
_COUNTED = pattern(
    rf"{SPACE}+(?:percent|people|million|(?!(?:this|across|always|unless|was|is|as|its|his|has)\b)[a-z]{{3,}}s)\b"
)


def _is_date(text: str, found: Written) -> bool:
    """Whether a month and a number are a date, not "in January 12 people" or "Camp August 5"."""
    if found.year or found.endings or not found.month_first:
        return True
    return not (_MONTH_ALONE.search(text, max(found.start - 7, 0), found.start) or _COUNTED.match(text, found.end))


# --- AP002 ----------------------------------------------------------------------------------------------------


@rule("AP002", "month-shortened-wrongly", severity=WARNING, styles=style.HOUSES)
def month_shortened_wrongly(document: Document) -> Iterator[Hit]:
    house = style.of(document.config)
    for passage, found in _dates(document):
        month, name = _month(passage.text, found), MONTHS[found.number - 1]
        if month == name or not (_is_date(passage.text, found) and _is_month(passage.text, found)):
            continue
        right = SHORT.get(found.number, name) if house == style.AP and found.day else name
        if month == right:
            continue
        if right == name:
            beside = "beside a day" if found.day else "without a day"
            message = f'"{month}" is shortened {beside}'
        else:
            message = f'"{month}" is not the short form of {name}'
        fix = _put(document, passage, found.month, right)
        yield Hit(passage.place(*found.month), message, f'write "{right}"', fix=fix)


_NAME_BEFORE = pattern(rf"\b(?!\w*day\b)[A-Z][\w’'-]*{SPACE}+\Z")


def _is_month(text: str, found: Written) -> bool:
    """Whether three letters without a point are a month, not the end of a name: Del Mar 15."""
    start, end = found.month
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
    house = style.of(document.config)
    for passage, found in _dates(document):
        if not found.endings or _RANKED.match(passage.text, found.end) or _is_holiday(passage.text, found):
            continue
        where, words = (found.start, found.end), passage.text[found.start : found.end]
        if found.month_first:
            fix = style.joined(*(style.put(document, passage, ending, "") for ending in found.endings))
            right = _without(words, found)
        else:
            day, year = passage.text[slice(*found.day or (0, 0))], passage.text[slice(*found.year or (0, 0))]
            right = f"{_american(found.number, house)} {day}{f', {year}' if year else ''}"
            if house == style.GOVUK:  # 5 May 2024 for "the 5th of May, 2024"
                right = f"{day} {MONTHS[found.number - 1]} {year}".rstrip()
            the = _THE.search(passage.text, max(found.start - 5, 0), found.start)
            fix = _put(document, passage, (the.start() if the else found.start, found.end), right)
        yield Hit(passage.place(*where), f'"{words}" has an ordinal', f'write "{right}"', fix=fix)


_THE = pattern(rf"\bthe{SPACE}+\Z")
_RANKED = pattern(
    rf"{SPACE}+(?:Annual|annual|anniversary|Anniversary|Avenue|Ave\b|Street|St\b|[Gg]rade|Congressional"
    r"|District|Judicial|Circuit|"
    r"Precinct|Ward|Division|Floor|floor|Battalion|Regiment|Century|century|Memorial)"
)


def _without(words: str, found: Written) -> str:
    """The words of a date without its endings."""
    for start, end in reversed(found.endings):
        words = words[: start - found.start] + words[end - found.start :]
    return words


def _is_holiday(text: str, found: Written) -> bool:
    """Whether a date is the name of a day: the Fourth of July in figures, the September 11th Memorial."""
    return found.number == 7 and text[slice(*found.day or (0, 0))] == "4" and not found.year


# --- AP004 ----------------------------------------------------------------------------------------------------


@rule("AP004", "comma-in-date", severity=WARNING, styles=style.HOUSES)
def comma_in_date(document: Document) -> Iterator[Hit]:
    american = style.of(document.config) in style.PRESS
    for passage, found in _dates(document):
        if found.year is None or _COUNTED.match(passage.text, found.end):
            continue
        text, joint = passage.text, passage.text[slice(*found.joint)]
        where = passage.place(*found.month) if found.day is None else passage.place(found.start, found.end)
        if found.day is None or not found.month_first:
            if joint.startswith(","):
                at = found.joint[0]
                fix = style.put(document, passage, (at, at + 1), "")
                yield Hit(passage.place(found.start, found.end), _BETWEEN, "leave the comma out", fix=fix)
        elif american and not joint.startswith(","):
            fix = style.put(document, passage, (found.joint[0] - 1, found.joint[0]), f"{text[found.joint[0] - 1]},")
            yield Hit(where, "there is no comma between day and year", "set one behind the day", fix=fix)
        elif american and _GOES_ON.match(text, found.end):
            fix = style.put(document, passage, (found.year[1] - 1, found.year[1]), f"{text[found.year[1] - 1]},")
            yield Hit(where, "there is no comma behind the year of a full date", "set one behind the year", fix=fix)


_BETWEEN = "month and year have a comma between them"
_GOES_ON = pattern(rf"{SPACE}+[a-z]")

# --- AP020 ----------------------------------------------------------------------------------------------------

_DECADE = pattern(
    rf"(?:\b(?:the|early|late|mid|of|from|to|through|and|since|until|by){SPACE}+|mid-)(?:(?:early|late|mid"
    rf"|[Ee]arly|[Ll]ate){SPACE}+|mid-)?(?P<decade>(?:1[5-9]|20)[0-9]0)(?P<mark>['’])s\b"
)


@rule("AP020", "apostrophe-in-decade", severity=WARNING, styles=style.HOUSES, looks_for=substrings("0's", "0’s"))
def apostrophe_in_decade(document: Document) -> Iterator[Hit]:
    for passage in style.printed(document):
        for found in _DECADE.finditer(passage.text):
            year, where = found["decade"], (found.start("decade"), found.end())
            if "the" not in found.group().lower() and year not in _OLD:
                continue
            fix = style.put(document, passage, found.span("mark"), "", safe=False)
            message = f"a decade has no apostrophe: the {year}s"
            yield Hit(passage.place(*where), message, f'write "{year}s"', fix=fix)


_OLD = frozenset(str(number) for number in range(1500, 2000, 10))
