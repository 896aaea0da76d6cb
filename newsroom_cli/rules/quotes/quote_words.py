"""QT: the opening words and the length of a quotation, and the verb that attributes it."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language import quotation_marks, sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.ledger import known_quotes
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, OFF, Hit, rule

# --- QT010 ----------------------------------------------------------------------------------------------------

_STOCK = pattern(
    r"(?i:(?:we|i)(?:\s(?:are|am|were|was)|['’](?:re|m))\s"
    r"(?:(?:so|very|truly|incredibly|absolutely|extremely|deeply|really|both|all|more\sthan)\s)?"
    r"(?:thrilled|excited|delighted|proud|pleased|honou?red|happy|humbled|ecstatic|elated|privileged)\s(?:to|that|about|and|by|for)\b"
    r"|(?:we|i)\s(?:couldn['’]t|could\snot)\sbe\s(?:more\s(?:excited|thrilled|proud|pleased)|happier|prouder)\b"
    r"|it\s(?:is|was)\s(?:an?|our|my)\s(?:(?:great|true|distinct)\s)?(?:hono[u]?r|privilege|pleasure)\b)"
)


@rule("QT010", "stock-opener", severity=INFO, styles=OFF, language="en")
def stock_opener(document: Document) -> Iterator[Hit]:
    """Report a quotation that begins with a stock phrase: We are thrilled to."""
    for _, block in document.quoting_blocks:
        for start, _ in quotation_marks.pair(block.text).quoted_spans(len(block.text)):
            if match := _STOCK.match(block.text, start):
                message = f'the quotation opens with the stock words "{" ".join(match.group().split())}"'
                yield Hit(block.place(*match.span()), message, "ask for what only this speaker could say")


# --- QT011 ----------------------------------------------------------------------------------------------------

_SENTENCES = 3


@rule("QT011", "quotation-too-long", severity=INFO, styles=("govuk",))
def quotation_too_long(document: Document) -> Iterator[Hit]:
    """Report a quotation with too many sentences."""
    for speech in known_quotes.speeches(document):
        text = speech.quoted.text
        if len(text) < _SHORTEST or (count := len(sentences.ends(text))) <= _SENTENCES:
            continue
        whose = f" of {speech.quoted.speaker}" if speech.quoted.speaker and speech.quoted.sure else ""
        message = f"the quotation{whose} has {count} sentences; the limit is {_SENTENCES}"
        yield Hit(speech.span, message, "keep the sentences that say most, and tell the rest in your own words")


_SHORTEST = 60  # characters; four sentences are never shorter

# --- QT012 ----------------------------------------------------------------------------------------------------

_VERB_FIRST = pattern(r"\s*(?P<verb>[a-z]{4,13})\s+(?=[A-Z]|the\s|an?\s|he\b|she\b|they\b)")
_NAME_FIRST = pattern(
    r"\s*(?:[Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w.’'-]*\s){0,5}[A-Z][\w.’'-]+)(?:,\s[^,.;!?\"“”]{2,80},)?"
    r"\s(?P<verb>[a-z]{4,13})(?=[.,:;]|\s*$)"
)
_LEADING = pattern(r"\s(?P<verb>[a-z]{4,13}),\s*\Z")


@rule("QT012", "verb-not-said", severity=INFO, styles=OFF, language="en")
def verb_not_said(document: Document) -> Iterator[Hit]:
    """Report attributions with a verb that judges instead of "said"."""
    for _, block in document.quoting_blocks:
        reported = set()
        for start, end in quotation_marks.pair(block.text).pairs:
            if not quotation_marks.is_speech(block.text[start + 1 : end], block.text[end + 1 : end + 2]):
                continue
            after = _VERB_FIRST.match(block.text, end + 1), _NAME_FIRST.match(block.text, end + 1)
            for match in (*after, _LEADING.search(block.text, max(start - 20, 0), start)):
                if match and match["verb"] in RULES["judging"] and match.start("verb") not in reported:
                    reported.add(match.start("verb"))
                    span = block.place(*match.span("verb"))
                    yield Hit(span, f'"{match["verb"]}" says more than that somebody spoke', 'write "said" or "says"')
