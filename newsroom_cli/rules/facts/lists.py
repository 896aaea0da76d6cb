"""FC: anniversaries, ages, terms, lists and spans of days that contradict a number in the text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.dates.mentions import Mention, mentions
from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import RULES, WORDING
from newsroom_cli.language.wording.figures import ONES, ORDINALS, TENS, Figure, counted_noun, figures, is_date
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.triggers import words

# --- FC008 --------------------------------------------------------------------------------------------------------


@rule("FC008", "anniversary-of-another-year", severity=WARNING, looks_for=words("anniversary", "born", "years"))
def anniversary_of_another_year(document: Document) -> Iterator[Hit]:
    """Report an anniversary, an age or a number of years that does not fit the years beside it."""
    if document.is_english:
        yield from _terms(document)
    if document.issue_date is None:
        return
    if document.is_english:
        yield from _ages_at_death(document, document.issue_date)
    year = document.issue_date.year
    for block in document.prose:
        yield from _ages(block, year)
    yield from _anniversaries(document, year)


_FOUNDED = pattern(
    r"\b(?:[Ff]ounded|[Ff]ounding|[Ee]stablished|[Ii]ncorporated|[Ff]ormed)\s+in\s+(?:[A-Z][a-z]+\s+)?((?:1[6-9]|20)\d\d)\b"
)
_ANNIVERSARY = pattern(
    r"\b(?:(\d{1,3})(?:st|nd|rd|th)|([Tt]enth|[Tt]wentieth|[Tt]wenty-fifth|[Tt]hirtieth|[Ff]ortieth|[Ff]iftieth|[Ff]ifth))"
    r"[\s-](?:year\s)?[Aa]nniversary\b"
)
_OWN = pattern(
    r"\b(?:its|our|their|the (?:company|firm|agency|foundation|organization|library|department|city|program)['’]s)\s+\Z"
)

_OF_EVENT = pattern(r",\s[Tt]he (?:annual|(?:19|20)\d\d)\s[A-Z]")  # Marking its 11th anniversary, the 2026 Harbour Run


def _anniversaries(document: Document, year: int) -> Iterator[Hit]:
    """Yield a hit if an organization's anniversary does not fit the only founding year in the text."""
    anniversaries = [(block, match) for block in document.prose for match in _ANNIVERSARY.finditer(block.text)]
    founded = [(block, match) for block in document.prose for match in _FOUNDED.finditer(block.text)]
    if (
        len({match[1] for _, match in founded}) != 1
        or len({_number_of_years(match) for _, match in anniversaries}) != 1
    ):
        return
    if not any(_OWN.search(block.text, max(match.start() - 30, 0), match.start()) for block, match in anniversaries):
        return
    if any(_OF_EVENT.match(block.text, match.end()) for block, match in anniversaries):
        return
    (block, anniversary), (founding_block, founding) = anniversaries[0], founded[0]
    age = year - int(founding[1])
    if abs(age - _number_of_years(anniversary)) > 1:
        message = f"the {anniversary.group()} does not fit {founding[1]}: that is {age} years before {year}"
        verb = founding.group().rpartition(" ")[0].lower()
        also = (founding_block.place(*founding.span(1)), f"{verb} {founding[1]} here")
        yield Hit(block.place(*anniversary.span()), message, "check the year and the anniversary", also)


def _number_of_years(match: re.Match[str]) -> int:
    """The number of an anniversary in digits or words."""
    return int(match[1] or ORDINALS[match[2].lower()])


_BORN = pattern(r",\s(\d{1,3}),[^.;]{0,80}?\bborn (?:in|on)\s(?:[A-Z][\w. ]{0,14}?,?\s)?((?:19|20)\d\d)\b")


def _ages(block: Block, year: int) -> Iterator[Hit]:
    """Yield hits for ages that do not fit the year of birth beside them."""
    if "born" not in block.text:
        return
    for match in _BORN.finditer(block.text):
        age = year - int(match[2])
        if not age - 1 <= int(match[1]) <= age:
            message = f"{match[1]} years old, but born in {match[2]}: that makes {age - 1} or {age} in {year}"
            also = (block.place(*match.span(2)), "the year of birth")
            yield Hit(block.place(*match.span(1)), message, "check the age and the year", also)


_BORN_ON = pattern(r"\b[Bb]orn\b(?: [A-Z][\w.]+){0,4},? (?:on|in)\s")
_DIED = pattern(r"\b(?:died|passed away|death)\b")
_DIED_AT = pattern(
    r"\b(?:(?:died|passed away)\b[^.;]{0,80}?,? at (?:the age of |age )?|(?:[Hh]e|[Ss]he) was )"
    r"(?P<age>\d{2,3})(?=[.,;]|$|\syears old\b)"
)
_FAR = 60  # characters from "died" to the date of death
_LATE = 14  # days from a death to its announcement


def _ages_at_death(document: Document, issued: dt.date) -> Iterator[Hit]:
    """Yield a hit if a dead person's age does not fit the only date of birth in the text."""
    born = [(block, match) for block in document.prose for match in _BORN_ON.finditer(block.text)]
    if len(born) != 1 or document.release.body.value.lower().count("born") > 1:
        return
    ages = [(block, match) for block in document.prose for match in _DIED_AT.finditer(block.text)]
    if not ages or len({match["age"] for _, match in ages}) > 1:
        return
    died = [day for block in document.prose for day in _days_of_death(block.text, issued)]
    if not any(_DIED.search(block.text) for block in document.prose) or len(set(died)) > 1:
        return
    (birth_block, birth), (block, age) = born[0], ages[0]
    birthday = next((day for day in mentions(birth_block.text) if 0 <= day.start - birth.end() <= 1 and day.year), None)
    birthday_date = birthday.in_year(birthday.year) if birthday and birthday.year else None
    if birthday is None or birthday_date is None:
        return
    last = died[0] if died else issued
    first = last if died else last - dt.timedelta(days=_LATE)
    right = sorted({_age_on(birthday_date, first), _age_on(birthday_date, last)})
    if int(age["age"]) not in right and right[0] > 0:
        made = " or ".join(map(str, right))
        message = (
            f"{age['age']} years old, but born on {birth_block.text[birthday.start : birthday.end]}: that makes {made}"
        )
        also = (birth_block.place(birthday.start, birthday.end), "the date of birth")
        yield Hit(block.place(*age.span("age")), message, "check the age and the date of birth", also, since=PREVIEW)


def _days_of_death(text: str, issued: dt.date) -> Iterator[dt.date]:
    """Yield the dates after "died" in a text; one without a year is the occurrence nearest to the release's date."""
    for match in itertools.islice(_DIED.finditer(text), _DEATHS):
        for day in mentions(text):
            if 0 <= day.start - match.end() <= _FAR and "." not in text[match.end() : day.start]:
                if date := day.resolved(issued, days=_HALF_A_YEAR):
                    yield date
                break


_HALF_A_YEAR = 183  # days
_DEATHS = 20  # checked in one paragraph


def _age_on(born: dt.date, day: dt.date) -> int:
    """The age of somebody on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


_NUMBER = "|".join((*ONES, *TENS))
_YEARS_OF = rf"(?P<number>\d{{1,2}}|{_NUMBER})(?: consecutive| straight)?[ -]years"
_MONTH_NAME, _A_YEAR = r"(?:[A-Z][a-z]+ )?", r"(?:1[89]|20)\d\d"
_FROM_TO = rf"from {_MONTH_NAME}(?P<first>{_A_YEAR}) (?:to|until|through) {_MONTH_NAME}(?P<last>{_A_YEAR})\b"
_TERM = pattern(rf"\b(?P<role>[a-z]{{4,}})(?: of [A-Z][\w ]{{2,30}})? {_FROM_TO}")
_YEARS_AS = pattern(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir) {_YEARS_OF}(?: of service| in office)? as (?:the |a |an |its |our )?(?:\w+ )?"
    r"(?P<role>[a-z]{4,})\b"
)
_SPAN_AND_YEARS = (
    pattern(
        rf"\b{_FROM_TO},? (?:or )?(?:for )?(?:a total of )?{_YEARS_OF}\b(?! (?:of|before|after|later|earlier|ago|old))"
    ),
    pattern(rf"\b{_YEARS_OF},? {_FROM_TO}"),
    pattern(rf"\bfor {_YEARS_OF}[^.;,()\d]{{0,40}} \((?P<first>{_A_YEAR})\s?[-–—]\s?(?P<last>{_A_YEAR})\)"),
)


_TERMS = 50  # most terms in a release that are compared


def _terms(document: Document) -> Iterator[Hit]:
    """Yield hits for numbers of years that do not fit the first and last year of the same term."""
    terms = [(block, match) for block in document.prose for match in _TERM.finditer(block.text)]
    for block in document.prose:
        for shape in _SPAN_AND_YEARS:
            for match in shape.finditer(block.text):
                yield from _wrong_years(block, match, block, match)
        for match in _YEARS_AS.finditer(block.text) if 0 < len(terms) <= _TERMS else ():
            same = [(other, term) for other, term in terms if term["role"] == match["role"]]
            if len(same) == 1:
                yield from _wrong_years(block, match, *same[0])


def _wrong_years(block: Block, counted: re.Match[str], other: Block, term: re.Match[str]) -> Iterator[Hit]:
    """Yield a hit if a number of years differs from a term by more than one, as either end may be counted or not."""
    years = int(term["last"]) - int(term["first"])
    stated = figures(counted["number"])[0].value
    if years > 0 and not years - 1 <= stated <= years + 1:
        message = f"{counted['number']} years, but {term['first']} to {term['last']} is {years}"
        also = (other.place(term.start("first"), term.end("last")), "the years are here")
        help = "check the number and the years: one of the three is wrong"
        yield Hit(block.place(*counted.span("number")), message, help, also, since=PREVIEW)


# --- FC010 --------------------------------------------------------------------------------------------------------


@rule("FC010", "list-of-another-length", severity=WARNING, language="en")
def list_of_another_length(document: Document) -> Iterator[Hit]:
    """Report a number before a list that differs from the number of items."""
    body = document.release.body.value
    for match in itertools.islice(_LISTS.finditer(body), _LONGEST):
        yield from _announced(document, body, *match.span())


_LISTS = pattern(r":[*_]{0,3}[ \t]{0,4}\r?\n(?:[ \t]{0,4}\r?\n){0,3}(?=[-*+•] |1[.)] )")
_LAST_SENTENCE = pattern(r"[.!?][”\"’)]?\s+(?=[A-Z“\"])")
_NOT_ALL = pattern(
    r"\b(?:including|includes?|such as|among|at least|more than|over|nearly|about|some|up to|first|of the|other|one of"
    r"|each|between|another|additional|from|every|per|within|for|after|last|past|next|in|since|than|almost"
    r"|spanning|across|representing|ranging)\b",
    re.IGNORECASE,
)
_MAX_LENGTH_BEFORE_COLON = 300  # characters before a colon


def _announced(document: Document, body: str, colon: int, start: int) -> Iterator[Hit]:
    """Yield a hit if a number before a colon differs from the length of the list after it.

    `colon` and `start` are the offsets in the body of the colon and of the list.
    """
    line = max(body.rfind("\n", 0, colon) + 1, colon - _MAX_LENGTH_BEFORE_COLON)
    sentence_ends = [match.end() for match in _LAST_SENTENCE.finditer(body, line, colon)]
    begin = sentence_ends[-1] if sentence_ends else line
    text = body[begin:colon]
    candidates = [figure for figure in figures(text) if figure.unit != "th" and not is_date(text, figure)]
    if len(candidates) != 1 or candidates[0].unit or candidates[0].value != int(candidates[0].value):
        return
    figure = candidates[0]
    announced = counted_noun(text, figure)
    if announced is None or announced.noun in WORDING["measures"] - RULES["list_nouns"] or figure.value < 2:
        return
    length = _length(body, start)
    if not length or length == figure.value or _may_differ(text, figure, announced.end):
        return
    offset = document.release.body.span.start
    message = f"{text[figure.start : figure.end]} {announced.noun} are announced, the list has {length}"
    also = (Span(offset + start, offset + start + 1), f"the list of {length} begins here")
    span = Span(offset + begin + figure.start, offset + begin + figure.end)
    yield Hit(span, message, "count the list again, or change the number", also)


def _may_differ(text: str, figure: Figure, end: int) -> bool:
    """Whether the wording allows a number other than the list's: "at least three", "three in the past year"."""
    return (
        _NOT_ALL.search(text, max(figure.start - 30, 0), figure.start) is not None
        or len(text) - end > 80
        or _NOT_ALL.search(text, end) is not None
    )


_LONGEST = 200  # most lines counted in a list, and most lists checked in a release
_BULLET = pattern(r"([ \t]*)([-*+•]|\d{1,3}[.)])[ \t]+\S")


def _length(body: str, start: int) -> int:
    """The number of items in the list at an offset, without items inside items."""
    count, blank = 0, 0
    first: int | None = None
    for line in body[start:].split("\n", _LONGEST)[:_LONGEST]:
        if bullet := _BULLET.match(line):
            blank = 0
            depth = len(bullet[1].expandtabs(4))
            first = depth if first is None else first
            count += depth <= first + 1
        elif not line.strip():
            blank += 1
            if blank > 2:
                break
        elif blank and not line.startswith((" ", "\t")):
            break
        else:
            blank = 0
    return count


# --- FC012 ----------------------------------------------------------------------------------------------------

_COUNTED = {number: value for value, number in enumerate("two three four five six seven eight nine ten".split(), 2)}
_DAYS = pattern(rf"(?i)\b(?P<number>{'|'.join(_COUNTED)}|\d{{1,2}})-(?P<unit>day|night)\b")
_UP_TO = pattern(r"(?:,? \d{4})?,? ?(?:to|through|until|[-–—])(?: [A-Z][a-z]+,)? ?")
_OF_SOMETHING_ELSE = pattern(r"(?i)\b(?:regist|sign|appl|book|order|sale|sold|open|submi|deadline|any|each|every)")
_NEAR_DATES = 70  # characters between "three-day" and the dates


@rule(
    "FC012",
    "days-of-another-number",
    severity=WARNING,
    language="en",
    looks_for=words("day", "night"),
    since="2026.2",
)
def days_of_another_number(document: Document) -> Iterator[Hit]:
    """Report an event of some number of days whose first and last day give a different number."""
    for block in document.prose:
        for start, end in sentences.split(block.text) if _DAYS.search(block.text) else ():
            text = block.text[start:end]
            counted, dates = list(_DAYS.finditer(text)), mentions(text)
            if len(counted) != 1 or len(dates) != 2 or not (days := _days_between(text, *dates, document)):
                continue
            unit, written = counted[0]["unit"].lower(), counted[0]["number"].lower()
            announced, right = _COUNTED.get(written) or int(written), days if unit == "day" else days - 1
            between = text[counted[0].end() : dates[0].start]
            is_about_it = 0 < len(between) <= _NEAR_DATES and not _OF_SOMETHING_ELSE.search(between)
            if is_about_it and right and announced != right:
                place = block.place(start + counted[0].start(), start + counted[0].end())
                message = f'"{counted[0].group()}" has dates of {right} {unit}s'
                yield Hit(place, message, "find out which is right, and correct the other")


def _days_between(text: str, first: Mention, last: Mention, document: Document) -> int:
    """The number of days from one date to another; 0 if they are not a range, or it exceeds `_MONTH`."""
    is_range = first.start == last.start or _UP_TO.fullmatch(text, first.end, last.start) is not None
    year = last.year or first.year or (document.issue_date.year if document.issue_date else _COMMON_YEAR)
    if not is_range or (one := first.in_year(year)) is None or (other := last.in_year(year)) is None:
        return 0
    days = (other - one).days + 1
    return days if 0 < days <= _MONTH else 0


_MONTH = 31  # days
_COMMON_YEAR = 2026  # without February 29
