"""The running text of a release, field by field and block by block, and the place of each word in the file."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Release, Span
from newsroom_cli.model.toml.schema import declared_keys

# The substitute for inline code: not a letter, a space or a mark, so no rule mistakes it for one.
CODE = "\ufffc"


class Passage(NamedTuple):
    """A text as people read it; `place(start, end)` returns the span in the file of part of the text."""

    text: str
    place: Callable[[int, int], Span]
    block: Block | None = None


# --- the newsroom's own words -------------------------------------------------------------------------------

_ADDRESS = pattern(
    r"(?:https?://|www\.)[^\s<>]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w@.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:com|org|net|gov|edu|mil|info|io|eu|uk|de|fr|es|ca"
    r"|au|us)\b(?:/[^\s<>]*)?"
    r"|(?<!\w)[@#]\w+"
)
_IN_EVERY_ADDRESS = pattern(r"[@#]|://|www\.|\.\w")


def matches(passages: Iterable[Passage], shape: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield the matches of a pattern in some passages, outside of addresses and code."""
    for passage in passages:
        for match in shape.finditer(passage.text):
            if CODE not in passage.text[max(match.start() - 1, 0) : match.end() + 1]:
                yield passage, match


def without_addresses(text: str) -> str:
    """A text with web addresses, e-mail addresses and handles masked, character for character."""
    return _ADDRESS.sub(masked_match, text) if _IN_EVERY_ADDRESS.search(text) else text


def own_words(text: str) -> str:
    """A text with quotations, addresses and handles masked, character for character."""
    text = without_addresses(text)
    if quotation_marks.has_mark(text):
        return with_masked(text, quotation_marks.pair(text).quoted_spans(len(text)))
    return text


def with_masked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """A text with the given stretches masked; the stretches may overlap."""
    pieces: list[str] = []
    end_of_masked = 0
    for start, end in sorted(stretches):
        if end > end_of_masked:
            first = max(start, end_of_masked)
            pieces += text[end_of_masked:first], CODE * (end - first)
            end_of_masked = end
    return "".join((*pieces, text[end_of_masked:]))


def masked_match(match: re.Match[str]) -> str:
    """A replacement of the same length as a match, which no pattern takes for words or figures."""
    return CODE * len(match.group())


# --- field by field -------------------------------------------------------------------------------------------


_READ: dict[
    type[object], Callable[[object], tuple[object, ...]]
] = {}  # a getter of all declared values, by type of record


def texts_of(record: object) -> Iterator[Field[str]]:
    """Yield every text in a record of the front matter."""
    get_values = _READ.get(type(record)) or _READ.setdefault(
        type(record), operator.attrgetter(*declared_keys(type(record)))
    )
    for value in filter(None, get_values(record)):
        for part in value if type(value) is tuple else (value,):
            if isinstance(part, Field):
                if isinstance(part.value, str):
                    yield part
            elif hasattr(part, "span"):
                yield from texts_of(part)


def span_within(release: Release, field: Field[str], places: Sequence[int] | None, start: int, end: int) -> Span:
    """The span in the file of `start:end` in a front-matter text; `places` are the file offsets of its characters."""
    if places:
        return Span(places[start], places[min(end, len(places) - 1)])
    words = field.value[start:end] if places is None and len(field.value) <= _MAX_MAPPED_LENGTH else ""
    at = release.text.find(words, *field.span) if words else -1
    once = at >= 0 and release.text.find(words, at + 1, field.span.end) < 0
    return Span(at, at + len(words)) if once else field.span


_MAX_MAPPED_LENGTH = (
    20_000  # characters; a part of a longer field is reported at the field itself if its places are hidden
)
_SIGN = pattern(r"(?P<joins>\\[ \t]*\r?\n\s*)|\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)|\r\n|.", re.DOTALL)


def character_offsets(release: Release, field: Field[str]) -> Sequence[int] | None:
    """The file offset of each character of a front-matter text, and of its end.

    None if line breaks hide the offsets, empty if an escape is malformed.
    """
    at = release.text.find(field.value, *field.span)
    if at >= 0:
        return range(at, at + len(field.value) + 1)
    opening = release.text[field.span.start : field.span.start + 3]
    if not opening.startswith('"'):
        return None
    marks = 3 if opening == '"""' else 1
    first = field.span.start + marks
    inside = release.text[first : field.span.end - marks]
    offset = len(inside) - len(inside.lstrip())  # values are stripped
    signs = [sign for sign in _SIGN.finditer(inside, offset) if not sign["joins"]]  # an escape is one character
    places = [*(first + sign.start() for sign in signs), first + len(inside)]
    if marks == 1:
        return places if len(signs) >= len(field.value) else ()
    # In triple quotation marks TOML may drop line breaks, so each sign must agree with its character.
    agrees = (
        sign.group() in ("\r\n", character) or sign.group()[0] == "\\"
        for sign, character in zip(signs, field.value, strict=False)
    )
    return places if len(signs) >= len(field.value) and all(agrees) else None


def without_code(text: str, base: int, block: Block) -> str:
    """A block with its inline code masked, character for character; `base` is the offset of `text` in the file."""
    start, end = block.span
    source = text[start - base : end - base]
    if "`" not in source:
        return block.text
    pieces = []
    ends = [start for start, _ in block.runs[1:]] + [len(block.text)]
    spans, code = code_spans(source), Span(0, 0)
    for (start, place), end in zip(block.runs, ends, strict=True):
        at = place - block.span.start
        while code.end <= at and (code := next(spans, Span(len(source), len(source) + 1))):
            pass
        pieces.append(CODE * (end - start) if code.start < at < code.end else block.text[start:end])
    return "".join(pieces)


def code_spans(source: str) -> Iterator[Span]:
    """Yield the stretches of Markdown code with their backticks; a run of as many backticks closes a stretch as opened
    it.
    """
    ticks = [match.span() for match in re.finditer("`+", source)]
    following: list[int | None] = [None] * len(ticks)  # the next run of backticks of the same length
    nearest: dict[int, int] = {}
    for index in range(len(ticks) - 1, -1, -1):
        start, end = ticks[index]
        following[index] = nearest.get(end - start)
        nearest[end - start] = index
    index = 0
    while index < len(ticks):
        start, closing = ticks[index][0], following[index]
        escaped = source[max(start - 1, 0) : start] == "\\"
        if closing is None or escaped:
            index += 1
        else:
            yield Span(start, ticks[closing][1])
            index = closing + 1
