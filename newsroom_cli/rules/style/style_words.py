"""AP017, AP021: the last comma of a series, and words that newspapers write in one form only."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from newsroom_cli.language.dates.digits import SPACE
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.wording import mistaken
from newsroom_cli.markup import markdown
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, OFF, Hit, rule
from newsroom_cli.rules.style import style

# --- AP017 ----------------------------------------------------------------------------------------------------

_SERIES = pattern(rf"(?:^|[\s(])[a-z][\w-]*,{SPACE}[a-z][\w-]*\Z")
_AND = pattern(rf"(?P<comma>,){SPACE}(?:and|or){SPACE}")
_LAST = pattern(
    rf"[a-z][\w-]*(?=[.;:!?)]|\Z|{SPACE}(?:in|to|for|of|at|on|are|were|is|was|with|from|by|during|across|throughout)\b)"
)


@rule("AP017", "comma-before-and", severity=INFO, styles=OFF)
def comma_before_and(document: Document) -> Iterator[Hit]:
    """Report a comma before the last "and" or "or" of a simple series."""
    for passage in style.prose(document):
        text = passage.text
        for match in _AND.finditer(text):
            start = match.start()
            if _SERIES.search(text, max(start - 50, 0), start) and _LAST.match(text, match.end()):
                fix = style.replacement(document, passage, match.span("comma"), "", safe=False)
                message = "a simple series has no comma before its last member"
                yield Hit(passage.place(start, match.end() - 1), message, "leave the comma out", fix=fix)


# --- AP021 ----------------------------------------------------------------------------------------------------


@rule("AP021", "word-of-another-style", severity=INFO, styles=style.HOUSES)
def word_of_another_style(document: Document) -> Iterator[Hit]:
    """Report words whose form is not the one of the house style."""
    table = "style_british" if style.house_style(document.config) == style.GOVUK else "style_american"
    words = mistaken.right_words(table)
    known_words = document.word_index.words | document.word_index.parts
    present = [word for word, beginning in _beginnings(table).items() if beginning in known_words]
    own_words = _words_with_own_form(document.config) if present else frozenset()
    for passage in style.printed_passages(document) if present else ():
        lower = passage.text.lower()
        for word in present:
            if word in lower and word not in own_words and words[word] not in own_words:
                yield from _written(document, passage, word, words[word])


@functools.cache
def _beginnings(table: str) -> dict[str, str]:
    """The words of a table, each with its part before the first space or hyphen."""
    return {word: re.split("[ -]", word)[0] for word in mistaken.right_words(table)}


def _words_with_own_form(config: Config) -> frozenset[str]:
    """The words for which newsroom.toml sets a form, in lower case."""
    vocabulary = config.vocabulary
    pairs = (word for pair in vocabulary.preferred for word in pair)
    return frozenset(word.lower() for word in (*vocabulary.accepted, *vocabulary.rejected, *pairs))


def _written(document: Document, passage: Passage, word: str, right: str) -> Iterator[Hit]:
    """Yield a hit for each use of a word outside names; it may have a capital only at the start of a sentence."""
    text = passage.text
    titled = passage.block is None or passage.block.kind == markdown.HEADING
    for at in occurrences(text.lower(), word):
        end, seen = at + len(word), text[at : at + len(word)]
        if _JOINED.match(text, end) or (at and (text[at - 1].isalnum() or text[at - 1] in _JOINTS)):
            continue
        first = seen[0].isupper() and seen[1:] == word[1:]
        if seen != word and not (
            first and not titled and style.begins_sentence(text, at) and _GOES_ON.match(text, end)
        ):
            continue
        shown = right[0].upper() + right[1:] if first else right
        fix = style.replacement(document, passage, (at, end), shown)
        yield Hit(passage.place(at, end), f'"{seen}" is not house style', f'write "{shown}"', fix=fix)


_JOINED = pattern(r"\w|[-/@]\w|-\Z")
_JOINTS = frozenset("@/._&-")
_GOES_ON = pattern(r"[,:;.]|\s+[a-z]|\Z")
