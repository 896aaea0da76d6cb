"""The running text of a release, field by field and block by block, and where each word of it stands in the file."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.markup import markdown
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model import language_tags, recent
from newsroom_cli.model.config import Config
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Field, Release, Span
from newsroom_cli.model.toml.schema import declared

# What stands in for inline code: no letter, no space and no mark, so that no rule reads it as any of these.
CODE = "\ufffc"


class Passage(NamedTuple):
    """A stretch of text as people read it; `place(start, end)` is where a part of it stands in the file."""

    text: str
    place: Callable[[int, int], Span]
    block: Block | None = None


def language_of(release: Release, config: Config) -> str:
    """The tag of the language a release is written in."""
    return release.language.value if release.language else config.language


def is_english(release: Release, config: Config) -> bool:
    """Whether a release is written in English."""
    return language_tags.is_english(language_of(release, config))


@recent.latest
def captions(release: Release) -> tuple[Passage, ...]:
    """What is read beside the body: headline, subhead, the event's place, the captions."""
    place = release.event.place if release.event else None
    fields = release.headline, release.subhead, place, *[image.caption for image in release.images]
    return tuple([of_field(release, field) for field in fields if field is not None])


@recent.kept(recent.CHARACTERS)
def lines(body: Field[str]) -> list[str]:
    """The lines of a body that are not empty, as they stand in the file."""
    return list(filter(None, body.value.split("\n")))


def of_field(release: Release, field: Field[str]) -> Passage:
    """A text of the front matter."""
    return Passage(field.value, functools.partial(within, release, field))


def of_block(release: Release, block: Block) -> Passage:
    """A block of the body, its inline code blotted out."""
    return Passage(without_code(release, block), block.place, block)


# --- what the house itself says -------------------------------------------------------------------------------


def narrative(release: Release) -> tuple[Passage, ...]:
    """The prose of the body in the house's own words: what rules of style may judge.

    Quotations, addresses and code are blotted out character for character with CODE; block quotes are left out.
    """
    return _narrative(release.body)


@recent.kept(recent.CHARACTERS)
def _narrative(body: Field[str]) -> tuple[Passage, ...]:
    blocks = (each for each in markdown.read(body).prose if not each.quoted)
    return tuple(Passage(own_words(_uncoded(body.value, body.span.start, each)), each.place, each) for each in blocks)


def narrative_captions(release: Release) -> Iterator[Passage]:
    """Headline, subhead, the event's place and the captions in the house's own words, as `narrative` has the body."""
    for each in captions(release):
        yield Passage(own_words(each.text), each.place)


_ADDRESS = pattern(
    r"(?:https?://|www\.)[^\s<>]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w@.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:com|org|net|gov|edu|mil|info|io|eu|uk|de|fr|es|ca|au|us)\b(?:/[^\s<>]*)?"
    r"|(?<!\w)[@#]\w+"
)


def own_words(text: str) -> str:
    """A text with its quotations, web and mail addresses and handles blotted out, character for character."""
    if "." in text or "@" in text or "#" in text:
        text = _ADDRESS.sub(_blotted, text)
    if quotation_marks.marked(text):
        return _blotted_at(text, quotation_marks.pair(text).spoken(len(text)))
    return text


def _blotted_at(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """A text without some stretches, which may lie in one another."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(stretches):
        if end > done:
            first = max(start, done)
            pieces += text[done:first], CODE * (end - first)
            done = end
    return "".join((*pieces, text[done:]))


def _blotted(match: re.Match[str]) -> str:
    return CODE * len(match.group())


def spoken(release: Release) -> tuple[Span, ...]:
    """Where words of others stand in the file: quotations and block quotes of the body, and what quotes are listed."""
    listed = [field.span for each in release.quotes for field in _texts(each)]
    return tuple(sorted((*_spoken(release.body), *listed)))


@recent.kept(recent.CHARACTERS)
def _spoken(body: Field[str]) -> tuple[Span, ...]:
    found: list[Span] = []
    for _, block in quoting(body):
        if block.quoted:
            found.append(block.span)
        else:
            pairs = quotation_marks.pair(block.text).spoken(len(block.text))
            found += [block.place(start, end) for start, end in pairs if end > start]
    return tuple(found)


# --- field by field -------------------------------------------------------------------------------------------


def written(release: Release) -> Iterator[Field[str]]:
    """Every text the front matter holds, whichever field it is in."""
    return _texts(release)


_READ: dict[type[object], Callable[[object], tuple[object, ...]]] = {}  # what reads all that a dataclass declares


def _texts(part: object) -> Iterator[Field[str]]:
    read = _READ.get(type(part)) or _READ.setdefault(type(part), operator.attrgetter(*declared(type(part))))
    for value in filter(None, read(part)):
        for each in value if type(value) is tuple else (value,):
            if isinstance(each, Field):
                if isinstance(each.value, str):
                    yield each
            elif hasattr(each, "span"):
                yield from _texts(each)


def within(release: Release, field: Field[str], start: int, end: int) -> Span:
    """Where a stretch of a front-matter text stands; the whole value when escapes hide the place."""
    known = _characters(release)
    if field not in known:
        known[field] = _places_of(release, field)
    if places := known[field]:
        return Span(places[start], places[min(end, len(places) - 1)])
    words = field.value[start:end] if places is None and len(field.value) <= _LONG else ""
    at = release.text.find(words, *field.span) if words else -1
    once = at >= 0 and release.text.find(words, at + 1, field.span.end) < 0
    return Span(at, at + len(words)) if once else field.span


_LONG = 20_000  # characters; in a longer field that hides its places the field itself is place enough
_SIGN = pattern(r"(?P<joins>\\[ \t]*\r?\n\s*)|\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)|\r\n|.", re.DOTALL)


@recent.latest
def _characters(release: Release) -> dict[Field[str], Sequence[int] | None]:
    """Where each character of the front-matter texts stands, of those that somebody asked about."""
    return {}


def _places_of(release: Release, field: Field[str]) -> Sequence[int] | None:
    """Where each character of a front-matter text stands, and where it ends.

    None where its lines hide that, empty where its escapes are not as they should be.
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
    signs = [each for each in _SIGN.finditer(inside, offset) if not each["joins"]]  # an escape is one character
    places = [*(first + each.start() for each in signs), first + len(inside)]
    if marks == 1:
        return places if len(signs) >= len(field.value) else ()
    plainly = (
        each.group() in ("\r\n", sign) or each.group()[0] == "\\"
        for each, sign in zip(signs, field.value, strict=False)
    )
    return places if len(signs) >= len(field.value) and all(plainly) else None


def prose(release: Release) -> tuple[Block, ...]:
    """The blocks of the body that hold running text: no code, no raw HTML."""
    return markdown.read(release.body).prose


@recent.kept(recent.CHARACTERS)
def quoting(body: Field[str]) -> tuple[tuple[int, Block], ...]:
    """The blocks of running text that are block quotes or hold a quotation mark, each with its number among all."""
    blocks = enumerate(markdown.read(body).prose)
    return tuple([(number, each) for number, each in blocks if each.quoted or quotation_marks.marked(each.text)])


def without_code(release: Release, block: Block) -> str:
    """A block's text with its inline code blotted out, character for character."""
    return _uncoded(release.text, 0, block)


def _uncoded(text: str, base: int, block: Block) -> str:
    """The same of a text that begins at a place of the file."""
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
    """The stretches of Markdown between backticks, backticks included: as many close as opened."""
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
