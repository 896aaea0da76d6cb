"""TX: texts that pages show otherwise than typed: indented paragraphs, words in HTML, and bullets that are letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.markup import cleaning, markdown
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import PREVIEW, WARNING, Edit, Fix, Hit, rule
from newsroom_cli.rules.triggers import characters, substrings

# --- TX068 ----------------------------------------------------------------------------------------------------


@rule(
    "TX068",
    "indented-paragraph",
    severity=WARNING,
    looks_for=substrings("    ") | characters("\t"),
    since="2026.2",
)
def indented_paragraph(document: Document) -> Iterator[Hit]:
    """Report paragraphs that begin with a tab or four spaces, because in Markdown these are code."""
    for block in document.markdown.blocks:
        if block.kind == markdown.CODE and not document.release.text.startswith(("```", "~~~"), block.span.start):
            message = "this paragraph is indented, so pages show it as code, in typewriter letters"
            yield Hit(_first_line(block), message, "delete the tabs or spaces at the beginning of its lines")


def _first_line(block: markdown.Block) -> Span:
    """The span of the first line of a block."""
    return block.place(0, len(block.text.partition("\n")[0]))


# --- TX069 ----------------------------------------------------------------------------------------------------


@rule("TX069", "words-in-html", severity=WARNING, looks_for=characters("<"), since="2026.2")
def words_in_html(document: Document) -> Iterator[Hit]:
    """Report words directly beside HTML tags that begin a paragraph: they are published, but not checked."""
    for block in document.markdown.blocks:
        if block.kind == markdown.HTML and _has_visible_words(block.text):
            message = "readers see the words between these tags, but newsroom hardly checks them"
            yield Hit(_first_line(block), message, "delete the tags, or put an empty line between tags and words")


def _has_visible_words(html: str) -> bool:
    """Whether readers see letters or digits of an HTML text."""
    clean = cleaning.clean(cleaning.escape_swallowing_tags(html), locate=str)
    return any(map(str.isalnum, unescape(cleaning.TAG.sub(" ", clean))))


# --- TX070 ----------------------------------------------------------------------------------------------------

_BULLETS = "•●▪■◦‣⁃∙\uf0b7\uf0a7\uf0d8\uf0fc"  # the last four are those of symbol fonts
_TYPED_ITEM = pattern(rf"^[ \t\xa0]*(?:[{_BULLETS}][ \t\xa0]*|o\t[ \t]*)(?=\S)", re.MULTILINE)


@rule("TX070", "typed-bullet", severity=WARNING, looks_for=characters(_BULLETS), since=PREVIEW)
def typed_bullet(document: Document) -> Iterator[Hit]:
    """Report bullets that were typed or pasted: pages show their lines as one paragraph, not as a list."""
    text = document.release.text
    paragraphs = [block.span for block in document.markdown.blocks if block.kind == markdown.PARAGRAPH]
    starts = [(text.rfind("\n", 0, span.start) + 1, span.end) for span in paragraphs]
    found = [match for start, end in starts for match in _TYPED_ITEM.finditer(text, start, end)]
    if any(match.group().strip("o\t\xa0 ") for match in found):
        more = f"; so are {len(found) - 1} more" if len(found) > 1 else ""
        message = f"this bullet is a letter of the text, so its line is no item of a list{more}"
        fix = Fix(tuple(Edit(Span(*match.span()), "- ") for match in found))
        yield Hit(Span(*found[0].span()), message, "begin each item with a hyphen and a space", fix=fix)
