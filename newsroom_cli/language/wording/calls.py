"""Calls to action that lead nowhere: "please visit:" at the end of a paragraph, "click here" without a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsroom_cli.language.word_lists import WORDING
from newsroom_cli.model.patterns import pattern

# After one of these words at the end and without a colon, a call must have one of the words below before it.
_PREPOSITIONS = frozenset(("at", "on", "via", "here"))
_BEFORE = tuple(
    (
        "available found posted streamed purchased ordered downloaded online viewed seen read watched accessed "
        "obtained information info details more register registration apply application applications rsvp tickets up "
        "site page us"
    ).split()
)
_GO = r"visit|see|go\s+to|log\s+on\s+to|click"
_INFORMED = r"for\s+(?:\w+\s+)?(?:information|info|details|questions)"
_AIM = (
    r"to\s+(?:learn|read|view|watch|download|donate|participate|register|apply|rsvp|order|buy|sign\s+up|access|listen)"
)
_AIM_FIRST = r"(?:\A|[.!?]\s)\W*to\s+\w+\b[^.!?]*,"
_FOUND = r"available|found|posted|streamed|purchased|ordered|downloaded"
_MORE = (
    r"information|info|details|more|register|registration|apply|applications?|rsvp|tickets|sign\s+up"
    r"|online|web\s?site|web\s?page"
)


_OPEN = pattern(
    rf"""(?:
      \b(?:please|kindly)\s+(?:also\s+)?(?:{_GO}|check\s+out|call|e-?mail)\s*[:.]?
      |\b(?:{_INFORMED}|{_AIM})\b[^.!?]*(?<!\bto)\s(?:{_GO})\s*:?
      |{_AIM_FIRST}\s(?:{_GO})\s*:?
      |\b{_INFORMED}\b[^.!?]*,\s(?:{_GO})\s*\.
      |(?:\b(?:{_INFORMED}|{_AIM})\b[^.!?]*,|{_AIM_FIRST})\s(?:call|e-?mail)\s*:?
      |\b(?:watch|view|listen|join|follow|stream)\b[^.!?]*\s(?:at|on|via)\s*:
      |\b(?:visit|go\s+to|log\s+on\s+to)\s*:
      |\b(?:{_FOUND})\s+(?:online\s+)?(?:at|on|via|here)\s*[:.]?
      |\b(?:viewed|seen|read|watched|accessed|obtained)\s+(?:online\s+)?(?:at|here)\s*[:.]?
      |\b(?:{_MORE}|(?:visit|call|contact|e-?mail|reach|follow)\s+us)\s+(?:at|here)\s*[:.]?
      |\b(?:visite|visitez|consulte|consultez|rendez-vous\s+sur|besuchen\s+sie|(?:disponible|information|informationen)\s+(?:en|sur|unter))\s*:
    )\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_CALL = pattern(
    r"\b(?:(?:please|kindly)\s+(?:also\s+)?)?(?:(?:go|log\s+on)\s+to|check\s+out|click\s+on"
    r"|rendez-vous\s+sur|besuchen\s+sie"
    r"|[\w-]+\s+us\s+(?:at|here)|[\w-]+\s+(?:at|on|via|here|en|sur|unter)|[\w-]+)\s*[:.]?\Z",
    re.IGNORECASE,
)


_MAX_SENTENCE_LENGTH = 160  # characters at the end of a paragraph that are searched for a call


def possibly_open(paragraphs: Sequence[str]) -> list[int]:
    """The indexes of the paragraphs whose last word may leave a call open; a quick test, because few do."""
    return [
        number
        for number, paragraph in enumerate(paragraphs)
        if paragraph[-16:].rstrip(" :.\n\t\r").rpartition(" ")[2].lower() in WORDING["end_calls"]
    ]


def open_ending(paragraph: str) -> tuple[int, int] | None:
    """The span of the words at a paragraph's end that need an address or a link after them; None if there are none."""
    if not possibly_open([paragraph]):
        return None
    *_, before, last = ("", *paragraph[-_MAX_SENTENCE_LENGTH:].lower().split())
    if last.rstrip(":.") in _PREPOSITIONS and ":" not in paragraph[-16:] and not before.endswith(_BEFORE):
        return None
    end = len(paragraph.rstrip())
    match = _OPEN.search(paragraph, max(end - _MAX_SENTENCE_LENGTH, 0))
    if match is None:
        return None
    call = _CALL.search(paragraph, match.start(), end)
    return call.start() if call else match.start(), end


_TARGET = pattern(
    r"https?://|www\.|\w@\w|\b[\w-]+\.(?:com|org|net|gov|edu|info|io|eu|uk|us|ca|de|fr|es|example)\b"
    r"|[+(]?\d[\d\s().-]{6,}\d",
    re.IGNORECASE,
)


def names_a_target(text: str) -> bool:
    """Whether a text begins with a web or e-mail address or a telephone number, possibly after a label."""
    return _TARGET.search(text, 0, 100) is not None


_CLICK = pattern(r"\bclick\s+here\b(?!\W{0,4}(?:https?:|www\.))", re.IGNORECASE)


_HERE = pattern(
    r"(?:(?:\A|(?<=[.!?] )|(?<=\n))(?:You can (?:also )?)?"
    r"(?i:watch|read|view|see|find|download|listen|register|sign up|learn more)\b[^.!?:\n]{0,100}? here"
    r"|\b(?:(?:finden|lesen|erhalten|bekommen) Sie|(?:finde|lies)t? (?:ihr|man|sich)|gibt es) hier"
    r"|(?i:\b(?:klicken sie|cliquez|cliquer|ha(?:ga|z) clic|pul(?:se|sa)|pinch[ae]|clique|clicca|klik) "
    r"(?:hier|ici|aquí|aqui|qui)))(?=[.!]?\Z|[.!]? ?\n|[.!] [A-Z])"
)


def click_here_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of "click here" without a printed address after it."""
    return (match.span() for match in _CLICK.finditer(text))


def here_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of "here" at the end of a sentence that tells readers where to read or watch something."""
    return ((text.rfind(" ", 0, match.end()) + 1, match.end()) for match in _HERE.finditer(text))
