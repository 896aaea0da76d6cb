"""TX: characters nobody can see, and letters that were read in a wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator

from newsroom_cli.language import passages
from newsroom_cli.language.document import Document
from newsroom_cli.language.wording import mojibake
from newsroom_cli.markup import markdown
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import ERROR, INFO, WARNING, Edit, Fix, Hit, replace, rule

# --- TX003 ----------------------------------------------------------------------------------------------------

_UNSEEN = {
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
_UNSEEN_ONE = pattern(f"[{''.join(_UNSEEN)}]")
_SEPARATORS = "\u2028\u2029"
_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNSPACED = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")  # scripts that break lines there


@rule("TX003", "invisible-character", severity=WARNING)
def invisible_character(document: Document) -> Iterator[Hit]:
    text = document.release.text
    if text.isascii():
        if "\\u" in text[slice(*document.release.front)]:
            yield from _escaped(document)
        return
    if not _UNSEEN.keys().isdisjoint(document.word_index.characters):
        yield from _unseen(text)
    if "\xa0" in text:
        yield from _hard_spaces(text, english=document.is_english)
    if "\\u" in text[slice(*document.release.front)]:
        yield from _escaped(document)


def _unseen(text: str) -> Iterator[Hit]:
    leftward = _RIGHT_TO_LEFT.search(text) is not None
    found = [each for each in _UNSEEN_ONE.finditer(text) if not _has_a_use(text, each.start(), leftward=leftward)]
    if not found:
        return
    names = list(dict.fromkeys(_UNSEEN[each.group()] for each in found))
    message = f"{' and '.join(names[:2])} that nobody sees"
    if len(found) > 1:
        message += f", {len(found)} characters in all"
    edits = tuple(Edit(Span(*each.span()), " " if each.group() in _SEPARATORS else "") for each in found)
    yield Hit(edits[0].span, message, "delete it: it breaks searches, links and line ends", fix=Fix(edits))


def _has_a_use(text: str, at: int, *, leftward: bool) -> bool:
    """Whether a character that nobody sees has a use: joiners in emoji, Persian and Indic words, marks beside Hebrew."""
    sign, before, behind = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if sign in "\u200c\u200d":
        return not (before.isascii() or behind.isascii())
    if sign in "\u200e\u200f":
        return leftward
    if sign == "\ufeff":
        return at == 0  # the mark that a file may start with
    if sign == "\u200b":
        return _UNSPACED.match(before) is not None or _UNSPACED.match(behind) is not None
    return False


def _escaped(document: Document) -> Iterator[Hit]:
    """Such characters written as escapes of TOML: no less in the way of a reader."""
    for passage in document.captions:
        leftward = _RIGHT_TO_LEFT.search(passage.text) is not None
        for match in _UNSEEN_ONE.finditer(passage.text):
            if match.group() not in document.release.text and not _has_a_use(
                passage.text, match.start(), leftward=leftward
            ):
                message = f"{_UNSEEN[match.group()]} that nobody sees"
                yield Hit(passage.place(*match.span()), message, "delete it: it breaks searches, links and line ends")
                break


_WORD_BEFORE = pattern(r"\S+\Z")
_WORD_BEHIND = pattern(r"\S+")
_LONGEST = 40  # characters of a word that are looked at
_BINDS_BEHIND = frozenset("»:;!?%‰€$£¥°–—/+=×&·•…*#")
_BINDS_BEFORE = frozenset("«§¶№–—/+=×&·•…*")


def _hard_spaces(text: str, *, english: bool) -> Iterator[Hit]:
    edits, at = [], text.find("\xa0")
    while at >= 0:
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        if not behind or behind.isspace() or not before or (before.isspace() and before != "\xa0"):
            edits.append(Edit(Span(at, at + 1), ""))
        elif before == "\xa0" or not _binds(text, at, english=english):
            edits.append(Edit(Span(at, at + 1), " "))
        at = text.find("\xa0", at + 1)
    if edits:
        message = "a no-break space binds nothing" if len(edits) == 1 else f"{len(edits)} no-break spaces bind nothing"
        help = "write a plain space; keep these for a number and its unit"
        yield Hit(edits[0].span, message, help, severity=INFO, fix=Fix(tuple(edits)))


def _binds(text: str, at: int, *, english: bool) -> bool:
    """Whether a no-break space keeps together what belongs together: 5 kg, St. Louis, « oui », Ana Okafor, J. R. Ruiz."""
    before, behind = text[at - 1], text[at + 1]
    if before.isnumeric() or behind.isnumeric() or behind in _BINDS_BEHIND or before in _BINDS_BEFORE:
        return True
    first = _WORD_BEFORE.search(text, max(at - _LONGEST, 0), at)
    last = _WORD_BEHIND.match(text, at + 1, at + 1 + _LONGEST)
    one, other = first.group() if first else "", last.group() if last else ""
    if one.endswith(".") and len(one) <= 6 and one[:1].isupper():
        return True
    if not english and min(len(one), len(other)) <= 2:
        return True
    return one[:1].isupper() and other[:1].isupper() and one.isalpha()


# --- TX008 ----------------------------------------------------------------------------------------------------

_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_SHOWN = 50


@rule("TX008", "wrongly-decoded-text", severity=ERROR)
def wrongly_decoded_text(document: Document) -> Iterator[Hit]:
    text = document.release.text
    signs = document.word_index.characters
    if mojibake.may_occur(signs):
        code = _code(document)
        for found in mojibake.find(text, limit=_SHOWN):
            span = Span(found.start, found.end)
            if not any(each.start <= span.start < each.end for each in code):
                yield _ruined(text[slice(*span)], found.meant, span)
    if "&" in signs and (";" in signs or "\\" in signs):
        yield from _entities(document)


def _ruined(words: str, meant: str | None, span: Span) -> Hit:
    if meant is None and "\ufffd" in words:
        return Hit(span, "a letter was lost when this was copied", "write it again")
    if meant is None:
        help = "find out which letter it was in the source, and write it"
        return Hit(span, f'"{words}" is a letter read in a wrong encoding', help)
    shown = {"\xa0": "a no-break space", "\xad": "a soft hyphen"}.get(meant, f'"{meant}"')
    message = f'"{words}" is {shown} read in a wrong encoding'
    return Hit(span, message, f"write {shown}", fix=replace(span, meant))


def _code(document: Document) -> list[Span]:
    blocks = document.markdown.blocks
    found = [each.span for each in blocks if each.kind == markdown.CODE]
    for each in blocks:
        source = document.release.text[slice(*each.span)]
        if "`" in source and each.kind != markdown.CODE:
            at = each.span.start
            found += [Span(at + start, at + end) for start, end in passages.code_spans(source)]
    return found


def _entities(document: Document) -> Iterator[Hit]:
    """Entities as readers see them: in the body Markdown makes signs of them, in the front matter nobody does."""
    from html import unescape

    alternatives = (each.alt for each in document.release.images if each.alt)
    shown = (*document.captions, *(document.of_field(each) for each in alternatives))
    blocks = (document.of_block(each) for each in document.prose if "&" in each.text)
    for passage in (*(each for each in shown if "&" in each.text), *blocks):
        for match in _ENTITY.finditer(passage.text):
            meant = unescape(match.group())
            if (meant != match.group() and not meant.isalpha()) or len(meant) == 1:
                yield _entity(document, passage, match.span(), meant)


def _entity(document: Document, passage: passages.Passage, at: tuple[int, int], meant: str) -> Hit:
    from html import unescape

    words, span = passage.text[slice(*at)], passage.place(*at)
    written = document.release.text[slice(*span)]
    made = None
    if passage.block is not None:  # what is written twice is taken back once; then Markdown makes the sign of it
        made = replace(span, words) if unescape(written) == words and written != words else None
    elif written == words and meant not in '"\\' and meant.isprintable():
        made = replace(span, meant)
    return Hit(span, f'readers see "{words}"', f'write "{meant}"' if meant.strip() else "write a space", fix=made)


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
_NEVER = "\u202d\u202e\ufff9\ufffa\ufffb"


@rule("TX010", "direction-override", severity=ERROR)
def direction_override(document: Document) -> Iterator[Hit]:
    text = document.release.text
    if text.isascii() or _DIRECTIONS.keys().isdisjoint(document.word_index.characters):
        return
    mirrored = _RIGHT_TO_LEFT.search(text) is not None
    found = [each for each in _DIRECTION.finditer(text) if not mirrored or each.group() in _NEVER]
    if found:
        sign = found[0].group()
        message = f"the invisible character U+{ord(sign):04X} ({_DIRECTIONS[sign]}) can turn words around"
        if len(found) > 1:
            message += f"; there are {len(found)} such characters"
        yield Hit(Span(*found[0].span()), message, "delete it, and read the line again")
