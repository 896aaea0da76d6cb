"""The anchors of findings: from a place in the release file to the words that readers see on page and mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.linter.findings import Finding, Place
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.release import Field, Position, Release, Span


class Anchor(NamedTuple):
    """The part `text[start:end]` of a text that outputs show; `block` is the number of its block in the body, or -1.

    If the part ends in a later block, `last` has the number of that block and the offset in its text.
    """

    text: str
    start: int
    end: int
    block: int = -1
    last: tuple[int, int] | None = None


def anchors(release: Release, findings: list[Finding]) -> list[Anchor | None]:
    """The anchor of each finding in a release; None for a finding about something that readers do not see.

    A finding about the record of a quote has its anchor at its second place, the words in the body.
    """
    if release.broken:
        return [None] * len(findings)
    text, lines, blocks = release.text, _line_starts(release.text), _blocks_as_read(release)
    fields, quotes = [*_shown_fields(release)], [quote.text for quote in release.quotes if quote.text]
    found: list[Anchor | None] = []
    for finding in findings:
        span = _span(finding.place, lines)
        anchor = _anchor(text, span, blocks, fields)
        if anchor is None and finding.also:
            anchor = _anchor(text, _span(finding.also[0], lines), blocks, fields)
        found.append(anchor or _anchor(text, span, (), quotes))
    return found


def blocks_of(release: Release) -> list[str]:
    """The texts of the blocks of a body, in order."""
    return [] if release.broken else [block.text for block in _blocks_as_read(release)]


def _blocks_as_read(release: Release) -> list[Block]:
    parsed = markdown.read(release.body)
    return parsed.as_read(parsed.blocks)


def _anchor(text: str, span: Span, blocks: Sequence[Block], fields: list[Field[str]]) -> Anchor | None:
    """The anchor of a span of the file, whose text this is."""
    number = _block_at(span.start, blocks)
    if number >= 0:
        block = blocks[number]
        start, end = _text_offset(block, span.start), _text_offset(block, span.end)
        anchor, last = _words(block.text, start, end, number), _block_at(span.end - 1, blocks)
        if anchor and last > number and span.end > block.span.end:
            return anchor._replace(last=(last, _text_offset(blocks[last], span.end)))
        return anchor
    for field in fields:
        if field.span.start <= span.start < field.span.end:
            return _words(field.value, *_part(text, field, span))
    return None


def _block_at(offset: int, blocks: Sequence[Block]) -> int:
    """The number of the innermost block at an offset of the file; -1 if there is none."""
    inside = [number for number, block in enumerate(blocks) if block.span.start <= offset < block.span.end]
    return min(inside, key=lambda index: blocks[index].span.end - blocks[index].span.start, default=-1)


def _part(text: str, field: Field[str], span: Span) -> tuple[int, int]:
    """The offsets of a span in the value of its field; those of the whole value if the span cannot be mapped."""
    opening = text[slice(*field.span)].find(field.value)  # the quotation marks before it
    start, end = (offset - field.span.start - opening for offset in span)
    is_whole = span.start <= field.span.start or opening < 0 or not 0 <= start < end <= len(field.value)
    return (0, len(field.value)) if is_whole else (start, end)


def _words(text: str, start: int, end: int, block: int = -1) -> Anchor | None:
    """An anchor with at least one visible character; a place between words selects the word beside it."""
    if not text.strip():
        return None
    start, end = min(start, len(text)), min(end, len(text))
    if not text[start:end].strip():
        start = next((index for index in range(start, len(text)) if not text[index].isspace()), start)
        while start >= len(text) or text[start].isspace():
            start -= 1
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        end = next((index for index in range(start, len(text)) if text[index].isspace()), len(text))
    return Anchor(text, start, end, block)


def _text_offset(block: Block, offset: int) -> int:
    """The offset in the text of a block of the character at, or next after, an offset of the file."""
    for index, (text_start, file_start) in enumerate(block.runs):
        text_end = block.runs[index + 1][0] if index + 1 < len(block.runs) else len(block.text)
        if offset < file_start:
            return text_start
        if offset < file_start + text_end - text_start:
            return text_start + offset - file_start
    return len(block.text)


def _shown_fields(release: Release) -> Iterator[Field[str]]:
    """Yield the values of the front matter that pages show as they are written."""
    values = [release.headline, release.subhead, release.event.place if release.event else None]
    values += [value for image in release.images for value in (image.caption, image.credit)]
    values += [value for contact in release.contacts for value in (contact.name, contact.phone, contact.email)]
    values += [attachment.title for attachment in release.attachments]
    values += [correction.reason for correction in release.corrections]
    return (value for value in values if value is not None)


def _span(place: Place, lines: list[int]) -> Span:
    """The span of a place in the file."""
    return Span(_offset(place.start, lines), _offset(place.last or place.end, lines))


def _offset(position: Position, lines: list[int]) -> int:
    """The offset of a position, which counts from 1."""
    return lines[min(position.line, len(lines)) - 1] + position.column - 1


def _line_starts(text: str) -> list[int]:
    """The offsets at which the lines of a text start."""
    starts, offset = [0], 0
    while (offset := text.find("\n", offset) + 1) > 0:
        starts.append(offset)
    return starts
