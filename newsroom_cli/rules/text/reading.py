"""TX: obstacles for readers: footnote signs without a note, hurtful terms, long sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.word_index import lowered, places, with_capitals_of
from newsroom_cli.language.wording.mistaken import right_words
from newsroom_cli.markup import footnotes
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.model.release import Span
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Hit, rule
from newsroom_cli.rules.triggers import characters, words

# --- TX016 ----------------------------------------------------------------------------------------------------

_LAST = 4  # paragraphs at the end, which may have notes
_SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"
# No note belongs to an asterisk that is a bullet, stands for letters (f***) or follows a rating (4*).
_MARK = pattern(
    rf"(?<=[^\W\d_]|[.,;)”\"’%!?])(\*(?=\s*[.,;:)]|\s*$|(?<=[.,;)”%]\*)\s)|[†‡]{{1,2}}|[{_SUPERSCRIPTS}]{{1,2}})"
    rf"(?=[\s.,;:)”\"’—–]|$)|(?<=\d)([†‡¹])(?=[\s.,;:)]|$)"
)
_NOTE = pattern(rf"(?:^|(?<=[\s(]))(\*|[†‡]{{1,2}}|[{_SUPERSCRIPTS}]{{1,2}})[.)]?(?=\s?[\w“\"$€£(‘'#@&+−-])")


_BRAND = pattern(r"\b[A-Z][a-z]+\*,\Z")  # Wallpaper*, a magazine


@rule("TX016", "footnote-without-note", severity=WARNING, looks_for=characters("*†‡¹&^"))
def footnote_without_note(document: Document) -> Iterator[Hit]:
    """Report footnote signs without a note, and notes without a sign in the text."""
    blocks = document.prose
    signed = [document.of_block(block) for block in blocks if any(map(block.text.__contains__, "*†‡¹"))]
    marks, notes = _by_sign(signed, _MARK), _by_sign(signed, _NOTE)
    for sign, (passage, start, end) in marks.items():
        if sign not in notes and _is_a_footnote(sign, marks):
            if sign == "*" and (_may_be_listed(document, blocks) or _is_no_footnote(signed, passage, (start, end))):
                continue
            help = "add a note with the same sign, or delete the sign"
            yield Hit(passage.place(start, end), f"no note explains the sign {sign}", help)
    for sign, (passage, start, end) in notes.items():
        if sign not in marks and sign != "*" and _is_a_footnote(sign, notes) and _stands_below(passage, start, blocks):
            help = "put the sign where the note belongs, or delete the note"
            yield Hit(passage.place(start, end), f"nothing in the text has the sign {sign} of this note", help)
    yield from _footnotes(document)


_TYPED_SIGN = pattern(r"\[\^[^\]\n]{1,60}\]")


def _footnotes(document: Document) -> Iterator[Hit]:
    """Report signs in brackets without a note, and notes without a sign, without words or with the name of another."""
    parsed, text = document.markdown, document.release.text
    for passage in map(document.of_block, document.prose if "[^" in text else ()):
        for match in _TYPED_SIGN.finditer(passage.text):
            place = passage.place(*match.span())
            if text[place.start - 1] != "\\":
                help = f"write the note on a line of its own: {match[0]}: ..."
                yield Hit(place, f"no note explains {match[0]}, which readers see as it is typed", help)
    mentioned = {footnotes.key(sign.name) for sign in parsed.signs}
    filled = {block.note for block in parsed.blocks}
    known: set[str] = set()
    for name, span in parsed.notes:
        label, place = f"[^{name}]", Span(span.start, text.index("]", span.start) + 1)
        if (key := footnotes.key(name)) in known:
            help = "give it a name and a sign of its own, or delete it"
            yield Hit(place, f"a second note has the name {label}", help)
        elif key not in mentioned:
            help = f"write {label} where the note belongs, or delete the note"
            yield Hit(place, f"nothing in the text refers to the note {label}", help)
        elif name not in filled:
            yield Hit(place, f"the note {label} has no words", "write them behind the colon, or delete note and sign")
        known.add(key)


def _stands_below(passage: Passage, start: int, blocks: Sequence[Block]) -> bool:
    """Whether one of the last paragraphs begins with the sign at `start`, which it has only once."""
    begins = not passage.text[:start].strip() and passage.text.count(passage.text[start]) == 1
    return begins and passage.block in blocks[1:][-_LAST:]


def _by_sign(passages: Sequence[Passage], shape: re.Pattern[str]) -> dict[str, tuple[Passage, int, int]]:
    """For each footnote sign that a pattern matches, the first passage with it and the offsets there."""
    places: dict[str, tuple[Passage, int, int]] = {}
    for passage in passages:
        for match in shape.finditer(passage.text):
            group = 1 if match[1] else 2
            places.setdefault(match[group], (passage, *match.span(group)))
    return places


def _is_no_footnote(passages: Sequence[Passage], passage: Passage, at: tuple[int, int]) -> bool:
    """Whether an asterisk belongs to a name, or is one of several bullets whose line breaks were lost."""
    start, end = at
    several = sum(signed.text.count("*") for signed in passages) > 1
    bullet = several and passage.text[end : end + 2].strip()[:1].isupper()
    return bullet or _BRAND.search(passage.text, max(start - 30, 0), end + 1) is not None


def _may_be_listed(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether a note may have become a list item, because Markdown takes its asterisk for a bullet."""
    text = document.release.text
    starts = (text.rfind("\n", 0, block.span.start + 1) + 1 for block in blocks[1:] if block.item)
    return any(text[start : start + 40].lstrip(" ").startswith("*") for start in starts)


def _is_a_footnote(sign: str, marks: dict[str, tuple[Passage, int, int]]) -> bool:
    """Whether a sign can refer to a note; ² and ³ only beside ¹, because they may be square and cubic metres."""
    return "¹" in marks or sign[0] not in _SUPERSCRIPTS


# --- TX017 ----------------------------------------------------------------------------------------------------

# Terms, and what public offices write instead.
_TERMS = right_words("hurtful")
_LAST_WORDS = frozenset(term.replace("-", " ").split()[-1] for term in _TERMS)


# A match if the noun ends here: "the elderly", but not "the elderly man".
_ENDS = pattern(r"\W*\Z|\s*[^\w\s'-]|\s(?:and|or|in|of|who|with|at|to|from|for|by|on|is|are|was|were|said|has|have)\b")


def _is_in_a_name(passage: Passage, at: int, term: str) -> bool:
    """Whether a term is a title or part of a name: Chairman Okafor, the Elderly Parole Program."""
    return passage.block is not None and at > 0 and any(word[:1].isupper() for word in term.split())


@rule("TX017", "term-to-think-over", severity=INFO, styles=OFF, language="en", looks_for=words(*_LAST_WORDS))
def term_to_think_over(document: Document) -> Iterator[Hit]:
    """Report terms that many public offices avoid."""
    accepted = document.config.vocabulary.accepted
    terms = [term for term in _TERMS if term in document.word_index.text and term not in accepted]
    for passage in document.own_passages:
        text = lowered(passage.text)
        for term in terms:
            for at in places(text, term):
                end = at + len(term)
                written = passage.text[at:end]
                if _is_in_a_name(passage, at, written) or (term.startswith("the ") and not _ENDS.match(text, end)):
                    continue
                message = f'"{written}" may hurt or leave out some readers'
                yield Hit(passage.place(at, end), message, f'"{with_capitals_of(written, _TERMS[term])}" may be better')


# --- TX018 ----------------------------------------------------------------------------------------------------


@rule("TX018", "long-sentence", severity=INFO, styles=OFF)
def long_sentence(document: Document) -> Iterator[Hit]:
    """Report sentences with too many words."""
    limit = document.config.check.sentence_words
    for passage in document.narrative:
        if passage.text.count(" ") < limit:
            continue
        for start, end in sentences.split(passage.text):
            words = sum(1 for word in passage.text[start:end].split() if word.strip(CODE))
            if words > limit:
                message = f"the sentence has {words} words of your own, more than {limit}"
                yield Hit(passage.place(start, end), message, "split it in two")
