"""TX: unnecessary or missing spaces and line ends."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language import passages
from newsroom_cli.language.document import Document
from newsroom_cli.language.word_lists import RULES
from newsroom_cli.markup import markdown
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules import rewriting
from newsroom_cli.rules.registry import INFO, OFF, PREVIEW, WARNING, Edit, Fix, Hit, replace, rule
from newsroom_cli.rules.triggers import substrings

# --- TX001 ----------------------------------------------------------------------------------------------------

_SPACES = " \t\xa0"
_AT_A_LINE_END = tuple(space + end for space in _SPACES for end in "\r\n")
_RARE_SPACES = frozenset("\t\xa0\r")
_HARD_BREAK = "  "


@rule("TX001", "trailing-space", severity=INFO)
def trailing_space(document: Document) -> Iterator[Hit]:
    """Report spaces at the ends of lines."""
    text = document.release.text
    rare = not _RARE_SPACES.isdisjoint(document.word_index.characters)
    at_a_line_end = _AT_A_LINE_END if rare else (" \n",)
    if not any(map(text.__contains__, at_a_line_end)) and not text.endswith(tuple(_SPACES)):
        return
    edits = list(_trailing(document))
    if edits:
        message = "a line ends in spaces" if len(edits) == 1 else f"{len(edits)} lines end in spaces"
        front = text[slice(*document.release.front)]
        in_value = edits[0].span.start < document.release.front.end and ('"""' in front or "'''" in front)
        yield Hit(edits[0].span, message, "delete them", fix=Fix(tuple(edits), safe=not in_value))


def _trailing(document: Document) -> Iterator[Edit]:
    """Yield the edits that delete spaces at line ends; two inside a paragraph stay: they break the line in Markdown."""
    text, start = document.release.text, 0
    code = [block.span for block in document.markdown.blocks if block.kind == markdown.CODE]
    lines = text.split("\n")
    for number, whole in enumerate(lines):
        line = whole.removesuffix("\r")
        stripped = line.rstrip(_SPACES)
        if len(stripped) < len(line) and not any(span.start <= start + len(stripped) < span.end for span in code):
            goes_on = stripped and number + 1 < len(lines) and lines[number + 1].strip()
            breaks = goes_on and start >= document.release.body.span.start and line.endswith(_HARD_BREAK)
            left = _HARD_BREAK if breaks else ""
            if line[len(stripped) :] != left:
                yield Edit(Span(start + len(stripped), start + len(line)), left)
        start += len(whole) + 1


# --- TX002 ----------------------------------------------------------------------------------------------------

_DOUBLE = pattern(r"(?<=[^\s|]) {2,}(?=[^\s|])")


@rule("TX002", "double-space", severity=INFO, styles=OFF, looks_for=substrings("  "))
def double_space(document: Document) -> Iterator[Hit]:
    """Report two spaces in a row."""
    spans: list[Span] = []
    for passage in document.passages:
        for match in _DOUBLE.finditer(passage.text):
            span = passage.place(*match.span())
            if document.release.text[slice(*span)] == match.group():
                spans.append(span)
    if spans:
        message = "two spaces in a row" if len(spans) == 1 else f"two spaces in a row, {len(spans)} times"
        yield Hit(spans[0], message, "one is enough", fix=Fix(tuple(Edit(span, " ") for span in spans)))


# --- TX009 ----------------------------------------------------------------------------------------------------


@rule("TX009", "line-ends", severity=INFO)
def line_ends(document: Document) -> Iterator[Hit]:
    """Report a missing line end at the end of the file, and line ends of several systems."""
    text = document.release.text
    if "\r" in text and (mixed := _mixed(document)):
        yield mixed
    if text and not text.endswith("\n"):
        newline = "\r\n" if "\r\n" in text else "\n"
        end = Span(len(text), len(text))
        help = "add one: other programs expect it"
        yield Hit(end, "the file does not end with a line break", help, fix=replace(end, newline))


def _mixed(document: Document) -> Hit | None:
    """The hit for line ends of several systems or of old Macs; None if there are none."""
    text, front = document.release.text, document.release.front
    both, feeds, returns = text.count("\r\n"), text.count("\n"), text.count("\r")
    unix, old = feeds - both, returns - both
    if not (unix and both) and not old:
        return None
    wanted = "\r\n" if both > unix else "\n"
    edits = tuple(Edit(Span(*match.span()), wanted) for match in _LINE_END.finditer(text) if match.group() != wanted)
    kinds = [(both, "Windows"), (unix, "Unix"), (old, "old Mac")]
    message = f"line ends of several systems: {', '.join(f'{count} {name}' for count, name in kinds if count)}"
    system = "Unix" if wanted == "\n" else "Windows"
    help = f"write those of {system} throughout"
    in_value = any(edit.span.start < front.end for edit in edits) and '"""' in text[: front.end]
    return Hit(edits[0].span, message, help, fix=Fix(edits, safe=not in_value))


_LINE_END = pattern(r"\r\n|\r|\n")

# --- TX014 ----------------------------------------------------------------------------------------------------

# A sentence ends in lower case, and the next begins with a capital; `Node.Js` and `St.Louis` do not match.
_GLUED = pattern(r"\.(?=[A-ZÀ-Þ][a-zß-ÿ]*(?:['’]s)?\s)(?<=[^\W\d_A-Z][a-z]{2}\.)(?!(?:Com|Org|Net|Gov|Edu|Js)\b)")
# The same before a word with an apostrophe or a comma, and after a word with an accent.
_GLUED_FURTHER = pattern(
    r"\.(?=[A-ZÀ-Þ](?:[a-zß-ÿ]*(?:['’][a-zß-ÿ]+)?|[a-zß-ÿ]+,)\s)(?<=[^\W\d_A-Z][a-zß-ÿ]{2}\.)(?!(?:Com|Org|Net|Gov|Edu|Js)\b)"
)
_ASKED = pattern(r"\?(?=[A-Z][a-z]*\s)(?<=[^\W\d_A-Z][a-z]{2}\?)")
_CALLED = pattern(r"!(?=[A-Z][a-z]*\s)(?<=[^\W\d_A-Z][a-z]{2}!)")
_QUOTED = pattern(r"”(?<=[.,!?]”)(?=[A-Za-z]{2})")
_WORD = pattern(r"\w+\Z")
_NEXT = pattern(r"\w+")
_INNER_CAPITAL = pattern(r"[a-z][A-Z]")


@rule("TX014", "no-space-after-sentence", severity=WARNING)
def no_space_after_sentence(document: Document) -> Iterator[Hit]:
    """Report sentences without a space between them."""
    body = document.release.body.value
    glued = _GLUED_FURTHER if document.config.check.preview else _GLUED
    if not glued.search(body) and not _has_glued_mark(body):
        return
    for block in document.prose:
        if glued.search(block.text) or _has_glued_mark(block.text):
            passage = document.of_block(block)
            shapes = (glued, _ASKED, _CALLED, _QUOTED)
            places = [match.start() for shape in shapes for match in shape.finditer(passage.text)]
            ends = sorted(at for at in places if not _is_one_word(passage.text, at, body))
            if ends:
                hit = _hit_for_glued_sentences(document, passage, ends)
                is_further = not any(shape.match(passage.text, at) for shape in (_GLUED, *shapes[1:]) for at in ends)
                yield hit._replace(since=PREVIEW) if is_further or not document.is_english else hit


def _is_one_word(text: str, at: int, body: str) -> bool:
    """Whether a mark is inside an address, a name or an abbreviation, and so does not end a sentence."""
    near = max(at - 200, 0)
    token = text[max(text.rfind(" ", near, at) + 1, text.rfind("\n", near, at) + 1, near) : at]
    if "://" in token or "@" in token or token.startswith("www"):
        return True
    before = _WORD.search(text, max(at - 20, 0), at)
    if before is None or text[at] != ".":
        return False
    word = before.group()
    if word.lower() in RULES["abbreviations"] or "." in token or _INNER_CAPITAL.search(word):
        return True
    next_word = _NEXT.match(text, at + 1)
    return next_word is not None and body.count(f"{word}.{next_word.group()}") > 1  # always written like this: a brand


def _has_glued_mark(text: str) -> bool:
    """Whether a question mark, an exclamation mark or a quotation mark has no space after it."""
    return any(sign in text and shape.search(text) for sign, shape in (("?", _ASKED), ("!", _CALLED), ("”", _QUOTED)))


def _hit_for_glued_sentences(document: Document, passage: passages.Passage, ends: list[int]) -> Hit:
    """The hit for all sentences without a space in a paragraph; one is enough, as line breaks are lost together."""
    first = ends[0]
    what = "a quotation" if passage.text[first] == "”" else "a sentence"
    message = f"there is no space after {what}" + (f", {len(ends)} times here" if len(ends) > 1 else "")
    insertions = [rewriting.edit(document, passage, at, at + 1, f"{passage.text[at]} ") for at in ends]
    edits = tuple(edit for edit in insertions if edit is not None)
    fix = Fix(edits, safe=False) if len(edits) == len(ends) else None
    return Hit(passage.place(first, first + 1), message, "put a space here", fix=fix)
