"""FC: years and lists that do not fit what the text says of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.wording.figures import MEASURES, Figure, counted_noun, figures, is_date
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.interpretation import local_day
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import WARNING, Hit, rule

# --- FC008 --------------------------------------------------------------------------------------------------------


@rule("FC008", "anniversary-of-another-year", severity=WARNING)
def anniversary_of_another_year(document: Document) -> Iterator[Hit]:
    body = document.release.body.value
    if document.release.date is None or not document.word_index.has_word(_OF_AGES):
        return
    if not ("anniversary" in body or "born in" in body or "born on" in body):
        return
    year = local_day(document.release.date.value, document.config).year
    for block in document.prose:
        yield from _ages(block, year)
    yield from _anniversaries(document, year)


_OF_AGES = frozenset(("anniversary", "anniversary'", "anniversary's", "born", "'born"))
_FOUNDED = pattern(
    r"\b(?:[Ff]ounded|[Ff]ounding|[Ee]stablished|[Ii]ncorporated|[Ff]ormed)\s+in\s+(?:[A-Z][a-z]+\s+)?((?:1[6-9]|20)\d\d)\b"
)
_ANNIVERSARY = pattern(
    r"\b(?:(\d{1,3})(?:st|nd|rd|th)|([Tt]enth|[Tt]wentieth|[Tt]wenty-fifth|[Tt]hirtieth|[Ff]ortieth|[Ff]iftieth|[Ff]ifth))[\s-](?:year\s)?[Aa]nniversary\b"
)
_OWN = pattern(
    r"\b(?:its|our|their|the (?:company|firm|agency|foundation|organization|library|department|city|program)['’]s)\s+\Z"
)
_WRITTEN = {
    "fifth": 5,
    "tenth": 10,
    "twentieth": 20,
    "twenty-fifth": 25,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
}


def _anniversaries(document: Document, year: int) -> Iterator[Hit]:
    """Its anniversary against the only year of foundation that the text gives."""
    marked = [(block, each) for block in document.prose for each in _ANNIVERSARY.finditer(block.text)]
    if not marked:
        return
    founded = [(block, each) for block in document.prose for each in _FOUNDED.finditer(block.text)]
    if len({each[1] for _, each in founded}) != 1 or len({_years(each) for _, each in marked}) != 1:
        return
    (block, mark), (other, begun) = marked[0], founded[0]
    if not any(_OWN.search(text.text, max(each.start() - 30, 0), each.start()) for text, each in marked):
        return
    years, age = _years(mark), year - int(begun[1])
    if abs(age - years) > 1:
        message = f"the {mark.group()} does not fit {begun[1]}: that is {age} years before {year}"
        also = (
            other.place(begun.start(1), begun.end(1)),
            f"{begun.group().rpartition(' ')[0].lower()} {begun[1]} here",
        )
        yield Hit(block.place(*mark.span()), message, "check the year and the anniversary", also)


def _years(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else _WRITTEN[match[2].lower()]


_BORN = pattern(r",\s(\d{1,3}),[^.;]{0,80}?\bborn (?:in|on)\s(?:[A-Z][\w. ]{0,14}?,?\s)?((?:19|20)\d\d)\b")


def _ages(block: Block, year: int) -> Iterator[Hit]:
    if "born" not in block.text:
        return
    for match in _BORN.finditer(block.text):
        age = year - int(match[2])
        if not age - 1 <= int(match[1]) <= age:
            message = f"{match[1]} years old, but born in {match[2]}: that makes {age - 1} or {age} in {year}"
            also = (block.place(*match.span(2)), "the year of birth")
            yield Hit(block.place(*match.span(1)), message, "check the age and the year", also)


# --- FC010 --------------------------------------------------------------------------------------------------------


@rule("FC010", "list-of-another-length", severity=WARNING)
def list_of_another_length(document: Document) -> Iterator[Hit]:
    body = document.release.body.value
    lists = [each.span() for each in itertools.islice(_LISTS.finditer(body), _LONGEST)]
    if not lists or not document.is_english:
        return
    for start, end in lists:
        yield from _announced(document, body, start, end)


_LISTS = pattern(r":[*_]{0,3}[ \t]{0,4}\r?\n(?:[ \t]{0,4}\r?\n){0,3}(?=[-*+•] |1[.)] )")
_LAST_SENTENCE = pattern(r"[.!?][”\"’)]?\s+(?=[A-Z“\"])")
_NOT_ALL = pattern(
    r"\b(?:including|includes?|such as|among|at least|more than|over|nearly|about|some|up to|first|of the|other|one of|each|between|another|additional|from|every|per|within|for|after|last|past|next|in|since|than|nearly|almost)\b",
    re.IGNORECASE,
)
_REACH = 300


def _announced(document: Document, body: str, colon: int, start: int) -> Iterator[Hit]:
    line = body.rfind("\n", 0, colon) + 1
    line = max(line, colon - _REACH)
    last = [each.end() for each in _LAST_SENTENCE.finditer(body, line, colon)]
    begin = last[-1] if last else line
    text = body[begin:colon]
    found = [each for each in figures(text) if each.unit != "th" and not is_date(text, each)]
    if len(found) != 1 or found[0].unit or found[0].value != int(found[0].value):
        return
    figure = found[0]
    what = counted_noun(text, figure)
    if what is None or what.noun in _MEASURES or figure.value < 2:
        return
    items = _items(body, start)
    if not items or items == figure.value or _unsure(text, figure, what.end):
        return
    place = document.release.body.span.start + begin
    said = text[figure.start : figure.end]
    message = f"{said} {what.noun} are announced, the list has {items}"
    first = document.release.body.span.start + start
    also = (Span(first, first + 1), f"the list of {items} begins here")
    yield Hit(
        Span(place + figure.start, place + figure.end), message, "count the list again, or change the number", also
    )


_MEASURES = MEASURES - {"points", "reasons", "steps", "parts", "ways", "things", "types", "kinds", "levels", "times"}


def _unsure(text: str, figure: Figure, end: int) -> bool:
    """Whether the number need not be the list's: at least three of them, three in the past year."""
    return (
        _NOT_ALL.search(text, max(figure.start - 30, 0), figure.start) is not None
        or len(text) - end > 80
        or _NOT_ALL.search(text, end) is not None
    )


_LONGEST = 200  # lines of a list that somebody counts, and lists of a release


_ITEM = pattern(r"([ \t]*)([-*+•]|\d{1,3}[.)])[ \t]+\S")


def _items(body: str, start: int) -> int:
    """How many items of the outermost level a list has."""
    count, blank = 0, 0
    first: int | None = None
    for line in body[start:].split("\n", _LONGEST)[:_LONGEST]:
        if item := _ITEM.match(line):
            blank = 0
            depth = len(item[1].expandtabs(4))
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
