"""Split lines of a contact that have lost the breaks between them: Ana RuizPort Ellery, Texaswww.acme.example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from newsroom_cli.language.places.dateline import is_state
from newsroom_cli.model.patterns import pattern

_BREAKS = pattern(
    r"(?<=[A-Za-zà-ÿ.)])(?=(?:https?://|www\.)\w)"  # Texaswww.acme.example
    r"|(?<=[A-Za-z])(?=(?:Tel|Telephone|Phone|Fax|E-?mail): )"  # President & CEOTel: 512
    r"|(?<=[a-zà-ÿ])(?=(?:Contact(?: (?:Name|Person|E-?mail))?|Address|City(?:/Country)?|Website|Company(?: Name)?): )"
    r"|(?<=contact:)(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=(?:Facebook|Instagram|LinkedIn|Twitter|YouTube)\b)"
    r"|(?:(?<=\.com)|(?<=\.org)|(?<=\.net)|(?<=\.gov)|(?<=\.edu))(?=\+?\(?\d)"  # acme.com1-512-555-0100
    r"|(?<=\d)(?=(?:[Ee]-?mail|[Pp]hone|[Oo]ffice|[Ff]ax|[Mm]obile)\b)"
    r"|(?:(?<=Office)|(?<=Phone)|(?<=Email)|(?<=Voice))(?=[\w.+-]{2,40}@)"  # 0100 Officeana@acme.com
    r"|(?:(?<=Officer)|(?<=Manager)|(?<=Director)|(?<=Strategist)|(?<=Specialist)|(?<=Coordinator)|(?<=President)"
    r"|(?<=Relations)|(?<=Communications)|(?<=Affairs))(?=(?:[a-z][\w.+-]{1,40}|[A-Z]{2,20})@)"  # Officerteam@acme.com
    r"|(?:(?<=\bLtd\.)|(?<=\bInc\.)|(?<=\bCorp\.)|(?<=\bCo\.))(?=\w[\w.+-]{1,40}@)"  # Acme Pumps Ltd.ir@acme.com
    r"|(?:(?<=\w Group)|(?<=\w Inc)|(?<=\w LLC)|(?<=\w Ltd)|(?<=\w Corp))(?=[A-Z]?[a-z]{2,20}@)"  # GroupInfo@acme.com
    r"|(?:(?<=\.[A-Za-z]{2})|(?<=\.[A-Za-z]{3})|(?<=\.[A-Za-z]{4})|(?<=\.[A-Za-z]{7}))"  # acme.ai(512) 555-0100
    r"(?=(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?!\d))"
    r"|(?<=\d{3}[.-]\d{4})(?=[A-Za-z][\w.+-]{1,40}@)"  # 512-555-0100ir@acme.com
    r"|(?<=[a-zà-ÿ])(?=\+\d)"
    r"|\s+(?=(?:FOR IMMEDIATE RELEASE|For Immediate Release)\b)"
)
_TOWN = pattern(
    r"(?<=[a-zà-ÿ.)])(?=[A-ZÀ-Þ][a-zà-ÿ]+(?: [A-ZÀ-Þ][a-zà-ÿ]+){0,2}, (?P<region>[A-ZÀ-Þ][\w. ]{1,20}?)\W*\Z)"
)
_HUMP = pattern(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ])")
_PARTS_OF_NAMES = ("mac", "van", "von", "fitz")


def lines(text: str) -> Iterator[str]:
    """Split a line at the breaks that it has lost; yield it unchanged if it has lost none."""
    parts = _BREAKS.split(text)
    for part in parts:
        for piece in _before_town(part.strip()):
            yield from _before_firm(piece)


def _before_town(text: str) -> Iterator[str]:
    """Split a name from the town glued to it: TinyGemsAustin, Texas."""
    town = _TOWN.search(text)
    if town is None or not is_state(town["region"].strip()):
        yield text
        return
    yield text[: town.start()]
    yield text[town.start() :]


def _before_firm(text: str) -> Iterator[str]:
    """Split a person's name from the firm glued to it: Ana RuizAcme Pumps."""
    words = text.split(" ")
    for number, word in enumerate(words[1:3], 1):
        hump = _HUMP.search(word)
        if hump is None or word[: hump.start()].lower() in _PARTS_OF_NAMES or "@" in word or "." in word:
            continue
        before = [*words[:number], word[: hump.start()]]
        if all(part[:1].isupper() for part in before):
            yield " ".join(before)
            yield " ".join([word[hump.start() :], *words[number + 1 :]])
            return
    yield text


def people_apart(
    lines: Sequence[str], is_person: Callable[[str], bool], details: Sequence[re.Pattern[str]]
) -> Iterator[str]:
    """Yield the lines, with people side by side on lines of their own.

    Each person gets the number or address at the same position in the lines below; those lines become empty.
    """
    for at, line in enumerate(lines := [*lines]):
        names = [part.strip() for part in _BESIDE.split(line.strip())]
        if len(names) < 2 or not all(map(is_person, names)):
            yield line
            continue
        yield from _with_details(names, lines, range(at + 1, min(at + _ROWS, len(lines))), details)


def _with_details(
    names: Sequence[str], lines: list[str], below: range, details: Sequence[re.Pattern[str]]
) -> Iterator[str]:
    """Yield a line for each name with its numbers and addresses, and empty the lines below that they come from."""
    rows = []
    for at in below:
        row = next((found for detail in details if len(found := detail.findall(lines[at])) == len(names)), None)
        if row is not None:
            rows.append(row)
            lines[at] = ""
    for number, name in enumerate(names):
        yield " | ".join((name, *(row[number] for row in rows)))


_BESIDE, _ROWS = pattern(r"\s*/\s*|\s+(?:&|and|und|et|y)\s+"), 4  # Ana Ruiz / Idris Lind


def without_fields_of_firms(lines: Iterable[str]) -> list[str]:
    """The lines without those that state a firm's name, town or website: Company name: Elleria Pumps."""
    return [line for line in lines if not _FIELD_OF_FIRM.match(line)]


_FIELD_OF_FIRM = pattern(
    r"(?i)\W*(?:(?:company|organi[sz]ation|firm|business|source|firma|société|empresa)(?:[’']?s)?(?:\sname)?|city|country"
    r"|state|province|street|industry|website|web|ort|land|stadt|ville|pays|ciudad|país)\s?:\s(?![^@]*@|.*\d{3})"
)
