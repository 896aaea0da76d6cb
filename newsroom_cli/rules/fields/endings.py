"""CT: end marks that are typed although pages print one, or missing where pages print none, and text below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language.document import Document, per_document
from newsroom_cli.language.wording.calls import names_a_target
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.overlaps import SpanSet
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import INFO, WARNING, Hit, replace, rule


class _Mark(NamedTuple):
    """A typed end mark: its words, its span, and its span with the empty lines above."""

    words: str
    span: Span
    line: Span


# A line with only an end mark: ###, # # #, -30-, ENDS, - End -. Some newsrooms use a single #.
_MARK = pattern(
    r"""[ \t]{0,3}(?P<mark>
      (?:\\?\#){3,5}|\\?\#|\\?\#(?:[ \t\xa0]+\\?\#){2,4}
      |(?:\\?[-–—*_~]+[ \t]*)30(?:[ \t]*\\?[-–—*_~]+)
      |(?:\\?[*_]){0,3}(?:[ \t]?\\?[-–—~=#]{1,3})?[ \t]?[(\[]?(?:ENDS?|Ends)
        [)\]]?(?:[ \t]?\\?[-–—~=#]{1,3})?[.:]?[ \t]?(?:\\?[*_]){0,3}
      |(?:[*_]{1,2})?\\?[-–—~=]{1,3}[ \t]*(?:[Ee]nds?|FINE?|Fine?|ENDE|Ende
        |(?:END[ \t]OF|[Ee]nd[ \t]of)[ \t](?i:(?:press|news|media)[ \t])?(?i:release))
        [ \t]*\\?[-–—~=]{1,3}(?:[*_]{1,2})?
    )[ \t]*""",
    re.VERBOSE,
)


@per_document
def _marks(document: Document) -> tuple[_Mark, ...]:
    """The typed end marks of the body, outside code and HTML."""
    marks: list[_Mark] = []
    text, at = document.release.body.value, 0
    for line in text.split("\n"):
        if 0 < len(line) <= _LONGEST and (match := _MARK.fullmatch(line.rstrip("\r"))):
            start, end = at + match.start("mark"), at + match.end("mark")
            above = max(at - _ABOVE, 0)
            above += len(text[above:at].rstrip())
            base = document.release.body.span.start
            marks.append(_Mark(match["mark"], Span(base + start, base + end), Span(base + above, base + end)))
        at += len(line) + 1
    if not marks:
        return ()
    no_text = SpanSet(block.span for block in document.markdown.blocks if block.kind in (markdown.CODE, markdown.HTML))
    return tuple(mark for mark in marks if not no_text.overlaps(mark.span))


_LONGEST = 40  # characters in a line with only an end mark
_ABOVE = 200  # characters of empty lines above an end mark that are deleted with it


@rule("CT006", "end-mark-wrong", severity=INFO)
def end_mark_wrong(document: Document) -> Iterator[Hit]:
    """Report a typed end mark where pages print one; where they print none, report a missing or a second one."""
    marks = _marks(document)
    if not document.config.end_mark:
        yield from _wrong_typed_marks(document, marks)
        return
    end = len(document.release.text.rstrip())
    for mark in marks:
        words = _words_of_mark(mark)
        message = f'"{words}" is typed, and the end mark "{document.config.end_mark}" is printed below the body as well'
        yield Hit(mark.span, message, f'delete "{words}"', fix=replace(mark.line, "", safe=mark.line.end >= end))


def _wrong_typed_marks(document: Document, marks: Sequence[_Mark]) -> Iterator[Hit]:
    """Yield hits for a newsroom whose pages print no end mark: for a missing mark and for all after the first."""
    for mark in marks[1:]:
        yield Hit(mark.span, "a second end mark", f'delete "{_words_of_mark(mark)}"')
    if not marks and document.release.body.value.strip():
        at = document.release.body.span.start + len(document.release.body.value.rstrip())
        help = (
            'type ### on a line of its own below the text, or set end_mark = "###" in newsroom.toml: then it is printed'
        )
        yield Hit(Span(at - 1, at), "the release has no end mark, and newsroom.toml prints none", help)


def _words_of_mark(mark: _Mark) -> str:
    """The words of an end mark without Markdown's own marks."""
    return mark.words.replace("\\", "").strip("*_") or mark.words


@rule("CT008", "text-below-the-end", severity=WARNING)
def text_below_the_end(document: Document) -> Iterator[Hit]:
    """Report running text below a typed end mark."""
    marks = _marks(document)
    if not marks:
        return
    mark, typed = marks[0], SpanSet(mark.span for mark in marks)
    blocks = (block for block in document.markdown.prose if block.span.start >= mark.span.end)
    below = (block for block in blocks if not typed.overlaps(block.span))
    text = next((block for block in below if _belongs_below(block) or _is_running_text(block)), None)
    if text is not None and not _belongs_below(text):
        help = 'move it above the end, delete it, or put it under the heading "Notes to editors"'
        yield Hit(
            text.place(0, len(text.text)), "this text comes after the end of the release", help, (mark.span, "its end")
        )


_NOTES = pattern(
    r"(?i)\W*(?:(?:\w+\s)?(?:addendum|appendix|annex|list\s+of)|notes?(?:\s+(?:to"
    r"|for)\s+(?:the\s+)?(?:editors?|journalists?|media|press|newsrooms?))?|editors?['’]?s?\s+notes?"
    r"|background|additional\s+information"
    r"|further\s+information|more\s+information|about\b|contacts?|for\s+(?:more|further|additional|media"
    r"|press|interviews?|inquiries|enquiries)|(?:media|press|news)\s+(?:contacts?|inquir|enquir|relations"
    r"|office)"
    r"|follow\s+us|forward[-\s]looking|safe\s+harbou?r|disclaimer|cautionary|source|sources|references"
    r"|footnotes?|photo|photos|images?|captions?|attachments?|download|related|links?|resources|multimedia"
    r"|issued\s+by|distributed\s+by|boilerplate)\b"
)
_DISCLAIMS = pattern(
    r"(?i)\b(?:presumed innocent|merely (?:an )?(?:accusations?|allegations?|a charge)"
    r"|accusatory instrument|not (?:a |an )?(?:proof|evidence) of|equal opportunity|all rights reserved"
    r"|trademarks?\b|copyright|©|forward-looking)"
)
_LEAST = 12  # words of a paragraph; anything shorter is an address or a label


def _belongs_below(block: Block) -> bool:
    """Whether text below an end mark belongs there: notes, the issuer, contacts, or a call to visit or follow."""
    return _NOTES.match(block.text) is not None or names_a_target(block.text)


def _is_running_text(block: Block) -> bool:
    """Whether a block is running text of at least a sentence, not an address, label, link or disclaimer."""
    text = block.text.strip()
    if block.kind == markdown.TABLE or len(text.split()) < _LEAST or text[-1:] not in '.!?"”’»':
        return False
    return not (
        text.startswith(("*", "†", "‡", "[", "(", "©", "#")) or _DISCLAIMS.search(text) or _REACHES.search(text)
    )


_REACHES = pattern(r"https?://|www\.|\w@\w|\d{3}[\s.-]\d{4}")
