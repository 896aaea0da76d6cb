"""TX: quotation marks, apostrophes and brackets."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from newsroom_cli.language import quotation_marks
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import Passage, matches
from newsroom_cli.language.spelling import lexicon as lexicons
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import FIRST_SET, INFO, PREVIEW, WARNING, Fix, Hit, rule
from newsroom_cli.rules.triggers import characters

# --- TX004 ----------------------------------------------------------------------------------------------------

_STRAIGHT, _CURLY = "\"'", "“”‘’"
_SINGLE = "'‘’"
_MARKS = pattern("[\"'“”‘’]")
_BEFORE_AN_OPENING_MARK = frozenset("([{<—–-/…¿¡“„«‘")
_ELIDED = pattern(r"\d\ds?\b|(\w{1,12})\b")


class _Mark(NamedTuple):
    """A quotation mark or apostrophe in a passage."""

    passage: Passage
    at: int
    sign: str

    @property
    def span(self) -> Span:
        """The span of the mark in the file."""
        return self.passage.place(self.at, self.at + 1)

    @property
    def is_straight(self) -> bool:
        """Whether the mark is straight."""
        return self.sign in _STRAIGHT

    @property
    def is_single(self) -> bool:
        """Whether the mark is a single mark or an apostrophe."""
        return self.sign in _SINGLE


@rule("TX004", "mixed-quotation-marks", severity=WARNING, looks_for=characters("“”‘’&"))
def mixed_quotation_marks(document: Document) -> Iterator[Hit]:
    """Report a mix of straight and curly marks in one release."""
    marks = list(_marks(document))
    straight = 2 * sum(mark.is_straight for mark in marks) > len(marks)  # whether most marks are straight
    kinds = [[mark for mark in marks if mark.is_single == single] for single in (True, False)]
    mixed = [kind for kind in kinds if len({mark.is_straight for mark in kind}) > 1]
    wrong = [mark for kind in mixed for mark in kind if mark.is_straight != straight]
    right = [mark for kind in mixed for mark in kind if mark.is_straight == straight]
    if wrong:
        style = "straight" if straight else "curly"
        example = next(mark for mark in right if mark.is_single == wrong[0].is_single)
        yield Hit(
            min(mark.span for mark in wrong),
            " and ".join(_count_in_words(kind, straight=not straight) for kind in mixed),
            f"write {style} marks throughout",
            (example.span, f"here it is {style}"),
            severity=INFO if all(mark.is_single for mark in wrong) else "",
            fix=_fix_for_mixed_marks(document, wrong, english=document.is_english),
        )
        for mark in _one_for_each_passage(wrong):
            message = f"this mark is {'curly' if straight else 'straight'}, as few in the release are"
            yield Hit(mark.span, message, f"write {style} marks throughout", severity=INFO, since="2026.2")


_FURTHER = 6  # paragraphs with marks of the rarer kind that each get a hit, at most


def _one_for_each_passage(marks: Sequence[_Mark]) -> list[_Mark]:
    """The first mark of each passage, except the passage with the first mark of all."""
    first = min(marks, key=lambda mark: mark.span)
    found: dict[int, _Mark] = {}
    for mark in marks:
        found.setdefault(id(mark.passage), mark)
    return [mark for mark in found.values() if mark.passage is not first.passage][:_FURTHER]


def _count_in_words(kind: Sequence[_Mark], *, straight: bool) -> str:
    """The number of straight or curly marks in a group, in words: 1 straight apostrophe among 12."""
    count = sum(mark.is_straight == straight for mark in kind)
    name = "apostrophe" if kind[0].is_single else "quotation mark"
    style = "straight" if straight else "curly"
    return f"{count} {style} {name if count == 1 else name + 's'} among {len(kind)}"


def _marks(document: Document) -> Iterator[_Mark]:
    """Yield the quotation marks and apostrophes that readers see, except marks of feet and inches.

    Yield none if neither group is both straight and curly: this spares most releases the search.
    """
    text = "".join([document.release.body.value, *[caption.text for caption in document.captions]])
    if not (_may_be_mixed(text, "'", "‘’") or _may_be_mixed(text, '"', "“”")):
        return
    for passage in document.passages:
        text = passage.text
        if passage.block and _PROGRAM.search(passage.block.text):
            continue
        for match in _MARKS.finditer(text):
            at, sign = match.start(), match.group()
            unit = sign in _STRAIGHT and at > 0 and text[at - 1].isnumeric() and not text[at + 1 : at + 2].isalpha()
            if not unit and not _in_an_address(text, at):
                yield _Mark(passage, at, sign)


def _may_be_mixed(text: str, straight: str, curly: str) -> bool:
    """Whether a text has the straight mark and one of the curly ones."""
    return straight in text and any(map(text.__contains__, curly))


# Code of a web page.
_PROGRAM = pattern(r"function\s?\(|document\.\w{1,30}\(|\bwindow\.\w|</\w{1,10}>|\b(?:style|class|src|href)=")


def _in_an_address(text: str, at: int) -> bool:
    """Whether an offset is inside a web address."""
    near = max(at - 200, 0)
    return "://" in text[max(text.rfind(" ", near, at) + 1, near) : at]


def _fix_for_mixed_marks(document: Document, marks: Sequence[_Mark], *, english: bool) -> Fix | None:
    """The fix that makes all marks straight or all curly; safe if the role of each mark is clear."""
    edits, safe = [], True
    for mark in marks:
        if mark.sign in _CURLY:
            sign, certain = ('"' if mark.sign in "“”" else "'"), english or mark.sign == "’"
        elif mark.sign == "'":
            sign, certain = _curly_single(mark.passage.text, mark.at)
        elif english:
            sign, certain = _curly_double(mark.passage.text, mark.at)
        else:
            return None  # other languages have closing marks of their own
        edit = rewriting.edit(document, mark.passage, mark.at, mark.at + 1, sign)
        if edit is None:
            return None
        edits.append(edit)
        safe = safe and certain
    return Fix(tuple(edits), safe)


def _curly_double(text: str, at: int) -> tuple[str, bool]:
    """The curly mark for a straight double mark, and whether that is certain."""
    pairs = _curly_pairs(text)
    if at in pairs:
        return pairs[at], True
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    opens = not before or before.isspace() or before in _BEFORE_AN_OPENING_MARK
    closes = not after or after.isspace() or not after.isalnum()
    return ("“" if opens else "”"), False if opens == closes else bool(pairs)


@functools.lru_cache(maxsize=8)
def _curly_pairs(text: str) -> Mapping[int, str]:
    """The curly mark for each paired mark in a text, by offset."""
    pairs = quotation_marks.pair(text).pairs
    return {start: "“" for start, _ in pairs} | {end: "”" for _, end in pairs}


def _curly_single(text: str, at: int) -> tuple[str, bool]:
    """The curly mark for a straight single mark, and whether it is certain; an apostrophe if it opens no quotation."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalnum() or not (after.isalnum() or after in '[$“"'):
        return "’", bool(before.strip()) and before not in _BEFORE_AN_OPENING_MARK
    if _is_elision(text, at):
        return "’", True
    return "‘", _CLOSES.search(text, at + 1, at + _QUOTED) is not None


_QUOTED = 600  # characters of a quotation in single marks, at most
_CLOSES = pattern(r"(?<=[\w.,!?…])['’](?!\w)")


def _is_elision(text: str, at: int) -> bool:
    """Whether a mark replaces missing letters at the start of a word: ’90s, ’em, ’til."""
    match = _ELIDED.match(text, at + 1)
    return match is not None and (match[1] is None or match[1].lower() in RULES["elisions"])


_FAMILIES = (("“”", "curly"), ("„", "German"), ("«»", "angle"), ('"', "straight"))


@rule(
    "TX046",
    "two-kinds-of-quotation-marks",
    severity=INFO,
    yields_to=("TX004",),
    looks_for=characters("„«»“&"),
    since="2026.2",
)
def two_kinds_of_quotation_marks(document: Document) -> Iterator[Hit]:
    """Report quotations in marks of a rarer kind among those of another kind: „...“ and "...", «...» and “...”."""
    own = document.base_language in _LOW_MARKS
    quotations: dict[str, list[tuple[Passage, int]]] = {}
    for _, block in document.quoting_blocks:
        passage = document.of_block(block)
        for start, end in () if _PROGRAM.search(passage.text) else quotation_marks.pair(passage.text).pairs:
            if own and lexicons.is_english(passage.text[start:end]):
                continue
            kind = next((name for signs, name in _FAMILIES if passage.text[start] in signs), "")
            if kind and not _is_unit(passage.text, start):
                quotations.setdefault(kind, []).append((passage, start))
    for passage, at in quotations.pop("curly", ())[:_SHOWN] if own else ():
        help = f"open it with „ and close it with {'”' if document.base_language == 'pl' else '“'}"
        yield Hit(passage.place(at, at + 1), "this quotation has English quotation marks", help)
    if len(quotations) < 2 or quotations.keys() == {"curly", "straight"}:  # TX004 reports these
        return
    usual = max(quotations, key=lambda kind: len(quotations[kind]))
    for kind, places in quotations.items():
        for passage, at in places[:_SHOWN] if kind != usual else ():
            message = f"this quotation has {kind} marks, {len(quotations[usual])} others have {usual} ones"
            yield Hit(passage.place(at, at + 1), message, "use one kind of marks throughout")


_SHOWN = 3  # hits of one kind
_LOW_MARKS = ("de", "cs", "sk", "pl")  # languages whose quotations begin with „


def _is_unit(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches."""
    return text[at] == '"' and at > 0 and text[at - 1].isnumeric()


# --- TX013 ----------------------------------------------------------------------------------------------------

_DECADE = pattern(r"\d0s\b")


_WITHIN_A_WORD = pattern(
    r"‘(?<=[^\W\d_]‘)(?=(?:s|t|re|ve|ll|d|m)\b)|‘(?:(?<=\b[dlsjmcntDLSJMCNT]‘)|(?<=\b[Qq]u‘))(?=[^\W\d_])"
    r"|‘(?<=[\s(/]‘)(?=\d\d\b(?!’))"
)


@rule("TX013", "apostrophe-turned-around", severity=INFO, looks_for=characters("‘&"))
def apostrophe_turned_around(document: Document) -> Iterator[Hit]:
    """Report an opening mark in place of an apostrophe: ‘90s."""
    for passage in document.passages:
        text = passage.text
        found = {
            match.start(): PREVIEW for match in _WITHIN_A_WORD.finditer(text) if not _is_closed(text, match.start())
        }
        for at in occurrences(text, "‘") if document.is_english else ():
            if _is_certain_elision(text, at) and not _is_closed(text, at):
                found[at] = FIRST_SET
        for at, since in sorted(found.items()):
            fix = rewriting.fix(document, passage, at, at + 1, "’")
            message = "this is an opening quotation mark, not an apostrophe"
            yield Hit(passage.place(at, at + 1), message, "write ’", fix=fix, since=since)


def _is_certain_elision(text: str, at: int) -> bool:
    """Whether a mark certainly replaces missing letters: before a decade or certain lower-case words."""
    if _DECADE.match(text, at + 1):
        return True
    match = _ELIDED.match(text, at + 1)
    return match is not None and match[1] is not None and match[1] in RULES["elisions"]


_MAX_SHORT_QUOTATION = 120  # characters of a short quotation in single marks, at most


def _is_closed(text: str, at: int) -> bool:
    """Whether a closing mark follows, so that the mark may open a quotation; the second mark of ‘n’ does not count."""
    match = _ELIDED.match(text, at + 1)
    end = match.end() if match else at + 1
    if text[end : end + 1] == "’" and match and match[1] == "n":
        return False
    closing = _CLOSES.search(text, end, end + _MAX_SHORT_QUOTATION)
    return closing is not None and "‘" not in text[end : closing.start()]


# --- TX012 ----------------------------------------------------------------------------------------------------

_BRACKETS = pattern(r"[()\[\]（）]")
_OPENING = "([（"
_PARTNER = {")": "(（", "]": "[", "）": "(（"}
_NUMBERED = pattern(r"(?:^|\W)(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\.?\Z")
_GLUED_NUMBER = pattern(r"[A-Za-z)]\d{1,2}\.?\Z|[A-Z]\d\Z|\d\.\Z")  # a list item after a lost line break
_FACE = pattern(r"(?:^|\s)[:;=][-'^o]?\Z")
_MAX_PARAGRAPHS_OPEN = 4  # paragraphs over which a bracket may stay open, at most


@rule("TX012", "unpaired-bracket", severity=WARNING)
def unpaired_bracket(document: Document) -> Iterator[Hit]:
    """Report brackets without a partner."""
    for caption in document.captions:
        at = _unpaired(caption.text)
        if at is not None:
            yield _unpaired_hit(caption, at)
    open_: list[tuple[int, Passage, int]] = []
    blocks = document.prose
    for number in _texts_with_uneven_brackets([block.text for block in blocks]):
        text, passage = blocks[number].text, document.of_block(blocks[number])
        at = _unpaired(passage.text)
        if at is None:
            continue
        if text[at] in _OPENING:
            open_.append((number, passage, at))
        elif open_ and number - open_[-1][0] <= _MAX_PARAGRAPHS_OPEN:
            open_.pop()
        else:
            yield _unpaired_hit(passage, at)
    yield from (_unpaired_hit(passage, at) for _, passage, at in open_)
    wide = map(document.of_block, blocks) if not document.word_index.characters.isdisjoint("（）") else ()
    for passage, match in matches(wide, _OF_TWO_WIDTHS):
        message = f"the bracket {match.group()[0]} is closed by one of another width"
        yield Hit(passage.place(match.end() - 1, match.end()), message, "use the same kind for both", since=PREVIEW)


_OF_TWO_WIDTHS = pattern(r"（[^()（）\n]{1,80}\)|\([^()（）\n]{1,80}）")


def _texts_with_uneven_brackets(texts: Sequence[str]) -> list[int]:
    """The indexes of the texts in which opening and closing brackets of a kind differ in number."""
    whole = "\n".join(texts)
    numbers: set[int] = set()
    for opening, closing in ("()", "[]"):
        if opening in whole or closing in whole:
            numbers.update([at for at, text in enumerate(texts) if text.count(opening) != text.count(closing)])
    return sorted(numbers)


def _unpaired(text: str) -> int | None:
    """The offset of the first bracket without a partner, None if all match; one after an item's number needs none."""
    open_: list[int] = []
    alone: list[int] = []
    numbered: list[int] = []
    for match in _BRACKETS.finditer(text):
        at, sign = match.start(), match.group()
        if _FACE.search(text, max(at - 3, 0), at):
            continue
        if sign in _OPENING:
            open_.append(at)
        elif open_ and text[open_[-1]] in _PARTNER[sign]:
            open_.pop()
        elif sign == ")" and _GLUED_NUMBER.search(text, max(at - 3, 0), at):
            continue
        elif sign == ")" and _NUMBERED.search(text, max(at - 8, 0), at):
            numbered.append(at)
        else:
            alone.append(at)
    if len(numbered) == 1 and len(text[: numbered[0]].split()) > 1:  # (see page 3) without its first bracket
        alone += numbered
    return next((place for place in sorted((*alone, *open_)) if not _in_an_address(text, place)), None)


def _unpaired_hit(passage: Passage, at: int) -> Hit:
    """The hit for a bracket without a partner."""
    sign = passage.text[at]
    what = "is never closed" if sign in _OPENING else "was never opened"
    help = f"put the other one where it belongs, or delete this {sign}"
    return Hit(passage.place(at, at + 1), f"the bracket {sign} {what}", help)
