"""AP009-AP011, AP019: percentages, numbers in figures or words, sums of money."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.dates.digits import SPACE, numbers
from newsroom_cli.language.dates.written_times import written_times
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording.figures import ONES, TENS
from newsroom_cli.markup import markdown
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Fix, Hit, rule
from newsroom_cli.rules.style import style
from newsroom_cli.rules.triggers import characters, words

# --- AP009 ----------------------------------------------------------------------------------------------------

_PERCENT = pattern(rf"(?P<gap>{SPACE}*)(?P<word>percent|per{SPACE}cent|%)(?![\w-])")
_RANGE = pattern(
    rf"(?<![\w$£€.,:/-])(?P<figures>[0-9]+(?:[.,][0-9]+)*)(?P<join>{SPACE}?[-–—]{SPACE}?|{SPACE}+to{SPACE}+)\Z"
)
_PAIR = pattern(rf"[0-9](?:{SPACE}+(?:and|or)|,|{SPACE}?/){SPACE}*\Z")
_SINCE = 2019, 4  # AP announced the sign in the last days of March 2019


@rule(
    "AP009",
    "percent-of-another-style",
    severity=INFO,
    styles=style.HOUSES,
    looks_for=characters("%") | words("percent", "per"),
)
def percent_of_another_style(document: Document) -> Iterator[Hit]:
    """Report percentages that are not in the form of the house style."""
    house = style.house_style(document.config)
    signed = house == style.GOVUK or (house == style.AP and style.is_in_force(document, *_SINCE))
    for passage in style.printed_passages(document):
        text = passage.text
        for start, end in numbers(text) if "per" in text or "%" in text else ():
            match = _PERCENT.match(text, end)
            if match is None or (start and (text[start - 1].isalpha() or text[start - 1] in "$£€")):
                continue
            wanted = _percent(match, signed=signed, house=house)
            if wanted is None:
                continue
            if text[start - 1 : start] == "." and not text[start - 2 : start - 1].isalnum():  # .08 percent
                start -= 1
            right = f"{text[start:end]}{wanted}"
            message = f'"{" ".join(text[start : match.end()].split())}" is not how it is written'
            fix = _percent_fix(document, passage, (start, end), match.end(), wanted)
            yield Hit(passage.place(start, match.end()), message, f'write "{right}"', fix=fix)


def _percent(match: re.Match[str], *, signed: bool, house: str) -> str | None:
    """The text that should follow the figures of a percentage; None if it is right."""
    word, gap = match["word"], match["gap"]
    if word == "%":
        if house == style.BOSTON:
            return " percent"
        return "%" if gap else None
    if signed:
        return "%"
    return " percent" if word != "percent" else None


def _percent_fix(document: Document, passage: Passage, figures: tuple[int, int], end: int, wanted: str) -> Fix | None:
    """The fix for a percentage: in a range, a sign follows both figures, a word only the last.

    None for a pair such as "5 and 6 percent".
    """
    text, (start, stop) = passage.text, figures
    if _PAIR.search(text, max(start - 12, 0), start):
        return None
    fix = style.replacement(document, passage, (stop, end), wanted)
    first = _RANGE.search(text, max(start - 24, 0), start)
    if first is None or wanted != "%" or fix is None:
        return fix
    figure = first.span("figures")
    return style.combined_fix(
        style.replacement(document, passage, (figure[1] - 1, figure[1]), f"{text[figure[1] - 1]}%"), fix
    )


# --- AP010 ----------------------------------------------------------------------------------------------------

_ONES = ONES[:9]
_NUMBERS = {
    **{word: number for number, word in enumerate(ONES, 1)},
    **{word: number * 10 for number, word in enumerate(TENS, 2)},
    **{f"{ten}-{one}": 10 * tens + ones for tens, ten in enumerate(TENS, 2) for ones, one in enumerate(_ONES, 1)},
}
_COUNTED = pattern(rf"{SPACE}(?P<noun>[a-z]{{2,}}s)\b(?!{SPACE}(?:old|of{SPACE}age)\b)")
_NUMBERED = pattern(
    r"(?:\b(?:[Nn]o\.|[Nn]umber|[Aa]ged?|[A-Z][a-z]+|[Tt]op|by|of|to|x|and|or|than|[Ll]ast|[Tt]ype"
    r"|[Pp]hase|[Ss]tage|[Cc]lass|[Ll]evel|[Tt]ier|1 in|[A-Z]+|grades?|ages?|pages?|day|week|years?"
    rf"|months?){SPACE}|[^\s(])\Z"
)
_WORD = pattern(r"(?<![\w-])(?:[a-z]+(?:-[a-z]+)?)(?=[ -][a-z])")
_MORE_OF_IT = pattern(rf"{SPACE}(?:{'|'.join(_ONES)}|hundred|thousand|million|billion)\b")
_FEW = 10


@rule("AP010", "number-of-another-style", severity=INFO, styles=OFF)
def number_of_another_style(document: Document) -> Iterator[Hit]:
    """Report numbers below ten in figures and numbers from ten on in words; GOV.UK style has only "one" in words."""
    british = style.house_style(document.config) == style.GOVUK
    for passage in style.prose(document):
        text = passage.text
        for start, end in () if british else numbers(text):
            counted = _COUNTED.match(text, end)
            if end - start != 1 or text[start] == "0" or counted is None or counted["noun"] in RULES["units"]:
                continue
            if start == 0 or _NUMBERED.search(text, max(start - 12, 0), start):
                continue
            right = _ONES[int(text[start]) - 1]
            fix = style.replacement(document, passage, (start, end), right, safe=False)
            yield Hit(passage.place(start, end), "numbers below 10 are words", f'write "{right}"', fix=fix)
        for found in _WORD.finditer(text):
            number = _NUMBERS.get(found.group(), 0)
            if number and _MORE_OF_IT.match(text, found.end()):
                continue
            if number >= (2 if british else _FEW) and not style.begins_sentence(text, found.start()):
                fix = style.replacement(document, passage, found.span(), str(number), safe=False)
                least = 2 if british else _FEW
                yield Hit(passage.place(*found.span()), f"numbers from {least} are figures", f"write {number}", fix=fix)


# --- AP011 ----------------------------------------------------------------------------------------------------

_WORD_AFTER = pattern(rf"{SPACE}(?:percent|per{SPACE}cent|million|billion|new|other|more|[a-z]{{3,}})\b")
_SMALL_LETTER_AFTER = pattern(rf"%{SPACE}[a-z]")
_NUMBERED_ITEM = pattern(rf"(?:\A|[\s.)])[0-9]{{1,2}}[.)]{SPACE}+\Z")
_END = (".", "?", "!", ":", "”", '"', ")")
_HOTLINES = frozenset(("211", "311", "411", "511", "711", "811", "911", "988", "101", "111", "999"))
_LABEL = 200  # characters; they certainly contain more words than a label
_WORDS = 6  # words; a shorter line is a label


@rule("AP011", "sentence-begins-with-figures", severity=INFO, styles=style.HOUSES)
def sentence_begins_with_figures(document: Document) -> Iterator[Hit]:
    """Report figures at the start of a sentence."""
    before = "."
    for passage in style.body(document):
        text, above = passage.text, before
        before = text if passage.block and passage.block.kind == markdown.PARAGRAPH else "."
        for start, end in numbers(text):
            if not _may_open(text, start, above) or not _is_amount(text, start, end):
                continue
            if not style.is_prose(passage) or len(text[:_LABEL].split()) < _WORDS:
                break
            if _opens_sentence(text, start) and not _is_time(text, start):
                message = f'a sentence begins with the figures "{text[start:end]}"'
                yield Hit(passage.place(start, end), message, "write the number in words, or begin with another word")


def _may_open(text: str, start: int, above: str) -> bool:
    """Whether a number directly follows the end of a sentence; `above` is the paragraph before the passage."""
    if start == 0:
        return above.rstrip()[-1:] in _END
    if _NUMBERED_ITEM.search(text, max(start - 8, 0), start):
        return False
    return text[start - 1] in " \xa0\n" and text[max(start - 8, 0) : start].rstrip()[-1:] in '.?!”"'


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a complete sentence begins at an offset."""
    ends = sentences.ends(text)
    index = bisect.bisect_right(ends, start)
    before, last = ends[index - 1] if index else 0, ends[min(index, len(ends) - 1)]
    if start - before > _GAP or text[before:start].strip():
        return False
    return text[max(last - _GAP, 0) : last].rstrip()[-1:] in _END


_GAP = 8  # most spaces and marks between two sentences


def _is_time(text: str, start: int) -> bool:
    """Whether a time of day begins at an offset."""
    times = written_times(text)
    index = bisect.bisect_left(times, start, key=lambda time: time.start)
    return index < len(times) and times[index].start == start


def _is_amount(text: str, start: int, end: int) -> bool:
    """Whether figures at the start of a sentence are an amount, and not a year, a time or a hotline."""
    figures = text[start:end]
    if (
        figures in _HOTLINES
        or ":" in figures
        or (len(figures) == 4 and 1500 <= int(figures.replace(".", "0").replace(",", "0")) < 2100)
    ):
        return False
    if text[end : end + 1] == "%":
        return _SMALL_LETTER_AFTER.match(text, end) is not None
    return _WORD_AFTER.match(text, end) is not None


# --- AP019 ----------------------------------------------------------------------------------------------------

_MONEY = pattern(
    rf"(?P<sign>[$€£])[0-9][0-9.,]*(?:{SPACE}*(?:[Mm]illion|[Bb]illion|[Tt]rillion|thousand"
    rf"|[MB])\b)?(?P<again>(?:{SPACE}+|-)(?P<word>dollars|euros|pounds))\b(?!['’])"
)
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds"}


@rule("AP019", "currency-twice", severity=WARNING, styles=style.HOUSES, looks_for=words("dollars", "euros", "pounds"))
def currency_twice(document: Document) -> Iterator[Hit]:
    """Report a sum that gives its currency twice, as a sign and as a word: $5 million dollars."""
    for passage in style.printed_passages(document):
        for match in _MONEY.finditer(passage.text):
            sign, word = match["sign"], match["word"]
            if _SIGNS[sign] == word:
                fix = style.replacement(document, passage, match.span("again"), "")
                message = f'"{sign}" already says "{word}"'
                yield Hit(passage.place(*match.span()), message, f'leave "{word}" out', fix=fix)
