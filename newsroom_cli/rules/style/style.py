"""Helpers for the rules of house styles: the text they judge, the style in force, and exact replacements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup import markdown
from newsroom_cli.model.calendar_ import MONTHS, WEEKDAYS
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import Fix, replace

Found = TypeVar("Found")

AP, BOSTON, GOVUK = "ap", "boston", "govuk"
PRESS = (AP, BOSTON)  # American newspaper style
HOUSES = (AP, BOSTON, GOVUK)


def house_style(config: Config) -> str:
    """The house style in force; rules that are selected individually, without a style, follow AP."""
    return config.style if config.style in HOUSES else AP


def is_in_force(document: Document, year: int, month: int) -> bool:
    """Whether a change of style was in force when a release was issued; true for a release without a date."""
    return document.issue_date is None or document.issue_date >= dt.date(year, month, 1)


# --- what is judged -------------------------------------------------------------------------------------------


def body(document: Document) -> Iterator[Passage]:
    """Yield the newsroom's own words in the body of an English release, without tables and lines in capitals."""
    if document.is_english:
        for passage in document.narrative:
            if passage.block is None or (passage.block.kind != markdown.TABLE and not passage.text.isupper()):
                yield passage


def prose(document: Document) -> Iterator[Passage]:
    """The running text of the body: paragraphs of sentences, without headings and list items."""
    return (passage for passage in body(document) if is_prose(passage))


def found(document: Document, read: Callable[[str], Iterable[Found]]) -> Iterator[tuple[Passage, Found]]:
    """Yield what `read` finds in all printed text of a release, each with its passage."""
    return ((passage, entry) for passage in printed_passages(document) for entry in read(passage.text))


def is_prose(passage: Passage) -> bool:
    """Whether a passage is a paragraph of sentences."""
    if passage.block is None or not passage.block.is_own_paragraph:
        return False
    return _SENTENCE.search(passage.text, max(len(passage.text) - 6, 0)) is not None


def printed_passages(document: Document) -> Iterator[Passage]:
    """Yield all printed text in the newsroom's own words: body, headline, subhead, the event's place, the captions."""
    yield from body(document)
    if document.is_english:
        for caption, own in zip(document.captions, document.narrative_captions, strict=True):
            if not caption.text.isupper():
                yield own


_SENTENCE = pattern(rf"[.?!:{CODE}][\"”’')\]]*\s*\Z")


# --- exact replacements ---------------------------------------------------------------------------------------


def replacement(
    document: Document, passage: Passage, where: tuple[int, int], text: str, *, safe: bool = True
) -> Fix | None:
    """The fix that replaces part of a passage; None if the file has other characters there, such as Markdown marks."""
    span = passage.place(*where)
    seen, filed = passage.text[slice(*where)], document.release.text[slice(*span)]
    if seen != filed and seen.split() != filed.split():
        return None
    return replace(span, text, safe=safe)


def combined_fix(*fixes: Fix | None) -> Fix | None:
    """The edits of several fixes as one fix; None if one of them is missing."""
    return Fix(tuple(edit for fix in fixes if fix for edit in fix.edits)) if all(fixes) else None


def begins_sentence(text: str, at: int) -> bool:
    """Whether a word is the first of its sentence or line."""
    before = text[max(at - _LOOK_BACK, 0) : at].rstrip(" \xa0\n\"“‘'(*_")
    return not before or before[-1] in ".?!:•–—" or before.endswith(CODE)


_LOOK_BACK = 40  # characters; a limit keeps the cost constant in long text


def ends_sentence(text: str, at: int) -> bool | None:
    """Whether an abbreviation with a full stop before `at` ends its sentence; None if that is unclear."""
    following = _FOLLOWING.match(text, at)
    if following is None or following["mark"]:
        return following is None and at >= len(text)
    word = following["word"]
    if word is None:
        return True if at + len(following.group()) >= len(text) else None
    if not word[0].isupper() or word in _CALENDAR or (word.isupper() and len(word) > 1):
        return False
    return True if word.lower() in RULES["begin_sentences"] else None


_FOLLOWING = pattern(r"[)\"”’]*(?:(?P<mark>[^\s\w)\"”’])|\s+[\"“‘(]*(?P<word>\w+)?)")
_SHORT_FORMS = (name[:3] for name in (*MONTHS, *WEEKDAYS))
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS, *_SHORT_FORMS, *"Sept Tues Thurs Eastern Central Mountain Pacific".split()))
