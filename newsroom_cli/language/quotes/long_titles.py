"""Speakers behind a long title without an article: said Director of the Office of Harbor Assets Ana Ruiz."""

from __future__ import annotations

from newsroom_cli.language.attribution_lexicon import Lexicon
from newsroom_cli.language.people.names import PERSON, Mention
from newsroom_cli.language.tokens import is_title
from newsroom_cli.language.word_lists import PEOPLE, QUOTES
from newsroom_cli.model.patterns import pattern

_FORMS = r"(?:Dr|Mr|Ms|Mrs|Gen|Lt|Col)\."
_SHAPE = pattern(
    r"\s*(?P<role>[A-Z][\w’'-]*(?:\s(?:[A-Z][\w’'-]*|of|the|for|and|on|to|in|&)){2,18}?)\s"
    rf"(?:{_FORMS}\s)?(?P<name>[A-Z][a-zß-ÿ’'-]+\s(?:[A-Z]\.\s)?(?!{_FORMS})[A-Z][\w’'-]+)(?=[.,;:](?!\w)|\s*\Z)"
)
_TITLE_WORDS = 3  # words among which the title is: Under Secretary, Deputy Assistant Director


def name_after_long_title(phrase: str, lexicon: Lexicon) -> Mention | None:
    """The person whose title begins a phrase and names an office of several words; None without one.

    In English a title without an article stands before a name, so the last two words are that name.
    """
    match = _SHAPE.match(phrase) if not (lexicon.compounds or lexicon.drops_subject or lexicon.interrupts) else None
    if match is None or not (" of " in match["role"] or " for " in match["role"]):
        return None
    if not any(is_title(word.lower(), lexicon) for word in match["role"].split()[:_TITLE_WORDS]):
        return None
    words = match["name"].lower().split()
    if any(word in lexicon.groups or word in PEOPLE["things"] or word in QUOTES["no_names"] for word in words):
        return None
    return Mention(PERSON, match["name"], match["role"], *match.span("name"))
