"""TX: what makes a text hard on its readers: notes that lead nowhere, terms that hurt, sentences without end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsroom_cli.language import sentences
from newsroom_cli.language.document import Document
from newsroom_cli.language.passages import CODE, Passage
from newsroom_cli.language.word_index import lowered, places, with_capitals_of
from newsroom_cli.markup.markdown import Block
from newsroom_cli.model.patterns import pattern
from newsroom_cli.rules.registry import INFO, OFF, WARNING, Hit, rule

# --- TX016 ----------------------------------------------------------------------------------------------------

_LAST = 4  # paragraphs among which notes stand
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹"
_SIGNS = frozenset("*†‡¹")
# An asterisk in place of a bullet, of letters (f***) or behind a rating (4*) is no mark of a note.
_MARK = pattern(
    rf"(?<=[^\W\d_]|[.,;)”\"’%!?])(\*(?=\s*[.,;:)]|\s*$|(?<=[.,;)”%]\*)\s)|[†‡]{{1,2}}|[{_RAISED}]{{1,2}})(?=[\s.,;:)”\"’—–]|$)|(?<=\d)([†‡¹])(?=[\s.,;:)]|$)"
)
_NOTE = pattern(rf"(?:^|(?<=[\s(]))(\*|[†‡]{{1,2}}|[{_RAISED}]{{1,2}})[.)]?(?=\s?[\w“\"$€£(‘'#@&+−-])")


_BRAND = pattern(r"\b[A-Z][a-z]+\*,\Z")  # Wallpaper*, a magazine


@rule("TX016", "footnote-without-note", severity=WARNING)
def footnote_without_note(document: Document) -> Iterator[Hit]:
    signs = _SIGNS & document.word_index.characters
    if not signs:
        return
    blocks = document.prose
    signed = {number for sign in signs for number, each in enumerate(blocks) if sign in each.text}
    if not signed:
        return
    read = [document.of_block(blocks[number]) for number in sorted(signed)]
    marks, notes = _first(read, _MARK), _first(read, _NOTE)
    listed = _listed(document, blocks)
    for sign, (passage, start, end) in marks.items():
        if sign not in notes and not (sign == "*" and listed) and _is_a_footnote(sign, marks):
            if sign == "*" and _is_other(read, passage, (start, end)):
                continue
            help = "write the note, with the same sign, or delete the sign"
            yield Hit(passage.place(start, end), f"nothing explains the sign {sign}", help)
    for sign, (passage, start, end) in notes.items():
        if sign not in marks and sign != "*" and _is_a_footnote(sign, notes) and _stands_below(passage, start, blocks):
            help = "put the sign where the note belongs, or delete the note"
            yield Hit(passage.place(start, end), f"nothing bears the sign {sign} of this note", help)


def _stands_below(passage: Passage, start: int, blocks: Sequence[Block]) -> bool:
    """Whether one of the last paragraphs begins there; an asterisk opens notices as well, so that nobody can say."""
    sign = passage.text[start]
    begins = not passage.text[:start].strip() and passage.text.count(sign) == 1
    return begins and passage.block in blocks[1:][-_LAST:]


def _first(read: Sequence[Passage], shape: re.Pattern[str]) -> dict[str, tuple[Passage, int, int]]:
    found: dict[str, tuple[Passage, int, int]] = {}
    for passage in read:
        for match in shape.finditer(passage.text):
            group = 1 if match[1] else 2
            found.setdefault(match[group], (passage, *match.span(group)))
    return found


def _is_other(read: Sequence[Passage], passage: Passage, at: tuple[int, int]) -> bool:
    """Whether an asterisk belongs to a name, or is one of several bullets that lost their line breaks."""
    start, end = at
    several = sum(each.text.count("*") for each in read) > 1
    bullet = several and passage.text[end : end + 2].strip()[:1].isupper()
    return bullet or _BRAND.search(passage.text, max(start - 30, 0), end + 1) is not None


def _listed(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether a note may have become an item of a list: Markdown takes the asterisk before it for a bullet."""
    text = document.release.text
    starts = (text.rfind("\n", 0, each.span.start + 1) + 1 for each in blocks[1:] if each.item)
    return any(text[start : start + 40].lstrip(" ").startswith("*") for start in starts)


def _is_a_footnote(sign: str, marks: dict[str, tuple[Passage, int, int]]) -> bool:
    """Raised figures are notes only when there is a first one; else they are of square and cubic metres."""
    return "¹" in marks or sign[0] not in _RAISED


# --- TX017 ----------------------------------------------------------------------------------------------------

# What a term is, and what public offices write in its place.
_TERMS = {
    "wheelchair-bound": "uses a wheelchair",
    "wheelchair bound": "uses a wheelchair",
    "confined to a wheelchair": "uses a wheelchair",
    "the handicapped": "people with disabilities",
    "handicapped parking": "accessible parking",
    "the disabled": "people with disabilities",
    "the mentally ill": "people with a mental illness",
    "mentally retarded": "with an intellectual disability",
    "suffers from autism": "has autism",
    "committed suicide": "died by suicide",
    "commit suicide": "die by suicide",
    "drug addict": "person with a drug addiction",
    "drug addicts": "people with a drug addiction",
    "the homeless": "people who are homeless",
    "the elderly": "older people",
    "illegal alien": "person without legal status",
    "illegal aliens": "people without legal status",
    "illegal immigrants": "people without legal status",
    "mankind": "humanity",
    "man-made": "artificial",
    "manpower": "staff",
    "manned": "staffed",
    "chairman": "chair",
    "policeman": "police officer",
    "policemen": "police officers",
    "fireman": "firefighter",
    "firemen": "firefighters",
    "mailman": "letter carrier",
    "spokesman": "spokesperson",
    "businessmen": "business people",
    "master bedroom": "main bedroom",
    "grandfathered": "exempt under the old rule",
    "blacklist": "blocklist",
    "whitelist": "allowlist",
}
_FIRST_WORDS = frozenset(each.replace("-", " ").split()[-1] for each in _TERMS)


# The elderly, but not the elderly man.
_ENDS = pattern(r"\W*\Z|\s*[^\w\s'-]|\s(?:and|or|in|of|who|with|at|to|from|for|by|on|is|are|was|were|said|has|have)\b")


def _is_part_of_a_name(passage: Passage, at: int, words: str) -> bool:
    """Whether a term is a title or stands in a name: Chairman Okafor, the Elderly Parole Program."""
    return passage.block is not None and at > 0 and any(each[:1].isupper() for each in words.split())


@rule("TX017", "term-to-think-over", severity=INFO, styles=OFF)
def term_to_think_over(document: Document) -> Iterator[Hit]:
    here = document.word_index
    if here.words.isdisjoint(_FIRST_WORDS) or not document.is_english:
        return
    terms = [each for each in _TERMS if each in here.text and each not in document.config.vocabulary.accepted]
    for passage in document.own_passages:
        text = lowered(passage.text)
        for term in terms:
            for at in places(text, term) if term in text else ():
                words = passage.text[at : at + len(term)]
                if _is_part_of_a_name(passage, at, words) or (
                    term.startswith("the ") and not _ENDS.match(text, at + len(term))
                ):
                    continue
                message = f'"{words}" may hurt or leave out some readers'
                yield Hit(
                    passage.place(at, at + len(term)), message, f'"{with_capitals_of(words, _TERMS[term])}" may say it'
                )


# --- TX018 ----------------------------------------------------------------------------------------------------


@rule("TX018", "long-sentence", severity=INFO, styles=OFF)
def long_sentence(document: Document) -> Iterator[Hit]:
    limit = document.config.check.sentence_words
    for passage in document.narrative:
        if passage.text.count(" ") < limit:
            continue
        for start, end in sentences.split(passage.text):
            words = sum(1 for each in passage.text[start:end].split() if each.strip(CODE))
            if words > limit:
                message = f"the sentence has {words} words of your own, more than {limit}"
                yield Hit(passage.place(start, end), message, "make two of it")
