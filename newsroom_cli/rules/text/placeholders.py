"""PH: placeholders that nobody filled in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage
from newsroom_cli.language.wording import placeholders
from newsroom_cli.markup import markdown
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.toml.schema import Span
from newsroom_cli.rules.registry import ERROR, PREVIEW, Hit, rule

_SHOWN = 100  # findings of one release; an unfilled template needs no more


@rule("PH001", "placeholder-left-in", severity=ERROR)
def placeholder_left_in(document: Document) -> Iterator[Hit]:
    """Report placeholders such as TK, TBD and [NAME]."""
    left = _SHOWN
    for passage in _passages(document):
        for placeholder in placeholders.placeholders(passage.text, document.release.text):
            if _is_accepted(passage.text, placeholder.start, document):
                continue
            if not (left := left - 1):
                return
            words = passage.text[placeholder.start : placeholder.end]
            span = passage.place(placeholder.start, placeholder.end)
            yield Hit(span, f'"{words}" is a placeholder', _help(words))
    if "<" in document.release.body.value:
        yield from _angled(document)
    if "XX" in document.release.text:
        yield from _figures_to_come(document)
    yield from _in_alternative_texts(document)
    yield from _notes_to_colleagues(document)


def _in_alternative_texts(document: Document) -> Iterator[Hit]:
    """Yield hits for placeholders in the alternative texts of pictures in the body."""
    for link in (*document.markdown.links, *document.markdown.html_links):
        for found in placeholders.placeholders(link.text, document.release.text) if link.image else ():
            if not _is_accepted(link.text, found.start, document):
                words = link.text[found.start : found.end]
                yield Hit(link.span, f'"{words}" is a placeholder', _help(words), since=PREVIEW)


def _is_accepted(text: str, at: int, document: Document) -> bool:
    """Whether a name of several words that newsroom.toml accepts is at an offset: TK Library."""
    names = (name for name in document.config.vocabulary.accepted if " " in name)
    return any(text.startswith(name, at) for name in names)


# XX as the Roman numeral twenty is before a name or after a noun: the XX Congress, siglo XX.
_FIGURE_TO_COME = pattern(
    r"(?<![\w’'-])(?:XX|XX,XX)(?= (?:people|persons|residents|visitors|students|children|homes|families|jobs|years"
    r"|days|hours|weeks|months|percent|per cent|million|billion|dollars|euros?|Personen|Menschen|Prozent|Millionen"
    r"|Jahren?|Euro|personas|familias|años|días|millones|personnes|habitants|ans|jours|millions|persone|anni|pessoas"
    r"|anos)\b| ?[%€])"
)


def _notes_to_colleagues(document: Document) -> Iterator[Hit]:
    """Yield hits for notes that are meant for colleagues."""
    in_brackets_only, help = not document.config.check.preview, "do what it asks for, then delete it"
    if in_brackets_only and "[" not in document.release.text:
        return
    for passage in (*map(document.of_field, document.written()), *map(document.of_block, document.prose)):
        for start, end, bracketed in placeholders.notes(passage.text, in_brackets_only=in_brackets_only):
            message = f"this note{' in brackets' if bracketed else ''} is for colleagues, not for readers"
            yield Hit(passage.place(start, end), message, help, since="2026.2" if bracketed else PREVIEW)


def _figures_to_come(document: Document) -> Iterator[Hit]:
    """Yield hits for XX in place of a figure."""
    for passage in _passages(document):
        for match in _FIGURE_TO_COME.finditer(passage.text):
            message = f'"{match.group()}" is a placeholder for a figure'
            yield Hit(passage.place(*match.span()), message, "write the figure", since="2026.2")


def _angled(document: Document) -> Iterator[Hit]:
    """Yield hits for placeholders in angle brackets, which Markdown takes for HTML."""
    angled = list(itertools.islice(placeholders.in_angle_brackets(document.release.body.value), _SHOWN))
    code = SpanSet(block.span for block in document.markdown.blocks if block.kind == markdown.CODE) if angled else None
    for start, end in angled:
        span = Span(document.release.body.span.start + start, document.release.body.span.start + end)
        if code is not None and not code.overlaps(span):
            words = document.release.text[slice(*span)]
            yield Hit(span, f'"{words}" is a placeholder that readers do not see', _help(words))


def _help(words: str) -> str:
    """The help for a placeholder."""
    if "protected" in words:
        return "the e-mail address was lost when this was copied from a web page; write it here"
    return "write what belongs here, or delete it"


def _passages(document: Document) -> Iterator[Passage]:
    """Yield the texts of front matter and body that may have a placeholder."""
    hints = [hint for hint in placeholders.HINTS if hint in document.release.text]
    for field in document.written():
        if any(map(field.value.__contains__, hints)) and field is not document.release.id:
            yield document.of_field(field)
    for block in document.prose:
        if any(map(block.text.__contains__, hints)):
            yield document.of_block(block)
