"""Fixes of words and marks: in Markdown as they are, in a text of the front matter as TOML writes them."""

from __future__ import annotations

import bisect
import re

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.passages import Passage
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import Edit, Fix

_TEXT = pattern(r'''"""(?:[^\\]|\\.)*?"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\#[^\n]*''', re.DOTALL)


def edit(document: Document, passage: Passage, start: int, end: int, words: str) -> Edit | None:
    """The edit that puts words in place of a part of a passage; None where the file has that part in other signs."""
    span, old = passage.place(start, end), passage.text[start:end]
    source = (
        document.release.text[slice(*span)].replace("\r", "").replace("\n", " ")
    )  # Markdown reads a line break as a space
    if source not in (old, f"\\{old}"):
        return None
    written = words if span.start >= document.release.front.end else _in_toml(document, span, words)
    return None if written is None else Edit(span, written)


def fix(document: Document, passage: Passage, start: int, end: int, words: str, *, safe: bool = True) -> Fix | None:
    """The fix that makes one such edit, None where it cannot be made."""
    made = edit(document, passage, start, end, words)
    return Fix((made,), safe) if made else None


@per_document
def _texts(document: Document) -> list[Span]:
    """The texts and comments of the front matter, as they are written."""
    return [Span(*match.span()) for match in _TEXT.finditer(document.release.text, *document.release.front)]


def _in_toml(document: Document, span: Span, words: str) -> str | None:
    """Words as the text of the front matter that holds a stretch has to have them."""
    texts = _texts(document)
    at = bisect.bisect_left(texts, (span.start,)) - 1
    if at < 0 or texts[at].end <= span.end:
        return None
    if document.release.text[texts[at].start] == "'":
        return None if "'" in words or "\n" in words else words
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
