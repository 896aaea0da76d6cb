"""TX: customs of a language: usage, capitals, accents, abbreviations, stops beside quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import matches
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, WARNING, Hit, rule
from newsroom_cli.rules.text.shapes import hits, scan
from newsroom_cli.rules.triggers import characters


@rule("TX060", "usage-that-editors-change", severity=INFO, yields_to=("TX050",), since="2026.2")
def usage_that_editors_change(document: Document) -> Iterator[Hit]:
    """Report phrases that say a thing twice, and words with a preposition or case that the language does not use."""
    yield from hits(document, "twice", document.own_passages, '"{}" says the same twice')
    yield from hits(document, "wording", document.own_passages, '"{}" is better "{right}"')


@rule("TX061", "capital-missing", severity=INFO, since="2026.2")
def capital_missing(document: Document) -> Iterator[Hit]:
    """Report names and nouns that lack the capital that the language gives them: im folgenden."""
    yield from hits(document, "names", (*document.captions, *document.typed_passages), '"{}" is written "{right}"')


@rule("TX062", "word-of-like-sound", severity=WARNING, yields_to=("TX042",), since="2026.2")
def word_of_like_sound(document: Document) -> Iterator[Hit]:
    """Report words that sound like the one that is meant but differ in a letter or accent: mas, tous le."""
    yield from hits(document, "alike", (*document.captions, *document.typed_passages), '"{}" is likely "{right}"')


@rule("TX063", "abbreviation-in-another-form", severity=INFO, since="2026.2")
def abbreviation_in_another_form(document: Document) -> Iterator[Hit]:
    """Report abbreviations, units and dates with a full stop or space missing, or one too many: ca, etc..., 15 hs."""
    yield from hits(document, "short", (*document.captions, *document.typed_passages), '"{}" is written "{right}"')


@rule("TX064", "words-apart", severity=INFO, yields_to=("TX042", "TX045"), since="2026.2")
def words_apart(document: Document) -> Iterator[Hit]:
    """Report words that lack a hyphen, or are written apart although they are one word: bereit gestellt, a t il."""
    yield from hits(document, "apart", (*document.captions, *document.typed_passages), '"{}" is written "{right}"')


@rule("TX065", "plural-of-an-acronym", severity=INFO, since="2026.2")
def plural_of_an_acronym(document: Document) -> Iterator[Hit]:
    """Report acronyms with a plural s in French and Spanish, and plurals with an apostrophe in German."""
    yield from hits(document, "acronyms", document.own_passages, '"{}" is written "{right}"')


_ENGLISH_MARKS = pattern(r"[“„][^“”„\n]{2,300}”(?!\w)")


@rule("TX066", "marks-of-another-language", severity=INFO, looks_for=characters("”&"), since="2026.2")
def marks_of_another_language(document: Document) -> Iterator[Hit]:
    """Report the first quotations in a German text that end with ”, as English ones do."""
    passages = map(document.of_block, document.prose) if document.base_language == "de" else ()
    found = (
        hit
        for hit in matches(passages, _ENGLISH_MARKS)
        if not lexicons.is_foreign(hit[0].text, "de") and not lexicons.is_english(hit[1].group())
    )
    for (passage, match), since in zip(found, (FIRST_SET, PREVIEW, PREVIEW), strict=False):
        place = passage.place(match.end() - 1, match.end())
        message = f'"{match.group()[0]}…”" are the marks of another language'
        yield Hit(place, message, "write „…“, or »…«", since=since)


@rule("TX067", "stop-beside-a-mark", severity=INFO, yields_to=("QT007",), since=PREVIEW)
def stop_beside_a_mark(document: Document) -> Iterator[Hit]:
    """Report a full stop or comma on the wrong side of a closing mark, and a quoted sentence after a comma."""
    passages = [document.of_block(block) for _, block in document.quoting_blocks]
    for passage, match, right in scan(document, "points", passages):
        if not lexicons.is_foreign(passage.text, document.language):
            message, _, help = right.partition("; ")
            yield Hit(passage.place(*match.span("at")), message, help)
