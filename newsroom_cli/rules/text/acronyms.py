"""AC: acronyms that nobody can read, or that nobody needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.wording.acronyms import KNOWN, Introduction, appendix, introductions, shouts
from newsroom_cli.markup.markdown import PARAGRAPH, TABLE
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import INFO, WARNING, Edit, Fix, Hit, replace, rule
from newsroom_cli.rules.triggers import words

_MANY = 200  # acronyms of a release that are looked at: each is searched for in the whole text

# --- AC002 ----------------------------------------------------------------------------------------------------


@rule("AC002", "acronym-never-used-again", severity=WARNING)
def acronym_never_used_again(document: Document) -> Iterator[Hit]:
    for introduction in introductions(document)[:_MANY]:
        if (
            not introduction.fits
            or _stays(document.config, introduction)
            or _is_used(document, introduction)
            or _is_others(document, introduction)
        ):
            continue
        span = introduction.block.place(introduction.start, introduction.end)
        whole = introduction.block.place(introduction.start - 1, introduction.end)
        message = f"{introduction.acronym} is introduced and never used again"
        yield Hit(span, message, f"leave out ({introduction.acronym})", fix=_without(document, whole))


def _is_used(document: Document, told: Introduction) -> bool:
    """Whether an acronym stands anywhere else: in text, headline, captions, addresses, the office's boilerplate."""
    text, acronym = document.release.text, told.acronym
    if text.count(acronym) > 1 or _in_address(acronym, text):
        return True
    office = document.config.offices.get(document.release.office.value) if document.release.office else None
    return office is not None and acronym in f"{office.name} {office.boilerplate}"


def _in_address(acronym: str, text: str) -> bool:
    """Whether a web or mail address or a handle has the letters: then readers want to know them."""
    letters, lower = acronym.lower().replace(".", ""), text.lower()
    at = lower.find(letters)
    while at >= 0:
        before, behind = lower[max(at - 1, 0) : at], lower[at + len(letters) : at + len(letters) + 1]
        if before in ("@", "#", "/") or (before == "." and not lower[at - 2 : at - 1].isspace()) or behind == "@":
            return True
        if behind == "." and lower[at + len(letters) + 1 : at + len(letters) + 2].isalpha():
            return True
        at = lower.find(letters, at + 1)
    return False


def _stays(config: Config, told: Introduction) -> bool:
    """Whether the house knows the acronym, or it is no name's but a part of one, or a firm's at the stock exchange."""
    known = told.acronym in KNOWN or told.acronym in config.vocabulary.accepted
    return known or told.block.kind == TABLE or _is_a_ticker(told)


_FIRM = frozenset(("corp", "corporation", "inc", "ltd", "limited", "plc", "group", "holdings", "company", "co", "trust", "leisure"))  # fmt: skip


def _is_a_ticker(told: Introduction) -> bool:
    """Whether letters stand behind a firm's name that has fewer words than they are: Harbour Corp (HCP)."""
    words = told.name.split()
    return len(words) < len(told.acronym) and words[-1].rstrip(".").lower() in _FIRM


def _without(document: Document, span: Span) -> Fix | None:
    """The fix that leaves out a bracket with the space before it; none where marks of Markdown reach into it."""
    if _BRACKET.fullmatch(document.release.text[span.start : span.end]):
        return Fix((Edit(span, ""),))
    return None


_BRACKET = pattern(r"\s\((?:\[[^\[\]()]{1,60}\]\([^()\s]{1,400}\)|[^()\[\]*_`]{1,80})\)")

# --- AC003 ----------------------------------------------------------------------------------------------------


@rule("AC003", "acronym-introduced-twice", severity=INFO)
def acronym_introduced_twice(document: Document) -> Iterator[Hit]:
    first: dict[str, Introduction] = {}
    for introduction in introductions(document)[:_MANY]:
        known = first.setdefault(introduction.acronym, introduction)
        if known is introduction or not introduction.fits or not known.fits:
            continue
        if (
            known.block.item
            or introduction.block.item
            or introduction.block.kind == TABLE
            or _is_others(document, introduction)
        ):
            continue
        if _is_portrait(document, introduction):
            continue
        span = introduction.block.place(introduction.start, introduction.end)
        also = (known.block.place(known.start, known.end), f"{introduction.acronym} is introduced here")
        fix = _without(document, introduction.block.place(introduction.start - 1, introduction.end))
        yield Hit(
            span,
            f"{introduction.acronym} is introduced a second time",
            f"write {introduction.acronym}, or the name alone",
            also,
            fix=fix,
        )


_LAST = 4  # paragraphs of a release among which the issuer's portrait stands, if no heading says so
_PORTRAIT = pattern(
    r"\A(?:[A-Z][\w.&’'-]{0,40},?\s){1,6}(?:is|are)\s(?!set|back|pleased|proud|happy|excited)|For more information"
)


def _is_portrait(document: Document, told: Introduction) -> bool:
    """Whether an introduction stands in a last paragraph that says who the issuer is, as one under "About" does."""
    last = document.prose[-_LAST:]
    portrait = told.block.kind == PARAGRAPH and any(paragraph.span == told.block.span for paragraph in last)
    return portrait and _PORTRAIT.search(told.block.text) is not None


def _is_others(document: Document, told: Introduction) -> bool:
    """Whether an introduction stands in words that are not the writer's: a quotation, the boilerplate."""
    at = told.block.place(told.start, told.end).start
    return _is_about(document, told) or any(span.start <= at < span.end for span in document.spoken)


def _is_about(document: Document, told: Introduction) -> bool:
    """Whether an introduction stands in the boilerplate or the notes, which are read by themselves."""
    start = appendix(document)
    return start >= 0 and told.block.span.end > start


# --- AC004 ----------------------------------------------------------------------------------------------------


@rule("AC004", "acronym-before-its-introduction", severity=WARNING)
def acronym_before_its_introduction(document: Document) -> Iterator[Hit]:
    done = set()
    for introduction in introductions(document)[:_MANY]:
        if introduction.acronym in done or not introduction.fits:
            continue
        done.add(introduction.acronym)
        place = introduction.block.place(introduction.name_start, introduction.end)
        if document.release.text.find(introduction.acronym, document.release.body.span.start, place.start) < 0:
            continue
        if (
            introduction.acronym in KNOWN
            or introduction.acronym in document.config.vocabulary.accepted
            or _is_about(document, introduction)
        ):
            continue
        early = _first_use(document, introduction, place.start)
        if early is not None:
            also = (place, "introduced here")
            yield Hit(
                early,
                f"{introduction.acronym} is used before it is introduced",
                f"write {introduction.name} ({introduction.acronym}) here",
                also,
            )


def _first_use(document: Document, told: Introduction, before: int) -> Span | None:
    """Where a paragraph in the house's own words uses an acronym first, up to a place in the file."""
    for passage in document.narrative:
        if passage.block is None or passage.block.span.start >= before:
            break
        text = passage.text
        if told.acronym not in text or not _is_running(passage):
            continue
        if f"-{told.acronym}" in text:  # Harbour Quarter Program-HQP
            return None
        behind = _NEXT_WORD.match(told.block.text, told.end)
        for match in re.finditer(rf"(?<![\w&@#/.-]){re.escape(told.acronym)}(?![\w&-]|[.@/]\w)", text):
            span = passage.place(*match.span())
            if span.start >= before or _is_told_there(text, match.start(), match.end()):
                return None
            following = _NEXT_WORD.match(text, match.end())
            if following is None or (behind and following[1] == behind[1]):
                return span
    return None


_NEXT_WORD = pattern(r"\s([A-Z0-9]\w*)")


def _is_running(passage: Passage) -> bool:
    """Whether a passage is sentences: no heading, item, cell, label or line in capitals."""
    block = passage.block
    running = (
        block is not None
        and block.kind == PARAGRAPH
        and not block.item
        and passage.text.rstrip('”"’)* ').endswith((".", "!", "?", ":", "\ufffc"))
    )
    return running and not shouts(passage.text)


def _is_told_there(text: str, start: int, end: int) -> bool:
    """Whether an acronym is explained beside itself, or stands in brackets or behind a stock exchange."""
    if text[start - 1 : start] in ("(", "“", '"') or text[start - 2 : start] == ": " or text[end : end + 1] == ":":
        return True
    return text[end : end + 2] in (" (", ", ") and text[end + 2 : end + 3].isupper()


# --- AC005 ----------------------------------------------------------------------------------------------------


@rule("AC005", "acronym-of-other-letters", severity=WARNING, language="en")
def acronym_of_other_letters(document: Document) -> Iterator[Hit]:
    for introduction in introductions(document):
        if (
            introduction.fits
            or introduction.acronym in KNOWN
            or introduction.acronym in document.config.vocabulary.accepted
        ):
            continue
        span = introduction.block.place(introduction.start + 1, introduction.end - 1)
        also = (introduction.block.place(introduction.name_start, introduction.start - 1), "the name it stands for")
        message = f"two letters of {introduction.acronym} stand in another order than the words of {introduction.name}"
        yield Hit(span, message, "check name and acronym", also)


# --- AC006 ----------------------------------------------------------------------------------------------------

_LAST_WORDS = pattern(
    r"(?<![\w-])(?:(?:PIN|VIN|ISBN|SSN)\snumber|ATM\smachine|HIV\svirus|GPS\ssystem|LCD\sdisplay|UPC\scode|PDF\sformat|AIDS\ssyndrome"
    r"|(?:HTML|SQL)\slanguage|PCR\sreaction)s?\b(?!-)"
)


@rule(
    "AC006",
    "redundant-word-behind-acronym",
    severity=INFO,
    language="en",
    looks_for=words(
        "pin", "vin", "isbn", "ssn", "atm", "hiv", "gps", "lcd", "upc", "pdf", "aids", "html", "sql", "pcr"
    ),
)
def redundant_word_behind_acronym(document: Document) -> Iterator[Hit]:
    for passage in document.narrative:
        for match in _LAST_WORDS.finditer(passage.text):
            acronym, word = match.group().split()
            right = f"{acronym}s" if word.endswith("s") and acronym != "AIDS" else acronym
            span = passage.place(*match.span())
            fix = replace(span, right) if document.release.text[span.start : span.end] == match.group() else None
            yield Hit(span, f"{acronym} already has the word {word.removesuffix('s')} in it", f"write {right}", fix=fix)
