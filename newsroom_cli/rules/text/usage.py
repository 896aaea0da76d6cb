"""TX: English usage: wordings of other idioms, little words that are missing or too many, names that are miswritten."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import matches
from newsroom_cli.language.word_index import lowered, places
from newsroom_cli.language.wording import mistaken
from newsroom_cli.rules.registry import INFO, PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.text.spelling_customs import shapes_of

# --- TX050 ----------------------------------------------------------------------------------------------------


@rule("TX050", "wording-to-change", severity=INFO, language="en", since=PREVIEW)
def wording_to_change(document: Document) -> Iterator[Hit]:
    """Report wordings that say a thing twice or mix two idioms: comprised of, in accordance to, between 5 to 9."""
    index = document.word_index
    for frame, right in mistaken.frames(index.words, "usage"):
        for passage in document.typed if index.has_phrase(frame) else ():
            for at in places(lowered(passage.text), frame):
                end = at + len(frame)
                words = passage.text[at:end]
                if words[1:].islower() and passage.text[end : end + 1] != "-":
                    yield Hit(passage.place(at, end), f'"{words}" is not how this is said', f'write "{right}"')
    for shape, help in shapes_of("wording", document):
        for passage, match in matches(document.typed, shape):
            yield Hit(passage.place(*match.span()), f'"{match.group()}" is not how this is said', help)


# --- TX051 ----------------------------------------------------------------------------------------------------


@rule("TX051", "little-word-missing", severity=WARNING, language="en", since=PREVIEW)
def little_word_missing(document: Document) -> Iterator[Hit]:
    """Report words between which a little one is missing, or of which one is too many: due the, of the of."""
    for shape, right in shapes_of("missing", document):
        for passage, match in matches(document.typed, shape):
            words = match.group().strip()
            if right == "words":
                message, help = f'"{words}" cannot stand together', "delete one, or add what is missing"
            else:
                message, help = f'a word is missing in "{words}"', f'"{right}" may be meant'
            yield Hit(passage.place(match.start(), match.start() + len(words)), message, help)
