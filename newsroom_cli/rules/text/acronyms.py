"""AC: acronyms that readers cannot understand or do not need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.language.wording.acronyms import KNOWN, Introduction, appendix, introductions, shouts
from newsroom_cli.markup.markdown import PARAGRAPH, TABLE
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import INFO, WARNING, Edit, Fix, Hit, replace, rule
from newsroom_cli.rules.triggers import words

_MANY = 200  # acronyms checked in a release; the whole text is searched for each

# --- AC002 ----------------------------------------------------------------------------------------------------


@rule("AC002", "acronym-never-used-again", severity=WARNING)
def acronym_never_used_again(document: Document) -> Iterator[Hit]:
    """Report an acronym that is introduced and never used again."""
    for introduction in introductions(document)[:_MANY]:
        if not introduction.fits or _is_kept(document.config, introduction):
            continue
        if _is_used(document, introduction) or _is_quoted_or_boilerplate(document, introduction):
            continue
        yield Hit(
            introduction.block.place(introduction.start, introduction.end),
            f"{introduction.acronym} is introduced and never used again",
            f"leave out ({introduction.acronym})",
            fix=_without_bracket(document, introduction, safe=False),  # nothing else in the text has its letters
        )


def _is_used(document: Document, introduction: Introduction) -> bool:
    """Whether an acronym is used anywhere else: in the file, in an address, in the office's name or boilerplate."""
    text, acronym = document.release.text, introduction.acronym
    if text.count(acronym) > 1 or _in_address(acronym, text):
        return True
    office = document.office
    return office is not None and acronym in f"{office.name} {office.boilerplate}"


def _in_address(acronym: str, text: str) -> bool:
    """Whether an address or handle in the text contains the letters of an acronym, so that readers need it."""
    letters, lower = acronym.lower().replace(".", ""), text.lower()
    for at in occurrences(lower, letters):
        before, after = lower[max(at - 1, 0) : at], lower[at + len(letters) : at + len(letters) + 1]
        if before in ("@", "#", "/") or (before == "." and not lower[at - 2 : at - 1].isspace()) or after == "@":
            return True
        if after == "." and lower[at + len(letters) + 1 : at + len(letters) + 2].isalpha():
            return True
    return False


def _is_accepted(config: Config, acronym: str) -> bool:
    """Whether all readers know an acronym, or the newsroom accepts it."""
    return acronym in KNOWN or acronym in config.vocabulary.accepted


def _is_kept(config: Config, introduction: Introduction) -> bool:
    """Whether an unused acronym may stay in its bracket: it is accepted, a ticker, or in a table, list or series."""
    return (
        introduction.block.kind == TABLE
        or _is_accepted(config, introduction.acronym)
        or _is_ticker(introduction)
        or _is_alone(introduction)
        or _is_in_a_series(introduction)
    )


def _is_in_a_series(introduction: Introduction) -> bool:
    """Whether the sentence names three bodies or more, each with its short form."""
    text = introduction.block.text
    return len(_SHORT_FORM.findall(text, *sentences.around(text, introduction.start))) >= _SERIES


_SHORT_FORM, _SERIES = pattern(r"\([A-ZÀ-Þ][\w&.-]{1,10}\)"), 3


def _is_alone(introduction: Introduction) -> bool:
    """Whether a line, item or paragraph has only the name, its acronym and a place, as lists of signatories do."""
    text = introduction.block.text
    start, end = text.rfind("\n", 0, introduction.start) + 1, text.find("\n", introduction.end)
    before, after = text[start : introduction.name_start], text[introduction.end : end if end > 0 else len(text)]
    return bool(_BEFORE_A_NAME.fullmatch(before) and _AFTER_A_NAME.fullmatch(after))


_BEFORE_A_NAME = pattern(r"(?:\d{1,3}\\?\.? )?[*_]{0,3}(?:(?:[A-Z][\w’-]+|of|for|and|the) ){0,5}")
_AFTER_A_NAME = pattern(r"[*_]{0,3}(?:[,–-]? ?[A-Z][\w.’-]+(?: [A-Z][\w.’-]+){0,2})?[.,;\\]?\s*")


def _is_ticker(introduction: Introduction) -> bool:
    """Whether an acronym is a ticker: beside others, or after a firm's name with fewer words: Harbour Corp (HCP)."""
    if len(_TICKERS.findall(introduction.block.text)) > 1:
        return True
    name = introduction.name.split()
    return len(name) < len(introduction.acronym) and name[-1].rstrip(".").lower() in RULES["firms"]


_TICKERS = pattern(r"(?:, | and )[A-Z]\w* \([A-Z\d]{3}\)")  # codes after names of one word


def _without_bracket(document: Document, introduction: Introduction, *, safe: bool) -> Fix | None:
    """The fix that deletes a bracket and the space before it; None if it contains Markdown marks."""
    span = introduction.block.place(introduction.start - 1, introduction.end)
    if _BRACKET.fullmatch(document.release.text[span.start : span.end]):
        return Fix((Edit(span, ""),), safe)
    return None


_BRACKET = pattern(r"\s\((?:\[[^\[\]()]{1,60}\]\([^()\s]{1,400}\)|[^()\[\]*_`]{1,80})\)")

# --- AC003 ----------------------------------------------------------------------------------------------------


@rule("AC003", "acronym-introduced-twice", severity=INFO)
def acronym_introduced_twice(document: Document) -> Iterator[Hit]:
    """Report a second introduction of an acronym."""
    introduced: dict[str, Introduction] = {}
    for second in introductions(document)[:_MANY]:
        first = introduced.setdefault(second.acronym, second)
        if first is second or not first.fits or not second.fits:
            continue
        if first.block.item or second.block.item or second.block.kind == TABLE:
            continue
        if _is_quoted_or_boilerplate(document, second) or _is_portrait(document, second):
            continue
        if _is_in_a_title(document, first) or _is_in_a_title(document, second):
            continue
        yield Hit(
            second.block.place(second.start, second.end),
            f"{second.acronym} is introduced a second time",
            f"write {second.acronym}, or the name alone",
            (first.block.place(first.start, first.end), f"{second.acronym} is introduced here"),
            fix=_without_bracket(document, second, safe=True),
        )


def _is_in_a_title(document: Document, introduction: Introduction) -> bool:
    """Whether an introduction is within a link whose text goes on behind it, as the title of a document does."""
    place = introduction.block.place(introduction.name_start, introduction.end)
    around = (link for link in document.markdown.links if link.span.start < place.start and place.end < link.span.end)
    return any(len(link.text.rpartition(")")[2].split()) > 1 for link in around)


_LAST = 4  # paragraphs at the end, one of which may describe the issuer without a heading
_PORTRAIT = pattern(
    r"\A(?:[A-Z][\w.&’'-]{0,40},?\s){1,6}(?:is|are)\s(?!set|back|pleased|proud|happy|excited)|For more information"
)


def _is_portrait(document: Document, introduction: Introduction) -> bool:
    """Whether an introduction is in one of the last paragraphs, and that describes the issuer, as boilerplate does."""
    block = introduction.block
    is_last = block.kind == PARAGRAPH and any(last.span == block.span for last in document.prose[-_LAST:])
    return is_last and _PORTRAIT.search(block.text) is not None


def _is_quoted_or_boilerplate(document: Document, introduction: Introduction) -> bool:
    """Whether an introduction is in a quotation or in the boilerplate, and so not in the writer's own words."""
    at = introduction.block.place(introduction.start, introduction.end).start
    return _is_boilerplate(document, introduction) or any(span.start <= at < span.end for span in document.spoken_spans)


def _is_boilerplate(document: Document, introduction: Introduction) -> bool:
    """Whether an introduction is in the boilerplate or the notes, which people read separately."""
    start = appendix(document)
    return start >= 0 and introduction.block.span.end > start


# --- AC004 ----------------------------------------------------------------------------------------------------


@rule("AC004", "acronym-before-its-introduction", severity=WARNING)
def acronym_before_its_introduction(document: Document) -> Iterator[Hit]:
    """Report an acronym that is used before it is introduced."""
    text, start = document.release.text, document.release.body.span.start
    seen = set()
    for introduction in introductions(document)[:_MANY]:
        acronym = introduction.acronym
        if acronym in seen or not introduction.fits:
            continue
        seen.add(acronym)
        place = introduction.block.place(introduction.name_start, introduction.end)
        if text.find(acronym, start, place.start) < 0 or _is_accepted(document.config, acronym):
            continue
        if _is_boilerplate(document, introduction):
            continue
        early = _earlier_use(document, introduction, place.start)
        if early is not None:
            message = f"{acronym} is used before it is introduced"
            yield Hit(early, message, f"write {introduction.name} ({acronym}) here", (place, "introduced here"))


def _earlier_use(document: Document, introduction: Introduction, end: int) -> Span | None:
    """The span of the first use of an acronym before an offset of the file, outside quotations; None without one.

    None also if that use explains the acronym or is part of a longer name.
    """
    for passage in document.narrative:
        if passage.block is None or passage.block.span.start >= end:
            break
        text, acronym = passage.text, introduction.acronym
        if acronym not in text or not _is_running(passage):
            continue
        if f"-{acronym}" in text:  # Harbour Quarter Program-HQP
            return None
        next_word = _NEXT_WORD.match(introduction.block.text, introduction.end)
        for match in re.finditer(rf"(?<![\w&@#/.-]){re.escape(acronym)}(?![\w&-]|[.@/]\w)", text):
            span = passage.place(*match.span())
            if span.start >= end or _is_explained_there(text, match.start(), match.end()):
                return None
            following = _NEXT_WORD.match(text, match.end())
            if following is None or (next_word and following[1] == next_word[1]):
                same = passage.block.span == introduction.block.span
                is_near = same and sentences.around(text, match.start()) == sentences.around(text, introduction.start)
                return None if is_near else span
    return None


_NEXT_WORD = pattern(r"\s([A-Z0-9]\w*)")


def _is_running(passage: Passage) -> bool:
    """Whether a passage consists of sentences: not a heading, list item, cell, label or line in capitals."""
    block = passage.block
    running = (
        block is not None
        and block.kind == PARAGRAPH
        and not block.item
        and passage.text.rstrip('”"’)* ').endswith((".", "!", "?", ":", "\ufffc"))
    )
    return running and not shouts(passage.text)


def _is_explained_there(text: str, start: int, end: int) -> bool:
    """Whether an acronym has an explanation beside it, or is in brackets or quotation marks, or next to a colon."""
    if text[start - 1 : start] in ("(", "“", '"') or text[start - 2 : start] == ": " or text[end : end + 1] == ":":
        return True
    return text[end : end + 2] in (" (", ", ") and text[end + 2 : end + 3].isupper()


# --- AC005 ----------------------------------------------------------------------------------------------------


@rule("AC005", "acronym-of-other-letters", severity=WARNING, language="en")
def acronym_of_other_letters(document: Document) -> Iterator[Hit]:
    """Report an acronym whose letters are in a different order from the words of its name."""
    for introduction in introductions(document):
        acronym, name, block = introduction.acronym, introduction.name, introduction.block
        if introduction.fits or _is_accepted(document.config, acronym):
            continue
        span = block.place(introduction.start + 1, introduction.end - 1)
        also = (block.place(introduction.name_start, introduction.start - 1), "the name it stands for")
        message = f"two letters of {acronym} are in a different order from the words of {name}"
        yield Hit(span, message, "check name and acronym", also)


# --- AC006 ----------------------------------------------------------------------------------------------------

_REDUNDANT = pattern(
    r"(?<![\w-])(?:(?:PIN|VIN|ISBN|SSN)\snumber|ATM\smachine|HIV\svirus|GPS\ssystem|LCD\sdisplay|UPC\scode"
    r"|PDF\sformat|AIDS\ssyndrome|(?:HTML|SQL)\slanguage|PCR\sreaction)s?\b(?!-)"
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
    """Report a word after an acronym that the acronym already contains: ATM machine."""
    for passage in document.narrative:
        for match in _REDUNDANT.finditer(passage.text):
            acronym, word = match.group().split()
            right = f"{acronym}s" if word.endswith("s") and acronym != "AIDS" else acronym
            span = passage.place(*match.span())
            fix = replace(span, right) if document.release.text[span.start : span.end] == match.group() else None
            yield Hit(span, f"{acronym} already includes the word {word.removesuffix('s')}", f"write {right}", fix=fix)
