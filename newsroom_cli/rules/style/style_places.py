"""AP012, AP013, AP016, AP018: states, countries and streets."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from newsroom_cli.language import passages
from newsroom_cli.language.dates.digits import SPACE, numbers
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.places import ap_places, dateline
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, WARNING, Fix, Hit, rule
from newsroom_cli.rules.style import style
from newsroom_cli.rules.triggers import words

_SPELLED_SINCE = 2014, 5  # AP spells out states in the body since May 1, 2014

# Postal codes that are also degrees after people's names, or other words or short forms.
_DEGREES = frozenset(("MD", "MA", "PA", "MS", "DC"))
_AMBIGUOUS = frozenset((*_DEGREES, "AR", "CT", "CO", "ID", "AL", "DE", "VA", "RI", "LA", "OR", "IN", "ME"))

_CITY_BEFORE = pattern(
    r"(?:(?P<in>\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Ff]rom|[Aa]t|[Tt]o|[Oo]f|[Bb]etween|[Tt]hroughout"
    rf"|[Aa]cross|[Dd]owntown|and|based{SPACE}in){SPACE}+)|(?P<other>[(,;]{SPACE}*|[.!?”\"]{SPACE}+"
    rf"|\b[a-z]+{SPACE}+|\A))"
    rf"(?P<city>(?:(?:Mt|St|Ft|Mount|Fort|Port|New|[A-Z])\.?{SPACE})?[A-Z][\w’'-]*\.?(?:{SPACE}(?:of|upon"
    rf"|on|the|la|del?)(?={SPACE}[A-Z])|{SPACE}[A-Z][\w’'-]+){{0,3}})\Z"
)
_ZIP = pattern(rf"\.?,?{SPACE}*[0-9]{{5}}")
_ADDRESS = pattern(
    r"[0-9][0-9A-Z-]*\s+(?:[A-Za-z0-9][\w.’'-]*\s+){1,5}?(?:St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr"
    r"|Drive|Ln|Lane|Way|Pkwy|Parkway|Hwy|Highway|Pl|Place|Plaza|Sq|Square|Ct|Court|Cir|Circle|Ter|Terrace"
    r"|Pike|Turnpike|Broadway|Center|Suite|Ste)\b"
    r"|[0-9][0-9A-Z-]*\s+[A-Z][\w.’'-]*(?:\s+[A-Z0-9][\w.’'-]*){0,4},\s"
    r"|\b(?:Street|Avenue|Ave\.|Boulevard|Blvd\.|Road|Drive|Lane|St\.),\s"
    r"|P\.?\s?O\.?\sBox|\bSuite\b|\bFloor\b|\bRoom\b"
)


# --- AP012 ----------------------------------------------------------------------------------------------------

_SHORTENED = pattern(rf",{SPACE}(?P<state>(?:[A-Z]\.{SPACE}?[A-Z]\.|W\.{SPACE}?Va\.|[A-Z][a-z]{{1,4}}\.))(?!\w)")


@rule("AP012", "state-shortened", severity=INFO, styles=style.PRESS)
def state_shortened(document: Document) -> Iterator[Hit]:
    """Report shortened names of states in running text."""
    if not style.is_in_force(document, *_SPELLED_SINCE):
        return
    for passage in style.prose(document):
        for match in _SHORTENED.finditer(passage.text) if "." in passage.text else ():
            name = _names_by_short_form().get(match["state"].replace(" ", ""))
            if name is None or not _is_in_text(passage, match.start(), match.end(), ""):
                continue
            fix = _spelled_out_fix(document, passage, match.span("state"), name)
            message = f'"{match["state"]}" is shortened in running text'
            yield Hit(passage.place(*match.span("state")), message, f'write "{name}"', fix=fix)


@functools.cache
def _names_by_short_form() -> dict[str, str]:
    return {state.short: name for name, state in ap_places.states().items()}


# --- AP013 ----------------------------------------------------------------------------------------------------

_CODE = pattern(rf",{SPACE}(?P<state>[A-Z]{{2}})(?![\w/&])")


@rule("AP013", "postal-code-in-text", severity=WARNING, styles=style.PRESS)
def postal_code_in_text(document: Document) -> Iterator[Hit]:
    """Report postal codes of states in running text."""
    spelled = style.is_in_force(document, *_SPELLED_SINCE)
    for passage in style.prose(document):
        for match in _CODE.finditer(passage.text):
            code = match["state"]
            forms = _forms_by_code().get(code)
            if forms is None or not _is_in_text(passage, match.start(), match.end(), code):
                continue
            right = forms[not spelled]
            fix = _spelled_out_fix(document, passage, match.span("state"), right)
            message = f'"{code}" is for mailing addresses'
            yield Hit(passage.place(*match.span("state")), message, f'write "{right}"', fix=fix)


@functools.cache
def _forms_by_code() -> dict[str, tuple[str, str]]:
    """The names of states by postal code, each with its older short form for running text."""
    _, district, code = ap_places.CAPITAL_DISTRICT
    return {code: (district, district)} | {
        state.code: (name, state.short) for name, state in ap_places.states().items()
    }


def _is_in_text(passage: Passage, comma: int, end: int, code: str) -> bool:
    """Whether a state follows a city in a sentence, and not in a mailing address or a dateline."""
    text = passage.text
    city = _CITY_BEFORE.search(text, max(comma - 60, 0), comma)
    if (
        city is None
        or city["city"].isupper()
        or _ZIP.match(text, end)
        or _ADDRESS.search(text, max(comma - 80, 0), comma)
    ):
        return False
    if code in _AMBIGUOUS and text[end : end + 6] != "-based" and not _is_among_places(city, code):
        return False
    if text.startswith((passages.CODE, ") - ", ") – ", ") — "), end):  # an address, or a dateline in brackets
        return False
    if text[end : end + 2].strip().isdigit():  # Carson, NE 28th Street
        return False
    typed = dateline.parse(text) if comma < _OPENING else None
    return typed is None or typed.end <= comma


def _is_among_places(city: re.Match[str], code: str) -> bool:
    """Whether the words before a city introduce a place, as in "near Salem, MD", unlike the name in "Ana Ruiz, MD"."""
    before, name = (city["in"] or "").strip().lower(), city["city"]
    if code not in _DEGREES:
        return before != ""
    if _SUBJECTS.search(name):
        return False
    return before != "" and "Dr." not in name and (before not in ("of", "from", "to", "at", "and") or " " not in name)


_SUBJECTS = pattern(
    r"(?:Science|Studies|Administration|Education|Arts|Engineering|Management|Economics|Relations|History|Law)s?\Z"
)
_OPENING = 160  # most characters of a dateline


def _spelled_out_fix(document: Document, passage: Passage, where: tuple[int, int], name: str) -> Fix | None:
    """The fix that spells out a state, with a comma inside a sentence or a full stop at its end; None if unclear."""
    text, (start, end) = passage.text, where
    pointed = text[end - 1] == "."
    if text[end : end + 1] == "." and name.endswith("."):
        end += 1
    elif pointed and not name.endswith("."):
        ends = style.ends_sentence(text, end)
        if ends is None:
            return None
        name += "." if ends else ""
    if _GOES_ON.match(text, end):
        name += ","
    return style.replacement(document, passage, (start, end), name)


_GOES_ON = pattern(rf"{SPACE}+[a-z]")

# --- AP016 ----------------------------------------------------------------------------------------------------

_US = pattern(r"(?<![\w.@#/&-])US(?![\w.$:/&]\w|[\w$:/&]|-[A-Z]{3}|-[0-9]|[ \xa0][0-9])\.?")
_POINTS = pattern(r"(?<![\w.@/&])(?P<name>U\.S\.A|U\.S|U\.K|U\.N|E\.U)\.(?![A-Z0-9])")
_NEIGHBOUR = pattern(r"(?P<word>[\w’'-]+)[ \xa0\n]+\Z")
_WORD_AFTER = pattern(r"[ \xa0\n]+(?P<word>[\w-]+)")


@rule("AP016", "country-of-another-style", severity=INFO, styles=style.HOUSES)
def country_of_another_style(document: Document) -> Iterator[Hit]:
    """Report short forms of countries whose full stops are not as in the house style."""
    if style.house_style(document.config) == style.GOVUK:
        yield from _dotted_abbreviations(document)
    elif "US" in document.release.text:
        for passage in style.body(document):
            text = passage.text
            for match in _US.finditer(text) if "US" in text else ():
                start, end = match.start(), match.start() + 2
                if _is_country(text, start, end, document.config):
                    place = passage.place(start, end)
                    fix = style.replacement(document, passage, match.span(), "U.S.")
                    yield Hit(place, '"US" takes periods in running text', 'write "U.S."', fix=fix)


def _is_country(text: str, start: int, end: int, config: Config) -> bool:
    """Whether US is the country, and not a word in capitals or part of a company's name."""
    after = _WORD_AFTER.match(text, end)
    before = _NEIGHBOUR.search(text, max(start - 30, 0), start)
    if after and after["word"] in RULES["brands"]:
        return False
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return False
    around = text[max(start - 16, 0) : start] + text[end : end + 16]
    if around.isupper() or (after and f"US {after['word']}" in config.vocabulary.accepted):
        return False
    if before is None:
        return True
    word = before["word"]
    return not word[0].isupper() or word in RULES["before_us"] or word.endswith(("’s", "'s"))


def _dotted_abbreviations(document: Document) -> Iterator[Hit]:
    """Yield a hit for each of U.S., U.K., U.N. and E.U. with full stops."""
    for passage in style.printed_passages(document):
        for match in _POINTS.finditer(passage.text):
            right = match["name"].replace(".", "")
            ends = style.ends_sentence(passage.text, match.end())
            is_unclear = ends is None and not _continues_name(passage.text, match.end())
            text = f"{right}." if ends else right
            fix = None if is_unclear else style.replacement(document, passage, match.span(), text)
            yield Hit(passage.place(*match.span()), f'"{match.group()}" takes no periods', f'write "{right}"', fix=fix)


def _continues_name(text: str, at: int) -> bool:
    """Whether the next word continues a name, as in U.S. Department."""
    after = _WORD_AFTER.match(text, at)
    return after is not None and after["word"] in RULES["offices"]


# --- AP018 ----------------------------------------------------------------------------------------------------

_FIRST_NINE = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth")
_STREETS = {"Street": "St.", "Avenue": "Ave.", "Boulevard": "Blvd."}
_STREET = pattern(
    rf"{SPACE}(?:(?:[NSEW]|[NS][EW])\.?{SPACE}|(?:North|South|East|West){SPACE})?(?:(?P<nth>[1-9](?:st|nd"
    rf"|rd|th)){SPACE}|(?:[A-Z][\w’'.-]*{SPACE}|[0-9]{{1,3}}(?:st|nd|rd"
    rf"|th){SPACE}){{1,3}}?)(?P<street>Street|Avenue|Boulevard)\b(?P<point>\.(?!\.))?"
)
_ENDS = pattern(
    rf"(?:[,;:)\]!?—–]|\Z|\n|{SPACE}(?:[NS][EW]\b|[—–(]|(?:in|at|on|from|to|is|was|are|were|for|near|by"
    r"|with|will|as|around|when|after|where|has|had|that|which|who|just|before|until|during|since|across"
    r"|off|about|behind)\b))"
)
_YEAR_BEFORE = pattern(
    rf"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Tt]he|by|from|until|and|spring|summer|fall|winter|[A-Z][a-z]+,?){SPACE}+\Z"
)


@rule(
    "AP018",
    "street-spelled-out",
    severity=INFO,
    styles=style.PRESS,
    yields_to=("PI004",),
    looks_for=words("street", "avenue", "boulevard"),
)
def street_spelled_out(document: Document) -> Iterator[Hit]:
    """Report Street, Avenue or Boulevard spelled out after a house number."""
    for passage in style.printed_passages(document):
        if any(street in passage.text for street in _STREETS):
            yield from _streets(document, passage)


def _streets(document: Document, passage: Passage) -> Iterator[Hit]:
    """Yield a hit for each Street, Avenue or Boulevard after a house number."""
    text, previous_end = passage.text, 0
    for start, end in numbers(text):
        if (
            start < previous_end
            or not text[start:end].isdigit()
            or (start and (text[start - 1].isalnum() or text[start - 1] in "$£€#./"))
        ):
            continue
        match = _STREET.match(text, end)
        if match is None or not (match["point"] or _ENDS.match(text, match.end())):
            continue
        if _is_year(text, start, end):
            continue
        previous_end = match.end()
        street = match["street"]
        right = _STREETS[street]
        where = match.start("street"), match.end("point") if match["point"] else match.end("street")
        if match["nth"]:
            where, right = (match.start("nth"), where[1]), f"{_FIRST_NINE[int(match['nth'][0]) - 1]} {right}"
        message = f'"{street}" is spelled out after a house number'
        fix = style.replacement(document, passage, where, right)
        yield Hit(passage.place(*match.span("street")), message, f'write "{right}"', fix=fix)


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether a number is a year, not a house number."""
    return (
        end - start == 4
        and text[start : start + 2] in ("19", "20")
        and bool(_YEAR_BEFORE.search(text, max(start - 12, 0), start))
    )
