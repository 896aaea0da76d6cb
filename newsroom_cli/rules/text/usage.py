"""TX: English usage: wrong phrases, missing or superfluous little words, miswritten names, figures at the start."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, matches
from newsroom_cli.language.word_index import lowered, places
from newsroom_cli.language.wording import mistaken
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import INFO, WARNING, Hit, rule
from newsroom_cli.rules.text.shapes import pairs_in, shapes_of
from newsroom_cli.rules.triggers import shapes

# --- TX050 ----------------------------------------------------------------------------------------------------


@rule("TX050", "wording-to-change", severity=INFO, language="en", yields_to=("AP019", "TX043"), since="2026.2")
def wording_to_change(document: Document) -> Iterator[Hit]:
    """Report phrases that say a thing twice or mix two idioms: comprised of, in accordance to, between 5 to 9."""
    index = document.word_index
    for phrase, right in mistaken.phrases(index.words, pairs_in(document), "usage"):
        for passage in document.typed_passages if index.has_phrase(phrase) else ():
            for at in places(lowered(passage.text), phrase):
                end = at + len(phrase)
                words = passage.text[at:end]
                beside = passage.text[max(at - 1, 0) : at] + passage.text[end : end + 1]
                if words[1:].islower() and not any(map(beside.__contains__, "-'’")):
                    yield Hit(passage.place(at, end), f'"{words}" is not how this is said', f'write "{right}"')
    for shape, help in shapes_of("phrasing", document):
        for passage, match in matches(document.typed_passages, shape):
            yield Hit(passage.place(*match.span()), f'"{match.group()}" is not how this is said', help)
    for shape, right in shapes_of("joined", document):
        for passage, match in matches(document.typed_passages, shape):
            message = f'"{match.group()}" is written in two words here'
            yield Hit(passage.place(*match.span()), message, f"write {right}")


# --- TX051 ----------------------------------------------------------------------------------------------------


@rule("TX051", "little-word-missing", severity=WARNING, language="en", since="2026.2")
def little_word_missing(document: Document) -> Iterator[Hit]:
    """Report a missing or superfluous little word: due the, of the of."""
    for shape, right in shapes_of("missing", document):
        for passage, match in matches(document.typed_passages, shape):
            words = match.group().strip()
            if right == "words":
                message, help = f'"{words}" cannot be used together', "delete one, or add what is missing"
            else:
                message, help = f'a word is missing in "{words}"', f'"{right}" may be meant'
            yield Hit(passage.place(match.start(), match.start() + len(words)), message, help)


# --- TX052 ----------------------------------------------------------------------------------------------------

_IN_AN_ADDRESS = frozenset("@#/._-\\:&" + CODE)


@rule("TX052", "name-miswritten", severity=WARNING, language="en", since="2026.2")
def name_miswritten(document: Document) -> Iterator[Hit]:
    """Report well-known names with wrong letters or capitals: german, Youtube."""
    accepted = document.config.vocabulary.accepted
    for wrong, right in mistaken.phrases(document.word_index.words, pairs_in(document), "names"):
        for passage in (*document.narrative_captions, *document.typed_passages) if wrong not in accepted else ():
            text = passage.text.replace("’", "'")
            for at in places(text, wrong):
                end = at + len(wrong)
                is_surname = right.endswith("'s") and _GIVEN_NAME.search(text, 0, at)
                is_small = wrong.islower() and _is_small(text, at, end)
                if not (_is_in_an_address(text, at, end) or is_small or is_surname):
                    fix = rewriting.fix(document, passage, at, end, right, safe=False)
                    message = f'"{passage.text[at:end]}" is written "{right}"'
                    yield Hit(passage.place(at, end), message, f'write "{right}"', fix=fix)


_GIVEN_NAME = pattern(r"[A-Z][\w’'.-]* \Z")  # Frank Kohls is not a shop


def _is_in_an_address(text: str, at: int, end: int) -> bool:
    """Whether a name is part of an address, a handle, a file name or a compound."""
    after = text[end : end + 2]
    return text[max(at - 1, 0) : at] in _IN_AN_ADDRESS or (after[:1] in _IN_AN_ADDRESS and after[1:].isalnum())


def _is_small(text: str, at: int, end: int) -> bool:
    """Whether a lower-case word is among lower-case words only, or is part of a common noun: french fries."""
    around = text[max(at - 60, 0) : end + 60]
    return not any(map(str.isupper, around)) or _THINGS.match(text, end) is not None


_THINGS = pattern(r" (?:fries|doors?|toast|muffins?|oven|roast|horn|windows?|polish|setter|shepherd|bulldog)\b")


# --- TX053 ----------------------------------------------------------------------------------------------------

_FIGURE = pattern(r"(?!(?:19|20)\d\d\b|[2-9]11 )\d[\d,.]*(?: (?:percent|per cent|million|billion))? (?=[a-z]{3,}\b)")
_SENTENCE_WORDS = 6


@rule(
    "TX053",
    "sentence-begins-with-a-figure",
    severity=INFO,
    language="en",
    yields_to=("AP011",),
    looks_for=shapes(". 0", "! 0", "? 0", "\n0"),
    since="2026.2",
)
def sentence_begins_with_a_figure(document: Document) -> Iterator[Hit]:
    """Report sentences that begin with a number in figures, other than a year."""
    ended = True  # whether the paragraph above ends with a full stop
    for passage in document.narrative:
        after_a_stop, ended = ended, passage.text.rstrip()[-1:] in ".!?”"
        if passage.block is None or not passage.block.is_own_paragraph:
            continue
        for start, end in sentences.split(passage.text) if _MAY_BEGIN.search(passage.text) else ():
            figure = _FIGURE.match(passage.text, start, end)
            sentence = passage.text[start:end].rstrip()
            begins_within = start or (after_a_stop and end < len(passage.text.rstrip()))
            if figure and begins_within and sentence[-1:] == "." and sentence.count(" ") >= _SENTENCE_WORDS:
                message = f'a sentence begins with the figure "{figure.group().strip()}"'
                help = "write it in words, or begin with another word"
                yield Hit(passage.place(start, figure.end() - 1), message, help)


_MAY_BEGIN = pattern(r"^\d|[.!?] \d", re.MULTILINE)
