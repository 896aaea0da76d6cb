"""TX: texts that hardly a rule reads: indented paragraphs, which are code in Markdown, and words in HTML."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.markup import cleaning, markdown
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import WARNING, Hit, rule
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
