"""The tense of the English clause that names a date: will open on May 1, was held on May 9."""

from __future__ import annotations

from typing import NamedTuple

from newsroom_cli.language.dates.mentions import Mention
from newsroom_cli.model.patterns import pattern


class Tense(NamedTuple):
    """The verb that says when an event happens: its offset, its words, and whether it is in the future tense."""

    start: int
    words: str
    future: bool


# Verbs for events: only after these is a date certainly the day of the event.
_EVENTS = (
    "be(?= on )|be given|be awarded|be shown|be read|be "
    "signed|open|reopen|close|begin|start|launch|debut|premiere|kick off|take place|be held|be hosted|be "
    "open|be closed|be available|be released"
    "|be unveiled|be dedicated|be presented|be announced|be published|be sentenced|be arraigned|be "
    "installed|be honored|be honoured|be celebrated"
    "|be inaugurated|meet|gather|convene|host|hold|hold a|appear|return to court|go on sale|go live|go "
    "into effect|take effect|perform|speak"
    "|present|celebrate|vote|hear|arrive|depart|resume|return|report|release|publish|announce|unveil"
)
_DONE = (
    "opened|reopened|closed|launched|held|hosted|released|unveiled|dedicated|presented|announced|published|sentenced|arraigned|arrested"
    "|indicted|convicted|charged|installed|honored|honoured|celebrated|inaugurated|signed|approved|adopted|passed|elected|appointed"
    "|completed|found|killed|shot|filed|issued|submitted|delivered|awarded|named|introduced|begun|started"
)
_WILL = pattern(
    r"\b(?:will|shall|(?:is|are) (?:scheduled|set|slated|expected|due|going) to)\s(?:also |now "
    rf"|officially |formally |then )?(?:{_EVENTS})\b"
)
_WAS = pattern(
    rf"\b(?<!to )(?:was|were|has been|have been|had been)\s(?:also |officially |formally |first )?(?:{_DONE})\b"
)
_ON = pattern(r"(?:\bon|,|\bthis|\bnext)\s\Z")
_BREAK = pattern(
    r"(?<!\.m)[.;:!?()—–]\s|[.;:!?()]\Z|\b(?:who|which|that|when|where|after|before|since|because|until"
    r"|through|for|following|if|as|while|and|but|once)\s"
    r"|\bto\s(?!\d|an?\s|the\s|life\s|traffic\s|visitors\s|[A-Z])"
)
_LOOK_BACK = 90


def verb_before(text: str, mention: Mention) -> Tense | None:
    """The verb of the clause that ends in a date; None unless the event certainly happens on that day."""
    at = mention.start
    near = text[max(at - _LOOK_BACK, 0) : at]
    for verbs, future, words in ((_WILL, True, _FUTURE), (_WAS, False, _PAST)):
        if not any(map(near.__contains__, words)):
            continue
        for match in verbs.finditer(text, max(at - _LOOK_BACK, 0), at):
            directly_before = future and text[match.end() : at] == " "  # will start Feb. 22
            if (directly_before or _happens_on(text, mention)) and _one_clause(text, match.end(), at):
                return Tense(match.start(), " ".join(match.group().split()), future)
    return None


_FUTURE, _PAST = ("will", "shall", "ed to", "set to", "due to", "going to"), ("was", "were", "been")


def _happens_on(text: str, mention: Mention) -> bool:
    """Whether the wording makes a date the day of an event: on May 1; Friday, May 1."""
    at = mention.start
    weekday = mention.weekday is not None and text[at - 1 : at] == " "
    return weekday or _ON.search(text, max(at - 6, 0), at) is not None


def _one_clause(text: str, start: int, end: int) -> bool:
    """Whether a verb and a date belong to one clause, with no other verb between them."""
    between = text[start:end]
    return _BREAK.search(between) is None and _PARTICIPLE.search(between) is None


_PARTICIPLE = pattern(r"\b(?:\w{3,}ed|held|given|made|taken|born|was|were|had|has|is|are|\w{3,}ing)\b")
