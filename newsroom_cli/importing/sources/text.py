"""Read plain text: its paragraphs, lists, quotations and headings as a reader sees them, whatever its line breaks."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.importing import line_joining, unreadable
from newsroom_cli.importing.line_joining import rejoined
from newsroom_cli.importing.material import Material
from newsroom_cli.importing.pages import inline
from newsroom_cli.importing.pieces import HEADING, ITEM, PARAGRAPH, QUOTE, RULE, Pasted, Piece, SourceLine
from newsroom_cli.importing.repair import repair, without_references
from newsroom_cli.language.attribution_lexicon import LANGUAGES, lexicon_for
from newsroom_cli.language.quotes import dashes
from newsroom_cli.language.wording import page_chrome
from newsroom_cli.model.patterns import pattern


class Mark(NamedTuple):
    """The beginning of a list item: its number (None for a bullet) and its words."""

    number: int | None
    words: str


class Line(NamedTuple):
    """A line without the spaces around it, its indent, and its mark if it begins a list item."""

    text: str
    indent: int
    mark: Mark | None = None


def recognises(material: Material) -> bool:
    """Always true: any text is plain text. So this source is the last in the table."""
    return True


def read_from(material: Material) -> Iterator[Pasted]:
    """Yield the text. Raises NewsroomError for XML and for a text that is too long."""
    unreadable.refuse_text(material)
    yield material.with_notes(read(material.text))


def read(text: str) -> Pasted:
    """Read a text. Blank lines separate its paragraphs; if they do not, each line is a paragraph.

    Hard wraps and their hyphens are undone; lines of page chrome are left out.
    """
    repaired = repair(without_references(text))
    raw = _unquoted(_lines(line_joining.without_line_spacing(repaired.text)))
    lines = _with_marks(_without_page_chrome(raw))
    width = line_joining.wrap_width([line.text for line in lines])
    wrapped = line_joining.Wrapping(width, line_joining.vocabulary(repaired.text) if width else frozenset())
    blocks = list(_blocks(lines))
    apart = _blank_lines_part_paragraphs(list(_blocks(raw)), width)
    pieces: list[Piece] = []
    for block in blocks:
        pieces += _pieces(block, wrapped, apart=apart)
    shown = tuple(SourceLine(line.text) for line in raw if line.text)
    return Pasted(tuple(pieces if apart else rejoined(pieces)), notes=repaired.notes, lines=shown)


_PARAGRAPH_LENGTH = 160  # characters; a longer line is a paragraph


def _blank_lines_part_paragraphs(blocks: Sequence[Sequence[Line]], width: int) -> bool:
    """Whether blank lines separate the paragraphs; if not, each line is a paragraph."""
    if sum(map(len, blocks)) <= 2:
        return True
    long = sum(1 for block in blocks if sum(len(line.text) > _PARAGRAPH_LENGTH for line in block) > 1)
    return len(blocks) > 1 and (width > 0 or long == 0)


_TAB = 4  # columns
_AROUND = " \u200e\u200f\u061c"  # at the ends of a line, marks of the direction of writing mean nothing


def _lines(text: str) -> list[Line]:
    """The lines of a text; an empty one after a form feed is dropped."""
    lines: list[Line] = []
    for raw in text.replace("\f", "\n\f").split("\n"):
        line = raw.lstrip("\f")
        bare = inline.single_spaced(line).strip(_AROUND)
        if raw.startswith("\f") and not bare:
            continue
        expanded = line.expandtabs(_TAB)
        lines.append(Line(bare, min(len(expanded) - len(expanded.lstrip()), 80) if bare else 0))
    return lines


def _unquoted(lines: list[Line]) -> list[Line]:
    """The lines without the quotation marks (>) of a mail, if most of them are quoted."""
    filled = [line for line in lines if line.text]
    marked = sum(1 for line in filled if line.text.startswith(">"))
    if len(filled) < 3 or marked < 0.8 * len(filled):
        return lines
    return [Line(line.text.removeprefix(">").strip(), line.indent) for line in lines]


def _without_page_chrome(lines: list[Line]) -> list[Line]:
    """The lines without page chrome; a page break within a sentence leaves no blank line behind."""
    remaining: list[Line] = []
    running = _running_heads(lines)
    for index, line in enumerate(lines):
        if page_chrome.is_page_break(line.text) or _is_page_number(lines, index) or _masked(line.text) in running:
            while remaining and not remaining[-1].text and not _ends_sentence(remaining):
                remaining.pop()
            remaining.append(Line("", 0) if _ends_sentence(remaining) else Line("", -1))
        elif page_chrome.is_page_chrome(line.text):
            remaining.append(Line("", 0))
        elif not line.text and remaining and remaining[-1].indent == -1:
            continue
        else:
            remaining.append(line)
    return [line for line in remaining if line.indent != -1]


_PAGES, _HEAD = 3, 10  # occurrences of a page's head, at least; characters in it, at least


def _running_heads(lines: Sequence[Line]) -> frozenset[str]:
    """The lines that recur on each page of a print-out, with another page number each time."""
    counted = Counter(_masked(line.text) for line in lines if len(line.text) >= _HEAD and "/" in line.text)
    return frozenset(text for text, count in counted.items() if count >= _PAGES and "#" in text)


def _masked(text: str) -> str:
    return _FIGURES.sub("#", text)


_FIGURES = pattern(r"\d+")


def _is_page_number(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is only a number between blank lines."""
    text = lines[index].text
    if not (text.isascii() and text.isdigit() and len(text) <= 2) or index in (0, len(lines) - 1):
        return False
    return not lines[index - 1].text and not lines[index + 1].text


def _ends_sentence(lines: Sequence[Line]) -> bool:
    last = next((line.text for line in reversed(lines) if line.text), "")
    return not last or last[-1] in ".!?:;…”\"»’')]" or len(last) < 40


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between blank lines."""
    block: list[Line] = []
    for line in lines:
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


# --- blocks ---------------------------------------------------------------------------------------------------

_BULLET = pattern(r"([•·▪▫◦●○■□‣⁃∙◆◇➢➤►✓*]|[-–—](?=\s)|o(?=\s)|§(?=\s))\s*(.*)", 16)
_NUMBER = pattern(r"\(?(\d{1,3})[.)] +\S.*", 16)
_SURE_BULLETS = "•▪▫◦●○■□‣⁃∙◆◇➢➤►✓"


def _pieces(block: list[Line], wrapped: line_joining.Wrapping, *, apart: bool) -> Iterator[Piece]:
    """Yield the pieces of the lines between two blank lines."""
    index = 0
    while index < len(block):
        line = block[index]
        if page_chrome.is_end_mark(line.text):
            yield Piece(RULE, line.text, inline.escaped(line.text))
            index += 1
        elif line.mark is not None:
            item, index = _item(block, index, line.mark, wrapped)
            yield item
        elif index + 1 < len(block) and (level := _underline(line.text, block[index + 1].text)):
            yield _piece(HEADING, line.text, level=level)
            index += 2
        elif _is_rule(line.text):
            yield Piece(RULE, "", "")
            index += 1
        elif len(block) == 1 and is_capitals(line.text):
            yield _piece(HEADING, line.text, level=2)
            index += 1
        elif line.text.startswith(">"):
            piece, index = _quotation(block, index, wrapped)
            yield from piece
        else:
            end = _plain_end(block, index)
            texts = [line.text for line in block[index:end]]
            pieces = (
                [wrapped.joined(texts)]
                if _has_hanging_indent(block[index:end])
                else wrapped.paragraphs(texts, apart=apart)
            )
            yield from (_piece(PARAGRAPH, paragraph) for paragraph in pieces)
            index = end


def _has_hanging_indent(lines: Sequence[Line]) -> bool:
    """Whether all lines but the first are indented alike, as in a paragraph with a hanging indent.

    Lines of a paragraph are about equally long; below a headline, indented lines may be whole paragraphs.
    """
    if len(lines) < 3:
        return False
    indents = {line.indent for line in lines[1:]}
    lengths = [len(line.text) for line in lines]
    long = sum(length > _FILLED for length in lengths) > 1
    alike = max(lengths) <= min(2 * min(lengths[:-1]), _PARAGRAPH_LENGTH)
    return len(indents) == 1 and indents.pop() > lines[0].indent and long and alike


_FILLED = 40  # characters; a line of an address has fewer


def _piece(kind: str, text: str, *, level: int = 0, number: int | None = None) -> Piece:
    runs = inline.tidy(inline.link_addresses(text.replace("\n", " ") if kind == HEADING else text))
    return Piece(kind, inline.plain(runs), inline.markdown(runs), level, number)


def _plain_end(block: Sequence[Line], start: int) -> int:
    """The index of the first line after `start` that begins a list, heading, quotation, rule or contact."""
    end = start + 1
    while end < len(block):
        text = block[end].text
        begins = page_chrome.is_end_mark(text) or block[end].mark is not None or text.startswith(">") or _is_rule(text)
        begins = begins or _CONTACT_LABEL.match(text) is not None
        if begins or (end + 1 < len(block) and _underline(text, block[end + 1].text)):
            break
        end += 1
    return end


_CONTACT_LABEL = pattern(r"(?:(?:For Immediate Release|MEDIA|Media|PRESS|Press|News) )?(?:CONTACTS?|Contacts?):\s")


def _is_rule(text: str) -> bool:
    return len(text) >= 3 and len(set(text)) == 1 and text[0] in "-_=*~–—"


def _underline(text: str, below: str) -> int:
    """The level of a heading with an underline; 0 for any other line."""
    if len(below) < 3 or len(set(below)) != 1 or below[0] not in "=-~" or not 0 < len(text) <= 120:
        return 0
    alike = abs(len(below) - len(text)) <= max(3, len(text) // 4)
    return (1 if below[0] == "=" else 2) if alike and text[-1] not in ".;," and not _is_rule(text) else 0


_NO_HEADING = pattern(
    r".*(?:\bIMMEDIATE(?:LY)?\b|\bRELEASE\b|\bEMBARGO|\bADVISORY\b|\bCONTACTS?\b|\bPRESS\b|[@\d:]).*|ENDS?\.?", 16
)


def is_capitals(text: str) -> bool:
    """Whether a line is a heading in capitals: short, two words or more, and no label such as FOR IMMEDIATE RELEASE."""
    letters = [character for character in text if character.isalpha()]
    if not len(letters) >= 6 or len(text) > 90 or len(text.split()) < 2 or text[-1] in ".,;" or text[0] in "-–—":
        return False
    return all(unicodedata.category(letter) == "Lu" for letter in letters) and not _NO_HEADING.match(text)


def _quotation(block: Sequence[Line], start: int, wrapped: line_joining.Wrapping) -> tuple[list[Piece], int]:
    """The pieces in the lines that begin with `>`, and the index after them."""
    end = start
    while end < len(block) and block[end].text.startswith(">"):
        end += 1
    texts = [line.text.lstrip("> ") for line in block[start:end]]
    pieces: list[Piece] = []
    for part in _blocks([Line(text, 0) for text in texts]):
        paragraphs = wrapped.paragraphs([line.text for line in part], apart=True)
        pieces += [_piece(QUOTE, paragraph, level=1) for paragraph in paragraphs]
    return pieces, end


# --- lists ----------------------------------------------------------------------------------------------------


_MAX_LINES_TO_PARENT = 40  # lines above an item, one of which may be its parent
_LINES_AROUND_ITEM = 6  # lines before and after an item that may be items of the same list; blank ones do not count


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines with the marks of their items; "2. Juli", a dateline and a dash before speech are no marks."""
    filled = [line for line in lines if line.text]
    numbers = [int(match[1]) if (match := _NUMBER.fullmatch(line.text)) else None for line in filled]
    marks = iter([_mark(filled, index, numbers) for index in range(len(filled))])
    return [line._replace(mark=next(marks)) if line.text else line for line in lines]


def _mark(lines: Sequence[Line], index: int, numbers: Sequence[int | None]) -> Mark | None:
    """The mark of a list item at the start of a line; None if the line begins no item."""
    text = lines[index].text
    around = range(max(index - _LINES_AROUND_ITEM, 0), min(index + _LINES_AROUND_ITEM + 1, len(lines)))
    if (number := numbers[index]) is not None:
        follows = any(numbers[at] == number + (1 if at > index else -1) for at in around if at != index)
        return Mark(number, text[text.index(" ") :].strip()) if follows else None
    match = _BULLET.fullmatch(text)
    if not match or _is_rule(text) or page_chrome.is_end_mark(text):
        return None
    if match[1] in _SURE_BULLETS or (match[1] in "*·" and text[1:2] == " "):
        return Mark(None, match[2])
    # A dash or the letter o is a bullet only if another line nearby begins with it.
    alike = match[1] + " "
    alike_lines = [lines[at].text for at in around if lines[at].text.startswith(alike)]
    is_speech = match[1] in "–—" and any(map(_is_attributed, alike_lines))
    return Mark(None, match[2]) if len(alike_lines) > 1 and match[2] and not is_speech else None


@functools.lru_cache(maxsize=64)
def _is_attributed(line: str) -> bool:
    """Whether a line that begins with a dash is what somebody says: – Vi är glada, säger Ana Ruiz."""
    lexicons = (lexicon for lexicon in map(lexicon_for, LANGUAGES) if lexicon.dashes)
    return any(spoken.after for lexicon in lexicons for spoken in dashes.stretches(0, line, "", lexicon))


def _item(block: Sequence[Line], start: int, mark: Mark, wrapped: line_joining.Wrapping) -> tuple[Piece, int]:
    """An item with the indented or wrapped lines that continue it, and the index after them."""
    own_indent = block[start].indent
    texts, end = [mark.words] if mark.words else [], start + 1
    while end < len(block) and block[end].mark is None and not page_chrome.is_end_mark(block[end].text):
        continues = (
            not texts or block[end].indent > own_indent or wrapped.continues(block[end - 1].text, block[end].text)
        )
        if not continues:
            break
        texts.append(block[end].text)
        end += 1
    words = wrapped.joined(texts) if texts else ""
    return _piece(ITEM, words, level=_nesting_level(block, start), number=mark.number), end


def _nesting_level(block: Sequence[Line], start: int) -> int:
    """The level of an item: one more than the number of smaller indents of the bullets above it."""
    smaller_indents = {
        line.indent
        for line in block[max(start - _MAX_LINES_TO_PARENT, 0) : start]
        if line.indent < block[start].indent and _BULLET.fullmatch(line.text)
    }
    return 1 + min(len(smaller_indents), 5)
