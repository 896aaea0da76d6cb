"""Fixes that replace words or marks: as they are in Markdown, escaped for TOML in the front matter."""

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
    """The edit that replaces part of a passage with words; None if the file spells that part differently."""
    span, old = passage.place(start, end), passage.text[start:end]
    # Markdown reads a line break as a space
    source = document.release.text[slice(*span)].replace("\r", "").replace("\n", " ")
    if source not in (old, f"\\{old}"):
        return None
    replacement = words if span.start >= document.release.front.end else _in_toml(document, span, words)
    return None if replacement is None else Edit(span, replacement)


def fix(document: Document, passage: Passage, start: int, end: int, words: str, *, safe: bool = True) -> Fix | None:
    """The fix that replaces part of a passage with words; None if `edit` cannot."""
    only_edit = edit(document, passage, start, end, words)
    return Fix((only_edit,), safe) if only_edit else None


@per_document
def _texts(document: Document) -> list[Span]:
    """The spans of the strings and comments in the front matter, with their quotes and signs."""
    return [Span(*match.span()) for match in _TEXT.finditer(document.release.text, *document.release.front)]


def _in_toml(document: Document, span: Span, words: str) -> str | None:
    """The words escaped for the TOML string that contains a span; None if no string does, or if it cannot hold them."""
    texts = _texts(document)
    at = bisect.bisect_left(texts, (span.start,)) - 1
    if at < 0 or texts[at].end <= span.end:
        return None
    if document.release.text[texts[at].start] == "'":
        return None if "'" in words or "\n" in words else words
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
