"""TX: invisible characters, and letters decoded with the wrong encoding."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from newsroom_cli.language import passages
from newsroom_cli.language.document import Document
from newsroom_cli.language.word_index import occurrences
from newsroom_cli.language.wording import mojibake
from newsroom_cli.markup import markdown
from newsroom_cli.markup.escaping import unescape
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import ERROR, INFO, WARNING, Edit, Fix, Hit, replace, rule
from newsroom_cli.rules.triggers import characters

# --- TX003 ----------------------------------------------------------------------------------------------------

_INVISIBLE = {
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
    "\u00ad": "a soft hyphen",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
}
_INVISIBLE_ONE = pattern(f"[{''.join(_INVISIBLE)}]")
_SEPARATORS = "\u2028\u2029"
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNSPACED = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")  # scripts without spaces


@rule("TX003", "invisible-character", severity=WARNING, looks_for=characters("".join(_INVISIBLE) + "\xa0"))
def invisible_character(document: Document) -> Iterator[Hit]:
    """Report unnecessary invisible characters."""
    yield from _invisible_characters(document.release.text)
    yield from _hard_spaces(document.release.text, english=document.is_english)
    yield from _escaped(document)


def _invisible_characters(text: str) -> Iterator[Hit]:
    """Yield one hit for all unnecessary invisible characters of a file, if there are any."""
    leftward = _RIGHT_TO_LEFT.search(text) is not None
    matches = _INVISIBLE_ONE.finditer(text)
    needless = [match for match in matches if not _is_needed(text, match.start(), leftward=leftward)]
    if not needless:
        return
    names = list(dict.fromkeys(_INVISIBLE[match.group()] for match in needless))
    message = f"{' and '.join(names[:2])} that nobody sees"
    if len(needless) > 1:
        message += f", {len(needless)} characters in all"
    edits = tuple(Edit(Span(*match.span()), " " if match.group() in _SEPARATORS else "") for match in needless)
    yield Hit(edits[0].span, message, "delete it: it breaks searches, links and line ends", fix=Fix(edits))


def _is_needed(text: str, at: int, *, leftward: bool) -> bool:
    """Whether an invisible character is needed: joiners in emoji, Persian and Indic words, marks in Hebrew text."""
    sign, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign in "\u200c\u200d":
        return not (before.isascii() or after.isascii())
    if sign in "\u200e\u200f":
        return leftward
    if sign == "\ufeff":
        return at == 0  # a byte order mark may begin a file
    if sign == "\u200b":
        return _UNSPACED.match(before) is not None or _UNSPACED.match(after) is not None
    return False


def _escaped(document: Document) -> Iterator[Hit]:
    """Yield hits for invisible characters that the front matter has as TOML escapes."""
    for passage in document.captions:
        text = passage.text
        leftward = _RIGHT_TO_LEFT.search(text) is not None
        for match in _INVISIBLE_ONE.finditer(text):
            sign = match.group()
            if sign not in document.release.text and not _is_needed(text, match.start(), leftward=leftward):
                message = f"{_INVISIBLE[sign]} that nobody sees"
                yield Hit(passage.place(*match.span()), message, "delete it: it breaks searches, links and line ends")
                break


_WORD_BEFORE = pattern(r"\S+\Z")
_WORD_AFTER = pattern(r"\S+")
_LONGEST = 40  # most characters of a word that are read
_BINDS_AFTER = frozenset("»:;!?%‰€$£¥°–—/+=×&·•…*#")
_BINDS_BEFORE = frozenset("«§¶№–—/+=×&·•…*")


def _hard_spaces(text: str, *, english: bool) -> Iterator[Hit]:
    """Yield one hit for all no-break spaces that keep nothing together, if there are any."""
    edits = []
    for at in occurrences(text, "\xa0"):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if not after or after.isspace() or not before or (before.isspace() and before != "\xa0"):
            edits.append(Edit(Span(at, at + 1), ""))
        elif before == "\xa0" or not _joins_words(text, at, english=english):
            edits.append(Edit(Span(at, at + 1), " "))
    if edits:
        message = "a no-break space binds nothing" if len(edits) == 1 else f"{len(edits)} no-break spaces bind nothing"
        help = "write a plain space; keep these for a number and its unit"
        yield Hit(edits[0].span, message, help, severity=INFO, fix=Fix(tuple(edits)))


def _joins_words(text: str, at: int, *, english: bool) -> bool:
    """Whether a no-break space keeps an expression together: 5 kg, St. Louis, « oui », Ana Okafor, J. R. Ruiz."""
    before, after = text[at - 1], text[at + 1]
    if before.isnumeric() or after.isnumeric() or after in _BINDS_AFTER or before in _BINDS_BEFORE:
        return True
    match = _WORD_BEFORE.search(text, max(at - _LONGEST, 0), at)
    first = match.group() if match else ""
    match = _WORD_AFTER.match(text, at + 1, at + 1 + _LONGEST)
    second = match.group() if match else ""
    if first.endswith(".") and len(first) <= 6 and first[:1].isupper():
        return True
    if not english and min(len(first), len(second)) <= 2:
        return True
    return first[:1].isupper() and second[:1].isupper() and first.isalpha()


# --- TX008 ----------------------------------------------------------------------------------------------------

_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_SHOWN = 50


@rule("TX008", "wrongly-decoded-text", severity=ERROR, looks_for=characters("".join(mojibake.SIGNS) + "&"))
def wrongly_decoded_text(document: Document) -> Iterator[Hit]:
    """Report letters that were decoded with the wrong encoding, and entities that readers see as such."""
    text = document.release.text
    garbled = [] if mojibake.SIGNS.isdisjoint(document.word_index.characters) else mojibake.find(text, limit=_SHOWN)
    code = _code(document) if garbled else ()
    for ruin in garbled:
        span = Span(ruin.start, ruin.end)
        if not any(block.start <= span.start < block.end for block in code):
            yield _hit_for_garbled_letters(text[slice(*span)], ruin.right, span)
    yield from _entities(document)


def _hit_for_garbled_letters(words: str, right: str | None, span: Span) -> Hit:
    """The hit for letters that were decoded with the wrong encoding; `right` is the correct text, None if unknown."""
    if right is None and "\ufffd" in words:
        return Hit(span, "a letter was lost when this was copied", "write it again")
    if right is None:
        help = "find out which letter it was in the source, and write it"
        return Hit(span, f'"{words}" is a letter read in a wrong encoding', help)
    shown = {"\xa0": "a no-break space", "\xad": "a soft hyphen"}.get(right, f'"{right}"')
    message = f'"{words}" is {shown} read in a wrong encoding'
    return Hit(span, message, f"write {shown}", fix=replace(span, right))


def _code(document: Document) -> list[Span]:
    """The spans of code: code blocks, and inline code in other blocks."""
    blocks = document.markdown.blocks
    spans = [block.span for block in blocks if block.kind == markdown.CODE]
    for block in blocks:
        source = document.release.text[slice(*block.span)]
        if "`" in source and block.kind != markdown.CODE:
            at = block.span.start
            spans += [Span(at + start, at + end) for start, end in passages.code_spans(source)]
    return spans


def _entities(document: Document) -> Iterator[Hit]:
    """Yield hits for entities that readers see: all in the front matter, and those in the body that Markdown keeps."""
    alternatives = [document.of_field(image.alt) for image in document.release.images if image.alt]
    for passage in (*document.passages, *alternatives):
        for match in _ENTITY.finditer(passage.text) if "&" in passage.text else ():
            sign = unescape(match.group())
            if (sign != match.group() and not sign.isalpha()) or len(sign) == 1:
                yield _entity_hit(document, passage, match.span(), sign)


def _entity_hit(document: Document, passage: passages.Passage, at: tuple[int, int], sign: str) -> Hit:
    """The hit for an entity at two offsets of a passage; `sign` is the character it stands for."""
    entity, span = passage.text[slice(*at)], passage.place(*at)
    written = document.release.text[slice(*span)]
    fix = None
    if passage.block is not None:  # &amp;amp; becomes &amp;, which Markdown turns into the sign
        fix = replace(span, entity) if unescape(written) == entity and written != entity else None
    elif written == entity and sign not in '"\\' and sign.isprintable():
        fix = replace(span, sign)
    return Hit(span, f'readers see "{entity}"', f'write "{sign}"' if sign.strip() else "write a space", fix=fix)


# --- TX010 ----------------------------------------------------------------------------------------------------

_DIRECTIONS = {
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "pop directional formatting",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "pop directional isolate",
    "\ufff9": "interlinear annotation",
    "\ufffa": "interlinear annotation",
    "\ufffb": "interlinear annotation",
}
_DIRECTION = pattern(f"[{''.join(_DIRECTIONS)}]")
_ESCAPED_DIRECTION = pattern(r"\\(?:u|U0000)(202[a-eA-E]|206[6-9]|[fF]{3}[9abAB])")
_NEVER = "\u202d\u202e\ufff9\ufffa\ufffb"


@rule("TX010", "direction-override", severity=ERROR, looks_for=characters("\\" + "".join(_DIRECTIONS)))
def direction_override(document: Document) -> Iterator[Hit]:
    """Report invisible characters that change the direction of text."""
    turning = turning_characters(document.release.text)
    overrides = [(sign, span) for sign, span in _directions(document) if sign in turning]
    if overrides:
        sign, span = overrides[0]
        message = f"the invisible character U+{ord(sign):04X} ({_DIRECTIONS[sign]}) can turn words around"
        if len(overrides) > 1:
            message += f"; there are {len(overrides)} such characters"
        yield Hit(span, message, "delete it, and read the line again")


def turning_characters(text: str) -> Collection[str]:
    """The invisible characters that can reverse words in a text; right-to-left text needs the others."""
    return _NEVER if _RIGHT_TO_LEFT.search(text) else _DIRECTIONS


def _directions(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield the characters that change the direction of text, including TOML escapes in the front matter."""
    text, front = document.release.text, document.release.front
    for match in _ESCAPED_DIRECTION.finditer(text, front.start, front.end):
        yield chr(int(match[1], 16)), Span(*match.span())
    for match in _DIRECTION.finditer(text):
        yield match.group(), Span(*match.span())
