"""Private details in a text: Social Security and card numbers, birthdays, home addresses, ages of children."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from newsroom_cli.language.attribution_lexicon import lexicon_for
from newsroom_cli.language.word_lists import PEOPLE
from newsroom_cli.model.patterns import pattern


class Detail(NamedTuple):
    """The offsets of a private detail, with the person, brand or number that it is about."""

    start: int
    end: int
    who: str = ""
    number: int = 0


# --- numbers --------------------------------------------------------------------------------------------------

_MIDDLE = pattern(r"-\d\d-\d{4}(?![\w-]|[.,]\d)")
_AREA = pattern(r"(?<![\w+.,/-])(?!000|666|9)\d{3}\Z")
_TELEPHONE = pattern(
    r"(?:\b(?:tel|phone|telephone|telefon|teléfono|tél|call|fax|mobile|cell|hotline|dial|contact|whatsapp|"
    r"sms|text)\b[^.;\d]{0,20}|[+)]\d{0,3}[\s-]?|\d-)\Z",
    re.IGNORECASE,
)
_FILED = pattern(
    r"(?:\b(?:case|docket|file|index|no|number|nr|order|invoice|policy|permit|ref|reference|part|item|"
    r"id)\b[.:#\s]{0,4}|#\s?)\Z",
    re.IGNORECASE,
)
_NAMED = pattern(r"\b(?:SSN|[Ss]ocial [Ss]ecurity)\b[^.;\d]{0,40}?(?P<digits>\d{3}[ ]?\d\d[ ]?\d{4})(?![\w-])")


def social_security_numbers(text: str) -> Iterator[Detail]:
    """Yield the numbers in the form of a Social Security number, without telephone and file numbers."""
    for match in _MIDDLE.finditer(text):
        before = _AREA.search(text, max(match.start() - 4, 0), match.start())
        if before is None or match.group().startswith("-00") or match.group().endswith("0000"):
            continue
        start, since = before.start(), max(before.start() - 40, 0)
        if not _TELEPHONE.search(text, since, start) and not _FILED.search(text, since, start):
            yield Detail(start, match.end())
    if mentions_social_security(text):
        for match in _NAMED.finditer(text):
            yield Detail(*match.span("digits"))


def mentions_social_security(text: str) -> bool:
    """Whether a text mentions Social Security; a quick test for a whole file."""
    return "SSN" in text or "ocial Security" in text or "ocial security" in text


_DIGITS = pattern(r"[2-6]\d{3}(?:(?:[ -]?\d{4}){3}|[ -]?\d{6}[ -]?\d{4,5})(?!\d|[ -]\d)")
_LONGER = pattern(r"[\w./#=+%&?_-]\Z|\d[ ]\Z")
_CARDS = (
    ("Visa", 16, ((4, 4),)),
    ("Mastercard", 16, ((51, 55), (2221, 2720))),
    ("American Express", 15, ((34, 34), (37, 37))),
    ("Discover", 16, ((6011, 6011), (644, 649), (65, 65))),
    ("JCB", 16, ((3528, 3589),)),
    ("Diners Club", 14, ((36, 36), (38, 38))),
)


def card_numbers(text: str) -> Iterator[Detail]:
    """Yield the payment card numbers, whose length, first digits and check digit fit a card brand."""
    for match in _DIGITS.finditer(text):
        digits = "".join(filter(str.isdigit, match.group()))
        if _LONGER.search(text, max(match.start() - 2, 0), match.start()) or len(set(digits)) < 2:
            continue
        if (name := _card_brand(digits)) and _has_valid_check_digit(digits):
            yield Detail(*match.span(), name)


def _card_brand(digits: str) -> str:
    """The brand of a payment card number by its length and first digits, "" if there is none."""
    for name, length, ranges in _CARDS:
        if len(digits) == length and any(low <= int(digits[: len(str(low))]) <= high for low, high in ranges):
            return name
    return ""


def _has_valid_check_digit(digits: str) -> bool:
    """Whether the check digit fits the others (Luhn)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


# --- birthdays ------------------------------------------------------------------------------------------------

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = (
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}|"
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)(?!\d)|\d{4}-\d\d-\d\d)"
)
_LABELLED = pattern(
    r"\b(?:D\.?O\.?B\.?|d\.o\.b|[Dd]ate of [Bb]irth|[Bb]irth ?date|[Bb]irthday)\b\W{0,4}"
    rf"(?:is\s|was\s|of\s)?(?P<day>{_DAY})"
)
_BORN = pattern(rf"\bborn (?:on )?(?:\w+day, )?(?P<day>{_DAY})")
_YEAR = pattern(r"\d{4}")
OF_BIRTHS = ("DOB", "D.O.B", "d.o.b", "irth", "born ")  # a text with a birthday has one of these


def birthdays(text: str) -> Iterator[tuple[Detail, bool]]:
    """Yield the full dates of birth in a text, each with whether a label such as DOB precedes it.

    The `number` of a date is its year, 0 if the year has two digits.
    """
    for words, shape, labelled in ((OF_BIRTHS[:-1], _LABELLED, True), (OF_BIRTHS[-1:], _BORN, False)):
        if any(map(text.__contains__, words)):
            for match in shape.finditer(text):
                year = _YEAR.search(match["day"])
                yield Detail(*match.span(), number=int(year.group()) if year else 0), labelled


# --- homes ----------------------------------------------------------------------------------------------------

_SUFFIX = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Circle|Cir|Boulevard|Blvd|Way|Place|Pl|"
    r"Terrace|Ter|Parkway|Pkwy|Trail|Highway|Hwy)"
)
_ADDRESS = pattern(
    rf"\d{{1,5}}[A-Z]?\s(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?(?:[A-Z0-9][\w.'’-]*\s){{1,4}}?{_SUFFIX}\b"
)
_LIVES = pattern(
    r"\b(?:li(?:ves?|ved|ving)|resid(?:es?|ed|ing)|(?:[Hh]is|[Hh]er|[Tt]heir|['’]s|[Ff]amily)\s"
    r"(?:home|house|residence|apartment))(?:\swith\s\w+\s\w+)?(?:\slocated)?\Z"
)
_AGED_OR_RESIDENT = pattern(r"(?:,\s(?:age\s)?\d{1,2},|\b[Rr]esidents?)\Z")


def homes(text: str) -> Iterator[Detail]:
    """Yield the street addresses that the text describes as somebody's home."""
    for hint, described_as_home in ((" at ", _LIVES), (" of ", _AGED_OR_RESIDENT)):
        at = text.find(hint)
        while at >= 0:
            number = at + len(hint)
            address = _ADDRESS.match(text, number) if text[number : number + 1].isdigit() else None
            if address and described_as_home.search(text, max(at - 40, 0), at):
                yield Detail(*address.span())
            at = text.find(hint, number)


# --- children -------------------------------------------------------------------------------------------------

_STREET = r"(?:rue|avenue|av\.|bd|boulevard|place|allée|chemin|impasse|quai|route|cours)"
_AGE = r"(?P<age>1[0-7]|[1-9])"
_AGE_AFTER = pattern(
    rf", (?:age |aged |now |de |an? )?{_AGE}"
    rf"(?:(?=, (?!\d|and \d|{_STREET} )|\.\s(?![a-zß-ž])|\.?\Z| and\s[A-Z]|;)"
    r"|(?:-year-old|[ -]years?[ -]old| años| ans)\b)"
)
_AGE_IN_BRACKETS = pattern(rf" \((?:aged? )?{_AGE}(?: Jahre)?\)")
_YEAR_OLD = pattern(r"year[- ]old\s(?:\w+\s){0,2}?(?=[A-Z])")
_YEARS_OLD_GERMAN = pattern(r"jährigen?r?\s(?:\w+\s){0,2}?(?=[A-Z])")
_OLD = (_YEAR_OLD, _YEARS_OLD_GERMAN)
_AGE_BEFORE = pattern(rf"(?<![\w.,-]){_AGE}[- ]\Z")
_MAX_DISTANCE_TO_NAME = 80  # characters before or after an age that are searched for a name


def may_name_minors(text: str) -> bool:
    """Whether a text may give somebody's age under 18; a quick test for a whole body."""
    ages = (_AGE_AFTER, _AGE_IN_BRACKETS)
    return any(word in text for word in ("year-old", "year old", "jährige")) or any(age.search(text) for age in ages)


def minors(text: str, language: str) -> Iterator[Detail]:
    """Yield the people under 18 whose name and age the text gives: `who` is the name, `number` the age."""
    for after in (_AGE_AFTER, _AGE_IN_BRACKETS):
        for match in after.finditer(text):
            if person := _person_beside(text, match.start(), language, ends=True):
                start, _, name = person
                yield Detail(start, match.end(), name, int(match["age"]))
    for before in _OLD if "old" in text or "hrige" in text else ():
        for match in before.finditer(text):
            age = _AGE_BEFORE.search(text, max(match.start() - 4, 0), match.start())
            if age and (person := _person_beside(text, match.end(), language, ends=False)):
                yield Detail(age.start(), person[1], person[2], int(age["age"]))


def _person_beside(text: str, at: int, language: str, *, ends: bool) -> tuple[int, int, str] | None:
    """The person whose name begins at an offset, or ends there if `ends`: start, end and name."""
    since = text.rfind(" ", 0, max(at - _MAX_DISTANCE_TO_NAME, 0)) + 1 if ends else at
    part = text[since:at] if ends else text[at : at + _MAX_DISTANCE_TO_NAME]
    last = part.rpartition(" ")[2]
    if ends and last == last.lower():
        return None
    from newsroom_cli.language.people import names

    for mention in names.mentions(part, lexicon_for(language)):
        start = since + mention.start
        end = start + len(mention.name)
        if mention.kind == names.PERSON and " " in mention.name and at == (end if ends else start):
            is_no_person = mention.name.endswith(_NOBODY) or mention.name.startswith(_PLACES)
            return None if is_no_person or _IN.search(text, max(start - 6, 0), start) else (start, end, mention.name)
    return None


_NOBODY = ("Doe", "Roe")  # placeholder names
_PLACES = tuple(f"{word} " for word in "San Santa Sao São Rio Los Las New Port Fort Mount Saint St. Bad".split())
_IN = pattern(r"\b(?:in|at|from|of)\s\Z")


def age_in(year: int, day: dt.date | None) -> int | None:
    """The age that a person born in a year reaches in the year of a day; None without a day."""
    return day.year - year if day else None


# --- e-mail and telephones ---------------------------------------------------------------------------------

_MAILBOX = pattern(r"@(?P<domain>[\w-]+(?:\.[\w-]+){1,2})")
_LOCAL = pattern(r"[\w.+-]{1,64}\Z")


def is_personal(address: str) -> bool:
    """Whether an e-mail address belongs to a provider where anybody can have one."""
    return address.rpartition("@")[2].lower() in PEOPLE["mailboxes"]


def personal_mailboxes(text: str) -> Iterator[Detail]:
    """Yield the e-mail addresses in a text that belong to such a provider."""
    if "@" in text:
        for match in _MAILBOX.finditer(text):
            local = _LOCAL.search(text, max(match.start() - 64, 0), match.start())
            if local and match["domain"].lower() in PEOPLE["mailboxes"]:
                yield Detail(local.start(), match.end())


_MOBILE = pattern(
    r"\b(?:[Cc]ell(?:ular)?(?: phone)?|CELL|[Mm]obile?(?: phone)?|MOBILE|[Mm]óvil|[Cc]elular|[Pp]ortable|"
    r"Handy|Mobil|(?<=\n)[MC])\s?(?:[:.]|#|-\s|\s(?=[+(\d]))\s?(?P<number>[+(]?\d[\d\s().-]{6,18}\d)"
    r"|(?P<first>[+(]?\d[\d\s().-]{6,18}\d)\s?[(\[]?(?:[Cc]ell|[Mm]obile|CELL|MOBILE|[Cc]|[Mm])\b[)\]]?"
)


def mobile_numbers(text: str) -> Iterator[Detail]:
    """Yield the telephone numbers that the text describes as mobile numbers."""
    if any(
        label in text
        for label in ("ell", "ELL", "obil", "OBIL", "óvil", "elular", "ortable", "Handy", "(c)", "(m)", "\n")
    ):
        for match in _MOBILE.finditer(text):
            yield Detail(*match.span())
